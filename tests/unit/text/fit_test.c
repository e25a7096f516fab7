/* Fitting into columns and wrapping. */
#include "unit.h"

#include <string.h>
#include <time.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

struct fit_row {
    const char *text;
    int cols;
    enum fit_align align;
    const char *fitted;
};

static void check_fit(const struct fit_row *rows, size_t n, const char *mode)
{
    struct strbuf out;
    sb_init(&out);
    for (size_t i = 0; i < n; i++) {
        sb_reset(&out);
        sb_add(&out, "|");
        fit_text(&out, rows[i].text, rows[i].cols, rows[i].align);
        if (strcmp(out.s + 1, rows[i].fitted) != 0) {
            width_set_ambiguous(WIDTH_NARROW);
            fail_msg("%s: \"%s\" in %d: \"%s\", not \"%s\"", mode, rows[i].text,
                     rows[i].cols, out.s + 1, rows[i].fitted);
        }
    }
    sb_clear(&out);
}

TEST(fit_pads_and_cuts)
{
    /* clang-format off */
    static const struct fit_row rows[] = {
        {"张三", 6, FIT_LEFT, "张三  "},
        {"张三", 6, FIT_RIGHT, "  张三"},
        {"张三", 7, FIT_CENTRE, " 张三  "},
        {"张三", 4, FIT_RIGHT, "张三"},
        {"张三丰", 5, FIT_LEFT, "张三…"},
        {"张三丰", 4, FIT_LEFT, "张… "}, /* no half 三 */
        {"张三丰", 4, FIT_RIGHT, " 张…"},
        {"张三丰", 1, FIT_LEFT, "…"},
        {"张", 1, FIT_LEFT, "…"},
        {"张三", 0, FIT_LEFT, ""},
        {"张三", -3, FIT_LEFT, ""},
        {"", 3, FIT_CENTRE, "   "},
        {"e\xCC\x81" "abc", 3, FIT_LEFT, "e\xCC\x81" "a…"},
        {"abe\xCC\x81", 3, FIT_LEFT, "abe\xCC\x81"},
    };
    /* clang-format on */
    check_fit(rows, ARRAY_LEN(rows), "narrow");
}

TEST(fit_cuts_with_a_wide_ellipsis)
{
    /* clang-format off */
    static const struct fit_row rows[] = {
        {"张三丰年", 6, FIT_LEFT, "张三…"},
        {"张三丰年", 5, FIT_LEFT, "张..."},
        {"张三", 2, FIT_LEFT, "…"},
        {"张三", 1, FIT_LEFT, "."},
        {"张三", 3, FIT_LEFT, "..."},
        {"“张", 4, FIT_RIGHT, "“张"},
    };
    /* clang-format on */
    width_set_ambiguous(WIDTH_WIDE);
    check_fit(rows, ARRAY_LEN(rows), "wide");
    width_set_ambiguous(WIDTH_NARROW);
}

TEST(fit_number_is_never_cut)
{
    struct strbuf out;
    sb_init(&out);
    fit_number(&out, "1,842.30", 10);
    sb_add(&out, "|");
    fit_number(&out, "1,842.30", 8);
    sb_add(&out, "|");
    fit_number(&out, "1,842.30", 7);
    sb_add(&out, "|");
    fit_number(&out, "1", 0);
    assert_string_equal(out.s, "  1,842.30|1,842.30|#######|");
    sb_clear(&out);
}

TEST(fit_prefix_keeps_clusters_whole)
{
    assert_int_equal(fit_prefix_bytes("张三", 6, 3), 3);
    assert_int_equal(fit_prefix_bytes("张三", 6, 4), 6);
    assert_int_equal(fit_prefix_bytes("张三", 6, 1), 0);
    assert_int_equal(fit_prefix_bytes("张三", 6, -1), 0);
    assert_int_equal(fit_prefix_bytes("ae\xCC\x81x", 5, 2), 4);
    assert_int_equal(fit_prefix_bytes("", 0, 5), 0);
}

/* ---- random text ---- */

static const char *const bits[] = {
    "支",          "部", "党",   "委", "员",   "会", "𠮷", "，", "。",
    "、",          "；", "：",   "？", "！",   "（", "）", "《", "》",
    "“",           "”",  "「",   "」", "……",   "——", "①",  "㎡", "％",
    "20",          "元", "2026", "年", "word", "a",  " ",  "  ", "　",
    "e\xCC\x81",   "👍",  "¥",    ".",  ",",    "(",  ")",  "·",  "／",
    "longer-word", "\n", "万",   "é",  "７",
};

static void random_text(struct strbuf *out, uint64_t *stream, size_t n_bits)
{
    sb_reset(out);
    for (uint64_t i = unit_below(stream, n_bits); i > 0; i--) {
        sb_add(out, bits[unit_below(stream, ARRAY_LEN(bits))]);
    }
}

PROPERTY(fit_text_has_exactly_the_columns)
{
    uint64_t stream = unit_seed();
    struct strbuf text;
    struct strbuf out;
    sb_init(&text);
    sb_init(&out);
    for (int i = 0; i < 20000; i++) {
        random_text(&text, &stream, 30);
        for (char *s = text.s; *s != '\0'; s++) {
            *s = *s == '\n' ? ' ' : *s;
        }
        int cols = (int)unit_below(&stream, 40);
        width_set_ambiguous(i % 2 == 0 ? WIDTH_NARROW : WIDTH_WIDE);
        sb_reset(&out);
        fit_text(&out, text.s, cols, (enum fit_align)unit_below(&stream, 3));
        int got_cols = width_cols(out.s);
        bool whole = width_cols(text.s) <= cols;
        bool valid = utf8_valid(out.s, out.len, NULL);
        width_set_ambiguous(WIDTH_NARROW);
        assert_int_equal(got_cols, cols);
        assert_true(valid);
        assert_true(!whole || strstr(out.s, text.s) != NULL);
    }
    sb_clear(&text);
    sb_clear(&out);
}

/* ---- wrapping ---- */

/* All lines with | after each soft and / after each hard one. */
static void wrap_all(struct strbuf *out, const char *s, int cols)
{
    struct fit_line line;
    size_t n_bytes = strlen(s);
    sb_reset(out);
    for (size_t at = 0; fit_wrap_line(s, n_bytes, at, cols, &line);
         at = line.next_bytes) {
        sb_addn(out, s + line.at_bytes, line.n_bytes);
        sb_addc(out, line.hard ? '/' : '|');
    }
}

TEST(wrap_breaks_where_a_reader_expects_it)
{
    /* clang-format off */
    static const struct {
        const char *text;
        int cols;
        const char *lines;
    } rows[] = {
        {"", 10, "/"},
        {"\n", 10, "//"},
        {"张三\n", 10, "张三//"},
        {"张三", 4, "张三/"},
        {"张三\n李四", 4, "张三/李四/"},
        {"张三丰年", 4, "张三|丰年/"},
        {"张三丰年", 5, "张三|丰年/"},
        /* marks that never begin a line take a character with them */
        {"张三丰，年", 6, "张三|丰，年/"},
        {"张三丰。”年", 6, "张三|丰。”|年/"},
        {"会议精神……", 8, "会议精|神……/"},
        {"增长5％", 6, "增长|5％/"},
        /* marks that never end one go along with the next */
        {"张三（丰）", 6, "张三|（丰）/"},
        {"学习《党章》", 6, "学习|《党|章》/"},
        {"说“好的”", 4, "说|“好|的”/"},
        /* pairs */
        {"同志——你好", 5, "同志|——你|好/"},
        {"同志们——你", 7, "同志们|——你/"},
        /* words and numbers */
        {"hello world", 8, "hello|world/"},
        {"hello world", 5, "hello|world/"},
        {"学习hello", 6, "学习|hello/"},
        {"abcdefghij", 4, "abcd|efgh|ij/"},
        {"abcd, ef", 4, "abc|d,|ef/"}, /* the comma takes a letter along */
        {"实缴1,842.30元", 10, "实缴|1,842.30元/"},
        {"到会20人", 7, "到会|20人/"},
        {"共3万元整", 5, "共|3万元|整/"},
        {"二０２６年", 7, "二|０２６|年/"},
        {"赞成24票", 6, "赞成|24票/"},
        {"共有12份", 7, "共有|12份/"},
        {"培训24学时", 7, "培训|24学时/"},
        /* a date, and the number of a paper, are not torn */
        {"一二三2023年12月12日", 16, "一二三|2023年12月12日/"},
        {"一二三2023年12月5日会", 20, "一二三2023年12月5日|会/"},
        {"一二三2023年12月5日会", 18, "一二三|2023年12月5日会/"},
        {"从2024年8月至今后", 14, "从2024年8月至|今后/"},
        {"自于从8月5日起", 14, "自于从8月5日起/"},
        {"一二三四五8月5日起", 14, "一二三四五|8月5日起/"},
        {"一二三四五2024年8月", 16, "一二三四五|2024年8月/"},
        {"今年开会2024年3次会", 16, "今年开会2024年|3次会/"},
        {"一二三四五年3月内办", 14, "一二三四五年|3月内办/"},
        {"示工委组〔2024〕30号", 18, "示工委组|〔2024〕30号/"},
        /* but where none has room */
        {"示党培〔2026〕017号", 10, "示党培|〔2026〕|017号/"},
        {"至2023年12月12日", 13, "至2023年12月|12日/"},
        {"至2023年12月12日", 6, "至|2023年|12月|12日/"},
        /* blanks */
        {"ab    cd", 4, "ab|cd/"},
        {"ab    ", 3, "ab/"},
        {"      ", 3, "/"},
        {"ab  \ncd", 3, "ab/cd/"},
        {"　　张三李四", 8, "　　张三|李四/"}, /* indent stays */
        {"  abcdefgh", 6, "  abcd|efgh/"}, /* no line of indent alone */
        {"张三 ，李", 5, "张|三 ，|李/"},
        /* nearly no room */
        {"a张b", 1, "a|张|b/"},
        {"张三", 1, "张|三/"},
        {"张三", 0, "张|三/"},
        {"张，", 2, "张|，/"},
        {"。。。", 2, "。|。|。/"},
        {"（（（", 2, "（|（|（/"},
        {"ab", 1, "a|b/"},
    };
    /* clang-format on */
    struct strbuf out;
    sb_init(&out);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        wrap_all(&out, rows[i].text, rows[i].cols);
        if (strcmp(out.s, rows[i].lines) != 0) {
            fail_msg("\"%s\" in %d: %s not %s", rows[i].text, rows[i].cols,
                     out.s, rows[i].lines);
        }
    }
    sb_clear(&out);
}

TEST(wrap_ends_after_the_last_line)
{
    struct fit_line line;
    assert_true(fit_wrap_line("", 0, 0, 5, &line));
    assert_int_equal(line.n_bytes, 0);
    assert_false(fit_wrap_line("", 0, line.next_bytes, 5, &line));
    assert_true(fit_wrap_line("a\n", 2, 2, 5, &line));
    assert_int_equal(line.n_bytes, 0);
    assert_true(line.hard);
    assert_false(fit_wrap_line("a\n", 2, line.next_bytes, 5, &line));
    assert_true(fit_wrap_line("a", 1, 0, 5, &line));
    assert_false(fit_wrap_line("a", 1, line.next_bytes, 5, &line));
    assert_false(fit_wrap_line("a", 1, 9, 5, &line));
}

/* Is one of the characters of `set` at the start (or end) of the line? */
static bool starts_with_one_of(const char *set, const char *s, size_t n_bytes)
{
    uint32_t cp = 0;
    size_t step = utf8_next(s, n_bytes, &cp);
    return step > 0 && memmem(set, strlen(set), s, step) != NULL;
}

static bool ends_with_one_of(const char *set, const char *s, size_t n_bytes)
{
    uint32_t cp = 0;
    size_t step = utf8_prev(s, n_bytes, &cp);
    return step > 0 && memmem(set, strlen(set), s + n_bytes - step, step);
}

static const char never_first[] = "，。、；：？！）」》”…％.,)";
static const char never_last[] = "（「《“¥(";

static void check_lines(const char *s, size_t n_bytes, int cols, bool strict)
{
    struct fit_line line;
    size_t at = 0;
    bool after_hard = true;
    while (fit_wrap_line(s, n_bytes, at, cols, &line)) {
        const char *shown = s + line.at_bytes;
        assert_int_equal(line.at_bytes, at);
        assert_true(line.next_bytes > at);
        assert_int_equal(line.cols, width_n_cols(shown, line.n_bytes));
        assert_null(memchr(shown, '\n', line.n_bytes));
        assert_true(line.cols <= cols ||
                    utf8_cluster_next(shown, line.n_bytes) == line.n_bytes);
        /* what is not shown is blank */
        size_t end = line.at_bytes + line.n_bytes;
        size_t next = line.next_bytes < n_bytes ? line.next_bytes : n_bytes;
        while (end < next) {
            uint32_t cp;
            end += utf8_next(s + end, next - end, &cp);
            assert_true(cp == ' ' || cp == 0x3000 || cp == '\n');
        }
        if (strict && !after_hard) {
            assert_false(starts_with_one_of(never_first, shown, line.n_bytes));
        }
        if (strict && !line.hard) {
            assert_false(ends_with_one_of(never_last, shown, line.n_bytes));
        }
        after_hard = line.hard;
        at = line.next_bytes;
    }
    assert_true(at >= n_bytes);
}

PROPERTY(wrap_keeps_all_text_and_makes_progress)
{
    uint64_t stream = unit_seed();
    struct strbuf text;
    sb_init(&text);
    for (int i = 0; i < 20000; i++) {
        random_text(&text, &stream, 60);
        width_set_ambiguous(i % 2 == 0 ? WIDTH_NARROW : WIDTH_WIDE);
        check_lines(text.s, text.len, (int)unit_below(&stream, 50), false);
        width_set_ambiguous(WIDTH_NARROW);
    }
    sb_clear(&text);
}

/* With at most two marks in a row and room for them no line may be wrong. */
PROPERTY(wrap_never_puts_a_mark_at_the_wrong_end)
{
    static const char *const marks[] = {
        "，", "。”", "（", "）", "：“", "……", "——", "《", "》", "％", ", ", "(",
    };
    static const char *const words[] = {
        "支部", "党", "大会", "word", "20元", "2026年", "longer-word", "𠮷",
    };
    uint64_t stream = unit_seed();
    struct strbuf text;
    sb_init(&text);
    for (int i = 0; i < 20000; i++) {
        sb_reset(&text);
        for (uint64_t n = unit_below(&stream, 30); n > 0; n--) {
            sb_add(&text, words[unit_below(&stream, ARRAY_LEN(words))]);
            sb_add(&text, words[unit_below(&stream, ARRAY_LEN(words))]);
            sb_add(&text, marks[unit_below(&stream, ARRAY_LEN(marks))]);
        }
        width_set_ambiguous(i % 2 == 0 ? WIDTH_NARROW : WIDTH_WIDE);
        check_lines(text.s, text.len, 8 + (int)unit_below(&stream, 40), true);
        width_set_ambiguous(WIDTH_NARROW);
    }
    sb_clear(&text);
}

/* One paragraph of 50,000 characters: a line costs a line, not the rest. */
TEST(wrap_of_long_minutes_is_quick)
{
    struct strbuf text;
    sb_init(&text);
    sb_repeat(&text, "会议指出，要“学习党章”", 50000 / 11);
    struct timespec from;
    struct timespec to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    check_lines(text.s, text.len, 76, true);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    sb_clear(&text);
    long ms = (long)(to.tv_sec - from.tv_sec) * 1000 +
              (to.tv_nsec - from.tv_nsec) / 1000000;
    assert_true(ms < 500); /* 5 in practice; quadratic would be thousands */
}

/* Paper measures as paper does, whatever the terminal is set to. */
TEST(fit_as_paper_does_not_ask_the_terminal)
{
    static const char text[] = "“一”——二";
    struct fit_line line;
    width_set_ambiguous(WIDTH_NARROW);
    assert_int_equal(width_n_cols_as(text, strlen(text), WIDTH_WIDE), 12);
    assert_int_equal(width_n_cols_as(text, strlen(text), WIDTH_NARROW), 8);
    assert_int_equal(width_cols(text), 8);
    assert_int_equal(fit_prefix_bytes_as(text, strlen(text), 6, WIDTH_WIDE),
                     strlen("“一”"));
    assert_int_equal(fit_prefix_bytes(text, strlen(text), 6), strlen("“一”——"));
    assert_true(fit_wrap_line_as(text, strlen(text), 0, 6, WIDTH_WIDE, &line));
    assert_int_equal(line.n_bytes, strlen("“一”"));
    assert_int_equal(line.cols, 6);
    assert_true(fit_wrap_line(text, strlen(text), 0, 6, &line));
    assert_int_equal(line.n_bytes, strlen("“一”——"));
    width_set_ambiguous(WIDTH_WIDE);
    assert_int_equal(width_n_cols_as(text, strlen(text), WIDTH_NARROW), 8);
    assert_int_equal(fit_prefix_bytes(text, strlen(text), 6), strlen("“一”"));
    width_set_ambiguous(WIDTH_NARROW);
}
