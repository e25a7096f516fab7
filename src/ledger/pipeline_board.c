/* All files of the branch in view that are going on, as rows of a board: where
   each stands, what comes next, from and until when, what is due first, what
   holds it up, who must act.  What a meeting could decide is in pipeline_if.c.

   Stages: files (pipeline_going) and who is on the roster as an applicant
   without one → a row each out of its verdict → by stage, or by what is due. */
#include "pipeline_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- one row ---------------------------------------------------------- */

static bool was_done(const struct pipeline_file *f, int no)
{
    const struct pipeline_done *d = &f->facts.steps[no];
    return d->done && d->on <= f->book->day;
}

/* The step that brought him into the stage; where it is not known the last one
   before. */
static int since_of(const struct pipeline_file *f)
{
    static const int enters[PIPELINE_STAGES][2] = {
        [STAGE_APPLICANT] = {AT_APPLY, AT_APPLY},
        [STAGE_ACTIVIST] = {AT_ACTIVIST, AT_ACTIVIST},
        [STAGE_CANDIDATE] = {AT_REPLY, AT_CANDIDATE},
        [STAGE_ADMISSION] = {AT_BOARD, AT_PREVIEW},
        [STAGE_PROBATION] = {AT_ACCEPT, AT_APPROVE},
    };
    for (int i = 0; i < 2; i++) {
        if (was_done(f, enters[f->now.stage][i])) {
            return f->facts.steps[enters[f->now.stage][i]].on;
        }
    }
    int since = DATE_NONE;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        if (was_done(f, no) && f->facts.steps[no].on > since) {
            since = f->facts.steps[no].on;
        }
    }
    return since;
}

const char *pipeline_waits(const struct step_view *v)
{
    for (size_t i = 0; i < v->n_issues; i++) {
        if (v->issues[i].refuses) {
            return v->issues[i].brief;
        }
    }
    return v->n_issues > 0 ? v->issues[0].brief : "";
}

static int papers_missing(const struct pipeline_file *f)
{
    int n = 0;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct step_view *v = &f->now.steps[no];
        if (was_done(f, no) && v->papers < v->papers_asked) {
            n += v->papers_asked - v->papers;
        }
    }
    return n;
}

const char *pipeline_due_what(const struct pipeline_rules *r,
                              const struct pipeline_warning *w)
{
    switch (w->guard->kind) {
    case GUARD_RHYTHM:
        return w->guard->what;
    case GUARD_VALID:
        return r->steps[w->guard->of].abbr;
    default:
        return r->steps[w->step].abbr;
    }
}

static void see_due(struct pipeline_row *row, int step, int due,
                    const char *what)
{
    if (due != DATE_NONE && (row->due == DATE_NONE || due < row->due)) {
        row->due = due;
        row->due_step = step;
        row->due_what = what;
    }
}

/* Warnings know best what it is that is due; what lies further ahead is told by
   the next step and by the entries that are being gathered. */
static void find_due(struct pipeline_row *row, const struct pipeline_file *f)
{
    const struct pipeline_rules *r = book_pipeline(f->book);
    for (size_t i = 0; i < f->now.n_warnings; i++) {
        const struct pipeline_warning *w = &f->now.warnings[i];
        row->near = true;
        if (w->guard->kind != GUARD_AFTER) {
            see_due(row, w->step, w->due, pipeline_due_what(r, w));
        }
    }
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        if (r->steps[no].running) {
            see_due(row, no, f->now.steps[no].next_entry, r->steps[no].abbr);
        }
    }
    if (row->next != 0) {
        see_due(row, row->next, row->latest, r->steps[row->next].abbr);
    }
    row->over = row->due != DATE_NONE && row->due < f->book->day;
}

static struct pipeline_row make_row(const struct pipeline_file *f)
{
    struct pipeline_row row = {
        .file = f->head.id,
        .person = f->person.id,
        .name = f->person.name,
        .stage = f->now.stage,
        .state = f->now.state,
        .since = since_of(f),
        .next = f->now.next,
        .earliest = DATE_NONE,
        .latest = DATE_NONE,
        .due = DATE_NONE,
        .due_what = "",
        .waits = "",
        .who = "",
        .papers_missing = papers_missing(f),
        .verdict = &f->now,
        .read = f,
    };
    if (row.next != 0) {
        const struct step_view *v = &f->now.steps[row.next];
        row.earliest = v->earliest;
        row.latest = v->latest;
        row.waits = pipeline_waits(v);
        row.who = book_pipeline(f->book)->steps[row.next].who;
    }
    find_due(&row, f);
    return row;
}

/* ---- all of them ------------------------------------------------------ */

static int by_stage(const void *x, const void *y)
{
    const struct pipeline_row *a = x, *b = y;
    if (a->stage != b->stage) {
        return a->stage < b->stage ? -1 : 1;
    }
    if (a->since != b->since) {
        return a->since < b->since ? -1 : 1;
    }
    return a->person < b->person ? -1 : a->person > b->person;
}

/* Who is on the roster as an applicant and never had a file. */
static bool read_others(struct book *b, struct arena *a, int64_t **out,
                        size_t *n, struct err *err)
{
    char day[11];
    int64_t *v = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select id from person where home_id = :branch"
                  " and voided_on is null and apply_on <= :day"
                  " and (join_on is null or join_on > :day)"
                  " and not exists (select 1 from candidacy c"
                  " where c.person_id = person.id and c.voided_on is null)"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":day", date_text(b->day, day));
    while (stmt_row(&st)) {
        MEM_PUSH(v, *n, cap);
        v[(*n)++] = stmt_col_int(&st, 0);
    }
    *out = arena_array(a, *n + 1, sizeof **out);
    if (*n > 0) {
        memcpy(*out, v, *n * sizeof *v);
    }
    mem_free(v);
    return stmt_done(&st, err);
}

static bool read_quota(struct pipeline_board *out, struct book *b,
                       struct err *err)
{
    char from[11], day[11];
    struct stmt st;
    int month, mday;
    date_split(b->day, &out->year, &month, &mday);
    struct span year = span_of_year(out->year);
    stmt_open(&st, b->db,
              SQL("select (select n from quota where branch_id = :branch"
                  " and for_year = :year and voided_on is null),"
                  " (select count(*) from step s join candidacy c"
                  " on c.id = s.candidacy_id where c.branch_id = :branch"
                  " and s.no = 17 and s.result = :approved"
                  " and s.dropped is null and s.elsewhere = 0"
                  " and s.on_day between :from and :day"
                  " and s.voided_on is null and c.voided_on is null)"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":year", out->year);
    stmt_text(&st, ":approved", RESULT_APPROVED);
    stmt_text(&st, ":from", date_text(year.from, from));
    stmt_text(&st, ":day", date_text(b->day, day));
    if (stmt_row(&st)) {
        out->quota = stmt_col_is_null(&st, 0) ? -1 : (int)stmt_col_int(&st, 0);
        out->used = (int)stmt_col_int(&st, 1);
    }
    return stmt_done(&st, err);
}

static void put_row(struct pipeline_board *out, const struct pipeline_file *f)
{
    struct pipeline_row *row = &out->rows[out->n++];
    *row = make_row(f);
    out->in_stage[row->stage]++;
}

bool pipeline_board(struct pipeline_board *out, struct book *b, struct arena *a,
                    struct err *err)
{
    int64_t *others = NULL;
    struct pipeline_file *files = NULL;
    size_t n = 0;
    size_t n_others = 0;
    *out = (struct pipeline_board){.quota = -1};
    if (!read_others(b, a, &others, &n_others, err) ||
        !read_quota(out, b, err) ||
        !pipeline_read_going(b, a, &files, &n, err)) {
        return false;
    }
    out->rows = arena_array(a, n + n_others + 1, sizeof *out->rows);
    for (size_t i = 0; i < n; i++) {
        put_row(out, &files[i]);
    }
    for (size_t i = 0; i < n_others; i++) {
        struct pipeline_file *f = arena_array(a, 1, sizeof *f);
        if (!pipeline_read_person(f, b, a, others[i], err)) {
            return false;
        }
        put_row(out, f);
    }
    if (out->n > 1) {
        qsort(out->rows, out->n, sizeof *out->rows, by_stage);
    }
    return true;
}

/* ---- the calendar ----------------------------------------------------- */

/* No day at all stands behind every day. */
static int compare_days(int one, int other)
{
    if (one == other) {
        return 0;
    }
    if (one == DATE_NONE || other == DATE_NONE) {
        return one == DATE_NONE ? 1 : -1;
    }
    return one < other ? -1 : 1;
}

static int by_due(const void *x, const void *y)
{
    const struct pipeline_row *a = x;
    const struct pipeline_row *b = y;
    int order = compare_days(a->due, b->due);
    order = order != 0 ? order : compare_days(a->earliest, b->earliest);
    return order != 0 ? order : by_stage(a, b);
}

/* Is it among what stands in the calendar of him already? */
static bool is_listed(const struct pipeline_row *of_him, size_t n, int step,
                      const char *what)
{
    for (size_t i = 0; i < n; i++) {
        if (of_him[i].due_step == step &&
            strcmp(of_him[i].due_what, what) == 0) {
            return true;
        }
    }
    return false;
}

/* His row, and one more for each other thing that he is warned of. */
static size_t put_due_rows(const struct pipeline_row *row,
                           struct pipeline_row *out)
{
    const struct book *b = row->read->book;
    size_t n = 0;
    out[n++] = *row;
    for (size_t i = 0; i < row->verdict->n_warnings; i++) {
        const struct pipeline_warning *w = &row->verdict->warnings[i];
        const char *what = pipeline_due_what(book_pipeline(row->read->book), w);
        if (w->guard->kind == GUARD_AFTER || is_listed(out, n, w->step, what)) {
            continue;
        }
        out[n] = *row;
        out[n].due = w->due;
        out[n].due_step = w->step;
        out[n].due_what = what;
        out[n].over = w->due != DATE_NONE && w->due < b->day;
        n++;
    }
    return n;
}

struct pipeline_row *pipeline_calendar(const struct pipeline_board *p,
                                       struct arena *a, size_t *n)
{
    size_t most = p->n;
    for (size_t i = 0; i < p->n; i++) {
        most += p->rows[i].verdict->n_warnings;
    }
    struct pipeline_row *list = arena_array(a, most + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < p->n; i++) {
        *n += put_due_rows(&p->rows[i], &list[*n]);
    }
    if (*n > 1) {
        qsort(list, *n, sizeof *list, by_due);
    }
    return list;
}

/* ---- who may still apply ---------------------------------------------- */

bool pipeline_applicants(struct book *b, struct arena *a,
                         struct pipeline_applicant **out, size_t *n,
                         struct err *err)
{
    struct pipeline_applicant *v = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select t.id, t.name, t.birth_on, t.apply_on, m.from_on"
                  " from person t left join member m on m.person_id = t.id"
                  " and m.branch_id = :branch and m.voided_on is null"
                  " and m.to_on is null and m.in_kind in (:moved, :whole)"
                  " and t.full_on is null and t.politic is not :full"
                  " where t.voided_on is null and (m.id is not null"
                  " or (t.home_id = :branch and t.join_on is null))"
                  " and not exists (select 1"
                  " from candidacy c where c.person_id = t.id"
                  " and c.voided_on is null and c.ended_on is null)"
                  " order by t.name_key, t.id"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":moved", codes_find("in_kind", "转入组织关系"));
    stmt_text(&st, ":whole", codes_find("in_kind", "整建制转入"));
    stmt_text(&st, ":full", codes_find("politic", "中共党员"));
    while (stmt_row(&st)) {
        MEM_PUSH(v, *n, cap);
        v[(*n)++] = (struct pipeline_applicant){
            stmt_col_int(&st, 0), arena_str(a, stmt_col_text(&st, 1)),
            !stmt_col_is_null(&st, 4)
                ? arena_printf(a, "预备党员，%s 外单位转入",
                               stmt_col_text(&st, 4))
                : arena_printf(a, "%s%s%s", stmt_col_text(&st, 2),
                               stmt_col_is_null(&st, 3) ? "" : "  申请 ",
                               stmt_col_text(&st, 3))};
    }
    *out = arena_array(a, *n + 1, sizeof **out);
    if (*n > 0) {
        memcpy(*out, v, *n * sizeof *v);
    }
    mem_free(v);
    return stmt_done(&st, err);
}
