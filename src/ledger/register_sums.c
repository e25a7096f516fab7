/* What fields of a register say of each other's numbers.

   [points]
   follows = rule_id.unit_points    proposed when the link is chosen
   sign_of = rule_id.unit_points    below zero when that is, else above
   cap     = rule_id.cap            no more of it counts …
   per     = person_id rule_id for_year half    … for the same values of these
   [unit_points]
   minus   = kind 减分              below zero for that word, else above
   [half]
   follows = on_day                 a year, or words that part one: 上半年
   下半年 [rule_id] in_force = yes                   what it points to holds on
   the day [counted] kind = counted    of = points    what of it counts, and
   what does not [state] kind = ticks      of = card talk oath

   Stages: each key becomes indices of fields → what is worked out becomes SQL
   over the row t. */
#include "register_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/rules/rule_file.h"

bool register_is_number(const struct field *f)
{
    return f->kind == &field_count || f->kind == &field_money ||
           f->kind == &field_hours;
}

static const struct field *field_at(const struct register_maker *m, int at)
{
    return at < 0 ? NULL : &m->fields[at];
}

/* rule_id.cap, unit_points; nothing when it is neither. */
struct register_ref register_ref_of(struct register_maker *m, const char *text)
{
    size_t n = strcspn(text, ".");
    int at = ledger_field(&m->reg->ledger, arena_strn(m->arena, text, n));
    const struct field *f = field_at(m, at);
    bool links = f != NULL && f->kind == &field_link;
    if (f == NULL || links != (text[n] == '.') ||
        (links && text[n + 1] == '\0')) {
        return (struct register_ref){-1, NULL};
    }
    return (struct register_ref){at, links ? text + n + 1 : NULL};
}

/* ---- keys --------------------------------------------------------------- */

struct at {
    struct register_maker *m;
    const struct register_section *s;
    struct field *field;
    struct register_field *own;
};

static const struct ini_key *key_of_number(const struct at *x, const char *key)
{
    const struct ini_key *k = register_key(x->s, key);
    if (k != NULL && !register_is_number(x->field)) {
        register_complain(x->m, k->line, "%s 只写在 count、money、hours 里",
                          key);
        return NULL;
    }
    return k;
}

static void take_ref(const struct at *x, const char *key,
                     struct register_ref *out)
{
    const struct ini_key *k = key_of_number(x, key);
    if (k == NULL) {
        return;
    }
    *out = register_ref_of(x->m, k->value);
    const struct field *f = field_at(x->m, out->field);
    if (f == NULL || (out->column == NULL && !register_is_number(f))) {
        register_complain(x->m, k->line,
                          "%s 要写一个数的名称，或者“引用.数的名称”，"
                          "没有“%s”",
                          key, k->value);
        out->field = -1;
    }
}

/* 12 words are months, 4 quarters, 2 halves. */
static bool parts_a_year(const struct field *f)
{
    size_t n = 0;
    while (f->kind == &field_word && f->words[n] != NULL) {
        n++;
    }
    return f->kind == &field_year || (n > 1 && 12 % n == 0);
}

static void take_follows(const struct at *x)
{
    const struct ini_key *k = register_key(x->s, "follows");
    if (k == NULL || register_is_number(x->field)) {
        take_ref(x, "follows", &x->own->fills);
        return;
    }
    int at = ledger_field(&x->m->reg->ledger, k->value);
    const struct field *f = field_at(x->m, at);
    if (f == NULL || f->kind != &field_date || !parts_a_year(x->field)) {
        register_complain(x->m, k->line,
                          "follows 要写一个日期项目，写在 year 里，或者把一年"
                          "分成几段的 word 里");
        return;
    }
    x->own->follows = at;
}

static void take_minus(const struct at *x)
{
    const struct ini_key *k = key_of_number(x, "minus");
    if (k == NULL) {
        return;
    }
    const char *const *words = rule_words(x->m->arena, k->value);
    int at = words[0] == NULL ? -1 : ledger_field(&x->m->reg->ledger, words[0]);
    const struct field *f = field_at(x->m, at);
    if (f == NULL || f->kind != &field_word || words[1] == NULL) {
        register_complain(x->m, k->line,
                          "minus 要写一个 word 项目和它的几个词，不能是“%s”",
                          k->value);
        return;
    }
    x->own->minus = at;
    x->own->minus_words = words + 1;
}

/* Every field that is named there, or NULL after a complaint. */
static const int *fields_of(const struct at *x, const char *key,
                            const char *value, const struct field_kind *only)
{
    const char *const *words = rule_words(x->m->arena, value);
    size_t n = 0;
    while (words[n] != NULL) {
        n++;
    }
    int *list = arena_array(x->m->arena, n + 1, sizeof *list);
    for (size_t i = 0; i < n; i++) {
        list[i] = ledger_field(&x->m->reg->ledger, words[i]);
        const struct field *f = field_at(x->m, list[i]);
        if (f == NULL || (f->flags & FIELD_COMPUTED) != 0 ||
            (only != NULL && f->kind != only)) {
            register_complain(x->m, register_key(x->s, key)->line,
                              "%s 里的“%s”不是可以用的项目", key, words[i]);
            return NULL;
        }
    }
    list[n] = -1;
    return list;
}

static bool has(const int *list, int field)
{
    while (*list >= 0 && *list != field) {
        list++;
    }
    return *list >= 0;
}

static void take_cap(const struct at *x)
{
    const struct ini_key *cap = register_key(x->s, "cap");
    const struct ini_key *per = register_key(x->s, "per");
    if (cap == NULL && per == NULL) {
        return;
    }
    if (cap == NULL || per == NULL || x->field->kind != &field_count) {
        register_complain(x->m, x->s->line,
                          "cap 和 per 要一起写，写在 count 里");
        return;
    }
    take_ref(x, "cap", &x->own->cap);
    const int *list = fields_of(x, "per", per->value, NULL);
    if (list == NULL || x->own->cap.field < 0) {
        return;
    }
    if (x->own->cap.column == NULL || !has(list, x->own->cap.field)) {
        register_complain(x->m, cap->line,
                          "cap 要写“引用.数的名称”，per 里也要有这个引用");
        return;
    }
    x->own->per = list;
}

static void take_in_force(const struct at *x)
{
    const struct ini_key *k = register_key(x->s, "in_force");
    x->own->in_force = register_says_yes(x->m, x->s, "in_force", false);
    if (k != NULL && x->field->kind != &field_link) {
        register_complain(x->m, k->line, "in_force 只写在 link 里");
    }
}

/* ---- what is worked out ------------------------------------------------- */

/* s: what there is of the same with this one, in the order of the days. */
static void put_sum(const struct at *x, const struct register_field *of,
                    const char *number, struct strbuf *sb)
{
    const struct field *fields = x->m->fields;
    const char *table = x->m->reg->ledger.table;
    const char *day = fields[x->m->reg->day].column;
    sb_addf(sb,
            "(select sum(x.%s) from %s x where x." REGISTER_BRANCH
            " = t." REGISTER_BRANCH " and x.voided_on is null",
            number, table);
    for (const int *g = of->per; *g >= 0; g++) {
        const char *column = fields[*g].column;
        sb_addf(sb, " and x.%s is t.%s", column, column);
        /* Nothing is entered before the year it is for begins. */
        if (fields[*g].kind == &field_year && x->m->extra[*g].follows >= 0) {
            sb_addf(sb, " and x.%s >= t.%s || '-01-01'", day, column);
        }
    }
    sb_addf(sb, " and (x.%s, x.id) <= (t.%s, t.id))", day, day);
}

static void work_counted(const struct at *x, int number)
{
    const struct register_field *of = &x->m->extra[number];
    const char *n = x->m->fields[number].column;
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb,
            "select case when t.voided_on is not null or t.%s is null then ''"
            " when v.c = t.%s then cast(v.c as text)"
            " else v.c || ' 超出上限' end from ("
            "select case when u.cap is null or u.s is null then t.%s"
            " when u.cap >= 0 then min(u.cap, u.s) - min(u.cap, u.s - t.%s)"
            " else max(u.cap, u.s) - max(u.cap, u.s - t.%s) end as c from ("
            "select (select k.%s from r_%s k where k.id = t.%s) as cap, ",
            n, n, n, n, n, of->cap.column, x->m->fields[of->cap.field].of,
            x->m->fields[of->cap.field].column);
    put_sum(x, of, n, &sb);
    sb_add(&sb, " as s) u) v");
    x->field->sql = arena_str(x->m->arena, sb.s);
    sb_clear(&sb);
}

/* A label stands between quotes in the statement. */
static void put_label(const char *label, struct strbuf *sb)
{
    for (const char *c = label; *c != '\0'; c++) {
        if (*c != '\'') {
            sb_addc(sb, *c);
        }
    }
}

static void work_ticks(const struct at *x, const int *flags)
{
    struct strbuf sb;
    x->own->ticks = flags;
    sb_init(&sb);
    sb_add(&sb, "coalesce('缺' || nullif(substr(''");
    for (; *flags >= 0; flags++) {
        const struct field *f = &x->m->fields[*flags];
        sb_addf(&sb, " || iif(t.%s = 1, '', '、", f->column);
        put_label(f->label, &sb);
        sb_add(&sb, "')");
    }
    sb_add(&sb, ", 2), ''), '齐全')");
    x->field->sql = arena_str(x->m->arena, sb.s);
    sb_clear(&sb);
}

/* What must not be read later as one of a list that never was. */
static void work_out(const struct at *x)
{
    const char *kind = register_value(x->s, "kind", "");
    const char *of = register_value(x->s, "of", "");
    if ((x->field->flags & FIELD_COMPUTED) == 0 || x->m->bad) {
        return;
    }
    if (strcmp(kind, "ticks") == 0) {
        const int *flags = fields_of(x, "of", of, &field_flag);
        if (flags != NULL) {
            work_ticks(x, flags);
        }
        return;
    }
    int number = ledger_field(&x->m->reg->ledger, of);
    if (number < 0 || x->m->extra[number].per == NULL) {
        register_complain(x->m, x->s->line, "of 要写一个有 cap 的数，“%s”不是",
                          of);
        return;
    }
    work_counted(x, number);
}

void register_tie_sums(struct register_maker *m)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < m->n_fields; i++) {
            const struct at x = {m, &m->sections[i], &m->fields[i],
                                 &m->extra[i]};
            if (pass == 1) {
                work_out(&x);
                continue;
            }
            take_follows(&x);
            take_ref(&x, "sign_of", &x.own->sign_of);
            take_minus(&x);
            take_cap(&x);
            take_in_force(&x);
        }
    }
}
