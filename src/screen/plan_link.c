/* From a row of the plan to its event and back: linking with one that was held,
   opening a new one, taking last year's plan over. */
#include "plan_parts.h"

#include "pbtui/ledger/events.h"
#include "pbtui/screen/meeting_view.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

static void link_with(struct plan_view *v, int64_t event)
{
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    struct ui *ui = &v->app->ui;
    if (plan_link(v->app->book, &a, v->pending, event, &err)) {
        ui_note(ui, ROLE_OK, "%s（Ctrl+Z 撤销）",
                event != 0 ? "已对应" : "已取消对应");
    } else {
        dialog_error(ui, &err);
    }
    v->pending = 0;
    arena_clear(&a);
    plan_load(v);
}

/* ---- linking ------------------------------------------------------------ */

static void event_answer(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct plan_view *v = ctx;
    int64_t at = id - 1 - v->may_unlink;
    if (id == 0) {
        v->pending = 0;
    } else if (at < 0) {
        link_with(v, 0);
    } else if ((size_t)at < v->n_events) {
        link_with(v, v->events[at].id);
    }
}

static void pick_event(struct plan_view *v)
{
    struct pick_text *rows =
        arena_array(&v->events_arena, v->n_events + 1, sizeof *rows);
    size_t n = 0;
    if (v->may_unlink) {
        rows[n++] = (struct pick_text){"（取消对应）", NULL};
    }
    for (size_t i = 0; i < v->n_events; i++) {
        rows[n++] = (struct pick_text){v->events[i].text, NULL};
    }
    pick_texts(v->app, "对应哪一次", rows, n, v->may_unlink && n > 1,
               event_answer, v);
}

void plan_link_row(struct plan_view *v)
{
    const struct plan_item *item = plan_current(v);
    struct err err = ERR_INIT;
    struct ui *ui = &v->app->ui;
    if (item == NULL || !app_can_write(v->app)) {
        return;
    }
    arena_reset(&v->events_arena);
    if (!plan_events(v->app->book, &v->events_arena, item, v->events,
                     PLAN_EVENTS_MAX, &v->n_events, &err)) {
        ui_note_err(ui, &err);
        return;
    }
    v->pending = item->id;
    v->may_unlink = item->linked;
    if (v->n_events == 0 && !item->linked) {
        ui_note(ui, ROLE_WARN, "今年还没有可对应的%s；按 F7 登记一次。",
                item->kind_name);
        v->pending = 0;
    } else if (item->state == PLAN_UNLINKED && v->n_events == 1) {
        link_with(v, v->events[0].id);
    } else {
        pick_event(v);
    }
}

/* ---- its event ---------------------------------------------------------- */

/* In its month: today when that is now, else its last working day. */
static int day_of(const struct plan_view *v, int month)
{
    int today = v->app->book->today;
    int last = month_last_day(month);
    if (month == month_of(today)) {
        return today;
    }
    while (!date_is_workday(last) && last > month_first_day(month)) {
        last--;
    }
    return last;
}

void plan_meet(struct plan_view *v)
{
    const struct plan_item *item = plan_current(v);
    if (item == NULL) {
        return;
    }
    if (item->linked) {
        meeting_view_open(v->app, item->event);
        return;
    }
    if (item->state == PLAN_GIVEN_UP) {
        ui_note(&v->app->ui, ROLE_WARN,
                "这一项已经取消；要做的先清空“取消原因”。");
        return;
    }
    if (!app_can_write(v->app)) {
        return;
    }
    v->pending = item->id;
    v->app->saved_id = 0; /* what was saved before is not this row's */
    const struct meeting_start start = {
        .kind = item->kind,
        .grp = item->grp,
        .day = day_of(v, item->month),
        .topic = item->topic,
    };
    meeting_view_start(v->app, &start);
}

void plan_take_saved(struct plan_view *v)
{
    struct app *app = v->app;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    if (v->pending == 0 || app->saved_in != &ledger_event ||
        app->saved_id == 0) {
        return;
    }
    if (plan_link(app->book, &a, v->pending, app->saved_id, &err)) {
        ui_note(&app->ui, ROLE_OK, "已保存，并与这一项计划对应。");
    } else {
        ui_note_err(&app->ui, &err); /* another kind was typed */
    }
    app->saved_id = 0;
    v->pending = 0;
    arena_clear(&a);
}

/* ---- last year's -------------------------------------------------------- */

static void copy_answer(void *ctx, struct ui *ui, int answer)
{
    struct plan_view *v = ctx;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    size_t n = 0;
    if (answer != 1) {
        return;
    }
    if (plan_copy(v->app->book, &a, v->y.year, &n, &err)) {
        ui_note(ui, ROLE_OK,
                "已照 %d 年做了 %zu 项，请逐项改主题（Ctrl+Z 全部撤销）。",
                v->y.year - 1, n);
    } else {
        dialog_error(ui, &err);
    }
    arena_clear(&a);
    plan_load(v);
}

void plan_copy_ask(struct plan_view *v)
{
    static const char *const buttons[] = {"不", "照搬", NULL};
    struct err err = ERR_INIT;
    struct ui *ui = &v->app->ui;
    int64_t n = 0;
    if (!app_can_write(v->app)) {
        return;
    }
    if (!plan_copy_count(v->app->book, v->y.year, &n, &err)) {
        ui_note_err(ui, &err);
    } else if (n == 0) {
        ui_note(ui, ROLE_WARN,
                "%d 年的配档表没有可以照搬的（没有，或这一年都有了）。",
                v->y.year - 1);
    } else {
        dialog_ask(ui, "照去年",
                   arena_printf(&ui->frame,
                                "把 %d 年的 %lld 项照搬到 %d 年，月份相同，"
                                "主题里的年份、届次请随后逐项核对。",
                                v->y.year - 1, (long long)n, v->y.year),
                   buttons, 1, copy_answer, v);
    }
}
