/* A spreadsheet or csv read as rows, by pbtui-press: what such a file may do to
   a program it does there, under limits of memory, time, entries and sizes, and
   not to the ledger.

   The file is opened here and handed over; nothing of it is believed.  Rows
   come one by one, so that a hundred thousand need no more memory than ten. */
#ifndef PBTUI_REPORT_CELLS_H
#define PBTUI_REPORT_CELLS_H

#include "pbtui/base/arena.h"
#include "pbtui/ledger/import_rows.h"

struct cells_wish {
    const char *path;
    const char *sheet;    /* by name, or as text its number among those that are
                             shown; NULL: the first one that is shown and not
                             empty */
    const char *encoding; /* of a csv: utf-8, gb18030, utf-16; NULL: found */
    /* Asked some times a second with the rows so far; false stops it:
       E-CELLS-….  NULL: nobody is asked. */
    bool (*go_on)(void *ctx, size_t rows);
    void *ctx;
};

struct cells_file {
    struct import_source source; /* from: this */
    struct cells_wish wish;
    /* What the file turned out to be, after its first reading. */
    bool is_csv;
    const char *encoding;     /* of a csv: UTF-8 GB18030 UTF-16LE UTF-16BE */
    char separator;           /* of a csv */
    const char *sheet;        /* its name; "" for a csv */
    const char *const *notes; /* Chinese: 另有 2 个工作表没有读：… */
    size_t n_notes;
    size_t rows; /* read so far */
    struct arena *arena;
    /* private */
    struct cells_stamp {
        unsigned long long device, inode, size;
        long long changed_s, changed_ns;
    } stamp;
};

/* Only looks whether there is such a file: a plain one, not empty, that may be
   read.  What else is wrong is found by reading.  All of it lives in the
   arena. */
bool cells_open(struct cells_file *f, struct arena *a,
                const struct cells_wish *wish, struct err *err);

#endif
