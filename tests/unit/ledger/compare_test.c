/* The platform's list against the roster: who somebody is, what differs, what
   is taken and what is passed over, and the headcount with its names. */
#include "support.h"

#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/compare.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/platform.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"

#define ID_A "990101199001010019"
#define ID_B "990101199001010027"
#define ID_C "990101200002290038"

enum { COLS_MAX = 8, ROWS_MAX = 16 };

/* ---- a file in memory ---------------------------------------------------- */

/* Rows of cells apart by |; the first is the head. */
struct sheet {
    const char *rows[ROWS_MAX];
    struct arena *arena;
};

static bool read_sheet(void *from, const struct import_taker *taker,
                       struct err *err)
{
    const struct sheet *s = from;
    if (taker->merges != NULL && !taker->merges(taker->to, NULL, 0, err)) {
        return false;
    }
    for (size_t i = 0; i < ROWS_MAX && s->rows[i] != NULL; i++) {
        struct import_cell cells[COLS_MAX];
        struct import_row row = {.number = i + 1, .cells = cells};
        for (const char *at = s->rows[i]; row.n < COLS_MAX;) {
            size_t n = strcspn(at, "|");
            cells[row.n++] =
                (struct import_cell){.kind = n > 0 ? IMPORT_TEXT : IMPORT_EMPTY,
                                     .text = arena_strn(s->arena, at, n)};
            if (at[n] == '\0') {
                break;
            }
            at += n + 1;
        }
        if (!taker->row(taker->to, &row, err)) {
            return false;
        }
    }
    return true;
}

static bool run(struct fixture *f, struct sheet *s, struct compare_report *r,
                struct err *err)
{
    s->arena = &f->arena;
    const struct import_source source = {
        .name = "x.csv", .read = read_sheet, .from = s};
    const struct compare_wish wish = {.source = &source};
    return compare_run(r, f->book, &f->arena, &wish, err);
}

static struct compare_report compared(struct fixture *f, struct sheet s)
{
    struct compare_report r;
    struct err err = ERR_INIT;
    if (!run(f, &s, &r, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r;
}

#define SHEET(...) ((struct sheet){.rows = {__VA_ARGS__, NULL}})

/* 不一致 甲一 学历 大学本科毕业→大学专科毕业; lines apart by / */
static const char *told(struct fixture *f, const struct compare_report *r)
{
    static const char *const groups[] = {"-", "+", "!", "?", "."};
    const char *text = "";
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct compare_line *line = &r->lines[i];
        text = arena_printf(
            &f->arena, "%s%s%s%s%s%s%s%s%s", text, i > 0 ? " / " : "",
            groups[line->group], line->name, line->label[0] != '\0' ? " " : "",
            line->label, line->label[0] != '\0' ? " " : "",
            line->label[0] != '\0' ? line->here : "",
            line->label[0] != '\0' ? arena_printf(&f->arena, "→%s", line->there)
                                   : "");
    }
    return text;
}

/* ---- people -------------------------------------------------------------- */

static void put(struct fixture *f, int64_t id, const char *column,
                const char *text)
{
    struct record old, r;
    struct err err = ERR_INIT;
    assert_true(
        record_read(&old, &ledger_people, f->book, &f->arena, id, &err));
    r = record_copy(&old, &f->arena);
    fixture_type(f, &r, column, text);
    if (!ledger_apply(f->book, &f->arena, &r, &old, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static const char *field(struct fixture *f, int64_t id, const char *column)
{
    struct record r;
    struct strbuf sb;
    sb_init(&sb);
    assert_true(record_read(&r, &ledger_people, f->book, &f->arena, id, NULL));
    record_show(&r, f->book, ledger_field(&ledger_people, column), &sb);
    const char *text = arena_strn(&f->arena, sb.s, sb.len);
    sb_clear(&sb);
    return text;
}

/* 甲一 has a number, 乙二 has none, 丙三 is on probation. */
struct people {
    int64_t a, b, c;
};
static struct people three(struct fixture *f)
{
    fixture_open(f);
    struct people p = {
        fixture_member(f, "甲一", "1990-01-01", "2012-06-30", "2013-06-30"),
        fixture_member(f, "乙二", "1985-05-05", "2010-06-30", "2011-06-30"),
        fixture_member(f, "丙三", "2000-02-29", "2026-03-08", NULL)};
    put(f, p.a, "idno", ID_A);
    put(f, p.a, "sex", "男");
    put(f, p.b, "sex", "女");
    put(f, p.c, "sex", "女");
    put(f, p.a, "education", "大学本科毕业");
    put(f, p.a, "phone", "13800000137");
    return p;
}

/* ---- who is who ---------------------------------------------------------- */

TEST(compare_finds_people_by_number_then_birth_then_name)
{
    static const struct {
        const char *row, *says;
    } rows[] = {
        /* By number, whatever else is said; 15 digits, wide ones, blanks. */
        {"甲一|" ID_A "|19900101", "-乙二 / -丙三"},
        {"甲　一|" ID_A "|1990.1.1", "-乙二 / -丙三"},
        {"甲易|" ID_A "|", "-乙二 / -丙三 / !甲一 姓名 甲一→甲易"},
        /* By name and birth; the number then differs. */
        {"甲一|" ID_B "|1990-01-01",
         "-乙二 / -丙三 / !甲一 身份证号 **************0019→"
         "**************0027"},
        {"乙二||1985年5月5日", "-甲一 / -丙三"},
        /* By a name that nobody else has. */
        {"乙二||", "-甲一 / -丙三"},
        {"丙三|" ID_C "|",
         "-甲一 / -乙二 / !丙三 身份证号 →**************0038"},
        /* A namesake has another number and another birthday. */
        {"甲一|" ID_C "|2000-02-29", "-甲一 / -乙二 / -丙三 / +甲一"},
        {"丁四||", "-甲一 / -乙二 / -丙三 / +丁四"},
    };
    struct fixture f;
    three(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct compare_report r =
            compared(&f, SHEET("姓名|身份证号|出生日期", rows[i].row));
        const char *text = told(&f, &r);
        if (strncmp(text, rows[i].says, strlen(rows[i].says)) != 0) {
            fail_msg("%s: %s", rows[i].row, text);
        }
    }
    fixture_close(&f);
}

TEST(compare_tells_rows_that_could_be_two_people)
{
    struct fixture f;
    three(&f);
    fixture_member(&f, "甲一", "1991-01-01", "2012-06-30", "2013-06-30");
    struct compare_report r = compared(&f, SHEET("姓名|学历", "甲一|大专"));
    assert_int_equal(r.counts[COMPARE_UNSURE], 1);
    assert_non_null(strstr(r.lines[r.n_lines - 1].about, "名册里有 2 个甲一"));
    r = compared(&f, SHEET("姓名|学历", "乙二|", "乙二|"));
    assert_int_equal(r.counts[COMPARE_UNSURE], 2);
    assert_non_null(strstr(r.lines[r.n_lines - 1].about, "文件里有 2 行乙二"));
    r = compared(&f, SHEET("姓名|身份证号", "甲一|" ID_A, "甲易|" ID_A));
    assert_int_equal(r.counts[COMPARE_UNSURE], 1);
    assert_non_null(strstr(r.lines[r.n_lines - 1].about, "已经是甲一"));
    fixture_close(&f);
}

/* Titles, a total and a note are no people. */
TEST(compare_reads_the_list_as_it_is_exported)
{
    struct fixture f;
    three(&f);
    struct compare_report r =
        compared(&f, SHEET("中共党员基本信息", "导出时间：2026-11-19",
                           "序号|姓名|性别|公民身份号码|人员类别",
                           "1|甲一|男|" ID_A "|正式", "2|乙二|女||正式党员",
                           "3|丙三|女||预备", "合计|3人"));
    assert_int_equal(r.n_rows, 3);
    assert_int_equal(r.n_same, 3);
    assert_int_equal(compare_open(&r), 0);
    fixture_close(&f);
}

/* Those who left are told with where they are. */
TEST(compare_says_where_somebody_is_who_is_only_there)
{
    struct fixture f;
    struct people p = three(&f);
    struct stmt st;
    struct record old, m;
    struct err err = ERR_INIT;
    stmt_open(&st, f.book->db,
              SQL("select id from member where person_id = :id"));
    stmt_int(&st, ":id", p.b);
    assert_true(stmt_row(&st));
    int64_t id = stmt_col_int(&st, 0);
    assert_true(stmt_done(&st, NULL));
    assert_true(record_read(&old, &ledger_member, f.book, &f.arena, id, &err));
    m = record_copy(&old, &f.arena);
    fixture_type(&f, &m, "out_kind", "死亡");
    fixture_type(&f, &m, "to_on", "2026-02-14");
    assert_true(ledger_apply(f.book, &f.arena, &m, &old, NULL, &err));
    struct compare_report r = compared(&f, SHEET("姓名|性别", "乙二|女"));
    const struct compare_line *line = &r.lines[2];
    assert_int_equal(line->group, COMPARE_THERE);
    assert_int_equal(line->person, p.b);
    assert_string_equal(line->about, "2026-02-14 死亡");
    /* On the day before he was here. */
    f.book->day = f.book->today - 300;
    r = compared(&f, SHEET("姓名|性别", "乙二|女"));
    assert_int_equal(r.counts[COMPARE_THERE], 0);
    fixture_close(&f);
}

/* ---- fields -------------------------------------------------------------- */

TEST(compare_fields_that_differ_and_those_that_only_look_so)
{
    static const struct {
        const char *head, *cell, *says;
        bool refused;
    } rows[] = {
        {"学历", "大学本科毕业", "", false},
        {"学历", "大学本科", "!甲一 学历 大学本科毕业→大学本科", false},
        {"文化程度", "大专", "!甲一 学历 大学本科毕业→大学专科", false},
        {"学历", "", "!甲一 学历 大学本科毕业→", true},
        {"学历", "胡写的", "!甲一 学历 大学本科毕业→胡写的", true},
        {"民族", "汉", "", false},
        {"民族", "回族", "!甲一 民族 汉族→回族", false},
        {"联系电话", "13800000137", "", false},
        {"手机", "１３８ 0000 0137", "", false},
        {"手机", "138****0137", "", false},
        {"手机", "138****0999", "!甲一 手机 138****0137→138****0999", true},
        {"手机", "13800000999", "!甲一 手机 138****0137→138****0999", false},
        {"出生日期", "1990年1月1日", "", false},
        {"出生日期", "19900102", "!甲一 出生日期 1990-01-01→1990-01-02", false},
        {"加入党组织日期", "2012.6.30", "", false},
        {"转为正式党员日期", "20130701", "!甲一 转正日期 2013-06-30→2013-07-01",
         false},
        {"人员类别", "正式", "", false},
        {"人员类别", "预备党员", "!甲一 人员类别 正式党员→预备党员", true},
        {"党籍状态", "正常", "", false},
        {"党籍状态", "停止党籍", "!甲一 现状 在册→停止党籍", true},
        {"家庭住址", "示例县城关镇", "!甲一 住址 →示例县城关镇", false},
        {"没有这一列", "随便", "", false},
        /* The roster's own rules refuse it. */
        {"入党日期", "2027-01-01", "!甲一 入党日期 2012-06-30→2027-01-01",
         true},
    };
    struct fixture f;
    three(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct compare_report r = compared(
            &f, SHEET(arena_printf(&f.arena, "姓名|身份证号|%s", rows[i].head),
                      arena_printf(&f.arena, "甲一|" ID_A "|%s", rows[i].cell),
                      "乙二||", "丙三||"));
        const struct compare_line *line = NULL;
        for (size_t k = 0; k < r.n_lines && line == NULL; k++) {
            line = r.lines[k].group == COMPARE_DIFFERS &&
                           strcmp(r.lines[k].name, "甲一") == 0
                       ? &r.lines[k]
                       : NULL;
        }
        const char *text =
            line == NULL ? ""
                         : arena_printf(&f.arena, "!%s %s %s→%s", line->name,
                                        line->label, line->here, line->there);
        if (strcmp(text, rows[i].says) != 0 ||
            (line != NULL && (line->refusal != NULL) != rows[i].refused)) {
            fail_msg("%s %s: %s (%s)", rows[i].head, rows[i].cell, text,
                     line != NULL && line->refusal != NULL ? line->refusal
                                                           : "may be taken");
        }
    }
    fixture_close(&f);
}

static void assert_refused(struct fixture *f, struct sheet s, const char *code)
{
    struct compare_report r;
    struct err err = ERR_INIT;
    assert_false(run(f, &s, &r, &err));
    assert_string_equal(err.code, code);
}

TEST(compare_files_that_cannot_be_compared)
{
    struct fixture f;
    three(&f);
    assert_refused(&f, SHEET("姓名|性别"), "E-COMPARE-001");
    assert_refused(&f, SHEET("身份证号|性别", ID_A "|男"), "E-COMPARE-002");
    assert_refused(&f, SHEET("甲|乙", "丙|丁"), "E-IMPORT-004");
    fixture_close(&f);
}

/* ---- taking -------------------------------------------------------------- */

#define TWO                                                                    \
    SHEET("姓名|身份证号|学历|手机|住址",                                      \
          "甲一|" ID_A "|大学专科毕业|13800000999|示例县",                     \
          "乙二|" ID_B "|大学专科毕业||", "丙三||||")

static size_t line_of(const struct compare_report *r, const char *name,
                      const char *column)
{
    for (size_t i = 0; i < r->n_lines; i++) {
        if (strcmp(r->lines[i].name, name) == 0 &&
            strcmp(r->lines[i].field, column) == 0) {
            return i;
        }
    }
    fail_msg("no line %s %s", name, column);
    return 0;
}

TEST(compare_takes_values_as_one_change_that_is_undone)
{
    struct fixture f;
    struct people p = three(&f);
    struct compare_report r = compared(&f, TWO);
    struct err err = ERR_INIT;
    struct change_info done;
    size_t n;
    const size_t at[] = {line_of(&r, "甲一", "education"),
                         line_of(&r, "甲一", "phone"),
                         line_of(&r, "乙二", "idno")};
    if (!compare_take(f.book, &f.arena, &r, at, 3, &n, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_int_equal(n, 3);
    assert_string_equal(field(&f, p.a, "education"), "大学专科毕业");
    assert_string_equal(field(&f, p.a, "phone"), "138****0999");
    assert_string_equal(field(&f, p.b, "idno"), "**************0027");
    r = compared(&f, TWO);
    for (size_t i = 0; i < r.n_lines; i++) {
        assert_true(strcmp(r.lines[i].field, "education") != 0 ||
                    strcmp(r.lines[i].name, "甲一") != 0);
    }
    assert_true(change_undo(f.book->db, &done, &err));
    assert_int_equal(done.rows, 2);
    assert_string_equal(done.label, "平台比对：采用 甲一 等 2 人的 3 项");
    assert_string_equal(field(&f, p.a, "education"), "大学本科毕业");
    assert_string_equal(field(&f, p.b, "idno"), "");
    fixture_close(&f);
}

TEST(compare_what_may_not_be_taken_writes_nothing)
{
    struct fixture f;
    struct people p = three(&f);
    struct compare_report r = compared(&f, TWO);
    struct err err = ERR_INIT;
    size_t n;
    /* The platform has no phone of 甲一 in this one. */
    r = compared(&f,
                 SHEET("姓名|身份证号|学历|手机", "甲一|" ID_A "|高中毕业|"));
    const size_t at[] = {line_of(&r, "甲一", "education"),
                         line_of(&r, "甲一", "phone")};
    assert_false(compare_take(f.book, &f.arena, &r, at, 2, &n, &err));
    assert_string_equal(err.code, "E-COMPARE-010");
    assert_int_equal(n, 0);
    assert_string_equal(field(&f, p.a, "education"), "大学本科毕业");
    fixture_close(&f);
}

/* ---- passing over -------------------------------------------------------- */

TEST(compare_passed_over_is_remembered_until_either_side_changes)
{
    struct fixture f;
    struct people p = three(&f);
    struct sheet file = SHEET("姓名|身份证号|学历",
                              "甲一|" ID_A "|大学专科毕业", "乙二||", "丙三||");
    struct compare_report r = compared(&f, file);
    struct err err = ERR_INIT;
    size_t at = line_of(&r, "甲一", "education");
    assert_true(
        compare_pass(f.book, &f.arena, &r, &at, 1, "平台没有更新", &err));
    r = compared(&f, file);
    assert_int_equal(r.counts[COMPARE_PASSED], 1);
    assert_int_equal(compare_open(&r), 0);
    /* The platform's value is another: there again. */
    struct sheet other = SHEET("姓名|身份证号|学历", "甲一|" ID_A "|高中毕业",
                               "乙二||", "丙三||");
    r = compared(&f, other);
    assert_int_equal(r.counts[COMPARE_PASSED], 0);
    assert_int_equal(compare_open(&r), 1);
    /* Passed over again: the same pair, with what is said now. */
    at = line_of(&r, "甲一", "education");
    assert_true(compare_pass(f.book, &f.arena, &r, &at, 1, NULL, &err));
    struct platform_pair *pairs;
    size_t n;
    assert_true(platform_pairs(f.book, &f.arena, &pairs, &n, &err));
    assert_int_equal(n, 1);
    r = compared(&f, other);
    assert_int_equal(r.counts[COMPARE_PASSED], 1);
    /* Ours is another. */
    put(&f, p.a, "education", "硕士研究生毕业");
    r = compared(&f, other);
    assert_int_equal(r.counts[COMPARE_PASSED], 0);
    /* … and back. */
    put(&f, p.a, "education", "大学本科毕业");
    r = compared(&f, other);
    assert_int_equal(r.counts[COMPARE_PASSED], 1);
    at = 0;
    assert_true(compare_unpass(f.book, &f.arena, &r, &at, 1, &err));
    r = compared(&f, other);
    assert_int_equal(compare_open(&r), 1);
    fixture_close(&f);
}

TEST(compare_people_of_one_side_are_passed_over_too)
{
    struct fixture f;
    three(&f);
    struct sheet file = SHEET("姓名|性别", "甲一|男", "丁四|男");
    struct compare_report r = compared(&f, file);
    struct err err = ERR_INIT;
    assert_string_equal(told(&f, &r), "-乙二 / -丙三 / +丁四");
    const size_t at[] = {0, 2};
    assert_true(compare_pass(f.book, &f.arena, &r, at, 2, NULL, &err));
    r = compared(&f, file);
    assert_string_equal(told(&f, &r), "-丙三 / .乙二 / .丁四");
    /* What cannot be told apart cannot be known again. */
    fixture_member(&f, "甲一", "1991-01-01", "2012-06-30", "2013-06-30");
    r = compared(&f, file);
    size_t unsure = r.counts[COMPARE_HERE] + r.counts[COMPARE_THERE] +
                    r.counts[COMPARE_DIFFERS];
    assert_int_equal(r.lines[unsure].group, COMPARE_UNSURE);
    assert_false(compare_pass(f.book, &f.arena, &r, &unsure, 1, NULL, &err));
    assert_string_equal(err.code, "E-COMPARE-011");
    fixture_close(&f);
}

TEST(compare_writes_only_audited_rows)
{
    struct fixture f;
    three(&f);
    struct compare_report r = compared(&f, TWO);
    struct err err = ERR_INIT;
    size_t at = line_of(&r, "甲一", "education");
    assert_true(compare_pass(f.book, &f.arena, &r, &at, 1, NULL, &err));
    struct stmt st;
    stmt_open(&st, f.book->db,
              SQL("select count(*) from audit where tbl = 'platform_pair'"
                  " and label = '比对忽略 甲一'"));
    assert_true(stmt_row(&st));
    assert_int_equal(stmt_col_int(&st, 0), 1);
    assert_true(stmt_done(&st, NULL));
    fixture_close(&f);
}

/* ---- the headcount ------------------------------------------------------- */

static const struct compare_count *head(const struct compare_report *r,
                                        const char *name)
{
    for (size_t i = 0; i < r->n_heads; i++) {
        if (strcmp(r->heads[i].name, name) == 0) {
            return &r->heads[i];
        }
    }
    fail_msg("no number %s", name);
    return NULL;
}

static const char *names(struct fixture *f, const struct stats_entry *list,
                         size_t n)
{
    const char *text = "";
    for (size_t i = 0; i < n; i++) {
        text = arena_printf(&f->arena, "%s%s%s", text, i > 0 ? " " : "",
                            list[i].name);
    }
    return text;
}

/* 甲一 has his letter and no receipt: he is in row 16 and makes the difference
   of row 17; the platform has let him go already. */
TEST(compare_headcount_names_who_makes_the_difference)
{
    struct fixture f;
    struct people p = three(&f);
    struct record old, m;
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, f.book->db,
              SQL("select id from member where person_id = :id"));
    stmt_int(&st, ":id", p.a);
    assert_true(stmt_row(&st));
    int64_t id = stmt_col_int(&st, 0);
    assert_true(stmt_done(&st, NULL));
    assert_true(record_read(&old, &ledger_member, f.book, &f.arena, id, &err));
    m = record_copy(&old, &f.arena);
    fixture_type(&f, &m, "out_kind", "转出组织关系");
    fixture_type(&f, &m, "out_to", "中共示例县教育局支部委员会（示例）");
    fixture_type(&f, &m, "out_letter_on", "2026-11-02");
    if (!ledger_apply(f.book, &f.arena, &m, &old, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    struct compare_report r =
        compared(&f, SHEET("姓名|性别|人员类别", "乙二|女|正式", "丙三|女|正式",
                           "丁四|男|正式"));
    const struct compare_count *h = head(&r, "党员总数");
    assert_int_equal(h->here, 3);
    assert_int_equal(h->there, 3);
    assert_string_equal(names(&f, h->only_here, h->n_here), "甲一");
    assert_non_null(strstr(h->only_here[0].why, "截止日还没有回执，仍在册"));
    assert_string_equal(names(&f, h->only_there, h->n_there), "丁四");
    assert_string_equal(h->only_there[0].why, "本账没有这个人");
    h = head(&r, "预备党员");
    assert_int_equal(h->here, 1);
    assert_int_equal(h->there, 0);
    assert_string_equal(names(&f, h->only_here, h->n_here), "丙三");
    assert_string_equal(h->only_here[0].why, "平台上写的不是预备党员");
    h = head(&r, "正式党员");
    assert_string_equal(names(&f, h->only_here, h->n_here), "甲一");
    assert_string_equal(names(&f, h->only_there, h->n_there), "丙三 丁四");
    assert_int_equal(head(&r, "女")->n_here, 0);
    assert_int_equal(head(&r, "女")->there, 2);
    assert_true(head(&r, "少数民族")->unknown);
    fixture_close(&f);
}

/* Whatever the numbers are: the names are the difference. */
TEST(compare_headcount_is_its_names)
{
    struct fixture f;
    three(&f);
    struct compare_report r =
        compared(&f, SHEET("姓名|性别|民族|人员类别", "甲一|男|回族|预备",
                           "戊五|女|汉族|正式", "己六||藏族|"));
    for (size_t i = 0; i < r.n_heads; i++) {
        const struct compare_count *h = &r.heads[i];
        assert_int_equal(h->there - h->here,
                         (int64_t)h->n_there - (int64_t)h->n_here);
    }
    assert_int_equal(r.n_heads, 6);
    fixture_close(&f);
}
