/* An event with everything that belongs to it, as one thing: made, filled from
   the last one, checked, saved as one change.

   In memory it is a record of ledger_event and lists of records of its parts.
   Every write of any of them, from whatever door, comes through here, so that
   roll, counts, lights and 第n次 never disagree. */
#ifndef PBTUI_LEDGER_MEETING_H
#define PBTUI_LEDGER_MEETING_H

#include "pbtui/ledger/event_fields.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/rules/kinds.h"
#include "pbtui/rules/quorum.h"

struct meeting_part {
    struct record now;
    struct record was; /* .ledger NULL: new */
    int under;         /* point, action: index of its agenda part; -1 none */
    bool gone;         /* taken out: voided at the next save, or never in */
    int64_t own_no;    /* kinds: the 第n次 that was given, not typed */
};
struct meeting_list {
    struct meeting_part *v;
    size_t n, cap;
};

#define MEETING_HABITS 5 /* times, place, host, recorder */

struct meeting {
    struct book *book;
    struct arena *arena; /* lent: everything lives there */
    struct record event;
    struct record was; /* .ledger NULL: new */
    struct meeting_list kinds, roll, agenda, points, actions, files;
    /* Actions of earlier meetings that are reported on here. */
    struct meeting_list open;
    int64_t from_id; /* the event it was started from; 0 none */
    int own_year; /* 所属年度 as worked out last; another one was typed */
    struct value habits[MEETING_HABITS]; /* as they were taken over */
};

/* ---- making and reading ------------------------------------------------- */

/* A new one of a kind on a day: place, times, host, recorder, guests as in the
   last held one of the same kind (and group), the roll of that day, the open
   actions of earlier meetings; state planned when the day is ahead. */
bool meeting_new(struct meeting *m, struct book *b, struct arena *a,
                 const char *kind, int64_t grp, int day, struct err *err);
bool meeting_read(struct meeting *m, struct book *b, struct arena *a,
                  int64_t id, struct err *err);
/* Actions of earlier meetings of its kind that are not reported done yet. */
bool meeting_take_open(struct meeting *m, struct err *err);
/* What a plan does not keep: the roll of its day, the open actions. */
bool meeting_prepare(struct meeting *m, struct err *err);
/* Kind or group of a new one were changed: place, times, host, recorder and
   open actions are those of the new kind, where nobody has typed others. */
bool meeting_take_habits(struct meeting *m, struct err *err);
/* Takes over what the last one of this kind said (topics, minutes, kinds and
   their fields); afterwards meeting_residue tells what may be left of it. */
bool meeting_copy_last(struct meeting *m, struct err *err);
int64_t meeting_last_id(struct meeting *m); /* 0: none */

/* Kind, group or day were changed: roll, 第n次, 所属年度 and rights follow.
   What was marked of those who stay is kept.  The roll of an event that is
   already saved as held is not touched unless `again`. */
bool meeting_follow(struct meeting *m, bool again, struct err *err);

const struct kind *meeting_kind(const struct meeting *m); /* the first */
bool meeting_is_planned(const struct meeting *m);
bool meeting_was_held(const struct meeting *m); /* that in the file */
/* Which sub-kind the lecturer of a kind makes it (书记讲党课); fills it in
   where nothing has been chosen, or what the lecturer before made it. */
void meeting_suggest_sub(struct meeting *m, size_t kind, int64_t was_lead);
/* The kinds it counts as besides; adds and takes out rows of kinds. */
bool meeting_also(struct meeting *m, const char *const *codes, size_t n,
                  struct err *err);

/* ---- parts -------------------------------------------------------------- */
struct meeting_part *meeting_add_agenda(struct meeting *m, const char *topic);
struct meeting_part *meeting_add_point(struct meeting *m, size_t agenda);
/* agenda -1: of the meeting as a whole. */
struct meeting_part *meeting_add_action(struct meeting *m, int agenda);
/* Somebody who is not of the body (BODY_NAMED, or asked in). */
struct meeting_part *meeting_add_person(struct meeting *m, int64_t person);
struct meeting_part *meeting_add_file(struct meeting *m, const char *path,
                                      struct err *err);
void meeting_drop(struct meeting_list *l, size_t i);
size_t meeting_count(const struct meeting_list *l); /* not gone */

/* ---- the roll ----------------------------------------------------------- */
struct meeting_counts {
    int due, present, online, leave, absent; /* 应到 出席 线上 请假 缺席 */
    int came;                                /* 实到 */
    int entitled, voters;                    /* with the vote; of those, here */
};
struct meeting_counts meeting_counts(const struct meeting *m);
/* Who should be in the roll on that day and is not, who is in it and should not
   be: names, NULL-ended; both empty for a list made by hand. */
struct meeting_gap {
    const char *const *missing;
    const char *const *extra;
};
bool meeting_gaps(struct meeting *m, struct meeting_gap *out, struct err *err);
/* The same with the voters of one topic. */
struct meeting_counts meeting_voters(const struct meeting *m,
                                     const struct record *topic);
/* 出席→请假→缺席→线上→出席; the reason goes with it. */
void meeting_cycle(struct meeting *m, size_t i);
void meeting_mark(struct meeting *m, size_t i, const char *state,
                  const char *reason);
/* "赵敏=请假:因公出差", as the command line gives it. */
bool meeting_mark_word(struct meeting *m, const char *word, struct err *err);
/* "应到 5  实到 4  请假 1  缺席 0", and whether enough came by the rule of the
   kind; verdict.text is "" when the kind has no rule. */
void meeting_roll_line(struct meeting *m, struct strbuf *out);
struct vote_verdict meeting_verdict(struct meeting *m);
/* Of one topic, with entitled and present from the roll where not typed. */
struct vote_verdict meeting_vote(struct meeting *m, size_t agenda);
/* Who of the roll is at another event, or away, in these hours: lines. */
size_t meeting_clashes(struct meeting *m, struct strbuf *out, struct err *err);

/* ---- texts -------------------------------------------------------------- */
/* The outline of the kinds, with topics and names put in. */
const char *meeting_outline(struct meeting *m);
/* Names, dates and numbers of the event it was started from that still stand
   in the texts. */
struct residue {
    const char *where; /* 内容, 议题 1 */
    const char *text;  /* 10 月, 2026-10-22, 第 9 次, a name */
    const char *around;
};
size_t meeting_residue(struct meeting *m, struct residue *out, size_t max);
/* 第 11 次支委会, for titles and labels. */
void meeting_title(const struct meeting *m, struct strbuf *out);
/* The same of an event's record alone. */
void event_title(struct book *b, const struct record *event,
                 struct strbuf *out);

/* ---- saving ------------------------------------------------------------- */
void meeting_check(struct meeting *m, struct issues *is);
/* Everything that is typed and not saved, as names and values, with what it was
   before; and back into a meeting that was made or read anew: for drafts.  What
   somebody else has taken out meanwhile comes back as a new part. */
void meeting_pack(const struct meeting *m,
                  void (*put)(void *ctx, const char *name, const char *value),
                  void *ctx);
struct meeting_value {
    const char *name;
    const char *value;
};
void meeting_unpack(struct meeting *m, const struct meeting_value *list,
                    size_t n);

/* Somebody else saved it meanwhile: reads it again and puts what was changed
   here on top, field by field; what both have changed, and what one has changed
   and the other taken out, is told as lines (mine wins, nothing typed goes).
   E-EVENT-044 when it was voided. */
bool meeting_merge(struct meeting *m, struct strbuf *both, struct err *err);

/* One change with all that differs; on success everything is read again. */
bool meeting_save(struct meeting *m, const char *reason, struct err *err);

#endif
