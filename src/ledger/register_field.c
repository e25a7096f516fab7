/* A section of a register's file becomes a field.

   [class]
   label = 对象类别        kind = word         words = 老党员 困难党员 …
   need = yes              list = 8-14 2       of = nation (code, link, parent)
   least = 0               most = 100          not_before = on_day
   future = yes            later = yes         preset = 今天
   row = yes               width = 20          search = no     facet = no
   hint = 一句话
   follows sign_of minus cap per in_force: register_sums.c

   Kinds: day (the record's own date, exactly one), date month year time text
   long memo count money hours flag word code person link parent phone; worked
   out of others, `of` naming them: counted (what of a number counts under its
   cap), ticks (are all these flags set, which are not). */
#include "register_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/rules/rule_file.h"

static const char *const known[] = {
    "label",   "kind",  "need", "of",         "words",    "list",
    "least",   "most",  "row",  "not_before", "future",   "later",
    "preset",  "width", "hint", "facet",      "search",   "follows",
    "sign_of", "minus", "cap",  "per",        "in_force", NULL};

/* What of the keys a kind takes, and what it is when nothing is said. */
enum kind_traits {
    OF_CODES = 1 << 0,
    OF_BOOK = 1 << 1,
    WORDS = 1 << 2,
    NUMBER = 1 << 3,
    DATED = 1 << 4,
    SEARCHED = 1 << 5,
    FACETED = 1 << 6,
    WIDE = 1 << 7,
    PARENT = 1 << 8,
    ITS_DAY = 1 << 9,
    WORKED_OUT = 1 << 10 /* of other fields, never typed */
};
static const struct kind_row {
    const char *name;
    const struct field_kind *kind;
    unsigned traits;
    int width;
} kinds[] = {
    {"day", &field_date, DATED | ITS_DAY, 12},
    {"date", &field_date, DATED, 12},
    {"month", &field_month, 0, 10},
    {"year", &field_year, 0, 8},
    {"time", &field_time, 0, 8},
    {"text", &field_text, SEARCHED, 30},
    {"long", &field_long, SEARCHED | WIDE, 60},
    {"memo", &field_memo, SEARCHED | WIDE, 60},
    {"count", &field_count, NUMBER, 8},
    {"money", &field_money, NUMBER, 14},
    {"hours", &field_hours, NUMBER, 8},
    {"flag", &field_flag, FACETED, 6},
    {"word", &field_word, WORDS | FACETED, 18},
    {"code", &field_choice, OF_CODES | FACETED, 18},
    {"person", &field_person, SEARCHED, 16},
    {"link", &field_link, OF_BOOK, 30},
    {"parent", &field_link, OF_BOOK | PARENT, 40},
    {"phone", &field_phone, 0, 18},
    {"counted", &field_text, WORKED_OUT, 18},
    {"ticks", &field_text, WORKED_OUT | FACETED, 24},
};

static const struct kind_row *kind_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            return &kinds[i];
        }
    }
    return NULL;
}

/* Limits in yuan become fen, in hours minutes, and still fit. */
#define NUMBER_MOST INT64_C(1000000000)
#define WIDTH_MOST  76

/* ---- values of keys ----------------------------------------------------- */

bool register_says_yes(struct register_maker *m,
                       const struct register_section *s, const char *key,
                       bool otherwise)
{
    const struct ini_key *k = register_key(s, key);
    if (k == NULL) {
        return otherwise;
    }
    bool yes = strcmp(k->value, "yes") == 0;
    if (!yes && strcmp(k->value, "no") != 0) {
        register_complain(m, k->line, "%s 只能是 yes 或 no", key);
    }
    return yes;
}

static bool number(struct register_maker *m, const struct register_section *s,
                   const char *key, int64_t *out)
{
    const struct ini_key *k = register_key(s, key);
    if (k == NULL) {
        return false;
    }
    char *rest;
    *out = strtoll(k->value, &rest, 10);
    if (rest == k->value || *rest != '\0' || *out < -NUMBER_MOST ||
        *out > NUMBER_MOST) {
        register_complain(m, k->line, "%s 要写整数，不能是“%s”", key, k->value);
    }
    return true;
}

/* list = 8-14 2: columns at least and at most, 1 stays longest. */
static void take_column(struct register_maker *m,
                        const struct register_section *s)
{
    const struct ini_key *k = register_key(s, "list");
    if (k == NULL) {
        return;
    }
    char *rest;
    long least = strtol(k->value, &rest, 10);
    long most = rest[0] == '-' ? strtol(rest + 1, &rest, 10) : 0;
    long rank = rest[0] == ' ' ? strtol(rest, &rest, 10) : 0;
    if (*rest != '\0' || least < 2 || most < least || most > 99 || rank < 1 ||
        rank > 9) {
        register_complain(m, k->line,
                          "list 要写成“最窄-最宽 次序”，例如 8-14 2，"
                          "不能是“%s”",
                          k->value);
        return;
    }
    m->columns[m->n_columns++] = (struct ledger_column){
        (int)m->n_fields, (int)least, (int)most, (int)rank};
}

/* ---- what a kind needs -------------------------------------------------- */

static void want(struct register_maker *m, const struct register_section *s,
                 const char *key, bool takes, const char *kind)
{
    const struct ini_key *k = register_key(s, key);
    if (takes && k == NULL) {
        register_complain(m, s->line, "kind 是 %s 时要写 %s", kind, key);
    } else if (!takes && k != NULL) {
        register_complain(m, k->line, "kind 是 %s 时不写 %s", kind, key);
    }
}

static void refuse(struct register_maker *m, const struct register_section *s,
                   const char *key, bool takes, const char *kind)
{
    if (!takes) {
        want(m, s, key, false, kind);
    }
}

static void check_traits(struct register_maker *m,
                         const struct register_section *s,
                         const struct kind_row *k)
{
    want(m, s, "words", (k->traits & WORDS) != 0, k->name);
    want(m, s, "of", (k->traits & (OF_CODES | OF_BOOK | WORKED_OUT)) != 0,
         k->name);
    static const char *const typed[] = {"need", "preset", "later", "hint"};
    for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
        refuse(m, s, typed[i], (k->traits & WORKED_OUT) == 0, k->name);
    }
    refuse(m, s, "least", (k->traits & NUMBER) != 0, k->name);
    refuse(m, s, "most", (k->traits & NUMBER) != 0, k->name);
    refuse(m, s, "future", (k->traits & DATED) != 0, k->name);
    refuse(m, s, "not_before", (k->traits & DATED) != 0, k->name);
    refuse(m, s, "later", (k->traits & (ITS_DAY | PARENT)) == 0, k->name);
    const char *of = register_value(s, "of", "");
    if ((k->traits & OF_CODES) != 0 && of[0] != '\0' &&
        codes_table(of) == NULL) {
        register_complain(m, register_key(s, "of")->line, "没有“%s”这张代码表",
                          of);
    }
}

static unsigned flags_of(struct register_maker *m,
                         const struct register_section *s,
                         const struct kind_row *k)
{
    unsigned flags = 0;
    bool day = (k->traits & ITS_DAY) != 0;
    bool parent = (k->traits & PARENT) != 0;
    if (register_says_yes(m, s, "need", false) || day || parent) {
        flags |= FIELD_REQUIRED;
    }
    flags |= day ? FIELD_NOT_NULL : 0u;
    flags |= (k->traits & WORKED_OUT) != 0 ? FIELD_COMPUTED : 0u;
    flags |= parent ? FIELD_PARENT : 0u;
    if (register_says_yes(m, s, "search", (k->traits & SEARCHED) != 0)) {
        flags |= FIELD_SEARCHED;
    }
    if (register_says_yes(m, s, "facet", (k->traits & FACETED) != 0)) {
        flags |= FIELD_FACET;
    }
    if (register_says_yes(m, s, "row",
                          (k->traits & WIDE) != 0 || m->n_fields == 0)) {
        flags |= FIELD_NEW_ROW;
    }
    return flags;
}

static void take_place(struct register_maker *m,
                       const struct register_section *s,
                       const struct kind_row *k)
{
    struct small_register *reg = m->reg;
    int at = (int)m->n_fields;
    if ((k->traits & ITS_DAY) != 0) {
        if (reg->day >= 0) {
            register_complain(m, s->line,
                              "只能有一个 kind 是 day 的项目，别的日期写 date");
        }
        reg->day = at;
    }
    if ((k->traits & PARENT) != 0) {
        if (reg->ledger.parent >= 0) {
            register_complain(m, s->line, "只能有一个 kind 是 parent 的项目");
        }
        reg->ledger.parent = at;
    }
}

/* ---- the section -------------------------------------------------------- */

/* What the section says, as the next field. */
static void put_field(struct register_maker *m,
                      const struct register_section *s,
                      const struct kind_row *k)
{
    int64_t width = k->width;
    if (number(m, s, "width", &width) && (width < 2 || width > WIDTH_MOST)) {
        register_complain(m, s->line, "width 要在 2 和 %d 之间", WIDTH_MOST);
    }
    const char *words = register_value(s, "words", NULL);
    m->fields[m->n_fields] = (struct field){
        .column = s->name,
        .label = register_value(s, "label", s->name),
        .kind = k->kind,
        .flags = flags_of(m, s, k),
        .cols = (int)width,
        .of = k->kind == &field_person        ? "roster"
              : (k->traits & WORKED_OUT) != 0 ? NULL
                                              : register_value(s, "of", NULL),
        /* Nobody sorts by what is worked out row by row. */
        .sort = (k->traits & WORKED_OUT) != 0 ? "" : NULL,
        .words = words == NULL ? NULL : rule_words(m->arena, words),
        .hint = register_value(s, "hint", NULL),
    };
    struct register_field *x = &m->extra[m->n_fields];
    *x = (struct register_field){
        .not_before = register_value(s, "not_before", NULL),
        .future = register_says_yes(m, s, "future", false),
        .later = register_says_yes(m, s, "later", false),
        .preset = register_value(s, "preset", NULL),
        .line = s->line,
        REGISTER_UNBOUND,
    };
    m->sections[m->n_fields] = *s;
    x->has_least = number(m, s, "least", &x->least);
    x->has_most = number(m, s, "most", &x->most);
    m->n_fields++;
}

void register_take_field(struct register_maker *m,
                         const struct register_section *s)
{
    const struct kind_row *k = kind_of(register_value(s, "kind", ""));
    register_check_keys(m, s, known);
    if (!register_may_be_named(m, s)) {
        return;
    }
    if (k == NULL) {
        const struct ini_key *key = register_key(s, "kind");
        register_complain(
            m, key == NULL ? s->line : key->line,
            key == NULL ? "[%s] 没有写 kind" : "[%s] 的 kind 不认识", s->name);
        return;
    }
    if (register_key(s, "label") == NULL) {
        register_complain(m, s->line, "[%s] 没有写 label", s->name);
    }
    check_traits(m, s, k);
    if (k->kind == &field_money && !register_ends_in_fen(s->name)) {
        register_complain(m, s->line, "[%s] 是金额，名称要以 fen 结尾",
                          s->name);
    }
    take_place(m, s, k);
    take_column(m, s);
    put_field(m, s, k);
}

/* Days and names are only known when a record is begun; a word is one of the
   list or it is a slip. */
static void check_preset(struct register_maker *m, size_t field)
{
    const char *const *words = m->fields[field].words;
    const char *preset = m->extra[field].preset;
    size_t i = 0;
    while (words != NULL && preset != NULL && words[i] != NULL &&
           strcmp(words[i], preset) != 0) {
        i++;
    }
    if (words != NULL && preset != NULL && words[i] == NULL) {
        register_complain(m, m->extra[field].line, "preset 的“%s”不在 words 里",
                          preset);
    }
}

void register_tie_fields(struct register_maker *m)
{
    const struct ledger *l = &m->reg->ledger;
    for (size_t i = 0; i < m->n_fields; i++) {
        check_preset(m, i);
    }
    for (size_t i = 0; i < m->n_fields; i++) {
        const char *other = m->extra[i].not_before;
        int at = other == NULL ? -1 : ledger_field(l, other);
        if (other != NULL && (at < 0 || l->fields[at].kind != &field_date)) {
            register_complain(m, m->extra[i].line,
                              "not_before 要写另一个日期项目，没有“%s”", other);
        }
    }
    register_tie_sums(m);
}
