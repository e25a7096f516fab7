/* A source of its own for the tests of forms, a description with everything in
   it, and what comes of one as text. */
#ifndef PBTUI_TESTS_FORM_GROUND_H
#define PBTUI_TESTS_FORM_GROUND_H

#include "pbtui/report/form.h"

extern const struct source form_ground_source;
extern const char form_ground_everything[];

/* Reads the text as the compiled-in forms/x.ini; folder: the user's. */
bool form_ground_read(struct forms *f, struct arena *a, const char *text,
                      const char *folder, struct err *err);
/* What the source tells: three people, two events, no row of `empty`. */
void form_ground_data(struct form_data *d, struct arena *a);
/* Laid out and printed as text, in the arena. */
const char *form_ground_print(const struct form *f, struct arena *a, int cols);

/* Names a row of a table test that failed and counts it. */
void form_row_wrong(int *bad, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
