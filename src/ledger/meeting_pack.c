/* A meeting as names and values and back, for drafts; and two versions of one
   put together.

   Names are "agenda.2.topic"; values carry their type in front ("i5", "t…",
   "n" for null); a part that is in the file says so by ".id". */
#include "meeting_parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"

enum { N_LISTS = 7 };

struct named_list {
    const char *name;
    struct meeting_list *list;
    const struct ledger *ledger;
};

static void lists_of(const struct meeting *m, struct named_list out[N_LISTS])
{
    struct meeting *own = (struct meeting *)(uintptr_t)m;
    const struct named_list all[N_LISTS] = {
        {"kind", &own->kinds, &ledger_event_kind},
        {"roll", &own->roll, &ledger_attend},
        {"agenda", &own->agenda, &ledger_agenda},
        {"point", &own->points, &ledger_point},
        {"action", &own->actions, &ledger_action},
        {"file", &own->files, &ledger_attachment},
        {"open", &own->open, &ledger_action},
    };
    memcpy(out, all, sizeof all);
}

/* ---- out ---------------------------------------------------------------- */

struct packing {
    struct arena *arena;
    void (*put)(void *ctx, const char *name, const char *value);
    void *ctx;
};

static void put_value(const struct packing *p, const char *list, size_t i,
                      const char *column, const struct value *v)
{
    const char *name = arena_printf(p->arena, "%s.%zu.%s", list, i, column);
    const char *text = "n";
    if (v->type == VALUE_INT) {
        text = arena_printf(p->arena, "i%" PRId64, v->i);
    } else if (v->type == VALUE_TEXT) {
        text = arena_printf(p->arena, "t%s", v->s);
    }
    p->put(p->ctx, name, text);
}

static void put_record(const struct packing *p, const char *list, size_t i,
                       const struct record *now, const struct record *was)
{
    for (size_t f = 0; f < now->ledger->n_fields; f++) {
        const struct field *x = &now->ledger->fields[f];
        bool stored = (x->flags & (FIELD_COMPUTED | FIELD_NEW_ONLY)) == 0;
        bool differs = was->ledger == NULL
                           ? now->values[f].type != VALUE_NULL
                           : !value_same(&now->values[f], &was->values[f]);
        if (stored && differs) {
            put_value(p, list, i, x->column, &now->values[f]);
        }
    }
}

static void put_number(const struct packing *p, const char *list, size_t i,
                       const char *what, int64_t v)
{
    struct value value = value_int(v);
    put_value(p, list, i, what, &value);
}

void meeting_pack(const struct meeting *m,
                  void (*put)(void *ctx, const char *name, const char *value),
                  void *ctx)
{
    struct arena a = ARENA_INIT;
    struct packing p = {&a, put, ctx};
    struct named_list lists[N_LISTS];
    lists_of(m, lists);
    put_record(&p, "event", 0, &m->event, &m->was);
    for (size_t k = 0; k < N_LISTS; k++) {
        for (size_t i = 0; i < lists[k].list->n; i++) {
            const struct meeting_part *part = &lists[k].list->v[i];
            if (part->now.id != 0) {
                put_number(&p, lists[k].name, i, "id", part->now.id);
            }
            put_record(&p, lists[k].name, i, &part->now, &part->was);
            put_number(&p, lists[k].name, i, "under", part->under);
            if (part->gone) {
                put_number(&p, lists[k].name, i, "gone", 1);
            }
        }
    }
    arena_clear(&a);
}

/* ---- in ----------------------------------------------------------------- */

static struct value value_of(struct arena *a, const char *text)
{
    switch (text[0]) {
    case 'i':
        return value_int(strtoll(text + 1, NULL, 10));
    case 't':
        return value_text(a, text + 1);
    default:
        return (struct value){VALUE_NULL, 0, NULL};
    }
}

/* A part that is in the file is known by its id, somebody of the roll by who
   they are, everything else by its place. */
static void move_known(struct meeting_list *l, size_t at, int field, int64_t v)
{
    for (size_t i = at; i < l->n; i++) {
        bool same = field < 0 ? l->v[i].now.id == v
                              : record_int(&l->v[i].now, field) == v;
        if (same) {
            struct meeting_part known = l->v[i];
            memmove(&l->v[at + 1], &l->v[at], (i - at) * sizeof known);
            l->v[at] = known;
            return;
        }
    }
}

static void unpack_part(struct meeting *m, const struct named_list *list,
                        size_t i, const char *column, const struct value *v)
{
    struct meeting_list *l = list->list;
    if (i > l->n + 1) {
        return; /* not written by us */
    }
    if (strcmp(column, "id") == 0) {
        move_known(l, i, -1, v->i);
        return;
    }
    if (list->ledger == &ledger_attend && strcmp(column, "person_id") == 0) {
        move_known(l, i, ATTEND_PERSON, v->i);
    }
    if (i >= l->n) {
        meeting_part_add(m, l, list->ledger);
    }
    if (i >= l->n) {
        return;
    }
    if (strcmp(column, "under") == 0) {
        l->v[i].under = (int)v->i;
    } else if (strcmp(column, "gone") == 0) {
        l->v[i].gone = true;
    } else {
        int field = ledger_field(list->ledger, column);
        if (field >= 0) {
            l->v[i].now.values[field] = *v;
        }
    }
}

void meeting_unpack(struct meeting *m, const char *name, const char *value)
{
    const char *dot = strchr(name, '.');
    const char *second = dot != NULL ? strchr(dot + 1, '.') : NULL;
    if (second == NULL) {
        return;
    }
    struct value v = value_of(m->arena, value);
    size_t i = (size_t)strtoull(dot + 1, NULL, 10);
    size_t n = (size_t)(dot - name);
    if (n == 5 && strncmp(name, "event", n) == 0) {
        int field = ledger_field(&ledger_event, second + 1);
        if (field >= 0) {
            m->event.values[field] = v;
        }
        return;
    }
    struct named_list lists[N_LISTS];
    lists_of(m, lists);
    for (size_t k = 0; k < N_LISTS; k++) {
        if (strlen(lists[k].name) == n &&
            strncmp(name, lists[k].name, n) == 0) {
            unpack_part(m, &lists[k], i, second + 1, &v);
        }
    }
}

/* ---- two versions ------------------------------------------------------- */

static void merge_record(struct meeting *m, struct record *theirs,
                         const struct record *mine, const struct record *base,
                         struct strbuf *both)
{
    for (size_t f = 0; f < mine->ledger->n_fields; f++) {
        const struct field *x = &mine->ledger->fields[f];
        if ((x->flags & (FIELD_HIDDEN | FIELD_COMPUTED | FIELD_NEW_ONLY)) !=
                0 ||
            value_same(&mine->values[f], &base->values[f])) {
            continue;
        }
        if (!value_same(&theirs->values[f], &base->values[f]) &&
            !value_same(&theirs->values[f], &mine->values[f])) {
            sb_addf(both, "%s%s：对方写的是“", mine->ledger->noun, x->label);
            record_show(theirs, m->book, (int)f, both);
            sb_add(both, "”，您写的是“");
            record_show(mine, m->book, (int)f, both);
            sb_add(both, "”\n");
        }
        theirs->values[f] = mine->values[f];
    }
}

static struct meeting_part *by_id(struct meeting_list *l, int64_t id)
{
    for (size_t i = 0; id != 0 && i < l->n; i++) {
        if (l->v[i].now.id == id) {
            return &l->v[i];
        }
    }
    return NULL;
}

static void merge_list(struct meeting *m, struct named_list *theirs,
                       const struct named_list *mine, struct strbuf *both)
{
    for (size_t i = 0; i < mine->list->n; i++) {
        const struct meeting_part *part = &mine->list->v[i];
        struct meeting_part *other = by_id(theirs->list, part->now.id);
        if (part->was.ledger == NULL) {
            if (!part->gone) {
                *meeting_part_add(m, theirs->list, theirs->ledger) = *part;
            }
        } else if (other != NULL) {
            merge_record(m, &other->now, &part->now, &part->was, both);
            other->gone = part->gone;
        }
    }
}

bool meeting_merge(struct meeting *m, struct strbuf *both, struct err *err)
{
    struct meeting now;
    struct named_list theirs[N_LISTS];
    struct named_list mine[N_LISTS];
    if (m->event.id == 0) {
        return true;
    }
    if (!meeting_read(&now, m->book, m->arena, m->event.id, err)) {
        return false;
    }
    merge_record(m, &now.event, &m->event, &m->was, both);
    lists_of(&now, theirs);
    lists_of(m, mine);
    /* Topics come first: new ones are put behind theirs, and what stands under
       a topic must follow it there. */
    size_t base = now.agenda.n;
    size_t known = m->agenda.n;
    for (size_t k = 0; k < N_LISTS; k++) {
        merge_list(m, &theirs[k], &mine[k], both);
    }
    for (size_t k = 0; k < N_LISTS; k++) {
        for (size_t i = 0; i < theirs[k].list->n; i++) {
            struct meeting_part *p = &theirs[k].list->v[i];
            if (p->was.ledger != NULL || p->under < 0 ||
                (size_t)p->under >= known) {
                continue;
            }
            const struct meeting_part *topic = &m->agenda.v[p->under];
            size_t at = 0;
            for (size_t j = 0; j < (size_t)p->under; j++) {
                at += m->agenda.v[j].was.ledger == NULL && !m->agenda.v[j].gone;
            }
            struct meeting_part *same = by_id(&now.agenda, topic->now.id);
            p->under = topic->was.ledger == NULL ? (int)(base + at)
                       : same != NULL            ? (int)(same - now.agenda.v)
                                                 : -1;
        }
    }
    now.from_id = m->from_id;
    *m = now;
    return true;
}
