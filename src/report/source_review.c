/* 民主评议: one review as its slips and its summary show it.

   Slips are as many as were asked for, else as many as take part; who is graded
   is on them, who takes part only is in the summary with a remark.  The limit
   of 优秀 and its share come from the rules of votes. */
#include "source_all.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/review.h"
#include "pbtui/ledger/rolls.h"
#include "pbtui/ledger/rulebook.h"
#include "source_say.h"

static const char *const line_columns[] = {
    "no",    "name", "issued", "returned", "valid",   "best", "good",
    "basic", "bad",  "own",    "grade",    "opinion", "note", NULL};
enum { N_LINE = ARRAY_LEN(line_columns) - 1 };

static const char *const slip_columns[] = {"no", NULL};

/* 不定等次 is said in the remark, not as a grade. */
static void put_line(struct form_data *d, const struct review *r, size_t i,
                     int64_t no)
{
    struct arena *a = d->arena;
    struct book *b = r->book;
    const struct record *line = &r->rows[i].now;
    bool graded = record_int(line, REVIEW_LINE_GRADED) != 0;
    bool counted = graded && !record_is_null(line, REVIEW_LINE_BEST);
    const char *const cells[N_LINE] = {
        say_number(a, no),
        r->rows[i].name,
        graded ? say_field(a, b, &r->now, REVIEW_ISSUED) : "",
        graded ? say_field(a, b, &r->now, REVIEW_RETURNED) : "",
        counted ? say_number(a, review_valid(r, i)) : "",
        say_field(a, b, line, REVIEW_LINE_BEST),
        say_field(a, b, line, REVIEW_LINE_GOOD),
        say_field(a, b, line, REVIEW_LINE_BASIC),
        say_field(a, b, line, REVIEW_LINE_BAD),
        say_field(a, b, line, REVIEW_LINE_OWN),
        graded ? say_field(a, b, line, REVIEW_LINE_GRADE) : "",
        say_field(a, b, line, REVIEW_LINE_OPINION),
        graded ? "" : "预备党员，不定等次"};
    form_list_row(d, cells);
}

static void put_lines(struct form_data *d, const struct review *r,
                      const char *list, bool graded_only)
{
    int64_t no = 0;
    form_list_begin(d, list, line_columns, N_LINE);
    for (size_t i = 0; i < r->n; i++) {
        bool graded = record_int(&r->rows[i].now, REVIEW_LINE_GRADED) != 0;
        if (!r->rows[i].gone && (graded || !graded_only)) {
            put_line(d, r, i, ++no);
        }
    }
}

static void put_slips(struct form_data *d, int64_t n)
{
    form_list_begin(d, "slips", slip_columns, 1);
    for (int64_t i = 1; i <= n; i++) {
        const char *const cells[] = {say_number(d->arena, i)};
        form_list_row(d, cells);
    }
}

/* ---- the foot ----------------------------------------------------------- */

/* ≤1/3, as the rule of that day has it. */
static const char *best_share(struct arena *a, const struct vote_rule *rule)
{
    return rule == NULL || rule->best.of == OF_NONE
               ? ""
               : arena_printf(a, "%s%d/%d", rule->best.strict ? "＜" : "≤",
                              rule->best.num, rule->best.den);
}

static void put_sums(struct form_data *d, const struct review *r)
{
    struct arena *a = d->arena;
    struct review_sums s = review_sums(r);
    const struct vote_rule *rule = vote_rule(book_votes(r->book), "review",
                                             record_day(&r->now, REVIEW_ON));
    form_set(d, "n_graded", say_number(a, s.graded));
    form_set(d, "n_best", say_number(a, s.best));
    form_set(d, "most_best", say_number(a, s.most));
    form_set(d, "percent", say_percent(a, s.best, s.graded));
    form_set(d, "share", best_share(a, rule));
    form_set(d, "rule", rule == NULL ? "" : rule->rule);
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct review r;
    struct book *b = ask->book;
    struct arena *a = d->arena;
    if (!review_read(&r, b, a, ask->id, err)) {
        return false;
    }
    form_set(d, "for_year", say_field(a, b, &r.now, REVIEW_YEAR));
    form_set(d, "on", say_field(a, b, &r.now, REVIEW_ON));
    form_set(d, "on_long", say_day(a, record_day(&r.now, REVIEW_ON)));
    form_set(d, "decided", say_day(a, record_day(&r.now, REVIEW_DECIDED)));
    form_set(d, "due", say_field(a, b, &r.now, REVIEW_DUE));
    form_set(d, "present", say_field(a, b, &r.now, REVIEW_PRESENT));
    form_set(d, "issued", say_field(a, b, &r.now, REVIEW_ISSUED));
    form_set(d, "returned", say_field(a, b, &r.now, REVIEW_RETURNED));
    form_set(d, "tellers", say_field(a, b, &r.now, REVIEW_TELLERS));
    put_sums(d, &r);
    put_lines(d, &r, "all", false);
    put_lines(d, &r, "graded", true);
    put_slips(d,
              ask->copies > 0 ? ask->copies : record_int(&r.now, REVIEW_DUE));
    return true;
}

static bool records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    return rolls_papers(ask->book, a, PAPER_REVIEW, &ask->span, ids, n, err);
}

static const char *const values[] = {
    "for_year", "on",       "on_long", "decided",  "due",    "present",
    "issued",   "returned", "tellers", "n_graded", "n_best", "most_best",
    "percent",  "share",    "rule",    NULL};

static const struct source_list lists[] = {
    {"all", line_columns},
    {"graded", line_columns},
    {"slips", slip_columns},
};

const struct source source_review = {
    .name = "review",
    .asks = ASKS_RECORD | ASKS_COPIES,
    .period = "year",
    .ledger = &ledger_review,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
    .records = records,
};
