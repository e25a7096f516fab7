/* What the topic's form is made of; shared by its rooms: topic_view.c (the view
   and its commands), topic_items.c (from the meeting to the items and back),
   topic_type.c (while it is typed and picked), topic_vote.c (what the counts
   come to, the resolution), topic_keep.c (what only a draft can keep). */
#ifndef PBTUI_SCREEN_TOPIC_PARTS_H
#define PBTUI_SCREEN_TOPIC_PARTS_H

#include "pbtui/screen/topic_view.h"
#include "pbtui/tui/formbox.h"

enum topic_what {
    TOPIC_FIELD,   /* a field of the topic */
    TOPIC_SPEAKER, /* of a point: a person, or a guest's name */
    TOPIC_POINT    /* another field of a point */
};
struct topic_target {
    enum topic_what what;
    size_t row; /* of a point: in topic_view.points */
    int field;
};

#define TOPIC_NO_POINT ((size_t)-1)

struct topic_view {
    struct view view;
    struct app *app;
    struct meeting *m; /* lent */
    size_t agenda;
    void (*changed)(void *ctx);
    void *ctx;
    struct arena arena;
    struct formbox form;
    struct topic_target *targets; /* one an item */
    size_t n_targets, cap_targets;
    size_t *points; /* in meeting.points; TOPIC_NO_POINT: nothing said yet */
    size_t n_points, cap_points;
    struct form_item *picking;
    const struct vote_rule *rule; /* whose words are the hint */
    bool untaken; /* a text is newer in the form than in the meeting */
    bool untold;  /* the owner does not know of the last changes yet */
    bool asked;   /* has been told of what is not understood */
    char title[200];
};

/* ---- topic_view.c ---- */
bool topic_is_of(const struct view *view, const struct meeting *m);

/* ---- topic_items.c ---- */
void topic_make(struct topic_view *v, bool read_only);
/* One more empty point when the last one has something in it.  Not under the
   form's hands. */
void topic_settle(struct topic_view *v);
struct topic_target topic_target(const struct topic_view *v,
                                 const struct form_item *item);
struct record *topic_record(const struct topic_view *v);
/* NULL: nothing said yet and not to be made. */
struct record *topic_point(struct topic_view *v, size_t row, bool make);
/* What is typed in the item into the meeting; false: err says why not. */
bool topic_take(struct topic_view *v, const struct form_item *item,
                struct err *err);
/* The meeting's value into the item. */
void topic_show(struct topic_view *v, struct form_item *item);
/* Texts as far as they are typed; half a name would be somebody else. */
void topic_take_texts(struct topic_view *v);
bool topic_is_text(const struct topic_view *v, const struct form_item *item);
/* A point's row goes: its items and what it said. */
bool topic_drop_point(struct topic_view *v);
void topic_focus_empty(struct topic_view *v);

/* ---- topic_type.c ---- */
struct form_hooks topic_hooks(struct topic_view *v);
void topic_changed(struct topic_view *v); /* told when typing pauses */
void topic_tell(struct topic_view *v);    /* the owner, if there is anything */

/* ---- topic_vote.c ---- */
/* What is asked by the rule, what the roll says, the rule as the hint. */
void topic_refresh(struct topic_view *v);
/* 应到 and the like out of the roll, until typed over. */
bool topic_is_filled(const struct topic_view *v, const struct form_item *item);
void topic_fill_rest(struct topic_view *v);
void topic_resolve(struct topic_view *v);
/* A vote without its subject has no counts. */
void topic_clear_vote(struct topic_view *v);

#endif
