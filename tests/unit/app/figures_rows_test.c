/* Which rows stand behind a figure: chosen a second time, in C, out of all rows
   of the table that the figure reads, over random records.

   A small register counts by its day, by 所属年度, by the day something was
   done, or stands from its day until it ended; a meeting counts by its kind. */
#include "figures_crowd.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/register.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdlib.h>
#include <string.h>

#define SEEDS 3

enum rule { BY_DAY, BY_YEAR, STANDS };

struct choice {
    const char *code, *book;
    enum rule rule;
    const char *day;         /* NULL: on_day */
    const char *end;         /* STANDS: when it ended; NULL: never */
    const char *column, *is; /* only where it is one of these words */
};

/* The day a span is looked at. */
static int end_of(const struct ground *g, const struct span *span)
{
    return g->book->day < span->to ? g->book->day : span->to;
}

static int day_at(struct stmt *st, int column)
{
    int day = DATE_NONE;
    bool is = !stmt_col_is_null(st, column) &&
              date_read(stmt_col_text(st, column), &day);
    return is ? day : DATE_NONE;
}

static int year_of(int day)
{
    int year, month, mday;
    date_split(day, &year, &month, &mday);
    return year;
}

/* Columns: id, branch, voided, day, end, year, word. */
static bool is_chosen(struct ground *g, const struct choice *x,
                      const struct span *span, struct stmt *st)
{
    int day = day_at(st, 3);
    int end = day_at(st, 4);
    int64_t year = stmt_col_int(st, 5);
    if (stmt_col_int(st, 1) != g->book->branch || !stmt_col_is_null(st, 2)) {
        return false;
    }
    if (x->is != NULL && (stmt_col_is_null(st, 6) ||
                          strstr(x->is, stmt_col_text(st, 6)) == NULL)) {
        return false;
    }
    switch (x->rule) {
    case BY_DAY:
        return day != DATE_NONE && day >= span->from && day <= span->to;
    case BY_YEAR:
        return year >= year_of(span->from) && year <= year_of(span->to);
    case STANDS:
        break;
    }
    return day <= end_of(g, span) &&
           (end == DATE_NONE || end > end_of(g, span));
}

/* ---- sets of ids -------------------------------------------------------- */

struct ids {
    int64_t *v;
    size_t n;
};

static int by_id(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x;
    int64_t b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

static struct ids read_ids(struct ground *g, const char *sql,
                           const struct choice *x, const struct span *span)
{
    struct stmt st;
    struct sql text;
    struct ids out = {arena_array(&g->arena, 4096, sizeof *out.v), 0};
    sql_init(&text);
    sql_lit(&text, sql);
    stmt_open_built(&st, g->book->db, &text);
    while (stmt_row(&st)) {
        if (is_chosen(g, x, span, &st)) {
            assert_true(out.n < 4096);
            out.v[out.n++] = stmt_col_int(&st, 0);
        }
    }
    assert_true(stmt_done(&st, NULL));
    sql_clear(&text);
    qsort(out.v, out.n, sizeof *out.v, by_id);
    return out;
}

static struct ids ids_of(struct ground *g, const struct figure_answer *x,
                         const char *book)
{
    struct ids out = {arena_array(&g->arena, x->rows.n + 1, sizeof *out.v), 0};
    for (size_t i = 0; i < x->rows.n; i++) {
        if (strcmp(x->rows.list[i].book, book) == 0) {
            out.v[out.n++] = x->rows.list[i].id;
        }
    }
    qsort(out.v, out.n, sizeof *out.v, by_id);
    return out;
}

static bool same_ids(const struct ids *a, const struct ids *b)
{
    return a->n == b->n &&
           (a->n == 0 || memcmp(a->v, b->v, a->n * sizeof *a->v) == 0);
}

static struct figure_answer ask(struct ground *g, const struct figure *f,
                                const struct span *span)
{
    struct err err = ERR_INIT;
    struct figure_answer x;
    if (!figure_ask(g->book, &g->arena, f, span, &x, &err)) {
        fail_msg("%s: %s %s", f->code, err.text, err.detail);
    }
    return x;
}

/* ---- small registers ---------------------------------------------------- */

static const struct choice choices[] = {
    {"R11", "essays", .rule = BY_DAY},
    {"R15", "tasks_year", .rule = BY_YEAR},
    {"R16", "training_log", .rule = BY_DAY},
    {"R17", "book_issues", .rule = BY_DAY},
    {"R18", "problems", .rule = BY_DAY,
     .column = "iif(campaign_id is null, source, '主题教育')",
     .is = "主题教育"},
    {"R19", "bases", .rule = STANDS, .end = "ended_on"},
    {"R31", "supervision", .rule = BY_DAY},
    {"R31", "inspections", .rule = BY_DAY},
    {"R31", "discipline", .rule = BY_DAY, .column = "subject",
     .is = "日常监督 专项检查"},
    {"R33", "majors", .rule = BY_DAY},
    {"R36", "equipment", .rule = STANDS, .end = "ended_on"},
    {"R41", "classes", .rule = BY_DAY},
    {"R43", "posts_vanguard", .rule = STANDS, .end = "ended_on"},
    {"R43", "promises", .rule = BY_DAY},
    {"R43", "missions", .rule = BY_DAY},
    {"R44", "platform", .rule = BY_DAY},
    {"R44", "stats_pack", .rule = BY_DAY},
    {"R45", "party_workers", .rule = STANDS, .end = "ended_on"},
    {"R46", "unit_honours", .rule = BY_DAY},
    {"R47", "net_conduct", .rule = BY_DAY},
    {"R48", "duties_list", .rule = BY_YEAR},
    {"R49", "problems", .rule = BY_DAY},
    {"R49", "measures", .rule = BY_DAY},
    {"R50", "researches", .rule = BY_DAY},
    {"R50", "problems", .rule = BY_DAY, .column = "source",
     .is = "走访企业 走访群众"},
    {"R51", "shortcomings", .rule = BY_YEAR},
    {"R53", "documents", .rule = BY_DAY},
    {"R54", "supervision", .rule = BY_DAY, .column = "kind", .is = "党费收缴"},
    {"R56", "visits", .rule = BY_DAY},
    {"R58", "volunteering", .rule = BY_DAY},
    {"R58", "area_sheets", .rule = BY_DAY},
    {"R59", "good_deeds", .rule = BY_DAY},
    {"R60", "pairing", .rule = STANDS, .end = "ended_on"},
    {"R60", "pairing_events", .rule = BY_DAY},
    {"R60", "co_resources", .rule = BY_DAY},
    {"R61", "village", .rule = STANDS, .end = "left_on"},
    {"R61", "help_events", .rule = BY_DAY},
    {"R62", "indicators", .rule = BY_DAY},
    {"R64", "reminders_clean", .rule = BY_DAY},
    {"R65", "clean_talks", .rule = BY_DAY},
    {"R65", "home_visits", .rule = BY_DAY},
    {"R65", "discipline", .rule = BY_DAY},
    {"R66", "clean_files", .rule = STANDS},
    {"R67", "pledges", .rule = BY_YEAR},
    {"R68", "risks", .rule = STANDS, .end = "ended_on"},
    {"R68", "personal_matters", .rule = BY_YEAR},
    {"R69", "opinion", .rule = BY_DAY},
    {"R69", "commentators", .rule = STANDS, .end = "ended_on"},
    {"R70", "publicity_items", .rule = BY_DAY},
    {"R71", "brands", .rule = STANDS, .end = "ended_on"},
    {"R71", "civil", .rule = BY_DAY},
    {"R71", "milestones", .rule = BY_DAY, .day = "done_on"},
    {"R72", "standard_checks", .rule = BY_DAY},
    {"R72", "strong", .rule = BY_YEAR},
    {"R73", "org_setting", .rule = BY_DAY},
};

static const char *or_null(const char *column)
{
    return column == NULL ? "null" : column;
}

static struct ids chosen(struct ground *g, const struct choice *x,
                         const struct span *span)
{
    const struct ledger *l = registry_find(g->book, x->book);
    assert_non_null(l);
    bool year = ledger_field(l, "for_year") >= 0;
    return read_ids(
        g,
        arena_printf(&g->arena,
                     "select id, branch_id, voided_on, %s, %s, %s, %s from %s",
                     x->day == NULL ? "on_day" : x->day, or_null(x->end),
                     year ? "for_year" : "null", or_null(x->column), l->table),
        x, span);
}

static struct span spans_of(int which)
{
    static const int first[] = {1, 1, 7, 1, 4, 7, 10};
    static const int n[] = {12, 6, 6, 3, 3, 3, 3};
    int month = month_make(2026, first[which]);
    return (struct span){month_first_day(month),
                         month_last_day(month + n[which] - 1)};
}

/* The first span in which the rows are others; -1: none. */
static int differs(struct ground *g, const struct figure *f,
                   const struct choice *x)
{
    for (int which = 0; which < 7; which++) {
        struct span span = spans_of(which);
        struct figure_answer answer = ask(g, f, &span);
        struct ids is = ids_of(g, &answer, x->book);
        struct ids should = chosen(g, x, &span);
        if (!same_ids(&is, &should)) {
            return which;
        }
    }
    return -1;
}

static void crowd_open(struct crowd *c, struct ground *g, uint64_t seed)
{
    ground_open(g);
    *c = (struct crowd){.ground = g, .stream = seed};
    crowd_records(c, 5);
    crowd_faults(c);
    crowd_noise(c);
}

PROPERTY(rows_of_a_register_are_those_of_its_days)
{
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct ground g;
        struct crowd c;
        crowd_open(&c, &g, unit_seed() + seed);
        for (size_t i = 0; i < ARRAY_LEN(choices); i++) {
            const struct choice *x = &choices[i];
            const struct figure *f =
                figures_find(book_figures(g.book), x->code);
            int which = differs(&g, f, x);
            if (which >= 0) {
                print_error("%s, rows of %s: span %d\n", x->code, x->book,
                            which);
                g.wrong++;
            }
        }
        assert_int_equal(g.wrong, 0);
        ground_close(&g);
    }
}

/* Do its rows differ from those of the figure's own rule, with that seed? */
static bool is_caught(const char *code, const char *was, const char *is,
                      uint64_t seed)
{
    struct ground g;
    struct crowd c;
    crowd_open(&c, &g, seed);
    g.book->day = date_of(2026, 4, 10);
    struct figure f = *figures_find(book_figures(g.book), code);
    const char *at = strstr(f.sql, was);
    bool caught = false;
    assert_non_null(at);
    f.sql = arena_printf(&g.arena, "%.*s%s%s", (int)(at - f.sql), f.sql, is,
                         at + strlen(was));
    for (size_t k = 0; k < ARRAY_LEN(choices); k++) {
        if (strcmp(choices[k].code, f.code) == 0) {
            caught = caught || differs(&g, &f, &choices[k]) >= 0;
        }
    }
    ground_close(&g);
    return caught;
}

/* The figure with its days wrong, known bad.  A few rows are drawn of each
   register, so one seed may have none that would tell. */
TEST(a_register_counted_by_other_days_is_caught)
{
    static const struct {
        const char *code, *was, *is;
    } bad[] = {
        {"R56", "between :from and :to", "between :from and :day"},
        {"R15", "and :year", "and :year - 1"},
        {"R45", "t.on_day <= :day", "t.on_day <= :from"},
        {"R71", "t.done_on between :from and :to",
         "t.on_day between :from and :to"},
        {"R50", "'走访企业', '走访群众'", "'走访企业'"},
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        bool caught = false;
        for (uint64_t seed = 3; !caught && seed < 8; seed++) {
            caught = is_caught(bad[i].code, bad[i].was, bad[i].is, seed);
        }
        if (!caught) {
            fail_msg("%s with %s is not caught", bad[i].code, bad[i].is);
        }
    }
}

/* ---- meetings ----------------------------------------------------------- */

static const struct {
    const char *code, *kinds;
    enum rule rule;
    const char *sub; /* NULL: any */
} meetings[] = {
    {"R03", "centre.study", BY_DAY, "巡学旁听"},
    {"R04", "first.topic", BY_DAY, NULL},
    {"R05", "seminar", .rule = BY_DAY, NULL},
    {"R08", "coaching", .rule = BY_DAY, NULL},
    {"R09", "lecture", .rule = BY_DAY, NULL},
    {"R10", "lecture", .rule = BY_DAY, NULL},
    {"R12", "contest", .rule = BY_DAY, NULL},
    {"R16", "training", .rule = BY_DAY, NULL},
    {"R21", "branch.meeting", BY_DAY, NULL},
    {"R22", "committee.meeting", BY_DAY, NULL},
    {"R23", "group.meeting", BY_DAY, NULL},
    {"R24", "branch.meeting committee.meeting group.meeting lecture", BY_DAY,
     NULL},
    {"R26", "themeday", .rule = BY_DAY, NULL},
    {"R27", "life.leaders", BY_YEAR, NULL},
    {"R28", "life.branch", BY_YEAR, NULL},
    {"R34", "party.building", BY_DAY, NULL},
    {"R35", "ideology", .rule = BY_DAY, NULL},
    {"R50", "visit", .rule = BY_DAY, NULL},
    {"R58", "volunteer", .rule = BY_DAY, NULL},
    {"R63", "integrity", .rule = BY_DAY, NULL},
};

/* What did not come to be counted is out, whatever its kind. */
static struct ids meetings_of(struct ground *g, size_t row,
                              const struct span *span)
{
    const struct choice x = {.rule = meetings[row].rule,
                             .is = meetings[row].kinds};
    const char *sub =
        meetings[row].sub == NULL
            ? ""
            : arena_printf(&g->arena, " and sub = '%s'", meetings[row].sub);
    return read_ids(g,
                    arena_printf(&g->arena,
                                 "select event_id, branch_id, voided_on,"
                                 " on_day, null, for_year, kind from event_kind"
                                 " where counted = 1%s",
                                 sub),
                    &x, span);
}

PROPERTY(rows_of_meetings_are_those_of_their_kind)
{
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct ground g;
        struct crowd c;
        ground_open(&g);
        c = (struct crowd){.ground = &g, .stream = unit_seed() + seed};
        crowd_meetings(&c, 3);
        crowd_faults(&c);
        crowd_noise(&c);
        for (size_t i = 0; i < ARRAY_LEN(meetings) * 7; i++) {
            size_t row = i / 7;
            struct span span = spans_of((int)(i % 7));
            struct figure_answer x =
                ask(&g, figures_find(book_figures(g.book), meetings[row].code),
                    &span);
            struct ids is = ids_of(&g, &x, "events");
            struct ids should = meetings_of(&g, row, &span);
            if (!same_ids(&is, &should)) {
                print_error("%s, span %zu: %zu rows, should be %zu\n",
                            meetings[row].code, i % 7, is.n, should.n);
                g.wrong++;
            }
        }
        assert_int_equal(g.wrong, 0);
        ground_close(&g);
    }
}

/* ---- amounts ------------------------------------------------------------ */

/* What the note of the figure says is worked out. */
static bool is_worked_out(const char *code, const char *column)
{
    static const char *const pairs[][2] = {{"R36", "number"},
                                           {"R58", "people"},
                                           {"R31", "fixed"},
                                           /* Of another meaning: a count of
                                              meetings, one for each row. */
                                           {"R18", "people"},
                                           {"R58", "served"}};
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        if (strcmp(pairs[i][0], code) == 0 &&
            strcmp(pairs[i][1], column) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_number(const struct field *f)
{
    return f->kind == &field_count || f->kind == &field_money ||
           f->kind == &field_hours;
}

static size_t check_row(struct ground *g, const struct figure_answer *x,
                        const struct guest_row *row)
{
    struct record r;
    struct err err = ERR_INIT;
    size_t n = 0;
    const struct ledger *l = registry_find(g->book, row->book);
    if (l == NULL || register_of(l) == NULL ||
        !record_read(&r, l, g->book, &g->arena, row->id, &err)) {
        return 0;
    }
    for (size_t i = 4; i < x->rows.n_columns; i++) {
        int field = ledger_field(l, x->rows.columns[i]);
        if (field < 0 || !is_number(&l->fields[field]) ||
            record_is_null(&r, field) ||
            is_worked_out(x->figure->code, x->rows.columns[i])) {
            continue;
        }
        n++;
        if (strtoll(row->cells[i], NULL, 10) != record_int(&r, field)) {
            print_error("%s: %s of %s #%lld is %s\n", x->figure->code,
                        x->rows.columns[i], row->book, (long long)row->id,
                        row->cells[i]);
            g->wrong++;
        }
    }
    return n;
}

PROPERTY(amounts_of_a_row_are_those_of_its_record)
{
    struct ground g;
    struct crowd c;
    size_t n = 0;
    ground_open(&g);
    c = (struct crowd){.ground = &g, .stream = unit_seed()};
    crowd_records(&c, 6);
    const struct figure_set *set = book_figures(g.book);
    struct span span = span_of_year(2026);
    for (size_t i = 0; i < set->n; i++) {
        struct figure_answer x = ask(&g, &set->list[i], &span);
        for (size_t k = 0; k < x.rows.n; k++) {
            n += check_row(&g, &x, &x.rows.list[k]);
        }
    }
    assert_true(n > 100);
    assert_int_equal(g.wrong, 0);
    ground_close(&g);
}
