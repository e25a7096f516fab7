/* Opening a ledger, in stages; each names its own troubles.

       look      the file before SQLite                     look.c
       connect   read-only or not, the first bytes          header.c, conn.c
       read      recovery of a crash, whole or cut, version
       identity  our tables, uuid, the folder of state
       prove     change one row for real, roll back: may we write?
       settle    durable settings, missing schema steps, rights, and the
                 index for searching, when it must be made anew
       assert    every setting read back, memory of this PC

   A ledger that can be read but not written is opened read-only with the
   reason; everything else that is wrong is refused.  No integrity check here:
   it costs more than the first screen, and `check` is a command. */
#include "pbtui/store/db.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "searching.h"

/* ---- connect ------------------------------------------------------------ */

static void remember_file(struct db *db, const struct stat *st)
{
    db->dev = st->st_dev;
    db->ino = st->st_ino;
}

/* A newer program's file gets a connection that cannot write: not even the
   rollback of a journal may touch it. */
static bool connect_to(struct db *db, bool *newer, struct err *err)
{
    struct header h;
    if (!conn_open(db, db->read_only, err) || !header_read(db, &h, err)) {
        return false;
    }
    *newer = (int64_t)h.user_version > migrate_newest(db);
    if (*newer) {
        char why[256];
        snprintf(
            why, sizeof why,
            "账本由更新版本的程序创建（架构 %u，本程序只认识到 %d），因此只读打开。请升级程序后再登记。",
            h.user_version, migrate_newest(db));
        bool again = !db->read_only;
        db_only_read(db, why);
        if (again) {
            conn_close(db);
            if (!conn_open(db, true, err)) {
                return false;
            }
        }
    }
    if (h.wal && db->read_only) {
        return err_set(
            err, ERR_IO, "E-DB-040",
            "账本被别的程序改成了另一种日志方式（WAL），只读时无法安全打开。请在能写入的位置正常打开一次，程序会自动改回。");
    }
    if (h.wal) {
        db_warn(
            db,
            "账本曾被别的程序改过日志方式，已改回。请不要用其他工具打开账本。");
    }
    return conn_settings(db, err);
}

/* ---- read --------------------------------------------------------------- */

/* The first statement is where SQLite rolls back what a crash left behind. */
static bool read_version(struct db *db, struct err *err)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(db->raw, "pragma user_version", -1, &st, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(st);
    }
    bool ok = rc == SQLITE_ROW;
    if (ok) {
        db->version = sqlite3_column_int(st, 0);
        ok = header_is_whole(db, err); /* the read lock is still held */
    } else if ((rc & 0xff) != SQLITE_CORRUPT || header_is_whole(db, err)) {
        db_trouble(db, rc, "first read", err);
    }
    sqlite3_finalize(st);
    return ok;
}

static bool journal_is_there(const struct db *db)
{
    struct strbuf name;
    sb_init(&name);
    sb_addf(&name, "%s-journal", db->real_path);
    bool there = file_exists(name.s);
    sb_clear(&name);
    return there;
}

static bool read_first(struct db *db, const struct look *look, bool newer,
                       struct err *err)
{
    bool left_over = look->has_journal && !header_someone_writes(db);
    if (newer && left_over) {
        return err_set(
            err, ERR_IO, "E-DB-047",
            "账本由更新版本的程序创建，而且上次未正常退出，须先恢复。请用那个版本的程序打开一次；旁边以“-journal”结尾的文件千万不要删除。");
    }
    if (!read_version(db, err)) {
        return false;
    }
    if (left_over && !journal_is_there(db)) {
        db_warn(db, "上次未正常退出，已自动恢复。之前显示“已保存”的记录都在。");
    }
    return true;
}

/* ---- identity ----------------------------------------------------------- */

/* It becomes the name of a folder, and the file may be crafted. */
static bool is_uuid(const char *s)
{
    static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    for (size_t i = 0; i < sizeof shape - 1; i++) {
        bool hex = (s[i] >= '0' && s[i] <= '9') || (s[i] >= 'a' && s[i] <= 'f');
        if (shape[i] == 'x' ? !hex : s[i] != '-') {
            return false;
        }
    }
    return s[sizeof shape - 1] == '\0';
}

static bool no_ledger(const char *why, struct err *err)
{
    err_set(
        err, ERR_IO, "E-DB-015",
        "文件带有账本的标记，但里面缺少账本必有的表或标识，可能没有建完或被改过。没有改动它。请从备份恢复，或请人检查这个文件的来历。");
    return err_detail(err, "%s", why);
}

static bool read_identity(struct db *db, const char *state_dir, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select value, (select max(seq) from audit), "
                  "(select max(id) from pii) from meta "
                  "where key = 'ledger_uuid'"));
    char uuid[64] = "";
    if (stmt_row(&st)) {
        snprintf(uuid, sizeof uuid, "%s", stmt_col_text(&st, 0));
    }
    struct err why = ERR_INIT;
    if (!stmt_done(&st, &why)) {
        /* Without an extended part: no such table, no such column. */
        if (sqlite3_extended_errcode(db->raw) == SQLITE_ERROR) {
            return no_ledger(why.detail, err);
        }
        if (err != NULL) {
            *err = why;
        }
        return false;
    }
    if (!is_uuid(uuid)) {
        return no_ledger("ledger_uuid is missing or malformed", err);
    }
    db->uuid = mem_str(uuid);
    if (state_dir != NULL) {
        struct strbuf dir;
        sb_init(&dir);
        sb_addf(&dir, "%s/%s", state_dir, uuid);
        db->state_dir = mem_str(dir.s);
        sb_clear(&dir);
    }
    return true;
}

/* ---- prove -------------------------------------------------------------- */

/* BEGIN IMMEDIATE alone, or an update to the same value, succeeds in a
   read-only folder: only a page that really changes makes SQLite create the
   journal.  The rollback leaves every byte and the time of the file alone. */
static bool prove_writable(struct db *db, struct err *err)
{
    if (sqlite3_db_readonly(db->raw, "main") == 1) {
        db_only_read(
            db,
            "账本文件的权限是只读的，因此只读打开。请在文件属性里允许本人写入后重新打开。");
        return true;
    }
    int rc = sqlite3_exec(db->raw,
                          "begin immediate; update meta set value = value||'.'"
                          " where key = 'ledger_uuid'",
                          NULL, NULL, NULL);
    if (!sqlite3_get_autocommit(db->raw)) {
        int end = sqlite3_exec(db->raw, "rollback", NULL, NULL, NULL);
        rc = rc != SQLITE_OK ? rc : end;
    }
    switch (rc & 0xff) {
    case SQLITE_OK:
        return true;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        db_only_read(
            db,
            "账本所在的文件夹不能写入，因此只读打开。请把账本移到可写的文件夹，或请管理员改权限，再登记。");
        break;
    case SQLITE_FULL:
        db_only_read(
            db,
            "账本所在的磁盘已满，因此只读打开。请腾出一些空间，再重新打开账本。");
        break;
    default:
        return db_trouble(db, rc, "prove that we may write", err);
    }
    return conn_exec(db, "pragma query_only=on", err);
}

/* ---- settle ------------------------------------------------------------- */

/* Nothing is lost without the index, so its troubles are only told. */
static void settle_search(struct db *db)
{
    struct err why = ERR_INIT;
    if (!search_settle(db, &why)) {
        db_warn(db, "查找用的索引没有重建成，查找会慢一些，记录不受影响：%s",
                why.text);
    }
}

static bool settle(struct db *db, const struct look_probe *probe,
                   const struct look *look, struct err *err)
{
    if (!conn_durable(db, err)) {
        return false;
    }
    if (db->version < migrate_newest(db)) {
        if (db->read_only) {
            return err_set(
                err, ERR_IO, "E-DB-017",
                "账本还是旧版本（架构 %d），要先升级才能使用，而现在只能读不能写。请在能写入的位置正常打开一次，程序会先备份再升级。",
                db->version);
        }
        if (!migrate_up(db, err)) {
            return false;
        }
    }
    if (!db->read_only) {
        look_tighten(db, probe, look);
        settle_search(db);
    }
    return true;
}

/* From here on another connection's commit is seen. */
static bool watch_changes(struct db *db, struct err *err)
{
    int rc =
        sqlite3_prepare_v3(db->raw, "pragma data_version", -1,
                           SQLITE_PREPARE_PERSISTENT, &db->data_version, NULL);
    if (rc != SQLITE_OK) {
        return db_trouble(db, rc, "data_version", err);
    }
    db_changed_elsewhere(db);
    return true;
}

static bool finish(struct db *db, struct err *err)
{
    return conn_assert(db, err) && watch_changes(db, err) &&
           memory_check(db, err);
}

/* ---- the four modes ----------------------------------------------------- */

static bool open_existing(struct db *db, const struct db_options *opt,
                          const struct look_probe *probe, struct err *err)
{
    struct look look;
    if (!look_at_file(db, probe, &look, err)) {
        return false;
    }
    remember_file(db, &look.st);
    if (opt->mode == DB_READ) {
        db_only_read(db, "账本是以只读方式打开的。要登记，请退出后正常打开。");
    } else if (look.read_why != NULL) {
        db_only_read(db, look.read_why);
    }
    bool newer = false;
    return connect_to(db, &newer, err) && read_first(db, &look, newer, err) &&
           read_identity(db, opt->state_dir, err) &&
           (db->read_only || prove_writable(db, err)) &&
           settle(db, probe, &look, err) && finish(db, err);
}

static bool fill_new(struct db *db, const struct db_options *opt,
                     struct err *err)
{
    return conn_open(db, false, err) && conn_settings(db, err) &&
           conn_durable(db, err) && migrate_fill(db, err) &&
           read_identity(db, opt->state_dir, err) && finish(db, err);
}

static bool open_new(struct db *db, const struct db_options *opt,
                     const struct look_probe *probe, struct err *err)
{
    if (!create_file(db, probe, err)) {
        return false;
    }
    if (!fill_new(db, opt, err)) {
        conn_close(db);
        if (db_same_file(db, NULL)) {
            unlink(db->real_path);
        }
        return false;
    }
    return true;
}

static bool open_by_mode(struct db *db, const struct db_options *opt,
                         const struct look_probe *probe, struct err *err)
{
    if (opt->mode == DB_MEMORY) {
        db->in_memory = true;
        return fill_new(db, opt, err);
    }
    if (opt->mode == DB_CREATE && !create_folder(db->path, err)) {
        return false;
    }
    db->real_path = look_real_path(db->path, err);
    if (db->real_path == NULL) {
        return false;
    }
    return opt->mode == DB_CREATE ? open_new(db, opt, probe, err)
                                  : open_existing(db, opt, probe, err);
}

bool db_open_with(struct db **out, const char *path,
                  const struct db_options *opt, const struct look_probe *probe,
                  struct err *err)
{
    *out = NULL;
    struct db *db = mem_new(sizeof *db);
    db->path = mem_str(opt->mode == DB_MEMORY ? ":memory:" : path);
    db->actor = mem_str(opt->actor != NULL ? opt->actor : "");
    migrate_take_schema(db, opt->schema);
    if (!open_by_mode(db, opt, probe, err)) {
        conn_close(db);
        db_free(db);
        return false;
    }
    *out = db;
    return true;
}

bool db_open(struct db **out, const char *path, const struct db_options *opt,
             struct err *err)
{
    return db_open_with(out, path, opt, &look_system, err);
}
