/* Lists of a span for paper: nothing that lies behind the day in view is told,
   whatever the end of the span; papers that are printed ahead are found. */
#include "unit.h"

#include <string.h>

#include "meeting_fixture.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/election.h"
#include "pbtui/ledger/life.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/review.h"
#include "pbtui/ledger/rolls.h"

/* The year as it is asked for, whatever the day in view. */
static const struct span open_span = {DATE_NONE, DATE_NONE};

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s", err->code, err->text);
    }
}

TEST(life_ends_with_the_span_or_the_day_in_view)
{
    const struct {
        struct span span;
        int end;
    } rows[] = {
        {{DAY(2026, 1, 1), DAY(2026, 11, 19)}, DAY(2026, 11, 19)},
        {{DAY(2026, 1, 1), DAY(2026, 11, 20)}, DAY(2026, 11, 20)},
        {{DAY(2026, 1, 1), DAY(2026, 11, 21)}, DAY(2026, 11, 20)},
        {{DAY(2026, 1, 1), DATE_NONE}, DAY(2026, 11, 20)},
    };
    const struct book b = {.day = DAY(2026, 11, 20)};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_int_equal(life_end(&b, &rows[i].span), rows[i].end);
    }
}

/* ---- actions ------------------------------------------------------------ */

static void decide(struct fixture *f, int day, const char *due,
                   const char *done)
{
    struct meeting m = meeting_make(f, "branch.meeting", day);
    struct meeting_part *c = meeting_add_action(&m, -1);
    record_set_text(&c->now, ACTION_TEXT, "订计划");
    record_set_text(&c->now, ACTION_OWNER_TEXT, "办公室");
    record_set_text(&c->now, ACTION_DUE, due);
    if (done != NULL) {
        record_set_text(&c->now, ACTION_DONE, done);
        record_set_text(&c->now, ACTION_DONE_NOTE, "报了");
    }
    meeting_saved(&m);
}

static struct life_action *actions(struct fixture *f, int day,
                                   const struct span *span, size_t *n)
{
    struct life_action *list;
    struct err err = ERR_INIT;
    f->book->day = day;
    must(life_actions(f->book, &f->arena, span, &list, n, &err), &err);
    return list;
}

TEST(life_actions_know_nothing_behind_the_day_in_view)
{
    struct fixture f;
    size_t n;
    const struct span year = span_of_year(2026);
    fixture_open(&f);
    meeting_members(&f, 5);
    decide(&f, DAY(2026, 6, 10), "2026-07-10", "2026-08-05");
    decide(&f, DAY(2026, 9, 10), "2026-09-30", NULL);
    /* Decided later, done later. */
    struct life_action *list = actions(&f, DAY(2026, 8, 4), &year, &n);
    assert_int_equal(n, 1);
    assert_int_equal(list[0].done, DATE_NONE);
    assert_string_equal(list[0].done_note, "");
    list = actions(&f, DAY(2026, 8, 5), &year, &n);
    assert_int_equal(n, 1);
    assert_int_equal(list[0].done, DAY(2026, 8, 5));
    assert_string_equal(list[0].done_note, "报了");
    actions(&f, DAY(2026, 9, 9), &open_span, &n);
    assert_int_equal(n, 1);
    actions(&f, DAY(2026, 9, 10), &year, &n);
    assert_int_equal(n, 2);
    /* Done before the span began. */
    const struct span later = {DAY(2026, 8, 6), DAY(2026, 12, 31)};
    actions(&f, DAY(2026, 11, 20), &later, &n);
    assert_int_equal(n, 1);
    fixture_close(&f);
}

/* ---- moves, registers --------------------------------------------------- */

static size_t moves(struct fixture *f, int day)
{
    struct life_move *list;
    size_t n;
    struct err err = ERR_INIT;
    const struct span year = span_of_year(2026);
    f->book->day = day;
    must(life_moves(f->book, &f->arena, &year, &list, &n, &err), &err);
    return n;
}

static void count_row(void *ctx, const char *const *cells)
{
    size_t *n = ctx;
    assert_string_equal(cells[ADMITTED_NAME], "周八");
    (*n)++;
}

static size_t joined(struct fixture *f, int day, const struct span *span)
{
    size_t n = 0;
    struct err err = ERR_INIT;
    f->book->day = day;
    must(rolls_each(f->book, ROLL_JOINED, span, count_row, &n, &err), &err);
    return n;
}

TEST(life_moves_and_registers_know_nothing_behind_the_day_in_view)
{
    struct fixture f;
    const struct span year = span_of_year(2026);
    fixture_open(&f);
    fixture_member(&f, "周八", "1990-05-01", "2026-07-01", NULL);
    assert_int_equal(moves(&f, DAY(2026, 6, 30)), 0);
    assert_int_equal(moves(&f, DAY(2026, 7, 1)), 1);
    assert_int_equal(joined(&f, DAY(2026, 6, 30), &year), 0);
    assert_int_equal(joined(&f, DAY(2026, 6, 30), &open_span), 0);
    assert_int_equal(joined(&f, DAY(2026, 7, 1), &year), 1);
    assert_int_equal(joined(&f, DAY(2026, 7, 1), &open_span), 1);
    fixture_close(&f);
}

/* ---- papers ------------------------------------------------------------- */

static size_t papers(struct fixture *f, enum roll_paper kind, int day)
{
    int64_t *ids;
    size_t n;
    struct err err = ERR_INIT;
    const struct span year = span_of_year(2026);
    f->book->day = day;
    must(rolls_papers(f->book, &f->arena, kind, &year, &ids, &n, &err), &err);
    return n;
}

static void elect(struct fixture *f, const char *day)
{
    struct election e;
    struct err err = ERR_INIT;
    must(election_new(&e, f->book, &f->arena, &err), &err);
    must(election_put(&e, ELECTION_ON, day, &err), &err);
    must(election_put(&e, ELECTION_SEATS, "1", &err), &err);
    must(election_save(&e, NULL, &err), &err);
}

static void review(struct fixture *f, const char *day)
{
    struct review r;
    struct err err = ERR_INIT;
    must(review_new(&r, f->book, &f->arena, &err), &err);
    must(review_put(&r, REVIEW_ON, day, &err), &err);
    must(review_save(&r, NULL, &err), &err);
}

/* Today is 2026-11-20: a ballot of next week can be printed, but who looks back
   does not know of it. */
TEST(papers_printed_ahead_are_found_from_today_on)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 5);
    elect(&f, "2026-11-27");
    review(&f, "2026-11-18");
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 12, 3));
    struct meeting_part *topic = meeting_add_agenda(&m, "接收预备党员");
    record_set_text(&topic->now, AGENDA_VOTE_RULE, "admit");
    meeting_saved(&m);
    static const struct {
        enum roll_paper kind;
        int before, today; /* seen on 2026-11-17, on 2026-11-20 */
    } rows[] = {
        {PAPER_ELECTION, 0, 1},
        {PAPER_VOTE, 0, 1},
        {PAPER_PLANNED, 1, 1},
        {PAPER_REVIEW, 0, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_int_equal(papers(&f, rows[i].kind, DAY(2026, 11, 17)),
                         rows[i].before);
        assert_int_equal(papers(&f, rows[i].kind, DAY(2026, 11, 20)),
                         rows[i].today);
    }
    fixture_close(&f);
}

TEST(a_letter_that_is_not_made_out_yet_is_not_told)
{
    struct fixture f;
    struct record old;
    struct err err = ERR_INIT;
    fixture_open(&f);
    fixture_member(&f, "周八", "1990-05-01", "2012-07-01", "2013-07-01");
    int64_t spell = meeting_ask(&f, "select id from member");
    must(record_read(&old, &ledger_member, f.book, &f.arena, spell, &err),
         &err);
    struct record r = record_copy(&old, &f.arena);
    fixture_type(&f, &r, "out_kind", "转出组织关系");
    fixture_type(&f, &r, "out_to", "中共乙支部委员会（示例）");
    fixture_type(&f, &r, "out_letter_on", "2026-11-02");
    must(ledger_apply(f.book, &f.arena, &r, &old, NULL, &err), &err);
    assert_int_equal(papers(&f, PAPER_LETTER, DAY(2026, 11, 1)), 0);
    assert_int_equal(papers(&f, PAPER_LETTER, DAY(2026, 11, 2)), 1);
    fixture_close(&f);
}
