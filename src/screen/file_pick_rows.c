/* What is typed into the file picker, and the rows that it leaves of a folder:
   the folder is read again only when another one is meant. */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "file_pick_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"

const struct list_column file_columns[FILE_COLUMNS] = {
    {"文件、文件夹", 20, 70, 1, FIT_LEFT, false, false},
    {"大小", 8, 8, 3, FIT_RIGHT, false, false},
    {"改过的时间", 16, 16, 2, FIT_LEFT, false, false},
};

/* ---- what is typed ------------------------------------------------------ */

const char *file_pick_path(struct arena *a, const char *typed)
{
    const char *s = file_dropped(a, typed);
    uint32_t first = 0;
    if (strncmp(s, "～", 3) == 0 || strncmp(s, "／", 3) == 0 ||
        strncmp(s, "、", 3) == 0) {
        first = 1;
    }
    if (first == 0) {
        return s;
    }
    struct strbuf sb;
    sb_init(&sb);
    text_fold(&sb, s);
    s = arena_str(a, sb.s);
    sb_clear(&sb);
    return s;
}

/* The folder that it names, and what narrows it. */
static const char *folder_of(const struct file_pick *v, struct arena *a,
                             const char *typed, const char **rest)
{
    const char *s = file_pick_path(a, typed);
    const char *slash = strrchr(s, '/');
    if (strcmp(s, "~") == 0) {
        *rest = "";
        return file_absolute(a, v->folder, s);
    }
    if (slash == NULL) {
        *rest = s;
        return v->folder;
    }
    *rest = slash + 1;
    return file_absolute(a, v->folder,
                         arena_strn(a, s, (size_t)(slash - s) + 1));
}

/* ---- rows --------------------------------------------------------------- */

static const char *size_text(struct arena *a, int64_t n)
{
    const int64_t kb = 1024;
    if (n < kb) {
        return arena_printf(a, "%" PRId64 " B", n);
    }
    if (n < kb * kb) {
        return arena_printf(a, "%" PRId64 " KB", (n + kb - 1) / kb);
    }
    return arena_printf(a, "%" PRId64 " MB", (n + kb * kb - 1) / (kb * kb));
}

static const char *time_text(struct arena *a, int64_t seconds)
{
    char text[20] = "";
    time_t t = (time_t)seconds;
    struct tm tm;
    if (localtime_r(&t, &tm) == NULL ||
        strftime(text, sizeof text, "%Y-%m-%d %H:%M", &tm) == 0) {
        return "";
    }
    return arena_str(a, text);
}

static void put_row(struct file_pick *v, size_t at, const struct file_entry *e)
{
    struct arena *a = &v->arena;
    const char **cells = arena_array(a, FILE_COLUMNS, sizeof *cells);
    bool up = e == NULL;
    cells[0] = up          ? "..（上一级）"
               : e->folder ? arena_printf(a, "%s/", e->name)
                           : e->name;
    cells[1] = up || e->folder ? "" : size_text(a, e->size);
    cells[2] = up ? "" : time_text(a, e->changed);
    v->rows.rows[at] = (struct list_row){.id = (int64_t)at + 1,
                                         .cells = cells,
                                         .role = up || e->folder ? ROLE_LABEL
                                                 : e->wanted     ? ROLE_TEXT
                                                                 : ROLE_DIM};
}

/* .. stands where the folders begin. */
static size_t up_at(const struct file_pick *v, size_t n)
{
    size_t at = 0;
    while (at < n && v->entries[at].wanted) {
        at++;
    }
    return at;
}

static void read_folder(struct file_pick *v, const char *folder, bool hidden)
{
    size_t n;
    char *now = mem_str(folder);
    mem_free(v->shown);
    v->shown = now;
    v->hidden = hidden;
    arena_reset(&v->arena);
    v->there = file_list_read(&v->arena, now, v->wish.endings, hidden,
                              &v->entries, &n);
    bool has_up = v->there && strcmp(now, "/") != 0;
    size_t up = up_at(v, n);
    v->rows.n = n + has_up;
    v->rows.rows = arena_array(&v->arena, n + 1, sizeof *v->rows.rows);
    for (size_t i = 0; i < v->rows.n; i++) {
        bool is_up = has_up && i == up;
        put_row(v, i,
                is_up ? NULL : &v->entries[i - (has_up && i > up ? 1 : 0)]);
    }
}

const struct file_entry *file_pick_entry(const struct file_pick *v, size_t row)
{
    size_t n = v->rows.n;
    bool has_up = v->there && strcmp(v->shown, "/") != 0;
    size_t up = has_up ? up_at(v, n - 1) : n;
    return row == up ? NULL : &v->entries[row - (row > up ? 1 : 0)];
}

/* Of the folder that the line names by now. */
static const char *follow(struct file_pick *v, struct arena *a)
{
    const char *rest;
    const char *folder = folder_of(v, a, v->line.text.s, &rest);
    bool hidden = rest[0] == '.';
    if (v->shown == NULL || strcmp(v->shown, folder) != 0 ||
        v->hidden != hidden) {
        read_folder(v, folder, hidden);
    }
    return rest;
}

static bool source_page(void *ctx, struct arena *a,
                        const struct list_request *req, struct list_row *rows,
                        size_t *n, struct err *err)
{
    struct file_pick *v = ctx;
    struct list_request narrowed = *req;
    narrowed.filter = follow(v, a);
    struct list_source s = memory_list_source(&v->rows);
    return s.page(s.ctx, a, &narrowed, rows, n, err);
}

static bool source_count(void *ctx, const char *filter, int64_t *n)
{
    struct file_pick *v = ctx;
    struct arena a = ARENA_INIT;
    (void)filter;
    const char *rest = follow(v, &a);
    struct list_source s = memory_list_source(&v->rows);
    bool ok = s.count(s.ctx, rest, n);
    arena_clear(&a);
    return ok;
}

struct list_source file_pick_source(struct file_pick *v)
{
    return (struct list_source){v, source_page, source_count};
}
