/* A file of data/sample: records of one ledger as they would be typed. */
#ifndef PBTUI_APP_SAMPLE_TABLE_H
#define PBTUI_APP_SAMPLE_TABLE_H

#include "pbtui/ledger/ledger.h"

struct sample_table {
    const char *file; /* "sample/office-roster.tsv" */
    const struct ledger *ledger;
    /* Each row changes a record: the one its first cell names, or the newest
       one of the person it names.  Else each row is a new record. */
    bool changes;
};

bool sample_table_save(struct book *b, const struct sample_table *t,
                       struct err *err);

#endif
