/* A small ledger for the tests of the store: groups, people with an ID number,
   and postings that a trigger seals.  All names and numbers are invented. */
#ifndef PBTUI_TESTS_STORE_SAMPLE_H
#define PBTUI_TESTS_STORE_SAMPLE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/embed.h"
#include "pbtui/store/change.h"
#include "pbtui/store/check.h"
#include "pbtui/store/db.h"

/* The store's own step and the three tables, ended by a NULL name. */
const struct embed_file *sample_schema(void);
struct db *sample_memory(void);
/* A new ledger file in unit_tmp(); *path (may be NULL) is its name. */
struct db *sample_file(const char **path);
struct db *sample_reopen(const char *path);

/* Each is one change and dies when it fails. */
int64_t sample_group(struct db *db, const char *name);
int64_t sample_person(struct db *db, const char *name, int64_t group,
                      const char *id_no);
void sample_rename(struct db *db, int64_t person, const char *name);

int64_t sample_int(struct db *db, const char *sql); /* first column */
int64_t sample_ver(struct db *db, const char *table, int64_t id);
/* All rows of the sample tables without `ver`, as text; caller frees. */
char *sample_dump(struct db *db);

/* SQL through a bare SQLite handle, as a stranger would do it. */
void sample_plant(const char *path, const char *sql);

/* Runs the check; the report's texts live in *a. */
struct check_report sample_check(struct db *db, struct arena *a);
/* No finding, or the test fails and prints them. */
void sample_expect_sound(struct db *db);

#endif
