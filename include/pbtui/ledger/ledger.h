/* A ledger is a table of fields with a table of views over it.  Adding one is
   a file with such a table, a line in the registry and a migration. */
#ifndef PBTUI_LEDGER_LEDGER_H
#define PBTUI_LEDGER_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/ledger/field.h"
#include "pbtui/rules/standing.h"

struct db;
struct session;
struct change;
struct change_row;
struct record;
struct ledger;

/* An open ledger file and the point of view: the day it is looked at, the
   branch that is meant. */
struct book {
    struct db *db;
    int today;                          /* clock */
    int day;                            /* as of */
    int64_t branch;                     /* 0: none yet */
    const struct standing_rules *rules; /* NULL until book_rules was asked */
    struct session *session;
};

/* The limits of data/rules/roster.ini.  Read when first asked for: a start
   that only shows a list does without them. */
const struct standing_rules *book_rules(struct book *b);

/* A column of a list. */
struct ledger_column {
    int field;
    int min_cols, max_cols;
    int priority; /* 1 stays longest */
};

/* A view: which rows, under which name.  `where` may use :day, :branch. */
struct ledger_view {
    const char *name;  /* CLI: --view NAME */
    const char *title; /* 在册党员 */
    const char *join;  /* put behind the ledger's `from`; "" for none */
    const char *where;
    const struct ledger_column *columns;
    size_t n_columns;
};

/* A rule's word on a record before it is saved. */
struct issue {
    const char *column;
    bool blocks; /* false: a warning, the clerk decides */
    const char *code;
    const char *text;
};
struct issues {
    struct arena *arena;
    struct issue *list;
    size_t n, cap;
};
void issue_add(struct issues *is, const char *column, bool blocks,
               const char *code, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* What could not be looked up is an issue, too: it blocks. */
void issue_add_err(struct issues *is, const char *column,
                   const struct err *err);

struct ledger {
    const char *name;    /* roster */
    const char *aliases; /* "people 名册 党员" */
    const char *title;   /* 党员名册 */
    const char *noun;    /* 党员: 新增党员, 登记党员 张三 */
    const char *table;
    const struct field *fields;
    size_t n_fields;
    const char *const *pages; /* titles, ends with NULL */
    const char *from;         /* "person t" with joins the fields need */
    const char *order;        /* first sort expression, NOT NULL, indexed */
    bool order_is_int;
    bool order_descending;
    const struct ledger_view *views;
    size_t n_views;
    int parent; /* field that points to the owner (person, branch); -1 */
    const char *day_column; /* what --month and --from/--to mean; or NULL */
    bool by_branch;         /* rows belong to the branch in view */
    /* Values of a new record before anything is typed; may be NULL. */
    void (*defaults)(struct book *b, struct arena *a, struct record *r);
    /* After a field was typed: fills in what follows from it (birth and sex
       from an ID number), never overwriting; may be NULL. */
    void (*typed)(struct book *b, struct arena *a, struct record *r, int field);
    /* Rules over the whole record; old is NULL for a new one. */
    void (*check)(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is);
    /* Further rows of the same change, derived columns; may be NULL. */
    bool (*expand)(struct book *b, struct arena *a, const struct record *r,
                   const struct record *old, struct change *c,
                   struct change_row *row, struct err *err);
    /* One line that names the record: 张三. */
    void (*label)(struct book *b, const struct record *r, struct strbuf *out);
    /* Is this field asked for in the form of this record?  NULL: all are. */
    bool (*asks)(struct book *b, const struct record *r, int field);
    /* What may be taken for a field of this record, instead of what its kind
       has; false: as its kind says.  NULL: always. */
    bool (*offers)(struct book *b, struct arena *a, const struct record *r,
                   int field, const struct field_offer **out, size_t *n);
    /* What stands behind a field of this record instead of what its kind says,
       anew while any of them is typed: 5 个工作日.  NULL: nothing. */
    void (*echo)(const struct record *r, int field, struct strbuf *out);
    /* What the whole it is put into says of it: asked by the form, beside
       `check`; `save` asks by itself.  NULL: nothing. */
    void (*judge)(struct book *b, struct arena *a, const struct record *r,
                  struct issues *is);
    /* The rules that the record is under, for F1 in its form; NULL: none. */
    void (*explain)(struct book *b, const struct record *r, struct strbuf *out);
    /* What saving it will also do, a line each, shown before it is saved; NULL:
       nothing. */
    bool (*effects)(struct book *b, struct arena *a, const struct record *r,
                    struct strbuf *out, struct err *err);
    /* What the record comes to on the day in view, one line; may be NULL. */
    void (*summary)(struct book *b, const struct record *r, struct strbuf *out);
    /* Column a link is looked up by and shown as. */
    const char *link_column;
    /* Too many to step through or to compare by name: a link to one is picked,
       or typed as its day or #number, and shown as its label. */
    bool many;
    /* The way in for a record that is not saved alone (an event and its
       parts); NULL: the row as it is.  Checks and writes; called with the write
       lock held. */
    bool (*save)(struct book *b, struct arena *a, struct record *r,
                 const struct record *old, const char *reason, struct err *err);
    /* May this one be voided by itself?  NULL: yes. */
    bool (*may_void)(struct book *b, const struct record *r, struct err *err);
    /* What is posted is not voided but taken back by an opposite record with a
       number of its own; NULL: voided.  Called with the write lock held and a
       reason that is long enough; may_void has not been asked. */
    bool (*reverse)(struct book *b, struct arena *a, int64_t id,
                    const char *reason, int64_t *reversal, struct err *err);
    /* Saving a new one gives it a number and is not undone: asked before. */
    bool posts;
    /* Voiding takes the records that belong to this one along. */
    bool void_children;
    /* Counts what would be left standing on a voided :id; NULL: nothing. */
    const char *in_use;
    /* Condition of a row that is also of the kind :kind, of :grp and :year when
       these are not 0; NULL: no kinds. */
    const char *of_kind;
    /* `from` when of_kind is asked with a :year: begins at the few rows of that
       year; NULL: no such way. */
    const char *from_year;
};

/* Index of a field by column name; -1 when there is none. */
int ledger_field(const struct ledger *l, const char *column);
/* By column name or label. */
int ledger_field_typed(const struct ledger *l, const char *word);
const struct ledger_view *ledger_view(const struct ledger *l, const char *name);

#endif
