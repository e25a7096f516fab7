/* Sealing from the palette.  One dialog after the other: which month → what is
   in it, sure? → done; and opening: why → with whom → done.  What was typed is
   kept while a refusal is answered. */
#include "pbtui/screen/seal_view.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/periods.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

enum { MONTHS_SHOWN = 24, WHY_MAX = 100, NAME_MAX_CHARS = 20 };

struct seal {
    struct app *app;
    struct arena arena;
    int month;
    int months[MONTHS_SHOWN];
    const char *why, *second; /* what was typed last */
};

static void seal_free(struct seal *s)
{
    arena_clear(&s->arena);
    mem_free(s);
}

static struct seal *seal_new(struct app *app)
{
    struct seal *s = mem_new(sizeof *s);
    s->app = app;
    s->why = "";
    s->second = "";
    return s;
}

/* Ends the whole: the sentence, or the refusal. */
static void told(struct seal *s, bool ok, const char *done, struct err *err)
{
    char words[32];
    struct ui *ui = &s->app->ui;
    if (ok) {
        ui_note(ui, ROLE_OK, "%s：%s", done, period_words(s->month, words));
        app_forget(s->app);
    } else {
        dialog_error(ui, err);
    }
    seal_free(s);
}

/* ---- sealing ------------------------------------------------------------ */

static void sure_answer(void *ctx, struct ui *ui, int answer)
{
    struct seal *s = ctx;
    struct err err = ERR_INIT;
    (void)ui;
    if (answer != 1) {
        seal_free(s);
        return;
    }
    bool ok = period_seal(s->app->book, &s->arena, s->month, &err);
    told(s, ok, "已封账", &err);
}

static void month_answer(void *ctx, struct ui *ui, int64_t id)
{
    static const char *const buttons[] = {"不", "封账", NULL};
    struct seal *s = ctx;
    struct period_info info;
    const char *gaps;
    struct err err = ERR_INIT;
    char words[32];
    if (id <= 0 || id > MONTHS_SHOWN) {
        seal_free(s);
        return;
    }
    s->month = s->months[id - 1];
    if (!period_info(s->app->book, &s->arena, s->month, &info, &err) ||
        !period_gaps(s->app->book, &s->arena, s->month, &gaps, &err)) {
        told(s, false, "", &err);
        return;
    }
    period_words(s->month, words);
    dialog_ask(
        ui, arena_printf(&s->arena, "封账：%s", words),
        arena_printf(&s->arena,
                     "%s有已召开的会议、活动 %lld 次，谈心谈话 %lld 次。"
                     "%s%s%s封账后这个月的记录不能再改；要改须两个人启封，"
                     "写明原因。封账不能撤销。",
                     words, (long long)info.events, (long long)info.talks,
                     gaps[0] != '\0' ? "到月底应办没办：" : "", gaps,
                     gaps[0] != '\0' ? "。" : ""),
        buttons, 0, sure_answer, s);
}

void seal_view_open(struct app *app)
{
    struct pick_text rows[MONTHS_SHOWN];
    char words[32];
    if (!app_can_write(app)) {
        return;
    }
    struct seal *s = seal_new(app);
    int last = month_of(app->book->today);
    /* On its last day a month may be sealed, too; the one before is meant
       mostly. */
    last -= month_last_day(last) > app->book->today;
    size_t start = month_of(app->book->today) == last ? 1 : 0;
    for (int i = 0; i < MONTHS_SHOWN; i++) {
        s->months[i] = last - i;
        bool sealed = period_is_sealed(app->book, app->book->branch, last - i);
        rows[i] = (struct pick_text){
            arena_str(&s->arena, period_words(last - i, words)),
            sealed ? "已封" : "",
        };
    }
    pick_texts(app, "封哪个月的账", rows, MONTHS_SHOWN, start, month_answer, s);
}

/* ---- opening ------------------------------------------------------------ */

static void ask_second(struct seal *s, const char *text, const char *typed);
static void ask_why(struct seal *s, const char *text);

static void second_answer(void *ctx, struct ui *ui, const char *second)
{
    struct seal *s = ctx;
    struct err err = ERR_INIT;
    (void)ui;
    if (second == NULL) {
        seal_free(s);
        return;
    }
    bool ok =
        period_unseal(s->app->book, &s->arena, s->month, s->why, second, &err);
    if (!ok && (err_is(&err, "E-PERIOD-010") || err_is(&err, "E-PERIOD-011"))) {
        ask_second(s, err.text, second);
        return;
    }
    if (!ok && err_is(&err, "E-PERIOD-012")) {
        s->second = arena_str(&s->arena, second);
        ask_why(s, err.text);
        return;
    }
    told(s, ok, "已启封（改完请重新封账）", &err);
}

static void ask_second(struct seal *s, const char *text, const char *typed)
{
    dialog_input(&s->app->ui, "启封：第二人", text, typed, NAME_MAX_CHARS,
                 second_answer, s);
}

static void why_answer(void *ctx, struct ui *ui, const char *why)
{
    struct seal *s = ctx;
    (void)ui;
    if (why == NULL) {
        seal_free(s);
        return;
    }
    s->why = arena_str(&s->arena, why);
    ask_second(s, "启封要两个人：写经手人以外的一位，例如书记。", s->second);
}

static void ask_why(struct seal *s, const char *text)
{
    char words[32];
    dialog_input(
        &s->app->ui,
        arena_printf(&s->arena, "启封：%s", period_words(s->month, words)),
        text, s->why, WHY_MAX, why_answer, s);
}

void seal_view_unseal(struct app *app)
{
    int month;
    struct err err = ERR_INIT;
    if (!app_can_write(app)) {
        return;
    }
    if (!period_latest(app->book, &month, &err)) {
        dialog_error(&app->ui, &err);
        return;
    }
    if (month == MONTH_NONE) {
        ui_note(&app->ui, ROLE_WARN, "还没有封过账的月份。");
        return;
    }
    struct seal *s = seal_new(app);
    s->month = month;
    ask_why(s, "只能启封最近封的月份。为什么要启封（至少四个字）？");
}
