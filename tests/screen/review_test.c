/* The tally of a 民主评议 on the screen: digits into cells, sums, grades,
   saving, drafts, paper. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/review.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/review_view.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/width.h"

#include <string.h>

static void open_new(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    review_view_open(&r->app, 0);
}

/* From the first cell of the head into the first row. */
static void to_rows(struct rig *r)
{
    rig_keys(r, "Down Down Home");
}

/* One row as the clerk types it: the last ones are noughts by themselves. */
static void type_row(struct rig *r, const char *best, const char *good)
{
    rig_type(r, best);
    rig_keys(r, "Enter");
    rig_type(r, good);
    rig_keys(r, "Enter");
}

TEST(review_new_at_80x24)
{
    struct rig r;
    open_new(&r, 24, 80);
    rig_golden(&r, "review-new-80x24");
    rig_size(&r, 16, 60);
    rig_golden(&r, "review-new-60x16");
    rig_size(&r, 36, 120);
    rig_golden(&r, "review-new-120x36");
    rig_close(&r);
}

TEST(review_where_ambiguous_is_wide)
{
    struct rig r;
    open_new(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "review-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(review_ballots_are_typed_and_summed_live)
{
    struct rig r;
    open_new(&r, 24, 80);
    to_rows(&r);
    type_row(&r, "7", "1"); /* 8 ballots: the row is full */
    rig_keys(&r, "Down Home");
    type_row(&r, "5", "4"); /* 9 of 8 */
    rig_sees(&r, "有效票");
    rig_golden(&r, "review-wrong-sum");
    rig_keys(&r, "F2");
    rig_sees(&r, "E-REVIEW-030");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from review")), 0);
    rig_close(&r);
}

/* What an input method sends. */
TEST(review_takes_full_width_digits)
{
    struct rig r;
    open_new(&r, 24, 80);
    to_rows(&r);
    type_row(&r, "７", "１");
    rig_keys(&r, "Home");
    rig_type(&r, "６x");
    rig_keys(&r, "Enter");
    rig_sees(&r, "不是整数");
    rig_keys(&r, "Esc");
    rig_sees_not(&r, "6x");
    rig_sees(&r, "优秀?");
    rig_close(&r);
}

/* Fills all seven graded rows. */
static void type_all(struct rig *r)
{
    static const char *const votes[][2] = {{"8", "0"}, {"7", "1"}, {"6", "2"},
                                           {"2", "6"}, {"1", "7"}, {"0", "8"},
                                           {"3", "5"}};
    to_rows(r);
    for (size_t i = 0; i < sizeof votes / sizeof votes[0]; i++) {
        type_row(r, votes[i][0], votes[i][1]);
        rig_keys(r, "Down Home");
    }
}

TEST(review_grades_are_proposed_confirmed_and_saved_as_one)
{
    struct rig r;
    struct change_info info;
    open_new(&r, 24, 80);
    type_all(&r);
    rig_golden(&r, "review-proposed");
    rig_keys(&r, "F5");
    rig_sees(&r, "按票数评定了 7 人");
    rig_sees(&r, "优秀 2 人（≤ 2）");
    rig_golden(&r, "review-graded");
    rig_keys(&r, "F2");
    rig_sees(&r, "已保存：民主评议 2026 年度");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from review_line"
                                     " where grade = '1'")),
                     2);
    assert_int_equal(rig_ask(&r, SQL("select count(*) from review_line")), 8);
    book_view_open(&r.app, &ledger_review, 0, NULL);
    rig_golden(&r, "review-list");
    rig_keys(&r, "Esc");
    book_view_open(&r.app, &ledger_review_grade, 1, "张建国");
    rig_golden(&r, "review-grades-of-one");
    rig_keys(&r, "Esc");
    assert_true(change_next_undo(r.app.book->db, &info));
    assert_string_equal(info.label, "登记民主评议 2026 年度");
    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "已撤销：登记民主评议 2026 年度");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from review_line"
                                     " where voided_on is null")),
                     0);
    rig_close(&r);
}

TEST(review_too_many_best_is_told_with_the_rule)
{
    struct rig r;
    open_new(&r, 24, 80);
    type_all(&r);
    rig_keys(&r, "F5 PgUp PgUp Down Down Down Down End");
    rig_type(&r, "优秀");
    rig_keys(&r, "Enter");
    rig_sees(&r, "最多 2 人");
    rig_golden(&r, "review-over");
    rig_keys(&r, "F2");
    rig_sees(&r, "请核对");
    rig_keys(&r, "Esc");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from review")), 0);
    rig_close(&r);
}

TEST(review_grade_by_picker_and_space)
{
    struct rig r;
    open_new(&r, 24, 80);
    to_rows(&r);
    type_row(&r, "7", "1");
    rig_keys(&r, "End Space");
    rig_sees_not(&r, "优秀?");
    rig_sees(&r, "优秀 1 人");
    rig_keys(&r, "F4");
    rig_sees(&r, "不合格");
    rig_type(&r, "合格");
    rig_keys(&r, "Enter");
    rig_sees(&r, "优秀 0 人");
    rig_close(&r);
}

TEST(review_probationary_member_has_no_ballots)
{
    struct rig r;
    open_new(&r, 24, 80);
    rig_keys(&r, "Down Down PgDn PgDn");
    rig_sees(&r, "不定等次");
    rig_sees(&r, "预备党员，参加评议");
    rig_type(&r, "合格");
    rig_keys(&r, "Enter");
    rig_golden(&r, "review-probation");
    rig_close(&r);
}

TEST(review_another_day_has_another_roster)
{
    struct rig r;
    open_new(&r, 24, 80);
    rig_sees(&r, "刘晓");
    rig_keys(&r, "Tab");
    rig_type(&r, "20251201");
    rig_keys(&r, "Enter");
    rig_sees_not(&r, "刘晓");
    rig_sees(&r, "应参加 7");
    rig_close(&r);
}

TEST(review_leaving_asks_and_esc_in_a_cell_forgets_only_the_cell)
{
    struct rig r;
    open_new(&r, 24, 80);
    rig_keys(&r, "Esc");
    rig_sees_not(&r, "民主评议 ›");
    review_view_open(&r.app, 0);
    to_rows(&r);
    rig_type(&r, "7");
    rig_keys(&r, "Esc");
    rig_sees(&r, "民主评议 ›");
    rig_type(&r, "7");
    rig_keys(&r, "Enter Esc");
    rig_golden(&r, "review-leave");
    rig_keys(&r, "2");
    rig_sees_not(&r, "民主评议 ›");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from review")), 0);
    rig_close(&r);
}

/* A lost terminal: what was typed comes back. */
TEST(review_draft_survives_a_lost_terminal)
{
    struct rig r;
    rig_open_file(&r, 24, 80, 8);
    review_view_open(&r.app, 0);
    rig_keys(&r, "Down Right");
    rig_type(&r, "7"); /* 实参加: so many ballots, too */
    rig_keys(&r, "Enter Down Home");
    type_row(&r, "6", "1");
    rig_keys(&r, "Down Home");
    rig_type(&r, "4"); /* not left yet */
    rig_restart(&r);
    rig_sees(&r, "新增民主评议 2026 年度");
    rig_keys(&r, "Esc");
    struct draft *list;
    size_t n;
    assert_true(
        draft_list(db_state_dir(r.app.session.db), &r.arena, &list, &n, NULL));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].form, REVIEW_FORM);
    review_view_open_draft(&r.app, &list[0]);
    assert_true(review_view_has_draft(r.app.ui.top, list[0].id));
    rig_golden(&r, "review-draft");
    rig_keys(&r, "F2");
    rig_keys(&r, "Tab Enter"); /* 没有填全：照样保存 */
    assert_int_equal(rig_ask(&r, SQL("select best from review_line"
                                     " where ord = 2")),
                     4);
    assert_int_equal(rig_ask(&r, SQL("select returned from review")), 7);
    assert_true(
        draft_list(db_state_dir(r.app.session.db), &r.arena, &list, &n, NULL));
    assert_int_equal(n, 0);
    rig_close(&r);
}

TEST(review_prints_the_summary_and_the_slips)
{
    struct rig r;
    open_new(&r, 24, 80);
    type_all(&r);
    rig_keys(&r, "F5 F6");
    rig_sees(&r, "先按 F2 保存，再打印");
    rig_keys(&r, "F2 Enter");
    review_view_open(&r.app, rig_ask(&r, SQL("select id from review")));
    rig_keys(&r, "F6");
    rig_golden(&r, "review-print");
    rig_keys(&r, "Enter");
    rig_sees(&r, "2026年度民主评议党员测评汇总表");
    rig_close(&r);
}

TEST(review_saved_is_opened_changed_and_told_of_the_other_window)
{
    struct rig r;
    struct err err = ERR_INIT;
    open_new(&r, 24, 80);
    rig_keys(&r, "F2");
    int64_t id = rig_ask(&r, SQL("select id from review"));
    review_view_open(&r.app, id);
    rig_keys(&r, "Down Home");
    type_row(&r, "7", "1");
    struct review theirs;
    assert_true(review_read(&theirs, r.app.book, &r.arena, id, &err));
    assert_true(review_row_put(&theirs, 0, REVIEW_LINE_OWN, "优秀", &err));
    assert_true(review_save(&theirs, NULL, &err));
    rig_keys(&r, "F2");
    rig_sees(&r, "另一个窗口刚保存过");
    rig_keys(&r, "Enter F2");
    assert_int_equal(rig_ask(&r, SQL("select best from review_line"
                                     " where ord = 1 and own_grade = '1'")),
                     7);
    rig_close(&r);
}

/* ---- what is half typed ----------------------------------------------- */

static size_t drafts(struct rig *r, struct draft **list)
{
    size_t n;
    assert_true(
        draft_list(db_state_dir(r->app.session.db), &r->arena, list, &n, NULL));
    return n;
}

/* One digit, not left yet, is something typed. */
TEST(review_quitting_over_a_half_typed_cell_asks_and_keeps_it)
{
    struct rig r;
    struct draft *list;
    rig_open_file(&r, 24, 80, 8);
    review_view_open(&r.app, 0);
    to_rows(&r);
    rig_type(&r, "7");
    rig_keys(&r, "F10");
    assert_false(r.app.ui.quit);
    rig_sees(&r, "还没有保存");
    assert_int_equal(drafts(&r, &list), 1);
    assert_int_equal(list[0].n_fields, 1);
    assert_string_equal(list[0].fields[0].value, "7");
    rig_close(&r);
}

TEST(review_commands_take_the_cell_that_is_typed)
{
    struct rig r;
    open_new(&r, 24, 80);
    to_rows(&r);
    rig_type(&r, "7");
    rig_keys(&r, "F4"); /* nothing to choose from here */
    rig_sees(&r, "没有可选的");
    rig_type(&r, "1"); /* the next cell of the row stays another one */
    rig_keys(&r, "Esc Home");
    rig_sees(&r, " 7 ");
    rig_keys(&r, "Right");
    rig_type(&r, "1");
    rig_keys(&r, "F5");
    rig_sees(&r, "按票数评定了 1 人");
    rig_keys(&r, "PgUp PgUp Up Up Home Down");
    rig_type(&r, "6");
    rig_keys(&r, "F8"); /* in the head: nobody to take out */
    rig_sees(&r, "先把光标移到要去掉的人上");
    rig_type(&r, "5"); /* still being typed */
    rig_keys(&r, "Enter");
    rig_sees(&r, "应参加 65");
    rig_close(&r);
}

/* Ctrl+Z goes to the ledger only when nothing is being typed. */
TEST(review_half_typed_is_not_undone_under)
{
    struct rig r;
    open_new(&r, 24, 80);
    to_rows(&r);
    rig_type(&r, "7");
    rig_keys(&r, "Ctrl+Z");
    rig_sees_not(&r, "已撤销");
    assert_int_equal(
        rig_ask(&r, SQL("select count(*) from person where voided_on is null")),
        8);
    rig_close(&r);
}

/* ---- drafts ----------------------------------------------------------- */

TEST(review_typed_and_taken_back_leaves_no_draft)
{
    struct rig r;
    struct draft *list;
    rig_open_file(&r, 24, 80, 8);
    review_view_open(&r.app, 0);
    to_rows(&r);
    rig_type(&r, "7");
    rig_keys(&r, "Enter");
    r.app.ui.top->cls->tick(r.app.ui.top, &r.app.ui, 0);
    assert_int_equal(drafts(&r, &list), 1);
    rig_keys(&r, "Home Del");
    r.app.ui.top->cls->tick(r.app.ui.top, &r.app.ui, 0);
    assert_int_equal(drafts(&r, &list), 0);
    rig_type(&r, "7");
    rig_keys(&r, "Enter");
    r.app.ui.top->cls->tick(r.app.ui.top, &r.app.ui, 0);
    assert_int_equal(drafts(&r, &list), 1);
    rig_keys(&r, "Home Del Esc"); /* before the tick */
    rig_sees_not(&r, "民主评议 ›");
    assert_int_equal(drafts(&r, &list), 0);
    rig_close(&r);
}

static void save(struct rig *r, struct record *rec)
{
    struct err err = ERR_INIT;
    if (!ledger_apply(r->app.book, &r->arena, rec, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static void set(struct rig *r, struct record *rec, const char *column,
                const char *typed)
{
    struct err err = ERR_INIT;
    if (!record_type(rec, r->app.book, &r->arena,
                     ledger_field(rec->ledger, column), typed, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static void add_retired(struct rig *r, const char *name)
{
    struct record p = record_new(&ledger_people, r->app.book, &r->arena);
    set(r, &p, "name", name);
    set(r, &p, "birth_on", "1950-01-01");
    set(r, &p, "join_on", "1975-07-01");
    set(r, &p, "full_on", "1976-07-01");
    save(r, &p);
}

/* Another branch, of two people; its number. */
static int64_t add_branch(struct rig *r)
{
    struct record b = record_new(&ledger_branch, r->app.book, &r->arena);
    set(r, &b, "name", "离退休支部");
    set(r, &b, "founded_on", "2014-01-01");
    save(r, &b);
    r->app.book->branch = b.id;
    add_retired(r, "老一");
    add_retired(r, "老二");
    return b.id;
}

TEST(review_draft_comes_back_in_its_branch)
{
    struct rig r;
    struct draft *list;
    rig_open_file(&r, 24, 80, 8);
    int64_t first = r.app.book->branch;
    int64_t branch = add_branch(&r);
    review_view_open(&r.app, 0);
    to_rows(&r);
    type_row(&r, "1", "1");
    rig_restart(&r);
    rig_keys(&r, "Esc");
    r.app.book->branch = first;
    assert_int_equal(drafts(&r, &list), 1);
    assert_int_equal(list[0].parent_id, branch);
    opening_draft(&r.app, &list[0]);
    assert_int_equal(r.app.book->branch, branch);
    rig_sees(&r, "离退休支部");
    rig_sees(&r, "老二");
    rig_sees(&r, "应参加 2");
    rig_sees_not(&r, "放不进");
    rig_keys(&r, "F2 Tab Enter");
    assert_int_equal(rig_ask(&r, SQL("select best from review_line"
                                     " where ord = 1")),
                     1);
    assert_int_equal(drafts(&r, &list), 0);
    rig_close(&r);
}

/* Numbers of somebody who is no longer on the list: told, and kept in the old
   draft. */
TEST(review_draft_that_does_not_fit_is_told_and_kept)
{
    struct rig r;
    struct draft *list;
    struct draft_field fields[] = {
        {"r1.best", "7"}, {"r99.best", "3"}, {"r99.good", "4"}};
    struct draft old = {.form = REVIEW_FORM,
                        .title = "新增民主评议 2026 年度",
                        .fields = fields,
                        .n_fields = 3};
    rig_open_file(&r, 24, 80, 8);
    assert_true(
        draft_save(db_state_dir(r.app.session.db), &r.arena, &old, NULL));
    assert_int_equal(drafts(&r, &list), 1);
    opening_draft(&r.app, &list[0]);
    rig_sees(&r, "有 2 项放不进");
    r.app.ui.top->cls->tick(r.app.ui.top, &r.app.ui, 0);
    assert_int_equal(drafts(&r, &list), 2);
    assert_int_equal(list[0].n_fields + list[1].n_fields, 3 + 1);
    rig_close(&r);
}

/* Not over a form of another branch. */
TEST(review_draft_of_another_branch_waits_for_the_open_form)
{
    struct rig r;
    struct draft *list;
    rig_open_file(&r, 24, 80, 8);
    int64_t first = r.app.book->branch;
    add_branch(&r);
    review_view_open(&r.app, 0);
    to_rows(&r);
    type_row(&r, "1", "1");
    rig_restart(&r);
    rig_keys(&r, "Esc");
    r.app.book->branch = first;
    review_view_open(&r.app, 0);
    rig_keys(&r, "Down Right");
    rig_type(&r, "7");
    assert_int_equal(drafts(&r, &list), 1);
    opening_draft(&r.app, &list[0]);
    assert_int_equal(r.app.book->branch, first);
    rig_sees(&r, "先保存或关闭");
    rig_close(&r);
}
