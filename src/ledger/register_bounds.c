/* What a record of a register may be by what it is tied to: the sign and the
   cap of its number, whether the rule it names holds on its day, the half-year
   that its day lies in; and what is filled in from those.

   What is against a rule blocks.  What goes beyond a cap is written down and
   does not count: the clerk is told how much. */
#include "register_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/stmt.h"

enum { MONTHS = 12 };

static const struct small_register *of_record(const struct record *r)
{
    return register_of(r->ledger);
}

/* ---- periods ------------------------------------------------------------ */

static int parts_of(const struct field *f)
{
    int n = 0;
    while (f->words[n] != NULL) {
        n++;
    }
    return n;
}

/* Index of the word; -1: none of them. */
static int part_at(const struct record *r, int field)
{
    const struct field *f = &r->ledger->fields[field];
    int i = parts_of(f) - 1;
    while (i >= 0 && strcmp(f->words[i], record_text(r, field)) != 0) {
        i--;
    }
    return i;
}

bool register_period(const struct record *r, struct span *out)
{
    const struct small_register *reg = of_record(r);
    int year = 0;
    int part = -1;
    int parts = 1;
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        const struct field *f = &r->ledger->fields[i];
        if (reg->own[i].follows < 0 || record_is_null(r, (int)i)) {
            continue;
        }
        if (f->kind == &field_year) {
            year = (int)record_int(r, (int)i);
        } else {
            part = part_at(r, (int)i);
            parts = parts_of(f);
        }
    }
    if (year == 0 || date_of(year, 1, 1) == DATE_NONE) {
        return false;
    }
    int months = part < 0 ? MONTHS : MONTHS / parts;
    int first = month_make(year, 1) + (part < 0 ? 0 : part * months);
    *out = (struct span){month_first_day(first),
                         month_last_day(first + months - 1)};
    return true;
}

static void follow(struct record *r, int field, int day)
{
    const struct field *f = &r->ledger->fields[field];
    int year;
    int month;
    int mday;
    date_split(day, &year, &month, &mday);
    if (f->kind == &field_year) {
        record_set_int(r, field, year);
    } else {
        record_set_text(r, field, f->words[(month - 1) * parts_of(f) / MONTHS]);
    }
}

static bool is_of(const struct record *r, int field, int day)
{
    struct arena a = ARENA_INIT;
    struct record like = record_copy(r, &a);
    follow(&like, field, day);
    bool same = value_same(&like.values[field], &r->values[field]);
    arena_clear(&a);
    return same;
}

static void check_period(const struct record *r, struct issues *is)
{
    struct span p;
    const struct small_register *reg = of_record(r);
    int day = record_day(r, reg->day);
    char text[24];
    size_t i = 0;
    while (i < r->ledger->n_fields && reg->own[i].follows != reg->day) {
        i++;
    }
    if (i == r->ledger->n_fields || day == DATE_NONE ||
        !register_period(r, &p) || (day >= p.from && day <= p.to)) {
        return;
    }
    const char *label = r->ledger->fields[reg->day].label;
    if (day < p.from) {
        issue_add(is, r->ledger->fields[i].column, true, "E-REG-010",
                  "%s还在所记的时段之前，这一段从 %s 起；请改日期，或者改"
                  "记到前一段。",
                  label, date_text_long(p.from, text));
    } else {
        issue_add(is, r->ledger->fields[i].column, false, "E-REG-011",
                  "%s在所记的时段之后，算补记，计在 %s；不是补记的请改。",
                  label, date_text_long(p.to, text));
    }
}

/* ---- links -------------------------------------------------------------- */

/* What the link field points to; false: nothing, or it cannot be read. */
static bool read_linked(struct book *b, struct arena *a, const struct record *r,
                        int field, struct record *out)
{
    const struct ledger *l = registry_find(b, r->ledger->fields[field].of);
    return l != NULL && !record_is_null(r, field) &&
           record_read(out, l, b, a, record_int(r, field), NULL);
}

/* False: it is empty, over there or here. */
static bool number_of(struct book *b, struct arena *a, const struct record *r,
                      const struct register_ref *ref, int64_t *out)
{
    struct record linked;
    const struct record *from = r;
    int at = ref->field;
    if (at < 0) {
        return false;
    }
    if (ref->column != NULL) {
        if (!read_linked(b, a, r, at, &linked)) {
            return false;
        }
        from = &linked;
        at = ledger_field(linked.ledger, ref->column);
    }
    if (at < 0 || record_is_null(from, at)) {
        return false;
    }
    *out = record_int(from, at);
    return true;
}

static void check_in_force(struct book *b, const struct record *r, int field,
                           struct issues *is)
{
    struct record to;
    char day_from[24];
    char day_to[24];
    int day = record_day(r, of_record(r)->day);
    if (day == DATE_NONE || !read_linked(b, is->arena, r, field, &to)) {
        return;
    }
    const struct small_register *reg = of_record(&to);
    int from = record_day(&to, reg->day);
    int ended = reg->ended < 0 ? DATE_NONE : record_day(&to, reg->ended);
    const struct field *f = &r->ledger->fields[field];
    if (to.voided_on[0] != '\0') {
        issue_add(is, f->column, true, "E-REG-005",
                  "这一条%s已经作废，请另选一条。", to.ledger->noun);
    } else if (day < from || (ended != DATE_NONE && day >= ended)) {
        issue_add(is, f->column, true, "E-REG-006",
                  "这一条%s在那一天没有施行（%s起%s%s），请核对日期，或者"
                  "另选一条。",
                  to.ledger->noun, date_text_long(from, day_from),
                  ended == DATE_NONE ? "" : date_text_long(ended, day_to),
                  ended == DATE_NONE ? "施行" : "停用");
    }
}

/* ---- signs -------------------------------------------------------------- */

/* An unknown sign (a rule of 0) asks for nothing. */
static void check_sign(const struct record *r, int field, bool minus,
                       const char *why, struct issues *is)
{
    const struct field *f = &r->ledger->fields[field];
    int64_t v = record_int(r, field);
    if (minus ? v >= 0 : v <= 0) {
        issue_add(is, f->column, true, "E-REG-007",
                  "%s和%s的正负不一致，应当写%s，请改正。", f->label, why,
                  minus ? "负数" : "正数");
    }
}

static bool is_minus_word(const struct record *r,
                          const struct register_field *x)
{
    const char *const *w = x->minus_words;
    while (*w != NULL && strcmp(*w, record_text(r, x->minus)) != 0) {
        w++;
    }
    return *w != NULL;
}

static void check_signs(struct book *b, const struct record *r, int field,
                        struct issues *is)
{
    const struct register_field *x = &of_record(r)->own[field];
    const struct field *fields = r->ledger->fields;
    int64_t other = 0;
    if (number_of(b, is->arena, r, &x->sign_of, &other) && other != 0) {
        check_sign(r, field, other < 0, fields[x->sign_of.field].label, is);
    }
    if (x->minus >= 0 && !record_is_null(r, x->minus)) {
        check_sign(r, field, is_minus_word(r, x), fields[x->minus].label, is);
    }
}

/* ---- caps --------------------------------------------------------------- */

static void bind_value(struct stmt *st, const char *name, const struct value *v)
{
    if (v->type == VALUE_INT) {
        stmt_int(st, name, v->i);
    } else if (v->type == VALUE_TEXT) {
        stmt_text(st, name, v->s);
    } else {
        stmt_null(st, name);
    }
}

/* What the others of the same come to. */
static bool sum_others(struct book *b, struct arena *a, const struct record *r,
                       int field, int64_t *out, struct err *err)
{
    const struct field *fields = r->ledger->fields;
    const int *per = of_record(r)->own[field].per;
    struct sql sql;
    struct stmt st;
    sql_init(&sql);
    sql_lit(&sql, SQL("select coalesce(sum("));
    sql_name(&sql, fields[field].column);
    sql_lit(&sql, SQL("), 0) from "));
    sql_name(&sql, r->ledger->table);
    sql_lit(&sql, SQL(" where branch_id = :branch and voided_on is null"
                      " and id <> :id"));
    for (const int *g = per; *g >= 0; g++) {
        sql_lit(&sql, SQL(" and "));
        sql_name(&sql, fields[*g].column);
        sql_lit(&sql, SQL(" is :"));
        sql_name(&sql, fields[*g].column);
    }
    stmt_open_built(&st, b->db, &sql);
    stmt_int(&st, ":branch",
             record_int(r, ledger_field(r->ledger, REGISTER_BRANCH)));
    stmt_int(&st, ":id", r->id);
    for (const int *g = per; *g >= 0; g++) {
        bind_value(&st, arena_printf(a, ":%s", fields[*g].column),
                   &r->values[*g]);
    }
    *out = stmt_row(&st) ? stmt_col_int(&st, 0) : 0;
    bool ok = stmt_done(&st, err);
    sql_clear(&sql);
    return ok;
}

int64_t register_within(int64_t cap, int64_t sum)
{
    return cap >= 0 ? (sum < cap ? sum : cap) : (sum > cap ? sum : cap);
}

static void check_cap(struct book *b, const struct record *r, int field,
                      struct issues *is)
{
    const struct register_field *x = &of_record(r)->own[field];
    struct err err = ERR_INIT;
    int64_t cap = 0;
    int64_t others = 0;
    if (x->per == NULL || !number_of(b, is->arena, r, &x->cap, &cap)) {
        return;
    }
    const struct field *f = &r->ledger->fields[field];
    if (!sum_others(b, is->arena, r, field, &others, &err)) {
        issue_add_err(is, f->column, &err);
        return;
    }
    int64_t sum = others + record_int(r, field);
    int64_t over = sum - register_within(cap, sum);
    if (over != 0) {
        issue_add(is, f->column, false, "E-REG-008",
                  "上限是 %" PRId64 "，连这一条一共 %" PRId64
                  "：超出上限的 %" PRId64 " 不计。",
                  cap, sum, over);
    }
}

/* ---- the hooks ---------------------------------------------------------- */

void register_check_bounds(struct book *b, const struct record *r,
                           struct issues *is)
{
    const struct small_register *reg = of_record(r);
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        const struct register_field *x = &reg->own[i];
        if (record_is_null(r, (int)i)) {
            continue;
        }
        if (x->in_force) {
            check_in_force(b, r, (int)i, is);
        }
        check_signs(b, r, (int)i, is);
        check_cap(b, r, (int)i, is);
    }
    check_period(r, is);
}

/* Never over what the clerk has typed: what still stands as it was put in for
   today is put in anew for the day. */
void register_typed(struct book *b, struct arena *a, struct record *r,
                    int field)
{
    const struct small_register *reg = of_record(r);
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        const struct register_field *x = &reg->own[i];
        int at = (int)i;
        int64_t v;
        if (x->follows == field && record_day(r, field) != DATE_NONE &&
            (record_is_null(r, at) || is_of(r, at, b->today))) {
            follow(r, at, record_day(r, field));
        } else if (x->fills.field == field && record_is_null(r, at) &&
                   number_of(b, a, r, &x->fills, &v)) {
            record_set_int(r, at, v);
        }
    }
}
