/* A meeting as names and values and back, for drafts.

   Names are "agenda.2.topic"; values carry their type in front ("i5", "t…",
   "n" for null).  A part that is in the file says so by ".id"; of what has been
   changed the value before stands behind ".base.", so that a later merge with
   another window's work knows what was changed here. */
#include "meeting_lists.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"

static const char base_mark[] = "base.";

void meeting_lists(const struct meeting *m,
                   struct meeting_named_list out[MEETING_LISTS])
{
    struct meeting *own = (struct meeting *)(uintptr_t)m;
    const struct meeting_named_list all[MEETING_LISTS] = {
        [MEETING_AGENDA] = {"agenda", &own->agenda, &ledger_agenda, -1},
        {"kind", &own->kinds, &ledger_event_kind, EK_KIND},
        {"roll", &own->roll, &ledger_attend, ATTEND_PERSON},
        {"point", &own->points, &ledger_point, -1},
        {"action", &own->actions, &ledger_action, -1},
        {"file", &own->files, &ledger_attachment, -1},
        {"open", &own->open, &ledger_action, -1},
    };
    memcpy(out, all, sizeof all);
}

int meeting_find_part(const struct meeting_named_list *l, int64_t id,
                      const struct record *like)
{
    for (size_t i = 0; i < l->list->n; i++) {
        const struct record *r = &l->list->v[i].now;
        bool same = id != 0 ? r->id == id
                            : like != NULL && l->known_by >= 0 &&
                                  value_same(&r->values[l->known_by],
                                             &like->values[l->known_by]);
        if (same) {
            return (int)i;
        }
    }
    return -1;
}

/* ---- out ---------------------------------------------------------------- */

struct packing {
    struct arena *arena;
    void (*put)(void *ctx, const char *name, const char *value);
    void *ctx;
    const char *list;
    size_t at;
};

static void put_value(const struct packing *p, const char *mark,
                      const char *column, const struct value *v)
{
    const char *name =
        arena_printf(p->arena, "%s.%zu.%s%s", p->list, p->at, mark, column);
    const char *text = "n";
    if (v->type == VALUE_INT) {
        text = arena_printf(p->arena, "i%" PRId64, v->i);
    } else if (v->type == VALUE_TEXT) {
        text = arena_printf(p->arena, "t%s", v->s);
    }
    p->put(p->ctx, name, text);
}

static void put_number(const struct packing *p, const char *what, int64_t v)
{
    struct value value = value_int(v);
    put_value(p, "", what, &value);
}

static bool is_stored(const struct field *f)
{
    return (f->flags & (FIELD_COMPUTED | FIELD_NEW_ONLY)) == 0;
}

/* All that it says, and what was different before. */
static void put_record(const struct packing *p, const struct record *now,
                       const struct record *was)
{
    for (size_t f = 0; f < now->ledger->n_fields; f++) {
        const struct field *x = &now->ledger->fields[f];
        bool changed = was->ledger != NULL &&
                       !value_same(&now->values[f], &was->values[f]);
        if (!is_stored(x)) {
            continue;
        }
        if (changed) {
            put_value(p, base_mark, x->column, &was->values[f]);
        }
        if (changed || now->values[f].type != VALUE_NULL) {
            put_value(p, "", x->column, &now->values[f]);
        }
    }
}

static bool differs(const struct meeting_part *p)
{
    if (p->was.ledger == NULL || p->gone) {
        return true;
    }
    for (size_t f = 0; f < p->now.ledger->n_fields; f++) {
        if (!value_same(&p->now.values[f], &p->was.values[f])) {
            return true;
        }
    }
    return false;
}

static void put_part(const struct packing *p, const struct meeting_part *part)
{
    if (part->was.ledger != NULL) {
        put_number(p, "id", part->now.id);
        put_number(p, "ver", part->was.ver);
    }
    if (differs(part)) {
        put_record(p, &part->now, &part->was);
    }
    put_number(p, "under", part->under);
    if (part->gone) {
        put_number(p, "gone", 1);
    }
}

void meeting_pack(const struct meeting *m,
                  void (*put)(void *ctx, const char *name, const char *value),
                  void *ctx)
{
    struct arena a = ARENA_INIT;
    struct packing p = {&a, put, ctx, "event", 0};
    struct meeting_named_list lists[MEETING_LISTS];
    meeting_lists(m, lists);
    put_record(&p, &m->event, &m->was);
    for (size_t k = 0; k < MEETING_LISTS; k++) {
        for (size_t i = 0; i < lists[k].list->n; i++) {
            const struct meeting_part *part = &lists[k].list->v[i];
            p.list = lists[k].name;
            p.at = i;
            /* Topics are counted by what stands under them. */
            if (k == MEETING_AGENDA || differs(part)) {
                put_part(&p, part);
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

struct unpacking {
    struct meeting *m;
    const struct meeting_value *list;
    size_t n;
    int *topic; /* where the draft's topics are now; -1 */
    size_t n_topics;
};

/* The part of a name behind "list.at.", NULL when it is another's. */
static const char *rest_of(const char *name, const char *list, size_t at)
{
    size_t n = strlen(list);
    if (strncmp(name, list, n) != 0 || name[n] != '.') {
        return NULL;
    }
    char *rest;
    size_t i = (size_t)strtoull(name + n + 1, &rest, 10);
    return i == at && *rest == '.' ? rest + 1 : NULL;
}

static void take_record(struct unpacking *u, const char *list, size_t at,
                        struct record *now, struct record *was)
{
    struct arena *a = u->m->arena;
    for (size_t i = 0; i < u->n; i++) {
        const char *column = rest_of(u->list[i].name, list, at);
        bool base = column != NULL &&
                    strncmp(column, base_mark, sizeof base_mark - 1) == 0;
        if (column == NULL) {
            continue;
        }
        column += base ? sizeof base_mark - 1 : 0;
        int field = ledger_field(now->ledger, column);
        struct record *to = base ? was : now;
        if (field >= 0 && to->ledger != NULL &&
            is_stored(&now->ledger->fields[field])) {
            to->values[field] = value_of(a, u->list[i].value);
        }
    }
}

static int64_t number_of(const struct unpacking *u, const char *list, size_t at,
                         const char *what, int64_t otherwise)
{
    for (size_t i = 0; i < u->n; i++) {
        const char *column = rest_of(u->list[i].name, list, at);
        if (column != NULL && strcmp(column, what) == 0 &&
            u->list[i].value[0] == 'i') {
            return strtoll(u->list[i].value + 1, NULL, 10);
        }
    }
    return otherwise;
}

/* How far the draft's numbers of a list go. */
static size_t count_of(const struct unpacking *u, const char *list)
{
    size_t n = 0;
    size_t len = strlen(list);
    for (size_t i = 0; i < u->n; i++) {
        const char *name = u->list[i].name;
        if (strncmp(name, list, len) == 0 && name[len] == '.') {
            size_t at = (size_t)strtoull(name + len + 1, NULL, 10);
            n = at + 1 > n && at < 100000 ? at + 1 : n;
        }
    }
    return n;
}

static bool says_anything(const struct unpacking *u, const char *list,
                          size_t at)
{
    for (size_t i = 0; i < u->n; i++) {
        if (rest_of(u->list[i].name, list, at) != NULL) {
            return true;
        }
    }
    return false;
}

/* The part that is meant: the one of that id, the person or kind, or a new
   one.  An action of an earlier meeting that is not open any more is nobody's
   to report on: NULL. */
static struct meeting_part *part_for(struct unpacking *u,
                                     const struct meeting_named_list *l,
                                     size_t at)
{
    struct meeting *m = u->m;
    int64_t id = number_of(u, l->name, at, "id", 0);
    struct record like = record_new(l->ledger, m->book, m->arena);
    struct record none = {.ledger = NULL};
    take_record(u, l->name, at, &like, &none);
    int found = meeting_find_part(l, id, NULL);
    if (found < 0 && l->known_by >= 0) {
        found = meeting_find_part(l, 0, &like);
    }
    if (found >= 0) {
        return &l->list->v[found];
    }
    return l->list == &m->open ? NULL : meeting_part_add(m, l->list, l->ledger);
}

static void take_part(struct unpacking *u, const struct meeting_named_list *l,
                      size_t at)
{
    if (!says_anything(u, l->name, at)) {
        return;
    }
    struct meeting_part *p = part_for(u, l, at);
    if (p == NULL) {
        return;
    }
    if (p->was.ledger != NULL) {
        p->was = record_copy(&p->was, u->m->arena);
        p->was.ver = number_of(u, l->name, at, "ver", p->was.ver);
    }
    take_record(u, l->name, at, &p->now, &p->was);
    p->gone = number_of(u, l->name, at, "gone", 0) != 0;
    int64_t under = number_of(u, l->name, at, "under", -1);
    p->under = under >= 0 && (size_t)under < u->n_topics ? u->topic[under] : -1;
    if (l->list == &u->m->agenda) {
        u->topic[at] = (int)(p - l->list->v);
    }
}

void meeting_unpack(struct meeting *m, const struct meeting_value *list,
                    size_t n)
{
    struct unpacking u = {.m = m, .list = list, .n = n};
    struct meeting_named_list lists[MEETING_LISTS];
    meeting_lists(m, lists);
    if (m->was.ledger != NULL) {
        m->was = record_copy(&m->was, m->arena);
    }
    take_record(&u, "event", 0, &m->event, &m->was);
    u.n_topics = count_of(&u, lists[MEETING_AGENDA].name);
    u.topic = arena_array(m->arena, u.n_topics + 1, sizeof *u.topic);
    for (size_t i = 0; i < u.n_topics; i++) {
        u.topic[i] = -1;
    }
    for (size_t k = 0; k < MEETING_LISTS; k++) {
        size_t most = count_of(&u, lists[k].name);
        for (size_t i = 0; i < most; i++) {
            take_part(&u, &lists[k], i);
        }
    }
}
