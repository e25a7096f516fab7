/* A table laid out in columns of a screen or of paper. */
#ifndef PBTUI_REPORT_TABLE_TEXT_H
#define PBTUI_REPORT_TABLE_TEXT_H

#include "pbtui/report/table.h"

void table_text(struct strbuf *out, const struct table *t, int cols);

#endif
