/* What the event form is made of; shared by its rooms: meeting_view.c (the view
   and its commands), meeting_open.c (opening), meeting_layout.c (which items),
   meeting_items.c and meeting_take.c (their values), meeting_type.c (while
   typing), meeting_pick.c (F4), meeting_block.c (roll and files),
   meeting_keep.c (saving, drafts, two windows). */
#ifndef PBTUI_SCREEN_MEETING_PARTS_H
#define PBTUI_SCREEN_MEETING_PARTS_H

#include "pbtui/ledger/meeting.h"
#include "pbtui/screen/app.h"
#include "pbtui/tui/formbox.h"

/* What an item of the form stands for. */
enum target_what {
    TARGET_HEADING,
    TARGET_EVENT,  /* field of the event */
    TARGET_ALSO,   /* the other kinds */
    TARGET_ROLL,   /* block */
    TARGET_KIND,   /* field of kind `at` */
    TARGET_TOPIC,  /* field of topic `at` */
    TARGET_OPEN,   /* action `at` of an earlier meeting */
    TARGET_ACTION, /* field of action `at` */
    TARGET_FILES   /* block */
};
struct target {
    enum target_what what;
    size_t at; /* may be the list's end: made when something is typed */
    int field;
};

struct meeting_view {
    struct view view;
    struct app *app;
    struct arena arena;
    struct meeting m;
    struct formbox form;
    struct arena items_arena; /* of the items as they are now */
    struct target *targets;   /* one an item */
    struct topic_labels {
        const char *topic, *resolution;
    } * labels; /* of rows that come and go */
    struct form_item *picking;
    char *draft_id;
    char draft_at[20];
    bool dirty;           /* something is not in the draft yet */
    bool edited;          /* something is not in the file yet */
    int typed;            /* keys since the last draft */
    bool warned, guarded; /* warnings, residue: seen */
    bool sealed;
    bool closing;
    bool rebuild; /* the items are to be made anew after this key */
    char title[160];
};

extern const struct view_class meeting_view_class;

struct target meeting_target(const struct meeting_view *v,
                             const struct form_item *item);
/* The record and field behind an item; NULL when there is none yet and
   `make` is false. */
struct record *meeting_record(struct meeting_view *v, struct target t,
                              bool make);

/* Items and targets as the meeting is now, in the items' arena. */
struct form_item *meeting_layout(struct meeting_view *v, size_t *n);
/* The items anew, with what was typed and is not understood kept. */
void meeting_items_make(struct meeting_view *v, const char *focus);
/* Labels, rows that appear, texts: after something else has changed. */
void meeting_items_refresh(struct meeting_view *v);
/* Only the rows that appear as others are filled. */
void meeting_items_rows(struct meeting_view *v);
/* What is typed in the item into the meeting; the error stands beside it. */
bool meeting_items_take(struct meeting_view *v, struct form_item *item);
bool meeting_items_take_all(struct meeting_view *v);

/* Hooks of the form; ctx is the meeting_view. */
void meeting_on_check(void *ctx, struct formbox *f, struct form_item *item,
                      bool leaving);
bool meeting_on_pick(void *ctx, struct ui *ui, struct formbox *f,
                     struct form_item *item);
void meeting_on_changed(void *ctx, struct formbox *f);
int meeting_block_rows(void *ctx, const struct form_item *item, int cols);
void meeting_block_draw(void *ctx, const struct form_item *item,
                        struct canvas *c, struct rect r, bool focused);
enum view_result meeting_on_save(void *ctx, struct ui *ui, struct formbox *f);

void meeting_changed(void *ctx); /* by the roll, a topic */
void meeting_write_draft(struct meeting_view *v);
void meeting_remove_draft(struct meeting_view *v);
/* After the form has had its key: items anew where that was asked for. */
void meeting_settle(struct meeting_view *v);
void meeting_set_title(struct meeting_view *v);

#endif
