/* The script, its pages, and what it leaves behind. */
#include "press_ground.h"

#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"

const char *press_path(const char *name)
{
    static char paths[8][512];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", unit_tmp(), name);
    return path;
}

void press_be(const char *script)
{
    const char *path = press_path("fake-press");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "#!/bin/sh\n%s\n", script);
    fclose(f);
    assert_int_equal(chmod(path, 0755), 0);
    setenv("PBTUI_PRESS", path, 1);
    setenv("HOME", unit_tmp(), 1);
    setenv("PBTUI_PRESS_SECONDS", "20", 1);
    unsetenv("PBTUI_PRESS_BYTES");
}

static const struct sheet sheet = {.name = "试纸",
                                   .width = 21000,
                                   .height = 29700,
                                   .top = 2540,
                                   .left = 2540,
                                   .area_width = 12700,
                                   .area_height = 25400,
                                   .bind = -254,
                                   .foot = 508,
                                   .cols = 50,
                                   .lines = 50,
                                   .size = 1050};

static struct page_text texts[] = {
    {0, 0, 1, 50, PAGE_CENTRE, FACE_TITLE, 150, "名册"},
    {2, 10, 2, 10, PAGE_LEFT, FACE_BODY, 100, "张\n三"},
    {4, 10, 1, 10, PAGE_RIGHT, FACE_BODY, 100, "12.00"},
    {5, 0, 1, 4, PAGE_LEFT, FACE_HEAD, 100, ""},
};
static struct page_text foot[] = {
    {2, 10, 2, 10, PAGE_LEFT, FACE_BODY, 100, "张\n三"},
    {50, 0, 1, 10, PAGE_LEFT, FACE_SONG, 100, "脚"},
};
static struct page_rule rules[] = {
    {false, 2, 0, 50, RULE_THICK},
    {true, 2, 9, 3, RULE_THIN},
    {false, 9, 3, 1, RULE_DASHED},
    {false, 50, 0, 50, RULE_THIN},
};
static const struct page pages[] = {
    {&sheet, texts, ARRAY_LEN(texts), rules, 3},
    {&sheet, foot, 2, rules + 3, 1},
};
const struct document press_pages = {"一个\t标题\x7F，\xC2\x85，\xE2\x80\xAE。",
                                     pages, 2};

bool press_two(const char *path, enum file_flags flags, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    *err = (struct err)ERR_INIT;
    bool ok = press_pdf(&press_pages, NULL, path, flags, &a, &r, err);
    arena_clear(&a);
    return ok;
}

void press_refused(const char *path, const char *code)
{
    struct err e;
    assert_false(press_two(path, FILE_NEW, &e));
    if (strcmp(e.code, code) != 0) {
        fail_msg("expected %s, got %s: %s", code, e.code, e.text);
    }
    assert_true(utf8_valid(e.text, strlen(e.text), NULL));
    assert_true((unsigned char)e.text[0] >= 0x80 || e.text[0] == '"');
}

int press_torsos(void)
{
    DIR *dir = opendir(unit_tmp());
    int n = 0;
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        n += file_is_torso(e->d_name);
    }
    closedir(dir);
    return n;
}

char *press_read_back(const char *name)
{
    struct strbuf sb;
    sb_init(&sb);
    assert_true(file_read(&sb, press_path(name), 1u << 24, NULL));
    char *all = sb_take(&sb);
    sb_clear(&sb);
    return all;
}
