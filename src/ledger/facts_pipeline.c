/* :pipeline, each file looked over as its own F7 does. */
#include "facts_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"

#define FILES_MOST 500 /* of a branch in its open files */

struct files {
    int64_t list[FILES_MOST];
    size_t n;
};

static bool read_files(struct facts *f, struct files *out, struct err *err)
{
    struct stmt st;
    char from[11];
    stmt_open(&st, f->book->db,
              SQL("select id from candidacy where branch_id = :branch"
                  " and voided_on is null"
                  " and (ended_on is null or ended_on >= :from)"
                  " order by id limit :most"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":from", date_text(f->span.from, from));
    stmt_int(&st, ":most", FILES_MOST);
    while (stmt_row(&st)) {
        out->list[out->n++] = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

static void put_finding(struct facts *f, const struct pipeline_file *file,
                        const struct pipeline_rules *r,
                        const struct file_finding *x)
{
    facts_row(f);
    facts_int(f, "file", file->head.id);
    facts_int(f, "person", file->person.id);
    facts_text(f, "name", file->person.name);
    facts_int(f, "step", x->step);
    facts_text(f, "step_name", r->steps[x->step].abbr);
    facts_day(f, "day", file->facts.steps[x->step].on);
    facts_text(f, "code", x->guard != NULL ? x->guard->code : "");
    facts_text(f, "basis", x->guard != NULL ? x->guard->basis : "");
    facts_text(f, "about", x->about);
    facts_int(f, "local", x->guard != NULL ? x->guard->local : !x->grave);
    facts_int(f, "grave", x->grave);
    facts_int(f, "reasoned", x->reasoned);
    facts_text(f, "text", x->text);
    facts_text(f, "remedy", x->remedy);
}

static bool look_at(struct facts *f, int64_t id, struct err *err)
{
    struct arena one = ARENA_INIT;
    struct pipeline_file file;
    const struct pipeline_rules *r = book_pipeline(f->book);
    bool ok = pipeline_read(&file, f->book, &one, id, err);
    if (ok) {
        struct file_finding *list;
        size_t n = pipeline_audit(&one, r, &file.facts, f->book->day, &list);
        for (size_t i = 0; i < n; i++) {
            put_finding(f, &file, r, &list[i]);
        }
    }
    arena_clear(&one);
    return ok;
}

static bool look_at_all(struct facts *f, struct err *err)
{
    struct files files = {.n = 0};
    bool ok = read_files(f, &files, err);
    for (size_t i = 0; ok && i < files.n; i++) {
        ok = look_at(f, files.list[i], err);
    }
    return ok;
}

/* As the files stood at the end of the days asked for. */
bool facts_pipeline(struct facts *f, struct err *err)
{
    int day = f->book->day;
    f->book->day = f->span.to < day ? f->span.to : day;
    bool ok = look_at_all(f, err);
    f->book->day = day;
    return ok;
}
