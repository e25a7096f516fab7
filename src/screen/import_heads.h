/* What the screen of columns is made of: import_heads.c (the list) and
   import_heads_ask.c (what is asked: a field, another sheet). */
#ifndef PBTUI_SCREEN_IMPORT_HEADS_H
#define PBTUI_SCREEN_IMPORT_HEADS_H

#include "import_screen.h"
#include "memory_view.h"

struct heads_view {
    struct memory_view m;
    struct importing *importing;
    size_t asked; /* the column whose field is being chosen */
    const struct field **offered;
    size_t n_offered;
};

/* A B … Z AA, as spreadsheets call them. */
const char *heads_letters(struct arena *a, size_t at);
/* As it will be: what was said, else what was found.  NULL: not taken. */
const struct field *heads_field(const struct importing *i,
                                const struct import_column *c);
/* How many rows and columns there are. */
const char *heads_counted(const struct heads_view *v, struct arena *a);
void heads_load(struct memory_view *m);

void heads_ask_field(struct heads_view *v, const struct import_column *c);
void heads_toggle_unused(struct heads_view *v, const struct import_column *c);
/* The file anew, or another sheet of it. */
void heads_open_again(struct heads_view *v, const char *sheet);
void heads_ask_sheet(struct heads_view *v);

#endif
