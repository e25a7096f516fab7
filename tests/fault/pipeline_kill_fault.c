/* kill -9 in the middle of saving an approval with all that follows from it,
   and of taking it back: afterwards the ledger opens, the whole check finds
   nothing, what was acknowledged is there, and of the save that was under way
   there is all or nothing.

   The child says which save begins and afterwards that it is done.  The twin
   says it is done before it is. */
#include "pipeline_rig.h"

#include "dues_rig.h"
#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "pbtui/base/mem.h"

#define KILLS         40
#define KILLS_TWIN    20
#define SAVES         4 /* at most so many before the kill */
#define NOTES_AT_MOST 8192

/* Small: it begins; capital: it is saved. */
#define APPROVE_BEGINS 'a'
#define APPROVE_SAVED  'A'
#define BACK_BEGINS    'b'
#define BACK_SAVED     'B'

struct tally {
    size_t kills, under_way, inside, acked, lost, half;
    int64_t findings;
};

struct images {
    const char *open, *approved;
    uint64_t span; /* in which the kill comes, ns */
};

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

/* ---- the one who is killed -------------------------------------------------
 */

static void send(int out, char note)
{
    if (write(out, &note, 1) != 1) {
        _exit(3);
    }
}

static void save_for_ever(const char *path, int out, int64_t person,
                          bool approved, bool early)
{
    struct session s;
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    if (!session_open(&s, path, DB_WRITE, "测试", &err)) {
        _exit(1);
    }
    for (;;) {
        char saved = approved ? BACK_SAVED : APPROVE_SAVED;
        send(out, approved ? BACK_BEGINS : APPROVE_BEGINS);
        if (early) {
            send(out, saved);
        }
        if (!file_rig_run(&s.book, &a, approved ? JOB_BACK : JOB_APPROVE,
                          person, &err)) {
            fprintf(stderr, "%s %s %s\n", err.code, err.text, err.detail);
            _exit(4);
        }
        if (!early) {
            send(out, saved);
        }
        approved = !approved;
        arena_reset(&a);
    }
}

/* ---- what is there afterwards
 * ------------------------------------------------ */

static bool judge(const char *path, char last, const struct images *of,
                  struct tally *t)
{
    struct session s;
    struct err err = ERR_INIT;
    must(session_open(&s, path, DB_WRITE, "测试", &err), &err);
    const char *now = file_rig_image(&s.book, &s.arena);
    bool approved = strcmp(now, of->approved) == 0;
    bool open = strcmp(now, of->open) == 0;
    t->half += !approved && !open;
    t->lost +=
        (last == APPROVE_SAVED && !approved) || (last == BACK_SAVED && !open);
    int64_t findings = rig_findings(&s.book);
    t->findings += findings >= 0 ? findings : 1;
    session_close(&s);
    return approved;
}

/* ---- the one who kills
 * --------------------------------------------------------- */

static char read_last(int in, struct tally *t)
{
    static char notes[NOTES_AT_MOST];
    ssize_t n;
    char last = '\0';
    while ((n = read(in, notes, sizeof notes)) > 0) {
        for (ssize_t i = 0; i < n; i++) {
            t->acked += notes[i] == APPROVE_SAVED || notes[i] == BACK_SAVED;
        }
        last = notes[n - 1];
    }
    return last;
}

static bool kill_once(const char *path, uint64_t *rnd, int64_t person,
                      bool approved, bool early, const struct images *of,
                      struct tally *t)
{
    int fd[2], status;
    char first, journal[200];
    assert_int_equal(pipe(fd), 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(fd[0]);
        save_for_ever(path, fd[1], person, approved, early);
    }
    close(fd[1]);
    assert_int_equal(read(fd[0], &first, 1), 1);
    struct timespec wait = {0, (long)(unit_below(rnd, of->span) % 900000000)};
    nanosleep(&wait, NULL);
    t->kills += kill(pid, SIGKILL) == 0;
    waitpid(pid, &status, 0);
    assert_true(WIFSIGNALED(status));
    char last = read_last(fd[0], t);
    close(fd[0]);
    last = last == '\0' ? first : last;
    snprintf(journal, sizeof journal, "%s-journal", path);
    t->under_way += last == APPROVE_BEGINS || last == BACK_BEGINS;
    t->inside += access(journal, F_OK) == 0;
    return judge(path, last, of, t);
}

static struct tally run(const char *name, size_t kills, bool early)
{
    struct tally t = {0};
    struct session s;
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct images of;
    char path[128];
    int64_t person = 0;
    uint64_t rnd = unit_seed();
    rig_environment(name);
    snprintf(path, sizeof path, "%s/%s.db", unit_tmp(), name);
    must(file_rig_create(&s, path, &person, &err), &err);
    of.open = file_rig_image(&s.book, &a);
    uint64_t began = now_ns();
    must(file_rig_run(&s.book, &a, JOB_APPROVE, person, &err), &err);
    of.span = (now_ns() - began) * SAVES;
    of.approved = file_rig_image(&s.book, &a);
    session_close(&s);
    bool approved = true;
    for (size_t i = 0; i < kills; i++) {
        approved = kill_once(path, &rnd, person, approved, early, &of, &t);
    }
    print_message("%s: %zu kills, %zu while a save was under way, %zu inside "
                  "its transaction, %zu acknowledged, %zu lost, %zu half, %lld "
                  "findings\n",
                  name, t.kills, t.under_way, t.inside, t.acked, t.lost, t.half,
                  (long long)t.findings);
    arena_clear(&a);
    return t;
}

TEST(kill_9_while_a_step_is_saved_loses_and_halves_nothing)
{
    struct tally t = run("file-honest", KILLS, false);
    assert_int_equal(t.kills, KILLS);
    assert_true(t.under_way > KILLS / 4);
    assert_true(t.inside > 0);
    assert_true(t.acked > 0);
    assert_int_equal(t.lost, 0);
    assert_int_equal(t.half, 0);
    assert_int_equal(t.findings, 0);
}

TEST(a_save_that_is_acknowledged_too_early_is_found_out)
{
    struct tally t = run("file-early", KILLS_TWIN, true);
    assert_true(t.lost > 0);
    assert_int_equal(t.half, 0);
}
