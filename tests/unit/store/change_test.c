/* The write door: rows, versions, references, and all of it or nothing. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/store/audit.h"
#include "pbtui/store/tx.h"
#include "sample.h"

TEST(change_inserts_rows_with_references_in_one_change)
{
    struct db *db = sample_memory();
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "建组并登记");
    change_set_reason(c, "换届");
    struct change_row *g = change_insert(c, "grp");
    change_text(g, "name", "第一党小组");
    struct change_row *p = change_insert(c, "person");
    change_text(p, "name", "张三");
    change_ref(p, "grp_id", g);
    change_int(p, "age", 41);
    int64_t number = 0;
    assert_true(change_apply(db, c, &number, NULL));
    assert_int_equal(number, 1);
    assert_int_equal(sample_int(db, "select grp_id from person"),
                     change_row_id(g));
    assert_int_equal(sample_int(db, "select count(*) from audit "
                                    "where change = 1 and op = 'do'"),
                     2);
    struct audit_entry *entries;
    size_t n;
    assert_true(
        audit_history(db, &a, "person", change_row_id(p), &entries, &n, NULL));
    assert_int_equal(n, 1);
    assert_string_equal(entries[0].after,
                        "{\"id\":1,\"ver\":1,\"name\":\"张三\",\"age\":41,"
                        "\"code\":null,\"grp_id\":1,\"id_no\":null,"
                        "\"note\":null}");
    assert_string_equal(entries[0].actor, "陈文书");
    assert_string_equal(entries[0].reason, "换届");
    sample_expect_sound(db);
    arena_clear(&a);
    db_close(db);
}

/* Saving a form in which nothing was touched must not look like a change. */
TEST(change_that_changes_nothing_writes_nothing)
{
    struct db *db = sample_memory();
    int64_t id = sample_person(db, "李四", 0, "990101199001011234");
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "没改");
    struct change_row *r = change_update(c, "person", id, 1);
    change_text(r, "name", "李四");
    change_secret(r, "id_no", "990101199001011234");
    change_null(r, "note");
    int64_t number = 99;
    assert_true(change_apply(db, c, &number, NULL));
    assert_int_equal(number, 0);
    assert_int_equal(sample_ver(db, "person", id), 1);
    assert_int_equal(sample_int(db, "select count(*) from audit"), 2);

    struct change *empty = change_new(&a, "空");
    assert_true(change_is_empty(empty));
    change_update(empty, "person", id, 1);
    assert_true(change_is_empty(empty));
    assert_true(change_apply(db, empty, &number, NULL));
    arena_clear(&a);
    db_close(db);
}

TEST(change_with_a_stale_version_writes_nothing_at_all)
{
    struct db *db = sample_memory();
    int64_t id = sample_person(db, "王五", 0, NULL);
    sample_rename(db, id, "王武");
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "旧窗口");
    struct change_row *g = change_insert(c, "grp");
    change_text(g, "name", "不该有的组");
    change_text(change_update(c, "person", id, 1), "note", "x");
    struct err err = ERR_INIT;
    assert_false(change_apply(db, c, NULL, &err));
    assert_string_equal(err.code, "E-SAVE-001");
    assert_int_equal(err.kind, ERR_RULE);
    assert_int_equal(sample_int(db, "select count(*) from grp"), 0);
    assert_int_equal(sample_int(db, "select count(*) from audit"), 2);

    c = change_new(&a, "没有的行");
    change_text(change_update(c, "person", 77, 1), "note", "x");
    assert_false(change_apply(db, c, NULL, &err));
    assert_string_equal(err.code, "E-SAVE-002");
    arena_clear(&a);
    db_close(db);
}

TEST(change_refuses_names_that_are_not_in_the_schema)
{
    static const struct {
        const char *table;
        const char *column;
    } rows[] = {{"nothing", "name"},
                {"meta", "value"},
                {"audit", "label"},
                {"pii", "value"},
                {"sqlite_schema", "name"},
                {"person", "nmae"},
                {"person", "name) values (1"},
                {"person; drop table person", "name"}};
    struct db *db = sample_memory();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = ARENA_INIT;
        struct err err = ERR_INIT;
        struct change *c = change_new(&a, "坏名字");
        change_text(change_insert(c, rows[i].table), rows[i].column, "x");
        if (change_apply(db, c, NULL, &err) ||
            strcmp(err.code, "E-SAVE-003") != 0) {
            fail_msg("%s.%s: %s", rows[i].table, rows[i].column, err.code);
        }
        c = change_new(&a, "坏名字");
        change_text(change_update(c, rows[i].table, 1, 1), rows[i].column, "x");
        if (change_apply(db, c, NULL, &err) ||
            strcmp(err.code, "E-SAVE-003") != 0) {
            fail_msg("update %s.%s: %s", rows[i].table, rows[i].column,
                     err.code);
        }
        arena_clear(&a);
    }
    assert_int_equal(sample_int(db, "select count(*) from audit"), 0);
    db_close(db);
}

TEST(change_joins_two_updates_of_one_row)
{
    struct db *db = sample_memory();
    int64_t id = sample_person(db, "赵六", 0, NULL);
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "两处改");
    change_text(change_update(c, "person", id, 1), "name", "赵陆");
    change_int(change_update(c, "person", id, 1), "age", 30);
    change_int(change_update(c, "person", id, 1), "age", 31);
    assert_true(change_apply(db, c, NULL, NULL));
    assert_int_equal(sample_ver(db, "person", id), 2);
    assert_int_equal(sample_int(db, "select age from person"), 31);
    assert_int_equal(sample_int(db, "select count(*) from audit"), 2);
    arena_clear(&a);
    db_close(db);
}

/* A trigger that quietly stores something else than was asked for. */
TEST(change_that_reads_back_differently_is_taken_back)
{
    const char *path;
    db_close(sample_file(&path));
    sample_plant(path, "create trigger sly after insert on grp begin "
                       "update grp set name = 'other' where id = new.id; end;");
    struct db *db = sample_reopen(path);
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct change *c = change_new(&a, "新建小组");
    change_text(change_insert(c, "grp"), "name", "甲组");
    assert_false(change_apply(db, c, NULL, &err));
    assert_string_equal(err.code, "E-SAVE-004");
    assert_int_equal(sample_int(db, "select count(*) from grp"), 0);
    assert_int_equal(sample_int(db, "select count(*) from audit"), 0);
    arena_clear(&a);
    db_close(db);
}

TEST(change_keeps_hostile_text_byte_for_byte)
{
    static const char *const texts[] = {"",
                                        "\"",
                                        "\\",
                                        "\\u0041",
                                        "a\nb\tc\r",
                                        "\x01\x1f",
                                        "'; drop table x",
                                        "{\"id\":1}",
                                        "𠮷〇",
                                        "100%\\_"};
    struct db *db = sample_memory();
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct change *c = change_new(&a, "怪字");
        struct change_row *r = change_insert(c, "person");
        change_text(r, "name", texts[i]);
        assert_true(change_apply(db, c, NULL, NULL));
        struct audit_entry *e;
        size_t n;
        assert_true(
            audit_history(db, &a, "person", change_row_id(r), &e, &n, NULL));
        assert_string_equal(audit_image_get(&a, e[0].after, "name"), texts[i]);
        assert_null(audit_image_get(&a, e[0].after, "note"));
        assert_null(audit_image_get(&a, e[0].after, "nothing"));
    }
    sample_expect_sound(db);
    arena_clear(&a);
    db_close(db);
}

/* A row that was undone keeps its id: its history is not another's. */
TEST(change_never_gives_an_id_twice)
{
    struct db *db = sample_memory();
    int64_t first = sample_group(db, "甲组");
    assert_true(change_undo(db, NULL, NULL));
    assert_int_equal(sample_group(db, "乙组"), first + 1);
    db_close(db);
}

TEST(change_note_writes_an_entry_without_a_row)
{
    struct db *db = sample_memory();
    int64_t id = sample_person(db, "钱七", 0, NULL);
    assert_true(
        change_note(db, "print", "person", id, "打印党员名册", NULL, NULL));
    assert_true(
        change_note(db, "note", "", 0, "时钟可疑仍继续", "已核对", NULL));
    assert_int_equal(sample_int(db, "select count(*) from audit"), 3);
    struct change_info info;
    assert_true(change_next_undo(db, &info));
    assert_string_equal(info.label, "登记党员 钱七");
    sample_expect_sound(db);
    db_close(db);
}

/* Order is seq; a clock that jumps is only marked (suspect). */
TEST(change_marks_a_jumping_clock)
{
    static const struct {
        const char *today;
        int suspect;
    } rows[] = {{"2026-03-01", 0}, {"2026-03-01", 0}, {"2026-02-28", 1},
                {"2026-03-02", 0}, {"2027-04-06", 0}, {"2028-05-11", 1},
                {"1970-01-01", 1}};
    struct db *db = sample_memory();
    setenv("PBTUI_NOW", "12:00:00", 1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        setenv("PBTUI_TODAY", rows[i].today, 1);
        sample_group(db, "组");
        int64_t got = sample_int(
            db, "select suspect from audit order by seq desc limit 1");
        if (got != rows[i].suspect) {
            fail_msg("row %zu (%s): suspect %d", i, rows[i].today, (int)got);
        }
    }
    unsetenv("PBTUI_TODAY");
    unsetenv("PBTUI_NOW");
    sample_expect_sound(db);
    db_close(db);
}

TEST(change_inside_a_larger_transaction_is_lost_with_it)
{
    struct db *db = sample_memory();
    assert_true(tx_begin(db, TX_WRITE, NULL));
    sample_group(db, "甲组");
    sample_group(db, "乙组");
    tx_rollback(db);
    assert_int_equal(sample_int(db, "select count(*) from grp"), 0);
    assert_int_equal(sample_int(db, "select count(*) from audit"), 0);
    sample_group(db, "丙组");
    sample_expect_sound(db);
    db_close(db);
}

/* Another window, of a newer program, migrated the ledger under this one. */
TEST(change_is_refused_when_the_ledger_was_migrated_meanwhile)
{
    const char *path;
    struct db *db = sample_file(&path);
    sample_group(db, "甲组");
    sample_plant(path, "pragma user_version = 3");
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct change *c = change_new(&a, "新建小组");
    change_text(change_insert(c, "grp"), "name", "乙组");
    assert_false(change_apply(db, c, NULL, &err));
    assert_string_equal(err.code, "E-DB-057");
    assert_false(change_undo(db, NULL, &err));
    assert_string_equal(err.code, "E-DB-057");
    assert_int_equal(sample_int(db, "select count(*) from audit"), 1);
    arena_clear(&a);
    db_close(db);
}
