/* 表一 党员数量变化情况: who was there, who came and who went, who is there,
   and who stands between what should be and what is.

   A transfer out counts in the year of its letter; who has not been received
   is still there, and the difference names him; so it does in the year after,
   when the receipt comes for a letter that was counted before. */
#include "stats_parts.h"

#include <string.h>

#include "life_parts.h"
#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/stmt.h"

/* ---- why ----------------------------------------------------------------- */

static const char *in_words(struct stats_work *w, const struct stats_spell *s)
{
    struct arena *a = w->arena;
    const char *kind = codes_name("in_kind", s->in_kind);
    if (s->approved != DATE_NONE && s->begin == s->approved) {
        return arena_printf(a, "%s，%s 上级审批，入党日期 %s", kind,
                            stats_day(a, s->approved), stats_day(a, s->from));
    }
    if (stats_is_kind("in_kind", s->in_kind, "发展党员")) {
        return arena_printf(a, "%s，没有登记上级审批，按入党日期 %s", kind,
                            stats_day(a, s->from));
    }
    return arena_printf(a, "%s%s%s，%s 进入", kind,
                        s->in_from[0] != '\0' ? "，来自" : "", s->in_from,
                        stats_day(a, s->from));
}

static const char *out_words(struct stats_work *w, const struct stats_spell *s)
{
    struct arena *a = w->arena;
    const char *kind = codes_name("out_kind", s->out_kind);
    if (!s->is_letter || s->letter == DATE_NONE) {
        return arena_printf(a, "%s，%s 离开", kind, stats_day(a, s->to));
    }
    return arena_printf(
        a, "%s，去往%s，%s 开介绍信，%s%s", kind, s->out_to,
        stats_day(a, s->letter),
        s->to != DATE_NONE && s->to <= w->closing ? "回执 " : "还没有回执",
        s->to != DATE_NONE && s->to <= w->closing ? stats_day(a, s->to) : "");
}

static const struct stats_spell *spell_of(const struct stats_work *w,
                                          int64_t id)
{
    for (size_t i = 0; i < w->n_spells; i++) {
        if (w->spells[i].id == id) {
            return &w->spells[i];
        }
    }
    return NULL;
}

/* Why somebody is more or less than should be, and the day it hangs on. */
static void explain(struct stats_work *w, struct stats_entry *e, void *ctx)
{
    const struct stats_spell *s = spell_of(w, e->key);
    struct arena *a = w->arena;
    (void)ctx;
    if (s == NULL) {
        return;
    }
    e->book = "membership";
    e->id = s->id;
    if (e->sign > 0 && s->is_letter && stats_in_year(w, s->left)) {
        e->on = s->letter;
        e->why =
            arena_printf(a,
                         "已计入转出，%s 开了介绍信（去往%s），截止日还没有"
                         "回执，仍在册",
                         stats_day(a, s->letter), s->out_to);
    } else if (e->sign < 0 && s->is_letter && s->left < w->from) {
        e->on = s->to;
        e->why = arena_printf(a,
                              "介绍信 %s 开出，已计入那一年的转出；上年底没有"
                              "回执，还在上年底总数里，回执 %s 到",
                              stats_day(a, s->letter), stats_day(a, s->to));
    } else if (e->sign > 0) {
        e->on = s->from;
        e->why = arena_printf(a,
                              "进入方式是%s，进入日期 %s 在本年，没有计入本年"
                              "增加，请核对",
                              codes_name("in_kind", s->in_kind),
                              stats_day(a, s->from));
    } else {
        e->on = s->to;
        e->why =
            arena_printf(a, "%s，没有计入本年减少，请核对", out_words(w, s));
    }
}

/* ---- rows ---------------------------------------------------------------- */

static struct stats_cell on_day(struct stats_work *w, int day)
{
    struct stats_list l = {.n = 0};
    for (size_t i = 0; i < w->n_spells; i++) {
        const struct stats_spell *s = &w->spells[i];
        if (stats_there(s, day)) {
            struct stats_entry e = stats_entry_of(s, s->begin, in_words(w, s));
            stats_list_add(&l, &e);
        }
    }
    return stats_list_close(&l, w->arena);
}

/* Who was never there by what counts (approved only after he had left) neither
   came nor went. */
static bool is_counted(const struct stats_spell *s)
{
    return s->to == DATE_NONE || s->begin < s->to;
}

static struct stats_cell came(struct stats_work *w, const char *kind)
{
    struct stats_list l = {.n = 0};
    for (size_t i = 0; i < w->n_spells; i++) {
        const struct stats_spell *s = &w->spells[i];
        if (stats_in_year(w, s->begin) && is_counted(s) &&
            stats_is_kind("in_kind", s->in_kind, kind)) {
            struct stats_entry e = stats_entry_of(s, s->begin, in_words(w, s));
            e.book = "membership";
            e.id = s->id;
            stats_list_add(&l, &e);
        }
    }
    return stats_list_close(&l, w->arena);
}

static struct stats_cell went(struct stats_work *w, const char *kind)
{
    struct stats_list l = {.n = 0};
    for (size_t i = 0; i < w->n_spells; i++) {
        const struct stats_spell *s = &w->spells[i];
        if (stats_in_year(w, s->left) && is_counted(s) &&
            stats_is_kind("out_kind", s->out_kind, kind)) {
            struct stats_entry e = stats_entry_of(s, s->left, out_words(w, s));
            e.book = "membership";
            e.id = s->id;
            stats_list_add(&l, &e);
        }
    }
    return stats_list_close(&l, w->arena);
}

static bool fill(struct stats_work *w, const char *rule,
                 struct stats_cell *cells, void *ctx)
{
    const char *in = stats_rule_is(rule, "in");
    const char *out = stats_rule_is(rule, "out");
    (void)ctx;
    if (in != NULL) {
        *cells = came(w, in);
    } else if (out != NULL) {
        *cells = went(w, out);
    } else if (stats_rule_is(rule, "before") != NULL) {
        *cells = on_day(w, w->from - 1);
    } else if (stats_rule_is(rule, "after") != NULL) {
        *cells = on_day(w, w->closing);
    } else {
        die("stats/change.ini: %s", rule);
    }
    return true;
}

/* ---- beside the numbers -------------------------------------------------- */

/* On the roster of that day and not yet approved by then. */
static struct stats_cell waiting(struct stats_work *w, int day)
{
    struct stats_list l = {.n = 0};
    for (size_t i = 0; i < w->n_spells; i++) {
        const struct stats_spell *s = &w->spells[i];
        if (s->from <= day && s->begin > day &&
            (s->to == DATE_NONE || s->to > day)) {
            struct stats_entry e = stats_entry_of(s, s->from, in_words(w, s));
            stats_list_add(&l, &e);
        }
    }
    return stats_list_close(&l, w->arena);
}

static void note_waiting(struct stats_work *w, int64_t before, int64_t now)
{
    struct arena *a = w->arena;
    struct stats_cell then = waiting(w, w->from - 1);
    struct stats_cell still = waiting(w, w->closing);
    long long on_roster_then = before + then.n, on_roster = now + still.n;
    if (then.n > 0) {
        stats_note_add(
            w, "waiting-then", then,
            arena_printf(a,
                         "上年12月31日的名册上有 %lld 名，其中 %lld 名支部"
                         "大会上年已通过、上级到上年底还没有审批，上年底总数是 "
                         "%lld 名。",
                         on_roster_then, (long long)then.n, (long long)before));
    }
    if (still.n > 0) {
        stats_note_add(
            w, "waiting-now", still,
            arena_printf(
                a,
                "截止日的名册上有 %lld 名，其中 %lld 名支部大会已通过、"
                "上级还没有审批，实有数是 %lld 名。",
                on_roster, (long long)still.n, (long long)now));
    }
}

/* A letter that is out without its day: it cannot be counted in any year. */
static void note_undated(struct stats_work *w)
{
    struct stats_list l = {.n = 0};
    for (size_t i = 0; i < w->n_spells; i++) {
        const struct stats_spell *s = &w->spells[i];
        if (s->is_letter && s->left == DATE_NONE &&
            stats_there(s, w->closing)) {
            struct stats_entry e = stats_entry_of(
                s, DATE_NONE, "选了转出，没有填介绍信的开具日期");
            e.book = "membership";
            e.id = s->id;
            stats_list_add(&l, &e);
        }
    }
    struct stats_cell c = stats_list_close(&l, w->arena);
    if (c.n > 0) {
        stats_note_add(w, "undated", c,
                       arena_printf(w->arena,
                                    "%lld 名选了转出、没有填介绍信的开具日期，"
                                    "没有计入转出，请补填。",
                                    (long long)c.n));
    }
}

/* What last year's sheet said, as the register of what was handed in has it;
   -1: nothing. */
static bool reported(struct stats_work *w, int year, int64_t *n, int64_t *id)
{
    const struct ledger *l = registry_find(w->book, "stats_pack");
    struct stmt st;
    *n = -1;
    if (l == NULL || ledger_field(l, "for_year") < 0 ||
        ledger_field(l, "kind") < 0 || ledger_field(l, "members") < 0) {
        return true; /* the branch keeps that register in its own way */
    }
    stmt_open(&st, w->book->db,
              SQL("select members, id from r_stats_pack"
                  " where branch_id = :branch and voided_on is null"
                  " and for_year = :year and kind = '年报'"
                  " and members is not null order by on_day desc, id desc"));
    stmt_int(&st, ":branch", w->book->branch);
    stmt_int(&st, ":year", year);
    if (stmt_row(&st)) {
        *n = stmt_col_int(&st, 0);
        *id = stmt_col_int(&st, 1);
    }
    return stmt_done(&st, w->err) || err_doing(w->err, "读取党内统计报送");
}

/* Row 1 is last year's row 16; who was on the roster and not approved yet was
   perhaps counted then. */
static bool note_reported(struct stats_work *w, int64_t before)
{
    int year, month, mday;
    int64_t n, id = 0;
    struct stats_list l = {.n = 0};
    date_split(w->from - 1, &year, &month, &mday);
    if (!reported(w, year, &n, &id)) {
        return false;
    }
    if (n < 0 || n == before) {
        return true;
    }
    struct stats_entry e = {
        .book = "stats_pack",
        .id = id,
        .name = arena_printf(w->arena, "%d年年报", year),
        .on = w->from - 1,
        .why = arena_printf(w->arena, "党员总数 %lld 名", (long long)n),
        .sign = 1};
    stats_list_add(&l, &e);
    stats_note_add(
        w, "reported", stats_list_close(&l, w->arena),
        arena_printf(w->arena,
                     "上年年报报的党员总数是 %lld 名，按现在的记录上年底是 "
                     "%lld 名。第 1 行应当等于上年的第 16 行，%s。",
                     (long long)n, (long long)before,
                     n == before + waiting(w, w->from - 1).n
                         ? "差的正是上年开了大会、到本年才审批的，年报把他们"
                           "算早了一年"
                         : "请核对年报以后补登、改过的组织关系"));
    return true;
}

bool stats_change(struct stats_work *w, struct stats_table *out)
{
    if (!stats_rows(w, fill, explain, NULL, out)) {
        return false;
    }
    int64_t before = 0, after = 0;
    for (size_t i = 0; i < out->n_rows; i++) {
        const char *rule = w->plan.rows[i].rule;
        int64_t n = out->rows[i].cells->n;
        before = strcmp(rule, "before") == 0 ? n : before;
        after = strcmp(rule, "after") == 0 ? n : after;
    }
    note_waiting(w, before, after);
    note_undated(w);
    return note_reported(w, before);
}
