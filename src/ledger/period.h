/* What the book of seals is made of; shared by its rooms: period.c (the book,
   asking, the two doors) and period_check.c (when a month may be sealed and
   opened). */
#ifndef PBTUI_LEDGER_PERIOD_H
#define PBTUI_LEDGER_PERIOD_H

#include "pbtui/ledger/periods.h"

#define PERIOD_FIELDS(X)                                                       \
    X(MONTH, "month", "月份", month, FIELD_NEEDED, 0, 10, NULL,                \
      "封哪个月，例如 2026-10；封账后这个月的记录不能再改")                    \
    X(SEALED_ON, "sealed_on", "封账日期", date,                                \
      FIELD_NOT_NULL | FIELD_NEW_ROW, 0, 12, NULL, "程序自己填")               \
    X(SEALED_BY, "sealed_by", "经手人", text, FIELD_NOT_NULL, 0, 16, NULL,     \
      "程序自己填")                                                            \
    X(EVENTS, "events", "会议次数", count, FIELD_NOT_NULL | FIELD_NEW_ROW, 0,  \
      6, NULL, "程序自己数：这个月已召开的会议和活动")                         \
    X(HEAD, "head", "校验码", text, FIELD_NOT_NULL | FIELD_NEW_ROW, 0, 24,     \
      NULL, "程序自己填：封账前审计链的校验码")                                \
    X(HEAD_SEQ, "head_seq", "审计序号", count, FIELD_NOT_NULL, 0, 10, NULL,    \
      "程序自己填")                                                            \
    X(WHY, "opened_why", "启封原因", text, 0, 1, 40, NULL,                     \
      "至少四个字；写了原因和第二人再保存，就是启封")                          \
    X(WITH, "opened_with", "第二人", text, FIELD_NEW_ROW, 1, 16, NULL,         \
      "启封要两个人：写经手人以外的一位，例如书记")                            \
    X(OPENED_ON, "opened_on", "启封日期", date, FIELD_NEW_ROW, 1, 12, NULL,    \
      "程序自己填")                                                            \
    X(OPENED_BY, "opened_by", "启封经手", text, 0, 1, 16, NULL, "程序自己填")  \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_NEW_ROW, 0, 40, "branches", NULL)

enum period_field {
#define X(id, ...) PERIOD_##id,
    PERIOD_FIELDS(X)
#undef X
        PERIOD_STATE,
    PERIOD_TIMES
};

/* The row that seals the month now; its day is copied.  *id 0: open. */
bool period_row(struct book *b, int64_t branch, int month, int64_t *id,
                char sealed_on[11], struct err *err);
/* The latest (or first) month that is sealed; MONTH_NONE: none. */
bool period_edge(struct book *b, int64_t branch, bool latest, int *month,
                 struct err *err);
/* Binds :first and :last to the days of a month. */
struct stmt;
void period_bind(struct stmt *st, int month);

/* A reason or a second person was written: the month is to be opened. */
bool period_opens(const struct record *r, const struct record *old);
/* A reason and a second person are there; false: E-PERIOD-010 … 012. */
bool period_may_open(struct book *b, const struct record *r, struct arena *a,
                     struct err *err);
void period_check_row(struct book *b, const struct record *r,
                      const struct record *old, struct issues *is);

#endif
