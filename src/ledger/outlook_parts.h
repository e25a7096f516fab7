/* What the rooms of outlook share. */
#ifndef PBTUI_LEDGER_OUTLOOK_PARTS_H
#define PBTUI_LEDGER_OUTLOOK_PARTS_H

#include "pbtui/ledger/outlook.h"

struct stmt;

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
bool outlook_people(struct outlook_work *w, struct outlook *out,
                    struct err *err);

#endif
