/* What the rooms of the meeting share. */
#ifndef PBTUI_SRC_LEDGER_MEETING_PARTS_H
#define PBTUI_SRC_LEDGER_MEETING_PARTS_H

#include "pbtui/ledger/meeting.h"

struct meeting_part *meeting_part_add(struct meeting *m, struct meeting_list *l,
                                      const struct ledger *of);
int64_t meeting_branch(const struct meeting *m);
int meeting_day(const struct meeting *m);
bool meeting_state_is(const struct meeting *m, const char *state);
const struct kind *meeting_kind_of(const struct meeting *m,
                                   const struct record *kind_row);
/* The whole body of its first kind, those left out by approval marked. */
bool meeting_body(struct meeting *m, struct body_person **out, size_t *n,
                  struct err *err);
/* The last held event of the kind (and group) up to the day. */
int64_t meeting_last_of(struct meeting *m);
/* Kinds, numbers and years alone. */
bool meeting_follow_kinds(struct meeting *m, struct err *err);
/* Another event of the kind, group and year has this 第n次. */
bool meeting_number_is_taken(const struct meeting *m, const struct record *k);
/* Nothing but what happens after a meeting is other than in the file: somebody
   makes up for it, an action is reported done. */
bool meeting_only_later(const struct meeting *m);
/* The year that is not somebody's own word is worked out from here on. */
void meeting_start_year(struct meeting *m);
/* The roll as of the meeting's day; marks of those who stay are kept. */
bool meeting_call_roll(struct meeting *m, struct err *err);
/* Also one that has been taken out; NULL: never there. */
struct meeting_part *meeting_find_person(struct meeting_list *l,
                                         int64_t person);
bool meeting_has_come(const char *state); /* in the room or online */
/* No body on that day says who should come: the list is made by hand. */
bool meeting_is_by_hand(struct meeting *m, size_t n_body);
/* A meeting out of an event's record, new or changed (meeting_door.c). */
bool meeting_build(struct meeting *m, struct book *b, struct arena *a,
                   const struct record *r, const struct record *old,
                   struct err *err);
/* Of one that was built: what the record leaves empty stays empty, whatever was
   usual the last time. */
void meeting_forget_habits(struct meeting *m, const struct record *r);
/* The kind that has a lecturer; the first when none has. */
size_t meeting_lecture(const struct meeting *m);
/* What the whole meeting would say to one record put into it, or why it was not
   `built`; nothing is saved. */
void meeting_tell(struct meeting *m, bool built, const struct err *err,
                  struct issues *is);
/* The part of meeting_check that is about people. */
void meeting_check_people(struct meeting *m, struct issues *is);
/* … about the steps of 发展党员 that it decided. */
void meeting_check_steps(struct meeting *m, struct issues *is);
/* Whether what came is enough for a kind. */
struct vote_verdict meeting_enough(struct meeting *m, const struct kind *k);

#endif
