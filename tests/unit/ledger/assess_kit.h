/* People with assessments, for the tests of 党费核定. */
#ifndef PBTUI_TESTS_LEDGER_ASSESS_KIT_H
#define PBTUI_TESTS_LEDGER_ASSESS_KIT_H

#include "support.h"

#include "pbtui/ledger/dues_assess.h"

/* So many full members, here since 2015: ids 1 … n. */
void kit_members(struct fixture *f, int n);
void kit_run(struct fixture *f, const char *sql);
int64_t kit_count(struct fixture *f, const char *sql);
/* A sheet for that month, fails the test when it cannot be opened. */
void kit_sheet(struct fixture *f, struct assess_sheet *s, int64_t person,
               const char *month);
void kit_put(struct assess_sheet *s, int field, const char *typed);
/* "" or the code of the refusal. */
const char *kit_save(struct assess_sheet *s);
/* A sheet with a base, saved; its id. */
int64_t kit_assess(struct fixture *f, int64_t person, const char *month,
                   const char *base);
/* Line by the item's code. */
size_t kit_line(const struct assess_sheet *s, const char *item);
void kit_fill(struct assess_sheet *s, const char *item, const char *typed);
/* 0: not there, 1: a warning, 2: blocks. */
int kit_issue(const struct issues *is, const char *code);
/* The amount that holds for somebody in a month; -1: none. */
int64_t kit_holds(struct fixture *f, int64_t person, const char *month);
/* A row of dues.ini of the branch's own, read by the next book opened; NULL:
   none any more. */
void kit_own_rules(const char *text);

#endif
