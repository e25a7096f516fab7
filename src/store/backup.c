/* A whole, verified copy: pages through the backup API into a new file in the
   target's folder → sync → opened again and proved → renamed, never over
   anything → folder synced.  Until the rename nothing is under the name; on
   any failure nothing is left over. */
#include "internal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/file.h"
#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/store/check.h"

static bool place_trouble(int error, const char *to, struct err *err)
{
    switch (error) {
    case EEXIST:
        return err_set(err, ERR_IO, "E-BACK-001",
                       "同名的文件已经存在，备份不会覆盖它。请换一个名字：%s",
                       to);
    case ENOSPC:
    case EDQUOT:
        return err_set(
            err, ERR_IO, "E-BACK-002",
            "目标磁盘已满，备份没有做成，账本完好。请腾出空间或换一个盘再备份。");
    default:
        err_set(
            err, ERR_IO, "E-BACK-003",
            "备份写不到这个位置，账本完好。请检查文件夹是否存在、是否可写，或换一个盘：%s",
            to);
        return err_detail(err, "%s", strerror(error));
    }
}

/* ---- copying ------------------------------------------------------------ */

/* The file must be ours from its first byte. */
static bool make_empty(const char *path, const char *to, struct err *err)
{
    unlink(path); /* of a process with our number that died here */
    int fd =
        open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) {
        return place_trouble(errno, to, err);
    }
    (void)fchmod(fd, 0600); /* FAT knows no modes */
    close(fd);
    return true;
}

static bool copy_pages(struct db *db, sqlite3 *copy, const char *to,
                       struct err *err)
{
    sqlite3_backup *job = sqlite3_backup_init(copy, "main", db->raw, "main");
    if (job == NULL) {
        return raw_trouble(copy, sqlite3_extended_errcode(copy), "backup", err);
    }
    int rc = sqlite3_backup_step(job, -1);
    int end = sqlite3_backup_finish(job);
    if (rc == SQLITE_DONE && end == SQLITE_OK) {
        return true;
    }
    rc = rc != SQLITE_DONE ? rc : end;
    if (rc == SQLITE_FULL) { /* the copy grows, the ledger does not */
        return place_trouble(ENOSPC, to, err);
    }
    return raw_trouble(copy, rc, "backup step", err);
}

static bool copy_to(struct db *db, const char *path, const char *to,
                    struct err *err)
{
    sqlite3 *copy = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    int rc = sqlite3_open_v2(path, &copy, flags, NULL);
    /* Nobody sees the copy before it is whole, so it needs no journal; and
       sync_file syncs it once, at the end. */
    if (rc == SQLITE_OK) {
        rc =
            sqlite3_exec(copy, "pragma journal_mode=off;pragma synchronous=off",
                         NULL, NULL, NULL);
    }
    bool ok = rc == SQLITE_OK ? copy_pages(db, copy, to, err)
                              : raw_trouble(copy, rc, "open the copy", err);
    sqlite3_close(copy);
    return ok;
}

static bool sync_file(const char *path, const char *to, struct err *err)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        return place_trouble(errno, to, err);
    }
    bool ok = fsync(fd) == 0;
    int why = errno;
    close(fd);
    return ok || place_trouble(why, to, err);
}

/* ---- proving ------------------------------------------------------------ */

static bool proof_failed(const char *what, struct err *err)
{
    err_set(
        err, ERR_IO, "E-BACK-004",
        "备份写完后核对不符，已作废，没有留下这份备份。账本没有改动。请换一个盘再备份，并运行“核对账本”。");
    return err_detail(err, "%s", what);
}

/* The first column of the first row: "ok", or nothing at all. */
static bool answers(sqlite3 *copy, const char *sql, const char *want,
                    struct err *err)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(copy, sql, -1, &st, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(st);
    }
    const unsigned char *is =
        rc == SQLITE_ROW ? sqlite3_column_text(st, 0) : NULL;
    char got[200];
    snprintf(got, sizeof got, "%s: %s", sql,
             is != NULL ? (const char *)is : sqlite3_errstr(rc));
    bool ok = want != NULL ? is != NULL && strcmp((const char *)is, want) == 0
                           : rc == SQLITE_DONE;
    sqlite3_finalize(st);
    return ok || proof_failed(got, err);
}

static bool prove_file(const char *path, struct err *err)
{
    sqlite3 *copy = NULL;
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX |
                SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    int rc = sqlite3_open_v2(path, &copy, flags, NULL);
    bool ok = rc == SQLITE_OK
                  ? answers(copy, "pragma integrity_check", "ok", err) &&
                        answers(copy, "pragma foreign_key_check", NULL, err)
                  : raw_trouble(copy, rc, "open the copy again", err);
    sqlite3_close(copy);
    return ok;
}

static bool prove_ledger(const struct db *db, const char *path, struct err *err)
{
    struct db_options opt = {.mode = DB_READ, .schema = db->schema};
    struct db *copy = NULL;
    if (!db_open(&copy, path, &opt, err)) {
        return err_doing(err, "重新打开备份");
    }
    struct arena a = ARENA_INIT;
    struct check_report report = {0};
    bool ok = check_run(copy, &a, &report, NULL, NULL, err);
    /* A true copy of a ledger with a wrong index is a true copy. */
    if (ok && report.n > report.n_search) {
        log_line("copy: %s %s", report.findings[0].code,
                 report.findings[0].text);
        ok = proof_failed(report.findings[0].code, err);
    }
    arena_clear(&a);
    db_close(copy);
    return ok;
}

/* ---- the whole ---------------------------------------------------------- */

static bool put_in_place(const char *temp, const char *to, struct err *err)
{
    int rc = renameat2(AT_FDCWD, temp, AT_FDCWD, to, RENAME_NOREPLACE);
    if (rc != 0 && (errno == EINVAL || errno == ENOSYS)) {
        /* FAT sticks know no such flag, nor hard links; between this look
           and the rename only the clerk himself could take the name. */
        errno = EEXIST;
        rc = file_exists(to) ? -1 : rename(temp, to);
    }
    if (rc != 0) {
        return place_trouble(errno, to, err);
    }
    if (!file_sync_dir_of(to)) {
        unlink(to);
        return place_trouble(EIO, to, err);
    }
    return true;
}

static bool fill_and_prove(struct db *db, const char *temp, const char *to,
                           enum backup_proof proof, struct err *err)
{
    return copy_to(db, temp, to, err) && sync_file(temp, to, err) &&
           prove_file(temp, err) &&
           (proof == BACKUP_FILE || prove_ledger(db, temp, err)) &&
           put_in_place(temp, to, err);
}

bool backup_write(struct db *db, const char *to, enum backup_proof proof,
                  struct err *err)
{
    /* SQLite copies no connection that is in the middle of a write. */
    assert(db->depth == 0 || db->tx_kind == TX_READ);
    char *real = look_real_path(to, NULL);
    if (real == NULL) {
        return place_trouble(ENOENT, to, err); /* not "no such ledger" */
    }
    if (file_exists(real)) {
        mem_free(real);
        return place_trouble(EEXIST, to, err);
    }
    struct strbuf temp;
    sb_init(&temp);
    sb_addf(&temp, "%s.%ld.tmp", real, (long)getpid());
    bool ok = make_empty(temp.s, to, err);
    if (ok && !fill_and_prove(db, temp.s, real, proof, err)) {
        unlink(temp.s);
        ok = false;
    }
    sb_clear(&temp);
    mem_free(real);
    return ok;
}

bool db_backup(struct db *db, const char *to, struct err *err)
{
    /* Of a newer program's ledger we can copy every page, but not say whether
       its rows are what its audit means. */
    bool newer = db->version > migrate_newest(db);
    return backup_write(db, to, newer ? BACKUP_FILE : BACKUP_LEDGER, err) ||
           err_doing(err, "备份账本");
}
