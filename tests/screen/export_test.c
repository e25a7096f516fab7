/* Books kept as spreadsheets from their lists. */
#include "rig.h"

#include "unit.h"

#include "pbtui/base/file.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/book_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct desk {
    struct rig r;
    char home[160];
};

static void desk_open(struct desk *d, int rows, int cols)
{
    static int desks;
    snprintf(d->home, sizeof d->home, "%s/export%d", unit_tmp(), desks++);
    assert_int_equal(mkdir(d->home, 0700), 0);
    rig_open_file(&d->r, rows, cols, 4);
    setenv("HOME", d->home, 1);
    setenv("PBTUI_PRESS", BUILD_DIR "/pbtui-press", 1);
}

static const char *read_home(struct desk *d, const char *name)
{
    struct strbuf sb;
    sb_init(&sb);
    const char *path = arena_printf(&d->r.arena, "%s/%s", d->home, name);
    bool there = file_read(&sb, path, 1 << 20, NULL);
    const char *text = there ? arena_strn(&d->r.arena, sb.s, sb.len) : NULL;
    sb_clear(&sb);
    return text;
}

static void take(struct desk *d, const char *letters)
{
    rig_keys(&d->r, "F6");
    rig_sees(&d->r, "打印哪一种");
    rig_type(&d->r, letters);
    rig_keys(&d->r, "Enter");
}

TEST(export_from_a_list_asks_where_and_says_it)
{
    struct desk d;
    desk_open(&d, 24, 80);
    take(&d, "存成表格");
    rig_sees(&d.r, "存成表格，全部栏目");
    rig_golden(&d.r, "export-80x24");
    rig_size(&d.r, 16, 60);
    rig_golden(&d.r, "export-60x16");
    rig_size(&d.r, 24, 80);
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "党员名册-2026-11-20.xlsx（4 条）");
    const char *made = read_home(&d, "党员名册-2026-11-20.xlsx");
    assert_non_null(made);
    assert_memory_equal(made, "PK", 2);
    /* There already: over it, beside it, not at all. */
    take(&d, "存成表格");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "文件已存在");
    rig_keys(&d.r, "Esc");
    rig_sees(&d.r, "存成表格，全部栏目");
    rig_keys(&d.r, "Enter 2");
    rig_sees(&d.r, "党员名册-2026-11-20-2.xlsx（4 条）");
    rig_close(&d.r);
}

TEST(export_as_csv_follows_the_choice)
{
    struct desk d;
    desk_open(&d, 24, 80);
    take(&d, "存成表格");
    rig_keys(&d.r, "Right");
    rig_sees(&d.r, "党员名册-2026-11-20.csv");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "党员名册-2026-11-20.csv（4 条）");
    const char *made = read_home(&d, "党员名册-2026-11-20.csv");
    assert_non_null(made);
    assert_non_null(strstr(made, "张建国,男"));
    rig_close(&d.r);
}

TEST(export_of_whole_numbers_wants_a_reason)
{
    struct desk d;
    desk_open(&d, 24, 80);
    int64_t before = rig_ask(&d.r, "select count(*) from audit");
    take(&d, "存成表格");
    rig_keys(&d.r, "Tab Tab Right");
    rig_sees(&d.r, "原因");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "存成表格，全部栏目");
    assert_null(read_home(&d, "党员名册-2026-11-20.xlsx"));
    assert_int_equal(rig_ask(&d.r, "select count(*) from audit"), before);
    rig_type(&d.r, "报县直工委换届用");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "党员名册-2026-11-20.xlsx（4 条）");
    rig_close(&d.r);
}

TEST(export_of_an_empty_sheet_to_fill_in)
{
    struct desk d;
    desk_open(&d, 24, 80);
    take(&d, "空表");
    rig_sees(&d.r, "：空表（导入模板）");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "空表已存为");
    assert_non_null(read_home(&d, "党员名册-导入模板.xlsx"));
    rig_close(&d.r);
}

/* What left comes back, and nothing of it is new. */
TEST(export_can_be_imported_again)
{
    struct desk d;
    desk_open(&d, 24, 80);
    take(&d, "存成表格");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "（4 条）");
    rig_keys(&d.r, "Ctrl+U");
    rig_type(&d.r, "~/党员名册-2026-11-20.xlsx");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "对应列");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "一样 4");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "没有可导入的");
    rig_close(&d.r);
}
