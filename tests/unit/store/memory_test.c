/* What this PC remembers of a ledger, against what the ledger holds. */
#include "ground.h"
#include "pbtui/store/change.h"

static struct db *open_with(const char *path, const char *pc, enum db_mode mode)
{
    struct db_options opt = {.mode = mode, .state_dir = pc};
    struct db *db = NULL;
    struct err err = ERR_INIT;
    if (!db_open(&db, path, &opt, &err)) {
        fail_msg("%s %s (%s)", err.code, err.text, err.detail);
    }
    return db;
}

static const char *head_of(const struct db *db)
{
    return ground_path(db_state_dir(db), "head");
}

TEST(memory_of_an_older_copy_counts_what_is_missing)
{
    const char *pc = ground_dir();
    const char *path = ground_ledger();
    const char *copy = ground_path(ground_dir(), "yesterday.db");
    ground_audit(path, 1, 3);
    ground_copy(path, copy);
    ground_audit(path, 4, 40);
    struct db *db = open_with(path, pc, DB_WRITE);
    assert_int_equal(db_warnings(db), 0);
    assert_true(file_exists(head_of(db)));
    db_close(db);
    ground_copy(copy, path);
    for (int mode = DB_READ; mode <= DB_WRITE; mode++) {
        db = open_with(path, pc, (enum db_mode)mode);
        assert_true(ground_warned(db, "少 37 条"));
        assert_true(ground_warned(db, "第 40 号"));
        assert_true(ground_warned(db, "到第 3 号"));
        db_close(db);
    }
}

TEST(memory_of_an_emptied_ledger_is_noticed)
{
    const char *pc = ground_dir();
    const char *path = ground_ledger();
    const char *copy = ground_path(ground_dir(), "new.db");
    ground_copy(path, copy);
    ground_audit(path, 1, 2);
    db_close(open_with(path, pc, DB_WRITE));
    ground_copy(copy, path);
    struct db *db = open_with(path, pc, DB_WRITE);
    assert_true(ground_warned(db, "少 2 条"));
    db_close(db);
}

TEST(memory_of_another_history_names_the_entry)
{
    const char *pc = ground_dir();
    const char *path = ground_ledger();
    ground_audit(path, 1, 5);
    db_close(open_with(path, pc, DB_WRITE));
    ground_sql(path, "drop trigger audit_no_update;"
                     "update audit set hash = zeroblob(32) where seq = 5");
    ground_audit(path, 6, 9); /* longer now: the count alone says nothing */
    struct db *db = open_with(path, pc, DB_WRITE);
    assert_true(ground_warned(db, "第 5 号"));
    db_close(db);
}

TEST(memory_lets_a_growing_ledger_pass)
{
    const char *pc = ground_dir();
    const char *path = ground_ledger();
    ground_audit(path, 1, 1);
    struct db *reader = open_with(path, pc, DB_READ);
    assert_false(file_exists(head_of(reader))); /* reading leaves no trace */
    db_close(reader);
    for (int seq = 2; seq <= 5; seq++) {
        ground_audit(path, seq, seq);
        struct db *db = open_with(path, pc, DB_WRITE);
        assert_int_equal(db_warnings(db), 0);
        db_close(db);
    }
}

TEST(memory_save_keeps_an_older_head_harmless)
{
    const char *pc = ground_dir();
    const char *path = ground_ledger();
    ground_audit(path, 1, 5);
    struct db *db = open_with(path, pc, DB_WRITE);
    unsigned char hash[STORE_HASH] = {0};
    hash[STORE_HASH - 1] = 2; /* as ground_audit made it for entry 2 */
    assert_true(memory_save(db, 2, hash));
    db_close(db);
    db = open_with(path, pc, DB_WRITE);
    assert_int_equal(db_warnings(db), 0);
    struct stat st;
    assert_int_equal(stat(head_of(db), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(stat(db_state_dir(db), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    db_close(db);
}

TEST(memory_that_is_damaged_is_no_memory)
{
    static const char *const texts[] = {
        "",
        "pbtui-head 1 ",
        "pbtui-head 1 9\n",
        "pbtui-head 1 9 00ff\n",
        "pbtui-head 1 -9 "
        "0000000000000000000000000000000000000000000000000000000000000009\n",
        "pbtui-head 1 9 "
        "000000000000000000000000000000000000000000000000000000000000000g\n",
        "pbtui-head 1 9 "
        "0000000000000000000000000000000000000000000000000000000000000009",
        "pbtui-head 2 9 "
        "0000000000000000000000000000000000000000000000000000000000000009\n",
        "\0\0\0\0\0\0\0\0",
    };
    const char *pc = ground_dir();
    const char *path = ground_ledger();
    ground_audit(path, 1, 2);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct db *db = open_with(path, pc, DB_WRITE);
        const char *head = head_of(db);
        db_close(db);
        ground_write(head, texts[i], i == 8 ? 8 : strlen(texts[i]));
        db = open_with(path, pc, DB_WRITE);
        if (db_warnings(db) != 0) {
            fail_msg("row %zu: %s", i, db_warning(db, 0));
        }
        db_close(db);
    }
    /* The twin: a whole one for entry 9 is believed. */
    struct db *db = open_with(path, pc, DB_WRITE);
    unsigned char hash[STORE_HASH] = {0};
    assert_true(memory_save(db, 9, hash));
    db_close(db);
    db = open_with(path, pc, DB_WRITE);
    assert_int_equal(db_warnings(db), 1);
    db_close(db);
}

TEST(memory_is_kept_apart_for_each_ledger_and_never_in_the_way)
{
    const char *pc = ground_dir();
    const char *a = ground_ledger();
    const char *b = ground_ledger();
    ground_audit(a, 1, 9);
    ground_audit(b, 1, 1);
    db_close(open_with(a, pc, DB_WRITE));
    struct db *db = open_with(b, pc, DB_WRITE);
    assert_int_equal(db_warnings(db), 0);
    db_close(db);
    /* A state folder that cannot be made: logged, nothing else. */
    const char *file = ground_path(ground_dir(), "file");
    ground_write(file, "x", 1);
    db = open_with(a, file, DB_WRITE);
    unsigned char hash[STORE_HASH] = {0};
    assert_false(memory_save(db, 1, hash));
    db_close(db);
    db = open_with(a, NULL, DB_WRITE);
    assert_null(db_state_dir(db));
    assert_true(memory_save(db, 1, hash));
    db_close(db);
}

static void note(struct db *db, const char *label)
{
    assert_true(change_note(db, "reveal", "person", 1, label, NULL, NULL));
}

/* What the commit made true is remembered: of several changes in one larger
   transaction the last, of a lost one none. */
TEST(memory_follows_the_outermost_commit)
{
    const char *pc = ground_dir();
    struct db *db = open_with(ground_ledger(), pc, DB_WRITE);
    struct strbuf head;
    note(db, "一");
    assert_true(tx_begin(db, TX_WRITE, NULL));
    note(db, "二");
    note(db, "三");
    assert_true(tx_commit(db, NULL));
    ground_read(head_of(db), &head);
    assert_int_equal(strncmp(head.s, "pbtui-head 1 3 ", 15), 0);
    sb_clear(&head);
    assert_true(tx_begin(db, TX_WRITE, NULL));
    note(db, "四");
    tx_rollback(db);
    assert_true(tx_begin(db, TX_WRITE, NULL)); /* nothing new in this one */
    assert_true(tx_commit(db, NULL));
    ground_read(head_of(db), &head);
    assert_int_equal(strncmp(head.s, "pbtui-head 1 3 ", 15), 0);
    sb_clear(&head);
    db_close(db);
}
