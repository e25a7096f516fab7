/* From a record to its view. */
#include "pbtui/screen/opening.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/event_fields.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/habits.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/review.h"
#include "pbtui/screen/assess_view.h"
#include "pbtui/screen/dues_view.h"
#include "pbtui/screen/election_view.h"
#include "pbtui/screen/import_view.h"
#include "pbtui/screen/meeting_view.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/pipeline_view.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/screen/review_view.h"
#include "pbtui/text/date.h"

/* ---- events ------------------------------------------------------------- */

struct asking {
    struct app *app;
    struct meeting_start start; /* what is meant when its kind is taken */
};

static void kind_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct asking *k = ctx;
    struct app *app = k->app;
    struct meeting_start start = k->start;
    struct used_kind *list;
    size_t n = habits_kinds(app->book, &ui->frame, &list);
    mem_free(k);
    if (id <= 0 || (size_t)id > n) {
        return;
    }
    const char *code = list[id - 1].kind->code;
    if (start.kind == NULL || strcmp(start.kind, code) != 0) {
        start = (struct meeting_start){.kind = code, .day = app->book->today};
    }
    meeting_view_start(app, &start);
}

void opening_event(struct app *app, const struct meeting_start *start)
{
    struct arena *a = &app->ui.frame;
    struct used_kind *list;
    size_t at = 0;
    size_t n = habits_kinds(app->book, a, &list);
    struct pick_text *rows = arena_array(a, n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const struct kind *k = list[i].kind;
        rows[i].text = k->name;
        rows[i].about = list[i].times > 0
                            ? arena_printf(a, "%s  近一年 %lld 次", k->abbr,
                                           (long long)list[i].times)
                            : k->abbr;
        at = start != NULL && strcmp(start->kind, k->code) == 0 ? i : at;
    }
    struct asking *k = mem_new(sizeof *k);
    k->app = app;
    if (start != NULL) {
        /* Codes are the rules' own and outlive the question. */
        k->start = *start;
        k->start.kind = list[at].kind->code;
        k->start.topic = NULL;
    }
    pick_texts(app, "登记哪一种", rows, n, at, kind_answer, k);
}

static void new_event(struct app *app, int64_t parent,
                      const struct book_scope *scope)
{
    (void)parent;
    if (scope != NULL && scope->kind != NULL) {
        int day = app->book->today;
        if (scope->to != DATE_NONE && scope->to < day) {
            day = scope->to;
        }
        meeting_view_open_new(app, scope->kind, scope->grp, day);
        return;
    }
    opening_event(app, NULL);
}

/* A part is looked at in its meeting. */
static void open_meeting_of(struct app *app, const struct ledger *l, int64_t id)
{
    struct arena a = ARENA_INIT;
    struct record r;
    struct err err = ERR_INIT;
    if (record_read(&r, l, app->book, &a, id, &err)) {
        meeting_view_open(app, record_int(&r, l->parent));
    } else {
        ui_note_err(&app->ui, &err);
    }
    arena_clear(&a);
}

static void open_event(struct app *app, const struct ledger *l, int64_t id)
{
    (void)l;
    meeting_view_open(app, id);
}

/* ---- counts ------------------------------------------------------------- */

static void open_review(struct app *app, const struct ledger *l, int64_t id)
{
    (void)l;
    review_view_open(app, id);
}

static void new_review(struct app *app, int64_t parent,
                       const struct book_scope *scope)
{
    (void)parent;
    (void)scope;
    review_view_open(app, 0);
}

static void open_election(struct app *app, const struct ledger *l, int64_t id)
{
    (void)l;
    election_view_open(app, id);
}

static void new_election(struct app *app, int64_t parent,
                         const struct book_scope *scope)
{
    (void)parent;
    (void)scope;
    election_view_open(app, 0);
}

/* A line is looked at in its count. */
static int64_t owner_of(struct app *app, const struct ledger *l, int64_t id,
                        const char *column)
{
    struct record r;
    return record_read(&r, l, app->book, &app->ui.frame, id, NULL)
               ? record_int(&r, ledger_field(l, column))
               : 0;
}

static void open_review_of(struct app *app, const struct ledger *l, int64_t id)
{
    review_view_open(app, owner_of(app, l, id, "review_id"));
}

static void open_election_of(struct app *app, const struct ledger *l,
                             int64_t id)
{
    election_view_open(app, owner_of(app, l, id, "election_id"));
}

/* ---- 党费核定 ------------------------------------------------------------ */

static void open_assess(struct app *app, const struct ledger *l, int64_t id)
{
    (void)l;
    assess_sheet_view_open(app, id);
}

static void open_assess_of(struct app *app, const struct ledger *l, int64_t id)
{
    assess_sheet_view_open(app, owner_of(app, l, id, "assess_id"));
}

static void assessed_person(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    if (id != 0) {
        assess_sheet_view_new(ctx, id, MONTH_NONE);
    }
}

static void new_assess(struct app *app, int64_t parent,
                       const struct book_scope *scope)
{
    (void)scope;
    if (parent != 0) {
        assess_sheet_view_new(app, parent, MONTH_NONE);
    } else {
        pick_person(app, "给谁核定", assessed_person, app);
    }
}

/* The items of an assessment are entered in its worksheet. */
static void new_assess_item(struct app *app, int64_t parent,
                            const struct book_scope *scope)
{
    if (parent != 0) {
        assess_sheet_view_open(app, parent);
    } else {
        new_assess(app, 0, scope);
    }
}

/* ---- 发展党员 ------------------------------------------------------------ */

static void open_file(struct app *app, const struct ledger *l, int64_t id)
{
    (void)l;
    pipeline_view_open_file(app, id, 0);
}

/* One that no longer counts is looked at by itself; any other in its file. */
static void open_step(struct app *app, const struct ledger *l, int64_t id)
{
    struct record r;
    struct err err = ERR_INIT;
    if (!record_read(&r, l, app->book, &app->ui.frame, id, &err)) {
        ui_note_err(&app->ui, &err);
    } else if (record_is_null(&r, STEP_DROPPED) && r.voided_on[0] == '\0') {
        pipeline_view_open_file(app, record_int(&r, STEP_FILE),
                                (int)record_int(&r, STEP_NO));
    } else {
        record_view_open(app, l, id, record_int(&r, STEP_FILE));
    }
}

static void person_taken(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    if (id != 0) {
        pipeline_view_open(ctx, id);
    }
}

static void new_file(struct app *app, int64_t parent,
                     const struct book_scope *scope)
{
    (void)scope;
    if (parent != 0) {
        pipeline_view_open(app, parent);
    } else {
        pick_person(app, "谁的发展档案", person_taken, app);
    }
}

/* A step is filled in from the file it belongs to. */
static void new_step(struct app *app, int64_t parent,
                     const struct book_scope *scope)
{
    if (parent != 0) {
        pipeline_view_open_file(app, parent, 0);
    } else {
        new_file(app, 0, scope);
    }
}

/* ---- the table ---------------------------------------------------------- */

static const struct opener {
    const struct ledger *ledger;
    void (*open)(struct app *app, const struct ledger *l, int64_t id);
    void (*open_new)(struct app *app, int64_t parent,
                     const struct book_scope *scope); /* NULL: plain form */
} openers[] = {
    {&ledger_event, open_event, new_event},
    {&ledger_event_kind, open_meeting_of, new_event},
    {&ledger_agenda, open_meeting_of, new_event},
    {&ledger_point, open_meeting_of, new_event},
    {&ledger_attachment, open_meeting_of, new_event},
    {&ledger_review, open_review, new_review},
    {&ledger_review_line, open_review_of, new_review},
    {&ledger_review_grade, open_review_of, new_review},
    {&ledger_election, open_election, new_election},
    {&ledger_candidate, open_election_of, new_election},
    {&ledger_assess, open_assess, new_assess},
    {&ledger_assess_item, open_assess_of, new_assess_item},
    {&ledger_candidacy, open_file, new_file},
    {&ledger_step, open_step, new_step},
};

static const struct opener *opener_of(const struct ledger *l)
{
    for (size_t i = 0; i < ARRAY_LEN(openers); i++) {
        if (openers[i].ledger == l) {
            return &openers[i];
        }
    }
    return NULL;
}

void opening_record(struct app *app, const struct ledger *l, int64_t id)
{
    const struct opener *o = opener_of(l);
    if (o != NULL) {
        o->open(app, l, id);
    } else {
        record_view_open(app, l, id, 0);
    }
}

void opening_new(struct app *app, const struct ledger *l, int64_t parent,
                 const struct book_scope *scope)
{
    const struct opener *o = opener_of(l);
    if (o != NULL && o->open_new != NULL) {
        o->open_new(app, parent, scope);
    } else {
        record_view_open(app, l, 0, parent);
    }
}

/* ---- drafts ------------------------------------------------------------- */

static const struct {
    const char *form; /* NULL: every other */
    void (*open)(struct app *app, const struct draft *d);
    bool (*has)(const struct view *view, const char *id);
} forms[] = {
    {MEETING_FORM, meeting_view_open_draft, meeting_view_has_draft},
    {REVIEW_FORM, review_view_open_draft, review_view_has_draft},
    {ELECTION_FORM, election_view_open_draft, election_view_has_draft},
    {ASSESS_YEAR_FORM, assess_view_open_draft, assess_view_has_draft},
    {ASSESS_SHEET_FORM, assess_sheet_view_open_draft,
     assess_sheet_view_has_draft},
    {DUES_PAY_FORM, dues_pay_open_draft, dues_pay_has_draft},
    {DUES_COUNT_FORM, dues_count_open_draft, dues_count_has_draft},
    {IMPORT_FORM, import_view_open_draft, import_view_has_draft},
    {NULL, record_view_open_draft, record_view_has_draft},
};

void opening_draft(struct app *app, const struct draft *d)
{
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        if (forms[i].form == NULL || strcmp(forms[i].form, d->form) == 0) {
            forms[i].open(app, d);
            return;
        }
    }
}

bool opening_has_draft(const struct view *view, const char *id)
{
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        if (forms[i].has(view, id)) {
            return true;
        }
    }
    return false;
}
