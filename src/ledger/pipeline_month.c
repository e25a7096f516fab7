/* Which files something happened in between two days: a step that was taken,
   the coming of a file from elsewhere, its end.  So that a month does not read
   every file there is.

   A file goes along with its person from branch to branch, and what happened in
   it stays with the branch that it was of on that day: the audit knows the ones
   before. */
#include "pbtui/ledger/pipeline.h"

#include <stdlib.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/stmt.h"

/* ---- whose it was ---------------------------------------------------------
 */

static int day_of_image(struct arena *a, const char *image)
{
    int day = DATE_NONE;
    const char *text = audit_image_get(a, image, "moved_on");
    date_read(text != NULL ? text : "", &day);
    return day;
}

/* An image more.  A move that was undone leaves nothing behind; DATE_NONE is
   before every day. */
static void put_stay(struct pipeline_stays *s, int64_t branch, int since)
{
    while (s->n > 0 && s->v[s->n - 1].from >= since) {
        s->n--;
    }
    if (s->n == 0 || s->v[s->n - 1].branch != branch) {
        s->v[s->n] =
            (struct pipeline_stay){branch, s->n == 0 ? DATE_NONE : since};
        s->n++;
    }
}

static bool read_moves(struct book *b, struct arena *a, int64_t file,
                       struct pipeline_stays *out, struct err *err)
{
    struct audit_entry *list = NULL;
    size_t n = 0;
    if (!audit_history(b->db, a, "candidacy", file, &list, &n, err)) {
        return false;
    }
    out->v = arena_array(a, n + 1, sizeof *out->v);
    for (size_t i = 0; i < n; i++) {
        const char *branch =
            list[i].after == NULL
                ? NULL
                : audit_image_get(a, list[i].after, "branch_id");
        if (branch != NULL) {
            put_stay(out, strtoll(branch, NULL, 10),
                     day_of_image(a, list[i].after));
        }
    }
    return true;
}

bool pipeline_read_stays(struct book *b, struct arena *a, int64_t file,
                         struct pipeline_stays *out, struct err *err)
{
    struct stmt st;
    int64_t branch = 0;
    bool moved = false;
    *out = (struct pipeline_stays){.n = 0};
    stmt_open(&st, b->db,
              SQL("select branch_id, moved_on is not null from candidacy"
                  " where id = :id"));
    stmt_int(&st, ":id", file);
    if (stmt_row(&st)) {
        branch = stmt_col_int(&st, 0);
        moved = stmt_col_int(&st, 1) != 0;
    }
    if (!stmt_done(&st, err) || (moved && !read_moves(b, a, file, out, err))) {
        return false;
    }
    if (out->n == 0) {
        out->v = arena_array(a, 1, sizeof *out->v);
        put_stay(out, branch, DATE_NONE);
    }
    return true;
}

int64_t pipeline_branch_on(const struct pipeline_stays *s, int day)
{
    int64_t branch = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (s->v[i].from <= day) {
            branch = s->v[i].branch;
        }
    }
    return branch;
}

/* ---- what happened --------------------------------------------------------
 */

static bool was_here(const struct pipeline_stays *s, int64_t branch,
                     struct span days)
{
    for (size_t i = 0; i < s->n; i++) {
        bool begun = s->v[i].from <= days.to;
        bool left = i + 1 < s->n && s->v[i + 1].from <= days.from;
        if (s->v[i].branch == branch && begun && !left) {
            return true;
        }
    }
    return false;
}

static void open_touched(struct stmt *st, struct book *b, struct span days)
{
    char from[11], to[11];
    stmt_open(st, b->db,
              SQL("select c.id from candidacy c"
                  " where (c.branch_id = :branch or c.moved_on > :from)"
                  " and c.voided_on is null"
                  " and (c.came_on between :from and :to"
                  " or c.ended_on between :from and :to"
                  " or exists (select 1 from step s where s.candidacy_id = c.id"
                  " and s.voided_on is null"
                  " and s.on_day between :from and :to)) order by c.id"));
    stmt_int(st, ":branch", b->branch);
    stmt_text(st, ":from", date_text(days.from, from));
    stmt_text(st, ":to", date_text(days.to, to));
}

bool pipeline_touched(struct book *b, struct arena *a, struct span days,
                      int64_t **out, size_t *n, struct err *err)
{
    int64_t *v = NULL;
    size_t cap = 0, all = 0;
    struct stmt st;
    *n = 0;
    open_touched(&st, b, days);
    while (stmt_row(&st)) {
        MEM_PUSH(v, all, cap);
        v[all++] = stmt_col_int(&st, 0);
    }
    bool ok = stmt_done(&st, err);
    *out = arena_array(a, all + 1, sizeof **out);
    for (size_t i = 0; ok && i < all; i++) {
        struct pipeline_stays stays;
        ok = pipeline_read_stays(b, a, v[i], &stays, err);
        if (ok && was_here(&stays, b->branch, days)) {
            (*out)[(*n)++] = v[i];
        }
    }
    mem_free(v);
    return ok;
}
