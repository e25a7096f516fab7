/* The form of one step: only what its row in pipeline.ini asks for, the results
   of its own kind, the meetings that may be linked, the members who may help;
   what the rules say of the whole file with this step in it, and what saving it
   will also do.  Every hook reads the file anew: a form stays open for long. */
#include "step_form.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

/* Members offered at most; a branch has fewer. */
#define HELPERS_MAX 400

static const struct pipeline_step *row_of(struct book *b,
                                          const struct record *r)
{
    int64_t no = record_int(r, STEP_NO);
    return no >= 1 && no <= PIPELINE_STEPS ? &book_pipeline(b)->steps[no]
                                           : NULL;
}

/* ---- what is asked ---------------------------------------------------- */

static bool has_word(const struct pipeline_step *s, const char *word)
{
    for (size_t i = 0; s->fields[i] != NULL; i++) {
        if (strcmp(s->fields[i], word) == 0) {
            return true;
        }
    }
    return false;
}

const char *pipeline_step_role(struct book *b, int no)
{
    const char *role = pipeline_role_of(book_pipeline(b), no);
    return role == NULL                      ? NULL
           : strcmp(role, "introducer") == 0 ? ROLE_INTRODUCER
                                             : ROLE_CONTACT;
}

static bool wants_role(struct book *b, int no, const char *role)
{
    const char *named = pipeline_step_role(b, no);
    return named != NULL && strcmp(named, role) == 0;
}

/* The word by which pipeline.ini asks for a field. */
static const char *word_of(int field)
{
    switch (field) {
    case STEP_BY:
    case STEP_BY_TEXT:
        return "by";
    case STEP_EVENT:
        return "event";
    case STEP_GRP:
        return "grp";
    default:
        return ledger_step.fields[field].column;
    }
}

bool step_asks(struct book *b, const struct record *r, int field)
{
    const struct pipeline_step *s = row_of(b, r);
    if (s == NULL) {
        return true;
    }
    switch (field) {
    case STEP_FILE:
    case STEP_NO: /* in the title */
        return false;
    case STEP_ON:
    case STEP_ELSEWHERE:
    case STEP_REASON:
    case STEP_NOTE:
        return true;
    case STEP_CONTACT_1:
    case STEP_CONTACT_2:
    case STEP_CONTACT_OUT:
        return wants_role(b, s->no, ROLE_CONTACT);
    case STEP_INTRODUCER_1:
    case STEP_INTRODUCER_2:
    case STEP_INTRODUCER_OUT:
        return wants_role(b, s->no, ROLE_INTRODUCER);
    default:
        return has_word(s, word_of(field));
    }
}

/* ---- what may be taken ------------------------------------------------ */

bool pipeline_result_fits(const struct pipeline_rules *r, int no,
                          const struct code *c)
{
    const struct code_table *t = codes_table("step_result");
    const char *usual = r->steps[no].usual;
    for (size_t i = 0; usual[0] != '\0' && i < t->n; i++) {
        if (strcmp(t->codes[i].name, usual) == 0) {
            return strcmp(t->codes[i].group, c->group) == 0;
        }
    }
    return false;
}

static size_t offer_results(struct book *b, struct arena *a,
                            const struct record *r,
                            const struct field_offer **out)
{
    const struct pipeline_step *s = row_of(b, r);
    const struct code_table *t = codes_table("step_result");
    struct field_offer *list = arena_array(a, t->n, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; s != NULL && i < t->n; i++) {
        if (pipeline_result_fits(book_pipeline(b), s->no, &t->codes[i])) {
            list[n++] =
                (struct field_offer){t->codes[i].name, t->codes[i].name, NULL};
        }
    }
    *out = list;
    return n;
}

static size_t offer_meetings(struct pipeline_file *f, int no,
                             const struct field_offer **out)
{
    const struct pipeline_choice *all = NULL;
    size_t n = pipeline_meetings(f, no, &all);
    struct field_offer *list = arena_array(f->arena, n + 1, sizeof *list);
    for (size_t i = 0; i < n; i++) {
        list[i] = (struct field_offer){
            arena_printf(f->arena, "#%lld", (long long)all[i].event),
            all[i].text, all[i].about ? "关于本人" : NULL};
    }
    *out = list;
    return n;
}

static void open_members(struct stmt *st, struct pipeline_file *f, int day)
{
    char text[11];
    stmt_open(st, f->book->db,
              SQL("select p.id, p.name, (select count(*) from helper h"
                  " join candidacy c on c.id = h.candidacy_id"
                  " where h.person_id = p.id and h.voided_on is null"
                  " and h.to_on is null and c.ended_on is null"
                  " and c.voided_on is null)"
                  " from person p join member m on m.person_id = p.id"
                  " and m.voided_on is null and m.branch_id = :branch"
                  " and m.from_on <= :day"
                  " and (m.to_on is null or m.to_on > :day)"
                  " where p.full_on <= :day and p.id <> :self"
                  " and p.voided_on is null"
                  " and not exists (select 1 from rights r"
                  " where r.person_id = p.id and r.kind in ('6', '7')"
                  " and r.voided_on is null and r.from_on <= :day"
                  " and (r.to_on is null or r.to_on > :day))"
                  " order by p.id limit :max"));
    stmt_int(st, ":branch", record_int(&f->head, CANDIDACY_BRANCH));
    stmt_text(st, ":day", date_text(day, text));
    stmt_int(st, ":self", f->person.id);
    stmt_int(st, ":max", HELPERS_MAX);
}

/* Full members with all rights on that day; whom each helps already. */
static size_t offer_members(struct pipeline_file *f, int day,
                            const struct field_offer **out)
{
    struct field_offer *list = arena_array(f->arena, HELPERS_MAX, sizeof *list);
    size_t n = 0;
    struct stmt st;
    open_members(&st, f, day);
    while (n < HELPERS_MAX && stmt_row(&st)) {
        int helps = (int)stmt_col_int(&st, 2);
        list[n++] = (struct field_offer){
            arena_printf(f->arena, "#%lld", (long long)stmt_col_int(&st, 0)),
            arena_str(f->arena, stmt_col_text(&st, 1)),
            helps > 0 ? arena_printf(f->arena, "正联系 %d 人", helps) : NULL};
    }
    *out = list;
    return stmt_done(&st, NULL) ? n : 0;
}

bool step_offers(struct book *b, struct arena *a, const struct record *r,
                 int field, const struct field_offer **out, size_t *n)
{
    struct pipeline_file f;
    if (row_of(b, r) == NULL) {
        return false;
    }
    if (field == STEP_RESULT) {
        *n = offer_results(b, a, r, out);
        return *n > 0;
    }
    bool meeting = field == STEP_EVENT;
    bool helper = field == STEP_CONTACT_1 || field == STEP_CONTACT_2 ||
                  field == STEP_INTRODUCER_1 || field == STEP_INTRODUCER_2;
    if ((!meeting && !helper) ||
        !pipeline_read_whole(&f, b, a, record_int(r, STEP_FILE), NULL)) {
        return false;
    }
    int on = record_day(r, STEP_ON);
    *n = meeting ? offer_meetings(&f, (int)record_int(r, STEP_NO), out)
                 : offer_members(&f, on != DATE_NONE ? on : b->today, out);
    return *n > 0;
}

/* ---- what follows ----------------------------------------------------- */

/* A meeting that was picked brings its day and what its vote came to. */
void step_typed(struct book *b, struct arena *a, struct record *r, int field)
{
    struct pipeline_file f;
    bool event = field == STEP_EVENT && !record_is_null(r, STEP_EVENT);
    if ((!event && field != STEP_ON) || row_of(b, r) == NULL ||
        record_is_null(r, STEP_FILE) ||
        !pipeline_read_whole(&f, b, a, record_int(r, STEP_FILE), NULL)) {
        return;
    }
    if (event) {
        pipeline_step_meeting(&f, r, record_int(r, STEP_EVENT));
    } else {
        pipeline_step_day_typed(&f, r);
    }
}

static bool with_helpers(struct pipeline_file *f, struct book *b,
                         struct arena *a, const struct record *r,
                         struct err *err)
{
    return pipeline_read_whole(f, b, a, record_int(r, STEP_FILE), err) &&
           pipeline_step_helpers(f, r, err);
}

/* A reason that was written has been thought about: its rows are not put to
   the clerk once more. */
void step_judge(struct book *b, struct arena *a, const struct record *r,
                struct issues *is)
{
    struct pipeline_file f;
    struct err err = ERR_INIT;
    struct issues all = {.arena = a};
    if (row_of(b, r) == NULL) {
        return;
    }
    if (!with_helpers(&f, b, a, r, &err)) {
        issue_add_err(is, "on_day", &err);
        return;
    }
    pipeline_step_check(&f, r, &all);
    for (size_t i = 0; i < all.n; i++) {
        const struct issue *one = &all.list[i];
        if (strcmp(one->code, PIPELINE_REASONED) != 0) {
            issue_add(is, one->column, one->blocks, one->code, "%s", one->text);
        }
    }
}

bool step_effects(struct book *b, struct arena *a, const struct record *r,
                  struct strbuf *out, struct err *err)
{
    struct pipeline_file f;
    return with_helpers(&f, b, a, r, err) &&
           pipeline_step_effects(&f, r, out, err);
}

/* ---- the rules --------------------------------------------------------- */

void pipeline_step_rules(struct book *b, int no, struct strbuf *out)
{
    const struct pipeline_rules *r = book_pipeline(b);
    const struct pipeline_step *s = &r->steps[no];
    sb_addf(out, "【第 %d 步 %s】由%s办（%s）\n", no, s->name, s->who,
            s->basis);
    for (size_t i = 0; i < r->n_guards; i++) {
        const struct pipeline_guard *g = &r->guards[i];
        if (g->step == no && pipeline_guard(r, g->code, b->day) == g) {
            sb_addf(out, "· %s（%s）%s\n", g->text, g->basis,
                    g->refuses ? "" : "不符合的要写原因。");
        }
    }
    for (size_t i = 0; i < s->n_papers; i++) {
        sb_addf(out, "%s%s%s", i == 0 ? "材料：" : "、", s->papers[i].name,
                s->papers[i].local ? "（当地）" : "");
    }
    sb_add(out, s->n_papers > 0 ? "\n\n" : "\n");
}

void step_explain(struct book *b, const struct record *r, struct strbuf *out)
{
    if (row_of(b, r) != NULL) {
        pipeline_step_rules(b, (int)record_int(r, STEP_NO), out);
    }
}

/* ---- what hangs on a step ----------------------------------------------- */

/* Both steps hold on the day on which one ends and the other begins. */
static bool holds_on(const struct pipeline_file *f,
                     const struct pipeline_step *s, int day)
{
    const struct pipeline_done *from = &f->facts.steps[s->since];
    const struct pipeline_done *until = &f->facts.steps[s->until];
    return from->done && from->on <= day && (!until->done || day <= until->on);
}

bool step_entry_offers(struct book *b, struct arena *a, const struct record *r,
                       int field, const struct field_offer **out, size_t *n)
{
    struct pipeline_file f;
    const struct pipeline_rules *rules = book_pipeline(b);
    int day = record_day(r, STEP_ENTRY_ON);
    if (field != STEP_ENTRY_KIND || record_is_null(r, STEP_ENTRY_FILE) ||
        !pipeline_read_whole(&f, b, a, record_int(r, STEP_ENTRY_FILE), NULL)) {
        return false;
    }
    struct field_offer *list = arena_array(
        a, codes_table("step_entry")->n * PIPELINE_STEPS, sizeof *list);
    *n = 0;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct pipeline_step *s = &rules->steps[no];
        for (size_t i = 0;
             s->running && holds_on(&f, s, day) && s->entries[i] != NULL; i++) {
            list[(*n)++] =
                (struct field_offer){s->entries[i], s->entries[i], NULL};
        }
    }
    *out = list;
    return *n > 0;
}

/* The last of the working days that the row asks for, the first included. */
void publicity_typed(struct book *b, struct arena *a, struct record *r,
                     int field)
{
    const struct pipeline_rules *rules = book_pipeline(b);
    int from = record_day(r, PUBLICITY_FROM);
    if (field != PUBLICITY_FROM || from == DATE_NONE) {
        return;
    }
    for (size_t i = 0; i < rules->n_guards; i++) {
        const struct pipeline_guard *g = &rules->guards[i];
        if (g->kind == GUARD_NOTICE && g->step == record_int(r, PUBLICITY_NO) &&
            g->least.unit == UNIT_WORKDAYS) {
            record_set_day(r, a, PUBLICITY_TO,
                           date_add_workdays(from - 1, g->least.n));
            return;
        }
    }
}
