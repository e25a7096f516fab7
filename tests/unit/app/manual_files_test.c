/* What pbtui-files(5) shows and says, in both languages: its examples,
   put where it says, are a book, a figure, a report and a rule; what it says of
   bad files is what is said of them. */
#include "sample_ground.h"

#include "unit.h"

#include "pbtui/base/file.h"
#include "pbtui/base/folder.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/inspect.h"
#include "pbtui/ledger/register.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/report/outline.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const pages[] = {"man/pbtui-files.5",
                                    "man/zh_CN/pbtui-files.5"};
static const struct {
    const char *folder, *file;
} examples[] = {{"registers", "lending.ini"},
                {"figures", "L01.sql"},
                {"reports", "care.txt"},
                {"inspect", "J01.sql"}};

/* ---- the page ----------------------------------------------------------- */

/* roff's escapes as they come out. */
static void unescape(struct strbuf *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\\' && strncmp(s + i, "\\(aq", 4) == 0) {
            sb_add(out, "'");
            i += 3;
        } else if (s[i] == '\\' && s[i + 1] == 'e') {
            sb_add(out, "\\");
            i++;
        } else if (s[i] != '\\' && s[i] != '&') {
            sb_addn(out, s + i, 1);
        }
    }
}

static const char *page_text(struct arena *a, const char *page)
{
    struct strbuf sb;
    struct err err = ERR_INIT;
    sb_init(&sb);
    if (!file_read(&sb, page, 1 << 20, &err)) {
        fail_msg("%s: %s", page, err.text);
    }
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

static const char *example(struct arena *a, const char *page, const char *file)
{
    struct strbuf sb;
    const char *text = page_text(a, page);
    const char *at =
        strstr(text, arena_printf(a, ".\\\" example %s\n.EX\n", file));
    if (at == NULL) {
        fail_msg("%s has no example %s", page, file);
    }
    at = strstr(at, ".EX\n") + 4;
    sb_init(&sb);
    unescape(&sb, at, (size_t)(strstr(at, ".EE\n") - at));
    const char *out = arena_str(a, sb.s);
    sb_clear(&sb);
    return out;
}

/* ---- the folder --------------------------------------------------------- */

static const char *place_of(struct arena *a, size_t i, bool make)
{
    const char *folder =
        arena_printf(a, "%s/pbtui/%s", unit_tmp(), examples[i].folder);
    if (make) {
        mkdir(arena_printf(a, "%s/pbtui", unit_tmp()), 0700);
        mkdir(folder, 0700);
    }
    return arena_printf(a, "%s/%s", folder, examples[i].file);
}

static void put_examples(struct arena *a, const char *page)
{
    for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
        FILE *out = fopen(place_of(a, i, true), "w");
        assert_non_null(out);
        fputs(example(a, page, examples[i].file), out);
        fclose(out);
        chmod(place_of(a, i, false), 0600);
    }
}

static void take_examples_away(struct arena *a)
{
    for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
        unlink(place_of(a, i, false));
    }
}

/* ---- what they do ------------------------------------------------------- */

static void expect_report(struct ground *g)
{
    struct outline_set set;
    struct outline_text text;
    struct span span;
    struct err err = ERR_INIT;
    const struct span half = {date_of(2026, 1, 1), date_of(2026, 6, 30)};
    outlines_read(&set, &g->arena);
    const struct outline *o = outlines_find(&set, "care");
    assert_non_null(o);
    assert_int_equal(set.n_complaints, 0);
    assert_true(outline_span(o, g->book, &half, &span, &err) &&
                outline_fill(g->book, &g->arena, o, &span, false, &text, &err));
    assert_int_equal(text.n_missing, 0);
    assert_string_equal(text.title, "2026年上半年关爱工作小结");
    assert_int_equal(text.n, 4);
    assert_non_null(strstr(text.lines[2].text, "4,200.00 元"));
}

static void expect_rule(struct ground *g)
{
    struct inspect_sheet found;
    struct err err = ERR_INIT;
    struct span span = span_of_year(2026);
    const struct inspect_set *set = book_inspect(g->book);
    struct inspect_only only = {.rule = inspect_find(set, "J01")};
    assert_int_equal(set->n_complaints, 0);
    assert_non_null(only.rule);
    assert_true(inspect_sheet(g->book, &g->arena, &span, &only, &found, NULL,
                              NULL, &err));
    assert_int_equal(found.n_failed, 0);
    assert_int_equal(found.n, 0); /* the sample has them all */
}

TEST(examples_of_the_manual_are_a_book_a_figure_a_report_and_a_rule)
{
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        struct ground g;
        struct arena a = ARENA_INIT;
        put_examples(&a, pages[i]);
        ground_open(&g);
        const struct ledger *l = registry_find(g.book, "jieyue");
        assert_non_null(l);
        assert_string_equal(l->title, "图书借阅");
        assert_string_equal(book_registers(g.book)->complaint, "");
        assert_int_equal(book_figures(g.book)->n_complaints, 0);
        struct figure_answer x = ground_ask(&g, "L01", 2026);
        assert_int_equal(ground_number(&x, "户数"), 2);
        assert_int_equal(ground_number(&x, "慰问金"), 200000);
        expect_report(&g);
        expect_rule(&g);
        ground_close(&g);
        take_examples_away(&a);
        arena_clear(&a);
    }
}

TEST(examples_of_both_manuals_are_the_same)
{
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
        assert_string_equal(example(&a, pages[0], examples[i].file),
                            example(&a, pages[1], examples[i].file));
    }
    arena_clear(&a);
}

/* ---- what is said of bad ones ------------------------------------------- */

/* The example with a text of it replaced. */
static const char *spoiled(struct arena *a, size_t which, const char *was,
                           const char *is)
{
    const char *text = example(a, pages[1], examples[which].file);
    const char *at = strstr(text, was);
    assert_non_null(at);
    return arena_printf(a, "%.*s%s%s", (int)(at - text), text, is,
                        at + strlen(was));
}

/* Up to where the manual leaves off, without the line's number. */
static void expect_said(struct arena *a, const char *said, const char *begins,
                        const char *goes_on)
{
    if (strncmp(said, begins, strlen(begins)) != 0 ||
        strstr(said, goes_on) == NULL) {
        fail_msg("said: %s", said);
    }
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        struct strbuf sb;
        const char *text = page_text(a, pages[i]);
        sb_init(&sb);
        unescape(&sb, text, strlen(text));
        if (strstr(sb.s, goes_on) == NULL) {
            fail_msg("%s does not say: %s", pages[i], goes_on);
        }
        sb_clear(&sb);
    }
}

TEST(what_the_manual_says_of_bad_files_is_what_is_said)
{
    static const struct {
        size_t which;
        const char *was, *is; /* in the example */
        const char *begins, *goes_on;
    } rows[] = {
        {0, "kind  = date\nneed", "kind  = colour\nneed", "lending.ini 第 ",
         "lending.ini 第 35 行：[due_on] 的 kind 不认识，这本台账没有采用。"},
        {0, "noun  = 借阅", "colour = 红", "lending.ini 第 3 行：",
         "lending.ini 第 3 行：没有 colour 这个写法，这本台账没有采用。"},
        {0, "kind  = day", "kind  = date", "lending.ini 第 2 行：",
         "lending.ini 第 2 行：没有 kind 是 day 的项目（登记哪一天的事），这本台账没有采用。"},
        {1, "sum fen", "sums fen", "L01.sql 第 5 行：",
         "L01.sql 第 5 行：value 要写成“名称 | 算法 | 单位”"},
        {1, "adds = yes", "adds = 走访人", "L01.sql 第 7 行：",
         "L01.sql 第 7 行：adds 里的“走访人”不是 count 或 sum，各段不能相加"},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct complaints c = {.arena = &a};
        const char *text = spoiled(&a, rows[i].which, rows[i].was, rows[i].is);
        bool good = rows[i].which == 0
                        ? register_read(&c, "lending.ini", text, true) != NULL
                        : figure_read(&c, "L01.sql", text, true) != NULL;
        assert_false(good);
        size_t k = 0;
        while (k + 1 < c.n && strstr(c.list[k], rows[i].goes_on) == NULL) {
            k++;
        }
        expect_said(&a, c.list[k], rows[i].begins, rows[i].goes_on);
    }
    arena_clear(&a);
}

TEST(what_the_manual_says_of_bad_queries_is_what_is_said)
{
    static const struct {
        const char *was, *is, *says;
    } rows[] = {
        {"t.class, t.fen, t.by", "t.class, t.by",
         "数字 L01（L01.sql）的查询缺少“fen”这一列"},
        {"from r_visits t", "from pii t", "查询只能读台账里的记录，不能写"},
    };
    struct ground g;
    ground_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct complaints c = {.arena = &g.arena};
        struct figure_answer x;
        struct err err = ERR_INIT;
        struct span span = span_of_year(2026);
        const char *text = spoiled(&g.arena, 1, rows[i].was, rows[i].is);
        if (i == 1) {
            text = arena_printf(&g.arena,
                                "%.*sselect '' as book, id, '' as"
                                " date, value as text, 1 as class,"
                                " 2 as fen, 3 as by from pii",
                                (int)(strstr(text, "select") - text), text);
        }
        const struct figure *f = figure_read(&c, "L01.sql", text, true);
        assert_non_null(f);
        assert_false(figure_ask(g.book, &g.arena, f, &span, &x, &err));
        expect_said(&g.arena, strstr(err.text, rows[i].says), rows[i].says,
                    rows[i].says);
    }
    ground_close(&g);
}
