/* Where a meeting comes from: a new one out of the branch's habits, or one that
   is in the file. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* Decisions of earlier meetings shown at a time; who has more has another
   trouble, and the list of actions. */
#define OPEN_MAX 200

/* ---- the last one ------------------------------------------------------- */

int64_t meeting_last_of(struct meeting *m)
{
    int64_t id = 0;
    char day[11];
    struct stmt st;
    stmt_open(&st, m->book->db,
              SQL("select id from event where branch_id = :branch"
                  " and on_day <= :day and kind = :kind and grp_id is :grp"
                  " and state = '2' and voided_on is null and id <> :self"
                  " order by on_day desc, id desc limit 1"));
    stmt_int(&st, ":branch", meeting_branch(m));
    stmt_text(&st, ":day", date_text(meeting_day(m), day));
    stmt_text(&st, ":kind", record_text(&m->event, EVENT_KIND));
    if (record_is_null(&m->event, EVENT_GRP)) {
        stmt_null(&st, ":grp");
    } else {
        stmt_int(&st, ":grp", record_int(&m->event, EVENT_GRP));
    }
    stmt_int(&st, ":self", m->event.id);
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, NULL) ? id : 0;
}

int64_t meeting_last_id(struct meeting *m)
{
    return meeting_last_of(m);
}

/* Who chairs by the rule of the kind, on that day. */
static int64_t usual_chair(struct meeting *m, const struct kind *k)
{
    char day[11];
    int64_t id = 0;
    struct stmt st;
    stmt_open(&st, m->book->db,
              SQL("select kind, person_id from post where branch_id = :branch"
                  " and voided_on is null and from_on <= :day"
                  " and (to_on is null or to_on > :day)"
                  " and (:grp = 0 or grp_id is null or grp_id = :grp)"
                  " order by kind, id"));
    stmt_int(&st, ":branch", meeting_branch(m));
    stmt_text(&st, ":day", date_text(meeting_day(m), day));
    stmt_int(&st, ":grp", record_int(&m->event, EVENT_GRP));
    while (id == 0 && stmt_row(&st)) {
        if (kinds_among(k->chair_posts, stmt_col_text(&st, 0))) {
            id = stmt_col_int(&st, 1);
        }
    }
    return stmt_done(&st, NULL) ? id : 0;
}

/* By the lecturer's posts on that day: a sub-kind is called like a post (书记),
   or 领导 for those of the leading group, or 普通; NULL: nothing to say. */
static const char *sub_of(struct meeting *m, const struct kind *k, int64_t lead)
{
    const struct kind *leaders =
        kinds_by_code(book_kinds(m->book), "life.leaders");
    const char *sub = kinds_among(k->subs, "普通") ? "普通" : NULL;
    char day[11];
    struct stmt st;
    stmt_open(&st, m->book->db,
              SQL("select kind from post where person_id = :person"
                  " and voided_on is null and from_on <= :day"
                  " and (to_on is null or to_on > :day) order by kind desc"));
    stmt_int(&st, ":person", lead);
    stmt_text(&st, ":day", date_text(meeting_day(m), day));
    while (stmt_row(&st)) {
        const char *post = stmt_col_text(&st, 0);
        const char *name = codes_name("post", post);
        bool leads = leaders != NULL && kinds_among(leaders->posts, post);
        if (kinds_among(k->subs, name)) {
            sub = name;
        } else if (leads && kinds_among(k->subs, "领导")) {
            sub = "领导";
        }
    }
    return stmt_done(&st, NULL) ? sub : NULL;
}

void meeting_suggest_sub(struct meeting *m, size_t kind, int64_t was_lead)
{
    struct record *r = &m->kinds.v[kind].now;
    const struct kind *k = meeting_kind_of(m, r);
    if (k == NULL || k->subs == NULL || meeting_day(m) == DATE_NONE) {
        return;
    }
    const char *before = was_lead != 0 ? sub_of(m, k, was_lead) : NULL;
    bool own = record_is_null(r, EK_SUB) ||
               (before != NULL && strcmp(before, record_text(r, EK_SUB)) == 0);
    if (own) {
        int64_t lead = record_int(r, EK_LEAD);
        record_set_text(r, EK_SUB, lead != 0 ? sub_of(m, k, lead) : NULL);
    }
}

static bool is_in_roll(const struct meeting *m, int64_t person)
{
    for (size_t i = 0; i < m->roll.n; i++) {
        if (!m->roll.v[i].gone &&
            record_int(&m->roll.v[i].now, ATTEND_PERSON) == person) {
            return true;
        }
    }
    return false;
}

static const int habits[MEETING_HABITS] = {
    EVENT_TIME_FROM, EVENT_TIME_TO, EVENT_PLACE, EVENT_HOST, EVENT_RECORDER};

static bool is_person(int field)
{
    return field == EVENT_HOST || field == EVENT_RECORDER;
}

/* Place, times and people as last time, as far as they are still here. */
static bool take_habits(struct meeting *m, struct err *err)
{
    const struct kind *k = meeting_kind(m);
    int64_t last = meeting_last_of(m);
    struct record r = record_new(&ledger_event, m->book, m->arena);
    if (last != 0 &&
        !record_read(&r, &ledger_event, m->book, m->arena, last, err)) {
        return false;
    }
    for (size_t i = 0; i < MEETING_HABITS; i++) {
        struct value *v = &m->event.values[habits[i]];
        bool own = !value_same(v, &m->habits[i]);
        bool here =
            !is_person(habits[i]) || is_in_roll(m, record_int(&r, habits[i]));
        if (!own) {
            *v = here ? r.values[habits[i]]
                      : (struct value){VALUE_NULL, 0, NULL};
        }
    }
    if (record_is_null(&m->event, EVENT_HOST) && k != NULL) {
        int64_t chair = usual_chair(m, k);
        if (chair != 0) {
            record_set_int(&m->event, EVENT_HOST, chair);
        }
    }
    for (size_t i = 0; i < MEETING_HABITS; i++) {
        m->habits[i] = m->event.values[habits[i]];
    }
    return true;
}

bool meeting_take_habits(struct meeting *m, struct err *err)
{
    return take_habits(m, err) && meeting_take_open(m, err);
}

bool meeting_prepare(struct meeting *m, struct err *err)
{
    return meeting_follow(m, true, err) && meeting_take_open(m, err);
}

/* What earlier meetings decided and nobody has reported done: of this kind
   (and group) if it has topics of its own. */
bool meeting_take_open(struct meeting *m, struct err *err)
{
    struct stmt st;
    int64_t ids[OPEN_MAX];
    size_t n = 0;
    char day[11];
    stmt_open(&st, m->book->db,
              SQL("select a.id from action a join event e on e.id = a.event_id"
                  " where a.branch_id = :branch and a.done_on is null"
                  " and a.voided_on is null and e.voided_on is null"
                  " and e.kind = :kind and e.grp_id is :grp"
                  " and e.on_day <= :day and e.id <> :self"
                  " order by coalesce(a.due_on, '9999'), a.id limit :max"));
    stmt_int(&st, ":branch", meeting_branch(m));
    stmt_text(&st, ":kind", record_text(&m->event, EVENT_KIND));
    if (record_is_null(&m->event, EVENT_GRP)) {
        stmt_null(&st, ":grp");
    } else {
        stmt_int(&st, ":grp", record_int(&m->event, EVENT_GRP));
    }
    stmt_text(&st, ":day", date_text(meeting_day(m), day));
    stmt_int(&st, ":self", m->event.id);
    stmt_int(&st, ":max", OPEN_MAX);
    while (stmt_row(&st)) {
        ids[n++] = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    m->open = (struct meeting_list){NULL, 0, 0};
    for (size_t i = 0; i < n; i++) {
        struct meeting_part *p = meeting_part_add(m, &m->open, &ledger_action);
        if (!record_read(&p->was, &ledger_action, m->book, m->arena, ids[i],
                         err)) {
            return false;
        }
        p->now = record_copy(&p->was, m->arena);
    }
    return true;
}

bool meeting_new(struct meeting *m, struct book *b, struct arena *a,
                 const char *kind, int64_t grp, int day, struct err *err)
{
    memset(m, 0, sizeof *m);
    m->book = b;
    m->arena = a;
    m->event = record_new(&ledger_event, b, a);
    const struct kind *k = kinds_by_code(book_kinds(b), kind);
    if (k == NULL) {
        return err_set(err, ERR_RULE, "E-EVENT-002",
                       "没有“%s”这种会议、活动类型，请从类型表里选。", kind);
    }
    record_set_text(&m->event, EVENT_KIND, k->code);
    if (grp != 0) {
        record_set_int(&m->event, EVENT_GRP, grp);
    }
    record_set_day(&m->event, a, EVENT_ON, day);
    record_set_text(&m->event, EVENT_STATE,
                    day > b->today ? EVENT_PLANNED : EVENT_HELD);
    meeting_start_year(m);
    record_set_int(&m->event, EVENT_FOR_YEAR, m->own_year);
    return meeting_follow(m, true, err) && take_habits(m, err) &&
           meeting_take_open(m, err);
}

/* ---- reading ------------------------------------------------------------ */

static int64_t agenda_id(const struct meeting_part *p, const struct ledger *l)
{
    return l == &ledger_point    ? record_int(&p->was, POINT_AGENDA)
           : l == &ledger_action ? record_int(&p->was, ACTION_AGENDA)
                                 : 0;
}

static int index_of(const struct meeting_list *l, int64_t id)
{
    for (size_t i = 0; id != 0 && i < l->n; i++) {
        if (l->v[i].now.id == id) {
            return (int)i;
        }
    }
    return -1;
}

static bool read_list(struct meeting *m, struct meeting_list *list,
                      const struct ledger *l, const char *sql, struct err *err)
{
    struct stmt st;
    int64_t *ids = NULL;
    size_t n = 0;
    size_t cap = 0;
    stmt_open(&st, m->book->db, sql);
    stmt_int(&st, ":event", m->event.id);
    while (stmt_row(&st)) {
        if (n == cap) {
            size_t more = cap == 0 ? 64 : cap * 2;
            int64_t *grown = arena_array(m->arena, more, sizeof *grown);
            if (n > 0) {
                memcpy(grown, ids, n * sizeof *grown);
            }
            ids = grown;
            cap = more;
        }
        ids[n++] = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        struct meeting_part *p = meeting_part_add(m, list, l);
        if (!record_read(&p->was, l, m->book, m->arena, ids[i], err)) {
            return false;
        }
        p->now = record_copy(&p->was, m->arena);
        p->under = index_of(&m->agenda, agenda_id(p, l));
    }
    return true;
}

/* The parts that stand, or those that went with a voided event: they say so in
   the same words. */
#define AS_EVENT(t)                                                            \
    " and (" t "voided_on, " t "void_reason) is"                               \
    " (select voided_on, void_reason from event where id = :event)"

bool meeting_read(struct meeting *m, struct book *b, struct arena *a,
                  int64_t id, struct err *err)
{
    memset(m, 0, sizeof *m);
    m->book = b;
    m->arena = a;
    if (!record_read(&m->was, &ledger_event, b, a, id, err)) {
        return false;
    }
    m->event = record_copy(&m->was, a);
    meeting_start_year(m);
    return read_list(
               m, &m->kinds, &ledger_event_kind,
               SQL("select id from event_kind where event_id = :event" AS_EVENT(
                   "") " order by ord, id"),
               err) &&
           read_list(
               m, &m->roll, &ledger_attend,
               SQL("select t.id from attend t join person p"
                   " on p.id = t.person_id where t.event_id = :event" AS_EVENT(
                       "t.") " order by p.ord, p.id"),
               err) &&
           read_list(
               m, &m->agenda, &ledger_agenda,
               SQL("select id from agenda where event_id = :event" AS_EVENT(
                   "") " order by ord, id"),
               err) &&
           read_list(
               m, &m->points, &ledger_point,
               SQL("select id from point where event_id = :event" AS_EVENT(
                   "") " order by ord, id"),
               err) &&
           read_list(
               m, &m->actions, &ledger_action,
               SQL("select id from action where event_id = :event" AS_EVENT(
                   "") " order by ord, id"),
               err) &&
           read_list(
               m, &m->files, &ledger_attachment,
               SQL("select id from attachment where event_id = :event" AS_EVENT(
                   "") " order by id"),
               err);
}
