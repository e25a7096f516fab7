/* Events that count, of a year.

   They come out of one covering index, without a look at the events
   themselves; those that count for another year than their day's are few and
   come by their kind. */
#include "duty_facts_parts.h"

#include <string.h>

#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* The kinds that duties count, each once: the rule file's own copies. */
struct kinds_counted {
    const char **v;
    size_t n;
};

static struct kinds_counted kinds_counted(const struct duty_gather *g)
{
    struct kinds_counted k = {NULL, 0};
    k.v = arena_array(g->arena, g->rules->n, sizeof *k.v);
    for (size_t i = 0; i < g->rules->n; i++) {
        const char *kind = g->rules->list[i].kind;
        size_t at = 0;
        while (at < k.n && strcmp(k.v[at], kind) != 0) {
            at++;
        }
        if (at == k.n && kind[0] != '\0') {
            k.v[k.n++] = kind;
        }
    }
    return k;
}

/* NULL: no duty counts it. */
static const char *counted_kind(const struct kinds_counted *k, const char *kind)
{
    for (size_t i = 0; i < k->n; i++) {
        if (strcmp(k->v[i], kind) == 0) {
            return k->v[i];
        }
    }
    return NULL;
}

/* What stood in the row before mostly stands in this one, too. */
struct last_seen {
    const char *kind;
    const char *sub;
    char text[11];
    int day;
};

static const char *seen_sub(struct duty_gather *g, struct last_seen *last,
                            const char *sub)
{
    if (strcmp(last->sub, sub) != 0) {
        last->sub = sub[0] == '\0' ? "" : arena_str(g->arena, sub);
    }
    return last->sub;
}

static int seen_day(struct last_seen *last, const char *text)
{
    if (strcmp(last->text, text) != 0) {
        size_t n = strlen(text);
        if (n >= sizeof last->text || !date_read(text, &last->day)) {
            last->text[0] = '\0';
            return DATE_NONE;
        }
        memcpy(last->text, text, n + 1);
    }
    return last->day;
}

static bool gather_by_day(struct duty_gather *g, struct err *err)
{
    struct last_seen last = {"", "", "", DATE_NONE};
    const struct kinds_counted kinds = kinds_counted(g);
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select on_day, kind, sub, grp_id, for_year, late, event_id"
                  " from event_kind indexed by event_kind_light"
                  " where branch_id = :branch and on_day >= :from"
                  " and on_day < :behind and counted = 1"
                  " and voided_on is null"));
    duty_gather_bind(g, &st);
    while (stmt_row(&st)) {
        const char *kind = stmt_col_text(&st, 1);
        if (strcmp(last.kind, kind) != 0) {
            const char *known = counted_kind(&kinds, kind);
            if (known == NULL) {
                continue;
            }
            last.kind = known;
        }
        duty_gather_add(g, (struct duty_fact){
                               .what = last.kind,
                               .sub = seen_sub(g, &last, stmt_col_text(&st, 2)),
                               .grp = stmt_col_int(&st, 3),
                               .day = seen_day(&last, stmt_col_text(&st, 0)),
                               .year = (int)stmt_col_int(&st, 4),
                               .late = stmt_col_int(&st, 5) != 0,
                               .id = stmt_col_int(&st, 6),
                           });
    }
    return stmt_done(&st, err);
}

/* Held in another year, but for this one: the 民主评议 of last year. */
static bool gather_by_year(struct duty_gather *g, const char *kind,
                           struct err *err)
{
    struct last_seen last = {"", "", "", DATE_NONE};
    char next[11];
    struct stmt st;
    date_text(date_of(g->year + 1, 1, 1), next);
    stmt_open(&st, g->book->db,
              SQL("select on_day, sub, grp_id, late, event_id"
                  " from event_kind indexed by event_kind_year"
                  " where branch_id = :branch and for_year = :year"
                  " and kind = :kind and counted = 1 and voided_on is null"
                  " and (on_day < :from or on_day >= :next)"
                  " and on_day <= :day"));
    stmt_int(&st, ":branch", g->book->branch);
    stmt_int(&st, ":year", g->year);
    stmt_text(&st, ":kind", kind);
    stmt_text(&st, ":from", g->from);
    stmt_text(&st, ":next", next);
    stmt_text(&st, ":day", g->day);
    while (stmt_row(&st)) {
        duty_gather_add(g, (struct duty_fact){
                               .what = kind,
                               .sub = seen_sub(g, &last, stmt_col_text(&st, 1)),
                               .grp = stmt_col_int(&st, 2),
                               .day = seen_day(&last, stmt_col_text(&st, 0)),
                               .year = g->year,
                               .late = stmt_col_int(&st, 3) != 0,
                               .id = stmt_col_int(&st, 4),
                           });
    }
    return stmt_done(&st, err);
}

static bool asked_before(const struct duties *rules, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (rules->list[i].by_year &&
            strcmp(rules->list[i].kind, rules->list[at].kind) == 0) {
            return true;
        }
    }
    return false;
}

bool duty_gather_events(struct duty_gather *g, struct err *err)
{
    bool ok = gather_by_day(g, err);
    for (size_t i = 0; ok && i < g->rules->n; i++) {
        const struct duty *d = &g->rules->list[i];
        if (d->by_year && d->kind[0] != '\0' && !asked_before(g->rules, i)) {
            ok = gather_by_year(g, d->kind, err);
        }
    }
    return ok;
}
