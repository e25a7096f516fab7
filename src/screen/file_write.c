/* Where it lies → is there one already (asked) → written → told. */
#include "file_write.h"

#include <stdlib.h>

#include "file_list.h"
#include "pbtui/base/mem.h"
#include "pbtui/tui/dialog.h"

struct writing {
    struct app *app;
    struct arena arena;
    const char *path;
    const char *other; /* the name beside the one that is taken */
    struct file_writer w;
};

static void writing_free(struct writing *x)
{
    arena_clear(&x->arena);
    mem_free(x);
}

static void carry_out(struct writing *x, const char *path,
                      enum file_flags flags)
{
    struct err err = ERR_INIT;
    if (x->w.write(x->w.ctx, path, flags, &err)) {
        x->w.done(x->w.ctx, path);
    } else {
        x->w.dropped(x->w.ctx);
        dialog_error(&x->app->ui, &err);
    }
    writing_free(x);
}

static void taken_answer(void *ctx, struct ui *ui, int answer)
{
    struct writing *x = ctx;
    (void)ui;
    if (answer == 0) {
        carry_out(x, x->path, FILE_REPLACE);
    } else if (answer == 1) {
        carry_out(x, x->other, FILE_NEW);
    } else {
        x->w.dropped(x->w.ctx);
        writing_free(x);
    }
}

void file_write_at(struct app *app, const char *typed, const char *name,
                   const struct file_writer *w)
{
    static const char *const buttons[] = {"覆盖", "另存", "不", NULL};
    const char *home = getenv("HOME");
    struct writing *x = mem_new(sizeof *x);
    x->app = app;
    x->w = *w;
    x->path = file_absolute(&x->arena, home != NULL ? home : "/",
                            arena_str(&x->arena, typed));
    if (file_is_folder(x->path)) {
        x->path = file_absolute(&x->arena, x->path, name);
    }
    if (!file_exists(x->path)) {
        carry_out(x, x->path, FILE_NEW);
        return;
    }
    x->other = file_free_name(&x->arena, x->path);
    dialog_ask(&app->ui, "文件已存在",
               arena_printf(&x->arena, "%s\n另存就叫 %s", x->path, x->other),
               buttons, 1, taken_answer, x);
}
