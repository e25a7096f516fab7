/* Importing on the screen: from the list of files to the saved rows, with the
   reader that the program has. */
#include "rig.h"

#include "unit.h"

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/report/workbook.h"
#include "pbtui/screen/import_view.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- a folder with tables -------------------------------------------------
 */

struct desk {
    struct rig r;
    char folder[160];
};

static const char *in_folder(struct desk *d, const char *name)
{
    return arena_printf(&d->r.arena, "%s/%s", d->folder, name);
}

/* Of a known minute: the list shows it. */
static void put(struct desk *d, const char *name, const char *text, int minute)
{
    struct err err = ERR_INIT;
    const char *path = in_folder(d, name);
    struct tm tm = {.tm_year = 126,
                    .tm_mon = 10,
                    .tm_mday = 18,
                    .tm_hour = 9,
                    .tm_min = minute,
                    .tm_isdst = -1};
    if (!file_write(path, text, strlen(text), FILE_REPLACE, &err)) {
        fail_msg("%s", err.text);
    }
    const struct timespec times[2] = {{.tv_sec = mktime(&tm)},
                                      {.tv_sec = mktime(&tm)}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static const char three[] = "党员花名册,,,,,\n"
                            "序号,姓名,性别,出生年月日,入党时间,转正时间\n"
                            "1,王小明,男,1990-01-05,2015-06-30,2016-06-30\n"
                            "2,李小红,女,1988.3.2,2012年7月1日,2013-07-01\n"
                            "3,赵大刚,男,19900420,2016/5/4,2017-05-04\n";
/* New, the same, filled, different, twice, bad, a total. */
static const char mixed[] =
    "姓名,性别,出生日期,手机,学历,入党日期,备注甲\n"
    "王小明,男,1990-01-05,13800000001,大学本科毕业,2015-06-30,x\n"
    "张建国,男,1971-03-15,,,1995-06-20,\n"
    "李敏,女,1985-09-02,13800000002,,2008-05-12,\n"
    "周立,女,1979-12-30,,,2003-11-18,\n"
    "王小明,男,1990-01-05,13800000001,大学本科毕业,2015-06-30,x\n"
    "孙一,男,1990-13-45,138,本科,2015-06-30,\n"
    "合计,6人,,,,,\n";

static void desk_open(struct desk *d, int rows, int cols)
{
    static int desks;
    char home[128];
    snprintf(home, sizeof home, "%s/import%d", unit_tmp(), desks);
    snprintf(d->folder, sizeof d->folder, "/tmp/pbtui-import-%d-%d", getpid(),
             desks++);
    assert_int_equal(mkdir(d->folder, 0700), 0);
    assert_int_equal(mkdir(home, 0700), 0);
    rig_open_file(&d->r, rows, cols, 4);
    setenv("HOME", home, 1);
    setenv("PBTUI_PRESS", BUILD_DIR "/pbtui-press", 1);
    put(d, "三个人.csv", three, 40);
    put(d, "各样.csv", mixed, 30);
    assert_int_equal(mkdir(in_folder(d, "往年"), 0700), 0);
    put(d, "说明.txt", "请导入三个人", 50);
}

static void desk_close(struct desk *d)
{
    static const char *const names[] = {"三个人.csv", "各样.csv", "说明.txt",
                                        "往年", NULL};
    for (size_t i = 0; names[i] != NULL; i++) {
        remove(in_folder(d, names[i]));
    }
    rig_close(&d->r);
    rmdir(d->folder);
}

static void dial(struct desk *d, const char *name)
{
    rig_keys(&d->r, "Ctrl+U");
    rig_type(&d->r, in_folder(d, name));
    rig_keys(&d->r, "Enter");
}

/* A file that is there for one test only. */
static void dial_new(struct desk *d, const char *text)
{
    put(d, "另.csv", text, 10);
    dial(d, "另.csv");
}

static int64_t people(struct desk *d)
{
    return rig_ask(&d->r,
                   "select count(*) from person where voided_on is null");
}

/* ---- choosing the file ----------------------------------------------------
 */

TEST(import_lists_a_folder_tables_first_and_narrows_it)
{
    struct desk d;
    desk_open(&d, 24, 80);
    rig_keys(&d.r, "Ctrl+U");
    rig_sees(&d.r, "党员名册 › 导入 › 选文件");
    rig_type(&d.r, arena_printf(&d.r.arena, "%s/", d.folder));
    const char *screen = rig_screen(&d.r);
    const char *newest = strstr(screen, "三个人.csv");
    const char *older = strstr(screen, "各样.csv");
    const char *folder = strstr(screen, "往年/");
    const char *other = strstr(screen, "说明.txt");
    assert_true(newest != NULL && older != NULL && folder != NULL &&
                other != NULL);
    assert_true(newest < older && older < folder && folder < other);
    rig_sees(&d.r, "2026-11-18 09:40");
    rig_type(&d.r, "sgr");
    rig_sees(&d.r, "三个人.csv");
    rig_sees_not(&d.r, "各样.csv");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "对应列 › 三个人.csv");
    desk_close(&d);
}

TEST(import_goes_about_folders_and_remembers_the_last)
{
    struct desk d;
    desk_open(&d, 24, 80);
    rig_keys(&d.r, "Ctrl+U");
    rig_type(&d.r, in_folder(&d, "往年"));
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "/往年");
    rig_sees_not(&d.r, "三个人.csv");
    rig_keys(&d.r, "Backspace");
    rig_sees(&d.r, "三个人.csv");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "对应列");
    rig_keys(&d.r, "Esc");
    rig_sees(&d.r, "选文件");
    rig_keys(&d.r, "Esc Ctrl+U");
    rig_sees(&d.r, d.folder);
    rig_sees(&d.r, "三个人.csv");
    desk_close(&d);
}

/* As terminals put in what is dropped on them. */
TEST(import_takes_paths_as_they_are_dropped)
{
    static const char *const ways[] = {
        "'%s/三个人.csv' ", "file://%s/三个人.csv", "\"%s/三个人.csv\""};
    struct desk d;
    desk_open(&d, 24, 80);
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        struct strbuf sb;
        const char *at = strstr(ways[i], "%s");
        sb_init(&sb);
        sb_addn(&sb, ways[i], (size_t)(at - ways[i]));
        sb_add(&sb, d.folder);
        sb_add(&sb, at + 2);
        rig_keys(&d.r, "Ctrl+U");
        rig_type(&d.r, sb.s);
        rig_keys(&d.r, "Enter");
        rig_sees(&d.r, "对应列 › 三个人.csv");
        rig_keys(&d.r, "Esc Esc");
        rig_sees(&d.r, "F3 新增");
        sb_clear(&sb);
    }
    desk_close(&d);
}

/* ---- what is wrong with a file ---------------------------------------------
 */

TEST(import_says_what_is_wrong_with_a_file_and_stays_at_the_list)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"", "空"},
        {"你好，这是一封信。\n没有表格。\n", "表头"},
    };
    struct desk d;
    desk_open(&d, 24, 80);
    int64_t before = people(&d);
    rig_keys(&d.r, "Ctrl+U");
    rig_type(&d.r, in_folder(&d, "没有.csv"));
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "没有.csv 这个文件");
    rig_keys(&d.r, "Esc Esc");
    rig_sees(&d.r, "F3 新增");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        dial_new(&d, rows[i].text);
        rig_sees(&d.r, rows[i].says);
        rig_keys(&d.r, "Enter");
        rig_sees(&d.r, "选文件");
        rig_keys(&d.r, "Esc");
        rig_sees(&d.r, "F3 新增");
    }
    assert_int_equal(people(&d), before);
    desk_close(&d);
}

TEST(import_of_only_bad_rows_imports_nothing)
{
    struct desk d;
    desk_open(&d, 24, 80);
    int64_t before = people(&d);
    dial_new(&d, "姓名,性别,出生日期\n王一,男,1990-13-01\n王二,男,没有\n");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "有问题 2");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "没有可导入的");
    rig_keys(&d.r, "Enter Esc Esc");
    rig_sees(&d.r, "另.csv");
    rig_keys(&d.r, "Esc");
    /* A head and nothing below it. */
    dial_new(&d, "姓名,性别\n");
    rig_sees(&d.r, "下面 0 行");
    rig_keys(&d.r, "F2 F2");
    rig_sees(&d.r, "没有可导入的");
    rig_keys(&d.r, "Enter");
    assert_int_equal(people(&d), before);
    desk_close(&d);
}

TEST(import_is_for_today)
{
    struct desk d;
    desk_open(&d, 24, 80);
    struct app *app = &d.r.app;
    ui_pop(&app->ui);
    import_view_open(app, &ledger_people);
    rig_sees(&d.r, "选文件");
    rig_keys(&d.r, "Esc");
    /* A list looked at as of a past day. */
    app->book->day = app->book->today - 400;
    import_view_open(app, &ledger_people);
    rig_sees_not(&d.r, "选文件");
    app->book->day = app->book->today;
    desk_close(&d);
}

static void reopen_read_only(struct desk *d)
{
    struct err err = ERR_INIT;
    struct app *app = &d->r.app;
    const char *path = arena_str(&d->r.arena, app->opt.path);
    const struct screen_options opt = {
        .actor = "测试", .path = path, .read_only = true};
    app_clear(app);
    if (!app_init(app, &opt, &err)) {
        fail_msg("%s", err.text);
    }
    app_start(app);
}

TEST(import_needs_a_ledger_that_may_be_written)
{
    struct desk d;
    desk_open(&d, 24, 80);
    reopen_read_only(&d);
    rig_keys(&d.r, "4 Ctrl+U");
    rig_sees(&d.r, "不能修改");
    rig_sees_not(&d.r, "选文件");
    import_view_open(&d.r.app, NULL);
    rig_sees_not(&d.r, "选文件");
    imports_view_open(&d.r.app);
    rig_sees(&d.r, "还没有导入过表格");
    desk_close(&d);
}

/* What has its own way in says which. */
TEST(import_is_refused_by_books_with_their_own_way)
{
    struct desk d;
    desk_open(&d, 24, 80);
    import_view_open(&d.r.app, &ledger_number);
    rig_sees(&d.r, "不能导入");
    rig_sees(&d.r, "编号由账本依次给出");
    desk_close(&d);
}

/* Two rows of one person that do not say the same: neither is guessed at. */
TEST(import_of_a_record_twice_with_different_words_asks)
{
    struct desk d;
    desk_open(&d, 24, 80);
    int64_t before = people(&d);
    dial_new(&d, "姓名,性别,出生日期,入党日期,手机\n"
                 "王小明,男,1990-01-05,2015-06-30,13800000001\n"
                 "王小明,男,1990-01-05,2015-06-30,13800000002\n");
    rig_keys(&d.r, "F2 F2");
    rig_sees(&d.r, "重复又不一样的 1 条");
    rig_keys(&d.r, "1");
    rig_sees(&d.r, "有问题的行另存");
    rig_keys(&d.r, "Esc");
    assert_int_equal(people(&d), before + 1);
    desk_close(&d);
}

static void put_texts(struct workbook *w, const char *const *texts, size_t n)
{
    struct workbook_cell cells[8] = {0};
    for (size_t i = 0; i < n; i++) {
        cells[i] = (struct workbook_cell){
            .col = i, .kind = WORKBOOK_TEXT, .text = texts[i]};
    }
    workbook_row(w, cells, n, 0);
}

/* A cover page first: the other sheets are asked for, not the file again. */
TEST(import_of_a_workbook_asks_for_the_sheet)
{
    static const char *const cover[] = {"党员花名册"};
    static const char *const heads[] = {"姓名", "性别", "出生日期", "入党时间"};
    static const char *const row[] = {"钱小二", "男", "1990-02-03",
                                      "2012-07-01"};
    static const struct workbook_column columns[4] = {{.cols = 12}};
    const struct workbook_sheet sheets[] = {
        {.name = "封面", .columns = columns, .n_columns = 1},
        {.name = "名册", .columns = columns, .n_columns = 4}};
    struct desk d;
    struct err err = ERR_INIT;
    desk_open(&d, 24, 80);
    const char *path = in_folder(&d, "两张表.xlsx");
    struct workbook *w = workbook_begin(&d.r.arena, path, FILE_NEW, "", &err);
    assert_non_null(w);
    workbook_sheet(w, &sheets[0]);
    put_texts(w, cover, 1);
    workbook_sheet(w, &sheets[1]);
    put_texts(w, heads, 4);
    put_texts(w, row, 4);
    if (!workbook_end(w, &err)) {
        fail_msg("%s", err.text);
    }
    dial(&d, "两张表.xlsx");
    rig_sees(&d.r, "读哪个工作表");
    rig_sees(&d.r, "名册。");
    rig_type(&d.r, "2");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "两张表.xlsx · 名册");
    rig_sees(&d.r, "钱小二");
    /* Back to the cover: nothing there, and the sheet in view stays. */
    rig_keys(&d.r, "F7 1 Enter");
    rig_sees(&d.r, "表头");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "钱小二");
    rig_keys(&d.r, "F2 F2 Enter");
    rig_sees(&d.r, "新增 1 条");
    remove(path);
    desk_close(&d);
}

/* ---- columns ---------------------------------------------------------------
 */

TEST(import_shows_each_column_and_lets_it_be_changed)
{
    struct desk d;
    desk_open(&d, 24, 80);
    dial(&d, "各样.csv");
    rig_sees(&d.r, "没认出");
    rig_golden(&d.r, "import-heads-80x24");
    rig_size(&d.r, 36, 120);
    rig_golden(&d.r, "import-heads-120x36");
    rig_size(&d.r, 16, 60);
    rig_golden(&d.r, "import-heads-60x16");
    rig_size(&d.r, 24, 80);
    rig_keys(&d.r, "End Enter");
    rig_sees(&d.r, "“备注甲”收进哪一项");
    rig_type(&d.r, "备注");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "您定的");
    /* The field of another column: that one is not used any more. */
    rig_keys(&d.r, "End Enter");
    rig_type(&d.r, "xl");
    rig_keys(&d.r, "Enter Home Down Down Down Down");
    rig_sees(&d.r, "不用");
    /* Space, and back to what the program found. */
    rig_keys(&d.r, "Home Space Space");
    rig_sees(&d.r, "同名");
    desk_close(&d);
}

TEST(import_asks_before_what_was_decided_is_lost)
{
    struct desk d;
    desk_open(&d, 24, 80);
    dial(&d, "各样.csv");
    rig_keys(&d.r, "End Space Esc");
    rig_sees(&d.r, "还没有导入");
    rig_keys(&d.r, "Esc");
    rig_sees(&d.r, "对应列");
    rig_keys(&d.r, "Ctrl+Q");
    rig_sees(&d.r, "内容已留作草稿");
    rig_keys(&d.r, "Esc Esc 2");
    rig_sees(&d.r, "选文件");
    rig_keys(&d.r, "Esc");
    desk_close(&d);
}

/* The terminal goes away in the middle: columns, rows and values come back. */
TEST(import_comes_back_from_its_draft)
{
    struct desk d;
    desk_open(&d, 24, 80);
    dial(&d, "各样.csv");
    rig_keys(&d.r, "End Enter");
    rig_type(&d.r, "jg");
    rig_sees(&d.r, "籍贯");
    rig_keys(&d.r, "Enter F2 Space");
    rig_sees(&d.r, "不导入");
    rig_keys(&d.r, "Down Down Enter Space");
    rig_restart(&d.r);
    rig_sees(&d.r, "导入 各样.csv 到党员名册");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "对应列");
    rig_sees(&d.r, "您定的");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "不导入");
    rig_sees(&d.r, "用文件的");
    /* Another file by the same name: only the columns stay. */
    rig_keys(&d.r, "Esc Esc 1");
    put(&d, "各样.csv", three, 20);
    rig_restart(&d.r);
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "文件后来改过");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "3  新增");
    desk_close(&d);
}

/* ---- rows ------------------------------------------------------------------
 */

static void open_mixed(struct desk *d, int rows, int cols)
{
    desk_open(d, rows, cols);
    dial(d, "各样.csv");
    rig_keys(&d->r, "F2");
    rig_sees(&d->r, "预看 › 各样.csv");
}

TEST(import_shows_what_becomes_of_each_row)
{
    struct desk d;
    open_mixed(&d, 24, 80);
    rig_golden(&d.r, "import-rows-80x24");
    rig_size(&d.r, 36, 120);
    rig_golden(&d.r, "import-rows-120x36");
    rig_size(&d.r, 16, 60);
    rig_golden(&d.r, "import-rows-60x16");
    rig_size(&d.r, 24, 80);
    rig_keys(&d.r, "Tab");
    rig_sees(&d.r, "王小明");
    rig_sees_not(&d.r, "周立");
    rig_keys(&d.r, "Shift+Tab");
    rig_sees(&d.r, "周立");
    desk_close(&d);
}

TEST(import_compares_a_row_side_by_side)
{
    struct desk d;
    open_mixed(&d, 24, 80);
    rig_keys(&d.r, "Down Down Down Enter");
    rig_sees(&d.r, "2003-11-08");
    rig_sees(&d.r, "2003-11-18");
    rig_golden(&d.r, "import-row-80x24");
    rig_size(&d.r, 36, 120);
    rig_golden(&d.r, "import-row-120x36");
    rig_size(&d.r, 16, 60);
    rig_golden(&d.r, "import-row-60x16");
    rig_size(&d.r, 24, 80);
    rig_keys(&d.r, "Space Esc");
    rig_sees(&d.r, "用文件的");
    rig_keys(&d.r, "Enter PgDn");
    rig_sees(&d.r, "第 6 行 王小明");
    rig_keys(&d.r, "PgDn");
    rig_sees(&d.r, "第 7 行 孙一");
    rig_golden(&d.r, "import-row-bad");
    desk_close(&d);
}

TEST(import_writes_what_was_decided_and_undoes_it_as_one)
{
    struct desk d;
    open_mixed(&d, 24, 80);
    int64_t before = people(&d);
    /* Without what is new; of what differs only the sex is the file's. */
    rig_keys(&d.r, "Space");
    rig_sees(&d.r, "不导入");
    rig_keys(&d.r, "Down Down Enter Space Esc F2");
    rig_sees(&d.r, "补充 1 条，改 1 条");
    rig_sees(&d.r, "您不导入");
    rig_golden(&d.r, "import-sure");
    rig_keys(&d.r, "1");
    rig_sees(&d.r, "有问题的行另存");
    rig_keys(&d.r, "Esc");
    rig_sees(&d.r, "第 1 号导入：党员名册补充 1 条，改 1 条");
    rig_sees(&d.r, "F3 新增");
    assert_int_equal(people(&d), before);
    assert_int_equal(rig_ask(&d.r, "select count(*) from person where "
                                   "name = '周立' and sex = '2'"),
                     1);
    rig_keys(&d.r, "Ctrl+Z");
    rig_sees(&d.r, "已撤销");
    assert_int_equal(rig_ask(&d.r, "select count(*) from person where "
                                   "name = '周立' and sex = '2'"),
                     0);
    desk_close(&d);
}

/* A day of joining that the day of becoming full does not allow. */
TEST(import_looks_again_when_the_files_values_are_taken)
{
    struct desk d;
    open_mixed(&d, 24, 80);
    rig_keys(&d.r, "F5");
    rig_sees(&d.r, "不一致的 1 行，都用文件里的");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "不能都用文件里的");
    rig_sees(&d.r, "第 5 行 周立");
    rig_keys(&d.r, "Enter F5 F2");
    rig_sees(&d.r, "新增 1 条，补充 1 条。不动");
    desk_close(&d);
}

TEST(import_hands_back_what_is_bad)
{
    struct desk d;
    struct strbuf text;
    open_mixed(&d, 24, 80);
    rig_keys(&d.r, "F6");
    rig_sees(&d.r, "有问题的行另存");
    rig_sees(&d.r, "有问题的行.xlsx");
    const char *path = in_folder(&d, "退回.csv");
    rig_keys(&d.r, "Ctrl+U");
    rig_type(&d.r, path);
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "有问题的 1 行已存为");
    sb_init(&text);
    assert_true(file_read(&text, path, 1 << 16, NULL));
    assert_non_null(strstr(text.s, "行号,导入时的问题,姓名,性别,出生日期"));
    assert_non_null(strstr(text.s, "1990-13-45"));
    assert_null(strstr(text.s, "周立"));
    /* There already: asked, and not written over by Esc. */
    rig_keys(&d.r, "F6 Ctrl+U");
    rig_type(&d.r, path);
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "文件已存在");
    rig_keys(&d.r, "Esc");
    sb_clear(&text);
    remove(path);
    desk_close(&d);
}

/* A few keys and three people are in. */
TEST(import_of_new_rows_takes_a_few_keys)
{
    struct desk d;
    desk_open(&d, 24, 80);
    int64_t before = people(&d);
    dial(&d, "三个人.csv");
    rig_keys(&d.r, "F2 F2 Enter");
    rig_sees(&d.r, "第 1 号导入：党员名册新增 3 条（Ctrl+Z 撤销）");
    assert_int_equal(people(&d), before + 3);
    desk_close(&d);
}

/* ---- which book ------------------------------------------------------------
 */

TEST(import_asks_for_the_book_that_the_file_is_most_like)
{
    struct desk d;
    desk_open(&d, 24, 80);
    import_view_open(&d.r.app, NULL);
    rig_sees(&d.r, "导入表格 › 选文件");
    rig_type(&d.r, in_folder(&d, "各样.csv"));
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "导入到哪本台账");
    rig_sees(&d.r, "6 列同名");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "党员名册 › 导入 › 对应列 › 各样.csv");
    desk_close(&d);
}

/* ---- what was imported -----------------------------------------------------
 */

TEST(imports_are_listed_opened_and_undone)
{
    struct desk d;
    desk_open(&d, 24, 80);
    int64_t before = people(&d);
    imports_view_open(&d.r.app);
    rig_sees(&d.r, "还没有导入过表格");
    rig_keys(&d.r, "Esc");
    dial(&d, "三个人.csv");
    rig_keys(&d.r, "F2 F2 Enter");
    imports_view_open(&d.r.app);
    rig_sees(&d.r, "三个人.csv");
    rig_golden(&d.r, "imports-80x24");
    rig_size(&d.r, 36, 120);
    rig_golden(&d.r, "imports-120x36");
    rig_size(&d.r, 24, 80);
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "第 1 号导入：3 条");
    rig_sees(&d.r, "赵大刚");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "王小明");
    rig_keys(&d.r, "Esc F8");
    rig_sees(&d.r, "写入的 3 条全部撤回");
    rig_keys(&d.r, "Esc");
    assert_int_equal(people(&d), before + 3);
    rig_keys(&d.r, "F8 1");
    rig_sees(&d.r, "已撤销");
    assert_int_equal(people(&d), before);
    rig_keys(&d.r, "F8");
    rig_sees(&d.r, "已经撤销了");
    desk_close(&d);
}
