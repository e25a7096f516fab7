/* Outlines of reports (年度总结, 述职报告 …): texts of data/reports/ or of the
   folder reports of the configuration, with holes that figures fill.

       # title = {{year}}年度党建工作总结
       # about = 一句话
       # period = year
       一、思想建设
       　全年党课 {{R09}} 次，{{比上年 R09}}；讲了{{R09:}}。
       @if R58
       　志愿服务 {{R58}} 次、{{R58.参加}} 人次，按类型：{{R58/按类型}}。
       @else
       　本年没有组织志愿服务。
       @end

   `period` is what it is made for: a whole year (when nothing is said), or a
   half, which may also be another part of one year when that is asked for.

   A line is a paragraph; one that begins with 一、 or （一） is a heading.  A
   hole is

       year, last_year, next_year, period (2026年上半年), org, branch, today
       R09            the first value of a figure
       R09.听课       the value of that name
       R09/按类型     a part: 微党课 3 次、专题党课 2 次
       R09:           the texts of its rows: 《…》、《…》等 5 条
       R51:不足       of those rows only that a part tells apart by this word;
       R51.不足       how many they are, where no value is called so
       上年 …         the same of the year before, in the same days
       比上年 …       增加 2、减少 1、持平

   and @if takes one, true when it is neither 0 nor empty; `@if not` the other
   way. What cannot be filled says so where it stands and in a list; nothing is
   ever made up. */
#ifndef PBTUI_REPORT_OUTLINE_H
#define PBTUI_REPORT_OUTLINE_H

#include "pbtui/ledger/figures.h"
#include "pbtui/report/page.h"

enum outline_period { OUTLINE_YEAR, OUTLINE_HALF };
struct outline {
    const char *name;  /* annual-summary */
    const char *title; /* with holes */
    const char *about;
    const char *body;
    int first_line; /* of the body, in the file */
    enum outline_period period;
    bool own;
};
struct outline_set {
    const struct outline *list; /* by name */
    size_t n;
    const char *const *complaints;
    size_t n_complaints;
};
void outlines_read(struct outline_set *out, struct arena *a);
const struct outline *outlines_find(const struct outline_set *set,
                                    const char *word); /* name or title */
/* The days it is made for when these are asked for (DATE_NONE: not said), by
   the day in view; E-OUTLINE-001 … when they do not fit. */
bool outline_span(const struct outline *o, const struct book *b,
                  const struct span *asked, struct span *out, struct err *err);

struct outline_line {
    enum page_face face;
    const char *text;
};
struct outline_text {
    const char *title;
    const struct outline_line *lines;
    size_t n;
    const char *const *missing; /* annual-summary.txt 第 12 行：… */
    size_t n_missing;
    size_t n_filled; /* holes that a figure filled */
};
/* Of the branch in view and those days of one year; `notes`: every number
   points to what it is and how many records stand behind it. */
bool outline_fill(struct book *b, struct arena *a, const struct outline *o,
                  const struct span *span, bool notes, struct outline_text *out,
                  struct err *err);
void outline_lay(const struct outline_text *t, struct arena *a,
                 const struct sheet *sheet, const char *branch,
                 struct document *out);

#endif
