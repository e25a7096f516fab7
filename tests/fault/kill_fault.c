/* kill -9 at random moments while records are saved: what was acknowledged is
   there afterwards, and the audit agrees with every row.

   The twin acknowledges before it saves; the same test must find it out. */
#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/session.h"
#include "pbtui/store/check.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define KILLS        120
#define READY        UINT32_MAX
#define LONGEST_US   40000
#define ACKS_AT_MOST 4096

struct tally {
    size_t kills;    /* signals that met a living writer */
    size_t journals; /* kills that left a hot journal */
    size_t acked;
    size_t lost;
    size_t findings;
};

static void set_environment(void)
{
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
}

static void make_ledger(const char *path)
{
    struct session s;
    struct err err = ERR_INIT;
    struct org_first first = {"中共示例支部（示例）", date_of(2015, 6, 1), true,
                              0};
    if (!session_create(&s, path, "", &first, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    session_close(&s);
}

/* Saves for ever; after (the twin: before) each save its number goes out. */
static void write_for_ever(const char *path, int out, uint32_t from, bool early)
{
    struct session s;
    struct arena a = ARENA_INIT;
    if (!session_open(&s, path, DB_WRITE, "", NULL)) {
        _exit(1);
    }
    /* Only saving is killed, however long opening took. */
    const uint32_t ready = READY;
    if (write(out, &ready, sizeof ready) != sizeof ready) {
        _exit(6);
    }
    for (uint32_t no = from;; no++) {
        char name[32];
        snprintf(name, sizeof name, "某%u", (unsigned)no);
        struct record r = record_new(&ledger_people, &s.book, &a);
        if (!record_type(&r, &s.book, &a, 0, name, NULL) ||
            !record_type(&r, &s.book, &a,
                         ledger_field(&ledger_people, "join_on"), "2026-01-01",
                         NULL)) {
            _exit(2);
        }
        if (early && write(out, &no, sizeof no) != sizeof no) {
            _exit(3);
        }
        if (!ledger_apply(&s.book, &a, &r, NULL, NULL, NULL)) {
            _exit(4);
        }
        if (!early && write(out, &no, sizeof no) != sizeof no) {
            _exit(5);
        }
        arena_reset(&a);
    }
}

static bool is_there(struct session *s, uint32_t no)
{
    char name[32];
    struct stmt st;
    snprintf(name, sizeof name, "某%u", (unsigned)no);
    stmt_open(&st, s->db, SQL("select 1 from person where name = :name"));
    stmt_text(&st, ":name", name);
    bool there = stmt_row(&st);
    return stmt_done(&st, NULL) && there;
}

static void look(const char *path, const uint32_t *acks, size_t n,
                 struct tally *t)
{
    struct session s;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    struct check_report report;
    if (!session_open(&s, path, DB_WRITE, "", &err) ||
        !check_run(s.db, &a, &report, NULL, NULL, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    for (size_t i = 0; i < n; i++) {
        t->lost += !is_there(&s, acks[i]);
    }
    t->acked += n;
    t->findings += report.n;
    session_close(&s);
    arena_clear(&a);
}

static void kill_once(const char *path, uint64_t *rnd, uint32_t *next,
                      bool early, struct tally *t)
{
    int fd[2];
    uint32_t acks[ACKS_AT_MOST];
    size_t n = 0;
    assert_int_equal(pipe(fd), 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(fd[0]);
        write_for_ever(path, fd[1], *next, early);
    }
    close(fd[1]);
    uint32_t ready = 0;
    assert_int_equal(read(fd[0], &ready, sizeof ready), sizeof ready);
    assert_int_equal(ready, READY);
    struct timespec wait = {0,
                            2000000 + (long)unit_below(rnd, LONGEST_US) * 1000};
    nanosleep(&wait, NULL);
    t->kills += kill(pid, SIGKILL) == 0;
    int status;
    waitpid(pid, &status, 0);
    assert_true(WIFSIGNALED(status)); /* it was writing when it died */
    while (n < ACKS_AT_MOST &&
           read(fd[0], &acks[n], sizeof acks[n]) == (ssize_t)sizeof acks[n]) {
        *next = acks[n++] + 1;
    }
    close(fd[0]);
    *next += 1; /* the one under way may be there or not */
    char journal[160];
    snprintf(journal, sizeof journal, "%s-journal", path);
    t->journals += access(journal, F_OK) == 0;
    look(path, acks, n, t);
}

static struct tally run(const char *name, bool early)
{
    struct tally t = {0};
    char path[128];
    uint64_t rnd = unit_seed();
    uint32_t next = 1;
    set_environment();
    snprintf(path, sizeof path, "%s/%s.db", unit_tmp(), name);
    make_ledger(path);
    for (int i = 0; i < KILLS; i++) {
        kill_once(path, &rnd, &next, early, &t);
    }
    print_message("%s: %zu kills, %zu with a journal left, %zu acknowledged, "
                  "%zu lost, %zu findings\n",
                  name, t.kills, t.journals, t.acked, t.lost, t.findings);
    return t;
}

TEST(kill_9_loses_nothing_that_was_acknowledged)
{
    struct tally t = run("honest", false);
    assert_int_equal(t.kills, KILLS);
    assert_true(t.journals > KILLS / 10);
    assert_true(t.acked > KILLS / 2);
    assert_int_equal(t.lost, 0);
    assert_int_equal(t.findings, 0);
}

TEST(a_writer_that_acknowledges_too_early_is_found_out)
{
    struct tally t = run("early", true);
    assert_true(t.lost > 0);
    assert_int_equal(t.findings, 0);
}
