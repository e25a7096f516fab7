/* What holds for whom in a month.

   Stages: all rows of the year in one pass, by person and month → of each
   person the latest that has begun and not ended → its amount by the rules of
   that month.

   A row that ends (减免) leaves the one before it in force again.  The amount
   follows the rates of the month: a new dated rate changes the months it is
   for.  What was approved (减免), what is a fixed amount, and what somebody
   pays beyond the rule stays as it was assessed. */
#include "assess_parts.h"

#include <inttypes.h>
#include <string.h>

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- rows ------------------------------------------------------------- */

#define KEPT                                                                   \
    "select person_id, ver, from_month, to_month, id, no, category, base_fen," \
    " rate, fen, place, relief, quarterly from assess"                         \
    " where branch_id = :branch and voided_on is null"
#define OF_PERSON " and person_id = :person and voided_on is null"

static int64_t int_or_none(struct stmt *st, int column)
{
    return stmt_col_is_null(st, column) ? -1 : stmt_col_int(st, column);
}

/* The same few codes again and again. */
static const char *code_again(struct arena *a, const char *last,
                              const char *code)
{
    return last != NULL && strcmp(last, code) == 0 ? last : arena_str(a, code);
}

static int month_or_none(const char *text)
{
    int month = MONTH_NONE;
    month_read(text, &month);
    return month;
}

static struct assess_kept kept_of(struct stmt *st, struct arena *a,
                                  const struct assess_hold *last)
{
    return (struct assess_kept){
        .person = stmt_col_int(st, 0),
        .ver = stmt_col_int(st, 1),
        .from = month_or_none(stmt_col_text(st, 2)),
        .to = month_or_none(stmt_col_text(st, 3)),
        .hold =
            {
                .id = stmt_col_int(st, 4),
                .no = (int)stmt_col_int(st, 5),
                .category = code_again(a, last->category, stmt_col_text(st, 6)),
                .base = int_or_none(st, 7),
                .rate = int_or_none(st, 8),
                .fen = stmt_col_int(st, 9),
                .place = code_again(a, last->place, stmt_col_text(st, 10)),
                .relief = code_again(a, last->relief, stmt_col_text(st, 11)),
                .quarterly = stmt_col_int(st, 12) != 0,
            },
    };
}

static bool read_kept(struct stmt *st, struct arena *a,
                      struct assess_kept **out, size_t *n, struct err *err)
{
    struct assess_kept *list = NULL;
    struct assess_hold last = {0};
    size_t cap = 0;
    *n = 0;
    while (stmt_row(st)) {
        MEM_PUSH(list, *n, cap);
        list[*n] = kept_of(st, a, &last);
        last = list[(*n)++].hold;
    }
    *out = life_keep(a, list, *n, sizeof *list);
    return stmt_done(st, err) || err_doing(err, "读取党费核定");
}

bool assess_kept_read(struct book *b, struct arena *a, int year,
                      struct assess_kept **out, size_t *n, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL(KEPT " and for_year = :year order by person_id, from_month"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":year", year);
    return read_kept(&st, a, out, n, err);
}

bool assess_kept_near(struct book *b, struct arena *a, int64_t person, int year,
                      struct assess_kept **out, size_t *n, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL(KEPT OF_PERSON
                  " and for_year = coalesce("
                  "(select max(for_year) from assess where"
                  " branch_id = :branch and for_year <= :year" OF_PERSON "),"
                  " (select min(for_year) from assess where"
                  " branch_id = :branch" OF_PERSON "))"
                  " order by from_month"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":person", person);
    stmt_int(&st, ":year", year);
    return read_kept(&st, a, out, n, err);
}

size_t assess_kept_run(const struct assess_kept *list, size_t n, size_t at)
{
    size_t run = 1;
    while (at + run < n && list[at + run].person == list[at].person) {
        run++;
    }
    return run;
}

/* ---- in force --------------------------------------------------------- */

const struct assess_kept *assess_in_force(const struct assess_kept *list,
                                          size_t n, int month)
{
    const struct assess_kept *found = NULL;
    for (size_t i = 0; i < n && list[i].from <= month; i++) {
        if (list[i].to == MONTH_NONE || list[i].to >= month) {
            found = &list[i];
        }
    }
    return found;
}

struct assess_hold assess_held(const struct dues_rules *r,
                               const struct assess_kept *k, int month)
{
    int64_t now;
    int64_t then;
    struct assess_hold h = k->hold;
    int day = month_first_day(month);
    if (h.base < 0 || !dues_amount(r, h.category, h.base, day, &now, NULL)) {
        return h;
    }
    h.rate = dues_bracket(dues_category(r, h.category, day), h.base)->rate;
    if (h.relief[0] != '\0' || h.fen == now) {
        return h;
    }
    /* Beyond the rule of its own first month: freely, so it stays. */
    bool freely = dues_amount(r, h.category, h.base, month_first_day(k->from),
                              &then, NULL) &&
                  h.fen > then;
    h.fen = freely && h.fen > now ? h.fen : now;
    return h;
}

bool assess_all(struct book *b, struct arena *a, int month,
                struct assess_hold **out, int64_t **people, size_t *n,
                struct err *err)
{
    struct assess_kept *list;
    size_t n_list;
    *n = 0;
    if (!assess_kept_read(b, a, month / 12, &list, &n_list, err)) {
        return false;
    }
    *out = arena_array(a, n_list + 1, sizeof **out);
    *people = arena_array(a, n_list + 1, sizeof **people);
    for (size_t i = 0, run; i < n_list; i += run) {
        run = assess_kept_run(list, n_list, i);
        const struct assess_kept *k = assess_in_force(&list[i], run, month);
        if (k != NULL) {
            (*out)[*n] = assess_held(book_dues(b), k, month);
            (*people)[(*n)++] = k->person;
        }
    }
    return true;
}

/* ---- why -------------------------------------------------------------- */

/* 2026 年核定表第 5 行（年初核定，2026-01-08）。 */
static const char *line_words(struct arena *a, const struct record *r)
{
    const char *on = record_text(r, ASSESS_DECIDED);
    return arena_printf(
        a, "%" PRId64 " 年核定表第 %" PRId64 " 行（%s%s%s）。",
        record_int(r, ASSESS_YEAR), record_int(r, ASSESS_NO),
        codes_name("assess_reason", record_text(r, ASSESS_REASON)),
        on[0] != '\0' ? "，" : "", on);
}

const char *assess_why(struct book *b, struct arena *a, int64_t id,
                       const struct dues_reason *why)
{
    struct record r;
    struct dues_reason whole = *why;
    if (id == 0 || !record_read(&r, &ledger_assess, b, a, id, NULL)) {
        return dues_why(book_dues(b), a, why);
    }
    if (whole.relief == NULL) {
        whole.relief = assess_relief(a, &r);
    }
    if (whole.place == NULL) {
        whole.place = assess_place(a, &r);
    }
    return arena_printf(a, "%s%s", line_words(a, &r),
                        dues_why(book_dues(b), a, &whole));
}
