/* What stands above the lists: which of them it is, and the sums.  A number
   that has no room is left out whole: half of it would be another number. */
#include "rates_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/text/width.h"

struct piece {
    const char *label;
    const char *value;
    enum role role;
};

static int put_piece(struct canvas *c, int row, int col, const struct piece *p)
{
    if (col + width_cols(p->label) + 1 + width_cols(p->value) > c->cols) {
        return c->cols; /* and nothing behind it */
    }
    col = canvas_put(c, row, col, ROLE_DIM, p->label) + 1;
    return canvas_put(c, row, col, p->role, p->value) + 2;
}

static const char *number(struct arena *a, int n)
{
    return arena_printf(a, "%d", n);
}

static const char *percent(struct arena *a, int share)
{
    char text[8];
    return arena_str(a, rate_text(share, text));
}

static void draw_sums(const struct rates_view *v, struct canvas *c, int row)
{
    struct arena *a = &v->app->ui.frame;
    bool one = v->pane == RATES_PERSON;
    const struct rate_person who = rates_who(v);
    const struct rate_count *n = one ? &who.count : &v->r.total;
    const struct piece pieces[] = {
        {"出勤率", percent(a, rate_raw(n)), ROLE_TEXT},
        {"补学后", percent(a, rate_after(n)), ROLE_TEXT},
        {"待补", number(a, n->owed), n->owed > 0 ? ROLE_WARN : ROLE_TEXT},
        {"应到", number(a, n->due), ROLE_TEXT},
        {"出席", number(a, n->present), ROLE_TEXT},
        {"线上", number(a, n->online), ROLE_TEXT},
        {"请假", number(a, n->leave), ROLE_TEXT},
        {"缺席", number(a, n->absent), ROLE_TEXT},
        {one ? "双重" : "活动", number(a, one ? n->leader : v->r.events),
         ROLE_TEXT},
    };
    int col = 1;
    for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
        col = put_piece(c, row, col, &pieces[i]);
    }
}

void rates_draw_head(const struct rates_view *v, struct canvas *c, int row)
{
    struct arena *a = &v->app->ui.frame;
    const char *const panes[N_RATES_PANES] = {
        " 人员 ", " 未到 ", arena_printf(a, " %s ", rates_who(v).name)};
    int shown = v->pane == RATES_PERSON ? N_RATES_PANES : RATES_PERSON;
    int col = 1;
    for (int i = 0; i < shown; i++) {
        bool on = i == (int)v->pane;
        col =
            canvas_put(c, row, col, on ? ROLE_BUTTON_ON : ROLE_DIM, panes[i]) +
            1;
    }
    canvas_put(c, row, col + 1, ROLE_DIM, "PgUp/PgDn 换时间");
    draw_sums(v, c, row + 1);
}
