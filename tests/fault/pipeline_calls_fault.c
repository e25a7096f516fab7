/* Every call into SQLite fails once, while a step of 发展党员 with all that
   follows from it is saved, taken back, begun once more, and a file is ended:
   after each failure the ledger is as before or as after, the clerk is told a
   Chinese sentence with a code, what must be refused is never let through, and
   the same save works when it is tried again.

   The twin writes the step and what follows from it as two changes; the same
   test must find it out. */
#include "pipeline_rig.h"

#include "calls_shim.h"
#include "dues_rig.h"
#include "unit.h"

#include <string.h>

#include "pbtui/ledger/people.h"
#include "pbtui/store/change.h"
#include "pbtui/store/tx.h"

#define ENOUGH      500
#define CHECK_EVERY 211

struct tally {
    long injected, of[FILE_JOBS];
    long passed; /* the save worked in spite of it */
    long let;    /* … and must not have */
    long broken; /* neither as before nor as after */
    long mute;   /* no code, or no Chinese sentence */
    long findings;
};

typedef bool (*run_fn)(struct book *b, struct arena *a, enum file_job job,
                       int64_t person, struct err *err);

static bool is_told(const struct err *e)
{
    size_t n = strlen(e->text);
    return e->code[0] != '\0' && e->code[1] == '-' && n > 9 &&
           (unsigned char)e->text[0] >= 0x80 &&
           strcmp(e->text + n - strlen("。"), "。") == 0;
}

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

static void undo(struct book *b)
{
    struct err err = ERR_INIT;
    struct change_info done;
    must(change_undo(b->db, &done, &err), &err);
}

struct scene {
    struct session s;
    int64_t person;
    enum file_job job;
    const char *before, *after;
};

static void begin(struct scene *x, enum file_job job, bool throws_away)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    rig_environment("files");
    memset(&shim, 0, sizeof shim);
    shim.throws_away = throws_away;
    x->job = job;
    must(file_rig_create(&x->s, NULL, &x->person, &err), &err);
    must(file_rig_prepare(&x->s.book, &a, job, x->person, &err), &err);
    x->before = file_rig_image(&x->s.book, &x->s.arena);
    bool ok = file_rig_run(&x->s.book, &a, job, x->person, &err);
    x->after = file_rig_image(&x->s.book, &x->s.arena);
    if (job == JOB_REFUSED) {
        assert_false(ok);
        assert_string_equal(err.code, "E-PIPE-034");
    } else {
        must(ok, &err);
        assert_string_not_equal(x->before, x->after);
        undo(&x->s.book);
    }
    arena_clear(&a);
}

/* False when fewer calls than that are made. */
static bool try_once(struct scene *x, run_fn run, long at, struct tally *t)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct book *b = &x->s.book;
    long before = shim.injected;
    shim.seen = 0;
    shim.at = at;
    bool done = run(b, &a, x->job, x->person, &err);
    shim.at = 0;
    bool hit = shim.injected > before;
    const char *now = file_rig_image(b, &a);
    bool as_before = strcmp(now, x->before) == 0;
    bool as_after = strcmp(now, x->after) == 0;
    assert_int_equal(tx_depth(b->db), 0);
    t->injected += hit;
    t->of[x->job] += hit;
    t->passed += hit && done;
    t->let += done && x->job == JOB_REFUSED;
    if (done ? !as_after : !as_before) {
        t->broken++;
        print_message("%s, call %ld: half, %s: %s\n", file_job_names[x->job],
                      at, done ? "and called done" : err.code, shim.sql);
    }
    if (!done && !is_told(&err)) {
        t->mute++;
        print_message("%s, call %ld: «%s» «%s»\n", file_job_names[x->job], at,
                      err.code, err.text);
    }
    while (strcmp(file_rig_image(b, &a), x->before) != 0) {
        undo(b);
    }
    if (at % CHECK_EVERY == 0) {
        t->findings += rig_findings(b);
    }
    arena_clear(&a);
    return hit;
}

static struct tally run_all(bool throws_away, bool twin, run_fn run)
{
    struct tally t = {0};
    for (enum file_job job = 0; job < FILE_JOBS; job++) {
        struct scene x;
        long at = 1;
        begin(&x, job, throws_away);
        while (try_once(&x, run, at, &t) && !(twin && t.broken > 0)) {
            at++;
        }
        t.findings += rig_findings(&x.s.book);
        session_close(&x.s);
    }
    print_message("%ld calls failed, %ld did not matter, %ld let through, "
                  "%ld left neither before nor after, %ld without a sentence, "
                  "%ld findings; by job:",
                  t.injected, t.passed, t.let, t.broken, t.mute, t.findings);
    for (int i = 0; i < FILE_JOBS; i++) {
        print_message(" %s %ld", file_job_names[i], t.of[i]);
    }
    print_message("\n");
    return t;
}

static void expect_sound(const struct tally *t)
{
    assert_true(t->injected > ENOUGH);
    for (int i = 0; i < FILE_JOBS; i++) {
        assert_true(t->of[i] > 0);
    }
    assert_int_equal(t->let, 0);
    assert_int_equal(t->broken, 0);
    assert_int_equal(t->mute, 0);
    assert_int_equal(t->findings, 0);
}

TEST(every_call_of_a_file_fails_once)
{
    struct tally t = run_all(false, false, file_rig_run);
    expect_sound(&t);
}

TEST(every_call_of_a_file_fails_and_takes_the_transaction_along)
{
    struct tally t = run_all(true, false, file_rig_run);
    expect_sound(&t);
}

/* The twin: the roster first, then the step. */
static bool run_in_two(struct book *b, struct arena *a, enum file_job job,
                       int64_t person, struct err *err)
{
    struct record old, r;
    if (job != JOB_APPROVE) {
        return file_rig_run(b, a, job, person, err);
    }
    if (!record_read(&old, &ledger_people, b, a, person, err)) {
        return false;
    }
    r = record_copy(&old, a);
    record_set_text(&r, ledger_field(&ledger_people, "unit"), "示例单位");
    return ledger_apply(b, a, &r, &old, NULL, err) &&
           file_rig_run(b, a, job, person, err);
}

TEST(a_save_in_two_changes_is_found_out)
{
    struct tally t = run_all(false, true, run_in_two);
    assert_true(t.broken > 0);
}
