/* Undo and redo: what comes back, what is refused, and why. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/store/audit.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "sample.h"

TEST(undo_of_an_insert_removes_and_redo_brings_back_the_same_id)
{
    struct db *db = sample_memory();
    int64_t id = sample_person(db, "张三", 0, "990101199001011234");
    char *before = sample_dump(db);
    struct change_info info;
    assert_true(change_undo(db, &info, NULL));
    assert_string_equal(info.label, "登记党员 张三");
    assert_int_equal(info.rows, 1);
    assert_true(info.undone);
    assert_int_equal(sample_int(db, "select count(*) from person"), 0);
    assert_int_equal(sample_int(db, "select count(*) from pii"), 1);
    assert_true(change_redo(db, &info, NULL));
    assert_false(info.undone);
    char *after = sample_dump(db);
    assert_string_equal(before, after);
    /* A window that still holds version 1 must not save over it. */
    assert_int_equal(sample_ver(db, "person", id), 2);
    struct arena a = ARENA_INIT;
    struct audit_entry *e;
    size_t n;
    assert_true(audit_history(db, &a, "person", id, &e, &n, NULL));
    assert_int_equal(n, 3);
    assert_string_equal(e[1].op, "undo");
    assert_string_equal(e[1].label, "撤销：登记党员 张三");
    assert_null(e[1].after);
    assert_string_equal(e[2].label, "重做：登记党员 张三");
    sample_expect_sound(db);
    free(before);
    free(after);
    arena_clear(&a);
    db_close(db);
}

TEST(undo_goes_back_step_by_step_and_redo_forward)
{
    struct db *db = sample_memory();
    char *states[4];
    int64_t id = sample_person(db, "一", 0, NULL);
    states[0] = sample_dump(db);
    const char *const names[] = {"二", "三", "四"};
    for (int i = 0; i < 3; i++) {
        sample_rename(db, id, names[i]);
        states[i + 1] = sample_dump(db);
    }
    for (int i = 2; i >= 0; i--) {
        assert_true(change_undo(db, NULL, NULL));
        char *now = sample_dump(db);
        assert_string_equal(now, states[i]);
        free(now);
    }
    for (int i = 1; i < 4; i++) {
        assert_true(change_redo(db, NULL, NULL));
        char *now = sample_dump(db);
        assert_string_equal(now, states[i]);
        free(now);
    }
    struct change_info info;
    assert_false(change_next_redo(db, &info));
    sample_expect_sound(db);
    for (int i = 0; i < 4; i++) {
        free(states[i]);
    }
    db_close(db);
}

TEST(undo_and_redo_have_an_end)
{
    struct db *db = sample_memory();
    struct err err = ERR_INIT;
    struct change_info info;
    assert_false(change_next_undo(db, &info));
    assert_false(change_undo(db, NULL, &err));
    assert_string_equal(err.code, "E-UNDO-002");
    sample_group(db, "甲组");
    assert_false(change_redo(db, NULL, &err));
    assert_string_equal(err.code, "E-UNDO-010");
    assert_true(change_undo(db, NULL, NULL));
    assert_false(change_undo(db, NULL, &err));
    assert_true(change_next_redo(db, &info));
    /* Something new closes the way forward. */
    sample_group(db, "乙组");
    assert_false(change_next_redo(db, &info));
    /* A note does not. */
    assert_true(change_undo(db, NULL, NULL));
    assert_true(change_note(db, "print", "", 0, "打印", "", NULL));
    assert_true(change_next_redo(db, &info));
    assert_string_equal(info.label, "新建小组");
    db_close(db);
}

TEST(undo_of_a_given_change_is_refused_when_its_row_went_on)
{
    struct db *db = sample_memory();
    int64_t id = sample_person(db, "张三", 0, NULL); /* 1 */
    sample_rename(db, id, "李四");                   /* 2 */
    sample_group(db, "甲组");                        /* 3 */
    struct err err = ERR_INIT;
    struct change_info info;
    assert_false(change_undo_number(db, 1, &info, &err));
    assert_string_equal(err.code, "E-UNDO-001");
    assert_non_null(strstr(err.text, "改姓名"));
    assert_true(change_undo_number(db, 2, &info, &err));
    assert_false(change_undo_number(db, 2, &info, &err));
    assert_string_equal(err.code, "E-UNDO-009");
    assert_true(change_undo_number(db, 1, &info, &err));
    assert_int_equal(sample_int(db, "select count(*) from person"), 0);
    assert_int_equal(sample_int(db, "select count(*) from grp"), 1);
    assert_true(change_redo(db, &info, NULL));
    assert_int_equal(info.number, 1);
    assert_true(change_redo(db, &info, NULL));
    assert_int_equal(info.number, 2);
    sample_expect_sound(db);
    db_close(db);
}

TEST(undo_names_what_stands_in_the_way)
{
    struct db *db = sample_memory();
    struct err err = ERR_INIT;
    int64_t g = sample_group(db, "甲组"); /* 1 */
    sample_person(db, "张三", g, NULL);   /* 2 refers to it */
    assert_false(change_undo_number(db, 1, NULL, &err));
    assert_string_equal(err.code, "E-UNDO-005");

    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "入账");
    struct change_row *r = change_insert(c, "posting");
    change_int(r, "fen", 500);
    change_text(r, "state", "posted");
    assert_true(change_apply(db, c, NULL, NULL));
    assert_false(change_undo(db, NULL, &err));
    assert_string_equal(err.code, "E-UNDO-006");

    c = change_new(&a, "发收据");
    change_set_final(c);
    change_text(change_insert(c, "grp"), "name", "收据");
    assert_true(change_apply(db, c, NULL, NULL));
    assert_false(change_undo(db, NULL, &err));
    assert_string_equal(err.code, "E-UNDO-003");
    sample_expect_sound(db);
    arena_clear(&a);
    db_close(db);
}

/* Between the look at a change and its undo another window may seal. */
TEST(undo_of_a_given_change_stops_at_what_is_final)
{
    struct db *db = sample_memory();
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    sample_group(db, "甲组"); /* 1 */
    struct change *c = change_new(&a, "封账 2026-10");
    change_set_final(c);
    change_text(change_insert(c, "grp"), "name", "封条");
    assert_true(change_apply(db, c, NULL, NULL)); /* 2 */
    sample_group(db, "乙组");                     /* 3 */
    assert_false(change_undo_number(db, 1, NULL, &err));
    assert_string_equal(err.code, "E-UNDO-011");
    assert_non_null(strstr(err.text, "封账 2026-10"));
    assert_int_equal(sample_int(db, "select count(*) from grp"), 3);
    assert_false(change_undo_number(db, 2, NULL, &err));
    assert_string_equal(err.code, "E-UNDO-003");
    assert_non_null(strstr(err.text, "启封"));
    assert_true(change_undo_number(db, 3, NULL, NULL));
    assert_int_equal(sample_int(db, "select count(*) from grp"), 2);
    sample_expect_sound(db);
    arena_clear(&a);
    db_close(db);
}

TEST(undo_meets_a_code_that_is_taken_now)
{
    struct db *db = sample_memory();
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    int64_t one = sample_person(db, "甲", 0, NULL);
    int64_t two = sample_person(db, "乙", 0, NULL);
    struct change *c = change_new(&a, "编号");
    change_text(change_update(c, "person", one, 1), "code", "A1");
    assert_true(change_apply(db, c, NULL, NULL));
    c = change_new(&a, "去号");
    change_null(change_update(c, "person", one, 2), "code");
    int64_t gone;
    assert_true(change_apply(db, c, &gone, NULL));
    c = change_new(&a, "编号");
    change_text(change_update(c, "person", two, 1), "code", "A1");
    assert_true(change_apply(db, c, NULL, NULL));
    assert_false(change_undo_number(db, gone, NULL, &err));
    assert_string_equal(err.code, "E-UNDO-007");
    arena_clear(&a);
    db_close(db);
}

TEST(undo_does_not_touch_a_row_that_a_stranger_changed)
{
    const char *path;
    struct db *db = sample_file(&path);
    int64_t id = sample_person(db, "张三", 0, NULL);
    sample_rename(db, id, "李四");
    db_close(db);
    sample_plant(path, "update person set note = 'x' where id = 1");
    db = sample_reopen(path);
    struct err err = ERR_INIT;
    assert_false(change_undo(db, NULL, &err));
    assert_string_equal(err.code, "E-UNDO-008");
    assert_int_equal(sample_int(db, "select count(*) from audit"), 2);
    db_close(db);
}

/* The old number comes back as it was, the new one stays for the redo. */
TEST(undo_of_a_new_id_number_gives_the_old_one)
{
    struct db *db = sample_memory();
    struct arena a = ARENA_INIT;
    int64_t id = sample_person(db, "张三", 0, "990101199001011234");
    struct change *c = change_new(&a, "改证件号");
    change_secret(change_update(c, "person", id, 1), "id_no",
                  "990101199001015678");
    assert_true(change_apply(db, c, NULL, NULL));
    assert_true(change_undo(db, NULL, NULL));
    int64_t pii = sample_int(db, "select id_no from person");
    assert_string_equal(pii_read(db, &a, pii), "990101199001011234");
    assert_true(change_redo(db, NULL, NULL));
    pii = sample_int(db, "select id_no from person");
    assert_string_equal(pii_read(db, &a, pii), "990101199001015678");
    sample_expect_sound(db);
    arena_clear(&a);
    db_close(db);
}

TEST(change_list_is_newest_first_and_says_what_is_undone)
{
    struct db *db = sample_memory();
    int64_t g = sample_group(db, "甲组");
    sample_person(db, "张三", g, "990101199001011234");
    sample_person(db, "李四", g, NULL);
    assert_true(change_undo(db, NULL, NULL));
    struct change_info list[2];
    assert_int_equal(change_list(db, list, 2), 2);
    assert_string_equal(list[0].label, "登记党员 李四");
    assert_true(list[0].undone);
    assert_string_equal(list[1].label, "登记党员 张三");
    assert_false(list[1].undone);
    assert_int_equal(list[1].rows, 1);
    db_close(db);
}

/* ---- properties --------------------------------------------------------- */

static int64_t any_id(struct db *db, const char *table, uint64_t *s)
{
    char text[128];
    snprintf(text, sizeof text,
             "select id from %s order by (id * 7919) %% %d limit 1", table,
             (int)unit_below(s, 97) + 1);
    return sample_int(db, text);
}

static struct change *random_change(struct db *db, struct arena *a, uint64_t *s)
{
    struct change *c = change_new(a, "随机");
    size_t rows = 1 + unit_below(s, 3);
    for (size_t i = 0; i < rows; i++) {
        int64_t g = any_id(db, "grp", s);
        int64_t p = any_id(db, "person", s);
        struct change_row *r;
        if (unit_below(s, 4) == 0 || g < 0) {
            r = change_insert(c, "grp");
            change_text(r, "name", "组");
            continue;
        }
        if (p < 0 || unit_below(s, 3) == 0) {
            r = change_insert(c, "person");
            change_text(r, "name", "新人");
        } else {
            r = change_update(c, "person", p, sample_ver(db, "person", p));
        }
        change_int(r, "age", (int64_t)unit_below(s, 4));
        if (unit_below(s, 2) == 0) {
            change_int(r, "grp_id", g);
        } else {
            change_null(r, "grp_id");
        }
        if (unit_below(s, 3) == 0) {
            change_secret(
                r, "id_no",
                arena_printf(a, "9901011990010100%d", (int)unit_below(s, 3)));
        }
    }
    return c;
}

PROPERTY(random_histories_replay_to_the_tables)
{
    uint64_t s = unit_seed();
    for (int round = 0; round < 25; round++) {
        struct db *db = sample_memory();
        for (int step = 0; step < 40; step++) {
            struct arena a = ARENA_INIT;
            struct err err = ERR_INIT;
            switch (unit_below(&s, 4)) {
            case 0:
                change_undo(db, NULL, NULL);
                break;
            case 1:
                change_redo(db, NULL, NULL);
                break;
            default:
                if (!change_apply(db, random_change(db, &a, &s), NULL, &err)) {
                    fail_msg("%s %s %s", err.code, err.text, err.detail);
                }
            }
            arena_clear(&a);
        }
        sample_expect_sound(db);
        db_close(db);
    }
}

PROPERTY(undo_after_do_is_identity_and_redo_after_undo_too)
{
    uint64_t s = unit_seed() ^ 0x5eed;
    struct db *db = sample_memory();
    for (int step = 0; step < 200; step++) {
        struct arena a = ARENA_INIT;
        struct err err = ERR_INIT;
        int64_t number;
        char *before = sample_dump(db);
        assert_true(change_apply(db, random_change(db, &a, &s), &number, NULL));
        char *done = sample_dump(db);
        if (number != 0 && !change_undo(db, NULL, &err)) {
            fail_msg("%s %s %s", err.code, err.text, err.detail);
        }
        char *undone = sample_dump(db);
        assert_string_equal(undone, before);
        if (number != 0 && unit_below(&s, 2) == 0) {
            assert_true(change_redo(db, NULL, NULL));
            char *redone = sample_dump(db);
            assert_string_equal(redone, done);
            free(redone);
        }
        free(before);
        free(done);
        free(undone);
        arena_clear(&a);
    }
    sample_expect_sound(db);
    db_close(db);
}

/* "Nothing to undo" is a statement about the audit, not about the disk. */
TEST(undo_that_cannot_read_the_audit_says_so)
{
    const char *path;
    struct db *db = sample_file(&path);
    struct err err = ERR_INIT;
    sample_group(db, "甲组");
    sample_plant(path, "alter table audit rename column label to title");
    assert_false(change_undo(db, NULL, &err));
    assert_string_equal(err.code, "E-DB-039");
    assert_false(change_redo(db, NULL, &err));
    assert_string_equal(err.code, "E-DB-039");
    db_close(db);
}
