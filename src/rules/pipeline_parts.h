/* Private to rules/: what the rooms of pipeline.h share.

   A case is one step looked at on one day; every row is asked about a case. */
#ifndef PBTUI_SRC_RULES_PIPELINE_PARTS_H
#define PBTUI_SRC_RULES_PIPELINE_PARTS_H

#include "pbtui/rules/pipeline.h"

/* ---- reading (pipeline_steps, _guards, _amount, _strict) ------------- */
enum amount_read { AMOUNT_GOOD, AMOUNT_NONE, AMOUNT_BAD };
/* 1 年, -1 周, 24/3; the second half goes to *or_second, which may be NULL. */
enum amount_read pipe_amount_read(const char *text, struct guard_amount *first,
                                  struct guard_amount *or_second);
/* A key of a row that must be a single amount with a positive number. */
bool pipe_take_positive(struct rule_file *f, const struct rule_row *r,
                        const char *key, struct guard_amount *out);

/* [step.N] laid over the step of that number. */
bool pipe_take_step(struct rule_file *f, const struct rule_row *r,
                    struct pipeline_rules *out);
/* [guard.X] laid over a guard; g->code is set already. */
bool pipe_take_guard(struct rule_file *f, const struct rule_row *r,
                     struct pipeline_guard *g);
/* The first key by which a row without a day would ask for less of a central
   row than before, or for something else; NULL: none. */
const char *pipe_loosening(const struct rule_row *r,
                           const struct pipeline_guard *old,
                           const struct pipeline_guard *changed);
/* Two rows that cannot both be kept, one of them of this code; NULL: none. */
const char *pipe_contradiction(struct arena *a, const struct pipeline_rules *r,
                               const char *code);

/* ---- words ----------------------------------------------------------- */
/* Is it among the words, which are apart by blanks, 、 or commas? */
bool pipe_has(const char *words, const char *word);
/* Is one of these words among those? */
bool pipe_shares(const char *these, const char *those);
const char *pipe_day(struct arena *a, int day); /* 2026-11-20 */
/* Without the mark at its end, so that a sentence can go on. */
const char *pipe_without_end(struct arena *a, const char *text);
/* What is told of a broken row. */
struct pipe_say {
    const char *brief;  /* without a mark at its end */
    const char *remedy; /* 请… */
    int day;
};

/* ---- cases ----------------------------------------------------------- */
struct pipe_case {
    struct arena *a;
    const struct pipeline_rules *r;
    const struct pipeline_facts *f;
    int no;
    int on;             /* the step's day; planned: the day asked about */
    const char *result; /* planned: the usual one */
    bool planned;       /* not done: what comes with doing it is not asked */
};
struct pipe_case pipe_case_of(struct arena *a, const struct pipeline_rules *r,
                              const struct pipeline_facts *f, int no, int day);
/* Done, and with a result that goes on. */
bool pipe_passed(const struct pipeline_rules *r, const struct pipeline_facts *f,
                 int no);
/* Said to be done elsewhere, on a day of which that can be. */
bool pipe_elsewhere(const struct pipeline_facts *f, int no);
/* The i-th guard when it holds on that day, else NULL. */
const struct pipeline_guard *pipe_in_force(const struct pipeline_rules *r,
                                           size_t i, int day);
/* The i-th guard when it is to be asked about the case on that day. */
const struct pipeline_guard *pipe_asked(const struct pipe_case *c, size_t i,
                                        int day);

int pipe_add(int day, struct guard_amount x);
/* DATE_NONE: not known, or not there yet. */
int pipe_anchor(const struct pipe_case *c, const struct pipeline_guard *g);
/* First day and last day a guard allows; DATE_NONE: has no word on that. */
int pipe_opens(const struct pipe_case *c, const struct pipeline_guard *g);
int pipe_closes(const struct pipe_case *c, const struct pipeline_guard *g);
/* May this notice be for the case: it says both days, and does not begin
   before what it is about, or before the attempt at the step. */
bool pipe_notice_counts(const struct pipe_case *c,
                        const struct pipeline_guard *g,
                        const struct pipeline_notice *n);
/* Days of a notice, both ends included. */
int pipe_notice_days(const struct pipeline_notice *n, enum guard_unit unit);
/* First day on which no row (no refusing row) objects. */
int pipe_earliest(const struct pipe_case *c, bool strict);
/* First deadline and its guard. */
int pipe_latest(const struct pipe_case *c, const struct pipeline_guard **guard);
/* Soonest days of all steps, from `day` on. */
void pipe_soonest(const struct pipeline_rules *r,
                  const struct pipeline_facts *f, int day,
                  int soonest[PIPELINE_STEPS + 1]);

/* Of several entries of one kind on one day the first counts: is the i-th
   another? */
bool pipe_same_day(const struct pipeline_facts *f, size_t i);

/* Entries of a running step, one kind. */
struct pipe_rhythm {
    int start;  /* DATE_NONE: has not begun */
    int n;      /* entries since */
    int due;    /* of the next entry */
    int gaps;   /* that were too long; the last one may still be open */
    int missed; /* the day by which the first late entry was due */
    int came;   /* … and on which it was made; DATE_NONE: not yet */
};
struct pipe_rhythm pipe_rhythm(const struct pipe_case *c,
                               const struct pipeline_guard *g);

/* How many entries were asked for by now, had each come on its last day. */
int pipe_rounds(const struct pipe_case *c, const struct pipeline_guard *g);
/* "" for NULL: facts may leave words out. */
const char *pipe_text(const char *s);
/* 第 3 步确定积极分子 */
const char *pipe_step_text(const struct pipe_case *c, int no);
/* The step it is about is not done yet, and what is said then. */
bool pipe_waits(const struct pipe_case *c, int of);
bool pipe_say_waits(const struct pipe_case *c, int of, struct pipe_say *say);

/* As the row has it: after, within …; date: what holds for every step. */
const char *pipe_kind_name(const struct pipeline_guard *g);
/* Is the row broken?  Then *out says how. */
bool pipe_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                 struct step_issue *out);
/* One check a kind (pipeline_helpers, _filled; those of days: _breach). */
bool pipe_helpers_broken(const struct pipe_case *c,
                         const struct pipeline_guard *g, struct pipe_say *say);
bool pipe_by_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                    struct pipe_say *say);
bool pipe_kin_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                     struct pipe_say *say);
bool pipe_field_broken(const struct pipe_case *c,
                       const struct pipeline_guard *g, struct pipe_say *say);
bool pipe_result_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say);
bool pipe_amount_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say);
bool pipe_league_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say);
bool pipe_entries_broken(const struct pipe_case *c,
                         const struct pipeline_guard *g, struct pipe_say *say);
bool pipe_rhythm_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say);
bool pipe_meeting_broken(const struct pipe_case *c,
                         const struct pipeline_guard *g, struct pipe_say *say);
bool pipe_vote_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                      struct pipe_say *say);
bool pipe_notice_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say);
bool pipe_paper_broken(const struct pipe_case *c,
                       const struct pipeline_guard *g, struct pipe_say *say);
bool pipe_once_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                      struct pipe_say *say);
/* What is wrong with the `at`-th helper, who was named after the step of the
   case, on the day he begins; at most PIPE_LATER_ISSUES. */
#define PIPE_LATER_ISSUES 2
size_t pipe_later_issues(const struct pipe_case *c, size_t at,
                         struct step_issue *list);
void pipe_tell(const struct pipe_case *c, const struct pipeline_guard *g,
               const struct pipe_say *say, struct step_issue *out);
/* All broken rows of the case; at most PIPE_ISSUES_MOST. */
#define PIPE_ISSUES_MOST(r, f)                                                 \
    ((r)->n_guards + PIPE_LATER_ISSUES * (f)->n_helpers)
size_t pipe_issues(const struct pipe_case *c, struct step_issue **out);

/* Whether the day lies in a running step's time: begun, not ended. */
bool pipe_runs(const struct pipeline_facts *f, const struct pipeline_step *s);
/* Not done, and a later one went on without it: 转正申请 when 资格 was
   cancelled. */
bool pipe_needless(const struct pipeline_rules *r,
                   const struct pipeline_facts *f, int no);
bool pipe_closed(const struct pipeline_facts *f, int day);
/* Admitted elsewhere: he had gone the steps up to it, whether they are typed in
   or not. */
bool pipe_came(const struct pipeline_rules *r, const struct pipeline_facts *f);
/* Is the case one of them? */
bool pipe_goes_before(const struct pipe_case *c);
/* Rows about days that hold for every step (GUARD_DATE). */
size_t pipe_date_issues(const struct pipe_case *c, int today,
                        struct step_issue *out, size_t most);
#define PIPE_DATE_ISSUES 7
void pipe_warn(struct pipeline_verdict *v, struct arena *a,
               const struct pipeline_rules *r, const struct pipeline_facts *f,
               int day);
/* The facts as they were at the end of that day. */
struct pipeline_facts pipe_facts_on(struct arena *a,
                                    const struct pipeline_facts *f, int day);

#endif
