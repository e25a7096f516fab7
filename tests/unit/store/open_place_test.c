/* What db_open says to places it should not write to, and to rights that are
   too wide or too narrow. */
#include "ground.h"

#include <errno.h>
#include <linux/magic.h>

#include "pbtui/base/mem.h"

/* ---- places and rights -------------------------------------------------- */

static unsigned long fake_fs_type;
static unsigned long fake_fs_flags;
static mode_t fake_mode;
static uid_t fake_uid_step;
static bool fake_only_journal;
static int fakes;

static int fake_fs_stat(const char *path, struct statfs *fs)
{
    int rc = statfs(path, fs);
    fs->f_type = (__typeof__(fs->f_type))fake_fs_type;
    fs->f_flags = (__typeof__(fs->f_flags))fake_fs_flags;
    fakes++;
    return rc;
}

static int fake_file_stat(const char *path, struct stat *st)
{
    int rc = lstat(path, st);
    size_t n = strlen(path);
    bool journal = n > 8 && strcmp(path + n - 8, "-journal") == 0;
    if (rc == 0 && S_ISREG(st->st_mode) && journal == fake_only_journal) {
        st->st_mode |= fake_mode;
        st->st_uid += fake_uid_step;
        fakes++;
    }
    return rc;
}

static struct db *open_faked(const char *path, enum db_mode mode,
                             struct err *err)
{
    const struct look_probe probe = {fake_file_stat, fake_fs_stat};
    struct db_options opt = {.mode = mode};
    struct db *db = NULL;
    db_open_with(&db, path, &opt, &probe, err);
    return db;
}

static void fake_nothing(void)
{
    fake_fs_type = EXT4_SUPER_MAGIC;
    fake_fs_flags = 0;
    fake_mode = 0;
    fake_uid_step = 0;
    fake_only_journal = false;
    fakes = 0;
}

TEST(open_reads_only_on_a_network_or_write_protected_place)
{
    const struct {
        const char *name;
        unsigned long type;
        unsigned long flags;
        const char *why; /* NULL: may write */
    } rows[] = {
        {"nfs", NFS_SUPER_MAGIC, 0, "网络"},
        {"cifs", 0xFF534D42ul, 0, "网络"},
        {"smb2", 0xFE534D42ul, 0, "网络"},
        {"smb2, sign extended", 0xFFFFFFFFFE534D42ul, 0, "网络"},
        {"9p", V9FS_MAGIC, 0, "网络"},
        {"fuse", FUSE_SUPER_MAGIC, 0, "网络"},
        {"afs", AFS_SUPER_MAGIC, 0, "网络"},
        {"kafs", AFS_FS_MAGIC, 0, "网络"},
        {"ext4", EXT4_SUPER_MAGIC, 0, NULL},
        {"ext4, ro", EXT4_SUPER_MAGIC, 1, "只读的"},
        {"tmpfs", TMPFS_MAGIC, 0, NULL},
        {"btrfs", BTRFS_SUPER_MAGIC, 0, NULL},
        {"xfs", 0x58465342, 0, NULL},
        {"fat", MSDOS_SUPER_MAGIC, 0, NULL},
    };
    const char *path = ground_ledger();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        fake_nothing();
        fake_fs_type = rows[i].type;
        fake_fs_flags = rows[i].flags;
        struct err err = ERR_INIT;
        struct ground_print print;
        ground_print_take(&print, path);
        struct db *db = open_faked(path, DB_WRITE, &err);
        assert_non_null(db);
        assert_true(fakes > 0);
        if (db_is_read_only(db) != (rows[i].why != NULL) ||
            (rows[i].why != NULL &&
             strstr(db_read_only_why(db), rows[i].why) == NULL)) {
            fail_msg("%s: %s", rows[i].name, db_read_only_why(db));
        }
        if (rows[i].why != NULL) {
            assert_false(tx_begin(db, TX_WRITE, &err));
            assert_true(err_is(&err, "E-TX-001"));
        }
        db_close(db);
        assert_true(ground_print_same(&print, path));
    }
}

static int failing_file_stat(const char *path, struct stat *st)
{
    (void)path;
    (void)st;
    errno = EIO;
    return -1;
}

TEST(open_names_a_disk_that_cannot_be_read)
{
    const struct look_probe probe = {failing_file_stat, statfs};
    struct db_options opt = {.mode = DB_WRITE};
    struct db *db = NULL;
    struct err err = ERR_INIT;
    assert_false(db_open_with(&db, ground_ledger(), &opt, &probe, &err));
    assert_true(err_is(&err, "E-DB-041"));
}

TEST(open_does_not_create_on_a_network_place)
{
    fake_nothing();
    fake_fs_type = NFS_SUPER_MAGIC;
    const char *path = ground_path(ground_dir(), "x.db");
    struct err err = ERR_INIT;
    assert_null(open_faked(path, DB_CREATE, &err));
    assert_true(err_is(&err, "E-DB-055"));
    assert_false(file_exists(path));
}

TEST(open_of_somebody_elses_ledger_only_reads)
{
    fake_nothing();
    fake_uid_step = 1;
    struct err err = ERR_INIT;
    struct db *db = open_faked(ground_ledger(), DB_WRITE, &err);
    assert_non_null(db);
    assert_true(db_is_read_only(db));
    assert_non_null(strstr(db_read_only_why(db), "另一个用户"));
    db_close(db);
}

TEST(open_tells_when_the_disk_knows_no_rights)
{
    fake_nothing();
    fake_mode = 0777;
    struct err err = ERR_INIT;
    struct db *db = open_faked(ground_ledger(), DB_WRITE, &err);
    assert_non_null(db);
    assert_true(ground_warned(db, "不能设权限"));
    assert_false(db_is_read_only(db));
    db_close(db);
}

TEST(open_tightens_rights_only_when_it_may_write)
{
    const char *path = ground_ledger();
    struct stat st;
    chmod(path, 0644);
    struct db *db = ground_open(path, DB_READ);
    assert_int_equal(db_warnings(db), 0);
    db_close(db);
    stat(path, &st);
    assert_int_equal(st.st_mode & 0777, 0644);
    db = ground_open(path, DB_WRITE);
    assert_true(ground_warned(db, "只有本人"));
    db_close(db);
    stat(path, &st);
    assert_int_equal(st.st_mode & 0777, 0600);
    db = ground_open(path, DB_WRITE);
    assert_int_equal(db_warnings(db), 0);
    db_close(db);
}

TEST(open_never_tightens_a_file_that_is_no_ledger)
{
    const char *path = ground_path(ground_dir(), "places.sqlite");
    ground_sql(path, "create table moz_places (id integer primary key, url)");
    chmod(path, 0644);
    struct err err;
    assert_false(ground_try_open(path, DB_WRITE, &err));
    struct stat st;
    stat(path, &st);
    assert_int_equal(st.st_mode & 0777, 0644);
}

TEST(open_warns_of_a_folder_others_may_write)
{
    const char *dir = ground_dir();
    const char *path = ground_path(dir, "x.db");
    db_close(ground_open(path, DB_CREATE));
    chmod(dir, 0777);
    struct db *db = ground_open(path, DB_WRITE);
    assert_true(ground_warned(db, "文件夹别的用户也能写"));
    db_close(db);
    chmod(dir, 01777); /* as /tmp: only the owner can replace his file */
    db = ground_open(path, DB_WRITE);
    assert_int_equal(db_warnings(db), 0);
    db_close(db);
}

TEST(open_warns_of_two_names)
{
    const char *path = ground_ledger();
    const char *other = ground_path(ground_dir(), "other.db");
    assert_int_equal(link(path, other), 0);
    struct db *db = ground_open(other, DB_WRITE);
    assert_true(ground_warned(db, "2 个名字"));
    db_close(db);
}

TEST(open_leaves_a_journal_of_another_user_alone)
{
    const char *path = ground_ledger();
    ground_crash(path);
    struct ground_print print;
    ground_print_take(&print, path);
    fake_nothing();
    fake_only_journal = true;
    fake_uid_step = 1;
    struct err err = ERR_INIT;
    assert_null(open_faked(path, DB_WRITE, &err));
    assert_true(fakes > 0);
    assert_true(err_is(&err, "E-DB-020"));
    assert_true(ground_print_same(&print, path));
}

/* ---- as an ordinary user ------------------------------------------------ */

/* Children answer 0 when all is right, else the number of what is not. */
static int child_make(const char *dir, const char *name, char *path, size_t n)
{
    struct db_options opt = {.mode = DB_CREATE};
    struct db *db = NULL;
    snprintf(path, n, "%s/%s", dir, name);
    if (!db_open(&db, path, &opt, NULL)) {
        return 50;
    }
    db_close(db);
    return 0;
}

static int child_reads_only(const char *path, const char *why)
{
    struct db_options opt = {.mode = DB_WRITE};
    struct db *db = NULL;
    struct err err = ERR_INIT;
    if (!db_open(&db, path, &opt, &err)) {
        fprintf(stderr, "%s %s (%s)\n", err.code, err.text, err.detail);
        return 1;
    }
    struct arena a = ARENA_INIT;
    const char *value = NULL;
    int bad = !db_is_read_only(db)                         ? 2
              : strstr(db_read_only_why(db), why) == NULL  ? 3
              : !db_meta_get(db, &a, "created_at", &value) ? 4
              : tx_begin(db, TX_WRITE, &err)               ? 5
              : !err_is(&err, "E-TX-001")                  ? 6
                                                           : 0;
    arena_clear(&a);
    db_close(db);
    return bad;
}

static int child_read_only_file(const char *dir)
{
    char path[300];
    int bad = child_make(dir, "a.db", path, sizeof path);
    chmod(path, 0400);
    return bad != 0 ? bad : child_reads_only(path, "文件的权限是只读");
}

static int child_read_only_folder(const char *dir)
{
    char path[300];
    int bad = child_make(dir, "b.db", path, sizeof path);
    chmod(dir, 0500);
    bad = bad != 0 ? bad : child_reads_only(path, "文件夹不能写入");
    chmod(dir, 0700);
    return bad;
}

static int child_refused(const char *path, const char *code)
{
    struct err err;
    if (ground_try_open(path, DB_WRITE, &err)) {
        return 1;
    }
    return err_is(&err, code) ? 0 : 2;
}

static int child_unreadable_file(const char *dir)
{
    char path[300];
    int bad = child_make(dir, "c.db", path, sizeof path);
    chmod(path, 0);
    return bad != 0 ? bad : child_refused(path, "E-DB-018");
}

static int child_closed_folder(const char *dir)
{
    char path[300];
    int bad = child_make(dir, "d.db", path, sizeof path);
    chmod(dir, 0);
    bad = bad != 0 ? bad : child_refused(path, "E-DB-018");
    chmod(dir, 0700);
    return bad;
}

static int child_unreadable_journal(const char *dir)
{
    char path[300];
    int bad = child_make(dir, "e.db", path, sizeof path);
    char journal[320];
    snprintf(journal, sizeof journal, "%s-journal", path);
    FILE *f = fopen(journal, "w");
    if (f == NULL || fputs("not ours to read", f) < 0 || fclose(f) != 0) {
        return 51;
    }
    chmod(journal, 0);
    return bad != 0 ? bad : child_refused(path, "E-DB-021");
}

static int child_cannot_create(const char *dir)
{
    char path[300];
    snprintf(path, sizeof path, "%s/f.db", dir);
    chmod(dir, 0500);
    struct err err;
    bool ok = ground_try_open(path, DB_CREATE, &err);
    chmod(dir, 0700);
    return ok ? 1 : err_is(&err, "E-DB-042") ? 0 : 2;
}

TEST(open_finds_missing_rights_at_once)
{
    const struct {
        const char *name;
        int (*fn)(const char *dir);
    } rows[] = {
        {"read-only file", child_read_only_file},
        {"read-only folder", child_read_only_folder},
        {"unreadable file", child_unreadable_file},
        {"closed folder", child_closed_folder},
        {"unreadable journal", child_unreadable_journal},
        {"create in a read-only folder", child_cannot_create},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int bad = ground_as_nobody(ground_dir(), rows[i].fn);
        if (bad != 0) {
            fail_msg("%s: %d", rows[i].name, bad);
        }
    }
}
