/* 政治生日 of a span: members with their 入党日期 → the anniversaries of each
   year of the span → the entry of the register that is of that person and year,
   with what it says is done. */
#include "pbtui/ledger/birthdays.h"

#include <stdlib.h>
#include <string.h>

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/register.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/stmt.h"

#define FULL "齐全" /* as kind = ticks says it (register_sums.c) */

/* ---- the register ------------------------------------------------------- */

bool birthday_book(struct book *b, struct birthday_book *out, struct err *err)
{
    const struct ledger *l = registry_find(b, "birthdays");
    const struct small_register *reg = l == NULL ? NULL : register_of(l);
    *out = (struct birthday_book){.ledger = NULL};
    if (reg != NULL) {
        *out = (struct birthday_book){l, ledger_field(l, "person_id"),
                                      ledger_field(l, "for_year"),
                                      ledger_field(l, "state"), NULL};
        out->items = out->state < 0 ? NULL : reg->own[out->state].ticks;
        if (out->person >= 0 && l->fields[out->person].kind == &field_person &&
            out->year >= 0 && l->fields[out->year].kind == &field_year &&
            out->items != NULL) {
            return true;
        }
    }
    err_set(err, ERR_RULE, "E-BIRTHDAY-001",
            "政治生日台账（birthdays）要有 person_id、for_year 和 kind 是 "
            "ticks 的 state，现在没有；请照内置的改本单位的那一份。");
    return false;
}

static void set_number(struct record *r, const char *column, int64_t n)
{
    int at = ledger_field(r->ledger, column);
    if (at >= 0 && r->ledger->fields[at].kind->stored == VALUE_INT) {
        record_set_int(r, at, n);
    }
}

void birthday_fill(struct record *r, struct arena *a, const struct birthday *x)
{
    int year;
    int month;
    int mday;
    date_split(x->day, &year, &month, &mday);
    record_set_day(r, a, register_of(r->ledger)->day, x->day);
    set_number(r, "for_year", year);
    set_number(r, "person_id", x->person);
    set_number(r, "years", x->years);
}

/* ---- entries ------------------------------------------------------------ */

struct entry {
    int64_t id, person;
    int year;
    const char *state;
};
struct looking {
    struct book *book;
    struct arena *arena;
    struct span span;
    int64_t only; /* this person; 0: all */
    struct entry *entries;
    size_t n_entries, cap_entries;
    struct birthday *list;
    size_t n, cap;
};

static bool read_entries(struct looking *k, const struct birthday_book *reg,
                         struct err *err)
{
    struct sql sql;
    struct stmt st;
    sql_init(&sql);
    sql_lit(&sql, SQL("select t.id, t.person_id, t.for_year, ("));
    sql_lit(&sql, reg->ledger->fields[reg->state].sql);
    sql_lit(&sql, SQL(") from r_birthdays t where t.branch_id = :branch"
                      " and t.voided_on is null"
                      " and t.for_year between :first and :last"
                      " order by t.id"));
    stmt_open_built(&st, k->book->db, &sql);
    stmt_int(&st, ":branch", k->book->branch);
    stmt_int(&st, ":first", date_year(k->span.from));
    stmt_int(&st, ":last", date_year(k->span.to));
    while (stmt_row(&st)) {
        MEM_PUSH(k->entries, k->n_entries, k->cap_entries);
        k->entries[k->n_entries++] =
            (struct entry){stmt_col_int(&st, 0), stmt_col_int(&st, 1),
                           (int)stmt_col_int(&st, 2),
                           arena_str(k->arena, stmt_col_text(&st, 3))};
    }
    bool ok = stmt_done(&st, err);
    sql_clear(&sql);
    return ok;
}

/* The last one, when somebody was entered twice. */
static void find_entry(const struct looking *k, struct birthday *x)
{
    int year = date_year(x->day);
    for (size_t i = k->n_entries; i > 0; i--) {
        const struct entry *e = &k->entries[i - 1];
        if (e->person == x->person && e->year == year) {
            x->entry = e->id;
            x->state = e->state;
            x->full = strcmp(e->state, FULL) == 0;
            return;
        }
    }
}

/* ---- people ------------------------------------------------------------- */

enum { PERSON, NAME, JOIN, FROM, TO };

static void add_days(struct looking *k, struct stmt *st)
{
    int join = life_day(st, JOIN);
    int from = life_day(st, FROM);
    int to = life_day(st, TO);
    for (int y = date_year(k->span.from); y <= date_year(k->span.to); y++) {
        int day = date_anniversary(join, y, true);
        if (y <= date_year(join) || day < k->span.from || day > k->span.to ||
            day < from || (to != DATE_NONE && day >= to)) {
            continue;
        }
        struct birthday x = {.person = stmt_col_int(st, PERSON),
                             .name =
                                 arena_str(k->arena, stmt_col_text(st, NAME)),
                             .join = join,
                             .day = day,
                             .years = y - date_year(join),
                             .state = ""};
        find_entry(k, &x);
        MEM_PUSH(k->list, k->n, k->cap);
        k->list[k->n++] = x;
    }
}

static bool read_people(struct looking *k, struct err *err)
{
    char from[11];
    char to[11];
    struct stmt st;
    stmt_open(&st, k->book->db,
              SQL("select p.id, p.name, p.join_on, m.from_on, m.to_on"
                  " from member m cross join person p on p.id = m.person_id"
                  " where m.branch_id = :branch and m.voided_on is null"
                  " and m.from_on <= :to"
                  " and (m.to_on is null or m.to_on > :from)"
                  " and p.voided_on is null and p.join_on <= :to"
                  " and (:only = 0 or p.id = :only) order by p.ord, p.id"));
    stmt_int(&st, ":branch", k->book->branch);
    stmt_text(&st, ":from", date_text(k->span.from, from));
    stmt_text(&st, ":to", date_text(k->span.to, to));
    stmt_int(&st, ":only", k->only);
    while (stmt_row(&st)) {
        if (life_day(&st, JOIN) != DATE_NONE) {
            add_days(k, &st);
        }
    }
    return stmt_done(&st, err);
}

/* As they were read, when of one day. */
static void sort_by_day(struct birthday *v, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct birthday x = v[i];
        size_t at = i;
        while (at > 0 && v[at - 1].day > x.day) {
            v[at] = v[at - 1];
            at--;
        }
        v[at] = x;
    }
}

static bool look(struct looking *k, struct birthday **out, size_t *n,
                 struct err *err)
{
    struct birthday_book reg;
    bool ok = birthday_book(k->book, &reg, err) && read_entries(k, &reg, err) &&
              read_people(k, err);
    *n = ok ? k->n : 0;
    *out = arena_array(k->arena, *n + 1, sizeof **out);
    if (*n > 0) {
        memcpy(*out, k->list, *n * sizeof **out);
        sort_by_day(*out, *n);
    }
    mem_free(k->entries);
    mem_free(k->list);
    return ok || err_doing(err, "查看政治生日");
}

bool birthdays_of(struct book *b, struct arena *a, const struct span *span,
                  struct birthday **out, size_t *n, struct err *err)
{
    struct looking k = {.book = b, .arena = a, .span = *span};
    return look(&k, out, n, err);
}

bool birthday_near(struct book *b, struct arena *a, int64_t person,
                   struct birthday *out, bool *found, struct err *err)
{
    int from = date_add_months(b->day, -1) + 1;
    struct looking k = {.book = b,
                        .arena = a,
                        .span = {from, date_add_years(b->day, 1)},
                        .only = person};
    struct birthday *list;
    size_t n;
    if (!look(&k, &list, &n, err)) {
        return false;
    }
    *found = n > 0;
    if (*found) {
        *out = list[0];
    }
    return true;
}
