/* Times what the dues screens wait for inside one process, on a ledger of
   `fill dues` with 5,000 people:

       dues LEDGER     (it is written to: give it a copy)

   Lines as timing.h says.  Time is the processor's; of what is saved also that
   of the clock, with the disk. */
#include <stdio.h>
#include <stdlib.h>

#include "timing.h"

#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/session.h"
#include "pbtui/store/change.h"
#include "pbtui/text/date.h"

#define MONTH month_make(2026, 11)

struct bench {
    struct session s;
    struct arena arena; /* reset before each time */
    struct arena kept;  /* the sheet's */
    struct dues_sheet sheet;
    size_t at; /* the row that a key is for */
    size_t rows;
};

static bool open_month(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct dues_opening o;
    arena_reset(&b->arena);
    bool ok = dues_month_open(&b->s.book, &b->arena, MONTH, &o, err);
    b->rows = ok ? o.n : 0;
    return ok;
}

static bool undo(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct change_info info;
    return change_undo(b->s.db, &info, err);
}

static bool read_sheet(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    arena_reset(&b->kept);
    bool ok = dues_sheet_read(&b->s.book, &b->kept, MONTH, &b->sheet, err);
    b->rows = ok ? b->sheet.n : 0;
    return ok;
}

/* Space: taken, and the row read again. */
static bool take_one(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    const struct dues_row *row = &b->sheet.rows[b->at++];
    struct dues_pay part = {row->person, MONTH, row->due};
    struct dues_take t = {.on = b->s.book.today,
                          .way = PAY_CASH,
                          .by = row->person,
                          .parts = &part,
                          .n = 1,
                          .reason = "bench"};
    arena_reset(&b->arena);
    b->rows = 1;
    return dues_take(&b->s.book, &b->arena, &t, 1, NULL, err) &&
           dues_sheet_again(&b->s.book, &b->arena, &b->sheet, part.person, err);
}

static bool list_arrears(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct arrear *list;
    arena_reset(&b->arena);
    return arrears_list(&b->s.book, &b->arena, MONTH_NONE, MONTH_NONE, &list,
                        &b->rows, err);
}

static bool statement(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct dues_year_row row;
    arena_reset(&b->arena);
    b->rows = 1;
    return dues_year_of(&b->s.book, &b->arena, b->sheet.rows[7].person, 2025,
                        &row, err);
}

static bool whole_year(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct dues_year y;
    arena_reset(&b->arena);
    bool ok = dues_year_read(&b->s.book, &b->arena, 2025, &y, err);
    b->rows = ok ? y.n : 0;
    return ok;
}

static bool figures(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct dues_figures f;
    arena_reset(&b->arena);
    b->rows = 1;
    return dues_figures(&b->s.book, &b->arena, MONTH, &f, err);
}

static bool page(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct query_row rows[64];
    struct query q = query_of(&ledger_due, ledger_view(&ledger_due, "unpaid"));
    arena_reset(&b->arena);
    q.limit = 64;
    return query_page(&b->s.book, &b->arena, &q, rows, &b->rows, err);
}

static void tell(struct bench *b, const char *what, int times, int target,
                 clockid_t clock, bool (*work)(void *, struct err *),
                 bool (*after)(void *, struct err *))
{
    const struct timing t = {what, times, target, clock,
                             work, after, b,      &b->rows};
    timing_tell(&t);
}

int main(int argc, char **argv)
{
    const clockid_t cpu = CLOCK_PROCESS_CPUTIME_ID;
    const clockid_t wall = CLOCK_MONOTONIC;
    struct bench b = {0};
    struct err err = ERR_INIT;
    if (argc != 2 || !session_open(&b.s, argv[1], DB_WRITE, "bench", &err)) {
        fprintf(stderr, "dues: %s %s\n", err.code, err.text);
        return 1;
    }
    tell(&b, "a month opened", TIMING_FEW, 100, cpu, open_month, undo);
    tell(&b, "the same by the clock, with the disk", TIMING_FEW, 0, wall,
         open_month, undo);
    if (!open_month(&b, &err)) {
        fprintf(stderr, "dues: %s %s\n", err.code, err.text);
        return 1;
    }
    tell(&b, "the sheet of a month", TIMING_FEW, 0, cpu, read_sheet, NULL);
    tell(&b, "one taken, its row read again", TIMING_MOST, 16, cpu, take_one,
         NULL);
    tell(&b, "the same by the clock, with the disk", TIMING_MOST, 0, wall,
         take_one, NULL);
    tell(&b, "list of arrears", TIMING_FEW, 200, cpu, list_arrears, NULL);
    tell(&b, "a year's statement of one", TIMING_MOST, 50, cpu, statement,
         NULL);
    tell(&b, "the year of all", TIMING_FEW, 0, cpu, whole_year, NULL);
    tell(&b, "figures of an open month", TIMING_FEW, 0, cpu, figures, NULL);
    tell(&b, "list of unpaid months, a page", TIMING_FEW, 0, cpu, page, NULL);
    session_close(&b.s);
    arena_clear(&b.arena);
    arena_clear(&b.kept);
    return 0;
}
