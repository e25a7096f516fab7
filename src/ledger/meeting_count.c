/* What the roll adds up to: who came, whether that is enough for each kind,
   what a vote among them comes to. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

/* ---- counting ----------------------------------------------------------- */

bool meeting_has_come(const char *state)
{
    return strcmp(state, ATTEND_PRESENT) == 0 ||
           strcmp(state, ATTEND_ONLINE) == 0;
}

static void count(struct meeting_counts *c, const struct record *r)
{
    const char *state = record_text(r, ATTEND_STATE);
    bool vote = record_int(r, ATTEND_VOTE) != 0;
    c->due++;
    c->present += strcmp(state, ATTEND_PRESENT) == 0;
    c->online += strcmp(state, ATTEND_ONLINE) == 0;
    c->leave += strcmp(state, ATTEND_LEAVE) == 0;
    c->absent += strcmp(state, ATTEND_ABSENT) == 0;
    c->entitled += vote;
    c->voters += vote && meeting_has_come(state);
}

struct meeting_counts meeting_counts(const struct meeting *m)
{
    struct meeting_counts c = {0};
    for (size_t i = 0; i < m->roll.n; i++) {
        if (!m->roll.v[i].gone) {
            count(&c, &m->roll.v[i].now);
        }
    }
    c.came = c.present + c.online;
    return c;
}

/* Does the roll hold everybody whom this kind asks for?  A roll of the
   committee, or of one group, is no meeting of all. */
static bool covers(struct meeting *m, const struct kind *k)
{
    struct body_person *list;
    size_t n;
    const struct kind *first = meeting_kind(m);
    if (k == NULL || first == NULL || !k->whole || k->body == first->body) {
        return true;
    }
    if (!body_on(m->book, m->arena, k, meeting_branch(m),
                 record_int(&m->event, EVENT_GRP), meeting_day(m), &list, &n,
                 NULL)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const struct meeting_part *p =
            meeting_find_person(&m->roll, list[i].id);
        if (!list[i].out && (p == NULL || p->gone)) {
            return false;
        }
    }
    return true;
}

/* Of those whom a kind asks for, when that is fewer than the roll. */
static struct meeting_counts counts_of(struct meeting *m, const struct kind *k)
{
    struct meeting_counts c = {0};
    struct body_person *list;
    size_t n;
    const struct kind *first = meeting_kind(m);
    if (k == NULL || first == NULL || k->body == first->body ||
        k->body == BODY_NAMED ||
        !body_on(m->book, m->arena, k, meeting_branch(m),
                 record_int(&m->event, EVENT_GRP), meeting_day(m), &list, &n,
                 NULL)) {
        return meeting_counts(m);
    }
    for (size_t i = 0; i < n; i++) {
        const struct meeting_part *p =
            meeting_find_person(&m->roll, list[i].id);
        if (p != NULL && !p->gone) {
            count(&c, &p->now);
        }
    }
    c.came = c.present + c.online;
    return c;
}

struct vote_verdict meeting_enough(struct meeting *m, const struct kind *k)
{
    struct meeting_counts c = counts_of(m, k);
    if (!covers(m, k)) {
        return (struct vote_verdict){
            .state = VOTE_NOT_ENOUGH,
            .text = arena_printf(
                m->arena, "应到的不是%s要求的全部人员，不能算一次", k->name),
            .resolution = "",
        };
    }
    const struct vote_rule *rule =
        k != NULL && k->vote[0] != '\0'
            ? vote_rule(book_votes(m->book), k->vote, meeting_day(m))
            : NULL;
    if (rule == NULL) {
        return (struct vote_verdict){
            .state = VOTE_PASSED, .text = "", .resolution = ""};
    }
    return vote_attendance(m->arena, rule, rule->members ? c.entitled : c.due,
                           rule->members ? c.voters : c.came);
}

struct vote_verdict meeting_verdict(struct meeting *m)
{
    return meeting_enough(m, meeting_kind(m));
}

void meeting_roll_line(struct meeting *m, struct strbuf *out)
{
    struct meeting_counts c = meeting_counts(m);
    sb_addf(out, "应到 %d  实到 %d", c.due, c.came);
    if (c.online > 0) {
        sb_addf(out, "（线上 %d）", c.online);
    }
    sb_addf(out, "  请假 %d  缺席 %d", c.leave, c.absent);
}

/* ---- voting ------------------------------------------------------------- */

static int64_t count_or(const struct record *r, int field, int64_t otherwise)
{
    return record_is_null(r, field) ? otherwise : record_int(r, field);
}

/* Whom a topic is about has no vote on it. */
struct meeting_counts meeting_voters(const struct meeting *m,
                                     const struct record *topic)
{
    struct meeting_counts c = meeting_counts(m);
    int64_t subject = record_int(topic, AGENDA_SUBJECT);
    for (size_t i = 0; subject != 0 && i < m->roll.n; i++) {
        const struct record *r = &m->roll.v[i].now;
        if (!m->roll.v[i].gone && record_int(r, ATTEND_PERSON) == subject &&
            record_int(r, ATTEND_VOTE) != 0) {
            c.entitled--;
            c.voters -= meeting_has_come(record_text(r, ATTEND_STATE));
        }
    }
    return c;
}

struct vote_verdict meeting_vote(struct meeting *m, size_t agenda)
{
    const struct record *r = &m->agenda.v[agenda].now;
    const struct vote_rule *rule = vote_rule(
        book_votes(m->book), record_text(r, AGENDA_VOTE_RULE), meeting_day(m));
    if (rule == NULL) {
        return (struct vote_verdict){
            .state = VOTE_OPEN, .text = "", .resolution = ""};
    }
    struct meeting_counts c = meeting_voters(m, r);
    bool written = rule->written;
    struct vote_count v = {
        .entitled =
            count_or(r, AGENDA_ENTITLED, rule->members ? c.entitled : c.due),
        .present =
            count_or(r, AGENDA_PRESENT, rule->members ? c.voters : c.came),
        .written_yes = written ? count_or(r, AGENDA_WRITTEN_YES, 0) : 0,
        .written_no = written ? count_or(r, AGENDA_WRITTEN_NO, 0) : 0,
        .written_abstain = written ? count_or(r, AGENDA_WRITTEN_ABSTAIN, 0) : 0,
        .yes = count_or(r, AGENDA_YES, VOTE_UNKNOWN),
        .no = count_or(r, AGENDA_NO, 0),
        .abstain = count_or(r, AGENDA_ABSTAIN, 0),
        .spoiled = count_or(r, AGENDA_SPOILED, 0),
    };
    /* Ballots not counted apart: all who are here got one and gave it back. */
    v.issued = count_or(r, AGENDA_ISSUED, v.present);
    v.returned = count_or(r, AGENDA_RETURNED, v.issued);
    return vote_judge(m->arena, rule, &v);
}
