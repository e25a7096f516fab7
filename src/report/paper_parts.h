/* Paper from the inside: what is asked for, checked before anything is laid. */
#ifndef PBTUI_SRC_REPORT_PAPER_PARTS_H
#define PBTUI_SRC_REPORT_PAPER_PARTS_H

#include "pbtui/report/paper.h"

/* The ask with its period filled in; what does not go together is told. */
bool paper_ask(const struct paper_wish *w, struct form_ask *out,
               struct err *err);
/* Words that are the same for the same wish: 2026-10-01..2026-10-31, id-5. */
const char *paper_ask_words(struct arena *a, const struct paper_wish *w,
                            const struct form_ask *ask);
/* May this record be printed on this form, here? */
bool paper_takes_record(const struct form *f, struct book *b, struct arena *a,
                        int64_t id, struct err *err);

#endif
