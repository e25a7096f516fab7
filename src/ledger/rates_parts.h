/* Reading lines of rolls; shared by rates.c (per person and in all) and
   rates_lines.c (one by one, and what can be asked for). */
#ifndef PBTUI_LEDGER_RATES_PARTS_H
#define PBTUI_LEDGER_RATES_PARTS_H

#include "pbtui/ledger/rates.h"
#include "pbtui/store/stmt.h"

/* The event that is being read; lines of one stand together. */
struct rate_event {
    int64_t id; /* 0: none yet */
    int on;
    bool shared; /* of the branch or a group: a leader's 双重组织生活 */
    const char *meeting; /* NULL: not asked for yet */
};

struct rate_reader {
    struct book *book;
    struct arena *arena;
    struct stmt st;
    struct rate_event event;
    char day[11]; /* that in view */
};

/* One statement for both, so that a sum and its lines never differ. */
#define RATE_SELECT_SQL                                                        \
    "select a.id, a.event_id, a.person_id, a.state, a.leader, a.makeup_on,"    \
    " e.on_day, e.kind, e.title, a.reason, a.reason_text, a.makeup_form,"      \
    " a.makeup_by from event e cross join attend a on a.event_id = e.id"
#define RATE_WHERE_SQL                                                         \
    " where a.voided_on is null and e.voided_on is null"                       \
    " and e.branch_id = :branch and e.state = '2'"                             \
    " and e.on_day between :from and :to"                                      \
    " and (:kinds is null or exists (select 1 from event_kind k"               \
    " where k.event_id = e.id and k.voided_on is null"                         \
    " and instr(:kinds, ',' || k.kind || ',') > 0))"                           \
    " and (:grp = 0 or exists (select 1 from placement g"                      \
    " where g.person_id = a.person_id and g.grp_id = :grp"                     \
    " and g.voided_on is null and g.from_on <= e.on_day"                       \
    " and (g.to_on is null or g.to_on > e.on_day)))"

/* Binds what RATE_WHERE_SQL asks for; the statement is open. */
void rate_reader_bind(struct rate_reader *r, const struct rate_ask *ask);
/* The next line; false: no more (stmt_done tells whether all went well). */
bool rate_reader_next(struct rate_reader *r);

int64_t rate_reader_person(struct rate_reader *r);
/* ATTEND_…: the code is one character. */
char rate_reader_state(struct rate_reader *r);
bool rate_reader_is_made_up(struct rate_reader *r);
/* Came, as a leader, to what is everybody's. */
bool rate_reader_leads(struct rate_reader *r);
/* The whole line; name and person stay empty where they are the caller's. */
struct rate_line rate_reader_line(struct rate_reader *r);

#endif
