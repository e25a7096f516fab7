/* The branch as it was through the year: its life, its groups and 积极分子, and
   its own word on duties; its committee is duty_facts_committee.c. */
#include "duty_facts_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

struct spans {
    struct duty_span *v;
    size_t n, cap;
};

static struct duty_span *keep_spans(struct duty_gather *g, struct spans *s)
{
    struct duty_span *kept = arena_array(g->arena, s->n, sizeof *kept);
    if (s->n > 0) {
        memcpy(kept, s->v, s->n * sizeof *kept);
    }
    mem_free(s->v);
    return kept;
}

static bool read_life(struct duty_gather *g, struct duty_branch *b,
                      bool *committee, struct err *err)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select founded_on, closed_on, committee from branch"
                  " where id = :branch"));
    stmt_int(&st, ":branch", g->book->branch);
    if (stmt_row(&st)) {
        b->life = (struct duty_span){duty_gather_day(&st, 0),
                                     duty_gather_day(&st, 1)};
        *committee = stmt_col_int(&st, 2) != 0;
    }
    return stmt_done(&st, err);
}

static bool read_groups(struct duty_gather *g, struct duty_branch *b,
                        struct err *err)
{
    struct duty_group *v = NULL;
    size_t n = 0;
    size_t cap = 0;
    char first[11];
    struct stmt st;
    date_text(date_of(g->year + 1, 1, 1), first);
    stmt_open(&st, g->book->db,
              SQL("select id, name, founded_on, closed_on from grp"
                  " where branch_id = :branch and voided_on is null"
                  " and founded_on < :next"
                  " and (closed_on is null or closed_on > :from)"
                  " order by ord"));
    stmt_int(&st, ":branch", g->book->branch);
    stmt_text(&st, ":from", g->from);
    stmt_text(&st, ":next", first);
    while (stmt_row(&st)) {
        MEM_PUSH(v, n, cap);
        v[n++] = (struct duty_group){
            .id = stmt_col_int(&st, 0),
            .name = arena_str(g->arena, stmt_col_text(&st, 1)),
            .life = {duty_gather_day(&st, 2), duty_gather_day(&st, 3)},
        };
    }
    struct duty_group *kept = arena_array(g->arena, n, sizeof *kept);
    if (n > 0) {
        memcpy(kept, v, n * sizeof *kept);
    }
    mem_free(v);
    b->groups = kept;
    b->n_groups = n;
    return stmt_done(&st, err);
}

static bool read_activists(struct duty_gather *g, struct duty_branch *b,
                           struct err *err)
{
    struct spans s = {NULL, 0, 0};
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select activist_on, join_on from person"
                  " where home_id = :branch and voided_on is null"
                  " and activist_on < :behind"
                  " and (join_on is null or join_on > :from)"));
    duty_gather_bind(g, &st);
    while (stmt_row(&st)) {
        MEM_PUSH(s.v, s.n, s.cap);
        s.v[s.n++] = (struct duty_span){duty_gather_day(&st, 0),
                                        duty_gather_day(&st, 1)};
    }
    b->n_activists = s.n;
    b->activists = keep_spans(g, &s);
    return stmt_done(&st, err);
}

static bool read_own(struct duty_gather *g, struct duty_branch *b,
                     struct err *err)
{
    struct duty_own *v = NULL;
    size_t n = 0;
    size_t cap = 0;
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select duty, asked, least, from_on, to_on, basis"
                  " from duty_own where branch_id = :branch"
                  " and voided_on is null"
                  " and (to_on is null or to_on > :from) order by from_on"));
    stmt_int(&st, ":branch", g->book->branch);
    stmt_text(&st, ":from", g->from);
    while (stmt_row(&st)) {
        MEM_PUSH(v, n, cap);
        v[n++] = (struct duty_own){
            .code = arena_str(g->arena, stmt_col_text(&st, 0)),
            .on = stmt_col_int(&st, 1) != 0,
            .min = (int)stmt_col_int(&st, 2),
            .holds = {duty_gather_day(&st, 3), duty_gather_day(&st, 4)},
            .basis = arena_str(g->arena, stmt_col_text(&st, 5)),
        };
    }
    struct duty_own *kept = arena_array(g->arena, n, sizeof *kept);
    if (n > 0) {
        memcpy(kept, v, n * sizeof *kept);
    }
    mem_free(v);
    b->own = kept;
    b->n_own = n;
    return stmt_done(&st, err);
}

bool duty_gather_branch(struct duty_gather *g, struct duty_branch *b,
                        struct err *err)
{
    bool committee = false;
    return read_life(g, b, &committee, err) &&
           duty_gather_committee(g, b, committee, err) &&
           read_groups(g, b, err) && read_activists(g, b, err) &&
           read_own(g, b, err);
}
