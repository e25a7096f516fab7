/* The kinds of fields on rows of dues.ini, with the branch's own file over what
   is compiled in. */
#include "support.h"

#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

static const struct field category = {
    .column = "category", .label = "类别", .kind = &field_dues_category};
static const struct field item = {
    .column = "item", .label = "项目", .kind = &field_dues_item};
static const struct field use = {
    .column = "use", .label = "用途", .kind = &field_dues_use};
static const struct field rate = {
    .column = "rate", .label = "比例", .kind = &field_dues_rate};

/* The code that was understood, or the one of the refusal. */
static const char *typed(struct fixture *f, const struct field *field,
                         const char *text)
{
    struct err err = ERR_INIT;
    struct value v = {VALUE_NULL, 0, NULL};
    if (!field_parse(field, f->book, &f->arena, text, &v, &err)) {
        return arena_str(&f->arena, err.code);
    }
    return v.type == VALUE_TEXT ? v.s : arena_printf(&f->arena, "%d", (int)v.i);
}

static const char *shown(struct fixture *f, const struct field *field,
                         struct value v)
{
    struct strbuf sb;
    sb_init(&sb);
    field_format(field, f->book, &v, &sb);
    const char *text = arena_str(&f->arena, sb.s);
    sb_clear(&sb);
    return text;
}

static const char *title(struct fixture *f, const struct field *field,
                         const char *code)
{
    return shown(f, field, value_text(&f->arena, code));
}

TEST(dues_fields_understand_code_name_and_pinyin)
{
    static const struct {
        const struct field *field;
        const char *typed, *code;
    } rows[] = {
        {&category, "job", "job"},
        {&category, "在职（按月领取工资）", "job"},
        {&category, "在职", "job"},
        {&category, "zz", "job"},
        {&category, "离退休", "retired"},
        {&category, "ltx", "retired"},
        {&category, "低保", "subsistence"},
        {&category, "db", "subsistence"},
        {&category, "nianxin", "year-pay"},
        {&category, "领取", "E-FIELD-026"}, /* several */
        {&category, "干部们", "E-FIELD-026"},
        {&category, "Job", "E-FIELD-026"},
        {&item, "post-wage", "post-wage"},
        {&item, "职务工资", "post-wage"},
        {&item, "zwgz", "post-wage"},
        {&item, "grsds", "tax"},
        {&item, "养老保险", "E-FIELD-027"},
        {&item, "养老保险（个人缴纳）", "own-pension"},
        {&item, "没有", "E-FIELD-027"},
        {&use, "training", "training"},
        {&use, "培训", "training"},
        {&use, "bzxj", "commend"},
        {&use, "补助", "E-FIELD-028"},
        {&use, "吃饭", "E-FIELD-028"},
        {&rate, "1.5%", "150"},
        {&rate, "1.5", "150"},
        {&rate, "１．５％", "150"},
        {&rate, "0", "0"},
        {&rate, "100%", "10000"},
        {&rate, "100.01%", "E-FIELD-029"},
        {&rate, "1.505", "E-FIELD-029"},
        {&rate, "-1", "E-FIELD-029"},
        {&rate, "百分之一", "E-FIELD-029"},
    };
    struct fixture f;
    fixture_open(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *got = typed(&f, rows[i].field, rows[i].typed);
        if (strcmp(got, rows[i].code) != 0) {
            fail_msg("%s: %s", rows[i].typed, got);
        }
    }
    fixture_close(&f);
}

TEST(dues_fields_show_titles)
{
    struct fixture f;
    fixture_open(&f);
    assert_string_equal(title(&f, &category, "relief"), "依靠抚恤或救济生活");
    assert_string_equal(title(&f, &item, "tax"), "个人所得税");
    assert_string_equal(title(&f, &use, "disaster"), "补助受灾党员和修缮设施");
    /* What is no longer there is shown as it was stored. */
    assert_string_equal(title(&f, &category, "gone"), "gone");
    assert_string_equal(title(&f, &item, "gone"), "gone");
    assert_string_equal(title(&f, &use, "gone"), "gone");
    assert_string_equal(shown(&f, &rate, value_int(150)), "1.5%");
    assert_string_equal(shown(&f, &rate, value_int(50)), "0.5%");
    assert_string_equal(shown(&f, &rate, value_int(0)), "0%");
    fixture_close(&f);
}

TEST(dues_fields_offer_rows_with_their_rule)
{
    static const struct {
        const struct field *field;
        size_t n;
        const char *first;
    } rows[] = {
        {&category, 9, "在职（按月领取工资）"},
        {&item, 47, "职务工资"},
        {&use, 5, "培训党员"},
    };
    struct fixture f;
    fixture_open(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct field_option *list = NULL;
        size_t n = field_options(rows[i].field, f.book, &f.arena, &list);
        assert_int_equal(n, rows[i].n);
        assert_string_equal(list[0].text, rows[i].first);
        for (size_t k = 0; k < n; k++) {
            assert_non_null(strstr(list[k].about, "。（"));
            /* What is offered is understood. */
            const char *code = typed(&f, rows[i].field, list[k].text);
            assert_string_equal(title(&f, rows[i].field, code), list[k].text);
        }
    }
    fixture_close(&f);
}

/* ---- the branch's own file ---------------------------------------------- */

static const char own_text[] =
    "[category.grad]\nbasis = 某大学党委规定\nfrom = 2027-01-01\n"
    "title = 领助学金的研究生\nbrief = 研究生\nkind = wage\nbase = 助学金\n"
    "brackets = - 0.5%\n"
    "[category.job]\nbasis = 新规定\nfrom = 2027-01-01\nbrackets = - 3\n";

/* A category of next year can be written down in December; the broken row is
   told when the ledger is opened. */
TEST(dues_own_rows_of_the_branch)
{
    struct fixture f;
    own_rules_write("dues.ini", own_text);
    fixture_open(&f);
    rulebook_own(&f.session);
    assert_non_null(strstr(f.session.complaint, "本单位规定 rules/dues.ini"));
    assert_non_null(strstr(f.session.complaint, "第 12 行"));
    assert_string_equal(typed(&f, &category, "研究生"), "grad");
    assert_string_equal(title(&f, &category, "grad"), "领助学金的研究生");
    const struct field_option *list = NULL;
    assert_int_equal(field_options(&category, f.book, &f.arena, &list), 10);
    assert_string_equal(list[9].text, "领助学金的研究生");
    /* In force it is from its day on. */
    int64_t fen = -1;
    struct err err = ERR_INIT;
    const struct dues_rules *r = book_dues(f.book);
    assert_false(dues_amount(r, "grad", 100000, f.book->day, &fen, &err));
    assert_true(
        dues_amount(r, "grad", 100000, date_of(2027, 1, 1), &fen, &err));
    assert_int_equal(fen, 500);
    assert_true(dues_amount(r, "job", 500001, date_of(2027, 1, 1), &fen, &err));
    assert_int_equal(fen, 7500);
    fixture_close(&f);
    own_rules_drop();
}
