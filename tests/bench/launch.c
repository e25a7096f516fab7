/* Starts a program on the terminal that is standard input, and tells first how
   much processor time this process has used so far, and what the clock says:

       launch FD PROGRAM ARGUMENTS …

   What the bench measures is one process from exec on; this one is small, so
   that little of the figure is the starter's, and that little is written (in
   nanoseconds, to FD: processor, monotonic clock) to be taken off. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static long long now_ns(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (long long)t.tv_sec * 1000000000 + t.tv_nsec;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: launch FD PROGRAM ARGUMENTS ...\n", stderr);
        return 2;
    }
    int fd = (int)strtol(argv[1], NULL, 10);
    setsid();
    ioctl(STDIN_FILENO, TIOCSCTTY, 0);
    dprintf(fd, "%lld %lld\n", now_ns(CLOCK_PROCESS_CPUTIME_ID),
            now_ns(CLOCK_MONOTONIC));
    close(fd);
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    return 127;
}
