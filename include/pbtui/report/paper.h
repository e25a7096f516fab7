/* Paper: what can be asked for by name (a form over records, a bound ledger of
   a month, quarter or year), laid into pages with its footer, and noted as an
   edition when it leaves the house.

   paper_make reads only; paper_issue writes the note, and only when this is not
   word for word what was handed out before. */
#ifndef PBTUI_REPORT_PAPER_H
#define PBTUI_REPORT_PAPER_H

#include "pbtui/base/file.h"
#include "pbtui/ledger/editions.h"
#include "pbtui/report/bound.h"
#include "pbtui/report/form.h"

struct paper_wish {
    const struct forms *forms;
    const struct bound *bound; /* one of the two */
    const struct form *form;
    struct form_ask ask; /* .id is ignored: */
    const int64_t *ids;  /* records; none: those of the span */
    size_t n_ids;
    const struct sheet *text; /* for a text file: all pages on this sheet */
    bool unnoted;             /* will not leave the house: says so */
    int as_issued; /* edition to print again as it was: n, -1 the last; 0 no */
};

struct paper {
    struct arena *arena; /* lent; everything lives there */
    struct document doc;
    const char *title; /* 2026 年 10 月台账 */
    const char *file;  /* 2026-10月台账: name for a file, without ending */
    struct edition_of of;
    struct edition edition;
    bool is_new;
    int64_t gathered_at; /* head of the audit then; 0: as it was issued */
    const struct binding *binding; /* what it shows; NULL: as it was issued */
};

/* E-PAPER-…: no such record, form that needs a record, nothing was issued. */
bool paper_make(struct paper *p, struct arena *a, const struct paper_wish *w,
                struct err *err);
bool paper_issue(struct paper *p, struct book *b, struct err *err);

/* The same as a spreadsheet, a sheet for each part.  It can be changed by
   anyone, so it is no edition, says so at its foot, and is not noted.  "-" is
   standard output.  E-PAPER-031: what was issued is pages only. */
bool paper_xlsx(const struct paper *p, struct book *b, const char *path,
                enum file_flags flags, struct err *err);
/* Appends its tables as csv, one below the other; E-PAPER-032: there is
   none. */
bool paper_csv(const struct paper *p, struct strbuf *out, struct err *err);

#endif
