/* What is kept of the tables: right at once, and right again after somebody
   has changed them. */
#include "ground.h"

#include "../../../src/store/shape.h"
#include "sample.h"

/* Saves one group with a text in this column; the code of the refusal. */
static const char *save_with(struct db *db, const char *table,
                             const char *column)
{
    static struct err err;
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "试");
    struct change_row *r = change_insert(c, table);
    change_text(r, "name", "第一组");
    change_text(r, column, "x");
    err_clear(&err);
    change_apply(db, c, NULL, &err);
    arena_clear(&a);
    return err.code;
}

TEST(shape_knows_the_columns_of_a_table)
{
    struct db *db = sample_memory();
    static const char *const columns[] = {"id", "ver", "name"};
    for (int round = 0; round < 2; round++) {
        const struct shape *s = shape_of(db, "grp", NULL);
        assert_non_null(s);
        assert_int_equal(s->n_columns, 3);
        for (size_t i = 0; i < 3; i++) {
            assert_string_equal(s->columns[i], columns[i]);
        }
        assert_true(shape_has(s, "name"));
        assert_false(shape_has(s, "nam"));
        assert_false(shape_has(s, ""));
        assert_int_equal(s->n_searched, 0); /* a ledger without an index */
        assert_ptr_equal(shape_of(db, "grp", NULL), s); /* asked once */
        const struct shape *none = shape_of(db, "nothing", NULL);
        assert_non_null(none);
        assert_int_equal(none->n_columns, 0);
        shape_forget(db);
    }
    db_close(db);
}

TEST(shape_says_what_the_audit_covers)
{
    static const struct {
        const char *table;
        bool tracked;
    } rows[] = {{"person", true},      {"grp", true},
                {"meta", false},       {"audit", false},
                {"pii", false},        {"sqlite_schema", false},
                {"search_doc", false}, {"search_field", false},
                {"searches", true},    {"metadata", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (shape_is_tracked(rows[i].table) != rows[i].tracked) {
            fail_msg("%s", rows[i].table);
        }
    }
}

TEST(shape_is_asked_again_after_a_change_of_the_schema)
{
    const char *path;
    struct db *db = sample_file(&path);
    assert_string_equal(save_with(db, "grp", "more"), "E-SAVE-003");
    assert_string_equal(save_with(db, "grp", "name"), "");
    sample_plant(path, "alter table grp add column more text");
    assert_string_equal(save_with(db, "grp", "more"), "");
    sample_plant(path, "alter table grp drop column more");
    assert_string_equal(save_with(db, "grp", "more"), "E-SAVE-003");
    sample_plant(path, "create table fresh (id integer primary key,"
                       " ver integer not null, name text) strict");
    assert_string_equal(save_with(db, "fresh", "name"), "");
    db_close(db);
}
