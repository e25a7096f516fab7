/* The plan of a year against what was held.

   Stages: rows of the plan → events of the year that count → each row takes
   its linked event, then each that has none the first of its kind (and group)
   of its month that is nobody's.  And the way from last year's plan to this
   one's, in one change. */
#include "pbtui/ledger/plans.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"

const char *plan_state_text(enum plan_state s)
{
    static const char *const texts[] = {
        [PLAN_HELD] = "已办",        [PLAN_UNLINKED] = "有会未挂",
        [PLAN_OVERDUE] = "逾期未办", [PLAN_AHEAD] = "计划",
        [PLAN_GIVEN_UP] = "取消",
    };
    return texts[s];
}

static void bind_year(struct stmt *st, const struct book *b, int year)
{
    char text[8];
    stmt_int(st, ":branch", b->branch);
    stmt_text(st, ":first", month_text(month_make(year, 1), text));
    stmt_text(st, ":last", month_text(month_make(year, 12), text));
}

/* ---- rows --------------------------------------------------------------- */

static const char *kind_name(struct book *b, const char *code)
{
    const struct kind *k = kinds_by_code(book_kinds(b), code);
    return k != NULL ? k->name : code;
}

/* Linked and held; what is linked but not held yet goes by its own day. */
static void judge_linked(const struct book *b, struct plan_item *item,
                         const char *state)
{
    item->linked = true;
    bool planned = strcmp(state, EVENT_PLANNED) == 0;
    if (strcmp(state, EVENT_HELD) == 0) {
        item->state = PLAN_HELD;
    } else if (planned && item->on >= b->today) {
        item->state = PLAN_AHEAD;
    } else if (planned) {
        item->state = PLAN_OVERDUE;
    } else {
        item->on = DATE_NONE; /* failed or cancelled: still to be done */
    }
}

static struct plan_item read_item(struct book *b, struct arena *a,
                                  struct stmt *st)
{
    struct plan_item item = {
        .id = stmt_col_int(st, 0),
        .kind = arena_str(a, stmt_col_text(st, 2)),
        .grp = stmt_col_int(st, 3),
        .grp_name = arena_str(a, stmt_col_text(st, 4)),
        .topic = arena_str(a, stmt_col_text(st, 5)),
        .owner = arena_str(a, stmt_col_text(st, 6)),
        .dropped = arena_str(a, stmt_col_text(st, 7)),
        .on = DATE_NONE,
    };
    month_read(stmt_col_text(st, 1), &item.month);
    item.kind_name = kind_name(b, item.kind);
    item.state = item.month < month_of(b->today) ? PLAN_OVERDUE : PLAN_AHEAD;
    if (item.dropped[0] != '\0') {
        item.state = PLAN_GIVEN_UP;
    } else if (!stmt_col_is_null(st, 8)) {
        item.event = stmt_col_int(st, 8);
        date_read(stmt_col_text(st, 10), &item.on);
        judge_linked(b, &item, stmt_col_text(st, 9));
    }
    return item;
}

static bool read_items(struct book *b, struct arena *a, struct plan_year *y,
                       struct err *err)
{
    struct plan_item *list = NULL;
    size_t cap = 0;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select t.id, t.month, t.kind, t.grp_id, g.name, t.topic,"
                  " coalesce(p.name, t.owner_text), t.dropped,"
                  " e.id, e.state, e.on_day from plan t"
                  " left join grp g on g.id = t.grp_id"
                  " left join person p on p.id = t.owner_id"
                  " left join event e on e.id = t.event_id"
                  " and e.voided_on is null"
                  " where t.branch_id = :branch and t.voided_on is null"
                  " and t.month between :first and :last"
                  " order by t.month, t.id"));
    bind_year(&st, b, y->year);
    while (stmt_row(&st)) {
        MEM_PUSH(list, y->n, cap);
        list[y->n++] = read_item(b, a, &st);
    }
    y->items = arena_array(a, y->n, sizeof *y->items);
    if (y->n > 0) {
        memcpy(y->items, list, y->n * sizeof *list);
    }
    mem_free(list);
    return stmt_done(&st, err);
}

/* ---- what was held without a link --------------------------------------- */

static bool fits(const struct plan_item *item, const char *kind, int64_t grp,
                 int month)
{
    return item->event == 0 && item->state != PLAN_GIVEN_UP &&
           item->month == month && strcmp(item->kind, kind) == 0 &&
           item->grp == grp;
}

/* The row of just this group first, then one of any. */
static struct plan_item *row_for(struct plan_year *y, const char *kind,
                                 int64_t grp, int month)
{
    const int64_t groups[] = {grp, 0};
    for (size_t pass = 0; pass < ARRAY_LEN(groups); pass++) {
        for (size_t i = 0; i < y->n; i++) {
            if (fits(&y->items[i], kind, groups[pass], month)) {
                return &y->items[i];
            }
        }
    }
    return NULL;
}

static bool find_unlinked(struct book *b, struct plan_year *y, struct err *err)
{
    char day[11];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select k.event_id, k.kind, k.grp_id, k.on_day"
                  " from event_kind k where k.branch_id = :branch"
                  " and k.on_day between :first and :last and k.counted = 1"
                  " and k.voided_on is null and not exists"
                  " (select 1 from plan o where o.event_id = k.event_id"
                  " and o.kind = k.kind and o.voided_on is null)"
                  " order by k.on_day, k.id"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":first", date_text(date_of(y->year, 1, 1), day));
    stmt_text(&st, ":last", date_text(date_of(y->year, 12, 31), day));
    while (stmt_row(&st)) {
        int on = DATE_NONE;
        date_read(stmt_col_text(&st, 3), &on);
        struct plan_item *item = row_for(y, stmt_col_text(&st, 1),
                                         stmt_col_int(&st, 2), month_of(on));
        if (item != NULL) {
            item->state = PLAN_UNLINKED;
            item->event = stmt_col_int(&st, 0);
            item->on = on;
        }
    }
    return stmt_done(&st, err);
}

bool plan_year(struct book *b, struct arena *a, int year, struct plan_year *out,
               struct err *err)
{
    struct plan_year y = {.year = year};
    if (!read_items(b, a, &y, err) || !find_unlinked(b, &y, err)) {
        return err_doing(err, "读取配档表");
    }
    for (size_t i = 0; i < y.n; i++) {
        enum plan_state s = y.items[i].state;
        y.planned += s != PLAN_GIVEN_UP;
        y.held += s == PLAN_HELD || s == PLAN_UNLINKED;
        y.unlinked += s == PLAN_UNLINKED;
        y.overdue += s == PLAN_OVERDUE;
    }
    *out = y;
    return true;
}

/* ---- linking ------------------------------------------------------------ */

static const char *event_text(struct arena *a, struct stmt *st)
{
    struct value state = {VALUE_TEXT, 0, stmt_col_text(st, 2)};
    struct field f = {.kind = &field_choice, .of = "event_state"};
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s  ", stmt_col_text(st, 1));
    field_format(&f, NULL, &state, &sb);
    sb_addf(&sb, "  %s", stmt_col_text(st, 3));
    const char *text = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return text;
}

bool plan_events(struct book *b, struct arena *a, const struct plan_item *item,
                 struct plan_event *out, size_t max, size_t *n, struct err *err)
{
    int year, month, mday;
    char day[11];
    struct stmt st;
    *n = 0;
    date_split(month_first_day(item->month), &year, &month, &mday);
    stmt_open(&st, b->db,
              SQL("select e.id, e.on_day, e.state, coalesce(k.title, e.title,"
                  " (select topic from agenda g where g.event_id = e.id"
                  " and g.voided_on is null order by g.ord limit 1))"
                  " from event_kind k join event e on e.id = k.event_id"
                  " where k.branch_id = :branch and k.kind = :kind"
                  " and k.voided_on is null and e.voided_on is null"
                  " and e.state in ('1', '2')"
                  " and (:grp = 0 or k.grp_id = :grp)"
                  " and e.on_day between :first and :last"
                  " and not exists (select 1 from plan o where"
                  " o.event_id = e.id and o.kind = k.kind"
                  " and o.id <> :id and o.voided_on is null)"
                  " order by abs(cast(substr(e.on_day, 6, 2) as integer)"
                  " - :month), e.on_day limit :max"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":kind", item->kind);
    stmt_int(&st, ":grp", item->grp);
    stmt_text(&st, ":first", date_text(date_of(year, 1, 1), day));
    stmt_text(&st, ":last", date_text(date_of(year, 12, 31), day));
    stmt_int(&st, ":id", item->id);
    stmt_int(&st, ":month", month);
    stmt_int(&st, ":max", (int64_t)max);
    while (*n < max && stmt_row(&st)) {
        out[(*n)++] =
            (struct plan_event){stmt_col_int(&st, 0), event_text(a, &st)};
    }
    return stmt_done(&st, err);
}

bool plan_link(struct book *b, struct arena *a, int64_t id, int64_t event,
               struct err *err)
{
    struct record old;
    if (!record_read(&old, &ledger_plan, b, a, id, err)) {
        return false;
    }
    struct record r = record_copy(&old, a);
    if (event != 0) {
        record_set_int(&r, PLAN_EVENT, event);
    } else {
        record_set_null(&r, PLAN_EVENT);
    }
    return ledger_apply(b, a, &r, &old, NULL, err);
}

/* ---- from last year's --------------------------------------------------- */

/* Rows of the year before that are not there again in this one. */
static void open_missing(struct stmt *st, struct book *b, int year)
{
    stmt_open(st, b->db,
              SQL("select t.id from plan t where t.branch_id = :branch"
                  " and t.voided_on is null and t.dropped is null"
                  " and t.month between :first and :last"
                  " and not exists (select 1 from plan n"
                  " where n.branch_id = t.branch_id and n.voided_on is null"
                  " and n.month = :year || substr(t.month, 5)"
                  " and n.kind = t.kind"
                  " and coalesce(n.grp_id, 0) = coalesce(t.grp_id, 0)"
                  " and coalesce(n.topic, '') = coalesce(t.topic, ''))"
                  " order by t.month, t.id"));
    char text[8];
    bind_year(st, b, year - 1);
    month_text(month_make(year, 1), text);
    stmt_textn(st, ":year", text, 4);
}

bool plan_copy_count(struct book *b, int year, int64_t *n, struct err *err)
{
    struct stmt st;
    *n = 0;
    open_missing(&st, b, year);
    while (stmt_row(&st)) {
        (*n)++;
    }
    return stmt_done(&st, err);
}

/* As new, a year later; who has left is named no longer. */
static bool copy_one(struct book *b, struct arena *a, int64_t id,
                     struct record *out, struct err *err)
{
    char text[8];
    int month = MONTH_NONE;
    struct record old;
    if (!record_read(&old, &ledger_plan, b, a, id, err)) {
        return false;
    }
    struct record r = record_copy(&old, a);
    r.id = 0;
    r.ver = 0;
    month_read(record_text(&old, PLAN_MONTH), &month);
    record_set_text(&r, PLAN_MONTH, arena_str(a, month_text(month + 12, text)));
    record_set_null(&r, PLAN_EVENT);
    if (!record_is_null(&r, PLAN_OWNER) &&
        !people_is_member(b, record_int(&r, PLAN_OWNER), b->branch, b->today)) {
        record_set_null(&r, PLAN_OWNER);
    }
    *out = r;
    return true;
}

bool plan_copy(struct book *b, struct arena *a, int year, size_t *n,
               struct err *err)
{
    int64_t *ids = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    open_missing(&st, b, year);
    while (stmt_row(&st)) {
        MEM_PUSH(ids, *n, cap);
        ids[(*n)++] = stmt_col_int(&st, 0);
    }
    bool ok = stmt_done(&st, err);
    struct record *records = arena_array(a, *n, sizeof *records);
    struct apply_part *parts = arena_array(a, *n, sizeof *parts);
    for (size_t i = 0; ok && ids != NULL && i < *n; i++) {
        ok = copy_one(b, a, ids[i], &records[i], err);
        parts[i] = (struct apply_part){.r = &records[i], APPLY_ALONE};
    }
    mem_free(ids);
    if (ok && *n == 0) {
        return err_set(err, ERR_RULE, "E-PLAN-007",
                       "%d 年的配档表没有可以照搬的（没有，或今年都有了）。",
                       year - 1);
    }
    return ok &&
           ledger_apply_parts(
               b, a, parts, *n,
               arena_printf(a, "照 %d 年配档表做 %d 年计划", year - 1, year),
               NULL, err);
}
