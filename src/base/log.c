/* The program's diary.  The last lines stay in memory, for the help screen and
   for a report after a crash; a file, when one is open, gets every line at
   once, so that nothing waits in a buffer when the program dies.  Callers pass
   codes, counts and file names, never what a clerk typed. */
#include "pbtui/base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pbtui/base/clock.h"

#define RING_LINES 64
#define LINE_BYTES 256
/* A diary that has grown past this becomes the old one at the next start. */
#define FILE_BYTES_MAX (512 * 1024)

static char ring[RING_LINES][LINE_BYTES];
static size_t ring_written;
static int log_fd = -1;

static void put_aside_when_large(const char *path)
{
    struct stat st;
    char old[4096];
    int n = snprintf(old, sizeof old, "%s.old", path);
    if (n > 0 && (size_t)n < sizeof old && lstat(path, &st) == 0 &&
        S_ISREG(st.st_mode) && st.st_size > FILE_BYTES_MAX) {
        (void)rename(path, old);
    }
}

void log_open(const char *path)
{
    log_close();
    put_aside_when_large(path);
    int fd = open(path,
                  O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW |
                      O_NONBLOCK,
                  0600);
    struct stat st;
    if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
                    fchmod(fd, 0600) != 0)) {
        close(fd);
        fd = -1;
    }
    log_fd = fd;
}

void log_close(void)
{
    if (log_fd >= 0) {
        close(log_fd);
        log_fd = -1;
    }
}

/* One entry stays one line, and carries no escape sequence to whoever reads
   the file in a terminal. */
static void blank_controls(char *s)
{
    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;
        if (c < 0x20 || c == 0x7f) {
            *s = ' ';
        }
    }
}

void log_line(const char *fmt, ...)
{
    char *line = ring[ring_written % RING_LINES];
    ring_written++;
    clock_now(line);
    line[19] = ' ';
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(line + 20, LINE_BYTES - 20, fmt, ap);
    va_end(ap);
    blank_controls(line);
    if (log_fd >= 0) {
        char whole[LINE_BYTES + 1];
        int n = snprintf(whole, sizeof whole, "%s\n", line);
        /* A diary that cannot be written must not stop the work. */
        if (n > 0 && write(log_fd, whole, (size_t)n) < 0) {
            log_close();
        }
    }
}

void log_recent(struct strbuf *out)
{
    size_t first = ring_written > RING_LINES ? ring_written - RING_LINES : 0;
    for (size_t i = first; i < ring_written; i++) {
        sb_add(out, ring[i % RING_LINES]);
        sb_addc(out, '\n');
    }
}
