/* What domain.md 2 says of a file, as a table of its own: written from the
   document, with the place beside each row, without the engine and without
   pipeline.ini.  Codes are only the names by which the answers are compared. */
#ifndef PBTUI_TESTS_RULES_PIPELINE_ORACLE_H
#define PBTUI_TESTS_RULES_PIPELINE_ORACLE_H

#include "pipeline_story.h"

enum oracle_kind {
    NOT_BEFORE, /* … + amount; a step it stands on must be done */
    AT_LATEST,  /* … + amount; counts from what went through */
    NEEDS       /* that step went through */
};
/* Beside the numbers of steps. */
#define OF_BIRTH  100
#define OF_ASKED  101 /* 报送 */
#define OF_PERIOD 102 /* the day after 预备期 */

struct oracle_row {
    const char *place; /* in domain.md */
    const char *code;
    int step;
    enum oracle_kind kind;
    int of;
    int months, days;
    bool asks;          /* a reason is enough */
    const char *only;   /* results of the step it holds for; "" all */
    const char *unless; /* … it does not hold for */
};
extern const struct oracle_row oracle_rows[];
extern const size_t n_oracle_rows;

struct oracle_hit {
    int step;
    const char *code;
    bool asks;
};
struct oracle_hits {
    struct oracle_hit list[96];
    size_t n;
};

/* All that is wrong with the file. */
struct oracle_hits oracle(const struct file_scene *f, const struct story *t);
const struct oracle_hit *oracle_hit_of(const struct oracle_hits *h, int step,
                                       const char *code);
/* First or last lawful day of the row; DATE_NONE: it does not hold. */
int oracle_limit(const struct oracle_row *r, const struct story *t);

#endif
