/* Whose months a payment pays: for each person what can be paid, oldest first,
   and how far up that ladder the payment goes. */
#include "dues_pay.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

#define WORDS_SHOWN 6

bool pay_is_large(const struct pay_form *f)
{
    const char *kind =
        codes_find("payment_kind", formbox_get(&f->items[PAY_KIND]));
    return kind != NULL && strcmp(kind, PAYMENT_LARGE) == 0;
}

/* ---- the ladder -------------------------------------------------------- */

/* What a month costs that is not on the ladder: as the open one. */
static int64_t monthly_of(const struct pay_form *f, const struct pay_line *l)
{
    for (size_t i = 0; i < l->n_ladder; i++) {
        if (l->ladder[i].month >= f->open) {
            return l->ladder[i].fen;
        }
    }
    return l->n_ladder > 0 ? l->ladder[0].fen : 0;
}

static size_t count_to(const struct pay_line *l, int month)
{
    size_t n = 0;
    while (n < l->n_ladder && l->ladder[n].month <= month) {
        n++;
    }
    return n;
}

static bool read_ladder(struct book *b, struct arena *a, struct pay_line *l,
                        struct err *err)
{
    if (!dues_spread(b, l->person, MONEY_MAX, l->ladder, PAY_MONTHS_MAX,
                     &l->n_ladder, err)) {
        return false;
    }
    if (l->n_ladder == 0) {
        return true;
    }
    /* The last took all that was left. */
    struct dues_pay *last = &l->ladder[l->n_ladder - 1];
    return dues_lacking(b, a, l->person, last->month, &last->fen, err);
}

void pay_line_start(struct pay_form *f, struct pay_line *l, int64_t person)
{
    struct book *b = f->app->book;
    *l = (struct pay_line){
        .person = person, .typed = -1, .from = f->open, .bad = LINE_ITEMS};
    l->name = person != 0 ? people_whole_name(b, &f->arena, person) : "";
    l->ladder = arena_array(&f->arena, PAY_MONTHS_MAX, sizeof *l->ladder);
    l->parts = arena_array(&f->arena, PAY_MONTHS_MAX, sizeof *l->parts);
    if (person == 0) {
        return;
    }
    struct err err = ERR_INIT;
    if (!read_ladder(b, &f->arena, l, &err)) { /* not that nothing is owed */
        l->n_ladder = 0;
        l->bad = LINE_PERSON;
        l->why = arena_str(&f->arena, err.text);
        ui_note_err(&f->app->ui, &err);
        return;
    }
    size_t owed = count_to(l, f->open);
    pay_line_months(f, l, l->n_ladder > 0 ? l->ladder[0].month : f->open,
                    owed > 0 ? owed : 1);
}

/* The months from `from` on; one that is not on the ladder is asked for by
   hand, and the rules will say whether it can be paid. */
static size_t steps_from(const struct pay_form *f, const struct pay_line *l,
                         int from, struct dues_pay *out, size_t max)
{
    size_t at = count_to(l, from - 1);
    size_t n = 0;
    int next = at < l->n_ladder ? l->ladder[at].month : from + 1;
    for (int month = from; month < next && n < max; month++) {
        out[n++] = (struct dues_pay){l->person, month, monthly_of(f, l)};
    }
    for (; at < l->n_ladder && n < max; at++) {
        out[n++] = l->ladder[at];
    }
    return n;
}

static void add_up(struct pay_line *l)
{
    l->fen = 0;
    for (size_t i = 0; i < l->n; i++) {
        l->fen += l->parts[i].fen;
    }
}

void pay_line_months(struct pay_form *f, struct pay_line *l, int from, size_t n)
{
    l->from = from;
    l->typed = -1;
    l->bad = LINE_ITEMS;
    size_t all = steps_from(f, l, from, l->parts, PAY_MONTHS_MAX);
    l->n = n < all ? n : all;
    add_up(l);
}

void pay_line_amount(struct pay_form *f, struct pay_line *l, int64_t fen)
{
    int64_t left = fen;
    size_t all = steps_from(f, l, l->from, l->parts, PAY_MONTHS_MAX);
    l->typed = fen;
    l->bad = LINE_ITEMS;
    l->n = 0;
    for (size_t i = 0; i < all && left > 0; i++) {
        if (l->parts[i].fen > left || l->parts[i].fen == 0) {
            l->parts[i].fen = left;
        }
        left -= l->parts[i].fen;
        l->n++;
    }
    if (left > 0 && l->n > 0) {
        l->parts[l->n - 1].fen += left;
    }
    add_up(l);
}

void pay_line_nothing(struct pay_form *f, struct pay_line *l,
                      enum pay_line_item bad, const char *why)
{
    l->bad = bad;
    l->why = arena_str(&f->arena, why);
    l->typed = -1;
    l->n = 0;
    l->fen = 0;
}

/* ---- words ------------------------------------------------------------- */

static const char *month_words(const struct pay_form *f, struct arena *a,
                               int month)
{
    return month / 12 == f->open / 12 ? arena_printf(a, "%d 月", month % 12 + 1)
                                      : dues_month_title(a, month);
}

const char *pay_line_words(const struct pay_form *f, struct arena *a,
                           const struct pay_line *l)
{
    const char *out = "";
    char fen[32];
    if (l->bad != LINE_ITEMS) {
        return l->why;
    }
    for (size_t i = 0; i < l->n; i++) {
        if (i == WORDS_SHOWN && l->n > WORDS_SHOWN + 1) {
            const struct dues_pay *last = &l->parts[l->n - 1];
            return arena_printf(a, "%s……%s %s", out,
                                month_words(f, a, last->month),
                                money_text(last->fen, fen));
        }
        out = arena_printf(a, "%s%s%s %s", out, i > 0 ? "、" : "",
                           month_words(f, a, l->parts[i].month),
                           money_text(l->parts[i].fen, fen));
    }
    return out;
}

int64_t pay_sum(const struct pay_form *f)
{
    int64_t sum = 0;
    for (size_t i = 0; i < f->n_lines; i++) {
        sum += f->lines[i].person != 0 ? f->lines[i].fen : 0;
    }
    return sum;
}
