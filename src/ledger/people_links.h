/* What people.c and the dated tables behind it share. */
#ifndef PBTUI_LEDGER_PEOPLE_LINKS_H
#define PBTUI_LEDGER_PEOPLE_LINKS_H

#include "pbtui/ledger/ledger.h"

struct stmt;

/* The dates of a person record, for the rules of standing. */
struct person_dates people_dates(const struct record *r);
/* The rules over a whole person record. */
void people_check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is);

/* How a new person comes into the branch: rows for member and placement. */
struct people_entry {
    struct change_row *person; /* new in the same change; or */
    int64_t person_id;
    int64_t branch;
    int joined;
    int from;         /* DATE_NONE: worked out */
    const char *kind; /* code in_kind */
    const char *from_unit;
    int64_t grp; /* 0: none */
};
void people_enter(struct book *b, struct arena *a, struct change *c,
                  const struct people_entry *e);

/* Fields that stand in several of the dated tables. */
#define FROM_TO_CHECK_TEXT "结束日期不能早于开始日期，请核对。"

/* True when the person is a member of the branch (0: of any) on the day. */
bool people_is_member(struct book *b, int64_t person, int64_t branch, int day);
/* Binds :from and :to of a dated row; :to is null while it is open. */
void people_bind_span(struct stmt *st, const struct record *r, int from,
                      int to);
/* "张三 书记" for the label of a dated row. */
void people_label(struct book *b, int64_t person, struct strbuf *out);

#endif
