/* What the rooms of the source `meeting` share: source_meeting.c (what it is,
   when, where, which records), source_meeting_people.c (who came),
   source_meeting_kinds.c (what each of its kinds asks for),
   source_meeting_text.c (topics, minutes, votes, what was decided). */
#ifndef PBTUI_REPORT_SOURCE_MEETING_PARTS_H
#define PBTUI_REPORT_SOURCE_MEETING_PARTS_H

#include "pbtui/ledger/meeting.h"
#include "pbtui/report/source.h"

/* A meeting that is being told. */
struct telling {
    struct meeting m;
    struct form_data *d;
    struct book *book;
    bool held; /* or failed to be: not only planned */
};

const char *telling_name(struct telling *t, int64_t person); /* "" for 0 */
/* Takes the text out of sb into the arena and puts it under the name. */
void telling_put(struct telling *t, const char *name, struct strbuf *sb);
void telling_count(struct telling *t, const char *name, int64_t n);
/* Number of a count field, "" when it is not known. */
const char *telling_number(struct telling *t, const struct record *r,
                           int field);

void tell_people(struct telling *t);
void tell_kinds(struct telling *t);
void tell_texts(struct telling *t);

/* Names of values that source_meeting_kinds.c gives for each of the kinds with
   a form of their own; `main` is the one that leads the event. */
#define MEETING_KIND_VALUES(p)                                                 \
    p "_no", p "_sub", p "_title", p "_lead", p "_form", p "_base",            \
        p "_readings", p "_boxes", p "_hours", p "_extra", p "_others"

extern const char *const meeting_roll_columns[];
extern const char *const meeting_kind_columns[];
extern const char *const meeting_topic_columns[];
extern const char *const meeting_vote_columns[];
extern const char *const meeting_action_columns[];
extern const char *const meeting_file_columns[];

/* Number of columns of a NULL-ended list of names. */
size_t source_columns(const char *const *columns);

#endif
