/* The count of an election on the screen: counts, candidates, the live verdict,
   what saving makes, shown before. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/election.h"
#include "pbtui/ledger/org.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/election_view.h"
#include "pbtui/screen/opening.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/width.h"

#include <string.h>

static void type_cell(struct rig *r, const char *text)
{
    rig_type(r, text);
    rig_keys(r, "Enter");
}

/* Seven voters; three seats; so many present. */
static void open_count(struct rig *r, int rows, int cols, const char *present)
{
    rig_open(r, rows, cols, 8);
    election_view_open(&r->app, 0);
    rig_keys(r, "Tab Tab");
    type_cell(r, "3");
    rig_keys(r, "Tab Tab");
    type_cell(r, present);
}

/* Names by two letters on the blank row, then the votes of each. */
static void add_with(struct rig *r, const char *const votes[4])
{
    static const char *const who[] = {"zjg", "lm", "zhouli", "wgf"};
    for (size_t i = 0; i < sizeof who / sizeof who[0]; i++) {
        rig_keys(r, "PgDn PgDn Down");
        type_cell(r, who[i]);
    }
    rig_keys(r, "PgUp PgUp PgUp Down Down Home Right");
    for (size_t i = 0; i < sizeof who / sizeof who[0]; i++) {
        rig_type(r, votes[i]);
        rig_keys(r, "Down");
    }
}

static void add_candidates(struct rig *r)
{
    static const char *const votes[] = {"7", "6", "5", "1"};
    add_with(r, votes);
}

TEST(election_new_at_three_sizes)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    election_view_open(&r.app, 0);
    rig_golden(&r, "election-new-80x24");
    rig_size(&r, 16, 60);
    rig_golden(&r, "election-new-60x16");
    rig_size(&r, 36, 120);
    rig_golden(&r, "election-new-120x36");
    rig_close(&r);
}

TEST(election_too_few_present_is_refused)
{
    struct rig r;
    static const char *const votes[] = {"5", "4", "3", "1"};
    open_count(&r, 24, 80, "5"); /* 4/5 of 7: 6 */
    add_with(&r, votes);
    rig_golden(&r, "election-too-few");
    rig_keys(&r, "F2");
    rig_sees(&r, "E-ELECT-020");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from election")), 0);
    rig_close(&r);
}

TEST(election_counted_divided_shown_and_saved_as_one)
{
    struct rig r;
    struct change_info info;
    open_count(&r, 24, 80, "7");
    add_candidates(&r);
    rig_sees(&r, "当选 3");
    rig_golden(&r, "election-counted");
    rig_keys(&r, "PgUp PgUp Down Down End F4");
    rig_golden(&r, "election-division");
    rig_keys(&r, "Enter");
    rig_sees(&r, "书记");
    rig_keys(&r, "F2");
    rig_golden(&r, "election-effects");
    rig_sees(&r, "将同时：");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from post")), 0);
    rig_keys(&r, "Enter");
    rig_sees(&r, "已保存：选举 2026-11-20 换届选举");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from post")), 3);
    assert_int_equal(rig_ask(&r, SQL("select count(*) from term")), 1);
    assert_true(change_next_undo(r.app.book->db, &info));
    assert_int_equal(info.rows, 1 + 1 + 4 + 3);
    book_view_open(&r.app, &ledger_election, 0, NULL);
    rig_golden(&r, "election-list");
    rig_sees(&r, "还有 3 年");
    rig_sees(&r, "张建国、李敏、周立");
    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "已撤销：登记换届选举 2026-11-20");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from post"
                                     " where voided_on is null")),
                     0);
    rig_close(&r);
}

TEST(election_at_60x16_keeps_every_number)
{
    struct rig r;
    open_count(&r, 24, 80, "7");
    add_candidates(&r);
    rig_size(&r, 16, 60);
    rig_golden(&r, "election-counted-60x16");
    rig_close(&r);
}

TEST(election_where_ambiguous_is_wide)
{
    struct rig r;
    open_count(&r, 24, 80, "7");
    add_candidates(&r);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "election-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(election_written_in_and_dropped)
{
    struct rig r;
    open_count(&r, 24, 80, "7");
    add_candidates(&r);
    rig_keys(&r, "F3");
    rig_type(&r, "zk");
    rig_keys(&r, "Enter");
    rig_sees(&r, "郑凯");
    rig_keys(&r, "Left Space");
    rig_sees(&r, "另选");
    rig_keys(&r, "Right");
    type_cell(&r, "2");
    rig_keys(&r, "Up F8");
    rig_sees(&r, "已从名单去掉");
    rig_keys(&r, "Down Up");
    rig_sees_not(&r, "吴桂芳");
    rig_keys(&r, "F8 F8"); /* below the last there is nobody */
    rig_sees(&r, "先把光标移到要去掉的人上");
    rig_sees_not(&r, "郑凯");
    rig_sees(&r, "张建国");
    rig_sees(&r, "李敏");
    rig_sees(&r, "周立");
    rig_sees(&r, "至少要 4 名");
    rig_close(&r);
}

/* What is typed in a cell counts when a command is given over it. */
TEST(election_commands_take_the_cell_that_is_typed)
{
    struct rig r;
    open_count(&r, 24, 80, "7");
    add_candidates(&r);
    rig_keys(&r, "Up Up Up Up"); /* the first */
    rig_type(&r, "3");
    rig_keys(&r, "F3 Esc");
    rig_sees(&r, "当选 2");
    rig_type(&r, "7");
    rig_keys(&r, "F5");
    rig_sees(&r, "先保存（F2）");
    rig_sees(&r, "当选 3");
    rig_type(&r, "3");
    rig_keys(&r, "F4");
    rig_sees(&r, "没有可选的");
    rig_sees(&r, "当选 2");
    rig_close(&r);
}

TEST(election_quitting_over_a_half_typed_cell_asks)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    election_view_open(&r.app, 0);
    rig_keys(&r, "Tab Tab");
    rig_type(&r, "3");
    rig_keys(&r, "F10");
    assert_false(r.app.ui.quit);
    rig_sees(&r, "还没有保存");
    rig_close(&r);
}

/* 应到会 typed far below the roster: refused until 备注 says why, then asked
   about. */
TEST(election_far_fewer_electors_than_the_roster_want_a_reason)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    election_view_open(&r.app, 0);
    rig_keys(&r, "Tab Tab");
    type_cell(&r, "1");
    rig_keys(&r, "Tab"); /* 备注 */
    type_cell(&r, "3");
    type_cell(&r, "3");
    rig_keys(&r, "F3");
    rig_type(&r, "zjg");
    rig_keys(&r, "Enter");
    type_cell(&r, "3");
    rig_keys(&r, "F3");
    rig_type(&r, "lm");
    rig_keys(&r, "Enter");
    type_cell(&r, "0");
    rig_keys(&r, "F2");
    rig_sees(&r, "E-ELECT-019");
    rig_sees(&r, "7 人的一半");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from election")), 0);
    rig_keys(&r, "Left");
    rig_type(&r, "四人外出");
    rig_keys(&r, "Enter F2");
    rig_golden(&r, "election-few-electors");
    rig_keys(&r, "Tab Enter");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from election")), 1);
    rig_close(&r);
}

TEST(election_draft_comes_back_in_its_branch)
{
    struct rig r;
    struct draft *list;
    size_t n;
    rig_open_file(&r, 24, 80, 8);
    int64_t first = r.app.book->branch;
    struct err err = ERR_INIT;
    struct record b = record_new(&ledger_branch, r.app.book, &r.arena);
    record_set_text(&b, ledger_field(&ledger_branch, "name"), "离退休支部");
    record_set_text(&b, ledger_field(&ledger_branch, "founded_on"),
                    "2014-01-01");
    assert_true(ledger_apply(r.app.book, &r.arena, &b, NULL, NULL, &err));
    r.app.book->branch = b.id;
    election_view_open(&r.app, 0);
    rig_keys(&r, "Tab Tab");
    type_cell(&r, "3");
    rig_restart(&r);
    rig_keys(&r, "Esc");
    r.app.book->branch = first;
    assert_true(
        draft_list(db_state_dir(r.app.session.db), &r.arena, &list, &n, NULL));
    assert_int_equal(n, 1);
    opening_draft(&r.app, &list[0]);
    assert_int_equal(r.app.book->branch, b.id);
    rig_sees(&r, "离退休支部");
    rig_sees(&r, "应选名额 3");
    rig_close(&r);
}

TEST(election_with_a_vacancy_is_warned_and_may_be_saved)
{
    struct rig r;
    open_count(&r, 24, 80, "7");
    add_candidates(&r);
    rig_keys(&r, "Up Up"); /* the third: no more than half */
    type_cell(&r, "3");
    rig_keys(&r, "F2");
    rig_sees(&r, "还缺 1 名");
    rig_golden(&r, "election-vacancy");
    rig_keys(&r, "Tab Enter");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from post")), 2);
    rig_close(&r);
}

TEST(election_draft_survives_a_lost_terminal)
{
    struct rig r;
    rig_open_file(&r, 24, 80, 8);
    election_view_open(&r.app, 0);
    rig_keys(&r, "Tab Tab");
    type_cell(&r, "3");
    rig_keys(&r, "Tab Tab");
    type_cell(&r, "7");
    add_candidates(&r);
    rig_keys(&r, "PgUp PgUp Down Down End");
    type_cell(&r, "书记");
    rig_restart(&r);
    rig_sees(&r, "新增选举 2026-11-20 换届选举");
    rig_keys(&r, "Esc");
    struct draft *list;
    size_t n;
    assert_true(
        draft_list(db_state_dir(r.app.session.db), &r.arena, &list, &n, NULL));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].form, ELECTION_FORM);
    election_view_open_draft(&r.app, &list[0]);
    assert_true(election_view_has_draft(r.app.ui.top, list[0].id));
    rig_sees(&r, "当选 3");
    rig_sees(&r, "书记");
    rig_golden(&r, "election-draft");
    rig_close(&r);
}

TEST(election_papers_are_asked_after_saving)
{
    struct rig r;
    open_count(&r, 24, 80, "7");
    add_candidates(&r);
    rig_keys(&r, "F5");
    rig_sees(&r, "先保存（F2）");
    rig_keys(&r, "F6");
    rig_sees(&r, "先按 F2 保存，再打印");
    rig_keys(&r, "F2 Enter");
    election_view_open(&r.app, rig_ask(&r, SQL("select id from election")));
    rig_keys(&r, "F6");
    rig_golden(&r, "election-print");
    rig_keys(&r, "Esc");
    rig_keys(&r, "F5 Ctrl+PgDn");
    rig_golden(&r, "election-papers");
    rig_close(&r);
}
