/* The form of one payment, F4 on the collection screen; shared by
   dues_pay_form.c (the view), dues_pay_items.c (its fields), dues_pay_type.c
   (what is typed into them), dues_pay_who.c (the names), dues_pay_lines.c
   (whose months it pays), dues_pay_take.c (what the rules say, taking it) and
   dues_pay_draft.c. */
#ifndef PBTUI_SCREEN_DUES_PAY_H
#define PBTUI_SCREEN_DUES_PAY_H

#include "dues_screen.h"
#include "pbtui/tui/formbox.h"
#include "sheet_draft.h"

#define PAY_LINES_MAX  20
#define PAY_MONTHS_MAX 60

enum pay_item {
    PAY_KIND,
    PAY_LARGE, /* how much, of 大额 */
    PAY_FIRST_LINE,
    PAY_BY = PAY_FIRST_LINE + PAY_LINES_MAX * 4, /* a member, or anybody */
    PAY_WAY_ITEM,
    PAY_ON,
    PAY_PROOF,
    PAY_REASON,
    PAY_NOTE,
    PAY_ITEMS
};
enum pay_line_item { LINE_PERSON, LINE_FROM, LINE_N, LINE_FEN, LINE_ITEMS };

/* One person's months.  What can be paid, oldest first, is the ladder; a
   payment goes up it from one of its months on. */
struct pay_line {
    int64_t person; /* 0: nobody yet */
    const char *name;
    struct dues_pay *ladder;
    size_t n_ladder;
    int from;
    int64_t typed; /* amount as typed; -1: follows the months */
    /* What cannot be read as months or amount, and why; nothing is paid then.
       LINE_ITEMS: all of it can. */
    enum pay_line_item bad;
    const char *why;
    struct dues_pay *parts;
    size_t n;
    int64_t fen;
};

struct pay_form {
    struct view view;
    struct app *app;
    struct dues_view *of; /* the screen below; NULL */
    struct arena arena;
    int open; /* the month that is collected */
    struct form_item items[PAY_ITEMS];
    struct formbox form;
    struct pay_line lines[PAY_LINES_MAX];
    size_t n_lines;
    int64_t by;     /* 0: nobody of the roster; what is typed names them */
    bool by_typed;  /* else the first line's person */
    size_t picking; /* index of the item F4 was pressed on */
    struct arena check_arena;
    struct issues issues; /* what the rules say to it as it stands */
    struct sheet_draft draft;
};

/* ---- dues_pay_lines.c ---- */
void pay_line_start(struct pay_form *f, struct pay_line *l, int64_t person);
/* Parts out of first month and number of months, or the amount typed. */
void pay_line_months(struct pay_form *f, struct pay_line *l, int from,
                     size_t n);
void pay_line_amount(struct pay_form *f, struct pay_line *l, int64_t fen);
void pay_line_nothing(struct pay_form *f, struct pay_line *l,
                      enum pay_line_item bad, const char *why);
/* 8 月 49.80、9 月 49.80; 2027 年 1 月 75.00 */
const char *pay_line_words(const struct pay_form *f, struct arena *a,
                           const struct pay_line *l);
int64_t pay_sum(const struct pay_form *f);
bool pay_is_large(const struct pay_form *f);

/* ---- dues_pay_take.c ---- */
struct form_item *pay_item(struct pay_form *f, enum pay_item i);
struct form_item *pay_line_item(struct pay_form *f, size_t line,
                                enum pay_line_item i);
/* What the rules say, asked anew. */
void pay_check(struct pay_form *f);
/* Taken: the form is to be closed. */
bool pay_take(struct pay_form *f);

/* ---- dues_pay_items.c ---- */
void pay_make_items(struct pay_form *f);
/* Shows what stands in the lines; what is being typed is left alone. */
void pay_show(struct pay_form *f);
void pay_add_line(struct pay_form *f, int64_t person);

/* ---- dues_pay_type.c ---- */
/* Which line an item belongs to; false: none.  The line behind the last one is
   where somebody more is typed. */
bool pay_line_of(const struct pay_form *f, const struct form_item *item,
                 size_t *line, enum pay_line_item *which);
void pay_on_check(void *ctx, struct formbox *form, struct form_item *item,
                  bool leaving);
void pay_on_changed(void *ctx, struct formbox *form);
bool pay_on_pick(void *ctx, struct ui *ui, struct formbox *form,
                 struct form_item *item);
void pay_pick_another(struct pay_form *f); /* F3 */

/* ---- dues_pay_who.c ---- */
/* Who is meant by what was typed; false: nobody, and the item says why. */
bool pay_typed_person(struct pay_form *f, struct form_item *item, size_t line);
void pay_typed_by(struct pay_form *f, struct form_item *item);
/* The line of the item, and whether a name in it waits to be taken. */
bool pay_is_typing(const struct pay_form *f, const struct form_item *item,
                   size_t *line);
/* 交款人 stands there as the form itself writes it. */
bool pay_by_is_shown(struct pay_form *f);
/* What stands behind 交款人: whether that is somebody of the roster. */
void pay_show_by(struct pay_form *f);
/* Whom the name that is being typed would be, in words; "": none is. */
const char *pay_meant(struct pay_form *f, struct arena *a);
/* Enter on a name that is being typed: it is taken and the next one can be
   typed.  False: none is. */
bool pay_enter_person(struct pay_form *f);
/* A letter where months are counted begins a name, a digit where a name is
   begun counts the months of the one before: the focus goes there. */
void pay_steer(struct pay_form *f, const struct key *k);

/* ---- dues_pay_form.c ---- */
/* NULL: told why not. */
struct pay_form *pay_form_new(struct app *app);
void pay_form_free(struct pay_form *f);
bool pay_is_form(const struct view *view);

/* ---- dues_pay_draft.c ---- */
void pay_write_draft(struct pay_form *f);

#endif
