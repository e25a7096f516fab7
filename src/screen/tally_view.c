/* A tally of a half-year: a line for everybody, in the order of the roster or,
   when it is asked for, of the sums.  ← and → go to another half-year, Enter
   shows what somebody's sum is made of, F6 prints what is seen. */
#include "pbtui/screen/tally_view.h"

#include <inttypes.h>

#include "memory_view.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/tally.h"
#include "pbtui/report/source.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/text/date.h"

enum { HALF = 6, BEFORE = 2, BEHIND = 3 };

struct tally_view {
    struct memory_view m;
    const struct small_register *reg;
    struct list_column *columns; /* owned: as many as the tally has words */
    struct tally tally;
    const size_t *order; /* NULL: as the roster */
    bool ranked;
    int month; /* the half-year's first */
    struct err err;
};

static struct tally_view *self_of(struct view *view)
{
    return (struct tally_view *)view;
}

static struct span span_of(const struct tally_view *v)
{
    return (struct span){month_first_day(v->month),
                         month_last_day(v->month + HALF - 1)};
}

/* ---- rows --------------------------------------------------------------- */

static const struct tally_person *person_at(const struct tally_view *v,
                                            size_t row)
{
    return &v->tally.people[v->order == NULL ? row : v->order[row]];
}

static const char *number(struct arena *a, int64_t n)
{
    return n == 0 ? "" : arena_printf(a, "%" PRId64, n);
}

static void make_row(struct tally_view *v, size_t i)
{
    struct arena *a = &v->m.arena;
    const struct tally_person *p = person_at(v, i);
    size_t n = v->tally.n_words;
    const char **cells = arena_array(a, BEFORE + n + BEHIND, sizeof *cells);
    cells[0] = v->ranked ? arena_printf(a, "%d", p->place)
                         : arena_printf(a, "%zu", i + 1);
    cells[1] = p->name;
    for (size_t w = 0; w < n; w++) {
        cells[BEFORE + w] = number(a, p->sums[w]);
    }
    cells[BEFORE + n] = arena_printf(a, "%" PRId64, p->total);
    cells[BEFORE + n + 1] = number(a, p->over);
    cells[BEFORE + n + 2] = number(a, (int64_t)p->n);
    v->m.rows.rows[i] = (struct list_row){.id = (int64_t)i + 1,
                                          .cells = cells,
                                          .role = p->over != 0 ? ROLE_WARN
                                                  : p->n == 0  ? ROLE_DIM
                                                               : ROLE_TEXT};
}

static void load(struct memory_view *m)
{
    struct tally_view *v = (struct tally_view *)m;
    struct span span = span_of(v);
    arena_reset(&v->m.arena);
    v->err = (struct err)ERR_INIT;
    if (!tally_of(v->m.app->book, &v->m.arena, v->reg, &span, &v->tally,
                  &v->err)) {
        v->tally.n_people = 0;
        v->tally.n_items = 0;
    }
    size_t n = v->tally.n_people;
    v->order = v->ranked ? tally_ranked(&v->m.arena, &v->tally) : NULL;
    v->m.rows = (struct memory_list){
        .rows = arena_array(&v->m.arena, n + 1, sizeof *v->m.rows.rows),
        .n = n,
        .n_cells = BEFORE,
    };
    for (size_t i = 0; i < n; i++) {
        make_row(v, i);
    }
    listbox_reload(&v->m.box);
}

/* ---- what a sum is made of ---------------------------------------------- */

/* 2026-06-30  参加组织生活  40，计 35 */
static const char *item_text(struct tally_view *v, const struct tally_item *it)
{
    struct arena *a = &v->m.app->ui.frame;
    struct record r;
    struct strbuf sb;
    sb_init(&sb);
    if (record_read(&r, &v->reg->ledger, v->m.app->book, a, it->id, NULL)) {
        sb_addf(&sb, "%s  ", record_text(&r, v->reg->day));
        record_show(&r, v->m.app->book, v->reg->tally->by.field, &sb);
        sb_addf(&sb, "  %" PRId64, it->points);
        if (it->counted != it->points) {
            sb_addf(&sb, "，计 %" PRId64 "（超出上限）", it->counted);
        }
    }
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

static int64_t nth_item(const struct tally_view *v, int64_t person, size_t nth)
{
    for (size_t i = 0; i < v->tally.n_items; i++) {
        if (v->tally.items[i].person == person && nth-- == 0) {
            return v->tally.items[i].id;
        }
    }
    return 0;
}

static void item_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct tally_view *v = ctx;
    int at = memory_view_at(&v->m);
    (void)ui;
    if (id > 0 && at >= 0) {
        int64_t entry =
            nth_item(v, person_at(v, (size_t)at)->id, (size_t)id - 1);
        if (entry != 0) {
            opening_record(v->m.app, &v->reg->ledger, entry);
        }
    }
}

static void open_items(struct tally_view *v)
{
    struct arena *a = &v->m.app->ui.frame;
    int at = memory_view_at(&v->m);
    if (at < 0) {
        return;
    }
    const struct tally_person *p = person_at(v, (size_t)at);
    if (p->n == 0) {
        ui_note(&v->m.app->ui, ROLE_WARN, "%s这半年没有%s的记录。", p->name,
                v->reg->ledger.noun);
        return;
    }
    struct pick_text *rows = arena_array(a, p->n, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < v->tally.n_items; i++) {
        if (v->tally.items[i].person == p->id) {
            rows[n++].text = item_text(v, &v->tally.items[i]);
        }
    }
    pick_texts(v->m.app,
               arena_printf(a, "%s：合计 %" PRId64, p->name, p->total), rows, n,
               0, item_answer, v);
}

/* ---- the view ----------------------------------------------------------- */

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct tally_view *v = self_of(view);
    struct span span = span_of(v);
    struct rect list = {area.row + 1, area.col, area.rows - 1, area.cols};
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "%s › %s%s", v->reg->tally->title,
                              source_span_text(&ui->frame, &span),
                              v->ranked ? "，按合计排" : ""));
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, list.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    listbox_draw(&v->m.box, c, list, ui->top == view);
}

static void go_to(struct tally_view *v, int month)
{
    if (month_first_day(month) > v->m.app->book->day) {
        ui_note(&v->m.app->ui, ROLE_WARN, "后一个半年还没有到。");
    } else if (month_first_day(month) != DATE_NONE) {
        v->month = month;
        load(&v->m);
    }
}

static void print(struct tally_view *v)
{
    struct app *app = v->m.app;
    print_menu_open_form(app,
                         arena_printf(&app->ui.frame, "%s-%s",
                                      v->reg->ledger.name,
                                      v->ranked ? "rank" : "sum"),
                         span_of(v));
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct tally_view *v = self_of(view);
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_TALLY_ITEMS:
        open_items(v);
        return VIEW_DONE;
    case CMD_TALLY_ORDER:
        v->ranked = !v->ranked;
        load(&v->m);
        return VIEW_DONE;
    case CMD_TALLY_PRINT:
        print(v);
        return VIEW_DONE;
    case CMD_TALLY_BEFORE:
        go_to(v, v->month - HALF);
        return VIEW_DONE;
    case CMD_TALLY_AFTER:
        go_to(v, v->month + HALF);
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static void help(const struct view *view, struct strbuf *out)
{
    const struct tally_view *v = (const struct tally_view *)view;
    sb_addf(out,
            "【%s】一人一行，照名册的次序；各栏是计入的合计，同一项超出上限的"
            "不计，列在“超出上限”里。补记的算在所记半年的最后一天。\n"
            "不按名次公示；要看名次按 F5。\n\n",
            v->reg->tally->title);
}

static void close_view(struct view *view)
{
    mem_free(self_of(view)->columns);
    memory_view_close(view);
}

static const struct view_class tally_view_class = {
    .name = "tally",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = close_view,
};

/* The words are the register's: as many columns as it has of them. */
static size_t make_columns(struct tally_view *v, const char *const *words,
                           size_t n_words)
{
    size_t n = BEFORE + n_words + BEHIND;
    struct list_column *c = mem_new(n * sizeof *c);
    c[0] = (struct list_column){"序", 3, 4, 3, FIT_RIGHT, true, false};
    c[1] = (struct list_column){"姓名", 8, 16, 1, FIT_LEFT, false, false};
    for (size_t i = 0; i < n_words; i++) {
        c[BEFORE + i] =
            (struct list_column){words[i], 6, 10, 2, FIT_RIGHT, true, false};
    }
    c[n - 3] = (struct list_column){"合计", 6, 10, 1, FIT_RIGHT, true, false};
    c[n - 2] =
        (struct list_column){"超出上限", 8, 10, 2, FIT_RIGHT, true, false};
    c[n - 1] = (struct list_column){"条数", 4, 6, 3, FIT_RIGHT, true, false};
    v->columns = c;
    return n;
}

void tally_view_open(struct app *app, const struct small_register *reg)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct tally t;
    int month = month_of(app->book->day);
    struct span span = span_of_month(month);
    if (!tally_of(app->book, &a, reg, &span, &t, &err)) {
        ui_note_err(&app->ui, &err);
        arena_clear(&a);
        return;
    }
    struct tally_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_TALLY;
    v->m.load = load;
    v->reg = reg;
    v->month = month - month % HALF;
    size_t n = make_columns(v, t.words, t.n_words);
    memory_view_open(&v->m, &tally_view_class, v->columns, n);
    v->m.box.empty = "没有在册的党员。";
    arena_clear(&a);
}
