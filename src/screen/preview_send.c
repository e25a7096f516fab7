/* The form that asks where a document goes: a printer, the usual one first, or
   only a file.  Enter does it from any line.  It stays until it has been done,
   so that nothing has to be typed again after a refusal.

   Not here: the doing, preview_keep.c. */
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/tui/dialog.h"
#include "pbtui/tui/formbox.h"
#include "preview_parts.h"

enum { ITEM_TO, ITEM_PATH, ITEM_COPIES, ITEM_PAGES, ITEM_DUPLEX, ITEM_COUNT };
enum { SEND_COLS = 66, SEND_ROWS = 9, COPIES_MAX = 99 };

#define ONLY_PDF "只存 PDF 文件"
#define AS_TEXT  "存为文本文件"
#define AS_XLSX  "存为 xlsx 表格（Excel、WPS）"
#define AS_CSV   "存为 CSV 表格"

struct send_view {
    struct view view;
    struct preview_view *v;
    struct arena arena;
    struct printers printers;
    const char **choices; /* the printers, then the files */
    const char *trouble;  /* why there is no printer; "" */
    struct form_item items[ITEM_COUNT];
    struct formbox form;
};

static const struct form_item blank_items[ITEM_COUNT] = {
    {.name = "to",
     .label = "送到",
     .hint = "← → 换一种，F4 列出全部：打印机，或只存文件",
     .editor = FORM_CHOICE,
     .cols = 34,
     .required = true},
    {.name = "path",
     .label = "文件",
     .hint = "~ 是您的主文件夹，也可写 U 盘上的位置；文件总会存下",
     .editor = FORM_LINE,
     .cols = 48,
     .max_chars = 240,
     .required = true,
     .new_row = true},
    {.name = "copies",
     .label = "份数",
     .hint = "1 到 99",
     .editor = FORM_LINE,
     .kind = TEXT_NUMBER,
     .cols = 4,
     .max_chars = 2,
     .required = true,
     .new_row = true},
    {.name = "pages",
     .label = "页",
     .hint = "例如 1-3,5；全部打印就空着",
     .editor = FORM_LINE,
     .kind = TEXT_NUMBER,
     .cols = 16,
     .max_chars = 60},
    {.name = "duplex",
     .label = "双面",
     .hint = "空格键切换；翻的是长边",
     .editor = FORM_FLAG,
     .cols = 2,
     .new_row = true},
};

/* ---- what is chosen ----------------------------------------------------- */

static bool chosen(const struct send_view *s, const char *what)
{
    return strcmp(formbox_get(&s->items[ITEM_TO]), what) == 0;
}

static enum keep_as chosen_as(const struct send_view *s)
{
    return chosen(s, AS_CSV)    ? KEEP_CSV
           : chosen(s, AS_XLSX) ? KEEP_XLSX
           : chosen(s, AS_TEXT) ? KEEP_TEXT
                                : KEEP_PDF;
}

static const char *chosen_printer(const struct send_view *s)
{
    for (size_t i = 0; i < s->printers.n; i++) {
        if (chosen(s, s->choices[i])) {
            return s->printers.names[i];
        }
    }
    return NULL;
}

/* Only a printer is asked how many. */
static void follow_choice(struct send_view *s)
{
    bool prints = chosen_printer(s) != NULL;
    s->items[ITEM_COPIES].hidden = !prints;
    s->items[ITEM_PAGES].hidden = !prints;
    s->items[ITEM_DUPLEX].hidden = !prints;
    struct form_item *path = &s->items[ITEM_PATH];
    const char *now = formbox_get(path);
    const char *ending = keep_ending(chosen_as(s));
    for (int as = KEEP_PDF; as < KEEP_COUNT; as++) {
        const char *was = keep_ending((enum keep_as)as);
        if (keep_ends(now, was) && strcmp(was, ending) != 0) {
            formbox_set(path, arena_printf(&s->v->app->ui.frame, "%.*s%s",
                                           (int)(strlen(now) - strlen(was)),
                                           now, ending));
            return;
        }
    }
}

static bool read_copies(const char *text, int *out)
{
    size_t n = strlen(text);
    long copies = strtol(text, NULL, 10);
    *out = (int)copies;
    return n > 0 && n <= 2 && strspn(text, "0123456789") == n && copies >= 1 &&
           copies <= COPIES_MAX;
}

static void on_check(void *ctx, struct formbox *f, struct form_item *item,
                     bool leaving)
{
    struct send_view *s = ctx;
    struct err err = ERR_INIT;
    const char *pages;
    int copies;
    (void)f;
    if (item == &s->items[ITEM_TO]) {
        follow_choice(s);
    } else if (!leaving) {
        return;
    } else if (item == &s->items[ITEM_COPIES] &&
               !read_copies(formbox_get(item), &copies)) {
        formbox_error(item, "份数请写 1 到 99。");
    } else if (item == &s->items[ITEM_PAGES] &&
               !printer_pages(formbox_get(item), s->v->what.doc.n,
                              &s->v->app->ui.frame, &pages, &err)) {
        formbox_error(item, err.text);
    }
}

/* ---- doing it ----------------------------------------------------------- */

static void done(void *ctx)
{
    struct send_view *s = ctx;
    ui_pop(&s->v->app->ui); /* the form itself: nothing is over it */
}

static void go(struct send_view *s)
{
    struct arena *a = &s->arena;
    if (!formbox_check_all(&s->form)) {
        return;
    }
    enum keep_as as = chosen_as(s);
    struct preview_wish wish = {
        .as = as,
        .path = keep_path(s->v, a, formbox_get(&s->items[ITEM_PATH]), as),
        .printer = chosen_printer(s),
        .copies = 1,
        .duplex = strcmp(formbox_get(&s->items[ITEM_DUPLEX]), "是") == 0,
        .pages = formbox_get(&s->items[ITEM_PAGES]),
    };
    read_copies(formbox_get(&s->items[ITEM_COPIES]), &wish.copies);
    preview_keep(s->v, &wish, done, s);
}

/* ---- the view ----------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    const struct send_view *s = (const struct send_view *)view;
    return CTX_ALL | CTX_DIALOG | CTX_SEND | formbox_contexts(&s->form);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct send_view *s = (struct send_view *)view;
    struct rect box = rect_centred(area, SEND_ROWS + 2, SEND_COLS + 4);
    struct rect in = rect_inset(box, 1, 1);
    (void)ui;
    canvas_fill(c, box, ROLE_DIALOG);
    canvas_box(c, box, "打印、存文件");
    struct rect form = {in.row, in.col, in.rows - 2, in.cols};
    formbox_draw(&s->form, c, form);
    const char *low =
        s->trouble[0] != '\0' ? s->trouble
        : chosen_printer(s) != NULL
            ? "打印的内容由打印服务（CUPS）按它的设置保留一段时间。"
            : "";
    struct fit_line line = {0};
    size_t n = strlen(low);
    for (int row = 0; row < 2 && n > 0 && line.next_bytes < n; row++) {
        fit_wrap_line(low, n, line.next_bytes, in.cols - 2, &line);
        canvas_putn(c, in.row + in.rows - 2 + row, in.col + 1,
                    s->trouble[0] != '\0' ? ROLE_WARN : ROLE_DIM,
                    low + line.at_bytes, line.n_bytes);
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct send_view *s = (struct send_view *)view;
    if (cmd == CMD_SEND_GO) {
        go(s);
        return VIEW_DONE;
    }
    enum view_result r = formbox_command(&s->form, ui, cmd);
    if (r != VIEW_PASS) {
        return r;
    }
    /* Nothing of the program happens below a question. */
    return cmd == CMD_BACK ? VIEW_CLOSE
           : cmd == CMD_HELP || cmd == CMD_REDRAW || cmd == CMD_SUSPEND
               ? VIEW_PASS
               : VIEW_DONE;
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct send_view *s = (struct send_view *)view;
    return formbox_key(&s->form, ui, k);
}

static void close_view(struct view *view)
{
    struct send_view *s = (struct send_view *)view;
    formbox_clear(&s->form);
    arena_clear(&s->arena);
    mem_free(s);
}

static const struct view_class send_view_class = {
    .name = "send",
    .overlay = true,
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .close = close_view,
};

/* ---- opening ------------------------------------------------------------ */

static bool still_wanted(void *ctx)
{
    return progress_step(ctx, -1, "找打印机……");
}

/* Without printers there are still files. */
static void find_printers(struct send_view *s)
{
    struct progress p;
    struct printer_way way = {0};
    struct err err = ERR_INIT;
    if (s->v->what.way != NULL) {
        way = *s->v->what.way;
    }
    way.go_on = still_wanted;
    way.ctx = &p;
    progress_start(&p, &s->v->app->ui, "打印");
    bool ok = printers_list(&s->printers, &s->arena, &way, &err);
    progress_end(&p);
    s->trouble = !ok ? arena_str(&s->arena, err.text)
                 : s->printers.n == 0
                     ? "这台电脑还没有装打印机：先存成 PDF，到别处打印。"
                     : "";
}

static void list_choices(struct send_view *s)
{
    size_t n = 0;
    s->choices = arena_array(&s->arena, s->printers.n + 5, sizeof *s->choices);
    for (size_t i = 0; i < s->printers.n; i++) {
        bool usual = i == 0 && s->printers.usual;
        s->choices[n++] =
            arena_printf(&s->arena, "打印机 %s%s", s->printers.names[i],
                         usual ? "（常用）" : "");
    }
    s->choices[n++] = ONLY_PDF;
    s->choices[n++] = AS_TEXT;
    if (s->v->what.table != NULL || s->v->what.xlsx != NULL) {
        s->choices[n++] = AS_XLSX;
    }
    if (s->v->what.table != NULL) {
        s->choices[n++] = AS_CSV;
    }
    s->choices[n] = NULL;
}

/* A printer that nobody has called usual is not printed on by mere Enter,
   unless there is no other. */
static const char *first_choice(const struct send_view *s, bool csv)
{
    return csv                                       ? AS_CSV
           : s->printers.usual || s->printers.n == 1 ? s->choices[0]
                                                     : ONLY_PDF;
}

void preview_send_open(struct preview_view *v, bool csv)
{
    struct send_view *s = mem_new(sizeof *s);
    s->view.cls = &send_view_class;
    s->v = v;
    s->trouble = "";
    if (!csv) {
        find_printers(s);
    }
    list_choices(s);
    memcpy(s->items, blank_items, sizeof s->items);
    s->items[ITEM_TO].choices = s->choices;
    struct form_hooks hooks = {.ctx = s, .check = on_check};
    formbox_init(&s->form, s->items, ITEM_COUNT, NULL, 1, hooks);
    formbox_set(&s->items[ITEM_TO], first_choice(s, csv));
    formbox_set(&s->items[ITEM_PATH],
                arena_printf(&s->arena, "~/%s.pdf", v->what.file));
    formbox_set(&s->items[ITEM_COPIES], "1");
    formbox_set(&s->items[ITEM_DUPLEX], "否");
    follow_choice(s);
    ui_push(&v->app->ui, &s->view);
}
