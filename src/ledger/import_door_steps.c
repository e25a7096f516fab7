/* What hangs on a file of 发展党员, from files of its own: the steps with all
   that is written of them, talks and reviews, who helps, notices, papers.  A
   row says whose file it is by the name; the rest is asked and saved by the
   book's own door, which looks at the whole file.

   A step stands on those before it and on what hangs on the file, so rows are
   tried in their order, each upon the ones above it. */
#include <string.h>

#include "import_doors.h"
#include "import_file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pipeline_parts.h"

enum { X_PERSON, X_ROUND };

#define WHOSE                                                                  \
    {                                                                          \
        .column = "whose", .label = "姓名", .kind = &field_person,             \
        .flags = FIELD_REQUIRED | FIELD_NAME, .of = "roster",                  \
        .hint = "谁的发展档案"                                           \
    }

static const struct field part_extras[] = {WHOSE};
static const struct field step_extras[] = {
    WHOSE,
    {.column = "attempt",
     .label = "第几次",
     .kind = &field_count,
     .hint = "重办的写第几次；空着为现在这一次"},
};

static bool here(const struct import_item *item, size_t extra,
                 struct value *out, struct err *err)
{
    struct stmt st;
    if (extra == X_ROUND) {
        *out = item->old->values[STEP_ROUND];
        return true;
    }
    *out = (struct value){.type = VALUE_NULL};
    stmt_open(&st, item->book->db,
              SQL("select person_id from candidacy where id = :id"));
    stmt_int(&st, ":id", record_int(item->old, item->old->ledger->parent));
    if (stmt_row(&st)) {
        *out = value_int(stmt_col_int(&st, 0));
    }
    return stmt_done(&st, err) || err_doing(err, "读取发展档案");
}

/* The record as it would be saved: in the file of whom the row names. */
static bool whole(const struct import_item *item, struct record *out,
                  struct err *err)
{
    int64_t file;
    *out = record_copy(item->record, item->arena);
    if (item->old != NULL || !import_has(&item->given[X_PERSON])) {
        return true; /* asked for as a required one */
    }
    if (!import_file_of(item->book, item->given[X_PERSON].i, &file, err)) {
        return false;
    }
    if (file == 0) {
        return err_set(
            err, ERR_RULE, "E-DOOR-070",
            "%s还没有发展档案，请先登记或导入“发展党员”。",
            people_name(item->book, item->arena, item->given[X_PERSON].i));
    }
    record_set_int(out, out->ledger->parent, file);
    return true;
}

static bool save(struct import_item *item, struct err *err)
{
    struct record r;
    if (!whole(item, &r, err) || !ledger_apply(item->book, item->arena, &r,
                                               item->old, item->reason, err)) {
        return false;
    }
    *item->record = r;
    return true;
}

/* ---- parts ------------------------------------------------------------------
 */

/* What tells two of a file apart; ends with -1. */
static const int *apart(const struct ledger *l)
{
    static const int entry[] = {STEP_ENTRY_KIND, STEP_ENTRY_ON, -1};
    static const int helper[] = {HELPER_ROLE, HELPER_PERSON, HELPER_NAME,
                                 HELPER_FROM, -1};
    static const int publicity[] = {PUBLICITY_NO, PUBLICITY_FROM, -1};
    static const int paper[] = {PAPER_NO, PAPER_NAME, PAPER_ON, -1};
    return l == &ledger_step_entry  ? entry
           : l == &ledger_helper    ? helper
           : l == &ledger_publicity ? publicity
                                    : paper;
}

static bool same_part(const struct record *r, const struct record *row)
{
    for (const int *f = apart(row->ledger); *f >= 0; f++) {
        if (!value_same(&r->values[*f], &row->values[*f])) {
            return false;
        }
    }
    return true;
}

/* All of the book's rows in a file. */
static size_t parts_of(const struct pipeline_file *f, const struct ledger *l,
                       const struct record **list)
{
    *list = l == &ledger_step_entry  ? f->entries
            : l == &ledger_helper    ? f->helpers
            : l == &ledger_publicity ? f->publicities
                                     : f->papers;
    return l == &ledger_step_entry  ? f->n_entries
           : l == &ledger_helper    ? f->n_helpers
           : l == &ledger_publicity ? f->n_publicities
                                    : f->n_papers;
}

static bool find_part(const struct import_item *item, int64_t *id,
                      struct err *err)
{
    struct pipeline_file f;
    const struct record *list;
    int64_t of = 0;
    *id = 0;
    if (!import_has(&item->given[X_PERSON])) {
        return true;
    }
    if (!import_file_of(item->book, item->given[X_PERSON].i, &of, err) ||
        (of != 0 &&
         !pipeline_read_whole(&f, item->book, item->arena, of, err))) {
        return false;
    }
    size_t n = of != 0 ? parts_of(&f, item->record->ledger, &list) : 0;
    for (size_t i = 0; *id == 0 && i < n; i++) {
        *id = same_part(&list[i], item->record) ? list[i].id : 0;
    }
    return true;
}

static void check_part(const struct import_item *item, struct issues *is)
{
    struct record r;
    struct err err = ERR_INIT;
    if (!whole(item, &r, &err)) {
        issue_add_err(is, "whose", &err);
        return;
    }
    if (record_is_null(&r, r.ledger->parent)) {
        return;
    }
    record_check(&r, item->book, item->old, is);
    if (!issues_block(is) && !pipeline_part_look(item->book, item->arena, &r,
                                                 item->old, false, &err)) {
        issue_add_err(is, "", &err);
    }
}

#define PART_DOOR(name)                                                        \
    {                                                                          \
        .book = (name), .extras = part_extras,                                 \
        .n_extras = ARRAY_LEN(part_extras), .find = find_part, .here = here,   \
        .check = check_part, .checks_instead = true, .in_order = true,         \
        .save = save                                                           \
    }

const struct import_door import_door_entries = PART_DOOR("step-entries");
const struct import_door import_door_helpers = PART_DOOR("helpers");
const struct import_door import_door_publicities = PART_DOOR("publicities");
const struct import_door import_door_papers = PART_DOOR("papers");

/* ---- steps ------------------------------------------------------------------
 */

/* Of the attempt that is named, else the one in hand. */
static bool find_step(const struct import_item *item, int64_t *id,
                      struct err *err)
{
    struct stmt st;
    int64_t of = 0;
    *id = 0;
    if (!import_has(&item->given[X_PERSON])) {
        return true;
    }
    if (!import_file_of(item->book, item->given[X_PERSON].i, &of, err)) {
        return false;
    }
    stmt_open(&st, item->book->db,
              SQL("select id from step where candidacy_id = :file"
                  " and no = :no and voided_on is null"
                  " and (:round = 0 or round = :round)"
                  " order by dropped is not null, round desc limit 1"));
    stmt_int(&st, ":file", of);
    stmt_int(&st, ":no", record_int(item->record, STEP_NO));
    stmt_int(&st, ":round", item->given[X_ROUND].i);
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err) || err_doing(err, "查找发展步骤");
}

/* 刘某、王某: are they the helpers from other units of that day already? */
static bool outsiders_named(const struct pipeline_file *f, const char *names,
                            const char *role, const char *on)
{
    const char *there = "";
    for (size_t i = 0; i < f->n_helpers; i++) {
        const struct record *h = &f->helpers[i];
        if (!record_is_null(h, HELPER_NAME) &&
            strcmp(record_text(h, HELPER_ROLE), role) == 0 &&
            strcmp(record_text(h, HELPER_FROM), on) == 0) {
            there = arena_printf(f->arena, "%s%s%s", there,
                                 there[0] != '\0' ? "、" : "",
                                 record_text(h, HELPER_NAME));
        }
    }
    return strcmp(there, names) == 0;
}

static bool member_named(const struct pipeline_file *f, int64_t person,
                         const char *role, const char *on)
{
    for (size_t i = 0; i < f->n_helpers; i++) {
        const struct record *h = &f->helpers[i];
        if (record_int(h, HELPER_PERSON) == person &&
            strcmp(record_text(h, HELPER_ROLE), role) == 0 &&
            strcmp(record_text(h, HELPER_FROM), on) == 0) {
            return true;
        }
    }
    return false;
}

/* Who came in by the book of helpers before is not named once more. */
static void forget_named(const struct pipeline_file *f, struct record *r)
{
    static const struct {
        int field;
        const char *role;
        bool outside;
    } roles[] = {{STEP_CONTACT_1, ROLE_CONTACT, false},
                 {STEP_CONTACT_2, ROLE_CONTACT, false},
                 {STEP_CONTACT_OUT, ROLE_CONTACT, true},
                 {STEP_INTRODUCER_1, ROLE_INTRODUCER, false},
                 {STEP_INTRODUCER_2, ROLE_INTRODUCER, false},
                 {STEP_INTRODUCER_OUT, ROLE_INTRODUCER, true}};
    const char *on = record_text(r, STEP_ON);
    for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
        int field = roles[i].field;
        bool known =
            !record_is_null(r, field) &&
            (roles[i].outside
                 ? outsiders_named(f, record_text(r, field), roles[i].role, on)
                 : member_named(f, record_int(r, field), roles[i].role, on));
        if (known) {
            record_set_null(r, field);
        }
    }
}

/* The record, and the file that it is a step of; no file when the row does not
   say whose. */
static bool whole_step(const struct import_item *item, struct record *r,
                       struct pipeline_file *f, struct err *err)
{
    *f = (struct pipeline_file){.book = item->book};
    if (!whole(item, r, err)) {
        return false;
    }
    if (record_is_null(r, STEP_FILE)) {
        return true;
    }
    if (!pipeline_read_whole(f, item->book, item->arena,
                             record_int(r, STEP_FILE), err)) {
        return false;
    }
    if (item->old == NULL) {
        forget_named(f, r);
    } else if (!item->says[STEP_REASON] &&
               strcmp(record_text(r, STEP_REASON), PIPELINE_BY_ROSTER) == 0) {
        record_set_null(r, STEP_REASON); /* now it is there by itself */
    }
    return true;
}

static void check_step(const struct import_item *item, struct issues *is)
{
    struct record r;
    struct pipeline_file f;
    struct err err = ERR_INIT;
    if (!whole_step(item, &r, &f, &err)) {
        issue_add_err(is, "whose", &err);
        return;
    }
    if (record_is_null(&r, STEP_FILE)) {
        return;
    }
    record_check(&r, item->book, item->old, is);
    if (issues_block(is)) {
        return;
    }
    if (!pipeline_step_helpers(&f, &r, &err)) {
        issue_add_err(is, "no", &err);
        return;
    }
    pipeline_step_check(&f, &r, is);
}

static bool save_step(struct import_item *item, struct err *err)
{
    struct record r;
    struct pipeline_file f;
    if (!whole_step(item, &r, &f, err) ||
        !ledger_apply(item->book, item->arena, &r, item->old, item->reason,
                      err)) {
        return false;
    }
    *item->record = r;
    return true;
}

const struct import_door import_door_steps = {
    .book = "steps",
    .extras = step_extras,
    .n_extras = ARRAY_LEN(step_extras),
    .find = find_step,
    .here = here,
    .check = check_step,
    .checks_instead = true,
    .order = "coalesce(t.on_day, t.asked_on), t.no",
    .in_order = true,
    .save = save_step,
};
