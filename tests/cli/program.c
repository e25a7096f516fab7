/* fork, a fixed environment, exec, and what came of it. */
#include "program.h"

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATHS = 16 };

const char *program_file(const char *name)
{
    static char paths[PATHS][320];
    static unsigned turn;
    char *path = paths[turn++ % PATHS];
    snprintf(path, sizeof paths[0], "%s/%s", unit_tmp(), name);
    return path;
}

static void set_environment(const struct program *p)
{
    const char *asan = getenv("ASAN_OPTIONS");
    char *kept = asan != NULL ? strdup(asan) : NULL;
    clearenv();
    if (kept != NULL) {
        setenv("ASAN_OPTIONS", kept, 1);
    }
    setenv("PATH", "/usr/bin:/bin", 1);
    setenv("HOME", unit_tmp(), 1);
    setenv("XDG_DATA_HOME", program_file("data"), 1);
    setenv("XDG_STATE_HOME", program_file("state"), 1);
    setenv("XDG_CONFIG_HOME",
           program_file(p->config != NULL ? p->config : "config"), 1);
    setenv("LANG", "C.UTF-8", 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("TZ", "Asia/Shanghai", 1);
    setenv("PBTUI_TODAY", p->today != NULL ? p->today : "2026-11-20", 1);
    if (p->db != NULL) {
        setenv("PBTUI_DB", p->db, 1);
    }
}

static void redirect(int fd, const char *path, int flags)
{
    int from = open(path, flags, 0600);
    if (from < 0 || dup2(from, fd) < 0) {
        _exit(126);
    }
    if (from != fd) {
        close(from);
    }
}

static void be_program(const struct program *p, const char *out,
                       const char *err)
{
    char *argv[ARGS_MAX + 2] = {strdup("pbtui")};
    redirect(0, p->input != NULL ? p->input : "/dev/null", O_RDONLY);
    redirect(1, p->to != NULL ? p->to : out, O_WRONLY | O_CREAT | O_TRUNC);
    redirect(2, err, O_WRONLY | O_CREAT | O_TRUNC);
    if (p->gone_reader) {
        int ends[2];
        if (pipe(ends) != 0 || dup2(ends[1], 1) < 0) {
            _exit(126);
        }
        close(ends[0]);
        close(ends[1]);
    }
    for (int fd = 0; fd <= 2; fd++) {
        if ((p->closed >> fd & 1) != 0) {
            close(fd);
        }
    }
    set_environment(p);
    for (int i = 0; i < ARGS_MAX && p->args[i] != NULL; i++) {
        argv[i + 1] = strdup(p->args[i]);
    }
    execv(BUILD_DIR "/pbtui", argv);
    _exit(127);
}

static char *slurp(const char *path, size_t *n_bytes)
{
    FILE *f = fopen(path, "rb");
    char *text = calloc(1, 1);
    size_t n = 0;
    char part[8192];
    size_t got;
    while (f != NULL && (got = fread(part, 1, sizeof part, f)) > 0) {
        text = realloc(text, n + got + 1);
        memcpy(text + n, part, got);
        n += got;
        text[n] = '\0';
    }
    if (f != NULL) {
        fclose(f);
    }
    if (n_bytes != NULL) {
        *n_bytes = n;
    }
    return text;
}

struct said program_run(const struct program *p)
{
    char out[320];
    char err[320];
    snprintf(out, sizeof out, "%s/stdout", unit_tmp());
    snprintf(err, sizeof err, "%s/stderr", unit_tmp());
    remove(out);
    remove(err);
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        be_program(p, out, err);
    }
    if (p->kill_ms > 0) {
        usleep(p->kill_ms * 1000U);
        kill(pid, SIGKILL); /* ended already: it is not waited for yet */
    }
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    struct said s = {.status = WIFEXITED(status) ? WEXITSTATUS(status)
                                                 : 128 + WTERMSIG(status)};
    s.out = slurp(out, &s.out_bytes);
    s.err = slurp(err, NULL);
    return s;
}

void said_clear(struct said *s)
{
    free(s->out);
    free(s->err);
}

static void must_work(const struct program *p)
{
    struct said s = program_run(p);
    if (s.status != 0) {
        fail_msg("%s: status %d, %s", p->args[0], s.status, s.err);
    }
    said_clear(&s);
}

const char *program_sample(void)
{
    static char path[320];
    if (path[0] == '\0') {
        snprintf(path, sizeof path, "%s/sample.db", unit_tmp());
        must_work(&(struct program){.args = {"demo", path}});
    }
    return path;
}

const char *program_ledger(const char *name)
{
    const char *path = program_file(name);
    must_work(&(struct program){
        .args = {"--db", path, "init", "--org", "中共示例县档案局支部委员会",
                 "--founded", "2018-05-01", "--groups", "2"}});
    return path;
}
