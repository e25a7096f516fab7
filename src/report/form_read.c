/* Descriptions from their files: compiled in, and the user's over them.

   Stages: the sheets → each compiled-in file → the files of the user's folder
   by name, each of which takes the place of a compiled-in one or comes behind
   them.  A file is split into keys; what the form is comes first, then the
   things on its page in their order.  A file with one complaint is left out.

   Compiled-in descriptions are held against the compiled-in sheets: a user's
   narrower sheet of the same name must not make them wrong. */
#include "form_reading.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"

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

const char *form_file_name(struct arena *a, const char *file)
{
    return arena_strn(a, file + strlen(FORM_FOLDER),
                      strlen(file) - strlen(FORM_FOLDER) - strlen(FORM_ENDING));
}

bool form_read_one(struct form_reading *g, const struct ini *ini,
                   const char *file, bool own, struct form *out)
{
    size_t before = g->complaints.n;
    *out = (struct form){.name = form_file_name(g->arena, file),
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

void form_complain(struct form_reading *g, const char *file, const char *text)
{
    struct form_reader r = {
        .arena = g->arena, .to = &g->complaints, .file = file};
    pass_on(&r, text);
}

/* ---- compiled in ----------------------------------------------------------
 */

void form_add(struct form_reading *g, const struct form *f)
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

const struct form *form_named(const struct form_reading *g, const char *name)
{
    for (size_t i = 0; i < g->n; i++) {
        if (strcmp(g->list[i].name, name) == 0) {
            return &g->list[i];
        }
    }
    return NULL;
}

bool form_ends_in(const char *name, const char *ending)
{
    size_t n = strlen(name);
    size_t m = strlen(ending);
    return n > m && strcmp(name + n - m, ending) == 0;
}

static bool is_form(const char *file)
{
    return strncmp(file, FORM_FOLDER, strlen(FORM_FOLDER)) == 0 &&
           form_ends_in(file, FORM_ENDING) &&
           strcmp(file, FORM_FOLDER FORM_SHEETS) != 0;
}

static bool read_builtin(struct form_reading *g, struct err *err)
{
    bool ok = true;
    for (const struct embed_file *f = g->from->files; f->name != NULL; f++) {
        struct ini ini;
        struct form form;
        if (!is_form(f->name)) {
            continue;
        }
        if (ini_parse_builtin(&ini, g->arena, f->text, f->n, err) &&
            form_read_one(g, &ini, f->name, false, &form)) {
            form_add(g, &form);
        } else {
            ok = false;
        }
    }
    return ok || err_set(err, ERR_IO, "E-FORM-001",
                         "程序自带的表样有错，没有采用，请告诉维护人员：%s",
                         g->complaints.n > 0 ? g->complaints.list[0] : "");
}

/* ---- all ------------------------------------------------------------------
 */

static bool read_sheets(struct form_reading *g, struct err *err)
{
    size_t n;
    if (!sheets_read(&g->builtin, g->arena, NULL, err)) {
        return false;
    }
    g->out->sheets = g->builtin;
    const char *own = g->from->folder == NULL
                          ? NULL
                          : form_own_text(g, FORM_FOLDER FORM_SHEETS, &n);
    if (own != NULL && !sheets_read(&g->out->sheets, g->arena, own, err)) {
        return false;
    }
    for (size_t i = 0; i < g->out->sheets.n_complaints; i++) {
        form_complain(g, FORM_FOLDER FORM_SHEETS, g->out->sheets.complaints[i]);
    }
    return true;
}

static void move_to_arena(struct form_reading *g)
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
    struct form_reading g = {
        .out = out, .arena = a, .from = from, .complaints = {.arena = a}};
    *out = (struct forms){.arena = a};
    if (!read_sheets(&g, err)) {
        return false;
    }
    bool ok = read_builtin(&g, err);
    if (from->folder != NULL) {
        form_read_folder(&g);
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
