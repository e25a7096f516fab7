/* Statements: kept ones, sticky errors, values in and out. */
#include "ground.h"

TEST(stmt_is_kept_by_its_literal)
{
    struct db *db = ground_memory();
    static const char sql[] = "select :n + 1";
    void *first = NULL;
    for (int i = 0; i < 3; i++) {
        struct stmt st;
        stmt_open(&st, db, sql);
        first = i == 0 ? st.raw : first;
        assert_ptr_equal(st.raw, first);
        if (i < 2) {
            stmt_int(&st, ":n", i);
        }
        assert_true(stmt_row(&st));
        if (i < 2) {
            assert_int_equal(stmt_col_int(&st, 0), i + 1);
        } else { /* the value of the last time is forgotten */
            assert_true(stmt_col_is_null(&st, 0));
        }
        assert_true(stmt_done(&st, NULL));
    }
    db_close(db);
}

TEST(stmt_can_be_used_inside_its_own_loop)
{
    struct db *db = ground_memory();
    static const char sql[] = "select value from meta order by key";
    struct stmt outer;
    stmt_open(&outer, db, sql);
    assert_true(stmt_row(&outer));
    struct stmt inner;
    stmt_open(&inner, db, sql);
    assert_ptr_not_equal(inner.raw, outer.raw);
    int rows = 0;
    while (stmt_row(&inner)) {
        rows++;
    }
    assert_int_equal(rows, 5);
    assert_true(stmt_done(&inner, NULL));
    assert_true(stmt_row(&outer));
    assert_true(stmt_done(&outer, NULL));
    db_close(db);
}

static int all_statements(struct db *db)
{
    int n = 0;
    for (sqlite3_stmt *s = NULL; (s = sqlite3_next_stmt(db->raw, s)) != NULL;) {
        n++;
    }
    return n;
}

TEST(stmt_slots_are_emptied_from_the_oldest)
{
    struct db *db = ground_memory();
    int not_kept = all_statements(db); /* FTS5 has some of its own */
    for (size_t i = 0; i < STORE_SLOTS; i++) {
        not_kept -= db->slots[i].raw != NULL;
    }
    struct stmt held;
    stmt_open(&held, db, SQL("select 1 union select 2"));
    assert_true(stmt_row(&held));
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 3 * STORE_SLOTS; i++) {
            struct sql sql;
            char name[16];
            snprintf(name, sizeof name, "col%d", i);
            sql_init(&sql);
            sql_lit(&sql, "select 7 as ");
            sql_name(&sql, name);
            struct stmt st;
            stmt_open_built(&st, db, &sql);
            sql_clear(&sql); /* the slot has its own copy */
            assert_true(stmt_row(&st));
            assert_string_equal(stmt_col_name(&st, 0), name);
            assert_true(stmt_done(&st, NULL));
        }
    }
    struct stmt other; /* nor did it stop others from being kept */
    stmt_open(&other, db, SQL("select 8"));
    assert_non_null(other.slot);
    assert_true(stmt_done(&other, NULL));
    assert_true(stmt_row(&held)); /* a busy one was never thrown out */
    assert_int_equal(stmt_col_int(&held, 0), 2);
    assert_true(stmt_done(&held, NULL));
    assert_true(all_statements(db) - not_kept <= STORE_SLOTS);
    db_close(db);
}

TEST(stmt_built_is_kept_by_its_text)
{
    struct db *db = ground_memory();
    void *first = NULL;
    for (int i = 0; i < 2; i++) {
        struct sql sql;
        sql_init(&sql);
        sql_lit(&sql, SQL("select count(*) from "));
        sql_name(&sql, "meta");
        struct stmt st;
        stmt_open_built(&st, db, &sql);
        first = i == 0 ? st.raw : first;
        assert_ptr_equal(st.raw, first);
        assert_true(stmt_done(&st, NULL));
        sql_clear(&sql);
    }
    db_close(db);
}

TEST(stmt_failures_stick_and_have_codes)
{
    const struct {
        const char *sql;
        const char *param; /* NULL: none is bound */
        const char *code;
    } rows[] = {
        {"selec 1", NULL, "E-DB-039"},
        {"select 1; select 2", NULL, "E-STMT-001"},
        {"", NULL, "E-STMT-001"},
        {"select :a", ":b", "E-STMT-003"},
        {"insert into meta values ('ledger_uuid', '')", NULL, "E-DB-051"},
        {"select abs(-9223372036854775808)", NULL, "E-DB-039"},
    };
    struct db *db = ground_memory();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct stmt st;
        stmt_open(&st, db, rows[i].sql);
        if (rows[i].param != NULL) {
            stmt_text(&st, rows[i].param, "x");
        }
        stmt_row(&st);
        assert_false(stmt_row(&st));
        assert_int_equal(stmt_col_int(&st, 0), 0);
        assert_string_equal(stmt_col_text(&st, 0), "");
        assert_true(stmt_col_is_null(&st, 0));
        struct err err = ERR_INIT;
        assert_false(stmt_done(&st, &err));
        if (!err_is(&err, rows[i].code)) {
            fail_msg("%s: %s (%s)", rows[i].sql, err.code, err.detail);
        }
    }
    assert_true(conn_exec(db, "select 1", NULL)); /* nothing is left behind */
    db_close(db);
}

TEST(sql_name_accepts_only_plain_names)
{
    const struct {
        const char *name;
        bool good;
    } rows[] = {
        {"meta", true},        {"a1_b", true},    {"", false},
        {"1a", false},         {"_a", false},     {"Meta", false},
        {"meta; drop", false}, {"meta--", false}, {"a.b", false},
        {"\"meta\"", false},   {"党员", false},   {"a b", false},
    };
    struct db *db = ground_memory();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sql sql;
        sql_init(&sql);
        sql_lit(&sql, "select 1 as ");
        sql_name(&sql, rows[i].name);
        struct stmt st;
        stmt_open_built(&st, db, &sql);
        struct err err = ERR_INIT;
        bool ok = stmt_run(&st, &err);
        if (ok != rows[i].good || (!ok && !err_is(&err, "E-STMT-002"))) {
            fail_msg("[%s]: %s", rows[i].name, err.code);
        }
        sql_clear(&sql);
    }
    db_close(db);
}

TEST(stmt_values_come_back_as_they_went_in)
{
    struct db *db = ground_memory();
    assert_true(conn_exec(db, "create table v (i, t, n, b, z, e)", NULL));
    struct stmt st;
    stmt_open(&st, db, SQL("insert into v values (:i, :t, :n, :b, :z, :e)"));
    stmt_int(&st, ":i", INT64_MIN);
    stmt_text(&st, ":t", "𠮷田'; drop table v --");
    stmt_textn(&st, ":n", "a\0b", 3);
    stmt_blob(&st, ":b", "\0\1\2", 3);
    stmt_text(&st, ":z", NULL);
    stmt_blob(&st, ":e", NULL, 0);
    assert_true(stmt_run(&st, NULL));
    assert_int_equal(stmt_changes(db), 1);
    assert_int_equal(stmt_last_id(db), 1);

    stmt_open(&st, db,
              SQL("select *, length(cast(n as blob)), typeof(e) "
                  "from v"));
    assert_true(stmt_row(&st));
    assert_int_equal(stmt_cols(&st), 8);
    assert_int_equal(stmt_col_int(&st, 0), INT64_MIN);
    assert_string_equal(stmt_col_text(&st, 1), "𠮷田'; drop table v --");
    assert_int_equal(stmt_col_int(&st, 6), 3);
    size_t n = 0;
    assert_memory_equal(stmt_col_blob(&st, 3, &n), "\0\1\2", 3);
    assert_int_equal(n, 3);
    assert_true(stmt_col_is_null(&st, 4));
    assert_string_equal(stmt_col_text(&st, 4), "");
    assert_string_equal(stmt_col_text(&st, 7), "blob"); /* empty, not null */
    stmt_col_blob(&st, 5, &n);
    assert_int_equal(n, 0);
    assert_false(stmt_row(&st));
    assert_false(stmt_row(&st)); /* does not start over */
    assert_true(stmt_done(&st, NULL));
    db_close(db);
}

TEST(stmt_kept_ones_survive_a_change_of_the_schema)
{
    struct db *db = ground_memory();
    static const char sql[] = "select * from meta limit 1";
    for (int i = 0; i < 2; i++) {
        struct stmt st;
        stmt_open(&st, db, sql);
        assert_true(stmt_row(&st));
        assert_int_equal(stmt_cols(&st), 2 + i);
        assert_true(stmt_done(&st, NULL));
        assert_true(i > 0 ||
                    conn_exec(db, "alter table meta add column x text", NULL));
    }
    db_close(db);
}

/* One that stays open gives what is bound to it now, not what was. */
TEST(stmt_runs_again_with_other_values)
{
    struct db *db = ground_memory();
    char word[] = "abc";
    struct stmt st;
    stmt_open(&st, db, SQL("select :a || :b || coalesce(:c, '-')"));
    stmt_lent_text(&st, ":a", word, 3);
    stmt_int(&st, ":b", 1);
    assert_true(stmt_row(&st));
    assert_string_equal(stmt_col_text(&st, 0), "abc1-");
    assert_true(stmt_again(&st, NULL));
    stmt_text(&st, ":c", "z"); /* not in the order of the text */
    stmt_lent_blob(&st, ":a", "", 0);
    assert_true(stmt_row(&st));
    assert_string_equal(stmt_col_text(&st, 0), "1z");
    assert_true(stmt_again(&st, NULL));
    stmt_int(&st, ":b", 2);
    stmt_int(&st, ":b", 3); /* the same twice */
    assert_true(stmt_row(&st));
    assert_string_equal(stmt_col_text(&st, 0), "3z");
    assert_false(stmt_row(&st));
    assert_true(stmt_again(&st, NULL));
    struct err err = ERR_INIT;
    stmt_int(&st, ":nothing", 1);
    assert_false(stmt_row(&st));
    assert_false(stmt_again(&st, &err)); /* its failure sticks */
    assert_string_equal(err.code, "E-STMT-003");
    assert_false(stmt_again(&st, NULL));
    assert_false(stmt_done(&st, NULL));
    db_close(db);
}
