/* 个人组织生活出勤表 (domain.md 4.3): a line a person, a column an event, then
   what it comes to.  A month or a quarter fits paper; a year's is for a
   spreadsheet, where no column may be missing. */
#include "pbtui/report/rates_table.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "rates_words.h"

static const struct table_column front[] = {
    {.name = "no", .title = "序号", .kind = CELL_NUMBER},
    {.name = "name", .title = "姓名", .priority = 1},
};

static const struct table_column behind[] = {
    {.name = "due", .title = "应参加", .kind = CELL_NUMBER},
    {.name = "came", .title = "实参加", .kind = CELL_NUMBER},
    {.name = "made_up", .title = "补学", .kind = CELL_NUMBER},
    {.name = "rate", .title = "出勤率", .kind = CELL_NUMBER},
    {.name = "rate_after", .title = "补学后", .kind = CELL_NUMBER},
};

/* ✓ 线 假 缺, 补 behind it where it was made up. */
static const char *mark_text(const struct rate_mark *m)
{
    if (m->state == ATTEND_PRESENT[0]) {
        return "✓";
    }
    if (m->state == ATTEND_ONLINE[0]) {
        return "线";
    }
    if (m->state == ATTEND_LEAVE[0]) {
        return m->made_up ? "假补" : "假";
    }
    if (m->state == ATTEND_ABSENT[0]) {
        return m->made_up ? "缺补" : "缺";
    }
    return "";
}

/* 03-05: the year stands in the title. */
static const char *day_title(struct arena *a, int day)
{
    int year, month, mday;
    date_split(day, &year, &month, &mday);
    return arena_printf(a, "%02d-%02d", month, mday);
}

static struct table_column *make_columns(struct arena *a,
                                         const struct rate_sheet *s, size_t *n)
{
    size_t all = ARRAY_LEN(front) + s->n_events + ARRAY_LEN(behind);
    struct table_column *c = arena_array(a, all, sizeof *c);
    *n = 0;
    for (size_t i = 0; i < ARRAY_LEN(front); i++) {
        c[(*n)++] = front[i];
    }
    for (size_t i = 0; i < s->n_events; i++) {
        c[(*n)++] = (struct table_column){
            .name = arena_printf(a, "event%lld", (long long)s->events[i].id),
            .title = day_title(a, s->events[i].on),
        };
    }
    for (size_t i = 0; i < ARRAY_LEN(behind); i++) {
        c[(*n)++] = behind[i];
    }
    return c;
}

static const char *const *make_row(struct arena *a, const struct rates *r,
                                   const struct rate_sheet *s, size_t person,
                                   size_t n_columns)
{
    const struct rate_person *p = &r->people[person];
    const struct rate_count *c = &p->count;
    const char **cells = arena_array(a, n_columns, sizeof *cells);
    size_t n = 0;
    cells[n++] = rates_number(a, (int64_t)person + 1);
    cells[n++] = p->name;
    for (size_t i = 0; i < s->n_events; i++) {
        cells[n++] = mark_text(&s->marks[person * (size_t)r->events + i]);
    }
    cells[n++] = rates_number(a, c->due);
    cells[n++] = rates_number(a, c->present + c->online);
    cells[n++] = rates_number(a, c->made_up);
    cells[n++] = rates_share(a, rate_raw(c), false);
    cells[n] = rates_share(a, rate_after(c), false);
    return (const char *const *)cells;
}

void rates_table_sheet(struct table *out, struct arena *a,
                       const struct rates *r, const struct rate_sheet *sheet,
                       const struct rates_heading *h)
{
    size_t n_columns;
    const struct table_column *columns = make_columns(a, sheet, &n_columns);
    const char *const **rows = arena_array(a, r->n, sizeof *rows);
    for (size_t i = 0; i < r->n; i++) {
        rows[i] = make_row(a, r, sheet, i, n_columns);
    }
    *out = (struct table){
        .of = h->branch,
        .title = rates_title(a, h, "个人组织生活出勤表"),
        .when = rates_when(a, r->day),
        .columns = columns,
        .n_columns = n_columns,
        .rows = rows,
        .n_rows = r->n,
        .foot = "✓ 出席　线 线上　假 请假　缺 缺席　假补、缺补 已补学　"
                "空着的不在应到名单",
    };
}
