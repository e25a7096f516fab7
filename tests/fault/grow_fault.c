/* Tables out of declarations are laid while something breaks: every call into
   SQLite fails once, the process dies at every call and in the middle of every
   write, the disk is full from every write on.  Afterwards the ledger is as it
   was or as it should be, nothing between: tables, columns, indexes, what is
   searched, the index for finding, what is kept in meta; and the whole check
   finds nothing.

   What is laid is everything at once: a table with rows gets a column, its
   texts come into the index, what is not done gets an index; another table is
   new.

   The twin lays it in two transactions; each of these tests must find it out.
 */
#include "calls_shim.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "pbtui/base/file.h"
#include "pbtui/store/change.h"
#include "pbtui/store/check.h"
#include "pbtui/store/db.h"
#include "pbtui/store/grow.h"
#include "pbtui/store/search.h"
#include "pbtui/store/stmt.h"

#define ROWS   8
#define ENOUGH 20 /* fewer steps than this were not all of it */

/* ---- what is laid -------------------------------------------------------- */

static const struct grow_column before_columns[] = {
    {.name = "branch_id", .is_int = true, .not_null = true},
    {.name = "on_day", .not_null = true},
    {.name = "what"},
};
static const struct grow_column after_columns[] = {
    {.name = "branch_id", .is_int = true, .not_null = true},
    {.name = "on_day", .not_null = true},
    {.name = "what", .searched = true},
    {.name = "due_on"},
    {.name = "done_on"},
};
static const struct grow_table before_table = {.name = "r_trial",
                                               .columns = before_columns,
                                               .n_columns =
                                                   ARRAY_LEN(before_columns),
                                               .first = "branch_id",
                                               .second = "on_day",
                                               .declared = "[register]"};
static const struct grow_table after_tables[] = {
    {.name = "r_trial",
     .columns = after_columns,
     .n_columns = ARRAY_LEN(after_columns),
     .first = "branch_id",
     .second = "on_day",
     .due = "due_on",
     .done = "done_on",
     .declared = "[register] 2",
     .told = "due_on done_on what = 事"},
    {.name = "r_other",
     .columns = before_columns,
     .n_columns = ARRAY_LEN(before_columns),
     .first = "branch_id",
     .second = "on_day"},
};

typedef bool (*lay_fn)(struct db *db, struct err *err);

static bool lay(struct db *db, struct err *err)
{
    return grow_settle(db, "after", after_tables, ARRAY_LEN(after_tables), err);
}

/* The twin. */
static bool lay_by_halves(struct db *db, struct err *err)
{
    return grow_settle(db, "half", after_tables, 1, err) && lay(db, err);
}

/* ---- the ledger -----------------------------------------------------------
 */

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

static struct db *open_db(const char *path, enum db_mode mode)
{
    struct db_options opt = {.mode = mode, .actor = "测试"};
    struct err err = ERR_INIT;
    struct db *db = NULL;
    must(db_open(&db, path, &opt, &err), &err);
    return db;
}

static struct db *new_db(const char *path, enum db_mode mode)
{
    struct db *db = open_db(path, mode);
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    must(grow_settle(db, "before", &before_table, 1, &err), &err);
    struct change *c = change_new(&a, "登记台账");
    for (int i = 0; i < ROWS; i++) {
        struct change_row *row = change_insert(c, "r_trial");
        change_int(row, "branch_id", 1);
        change_text(row, "on_day", "2026-03-10");
        change_text(row, "what", "到社区报到，认领岗位");
    }
    must(change_apply(db, c, NULL, &err), &err);
    arena_clear(&a);
    return db;
}

static void add_rows(struct strbuf *out, struct db *db, const char *sql)
{
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, db, sql);
    while (stmt_row(&st)) {
        for (int i = 0; i < stmt_cols(&st); i++) {
            sb_addf(out, "%s|", stmt_col_text(&st, i));
        }
        sb_addc(out, '\n');
    }
    must(stmt_done(&st, &err), &err);
}

/* All that laying may touch, in words. */
static const char *image(struct db *db, struct arena *a)
{
    static const char *const words[] = {"社区", NULL};
    struct search_hit hits[ROWS + 1];
    struct err err = ERR_INIT;
    struct strbuf sb;
    size_t n = 0;
    sb_init(&sb);
    add_rows(&sb, db,
             SQL("select type, name, sql from sqlite_schema"
                 " where name not like 'sqlite_%' order by type, name"));
    add_rows(&sb, db,
             SQL("select key, value from meta where key in ('grown',"
                 " 'search_fields') or key like '%:r_%' order by key"));
    add_rows(&sb, db, SQL("select tbl, col from search_field order by 1, 2"));
    add_rows(&sb, db,
             SQL("select id, ver, branch_id, on_day, what from r_trial"
                 " order by id"));
    must(search_page(db, a, words, NULL, 0, hits, ARRAY_LEN(hits), &n, &err),
         &err);
    sb_addf(&sb, "%zu found\n", n);
    const char *text = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return text;
}

struct tally {
    long injected, done, before, half, mute, findings;
    struct arena arena;
    const char *was, *should; /* images */
};

static void tally_begin(struct tally *t)
{
    struct err err = ERR_INIT;
    memset(t, 0, sizeof *t);
    memset(&shim, 0, sizeof shim);
    struct db *db = new_db("", DB_MEMORY);
    t->was = image(db, &t->arena);
    must(lay(db, &err), &err);
    t->should = image(db, &t->arena);
    assert_string_not_equal(t->was, t->should);
    db_close(db);
}

static void judge(struct db *db, struct tally *t)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct check_report r;
    const char *is = image(db, &a);
    bool done = strcmp(is, t->should) == 0;
    bool before = strcmp(is, t->was) == 0;
    t->done += done;
    t->before += before;
    t->half += !done && !before;
    must(check_run(db, &a, &r, NULL, NULL, &err), &err);
    t->findings += (long)r.n;
    arena_clear(&a);
}

/* The twin is, when it is found out. */
static bool is_over(lay_fn fn, const struct tally *t)
{
    return fn == lay_by_halves && t->half > 0;
}

static void note_err(const struct err *err, struct tally *t)
{
    t->mute += err->code[0] == '\0' || err->text[0] == '\0';
}

static void tell(const char *name, struct tally *t)
{
    print_message("%s: %ld injected; %ld as it was, %ld as it should be, %ld "
                  "half, %ld without a sentence, %ld findings\n",
                  name, t->injected, t->before, t->done, t->half, t->mute,
                  t->findings);
    arena_clear(&t->arena);
}

static void expect_sound(const struct tally *t)
{
    assert_true(t->injected > ENOUGH);
    assert_true(t->before > ENOUGH);
    assert_int_equal(t->half, 0);
    assert_int_equal(t->mute, 0);
    assert_int_equal(t->findings, 0);
}

/* ---- every call fails once ------------------------------------------------
 */

/* On the same connection, as long as it is as it was: a failure costs nothing
   but itself.  At last nothing fails, and it is laid. */
static struct tally fail_calls(bool throws_away, lay_fn fn)
{
    struct tally t;
    bool hit = true;
    tally_begin(&t);
    struct db *db = new_db("", DB_MEMORY);
    for (long at = 1; hit && !is_over(fn, &t); at++) {
        struct err err = ERR_INIT;
        long before = shim.injected;
        long as_it_was = t.before;
        shim.throws_away = throws_away;
        shim.seen = 0;
        shim.at = at;
        bool done = fn(db, &err);
        shim.at = 0;
        hit = shim.injected > before;
        assert_true(hit || done);
        if (!done) {
            note_err(&err, &t);
        }
        judge(db, &t);
        if (hit && t.before == as_it_was) {
            db_close(db);
            db = new_db("", DB_MEMORY);
        }
    }
    db_close(db);
    t.injected = shim.injected;
    return t;
}

TEST(laying_tables_while_every_call_fails_once)
{
    struct tally t = fail_calls(false, lay);
    tell("refused", &t);
    expect_sound(&t);
}

TEST(laying_tables_while_every_call_fails_and_throws_all_away)
{
    struct tally t = fail_calls(true, lay);
    tell("thrown away", &t);
    expect_sound(&t);
}

TEST(tables_laid_by_halves_are_found_out_when_a_call_fails)
{
    struct tally t = fail_calls(false, lay_by_halves);
    tell("by halves", &t);
    assert_true(t.half > 0);
}

/* ---- writes ---------------------------------------------------------------
 */

static struct {
    long from; /* this write and all behind it; 0: none */
    long seen, failed;
    bool kills; /* in the middle of it */
} disk;

static ssize_t write_or_not(int fd, const void *p, size_t n, off_t at)
{
    disk.seen++;
    if (disk.from == 0 || disk.seen < disk.from) {
        return pwrite(fd, p, n, at);
    }
    if (disk.kills) {
        ssize_t half = pwrite(fd, p, n / 2, at);
        kill(getpid(), half >= 0 ? SIGKILL : SIGABRT);
    }
    disk.failed++;
    errno = ENOSPC;
    return -1;
}

static void stand_in_the_way(void)
{
    static const char *const names[] = {"pwrite", "pwrite64"};
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    memset(&disk, 0, sizeof disk);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        int rc = vfs->xSetSystemCall(vfs, names[i],
                                     (sqlite3_syscall_ptr)write_or_not);
        assert_int_equal(rc, SQLITE_OK);
    }
}

static const char *place(char path[160], const char *name)
{
    snprintf(path, 160, "%s/%s.db", unit_tmp(), name);
    return path;
}

static void copy(const char *from, const char *to)
{
    struct strbuf bytes;
    struct err err = ERR_INIT;
    sb_init(&bytes);
    must(file_read(&bytes, from, 1 << 24, &err), &err);
    FILE *f = fopen(to, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.s, 1, bytes.len, f), bytes.len);
    assert_int_equal(fclose(f), 0);
    chmod(to, 0600);
    sb_clear(&bytes);
}

/* A ledger as it was before, under both names; the first stays so. */
static void new_files(const char *name, char base[160], char path[160])
{
    char as_base[64];
    snprintf(as_base, sizeof as_base, "%s-before", name);
    place(path, name);
    db_close(new_db(place(base, as_base), DB_CREATE));
}

static struct tally fill_disk(const char *name, lay_fn fn)
{
    struct tally t;
    char base[160];
    char path[160];
    bool hit = true;
    tally_begin(&t);
    stand_in_the_way();
    new_files(name, base, path);
    for (long at = 1; hit && !is_over(fn, &t); at++) {
        struct err err = ERR_INIT;
        copy(base, path);
        struct db *db = open_db(path, DB_WRITE);
        disk.seen = 0;
        disk.failed = 0;
        disk.from = at;
        bool done = fn(db, &err);
        disk.from = 0;
        hit = disk.failed > 0;
        t.injected += hit;
        assert_true(hit || done);
        if (!done) {
            note_err(&err, &t);
        }
        db_close(db);
        db = open_db(path, DB_WRITE);
        judge(db, &t);
        db_close(db);
    }
    return t;
}

TEST(laying_tables_on_a_disk_that_fills_up)
{
    struct tally t = fill_disk("full", lay);
    tell("full disk", &t);
    expect_sound(&t);
}

TEST(tables_laid_by_halves_are_found_out_on_a_full_disk)
{
    struct tally t = fill_disk("full-halves", lay_by_halves);
    tell("full disk, by halves", &t);
    assert_true(t.half > 0);
}

/* ---- killed ---------------------------------------------------------------
 */

/* True: the child was killed, at its n-th call or write. */
static bool kill_once(const char *path, long at, bool in_write, lay_fn fn)
{
    int status;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct err err = ERR_INIT;
        struct db *db = open_db(path, DB_WRITE);
        shim.kills = true;
        disk.kills = true;
        disk.seen = 0;
        shim.seen = 0;
        disk.from = in_write ? at : 0;
        shim.at = in_write ? 0 : at;
        _exit(fn(db, &err) ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (WIFSIGNALED(status)) {
        assert_int_equal(WTERMSIG(status), SIGKILL);
        return true;
    }
    assert_int_equal(WEXITSTATUS(status), 0);
    return false;
}

static struct tally kill_all(const char *name, bool in_write, lay_fn fn)
{
    struct tally t;
    char base[160];
    char path[160];
    bool hit = true;
    tally_begin(&t);
    stand_in_the_way();
    new_files(name, base, path);
    for (long at = 1; hit && !is_over(fn, &t); at++) {
        copy(base, path);
        hit = kill_once(path, at, in_write, fn);
        t.injected += hit;
        long done = t.done;
        struct db *db = open_db(path, DB_WRITE);
        judge(db, &t);
        assert_true(hit || t.done == done + 1);
        db_close(db);
    }
    return t;
}

TEST(laying_tables_killed_at_every_call)
{
    struct tally t = kill_all("killed", false, lay);
    tell("killed at a call", &t);
    expect_sound(&t);
}

TEST(laying_tables_killed_in_every_write)
{
    struct tally t = kill_all("torn", true, lay);
    tell("killed in a write", &t);
    expect_sound(&t);
}

TEST(tables_laid_by_halves_are_found_out_when_killed)
{
    struct tally t = kill_all("killed-halves", false, lay_by_halves);
    tell("killed, by halves", &t);
    assert_true(t.half > 0);
}
