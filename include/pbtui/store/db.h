/* The connection to a ledger file: opened with every pragma of the design
   read back and asserted, closed clean.  Nothing outside store/ sees sqlite3.

   Opening looks at the file first and names each trouble by itself: not there,
   empty, no database, another program's database, newer or older schema,
   folder or file not writable, journal of somebody else, link, wrong owner.
   A file that can be read but not written opens read-only and says why. */
#ifndef PBTUI_STORE_DB_H
#define PBTUI_STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/embed.h"
#include "pbtui/base/err.h"

struct db;

enum db_mode {
    DB_READ,   /* never writes a byte, not even to migrate */
    DB_WRITE,  /* an existing ledger; migrates it; falls back to reading */
    DB_CREATE, /* a new one: the name must be free (O_EXCL) */
    DB_MEMORY  /* for tests and previews; path is ignored */
};

struct db_options {
    enum db_mode mode;
    const struct embed_file *schema; /* NULL: the compiled-in schema/ files;
                                        else an array ended by name == NULL */
    const char *state_dir; /* head memory, drafts; NULL: none is kept */
    const char *actor;     /* written into every audit entry; NULL: "" */
};

/* Takes a copy of what it needs from the options; only the texts of a given
   schema are lent until db_close. */
bool db_open(struct db **out, const char *path, const struct db_options *opt,
             struct err *err);
void db_close(struct db *db); /* NULL is allowed */

const char *db_path(const struct db *db);
const char *db_uuid(const struct db *db);
const char *db_actor(const struct db *db);
const char *db_state_dir(const struct db *db); /* …/<uuid>, NULL when none */
bool db_is_read_only(const struct db *db);
const char *db_read_only_why(const struct db *db); /* Chinese; "" if not */
int db_schema_version(const struct db *db);

/* What the clerk should hear after opening: recovered after a crash, rights
   tightened, file has two names, fewer entries than this PC remembers … */
int db_warnings(const struct db *db);
const char *db_warning(const struct db *db, int i);

/* True when another connection has written since the last call. */
bool db_changed_elsewhere(struct db *db);
/* False when the file below the connection was replaced or deleted (F17). */
bool db_same_file(struct db *db, struct err *err);

/* Small settings that belong to the file (table meta).  Not for records: they
   are outside the audit.  False, and *value NULL, when there is no such key. */
bool db_meta_get(struct db *db, struct arena *a, const char *key,
                 const char **value);

/* A function for SQL: f(text, text) → 0 or 1.  Used for pinyin_match. */
bool db_add_match(struct db *db, const char *name,
                  bool (*fn)(const char *text, const char *query),
                  struct err *err);

/* A whole, verified copy through the backup API: sync → reopen → integrity →
   audit chain → rename.  Never overwrites.  Not inside a TX_WRITE. */
bool db_backup(struct db *db, const char *to, struct err *err);

#endif
