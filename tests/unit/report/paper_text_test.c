/* Pages as text: aligned by columns, whatever stands in them. */
#include "unit.h"

#include <string.h>

#include "flow_look.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/paper_text.h"
#include "pbtui/text/width.h"

static void expect(const struct document *d, const char *wanted)
{
    struct strbuf sb;
    sb_init(&sb);
    paper_text(&sb, d);
    if (strcmp(sb.s, wanted) != 0) {
        fail_msg("got:\n%s\nnot:\n%s", sb.s, wanted);
    }
    sb_clear(&sb);
}

TEST(paper_text_draws_frames_and_footers)
{
    struct arena a = ARENA_INIT;
    struct flow *f = flow_new(&a, paper_text_sheet(&a, 40));
    struct document d;
    const struct flow_cell cells[] = {{"时间", "10-15", 1}, {"地点", "室", 1}};
    static const struct flow_column columns[] = {
        {"姓名", 8, 0, PAGE_LEFT}, {"备注|（原因）", 8, 1, PAGE_CENTRE}};
    const char *const row[] = {"𠮷永", "“病”"};
    const char *const *const rows[] = {row};
    const struct flow_table t = {
        .columns = columns, .n_columns = 2, .rows = rows, .n_rows = 1};
    static const char *const signers[] = {"签字", "年　月　日"};
    flow_footer(f, "支部", "", "{n}/{N}");
    flow_title(f, "记录");
    flow_grid(f, cells, 2, 1);
    flow_put_table(f, &t);
    flow_sign(f, signers, 2);
    flow_cut(f, "存根");
    flow_new_page(f);
    flow_para(f, &flow_body, "后");
    flow_finish(f, "", &d);
    expect(&d, "                  记录\n"
               "+--------+---------+--------+----------+\n"
               "|  时间  |10-15    |  地点  |室        |\n"
               "+--------+---------+--------+----------+\n"
               "|  姓名  |            备注             |\n"
               "|        |          （原因）           |\n"
               "+--------+-----------------------------+\n"
               "|𠮷永    |            “病”             |\n"
               "+--------+-----------------------------+\n"
               "\n"
               "签字：____________  年　月　日\n"
               "\n"
               "- - - - - - - - - 存根  - - - - - - - -\n"
               "\n"
               "支部                                 1/2\n"
               "\f    后\n"
               "\n"
               "支部                                 2/2\n");
    arena_clear(&a);
}

/* In lines with a frame, verticals stand in the columns of those above. */
static void check_lines(const char *text, int cols)
{
    while (*text != '\0') {
        size_t n = strcspn(text, "\n\f");
        int width = width_n_cols(text, n);
        assert_true(width <= cols);
        assert_true(n == 0 || text[n - 1] != ' ');
        if (text[0] == '|' || text[0] == '+') {
            assert_int_equal(width, cols);
        }
        for (size_t i = 0; i < n; i++) {
            assert_true((unsigned char)text[i] >= 0x20 && text[i] != 0x7F);
        }
        text += n;
        text += *text != '\0';
    }
}

static void put_table(struct flow *f, struct arena *a, uint64_t *stream)
{
    static const struct flow_column columns[] = {{"序号", 4, 0, PAGE_RIGHT},
                                                 {"姓名", 8, 1, PAGE_LEFT},
                                                 {"备注", 8, 2, PAGE_CENTRE}};
    const char *const **rows = arena_array(a, 20, sizeof *rows);
    for (size_t r = 0; r < 20; r++) {
        const char **cells = arena_array(a, 3, sizeof *cells);
        for (size_t c = 0; c < 3; c++) {
            cells[c] = look_random(a, stream, 20);
        }
        rows[r] = cells;
    }
    flow_put_table(f, &(struct flow_table){.columns = columns,
                                           .n_columns = 3,
                                           .rows = rows,
                                           .n_rows = 20,
                                           .twice = 2});
}

PROPERTY(paper_text_is_aligned_by_columns_whatever_it_holds)
{
    static const int widths[] = {80, 132};
    uint64_t stream = unit_seed();
    for (int round = 0; round < 60; round++) {
        struct arena a = ARENA_INIT;
        struct strbuf sb;
        struct document d;
        sb_init(&sb);
        int cols = widths[round % 2];
        enum width_ambiguous how = round % 3 == 0 ? WIDTH_WIDE : WIDTH_NARROW;
        width_set_ambiguous(how);
        struct flow *f = flow_new(&a, paper_text_sheet(&a, cols));
        flow_title(f, look_random(&a, &stream, 20));
        flow_area(f, "内容", look_random(&a, &stream, 900), 4, false);
        put_table(f, &a, &stream);
        flow_footer(f, look_random(&a, &stream, 10), "", "{n}/{N}");
        flow_finish(f, "", &d);
        look_sound(&d);
        paper_text(&sb, &d);
        check_lines(sb.s, cols);
        width_set_ambiguous(WIDTH_NARROW);
        sb_clear(&sb);
        arena_clear(&a);
    }
}

TEST(paper_text_of_real_paper_keeps_to_its_columns)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(60, 20);
    struct flow *f = flow_new(&a, &s);
    struct document d;
    struct strbuf sb;
    uint64_t stream = 3;
    sb_init(&sb);
    flow_title(f, "一份标题比正文大的记录，要换行才排得下，看看会不会出格");
    put_table(f, &a, &stream);
    flow_finish(f, "", &d);
    paper_text(&sb, &d);
    check_lines(sb.s, 60);
    sb_clear(&sb);
    arena_clear(&a);
}
