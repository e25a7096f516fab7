/* What the rooms that collect 党费 share. */
#ifndef PBTUI_LEDGER_DUES_PARTS_H
#define PBTUI_LEDGER_DUES_PARTS_H

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/dues.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/money.h"

/* Of a payment p: neither takes another back nor was taken back. */
#define PAYMENT_STANDS                                                         \
    "p.reverses is null and not exists (select 1 from payment v"               \
    " where v.reverses = p.id and v.voided_on is null)"

/* The first blocking issue as an error; a warning, too, when there is no
   reason. */
bool dues_refuse(const struct issues *is, const char *reason, struct err *err);
/* Of a day on which money was handed over, or is posted or taken back: not
   ahead, not before the last closing of a month, not in a sealed month. */
void dues_check_day(struct book *b, int day, struct issues *is);
bool dues_may_post(struct book *b, struct arena *a, int day, struct err *err);
/* The open month; E-DUES-010 when there is none. */
bool dues_need_open(struct book *b, int *month, struct err *err);
/* May this month be opened, or is it open already? */
bool dues_month_may_open(struct book *b, struct arena *a, int month,
                         bool *is_open, struct err *err);
/* The one of three sums that a way of paying belongs to. */
int64_t *dues_of_way(const char *way, int64_t *cash, int64_t *transfer,
                     int64_t *online);
/* 2026-0012 of two columns; "" for null. */
const char *dues_number(struct stmt *st, struct arena *a, int year, int no);
/* 2026 年 11 月 */
const char *dues_month_words(struct arena *a, int month);

/* What one person is asked for in one month (dues_lacking.c). */
struct dues_asked {
    bool has_row;  /* the month was opened with that person in it */
    bool nearest;  /* not assessed for that month: by the nearest that is */
    char state[4]; /* code due_state */
    int64_t due, paid;
};
bool dues_asked(struct book *b, struct arena *a, int64_t person, int month,
                struct dues_asked *out, struct err *err);
/* Of dues_take_check what is the same for everybody: day and way. */
void dues_take_check_head(struct book *b, int on, const char *way,
                          struct issues *is);
/* Every part of some payments, by person and month, then in their order: the
   same twice stands side by side. */
struct dues_named {
    int64_t person;
    int month;
    size_t take, part;
};
struct dues_named *dues_names(struct arena *a, const struct dues_take *t,
                              size_t n, size_t *n_out);

/* Parts of a change, put together one by one. */
struct dues_parts {
    struct arena *arena;
    struct apply_part *v;
    size_t n, cap;
};
/* A copy of r goes in; returns its index. */
size_t dues_parts_add(struct dues_parts *p, const struct record *r,
                      const struct record *old);
struct record *dues_part_record(struct dues_parts *p, size_t i);

/* A payment and what it pays, read for taking it back. */
bool dues_parts_void(struct dues_parts *p, struct book *b, int64_t payment,
                     const char *reason, int64_t *fen, struct err *err);

/* Of a payment typed as a record: where its amount will go, when that is not
   the month that is collected.  Who has paid it would pay ahead unknowingly. */
void dues_tell_months(struct book *b, const struct record *r,
                      struct issues *is);
/* The records' own doors, for their ledgers. */
bool payment_save(struct book *b, struct arena *a, struct record *r,
                  const struct record *old, const char *reason,
                  struct err *err);
bool dues_only_here(struct book *b, struct arena *a, struct record *r,
                    const struct record *old, const char *reason,
                    struct err *err);

/* Counts and sums of the sitting that is not closed yet. */
struct dues_drafts {
    size_t n;
    int64_t cash, transfer, online;
};
bool dues_drafts_of(struct book *b, struct dues_drafts *out, struct err *err);
/* Of dues_verify what one month holds: asked before it is closed. */
bool dues_verify_month(struct book *b, struct arena *a, int month,
                       void (*found)(void *ctx, const char *code,
                                     const char *table, int64_t id,
                                     const char *text),
                       void *ctx, struct err *err);
/* The figures of an open month as they stand; and into its record. */
bool dues_figures_now(struct book *b, int month, struct dues_figures *out,
                      struct err *err);
void dues_figures_store(const struct dues_figures *f, struct record *r);
/* The count against what is there by the book; *counted is what is written
   down. */
bool dues_count_matches(const struct dues_count *c, int64_t cash,
                        const char *what, int64_t *counted, struct err *err);

/* Of the row of dues_balance that is x in the statement: not owed yet, by whom
   it was agreed with to pay by the quarter; :quarter is dues_quarter_open of
   the month asked about. */
#define DUES_NOT_YET                                                           \
    "(x.month >= :quarter and exists (select 1 from due u"                     \
    " join assess q on q.id = u.assess_id and q.quarterly = 1"                 \
    " where u.person_id = x.person_id and u.month = x.month"                   \
    " and u.branch_id = x.branch_id and u.voided_on is null))"
void dues_bind_quarter(struct stmt *st, struct book *b, int month);

/* What a payment is for, months that follow one another as a run: 试一 2026-08
   and 2026-10—2026-11.  Of its parts y those that are `there`. */
#define DUES_PAYS_FOR(payment, there)                                          \
    "(select group_concat(w, '、') from (select n.name || ' ' ||"             \
    " group_concat(r, '、') as w from (select person_id, min(id) as first,"   \
    " min(month) || case when max(month) > min(month)"                         \
    " then '—' || max(month) else '' end as r from (select y.person_id,"     \
    " y.month, y.id, substr(y.month, 1, 4) * 12 + substr(y.month, 6)"          \
    " - dense_rank() over (partition by y.person_id order by y.month)"         \
    " as run from payment_part y where y.payment_id = " payment " and " there  \
    ") group by person_id, run order by min(month)) m"                         \
    " join person n on n.id = m.person_id"                                     \
    " group by m.person_id order by min(m.first)))"

#endif
