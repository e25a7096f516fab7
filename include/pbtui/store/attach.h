/* Files that belong to records, copied beside the ledger under the digest of
   their content: <ledger>.附件/ab/cdef….  The database keeps digest, name and
   size; the same file twice is kept once; a changed copy no longer fits its
   name, which attach_check tells, and putting the file in again mends it.

   Nothing here is part of a transaction: put the file in first, then save the
   record.  A copy that no record names does no harm. */
#ifndef PBTUI_STORE_ATTACH_H
#define PBTUI_STORE_ATTACH_H

#include <stdbool.h>
#include <stdint.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"

struct db;

#define ATTACH_HASH_CHARS 64
#define ATTACH_BYTES_MAX  (INT64_C(64) * 1024 * 1024)

/* Copies the file in: temp → sync → rename → sync of the folders.  `path` may
   be a link, the folder of the copies may not.  E-FILE-…: not there, no plain
   file, too large, changed meanwhile, unreadable, disk full, ledger in memory
   or read-only. */
bool attach_put(struct db *db, const char *path,
                char hash[ATTACH_HASH_CHARS + 1], int64_t *bytes,
                struct err *err);
/* The same of bytes that the program has made. */
bool attach_put_bytes(struct db *db, const void *data, size_t n,
                      char hash[ATTACH_HASH_CHARS + 1], struct err *err);
/* The name that such bytes would have. */
void attach_digest(const void *data, size_t n,
                   char hash[ATTACH_HASH_CHARS + 1]);
/* Appends where the copy lies; false (and nothing): it is not there. */
bool attach_path(const struct db *db, const char *hash, struct strbuf *out);
/* Reads it and compares. */
bool attach_check(const struct db *db, const char *hash, struct err *err);

#endif
