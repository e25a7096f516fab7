/* 积分 and whatever else a register's file bounds: signs, caps, rules in force
   on a day, half-years; and that list, tally and figure count the same. */
#include "support.h"

#include "unit.h"

#include "pbtui/base/folder.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/figures.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/tally.h"
#include "pbtui/text/date.h"

#include <stdlib.h>
#include <string.h>

/* ---- what a file may say ------------------------------------------------ */

#define HEAD "[register]\ntitle = 试验台账\n"
#define DAY  "[on_day]\nlabel = 日期\nkind = day\nlist = 10-10 1\n"
#define RULE "[rule_id]\nlabel = 细则\nkind = link\nof = score_rules\n"
#define N    "[n]\nlabel = 数\nkind = count\n"
#define F    "[f]\nlabel = 甲\nkind = flag\n"
#define W    "[w]\nlabel = 类\nkind = word\nwords = 加 减\n"
#define WHO  "[who]\nlabel = 谁\nkind = person\n"

TEST(what_is_wrong_in_bounds_is_named)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {HEAD DAY RULE N "cap = rule_id.cap\nper = rule_id\n", NULL},
        {HEAD DAY RULE N "cap = rule_id.cap\n", "cap 和 per 要一起写"},
        {HEAD DAY RULE N "per = rule_id\n", "cap 和 per 要一起写"},
        {HEAD DAY RULE N "cap = rule_id.cap\nper = on_day\n",
         "per 里也要有这个引用"},
        {HEAD DAY RULE N "cap = rule_id.cap\nper = x\n",
         "per 里的“x”不是可以用的项目"},
        {HEAD DAY RULE N "cap = rule_id\nper = rule_id\n",
         "cap 要写一个数的名称"},
        {HEAD DAY RULE N "cap = x.cap\nper = rule_id\n", "cap 要写一个数"},
        {HEAD DAY RULE "[m_fen]\nlabel = 钱\nkind = money\n"
                       "cap = rule_id.cap\nper = rule_id\n",
         "写在 count 里"},
        {HEAD DAY F "sign_of = f\n", "sign_of 只写在 count、money、hours 里"},
        {HEAD DAY N "sign_of = on_day\n", "sign_of 要写一个数的名称"},
        {HEAD DAY N "sign_of = n\n", NULL},
        {HEAD DAY W N "minus = w 减\n", NULL},
        {HEAD DAY W N "minus = w\n", "minus 要写一个 word 项目和它的几个词"},
        {HEAD DAY N "minus = on_day 减\n", "minus 要写一个 word 项目"},
        {HEAD DAY "[y]\nlabel = 年\nkind = year\nfollows = on_day\n", NULL},
        {HEAD DAY "[y]\nlabel = 年\nkind = year\nfollows = x\n",
         "follows 要写一个日期项目"},
        {HEAD DAY "[y]\nlabel = 段\nkind = word\nwords = 一 二 三 四 五\n"
                  "follows = on_day\n",
         "follows 要写一个日期项目"},
        {HEAD DAY N "follows = on_day\n", "follows 要写一个数的名称"},
        {HEAD DAY N "in_force = yes\n", "in_force 只写在 link 里"},
        {HEAD DAY F "[s]\nlabel = 齐\nkind = ticks\nof = f\n", NULL},
        {HEAD DAY F "[s]\nlabel = 齐\nkind = ticks\nof = f on_day\n",
         "of 里的“on_day”不是可以用的项目"},
        {HEAD DAY "[s]\nlabel = 齐\nkind = ticks\n", "要写 of"},
        {HEAD DAY F "[s]\nlabel = 齐\nkind = ticks\nof = f\nneed = yes\n",
         "不写 need"},
        {HEAD DAY N "[s]\nlabel = 计\nkind = counted\nof = n\n",
         "of 要写一个有 cap 的数"},
        {HEAD "tally = 表 | who | n | w\n" DAY WHO N W, NULL},
        {HEAD "tally = 表 | who | n\n" DAY WHO N W, "tally 要写成"},
        {HEAD "tally = 表 | n | n | w\n" DAY WHO N W, "tally 要写成"},
        {HEAD "tally = 表 | who | n | n\n" DAY WHO N W, "tally 要写成"},
        {HEAD "tally = 表 | who | n | w | w\n" DAY WHO N W, "tally 要写成"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct complaints r = {.arena = &a};
        bool good = register_read(&r, "trial.ini", rows[i].text, true) != NULL;
        bool said = rows[i].says == NULL && r.n == 0;
        for (size_t k = 0; k < r.n; k++) {
            said = said || (rows[i].says != NULL &&
                            strstr(r.list[k], rows[i].says) != NULL);
        }
        if (good != (rows[i].says == NULL) || !said) {
            fail_msg("row %zu: %s", i, r.n > 0 ? r.list[0] : "accepted");
        }
        arena_clear(&a);
    }
}

/* Only when all files are read is it known what a link leads to. */
TEST(a_link_without_such_a_number_leaves_the_register_out)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {HEAD DAY RULE N "cap = rule_id.unit_points\nper = rule_id\n", NULL},
        {HEAD DAY RULE N "cap = rule_id.item\nper = rule_id\n",
         "没有这里要用的数"},
        {HEAD DAY RULE N "sign_of = rule_id.nothing\n", "没有这里要用的数"},
        {HEAD DAY "[e]\nlabel = 会\nkind = link\nof = events\n"
                  "in_force = yes\n",
         "没有这里要用的数"},
        {HEAD "tally = 表 | who | n | rule_id.item\n" DAY WHO N RULE,
         "没有这里要用的数"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        own_file_write("registers", "trial.ini", rows[i].text);
        fixture_open(&f);
        const char *said = book_registers(f.book)->complaint;
        bool there = registry_find(f.book, "trial") != NULL;
        if (there != (rows[i].says == NULL) ||
            (rows[i].says != NULL && strstr(said, rows[i].says) == NULL)) {
            fail_msg("row %zu: %s", i, said);
        }
        fixture_close(&f);
        own_file_remove("registers", "trial.ini");
        own_rules_drop();
    }
}

/* ---- 积分 --------------------------------------------------------------- */

static const struct ledger *book_of(struct fixture *f, const char *name)
{
    const struct ledger *l = registry_find(f->book, name);
    assert_non_null(l);
    return l;
}

static void save(struct fixture *f, struct record *r)
{
    struct err err = ERR_INIT;
    if (!ledger_apply(f->book, &f->arena, r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static int64_t rule(struct fixture *f, const char *kind, const char *points,
                    const char *cap, const char *ended)
{
    struct record r = record_new(book_of(f, "score_rules"), f->book, &f->arena);
    fixture_type(f, &r, "on_day", "2025-07-01");
    fixture_type(f, &r, "kind", kind);
    fixture_type(f, &r, "item", kind);
    fixture_type(f, &r, "unit_points", points);
    fixture_type(f, &r, "cap", cap);
    fixture_type(f, &r, "ended_on", ended);
    save(f, &r);
    return r.id;
}

static struct record score_of(struct fixture *f, int64_t person, int64_t item,
                              const char *day, const char *points)
{
    struct record r = record_new(book_of(f, "scores"), f->book, &f->arena);
    fixture_type(f, &r, "on_day", day);
    record_set_int(&r, ledger_field(r.ledger, "person_id"), person);
    fixture_type(f, &r, "rule_id",
                 arena_printf(&f->arena, "#%lld", (long long)item));
    fixture_type(f, &r, "points", points);
    fixture_type(f, &r, "basis", "依据");
    return r;
}

static int64_t add(struct fixture *f, int64_t person, int64_t item,
                   const char *day, const char *points)
{
    struct record r = score_of(f, person, item, day, points);
    save(f, &r);
    return r.id;
}

/* What the list shows of one. */
static const char *shown(struct fixture *f, int64_t id)
{
    const struct ledger *l = book_of(f, "scores");
    const struct ledger_view *all = ledger_view(l, "all");
    struct query q = query_of(l, all);
    struct query_row row;
    size_t n = 0;
    size_t c = 0;
    q.only_id = id;
    q.limit = 1;
    assert_true(query_page(f->book, &f->arena, &q, &row, &n, NULL));
    assert_int_equal(row.id, id);
    while (strcmp(l->fields[all->columns[c].field].column, "counted") != 0) {
        c++;
    }
    return row.cells[c];
}

static struct tally tally_in(struct fixture *f, const char *from,
                             const char *to)
{
    struct tally t;
    struct span span;
    struct err err = ERR_INIT;
    assert_true(date_read(from, &span.from) && date_read(to, &span.to));
    if (!tally_of(f->book, &f->arena, register_of(book_of(f, "scores")), &span,
                  &t, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return t;
}

static int64_t r14(struct fixture *f, const char *from, const char *to,
                   const char *label)
{
    struct figure_answer x;
    struct span span;
    struct err err = ERR_INIT;
    const struct figure *r = figures_find(book_figures(f->book), "R14");
    assert_true(date_read(from, &span.from) && date_read(to, &span.to));
    if (!figure_ask(f->book, &f->arena, r, &span, &x, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    size_t i = 0;
    while (strcmp(r->values[i].label, label) != 0) {
        i++;
    }
    return x.numbers[i];
}

TEST(points_beyond_the_cap_do_not_count)
{
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "张三", "1980-05-01", "2005-06-01", "2006-06-01");
    int64_t good = rule(&f, "加分", "5", "10", "");
    int64_t bad = rule(&f, "减分", "-3", "-6", "");
    const struct {
        int64_t item;
        const char *day, *points, *shows;
    } rows[] = {
        {good, "2026-03-01", "5", "5"},
        {good, "2026-03-02", "5", "5"}, /* reached exactly */
        {good, "2026-03-03", "1", "0 超出上限"},
        {bad, "2026-03-01", "-5", "-5"},
        {bad, "2026-03-02", "-2", "-1 超出上限"}, /* one beyond */
        {good, "2026-06-30", "5", "0 超出上限"},
        {good, "2026-07-01", "5", "5"}, /* the next half begins */
    };
    int64_t ids[ARRAY_LEN(rows)];
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        ids[i] = add(&f, who, rows[i].item, rows[i].day, rows[i].points);
    }
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_string_equal(shown(&f, ids[i]), rows[i].shows);
    }
    struct tally t = tally_in(&f, "2026-01-01", "2026-06-30");
    assert_int_equal(t.n_words, 3);
    assert_int_equal(t.n_people, 1);
    assert_int_equal(t.people[0].sums[1], 10);
    assert_int_equal(t.people[0].sums[2], -6);
    assert_int_equal(t.people[0].total, 4);
    assert_int_equal(t.people[0].over, 7);
    assert_int_equal(t.n_items, 6);
    assert_int_equal(r14(&f, "2026-01-01", "2026-06-30", "加分"), 10);
    assert_int_equal(r14(&f, "2026-01-01", "2026-06-30", "减分"), -6);
    assert_int_equal(r14(&f, "2026-01-01", "2026-06-30", "超出上限"), 7);
    assert_int_equal(r14(&f, "2026-01-01", "2026-12-31", "加分"), 15);
    /* A voided one gives way to those behind it. */
    struct err err = ERR_INIT;
    assert_true(ledger_void(f.book, &f.arena, book_of(&f, "scores"), ids[1],
                            "登记错了的", &err));
    assert_string_equal(shown(&f, ids[2]), "1");
    assert_string_equal(shown(&f, ids[5]), "4 超出上限");
    fixture_close(&f);
}

/* Told when it is entered, and entered all the same. */
TEST(going_beyond_the_cap_is_told_and_not_refused)
{
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "张三", "1980-05-01", "2005-06-01", "2006-06-01");
    int64_t item = rule(&f, "加分", "5", "10", "");
    int64_t open = rule(&f, "加分", "5", "", "");
    add(&f, who, item, "2026-08-01", "5");
    struct record r = score_of(&f, who, item, "2026-08-02", "5");
    assert_string_equal(fixture_issue(&f, &r, NULL, "points"), "");
    fixture_type(&f, &r, "points", "6");
    assert_string_equal(fixture_issue(&f, &r, NULL, "points"), "E-REG-008");
    save(&f, &r);
    /* The record itself is not counted twice. */
    fixture_type(&f, &r, "points", "5");
    assert_string_equal(fixture_issue(&f, &r, &r, "points"), "");
    r = score_of(&f, who, open, "2026-08-02", "99");
    assert_string_equal(fixture_issue(&f, &r, NULL, "points"), "");
    fixture_close(&f);
}

TEST(what_is_against_its_rule_is_refused)
{
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "张三", "1980-05-01", "2005-06-01", "2006-06-01");
    int64_t plus = rule(&f, "加分", "5", "10", "2026-09-10");
    int64_t minus = rule(&f, "减分", "-3", "-6", "");
    const struct {
        int64_t item;
        const char *day, *points, *column, *code;
    } rows[] = {
        {plus, "2026-08-01", "5", "points", ""},
        {plus, "2026-08-01", "-5", "points", "E-REG-007"},
        {plus, "2026-08-01", "0", "points", "E-REG-007"},
        {minus, "2026-08-01", "3", "points", "E-REG-007"},
        {minus, "2026-08-01", "-3", "points", ""},
        {plus, "2025-07-01", "5", "rule_id", ""}, /* its first day */
        {plus, "2025-06-30", "5", "rule_id", "E-REG-006"},
        {plus, "2026-09-09", "5", "rule_id", ""},
        {plus, "2026-09-10", "5", "rule_id", "E-REG-006"}, /* over */
        {minus, "2026-08-01", "-3", "basis", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct record r =
            score_of(&f, who, rows[i].item, rows[i].day, rows[i].points);
        const char *code = fixture_issue(&f, &r, NULL, rows[i].column);
        if (strcmp(code, rows[i].code) != 0) {
            fail_msg("row %zu: %s", i, code);
        }
    }
    struct record r = score_of(&f, who, minus, "2026-08-01", "-3");
    fixture_type(&f, &r, "basis", "");
    assert_string_equal(fixture_issue(&f, &r, NULL, "basis"), "E-RECORD-002");
    /* A rule that is voided holds no more. */
    struct err err = ERR_INIT;
    assert_true(ledger_void(f.book, &f.arena, book_of(&f, "score_rules"), minus,
                            "登记错了的", &err));
    r = score_of(&f, who, plus, "2026-08-01", "5");
    record_set_int(&r, ledger_field(r.ledger, "rule_id"), minus);
    assert_string_equal(fixture_issue(&f, &r, NULL, "rule_id"), "E-REG-005");
    fixture_close(&f);
}

TEST(a_rule_has_the_sign_of_its_kind)
{
    struct fixture f;
    fixture_open(&f);
    const struct {
        const char *kind, *points, *cap, *column, *code;
    } rows[] = {
        {"加分", "5", "10", "unit_points", ""},
        {"加分", "-5", "", "unit_points", "E-REG-007"},
        {"基础分", "0", "", "unit_points", "E-REG-007"},
        {"减分", "-5", "-10", "unit_points", ""},
        {"减分", "5", "10", "unit_points", "E-REG-007"},
        {"减分", "-5", "-10", "cap", ""},
        {"减分", "-5", "10", "cap", "E-REG-007"},
        {"加分", "5", "0", "cap", "E-REG-007"},
        {"加分", "5", "", "cap", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct record r =
            record_new(book_of(&f, "score_rules"), f.book, &f.arena);
        fixture_type(&f, &r, "kind", rows[i].kind);
        fixture_type(&f, &r, "unit_points", rows[i].points);
        fixture_type(&f, &r, "cap", rows[i].cap);
        const char *code = fixture_issue(&f, &r, NULL, rows[i].column);
        if (strcmp(code, rows[i].code) != 0) {
            fail_msg("row %zu: %s", i, code);
        }
    }
    fixture_close(&f);
}

TEST(the_half_year_follows_the_day_until_it_is_typed)
{
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "张三", "1980-05-01", "2005-06-01", "2006-06-01");
    int64_t item = rule(&f, "加分", "5", "10", "");
    struct record r = record_new(book_of(&f, "scores"), f.book, &f.arena);
    int half = ledger_field(r.ledger, "half");
    int year = ledger_field(r.ledger, "for_year");
    assert_string_equal(record_text(&r, half), "下半年");
    assert_int_equal(record_int(&r, year), 2026);
    fixture_type(&f, &r, "on_day", "2025-06-30");
    assert_string_equal(record_text(&r, half), "上半年");
    assert_int_equal(record_int(&r, year), 2025);
    r = score_of(&f, who, item, "2026-06-30", "5");
    assert_string_equal(record_text(&r, half), "上半年");
    assert_string_equal(fixture_issue(&f, &r, NULL, "for_year"), "");
    r = score_of(&f, who, item, "2026-07-01", "5");
    assert_string_equal(record_text(&r, half), "下半年");
    assert_string_equal(fixture_issue(&f, &r, NULL, "for_year"), "");
    /* Made up for in July; nothing is given for a half that has not begun. */
    fixture_type(&f, &r, "half", "上半年");
    assert_string_equal(fixture_issue(&f, &r, NULL, "for_year"), "E-REG-011");
    save(&f, &r);
    assert_int_equal(r14(&f, "2026-01-01", "2026-06-30", "加分"), 5);
    assert_int_equal(r14(&f, "2026-07-01", "2026-12-31", "加分"), 0);
    assert_int_equal(tally_in(&f, "2026-01-01", "2026-06-30").people[0].total,
                     5);
    assert_int_equal(tally_in(&f, "2026-07-01", "2026-12-31").people[0].total,
                     0);
    r = score_of(&f, who, item, "2026-06-30", "5");
    record_set_text(&r, half, "下半年");
    assert_string_equal(fixture_issue(&f, &r, NULL, "for_year"), "E-REG-010");
    /* The rule's points are proposed, and never over what was typed. */
    r = record_new(book_of(&f, "scores"), f.book, &f.arena);
    const char *typed = arena_printf(&f.arena, "#%lld", (long long)item);
    fixture_type(&f, &r, "rule_id", typed);
    assert_int_equal(record_int(&r, ledger_field(r.ledger, "points")), 5);
    fixture_type(&f, &r, "points", "3");
    fixture_type(&f, &r, "rule_id", typed);
    assert_int_equal(record_int(&r, ledger_field(r.ledger, "points")), 3);
    fixture_close(&f);
}

TEST(the_list_put_up_is_in_the_order_of_the_roster)
{
    struct fixture f;
    fixture_open(&f);
    int64_t one =
        fixture_member(&f, "张三", "1980-05-01", "2005-06-01", "2006-06-01");
    int64_t two =
        fixture_member(&f, "李四", "1980-05-01", "2005-06-01", "2006-06-01");
    fixture_member(&f, "王五", "1980-05-01", "2005-06-01", "2006-06-01");
    int64_t item = rule(&f, "加分", "5", "", "");
    add(&f, two, item, "2026-08-01", "9");
    add(&f, one, item, "2026-08-01", "4");
    struct tally t = tally_in(&f, "2026-07-01", "2026-12-31");
    assert_int_equal(t.n_people, 3);
    assert_string_equal(t.people[0].name, "张三");
    assert_string_equal(t.people[2].name, "王五");
    assert_int_equal(t.people[2].n, 0);
    const size_t *order = tally_ranked(&f.arena, &t);
    assert_string_equal(t.people[order[0]].name, "李四");
    assert_int_equal(t.people[order[0]].place, 1);
    assert_int_equal(t.people[order[1]].place, 2);
    assert_string_equal(t.people[order[2]].name, "王五");
    /* Nothing behind the day in view. */
    f.book->day = date_of(2026, 7, 31);
    t = tally_in(&f, "2026-07-01", "2026-12-31");
    assert_int_equal(t.people[0].total, 0);
    fixture_close(&f);
}

/* ---- the three ways of counting ------------------------------------------ */

static int64_t listed(struct fixture *f, const int64_t *ids, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += strtoll(shown(f, ids[i]), NULL, 10);
    }
    return sum;
}

PROPERTY(list_tally_and_figure_count_the_same)
{
    enum { PEOPLE = 3, RULES = 4, ENTRIES = 60 };
    static const char *const names[PEOPLE] = {"张三", "李四", "王五"};
    uint64_t s = unit_seed();
    struct fixture f;
    int64_t people[PEOPLE];
    int64_t rules[RULES];
    int64_t ids[ENTRIES];
    fixture_open(&f);
    for (size_t i = 0; i < PEOPLE; i++) {
        people[i] = fixture_member(&f, names[i], "1980-05-01", "2005-06-01",
                                   "2006-06-01");
    }
    rules[0] = rule(&f, "基础分", "5", "20", "");
    rules[1] = rule(&f, "加分", "5", "7", "");
    rules[2] = rule(&f, "加分", "5", "", "");
    rules[3] = rule(&f, "减分", "-2", "-6", "");
    for (size_t i = 0; i < ENTRIES; i++) {
        size_t which = unit_below(&s, RULES);
        int day = date_of(2026, 1, 1) + (int)unit_below(&s, 320);
        char text[11];
        int points = (int)unit_below(&s, 6) + 1;
        ids[i] =
            add(&f, people[unit_below(&s, PEOPLE)], rules[which],
                date_text(day, text),
                arena_printf(&f.arena, "%d", which == 3 ? -points : points));
    }
    struct tally one = tally_in(&f, "2026-01-01", "2026-06-30");
    struct tally two = tally_in(&f, "2026-07-01", "2026-12-31");
    struct tally all = tally_in(&f, "2026-01-01", "2026-12-31");
    int64_t sum = 0;
    int64_t plus = 0;
    int64_t over = 0;
    for (size_t i = 0; i < PEOPLE; i++) {
        assert_int_equal(one.people[i].total + two.people[i].total,
                         all.people[i].total);
        assert_int_equal(one.people[i].over + two.people[i].over,
                         all.people[i].over);
        sum += all.people[i].total;
        plus += all.people[i].sums[1];
        over += all.people[i].over;
    }
    assert_int_equal(one.n_items + two.n_items, ENTRIES);
    assert_int_equal(listed(&f, ids, ENTRIES), sum);
    assert_int_equal(r14(&f, "2026-01-01", "2026-12-31", "加分"), plus);
    assert_int_equal(r14(&f, "2026-01-01", "2026-12-31", "超出上限"), over);
    fixture_close(&f);
}
