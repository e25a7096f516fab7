/* Running another program.  Stages: three pipes → the start, which takes
   everything of ours away from it → its end, by itself or by us.

   Its number belongs to it until it is waited for, so its group can be killed
   before that and never after.

   Not here: the talk with it, and how long it may take. */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST_OF_OTHERS = 3 };

static void close_end(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

/* ---- starting --------------------------------------------------------------
 */

static void set_attributes(posix_spawnattr_t *how)
{
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(how, &none);
    posix_spawnattr_setsigdefault(how, &all);
    posix_spawnattr_setflags(how, POSIX_SPAWN_SETSIGMASK |
                                      POSIX_SPAWN_SETSIGDEF |
                                      POSIX_SPAWN_SETSID);
}

static int spawn(pid_t *pid, const char *const *paths, char *const argv[],
                 char *const env[], const int theirs[3])
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    int why = posix_spawn_file_actions_init(&files);
    if (why != 0) {
        return why;
    }
    why = posix_spawnattr_init(&how);
    if (why == 0) {
        set_attributes(&how);
        for (int i = 0; i < 3 && why == 0; i++) {
            why = posix_spawn_file_actions_adddup2(&files, theirs[i], i);
        }
        why = why != 0 ? why
                       : posix_spawn_file_actions_addclosefrom_np(
                             &files, FIRST_OF_OTHERS);
        bool ready = why == 0;
        why = ready ? ENOENT : why;
        for (size_t i = 0; ready && paths[i] != NULL && why == ENOENT; i++) {
            why = posix_spawn(pid, paths[i], &files, &how, argv, env);
        }
        posix_spawnattr_destroy(&how);
    }
    posix_spawn_file_actions_destroy(&files);
    return why;
}

/* Only our end does not block: it must not meet a full pipe as an error. */
static bool open_output(int *ours, int *theirs)
{
    int fd[2];
    if (pipe2(fd, O_CLOEXEC) != 0) {
        return false;
    }
    *ours = fd[0];
    *theirs = fd[1];
    return fcntl(fd[0], F_SETFL, O_NONBLOCK) == 0;
}

static bool open_input(int *ours, int *theirs)
{
    int fd[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd) != 0) {
        return false;
    }
    *ours = fd[0];
    *theirs = fd[1];
    return fcntl(fd[0], F_SETFL, O_NONBLOCK) == 0;
}

int child_start(struct child *c, const char *const *paths, char *const argv[],
                char *const env[], int in_fd)
{
    int theirs[3] = {in_fd, -1, -1};
    *c = (struct child){-1, -1, -1, -1};
    bool ok = (in_fd >= 0 || open_input(&c->in, &theirs[0])) &&
              open_output(&c->out, &theirs[1]) &&
              open_output(&c->err, &theirs[2]);
    int why = ok ? spawn(&c->pid, paths, argv, env, theirs) : errno;
    if (in_fd < 0) {
        close_end(&theirs[0]);
    }
    close_end(&theirs[1]);
    close_end(&theirs[2]);
    if (why != 0) {
        child_close(c);
        c->pid = -1;
    }
    return why;
}

/* ---- ending ----------------------------------------------------------------
 */

void child_close(struct child *c)
{
    close_end(&c->in);
    close_end(&c->out);
    close_end(&c->err);
}

bool child_has_ended(const struct child *c)
{
    siginfo_t seen = {.si_pid = 0};
    if (waitid(P_PID, (id_t)c->pid, &seen, WEXITED | WNOWAIT | WNOHANG) != 0) {
        return errno != EINTR;
    }
    return seen.si_pid != 0;
}

int child_end(struct child *c)
{
    int status = 0;
    child_close(c);
    while (waitpid(c->pid, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }
    return status;
}

int child_kill(struct child *c)
{
    siginfo_t seen;
    if (waitid(P_PID, (id_t)c->pid, &seen, WEXITED | WNOWAIT | WNOHANG) == 0) {
        kill(-c->pid, SIGKILL);
    }
    return child_end(c);
}
