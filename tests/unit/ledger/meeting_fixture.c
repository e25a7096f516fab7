/* What the tests of meetings share. */
#include "meeting_fixture.h"

#include "unit.h"

#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"

#include <stdio.h>

void meeting_members(struct fixture *f, int n)
{
    for (int i = 0; i < n; i++) {
        char name[32];
        snprintf(name, sizeof name, "示例%c%c", 'A' + i / 26, 'A' + i % 26);
        fixture_member(f, name, "1980-01-01", "2005-07-01", "2006-07-01");
    }
}

struct meeting meeting_make(struct fixture *f, const char *kind, int day)
{
    struct meeting m;
    struct err err = ERR_INIT;
    if (!meeting_new(&m, f->book, &f->arena, kind, 0, day, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "15:40");
    return m;
}

void meeting_saved(struct meeting *m)
{
    struct err err = ERR_INIT;
    if (!meeting_save(m, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

const char *meeting_refusal(struct fixture *f, struct meeting *m)
{
    struct err err = ERR_INIT;
    return meeting_save(m, NULL, &err) ? "" : arena_str(&f->arena, err.code);
}

int64_t meeting_ask(struct fixture *f, const char *sql)
{
    struct stmt st;
    int64_t n = -1;
    stmt_open(&st, f->book->db, sql);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    return n;
}

void meeting_absent(struct meeting *m, int n)
{
    for (int i = 0; i < n; i++) {
        meeting_mark(m, (size_t)i, ATTEND_LEAVE,
                     codes_find("absence_reason", "病假"));
    }
}

void meeting_keep(void *ctx, const char *name, const char *value)
{
    struct packed *p = ctx;
    assert_true(p->n < 400);
    p->list[p->n++] = (struct meeting_value){arena_str(p->arena, name),
                                             arena_str(p->arena, value)};
}
