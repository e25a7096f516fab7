/* Hand-over sheets on the screen: what is left, a record field by field, the
   tick. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/screen/upload_view.h"
#include "pbtui/text/width.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void type(struct rig *r, int64_t id, const char *column,
                 const char *text)
{
    struct record now;
    struct err err = ERR_INIT;
    assert_true(
        record_read(&now, &ledger_people, r->app.book, &r->arena, id, &err));
    struct record old = record_copy(&now, &r->arena);
    if (!record_type(&now, r->app.book, &r->arena,
                     ledger_field(&ledger_people, column), text, &err) ||
        !ledger_apply(r->app.book, &r->arena, &now, &old, NULL, &err)) {
        fail_msg("%s: %s", column, err.text);
    }
}

/* 党员基本信息 is the third sheet. */
static void open_members(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    type(r, 1, "idno", "990101197103150013");
    type(r, 1, "address", "示例县城关镇青云路12号");
    upload_view_open(&r->app);
    rig_keys(r, "Down Down Enter");
}

TEST(upload_sheets_with_what_is_left)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    upload_view_open(&r.app);
    rig_golden(&r, "upload-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "upload-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "upload-60x16");
    rig_close(&r);
}

TEST(upload_records_are_ticked_and_ticked_again)
{
    struct rig r;
    open_members(&r, 24, 80);
    rig_sees(&r, "平台录入单 › 党员基本信息");
    rig_sees(&r, "还有 8 条没有录入");
    rig_keys(&r, "Space");
    rig_sees(&r, "已打勾：张建国");
    rig_sees(&r, "还有 7 条没有录入");
    rig_sees_not(&r, "○   张建国");
    /* What is ticked is seen with Tab, and a second Space takes it off. */
    rig_keys(&r, "Tab Home");
    rig_sees(&r, "●   张建国");
    rig_golden(&r, "upload-list-80x24");
    rig_keys(&r, "Space");
    rig_sees(&r, "撤去了勾：张建国");
    rig_sees(&r, "还有 8 条没有录入");
    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "还有 7 条没有录入");
    rig_close(&r);
}

TEST(upload_all_up_to_here_is_one_change)
{
    struct rig r;
    open_members(&r, 24, 80);
    rig_keys(&r, "End F8");
    rig_sees(&r, "从最早的一条到“刘晓”");
    rig_keys(&r, "1");
    rig_sees(&r, "打了 8 个勾");
    rig_sees(&r, "全部录入了。按 Tab 看录过的。");
    rig_golden(&r, "upload-list-done");
    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "还有 8 条没有录入");
    rig_close(&r);
}

TEST(upload_page_has_the_fields_in_order)
{
    struct rig r;
    open_members(&r, 24, 80);
    rig_keys(&r, "Enter");
    rig_sees(&r, "平台录入单 › 党员基本信息 › 张建国");
    rig_golden(&r, "upload-page-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "upload-page-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "upload-page-60x16");
    rig_size(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "upload-page-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(upload_a_number_is_shown_after_it_was_asked_for)
{
    struct rig r;
    open_members(&r, 24, 80);
    rig_keys(&r, "Enter Down");
    rig_sees(&r, "**************0013");
    rig_keys(&r, "F4");
    rig_sees(&r, "先按 Ctrl+R 显示");
    rig_keys(&r, "Enter");
    rig_sees(&r, "先按 Ctrl+R 显示");
    rig_keys(&r, "Ctrl+R");
    rig_sees(&r, "990101197103150013");
    assert_int_equal(
        rig_ask(&r, "select count(*) from audit where op = 'reveal'"), 1);
    rig_keys(&r, "Enter");
    rig_sees(&r, "990101197103150013");
    rig_sees_not(&r, "平台录入单");
    rig_golden(&r, "upload-alone");
    rig_keys(&r, "Esc");
    /* Hidden again with the next record, and when coming back. */
    rig_keys(&r, "Right Left");
    rig_sees(&r, "**************0013");
    rig_close(&r);
}

TEST(upload_space_ticks_and_goes_on_to_the_last)
{
    struct rig r;
    open_members(&r, 24, 80);
    rig_keys(&r, "Enter Space");
    rig_sees(&r, "党员基本信息 › 李敏");
    rig_sees(&r, "还有 7 条没有录入");
    rig_keys(&r, "Space Space Space Space Space Space");
    rig_sees(&r, "党员基本信息 › 刘晓");
    rig_keys(&r, "Space");
    rig_sees(&r, "8 条全部录入");
    rig_sees(&r, "全部录入了。按 Tab 看录过的。");
    rig_close(&r);
}

/* Changed behind the tick: which field it is stands there. */
TEST(upload_what_changed_since_is_named)
{
    struct rig r;
    open_members(&r, 24, 80);
    rig_keys(&r, "Space Esc");
    type(&r, 1, "address", "示例县城关镇明珠路3号");
    rig_keys(&r, "Enter");
    rig_sees(&r, "需更新");
    rig_sees(&r, "改过：家庭住址");
    rig_keys(&r, "Home Enter");
    rig_sees(&r, "这一条：需更新，改过：家庭住址");
    rig_golden(&r, "upload-page-changed");
    rig_close(&r);
}

TEST(upload_prints_the_list_and_opens_the_record)
{
    struct rig r;
    open_members(&r, 24, 80);
    rig_keys(&r, "F6");
    rig_sees(&r, "党员基本信息录入清单");
    rig_keys(&r, "Esc F7");
    rig_sees(&r, "姓名");
    rig_sees(&r, "身份证号");
    rig_keys(&r, "Esc");
    rig_sees(&r, "平台录入单 › 党员基本信息");
    rig_close(&r);
}

/* A text over its limit stands red with the count; the file's own fault is
   told. */
TEST(upload_own_files_and_texts_that_are_too_long)
{
    struct rig r;
    struct arena a = ARENA_INIT;
    const char *config = arena_printf(&a, "%s/up", unit_tmp());
    const char *folder = arena_printf(&a, "%s/pbtui/platform", config);
    mkdir(config, 0700);
    mkdir(arena_printf(&a, "%s/pbtui", config), 0700);
    mkdir(folder, 0700);
    FILE *f = fopen(arena_printf(&a, "%s/members.ini", folder), "w");
    fputs("[sheet]\nbook = roster\ntitle = 党员简表\n"
          "field = 姓名 | {name} | 2\n",
          f);
    fclose(f);
    chmod(arena_printf(&a, "%s/members.ini", folder), 0600);
    f = fopen(arena_printf(&a, "%s/bad.ini", folder), "w");
    fputs("[sheet]\nbook = roster\nfield = 甲 | {nobody}\n", f);
    fclose(f);
    chmod(arena_printf(&a, "%s/bad.ini", folder), 0600);
    rig_open_with(&r, 24, 80, 8, config);
    upload_view_open(&r.app);
    rig_sees(&r, "bad.ini 第 3 行：“nobody”");
    rig_sees(&r, "党员简表");
    rig_keys(&r, "Down Down Enter");
    rig_sees(&r, "1 处超过字数");
    rig_keys(&r, "Enter");
    rig_sees(&r, "3 字，平台最多 2 字，要删去 1 字");
    rig_golden(&r, "upload-page-over");
    rig_close(&r);
    arena_clear(&a);
}
