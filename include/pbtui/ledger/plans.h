/* 配档表: what was planned for the months of a year, and what became of it. */
#ifndef PBTUI_LEDGER_PLANS_H
#define PBTUI_LEDGER_PLANS_H

#include "pbtui/ledger/ledger.h"

/* Fields of ledger_plan, for forms that are opened filled in. */
enum plan_field {
    PLAN_MONTH,
    PLAN_KIND,
    PLAN_GRP,
    PLAN_TOPIC,
    PLAN_READINGS,
    PLAN_FORM,
    PLAN_OWNER,
    PLAN_OWNER_TEXT,
    PLAN_DROPPED,
    PLAN_NOTE,
    PLAN_EVENT,
    PLAN_BRANCH,
    PLAN_STATE /* 已办, 有会未挂, 逾期未办, 计划, 取消 */
};

enum plan_state {
    PLAN_HELD,     /* its event was held */
    PLAN_UNLINKED, /* one of its kind was held that month, and is nobody's */
    PLAN_OVERDUE,  /* the month is over */
    PLAN_AHEAD,
    PLAN_GIVEN_UP
};
const char *plan_state_text(enum plan_state s);

struct plan_item {
    int64_t id;
    int month;
    const char *kind; /* code */
    const char *kind_name;
    int64_t grp;
    const char *grp_name; /* "" */
    const char *topic;
    const char *owner;
    const char *dropped;
    enum plan_state state;
    int64_t event; /* linked, or the one that would fit; 0 */
    bool linked;
    int on; /* day of that event; DATE_NONE */
};
struct plan_year {
    int year;
    struct plan_item *items; /* by month */
    size_t n;
    int held, planned, overdue, unlinked; /* planned: without those given up */
};
/* Of the branch in view, judged on its today. */
bool plan_year(struct book *b, struct arena *a, int year, struct plan_year *out,
               struct err *err);

/* Events a row could be linked with: of its kind and group in that year, held
   or planned, that no other row has; nearest month first. */
struct plan_event {
    int64_t id;
    const char *text; /* 2026-10-22  已召开  研究… */
};
bool plan_events(struct book *b, struct arena *a, const struct plan_item *item,
                 struct plan_event *out, size_t max, size_t *n,
                 struct err *err);
/* Links a row with an event; 0 takes the link away. */
bool plan_link(struct book *b, struct arena *a, int64_t id, int64_t event,
               struct err *err);

/* The rows of the year before that this year has not; made in one change. */
bool plan_copy_count(struct book *b, int year, int64_t *n, struct err *err);
bool plan_copy(struct book *b, struct arena *a, int year, size_t *n,
               struct err *err);

#endif
