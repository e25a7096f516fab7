/* 待办 on paper: what is overdue at the end of a span, in the ledger's words.
 */
#include "unit.h"

#include <string.h>

#include "life_ground.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/query.h"

static void decide(struct life *g, const char *text, const char *due,
                   const char *done)
{
    struct meeting m = life_meeting(g, "branch.meeting", DAY(2026, 10, 8));
    struct meeting_part *c = meeting_add_action(&m, -1);
    record_set_text(&c->now, ACTION_TEXT, text);
    record_set_text(&c->now, ACTION_OWNER_TEXT, "办公室");
    record_set_text(&c->now, ACTION_DUE, due);
    record_set_text(&c->now, ACTION_DONE, done);
    life_save(&m);
}

static const char *state_of(struct life *g, struct span span, int day)
{
    const struct form_ask ask = {.span = span};
    g->book->day = day;
    life_gather(g, "actions", &ask);
    return life_find(g, "actions", "text", "事项", "state");
}

TEST(paper_action_is_overdue_the_day_after_it_was_due)
{
    const struct span october = span_of_month(month_make(2026, 10));
    const struct span november = span_of_month(month_make(2026, 11));
    const struct span year = span_of_year(2026);
    const struct {
        const char *due, *done;
        struct span span;
        int day;
        const char *state;
    } rows[] = {
        /* The month is not over: the day in view counts, not its end. */
        {"2026-11-19", NULL, november, DAY(2026, 11, 20), "逾期"},
        {"2026-11-20", NULL, november, DAY(2026, 11, 20), "在办"},
        {"2026-11-21", NULL, november, DAY(2026, 11, 20), "在办"},
        {"2026-11-30", NULL, year, DAY(2026, 11, 20), "在办"},
        /* It is over: as it stood on its last day. */
        {"2026-10-30", NULL, october, DAY(2026, 11, 20), "逾期"},
        {"2026-10-31", NULL, october, DAY(2026, 11, 20), "在办"},
        {"2026-10-31", NULL, november, DAY(2026, 11, 20), "逾期"},
        {"2026-10-30", "2026-11-03", october, DAY(2026, 11, 20), "逾期"},
        {"2026-10-30", "2026-11-03", year, DAY(2026, 11, 20), "已办结"},
        {"2026-10-30", "2026-11-03", year, DAY(2026, 11, 2), "逾期"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct life g;
        life_open(&g);
        decide(&g, "事项", rows[i].due, rows[i].done);
        const char *got = state_of(&g, rows[i].span, rows[i].day);
        if (strcmp(got, rows[i].state) != 0) {
            fail_msg("row %zu: %s, not %s", i, got, rows[i].state);
        }
        assert_string_equal(life_value(&g, "overdue"),
                            strcmp(got, "逾期") == 0 ? "1" : "0");
        assert_string_equal(life_value(&g, "done"),
                            strcmp(got, "已办结") == 0 ? "1" : "0");
        life_close(&g);
    }
}

/* ---- the same as the book of actions ------------------------------------ */

static bool take(void *ctx, const struct query_row *row)
{
    struct life *g = ctx;
    const char *paper = life_find(g, "actions", "text", row->cells[0], "state");
    if (strcmp(paper, row->cells[1]) != 0) {
        fail_msg("%s: %s on paper, %s in the book", row->cells[0], paper,
                 row->cells[1]);
    }
    return true;
}

TEST(paper_actions_use_the_words_of_the_book)
{
    struct life g;
    struct err err = ERR_INIT;
    struct ledger_column columns[2] = {{0}};
    struct ledger_view view = *ledger_view(&ledger_action, "all");
    life_open(&g);
    decide(&g, "过了", "2026-11-19", NULL);
    decide(&g, "当天", "2026-11-20", NULL);
    decide(&g, "没有期限", NULL, NULL);
    decide(&g, "办了", "2026-11-19", "2026-11-20");
    life_gather_year(&g, "actions", 2026);
    assert_int_equal(life_rows(&g, "actions"), 4);
    columns[0].field = ledger_field(&ledger_action, "text");
    columns[1].field = ledger_field(&ledger_action, "standing");
    view.columns = columns;
    view.n_columns = 2;
    struct query q = query_of(&ledger_action, &view);
    if (!query_each(g.book, &g.arena, &q, take, &g, &err)) {
        fail_msg("%s", err.text);
    }
    life_close(&g);
}
