/* What a workbook consists of. */
#ifndef PBTUI_PRESS_XLSX_BOOK_H
#define PBTUI_PRESS_XLSX_BOOK_H

#include "pbtui/base/arena.h"
#include "xlsx_zip.h"

struct book_sheet {
    const char *name;
    const char *part;
    bool hidden; /* very much, too */
};

enum { BOOK_SHEETS = 1024 };

struct xlsx_book {
    struct arena *arena;
    struct book_sheet *sheets; /* of cells: no charts, no dialogs */
    size_t n, cap;
    bool base_1904;
    const char *strings, *styles; /* parts; NULL: none */
    bool linked;                  /* to other files */
    bool macros;
};

/* Everything lives in the arena but `sheets`. */
bool book_read(struct xlsx_book *b, struct arena *arena, struct archive *a,
               struct err *err);
void book_clear(struct xlsx_book *b);

#endif
