/* What the tests of store/ share: ledgers in a folder of their own, files
   read and written whole, another process, and system calls that fail. */
#ifndef PBTUI_TESTS_STORE_GROUND_H
#define PBTUI_TESTS_STORE_GROUND_H

#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../../src/store/internal.h"
#include "pbtui/base/file.h"
#include "pbtui/base/strbuf.h"

/* A new folder, owned by the test; the name lives until the program ends. */
const char *ground_dir(void);
/* <dir>/<name>, lives until the program ends. */
const char *ground_path(const char *dir, const char *name);

/* A new ledger with the compiled-in schema, closed again. */
const char *ground_ledger(void);
struct db *ground_open(const char *path, enum db_mode mode);
struct db *ground_memory(void);
/* Opens and closes again; err is cleared first. */
bool ground_try_open(const char *path, enum db_mode mode, struct err *err);

/* SQL on the file, behind the program's back. */
void ground_sql(const char *path, const char *sql);
int64_t ground_sql_int(const char *path, const char *sql);

void ground_write(const char *path, const void *bytes, size_t n);
void ground_read(const char *path, struct strbuf *out);
void ground_copy(const char *from, const char *to);
/* Appends audit entries from `from` to `to`, with made-up hashes. */
void ground_audit(const char *path, int from, int to);

/* Bytes and time of a file, to prove that nothing touched it. */
struct ground_print {
    struct strbuf bytes;
    struct stat st;
};
void ground_print_take(struct ground_print *p, const char *path);
/* Compares and frees. */
bool ground_print_same(struct ground_print *p, const char *path);

/* True when some warning of the ledger holds the words. */
bool ground_warned(const struct db *db, const char *words);

/* Leaves a hot journal: another process dies in a transaction whose pages
   have reached the file. */
void ground_crash(const char *path);

/* Runs fn in a child without root's rights; its result is the exit status.
   `dir` is given to that user first. */
int ground_as_nobody(const char *dir, int (*fn)(const char *dir));

/* ---- faults ------------------------------------------------------------- */
enum ground_call { CALL_NONE, CALL_LOCK, CALL_WRITE, CALL_SYNC, CALL_UNLINK };
/* The n-th call (from 1) of this kind fails with error; with `ever` all that
   follow as well.  ground_calm returns how often it really failed. */
void ground_fail(enum ground_call call, int nth, bool ever, int error);
int ground_calm(void);

#endif
