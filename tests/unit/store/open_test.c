/* What db_open says to every wrong kind of file and path, and to damage. */
#include "ground.h"

#include <sys/socket.h>
#include <sys/un.h>

#include "pbtui/base/mem.h"

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
            if (ground_try_open(path, (enum db_mode)mode, &err) ||
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
        bool ok = ground_try_open(rows[i].path, DB_WRITE, &err);
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
            if (ground_try_open(cut, (enum db_mode)mode, &err) ||
                !err_is(&err, code)) {
                fail_msg("%zu bytes, mode %d: %s", n, mode, err.code);
            }
            refused++;
        }
    }
    assert_true(refused >= 2 * 40);
    sb_clear(&whole);
}

/* A writer of old times leaves the page count behind; then only the size can
   tell. */
TEST(open_refuses_half_a_page_without_a_count)
{
    struct strbuf sb;
    ground_read(ground_ledger(), &sb);
    memset(sb.s + 28, 0, 4); /* pages */
    memset(sb.s + 92, 0, 4); /* the change the count belongs to */
    const char *cut = ground_path(ground_dir(), "cut.db");
    ground_write(cut, sb.s, sb.len);
    db_close(ground_open(cut, DB_READ));
    ground_write(cut, sb.s, sb.len - 512);
    struct err err;
    assert_false(ground_try_open(cut, DB_READ, &err));
    assert_true(err_is(&err, "E-DB-016"));
    sb_clear(&sb);
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
            if (!ground_try_open(bad, DB_WRITE, &err)) {
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
