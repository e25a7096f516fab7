/* A meeting into the file: what can be counted is counted, what differs becomes
   one change, everything is read again. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#define TAKEN_OUT "从会议记录中删去"

/* ---- what happens afterwards -------------------------------------------- */

static bool same_but(const struct meeting_part *p, const int *fields, size_t n)
{
    if (p->was.ledger == NULL || p->gone) {
        return p->was.ledger == NULL && p->gone;
    }
    for (size_t f = 0; f < p->now.ledger->n_fields; f++) {
        bool later = false;
        for (size_t i = 0; i < n; i++) {
            later = later || fields[i] == (int)f;
        }
        if (!later && !value_same(&p->now.values[f], &p->was.values[f])) {
            return false;
        }
    }
    return true;
}

static bool list_same_but(const struct meeting_list *l, const int *fields,
                          size_t n)
{
    for (size_t i = 0; i < l->n; i++) {
        if (!same_but(&l->v[i], fields, n)) {
            return false;
        }
    }
    return true;
}

bool meeting_only_later(const struct meeting *m)
{
    static const int makeup[] = {ATTEND_MAKEUP_ON, ATTEND_MAKEUP_FORM,
                                 ATTEND_MAKEUP_BY};
    static const int done[] = {ACTION_DONE, ACTION_DONE_NOTE};
    const struct meeting_part event = {.now = m->event, .was = m->was};
    return m->was.ledger != NULL && same_but(&event, NULL, 0) &&
           list_same_but(&m->kinds, NULL, 0) &&
           list_same_but(&m->roll, makeup, ARRAY_LEN(makeup)) &&
           list_same_but(&m->agenda, NULL, 0) &&
           list_same_but(&m->points, NULL, 0) &&
           list_same_but(&m->actions, done, ARRAY_LEN(done)) &&
           list_same_but(&m->files, NULL, 0);
}

/* ---- what follows from the rest ----------------------------------------- */

/* The day it was first written down as held: a plan, or a meeting that was
   called off, is no entry yet. */
static void set_entered(struct meeting *m)
{
    bool held_before =
        m->was.ledger != NULL &&
        strcmp(record_text(&m->was, EVENT_STATE), EVENT_HELD) == 0;
    if (!held_before) {
        record_set_day(&m->event, m->arena, EVENT_ENTERED, m->book->today);
    }
}

/* Who came is known of what was held, or was to be held and failed. */
static bool has_roll(const struct meeting *m)
{
    return meeting_state_is(m, EVENT_HELD) || meeting_state_is(m, EVENT_FAILED);
}

static void set_counts(struct meeting *m)
{
    struct meeting_counts c = {0};
    if (has_roll(m)) {
        c = meeting_counts(m);
    }
    record_set_int(&m->event, EVENT_DUE, c.due);
    record_set_int(&m->event, EVENT_PRESENT, c.present);
    record_set_int(&m->event, EVENT_ONLINE, c.online);
    record_set_int(&m->event, EVENT_LEAVE, c.leave);
    record_set_int(&m->event, EVENT_ABSENT, c.absent);
    record_set_int(&m->event, EVENT_VALID,
                   has_roll(m) && meeting_verdict(m).state == VOTE_PASSED);
}

static void set_kinds(struct meeting *m)
{
    /* Where nobody came nothing was held. */
    bool held = meeting_state_is(m, EVENT_HELD) && meeting_counts(m).came > 0;
    int entered = record_day(&m->event, EVENT_ENTERED);
    for (size_t i = 0; i < m->kinds.n; i++) {
        struct record *r = &m->kinds.v[i].now;
        const struct kind *k = meeting_kind_of(m, r);
        if (m->kinds.v[i].gone) {
            continue;
        }
        bool enough = meeting_enough(m, k).state == VOTE_PASSED;
        int grace = k != NULL ? k->late_days : 0;
        record_set_int(r, EK_COUNTED, held && enough);
        record_set_int(r, EK_LATE, held && entered > meeting_day(m) + grace);
        r->values[EK_ON] = m->event.values[EVENT_ON];
        r->values[EK_GRP] = m->event.values[EVENT_GRP];
        r->values[EK_FOR_YEAR] = m->event.values[EVENT_FOR_YEAR];
        r->values[EK_BRANCH] = m->event.values[EVENT_BRANCH];
    }
}

static void set_verdicts(struct meeting *m)
{
    static const char *const codes[] = {
        [VOTE_OPEN] = NULL,   [VOTE_NOT_ENOUGH] = "3", [VOTE_BAD_BALLOTS] = "4",
        [VOTE_BAD_SUM] = "4", [VOTE_PASSED] = "1",     [VOTE_FAILED] = "2",
    };
    int64_t ord = 0;
    for (size_t i = 0; i < m->agenda.n; i++) {
        struct record *r = &m->agenda.v[i].now;
        bool voted = !record_is_null(r, AGENDA_VOTE_RULE);
        if (m->agenda.v[i].gone) {
            continue;
        }
        record_set_text(r, AGENDA_VERDICT,
                        voted ? codes[meeting_vote(m, i).state] : NULL);
        record_set_int(r, AGENDA_ORD, ++ord);
    }
}

/* ---- into one change ---------------------------------------------------- */

struct plan {
    struct apply_part *parts;
    size_t n;
    int event;        /* part of the event when it is new; -1 */
    int *agenda_part; /* of each topic, when it is new; -1 */
};

/* NULL: it was put in and taken out again, nothing to do. */
static struct apply_part *plan_add(struct plan *p, struct meeting_part *part)
{
    if (part->gone && part->was.ledger == NULL) {
        return NULL;
    }
    struct apply_part *out = &p->parts[p->n++];
    *out = (struct apply_part){
        .r = &part->now,
        .old = part->was.ledger != NULL ? &part->was : NULL,
        APPLY_ALONE,
        .void_reason = part->gone ? TAKEN_OUT : NULL,
    };
    if (out->old == NULL) {
        out->under = p->event;
    }
    return out;
}

static void plan_list(struct plan *p, struct meeting_list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        plan_add(p, &l->v[i]);
    }
}

static void plan_agenda(struct plan *p, struct meeting_list *l, struct arena *a)
{
    p->agenda_part = arena_array(a, l->n + 1, sizeof *p->agenda_part);
    for (size_t i = 0; i < l->n; i++) {
        bool made = l->v[i].was.ledger == NULL && !l->v[i].gone;
        p->agenda_part[i] = made ? (int)p->n : -1;
        plan_add(p, &l->v[i]);
    }
}

/* Points and actions belong to a topic that may be new itself, or gone: then
   what was said on it goes, what is to be done stays. */
static void plan_under(struct plan *p, struct meeting_list *l,
                       const struct meeting_list *agenda, int field)
{
    for (size_t i = 0; i < l->n; i++) {
        struct meeting_part *part = &l->v[i];
        int topic = part->under < (int)agenda->n ? part->under : -1;
        if (topic >= 0 && agenda->v[topic].gone) {
            part->gone = part->gone || part->now.ledger == &ledger_point;
            record_set_null(&part->now, field);
            topic = -1;
        } else if (topic >= 0 && p->agenda_part[topic] < 0) {
            record_set_int(&part->now, field, agenda->v[topic].now.id);
        }
        struct apply_part *out = plan_add(p, part);
        if (out != NULL && topic >= 0 && p->agenda_part[topic] >= 0 &&
            !part->gone) {
            out->ref = (struct apply_ref){field, (size_t)p->agenda_part[topic]};
        }
    }
}

static bool write(struct meeting *m, const char *label, const char *reason,
                  struct err *err)
{
    size_t most = 1 + m->kinds.n + m->roll.n + m->agenda.n + m->points.n +
                  m->actions.n + m->files.n + m->open.n;
    struct plan p = {.parts = arena_array(m->arena, most, sizeof *p.parts)};
    struct meeting_part event = {.now = m->event, .was = m->was};
    p.event = -1;
    plan_add(&p, &event)->touch = true;
    p.event = m->was.ledger == NULL ? 0 : -1;
    plan_list(&p, &m->kinds);
    if (has_roll(m)) {
        plan_list(&p, &m->roll);
    }
    plan_agenda(&p, &m->agenda, m->arena);
    plan_under(&p, &m->points, &m->agenda, POINT_AGENDA);
    plan_under(&p, &m->actions, &m->agenda, ACTION_AGENDA);
    plan_list(&p, &m->files);
    plan_list(&p, &m->open);
    if (!ledger_apply_parts(m->book, m->arena, p.parts, p.n, label, reason,
                            err)) {
        return false;
    }
    m->event.id = event.now.id;
    return true;
}

/* What was not saved has no number, whatever an attempt gave it. */
static void forget_ids(struct meeting *m)
{
    struct meeting_list *lists[] = {&m->kinds,  &m->roll,    &m->agenda,
                                    &m->points, &m->actions, &m->files};
    if (m->was.ledger == NULL) {
        m->event.id = 0;
    }
    for (size_t k = 0; k < ARRAY_LEN(lists); k++) {
        for (size_t i = 0; i < lists[k]->n; i++) {
            if (lists[k]->v[i].was.ledger == NULL) {
                lists[k]->v[i].now.id = 0;
            }
        }
    }
}

static const char *label_of(struct meeting *m)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, m->was.ledger == NULL ? "登记" : "修改");
    meeting_title(m, &sb);
    sb_addf(&sb, " %s", record_text(&m->event, EVENT_ON));
    const char *label = arena_str(m->arena, sb.s);
    sb_clear(&sb);
    return label;
}

static bool check(struct meeting *m, struct err *err)
{
    struct issues is = {.arena = m->arena};
    meeting_check(m, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (is.list[i].blocks) {
            return err_set(err, ERR_RULE, is.list[i].code, "%s",
                           is.list[i].text);
        }
    }
    return true;
}

static bool is_in_force(struct meeting *m, struct err *err)
{
    struct record now;
    if (m->was.ledger == NULL) {
        return true;
    }
    if (!record_read(&now, &ledger_event, m->book, m->arena, m->event.id,
                     err)) {
        return false;
    }
    return now.voided_on[0] == '\0' ||
           err_set(err, ERR_RULE, "E-EVENT-044",
                   "这次会议已在 %s 作废（%s），不能再改；作废错了请撤销那次"
                   "作废。",
                   now.voided_on, now.void_reason);
}

/* Rights are those of the body on that day, whichever way somebody came into
   the roll. */
static bool set_rights(struct meeting *m, struct err *err)
{
    struct body_person *list;
    size_t n;
    if (!meeting_body(m, &list, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < m->roll.n; i++) {
        struct meeting_part *p = &m->roll.v[i];
        bool same =
            p->was.ledger != NULL && value_same(&p->now.values[ATTEND_PERSON],
                                                &p->was.values[ATTEND_PERSON]);
        for (size_t k = 0; !same && k < n; k++) {
            if (list[k].id == record_int(&p->now, ATTEND_PERSON)) {
                record_set_int(&p->now, ATTEND_VOTE, list[k].vote);
                record_set_int(&p->now, ATTEND_LEADER, list[k].leader);
            }
        }
    }
    return true;
}

/* Numbers are given and rules asked under the lock that the rows are written
   under: two windows never make the same 第n次. */
static bool save(struct meeting *m, const char *reason, struct err *err)
{
    if (!is_in_force(m, err) || !set_rights(m, err) ||
        !meeting_follow_kinds(m, err) || !check(m, err)) {
        return false;
    }
    set_entered(m);
    set_counts(m);
    set_kinds(m);
    set_verdicts(m);
    return write(m, label_of(m), reason, err);
}

bool meeting_save(struct meeting *m, const char *reason, struct err *err)
{
    if (!tx_begin(m->book->db, TX_WRITE, err)) {
        return false;
    }
    int64_t from = m->from_id;
    struct meeting saved;
    bool ok = save(m, reason, err) &&
              meeting_read(&saved, m->book, m->arena, m->event.id, err);
    if (!tx_end(m->book->db, ok, err)) {
        forget_ids(m);
        return false;
    }
    *m = saved;
    m->from_id = from;
    return true;
}
