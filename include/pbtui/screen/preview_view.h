/* A document as it will print, page by page, and the way out of the program:
   F6 writes the PDF and hands it to a printer, or keeps it as text or xlsx or,
   when a table lies under it, as CSV.  The file's path is always told. */
#ifndef PBTUI_SCREEN_PREVIEW_VIEW_H
#define PBTUI_SCREEN_PREVIEW_VIEW_H

#include "pbtui/base/file.h"
#include "pbtui/report/page.h"
#include "pbtui/report/printer.h"
#include "pbtui/report/table.h"
#include "pbtui/screen/app.h"

struct preview_what {
    /* Holds all that is below; the view's from now on, cleared at its end. */
    struct arena arena;
    struct document doc;
    const char *file; /* name proposed for files, without ending */
    size_t page;      /* the first one seen, from 0 */
    /* What the pages show, for CSV; NULL: there is no such table.  `csv`: it
       was asked for, so the question where to is open at once. */
    const struct table *table;
    bool csv;
    /* Writes it as xlsx, where there is no such table; NULL: there is none. */
    bool (*xlsx)(void *ctx, const char *path, enum file_flags flags,
                 struct err *err);
    /* Called once, before anything printed leaves: PDF, text or paper, not
       CSV and not xlsx.  False: it stays here, and the error is told.  NULL. */
    bool (*issued)(void *ctx, struct err *err);
    void *ctx;                     /* in the arena */
    const struct printer_way *way; /* NULL: the system's lp */
};

void preview_open(struct app *app, const struct preview_what *what);

#endif
