/* 大额党费登记: what was given beyond the months in a span, with the slip it
   went up on and a line for the receipt that the higher committee makes out. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/record.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_say.h"

static const char *const columns[] = {"name", "on",     "fen",    "words",
                                      "way",  "number", "handed", "state",
                                      "note", NULL};
enum { N_COLUMNS = ARRAY_LEN(columns) - 1 };

/* A slip of 大额 that is in force. */
struct slip {
    int from, to; /* days of its months */
    const char *words;
};

static bool is_large(const struct record *r)
{
    return strcmp(record_text(r, HANDOVER_KIND), PAYMENT_LARGE) == 0 &&
           record_int(r, HANDOVER_FEN) > 0;
}

/* Slips are handed in after what they hold: those of the span and of the year
   behind it. */
static bool read_slips(const struct form_ask *ask, struct arena *a,
                       struct slip **out, size_t *n, struct err *err)
{
    int64_t *ids;
    size_t all;
    char number[16];
    struct span span = {ask->span.from, date_add_years(ask->span.to, 1)};
    *n = 0;
    if (!dues_papers(ask->book, a, DUES_PAPER_HANDOVER, &span, &ids, &all,
                     err)) {
        return false;
    }
    *out = arena_array(a, all + 1, sizeof **out);
    for (size_t i = 0; i < all; i++) {
        struct record r;
        int from, to;
        if (!record_read(&r, &ledger_handover, ask->book, a, ids[i], err)) {
            return false;
        }
        if (is_large(&r) && month_read(record_text(&r, HANDOVER_FROM), &from) &&
            month_read(record_text(&r, HANDOVER_TO), &to)) {
            number_text((int)record_int(&r, HANDOVER_YEAR),
                        record_int(&r, HANDOVER_NO), number);
            (*out)[(*n)++] = (struct slip){
                from, to,
                arena_printf(a, "%s %s", record_text(&r, HANDOVER_ON), number)};
        }
    }
    return true;
}

static const char *slip_of(const struct slip *v, size_t n, int booked)
{
    for (size_t i = 0; i < n; i++) {
        if (v[i].from <= booked && booked <= v[i].to) {
            return v[i].words;
        }
    }
    return "";
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct arena *a = d->arena;
    struct dues_line_of *v;
    struct slip *slips;
    size_t n, n_slips;
    int64_t sum = 0;
    struct dues_lines_ask lines = {
        .which = DUES_LINES_LARGE, .span = ask->span, .until = DATE_NONE};
    if (!dues_lines(ask->book, a, &lines, &v, &n, err) ||
        !read_slips(ask, a, &slips, &n_slips, err)) {
        return false;
    }
    form_list_begin(d, "rows", columns, N_COLUMNS);
    for (size_t i = 0; i < n; i++) {
        const struct dues_line_of *l = &v[i];
        bool stands = l->reverses == 0 && l->reversed_number[0] == '\0';
        const char *const cells[N_COLUMNS] = {
            l->name,
            say_iso(a, l->on),
            say_money(a, l->fen),
            say_words(a, l->fen),
            say_way(l->way),
            l->number,
            stands ? slip_of(slips, n_slips, l->booked) : "",
            say_state(a, l, ask->book->day),
            say_both(a, say_state(a, l, ask->book->day),
                     say_or(l->note, l->reason))};
        form_list_row(d, cells);
        sum += l->fen;
    }
    dues_set_words(d, "sum", sum);
    dues_set_number(d, "n", (int64_t)n);
    return true;
}

static const char *const values[] = {"n", "sum", "sum_words", NULL};

static const struct source_list lists[] = {{"rows", columns}};

const struct source source_dues_large = {
    .name = "dues_large",
    .ledger = &ledger_payment,
    SOURCE_OF_PERIOD("year"),
};
