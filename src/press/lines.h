/* Lines that pbtui writes, taken apart: bytes into a buffer that never grows →
   one line, which is UTF-8 without controls → its parts, numbers within bounds.
   Whatever does not keep to the form ends the program with a sentence that
   names the line. */
#ifndef PBTUI_PRESS_LINES_H
#define PBTUI_PRESS_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct lines {
    int fd;
    size_t line; /* number of the last one */
    size_t at, n;
    bool over;   /* nothing more will come */
    size_t most; /* bytes of a line with its newline */
    size_t cap;
    char *bytes;
};

/* Reads the first line, which is that of the version. */
void lines_begin(struct lines *l, int fd, size_t most, const char *version);
void lines_clear(struct lines *l);
/* After the last line nothing may follow. */
void lines_nothing(struct lines *l);
/* The line read last stands at the wrong place, or holds an impossible
   value. */
void lines_refuse(const struct lines *l) __attribute__((noreturn));

/* One line, lent until the next; its words are taken from the front, divided by
   one blank each.  None of these comes back when there is no such word. */
struct parts {
    const struct lines *lines;
    char *at;
    char *end;
};
struct parts lines_next(struct lines *l);
const char *parts_word(struct parts *p);
int parts_number(struct parts *p, int least, int most);
/* Which of the words it is. */
size_t parts_choice(struct parts *p, const char *const *words, size_t n);
/* The rest of the line, ended by NUL; `least` bytes or more. */
char *parts_rest(struct parts *p, size_t least, size_t *n_bytes);
void parts_end(const struct parts *p); /* nothing may be left */

#endif
