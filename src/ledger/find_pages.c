/* Walks without the index: events, talks, plans and files from the newest on, a
   page at a time; the people, and the files of some. */
#include "find_parts.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"

#define MAY_CONCERN                                                            \
    " and case when :one is null then 1"                                       \
    " else (" FIND_EVENT_CONCERNS("e.id", FIND_ONE) ") end"
#define OF_SOFT_KIND                                                           \
    " and (:soft is null or exists (select 1 from event_kind k"                \
    " where k.event_id = e.id and " FIND_KIND_OF(":soft", "k.kind") "))"

static void open_events(struct stmt *st, struct book *b,
                        const struct find_query *q, const char *soft)
{
    stmt_open(
        st, b->db,
        SQL("select e.id, e.on_day, " FIND_EVENT_PASSES MAY_CONCERN OF_SOFT_KIND
            " from event e where (e.on_day, e.id) < (:day, :id)"
            " and e.on_day >= :from"
            " order by e.on_day desc, e.id desc limit :max"));
    stmt_text(st, ":state", q->state);
    stmt_text(st, ":soft", soft);
    int64_t one = find_first_one(q);
    if (one != 0) {
        stmt_int(st, ":one", one);
    } else {
        stmt_null(st, ":one");
    }
    find_bind_kinds(st, q);
}

static void open_talks(struct stmt *st, struct book *b)
{
    stmt_open(st, b->db,
              SQL("select t.id, t.on_day, " FIND_TALK_PASSES
                  " from talk t where (t.on_day, t.id) < (:day, :id)"
                  " and t.on_day >= :from"
                  " order by t.on_day desc, t.id desc limit :max"));
}

static void open_plans(struct stmt *st, struct book *b,
                       const struct find_query *q, const char *soft)
{
    stmt_open(
        st, b->db,
        SQL("select p.id, p.month, " FIND_PLAN_PASSES
            " and (:soft is null or " FIND_KIND_OF(
                ":soft",
                "p.kind") ")"
                          " from plan p where (p.month, p.id) < (:day, :id)"
                          " and p.month >= substr(:from, 1, 7)"
                          " order by p.month desc, p.id desc limit :max"));
    stmt_text(st, ":soft", soft);
    find_bind_kinds(st, q);
}

/* A file has no day of its own: the last opened come first. */
static void open_files(struct stmt *st, struct book *b)
{
    stmt_open(st, b->db,
              SQL("select c.id, '', " FIND_FILE_PASSES
                  " from candidacy c where c.id < :id"
                  " order by c.id desc limit :max"));
}

/* The one upper bound that the index is asked with: with a second beside it
   every page would begin at the newest again. */
struct find_place find_place_first(const struct find_query *q,
                                   enum find_what what)
{
    struct find_place place = {"9999", INT64_MAX};
    char day[11];
    if (q->to != DATE_NONE) {
        snprintf(place.day, sizeof place.day, "%s", date_text(q->to, day));
        place.day[what == FIND_PLAN ? 7 : 10] = '\0';
    }
    return place;
}

/* Of a plan its month's first. */
static int day_of(const char *text)
{
    char day[16];
    int out = DATE_NONE;
    snprintf(day, sizeof day, "%s%s", text, strlen(text) == 7 ? "-01" : "");
    date_read(day, &out);
    return out;
}

bool find_page(struct book *b, const struct find_query *q, enum find_what what,
               const char *soft, struct find_place *place, int64_t *ids,
               int *days, size_t max, size_t *n, size_t *looked,
               struct err *err)
{
    struct stmt st;
    if (what == FIND_EVENT) {
        open_events(&st, b, q, soft);
    } else if (what == FIND_TALK) {
        open_talks(&st, b);
    } else if (what == FIND_PLAN) {
        open_plans(&st, b, q, soft);
    } else {
        open_files(&st, b);
    }
    find_bind_times(&st, q);
    if (what != FIND_FILE) {
        stmt_text(&st, ":day", place->day);
    }
    stmt_int(&st, ":id", place->id);
    stmt_int(&st, ":max", (int64_t)max);
    *n = 0;
    *looked = 0;
    while (*looked < max && stmt_row(&st)) {
        (*looked)++;
        place->id = stmt_col_int(&st, 0);
        snprintf(place->day, sizeof place->day, "%s", stmt_col_text(&st, 1));
        if (stmt_col_int(&st, 2) != 0) {
            days[*n] = day_of(place->day);
            ids[(*n)++] = place->id;
        }
    }
    return stmt_done(&st, err);
}

static void take_ids(struct stmt *st, int64_t **ids, size_t *n, size_t *cap)
{
    while (stmt_row(st)) {
        MEM_PUSH(*ids, *n, *cap);
        (*ids)[(*n)++] = stmt_col_int(st, 0);
    }
}

bool find_people(struct book *b, const struct find_word *w, int64_t **ids,
                 size_t *n, struct err *err)
{
    size_t cap = 0;
    struct stmt st;
    *ids = NULL;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select t.id from person t where t.voided_on is null"
                  " and py_match(t.name, :word) order by t.ord, t.id"));
    stmt_text(&st, ":word", w->folded);
    take_ids(&st, ids, n, &cap);
    return stmt_done(&st, err);
}

bool find_files(struct book *b, const struct find_query *q, int64_t **ids,
                size_t *n, struct err *err)
{
    size_t cap = 0;
    bool ok = true;
    *ids = NULL;
    *n = 0;
    for (size_t i = 0; ok && i < q->n_words; i++) {
        struct stmt st;
        stmt_open(&st, b->db,
                  SQL("select c.id from candidacy c join person t"
                      " on t.id = c.person_id where py_match(t.name, :word)"
                      " order by c.id desc"));
        stmt_text(&st, ":word", q->words[i].folded);
        take_ids(&st, ids, n, &cap);
        ok = stmt_done(&st, err);
    }
    return ok;
}
