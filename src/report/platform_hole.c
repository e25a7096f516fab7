/* A field's text into pieces, and the way to each value: looked up when the
   file is read, so that what a clerk wrote wrongly is told then. */
#include "platform_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/registry.h"

const char *platform_trim(struct arena *a, const char *s, size_t n)
{
    while (n > 0 && (*s == ' ' || *s == '\t')) {
        s++;
        n--;
    }
    while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t')) {
        n--;
    }
    return arena_strn(a, s, n);
}

/* ---- the way to a value -------------------------------------------------- */

/* The book that a field leads to; NULL: it leads nowhere. */
static const struct ledger *leads_to(struct book *b, const struct field *f)
{
    return f->kind == &field_person                  ? &ledger_people
           : f->kind == &field_link && f->of != NULL ? registry_find(b, f->of)
                                                     : NULL;
}

/* By column or label; what is only asked of a new record stands nowhere. */
static int field_named(const struct ledger *l, const char *word)
{
    int at = ledger_field_typed(l, word);
    return at >= 0 && (l->fields[at].flags & FIELD_NEW_ONLY) == 0 ? at : -1;
}

static struct platform_path no_path(struct platform_maker *m, int line,
                                    const char *word, const struct ledger *l)
{
    platform_complain(m, line,
                      "“%s”里的项目在%s里没有，可以写的名称见 pbtui list "
                      "--books%s",
                      word, l != NULL ? l->title : "台账",
                      m->sheet->source != NULL ? "，或者 source 给的值" : "");
    return (struct platform_path){.n = 0};
}

struct platform_path platform_path_of(struct platform_maker *m, int line,
                                      const char *word)
{
    struct platform_path p = {.last = m->sheet->ledger};
    for (const char *s = word; *s != '\0';) {
        size_t n = strcspn(s, ".");
        const char *name = platform_trim(m->arena, s, n);
        const struct ledger *l =
            p.n == 0 ? m->sheet->ledger
                     : leads_to(m->book, &p.last->fields[p.fields[p.n - 1]]);
        int at = l == NULL ? -1 : field_named(l, name);
        if (at < 0 || p.n == PLATFORM_PATH_MOST) {
            return no_path(m, line, word, l == NULL ? p.last : l);
        }
        p.last = l;
        p.fields[p.n++] = at;
        s += n + (s[n] == '.');
    }
    return p.n > 0 ? p : no_path(m, line, word, m->sheet->ledger);
}

/* ---- pieces -------------------------------------------------------------- */

struct pieces {
    struct platform_piece *list;
    size_t n, cap;
};

static void add(struct pieces *p, struct platform_piece piece)
{
    MEM_PUSH(p->list, p->n, p->cap);
    p->list[p->n++] = piece;
}

static bool add_hole(struct platform_maker *m, int line, struct pieces *p,
                     const char *hole)
{
    const char *mark = strchr(hole, '?');
    size_t n = mark == NULL ? strlen(hole) : (size_t)(mark - hole);
    const char *name = platform_trim(m->arena, hole, n);
    struct platform_piece piece = {.without = mark == NULL ? "" : mark + 1};
    const struct source *s = m->sheet->source;
    if (s != NULL && source_has_value(s, name)) {
        piece.value = name;
    } else {
        piece.path = platform_path_of(m, line, name);
        if (piece.path.n == 0) {
            return false;
        }
    }
    add(p, piece);
    return true;
}

static bool split(struct platform_maker *m, int line, const char *text,
                  struct pieces *p)
{
    while (*text != '\0') {
        size_t n = strcspn(text, "{");
        if (n > 0) {
            add(p,
                (struct platform_piece){.text = arena_strn(m->arena, text, n)});
        }
        text += n;
        if (*text != '{') {
            break;
        }
        const char *end = strchr(text, '}');
        if (end == NULL) {
            platform_complain(m, line, "“%s”的大括号没有右半边", text);
            return false;
        }
        const char *hole =
            arena_strn(m->arena, text + 1, (size_t)(end - text - 1));
        if (!add_hole(m, line, p, hole)) {
            return false;
        }
        text = end + 1;
    }
    return true;
}

bool platform_pieces(struct platform_maker *m, int line, const char *text,
                     struct platform_line *out)
{
    struct pieces p = {NULL, 0, 0};
    bool ok = split(m, line, text, &p);
    struct platform_piece *list = arena_array(m->arena, p.n + 1, sizeof *list);
    if (p.n > 0) {
        memcpy(list, p.list, p.n * sizeof *list);
    }
    mem_free(p.list);
    out->pieces = list;
    out->n_pieces = p.n;
    return ok;
}
