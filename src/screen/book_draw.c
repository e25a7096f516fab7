/* How a ledger looks as a list: the top line, the tabs as far as they fit, the
   list box, the name of the filter on its last line. */
#include "book_parts.h"
#include "pbtui/text/width.h"

static int tab_cols(const struct book_view *v, size_t i)
{
    return width_cols(v->ledger->views[i].title) + 3;
}

/* The first tab shown: later ones when the current would not fit. */
static size_t first_tab(const struct book_view *v, int cols)
{
    size_t first = v->tab;
    int used = tab_cols(v, v->tab) + 2;
    while (first > 0 && used + tab_cols(v, first - 1) <= cols) {
        used += tab_cols(v, --first);
    }
    return first;
}

static void draw_tabs(const struct book_view *v, struct canvas *c, int row)
{
    int col = 0;
    size_t first = first_tab(v, c->cols);
    if (first > 0) {
        canvas_put(c, row, 0, ROLE_DIM, "<");
    }
    for (size_t i = first; i < v->ledger->n_views; i++) {
        enum role role = i == v->tab ? ROLE_BUTTON_ON : ROLE_DIM;
        if (col + tab_cols(v, i) > c->cols) {
            canvas_put(c, row, c->cols - 1, ROLE_DIM, ">");
            break;
        }
        col = canvas_putf(c, row, col + 1, role, " %s ",
                          v->ledger->views[i].title);
    }
}

/* Which rows are left out, on the list's own last line. */
static void draw_facet(const struct book_view *v, struct canvas *c, int row)
{
    if (v->facet >= 0) {
        canvas_putf(c, row, 1, ROLE_MATCH, " 只看%s：%s （F5 取消） ",
                    v->ledger->fields[v->facet].label,
                    v->facet_shown[0] != '\0' ? v->facet_shown : "（空）");
    }
}

void book_draw(struct view *view, struct ui *ui, struct canvas *c,
               struct rect area)
{
    struct book_view *v = (struct book_view *)view;
    const char *title =
        v->scope.title != NULL ? v->scope.title : v->ledger->title;
    const char *where =
        v->parent_name != NULL
            ? arena_printf(&ui->frame, "%s › %s", v->parent_name, title)
            : title;
    app_draw_top(v->app, c, area.row, where);
    draw_tabs(v, c, area.row + 1);
    v->list.empty =
        v->facet >= 0
            ? "筛选后没有记录。按 F5 取消筛选；按 Tab 看别的栏。"
            : "这里还没有记录。按 F3 新增，Ctrl+U 导入表格；按 Tab 看别的栏。";
    struct rect list = {area.row + 2, area.col, area.rows - 2, area.cols};
    listbox_draw(&v->list, c, list, ui->top == view);
    if (v->list.filter.text.len == 0 && !v->list.filtering) {
        draw_facet(v, c, area.row + area.rows - 1);
    }
}

/* The top line, the tabs and the filter's name change only together with the
   rows, and then the list says that it must be drawn. */
bool book_patch(struct view *view, struct ui *ui, struct canvas *c)
{
    struct book_view *v = (struct book_view *)view;
    (void)ui;
    return v->facet < 0 && listbox_patch(&v->list, c);
}
