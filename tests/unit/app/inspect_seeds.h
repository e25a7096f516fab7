/* Faults to be planted in the sample ledger, each with the rule that has to
   name it: tables by subject, one test over all of them. */
#ifndef PBTUI_TESTS_APP_INSPECT_SEEDS_H
#define PBTUI_TESTS_APP_INSPECT_SEEDS_H

#include <stddef.h>

/* Statements one behind the other, as a fault that came in by another way than
   the doors would stand there; triggers are dropped before. */
struct inspect_seed {
    const char *fault; /* what is wrong, in English, for the message */
    const char *sql;
    const char *rule; /* I12 … */
    size_t n;         /* findings more than before; 0 stands for 1 */
    const char *says; /* in the text of each */
    int year;         /* asked for; 0 stands for 2026 */
    const char *also; /* codes that may find the same thing too; NULL: none */
};
struct inspect_seeds {
    const struct inspect_seed *list;
    size_t n;
};

struct ground;
/* Faults come in by another way. */
void seeds_drop_triggers(struct ground *g);
/* Statements end with ; and a newline or the text. */
void seeds_plant(struct ground *g, const char *sql);

extern const struct inspect_seeds seeds_meetings;
extern const struct inspect_seeds seeds_people;
extern const struct inspect_seeds seeds_dues;
extern const struct inspect_seeds seeds_pipeline;
extern const struct inspect_seeds seeds_registers;

#endif
