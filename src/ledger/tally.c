/* What everybody comes to: entries of the branch, one group of a cap behind the
   other → how far each counts → those that count in the span → by person.

   All entries are read from the year's beginning on, because what came before
   the span has used up some of its cap. */
#include "pbtui/ledger/tally.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/stmt.h"
#include "people_fields.h"
#include "register_parts.h"

struct counting {
    struct book *book;
    struct arena *arena;
    const struct small_register *reg;
    struct span span;
    struct tally *out;
    int *days; /* of items: to order them */
};

static const struct register_field *number_of(const struct counting *c)
{
    return &c->reg->own[c->reg->tally->number];
}

/* ---- people ------------------------------------------------------------- */

static bool read_people(struct counting *c, struct err *err)
{
    char day[11];
    struct stmt st;
    int at = c->span.to < c->book->day ? c->span.to : c->book->day;
    struct tally *t = c->out;
    struct tally_person *v = NULL;
    size_t n = 0;
    size_t cap = 0;
    stmt_open(&st, c->book->db,
              SQL("select p.id, p.name from member m"
                  " cross join person p on p.id = m.person_id"
                  " where m.branch_id = :branch and " ON_DAY(
                      "m") " and p.voided_on is null and p.join_on <= :day"
                           " order by p.ord, p.id"));
    stmt_int(&st, ":branch", c->book->branch);
    stmt_text(&st, ":day", date_text(at, day));
    while (stmt_row(&st)) {
        MEM_PUSH(v, n, cap);
        v[n++] = (struct tally_person){
            .id = stmt_col_int(&st, 0),
            .name = arena_str(c->arena, stmt_col_text(&st, 1)),
            .sums = arena_array(c->arena, t->n_words + 1, sizeof(int64_t)),
        };
    }
    t->n_people = n;
    t->people = arena_array(c->arena, n + 1, sizeof *t->people);
    if (n > 0) {
        memcpy(t->people, v, n * sizeof *v);
    }
    mem_free(v);
    return stmt_done(&st, err);
}

static struct tally_person *person_of(struct tally *t, int64_t id)
{
    for (size_t i = 0; i < t->n_people; i++) {
        if (t->people[i].id == id) {
            return &t->people[i];
        }
    }
    return NULL;
}

/* ---- words -------------------------------------------------------------- */

static bool find_words(struct counting *c, struct err *err)
{
    const struct register_ref *by = &c->reg->tally->by;
    const struct field *f = &c->reg->ledger.fields[by->field];
    if (by->column != NULL) {
        const struct ledger *l = registry_find(c->book, f->of);
        int at = l == NULL ? -1 : ledger_field(l, by->column);
        if (at < 0 || l->fields[at].words == NULL) {
            return err_set(err, ERR_IO, "E-TALLY-001",
                           "“%s”要按“%s”里的类别分栏，那里没有；请核对台账的"
                           "写法。",
                           c->reg->tally->title, f->label);
        }
        f = &l->fields[at];
    }
    c->out->words = f->words;
    while (f->words[c->out->n_words] != NULL) {
        c->out->n_words++;
    }
    return true;
}

static int word_at(const struct tally *t, const char *word)
{
    size_t i = 0;
    while (i < t->n_words && strcmp(t->words[i], word) != 0) {
        i++;
    }
    return (int)i;
}

/* ---- entries ------------------------------------------------------------ */

/* The same for all that share a cap: 12/3/2026/上半年. */
static void put_group(const struct counting *c, struct sql *sql)
{
    const struct register_field *x = number_of(c);
    sql_lit(sql, SQL("''"));
    for (const int *g = x->per; g != NULL && *g >= 0; g++) {
        sql_lit(sql, SQL(" || coalesce(t."));
        sql_name(sql, c->reg->ledger.fields[*g].column);
        sql_lit(sql, SQL(", '') || '/'"));
    }
}

static void put_linked(const struct counting *c, struct sql *sql,
                       const struct register_ref *ref)
{
    const struct field *f = &c->reg->ledger.fields[ref->field];
    const struct ledger *l = registry_find(c->book, f->of);
    sql_lit(sql, SQL("(select k."));
    sql_name(sql, ref->column);
    sql_lit(sql, SQL(" from "));
    sql_name(sql, l->table);
    sql_lit(sql, SQL(" k where k.id = t."));
    sql_name(sql, f->column);
    sql_lit(sql, SQL(")"));
}

static bool has_year(const struct counting *c)
{
    const int *per = number_of(c)->per;
    while (per != NULL && *per >= 0 &&
           (c->reg->ledger.fields[*per].kind != &field_year ||
            c->reg->own[*per].follows < 0)) {
        per++;
    }
    return per == NULL || *per >= 0;
}

enum { ID, WHO, POINTS, WORD, CAP, GROUP, DAY };

static void put_select(const struct counting *c, struct sql *sql)
{
    const struct register_tally *t = c->reg->tally;
    const struct field *fields = c->reg->ledger.fields;
    const struct register_field *x = number_of(c);
    sql_lit(sql, SQL("select t.id, t."));
    sql_name(sql, fields[t->who].column);
    sql_lit(sql, SQL(", coalesce(t."));
    sql_name(sql, fields[t->number].column);
    sql_lit(sql, SQL(", 0), "));
    if (t->by.column != NULL) {
        put_linked(c, sql, &t->by);
    } else {
        sql_lit(sql, SQL("t."));
        sql_name(sql, fields[t->by.field].column);
    }
    sql_lit(sql, SQL(", "));
    if (x->per != NULL) {
        put_linked(c, sql, &x->cap);
    } else {
        sql_lit(sql, SQL("null"));
    }
    sql_lit(sql, SQL(", "));
    put_group(c, sql);
    sql_lit(sql, SQL(", t."));
    sql_name(sql, fields[c->reg->day].column);
    sql_lit(sql, SQL(" from "));
    sql_name(sql, c->reg->ledger.table);
    sql_lit(sql, SQL(" t where t.branch_id = :branch and t.voided_on is null"
                     " and t."));
    sql_name(sql, fields[c->reg->day].column);
    sql_lit(sql, SQL(" between :from and :day order by 6, 7, 1"));
}

/* The day it counts on: its own, or the last of the half-year it is for when it
   is made up for later. */
static bool counts_on(struct counting *c, int64_t id, int day, int *out,
                      struct err *err)
{
    struct record r;
    struct span p;
    struct arena a = ARENA_INIT;
    bool ok = record_read(&r, &c->reg->ledger, c->book, &a, id, err);
    *out = day;
    if (ok && register_period(&r, &p)) {
        *out = day < p.from ? p.from : day > p.to ? p.to : day;
    }
    arena_clear(&a);
    return ok;
}

struct entry {
    struct tally_item item;
    int day;
};
struct entries {
    struct entry *v;
    size_t n, cap;
};

static bool take_entry(struct counting *c, struct stmt *st, int64_t counted,
                       struct entries *to, struct err *err)
{
    struct tally *t = c->out;
    int day = DATE_NONE;
    int on;
    struct tally_person *p = person_of(t, stmt_col_int(st, WHO));
    date_read(stmt_col_text(st, DAY), &day);
    if (p == NULL) {
        return true;
    }
    if (!counts_on(c, stmt_col_int(st, ID), day, &on, err)) {
        return false;
    }
    if (on < c->span.from || on > c->span.to) {
        return true;
    }
    struct tally_item item = {
        .id = stmt_col_int(st, ID),
        .person = p->id,
        .word = word_at(t, stmt_col_text(st, WORD)),
        .points = stmt_col_int(st, POINTS),
        .counted = counted,
    };
    if ((size_t)item.word < t->n_words) {
        p->sums[item.word] += counted;
    }
    p->total += counted;
    p->over += llabs(item.points - counted);
    p->n++;
    MEM_PUSH(to->v, to->n, to->cap);
    to->v[to->n++] = (struct entry){item, day};
    return true;
}

static int by_day(const void *x, const void *y)
{
    const struct entry *a = x;
    const struct entry *b = y;
    return a->day != b->day
               ? (a->day > b->day) - (a->day < b->day)
               : (a->item.id > b->item.id) - (a->item.id < b->item.id);
}

static bool walk(struct counting *c, struct stmt *st, struct entries *to,
                 struct err *err)
{
    struct strbuf group;
    int64_t sum = 0;
    bool ok = true;
    sb_init(&group);
    while (ok && stmt_row(st)) {
        if (strcmp(group.s, stmt_col_text(st, GROUP)) != 0) {
            sb_reset(&group);
            sb_add(&group, stmt_col_text(st, GROUP));
            sum = 0;
        }
        int64_t before = sum;
        sum += stmt_col_int(st, POINTS);
        int64_t cap = stmt_col_int(st, CAP);
        int64_t counted =
            stmt_col_is_null(st, CAP)
                ? sum - before
                : register_within(cap, sum) - register_within(cap, before);
        ok = take_entry(c, st, counted, to, err);
    }
    sb_clear(&group);
    return ok;
}

static bool read_entries(struct counting *c, struct err *err)
{
    char from[11];
    char day[11];
    struct sql sql;
    struct stmt st;
    struct entries all = {NULL, 0, 0};
    struct tally *t = c->out;
    int year;
    int month;
    int mday;
    date_split(c->span.from, &year, &month, &mday);
    sql_init(&sql);
    put_select(c, &sql);
    stmt_open_built(&st, c->book->db, &sql);
    stmt_int(&st, ":branch", c->book->branch);
    stmt_text(&st, ":from",
              has_year(c) ? date_text(date_of(year, 1, 1), from) : "");
    stmt_text(&st, ":day", date_text(c->book->day, day));
    bool ok = walk(c, &st, &all, err);
    ok = stmt_done(&st, ok ? err : NULL) && ok;
    sql_clear(&sql);
    if (all.v != NULL) {
        qsort(all.v, all.n, sizeof *all.v, by_day);
    }
    t->n_items = all.n;
    t->items = arena_array(c->arena, all.n + 1, sizeof *t->items);
    for (size_t i = 0; all.v != NULL && i < all.n; i++) {
        t->items[i] = all.v[i].item;
    }
    mem_free(all.v);
    return ok;
}

/* ---- all ---------------------------------------------------------------- */

static void give_places(struct tally *t)
{
    for (size_t i = 0; i < t->n_people; i++) {
        t->people[i].place = 1;
        for (size_t k = 0; k < t->n_people; k++) {
            t->people[i].place += t->people[k].total > t->people[i].total;
        }
    }
}

const size_t *tally_ranked(struct arena *a, const struct tally *t)
{
    size_t *order = arena_array(a, t->n_people + 1, sizeof *order);
    for (size_t i = 0; i < t->n_people; i++) {
        size_t at = i;
        while (at > 0 && t->people[order[at - 1]].place > t->people[i].place) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
    return order;
}

bool tally_of(struct book *b, struct arena *a, const struct small_register *reg,
              const struct span *span, struct tally *out, struct err *err)
{
    *out = (struct tally){.n_people = 0};
    struct counting c = {
        .book = b, .arena = a, .reg = reg, .span = *span, .out = out};
    if (!find_words(&c, err) || !read_people(&c, err) ||
        !read_entries(&c, err)) {
        return err_doing(err, "计算%s", reg->tally->title);
    }
    give_places(out);
    return true;
}
