/* The sample branch in memory, with its figures asked of a year: for the tests
   of what is counted and of what reports say. */
#ifndef PBTUI_TESTS_APP_SAMPLE_GROUND_H
#define PBTUI_TESTS_APP_SAMPLE_GROUND_H

#include "pbtui/ledger/figures.h"
#include "pbtui/ledger/session.h"

struct ground {
    struct session session;
    struct book *book;
    struct arena arena;
    size_t wrong; /* rows of a table that have been named as wrong */
};

void ground_open(struct ground *g);
void ground_close(struct ground *g);
int64_t ground_person(struct ground *g, const char *name);

/* These fail the test when there is no such figure, or it has no such value. */
struct figure_answer ground_ask(struct ground *g, const char *code, int year);
size_t ground_value(const struct figure_answer *x, const char *label);
int64_t ground_number(const struct figure_answer *x, const char *label);
/* Is the record one of its rows? */
bool ground_stands(const struct figure_answer *x, const char *book, int64_t id);

#endif
