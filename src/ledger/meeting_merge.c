/* Two windows at one meeting: what was changed here is put on top of what the
   other has saved, field by field, and what touches the same thing is told. */
#include "meeting_lists.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"

struct merging {
    struct meeting *mine;
    struct meeting *theirs;
    int *topic; /* where my topics are among theirs; -1 */
    struct strbuf *both;
};

static bool is_typed(const struct field *f)
{
    return (f->flags & (FIELD_HIDDEN | FIELD_COMPUTED | FIELD_NEW_ONLY)) == 0;
}

/* 议题“审定方案”: enough to know which. */
static void add_name(struct merging *g, const struct record *r)
{
    sb_add(g->both, r->ledger->noun);
    if (r->ledger != &ledger_event) {
        sb_add(g->both, "“");
        r->ledger->label(g->mine->book, r, g->both);
        sb_add(g->both, "”");
    }
}

static void merge_record(struct merging *g, struct record *theirs,
                         const struct record *mine, const struct record *base)
{
    for (size_t f = 0; f < mine->ledger->n_fields; f++) {
        const struct field *x = &mine->ledger->fields[f];
        if (!is_typed(x) || value_same(&mine->values[f], &base->values[f])) {
            continue;
        }
        if (!value_same(&theirs->values[f], &base->values[f]) &&
            !value_same(&theirs->values[f], &mine->values[f])) {
            add_name(g, base);
            sb_addf(g->both, "的%s：对方写的是“", x->label);
            record_show(theirs, g->mine->book, (int)f, g->both);
            sb_add(g->both, "”，您写的是“");
            record_show(mine, g->mine->book, (int)f, g->both);
            sb_add(g->both, "”，用了您的\n");
        }
        theirs->values[f] = mine->values[f];
    }
}

static bool is_changed(const struct record *now, const struct record *base)
{
    for (size_t f = 0; f < now->ledger->n_fields; f++) {
        if (is_typed(&now->ledger->fields[f]) &&
            !value_same(&now->values[f], &base->values[f])) {
            return true;
        }
    }
    return false;
}

/* They have taken out what I have written in: it comes back as a new part. */
static int bring_back(struct merging *g, const struct meeting_named_list *to,
                      const struct meeting_part *mine)
{
    if (mine->gone || !is_changed(&mine->now, &mine->was)) {
        return -1;
    }
    add_name(g, &mine->was);
    sb_add(g->both, "：对方删去了，您改过，按您的留下\n");
    struct meeting_part *p = meeting_part_add(g->theirs, to->list, to->ledger);
    p->now = record_copy(&mine->now, g->mine->arena);
    p->now.id = 0;
    p->under = mine->under;
    return (int)(p - to->list->v);
}

static int merge_known(struct merging *g, const struct meeting_named_list *to,
                       const struct meeting_part *mine, int at)
{
    struct meeting_part *p = &to->list->v[at];
    bool theirs_changed = is_changed(&p->now, &mine->was);
    if (mine->gone && theirs_changed) {
        add_name(g, &mine->was);
        sb_add(g->both, "：您删去了，对方改过，按对方的留下\n");
        return at;
    }
    merge_record(g, &p->now, &mine->now, &mine->was);
    p->gone = mine->gone;
    return at;
}

/* New here; the same person or kind may be new over there, too. */
static int merge_new(struct merging *g, const struct meeting_named_list *to,
                     const struct meeting_part *mine)
{
    int at = meeting_find_part(to, 0, &mine->now);
    if (mine->gone) {
        return -1;
    }
    if (at < 0) {
        struct meeting_part *p =
            meeting_part_add(g->theirs, to->list, to->ledger);
        int64_t event = record_int(&p->now, to->ledger->parent);
        p->now = record_copy(&mine->now, g->mine->arena);
        p->now.id = 0;
        record_set_int(&p->now, to->ledger->parent, event);
        p->under = mine->under;
        return (int)(p - to->list->v);
    }
    struct record empty = record_new(to->ledger, g->mine->book, g->mine->arena);
    merge_record(g, &to->list->v[at].now, &mine->now, &empty);
    to->list->v[at].gone = false;
    return at;
}

static void merge_list(struct merging *g, const struct meeting_named_list *to,
                       const struct meeting_named_list *from, bool topics)
{
    for (size_t i = 0; i < from->list->n; i++) {
        const struct meeting_part *mine = &from->list->v[i];
        int at = mine->was.ledger != NULL
                     ? meeting_find_part(to, mine->now.id, NULL)
                     : -1;
        bool made = mine->was.ledger == NULL || at < 0;
        if (mine->was.ledger == NULL) {
            at = merge_new(g, to, mine);
        } else if (at < 0) {
            at = bring_back(g, to, mine);
        } else {
            at = merge_known(g, to, mine, at);
        }
        if (topics) {
            g->topic[i] = at;
        } else if (at >= 0 && made) {
            /* What stands under a topic follows it to where it is now. */
            int topic = mine->under;
            to->list->v[at].under =
                topic >= 0 && (size_t)topic < g->mine->agenda.n
                    ? g->topic[topic]
                    : -1;
        }
    }
}

bool meeting_merge(struct meeting *m, struct strbuf *both, struct err *err)
{
    struct meeting now;
    struct meeting_named_list theirs[MEETING_LISTS];
    struct meeting_named_list mine[MEETING_LISTS];
    if (m->event.id == 0) {
        return true;
    }
    if (!meeting_read(&now, m->book, m->arena, m->event.id, err)) {
        return false;
    }
    if (now.was.voided_on[0] != '\0') {
        return err_set(err, ERR_RULE, "E-EVENT-047",
                       "另一个窗口已把这次会议作废，不能合在一起；您填的留在"
                       "草稿里，要用请另登记一次。");
    }
    struct merging g = {
        .mine = m,
        .theirs = &now,
        .topic = arena_array(m->arena, m->agenda.n + 1, sizeof *g.topic),
        .both = both,
    };
    merge_record(&g, &now.event, &m->event, &m->was);
    if (!meeting_take_open(&now, err)) {
        return false;
    }
    meeting_lists(&now, theirs);
    meeting_lists(m, mine);
    for (size_t k = 0; k < MEETING_LISTS; k++) {
        if (theirs[k].list != &now.open) {
            merge_list(&g, &theirs[k], &mine[k], k == MEETING_AGENDA);
        }
    }
    /* Actions of earlier meetings that were ticked here, as far as nobody else
       has reported them. */
    for (size_t i = 0; i < m->open.n; i++) {
        int at = meeting_find_part(&theirs[MEETING_LISTS - 1],
                                   m->open.v[i].now.id, NULL);
        if (at >= 0) {
            now.open.v[at].now.values[ACTION_DONE] =
                m->open.v[i].now.values[ACTION_DONE];
        }
    }
    now.from_id = m->from_id;
    *m = now;
    return true;
}
