/* Every call into SQLite fails once, while a month of 党费 is opened, taken in,
   posted, reversed, handed up and closed: after each failure the ledger is as
   before or as after, the accounts agree with themselves, what the clerk is
   told is a Chinese sentence with a code, and the same step works when it is
   tried again.

   The calls fail in two ways: SQLite only says no, or it has thrown away the
   whole transaction as well, as it does on a full disk.  The twin takes from
   all by taking from one after the other; the same test must find it out. */
#include "dues_rig.h"

#include "calls_shim.h"
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"

#include <string.h>

#define MEMBERS     7
#define STEPS_MOST  200 /* one that worked in spite of it is done again */
#define ENOUGH      500
#define CHECK_EVERY 97

/* ---- what is there ----------------------------------------------------- */

struct tally {
    long injected;     /* calls that failed */
    long of[STEPS];    /* by step */
    long calls[STEPS]; /* a step makes so many */
    long passed;       /* the step worked in spite of it */
    long deaf;         /* and should not have */
    long broken;       /* neither as before nor as after */
    long mute;         /* no code, or no Chinese sentence */
    long findings;
};

static void count_finding(void *ctx, const char *code, const char *table,
                          int64_t id, const char *text)
{
    struct tally *t = ctx;
    t->findings++;
    print_error("%s %s %lld %s\n", code, table, (long long)id, text);
}

/* E-AREA-014, and a sentence in Chinese. */
static bool is_told(const struct err *e)
{
    size_t n = strlen(e->text);
    return strncmp(e->code, "E-", 2) == 0 && strlen(e->code) > 6 && n > 9 &&
           (unsigned char)e->text[0] >= 0x80 &&
           strcmp(e->text + n - strlen("。"), "。") == 0;
}

static bool same(const struct rig_money *x, const struct rig_money *y)
{
    return x->payments == y->payments && x->posted == y->posted &&
           x->fen == y->fen;
}

/* Every change leaves an entry, so rows that moved without one are found by
   rig_findings and rows that did not by the number of the last change. */
static void judge(struct book *b, const struct rig_job *job, bool done,
                  int64_t changes, struct tally *t)
{
    struct rig_money now;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    assert_int_equal(tx_depth(b->db), 0);
    if (!rig_money(b, &now, &err) ||
        !dues_verify(b, &a, count_finding, t, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    int64_t more = rig_int(b, SQL("select max(change) from audit")) - changes;
    t->broken += more != done ||
                 !same(&now, done ? &job->after : &job->before) ||
                 rig_halves(b) != 0;
    if (done || shim.injected % CHECK_EVERY == 0) {
        t->findings += rig_findings(b);
    }
    arena_clear(&a);
}

/* What only words are made of, or a default that is written over: a step may do
   without.  A question the rules ask may not go unheard. */
static bool may_be_missed(void)
{
    static const char *const begin[] = {
        "select name from person where id = :id",
        "select max(month) from dues_month where branch_id = :branch"};
    for (size_t i = 0; i < ARRAY_LEN(begin); i++) {
        if (strncmp(shim.sql, begin[i], strlen(begin[i])) == 0) {
            return true;
        }
    }
    print_error("nobody heard: %s\n", shim.sql);
    return false;
}

/* ---- one step, one call after the other --------------------------------- */

typedef bool (*run_fn)(struct book *b, struct arena *a, struct rig_job *job,
                       struct err *err);

/* True when the step is done. */
static bool try_once(struct book *b, struct arena *a, run_fn run, long at,
                     struct tally *t)
{
    struct rig_job job;
    struct err err = ERR_INIT;
    if (!rig_prepare(b, a, &job, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    int64_t changes = rig_int(b, SQL("select max(change) from audit"));
    long before = shim.injected;
    err_clear(&err);
    shim.seen = 0;
    shim.at = at;
    bool done = run(b, a, &job, &err);
    shim.at = 0;
    bool hit = shim.injected > before;
    if (!done && !hit) {
        fail_msg("%s: %s %s %s", rig_step_names[job.step], err.code, err.text,
                 err.detail);
    }
    t->of[job.step] += hit;
    t->passed += hit && done;
    t->deaf += hit && done && !may_be_missed();
    t->calls[job.step] = hit ? 0 : shim.seen;
    if (!done && !is_told(&err)) {
        t->mute++;
        print_error("%s, call %ld: «%s» «%s» %s\n", rig_step_names[job.step],
                    at, err.code, err.text, err.detail);
    }
    long broken = t->broken;
    judge(b, &job, done, changes, t);
    if (t->broken > broken) {
        print_message("%s, call %ld: half, %s\n", rig_step_names[job.step], at,
                      done ? "and called done" : err.code);
    }
    return done;
}

static struct rig_job next_job(struct book *b, struct arena *a)
{
    struct rig_job job;
    struct err err = ERR_INIT;
    if (!rig_prepare(b, a, &job, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return job;
}

/* Goes on where the step was left when it worked in spite of a failure.  The
   twin is over when it is found out. */
static struct tally run(bool throws_away, bool twin, run_fn fn)
{
    struct tally t = {0};
    struct session s;
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    long at[STEPS];
    size_t left = STEPS;
    rig_environment("calls");
    memset(&shim, 0, sizeof shim);
    if (!rig_create(&s, NULL, MEMBERS, 2025, 2026, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    shim.throws_away = throws_away;
    for (size_t i = 0; i < STEPS; i++) {
        at[i] = 1;
    }
    for (int n = 0; left > 0 && n < STEPS_MOST && !(twin && t.broken > 0);
         n++) {
        const struct rig_job job = next_job(&s.book, &a);
        enum rig_step step = job.step;
        bool alone = step == STEP_ALL && job.n == 1; /* nothing to be half */
        bool done = false;
        while (!done && !(twin && t.broken > 0)) {
            arena_reset(&a);
            done = try_once(&s.book, &a, fn, alone ? 0 : at[step], &t);
            at[step] += !alone && at[step] > 0;
        }
        if (!alone && t.calls[step] > 0 && at[step] > 0) {
            at[step] = 0; /* every call has failed once */
            left--;
        }
    }
    t.injected = shim.injected;
    assert_true(twin || left == 0);
    session_close(&s);
    arena_clear(&a);
    return t;
}

static void tell(const char *name, const struct tally *t)
{
    print_message(
        "%s: %ld calls failed (step %ld, prepare %ld, bind %ld; "
        "%ld rollbacks), %ld did not matter, %ld left neither before nor "
        "after, %ld without a sentence, %ld findings; by step:",
        name, t->injected, shim.of[CALL_STEP], shim.of[CALL_PREPARE],
        shim.of[CALL_BIND], shim.of[CALL_EXEC], t->passed, t->broken, t->mute,
        t->findings);
    for (size_t i = 0; i < STEPS; i++) {
        print_message(" %s %ld", rig_step_names[i], t->of[i]);
    }
    print_message("\n");
}

static void expect_sound(const struct tally *t)
{
    assert_true(t->injected > ENOUGH);
    assert_true(shim.of[CALL_STEP] > 0 && shim.of[CALL_PREPARE] > 0 &&
                shim.of[CALL_BIND] > 0 && shim.of[CALL_EXEC] > 0);
    assert_int_equal(t->deaf, 0);
    for (size_t i = 0; i < STEPS; i++) {
        assert_true(t->of[i] > 0);
    }
    assert_int_equal(t->broken, 0);
    assert_int_equal(t->mute, 0);
    assert_int_equal(t->findings, 0);
}

TEST(every_call_of_collecting_fails_once)
{
    struct tally t = run(false, false, rig_run);
    tell("refused", &t);
    expect_sound(&t);
}

TEST(every_call_of_collecting_fails_and_takes_the_transaction_along)
{
    struct tally t = run(true, false, rig_run);
    tell("thrown away", &t);
    expect_sound(&t);
}

/* The twin: from all, but each as a change of its own. */
static bool run_one_by_one(struct book *b, struct arena *a, struct rig_job *job,
                           struct err *err)
{
    struct dues_sheet sheet;
    if (job->step != STEP_ALL) {
        return rig_run(b, a, job, err);
    }
    bool ok = dues_sheet_read(b, a, job->month, &sheet, err);
    for (size_t i = 0; ok && i < sheet.n; i++) {
        const struct dues_row *row = &sheet.rows[i];
        struct dues_pay pay = {row->person, job->month, row->due - row->paid};
        struct dues_take t = {.on = b->today,
                              .way = PAY_CASH,
                              .by = row->person,
                              .parts = &pay,
                              .n = 1,
                              .reason = "测试用的原因"};
        ok = pay.fen <= 0 || dues_take(b, a, &t, 1, NULL, err);
    }
    return ok;
}

TEST(taking_from_all_one_by_one_is_found_out)
{
    struct tally t = run(false, true, run_one_by_one);
    tell("one by one", &t);
    assert_true(t.broken > 0);
}
