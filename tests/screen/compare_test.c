/* The comparison with the platform on the screen: groups, taking, passing over,
   the headcount, choosing the file. */
#include "rig.h"

#include "unit.h"

#include "pbtui/screen/compare_view.h"
#include "pbtui/text/width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The press stands beside the program, one folder above the tests. */
static void name_press(void)
{
    char exe[512];
    char path[640];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    exe[n > 0 ? n : 0] = '\0';
    *strrchr(exe, '/') = '\0';
    snprintf(path, sizeof path, "%s/../pbtui-press", exe);
    setenv("PBTUI_PRESS", path, 1);
}

static const char *put_file(struct arena *a, const char *name, const char *text)
{
    const char *folder = arena_printf(a, "%s/files", unit_tmp());
    const char *path = arena_printf(a, "%s/%s", folder, name);
    mkdir(folder, 0700);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    return path;
}

/* 周立 is not on it, 丁四 is on nothing else; 李敏 was born another day, 郑凯
   has become a woman, 刘晓 a full member. */
static const char list[] = "姓名,性别,出生日期,人员类别,民族\n"
                           "张建国,男,19710315,正式,汉族\n"
                           "李敏,女,19850903,正式,汉族\n"
                           "吴桂芳,女,19560701,正式,汉族\n"
                           "郑凯,女,19900121,正式,汉族\n"
                           "买买提·艾力,男,19880405,正式,维吾尔族\n"
                           "欧阳𠮷,男,19931010,正式,汉族\n"
                           "刘晓,女,19960229,正式,汉族\n"
                           "丁四,男,19800101,正式,汉族\n";

static void open_list(struct rig *r, int rows, int cols)
{
    struct arena a = ARENA_INIT;
    name_press();
    rig_open(r, rows, cols, 8);
    compare_view_open_file(&r->app, put_file(&a, "平台名册.csv", list));
    arena_clear(&a);
}

TEST(compare_shows_what_differs_by_group)
{
    struct rig r;
    open_list(&r, 24, 80);
    rig_golden(&r, "compare-80x24");
    rig_sees(&r, "只在这里  周立");
    rig_sees(&r, "只在平台  丁四");
    rig_sees(&r, "本账没有这个人");
    rig_size(&r, 36, 120);
    rig_golden(&r, "compare-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "compare-60x16");
    rig_size(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "compare-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(compare_space_takes_the_platforms_value)
{
    struct rig r;
    open_list(&r, 24, 80);
    rig_keys(&r, "Down Down");
    rig_sees(&r, "李敏的出生日期：本账“1985-09-02”，平台“1985-09-03”。");
    rig_keys(&r, "Space");
    rig_sees(&r, "已采用平台的 1 处");
    rig_sees_not(&r, "1985-09-03");
    assert_int_equal(rig_ask(&r, "select birth_on = '1985-09-03' from person"
                                 " where name = '李敏'"),
                     1);
    rig_keys(&r, "Ctrl+Z");
    assert_int_equal(rig_ask(&r, "select birth_on = '1985-09-02' from person"
                                 " where name = '李敏'"),
                     1);
    rig_sees(&r, "1985-09-03");
    rig_close(&r);
}

TEST(compare_what_cannot_be_taken_says_why)
{
    struct rig r;
    open_list(&r, 24, 80);
    rig_keys(&r, "Space");
    rig_sees(&r, "周立不能采用");
    rig_keys(&r, "Esc End");
    rig_sees(&r, "不能直接采用：人员类别由入党日期、转正日期推定");
    rig_keys(&r, "Space");
    rig_sees(&r, "刘晓的人员类别不能采用");
    rig_close(&r);
}

/* All marked ones together: those that can be. */
TEST(compare_marked_lines_are_taken_together)
{
    struct rig r;
    open_list(&r, 24, 80);
    rig_keys(&r, "Ctrl+A Space");
    rig_sees(&r, "已采用平台的");
    rig_sees_not(&r, "郑凯");
    rig_sees(&r, "周立");
    rig_close(&r);
}

TEST(compare_f8_passes_over_and_space_takes_that_back)
{
    struct rig r;
    open_list(&r, 24, 80);
    rig_keys(&r, "F8");
    rig_sees(&r, "已忽略 1 处");
    rig_sees_not(&r, "只在这里  周立");
    rig_keys(&r, "Tab Tab Tab");
    rig_sees(&r, "› 已忽略");
    rig_sees(&r, "周立");
    rig_golden(&r, "compare-passed");
    rig_keys(&r, "Space");
    rig_sees(&r, "不再忽略 1 处");
    rig_sees(&r, "这一类没有。按 Tab 换一类。");
    rig_keys(&r, "Tab");
    rig_sees(&r, "只在这里  周立");
    rig_close(&r);
}

TEST(compare_headcount_names_people)
{
    struct rig r;
    open_list(&r, 24, 80);
    rig_keys(&r, "F7");
    rig_sees(&r, "人数核对");
    rig_golden(&r, "compare-heads-80x24");
    rig_keys(&r, "Down Enter");
    rig_sees(&r, "身份证号");
    rig_keys(&r, "Esc");
    rig_size(&r, 36, 120);
    rig_golden(&r, "compare-heads-120x36");
    rig_keys(&r, "F6");
    rig_sees(&r, "人数核对");
    rig_keys(&r, "Esc F7");
    rig_sees(&r, "只在这里");
    rig_close(&r);
}

TEST(compare_opens_the_person_and_prints)
{
    struct rig r;
    open_list(&r, 24, 80);
    rig_keys(&r, "Enter");
    rig_sees(&r, "身份证号");
    rig_keys(&r, "Esc Down Enter");
    rig_sees(&r, "本账没有丁四这个人的资料");
    rig_keys(&r, "F6");
    rig_sees(&r, "与平台比对");
    rig_close(&r);
}

TEST(compare_equal_lists_leave_nothing_to_do)
{
    struct rig r;
    struct arena a = ARENA_INIT;
    name_press();
    rig_open(&r, 24, 80, 2);
    compare_view_open_file(
        &r.app, put_file(&a, "same.csv", "姓名,性别\n张建国,男\n李敏,女\n"));
    rig_sees(&r, "没有要处理的，名册和平台一样。");
    rig_golden(&r, "compare-same");
    rig_close(&r);
    arena_clear(&a);
}

TEST(compare_of_a_file_that_is_no_list_says_so)
{
    struct rig r;
    struct arena a = ARENA_INIT;
    name_press();
    rig_open(&r, 24, 80, 2);
    compare_view_open_file(&r.app, put_file(&a, "no.csv", "甲,乙\n丙,丁\n"));
    rig_sees(&r, "没有找到党员名册的表头");
    rig_sees(&r, "E-IMPORT-004");
    /* Nothing to do, and nothing to fall over. */
    rig_keys(&r, "Space F8 Enter F7 F6 Tab");
    rig_sees(&r, "E-IMPORT-004");
    rig_close(&r);
    arena_clear(&a);
}

TEST(compare_chooses_the_file_from_a_folder)
{
    struct rig r;
    struct arena a = ARENA_INIT;
    name_press();
    put_file(&a, "平台名册.csv", list);
    const char *folder = arena_printf(&a, "%s/files", unit_tmp());
    rig_open(&r, 24, 80, 8);
    compare_view_open(&r.app);
    rig_sees(&r, "平台导出的党员名册");
    rig_type(&r, arena_printf(&a, "%s/", folder));
    rig_sees(&r, "平台名册.csv");
    rig_type(&r, "平台名册");
    rig_keys(&r, "Enter");
    rig_sees(&r, "与平台比对 › 平台名册.csv");
    /* A whole name, though another file has it in its own. */
    put_file(&a, "旧.xls", "不是表格");
    put_file(&a, "很旧.xls.csv", list);
    rig_keys(&r, "Esc");
    rig_type(&r, arena_printf(&a, "%s/旧.xls", folder));
    rig_keys(&r, "Enter");
    rig_sees(&r, "与平台比对 › 旧.xls ");
    /* By a path that leads nowhere. */
    rig_keys(&r, "Esc");
    rig_type(&r, arena_printf(&a, "%s/none.csv", folder));
    rig_keys(&r, "Enter");
    rig_sees(&r, "none.csv 这个文件");
    rig_close(&r);
    arena_clear(&a);
}
