/* The list of what can be printed, and laying the one that is chosen.

   Stages: forms are read (compiled in, and the user's own) → those that fit
   what is at hand are listed → the chosen one is laid out into an arena that
   goes to the preview → when its pages leave, paper_issue notes them. */
#include "pbtui/screen/print_menu.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/registers_print.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/text/date.h"
#include "print_menu_parts.h"

/* Until this day of a month the ledger of the one before is what is bound. */
enum { STILL_LAST_MONTH = 15 };

void print_menu_free(struct print_menu *m)
{
    mem_free(m->v);
    arena_clear(&m->arena);
    mem_free(m);
}

/* ---- what there is ----------------------------------------------------- */

static struct choice *add(struct print_menu *m, const char *text,
                          const char *about)
{
    MEM_PUSH(m->v, m->n, m->cap);
    m->v[m->n] = (struct choice){
        .text = text, .about = about, .span = {DATE_NONE, DATE_NONE}};
    return &m->v[m->n++];
}

static void add_month(struct print_menu *m, const char *name, int month)
{
    struct choice *c = add(m, name, "");
    c->bound = bound_find("month");
    c->span = span_of_month(month);
    c->about = source_span_text(&m->arena, &c->span);
}

static void add_bounds(struct print_menu *m)
{
    int month = month_of(m->app->book->day);
    int year, mm, mday;
    date_split(m->app->book->day, &year, &mm, &mday);
    bool just_over = mday <= STILL_LAST_MONTH;
    add_month(m, just_over ? "上月台账" : "本月台账", month - just_over);
    add_month(m, just_over ? "本月台账" : "上月台账", month - !just_over);
    struct choice *c = add(m, "另一个月的台账…", "输入年月");
    c->bound = bound_find("month");
    c->asks_month = true;
    add(m, "本季度台账", "三个月按月装订")->bound = bound_find("quarter");
    add(m, "本年台账", "十二个月按月装订")->bound = bound_find("year");
}

/* By place; of one place by name. */
static void add_in_order(struct print_menu *m, const struct form *f, int place)
{
    struct choice *new = add(m, f->title, f->about);
    new->form = f;
    new->place = place;
    for (size_t i = m->n - 1;
         i > 0 && m->v[i - 1].form != NULL && place < m->v[i - 1].place; i--) {
        struct choice c = m->v[i];
        m->v[i] = m->v[i - 1];
        m->v[i - 1] = c;
    }
}

static struct choice *choice_of(struct print_menu *m, const struct form *f)
{
    size_t i = 0;
    while (m->v[i].form != f) {
        i++;
    }
    return &m->v[i];
}

/* Those of the list's own book, or all others. */
static void add_free_forms(struct print_menu *m, bool own)
{
    for (size_t i = 0; i < m->forms.n; i++) {
        const struct form *f = &m->forms.list[i];
        bool is_own = m->of_list != NULL && f->source->ledger == m->of_list;
        if ((f->source->asks & ASKS_RECORD) == 0 && !f->part && is_own == own) {
            add_in_order(m, f, f->rank);
            if (own && m->month != MONTH_NONE && f->source->period != NULL) {
                choice_of(m, f)->span = source_span_around(f->source, m->month);
            }
        }
    }
}

/* What a source tells of the record; gathered once, however many forms ask. */
struct told {
    const struct source *source;
    struct form_data d;
};

static const struct form_data *tell(struct print_menu *m, struct told *told,
                                    const struct source *source,
                                    struct err *err)
{
    struct form_ask ask = {
        .book = m->app->book, .span = {DATE_NONE, DATE_NONE}, .id = m->id};
    size_t i = 0;
    while (told[i].source != NULL && told[i].source != source) {
        i++;
    }
    if (told[i].source == NULL) {
        told[i].source = source;
        form_data_init(&told[i].d, &m->arena);
        if (!source_gather(source, &ask, &told[i].d, err)) {
            return NULL;
        }
    }
    return &told[i].d;
}

static bool add_record_forms(struct print_menu *m, struct err *err)
{
    struct told *told = arena_array(&m->arena, m->forms.n + 1, sizeof *told);
    for (size_t i = 0; i < m->forms.n; i++) {
        const struct form *f = &m->forms.list[i];
        if (f->source->ledger != m->ledger ||
            (f->source->asks & ASKS_RECORD) == 0) {
            continue;
        }
        const struct form_data *d = tell(m, told, f->source, err);
        if (d == NULL) {
            return false;
        }
        if (form_fits(f, d)) {
            add_in_order(m, f, form_place(f, d));
        }
    }
    return true;
}

static bool read_forms(struct print_menu *m, struct err *err)
{
    bool ok = forms_read_of(&m->forms, &m->arena, m->app->book, err);
    if (ok && m->forms.n_complaints > 0) {
        ui_note(&m->app->ui, ROLE_WARN,
                "自己的表样（%.*s）有错，没有采用；在命令行用 "
                "pbtui print --list 看错在哪里。",
                (int)strcspn(m->forms.complaints[0], ":"),
                m->forms.complaints[0]);
    }
    return ok;
}

static void add_sheets(struct print_menu *m)
{
    static const struct {
        const char *text, *about;
        enum print_sheet sheet;
    } rows[] = {
        {"存成表格：全部栏目", "xlsx、CSV，可再导入", PRINT_SHEET_ALL},
        {"存成表格：本页栏目", "xlsx、CSV", PRINT_SHEET_SEEN},
        {"空表（导入模板）", "填好再导入", PRINT_SHEET_EMPTY},
    };
    for (size_t i = 0; m->keep != NULL && i < ARRAY_LEN(rows); i++) {
        struct choice *c = add(m, rows[i].text, rows[i].about);
        c->keeps = true;
        c->sheet = rows[i].sheet;
    }
}

static bool collect(struct print_menu *m, struct err *err)
{
    if (!read_forms(m, err)) {
        return false;
    }
    if (m->ledger != NULL) {
        bool ok = add_record_forms(m, err);
        add(m, "全部内容", "这条记录的每一项");
        return ok;
    }
    if (m->print_list != NULL) {
        add(m, "这张列表", "照屏幕上的样子");
        add_free_forms(m, true);
        add_sheets(m);
    }
    add_bounds(m);
    add_free_forms(m, false);
    return true;
}

/* ---- choosing ---------------------------------------------------------- */

static void month_answer(void *ctx, struct ui *ui, const char *typed)
{
    struct print_menu *m = ctx;
    struct err err = ERR_INIT;
    int month;
    if (typed == NULL) {
        print_menu_free(m);
        return;
    }
    if (!month_parse(typed, month_of(m->app->book->today), &month, &err)) {
        dialog_error(ui, &err);
        print_menu_free(m);
        return;
    }
    m->chosen.span = span_of_month(month);
    print_menu_lay(m, &m->chosen);
}

static void keep_sheet(struct print_menu *m, enum print_sheet what)
{
    struct print_menu was = *m;
    print_menu_free(m);
    was.keep(was.list, what);
}

/* What the screen prints without a form. */
static void print_plain(struct print_menu *m)
{
    struct print_menu was = *m;
    print_menu_free(m);
    if (was.print_list != NULL) {
        was.print_list(was.list);
    } else {
        print_view_open_record(was.app, was.ledger, was.id);
    }
}

static void choose(struct print_menu *m, size_t at)
{
    const struct choice *c = &m->v[at];
    if (c->keeps) {
        keep_sheet(m, c->sheet);
    } else if (c->bound == NULL && c->form == NULL) {
        print_plain(m);
    } else if (c->asks_month) {
        char text[8];
        m->chosen = *c;
        dialog_input(&m->app->ui, "哪个月的台账", "年月，例如 2026-10：",
                     month_text(month_of(m->app->book->day) - 2, text), 20,
                     month_answer, m);
    } else {
        print_menu_lay(m, c);
    }
}

static void menu_answer(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct print_menu *m = ctx;
    if (id <= 0) {
        print_menu_free(m);
        return;
    }
    choose(m, (size_t)id - 1);
}

static void open_menu(struct app *app, const struct print_menu *like)
{
    struct err err = ERR_INIT;
    struct print_menu *m = mem_new(sizeof *m);
    *m = *like;
    m->app = app;
    if (!collect(m, &err)) {
        dialog_error(&app->ui, &err);
        print_menu_free(m);
        return;
    }
    if (m->n == 1 || m->at_once) {
        choose(m, 0);
        return;
    }
    struct pick_text *rows = arena_array(&app->ui.frame, m->n, sizeof *rows);
    for (size_t i = 0; i < m->n; i++) {
        rows[i] = (struct pick_text){m->v[i].text, m->v[i].about};
    }
    pick_texts(app, "打印哪一种", rows, m->n, 0, menu_answer, m);
}

static void open_form(struct app *app, const char *form, struct span span,
                      int64_t id)
{
    struct err err = ERR_INIT;
    struct print_menu *m = mem_new(sizeof *m);
    m->app = app;
    if (!read_forms(m, &err)) {
        dialog_error(&app->ui, &err);
        print_menu_free(m);
        return;
    }
    struct choice c = {.form = forms_find(&m->forms, form), .span = span};
    m->id = id;
    m->ledger = id != 0 ? c.form->source->ledger : NULL;
    print_menu_lay(m, &c);
}

void print_menu_open_form(struct app *app, const char *form, struct span span)
{
    open_form(app, form, span, 0);
}

void print_menu_open_form_of(struct app *app, const char *form, int64_t id)
{
    open_form(app, form, (struct span){DATE_NONE, DATE_NONE}, id);
}

void print_menu_open(struct app *app)
{
    open_menu(app, &(struct print_menu){.month = MONTH_NONE});
}

void print_menu_open_record(struct app *app, const struct ledger *l, int64_t id)
{
    open_menu(app,
              &(struct print_menu){.ledger = l, .id = id, .month = MONTH_NONE});
}

void print_menu_open_likeliest(struct app *app, const struct ledger *l,
                               int64_t id)
{
    open_menu(app,
              &(struct print_menu){
                  .ledger = l, .id = id, .month = MONTH_NONE, .at_once = true});
}

void print_menu_open_list(struct app *app, const struct ledger *of,
                          void (*print)(void *list), void *list)
{
    print_menu_open_month(app, of, MONTH_NONE, print, list);
}

void print_menu_open_book(struct app *app, const struct ledger *of,
                          void (*print)(void *list),
                          void (*keep)(void *list, enum print_sheet what),
                          void *list)
{
    open_menu(app, &(struct print_menu){.print_list = print,
                                        .keep = keep,
                                        .list = list,
                                        .of_list = of,
                                        .month = MONTH_NONE});
}

void print_menu_open_month(struct app *app, const struct ledger *of, int month,
                           void (*print)(void *list), void *list)
{
    open_menu(app, &(struct print_menu){.print_list = print,
                                        .list = list,
                                        .of_list = of,
                                        .month = month});
}
