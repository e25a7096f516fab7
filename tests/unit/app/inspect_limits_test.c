/* Limits that depend on the day of looking; what another branch sees; and that
   each thing the check of a file of 发展党员 may say is said by one rule. */
#include "inspect_seeds.h"

#include "sample_ground.h"
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/ledger/inspect.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"

#include <string.h>

/* How many findings of a rule say that. */
static size_t found(struct ground *g, const char *rule, const char *says)
{
    size_t n = 0;
    struct inspect_sheet s;
    struct err err = ERR_INIT;
    struct span span = span_of_year(2026);
    struct inspect_only only = {.rule =
                                    inspect_find(book_inspect(g->book), rule)};
    assert_non_null(only.rule);
    if (!inspect_sheet(g->book, &g->arena, &span, &only, &s, NULL, NULL,
                       &err) ||
        s.n_failed > 0) {
        fail_msg("%s: %s", rule, s.n_failed > 0 ? s.failed[0] : err.text);
    }
    for (size_t i = 0; i < s.n; i++) {
        n += strstr(s.list[i].text, says) != NULL;
    }
    return n;
}

/* ---- the last day that is still in time, and the next -------------------- */

static const struct {
    const char *rule, *sql, *last, *next, *says;
} limits[] = {
    {"I41",
     "update dues_month set voided_on = '2026-11-20' where month = "
     "'2026-11';\n"
     "update dues_month set closed_on = null where month = '2026-10'",
     "2026-11-10", "2026-11-11", "2026-10"},
    {"I53",
     "update handover set voided_on = '2026-11-20' where from_month = "
     "'2026-07' and kind = '1'",
     "2026-10-30", "2026-10-31", "第 3 季度"},
    {"I53", "update handover set voided_on = '2026-11-20' where kind = '2'",
     "2026-07-31", "2026-08-01", "大额"},
    {"I57", "update fund_entry set voucher = null where on_day = '2026-09-24'",
     "2026-10-24", "2026-10-25", "柳坪村直播助农设备"},
    {"I57", "update handover set voucher = null where on_day = '2026-09-30'",
     "2026-10-05", "2026-10-06", "2026-09-30 上缴"},
    {"I79",
     "update r_duties_list set signed_on = null where item = '带头讲党课'",
     "2026-04-03", "2026-04-04", "带头讲党课"},
    {"I82",
     "update r_scores set published_on = null where half = '上半年' and "
     "for_year = 2026",
     "2026-07-30", "2026-07-31", "2026 年上半年"},
    {"I84", "update r_clean_talks set answered_on = null where kind = '函询'",
     "2026-07-10", "2026-07-11", "2026-06-10 的函询"},
    {"I88",
     "update r_report_in set voided_on = '2026-11-20' where on_day = "
     "'2026-07-20'",
     "2026-10-10", "2026-10-11", "唐浩"},
    {"I89",
     "update r_birthdays set voided_on = '2026-11-20' where on_day = "
     "'2026-06-28'",
     "2026-07-28", "2026-07-29", "张建国 06-28"},
};

static void look_on(struct ground *g, const char *day)
{
    assert_true(date_read(day, &g->book->day));
}

TEST(a_rule_waits_for_the_day_after_the_last)
{
    struct ground g;
    ground_open(&g);
    seeds_drop_triggers(&g);
    for (size_t i = 0; i < ARRAY_LEN(limits); i++) {
        assert_true(tx_begin(g.book->db, TX_WRITE, NULL));
        seeds_plant(&g, limits[i].sql);
        look_on(&g, limits[i].last);
        size_t last = found(&g, limits[i].rule, limits[i].says);
        look_on(&g, limits[i].next);
        size_t next = found(&g, limits[i].rule, limits[i].says);
        tx_rollback(g.book->db);
        if (last != 0 || next != 1) {
            print_error("%s %s: %zu, then %zu\n", limits[i].rule,
                        limits[i].says, last, next);
            g.wrong++;
        }
    }
    assert_int_equal(g.wrong, 0);
    ground_close(&g);
}

/* ---- what was settled later was open on a day before --------------------- */

static const struct {
    const char *rule, *sql, *open, *settled, *says;
} settled_later[] = {
    {"I20",
     "update action set due_on = '2026-05-10', done_on = '2026-05-20'"
     " where id = 1",
     "2026-05-19", "2026-05-20", "2026-05-10 到期"},
    {"I37",
     "update member set out_letter_on = '2026-01-05', out_kind = '1',"
     " out_to = '示例支部', out_valid_to = '2026-02-05',"
     " out_receipt_on = '2026-03-01', to_on = '2026-03-01' where id = 3",
     "2026-02-28", "2026-03-01", "2026-02-05 已过有效期"},
    {"I41",
     "update dues_month set closed_on = '2026-10-20' where month = "
     "'2026-09'",
     "2026-10-19", "2026-10-20", "2026-09"},
};

TEST(what_was_settled_later_is_found_on_a_day_before)
{
    struct ground g;
    ground_open(&g);
    seeds_drop_triggers(&g);
    for (size_t i = 0; i < ARRAY_LEN(settled_later); i++) {
        assert_true(tx_begin(g.book->db, TX_WRITE, NULL));
        seeds_plant(&g, settled_later[i].sql);
        look_on(&g, settled_later[i].open);
        size_t open = found(&g, settled_later[i].rule, settled_later[i].says);
        look_on(&g, settled_later[i].settled);
        size_t settled =
            found(&g, settled_later[i].rule, settled_later[i].says);
        tx_rollback(g.book->db);
        if (open != 1 || settled != 0) {
            print_error("%s: %zu, then %zu\n", settled_later[i].rule, open,
                        settled);
            g.wrong++;
        }
    }
    assert_int_equal(g.wrong, 0);
    ground_close(&g);
}

/* Where hardly anybody does it, it is not asked for: no list of everybody. */
TEST(who_is_missing_is_told_where_a_third_is_there)
{
    struct ground g;
    ground_open(&g);
    seeds_drop_triggers(&g);
    assert_int_equal(found(&g, "I88", "名在职党员没有报到"), 1);
    assert_int_equal(found(&g, "I89", "没有登记"), 1);
    seeds_plant(&g, "update r_report_in set voided_on = '2026-11-20' where "
                    "on_day >= '2026-03-01';\n"
                    "update r_birthdays set voided_on = '2026-11-20' where "
                    "on_day > '2026-06-01' and on_day < '2026-10-01'");
    assert_int_equal(found(&g, "I88", "名在职党员没有报到"), 0);
    assert_int_equal(found(&g, "I89", "没有登记"), 0);
    ground_close(&g);
}

/* ---- another branch, voided records ------------------------------------- */

static void wants_none(struct ground *g, void (*after)(struct ground *g))
{
    static const struct inspect_seeds *const tables[] = {
        &seeds_dues, &seeds_pipeline, &seeds_registers};
    for (size_t t = 0; t < ARRAY_LEN(tables); t++) {
        for (size_t i = 0; i < tables[t]->n; i++) {
            const struct inspect_seed *seed = &tables[t]->list[i];
            assert_true(tx_begin(g->book->db, TX_WRITE, NULL));
            seeds_plant(g, seed->sql);
            after(g);
            if (found(g, seed->rule, "") > 0) {
                print_error("%s: %s\n", seed->rule, seed->fault);
                g->wrong++;
            }
            tx_rollback(g->book->db);
        }
    }
}

static void look_elsewhere(struct ground *g)
{
    g->book->branch = 2;
}

TEST(no_planted_fault_shows_in_another_branch)
{
    struct ground g;
    ground_open(&g);
    seeds_drop_triggers(&g);
    wants_none(&g, look_elsewhere);
    assert_int_equal(g.wrong, 0);
    ground_close(&g);
}

static void void_all(struct ground *g)
{
    struct stmt st;
    const char *names[128];
    size_t n = 0;
    stmt_open(&st, g->book->db,
              SQL("select name from sqlite_master where type = 'table' and"
                  " (name glob 'r_*' or name in ('assess', 'due', 'payment',"
                  " 'dues_month', 'sitting', 'handover', 'fund', 'candidacy',"
                  " 'fund_entry'))"));
    while (stmt_row(&st) && n < ARRAY_LEN(names)) {
        names[n++] = arena_str(&g->arena, stmt_col_text(&st, 0));
    }
    assert_true(stmt_done(&st, NULL) && n > 60);
    for (size_t i = 0; i < n; i++) {
        seeds_plant(g, arena_printf(&g->arena,
                                    "update %s set voided_on = '2026-11-20'",
                                    names[i]));
    }
    seeds_plant(g, "delete from dues_balance");
}

TEST(what_is_voided_is_no_fault)
{
    struct ground g;
    ground_open(&g);
    seeds_drop_triggers(&g);
    wants_none(&g, void_all);
    assert_int_equal(g.wrong, 0);
    ground_close(&g);
}

/* ---- every kind of thing wrong with a file ------------------------------- */

struct kinds_said {
    struct strbuf json;
    size_t n;
};

static void put(struct kinds_said *k, const char *about, int step, int local,
                int grave, int reasoned)
{
    struct strbuf *j = &k->json;
    sb_addf(j, "%s{\"file\":%zu,\"name\":\"<%zu>\",\"step\":%d,",
            k->n > 0 ? "," : "", k->n, k->n, step);
    sb_addf(j,
            "\"about\":\"%s\",\"local\":%d,\"grave\":%d,\"reasoned\":%d,"
            "\"text\":\"<%zu>缺（当地要求）\",\"basis\":\"\",\"remedy\":\"\"}",
            about, local, grave, reasoned, k->n);
    k->n++;
}

static void put_all(struct kinds_said *k, int reasoned)
{
    static const char *const kinds[] = {
        "age",    "after",   "within",   "valid",   "field",        "result",
        "amount", "helpers", "kin",      "entries", "rhythm",       "meeting",
        "vote",   "notice",  "paper",    "stay",    "league",       "once",
        "by",     "date",    "left-out", "early",   "something new"};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        for (int both = 0; both < 4; both++) {
            put(k, kinds[i], 2 + both % 2, both / 2, both % 2, reasoned);
        }
    }
}

/* The rule's text, asked of these rows instead of the files. */
static const char *asked_of(struct ground *g, const char *sql, const char *json)
{
    const char *at = strstr(sql, ":pipeline");
    return at == NULL ? NULL
                      : arena_printf(&g->arena, "%.*s'%s'%s", (int)(at - sql),
                                     sql, json, at + strlen(":pipeline"));
}

static void count_in(struct ground *g, const char *sql, struct kinds_said *k,
                     unsigned char *n)
{
    struct guest_rows rows;
    struct err err = ERR_INIT;
    struct span span = span_of_year(2026);
    if (!guest_rows_ask(g->book, &g->arena, sql, &span, &rows, &err)) {
        fail_msg("%s", err.text);
    }
    for (size_t i = 0; i < k->n; i++) {
        const char *mark = arena_printf(&g->arena, "<%zu>", i);
        bool there = false;
        for (size_t x = 0; x < rows.n; x++) {
            there = there || strstr(rows.list[x].text, mark) != NULL;
        }
        n[i] += there;
    }
}

TEST(whatever_is_wrong_with_a_file_is_said_by_exactly_one_rule)
{
    struct ground g;
    ground_open(&g);
    struct kinds_said k = {.n = 0};
    unsigned char n[256] = {0};
    sb_init(&k.json);
    sb_addc(&k.json, '[');
    put_all(&k, 0);
    size_t open = k.n;
    put_all(&k, 1);
    sb_addc(&k.json, ']');
    assert_true(k.n <= sizeof n);
    const struct inspect_set *set = book_inspect(g.book);
    for (size_t i = 0; i < set->n; i++) {
        const char *sql = asked_of(&g, set->list[i].sql, k.json.s);
        if (sql != NULL) {
            count_in(&g, sql, &k, n);
        }
    }
    for (size_t i = 0; i < k.n; i++) {
        if (n[i] != (i < open)) {
            print_error("row %zu is said %d times\n", i, n[i]);
            g.wrong++;
        }
    }
    assert_int_equal(g.wrong, 0);
    sb_clear(&k.json);
    ground_close(&g);
}
