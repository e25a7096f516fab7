/* A record: one row of a ledger as values, made, read, changed, checked and
   saved.  Lives in the arena it was made in. */
#ifndef PBTUI_LEDGER_RECORD_H
#define PBTUI_LEDGER_RECORD_H

#include "pbtui/ledger/ledger.h"

struct record {
    const struct ledger *ledger;
    int64_t id;            /* 0: new */
    int64_t ver;           /* version read */
    struct value *values;  /* one a field; secrets: the pii id, or the typed
                              text (VALUE_TEXT) when changed */
    const char *voided_on; /* "" when in force */
    const char *void_reason;
};

struct record record_new(const struct ledger *l, struct book *b,
                         struct arena *a);
bool record_read(struct record *out, const struct ledger *l, struct book *b,
                 struct arena *a, int64_t id, struct err *err);
/* All rows of the table t that stand behind `tail`, a literal that begins with
   where; it must name :branch and :day.  With room for `more` of them. */
bool record_read_all(struct record **out, size_t *n, const struct ledger *l,
                     struct book *b, struct arena *a, const char *tail,
                     size_t more, struct err *err);
/* The branch it belongs to, or that of the event it is a part of; 0: people
   and what is theirs belong to wherever they are. */
bool record_branch(const struct record *r, struct book *b, struct arena *a,
                   int64_t *out, struct err *err);
struct record record_copy(const struct record *r, struct arena *a);
/* Two of a ledger with the same values. */
bool record_same(const struct record *a, const struct record *b);

/* From text as typed; on failure the record is as before. */
bool record_type(struct record *r, struct book *b, struct arena *a, int field,
                 const char *typed, struct err *err);
/* As the clerk reads it ("" for null); secrets masked. */
void record_show(const struct record *r, struct book *b, int field,
                 struct strbuf *out);
const char *record_text(const struct record *r, int field); /* "" for null */
int64_t record_int(const struct record *r, int field);      /* 0 for null */
bool record_is_null(const struct record *r, int field);
int record_day(const struct record *r, int field); /* DATE_NONE for null */
void record_set_text(struct record *r, int field, const char *s);
void record_set_int(struct record *r, int field, int64_t v);
void record_set_null(struct record *r, int field);
void record_set_day(struct record *r, struct arena *a, int field, int day);

/* All rules: required fields, then the ledger's own. */
void record_check(const struct record *r, struct book *b,
                  const struct record *old, struct issues *is);
bool issues_block(const struct issues *is);
/* The first one that blocks becomes the error. */
bool issues_refuse(const struct issues *is, struct err *err);

#endif
