/* :roster, each member looked at as the form looks at a new one, so that also
   what an import or an older version let in is looked at again; and the branch
   itself by its numbers.

   An ID number is read and judged here and never told. */
#include "facts_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/rules/idno.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "people_fields.h"
#include "people_links.h"

#define PEOPLE_MOST 1000 /* of a branch on one day */

struct members {
    int64_t list[PEOPLE_MOST];
    size_t n;
    struct branch_size size;
};

static int last_day(const struct facts *f)
{
    return f->span.to < f->book->day ? f->span.to : f->book->day;
}

static bool read_members(struct facts *f, struct members *out, struct err *err)
{
    struct stmt st;
    char day[11];
    stmt_open(&st, f->book->db,
              SQL("select t.id, t.full_on <= :day from person t " JOIN_CURRENT
                  " where t.voided_on is null order by t.ord, t.id"
                  " limit :most"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":day", date_text(last_day(f), day));
    stmt_int(&st, ":most", PEOPLE_MOST);
    while (stmt_row(&st)) {
        out->list[out->n++] = stmt_col_int(&st, 0);
        out->size.full += stmt_col_int(&st, 1) != 0;
    }
    out->size.members = (int)out->n;
    return stmt_done(&st, err);
}

static void put(struct facts *f, int64_t person, const char *name,
                const char *code, const char *text, bool blocks)
{
    facts_row(f);
    facts_int(f, "person", person);
    facts_text(f, "name", name);
    facts_text(f, "code", code);
    facts_text(f, "text", text);
    facts_int(f, "blocks", blocks);
}

/* ---- one of them -------------------------------------------------------- */

static void look_at_number(struct facts *f, struct arena *a,
                           const struct record *r, const char *name)
{
    struct idno id;
    struct err why = ERR_INIT;
    const char *number = pii_read(f->book->db, a, record_int(r, PEOPLE_IDNO));
    if (number[0] != '\0' && !idno_parse(number, f->book->today, &id, &why)) {
        put(f, r->id, name, why.code, why.text, true);
    }
}

static bool look_at(struct facts *f, int64_t id, struct err *err)
{
    struct arena one = ARENA_INIT;
    struct record r;
    struct issues is = {.arena = &one};
    bool ok = record_read(&r, &ledger_people, f->book, &one, id, err);
    if (ok) {
        const char *name = people_name(f->book, &one, id);
        look_at_number(f, &one, &r, name);
        people_check(f->book, &r, NULL, &is);
        for (size_t i = 0; i < is.n; i++) {
            put(f, id, name, is.list[i].code, is.list[i].text,
                is.list[i].blocks);
        }
    }
    arena_clear(&one);
    return ok;
}

/* ---- the branch --------------------------------------------------------- */

static bool look_at_branch(struct facts *f, struct branch_size *size,
                           struct err *err)
{
    struct stmt st;
    struct standing_issue found[STANDING_ISSUES_MAX];
    stmt_open(&st, f->book->db,
              SQL("select committee from branch where id = :branch"));
    stmt_int(&st, ":branch", f->book->branch);
    size->committee = stmt_row(&st) && stmt_col_int(&st, 0) != 0;
    if (!stmt_done(&st, err)) {
        return false;
    }
    size_t n = standing_check_branch(book_rules(f->book), f->arena, size,
                                     last_day(f), found, ARRAY_LEN(found));
    for (size_t i = 0; i < n; i++) {
        put(f, 0, "", found[i].code, found[i].text, found[i].blocks);
    }
    return true;
}

bool facts_roster(struct facts *f, struct err *err)
{
    struct members all = {.n = 0};
    bool ok = read_members(f, &all, err) && look_at_branch(f, &all.size, err);
    for (size_t i = 0; ok && i < all.n; i++) {
        ok = look_at(f, all.list[i], err);
    }
    return ok;
}
