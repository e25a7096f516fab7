/* Pages as bytes and back, so that paper that was handed out can be printed
   again as it was, whatever the ledger says by now. */
#ifndef PBTUI_REPORT_PAGE_PACK_H
#define PBTUI_REPORT_PAGE_PACK_H

#include "pbtui/base/strbuf.h"
#include "pbtui/report/page.h"

/* Everything that decides how they look, the sheets as well; the same pages
   give the same bytes. */
void page_pack(struct strbuf *out, const struct document *doc);
/* E-PAPER-001: these are no pages of ours. */
bool page_unpack(struct document *out, struct arena *a, const char *bytes,
                 size_t n, struct err *err);

#endif
