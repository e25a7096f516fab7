/* Descriptions from their files: compiled in, and the user's over them.

   Stages: the sheets → each compiled-in file → the files of the user's folder
   by name, each of which takes the place of a compiled-in one or comes behind
   them.  A file is split into keys; what the form is comes first, then the
   things on its page in their order.  A file with one complaint is left out.

   Compiled-in descriptions are held against the compiled-in sheets: a user's
   narrower sheet of the same name must not make them wrong. */
#include "form_parts.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"

enum {
    OWN_BYTES_MAX = 64 * 1024,
    OWN_FILES_MAX = 200,
};

#define FOLDER "forms/"
#define ENDING ".ini"
#define SHEETS "sheets.ini"

struct reading {
    struct forms *out;
    struct arena *arena;
    const struct forms_from *from;
    struct sheets builtin;
    struct form *list;
    size_t n, cap;
    struct form_complaints complaints;
};

/* ---- one description ------------------------------------------------------
 */

/* grid.1 → grid */
static const char *key_of(struct form_reader *r, const char *key)
{
    return arena_strn(r->arena, key, strcspn(key, "."));
}

static bool is_head(const char *key)
{
    size_t i = 0;
    while (form_head_keys[i] != NULL && strcmp(form_head_keys[i], key) != 0) {
        i++;
    }
    return form_head_keys[i] != NULL;
}

static void take_thing(struct form_reader *r, const struct ini_key *k)
{
    const char *key = key_of(r, k->key);
    if (is_head(k->key) || form_take_item(r, k, key) ||
        form_take_table(r, k, key)) {
        return;
    }
    form_wrong(r, "“%s”不认识，可以写：%s、%s、%s", k->key,
               form_words(r->arena, form_head_keys),
               form_words(r->arena, form_item_keys),
               form_words(r->arena, form_table_keys));
}

static void take_keys(struct form_reader *r, const struct ini *ini)
{
    for (size_t i = 0; i < ini->n; i++) {
        r->line = ini->keys[i].line;
        if (strcmp(ini->keys[i].section, "form") == 0) {
            form_take_head(r, &ini->keys[i]);
        }
    }
    form_check_head(r);
    for (size_t i = 0; i < ini->n; i++) {
        r->line = ini->keys[i].line;
        if (strcmp(ini->keys[i].section, "form") == 0) {
            take_thing(r, &ini->keys[i]);
        } else {
            form_wrong(r, "“%s”不在 [form] 这一节里；表样只有这一节",
                       ini->keys[i].key);
        }
    }
    form_end_table(r);
    if (r->repeat > 0) {
        r->line = r->items[r->repeat - 1].line;
        form_wrong(r, "repeat 没有结束；请在它那几行后面写 repeat = end");
    }
    r->line = 1;
    if (r->n == 0) {
        form_wrong(r, "标题下面什么也没有；请写上 grid、table 等内容");
    }
}

/* «第 12 行：…», «第 12 行 [节]：…», «第 12 行太长…» as others tell it: the
   line goes in front, where ours has it. */
static void pass_on(struct form_reader *r, const char *text)
{
    char *end;
    bool numbered = strncmp(text, "第 ", strlen("第 ")) == 0;
    long line = numbered ? strtol(text + strlen("第 "), &end, 10) : 0;
    if (line > 0 && strncmp(end, " 行", strlen(" 行")) == 0) {
        r->line = (int)line;
        text = end + strlen(" 行");
    }
    if (strncmp(text, "：", strlen("：")) == 0) {
        text += strlen("：");
    } else if (r->line > 0) {
        text = arena_printf(r->arena, "这一行%s", text);
    }
    form_wrong(r, "%s", text);
    r->line = 0;
}

static void move_items(struct form_reader *r)
{
    struct form_item *items = arena_array(r->arena, r->n, sizeof *items);
    if (r->n > 0) {
        memcpy(items, r->items, r->n * sizeof *items);
    }
    mem_free(r->items);
    r->form->items = items;
    r->form->n_items = r->n;
}

/* False when there was a complaint. */
static bool read_one(struct reading *g, const struct ini *ini, const char *file,
                     const char *name, bool own, struct form *out)
{
    size_t before = g->complaints.n;
    *out = (struct form){.name = name,
                         .rank = FORM_LAST,
                         .title = "",
                         .about = "",
                         .paper = "",
                         .when_value = "",
                         .when_word = "",
                         .file = "",
                         .each = "",
                         .heading = "",
                         .own = own};
    struct form_reader r = {.arena = g->arena,
                            .to = &g->complaints,
                            .sheets = own ? &g->out->sheets : &g->builtin,
                            .sources = g->from->sources,
                            .file = file,
                            .form = out,
                            .rows = 1};
    for (size_t i = 0; i < ini->n_complaints; i++) {
        pass_on(&r, ini->complaints[i].text);
    }
    take_keys(&r, ini);
    move_items(&r);
    return g->complaints.n == before;
}

/* ---- complaints without a line --------------------------------------------
 */

static void complain(struct reading *g, const char *file, const char *text)
{
    struct form_reader r = {
        .arena = g->arena, .to = &g->complaints, .file = file};
    pass_on(&r, text);
}

/* ---- compiled in ----------------------------------------------------------
 */

static void add(struct reading *g, const struct form *f)
{
    for (size_t i = 0; i < g->n; i++) {
        if (strcmp(g->list[i].name, f->name) == 0) {
            g->list[i] = *f;
            return;
        }
    }
    MEM_PUSH(g->list, g->n, g->cap);
    g->list[g->n++] = *f;
}

static bool has(const struct reading *g, const char *name)
{
    for (size_t i = 0; i < g->n; i++) {
        if (strcmp(g->list[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool ends_in(const char *name, const char *ending)
{
    size_t n = strlen(name);
    size_t m = strlen(ending);
    return n > m && strcmp(name + n - m, ending) == 0;
}

static bool is_form(const char *file)
{
    return strncmp(file, FOLDER, strlen(FOLDER)) == 0 &&
           ends_in(file, ENDING) && strcmp(file, FOLDER SHEETS) != 0;
}

/* forms/x.ini → x */
static const char *name_of(struct arena *a, const char *file)
{
    return arena_strn(a, file + strlen(FOLDER),
                      strlen(file) - strlen(FOLDER) - strlen(ENDING));
}

static bool read_builtin(struct reading *g, struct err *err)
{
    bool ok = true;
    for (const struct embed_file *f = g->from->files; f->name != NULL; f++) {
        struct ini ini;
        struct form form;
        if (!is_form(f->name)) {
            continue;
        }
        if (ini_parse_builtin(&ini, g->arena, f->text, f->n, err) &&
            read_one(g, &ini, f->name, name_of(g->arena, f->name), false,
                     &form)) {
            add(g, &form);
        } else {
            ok = false;
        }
    }
    return ok || err_set(err, ERR_IO, "E-FORM-001",
                         "程序自带的表样有错，没有采用，请告诉维护人员：%s",
                         g->complaints.n > 0 ? g->complaints.list[0] : "");
}

/* ---- the user's -----------------------------------------------------------
 */

/* NULL when there is none, or none that can be read. */
static const char *own_text(struct reading *g, const char *file, size_t *n)
{
    const char *text = NULL;
    struct strbuf path;
    struct strbuf own;
    struct err err = ERR_INIT;
    sb_init(&path);
    sb_init(&own);
    sb_addf(&path, "%s/%s", g->from->folder, file + strlen(FOLDER));
    if (file_exists(path.s)) {
        if (file_read_trusted(&own, path.s, OWN_BYTES_MAX, &err)) {
            text = arena_strn(g->arena, own.s, own.len);
            *n = own.len;
        } else {
            complain(g, file, err.text);
        }
    }
    sb_clear(&own);
    sb_clear(&path);
    return text;
}

static void read_own(struct reading *g, const char *file)
{
    struct ini ini;
    struct form form;
    struct err err = ERR_INIT;
    size_t n = 0;
    size_t before = g->complaints.n;
    const char *name = name_of(g->arena, file);
    const char *text = own_text(g, file, &n);
    bool good = false;
    if (text != NULL &&
        ini_parse(&ini, g->arena, text, n, OWN_BYTES_MAX, &err)) {
        good = read_one(g, &ini, file, name, true, &form);
    } else if (text != NULL) {
        complain(g, file, err.text);
    }
    if (good) {
        add(g, &form);
    } else if (g->complaints.n > before) {
        complain(g, file,
                 has(g, name) ? "这份表样没有采用，用的是程序自带的同名表样"
                              : "这份表样没有采用");
    }
}

/* In the order of their names, so that lists are always the same. */
static size_t insert(const char **names, size_t n, const char *name)
{
    size_t at = n;
    while (at > 0 && strcmp(names[at - 1], name) > 0) {
        names[at] = names[at - 1];
        at--;
    }
    names[at] = name;
    return n + 1;
}

static size_t list_own(struct reading *g, const char **names)
{
    size_t n = 0;
    DIR *folder = opendir(g->from->folder);
    if (folder == NULL) {
        if (errno != ENOENT) {
            complain(g, FOLDER,
                     "这个文件夹打不开，自己的表样都没有采用；"
                     "请检查它的权限");
        }
        return 0;
    }
    for (struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        if (e->d_name[0] == '.' || !ends_in(e->d_name, ENDING) ||
            strcmp(e->d_name, SHEETS) == 0) {
            continue;
        }
        if (n == OWN_FILES_MAX) {
            complain(g, FOLDER, "文件太多，只读了前 200 份表样");
            break;
        }
        n = insert(names, n, arena_printf(g->arena, "%s%s", FOLDER, e->d_name));
    }
    closedir(folder);
    return n;
}

static void read_folder(struct reading *g)
{
    const char **names = arena_array(g->arena, OWN_FILES_MAX, sizeof *names);
    size_t n = list_own(g, names);
    for (size_t i = 0; i < n; i++) {
        read_own(g, names[i]);
    }
}

/* ---- all ------------------------------------------------------------------
 */

static bool read_sheets(struct reading *g, struct err *err)
{
    size_t n;
    if (!sheets_read(&g->builtin, g->arena, NULL, err)) {
        return false;
    }
    g->out->sheets = g->builtin;
    const char *own =
        g->from->folder == NULL ? NULL : own_text(g, FOLDER SHEETS, &n);
    if (own != NULL && !sheets_read(&g->out->sheets, g->arena, own, err)) {
        return false;
    }
    for (size_t i = 0; i < g->out->sheets.n_complaints; i++) {
        complain(g, FOLDER SHEETS, g->out->sheets.complaints[i]);
    }
    return true;
}

static void move_to_arena(struct reading *g)
{
    struct forms *out = g->out;
    struct form *list = arena_array(g->arena, g->n, sizeof *list);
    const char **complaints =
        arena_array(g->arena, g->complaints.n, sizeof *complaints);
    for (size_t i = 0; i < g->n; i++) {
        list[i] = g->list[i];
    }
    for (size_t i = 0; i < g->complaints.n; i++) {
        complaints[i] = g->complaints.list[i];
    }
    mem_free(g->list);
    mem_free(g->complaints.list);
    out->list = list;
    out->n = g->n;
    out->complaints = complaints;
    out->n_complaints = g->complaints.n;
}

bool forms_read_from(struct forms *out, struct arena *a,
                     const struct forms_from *from, struct err *err)
{
    struct reading g = {
        .out = out, .arena = a, .from = from, .complaints = {.arena = a}};
    *out = (struct forms){.arena = a};
    if (!read_sheets(&g, err)) {
        return false;
    }
    bool ok = read_builtin(&g, err);
    if (from->folder != NULL) {
        read_folder(&g);
    }
    move_to_arena(&g);
    return ok;
}

bool forms_read(struct forms *out, struct arena *a, const char *folder,
                struct err *err)
{
    struct forms_from usual = {embed_files, sources, folder};
    return forms_read_from(out, a, &usual, err);
}
