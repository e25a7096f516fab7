/* The matrix on paper and for programs, from cells made by hand. */
#include "unit.h"

#include "pbtui/report/duties_table.h"
#include "pbtui/text/date.h"

#include <string.h>

static const struct duty monthly = {
    .code = "M02",
    .name = "支部委员会会议",
    .abbr = "支委会",
    .kind = "committee.meeting",
    .sub = "",
    .book = "",
    .period = DUTY_MONTH,
    .min = 1,
    .when = "",
    .basis = "《条例》第十二条",
};
static const struct duty quarterly = {
    .code = "M04",
    .name = "党课",
    .abbr = "党课",
    .kind = "lecture",
    .sub = "",
    .book = "",
    .period = DUTY_QUARTER,
    .min = 1,
    .when = "",
    .basis = "当地做法",
};

struct ground {
    struct arena arena;
    struct duty_row rows[3];
    struct duty_matrix m;
};

static void ground(struct ground *g)
{
    memset(g, 0, sizeof *g);
    g->rows[0] = (struct duty_row){.duty = &monthly,
                                   .grp_name = "",
                                   .n_cells = 12,
                                   .satisfied = 9,
                                   .applicable = 10};
    for (size_t i = 0; i < 12; i++) {
        struct duty_cell *c = &g->rows[0].cells[i];
        *c = (struct duty_cell){
            .light = DUTY_DONE, .count = 1, .min = 1, .why = ""};
        c->light = i == 2    ? DUTY_MISSING
                   : i == 10 ? DUTY_RUNNING
                   : i == 11 ? DUTY_AHEAD
                             : DUTY_DONE;
        c->late = i == 6;
        c->days_left = i == 10 ? 6 : 0;
    }
    g->rows[0].cells[2].count = 0;
    g->rows[1] = (struct duty_row){
        .duty = &quarterly, .grp = 7, .grp_name = "第一党小组", .n_cells = 4};
    for (size_t i = 0; i < 4; i++) {
        g->rows[1].cells[i] = (struct duty_cell){
            .light = i == 0 ? DUTY_NA : DUTY_MISSING, .min = 1, .why = "不计"};
    }
    g->m = (struct duty_matrix){.rows = g->rows,
                                .n = 2,
                                .year = 2026,
                                .today = date_of(2026, 11, 20),
                                .satisfied = 9,
                                .applicable = 10,
                                .missing = 4,
                                .running = 1};
}

static const char *write(struct ground *g, const struct table *t,
                         enum table_format format, int cols)
{
    struct strbuf sb;
    sb_init(&sb);
    table_write(&sb, t, format, cols, false);
    const char *s = arena_str(&g->arena, sb.s);
    sb_clear(&sb);
    return s;
}

static void sees(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("%s\n--- not in\n%s", part, text);
    }
}

TEST(duties_of_a_year_as_text)
{
    struct ground g;
    struct table t;
    ground(&g);
    duties_table_year(&t, &g.arena, &g.m, "某支部", false);
    const char *s = write(&g, &t, TABLE_TEXT, 80);
    sees(s, "某支部  2026 年组织生活达标表  截至 2026-11-20");
    sees(s, "●  ●  ✗  ●  ●  ●  ●补  ●  ●  ●   ○   ·   每月 1  9/10");
    sees(s, "党课 一组");
    sees(s, "缺 4 项");
    arena_clear(&g.arena);
}

TEST(duties_of_a_quarter_stand_in_its_last_month)
{
    struct ground g;
    struct table t;
    ground(&g);
    duties_table_year(&t, &g.arena, &g.m, "", false);
    const char *const *cells = t.rows[1];
    static const char *const want[12] = {"", "", "–", "", "", "✗",
                                         "", "", "✗", "", "", "✗"};
    for (int i = 0; i < 12; i++) {
        assert_string_equal(cells[2 + i], want[i]);
    }
    arena_clear(&g.arena);
}

TEST(duties_of_a_year_for_programs)
{
    struct ground g;
    struct table t;
    ground(&g);
    duties_table_year(&t, &g.arena, &g.m, "", true);
    const char *s = write(&g, &t, TABLE_JSON, 0);
    sees(s, "\"duty\": \"M02\", \"name\": \"支部委员会会议\", \"group\": null");
    sees(s, "\"m3\": \"missing\"");
    sees(s, "\"m7\": \"late\"");
    sees(s, "\"m11\": \"running\", \"m12\": \"ahead\"");
    sees(s, "\"period\": \"month\", \"min\": 1, \"satisfied\": 9,"
            " \"applicable\": 10");
    sees(s, "\"group\": \"第一党小组\"");
    sees(s, "\"m3\": \"na\"");
    arena_clear(&g.arena);
}

TEST(duties_of_a_month_lie_in_their_periods)
{
    struct ground g;
    struct table t;
    ground(&g);
    duties_table_month(&t, &g.arena, &g.m, "", month_make(2026, 3), false);
    const char *s = write(&g, &t, TABLE_TEXT, 0);
    sees(s, "2026 年 3 月应办事项");
    sees(s, "✗ 缺");
    sees(s, "一季度");
    sees(s, "– 不适用");
    assert_int_equal(duties_missing_in(&g.m, month_make(2026, 3)), 1);
    assert_int_equal(duties_missing_in(&g.m, month_make(2026, 4)), 1);
    assert_int_equal(duties_missing_in(&g.m, month_make(2026, 1)), 0);
    duties_table_month(&t, &g.arena, &g.m, "", month_make(2026, 11), true);
    s = write(&g, &t, TABLE_JSON, 0);
    sees(s, "\"state\": \"running\", \"count\": 1, \"min\": 1, \"late\": 0,"
            " \"days_left\": 6");
    arena_clear(&g.arena);
}

TEST(duty_row_names_fit_where_they_can)
{
    struct ground g;
    ground(&g);
    assert_string_equal(duty_row_name(&g.arena, &g.rows[0], 14),
                        "支部委员会会议");
    assert_string_equal(duty_row_name(&g.arena, &g.rows[0], 13), "支委会");
    assert_string_equal(duty_row_name(&g.arena, &g.rows[1], 20), "党课 一组");
    g.rows[1].grp_name = "离退休组";
    assert_string_equal(duty_row_name(&g.arena, &g.rows[1], 20),
                        "党课 离退休组");
    assert_string_equal(duty_cell_name(&g.arena, &g.rows[1], 2, 2026),
                        "三季度");
    assert_string_equal(duty_cell_name(&g.arena, &g.rows[0], 11, 2026),
                        "12 月");
    arena_clear(&g.arena);
}
