/* How an X-list of a small book becomes its field table:
   X(ID, column, label, kind, flags, form page, width, of, hint). */
#ifndef PBTUI_LEDGER_ROWS_H
#define PBTUI_LEDGER_ROWS_H

#include "pbtui/base/mem.h"

#define FIELD_AS_ROW(id, col, lab, kd, fl, pg, w, of_, hi)                     \
    {.column = (col),                                                          \
     .label = (lab),                                                           \
     .kind = &field_##kd,                                                      \
     .flags = (fl),                                                            \
     .page = (pg),                                                             \
     .cols = (w),                                                              \
     .of = (of_),                                                              \
     .hint = (hi)},

/* Views of a book whose rows are simply all that are in force, or voided. */
#define VIEWS_PLAIN(title, columns)                                            \
    {"all", title, NULL, "t.voided_on is null", columns, ARRAY_LEN(columns)},  \
    {                                                                          \
        "voided", "已作废", NULL, "t.voided_on is not null", columns,          \
            ARRAY_LEN(columns)                                                 \
    }

/* The same of the branch in view; `of` says which rows are its, and ends before
   what voided_on is. */
#define ROWS_OF_BRANCH "t.branch_id = :branch and t.voided_on is "
#define VIEWS_OF(of, title, columns)                                           \
    {"all", title, NULL, of "null", columns, ARRAY_LEN(columns)},              \
    {                                                                          \
        "voided", "已作废", NULL, of "not null", columns, ARRAY_LEN(columns)   \
    }

#define FIELD_NEEDED (FIELD_REQUIRED | FIELD_NOT_NULL)

#endif
