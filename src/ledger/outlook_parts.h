/* What the rooms of outlook share. */
#ifndef PBTUI_LEDGER_OUTLOOK_PARTS_H
#define PBTUI_LEDGER_OUTLOOK_PARTS_H

#include "pbtui/ledger/outlook.h"
#include "pbtui/ledger/register.h"

struct stmt;

#define SOON_DAYS 7

struct outlook_work {
    struct book *book;
    struct arena *arena;
    char day[11];
    struct due *due;
    size_t n, cap;
};

void outlook_add(struct outlook_work *w, struct due due);
int outlook_day(struct stmt *st, int column); /* DATE_NONE for null */
bool outlook_dues(struct outlook_work *w, struct outlook *out, struct err *err);
/* After the people: a warning about 转正 takes the place of what is told of the
   probation without one. */
bool outlook_pipeline(struct outlook_work *w, struct outlook *out,
                      struct err *err);
/* What is due in small registers, and was laid down about them (register.c) so
   that no register's file has to be read for it. */
bool outlook_entries(struct outlook_work *w, struct outlook *out,
                     struct err *err);
/* Of a register, to be laid down; NULL: nothing can be due in it that may be
   told here. */
const char *outlook_told(const struct small_register *reg, struct arena *a);
bool outlook_people(struct outlook_work *w, struct outlook *out,
                    struct err *err);

#endif
