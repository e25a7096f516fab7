/* Papers of money that was taken: receipts and how often they were printed,
   sittings, slips, notices without a base; a bound month, and what counts as a
   correction of one. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "../../../src/report/source_dues.h"
#include "dues_ground.h"
#include "pbtui/report/paper.h"
#include "pbtui/store/stmt.h"

/* ---- receipts ----------------------------------------------------------- */

TEST(a_receipt_says_what_was_paid_for_whom)
{
    static const struct dues_told large[] = {
        {"kinds", "receipt large"},
        {"title", "大额党费收据"},
        {"number", "2026-0004"},
        {"fen", "1,500.00"},
        {"fen_words", "人民币壹仟伍佰元整"},
        {"parts.0.month", "大额党费"},
        {"parts.0.share", ""},
        {"monthly", ""},
        {"share_own", ""},
        {"share_large", "1,500.00"},
        {"reprint", ""},
        {"state", ""},
        {NULL, NULL},
    };
    static const struct dues_told taken_back[] = {
        {"kinds", "receipt"},
        {"title", "党费收款凭单"},
        {"number", "2026-0001"},
        {"state", "被 2026-0009 冲销"},
        {"parts.0.name", "张建国"},
        {"parts.0.month", "2026年10月"},
        {"taken_by", "测试"},
        {"booked", "2026年10月"},
        {NULL, NULL},
    };
    static const struct dues_told reversal[] = {
        {"kinds", "reversal"},
        {"title", "党费冲销凭单"},
        {"state", "冲销 2026-0001"},
        {"reason", "收的是别人的钱"},
        {"fen", "-82.97"},
        {"fen_words", "人民币负捌拾贰元玖角柒分"},
        {NULL, NULL},
    };
    static const struct dues_told draft[] = {
        {"kinds", ""}, {"number", ""}, {"state", "待入账"}, {NULL, NULL}};
    struct dues_ground d;
    dues_ground_open(&d);
    const struct {
        int64_t id;
        const struct dues_told *rows;
    } papers[] = {{d.large, large},
                  {d.taken_back, taken_back},
                  {d.reversal, reversal},
                  {d.draft, draft}};
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        struct form_data data = dues_ground_of(&d, "payment", papers[i].id);
        dues_ground_expect(&d, &data, papers[i].rows);
    }
    /* Before it was taken back it was in order. */
    d.b->day = date_of(2026, 11, 9);
    struct form_data data = dues_ground_of(&d, "payment", d.taken_back);
    assert_string_equal(form_get(&data, "state"), "");
    dues_ground_close(&d);
}

static int64_t numbered(struct dues_ground *d, int no)
{
    struct stmt st;
    int64_t id = 0;
    stmt_open(&st, d->b->db, SQL("select id from payment where no = :no"));
    stmt_int(&st, ":no", no);
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL) && id != 0);
    return id;
}

/* 本月, 补缴 and 预交 stand apart wherever one sum holds them. */
TEST(what_is_paid_ahead_or_late_stands_apart)
{
    static const struct dues_told ahead[] = {
        {"fen", "493.82"},         {"share_own", "246.91"},
        {"share_late", ""},        {"share_early", "246.91"},
        {"monthly", "yes"},        {"parts.0.share", "本月"},
        {"parts.1.share", "预交"}, {NULL, NULL}};
    static const struct dues_told late[] = {
        {"fen", "62.83"},    {"share_own", ""},         {"share_late", "62.83"},
        {"share_early", ""}, {"parts.0.share", "补缴"}, {NULL, NULL}};
    static const struct dues_told sitting[] = {
        {"share_own", "379.88"},   {"share_late", ""},
        {"share_early", "246.91"}, {"share_large", "1,500.00"},
        {"monthly", "yes"},        {NULL, NULL}};
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_of(&d, "payment", numbered(&d, 3));
    dues_ground_expect(&d, &data, ahead);
    data = dues_ground_of(&d, "payment", numbered(&d, 7));
    dues_ground_expect(&d, &data, late);
    data = dues_ground_of(&d, "sitting", d.sitting);
    dues_ground_expect(&d, &data, sitting);
    dues_ground_close(&d);
}

/* A login name is nobody's name: there is room to sign instead. */
TEST(who_took_it_in_is_named_and_a_login_is_not)
{
    static const char *const logins[] = {"", "root", "li.min-2", "U0123"};
    struct dues_ground d;
    for (size_t i = 0; i < sizeof logins / sizeof *logins; i++) {
        assert_string_equal(say_taker(logins[i]), "");
    }
    assert_string_equal(say_taker("李敏"), "李敏");
    assert_string_equal(say_taker("liǔ"), "liǔ");
    dues_ground_open(&d);
    struct form_data data = dues_ground_of(&d, "payment", d.large);
    assert_string_equal(form_get(&data, "taker_mark"), "（测试）");
    dues_ground_close(&d);
}

/* What is not posted has no receipt; nothing but posted ones is in a span. */
TEST(what_is_not_posted_has_no_receipt)
{
    struct paper p;
    struct dues_ground d;
    struct err err = ERR_INIT;
    dues_ground_open(&d);
    struct paper_wish w = {.forms = &d.forms,
                           .form = forms_find(&d.forms, "payment"),
                           .ask = {.book = d.b, .span = {DATE_NONE, DATE_NONE}},
                           .ids = &d.draft,
                           .n_ids = 1,
                           .unnoted = true};
    assert_false(paper_make(&p, d.a, &w, &err));
    assert_string_equal(err.code, "E-PAPER-011");
    w.ids = NULL;
    w.n_ids = 0;
    w.ask.span = span_of_month(month_make(2026, 11));
    assert_true(paper_make(&p, d.a, &w, &err));
    assert_int_equal(p.doc.n, 3); /* two of 周立, one reversal */
    dues_ground_close(&d);
}

static const char *print_receipt(struct dues_ground *d, int64_t id,
                                 struct span span)
{
    struct paper p;
    struct err err = ERR_INIT;
    const struct paper_wish w = {.forms = &d->forms,
                                 .form = forms_find(&d->forms, "payment"),
                                 .ask = {.book = d->b, .span = span},
                                 .ids = &id,
                                 .n_ids = id != 0 ? 1 : 0};
    if (!paper_make(&p, d->a, &w, &err) || !paper_issue(&p, d->b, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    assert_true(p.edition.nr > 0);
    struct form_data data = dues_ground_of(d, "payment", d->large);
    return form_get(&data, "reprint");
}

TEST(a_receipt_printed_again_says_how_often)
{
    const struct span none = {DATE_NONE, DATE_NONE};
    struct dues_ground d;
    dues_ground_disk(&d, "receipts.db");
    struct form_data first = dues_ground_of(&d, "payment", d.large);
    assert_string_equal(form_get(&first, "reprint"), "");
    assert_string_equal(print_receipt(&d, d.large, none), "补打（第 2 次）");
    assert_string_equal(print_receipt(&d, d.large, none), "补打（第 3 次）");
    /* Another one is not this one. */
    assert_string_equal(print_receipt(&d, d.taken_back, none),
                        "补打（第 3 次）");
    /* With all of its month. */
    assert_string_equal(
        print_receipt(&d, 0, span_of_month(month_make(2026, 10))),
        "补打（第 4 次）");
    assert_string_equal(
        print_receipt(&d, 0, span_of_month(month_make(2026, 11))),
        "补打（第 4 次）");
    /* What was posted after November was printed was not in it. */
    dues_ground_post(&d, NULL);
    struct form_data later = dues_ground_of(&d, "payment", d.draft);
    assert_string_equal(form_get(&later, "number"), "2026-0010");
    assert_string_equal(form_get(&later, "reprint"), "");
    dues_ground_close(&d);
}

/* ---- sitting, slip ------------------------------------------------------ */

TEST(a_sitting_lists_its_payments_one_a_row)
{
    static const struct dues_told rows[] = {
        {"number", "2026-0001"},
        {"n", "4"},
        {"cash", "1,582.97"},
        {"transfer", "50.00"},
        {"online", "493.82"},
        {"fen", "2,126.79"},
        {"fen_words", "人民币贰仟壹佰贰拾陆元柒角玖分"},
        {"counted", "1,582.97"},
        {"payments.1.payer", "张建国"},
        {"payments.1.what", "李敏 2026-10"},
        {"payments.2.what", "王伟 2026-10 至 2026-11"},
        {"payments.2.fen", "493.82"},
        {"payments.3.what", "王伟 大额"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_of(&d, "sitting", d.sitting);
    assert_int_equal(people_ground_rows(&data, "payments"), 4);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
}

TEST(a_slip_says_what_went_up_and_that_it_was_taken_back)
{
    static const struct dues_told rows[] = {
        {"number", "2026-0001"},
        {"months", "2026年10月"},
        {"n_members", "6"},
        {"due", "1,642.71"},
        {"paid", "626.79"},
        {"late", "0.00"},
        {"fen", "326.79"},
        {"fen_words", "人民币叁佰贰拾陆元柒角玖分"},
        {"kept", "300.00"},
        {"fund", "留用党费（2026）"},
        {"cash", "132.97"},
        {"state", ""},
        {NULL, NULL},
    };
    struct dues_ground d;
    struct err err = ERR_INIT;
    int64_t back;
    dues_ground_open(&d);
    struct form_data data = dues_ground_of(&d, "handover", d.slip);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
    /* Kept money that was spent cannot be taken back; another slip can. */
    dues_ground_slip(&d);
    assert_true(handover_reverse(d.b, d.a, d.slip, "金额写错了", &back, &err));
    data = dues_ground_of(&d, "handover", d.slip);
    assert_string_equal(form_get(&data, "state"), "被 2026-0002 冲销");
    data = dues_ground_of(&d, "handover", back);
    assert_string_equal(form_get(&data, "state"), "冲销 2026-0001：金额写错了");
    assert_string_equal(form_get(&data, "fen"), "-326.79");
    dues_ground_close(&d);
}

/* ---- a notice ----------------------------------------------------------- */

TEST(a_notice_never_shows_a_base)
{
    static const char *const bases[] = {"5,531.50",  "5,000.00", "6,283.45",
                                        "12,345.67", "2,999.99", "60,000.00",
                                        "5531.50",   "7,680.00", "1.5%"};
    static const struct dues_told rows[] = {
        {"people.0.name", "张建国"},
        {"people.0.due", "165.94"},
        {"people.0.paid", "0.00"},
        {"people.2.paid", "125.66"},
        {"people.4.note", "免交"},
        {"due", "3,285.42"},
        {"paid", "669.48"},
        {"sum_spent", "120.50"},
        {"spent.0.use", "培训党员"},
        {"days", "7"},
        {"phone", "010-00000000"},
        {"months", "2026年10月至11月"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_of(&d, "dues-notice", d.notice);
    dues_ground_expect(&d, &data, rows);
    /* What was taken back is not shown as spent. */
    assert_int_equal(people_ground_rows(&data, "spent"), 1);
    const char *text = dues_ground_text(&d, "dues-notice", &data, 132);
    struct form_data year = dues_ground_year(&d, "dues-year", 2026);
    const char *board = dues_ground_text(&d, "dues-year", &year, 132);
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        assert_false(people_ground_shows(&data, bases[i]));
        assert_null(strstr(text, bases[i]));
        assert_null(strstr(board, bases[i]));
    }
    dues_ground_close(&d);
}

/* ---- bound, counted ----------------------------------------------------- */

static struct paper make_paper(struct dues_ground *d, const char *form,
                               const char *bound, int month)
{
    struct paper p;
    struct err err = ERR_INIT;
    const struct paper_wish w = {
        .forms = &d->forms,
        .form = form != NULL ? forms_find(&d->forms, form) : NULL,
        .bound = bound != NULL ? bound_find(bound) : NULL,
        .ask = {.book = d->b, .span = span_of_month(month)}};
    if (!paper_make(&p, d->a, &w, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return p;
}

static bool paper_says(const struct paper *p, const char *text)
{
    for (size_t i = 0; i < p->doc.n; i++) {
        for (size_t k = 0; k < p->doc.pages[i].n_texts; k++) {
            if (strstr(p->doc.pages[i].texts[k].text, text) != NULL) {
                return true;
            }
        }
    }
    return false;
}

TEST(a_bound_month_has_its_dues_once_there_are_any)
{
    static const struct {
        int month;
        bool dues, accounts;
    } rows[] = {{9, false, false}, {10, true, true}, {11, true, true}};
    struct dues_ground d;
    dues_ground_open(&d);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct paper p =
            make_paper(&d, NULL, "month", month_make(2026, rows[i].month));
        assert_int_equal(paper_says(&p, "党费收缴明细表"), rows[i].dues);
        assert_int_equal(paper_says(&p, "党费上缴和经费收支"),
                         rows[i].accounts);
    }
    /* Bound in November, October is what it was: 张建国 has paid. */
    struct paper p = make_paper(&d, NULL, "month", month_make(2026, 10));
    assert_true(paper_says(&p, "379.88"));
    dues_ground_close(&d);
}

TEST(what_is_booked_after_an_edition_counts_as_a_correction)
{
    struct dues_ground d;
    struct err err = ERR_INIT;
    const int november = month_make(2026, 11);
    dues_ground_disk(&d, "corrections.db");
    struct paper october = make_paper(&d, "dues-month", NULL, november - 1);
    assert_true(paper_issue(&october, d.b, &err));
    struct paper p = make_paper(&d, "dues-month", NULL, november);
    assert_true(paper_issue(&p, d.b, &err));
    assert_int_equal(p.edition.nr, 1);
    dues_ground_take(&d, d.who[LI], november, 5000, NULL);
    p = make_paper(&d, "dues-month", NULL, november);
    assert_true(paper_issue(&p, d.b, &err));
    assert_int_equal(p.edition.nr, 2);
    assert_int_equal(p.edition.corrections, 1);
    /* October shows none of it. */
    october = make_paper(&d, "dues-month", NULL, november - 1);
    assert_false(october.is_new);
    assert_int_equal(october.edition.corrections, 0);
    dues_ground_close(&d);
}
