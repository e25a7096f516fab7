/* What the rules say to money before it is taken: is the month open, is the day
   possible, does that person pay that month here, is it paid already, is it too
   early, too late, too much.

   What cannot be blocks; what is beyond a limit that a committee may agree to
   is a warning, which a reason answers. */
#include "dues_parts.h"

#include <stdlib.h>
#include <string.h>

#include "dues_payers.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "people_links.h"

struct looking {
    struct book *book;
    const struct dues_take *take;
    struct issues *is;
    int open; /* the month that is collected */
};

static const char *words(const struct looking *l, int month)
{
    return dues_month_words(l->is->arena, month);
}

static const char *name_of(const struct looking *l, int64_t person)
{
    return people_name(l->book, l->is->arena, person);
}

/* ---- the whole --------------------------------------------------------- */

static void check_way(const char *way, struct issues *is)
{
    if (way == NULL || codes_name("pay_way", way)[0] == '\0') {
        issue_add(is, "way", true, "E-DUES-043",
                  "交款方式不对，请选现金、转账或线上。");
    }
}

void dues_take_check_head(struct book *b, int on, const char *way,
                          struct issues *is)
{
    dues_check_day(b, on, is);
    check_way(way, is);
}

/* The limits of a payment whose day is not there yet are today's. */
static const struct dues_limit *limit_of(const struct looking *l,
                                         enum dues_setting s)
{
    int day = l->take->on == DATE_NONE ? l->book->today : l->take->on;
    return dues_limit(book_dues(l->book), s, day);
}

static void check_most(const struct looking *l, int64_t fen)
{
    const struct dues_limit *most = limit_of(l, DUES_MOST);
    char text[32];
    if (fen > most->value) {
        issue_add(l->is, "fen", true, "E-DUES-121",
                  "一笔 %s，请核对是不是多打了零：%s（%s）",
                  money_text(fen, text), most->text, most->basis);
    }
}

static void check_giver(const struct looking *l)
{
    const struct dues_take *t = l->take;
    char day[11];
    if (t->by == 0) {
        issue_add(l->is, "person_id", true, "E-DUES-044",
                  "大额党费要写明是哪位党员交的，请选人。");
    } else if (t->on != DATE_NONE &&
               !people_is_member(l->book, t->by, l->book->branch, t->on)) {
        issue_add(l->is, "person_id", true, "E-DUES-120",
                  "%s在 %s不是本支部的党员，不能在这里交大额党费，请核对人和"
                  "日期。",
                  name_of(l, t->by), date_text(t->on, day));
    }
}

static void check_large(const struct looking *l)
{
    const struct dues_take *t = l->take;
    const struct dues_limit *large = limit_of(l, DUES_LARGE);
    char fen[32];
    check_giver(l);
    if (t->n > 0) {
        issue_add(l->is, "kind", true, "E-DUES-045",
                  "大额党费在月党费之外，不抵任何一个月，请分开收。");
    }
    if (t->fen <= large->value) {
        issue_add(l->is, "fen", true, "E-DUES-046",
                  "%s 不到大额党费（%s%s），请记到月党费。",
                  money_text(t->fen, fen), large->text, large->basis);
    }
    check_most(l, t->fen);
}

/* ---- a part ------------------------------------------------------------ */

/* No row: ahead of the open month, in a gap before the first one here, or not a
   month of this branch at all. */
static bool pays_here(const struct looking *l, const struct dues_pay *p)
{
    struct dues_payer *list;
    size_t n;
    bool pays = false;
    struct err err = ERR_INIT;
    if (!dues_payers_one(l->book, l->is->arena, p->person, p->month, p->month,
                         &list, &n, &err)) {
        issue_add_err(l->is, "month", &err);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        pays = pays || list[i].pays || p->month < l->open;
    }
    if (n == 0 || !pays) {
        issue_add(l->is, "month", true, "E-DUES-047",
                  "%s在 %s时组织关系不在本支部，或还没有入党，不在这里交这个月"
                  "的党费，请核对月份和组织关系。",
                  name_of(l, p->person), words(l, p->month));
        return false;
    }
    if (p->month == l->open) {
        issue_add(l->is, "month", true, "E-DUES-048",
                  "%s 不在 %s的应交名单里，请先更新本月名单（F3）。",
                  name_of(l, p->person), words(l, p->month));
        return false;
    }
    return true;
}

static void check_asked(const struct looking *l, const struct dues_pay *p,
                        const struct dues_asked *o, int64_t paid)
{
    const char *name = name_of(l, p->person);
    char fen[32];
    char due[32];
    if (strcmp(o->state, DUE_UNASSESSED) == 0) {
        issue_add(l->is, "person_id", true, "E-DUES-049",
                  "%s还没有核定党费，请先核定基数，再更新本月名单。", name);
        return;
    }
    if (strcmp(o->state, DUE_EXEMPT) == 0) {
        issue_add(l->is, "person_id", false, "E-DUES-050",
                  "%s %s经批准免交党费。", name, words(l, p->month));
        return;
    }
    if (strcmp(o->state, DUE_ELSEWHERE) == 0) {
        issue_add(l->is, "person_id", false, "E-DUES-051",
                  "%s在流入地党组织交党费。", name);
        return;
    }
    if (o->due > 0 && paid >= o->due) {
        issue_add(l->is, "month", true, "E-DUES-052",
                  "%s %s的党费已交清（%s），不能再收一次；多交的按预交收以后"
                  "的月份，够数的按大额党费收。",
                  name, words(l, p->month), money_text(paid, fen));
    } else if (paid + p->fen > o->due) {
        issue_add(l->is, "fen", false, "E-DUES-053",
                  "%s %s%s应交 %s，这样收就多交了。", name, words(l, p->month),
                  o->nearest ? "还没有核定，按最近一次核定" : "",
                  money_text(o->due, due));
    }
}

static void check_limits(const struct looking *l, const struct dues_pay *p)
{
    const struct dues_rules *rules = book_dues(l->book);
    const struct dues_limit *cap = limit_of(l, DUES_CAP);
    int early = dues_too_early(rules, l->open, p->month);
    int late = dues_too_late(rules, l->open, p->month);
    if (early > 0) {
        const struct dues_limit *at = limit_of(l, DUES_PREPAY_MONTHS);
        issue_add(l->is, "month", false, "E-DUES-054",
                  "预交到 %s，超过期限 %d 个月：%s（%s）", words(l, p->month),
                  early, at->text, at->basis);
    }
    if (late > 0) {
        const struct dues_limit *at = limit_of(l, DUES_LATE_MONTHS);
        issue_add(l->is, "month", false, "E-DUES-055",
                  "补交 %s，超过期限 %d 个月：%s（%s）", words(l, p->month),
                  late, at->text, at->basis);
    }
    if (p->fen > cap->value) {
        issue_add(l->is, "fen", false, "E-DUES-056", "%s：%s（%s）",
                  name_of(l, p->person), cap->text, cap->basis);
    }
}

static void check_part(const struct looking *l, size_t i, bool twice)
{
    const struct dues_pay *p = &l->take->parts[i];
    struct dues_asked o;
    struct err err = ERR_INIT;
    if (p->fen <= 0 || p->fen > MONEY_MAX) {
        issue_add(l->is, "fen", true, "E-DUES-057",
                  "%s %s的金额要大于零；退钱请用冲销（F8）。",
                  name_of(l, p->person), words(l, p->month));
        return;
    }
    if (twice) {
        issue_add(l->is, "month", true, "E-DUES-058",
                  "%s %s写了两次，请合成一行。", name_of(l, p->person),
                  words(l, p->month));
        return;
    }
    if (!dues_asked(l->book, l->is->arena, p->person, p->month, &o, &err)) {
        issue_add_err(l->is, "month", &err);
        return;
    }
    bool listed = o.has_row && strcmp(o.state, DUE_LEFT) != 0;
    if (listed || pays_here(l, p)) {
        check_asked(l, p, &o, o.paid - l->take->instead);
    }
    check_limits(l, p);
}

/* ---- the same twice ---------------------------------------------------- */

static int by_name(const void *pa, const void *pb)
{
    const struct dues_named *a = pa;
    const struct dues_named *b = pb;
    if (a->person != b->person) {
        return a->person < b->person ? -1 : 1;
    }
    if (a->month != b->month) {
        return a->month < b->month ? -1 : 1;
    }
    if (a->take != b->take) {
        return a->take < b->take ? -1 : 1;
    }
    return a->part < b->part ? -1 : a->part > b->part;
}

struct dues_named *dues_names(struct arena *a, const struct dues_take *t,
                              size_t n, size_t *n_out)
{
    size_t all = 0;
    for (size_t i = 0; i < n; i++) {
        all += t[i].n;
    }
    struct dues_named *list = arena_array(a, all + 1, sizeof *list);
    *n_out = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < t[i].n; k++) {
            const struct dues_pay *p = &t[i].parts[k];
            list[(*n_out)++] = (struct dues_named){p->person, p->month, i, k};
        }
    }
    qsort(list, *n_out, sizeof *list, by_name);
    return list;
}

/* Of each part whether its person and month stand before it already. */
static const bool *marked_twice(struct arena *a, const struct dues_take *t)
{
    size_t n;
    const struct dues_named *list = dues_names(a, t, 1, &n);
    bool *twice = arena_array(a, n + 1, sizeof *twice);
    for (size_t i = 0; i < n; i++) {
        twice[list[i].part] = i > 0 && list[i].person == list[i - 1].person &&
                              list[i].month == list[i - 1].month;
    }
    return twice;
}

/* ---- all of it --------------------------------------------------------- */

static void check_parts(const struct looking *l)
{
    const struct dues_take *t = l->take;
    const bool *twice = marked_twice(l->is->arena, t);
    int64_t sum = 0;
    for (size_t i = 0; i < t->n; i++) {
        check_part(l, i, twice[i]);
        if (t->parts[i].fen > 0 && !money_add(&sum, t->parts[i].fen)) {
            issue_add(l->is, "fen", true, "E-DUES-060",
                      "金额合计太大，请核对每一行。");
            return;
        }
    }
    check_most(l, sum);
}

void dues_take_check(struct book *b, const struct dues_take *t,
                     struct issues *is)
{
    struct looking l = {.book = b, .take = t, .is = is};
    struct err err = ERR_INIT;
    if (!dues_need_open(b, &l.open, &err)) {
        issue_add_err(is, "month", &err);
        return;
    }
    dues_take_check_head(b, t->on, t->way, is);
    if (t->kind != NULL && strcmp(t->kind, PAYMENT_LARGE) == 0) {
        check_large(&l);
        return;
    }
    if (t->n == 0) {
        issue_add(is, "month", true, "E-DUES-059",
                  "没有写交哪个月的党费，请至少选一个月。");
    }
    check_parts(&l);
}
