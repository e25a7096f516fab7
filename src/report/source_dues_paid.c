/* 收款凭单 and 收缴单: one payment with the months it pays, and one sitting
   with its payments.

   A receipt that has been printed before says how often (补打): every print is
   noted as an edition, so counting those tells.  What is not posted has no
   number and no receipt. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/editions.h"
#include "pbtui/ledger/record.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_say.h"

#define RECEIPT_FORM "payment" /* data/forms/payment.ini */

/* ---- one payment -------------------------------------------------------- */

static const char *const part_columns[] = {"name", "month", "share", "fen",
                                           NULL};
enum { N_PART = ARRAY_LEN(part_columns) - 1 };

static const char *kinds_of(const struct dues_line_of *l)
{
    return l->number[0] == '\0'                  ? ""
           : l->reverses != 0                    ? "reversal"
           : strcmp(l->kind, PAYMENT_LARGE) == 0 ? "receipt large"
                                                 : "receipt";
}

static const char *title_of(const struct dues_line_of *l)
{
    return l->reverses != 0                      ? "党费冲销凭单"
           : strcmp(l->kind, PAYMENT_LARGE) == 0 ? "大额党费收据"
                                                 : "党费收款凭单";
}

static void put_parts(struct form_data *d, const struct dues_line_of *v,
                      size_t n)
{
    struct arena *a = d->arena;
    form_list_begin(d, "parts", part_columns, N_PART);
    for (size_t i = 0; i < n; i++) {
        const char *const cells[N_PART] = {
            v[i].name,
            v[i].month == MONTH_NONE ? "大额党费" : say_month_of(a, v[i].month),
            say_share(&v[i]), say_money(a, v[i].fen)};
        form_list_row(d, cells);
    }
}

/* （李敏）, behind the word on the line to sign; "". */
static void put_taker(struct form_data *d, const char *noted)
{
    const char *name = say_taker(noted);
    form_set(d, "taken_by", name);
    form_set(d, "taker_mark",
             name[0] == '\0' ? "" : arena_printf(d->arena, "（%s）", name));
}

static void put_payment(struct form_data *d, const struct dues_line_of *l,
                        int day)
{
    struct arena *a = d->arena;
    const char *state = say_state(a, l, day);
    form_set(d, "kinds", kinds_of(l));
    form_set(d, "title", title_of(l));
    form_set(d, "number", l->number);
    form_set(d, "on", say_iso(a, l->on));
    form_set(d, "on_long", say_day(a, l->on));
    form_set(d, "payer", l->by);
    form_set(d, "way", say_way(l->way));
    form_set(d, "proof", l->proof);
    dues_set_words(d, "fen", l->total);
    form_set(d, "kind", say_code("payment_kind", l->kind));
    form_set(d, "booked", say_month_of(a, l->booked));
    put_taker(d, l->taken_by);
    form_set(d, "state", state);
    form_set(d, "reason", l->reason);
    form_set(d, "note", l->note);
}

/* 补打（第 2 次）; "" the first time. */
static bool put_prints(struct form_data *d, const struct form_ask *ask, int on,
                       struct err *err)
{
    int n;
    if (!edition_count_prints(ask->book, d->arena,
                              &(struct edition_about){
                                  .form = RECEIPT_FORM,
                                  .table = ledger_payment.table,
                                  .id = ask->id,
                                  .day = on,
                              },
                              &n, err)) {
        return false;
    }
    form_set(d, "reprint",
             n == 0 ? "" : arena_printf(d->arena, "补打（第 %d 次）", n + 1));
    return true;
}

static bool gather_payment(const struct form_ask *ask, struct form_data *d,
                           struct err *err)
{
    struct dues_line_of *v;
    size_t n;
    struct dues_lines_ask lines = {.which = DUES_LINES_PAYMENT, .id = ask->id};
    if (!dues_lines(ask->book, d->arena, &lines, &v, &n, err)) {
        return false;
    }
    if (n == 0) {
        return err_set(err, ERR_RULE, "E-SOURCE-061",
                       "没有这一笔收款，可能已经撤回；请刷新列表再选。");
    }
    struct dues_shares shares = dues_shares_of(v, n);
    put_payment(d, &v[0], ask->book->day);
    put_parts(d, v, n);
    dues_set_shares(d, &shares);
    return put_prints(d, ask, v[0].on, err);
}

static bool payments(const struct form_ask *ask, struct arena *a, int64_t **ids,
                     size_t *n, struct err *err)
{
    return dues_papers(ask->book, a, DUES_PAPER_PAYMENT, &ask->span, ids, n,
                       err);
}

static const char *const payment_values[] = {
    "kinds",       "title",       "number",     "on",        "on_long",
    "payer",       "way",         "proof",      "fen",       "kind",
    "booked",      "taken_by",    "reprint",    "state",     "note",
    "fen_words",   "reason",      "taker_mark", "share_own", "share_late",
    "share_early", "share_large", "monthly",    NULL};

static const struct source_list payment_lists[] = {{"parts", part_columns}};

const struct source source_payment = {
    .name = "payment",
    .asks = ASKS_RECORD,
    .ledger = &ledger_payment,
    .values = payment_values,
    .lists = payment_lists,
    .n_lists = ARRAY_LEN(payment_lists),
    .gather = gather_payment,
    .records = payments,
};

/* ---- one sitting -------------------------------------------------------- */

static const char *const paid_columns[] = {
    "number", "on", "payer", "what", "fen", "way", "proof", "state", NULL};
enum { N_PAID = ARRAY_LEN(paid_columns) - 1 };

/* 张建国 2026-11、李敏 2026-09 至 2026-11, of the lines of one payment. */
static const char *what_of(struct arena *a, const struct dues_line_of *v,
                           size_t n)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < n; i++) {
        size_t last = i;
        while (last + 1 < n && v[last + 1].person == v[i].person &&
               v[last + 1].month == v[last].month + 1) {
            last++;
        }
        sb_addf(&sb, "%s%s %s", i == 0 ? "" : "、", v[i].name,
                v[i].month == MONTH_NONE ? "大额"
                                         : say_month_iso(a, v[i].month));
        if (last > i) {
            sb_addf(&sb, " 至 %s", say_month_iso(a, v[last].month));
            i = last;
        }
    }
    const char *s = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return s;
}

static void put_payments(struct form_data *d, int day,
                         const struct dues_line_of *v, size_t n)
{
    struct arena *a = d->arena;
    form_list_begin(d, "payments", paid_columns, N_PAID);
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && v[end].payment == v[i].payment) {
            end++;
        }
        const char *const cells[N_PAID] = {
            v[i].number,
            say_iso(a, v[i].on),
            v[i].by,
            what_of(a, v + i, end - i),
            say_money(a, v[i].total),
            say_way(v[i].way),
            v[i].proof,
            say_both(a, say_state(a, &v[i], day), v[i].note)};
        form_list_row(d, cells);
        i = end;
    }
}

static void put_sitting(struct form_data *d, struct book *b,
                        const struct record *r)
{
    char number[16];
    struct arena *a = d->arena;
    int64_t cash = record_int(r, SITTING_CASH);
    int64_t transfer = record_int(r, SITTING_TRANSFER);
    int64_t online = record_int(r, SITTING_ONLINE);
    form_set(d, "number",
             number_text((int)record_int(r, SITTING_YEAR),
                         record_int(r, SITTING_NO), number));
    form_set(d, "on", record_text(r, SITTING_ON));
    form_set(d, "on_long", say_day(a, record_day(r, SITTING_ON)));
    form_set(d, "month", say_month(a, record_text(r, SITTING_MONTH)));
    form_set(d, "kind", say_field(a, b, r, SITTING_KIND));
    put_taker(d, record_text(r, SITTING_BY));
    form_set(d, "n", say_field(a, b, r, SITTING_N));
    dues_set(d, "cash", cash);
    dues_set(d, "transfer", transfer);
    dues_set(d, "online", online);
    dues_set_words(d, "fen", cash + transfer + online);
    form_set(d, "counted", say_field(a, b, r, SITTING_COUNTED));
    form_set(d, "notes", record_text(r, SITTING_NOTES));
    form_set(d, "note", record_text(r, SITTING_NOTE));
}

static bool gather_sitting(const struct form_ask *ask, struct form_data *d,
                           struct err *err)
{
    struct record r;
    struct dues_line_of *v;
    size_t n;
    struct dues_lines_ask lines = {.which = DUES_LINES_SITTING, .id = ask->id};
    if (!record_read(&r, &ledger_sitting, ask->book, d->arena, ask->id, err) ||
        !dues_lines(ask->book, d->arena, &lines, &v, &n, err)) {
        return false;
    }
    struct dues_shares shares = dues_shares_of(v, n);
    put_sitting(d, ask->book, &r);
    dues_set_shares(d, &shares);
    put_payments(d, ask->book->day, v, n);
    return true;
}

static bool sittings(const struct form_ask *ask, struct arena *a, int64_t **ids,
                     size_t *n, struct err *err)
{
    return dues_papers(ask->book, a, DUES_PAPER_SITTING, &ask->span, ids, n,
                       err);
}

static const char *const sitting_values[] = {
    "number",     "on",        "on_long",    "month",       "kind",
    "taken_by",   "n",         "transfer",   "online",      "cash",
    "fen",        "fen_words", "counted",    "notes",       "note",
    "taker_mark", "share_own", "share_late", "share_early", "share_large",
    "monthly",    NULL};

static const struct source_list sitting_lists[] = {{"payments", paid_columns}};

const struct source source_sitting = {
    .name = "sitting",
    .asks = ASKS_RECORD,
    .ledger = &ledger_sitting,
    .values = sitting_values,
    .lists = sitting_lists,
    .n_lists = ARRAY_LEN(sitting_lists),
    .gather = gather_sitting,
    .records = sittings,
};
