/* Compiled in first, then what lies in the folder. */
#include "pbtui/base/folder.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/err.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"

#define OWN_BYTES_MAX ((size_t)64 * 1024)
enum { OWN_FILES_MAX = 200 };

void folder_put(struct folder *f, struct folder_file file)
{
    size_t at = f->n;
    while (at > 0 && strcmp(f->files[at - 1].name, file.name) > 0) {
        at--;
    }
    if (at > 0 && strcmp(f->files[at - 1].name, file.name) == 0) {
        f->files[at - 1] = file;
        return;
    }
    MEM_PUSH(f->files, f->n, f->cap);
    memmove(f->files + at + 1, f->files + at, (f->n - at) * sizeof *f->files);
    f->files[at] = file;
    f->n++;
}

void complaints_add(struct complaints *c, const char *fmt, ...)
{
    char text[640];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    const char **list = arena_array(c->arena, c->n + 1, sizeof *list);
    if (c->n > 0) {
        memcpy(list, c->list, c->n * sizeof *list);
    }
    list[c->n++] = arena_str(c->arena, text);
    c->list = list;
}

void folder_complain(struct folder *f, const char *name, const char *text)
{
    complaints_add(&f->complaints, "%s：%s", name, text);
}

static bool ends_in(const char *name, const char *ending)
{
    size_t n = strlen(name);
    size_t m = strlen(ending);
    return name[0] != '.' && n > m && strcmp(name + n - m, ending) == 0;
}

static void take_builtin(struct folder *f, const char *folder,
                         const char *ending)
{
    size_t n = strlen(folder);
    for (const struct embed_file *e = embed_files; e->name != NULL; e++) {
        if (strncmp(e->name, folder, n) == 0 && e->name[n] == '/' &&
            ends_in(e->name + n + 1, ending)) {
            folder_put(f,
                       (struct folder_file){e->name + n + 1, e->text, false});
        }
    }
}

static void take_file(struct folder *f, const char *path, const char *name)
{
    struct strbuf whole;
    struct strbuf text;
    struct err err = ERR_INIT;
    sb_init(&whole);
    sb_init(&text);
    sb_addf(&whole, "%s/%s", path, name);
    const char *kept = arena_str(f->arena, name);
    if (file_read_trusted(&text, whole.s, OWN_BYTES_MAX, &err)) {
        folder_put(
            f, (struct folder_file){kept, arena_str(f->arena, text.s), true});
    } else {
        folder_complain(f, kept, err.text);
    }
    sb_clear(&text);
    sb_clear(&whole);
}

static void take_own(struct folder *f, const char *path, const char *folder,
                     const char *ending)
{
    DIR *d = opendir(path);
    size_t n = 0;
    for (struct dirent *e = d == NULL ? NULL : readdir(d); e != NULL;
         e = readdir(d)) {
        if (!ends_in(e->d_name, ending)) {
            continue;
        }
        if (n++ == OWN_FILES_MAX) {
            folder_complain(f, folder, "文件太多，只读了前 200 份。");
            break;
        }
        take_file(f, path, e->d_name);
    }
    if (d != NULL) {
        closedir(d);
    }
}

void folder_read(struct folder *out, struct arena *a, const char *folder,
                 const char *ending)
{
    struct strbuf path;
    *out = (struct folder){.arena = a, .complaints = {.arena = a}};
    take_builtin(out, folder, ending);
    sb_init(&path);
    file_place(&path, PLACE_CONFIG, folder);
    take_own(out, path.s, folder, ending);
    sb_clear(&path);
}

void folder_clear(struct folder *f)
{
    mem_free(f->files);
    f->files = NULL;
    f->n = 0;
    f->cap = 0;
}
