/* Where printed paper goes. */
#ifndef PBTUI_APP_PRINT_OUT_H
#define PBTUI_APP_PRINT_OUT_H

#include "job.h"
#include "pbtui/report/paper.h"
#include "pbtui/report/printer.h"

enum print_way { WAY_TEXT, WAY_PDF, WAY_XLSX, WAY_CSV, WAY_PRINTER };

/* Writes it, or hands it to the printer; noted as an edition on the way, where
   the way is one by which paper leaves the house. */
bool print_out(struct job *job, struct paper *p, enum print_way way,
               struct print_wish *to_printer, struct err *err);

#endif
