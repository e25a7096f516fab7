/* Putting a change together: its rows and their cells, in an arena.  Nothing is
   looked up and nothing written here; see change.c. */
#include "pbtui/store/change.h"

#include <assert.h>
#include <string.h>

#include "change_rows.h"

struct change *change_new(struct arena *a, const char *label)
{
    struct change *c = arena_alloc(a, sizeof *c);
    c->arena = a;
    c->label = arena_str(a, label);
    c->reason = "";
    c->op = "do";
    c->last_row = &c->rows;
    return c;
}

void change_set_reason(struct change *c, const char *reason)
{
    c->reason = arena_str(c->arena, reason == NULL ? "" : reason);
}

void change_set_final(struct change *c)
{
    c->op = "post";
}

static struct change_row *add_row(struct change *c, const char *table)
{
    struct change_row *r = arena_alloc(c->arena, sizeof *r);
    r->owner = c;
    r->table = table;
    r->last_cell = &r->cells;
    *c->last_row = r;
    c->last_row = &r->next;
    return r;
}

struct change_row *change_insert(struct change *c, const char *table)
{
    struct change_row *r = add_row(c, table);
    r->is_insert = true;
    return r;
}

/* Where this row's update is, or an empty place. */
static struct change_row **place_of(const struct change *c, const char *table,
                                    int64_t id)
{
    uint64_t hash = (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(hash >> 32);
    for (;; i++) {
        struct change_row **place = &c->updates[i & (c->n_places - 1)];
        if (*place == NULL ||
            ((*place)->id == id && strcmp((*place)->table, table) == 0)) {
            return place;
        }
    }
}

static void make_places(struct change *c)
{
    if (c->n_updates * 2 < c->n_places) {
        return;
    }
    struct change_row **old = c->updates;
    const size_t n = c->n_places;
    c->n_places = n == 0 ? 16 : n * 2;
    c->updates =
        arena_array(c->arena, c->n_places, sizeof(struct change_row *));
    for (size_t i = 0; i < n; i++) {
        if (old[i] != NULL) {
            *place_of(c, old[i]->table, old[i]->id) = old[i];
        }
    }
}

struct change_row *change_update(struct change *c, const char *table,
                                 int64_t id, int64_t ver)
{
    make_places(c);
    struct change_row **place = place_of(c, table, id);
    /* One entry a row and change: a second update joins the first. */
    if (*place == NULL) {
        *place = add_row(c, table);
        (*place)->id = id;
        (*place)->ver = ver;
        c->n_updates++;
    }
    return *place;
}

/* The cell of this column, new or emptied for a new value. */
static struct cell *cell_of(struct change_row *r, const char *column)
{
    assert(strcmp(column, "id") != 0 && strcmp(column, "ver") != 0);
    struct cell *cell = r->cells;
    while (cell != NULL && strcmp(cell->column, column) != 0) {
        cell = cell->next;
    }
    if (cell == NULL) {
        cell = arena_alloc(r->owner->arena, sizeof *cell);
        cell->column = column;
        *r->last_cell = cell;
        r->last_cell = &cell->next;
    }
    cell->kind = CELL_VALUE;
    cell->value = (struct image_value){IMAGE_NULL, 0, "", 0};
    cell->other = NULL;
    return cell;
}

void change_int(struct change_row *r, const char *column, int64_t v)
{
    struct cell *cell = cell_of(r, column);
    cell->value.kind = IMAGE_INT;
    cell->value.i = v;
}

static void set_text(struct change_row *r, struct cell *cell, const char *s)
{
    cell->value.kind = IMAGE_TEXT;
    cell->value.n = strlen(s);
    cell->value.s = arena_str(r->owner->arena, s);
}

void change_text(struct change_row *r, const char *column, const char *s)
{
    struct cell *cell = cell_of(r, column);
    if (s != NULL) {
        set_text(r, cell, s);
    }
}

void change_null(struct change_row *r, const char *column)
{
    cell_of(r, column);
}

void change_ref(struct change_row *r, const char *column,
                const struct change_row *other)
{
    struct cell *cell = cell_of(r, column);
    cell->kind = CELL_REF;
    cell->other = other;
}

void change_secret(struct change_row *r, const char *column, const char *value)
{
    struct cell *cell = cell_of(r, column);
    if (value != NULL && value[0] != '\0') {
        cell->kind = CELL_SECRET;
        set_text(r, cell, value);
    }
}

void change_touch(struct change_row *r)
{
    r->touch = true;
}

bool change_is_empty(const struct change *c)
{
    for (const struct change_row *r = c->rows; r != NULL; r = r->next) {
        if (r->is_insert || r->cells != NULL) {
            return false;
        }
    }
    return true;
}

int64_t change_row_id(const struct change_row *r)
{
    return r->id;
}
