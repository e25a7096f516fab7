/* Errors and the one way to die. */
#include "pbtui/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*die_hook)(void);

/* snprintf may cut in the middle of a character: drop the torn tail. */
static void trim_torn_tail(char *s)
{
    size_t n = strlen(s);
    size_t back = 0;
    while (back < n && back < 4 &&
           ((unsigned char)s[n - 1 - back] & 0xC0u) == 0x80u) {
        back++;
    }
    if (back == n) {
        return;
    }
    unsigned char lead = (unsigned char)s[n - 1 - back];
    size_t want = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (want > back) {
        s[n - 1 - back] = '\0';
    }
}

bool err_set(struct err *e, enum err_kind kind, const char *code,
             const char *fmt, ...)
{
    if (e == NULL) {
        return false;
    }
    e->kind = kind;
    snprintf(e->code, sizeof e->code, "%s", code);
    e->detail[0] = '\0';
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(e->text, sizeof e->text, fmt, ap);
    va_end(ap);
    trim_torn_tail(e->text);
    return false;
}

bool err_doing(struct err *e, const char *fmt, ...)
{
    if (e == NULL || e->kind == ERR_NONE) {
        return false;
    }
    char what[sizeof e->text];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    char whole[2 * sizeof e->text];
    if (snprintf(whole, sizeof whole, "%s：%s", what, e->text) > 0) {
        memcpy(e->text, whole, sizeof e->text);
        e->text[sizeof e->text - 1] = '\0';
        trim_torn_tail(e->text);
    }
    return false;
}

bool err_detail(struct err *e, const char *fmt, ...)
{
    if (e == NULL) {
        return false;
    }
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(e->detail, sizeof e->detail, fmt, ap);
    va_end(ap);
    return false;
}

void err_clear(struct err *e)
{
    memset(e, 0, sizeof *e);
}

bool err_is(const struct err *e, const char *code)
{
    return strcmp(e->code, code) == 0;
}

void die_set_hook(void (*hook)(void))
{
    die_hook = hook;
}

void die(const char *fmt, ...)
{
    if (die_hook != NULL) {
        die_hook();
    }
    va_list ap;
    va_start(ap, fmt);
    fputs("pbtui: ", stderr);
    vfprintf(stderr, fmt, ap);
    fputc('\n', stderr);
    va_end(ap);
    _Exit(3);
}
