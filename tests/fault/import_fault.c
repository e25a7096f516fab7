/* kill -9 at random moments while a file is imported: all of it is there
   afterwards, or nothing, and the audit agrees with every row.

   The twin saves row by row, as if an import were many changes; the same test
   must find it out. */
#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/import.h"
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

#define KILLS 40
#define ROWS  600
#define READY 'R'

struct tally {
    size_t kills; /* that met a living writer */
    size_t whole, none, torn;
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

/* ---- what is imported ------------------------------------------------------
 */

static bool give(const struct import_taker *to, size_t number,
                 const char *const *texts, struct err *err)
{
    struct import_cell cells[3];
    for (size_t i = 0; i < 3; i++) {
        cells[i] = (struct import_cell){.kind = IMPORT_TEXT, .text = texts[i]};
    }
    const struct import_row row = {.number = number, .cells = cells, .n = 3};
    return to->row(to->to, &row, err);
}

static bool read_rows(void *from, const struct import_taker *to,
                      struct err *err)
{
    static const char *const head[] = {"姓名", "入党日期", "转正日期"};
    const unsigned *first = from;
    if (!give(to, 1, head, err)) {
        return false;
    }
    for (unsigned i = 0; i < ROWS; i++) {
        char name[32];
        snprintf(name, sizeof name, "某%u", *first + i);
        const char *const texts[] = {name, "2016-01-01", "2017-01-01"};
        if (!give(to, i + 2, texts, err)) {
            return false;
        }
    }
    return true;
}

static bool import_whole(struct session *s, unsigned first)
{
    struct arena a = ARENA_INIT;
    struct import_report report;
    const struct import_source source = {
        .name = "名册.csv", .read = read_rows, .from = &first};
    const struct import_wish wish = {
        .ledger = &ledger_people, .source = &source, .save = true};
    bool ok = import_run(&report, &s->book, &a, &wish, NULL);
    arena_clear(&a);
    return ok;
}

static bool import_by_rows(struct session *s, unsigned first)
{
    bool ok = true;
    for (unsigned i = 0; ok && i < ROWS; i++) {
        struct arena a = ARENA_INIT;
        char name[32];
        snprintf(name, sizeof name, "某%u", first + i);
        struct record r = record_new(&ledger_people, &s->book, &a);
        ok = record_type(&r, &s->book, &a, 0, name, NULL) &&
             record_type(&r, &s->book, &a,
                         ledger_field(&ledger_people, "join_on"), "2016-01-01",
                         NULL) &&
             ledger_apply(&s->book, &a, &r, NULL, NULL, NULL);
        arena_clear(&a);
    }
    return ok;
}

static void import_and_wait(const char *path, int out, unsigned first,
                            bool by_rows)
{
    struct session s;
    const char ready = READY;
    if (!session_open(&s, path, DB_WRITE, "", NULL) ||
        write(out, &ready, 1) != 1) {
        _exit(1);
    }
    _exit((by_rows ? import_by_rows : import_whole)(&s, first) ? 0 : 2);
}

/* ---- the kill ---------------------------------------------------------------
 */

static int64_t count_people(struct session *s)
{
    struct stmt st;
    stmt_open(&st, s->db, SQL("select count(*) from person"));
    int64_t n = stmt_row(&st) ? stmt_col_int(&st, 0) : -1;
    assert_true(stmt_done(&st, NULL));
    return n;
}

static void look(const char *path, int64_t *before, struct tally *t)
{
    struct session s;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    struct check_report report;
    if (!session_open(&s, path, DB_WRITE, "", &err) ||
        !check_run(s.db, &a, &report, NULL, NULL, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    int64_t now = count_people(&s);
    t->whole += now == *before + ROWS;
    t->none += now == *before;
    t->torn += now != *before && now != *before + ROWS;
    t->findings += report.n;
    *before = now;
    session_close(&s);
    arena_clear(&a);
}

static void kill_once(const char *path, uint64_t *rnd, unsigned first,
                      int64_t *before, bool by_rows, uint64_t longest_ns,
                      struct tally *t)
{
    int fd[2];
    char ready = 0;
    int status;
    assert_int_equal(pipe(fd), 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(fd[0]);
        import_and_wait(path, fd[1], first, by_rows);
    }
    close(fd[1]);
    assert_int_equal(read(fd[0], &ready, 1), 1);
    close(fd[0]);
    const struct timespec wait = {0, (long)unit_below(rnd, longest_ns)};
    nanosleep(&wait, NULL);
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    t->kills += WIFSIGNALED(status);
    look(path, before, t);
}

/* How long it takes when nobody kills it; a tenth more, under a second. */
static uint64_t time_one(const char *path, bool by_rows)
{
    struct session s;
    struct timespec from;
    struct timespec to;
    assert_true(session_open(&s, path, DB_WRITE, "", NULL));
    clock_gettime(CLOCK_MONOTONIC, &from);
    assert_true((by_rows ? import_by_rows : import_whole)(&s, 1000000));
    clock_gettime(CLOCK_MONOTONIC, &to);
    session_close(&s);
    int64_t ns =
        (to.tv_sec - from.tv_sec) * 1000000000 + to.tv_nsec - from.tv_nsec;
    ns += ns / 10;
    return ns < 999999999 ? (uint64_t)ns : 999999999;
}

static struct tally kill_often(const char *name, bool by_rows)
{
    char path[512];
    uint64_t rnd = unit_seed();
    int64_t before = ROWS;
    struct tally t = {0};
    set_environment();
    snprintf(path, sizeof path, "%s/%s", unit_tmp(), name);
    make_ledger(path);
    uint64_t longest_ns = time_one(path, by_rows);
    for (unsigned i = 0; i < KILLS; i++) {
        kill_once(path, &rnd, i * ROWS, &before, by_rows, longest_ns, &t);
    }
    printf("%s: %zu kills of %d, whole %zu, nothing %zu, torn %zu\n", name,
           t.kills, KILLS, t.whole, t.none, t.torn);
    return t;
}

TEST(import_that_is_killed_is_whole_or_nothing)
{
    struct tally t = kill_often("import.db", false);
    assert_true(t.kills > KILLS / 4);
    assert_true(t.none > 0);
    assert_int_equal(t.torn, 0);
    assert_int_equal(t.findings, 0);
}

TEST(import_by_rows_is_found_out)
{
    struct tally t = kill_often("rows.db", true);
    assert_true(t.torn > 0);
    assert_int_equal(t.findings, 0);
}
