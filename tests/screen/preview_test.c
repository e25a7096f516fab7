/* The preview: a document made by hand, on screens of every size, and what
   becomes of it: files, printers, refusals. */
#include "rig.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/preview_view.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

/* ---- a document --------------------------------------------------------- */

static const struct sheet upright = {.name = "竖排五号",
                                     .width = 21000,
                                     .height = 29700,
                                     .cols = 74,
                                     .lines = 30,
                                     .size = 1050};
static const struct sheet across = {.name = "横排五号",
                                    .landscape = true,
                                    .width = 29700,
                                    .height = 21000,
                                    .cols = 120,
                                    .lines = 24,
                                    .size = 1050};

static struct page_text text_at(int line, int col, int cols, const char *s)
{
    return (struct page_text){.line = line,
                              .col = col,
                              .lines = 1,
                              .cols = cols,
                              .face = FACE_SONG,
                              .size = 100,
                              .text = s};
}

/* A grid of label and value with a table below, footer, page number. */
static void fill_record(struct page *p, struct arena *a, const char *title,
                        size_t no)
{
    static const char *const cells[][3] = {
        {"姓名", "到会", "原因"},     {"张建国", "出席", ""},
        {"欧阳𠮷", "请假", "“出差”"}, {"买买提·艾力", "出席", ""},
        {"李敏", "缺席", ""},
    };
    struct page_text *t = arena_array(a, 40, sizeof *t);
    struct page_rule *r = arena_array(a, 40, sizeof *r);
    size_t n = 0;
    size_t m = 0;
    t[n] = text_at(0, 0, 74, title);
    t[n].lines = 2;
    t[n].align = PAGE_CENTRE;
    t[n].face = FACE_TITLE;
    t[n++].size = 150;
    t[n] = text_at(3, 1, 10, "会议名称");
    t[n++].face = FACE_HEAD;
    t[n++] = text_at(3, 13, 60, "第 11 次支部委员会会议");
    for (int i = 0; i < 5; i++) {
        static const int col[] = {1, 17, 33};
        static const int cols[] = {15, 15, 40};
        for (int k = 0; k < 3; k++) {
            t[n] = text_at(5 + i, col[k], cols[k], cells[i][k]);
            t[n].align = k == 1 ? PAGE_CENTRE : PAGE_LEFT;
            t[n++].face = i == 0 ? FACE_HEAD : FACE_SONG;
        }
    }
    t[n] = text_at(12, 2, 20, "二〇二六年十月二十二日记录人签字");
    t[n++].size = 60; /* wider here than on paper */
    t[n] = text_at(13, 44, 6, "裁开");
    t[n].lines = 2;
    t[n++].align = PAGE_CENTRE;
    t[n] = text_at(29, 0, 20, "最后一行");
    t[n++].align = PAGE_LEFT;
    t[n] = text_at(31, 40, 34, arena_printf(a, "第 %zu 页", no));
    t[n++].align = PAGE_RIGHT;
    for (int line = 5; line <= 10; line++) {
        r[m++] = (struct page_rule){false, line, 0, 74, RULE_THIN};
    }
    r[m++] = (struct page_rule){false, 3, 0, 74, RULE_THICK};
    r[m++] = (struct page_rule){false, 4, 0, 74, RULE_THIN};
    for (int k = 0; k < 4; k++) {
        static const int col[] = {0, 16, 32, 73};
        r[m++] = (struct page_rule){true, 5, col[k], 5, RULE_THIN};
    }
    for (int k = 0; k < 3; k++) {
        static const int col[] = {0, 12, 73};
        r[m++] = (struct page_rule){true, 3, col[k], 1, RULE_THIN};
    }
    r[m++] = (struct page_rule){false, 14, 0, 43, RULE_DASHED};
    r[m++] = (struct page_rule){false, 14, 51, 23, RULE_DASHED};
    *p = (struct page){&upright, t, n, r, m};
}

static void fill_wide(struct page *p, struct arena *a)
{
    struct page_text *t = arena_array(a, 40, sizeof *t);
    struct page_rule *r = arena_array(a, 40, sizeof *r);
    size_t n = 0;
    size_t m = 0;
    t[n] = text_at(0, 0, 120, "横排的一张表");
    t[n].align = PAGE_CENTRE;
    t[n++].face = FACE_TITLE;
    for (int i = 0; i < 6; i++) {
        t[n++] = text_at(2, 20 * i + 1, 18,
                         arena_printf(a, "第 %d 列 Column", i + 1));
        r[m++] = (struct page_rule){true, 2, 20 * i, 3, RULE_THIN};
    }
    t[n++] = text_at(4, 101, 18, "最右边的字");
    r[m++] = (struct page_rule){true, 2, 119, 3, RULE_THIN};
    r[m++] = (struct page_rule){false, 2, 0, 120, RULE_THIN};
    r[m++] = (struct page_rule){false, 3, 0, 120, RULE_THIN};
    r[m++] = (struct page_rule){false, 5, 0, 120, RULE_THIN};
    *p = (struct page){&across, t, n, r, m};
}

static struct preview_what document(void)
{
    struct preview_what w = {.file = "会议记录"};
    struct page *pages = arena_array(&w.arena, 3, sizeof *pages);
    fill_record(&pages[0], &w.arena, "支部委员会会议记录", 1);
    fill_record(&pages[1], &w.arena, "党员大会会议记录", 2);
    fill_wide(&pages[2], &w.arena);
    w.doc = (struct document){"会议记录", pages, 3};
    return w;
}

/* ---- a place to work in ------------------------------------------------- */

struct desk {
    struct rig r;
    struct arena arena;
    const char *home;
    const char *folders[2];
    struct printer_way way;
};

static const char *in_home(struct desk *d, const char *name)
{
    return arena_printf(&d->arena, "%s/%s", d->home, name);
}

static void put_program(struct desk *d, const char *name, const char *script)
{
    struct err err = ERR_INIT;
    const char *path = in_home(d, name);
    const char *text =
        arena_printf(&d->arena, "#!/bin/sh\nD='%s'\n%s\n", d->home, script);
    if (!file_write(path, text, strlen(text), FILE_REPLACE, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(chmod(path, 0700), 0);
}

#define TWO_PRINTERS                                                           \
    "case $1 in -p) echo idle;; *) printf '%s\\n' 'scheduler is running' "     \
    "'system default destination: HP' Alpha HP;; esac"
#define TAKES_ALL                                                              \
    "printf '%s ' \"$@\" > \"$D/argv\"; cat > \"$D/doc\"; "                    \
    "echo 'request id is HP-12 (1 file(s))'"

/* Printers and a press of our own.  way.folders: none of the machine's. */
static void desk_open(struct desk *d, int rows, int cols)
{
    static int desks;
    *d = (struct desk){0};
    d->home = arena_printf(&d->arena, "%s/desk%d", unit_tmp(), desks++);
    assert_int_equal(mkdir(d->home, 0700), 0);
    d->folders[0] = d->home;
    d->way = (struct printer_way){.folders = d->folders, .limit_ms = 20000};
    put_program(d, "press",
                "cat > \"$D/pages\"; printf '%%PDF-1.4\\n%%%%EOF\\n'; "
                "printf 'press\\tnote\\t没有仿宋\\npress\\tpages\\t3\\n' >&2");
    setenv("PBTUI_PRESS", in_home(d, "press"), 1);
    setenv("HOME", d->home, 1);
    rig_open(&d->r, rows, cols, 1);
}

static void desk_close(struct desk *d)
{
    rig_close(&d->r);
    arena_clear(&d->arena);
    width_set_ambiguous(WIDTH_NARROW);
}

static void show(struct desk *d, struct preview_what w)
{
    w.way = &d->way;
    preview_open(&d->r.app, &w);
}

static const char *read_home(struct desk *d, const char *name)
{
    struct strbuf sb;
    sb_init(&sb);
    bool there = file_read(&sb, in_home(d, name), 1 << 20, NULL);
    const char *text = there ? arena_str(&d->arena, sb.s) : NULL;
    sb_clear(&sb);
    return text;
}

/* ---- how it looks ------------------------------------------------------- */

TEST(preview_at_every_size)
{
    static const struct {
        int rows, cols;
        const char *golden;
    } rows[] = {
        {24, 80, "preview-80x24"},
        {36, 120, "preview-120x36"},
        {16, 60, "preview-60x16"},
    };
    struct desk d;
    desk_open(&d, 24, 80);
    show(&d, document());
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        rig_size(&d.r, rows[i].rows, rows[i].cols);
        rig_golden(&d.r, rows[i].golden);
    }
    desk_close(&d);
}

TEST(preview_with_rules_on_rows_of_their_own)
{
    struct desk d;
    desk_open(&d, 36, 120);
    show(&d, document());
    rig_keys(&d.r, "F5");
    rig_golden(&d.r, "preview-rows");
    rig_keys(&d.r, "F5");
    rig_golden(&d.r, "preview-120x36");
    desk_close(&d);
}

/* Frames of + - |, and what is ambiguous two columns wide. */
TEST(preview_where_ambiguous_is_wide)
{
    struct desk d;
    desk_open(&d, 36, 120);
    width_set_ambiguous(WIDTH_WIDE);
    d.r.app.ui.canvas.ascii = true;
    show(&d, document());
    rig_golden(&d.r, "preview-wide");
    rig_keys(&d.r, "F5");
    rig_golden(&d.r, "preview-wide-rows");
    desk_close(&d);
}

TEST(preview_of_a_sheet_wider_than_the_screen)
{
    struct desk d;
    desk_open(&d, 24, 80);
    show(&d, document());
    rig_keys(&d.r, "End");
    rig_sees(&d.r, "右边 42 列 >");
    rig_sees_not(&d.r, "最右边的字");
    rig_golden(&d.r, "preview-left");
    rig_keys(&d.r, "Ctrl+Right > Ctrl+Right > Ctrl+Right");
    rig_sees(&d.r, "< 左边 40 列");
    rig_keys(&d.r, "> > >");
    rig_sees(&d.r, "最右边的字");
    rig_sees_not(&d.r, "列 >");
    rig_golden(&d.r, "preview-right");
    rig_keys(&d.r, "<");
    rig_sees(&d.r, "< 左边 34 列");
    rig_size(&d.r, 30, 132);
    rig_sees_not(&d.r, "左边");
    rig_sees(&d.r, "横排五号 A4 横向");
    desk_close(&d);
}

/* Every cell that a rule across goes over is underlined, and no other. */
TEST(preview_rules_across_are_underlines)
{
    struct desk d;
    desk_open(&d, 40, 100);
    show(&d, document());
    ui_draw(&d.r.app.ui, 40, 100);
    const struct canvas *c = &d.r.app.ui.canvas;
    int ruled[40] = {0};
    for (int row = 0; row < 40; row++) {
        for (int col = 0; col < 100; col++) {
            int role = c->cells[row * 100 + col].role;
            ruled[row] += role == ROLE_RULED || role == ROLE_RULED_HEAD;
        }
    }
    /* The page's first line is on row 3; rules are at lines 3 to 10. */
    for (int row = 0; row < 40; row++) {
        bool is_ruled = row >= 3 + 2 && row <= 3 + 9;
        assert_int_equal(ruled[row], is_ruled ? 74 : 0);
    }
    desk_close(&d);
}

/* ---- keys --------------------------------------------------------------- */

/* Each of its commands has a key that no input method swallows, and an F-key,
   which terminals steal, is never the only one. */
TEST(preview_keys_do_not_clash)
{
    struct desk d;
    struct strbuf out;
    desk_open(&d, 24, 80);
    sb_init(&out);
    const struct keymap *km = d.r.app.ui.keymap;
    if (keymap_conflicts(km, &out) != 0) {
        fail_msg("%s", out.s);
    }
    size_t looked = 0;
    for (size_t i = 0; i < keymap_count(km); i++) {
        const struct command *cmd = keymap_at(km, i);
        bool safe = false;
        bool stolen = false;
        bool twin = false;
        if ((cmd->contexts & (CTX_PREVIEW | CTX_SEND)) == 0) {
            continue;
        }
        char *keys = mem_str(cmd->keys);
        char *save = NULL;
        for (char *w = strtok_r(keys, " ", &save); w != NULL;
             w = strtok_r(NULL, " ", &save)) {
            struct key k;
            assert_true(key_parse(w, &k));
            bool function = k.kind == K_NAMED && k.code >= KC_F1;
            safe = safe || k.kind != K_CHAR;
            stolen = stolen || function;
            twin = twin || (k.kind != K_CHAR && !function);
        }
        if (!safe || (stolen && !twin)) {
            fail_msg("%s: %s", cmd->name, cmd->keys);
        }
        mem_free(keys);
        looked++;
    }
    assert_int_equal(looked, 16);
    sb_clear(&out);
    desk_close(&d);
}

/* ---- moving ------------------------------------------------------------- */

TEST(preview_goes_from_page_to_page)
{
    struct desk d;
    desk_open(&d, 24, 80);
    show(&d, document());
    rig_sees(&d.r, "1/3");
    rig_keys(&d.r, "Left");
    rig_sees(&d.r, "已经是第一页");
    rig_keys(&d.r, "Right");
    rig_sees(&d.r, "2/3");
    rig_sees(&d.r, "党员大会会议记录");
    rig_keys(&d.r, "End");
    rig_sees(&d.r, "3/3");
    rig_keys(&d.r, "Right");
    rig_sees(&d.r, "已经是最后一页");
    rig_keys(&d.r, "Home");
    rig_sees(&d.r, "1/3");
    rig_keys(&d.r, "Esc");
    rig_sees_not(&d.r, "打印预览");
    desk_close(&d);
}

TEST(preview_scrolls_a_page_that_is_higher)
{
    struct desk d;
    desk_open(&d, 24, 80);
    show(&d, document());
    rig_sees_not(&d.r, "最后一行");
    rig_keys(&d.r, "Down");
    rig_sees(&d.r, "上面还有 1 行");
    rig_keys(&d.r, "Up Up");
    rig_sees_not(&d.r, "上面还有");
    rig_keys(&d.r, "PgDn");
    rig_sees(&d.r, "1/3");
    rig_sees(&d.r, "最后一行");
    rig_sees_not(&d.r, "下面还有");
    rig_keys(&d.r, "Space");
    rig_sees(&d.r, "2/3");
    rig_sees(&d.r, "党员大会会议记录");
    rig_keys(&d.r, "PgUp");
    rig_sees(&d.r, "1/3");
    rig_sees(&d.r, "最后一行");
    rig_keys(&d.r, "PgUp");
    rig_sees(&d.r, "支部委员会会议记录");
    rig_keys(&d.r, "PgDn");
    rig_size(&d.r, 40, 100);
    rig_sees_not(&d.r, "上面还有");
    desk_close(&d);
}

TEST(preview_goes_to_a_number)
{
    struct desk d;
    desk_open(&d, 24, 80);
    show(&d, document());
    rig_keys(&d.r, "3");
    rig_sees(&d.r, "翻到第 3 页");
    rig_golden(&d.r, "preview-go");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "3/3");
    rig_type(&d.r, "２");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "2/3");
    rig_keys(&d.r, "1 9 Backspace Enter");
    rig_sees(&d.r, "1/3");
    rig_keys(&d.r, "3 Esc");
    rig_sees(&d.r, "1/3");
    rig_sees_not(&d.r, "翻到第");
    rig_keys(&d.r, "7 Enter");
    rig_sees(&d.r, "没有第 7 页，一共 3 页");
    rig_keys(&d.r, "1 2 3 4 5 6 7 8 9 Enter");
    rig_sees(&d.r, "没有第 123456 页");
    rig_keys(&d.r, "g");
    rig_sees(&d.r, "打页号（1 到 3）");
    rig_keys(&d.r, "3 Right");
    rig_sees(&d.r, "2/3");
    desk_close(&d);
}

TEST(preview_finds)
{
    struct desk d;
    desk_open(&d, 24, 80);
    show(&d, document());
    rig_keys(&d.r, "F7");
    rig_type(&d.r, "column");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "3/3");
    rig_sees(&d.r, "查找：column");
    rig_golden(&d.r, "preview-found");
    rig_keys(&d.r, "n n n n n");
    rig_sees(&d.r, "第 6 列 Column");
    rig_keys(&d.r, "n");
    rig_sees(&d.r, "第 1 列 Column");
    rig_keys(&d.r, "F7 Ctrl+U");
    rig_type(&d.r, "欧阳");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "1/3");
    rig_keys(&d.r, "n");
    rig_sees(&d.r, "2/3");
    rig_keys(&d.r, "n");
    rig_sees(&d.r, "1/3");
    rig_keys(&d.r, "F7 Ctrl+U");
    rig_type(&d.r, "最后一行");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "上面还有");
    rig_keys(&d.r, "F7 Ctrl+U");
    rig_type(&d.r, "没有的字");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "没有找到“没有的字”");
    desk_close(&d);
}

TEST(preview_of_nothing_does_not_open)
{
    struct desk d;
    desk_open(&d, 24, 80);
    struct preview_what w = {.file = "空"};
    arena_str(&w.arena, "freed all the same");
    show(&d, w);
    rig_sees(&d.r, "没有可打印的内容");
    rig_sees_not(&d.r, "打印预览");
    desk_close(&d);
}

/* ---- files -------------------------------------------------------------- */

static int issues;
static bool issue(void *ctx, struct err *err)
{
    issues++;
    return ctx == NULL ||
           err_set(err, ERR_RULE, "E-TEST-001", "这一份不能印发。");
}

TEST(preview_without_printers_writes_the_pdf)
{
    struct desk d;
    desk_open(&d, 24, 80);
    struct preview_what w = document();
    w.issued = issue;
    issues = 0;
    show(&d, w);
    rig_keys(&d.r, "F6");
    rig_sees(&d.r, "cups-client");
    rig_sees(&d.r, "只存 PDF 文件");
    rig_sees(&d.r, "~/会议记录.pdf");
    rig_sees_not(&d.r, "份数");
    rig_golden(&d.r, "preview-send-none");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "已存为");
    rig_sees(&d.r, "会议记录.pdf（3 页）。没有仿宋");
    rig_sees_not(&d.r, "送到");
    assert_string_equal(read_home(&d, "会议记录.pdf"), "%PDF-1.4\n%%EOF\n");
    /* What this view wrote it may write again; it is issued once. */
    rig_keys(&d.r, "F6 Enter");
    rig_sees(&d.r, "会议记录.pdf（3 页）");
    assert_int_equal(issues, 1);
    desk_close(&d);
}

TEST(preview_asks_before_it_writes_over_a_file)
{
    struct desk d;
    desk_open(&d, 24, 80);
    put_program(&d, "会议记录.pdf", "old");
    show(&d, document());
    rig_keys(&d.r, "F6 Enter");
    rig_sees(&d.r, "文件已存在");
    rig_sees(&d.r, "2 另存");
    rig_keys(&d.r, "3");
    rig_sees(&d.r, "送到");
    assert_non_null(strstr(read_home(&d, "会议记录.pdf"), "old"));
    rig_keys(&d.r, "Enter Enter");
    rig_sees(&d.r, "会议记录-2.pdf（3 页）");
    assert_non_null(strstr(read_home(&d, "会议记录.pdf"), "old"));
    assert_non_null(read_home(&d, "会议记录-2.pdf"));
    rig_keys(&d.r, "F6 Enter 1");
    rig_sees(&d.r, "会议记录.pdf（3 页）");
    assert_null(strstr(read_home(&d, "会议记录.pdf"), "old"));
    desk_close(&d);
}

TEST(preview_stays_where_it_may_not_be_issued)
{
    struct desk d;
    desk_open(&d, 24, 80);
    struct preview_what w = document();
    w.issued = issue;
    w.ctx = &w;
    show(&d, w);
    rig_keys(&d.r, "F6 Enter");
    rig_sees(&d.r, "这一份不能印发");
    assert_null(read_home(&d, "会议记录.pdf"));
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "送到");
    desk_close(&d);
}

TEST(preview_tells_when_the_file_cannot_be_written)
{
    struct desk d;
    desk_open(&d, 24, 80);
    show(&d, document());
    rig_keys(&d.r, "F6 Tab Ctrl+U");
    rig_type(&d.r, "/nonexistent/深处/x");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "E-FILE-");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "/nonexistent/深处/x");
    rig_keys(&d.r, "Ctrl+U Enter");
    rig_sees(&d.r, "不能空着");
    desk_close(&d);
}

TEST(preview_keeps_text_and_csv)
{
    static const struct table_column columns[] = {
        {.name = "name", .title = "姓名"}, {.name = "n", .title = "次数"}};
    static const char *const row[] = {"张建国", "3"};
    static const char *const *const rows[] = {row};
    static const struct table table = {
        .columns = columns, .n_columns = 2, .rows = rows, .n_rows = 1};
    struct desk d;
    desk_open(&d, 24, 80);
    struct preview_what w = document();
    w.issued = issue;
    w.csv = true;
    w.table = &table;
    issues = 0;
    show(&d, w);
    rig_sees(&d.r, "存为 CSV");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "会议记录.csv（1 行）");
    assert_non_null(strstr(read_home(&d, "会议记录.csv"), "张建国,3"));
    assert_int_equal(issues, 0);
    rig_keys(&d.r, "F6 Right");
    rig_sees(&d.r, "~/会议记录.txt");
    rig_keys(&d.r, "Right");
    rig_sees(&d.r, "~/会议记录.xlsx");
    rig_keys(&d.r, "Right");
    rig_sees(&d.r, "~/会议记录.csv");
    rig_keys(&d.r, "Left Left Enter");
    rig_sees(&d.r, "会议记录.txt（1 行）");
    assert_non_null(strstr(read_home(&d, "会议记录.txt"), "张建国"));
    assert_int_equal(issues, 1);
    desk_close(&d);
}

/* A press that takes rows: the frame of a zip, and how many there were. */
#define TAKES_ROWS                                                             \
    "cat > \"$D/rows\"; printf 'PK\\3\\4zip'; printf 'PK\\5\\6'; "             \
    "head -c 18 /dev/zero; printf 'press\\trows\\t%d\\n' "                     \
    "$(grep -c '^row ' \"$D/rows\") >&2"

TEST(preview_keeps_a_table_as_xlsx)
{
    static const struct table_column columns[] = {
        {.name = "name", .title = "姓名"}, {.name = "id", .title = "证件号"}};
    static const char *const row[] = {"张建国", "990101199001010011"};
    static const char *const *const rows[] = {row};
    static const struct table table = {.title = "名册",
                                       .columns = columns,
                                       .n_columns = 2,
                                       .rows = rows,
                                       .n_rows = 1};
    struct desk d;
    desk_open(&d, 24, 80);
    put_program(&d, "press", TAKES_ROWS);
    struct preview_what w = document();
    w.issued = issue;
    w.table = &table;
    issues = 0;
    show(&d, w);
    rig_keys(&d.r, "F6 Right Right");
    rig_sees(&d.r, "存为 xlsx 表格");
    rig_sees(&d.r, "~/会议记录.xlsx");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "会议记录.xlsx（1 行）");
    assert_memory_equal(read_home(&d, "会议记录.xlsx"), "PK", 2);
    assert_non_null(strstr(read_home(&d, "rows"), "t 69 l 990101199001010011"));
    assert_int_equal(issues, 0);
    desk_close(&d);
}

/* Long after the menu has gone; an edition is not noted of it. */
TEST(preview_keeps_a_form_as_xlsx)
{
    struct desk d;
    desk_open(&d, 24, 200);
    put_program(&d, "press", TAKES_ROWS);
    print_menu_open_form(&d.r.app, "roster-short",
                         (struct span){DATE_NONE, DATE_NONE});
    rig_keys(&d.r, "F6");
    for (int i = 0; i < 4 && strstr(rig_screen(&d.r), "xlsx 表格") == NULL;
         i++) {
        rig_keys(&d.r, "Right");
    }
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "可编辑的表");
    assert_non_null(strstr(read_home(&d, "rows"), "党员名册"));
    assert_non_null(strstr(read_home(&d, "rows"), "不作为印发稿"));
    desk_close(&d);
}

/* Without a table the text is that of the pages. */
TEST(preview_keeps_the_pages_as_text)
{
    struct desk d;
    desk_open(&d, 24, 80);
    show(&d, document());
    rig_keys(&d.r, "F6 Left");
    rig_sees_not(&d.r, "CSV");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "会议记录.txt（3 页）");
    assert_non_null(strstr(read_home(&d, "会议记录.txt"), "买买提·艾力"));
    desk_close(&d);
}

/* ---- printers ----------------------------------------------------------- */

TEST(preview_prints)
{
    struct desk d;
    desk_open(&d, 24, 80);
    put_program(&d, "lpstat", TWO_PRINTERS);
    put_program(&d, "lp", TAKES_ALL);
    show(&d, document());
    rig_keys(&d.r, "F6");
    rig_sees(&d.r, "打印机 HP（常用）");
    rig_golden(&d.r, "preview-send");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "已交给打印机 HP（任务 HP-12）。PDF 存为 /");
    assert_string_equal(read_home(&d, "argv"),
                        "-d HP -n 1 -t 党支部台账 -o collate=true "
                        "-o sides=one-sided -o media=A4 ");
    assert_string_equal(read_home(&d, "doc"), "%PDF-1.4\n%%EOF\n");
    desk_close(&d);
}

TEST(preview_prints_what_is_chosen)
{
    struct desk d;
    desk_open(&d, 24, 80);
    put_program(&d, "lpstat", TWO_PRINTERS);
    put_program(&d, "lp", TAKES_ALL);
    show(&d, document());
    rig_keys(&d.r, "F6 Right Tab Tab 0 Tab");
    rig_sees(&d.r, "份数请写 1 到 99");
    rig_keys(&d.r, "Shift+Tab 3 Tab");
    rig_type(&d.r, "２，5");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "没有第 5 页，一共 3 页");
    assert_null(read_home(&d, "argv"));
    rig_keys(&d.r, "Ctrl+U");
    rig_type(&d.r, "３、2");
    rig_keys(&d.r, "Tab Space Enter");
    rig_sees(&d.r, "已交给打印机 Alpha");
    assert_string_equal(read_home(&d, "argv"),
                        "-d Alpha -n 3 -t 党支部台账 -o collate=true "
                        "-o sides=two-sided-long-edge -o media=A4 -P 2-3 ");
    desk_close(&d);
}

/* The file is told although the printer refused, and the form is still there
   to choose another one. */
TEST(preview_tells_the_file_when_the_printer_refuses)
{
    struct desk d;
    desk_open(&d, 24, 80);
    put_program(&d, "lpstat", TWO_PRINTERS);
    put_program(&d, "lp",
                "echo 'lp: Destination \"HP\" is not accepting jobs.' >&2; "
                "exit 1");
    show(&d, document());
    rig_keys(&d.r, "F6 Enter");
    rig_sees(&d.r, "暂不接受新的任务");
    rig_sees(&d.r, "PDF 已存为");
    rig_sees(&d.r, "会议记录.pdf");
    assert_non_null(read_home(&d, "会议记录.pdf"));
    put_program(&d, "lp", TAKES_ALL);
    rig_keys(&d.r, "Enter Enter");
    rig_sees(&d.r, "已交给打印机 HP");
    desk_close(&d);
}

TEST(preview_tells_of_a_queue_that_stands_still)
{
    struct desk d;
    desk_open(&d, 24, 80);
    put_program(&d, "lpstat",
                "case $1 in -p) echo 'printer HP disabled since today';; *) "
                "echo 'scheduler is running'; echo HP;; esac");
    put_program(&d, "lp", TAKES_ALL);
    show(&d, document());
    rig_keys(&d.r, "F6 Enter");
    rig_sees(&d.r, "停着");
    rig_sees(&d.r, "会议记录.pdf");
    desk_close(&d);
}

/* Several printers and none of them usual: mere Enter prints on none. */
TEST(preview_prints_on_no_printer_by_chance)
{
    struct desk d;
    desk_open(&d, 24, 80);
    put_program(&d, "lpstat",
                "echo 'scheduler is running'; echo Alpha; echo HP");
    put_program(&d, "lp", TAKES_ALL);
    show(&d, document());
    rig_keys(&d.r, "F6 Enter");
    rig_sees(&d.r, "已存为");
    assert_null(read_home(&d, "argv"));
    desk_close(&d);
}

TEST(preview_form_in_a_small_window)
{
    struct desk d;
    desk_open(&d, 16, 60);
    put_program(&d, "lpstat", TWO_PRINTERS);
    show(&d, document());
    rig_keys(&d.r, "F6");
    rig_golden(&d.r, "preview-send-60x16");
    rig_size(&d.r, 36, 120);
    rig_golden(&d.r, "preview-send-120x36");
    desk_close(&d);
}
