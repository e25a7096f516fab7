/* A file of 发展党员 read whole: head, steps, entries, helpers, notices and
   papers as records, then facts and verdict out of them (pipeline_facts). */
#include "pbtui/ledger/pipeline.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

/* ---- parts ------------------------------------------------------------ */

struct ids {
    int64_t *list;
    size_t n, cap;
};

static void add_id(struct ids *ids, struct arena *a, int64_t id)
{
    if (ids->n == ids->cap) {
        int64_t *more = arena_array(a, ids->cap * 2 + 16, sizeof *more);
        if (ids->n > 0) {
            memcpy(more, ids->list, ids->n * sizeof *more);
        }
        ids->list = more;
        ids->cap = ids->cap * 2 + 16;
    }
    ids->list[ids->n++] = id;
}

static bool gather(struct ids *out, struct pipeline_file *f, const char *sql,
                   struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db, sql);
    stmt_int(&st, ":file", f->head.id);
    while (stmt_row(&st)) {
        add_id(out, f->arena, stmt_col_int(&st, 0));
    }
    return stmt_done(&st, err);
}

/* With room for what is about to be saved: it is looked at among them. */
static bool read_parts(struct pipeline_file *f, const struct ledger *l,
                       const char *sql, struct record **out, size_t *n,
                       struct err *err)
{
    struct ids ids = {NULL, 0, 0};
    if (!gather(&ids, f, sql, err)) {
        return false;
    }
    *out = arena_array(f->arena, ids.n + PIPELINE_FRESH_MAX + 1, sizeof **out);
    *n = ids.n;
    for (size_t i = 0; i < ids.n; i++) {
        if (!record_read(&(*out)[i], l, f->book, f->arena, ids.list[i], err)) {
            return false;
        }
    }
    return true;
}

static bool read_steps(struct pipeline_file *f, struct err *err)
{
    struct record *all = NULL;
    size_t n = 0;
    if (!read_parts(f, &ledger_step,
                    SQL("select id from step where candidacy_id = :file"
                        " and voided_on is null order by round, no, id"),
                    &all, &n, err)) {
        return false;
    }
    pipeline_put_steps(f, all, n);
    return true;
}

static bool read_all(struct pipeline_file *f, struct err *err)
{
    return read_steps(f, err) &&
           read_parts(f, &ledger_step_entry,
                      SQL("select id from step_entry where candidacy_id = :file"
                          " and voided_on is null order by on_day, id"),
                      &f->entries, &f->n_entries, err) &&
           read_parts(f, &ledger_helper,
                      SQL("select id from helper where candidacy_id = :file"
                          " and voided_on is null order by from_on, id"),
                      &f->helpers, &f->n_helpers, err) &&
           read_parts(f, &ledger_publicity,
                      SQL("select id from publicity where candidacy_id = :file"
                          " and voided_on is null order by from_on, id"),
                      &f->publicities, &f->n_publicities, err) &&
           read_parts(f, &ledger_paper,
                      SQL("select id from paper where candidacy_id = :file"
                          " and voided_on is null order by no, id"),
                      &f->papers, &f->n_papers, err);
}

/* ---- whose ------------------------------------------------------------ */

void pipeline_whose(struct book *b, int64_t file, struct strbuf *out)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select n.name from candidacy c"
                  " join person n on n.id = c.person_id where c.id = :id"));
    stmt_int(&st, ":id", file);
    if (stmt_row(&st)) {
        sb_add(out, stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
}

bool pipeline_read_who(struct pipeline_file *f, int64_t id, struct err *err)
{
    struct stmt st;
    f->person.id = id;
    f->person.name = "";
    f->person.about = "";
    stmt_open(&st, f->book->db,
              SQL("select name, sex, nation, birth_on, education from person"
                  " where id = :id"));
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        f->person.name = arena_str(f->arena, stmt_col_text(&st, 0));
        f->person.about = arena_printf(
            f->arena, "%s  %s  %s  %s",
            codes_name("sex", stmt_col_text(&st, 1)),
            codes_name("nation", stmt_col_text(&st, 2)), stmt_col_text(&st, 3),
            codes_name("education", stmt_col_text(&st, 4)));
    }
    return stmt_done(&st, err);
}

/* ---- from the roster -------------------------------------------------- */

static void put_dated(struct pipeline_file *f, int no, const char *day)
{
    struct record *s = &f->steps[no];
    *s = record_new(&ledger_step, f->book, f->arena);
    record_set_int(s, STEP_NO, no);
    record_set_text(s, STEP_ON, arena_str(f->arena, day));
    record_set_text(s, STEP_REASON, PIPELINE_BY_ROSTER);
    if (no == AT_REPLY) {
        record_set_text(s, STEP_RESULT, RESULT_AGREED);
    }
}

static bool read_dated(struct pipeline_file *f, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select apply_on, activist_on, candidate_on from person"
                  " where id = :id"));
    stmt_int(&st, ":id", f->person.id);
    if (stmt_row(&st)) {
        for (int i = DATED_APPLY; i <= DATED_CANDIDATE; i++) {
            if (!stmt_col_is_null(&st, i)) {
                put_dated(f, pipeline_dated[i].step, stmt_col_text(&st, i));
            }
        }
    }
    return stmt_done(&st, err);
}

void pipeline_begin(struct pipeline_file *f, struct book *b, struct arena *a)
{
    memset(f, 0, sizeof *f);
    f->book = b;
    f->arena = a;
    f->assumed = DATE_NONE;
    f->notice = "";
}

bool pipeline_read_empty(struct pipeline_file *f, struct book *b,
                         struct arena *a, int64_t person, struct err *err)
{
    pipeline_begin(f, b, a);
    f->head = record_new(&ledger_candidacy, f->book, f->arena);
    record_set_int(&f->head, CANDIDACY_PERSON, person);
    struct record **lists[] = {&f->entries, &f->helpers, &f->publicities,
                               &f->papers, &f->earlier};
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        *lists[i] =
            arena_array(f->arena, PIPELINE_FRESH_MAX + 1, sizeof **lists[i]);
    }
    return pipeline_read_who(f, person, err) && pipeline_facts_make(f, err);
}

/* ---- one more, or one less ---------------------------------------------- */

/* Where a part stands among those of its kind. */
static bool list_of(struct pipeline_file *f, const struct ledger *l,
                    struct record **list, size_t **n)
{
    struct {
        const struct ledger *l;
        struct record *list;
        size_t *n;
    } all[] = {
        {&ledger_step_entry, f->entries, &f->n_entries},
        {&ledger_helper, f->helpers, &f->n_helpers},
        {&ledger_publicity, f->publicities, &f->n_publicities},
        {&ledger_paper, f->papers, &f->n_papers},
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        if (all[i].l == l) {
            *list = all[i].list;
            *n = all[i].n;
            return true;
        }
    }
    return false;
}

bool pipeline_part_put(struct pipeline_file *f, const struct record *r,
                       bool gone, struct err *err)
{
    struct record *list = NULL;
    size_t *n = NULL;
    if (!list_of(f, r->ledger, &list, &n)) {
        return false;
    }
    size_t i = 0;
    while (i < *n && (r->id == 0 || list[i].id != r->id)) {
        i++;
    }
    if (gone) {
        if (i < *n) {
            list[i] = list[--*n];
        }
    } else {
        list[i] = *r;
        *n += i == *n;
    }
    return pipeline_facts_make(f, err);
}

/* ---- doors ------------------------------------------------------------ */

bool pipeline_read_whole(struct pipeline_file *f, struct book *b,
                         struct arena *a, int64_t id, struct err *err)
{
    pipeline_begin(f, b, a);
    return record_read(&f->head, &ledger_candidacy, b, a, id, err) &&
           pipeline_read_who(f, record_int(&f->head, CANDIDACY_PERSON), err) &&
           read_all(f, err) && pipeline_assume(f, err) &&
           pipeline_facts_make(f, err);
}

static bool cut(struct pipeline_file *f, struct err *err)
{
    if (f->book->day >= f->book->today) {
        return true;
    }
    pipeline_as_was(f);
    return pipeline_facts_make(f, err);
}

bool pipeline_read(struct pipeline_file *f, struct book *b, struct arena *a,
                   int64_t id, struct err *err)
{
    return pipeline_read_whole(f, b, a, id, err) && cut(f, err);
}

bool pipeline_read_person(struct pipeline_file *f, struct book *b,
                          struct arena *a, int64_t person, struct err *err)
{
    return pipeline_read_whole_person(f, b, a, person, err) &&
           (f->head.id == 0 || cut(f, err));
}

bool pipeline_read_whole_person(struct pipeline_file *f, struct book *b,
                                struct arena *a, int64_t person,
                                struct err *err)
{
    int64_t id = 0;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select id from candidacy where person_id = :person"
                  " and voided_on is null"
                  " order by ended_on is not null, id desc limit 1"));
    stmt_int(&st, ":person", person);
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    if (id != 0) {
        return pipeline_read_whole(f, b, a, id, err);
    }
    return pipeline_read_empty(f, b, a, person, err) && read_dated(f, err) &&
           pipeline_assume(f, err) && pipeline_assume_origin(f, err) &&
           pipeline_facts_make(f, err);
}
