/* Reads limits out of INI text: keys → drafts, one a [section] → each draft is
   either a limit or a complaint with its line.

   Which names exist, and their units, stand here because the verdicts count in
   them.  How many stands in data/rules/roster.ini only. */
#include "standing_rows.h"

#include <string.h>

#include "pbtui/text/date.h"

#define TEXT_BYTES_MAX (64 * 1024)

const struct limit_kind limit_kinds[] = {
    {"apply.min_age", "岁", false},
    {"probation.years", "年", true},
    {"probation.extend_min_months", "个月", false},
    {"probation.extend_max_months", "个月", false},
    {"letter.default_days", "天", false},
    {"letter.max_days", "天", false},
    {"lost.warn1_months", "个月", false},
    {"lost.warn2_months", "个月", false},
    {"lost.months", "个月", false},
    {"removal.years", "年", false},
    {"flow.months", "个月", false},
    {"committee.min_full_members", "人", false},
    {"branch.min_full_members", "人", false},
    {"branch.max_members", "人", false},
    {"term.branch_years", "年", false},
    {"term.warn1_months", "个月", false},
    {"term.warn2_months", "个月", false},
    {"term.warn3_months", "个月", false},
    {"league.min_age", "岁", false},
    {"work.min_age", "岁", false},
    {NULL, NULL, false},
};

/* The keys of a row, in the order of `key_names`. */
enum key { VALUE, UNIT, BASIS, ARTICLE, FROM, SCOPE, TEXT, N_KEYS };
static const char *const key_names[N_KEYS] = {
    "value", "unit", "basis", "article", "from", "scope", "text"};

struct draft {
    const char *section;
    const struct limit_kind *kind;
    const char *value[N_KEYS]; /* NULL: not written, or empty */
    int line;                  /* of its first key */
    bool bad;                  /* already complained about */
};

void complaint_add_plain(struct complaints *c, int line, const char *text)
{
    if (c->n == c->cap) {
        size_t cap = c->cap == 0 ? 8 : c->cap * 2;
        struct ini_complaint *more = arena_array(c->arena, cap, sizeof *more);
        if (c->n > 0) {
            memcpy(more, c->v, c->n * sizeof *more);
        }
        c->v = more;
        c->cap = cap;
    }
    c->v[c->n++] = (struct ini_complaint){line, text};
}

void complaint_add(struct complaints *c, int line, const char *section,
                   const char *what)
{
    complaint_add_plain(c, line,
                        arena_printf(c->arena, "%s第 %d 行 [%s]：%s", c->book,
                                     line, section, what));
}

const struct standing_limit *limit_in_force(const struct standing_limit *v,
                                            size_t n, const char *name, int day)
{
    const struct standing_limit *first = NULL;
    const struct standing_limit *last = NULL;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(v[i].name, name) != 0) {
            continue;
        }
        if (first == NULL || v[i].from_day < first->from_day) {
            first = &v[i];
        }
        if (v[i].from_day <= day &&
            (last == NULL || v[i].from_day > last->from_day)) {
            last = &v[i];
        }
    }
    return last != NULL ? last : first;
}

/* ---- keys to drafts -------------------------------------------------- */

/* The name ends at the first blank; what follows only tells rows apart. */
static const struct limit_kind *kind_of(const char *section)
{
    size_t n = strcspn(section, " \t");
    for (const struct limit_kind *k = limit_kinds; k->name != NULL; k++) {
        if (strlen(k->name) == n && memcmp(k->name, section, n) == 0) {
            return k;
        }
    }
    return NULL;
}

static struct draft *draft_of(struct draft *drafts, size_t *n,
                              const struct ini_key *k)
{
    for (size_t i = 0; i < *n; i++) {
        if (strcmp(drafts[i].section, k->section) == 0) {
            return &drafts[i];
        }
    }
    struct draft *d = &drafts[(*n)++];
    d->section = k->section;
    d->kind = kind_of(k->section);
    d->line = k->line;
    return d;
}

static void draft_take(struct draft *d, const struct ini_key *k,
                       struct complaints *c)
{
    for (size_t i = 0; i < N_KEYS; i++) {
        if (strcmp(key_names[i], k->key) != 0) {
            continue;
        }
        if (d->value[i] != NULL) {
            d->bad = true;
            complaint_add(c, k->line, k->section,
                          "同一项写了两次，这一条没有采用；要写新旧两种数目，"
                          "请分写两个小节，名称后空一格各加记号。");
        }
        d->value[i] = k->value[0] == '\0' ? NULL : k->value;
        return;
    }
    d->bad = true;
    complaint_add(c, k->line, k->section,
                  "没有这个项目，这一条没有采用；只能写 value、unit、basis、"
                  "article、from、scope、text。");
}

static bool starts_with(const char *s, const char *what)
{
    return strncmp(s, what, strlen(what)) == 0;
}

/* The line of the section header under which a line stands, 0 for none. */
static int header_above(const char *text, int line)
{
    int header = 0;
    for (int i = 1; i <= line && text != NULL; i++) {
        const char *s = text + strspn(text, " \t");
        if (s[0] == '[' || starts_with(s, "［") || starts_with(s, "【")) {
            header = i;
        }
        text = strchr(text, '\n');
        text = text == NULL ? NULL : text + 1;
    }
    return header;
}

/* A row with an unreadable line is left out whole: without its `from` it would
   change the past, too. */
static void spoil(struct draft *drafts, size_t n, const char *text, int line,
                  struct complaints *c)
{
    int header = header_above(text, line);
    for (size_t i = 0; i < n; i++) {
        struct draft *d = &drafts[i];
        if (!d->bad && header_above(text, d->line) == header) {
            d->bad = true;
            complaint_add(c, line, d->section,
                          "有一行读不明白，这一条没有采用。");
        }
    }
}

/* ---- drafts to limits ------------------------------------------------ */

/* 0 … 9999, -1 for anything else. */
static int read_value(const char *s)
{
    size_t n = s == NULL ? 0 : strspn(s, "0123456789");
    if (n == 0 || n > 4 || s[n] != '\0') {
        return -1;
    }
    int value = 0;
    for (size_t i = 0; i < n; i++) {
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

/* What is wrong with a row wherever it comes from, NULL when nothing. */
static const char *row_fault(const struct draft *d)
{
    if (d->kind == NULL) {
        return "没有这条规定，没有采用；请核对小节的名称。";
    }
    int value = read_value(d->value[VALUE]);
    if (value < 0 || (value == 0 && !d->kind->zero)) {
        return "value 应是 1 至 9999 的整数，这一条没有采用。";
    }
    if (d->value[UNIT] != NULL && strcmp(d->value[UNIT], d->kind->unit) != 0) {
        return "unit 不能改，这一条没有采用；请按原来的单位换算。";
    }
    if (d->value[BASIS] == NULL) {
        return "没有写 basis，这一条没有采用；请写依据的文件和文号。";
    }
    int day = DATE_NONE;
    if (d->value[FROM] != NULL && !date_read(d->value[FROM], &day)) {
        return "from 不是日期，这一条没有采用；应写成 2027-01-01 的样子。";
    }
    const char *scope = d->value[SCOPE];
    if (scope != NULL && strcmp(scope, "central") != 0 &&
        strcmp(scope, "local") != 0) {
        return "scope 只能是 central 或 local，这一条没有采用。";
    }
    return NULL;
}

/* Nothing can be taken from elsewhere. */
static const char *builtin_fault(const struct draft *d)
{
    bool whole = d->value[UNIT] != NULL && d->value[FROM] != NULL &&
                 d->value[SCOPE] != NULL && d->value[TEXT] != NULL;
    return whole ? NULL : "unit、from、scope 或 text 没有写，没有采用。";
}

static const char *own_fault(const struct draft *d, int from,
                             const struct standing_limit *base)
{
    if (base == NULL || base->local) {
        return NULL;
    }
    if (d->value[FROM] == NULL) {
        return "这是中央规定，改它要写 from，这一条没有采用；"
               "请写新规定从哪一天起施行。";
    }
    return from > base->from_day ? NULL
                                 : "这是中央规定，from 应晚于原规定施行的日子，"
                                   "这一条没有采用；以前的事仍照原规定。";
}

static struct standing_limit limit_of(const struct draft *d, int from,
                                      const struct standing_limit *base,
                                      struct arena *a)
{
    const char *article = d->value[ARTICLE] == NULL ? "" : d->value[ARTICLE];
    const char *text = d->value[TEXT];
    if (text == NULL) {
        text = base == NULL ? "" : base->text;
    }
    bool local = base != NULL ? base->local
                              : d->value[SCOPE] != NULL &&
                                    strcmp(d->value[SCOPE], "local") == 0;
    return (struct standing_limit){
        .name = d->kind->name,
        .value = read_value(d->value[VALUE]),
        .unit = d->kind->unit,
        .basis = arena_printf(a, "%s%s", d->value[BASIS], article),
        .text = text,
        .local = local,
        .from_day = from,
    };
}

static bool has_row(const struct limit_rows *rows,
                    const struct standing_limit *x)
{
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->v[i].from_day == x->from_day &&
            strcmp(rows->v[i].name, x->name) == 0) {
            return true;
        }
    }
    return false;
}

/* Adds the draft's limit, or says what is wrong with it. */
static const char *draft_finish(const struct draft *d, struct limit_rows *out,
                                const struct limit_rows *builtin,
                                struct arena *a)
{
    const char *fault = row_fault(d);
    if (fault != NULL) {
        return fault;
    }
    int from = DATE_NONE;
    if (d->value[FROM] != NULL) {
        date_read(d->value[FROM], &from);
    }
    const struct standing_limit *base = NULL;
    if (builtin != NULL) {
        base = limit_in_force(builtin->v, builtin->n, d->kind->name, from);
        fault = own_fault(d, from, base);
    } else {
        fault = builtin_fault(d);
    }
    if (fault != NULL) {
        return fault;
    }
    if (from == DATE_NONE && base != NULL) {
        from = base->from_day; /* the first one's: no day is earlier */
    }
    struct standing_limit x = limit_of(d, from, base, a);
    if (has_row(out, &x)) {
        return "与前面一条从同一天起施行，这一条没有采用；请只留一条。";
    }
    x.own_line = builtin == NULL ? 0 : d->line;
    out->v[out->n++] = x;
    return NULL;
}

bool limit_rows_read(struct limit_rows *out, struct complaints *c,
                     const char *text, const struct limit_rows *builtin,
                     struct err *err)
{
    struct ini ini;
    *out = (struct limit_rows){NULL, 0};
    size_t n_bytes = strlen(text);
    bool ok =
        builtin == NULL
            ? ini_parse_builtin(&ini, c->arena, text, n_bytes, err)
            : ini_parse(&ini, c->arena, text, n_bytes, TEXT_BYTES_MAX, err);
    if (!ok) {
        return false;
    }
    struct draft *drafts = arena_array(c->arena, ini.n + 1, sizeof *drafts);
    size_t n = 0;
    for (size_t i = 0; i < ini.n; i++) {
        draft_take(draft_of(drafts, &n, &ini.keys[i]), &ini.keys[i], c);
    }
    for (size_t i = 0; i < ini.n_complaints; i++) {
        const struct ini_complaint *x = &ini.complaints[i];
        complaint_add_plain(c, x->line, x->text);
        spoil(drafts, n, text, x->line, c);
    }
    out->v = arena_array(c->arena, n + 1, sizeof *out->v);
    for (size_t i = 0; i < n; i++) {
        const char *fault =
            drafts[i].bad ? NULL
                          : draft_finish(&drafts[i], out, builtin, c->arena);
        if (fault != NULL) {
            complaint_add(c, drafts[i].line, drafts[i].section, fault);
        }
    }
    return true;
}
