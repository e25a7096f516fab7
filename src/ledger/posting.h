/* Posting: what is written with a number of its own and stays.  A posted record
   is filed with what comes later, or taken back by an opposite one with the
   next number; nothing else. */
#ifndef PBTUI_LEDGER_POSTING_H
#define PBTUI_LEDGER_POSTING_H

#include "pbtui/ledger/record.h"
#include "rows.h"

struct dues_parts;

/* What one posted book has different from the others. */
struct posting_book {
    const struct ledger *ledger;
    const char *series;                 /* of its numbers */
    int on, year, no, reverses, reason; /* its fields */
    const int *turned;  /* amounts, negative in an opposite; ends with -1 */
    const int *cleared; /* what an opposite has not; ends with -1 */
    const char *reversed_by; /* select: year, no of what reverses :id */
    const char *this_one;    /* 这张上缴单 */
    const char *instead;     /* what to do where taking back is refused */
    /* Codes: the reason is too short; it takes another back; it was taken
       back. */
    const char *e_reason, *e_reverses, *e_reversed;
    /* Posts the opposite, when the book's own rules let it.  Where nothing was
       posted yet it leaves the opposite alone. */
    bool (*take_back)(struct book *b, struct arena *a, const struct record *old,
                      struct record *opposite, const char *reason,
                      struct err *err);
};

/* Of a book whose records are typed into its form: a slip, an entry of a fund.
   Payments are not; a sitting posts those (dues_post.c). */
struct posting_new {
    /* What the program puts into a new one before its rules look at it. */
    bool (*fill)(struct book *b, struct record *r, struct err *err);
    bool (*post)(struct book *b, struct arena *a, struct record *r,
                 struct err *err);
};

/* ---- a change that posts ----------------------------------------------- */

/* The next n numbers of a series are taken in this change; asked with the write
   lock held. */
bool posting_take(struct book *b, struct dues_parts *parts, const char *series,
                  int year, int n, int *first, struct err *err);
/* A new record goes in with the next number of its day's year, which goes in
   behind it. */
bool posting_add(struct book *b, struct dues_parts *parts,
                 const struct posting_book *of, struct record *r,
                 struct err *err);
/* Writes all of it under the name of `of` (NULL: of the first part), the verb
   before it; *out is the first part, read again. */
bool posting_write(struct book *b, struct dues_parts *parts, const char *verb,
                   const struct record *of, const char *reason,
                   struct record *out, struct err *err);

/* The ledger's own door (ledger.save): a new one is filled, checked and posted,
   an old one is filed. */
bool posting_save(const struct posting_book *of, const struct posting_new *door,
                  struct book *b, struct arena *a, struct record *r,
                  const struct record *old, const char *reason,
                  struct err *err);

/* ---- taking back ------------------------------------------------------- */

/* Lock, not twice, reason, the opposite, take_back.  *reversal 0: nothing was
   posted yet. */
bool posting_reverse(const struct posting_book *of, struct book *b,
                     struct arena *a, int64_t id, const char *reason,
                     int64_t *reversal, struct err *err);
/* Of today, with the opposite amounts, without its number. */
struct record posting_opposite(const struct posting_book *of, struct book *b,
                               struct arena *a, const struct record *old,
                               const char *reason);
/* Number of what took it back; "" nothing. */
bool posting_reversed_by(const struct posting_book *of, struct book *b,
                         int64_t id, char out[16], struct err *err);

/* ---- for the ledgers --------------------------------------------------- */

/* 2026-0003 */
const char *posting_number(const struct posting_book *of,
                           const struct record *r, char out[16]);
/* 冲销第 2026-0002 号：金额多填了  /  已由第 2026-0005 号冲销; false: it
   stands, and nothing is said. */
bool posting_summary(const struct posting_book *of, struct book *b,
                     const struct record *r, struct strbuf *out);

/* The fields behind those of the book, in this order: YEAR NO REVERSES REASON
   NOTE, then the computed NUMBER STATE. */
#define POSTED_FIELDS(X, reversed_what, book)                                  \
    X(YEAR, "year", "编号年度", year, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 6,     \
      NULL, NULL)                                                              \
    X(NO, "no", "编号序号", count, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 6, NULL,  \
      NULL)                                                                    \
    X(REVERSES, "reverses", reversed_what, link, FIELD_HIDDEN, 0, 20, book,    \
      NULL)                                                                    \
    X(REASON, "reason", "冲销原因", text, FIELD_HIDDEN | FIELD_SEARCHED, 0,    \
      40, NULL, NULL)                                                          \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 40, NULL, \
      NULL)

#define POSTED_WAS_REVERSED(table)                                             \
    "exists (select 1 from " table " x where x.reverses = t.id)"
#define POSTED_STATE(table, stands)                                            \
    "case when t.reverses is not null then '冲销' when " POSTED_WAS_REVERSED(  \
        table) " then '已冲销' else '" stands "' end"

#define POSTED_COMPUTED(table, stands)                                         \
    {                                                                          \
        .column = "number",                                                    \
        .label = "单号",                                                       \
        .kind = &field_text,                                                   \
        .flags = FIELD_COMPUTED,                                               \
        .sql = "printf('%04d-%04d', t.year, t.no)",                            \
    },                                                                         \
    {                                                                          \
        .column = "state", .label = "状态", .kind = &field_text,               \
        .flags = FIELD_COMPUTED | FIELD_FACET,                                 \
        .sql = POSTED_STATE(table, stands),                                    \
    }

#define POSTED_NOW                                                             \
    ROWS_OF_BRANCH "null and t.year = cast(substr(:day, 1, 4) as integer)"
#define POSTED_BACK(table)                                                     \
    ROWS_OF_BRANCH                                                             \
    "null and (t.reverses is not null or " POSTED_WAS_REVERSED(table) ")"

#define POSTED_VIEW(name, title, where, columns)                               \
    {                                                                          \
        name, title, NULL, where, columns, ARRAY_LEN(columns)                  \
    }
#define VIEWS_POSTED(table, now, all, columns)                                 \
    POSTED_VIEW("current", now, POSTED_NOW, columns),                          \
        POSTED_VIEW("reversed", "冲销的", POSTED_BACK(table), columns),        \
        VIEWS_OF(ROWS_OF_BRANCH, all, columns)

#endif
