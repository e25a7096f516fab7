/* The organisational life of a span as plain lists: which events, which talks,
   what each counted as.  For paper, which tells them one after the other; lists
   on the screen are ledger/query.  All of the branch in view, nothing behind
   the day in view. */
#ifndef PBTUI_LEDGER_LIFE_H
#define PBTUI_LEDGER_LIFE_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/text/date.h"

/* The last day that is told of a span: its own, or the day in view. */
int life_end(const struct book *b, const struct span *span);

/* Oldest first, those in force; the span may be open at both ends. */
struct life_ask {
    struct span span;
    const char *kind; /* of event; NULL: all */
    int64_t grp;      /* 0: all */
};
/* Held, or called and not come about (流会): both are kept on paper. */
bool life_events(struct book *b, struct arena *a, const struct life_ask *ask,
                 int64_t **ids, size_t *n, struct err *err);
struct life_talk {
    int64_t id;
    int on;
};
bool life_talks(struct book *b, struct arena *a, const struct span *span,
                struct life_talk **out, size_t *n, struct err *err);

/* One kind of one event that counts, by its day in the year or because it is
   for the year (所属年度). */
struct life_count {
    int64_t event;
    const char *kind; /* code */
    int64_t grp;
    const char *grp_name; /* "" */
    int on, for_year;
};
bool life_counts(struct book *b, struct arena *a, int year,
                 struct life_count **out, size_t *n, struct err *err);

/* What was decided and was open on some day of the span, as it stood on
   life_end: what was done later is not done yet. */
struct life_action {
    int64_t event;
    int on; /* when it was decided */
    const char *text, *owner;
    int due, done; /* DATE_NONE: no day was set; not done */
    const char *done_note;
};
bool life_actions(struct book *b, struct arena *a, const struct span *span,
                  struct life_action **out, size_t *n, struct err *err);

/* 党员变动: who came and left, was admitted or became a full member, went to
   another group, took up or laid down a post, went away and came back; by day.
 */
struct life_move {
    int on;
    const char *name;
    const char *what;  /* 进入 转入组织关系 */
    const char *about; /* from where, to where; "" */
};
bool life_moves(struct book *b, struct arena *a, const struct span *span,
                struct life_move **out, size_t *n, struct err *err);

/* Who led that kind of an event: a name, or a guest's; "". */
bool life_lead(struct book *b, struct arena *a, int64_t event, const char *kind,
               const char **out, struct err *err);
/* The highest post in a branch on a day: 书记; "" none. */
bool life_post(struct book *b, struct arena *a, int64_t person, int64_t branch,
               int day, const char **out, struct err *err);

#endif
