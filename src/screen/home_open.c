/* Where a line of the first screen leads, and what is entered from it. */
#include "home_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/screen/arrears_view.h"
#include "pbtui/screen/birthdays_view.h"
#include "pbtui/screen/board_view.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/check_view.h"
#include "pbtui/screen/drafts_view.h"
#include "pbtui/screen/dues_view.h"
#include "pbtui/screen/duties_view.h"
#include "pbtui/screen/figures_view.h"
#include "pbtui/screen/home_view.h"
#include "pbtui/screen/inspect_view.h"
#include "pbtui/screen/meeting_view.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/pipeline_view.h"
#include "pbtui/screen/registers_view.h"
#include "pbtui/text/date.h"
#include <string.h>

static void open_dues(struct app *app)
{
    dues_view_open(app, MONTH_NONE);
}

const struct home_book home_books[] = {
    {'1', "组织生活", &ledger_event, NULL},
    {'2', "党费", NULL, open_dues},
    {'3', "发展党员", NULL, board_view_open},
    {'4', "名册", &ledger_people, NULL},
    {'5', "事项台账", NULL, registers_view_open},
    {'6', "统计", NULL, figures_view_open},
    {0, NULL, NULL, NULL},
};

/* ---- opening ---------------------------------------------------------- */

static void new_event(struct app *app)
{
    if (app_can_write(app) && book_view_is_today(app)) {
        opening_new(app, &ledger_event, 0, NULL);
    }
}

/* Only now the registers are read.  One whose file is broken or gone since has
   nothing to open. */
static void open_entry(struct app *app, const char *name, int64_t id)
{
    const struct ledger *l = registry_find(app->book, name);
    if (l != NULL) {
        opening_record(app, l, id);
    } else {
        ui_note(&app->ui, ROLE_WARN,
                "这本台账现在没有采用，打不开；请检查设置文件夹 registers 里"
                "它的文件。");
    }
}

/* Lines that open a screen and nothing in it. */
static const struct {
    enum home_goes goes;
    void (*open)(struct app *app);
} screens[] = {
    {HOME_TO_KINDS, new_event},
    {HOME_TO_DUES, open_dues},
    {HOME_TO_ARREARS, arrears_view_open},
    {HOME_TO_CALENDAR, board_view_open_calendar},
    {HOME_TO_REGISTERS, registers_view_open},
    {HOME_TO_DRAFTS, drafts_view_open},
    {HOME_TO_INSPECT, inspect_view_open},
    {HOME_TO_CHECK, check_view_open},
};

static void open_screen(struct app *app, enum home_goes goes)
{
    for (size_t i = 0; i < ARRAY_LEN(screens); i++) {
        if (screens[i].goes == goes) {
            screens[i].open(app);
        }
    }
}

void home_open(struct home_view *v)
{
    const struct home_line *l = home_line(v);
    struct app *app = v->app;
    switch (l == NULL ? HOME_STAYS : l->goes) {
    case HOME_TO_CELL:
        duties_open_cell(app, &v->year, l->row, l->cell);
        break;
    case HOME_TO_MATRIX:
        duties_view_open(app, v->year.matrix.year, l->row->duty->code,
                         l->row->grp);
        break;
    case HOME_TO_BOOK:
        book_view_open(app, l->ledger, 0, NULL);
        break;
    case HOME_TO_RECORD:
        opening_record(app, l->ledger, l->id);
        break;
    case HOME_TO_NEW:
        if (app_can_write(app) && book_view_is_today(app)) {
            opening_new(app, l->ledger, 0, NULL);
        }
        break;
    case HOME_TO_EVENT:
        meeting_view_open(app, l->id);
        break;
    case HOME_TO_STEP:
        pipeline_view_open_file(app, l->id, l->step);
        break;
    case HOME_TO_ENTRY:
        open_entry(app, l->what, l->id);
        break;
    case HOME_TO_BIRTHDAY:
        birthdays_view_open(app, l->month, l->id);
        break;
    case HOME_STAYS:
        break;
    default:
        open_screen(app, l->goes);
    }
}

/* What is missing in a file is filled in at once; else the kind is asked for,
   beginning with that of the duty under the cursor. */
void home_new(struct home_view *v)
{
    const struct home_line *l = home_line(v);
    if (l != NULL && l->goes == HOME_TO_CELL && l->row->duty->kind[0] != '\0') {
        duties_ask_in_cell(v->app, l->row, l->cell);
    } else if (l != NULL && l->goes == HOME_TO_STEP) {
        pipeline_view_fill(v->app, l->id, l->step, l->what);
    } else {
        new_event(v->app);
    }
}
