/* Moving over the document: from page to page, over a page that is higher or
   wider than the screen, and to the page whose number is typed. */
#include <stdlib.h>
#include <string.h>

#include "pbtui/text/clean.h"
#include "preview_parts.h"

static int between(int n, int most)
{
    return n > most ? (most > 0 ? most : 0) : n < 0 ? 0 : n;
}

void preview_scroll(struct preview_view *v, int rows, int cols)
{
    struct preview_sheet s = preview_sheet(v, &v->app->ui.frame);
    v->top = between(v->top + rows, s.rows - v->seen_rows);
    v->left = between(v->left + cols, s.cols - v->seen_cols);
}

void preview_go(struct preview_view *v, size_t page)
{
    v->page = page < v->what.doc.n ? page : v->what.doc.n - 1;
    v->top = 0;
    preview_scroll(v, 0, 0); /* the sheets may differ in width */
}

void preview_next(struct preview_view *v, bool forward)
{
    struct ui *ui = &v->app->ui;
    if (forward && v->page + 1 >= v->what.doc.n) {
        ui_note(ui, ROLE_DIM, "已经是最后一页。");
    } else if (!forward && v->page == 0) {
        ui_note(ui, ROLE_DIM, "已经是第一页。");
    } else {
        preview_go(v, forward ? v->page + 1 : v->page - 1);
    }
}

/* A row is seen twice, so that the eye finds its place. */
void preview_screenful(struct preview_view *v, bool down)
{
    int step = v->seen_rows > 2 ? v->seen_rows - 1 : 1;
    int before = v->top;
    size_t page = v->page;
    preview_scroll(v, down ? step : -step, 0);
    if (v->top != before) {
        return;
    }
    preview_next(v, down);
    if (!down && v->page != page) {
        struct preview_sheet s = preview_sheet(v, &v->app->ui.frame);
        preview_scroll(v, s.rows, 0);
    }
}

/* ---- by number ---------------------------------------------------------- */

bool preview_go_key(struct preview_view *v, const struct key *k)
{
    size_t n = strlen(v->go);
    if (k->kind == K_NAMED && k->code == KC_BACKSPACE && n > 0) {
        v->go[n - 1] = '\0';
        return true;
    }
    uint32_t cp = k->kind == K_CHAR ? text_fold_cp(k->code) : 0;
    if (cp < '0' || cp > '9' || (cp == '0' && n == 0)) {
        return false;
    }
    if (n < PREVIEW_GO_DIGITS) {
        v->go[n] = (char)cp;
        v->go[n + 1] = '\0';
    }
    return true;
}

void preview_go_take(struct preview_view *v)
{
    long page = strtol(v->go, NULL, 10);
    v->go[0] = '\0';
    if (page < 1 || (size_t)page > v->what.doc.n) {
        ui_note(&v->app->ui, ROLE_WARN, "没有第 %ld 页，一共 %zu 页。", page,
                v->what.doc.n);
        return;
    }
    preview_go(v, (size_t)page - 1);
}
