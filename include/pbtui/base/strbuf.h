/* A growing string, always NUL-terminated.  sb->s is never NULL after init. */
#ifndef PBTUI_BASE_STRBUF_H
#define PBTUI_BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

struct strbuf {
    char *s;
    size_t len;
    size_t cap;
};

void sb_init(struct strbuf *sb);
void sb_clear(struct strbuf *sb); /* frees */
void sb_reset(struct strbuf *sb); /* empties, keeps the memory */
void sb_add(struct strbuf *sb, const char *s);
void sb_addn(struct strbuf *sb, const char *s, size_t n);
void sb_addc(struct strbuf *sb, char c);
void sb_repeat(struct strbuf *sb, const char *s, size_t times);
void sb_addf(struct strbuf *sb, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void sb_addv(struct strbuf *sb, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));
void sb_cut(struct strbuf *sb, size_t len); /* shorten to len */
void sb_splice(struct strbuf *sb, size_t at, size_t remove, const char *s,
               size_t n);
char *sb_take(struct strbuf *sb); /* owned by the caller; sb is empty again */

#endif
