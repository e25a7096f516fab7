/* Rows of events, talks, plans and registers, written as they stand and past
   every check: what find_test.c and find_all_test.c look for. */
#ifndef PBTUI_TESTS_LEDGER_FIND_ROWS_H
#define PBTUI_TESTS_LEDGER_FIND_ROWS_H

#include "support.h"

#include "pbtui/ledger/find.h"

#define HITS_MAX 512

struct event_row {
    const char *day, *kind, *state, *title, *place, *guests, *minutes;
    int64_t host, recorder;
    bool voided;
};

int64_t rows_add_event(struct fixture *f, const struct event_row *e);
void rows_add_kind(struct fixture *f, int64_t event, const char *day,
                   const char *kind, int no, const char *title,
                   const char *readings, int64_t lead, bool voided);
void rows_add_topic(struct fixture *f, int64_t event, const char *topic,
                    const char *resolution, int64_t subject, bool voided);
void rows_add_point(struct fixture *f, int64_t event, int64_t who,
                    const char *text, bool voided);
void rows_add_action(struct fixture *f, int64_t event, int64_t who,
                     const char *text, bool voided);
void rows_add_attend(struct fixture *f, int64_t event, int64_t who,
                     const char *state, bool voided);
int64_t rows_add_talk(struct fixture *f, const char *day, int64_t by,
                      int64_t with, const char *topic, const char *content,
                      bool voided);
int64_t rows_add_plan(struct fixture *f, const char *month, const char *kind,
                      const char *topic, int64_t owner, bool voided);
/* Of a small register. */
struct record_row {
    const char *table, *day;
    const char *whose; /* column of the person */
    int64_t person;
    const char *texts[3][2]; /* column, text */
    bool voided;
};

int64_t rows_add_record(struct fixture *f, const struct record_row *r);
size_t rows_find_all(struct fixture *f, const struct find_query *q,
                     struct find_hit *hits, size_t max, int budget);
int rows_by_what_and_id(const void *x, const void *y);

#endif
