/* Attendance over a span of days: who should have come, who came, what was
   made up since; per person, in all, and one by one.

   Counted is every roll of an event that was held (state 2) and is in force: a
   meeting that came short of its quorum as well, for people did come to it;
   not what is planned, failed or cancelled.  An event counts once however many
   kinds it is.  Nothing behind the day in view counts, no make-up either. */
#ifndef PBTUI_LEDGER_RATES_H
#define PBTUI_LEDGER_RATES_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/text/date.h"

struct rate_ask {
    struct span span;  /* DATE_NONE: no bound */
    const char *kinds; /* codes, each between commas; NULL: all.  An event that
                          is one of them counts. */
    int64_t grp; /* only what people did while they were of this 党小组;
                    0: all */
};

struct rate_count {
    int due, present, online, leave, absent; /* 应到 出席 线上 请假 缺席 */
    int made_up, owed;                       /* of leave and absent */
    int leader; /* came to events of the branch or of a group as a leader:
                   双重组织生活 */
};

struct rate_person {
    int64_t id;
    const char *name;
    struct rate_count count;
    int last_away; /* day of the last leave or absence; DATE_NONE */
};

/* One line of a roll. */
struct rate_line {
    int64_t id; /* of the roll's line: ledger_attend */
    int64_t event;
    int64_t person;
    const char *name;
    int on;
    const char *meeting; /* 主题党日：重走示例古道 */
    const char *state;   /* ATTEND_… */
    const char *reason;  /* 因公出差，到省里开会; "" */
    int made_up_on;      /* DATE_NONE: not */
    const char *made_up_form, *made_up_by;
    int owed_days; /* since the event; -1: nothing is owed */
    bool leader;   /* counts as 双重组织生活 */
};

struct rates {
    int day; /* that in view: owed_days are told as of it */
    int events;
    struct rate_person *people; /* who stands in a roll, in roster order */
    size_t n;
    struct rate_count total;
    struct rate_line *away; /* owed first, then made up; by day, roster */
    size_t n_away;
};

/* Of the branch in view. */
bool rates_read(struct book *b, struct arena *a, const struct rate_ask *ask,
                struct rates *out, struct err *err);
/* Every line of one person, by day. */
bool rates_person(struct book *b, struct arena *a, const struct rate_ask *ask,
                  int64_t person, struct rate_line **out, size_t *n,
                  struct err *err);

/* The same person by event, as it is filed: who came to what. */
struct rate_mark {
    char state; /* of ATTEND_…; 0: was not in the roll */
    bool made_up;
};
struct rate_sheet {
    struct rate_event_on {
        int64_t id;
        int on;
    } * events; /* by day */
    size_t n_events;
    struct rate_mark *marks; /* a line of n_events for each of r->people */
};
bool rates_sheet(struct book *b, struct arena *a, const struct rate_ask *ask,
                 const struct rates *r, struct rate_sheet *out,
                 struct err *err);

/* Shares in per mille, or RATE_NONE of nothing.  Half up, but 1000 only when it
   is all and 0 only when it is none: nobody who was missing is rounded away. */
#define RATE_NONE (-1)
int rate_share(int64_t part, int64_t whole);
int rate_raw(const struct rate_count *c);   /* (出席 + 线上) / 应到 */
int rate_after(const struct rate_count *c); /* with what was made up */
/* 97.5%; — for RATE_NONE. */
const char *rate_text(int share, char out[8]);

/* A kind as one types it, or 三会一课, for rate_ask; false: none, or several
   that would do. */
bool rate_kinds(struct book *b, struct arena *a, const char *typed,
                const char **kinds, const char **name);
#define RATE_THREE_ONE "三会一课"

struct rate_group {
    int64_t id;
    const char *name;
};
bool rate_groups(struct book *b, struct arena *a, struct rate_group **out,
                 size_t *n, struct err *err);

#endif
