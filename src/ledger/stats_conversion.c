/* 预备党员转正情况: every 预备期 that has run out is one matter, with the
   decision the superior approved, or open; an extension ends one and begins the
   next.  What has run out and what was decided are found apart, so that the
   last row can tell when they do not agree. */
#include "stats_parts.h"

#include <string.h>

#include "life_parts.h"
#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pipeline_parts.h"

enum came_to { CAME_OPEN, CAME_FULL, CAME_EXTENDED, CAME_CANCELLED };
struct matter {
    const struct stats_spell *spell;
    int64_t step;    /* 0: the roster alone knows */
    int expires, on; /* decided; DATE_NONE: not yet */
    enum came_to came_to;
    bool was_extended, late;
    const char *why;
    int64_t key;
};
struct decision {
    int64_t step, person;
    int on, met;
    enum came_to came_to;
    int months;
};
struct matters {
    struct matter *v;
    size_t n, cap;
    struct decision *decisions;
    size_t n_decisions;
};

/* ---- decisions ----------------------------------------------------------- */

/* What the approval approved: the meeting that stands beside it, or the one
   that the same extension put behind both. */
#define DECISIONS                                                              \
    "select s.id, c.person_id, s.on_day, m.on_day,"                            \
    " coalesce(m.result, :converted), m.months from candidacy c"               \
    " join step s on s.candidacy_id = c.id and s.no = :confirm"                \
    " left join step m on m.id = (select x.id from step x"                     \
    " where x.candidacy_id = c.id and x.no = :convert"                         \
    " and x.voided_on is null and x.dropped is s.dropped"                      \
    " and (s.dropped is null or x.result = :extended)"                         \
    " order by x.round desc limit 1)"                                          \
    " where c.branch_id = :branch and c.voided_on is null"                     \
    " and s.voided_on is null and s.elsewhere = 0 and s.result = :approved"    \
    " and (s.dropped is null or (s.dropped = :put_off and m.id is not null))"  \
    " and s.on_day <= :day order by s.on_day, s.id"

static enum came_to came_to_of(const char *result)
{
    return strcmp(result, RESULT_EXTENDED) == 0    ? CAME_EXTENDED
           : strcmp(result, RESULT_CANCELLED) == 0 ? CAME_CANCELLED
                                                   : CAME_FULL;
}

static bool read_decisions(struct stats_work *w, struct matters *all)
{
    struct stmt st;
    char day[11];
    size_t cap = 0;
    struct decision *v = NULL;
    stmt_open(&st, w->book->db, SQL(DECISIONS));
    stmt_int(&st, ":branch", w->book->branch);
    stmt_int(&st, ":confirm", AT_CONFIRM);
    stmt_int(&st, ":convert", AT_CONVERT);
    stmt_text(&st, ":converted", RESULT_CONVERTED);
    stmt_text(&st, ":extended", RESULT_EXTENDED);
    stmt_text(&st, ":approved", RESULT_APPROVED);
    stmt_text(&st, ":put_off", PIPELINE_EXTENDED);
    stmt_text(&st, ":day", date_text(w->closing, day));
    while (stmt_row(&st)) {
        MEM_PUSH(v, all->n_decisions, cap);
        v[all->n_decisions++] =
            (struct decision){.step = stmt_col_int(&st, 0),
                              .person = stmt_col_int(&st, 1),
                              .on = life_day(&st, 2),
                              .met = life_day(&st, 3),
                              .came_to = came_to_of(stmt_col_text(&st, 4)),
                              .months = (int)stmt_col_int(&st, 5)};
    }
    all->decisions =
        life_keep(w->arena, v, all->n_decisions, sizeof *all->decisions);
    return stmt_done(&st, w->err) || err_doing(w->err, "读取转正审批");
}

/* ---- matters ------------------------------------------------------------- */

static void add(struct stats_work *w, struct matters *all, struct matter m,
                int nth)
{
    static const char *const words[] = {
        [CAME_OPEN] = "还没有审批",
        [CAME_FULL] = "审批转为正式党员",
        [CAME_EXTENDED] = "审批延长预备期",
        [CAME_CANCELLED] = "审批取消预备党员资格",
    };
    struct arena *a = w->arena;
    m.key = m.spell->id * 8 + nth;
    m.why = arena_printf(a, "%s 预备期满，%s%s%s%s", stats_day(a, m.expires),
                         m.on == DATE_NONE ? "" : stats_day(a, m.on),
                         m.on == DATE_NONE ? "" : " ", words[m.came_to],
                         m.step == 0 && m.on != DATE_NONE
                             ? "（没有登记审批，按名册上的日期）"
                             : "");
    MEM_PUSH(all->v, all->n, all->cap);
    all->v[all->n++] = m;
}

/* What the roster says when no approval here does: a full member since, gone,
   or still waiting. */
static void add_rest(struct stats_work *w, struct matters *all,
                     struct matter *m, int nth)
{
    const struct stats_spell *s = m->spell;
    bool cancelled = stats_is_kind("out_kind", s->out_kind, "取消预备党员资格");
    bool full = s->full_on != DATE_NONE && s->full_on <= w->closing &&
                s->full <= w->closing;
    m->step = 0;
    m->on = DATE_NONE;
    m->came_to = CAME_OPEN;
    if (full) {
        m->on = s->full_on;
        m->came_to = CAME_FULL;
    } else if (cancelled && s->to <= w->closing) {
        m->on = s->to;
        m->came_to = CAME_CANCELLED;
    } else if (!stats_there(s, w->closing)) {
        return;
    }
    /* Before he came, or after he left: another unit counts it. */
    if (m->on != DATE_NONE &&
        (m->on < s->begin || (s->to != DATE_NONE && m->on > s->to))) {
        return;
    }
    add(w, all, *m, nth);
}

static void add_person(struct stats_work *w, struct matters *all,
                       const struct stats_spell *s)
{
    int months = 0, nth = 0;
    bool over = false;
    struct matter m = {.spell = s};
    for (size_t i = 0; i < all->n_decisions && !over; i++) {
        const struct decision *d = &all->decisions[i];
        if (d->person != s->person || d->on < s->from ||
            (s->to != DATE_NONE && d->on > s->to)) {
            continue;
        }
        m.expires = pipeline_probation(book_pipeline(w->book), s->join, months)
                        .full_from;
        m.step = d->step;
        m.on = d->on;
        m.came_to = d->came_to;
        m.late = d->met != DATE_NONE &&
                 d->met > date_add_months(m.expires, w->plan.late);
        add(w, all, m, nth++);
        m.was_extended = m.was_extended || d->came_to == CAME_EXTENDED;
        months += d->months;
        over = d->came_to != CAME_EXTENDED;
    }
    if (!over) {
        m.late = false;
        m.expires =
            months == 0 && s->until != DATE_NONE
                ? s->until
                : pipeline_probation(book_pipeline(w->book), s->join, months)
                      .full_from;
        add_rest(w, all, &m, nth);
    }
}

/* ---- rows ---------------------------------------------------------------- */

static bool is_early(const struct matter *m)
{
    return m->came_to == CAME_CANCELLED && m->on < m->expires;
}

static bool is_decided(const struct stats_work *w, const struct matter *m,
                       const char *how)
{
    if (!stats_in_year(w, m->on) || is_early(m)) {
        return false;
    }
    if (strcmp(how, "extended") == 0) {
        return m->came_to == CAME_EXTENDED;
    }
    if (strcmp(how, "cancelled") == 0) {
        return m->came_to == CAME_CANCELLED;
    }
    return m->came_to == CAME_FULL &&
           (strcmp(how, "full") == 0 ||
            (strcmp(how, "full-extended") == 0 && m->was_extended) ||
            (strcmp(how, "full-late") == 0 && !m->was_extended && m->late));
}

static bool is_of(const struct stats_work *w, const struct matter *m,
                  const char *rule)
{
    const char *how = stats_rule_is(rule, "decided");
    if (how != NULL) {
        return is_decided(w, m, how);
    }
    if (stats_rule_is(rule, "expired") != NULL) {
        return m->expires <= w->closing && !is_early(m) &&
               (m->on == DATE_NONE || m->on >= w->from);
    }
    if (stats_rule_is(rule, "open") != NULL) {
        return m->came_to == CAME_OPEN && m->expires <= w->closing;
    }
    if (stats_rule_is(rule, "early") != NULL) {
        return is_early(m) && stats_in_year(w, m->on);
    }
    die("stats/conversion.ini: %s", rule);
}

static bool fill(struct stats_work *w, const char *rule,
                 struct stats_cell *cells, void *ctx)
{
    const struct matters *all = ctx;
    struct stats_list l = {.n = 0};
    for (size_t i = 0; i < all->n; i++) {
        const struct matter *m = &all->v[i];
        if (is_of(w, m, rule)) {
            struct stats_entry e = stats_entry_of(
                m->spell, m->on == DATE_NONE ? m->expires : m->on, m->why);
            e.key = m->key;
            if (m->step != 0) {
                e.book = "steps";
                e.id = m->step;
            }
            stats_list_add(&l, &e);
        }
    }
    *cells = stats_list_close(&l, w->arena);
    return true;
}

static void explain(struct stats_work *w, struct stats_entry *e, void *ctx)
{
    (void)ctx;
    e->why = arena_printf(w->arena, "%s，预备期还没满就审批了，请核对", e->why);
}

bool stats_conversion(struct stats_work *w, struct stats_table *out)
{
    struct matters all = {.n = 0};
    if (!read_decisions(w, &all)) {
        return false;
    }
    for (size_t i = 0; i < w->n_spells; i++) {
        const struct stats_spell *s = &w->spells[i];
        /* Full before this branch had him: nothing here is about him. */
        if (s->join != DATE_NONE && s->begin <= w->closing &&
            (s->full_on == DATE_NONE || s->full >= s->from)) {
            add_person(w, &all, s);
        }
    }
    bool ok = stats_rows(w, fill, explain, &all, out);
    mem_free(all.v);
    return ok;
}
