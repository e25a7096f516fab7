/* Whose description holds: the user's over the compiled-in, and never a broken
   one; the compiled-in ones are whole; nothing that stands in one crashes. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../../src/report/form_parts.h"
#include "form_ground.h"
#include "pbtui/base/file.h"
#include "pbtui/text/utf8.h"

#define HEAD "title = 表\npaper = 竖排五号\nsource = test\n"
/* Its things begin on line 5. */
#define FORM(things) "[form]\n" HEAD things

/* ---- the user's own -------------------------------------------------------
 */

static void own_file(const char *folder, const char *name, const char *text)
{
    struct strbuf path;
    struct err err = ERR_INIT;
    sb_init(&path);
    sb_addf(&path, "%s/%s", folder, name);
    if (!file_write(path.s, text, strlen(text), FILE_REPLACE, &err)) {
        fail_msg("%s", err.text);
    }
    sb_clear(&path);
}

static const char *own_folder(const char *name)
{
    static char folder[300];
    struct err err = ERR_INIT;
    snprintf(folder, sizeof folder, "%s/%s", unit_tmp(), name);
    assert_true(file_make_dirs(folder, &err));
    return folder;
}

static void read_with(struct forms *f, struct arena *a, const char *folder)
{
    struct err err = ERR_INIT;
    *a = (struct arena)ARENA_INIT;
    if (!form_ground_read(f, a, FORM("line = 自带\n"), folder, &err)) {
        fail_msg("%s", err.text);
    }
}

TEST(form_own_file_takes_the_place_of_the_compiled_in)
{
    const char *folder = own_folder("own-good");
    struct arena a;
    struct forms f;
    own_file(folder, "x.ini",
             "[form]\ntitle = 自己的\npaper = 竖排五号\nsource = test\n"
             "line = 甲\nline = 乙\n");
    own_file(folder, "我的表.ini", FORM("line = 甲\n"));
    own_file(folder, "a.ini", FORM("line = 甲\n"));
    own_file(folder, "a.ini~", "junk");
    own_file(folder, ".b.ini", "junk");
    read_with(&f, &a, folder);
    assert_int_equal(f.n_complaints, 0);
    assert_int_equal(f.n, 3);
    assert_string_equal(f.list[0].name, "x");
    assert_string_equal(f.list[0].title, "自己的");
    assert_true(f.list[0].own);
    assert_int_equal(f.list[0].n_items, 2);
    assert_string_equal(f.list[1].name, "a");
    assert_string_equal(f.list[2].name, "我的表");
    arena_clear(&a);
}

TEST(form_own_files_come_in_the_order_of_their_names)
{
    const char *folder = own_folder("own-order");
    struct arena a;
    struct forms f;
    for (int i = 0; i < 9; i++) {
        char name[8];
        snprintf(name, sizeof name, "%c.ini", 'a' + i * 5 % 9);
        own_file(folder, name, FORM("line = 甲\n"));
    }
    read_with(&f, &a, folder);
    assert_int_equal(f.n, 10);
    for (size_t i = 2; i < f.n; i++) { /* the first is compiled in */
        assert_true(strcmp(f.list[i - 1].name, f.list[i].name) < 0);
    }
    arena_clear(&a);
}

TEST(form_broken_own_file_leaves_the_compiled_in)
{
    const char *folder = own_folder("own-broken");
    struct arena a;
    struct forms f;
    own_file(folder, "x.ini", FORM("line = 甲\nlime = 乙\n"));
    own_file(folder, "y.ini", FORM("line = \xff\n"));
    read_with(&f, &a, folder);
    assert_int_equal(f.n, 1);
    assert_false(f.list[0].own);
    assert_string_equal(f.list[0].items[0].parts[0], "自带");
    assert_int_equal(f.n_complaints, 4);
    assert_non_null(strstr(f.complaints[0], "forms/x.ini:6：“lime”不认识"));
    assert_string_equal(
        f.complaints[1],
        "forms/x.ini：这份表样没有采用，用的是程序自带的同名表样");
    assert_non_null(strstr(f.complaints[2], "forms/y.ini：配置文件第 5 行"));
    assert_string_equal(f.complaints[3], "forms/y.ini：这份表样没有采用");
    arena_clear(&a);
}

TEST(form_own_file_of_others_is_not_read)
{
    const char *folder = own_folder("own-open");
    struct arena a;
    struct forms f;
    char path[320];
    own_file(folder, "x.ini", FORM("line = 甲\n"));
    snprintf(path, sizeof path, "%s/x.ini", folder);
    assert_int_equal(chmod(path, 0666), 0);
    read_with(&f, &a, folder);
    assert_false(f.list[0].own);
    assert_non_null(strstr(f.complaints[0], "没有采用"));
    arena_clear(&a);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("/dev/zero", path), 0);
    read_with(&f, &a, folder);
    assert_false(f.list[0].own);
    assert_non_null(strstr(f.complaints[0], "不是普通文件"));
    arena_clear(&a);
    assert_int_equal(unlink(path), 0);
    char *big = calloc(1, 70000);
    memset(big, ';', 69999);
    own_file(folder, "x.ini", big);
    read_with(&f, &a, folder);
    assert_false(f.list[0].own);
    assert_non_null(strstr(f.complaints[0], "太大"));
    arena_clear(&a);
    free(big);
}

TEST(form_own_sheet_serves_own_forms)
{
    const char *folder = own_folder("own-sheet");
    struct arena a;
    struct forms f;
    own_file(folder, "sheets.ini", "[竖排五号]\ngrid = 60x40\n");
    own_file(folder, "x.ini", FORM("table = people | 名:name 60\n"));
    read_with(&f, &a, folder);
    assert_int_equal(sheet_find(&f.sheets, "竖排五号")->cols, 60);
    assert_non_null(strstr(f.complaints[0], "列宽连同边线共 62"));
    arena_clear(&a);
    own_file(folder, "sheets.ini", "[竖排五号]\ngrid = wide\n");
    read_with(&f, &a, folder);
    assert_int_equal(sheet_find(&f.sheets, "竖排五号")->cols, 84);
    assert_int_equal(f.n_complaints, 1);
    assert_non_null(
        strstr(f.complaints[0], "forms/sheets.ini:2：这一行 [竖排五号]"));
    assert_true(f.list[0].own);
    arena_clear(&a);
}

TEST(form_no_folder_is_no_complaint)
{
    struct arena a;
    struct forms f;
    read_with(&f, &a, "/nowhere/at/all");
    assert_int_equal(f.n, 1);
    assert_int_equal(f.n_complaints, 0);
    arena_clear(&a);
}

/* ---- the compiled-in ones -------------------------------------------------
 */

TEST(form_compiled_in_ones_are_whole)
{
    int bad = 0;
    struct arena a = ARENA_INIT;
    struct forms f;
    struct err err = ERR_INIT;
    bool ok = forms_read(&f, &a, NULL, &err);
    for (size_t i = 0; i < f.n_complaints; i++) {
        form_row_wrong(&bad, "%s", f.complaints[i]);
    }
    assert_true(ok);
    assert_true(f.n > 20);
    for (size_t i = 0; i < f.n; i++) {
        if (f.list[i].about[0] == '\0') {
            form_row_wrong(&bad, "forms/%s.ini has no about", f.list[i].name);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(f.list[i].title, f.list[k].title) == 0) {
                form_row_wrong(&bad, "%s and %s are both called %s",
                               f.list[i].name, f.list[k].name, f.list[i].title);
            }
        }
        assert_ptr_equal(forms_find(&f, f.list[i].name), &f.list[i]);
    }
    arena_clear(&a);
    assert_int_equal(bad, 0);
}

/* Signs that Noto Serif CJK and WenQuanYi Zen Hei both have; the rest is
   Chinese and ASCII. */
static bool is_on_every_paper(uint32_t cp)
{
    static const char signs[] = "　、。《》〔〕“”—–…·□√×○●△＊≤￥";
    for (const char *s = signs; *s != '\0';) {
        uint32_t sign;
        s += utf8_next(s, strlen(s), &sign);
        if (sign == cp) {
            return true;
        }
    }
    return cp < 0x80 || (cp >= 0x4E00 && cp <= 0x9FFF) ||
           (cp >= 0xFF01 && cp <= 0xFF5E);
}

TEST(form_texts_have_signs_that_chinese_faces_have)
{
    int bad = 0;
    struct arena a = ARENA_INIT;
    struct forms f;
    struct err err = ERR_INIT;
    assert_true(forms_read(&f, &a, NULL, &err));
    for (size_t i = 0; i < f.n; i++) {
        const char *name = arena_printf(&a, "forms/%s.ini", f.list[i].name);
        const struct embed_file *file = embed_find(name);
        assert_non_null(file);
        for (const char *s = file->text; *s != '\0';) {
            uint32_t cp;
            size_t n = utf8_next(s, strlen(s), &cp);
            if (!is_on_every_paper(cp)) {
                form_row_wrong(&bad, "%s: %.*s (U+%04X)", name, (int)n, s, cp);
            }
            s += n;
        }
    }
    arena_clear(&a);
    assert_int_equal(bad, 0);
}

/* ---- whatever stands in it ------------------------------------------------
 */

/* A good one with bytes changed, lines doubled, lost or swapped. */
PROPERTY(form_broken_descriptions_never_crash)
{
    uint64_t stream = unit_seed();
    for (int round = 0; round < 400; round++) {
        struct arena a = ARENA_INIT;
        struct forms f;
        struct err err = ERR_INIT;
        char *text = arena_str(&a, form_ground_everything);
        size_t n = strlen(text);
        for (uint64_t k = unit_below(&stream, 6) + 1; k > 0; k--) {
            static const char marks[] = "{}|:*+=.?0129 nro\n[";
            size_t at = unit_below(&stream, n);
            size_t len = unit_below(&stream, 12);
            if (unit_below(&stream, 2) == 0) {
                text[at] = marks[unit_below(&stream, sizeof marks - 1)];
            } else if (at + len < n) {
                memmove(text + at, text + at + len, n - at - len + 1);
                n -= len;
            }
        }
        const char *folder = own_folder("own-mutant");
        own_file(folder, "x.ini", text);
        form_ground_read(&f, &a, FORM("line = 自带\n"), folder, &err);
        assert_true(f.n >= 1);
        for (size_t i = 0; i < f.n_complaints; i++) {
            assert_int_equal(strncmp(f.complaints[i], "forms/x.ini", 11), 0);
            assert_true(
                utf8_valid(f.complaints[i], strlen(f.complaints[i]), NULL));
        }
        form_ground_print(&f.list[0], &a, 84);
        arena_clear(&a);
    }
}

/* On a sheet narrower than the form was made for: who a row is about stands in
   each part, a column to write in at the end is left out. */
TEST(form_table_on_a_narrower_sheet)
{
    struct arena a = ARENA_INIT;
    struct forms f;
    struct err err = ERR_INIT;
    assert_true(form_ground_read(
        &f, &a,
        FORM("table = people | 序号:no 4 r | 姓名:name 10 | 甲: {n} 30 | "
             "签字: 30\n"),
        NULL, &err));
    const char *wide = form_ground_print(&f.list[0], &a, 84);
    assert_non_null(strstr(wide, "签字"));
    const char *narrow = form_ground_print(&f.list[0], &a, 60);
    assert_null(strstr(narrow, "签字"));
    assert_null(strstr(strstr(narrow, "姓名") + 1, "姓名"));
    arena_clear(&a);
    a = (struct arena)ARENA_INIT;
    assert_true(form_ground_read(
        &f, &a,
        FORM("table = people | 序号:no 4 r | 姓名:name 10 | 甲:{n} 30 | "
             "乙:{n} 30\n"),
        NULL, &err));
    narrow = form_ground_print(&f.list[0], &a, 60);
    const char *first = strstr(narrow, "姓名");
    const char *second = strstr(first + 1, "姓名");
    assert_true(second != NULL && second < strstr(narrow, "乙"));
    arena_clear(&a);
}
