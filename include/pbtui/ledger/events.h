/* The books of organisational life. */
#ifndef PBTUI_LEDGER_EVENTS_H
#define PBTUI_LEDGER_EVENTS_H

#include "pbtui/ledger/ledger.h"

/* An event and its parts; the parts are written through ledger/meeting, which
   keeps roll, counts and lights together. */
extern const struct ledger ledger_event, ledger_event_kind, ledger_attend,
    ledger_agenda, ledger_point, ledger_action, ledger_attachment;

/* Beside it. */
extern const struct ledger ledger_rights, ledger_talk, ledger_plan,
    ledger_duty_own, ledger_duty_done, ledger_period;
extern const struct ledger ledger_review, ledger_review_line, ledger_election,
    ledger_candidate, ledger_duty_report;

/* Codes as stored. */
#define EVENT_PLANNED   "1"
#define EVENT_HELD      "2"
#define EVENT_FAILED    "3"
#define EVENT_CANCELLED "4"

#define ATTEND_PRESENT "1"
#define ATTEND_ONLINE  "2"
#define ATTEND_LEAVE   "3"
#define ATTEND_ABSENT  "4"

/* Kinds of fields that stand on rows of the rule files. */
extern const struct field_kind field_event_kind;  /* kinds.ini */
extern const struct field_kind field_event_kinds; /* codes apart by commas */
extern const struct field_kind field_duty;        /* duties.ini */
extern const struct field_kind field_vote_rule;   /* votes.ini */
extern const struct field_kind field_time;        /* HH:MM */
extern const struct field_kind field_hours; /* minutes; shown as 1.5 学时 */
extern const struct field_kind field_year;  /* 2026, 今年, 去年 */
extern const struct field_kind field_ticks; /* words apart by blanks */

/* A sealed month refuses what is dated in it: issue with the way to correct. */
void period_check(struct book *b, int64_t branch, int day, const char *column,
                  struct issues *is);
/* The same as an error, for may_void; DATE_NONE is open. */
bool period_is_open(struct book *b, int64_t branch, int day, struct err *err);
bool period_is_sealed(struct book *b, int64_t branch, int month);
/* Seals the month of the branch in view; and opens it again. */
bool period_seal(struct book *b, struct arena *a, int month, struct err *err);
bool period_unseal(struct book *b, struct arena *a, int month,
                   const char *reason, const char *second, struct err *err);

/* Who is of a body on a day: ids in the roster's order.  kind and grp say which
   body (rules/kinds). */
struct kind;
struct body_person {
    int64_t id;
    const char *name;
    bool vote;        /* has the right to vote that day */
    bool out;         /* left out of 应到会 with approval: not in the roll */
    bool leader;      /* 党组成员 and the like: 双重组织生活 */
    const char *away; /* why probably not here: 请假 因公出差; NULL */
};
bool body_on(struct book *b, struct arena *a, const struct kind *k,
             int64_t branch, int64_t grp, int day, struct body_person **out,
             size_t *n, struct err *err);

#endif
