/* Heads of columns: what two of them are compared by, and which field a word
   means.

   Words come from the ledger itself (label, column), then from
   data/import/synonyms.tsv, then from the file of that name in the user's
   configuration, which adds to it.  Lines that begin with ! are not fields but
   words by which whole rows are known (合计, 填表人), or heads over people who
   are not meant (配偶). */
#include <string.h>

#include "import_parts.h"
#include "pbtui/base/embed.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

#define OWN_BYTES_MAX ((size_t)64 * 1024)
#define SYNONYMS      "import/synonyms.tsv"

/* ---- keys ---------------------------------------------------------------- */

static bool is_opening(char c)
{
    return c == '(' || c == '[' || c == '<' || c == '{';
}

static bool is_closing(char c)
{
    return c == ')' || c == ']' || c == '>' || c == '}';
}

/* Marks that heads wear and mean nothing by: *姓名：, 出生.年月 */
static bool is_mark(uint32_t cp)
{
    static const uint32_t marks[] = {0x203B, 0x2605, 0x2606, 0x25B2, 0x25B3,
                                     0x25CF, 0x25CB, 0x25A0, 0x25A1, 0xB7};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (cp == marks[i]) {
            return true;
        }
    }
    return cp < 0x80 && strchr("*:.,;/_-#'\"\\~|", (int)cp) != NULL;
}

void import_key(struct strbuf *out, const char *text, bool bare)
{
    struct strbuf folded;
    int deep = 0;
    sb_init(&folded);
    text_compare_key(&folded, text);
    for (size_t at = 0; at < folded.len;) {
        uint32_t cp;
        size_t n = utf8_next(folded.s + at, folded.len - at, &cp);
        const char *s = folded.s + at;
        at += n;
        if (n == 1 && is_opening(*s)) {
            deep++;
        } else if (n == 1 && is_closing(*s)) {
            deep -= deep > 0;
        } else if ((deep == 0 || !bare) && cp >= ' ' && !is_mark(cp)) {
            sb_addn(out, s, n);
        }
    }
    sb_clear(&folded);
}

/* ---- lists of words ------------------------------------------------------ */

void import_list_add(struct import_list *l, const char *key)
{
    MEM_PUSH(l->keys, l->n, l->cap);
    l->keys[l->n++] = key;
}

bool import_list_has(const struct import_list *l, const char *key)
{
    for (size_t i = 0; i < l->n; i++) {
        if (strcmp(l->keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

const char *import_list_begins(const struct import_list *l, const char *key)
{
    const char *rest = NULL;
    for (size_t i = 0; i < l->n; i++) {
        size_t n = strlen(l->keys[i]);
        if (strncmp(key, l->keys[i], n) == 0 &&
            (rest == NULL || key + n > rest)) {
            rest = key + n;
        }
    }
    return rest;
}

/* ---- fields and their words ---------------------------------------------- */

static const char *key_of(struct import_job *j, const char *text, bool bare)
{
    sb_reset(&j->scratch);
    import_key(&j->scratch, text, bare);
    return arena_strn(&j->kept, j->scratch.s, j->scratch.len);
}

static void add_word(struct import_job *j, const char *word, int target,
                     enum import_how how)
{
    struct import_words *w = &j->words;
    MEM_PUSH(w->list, w->n, w->cap);
    w->list[w->n++] = (struct import_word){key_of(j, word, false), target, how};
}

static bool is_left(const struct import_job *j, const struct field *f)
{
    const char *const *leaves = j->door == NULL ? NULL : j->door->leaves;
    for (size_t i = 0; leaves != NULL && leaves[i] != NULL; i++) {
        if (strcmp(leaves[i], f->column) == 0) {
            return true;
        }
    }
    return false;
}

static int target_of(const struct import_job *j, size_t i)
{
    const struct field *f = j->fields[i];
    if ((f->flags & FIELD_HIDDEN) != 0) {
        return TARGET_NONE;
    }
    if ((f->flags & FIELD_COMPUTED) != 0 ||
        (import_is_own(j, i) && is_left(j, f))) {
        return TARGET_COMPUTED;
    }
    return (int)i;
}

static void add_own_words(struct import_job *j)
{
    for (size_t i = 0; i < j->n_fields; i++) {
        const struct field *f = j->fields[i];
        int target = target_of(j, i);
        if (target == TARGET_NONE) {
            continue;
        }
        add_word(j, f->label, target, IMPORT_HOW_SAME);
        add_word(j, f->column, target, IMPORT_HOW_SAME);
        add_word(j, field_name(f, &j->kept), target, IMPORT_HOW_SAME);
    }
}

int import_field_named(const struct import_job *j, const char *word)
{
    int found = TARGET_NONE;
    for (size_t i = 0; i < j->n_fields && found < 0; i++) {
        const struct field *f = j->fields[i];
        if (strcmp(f->column, word) == 0 || strcmp(f->label, word) == 0 ||
            field_is_named(f, word)) {
            found = target_of(j, i);
        }
    }
    return found;
}

/* ---- the file of synonyms ------------------------------------------------ */

struct line {
    const char *s;
    size_t n;
};

static struct line take(const char **s, const char *stop, char end)
{
    const char *at = memchr(*s, end, (size_t)(stop - *s));
    struct line l = {*s, (size_t)((at == NULL ? stop : at) - *s)};
    *s = at == NULL ? stop : at + 1;
    while (l.n > 0 && (l.s[l.n - 1] == ' ' || l.s[l.n - 1] == '\r')) {
        l.n--;
    }
    return l;
}

static bool line_is(struct line l, const char *word)
{
    return l.n == strlen(word) && memcmp(l.s, word, l.n) == 0;
}

static struct import_list *list_named(struct import_words *w, struct line name)
{
    return line_is(name, "!合计")   ? &w->totals
           : line_is(name, "!说明") ? &w->notes
           : line_is(name, "!示例") ? &w->samples
           : line_is(name, "!旁人") ? &w->others
                                    : NULL;
}

/* The numbers by which a row says which record, or which person, it is. */
static bool special(struct line name, int *target)
{
    static const struct {
        const char *name;
        int target;
    } known[] = {{"@编号", TARGET_NUMBER},
                 {"@身份证号", TARGET_IDNO},
                 {"@序号", TARGET_LINE},
                 {"@算出", TARGET_COMPUTED}};
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (line_is(name, known[i].name)) {
            *target = known[i].target;
            return true;
        }
    }
    return false;
}

/* Only a row about a person says by his number who that is. */
static bool has_other_person(const struct import_job *j)
{
    bool person = false;
    for (size_t i = 0; i < j->n_fields; i++) {
        if (j->fields[i]->kind == &field_idno) {
            return false;
        }
        person = person || j->fields[i]->kind == &field_person;
    }
    return person;
}

/* A line for every book may name a field that this one does not have. */
static bool take_words(struct import_job *j, struct line name, bool all,
                       const char *s, const char *stop)
{
    struct import_list *list = list_named(&j->words, name);
    int target = TARGET_NONE;
    const char *column = arena_strn(&j->kept, name.s, name.n);
    if (list == NULL && !special(name, &target)) {
        target = import_field_named(j, column);
        if (target == TARGET_NONE) {
            return all;
        }
    }
    if (target == TARGET_IDNO && !has_other_person(j)) {
        return true;
    }
    while (s < stop) {
        struct line word = take(&s, stop, ' ');
        const char *text = arena_strn(&j->kept, word.s, word.n);
        if (word.n > 0 && list != NULL) {
            import_list_add(list, key_of(j, text, false));
        } else if (word.n > 0) {
            add_word(j, text, target, IMPORT_HOW_SYNONYM);
        }
    }
    return true;
}

/* book <tab> field <tab> words apart by blanks; * for every book. */
static void take_line(struct import_job *j, struct line l, int no, bool own,
                      bool every)
{
    const char *s = l.s;
    const char *stop = l.s + l.n;
    if (l.n == 0 || l.s[0] == '#') {
        return;
    }
    struct line book = take(&s, stop, '\t');
    struct line name = take(&s, stop, '\t');
    bool all = line_is(book, "*");
    if (book.n == 0 || name.n == 0 || s == stop) {
        if (every) {
            return; /* told the first time */
        }
        import_note(j,
                    "配置目录 " SYNONYMS " 第 %d 行读不懂，没有用：每行写"
                    "“台账、字段、叫法”三段，用 Tab 键隔开。",
                    no);
        return;
    }
    if (every != all ||
        (!all && !line_is(book, j->l->name) && !line_is(book, j->l->title))) {
        return;
    }
    if (!take_words(j, name, all, s, stop) && own) {
        import_note(j,
                    "配置目录 " SYNONYMS " 第 %d 行：%s没有“%.*s”这个字段，"
                    "这一行没有用。",
                    no, j->l->title, (int)name.n, name.s);
    }
}

static void take_text(struct import_job *j, const char *s, size_t n, bool own)
{
    const char *stop = s + n;
    /* What a book calls its own goes before what all do. */
    for (int every = 0; every < 2; every++) {
        const char *at = s;
        for (int no = 1; at < stop; no++) {
            take_line(j, take(&at, stop, '\n'), no, own, every != 0);
        }
    }
}

static void take_own(struct import_job *j)
{
    struct strbuf path;
    struct strbuf text;
    struct err err = ERR_INIT;
    sb_init(&path);
    sb_init(&text);
    file_place(&path, PLACE_CONFIG, SYNONYMS);
    if (file_exists(path.s)) {
        if (file_read_trusted(&text, path.s, OWN_BYTES_MAX, &err)) {
            take_text(j, arena_str(&j->kept, text.s), text.len, true);
        } else {
            import_note(j, "配置目录 " SYNONYMS " 没有用：%s", err.text);
        }
    }
    sb_clear(&text);
    sb_clear(&path);
}

bool import_words_load(struct import_job *j, struct err *err)
{
    const struct embed_file *f = embed_find(SYNONYMS);
    (void)err;
    add_own_words(j);
    if (f != NULL) {
        take_text(j, f->text, f->n, false);
    }
    take_own(j);
    return true;
}

/* ---- finding ------------------------------------------------------------- */

/* What the ledger works out goes behind what it asks for. */
static int find_key(const struct import_words *w, const char *key,
                    const bool *taken, enum import_how how)
{
    int computed = TARGET_NONE;
    for (size_t i = 0; i < w->n; i++) {
        const struct import_word *x = &w->list[i];
        if (x->how != how || strcmp(x->key, key) != 0 ||
            (x->target >= 0 && taken[x->target])) {
            continue;
        }
        if (x->target != TARGET_COMPUTED) {
            return x->target;
        }
        computed = TARGET_COMPUTED;
    }
    return computed;
}

int import_words_target(struct import_job *j, const char *head,
                        const bool *taken, enum import_how how)
{
    int target = TARGET_NONE;
    for (int bare = 0; bare < 2 && target == TARGET_NONE; bare++) {
        sb_reset(&j->scratch);
        import_key(&j->scratch, head, bare != 0);
        if (j->scratch.len > 0) {
            target = find_key(&j->words, j->scratch.s, taken, how);
        }
    }
    return target;
}
