/* The rows of data/rules/votes.ini and of the branch's own text.

   Stages: both texts are read into rows (rule_file.c) → each row becomes a rule
   or a complaint; an own row begins as a copy of the compiled-in one it
   replaces → own rules push out those they replace.

   How a share is written is in quorum_share.c. */
#include <stddef.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/rules/quorum.h"
#include "pbtui/text/date.h"
#include "quorum_parts.h"

static const char *const keys[] = {"title",   "attend",  "pass", "written",
                                   "ballots", "members", "who",  "best",
                                   "spare",   "rule",    NULL};

/* Other rooms ask for these by name. */
static const char *const required[] = {
    "general",  "admission",          "conversion", "extension", "cancellation",
    "election", "election.secretary", "committee",  "life",      "review"};

static const struct share_key {
    const char *key;
    size_t at;
    bool most; /* < and <=, else > and >= */
    enum vote_of of[2];
    const char *like;
} share_keys[] = {
    {"attend",
     offsetof(struct vote_rule, attend),
     false,
     {OF_ENTITLED, OF_ENTITLED},
     ">1/2 entitled"},
    {"pass",
     offsetof(struct vote_rule, pass),
     false,
     {OF_ENTITLED, OF_PRESENT},
     ">1/2 entitled"},
    {"best",
     offsetof(struct vote_rule, best),
     true,
     {OF_GRADED, OF_GRADED},
     "<=1/3 graded"},
    {"spare",
     offsetof(struct vote_rule, spare),
     false,
     {OF_SEATS, OF_SEATS},
     ">=1/5 seats"},
};

static const struct yes_key {
    const char *key;
    size_t at;
} yes_keys[] = {{"written", offsetof(struct vote_rule, written)},
                {"ballots", offsetof(struct vote_rule, ballots)},
                {"members", offsetof(struct vote_rule, members)}};

static const struct text_key {
    const char *key;
    size_t at;
} text_keys[] = {{"title", offsetof(struct vote_rule, title)},
                 {"who", offsetof(struct vote_rule, who)}};

/* ---- one row --------------------------------------------------------- */

static bool complain(struct rule_file *f, const struct rule_row *row,
                     const char *key, const char *what)
{
    rule_complain(f, row, key, "%s", what);
    return false;
}

static bool take_share(struct vote_share *out, const struct share_key *k,
                       const char *value)
{
    struct vote_share x;
    if (!quorum_share_read(value, k->most, &x) ||
        (x.of != OF_NONE && x.of != k->of[0] && x.of != k->of[1])) {
        return false;
    }
    *out = x;
    return true;
}

static bool take_shares(struct vote_rule *x, struct rule_file *f,
                        const struct rule_row *row)
{
    for (size_t i = 0; i < ARRAY_LEN(share_keys); i++) {
        const struct share_key *k = &share_keys[i];
        const char *value = rule_get(row, k->key);
        struct vote_share *to = (void *)((char *)x + k->at);
        if (value[0] != '\0' && !take_share(to, k, value)) {
            return complain(f, row, k->key,
                            arena_printf(f->arena,
                                         "%s 读不明白，这一条没有采用；应写成 "
                                         "%s 的样子，没有要求写 none。",
                                         k->key, k->like));
        }
    }
    return true;
}

static bool take_words(struct vote_rule *x, struct rule_file *f,
                       const struct rule_row *row)
{
    for (size_t i = 0; i < ARRAY_LEN(yes_keys); i++) {
        const char *value = rule_get(row, yes_keys[i].key);
        bool *to = (void *)((char *)x + yes_keys[i].at);
        if (value[0] == '\0') {
            continue;
        }
        if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0) {
            return complain(
                f, row, yes_keys[i].key,
                arena_printf(f->arena, "%s 只能是 yes 或 no，这一条没有采用。",
                             yes_keys[i].key));
        }
        *to = strcmp(value, "yes") == 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(text_keys); i++) {
        const char *value = rule_get(row, text_keys[i].key);
        const char **to = (void *)((char *)x + text_keys[i].at);
        if (value[0] != '\0') {
            *to = value;
        }
    }
    return true;
}

/* An own row that does not say its rule must not show the sentence of the one
   it replaces, whose numbers may be others. */
static const char *sentence(struct arena *a, const struct vote_rule *x)
{
    struct strbuf sb;
    sb_init(&sb);
    if (x->attend.of == OF_NONE) {
        sb_add(&sb, "到会人数不限");
    } else {
        sb_addf(&sb, "到会的%s%s的%s，会议有效",
                x->attend.strict ? "超过" : "不少于",
                quorum_base_text(a, x, OF_ENTITLED),
                quorum_fraction_text(a, x->attend));
    }
    if (x->pass.of != OF_NONE) {
        sb_addf(&sb, "；赞成的%s%s的%s为通过",
                x->pass.strict ? "超过" : "不少于",
                quorum_base_text(a, x, x->pass.of),
                quorum_fraction_text(a, x->pass));
    }
    if (x->written) {
        sb_add(&sb, "；会前书面意见计入票数，不算到会");
    }
    if (x->spare.of != OF_NONE) {
        sb_addf(&sb, "；候选人的差额%s应选名额的%s",
                x->spare.strict ? "超过" : "不少于",
                quorum_fraction_text(a, x->spare));
    }
    if (x->best.of != OF_NONE) {
        sb_addf(&sb, "；优秀的%s定等次人数的%s",
                x->best.strict ? "少于" : "不超过",
                quorum_fraction_text(a, x->best));
    }
    sb_add(&sb, "。");
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

/* The last of a code that had begun on that day, else its first. */
static struct vote_rule *in_force(struct vote_rule *v, size_t n,
                                  const char *code, int day)
{
    struct vote_rule *first = NULL;
    struct vote_rule *last = NULL;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(v[i].code, code) != 0) {
            continue;
        }
        if (first == NULL || v[i].from < first->from) {
            first = &v[i];
        }
        if (v[i].from <= day && (last == NULL || v[i].from > last->from)) {
            last = &v[i];
        }
    }
    return last != NULL ? last : first;
}

static bool check_row(const struct vote_rule *x, struct rule_file *f,
                      const struct rule_row *row, const struct vote_rule *base)
{
    bool said = rule_get(row, "attend")[0] != '\0' &&
                (row->own || rule_get(row, "rule")[0] != '\0');
    if (base == NULL && (x->title == NULL || x->who == NULL || !said)) {
        return complain(f, row, NULL,
                        row->own
                            ? "title、who 或 attend 没有写，这一条没有采用；"
                              "内置规则里没有这一类，要写全。"
                            : "title、who、attend 或 rule 没有写，没有采用。");
    }
    if (base == NULL || base->local) {
        return true;
    }
    if (row->from == DATE_NONE) {
        return complain(f, row, NULL,
                        "这是中央规定，改它要写 from，这一条没有采用；"
                        "请写新规定从哪一天起施行。");
    }
    return row->from > base->from ||
           complain(f, row, "from",
                    "这是中央规定，from 应晚于原规定施行的日子，这一条没有"
                    "采用；以前的事仍照原规定。");
}

/* `builtin`: those an own row may replace. */
static bool rule_of(struct vote_rule *out, struct rule_file *f,
                    const struct rule_row *row, struct vote_rule *builtin,
                    size_t n_builtin)
{
    const struct vote_rule *base =
        row->own ? in_force(builtin, n_builtin, row->name, row->from) : NULL;
    struct vote_rule x = {.code = row->name};
    if (base != NULL) {
        x = *base;
    }
    if (!take_shares(&x, f, row) || !take_words(&x, f, row) ||
        !check_row(&x, f, row, base)) {
        return false;
    }
    const char *rule = rule_get(row, "rule");
    x.rule = rule[0] != '\0' ? rule : sentence(f->arena, &x);
    x.basis = rule_basis(f->arena, row);
    x.local = base != NULL ? base->local : row->local;
    x.from = row->from;
    x.own = row->own;
    *out = x;
    return true;
}

/* ---- all rows -------------------------------------------------------- */

static bool is_twice(const struct vote_rule *v, size_t n,
                     const struct vote_rule *x)
{
    for (size_t i = 0; i < n; i++) {
        if (v[i].own == x->own && v[i].from == x->from &&
            strcmp(v[i].code, x->code) == 0) {
            return true;
        }
    }
    return false;
}

/* Rows from `first` on become rules; an own one may replace the first
   `n_builtin` of those that are there. */
static void take_rows(struct vote_rules *out, struct rule_file *f, size_t first,
                      size_t n_builtin)
{
    struct vote_rule *list = arena_array(f->arena, f->n + 1, sizeof *list);
    for (size_t i = 0; i < out->n; i++) {
        list[i] = out->list[i];
    }
    out->list = list;
    for (size_t i = first; i < f->n; i++) {
        const struct rule_row *row = &f->rows[i];
        struct vote_rule x;
        if (!rule_of(&x, f, row, list, n_builtin)) {
            continue;
        }
        if (is_twice(list, out->n, &x)) {
            complain(f, row, NULL,
                     "与前面一条从同一天起施行，这一条没有采用；请只留一条。");
            continue;
        }
        list[out->n++] = x;
    }
}

static bool check_whole(const struct vote_rules *r, const struct rule_file *f,
                        struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(required); i++) {
        if (vote_rule(r, required[i], DATE_NONE) == NULL) {
            return err_set(
                err, ERR_IO, "E-VOTE-001",
                "内置规则缺少 %s（%s），程序不完整；请重新安装。", required[i],
                f->n_complaints > 0 ? f->complaints[0].text : "没有这一节");
        }
    }
    return true;
}

static bool is_replaced(const struct vote_rules *r, const struct vote_rule *x)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct vote_rule *own = &r->list[i];
        if (own->own && !x->own && own->from <= x->from &&
            strcmp(own->code, x->code) == 0) {
            return true;
        }
    }
    return false;
}

static void drop_replaced(struct vote_rules *r)
{
    size_t kept = 0;
    /* Those that replace stand behind those replaced, so none has moved yet
       when it is asked. */
    for (size_t i = 0; i < r->n; i++) {
        if (!is_replaced(r, &r->list[i])) {
            r->list[kept++] = r->list[i];
        }
    }
    r->n = kept;
}

bool vote_rules_load(struct vote_rules *out, struct arena *a,
                     const char *builtin, const char *own, struct err *err)
{
    *out = (struct vote_rules){NULL, 0, NULL, 0};
    struct rule_file f;
    if (!rule_file_read(&f, a, builtin, keys, false, err)) {
        return err_doing(err, "读内置的表决规则");
    }
    take_rows(out, &f, 0, 0);
    if (!check_whole(out, &f, err)) {
        return false;
    }
    size_t n_rows = f.n;
    rule_file_add_own(&f, own, keys);
    take_rows(out, &f, n_rows, out->n);
    drop_replaced(out);
    out->complaints = f.complaints;
    out->n_complaints = f.n_complaints;
    return true;
}

const struct vote_rule *vote_rule(const struct vote_rules *r, const char *code,
                                  int day)
{
    return in_force(r->list, r->n, code, day);
}
