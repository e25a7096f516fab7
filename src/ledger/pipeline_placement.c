/* What step 19 does to the 党小组: the placement that it made goes with it,
   moves with it and is taken back with it. */
#include "pipeline_parts.h"

#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"

static int column(const char *name)
{
    return ledger_field(&ledger_placement, name);
}

static bool find_made(struct pipeline_follow *w, struct pipeline_file *f,
                      const struct record *was, struct err *err)
{
    int64_t id = 0;
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select id from placement where person_id = :person"
                  " and grp_id = :grp and from_on = :day"
                  " and voided_on is null"));
    stmt_int(&st, ":person", f->person.id);
    stmt_int(&st, ":grp", record_int(was, STEP_GRP));
    stmt_text(&st, ":day", record_text(was, STEP_ON));
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    if (id == 0) {
        return true;
    }
    struct record *both = arena_array(f->arena, 2, sizeof *both);
    if (!record_read(&both[0], &ledger_placement, f->book, f->arena, id, err)) {
        return false;
    }
    both[1] = record_copy(&both[0], f->arena);
    w->placement = (struct pipeline_twin){.r = &both[0], .old = &both[1]};
    return true;
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
                            const struct record *step, struct err *err)
{
    const struct record *was = pipeline_step_at(f, AT_PLACE);
    const struct record *is = pipeline_step_at(&w->now, AT_PLACE);
    bool saved = step != NULL && record_int(step, STEP_NO) == AT_PLACE;
    if (is == was || (was != NULL && is != NULL && is_same(was, is)) ||
        (is != NULL && !saved)) {
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
