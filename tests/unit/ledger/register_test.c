/* Registers that files declare: what a file may say, and that such a book does
   what a programmed one does. */
#include "planted.h"

#include "unit.h"

#include "pbtui/base/folder.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/figures.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/register.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/change.h"
#include "pbtui/store/check.h"
#include "pbtui/text/date.h"
#include "support.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define HEAD "[register]\ntitle = 试验台账\n"
#define DAY  "[on_day]\nlabel = 日期\nkind = day\nlist = 10-10 1\n"

/* ---- what a file may say ------------------------------------------------ */

TEST(what_is_wrong_in_a_file_is_named_with_its_line)
{
    static const struct {
        const char *file, *text, *says;
    } rows[] = {
        {"trial.ini", HEAD DAY, NULL},
        {"Trial.ini", HEAD DAY, "文件名要用小写字母开头"},
        {"9x.ini", HEAD DAY, "文件名要用小写字母开头"},
        {"trial.txt", HEAD DAY, "文件名要用小写字母开头"},
        {"trial_open.ini", HEAD DAY, "不能以 _first 或 _open 结尾"},
        {"trial_first.ini", HEAD DAY, "不能以 _first 或 _open 结尾"},
        {"trial.ini", DAY, "没有 [register] 这一节"},
        {"trial.ini", "[register]\nnoun = 事\n" DAY,
         "第 2 行：[register] 没有写 title"},
        {"trial.ini", HEAD, "没有 kind 是 day 的项目"},
        {"trial.ini", HEAD "[on_day]\nlabel = 日期\nkind = day\n",
         "没有一个项目写 list"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = day\n",
         "第 8 行：只能有一个 kind 是 day"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = colour\n",
         "第 9 行：[b] 的 kind 不认识"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\n", "第 8 行：[b] 没有写 kind"},
        {"trial.ini", HEAD DAY "[b]\nkind = text\n", "[b] 没有写 label"},
        {"trial.ini", HEAD DAY "[B b]\nlabel = 乙\nkind = text\n",
         "要用小写字母开头"},
        {"trial.ini", HEAD DAY "[ver]\nlabel = 乙\nkind = text\n",
         "ver 是程序自己用的"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = text\ncolour = red\n",
         "第 10 行：没有 colour 这个写法"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = text\nneed = 要\n",
         "need 只能是 yes 或 no"},
        {"trial.ini", HEAD DAY "later = yes\n", "kind 是 day 时不写 later"},
        {"trial.ini", HEAD DAY "[from]\nlabel = 乙\nkind = text\n",
         "from 是数据库留用的词"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = text\nwidth = 900\n",
         "width 要在"},
        {"trial.ini",
         HEAD DAY "[b]\nlabel = 乙\nkind = count\nleast = 99999999999999\n",
         "least 要写整数"},
        {"trial.ini",
         HEAD DAY "[b]\nlabel = 乙\nkind = word\nwords = 甲 丙\npreset = 丁\n",
         "preset 的“丁”不在 words 里"},
        {"trial.ini", "[register]\ntitle = 试验\nrestricted = 是\n" DAY,
         "restricted 只能是 yes 或 no"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = word\n",
         "kind 是 word 时要写 words"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = text\nwords = 甲\n",
         "kind 是 text 时不写 words"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = code\nof = colours\n",
         "没有“colours”这张代码表"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = money\n",
         "名称要以 fen 结尾"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = count\nleast = 一\n",
         "least 要写整数"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = text\nlist = 9-3 1\n",
         "list 要写成"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = date\nnot_before = c\n",
         "not_before 要写另一个日期项目"},
        {"trial.ini", HEAD "due = on_day\n" DAY, "due 和 done 要一起写"},
        {"trial.ini", HEAD "due = b\ndone = b\n" DAY, "due 要写一个日期项目"},
        {"trial.ini", HEAD "ended = b\n" DAY, "ended 要写一个日期项目"},
        {"trial.ini", HEAD "label = b\n" DAY, "label 里没有“b”这个项目"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = text\n" DAY,
         "[on_day] 有两节"},
        {"trial.ini", HEAD DAY "label = 又\n", "label 写了两次"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct complaints r = {.arena = &a};
        bool good = register_read(&r, rows[i].file, rows[i].text, true) != NULL;
        if (good != (rows[i].says == NULL) ||
            (r.n == 0) != (rows[i].says == NULL)) {
            fail_msg("row %zu: %s", i, r.n > 0 ? r.list[0] : "accepted");
        }
        bool said = rows[i].says == NULL;
        for (size_t k = 0; k < r.n; k++) {
            said = said || strstr(r.list[k], rows[i].says) != NULL;
        }
        if (!said) {
            fail_msg("row %zu says: %s", i, r.list[0]);
        }
        arena_clear(&a);
    }
}

TEST(all_that_is_wrong_is_named_in_one_pass)
{
    struct arena a = ARENA_INIT;
    struct complaints r = {.arena = &a};
    assert_null(register_read(&r, "trial.ini",
                              HEAD "colour = red\n" DAY
                                   "[b]\nlabel = 乙\nkind = x\n[C]\n"
                                   "label = 丙\nkind = text\n",
                              true));
    assert_int_equal(r.n, 3);
    arena_clear(&a);
}

TEST(the_compiled_in_registers_are_without_fault)
{
    struct fixture f;
    fixture_open(&f);
    const struct register_set *set = book_registers(f.book);
    assert_string_equal(set->complaint, "");
    assert_true(set->n > 0);
    struct strbuf out;
    sb_init(&out);
    if (registry_check(f.book, &out) != 0) {
        fail_msg("%s", out.s);
    }
    sb_clear(&out);
    fixture_close(&f);
}

/* ---- a declared book is a book ------------------------------------------ */

static const struct ledger *book_of(struct fixture *f, const char *name)
{
    const struct ledger *l = registry_find(f->book, name);
    assert_non_null(l);
    assert_non_null(register_of(l));
    return l;
}

static struct record visit_of(struct fixture *f, const char *day)
{
    struct record r = record_new(book_of(f, "visits"), f->book, &f->arena);
    fixture_type(f, &r, "on_day", day);
    fixture_type(f, &r, "class", "老党员");
    fixture_type(f, &r, "whom", "测试老人");
    fixture_type(f, &r, "by", "李敏");
    return r;
}

static void save(struct fixture *f, struct record *r, const struct record *old)
{
    struct err err = ERR_INIT;
    if (!ledger_apply(f->book, &f->arena, r, old, "试验改一改", &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

TEST(a_declared_record_is_saved_found_changed_and_undone)
{
    struct fixture f;
    fixture_open(&f);
    struct record r = visit_of(&f, "2026-11-18");
    fixture_type(&f, &r, "fen", "500");
    fixture_type(&f, &r, "occasion", "日常");
    assert_int_equal(record_int(&r, ledger_field(r.ledger, "people")), 1);
    save(&f, &r, NULL);
    struct strbuf label;
    sb_init(&label);
    r.ledger->label(f.book, &r, &label);
    assert_string_equal(label.s, "测试老人 2026-11-18");
    sb_clear(&label);

    struct query q = query_of(r.ledger, ledger_view(r.ledger, "year"));
    int64_t n;
    q.find = "老人";
    assert_true(query_count(f.book, &q, &n, NULL));
    assert_int_equal(n, 1);
    q.find = "老头";
    assert_true(query_count(f.book, &q, &n, NULL));
    assert_int_equal(n, 0);

    struct record now = record_copy(&r, &f.arena);
    fixture_type(&f, &now, "class", "空巢");
    save(&f, &now, &r);
    assert_string_equal(record_text(&now, ledger_field(now.ledger, "class")),
                        "空巢老人");
    struct change_info done;
    assert_true(change_undo(f.session.db, &done, NULL));
    struct record back;
    assert_true(record_read(&back, r.ledger, f.book, &f.arena, r.id, NULL));
    assert_string_equal(record_text(&back, ledger_field(back.ledger, "class")),
                        "老党员");
    struct check_report report;
    assert_true(check_run(f.session.db, &f.arena, &report, NULL, NULL, NULL));
    assert_int_equal(report.n, 0);
    fixture_close(&f);
}

TEST(declared_limits_bite)
{
    struct fixture f;
    fixture_open(&f);
    const struct {
        const char *book, *column, *value, *code;
    } rows[] = {
        {"visits", "on_day", "2026-11-20", ""},
        {"visits", "on_day", "2026-11-21", "E-REG-003"},
        {"visits", "people", "1", ""},
        {"visits", "people", "0", "E-REG-001"},
        {"visits", "fen", "0", ""},
        {"visits", "whom", "", "E-RECORD-002"},
        {"problems", "due_on", "2026-11-20", ""},
        {"problems", "due_on", "2027-06-01", ""},
        {"problems", "due_on", "2026-11-19", "E-REG-004"},
        {"problems", "done_on", "2026-11-19", "E-REG-004"},
        {"problems", "title", "", "E-RECORD-002"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        bool visit = strcmp(rows[i].book, "visits") == 0;
        struct record r =
            visit ? visit_of(&f, "2026-11-20")
                  : record_new(book_of(&f, "problems"), f.book, &f.arena);
        if (!visit) {
            fixture_type(&f, &r, "title", "问题");
            fixture_type(&f, &r, "source", "督查");
            fixture_type(&f, &r, "due_on", "2026-12-31");
        }
        fixture_type(&f, &r, rows[i].column, rows[i].value);
        const char *code = fixture_issue(&f, &r, NULL, rows[i].column);
        if (strcmp(code, rows[i].code) != 0) {
            fail_msg("%s.%s = %s: %s", rows[i].book, rows[i].column,
                     rows[i].value, code);
        }
    }
    fixture_close(&f);
}

TEST(a_sealed_month_keeps_what_was_written_and_takes_what_comes_later)
{
    struct fixture f;
    fixture_open(&f);
    struct record r = record_new(book_of(&f, "problems"), f.book, &f.arena);
    fixture_type(&f, &r, "on_day", "2026-09-10");
    fixture_type(&f, &r, "title", "问题");
    fixture_type(&f, &r, "source", "督查");
    fixture_type(&f, &r, "due_on", "2026-12-31");
    save(&f, &r, NULL);
    assert_true(
        period_seal(f.book, &f.arena, month_of(date_of(2026, 9, 1)), NULL));
    struct record title = record_copy(&r, &f.arena);
    fixture_type(&f, &title, "title", "另一个");
    assert_string_not_equal(fixture_issue(&f, &title, &r, "on_day"), "");
    struct record done = record_copy(&r, &f.arena);
    fixture_type(&f, &done, "done_on", "2026-11-10");
    assert_string_equal(fixture_issue(&f, &done, &r, "on_day"), "");
    struct err err = ERR_INIT;
    assert_false(
        ledger_void(f.book, &f.arena, r.ledger, r.id, "登记错了的", &err));
    fixture_close(&f);
}

static int64_t rows_in(struct fixture *f, const struct ledger *l,
                       const char *view)
{
    struct query q = query_of(l, ledger_view(l, view));
    int64_t n = -1;
    assert_true(query_count(f->book, &q, &n, NULL));
    return n;
}

/* Over from the day it ends; until then it stands, however old. */
TEST(what_lasts_is_listed_until_it_ends)
{
    struct fixture f;
    fixture_open(&f);
    const struct ledger *l = book_of(&f, "brands");
    assert_string_equal(l->views[0].name, "current");
    struct record r = record_new(l, f.book, &f.arena);
    fixture_type(&f, &r, "on_day", "2019-05-01");
    fixture_type(&f, &r, "title", "红色驿站");
    save(&f, &r, NULL);
    assert_int_equal(rows_in(&f, l, "current"), 1);
    assert_int_equal(rows_in(&f, l, "year"), 0);
    struct record over = record_copy(&r, &f.arena);
    fixture_type(&f, &over, "ended_on", "2026-11-18");
    save(&f, &over, &r);
    assert_int_equal(rows_in(&f, l, "current"), 0);
    f.book->day = date_of(2026, 11, 17);
    assert_int_equal(rows_in(&f, l, "current"), 1);
    fixture_close(&f);
}

/* ---- the branch's own --------------------------------------------------- */

#define OWN                                                                    \
    HEAD DAY "[what]\nlabel = 事项\nkind = text\nlist = 8-20 2\n"            \
             "[event_id]\nlabel = 活动\nkind = link\nof = events\n"

static struct org_first first_branch(void)
{
    return (struct org_first){"第一支部（示例）", date_of(2020, 1, 1), true, 0};
}

static void open_file(struct session *s, const char *path, enum db_mode mode)
{
    struct err err = ERR_INIT;
    if (!session_open(s, path, mode, "测试员", &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static void add_trial(struct session *s, const char *what)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    const struct ledger *l = registry_find(&s->book, "trial");
    assert_non_null(l);
    struct record r = record_new(l, &s->book, &a);
    record_set_text(&r, ledger_field(l, "what"), what);
    if (!ledger_apply(&s->book, &a, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    arena_clear(&a);
}

static int64_t count_trials(struct session *s)
{
    int64_t n = -1;
    const struct ledger *l = registry_find(&s->book, "trial");
    if (l != NULL) {
        struct query q = query_of(l, ledger_view(l, "all"));
        assert_true(query_count(&s->book, &q, &n, NULL));
    }
    return n;
}

TEST(an_own_register_grows_and_outlives_its_file)
{
    struct session s;
    const struct org_first first = first_branch();
    char path[512];
    snprintf(path, sizeof path, "%s/own-register.db", unit_tmp());
    own_file_write("registers", "trial.ini", OWN);
    assert_true(session_create(&s, path, "测试员", &first, NULL));
    assert_string_equal(s.complaint, "");
    add_trial(&s, "第一件");
    session_close(&s);

    /* Another column, in front of the others. */
    own_file_write("registers", "trial.ini",
                   OWN "[who_id]\nlabel = 谁\nkind = person\nlist = 8-9 1\n");
    open_file(&s, path, DB_WRITE);
    add_trial(&s, "第二件");
    assert_int_equal(count_trials(&s), 2);
    struct check_report report;
    struct arena a = ARENA_INIT;
    assert_true(check_run(s.db, &a, &report, NULL, NULL, NULL));
    if (report.n != 0) {
        fail_msg("%s", report.findings[0].text);
    }
    arena_clear(&a);
    session_close(&s);

    /* The file is gone; what was written stays. */
    own_file_remove("registers", "trial.ini");
    open_file(&s, path, DB_READ);
    assert_int_equal(count_trials(&s), 2);
    session_close(&s);
    open_file(&s, path, DB_WRITE);
    add_trial(&s, "第三件");
    assert_int_equal(count_trials(&s), 3);
    session_close(&s);
    own_rules_drop();
}

TEST(a_broken_own_register_is_told_and_the_rest_loads)
{
    struct session s;
    const struct org_first first = first_branch();
    static const struct {
        const char *file, *text, *says;
    } rows[] = {
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = x\n",
         "trial.ini 第 9 行"},
        {"talks.ini", HEAD DAY, "同名"},
        {"honour.ini", HEAD DAY, "同名"},
        {"trial.ini", "[register]\ntitle = 问题清单\n" DAY, "同名"},
        {"trial.ini", HEAD DAY "[b]\nlabel = 乙\nkind = link\nof = nothing\n",
         "没有“nothing”这本台账"},
        {"trial.ini", "\xff\xfe", "UTF-8"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        own_file_write("registers", rows[i].file, rows[i].text);
        assert_true(session_create(&s, NULL, "测试员", &first, NULL));
        if (strstr(s.complaint, rows[i].says) == NULL) {
            fail_msg("row %zu says: %s", i, s.complaint);
        }
        assert_null(registry_find(&s.book, "trial"));
        assert_non_null(registry_find(&s.book, "visits"));
        session_close(&s);
        own_file_remove("registers", rows[i].file);
    }
    own_rules_drop();
}

TEST(an_own_register_may_take_the_place_of_one_compiled_in)
{
    struct session s;
    const struct org_first first = first_branch();
    own_file_write("registers", "visits.ini",
                   "[register]\ntitle = 本县走访\n" DAY
                   "[whom]\nlabel = 谁家\nkind = text\n");
    assert_true(session_create(&s, NULL, "测试员", &first, NULL));
    const struct ledger *l = registry_find(&s.book, "visits");
    assert_non_null(l);
    assert_string_equal(l->title, "本县走访");
    session_close(&s);
    own_file_remove("registers", "visits.ini");
    own_rules_drop();
}

TEST(an_own_register_with_a_fault_leaves_what_was_there)
{
    struct session s;
    const struct org_first first = first_branch();
    char path[512];
    snprintf(path, sizeof path, "%s/own-fault.db", unit_tmp());
    own_file_write("registers", "visits.ini", "[register]\ntitle = 走\n");
    own_file_write("registers", "trial.ini", OWN);
    assert_true(session_create(&s, path, "测试员", &first, NULL));
    assert_non_null(strstr(s.complaint, "visits.ini"));
    assert_string_equal(registry_find(&s.book, "visits")->title, "走访慰问");
    add_trial(&s, "第一件");
    session_close(&s);

    own_file_write("registers", "trial.ini", "[register]\n");
    static const enum db_mode modes[] = {DB_READ, DB_WRITE};
    for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
        open_file(&s, path, modes[i]);
        assert_string_not_equal(s.complaint, "");
        assert_int_equal(count_trials(&s), 1);
        session_close(&s);
    }
    own_file_remove("registers", "visits.ini");
    own_file_remove("registers", "trial.ini");
    own_rules_drop();
}

TEST(a_title_of_the_program_is_not_taken_by_a_file_that_sorts_before)
{
    struct session s;
    const struct org_first first = first_branch();
    own_file_write("registers", "aaa.ini",
                   "[register]\ntitle = 走访慰问\n" DAY);
    assert_true(session_create(&s, NULL, "测试员", &first, NULL));
    assert_non_null(strstr(s.complaint, "同名"));
    assert_null(registry_find(&s.book, "aaa"));
    assert_non_null(registry_find(&s.book, "visits"));
    session_close(&s);
    own_file_remove("registers", "aaa.ini");
    own_rules_drop();
}

TEST(a_declaration_that_does_not_fit_the_records_is_told)
{
    static const char *const others[] = {
        /* of another type; the day under another name */
        HEAD DAY "[what]\nlabel = 事项\nkind = count\nlist = 8-20 2\n",
        HEAD "[at]\nlabel = 日期\nkind = day\nlist = 10-10 1\n"};
    const struct org_first first = first_branch();
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        struct session s;
        char path[512];
        snprintf(path, sizeof path, "%s/own-other-%zu.db", unit_tmp(), i);
        own_file_write("registers", "trial.ini", OWN);
        assert_true(session_create(&s, path, "测试员", &first, NULL));
        add_trial(&s, "第一件");
        session_close(&s);
        own_file_write("registers", "trial.ini", others[i]);
        open_file(&s, path, DB_WRITE);
        assert_non_null(strstr(s.complaint, "对不上"));
        assert_null(registry_find(&s.book, "trial"));
        assert_non_null(registry_find(&s.book, "visits"));
        session_close(&s);
        own_file_write("registers", "trial.ini", OWN);
        open_file(&s, path, DB_WRITE);
        assert_int_equal(count_trials(&s), 1);
        session_close(&s);
        own_file_remove("registers", "trial.ini");
    }
    own_rules_drop();
}

/* The headings of registers and of figures are the same, and in one order. */
TEST(registers_and_figures_stand_under_headings_of_the_report)
{
    struct fixture f;
    fixture_open(&f);
    size_t last = register_group_place("没有这一块");
    const struct register_set *set = book_registers(f.book);
    const struct figure_set *figures = book_figures(f.book);
    assert_true(set->n > 60 && figures->n > 70);
    for (size_t i = 0; i < set->n; i++) {
        if (register_group_place(set->list[i]->group) >= last) {
            fail_msg("%s: %s", set->list[i]->file, set->list[i]->group);
        }
    }
    for (size_t i = 0; i < figures->n; i++) {
        if (register_group_place(figures->list[i].group) >= last) {
            fail_msg("%s: %s", figures->list[i].code, figures->list[i].group);
        }
    }
    assert_true(register_group_place("思想建设") <
                register_group_place("平台和报告"));
    fixture_close(&f);
}

TEST(a_flag_that_is_asked_for_has_to_be_answered)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    const struct ledger *l = registry_find(f.book, "personal_matters");
    struct record r = record_new(l, f.book, &f.arena);
    struct issues is = {.arena = &f.arena};
    int asked = -1;
    for (size_t i = 0; i < l->n_fields; i++) {
        if (l->fields[i].kind == &field_flag &&
            (l->fields[i].flags & FIELD_REQUIRED) != 0) {
            asked = (int)i;
        }
    }
    assert_true(asked >= 0 && record_is_null(&r, asked));
    record_check(&r, f.book, NULL, &is);
    bool told = false;
    for (size_t i = 0; i < is.n; i++) {
        told = told || strcmp(is.list[i].column, l->fields[asked].column) == 0;
    }
    assert_true(told);
    assert_true(record_type(&r, f.book, &f.arena, asked, "否", &err));
    assert_false(record_is_null(&r, asked));
    assert_true(record_type(&r, f.book, &f.arena, asked, "", &err));
    assert_true(record_is_null(&r, asked));
    fixture_close(&f);
}
