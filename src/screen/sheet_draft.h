/* Drafts of tables that are typed into: what differs from the book, by names
   such as "on_day" (head) and "r12.best" (a row: mark, person, column). */
#ifndef PBTUI_SCREEN_SHEET_DRAFT_H
#define PBTUI_SCREEN_SHEET_DRAFT_H

#include "pbtui/ledger/record.h"
#include "pbtui/screen/app.h"
#include "pbtui/store/draft.h"

struct sheet_draft {
    char *id; /* file; NULL until first written */
    bool dirty;
    char saved_at[20];
};

struct sheet_fields {
    struct arena *arena;
    struct draft_field *list;
    size_t n, cap;
};
void sheet_add(struct sheet_fields *f, const char *name, const char *value);
/* What is typed and differs, as the clerk reads it. */
void sheet_add_changes(struct sheet_fields *f, struct book *b,
                       const char *prefix, const struct record *now,
                       const struct record *was);
/* The text stands in that field already. */
bool sheet_same(struct book *b, const struct record *r, int field,
                const char *text);
/* A name of a row: its mark, its person, its column.  False: of the head. */
bool sheet_name(const char *name, char *mark, int64_t *person,
                const char **column);

/* Written a second after the last change. */
void sheet_draft_changed(struct sheet_draft *d, struct view *view);
/* Id and time are the draft's own; one without fields is removed. */
void sheet_draft_write(struct sheet_draft *d, struct app *app, struct arena *a,
                       struct draft *draft);
void sheet_draft_remove(struct sheet_draft *d, struct app *app);
void sheet_draft_clear(struct sheet_draft *d);

#endif
