/* 发展党员: the twenty-five steps and what must hold before each, as rows of
   data/rules/pipeline.ini, and the verdict on one person's file on one day.
   Pure: facts and a day in; done, possible, blocked or overdue out, each with
   the rows that say so, and the earliest and latest lawful day.

   A row refuses, or asks for a reason that stays in the file.  What a row says
   about a day is written as spans from other days (anchors), so that one row
   gives the check, the earliest day, the deadline and the warning alike. */
#ifndef PBTUI_RULES_PIPELINE_H
#define PBTUI_RULES_PIPELINE_H

#include <stdint.h>

#include "pbtui/rules/rule_file.h"

#define PIPELINE_STEPS 25

/* Steps on which the states and the rest of the books hang.  Numbers of the
   steps are names, not limits. */
enum pipeline_no {
    AT_APPLY = 1,
    AT_ACTIVIST = 3,
    AT_CANDIDATE = 7,
    AT_REPLY = 8, /* of the superior: the day of 列为发展对象 */
    AT_INTRODUCERS = 9,
    AT_VETTING = 10,
    AT_TRAINING = 11,
    AT_BOARD = 12,
    AT_PREVIEW = 13,
    AT_ACCEPT = 15,
    AT_APPROVE = 17,
    AT_PLACE = 19,
    AT_REQUEST = 22,
    AT_CONVERT = 23,
    AT_CONFIRM = 24,
    AT_ARCHIVE = 25
};

enum pipeline_stage {
    STAGE_APPLICANT, /* 申请入党 */
    STAGE_ACTIVIST,  /* 入党积极分子的确定和培养教育 */
    STAGE_CANDIDATE, /* 发展对象的确定和考察 */
    STAGE_ADMISSION, /* 预备党员的接收 */
    STAGE_PROBATION, /* 预备党员的教育、考察和转正 */
    PIPELINE_STAGES
};

/* ---- rules ------------------------------------------------------------ */
/* A step as its row describes it; the words are in the order of the file. */
struct pipeline_paper {
    const char *name; /* 入党申请书 */
    bool local;       /* asked for here and there only */
    const char *when; /* 入党通知书@批准: only with this result; "" always */
};
struct pipeline_step {
    int no;
    const char *name; /* 推荐和确定入党积极分子 */
    const char *abbr; /* 确定积极分子 */
    enum pipeline_stage stage;
    const char *who;  /* 支部委员会 */
    bool running;     /* no day of its own: done by its entries (6, 21) */
    int since, until; /* running steps: from and to which other one */
    const char *const *fields;  /* what is asked beside the day: columns of the
                                   step book, NULL-ended */
    const char *const *entries; /* running steps: names of code step_entry */
    const struct pipeline_paper *papers;
    size_t n_papers;
    const char *result; /* the results that go on: 同意; "" any */
    const char *usual;  /* the first of them */
    const char *basis;
};

/* What a row asks for. */
enum guard_kind {
    GUARD_AGE,     /* least years old */
    GUARD_AFTER,   /* not before an anchor, `least` after it */
    GUARD_WITHIN,  /* at the latest `most` after an anchor */
    GUARD_VALID,   /* an anchor is not older than `most` on this day */
    GUARD_FIELD,   /* `what`: a column that must be filled in */
    GUARD_RESULT,  /* `what`: the step it is about has this result */
    GUARD_AMOUNT,  /* least..most of a number: `what` names it; several columns
                      apart by / : one of them is enough */
    GUARD_HELPERS, /* `what`: contact or introducer; least..most who may be */
    GUARD_KIN,     /* `what`: as above; none of one household with him */
    GUARD_ENTRIES, /* `what`: at least `least` entries of that kind, since `of`
                      when that is set */
    GUARD_RHYTHM,  /* `what`: no gap between entries over `most` */
    GUARD_MEETING, /* `what`: kinds of meeting, one of which must be linked and
                      valid, on the step's day */
    GUARD_VOTE,    /* `what`: row of votes.ini; the linked topic about this
                      person must have passed by it */
    GUARD_NOTICE,  /* 公示 of at least `least` working days, ended before */
    GUARD_PAPER,   /* `what`: a paper that must be in the file */
    GUARD_STAY,    /* does not leave the unit within `least` after */
    GUARD_LEAGUE,  /* under `most` years and in the League: the way is `what` */
    GUARD_ONCE,    /* this result only once in a life of the file */
    GUARD_BY,  /* `what`: other: 责任人 is not the person himself; member:
                  he is a full member with rights on that day */
    GUARD_DATE /* not in the file: what holds for the day of every step;
                  date.missing, date.future, date.birth, date.closed,
                  date.asked, date.span, date.elsewhere */
};
enum guard_unit {
    UNIT_NONE,
    UNIT_DAYS,
    UNIT_WORKDAYS,
    UNIT_MONTHS,
    UNIT_YEARS,
    UNIT_COUNT
};
struct guard_amount {
    bool set;
    int n;
    enum guard_unit unit;
};
/* 1 年, 5 个工作日, without its sign; 2 for a count. */
const char *pipeline_amount(struct arena *a, struct guard_amount x);
/* An anchor: the day of a step, or a day that follows from several. */
/* 预备期满: the first day on which 转正 may be. */
#define ANCHOR_PROBATION 101
#define ANCHOR_ASKED     102 /* this step's asked_on: 报送 */
#define ANCHOR_ENTRIES   103 /* the last entry of `what`, or the step's start */
struct pipeline_guard {
    const char *code; /* candidate.year: what refusals and tests call it */
    int step;
    enum guard_kind kind;
    int of; /* step number or ANCHOR_…; 0 none */
    struct guard_amount least, most;
    struct guard_amount or_least; /* AMOUNT: of the second column */
    const char *what;
    const char *only;   /* holds only with this result of the step; "" any */
    const char *unless; /* … not with this one */
    bool refuses;       /* else: takes a reason */
    bool local;
    bool off;          /* only where a branch has put it on */
    const char *warn;  /* W01 …; "" none: the deadline to be told of */
    int lead;          /* days before it */
    const char *text;  /* the rule in one sentence */
    const char *basis; /* 《…》第…条 */
    int from;
    bool own;
};
/* [limit.probation]: how long 预备期 is. */
struct pipeline_limit {
    struct guard_amount value;
    const char *basis;
    int from;
    bool own;
};
struct pipeline_rules {
    struct pipeline_step steps[PIPELINE_STEPS + 1]; /* [0] unused */
    struct pipeline_guard *guards; /* dated versions of a code stand together */
    size_t n_guards;
    /* Where the guards of a step stand, in the order of the rows. */
    const size_t *of_step[PIPELINE_STEPS + 1];
    size_t n_of_step[PIPELINE_STEPS + 1];
    struct pipeline_limit *probation;
    size_t n_probation;
    struct ini_complaint *complaints;
    size_t n_complaints;
};
/* `own` may be NULL.  An own row says its basis and what differs; it holds from
   its `from` on, or for all days.  A central row can only be made stricter for
   all days, and anything else only with a `from` after the central one's.  Two
   rows that cannot both be kept (a step not before a year and within a month of
   the same day; at least two, at most one) are named, and the own one is left
   out.  E-PIPE-001: the compiled-in rows are not whole. */
bool pipeline_load(struct pipeline_rules *out, struct arena *a,
                   const char *builtin, const char *own, struct err *err);
/* Whom the form of a step names, as its row says: contact, introducer; NULL:
   nobody. */
const char *pipeline_role_of(const struct pipeline_rules *r, int step);
/* The version in force on a day, or NULL: not in force, or off. */
const struct pipeline_guard *pipeline_guard(const struct pipeline_rules *r,
                                            const char *code, int day);

/* ---- facts ------------------------------------------------------------ */
struct pipeline_meeting {
    int64_t event;
    /* committee.meeting, several apart by blanks; "" no meeting is linked */
    const char *kind;
    int on;
    bool valid;       /* held, and enough came */
    bool about;       /* a topic of it is about this person */
    const char *rule; /* of that topic's vote; "" none */
    bool passed;
    const char *tally; /* 应到 20 实到 12 赞成 11 …, for the screen; "" */
    int64_t topic;     /* of the agenda; 0 none is about him */
};
struct pipeline_helper;
struct pipeline_done { /* a step as it is, or as it is about to be saved */
    bool done;
    int64_t id;
    int on; /* DATE_NONE */
    int asked_on;
    int from_on, to_on;
    int hours, days, months; /* -1 not said */
    const char *result;      /* name of code step_result; "" */
    const char *way;         /* name of code recommend_way; "" */
    const char *number;      /* "" */
    const char *conclusion;
    bool who;       /* a 责任人 is named */
    bool elsewhere; /* 外单位办理: meeting and helpers are not looked at */
    bool assumed;   /* the roster alone says so: no row is asked about it */
    const char *reason; /* why rows that ask for one were passed over */
    struct pipeline_meeting meeting;
    const struct pipeline_helper *by; /* 责任人, when more than a name is known
                                         of him; his days in any branch */
};
struct pipeline_span {
    int from, to; /* to: first day that is no longer, DATE_NONE: open */
};
struct pipeline_helper {
    const char *role; /* contact, introducer */
    const char *name;
    struct pipeline_span holds;
    bool self;                 /* the person himself */
    bool outside;              /* of another branch: only his name is known */
    bool named;                /* by name, and the roster has somebody of it */
    bool kin;                  /* same household: takes a reason */
    struct pipeline_span full; /* days on which he is a full member here;
                                  from DATE_NONE: never */
    const struct pipeline_span *barred; /* 留党察看, rights suspended */
    size_t n_barred;
    int64_t person;     /* 0: of another branch, known by name */
    const char *reason; /* why he came later, or although a row asks why */
};
struct pipeline_entry {
    const char *kind; /* name of code step_entry */
    int on;
};
struct pipeline_notice {
    int step;
    int from, to;  /* both included */
    bool objected; /* with an objection that stands */
};
struct pipeline_paper_fact {
    int step;
    const char *name;
    int on; /* 形成时间; DATE_NONE */
};
struct pipeline_round { /* an earlier 15–17 or 22–24 that did not go through,
                           and extensions: what GUARD_ONCE looks at */
    int step;
    const char *result;
    int on;      /* DATE_NONE: known by what came of it alone */
    bool failed; /* 延长 that was not approved: GUARD_ONCE does not count it */
};
/* A round that is over stands in `rounds` and no longer in `steps`: after an
   extension took effect, 22 to 24 are open again. */
struct pipeline_facts {
    int birth; /* DATE_NONE */
    bool league;
    int leave_on;        /* plans to leave the unit; DATE_NONE */
    int ended_on;        /* the file was closed; DATE_NONE */
    int extended_months; /* sum of extensions that took effect */
    /* 外单位办理 is believed of steps before this day; DATE_NONE: of none. */
    int theirs_before;
    struct pipeline_done steps[PIPELINE_STEPS + 1];
    const struct pipeline_helper *helpers;
    size_t n_helpers;
    const struct pipeline_entry *entries; /* oldest first */
    size_t n_entries;
    const struct pipeline_notice *notices;
    size_t n_notices;
    const struct pipeline_paper_fact *papers;
    size_t n_papers;
    const struct pipeline_round *rounds;
    size_t n_rounds;
};

/* Nothing is known and nothing is done: days DATE_NONE, numbers -1. */
void pipeline_facts_init(struct pipeline_facts *f);
struct pipeline_done pipeline_open(void);

/* ---- verdict ---------------------------------------------------------- */
enum step_state {
    STEP_AHEAD,    /* · others come first */
    STEP_BLOCKED,  /* ✗ next, but a row refuses on that day */
    STEP_POSSIBLE, /* ○ may be done on that day */
    STEP_DUE,      /* ! possible, and its deadline is near or over */
    STEP_RUNNING,  /* ◐ entries are being gathered */
    STEP_DONE,     /* ● */
    STEP_FAULTY    /* ● done, and a row is broken without a reason given */
};
struct step_issue {
    const struct pipeline_guard *guard; /* never NULL */
    int step;
    bool refuses;  /* as the row says; false: a reason is enough */
    bool waits;    /* for a step that is not done yet */
    bool reasoned; /* … and one is there: */
    const char *reason;
    int day;           /* the day the row allows, DATE_NONE when no day does */
    const char *text;  /* one sentence: what is wrong, which rule, what to do */
    const char *brief; /* 确定积极分子未满 1 年，最早 2027-11-20 */
    const char *remedy; /* 请改为 2027-11-20 或以后的日期。 */
};
struct step_view {
    enum step_state state;
    /* First day no row objects to, out of what is known; DATE_NONE: cannot be
       told, or nothing but being next holds it up. */
    int earliest;
    int earliest_strict; /* … by the rows that refuse alone */
    int soonest; /* when all before it is done as soon as may be, from the day
                    asked about on; done: its day */
    int latest;  /* the first deadline; DATE_NONE */
    const struct pipeline_guard *deadline; /* the row of `latest` */
    struct step_issue *issues;
    size_t n_issues;
    int have, want; /* running steps: entries, of those asked for so far */
    int next_entry; /* running steps: the day by which the next is due */
    int papers, papers_asked; /* there, asked for */
};
struct pipeline_warning {
    const struct pipeline_guard *guard; /* guard->warn is W01 … */
    int step;
    int due;  /* AFTER rows: the first lawful day, never over */
    int hard; /* a second, harder deadline; DATE_NONE: none */
    bool over;
    bool red;         /* the second is over as well */
    const char *text; /* 转正申请应在 2026-12-03 前提出，还有 13 天 */
};
struct pipeline_verdict {
    struct step_view steps[PIPELINE_STEPS + 1];
    int next; /* first step that is not done, or has not gone through;
                 running ones are not looked at; 0: all are */
    enum pipeline_stage stage;
    const char
        *state; /* 入党积极分子, 待党委审批, …, 已终止; archived: 正式党员 */
    int probation_from, probation_to;  /* last day of it; DATE_NONE */
    int full_from;                     /* DATE_NONE */
    struct pipeline_warning *warnings; /* earliest due first */
    size_t n_warnings;
};
/* Steps and entries after `day` count as not done. */
void pipeline_judge(struct pipeline_verdict *out, struct arena *a,
                    const struct pipeline_rules *r,
                    const struct pipeline_facts *f, int day);
/* Whether `proposed` may be saved as step `no` instead of what f says of it,
   today being `today`: every row of that step and every row of a later, done
   step that the change would break, or break otherwise than before.  Not done:
   it is taken out, or only 报送 is noted.  Returns how many. */
size_t pipeline_check(struct arena *a, const struct pipeline_rules *r,
                      const struct pipeline_facts *f, int no,
                      const struct pipeline_done *proposed, int today,
                      struct step_issue **out);
/* Whether the `at`-th helper may be one, who begins after the step that names
   his role: by the rows of that step, on the day he begins.  That there are too
   few with him is nothing he is to blame for: the next step asks for it.  */
size_t pipeline_helper_check(struct arena *a, const struct pipeline_rules *r,
                             const struct pipeline_facts *f, size_t at,
                             struct step_issue **out);
bool step_issues_refuse(const struct step_issue *is, size_t n);
bool step_issues_want_reason(const struct step_issue *is, size_t n);

/* The whole file looked over (一步一审): order, gaps, counts, papers; each with
   its remedy. */
struct file_finding {
    int step;
    const struct pipeline_guard *guard; /* NULL: see `about` */
    const char *about; /* kind of the guard as its row has it, date, or: paper,
                          left-out, early */
    bool grave;
    bool reasoned; /* why it was passed over is written down */
    const char *text, *remedy;
};
size_t pipeline_audit(struct arena *a, const struct pipeline_rules *r,
                      const struct pipeline_facts *f, int day,
                      struct file_finding **out);

/* 预备期: from, last day and the first day of full membership, with extensions;
   months are added to the end of the day before them and clamp. */
struct probation {
    int from, to, full_from;
};
struct probation pipeline_probation(const struct pipeline_rules *r, int joined,
                                    int extended_months);

#endif
