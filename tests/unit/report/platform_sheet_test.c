/* Hand-over sheets: how a file is read, what a record looks like in it, what is
   up and what has changed since. */
#include "people_ground.h"

#include "unit.h"

#include <string.h>

#include "life_ground.h"
#include "pbtui/base/folder.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/platform.h"
#include "pbtui/report/platform_sheet.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"

#define IDNO "990101199001010019"

static const struct platform_sheet *read(struct people_ground *g,
                                         struct complaints *to,
                                         const char *text)
{
    *to = (struct complaints){.arena = &g->arena};
    return platform_sheet_read(to, g->book, "x.ini", text, true);
}

static const struct platform_sheet *read_good(struct people_ground *g,
                                              const char *text)
{
    struct complaints to;
    const struct platform_sheet *s = read(g, &to, text);
    if (s == NULL) {
        fail_msg("%s", to.n > 0 ? to.list[0] : "no complaint");
    }
    return s;
}

static struct platform_page fill(struct people_ground *g,
                                 const struct platform_sheet *s, int64_t id)
{
    struct platform_page p;
    struct err err = ERR_INIT;
    if (!platform_fill(&p, g->book, &g->arena, s, id, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return p;
}

static struct platform_list list(struct people_ground *g,
                                 const struct platform_sheet *s)
{
    struct platform_list l;
    struct err err = ERR_INIT;
    if (!platform_list(&l, g->book, &g->arena, s, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return l;
}

static void tick(struct people_ground *g, const struct platform_sheet *s,
                 int64_t id)
{
    struct err err = ERR_INIT;
    if (!platform_tick(g->book, &g->arena, s, &id, 1, g->book->today, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static int64_t member(struct people_ground *g)
{
    int64_t id = people_ground_member(g, "甲一", "2010-03-08", "2011-03-08",
                                      "第一党小组");
    people_ground_put(g, &ledger_people, id,
                      (const char *[]){"idno", IDNO, "birth_on", "1990-01-01",
                                       "education", "大学本科毕业", NULL});
    return id;
}

#define HEAD "[sheet]\ntitle = 党员\nbook = roster\n"

/* ---- files --------------------------------------------------------------- */

TEST(platform_sheets_compiled_in_are_all_read)
{
    struct people_ground g;
    struct platform_set set;
    people_ground_open(&g);
    platform_sheets(&set, g.book, &g.arena);
    assert_int_equal(set.n_complaints, 0);
    assert_int_equal(set.n, 7);
    for (size_t i = 0; i < set.n; i++) {
        assert_true(set.list[i].n_lines > 5);
        assert_true(list(&g, &set.list[i]).n == 0);
    }
    assert_string_equal(platform_sheet_find(&set, "组织生活")->name, "life");
    assert_string_equal(platform_sheet_find(&set, "roster")->name, "members");
    assert_null(platform_sheet_find(&set, "没有这张"));
    people_ground_close(&g);
}

/* Each with the line it is in, in one pass. */
TEST(platform_files_that_cannot_be_used_say_why)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {HEAD "field = 姓名 | {nobody}\n", "x.ini 第 4 行：“nobody”里的项目"},
        {HEAD "field = 姓名 | {name.more}\n", "第 4 行：“name.more”里的项目"},
        {HEAD "field = 姓名 | {name\n", "第 4 行：“{name”的大括号没有右半边"},
        {HEAD "field = 姓名\n", "第 4 行：field 要写成"},
        {HEAD "field = 姓名 | {name} | 多\n", "字数“多”要写"},
        {HEAD "field = 姓名 | {name} | 0\n", "字数“0”要写"},
        {HEAD "field = 性别 | {sex} | | 男\n", "换词“男”要写成"},
        {HEAD "field = 姓名 | {name}\nfield = 姓名 | {sex}\n",
         "第 5 行：栏目“姓名”写了两次"},
        {HEAD "dates = 05-11-2026\nfield = 姓名 | {name}\n",
         "第 4 行：dates 要照平台的写法"},
        {HEAD "from = 去年\nfield = 姓名 | {name}\n", "第 4 行：from 要写日期"},
        {HEAD "when = state\nwhens = 1\nfield = 姓名 | {name}\n",
         "第 5 行：没有 whens 这个写法"},
        {HEAD "when = not\nfield = 姓名 | {name}\n", "第 4 行：when 要写成"},
        {HEAD "view = 没有\nfield = 姓名 | {name}\n", "没有“没有”这一栏"},
        {HEAD "source = meeting\nfield = 姓名 | {name}\n", "“meeting”不是"},
        {HEAD, "x.ini：没有一行 field"},
        {"[sheet]\nbook = 没有这本\n", "第 2 行：book 要写一本台账"},
        {"[sheet]\ntitle = 甲\n", "x.ini：book 要写一本台账"},
        {HEAD "field = 姓名 | {name}\n[more]\nfield = a | b\n",
         "只有 [sheet] 一节，没有 [more]"},
    };
    struct people_ground g;
    people_ground_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct complaints to;
        const struct platform_sheet *s = read(&g, &to, rows[i].text);
        if (s != NULL || to.n == 0 ||
            strstr(to.list[0], rows[i].says) == NULL) {
            fail_msg("row %zu: %s: %s", i, s == NULL ? "refused" : "taken",
                     to.n > 0 ? to.list[0] : "");
        }
    }
    people_ground_close(&g);
}

TEST(platform_every_fault_of_a_file_is_told_at_once)
{
    struct people_ground g;
    struct complaints to;
    people_ground_open(&g);
    assert_null(
        read(&g, &to, HEAD "field = 甲 | {a}\nfield = 乙 | {b}\nc = d\n"));
    assert_int_equal(to.n, 4);
    assert_non_null(strstr(to.list[0], "第 4 行"));
    assert_non_null(strstr(to.list[1], "第 5 行"));
    assert_non_null(strstr(to.list[2], "第 6 行"));
    people_ground_close(&g);
}

/* ---- values -------------------------------------------------------------- */

TEST(platform_values_are_written_as_the_platform_wants_them)
{
    static const struct {
        const char *dates, *field, *text;
    } rows[] = {
        {"20261105", "{join_on}", "20100308"},
        {"2026-11-05", "{join_on}", "2010-03-08"},
        {"2026.11.05", "{join_on}", "2010.03.08"},
        {"2026/11/05", "{join_on}", "2010/03/08"},
        {"2026年11月5日", "{join_on}", "2010年3月8日"},
        {"20261105", "{入党日期}", "20100308"},
        {"20261105", "{degree?无}", "无"},
        {"20261105", "{education} | 20 | 大学本科毕业=大学", "大学"},
        {"20261105", "{category}（{nation?民族未填}）", "正式党员（汉族）"},
        {"20261105", "{idno}", "**************0019"},
        {"20261105", "  {degree}  ", ""},
        {"20261105", "党员", "党员"},
    };
    struct people_ground g;
    people_ground_open(&g);
    int64_t id = member(&g);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *text =
            arena_printf(&g.arena, HEAD "dates = %s\nfield = 甲 | %s\n",
                         rows[i].dates, rows[i].field);
        struct platform_page p = fill(&g, read_good(&g, text), id);
        if (strcmp(p.values[0].text, rows[i].text) != 0) {
            fail_msg("%s: «%s»", rows[i].field, p.values[0].text);
        }
    }
    people_ground_close(&g);
}

TEST(platform_a_text_over_its_limit_is_told_with_the_count)
{
    struct people_ground g;
    people_ground_open(&g);
    int64_t id = member(&g);
    people_ground_put(&g, &ledger_people, id,
                      (const char *[]){"note", "一二三\n四五六", NULL});
    static const struct {
        int most;
        const char *over;
    } rows[] = {{6, ""},
                {5, "6 字，平台最多 5 字，要删去 1 字"},
                {1, "6 字，平台最多 1 字，要删去 5 字"}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *text = arena_printf(
            &g.arena, HEAD "field = 备注 | {note} | %d\n", rows[i].most);
        struct platform_page p = fill(&g, read_good(&g, text), id);
        assert_string_equal(platform_over(&g.arena, &p.values[0]),
                            rows[i].over);
        assert_int_equal(p.n_over, rows[i].over[0] != '\0');
    }
    people_ground_close(&g);
}

TEST(platform_numbers_are_masked_until_they_are_revealed)
{
    struct people_ground g;
    struct err err = ERR_INIT;
    people_ground_open(&g);
    int64_t id = member(&g);
    const struct platform_sheet *s =
        read_good(&g, HEAD "field = 号码 | {idno}\n");
    struct platform_page p = fill(&g, s, id);
    assert_true(p.values[0].secret);
    assert_string_equal(p.values[0].whole, IDNO);
    assert_true(platform_reveal(&p, g.book, &g.arena, "录入平台", &err));
    assert_string_equal(p.values[0].text, IDNO);
    struct stmt st;
    stmt_open(&st, g.book->db,
              SQL("select count(*) from audit where op = 'reveal'"));
    assert_true(stmt_row(&st));
    assert_int_equal(stmt_col_int(&st, 0), 1);
    assert_true(stmt_done(&st, NULL));
    people_ground_close(&g);
}

/* ---- which records ------------------------------------------------------- */

TEST(platform_conditions_choose_the_records)
{
    static const struct {
        const char *when;
        size_t n;
    } rows[] = {
        {"", 2},
        {"when = category 正式党员\n", 1},
        {"when = category 正式党员 预备党员\n", 2},
        {"when = not full_on\n", 1},
        {"when = full_on\nwhen = not idno\n", 0},
        {"when = migrant_worker\n", 0},
        {"when = not migrant_worker\n", 2},
    };
    struct people_ground g;
    people_ground_open(&g);
    member(&g);
    people_ground_member(&g, "乙二", "2026-03-08", NULL, "第一党小组");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *text = arena_printf(
            &g.arena, HEAD "%sfield = 姓名 | {name}\n", rows[i].when);
        size_t n = list(&g, read_good(&g, text)).n;
        if (n != rows[i].n) {
            fail_msg("%s: %zu", rows[i].when, n);
        }
    }
    people_ground_close(&g);
}

TEST(platform_only_records_from_a_day_on)
{
    struct life g;
    struct platform_set set;
    struct platform_list l;
    struct err err = ERR_INIT;
    life_open(&g);
    life_held(&g, "branch.meeting", DAY(2026, 3, 5));
    life_held(&g, "branch.meeting", DAY(2026, 10, 22));
    platform_sheets(&set, g.book, &g.arena);
    const struct platform_sheet *s = platform_sheet_find(&set, "life");
    assert_true(platform_list(&l, g.book, &g.arena, s, NULL, &err));
    assert_int_equal(l.n, 2);
    assert_string_equal(l.items[0].day, "2026-03-05");
    struct platform_sheet later = *s;
    later.from = DAY(2026, 10, 22);
    assert_true(platform_list(&l, g.book, &g.arena, &later, NULL, &err));
    assert_int_equal(l.n, 1);
    struct span march = {DAY(2026, 3, 1), DAY(2026, 3, 31)};
    assert_true(platform_list(&l, g.book, &g.arena, s, &march, &err));
    assert_int_equal(l.n, 1);
    life_close(&g);
}

/* ---- ticks --------------------------------------------------------------- */

TEST(platform_a_tick_lasts_until_something_of_it_changes)
{
    struct people_ground g;
    people_ground_open(&g);
    int64_t id = member(&g);
    const struct platform_sheet *s =
        read_good(&g, HEAD "field = 姓名 | {name}\nfield = 学历 | {education}\n"
                           "field = 号码 | {idno}\n");
    assert_int_equal(list(&g, s).counts[PLATFORM_OPEN], 1);
    tick(&g, s, id);
    struct platform_list l = list(&g, s);
    assert_int_equal(l.counts[PLATFORM_DONE], 1);
    assert_string_equal(l.items[0].on, "2026-11-20");
    assert_string_equal(l.items[0].by, "测试");
    assert_null(platform_next(&l, 0));
    /* What the sheet does not ask for is nothing to type again. */
    people_ground_put(&g, &ledger_people, id,
                      (const char *[]){"native_place", "示例县", NULL});
    assert_int_equal(list(&g, s).counts[PLATFORM_DONE], 1);
    people_ground_put(&g, &ledger_people, id,
                      (const char *[]){"education", "硕士研究生毕业", "idno",
                                       "990101199001010027", NULL});
    l = list(&g, s);
    assert_int_equal(l.counts[PLATFORM_CHANGED], 1);
    assert_string_equal(l.items[0].changed, "学历、号码");
    assert_int_equal(platform_next(&l, 0)->id, id);
    tick(&g, s, id);
    assert_int_equal(list(&g, s).counts[PLATFORM_DONE], 1);
    people_ground_close(&g);
}

TEST(platform_a_sheet_that_asks_for_more_does_not_undo_ticks)
{
    struct people_ground g;
    people_ground_open(&g);
    int64_t id = member(&g);
    tick(&g, read_good(&g, HEAD "field = 姓名 | {name}\n"), id);
    const struct platform_sheet *more = read_good(
        &g, HEAD "field = 姓名 | {name}\nfield = 学历 | {education}\n");
    assert_int_equal(list(&g, more).counts[PLATFORM_DONE], 1);
    people_ground_close(&g);
}

/* A number that is erased or tried cannot be read out of a mark. */
TEST(platform_a_mark_holds_no_number)
{
    struct people_ground g;
    people_ground_open(&g);
    int64_t id = member(&g);
    tick(&g, read_good(&g, HEAD "field = 号码 | {idno}\n"), id);
    struct stmt st;
    stmt_open(&st, g.book->db,
              SQL("select count(*) from audit where after like '%' || :n || '%'"
                  " or label like '%' || :n || '%'"));
    stmt_text(&st, ":n", IDNO);
    assert_true(stmt_row(&st));
    assert_int_equal(stmt_col_int(&st, 0), 0);
    assert_true(stmt_done(&st, NULL));
    people_ground_close(&g);
}

TEST(platform_ticks_are_taken_off_and_undone)
{
    struct people_ground g;
    struct err err = ERR_INIT;
    struct change_info done;
    size_t n;
    people_ground_open(&g);
    int64_t id = member(&g);
    const struct platform_sheet *s =
        read_good(&g, HEAD "field = 姓名 | {name}\n");
    tick(&g, s, id);
    assert_true(change_undo(g.book->db, &done, &err));
    assert_string_equal(done.label, "录入平台 党员：甲一");
    assert_int_equal(list(&g, s).counts[PLATFORM_OPEN], 1);
    assert_true(change_redo(g.book->db, &done, &err));
    assert_int_equal(list(&g, s).counts[PLATFORM_DONE], 1);
    assert_true(
        platform_untick(g.book, &g.arena, s, &id, 1, "打错了的", &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(list(&g, s).counts[PLATFORM_OPEN], 1);
    /* Nothing to take off is no failure, and ticking again is a new row. */
    assert_true(
        platform_untick(g.book, &g.arena, s, &id, 1, "打错了的", &n, &err));
    assert_int_equal(n, 0);
    tick(&g, s, id);
    assert_int_equal(list(&g, s).counts[PLATFORM_DONE], 1);
    people_ground_close(&g);
}

TEST(platform_ticking_refuses_what_is_not_on_the_sheet)
{
    struct people_ground g;
    struct err err = ERR_INIT;
    people_ground_open(&g);
    int64_t id = member(&g);
    const struct platform_sheet *s =
        read_good(&g, HEAD "when = category 预备党员\nfield = 姓名 | {name}\n");
    assert_false(
        platform_tick(g.book, &g.arena, s, &id, 1, g.book->today, &err));
    assert_string_equal(err.code, "E-PLATFORM-001");
    s = read_good(&g, HEAD "field = 姓名 | {name}\n");
    assert_false(
        platform_tick(g.book, &g.arena, s, &id, 1, g.book->today + 1, &err));
    assert_string_equal(err.code, "E-UPLOAD-002");
    people_ground_close(&g);
}

/* By hand only the sheet ticks. */
TEST(platform_marks_are_not_typed)
{
    static const struct ledger *const books[] = {&ledger_upload,
                                                 &ledger_platform_pair};
    static const char *const codes[] = {"E-UPLOAD-001", "E-PAIR-001"};
    struct people_ground g;
    people_ground_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(books); i++) {
        struct err err = ERR_INIT;
        struct record r = record_new(books[i], g.book, &g.arena);
        assert_false(ledger_apply(g.book, &g.arena, &r, NULL, NULL, &err));
        assert_string_equal(err.code, codes[i]);
    }
    people_ground_close(&g);
}
