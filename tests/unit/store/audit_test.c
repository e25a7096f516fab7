/* History, head and printed code of the audit. */
#include "unit.h"

#include <string.h>

#include "pbtui/store/audit.h"
#include "pbtui/store/stmt.h"
#include "sample.h"

/* Expected values were worked out apart from the program. */
TEST(audit_code_is_crockford_with_check_character)
{
    static const struct {
        unsigned char bytes[10];
        const char *code;
    } rows[] = {{{0}, "0000-0000-0000-0000-0"},
                {{0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, "0000-0000-0000-0001-1"},
                {{0, 0, 0, 0, 0, 0, 0, 0, 0, 32}, "0000-0000-0000-0010-*"},
                {{0, 0, 0, 0, 0, 0, 0, 0, 0, 36}, "0000-0000-0000-0014-U"},
                {{0, 0, 0, 0, 0, 0, 0, 0, 0, 37}, "0000-0000-0000-0015-0"},
                {{255, 255, 255, 255, 255, 255, 255, 255, 255, 255},
                 "ZZZZ-ZZZZ-ZZZZ-ZZZZ-~"},
                {{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0x01, 0x23},
                 "04HM-ASW9-NF6Y-Y093-B"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct audit_head head = {.seq = 1};
        memcpy(head.hash, rows[i].bytes, 10);
        memset(head.hash + 10, 0xA5, 22); /* must not matter */
        char code[24];
        audit_code(&head, code);
        assert_string_equal(code, rows[i].code);
    }
}

TEST(audit_head_moves_with_every_entry)
{
    struct db *db = sample_memory();
    struct audit_head before;
    struct audit_head after;
    assert_true(audit_head(db, &before, NULL));
    assert_int_equal(before.seq, 0);
    sample_group(db, "甲组");
    assert_true(audit_head(db, &after, NULL));
    assert_int_equal(after.seq, 1);
    assert_memory_not_equal(before.hash, after.hash, 32);
    db_close(db);
}

TEST(audit_history_is_that_of_one_row_in_order)
{
    struct db *db = sample_memory();
    struct arena a = ARENA_INIT;
    sample_group(db, "甲组");
    int64_t id = sample_person(db, "张三", 0, NULL);
    sample_rename(db, id, "张珊");
    struct audit_entry *e;
    size_t n;
    assert_true(audit_history(db, &a, "person", id, &e, &n, NULL));
    assert_int_equal(n, 2);
    assert_int_equal(e[0].seq, 2);
    assert_int_equal(e[1].seq, 3);
    assert_string_equal(audit_image_get(&a, e[1].after, "name"), "张珊");
    assert_string_equal(audit_image_get(&a, e[1].after, "ver"), "2");
    assert_null(audit_image_get(&a, NULL, "name"));
    assert_null(audit_image_get(&a, "{\"name\":", "name"));
    assert_true(audit_history(db, &a, "person", 99, &e, &n, NULL));
    assert_int_equal(n, 0);
    arena_clear(&a);
    db_close(db);
}

TEST(audit_cannot_be_changed_from_inside)
{
    struct db *db = sample_memory();
    sample_group(db, "甲组");
    struct stmt st;
    stmt_open(&st, db, SQL("update audit set label = 'x'"));
    assert_false(stmt_run(&st, NULL));
    stmt_open(&st, db, SQL("delete from audit"));
    assert_false(stmt_run(&st, NULL));
    sample_expect_sound(db);
    db_close(db);
}
