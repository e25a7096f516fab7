/* What leaves a book: which columns, in which words, in which order, and what
   does not. */
#include "support.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/export_rows.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#include <string.h>

struct rows {
    struct strbuf text; /* cells apart by |, a line each */
    size_t n_columns;
    size_t n, stop_at; /* 0: never */
};

static bool take(void *ctx, const char *const *cells, struct err *err)
{
    struct rows *r = ctx;
    for (size_t i = 0; i < r->n_columns; i++) {
        sb_addf(&r->text, "%s%s", i > 0 ? "|" : "", cells[i]);
    }
    sb_addc(&r->text, '\n');
    r->n++;
    return r->n != r->stop_at ||
           err_set(err, ERR_RULE, "E-TEST-001", "stopped");
}

static size_t columns_of(struct fixture *f, const struct ledger *l, bool ids,
                         const struct export_column **out)
{
    size_t n;
    struct err err = ERR_INIT;
    if (!export_columns(f->book, &f->arena, l, ids, out, &n, &err)) {
        fail_msg("%s: %s %s", l->name, err.code, err.text);
    }
    return n;
}

static const char *heads(struct fixture *f, const struct ledger *l, bool ids)
{
    const struct export_column *columns;
    struct strbuf sb;
    sb_init(&sb);
    size_t n = columns_of(f, l, ids, &columns);
    for (size_t i = 0; i < n; i++) {
        sb_addf(&sb, "%s%s", i > 0 ? "|" : "", columns[i].title);
    }
    const char *s = arena_str(&f->arena, sb.s);
    sb_clear(&sb);
    return s;
}

static const char *leaves(struct fixture *f, const struct export_wish *w)
{
    const struct export_column *columns;
    struct err err = ERR_INIT;
    struct rows r = {.n_columns =
                         columns_of(f, w->query.ledger, w->ids, &columns)};
    sb_init(&r.text);
    if (!export_each(f->book, w, take, &r, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    const char *s = arena_str(&f->arena, r.text.s);
    sb_clear(&r.text);
    return s;
}

static void honour(struct fixture *f, const char *who, const char *day,
                   const char *title)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_honour, f->book, &f->arena);
    fixture_type(f, &r, "person_id", who);
    fixture_type(f, &r, "on_day", day);
    fixture_type(f, &r, "title", title);
    if (!ledger_apply(f->book, &f->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static struct export_wish wish_of(const struct ledger *l, const char *view)
{
    return (struct export_wish){.query = query_of(l, ledger_view(l, view))};
}

TEST(export_has_what_is_typed_and_not_what_is_worked_out)
{
    struct fixture f;
    fixture_open(&f);
    assert_string_equal(heads(&f, &ledger_honour, true),
                        "编号|姓名|日期|级别|荣誉名称|授予单位|文号|备注");
    const char *people = heads(&f, &ledger_people, false);
    assert_non_null(strstr(people, "|党小组|进入方式|进入日期|来自|"));
    assert_null(strstr(people, "年龄"));
    assert_null(strstr(people, "排序码"));
    fixture_close(&f);
}

/* A book of a branch does not write the branch, whose it is anyway. */
TEST(export_of_every_book_has_columns_of_different_names)
{
    struct fixture f;
    const struct ledger *l;
    fixture_open(&f);
    for (size_t i = 0; (l = registry_at(f.book, i)) != NULL; i++) {
        const struct export_column *c;
        size_t n = columns_of(&f, l, true, &c);
        for (size_t j = 0; j < n; j++) {
            for (size_t k = 0; k < j; k++) {
                if (strcmp(c[j].title, c[k].title) == 0) {
                    fail_msg("%s: %s twice", l->name, c[j].title);
                }
            }
        }
        assert_true(n > 1);
    }
    fixture_close(&f);
}

TEST(export_goes_forward_without_what_is_voided)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    fixture_member(&f, "赵敏", "1985-02-03", "2012-01-01", NULL);
    honour(&f, "赵敏", "2021-07-01", "优秀共产党员");
    honour(&f, "赵敏", "2019-07-01", "先进工作者");
    honour(&f, "赵敏", "2020-07-01", "登记错的");
    struct export_wish w = wish_of(&ledger_honour, "all");
    assert_true(
        ledger_void(f.book, &f.arena, &ledger_honour, 3, "登记错了", &err));
    assert_string_equal(leaves(&f, &w), "赵敏|2019-07-01||先进工作者|||\n"
                                        "赵敏|2021-07-01||优秀共产党员|||\n");
    w.ids = true;
    w.query.from = date_of(2021, 1, 1);
    assert_string_equal(leaves(&f, &w), "1|赵敏|2021-07-01||优秀共产党员|||\n");
    w = wish_of(&ledger_honour, "voided");
    assert_non_null(strstr(leaves(&f, &w), "登记错的"));
    fixture_close(&f);
}

TEST(export_stops_where_the_taker_does)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    fixture_member(&f, "赵敏", "1985-02-03", "2012-01-01", NULL);
    honour(&f, "赵敏", "2021-07-01", "优秀共产党员");
    honour(&f, "赵敏", "2022-07-01", "优秀共产党员");
    struct export_wish w = wish_of(&ledger_honour, "all");
    struct rows r = {.n_columns = 1, .stop_at = 1};
    sb_init(&r.text);
    assert_false(export_each(f.book, &w, take, &r, &err));
    assert_string_equal(err.code, "E-TEST-001");
    assert_int_equal(r.n, 1);
    sb_clear(&r.text);
    fixture_close(&f);
}

static int64_t reveals(struct fixture *f)
{
    struct stmt st;
    int64_t n = -1;
    stmt_open(&st, f->session.db,
              SQL("select count(*) from audit where op = 'reveal'"));
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    stmt_done(&st, NULL);
    return n;
}

TEST(export_masks_numbers_or_notes_that_they_were_shown)
{
    static const char id[] = "990101198001010014";
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    struct record r = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &r, "name", "赵敏");
    fixture_type(&f, &r, "idno", id);
    fixture_type(&f, &r, "join_on", "2012-01-01");
    if (!ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    struct export_wish w = wish_of(&ledger_people, "current");
    const char *masked = leaves(&f, &w);
    assert_null(strstr(masked, id));
    assert_non_null(strstr(masked, "**************0014"));
    assert_int_equal(reveals(&f), 0);

    w.reveal = "上级核对名册";
    assert_true(tx_begin(f.session.db, TX_WRITE, &err));
    assert_non_null(strstr(leaves(&f, &w), id));
    assert_true(tx_commit(f.session.db, &err));
    assert_int_equal(reveals(&f), 1);
    fixture_close(&f);
}

TEST(export_writes_how_somebody_came_in)
{
    struct fixture f;
    fixture_open(&f);
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &r, "name", "赵敏");
    fixture_type(&f, &r, "join_on", "2016-01-01");
    fixture_type(&f, &r, "grp", "二");
    fixture_type(&f, &r, "in_kind", "转入");
    fixture_type(&f, &r, "from_on", "2018-03-01");
    fixture_type(&f, &r, "in_from", "示例乡党支部");
    if (!ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    struct export_wish w = wish_of(&ledger_people, "current");
    const char *row = leaves(&f, &w);
    if (strstr(row, "|第二党小组|转入组织关系|2018-03-01|示例乡党支部|") ==
        NULL) {
        fail_msg("%s", row);
    }
    fixture_close(&f);
}
