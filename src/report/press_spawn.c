/* Finding and starting the press, and ending it.

   Its environment is what fonts need and nothing else. */
#include "press_parts.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"

/* ---- where it is -----------------------------------------------------------
 */

static bool can_run(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
           access(path, X_OK) == 0;
}

static bool find_press(struct strbuf *path, const struct press_job *job,
                       struct err *err)
{
    static const char *const beside[] = {"/pbtui-press",
                                         "/../libexec/pbtui/pbtui-press"};
    const char *named = getenv("PBTUI_PRESS");
    if (named != NULL && named[0] != '\0') {
        sb_add(path, named);
        if (can_run(path->s)) {
            return true;
        }
    } else {
        char exe[4096];
        ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
        exe[n > 0 ? n : 0] = '\0';
        char *slash = strrchr(exe, '/');
        for (size_t i = 0; slash != NULL && i < ARRAY_LEN(beside); i++) {
            sb_reset(path);
            sb_addn(path, exe, (size_t)(slash - exe));
            sb_add(path, beside[i]);
            if (can_run(path->s)) {
                return true;
            }
        }
    }
    return err_set(err, ERR_USAGE, "E-PRESS-001",
                   "找不到排版程序 pbtui-press，%s；请重新安装 pbtui，"
                   "它应当与 pbtui 在同一个文件夹里。%s",
                   job->cannot, job->instead);
}

/* ---- starting --------------------------------------------------------------
 */

/* What fontconfig reads; where temporary files go; where the sanitizers
   write. */
static const char *const passed[] = {"HOME",
                                     "XDG_DATA_HOME",
                                     "XDG_CACHE_HOME",
                                     "XDG_CONFIG_HOME",
                                     "FONTCONFIG_FILE",
                                     "FONTCONFIG_PATH",
                                     "TMPDIR",
                                     "ASAN_OPTIONS",
                                     "UBSAN_OPTIONS"};

enum { FIXED = 2, ENVIRONMENT = ARRAY_LEN(passed) + FIXED + 1 };

static void fill_environment(char *env[ENVIRONMENT])
{
    size_t n = 0;
    env[n++] = mem_str("PATH=/usr/bin:/bin");
    env[n++] = mem_str("LANG=C.UTF-8");
    for (size_t i = 0; i < ARRAY_LEN(passed); i++) {
        const char *value = getenv(passed[i]);
        if (value != NULL) {
            struct strbuf sb;
            sb_init(&sb);
            sb_addf(&sb, "%s=%s", passed[i], value);
            env[n++] = sb_take(&sb);
            sb_clear(&sb);
        }
    }
    env[n] = NULL;
}

enum { WORDS_MAX = 16 };

static void fill_arguments(char *argv[WORDS_MAX], const struct press_job *job)
{
    size_t n = 0;
    argv[n++] = mem_str("pbtui-press");
    argv[n++] = mem_str(job->name);
    for (size_t i = 0; job->words != NULL && job->words[i] != NULL; i++) {
        if (n + 1 == WORDS_MAX) {
            die("more than %d words for the press", WORDS_MAX);
        }
        argv[n++] = mem_str(job->words[i]);
    }
    argv[n] = NULL;
}

static void free_all(char *const *list)
{
    for (size_t i = 0; list[i] != NULL; i++) {
        mem_free(list[i]);
    }
}

bool press_spawn(struct child *c, const struct press_job *job, struct err *err)
{
    struct strbuf path;
    sb_init(&path);
    if (!find_press(&path, job, err)) {
        sb_clear(&path);
        return false;
    }
    const char *const paths[] = {path.s, NULL};
    char *argv[WORDS_MAX];
    char *env[ENVIRONMENT];
    fill_arguments(argv, job);
    fill_environment(env);
    int why = child_start(c, paths, argv, env, job->in_fd);
    free_all(argv);
    free_all(env);
    sb_clear(&path);
    if (why == 0) {
        return true;
    }
    err_set(err, ERR_IO, "E-PRESS-002",
            "无法启动排版程序 pbtui-press，%s；"
            "请关掉一些程序再试，或重新安装 pbtui。",
            job->done);
    return err_detail(err, "errno %d", why);
}

/* ---- ending ----------------------------------------------------------------
 */

/* For one that has said all and should be gone. */
enum { GRACE_MS = 2000 };

int press_reap(struct child *c, int64_t deadline_ms, bool *killed)
{
    child_close(c);
    while (!child_has_ended(c)) {
        if (clock_monotonic_ms() >= deadline_ms) {
            *killed = true;
            break;
        }
        poll(NULL, 0, 2);
    }
    /* Whatever it has started goes with it. */
    return child_kill(c);
}

int64_t press_deadline(int64_t from_ms, int64_t seconds)
{
    const char *shorter = getenv("PBTUI_PRESS_SECONDS"); /* tests */
    if (shorter != NULL) {
        const int64_t wanted = strtol(shorter, NULL, 10);
        seconds = wanted > 0 && wanted < seconds ? wanted : seconds;
    }
    return from_ms + 1000 * seconds;
}

/* Its own limits end it a little before ours would. */
static bool is_past_its_limit(int status)
{
    return status >= 0 && WIFSIGNALED(status) &&
           (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGALRM);
}

int press_end(struct child *c, bool over, int64_t deadline_ms, bool *late)
{
    int64_t until = clock_monotonic_ms() + GRACE_MS;
    until = until < deadline_ms ? until : deadline_ms;
    bool killed = false;
    const int status = press_reap(c, over ? 0 : until, &killed);
    *late = *late || (killed && !over) || is_past_its_limit(status);
    return status;
}
