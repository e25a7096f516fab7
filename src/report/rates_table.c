/* Attendance as rows of text cells.  The sums of everybody stand in the foot,
   for eyes: a row of sums among people would be a person to a program. */
#include "pbtui/report/rates_table.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "rates_words.h"

#define QUARTER_MONTHS 3

/* ---- words -------------------------------------------------------------- */

static bool is_span(const struct span *s, int first_month, int months)
{
    return s->from == month_first_day(first_month) &&
           s->to == month_last_day(first_month + months - 1);
}

static const char *open_span_text(struct arena *a, const struct span *s)
{
    char from[11];
    char to[11];
    date_text(s->from, from);
    date_text(s->to, to);
    if (s->from == DATE_NONE && s->to == DATE_NONE) {
        return "全部";
    }
    if (s->from == DATE_NONE) {
        return arena_printf(a, "%s 以前", to);
    }
    return s->to == DATE_NONE ? arena_printf(a, "%s 以来", from)
                              : arena_printf(a, "%s 至 %s", from, to);
}

const char *rates_span_text(struct arena *a, const struct span *s)
{
    static const char *const quarters[] = {"一", "二", "三", "四"};
    int year, month, day;
    if (s->from == DATE_NONE || s->to == DATE_NONE) {
        return open_span_text(a, s);
    }
    int first = month_of(s->from);
    date_split(s->from, &year, &month, &day);
    if (is_span(s, first, 12) && month == 1) {
        return arena_printf(a, "%d 年", year);
    }
    if (is_span(s, first, QUARTER_MONTHS) && month % QUARTER_MONTHS == 1) {
        return arena_printf(a, "%d 年%s季度", year,
                            quarters[month / QUARTER_MONTHS]);
    }
    return is_span(s, first, 1) ? arena_printf(a, "%d 年 %d 月", year, month)
                                : open_span_text(a, s);
}

const char *rates_about(struct arena *a, const struct rates_heading *h)
{
    return arena_printf(a, "%s%s%s%s%s", h->span, h->kind[0] != '\0' ? " " : "",
                        h->kind, h->group[0] != '\0' ? " " : "", h->group);
}

const char *rates_made_up_text(struct arena *a, const struct rate_line *l)
{
    char day[11];
    if (l->owed_days >= 0) {
        return arena_printf(a, "待补 %d 天", l->owed_days);
    }
    if (l->made_up_on == DATE_NONE) {
        return "";
    }
    const char *by = l->made_up_by;
    return arena_printf(a, "%s%s%s%s%s", date_text(l->made_up_on, day),
                        l->made_up_form[0] != '\0' ? " " : "", l->made_up_form,
                        by[0] != '\0' ? " " : "", by);
}

const char *rates_number(struct arena *a, int64_t n)
{
    return arena_printf(a, "%" PRId64, n);
}

const char *rates_share(struct arena *a, int rate, bool words)
{
    char text[8];
    if (words) {
        return rate == RATE_NONE ? "" : rates_number(a, rate);
    }
    return arena_str(a, rate_text(rate, text));
}

static const char *day_cell(struct arena *a, int day)
{
    char text[11];
    return arena_str(a, date_text(day, text));
}

const char *rates_title(struct arena *a, const struct rates_heading *h,
                        const char *what)
{
    return arena_printf(a, "%s%s", rates_about(a, h), what);
}

const char *rates_when(struct arena *a, int day)
{
    char text[11];
    return arena_printf(a, "截至 %s", date_text(day, text));
}

/* ---- per person --------------------------------------------------------- */

static const struct table_column people_columns[] = {
    {.name = "no", .title = "序号", .kind = CELL_NUMBER, .priority = 7},
    {.name = "name", .title = "姓名", .priority = 1},
    {.name = "due", .title = "应到", .kind = CELL_NUMBER},
    {.name = "present", .title = "出席", .kind = CELL_NUMBER},
    {.name = "online", .title = "线上", .kind = CELL_NUMBER},
    {.name = "leave", .title = "请假", .kind = CELL_NUMBER},
    {.name = "absent", .title = "缺席", .kind = CELL_NUMBER},
    {.name = "made_up", .title = "已补学", .kind = CELL_NUMBER},
    {.name = "owed", .title = "待补学", .kind = CELL_NUMBER},
    {.name = "rate", .title = "出勤率", .kind = CELL_NUMBER},
    {.name = "rate_after", .title = "补学后", .kind = CELL_NUMBER},
    {.name = "leader",
     .title = "双重组织生活",
     .kind = CELL_NUMBER,
     .priority = 6},
    {.name = "last_away", .title = "最近未到", .min_cols = 10, .priority = 5},
};

/* For programs a share is a whole number, in per mille. */
static const struct table_column *columns_for(struct arena *a, bool words)
{
    struct table_column *c =
        arena_array(a, ARRAY_LEN(people_columns), sizeof *c);
    for (size_t i = 0; i < ARRAY_LEN(people_columns); i++) {
        c[i] = people_columns[i];
        if (words && strncmp(c[i].name, "rate", 4) == 0) {
            c[i].name = arena_printf(a, "%s_permille", c[i].name);
        }
    }
    return c;
}

static const char *const *people_row(struct arena *a,
                                     const struct rate_person *p, size_t no,
                                     bool words)
{
    const struct rate_count *c = &p->count;
    const int counts[] = {c->due,    c->present, c->online, c->leave,
                          c->absent, c->made_up, c->owed};
    const char **cells =
        arena_array(a, ARRAY_LEN(people_columns), sizeof *cells);
    size_t n = 0;
    cells[n++] = rates_number(a, (int64_t)no);
    cells[n++] = p->name;
    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        cells[n++] = rates_number(a, counts[i]);
    }
    cells[n++] = rates_share(a, rate_raw(c), words);
    cells[n++] = rates_share(a, rate_after(c), words);
    cells[n++] = rates_number(a, c->leader);
    cells[n++] = day_cell(a, p->last_away);
    return (const char *const *)cells;
}

static const char *sums(struct arena *a, const struct rate_count *c)
{
    return arena_printf(a,
                        "应到 %d 人次，出席 %d，线上 %d，请假 %d，缺席 %d\n"
                        "已补学 %d，待补学 %d；出勤率 %s，补学后 %s",
                        c->due, c->present, c->online, c->leave, c->absent,
                        c->made_up, c->owed, rates_share(a, rate_raw(c), false),
                        rates_share(a, rate_after(c), false));
}

void rates_table_people(struct table *out, struct arena *a,
                        const struct rates *r, const struct rates_heading *h)
{
    const char *const **rows = arena_array(a, r->n, sizeof *rows);
    for (size_t i = 0; i < r->n; i++) {
        rows[i] = people_row(a, &r->people[i], i + 1, h->words);
    }
    *out = (struct table){
        .of = h->branch,
        .title = rates_title(a, h, "出勤统计"),
        .when = rates_when(a, r->day),
        .columns = columns_for(a, h->words),
        .n_columns = ARRAY_LEN(people_columns),
        .rows = rows,
        .n_rows = r->n,
        .foot = arena_printf(a, "会议、活动 %d 次，%zu 人；%s", r->events, r->n,
                             sums(a, &r->total)),
    };
}

/* ---- one line of a roll each -------------------------------------------- */

static const struct table_column away_columns[] = {
    {.name = "on", .title = "日期", .min_cols = 10},
    {.name = "name", .title = "姓名", .priority = 1},
    {.name = "meeting", .title = "会议、活动", .max_cols = 60, .min_cols = 14},
    {.name = "state", .title = "情况", .min_cols = 4},
    {.name = "reason", .title = "原因", .min_cols = 8},
    {.name = "makeup", .title = "补学", .min_cols = 15},
};

/* Each thing in a column of its own, with the numbers commands name it by. */
static const struct table_column away_columns_for_programs[] = {
    {.name = "id", .title = "编号", .kind = CELL_NUMBER},
    {.name = "event", .title = "会议编号", .kind = CELL_NUMBER},
    {.name = "on", .title = "日期"},
    {.name = "name", .title = "姓名"},
    {.name = "meeting", .title = "会议、活动"},
    {.name = "state", .title = "情况"},
    {.name = "reason", .title = "原因"},
    {.name = "made_up_on", .title = "补学日期"},
    {.name = "made_up_form", .title = "补学形式"},
    {.name = "made_up_by", .title = "补学人员"},
    {.name = "owed_days", .title = "待补天数", .kind = CELL_NUMBER},
};

static const char *const *away_row(struct arena *a, const struct rate_line *l,
                                   bool words)
{
    const char **cells =
        arena_array(a, ARRAY_LEN(away_columns_for_programs), sizeof *cells);
    size_t n = 0;
    if (words) {
        cells[n++] = rates_number(a, l->id);
        cells[n++] = rates_number(a, l->event);
    }
    cells[n++] = day_cell(a, l->on);
    cells[n++] = l->name;
    cells[n++] = l->meeting;
    cells[n++] = codes_name("attend_state", l->state);
    cells[n++] = l->reason;
    if (!words) {
        cells[n] = rates_made_up_text(a, l);
        return (const char *const *)cells;
    }
    cells[n++] = day_cell(a, l->made_up_on);
    cells[n++] = l->made_up_form;
    cells[n++] = l->made_up_by;
    cells[n] = l->owed_days >= 0 ? rates_number(a, l->owed_days) : "";
    return (const char *const *)cells;
}

void rates_table_away(struct table *out, struct arena *a, const struct rates *r,
                      const struct rates_heading *h)
{
    const char *const **rows = arena_array(a, r->n_away, sizeof *rows);
    for (size_t i = 0; i < r->n_away; i++) {
        rows[i] = away_row(a, &r->away[i], h->words);
    }
    *out = (struct table){
        .of = h->branch,
        .title = rates_title(a, h, "未到名单"),
        .when = rates_when(a, r->day),
        .columns = h->words ? away_columns_for_programs : away_columns,
        .n_columns = h->words ? ARRAY_LEN(away_columns_for_programs)
                              : ARRAY_LEN(away_columns),
        .rows = rows,
        .n_rows = r->n_away,
        .foot = arena_printf(a, "未到 %zu 人次，已补学 %d，待补学 %d",
                             r->n_away, r->total.made_up, r->total.owed),
    };
}

static const struct table_column person_columns[] = {
    {.name = "no", .title = "序号", .kind = CELL_NUMBER, .priority = 7},
    {.name = "on", .title = "日期", .min_cols = 10},
    {.name = "meeting", .title = "会议、活动", .max_cols = 60, .min_cols = 14},
    {.name = "state", .title = "到会", .min_cols = 4},
    {.name = "reason", .title = "原因", .min_cols = 8, .priority = 5},
    {.name = "makeup", .title = "补学", .min_cols = 15, .priority = 4},
    {.name = "leader", .title = "双重", .kind = CELL_FLAG, .priority = 6},
};

void rates_table_person(struct table *out, struct arena *a,
                        const struct rate_line *lines, size_t n,
                        const struct rate_person *who, int day,
                        const struct rates_heading *h)
{
    const char *const **rows = arena_array(a, n, sizeof *rows);
    const char *what = arena_printf(a, " %s 组织生活出勤表", who->name);
    for (size_t i = 0; i < n; i++) {
        const struct rate_line *l = &lines[i];
        const char **cells =
            arena_array(a, ARRAY_LEN(person_columns), sizeof *cells);
        size_t k = 0;
        cells[k++] = rates_number(a, (int64_t)i + 1);
        cells[k++] = day_cell(a, l->on);
        cells[k++] = l->meeting;
        cells[k++] = codes_name("attend_state", l->state);
        cells[k++] = l->reason;
        cells[k++] = rates_made_up_text(a, l);
        cells[k++] = l->leader ? "是" : "";
        rows[i] = (const char *const *)cells;
    }
    *out = (struct table){
        .of = h->branch,
        .title = rates_title(a, h, what),
        .when = rates_when(a, day),
        .columns = person_columns,
        .n_columns = ARRAY_LEN(person_columns),
        .rows = rows,
        .n_rows = n,
        .foot = arena_printf(a, "%s；双重组织生活 %d 次", sums(a, &who->count),
                             who->count.leader),
    };
}
