/* Choosing from lists over the screen: a person, a record, a code, a command,
   a ledger, a value to filter by. */
#ifndef PBTUI_SCREEN_PICKERS_H
#define PBTUI_SCREEN_PICKERS_H

#include "pbtui/screen/app.h"
#include "pbtui/tui/dialog.h"

/* A list of texts, filtered by pinyin or part as one types; copied.  The
   answer's id is the row's number from 1 on, 0 for Esc. */
struct pick_text {
    const char *text;
    const char *about; /* dim, second column; may be NULL */
};
void pick_texts(struct app *app, const char *title,
                const struct pick_text *rows, size_t n, size_t start,
                dialog_row *answer, void *ctx);
/* A person of the roster, by two letters; the id is the person's. */
void pick_person(struct app *app, const char *title, dialog_row *answer,
                 void *ctx);
/* A record of a ledger by the name links show; the id is the record's. */
void pick_record(struct app *app, const struct ledger *l, const char *title,
                 dialog_row *answer, void *ctx);

void palette_open(struct app *app);
void menu_open(struct app *app);
void help_open(struct app *app);

#endif
