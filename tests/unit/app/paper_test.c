/* Bound ledgers over the sample branch: every section there, the index right,
   the same pages again, nothing of the pages lost in keeping them. */
#include "form_golden.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/page_pack.h"
#include "pbtui/report/paper.h"
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
