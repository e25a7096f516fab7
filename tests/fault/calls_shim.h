/* Calls into SQLite that fail when a test says so: the n-th one after `at` is
   set; or (kills) at which the process dies.  They stand in the program and win
   over the library's; that is why this is a header, included by one file of a
   program.

   SQLite only says no, or (throws_away) it has thrown away the whole
   transaction as well, as it does on a full disk. */
#ifndef PBTUI_TESTS_FAULT_CALLS_SHIM_H
#define PBTUI_TESTS_FAULT_CALLS_SHIM_H

#include <dlfcn.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <unistd.h>

#include "pbtui/base/mem.h"
#include "unit.h"

enum call { CALL_STEP, CALL_PREPARE, CALL_BIND, CALL_EXEC, CALLS };

static struct {
    long at;   /* this call fails; 0: none */
    long seen; /* since the step began */
    bool throws_away;
    bool kills;
    int depth; /* SQLite calls some of them itself */
    long injected;
    long of[CALLS];
    const char *sql; /* of the call that failed last */
} shim;

typedef int (*step_fn)(sqlite3_stmt *);
typedef int (*prepare_fn)(sqlite3 *, const char *, int, unsigned,
                          sqlite3_stmt **, const char **);
typedef int (*exec_fn)(sqlite3 *, const char *,
                       int (*)(void *, int, char **, char **), void *, char **);
typedef int (*bind_null_fn)(sqlite3_stmt *, int);
typedef int (*bind_int_fn)(sqlite3_stmt *, int, sqlite3_int64);
typedef int (*bind_text_fn)(sqlite3_stmt *, int, const char *, sqlite3_uint64,
                            void (*)(void *), unsigned char);
typedef int (*bind_blob_fn)(sqlite3_stmt *, int, const void *, sqlite3_uint64,
                            void (*)(void *));

/* ISO C knows no way from an object to a function. */
#define LIBRARY(type, real, name)                                              \
    static type real;                                                          \
    if (real == NULL) {                                                        \
        *(void **)&real = dlsym(RTLD_NEXT, name);                              \
    }
/* The library's own, with what it calls itself left alone. */
#define THROUGH(rc, call)                                                      \
    shim.depth++;                                                              \
    int rc = (call);                                                           \
    shim.depth--

static bool fails_now(enum call call, const char *sql)
{
    if (shim.at == 0 || shim.depth > 0 || ++shim.seen != shim.at) {
        return false;
    }
    if (shim.kills) {
        kill(getpid(), SIGKILL);
    }
    shim.injected++;
    shim.of[call]++;
    shim.sql = sql;
    return true;
}

static bool bind_fails_now(sqlite3_stmt *st)
{
    return fails_now(CALL_BIND, sqlite3_sql(st));
}

static void throw_away(sqlite3 *raw)
{
    LIBRARY(exec_fn, real, "sqlite3_exec")
    if (!sqlite3_get_autocommit(raw)) {
        THROUGH(rc, real(raw, "rollback", NULL, NULL, NULL));
        assert_int_equal(rc, SQLITE_OK);
    }
}

/* What such a call may say of itself, one after the other. */
static int refusal(sqlite3 *raw)
{
    static const int quiet[] = {SQLITE_BUSY, SQLITE_NOMEM, SQLITE_INTERRUPT};
    static const int loud[] = {SQLITE_FULL, SQLITE_NOMEM, SQLITE_IOERR_NOMEM};
    size_t i = (size_t)shim.injected;
    if (!shim.throws_away) {
        return quiet[i % ARRAY_LEN(quiet)];
    }
    throw_away(raw);
    return loud[i % ARRAY_LEN(loud)];
}

int sqlite3_step(sqlite3_stmt *st)
{
    LIBRARY(step_fn, real, "sqlite3_step")
    if (fails_now(CALL_STEP, sqlite3_sql(st))) {
        return refusal(sqlite3_db_handle(st));
    }
    THROUGH(rc, real(st));
    return rc;
}

int sqlite3_prepare_v3(sqlite3 *raw, const char *sql, int n, unsigned flags,
                       sqlite3_stmt **st, const char **tail)
{
    LIBRARY(prepare_fn, real, "sqlite3_prepare_v3")
    if (fails_now(CALL_PREPARE, sql)) {
        *st = NULL;
        return SQLITE_NOMEM;
    }
    THROUGH(rc, real(raw, sql, n, flags, st, tail));
    return rc;
}

/* The rollback after every second failure says that it failed as well; it has
   rolled back all the same. */
static bool rollback_fails(void)
{
    bool now = shim.at > 0 && shim.depth == 0 && shim.seen >= shim.at &&
               shim.injected % 2 == 0;
    shim.of[CALL_EXEC] += now;
    return now;
}

int sqlite3_exec(sqlite3 *raw, const char *sql,
                 int (*row)(void *, int, char **, char **), void *ctx,
                 char **words)
{
    LIBRARY(exec_fn, real, "sqlite3_exec")
    if (rollback_fails()) {
        throw_away(raw);
        return SQLITE_IOERR_NOMEM;
    }
    THROUGH(rc, real(raw, sql, row, ctx, words));
    return rc;
}

int sqlite3_bind_null(sqlite3_stmt *st, int i)
{
    LIBRARY(bind_null_fn, real, "sqlite3_bind_null")
    return bind_fails_now(st) ? SQLITE_NOMEM : real(st, i);
}

int sqlite3_bind_int64(sqlite3_stmt *st, int i, sqlite3_int64 v)
{
    LIBRARY(bind_int_fn, real, "sqlite3_bind_int64")
    return bind_fails_now(st) ? SQLITE_NOMEM : real(st, i, v);
}

int sqlite3_bind_text64(sqlite3_stmt *st, int i, const char *s,
                        sqlite3_uint64 n, void (*end)(void *),
                        unsigned char code)
{
    LIBRARY(bind_text_fn, real, "sqlite3_bind_text64")
    return bind_fails_now(st) ? SQLITE_NOMEM : real(st, i, s, n, end, code);
}

int sqlite3_bind_blob64(sqlite3_stmt *st, int i, const void *p,
                        sqlite3_uint64 n, void (*end)(void *))
{
    LIBRARY(bind_blob_fn, real, "sqlite3_bind_blob64")
    return bind_fails_now(st) ? SQLITE_NOMEM : real(st, i, p, n, end);
}

#endif
