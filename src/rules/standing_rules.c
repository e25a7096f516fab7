/* The limits of standing.h: compiled-in rows and the user's own put together.

   Stages: both texts are read (standing_rows.c) → own rows push out the
   compiled-in ones they replace → is every limit there, and do those that
   belong together keep their order → the sentences get their numbers. */
#include <assert.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/rules/standing.h"
#include "standing_rows.h"

/* In each pair the first may not be more than the second. */
static const struct pair {
    const char *less;
    const char *more;
} pairs[] = {
    {"probation.extend_min_months", "probation.extend_max_months"},
    {"letter.default_days", "letter.max_days"},
    {"lost.warn1_months", "lost.warn2_months"},
    {"lost.warn2_months", "lost.months"},
    {"term.warn2_months", "term.warn1_months"},
    {"term.warn3_months", "term.warn2_months"},
    {"branch.min_full_members", "branch.max_members"},
};

static bool is_replaced(const struct standing_limit *builtin,
                        const struct limit_rows *own)
{
    for (size_t i = 0; i < own->n; i++) {
        if (strcmp(own->v[i].name, builtin->name) == 0 &&
            own->v[i].from_day <= builtin->from_day) {
            return true;
        }
    }
    return false;
}

static void put_together(struct standing_rules *out, struct arena *a,
                         const struct limit_rows *builtin,
                         const struct limit_rows *own)
{
    size_t most = builtin->n + own->n + 1;
    out->limits = arena_array(a, most, sizeof *out->limits);
    for (size_t i = 0; i < builtin->n; i++) {
        if (!is_replaced(&builtin->v[i], own)) {
            out->limits[out->n++] = builtin->v[i];
        }
    }
    for (size_t i = 0; i < own->n; i++) {
        out->limits[out->n++] = own->v[i];
    }
}

static bool check_whole(const struct standing_rules *out,
                        const struct complaints *c, struct err *err)
{
    for (const struct limit_kind *k = limit_kinds; k->name != NULL; k++) {
        if (limit_in_force(out->limits, out->n, k->name, 0) == NULL) {
            return err_set(err, ERR_IO, "E-ROSTER-001",
                           "内置规则缺少 %s（%s），程序不完整；请重新安装。",
                           k->name, c->n > 0 ? c->v[0].text : "没有这一节");
        }
    }
    return true;
}

/* Only told: which of the two rows is wrong cannot be known here. */
static void check_order(const struct standing_rules *out, struct complaints *c)
{
    for (size_t i = 0; i < out->n; i++) {
        const struct standing_limit *x = &out->limits[i];
        for (size_t j = 0; x->own_line > 0 && j < ARRAY_LEN(pairs); j++) {
            const struct pair *p = &pairs[j];
            if (strcmp(x->name, p->less) != 0 &&
                strcmp(x->name, p->more) != 0) {
                continue;
            }
            const struct standing_limit *less =
                standing_limit(out, p->less, x->from_day);
            const struct standing_limit *more =
                standing_limit(out, p->more, x->from_day);
            if (less->value > more->value) {
                complaint_add(c, x->own_line, x->name,
                              arena_printf(c->arena,
                                           "%s（%d）大于 %s（%d），"
                                           "前后矛盾；请核对。",
                                           p->less, less->value, p->more,
                                           more->value));
            }
        }
    }
}

/* {} becomes the number with its unit, so that a row which only changes the
   number need not repeat the sentence. */
static const char *fill_in(struct arena *a, const struct standing_limit *x)
{
    const char *hole = strstr(x->text, "{}");
    if (hole == NULL) {
        return x->text;
    }
    return arena_printf(a, "%.*s%d %s%s", (int)(hole - x->text), x->text,
                        x->value, x->unit, hole + 2);
}

bool standing_load(struct standing_rules *out, struct arena *a,
                   const char *builtin, const char *own, struct err *err)
{
    *out = (struct standing_rules){NULL, 0, NULL, 0};
    struct complaints c = {.arena = a, .book = "内置规则"};
    struct limit_rows base = {NULL, 0};
    struct limit_rows mine = {NULL, 0};
    if (!limit_rows_read(&base, &c, builtin, NULL, err)) {
        return err_doing(err, "读内置的名册规则");
    }
    c.book = "";
    struct err own_err = ERR_INIT;
    if (own != NULL && !limit_rows_read(&mine, &c, own, &base, &own_err)) {
        /* The branch can work on; it must only be told. */
        complaint_add_plain(&c, 0, arena_str(a, own_err.text));
    }
    put_together(out, a, &base, &mine);
    if (!check_whole(out, &c, err)) {
        return false;
    }
    check_order(out, &c);
    for (size_t i = 0; i < out->n; i++) {
        out->limits[i].text = fill_in(a, &out->limits[i]);
    }
    out->complaints = c.v;
    out->n_complaints = c.n;
    return true;
}

const struct standing_limit *standing_limit(const struct standing_rules *r,
                                            const char *name, int day)
{
    const struct standing_limit *x = limit_in_force(r->limits, r->n, name, day);
    assert(x != NULL);
    return x;
}
