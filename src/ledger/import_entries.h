/* Reviews and reports as columns of days; see import_entries.c. */
#ifndef PBTUI_SRC_LEDGER_IMPORT_ENTRIES_H
#define PBTUI_SRC_LEDGER_IMPORT_ENTRIES_H

#include "pbtui/ledger/pipeline.h"

/* 思想汇报 … 谈话 */
enum { IMPORT_ENTRY_KINDS = 5 };

void import_entries_columns(struct field *list, struct arena *a);
/* Who names days that are all in the file says the same. */
void import_entries_here(const struct pipeline_file *f, size_t nth,
                         const struct value *given, struct value *out);
/* What a row says of them; a review says something, too: the note. */
struct import_entries {
    const struct value *columns;
    const struct value *note;
};
/* Those of the row up to a day that are not in the file yet: by the rules into
   the file in memory; into the books. */
bool import_entries_look(struct pipeline_file *f,
                         const struct import_entries *row, int until,
                         struct err *err);
bool import_entries_save(struct pipeline_file *f,
                         const struct import_entries *row, int until,
                         struct err *err);

#endif
