/* What a review comes to: which rows add up, how many 优秀 there may be, what
   the ballots say.  Sums and limits are rules/quorum's. */
#include "review_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

static const char *const ballot_codes[REVIEW_BALLOTS] = {"1", "2", "3", "4"};

static const struct vote_rule *rule_of(const struct review *r)
{
    return vote_rule(book_votes(r->book), "review",
                     record_day(&r->now, REVIEW_ON));
}

int64_t review_valid(const struct review *r, size_t i)
{
    return record_int(&r->now, REVIEW_RETURNED) -
           record_int(&r->rows[i].now, REVIEW_LINE_SPOILED);
}

static int64_t known_or_not(const struct record *line, int field)
{
    return record_is_null(line, field) ? VOTE_UNKNOWN : record_int(line, field);
}

static bool is_counted(const struct review_row *row)
{
    size_t known;
    review_ballots(&row->now, &known);
    return !row->gone && known == REVIEW_BALLOTS;
}

const char *review_row_fault(const struct review *r, size_t i, struct arena *a)
{
    const struct review_row *row = &r->rows[i];
    const struct record *line = &row->now;
    if (row->gone || record_int(line, REVIEW_LINE_GRADED) == 0) {
        return NULL;
    }
    if (review_valid(r, i) < 0) {
        return arena_printf(
            a, "废票 %" PRId64 " 张，多于收回的 %" PRId64 " 张，请核对。",
            record_int(line, REVIEW_LINE_SPOILED),
            record_int(&r->now, REVIEW_RETURNED));
    }
    struct review_line sums = {
        .valid = review_valid(r, i),
        .best = known_or_not(line, REVIEW_LINE_BEST),
        .good = known_or_not(line, REVIEW_LINE_GOOD),
        .basic = known_or_not(line, REVIEW_LINE_BASIC),
        .bad = known_or_not(line, REVIEW_LINE_BAD),
    };
    return review_line_fault(a, &sums);
}

static bool has_grade(const struct review_row *row, const char *code)
{
    return strcmp(record_text(&row->now, REVIEW_LINE_GRADE), code) == 0;
}

struct review_sums review_sums(const struct review *r)
{
    struct review_sums s = {0};
    for (size_t i = 0; i < r->n; i++) {
        const struct review_row *row = &r->rows[i];
        if (row->gone || record_int(&row->now, REVIEW_LINE_GRADED) == 0) {
            continue;
        }
        s.graded += !has_grade(row, REVIEW_NONE_CODE);
        s.best += has_grade(row, REVIEW_BEST_CODE);
        s.open += record_is_null(&row->now, REVIEW_LINE_GRADE);
    }
    s.most = review_most_best(rule_of(r), s.graded);
    return s;
}

/* The grade with most ballots; of equal ones the lower. */
static size_t most_ballots(const struct record *line)
{
    size_t top = 0;
    for (size_t i = 1; i < REVIEW_BALLOTS; i++) {
        if (record_int(line, REVIEW_LINE_BEST + (int)i) >=
            record_int(line, REVIEW_LINE_BEST + (int)top)) {
            top = i;
        }
    }
    return top;
}

/* How many have 优秀 on most of their ballots, and as many of these. */
static int64_t count_best(const struct review *r, int64_t least)
{
    int64_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct record *line = &r->rows[i].now;
        n += is_counted(&r->rows[i]) && most_ballots(line) == 0 &&
             record_int(line, REVIEW_LINE_BEST) >= least;
    }
    return n;
}

const char *review_proposal(const struct review *r, size_t i)
{
    const struct review_row *row = &r->rows[i];
    size_t known;
    if (!is_counted(row) || review_valid(r, i) <= 0 ||
        review_ballots(&row->now, &known) != review_valid(r, i)) {
        return "";
    }
    size_t top = most_ballots(&row->now);
    int64_t best = record_int(&row->now, REVIEW_LINE_BEST);
    if (top == 0 && count_best(r, best) > review_sums(r).most) {
        return REVIEW_GOOD_CODE;
    }
    return ballot_codes[top];
}

static int64_t count_graded_best(const struct review *r, int64_t least)
{
    int64_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        n += !r->rows[i].gone && has_grade(&r->rows[i], REVIEW_BEST_CODE) &&
             record_int(&r->rows[i].now, REVIEW_LINE_BEST) >= least;
    }
    return n;
}

const char *review_over(const struct review *r, struct arena *a)
{
    struct review_sums s = review_sums(r);
    const char *fault = review_best_fault(a, rule_of(r), s.best, s.graded);
    if (fault == NULL) {
        return NULL;
    }
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s优秀票靠后的：", fault);
    const char *between = "";
    for (size_t i = 0; i < r->n; i++) {
        const struct review_row *row = &r->rows[i];
        int64_t best = record_int(&row->now, REVIEW_LINE_BEST);
        if (!row->gone && has_grade(row, REVIEW_BEST_CODE) &&
            count_graded_best(r, best) > s.most) {
            sb_addf(&sb, "%s%s（%" PRId64 " 票）", between, row->name, best);
            between = "、";
        }
    }
    sb_addf(&sb, "。%s", rule_of(r)->basis);
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}
