/* What stands on the first screen: lines made from the matrix of the year and
   the branch's outlook.  The left column says what has to be held
   (home_left.c), the right one what there is and what is due (home_right.c). */
#include "home_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

bool home_is_stop(const struct home_line *l)
{
    return l->goes != HOME_STAYS;
}

void home_put(struct home_view *v, int column, struct home_line line)
{
    struct home_column *c = &v->columns[column];
    line.sign = line.sign == NULL ? "" : line.sign;
    line.tail = line.tail == NULL ? "" : line.tail;
    line.rule = line.rule == NULL ? "" : line.rule;
    MEM_PUSH(c->v, c->n, c->cap);
    c->v[c->n++] = line;
}

void home_put_head(struct home_view *v, int column, const char *title)
{
    home_put(v, column,
             (struct home_line){
                 .shape = HOME_HEAD, .role = ROLE_BORDER, .text = title});
}

const char *home_month_day(struct arena *a, int day, int year)
{
    int y;
    int m;
    int d;
    date_split(day, &y, &m, &d);
    return y == year ? arena_printf(a, "%02d-%02d", m, d)
                     : arena_printf(a, "%d-%02d-%02d", y, m, d);
}

/* c->n: nothing is urgent. */
static size_t first_urgent(const struct home_column *c)
{
    size_t at = 0;
    while (at < c->n &&
           !(home_is_stop(&c->v[at]) && strcmp(c->v[at].sign, "!") == 0)) {
        at++;
    }
    return at;
}

/* What is urgent, or else whatever is not done; 0: all is. */
static size_t first_open(const struct home_column *c)
{
    size_t at = first_urgent(c);
    if (at < c->n) {
        return at;
    }
    for (at = 0; at < c->n; at++) {
        enum role role = c->v[at].role;
        if (home_is_stop(&c->v[at]) && role != ROLE_OK && role != ROLE_DIM) {
            return at;
        }
    }
    return 0;
}

/* The cursor stays where it was, or goes to the first thing to be done. */
static void place_cursor(struct home_column *c, bool first)
{
    size_t at = c->at < c->n ? c->at : 0;
    if (first) {
        at = first_open(c);
    }
    while (at < c->n && !home_is_stop(&c->v[at])) {
        at++;
    }
    while (at > 0 && (at >= c->n || !home_is_stop(&c->v[at]))) {
        at--;
    }
    c->at = at;
}

void home_forget_lines(struct home_view *v)
{
    for (int i = 0; i < HOME_COLUMNS; i++) {
        v->columns[i].n = 0;
    }
}

void home_lines(struct home_view *v)
{
    home_forget_lines(v);
    home_left(v);
    home_right(v);
    for (int i = 0; i < HOME_COLUMNS; i++) {
        place_cursor(&v->columns[i], !v->placed);
    }
    v->placed = true;
}

struct home_line *home_line(struct home_view *v)
{
    struct home_column *c = &v->columns[v->focus];
    return c->at < c->n && home_is_stop(&c->v[c->at]) ? &c->v[c->at] : NULL;
}
