/* 党费月结表: the figures a month's report asks for, as stored when it was
   closed, or as they stand while it is open. */
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/record.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_say.h"

static void put_counts(struct form_data *d, const struct dues_figures *f)
{
    dues_set_number(d, "n_members", f->n_members);
    dues_set_number(d, "n_payers", f->n_payers);
    dues_set_number(d, "n_paid", f->n_paid);
    dues_set_number(d, "n_unpaid", f->n_unpaid);
    dues_set_number(d, "n_owed", f->n_owed);
    dues_set_number(d, "n_late", f->n_late);
}

static void put_amounts(struct form_data *d, const struct dues_figures *f)
{
    dues_set(d, "due", f->due);
    dues_set_words(d, "paid", f->paid);
    dues_set(d, "unpaid", f->unpaid);
    dues_set(d, "owed", f->owed);
    dues_set(d, "late", f->late);
    dues_set(d, "early", f->early);
    dues_set(d, "cash", f->cash);
    dues_set(d, "transfer", f->transfer);
    dues_set(d, "online", f->online);
    dues_set_words(d, "taken", f->cash + f->transfer + f->online);
    dues_set(d, "large", f->large);
    dues_set(d, "handed", f->handed);
    dues_set_words(d, "hand", f->hand);
    dues_set(d, "hand_cash", f->hand_cash);
}

/* What was counted and by whom, of a month that is closed. */
static bool put_closing(struct form_data *d, const struct form_ask *ask,
                        int month, const struct dues_sheet *s, struct err *err)
{
    struct record r;
    struct arena *a = d->arena;
    int64_t id;
    form_set(d, "counted", "");
    form_set(d, "notes", "");
    form_set(d, "by", "");
    form_set(d, "digest", "");
    if (!dues_month_id(ask->book, month, &id, err)) {
        return false;
    }
    if (id == 0 || s->closed_on == DATE_NONE) {
        return true;
    }
    if (!record_read(&r, &ledger_dues_month, ask->book, a, id, err)) {
        return false;
    }
    form_set(d, "counted", say_field(a, ask->book, &r, DUES_MONTH_COUNTED));
    form_set(d, "notes", record_text(&r, DUES_MONTH_NOTES));
    form_set(d, "by", say_taker(record_text(&r, DUES_MONTH_BY)));
    form_set(d, "digest", record_text(&r, DUES_MONTH_DIGEST));
    return true;
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct dues_figures f;
    struct dues_sheet s;
    struct arena *a = d->arena;
    int month = dues_month_of(ask);
    if (!dues_only_now(ask, err) ||
        !dues_sheet_read(ask->book, a, month, &s, err) ||
        !dues_figures(ask->book, a, month, &f, err)) {
        return false;
    }
    form_set(d, "kinds", s.opened_on == DATE_NONE ? "" : "dues");
    form_set(d, "opened", say_iso(a, s.opened_on));
    form_set(d, "closed", say_iso(a, s.closed_on));
    form_set(d, "state",
             s.opened_on == DATE_NONE ? "这个月还没有开始收缴。"
             : s.closed_on == DATE_NONE ? "还没有结账，数字以结账时为准。"
                                        : "");
    put_counts(d, &f);
    put_amounts(d, &f);
    return put_closing(d, ask, month, &s, err);
}

static const char *const values[] = {
    "kinds",       "opened",   "closed", "state",  "n_members",  "n_payers",
    "n_paid",      "n_unpaid", "n_owed", "n_late", "due",        "paid",
    "paid_words",  "unpaid",   "owed",   "late",   "early",      "cash",
    "transfer",    "online",   "taken",  "large",  "handed",     "hand",
    "taken_words", "counted",  "notes",  "by",     "hand_words", "hand_cash",
    "digest",      NULL};

const struct source source_dues_close = {
    .name = "dues_close",
    .asks = ASKS_PERIOD | ASKS_WHOLE,
    .period = "month",
    .ledger = &ledger_dues_month,
    .values = values,
    .gather = gather,
};
