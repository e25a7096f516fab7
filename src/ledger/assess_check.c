/* The rules over what an assessment says by itself: months, base, amount,
   relief, days.  Limits and rates are rules/dues; the file is not looked at:
   how it stands to others is assess_check_others.c. */
#include "assess_parts.h"

#include <inttypes.h>

#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

/* An approval so many months before the relief begins was for another one. */
#define RELIEF_OLD_MONTHS 12

static const char *yuan(struct issues *is, int64_t fen)
{
    char text[32];
    return arena_str(is->arena, money_text(fen, text));
}

/* ---- by itself: months, days ------------------------------------------ */

static void check_months(const struct record *r, struct issues *is)
{
    int from = assess_month(r, ASSESS_FROM);
    int to = assess_month(r, ASSESS_TO);
    int64_t year = record_int(r, ASSESS_YEAR);
    if (from == MONTH_NONE) {
        return;
    }
    if (from / 12 != year) {
        issue_add(is, "from_month", true, "E-ASSESS-001",
                  "起始月份 %s 不在 %" PRId64 " 年度，党费按年核定，请核对。",
                  record_text(r, ASSESS_FROM), year);
    }
    if (to != MONTH_NONE && to < from) {
        issue_add(is, "to_month", true, "E-ASSESS-002",
                  "截止月份 %s 早于起始月份 %s，请核对。",
                  record_text(r, ASSESS_TO), record_text(r, ASSESS_FROM));
    } else if (to != MONTH_NONE && to / 12 != from / 12) {
        issue_add(is, "to_month", true, "E-ASSESS-003",
                  "截止月份 %s 跨到下一年，下一年的另行核定；到年底的请空着。",
                  record_text(r, ASSESS_TO));
    }
}

static void check_days(struct book *b, const struct record *r,
                       struct issues *is)
{
    if (record_day(r, ASSESS_DECIDED) > b->today) {
        issue_add(is, "decided_on", true, "E-ASSESS-004",
                  "核定日期在今天之后，等核定了再填。");
    }
    if (record_day(r, ASSESS_SIGNED) > b->today) {
        issue_add(is, "signed_on", true, "E-ASSESS-005",
                  "本人签字的日期在今天之后，请核对。");
    }
    if (record_day(r, ASSESS_RELIEF_ON) > b->today) {
        issue_add(is, "relief_on", true, "E-ASSESS-006",
                  "减免的批准日期在今天之后，批准以前仍按规定交纳。");
    }
}

/* ---- by itself: base, amount ------------------------------------------ */

/* A base of nothing would be an exemption that nobody has approved. */
static void check_nothing(struct book *b, const struct record *r, int64_t rule,
                          struct issues *is)
{
    int day = month_first_day(assess_month(r, ASSESS_FROM));
    const struct dues_limit *l =
        dues_limit(book_dues(b), DUES_RELIEF_FROM, day);
    if (rule == 0) {
        issue_add(
            is, "base_fen", true, "E-ASSESS-050",
            "基数 %s 元算出来每月不用交，等于免交：%s（%s）请填实际的基数，"
            "或选“减免”并填批准情况；没有收入的请换缴费类别。",
            yuan(is, record_int(r, ASSESS_BASE)), l->text, l->basis);
    }
}

/* More is voluntary and has to be called so; less needs an approval. */
static void check_amount(struct issues *is, const struct record *r,
                         const struct dues_category *c, int64_t rule)
{
    int64_t fen = record_int(r, ASSESS_FEN);
    bool said = !record_is_null(r, ASSESS_REASON_TEXT) ||
                assess_is(r, ASSESS_REASON, ASSESSED_WRONG);
    if (fen < rule) {
        issue_add(is, "fen", true, "E-ASSESS-007",
                  "按规定每月应交 %s 元，填的 %s 元少了：%s（%s）确有困难的"
                  "请填“减免”和批准情况。",
                  yuan(is, rule), yuan(is, fen), c->rule, c->basis);
    } else if (fen > rule && !said) {
        issue_add(is, "fen", true, "E-ASSESS-008",
                  "按规定每月应交 %s 元，填的 %s 元多了：%s（%s）本人自愿多交"
                  "的，请在核定说明里写明。",
                  yuan(is, rule), yuan(is, fen), c->rule, c->basis);
    } else if (fen > rule) {
        issue_add(is, "fen", false, "E-ASSESS-009",
                  "填的 %s 元比按规定应交的 %s 元多，多交须出于本人自愿。",
                  yuan(is, fen), yuan(is, rule));
    }
}

static void check_less(struct issues *is, const struct record *r,
                       const struct dues_category *c, int64_t rule)
{
    int64_t fen = record_int(r, ASSESS_FEN);
    if (fen >= rule) {
        issue_add(is, "fen", true, "E-ASSESS-010",
                  "少交的数额 %s 元不比按规定应交的 %s 元少（%s），请核对。",
                  yuan(is, fen), yuan(is, rule), c->basis);
    }
}

/* What the rules say; false: they say nothing, and why is told. */
static bool rule_amount(struct book *b, const struct record *r,
                        const struct dues_category *c, struct issues *is,
                        int64_t *rule)
{
    struct err err = ERR_INIT;
    int day = month_first_day(assess_month(r, ASSESS_FROM));
    bool nothing = assess_is(r, ASSESS_RELIEF, RELIEF_NOTHING);
    if (c->basis_kind == DUES_FIXED) {
        *rule = c->most;
        if (!record_is_null(r, ASSESS_BASE)) {
            issue_add(is, "base_fen", true, "E-ASSESS-011",
                      "%s按定额交纳，没有计算基数，请清空基数（%s）。",
                      c->title, c->basis);
        }
        return true;
    }
    if (record_is_null(r, ASSESS_BASE)) {
        if (!nothing) {
            issue_add(is, "base_fen", true, "E-ASSESS-012",
                      "%s按%s计算，请填计算基数（%s）。", c->title, c->base,
                      c->basis);
        }
        return false;
    }
    if (!dues_amount(book_dues(b), c->code, record_int(r, ASSESS_BASE), day,
                     rule, &err)) {
        issue_add_err(is, "base_fen", &err);
        return false;
    }
    return true;
}

static void check_money(struct book *b, const struct record *r,
                        struct issues *is)
{
    int64_t rule;
    struct err err = ERR_INIT;
    int64_t fen = record_int(r, ASSESS_FEN);
    const struct dues_category *c = assess_category(b, r);
    if (c == NULL) {
        if (!record_is_null(r, ASSESS_CATEGORY)) {
            issue_add(is, "category", true, "E-ASSESS-013",
                      "规则里没有“%s”这个缴费类别，请重新选。",
                      record_text(r, ASSESS_CATEGORY));
        }
        return;
    }
    bool known = rule_amount(b, r, c, is, &rule);
    if (record_is_null(r, ASSESS_FEN)) {
        return;
    }
    if (assess_is(r, ASSESS_RELIEF, RELIEF_NOTHING)) {
        if (fen != 0) {
            issue_add(is, "fen", true, "E-ASSESS-014",
                      "免交的数额应为 0，填的是 %s 元；交一部分的选“少交”。",
                      yuan(is, fen));
        }
    } else if (known && assess_is(r, ASSESS_RELIEF, RELIEF_LESS)) {
        check_less(is, r, c, rule);
    } else if (c->basis_kind == DUES_FIXED) {
        if (!dues_fixed_ok(c, fen, &err)) {
            issue_add(is, "fen", true, "E-ASSESS-015", "%s（%s）", err.text,
                      c->basis);
        }
    } else if (known) {
        check_nothing(b, r, rule, is);
        check_amount(is, r, c, rule);
    }
}

static void check_cap(struct book *b, const struct record *r, struct issues *is)
{
    int day = month_first_day(assess_month(r, ASSESS_FROM));
    const struct dues_limit *cap = dues_limit(book_dues(b), DUES_CAP, day);
    if (record_int(r, ASSESS_FEN) > cap->value) {
        issue_add(is, "fen", false, "E-ASSESS-016", "月交 %s 元：%s（%s）",
                  yuan(is, record_int(r, ASSESS_FEN)), cap->text, cap->basis);
    }
}

/* ---- by itself: relief, reason ---------------------------------------- */

static void check_relief(const struct record *r, struct issues *is)
{
    static const struct {
        int field;
        const char *column, *what;
    } needed[] = {
        {ASSESS_RELIEF_WHY, "relief_why", "困难原因"},
        {ASSESS_RELIEF_BY, "relief_by", "审批的上一级党委"},
        {ASSESS_RELIEF_ON, "relief_on", "批准日期"},
    };
    bool relief = !record_is_null(r, ASSESS_RELIEF);
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        bool there = !record_is_null(r, needed[i].field);
        if (relief && !there) {
            issue_add(is, needed[i].column, true, "E-ASSESS-017",
                      "少交、免交须由支部研究后报上一级党委批准，请填%s。",
                      needed[i].what);
        } else if (there && !relief) {
            issue_add(is, "relief", true, "E-ASSESS-018",
                      "填了%s，请选“少交”或“免交”，或清空它。", needed[i].what);
        }
    }
}

/* The months before it was approved are asked for in full. */
static void check_relief_from(struct book *b, const struct record *r, int from,
                              struct issues *is)
{
    const struct dues_limit *l =
        dues_limit(book_dues(b), DUES_RELIEF_FROM, month_first_day(from));
    int field = l->value != 0 ? ASSESS_RELIEF_ON : ASSESS_DECIDED;
    int since = record_day(r, field);
    if (!record_is_null(r, ASSESS_RELIEF) && since != DATE_NONE &&
        from < month_of(since)) {
        issue_add(is, "from_month", false, "E-ASSESS-048",
                  "减免从 %s 起，%s是 %s：%s（%s）",
                  record_text(r, ASSESS_FROM), r->ledger->fields[field].label,
                  record_text(r, field), l->text, l->basis);
    }
}

/* An approval is of its time and for so many months. */
static void check_relief_term(struct book *b, const struct record *r, int from,
                              struct issues *is)
{
    const struct dues_limit *l =
        dues_limit(book_dues(b), DUES_RELIEF_FROM, month_first_day(from));
    int on = record_day(r, ASSESS_RELIEF_ON);
    int decided = record_day(r, ASSESS_DECIDED);
    if (record_is_null(r, ASSESS_RELIEF)) {
        return;
    }
    if (record_is_null(r, ASSESS_TO)) {
        issue_add(is, "to_month", false, "E-ASSESS-053",
                  "没有填截止月份，减免就到 12 月为止；请按批准的期限核对。");
    }
    if (on != DATE_NONE && from - month_of(on) >= RELIEF_OLD_MONTHS) {
        issue_add(is, "relief_on", false, "E-ASSESS-054",
                  "减免从 %s 起，批准日期 %s 在一年以前，以前的批准不能接着用，"
                  "请核对：%s（%s）",
                  record_text(r, ASSESS_FROM), record_text(r, ASSESS_RELIEF_ON),
                  l->text, l->basis);
    }
    /* January's is studied at the end of the year before. */
    if (decided != DATE_NONE && month_of(decided) / 12 != from / 12 &&
        month_of(decided) != from - from % 12 - 1) {
        issue_add(
            is, "decided_on", false, "E-ASSESS-055",
            "减免从 %s 起，支部研究的日期 %s 是另一年的，请核对：%s（%s）",
            record_text(r, ASSESS_FROM), record_text(r, ASSESS_DECIDED),
            l->text, l->basis);
    }
}

static void check_in_year(struct book *b, const struct record *r, int from,
                          struct issues *is)
{
    const struct dues_limit *l =
        dues_limit(book_dues(b), DUES_IN_YEAR, month_first_day(from));
    if (l->value != 0 && assess_is(r, ASSESS_REASON, ASSESSED_WAGE)) {
        issue_add(is, "reason", false, "E-ASSESS-019",
                  "%s（%s）工资变动的一般到下一年年初再核定。", l->text,
                  l->basis);
    }
}

static void check_reason(const struct record *r, struct issues *is)
{
    if (assess_is(r, ASSESS_REASON, ASSESSED_RELIEF) &&
        record_is_null(r, ASSESS_RELIEF)) {
        issue_add(is, "relief", true, "E-ASSESS-020",
                  "核定原因是减免，请选“少交”或“免交”，并填批准情况。");
    }
}

void assess_check_values(struct book *b, const struct record *r,
                         struct issues *is)
{
    check_months(r, is);
    check_days(b, r, is);
    check_relief(r, is);
    check_reason(r, is);
    int from = assess_month(r, ASSESS_FROM);
    if (from != MONTH_NONE) {
        check_relief_from(b, r, from, is);
        check_relief_term(b, r, from, is);
        check_in_year(b, r, from, is);
        check_money(b, r, is);
        check_cap(b, r, is);
    }
}
