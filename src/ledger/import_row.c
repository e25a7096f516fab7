/* One row, from its cells to its line in the report: is it a record at all →
   values → which record → what is new → the rules → in the second pass, its
   saving. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/people.h"

/* ---- the rules ----------------------------------------------------------- */

static size_t column_of(const struct import_job *j, const char *column,
                        bool *faulty)
{
    *faulty = false;
    for (size_t i = 0; i < j->n_fields; i++) {
        if (strcmp(j->fields[i]->column, column) != 0) {
            continue;
        }
        *faulty = j->typed[i].faulty;
        for (size_t c = 0; c < j->n_cols; c++) {
            if (j->cols[c].target == (int)i) {
                return c;
            }
        }
    }
    return SIZE_MAX;
}

static const char *cell_text(const struct import_job *j, size_t col)
{
    return col < j->at->n ? j->at->cells[col].text : "";
}

static void tell_issues(struct import_job *j, const struct issues *is)
{
    for (size_t i = 0; i < is->n; i++) {
        const struct issue *x = &is->list[i];
        bool faulty;
        size_t col = column_of(j, x->column, &faulty);
        if (faulty) {
            continue; /* said already */
        }
        if (x->blocks) {
            import_fault(j, col, cell_text(j, col), x->code, x->text);
        } else {
            import_warns(j, col, cell_text(j, col), x->code, x->text);
        }
    }
}

/* What a door asks for beyond the ledger's own fields. */
static void check_required(struct import_job *j, struct issues *is)
{
    for (size_t i = j->l->n_fields; i < j->n_fields; i++) {
        const struct field *f = j->fields[i];
        if ((f->flags & FIELD_REQUIRED) != 0 && !j->typed[i].given) {
            issue_add(is, f->column, true, "E-IMPORT-043",
                      "%s不能空着，请填写。", f->label);
        }
    }
}

static bool changes(const struct import_fated *f)
{
    return f->fate == IMPORT_FATE_NEW ||
           (f->item.old != NULL && f->n_fills + f->n_taken > 0);
}

static void check(struct import_job *j, struct import_fated *f)
{
    struct issues is = {.arena = &j->row};
    if (!changes(f)) {
        return;
    }
    if (f->item.old == NULL) {
        check_required(j, &is);
    }
    if (f->item.old != NULL && f->old.voided_on[0] != '\0') {
        issue_add(&is, "", true, "E-IMPORT-044",
                  "这条记录已在 %s 作废，不能再改。", f->old.voided_on);
    }
    if (j->door == NULL || !j->door->checks_instead) {
        record_check(&f->record, j->b, f->item.old, &is);
    }
    if (j->door != NULL && j->door->check != NULL) {
        j->door->check(&f->item, &is);
    }
    tell_issues(j, &is);
}

/* ---- saving -------------------------------------------------------------- */

static bool save(struct import_job *j, struct import_fated *f, struct err *err)
{
    bool ok = j->door != NULL && j->door->save != NULL
                  ? j->door->save(&f->item, err)
                  : ledger_apply(j->b, &j->row, f->item.record, f->item.old,
                                 j->wish->reason, err);
    return ok || err_doing(err, "第 %zu 行", j->at->number);
}

/* In a rehearsal what a rule refuses only now is told of its row. */
static bool refused(struct import_job *j, struct import_fated *f,
                    struct err *err)
{
    if (!j->rehearses || err == NULL || err->kind != ERR_RULE) {
        return false;
    }
    import_fault(j, SIZE_MAX, "", err->code, err->text);
    f->fate = IMPORT_FATE_BAD;
    err_clear(err);
    return true;
}

/* ---- what it is called --------------------------------------------------- */

static const char *name_in_file(struct import_job *j)
{
    for (int turn = 0; turn < 2; turn++) {
        for (size_t c = 0; c < j->n_cols && c < j->at->n; c++) {
            int t = j->cols[c].target;
            const char *s = j->at->cells[c].text;
            bool name =
                t >= 0 &&
                ((j->fields[t]->flags & FIELD_NAME) != 0 ||
                 j->fields[t]->kind == &field_person ||
                 (turn == 1 && (j->fields[t]->flags & FIELD_REQUIRED) != 0));
            if (name && s[0] != '\0') {
                return import_shown(j, &j->row, j->fields[t], s);
            }
        }
    }
    return "";
}

static const char *name_of(struct import_job *j, const struct import_fated *f)
{
    if (f->record.values == NULL || j->bad) {
        return name_in_file(j);
    }
    struct strbuf sb;
    sb_init(&sb);
    j->l->label(j->b, &f->record, &sb);
    const char *s = arena_str(&j->row, sb.s);
    sb_clear(&sb);
    return s[0] != '\0' ? s : name_in_file(j);
}

/* ---- a row --------------------------------------------------------------- */

/* Of what is wrong, not of what was mended. */
static const char *first_reason(struct import_job *j)
{
    for (size_t i = 0; i < j->n_faults; i++) {
        const struct import_fault *x = &j->faults[i];
        if (!x->mended && !x->warns) {
            return x->head[0] == '\0' ? arena_str(&j->kept, x->reason)
                                      : arena_printf(&j->kept, "“%s”列，%s",
                                                     x->head, x->reason);
        }
    }
    return "";
}

static bool finish(struct import_job *j, struct import_fated *f)
{
    struct import_line line = {
        .row = j->at->number,
        .fate = f->fate,
        .id = f->match.id,
        .by = f->match.by == NULL ? "" : f->match.by,
        .twin = f->match.twin,
        .differences = f->differences,
        .n_differences = f->n_differences,
        .fills = f->fills,
        .n_fills = f->n_fills,
        .faults = j->faults,
        .n_faults = j->n_faults,
    };
    bool differs = f->fate == IMPORT_FATE_TWICE && f->match.differs;
    line.name = import_line_wanted(j, f->fate) ? name_of(j, f) : "";
    line.refused = f->fate == IMPORT_FATE_BAD || differs;
    if (line.refused) {
        j->n_refused++;
        if (j->first_bad == 0) {
            j->first_bad = line.row;
            j->first_why = first_reason(j);
        }
    }
    j->n_taken += f->n_taken > 0;
    j->out->counts[f->fate]++;
    import_line_add(j, &line);
    return true;
}

static bool skip(struct import_job *j, const char *why)
{
    struct import_line line = {
        .row = j->at->number,
        .fate = IMPORT_FATE_SKIPPED,
        .by = "",
        .name = why,
    };
    j->out->counts[IMPORT_FATE_SKIPPED]++;
    import_line_add(j, &line);
    return true;
}

static bool gives_nothing(const struct import_job *j)
{
    for (size_t i = 0; i < j->n_fields; i++) {
        if (j->typed[i].given || j->typed[i].faulty) {
            return false;
        }
    }
    return true;
}

/* Can it be said which record it is? */
static bool is_told_apart(const struct import_job *j)
{
    if (j->l == &ledger_people) {
        for (size_t i = 0; i < j->n_fields; i++) {
            bool says = (j->fields[i]->flags & FIELD_NAME) != 0 ||
                        j->fields[i]->kind == &field_idno ||
                        strcmp(j->fields[i]->column, "birth_on") == 0;
            if (says && j->typed[i].faulty) {
                return false;
            }
        }
        return true;
    }
    for (size_t i = 0; i < j->n_key_fields; i++) {
        if (j->typed[j->key_fields[i]].faulty) {
            return false;
        }
    }
    return j->door == NULL || j->door->find == NULL || !j->bad;
}

static void tell_twin(struct import_job *j, struct import_fated *f)
{
    f->fate = IMPORT_FATE_TWICE;
    import_fault(
        j, SIZE_MAX, "", "E-IMPORT-045",
        f->match.differs
            ? arena_printf(&j->row,
                           "第 %zu 行与第 %zu 行是同一条记录，内容却不一样；请"
                           "在文件里只留对的那一行。",
                           j->at->number, f->match.twin)
            : arena_printf(&j->row,
                           "第 %zu 行与第 %zu 行是同一条记录，只用前面那一行。",
                           j->at->number, f->match.twin));
    j->bad = false;
}

static bool judge(struct import_job *j, struct import_fated *f, struct err *err)
{
    f->item = (struct import_item){.book = j->b,
                                   .arena = &j->row,
                                   .row = j->at->number,
                                   .reason = j->wish->reason};
    f->record = import_record_new(j);
    import_fill_new(j, &f->record);
    struct value *given =
        arena_array(&j->row, j->n_fields - j->l->n_fields + 1, sizeof *given);
    for (size_t i = j->l->n_fields; i < j->n_fields; i++) {
        given[i - j->l->n_fields] = j->typed[i].v;
    }
    bool *says = arena_array(&j->row, j->l->n_fields, sizeof *says);
    for (size_t i = 0; i < j->l->n_fields; i++) {
        says[i] = j->typed[i].given;
    }
    f->item.says = says;
    f->item.kept = arena_alloc(&j->row, sizeof *f->item.kept);
    *f->item.kept = NULL;
    f->item.given = f->item.extras = given;
    f->item.record = &f->record;
    if (!is_told_apart(j)) {
        return true;
    }
    if (!import_match_row(j, &f->item, &f->match, err)) {
        return false;
    }
    if (f->match.twin != 0) {
        tell_twin(j, f);
        return true;
    }
    if (f->match.several) {
        return true;
    }
    if (!import_fate_row(j, f, err)) {
        return false;
    }
    check(j, f);
    if (!j->bad) {
        import_match_claim(j, &f->match, &f->record,
                           f->fate == IMPORT_FATE_SAME);
    }
    return true;
}

bool import_row_done(struct import_job *j, const struct import_row *row,
                     struct err *err)
{
    struct import_fated f = {.match = {.known = -1}};
    arena_reset(&j->row);
    j->at = row;
    j->n_faults = 0;
    const char *why = import_skips(j, row);
    if (why != NULL) {
        return skip(j, why);
    }
    import_type_row(j, row);
    if (gives_nothing(j)) {
        return skip(j, "没有内容");
    }
    if (j->wish->leaves != NULL && j->wish->leaves(j->wish->ctx, row->number)) {
        return skip(j, "没有选");
    }
    if (!judge(j, &f, err)) {
        return err_doing(err, "第 %zu 行", row->number);
    }
    if (j->bad) {
        f.fate = IMPORT_FATE_BAD;
    } else if (f.fate != IMPORT_FATE_TWICE && changes(&f)) {
        j->n_writes++;
        if (j->writes && !save(j, &f, err) && !refused(j, &f, err)) {
            return false;
        }
    }
    return finish(j, &f);
}
