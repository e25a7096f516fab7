/* The plan of a table of 党内统计: names, columns, rows and what each counts,
   out of data/stats/NAME.ini.  Files of the program itself: a line that cannot
   be read ends it, and a test reads them all. */
#include "stats_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/ini.h"
#include "pbtui/base/log.h"

struct reading {
    struct arena *arena;
    struct stats_plan *plan;
    const char *file;
    bool year_end;
    const char *end; /* what {end} is */
};

static void bad(const struct reading *r, const struct ini_key *k)
{
    die("%s:%d: %s = %s", r->file, k->line, k->key, k->value);
}

/* Blanks of both ends; wide ones stay, they indent. */
static const char *trimmed(struct arena *a, const char *s, size_t n)
{
    while (n > 0 && *s == ' ') {
        s++;
        n--;
    }
    while (n > 0 && s[n - 1] == ' ') {
        n--;
    }
    return arena_strn(a, s, n);
}

/* The text up to the next |, past which *s is put; NULL: there is none left. */
static const char *part(struct arena *a, const char **s)
{
    if (*s == NULL) {
        return NULL;
    }
    const char *bar = strchr(*s, '|');
    size_t n = bar == NULL ? strlen(*s) : (size_t)(bar - *s);
    const char *text = trimmed(a, *s, n);
    *s = bar == NULL ? NULL : bar + 1;
    return text;
}

static const char *with_end(const struct reading *r, const char *name)
{
    static const char hole[] = "{end}";
    const char *at = strstr(name, hole);
    return at == NULL ? name
                      : arena_printf(r->arena, "%.*s%s%s", (int)(at - name),
                                     name, r->end, at + strlen(hole));
}

/* Number, name and rule; or the last ones of them from `first` on, where a
   column of a single number has only its name. */
static void add(const struct reading *r, const struct ini_key *k,
                struct stats_plan_row *list, size_t *n, int first)
{
    const char *s = k->value;
    const char *word[3] = {"", "", ""};
    for (int i = first; i < 3 && s != NULL; i++) {
        word[i] = part(r->arena, &s);
    }
    if (word[1][0] == '\0' || s != NULL) {
        bad(r, k);
    }
    list[(*n)++] = (struct stats_plan_row){
        .no = word[0], .name = with_end(r, word[1]), .rule = word[2]};
}

static void add_title(const struct reading *r, const struct ini_key *k)
{
    const char *s = k->value;
    const char *level = part(r->arena, &s);
    const char *words = part(r->arena, &s);
    if (words == NULL) {
        bad(r, k);
    }
    r->plan->titles[r->plan->n_titles++] = (struct stats_title){level, words};
}

/* Which of the two words the end of the span is called by. */
static void choose_end(struct reading *r, const struct ini_key *k)
{
    const char *s = k->value;
    const char *first = part(r->arena, &s);
    const char *second = part(r->arena, &s);
    if (second == NULL) {
        bad(r, k);
    }
    r->end = r->year_end ? first : second;
}

static void take(struct reading *r, const struct ini_key *k)
{
    struct stats_plan *p = r->plan;
    bool is = true;
    if (strcmp(k->key, "name") == 0) {
        p->name = k->value;
    } else if (strcmp(k->key, "title") == 0) {
        p->title = k->value;
    } else if (strcmp(k->key, "counts") == 0) {
        p->counts = k->value;
    } else if (strcmp(k->key, "late") == 0) {
        p->late = (int)strtol(k->value, NULL, 10);
    } else if (strcmp(k->key, "end") == 0) {
        choose_end(r, k);
    } else if (strcmp(k->key, "column") == 0) {
        add(r, k, p->columns, &p->n_columns, 1);
    } else if (strcmp(k->key, "row") == 0) {
        add(r, k, p->rows, &p->n_rows, 0);
    } else if (strcmp(k->key, "line") == 0) {
        add(r, k, p->lines, &p->n_lines, 1);
    } else if (strcmp(k->key, "titles") == 0) {
        add_title(r, k);
    } else {
        is = false;
    }
    if (!is) {
        bad(r, k);
    }
}

void stats_plan_read(struct stats_plan *out, struct arena *a,
                     enum stats_which which, int closing)
{
    struct ini ini;
    struct err err = ERR_INIT;
    int year, month, mday;
    const char *file = arena_printf(a, "stats/%s.ini", stats_word(which));
    const struct embed_file *f = embed_find(file);
    date_split(closing, &year, &month, &mday);
    struct reading r = {.arena = a,
                        .plan = out,
                        .file = file,
                        .year_end = closing == stats_closing(year, false),
                        .end = ""};
    if (f == NULL || !ini_parse_builtin(&ini, a, f->text, f->n, &err) ||
        ini.n_complaints > 0) {
        die("%s is not there or cannot be read", file);
    }
    *out = (struct stats_plan){
        .name = "",
        .title = "",
        .counts = "",
        .columns = arena_array(a, ini.n, sizeof *out->columns),
        .rows = arena_array(a, ini.n, sizeof *out->rows),
        .lines = arena_array(a, ini.n, sizeof *out->lines),
        .titles = arena_array(a, ini.n, sizeof *out->titles),
    };
    for (size_t i = 0; i < ini.n; i++) {
        take(&r, &ini.keys[i]);
    }
}
