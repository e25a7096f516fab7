/* The branch at a glance: people (outlook_people.c), then what hangs on dates:
   terms, decisions, planned events, sealed months; 党费 (outlook_dues.c); what
   the files of 发展党员 warn of (outlook_pipeline.c); what is due in registers
   (outlook_entries.c). */
#include "pbtui/ledger/outlook.h"

#include <stdlib.h>
#include <string.h>

#include "outlook_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#define ACTIONS_MAX    4 /* named one by one */
#define PLANNED_MAX    6
#define LOOK_BACK_DAYS 60 /* a plan older than this has been given up */

void outlook_add(struct outlook_work *w, struct due due)
{
    MEM_PUSH(w->due, w->n, w->cap);
    w->due[w->n++] = due;
}

int outlook_day(struct stmt *st, int column)
{
    int day = DATE_NONE;
    date_read(stmt_col_text(st, column), &day);
    return day;
}

/* ---- terms ------------------------------------------------------------ */

static bool read_term(struct outlook_work *w, struct err *err)
{
    struct book *b = w->book;
    struct stmt st;
    int64_t id = 0;
    int elected = DATE_NONE;
    int years = 0;
    int extended = DATE_NONE;
    stmt_open(&st, b->db,
              SQL("select id, elected_on, years, extended_to from term"
                  " where branch_id = :branch and voided_on is null"
                  " and elected_on <= :day"
                  " and (ended_on is null or ended_on > :day)"
                  " order by elected_on desc limit 1"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":day", w->day);
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
        elected = outlook_day(&st, 1);
        years = (int)stmt_col_int(&st, 2);
        extended = outlook_day(&st, 3);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    if (id == 0) {
        return true;
    }
    /* The rules are only read when a reminder can be due at all: none comes
       earlier than a year before the end. */
    int guess =
        extended != DATE_NONE ? extended : date_add_years(elected, years);
    if (date_add_years(b->day, 1) < guess) {
        return true;
    }
    const struct standing_rules *rules = book_rules(b);
    int ends = extended != DATE_NONE ? extended
                                     : standing_term_end(rules, elected, years);
    int alarm = standing_term_alarm(rules, ends, b->day);
    if (alarm > 0) {
        outlook_add(w, (struct due){.kind = DUE_TERM,
                                    .id = id,
                                    .day = ends,
                                    .urgent = alarm > 1,
                                    .name = "",
                                    .about = ""});
    }
    return true;
}

/* ---- decisions -------------------------------------------------------- */

static bool read_actions(struct outlook_work *w, struct outlook *out,
                         struct err *err)
{
    struct book *b = w->book;
    char soon[11];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select id, event_id, text, due_on from action"
                  " where branch_id = :branch and done_on is null"
                  " and voided_on is null and due_on <= :soon"
                  " order by due_on limit :max"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":soon", date_text(b->day + SOON_DAYS, soon));
    stmt_int(&st, ":max", ACTIONS_MAX);
    while (stmt_row(&st)) {
        int day = outlook_day(&st, 3);
        outlook_add(
            w, (struct due){.kind = DUE_ACTION,
                            .id = stmt_col_int(&st, 0),
                            .event = stmt_col_int(&st, 1),
                            .name = arena_str(w->arena, stmt_col_text(&st, 2)),
                            .about = "",
                            .day = day,
                            .urgent = day < b->day});
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    stmt_open(&st, b->db,
              SQL("select count(*) from (select 1 from action"
                  " where branch_id = :branch and done_on is null"
                  " and voided_on is null limit 1000)"));
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        out->open_actions = (int)stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* ---- events ----------------------------------------------------------- */

/* Planned events by the covering index of the lights, where all that does not
   count stands out. */
static bool read_planned(struct outlook_work *w, struct outlook *out,
                         struct err *err)
{
    struct book *b = w->book;
    char from[11];
    char soon[11];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select distinct e.id, e.kind, e.on_day, e.title"
                  " from event_kind k indexed by event_kind_light"
                  " cross join event e on e.id = k.event_id"
                  " where k.branch_id = :branch and k.on_day >= :from"
                  " and k.on_day <= :soon and k.counted = 0"
                  " and k.voided_on is null and e.state = :planned"
                  " and e.voided_on is null order by e.on_day limit :max"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":from", date_text(b->day - LOOK_BACK_DAYS, from));
    stmt_text(&st, ":soon", date_text(b->day + SOON_DAYS, soon));
    stmt_text(&st, ":planned", EVENT_PLANNED);
    stmt_int(&st, ":max", PLANNED_MAX);
    while (stmt_row(&st)) {
        int day = outlook_day(&st, 2);
        outlook_add(
            w, (struct due){.kind = DUE_PLANNED,
                            .id = stmt_col_int(&st, 0),
                            .about = arena_str(w->arena, stmt_col_text(&st, 1)),
                            .name = arena_str(w->arena, stmt_col_text(&st, 3)),
                            .day = day,
                            .urgent = day < b->day});
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    stmt_open(&st, b->db,
              SQL("select 1 from event where branch_id = :branch limit 1"));
    stmt_int(&st, ":branch", b->branch);
    out->has_events = stmt_row(&st);
    return stmt_done(&st, err);
}

static bool read_sealed(struct outlook_work *w, struct outlook *out,
                        struct err *err)
{
    struct stmt st;
    out->sealed_month = MONTH_NONE;
    stmt_open(&st, w->book->db,
              SQL("select month from period where branch_id = :branch"
                  " and opened_on is null and voided_on is null"
                  " order by month desc limit 1"));
    stmt_int(&st, ":branch", w->book->branch);
    if (stmt_row(&st)) {
        month_read(stmt_col_text(&st, 0), &out->sealed_month);
    }
    return stmt_done(&st, err);
}

/* ---- all -------------------------------------------------------------- */

static int by_urgency(const void *one, const void *other)
{
    const struct due *a = one;
    const struct due *b = other;
    if (a->urgent != b->urgent) {
        return a->urgent ? -1 : 1;
    }
    /* 组织生活, 党费 and 发展党员 before what stands around them. */
    if ((a->kind == DUE_ENTRY) != (b->kind == DUE_ENTRY)) {
        return a->kind == DUE_ENTRY ? 1 : -1;
    }
    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    return a->id < b->id ? -1 : a->id > b->id;
}

/* All of it from one state of the ledger, and under one lock. */
static bool read_all(struct outlook_work *w, struct outlook *out,
                     struct err *err)
{
    struct db *db = w->book->db;
    if (!tx_begin(db, TX_READ, err)) {
        return false;
    }
    bool ok = outlook_people(w, out, err) && read_term(w, err) &&
              read_actions(w, out, err) && read_planned(w, out, err) &&
              read_sealed(w, out, err) && outlook_dues(w, out, err) &&
              outlook_pipeline(w, out, err) && outlook_entries(w, out, err);
    return tx_end(db, ok, err);
}

bool outlook_of(struct book *b, struct arena *a, struct outlook *out,
                struct err *err)
{
    struct outlook_work w = {.book = b, .arena = a};
    memset(out, 0, sizeof *out);
    date_text(b->day, w.day);
    bool ok = read_all(&w, out, err);
    if (ok && w.n > 0) {
        qsort(w.due, w.n, sizeof *w.due, by_urgency);
        out->due = arena_array(a, w.n, sizeof *out->due);
        memcpy(out->due, w.due, w.n * sizeof *w.due);
        out->n_due = w.n;
    }
    mem_free(w.due);
    return ok || err_doing(err, "查看到期事项");
}
