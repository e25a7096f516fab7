/* 发展党员: a person's file read whole, judged by rules/pipeline, a step put in
   it and saved with what follows from it (dates of the roster, membership,
   党小组, end of the file) as one change; and all files of a branch as a
   board. */
#ifndef PBTUI_LEDGER_PIPELINE_H
#define PBTUI_LEDGER_PIPELINE_H

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/ledger/record.h"
#include "pbtui/rules/pipeline.h"
#include "pbtui/text/date.h"

/* ---- one file --------------------------------------------------------- */
struct pipeline_person {
    int64_t id;
    const char *name;
    const char *about; /* 男  汉族  1994-06-12  本科 */
};
struct pipeline_file {
    struct book *book;
    struct arena *arena;
    struct record head; /* of ledger_candidacy; id 0: not opened yet */
    struct pipeline_person person;
    struct record steps[PIPELINE_STEPS + 1]; /* of the round in hand; id 0 */
    int round[PIPELINE_STEPS + 1];           /* in which a new one would be */
    struct record *earlier;                  /* steps of earlier rounds */
    size_t n_earlier;
    bool extends; /* the roster's 延长至 comes of a step of it, not in force */
    struct record *entries, *helpers, *publicities, *papers;
    size_t n_entries, n_helpers, n_publicities, n_papers;
    struct record *fresh; /* to be saved with the next step */
    size_t n_fresh;
    int assumed; /* 入党 as the roster has it, of one who came as 预备党员: the
                    steps up to it need not be here; DATE_NONE */
    const char *notice; /* what is to be done about that; "" nothing */
    struct pipeline_facts facts;
    struct pipeline_verdict now; /* on the day in view */
};
/* The newest file of a person; without one an empty file in which what the
   roster already says (apply_on …) is put down as steps to be saved. */
/* As it was on the day in view: what came later leaves no trace. */
bool pipeline_read_person(struct pipeline_file *f, struct book *b,
                          struct arena *a, int64_t person, struct err *err);
bool pipeline_read(struct pipeline_file *f, struct book *b, struct arena *a,
                   int64_t id, struct err *err);
/* Opens it: the head, and a step for each date that the roster has. */
bool pipeline_file_open(struct pipeline_file *f, const char *origin,
                        struct err *err);

/* Does that step stand there only because the roster says that he was admitted?
   Its day and its result are not in the books. */
bool pipeline_is_assumed(const struct pipeline_file *f, int no);

/* Does a paper of the file belong to the attempt in hand?  Those of an attempt
   that was dropped stay with it. */
bool pipeline_paper_counts(const struct pipeline_file *f,
                           const struct record *paper);

/* ---- a step ----------------------------------------------------------- */
/* The record of a step to be filled in: the one that is there, or a new one
   with what can be known (today, the last fitting meeting that has a topic
   about the person, the result its vote came to, the reply's usual place). */
struct record pipeline_step_new(struct pipeline_file *f, int no);
/* Meetings that may be linked: newest first, those with a topic about the
   person before the others. */
struct pipeline_choice {
    int64_t event;
    const char *text; /* 2026-11-20 第 11 次支委会 研究确定陈方为…  通过 */
    bool about;
};
size_t pipeline_meetings(struct pipeline_file *f, int no,
                         const struct pipeline_choice **out);
/* The topic that a step takes as being about him, of the meeting that is linked
   in it: the one that the rules look at; 0 none. */
bool pipeline_topic(const struct pipeline_file *f, const struct record *step,
                    int64_t *topic, struct err *err);
/* 第 11 次支委会: the linked meeting as what the step takes it for; "" none. */
const char *pipeline_meeting_title(struct pipeline_file *f, int no);
/* Links a meeting: its day becomes the step's, and what its vote about the
   person came to becomes the result. */
void pipeline_step_meeting(struct pipeline_file *f, struct record *step,
                           int64_t event);
/* A day that was typed, or taken out: what is only 报送 has no result yet, what
   has been answered usually has the one that goes on. */
void pipeline_step_day_typed(struct pipeline_file *f, struct record *step);
/* Every row that has a word on it, as issues of fields: refusals block. */
void pipeline_step_check(struct pipeline_file *f, const struct record *step,
                         struct issues *is);
/* The rule rows of a step that are in force on the day in view, with their
   basis, and its papers. */
void pipeline_step_rules(struct book *b, int no, struct strbuf *out);
/* What saving will also do, a line each: 将同时：入党日期 2024-01-26 …; ""
   nothing. */
bool pipeline_step_effects(struct pipeline_file *f, const struct record *step,
                           struct strbuf *out, struct err *err);
bool pipeline_step_save(struct pipeline_file *f, struct record *step,
                        const char *reason, struct err *err);
/* May a step that is there be begun once more? */
bool pipeline_may_again(const struct pipeline_file *f, int no, struct err *err);
/* The later steps that then no longer count: 第 12 步…、第 13 步…; "" none. */
const char *pipeline_again_drops(const struct pipeline_file *f, int no);
/* Whom the form of a step names, of code pipeline_role; NULL: nobody. */
const char *pipeline_step_role(struct book *b, int no);
/* A helper, an entry, a notice or a paper (id 0) that is saved together with
   the next step, and counts from now on. */
#define PIPELINE_FRESH_MAX 24
bool pipeline_put(struct pipeline_file *f, const struct record *part,
                  struct err *err);
/* Helpers of other units, 刘某、王某: one each, as above. */
bool pipeline_put_outsiders(struct pipeline_file *f, const char *names,
                            const char *role, int on, struct err *err);
/* An entry of a running step, and what was put in along with it, as one change;
   each of them passes what its own door asks. */
bool pipeline_entry_save(struct pipeline_file *f, struct record *entry,
                         struct err *err);
/* Takes back the last step taken, with what it made; an earlier one is refused
   with the name of what stands on it. */
bool pipeline_step_void(struct pipeline_file *f, int no, const char *reason,
                        struct err *err);
/* The only step that can be taken back; 0: none is done. */
int pipeline_last_step(const struct pipeline_file *f);
/* What taking it back, or ending the file, will also do, a line each. */
bool pipeline_void_effects(struct pipeline_file *f, int no, struct strbuf *out,
                           struct err *err);
bool pipeline_end_effects(struct pipeline_file *f, int on, const char *kind,
                          struct strbuf *out, struct err *err);
/* The ways in which a file can end where it stands, of code pipeline_end. */
bool pipeline_end_kinds(struct pipeline_file *f, const struct code **out,
                        size_t max, size_t *n, struct err *err);
/* 终止培养, 撤回, 不予承认. */
bool pipeline_end(struct pipeline_file *f, int on, const char *kind,
                  const char *reason, struct err *err);

/* A file that was ended by hand is gone on with. */
bool pipeline_reopen_effects(struct pipeline_file *f, struct strbuf *out,
                             struct err *err);
bool pipeline_reopen(struct pipeline_file *f, const char *reason,
                     struct err *err);
/* The step that ended it, with which it is taken back; 0: it goes on, or was
   ended by hand. */
int pipeline_ending_step(const struct pipeline_file *f);
/* Ended by hand, on the day in view. */
bool pipeline_is_stopped(const struct pipeline_file *f);

/* The roster's dates and 政治面貌 of somebody with a file follow from its
   steps: what is typed otherwise is refused with the step to open. */
void pipeline_check_roster(struct book *b, const struct record *r,
                           const struct record *old, struct issues *is);
/* A spell that an approval made, and the group that step 19 made, are taken
   back with that step only. */
bool pipeline_may_void_member(struct book *b, const struct record *r,
                              struct err *err);
bool pipeline_may_void_placement(struct book *b, const struct record *r,
                                 struct err *err);
/* The roster against the files, each difference with a name; for
   ledger_check. */
bool pipeline_verify(struct book *b,
                     void (*found)(void *ctx, const char *code,
                                   const char *table, int64_t id,
                                   const char *text),
                     void *ctx, struct err *err);

/* ---- the branch ------------------------------------------------------- */
struct pipeline_row {
    int64_t file; /* 0: on the roster as an applicant, but without a file */
    int64_t person;
    const char *name;
    enum pipeline_stage stage;
    const char *state; /* 入党积极分子 */
    int since;         /* in this stage; DATE_NONE: not known */
    int next;          /* step; 0 none */
    int earliest, latest;
    int due;              /* the first thing due, an entry as well; DATE_NONE */
    int due_step;         /* … of this step; 0 */
    const char *due_what; /* 半年考察, or the step's short name; "" */
    bool near, over;      /* a warning is out; what is due is late */
    const char *waits;    /* what holds it up, brief; "" nothing */
    const char *who;      /* must act */
    int papers_missing;
    const struct pipeline_verdict *verdict;
    const struct pipeline_file *read;
};
struct pipeline_board {
    struct pipeline_row *rows; /* by stage, then by since */
    size_t n;
    size_t in_stage[PIPELINE_STAGES];
    int year, quota, used; /* quota -1: none set; used: approved this year */
};
/* Files that are going on on the day in view, as they were on it. */
bool pipeline_board(struct pipeline_board *out, struct book *b, struct arena *a,
                    struct err *err);
/* Files that were of the branch in view on any of the days, ended ones as well,
   in which a step was taken between the two, or that came or ended then; by
   number.  DATE_NONE for the first day: from the beginning. */
bool pipeline_touched(struct book *b, struct arena *a, struct span days,
                      int64_t **out, size_t *n, struct err *err);
/* The branches that a file was of, the first one from the beginning on
   (DATE_NONE): what happened in it is theirs whose it was on that day. */
struct pipeline_stay {
    int64_t branch;
    int from;
};
struct pipeline_stays {
    struct pipeline_stay *v;
    size_t n;
};
bool pipeline_read_stays(struct book *b, struct arena *a, int64_t file,
                         struct pipeline_stays *out, struct err *err);
int64_t pipeline_branch_on(const struct pipeline_stays *s, int day);
/* Files of the branch that were over on the day in view, the latest first. */
struct pipeline_closed {
    int64_t file, person;
    const char *name;
    int ended_on;
    const char *how; /* 材料归档, 本人撤回申请 */
    bool archived;
    const char *reason; /* "" none was asked for */
    int step;           /* the furthest one; 0 none */
};
bool pipeline_closed(struct book *b, struct arena *a,
                     struct pipeline_closed **out, size_t *n, struct err *err);
/* The two-sided calendar: the same rows, what is due first at the top, and a
   row more for each other thing that somebody is warned of. */
struct pipeline_row *pipeline_calendar(const struct pipeline_board *p,
                                       struct arena *a, size_t *n);
/* What becomes possible if a meeting is held on `day` and nothing else happens
   before: everybody with a step ahead that a meeting decides. */
struct pipeline_if {
    int step;
    int64_t file, person;
    const char *name;
    const char *kinds; /* committee.meeting branch.meeting: which one decides */
    bool possible;
    const char *why; /* not: what is still missing by then; possible: what a
                        reason will be asked for; "" nothing */
};
size_t pipeline_if_held(const struct pipeline_board *p, struct book *b,
                        struct arena *a, int day,
                        const struct pipeline_if **out);
/* Who of the roster may still apply: no member and never one, no file that is
   going on; and who moved in as 预备党员 without one; by name. */
struct pipeline_applicant {
    int64_t person;
    const char *name;
    const char *about; /* 1994-06-12  申请 2026-03-10, or that he moved in */
};
bool pipeline_applicants(struct book *b, struct arena *a,
                         struct pipeline_applicant **out, size_t *n,
                         struct err *err);

#endif
