/* Who should attend a meeting of a kind on a day, with what rights.

   Everything is asked as of that day: membership, 入党 and 转正 dates, group,
   posts, rights, absence.  Typed in June, May's meeting still has May's roll.
 */
#include "pbtui/ledger/events.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* The group of data/codes/rights.tsv that leaves out of 应到会; the others only
   take the vote. */
#define RIGHTS_OUT "不计入应到会"

struct people {
    struct arena *arena;
    struct body_person *v;
    size_t n, cap;
};

static struct body_person *find(const struct people *p, int64_t id)
{
    for (size_t i = 0; i < p->n; i++) {
        if (p->v[i].id == id) {
            return &p->v[i];
        }
    }
    return NULL;
}

static void add(struct people *p, int64_t id, const char *name, bool full)
{
    if (find(p, id) != NULL) {
        return;
    }
    if (p->n == p->cap) {
        size_t cap = p->cap == 0 ? 32 : p->cap * 2;
        struct body_person *more = arena_array(p->arena, cap, sizeof *more);
        if (p->n > 0) {
            memcpy(more, p->v, p->n * sizeof *more);
        }
        p->v = more;
        p->cap = cap;
    }
    p->v[p->n++] = (struct body_person){
        .id = id, .name = arena_str(p->arena, name), .vote = full};
}

/* ---- who ---------------------------------------------------------------- */

/* 正式 and 预备 whose relation is here; all, or those of one group. */
static bool add_members(struct people *p, struct book *b, int64_t branch,
                        int64_t grp, const char *day, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select p.id, p.name, p.full_on <= :day from member m"
                  " join person p on p.id = m.person_id"
                  " where m.branch_id = :branch and m.voided_on is null"
                  " and m.from_on <= :day"
                  " and (m.to_on is null or m.to_on > :day)"
                  " and p.voided_on is null and p.join_on <= :day"
                  " and (:grp = 0 or exists (select 1 from placement g"
                  " where g.person_id = p.id and g.grp_id = :grp"
                  " and g.voided_on is null and g.from_on <= :day"
                  " and (g.to_on is null or g.to_on > :day)))"
                  " order by p.ord, p.id"));
    stmt_int(&st, ":branch", branch);
    stmt_int(&st, ":grp", grp);
    stmt_text(&st, ":day", day);
    while (stmt_row(&st)) {
        add(p, stmt_col_int(&st, 0), stmt_col_text(&st, 1),
            stmt_col_int(&st, 2) != 0);
    }
    return stmt_done(&st, err);
}

/* Posts of the branch on the day, in the order of their codes; those of `take`
   come into the body, holders of those of `mark` are leaders. */
static bool add_posts(struct people *p, struct book *b, int64_t branch,
                      const char *day, const char *const *take, bool members,
                      const char *const *mark, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select t.kind, p.id, p.name, p.full_on <= :day,"
                  " exists (select 1 from member m where m.person_id = p.id"
                  " and m.branch_id = t.branch_id and m.voided_on is null"
                  " and m.from_on <= :day"
                  " and (m.to_on is null or m.to_on > :day)) from post t"
                  " join person p on p.id = t.person_id"
                  " where t.branch_id = :branch and t.voided_on is null"
                  " and t.from_on <= :day"
                  " and (t.to_on is null or t.to_on > :day)"
                  " and p.voided_on is null order by t.kind, p.ord, p.id"));
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":day", day);
    while (stmt_row(&st)) {
        const char *kind = stmt_col_text(&st, 0);
        int64_t id = stmt_col_int(&st, 1);
        bool here = !members || stmt_col_int(&st, 4) != 0;
        if (here && kinds_among(take, kind)) {
            add(p, id, stmt_col_text(&st, 2), stmt_col_int(&st, 3) != 0);
        }
        struct body_person *who = find(p, id);
        if (who != NULL && kinds_among(mark, kind)) {
            who->leader = true;
        }
    }
    return stmt_done(&st, err);
}

/* ---- rights and absence ------------------------------------------------- */

static bool is_left_out(const char *code)
{
    const struct code_table *t = codes_table("rights");
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->codes[i].code, code) == 0) {
            return strcmp(t->codes[i].group, RIGHTS_OUT) == 0;
        }
    }
    return false;
}

static bool mark_rights(struct people *p, struct book *b, const char *day,
                        struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select person_id, kind from rights where voided_on is null"
                  " and from_on <= :day"
                  " and (to_on is null or to_on > :day)"));
    stmt_text(&st, ":day", day);
    while (stmt_row(&st)) {
        struct body_person *who = find(p, stmt_col_int(&st, 0));
        if (who != NULL) {
            who->vote = false;
            who->out = who->out || is_left_out(stmt_col_text(&st, 1));
        }
    }
    return stmt_done(&st, err);
}

static bool mark_away(struct people *p, struct book *b, const char *day,
                      struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select person_id, kind from away where voided_on is null"
                  " and from_on <= :day"
                  " and (to_on is null or to_on > :day)"));
    stmt_text(&st, ":day", day);
    while (stmt_row(&st)) {
        struct body_person *who = find(p, stmt_col_int(&st, 0));
        if (who != NULL) {
            who->away = codes_name("away_kind",
                                   arena_str(p->arena, stmt_col_text(&st, 1)));
        }
    }
    return stmt_done(&st, err);
}

bool body_on(struct book *b, struct arena *a, const struct kind *k,
             int64_t branch, int64_t grp, int day, struct body_person **out,
             size_t *n, struct err *err)
{
    char text[11];
    struct people p = {.arena = a};
    const struct kind *leaders = kinds_by_code(book_kinds(b), "life.leaders");
    const char *const *mark = leaders != NULL ? leaders->posts : NULL;
    const char *const *take = NULL;
    bool ok = true;
    date_text(day, text);
    switch (k->body) {
    case BODY_ALL:
        ok = add_members(&p, b, branch, 0, text, err);
        break;
    case BODY_GROUP:
        ok = grp == 0 || add_members(&p, b, branch, grp, text, err);
        break;
    case BODY_COMMITTEE:
    case BODY_POSTS:
        take = k->posts;
        break;
    case BODY_NAMED:
        break;
    }
    /* Whose relation has gone is no member of the committee any more, even if
       nobody has ended the post; a leading group may have others. */
    ok = ok &&
         add_posts(&p, b, branch, text, take, k->body == BODY_COMMITTEE, mark,
                   err) &&
         mark_rights(&p, b, text, err) && mark_away(&p, b, text, err);
    *out = p.v;
    *n = p.n;
    return ok;
}
