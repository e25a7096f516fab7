/* The day in view: today, or a past one that a list was asked for.  It holds
   for every screen until somebody goes back to today; nothing new is entered
   meanwhile, because forms would begin with one day and lists end at another.
 */
#include "book_parts.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

bool book_view_is_today(struct app *app)
{
    char text[24];
    const struct book *b = app->book;
    if (b->day != b->today) {
        ui_note(&app->ui, ROLE_WARN,
                "现在看的是 %s 的情况，不能登记新的；按 Esc 回到今天再登记。",
                date_text_long(b->day, text));
    }
    return b->day == b->today;
}

bool book_view_to_today(struct app *app)
{
    struct book *b = app->book;
    if (b->day == b->today) {
        return false;
    }
    b->day = b->today;
    ui_note(&app->ui, ROLE_OK, "回到今天。");
    return true;
}

static void as_of_answer(void *ctx, struct ui *ui, int day)
{
    struct book_view *v = ctx;
    if (day == DATE_NONE) {
        return;
    }
    v->app->book->day = day;
    char text[24];
    ui_note(ui, ROLE_OK, "现在看的是 %s 的情况，按 Esc 回到今天。",
            date_text_long(day, text));
    listbox_reload(&v->list);
}

void book_ask_day(struct book_view *v)
{
    dialog_calendar(&v->app->ui, "看哪一天的名册", v->app->book->day,
                    as_of_answer, v);
}
