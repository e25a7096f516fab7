/* The small branch, and looking at what was gathered. */
#include "life_ground.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"

#define MEMBERS 6

int64_t life_add(struct life *g, const struct ledger *l,
                 const char *const *pairs)
{
    struct err err = ERR_INIT;
    struct record r = record_new(l, g->book, &g->arena);
    for (size_t i = 0; pairs[i] != NULL; i += 2) {
        int field = ledger_field(l, pairs[i]);
        assert_true(field >= 0);
        if (!record_type(&r, g->book, &g->arena, field, pairs[i + 1], &err)) {
            fail_msg("%s: %s", pairs[i], err.text);
        }
    }
    if (!ledger_apply(g->book, &g->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r.id;
}

void life_open(struct life *g)
{
    static const char *const names[MEMBERS] = {"张建国", "李敏",   "周立",
                                               "王伟",   "王伟东", "欧阳𠮷"};
    static const char *const post[] = {
        "person_id", "张建国", "kind", "书记", "from_on", "2024-01-10", NULL};
    struct org_first first = {"中共示例县商务局支部委员会（示例）",
                              DAY(2015, 6, 1), true, 2};
    struct err err = ERR_INIT;
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    memset(g, 0, sizeof *g);
    if (!session_create(&g->session, NULL, "测试", &first, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    g->book = &g->session.book;
    for (size_t i = 0; i < MEMBERS; i++) {
        const char *const pairs[] = {"name",       names[i],     "birth_on",
                                     "1980-01-01", "join_on",    "2005-07-01",
                                     "full_on",    "2006-07-01", NULL};
        life_add(g, &ledger_people, pairs);
    }
    life_add(g, &ledger_post, post);
    form_data_init(&g->data, &g->arena);
}

void life_close(struct life *g)
{
    session_close(&g->session);
    arena_clear(&g->arena);
}

struct meeting life_meeting(struct life *g, const char *kind, int day)
{
    struct meeting m;
    struct err err = ERR_INIT;
    if (!meeting_new(&m, g->book, &g->arena, kind, 0, day, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "16:00");
    return m;
}

int64_t life_save(struct meeting *m)
{
    struct err err = ERR_INIT;
    if (!meeting_save(m, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return m->event.id;
}

int64_t life_held(struct life *g, const char *kind, int day)
{
    struct meeting m = life_meeting(g, kind, day);
    return life_save(&m);
}

void life_gather(struct life *g, const char *source, const struct form_ask *ask)
{
    struct err err = ERR_INIT;
    struct strbuf sb;
    struct form_ask whole = *ask;
    const struct source *s = source_find(source);
    assert_non_null(s);
    whole.book = g->book;
    form_data_init(&g->data, &g->arena);
    if (!source_gather(s, &whole, &g->data, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    sb_init(&sb);
    if (source_check(s, &g->data, &sb) > 0) {
        fail_msg("%s: %s", source, sb.s);
    }
    sb_clear(&sb);
}

void life_gather_event(struct life *g, int64_t id)
{
    const struct form_ask ask = {.span = {DATE_NONE, DATE_NONE}, .id = id};
    life_gather(g, "meeting", &ask);
}

void life_gather_year(struct life *g, const char *source, int year)
{
    const struct form_ask ask = {.span = span_of_year(year)};
    life_gather(g, source, &ask);
}

const char *life_value(struct life *g, const char *name)
{
    return form_get(&g->data, name);
}

static const struct form_list *list_of(struct life *g, const char *list)
{
    const struct form_list *l = form_list_of(&g->data, list);
    if (l == NULL) {
        fail_msg("no list %s", list);
    }
    return l;
}

size_t life_rows(struct life *g, const char *list)
{
    return list_of(g, list)->n_rows;
}

const char *life_cell(struct life *g, const char *list, size_t row,
                      const char *column)
{
    const struct form_list *l = list_of(g, list);
    if (form_list_column(l, column) == l->n_columns || row >= l->n_rows) {
        fail_msg("%s has no row %zu or column %s", list, row, column);
    }
    return form_list_cell(l, row, column);
}

const char *life_find(struct life *g, const char *list, const char *column,
                      const char *text, const char *wanted)
{
    for (size_t i = 0; i < life_rows(g, list); i++) {
        if (strcmp(life_cell(g, list, i, column), text) == 0) {
            return life_cell(g, list, i, wanted);
        }
    }
    fail_msg("%s has no %s", list, text);
    return "";
}
