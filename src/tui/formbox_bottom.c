/* What there is to say about the focused item: a complaint about the last key,
   its error, the choices that fit what was typed, or its hint.  One row, or as
   many as it needs where there is room. */
#include "formbox_parts.h"
#include "pbtui/text/width.h"
#include "wrap.h"

#define BOTTOM_ROWS_MIN 2
#define BOTTOM_ROWS_MAX 6
#define ROOMY_ROWS      8 /* from here on the bottom may have more than one */
#define FORM_SHARE      4 /* … and never more than one in four */

/* A hint says how to fill it in. */
static const char *bottom_text(const struct formbox *f,
                               const struct form_item *item, enum role *role)
{
    const char *complaint =
        item->memo != NULL ? memo_complaint(item->memo) : item->line.complaint;
    if (complaint[0] != '\0') {
        *role = ROLE_WARN;
        return complaint;
    }
    if (item->error[0] != '\0') {
        *role = ROLE_ERROR;
        return item->error;
    }
    *role = ROLE_DIM;
    return item->hint != NULL && !f->read_only ? item->hint : "";
}

static bool shows_choices(const struct formbox *f, const struct form_item *item)
{
    return !f->read_only && item->editor == FORM_CHOICE &&
           item->error[0] == '\0' && choice_is_open(item);
}

/* Like an input method's candidates, the best first. */
static void draw_choices(const struct form_item *item, struct canvas *c,
                         struct rect at)
{
    int col = at.col;
    int i;
    for (int n = 0; (i = choice_match(item, n)) >= 0; n++) {
        int cols = width_cols(item->choices[i]);
        if (col + cols > at.col + at.cols) {
            return;
        }
        col = canvas_put(c, at.row, col, n == 0 ? ROLE_SELECTED : ROLE_TEXT,
                         item->choices[i]) +
              2;
    }
    if (col == at.col) {
        canvas_put_fit(c, at.row, col, at.cols, ROLE_WARN, FIT_LEFT,
                       "没有这一项，按空格或 F4 选择");
    }
}

int bottom_rows(const struct formbox *f, const struct form_item *item,
                struct rect area)
{
    if (area.rows < 3) {
        return 0;
    }
    enum role role;
    int rows = 1;
    int most = area.rows / FORM_SHARE;
    if (!shows_choices(f, item) && area.rows >= ROOMY_ROWS) {
        rows = wrap_rows(bottom_text(f, item, &role), area.cols - 2, NULL);
    }
    most = most < BOTTOM_ROWS_MIN   ? BOTTOM_ROWS_MIN
           : most > BOTTOM_ROWS_MAX ? BOTTOM_ROWS_MAX
                                    : most;
    return rows < most ? rows : most;
}

void bottom_draw(const struct formbox *f, const struct form_item *item,
                 struct canvas *c, struct rect at)
{
    if (shows_choices(f, item)) {
        draw_choices(item, c, at);
        return;
    }
    enum role role;
    const char *text = bottom_text(f, item, &role);
    if (at.rows == 1) { /* may be too long for it: told by the … */
        canvas_put_fit(c, at.row, at.col, at.cols, role, FIT_LEFT, text);
    } else {
        wrap_draw(c, at, role, text, 0);
    }
}
