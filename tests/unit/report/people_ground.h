/* A ledger in memory with one branch and two groups, for the sources of forms
   about people; and looks into what they gather. */
#ifndef PBTUI_TESTS_REPORT_PEOPLE_GROUND_H
#define PBTUI_TESTS_REPORT_PEOPLE_GROUND_H

#include "pbtui/ledger/session.h"
#include "pbtui/report/source.h"

struct people_ground {
    struct session session;
    struct book *book;
    struct arena arena;
};

/* As of 2026-11-20; the branch was founded on 2015-06-01. */
void people_ground_open(struct people_ground *g);
/* The same in a file. */
void people_ground_open_at(struct people_ground *g, const char *path);
void people_ground_close(struct people_ground *g);
/* Column, text as typed, …, NULL; saved; returns the id. */
int64_t people_ground_add(struct people_ground *g, const struct ledger *l,
                          const char *const *pairs);
/* A member since the branch was founded, or since `joined`.  full NULL: on
   probation. */
int64_t people_ground_member(struct people_ground *g, const char *name,
                             const char *joined, const char *full,
                             const char *grp);
/* Puts the fields of a saved record that are named. */
void people_ground_put(struct people_ground *g, const struct ledger *l,
                       int64_t id, const char *const *pairs);
/* The id of somebody's only membership. */
int64_t people_ground_spell(struct people_ground *g, int64_t person);

/* Gathers, and fails when it is not just what the source names. */
struct form_data people_ground_gather(struct people_ground *g,
                                      const struct source *s,
                                      const struct form_ask *ask);
/* The same of a day, with nothing else asked. */
struct form_data people_ground_on(struct people_ground *g,
                                  const struct source *s, const char *day);
/* Cell of a list; "(no row)" when it has not so many. */
const char *people_ground_cell(const struct form_data *d, const char *list,
                               size_t row, const char *column);
size_t people_ground_rows(const struct form_data *d, const char *list);
/* Whether any value or cell holds the text. */
bool people_ground_shows(const struct form_data *d, const char *text);

#endif
