/* Personal data: masked, found by the whole value, shown with a note, erased.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/pii.h"
#include "sample.h"

#define ID_ONE "990101199001011234"
#define ID_TWO "990101199001015678"

TEST(pii_mask_by_form)
{
    static const struct {
        const char *value;
        const char *masked;
    } rows[] = {{ID_ONE, "**************1234"},
                {"99010119900101123X", "**************123X"},
                {"990101900101123", "***********1123"},
                {"13800005678", "138****5678"},
                {"23800005678", "*********78"},
                {"0571-87654321", "***********21"},
                {"+8613800005678", "************78"},
                {"12345", "***45"},
                {"1234", "****"},
                {"1", "*"},
                {"", ""},
                {"abc@x.example", "a***@x.example"},
                {"张三@x.example", "张***@x.example"},
                {"@x", "**"},
                {"甲乙丙丁戊己", "****戊己"}};
    struct arena a = ARENA_INIT;
    size_t bad = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *got = pii_mask(&a, rows[i].value);
        if (strcmp(got, rows[i].masked) != 0) {
            print_error("%s: %s, not %s\n", rows[i].value, got, rows[i].masked);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
    arena_clear(&a);
}

static void set_id_no(struct db *db, int64_t id, const char *value)
{
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "改证件号");
    change_secret(change_update(c, "person", id, sample_ver(db, "person", id)),
                  "id_no", value);
    assert_true(change_apply(db, c, NULL, NULL));
    arena_clear(&a);
}

TEST(pii_is_kept_apart_and_its_row_stays_with_its_value)
{
    struct db *db = sample_memory();
    struct arena a = ARENA_INIT;
    int64_t id = sample_person(db, "张三", 0, ID_ONE);
    assert_string_equal(
        pii_read(db, &a, sample_int(db, "select id_no from person")), ID_ONE);
    set_id_no(db, id, ID_TWO);
    assert_int_equal(sample_int(db, "select id_no from person"), 2);
    set_id_no(db, id, ID_TWO);
    assert_int_equal(sample_int(db, "select id_no from person"), 2);
    set_id_no(db, id, "");
    assert_int_equal(sample_int(db, "select id_no is null from person"), 1);
    assert_int_equal(sample_int(db, "select count(*) from pii"), 2);
    assert_string_equal(pii_read(db, &a, 99), "");
    /* The same value in two rows must not look the same in the audit. */
    sample_person(db, "李四", 0, ID_ONE);
    assert_int_equal(sample_int(db, "select count(distinct substr(after, 8)) "
                                    "from audit where tbl = 'pii'"),
                     3);
    sample_expect_sound(db);
    arena_clear(&a);
    db_close(db);
}

TEST(pii_find_by_the_whole_value_only)
{
    struct db *db = sample_memory();
    int64_t one = sample_person(db, "张三", 0, ID_ONE);
    sample_person(db, "李四", 0, ID_TWO);
    int64_t three = sample_person(db, "王五", 0, ID_ONE);
    int64_t ids[4] = {0};
    assert_int_equal(pii_find(db, "person", "id_no", ID_ONE, ids, 4), 2);
    assert_int_equal(ids[0], one);
    assert_int_equal(ids[1], three);
    /* The answer never counts more than was written: callers read that far. */
    int64_t first[2] = {0, -1};
    assert_int_equal(pii_find(db, "person", "id_no", ID_ONE, first, 1), 1);
    assert_int_equal(first[0], one);
    assert_int_equal(first[1], -1);
    assert_int_equal(pii_find(db, "person", "id_no", "9901", ids, 4), 0);
    assert_int_equal(pii_find(db, "person; x", "id_no", ID_ONE, ids, 4), 0);
    /* A value that the row had once is not one it has. */
    set_id_no(db, three, ID_TWO);
    assert_int_equal(pii_find(db, "person", "id_no", ID_ONE, ids, 4), 1);
    db_close(db);
}

TEST(pii_reveal_is_written_without_the_value)
{
    const char *path;
    struct db *db = sample_file(&path);
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    const char *value;
    int64_t id = sample_person(db, "张三", 0, ID_ONE);
    int64_t bare = sample_person(db, "李四", 0, NULL);
    assert_true(
        pii_reveal(db, &a, "person", id, "id_no", "核对", &value, &err));
    assert_string_equal(value, ID_ONE);
    struct audit_entry *e;
    size_t n;
    assert_true(audit_history(db, &a, "person", id, &e, &n, NULL));
    assert_int_equal(n, 2);
    assert_string_equal(e[1].op, "reveal");
    assert_string_equal(e[1].reason, "核对");
    assert_string_equal(audit_image_get(&a, e[1].after, "column"), "id_no");
    /* Nothing to show, nothing to note. */
    assert_true(
        pii_reveal(db, &a, "person", bare, "id_no", "核对", &value, &err));
    assert_string_equal(value, "");
    assert_int_equal(sample_int(db, "select count(*) from audit"), 4);
    assert_false(
        pii_reveal(db, &a, "person", 99, "id_no", "核对", &value, &err));
    assert_string_equal(err.code, "E-PII-003");
    sample_expect_sound(db);
    db_close(db);

    const struct db_options opt = {.mode = DB_READ, .schema = sample_schema()};
    assert_true(db_open(&db, path, &opt, NULL));
    assert_false(
        pii_reveal(db, &a, "person", id, "id_no", "核对", &value, &err));
    assert_string_equal(err.code, "E-PII-004");
    assert_string_equal(value, "");
    arena_clear(&a);
    db_close(db);
}

static bool file_holds(const char *path, const char *needle)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    struct strbuf all;
    sb_init(&all);
    char block[4096];
    size_t n;
    while ((n = fread(block, 1, sizeof block, f)) > 0) {
        sb_addn(&all, block, n);
    }
    fclose(f);
    bool found = memmem(all.s, all.len, needle, strlen(needle)) != NULL;
    sb_clear(&all);
    return found;
}

/* Every value the column ever had is gone from the file, the chain is whole,
   and an undo over it finds nothing to bring back. */
TEST(pii_erase_leaves_nothing_in_the_file)
{
    const char *path;
    struct db *db = sample_file(&path);
    struct arena a = ARENA_INIT;
    int64_t id = sample_person(db, "张三", 0, ID_ONE);
    set_id_no(db, id, ID_TWO);
    int64_t other = sample_person(db, "李四", 0, "990101199001019999");
    assert_true(file_holds(path, ID_ONE));
    assert_true(pii_erase(db, "person", id, "id_no", "退党满五年", NULL));
    assert_false(file_holds(path, ID_ONE));
    assert_false(file_holds(path, ID_TWO));
    int64_t kept[1];
    assert_int_equal(
        pii_find(db, "person", "id_no", "990101199001019999", kept, 1), 1);
    assert_int_equal(kept[0], other);
    assert_string_equal(pii_read(db, &a, 2), "");
    assert_int_equal(
        sample_int(db, "select count(*) from audit where op = 'erase'"), 2);
    sample_expect_sound(db);
    /* Twice is once. */
    assert_true(pii_erase(db, "person", id, "id_no", "再一次", NULL));
    assert_int_equal(
        sample_int(db, "select count(*) from audit where op = 'erase'"), 2);
    assert_true(change_undo(db, NULL, NULL)); /* 李四 */
    assert_true(change_undo(db, NULL, NULL)); /* the new number */
    assert_string_equal(
        pii_read(db, &a, sample_int(db, "select id_no from person")), "");
    sample_expect_sound(db);
    arena_clear(&a);
    db_close(db);
}

/* No full number in the audit, whatever is done. */
TEST(pii_never_reaches_the_audit)
{
    struct db *db = sample_memory();
    int64_t id = sample_person(db, "张三", 0, ID_ONE);
    set_id_no(db, id, ID_TWO);
    assert_true(change_undo(db, NULL, NULL));
    assert_int_equal(sample_int(db,
                                "select count(*) from audit where after like "
                                "'%9901011990%' or label like '%9901011990%'"),
                     0);
    db_close(db);
}

/* What cannot be read is not "nothing": neither erased nor empty. */
TEST(pii_that_cannot_be_read_is_told)
{
    const char *path;
    struct db *db = sample_file(&path);
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    const char *value;
    int64_t id = sample_person(db, "张三", 0, ID_ONE);
    sample_plant(path, "alter table pii rename column value to worth");
    assert_false(
        pii_reveal(db, &a, "person", id, "id_no", "核对", &value, &err));
    assert_string_equal(err.code, "E-DB-039");
    assert_string_equal(value, "");
    err_clear(&err);
    assert_false(pii_erase(db, "person", id, "id_no", "退党满五年", &err));
    assert_string_equal(err.code, "E-DB-039");
    sample_plant(path, "alter table pii rename column worth to value;"
                       "alter table meta rename to beta");
    struct change *c = change_new(&a, "改号码");
    change_secret(change_update(c, "person", id, 1), "id_no", ID_TWO);
    assert_false(change_apply(db, c, NULL, &err));
    assert_string_equal(err.code, "E-DB-039"); /* not "the key is gone" */
    arena_clear(&a);
    db_close(db);
}
