/* 平台录入单: a record of the ledger as the upper platform's form asks for it:
   its fields in their order, under their own labels, dates and words as it
   wants them, long texts ready to paste; which records are not there yet, or
   are other by now than what was typed.

   A sheet is a file of data/platform/, one of the clerk's own of that name in
   the folder platform of the configuration in its place:

       [sheet]
       title  = 组织生活
       system = 全国党员管理信息系统
       module = 活动              a word of the register 平台录入
       book   = events            whose records
       source = meeting           a source of forms whose values may be used
       view   = all               of that book; the first one
       when   = state 已召开      a column and the words it may have; several
       when   = not late          … or that it has none
       from   = 2026-01-01        records from this day on
       dates  = 20261105          how a date is written
       field  = 活动名称 | {title} | 50
       field  = 学历 | {education?无} | 20 | 大学本科毕业=大学 高中=高中

   A hole is a value of the source, a column of the book, or of a record that a
   column leads to: {person_id.idno}.  The third part is how many characters the
   platform takes, the fourth which words it has for ours.

   Not here: keeping what has been ticked (ledger/platform.h). */
#ifndef PBTUI_REPORT_PLATFORM_SHEET_H
#define PBTUI_REPORT_PLATFORM_SHEET_H

#include "pbtui/base/arena.h"
#include "pbtui/ledger/ledger.h"
#include "pbtui/report/table.h"
#include "pbtui/text/date.h"

struct platform_line; /* a field as the file has it */
struct platform_when;
struct source;

struct platform_sheet {
    const char *name; /* of the file, without .ini */
    const char *title, *system, *module, *about;
    const struct ledger *ledger;
    const struct source *source; /* NULL */
    const struct ledger_view *view;
    const struct platform_when *whens;
    size_t n_whens;
    int from; /* DATE_NONE */
    int style;
    const struct platform_line *lines;
    size_t n_lines;
    bool own;
    const char *file;
};
struct platform_set {
    const struct platform_sheet *list; /* by file name */
    size_t n;
    const char *const *complaints; /* life.ini 第 3 行：… */
    size_t n_complaints;
};
void platform_sheets(struct platform_set *out, struct book *b, struct arena *a);
/* By name, title, or the one whose book that is; NULL. */
const struct platform_sheet *platform_sheet_find(const struct platform_set *set,
                                                 const char *word);
/* One file; NULL: each reason is a complaint. */
struct complaints;
const struct platform_sheet *platform_sheet_read(struct complaints *to,
                                                 struct book *b,
                                                 const char *file,
                                                 const char *text, bool own);

/* ---- one record ---------------------------------------------------------- */

struct platform_value {
    const char *label;
    const char *text;  /* to be typed; numbers of persons masked */
    const char *whole; /* the same, whole: for comparing, not for eyes */
    bool secret;       /* text is masked */
    size_t chars;      /* of whole, without line ends */
    int most;          /* 0: any number of them */
};
struct platform_page {
    const struct platform_sheet *sheet;
    int64_t id;
    const char *name; /* how the record is called */
    const char *day;  /* "" */
    struct platform_value *values;
    size_t n;
    size_t n_over; /* texts that are too long */
};
bool platform_fill(struct platform_page *out, struct book *b, struct arena *a,
                   const struct platform_sheet *s, int64_t id, struct err *err);
/* Shows what is masked, each with an entry in the audit. */
bool platform_reveal(struct platform_page *p, struct book *b, struct arena *a,
                     const char *reason, struct err *err);

/* ---- all of a sheet ------------------------------------------------------ */

enum platform_state { PLATFORM_OPEN, PLATFORM_CHANGED, PLATFORM_DONE };

struct platform_item {
    int64_t id;
    const char *name, *day;
    enum platform_state state;
    const char *on, *by; /* uploaded; "" */
    const char *changed; /* labels that are other since then; "" */
    size_t n_over;
};
struct platform_list {
    const struct platform_sheet *sheet;
    struct platform_item *items; /* oldest first */
    size_t n;
    size_t counts[PLATFORM_DONE + 1];
};
/* Of the branch in view; span: only those whose day lies in it, NULL: all. */
bool platform_list(struct platform_list *out, struct book *b, struct arena *a,
                   const struct platform_sheet *s, const struct span *span,
                   struct err *err);
/* Not there, or other by now. */
size_t platform_left(const struct platform_list *l);
/* The first one behind `after` that is to be typed, else the first of all;
   NULL: nothing is. */
const struct platform_item *platform_next(const struct platform_list *l,
                                          int64_t after);

bool platform_tick(struct book *b, struct arena *a,
                   const struct platform_sheet *s, const int64_t *ids, size_t n,
                   int day, struct err *err);
bool platform_untick(struct book *b, struct arena *a,
                     const struct platform_sheet *s, const int64_t *ids,
                     size_t n, const char *reason, size_t *done,
                     struct err *err);

/* ---- for eyes, files and paper ------------------------------------------- */

/* The sheets, one list each, with what is not up. */
void platform_table_sheets(struct table *out, struct arena *a,
                           const struct platform_list *lists, size_t n);
/* The records; only those that are to be typed unless `all`. */
void platform_table_list(struct table *out, struct book *b, struct arena *a,
                         const struct platform_list *l, bool all);
/* One record: label, text, what is wrong with it. */
void platform_table_page(struct table *out, struct book *b, struct arena *a,
                         const struct platform_page *p);
/* The same as lines to read and to paste: short texts behind their labels, long
   ones whole and alone. */
void platform_text_page(struct strbuf *out, const struct platform_page *p);
bool platform_is_long(const struct platform_value *v);
/* 218 字，比平台最多的 200 字多 18 字; "" */
const char *platform_over(struct arena *a, const struct platform_value *v);
const char *platform_state_text(enum platform_state state);
/* 还有 7 条没有录入，2 条录入以后改过 */
const char *platform_progress(struct arena *a, const struct platform_list *l);

#endif
