/* Rows for the tests of finding, and all hits of a query. */
#include "find_rows.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/change.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows, written as they stand -------------------------------------- */

static int64_t save(struct fixture *f, struct change *c, struct change_row *row)
{
    struct err err = ERR_INIT;
    if (!change_apply(f->session.db, c, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return change_row_id(row);
}

static void put(struct change_row *row, const char *column, const char *text)
{
    if (text != NULL) {
        change_text(row, column, text);
    }
}

static void put_who(struct change_row *row, const char *column, int64_t id)
{
    if (id != 0) {
        change_int(row, column, id);
    }
}

static void put_void(struct change_row *row, bool voided)
{
    put(row, "voided_on", voided ? "2026-11-01" : NULL);
    put(row, "void_reason", voided ? "登记错了" : NULL);
}

int64_t rows_add_event(struct fixture *f, const struct event_row *e)
{
    struct change *c = change_new(&f->arena, "登记会议");
    struct change_row *row = change_insert(c, "event");
    change_int(row, "branch_id", f->book->branch);
    change_text(row, "kind", e->kind);
    change_text(row, "state", e->state != NULL ? e->state : "2");
    change_text(row, "on_day", e->day);
    put(row, "title", e->title);
    put(row, "place", e->place);
    put(row, "guests", e->guests);
    put(row, "minutes", e->minutes);
    put_who(row, "host_id", e->host);
    put_who(row, "recorder_id", e->recorder);
    change_int(row, "for_year", strtol(e->day, NULL, 10));
    change_text(row, "entered_on", e->day);
    static const char *const counts[] = {"n_due",   "n_present", "n_online",
                                         "n_leave", "n_absent",  "valid"};
    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        change_int(row, counts[i], 0);
    }
    put_void(row, e->voided);
    return save(f, c, row);
}

static struct change_row *part_of(struct change *c, const char *table,
                                  int64_t event, bool voided)
{
    struct change_row *row = change_insert(c, table);
    change_int(row, "event_id", event);
    put_void(row, voided);
    return row;
}

void rows_add_kind(struct fixture *f, int64_t event, const char *day,
                   const char *kind, int no, const char *title,
                   const char *readings, int64_t lead, bool voided)
{
    struct change *c = change_new(&f->arena, "登记会议");
    struct change_row *row = part_of(c, "event_kind", event, voided);
    change_int(row, "ord", 1);
    change_text(row, "kind", kind);
    change_int(row, "no", no);
    put(row, "title", title);
    put(row, "readings", readings);
    put_who(row, "lead_id", lead);
    change_int(row, "branch_id", f->book->branch);
    change_text(row, "on_day", day);
    change_int(row, "for_year", strtol(day, NULL, 10));
    change_int(row, "counted", 1);
    change_int(row, "late", 0);
    save(f, c, row);
}

void rows_add_topic(struct fixture *f, int64_t event, const char *topic,
                    const char *resolution, int64_t subject, bool voided)
{
    struct change *c = change_new(&f->arena, "登记会议");
    struct change_row *row = part_of(c, "agenda", event, voided);
    change_int(row, "ord", 1);
    change_text(row, "topic", topic);
    put(row, "resolution", resolution);
    put_who(row, "subject_id", subject);
    save(f, c, row);
}

void rows_add_point(struct fixture *f, int64_t event, int64_t who,
                    const char *text, bool voided)
{
    struct change *c = change_new(&f->arena, "登记会议");
    struct change_row *row = part_of(c, "point", event, voided);
    change_int(row, "ord", 1);
    put_who(row, "person_id", who);
    change_text(row, "text", text);
    change_int(row, "differs", 0);
    save(f, c, row);
}

void rows_add_action(struct fixture *f, int64_t event, int64_t who,
                     const char *text, bool voided)
{
    struct change *c = change_new(&f->arena, "登记会议");
    struct change_row *row = part_of(c, "action", event, voided);
    change_int(row, "branch_id", f->book->branch);
    change_int(row, "ord", 1);
    change_text(row, "text", text);
    put_who(row, "owner_id", who);
    save(f, c, row);
}

void rows_add_attend(struct fixture *f, int64_t event, int64_t who,
                     const char *state, bool voided)
{
    struct change *c = change_new(&f->arena, "登记会议");
    struct change_row *row = part_of(c, "attend", event, voided);
    change_int(row, "person_id", who);
    change_text(row, "state", state);
    change_int(row, "vote", 1);
    change_int(row, "leader", 0);
    save(f, c, row);
}

int64_t rows_add_talk(struct fixture *f, const char *day, int64_t by,
                      int64_t with, const char *topic, const char *content,
                      bool voided)
{
    struct change *c = change_new(&f->arena, "登记谈话");
    struct change_row *row = change_insert(c, "talk");
    change_int(row, "branch_id", f->book->branch);
    change_text(row, "on_day", day);
    change_int(row, "by_id", by);
    change_int(row, "with_id", with);
    put(row, "topic", topic);
    put(row, "content", content);
    put_void(row, voided);
    return save(f, c, row);
}

int64_t rows_add_plan(struct fixture *f, const char *month, const char *kind,
                      const char *topic, int64_t owner, bool voided)
{
    struct change *c = change_new(&f->arena, "登记计划");
    struct change_row *row = change_insert(c, "plan");
    change_int(row, "branch_id", f->book->branch);
    change_text(row, "month", month);
    change_text(row, "kind", kind);
    put(row, "topic", topic);
    put_who(row, "owner_id", owner);
    put_void(row, voided);
    return save(f, c, row);
}

int64_t rows_add_record(struct fixture *f, const struct record_row *r)
{
    struct change *c = change_new(&f->arena, "登记台账");
    struct change_row *row = change_insert(c, r->table);
    change_int(row, "branch_id", f->book->branch);
    change_text(row, "on_day", r->day);
    put_who(row, r->whose, r->person);
    for (size_t i = 0; i < ARRAY_LEN(r->texts); i++) {
        if (r->texts[i][0] != NULL) {
            put(row, r->texts[i][0], r->texts[i][1]);
        }
    }
    put_void(row, r->voided);
    return save(f, c, row);
}

/* ---- finding ---------------------------------------------------------- */

size_t rows_find_all(struct fixture *f, const struct find_query *q,
                     struct find_hit *hits, size_t max, int budget)
{
    struct err err = ERR_INIT;
    struct find *find = find_new(f->book, q);
    size_t n = 0;
    while (!find_is_over(find)) {
        size_t more;
        if (!find_more(find, hits + n, max - n, &more, budget, &err)) {
            fail_msg("%s %s %s", err.code, err.text, err.detail);
        }
        n += more;
        assert_true(n < max);
    }
    find_free(find);
    return n;
}

int rows_by_what_and_id(const void *x, const void *y)
{
    const struct find_hit *a = x;
    const struct find_hit *b = y;
    if (a->what != b->what) {
        return (int)a->what - (int)b->what;
    }
    int book =
        a->what == FIND_ROW ? strcmp(a->ledger->name, b->ledger->name) : 0;
    return book != 0 ? book : (a->id > b->id) - (a->id < b->id);
}
