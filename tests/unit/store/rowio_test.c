/* Changes of many rows: what is made once for all of them must not make one
   row pass for another. */
#include "unit.h"

#include <string.h>

#include "../../../src/store/image.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "sample.h"

enum { MANY = 600 };

/* Groups named 第 1 组 … */
static struct change *many_groups(struct arena *a, int n)
{
    struct change *c = change_new(a, "建很多组");
    for (int i = 1; i <= n; i++) {
        change_text(change_insert(c, "grp"), "name",
                    arena_printf(a, "第 %d 组", i));
    }
    return c;
}

static void expect_refused(struct db *db, struct change *c, const char *code)
{
    struct err err = ERR_INIT;
    assert_false(change_apply(db, c, NULL, &err));
    assert_string_equal(err.code, code);
    assert_int_equal(sample_int(db, "select count(*) from grp"), 0);
    assert_int_equal(sample_int(db, "select count(*) from person"), 0);
    assert_int_equal(sample_int(db, "select count(*) from audit"), 0);
}

/* Whose name says which columns it was given, in one order or the other. */
static void add_person(struct change *c, struct arena *a, uint64_t *s,
                       const struct change_row *group)
{
    struct change_row *p = change_insert(c, "person");
    int age = (int)unit_below(s, 90);
    bool turned = unit_below(s, 2) == 0;
    bool has_note = unit_below(s, 2) == 0;
    if (turned) {
        change_int(p, "age", age);
        change_ref(p, "grp_id", group);
    }
    change_text(p, "name",
                arena_printf(a, "%d %s", age, has_note ? "note" : "none"));
    if (!turned) {
        change_ref(p, "grp_id", group);
        change_int(p, "age", age);
    }
    if (has_note) {
        change_text(p, "note", "note");
    }
    if (unit_below(s, 20) == 0) {
        change_secret(p, "id_no", "990101199001011234");
    }
}

PROPERTY(change_of_many_rows_puts_each_value_where_it_belongs)
{
    uint64_t s = unit_seed();
    struct db *db = sample_memory();
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "建组并登记");
    for (int i = 0; i < MANY; i++) {
        struct change_row *g = change_insert(c, "grp");
        change_text(g, "name", arena_printf(&a, "第 %d 组", i + 1));
        add_person(c, &a, &s, g);
    }
    int64_t number;
    assert_true(change_apply(db, c, &number, NULL));
    assert_int_equal(
        sample_int(db, "select count(*) from person p join grp g "
                       "on g.id = p.grp_id and g.id = p.id and "
                       "g.name = '第 ' || p.id || ' 组' where p.name = p.age "
                       "|| ' ' || coalesce(p.note, 'none')"),
        MANY);
    assert_int_equal(sample_int(db, "select count(*) from audit where "
                                    "change = 1 and tbl <> 'pii'"),
                     2 * MANY);
    sample_expect_sound(db);

    char *before = sample_dump(db);
    assert_true(change_undo(db, NULL, NULL));
    assert_int_equal(sample_int(db, "select count(*) from grp"), 0);
    assert_int_equal(sample_int(db, "select count(*) from person"), 0);
    sample_expect_sound(db);
    assert_true(change_redo(db, NULL, NULL));
    char *after = sample_dump(db);
    assert_string_equal(after, before);
    sample_expect_sound(db);
    mem_free(before);
    mem_free(after);
    arena_clear(&a);
    db_close(db);
}

TEST(change_of_many_rows_updates_each_row_once)
{
    struct db *db = sample_memory();
    struct arena a = ARENA_INIT;
    assert_true(change_apply(db, many_groups(&a, MANY), NULL, NULL));
    for (int i = 1; i <= MANY; i++) {
        /* The same numbers in another table. */
        sample_person(db, "甲", 0, NULL);
    }
    struct change *c = change_new(&a, "都改");
    for (int round = 0; round < 2; round++) {
        for (int64_t id = MANY; id >= 1; id--) {
            change_text(change_update(c, "grp", id, 1), "name",
                        round == 0 ? "改了一半" : "改好了");
            change_int(change_update(c, "person", id, 1), "age", round);
        }
    }
    assert_true(change_apply(db, c, NULL, NULL));
    assert_int_equal(
        sample_int(db, "select count(*) from grp join person using (id) where "
                       "grp.name = '改好了' and age = 1 and grp.ver = 2 and "
                       "person.ver = 2"),
        MANY);
    assert_int_equal(sample_int(db, "select count(*) from audit"), 4 * MANY);
    sample_expect_sound(db);

    c = change_new(&a, "一行已旧");
    for (int64_t id = 1; id <= MANY; id++) {
        change_text(change_update(c, "grp", id, id == 500 ? 1 : 2), "name",
                    "不该有");
    }
    struct err err = ERR_INIT;
    assert_false(change_apply(db, c, NULL, &err));
    assert_string_equal(err.code, "E-SAVE-001");
    assert_int_equal(
        sample_int(db, "select count(*) from grp where name = '不该有'"), 0);
    arena_clear(&a);
    db_close(db);
}

/* After hundreds that were right. */
TEST(change_of_many_rows_still_refuses_a_name_that_is_none)
{
    static const char *const bad[] = {"nmae", "name) values (1", "", "rowid"};
    struct db *db = sample_memory();
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena a = ARENA_INIT;
        struct change *c = many_groups(&a, 300);
        change_text(change_insert(c, "grp"), bad[i], "x");
        expect_refused(db, c, "E-SAVE-003");
        c = many_groups(&a, 300);
        struct change_row *r = change_insert(c, "grp");
        change_text(r, "name", "第 301 组");
        change_text(r, bad[i], "x");
        expect_refused(db, c, "E-SAVE-003");
        arena_clear(&a);
    }
    db_close(db);
}

/* What somebody plants into the file so that it stores something else. */
TEST(change_of_many_rows_finds_the_one_that_a_trigger_changed)
{
    static const struct {
        const char *sql;
        const char *code;
    } rows[] = {
        {"create trigger sly after insert on grp when new.name = '第 400 组' "
         "begin update grp set name = 'other' where id = new.id; end;",
         "E-SAVE-004"},
        {"create trigger sly after insert on grp when new.name = '第 400 组' "
         "begin update grp set ver = 2 where id = new.id; end;",
         "E-SAVE-004"},
        {"create trigger sly after insert on grp when new.name = '第 400 组' "
         "begin delete from grp where id = new.id; end;",
         "E-SAVE-004"},
        /* after the entry: the row has been read once by then */
        {"create trigger sly after insert on audit when new.seq = 400 "
         "begin update grp set name = 'other' where id = new.row_id; end;",
         "E-SAVE-004"},
        {"create trigger sly after insert on audit when new.seq = 400 "
         "begin delete from grp where id = new.row_id; end;",
         "E-SAVE-004"},
        /* the entry itself */
        {"drop trigger audit_no_update; create trigger sly after insert on "
         "audit when new.seq = 400 begin update audit set label = 'other' "
         "where seq = new.seq; end;",
         "E-AUDIT-002"},
        {"drop trigger audit_no_update; create trigger sly after insert on "
         "audit when new.seq = 400 begin update audit set label = '建很少组' "
         "where seq = new.seq; end;",
         "E-AUDIT-002"},
        {"drop trigger audit_no_update; create trigger sly after insert on "
         "audit when new.seq = 400 begin update audit set undoes = 0 "
         "where seq = new.seq; end;",
         "E-AUDIT-002"},
        {"drop trigger audit_no_update; create trigger sly after insert on "
         "audit when new.seq = 400 begin update audit set prev = zeroblob(32) "
         "where seq = new.seq; end;",
         "E-AUDIT-002"},
        {"drop trigger audit_no_update; create trigger sly after insert on "
         "audit when new.seq = 400 begin update audit set hash = new.prev "
         "where seq = new.seq; end;",
         "E-AUDIT-002"},
        {"drop trigger audit_no_delete; create trigger sly after insert on "
         "audit when new.seq = 400 begin delete from audit "
         "where seq = new.seq; end;",
         "E-AUDIT-002"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *path;
        db_close(sample_file(&path));
        sample_plant(path, rows[i].sql);
        struct db *db = sample_reopen(path);
        struct arena a = ARENA_INIT;
        expect_refused(db, many_groups(&a, MANY), rows[i].code);
        arena_clear(&a);
        db_close(db);
    }
}

/* The image of a row is the same text whether it was read alone or as one of
   many. */
PROPERTY(image_of_one_row_is_the_image_of_one_of_many)
{
    uint64_t s = unit_seed();
    struct db *db = sample_memory();
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "登记");
    for (int i = 0; i < 200; i++) {
        struct change_row *p = change_insert(c, "person");
        char text[8] = "";
        for (size_t k = 0; k < unit_below(&s, 8); k++) {
            text[k] = (char)(1 + unit_below(&s, 127));
        }
        change_text(p, "name", text);
        change_int(p, "age", (int64_t)unit_random(&s));
        if (unit_below(&s, 2) == 0) {
            change_text(p, "note", text);
        }
    }
    assert_true(change_apply(db, c, NULL, NULL));
    struct stmt st;
    stmt_open(&st, db,
              SQL("select row_id, after from audit where tbl = 'person'"));
    int n = 0;
    for (; stmt_row(&st); n++) {
        struct image row;
        struct strbuf json;
        bool found;
        sb_init(&json);
        assert_true(image_read(&row, &a, db, "person", stmt_col_int(&st, 0),
                               &found, NULL));
        image_encode(&json, &row);
        assert_string_equal(json.s, stmt_col_text(&st, 1));
        sb_clear(&json);
    }
    assert_true(stmt_done(&st, NULL));
    assert_int_equal(n, 200);
    arena_clear(&a);
    db_close(db);
}
