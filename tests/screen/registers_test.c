/* What registers and figures look like: the list of all, one of them, its form,
   the sheet of figures, the rows behind one. */
#include "rig.h"

#include "unit.h"

#include "pbtui/screen/figures_view.h"
#include "pbtui/screen/registers_view.h"
#include "pbtui/store/change.h"

#include <stdio.h>
#include <string.h>

static void add_visit(struct rig *r, struct change *c, const char *day,
                      const char *class, const char *whom, int64_t fen)
{
    struct change_row *row = change_insert(c, "r_visits");
    change_int(row, "branch_id", r->app.book->branch);
    change_text(row, "on_day", day);
    change_text(row, "occasion", "春节");
    change_text(row, "class", class);
    change_text(row, "whom", whom);
    change_int(row, "people", 1);
    change_int(row, "fen", fen);
    change_text(row, "fund", "党费");
    change_text(row, "by", "张建国、李敏");
}

static void open_filled(struct rig *r, int rows, int cols)
{
    struct err err = ERR_INIT;
    rig_open(r, rows, cols, 8);
    struct change *c = change_new(&r->arena, "登记台账");
    add_visit(r, c, "2025-01-20", "生活困难党员", "钱守义", 80000);
    add_visit(r, c, "2026-02-05", "老党员", "吴桂芳", 50000);
    add_visit(r, c, "2026-02-06", "空巢老人", "城东社区空巢老人", 0);
    struct change_row *row = change_insert(c, "r_problems");
    change_int(row, "branch_id", r->app.book->branch);
    change_text(row, "on_day", "2026-01-05");
    change_text(row, "source", "走访企业");
    change_text(row, "title", "到企业走访次数偏少");
    change_text(row, "due_on", "2026-11-02");
    if (!change_apply(r->app.session.db, c, NULL, &err)) {
        fail_msg("%s", err.text);
    }
}

static void golden(struct rig *r, const char *what)
{
    char name[64];
    snprintf(name, sizeof name, "%s-%dx%d", what, r->cols, r->rows);
    rig_golden(r, name);
}

static void look(int rows, int cols)
{
    struct rig r;
    open_filled(&r, rows, cols);
    registers_view_open(&r.app);
    golden(&r, "registers");
    rig_keys(&r, "/");
    rig_type(&r, "走访慰问");
    rig_keys(&r, "Enter Enter");
    golden(&r, "register-list");
    rig_keys(&r, "F3");
    golden(&r, "register-form");
    rig_keys(&r, "Esc Esc Esc Esc");
    figures_view_open(&r.app);
    golden(&r, "figures");
    rig_keys(&r, "/");
    rig_type(&r, "走访慰问");
    rig_keys(&r, "Enter");
    rig_keys(&r, "Enter");
    golden(&r, "figure-rows");
    rig_close(&r);
}

TEST(registers_and_figures_at_80x24)
{
    look(24, 80);
}

TEST(registers_and_figures_at_120x36)
{
    look(36, 120);
}
