/* Voiding the record the cursor is on, or taking it back where it is posted: by
   name, with a reason that is kept when it was too short. */
#include "book_parts.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/record.h"
#include "pbtui/tui/dialog.h"

static const char *label_of(struct book_view *v, struct arena *a, int64_t id)
{
    struct record r;
    struct strbuf sb;
    const char *label = "";
    sb_init(&sb);
    if (record_read(&r, v->ledger, v->app->book, a, id, NULL)) {
        v->ledger->label(v->app->book, &r, &sb);
        label = arena_str(a, sb.s);
    }
    sb_clear(&sb);
    return label;
}

static void void_answer(void *ctx, struct ui *ui, const char *reason);

static const char *verb_of(const struct book_view *v)
{
    return v->ledger->reverse != NULL ? "冲销" : "作废";
}

/* Every book that posts has a code of its own for it. */
static bool asks_longer(const struct err *err)
{
    return err_is(err, "E-SAVE-021") || err_is(err, "E-DUES-083") ||
           err_is(err, "E-HANDOVER-022") || err_is(err, "E-FUND-028");
}

static void ask_reason(struct book_view *v, const char *text, const char *typed)
{
    struct arena a = ARENA_INIT;
    const char *title =
        arena_printf(&a, "%s%s：%s", verb_of(v), v->ledger->noun,
                     label_of(v, &a, v->pending_id));
    dialog_input(&v->app->ui, title, text, typed, 100, void_answer, v);
    arena_clear(&a);
}

/* What is posted stays; what was not yet is simply gone, and may be back. */
static void tell_done(struct book_view *v, struct ui *ui, struct arena *a)
{
    struct record r;
    const char *label = label_of(v, a, v->pending_id);
    bool gone =
        record_read(&r, v->ledger, v->app->book, a, v->pending_id, NULL) &&
        r.voided_on[0] != '\0';
    ui_note(ui, ROLE_OK, gone ? "已作废：%s（Ctrl+Z 撤销）" : "已冲销：%s",
            label);
}

static void void_answer(void *ctx, struct ui *ui, const char *reason)
{
    struct book_view *v = ctx;
    if (reason == NULL) {
        return;
    }
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    if (ledger_void(v->app->book, &a, v->ledger, v->pending_id, reason, &err)) {
        tell_done(v, ui, &a);
        app_forget(v->app);
        listbox_reload(&v->list);
    } else if (asks_longer(&err)) {
        ask_reason(v, err.text, reason); /* what was typed stays */
    } else {
        dialog_error(ui, &err);
    }
    arena_clear(&a);
}

void book_void(struct book_view *v)
{
    v->pending_id = listbox_id(&v->list);
    if (v->pending_id == 0 || !app_can_write(v->app)) {
        return;
    }
    ask_reason(v,
               v->ledger->reverse != NULL
                   ? "冲销另记一笔相反的，两笔都留着，不能撤销。"
                     "请写冲销原因（至少四个字）："
                   : "登记错了才作废；人离开支部请在“组织关系”里写离开方式。"
                     "请写作废原因（至少四个字）：",
               "");
}
