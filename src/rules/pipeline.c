/* The rows of data/rules/pipeline.ini and of the branch's own text, and what
   all of them know: which version of a row holds on a day.

   Stages: both texts are read into rows (rule_file.c) → compiled-in rows become
   steps, guards and the length of 预备期 → an own row without `from` changes
   every version of its code, one with `from` adds a version that takes the
   place of all compiled-in ones of that day and later; a new code is a new
   guard → an own row that cannot be kept together with another is taken back.

   What one row says: pipeline_steps.c, pipeline_guards.c.  Which rows a file
   breaks: pipeline_cases.c, pipeline_breach.c. */
#include "pbtui/rules/pipeline.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

static const char *const all_keys[] = {
    "name",   "abbr",    "stage",  "who",    "running",      "since",  "until",
    "fields", "entries", "papers", "result", "local_papers", "step",   "kind",
    "of",     "least",   "most",   "what",   "only",         "unless", "breach",
    "off",    "warn",    "lead",   "text",   "value",        NULL};
static const char *const step_keys[] = {
    "name",   "abbr",    "stage",  "who",    "running",      "since", "until",
    "fields", "entries", "papers", "result", "local_papers", NULL};
static const char *const guard_keys[] = {
    "step",   "kind",   "of",  "least", "most", "what", "only",
    "unless", "breach", "off", "warn",  "lead", "text", NULL};
static const char *const limit_keys[] = {"value", NULL};

struct loader {
    struct pipeline_rules *out;
    struct rule_file file;
    struct arena *arena;
};

/* ---- empty facts ----------------------------------------------------- */

struct pipeline_done pipeline_open(void)
{
    return (struct pipeline_done){
        .on = DATE_NONE,
        .asked_on = DATE_NONE,
        .from_on = DATE_NONE,
        .to_on = DATE_NONE,
        .hours = -1,
        .days = -1,
        .months = -1,
        .result = "",
        .way = "",
        .number = "",
        .conclusion = "",
        .reason = "",
        .meeting = {.kind = "", .on = DATE_NONE, .rule = "", .tally = ""}};
}

void pipeline_facts_init(struct pipeline_facts *f)
{
    *f = (struct pipeline_facts){.birth = DATE_NONE,
                                 .leave_on = DATE_NONE,
                                 .ended_on = DATE_NONE,
                                 .theirs_before = DATE_NONE};
    for (int no = 0; no <= PIPELINE_STEPS; no++) {
        f->steps[no] = pipeline_open();
    }
}

/* ---- versions -------------------------------------------------------- */

const struct pipeline_guard *pipe_in_force(const struct pipeline_rules *r,
                                           size_t i, int day)
{
    const struct pipeline_guard *g = &r->guards[i];
    if (g->off || g->from > day) {
        return NULL;
    }
    /* A later version may stand on either side. */
    for (size_t j = i; j > 0 && strcmp(g[-1].code, g->code) == 0; j--, g--) {
    }
    const struct pipeline_guard *end = r->guards + r->n_guards;
    const struct pipeline_guard *mine = &r->guards[i];
    for (; g < end && strcmp(g->code, mine->code) == 0; g++) {
        if (g->from <= day && g->from > mine->from) {
            return NULL;
        }
    }
    return mine;
}

const struct pipeline_guard *pipeline_guard(const struct pipeline_rules *r,
                                            const char *code, int day)
{
    for (size_t i = 0; i < r->n_guards; i++) {
        if (strcmp(r->guards[i].code, code) == 0) {
            const struct pipeline_guard *g = pipe_in_force(r, i, day);
            if (g != NULL) {
                return g;
            }
        }
    }
    return NULL;
}

/* The version of a code by which a row of that day begins: the last that had
   begun, else the first; off or not. */
static const struct pipeline_guard *base_of(const struct pipeline_rules *r,
                                            const char *code, int day)
{
    const struct pipeline_guard *first = NULL;
    const struct pipeline_guard *last = NULL;
    for (size_t i = 0; i < r->n_guards; i++) {
        const struct pipeline_guard *g = &r->guards[i];
        if (strcmp(g->code, code) != 0) {
            continue;
        }
        if (first == NULL || g->from < first->from) {
            first = g;
        }
        if (g->from <= day && (last == NULL || g->from > last->from)) {
            last = g;
        }
    }
    return last != NULL ? last : first;
}

/* Compiled-in versions of that day and later give way; the new one comes
   behind the others of its code. */
static void put_version(struct pipeline_rules *out,
                        const struct pipeline_guard *g)
{
    size_t kept = 0;
    size_t at = 0;
    for (size_t i = 0; i < out->n_guards; i++) {
        const struct pipeline_guard *x = &out->guards[i];
        bool same = strcmp(x->code, g->code) == 0;
        at = same ? kept : at;
        if (same && g->own && !x->own && x->from >= g->from) {
            continue;
        }
        out->guards[kept++] = *x;
        at = same ? kept : at;
    }
    memmove(&out->guards[at + 1], &out->guards[at],
            (kept - at) * sizeof *out->guards);
    out->guards[at] = *g;
    out->n_guards = kept + 1;
}

/* ---- guards ---------------------------------------------------------- */

static bool is_code(const char *s)
{
    return s[0] != '\0' &&
           s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789._")] == '\0';
}

static bool add_new(struct loader *l, const struct rule_row *r,
                    const char *code)
{
    struct pipeline_guard g = {.code = code,
                               .what = "",
                               .only = "",
                               .unless = "",
                               .warn = "",
                               .text = "",
                               .from = r->from};
    if (!is_code(code)) {
        rule_complain(&l->file, r, NULL,
                      "guard. 后面是代码，只能用小写英文字母、数字和点，这一条"
                      "没有采用。");
        return false;
    }
    if (!pipe_take_guard(&l->file, r, &g)) {
        return false;
    }
    l->out->guards[l->out->n_guards++] = g;
    return true;
}

/* Without a day: every version of the code says it. */
static bool change_all(struct loader *l, const struct rule_row *r,
                       const char *code)
{
    for (size_t i = 0; i < l->out->n_guards; i++) {
        struct pipeline_guard *x = &l->out->guards[i];
        struct pipeline_guard changed = *x;
        if (strcmp(x->code, code) != 0) {
            continue;
        }
        if (!pipe_take_guard(&l->file, r, &changed)) {
            return false;
        }
        const char *key = x->local ? NULL : pipe_loosening(r, x, &changed);
        if (key != NULL) {
            rule_complain(&l->file, r, key,
                          "这是中央规定，%s 只能改得更严，这一条没有采用；"
                          "放宽要写 from，写明新规定从哪一天起施行。",
                          key);
            return false;
        }
        *x = changed;
    }
    return true;
}

static bool add_dated(struct loader *l, const struct rule_row *r,
                      const struct pipeline_guard *base)
{
    struct pipeline_guard g = *base;
    if (r->own && !g.local && !g.own && r->from <= g.from) {
        rule_complain(&l->file, r, NULL,
                      "这是中央规定，from 应晚于原规定施行的日子，这一条没有"
                      "采用；以前的事仍照原规定。");
        return false;
    }
    if (g.from == r->from && g.own == r->own) {
        rule_complain(&l->file, r, NULL,
                      "与前面一条从同一天起施行，这一条没有采用；请只留一条。");
        return false;
    }
    if (!pipe_take_guard(&l->file, r, &g)) {
        return false;
    }
    g.from = r->from;
    put_version(l->out, &g);
    return true;
}

/* An own row that cannot be kept together with another is taken back. */
static void add_guard(struct loader *l, const struct rule_row *r)
{
    struct pipeline_rules *out = l->out;
    const char *code = r->name + strlen("guard.");
    const struct pipeline_guard *base = base_of(out, code, r->from);
    struct pipeline_guard *before = NULL;
    size_t n_before = out->n_guards;
    if (r->own) {
        before = arena_array(l->arena, n_before + 1, sizeof *before);
        memcpy(before, out->guards, n_before * sizeof *before);
    }
    bool taken = base == NULL           ? add_new(l, r, code)
                 : r->from == DATE_NONE ? change_all(l, r, code)
                                        : add_dated(l, r, base);
    const char *against =
        taken ? pipe_contradiction(l->arena, out, code) : NULL;
    if (against != NULL) {
        rule_complain(&l->file, r, NULL, "%s，这一条没有采用；请核对。",
                      against);
    }
    if (r->own && (!taken || against != NULL)) {
        memcpy(out->guards, before, n_before * sizeof *before);
        out->n_guards = n_before;
    }
}

/* ---- the length of 预备期 -------------------------------------------- */

static void add_limit(struct loader *l, const struct rule_row *r)
{
    struct pipeline_rules *out = l->out;
    struct pipeline_limit x = {.from = r->from, .own = r->own};
    if (strcmp(r->name, "limit.probation") != 0) {
        rule_complain(&l->file, r, NULL,
                      "没有这条规定，没有采用；请核对小节的名称。");
        return;
    }
    if (!pipe_take_positive(&l->file, r, "value", &x.value)) {
        return;
    }
    for (size_t i = 0; i < out->n_probation; i++) {
        if (out->probation[i].from == r->from ||
            (r->own && r->from <= out->probation[i].from &&
             !out->probation[i].own)) {
            rule_complain(&l->file, r, NULL,
                          "这是中央规定，改它要写 from，并且晚于原规定施行的"
                          "日子，这一条没有采用。");
            return;
        }
    }
    x.basis = rule_basis(l->arena, r);
    out->probation[out->n_probation++] = x;
}

/* ---- all rows -------------------------------------------------------- */

/* Only keys that mean something in this sort of row. */
static bool keys_fit(struct loader *l, const struct rule_row *r,
                     const char *const *keys)
{
    for (size_t i = 0; i < r->n_keys; i++) {
        size_t at = 0;
        while (keys[at] != NULL && strcmp(keys[at], r->keys[i].key) != 0) {
            at++;
        }
        if (keys[at] == NULL) {
            rule_complain(&l->file, r, r->keys[i].key,
                          "这一种小节里没有 %s，这一条没有采用；请核对。",
                          r->keys[i].key);
            return false;
        }
    }
    return true;
}

static void add_row(struct loader *l, const struct rule_row *r)
{
    if (strncmp(r->name, "step.", strlen("step.")) == 0) {
        if (keys_fit(l, r, step_keys)) {
            (void)pipe_take_step(&l->file, r, l->out);
        }
    } else if (strncmp(r->name, "guard.", strlen("guard.")) == 0) {
        if (keys_fit(l, r, guard_keys)) {
            add_guard(l, r);
        }
    } else if (keys_fit(l, r, limit_keys)) {
        add_limit(l, r);
    }
}

static void add_rows(struct loader *l, size_t first)
{
    struct pipeline_rules *out = l->out;
    size_t n = l->file.n + 1;
    struct pipeline_guard *guards =
        arena_array(l->arena, out->n_guards + n, sizeof *guards);
    struct pipeline_limit *limits =
        arena_array(l->arena, out->n_probation + n, sizeof *limits);
    if (out->n_guards > 0) {
        memcpy(guards, out->guards, out->n_guards * sizeof *guards);
        memcpy(limits, out->probation, out->n_probation * sizeof *limits);
    }
    out->guards = guards;
    out->probation = limits;
    for (size_t i = first; i < l->file.n; i++) {
        add_row(l, &l->file.rows[i]);
    }
}

static bool all_there(const struct pipeline_rules *out)
{
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        if (out->steps[no].no != no) {
            return false;
        }
    }
    return out->n_guards > 0 && out->n_probation > 0;
}

/* Every step is asked about its own rows only. */
static void index_guards(struct loader *l)
{
    struct pipeline_rules *out = l->out;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        size_t *list = arena_array(l->arena, out->n_guards + 1, sizeof *list);
        size_t n = 0;
        for (size_t i = 0; i < out->n_guards; i++) {
            if (out->guards[i].step == no) {
                list[n++] = i;
            }
        }
        out->of_step[no] = list;
        out->n_of_step[no] = n;
    }
}

bool pipeline_load(struct pipeline_rules *out, struct arena *a,
                   const char *builtin, const char *own, struct err *err)
{
    *out = (struct pipeline_rules){.guards = NULL};
    struct loader l = {.out = out, .arena = a};
    if (!rule_file_read(&l.file, a, builtin, all_keys, false, err)) {
        return err_doing(err, "读内置的发展党员规则");
    }
    add_rows(&l, 0);
    if (l.file.n_complaints > 0 || !all_there(out)) {
        return err_set(err, ERR_IO, "E-PIPE-001",
                       "内置的发展党员规则不完整（%s），程序不完整；请重新"
                       "安装。",
                       l.file.n_complaints > 0 ? l.file.complaints[0].text
                                               : "缺少小节");
    }
    size_t n_builtin = l.file.n;
    rule_file_add_own(&l.file, own, all_keys);
    add_rows(&l, n_builtin);
    index_guards(&l);
    out->complaints = l.file.complaints;
    out->n_complaints = l.file.n_complaints;
    return true;
}
