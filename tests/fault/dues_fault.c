/* kill -9 in the middle of opening a month, taking, taking all, closing a
   sitting, reversing, handing up and closing a month, each as often as the
   others: afterwards the ledger opens, the whole check finds nothing, what was
   acknowledged is there to the fen, numbers have no hole, and of the step that
   was under way there is all or nothing.

   The child says before each step which one begins and afterwards that it is
   saved; the parent waits for the step it is after and kills a random moment
   later.  The twin says it is saved before it is. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/store/stmt.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define KILLS_OF_EACH 12
#define KILLS_MORE    60 /* of a step none of them met while it wrote */
#define MEMBERS       8
#define STRIDE        3 /* so that some steps pass before the one that is met */
#define NOTES_AT_MOST 4096
#define FIRST_SPAN_NS 6000000
#define YEAR_FROM     2015
#define YEAR_TO       2035

struct note {
    enum { NOTE_BEGINS, NOTE_SAVED } what;
    enum rig_step step;
    int64_t change; /* number in the audit; begins: the last one before it */
    int64_t id;     /* payment that was saved; 0 */
    struct rig_money before, after;
    int64_t took_ns;
};

struct tally {
    size_t kills;
    size_t killed[STEPS]; /* while the step was under way */
    size_t inside[STEPS]; /* and its transaction had begun to write */
    size_t acked, lost, half, ahead;
    int64_t findings;
    long span[STEPS]; /* how long a step takes */
};

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* ---- the one who is killed --------------------------------------------- */

static void send(int out, const struct note *n)
{
    if (write(out, n, sizeof *n) != (ssize_t)sizeof *n) {
        _exit(3);
    }
}

static void collect_for_ever(const char *path, int out, bool early)
{
    struct session s;
    struct arena a = ARENA_INIT;
    struct rig_job job;
    struct err err = ERR_INIT;
    if (!session_open(&s, path, DB_WRITE, "测试", &err)) {
        _exit(1);
    }
    for (;;) {
        if (!rig_prepare(&s.book, &a, &job, &err)) {
            _exit(2);
        }
        struct note n = {.what = NOTE_BEGINS,
                         .step = job.step,
                         .before = job.before,
                         .after = job.after};
        n.change = rig_int(&s.book, SQL("select max(change) from audit"));
        send(out, &n);
        n.what = NOTE_SAVED;
        n.change++;
        int64_t began = now_ns();
        if (early) {
            send(out, &n);
        }
        if (!rig_run(&s.book, &a, &job, &err)) {
            fprintf(stderr, "%s: %s %s %s\n", rig_step_names[job.step],
                    err.code, err.text, err.detail);
            _exit(4);
        }
        n.took_ns = now_ns() - began;
        n.id = job.step == STEP_TAKE || job.step == STEP_REVERSE ? job.id : 0;
        if (!early) {
            send(out, &n);
        }
        arena_reset(&a);
    }
}

/* ---- what is there afterwards ------------------------------------------ */

static bool there(struct book *b, const char *sql, int64_t id)
{
    struct stmt st;
    stmt_open(&st, b->db, sql);
    stmt_int(&st, ":id", id);
    bool found = stmt_row(&st);
    return stmt_done(&st, NULL) && found;
}

static bool note_is_lost(struct book *b, const struct note *n)
{
    if (!there(b, SQL("select 1 from audit where change = :id"), n->change)) {
        return true;
    }
    return n->id != 0 &&
           !there(b,
                  n->step == STEP_REVERSE
                      ? SQL("select 1 from payment where id = :id"
                            " and reverses is not null and no is not null")
                      : SQL("select 1 from payment where id = :id"
                            " and voided_on is null"),
                  n->id);
}

static bool same_money(const struct rig_money *x, const struct rig_money *y)
{
    return x->payments == y->payments && x->posted == y->posted &&
           x->fen == y->fen;
}

/* All or nothing of the step that the last note is about. */
static void judge_last(struct book *b, const struct note *last, struct tally *t)
{
    struct rig_money now;
    struct err err = ERR_INIT;
    if (!rig_money(b, &now, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    int64_t change = rig_int(b, SQL("select max(change) from audit"));
    bool begins = last->what == NOTE_BEGINS;
    if (begins) {
        bool done = change > last->change;
        t->half += !same_money(&now, done ? &last->after : &last->before);
    } else {
        t->half += !same_money(&now, &last->after);
    }
    t->ahead += change > last->change + begins;
}

static void judge(const char *path, const struct note *notes, size_t n,
                  struct tally *t)
{
    struct session s;
    struct err err = ERR_INIT;
    if (!session_open(&s, path, DB_WRITE, "测试", &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    size_t lost = 0;
    for (size_t i = 0; i < n; i++) {
        if (notes[i].what == NOTE_SAVED) {
            t->acked++;
            lost += note_is_lost(&s.book, &notes[i]);
        }
    }
    t->lost += lost;
    if (n > 0 && lost == 0) {
        judge_last(&s.book, &notes[n - 1], t);
    }
    int64_t halves = rig_halves(&s.book);
    assert_true(halves >= 0);
    t->half += (size_t)halves;
    int64_t findings = rig_findings(&s.book);
    t->findings += findings >= 0 ? findings : 1;
    session_close(&s);
}

/* ---- the one who kills ------------------------------------------------- */

static size_t read_notes(int in, struct note *notes, size_t n, int until)
{
    while (n < NOTES_AT_MOST &&
           read(in, &notes[n], sizeof *notes) == (ssize_t)sizeof *notes) {
        n++;
        if (until >= 0 && notes[n - 1].what == NOTE_BEGINS &&
            (int)notes[n - 1].step == until) {
            break;
        }
    }
    return n;
}

/* The step that was not acknowledged when it died. */
static void note_place(const char *path, const struct note *notes, size_t n,
                       struct tally *t)
{
    char journal[200];
    snprintf(journal, sizeof journal, "%s-journal", path);
    for (size_t i = 0; i < n; i++) {
        if (notes[i].what == NOTE_SAVED && notes[i].took_ns > 0) {
            t->span[notes[i].step] = (long)notes[i].took_ns;
        }
    }
    const struct note *last = &notes[n - 1];
    if (last->what == NOTE_BEGINS || last->took_ns == 0) {
        t->killed[last->step]++;
        t->inside[last->step] += access(journal, F_OK) == 0;
    }
}

static void kill_once(const char *path, uint64_t *rnd, enum rig_step target,
                      bool early, struct tally *t)
{
    int fd[2];
    static struct note notes[NOTES_AT_MOST];
    assert_int_equal(pipe(fd), 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(fd[0]);
        collect_for_ever(path, fd[1], early);
    }
    close(fd[1]);
    size_t n = read_notes(fd[0], notes, 0, (int)target);
    uint64_t span = (uint64_t)t->span[target] * 5 / 4;
    struct timespec wait = {0, (long)(unit_below(rnd, span) % 900000000)};
    nanosleep(&wait, NULL);
    t->kills += kill(pid, SIGKILL) == 0;
    int status;
    waitpid(pid, &status, 0);
    assert_true(WIFSIGNALED(status)); /* it was collecting when it died */
    n = read_notes(fd[0], notes, n, -1);
    close(fd[0]);
    assert_true(n > 0 && n < NOTES_AT_MOST);
    note_place(path, notes, n, t);
    judge(path, notes, n, t);
}

static struct tally run(const char *name, size_t kills_of_each, bool early)
{
    struct tally t = {0};
    struct session s;
    struct err err = ERR_INIT;
    char path[128];
    uint64_t rnd = unit_seed();
    rig_environment(name);
    snprintf(path, sizeof path, "%s/%s.db", unit_tmp(), name);
    if (!rig_create(&s, path, MEMBERS, YEAR_FROM, YEAR_TO, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    session_close(&s);
    for (size_t i = 0; i < STEPS; i++) {
        t.span[i] = FIRST_SPAN_NS;
    }
    for (size_t i = 0; i < kills_of_each * STEPS; i++) {
        kill_once(path, &rnd, (enum rig_step)(i * STRIDE % STEPS), early, &t);
    }
    for (size_t i = 0, more = 0; i<STEPS; i += t.inside[i]> 0) {
        if (t.inside[i] == 0 && more++ == KILLS_MORE) {
            break;
        }
        if (t.inside[i] == 0) {
            kill_once(path, &rnd, (enum rig_step)i, early, &t);
        }
    }
    print_message("%s: %zu kills, %zu acknowledged, %zu lost, %zu half, %zu "
                  "ahead, %lld findings; killed in a step (inside its "
                  "transaction):",
                  name, t.kills, t.acked, t.lost, t.half, t.ahead,
                  (long long)t.findings);
    for (size_t i = 0; i < STEPS; i++) {
        print_message(" %s %zu (%zu)", rig_step_names[i], t.killed[i],
                      t.inside[i]);
    }
    print_message("\n");
    return t;
}

TEST(kill_9_while_dues_are_collected_loses_and_halves_nothing)
{
    struct tally t = run("dues-honest", KILLS_OF_EACH, false);
    size_t inside = 0;
    assert_true(t.kills >= KILLS_OF_EACH * STEPS);
    for (size_t i = 0; i < STEPS; i++) {
        assert_true(t.inside[i] > 0);
        inside += t.inside[i];
    }
    assert_true(inside > t.kills / 10);
    assert_true(t.acked > t.kills / 2);
    assert_int_equal(t.lost, 0);
    assert_int_equal(t.half, 0);
    assert_int_equal(t.ahead, 0);
    assert_int_equal(t.findings, 0);
}

TEST(a_collector_that_acknowledges_too_early_is_found_out)
{
    struct tally t = run("dues-early", 4, true);
    assert_true(t.lost > 0);
    assert_int_equal(t.findings, 0);
}
