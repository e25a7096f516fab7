/* A file of 发展党员 as a row of a table sees it. */
#ifndef PBTUI_SRC_LEDGER_IMPORT_FILE_H
#define PBTUI_SRC_LEDGER_IMPORT_FILE_H

#include "pbtui/ledger/pipeline.h"

/* Whose: the one that goes on, else the newest; *file 0: he has none. */
bool import_file_of(struct book *b, int64_t person, int64_t *file,
                    struct err *err);
/* Has it steps that were taken here, of which a day is not all there is? */
bool import_file_has_own(const struct pipeline_file *f);
/* The first reason that somebody wrote beside a step; untouched: none. */
void import_file_reason(const struct pipeline_file *f, struct value *out);

#endif
