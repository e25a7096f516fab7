/* Starts a program on the terminal that is standard input, and tells first how
   much processor time this process has used so far:

       launch FD PROGRAM ARGUMENTS …

   What the bench measures is one process from exec on; this one is small, so
   that little of the figure is the starter's, and that little is written (in
   nanoseconds, to FD) to be taken off. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: launch FD PROGRAM ARGUMENTS ...\n", stderr);
        return 2;
    }
    int fd = (int)strtol(argv[1], NULL, 10);
    setsid();
    ioctl(STDIN_FILENO, TIOCSCTTY, 0);
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    dprintf(fd, "%lld\n", (long long)t.tv_sec * 1000000000 + t.tv_nsec);
    close(fd);
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    return 127;
}
