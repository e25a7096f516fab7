/* Descriptions of the user's own: the files of one folder, in the order of
   their names.  What is wrong in one is told, and it is left out. */
#include "form_reading.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/report/bound.h"

enum { OWN_FILES_MAX = 200 };

/* NULL when there is none, or none that can be read. */
const char *form_own_text(struct form_reading *g, const char *file, size_t *n)
{
    const char *text = NULL;
    struct strbuf path;
    struct strbuf own;
    struct err err = ERR_INIT;
    sb_init(&path);
    sb_init(&own);
    sb_addf(&path, "%s/%s", g->from->folder, file + strlen(FORM_FOLDER));
    if (file_exists(path.s)) {
        if (file_read_trusted(&own, path.s, FORM_OWN_BYTES_MAX, &err)) {
            text = arena_strn(g->arena, own.s, own.len);
            *n = own.len;
        } else {
            form_complain(g, file, err.text);
        }
    }
    sb_clear(&own);
    sb_clear(&path);
    return text;
}

/* Other forms and the bound ledgers count on what it is laid over. */
static bool may_replace(struct form_reading *g, const char *file,
                        const struct form *f)
{
    const struct form *was = form_named(g, f->name);
    const char *says = NULL;
    if (bound_find(f->name) != NULL) {
        says = arena_printf(
            g->arena, "“%s”是装订台账的名称，请把文件改成别的名称", f->name);
    } else if (was != NULL && was->source != f->source) {
        says = arena_printf(g->arena,
                            "和程序自带的表样同名，source 就要一样，写成 %s；"
                            "要用别的数据来源，请把文件改成别的名称",
                            was->source->name);
    }
    if (says != NULL) {
        form_complain(g, file, says);
    }
    return says == NULL;
}

static void read_own(struct form_reading *g, const char *file)
{
    struct ini ini;
    struct form form = {.name = form_file_name(g->arena, file)};
    struct err err = ERR_INIT;
    size_t n = 0;
    size_t before = g->complaints.n;
    const char *text = form_own_text(g, file, &n);
    bool good = false;
    if (text != NULL &&
        ini_parse(&ini, g->arena, text, n, FORM_OWN_BYTES_MAX, &err)) {
        good = form_read_one(g, &ini, file, true, &form) &&
               may_replace(g, file, &form);
    } else if (text != NULL) {
        form_complain(g, file, err.text);
    }
    if (good) {
        form_add(g, &form);
    } else if (g->complaints.n > before) {
        form_complain(g, file,
                      form_named(g, form.name) != NULL
                          ? "这份表样没有采用，用的是程序自带的同名表样"
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

static size_t list_own(struct form_reading *g, const char **names)
{
    size_t n = 0;
    DIR *folder = opendir(g->from->folder);
    if (folder == NULL) {
        if (errno != ENOENT) {
            form_complain(g, FORM_FOLDER,
                          "这个文件夹打不开，自己的表样都没有采用；"
                          "请检查它的权限");
        }
        return 0;
    }
    for (struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        if (e->d_name[0] == '.' || !form_ends_in(e->d_name, FORM_ENDING) ||
            strcmp(e->d_name, FORM_SHEETS) == 0) {
            continue;
        }
        if (n == OWN_FILES_MAX) {
            form_complain(g, FORM_FOLDER, "文件太多，只读了前 200 份表样");
            break;
        }
        n = insert(names, n,
                   arena_printf(g->arena, "%s%s", FORM_FOLDER, e->d_name));
    }
    closedir(folder);
    return n;
}

void form_read_folder(struct form_reading *g)
{
    const char **names = arena_array(g->arena, OWN_FILES_MAX, sizeof *names);
    size_t n = list_own(g, names);
    for (size_t i = 0; i < n; i++) {
        read_own(g, names[i]);
    }
}
