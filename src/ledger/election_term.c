/* Terms of the committee: which is in force, when it ends, what is left; and on
   which days there was a committee. */
#include "election_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define MONTHS_A_YEAR 12

struct term_dates {
    int elected, years;
    int extended, ended; /* DATE_NONE */
};

static int term_end(struct book *b, const struct term_dates *t)
{
    return t->extended != DATE_NONE
               ? t->extended
               : standing_term_end(book_rules(b), t->elected, t->years);
}

/* Whole months from one day to a later one. */
static int months_between(int from, int to)
{
    int months = month_of(to) - month_of(from);
    return date_add_months(from, months) > to ? months - 1 : months;
}

/* "5 个月", "1 年 2 个月", "12 天". */
static void add_span(struct strbuf *out, int from, int to)
{
    int months = months_between(from, to);
    if (months == 0) {
        sb_addf(out, "%d 天", to - from);
    } else if (months < MONTHS_A_YEAR) {
        sb_addf(out, "%d 个月", months);
    } else {
        sb_addf(out, "%d 年", months / MONTHS_A_YEAR);
        if (months % MONTHS_A_YEAR != 0) {
            sb_addf(out, " %d 个月", months % MONTHS_A_YEAR);
        }
    }
}

static int day_word(const char **s)
{
    char word[11] = "";
    size_t n = strcspn(*s, " ");
    int day = DATE_NONE;
    memcpy(word, *s, n < sizeof word ? n : 0);
    *s += n + ((*s)[n] == ' ');
    return date_read(word, &day) ? day : DATE_NONE;
}

static void format_left(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    (void)f;
    const char *s = v->type == VALUE_TEXT ? v->s : "";
    struct term_dates t = {.elected = day_word(&s)};
    char *end;
    t.years = (int)strtol(s, &end, 10);
    s = *end == ' ' ? end + 1 : end;
    t.extended = day_word(&s);
    t.ended = day_word(&s);
    if (t.elected == DATE_NONE) {
        return;
    }
    int ends = term_end(b, &t);
    if (t.ended != DATE_NONE && t.ended <= b->day) {
        sb_add(out, "已届满");
    } else if (ends > b->day) {
        sb_add(out, "还有 ");
        add_span(out, b->day, ends);
    } else if (ends == b->day) {
        sb_add(out, "今天届满");
    } else {
        sb_add(out, "超期 ");
        add_span(out, ends, b->day);
    }
}

static bool never_typed(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    (void)b;
    (void)a;
    (void)typed;
    (void)out;
    return err_set(err, ERR_RULE, "E-ELECT-040",
                   "%s是算出来的，不能填写；请改届次的选举日期、任期年数。",
                   f->label);
}

const struct field_kind field_term_left = {
    .name = "term_left",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = never_typed,
    .format = format_left,
};

bool election_term_on(struct book *b, int64_t branch, int day, int64_t *term,
                      struct err *err)
{
    char text[11];
    struct stmt st;
    *term = 0;
    stmt_open(&st, b->db,
              SQL("select id from term where branch_id = :branch"
                  " and voided_on is null and elected_on <= :day"
                  " and (ended_on is null or ended_on > :day)"
                  " order by elected_on desc limit 1"));
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":day", date_text(day, text));
    if (stmt_row(&st)) {
        *term = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

bool election_term_due(struct book *b, int *ends, int *alarm, struct err *err)
{
    int64_t term;
    *ends = DATE_NONE;
    *alarm = 0;
    if (!election_term_on(b, b->branch, b->day, &term, err)) {
        return false;
    }
    struct stmt st;
    struct term_dates t = {.elected = DATE_NONE, .ended = DATE_NONE};
    stmt_open(&st, b->db,
              SQL("select elected_on, years, extended_to from term"
                  " where id = :id"));
    stmt_int(&st, ":id", term);
    if (stmt_row(&st)) {
        t.years = (int)stmt_col_int(&st, 1);
        if (!date_read(stmt_col_text(&st, 2), &t.extended)) {
            t.extended = DATE_NONE;
        }
        if (date_read(stmt_col_text(&st, 0), &t.elected)) {
            *ends = term_end(b, &t);
            *alarm = standing_term_alarm(book_rules(b), *ends, b->day);
        }
    }
    return stmt_done(&st, err);
}

/* ---- was there one ---------------------------------------------------- */

/* A branch without a committee may have a secretary and a deputy. */
static bool is_member_post(const char *code)
{
    return election_is_committee_post(code) &&
           !election_is_secretary_post(code);
}

/* From when on members are on file ("": none are), and whether one is there on
   that day. */
static bool look_for_members(struct book *b, int64_t branch, const char *day,
                             char first[11], bool *there, struct err *err)
{
    struct stmt st;
    first[0] = '\0';
    *there = false;
    stmt_open(&st, b->db,
              SQL("select kind, from_on, from_on <= :day and"
                  " (to_on is null or to_on > :day) from post"
                  " where branch_id = :branch and voided_on is null"
                  " order by from_on"));
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":day", day);
    while (stmt_row(&st)) {
        if (is_member_post(stmt_col_text(&st, 0))) {
            if (first[0] == '\0') {
                snprintf(first, 11, "%s", stmt_col_text(&st, 1));
            }
            *there = *there || stmt_col_int(&st, 2) != 0;
        }
    }
    return stmt_done(&st, err);
}

bool election_had_committee(struct book *b, int64_t branch, int day, bool *had,
                            struct err *err)
{
    char text[11];
    char first[11];
    struct stmt st;
    date_text(day, text);
    if (!look_for_members(b, branch, text, first, had, err)) {
        return false;
    }
    /* A gap in the posts does not unmake the committee; before its first
       member there was none. */
    bool maybe = first[0] == '\0' || strcmp(first, text) <= 0;
    stmt_open(&st, b->db, SQL("select committee from branch where id = :id"));
    stmt_int(&st, ":id", branch);
    if (stmt_row(&st)) {
        *had = *had || (maybe && stmt_col_int(&st, 0) != 0);
    }
    return stmt_done(&st, err);
}
