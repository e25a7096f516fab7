/* :assessments, each looked at as its form looks at it before saving, so that
   what was let pass with a warning, and what came in by another way, is found
   again. */
#include "facts_parts.h"

#include "assess_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"

struct kept_ids {
    int64_t *list;
    size_t n, cap;
};

static bool read_ids(struct facts *f, struct kept_ids *out, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select id from assess where branch_id = :branch"
                  " and for_year between :from and :to and voided_on is null"
                  " order by for_year, no, id"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_int(&st, ":from", date_year(f->span.from));
    stmt_int(&st, ":to", date_year(f->span.to));
    while (stmt_row(&st)) {
        MEM_PUSH(out->list, out->n, out->cap);
        out->list[out->n++] = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

static void put_issues(struct facts *f, const struct record *r,
                       const struct issues *is)
{
    int64_t person = record_int(r, ASSESS_PERSON);
    const char *name = people_name(f->book, is->arena, person);
    for (size_t i = 0; i < is->n; i++) {
        facts_row(f);
        facts_int(f, "assess", r->id);
        facts_int(f, "person", person);
        facts_text(f, "name", name);
        facts_text(f, "month", record_text(r, ASSESS_FROM));
        facts_text(f, "code", is->list[i].code);
        facts_int(f, "blocks", is->list[i].blocks);
        facts_text(f, "text", is->list[i].text);
    }
}

static bool look_at(struct facts *f, int64_t id, struct err *err)
{
    struct arena one = ARENA_INIT;
    struct record r;
    struct issues is = {.arena = &one};
    bool ok = record_read(&r, &ledger_assess, f->book, &one, id, err);
    if (ok) {
        assess_check_values(f->book, &r, &is);
        put_issues(f, &r, &is);
    }
    arena_clear(&one);
    return ok;
}

bool facts_assessments(struct facts *f, struct err *err)
{
    struct kept_ids ids = {.n = 0};
    bool ok = read_ids(f, &ids, err);
    for (size_t i = 0; ok && i < ids.n; i++) {
        ok = look_at(f, ids.list[i], err);
    }
    mem_free(ids.list);
    return ok;
}
