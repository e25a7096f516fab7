/* Limits of the process: memory, files, time of the processor, time on the
   wall. One that is stricter already stays.

   Past its time it ends by SIGXCPU or SIGALRM, which says that it was late; a
   second later nothing can hold it any more. */
#include "limits.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "pbtui/report/wire.h"

enum {
    MEBIBYTE = 1 << 20,
    MEMORY_MIB = 512,
    FILE_MIB = 256, /* output that is a file (tests), the cache of fontconfig */
    FILES = 64      /* open at once; fonts are mapped and closed */
};

static rlim_t smaller(rlim_t a, rlim_t b)
{
    return a < b ? a : b; /* RLIM_INFINITY is the largest */
}

static void limit(int what, rlim_t soft, rlim_t hard)
{
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)what, &now) != 0) {
        return;
    }
    const rlim_t most = smaller(now.rlim_max, hard);
    const struct rlimit r = {smaller(smaller(now.rlim_cur, soft), most), most};
    (void)setrlimit((__rlimit_resource_t)what, &r);
}

static unsigned shorter_in_tests(unsigned s)
{
    const char *shorter = getenv("PBTUI_PRESS_SECONDS");
    if (shorter != NULL) {
        unsigned wanted = (unsigned)strtoul(shorter, NULL, 10);
        s = wanted > 0 && wanted < s ? wanted : s;
    }
    return s;
}

void limits_set_seconds(unsigned busy, unsigned wall)
{
    busy = shorter_in_tests(busy);
    wall = shorter_in_tests(wall);
    const unsigned left = alarm(wall);
    if (left > 0 && left < wall) {
        (void)alarm(left);
    }
    limit(RLIMIT_CPU, busy, busy + 1);
}

void limits_set_pages(size_t pages)
{
    const unsigned s = WIRE_SECONDS + (unsigned)(pages / WIRE_PAGES_A_SECOND);
    limits_set_seconds(s, s);
}

void limits_set(void)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    /* A file that is too large is an error of write(), which is told. */
    signal(SIGXFSZ, SIG_IGN);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_NOFILE, FILES, FILES);
    limit(RLIMIT_FSIZE, (rlim_t)FILE_MIB * MEBIBYTE,
          (rlim_t)FILE_MIB * MEBIBYTE);
#ifndef __SANITIZE_ADDRESS__ /* which takes more addresses than there are */
    limit(RLIMIT_AS, (rlim_t)MEMORY_MIB * MEBIBYTE,
          (rlim_t)MEMORY_MIB * MEBIBYTE);
#endif
    limits_set_pages(WIRE_PAGES);
}
