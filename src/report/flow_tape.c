/* Keeping what is put into a flow, for those who lay no pages of it. */
#include "flow_tape.h"

#include <string.h>

struct flow *flow_new_tape(struct arena *a, const struct sheet *sheet)
{
    struct flow *f = flow_new(a, sheet);
    f->tape = arena_alloc(a, sizeof *f->tape);
    return f;
}

struct flow_item *flow_tape_add(struct flow *f, enum flow_thing thing)
{
    struct flow_tape *t = f->tape;
    if (t->n == t->cap) {
        t->items = flow_grow(f, t->items, t->n, &t->cap, 1, sizeof *t->items);
    }
    struct flow_item *i = &t->items[t->n++];
    *i = (struct flow_item){.thing = thing};
    return i;
}

struct flow_item *flow_tape_say(struct flow *f, enum flow_thing thing,
                                const char *const *texts, size_t n)
{
    struct flow_item *i = flow_tape_add(f, thing);
    const char **kept = arena_array(f->arena, n + 1, sizeof *kept);
    for (size_t k = 0; k < n; k++) {
        kept[k] = texts[k];
    }
    i->texts = kept;
    i->n = n;
    return i;
}
