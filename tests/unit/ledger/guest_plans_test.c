/* How SQLite goes about the queries of figures and inspection rules: none may
   walk a whole table, or a whole index, that grows with the ledger.

   Asked of the machine's code (explain), not of the plan told in words, which
   names tables by their alias: a cursor that was opened on a table or on one of
   its indexes and is set to its first or last entry walks all of it.  That is
   so, too, when SQLite makes itself an index for the occasion.

   Without statistics the plan depends on the schema alone, so an empty ledger
   shows what a full one would do. */
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/figures.h"
#include "pbtui/ledger/guest_text.h"
#include "pbtui/ledger/inspect.h"
#include "pbtui/store/guest.h"
#include "support.h"

#include <string.h>

enum { CURSORS_MAX = 256 };

/* A few rows in any ledger. */
static bool grows(const char *table)
{
    return table[0] != '\0' && strcmp(table, "branch") != 0;
}

/* Whose root page it is; "" when no table's. */
static const char *table_at(struct fixture *f, int64_t page)
{
    struct stmt st;
    const char *name = "";
    stmt_open(&st, f->book->db,
              SQL("select tbl_name from sqlite_schema where rootpage = :page"
                  " and rootpage > 0"));
    stmt_int(&st, ":page", page);
    if (stmt_row(&st)) {
        name = arena_str(&f->arena, stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
    return name;
}

struct step {
    const char *code;
    int64_t cursor, page;
};

static size_t read_steps(struct fixture *f, const char *sql, struct step **out)
{
    struct stmt st;
    struct err err = ERR_INIT;
    const char *text = "";
    struct step *list = NULL;
    size_t n = 0;
    size_t cap = 0;
    bool ok = guest_text(f->book, &f->arena, sql, &text, &err);
    text = arena_printf(&f->arena, "explain %s", text);
    guests_in(f->book->db);
    ok = ok && guest_open(&st, f->book->db, text, &err);
    while (ok && stmt_row(&st)) {
        MEM_PUSH(list, n, cap);
        list[n++] = (struct step){arena_str(&f->arena, stmt_col_text(&st, 1)),
                                  stmt_col_int(&st, 2), stmt_col_int(&st, 3)};
    }
    ok = ok && stmt_done(&st, &err);
    guests_out(f->book->db);
    if (!ok) {
        fail_msg("%s %s in %s", err.text, err.detail, sql);
    }
    *out = list;
    return n;
}

static bool opens(const struct step *s)
{
    return strcmp(s->code, "OpenRead") == 0 ||
           strcmp(s->code, "ReopenIdx") == 0;
}

static bool walks(const struct step *s)
{
    return strcmp(s->code, "Rewind") == 0 || strcmp(s->code, "Last") == 0 ||
           strcmp(s->code, "Count") == 0;
}

/* The table that is walked; "" when none is. */
static const char *walked(struct fixture *f, const char *sql)
{
    int64_t pages[CURSORS_MAX] = {0};
    const char *found = "";
    struct step *list;
    size_t n = read_steps(f, sql, &list);
    size_t n_open = 0;
    for (size_t i = 0; i < n && found[0] == '\0'; i++) {
        const struct step *s = &list[i];
        assert_true(!opens(s) || s->cursor < CURSORS_MAX);
        if (opens(s)) {
            pages[s->cursor] = s->page;
            n_open++;
        } else if (strncmp(s->code, "Open", 4) == 0) {
            pages[s->cursor] = 0; /* a table of its own */
        } else if (walks(s) && grows(table_at(f, pages[s->cursor]))) {
            found = table_at(f, pages[s->cursor]);
        }
    }
    mem_free(list);
    if (n_open == 0 && strstr(sql, "json_each") == NULL) {
        fail_msg("no table is opened by %s", sql);
    }
    return found;
}

/* ---- the twins ---------------------------------------------------------- */

TEST(a_query_that_walks_a_table_is_known)
{
    static const struct {
        const char *sql, *table;
    } rows[] = {
        {"select id from event where branch_id = :branch"
         " and on_day between :from and :to",
         ""},
        {"select id from event where title like '%x%'", "event"},
        {"select id from event order by on_day", "event"},
        {"select id from event order by on_day desc", "event"},
        {"select count(*) from attend", "attend"},
        {"select id from r_visits where branch_id = :branch", ""},
        {"select id from r_visits where voided_on is null", "r_visits"},
        {"select e.id from event e join attend a on a.event_id = e.id"
         " where e.branch_id = :branch",
         ""},
        {"select e.id from event e join agenda a on a.topic = e.title"
         " where e.branch_id = :branch",
         "agenda"},
        {"select id from branch where exists (select 1 from payment p"
         " where p.way = branch.kind)",
         "payment"},
        {"with x as (select id from talk where kind = '01')"
         " select * from x union all select id from branch",
         "talk"},
        {"select t.id from term t left join (select month, sum(fen) as fen"
         " from due group by month) d on d.month = t.elected_on"
         " where t.branch_id = :branch",
         "due"},
        {"select id from branch", ""},
    };
    struct fixture f;
    fixture_open(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_string_equal(walked(&f, rows[i].sql), rows[i].table);
    }
    fixture_close(&f);
}

/* ---- all that are compiled in ------------------------------------------- */

TEST(no_figure_walks_a_table_that_grows)
{
    struct fixture f;
    fixture_open(&f);
    const struct figure_set *set = book_figures(f.book);
    size_t bad = 0;
    assert_true(set->n > 0);
    for (size_t i = 0; i < set->n; i++) {
        const char *table = walked(&f, set->list[i].sql);
        if (table[0] != '\0') {
            print_error("%s walks %s\n", set->list[i].file, table);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
    fixture_close(&f);
}

TEST(no_rule_of_inspection_walks_a_table_that_grows)
{
    struct fixture f;
    fixture_open(&f);
    const struct inspect_set *set = book_inspect(f.book);
    size_t bad = 0;
    assert_true(set->n > 0);
    for (size_t i = 0; i < set->n; i++) {
        const char *table = walked(&f, set->list[i].sql);
        if (table[0] != '\0') {
            print_error("%s walks %s\n", set->list[i].file, table);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
    fixture_close(&f);
}
