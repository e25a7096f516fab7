/* A table that is written down in a test and read as if it were a file: rows
   apart by newlines, cells by |, lines of a cell by \\n.  n: before a cell
   makes it a number, d: a day, e: a fault, as an xlsx has them; text otherwise,
   as in a csv. */
#ifndef PBTUI_TESTS_LEDGER_IMPORT_RIG_H
#define PBTUI_TESTS_LEDGER_IMPORT_RIG_H

#include "pbtui/ledger/import.h"
#include "support.h"

struct import_rig {
    struct fixture f;
    struct arena arena;
    struct import_source source;
    struct import_report report;
    struct import_wish wish; /* of the next run; forgotten after it */
    struct err err;
    const char *text;
    const struct import_merge *merges;
    size_t n_merges;
    bool changes_on_second; /* the file that is read again is another one */
    int reads;
};

void import_rig_open(struct import_rig *r);
void import_rig_close(struct import_rig *r);
/* A run; the report and the error are in the rig. */
bool table_look(struct import_rig *r, const struct ledger *l, const char *text);
bool table_save(struct import_rig *r, const struct ledger *l, const char *text);
/* The line of a row; NULL: it has none. */
const struct import_line *table_line(const struct import_rig *r, size_t row);
/* The first that is wrong (or mended) of a row; NULL. */
const struct import_fault *table_fault(const struct import_rig *r, size_t row,
                                       bool mended);
/* The first fault (mended when `mended`) of a row, "" when there is none. */
const char *table_reason(const struct import_rig *r, size_t row, bool mended);
const char *table_code(const struct import_rig *r, size_t row);
/* What a field of a record shows, found by another field's text. */
const char *table_value(struct import_rig *r, const struct ledger *l,
                        int64_t id, const char *column);
int64_t table_person(struct import_rig *r, const char *name);
int64_t table_count(struct import_rig *r, const char *sql);
/* All rows of all tracked tables, without ver: what an undo must bring back. */
const char *table_dump(struct import_rig *r);
/* All rows as an export has them, in the same writing. */
const char *table_export(struct import_rig *r, const struct ledger *l);
bool table_notes(const struct import_rig *r, const char *part);

#endif
