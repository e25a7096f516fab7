/* Usual places: what is there of the desktop's folders, and what is plugged in
   and mounted where desktops mount it. */
#include "file_places.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file_list.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/pickers.h"

enum { PLACES_MAX = 24, PATH_BYTES = 4096 };

/* ---- remembered --------------------------------------------------------- */

static void place_of(struct strbuf *out, const char *name)
{
    file_place(out, PLACE_STATE, "folder-");
    sb_add(out, name);
}

static char *working_folder(void)
{
    char now[PATH_BYTES];
    return mem_str(getcwd(now, sizeof now) != NULL ? now : "/");
}

char *file_place_kept(const char *name)
{
    struct strbuf path;
    struct strbuf text;
    sb_init(&path);
    sb_init(&text);
    place_of(&path, name);
    bool kept = file_exists(path.s) &&
                file_read(&text, path.s, PATH_BYTES, NULL) &&
                text.s[0] == '/' && file_is_folder(text.s);
    char *out = kept ? mem_str(text.s) : working_folder();
    sb_clear(&text);
    sb_clear(&path);
    return out;
}

void file_place_keep(const char *name, const char *folder)
{
    struct strbuf path;
    sb_init(&path);
    file_place(&path, PLACE_STATE, NULL);
    bool there = file_make_dirs(path.s, NULL);
    sb_reset(&path);
    place_of(&path, name);
    if (there) {
        file_write(path.s, folder, strlen(folder), FILE_REPLACE, NULL);
    }
    sb_clear(&path);
}

/* ---- usual -------------------------------------------------------------- */

struct places {
    struct app *app;
    struct arena arena;
    struct pick_text rows[PLACES_MAX];
    size_t n;
    void (*answer)(void *ctx, const char *folder);
    void *ctx;
};

static void add(struct places *p, const char *text, const char *folder)
{
    bool is_new = p->n < PLACES_MAX && file_is_folder(folder);
    for (size_t i = 0; is_new && i < p->n; i++) {
        is_new = strcmp(p->rows[i].about, folder) != 0;
    }
    if (is_new) {
        p->rows[p->n++] = (struct pick_text){text, folder};
    }
}

static void add_home(struct places *p)
{
    static const char *const names[][2] = {
        {"下载", "下载"},    {"下载", "Downloads"}, {"桌面", "桌面"},
        {"桌面", "Desktop"}, {"文档", "文档"},      {"文档", "Documents"},
    };
    const char *home = getenv("HOME");
    if (home == NULL) {
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        add(p, names[i][0],
            arena_printf(&p->arena, "%s/%s", home, names[i][1]));
    }
    add(p, "主文件夹", home);
}

static void add_mounted(struct places *p, const char *below)
{
    struct dirent *d;
    DIR *dir = opendir(below);
    while (dir != NULL && (d = readdir(dir)) != NULL) {
        if (d->d_name[0] != '.') {
            add(p, "U 盘、移动盘",
                arena_printf(&p->arena, "%s/%s", below, d->d_name));
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
}

static void places_free(struct places *p)
{
    arena_clear(&p->arena);
    mem_free(p);
}

static void place_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct places *p = ctx;
    (void)ui;
    if (id > 0 && (size_t)id <= p->n) {
        p->answer(p->ctx, p->rows[id - 1].about);
    }
    places_free(p);
}

void file_places_ask(struct app *app,
                     void (*answer)(void *ctx, const char *folder), void *ctx)
{
    const char *user = getenv("USER");
    struct places *p = mem_new(sizeof *p);
    p->app = app;
    p->answer = answer;
    p->ctx = ctx;
    add_home(p);
    if (user != NULL && user[0] != '\0' && strchr(user, '/') == NULL) {
        add_mounted(p, arena_printf(&p->arena, "/media/%s", user));
        add_mounted(p, arena_printf(&p->arena, "/run/media/%s", user));
    }
    if (p->n == 0) {
        ui_note(&app->ui, ROLE_WARN,
                "没有找到下载、桌面这些文件夹；"
                "请写路径。");
        places_free(p);
        return;
    }
    pick_texts(app, "到哪里找", p->rows, p->n, 0, place_answer, p);
}
