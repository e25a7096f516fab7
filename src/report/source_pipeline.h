/* What the sources of 发展党员 share: a person's file as it stood on a day, and
   its steps, helpers, votes and notices in words. */
#ifndef PBTUI_REPORT_SOURCE_PIPELINE_H
#define PBTUI_REPORT_SOURCE_PIPELINE_H

#include "pbtui/ledger/pipeline.h"
#include "pbtui/report/source.h"

/* Steps that are spoken of here besides those of rules/pipeline.h. */
enum track_no {
    TRACK_TALK = 2,
    TRACK_RECORD = 4,
    TRACK_CONTACTS = 5,
    TRACK_BOOKLET = 14,
    TRACK_INTERVIEW = 16,
    TRACK_OATH = 20
};

struct track {
    const struct form_ask *ask;
    struct form_data *d;
    struct book *book;
    struct arena *a;
    int day; /* nothing that came after it is told */
    const struct pipeline_rules *rules;
    struct pipeline_file f;
    struct record person;
    struct pipeline_stays stays; /* of what was read by a span; n 0: not read */
};
/* ledger_candidacy; the file of the record that is asked for. */
bool track_read(struct track *t, const struct form_ask *ask,
                struct form_data *d, int64_t file, struct err *err);
/* All files of the branch in view, those that are over as well, and who is on
   the roster as an applicant without one; up to `day`. */
bool track_read_all(const struct form_ask *ask, struct form_data *d, int day,
                    struct track **out, size_t *n, struct err *err);
/* Only those in which something happened in the span; up to its end. */
bool track_read_touched(const struct form_ask *ask, struct form_data *d,
                        struct span days, struct track **out, size_t *n,
                        struct err *err);
/* What is asked for, up to the day in view. */
struct span track_span(const struct form_ask *ask);
/* Of a source of files: those that were going on in the span. */
bool track_records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                   size_t *n, struct err *err);
/* Was the file going on in the span?  One that nothing has happened in yet is
   not. */
bool track_is_in(const struct track *t, const struct span *span);

/* ---- steps -------------------------------------------------------------- */
/* The step in hand, when it was taken by then; NULL. */
const struct record *track_step(const struct track *t, int no);
/* It stands there only because the roster says that he was admitted: that the
   superior approved it, and when, is not known. */
bool track_is_assumed(const struct track *t, int no);
int track_asked(const struct track *t, int no); /* 报送, answered or not */
/* The same, or the last attempt that no longer counts. */
const struct record *track_last(const struct track *t, int no);
/* A step that no longer counts, of by then; the one in hand written down once
   more (of the same day) was no attempt of its own. */
bool track_is_attempt(const struct track *t, const struct record *earlier);
int track_on(const struct track *t, int no); /* DATE_NONE */
/* 2026-11-20, 2026年11月20日 or a line to write on; of what is not in the books
   the day of joining alone is known. */
const char *track_iso(const struct track *t, int no);
const char *track_long(const struct track *t, int no);
/* A field of a step in words; "" for NULL and for what is not said. */
const char *track_field(const struct track *t, const struct record *step,
                        int field);
bool track_came_to(const struct record *step, const char *result);
/* Who did it: of the roster, or from elsewhere; "". */
const char *track_by(const struct track *t, const struct record *step);
/* He came with a file from elsewhere; a step was taken there: it says so, or is
   of a day before he came. */
bool track_has_moved(const struct track *t);
bool track_is_elsewhere(const struct track *t, const struct record *step);
/* Where he is: of the rules, or how the file ended. */
const char *track_state(const struct track *t);
/* 外单位转入, 外单位办理; "" of a step that was taken here. */
const char *track_elsewhere(const struct track *t, const struct record *step);
/* 第 11 次支委会 2026-11-20; "" where none is linked. */
const char *track_meeting(const struct track *t, const struct record *step);
/* Of a step that is linked: without the day. */
const char *track_meeting_title(const struct track *t,
                                const struct record *step);
/* 一、申请入党 … */
const char *track_stage(enum pipeline_stage stage);
/* Months of extensions of which the roster alone tells: without a day. */
int track_extended_before(const struct track *t);
/* 预备期, by the meeting that admitted him; .from is DATE_NONE before. */
struct probation track_probation(const struct track *t);

struct track_vote {
    int64_t topic; /* 0: there was no vote about him */
    const char *entitled, *present, *yes, *no, *abstain;
    int64_t written; /* opinions sent in before, counted in above */
    const char *way; /* 无记名投票, 举手 …; "" not said */
    bool ballots;    /* the rule of this vote wants 无记名投票 */
};
bool track_vote(const struct track *t, const struct record *step,
                struct track_vote *out, struct err *err);
/* 应到 20，实到 12，赞成 11，反对 0，弃权 1；"" */
const char *track_tally(const struct track *t, const struct track_vote *v);

/* ---- what hangs on the file --------------------------------------------- */
/* 张建国、李敏: those who held it on the day; role is ROLE_…. */
const char *track_helpers(const struct track *t, const char *role);
/* The same of all that ever did, with until when and why not longer. */
const char *track_helpers_ever(const struct track *t, const char *role);
/* The last one of a step, also one that is still ahead; NULL. */
const struct record *track_notice(const struct track *t, int no);
/* 2026年9月4日至9月8日…, and what came in; "" when there was none. */
const char *track_notice_said(const struct track *t, int no);
const char *track_entry_by(const struct track *t, const struct record *entry);
/* 2023-03-20 and 2023-09-10, below each what it came to; kind is a name of
   step_entry. */
const char *track_entries(const struct track *t, const char *kind, int since,
                          int until);
/* Names apart by 、 one a line, as narrow columns have them. */
const char *track_in_lines(struct arena *a, const char *names);
/* A, B: apart by mark, "" left out. */
const char *track_join(struct arena *a, const char *first, const char *mark,
                       const char *then);

/* ---- the parts of what is told of one person ------------------------------
 */
bool track_put_steps(struct track *t, struct err *err);
const char *track_limit(const struct track *t, int no); /* 时间要求 */
/* What only another result of the step would bring does not. */
bool track_paper_belongs(const struct track *t, int step,
                         const struct pipeline_paper *p);
void track_put_papers(struct track *t);
void track_put_entries(struct track *t);
void track_put_audit(struct track *t);
bool track_put_votes(struct track *t, struct err *err);
bool track_put_letters(struct track *t, struct err *err);

extern const char *const track_step_columns[];  /* NULL-ended */
extern const char *const track_paper_columns[]; /* NULL-ended */
extern const char *const track_stage_columns[]; /* NULL-ended */
extern const char *const track_entry_columns[]; /* NULL-ended */
extern const char *const track_audit_columns[]; /* NULL-ended */
extern const char *const track_vote_columns[];  /* NULL-ended */

#endif
