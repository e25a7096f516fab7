/* A guest's query: prepared under the authorizer, told the days and what it
   wants to know besides, and read to its end. */
#include "pbtui/ledger/guest_rows.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/facts.h"
#include "pbtui/ledger/guest_text.h"
#include "pbtui/store/guest.h"

static const char *const needed[] = {"book", "id", "date", "text"};

int guest_rows_column(const struct guest_rows *rows, const char *name)
{
    for (size_t i = 0; i < rows->n_columns; i++) {
        if (strcmp(rows->columns[i], name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* ---- what it is told ---------------------------------------------------- */

static void bind_day(struct stmt *st, const char *name, int day)
{
    char text[11];
    if (guest_wants(st, name)) {
        stmt_text(st, name, date_text(day, text));
    }
}

static void bind_days(struct stmt *st, const struct book *b,
                      const struct span *span)
{
    int year, month, day;
    date_split(span->to, &year, &month, &day);
    if (guest_wants(st, ":branch")) {
        stmt_int(st, ":branch", b->branch);
    }
    if (guest_wants(st, ":year")) {
        stmt_int(st, ":year", year);
    }
    bind_day(st, ":from", span->from);
    bind_day(st, ":to", span->to);
    bind_day(st, ":day", b->day < span->to ? b->day : span->to);
}

/* The books are asked as the program, not as the guest. */
static bool work_out(struct book *b, struct arena *a, const char *name,
                     const struct span *span, const char **json,
                     struct err *err)
{
    guests_out(b->db);
    bool ok = facts_json(b, a, name, span, json, err);
    guests_in(b->db);
    return ok;
}

static bool bind_facts(struct stmt *st, struct book *b, struct arena *a,
                       const struct span *span, struct guest_facts *kept,
                       struct err *err)
{
    for (size_t i = 0; i < GUEST_FACTS_MOST && facts_names[i] != NULL; i++) {
        const char **json = &kept->json[i];
        if (!guest_wants(st, facts_names[i])) {
            continue;
        }
        if (*json == NULL && !work_out(b, a, facts_names[i], span, json, err)) {
            return false;
        }
        stmt_text(st, facts_names[i], *json);
    }
    return true;
}

/* ---- what it says ------------------------------------------------------- */

static void read_columns(struct stmt *st, struct arena *a,
                         struct guest_rows *out)
{
    out->n_columns = (size_t)stmt_cols(st);
    const char **names = arena_array(a, out->n_columns, sizeof *names);
    for (size_t i = 0; i < out->n_columns; i++) {
        names[i] = arena_str(a, stmt_col_name(st, (int)i));
    }
    out->columns = names;
    for (size_t i = 0; i < ARRAY_LEN(needed) && out->lacks == NULL; i++) {
        bool there = i < out->n_columns && strcmp(names[i], needed[i]) == 0;
        out->lacks = there ? NULL : needed[i];
    }
}

static struct guest_row read_row(struct stmt *st, struct arena *a,
                                 size_t n_columns)
{
    const char **cells = arena_array(a, n_columns, sizeof *cells);
    for (size_t i = 0; i < n_columns; i++) {
        cells[i] = arena_str(a, stmt_col_text(st, (int)i));
    }
    return (struct guest_row){cells[0], stmt_col_int(st, 1), cells[2], cells[3],
                              cells};
}

/* Far more than a branch has in ten years; what is wrong without end would
   take all memory. */
#define ROWS_MOST 200000

static bool read_rows(struct stmt *st, struct arena *a, struct guest_rows *out,
                      struct err *err)
{
    struct guest_row *rows = NULL;
    size_t cap = 0;
    size_t n = 0;
    bool few = true;
    while (few && stmt_row(st)) {
        few = n < ROWS_MOST;
        MEM_PUSH(rows, n, cap);
        rows[n++] = read_row(st, a, out->n_columns);
    }
    out->n = n;
    out->list = arena_array(a, n + 1, sizeof *out->list);
    if (n > 0) {
        memcpy(out->list, rows, n * sizeof *rows);
    }
    mem_free(rows);
    return few || err_set(err, ERR_USAGE, "E-GUEST-005",
                          "查询给出的行超过 %d 行，没有读完；请把条件写严一些"
                          "再用。",
                          ROWS_MOST);
}

static bool ask(struct book *b, struct arena *a, const char *sql,
                const struct span *span, struct guest_facts *kept,
                struct guest_rows *out, struct err *err)
{
    struct stmt st;
    if (!guest_open(&st, b->db, sql, err)) {
        return false;
    }
    bind_days(&st, b, span);
    bool told = bind_facts(&st, b, a, span, kept, err);
    read_columns(&st, a, out);
    bool ok = told && (out->lacks != NULL || read_rows(&st, a, out, err));
    return stmt_done(&st, ok ? err : NULL) && ok;
}

bool guest_rows_ask_again(struct book *b, struct arena *a, const char *sql,
                          const struct span *span, struct guest_facts *kept,
                          struct guest_rows *out, struct err *err)
{
    const char *text;
    *out = (struct guest_rows){.n = 0};
    if (!guest_text(b, a, sql, &text, err)) {
        return false;
    }
    guests_in(b->db);
    bool ok = ask(b, a, text, span, kept, out, err);
    guests_out(b->db);
    return ok;
}

bool guest_rows_ask(struct book *b, struct arena *a, const char *sql,
                    const struct span *span, struct guest_rows *out,
                    struct err *err)
{
    struct guest_facts kept = {{NULL}};
    return guest_rows_ask_again(b, a, sql, span, &kept, out, err);
}
