/* The one place where SQLite's result codes become sentences.

   Each row is a primary or an extended code; the extended one is looked up
   first.  SQLite's own words go into err.detail only: they are English, and
   the clerk cannot act on them.  A code that means "what was written can no
   longer be trusted" stops all writing on the connection until it is opened
   again. */
#include "internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"

enum after { GO_ON, STOP_WRITING };

struct trouble {
    int rc;
    enum err_kind kind;
    enum after after;
    const char *code;
    const char *text;
};

static const struct trouble troubles[] = {
    {SQLITE_BUSY, ERR_IO, GO_ON, "E-DB-005",
     "账本正被另一个窗口或程序占用，等了 3 秒仍未放开，本次未保存。账本完好。请在另一窗口保存或退出后重试，或以只读方式打开；不要删除任何锁文件。"},
    {SQLITE_CORRUPT, ERR_IO, STOP_WRITING, "E-DB-011",
     "账本文件已损坏，有的内容读不出来，程序不会再往里写。请先把文件另存一份，再从最近的备份恢复；“核对账本”可查出损坏在哪里。"},
    /* Only the index of search.h is a virtual table; it can be made anew. */
    {SQLITE_CORRUPT_VTAB, ERR_IO, GO_ON, "E-DB-058",
     "查找用的索引已损坏，本次未保存，账本里的记录完好。请运行“核对账本”，再退出重新打开账本，索引会自动重建。"},
    {SQLITE_NOTADB, ERR_IO, STOP_WRITING, "E-DB-010",
     "这个文件不是账本（内容不是数据库，或者文件头已损坏）。请检查是否选错了文件；若确是账本，请从备份恢复。"},
    {SQLITE_FULL, ERR_IO, GO_ON, "E-DB-013",
     "磁盘已满，本次未保存。账本完好，之前保存的记录一条不少。请腾出一些空间后重试。"},
    {SQLITE_IOERR, ERR_IO, STOP_WRITING, "E-DB-028",
     "读写磁盘出错，本次未保存，程序已停止写入以免损坏账本。之前保存的记录仍在。请检查磁盘或U盘是否松动、损坏，退出后重新打开账本，并尽快备份。"},
    /* With synchronous=EXTRA the folder is synced after the journal is gone:
       the commit has happened, only its durability is in doubt. */
    {SQLITE_IOERR_DIR_FSYNC, ERR_IO, STOP_WRITING, "E-DB-056",
     "磁盘没有确认存牢，刚才这一条可能已在账本里，也可能不在，程序已停止写入。请退出后重新打开账本，先看这一条在不在再决定是否重填；并检查磁盘，尽快备份。"},
    {SQLITE_IOERR_NOMEM, ERR_IO, GO_ON, "E-DB-049",
     "内存不足，读写账本没有完成，本次未保存。账本完好。请关闭一些程序后重试。"},
    {SQLITE_IOERR_LOCK, ERR_IO, GO_ON, "E-DB-050",
     "给账本加锁时出错，本次未保存。账本完好。请重试；若账本在网络位置或特殊的盘上，请复制到本机再用。"},
    {SQLITE_NOMEM, ERR_IO, GO_ON, "E-DB-030",
     "内存不足，本次未保存。账本完好。请关闭一些程序后重试。"},
    {SQLITE_READONLY, ERR_IO, GO_ON, "E-DB-029",
     "账本现在不能写入（文件、文件夹或磁盘是只读的），本次未保存。账本完好。请检查权限和写保护后重新打开账本。"},
    {SQLITE_READONLY_DBMOVED, ERR_IO, STOP_WRITING, "E-DB-048",
     "账本文件在打开期间被移走或替换，本次未保存。请退出，找回原来的文件后再打开。"},
    {SQLITE_READONLY_ROLLBACK, ERR_IO, GO_ON, "E-DB-022",
     "账本上次未正常退出，须先恢复才能读取，而现在不能写入。请在能写入的位置、用本人的账户正常打开一次；旁边以“-journal”结尾的文件千万不要删除。"},
    {SQLITE_CANTOPEN, ERR_IO, GO_ON, "E-DB-043",
     "账本或它旁边的日志文件打不开，本次未保存。账本没有改动。请检查文件和文件夹的权限；以“-journal”结尾的文件不要删除。"},
    {SQLITE_CONSTRAINT_UNIQUE, ERR_RULE, GO_ON, "E-DB-031",
     "已有一条相同的记录，不能重复，本次未保存。请先查找已有的那条再修改。"},
    {SQLITE_CONSTRAINT_PRIMARYKEY, ERR_RULE, GO_ON, "E-DB-051",
     "编号已被另一条记录占用，本次未保存。请刷新列表后重试。"},
    {SQLITE_CONSTRAINT_NOTNULL, ERR_RULE, GO_ON, "E-DB-032",
     "有一项必填的内容是空的，本次未保存。请补填后再保存。"},
    {SQLITE_CONSTRAINT_CHECK, ERR_RULE, GO_ON, "E-DB-033",
     "有一项内容超出允许的范围，本次未保存。请检查日期、金额和选项后再保存。"},
    {SQLITE_CONSTRAINT_FOREIGNKEY, ERR_RULE, GO_ON, "E-DB-034",
     "所引用的人员、小组或记录不存在，本次未保存。请重新选择后再保存。"},
    {SQLITE_CONSTRAINT_TRIGGER, ERR_RULE, GO_ON, "E-DB-035",
     "这条记录已经定稿，账本不允许改动或删除，本次未保存。请用更正或冲销的办法处理。"},
    {SQLITE_CONSTRAINT_DATATYPE, ERR_RULE, GO_ON, "E-DB-036",
     "有一项内容的类型不对（例如应填数字处是文字），本次未保存。请改正后再保存。"},
    {SQLITE_CONSTRAINT, ERR_RULE, GO_ON, "E-DB-037",
     "内容不符合账本的约束，本次未保存。请检查所填内容后再保存。"},
    {SQLITE_TOOBIG, ERR_RULE, GO_ON, "E-DB-038",
     "内容太长，账本放不下，本次未保存。请缩短后再保存。"},
    {SQLITE_INTERRUPT, ERR_IO, GO_ON, "E-DB-044",
     "操作已被中断，没有保存。账本完好。需要时请重新操作。"},
    {SQLITE_ERROR, ERR_IO, GO_ON, "E-DB-039",
     "程序内部出错，本次未保存。账本完好。请记下错误编号，运行 pbtui doctor 后联系维护人员。"},
};

/* Locking that fails for another reason than a lock held by somebody. */
static bool is_lock_trouble(int rc)
{
    return rc == SQLITE_IOERR_LOCK || rc == SQLITE_IOERR_RDLOCK ||
           rc == SQLITE_IOERR_UNLOCK || rc == SQLITE_IOERR_CHECKRESERVEDLOCK;
}

static const struct trouble *trouble_exact(int rc)
{
    for (size_t i = 0; i < ARRAY_LEN(troubles); i++) {
        if (troubles[i].rc == rc) {
            return &troubles[i];
        }
    }
    return NULL;
}

static const struct trouble *trouble_find(int rc)
{
    const struct trouble *t =
        trouble_exact(is_lock_trouble(rc) ? SQLITE_IOERR_LOCK : rc);
    if (t == NULL) {
        t = trouble_exact(rc & 0xff);
    }
    return t != NULL ? t : trouble_exact(SQLITE_ERROR);
}

static const struct trouble *trouble_tell(sqlite3 *raw, int rc,
                                          const char *doing, struct err *err)
{
    const struct trouble *t = trouble_find(rc);
    const char *words = raw != NULL && sqlite3_extended_errcode(raw) == rc
                            ? sqlite3_errmsg(raw)
                            : sqlite3_errstr(rc);
    err_set(err, t->kind, t->code, "%s", t->text);
    err_detail(err, "%s: %s (%d)", doing, words, rc);
    log_line("%s %s: %s (%d)", t->code, doing, words, rc);
    return t;
}

bool raw_trouble(sqlite3 *raw, int rc, const char *doing, struct err *err)
{
    trouble_tell(raw, rc, doing, err);
    return false;
}

bool db_trouble(struct db *db, int rc, const char *doing, struct err *err)
{
    if ((rc & 0xff) == SQLITE_BUSY && db->lock_errno == ENOLCK) {
        db->lock_errno = 0;
        log_line("E-DB-024 %s: no lock service here", doing);
        err_set(
            err, ERR_IO, "E-DB-024",
            "账本所在的位置不支持加锁（多为网络共享盘），多人同时写会损坏账本，因此没有写入。请把账本复制到本机硬盘再打开。");
        return err_detail(err, "%s: ENOLCK (%d)", doing, rc);
    }
    const struct trouble *t = trouble_tell(db->raw, rc, doing, err);
    if (t->after == STOP_WRITING && db->broken[0] == '\0') {
        snprintf(db->broken, sizeof db->broken, "%s", t->text);
    }
    return false;
}
