/* What a report says is what the sheet of figures shows: the outlines of the
   program filled with the sample, against the figures asked one by one. */
#include "sample_ground.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/report/outline.h"

#include <string.h>

struct writing {
    struct ground ground;
    struct book *book;
    struct arena arena;
    struct outline_set outlines;
    int year;
};

static void writing_open(struct writing *w)
{
    memset(w, 0, sizeof *w);
    ground_open(&w->ground);
    w->book = w->ground.book;
    outlines_read(&w->outlines, &w->arena);
}

static void writing_close(struct writing *w)
{
    arena_clear(&w->arena);
    ground_close(&w->ground);
}

static struct outline_text fill(struct writing *w, const struct outline *o)
{
    struct outline_text out;
    struct err err = ERR_INIT;
    struct span span = span_of_year(w->year);
    if (!outline_fill(w->book, &w->arena, o, &span, false, &out, &err)) {
        fail_msg("%s %s %s", o->name, err.code, err.text);
    }
    return out;
}

/* ---- what stands in a hole ---------------------------------------------- */

/* A value by its label, the first for "". */
static const char *value_of(struct writing *w, const char *code,
                            const char *label, int year)
{
    struct figure_answer x = ground_ask(&w->ground, code, year);
    return x.values[label[0] == '\0' ? 0 : ground_value(&x, label)];
}

/* NULL: a hole that no single value fills. */
static const char *filling(struct writing *w, const char *hole)
{
    static const char before[] = "上年 ";
    int year = w->year;
    if (strncmp(hole, before, strlen(before)) == 0) {
        hole += strlen(before);
        year--;
    }
    size_t n = strcspn(hole, ".");
    if (*hole != 'R' || strpbrk(hole, "/:") != NULL) {
        return NULL;
    }
    return value_of(w, arena_strn(&w->arena, hole, n),
                    hole[n] == '.' ? hole + n + 1 : "", year);
}

/* A line of an outline with its values put in; \1 for what may be anything. */
static const char *expected(struct writing *w, const char *line, size_t n)
{
    struct strbuf sb;
    sb_init(&sb);
    const char *s = arena_strn(&w->arena, line, n);
    for (const char *open; (open = strstr(s, "{{")) != NULL;) {
        const char *shut = strstr(open, "}}");
        assert_non_null(shut);
        const char *value = filling(
            w, arena_strn(&w->arena, open + 2, (size_t)(shut - open) - 2));
        sb_addn(&sb, s, (size_t)(open - s));
        sb_add(&sb, value != NULL ? value : "\1");
        s = shut + 2;
    }
    sb_add(&sb, s);
    const char *text = arena_str(&w->arena, sb.s);
    sb_clear(&sb);
    return text;
}

static bool fits(const char *pattern, const char *text)
{
    if (*pattern == '\1') {
        for (const char *s = text;; s++) {
            if (fits(pattern + 1, s)) {
                return true;
            }
            if (*s == '\0') {
                return false;
            }
        }
    }
    if (*pattern != *text) {
        return false;
    }
    return *pattern == '\0' || fits(pattern + 1, text + 1);
}

/* ---- the outlines of the program ---------------------------------------- */

static void expect_line(struct writing *w, const struct outline *o,
                        const char *text)
{
    for (const char *s = o->body; *s != '\0';) {
        size_t n = strcspn(s, "\n");
        if (*s != '@' && n > 0 && fits(expected(w, s, n), text)) {
            return;
        }
        s += n + (s[n] == '\n');
    }
    fail_msg("%s %d: «%s» is not what the figures say", o->name, w->year, text);
}

TEST(numbers_of_a_report_are_those_of_the_figures)
{
    struct writing w;
    writing_open(&w);
    for (size_t i = 0; i < w.outlines.n * 2; i++) {
        const struct outline *o = &w.outlines.list[i / 2];
        w.year = 2025 + (int)(i % 2);
        struct outline_text t = fill(&w, o);
        assert_true(t.n > 10);
        assert_true(t.n_filled > 20);
        for (size_t k = 0; k < t.n; k++) {
            expect_line(&w, o, t.lines[k].text);
        }
    }
    writing_close(&w);
}

TEST(reports_of_the_sample_have_no_gap_and_no_marks)
{
    static const char *const names[] = {"annual-summary", "half-year",
                                        "organisation-report",
                                        "secretary-report", "work-points"};
    static const char *const marks[] = {"*", "{{", "}}", "（缺", "@"};
    struct writing w;
    writing_open(&w);
    assert_int_equal(w.outlines.n, ARRAY_LEN(names));
    for (size_t i = 0; i < ARRAY_LEN(names) * 3; i++) {
        const struct outline *o = outlines_find(&w.outlines, names[i / 3]);
        assert_non_null(o);
        w.year = 2024 + (int)(i % 3);
        struct outline_text t = fill(&w, o);
        if (t.n_missing > 0) {
            fail_msg("%s", t.missing[0]);
        }
        for (size_t k = 0; k < t.n * ARRAY_LEN(marks); k++) {
            const char *text = t.lines[k / ARRAY_LEN(marks)].text;
            const char *mark = marks[k % ARRAY_LEN(marks)];
            if (strstr(text, mark) != NULL || strstr(t.title, mark) != NULL) {
                fail_msg("%s %d: %s in «%s»", o->name, w.year, mark, text);
            }
        }
    }
    writing_close(&w);
}

/* Points of work are for the year to come, from the numbers of this one. */
TEST(work_points_are_of_the_next_year)
{
    struct writing w;
    writing_open(&w);
    w.year = 2026;
    struct outline_text t = fill(&w, outlines_find(&w.outlines, "work-points"));
    assert_string_equal(t.title, "2027年度党建工作要点");
    w.year = 2025;
    t = fill(&w, outlines_find(&w.outlines, "work-points"));
    assert_string_equal(t.title, "2026年度党建工作要点");
    writing_close(&w);
}

/* A heading has something under it, whatever the year was like. */
TEST(no_heading_of_a_report_stands_alone)
{
    struct writing w;
    writing_open(&w);
    for (size_t i = 0; i < w.outlines.n * 4; i++) {
        const struct outline *o = &w.outlines.list[i / 4];
        w.year = 2023 + (int)(i % 4);
        struct outline_text t = fill(&w, o);
        for (size_t k = 0; k < t.n; k++) {
            bool last = k + 1 == t.n;
            if (t.lines[k].face != FACE_BODY &&
                (last || t.lines[k + 1].face == FACE_HEAD ||
                 t.lines[k + 1].face == t.lines[k].face)) {
                fail_msg("%s %d: nothing under %s", o->name, w.year,
                         t.lines[k].text);
            }
        }
    }
    writing_close(&w);
}

/* Every value of every figure, put into an outline, is that of the sheet. */
TEST(every_value_of_the_figures_can_be_put_into_a_report)
{
    struct writing w;
    struct strbuf body;
    size_t line = 0;
    writing_open(&w);
    w.year = 2026;
    sb_init(&body);
    const struct figure_set *set = book_figures(w.book);
    for (size_t i = 0; i < set->n; i++) {
        for (size_t v = 0; v < set->list[i].n_values; v++) {
            sb_addf(&body, "有 {{%s.%s}} 。\n", set->list[i].code,
                    set->list[i].values[v].label);
        }
    }
    const struct outline o = {.name = "all",
                              .title = "全部",
                              .about = "",
                              .body = body.s,
                              .first_line = 1};
    struct outline_text t = fill(&w, &o);
    assert_int_equal(t.n_missing, 0);
    for (size_t i = 0; i < set->n; i++) {
        for (size_t v = 0; v < set->list[i].n_values; v++) {
            const char *want =
                arena_printf(&w.arena, "有 %s 。",
                             value_of(&w, set->list[i].code,
                                      set->list[i].values[v].label, w.year));
            assert_true(line < t.n);
            assert_string_equal(t.lines[line++].text, want);
        }
    }
    assert_true(line > 250 && line == t.n);
    sb_clear(&body);
    writing_close(&w);
}
