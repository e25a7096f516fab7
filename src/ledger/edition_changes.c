/* What has been changed since an edition, of that which it shows.

   Asked of the audit and not of the tables: a meeting that was moved into
   another month has left the paper as well, and only its older images say that
   it was once there.  So: entries since → the records they belong to (an
   attendance to its event) → those of which any image has a day of the span, in
   this branch. */
#include "edition_changes.h"

#include <inttypes.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/store/stmt.h"

/* The day, or the month, by which a record is on the paper of a span; a payment
   stands in the month it was booked in. */
#define DAYS                                                                   \
    "days(tbl, day) as (values"                                                \
    " ('event', '$.on_day'), ('talk', '$.on_day'),"                            \
    " ('review', '$.on_day'), ('election', '$.on_day'),"                       \
    " ('member', '$.from_on'), ('member', '$.to_on'),"                         \
    " ('placement', '$.from_on'), ('away', '$.from_on'), ('away', '$.to_on')," \
    " ('post', '$.from_on'), ('post', '$.to_on'),"                             \
    " ('person', '$.join_on'), ('person', '$.full_on'),"                       \
    " ('payment', '$.month'), ('due', '$.month'), ('dues_month', '$.month'),"  \
    " ('assess', '$.from_month'), ('handover', '$.on_day'),"                   \
    " ('fund_entry', '$.on_day'), ('reminder', '$.on_day'))"
/* Rows that are shown with another record. */
#define PARTS                                                                  \
    "parts(tbl, whole, link) as (values"                                       \
    " ('event_kind', 'event', '$.event_id'),"                                  \
    " ('attend', 'event', '$.event_id'), ('agenda', 'event', '$.event_id'),"   \
    " ('point', 'event', '$.event_id'), ('action', 'event', '$.event_id'),"    \
    " ('attachment', 'event', '$.event_id'),"                                  \
    " ('review_line', 'review', '$.review_id'),"                               \
    " ('candidate', 'election', '$.election_id'),"                             \
    " ('payment_part', 'payment', '$.payment_id'),"                            \
    " ('payment', 'sitting', '$.sitting_id'),"                                 \
    " ('assess_item', 'assess', '$.assess_id'),"                               \
    " ('fund_entry', 'fund', '$.fund_id'))"
#define ENTRIES                                                                \
    "entries as (select seq, change, tbl, row_id, after from audit"            \
    " where seq > :since and op in ('do', 'post', 'undo', 'redo'))"
/* Of a person only what the paper tells: the days themselves. */
#define SAYS_SOMETHING                                                         \
    " (e.tbl <> 'person' or exists (select 1 from audit w"                     \
    "   where w.tbl = 'person' and w.row_id = e.row_id"                        \
    "   and w.seq = (select max(seq) from audit where tbl = 'person'"          \
    "     and row_id = e.row_id and seq < e.seq)"                              \
    "   and (json_extract(w.after, '$.join_on')"                               \
    "          is not json_extract(e.after, '$.join_on')"                      \
    "     or json_extract(w.after, '$.full_on')"                               \
    "          is not json_extract(e.after, '$.full_on'))))"
#define TOUCHED                                                                \
    "touched as materialized ("                                                \
    "select change, tbl, row_id from entries e where" SAYS_SOMETHING           \
    " union select e.change, p.whole, json_extract(i.after, p.link)"           \
    " from entries e join parts p on p.tbl = e.tbl"                            \
    " join audit i on i.tbl = e.tbl and i.row_id = e.row_id"                   \
    " where i.after is not null)"
/* Rows without a branch of their own are of their person's. */
#define OF_BRANCH                                                              \
    " (json_extract(i.after, '$.branch_id') = :branch"                         \
    " or (json_extract(i.after, '$.branch_id') is null and exists"             \
    "  (select 1 from member m where m.branch_id = :branch and m.person_id ="  \
    "   coalesce(json_extract(i.after, '$.person_id'), i.row_id))))"
#define IN_SPAN                                                                \
    "exists (select 1 from days d join audit i"                                \
    " on i.tbl = t.tbl and i.row_id = t.row_id where d.tbl = t.tbl"            \
    " and i.after is not null"                                                 \
    " and json_extract(i.after, d.day) between"                                \
    "   substr(:from, 1, length(json_extract(i.after, d.day))) and :to"        \
    " and" OF_BRANCH ")"

static bool count_in_span(struct book *b, const struct edition_of *of,
                          int64_t since, int *n, struct err *err)
{
    char day[11];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("with " DAYS ", " PARTS ", " ENTRIES ", " TOUCHED
                  " select count(distinct change) from touched t"
                  " where " IN_SPAN));
    stmt_int(&st, ":since", since);
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":from", date_text(of->span.from, day));
    stmt_text(&st, ":to", date_text(of->span.to, day));
    *n = stmt_row(&st) ? (int)stmt_col_int(&st, 0) : 0;
    return stmt_done(&st, err);
}

static bool count_of_records(struct book *b, const struct edition_of *of,
                             int64_t since, int *n, struct err *err)
{
    struct strbuf ids;
    struct stmt st;
    sb_init(&ids);
    for (size_t i = 0; i < of->n_ids; i++) {
        sb_addf(&ids, "%c%" PRId64, i == 0 ? '[' : ',', of->ids[i]);
    }
    sb_add(&ids, "]");
    stmt_open(&st, b->db,
              SQL("with " PARTS ", " ENTRIES ", " TOUCHED
                  " select count(distinct change) from touched t"
                  " where t.tbl = :table"
                  " and t.row_id in (select value from json_each(:ids))"));
    stmt_int(&st, ":since", since);
    stmt_text(&st, ":table", of->table);
    stmt_text(&st, ":ids", ids.s);
    *n = stmt_row(&st) ? (int)stmt_col_int(&st, 0) : 0;
    sb_clear(&ids);
    return stmt_done(&st, err);
}

bool edition_count_changes(struct book *b, const struct edition_of *of,
                           int64_t since, int *n, struct err *err)
{
    *n = 0;
    if (of->n_ids > 0) {
        return count_of_records(b, of, since, n, err);
    }
    return of->span.from == DATE_NONE || count_in_span(b, of, since, n, err);
}
