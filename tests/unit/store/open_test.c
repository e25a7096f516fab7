/* What db_open says to every kind of file, place and state. */
#include "ground.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"

static bool try_open(const char *path, enum db_mode mode, struct err *err)
{
    struct db_options opt = {.mode = mode};
    struct db *db = NULL;
    err_clear(err);
    bool ok = db_open(&db, path, &opt, err);
    db_close(db);
    return ok;
}

/* ---- wrong kinds of file ------------------------------------------------ */

static void make_nothing(const char *path)
{
    (void)path;
}

static void make_folder(const char *path)
{
    assert_int_equal(mkdir(path, 0700), 0);
}

static void make_fifo(const char *path)
{
    assert_int_equal(mkfifo(path, 0600), 0);
}

static void make_socket(const char *path)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    snprintf(name.sun_path, sizeof name.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&name, sizeof name), 0);
    close(fd);
}

static void make_link(const char *path)
{
    assert_int_equal(symlink(ground_ledger(), path), 0);
}

static void make_dangling_link(const char *path)
{
    assert_int_equal(symlink("/nowhere/at/all", path), 0);
}

static void make_empty(const char *path)
{
    ground_write(path, "", 0);
}

static void make_zeros(const char *path)
{
    static const char zeros[8192];
    ground_write(path, zeros, sizeof zeros);
}

static void make_text(const char *path)
{
    ground_write(path, "hello\n", 6);
}

static void make_chinese_text(const char *path)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_repeat(&sb, "姓名,性别,党费\n", 2000);
    ground_write(path, sb.s, sb.len);
    sb_clear(&sb);
}

static void make_noise(const char *path)
{
    unsigned char noise[5000];
    uint64_t stream = unit_seed();
    for (size_t i = 0; i < sizeof noise; i++) {
        noise[i] = (unsigned char)(unit_random(&stream) | 1);
    }
    ground_write(path, noise, sizeof noise);
}

static void make_xlsx(const char *path)
{
    ground_write(path, "PK\003\004\024\000\006\000xl/workbook.xml", 24);
}

static void make_xls(const char *path)
{
    ground_write(path, "\320\317\021\340\241\261\032\341 old", 12);
}

static void make_pdf(const char *path)
{
    ground_write(path, "%PDF-1.7\n%\342\343\317\323\n", 15);
}

static void make_png(const char *path)
{
    ground_write(path, "\211PNG\r\n\032\n\0\0\0\rIHDR", 16);
}

static void make_one_byte(const char *path)
{
    ground_write(path, "S", 1);
}

static void make_bare_magic(const char *path)
{
    ground_write(path, "SQLite format 3", 16);
}

static void make_cut_header(const char *path)
{
    ground_copy(ground_ledger(), path);
    assert_int_equal(truncate(path, 90), 0);
}

static void make_bookmarks(const char *path)
{
    ground_sql(path, "create table moz_places(id integer primary key, url);"
                     "pragma user_version=75");
}

static void make_accounts(const char *path)
{
    ground_sql(path, "pragma application_id=1196314957;"
                     "create table accounts(guid text)");
}

static void make_foreign_schema(const char *path)
{
    ground_sql(path, "pragma application_id=0x50425431;"
                     "create table accounts(guid text)");
}

static void make_without_uuid(const char *path)
{
    ground_copy(ground_ledger(), path);
    ground_sql(path, "delete from meta where key='ledger_uuid'");
}

static void make_climbing_uuid(const char *path)
{
    ground_copy(ground_ledger(), path);
    ground_sql(path,
               "update meta set value='../../../../etc/xxxxxxxxxxxxxxxxxx'"
               "where key='ledger_uuid'");
}

static void make_without_audit(const char *path)
{
    ground_copy(ground_ledger(), path);
    ground_sql(path, "drop table audit");
}

static void make_smashed_schema(const char *path)
{
    struct strbuf sb;
    ground_read(ground_ledger(), &sb);
    memset(sb.s + 100, 0xAA, 3000);
    ground_write(path, sb.s, sb.len);
    sb_clear(&sb);
}

static void make_journal_link(const char *path)
{
    ground_copy(ground_ledger(), path);
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s-journal", path);
    assert_int_equal(symlink("/etc/passwd", sb.s), 0);
    sb_clear(&sb);
}

static const struct wrong_kind {
    const char *name;
    void (*make)(const char *path);
    const char *code;
} wrong_kinds[] = {
    {"missing", make_nothing, "E-DB-001"},
    {"folder", make_folder, "E-DB-002"},
    {"fifo", make_fifo, "E-DB-003"},
    {"socket", make_socket, "E-DB-006"},
    {"link to a good ledger", make_link, "E-DB-007"},
    {"dangling link", make_dangling_link, "E-DB-007"},
    {"0 bytes", make_empty, "E-DB-008"},
    {"zeros", make_zeros, "E-DB-009"},
    {"text", make_text, "E-DB-054"},
    {"csv", make_chinese_text, "E-DB-054"},
    {"noise", make_noise, "E-DB-054"},
    {"xlsx", make_xlsx, "E-DB-012"},
    {"xls", make_xls, "E-DB-052"},
    {"pdf", make_pdf, "E-DB-053"},
    {"png", make_png, "E-DB-054"},
    {"one byte", make_one_byte, "E-DB-054"},
    {"magic only", make_bare_magic, "E-DB-016"},
    {"cut header", make_cut_header, "E-DB-016"},
    {"a browser's", make_bookmarks, "E-DB-014"},
    {"another application id", make_accounts, "E-DB-014"},
    {"our id, their tables", make_foreign_schema, "E-DB-015"},
    {"no uuid", make_without_uuid, "E-DB-015"},
    {"uuid that climbs", make_climbing_uuid, "E-DB-015"},
    {"no audit", make_without_audit, "E-DB-015"},
    {"smashed schema", make_smashed_schema, "E-DB-011"},
    {"journal is a link", make_journal_link, "E-DB-019"},
};

static bool is_regular(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

TEST(open_names_each_wrong_kind_of_file_and_touches_none)
{
    for (size_t i = 0; i < ARRAY_LEN(wrong_kinds); i++) {
        const struct wrong_kind *row = &wrong_kinds[i];
        const char *path = ground_path(ground_dir(), "x.db");
        row->make(path);
        for (int mode = DB_READ; mode <= DB_WRITE; mode++) {
            bool regular = is_regular(path);
            struct ground_print print;
            if (regular) {
                ground_print_take(&print, path);
            }
            struct err err;
            if (try_open(path, (enum db_mode)mode, &err) ||
                !err_is(&err, row->code) || strlen(err.text) < 30) {
                fail_msg("%s, mode %d: %s %s (%s)", row->name, mode, err.code,
                         err.text, err.detail);
            }
            if (regular && !ground_print_same(&print, path)) {
                fail_msg("%s, mode %d: touched", row->name, mode);
            }
        }
    }
}

TEST(open_names_each_wrong_path)
{
    char long_name[400];
    memset(long_name, 'n', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    const char *ledger = ground_ledger();
    const char *dir = ground_dir();
    const struct {
        const char *path;
        const char *code;
    } rows[] = {
        {"/dev/null", "E-DB-004"},
        {"/dev/zero", "E-DB-004"},
        {"", "E-DB-027"},
        {ground_path(dir, "no/such/folder/x.db"), "E-DB-001"},
        {ground_path(dir, long_name), "E-DB-027"},
        {ground_path(ledger, "x.db"), "E-DB-027"},
        {ground_path(ledger, ""), ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err;
        bool ok = try_open(rows[i].path, DB_WRITE, &err);
        if (ok != (rows[i].code[0] == '\0') || !err_is(&err, rows[i].code)) {
            fail_msg("%s: %s %s", rows[i].path, err.code, err.text);
        }
    }
}

TEST(open_accepts_a_folder_behind_a_link)
{
    const char *dir = ground_dir();
    const char *real = ground_path(dir, "real");
    const char *link = ground_path(dir, "link");
    assert_int_equal(mkdir(real, 0700), 0);
    assert_int_equal(symlink(real, link), 0);
    db_close(ground_open(ground_path(link, "x.db"), DB_CREATE));
    db_close(ground_open(ground_path(real, "x.db"), DB_WRITE));
    struct db *db = ground_open(ground_path(link, "x.db"), DB_WRITE);
    assert_true(db_same_file(db, NULL));
    db_close(db);
}

TEST(open_refuses_every_truncation)
{
    const char *path = ground_ledger();
    struct strbuf whole;
    ground_read(path, &whole);
    const char *cut = ground_path(ground_dir(), "cut.db");
    int refused = 0;
    for (size_t n = 0; n < whole.len; n += 512) {
        ground_write(cut, whole.s, n);
        for (int mode = DB_READ; mode <= DB_WRITE; mode++) {
            struct err err;
            const char *code = n == 0 ? "E-DB-008" : "E-DB-016";
            if (try_open(cut, (enum db_mode)mode, &err) ||
                !err_is(&err, code)) {
                fail_msg("%zu bytes, mode %d: %s", n, mode, err.code);
            }
            refused++;
        }
    }
    assert_true(refused >= 2 * 40);
    sb_clear(&whole);
}

/* Nothing may crash, and a refused file must stay as it was. */
TEST(open_survives_a_damaged_page_anywhere)
{
    const char *path = ground_ledger();
    struct strbuf whole;
    ground_read(path, &whole);
    const char *bad = ground_path(ground_dir(), "bad.db");
    uint64_t stream = unit_seed();
    int refused = 0;
    for (size_t page = 0; page < whole.len / 4096; page++) {
        for (int kind = 0; kind < 4; kind++) {
            struct strbuf sb;
            sb_init(&sb);
            sb_addn(&sb, whole.s, whole.len);
            char *at = sb.s + page * 4096;
            memset(at, kind == 0 ? 0 : 0xFF, 4096);
            for (int i = 0; kind == 2 && i < 4096; i++) {
                at[i] = (char)unit_random(&stream);
            }
            if (kind == 3) {
                memcpy(at, whole.s + (page == 1 ? 2 : 1) * 4096, 4096);
            }
            ground_write(bad, sb.s, sb.len);
            struct err err;
            if (!try_open(bad, DB_WRITE, &err)) {
                refused++;
                assert_true(strncmp(err.code, "E-DB-", 5) == 0);
                struct strbuf now;
                ground_read(bad, &now);
                assert_int_equal(now.len, sb.len);
                assert_memory_equal(now.s, sb.s, sb.len);
                sb_clear(&now);
            }
            sb_clear(&sb);
        }
    }
    assert_true(refused > 8);
    sb_clear(&whole);
}

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
    make_bookmarks(path);
    chmod(path, 0644);
    struct err err;
    assert_false(try_open(path, DB_WRITE, &err));
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
    if (try_open(path, DB_WRITE, &err)) {
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
    bool ok = try_open(path, DB_CREATE, &err);
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

/* ---- the state of a ledger ---------------------------------------------- */

TEST(open_and_close_leave_a_good_ledger_alone)
{
    const char *path = ground_ledger();
    for (int mode = DB_READ; mode <= DB_WRITE; mode++) {
        struct ground_print print;
        ground_print_take(&print, path);
        struct db *db = ground_open(path, (enum db_mode)mode);
        assert_int_equal(db_is_read_only(db), mode == DB_READ);
        assert_int_equal(db_warnings(db), 0);
        db_close(db);
        assert_true(ground_print_same(&print, path));
    }
}

TEST(open_of_a_newer_schema_reads_and_writes_no_byte)
{
    const char *path = ground_ledger();
    ground_sql(path, "pragma user_version=999");
    chmod(path, 0644); /* not even the rights */
    struct ground_print print;
    ground_print_take(&print, path);
    struct db *db = ground_open(path, DB_WRITE);
    assert_true(db_is_read_only(db));
    assert_non_null(strstr(db_read_only_why(db), "999"));
    assert_int_equal(db_schema_version(db), 999);
    assert_int_equal(sqlite3_db_readonly(db->raw, "main"), 1);
    db_close(db);
    assert_true(ground_print_same(&print, path));
    struct stat st;
    stat(path, &st);
    assert_int_equal(st.st_mode & 0777, 0644);
}

TEST(open_of_a_newer_schema_does_not_recover_it)
{
    const char *path = ground_ledger();
    ground_sql(path, "pragma user_version=999");
    ground_crash(path);
    struct ground_print print;
    ground_print_take(&print, path);
    struct err err;
    assert_false(try_open(path, DB_WRITE, &err));
    assert_true(err_is(&err, "E-DB-047"));
    assert_true(ground_print_same(&print, path));
}

TEST(open_of_an_older_schema_for_reading_is_refused)
{
    const char *path = ground_ledger();
    ground_sql(path, "pragma user_version=0");
    struct err err;
    assert_false(try_open(path, DB_READ, &err));
    assert_true(err_is(&err, "E-DB-017"));
}

TEST(open_recovers_a_crash_and_says_so)
{
    const char *path = ground_ledger();
    int64_t before = ground_sql_int(path, "select count(*) from meta");
    ground_crash(path);
    struct ground_print print;
    ground_print_take(&print, path);
    struct err err;
    assert_false(try_open(path, DB_READ, &err)); /* may not repair */
    assert_true(err_is(&err, "E-DB-022"));
    assert_true(ground_print_same(&print, path));
    struct db *db = ground_open(path, DB_WRITE);
    assert_true(ground_warned(db, "已自动恢复"));
    db_close(db);
    assert_int_equal(ground_sql_int(path, "select count(*) from meta"), before);
    db = ground_open(path, DB_WRITE);
    assert_int_equal(db_warnings(db), 0);
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

TEST(open_turns_a_wal_ledger_back)
{
    const char *path = ground_ledger();
    ground_sql(path, "pragma journal_mode=wal");
    struct err err;
    assert_false(try_open(path, DB_READ, &err));
    assert_true(err_is(&err, "E-DB-040"));
    struct db *db = ground_open(path, DB_WRITE);
    assert_true(ground_warned(db, "日志方式"));
    db_close(db);
    db_close(ground_open(path, DB_READ));
}

/* ---- locks -------------------------------------------------------------- */

static pid_t hold_lock(const char *path, int ms)
{
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        sqlite3 *raw = NULL;
        if (sqlite3_open(path, &raw) != SQLITE_OK ||
            sqlite3_exec(raw, "begin exclusive", 0, 0, 0) != SQLITE_OK ||
            write(ready[1], "x", 1) != 1) {
            _exit(1);
        }
        usleep((useconds_t)ms * 1000);
        sqlite3_exec(raw, "rollback", 0, 0, 0);
        _exit(0);
    }
    char c;
    assert_int_equal(read(ready[0], &c, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return child;
}

TEST(open_waits_for_a_short_lock)
{
    const char *path = ground_ledger();
    pid_t child = hold_lock(path, 400);
    int64_t start = clock_monotonic_ms();
    db_close(ground_open(path, DB_WRITE));
    assert_true(clock_monotonic_ms() - start >= 300);
    waitpid(child, NULL, 0);
}

TEST(open_gives_up_on_a_long_lock)
{
    const char *path = ground_ledger();
    pid_t child = hold_lock(path, 30000);
    int64_t start = clock_monotonic_ms();
    struct err err;
    assert_false(try_open(path, DB_WRITE, &err));
    int64_t took = clock_monotonic_ms() - start;
    assert_true(err_is(&err, "E-DB-005"));
    assert_true(took >= STORE_BUSY_MS && took < STORE_BUSY_MS + 2000);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

TEST(open_tells_a_place_without_locks_from_a_locked_file)
{
    const char *path = ground_ledger();
    ground_fail(CALL_LOCK, 1, true, ENOLCK);
    struct err err;
    int64_t start = clock_monotonic_ms();
    bool ok = try_open(path, DB_WRITE, &err);
    assert_true(ground_calm() > 0);
    assert_false(ok);
    assert_true(err_is(&err, "E-DB-024"));
    assert_true(clock_monotonic_ms() - start < 1000);
}

TEST(open_on_a_full_disk_reads)
{
    const char *path = ground_ledger();
    ground_fail(CALL_WRITE, 1, true, ENOSPC);
    struct db_options opt = {.mode = DB_WRITE};
    struct db *db = NULL;
    bool ok = db_open(&db, path, &opt, NULL);
    assert_true(ground_calm() > 0);
    assert_true(ok);
    assert_true(db_is_read_only(db));
    assert_non_null(strstr(db_read_only_why(db), "已满"));
    db_close(db);
}
