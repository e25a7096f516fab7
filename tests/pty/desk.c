/* A desk of its own for every test, and the program on it. */
#include "desk.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

void desk_open(struct desk *d)
{
    static int desks;
    snprintf(d->home, sizeof d->home, "%s/desk%d", unit_tmp(), desks++);
    assert_int_equal(mkdir(d->home, 0700), 0);
    snprintf(d->db, sizeof d->db, "%s/ledger.db", d->home);
    snprintf(d->env[0], sizeof d->env[0], "HOME=%s", d->home);
    snprintf(d->env[1], sizeof d->env[1], "XDG_DATA_HOME=%s/data", d->home);
    snprintf(d->env[2], sizeof d->env[2], "XDG_STATE_HOME=%s/state", d->home);
    snprintf(d->env[3], sizeof d->env[3], "XDG_CONFIG_HOME=%s/config", d->home);
    snprintf(d->env[4], sizeof d->env[4], "PBTUI_TODAY=2026-11-20");
    for (int i = 0; i < 5; i++) {
        d->env_list[i] = d->env[i];
    }
    d->env_list[5] = NULL;
}

struct pty *desk_start(struct desk *d, int rows, int cols)
{
    const char *argv[] = {PROGRAM, "--db", d->db, NULL};
    struct pty_spec spec = {
        .argv = argv, .rows = rows, .cols = cols, .env = d->env_list};
    return pty_start(&spec);
}

/* From the first screen to the roster. */
void desk_go_to_roster(struct pty *p)
{
    pty_expect(p, "党员队伍");
    pty_type(p, "4");
    pty_expect(p, "在册党员");
}

struct pty *desk_roster(struct desk *d, int rows, int cols)
{
    struct pty *p = desk_start(d, rows, cols);
    desk_go_to_roster(p);
    return p;
}

/* Runs a command of the program (or sqlite3) and returns its exit status;
   what it printed goes to out. */
int desk_run(struct desk *d, struct strbuf *out, const char *const *argv)
{
    int fd[2];
    assert_int_equal(pipe(fd), 0);
    pid_t pid = fork();
    if (pid == 0) {
        for (int i = 0; i < 5; i++) {
            putenv(d->env[i]);
        }
        dup2(fd[1], 1);
        dup2(fd[1], 2);
        close(fd[0]);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    close(fd[1]);
    char buf[4096];
    ssize_t n;
    while ((n = read(fd[0], buf, sizeof buf)) > 0) {
        sb_addn(out, buf, (size_t)n);
    }
    close(fd[0]);
    int status;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* A branch with nobody in it. */
void desk_init(struct desk *d)
{
    struct strbuf out;
    sb_init(&out);
    const char *argv[] = {
        PROGRAM,     "--db",       d->db,
        "init",      "--org",      "中共示例县商务局支部（示例）",
        "--founded", "2015-06-01", "--groups",
        "2",         NULL};
    int rc = desk_run(d, &out, argv);
    if (rc != 0) {
        fail_msg("init: %d %s", rc, out.s);
    }
    sb_clear(&out);
}

void desk_sample(struct desk *d)
{
    struct strbuf out;
    sb_init(&out);
    const char *argv[] = {"sh",    "-c",  "\"$0\" demo \"$1\" </dev/null",
                          PROGRAM, d->db, NULL};
    int rc = desk_run(d, &out, argv);
    if (rc != 0) {
        fail_msg("demo: %d %s", rc, out.s);
    }
    sb_clear(&out);
}

void desk_check_clean(struct desk *d)
{
    struct strbuf out;
    sb_init(&out);
    const char *argv[] = {PROGRAM, "--db", d->db, "check", NULL};
    int rc = desk_run(d, &out, argv);
    if (rc != 0) {
        fail_msg("check: %d %s", rc, out.s);
    }
    sb_clear(&out);
}

void desk_quit(struct pty *p)
{
    pty_key(p, "kf10");
    assert_int_equal(pty_wait_exit(p, PTY_DEADLINE_MS), 0);
    pty_free(p);
}

/* From a form that has not been saved. */
void desk_quit_unsaved(struct pty *p)
{
    pty_key(p, "kf10");
    pty_expect(p, "没有保存");
    pty_type(p, "1");
    assert_int_equal(pty_wait_exit(p, PTY_DEADLINE_MS), 0);
    pty_free(p);
}
