/* 发展党员 of the sample: somebody at every stage, what is warned of on its
   day, that roster and steps say the same and no step breaks a row. */
#include "unit.h"

#include "pbtui/app/sample.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct rig {
    struct session s;
    struct arena a;
    struct pipeline_board board;
};

static void open_rig(struct rig *r)
{
    struct err err = ERR_INIT;
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    setenv("XDG_CONFIG_HOME", unit_tmp(), 1);
    *r = (struct rig){.a = ARENA_INIT};
    if (!sample_open(&r->s, NULL, &err) ||
        !pipeline_board(&r->board, &r->s.book, &r->a, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

static void close_rig(struct rig *r)
{
    arena_clear(&r->a);
    session_close(&r->s);
}

static const struct pipeline_row *row_of(const struct rig *r, const char *name)
{
    for (size_t i = 0; i < r->board.n; i++) {
        if (strcmp(r->board.rows[i].name, name) == 0) {
            return &r->board.rows[i];
        }
    }
    fail_msg("%s is not on the board", name);
    return NULL;
}

TEST(sample_pipeline_has_somebody_everywhere)
{
    static const struct {
        const char *name, *state;
        int next;
        const char *since;
    } table[] = {
        {"杨帆", "入党申请人", 2, "2026-10-15"},
        {"丁一", "入党申请人", 3, "2026-07-01"},
        {"石磊", "入党申请人", 3, "2025-10-20"},
        {"阿依古丽·吐尔逊", "入党申请人", 3, "2026-09-28"},
        {"陈方", "入党积极分子", 4, "2026-10-21"},
        {"马小兰", "入党积极分子", 7, NULL},
        {"曾毅", "入党积极分子", 7, NULL},
        {"韩雪", "发展对象", 11, NULL},
        {"龙志鹏", "待预审", 13, NULL},
        {"苗春燕", "待支部大会", 15, NULL},
        {"贺文斌", "待党委审批", 17, NULL},
        {"刘晓", "预备党员", 20, NULL},
        {"顾一诺", "预备党员", 22, NULL},
        {"单雪梅", "正式党员", 25, NULL},
    };
    struct rig r;
    open_rig(&r);
    assert_int_equal(r.board.n, ARRAY_LEN(table));
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        const struct pipeline_row *row = row_of(&r, table[i].name);
        int since;
        bool dated =
            table[i].since != NULL && date_read(table[i].since, &since);
        if (strcmp(row->state, table[i].state) != 0 || row->file == 0 ||
            row->next != table[i].next || (dated && row->since != since)) {
            fail_msg("%s: %s, next %d", row->name, row->state, row->next);
        }
    }
    for (int stage = 0; stage < PIPELINE_STAGES; stage++) {
        assert_true(r.board.in_stage[stage] > 0);
    }
    assert_int_equal(r.board.year, 2026);
    assert_int_equal(r.board.quota, 3);
    assert_int_equal(r.board.used, 2);
    close_rig(&r);
}

TEST(sample_pipeline_warns_of_what_is_late_and_near)
{
    static const struct {
        const char *name, *warn, *due;
        bool over;
    } table[] = {
        {"杨帆", "W01", "2026-11-15", true},
        {"马小兰", "W02", "2026-11-28", false},
        {"曾毅", "W02", "2026-11-12", true},
        {"马小兰", "W03", "2026-11-27", false},
        {"曾毅", "W03", "2026-11-10", true},
        {"马小兰", "W04", "2026-01-15", false},
        {"苗春燕", "W05", "2026-11-10", true},
        {"龙志鹏", "W06", "2026-10-04", true},
        {"苗春燕", "W07", "2026-10-16", true},
        {"贺文斌", "W08", "2026-10-02", true},
        {"顾一诺", "W09", "2026-11-10", true},
        {"刘晓", "W10", "2026-11-26", false},
        {"刘晓", "W11", "2026-12-18", false},
        {"单雪梅", "W13", "2026-10-01", true},
        {"刘晓", "W14", "2026-02-12", true},
    };
    struct rig r;
    open_rig(&r);
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        const struct pipeline_verdict *v = row_of(&r, table[i].name)->verdict;
        bool found = false;
        int due;
        assert_true(date_read(table[i].due, &due));
        for (size_t k = 0; k < v->n_warnings; k++) {
            const struct pipeline_warning *w = &v->warnings[k];
            found = found || (strcmp(w->guard->warn, table[i].warn) == 0 &&
                              w->due == due && w->over == table[i].over);
        }
        if (!found) {
            fail_msg("%s %s", table[i].name, table[i].warn);
        }
    }
    close_rig(&r);
}

/* What is open is paper and time: no step that is done breaks a row. */
TEST(sample_pipeline_steps_break_no_row)
{
    struct rig r;
    open_rig(&r);
    for (size_t i = 0; i < r.board.n; i++) {
        const struct pipeline_row *row = &r.board.rows[i];
        for (int no = 1; no <= PIPELINE_STEPS; no++) {
            const struct step_view *v = &row->verdict->steps[no];
            if (row->read->facts.steps[no].done &&
                (v->state != STEP_DONE || v->n_issues > 0)) {
                fail_msg("%s %d: %s", row->name, no, v->issues[0].brief);
            }
        }
    }
    close_rig(&r);
}

TEST(sample_pipeline_says_what_the_roster_says)
{
    static const struct {
        const char *what, *sql;
        int64_t want;
    } table[] = {
        {"other dates",
         SQL("select count(*) from step s join candidacy c"
             " on c.id = s.candidacy_id join person p on p.id = c.person_id"
             " where (s.no = 1 and p.apply_on is not s.on_day)"
             " or (s.no = 3 and p.activist_on is not s.on_day)"
             " or (s.no = 8 and p.candidate_on is not s.on_day)"
             " or (s.no = 15 and p.join_on is not s.on_day"
             " and p.name <> '贺文斌')"),
         0},
        {"decided by a meeting about him",
         SQL("select count(*) from step s where s.no in (3, 7, 12, 15, 23)"
             " and s.elsewhere = 0 and s.event_id is null"),
         0},
        {"from elsewhere",
         SQL("select count(*) from candidacy where origin = '2'"
             " and examined_on is not null"),
         1},
        {"typed in later",
         SQL("select count(*) from candidacy where origin = '3'"), 3},
        {"a contact replaced",
         SQL("select count(*) from helper where to_on is not null"
             " and reason is not null"),
         2},
        {"members",
         SQL("select count(*) from member where to_on is null"
             " and branch_id = 1"),
         28},
    };
    struct rig r;
    open_rig(&r);
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        struct stmt st;
        stmt_open(&st, r.s.db, table[i].sql);
        assert_true(stmt_row(&st));
        int64_t n = stmt_col_int(&st, 0);
        assert_true(stmt_done(&st, NULL));
        if (n != table[i].want) {
            fail_msg("%s: %" PRId64, table[i].what, n);
        }
    }
    close_rig(&r);
}
