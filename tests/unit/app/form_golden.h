/* Forms over the sample branch, printed as text and compared with
   tests/unit/app/golden/NAME.txt.  GOLDEN=write rewrites the files: read the
   diff. */
#ifndef PBTUI_TESTS_APP_FORM_GOLDEN_H
#define PBTUI_TESTS_APP_FORM_GOLDEN_H

#include "pbtui/ledger/session.h"
#include "pbtui/report/form.h"

struct form_golden {
    struct session session;
    struct book *book;
    struct arena arena;
    struct forms forms;
};

/* The sample in memory as of its own day, and all compiled-in forms. */
void form_golden_open(struct form_golden *g);
void form_golden_close(struct form_golden *g);
/* What the form's source gathers, checked against what it names. */
struct form_data form_golden_data(struct form_golden *g, const char *form,
                                  const struct form_ask *ask);
/* Lays the form and compares it with the file `name`; whether the form is
   offered for that record must be so, too. */
void form_golden(struct form_golden *g, const char *form,
                 const struct form_ask *ask, const char *name);

#endif
