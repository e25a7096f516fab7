/* :arrears and :assessments of the sample, and :pipeline of days gone by. */
#include "inspect_seeds.h"

#include "sample_ground.h"
#include "unit.h"

#include "pbtui/ledger/facts.h"
#include "pbtui/store/tx.h"

#include <string.h>

static const char *fact(struct ground *g, const char *name, const char *from,
                        const char *to)
{
    const char *json;
    struct span span;
    struct err err = ERR_INIT;
    assert_true(date_read(from, &span.from) && date_read(to, &span.to));
    if (!facts_json(g->book, &g->arena, name, &span, &json, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return json;
}

TEST(who_owes_comes_with_the_months_and_the_alarm)
{
    struct ground g;
    ground_open(&g);
    const char *json = fact(&g, ":arrears", "2026-01-01", "2026-12-31");
    const char *who =
        arena_printf(&g.arena,
                     "[{\"person\":%d,\"name\":\"周立\",\"months\":3,"
                     "\"run\":3,\"longest\":3,\"from\":\"2026-08\","
                     "\"to\":\"2026-10\",\"fen\":14940,"
                     "\"alarm\":\"report\",\"reminded\":1,"
                     "\"reminded_on\":\"2026-10-12\"}]",
                     (int)ground_person(&g, "周立"));
    assert_string_equal(json, who);
    ground_close(&g);
}

/* October is the last closed month: asked about up to September, what October
   lacks is not in it; asked about July, nobody owed anything. */
TEST(who_owed_is_asked_up_to_the_end_of_the_days)
{
    struct ground g;
    ground_open(&g);
    const char *json = fact(&g, ":arrears", "2026-01-01", "2026-09-30");
    assert_non_null(strstr(json, "\"run\":2,"));
    assert_non_null(strstr(json, "\"alarm\":\"yellow\""));
    assert_string_equal(fact(&g, ":arrears", "2026-07-01", "2026-07-31"), "[]");
    assert_true(date_read("2026-10-20", &g.book->day));
    json = fact(&g, ":arrears", "2026-01-01", "2026-12-31");
    assert_non_null(strstr(json, "\"to\":\"2026-09\""));
    ground_close(&g);
}

/* Who applied in October is not late with anything in June. */
TEST(files_are_looked_at_as_they_stood)
{
    struct ground g;
    ground_open(&g);
    int day = g.book->day;
    assert_non_null(
        strstr(fact(&g, ":pipeline", "2026-01-01", "2026-12-31"), "杨帆"));
    const char *june = fact(&g, ":pipeline", "2026-01-01", "2026-06-30");
    assert_null(strstr(june, "杨帆"));
    assert_null(strstr(june, "2026-11"));
    assert_non_null(strstr(june, "刘晓"));
    assert_int_equal(g.book->day, day);
    ground_close(&g);
}

TEST(assessments_are_looked_at_as_their_form_looks)
{
    struct ground g;
    ground_open(&g);
    const char *clean = fact(&g, ":assessments", "2026-01-01", "2026-12-31");
    assert_null(strstr(clean, "\"blocks\":1"));
    assert_true(tx_begin(g.book->db, TX_WRITE, NULL));
    seeds_drop_triggers(&g);
    seeds_plant(&g, "update assess set fen = fen - 10 where no = 3");
    const char *wrong = fact(&g, ":assessments", "2026-01-01", "2026-12-31");
    assert_non_null(strstr(wrong, "\"name\":\"李敏\",\"month\":\"2026-01\","
                                  "\"code\":\"E-ASSESS-007\",\"blocks\":1"));
    assert_string_equal(fact(&g, ":assessments", "2025-01-01", "2025-12-31"),
                        "[]");
    tx_rollback(g.book->db);
    ground_close(&g);
}
