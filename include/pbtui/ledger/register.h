/* Small registers (走访慰问, 问题清单 …): books that a file of data/registers/
   declares, field by field, and nobody programs.  One of the branch's own is
   one more file in the folder registers of its configuration; it may also take
   the place of one that is compiled in.

   A declared book is a ledger like any other: list, form, find, undo, history,
   print and command line know no difference.  What is wrong with a file is said
   with its line and leaves out that one register. */
#ifndef PBTUI_LEDGER_REGISTER_H
#define PBTUI_LEDGER_REGISTER_H

#include "pbtui/ledger/ledger.h"

/* A field's value, or a number of the register that a link field points to. */
struct register_ref {
    int field;          /* -1: none */
    const char *column; /* of the linked register; NULL: the field itself */
};

/* What a file says of a field beyond what every book's fields have. */
struct register_field {
    bool has_least, has_most;
    int64_t least, most;    /* of a number */
    const char *not_before; /* column of a date; NULL: any */
    bool future;            /* the date may lie ahead */
    bool later; /* filled in when the month of the record may be sealed */
    const char *preset;          /* typed into a new record; NULL: nothing */
    int follows;                 /* date whose year, half, quarter it is; -1 */
    struct register_ref fills;   /* number that is proposed for it */
    struct register_ref sign_of; /* below zero when that is, else above */
    int minus;                   /* below zero for some words of it; -1 */
    const char *const *minus_words; /* these */
    struct register_ref cap;        /* no more of it counts … */
    const int *per;                 /* … for the same of these; ends in -1 */
    const int *ticks;               /* flags it is worked out of; ends in -1 */
    bool in_force; /* a link: what it points to holds on the record's day */
    int line;
};

struct small_register {
    struct ledger ledger; /* the first: a ledger of these is known by it */
    struct register_field *own; /* as many as ledger.fields */
    const char *file;           /* visits.ini */
    const char *own_text;       /* of the branch's own: what it says; NULL */
    const char *group;          /* heading it stands under */
    const char *sign;           /* who signs the printed list */
    const char *by_hand; /* its last column, left empty: 领取签字; "" */
    int day;             /* field that dates a record */
    int due, done;       /* deadline, when it was settled; -1 */
    int ended;           /* day it is over; -1 */
    const struct register_tally *tally; /* ledger/tally.h; NULL: none */
    int *label;      /* fields that name a record; ends with -1 */
    bool restricted; /* 涉密: not in finds, prints or exports */
};

/* NULL: a book that is programmed. */
const struct small_register *register_of(const struct ledger *l);

/* Reads one file.  NULL when it cannot be used; each reason is a complaint. */
struct complaints;
const struct small_register *register_read(struct complaints *to,
                                           const char *file, const char *text,
                                           bool own);

/* Those of an opened ledger, in the order of their names; read when first asked
   for. */
struct register_set {
    const struct small_register *const *list;
    size_t n;
    const char *complaint; /* the first; "" when there is none */
};
const struct register_set *book_registers(struct book *b);
/* Where a heading stands in the year's report, for registers and figures alike
   (data/codes/report_group.tsv); one that is not there stands behind all. */
size_t register_group_place(const char *group);

/* Opening for writing: the tables they need are there.  Reads the files only
   when they are not those of the last time. */
struct session;
bool registers_settle(struct session *s, struct err *err);

extern const struct field_kind field_word; /* one of a few words, as it is */

#endif
