/* A change in pieces: one number, one undo, and all of it or nothing. */
#include "unit.h"

#include <stdio.h>

#include "pbtui/store/audit.h"
#include "pbtui/store/tx.h"
#include "sample.h"

static bool add_person(struct db *db, const char *name, const char *id_no)
{
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "登记");
    struct change_row *p = change_insert(c, "person");
    change_text(p, "name", name);
    change_int(p, "age", 30);
    change_secret(p, "id_no", id_no);
    bool ok = change_apply(db, c, NULL, NULL);
    arena_clear(&a);
    return ok;
}

TEST(join_many_saves_are_one_change)
{
    struct db *db = sample_memory();
    assert_true(add_person(db, "赵一", ""));
    assert_true(change_join(db, "导入：名册.csv", "核对过", NULL));
    for (int i = 0; i < 300; i++) {
        char name[16];
        snprintf(name, sizeof name, "人%d", i);
        assert_true(add_person(db, name, "990101199001010019"));
    }
    int64_t number = 0;
    assert_true(change_join_end(db, true, &number, NULL));
    assert_int_equal(number, 2);
    assert_int_equal(sample_int(db, "select count(*) from person"), 301);
    assert_int_equal(sample_int(db, "select count(*) from audit where change ="
                                    " 2 and label = '导入：名册.csv' and"
                                    " reason = '核对过'"),
                     600);
    sample_expect_sound(db);

    struct change_info done;
    assert_true(change_undo(db, &done, NULL));
    assert_int_equal(done.number, 2);
    assert_int_equal(done.rows, 300);
    assert_string_equal(done.label, "导入：名册.csv");
    assert_int_equal(sample_int(db, "select count(*) from person"), 1);
    assert_true(change_redo(db, &done, NULL));
    assert_int_equal(sample_int(db, "select count(*) from person"), 301);
    sample_expect_sound(db);
    db_close(db);
}

/* The same row twice in one change: back to what it was before both. */
TEST(join_a_row_saved_twice_goes_back_whole)
{
    struct db *db = sample_memory();
    int64_t id = sample_person(db, "李四", 0, "");
    assert_true(change_join(db, "导入", NULL, NULL));
    for (int i = 0; i < 2; i++) {
        struct arena a = ARENA_INIT;
        struct change *c = change_new(&a, "改");
        change_int(change_update(c, "person", id, i + 1), "age", 50 + i);
        assert_true(change_apply(db, c, NULL, NULL));
        arena_clear(&a);
    }
    assert_true(change_join_end(db, true, NULL, NULL));
    assert_int_equal(sample_int(db, "select age from person"), 51);
    assert_true(change_undo(db, NULL, NULL));
    assert_int_equal(sample_int(db, "select coalesce(age, 0) < 50 from person"),
                     1);
    assert_true(change_redo(db, NULL, NULL));
    assert_int_equal(sample_int(db, "select age from person"), 51);
    sample_expect_sound(db);
    db_close(db);
}

TEST(join_that_fails_or_is_given_up_leaves_nothing)
{
    struct db *db = sample_memory();
    struct err err = ERR_INIT;
    assert_true(change_join(db, "导入", NULL, NULL));
    assert_true(add_person(db, "赵一", ""));
    assert_false(change_join_end(db, false, NULL, &err));
    assert_int_equal(sample_int(db, "select count(*) from person"), 0);

    assert_true(change_join(db, "导入", NULL, NULL));
    assert_true(add_person(db, "赵一", ""));
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "错");
    change_int(change_update(c, "person", 99, 1), "age", 1);
    assert_false(change_apply(db, c, NULL, &err));
    /* Whoever goes on all the same saves nothing. */
    assert_false(add_person(db, "钱二", ""));
    assert_false(change_join_end(db, true, NULL, &err));
    assert_string_equal(err.code, "E-SAVE-006");
    assert_int_equal(sample_int(db, "select count(*) from person"), 0);
    assert_int_equal(sample_int(db, "select count(*) from audit"), 0);
    assert_int_equal(tx_depth(db), 0);
    arena_clear(&a);

    int64_t number = 9;
    assert_true(change_join(db, "空的", NULL, NULL));
    assert_true(change_join_end(db, true, &number, NULL));
    assert_int_equal(number, 0);
    sample_expect_sound(db);
    db_close(db);
}

/* What an import has written is found by its own row, each record once. */
TEST(join_tells_what_was_written_beside_a_row)
{
    struct db *db = sample_memory();
    struct arena a = ARENA_INIT;
    struct audit_row *rows;
    size_t n;
    int64_t old = sample_person(db, "李四", 0, "");
    assert_true(change_join(db, "导入", NULL, NULL));
    for (int age = 41; age <= 42; age++) {
        struct change *c = change_new(&a, "改");
        struct change_row *r = change_update(c, "person", old, age - 40);
        change_int(r, "age", age);
        assert_true(change_apply(db, c, NULL, NULL));
    }
    assert_true(add_person(db, "赵一", ""));
    int64_t new = sample_int(db, "select max(id) from person");
    assert_true(change_join_end(db, true, NULL, NULL));
    assert_true(
        audit_rows_beside(db, &a, "person", new, "person", &rows, &n, NULL));
    assert_int_equal(n, 2);
    assert_int_equal(rows[0].id, old);
    assert_false(rows[0].is_new);
    assert_int_equal(rows[1].id, new);
    assert_true(rows[1].is_new);
    /* Nothing stands beside a row that is not there. */
    assert_true(
        audit_rows_beside(db, &a, "person", 99, "person", &rows, &n, NULL));
    assert_int_equal(n, 0);
    arena_clear(&a);
    db_close(db);
}
