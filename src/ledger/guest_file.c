/* The lines above a query, one after the other: the first that says anything is
   code and name, the others are keys or remarks; and a whole folder of such
   files. */
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

/* ---- a folder of them --------------------------------------------------- */

struct shelf {
    const struct guest_kind *kind;
    char *list;
    size_t n;
};

static struct guest_id id_at(const struct shelf *s, size_t i)
{
    return s->kind->id(s->list + i * s->kind->size);
}

static bool is_new(const struct shelf *s, struct folder *files,
                   const struct guest_id *id)
{
    for (size_t i = 0; i < s->n; i++) {
        struct guest_id other = id_at(s, i);
        if (strcmp(other.code, id->code) == 0 ||
            strcmp(other.name, id->name) == 0) {
            folder_complain(files, id->file,
                            arena_printf(files->arena,
                                         "和 %s 的 %s %s 同号或同名，没有采用；"
                                         "请换一个编号和名称。",
                                         other.file, other.code, other.name));
            return false;
        }
    }
    return true;
}

static void put_in_order(struct shelf *s, const void *thing, const char *code)
{
    size_t size = s->kind->size;
    size_t at = s->n;
    while (at > 0 && strcmp(id_at(s, at - 1).code, code) > 0) {
        at--;
    }
    char *place = s->list + at * size;
    memmove(place + size, place, (s->n - at) * size);
    memcpy(place, thing, size);
    s->n++;
}

void *guest_files_load(struct arena *a, const struct guest_kind *kind,
                       size_t *n, struct complaints *out)
{
    struct folder files;
    folder_read(&files, a, kind->folder, ".sql");
    struct shelf s = {kind, arena_array(a, files.n + 1, kind->size), 0};
    for (size_t i = 0; i < files.n; i++) {
        const void *thing = kind->read(&files.complaints, &files.files[i]);
        if (thing == NULL) {
            continue;
        }
        struct guest_id id = kind->id(thing);
        if (is_new(&s, &files, &id)) {
            put_in_order(&s, thing, id.code);
        }
    }
    *n = s.n;
    *out = files.complaints;
    folder_clear(&files);
    return s.list;
}
