/* A branch that takes people through 发展党员: members who may help, meetings
   about the person, steps written through the door of the screen. */
#ifndef PBTUI_TESTS_LEDGER_PIPELINE_DESK_H
#define PBTUI_TESTS_LEDGER_PIPELINE_DESK_H

#include "support.h"

#include "pbtui/ledger/pipeline.h"

#define DESK_MEMBERS 6

struct file_desk {
    struct fixture f;
    struct book *b;
    struct arena *a;
    int64_t member[DESK_MEMBERS];
};
/* The clock stands on 2026-11-20. */
void file_desk_open(struct file_desk *d);
void file_desk_close(struct file_desk *d);
int desk_day(const char *iso);
/* An applicant of the roster, without a file. */
int64_t desk_applicant(struct file_desk *d, const char *name,
                       const char *applied);
struct pipeline_file desk_file(struct file_desk *d, int64_t person);

/* A held meeting of all members about a person with a vote, all for it. */
int64_t desk_meeting(struct file_desk *d, int64_t person, const char *rule,
                     int day);
/* A step as it is lawful: with the meeting, the helpers, the entries, the
   papers it asks for, and a reason for local rows.  The result is the one that
   goes on; "" otherwise. */
struct record desk_step(struct file_desk *d, struct pipeline_file *f, int no,
                        int on, const char *result);
/* That, saved: "" or the code of the refusal. */
const char *desk_take_step(struct file_desk *d, int64_t person, int no, int on,
                           const char *result);
const char *desk_back(struct file_desk *d, int64_t person, int no);

/* The worked example of domain.md 2.7 up to a step; all of it has 25. */
extern const char *const worked_days[PIPELINE_STEPS + 1];
void desk_worked(struct file_desk *d, int64_t person, int to);
/* Steps no … to of it, on their days. */
void desk_go(struct file_desk *d, int64_t person, int no, int to);

const char *desk_text(struct file_desk *d, const char *sql, int64_t id);
int64_t desk_int(struct file_desk *d, const char *sql, int64_t id);
/* What the roster says: apply_on activist_on … politic; - for null. */
const char *desk_roster(struct file_desk *d, int64_t person);
/* All findings of ledger_check, codes apart by blanks. */
const char *desk_check(struct file_desk *d);
/* All tables that saving a step writes, as one text. */
const char *desk_image(struct file_desk *d);

#endif
