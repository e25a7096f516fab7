/* Text that grows: always ended by a zero byte, never NULL, doubling its room.
 */
/* The growing string. */
#include "pbtui/base/strbuf.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"

static void room(struct strbuf *sb, size_t more)
{
    assert(more < SIZE_MAX / 4 && sb->len < SIZE_MAX / 4);
    size_t need = sb->len + more + 1;
    if (need <= sb->cap) {
        return;
    }
    size_t cap = sb->cap < 32 ? 64 : sb->cap * 2;
    while (cap < need) {
        cap *= 2;
    }
    sb->s = mem_grow(sb->s, cap, 1);
    sb->cap = cap;
}

void sb_init(struct strbuf *sb)
{
    memset(sb, 0, sizeof *sb);
    room(sb, 0);
    sb->s[0] = '\0';
}

void sb_clear(struct strbuf *sb)
{
    mem_free(sb->s);
    memset(sb, 0, sizeof *sb);
}

void sb_reset(struct strbuf *sb)
{
    sb_cut(sb, 0);
}

void sb_cut(struct strbuf *sb, size_t len)
{
    assert(len <= sb->len);
    sb->len = len;
    sb->s[len] = '\0';
}

void sb_addn(struct strbuf *sb, const char *s, size_t n)
{
    room(sb, n);
    memcpy(sb->s + sb->len, s, n);
    sb->len += n;
    sb->s[sb->len] = '\0';
}

void sb_add(struct strbuf *sb, const char *s)
{
    sb_addn(sb, s, strlen(s));
}

void sb_addc(struct strbuf *sb, char c)
{
    room(sb, 1);
    sb->s[sb->len++] = c;
    sb->s[sb->len] = '\0';
}

void sb_repeat(struct strbuf *sb, const char *s, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        sb_add(sb, s);
    }
}

void sb_addv(struct strbuf *sb, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    if (n > 0) {
        room(sb, (size_t)n);
        vsnprintf(sb->s + sb->len, (size_t)n + 1, fmt, again);
        sb->len += (size_t)n;
    }
    va_end(again);
}

void sb_addf(struct strbuf *sb, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    sb_addv(sb, fmt, ap);
    va_end(ap);
}

void sb_splice(struct strbuf *sb, size_t at, size_t remove, const char *s,
               size_t n)
{
    assert(at <= sb->len && remove <= sb->len - at);
    room(sb, n);
    memmove(sb->s + at + n, sb->s + at + remove, sb->len - at - remove);
    memcpy(sb->s + at, s, n);
    sb->len = sb->len - remove + n;
    sb->s[sb->len] = '\0';
}

char *sb_take(struct strbuf *sb)
{
    char *s = sb->s;
    memset(sb, 0, sizeof *sb);
    sb_init(sb);
    return s;
}
