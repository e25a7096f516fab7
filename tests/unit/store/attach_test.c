/* Files beside the ledger: kept once, whole, private; a changed copy is told;
   whatever stands in the way is named and leaves nothing behind. */
#include "ground.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/wait.h>
#include <time.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/attach.h"

#define FOLDER ".附件"

struct copy {
    char hash[ATTACH_HASH_CHARS + 1];
    int64_t bytes;
};

static const char *file_of(const char *name, const char *text)
{
    const char *path = ground_path(ground_dir(), name);
    ground_write(path, text, strlen(text));
    return path;
}

static struct copy put(struct db *db, const char *path)
{
    struct copy c = {"", -1};
    struct err err = ERR_INIT;
    if (!attach_put(db, path, c.hash, &c.bytes, &err)) {
        fail_msg("%s: %s %s (%s)", path, err.code, err.text, err.detail);
    }
    return c;
}

static void refuses(struct db *db, const char *path, const char *code)
{
    struct copy c = {"", -1};
    struct err err = ERR_INIT;
    assert_false(attach_put(db, path, c.hash, &c.bytes, &err));
    if (!err_is(&err, code)) {
        fail_msg("%s: %s %s, not %s", path, err.code, err.detail, code);
    }
    assert_string_equal(c.hash, "");
}

/* Lives until the program ends. */
static const char *place_of(const struct db *db, const char *hash)
{
    struct strbuf sb;
    sb_init(&sb);
    assert_true(attach_path(db, hash, &sb));
    const char *path = ground_path(sb.s, "");
    sb_clear(&sb);
    return path;
}

static const char *folder_of(const char *ledger)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s" FOLDER, ledger);
    const char *path = ground_path(sb.s, "");
    sb_clear(&sb);
    return path;
}

/* Plain files in a folder and the folders in it. */
static int files_below(const char *dir)
{
    DIR *d = opendir(dir);
    if (d == NULL) {
        return 0;
    }
    int n = 0;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) {
            continue;
        }
        const char *path = ground_path(dir, e->d_name);
        struct stat st;
        assert_int_equal(lstat(path, &st), 0);
        n += S_ISDIR(st.st_mode) ? files_below(path) : 1;
    }
    closedir(d);
    return n;
}

/* ---- in ----------------------------------------------------------------- */

TEST(attach_copies_under_the_digest_of_the_content)
{
    const char *ledger = ground_ledger();
    struct db *db = ground_open(ledger, DB_WRITE);
    const char *path = file_of("签到表.txt", "张三 李四");
    mode_t old = umask(0777);
    struct copy c = put(db, path);
    umask(old);
    unsigned char raw[32];
    char want[65];
    crypto_generichash(raw, sizeof raw, (const unsigned char *)"张三 李四", 13,
                       NULL, 0);
    sodium_bin2hex(want, sizeof want, raw, sizeof raw);
    assert_string_equal(c.hash, want);
    assert_int_equal(c.bytes, 13);
    char where[400];
    snprintf(where, sizeof where, "%s" FOLDER "/%.2s/%s", ledger, want,
             want + 2);
    assert_string_equal(place_of(db, c.hash), where);
    struct strbuf text;
    ground_read(where, &text);
    assert_string_equal(text.s, "张三 李四");
    sb_clear(&text);
    struct stat st;
    stat(where, &st);
    assert_int_equal(st.st_mode & 0777, 0600);
    *strrchr(where, '/') = '\0';
    stat(where, &st);
    assert_int_equal(st.st_mode & 0777, 0700);
    *strrchr(where, '/') = '\0';
    stat(where, &st);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_true(attach_check(db, c.hash, NULL));
    db_close(db);
}

TEST(attach_keeps_the_same_content_once)
{
    const char *ledger = ground_ledger();
    struct db *db = ground_open(ledger, DB_WRITE);
    struct copy first = put(db, file_of("a.txt", "同一份"));
    const char *place = place_of(db, first.hash);
    struct stat before;
    stat(place, &before);
    struct copy again = put(db, file_of("b.txt", "同一份"));
    assert_string_equal(again.hash, first.hash);
    struct stat after;
    stat(place, &after);
    assert_int_equal(after.st_ino, before.st_ino); /* it was left alone */
    assert_int_equal(files_below(folder_of(ledger)), 1);
    put(db, file_of("c.txt", "另一份"));
    assert_int_equal(files_below(folder_of(ledger)), 2);
    struct copy own = put(db, place); /* a copy of the copy */
    assert_string_equal(own.hash, first.hash);
    db_close(db);
}

TEST(attach_takes_bytes_as_a_file)
{
    const char *ledger = ground_ledger();
    struct db *db = ground_open(ledger, DB_WRITE);
    struct copy file = put(db, file_of("a.txt", "同一份"));
    char hash[ATTACH_HASH_CHARS + 1];
    struct err err = ERR_INIT;
    assert_true(attach_put_bytes(db, "同一份", strlen("同一份"), hash, &err));
    assert_string_equal(hash, file.hash);
    attach_digest("同一份", strlen("同一份"), hash);
    assert_string_equal(hash, file.hash);
    assert_int_equal(files_below(folder_of(ledger)), 1);
    assert_true(attach_put_bytes(db, "", 0, hash, &err));
    assert_true(attach_check(db, hash, &err));
    assert_int_equal(files_below(folder_of(ledger)), 2);
    db_close(db);
    db = ground_memory();
    assert_false(attach_put_bytes(db, "x", 1, hash, &err));
    assert_string_equal(err.code, "E-FILE-025");
    db_close(db);
}

TEST(attach_takes_an_empty_file_and_one_behind_a_link)
{
    struct db *db = ground_open(ground_ledger(), DB_WRITE);
    struct copy c = put(db, file_of("空.txt", ""));
    assert_int_equal(c.bytes, 0);
    assert_true(attach_check(db, c.hash, NULL));
    const char *link = ground_path(ground_dir(), "link");
    assert_int_equal(symlink(file_of("a.txt", "内容"), link), 0);
    assert_int_equal(put(db, link).bytes, 6);
    db_close(db);
}

TEST(attach_takes_what_is_just_not_too_large)
{
    const char *ledger = ground_ledger();
    struct db *db = ground_open(ledger, DB_WRITE);
    const char *path = file_of("large.bin", "");
    assert_int_equal(truncate(path, ATTACH_BYTES_MAX + 1), 0);
    refuses(db, path, "E-FILE-020");
    assert_int_equal(files_below(folder_of(ledger)), 0);
    assert_int_equal(truncate(path, ATTACH_BYTES_MAX), 0);
    struct copy c = put(db, path);
    assert_true(c.bytes == ATTACH_BYTES_MAX);
    assert_true(attach_check(db, c.hash, NULL));
    db_close(db);
}

/* ---- refused ------------------------------------------------------------ */

TEST(attach_refuses_what_is_no_plain_file)
{
    const char *ledger = ground_ledger();
    struct db *db = ground_open(ledger, DB_WRITE);
    const char *dir = ground_dir();
    const char *pipe = ground_path(dir, "pipe");
    const char *gone = file_of("gone.txt", "x");
    const char *nowhere = ground_path(dir, "nowhere");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(unlink(gone), 0);
    assert_int_equal(symlink("/nowhere/x", nowhere), 0);
    refuses(db, dir, "E-FILE-019");
    refuses(db, pipe, "E-FILE-019");
    refuses(db, "/dev/zero", "E-FILE-019");
    refuses(db, gone, "E-FILE-017");
    refuses(db, nowhere, "E-FILE-017");
    refuses(db, "", "E-FILE-017");
    refuses(db, ground_path(ledger, "x"), "E-FILE-017");
    assert_int_equal(files_below(folder_of(ledger)), 0);
    db_close(db);
}

TEST(attach_needs_a_ledger_that_can_be_written)
{
    const char *path = file_of("a.txt", "x");
    struct db *memory = ground_memory();
    refuses(memory, path, "E-FILE-025");
    struct strbuf sb;
    sb_init(&sb);
    char hash[ATTACH_HASH_CHARS + 1];
    memset(hash, 'a', sizeof hash - 1);
    hash[ATTACH_HASH_CHARS] = '\0';
    assert_false(attach_path(memory, hash, &sb));
    db_close(memory);
    const char *ledger = ground_ledger();
    struct db *db = ground_open(ledger, DB_WRITE);
    struct copy c = put(db, path);
    db_close(db);
    db = ground_open(ledger, DB_READ);
    refuses(db, path, "E-FILE-026");
    assert_true(attach_check(db, c.hash, NULL));
    assert_true(attach_path(db, c.hash, &sb));
    sb_clear(&sb);
    db_close(db);
}

/* A file whose time or size moves on between the two looks: /proc says 0 bytes
   and gives some. */
TEST(attach_refuses_a_file_that_does_not_stand_still)
{
    const char *ledger = ground_ledger();
    struct db *db = ground_open(ledger, DB_WRITE);
    refuses(db, "/proc/self/status", "E-FILE-021");
    assert_int_equal(files_below(folder_of(ledger)), 0);
    db_close(db);
}

/* The source goes away while it is read: what was open stays whole. */
TEST(attach_survives_that_the_file_is_removed_meanwhile)
{
    struct db *db = ground_open(ground_ledger(), DB_WRITE);
    for (int round = 0; round < 20; round++) {
        const char *path = file_of("gone.bin", "");
        assert_int_equal(truncate(path, 4 << 20), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct timespec nap = {0, round * 200000L};
            nanosleep(&nap, NULL);
            unlink(path);
            _exit(0);
        }
        struct copy c = {"", 0};
        struct err err = ERR_INIT;
        bool ok = attach_put(db, path, c.hash, &c.bytes, &err);
        int status;
        waitpid(child, &status, 0);
        if (ok) {
            assert_int_equal(c.bytes, 4 << 20);
            assert_true(attach_check(db, c.hash, NULL));
        } else {
            assert_true(err_is(&err, "E-FILE-017"));
        }
    }
    db_close(db);
}

static int child_in_folder_that_is_closed(const char *dir)
{
    const char *ledger = ground_path(dir, "账本.db");
    const char *path = ground_path(dir, "a.txt");
    ground_write(path, "x", 1);
    struct db *db = ground_open(ledger, DB_CREATE);
    struct copy c = {"", 0};
    struct err err = ERR_INIT;
    chmod(dir, 0500);
    if (attach_put(db, path, c.hash, &c.bytes, &err) ||
        !err_is(&err, "E-FILE-024")) {
        return 1;
    }
    chmod(dir, 0700);
    mkdir(folder_of(ledger), 0500);
    if (attach_put(db, path, c.hash, &c.bytes, &err) ||
        !err_is(&err, "E-FILE-024")) {
        return 2;
    }
    chmod(folder_of(ledger), 0700);
    chmod(path, 0);
    if (attach_put(db, path, c.hash, &c.bytes, &err) ||
        !err_is(&err, "E-FILE-018")) {
        return 3;
    }
    chmod(path, 0600);
    if (!attach_put(db, path, c.hash, &c.bytes, &err)) {
        return 4;
    }
    db_close(db);
    return 0;
}

TEST(attach_names_a_folder_or_file_without_rights)
{
    assert_int_equal(
        ground_as_nobody(ground_dir(), child_in_folder_that_is_closed), 0);
}

TEST(attach_never_follows_a_link_out)
{
    const char *path = file_of("a.txt", "内容");
    const char *elsewhere = ground_dir();
    const char *ledger = ground_ledger();
    struct db *db = ground_open(ledger, DB_WRITE);
    assert_int_equal(symlink(elsewhere, folder_of(ledger)), 0);
    refuses(db, path, "E-FILE-023");
    assert_int_equal(unlink(folder_of(ledger)), 0);
    struct copy c = put(db, path);
    const char *place = place_of(db, c.hash);
    char sub[400];
    snprintf(sub, sizeof sub, "%s", place);
    *strrchr(sub, '/') = '\0';
    /* the copy itself a link: put in anew, what it points to untouched */
    const char *victim = file_of("victim.txt", "内容");
    assert_int_equal(unlink(place), 0);
    assert_int_equal(symlink(victim, place), 0);
    struct strbuf none;
    sb_init(&none);
    assert_false(attach_path(db, c.hash, &none));
    assert_false(attach_check(db, c.hash, NULL));
    put(db, path);
    assert_true(attach_check(db, c.hash, NULL));
    struct stat st;
    lstat(place, &st);
    assert_true(S_ISREG(st.st_mode));
    /* the folder of two digits a link */
    assert_int_equal(unlink(place), 0);
    assert_int_equal(rmdir(sub), 0);
    assert_int_equal(symlink(elsewhere, sub), 0);
    refuses(db, path, "E-FILE-023");
    assert_int_equal(files_below(elsewhere), 0);
    assert_int_equal(files_below(folder_of(ledger)), 1); /* the link */
    sb_clear(&none);
    db_close(db);
}

/* ---- faults ------------------------------------------------------------- */

TEST(attach_that_cannot_be_synced_leaves_nothing)
{
    const char *path = file_of("a.txt", "x");
    int injected = 0;
    for (int nth = 1; nth < 20; nth++) {
        const char *ledger = ground_ledger();
        struct db *db = ground_open(ledger, DB_WRITE);
        struct copy c = {"", 0};
        struct err err = ERR_INIT;
        ground_fail(CALL_SYNC, nth, false, EIO);
        bool ok = attach_put(db, path, c.hash, &c.bytes, &err);
        int failed = ground_calm();
        injected += failed;
        if (failed == 0) {
            assert_true(ok);
            db_close(db);
            assert_true(injected >= 4); /* ledger's folder, file, two folders */
            return;
        }
        assert_false(ok);
        assert_true(err_is(&err, "E-FILE-024"));
        /* Once in place it is whole, only not surely on the disk. */
        assert_true(files_below(folder_of(ledger)) <= (nth > 2 ? 1 : 0));
        put(db, path);
        assert_int_equal(files_below(folder_of(ledger)), 1);
        db_close(db);
    }
    fail_msg("never without a failure");
}

TEST(attach_sweeps_what_a_dead_process_left)
{
    const char *ledger = ground_ledger();
    struct db *db = ground_open(ledger, DB_WRITE);
    const char *path = file_of("a.txt", "x");
    put(db, path);
    const char *dir = folder_of(ledger);
    const char *old = ground_path(dir, ".pbtui-0123456789abcdef.tmp");
    const char *young = ground_path(dir, ".pbtui-fedcba9876543210.tmp");
    const char *other = ground_path(dir, "旧.tmp");
    ground_write(old, "x", 1);
    ground_write(young, "x", 1);
    ground_write(other, "x", 1);
    const struct timespec then[2] = {{1000000000, 0}, {1000000000, 0}};
    assert_int_equal(utimensat(AT_FDCWD, old, then, 0), 0);
    assert_int_equal(utimensat(AT_FDCWD, other, then, 0), 0);
    put(db, path);
    assert_false(file_exists(old));
    assert_true(file_exists(young));
    assert_true(file_exists(other));
    db_close(db);
}

/* ---- out ---------------------------------------------------------------- */

TEST(attach_tells_a_copy_that_was_changed_or_lost)
{
    struct db *db = ground_open(ground_ledger(), DB_WRITE);
    const char *path = file_of("a.txt", "原来的内容");
    struct copy c = put(db, path);
    const char *place = place_of(db, c.hash);
    struct err err = ERR_INIT;
    ground_write(place, "改过的内容", 15);
    assert_false(attach_check(db, c.hash, &err));
    assert_true(err_is(&err, "E-FILE-029"));
    put(db, path); /* mends it */
    assert_true(attach_check(db, c.hash, NULL));
    assert_int_equal(truncate(place, 3), 0);
    assert_false(attach_check(db, c.hash, &err));
    assert_true(err_is(&err, "E-FILE-029"));
    assert_int_equal(unlink(place), 0);
    assert_false(attach_check(db, c.hash, &err));
    assert_true(err_is(&err, "E-FILE-027"));
    assert_int_equal(mkdir(place, 0700), 0);
    assert_false(attach_check(db, c.hash, &err));
    assert_true(err_is(&err, "E-FILE-027"));
    refuses(db, path, "E-FILE-023");
    db_close(db);
}

TEST(attach_takes_only_digests_for_names)
{
    struct db *db = ground_open(ground_ledger(), DB_WRITE);
    struct copy c = put(db, file_of("a.txt", "x"));
    struct strbuf sb;
    sb_init(&sb);
    char longer[ATTACH_HASH_CHARS + 2];
    snprintf(longer, sizeof longer, "%sa", c.hash);
    char upper[ATTACH_HASH_CHARS + 1];
    snprintf(upper, sizeof upper, "%s", c.hash);
    upper[0] = 'F';
    const char *const wrong[] = {"", "../../etc/passwd", longer, upper,
                                 "a\xe5"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        assert_false(attach_path(db, wrong[i], &sb));
        assert_false(attach_check(db, wrong[i], NULL));
    }
    assert_int_equal(sb.len, 0);
    sb_clear(&sb);
    db_close(db);
}
