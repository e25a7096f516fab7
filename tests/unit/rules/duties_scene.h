/* A branch and its year for the tests of duties. */
#ifndef PBTUI_TESTS_DUTIES_SCENE_H
#define PBTUI_TESTS_DUTIES_SCENE_H

#include "pbtui/rules/duties.h"

/* In the compiled-in file. */
#define DUTIES_BUILTIN 31

struct scene {
    struct arena a;
    struct duties d;
    struct duty_branch b;
    struct duty_matrix m;
};

/* From long before the tests' years on, without an end. */
extern const struct duty_span always;

/* The compiled-in rows and a user's own text, or NULL. */
void scene_open(struct scene *s, const char *own);
void scene_close(struct scene *s);
void scene_judge(struct scene *s, const struct duty_fact *f, size_t n, int year,
                 const char *today);

int on(const char *iso);
struct duty_fact fact(const char *what, const char *iso);
const char *what_of(const struct duty *d);
const struct duty_row *row_of(const struct duty_matrix *m, const char *code);
/* One sign a cell: - not applicable, . ahead, o running, * done, ! missing. */
const char *lights(const struct duty_row *r, char out[16]);
void expect(const struct duty_matrix *m, const char *code, const char *want);
void expect_why(const struct duty_row *r, size_t cell, const char *why);

#endif
