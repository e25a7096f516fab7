/* Who pays in which month: the cases of domain.md 1.5, and people with more
   than one spell. */
#include "support.h"

#include "unit.h"

#include "../../../src/ledger/dues_payers.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

static void run(struct fixture *f, const char *sql)
{
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, f->book->db, sql);
    if (!stmt_run(&st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
}

/* One person with one spell, as a case says. */
struct spell {
    const char *joined, *full;
    const char *from, *in_kind, *in_dues;
    const char *to, *out_kind, *out_dues;
};

static void put(struct stmt *st, const char *name, const char *s)
{
    if (s == NULL) {
        stmt_null(st, name);
    } else {
        stmt_text(st, name, s);
    }
}

static void insert_person(struct fixture *f, int64_t id, const char *joined,
                          const char *full)
{
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into person (id, ver, name, name_key, ord, join_on,"
                  " full_on) values (:id, 1, '例' || :id, 'l', 100 - :id,"
                  " :joined, :full)"));
    stmt_int(&st, ":id", id);
    put(&st, ":joined", joined);
    put(&st, ":full", full);
    assert_true(stmt_run(&st, &err));
}

static void insert_spell(struct fixture *f, int64_t person, int64_t branch,
                         const struct spell *s)
{
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into member (ver, person_id, branch_id, from_on,"
                  " in_kind, in_dues_to, to_on, out_kind, out_dues_to)"
                  " values (1, :person, :branch, :from, :in_kind, :in_dues,"
                  " :to, :out_kind, :out_dues)"));
    stmt_int(&st, ":person", person);
    stmt_int(&st, ":branch", branch);
    put(&st, ":from", s->from);
    put(&st, ":in_kind", s->in_kind != NULL ? s->in_kind : "01");
    put(&st, ":in_dues", s->in_dues);
    put(&st, ":to", s->to);
    put(&st, ":out_kind", s->out_kind);
    put(&st, ":out_dues", s->out_dues);
    assert_true(stmt_run(&st, &err));
}

static int64_t second_branch(struct fixture *f)
{
    run(f, SQL("insert into branch (id, ver, name, kind, founded_on, committee,"
               " ord) values (90, 1, '第二支部', '1', '2015-01-01', 0, 2)"));
    return 90;
}

/* - nobody, G only a gap, P pays as a full member, p as a probationary one. */
static char state_in(struct fixture *f, int64_t person, int month)
{
    struct err err = ERR_INIT;
    struct dues_payer *p;
    size_t n;
    char found = '-';
    if (!dues_payers(f->book, &f->arena, month, &p, &n, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    for (size_t i = 0; i < n; i++) {
        if (p[i].person == person) {
            assert_int_equal(found, '-'); /* nobody twice */
            found = !p[i].pays ? 'G' : p[i].full ? 'P' : 'p';
        }
    }
    return found;
}

TEST(payers_of_each_month_of_a_year)
{
    static const struct {
        const char *what;
        struct spell s;
        const char *months; /* of 2024, January first */
    } rows[] = {
        {"here all the time",
         {.joined = "2010-05-20", .full = "2011-05-20", .from = "2015-06-01"},
         "PPPPPPPPPPPP"},
        {"accepted by the meeting of 31 March, full a year later",
         {.joined = "2024-03-31", .from = "2024-03-31", .in_kind = "11"},
         "--pppppppppp"},
        {"accepted on the first of a month",
         {.joined = "2024-04-01", .from = "2024-04-01", .in_kind = "11"},
         "---ppppppppp"},
        {"becomes full in July",
         {.joined = "2023-07-31",
          .full = "2024-07-31",
          .from = "2023-07-31",
          .in_kind = "11"},
         "ppppppPPPPPP"},
        {"letter to 2024-05, received 2024-06-12",
         {.joined = "2010-05-20",
          .full = "2011-05-20",
          .from = "2024-06-12",
          .in_kind = "31",
          .in_dues = "2024-05"},
         "-----PPPPPPP"},
        {"letter to 2024-04, received 2024-06-12: May is a gap",
         {.joined = "2010-05-20",
          .full = "2011-05-20",
          .from = "2024-06-12",
          .in_kind = "31",
          .in_dues = "2024-04"},
         "----GPPPPPPP"},
        {"letter to 2024-06, received 2024-06-12",
         {.joined = "2010-05-20",
          .full = "2011-05-20",
          .from = "2024-06-12",
          .in_kind = "31",
          .in_dues = "2024-06"},
         "------PPPPPP"},
        {"moved out, letter to 2024-08, receipt in October",
         {.joined = "2010-05-20",
          .full = "2011-05-20",
          .from = "2015-06-01",
          .to = "2024-10-09",
          .out_kind = "41",
          .out_dues = "2024-08"},
         "PPPPPPPP----"},
        {"on the way out, no receipt yet",
         {.joined = "2010-05-20",
          .full = "2011-05-20",
          .from = "2015-06-01",
          .out_kind = "41",
          .out_dues = "2024-08"},
         "PPPPPPPP----"},
        {"died on 3 June",
         {.joined = "2010-05-20",
          .full = "2011-05-20",
          .from = "2015-06-01",
          .to = "2024-06-03",
          .out_kind = "51"},
         "PPPPPP------"},
        {"expelled on 30 June",
         {.joined = "2010-05-20",
          .full = "2011-05-20",
          .from = "2015-06-01",
          .to = "2024-06-30",
          .out_kind = "71"},
         "PPPPPP------"},
        {"停止党籍 on 1 July",
         {.joined = "2010-05-20",
          .full = "2011-05-20",
          .from = "2015-06-01",
          .to = "2024-07-01",
          .out_kind = "61"},
         "PPPPPPP-----"},
        {"day of joining not known yet",
         {.from = "2024-02-10"},
         "-PPPPPPPPPPP"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        fixture_open(&f);
        insert_person(&f, 1, rows[i].s.joined, rows[i].s.full);
        insert_spell(&f, 1, f.book->branch, &rows[i].s);
        char got[13] = "";
        for (int m = 0; m < 12; m++) {
            got[m] = state_in(&f, 1, month_make(2024, 1) + m);
        }
        if (strcmp(got, rows[i].months) != 0) {
            fail_msg("%s: %s, not %s", rows[i].what, got, rows[i].months);
        }
        fixture_close(&f);
    }
}

/* Each month in one branch, and only once, whatever the letters say. */
TEST(who_moves_between_two_branches_of_a_file_pays_each_month_once)
{
    static const struct {
        const char *out_dues, *in_dues;
        const char *first, *second;
    } rows[] = {
        {"2024-05", "2024-05", "PPPPP-------", "-----PPPPPPP"},
        {NULL, NULL, "PPPPPP------", "------PPPPPP"},
        {"2024-05", NULL, "PPPPP-------", "-----PPPPPPP"},
        {"2024-06", "2024-05", "PPPPPP------", "------PPPPPP"},
        {"2024-04", NULL, "PPPP--------", "----GPPPPPPP"},
        {"2024-04", "2024-05", "PPPP--------", "-----PPPPPPP"},
        {"2024-04", "2024-04", "PPPP--------", "----GPPPPPPP"},
        {"2024-05", "2024-04", "PPPPP-------", "-----PPPPPPP"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        fixture_open(&f);
        int64_t one = f.book->branch;
        int64_t two = second_branch(&f);
        struct spell s = {.from = "2015-06-01",
                          .to = "2024-06-12",
                          .out_kind = "41",
                          .out_dues = rows[i].out_dues};
        struct spell t = {
            .from = "2024-06-12", .in_kind = "31", .in_dues = rows[i].in_dues};
        insert_person(&f, 1, "2010-05-20", "2011-05-20");
        insert_spell(&f, 1, one, &s);
        insert_spell(&f, 1, two, &t);
        for (int m = 0; m < 12; m++) {
            int month = month_make(2024, 1) + m;
            f.book->branch = one;
            char a = state_in(&f, 1, month);
            f.book->branch = two;
            char b = state_in(&f, 1, month);
            if (a != rows[i].first[m] || b != rows[i].second[m]) {
                fail_msg("row %zu, month %d: %c %c", i, m + 1, a, b);
            }
        }
        fixture_close(&f);
    }
}

TEST(who_leaves_and_comes_back_pays_no_month_twice)
{
    struct fixture f;
    struct dues_payer *p;
    size_t n;
    fixture_open(&f);
    struct spell first = {
        .from = "2015-06-01", .to = "2024-03-05", .out_kind = "61"};
    struct spell again = {.from = "2024-03-20", .in_kind = "22"};
    insert_person(&f, 1, "2010-05-20", "2011-05-20");
    insert_spell(&f, 1, f.book->branch, &first);
    insert_spell(&f, 1, f.book->branch, &again);
    for (int m = 0; m < 12; m++) {
        assert_int_equal(state_in(&f, 1, month_make(2024, 1) + m), 'P');
    }
    assert_true(dues_payers_span(f.book, &f.arena, month_make(2024, 1),
                                 month_make(2024, 12), &p, &n, NULL));
    assert_int_equal(n, 2);
    assert_int_equal(p[0].months.last, month_make(2024, 3));
    assert_int_equal(p[1].months.first, month_make(2024, 4));
    assert_true(dues_payers_one(f.book, &f.arena, 1, month_make(2024, 4),
                                month_make(2024, 4), &p, &n, NULL));
    assert_int_equal(n, 1);
    fixture_close(&f);
}

TEST(payers_stand_in_the_order_of_the_roster)
{
    struct fixture f;
    struct dues_payer *p;
    size_t n;
    fixture_open(&f);
    struct spell s = {.from = "2015-06-01"};
    for (int64_t id = 1; id <= 3; id++) {
        insert_person(&f, id, "2010-05-20", "2011-05-20");
        insert_spell(&f, id, f.book->branch, &s);
    }
    int64_t two = second_branch(&f);
    insert_person(&f, 4, "2010-05-20", "2011-05-20");
    insert_spell(&f, 4, two, &s);
    run(&f, SQL("update person set voided_on = '2024-01-01' where id = 2"));
    assert_true(
        dues_payers(f.book, &f.arena, month_make(2024, 5), &p, &n, NULL));
    assert_int_equal(n, 2);
    assert_int_equal(p[0].person, 3); /* ord 97 */
    assert_int_equal(p[0].ord, 97);
    assert_string_equal(p[1].name, "例1");
    run(&f, SQL("update member set voided_on = '2024-01-01'"
                " where person_id = 3"));
    assert_true(
        dues_payers(f.book, &f.arena, month_make(2024, 5), &p, &n, NULL));
    assert_int_equal(n, 1);
    fixture_close(&f);
}
