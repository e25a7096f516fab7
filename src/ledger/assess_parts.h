/* What the rooms of 党费核定 share. */
#ifndef PBTUI_LEDGER_ASSESS_PARTS_H
#define PBTUI_LEDGER_ASSESS_PARTS_H

#include "dues_payers.h"
#include "pbtui/ledger/dues_assess.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

/* ---- one record (assess_follow.c) ------------------------------------- */

/* MONTH_NONE for null. */
int assess_month(const struct record *r, int field);
void assess_set_month(struct record *r, struct arena *a, int field, int month);
bool assess_is(const struct record *r, int field, const char *code);
/* The category of the record on its first day; NULL: none, or no such. */
const struct dues_category *assess_category(struct book *b,
                                            const struct record *r);
/* Rate and amount follow base and category; 免交 is nothing. */
void assess_follow(struct book *b, struct record *r);
/* Whose category is not known yet: retired by then, or working; NULL: the rules
   have no such. */
const struct dues_category *assess_proposal(struct book *b, struct arena *a,
                                            int retired, int day);
/* What of the last assessment goes on: its category and base; who has retired
   since is proposed as that, without a base.  *last: the row it came from, 0:
   there is none, or nothing of its base is taken over. */
bool assess_take_over(struct book *b, struct arena *a, struct record *r,
                      int64_t *last, struct err *err);
void assess_defaults(struct book *b, struct arena *a, struct record *r);
void assess_typed(struct book *b, struct arena *a, struct record *r, int field);
/* 少交（家中有重病人；示例机关党委 2026-03-01 批准，示机党〔2026〕3号）;
   NULL: none. */
const char *assess_relief(struct arena *a, const struct record *r);
/* 在流入地交; NULL: here. */
const char *assess_place(struct arena *a, const struct record *r);

/* ---- rules (assess_check.c, assess_check_others.c)
 * ------------------------------------------- */

/* What the record says by itself; no look at the file. */
void assess_check_values(struct book *b, const struct record *r,
                         struct issues *is);
/* What it says against the assessment before it: a base so far from that one's
   that a digit may be too many, retired though the roster knows of no such day.
   Warnings only. */
void assess_check_before(struct book *b, const struct record *r,
                         struct issues *is);
void assess_check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is);
/* The last closed month of from … to in the branch; MONTH_NONE: none. */
bool assess_closed(struct book *b, int64_t branch, int from, int to, int *out,
                   struct err *err);
/* Is a row from a later month than January the branch's first of the year? */
bool assess_is_first(struct book *b, int64_t branch, int year, int from,
                     bool *out, struct err *err);
bool assess_may_void(struct book *b, const struct record *r, struct err *err);
bool assess_item_may_void(struct book *b, const struct record *r,
                          struct err *err);

/* ---- saving (assess_save.c) ------------------------------------------- */

/* The next line of the year's sheet; with the write lock held. */
bool assess_next_no(struct book *b, int64_t branch, int year, int64_t *no,
                    struct err *err);
bool assess_save_head(struct book *b, struct arena *a, struct record *r,
                      const struct record *old, const char *reason,
                      struct err *err);
bool assess_save_item(struct book *b, struct arena *a, struct record *r,
                      const struct record *old, const char *reason,
                      struct err *err);

/* ---- a worksheet (assess_sheet.c) ------------------------------------- */

/* May the category have that amount, where nothing was approved?  Less than its
   least is told how it would be approved.  True for c NULL. */
bool assess_fixed_ok(const struct dues_category *c, int64_t fen,
                     struct err *err);
bool assess_has_lines(const struct assess_sheet *s);
/* The items of the day, with what the lines there are say. */
void assess_lay_out(struct assess_sheet *s);
/* Why there is a row in the middle of a year: somebody came. */
bool assess_set_reason(struct assess_sheet *s, int64_t person, int month,
                       struct err *err);
/* A new one that is filled in already (assess_filled.c). */
bool assess_sheet_of(struct assess_sheet *s, struct book *b, struct arena *a,
                     const struct record *r, struct err *err);
/* The amount of an item as it is; false: the sheet does not ask for it. */
bool assess_sheet_item(struct assess_sheet *s, const char *item, int64_t fen);
bool assess_lines_sum(const struct assess_sheet *s, int64_t *base,
                      struct err *err);

/* ---- all of a year (assess_hold.c) ------------------------------------ */

/* A row as it is in the book. */
struct assess_kept {
    int64_t person, ver;
    int from, to;            /* months; to MONTH_NONE: to the end of the year */
    struct assess_hold hold; /* the amount as it was assessed */
};
/* By person and month, of everybody in the branch in view. */
bool assess_kept_read(struct book *b, struct arena *a, int year,
                      struct assess_kept **out, size_t *n, struct err *err);
/* Of one person: the rows of the last assessed year up to `year`; when there is
   none, of the first one behind it. */
bool assess_kept_near(struct book *b, struct arena *a, int64_t person, int year,
                      struct assess_kept **out, size_t *n, struct err *err);
/* The rows of the person at `at`: how many. */
size_t assess_kept_run(const struct assess_kept *list, size_t n, size_t at);
/* Of one person's rows the one in force in a month; NULL: none is. */
const struct assess_kept *assess_in_force(const struct assess_kept *list,
                                          size_t n, int month);
/* What it comes to in that month. */
struct assess_hold assess_held(const struct dues_rules *r,
                               const struct assess_kept *k, int month);

#endif
