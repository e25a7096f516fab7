/* What all keys of a description share: complaints, parts at |, numbers. */
#include "form_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"

#define BLANKS    " \t"
#define WIDE_BAR  "｜"
#define DIGIT_MAX 5

void form_wrong(struct form_reader *r, const char *fmt, ...)
{
    va_list ap;
    struct strbuf said;
    struct strbuf clean;
    sb_init(&said);
    sb_init(&clean);
    va_start(ap, fmt);
    sb_addv(&said, fmt, ap);
    va_end(ap);
    text_out(&clean, said.s, said.len, TEXT_LINE);
    struct form_complaints *to = r->to;
    MEM_PUSH(to->list, to->n, to->cap);
    to->list[to->n++] =
        r->line > 0
            ? arena_printf(to->arena, "%s:%d：%s", r->file, r->line, clean.s)
            : arena_printf(to->arena, "%s：%s", r->file, clean.s);
    sb_clear(&clean);
    sb_clear(&said);
}

const char *form_words(struct arena *a, const char *const *words)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; words[i] != NULL; i++) {
        sb_addf(&sb, "%s%s", i == 0 ? "" : "、", words[i]);
    }
    const char *out = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}

static const char *trimmed(struct arena *a, const char *s, size_t n)
{
    while (n > 0 && strchr(BLANKS, s[0]) != NULL) {
        s++;
        n--;
    }
    while (n > 0 && strchr(BLANKS, s[n - 1]) != NULL) {
        n--;
    }
    return arena_strn(a, s, n);
}

const char **form_split(struct form_reader *r, const char *value, size_t most,
                        size_t *n)
{
    size_t parts = 1;
    for (const char *s = value; *s != '\0'; s++) {
        parts += *s == '|';
    }
    if (strstr(value, WIDE_BAR) != NULL) {
        form_wrong(r, "竖线是全角的“｜”；请改成英文的 |");
    }
    if (parts > most) {
        form_wrong(r, "用 | 隔开的太多，这里最多 %zu 段", most);
        parts = most;
    }
    const char **out = arena_array(r->arena, parts, sizeof *out);
    for (*n = 0; *n < parts; (*n)++) {
        size_t len = strcspn(value, "|");
        out[*n] = trimmed(r->arena, value, len);
        value += len + (value[len] == '|');
    }
    return out;
}

bool form_number(struct form_reader *r, const char *text, int least, int most,
                 int *out)
{
    size_t n = strlen(text);
    long number = n > 0 && n <= DIGIT_MAX && strspn(text, "0123456789") == n
                      ? strtol(text, NULL, 10)
                      : -1;
    if (number < least || number > most) {
        form_wrong(r, "“%s”应是 %d 到 %d 的整数", text, least, most);
        return false;
    }
    *out = (int)number;
    return true;
}

const char *form_word(struct arena *a, const char **text)
{
    *text += strspn(*text, BLANKS);
    size_t n = strcspn(*text, BLANKS);
    const char *word = arena_strn(a, *text, n);
    *text += n;
    *text += strspn(*text, BLANKS);
    return word;
}

char *form_swap(struct arena *a, const char *text, char from, char to)
{
    char *s = arena_str(a, text);
    for (char *c = s; *c != '\0'; c++) {
        *c = *c == from ? to : *c;
    }
    return s;
}

char *form_colon(char *text)
{
    int deep = 0;
    for (; *text != '\0'; text++) {
        deep += *text == FORM_OPEN ? 1 : *text == FORM_CLOSE ? -1 : 0;
        if (*text == ':' && deep <= 0) {
            return text;
        }
    }
    return NULL;
}
