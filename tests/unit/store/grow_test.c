/* Tables out of declarations: made, grown, never taken for strangers, and
   strangers never taken for them. */
#include "ground.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/check.h"
#include "pbtui/store/grow.h"
#include "pbtui/store/search.h"

static const struct grow_column columns[] = {
    {.name = "branch_id", .refers = "branch", .is_int = true, .not_null = true},
    {.name = "on_day", .not_null = true},
    {.name = "what", .searched = true},
    {.name = "who_id", .refers = "person", .is_int = true},
};
static const struct grow_table trial = {.name = "r_trial",
                                        .columns = columns,
                                        .n_columns = 3,
                                        .first = "branch_id",
                                        .second = "on_day",
                                        .declared = "[register]"};

/* Codes of the findings, apart by blanks. */
static void expect_findings(struct db *db, const char *codes)
{
    struct arena a = ARENA_INIT;
    struct check_report r;
    struct strbuf sb;
    sb_init(&sb);
    assert_true(check_run(db, &a, &r, NULL, NULL, NULL));
    for (size_t i = 0; i < r.n; i++) {
        sb_addf(&sb, "%s%s %s", i > 0 ? " " : "", r.findings[i].code,
                r.findings[i].table);
    }
    assert_string_equal(sb.s, codes);
    sb_clear(&sb);
    arena_clear(&a);
}

static enum grow_state state_of(struct db *db, const struct grow_table *t)
{
    enum grow_state state;
    assert_true(grow_look(db, t, &state, NULL));
    return state;
}

static void expect_there(struct db *db, const struct grow_table *t)
{
    assert_int_equal(state_of(db, t), GROW_THERE);
}

static void expect_not_there(struct db *db, const struct grow_table *t)
{
    enum grow_state state = state_of(db, t);
    assert_true(state == GROW_ABSENT || state == GROW_LACKS);
}

static void settle(struct db *db, const char *stamp, const struct grow_table *t)
{
    struct err err = ERR_INIT;
    if (!grow_settle(db, stamp, t, 1, &err)) {
        fail_msg("%s %s (%s)", err.code, err.text, err.detail);
    }
}

TEST(grow_makes_a_table_once_and_adds_what_it_lacks)
{
    struct db *db = ground_memory();
    bool same = true;
    struct grow_table more = trial;
    more.n_columns = ARRAY_LEN(columns);
    expect_not_there(db, &trial);
    settle(db, "one", &trial);
    assert_true(grow_is_settled(db, "one", &same, NULL));
    assert_true(same);
    expect_there(db, &trial);
    expect_not_there(db, &more);
    expect_findings(db, "");
    assert_true(search_usable(db));

    settle(db, "one", &more); /* the stamp says that nothing is new */
    expect_not_there(db, &more);
    settle(db, "two", &more);
    expect_there(db, &more);
    settle(db, "three", &trial); /* fewer columns take none away */
    expect_there(db, &more);
    expect_findings(db, "");
    assert_true(search_usable(db));
    db_close(db);
}

TEST(grow_leaves_a_ledger_for_reading_as_it_is)
{
    const char *path = ground_ledger();
    struct ground_print before;
    ground_print_take(&before, path);
    struct db *db = ground_open(path, DB_READ);
    settle(db, "one", &trial);
    expect_not_there(db, &trial);
    db_close(db);
    assert_true(ground_print_same(&before, path));
}

TEST(what_somebody_else_put_into_such_a_table_is_seen)
{
    static const struct {
        const char *sql, *says;
    } rows[] = {
        {"create trigger t after insert on r_trial begin select 1; end;",
         "E-CHECK-031 t"},
        {"create index r_trial_other on r_trial (what);",
         "E-CHECK-031 r_trial_other"},
        {"drop index r_trial_first;"
         "create index r_trial_first on r_trial (what) where what = '';",
         "E-CHECK-031 r_trial_first"},
        {"create index r_trial_open on r_trial (branch_id, on_day, what)"
         " where what = '';",
         "E-CHECK-031 r_trial_open"},
        {"create table r_other (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL,"
         " a TEXT CHECK (a <> ''), voided_on TEXT, void_reason TEXT) STRICT;",
         "E-CHECK-031 r_other"},
        {"create table r_other (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL,"
         " a TEXT DEFAULT 'x', voided_on TEXT, void_reason TEXT) STRICT;",
         "E-CHECK-031 r_other"},
        {"create table r_other (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL,"
         " voided_on TEXT, void_reason TEXT);",
         "E-CHECK-031 r_other"},
        {"create view r_other as select 1;", "E-CHECK-031 r_other"},
        {"create table other (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL)"
         " STRICT;",
         "E-CHECK-031 other"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *path = ground_ledger();
        struct db *db = ground_open(path, DB_WRITE);
        settle(db, "one", &trial);
        db_close(db);
        ground_sql(path, rows[i].sql);
        db = ground_open(path, DB_READ);
        expect_findings(db, rows[i].says);
        db_close(db);
    }
}

static int64_t count(struct db *db, const char *sql)
{
    struct stmt st;
    stmt_open(&st, db, sql);
    int64_t n = stmt_row(&st) ? stmt_col_int(&st, 0) : -1;
    assert_true(stmt_done(&st, NULL));
    return n;
}

#define OPEN_INDEX                                                             \
    SQL("select count(*) from sqlite_schema where name = 'r_trial_open'")
#define TOLD SQL("select count(*) from meta where key = 'due:r_trial'")

TEST(what_is_not_done_has_an_index_as_long_as_it_is_declared)
{
    struct db *db = ground_memory();
    struct grow_table dated = trial;
    dated.due = "on_day";
    dated.done = "what";
    dated.told = "on_day what = 事";
    settle(db, "one", &trial);
    assert_int_equal(count(db, OPEN_INDEX), 0);
    settle(db, "two", &dated);
    assert_int_equal(count(db, OPEN_INDEX), 1);
    assert_int_equal(count(db, TOLD), 1);
    expect_findings(db, "");
    settle(db, "three", &trial);
    assert_int_equal(count(db, OPEN_INDEX), 0);
    assert_int_equal(count(db, TOLD), 0);
    expect_findings(db, "");
    db_close(db);
}

TEST(a_column_with_texts_that_comes_into_the_index_or_goes_makes_it_anew)
{
    struct db *db = ground_memory();
    struct grow_column plain[ARRAY_LEN(columns)];
    struct grow_table other = trial;
    memcpy(plain, columns, sizeof plain);
    plain[2].searched = false;
    other.columns = plain;
    settle(db, "one", &other);
    assert_true(search_usable(db));
    settle(db, "two", &trial);
    assert_true(search_usable(db));
    expect_findings(db, "");
    settle(db, "three", &other);
    assert_true(search_usable(db));
    expect_findings(db, "");
    db_close(db);
}

TEST(a_table_of_another_shape_is_not_taken_for_the_declared_one)
{
    struct db *db = ground_memory();
    struct grow_column now[ARRAY_LEN(columns)];
    struct grow_table other = trial;
    settle(db, "one", &trial);
    other.columns = now;
    memcpy(now, columns, sizeof now);
    now[2].is_int = true;
    assert_int_equal(state_of(db, &other), GROW_OTHER);
    memcpy(now, columns, sizeof now);
    now[1].name = "at_day";
    assert_int_equal(state_of(db, &other), GROW_OTHER);
    memcpy(now, columns, sizeof now);
    now[2].name = "which";
    assert_int_equal(state_of(db, &other), GROW_LACKS);
    db_close(db);
}
