/* Forms: what a printed page of a book looks like, described in
   data/forms/NAME.ini and laid over what a source tells (report/source.h).

   A description is one [form] section.  First what the form is, in any order:

       title   = {kind}记录        ; on the paper, too
       name    = 会议记录          ; in lists; without it the title
       about   = 一句话的说明      ; for `print --list`
       paper   = 竖排五号          ; of sheets.ini
       source  = meeting
       when    = kinds themeday    ; only offered for a record whose value
                                   ; `kinds` holds that word, or one of several
       file    = {day}-{title}     ; name of the file, without ending
       footer  = no                ; page: the page number only; no: nothing;
                                   ; full (without the key): with the edition
       offer   = no                ; a part of bound ledgers, not in lists
       rank    = 1                 ; first of those that are offered; what
                                   ; is likely now (a source's value
                                   ; `likely`, a word of `when`) stands
                                   ; behind rank 4
       each    = people            ; the whole form once for every row of a
                                   ; list, each on a page of its own; with the
                                   ; word together: one after the other
       heading = no                ; no title on the paper

   Then the things on the page, in their order; a key may carry something behind
   a dot to be different (grid.1, grid.2), and may as well be repeated:

       line    = 左 | 中 | 右      ; two parts: left and right
       grid    = 会议名称: {title} *2 | 会议类型: {kinds}  ; *2 its share
       rows    = 2                 ; at least so high: the grids from here on
       area    = 会议内容 | {minutes} | 12     ; label | text | at least
       above   = 决议 | {resolution} | 4       ; the same, label above
       photo   = 照片粘贴处 | 12
       text    = 　　一段正文…     ; a paragraph, indented by two characters
       head    = 一、标题          ; 黑体;  kai = （一）… 楷体
       plain   = 抬头：            ; flush left
       centre  = （征求意见稿）
       big     = 二〇二六年台账    ; like a title, anywhere
       right   = {org} | 2         ; flush right, 2 characters kept free
       note    = 注：…             ; small, flush left
       space   = 2
       cut     = 存根
       page    = new
       sign    = 主持人签字 | 记录人签字 | 年　月　日

       table   = roll | 序号:no 4 r | 姓名:name 8 | 签名: 12+ | 备注:reason 10+
                                   ; list | title:content width align(l c r);
                                   ; + takes its part of what is left, +2 two
       columns = 学历:degree 8     ; more columns of the table above, and also
       blank   = 30                ; rows to write in; +5: five more than rows
       twice   = 2                 ; side by side, down first
       tall    = 2                 ; lines a row
       fixed   = 2                 ; too wide: these are repeated in each part
       total   = 合计 | | {sum}
       none    = 本期没有记录      ; when there is no row; empty: say nothing
       where   = grp {row.name}    ; only rows whose column says that

       if      = lead              ; what follows only when that value is there;
                                   ; `if = kinds lecture`: holds one of the
                                   ; words; `if = not …`; until `if = end`
       repeat  = groups            ; what follows once for every row of a list,
                                   ; until `repeat = end`

   In any text: {name} a value of the source, {list.n} the number of rows of a
   list, {each.x} a column of `each`, {row.x} a column of the table or of
   `repeat`, {box:name} ■ or □, {name?text} the text when it is empty, {{ a
   brace.  Content of a table's column is a column of its list, nothing (to
   write in), or a text with {row.x}; `no` counts the rows where the list has no
   such column; in a title / begins a new line.  `{events.day}:mark* 5 c` is a
   column for each row of the list events, holding mark1, mark2 ….

   A part of a line whose values are all empty is left out, label and all; so is
   a paragraph of which nothing is left.  A user's own NAME.ini in the
   configuration folder (forms/) takes the place of the one compiled in; what is
   wrong in it is told with file and line, and the one compiled in is used. */
#ifndef PBTUI_REPORT_FORM_H
#define PBTUI_REPORT_FORM_H

#include "pbtui/base/embed.h"
#include "pbtui/report/flow.h"
#include "pbtui/report/source.h"

/* What stands below each page: branch, page and the edition with its code; the
   page only; nothing (ballots, which nobody shall tell apart; letters, whose
   sheet has its own page number).  Only the first is noted as an edition. */
enum form_footer { FOOTER_FULL, FOOTER_PAGE, FOOTER_NONE };

enum { FORM_LAST = 99 };

struct form {
    const char *name;  /* file name without ending: the word for `print` */
    const char *title; /* as listed, without holes */
    const char *about; /* one line for `print --list` */
    const char *paper;
    const struct source *source;
    const char *when_value; /* "" always offered */
    const char *when_word;  /* one of these, apart by blanks */
    const char *file;
    bool own; /* from the user's folder */
    const struct form_item *items;
    size_t n_items;
    const char *each; /* "" once */
    bool together;    /* each: not on a page of its own */
    const char *heading;
    enum form_footer footer;
    bool part; /* of bound ledgers: not offered by itself */
    int rank;  /* among those offered; without one: FORM_LAST */
};

struct forms {
    struct arena *arena;
    struct sheets sheets;
    const struct form *list; /* by name; the user's new ones at the end */
    size_t n;
    const char *const *complaints; /* forms/x.ini:12：… */
    size_t n_complaints;
};

/* All of them; `folder` is the user's, NULL: none.  False only when a
   compiled-in one is broken: E-FORM-001; the others are there. */
bool forms_read(struct forms *out, struct arena *a, const char *folder,
                struct err *err);
/* The same from elsewhere than usual. */
struct forms_from {
    const struct embed_file *files; /* those of "forms/"; ends with NULL name */
    const struct source *const *sources; /* ends with NULL */
    const char *folder;
};
bool forms_read_from(struct forms *out, struct arena *a,
                     const struct forms_from *from, struct err *err);

/* By name or title, or the only one that begins like that; NULL. */
const struct form *forms_find(const struct forms *f, const char *word);
/* Whether it is offered for this (a source's values). */
bool form_fits(const struct form *f, const struct form_data *d);
/* Its place among those offered for this: its rank, or nearer to the front
   where the source says that it is likely now. */
int form_place(const struct form *f, const struct form_data *d);

/* Lays it into the flow, from where the flow stands (sheet and new page are the
   caller's). */
void form_put(const struct form *f, struct flow *flow,
              const struct form_data *d);
/* {name} filled in; what is not there is "". */
const char *form_fill(struct arena *a, const char *text,
                      const struct form_data *d);

#endif
