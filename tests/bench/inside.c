/* Times what the screens wait for inside one process, on a ledger of
   `fill events`:

       inside LEDGER     (it is written to: give it a copy)

   Prints a line for each measure: what, median, noise, target (0: only told),
   tab-separated, in microseconds.  Time is the processor's, so that other
   programs do not count; of a save also that of the clock, with the disk. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/find.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/outlook.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/session.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

enum { TIMES = 31, FEW = 7, PAGE_ROWS = 64, MS = 1000 };

struct bench {
    struct session s;
    struct arena arena; /* reset before each time */
    const char *text;   /* what the measure under way looks for */
    const struct query *query;
    int64_t id;
    size_t rows; /* that the last time gave */
};

static void fail(const char *what, const struct err *err)
{
    fprintf(stderr, "inside: %s: %s %s %s\n", what, err->code, err->text,
            err->detail);
    exit(1);
}

/* ---- taking the time ---------------------------------------------------- */

static int64_t now_us(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int by_size(const void *one, const void *other)
{
    int64_t a = *(const int64_t *)one;
    int64_t b = *(const int64_t *)other;
    return a < b ? -1 : a > b;
}

typedef bool (*work)(struct bench *b, struct err *err);

/* The first time is not counted: it compiles the statements. */
static void measure(struct bench *b, const char *what, int times, int target_ms,
                    clockid_t clock, work f)
{
    int64_t took[TIMES];
    for (int i = -1; i < times; i++) {
        struct err err = ERR_INIT;
        arena_reset(&b->arena);
        int64_t start = now_us(clock);
        if (!f(b, &err)) {
            fail(what, &err);
        }
        if (i >= 0) {
            took[i] = now_us(clock) - start;
        }
    }
    qsort(took, (size_t)times, sizeof *took, by_size);
    printf("%s\t%lld\t%lld\t%d\t%zu\n", what, (long long)took[times / 2],
           (long long)(took[times * 3 / 4] - took[times / 4]) / 2,
           target_ms * MS, b->rows);
}

static void time_cpu(struct bench *b, const char *what, int times,
                     int target_ms, work f)
{
    measure(b, what, times, target_ms, CLOCK_PROCESS_CPUTIME_ID, f);
}

/* ---- duties, outlook ---------------------------------------------------- */

static bool matrix(struct bench *b, struct err *err)
{
    struct duty_year y;
    bool ok = duty_year_of(&b->s.book, &b->arena, 2026, true, &y, err);
    b->rows = ok ? y.n_facts : 0;
    return ok;
}

static bool outlook(struct bench *b, struct err *err)
{
    struct outlook o;
    b->rows = 0;
    return outlook_of(&b->s.book, &b->arena, &o, err);
}

/* ---- lists -------------------------------------------------------------- */

static bool page(struct bench *b, struct err *err)
{
    struct query_row *rows = arena_array(&b->arena, PAGE_ROWS, sizeof *rows);
    return query_page(&b->s.book, &b->arena, b->query, rows, &b->rows, err);
}

static bool count(struct bench *b, struct err *err)
{
    int64_t n;
    bool ok = query_count(&b->s.book, b->query, &n, err);
    b->rows = (size_t)n;
    return ok;
}

static char *key_behind(struct bench *b, const struct query *q)
{
    struct err err = ERR_INIT;
    struct query_row *rows = arena_array(&b->arena, PAGE_ROWS, sizeof *rows);
    size_t n;
    if (!query_page(&b->s.book, &b->arena, q, rows, &n, &err)) {
        fail("key", &err);
    }
    return n == 0 ? NULL : mem_str(rows[n - 1].key);
}

static void time_page(struct bench *b, const struct query *q, const char *where)
{
    char what[120];
    snprintf(what, sizeof what, "%s/%s, %s", q->ledger->title, q->view->title,
             where);
    b->query = q;
    time_cpu(b, what, TIMES, 5, page);
}

/* At the head, in the middle by its record, behind that (PgDn), before it
   (PgUp). */
static void time_view(struct bench *b, const struct ledger *l,
                      const struct ledger_view *view, int64_t middle)
{
    struct query q = query_of(l, view);
    char what[120];
    q.limit = PAGE_ROWS;
    time_page(b, &q, "head");
    b->query = &q;
    snprintf(what, sizeof what, "%s/%s, count", l->title, view->title);
    time_cpu(b, what, TIMES, 0, count);
    if (middle == 0) {
        return;
    }
    q.only_id = middle;
    time_page(b, &q, "middle");
    char *key = key_behind(b, &q);
    if (key != NULL) {
        q.only_id = 0;
        q.key = key;
        time_page(b, &q, "PgDn");
        q.backward = true;
        time_page(b, &q, "PgUp");
        mem_free(key);
    }
}

static int64_t middle_of(struct bench *b, const struct ledger *l)
{
    struct sql sql;
    struct stmt st;
    sql_init(&sql);
    sql_lit(&sql, SQL("select max(id) / 2 from "));
    sql_name(&sql, l->table);
    stmt_open_built(&st, b->s.db, &sql);
    sql_clear(&sql);
    int64_t id = stmt_row(&st) ? stmt_col_int(&st, 0) : 0;
    return stmt_done(&st, NULL) ? id : 0;
}

static void time_lists(struct bench *b)
{
    static const struct ledger *const ledgers[] = {
        &ledger_event,  &ledger_event_kind, &ledger_attend,
        &ledger_agenda, &ledger_action,     &ledger_talk};
    for (size_t i = 0; i < ARRAY_LEN(ledgers); i++) {
        const struct ledger *l = ledgers[i];
        int64_t middle = middle_of(b, l);
        for (size_t v = 0; v < l->n_views; v++) {
            time_view(b, l, &l->views[v], v == 0 ? middle : 0);
        }
    }
}

/* A year's or a kind's list, as a cell of the matrix opens it; a search. */
static void time_narrow(struct bench *b)
{
    struct query q = query_of(&ledger_event, &ledger_event.views[0]);
    q.limit = PAGE_ROWS;
    q.kind = "life.branch";
    q.year = 2017;
    b->query = &q;
    time_cpu(b, "list of a kind and its 所属年度", TIMES, 5, page);
    q.year = 0;
    q.from = date_of(2026, 3, 1);
    q.to = date_of(2026, 3, 31);
    time_cpu(b, "list of a kind in a month", TIMES, 5, page);
    q = query_of(&ledger_event, &ledger_event.views[0]);
    q.limit = PAGE_ROWS;
    q.find = "会议室";
    b->query = &q;
    time_cpu(b, "list filtered by a frequent word", TIMES, 16, page);
    q.find = "没有的词";
    time_cpu(b, "list filtered by a word that is nowhere", FEW, 0, page);
}

/* ---- finding ------------------------------------------------------------ */

#define HITS 256

/* As the view does it: pieces of HITS, until the first hits or the end. */
static bool find(struct bench *b, bool whole, struct err *err)
{
    struct find_query *q = arena_alloc(&b->arena, sizeof *q);
    struct find_hit hits[HITS];
    b->rows = 0;
    find_parse(q, &b->s.book, &b->arena, b->text);
    struct find *f = find_new(&b->s.book, q);
    bool ok = true;
    while (ok && !find_is_over(f) && (whole || b->rows == 0)) {
        size_t n;
        ok = find_more(f, hits, HITS, &n, HITS, err);
        b->rows += n;
    }
    find_free(f);
    return ok;
}

static bool find_first(struct bench *b, struct err *err)
{
    return find(b, false, err);
}

static bool find_whole(struct bench *b, struct err *err)
{
    return find(b, true, err);
}

static void time_find(struct bench *b)
{
    static const struct {
        const char *what;
        const char *text;
    } finds[] = {
        {"frequent word", "企业"},
        {"rare word", "榆林湾渡口"},
        {"some 150 hits", "驻村帮扶"},
        {"word that is nowhere", "没有的词"},
        {"one character", "企"},
        {"two words", "企业 市场"},
        {"two words in two texts", "资金拨付 验收办法"},
        {"word of a kind", "党课"},
        {"word and not a word", "企业 -市场"},
        {"kind and word", "类型：党课 企业"},
        {"month and word", "2026-03 企业"},
    };
    for (size_t i = 0; i < ARRAY_LEN(finds); i++) {
        char what[120];
        b->text = finds[i].text;
        snprintf(what, sizeof what, "find, %s, first hits", finds[i].what);
        time_cpu(b, what, FEW, 16, find_first);
        snprintf(what, sizeof what, "find, %s, complete", finds[i].what);
        time_cpu(b, what, FEW, 150, find_whole);
    }
}

/* No text is read; what takes its time are 28,000 hits. */
static void time_find_person(struct bench *b)
{
    struct stmt st;
    stmt_open(&st, b->s.db, SQL("select '@' || name from person limit 1"));
    char *who = stmt_row(&st) ? mem_str(stmt_col_text(&st, 0)) : mem_str("");
    if (stmt_done(&st, NULL)) {
        b->text = who;
        time_cpu(b, "find, @person, first hits", FEW, 16, find_first);
        time_cpu(b, "find, @person, complete", FEW, 150, find_whole);
    }
    mem_free(who);
}

/* ---- one event ---------------------------------------------------------- */

static bool read_event(struct bench *b, struct err *err)
{
    struct meeting m;
    bool ok = meeting_read(&m, &b->s.book, &b->arena, b->id, err);
    b->rows = ok ? m.roll.n : 0;
    return ok;
}

static bool new_event(struct bench *b, struct err *err)
{
    struct meeting m;
    bool ok = meeting_new(&m, &b->s.book, &b->arena, "themeday", 0,
                          b->s.book.today, err);
    b->rows = ok ? m.roll.n : 0;
    return ok;
}

static int64_t audit_rows(struct bench *b)
{
    struct stmt st;
    stmt_open(&st, b->s.db, SQL("select max(seq) from audit"));
    int64_t n = stmt_row(&st) ? stmt_col_int(&st, 0) : 0;
    return stmt_done(&st, NULL) ? n : 0;
}

/* Made, filled in and saved; the making is measured by itself above. */
static bool save_event(struct bench *b, struct err *err)
{
    struct meeting m;
    if (!meeting_new(&m, &b->s.book, &b->arena, "themeday", 0, b->s.book.today,
                     err)) {
        return false;
    }
    record_set_text(&m.event, EVENT_TITLE, "学习和讨论");
    record_set_text(&m.event, EVENT_PLACE, "三楼会议室");
    record_set_text(&m.event, EVENT_MINUTES, "学习文件，讨论下一步的工作。");
    record_set_text(&m.event, EVENT_DISSENT, "无");
    meeting_add_agenda(&m, "下一步的工作");
    int64_t before = audit_rows(b);
    bool ok = meeting_save(&m, NULL, err);
    b->rows = (size_t)(audit_rows(b) - before);
    return ok;
}

static void time_events(struct bench *b)
{
    b->id = 15000;
    time_cpu(b, "one event read with all its parts", TIMES, 5, read_event);
    time_cpu(b, "a new 主题党日 with its roll", TIMES, 16, new_event);
    time_cpu(b, "a new 主题党日 made and saved", TIMES, 0, save_event);
    measure(b, "the same by the clock, with the disk", TIMES, 0,
            CLOCK_MONOTONIC, save_event);
}

int main(int argc, char **argv)
{
    struct bench b = {.arena = ARENA_INIT};
    struct err err = ERR_INIT;
    if (argc != 2) {
        fputs("usage: inside LEDGER\n", stderr);
        return 2;
    }
    if (!session_open(&b.s, argv[1], DB_WRITE, "bench", &err)) {
        fail("open", &err);
    }
    time_cpu(&b, "matrix of a year", TIMES, 30, matrix);
    time_cpu(&b, "outlook", TIMES, 5, outlook);
    time_lists(&b);
    time_narrow(&b);
    time_find(&b);
    time_find_person(&b);
    time_events(&b);
    session_close(&b.s);
    arena_clear(&b.arena);
    return 0;
}
