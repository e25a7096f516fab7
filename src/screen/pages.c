/* A row for each screen that a command opens. */
#include "pages.h"

#include "pbtui/base/mem.h"
#include "pbtui/screen/arrears_view.h"
#include "pbtui/screen/assess_view.h"
#include "pbtui/screen/birthdays_view.h"
#include "pbtui/screen/board_view.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/compare_view.h"
#include "pbtui/screen/dues_view.h"
#include "pbtui/screen/figures_view.h"
#include "pbtui/screen/import_view.h"
#include "pbtui/screen/inspect_view.h"
#include "pbtui/screen/milestones_view.h"
#include "pbtui/screen/plan_view.h"
#include "pbtui/screen/rates_view.h"
#include "pbtui/screen/registers_view.h"
#include "pbtui/screen/seal_view.h"
#include "pbtui/screen/stats_view.h"
#include "pbtui/screen/talks_view.h"
#include "pbtui/screen/upload_view.h"
#include "pbtui/text/date.h"

/* Of this year, this month. */
static void open_talks(struct app *app)
{
    talks_view_open(app, 0);
}

static void open_plan(struct app *app)
{
    plan_view_open(app, 0);
}

static void open_rates(struct app *app)
{
    rates_view_open(app, 0);
}

static void open_dues(struct app *app)
{
    dues_view_open(app, MONTH_NONE);
}

static void open_assess(struct app *app)
{
    assess_view_open(app, 0);
}

/* Of this month. */
static void open_birthdays(struct app *app)
{
    birthdays_view_open(app, MONTH_NONE, 0);
}

static void open_import(struct app *app)
{
    import_view_open(app, NULL);
}

static const struct {
    int cmd;
    void (*open)(struct app *app);
} pages[] = {
    {CMD_TALKS, open_talks},
    {CMD_PLAN, open_plan},
    {CMD_RATES, open_rates},
    {CMD_DUES, open_dues},
    {CMD_ARREARS, arrears_view_open},
    {CMD_REGISTERS, registers_view_open},
    {CMD_FIGURES, figures_view_open},
    {CMD_INSPECT, inspect_view_open},
    {CMD_MILESTONES, milestones_view_open},
    {CMD_ASSESS, open_assess},
    {CMD_BOARD, board_view_open},
    {CMD_BIRTHDAYS, open_birthdays},
    {CMD_STATS, stats_view_open},
    {CMD_UPLOAD, upload_view_open},
    {CMD_COMPARE, compare_view_open},
    {CMD_SEAL, seal_view_open},
    {CMD_UNSEAL, seal_view_unseal},
    {CMD_IMPORT_INTO, open_import},
    {CMD_IMPORTS, imports_view_open},
};

bool page_open(struct app *app, int cmd)
{
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        if (pages[i].cmd == cmd) {
            pages[i].open(app);
            return true;
        }
    }
    return false;
}
