/* Random records, through the doors that a clerk uses. */
#include "figures_crowd.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/register.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

#define TRIES     6
#define FIRST_DAY date_of(2025, 1, 1)
#define MARCH     date_of(2026, 3, 1) /* the months before are sealed */

static uint64_t below(struct crowd *c, uint64_t n)
{
    return unit_below(&c->stream, n);
}

/* ---- small registers ---------------------------------------------------- */

static int a_day(struct crowd *c)
{
    int today = c->ground->book->today;
    int first = below(c, 4) == 0 ? FIRST_DAY : MARCH;
    return first + (int)below(c, (uint64_t)(today - first + 1));
}

/* 0: there is none. */
static int64_t any_id(struct crowd *c, const char *sql)
{
    struct stmt st;
    struct sql text;
    struct book *b = c->ground->book;
    int64_t id = 0;
    sql_init(&text);
    sql_lit(&text, sql);
    stmt_open_built(&st, b->db, &text);
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":skip", (int64_t)below(c, 40));
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    sql_clear(&text);
    return id;
}

static int64_t any_linked(struct crowd *c, const struct field *f)
{
    const struct ledger *l = registry_find(c->ground->book, f->of);
    assert_non_null(l);
    return any_id(c, arena_printf(&c->ground->arena,
                                  "select id from %s where branch_id = :branch"
                                  " and voided_on is null order by id"
                                  " limit 1 offset :skip %% (select"
                                  " max(count(*), 1) from %s where branch_id ="
                                  " :branch and voided_on is null)",
                                  l->table, l->table));
}

static int64_t any_member(struct crowd *c)
{
    return any_id(c, SQL("select person_id from member where branch_id ="
                         " :branch and voided_on is null order by id"
                         " limit 1 offset :skip % (select max(count(*), 1)"
                         " from member where branch_id = :branch"
                         " and voided_on is null)"));
}

static const char *any_word(struct crowd *c, const struct field *f)
{
    const struct field_option *list;
    struct ground *g = c->ground;
    size_t n = field_options(f, g->book, &g->arena, &list);
    assert_true(n > 0);
    return list[below(c, n)].text;
}

static const char *any_text(struct crowd *c, const struct field *f, int day)
{
    struct arena *a = &c->ground->arena;
    char text[11];
    int number = (int)below(c, 12);
    if (f->kind == &field_date) {
        int later = day + (int)below(c, 120);
        return arena_str(a, date_text(later, text));
    }
    if (f->kind == &field_month) {
        return arena_printf(a, "2026-%02d", number % 11 + 1);
    }
    if (f->kind == &field_year) {
        return number % 3 == 0 ? "2025" : "2026";
    }
    if (f->kind == &field_flag) {
        return number % 2 == 0 ? "是" : "否";
    }
    if (f->kind == &field_count || f->kind == &field_money ||
        f->kind == &field_hours) {
        return arena_printf(a, "%d", number);
    }
    return f->words != NULL || f->kind == &field_choice
               ? any_word(c, f)
               : arena_printf(a, "试登%d", number);
}

static bool fill_field(struct crowd *c, struct record *r, int field, int day)
{
    struct err err = ERR_INIT;
    struct ground *g = c->ground;
    const struct field *f = &r->ledger->fields[field];
    if (f->kind == &field_person) {
        int64_t who = any_member(c);
        record_set_int(r, field, who);
        return who > 0;
    }
    if (f->kind == &field_link) {
        int64_t id = any_linked(c, f);
        if (id > 0) {
            record_set_int(r, field, id);
        }
        return id > 0;
    }
    return record_type(r, g->book, &g->arena, field, any_text(c, f, day), &err);
}

static bool fill(struct crowd *c, struct record *r)
{
    const struct ledger *l = r->ledger;
    int own_day = register_of(l)->day;
    int day = a_day(c);
    record_set_day(r, &c->ground->arena, own_day, day);
    for (size_t i = 0; i < l->n_fields; i++) {
        unsigned flags = l->fields[i].flags;
        bool needed = (flags & (FIELD_REQUIRED | FIELD_PARENT)) != 0;
        if ((int)i == own_day || (flags & FIELD_HIDDEN) != 0 ||
            strcmp(l->fields[i].column, "branch_id") == 0 ||
            (!needed && below(c, 10) < 4)) {
            continue;
        }
        bool filled = fill_field(c, r, (int)i, day);
        if (!filled && needed) {
            return false;
        }
    }
    return true;
}

static int64_t save_one(struct crowd *c, const struct ledger *l)
{
    struct ground *g = c->ground;
    for (int i = 0; i < TRIES; i++) {
        struct err err = ERR_INIT;
        struct record r = record_new(l, g->book, &g->arena);
        if (fill(c, &r) &&
            ledger_apply(g->book, &g->arena, &r, NULL, NULL, &err)) {
            c->n_saved++;
            return r.id;
        }
        c->n_refused++;
    }
    return 0;
}

void crowd_records(struct crowd *c, size_t each)
{
    struct ground *g = c->ground;
    const struct register_set *set = book_registers(g->book);
    for (size_t i = 0; i < set->n * each; i++) {
        struct err err = ERR_INIT;
        const struct ledger *l = &set->list[i % set->n]->ledger;
        int64_t id = save_one(c, l);
        if (id > 0 && below(c, 5) == 0) {
            c->n_voided +=
                ledger_void(g->book, &g->arena, l, id, "试登的，不算数", &err);
        }
    }
}

/* ---- meetings ----------------------------------------------------------- */

/* The unit's 党组 and study group, without whom some meetings call nobody. */
static int64_t add_post(struct crowd *c, int64_t person, const char *kind)
{
    struct err err = ERR_INIT;
    struct ground *g = c->ground;
    struct record r = record_new(&ledger_post, g->book, &g->arena);
    record_set_int(&r, ledger_field(&ledger_post, "person_id"), person);
    record_set_day(&r, &g->arena, ledger_field(&ledger_post, "from_on"),
                   FIRST_DAY);
    if (!record_type(&r, g->book, &g->arena, ledger_field(&ledger_post, "kind"),
                     kind, &err) ||
        !ledger_apply(g->book, &g->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s %s", kind, err.code, err.text);
    }
    return person;
}

static int64_t group_of(struct crowd *c, const struct kind *k)
{
    return k->body != BODY_GROUP
               ? 0
               : any_id(c, SQL("select id from grp where branch_id = :branch"
                               " and voided_on is null order by id limit 1"
                               " offset :skip % 2"));
}

/* The sub-kinds of a kind take turns. */
static bool hold(struct crowd *c, const struct kind *k, size_t turn,
                 int64_t leader)
{
    struct meeting m;
    struct err err = ERR_INIT;
    struct ground *g = c->ground;
    int today = g->book->today;
    int day = MARCH + (int)below(c, (uint64_t)(today - MARCH));
    if (!meeting_new(&m, g->book, &g->arena, k->code, group_of(c, k), day,
                     &err)) {
        return false;
    }
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "16:00");
    record_set_int(&m.event, EVENT_HOST,
                   turn % 2 == 0 ? leader : any_member(c));
    if (meeting_count(&m.roll) == 0) {
        meeting_add_person(&m, any_member(c));
    }
    for (size_t i = 0; i < m.roll.n; i++) {
        if (below(c, 9) == 0) {
            meeting_mark(&m, i, ATTEND_ONLINE, NULL);
        }
    }
    struct record *kind = &m.kinds.v[0].now;
    record_set_text(kind, EK_TITLE, "试开一次");
    record_set_int(kind, EK_HOURS, 30 + (int64_t)below(c, 90));
    size_t n_subs = 0;
    while (k->subs != NULL && k->subs[n_subs] != NULL) {
        n_subs++;
    }
    if (n_subs > 0) {
        record_set_text(kind, EK_SUB, k->subs[turn % n_subs]);
    }
    if (!meeting_save(&m, NULL, &err)) {
        return false;
    }
    c->n_saved++;
    if (below(c, 6) == 0) {
        c->n_voided += ledger_void(g->book, &g->arena, &ledger_event,
                                   m.event.id, "试登的，不算数", &err);
    }
    return true;
}

void crowd_meetings(struct crowd *c, size_t each)
{
    struct ground *g = c->ground;
    const struct kinds *kinds = book_kinds(g->book);
    int64_t leader = add_post(c, ground_person(g, "赵敏"), "党组书记");
    int64_t other = add_post(c, ground_person(g, "郑凯"), "党组成员");
    add_post(c, leader, "中心组组长");
    add_post(c, other, "中心组成员");
    for (size_t i = 0; i < kinds->n * each; i++) {
        if (!hold(c, &kinds->list[i % kinds->n], i / kinds->n, leader)) {
            c->n_refused++;
        }
    }
}
