/* A register and a figure of the branch's own: two files put into the folder of
   the configuration, and they are there like those that are compiled in. */
#include "rig.h"

#include "unit.h"

#include "pbtui/base/file.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/screen/figures_view.h"
#include "pbtui/screen/home_view.h"
#include "pbtui/screen/registers_view.h"
#include "pbtui/screen/search_view.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Out of tests/fixtures/own, as somebody would copy it. */
static void put(struct arena *a, const char *folder, const char *name)
{
    const char *path = arena_printf(a, "%s/%s", folder, name);
    struct err err = ERR_INIT;
    struct strbuf text;
    sb_init(&text);
    if (!file_read(&text, arena_printf(a, "tests/fixtures/own/%s", name), 4096,
                   &err)) {
        fail_msg("%s", err.text);
    }
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text.s, f);
    assert_int_equal(fclose(f), 0);
    chmod(path, 0600);
    sb_clear(&text);
}

static const char *make(struct arena *a, const char *above, const char *name)
{
    const char *path = arena_printf(a, "%s/%s", above, name);
    mkdir(path, 0700);
    return path;
}

/* The folder of the configuration, with the files in it. */
static const char *own_files(struct arena *a)
{
    const char *config = make(a, unit_tmp(), "own");
    const char *folder = make(a, config, "pbtui");
    const char *registers = make(a, folder, "registers");
    put(a, registers, "loans.ini");
    put(a, registers, "secret.ini");
    put(a, make(a, folder, "figures"), "X01.sql");
    return config;
}

static void back_to(struct rig *r, const struct view *below)
{
    while (r->app.ui.top != below) {
        ui_pop(&r->app.ui);
    }
}

TEST(own_files_are_seen_everywhere_without_a_build)
{
    struct rig r;
    struct arena a = ARENA_INIT;
    rig_open_with(&r, 36, 120, 8, own_files(&a));
    const struct view *below = r.app.ui.top;

    registers_view_open(&r.app); /* the list, the form, the book */
    rig_keys(&r, "/");
    rig_type(&r, "借阅");
    rig_keys(&r, "Enter");
    rig_keys(&r, "F3");
    rig_sees(&r, "新增借阅");
    rig_sees(&r, "应还日期");
    rig_keys(&r, "Tab");
    rig_type(&r, "李敏");
    rig_keys(&r, "Tab");
    rig_type(&r, "红岩");
    rig_keys(&r, "Tab");
    rig_type(&r, "2026-11-24");
    rig_keys(&r, "Ctrl+S");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from r_loans")), 1);
    back_to(&r, below);
    registers_view_open(&r.app);
    rig_keys(&r, "/");
    rig_type(&r, "借阅");
    rig_keys(&r, "Enter");
    rig_sees(&r, "图书角");
    rig_keys(&r, "Enter");
    rig_sees(&r, "未办结");
    rig_sees(&r, "红岩");
    rig_keys(&r, "F6"); /* paper */
    rig_sees(&r, "借阅登记台账");
    rig_keys(&r, "Down Enter");
    rig_sees(&r, "打印预览");
    rig_sees(&r, "红岩");
    back_to(&r, below);

    home_view_open(&r.app); /* what is due */
    rig_sees(&r, "· 到期 11-24 借阅：李敏 红岩");
    back_to(&r, below);

    search_view_open(&r.app, ""); /* everything */
    rig_type(&r, "红岩");
    rig_sees(&r, "借阅登记 李敏 红岩");
    rig_keys(&r, "Enter");
    rig_sees(&r, "借阅登记 › 李敏 红岩");
    back_to(&r, below);

    figures_view_open(&r.app);
    rig_keys(&r, "/");
    rig_type(&r, "图书借阅");
    rig_keys(&r, "Enter");
    rig_sees(&r, "图书借阅");
    rig_keys(&r, "Enter");
    rig_sees(&r, "红岩");
    rig_close(&r);
    arena_clear(&a);
}

TEST(own_restricted_register_tells_nothing_at_home_or_in_a_find)
{
    struct rig r;
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    rig_open_with(&r, 36, 120, 8, own_files(&a));
    struct change *c = change_new(&r.arena, "登记台账");
    struct change_row *row = change_insert(c, "r_secret");
    change_int(row, "branch_id", r.app.book->branch);
    change_text(row, "on_day", "2026-03-10");
    change_text(row, "title", "谈话函询");
    change_text(row, "due_on", "2026-11-10");
    if (!change_apply(r.app.session.db, c, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    home_view_open(&r.app);
    rig_sees_not(&r, "谈话函询");
    rig_sees_not(&r, "保密登记");
    search_view_open(&r.app, "");
    rig_type(&r, "函询");
    rig_sees(&r, "没有找到");
    rig_close(&r);
    arena_clear(&a);
}
