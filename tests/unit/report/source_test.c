/* Values and lists, periods, what every form can show, and that the table of
   sources is in order. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/session.h"
#include "pbtui/report/source.h"

/* ---- values and rows ------------------------------------------------------
 */

TEST(source_values_are_kept_and_replaced)
{
    struct arena a = ARENA_INIT;
    struct form_data d;
    char name[] = "one";
    char text[] = "一";
    form_data_init(&d, &a);
    assert_string_equal(form_get(&d, "one"), "");
    form_set(&d, name, text);
    name[0] = text[0] = 'x';
    assert_string_equal(form_get(&d, "one"), "一");
    form_setf(&d, "one", "%d 个", 2);
    assert_string_equal(form_get(&d, "one"), "2 个");
    form_set(&d, "one", NULL);
    assert_string_equal(form_get(&d, "one"), "");
    assert_int_equal(d.n_values, 1);
    for (int i = 0; i < 100; i++) {
        form_setf(&d, arena_printf(&a, "v%d", i), "%d", i);
    }
    assert_string_equal(form_get(&d, "v0"), "0");
    assert_string_equal(form_get(&d, "v99"), "99");
    arena_clear(&a);
}

TEST(source_lists_keep_their_rows)
{
    static const char *const columns[] = {"name", "n"};
    struct arena a = ARENA_INIT;
    struct form_data d;
    form_data_init(&d, &a);
    assert_null(form_list_of(&d, "people"));
    form_list_begin(&d, "people", columns, 2);
    for (int i = 0; i < 100; i++) {
        char n[12];
        const char *const cells[] = {i == 7 ? NULL : "张", n};
        memcpy(n, arena_printf(&a, "%d", i), 3);
        form_list_row(&d, cells);
    }
    form_list_begin(&d, "none", columns, 1);
    const struct form_list *l = form_list_of(&d, "people");
    assert_int_equal(l->n_rows, 100);
    assert_string_equal(form_list_cell(l, 0, "n"), "0");
    assert_string_equal(form_list_cell(l, 99, "n"), "99");
    assert_string_equal(form_list_cell(l, 7, "name"), "");
    assert_string_equal(form_list_cell(l, 7, "age"), "");
    assert_string_equal(form_list_cell(l, 100, "n"), "");
    assert_int_equal(form_list_of(&d, "none")->n_rows, 0);
    assert_int_equal(form_list_of(&d, "none")->n_columns, 1);
    arena_clear(&a);
}

/* ---- periods --------------------------------------------------------------
 */

#define DAY(y, m, d) date_of(y, m, d)

TEST(source_periods_read_as_paper_has_them)
{
    const struct {
        struct span span;
        const char *text;
    } rows[] = {
        {{DATE_NONE, DATE_NONE}, ""},
        {{DAY(2026, 1, 1), DAY(2026, 12, 31)}, "2026年"},
        {{DAY(2026, 1, 1), DAY(2026, 3, 31)}, "2026年一季度"},
        {{DAY(2026, 10, 1), DAY(2026, 12, 31)}, "2026年四季度"},
        {{DAY(2026, 2, 1), DAY(2026, 4, 30)}, "2026年2月1日至2026年4月30日"},
        {{DAY(2026, 2, 1), DAY(2027, 1, 31)}, "2026年2月1日至2027年1月31日"},
        {{DAY(2026, 10, 1), DAY(2026, 10, 31)}, "2026年10月"},
        {{DAY(2024, 2, 1), DAY(2024, 2, 29)}, "2024年2月"},
        {{DAY(2024, 2, 1), DAY(2024, 2, 28)}, "2024年2月1日至2024年2月28日"},
        {{DAY(2026, 3, 5), DAY(2026, 3, 5)}, "2026年3月5日"},
        {{DAY(2026, 3, 5), DATE_NONE}, "2026年3月5日起"},
        {{DATE_NONE, DAY(2026, 3, 5)}, "截至2026年3月5日"},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *got = source_span_text(&a, &rows[i].span);
        if (strcmp(got, rows[i].text) != 0) {
            fail_msg("«%s», not «%s»", got, rows[i].text);
        }
    }
    arena_clear(&a);
}

TEST(source_without_a_period_takes_its_usual_one)
{
    static const struct {
        unsigned asks;
        const char *period;
        const char *text; /* on 2026-11-20 */
    } rows[] = {
        {ASKS_PERIOD, "month", "2026年11月"},
        {ASKS_PERIOD, "quarter", "2026年四季度"},
        {ASKS_PERIOD, "year", "2026年"},
        {ASKS_PERIOD, NULL, "2026年11月"},
        {ASKS_PERIOD | ASKS_DAY, "year", "2026年"},
        {ASKS_DAY, NULL, ""},
        {ASKS_RECORD, "month", ""},
    };
    struct arena a = ARENA_INIT;
    struct book b = {.day = DAY(2026, 11, 20)};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct source s = {.asks = rows[i].asks,
                                 .period = rows[i].period};
        struct form_ask ask = {.book = &b, .span = {DATE_NONE, DATE_NONE}};
        struct span span = source_span(&s, &ask);
        assert_string_equal(source_span_text(&a, &span), rows[i].text);
        ask.span = span_of_month(month_make(2025, 2));
        span = source_span(&s, &ask);
        assert_string_equal(source_span_text(&a, &span), "2025年2月");
    }
    for (int month = 1; month <= 12; month++) {
        static const char *const quarters[] = {"一", "二", "三", "四"};
        const struct source s = {.asks = ASKS_PERIOD, .period = "quarter"};
        struct form_ask ask = {.book = &b, .span = {DATE_NONE, DATE_NONE}};
        b.day = DAY(2026, month, 28);
        struct span span = source_span(&s, &ask);
        assert_string_equal(
            source_span_text(&a, &span),
            arena_printf(&a, "2026年%s季度", quarters[(month - 1) / 3]));
    }
    arena_clear(&a);
}

/* ---- what every form can show ---------------------------------------------
 */

static const char *const no_values[] = {NULL};
static bool gather_nothing(const struct form_ask *ask, struct form_data *d,
                           struct err *err)
{
    (void)d;
    /* A source that asks for a period always finds one. */
    return ask->span.from != DATE_NONE ||
           err_set(err, ERR_RULE, "E-TEST-001", "没有时段");
}
static const struct source plain = {.name = "plain",
                                    .asks = ASKS_PERIOD,
                                    .values = no_values,
                                    .gather = gather_nothing};

TEST(source_common_values_are_those_of_the_branch)
{
    static const struct {
        const char *name;
        const char *text;
    } rows[] = {
        {"org", "中共示例支部委员会（示例）"},
        {"period", "2026年11月"},
        {"day", "2026-11-20"},
        {"day_long", "2026年11月20日"},
        {"year", "2026"},
        {"printed", "2026年11月20日"},
        {"clerk", "测试"},
    };
    struct org_first first = {"中共示例支部委员会（示例）", date_of(2015, 6, 1),
                              true, 1};
    struct session s;
    struct arena a = ARENA_INIT;
    struct form_data d;
    struct err err = ERR_INIT;
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    if (!session_create(&s, NULL, "测试", &first, &err)) {
        fail_msg("%s", err.text);
    }
    struct form_ask ask = {.book = &s.book, .span = {DATE_NONE, DATE_NONE}};
    form_data_init(&d, &a);
    assert_true(source_gather(&plain, &ask, &d, &err));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_string_equal(form_get(&d, rows[i].name), rows[i].text);
    }
    assert_true(form_get(&d, "branch")[0] != '\0');
    struct strbuf out;
    sb_init(&out);
    assert_int_equal(source_check(&plain, &d, &out), 0);
    sb_clear(&out);
    ask.span = (struct span){DATE_NONE, date_of(2024, 1, 31)};
    form_data_init(&d, &a);
    assert_true(source_set_common(&ask, &d, &err));
    assert_string_equal(form_get(&d, "year"), "2024");
    s.book.branch = 99;
    assert_false(source_gather(&plain, &ask, &d, &err));
    assert_true(err_is(&err, "E-SOURCE-001"));
    session_close(&s);
    arena_clear(&a);
}

/* ---- names ----------------------------------------------------------------
 */

TEST(source_check_finds_what_differs)
{
    static const char *const columns[] = {"name", "mark*", NULL};
    static const char *const values[] = {"one", NULL};
    static const struct source_list lists[] = {{"people", columns},
                                               {"events", columns}};
    static const struct source s = {
        .name = "s", .values = values, .lists = lists, .n_lists = 2};
    static const char *const good[] = {"name", "mark1", "mark12"};
    static const char *const bad[] = {"mark", "markx", "age"};
    struct arena a = ARENA_INIT;
    struct form_data d;
    struct strbuf out;
    sb_init(&out);
    form_data_init(&d, &a);
    for (size_t i = 0; source_common[i] != NULL; i++) {
        form_set(&d, source_common[i], "");
    }
    form_set(&d, "one", "");
    form_list_begin(&d, "people", good, 3);
    form_list_begin(&d, "events", good, 1);
    assert_int_equal(source_check(&s, &d, &out), 0);
    assert_string_equal(out.s, "");

    form_data_init(&d, &a);
    form_set(&d, "two", "");
    form_list_begin(&d, "people", bad, 3);
    form_list_begin(&d, "others", good, 1);
    size_t n = source_check(&s, &d, &out);
    assert_int_equal(n, 9 + 1 + 1 + 4 + 1 + 1);
    assert_non_null(strstr(out.s, "org is named, not set\n"));
    assert_non_null(strstr(out.s, "one is named, not set\n"));
    assert_non_null(strstr(out.s, "two is set, not named\n"));
    assert_non_null(strstr(out.s, "people.name is named, not gathered\n"));
    assert_non_null(strstr(out.s, "people.mark is gathered, not named\n"));
    assert_non_null(strstr(out.s, "people.markx is gathered, not named\n"));
    assert_non_null(strstr(out.s, "people.age is gathered, not named\n"));
    assert_non_null(strstr(out.s, "list events is named, not begun\n"));
    assert_non_null(strstr(out.s, "list others is begun, not named\n"));
    sb_clear(&out);
    arena_clear(&a);
}

/* Names can be written in braces, and say one thing. */
static void check_name(const char *source, const char *name)
{
    if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(name) ||
        name[0] == '\0' || strlen(name) > 40) {
        fail_msg("%s: «%s» is no name", source, name);
    }
    if (strcmp(name, "each") == 0 || strcmp(name, "row") == 0 ||
        strcmp(name, "end") == 0 || strcmp(name, "not") == 0) {
        fail_msg("%s: «%s» means something else", source, name);
    }
}

/* A value set twice would depend on who comes first. */
static void check_once(const char *source, const char *const *names)
{
    for (size_t i = 0; names != NULL && names[i] != NULL; i++) {
        for (size_t k = 0; k < i; k++) {
            if (strcmp(names[i], names[k]) == 0) {
                fail_msg("%s: «%s» stands twice", source, names[i]);
            }
        }
    }
}

static bool names_value(const struct source *s, const char *name)
{
    size_t i = 0;
    while (s->values != NULL && s->values[i] != NULL &&
           strcmp(s->values[i], name) != 0) {
        i++;
    }
    return s->values != NULL && s->values[i] != NULL;
}

TEST(source_table_is_in_order)
{
    assert_null(source_find("nobody"));
    for (size_t i = 0; sources[i] != NULL; i++) {
        const struct source *s = sources[i];
        check_name("sources", s->name);
        assert_ptr_equal(source_find(s->name), s);
        assert_non_null(s->gather);
        assert_true(s->asks != 0);
        if ((s->asks & ASKS_RECORD) != 0 && s->ledger == NULL) {
            fail_msg("%s asks for a record of nothing", s->name);
        }
        for (size_t v = 0; s->values != NULL && s->values[v] != NULL; v++) {
            check_name(s->name, s->values[v]);
            assert_true(source_has_value(s, s->values[v]));
        }
        for (size_t l = 0; l < s->n_lists; l++) {
            const struct source_list *list = &s->lists[l];
            check_name(s->name, list->name);
            check_once(s->name, list->columns);
            assert_ptr_equal(source_list(s, list->name), list);
            for (size_t c = 0; list->columns[c] != NULL; c++) {
                char stem[64] = "";
                size_t n = strcspn(list->columns[c], "*");
                memcpy(stem, list->columns[c], n < 63 ? n : 63);
                check_name(s->name, stem);
                assert_true(source_has_column(s, list->name, list->columns[c]));
            }
        }
        check_once(s->name, s->values);
        for (size_t v = 0; source_common[v] != NULL; v++) {
            if (names_value(s, source_common[v])) {
                fail_msg("%s: «%s» is everybody's", s->name, source_common[v]);
            }
        }
        assert_true(source_has_value(s, "org"));
        assert_false(source_has_value(s, "nobody"));
        assert_false(source_has_column(s, "nobody", "name"));
    }
}
