/* An event as a form: kinds, roll, topics, minutes, what is to be done, with
   the counts live at the bottom; saved as one change. */
#ifndef PBTUI_SCREEN_MEETING_VIEW_H
#define PBTUI_SCREEN_MEETING_VIEW_H

#include "pbtui/screen/app.h"
#include "pbtui/store/draft.h"

#define MEETING_FORM "meeting" /* of its drafts */

void meeting_view_open(struct app *app, int64_t id);
/* Filled from the last one of its kind; day: the day it is (or was) held. */
void meeting_view_open_new(struct app *app, const char *kind, int64_t grp,
                           int day);
/* The same with more that is known beforehand. */
struct meeting_start {
    const char *kind;
    const char *sub; /* 书记, 从严治党 …: what a duty asks for; NULL */
    int64_t grp;
    int day;
    const char *topic; /* first topic, or title: out of a plan; NULL */
};
void meeting_view_start(struct app *app, const struct meeting_start *start);

void meeting_view_open_draft(struct app *app, const struct draft *d);
bool meeting_view_has_draft(const struct view *view, const char *id);

#endif
