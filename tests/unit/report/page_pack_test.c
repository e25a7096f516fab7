/* Pages as bytes: back as they were, the same bytes for the same pages, and
   nothing but a sentence for what somebody has tampered with. */
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/report/page_pack.h"

#include <stdlib.h>
#include <string.h>

static const struct sheet upright = {
    .name = "竖排五号",
    .basis = "",
    .width = 21000,
    .height = 29700,
    .top = 2500,
    .left = 2800,
    .area_width = 15600,
    .area_height = 25000,
    .bind = -200,
    .foot = 200,
    .cols = 84,
    .lines = 46,
    .size = 1050,
    .title = 1600,
};

static struct document two_pages(struct arena *a)
{
    struct sheet *across = arena_array(a, 1, sizeof *across);
    struct page *pages = arena_array(a, 3, sizeof *pages);
    struct page_text *texts = arena_array(a, 2, sizeof *texts);
    struct page_rule *rules = arena_array(a, 1, sizeof *rules);
    *across = upright;
    across->name = "横排 五号";
    across->landscape = true;
    across->dashes = true;
    texts[0] = (struct page_text){0,           0,          2,   84,
                                  PAGE_CENTRE, FACE_TITLE, 200, "十月台账"};
    texts[1] =
        (struct page_text){3, 2, 1, 10, PAGE_RIGHT, FACE_KAI, 100, " 𠮷 12 "};
    rules[0] = (struct page_rule){true, 3, 0, 9, RULE_DASHED};
    pages[0] = (struct page){&upright, texts, 2, rules, 1};
    pages[1] = (struct page){across, NULL, 0, NULL, 0};
    pages[2] = (struct page){&upright, texts, 1, NULL, 0};
    return (struct document){.title = "台账 2026", .pages = pages, .n = 3};
}

TEST(page_pack_gives_back_what_it_was)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct document doc = two_pages(&a);
    struct document back;
    struct strbuf sb;
    struct strbuf again;
    sb_init(&sb);
    sb_init(&again);
    page_pack(&sb, &doc);
    if (!page_unpack(&back, &a, sb.s, sb.len, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_string_equal(back.title, doc.title);
    assert_int_equal(back.n, 3);
    assert_string_equal(back.pages[0].texts[1].text, " 𠮷 12 ");
    assert_int_equal(back.pages[0].texts[1].align, PAGE_RIGHT);
    assert_int_equal(back.pages[0].rules[0].weight, RULE_DASHED);
    assert_string_equal(back.pages[1].sheet->name, "横排 五号");
    assert_true(back.pages[1].sheet->dashes);
    assert_int_equal(back.pages[2].sheet->title, 1600);
    assert_int_equal(back.pages[2].sheet->foot, 200);
    page_pack(&again, &back);
    assert_string_equal(again.s, sb.s);
    sb_clear(&sb);
    sb_clear(&again);
    arena_clear(&a);
}

#define SHEET(cols, lines)                                                     \
    "pbtui-pages 1\ntitle x\nsheet 0 0 0 9 9 0 0 9 9 0 0 " cols " " lines      \
    " 9 9 x\npage 0\n"

TEST(page_unpack_takes_what_stands_on_the_page)
{
    static const char good[] = SHEET("84", "46") "text 53 75 1 9 0 0 100 x\n"
                                                 "rule 1 0 84 46 0\n"
                                                 "rule 0 46 0 84 1\n";
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct document doc;
    if (!page_unpack(&doc, &a, good, strlen(good), &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(doc.pages[0].n_rules, 2);
    arena_clear(&a);
}

TEST(page_unpack_refuses_what_is_none_of_ours)
{
    static const char *const bad[] = {
        "",
        "pbtui-pages 1\n",
        "pbtui-pages 2\ntitle x\n",
        "pbtui-pages 1\ntitle x\npage 0\n",
        "pbtui-pages 1\ntitle x\ntext 0 0 1 9 0 0 100 x\n",
        "pbtui-pages 1\ntitle x\nsheet 0 0 0 1 1 1 1 1 1 1 1 1 1 1\n",
        "pbtui-pages 1\ntitle x\nsheet 0 0 0 1 1 1 1 1 1 1 1 0 1 1 1 x\n",
        "pbtui-pages 1\ntitle x\nnothing\n",
        "pbtui-pages 1\ntitle x\nsheet 0 0 0 1 1 1 1 1 1 1 1 1 1 1 1 x\n"
        "page 0\ntext 0 0 1 9 0 7 100 x\n",
        "pbtui-pages 1\ntitle x\nsheet 0 0 0 1 1 1 1 1 1 1 1 1 1 1 1 x\n"
        "page 0\nrule 0 0 0 9000000 0\n",
        SHEET("84", "46") "text -1 0 1 9 0 0 100 x\n",
        SHEET("84", "46") "text 54 0 1 9 0 0 100 x\n",
        SHEET("84", "46") "text 0 76 1 9 0 0 100 x\n",
        SHEET("84", "46") "text 0 0 1 -9 0 0 100 x\n",
        SHEET("84", "46") "text 0 0 1 9 0 0 0 x\n",
        SHEET("84", "46") "rule 1 0 -1 4 0\n",
        SHEET("84", "46") "rule 1 50 0 5 0\n",
        SHEET("84", "46") "rule 0 0 80 5 0\n",
        SHEET("401", "46"),
        SHEET("84", "1000000"),
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct arena a = ARENA_INIT;
        struct err err = ERR_INIT;
        struct document doc;
        if (page_unpack(&doc, &a, bad[i], strlen(bad[i]), &err)) {
            fail_msg("taken: %s", bad[i]);
        }
        assert_string_equal(err.code, "E-PAPER-001");
        arena_clear(&a);
    }
}

PROPERTY(page_unpack_lives_through_any_bytes)
{
    uint64_t seed = unit_seed();
    struct arena a = ARENA_INIT;
    struct document doc = two_pages(&a);
    struct strbuf sb;
    size_t refused = 0;
    sb_init(&sb);
    page_pack(&sb, &doc);
    for (int round = 0; round < 3000; round++) {
        struct arena own = ARENA_INIT;
        struct document back;
        size_t n = sb.len;
        char *bytes = mem_new(n + 1);
        memcpy(bytes, sb.s, n);
        for (uint64_t k = 1 + unit_below(&seed, 4); k > 0; k--) {
            bytes[unit_below(&seed, n)] = (char)unit_below(&seed, 256);
        }
        n -= unit_below(&seed, 4) == 0 ? unit_below(&seed, n) : 0;
        if (!page_unpack(&back, &own, bytes, n, NULL)) {
            refused++;
        }
        mem_free(bytes);
        arena_clear(&own);
    }
    assert_true(refused > 1000);
    sb_clear(&sb);
    arena_clear(&a);
}
