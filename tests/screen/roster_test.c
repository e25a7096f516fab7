/* The roster room on the screen: list, form, pickers, dialogs. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/change.h"
#include "pbtui/text/width.h"

#include <string.h>

TEST(roster_at_80x24)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_golden(&r, "roster-80x24");
    rig_close(&r);
}

TEST(roster_at_120x36)
{
    struct rig r;
    rig_open(&r, 36, 120, 8);
    rig_golden(&r, "roster-120x36");
    rig_close(&r);
}

TEST(roster_at_60x16)
{
    struct rig r;
    rig_open(&r, 16, 60, 8);
    rig_golden(&r, "roster-60x16");
    rig_close(&r);
}

TEST(roster_where_ambiguous_is_wide)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "roster-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(too_small_a_window_says_so_and_keeps_the_state)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "Down Down");
    rig_size(&r, 3, 10);
    rig_golden(&r, "too-small");
    rig_size(&r, 1, 1);
    rig_screen(&r);
    rig_size(&r, 24, 80);
    rig_golden(&r, "roster-third-row");
    rig_close(&r);
}

TEST(empty_roster_says_what_to_press)
{
    struct rig r;
    rig_open(&r, 24, 80, 0);
    rig_golden(&r, "roster-empty");
    rig_close(&r);
}

TEST(find_as_you_type_by_two_letters)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "/");
    rig_type(&r, "oy");
    rig_golden(&r, "roster-find");
    rig_sees(&r, "欧阳");
    rig_sees_not(&r, "李敏");
    rig_keys(&r, "Esc");
    rig_sees(&r, "李敏");
    rig_close(&r);
}

TEST(filter_by_group)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "F5");
    rig_golden(&r, "filter-pick");
    rig_type(&r, "第二");
    rig_keys(&r, "Enter");
    rig_sees(&r, "周立");
    rig_sees_not(&r, "郑凯");
    rig_close(&r);
}

TEST(tabs_go_round)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "Tab Tab Tab Tab Tab Tab");
    rig_golden(&r, "roster-missing-data");
    rig_keys(&r, "1");
    rig_sees(&r, "人员类别");
    rig_close(&r);
}

TEST(form_of_a_new_member)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "F3");
    rig_golden(&r, "form-new-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "form-new-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "form-new-60x16");
    rig_close(&r);
}

TEST(a_wrong_check_digit_is_refused_beside_the_field)
{
    struct rig r;
    rig_open(&r, 24, 80, 1);
    rig_keys(&r, "F3");
    rig_type(&r, "陈方");
    rig_keys(&r, "Tab Tab");
    rig_type(&r, "990101199406120018");
    rig_keys(&r, "Tab");
    rig_golden(&r, "form-id-refused");
    rig_sees(&r, "校验");
    rig_close(&r);
}

TEST(a_new_member_typed_saved_and_undone_by_name)
{
    struct rig r;
    rig_open(&r, 24, 80, 1);
    rig_keys(&r, "F3");
    rig_type(&r, "陈方");
    rig_keys(&r, "Tab Tab Tab");
    rig_type(&r, "1994.6.12");
    rig_keys(&r, "Tab");
    rig_sees(&r, "1994-06-12");
    rig_sees(&r, "星期日");
    for (int i = 0; i < 7; i++) {
        rig_keys(&r, "Tab");
    }
    rig_type(&r, "2026.7.1");
    rig_keys(&r, "F2");
    rig_sees(&r, "已保存：党员 陈方");
    rig_golden(&r, "roster-after-save");
    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "已撤销：登记党员 陈方");
    rig_sees_not(&r, "陈方  ");
    rig_close(&r);
}

TEST(an_id_number_is_masked_and_shown_for_ten_seconds_with_a_trace)
{
    struct rig r;
    rig_open(&r, 24, 80, 1);
    rig_keys(&r, "Enter Tab Tab");
    rig_type(&r, "990101197103150013");
    rig_keys(&r, "Tab F2");
    rig_sees(&r, "已保存");
    rig_keys(&r, "Enter Tab Tab");
    rig_sees(&r, "**************0013");
    rig_sees_not(&r, "990101197103150013");
    rig_golden(&r, "form-masked");
    rig_keys(&r, "Ctrl+R");
    rig_sees(&r, "990101197103150013");
    struct view *form = r.app.ui.top;
    assert_true(form->tick_at > 0);
    form->cls->tick(form, &r.app.ui, form->tick_at);
    rig_sees_not(&r, "990101197103150013");
    struct audit_entry *entries;
    size_t n;
    assert_true(audit_history(r.app.session.db, &r.arena, "person", 1, &entries,
                              &n, NULL));
    assert_string_equal(entries[n - 1].op, "reveal");
    assert_null(strstr(entries[n - 1].after, "9901"));
    rig_close(&r);
}

TEST(political_birthdays_of_the_month)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "4");
    rig_sees(&r, "周立"); /* joined 2003-11-08 */
    rig_sees(&r, "2027-11-08");
    rig_sees_not(&r, "李敏");
    rig_close(&r);
}

TEST(pickers_of_a_form)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "F3 Tab Tab Tab F4");
    rig_golden(&r, "picker-calendar");
    rig_keys(&r, "Esc Tab F4");
    rig_golden(&r, "picker-nation");
    rig_type(&r, "wwe");
    rig_sees(&r, "维吾尔族");
    rig_keys(&r, "Enter");
    rig_sees(&r, "维吾尔族");
    rig_close(&r);
}

TEST(undo_in_a_form_does_not_reach_what_was_saved)
{
    struct rig r;
    rig_open(&r, 24, 80, 2);
    rig_keys(&r, "Enter Ctrl+Z Ctrl+Z");
    rig_sees(&r, "没有可以撤销的");
    rig_keys(&r, "Esc");
    rig_sees(&r, "李敏");
    rig_close(&r);
}

TEST(a_group_picked_from_the_list_is_taken)
{
    struct rig r;
    rig_open(&r, 24, 80, 1);
    rig_keys(&r, "F7 Down Enter F3 F4 Down Enter");
    rig_sees(&r, "第二党小组");
    rig_sees_not(&r, "没有这一项");
    rig_close(&r);
}

TEST(an_applicant_is_shown_where_applicants_are)
{
    struct rig r;
    rig_open(&r, 24, 80, 2);
    rig_keys(&r, "F3");
    rig_type(&r, "陈方");
    rig_keys(&r, "Ctrl+PgDn Ctrl+PgDn");
    rig_type(&r, "2026.7.1");
    rig_keys(&r, "F2");
    rig_sees(&r, "现在列在“申请培养”栏");
    rig_sees(&r, "入党申请人");
    rig_close(&r);
}

TEST(posts_and_groups_are_found_by_their_names)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    struct record p = record_new(&ledger_post, r.app.book, &r.arena);
    struct err err = ERR_INIT;
    record_type(&p, r.app.book, &r.arena, 0, "李敏", &err);
    record_type(&p, r.app.book, &r.arena, ledger_field(&ledger_post, "kind"),
                "组织委员", &err);
    assert_true(ledger_apply(r.app.book, &r.arena, &p, NULL, NULL, &err));
    rig_keys(&r, "/");
    rig_type(&r, "组织委员");
    rig_sees(&r, "李敏");
    rig_sees_not(&r, "张建国");
    rig_keys(&r, "Esc /");
    rig_type(&r, "第二");
    rig_sees(&r, "周立");
    rig_sees_not(&r, "张建国");
    rig_close(&r);
}

TEST(saving_what_was_not_changed_says_so_and_undoes_nothing)
{
    struct rig r;
    rig_open(&r, 24, 80, 2);
    rig_keys(&r, "Enter F2");
    rig_sees(&r, "内容没有变化");
    rig_sees_not(&r, "已保存");
    rig_close(&r);
}

TEST(a_choice_that_nobody_touched_is_saved_as_it_was)
{
    struct rig r;
    rig_open(&r, 24, 80, 1);
    /* A group that is no longer among the choices of the branch in view. */
    struct err err = ERR_INIT;
    struct record b = record_new(&ledger_branch, r.app.book, &r.arena);
    record_type(&b, r.app.book, &r.arena, 0, "另一支部（示例）", &err);
    record_type(&b, r.app.book, &r.arena,
                ledger_field(&ledger_branch, "founded_on"), "2014-01-01", &err);
    assert_true(ledger_apply(r.app.book, &r.arena, &b, NULL, NULL, &err));
    rig_keys(&r, "F7 Down Enter");
    r.app.book->branch = b.id; /* as after a switch of the branch */
    rig_keys(&r, "Enter");
    rig_keys(&r, "Tab Tab Tab Tab");
    rig_type(&r, "只改备注");
    rig_keys(&r, "F2");
    rig_sees(&r, "已保存");
    rig_sees(&r, "第一党小组");
    rig_close(&r);
}

TEST(a_draft_whose_record_was_undone_opens_as_a_new_one)
{
    struct rig r;
    rig_open_file(&r, 24, 80, 2);
    rig_keys(&r, "End Enter Tab Tab Tab Tab Tab Tab Tab");
    rig_type(&r, "商务局办公室");
    struct change_info info;
    struct err err = ERR_INIT;
    assert_true(change_undo(r.app.session.db, &info, &err));
    rig_restart(&r);
    rig_sees(&r, "上次有没保存完的内容");
    rig_keys(&r, "Enter");
    rig_sees(&r, "商务局办公室");
    rig_sees(&r, "草稿按新增打开");
    rig_close(&r);
}

TEST(the_list_stands_on_the_record_just_saved)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "F3");
    rig_type(&r, "陈方");
    for (int i = 0; i < 11; i++) {
        rig_keys(&r, "Tab");
    }
    rig_type(&r, "2026.7.1");
    rig_keys(&r, "F2 Enter");
    rig_sees(&r, "名册 › 陈方");
    rig_close(&r);
}

TEST(leaving_a_changed_form_asks)
{
    struct rig r;
    rig_open(&r, 24, 80, 1);
    rig_keys(&r, "F3");
    rig_type(&r, "陈");
    rig_keys(&r, "Esc");
    rig_golden(&r, "form-leave");
    rig_keys(&r, "3");
    rig_sees(&r, "新增党员");
    rig_keys(&r, "Esc 2");
    rig_sees(&r, "在册党员");
    rig_close(&r);
}

TEST(help_of_list_and_form)
{
    struct rig r;
    rig_open(&r, 36, 120, 8);
    rig_keys(&r, "F1");
    rig_golden(&r, "help-list");
    rig_keys(&r, "Esc F3 Tab Tab F1");
    rig_golden(&r, "help-form-field");
    rig_close(&r);
}

TEST(palette_finds_by_initials)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "Ctrl+P");
    rig_golden(&r, "palette");
    rig_type(&r, "dkdxz");
    rig_sees(&r, "打开党小组");
    rig_keys(&r, "Enter");
    rig_sees(&r, "第一党小组");
    rig_close(&r);
}

TEST(related_records_of_a_person)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "F7");
    rig_golden(&r, "related-pick");
    rig_keys(&r, "Enter");
    rig_golden(&r, "related-membership");
    rig_close(&r);
}

TEST(history_shows_what_changed)
{
    struct rig r;
    rig_open(&r, 24, 80, 2);
    rig_keys(&r, "Enter Tab Tab Tab Tab Tab Tab Tab");
    rig_type(&r, "商务局办公室主任");
    rig_keys(&r, "F2");
    rig_sees(&r, "已保存");
    rig_keys(&r, "F12");
    rig_golden(&r, "history");
    rig_close(&r);
}

/* What is printed of that book stands before the ledgers of all. */
TEST(a_list_offers_what_is_its_own_first)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "F6");
    rig_golden(&r, "print-menu-roster");
    rig_keys(&r, "Esc");
    rig_close(&r);
}

TEST(a_list_as_it_prints)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "F6");
    rig_sees(&r, "这张列表");
    rig_sees(&r, "党员名册");
    rig_keys(&r, "Enter");
    rig_golden(&r, "print-list");
    rig_keys(&r, "F6");
    rig_golden(&r, "print-format");
    rig_close(&r);
}

/* A key that only moves the cursor repaints two rows; the screen must be the
   same as if everything had been drawn. */
PROPERTY(a_patched_screen_is_the_screen_drawn_whole)
{
    static const char *const keys[] = {
        "Down", "Down", "Down",  "Up", "Up",  "PgDn",     "PgUp",
        "Home", "End",  "Space", "s",  "Tab", "/ z Enter"};
    struct rig r;
    rig_open(&r, 16, 80, 60);
    uint64_t rnd = unit_seed();
    size_t patched = 0;
    for (int i = 0; i < 1500; i++) {
        rig_keys(&r, keys[unit_below(&rnd, sizeof keys / sizeof keys[0])]);
        struct strbuf quick;
        struct strbuf whole;
        sb_init(&quick);
        sb_init(&whole);
        canvas_dump(&r.app.ui.canvas, &quick, true);
        patched += r.app.ui.drawn.top != NULL;
        r.app.ui.drawn.top = NULL;
        ui_draw(&r.app.ui, r.rows, r.cols);
        canvas_dump(&r.app.ui.canvas, &whole, true);
        assert_string_equal(quick.s, whole.s);
        sb_clear(&quick);
        sb_clear(&whole);
        arena_reset(&r.arena);
    }
    assert_true(patched > 100);
    rig_close(&r);
}

TEST(voiding_asks_for_a_reason)
{
    struct rig r;
    rig_open(&r, 24, 80, 2);
    rig_keys(&r, "F8");
    rig_golden(&r, "void-reason");
    rig_type(&r, "错");
    rig_keys(&r, "Enter");
    rig_sees(&r, "至少 4 个字"); /* what was typed stays */
    rig_keys(&r, "End");
    rig_type(&r, "登了一遍");
    rig_keys(&r, "Enter");
    rig_sees(&r, "已作废：张建国");
    rig_sees_not(&r, "张建国  ");
    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "张建国");
    rig_close(&r);
}

/* Somebody else saves person 1 while the form is open. */
static void save_elsewhere(struct rig *r, const char *column, const char *text)
{
    struct record base;
    struct err err = ERR_INIT;
    assert_true(
        record_read(&base, &ledger_people, r->app.book, &r->arena, 1, &err));
    struct record other = record_copy(&base, &r->arena);
    assert_true(record_type(&other, r->app.book, &r->arena,
                            ledger_field(&ledger_people, column), text, &err));
    assert_true(
        ledger_apply(r->app.book, &r->arena, &other, &base, NULL, &err));
}

TEST(conflict_field_by_field)
{
    struct rig r;
    rig_open(&r, 24, 80, 1);
    rig_keys(&r, "Enter Tab Tab Tab Tab Tab Tab Tab");
    rig_type(&r, "商务局办公室");
    save_elsewhere(&r, "unit", "商务局财务股");
    save_elsewhere(&r, "address", "示例路1号");
    rig_keys(&r, "F2");
    rig_golden(&r, "conflict");
    /* Mine for the unit, theirs for the address: nobody loses. */
    rig_keys(&r, "F2");
    rig_sees(&r, "已按选定的内容保存");
    rig_keys(&r, "Enter");
    rig_sees(&r, "商务局办公室");
    rig_sees(&r, "示例路1号");
    rig_close(&r);
}

TEST(conflict_can_take_the_other_side)
{
    struct rig r;
    rig_open(&r, 24, 80, 1);
    rig_keys(&r, "Enter Tab Tab Tab Tab Tab Tab Tab");
    rig_type(&r, "商务局办公室");
    save_elsewhere(&r, "unit", "商务局财务股");
    rig_keys(&r, "F2 Right F2 Enter");
    rig_sees(&r, "商务局财务股");
    rig_close(&r);
}

TEST(draft_is_offered_with_every_character)
{
    struct rig r;
    rig_open_file(&r, 24, 80, 1);
    rig_keys(&r, "F3");
    rig_type(&r, "陈方");
    rig_keys(&r, "Tab Tab Tab");
    rig_type(&r, "1994.6.12");
    rig_restart(&r);
    rig_golden(&r, "draft-offer");
    rig_keys(&r, "Enter");
    rig_sees(&r, "陈方");
    rig_sees(&r, "1994.6.12");
    rig_close(&r);
}

TEST(a_saved_form_leaves_no_draft)
{
    struct rig r;
    rig_open_file(&r, 24, 80, 1);
    rig_keys(&r, "Enter Tab Tab Tab Tab Tab Tab Tab");
    rig_type(&r, "商务局办公室主任助理兼综合科科长");
    rig_keys(&r, "F2");
    rig_sees(&r, "已保存");
    rig_restart(&r);
    rig_sees_not(&r, "没保存完");
    rig_close(&r);
}

TEST(first_start_in_three_answers)
{
    struct rig r;
    rig_open_first(&r, 24, 80);
    rig_golden(&r, "first-start");
    rig_type(&r, "中共示例县商务局支部（示例）");
    rig_keys(&r, "Enter");
    rig_type(&r, "2015.6.1");
    rig_keys(&r, "Enter Enter");
    rig_type(&r, "3");
    rig_keys(&r, "Enter");
    rig_sees(&r, "账本已建好");
    rig_golden(&r, "first-start-done");
    rig_close(&r);
}
