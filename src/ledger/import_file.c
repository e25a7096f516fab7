/* A file of 发展党员 as a row of a table sees it: whose it is, and what is said
   of it as a whole. */
#include "import_file.h"

#include <string.h>

#include "pbtui/store/stmt.h"
#include "pipeline_parts.h"

bool import_file_of(struct book *b, int64_t person, int64_t *file,
                    struct err *err)
{
    struct stmt st;
    *file = 0;
    stmt_open(&st, b->db,
              SQL("select id from candidacy where person_id = :person"
                  " and voided_on is null"
                  " order by ended_on is not null, id desc limit 1"));
    stmt_int(&st, ":person", person);
    if (stmt_row(&st)) {
        *file = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err) || err_doing(err, "查找发展档案");
}

bool import_file_has_own(const struct pipeline_file *f)
{
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct record *r = &f->steps[no];
        if (r->ledger != NULL && r->id != 0 &&
            record_int(r, STEP_ELSEWHERE) == 0) {
            return true;
        }
    }
    return false;
}

void import_file_reason(const struct pipeline_file *f, struct value *out)
{
    for (int no = PIPELINE_STEPS; no >= 1; no--) {
        const struct record *r = &f->steps[no];
        if (r->ledger != NULL && r->id != 0 &&
            !record_is_null(r, STEP_REASON) &&
            strcmp(record_text(r, STEP_REASON), PIPELINE_BY_ROSTER) != 0) {
            *out = r->values[STEP_REASON];
        }
    }
}
