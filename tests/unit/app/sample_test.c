/* The sample ledger: who is in it on which day, that it is sound, breaks no
   rule, is the same each time; and the big rosters made like it. */
#include "unit.h"

#include "pbtui/app/sample.h"
#include "pbtui/base/file.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/platform.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/rules/idno.h"
#include "pbtui/store/check.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The state folder must not be the tester's own. */
static void open_sample(struct session *s, const char *path)
{
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    setenv("XDG_CONFIG_HOME", unit_tmp(), 1);
    struct err err = ERR_INIT;
    if (!sample_open(s, path, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

static void fill(struct session *s, size_t people)
{
    struct err err = ERR_INIT;
    if (!sample_fill(s, people, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

static size_t list(struct session *s, struct arena *a, const char *view,
                   struct query_row *rows, size_t max)
{
    struct query q =
        query_of(&ledger_people, ledger_view(&ledger_people, view));
    q.limit = max;
    size_t n;
    struct err err = ERR_INIT;
    if (!query_page(&s->book, a, &q, rows, &n, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return n;
}

static const char *cell(const char *view, const struct query_row *row,
                        const char *column)
{
    const struct ledger_view *v = ledger_view(&ledger_people, view);
    for (size_t i = 0; i < v->n_columns; i++) {
        int field = v->columns[i].field;
        if (strcmp(ledger_people.fields[field].column, column) == 0) {
            return row->cells[i];
        }
    }
    fail_msg("view %s has no %s", view, column);
    return "";
}

static const struct query_row *find_name(const char *view,
                                         const struct query_row *rows, size_t n,
                                         const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(cell(view, &rows[i], "name"), name) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

static void expect_sound(struct session *s)
{
    struct arena a = ARENA_INIT;
    struct check_report report;
    struct err err = ERR_INIT;
    if (!check_run(s->db, &a, &report, NULL, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    for (size_t i = 0; i < report.n; i++) {
        print_error("%s %s\n", report.findings[i].code,
                    report.findings[i].text);
    }
    assert_int_equal(report.n, 0);
    assert_true(report.rows > 0);
    arena_clear(&a);
}

/* ---- counts ----------------------------------------------------------- */

TEST(sample_counts_on_a_day)
{
    static const struct {
        int y, m, d;
        struct people_counts want; /* in_transfer is today's only */
    } table[] = {
        {2026, 11, 20, {26, 2, 4, 3, 4, 3, 0}},
        {2026, 5, 1, {25, 2, 4, 3, 2, 2, 0}},
        {2026, 2, 10, {26, 2, 4, 3, 1, 2, 0}}, /* one died the day after */
        {2015, 5, 31, {0, 0, 0, 0, 0, 0, 0}},  /* not yet founded */
    };
    struct session s;
    open_sample(&s, NULL);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        s.book.day = date_of(table[i].y, table[i].m, table[i].d);
        struct people_counts n;
        assert_true(people_count(&s.book, &n, NULL));
        n.in_transfer = 0;
        if (memcmp(&n, &table[i].want, sizeof n) != 0) {
            fail_msg("row %zu: %d %d %d %d %d %d", i, n.full, n.probation,
                     n.candidate, n.activist, n.applicant, n.away);
        }
    }
    session_close(&s);
}

TEST(sample_views_show_the_cases_they_are_for)
{
    static const struct {
        const char *view;
        size_t n;
        const char *name, *column, *shown;
    } table[] = {
        {"current", 28, "何长顺", "party_years", "60"},
        {"current", 28, "陈𠮷祥", "grp_now", "第三党小组"},
        {"current", 28, "张建国", "posts", "书记"},
        {"current", 28, "乌云其其格", "nation", "蒙古族"},
        {"current", 28, "黄志强", "away", "流动党员"},
        {"current", 28, "高磊", "birth_on", "1979-03-15"},
        {"current", 28, "刘晓", "category", "预备党员"},
        {"stage", 11, "陈方", "category", "入党积极分子"},
        {"stage", 11, "韩雪", "category", "发展对象"},
        {"away", 3, "林婉清", "away", "请假"},
        {"transfer", 1, "冯丽华", "out_valid_to", "2026-12-02"},
        {"left", 2, "蒋文波", "left_on", "2026-06-25"},
        {"left", 2, "徐光明", "out_kind", "死亡"},
        {"missing", 1, "罗春生", "missing",
         "出生日期、身份证号、学历、手机、住址"},
    };
    struct session s;
    struct arena a = ARENA_INIT;
    open_sample(&s, NULL);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct query_row rows[64];
        size_t n = list(&s, &a, table[i].view, rows, 64);
        const struct query_row *row =
            find_name(table[i].view, rows, n, table[i].name);
        if (n != table[i].n || row == NULL) {
            fail_msg("row %zu: %s has %zu, %s %s", i, table[i].view, n,
                     table[i].name, row == NULL ? "missing" : "there");
        }
        const char *shown = cell(table[i].view, row, table[i].column);
        if (strcmp(shown, table[i].shown) != 0) {
            fail_msg("row %zu: %s", i, shown);
        }
    }
    arena_clear(&a);
    session_close(&s);
}

TEST(sample_has_a_second_branch_to_switch_to)
{
    struct session s;
    struct arena a = ARENA_INIT;
    open_sample(&s, NULL);
    struct org_branch branches[4];
    assert_int_equal(org_branches(&s.book, &a, branches, 4), 2);
    assert_int_equal(s.book.branch, branches[0].id);
    for (size_t i = 0; i < 2; i++) {
        assert_non_null(strstr(branches[i].name, "（示例）"));
    }
    s.book.branch = branches[1].id;
    struct query_row rows[64];
    assert_int_equal(list(&s, &a, "current", rows, 64), 6);
    assert_int_equal(list(&s, &a, "missing", rows, 64), 0);
    arena_clear(&a);
    session_close(&s);
}

/* ---- soundness -------------------------------------------------------- */

TEST(sample_is_sound_and_fits_the_schema)
{
    struct session s;
    open_sample(&s, NULL);
    expect_sound(&s);
    struct strbuf out;
    sb_init(&out);
    if (registry_check(&s.book, &out) != 0) {
        fail_msg("%s", out.s);
    }
    sb_clear(&out);
    session_close(&s);
}

/* That its month is sealed or closed, and that it is posted, is no fault of a
   record. */
static bool is_final(const char *code)
{
    static const char *const codes[] = {"E-PERIOD-001", "E-DUES-001",
                                        "E-DUES-031"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (strcmp(codes[i], code) == 0) {
            return true;
        }
    }
    return false;
}

static void expect_no_issue(struct session *s, const struct ledger *l,
                            int64_t id)
{
    struct arena a = ARENA_INIT;
    struct record r;
    struct issues is = {.arena = &a};
    assert_true(record_read(&r, l, &s->book, &a, id, NULL));
    record_check(&r, &s->book, &r, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (!is_final(is.list[i].code)) {
            fail_msg("%s %lld: %s (%s)", l->name, (long long)id,
                     is.list[i].text, is.list[i].code);
        }
    }
    arena_clear(&a);
}

/* What nobody but the clerk makes: files of his, what he has typed into the
   platform, what he passes over. */
static bool is_of_the_clerk(const struct ledger *l)
{
    return l == &ledger_attachment || l == &ledger_upload ||
           l == &ledger_platform_pair;
}

/* Nobody in the sample should meet the clerk with a rule broken. */
TEST(sample_breaks_no_rule)
{
    enum { MOST = 4096 };
    struct session s;
    struct arena a = ARENA_INIT;
    open_sample(&s, NULL);
    size_t looked = 0;
    const struct ledger *l;
    for (size_t i = 0; (l = registry_at(&s.book, i)) != NULL; i++) {
        struct query q = query_of(l, ledger_view(l, "all"));
        struct query_row *rows = arena_array(&a, MOST, sizeof *rows);
        size_t n;
        q.limit = MOST;
        assert_true(query_page(&s.book, &a, &q, rows, &n, NULL));
        assert_true(n < MOST && (n > 0 || is_of_the_clerk(l)));
        for (size_t k = 0; k < n; k++) {
            expect_no_issue(&s, l, rows[k].id);
        }
        looked += n;
        arena_reset(&a);
    }
    assert_true(looked > 1500);
    arena_clear(&a);
    session_close(&s);
}

/* ---- ID numbers ------------------------------------------------------- */

/* Looks at every person with a number; returns how many there are, and how
   many of them have another birth date in the file. */
static size_t check_numbers(struct session *s, size_t *differ)
{
    struct arena a = ARENA_INIT;
    struct stmt st;
    size_t n = 0;
    *differ = 0;
    stmt_open(&st, s->db,
              SQL("select name, idno, birth_on, sex from person"
                  " where idno is not null"));
    while (stmt_row(&st)) {
        const char *number = pii_read(s->db, &a, stmt_col_int(&st, 1));
        struct idno id;
        int birth;
        if (strncmp(number, "99", 2) != 0 ||
            !idno_parse(number, s->book.today, &id, NULL)) {
            fail_msg("%s: %s", stmt_col_text(&st, 0), number);
        }
        assert_true(date_read(stmt_col_text(&st, 2), &birth));
        *differ += birth != id.birth;
        assert_int_equal(stmt_col_text(&st, 3)[0] - '0', id.sex);
        n++;
    }
    assert_true(stmt_done(&st, NULL));
    arena_clear(&a);
    return n;
}

TEST(sample_numbers_are_valid_and_of_no_real_place)
{
    struct session s;
    size_t differ;
    open_sample(&s, NULL);
    assert_int_equal(check_numbers(&s, &differ), 30 + 11 + 6 - 1);
    assert_int_equal(differ, 1);
    session_close(&s);
}

/* ---- the same each time ----------------------------------------------- */

/* All books row by row, secrets in the clear, without times and salts and the
   codes that follow from them. */
static void dump(struct session *s, struct strbuf *out)
{
    struct arena a = ARENA_INIT;
    const struct ledger *l;
    for (size_t i = 0; (l = registry_at(&s->book, i)) != NULL; i++) {
        struct sql sql;
        sql_init(&sql);
        sql_lit(&sql, SQL("select * from "));
        sql_name(&sql, l->table);
        sql_lit(&sql, SQL(" order by id"));
        struct stmt st;
        stmt_open_built(&st, s->db, &sql);
        while (stmt_row(&st)) {
            sb_add(out, l->table);
            for (int c = 0; c < stmt_cols(&st); c++) {
                bool code = strcmp(stmt_col_name(&st, c), "head") == 0;
                sb_addf(out, "|%s", code ? "" : stmt_col_text(&st, c));
            }
            sb_addc(out, '\n');
        }
        assert_true(stmt_done(&st, NULL));
        sql_clear(&sql);
    }
    struct stmt st;
    stmt_open(&st, s->db, SQL("select id, value from pii order by id"));
    while (stmt_row(&st)) {
        sb_addf(out, "pii|%s|%s\n", stmt_col_text(&st, 0),
                stmt_col_text(&st, 1));
    }
    assert_true(stmt_done(&st, NULL));
    arena_clear(&a);
}

TEST(sample_is_the_same_each_time)
{
    struct strbuf runs[2];
    for (size_t i = 0; i < 2; i++) {
        struct session s;
        /* What the clock says must not matter. */
        setenv("PBTUI_TODAY", i == 0 ? "2026-11-20" : "2031-02-03", 1);
        open_sample(&s, NULL);
        fill(&s, 50);
        sb_init(&runs[i]);
        dump(&s, &runs[i]);
        session_close(&s);
    }
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    assert_true(runs[0].len > 100000);
    assert_string_equal(runs[0].s, runs[1].s);
    sb_clear(&runs[0]);
    sb_clear(&runs[1]);
}

/* ---- big rosters ------------------------------------------------------ */

TEST(fill_adds_that_many_sound_members)
{
    struct session s;
    size_t differ;
    open_sample(&s, NULL);
    size_t cast = check_numbers(&s, &differ);
    fill(&s, 700);
    fill(&s, 300); /* must not meet the numbers of the first */
    assert_int_equal(check_numbers(&s, &differ), cast + 1000);
    assert_int_equal(differ, 1);
    struct people_counts n;
    assert_true(people_count(&s.book, &n, NULL));
    assert_int_equal(n.full + n.probation, 28 + 1000);
    assert_in_range(n.probation, 2 + 5, 2 + 60);
    expect_sound(&s);
    session_close(&s);
}

/* ---- files ------------------------------------------------------------ */

TEST(sample_write_makes_a_ledger_and_never_takes_a_name)
{
    struct session s;
    struct err err = ERR_INIT;
    char path[4096];
    snprintf(path, sizeof path, "%s/sample.db", unit_tmp());
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    setenv("XDG_CONFIG_HOME", unit_tmp(), 1);
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    assert_true(sample_write(path, &err));
    assert_true(session_open(&s, path, DB_READ, NULL, &err));
    struct arena a = ARENA_INIT;
    struct query_row rows[64];
    assert_int_equal(list(&s, &a, "current", rows, 64), 28);
    arena_clear(&a);
    session_close(&s);

    assert_false(sample_write(path, &err));
    assert_string_equal(err.code, "E-APP-046");
    assert_true(file_exists(path));
    /* A name that points nowhere is a name, too. */
    char link[4096];
    snprintf(link, sizeof link, "%s/link.db", unit_tmp());
    assert_int_equal(symlink("nowhere.db", link), 0);
    err = (struct err)ERR_INIT;
    assert_false(sample_write(link, &err));
    assert_string_equal(err.code, "E-APP-046");
    assert_false(file_exists(link));
}
