/* A meeting into the file: what can be counted is counted, what differs becomes
   one change, everything is read again. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#define TAKEN_OUT "从会议记录中删去"

/* ---- what follows from the rest ----------------------------------------- */

/* The day it was first written down as held: a plan is no entry yet. */
static void set_entered(struct meeting *m)
{
    bool held_before =
        m->was.ledger != NULL &&
        strcmp(record_text(&m->was, EVENT_STATE), EVENT_PLANNED) != 0;
    if (!held_before) {
        record_set_day(&m->event, m->arena, EVENT_ENTERED, m->book->today);
    }
}

static void set_counts(struct meeting *m)
{
    struct meeting_counts c = meeting_counts(m);
    record_set_int(&m->event, EVENT_DUE, c.due);
    record_set_int(&m->event, EVENT_PRESENT, c.present);
    record_set_int(&m->event, EVENT_ONLINE, c.online);
    record_set_int(&m->event, EVENT_LEAVE, c.leave);
    record_set_int(&m->event, EVENT_ABSENT, c.absent);
    record_set_int(&m->event, EVENT_VALID,
                   meeting_verdict(m).state == VOTE_PASSED);
}

static void set_kinds(struct meeting *m)
{
    bool held = meeting_state_is(m, EVENT_HELD);
    int entered = record_day(&m->event, EVENT_ENTERED);
    for (size_t i = 0; i < m->kinds.n; i++) {
        struct record *r = &m->kinds.v[i].now;
        const struct kind *k = meeting_kind_of(m, r);
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

/* Points and actions belong to a topic that may be new itself, or gone. */
static void plan_under(struct plan *p, struct meeting_list *l,
                       const struct meeting_list *agenda, int field)
{
    for (size_t i = 0; i < l->n; i++) {
        struct meeting_part *part = &l->v[i];
        int topic = part->under;
        if (topic >= 0 && agenda->v[topic].gone) {
            record_set_null(&part->now, field);
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
    plan_add(&p, &event);
    p.event = m->was.ledger == NULL ? 0 : -1;
    plan_list(&p, &m->kinds);
    plan_list(&p, &m->roll);
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

/* Numbers are given and rules asked under the lock that the rows are written
   under: two windows never make the same 第n次. */
static bool save(struct meeting *m, const char *reason, struct err *err)
{
    if (!meeting_follow_kinds(m, err) || !check(m, err)) {
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
    if (!save(m, reason, err) ||
        !meeting_read(&saved, m->book, m->arena, m->event.id, err)) {
        tx_rollback(m->book->db);
        return false;
    }
    if (!tx_commit(m->book->db, err)) {
        return false;
    }
    *m = saved;
    m->from_id = from;
    return true;
}
