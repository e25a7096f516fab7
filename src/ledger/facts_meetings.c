/* :meetings, each held event looked at as its form looks at it before saving,
   so that what was let pass with a warning, and what came in by another way,
   is found again; and its roll held against the roster as that is known now,
   which the form does only for a new one. */
#include "facts_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/store/stmt.h"

struct held {
    int64_t *list;
    size_t n, cap;
};

static bool read_held(struct facts *f, struct held *out, struct err *err)
{
    struct stmt st;
    char from[11], to[11];
    stmt_open(&st, f->book->db,
              SQL("select id from event where branch_id = :branch"
                  " and on_day between :from and :to and state = :held"
                  " and voided_on is null order by on_day, id"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":from", date_text(f->span.from, from));
    stmt_text(&st, ":to", date_text(f->span.to, to));
    stmt_text(&st, ":held", EVENT_HELD);
    while (stmt_row(&st)) {
        MEM_PUSH(out->list, out->n, out->cap);
        out->list[out->n++] = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

static void put_issues(struct facts *f, const struct meeting *m,
                       const struct issues *is)
{
    struct strbuf title;
    sb_init(&title);
    meeting_title(m, &title);
    for (size_t i = 0; i < is->n; i++) {
        facts_row(f);
        facts_int(f, "event", m->event.id);
        facts_day(f, "day", record_day(&m->event, EVENT_ON));
        facts_text(f, "title", title.s);
        facts_text(f, "code", is->list[i].code);
        facts_text(f, "text", is->list[i].text);
    }
    sb_clear(&title);
}

static void put_names(struct facts *f, const struct meeting *m,
                      const char *const *names, const char *code)
{
    for (; *names != NULL; names++) {
        facts_row(f);
        facts_int(f, "event", m->event.id);
        facts_day(f, "day", record_day(&m->event, EVENT_ON));
        facts_text(f, "code", code);
        facts_text(f, "text", *names);
    }
}

static bool look_at(struct facts *f, int64_t id, struct err *err)
{
    struct arena one = ARENA_INIT;
    struct meeting m;
    struct meeting_gap gap;
    struct issues is = {.arena = &one};
    bool ok =
        meeting_read(&m, f->book, &one, id, err) && meeting_gaps(&m, &gap, err);
    if (ok) {
        meeting_check(&m, &is);
        put_issues(f, &m, &is);
        put_names(f, &m, gap.missing, "missing");
        put_names(f, &m, gap.extra, "extra");
    }
    arena_clear(&one);
    return ok;
}

bool facts_meetings(struct facts *f, struct err *err)
{
    struct held held = {.n = 0};
    bool ok = read_held(f, &held, err);
    for (size_t i = 0; ok && i < held.n; i++) {
        ok = look_at(f, held.list[i], err);
    }
    mem_free(held.list);
    return ok;
}
