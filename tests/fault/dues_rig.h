/* What the fault tests of 党费 share: a branch whose assessments reach over
   years, and the seven steps a month is collected in, one after the other for
   as long as one likes.

   Nothing here fails a test: it also runs in children that are killed. */
#ifndef PBTUI_TESTS_FAULT_DUES_RIG_H
#define PBTUI_TESTS_FAULT_DUES_RIG_H

#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/session.h"

enum rig_step {
    STEP_OPEN,
    STEP_TAKE,
    STEP_ALL,
    STEP_SITTING,
    STEP_REVERSE,
    STEP_HANDOVER,
    STEP_CLOSE,
    STEPS
};
extern const char *const rig_step_names[STEPS];

/* Clock, folders: nothing of the one who runs the tests. */
void rig_environment(const char *state_name);
/* A new ledger (path NULL: in memory) with n members, each assessed for all
   years from … to, and a fund for what is kept. */
bool rig_create(struct session *s, const char *path, size_t n, int from, int to,
                struct err *err);

/* How many payments there are, and how many of them are posted. */
struct rig_money {
    int64_t payments, posted, fen;
};
/* A step with all it needs, looked up before it begins. */
struct rig_job {
    enum rig_step step;
    int month;
    struct dues_pay pay[2];
    struct dues_take take;
    size_t n;    /* STEP_ALL: people */
    int64_t fen; /* STEP_ALL: how much */
    struct dues_count count;
    int64_t payment; /* STEP_REVERSE: which */
    struct record slip;
    struct rig_money before, after; /* when it is not done, when it is */
    int64_t id; /* what it wrote, after rig_run: payment, sitting; else 0 */
};
/* The step that comes next; the clock of the book is put into its month. */
bool rig_prepare(struct book *b, struct arena *a, struct rig_job *out,
                 struct err *err);
bool rig_run(struct book *b, struct arena *a, struct rig_job *job,
             struct err *err);
bool rig_money(struct book *b, struct rig_money *out, struct err *err);
/* First column of the first row; -1 when there is none or it failed. */
int64_t rig_int(struct book *b, const char *sql);
/* Rows that only half of a step would leave, counted by hand. */
int64_t rig_halves(struct book *b);
/* Findings of the whole check (file, audit, accounts); -1: it could not be
   run.  Told on the way. */
int64_t rig_findings(struct book *b);

#endif
