/* What the rooms of 发展党员 share. */
#ifndef PBTUI_LEDGER_PIPELINE_PARTS_H
#define PBTUI_LEDGER_PIPELINE_PARTS_H

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/pipeline.h"

/* Rows of files of the branch in view; ends before what voided_on is. */
#define PIPELINE_ROWS                                                          \
    "exists (select 1 from candidacy c where c.id = t.candidacy_id"            \
    " and c.branch_id = :branch and c.voided_on is null) and t.voided_on is "

/* Whose file it is, as the last field of a part's book. */
#define PIPELINE_WHOSE                                                         \
    {                                                                          \
        .column = "person", .label = "姓名", .kind = &field_text,              \
        .flags = FIELD_COMPUTED | FIELD_SEARCHED | FIELD_NAME, .cols = 14,     \
        .sql = "select n.name from candidacy c join person n"                  \
               " on n.id = c.person_id where c.id = t.candidacy_id",           \
        .sort = ""                                                             \
    }

/* Does a topic name this person, and nobody with a longer name that holds his
   (陈方明 for 陈方)?  In SQL with :name and :person; the roster is gone through
   once a statement, not once a topic. */
#define PIPELINE_NAMES(topic)                                                  \
    "instr(" topic ", :name) > 0 and not exists (with longer (name) as"        \
    " materialized (select o.name from person o where o.id <> :person"         \
    " and o.voided_on is null and length(o.name) > length(:name)"              \
    " and instr(o.name, :name) > 0)"                                           \
    " select 1 from longer where instr(" topic ", longer.name) > 0)"

/* The person's name of a file, for labels. */
void pipeline_whose(struct book *b, int64_t file, struct strbuf *out);

/* ---- reading ---------------------------------------------------------- */
void pipeline_begin(struct pipeline_file *f, struct book *b, struct arena *a);
bool pipeline_read_who(struct pipeline_file *f, int64_t person,
                       struct err *err);
/* As pipeline_read and _read_person, whatever day is in view: what the doors
   look at. */
bool pipeline_read_whole(struct pipeline_file *f, struct book *b,
                         struct arena *a, int64_t id, struct err *err);
bool pipeline_read_whole_person(struct pipeline_file *f, struct book *b,
                                struct arena *a, int64_t person,
                                struct err *err);
/* Each where it belongs, out of all that are in force, by round and number. */
void pipeline_put_steps(struct pipeline_file *f, const struct record *all,
                        size_t n);
/* What happened after the day in view leaves no trace; today: nothing is
   touched.  The facts are made anew after it. */
void pipeline_as_was(struct pipeline_file *f);
/* All files of the branch in view that are going on on the day in view, each as
   it was on that day. */
bool pipeline_read_going(struct book *b, struct arena *a,
                         struct pipeline_file **out, size_t *n,
                         struct err *err);
/* Facts and verdict anew, out of the records as they are in memory. */
bool pipeline_facts_make(struct pipeline_file *f, struct err *err);
/* Who came as 预备党员 without a file stands after the approval; in memory
   alone. */
bool pipeline_assume(struct pipeline_file *f, struct err *err);
/* Of one who is written by name: what the roster knows of him, when it has
   somebody of exactly that name (out->named); of several, one who may be it on
   that day is meant. */
bool pipeline_read_named(struct pipeline_file *f, const char *name, int day,
                         struct pipeline_helper *out, struct err *err);
/* Days on which he has no rights. */
bool pipeline_read_barred(struct pipeline_file *f, int64_t person,
                          struct pipeline_helper *h, struct err *err);
/* The file that his first step opens is that of one who moved in. */
bool pipeline_assume_origin(struct pipeline_file *f, struct err *err);
/* Of who came as 预备党员: a step of a day before was done where he came from.
 */
bool pipeline_was_elsewhere(const struct pipeline_file *f,
                            const struct record *step);
/* Who helps, for the facts. */
bool pipeline_facts_helpers(struct pipeline_file *f, struct err *err);
struct stmt;
/* A day out of a row; DATE_NONE for null. */
int pipeline_stmt_day(struct stmt *st, int column);
/* A file of which nothing is there yet, not even what the roster says. */
bool pipeline_read_empty(struct pipeline_file *f, struct book *b,
                         struct arena *a, int64_t person, struct err *err);
/* As pipeline_file_open, with what the head says besides. */
bool pipeline_open_as(struct pipeline_file *f, const struct record *head,
                      struct err *err);
bool pipeline_done_of(struct pipeline_file *f, const struct record *step,
                      struct pipeline_done *out, struct err *err);
/* The meeting that is linked in a step, with the topic that this step, with the
   result it says, takes as its own. */
bool pipeline_meeting_of(struct pipeline_file *f, const struct record *step,
                         struct pipeline_meeting *out, struct err *err);
/* How near a vote by that rule is to what the step needs; 0 is its own. */
int pipeline_vote_rank(const struct pipeline_file *f, const struct record *step,
                       const char *rule);

/* Does a topic without a person name this one? */
bool pipeline_names(struct pipeline_file *f, const char *topic, bool *out,
                    struct err *err);

/* The furthest step that is done of a file, out of the books. */
#define PIPELINE_FURTHEST(file)                                                \
    "select max(s.no) from step s where s.candidacy_id = " file                \
    " and s.on_day is not null and s.dropped is null"                          \
    " and s.voided_on is null"

/* The reason of a step that stands there because the roster has its day. */
#define PIPELINE_BY_ROSTER "建档时由名册的日期转入"

/* Why a step no longer counts, as it stands in the book. */
#define PIPELINE_EXTENDED "延长预备期，期满再讨论"
/* Did that attempt take it along? */
bool pipeline_dropped_by(const struct record *dropped,
                         const struct record *attempt);

/* What is known of the 责任人 of a step, when a row asks for it; NULL: nothing
   but a name. */
bool pipeline_read_talker(struct pipeline_file *f, const struct record *step,
                          const struct pipeline_helper **out, struct err *err);
/* Who is named after the step that names his role: what the rows of that step
   say of him. */
void pipeline_helper_asks(struct book *b, const struct record *r,
                          const struct record *old, struct issues *is);

/* May that part come in, be changed or go (gone)?  The file is not ended,
   another branch's or of a sealed month, and no step that is done stands on it.
   With the write lock held. */
bool pipeline_part_look(struct book *b, struct arena *a, const struct record *r,
                        const struct record *old, bool gone, struct err *err);

/* Of an entry: he is an activist by that day, and the file goes on.  Anything
   else passes. */
bool pipeline_refuse_entry(const struct pipeline_file *f,
                           const struct record *r, const struct record *old,
                           struct err *err);

/* The entries that stand there were made by an activist: with step 3 taken back
   (step NULL), or mended, they still are. */
bool pipeline_refuse_stranded(const struct pipeline_file *was,
                              const struct pipeline_file *now,
                              const struct record *step, struct err *err);

/* Facts with r among the parts as it is now; gone: without it. */
bool pipeline_part_put(struct pipeline_file *f, const struct record *r,
                       bool gone, struct err *err);

/* Code of a row that a written reason has passed over. */
#define PIPELINE_REASONED "W-PIPE-021"

/* Is it one of the results of a step: of the group of its usual one? */
struct code;
bool pipeline_result_fits(const struct pipeline_rules *r, int no,
                          const struct code *c);

/* The helpers named in a new step go into the file, to be saved with it. */
bool pipeline_step_helpers(struct pipeline_file *f, const struct record *step,
                           struct err *err);

/* ---- what the file says ------------------------------------------------ */
/* Dates of the roster that follow from the steps. */
enum pipeline_date {
    DATED_APPLY,
    DATED_ACTIVIST,
    DATED_CANDIDATE,
    DATED_JOIN,
    DATED_FULL,
    DATED_UNTIL,
    PIPELINE_DATES
};
struct pipeline_dated {
    const char *column; /* of the roster */
    int step;           /* that says it */
    const char *label;
};
extern const struct pipeline_dated pipeline_dated[PIPELINE_DATES];
/* What a file says of one of them; of what it does not speak the roster is
   free. */
struct pipeline_said {
    bool said;
    int on; /* DATE_NONE: said to be empty */
};
void pipeline_says(const struct pipeline_file *f,
                   struct pipeline_said out[PIPELINE_DATES]);
bool pipeline_admitted(const struct pipeline_file *f);
/* 转正, 延长, 取消 that the superior has approved. */
bool pipeline_decided(const struct pipeline_file *f, const char *result);
/* Months of extensions that the superior has approved in this file. */
int pipeline_extended(const struct pipeline_file *f);
/* He is no longer a member by this file. */
bool pipeline_is_over(const struct pipeline_file *f);
/* Code of politic by the file; NULL: it says nothing of it. */
const char *pipeline_politic(const struct pipeline_file *f);
/* Is it that of a Party member, full or probationary? */
bool pipeline_is_partys(const char *politic);
/* A date of the roster as it stood when the file was opened, and the last
   politic status that was none of a Party member ("": cannot be told). */
bool pipeline_before(struct pipeline_file *f, const char *column, int *day,
                     struct err *err);
bool pipeline_politic_before(struct pipeline_file *f, const char **out,
                             struct err *err);
/* NULL: not there, or only 报送. */
const struct record *pipeline_step_at(const struct pipeline_file *f, int no);
int pipeline_on_of(const struct record *step); /* DATE_NONE for NULL */
/* The day it lies on: done, or else 报送. */
int pipeline_day_of(const struct record *step);
/* Of the attempt in hand, or of the next one when there is none. */
int pipeline_round(const struct pipeline_file *f, int no);
/* The same out of the books. */
bool pipeline_read_round(struct book *b, int64_t file, int no, int *round,
                         struct err *err);

/* What holds a step up, brief: a refusal before what asks for a reason; "". */
const char *pipeline_waits(const struct step_view *v);
/* What a warning is about in a word: 半年考察, 政治审查 that grows too old, or
   the step. */
const char *pipeline_due_what(const struct pipeline_rules *r,
                              const struct pipeline_warning *w);

/* ---- what follows ----------------------------------------------------- */
struct pipeline_twin {
    struct record *r;         /* NULL: untouched */
    const struct record *old; /* NULL: new */
    const char *gone;         /* why it is taken out; NULL: it stays */
};
/* The record whose id a statement finds, to be changed; r NULL: it finds none.
   Ends the statement. */
bool pipeline_twin_read(struct pipeline_twin *out, struct pipeline_file *f,
                        const struct ledger *l, struct stmt *st,
                        struct err *err);
struct pipeline_follow {
    struct pipeline_file now; /* the file as it will be */
    struct record person, person_was;
    struct record head;
    struct pipeline_twin member, placement;
    struct pipeline_twin *others; /* steps that no longer count, or again */
    size_t n_others;
    const struct record *back; /* the step that is taken back; NULL */
    struct strbuf text;        /* a line each */
};
/* Steps that cannot stand without step `no`, itself among them, by the rows of
   the rules. */
void pipeline_stands_on(const struct pipeline_rules *r, int no,
                        bool out[PIPELINE_STEPS + 1]);
/* A step that would begin once more: may it, and is the reason there? */
void pipeline_check_again(struct pipeline_file *f, const struct record *step,
                          struct issues *is);
/* w->now and w->others: with a step saved, or (step NULL) one taken back. */
bool pipeline_after(struct pipeline_follow *w, struct pipeline_file *f,
                    struct record *step, int gone, struct err *err);
bool pipeline_put_membership(struct pipeline_follow *w, struct pipeline_file *f,
                             struct err *err);
/* Ends the spell that is open, as of a day; nothing when there is none. */
bool pipeline_end_membership(struct pipeline_follow *w, struct pipeline_file *f,
                             int on, const char *kind, struct err *err);
bool pipeline_put_placement(struct pipeline_follow *w, struct pipeline_file *f,
                            struct err *err);
/* Dates and words of the roster, from what was said to what will be said. */
bool pipeline_put_roster(struct pipeline_follow *w, struct pipeline_file *f,
                         struct err *err);
bool pipeline_follow_begin(struct pipeline_follow *w, struct pipeline_file *f,
                           struct err *err);
bool pipeline_follow_make(struct pipeline_follow *out, struct pipeline_file *f,
                          struct record *step, int gone, struct err *err);
void pipeline_follow_clear(struct pipeline_follow *w);

/* ---- writing ----------------------------------------------------------- */
struct pipeline_write {
    struct apply_part list[PIPELINE_STEPS * 2 + PIPELINE_FRESH_MAX + 8];
    size_t n;
};
struct apply_part *pipeline_add(struct pipeline_write *p,
                                struct apply_part part);
void pipeline_add_follow(struct pipeline_write *p, struct pipeline_follow *w);
/* Steps of the roster's dates that are not in the books yet, under the head. */
void pipeline_add_dated(struct pipeline_write *p, struct pipeline_file *f,
                        int but);
/* Reads the file anew, so that nothing that another window did in between is
   overlooked. */
bool pipeline_reread(struct pipeline_file *now, struct pipeline_file *f,
                     struct err *err);
/* Is the file of the branch in view, and of one of its people?  A file that
   comes along with a person who moved here: `moves`. */
bool pipeline_may_write(struct pipeline_file *f, bool *moves, struct err *err);
/* That, written into the head: from now on it is of the branch in view. */
bool pipeline_move(struct pipeline_file *f, struct record *head,
                   struct err *err);
/* The same as a part of the change that writes into it; moves: there is one. */
bool pipeline_add_moved(struct book *b, struct arena *a, int64_t file,
                        struct apply_part *out, bool *moves, struct err *err);
/* What happened after he left for a unit that is not in this ledger is not
   written here. */
bool pipeline_refuse_left(struct pipeline_file *f, int day, struct err *err);
/* What lies in a sealed month stays as it is; history typed in later and what
   was done elsewhere was never in it. */
void pipeline_check_period(const struct pipeline_file *f, int day,
                           const char *column, struct issues *is);
/* Was it never in the book of that month? */
bool pipeline_is_ended(const struct pipeline_file *f);
/* What was ended by hand is not taken apart any more. */
bool pipeline_refuse_ended(const struct pipeline_file *f, int no,
                           struct err *err);
bool pipeline_is_late(const struct pipeline_file *f, int day);
/* When its first step was entered; today for a new one. */
int pipeline_opened_on(const struct pipeline_file *f);
bool pipeline_refuse_sealed(struct pipeline_file *f, int day, struct err *err);

/* The first step that is done and is refused in `now`, but was not in `was`,
   whatever day is in view; NULL: none.  Judges both anew. */
const struct step_issue *pipeline_broken(struct pipeline_file *was,
                                         struct pipeline_file *now, int *no);

/* ---- doors of the books ----------------------------------------------- */
bool candidacy_save(struct book *b, struct arena *a, struct record *r,
                    const struct record *old, const char *reason,
                    struct err *err);
void step_check(struct book *b, const struct record *r,
                const struct record *old, struct issues *is);
bool step_save(struct book *b, struct arena *a, struct record *r,
               const struct record *old, const char *reason, struct err *err);
bool step_may_void(struct book *b, const struct record *r, struct err *err);
bool candidacy_may_void(struct book *b, const struct record *r,
                        struct err *err);
void pipeline_part_check(struct book *b, const struct record *r,
                         const struct record *old, struct issues *is);
bool pipeline_part_save(struct book *b, struct arena *a, struct record *r,
                        const struct record *old, const char *reason,
                        struct err *err);
bool pipeline_part_may_void(struct book *b, const struct record *r,
                            struct err *err);

#endif
