/* Lists and single records as tables, over a ledger in memory. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/session.h"
#include "pbtui/report/listing.h"
#include "pbtui/store/audit.h"
#include "pbtui/text/date.h"

struct ground {
    struct session session;
    struct arena arena;
    int64_t person;
};

static int64_t add(struct ground *g, const struct ledger *l,
                   const char *const *pairs)
{
    struct err err = ERR_INIT;
    struct book *b = &g->session.book;
    struct record r = record_new(l, b, &g->arena);
    for (size_t i = 0; pairs[i] != NULL; i += 2) {
        if (!record_type(&r, b, &g->arena, ledger_field(l, pairs[i]),
                         pairs[i + 1], &err)) {
            fail_msg("%s: %s", pairs[i], err.text);
        }
    }
    if (!ledger_apply(b, &g->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r.id;
}

static void ground_open(struct ground *g)
{
    static const char *const person[] = {
        "name",    "张三",        "birth_on", "1990-06-15",
        "phone",   "13800000000", "join_on",  "2012-07-01",
        "full_on", "2013-07-01",  NULL};
    static const char *const honour[] = {"person_id", "张三",   "title",
                                         "优秀党员",  "on_day", "2021-06-28",
                                         "level",     "县级",   NULL};
    struct org_first first = {"示例支部委员会（示例）", date_of(2015, 6, 1),
                              true, 1};
    struct err err = ERR_INIT;
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    memset(g, 0, sizeof *g);
    if (!session_create(&g->session, NULL, "测试", &first, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    g->person = add(g, &ledger_people, person);
    add(g, &ledger_honour, honour);
}

static void ground_close(struct ground *g)
{
    session_close(&g->session);
    arena_clear(&g->arena);
}

/* The cell of a column by its English name; NULL: no such column. */
static const char *cell(const struct table *t, size_t row, const char *name)
{
    for (size_t c = 0; c < t->n_columns; c++) {
        if (strcmp(t->columns[c].name, name) == 0) {
            return t->rows[row][c];
        }
    }
    return NULL;
}

static const char *line(const struct table *t, const char *label)
{
    for (size_t r = 0; r < t->n_rows; r++) {
        if (strncmp(t->rows[r][0], label, strlen(label)) == 0) {
            return t->rows[r][1];
        }
    }
    return NULL;
}

TEST(listing_follows_the_view)
{
    struct ground g;
    struct table t;
    struct err err = ERR_INIT;
    ground_open(&g);
    struct query q = query_of(&ledger_people, NULL);
    assert_true(listing_make(&t, &g.session.book, &g.arena, &q, &err));
    assert_int_equal(t.n_columns, q.view->n_columns);
    assert_int_equal(t.n_rows, 1);
    assert_string_equal(cell(&t, 0, "name"), "张三");
    assert_null(cell(&t, 0, "id"));
    assert_string_equal(t.of, "示例支部委员会（示例）");
    assert_string_equal(t.title, "党员名册 · 在册党员");
    assert_string_equal(t.when, "截至 2026-11-20");
    assert_string_equal(t.foot, "共 1 条");
    ground_close(&g);
}

TEST(listing_puts_the_number_first_when_asked)
{
    struct ground g;
    struct table t;
    const struct listing_options opt = {.ids = true};
    ground_open(&g);
    struct query q = query_of(&ledger_honour, NULL);
    assert_true(listing_make_as(&t, &g.session.book, &g.arena, &q, &opt, NULL));
    assert_string_equal(t.columns[0].name, "id");
    assert_int_equal(t.columns[0].kind, CELL_NUMBER);
    assert_string_equal(cell(&t, 0, "id"), "1");
    ground_close(&g);
}

TEST(listing_tells_voided_rows)
{
    struct ground g;
    struct table t;
    const struct listing_options opt = {.ids = true};
    ground_open(&g);
    assert_true(ledger_void(&g.session.book, &g.arena, &ledger_honour, 1,
                            "重复登记", NULL));
    struct query q =
        query_of(&ledger_honour, ledger_view(&ledger_honour, "voided"));
    assert_true(listing_make_as(&t, &g.session.book, &g.arena, &q, &opt, NULL));
    assert_int_equal(t.n_rows, 1);
    assert_string_equal(cell(&t, 0, "voided"), "是");
    assert_string_equal(t.foot, "共 1 条，其中作废 1 条");
    ground_close(&g);
}

TEST(listing_says_which_days_it_speaks_for)
{
    struct ground g;
    struct table t;
    ground_open(&g);
    struct query q = query_of(&ledger_honour, NULL);
    q.from = date_of(2021, 1, 1);
    assert_true(listing_make(&t, &g.session.book, &g.arena, &q, NULL));
    assert_non_null(strstr(t.when, "2021-01-01至今"));
    ground_close(&g);
}

TEST(listing_reveals_with_a_note_in_the_audit)
{
    struct ground g;
    struct table t;
    struct audit_entry *entries;
    size_t n;
    const struct listing_options opt = {.ids = true, .reveal = "报送名册核对"};
    ground_open(&g);
    struct query q = query_of(&ledger_people, NULL);
    assert_true(listing_make_as(&t, &g.session.book, &g.arena, &q, &opt, NULL));
    assert_string_equal(cell(&t, 0, "phone"), "13800000000");
    assert_true(audit_history(g.session.db, &g.arena, "person", g.person,
                              &entries, &n, NULL));
    assert_string_equal(entries[n - 1].op, "reveal");
    assert_string_equal(entries[n - 1].reason, "报送名册核对");
    ground_close(&g);
}

TEST(listing_record_shows_stored_computed_and_what_belongs_to_it)
{
    struct ground g;
    struct table t;
    struct record r;
    ground_open(&g);
    struct book *b = &g.session.book;
    assert_true(record_read(&r, &ledger_people, b, &g.arena, g.person, NULL));
    assert_true(listing_record(&t, b, &g.arena, &r, NULL));
    assert_string_equal(line(&t, "姓名"), "张三");
    assert_string_equal(line(&t, "手机"), "138****0000");
    assert_string_equal(line(&t, "人员类别"), "正式党员");
    assert_string_equal(line(&t, "年龄"), "36");
    assert_non_null(strstr(line(&t, "表彰"), "优秀党员"));
    assert_null(strstr(line(&t, "表彰"), "张三"));
    ground_close(&g);
}

TEST(listing_record_row_has_a_column_a_field)
{
    struct ground g;
    struct table t;
    struct record r;
    const struct listing_options opt = {.ids = true};
    ground_open(&g);
    struct book *b = &g.session.book;
    assert_true(record_read(&r, &ledger_people, b, &g.arena, g.person, NULL));
    assert_true(listing_record_row(&t, b, &g.arena, &r, &opt, NULL));
    assert_int_equal(t.n_rows, 1);
    assert_string_equal(cell(&t, 0, "birth_on"), "1990-06-15");
    assert_string_equal(cell(&t, 0, "phone"), "138****0000");
    assert_string_equal(cell(&t, 0, "category"), "正式党员");
    assert_string_equal(cell(&t, 0, "voided_on"), "");
    ground_close(&g);
}
