/* Finding over everything: how a line is read, what is found, what is shown. */
#include "find_rows.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/find.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/search.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "pbtui/text/pinyin.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading a line --------------------------------------------------- */

static void add_words(struct strbuf *out, const struct find_word *list,
                      size_t n, const char *mark)
{
    for (size_t i = 0; i < n; i++) {
        sb_addf(out, "%s%s%s", out->len > 0 ? " " : "", mark, list[i].folded);
    }
}

/* What was understood, as one line. */
static const char *understood(struct fixture *f, const char *typed)
{
    struct find_query q;
    struct strbuf sb;
    char day[11];
    sb_init(&sb);
    find_parse(&q, f->book, &f->arena, typed);
    add_words(&sb, q.words, q.n_words, "");
    add_words(&sb, q.without, q.n_without, "-");
    for (size_t i = 0; i < q.n_who; i++) {
        sb_addf(&sb, " @%s", q.who[i].ids);
    }
    sb_addf(&sb, "%s%s", q.kinds != NULL ? " k" : "",
            q.kinds != NULL ? q.kinds : "");
    sb_addf(&sb, "%s%s", q.state != NULL ? " s" : "",
            q.state != NULL ? q.state : "");
    sb_add(&sb, q.voided ? " voided" : "");
    if (q.from != DATE_NONE || q.to != DATE_NONE) {
        sb_addf(&sb, " %s", date_text(q.from, day));
        sb_addf(&sb, "..%s", date_text(q.to, day));
    }
    if (q.n_complaints > 0) {
        sb_addf(&sb, " !%zu", q.n_complaints);
    }
    const char *s = arena_strn(&f->arena, sb.s, sb.len);
    sb_clear(&sb);
    return s + (s[0] == ' ');
}

struct parse_row {
    const char *typed, *means;
};

static void check_parses(const struct parse_row *rows, size_t n)
{
    struct fixture f;
    fixture_open(&f);
    fixture_member(&f, "张三", "1980-01-01", "2005-07-01", "2006-07-01");
    fixture_member(&f, "张三丰", "1981-01-01", "2005-07-01", "2006-07-01");
    fixture_member(&f, "李敏", "1982-01-01", "2005-07-01", "2006-07-01");
    int bad = 0;
    for (size_t i = 0; i < n; i++) {
        const char *got = understood(&f, rows[i].typed);
        if (strcmp(got, rows[i].means) != 0) {
            print_error("%s: %s, not %s\n", rows[i].typed, got, rows[i].means);
            bad++;
        }
    }
    fixture_close(&f);
    assert_int_equal(bad, 0);
}

TEST(words_phrases_and_minus_are_read)
{
    static const struct parse_row rows[] = {
        {"", ""},
        {"   　 ", ""},
        {"党费 收缴", "党费 收缴"},
        {"党费　收缴", "党费 收缴"},
        {"党费 党费", "党费"},
        {"ＰＰＴ", "ppt"},
        {"\"党费 收缴\"", "党费 收缴"},
        {"“党费 收缴”通知", "党费 收缴 通知"},
        {"「党费 收缴」", "党费 收缴"},
        {"党费\"收 缴\"", "党费 收 缴"},
        {"＂党费＂", "党费"},
        {"-党费 会", "会 -党费"},
        {"－党费", "-党费"},
        {"-\"党费 收缴\"", "-党费 收缴"},
        {"- 党费", "党费"},
        {"-", ""},
        {"100% a_b", "100% a_b"},
        {"\"党费", "党费 !1"},
        {"\"\"", ""},
        {"\"@张三\"", "@张三"},
        {"\"2026\" \"类型：党课\"", "2026 类型:党课"},
        {"14:30 a:b", "14:30 a:b"},
    };
    check_parses(rows, ARRAY_LEN(rows));
}

TEST(people_kinds_and_states_are_read)
{
    static const struct parse_row rows[] = {
        {"@李敏", "@[3]"},
        {"＠lm 党费", "党费 @[3]"},
        {"@张三", "@[1,2]"},
        {"@zs @李敏", "@[1,2] @[3]"},
        {"@王五 党费", "党费 !1"},
        {"@", "!1"},
        {"-@李敏", "!1"},
        {"kind:党课", "k,lecture,"},
        {"KIND：党课", "k,lecture,"},
        {"类型：支委会", "k,committee.meeting,"},
        {"类型:dk 类型:支委会", "k,lecture,committee.meeting,"},
        {"类型：“党课” 党费", "党费 k,lecture,"},
        {"类型：开大会 党费", "党费 !1"},
        {"类型：", "!1"},
        {"state:计划", "s1"},
        {"状态：流会", "s3"},
        {"状态：作废", "voided"},
        {"状态：不明 会", "会 !1"},
    };
    check_parses(rows, ARRAY_LEN(rows));
}

TEST(times_are_read)
{
    static const struct parse_row rows[] = {
        {"2026", "2026-01-01..2026-12-31"},
        {"２０２６年", "2026-01-01..2026-12-31"},
        {"1899", "1899"},
        {"2200", "2200"},
        {"今年", "2026-01-01..2026-12-31"},
        {"去年", "2025-01-01..2025-12-31"},
        {"2026-03", "2026-03-01..2026-03-31"},
        {"2026年3月", "2026-03-01..2026-03-31"},
        {"2026/3", "2026-03-01..2026-03-31"},
        {"3月", "2026-03-01..2026-03-31"},
        {"３月", "2026-03-01..2026-03-31"},
        {"2025 3月", "2025-03-01..2025-03-31"},
        {"3月 去年", "2025-03-01..2025-03-31"},
        {"上月", "2026-10-01..2026-10-31"},
        {"本月", "2026-11-01..2026-11-30"},
        {"2026-Q1", "2026-01-01..2026-03-31"},
        {"2026q4", "2026-10-01..2026-12-31"},
        {"2026年三季度", "2026-07-01..2026-09-30"},
        {"二季度", "2026-04-01..2026-06-30"},
        {"2025 q2", "2025-04-01..2025-06-30"},
        {"本季度", "2026-10-01..2026-12-31"},
        {"2026-03-05", "2026-03-05..2026-03-05"},
        {"20260305", "2026-03-05..2026-03-05"},
        {"3月5日", "2026-03-05..2026-03-05"},
        {"11-20", "2026-11-20..2026-11-20"},
        {"昨天", "2026-11-19..2026-11-19"},
        {"2026-03-01..2026-04-30", "2026-03-01..2026-04-30"},
        {"2026-03..04月", "2026-03-01..2026-04-30"},
        {"3月至5月", "2026-03-01..2026-05-31"},
        {"2025～2026", "2025-01-01..2026-12-31"},
        {"2026-03..", "2026-03-01.."},
        {"..2026-03", "..2026-03-31"},
        {"2026-04..2026-03", "!1"},
        {"2026-13", "!1"},
        {"2026-02-30", "!1"},
        {"13月 党费", "党费 !1"},
        {"3月 5月", "2026-03-01..2026-03-31 !1"},
        {"..", ".."},
        {"11.20", "11.20"},
        {"1120", "1120"},
        {"11", "11"},
        {"20日", "20日"},
        {"到会", "到会"},
        {"3月到会", "3月到会"},
        {"-2026", "-2026"},
        {"202611", "202611"},
    };
    check_parses(rows, ARRAY_LEN(rows));
}

TEST(too_many_words_are_told)
{
    struct fixture f;
    fixture_open(&f);
    struct strbuf sb;
    sb_init(&sb);
    for (int i = 0; i < FIND_TERMS + 2; i++) {
        sb_addf(&sb, "词%d ", i);
    }
    struct find_query q;
    find_parse(&q, f.book, &f.arena, sb.s);
    assert_int_equal(q.n_words, FIND_TERMS);
    assert_int_equal(q.n_complaints, 2);
    sb_clear(&sb);
    fixture_close(&f);
}

PROPERTY(any_line_can_be_read)
{
    static const char *const bits[] = {
        "\"",   "“",  "」",   "-",    "－", "@",  "类型：", "state:",
        "党课", "zs", "2026", "-03",  "月", "3",  "..",     "至",
        "年",   "q",  "日",   "季度", " ",  "　", "去年",   "作废",
        "𠮷",   "％", "～",   "1",    "0",  "."};
    uint64_t s = unit_seed();
    struct fixture f;
    fixture_open(&f);
    fixture_member(&f, "张三", "1980-01-01", "2005-07-01", "2006-07-01");
    for (int i = 0; i < 5000; i++) {
        struct strbuf line;
        struct find_query q;
        sb_init(&line);
        for (uint64_t n = unit_below(&s, 40); n > 0; n--) {
            sb_add(&line, bits[unit_below(&s, ARRAY_LEN(bits))]);
        }
        find_parse(&q, f.book, &f.arena, line.s);
        assert_true(q.n_words <= FIND_TERMS && q.n_without <= FIND_TERMS &&
                    q.n_who <= FIND_TERMS && q.n_complaints <= FIND_TERMS);
        assert_true(q.from == DATE_NONE || q.to == DATE_NONE || q.from <= q.to);
        for (size_t j = 0; j < q.n_words; j++) {
            assert_true(q.words[j].folded[0] != '\0');
        }
        sb_clear(&line);
        arena_reset(&f.arena);
    }
    fixture_close(&f);
}

/* ---- finding ---------------------------------------------------------- */

/* "e1 e3 t1": events, talks, plans (l), people (p), by their numbers. */
static const char *found(struct fixture *f, const char *typed)
{
    struct find_hit hits[HITS_MAX];
    struct find_query q;
    struct strbuf sb;
    find_parse(&q, f->book, &f->arena, typed);
    size_t n = rows_find_all(f, &q, hits, HITS_MAX, 1000);
    qsort(hits, n, sizeof hits[0], rows_by_what_and_id);
    sb_init(&sb);
    for (size_t i = 0; i < n; i++) {
        sb_addf(&sb, "%s%c%lld", i > 0 ? " " : "", "petl"[hits[i].what],
                (long long)hits[i].id);
    }
    const char *s = arena_strn(&f->arena, sb.s, sb.len);
    sb_clear(&sb);
    return s;
}

/* 1 张三, 2 张三丰, 3 李敏; four events, two talks, a plan. */
static void fill(struct fixture *f)
{
    fixture_open(f);
    int64_t zs =
        fixture_member(f, "张三", "1980-01-01", "2005-07-01", "2006-07-01");
    fixture_member(f, "张三丰", "1981-01-01", "2005-07-01", "2006-07-01");
    int64_t lm =
        fixture_member(f, "李敏", "1982-01-01", "2005-07-01", "2006-07-01");
    int64_t e = rows_add_event(
        f, &(struct event_row){.day = "2026-03-10",
                               .kind = "committee.meeting",
                               .place = "局三楼会议室",
                               .minutes = "研究发展对象，听取汇报。"
                                          "达成率100%。",
                               .host = lm});
    rows_add_kind(f, e, "2026-03-10", "committee.meeting", 3, NULL, NULL, 0,
                  false);
    rows_add_topic(f, e, "研究确定张三为入党积极分子", "同意确定，报上级备案",
                   zs, false);
    rows_add_point(f, e, lm, "张三同志工作踏实", false);
    rows_add_action(f, e, lm, "报送备案材料", false);
    e = rows_add_event(f, &(struct event_row){.day = "2025-11-05",
                                              .kind = "lecture",
                                              .title = "学习ＰＰＴ制作",
                                              .guests = "王五"});
    rows_add_kind(f, e, "2025-11-05", "lecture", 1, "党章中的积极精神",
                  "《党章》", zs, false);
    rows_add_attend(f, e, lm, "3", false);
    e = rows_add_event(f, &(struct event_row){.day = "2026-12-01",
                                              .kind = "lecture",
                                              .state = "1",
                                              .title = "拟讲党费"});
    rows_add_kind(f, e, "2026-12-01", "lecture", 1, NULL, NULL, 0, false);
    e = rows_add_event(f, &(struct event_row){.day = "2026-05-01",
                                              .kind = "lecture",
                                              .title = "重复登记的党课",
                                              .voided = true});
    rows_add_kind(f, e, "2026-05-01", "lecture", 2, NULL, NULL, 0, true);
    rows_add_talk(f, "2026-02-01", lm, zs, "思想动态", "谈到积极分子的培养",
                  false);
    rows_add_talk(f, "2026-02-02", lm, lm, "家庭困难", NULL, true);
    rows_add_plan(f, "2026-06", "lecture", "廉政党课", lm, false);
}

TEST(what_is_found)
{
    static const struct parse_row rows[] = {
        {"积极分子", "e1 t1"},
        {"张三 积极分子", "e1"},
        {"踏实 备案", "e1"},      /* in different parts */
        {"踏实 备案 楼", "e1"},   /* and a word of one character */
        {"踏实 备案 -汇报", ""},  /* what is excluded may stand anywhere */
        {"积极分子 -踏实", "t1"}, /* in another part */
        {"\"为入党积极\"", "e1"},
        {"\"确定为\"", ""},
        {"100%", "e1"},
        {"1_0", ""},
        {"%", "e1"},
        {"ppt", "e2"},
        {"ｐｐｔ", "e2"},
        {"王五", "e2"},
        {"张三", "p1 p2 e1"},
        {"zs", "p1 p2"},
        {"张三 -丰", "p1 e1"},
        {"@张三", "e1 e2 t1"},
        {"@李敏", "e1 t1 l1"}, /* on leave is not there */
        {"@李敏 @张三", "e1 t1"},
        {"党课", "e2 e3 l1"}, /* by kind */
        {"支委会 备案", "e1"},
        {"党课 备案", ""},
        {"支委会 党课", ""},
        {"-党课 2026-01..", "e1 t1"},
        {"类型：党课", "e2 e3 l1"},
        {"类型：党课 廉政", "l1"},
        {"类型：党课 状态：计划", "e3"},
        {"状态：已召开", "e1 e2"},
        {"状态：作废", "e4 t2"},
        {"状态：作废 党课", "e4"},
        {"状态：作废 @李敏", "t2"},
        {"2025", "e2"},
        {"3月", "e1"},
        {"2026-06", "l1"},
        {"2026-06-15..2026-06-20", "l1"},
        {"2026-03-10..2026-03-10", "e1"},
        {"2026-03-11..2026-05", ""},
        {"去年 积极", "e2"},
        {"", ""},
        {"没有这样的词", ""},
        {"。", "e1"}, /* no letter: nothing that the index could narrow */
    };
    struct fixture f;
    int bad = 0;
    fill(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *got = found(&f, rows[i].typed);
        if (strcmp(got, rows[i].means) != 0) {
            print_error("%s: %s, not %s\n", rows[i].typed, got, rows[i].means);
            bad++;
        }
    }
    fixture_close(&f);
    assert_int_equal(bad, 0);
}

TEST(a_part_that_was_taken_out_is_not_found)
{
    struct fixture f;
    fixture_open(&f);
    int64_t e = rows_add_event(&f, &(struct event_row){.day = "2026-03-10",
                                                       .kind = "study",
                                                       .title = "学习"});
    rows_add_topic(&f, e, "删掉的议题", NULL, 0, true);
    rows_add_action(&f, e, 0, "删掉的事", true);
    assert_string_equal(found(&f, "删掉"), "");
    assert_string_equal(found(&f, "学习"), "e1");
    fixture_close(&f);
}

TEST(people_come_first_then_the_newest)
{
    static const char *const days[] = {"2026-03-10", "2026-05-01",
                                       "2025-01-01"};
    struct fixture f;
    struct find_hit hits[HITS_MAX];
    struct find_query q;
    fixture_open(&f);
    fixture_member(&f, "张学习", "1980-01-01", "2005-07-01", "2006-07-01");
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        rows_add_event(&f, &(struct event_row){.day = days[i],
                                               .kind = "themeday",
                                               .minutes = "学习"});
    }
    find_parse(&q, f.book, &f.arena, "学习");
    size_t n = rows_find_all(&f, &q, hits, HITS_MAX, 1000);
    assert_int_equal(n, 4);
    assert_int_equal(hits[0].what, FIND_PERSON);
    assert_int_equal(hits[1].id, 2);
    assert_int_equal(hits[2].id, 1);
    assert_int_equal(hits[3].id, 3);
    fixture_close(&f);
}

TEST(restricted_registers_are_not_found)
{
    static const char *const typed[] = {"函询", "廉政谈话", "张三 函询",
                                        "张三", "@张三",    "2026-03"};
    struct fixture f;
    struct find_hit hits[HITS_MAX];
    struct find_query q;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "张三", "1980-01-01", "2005-07-01", "2006-07-01");
    rows_add_record(&f, &(struct record_row){.table = "r_clean_talks",
                                             .day = "2026-03-10",
                                             .whose = "person_id",
                                             .person = who,
                                             .texts = {{"content", "函询"}}});
    for (int round = 0; round < 2; round++) { /* without the index, too */
        for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
            find_parse(&q, f.book, &f.arena, typed[i]);
            size_t n = rows_find_all(&f, &q, hits, HITS_MAX, 1000);
            for (size_t k = 0; k < n; k++) {
                assert_int_not_equal(hits[k].what, FIND_ROW);
            }
        }
        struct stmt st;
        stmt_open(&st, f.session.db,
                  SQL("delete from meta where key = 'search_fields'"));
        assert_true(stmt_run(&st, NULL));
    }
    fixture_close(&f);
}

TEST(a_find_stops_when_its_piece_is_done)
{
    struct fixture f;
    struct find_hit hits[HITS_MAX];
    struct find_query q;
    struct err err = ERR_INIT;
    size_t n;
    fixture_open(&f);
    for (int i = 0; i < 20; i++) {
        rows_add_event(&f, &(struct event_row){.day = "2026-03-10",
                                               .kind = "themeday",
                                               .minutes = "备案"});
    }
    find_parse(&q, f.book, &f.arena, "备案");
    struct find *find = find_new(f.book, &q);
    assert_true(find_more(find, hits, HITS_MAX, &n, 8, &err));
    assert_true(n > 0 && n <= 8);
    assert_false(find_is_over(find));
    assert_true(find_more(find, hits, 3, &n, 1000, &err));
    assert_int_equal(n, 3);
    assert_false(find_is_over(find));
    find_free(find);
    fixture_close(&f);
}

/* ---- showing ---------------------------------------------------------- */

static struct find_shown show_first(struct fixture *f, const char *typed,
                                    int cols)
{
    struct find_hit hits[HITS_MAX];
    struct find_query q;
    struct find_shown shown = {0};
    struct err err = ERR_INIT;
    find_parse(&q, f->book, &f->arena, typed);
    size_t n = rows_find_all(f, &q, hits, HITS_MAX, 1000);
    if (n == 0) {
        fail_msg("%s: nothing found", typed);
    }
    if (!find_show(f->book, &f->arena, &q, &hits[0], cols, &shown, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return shown;
}

TEST(what_a_hit_looks_like)
{
    static const struct {
        const char *typed, *mark, *date, *title, *snippet;
        size_t spans;
    } rows[] = {
        {"确定 积极分子", "议题", "2026-03-10", "第 3 次支委会",
         "研究确定张三为入党积极分子", 2},
        {"汇报", "会", "2026-03-10", "第 3 次支委会",
         "研究发展对象，听取汇报。达成率100%。", 1},
        {"踏实", "发言", "2026-03-10", "第 3 次支委会",
         "李敏：张三同志工作踏实", 1},
        {"材料", "待办", "2026-03-10", "第 3 次支委会", "报送备案材料", 1},
        {"ppt", "会", "2025-11-05", "第 1 次党课", "学习ＰＰＴ制作", 1},
        {"拟讲", "会", "2026-12-01", "第 1 次党课（计划）", "拟讲党费", 1},
        {"状态：作废 类型：党课", "会", "2026-05-01", "第 2 次党课（作废）",
         "重复登记的党课", 0},
        {"动态", "谈话", "2026-02-01", "李敏与张三谈话", "思想动态", 1},
        {"廉政", "计划", "2026-06", "计划：党课", "廉政党课", 1},
        {"lm", "人", "", "李敏", "1982-01", 0},
    };
    struct fixture f;
    fill(&f);
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct find_shown s = show_first(&f, rows[i].typed, 60);
        if (strcmp(s.mark, rows[i].mark) != 0 ||
            strcmp(s.date, rows[i].date) != 0 ||
            strcmp(s.title, rows[i].title) != 0 ||
            strcmp(s.snippet, rows[i].snippet) != 0 ||
            s.n_spans != rows[i].spans) {
            print_error("%s: %s %s %s: %s, %zu marked\n", rows[i].typed, s.mark,
                        s.date, s.title, s.snippet, s.n_spans);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
    fixture_close(&f);
}

TEST(what_a_hit_in_a_register_looks_like)
{
    static const struct {
        const char *typed, *title, *snippet;
    } rows[] = {
        {"一线", "心得体会 在一线学思想 张三", "题目：在一线学思想"},
        {"zs 读书", "心得体会 在一线学思想 张三", "主题：读书班"},
        {"@lm", "办实事 修好路灯", "事项：修好路灯"},
        {"体会 一线", "心得体会 在一线学思想 张三", "题目：在一线学思想"},
        {"实事", "办实事 修好路灯", "事项：修好路灯"},
        {"路灯 亮了", "办实事 修好路灯", "事项：修好路灯"},
        {"状态：作废", "心得体会（作废） 重复 张三", "题目：重复"},
    };
    struct fixture f;
    fixture_open(&f);
    int64_t zs =
        fixture_member(&f, "张三", "1980-01-01", "2005-07-01", "2006-07-01");
    int64_t lm =
        fixture_member(&f, "李敏", "1982-01-01", "2005-07-01", "2006-07-01");
    rows_add_record(&f,
                    &(struct record_row){.table = "r_essays",
                                         .day = "2026-03-10",
                                         .whose = "person_id",
                                         .person = zs,
                                         .texts = {{"title", "在一线学思想"},
                                                   {"topic", "读书班"}}});
    rows_add_record(&f, &(struct record_row){.table = "r_essays",
                                             .day = "2026-03-10",
                                             .whose = "person_id",
                                             .person = zs,
                                             .texts = {{"title", "重复"}},
                                             .voided = true});
    rows_add_record(&f, &(struct record_row){.table = "r_good_deeds",
                                             .day = "2026-03-10",
                                             .whose = "owner_id",
                                             .person = lm,
                                             .texts = {{"title", "修好路灯"},
                                                       {"result", "亮了"}}});
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct find_shown s = show_first(&f, rows[i].typed, 60);
        assert_string_equal(s.mark, "台账");
        assert_string_equal(s.date, "2026-03-10");
        assert_string_equal(s.title, rows[i].title);
        assert_string_equal(s.snippet, rows[i].snippet);
    }
    fixture_close(&f);
}

TEST(a_long_text_is_cut_around_the_word)
{
    struct fixture f;
    struct strbuf text;
    fixture_open(&f);
    sb_init(&text);
    sb_repeat(&text, "前面的话很长，", 30);
    sb_add(&text, "这里有积极分子的名单。\n下一行");
    sb_repeat(&text, "后面的话，", 30);
    rows_add_event(&f, &(struct event_row){.day = "2026-03-10",
                                           .kind = "study",
                                           .minutes = text.s});
    sb_clear(&text);
    struct find_shown s = show_first(&f, "积极分子", 40);
    assert_string_equal(s.snippet, "…长，这里有积极分子的名单。 下一行后面…");
    assert_int_equal(s.n_spans, 1);
    assert_memory_equal(s.snippet + s.spans[0].at_bytes, "积极分子", 12);
    assert_int_equal(s.spans[0].n_bytes, 12);
    fixture_close(&f);
}
