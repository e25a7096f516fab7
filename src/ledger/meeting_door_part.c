/* Single records of the parts of an event that come from the command line or
   from a list: put into their meeting, which is then saved whole. */
#include "event_rows.h"
#include "meeting_parts.h"

#include "pbtui/base/mem.h"

static struct meeting_list *list_of(struct meeting *m, const struct ledger *l)
{
    const struct {
        const struct ledger *ledger;
        struct meeting_list *list;
    } lists[] = {
        {&ledger_event_kind, &m->kinds}, {&ledger_attend, &m->roll},
        {&ledger_agenda, &m->agenda},    {&ledger_point, &m->points},
        {&ledger_action, &m->actions},   {&ledger_attachment, &m->files},
    };
    size_t at = 0;
    while (at + 1 < ARRAY_LEN(lists) && lists[at].ledger != l) {
        at++;
    }
    return lists[at].list;
}

static struct meeting_part *part_of(struct meeting *m, const struct record *r)
{
    struct meeting_list *l = list_of(m, r->ledger);
    for (size_t i = 0; r->id != 0 && i < l->n; i++) {
        if (l->v[i].now.id == r->id) {
            return &l->v[i];
        }
    }
    return meeting_part_add(m, l, r->ledger);
}

/* What nobody types on a part that comes by itself. */
static bool finish_new(struct meeting *m, struct meeting_part *p,
                       struct err *err)
{
    const struct ledger *l = p->now.ledger;
    if (l == &ledger_attachment || l == &ledger_event_kind) {
        return err_set(err, ERR_RULE, "E-EVENT-045",
                       "%s只能在会议表单里加（附件在“更多”页，类型在“同时"
                       "记为”）。",
                       l->noun);
    }
    int ord = ledger_field(l, "ord");
    if (ord >= 0) {
        record_set_int(&p->now, ord, (int64_t)list_of(m, l)->n);
    }
    if (l == &ledger_action) {
        record_set_int(&p->now, ACTION_BRANCH, meeting_branch(m));
    }
    return true;
}

/* The kinds of an event are its own, not those of a row of theirs. */
static bool may_change(const struct record *r, const struct record *old,
                       struct err *err)
{
    bool kind = r->ledger == &ledger_event_kind &&
                !value_same(&r->values[EK_KIND], &old->values[EK_KIND]);
    return !kind ||
           err_set(err, ERR_RULE, "E-EVENT-046",
                   "会议的类型请在会议表单里改，这里只改题目、主讲这些。");
}

/* *at: where the part is in its list. */
static bool build_part(struct meeting *m, struct book *b, struct arena *a,
                       const struct record *r, const struct record *old,
                       size_t *at, struct err *err)
{
    int64_t event = record_int(r, r->ledger->parent);
    if (!meeting_read(m, b, a, event, err)) {
        return false;
    }
    struct meeting_part *p = part_of(m, r);
    *at = (size_t)(p - list_of(m, r->ledger)->v);
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        bool made = (r->ledger->fields[i].flags & FIELD_HIDDEN) != 0;
        if (!made &&
            (old == NULL || !value_same(&r->values[i], &old->values[i]))) {
            p->now.values[i] = r->values[i];
        }
    }
    if (old != NULL) {
        p->was.ver = old->ver;
    }
    return old != NULL ? may_change(r, old, err) : finish_new(m, p, err);
}

void meeting_check_part(struct book *b, const struct record *r,
                        const struct record *old, struct issues *is)
{
    struct meeting m;
    size_t at;
    struct err err = ERR_INIT;
    if (!record_is_null(r, r->ledger->parent)) {
        bool built = build_part(&m, b, is->arena, r, old, &at, &err);
        meeting_tell(&m, built, &err, is);
    }
}

bool meeting_save_part(struct book *b, struct arena *a, struct record *r,
                       const struct record *old, const char *reason,
                       struct err *err)
{
    struct meeting m;
    size_t at;
    if (!build_part(&m, b, a, r, old, &at, err) ||
        !meeting_save(&m, reason, err)) {
        return false;
    }
    /* A new one is the one with the highest number. */
    const struct meeting_list *l = list_of(&m, r->ledger);
    const struct record *saved = NULL;
    for (size_t i = 0; i < l->n; i++) {
        const struct record *x = &l->v[i].now;
        bool it =
            r->id != 0 ? x->id == r->id : saved == NULL || x->id > saved->id;
        saved = it ? x : saved;
    }
    if (saved != NULL) {
        *r = *saved;
    }
    return true;
}
