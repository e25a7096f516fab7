/* The lines above a query, one after the other: the first that says anything is
   code and name, the others are keys or remarks. */
#include "guest_file.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void guest_file_complain(struct guest_file *g, const char *fmt, ...)
{
    char what[320];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    if (g->line > 0) {
        complaints_add(g->to, "%s 第 %d 行：%s，这个%s没有采用。", g->file,
                       g->line, what, g->noun);
    } else {
        complaints_add(g->to, "%s：%s，这个%s没有采用。", g->file, what,
                       g->noun);
    }
    g->bad = true;
}

const char *guest_file_trim(struct arena *a, const char *s, size_t n)
{
    while (n > 0 && (s[0] == ' ' || s[0] == '\t')) {
        s++;
        n--;
    }
    while (n > 0 && strchr(" \t\r", s[n - 1]) != NULL) {
        n--;
    }
    return arena_strn(a, s, n);
}

const char *guest_file_word(struct arena *a, const char **s, char end)
{
    const char *at = strchr(*s, end);
    size_t n = at == NULL ? strlen(*s) : (size_t)(at - *s);
    const char *word = guest_file_trim(a, *s, n);
    *s += n + (at != NULL);
    return word;
}

static void take_name(struct guest_file *g, const char *text)
{
    struct arena *a = g->to->arena;
    g->code = guest_file_word(a, &text, ' ');
    g->name = guest_file_trim(a, text, strlen(text));
    if (g->code[0] == '\0' || g->name[0] == '\0') {
        guest_file_complain(g,
                            "第一行要写“-- 编号 名称”，例如 -- R56 走访慰问");
    }
}

void guest_file_read(struct guest_file *g, const char *text,
                     void (*take)(void *ctx, const char *key,
                                  const char *value),
                     void *ctx)
{
    struct arena *a = g->to->arena;
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        const char *line = guest_file_trim(a, text, n);
        if (strncmp(line, "--", 2) != 0 && line[0] != '\0') {
            break;
        }
        g->line++;
        const char *rest = line[0] == '\0' ? "" : line + 2;
        rest = guest_file_trim(a, rest, strlen(rest));
        if (g->code == NULL && rest[0] != '\0') {
            take_name(g, rest);
        } else if (strchr(rest, '=') != NULL) {
            const char *key = guest_file_word(a, &rest, '=');
            take(ctx, key, guest_file_trim(a, rest, strlen(rest)));
        }
        text += n + (text[n] == '\n');
    }
    g->sql = text;
    g->line = 0;
    if (g->code == NULL) {
        guest_file_complain(g, "没有“-- 编号 名称”这一行");
    }
    if (g->sql[0] == '\0') {
        guest_file_complain(g, "没有查询");
    }
}
