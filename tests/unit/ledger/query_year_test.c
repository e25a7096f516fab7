/* The list behind a cell that counts by 所属年度: it begins at the rows of that
   year, and shows what looking at every event would show. */
#include "support.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/query.h"
#include "pbtui/store/stmt.h"

struct row {
    const char *day;
    int64_t grp;
    int year;
    int64_t branch;
    const char *kind;
    int twice; /* the kind stands twice on the event */
    bool voided;
};

static void run(struct stmt *st)
{
    struct err err = ERR_INIT;
    if (!stmt_run(st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
}

static void put_kind(struct fixture *f, int64_t event, const struct row *r)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into event_kind (ver, event_id, ord, kind, branch_id,"
                  " grp_id, on_day, for_year, counted, late, voided_on) values"
                  " (1, :event, 0, :kind, :branch, nullif(:grp, 0), :day,"
                  " :year, 1, 0, :voided)"));
    stmt_int(&st, ":event", event);
    stmt_text(&st, ":kind", r->kind);
    stmt_int(&st, ":branch", r->branch);
    stmt_int(&st, ":grp", r->grp);
    stmt_text(&st, ":day", r->day);
    stmt_int(&st, ":year", r->year);
    stmt_text(&st, ":voided", r->voided ? r->day : NULL);
    run(&st);
}

static int64_t put(struct fixture *f, const struct row *r)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into event (ver, branch_id, kind, state, on_day,"
                  " for_year, entered_on, n_due, n_present, n_online, n_leave,"
                  " n_absent, valid) values (1, :branch, :kind, '2', :day,"
                  " :year, :day, 0, 0, 0, 0, 0, 1)"));
    stmt_int(&st, ":branch", r->branch);
    stmt_text(&st, ":kind", r->kind);
    stmt_text(&st, ":day", r->day);
    stmt_int(&st, ":year", r->year);
    run(&st);
    int64_t id = stmt_last_id(f->book->db);
    for (int i = 0; i < 1 + r->twice; i++) {
        put_kind(f, id, r);
    }
    return id;
}

/* The ids a page at a time, as "4 2 1 ". */
static const char *listed(struct fixture *f, int year, int64_t grp,
                          bool backward, size_t limit)
{
    struct query q = query_of(&ledger_event, NULL);
    struct strbuf out;
    sb_init(&out);
    q.kind = "review";
    q.year = year;
    q.grp = grp;
    q.limit = limit;
    q.backward = backward;
    for (size_t n = limit; n == limit;) {
        struct query_row *rows = arena_array(&f->arena, limit, sizeof *rows);
        struct err err = ERR_INIT;
        if (!query_page(f->book, &f->arena, &q, rows, &n, &err)) {
            fail_msg("%s %s", err.text, err.detail);
        }
        for (size_t i = 0; i < n; i++) {
            sb_addf(&out, "%d ", (int)rows[i].id);
            q.key = rows[i].key;
        }
    }
    const char *text = arena_str(&f->arena, out.s);
    sb_clear(&out);
    return text;
}

TEST(a_list_of_a_year_begins_at_its_rows)
{
    struct fixture f;
    fixture_open(&f);
    int64_t own = f.book->branch;
    const struct row rows[] = {
        {"2025-01-20", 0, 2024, own, "review", 0, false},
        {"2025-06-20", 0, 2025, own, "review", 1, false},
        {"2026-01-15", 0, 2025, own, "review", 0, false},
        {"2026-02-01", 0, 2025, own, "review", 0, true},
        {"2025-03-01", 0, 2025, own, "themeday", 0, false},
        {"2025-12-31", 1, 2025, own, "review", 0, false},
        {"2025-07-01", 0, 2025, own, "review", 0, false},
    };
    int64_t first = put(&f, &rows[0]);
    for (size_t i = 1; i < ARRAY_LEN(rows); i++) {
        assert_int_equal(put(&f, &rows[i]), first + (int64_t)i);
    }
    assert_int_equal(first, 1);
    for (size_t limit = 1; limit < 6; limit++) {
        assert_string_equal(listed(&f, 2025, 0, false, limit), "3 6 7 2 ");
        assert_string_equal(listed(&f, 2025, 0, true, limit), "2 7 6 3 ");
        assert_string_equal(listed(&f, 2025, 1, false, limit), "6 ");
        assert_string_equal(listed(&f, 2024, 0, false, limit), "1 ");
        assert_string_equal(listed(&f, 2023, 0, false, limit), "");
        assert_string_equal(listed(&f, 0, 0, false, limit), "3 6 7 2 1 ");
    }
    fixture_close(&f);
}
