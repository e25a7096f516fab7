/* Lines on standard error; see pbtui/report/wire.h.

   A line is put together first and written in one piece, so that the talk of a
   library never stands in the middle of it.  What comes from outside (names of
   fonts) passes text_out: a tab or a newline in it cannot make a line of its
   own. */
#include "say.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"

static void say(const char *what, const char *face, const char *text)
{
    struct strbuf line;
    sb_init(&line);
    sb_addf(&line, "press\t%s\t", what);
    if (face != NULL) {
        sb_addf(&line, "%s\t", face);
    }
    text_out(&line, text, strlen(text), TEXT_LINE);
    sb_addc(&line, '\n');
    /* Nobody to tell when nobody listens; the status says the same. */
    ssize_t n = write(STDERR_FILENO, line.s, line.len);
    (void)n;
    sb_clear(&line);
}

void say_font(const char *face, const char *family)
{
    say("font", face, family);
}

void say_note(const char *fmt, ...)
{
    struct strbuf text;
    sb_init(&text);
    va_list ap;
    va_start(ap, fmt);
    sb_addv(&text, fmt, ap);
    va_end(ap);
    say("note", NULL, text.s);
    sb_clear(&text);
}

void say_count(const char *what, size_t n)
{
    struct strbuf text;
    sb_init(&text);
    sb_addf(&text, "%zu", n);
    say(what, NULL, text.s);
    sb_clear(&text);
}

void refuse(int status, const char *fmt, ...)
{
    struct strbuf text;
    sb_init(&text);
    va_list ap;
    va_start(ap, fmt);
    sb_addv(&text, fmt, ap);
    va_end(ap);
    say("no", NULL, text.s);
    sb_clear(&text);
    _exit(status);
}
