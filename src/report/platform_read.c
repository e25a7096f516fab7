/* A file of data/platform/ becomes a sheet; all of them, with the clerk's own
   over them.  What is wrong is told with file and line and leaves that one
   sheet out: the compiled-in one of the same name then stands in its place. */
#include "platform_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/rules/rule_file.h"

#define FOLDER         "platform"
#define ENDING         ".ini"
#define FILE_BYTES_MAX ((size_t)64 * 1024)
enum { MOST_CHARS = 100000, LINES_MOST = 80, WHENS_MOST = 8, WORDS_MOST = 60 };

void platform_complain(struct platform_maker *m, int line, const char *fmt, ...)
{
    char what[320];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    if (line > 0) {
        complaints_add(m->to, "%s 第 %d 行：%s，这张录入单没有采用。", m->file,
                       line, what);
    } else {
        complaints_add(m->to, "%s：%s，这张录入单没有采用。", m->file, what);
    }
    m->bad = true;
}

/* ---- fields -------------------------------------------------------------- */

/* The text up to the next |, past which *s is put; NULL: there is none left. */
static const char *part(struct arena *a, const char **s)
{
    if (*s == NULL) {
        return NULL;
    }
    size_t n = strcspn(*s, "|");
    const char *text = platform_trim(a, *s, n);
    *s = (*s)[n] == '\0' ? NULL : *s + n + 1;
    return text;
}

static void take_most(struct platform_maker *m, const struct ini_key *k,
                      const char *text, struct platform_line *out)
{
    size_t n = strlen(text);
    if (n == 0) {
        return;
    }
    long most = strtol(text, NULL, 10);
    if (n > 6 || strspn(text, "0123456789") != n || most < 1 ||
        most > MOST_CHARS) {
        platform_complain(m, k->line, "字数“%s”要写 1 到 %d 的数", text,
                          (int)MOST_CHARS);
        return;
    }
    out->most = (int)most;
}

/* 正式党员=正式 预备党员=预备 */
static void take_words(struct platform_maker *m, const struct ini_key *k,
                       const char *text, struct platform_line *out)
{
    const char *const *list = rule_words(m->arena, text);
    struct platform_word *words =
        arena_array(m->arena, WORDS_MOST, sizeof *words);
    size_t n = 0;
    for (; n < WORDS_MOST && list[n] != NULL; n++) {
        const char *is = strchr(list[n], '=');
        if (is == NULL || is == list[n]) {
            platform_complain(m, k->line, "换词“%s”要写成“本账的词=平台的词”",
                              list[n]);
            return;
        }
        words[n].ours = arena_strn(m->arena, list[n], (size_t)(is - list[n]));
        words[n].theirs = is + 1;
    }
    out->words = words;
    out->n_words = n;
}

static void take_field(struct platform_maker *m, const struct ini_key *k,
                       struct platform_line *lines)
{
    const char *s = k->value;
    struct platform_line line = {.most = 0};
    if (m->sheet->n_lines == LINES_MOST) {
        platform_complain(m, k->line, "项目太多，最多 %d 个", (int)LINES_MOST);
        return;
    }
    line.label = part(m->arena, &s);
    const char *text = part(m->arena, &s);
    const char *most = part(m->arena, &s);
    const char *words = part(m->arena, &s);
    if (line.label == NULL || text == NULL || line.label[0] == '\0' ||
        s != NULL) {
        platform_complain(m, k->line,
                          "field 要写成“平台的栏目名 | {项目} | 字数 | "
                          "换词”，后两段可以不写");
        return;
    }
    for (size_t i = 0; i < m->sheet->n_lines; i++) {
        if (strcmp(lines[i].label, line.label) == 0) {
            platform_complain(m, k->line, "栏目“%s”写了两次", line.label);
            return;
        }
    }
    if (!platform_pieces(m, k->line, text, &line)) {
        return;
    }
    take_most(m, k, most == NULL ? "" : most, &line);
    take_words(m, k, words == NULL ? "" : words, &line);
    lines[m->sheet->n_lines++] = line;
}

/* ---- the head ------------------------------------------------------------ */

static void take_when(struct platform_maker *m, const struct ini_key *k,
                      struct platform_when *whens)
{
    const char *const *words = rule_words(m->arena, k->value);
    bool absent = words[0] != NULL && strcmp(words[0], "not") == 0;
    words += absent;
    if (words[0] == NULL || m->sheet->n_whens == WHENS_MOST ||
        (absent && words[1] != NULL)) {
        platform_complain(m, k->line,
                          "when 要写成“项目 词 词…”，或“not 项目”，最多 %d 行",
                          (int)WHENS_MOST);
        return;
    }
    whens[m->sheet->n_whens++] =
        (struct platform_when){.path = platform_path_of(m, k->line, words[0]),
                               .absent = absent,
                               .words = words + 1};
}

static void take_style(struct platform_maker *m, const struct ini_key *k)
{
    int day;
    if (!date_read("2026-11-05", &day)) {
        return;
    }
    for (int style = STYLE_DASHES; style <= STYLE_WORDS; style++) {
        if (strcmp(platform_date(m->arena, style, "2026-11-05"), k->value) ==
            0) {
            m->sheet->style = style;
            return;
        }
    }
    platform_complain(m, k->line,
                      "dates 要照平台的写法写出 2026 年 11 月 5 日：20261105、"
                      "2026-11-05、2026.11.05、2026/11/05 或 2026年11月5日");
}

static void take_from(struct platform_maker *m, const struct ini_key *k)
{
    if (!date_read(k->value, &m->sheet->from)) {
        platform_complain(m, k->line, "from 要写日期，例如 2026-01-01");
    }
}

static const struct ini_key *key_of(const struct ini *ini, const char *key)
{
    const struct ini_key *found = NULL;
    for (size_t i = 0; i < ini->n; i++) {
        if (strcmp(ini->keys[i].key, key) == 0) {
            found = &ini->keys[i];
        }
    }
    return found;
}

static const char *value_of(const struct ini *ini, const char *key,
                            const char *otherwise)
{
    const struct ini_key *k = key_of(ini, key);
    return k == NULL || k->value[0] == '\0' ? otherwise : k->value;
}

/* Whose records, out of which list, with which source: before anything that
   names their fields. */
static void take_book(struct platform_maker *m, const struct ini *ini)
{
    struct platform_sheet *s = m->sheet;
    const struct ini_key *book = key_of(ini, "book");
    const struct ini_key *view = key_of(ini, "view");
    const struct ini_key *source = key_of(ini, "source");
    s->ledger = book == NULL ? NULL : registry_find(m->book, book->value);
    if (s->ledger == NULL) {
        platform_complain(m, book == NULL ? 0 : book->line,
                          "book 要写一本台账的名称，见 pbtui list --books");
        return;
    }
    s->view = view == NULL ? &s->ledger->views[0]
                           : ledger_view(s->ledger, view->value);
    if (view != NULL && s->view == NULL) {
        platform_complain(m, view->line, "%s没有“%s”这一栏", s->ledger->title,
                          view->value);
    }
    s->source = source == NULL ? NULL : source_find(source->value);
    if (source != NULL &&
        (s->source == NULL || (s->source->asks & ASKS_RECORD) == 0 ||
         s->source->ledger != s->ledger)) {
        platform_complain(m, source->line,
                          "“%s”不是%s一条记录的 source，可写的见 "
                          "pbtui-files(5)",
                          source->value, s->ledger->title);
        s->source = NULL;
    }
}

static const char *const plain_keys[] = {"title", "system", "module", "about",
                                         "book",  "source", "view",   NULL};

static bool is_plain(const char *key)
{
    for (size_t i = 0; plain_keys[i] != NULL; i++) {
        if (strcmp(plain_keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static void take_keys(struct platform_maker *m, const struct ini *ini)
{
    struct platform_line *lines =
        arena_array(m->arena, LINES_MOST, sizeof *lines);
    struct platform_when *whens =
        arena_array(m->arena, WHENS_MOST, sizeof *whens);
    m->sheet->lines = lines;
    m->sheet->whens = whens;
    for (size_t i = 0; i < ini->n; i++) {
        const struct ini_key *k = &ini->keys[i];
        if (strcmp(k->section, "sheet") != 0) {
            platform_complain(m, k->line, "只有 [sheet] 一节，没有 [%s]",
                              k->section);
        } else if (strcmp(k->key, "field") == 0) {
            take_field(m, k, lines);
        } else if (strcmp(k->key, "when") == 0) {
            take_when(m, k, whens);
        } else if (strcmp(k->key, "dates") == 0) {
            take_style(m, k);
        } else if (strcmp(k->key, "from") == 0) {
            take_from(m, k);
        } else if (!is_plain(k->key)) {
            platform_complain(m, k->line, "没有 %s 这个写法", k->key);
        }
    }
}

static void take(struct platform_maker *m, const struct ini *ini)
{
    struct platform_sheet *s = m->sheet;
    for (size_t i = 0; i < ini->n_complaints; i++) {
        complaints_add(m->to, "%s：%s", m->file, ini->complaints[i].text);
        m->bad = true;
    }
    take_book(m, ini);
    if (s->ledger == NULL) {
        return;
    }
    s->title = value_of(ini, "title", s->ledger->title);
    s->system = value_of(ini, "system", "上级平台");
    s->module = value_of(ini, "module", "");
    s->about = value_of(ini, "about", "");
    take_keys(m, ini);
    if (s->n_lines == 0) {
        platform_complain(m, 0, "没有一行 field，不知道录什么");
    }
}

/* Kept with every mark, so it must not be anything. */
static const char *name_of(struct platform_maker *m)
{
    size_t n = strlen(m->file);
    size_t end = strlen(ENDING);
    const char *name = arena_strn(m->arena, m->file, n > end ? n - end : 0);
    if (name[0] == '\0' || strlen(name) > 30 ||
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") !=
            strlen(name)) {
        platform_complain(m, 0,
                          "文件名只用小写字母、数字和短横，不超过 30 个，以 "
                          ".ini 结尾");
    }
    return name;
}

const struct platform_sheet *platform_sheet_read(struct complaints *to,
                                                 struct book *b,
                                                 const char *file,
                                                 const char *text, bool own)
{
    struct ini ini;
    struct err err = ERR_INIT;
    struct platform_sheet *s = arena_alloc(to->arena, sizeof *s);
    struct platform_maker m = {
        .to = to, .arena = to->arena, .book = b, .file = file, .sheet = s};
    *s = (struct platform_sheet){
        .file = file, .own = own, .from = DATE_NONE, .style = STYLE_DASHES};
    s->name = name_of(&m);
    bool read =
        own ? ini_parse(&ini, to->arena, text, strlen(text), FILE_BYTES_MAX,
                        &err)
            : ini_parse_builtin(&ini, to->arena, text, strlen(text), &err);
    if (!read) {
        complaints_add(to, "%s：%s", file, err.text);
        return NULL;
    }
    take(&m, &ini);
    return m.bad ? NULL : s;
}

/* ---- all of them --------------------------------------------------------- */

/* One of the clerk's own that cannot be used leaves the compiled-in one. */
static const struct platform_sheet *read_one(struct folder *files,
                                             struct book *b,
                                             const struct folder_file *f)
{
    const struct platform_sheet *s =
        platform_sheet_read(&files->complaints, b, f->name, f->text, f->own);
    const struct embed_file *built_in =
        s != NULL || !f->own
            ? NULL
            : embed_find(arena_printf(files->arena, FOLDER "/%s", f->name));
    return built_in == NULL
               ? s
               : platform_sheet_read(&files->complaints, b, f->name,
                                     built_in->text, false);
}

void platform_sheets(struct platform_set *out, struct book *b, struct arena *a)
{
    struct folder files;
    folder_read(&files, a, FOLDER, ENDING);
    struct platform_sheet *list = arena_array(a, files.n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < files.n; i++) {
        const struct platform_sheet *s = read_one(&files, b, &files.files[i]);
        if (s != NULL) {
            list[n++] = *s;
        }
    }
    *out = (struct platform_set){.list = list,
                                 .n = n,
                                 .complaints = files.complaints.list,
                                 .n_complaints = files.complaints.n};
    folder_clear(&files);
}

const struct platform_sheet *platform_sheet_find(const struct platform_set *set,
                                                 const char *word)
{
    for (size_t i = 0; i < set->n; i++) {
        if (strcmp(set->list[i].name, word) == 0 ||
            strcmp(set->list[i].title, word) == 0) {
            return &set->list[i];
        }
    }
    for (size_t i = 0; i < set->n; i++) {
        if (strcmp(set->list[i].ledger->name, word) == 0) {
            return &set->list[i];
        }
    }
    return NULL;
}
