/* Rows that an import could not take, to hand back to whoever sent them: as
   they stand in their file, each with its number there and what is wrong with
   it, under the same heads, so that the mended file can be imported as it is.

   Read from the file anew; nothing of the ledger is in it. */
#ifndef PBTUI_REPORT_IMPORT_BACK_H
#define PBTUI_REPORT_IMPORT_BACK_H

#include "pbtui/base/arena.h"
#include "pbtui/base/file.h"
#include "pbtui/ledger/import.h"

/* 名单-有问题的行.xlsx */
const char *import_back_name(struct arena *a, const char *file);
/* xlsx, or csv when the path ends so. */
bool import_back_write(const struct import_report *r,
                       const struct import_source *source, struct arena *a,
                       const char *path, enum file_flags flags, size_t *rows,
                       struct err *err);

#endif
