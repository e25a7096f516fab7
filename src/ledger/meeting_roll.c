/* The roll: who should come, who is marked how, who cannot be in two places. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* How an absence known from the roster is excused. */
static const struct excuse {
    const char *away; /* name in data/codes/away_kind */
    const char *state;
    const char *reason; /* name in data/codes/absence_reason */
} excuses[] = {
    {"流动党员", ATTEND_LEAVE, "其他"},
    {"请假", ATTEND_LEAVE, "事假"},
    {"借调", ATTEND_LEAVE, "借调、挂职、驻村"},
    {"挂职", ATTEND_LEAVE, "借调、挂职、驻村"},
    {"驻村", ATTEND_LEAVE, "借调、挂职、驻村"},
    {"外出学习", ATTEND_LEAVE, "学习培训"},
    {"出国(境)", ATTEND_LEAVE, "出国(境)"},
    {"病休", ATTEND_LEAVE, "病假"},
    {"失联", ATTEND_ABSENT, "其他"},
};

bool meeting_body(struct meeting *m, struct body_person **out, size_t *n,
                  struct err *err)
{
    const struct kind *k = meeting_kind(m);
    *out = NULL;
    *n = 0;
    if (k == NULL || meeting_day(m) == DATE_NONE) {
        return true;
    }
    return body_on(m->book, m->arena, k, meeting_branch(m),
                   record_int(&m->event, EVENT_GRP), meeting_day(m), out, n,
                   err);
}

/* Nobody holds the posts, or the list is made by hand: those of last time. */
static bool body_of_last(struct meeting *m, struct body_person **out, size_t *n,
                         struct err *err)
{
    int64_t last = meeting_last_of(m);
    struct stmt st;
    size_t cap = 0;
    stmt_open(&st, m->book->db,
              SQL("select p.id, p.name, t.vote, t.leader from attend t"
                  " join person p on p.id = t.person_id"
                  " where t.event_id = :event and t.voided_on is null"
                  " and p.voided_on is null order by p.ord, p.id"));
    stmt_int(&st, ":event", last);
    while (stmt_row(&st)) {
        if (*n == cap) {
            cap = cap == 0 ? 32 : cap * 2;
            struct body_person *more = arena_array(m->arena, cap, sizeof *more);
            if (*n > 0) {
                memcpy(more, *out, *n * sizeof *more);
            }
            *out = more;
        }
        (*out)[(*n)++] = (struct body_person){
            .id = stmt_col_int(&st, 0),
            .name = arena_str(m->arena, stmt_col_text(&st, 1)),
            .vote = stmt_col_int(&st, 2) != 0,
            .leader = stmt_col_int(&st, 3) != 0,
        };
    }
    return stmt_done(&st, err);
}

struct meeting_part *meeting_find_person(struct meeting_list *l, int64_t person)
{
    for (size_t i = 0; i < l->n; i++) {
        if (record_int(&l->v[i].now, ATTEND_PERSON) == person) {
            return &l->v[i];
        }
    }
    return NULL;
}

static void excuse(struct meeting *m, struct meeting_part *p, const char *away)
{
    for (size_t i = 0; away != NULL && i < ARRAY_LEN(excuses); i++) {
        const struct excuse *e = &excuses[i];
        if (strcmp(e->away, away) != 0) {
            continue;
        }
        const char *reason = codes_find("absence_reason", e->reason);
        record_set_text(&p->now, ATTEND_STATE, e->state);
        record_set_text(&p->now, ATTEND_REASON, reason);
        if (strcmp(e->reason, "其他") == 0) {
            record_set_text(&p->now, ATTEND_REASON_TEXT,
                            arena_str(m->arena, away));
        }
    }
}

static void call(struct meeting *m, const struct body_person *who)
{
    struct meeting_part *p = meeting_find_person(&m->roll, who->id);
    bool known = p != NULL;
    if (!known) {
        p = meeting_add_person(m, who->id);
    }
    p->gone = false;
    record_set_int(&p->now, ATTEND_VOTE, who->vote);
    record_set_int(&p->now, ATTEND_LEADER, who->leader);
    if (!known && meeting_day(m) <= m->book->today) {
        excuse(m, p, who->away);
    }
}

static bool is_of(const struct body_person *list, size_t n, int64_t person)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i].id == person && !list[i].out) {
            return true;
        }
    }
    return false;
}

bool meeting_call_roll(struct meeting *m, struct err *err)
{
    const struct kind *k = meeting_kind(m);
    struct body_person *list;
    size_t n;
    if (!meeting_body(m, &list, &n, err)) {
        return false;
    }
    bool by_hand = k != NULL && meeting_is_by_hand(m, n);
    if (by_hand && meeting_count(&m->roll) > 0) {
        return true; /* what was put together stays */
    }
    if (by_hand && !body_of_last(m, &list, &n, err)) {
        return false;
    }
    for (size_t i = m->roll.n; i-- > 0;) {
        if (!is_of(list, n, record_int(&m->roll.v[i].now, ATTEND_PERSON))) {
            meeting_drop(&m->roll, i);
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (!list[i].out) {
            call(m, &list[i]);
        }
    }
    return true;
}

/* ---- is it the roll of that day ----------------------------------------- */

bool meeting_is_by_hand(struct meeting *m, size_t n_body)
{
    const struct kind *k = meeting_kind(m);
    return k == NULL || k->body == BODY_NAMED ||
           (k->body == BODY_POSTS && n_body == 0);
}

bool meeting_gaps(struct meeting *m, struct meeting_gap *out, struct err *err)
{
    struct body_person *list;
    size_t n;
    size_t n_missing = 0;
    size_t n_extra = 0;
    if (!meeting_body(m, &list, &n, err)) {
        return false;
    }
    size_t most = n + m->roll.n + 1;
    const char **missing = arena_array(m->arena, most, sizeof *missing);
    const char **extra = arena_array(m->arena, most, sizeof *extra);
    bool by_hand = meeting_is_by_hand(m, n);
    for (size_t i = 0; !by_hand && i < n; i++) {
        const struct meeting_part *p =
            meeting_find_person(&m->roll, list[i].id);
        if (!list[i].out && (p == NULL || p->gone)) {
            missing[n_missing++] = list[i].name;
        }
    }
    size_t n_roll = by_hand || m->roll.v == NULL ? 0 : m->roll.n;
    for (size_t i = 0; i < n_roll; i++) {
        int64_t id = record_int(&m->roll.v[i].now, ATTEND_PERSON);
        if (!m->roll.v[i].gone && !is_of(list, n, id)) {
            extra[n_extra++] = people_name(m->book, m->arena, id);
        }
    }
    *out = (struct meeting_gap){missing, extra};
    return true;
}

/* ---- marking ------------------------------------------------------------ */

void meeting_mark(struct meeting *m, size_t i, const char *state,
                  const char *reason)
{
    struct record *r = &m->roll.v[i].now;
    if (strcmp(record_text(r, ATTEND_STATE), state) != 0) {
        record_set_null(r, ATTEND_REASON_TEXT); /* it was another's reason */
    }
    record_set_text(r, ATTEND_STATE, state);
    record_set_text(r, ATTEND_REASON,
                    meeting_has_come(state) || reason == NULL
                        ? NULL
                        : arena_str(m->arena, reason));
}

void meeting_cycle(struct meeting *m, size_t i)
{
    static const char *const order[] = {ATTEND_PRESENT, ATTEND_LEAVE,
                                        ATTEND_ABSENT, ATTEND_ONLINE};
    struct record *r = &m->roll.v[i].now;
    size_t at = 0;
    while (at < 3 && strcmp(order[at], record_text(r, ATTEND_STATE)) != 0) {
        at++;
    }
    const char *next = order[(at + 1) % ARRAY_LEN(order)];
    bool absent = strcmp(next, ATTEND_ABSENT) == 0;
    meeting_mark(m, i, next,
                 absent ? codes_find("absence_reason", "无故") : NULL);
}

/* ---- two places at once ------------------------------------------------- */

static bool come_to(const struct meeting *m, int64_t person)
{
    for (size_t i = 0; i < m->roll.n; i++) {
        const struct meeting_part *p = &m->roll.v[i];
        if (!p->gone && record_int(&p->now, ATTEND_PERSON) == person) {
            return strcmp(record_text(&p->now, ATTEND_STATE), ATTEND_PRESENT) ==
                   0;
        }
    }
    return false;
}

#define CLASH_NAMES 4

/* One line for each other meeting, with the first names. */
static size_t other_events(struct meeting *m, struct strbuf *out,
                           struct err *err)
{
    size_t n = 0;
    size_t of_event = 0;
    int64_t event = 0;
    struct stmt st;
    if (record_is_null(&m->event, EVENT_TIME_FROM) ||
        record_is_null(&m->event, EVENT_TIME_TO)) {
        return 0;
    }
    stmt_open(&st, m->book->db,
              SQL("select e.id, t.person_id, p.name, e.time_from, e.time_to,"
                  " e.place from event e join attend t on t.event_id = e.id"
                  " join person p on p.id = t.person_id"
                  " where e.on_day = :day and e.id <> :self"
                  " and e.voided_on is null and e.state = '2'"
                  " and e.time_from < :to and e.time_to > :from"
                  " and t.voided_on is null and t.state = '1'"
                  " order by e.id, p.ord, p.id"));
    stmt_text(&st, ":day", record_text(&m->event, EVENT_ON));
    stmt_int(&st, ":self", m->event.id);
    stmt_text(&st, ":from", record_text(&m->event, EVENT_TIME_FROM));
    stmt_text(&st, ":to", record_text(&m->event, EVENT_TIME_TO));
    while (stmt_row(&st)) {
        if (!come_to(m, stmt_col_int(&st, 1))) {
            continue;
        }
        if (event != stmt_col_int(&st, 0)) {
            sb_addf(out, "%s同日 %s—%s 另一场会议（%s）也记了出席：",
                    n > 0 ? "\n" : "", stmt_col_text(&st, 3),
                    stmt_col_text(&st, 4), stmt_col_text(&st, 5));
            event = stmt_col_int(&st, 0);
            of_event = 0;
        }
        if (of_event < CLASH_NAMES) {
            sb_addf(out, "%s%s", of_event > 0 ? "、" : "",
                    stmt_col_text(&st, 2));
        } else if (of_event == CLASH_NAMES) {
            sb_add(out, "等");
        }
        of_event++;
        n++;
    }
    sb_add(out, n > 0 ? "\n" : "");
    stmt_done(&st, err);
    return n;
}

static size_t away_that_day(struct meeting *m, struct strbuf *out,
                            struct err *err)
{
    struct body_person *list;
    size_t n;
    size_t found = 0;
    if (!meeting_body(m, &list, &n, err)) {
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        if (list[i].away != NULL && come_to(m, list[i].id)) {
            sb_addf(out, "%s当天登记为%s，却记了出席。\n", list[i].name,
                    list[i].away);
            found++;
        }
    }
    return found;
}

size_t meeting_clashes(struct meeting *m, struct strbuf *out, struct err *err)
{
    if (meeting_day(m) == DATE_NONE) {
        return 0;
    }
    return other_events(m, out, err) + away_that_day(m, out, err);
}
