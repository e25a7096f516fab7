/* A book as a spreadsheet: all that is typed of its records, as xlsx or csv,
   such that an import takes it back word for word; and an empty sheet to fill
   in, with what may be chosen and one sample row. */
#ifndef PBTUI_REPORT_EXPORT_H
#define PBTUI_REPORT_EXPORT_H

#include "pbtui/base/file.h"
#include "pbtui/ledger/export_rows.h"

enum export_format { EXPORT_XLSX, EXPORT_CSV };

struct export_job {
    struct export_wish wish;
    enum export_format format;
    bool gb18030;     /* csv: not UTF-8 with a mark in front */
    const char *path; /* "-" is standard output, all or nothing */
    enum file_flags flags;
};

/* ….csv and ….xlsx; false: another ending. */
bool export_format_of(const char *path, enum export_format *out);
/* 党员名册-2026-11-20.xlsx */
const char *export_name(struct arena *a, const struct book *b,
                        const struct ledger *l, enum export_format format,
                        bool is_template);

/* What is shown in full is noted in the ledger before the file gets its name,
   or there is neither.  `rows`: how many records. */
bool export_book(struct book *b, struct arena *a, const struct export_job *job,
                 size_t *rows, struct err *err);
/* Its query is only asked for the ledger. */
bool export_template(struct book *b, struct arena *a,
                     const struct export_job *job, struct err *err);

/* What stands in the first column of the sample row: an import leaves such a
   row out. */
#define EXPORT_SAMPLE "样例"

#endif
