/* Files of 发展党员 from a table with one person a row and a column for the day
   of each of the 25 steps: how a branch that begins with this program takes in
   what happened before.

   A file that is not here yet is opened as 补录 unless the row says where it
   comes from; its steps from before are then those of 外单位办理, known by
   their day alone (meetings, helpers and papers of that time are not in this
   ledger). Each step passes the rules of the file as if it were typed, in the
   order of the steps; what a rule wants a reason for gets the row's 补录说明.
   What else belongs to a step (meeting, result, number of the paper) is the
   book of steps. */
#include <string.h>

#include "import_doors.h"
#include "import_entries.h"
#include "import_file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

enum {
    X_LATER, /* the steps come by books of their own */
    X_WHY,
    X_HOURS, /* of 集中培训: the rules count them */
    X_DAYS,
    X_STEPS,
    X_ENTRIES = X_STEPS + PIPELINE_STEPS,
    X_ALL = X_ENTRIES + IMPORT_ENTRY_KINDS
};

static const char *const leaves[] = {"ended_on", "end_kind", "end_reason",
                                     NULL};
static const char *const key[] = {"person_id", NULL};

static bool more(struct book *b, struct arena *a, const struct field **extras,
                 size_t *n, struct err *err)
{
    struct field *list = arena_array(a, X_ALL, sizeof *list);
    (void)err;
    list[X_LATER] =
        (struct field){.column = "steps_later",
                       .label = "各步另行导入",
                       .kind = &field_flag,
                       .hint = "写“是”的只建档，各步由“发展步骤”导入"};
    list[X_WHY] =
        (struct field){.column = "steps_reason",
                       .label = "补录说明",
                       .kind = &field_text,
                       .hint = "不合一般做法、超过期限的步骤，写明原因"};
    list[X_HOURS] = (struct field){.column = "training_hours",
                                   .label = "集中培训学时",
                                   .kind = &field_count};
    list[X_DAYS] = (struct field){.column = "training_days",
                                  .label = "集中培训天数",
                                  .kind = &field_count};
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        list[X_STEPS + no - 1] = (struct field){
            .column = arena_printf(a, "step_%d", no),
            .label = arena_printf(a, "第%d步%s", no,
                                  book_pipeline(b)->steps[no].abbr),
            .kind = &field_date,
            .hint = "这一步办的日期"};
    }
    import_entries_columns(list + X_ENTRIES, a);
    *extras = list;
    *n = X_ALL;
    return true;
}

static bool find(const struct import_item *item, int64_t *id, struct err *err)
{
    return import_file_of(item->book,
                          record_int(item->record, CANDIDACY_PERSON), id, err);
}

/* Meetings, helpers and papers of the steps are in tables of their own, and so
   are the steps. */
static bool is_head_alone(const struct import_item *item)
{
    return import_has(&item->given[X_LATER]) && item->given[X_LATER].i != 0;
}

/* Read once for all columns of a row. */
static const struct pipeline_file *file_here(const struct import_item *item,
                                             struct err *err)
{
    if (*item->kept == NULL) {
        struct pipeline_file *f = arena_alloc(item->arena, sizeof *f);
        if (!pipeline_read_whole(f, item->book, item->arena, item->old->id,
                                 err)) {
            return NULL;
        }
        *item->kept = f;
    }
    return *item->kept;
}

static bool here(const struct import_item *item, size_t extra,
                 struct value *out, struct err *err)
{
    const struct pipeline_file *f;
    *out = (struct value){.type = VALUE_NULL};
    /* These only say how steps are taken: by themselves they change nothing. */
    bool about = extra == X_LATER || extra == X_WHY || is_head_alone(item);
    if (about && import_has(&item->given[extra])) {
        *out = item->given[extra];
        return true;
    }
    f = file_here(item, err);
    if (f == NULL) {
        return false;
    }
    if (extra >= X_ENTRIES) {
        import_entries_here(f, extra - X_ENTRIES, &item->given[extra], out);
        return true;
    }
    if (extra == X_LATER) {
        *out = value_int(import_file_has_own(f));
        return true;
    }
    if (extra == X_WHY) {
        import_file_reason(f, out);
        return true;
    }
    int no = extra < X_STEPS ? AT_TRAINING : (int)(extra - X_STEPS) + 1;
    const struct record *step = &f->steps[no];
    if (step->ledger != NULL && step->id != 0) {
        *out = step->values[extra == X_HOURS  ? STEP_HOURS
                            : extra == X_DAYS ? STEP_DAYS
                                              : STEP_ON];
    }
    return true;
}

/* ---- the head ---------------------------------------------------------------
 */

static bool has_steps(const struct import_item *item)
{
    for (size_t i = X_STEPS; i < X_ENTRIES; i++) {
        if (import_has(&item->extras[i])) {
            return true;
        }
    }
    return false;
}

/* Days that somebody else's table knows are history. */
static struct record head_of(const struct import_item *item)
{
    struct record r = record_copy(item->record, item->arena);
    if (item->old == NULL && !item->says[CANDIDACY_ORIGIN] && has_steps(item)) {
        record_set_text(&r, CANDIDACY_ORIGIN, ORIGIN_HISTORY);
    }
    return r;
}

/* ---- a step -----------------------------------------------------------------
 */

/* Does the row say anything of the step? */
static bool speaks_of(const struct import_item *item, int no)
{
    const struct value *x = item->extras;
    return import_has(&x[X_STEPS + no - 1]) ||
           (no == AT_TRAINING &&
            (import_has(&x[X_HOURS]) || import_has(&x[X_DAYS])));
}

/* The row's day, else that of the step that is there. */
static const struct value *day_of(const struct import_item *item,
                                  const struct pipeline_file *f, int no)
{
    const struct value *day = &item->extras[X_STEPS + no - 1];
    bool there = f->steps[no].ledger != NULL && f->steps[no].id != 0;
    return import_has(day) || !there ? day : &f->steps[no].values[STEP_ON];
}

/* Another day for the one that is there, or a new one of that day. */
static struct record step_of(const struct import_item *item,
                             struct pipeline_file *f, int no)
{
    const struct value *day = day_of(item, f, no);
    const struct record *there = &f->steps[no];
    int on = DATE_NONE;
    date_read(import_has(day) ? day->s : "", &on);
    bool known = there->ledger != NULL && there->id != 0;
    bool theirs = on != DATE_NONE && on < f->facts.theirs_before;
    struct record r = known     ? record_copy(there, f->arena)
                      : !theirs ? pipeline_step_new(f, no)
                                : record_new(&ledger_step, f->book, f->arena);
    record_set_int(&r, STEP_FILE, f->head.id);
    record_set_int(&r, STEP_NO, no);
    r.values[STEP_ON] = *day;
    if (no == AT_TRAINING && import_has(&item->extras[X_HOURS])) {
        r.values[STEP_HOURS] = item->extras[X_HOURS];
    }
    if (no == AT_TRAINING && import_has(&item->extras[X_DAYS])) {
        r.values[STEP_DAYS] = item->extras[X_DAYS];
    }
    if (!known && theirs) {
        record_set_int(&r, STEP_ELSEWHERE, 1);
    }
    return r;
}

static struct import_entries entries_of(const struct import_item *item)
{
    return (struct import_entries){item->extras + X_ENTRIES,
                                   &item->given[X_WHY]};
}

static bool asks_reason(const struct issues *is)
{
    for (size_t i = 0; i < is->n; i++) {
        if (strcmp(is->list[i].column, "reason") == 0 && is->list[i].blocks) {
            return true;
        }
    }
    return false;
}

static void check_step(struct pipeline_file *f, const struct import_item *item,
                       struct record *step, struct issues *is)
{
    struct issues first = {.arena = is->arena};
    const struct value *why = &item->given[X_WHY];
    const struct record *old =
        step->id != 0 ? &f->steps[record_int(step, STEP_NO)] : NULL;
    pipeline_step_check(f, step, &first);
    if (asks_reason(&first) && why->type == VALUE_TEXT &&
        record_is_null(step, STEP_REASON)) {
        step->values[STEP_REASON] = *why;
    }
    record_check(step, f->book, old, is);
    pipeline_step_check(f, step, is);
}

/* An issue of a step stands at the step's column. */
static void tell(struct issues *is, const struct issues *of,
                 const struct pipeline_file *f, int no)
{
    const char *column = arena_printf(is->arena, "step_%d", no);
    const char *step = arena_printf(is->arena, "第 %d 步", no);
    const char *head = arena_printf(is->arena, "%s%s：", step,
                                    book_pipeline(f->book)->steps[no].abbr);
    for (size_t i = 0; i < of->n; i++) {
        const struct issue *x = &of->list[i];
        bool reason = strcmp(x->column, "reason") == 0;
        issue_add(is, column, x->blocks, x->code, "%s%s%s",
                  strncmp(x->text, step, strlen(step)) == 0 ? "" : head,
                  x->text, reason ? "导入时可写在“补录说明”一列。" : "");
    }
}

/* ---- rules ------------------------------------------------------------------
 */

static bool begin(const struct import_item *item, const struct record *head,
                  struct pipeline_file *f, struct err *err)
{
    if (!pipeline_read_whole_person(f, item->book, item->arena,
                                    record_int(head, CANDIDACY_PERSON), err)) {
        return false;
    }
    if (f->head.id == 0) {
        f->head = *head;
    }
    return pipeline_facts_make(f, err);
}

static bool check_steps(const struct import_item *item, struct issues *is,
                        struct err *err)
{
    struct pipeline_file f;
    struct record head = head_of(item);
    const struct import_entries row = entries_of(item);
    if (!begin(item, &head, &f, err)) {
        return false;
    }
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        struct issues one = {.arena = is->arena};
        if (!speaks_of(item, no)) {
            continue;
        }
        struct record step = step_of(item, &f, no);
        if (!import_entries_look(&f, &row, record_day(&step, STEP_ON), err)) {
            return false;
        }
        check_step(&f, item, &step, &one);
        tell(is, &one, &f, no);
        if (issues_block(&one)) {
            return true; /* the later ones stand on it */
        }
        f.steps[no] = step;
        if (!pipeline_facts_make(&f, err)) {
            return false;
        }
    }
    return import_entries_look(&f, &row, item->book->today, err);
}

static void check(const struct import_item *item, struct issues *is)
{
    struct err err = ERR_INIT;
    struct record head = head_of(item);
    record_check(&head, item->book, item->old, is);
    if (!issues_block(is) && !is_head_alone(item) &&
        !check_steps(item, is, &err)) {
        issue_add_err(is, "person_id", &err);
    }
}

/* ---- saving -----------------------------------------------------------------
 */

static bool save_head(struct import_item *item, struct err *err)
{
    struct record head = head_of(item);
    if (!ledger_apply(item->book, item->arena, &head, item->old, item->reason,
                      err)) {
        return false;
    }
    *item->record = head;
    return true;
}

static bool save_step(const struct import_item *item, struct pipeline_file *f,
                      int no, struct err *err)
{
    struct issues is = {.arena = item->arena};
    struct record step = step_of(item, f, no);
    check_step(f, item, &step, &is);
    return issues_refuse(&is, err) &&
           pipeline_step_save(f, &step, item->reason, err);
}

static bool save_steps(const struct import_item *item, struct pipeline_file *f,
                       struct err *err)
{
    const struct import_entries row = entries_of(item);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        struct record step;
        if (!speaks_of(item, no)) {
            continue;
        }
        step = step_of(item, f, no);
        /* Opening the file may have put it down from the roster. */
        bool same = step.id != 0 && record_same(&step, &f->steps[no]);
        if (!import_entries_save(f, &row, record_day(&step, STEP_ON), err) ||
            (!same && !save_step(item, f, no, err))) {
            return err_doing(err, "第 %d 步%s", no,
                             book_pipeline(item->book)->steps[no].abbr);
        }
    }
    return import_entries_save(f, &row, item->book->today, err);
}

static bool save(struct import_item *item, struct err *err)
{
    struct pipeline_file f;
    if (!save_head(item, err) ||
        !pipeline_read_whole(&f, item->book, item->arena, item->record->id,
                             err)) {
        return false;
    }
    if (!is_head_alone(item) && !save_steps(item, &f, err)) {
        return false;
    }
    return record_read(item->record, &ledger_candidacy, item->book, item->arena,
                       item->record->id, err);
}

const struct import_door import_door_pipeline = {
    .book = "pipeline",
    .more = more,
    .leaves = leaves,
    .key = key,
    .find = find,
    .here = here,
    .check = check,
    .checks_instead = true,
    .save = save,
};
