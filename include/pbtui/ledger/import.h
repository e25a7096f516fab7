/* Import: rows of somebody else's table into a book.

   Stages: find the head among title rows and merged cells → what each column is
   (same words, synonyms of data/import/, a saved map, what stands below) → each
   row typed field by field as the form would, mending what spreadsheets do to
   dates, numbers and names → which record it is (number, ID number, name and
   birth; the fields a book is told apart by) → its fate → all rows saved as one
   change with an import number, or none.

   One pass tells every error.  The same run with `save` does it, under the
   write lock and from the file read anew, so that what was checked is what is
   written.  Rows are not kept: only what is to be shown. */
#ifndef PBTUI_LEDGER_IMPORT_H
#define PBTUI_LEDGER_IMPORT_H

#include "pbtui/ledger/import_rows.h"
#include "pbtui/ledger/ledger.h"

enum import_fate {
    IMPORT_FATE_NEW,
    IMPORT_FATE_SAME,
    IMPORT_FATE_FILL,     /* gives what is empty here; nothing differs */
    IMPORT_FATE_CONFLICT, /* differs from what is here */
    IMPORT_FATE_TWICE,    /* the same record stood further up */
    IMPORT_FATE_BAD,
    IMPORT_FATE_SKIPPED, /* a total, a note, a sample row, a repeated head */
    IMPORT_FATES
};

/* ---- columns ------------------------------------------------------------- */

enum import_how {
    IMPORT_HOW_NONE,
    IMPORT_HOW_MAP,
    IMPORT_HOW_SAME,
    IMPORT_HOW_SYNONYM,
    IMPORT_HOW_CONTENT
};

struct import_column {
    size_t at;        /* in the file, from 0 */
    const char *head; /* merged heads joined by a blank */
    int field;        /* of the book; -1: not taken; further ones are the
                         door's own (attendance of a meeting, a step's day) */
    enum import_how how;
    const char *as; /* what it is taken for: 姓名; 编号, 行号, 账本会算,
                       不用 where it is no field */
    const char *example; /* first value below, masked */
};
/* What a clerk said of columns before: head → field (or nothing). */
struct import_map;
/* Lines of 表头 = 字段 or 表头 = 不用; the field by label or column name. Lives
   in the arena; what is wrong is told with its line. */
bool import_map_read(const struct import_map **out, struct arena *a,
                     const char *text, size_t n, struct err *err);

/* ---- what is shown ------------------------------------------------------- */

struct import_difference {
    const char *label;
    const char *here, *there; /* masked */
    const char *column;       /* of the field: what `take` names */
    bool taken;               /* the file's value is written */
};
struct import_line {
    size_t row; /* in the file */
    enum import_fate fate;
    bool refused;   /* nothing is written because of it, but with skip_bad: bad,
                       or the same record as above with something else in it */
    int64_t id;     /* of the record that it is; 0 */
    const char *by; /* what it was known by: 身份证号; "" */
    size_t twin;    /* twice: the row above that is the same record; 0 */
    const char
        *name; /* how the record is called; of a bad one as in the file */
    const struct import_difference *differences;
    size_t n_differences;
    /* What is empty here and given there: always taken. */
    const struct import_difference *fills;
    size_t n_fills;
    /* Bad, or mended: which column, what stood there (masked), why, what to do.
       Several for one row. */
    const struct import_fault {
        size_t col;
        const char *head, *value, *reason; /* reason: a sentence with remedy */
        const char *code;
        bool mended; /* no fault: it was understood, and how */
        bool warns;  /* no fault: a rule's word that does not block */
    } * faults;
    size_t n_faults;
};

struct import_report {
    const struct ledger *ledger;
    size_t head_row; /* the last of the head's rows; 0: none found */
    const struct import_column *columns;
    size_t n_columns;
    /* What import_column.field counts: the ledger's, then the door's. */
    const struct field *const *fields;
    size_t n_fields;
    size_t counts[IMPORT_FATES];
    size_t rows; /* all of them */
    /* Lines that somebody must look at (conflict, twice, bad, mended) and the
       first hundred of the others; at most 10,000, `more` are only counted. */
    const struct import_line *lines;
    size_t n_lines, more;
    const char *const *notes; /* of the whole: 有 2 列没有用上：… */
    size_t n_notes;
    int64_t number; /* of the import, when it was saved */
};

/* ---- the run ------------------------------------------------------------- */

struct import_wish {
    const struct ledger *ledger;
    const struct import_source *source;
    const struct import_map *map; /* NULL: none */
    /* Of a conflict the file's value is taken: for all fields, or for these
       columns; or for these rows and columns (the screen). */
    bool take_all;
    const char *const *take; /* NULL-ended; NULL: none */
    bool (*takes)(void *ctx, size_t row, const char *column);
    /* Rows that are left out although they are good; NULL: none. */
    bool (*leaves)(void *ctx, size_t row);
    void *ctx;
    bool save;     /* nothing is written without, and with, when one is bad */
    bool skip_bad; /* … unless this is said: the good ones then are */
    const char *reason;
    /* Progress; false stops it: E-IMPORT-…, nothing is written. */
    bool (*go_on)(void *ctx, size_t rows);
};

/* False when the file cannot be read, no head is found, the book takes no
   imports, or saving fails; bad rows are no failure of a run without `save`,
   and E-IMPORT-… (first one named) of one with. */
bool import_run(struct import_report *out, struct book *b, struct arena *a,
                const struct import_wish *wish, struct err *err);

/* Why this book takes no imports, a sentence; NULL: it does. */
const char *import_refusal(struct book *b, const struct ledger *l);

/* Do rows of this book stand on the rows above them, so that a look writes and
   takes it all back?  It is done so where the ledger is open for writing; else
   each row is looked at by itself. */
bool import_rehearses(const struct ledger *l);

/* ---- what was imported --------------------------------------------------- */

struct import_done {
    int64_t number;
    const char *at, *actor, *book, *file;
    size_t counts[IMPORT_FATES];
    bool undone;
};
/* Newest first. */
bool import_list(struct book *b, struct arena *a, struct import_done **out,
                 size_t *n, struct err *err);
/* All of one import, and nothing else: E-IMPORT-… / E-UNDO-… when its records
   were changed since. */
bool import_undo(struct book *b, int64_t number, struct err *err);

#endif
