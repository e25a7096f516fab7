/* What a declared book does like a programmed one: its line, its defaults, its
   checks, and what may not be touched in a sealed month.

   A record is sealed with the month of its day.  What is filled in later (how a
   problem was solved) may still be written then; everything else is corrected
   in the open month, like in all books. */
#include "register_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

static void label(struct book *b, const struct record *r, struct strbuf *out);

const struct small_register *register_of(const struct ledger *l)
{
    return l->label == label ? (const struct small_register *)(const void *)l
                             : NULL;
}

/* Only asked of records of such books. */
static const struct small_register *of_record(const struct record *r)
{
    return (const struct small_register *)(const void *)r->ledger;
}

static int branch_field(const struct record *r)
{
    return ledger_field(r->ledger, REGISTER_BRANCH);
}

/* 张三 2026-03-12 */
static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    const int *fields = of_record(r)->label;
    for (size_t i = 0; fields[i] >= 0; i++) {
        if (record_is_null(r, fields[i])) {
            continue;
        }
        sb_add(out, i > 0 ? " " : "");
        record_show(r, b, fields[i], out);
    }
}

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    const struct small_register *reg = of_record(r);
    record_set_int(r, branch_field(r), b->branch);
    record_set_day(r, a, reg->day, b->today);
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        const char *preset = reg->own[i].preset;
        if (preset != NULL) {
            record_type(r, b, a, (int)i, preset, NULL);
        }
    }
    register_typed(b, a, r, reg->day);
}

/* ---- checks ------------------------------------------------------------- */

static const char *shown(struct arena *a, const struct field *f, int64_t v)
{
    char text[32];
    return f->kind == &field_money
               ? arena_printf(a, "%s 元", money_text(v, text))
           : f->kind == &field_hours
               ? arena_printf(a, "%" PRId64 " 小时", v / 60)
               : arena_printf(a, "%" PRId64, v);
}

/* Limits of hours are written in hours. */
static int64_t limit(const struct field *f, int64_t v)
{
    return f->kind == &field_hours   ? v * 60
           : f->kind == &field_money ? v * 100
                                     : v;
}

static void check_number(const struct record *r, int field, struct issues *is)
{
    const struct field *f = &r->ledger->fields[field];
    const struct register_field *x = &of_record(r)->own[field];
    int64_t v = record_int(r, field);
    int64_t least = limit(f, x->has_least ? x->least : 0);
    if (v < least) {
        issue_add(is, f->column, true, "E-REG-001", "%s不能少于 %s，请核对。",
                  f->label, shown(is->arena, f, least));
    } else if (x->has_most && v > limit(f, x->most)) {
        issue_add(is, f->column, true, "E-REG-002", "%s不能超过 %s，请核对。",
                  f->label, shown(is->arena, f, limit(f, x->most)));
    }
}

static void check_date(struct book *b, const struct record *r, int field,
                       struct issues *is)
{
    const struct field *f = &r->ledger->fields[field];
    const struct register_field *x = &of_record(r)->own[field];
    int day = record_day(r, field);
    int before =
        x->not_before == NULL ? -1 : ledger_field(r->ledger, x->not_before);
    if (!x->future && day > b->today) {
        issue_add(is, f->column, true, "E-REG-003",
                  "%s在今天之后；办过了再登记。", f->label);
    }
    if (before >= 0 && record_day(r, before) != DATE_NONE &&
        day < record_day(r, before)) {
        issue_add(is, f->column, true, "E-REG-004", "%s早于%s，请核对。",
                  f->label, r->ledger->fields[before].label);
    }
}

static void check_values(struct book *b, const struct record *r,
                         struct issues *is)
{
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        const struct field_kind *kind = r->ledger->fields[i].kind;
        if (record_is_null(r, (int)i)) {
            continue;
        }
        if (kind == &field_date) {
            check_date(b, r, (int)i, is);
        } else if (kind == &field_count || kind == &field_money ||
                   kind == &field_hours) {
            check_number(r, (int)i, is);
        }
    }
}

/* Nothing but what is filled in later is another: neither day nor branch may be
   that (register_field.c refuses it). */
static bool only_later(const struct record *r, const struct record *old)
{
    const struct small_register *reg = of_record(r);
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        if (!reg->own[i].later && !value_same(&r->values[i], &old->values[i])) {
            return false;
        }
    }
    return true;
}

static void check_seal(struct book *b, const struct record *r,
                       const struct record *old, struct issues *is)
{
    const struct small_register *reg = of_record(r);
    const char *column = r->ledger->fields[reg->day].column;
    int branch = branch_field(r);
    if (old != NULL && only_later(r, old)) {
        return;
    }
    if (old != NULL) {
        period_check(b, record_int(old, branch), record_day(old, reg->day),
                     column, is);
    }
    if (!record_is_null(r, reg->day)) {
        period_check(b, record_int(r, branch), record_day(r, reg->day), column,
                     is);
    }
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    check_values(b, r, is);
    register_check_bounds(b, r, is);
    check_seal(b, r, old, is);
}

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    return period_is_open(b, record_int(r, branch_field(r)),
                          record_day(r, of_record(r)->day), err);
}

void register_give_rules(struct ledger *l)
{
    l->label = label;
    l->defaults = defaults;
    l->typed = register_typed;
    l->check = check;
    l->may_void = may_void;
}
