/* The left column: in a new ledger the first steps; the duties of the month,
   of the quarter and the year; the year as strips of lights. */
#include <string.h>

#include "home_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/report/duties_table.h"
#include "pbtui/text/date.h"

#define NAME_COLS 16

/* Of a cell that is done: the last time. */
static const char *done_tail(struct home_view *v, const struct duty_cell *c)
{
    if (c->count == 0) {
        return "";
    }
    return arena_printf(&v->arena, "%s%s",
                        home_month_day(&v->arena, c->last, v->year.matrix.year),
                        c->last_late ? " 补" : "");
}

static const char *left_tail(struct home_view *v, const struct duty_row *r,
                             const struct duty_cell *c)
{
    int left = c->span.to - 1 - v->day;
    if (c->alarm == 0 && r->duty->when[0] != '\0') {
        return r->duty->when;
    }
    return left == 0 ? "今天截止" : arena_printf(&v->arena, "还剩 %d 天", left);
}

static void put_duty(struct home_view *v, const struct duty_row *r)
{
    size_t cell = duty_cell_of(r->duty->period, v->day);
    const struct duty_cell *c = &r->cells[cell];
    struct home_line line = {
        .shape = HOME_DUTY,
        .goes = HOME_TO_CELL,
        .role = duties_role(c),
        .sign = duty_light_sign(c->light),
        .text = duty_row_name(&v->arena, r, NAME_COLS),
        .row = r,
        .cell = cell,
    };
    switch (c->light) {
    case DUTY_DONE:
        line.tail = done_tail(v, c);
        break;
    case DUTY_RUNNING:
        line.tail = left_tail(v, r, c);
        break;
    default:
        line.tail = c->why;
        break;
    }
    home_put(v, HOME_LEFT, line);
}

/* What is asked for at some time of the year, by a book that is kept. */
static bool is_shown(const struct duty_row *r)
{
    if (r->duty->period == DUTY_EVENT || duty_is_unknown(r->duty)) {
        return false;
    }
    for (size_t i = 0; i < r->n_cells; i++) {
        if (r->cells[i].light != DUTY_NA) {
            return true;
        }
    }
    return false;
}

static bool is_monthly(const struct duty_row *r)
{
    return r->duty->period == DUTY_MONTH;
}

static const char *month_title(struct home_view *v)
{
    static const char *const months[] = {"一", "二", "三",   "四",
                                         "五", "六", "七",   "八",
                                         "九", "十", "十一", "十二"};
    size_t month = duty_cell_of(DUTY_MONTH, v->day);
    bool open = false;
    for (size_t i = 0; i < v->year.matrix.n; i++) {
        const struct duty_row *r = &v->year.matrix.rows[i];
        open = open || (is_monthly(r) && is_shown(r) &&
                        r->cells[month].light == DUTY_RUNNING);
    }
    return arena_printf(&v->arena, "%s月必办%s", months[month],
                        open ? "" : " · 都办了");
}

static const char *year_title(struct home_view *v)
{
    const struct duty_matrix *m = &v->year.matrix;
    if (m->missing > 0) {
        return arena_printf(&v->arena, "全年 · 缺 %d 项", m->missing);
    }
    return m->applicable > 0 ? "全年 · 没有缺项" : "全年";
}

/* What is only written down when it is done has a line of its own from the
   first alarm on; until then one line stands for all of them. */
static bool is_folded(const struct home_view *v, const struct duty_row *r)
{
    const struct duty_cell *c =
        &r->cells[duty_cell_of(r->duty->period, v->day)];
    static const char *const books[] = {"done", "report", "notice", "assess"};
    bool written = false;
    for (size_t i = 0; i < ARRAY_LEN(books); i++) {
        written = written || strcmp(r->duty->book, books[i]) == 0;
    }
    return written && r->duty->kind[0] == '\0' && c->alarm == 0;
}

static void put_folded(struct home_view *v)
{
    const struct duty_matrix *m = &v->year.matrix;
    const struct duty_row *first = NULL;
    struct strbuf names;
    int open = 0;
    sb_init(&names);
    for (size_t i = 0; i < m->n; i++) {
        const struct duty_row *r = &m->rows[i];
        if (is_monthly(r) || !is_shown(r) || !is_folded(v, r)) {
            continue;
        }
        first = first == NULL ? r : first;
        if (r->cells[duty_cell_of(r->duty->period, v->day)].light ==
            DUTY_RUNNING) {
            sb_addf(&names, " %s", r->duty->abbr);
            open++;
        }
    }
    if (first != NULL) {
        enum duty_light light = open > 0 ? DUTY_RUNNING : DUTY_DONE;
        home_put(v, HOME_LEFT,
                 (struct home_line){
                     .shape = HOME_TEXT,
                     .goes = HOME_TO_MATRIX,
                     .sign = duty_light_sign(light),
                     .role = open > 0 ? ROLE_RUNNING : ROLE_OK,
                     .row = first,
                     .text = open > 0 ? arena_printf(&v->arena, "另 %d 项%s",
                                                     open, names.s)
                                      : "登记的各项都办了",
                 });
    }
    sb_clear(&names);
}

static void put_strips(struct home_view *v)
{
    const struct duty_matrix *m = &v->year.matrix;
    home_put(
        v, HOME_LEFT,
        (struct home_line){.shape = HOME_MONTHS, .role = ROLE_DIM, .text = ""});
    for (size_t i = 0; i < m->n; i++) {
        const struct duty_row *r = &m->rows[i];
        if (is_monthly(r) && is_shown(r)) {
            home_put(v, HOME_LEFT,
                     (struct home_line){
                         .shape = HOME_STRIP,
                         .goes = HOME_TO_MATRIX,
                         .text = duty_row_name(&v->arena, r, 0),
                         .row = r,
                     });
        }
    }
}

static void put_duties(struct home_view *v)
{
    const struct duty_matrix *m = &v->year.matrix;
    home_put_head(v, HOME_LEFT, month_title(v));
    for (size_t i = 0; i < m->n; i++) {
        if (is_monthly(&m->rows[i]) && is_shown(&m->rows[i])) {
            put_duty(v, &m->rows[i]);
        }
    }
    home_put_head(v, HOME_LEFT, "本季 · 本年");
    for (size_t i = 0; i < m->n; i++) {
        const struct duty_row *r = &m->rows[i];
        if (!is_monthly(r) && is_shown(r) && !is_folded(v, r)) {
            put_duty(v, r);
        }
    }
    put_folded(v);
    home_put_head(v, HOME_LEFT, year_title(v));
    put_strips(v);
}

/* In a ledger that has just been made: what comes first. */
static void put_first_steps(struct home_view *v)
{
    bool people = v->outlook.full + v->outlook.probation > 0;
    if (people && v->outlook.has_events) {
        return;
    }
    home_put_head(v, HOME_LEFT, "从这里开始");
    home_put(v, HOME_LEFT,
             (struct home_line){
                 .shape = HOME_TEXT,
                 .goes = people ? HOME_TO_BOOK : HOME_TO_NEW,
                 .role = people ? ROLE_OK : ROLE_TEXT,
                 .sign = people ? "●" : "○",
                 .text = people ? "党员已登记" : "第一步：登记党员，按 Enter",
                 .ledger = &ledger_people,
             });
    home_put(v, HOME_LEFT,
             (struct home_line){
                 .shape = HOME_TEXT,
                 .goes = HOME_TO_KINDS,
                 .sign = "○",
                 .text = "第二步：登记第一次会议，按 Enter",
             });
}

void home_left(struct home_view *v)
{
    put_first_steps(v);
    put_duties(v);
}
