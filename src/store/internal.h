/* What the files of store/ share: the connection itself and the few private
   doors between its rooms.  Nothing outside store/ includes this, except the
   unit tests of store/. */
#ifndef PBTUI_STORE_INTERNAL_H
#define PBTUI_STORE_INTERNAL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/embed.h"
#include "pbtui/base/err.h"
#include "pbtui/store/db.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"

enum {
    STORE_APPLICATION_ID = 0x50425431, /* 'PBT1' */
    STORE_BUSY_MS = 3000,
    STORE_SLOTS = 64,
    STORE_WARNINGS = 12,
    STORE_HASH = 32
};

/* A kept statement.  A literal is known by its address, built SQL by its
   text, of which the slot owns a copy. */
struct stmt_slot {
    const char *literal;
    char *built;
    sqlite3_stmt *raw;
    uint64_t used; /* tick of the last use; the oldest idle one goes */
    bool busy;
};

struct shape;
struct change_join;

struct db {
    sqlite3 *raw;
    char *path;      /* as the caller gave it, for messages */
    char *real_path; /* folder resolved: SQLite refuses every symlink */
    char *uuid;
    char *actor;
    char *state_dir; /* <state_dir>/<uuid>, NULL when none */
    bool in_memory;
    dev_t dev; /* the file that was opened, for db_same_file */
    ino_t ino;

    struct embed_file *schema; /* own array ended by name == NULL, in order of
                                  the numbers; the texts are lent */
    int version;               /* user_version of the file */

    bool read_only;
    char why[400]; /* read_only: the Chinese reason */
    char
        broken[400]; /* writing stopped by damage or a failed sync; "" if not */

    char *warnings[STORE_WARNINGS];
    int n_warnings;

    int lock_errno; /* errno at the last refused lock, for ENOLCK */
    int64_t lock_since;

    /* transaction */
    int depth;
    bool poisoned;
    enum tx_kind tx_kind; /* of the outermost */
    const char *tx_file;
    int tx_line;
    /* End of the audit that the outermost commit makes true; 0: unchanged. */
    int64_t head_seq;
    unsigned char head_hash[STORE_HASH];

    /* join.c: everything that is saved now is one change; NULL: it is not */
    struct change_join *join;

    struct stmt_slot slots[STORE_SLOTS];
    uint64_t tick;

    /* shape.c: what is known of the tables, under one schema cookie */
    struct arena shape_memory;
    const struct shape *shapes;
    int64_t shape_cookie;

    int guest_looks;  /* guest.c: at the statement that runs */
    bool guest_ready; /* json_each and months_on are known */

    sqlite3_stmt *data_version;
    int64_t last_data_version;
};

/* ---- dberr.c: SQLite's result codes, told to the clerk ------------------ */
/* Fills err from the result code (an extended one) and sqlite3_errmsg; marks
   the connection as broken when nothing may be written any more.  `doing` is
   English, for the log.  Always false. */
bool db_trouble(struct db *db, int rc, const char *doing, struct err *err);
/* The same for a handle that is no struct db (yet): the copy of a backup. */
bool raw_trouble(sqlite3 *raw, int rc, const char *doing, struct err *err);

/* ---- look.c: the file before SQLite sees it ----------------------------- */
/* What the look asks the system; tests put their own answers in. */
struct look_probe {
    int (*file_stat)(const char *path, struct stat *st); /* lstat */
    int (*fs_stat)(const char *path, struct statfs *fs);
};
extern const struct look_probe look_system;

struct look {
    struct stat st;
    bool has_journal;     /* one with content lies beside it */
    const char *read_why; /* Chinese: must be opened read-only; NULL if not */
};
bool look_at_file(struct db *db, const struct look_probe *probe,
                  struct look *out, struct err *err);
/* The Chinese reason not to write where the file lies, or NULL. */
const char *look_why_read_only(const struct db *db,
                               const struct look_probe *probe,
                               const struct stat *st);
/* Rights 0600, tells what could not be done.  Only for our own ledger. */
void look_tighten(struct db *db, const struct look_probe *probe,
                  const struct look *look);
/* "NFS", "CIFS" … for a file system on the network, NULL for a local one. */
const char *look_share_name(unsigned long fs_type);
/* The name with its folder resolved; owned by the caller, NULL with err. */
char *look_real_path(const char *path, struct err *err);

/* ---- create.c: the empty file of a new ledger ---------------------------- */
bool create_folder(const char *path, struct err *err);
bool create_file(struct db *db, const struct look_probe *probe,
                 struct err *err);

/* ---- header.c: the first 100 bytes, through SQLite's own handle --------- */
struct header {
    int64_t file_size;
    uint32_t page_size;
    uint32_t pages; /* 0: the header's count is not to be trusted */
    uint32_t user_version;
    bool wal;
};
bool header_read(struct db *db, struct header *out, struct err *err);
/* After recovery and under a read lock: is the whole file there? */
bool header_is_whole(struct db *db, struct err *err);
/* Somebody is writing at this moment, so a journal is not left over. */
bool header_someone_writes(struct db *db);

/* ---- conn.c: the connection and its settings ---------------------------- */
bool conn_open(struct db *db, bool read_only, struct err *err);
void conn_close(struct db *db);
/* What holds from the first read on: limits, no trust in the schema. */
bool conn_settings(struct db *db, struct err *err);
/* What holds from the first commit on. */
bool conn_durable(struct db *db, struct err *err);
/* Reads every setting back; fails closed. */
bool conn_assert(struct db *db, struct err *err);
bool conn_exec(struct db *db, const char *sql, struct err *err);
bool conn_pragma_int(struct db *db, const char *sql, int64_t *out,
                     struct err *err);

/* ---- open.c ------------------------------------------------------------- */
bool db_open_with(struct db **out, const char *path,
                  const struct db_options *opt, const struct look_probe *probe,
                  struct err *err);
void db_free(struct db *db);
/* From now on nothing is written; `why` is Chinese. */
void db_only_read(struct db *db, const char *why);
void db_warn(struct db *db, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* ---- migrate.c ---------------------------------------------------------- */
void migrate_take_schema(struct db *db, const struct embed_file *given);
int migrate_newest(const struct db *db);
/* An existing file: backup beside it, then all missing steps, whole or not. */
bool migrate_up(struct db *db, struct err *err);
/* An empty database: all steps and the first rows of meta. */
bool migrate_fill(struct db *db, struct err *err);

/* ---- backup.c ----------------------------------------------------------- */
enum backup_proof {
    BACKUP_FILE,  /* file, foreign keys: an older or newer schema */
    BACKUP_LEDGER /* that, and check_run: audit chain and replay */
};
bool backup_write(struct db *db, const char *to, enum backup_proof proof,
                  struct err *err);

/* ---- memory.c: what this PC remembers of the ledger --------------------- */
/* After each commit.  Failing is no reason to call the save failed: it is
   logged, and false is returned for the tests. */
bool memory_save(struct db *db, int64_t seq,
                 const unsigned char hash[STORE_HASH]);
/* At open: adds a warning when the ledger is shorter or another one. */
bool memory_check(struct db *db, struct err *err);

/* ---- stmt.c ------------------------------------------------------------- */
void stmt_forget_all(struct db *db); /* finalizes the kept ones */

#endif
