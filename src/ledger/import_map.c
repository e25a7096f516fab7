/* What a clerk said of heads: 表头 = 字段, a line each.

   A map is read from a file that is named, or from the state folder, where the
   one that an import succeeded with is kept by book and heads: the same office
   sends the same form every month. */
#include <stdio.h>
#include <string.h>

#include "import_parts.h"
#include "pbtui/base/file.h"
#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"

#define MAP_BYTES_MAX ((size_t)64 * 1024)

struct map_line {
    const char *head;  /* as compared */
    const char *field; /* as written; "": not used */
    int line;
};
struct import_map {
    struct map_line *list;
    size_t n;
};

/* ---- reading ------------------------------------------------------------- */

static const char *trimmed(struct arena *a, const char *s, size_t n)
{
    while (n > 0 && strchr(" \t\r", s[n - 1]) != NULL) {
        n--;
    }
    while (n > 0 && strchr(" \t", *s) != NULL) {
        s++;
        n--;
    }
    return arena_strn(a, s, n);
}

static const char *compared(struct arena *a, const char *head)
{
    struct strbuf key;
    sb_init(&key);
    import_key(&key, head, false);
    const char *kept = arena_strn(a, key.s, key.len);
    sb_clear(&key);
    return kept;
}

static bool is_unused(const char *word)
{
    return word[0] == '\0' || strcmp(word, "不用") == 0 ||
           strcmp(word, "-") == 0;
}

/* The last = of a line: a head may hold one. */
static bool read_line(struct arena *a, struct map_line *out, const char *s,
                      size_t n, int no, struct err *err)
{
    const char *mark = memrchr(s, '=', n);
    if (mark == NULL || mark == s) {
        return err_set(err, ERR_USAGE, "E-IMPORT-001",
                       "列对应文件第 %d 行读不懂：%.*s；请写成“表头 = 字段”，"
                       "不用的列写“表头 = 不用”。",
                       no, (int)(n > 60 ? 60 : n), s);
    }
    const char *head = trimmed(a, s, (size_t)(mark - s));
    const char *field = trimmed(a, mark + 1, (size_t)(s + n - mark - 1));
    *out =
        (struct map_line){compared(a, head), is_unused(field) ? "" : field, no};
    return true;
}

bool import_map_read(const struct import_map **out, struct arena *a,
                     const char *text, size_t n, struct err *err)
{
    const char *stop = text + n;
    size_t lines = 1;
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
    }
    for (const char *s = text; s < stop; s++) {
        lines += *s == '\n';
    }
    struct import_map *m = arena_alloc(a, sizeof *m);
    m->list = arena_array(a, lines, sizeof *m->list);
    for (int no = 1; text < stop; no++) {
        const char *end = memchr(text, '\n', (size_t)(stop - text));
        size_t len = (size_t)((end == NULL ? stop : end) - text);
        const char *first = text + strspn(text, " \t\r");
        bool says = first < text + len && strchr("#;[\n", *first) == NULL;
        if (says && !read_line(a, &m->list[m->n], text, len, no, err)) {
            return false;
        }
        m->n += says;
        text = end == NULL ? stop : end + 1;
    }
    *out = m;
    return true;
}

int import_map_target(struct import_job *j, const char *word)
{
    const bool *none = arena_array(&j->kept, j->n_fields, sizeof *none);
    int target = word[0] == '\0' ? TARGET_NONE : import_field_named(j, word);
    return target != TARGET_NONE || word[0] == '\0'
               ? target
               : import_words_target(j, word, none, IMPORT_HOW_SYNONYM);
}

bool import_map_check(struct import_job *j, const struct import_map *m,
                      struct err *err)
{
    for (size_t i = 0; m != NULL && i < m->n; i++) {
        const struct map_line *x = &m->list[i];
        if (x->field[0] != '\0' &&
            import_map_target(j, x->field) == TARGET_NONE) {
            return err_set(err, ERR_USAGE, "E-IMPORT-002",
                           "列对应文件第 %d 行：%s没有“%s”这个字段；请写字段的"
                           "名称（pbtui list --books）。",
                           x->line, j->l->title, x->field);
        }
    }
    return true;
}

const char *import_map_field(const struct import_map *m, const char *head,
                             size_t at)
{
    struct strbuf key;
    char nth[32];
    const char *field = NULL;
    snprintf(nth, sizeof nth, "第%zu列", at + 1);
    sb_init(&key);
    import_key(&key, head, false);
    for (size_t i = 0; i < m->n; i++) {
        const struct map_line *x = &m->list[i];
        if ((key.len > 0 && strcmp(x->head, key.s) == 0) ||
            strcmp(x->head, nth) == 0) {
            field = x->field;
        }
    }
    sb_clear(&key);
    return field;
}

/* ---- of the same heads before -------------------------------------------- */

/* One file a book and row of heads. */
static void place_of(struct import_job *j, struct strbuf *out)
{
    uint64_t hash = 0;
    for (size_t c = 0; c < j->n_cols; c++) {
        sb_reset(&j->scratch);
        import_key(&j->scratch, j->columns[c].head, false);
        hash = import_hash(hash + c, j->scratch.s, j->scratch.len);
    }
    const char *tail = arena_printf(&j->kept, "import/%s-%016llx.ini",
                                    j->l->name, (unsigned long long)hash);
    file_place(out, PLACE_STATE, tail);
}

const struct import_map *import_map_saved(struct import_job *j)
{
    const struct import_map *m = NULL;
    struct strbuf path;
    struct strbuf text;
    struct err err = ERR_INIT;
    sb_init(&path);
    sb_init(&text);
    place_of(j, &path);
    if (file_exists(path.s) &&
        (!file_read_trusted(&text, path.s, MAP_BYTES_MAX, &err) ||
         !import_map_read(&m, &j->kept, text.s, text.len, &err))) {
        import_note(j, "上次的列对应没有用：%s", err.text);
        m = NULL;
    }
    sb_clear(&text);
    sb_clear(&path);
    return m;
}

/* What the columns were in the end, so that the file alone says it all.  Not
   being able to remember is no reason to call the import failed. */
void import_map_save(struct import_job *j)
{
    struct strbuf path;
    struct strbuf text;
    struct err err = ERR_INIT;
    sb_init(&path);
    sb_init(&text);
    place_of(j, &path);
    sb_addf(&text, "# %s：表头 = 字段\n", j->l->title);
    for (size_t c = 0; c < j->n_cols; c++) {
        const struct import_column *x = &j->columns[c];
        const char *field =
            x->field >= 0 ? j->fields[x->field]->column : "不用";
        if (x->how != IMPORT_HOW_MAP) {
            continue;
        }
        if (x->head[0] != '\0') {
            sb_addf(&text, "%s = %s\n", x->head, field);
        } else {
            sb_addf(&text, "第 %zu 列 = %s\n", x->at + 1, field);
        }
    }
    const char *slash = strrchr(path.s, '/');
    const char *dir = arena_strn(&j->kept, path.s, (size_t)(slash - path.s));
    if (!file_make_dirs(dir, &err) ||
        !file_write(path.s, text.s, text.len, FILE_REPLACE, &err)) {
        log_line("map of an import not kept: %s %s", err.code, err.detail);
    }
    sb_clear(&text);
    sb_clear(&path);
}
