/* Outlines: holes, conditions, headings, what is missing, and what stands
   behind a number. */
#include "life_ground.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/report/outline.h"
#include "pbtui/text/date.h"

#include <string.h>

static void visit(struct life *g, const char *day, const char *class,
                  const char *whom, const char *fen)
{
    const char *const pairs[] = {"on_day", day, "class", class,  "whom", whom,
                                 "fen",    fen, "by",    "李敏", NULL};
    life_add(g, registry_find(g->book, "visits"), pairs);
}

static struct life *open_visits(struct life *g)
{
    life_open(g);
    visit(g, "2025-02-01", "老党员", "甲", "300");
    visit(g, "2026-02-01", "老党员", "甲", "500");
    visit(g, "2026-02-02", "困难群众", "乙", "200");
    visit(g, "2026-06-20", "老党员", "丙", "100.50");
    return g;
}

static struct outline_text fill_of(struct life *g, const char *body,
                                   const struct span *span, bool notes)
{
    struct outline_text out;
    struct err err = ERR_INIT;
    const struct outline o = {.name = "trial",
                              .title = "{{year}}年总结",
                              .about = "",
                              .body = body,
                              .first_line = 3};
    if (!outline_fill(g->book, &g->arena, &o, span, notes, &out, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return out;
}

static struct outline_text fill(struct life *g, const char *body, bool notes)
{
    const struct span year = span_of_year(2026);
    return fill_of(g, body, &year, notes);
}

TEST(holes_are_what_the_sheet_of_figures_shows)
{
    static const struct {
        const char *body, *text;
    } rows[] = {
        {"{{year}} {{last_year}} {{next_year}}", "2026 2025 2027"},
        {"走访 {{R56}} 次", "走访 3 次"},
        {"{{R56.慰问金}} 元", "800.50 元"},
        {"上年 {{上年 R56}} 次", "上年 1 次"},
        {"{{比上年 R56}}", "比上年增加 2 次"},
        {"{{比上年 R56.慰问金}}", "比上年增加 500.50 元"},
        {"{{R56/按对象}}", "老党员 2 次、困难群众 1 次"},
        {"{{R56:}}", "甲、乙、丙"},
        {"{{R56:老党员}}", "甲、丙"},
        {"{{R56.老党员}} {{上年 R56.老党员}} {{比上年 R56.老党员}}",
         "2 1 比上年增加 1 次"},
        {"@if R56.空巢老人\n有\n@else\n没有\n@end", "没有"},
        {"@if R56:困难群众\n{{R56:困难群众}}\n@end", "乙"},
        {"没有 { 空 }", "没有 { 空 }"},
        {"{{没有关上", "{{没有关上"},
        {"@if R56\n有\n@else\n没有\n@end", "有"},
        {"@if not R56\n没有\n@end\n后面", "后面"},
        {"@if 上年 R56\n@if R56.慰问品折合\n折合\n@else\n钱\n@end\n@end", "钱"},
    };
    struct life g;
    open_visits(&g);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct outline_text t = fill(&g, rows[i].body, false);
        if (t.n != 1 || strcmp(t.lines[0].text, rows[i].text) != 0) {
            fail_msg("%s: %s", rows[i].body,
                     t.n > 0 ? t.lines[0].text : "nothing");
        }
        assert_int_equal(t.n_missing, 0);
        assert_string_equal(t.title, "2026年总结");
    }
    life_close(&g);
}

TEST(a_part_of_a_year_is_counted_by_its_days)
{
    static const struct {
        const char *from, *to, *body, *text;
    } rows[] = {
        {"2026-01-01", "2026-06-30", "{{period}} {{R56}}", "2026年上半年 3"},
        {"2026-07-01", "2026-12-31", "{{period}} {{R56}}", "2026年下半年 0"},
        {"2026-01-01", "2026-03-31", "{{period}} {{R56}}", "2026年一季度 2"},
        {"2026-06-20", "2026-06-20", "{{period}} {{R56:}}", "2026年6月20日 丙"},
        {"2026-01-01", "2026-03-31", "{{比上年 R56}}", "比上年同期增加 1 次"},
        {"2026-07-01", "2026-12-31", "{{比上年 R56}}", "与上年同期持平"},
        {"2026-02-02", "2026-12-31", "{{比上年 R56.慰问金}}",
         "比上年同期增加 300.50 元"},
        {"2026-01-01", "2026-12-31", "{{比上年 R56}}", "比上年增加 2 次"},
    };
    struct life g;
    open_visits(&g);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct span span;
        assert_true(date_read(rows[i].from, &span.from) &&
                    date_read(rows[i].to, &span.to));
        struct outline_text t = fill_of(&g, rows[i].body, &span, false);
        if (t.n != 1 || strcmp(t.lines[0].text, rows[i].text) != 0) {
            fail_msg("row %zu: %s", i, t.n > 0 ? t.lines[0].text : "nothing");
        }
    }
    life_close(&g);
}

/* "": not said. */
TEST(an_outline_is_made_for_its_period)
{
    static const struct {
        enum outline_period period;
        const char *day, *from, *to; /* asked for */
        const char *first, *last;    /* last: code of the refusal */
    } rows[] = {
        {OUTLINE_YEAR, "2026-11-20", "", "", "2026-01-01", "2026-12-31"},
        {OUTLINE_YEAR, "2026-11-20", "2025-01-01", "2025-12-31", "2025-01-01",
         "2025-12-31"},
        {OUTLINE_YEAR, "2026-11-20", "2025-01-01", "", "2025-01-01",
         "2025-12-31"},
        {OUTLINE_YEAR, "2026-11-20", "2026-01-01", "2026-06-30", "",
         "E-OUTLINE-002"},
        {OUTLINE_YEAR, "2026-11-20", "2026-01-01", "2026-12-30", "",
         "E-OUTLINE-002"},
        {OUTLINE_YEAR, "2026-11-20", "2025-01-01", "2026-12-31", "",
         "E-OUTLINE-001"},
        {OUTLINE_HALF, "2026-06-30", "", "", "2026-01-01", "2026-06-30"},
        {OUTLINE_HALF, "2026-07-01", "", "", "2026-07-01", "2026-12-31"},
        {OUTLINE_HALF, "2026-11-20", "2026-04-01", "2026-06-30", "2026-04-01",
         "2026-06-30"},
        {OUTLINE_HALF, "2026-11-20", "2026-04-01", "", "2026-04-01",
         "2026-12-31"},
        {OUTLINE_HALF, "2026-11-20", "", "2026-08-31", "2026-01-01",
         "2026-08-31"},
        {OUTLINE_HALF, "2026-11-20", "2026-01-01", "2026-12-31", "",
         "E-OUTLINE-003"},
        {OUTLINE_HALF, "2026-11-20", "2026-01-01", "", "", "E-OUTLINE-003"},
        {OUTLINE_HALF, "2026-11-20", "2025-12-31", "2026-01-01", "",
         "E-OUTLINE-001"},
    };
    struct life g;
    life_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        struct span out = {DATE_NONE, DATE_NONE};
        struct span asked = {DATE_NONE, DATE_NONE};
        const struct outline o = {.name = "trial", .period = rows[i].period};
        char from[11], to[11];
        date_read(rows[i].day, &g.book->day);
        if ((rows[i].from[0] != '\0' &&
             !date_read(rows[i].from, &asked.from)) ||
            (rows[i].to[0] != '\0' && !date_read(rows[i].to, &asked.to))) {
            fail_msg("row %zu", i);
        }
        bool ok = outline_span(&o, g.book, &asked, &out, &err);
        if (ok ? strcmp(date_text(out.from, from), rows[i].first) != 0 ||
                     strcmp(date_text(out.to, to), rows[i].last) != 0
               : strcmp(err.code, rows[i].last) != 0) {
            fail_msg("row %zu: %s", i, err.code);
        }
    }
    life_close(&g);
}

TEST(what_cannot_be_filled_says_so_with_its_line)
{
    static const struct {
        const char *body, *says;
    } rows[] = {
        {"头\n{{R999}} 次", "trial.txt 第 4 行：没有“R999”这个数字"},
        {"{{R56.颜色}}", "trial.txt 第 3 行：R56 走访慰问 没有“颜色”这一项"},
        {"{{R56:颜色}}", "没有“颜色”这一项"},
        {"{{R56/按颜色}}", "没有“按颜色”这一项"},
        {"@if R999\n有\n@end", "没有“R999”这个数字"},
        {"@if R56\n有", "@if 没有用 @end 结束"},
        {"@end", "没有对上"},
        {"@colour", "没有对上"},
    };
    struct life g;
    open_visits(&g);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct outline_text t = fill(&g, rows[i].body, false);
        if (t.n_missing == 0 || strstr(t.missing[0], rows[i].says) == NULL) {
            fail_msg("%s: %s", rows[i].body,
                     t.n_missing > 0 ? t.missing[0] : "nothing");
        }
        for (size_t k = 0; k < t.n; k++) {
            assert_null(strchr(t.lines[k].text, '*'));
            assert_null(strstr(t.lines[k].text, "{{"));
        }
    }
    struct outline_text t = fill(&g, "共 {{R999}} 次", false);
    assert_string_equal(t.lines[0].text, "共 （缺：R999） 次");
    life_close(&g);
}

TEST(headings_have_their_faces_and_numbers_their_notes)
{
    struct life g;
    open_visits(&g);
    struct outline_text t =
        fill(&g, "一、服务\n（一）走访\n　　走访 {{R56}} 次。\n\n", true);
    assert_int_equal(t.n, 4);
    assert_int_equal(t.lines[0].face, FACE_HEAD);
    assert_int_equal(t.lines[1].face, FACE_KAI);
    assert_int_equal(t.lines[2].face, FACE_BODY);
    assert_string_equal(t.lines[2].text, "走访 3〔1〕 次。");
    assert_string_equal(
        t.lines[3].text,
        "〔1〕R56 走访慰问：按走访慰问的日期算，2026年 3 条依据。");
    assert_int_equal(t.n_filled, 1);
    life_close(&g);
}

TEST(every_outline_of_the_program_is_filled_without_a_gap)
{
    struct life g;
    struct outline_set set;
    open_visits(&g);
    outlines_read(&set, &g.arena);
    assert_true(set.n > 0);
    for (size_t i = 0; i < set.n; i++) {
        struct outline_text t;
        struct span span;
        const struct span any = {DATE_NONE, DATE_NONE};
        assert_true(outline_span(&set.list[i], g.book, &any, &span, NULL));
        assert_true(outline_fill(g.book, &g.arena, &set.list[i], &span, false,
                                 &t, NULL));
        if (t.n_missing > 0) {
            fail_msg("%s", t.missing[0]);
        }
        assert_true(t.n_filled > 0);
    }
    life_close(&g);
}
