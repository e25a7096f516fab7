/* The sample branch, and asking its figures. */
#include "sample_ground.h"

#include "unit.h"

#include "pbtui/app/sample.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdlib.h>
#include <string.h>

void ground_open(struct ground *g)
{
    struct err err = ERR_INIT;
    memset(g, 0, sizeof *g);
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    setenv("XDG_CONFIG_HOME", unit_tmp(), 1);
    if (!sample_open(&g->session, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    g->book = &g->session.book;
}

void ground_close(struct ground *g)
{
    arena_clear(&g->arena);
    session_close(&g->session);
}

int64_t ground_person(struct ground *g, const char *name)
{
    struct stmt st;
    int64_t id = 0;
    stmt_open(&st, g->book->db,
              SQL("select id from person where name = :name"));
    stmt_text(&st, ":name", name);
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL) && id > 0);
    return id;
}

struct figure_answer ground_ask(struct ground *g, const char *code, int year)
{
    struct figure_answer x;
    struct err err = ERR_INIT;
    struct span span = span_of_year(year);
    const struct figure *f = figures_find(book_figures(g->book), code);
    if (f == NULL) {
        fail_msg("there is no %s", code);
    }
    if (!figure_ask(g->book, &g->arena, f, &span, &x, &err)) {
        fail_msg("%s: %s %s", code, err.text, err.detail);
    }
    return x;
}

size_t ground_value(const struct figure_answer *x, const char *label)
{
    for (size_t i = 0; i < x->figure->n_values; i++) {
        if (strcmp(x->figure->values[i].label, label) == 0) {
            return i;
        }
    }
    fail_msg("%s has no %s", x->figure->code, label);
    return 0;
}

int64_t ground_number(const struct figure_answer *x, const char *label)
{
    return x->numbers[ground_value(x, label)];
}

bool ground_stands(const struct figure_answer *x, const char *book, int64_t id)
{
    for (size_t i = 0; i < x->rows.n; i++) {
        if (x->rows.list[i].id == id &&
            strcmp(x->rows.list[i].book, book) == 0) {
            return true;
        }
    }
    return false;
}
