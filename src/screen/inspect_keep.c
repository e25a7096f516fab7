/* A line for each branch: its number, the day, how many, how many of them
   grave.  It is a convenience of this PC and no record: what cannot be read
   counts as not there. */
#include "inspect_keep.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/store/db.h"
#include "pbtui/text/date.h"

#define FILE_NAME "inspect"
#define MOST      (64 * 1024)

struct line {
    int64_t branch;
    struct inspect_last last;
};

/* False: there is nowhere to keep it. */
static bool place_of(const struct app *app, struct strbuf *out)
{
    const char *dir = db_state_dir(app->session.db);
    if (dir == NULL || db_is_read_only(app->session.db)) {
        return false;
    }
    sb_addf(out, "%s/%s", dir, FILE_NAME);
    return true;
}

/* A number from *s, past which it is put; false: there is none. */
static bool read_number(const char **s, int64_t *out)
{
    char *end;
    *out = strtoll(*s, &end, 10);
    bool read = end != *s;
    *s = end;
    return read;
}

static bool read_line(const char *s, struct line *out)
{
    char day[11] = "";
    int64_t n = 0, n_grave = 0;
    if (!read_number(&s, &out->branch) || strlen(s) < sizeof day) {
        return false;
    }
    memcpy(day, s + 1, sizeof day - 1);
    s += sizeof day;
    bool read = date_read(day, &out->last.day) && read_number(&s, &n) &&
                read_number(&s, &n_grave) && n <= INT_MAX && n_grave <= n;
    out->last.n = (int)n;
    out->last.n_grave = (int)n_grave;
    return read;
}

static const char *next_line(const char *s)
{
    while (*s != '\0' && *s != '\n') {
        s++;
    }
    return *s == '\n' ? s + 1 : s;
}

struct inspect_last inspect_last(const struct app *app)
{
    struct inspect_last out = {.day = DATE_NONE};
    struct strbuf path, text;
    struct line l;
    sb_init(&path);
    sb_init(&text);
    if (place_of(app, &path) && file_exists(path.s) &&
        file_read(&text, path.s, MOST, NULL)) {
        for (const char *s = text.s; *s != '\0'; s = next_line(s)) {
            if (read_line(s, &l) && l.branch == app->book->branch) {
                out = l.last;
            }
        }
    }
    sb_clear(&text);
    sb_clear(&path);
    return out;
}

/* The lines of the other branches. */
static void add_others(struct strbuf *out, const char *path, int64_t branch)
{
    struct strbuf text;
    struct line l;
    sb_init(&text);
    if (file_exists(path) && file_read(&text, path, MOST, NULL)) {
        for (const char *s = text.s; *s != '\0'; s = next_line(s)) {
            if (read_line(s, &l) && l.branch != branch) {
                sb_addn(out, s, (size_t)(next_line(s) - s));
            }
        }
    }
    sb_clear(&text);
}

void inspect_keep(const struct app *app, const struct inspect_sheet *s)
{
    struct strbuf path, out;
    char day[11];
    sb_init(&path);
    sb_init(&out);
    if (place_of(app, &path)) {
        add_others(&out, path.s, app->book->branch);
        sb_addf(&out, "%" PRId64 " %s %zu %zu\n", app->book->branch,
                date_text(app->book->day, day), s->n, s->n_grave);
        file_write(path.s, out.s, out.len, FILE_REPLACE, NULL);
    }
    sb_clear(&out);
    sb_clear(&path);
}
