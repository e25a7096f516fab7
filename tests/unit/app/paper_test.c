/* Bound ledgers over the sample branch: every section there, the index right,
   the same pages again, nothing of the pages lost in keeping them. */
#include "form_golden.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/app/sample.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/report/page_pack.h"
#include "pbtui/report/paper.h"
#include "pbtui/report/paper_text.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

static struct paper make(struct form_golden *g, const char *bound,
                         struct span span)
{
    struct paper p;
    struct err err = ERR_INIT;
    const struct paper_wish w = {
        .forms = &g->forms,
        .bound = bound_find(bound),
        .ask = {.book = g->book, .span = span},
    };
    if (!paper_make(&p, &g->arena, &w, &err)) {
        fail_msg("%s: %s %s", bound, err.code, err.text);
    }
    return p;
}

static bool has(const struct page *page, const char *text)
{
    for (size_t i = 0; i < page->n_texts; i++) {
        if (strcmp(page->texts[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

static size_t pages_with(const struct paper *p, const char *text)
{
    size_t n = 0;
    for (size_t i = 0; i < p->doc.n; i++) {
        n += has(&p->doc.pages[i], text);
    }
    return n;
}

/* The number that stands on the same line of the index, at its right. */
static int index_says(const struct page *page, const char *title)
{
    for (size_t i = 0; i < page->n_texts; i++) {
        if (strcmp(page->texts[i].text, title) != 0) {
            continue;
        }
        for (size_t k = 0; k < page->n_texts; k++) {
            const struct page_text *t = &page->texts[k];
            if (t->line == page->texts[i].line && t->align == PAGE_RIGHT) {
                return (int)strtol(t->text, NULL, 10);
            }
        }
    }
    return 0;
}

TEST(paper_month_has_its_sections_where_the_index_says)
{
    static const struct {
        const char *entry, *heading;
    } rows[] = {
        {"第 10 次主题党日", "主题党日活动记录"},
        {"第 10 次支部委员会会议", "支部委员会会议记录"},
        {"第 5 次支部党员大会", "支部党员大会记录"},
        {"出勤情况", "党员出勤统计表"},
        {"谈心谈话", "2026年10月谈心谈话台账"},
        {"待办事项", "待办事项台账"},
        {"党员变动", "党员变动台账"},
        {"签字", "签字"},
    };
    struct form_golden g;
    form_golden_open(&g);
    struct paper p = make(&g, "month", span_of_month(month_make(2026, 10)));
    assert_string_equal(p.title, "2026年10月台账");
    assert_string_equal(p.file, "2026-10月度台账");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int at = index_says(&p.doc.pages[1], rows[i].entry);
        if (at < 3 || (size_t)at > p.doc.n ||
            !has(&p.doc.pages[at - 1], rows[i].heading)) {
            fail_msg("%s: the index says page %d of %zu", rows[i].entry, at,
                     p.doc.n);
        }
    }
    form_golden_close(&g);
}

TEST(paper_year_binds_its_months_in_order)
{
    struct form_golden g;
    form_golden_open(&g);
    struct paper p = make(&g, "year", span_of_year(2026));
    int before = 0;
    /* The sample's today is in November: December has not begun. */
    for (int m = 1; m <= 11; m++) {
        char name[32];
        char head[48];
        snprintf(name, sizeof name, "2026年%d月", m);
        snprintf(head, sizeof head, "%s小结", name);
        int at = 0;
        for (size_t i = 1; i < 6 && at == 0; i++) {
            at = index_says(&p.doc.pages[i], name);
        }
        if (at <= before || !has(&p.doc.pages[at - 1], head)) {
            fail_msg("%s: page %d, before it %d", name, at, before);
        }
        before = at;
    }
    assert_int_equal(pages_with(&p, "2026年12月小结"), 0);
    assert_true(pages_with(&p, "2026年组织生活统计表") >= 1);
    p = make(&g, "quarter",
             (struct span){date_of(2026, 7, 1), date_of(2026, 9, 30)});
    assert_true(pages_with(&p, "2026年8月小结") == 1);
    form_golden_close(&g);
}

TEST(paper_again_is_the_same_bytes)
{
    struct form_golden g;
    struct strbuf one;
    struct strbuf two;
    struct document back;
    struct err err = ERR_INIT;
    form_golden_open(&g);
    sb_init(&one);
    sb_init(&two);
    struct span october = span_of_month(month_make(2026, 10));
    struct paper p = make(&g, "month", october);
    page_pack(&one, &p.doc);
    /* A day later, with nothing of October changed. */
    g.book->day = date_of(2026, 12, 31);
    p = make(&g, "month", october);
    page_pack(&two, &p.doc);
    assert_string_equal(one.s, two.s);
    assert_true(page_unpack(&back, &g.arena, one.s, one.len, &err));
    sb_reset(&two);
    page_pack(&two, &back);
    assert_string_equal(one.s, two.s);
    assert_int_equal(g.book->day, date_of(2026, 12, 31));
    sb_clear(&one);
    sb_clear(&two);
    form_golden_close(&g);
}

/* Every page says who, which page of how many, and which ledger it is from. */
TEST(paper_every_page_has_its_footer)
{
    struct form_golden g;
    form_golden_open(&g);
    struct paper p = make(&g, "month", span_of_month(month_make(2026, 10)));
    for (size_t i = 0; i < p.doc.n; i++) {
        char n[64];
        const struct page *page = &p.doc.pages[i];
        snprintf(n, sizeof n, "第 %zu 页 共 %zu 页", i + 1, p.doc.n);
        size_t codes = 0;
        for (size_t k = 0; k < page->n_texts; k++) {
            codes += strstr(page->texts[k].text, p.edition.code) != NULL &&
                     strstr(page->texts[k].text, "更正0处") != NULL;
        }
        if (!has(page, n) || codes != 1) {
            fail_msg("page %zu of %zu: %zu codes", i + 1, p.doc.n, codes);
        }
    }
    form_golden_close(&g);
}

/* ---- what goes together ----------------------------------------------------
 */

static const char *refusal(struct form_golden *g, struct paper_wish w)
{
    static struct err err;
    struct paper p;
    err = (struct err)ERR_INIT;
    w.forms = &g->forms;
    w.ask.book = g->book;
    return paper_make(&p, &g->arena, &w, &err) ? "" : err.code;
}

static struct span days(int from, int to)
{
    return (struct span){from, to};
}

TEST(paper_is_asked_for_whole_periods_only)
{
    struct form_golden g;
    form_golden_open(&g);
    const struct form *duties = forms_find(&g.forms, "duties-month");
    const struct form *roster = forms_find(&g.forms, "roster");
    const int july = date_of(2026, 7, 1);
    const struct {
        const char *bound;
        const struct form *form;
        struct span span;
        const char *code;
    } rows[] = {
        {"month", NULL, days(july, date_of(2026, 7, 31)), ""},
        {"month", NULL, days(july, date_of(2026, 7, 30)), "E-PAPER-005"},
        {"month", NULL, days(july, date_of(2026, 9, 30)), "E-PAPER-005"},
        {"month", NULL, days(july, DATE_NONE), "E-PAPER-005"},
        {"quarter", NULL, days(july, date_of(2026, 9, 30)), ""},
        {"quarter", NULL, days(july, date_of(2026, 7, 31)), "E-PAPER-005"},
        {"quarter", NULL, days(date_of(2026, 8, 1), date_of(2026, 10, 31)),
         "E-PAPER-005"},
        {"year", NULL, span_of_year(2026), ""},
        {"year", NULL, span_of_year(2027), "E-PAPER-014"},
        {"month", NULL, span_of_month(month_make(2026, 11)), ""},
        {"month", NULL, span_of_month(month_make(2026, 12)), "E-PAPER-014"},
        {"year", NULL, days(july, date_of(2027, 6, 30)), "E-PAPER-005"},
        {NULL, duties, days(july, date_of(2026, 7, 31)), ""},
        {NULL, duties, days(july, date_of(2026, 9, 30)), "E-PAPER-005"},
        {NULL, roster, days(DATE_NONE, DATE_NONE), ""},
        {NULL, roster, days(july, date_of(2026, 7, 31)), "E-PAPER-006"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct paper_wish w = {
            .bound = rows[i].bound != NULL ? bound_find(rows[i].bound) : NULL,
            .form = rows[i].form,
            .ask = {.span = rows[i].span},
        };
        const char *code = refusal(&g, w);
        if (strcmp(code, rows[i].code) != 0) {
            fail_msg("row %zu: %s", i, code);
        }
    }
    form_golden_close(&g);
}

TEST(paper_of_one_kind_is_no_bound_ledger)
{
    struct form_golden g;
    form_golden_open(&g);
    struct paper_wish w = {
        .bound = bound_find("month"),
        .ask = {.span = span_of_month(month_make(2026, 10)), .kind = "lecture"},
    };
    assert_string_equal(refusal(&g, w), "E-PAPER-007");
    w.bound = NULL;
    w.form = forms_find(&g.forms, "roster");
    w.ask.span = days(DATE_NONE, DATE_NONE);
    assert_string_equal(refusal(&g, w), "E-PAPER-007");
    w.form = forms_find(&g.forms, "events");
    assert_string_equal(refusal(&g, w), "");
    form_golden_close(&g);
}

/* The first row of a statement: its first column. */
#define FIRST_OF(g, literal)                                                   \
    __extension__({                                                            \
        struct stmt st_;                                                       \
        stmt_open(&st_, (g)->book->db, SQL(literal));                          \
        int64_t id_ = stmt_row(&st_) ? stmt_col_int(&st_, 0) : 0;              \
        assert_true(stmt_done(&st_, NULL));                                    \
        id_;                                                                   \
    })

/* Beside a file: pages that are kept need a folder. */
static void open_on_disk(struct form_golden *g, const char *name)
{
    char path[256];
    struct err err = ERR_INIT;
    form_golden_open(g);
    session_close(&g->session);
    snprintf(path, sizeof path, "%s/%s", unit_tmp(), name);
    if (!sample_open(&g->session, path, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    g->book = &g->session.book;
}

TEST(paper_of_records_is_of_this_branch_in_force_and_of_their_kind)
{
    struct form_golden g;
    struct err err = ERR_INIT;
    form_golden_open(&g);
    int64_t transfer = FIRST_OF(&g, "select id from member where out_kind"
                                    " is not null and voided_on is null");
    int64_t committee = FIRST_OF(&g, "select id from event where kind ="
                                     " 'committee.meeting' and branch_id = 1");
    int64_t ids[] = {committee};
    struct paper_wish w = {
        .form = forms_find(&g.forms, "meeting"),
        .ask = {.span = days(DATE_NONE, DATE_NONE)},
        .ids = ids,
        .n_ids = 1,
    };
    assert_string_equal(refusal(&g, w), "");
    w.ask.span = span_of_year(2026);
    assert_string_equal(refusal(&g, w), "E-PAPER-008");
    w.ask.span = days(DATE_NONE, DATE_NONE);
    w.form = forms_find(&g.forms, "themeday");
    assert_string_equal(refusal(&g, w), "E-PAPER-011");
    w.form = forms_find(&g.forms, "meeting");
    g.book->branch = 2;
    assert_string_equal(refusal(&g, w), "E-PAPER-009");
    g.book->branch = 1;
    ids[0] = transfer;
    w.form = forms_find(&g.forms, "transfer");
    assert_string_equal(refusal(&g, w), "");
    assert_true(ledger_void(g.book, &g.arena, &ledger_member, transfer,
                            "登记错了", &err));
    assert_string_equal(refusal(&g, w), "E-PAPER-010");
    form_golden_close(&g);
}

/* ---- editions -------------------------------------------------------------
 */

static void no_two_footers_share_a_place(const struct document *d)
{
    for (size_t n = 0; n < d->n; n++) {
        const struct page *p = &d->pages[n];
        for (size_t i = 0; i < p->n_texts; i++) {
            for (size_t k = 0; k < i; k++) {
                const struct page_text *a = &p->texts[i];
                const struct page_text *b = &p->texts[k];
                if (b->line >= p->sheet->lines &&
                    a->line < b->line + b->lines &&
                    b->line < a->line + a->lines && a->col < b->col + b->cols &&
                    b->col < a->col + a->cols) {
                    fail_msg("page %zu: “%s” and “%s”", n + 1, a->text,
                             b->text);
                }
            }
        }
    }
}

TEST(paper_as_issued_says_so_beside_its_code)
{
    struct form_golden g;
    struct err err = ERR_INIT;
    open_on_disk(&g, "issued.db");
    struct paper_wish w = {
        .forms = &g.forms,
        .bound = bound_find("month"),
        .ask = {.book = g.book, .span = span_of_month(month_make(2026, 10))},
    };
    const struct sheet *text = paper_text_sheet(&g.arena, 80);
    for (int round = 0; round < 2; round++) {
        struct paper p;
        w.text = round == 0 ? NULL : text;
        w.as_issued = 0;
        assert_true(paper_make(&p, &g.arena, &w, &err));
        assert_true(p.is_new);
        assert_int_equal(p.edition.nr, 1);
        no_two_footers_share_a_place(&p.doc);
        assert_true(paper_issue(&p, g.book, &err));
        /* Text is another paper; the first one is not printed anew by it. */
        assert_true(paper_make(&p, &g.arena, &w, &err));
        assert_false(p.is_new);
        w.as_issued = 1;
        assert_true(paper_make(&p, &g.arena, &w, &err));
        no_two_footers_share_a_place(&p.doc);
        for (size_t i = 0; i < p.doc.n; i++) {
            assert_true(
                has(&p.doc.pages[i], "原样补打（2026-11-20 第1次印发）"));
        }
        w.as_issued = 2;
        assert_false(paper_make(&p, &g.arena, &w, &err));
        assert_string_equal(err.code, "E-PAPER-012");
    }
    w.as_issued = 1;
    w.text = NULL;
    w.bound = NULL;
    w.ask.span = days(DATE_NONE, DATE_NONE);
    w.form = forms_find(&g.forms, "roster");
    assert_string_equal(refusal(&g, w), "E-PAPER-003");
    w.form = forms_find(&g.forms, "ballot");
    int64_t id = FIRST_OF(&g, "select id from election");
    w.ids = &id;
    w.n_ids = 1;
    assert_string_equal(refusal(&g, w), "E-PAPER-013");
    form_golden_close(&g);
}

/* What is saved between reading and noting is not on the paper: it may not be
   noted as if it were. */
TEST(paper_laid_before_a_change_is_not_issued)
{
    struct form_golden g;
    struct paper p;
    struct err err = ERR_INIT;
    open_on_disk(&g, "before.db");
    const struct paper_wish w = {
        .forms = &g.forms,
        .bound = bound_find("month"),
        .ask = {.book = g.book, .span = span_of_month(month_make(2026, 10))},
    };
    assert_true(paper_make(&p, &g.arena, &w, &err));
    int64_t talk = FIRST_OF(&g, "select id from talk where voided_on"
                                " is null and branch_id = 1");
    assert_true(
        ledger_void(g.book, &g.arena, &ledger_talk, talk, "登记错了", &err));
    assert_false(paper_issue(&p, g.book, &err));
    assert_string_equal(err.code, "E-PAPER-002");
    assert_true(paper_make(&p, &g.arena, &w, &err));
    assert_true(paper_issue(&p, g.book, &err));
    /* Nor one that was issued already and is not true any more. */
    assert_true(paper_issue(&p, g.book, &err));
    talk = FIRST_OF(&g, "select id from talk where voided_on is null and"
                        " branch_id = 1 and on_day between '2026-10-01'"
                        " and '2026-10-31'");
    assert_true(
        ledger_void(g.book, &g.arena, &ledger_talk, talk, "登记错了", &err));
    assert_false(paper_issue(&p, g.book, &err));
    assert_string_equal(err.code, "E-PAPER-002");
    form_golden_close(&g);
}

TEST(paper_year_ends_the_months_in_its_index)
{
    struct form_golden g;
    form_golden_open(&g);
    struct paper p = make(&g, "year", span_of_year(2026));
    size_t found = 0;
    for (size_t i = 1; i < 8; i++) {
        found += index_says(&p.doc.pages[i], "年度统计") > 0;
        found += index_says(&p.doc.pages[i], "计划") > 0;
        found += index_says(&p.doc.pages[i], "　　党员变动") > 0;
    }
    assert_true(found >= 3);
    form_golden_close(&g);
}

static size_t pages_that_say(const struct paper *p, const char *part)
{
    size_t n = 0;
    for (size_t i = 0; i < p->doc.n; i++) {
        for (size_t k = 0; k < p->doc.pages[i].n_texts; k++) {
            if (strstr(p->doc.pages[i].texts[k].text, part) != NULL) {
                n++;
                break;
            }
        }
    }
    return n;
}

/* The month speaks for its last day, but its duties are over then: what was not
   done is missing, and not still running. */
TEST(paper_of_a_month_that_is_over_names_what_is_missing)
{
    struct form_golden g;
    struct err err = ERR_INIT;
    struct pipeline_file file;
    struct span october = span_of_month(month_make(2026, 10));
    form_golden_open(&g);
    struct paper p = make(&g, "month", october);
    assert_int_equal(pages_that_say(&p, "10 月 支委会"), 0);
    int64_t id = FIRST_OF(&g, "select id from event where branch_id = 1 and"
                              " kind = 'committee.meeting'"
                              " and on_day between '2026-10-01'"
                              " and '2026-10-31'");
    /* It made somebody an activist: that goes first. */
    assert_true(pipeline_read_person(
        &file, g.book, &g.arena,
        FIRST_OF(&g, "select id from person where name = '陈方'"), &err));
    assert_true(pipeline_step_void(&file, AT_ACTIVIST, "会议重复登记", &err));
    assert_true(
        ledger_void(g.book, &g.arena, &ledger_event, id, "重复登记", &err));
    p = make(&g, "month", october);
    /* The cover, and the page that is signed. */
    assert_int_equal(pages_that_say(&p, "10 月 支委会"), 2);
    assert_true(pages_that_say(&p, "缺 2 项") >= 1);
    /* November has not ended. */
    p = make(&g, "month", span_of_month(month_make(2026, 11)));
    assert_int_equal(pages_that_say(&p, "11 月 支委会"), 0);
    form_golden_close(&g);
}

/* On a sheet too narrow for the table, each part says who its rows are about.
 */
TEST(paper_as_narrow_text_says_in_each_part_whose_rows_they_are)
{
    struct form_golden g;
    struct err err = ERR_INIT;
    form_golden_open(&g);
    struct paper_wish w = {
        .forms = &g.forms,
        .form = forms_find(&g.forms, "roster"),
        .ask = {.book = g.book, .span = days(DATE_NONE, DATE_NONE)},
        .text = paper_text_sheet(&g.arena, 80),
    };
    struct paper p;
    size_t parts = 0;
    assert_true(paper_make(&p, &g.arena, &w, &err));
    for (size_t i = 0; i < p.doc.n; i++) {
        if (has(&p.doc.pages[i], "联系电话")) {
            assert_true(has(&p.doc.pages[i], "姓名"));
            parts++;
        }
    }
    assert_true(parts > 0);
    form_golden_close(&g);
}
