/* Files of 发展党员 put in as rows: what the board and the first screen read,
   without the doors that would refuse them. */
#ifndef PBTUI_TESTS_LEDGER_PIPELINE_PLANT_H
#define PBTUI_TESTS_LEDGER_PIPELINE_PLANT_H

#include "support.h"

/* A person of the branch; the dates of the roster may be NULL. */
int64_t plant_person(struct fixture *f, const char *name, const char *apply,
                     const char *activist);
int64_t plant_file(struct fixture *f, int64_t person);
/* result: a code of step_result, or NULL. */
int64_t plant_step(struct fixture *f, int64_t file, int no, const char *day,
                   const char *result);
/* The step stays, but no longer counts; its next attempt has a round of its
   own. */
void plant_dropped(struct fixture *f, int64_t step, const char *why);
/* Taken along by that attempt of a step. */
void plant_dropped_by(struct fixture *f, int64_t step, int no, int round);
void plant_round(struct fixture *f, int64_t step, int round);
void plant_entry(struct fixture *f, int64_t file, const char *kind,
                 const char *day);
void plant_paper(struct fixture *f, int64_t file, int no, const char *name,
                 const char *day);
void plant_ended(struct fixture *f, int64_t file, const char *day);
void plant_quota(struct fixture *f, int year, int n);
/* A person with steps 1 to `last`, three weeks apart from `first` on. */
int64_t plant_row(struct fixture *f, const char *name, int first, int last);

#endif
