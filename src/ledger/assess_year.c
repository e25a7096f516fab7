/* 年初核定: the whole branch at once.

   Stages: who pays in the year → what held in December before → what there is
   for this year → where there is nothing, last year's category and base go on
   and the amount is worked out by this year's rates.  Typing is
   assess_year_type.c, remarks and sums are assess_year_words.c, checking and
   saving assess_year_save.c. */
#include "assess_year_parts.h"

#include <stdlib.h>
#include <string.h>

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

/* ---- what a row comes to ---------------------------------------------- */

const struct dues_category *assess_row_category(const struct assess_year *y,
                                                const struct assess_row *row)
{
    return row->category[0] == '\0'
               ? NULL
               : dues_category(book_dues(y->book), row->category,
                               month_first_day(row->first));
}

/* Base and category say what is to be paid; a relief keeps its amount. */
void assess_row_work_out(struct assess_year *y, struct assess_row *row)
{
    const struct dues_category *c = assess_row_category(y, row);
    int64_t kept = row->fen;
    int64_t fen;
    row->rate = -1;
    if (c == NULL) {
        row->fen = -1;
        return;
    }
    if (c->basis_kind == DUES_FIXED) {
        row->base = -1;
        if (c->least == c->most) {
            row->fen = c->least;
        } else if (kept < c->least || kept > c->most) {
            row->fen = -1;
        }
    } else if (row->base >= 0 &&
               dues_amount(book_dues(y->book), c->code, row->base,
                           month_first_day(row->first), &fen, NULL)) {
        row->rate = dues_bracket(c, row->base)->rate;
        row->fen = fen;
    } else {
        row->fen = -1;
    }
    if (row->relief[0] != '\0') {
        row->fen = kept;
    }
}

void assess_row_mark(struct assess_year *y, struct assess_row *row)
{
    row->typed = row->base != row->was_base || row->fen != row->was_fen ||
                 strcmp(row->category, row->was_category) != 0;
    row->remarks = (row->remarks & ASSESS_GONE) | assess_row_remarks(y, row);
}

/* ---- reading ---------------------------------------------------------- */

struct reading {
    struct assess_year *y;
    struct assess_kept *last; /* rows of the year before, and of this one */
    struct assess_kept *own;
    size_t n_last, n_own;
    size_t cap;
    bool begins; /* nothing of this year is assessed from an earlier month */
};

static int by_person(const void *a, const void *b)
{
    const struct assess_kept *x = a;
    const struct assess_kept *z = b;
    return (x->person > z->person) - (x->person < z->person);
}

/* Of one person's rows the one in force in a month. */
static const struct assess_kept *find(struct assess_kept *list, size_t n,
                                      int64_t person, int month)
{
    struct assess_kept key = {.person = person};
    if (n == 0) {
        return NULL;
    }
    struct assess_kept *hit = bsearch(&key, list, n, sizeof *list, by_person);
    while (hit != NULL && hit > list && hit[-1].person == person) {
        hit--;
    }
    return hit == NULL
               ? NULL
               : assess_in_force(hit,
                                 assess_kept_run(list, n, (size_t)(hit - list)),
                                 month);
}

/* The last of somebody's; NULL: none. */
static const struct assess_kept *find_latest(struct assess_kept *list, size_t n,
                                             int64_t person)
{
    struct assess_kept key = {.person = person};
    if (n == 0) {
        return NULL;
    }
    struct assess_kept *hit = bsearch(&key, list, n, sizeof *list, by_person);
    while (hit != NULL && hit + 1 < list + n && hit[1].person == person) {
        hit++;
    }
    return hit;
}

static void put_last(struct reading *r, struct assess_row *row)
{
    int december = r->y->year * 12 - 1;
    const struct assess_kept *k =
        find(r->last, r->n_last, row->person, december);
    if (k == NULL) {
        return;
    }
    struct assess_hold h = assess_held(book_dues(r->y->book), k, december);
    row->last_id = h.id;
    row->last_category = h.category;
    row->last_relief = h.relief;
    row->last_base = h.base;
    row->last_rate = h.rate;
    row->last_fen = h.fen;
}

static void put_own(struct reading *r, struct assess_row *row,
                    const struct assess_kept *k)
{
    struct assess_hold h = assess_held(book_dues(r->y->book), k, k->from);
    row->id = h.id;
    row->ver = k->ver;
    row->category = row->was_category = h.category;
    row->base = row->was_base = h.base;
    row->was_fen = k->hold.fen;
    row->fen = h.fen; /* other rates since: saved again */
    row->rate = h.rate;
    row->relief = h.relief;
    row->first = k->from;
    const struct assess_kept *l = find_latest(r->own, r->n_own, row->person);
    if (l != NULL && l->from > k->from) {
        row->later = l->from;
        row->later_fen = assess_held(book_dues(r->y->book), l, l->from).fen;
    }
}

/* Category and base go on; a relief does not: it was for its months.  What was
   a relief of a fixed category begins anew.  Who is new is proposed as working
   or retired. */
static void take_over(struct reading *r, struct assess_row *row)
{
    row->category = row->last_category;
    if (row->last_id == 0) {
        const struct dues_category *c =
            assess_proposal(r->y->book, r->y->arena, row->retired_on,
                            month_first_day(row->first));
        row->category = c != NULL ? c->code : "";
    }
    row->base = row->last_base;
    row->fen = row->last_relief[0] == '\0' ? row->last_fen : -1;
    assess_row_work_out(r->y, row);
    row->was_category = row->category;
    row->was_base = row->base;
    row->was_fen = row->fen;
}

static const char *reason_of(const struct reading *r,
                             const struct dues_payer *p, int first)
{
    bool came = p->months.first / 12 == r->y->year;
    if (first % 12 == 0) {
        return ASSESSED_YEARLY;
    }
    if (came && p->admitted) {
        return ASSESSED_ADMITTED;
    }
    if (came && p->spell.moved_in) {
        return ASSESSED_MOVED;
    }
    return r->begins ? ASSESSED_YEARLY : ASSESSED_WRONG;
}

static struct assess_row row_new(int64_t person, const char *name, int first)
{
    return (struct assess_row){
        .person = person,
        .name = name,
        .last_category = "",
        .last_relief = "",
        .last_base = -1,
        .last_fen = -1,
        .last_rate = -1,
        .category = "",
        .base = -1,
        .fen = -1,
        .rate = -1,
        .relief = "",
        .first = first,
        .later = MONTH_NONE,
        .reason = ASSESSED_YEARLY,
        .retired_on = DATE_NONE,
        .was_base = -1,
        .was_fen = -1,
        .was_category = "",
    };
}

static void add_row(struct reading *r, const struct dues_payer *p)
{
    struct assess_year *y = r->y;
    int january = y->year * 12;
    int begins = p->months.n_gap > 0 ? p->months.gap_from : p->months.first;
    int wanted = begins > january ? begins : january;
    int first = wanted > y->from ? wanted : y->from;
    MEM_PUSH(y->rows, y->n, r->cap);
    struct assess_row *row = &y->rows[y->n++];
    *row = row_new(p->person, p->name, first);
    row->retired_on = p->retired_on;
    row->reason = reason_of(r, p, first);
    put_last(r, row);
    /* What there is counts from its own month, closed or not. */
    const struct assess_kept *k = find(r->own, r->n_own, p->person, wanted);
    if (k == NULL) {
        k = find(r->own, r->n_own, p->person, first);
    }
    if (k != NULL) {
        put_own(r, row, k);
    } else {
        take_over(r, row);
    }
    assess_row_mark(y, row);
}

static bool is_listed(const int64_t *people, size_t n, int64_t person)
{
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (people[mid] < person) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < n && people[low] == person;
}

static int by_number(const void *a, const void *b)
{
    const int64_t *x = a;
    const int64_t *z = b;
    return (*x > *z) - (*x < *z);
}

static void add_gone(struct reading *r, int64_t person)
{
    struct assess_year *y = r->y;
    MEM_PUSH(y->rows, y->n, r->cap);
    struct assess_row *row = &y->rows[y->n++];
    *row = row_new(person, people_name(y->book, y->arena, person), y->from);
    row->remarks = ASSESS_GONE;
    put_last(r, row);
    const struct assess_kept *k = find(r->own, r->n_own, person, y->from);
    if (k != NULL) {
        put_own(r, row, k);
    }
}

/* Who has a row of this year, or had one in December, and is not among the
   payers. */
static void add_all_gone(struct reading *r)
{
    struct assess_year *y = r->y;
    size_t n = y->n;
    int64_t *people = arena_array(y->arena, n + 1, sizeof *people);
    for (size_t i = 0; i < n; i++) {
        people[i] = y->rows[i].person;
    }
    qsort(people, n, sizeof *people, by_number);
    for (size_t i = 0, run; i < r->n_last; i += run) {
        run = assess_kept_run(r->last, r->n_last, i);
        if (!is_listed(people, n, r->last[i].person) &&
            assess_in_force(&r->last[i], run, y->year * 12 - 1) != NULL) {
            add_gone(r, r->last[i].person);
        }
    }
    for (size_t i = 0, run; i < r->n_own; i += run) {
        int64_t person = r->own[i].person;
        run = assess_kept_run(r->own, r->n_own, i);
        if (!is_listed(people, n, person) &&
            find(r->last, r->n_last, person, y->year * 12 - 1) == NULL) {
            add_gone(r, person);
        }
    }
}

/* Behind what is closed. */
static bool first_month(struct reading *r, struct err *err)
{
    int closed;
    struct assess_year *y = r->y;
    int january = y->year * 12;
    if (!assess_closed(y->book, y->book->branch, january, january + 11, &closed,
                       err)) {
        return false;
    }
    y->from = closed != MONTH_NONE ? closed + 1 : january;
    return assess_is_first(y->book, y->book->branch, y->year, y->from,
                           &r->begins, err);
}

bool assess_year_read(struct assess_year *y, struct book *b, struct arena *a,
                      int year, struct err *err)
{
    struct reading r = {.y = y};
    struct dues_payer *payers;
    size_t n;
    *y = (struct assess_year){
        .book = b,
        .arena = a,
        .year = year,
        .decided_on = DATE_NONE,
        .decided_before = DATE_NONE,
    };
    if (!first_month(&r, err) ||
        !dues_payers_span(b, a, y->from, year * 12 + 11, &payers, &n, err) ||
        !assess_kept_read(b, a, year - 1, &r.last, &r.n_last, err) ||
        !assess_kept_read(b, a, year, &r.own, &r.n_own, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        /* Who left and came back is assessed once. */
        if (i == 0 || payers[i].person != payers[i - 1].person) {
            add_row(&r, &payers[i]);
        }
    }
    add_all_gone(&r);
    y->rows = life_keep(a, y->rows, y->n, sizeof *y->rows);
    return assess_year_look(y, err);
}
