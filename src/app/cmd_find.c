/* The command that finds over everything. */
#include "cmds.h"

#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/find.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

#define PAGE         1024
#define SNIPPET_COLS 60

/* Narrower than this a column says nothing: another one goes instead. */
#define BOOK_COLS  16
#define DATE_COLS  10
#define TITLE_COLS 20
#define TEXT_COLS  20

struct hits {
    struct find_hit *v;
    size_t n, cap;
};

/* The words as one line, as it is typed on the screen. */
static bool read_line(struct job *job, const char **line, struct err *err)
{
    struct strbuf typed;
    struct strbuf clean;
    sb_init(&typed);
    sb_init(&clean);
    for (int i = 0; i < job->args.n_words; i++) {
        sb_addf(&typed, "%s%s", i > 0 ? " " : "", job->args.words[i]);
    }
    bool ok = text_in(&clean, typed.s, typed.len, TEXT_LINE, err);
    *line = arena_strn(&job->arena, clean.s, clean.len);
    sb_clear(&clean);
    sb_clear(&typed);
    return ok;
}

static bool is_asked(const struct job *job, const struct span *times)
{
    return job->args.n_words > 0 || times->from != DATE_NONE ||
           times->to != DATE_NONE;
}

static bool read_query(struct job *job, const char *line,
                       const struct span *times, struct find_query *q,
                       struct err *err)
{
    find_parse(q, &job->session.book, &job->arena, line);
    for (size_t i = 0; i < q->n_complaints; i++) {
        job_notice(q->complaints[i]);
    }
    /* The options are the last word on the time. */
    if (times->from != DATE_NONE || times->to != DATE_NONE) {
        q->from = times->from;
        q->to = times->to;
    }
    if (find_is_empty(q)) {
        return err_set(err, ERR_USAGE, "E-APP-110",
                       "写的条件都没有用上，没有可找的；请改一改再找。");
    }
    return true;
}

/* People first, then newest first. */
static int by_day(const void *x, const void *y)
{
    const struct find_hit *a = x;
    const struct find_hit *b = y;
    bool a_person = a->what == FIND_PERSON;
    bool b_person = b->what == FIND_PERSON;
    if (a_person || b_person) {
        return a_person && b_person ? (a->id > b->id) - (a->id < b->id)
                                    : b_person - a_person;
    }
    if (a->day != b->day) {
        return a->day < b->day ? 1 : -1;
    }
    if (a->what != b->what) {
        return a->what < b->what ? -1 : 1;
    }
    return (a->id < b->id) - (a->id > b->id);
}

static bool collect(struct book *b, const struct find_query *q,
                    struct hits *hits, struct err *err)
{
    struct find_hit *page = mem_new(PAGE * sizeof *page);
    struct find *f = find_new(b, q);
    bool ok = true;
    while (ok && !find_is_over(f)) {
        size_t n;
        ok = find_more(f, page, PAGE, &n, PAGE, err);
        for (size_t i = 0; i < n; i++) {
            MEM_PUSH(hits->v, hits->n, hits->cap);
            hits->v[hits->n++] = page[i];
        }
    }
    find_free(f);
    mem_free(page);
    if (hits->n > 1) {
        qsort(hits->v, hits->n, sizeof *hits->v, by_day);
    }
    return ok;
}

static bool make_table(struct job *job, const struct find_query *q,
                       const struct hits *hits, struct table *t,
                       struct err *err)
{
    static const struct table_column columns[] = {
        {.name = "found_in", .title = "在", .kind = CELL_TEXT},
        {.name = "book",
         .title = "台账",
         .kind = CELL_TEXT,
         .min_cols = BOOK_COLS,
         .priority = 4},
        {.name = "id", .title = "编号", .kind = CELL_NUMBER, .priority = 3},
        {.name = "date",
         .title = "日期",
         .kind = CELL_TEXT,
         .min_cols = DATE_COLS},
        {.name = "title",
         .title = "名称",
         .kind = CELL_TEXT,
         .min_cols = TITLE_COLS},
        {.name = "text",
         .title = "内容",
         .kind = CELL_TEXT,
         .min_cols = TEXT_COLS,
         .priority = 2},
    };
    struct arena *a = &job->arena;
    const char *const **rows = arena_array(a, hits->n + 1, sizeof *rows);
    for (size_t i = 0; i < hits->n; i++) {
        struct find_shown s;
        if (!find_show(&job->session.book, a, q, &hits->v[i], SNIPPET_COLS, &s,
                       err)) {
            return false;
        }
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = s.mark;
        cells[1] = find_ledger(&hits->v[i])->name;
        cells[2] = arena_printf(a, "%lld", (long long)hits->v[i].id);
        cells[3] = s.date;
        cells[4] = s.title;
        cells[5] = s.snippet;
        rows[i] = cells;
    }
    *t = (struct table){.columns = columns,
                        .n_columns = ARRAY_LEN(columns),
                        .rows = rows,
                        .n_rows = hits->n,
                        .foot = arena_printf(a, "共 %zu 处", hits->n)};
    return true;
}

bool cmd_find(struct job *job, struct err *err)
{
    struct span times;
    struct find_query q;
    struct table t;
    enum table_format format;
    const char *line;
    if (!cmd_read_times(&job->args, &times, err) ||
        !read_line(job, &line, err) || !job_format(job, &format, err)) {
        return false;
    }
    if (!is_asked(job, &times)) {
        return err_set(err, ERR_USAGE, "E-APP-111",
                       "请写明找什么，例如 pbtui find 张三 积极分子。");
    }
    if (!job_open(job, false, err) || !read_query(job, line, &times, &q, err)) {
        return false;
    }
    struct hits hits = {NULL, 0, 0};
    bool ok = collect(&job->session.book, &q, &hits, err) &&
              make_table(job, &q, &hits, &t, err);
    mem_free(hits.v);
    return ok && job_table(job, &t, err);
}
