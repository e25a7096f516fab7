/* Events from a file: the meeting's fields, what it counts as besides, who
   came, its topics and what was resolved.

   A row becomes a meeting as the command line makes one, then its roll is
   marked by the lists (import_roll.c) and its topics are put in; then it is
   saved whole, by the rules of the meeting.  What habits would fill in (place,
   host, times of the last one) stays empty: a file tells what was.  Minutes of
   each topic, votes, points and actions are books of their own that name their
   event. */
#include <string.h>

#include "event_rows.h"
#include "import_doors.h"
#include "import_names.h"
#include "import_roll.h"
#include "import_topics.h"
#include "meeting_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"

enum {
    X_NO,
    X_ALSO,
    X_LEAD,
    X_ROLL, /* five columns: import_roll.h */
    X_TOPICS = X_ROLL + ROLL_COLUMNS,
    X_RESOLUTIONS,
    X_ALL
};

static const struct field extras[] = {
    [X_NO] = {.column = "nth",
              .label = "第几次",
              .kind = &field_count,
              .hint = "空着按所属年度接着编"},
    [X_ALSO] = {.column = "also",
                .label = "同时记为",
                .kind = &import_field_kinds,
                .hint = "几种用顿号隔开"},
    [X_LEAD] = {.column = "lead",
                .label = "授课人",
                .kind = &field_person,
                .of = "roster",
                .hint = "党课的授课人、学习的领学人"},
    [X_ROLL + ROLL_DUE] = {.column = "due_names",
                           .label = "应到人员",
                           .kind = &import_field_names,
                           .hint = "空着按名册；写了就按写的核对"},
    [X_ROLL + ROLL_PRESENT] = {.column = "present_names",
                               .label = "出席人员",
                               .kind = &import_field_names,
                               .hint = "例如：张三、李四"},
    [X_ROLL + ROLL_ONLINE] = {.column = "online_names",
                              .label = "线上人员",
                              .kind = &import_field_names},
    [X_ROLL + ROLL_LEAVE] = {.column = "leave_names",
                             .label = "请假人员",
                             .kind = &import_field_names,
                             .hint = "例如：王五（因公出差）、赵六（病假）"},
    [X_ROLL + ROLL_ABSENT] = {.column = "absent_names",
                              .label = "缺席人员",
                              .kind = &import_field_names},
    [X_TOPICS] = {.column = "topics",
                  .label = "议题",
                  .kind = &import_field_items,
                  .hint = "几项各占一行，或写 1. 2. 3."},
    [X_RESOLUTIONS] = {.column = "resolutions",
                       .label = "决议",
                       .kind = &import_field_items,
                       .hint = "次序同议题"},
};
_Static_assert(ARRAY_LEN(extras) == X_ALL, "extras");

static const char *const leaves[] = {"also",       "topic", "lead",
                                     "resolution", "away",  NULL};
static const char *const key[] = {"kind", "grp_id", "on_day", "time_from",
                                  NULL};

/* ---- which one it is ------------------------------------------------------
 */

static bool is_it(const struct record *r, const struct record *row)
{
    return record_is_null(r, EVENT_TIME_FROM) ||
           record_is_null(row, EVENT_TIME_FROM) ||
           strcmp(record_text(r, EVENT_TIME_FROM),
                  record_text(row, EVENT_TIME_FROM)) == 0;
}

/* Of that kind, group and day; two of a day are told apart by the time. */
static bool find(const struct import_item *item, int64_t *id, struct err *err)
{
    const struct record *row = item->record;
    struct record r;
    int64_t ids[16];
    size_t n = 0;
    struct stmt st;
    *id = 0;
    stmt_open(&st, item->book->db,
              SQL("select id from event where branch_id = :branch"
                  " and on_day = :day and kind = :kind"
                  " and coalesce(grp_id, 0) = :grp and voided_on is null"
                  " order by id limit 16"));
    stmt_int(&st, ":branch", item->book->branch);
    stmt_text(&st, ":day", record_text(row, EVENT_ON));
    stmt_text(&st, ":kind", record_text(row, EVENT_KIND));
    stmt_int(&st, ":grp", record_int(row, EVENT_GRP));
    while (n < ARRAY_LEN(ids) && stmt_row(&st)) {
        ids[n++] = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    for (size_t i = 0; *id == 0 && i < n; i++) {
        if (!record_read(&r, &ledger_event, item->book, item->arena, ids[i],
                         err)) {
            return false;
        }
        *id = is_it(&r, row) ? ids[i] : 0;
    }
    return true;
}

/* ---- kinds ------------------------------------------------------
 */

/* The row of its first kind; NULL: none yet. */
static struct record *first_kind(const struct meeting *m)
{
    for (size_t i = 0; i < m->kinds.n; i++) {
        if (!m->kinds.v[i].gone &&
            record_int(&m->kinds.v[i].now, EK_ORD) == 1) {
            return &m->kinds.v[i].now;
        }
    }
    return NULL;
}

static bool put_also(struct meeting *m, const struct value *v, struct err *err)
{
    const struct kinds *all = book_kinds(m->book);
    const char **codes = arena_array(m->arena, all->n, sizeof *codes);
    size_t n = 0;
    for (const char *s = v->s; *s != '\0';) {
        const char *at = strstr(s, "、");
        size_t len = at != NULL ? (size_t)(at - s) : strlen(s);
        const struct kind *k = kinds_find(all, arena_strn(m->arena, s, len));
        if (k != NULL && n < all->n) {
            codes[n++] = k->code;
        }
        s += at != NULL ? len + strlen("、") : len;
    }
    return meeting_also(m, codes, n, err);
}

static const char *also_of(const struct meeting *m)
{
    const struct kinds *all = book_kinds(m->book);
    const char *text = "";
    for (size_t k = 0; k < all->n; k++) {
        for (size_t i = 0; i < m->kinds.n; i++) {
            const struct meeting_part *p = &m->kinds.v[i];
            bool here =
                strcmp(record_text(&p->now, EK_KIND), all->list[k].code) == 0;
            if (here && !p->gone && record_int(&p->now, EK_ORD) > 1) {
                text = arena_printf(m->arena, "%s%s%s", text,
                                    text[0] != '\0' ? "、" : "",
                                    all->list[k].name);
            }
        }
    }
    return text;
}

/* ---- lecturer -------------------------------------------------------------
 */

static void put_lead(struct meeting *m, const struct value *v)
{
    size_t at = meeting_lecture(m);
    if (at >= m->kinds.n) {
        return;
    }
    int64_t was = record_int(&m->kinds.v[at].now, EK_LEAD);
    m->kinds.v[at].now.values[EK_LEAD] = *v;
    meeting_suggest_sub(m, at, was);
}

/* ---- a row ------------------------------------------------------------------
 */

static bool build(const struct import_item *item, struct meeting *m,
                  struct err *err)
{
    const struct value *x = item->extras;
    if (!meeting_build(m, item->book, item->arena, item->record, item->old,
                       err)) {
        return false;
    }
    if (item->old == NULL) {
        meeting_forget_habits(m, item->record);
    }
    /* A day ahead is a plan, unless the file says otherwise. */
    if (item->old == NULL && item->says[EVENT_STATE]) {
        m->event.values[EVENT_STATE] = item->record->values[EVENT_STATE];
    }
    if (import_has(&x[X_ALSO]) && !put_also(m, &x[X_ALSO], err)) {
        return false;
    }
    struct record *kind = import_has(&x[X_NO]) ? first_kind(m) : NULL;
    if (kind != NULL) {
        kind->values[EK_NO] = x[X_NO];
    }
    if (import_has(&x[X_LEAD])) {
        put_lead(m, &x[X_LEAD]);
    }
    return import_roll_put(m, &x[X_ROLL], err) &&
           (!import_has(&x[X_TOPICS]) ||
            import_topics_put(m, x[X_TOPICS].s, err)) &&
           (!import_has(&x[X_RESOLUTIONS]) ||
            import_resolutions_put(m, x[X_RESOLUTIONS].s, err));
}

static void check(const struct import_item *item, struct issues *is)
{
    struct meeting m;
    struct err err = ERR_INIT;
    bool built = build(item, &m, &err);
    meeting_tell(&m, built, &err, is);
}

static bool save(struct import_item *item, struct err *err)
{
    struct meeting m;
    if (!build(item, &m, err) || !meeting_save(&m, item->reason, err)) {
        return false;
    }
    *item->record = m.event;
    return true;
}

/* Read once for all columns of a row. */
static struct meeting *meeting_here(const struct import_item *item,
                                    struct err *err)
{
    if (*item->kept == NULL) {
        struct meeting *m = arena_alloc(item->arena, sizeof *m);
        if (!meeting_read(m, item->book, item->arena, item->old->id, err)) {
            return NULL;
        }
        *item->kept = m;
    }
    return *item->kept;
}

static bool here(const struct import_item *item, size_t extra,
                 struct value *out, struct err *err)
{
    struct meeting *m = meeting_here(item, err);
    const char *text = "";
    const struct record *kind;
    size_t at;
    *out = (struct value){.type = VALUE_NULL};
    if (m == NULL) {
        return false;
    }
    switch (extra) {
    case X_NO:
        kind = first_kind(m);
        *out = kind != NULL ? kind->values[EK_NO] : *out;
        return true;
    case X_ALSO:
        text = also_of(m);
        break;
    case X_LEAD:
        at = meeting_lecture(m);
        if (at < m->kinds.n) {
            *out = m->kinds.v[at].now.values[EK_LEAD];
        }
        return true;
    case X_TOPICS:
        text = import_topics_text(m, AGENDA_TOPIC);
        break;
    case X_RESOLUTIONS:
        text = import_topics_text(m, AGENDA_RESOLUTION);
        break;
    default:
        text = import_roll_text(m, extra - X_ROLL, &item->given[extra]);
    }
    if (text[0] != '\0') {
        *out = value_text(item->arena, text);
    }
    return true;
}

const struct import_door import_door_events = {
    .book = "events",
    .extras = extras,
    .n_extras = ARRAY_LEN(extras),
    .leaves = leaves,
    .key = key,
    .find = find,
    .here = here,
    .check = check,
    .checks_instead = true,
    .save = save,
};
