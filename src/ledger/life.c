/* Lists of a span, each out of one query. */
#include "pbtui/ledger/life.h"

#include <string.h>

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"

/* ---- for all rooms ------------------------------------------------------ */

int life_end(const struct book *b, const struct span *span)
{
    return span->to == DATE_NONE || span->to > b->day ? b->day : span->to;
}

void life_bind(struct stmt *st, const struct book *b, const struct span *span)
{
    char day[11];
    stmt_int(st, ":branch", b->branch);
    stmt_text(st, ":from", date_text(span->from, day));
    stmt_text(st, ":to", date_text(life_end(b, span), day));
}

int life_day(struct stmt *st, int column)
{
    int day = DATE_NONE;
    date_read(stmt_col_text(st, column), &day);
    return day;
}

const char *life_text(struct stmt *st, struct arena *a, int column)
{
    return arena_str(a, stmt_col_text(st, column));
}

void *life_keep(struct arena *a, void *grown, size_t n, size_t size)
{
    void *kept = arena_array(a, n + 1, size);
    if (n > 0) {
        memcpy(kept, grown, n * size);
    }
    mem_free(grown);
    return kept;
}

/* ---- lists -------------------------------------------------------------- */

bool life_events(struct book *b, struct arena *a, const struct life_ask *ask,
                 int64_t **ids, size_t *n, struct err *err)
{
    struct stmt st;
    int64_t *list = NULL;
    size_t cap = 0;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select e.id from event e where e.branch_id = :branch"
                  " and e.on_day >= :from and e.on_day <= :to"
                  " and e.state in ('2', '3') and e.voided_on is null"
                  " and (:grp = 0 or e.grp_id = :grp)"
                  " and (:kind is null or exists (select 1 from event_kind k"
                  " where k.event_id = e.id and k.kind = :kind"
                  " and k.voided_on is null))"
                  " order by e.on_day, coalesce(e.time_from, ''), e.id"));
    life_bind(&st, b, &ask->span);
    stmt_int(&st, ":grp", ask->grp);
    stmt_text(&st, ":kind", ask->kind);
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = stmt_col_int(&st, 0);
    }
    *ids = life_keep(a, list, *n, sizeof *list);
    return stmt_done(&st, err) || err_doing(err, "读取会议、活动");
}

bool life_talks(struct book *b, struct arena *a, const struct span *span,
                struct life_talk **out, size_t *n, struct err *err)
{
    struct stmt st;
    struct life_talk *list = NULL;
    size_t cap = 0;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select id, on_day from talk where branch_id = :branch"
                  " and on_day >= :from and on_day <= :to"
                  " and voided_on is null order by on_day, id"));
    life_bind(&st, b, span);
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] =
            (struct life_talk){stmt_col_int(&st, 0), life_day(&st, 1)};
    }
    *out = life_keep(a, list, *n, sizeof *list);
    return stmt_done(&st, err) || err_doing(err, "读取谈心谈话");
}

bool life_counts(struct book *b, struct arena *a, int year,
                 struct life_count **out, size_t *n, struct err *err)
{
    struct stmt st;
    char text[11];
    struct life_count *list = NULL;
    size_t cap = 0;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select k.event_id, k.kind, k.grp_id, g.name, k.on_day,"
                  " k.for_year from event_kind k"
                  " left join grp g on g.id = k.grp_id"
                  " where k.branch_id = :branch and k.on_day <= :day"
                  " and k.counted = 1 and k.voided_on is null"
                  " and (k.on_day between :first and :last"
                  " or k.for_year = :year)"
                  " order by k.on_day, k.event_id, k.ord"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":first", date_text(date_of(year, 1, 1), text));
    stmt_text(&st, ":last", date_text(date_of(year, 12, 31), text));
    stmt_text(&st, ":day", date_text(b->day, text));
    stmt_int(&st, ":year", year);
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = (struct life_count){
            .event = stmt_col_int(&st, 0),
            .kind = arena_str(a, stmt_col_text(&st, 1)),
            .grp = stmt_col_int(&st, 2),
            .grp_name = arena_str(a, stmt_col_text(&st, 3)),
            .on = life_day(&st, 4),
            .for_year = (int)stmt_col_int(&st, 5),
        };
    }
    *out = life_keep(a, list, *n, sizeof *list);
    return stmt_done(&st, err) || err_doing(err, "统计会议、活动");
}

bool life_lead(struct book *b, struct arena *a, int64_t event, const char *kind,
               const char **out, struct err *err)
{
    struct stmt st;
    *out = "";
    stmt_open(&st, b->db,
              SQL("select coalesce(p.name, k.lead_out, '') from event_kind k"
                  " left join person p on p.id = k.lead_id"
                  " where k.event_id = :event and k.kind = :kind"
                  " and k.voided_on is null"));
    stmt_int(&st, ":event", event);
    stmt_text(&st, ":kind", kind);
    if (stmt_row(&st)) {
        *out = arena_str(a, stmt_col_text(&st, 0));
    }
    return stmt_done(&st, err) || err_doing(err, "读取主讲人");
}

bool life_post(struct book *b, struct arena *a, int64_t person, int64_t branch,
               int day, const char **out, struct err *err)
{
    struct stmt st;
    char text[11];
    *out = "";
    stmt_open(&st, b->db,
              SQL("select kind from post where person_id = :person"
                  " and branch_id = :branch and voided_on is null"
                  " and from_on <= :day and (to_on is null or to_on > :day)"
                  " order by kind limit 1"));
    stmt_int(&st, ":person", person);
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":day", date_text(day, text));
    if (stmt_row(&st)) {
        *out = arena_str(a, codes_name("post", stmt_col_text(&st, 0)));
    }
    return stmt_done(&st, err) || err_doing(err, "读取党内职务");
}
