/* What the record form is made of; shared by its rooms: record_view.c (the view
   and its commands), record_type.c (what happens while typing and picking),
   record_which.c (a name that fits several people),
   record_resume.c (drafts), record_save.c (F2, warnings, conflict, showing
   personal data). */
#ifndef PBTUI_SCREEN_RECORD_PARTS_H
#define PBTUI_SCREEN_RECORD_PARTS_H

#include "pbtui/screen/app.h"
#include "record_draft.h"
#include "record_items.h"

struct record_view {
    struct view view;
    struct app *app;
    const struct ledger *ledger;
    int64_t parent;
    struct arena arena;
    struct record base;  /* as read, or as new */
    struct record typed; /* after F2 */
    struct record_items items;
    struct formbox form;
    struct record_draft draft;
    struct form_item *picking;
    const int64_t *which; /* the people of whom one is asked for */
    struct form_item *revealed;
    int64_t reveal_until;
    char *title;
    const char *summary;  /* what the record comes to today; NULL */
    const char *doubtful; /* column of the first warning that was asked */
    bool saving;          /* F2: all is judged at once, not field by field */
    bool preset; /* begun with values that are kept in the draft as well */
    bool warned; /* the clerk has seen the warnings and goes on */
    bool closing;
};

extern const struct view_class record_view_class;
/* A form that is not on the screen yet; NULL, with a note, when there is no
   such record.  The form of what stands in base, once more. */
struct record_view *record_view_make(struct app *app, const struct ledger *l,
                                     int64_t id, int64_t parent);
void record_view_show(struct record_view *v);

/* The field behind an item of the form. */
int record_field_of(const struct record_view *v, const struct form_item *item);
void record_write_draft(struct record_view *v);

void record_show_echoes(struct record_view *v);

/* Hooks of the form; ctx is the record_view. */
void record_on_changed(void *ctx, struct formbox *f);
void record_on_check(void *ctx, struct formbox *f, struct form_item *item,
                     bool leaving);
bool record_on_pick(void *ctx, struct ui *ui, struct formbox *f,
                    struct form_item *item);
/* A field that the ledger itself offers a list for; false: it does not. */
bool record_offers_of(struct record_view *v, struct arena *a,
                      const struct form_item *item,
                      const struct field_offer **list, size_t *n);
/* What stands in the item fits several people: asks which one, where the field
   is being left or saved. */
void record_ask_which(struct record_view *v, struct form_item *item);
/* What the rules of the whole say of a field, beside it; "" where nothing. */
void record_show_judged(struct record_view *v, size_t i,
                        const struct issues *is);
/* All that is missing or refused already when a new form opens: the cursor
   begins at the first of it. */
void record_judge_new(struct record_view *v);
enum view_result record_on_save(void *ctx, struct ui *ui, struct formbox *f);

/* The masked value of the focused item for ten seconds; and hidden again. */
void record_reveal(struct record_view *v);
void record_hide(struct record_view *v);

#endif
