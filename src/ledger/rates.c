/* Attendance over a span, in one pass over its rolls.

   Stages: lines of the rolls, event after event → each is counted for its
   person, and kept when he was not there → names and order of those people →
   sums.  People are found by a table of their ids: a year has some ten thousand
   lines and a few hundred people. */
#include "pbtui/ledger/rates.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "rates_parts.h"

/* A person while counting. */
struct slot {
    struct rate_person person;
    int64_t ord;  /* of the roster */
    size_t place; /* where it was counted, before sorting */
};

/* A line of who was not there, with what it is sorted by. */
struct away {
    struct rate_line line;
    size_t place; /* of its person: before sorting, then after */
};

struct counting {
    struct rate_reader reader;
    struct slot *slots;
    size_t n, cap;
    size_t *table; /* place + 1 by id; 0: free */
    size_t table_size;
    struct away *away;
    size_t n_away, cap_away;
    int64_t last_event;
    int events;
};

/* ---- people by id ------------------------------------------------------- */

static size_t *cell_of(const struct counting *k, int64_t id)
{
    size_t at = (size_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 32) &
                (k->table_size - 1);
    while (k->table[at] != 0 && k->slots[k->table[at] - 1].person.id != id) {
        at = (at + 1) & (k->table_size - 1);
    }
    return &k->table[at];
}

/* Never more than half full, so that a free cell is near. */
static void make_room(struct counting *k)
{
    if (2 * k->n < k->table_size) {
        return;
    }
    k->table_size = k->table_size == 0 ? 256 : 2 * k->table_size;
    mem_free(k->table);
    k->table = mem_new(k->table_size * sizeof *k->table);
    for (size_t i = 0; i < k->n; i++) {
        *cell_of(k, k->slots[i].person.id) = i + 1;
    }
}

static size_t place_of(struct counting *k, int64_t id)
{
    make_room(k);
    size_t *cell = cell_of(k, id);
    if (*cell == 0) {
        MEM_PUSH(k->slots, k->n, k->cap);
        k->slots[k->n] = (struct slot){
            .person = {.id = id, .name = "", .last_away = DATE_NONE},
            .place = k->n,
        };
        *cell = ++k->n;
    }
    return *cell - 1;
}

/* ---- counting ----------------------------------------------------------- */

static void count_away(struct counting *k, size_t place, bool absent)
{
    struct slot *s = &k->slots[place];
    struct rate_count *c = &s->person.count;
    bool made_up = rate_reader_is_made_up(&k->reader);
    c->leave += !absent;
    c->absent += absent;
    c->made_up += made_up;
    c->owed += !made_up;
    s->person.last_away = k->reader.event.on; /* events come by day */
    MEM_PUSH(k->away, k->n_away, k->cap_away);
    k->away[k->n_away++] =
        (struct away){.line = rate_reader_line(&k->reader), .place = place};
}

static void count_line(struct counting *k)
{
    size_t place = place_of(k, rate_reader_person(&k->reader));
    struct rate_count *c = &k->slots[place].person.count;
    k->events += k->reader.event.id != k->last_event;
    k->last_event = k->reader.event.id;
    c->due++;
    c->leader += rate_reader_leads(&k->reader);
    char state = rate_reader_state(&k->reader);
    if (state == ATTEND_PRESENT[0]) {
        c->present++;
    } else if (state == ATTEND_ONLINE[0]) {
        c->online++;
    } else {
        count_away(k, place, state == ATTEND_ABSENT[0]);
    }
}

static bool read_lines(struct counting *k, const struct rate_ask *ask,
                       struct err *err)
{
    struct rate_reader *r = &k->reader;
    stmt_open(&r->st, r->book->db,
              SQL(RATE_SELECT_SQL RATE_WHERE_SQL " order by e.on_day, e.id"));
    rate_reader_bind(r, ask);
    while (rate_reader_next(r)) {
        count_line(k);
    }
    return stmt_done(&r->st, err);
}

/* ---- names and order ---------------------------------------------------- */

static bool read_name(struct counting *k, struct slot *s, struct err *err)
{
    struct stmt st;
    stmt_open(&st, k->reader.book->db,
              SQL("select name, ord from person where id = :id"));
    stmt_int(&st, ":id", s->person.id);
    if (stmt_row(&st)) {
        s->person.name = arena_str(k->reader.arena, stmt_col_text(&st, 0));
        s->ord = stmt_col_int(&st, 1);
    }
    return stmt_done(&st, err);
}

static int by_roster(const void *x, const void *y)
{
    const struct slot *a = x;
    const struct slot *b = y;
    if (a->ord != b->ord) {
        return a->ord < b->ord ? -1 : 1;
    }
    return a->person.id < b->person.id ? -1 : 1;
}

static int by_need(const void *x, const void *y)
{
    const struct away *a = x;
    const struct away *b = y;
    bool owed = a->line.owed_days >= 0;
    if (owed != (b->line.owed_days >= 0)) {
        return owed ? -1 : 1;
    }
    if (a->line.on != b->line.on) {
        return a->line.on < b->line.on ? -1 : 1;
    }
    if (a->place != b->place) {
        return a->place < b->place ? -1 : 1;
    }
    return a->line.id < b->line.id ? -1 : 1;
}

static void add(struct rate_count *sum, const struct rate_count *c)
{
    sum->due += c->due;
    sum->present += c->present;
    sum->online += c->online;
    sum->leave += c->leave;
    sum->absent += c->absent;
    sum->made_up += c->made_up;
    sum->owed += c->owed;
    sum->leader += c->leader;
}

static void take_people(struct counting *k, struct rates *out)
{
    struct arena *a = k->reader.arena;
    size_t *now = arena_array(a, k->n, sizeof *now);
    out->n = k->n;
    out->people = arena_array(a, k->n, sizeof *out->people);
    if (k->n > 0) {
        qsort(k->slots, k->n, sizeof *k->slots, by_roster);
    }
    for (size_t i = 0; i < k->n; i++) {
        now[k->slots[i].place] = i;
        out->people[i] = k->slots[i].person;
        add(&out->total, &out->people[i].count);
    }
    for (size_t i = 0; i < k->n_away; i++) {
        k->away[i].place = now[k->away[i].place];
    }
}

static void take_away(struct counting *k, struct rates *out)
{
    out->n_away = k->n_away;
    out->away = arena_array(k->reader.arena, k->n_away, sizeof *out->away);
    if (k->n_away > 0) {
        qsort(k->away, k->n_away, sizeof *k->away, by_need);
    }
    for (size_t i = 0; i < k->n_away; i++) {
        out->away[i] = k->away[i].line;
        out->away[i].name = out->people[k->away[i].place].name;
    }
}

bool rates_read(struct book *b, struct arena *a, const struct rate_ask *ask,
                struct rates *out, struct err *err)
{
    struct counting k = {.reader = {.book = b, .arena = a}};
    bool ok = read_lines(&k, ask, err);
    for (size_t i = 0; ok && i < k.n; i++) {
        ok = read_name(&k, &k.slots[i], err);
    }
    *out = (struct rates){.day = b->day, .events = k.events};
    if (ok) {
        take_people(&k, out);
        take_away(&k, out);
    }
    mem_free(k.slots);
    mem_free(k.table);
    mem_free(k.away);
    return ok || err_doing(err, "统计出勤");
}
