/* A made ledger for the sources about people. */
#include "people_ground.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

void people_ground_open(struct people_ground *g)
{
    people_ground_open_at(g, NULL);
}

void people_ground_open_at(struct people_ground *g, const char *path)
{
    struct org_first first = {"示例支部委员会（示例）", date_of(2015, 6, 1),
                              true, 2};
    struct err err = ERR_INIT;
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    setenv("XDG_CONFIG_HOME", unit_tmp(), 1);
    memset(g, 0, sizeof *g);
    if (!session_create(&g->session, path, "测试", &first, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    g->book = &g->session.book;
}

void people_ground_close(struct people_ground *g)
{
    session_close(&g->session);
    arena_clear(&g->arena);
}

static void type_all(struct people_ground *g, struct record *r,
                     const char *const *pairs)
{
    struct err err = ERR_INIT;
    for (size_t i = 0; pairs[i] != NULL; i += 2) {
        if (!record_type(r, g->book, &g->arena,
                         ledger_field(r->ledger, pairs[i]), pairs[i + 1],
                         &err)) {
            fail_msg("%s: %s", pairs[i], err.text);
        }
    }
}

static void save(struct people_ground *g, struct record *r,
                 const struct record *old)
{
    struct err err = ERR_INIT;
    if (!ledger_apply(g->book, &g->arena, r, old, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

int64_t people_ground_add(struct people_ground *g, const struct ledger *l,
                          const char *const *pairs)
{
    struct record r = record_new(l, g->book, &g->arena);
    type_all(g, &r, pairs);
    save(g, &r, NULL);
    return r.id;
}

int64_t people_ground_member(struct people_ground *g, const char *name,
                             const char *joined, const char *full,
                             const char *grp)
{
    const char *pairs[16] = {"name",       name,      "birth_on",
                             "1980-06-15", "join_on", joined};
    size_t n = 6;
    if (full != NULL) {
        pairs[n++] = "full_on";
        pairs[n++] = full;
    }
    if (grp != NULL) {
        pairs[n++] = "grp";
        pairs[n++] = grp;
    }
    return people_ground_add(g, &ledger_people, pairs);
}

void people_ground_put(struct people_ground *g, const struct ledger *l,
                       int64_t id, const char *const *pairs)
{
    struct record old;
    struct err err = ERR_INIT;
    if (!record_read(&old, l, g->book, &g->arena, id, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    struct record r = record_copy(&old, &g->arena);
    type_all(g, &r, pairs);
    save(g, &r, &old);
}

int64_t people_ground_spell(struct people_ground *g, int64_t person)
{
    int64_t id = 0;
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select id from member where person_id = :person"));
    stmt_int(&st, ":person", person);
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    stmt_done(&st, NULL);
    return id;
}

struct form_data people_ground_gather(struct people_ground *g,
                                      const struct source *s,
                                      const struct form_ask *ask)
{
    struct form_data d;
    struct strbuf differs;
    struct err err = ERR_INIT;
    form_data_init(&d, &g->arena);
    if (!source_gather(s, ask, &d, &err)) {
        fail_msg("%s: %s %s", s->name, err.code, err.text);
    }
    sb_init(&differs);
    if (source_check(s, &d, &differs) != 0) {
        fail_msg("%s:\n%s", s->name, differs.s);
    }
    sb_clear(&differs);
    return d;
}

struct form_data people_ground_on(struct people_ground *g,
                                  const struct source *s, const char *day)
{
    struct form_ask ask = {.book = g->book, .span = {DATE_NONE, DATE_NONE}};
    assert_true(date_read(day, &g->book->day));
    return people_ground_gather(g, s, &ask);
}

const char *people_ground_cell(const struct form_data *d, const char *list,
                               size_t row, const char *column)
{
    const struct form_list *l = form_list_of(d, list);
    assert_non_null(l);
    assert_true(form_list_column(l, column) < l->n_columns);
    return row < l->n_rows ? form_list_cell(l, row, column) : "(no row)";
}

size_t people_ground_rows(const struct form_data *d, const char *list)
{
    const struct form_list *l = form_list_of(d, list);
    assert_non_null(l);
    return l->n_rows;
}

static bool list_shows(const struct form_list *l, const char *text)
{
    for (size_t r = 0; r < l->n_rows; r++) {
        for (size_t c = 0; c < l->n_columns; c++) {
            if (strstr(l->rows[r][c], text) != NULL) {
                return true;
            }
        }
    }
    return false;
}

bool people_ground_shows(const struct form_data *d, const char *text)
{
    for (size_t i = 0; i < d->n_values; i++) {
        if (strstr(d->values[i].text, text) != NULL) {
            return true;
        }
    }
    for (size_t i = 0; i < d->n_lists; i++) {
        if (list_shows(&d->lists[i], text)) {
            return true;
        }
    }
    return false;
}
