/* What step 19 does to the 党小组: the placement that it made goes with it,
   moves with it and is taken back with it. */
#include "pipeline_parts.h"

#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"

static int column(const char *name)
{
    return ledger_field(&ledger_placement, name);
}

static bool find_made(struct pipeline_follow *w, struct pipeline_file *f,
                      const struct record *was, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select id from placement where person_id = :person"
                  " and grp_id = :grp and from_on = :day"
                  " and voided_on is null"));
    stmt_int(&st, ":person", f->person.id);
    stmt_int(&st, ":grp", record_int(was, STEP_GRP));
    stmt_text(&st, ":day", record_text(was, STEP_ON));
    return pipeline_twin_read(&w->placement, f, &ledger_placement, &st, err);
}

static bool has_group(const struct record *step)
{
    return step != NULL && !record_is_null(step, STEP_GRP);
}

static bool is_same(const struct record *was, const struct record *is)
{
    return value_same(&was->values[STEP_GRP], &is->values[STEP_GRP]) &&
           value_same(&was->values[STEP_ON], &is->values[STEP_ON]);
}

static void put(struct pipeline_follow *w, struct pipeline_file *f,
                const struct record *step)
{
    if (w->placement.r == NULL) {
        struct record *r = arena_array(f->arena, 1, sizeof *r);
        *r = record_new(&ledger_placement, f->book, f->arena);
        record_set_int(r, column("person_id"), f->person.id);
        w->placement.r = r;
    }
    record_set_int(w->placement.r, column("grp_id"),
                   record_int(step, STEP_GRP));
    record_set_text(w->placement.r, column("from_on"),
                    record_text(step, STEP_ON));
    sb_add(&w->text, "党小组：编入 ");
    record_show(step, f->book, STEP_GRP, &w->text);
    sb_addc(&w->text, '\n');
}

bool pipeline_put_placement(struct pipeline_follow *w, struct pipeline_file *f,
                            struct err *err)
{
    const struct record *was = pipeline_step_at(f, AT_PLACE);
    const struct record *is = pipeline_step_at(&w->now, AT_PLACE);
    if (is == was || (was != NULL && is != NULL && is_same(was, is))) {
        return true;
    }
    if (has_group(was) && !find_made(w, f, was, err)) {
        return false;
    }
    if (has_group(is)) {
        put(w, f, is);
    } else if (w->placement.r != NULL) {
        w->placement.gone = "收回编入党小组";
        sb_add(&w->text, "党小组：收回编入\n");
    }
    return true;
}

bool pipeline_may_void_placement(struct book *b, const struct record *r,
                                 struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select 1 from candidacy c join step s"
                  " on s.candidacy_id = c.id and s.no = :place"
                  " and s.grp_id = :grp and s.on_day = :day"
                  " and s.dropped is null and s.voided_on is null"
                  " where c.person_id = :person and c.voided_on is null"));
    stmt_int(&st, ":place", AT_PLACE);
    stmt_int(&st, ":grp", record_int(r, column("grp_id")));
    stmt_text(&st, ":day", record_text(r, column("from_on")));
    stmt_int(&st, ":person", record_int(r, column("person_id")));
    bool made = stmt_row(&st);
    if (!stmt_done(&st, err)) {
        return false;
    }
    return !made ||
           err_set(err, ERR_RULE, "E-PIPE-244",
                   "这次编组由发展党员第 %d 步%s产生，不能在这里作废；登记错了"
                   "的，请打开本人的发展档案修改或收回第 %d 步。",
                   AT_PLACE, book_pipeline(b)->steps[AT_PLACE].abbr, AT_PLACE);
}
