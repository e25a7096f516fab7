/* A small branch in memory with meetings made one by one, for the tests of what
   forms of organisational life show. */
#ifndef PBTUI_TESTS_REPORT_LIFE_GROUND_H
#define PBTUI_TESTS_REPORT_LIFE_GROUND_H

#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/session.h"
#include "pbtui/report/source.h"
#include "pbtui/text/date.h"

#define DAY(y, m, d) date_of(y, m, d)

struct life {
    struct session session;
    struct book *book;
    struct arena arena;
    struct form_data data; /* of the last life_gather */
};

/* Six members, the first is 书记; two groups without members. */
void life_open(struct life *g);
void life_close(struct life *g);
int64_t life_add(struct life *g, const struct ledger *l,
                 const char *const *pairs);
struct meeting life_meeting(struct life *g, const char *kind, int day);
int64_t life_save(struct meeting *m); /* fails the test when refused */
/* Held, with nothing but what a new one has. */
int64_t life_held(struct life *g, const char *kind, int day);

/* Gathers and holds it against what the source names. */
void life_gather(struct life *g, const char *source,
                 const struct form_ask *ask);
void life_gather_event(struct life *g, int64_t id);
void life_gather_year(struct life *g, const char *source, int year);
const char *life_value(struct life *g, const char *name);
/* Rows of a list; fails the test when there is no such list. */
size_t life_rows(struct life *g, const char *list);
const char *life_cell(struct life *g, const char *list, size_t row,
                      const char *column);
/* The first row with that text in the first column named. */
const char *life_find(struct life *g, const char *list, const char *column,
                      const char *text, const char *wanted);

#endif
