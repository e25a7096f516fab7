/* Rows of milestones.ini.

   Stages: both texts are read (rule_file.c) → an own row begins as a copy of
   the compiled-in one of its name → each is checked whole and kept, or named
   and left out → own rows come first, so that they are found first. */
#include "pbtui/rules/milestones.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/rules/rule_file.h"
#include "pbtui/text/date.h"

enum { MONTHS = 12, AGE_MOST = 99, LIST_MOST = 36 };

static const char *const keys[] = {"kind",  "title",  "what", "months", "late",
                                   "years", "honour", "sex",  "jobs",   "age",
                                   "most",  "since",  "step", NULL};

static const char *const kind_words[] = {
    [MILESTONE_AHEAD] = "list",          [MILESTONE_BIRTHDAY] = "birthday",
    [MILESTONE_PARTY] = "party",         [MILESTONE_RETIRE] = "retire",
    [MILESTONE_PROBATION] = "probation", [MILESTONE_TERM] = "term"};

/* ---- one row ------------------------------------------------------------ */

static bool wrong(struct rule_file *f, const struct rule_row *row,
                  const char *key, const char *what)
{
    rule_complain(f, row, key, "%s", what);
    return false;
}

static bool take_kind(struct milestone_rule *x, struct rule_file *f,
                      const struct rule_row *row)
{
    const char *word = rule_get(row, "kind");
    if (word[0] == '\0') {
        return x->title != NULL || wrong(f, row, NULL, "没有写 kind");
    }
    for (size_t i = 0; i < ARRAY_LEN(kind_words); i++) {
        if (strcmp(word, kind_words[i]) == 0) {
            x->kind = (enum milestone_kind)i;
            return true;
        }
    }
    return wrong(f, row, "kind",
                 "kind 要写 list、birthday、party、retire、probation 或 term");
}

/* What is not written stays as it was. */
static bool take_number(struct rule_file *f, const struct rule_row *row,
                        const char *key, int least, int most, int *out)
{
    int v = 0;
    if (rule_get(row, key)[0] == '\0') {
        return true;
    }
    if (!rule_number(row, key, &v) || v < least || v > most) {
        rule_complain(f, row, key, "%s 要写 %d 到 %d 的整数", key, least, most);
        return false;
    }
    *out = v;
    return true;
}

static bool take_numbers(struct milestone_rule *x, struct rule_file *f,
                         const struct rule_row *row)
{
    bool ok = take_number(f, row, "months", 1, LIST_MOST, &x->months);
    ok = take_number(f, row, "late", 0, LIST_MOST, &x->late) && ok;
    ok = take_number(f, row, "years", 1, AGE_MOST, &x->years) && ok;
    ok = take_number(f, row, "age", 1, AGE_MOST, &x->age) && ok;
    ok = take_number(f, row, "most", 1, AGE_MOST, &x->most) && ok;
    return take_number(f, row, "step", 1, MONTHS, &x->step) && ok;
}

static void take_text(const struct rule_row *row, const char *key,
                      const char **out)
{
    const char *s = rule_get(row, key);
    if (s[0] != '\0') {
        *out = s;
    }
}

static bool take_retire(struct milestone_rule *x, struct rule_file *f,
                        const struct rule_row *row)
{
    const char *since = rule_get(row, "since");
    if (since[0] != '\0' && !month_read(since, &x->since)) {
        return wrong(f, row, "since", "since 要写年月，例如 2025-01");
    }
    if (strcmp(x->sex, "男") != 0 && strcmp(x->sex, "女") != 0) {
        return wrong(f, row, "sex", "sex 要写 男 或 女");
    }
    if (x->jobs == NULL || x->jobs[0] == NULL) {
        return wrong(f, row, "jobs", "jobs 要写工作岗位代码的开头，例如 01 02");
    }
    return (x->age > 0 && x->most >= x->age && x->step > 0 &&
            x->since != MONTH_NONE) ||
           wrong(f, row, NULL,
                 "retire 要写 age、most、since、step，most 不小于 age");
}

static bool take_row(struct milestone_rule *x, struct rule_file *f,
                     const struct rule_row *row)
{
    const char *jobs = rule_get(row, "jobs");
    if (!take_kind(x, f, row) || !take_numbers(x, f, row)) {
        return false;
    }
    take_text(row, "title", &x->title);
    take_text(row, "what", &x->what);
    take_text(row, "honour", &x->honour);
    take_text(row, "sex", &x->sex);
    if (jobs[0] != '\0') {
        x->jobs = rule_words(f->arena, jobs);
    }
    x->basis = rule_basis(f->arena, row);
    if (x->title == NULL) {
        return wrong(f, row, NULL, "没有写 title");
    }
    if (x->kind == MILESTONE_AHEAD) {
        return x->months > 0 || wrong(f, row, NULL, "list 要写 months");
    }
    if (x->what[0] == '\0') {
        return wrong(f, row, NULL, "没有写 what（要办什么）");
    }
    if (x->kind == MILESTONE_PARTY && x->years == 0) {
        return wrong(f, row, NULL, "party 要写 years");
    }
    return x->kind != MILESTONE_RETIRE || take_retire(x, f, row);
}

/* ---- all rows ----------------------------------------------------------- */

static const struct milestone_rule *named(const struct milestone_rule *list,
                                          size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].name, name) == 0) {
            return &list[i];
        }
    }
    return NULL;
}

/* What was so before cannot be made otherwise. */
static bool may_replace(struct rule_file *f, const struct rule_row *row,
                        const struct milestone_rule *was)
{
    return was == NULL || was->local || row->from != DATE_NONE ||
           wrong(f, row, NULL,
                 "这一条是中央的规定，改它要写 from，只管那一天以后的事");
}

static void take_rows(struct rule_file *f, struct milestone_rule *own,
                      size_t *n_own, struct milestone_rule *base,
                      size_t *n_base)
{
    static const struct milestone_rule blank = {
        .what = "", .honour = "", .sex = "", .since = MONTH_NONE};
    for (size_t i = 0; i < f->n; i++) {
        const struct rule_row *row = &f->rows[i];
        const struct milestone_rule *was = named(base, *n_base, row->name);
        struct milestone_rule x = row->own && was != NULL ? *was : blank;
        if (row->own && !may_replace(f, row, was)) {
            continue;
        }
        if (!take_row(&x, f, row)) {
            continue;
        }
        x.name = row->name;
        x.own = row->own;
        x.local = row->local;
        x.from = row->own ? row->from : DATE_NONE;
        if (row->own) {
            own[(*n_own)++] = x;
        } else {
            base[(*n_base)++] = x;
        }
    }
}

bool milestones_load(struct milestone_rules *out, struct arena *a,
                     const char *builtin, const char *own, struct err *err)
{
    struct rule_file f;
    size_t n_own = 0;
    size_t n_base = 0;
    *out = (struct milestone_rules){.n = 0};
    if (!rule_file_read(&f, a, builtin, keys, false, err)) {
        return err_doing(err, "读内置的大事规则");
    }
    if (own != NULL) {
        rule_file_add_own(&f, own, keys);
    }
    struct milestone_rule *list = arena_array(a, f.n + 1, sizeof *list);
    struct milestone_rule *base = arena_array(a, f.n + 1, sizeof *base);
    take_rows(&f, list, &n_own, base, &n_base);
    memcpy(list + n_own, base, n_base * sizeof *base);
    out->list = list;
    out->n = n_own + n_base;
    out->complaints = f.complaints;
    out->n_complaints = f.n_complaints;
    for (size_t i = out->n; i > 0; i--) {
        if (list[i - 1].kind == MILESTONE_AHEAD) {
            out->months = list[i - 1].months;
        }
    }
    return out->months > 0 ||
           err_set(err, ERR_IO, "E-MILESTONE-001",
                   "内置的大事规则缺少往前看几个月的一节，程序不完整；"
                   "请重新安装。");
}

/* ---- asking ------------------------------------------------------------- */

bool milestone_holds(const struct milestone_rules *r,
                     const struct milestone_rule *x, int day)
{
    if (x->own) {
        return x->from == DATE_NONE || day >= x->from;
    }
    for (size_t i = 0; i < r->n; i++) {
        const struct milestone_rule *own = &r->list[i];
        if (own->own && strcmp(own->name, x->name) == 0 &&
            (own->from == DATE_NONE || day >= own->from)) {
            return false;
        }
    }
    return true;
}

bool milestone_means(const struct milestone_rule *x, const char *sex,
                     const char *job)
{
    bool means = false;
    for (size_t i = 0; !means && x->jobs[i] != NULL; i++) {
        means = strncmp(job, x->jobs[i], strlen(x->jobs[i])) == 0;
    }
    return means && strcmp(sex, x->sex) == 0;
}

int milestone_retires(const struct milestone_rule *x, int birth, int *years,
                      int *months)
{
    int day = date_add_years(birth, x->age);
    int later = 0;
    *years = x->age;
    *months = 0;
    if (day == DATE_NONE) {
        return DATE_NONE;
    }
    int behind = month_of(day) - x->since;
    if (behind >= 0) {
        int most = (x->most - x->age) * MONTHS;
        later = behind / x->step + 1;
        later = later < most ? later : most;
    }
    *years = x->age + later / MONTHS;
    *months = later % MONTHS;
    return date_add_months(birth, x->age * MONTHS + later);
}
