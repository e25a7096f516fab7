/* A table as a sheet of a workbook. */
#ifndef PBTUI_REPORT_TABLE_SHEET_H
#define PBTUI_REPORT_TABLE_SHEET_H

#include "pbtui/base/file.h"
#include "pbtui/report/table.h"
#include "pbtui/report/workbook.h"

/* `name` of the sheet where the table has no title. */
void table_sheet(struct workbook *w, const struct table *t, struct arena *a,
                 const char *name);
/* A file with that sheet alone; "-" is standard output.  gate may be NULL. */
bool table_xlsx(const struct table *t, struct arena *a, const char *name,
                const char *path, enum file_flags flags,
                const struct file_gate *gate, struct err *err);

#endif
