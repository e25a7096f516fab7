/* What is filled in from a person's file: the step under the cursor, its
   repeated entries, public notices, the file itself. */
#include "pipeline_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/tui/dialog.h"

static const struct pipeline_step *row_of(const struct pipeline_view *v)
{
    return &book_pipeline(v->app->book)->steps[pipeline_view_step(v)];
}

static void take_values(struct record *r, void *ctx)
{
    const struct record *from = ctx;
    memcpy(r->values, from->values, r->ledger->n_fields * sizeof *r->values);
}

void pipeline_open_new(struct pipeline_view *v, struct record *r)
{
    if (app_can_write(v->app) && book_view_is_today(v->app)) {
        record_view_open_new(v->app, r->ledger, take_values, r);
    }
}

struct record pipeline_part_of(struct pipeline_view *v, const struct ledger *l)
{
    struct record r = record_new(l, v->app->book, &v->arena);
    record_set_int(&r, l->parent, v->file);
    return r;
}

static bool has_ended(const struct pipeline_view *v)
{
    return !record_is_null(&v->f.head, CANDIDACY_ENDED) ||
           v->f.head.voided_on[0] != '\0';
}

/* … and says so. */
static bool is_over(struct pipeline_view *v)
{
    bool over = has_ended(v);
    if (over) {
        ui_note(&v->app->ui, ROLE_WARN,
                pipeline_is_stopped(&v->f)
                    ? "这份档案已经终止，不能再登记；终止错了按 F8 恢复档案。"
                    : "这份档案已经归档或作废，不能再登记；弄错了请先收回那"
                      "一步（F8）或撤销作废（Ctrl+Z）。");
    }
    return over;
}

/* What is over is looked at. */
static void open_part(struct pipeline_view *v, const struct ledger *l,
                      int64_t id)
{
    if (has_ended(v)) {
        ui_note(&v->app->ui, ROLE_DIM,
                "档案已经结束，这里只供查看；要更正，回去按 F4 从记录里改。");
        record_view_look(v->app, l, id, v->file);
    } else {
        record_view_open(v->app, l, id, v->file);
    }
}

/* ---- the file --------------------------------------------------------- */

static void origin_answer(void *ctx, struct ui *ui, int answer)
{
    static const char *const origins[] = {ORIGIN_HERE, ORIGIN_ELSEWHERE,
                                          ORIGIN_HISTORY};
    struct pipeline_view *v = ctx;
    struct err err = ERR_INIT;
    if (answer < 0 || (size_t)answer >= ARRAY_LEN(origins)) {
        return;
    }
    if (strcmp(origins[answer], ORIGIN_ELSEWHERE) == 0) {
        struct record r = record_copy(&v->f.head, &v->arena);
        record_set_text(&r, CANDIDACY_ORIGIN, ORIGIN_ELSEWHERE);
        pipeline_open_new(v, &r); /* where from is asked */
        return;
    }
    if (!pipeline_file_open(&v->f, origins[answer], &err)) {
        dialog_error(ui, &err);
        return;
    }
    ui_note(ui, ROLE_OK, "已建立 %s 的发展档案（Ctrl+Z 撤销）",
            v->f.person.name);
    app_forget(v->app);
    pipeline_view_load(v);
}

static void ask_origin(struct pipeline_view *v)
{
    static const char *const buttons[] = {"本支部申请", "外单位转入", "补录",
                                          NULL};
    if (!app_can_write(v->app)) {
        return;
    }
    dialog_ask(&v->app->ui, "建立发展档案",
               arena_printf(&v->app->ui.frame,
                            "给%s建立发展党员档案，名册里已有的申请、确定等日期"
                            "会转成步骤。档案从哪里来？",
                            v->f.person.name),
               buttons,
               strcmp(record_text(&v->f.head, CANDIDACY_ORIGIN),
                      ORIGIN_ELSEWHERE) == 0,
               origin_answer, v);
}

/* ---- what hangs on it --------------------------------------------------- */

static void new_entry(struct pipeline_view *v, const char *kind)
{
    struct record r = pipeline_part_of(v, &ledger_step_entry);
    record_set_text(&r, STEP_ENTRY_KIND, codes_find("step_entry", kind));
    pipeline_open_new(v, &r);
}

static void kind_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct pipeline_view *v = ctx;
    (void)ui;
    if (id > 0) {
        new_entry(v, row_of(v)->entries[id - 1]);
    }
}

static int entries_of(const struct pipeline_view *v, const char *kind)
{
    int n = 0;
    for (size_t i = 0; i < v->f.facts.n_entries; i++) {
        n += strcmp(v->f.facts.entries[i].kind, kind) == 0;
    }
    return n;
}

static void ask_kind(struct pipeline_view *v)
{
    const struct pipeline_step *s = row_of(v);
    struct pick_text rows[8];
    size_t n = 0;
    while (n < ARRAY_LEN(rows) && s->entries[n] != NULL) {
        int had = entries_of(v, s->entries[n]);
        rows[n] = (struct pick_text){
            s->entries[n], arena_printf(&v->app->ui.frame, "已记 %d 次", had)};
        n++;
    }
    if (n == 1) {
        new_entry(v, s->entries[0]);
    } else {
        pick_texts(v->app, s->name, rows, n, 0, kind_answer, v);
    }
}

/* The latest entries of the step under the cursor: of its kinds, between the
   steps that it runs from and to; at most `max`. */
static size_t entries_here(const struct pipeline_view *v,
                           const struct record **out, size_t max)
{
    const struct pipeline_step *s = row_of(v);
    const struct pipeline_done *from = &v->f.facts.steps[s->since];
    const struct pipeline_done *until = &v->f.facts.steps[s->until];
    size_t n = 0;
    for (size_t i = v->f.n_entries; i-- > 0 && n < max;) {
        const struct record *r = &v->f.entries[i];
        int on = record_day(r, STEP_ENTRY_ON);
        const char *kind =
            codes_name("step_entry", record_text(r, STEP_ENTRY_KIND));
        bool fits =
            from->done && on >= from->on && (!until->done || on <= until->on);
        for (size_t k = 0; fits && s->entries[k] != NULL; k++) {
            if (strcmp(s->entries[k], kind) == 0) {
                out[n++] = r;
            }
        }
    }
    return n;
}

#define ENTRIES_SHOWN 60

static void entry_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct pipeline_view *v = ctx;
    const struct record *here[ENTRIES_SHOWN];
    size_t n = entries_here(v, here, ENTRIES_SHOWN);
    (void)ui;
    if (id == 1 && !is_over(v)) {
        ask_kind(v);
    } else if (id > 1 && (size_t)id <= n + 1) {
        open_part(v, &ledger_step_entry, here[id - 2]->id);
    }
}

static void show_entries(struct pipeline_view *v)
{
    const struct record *here[ENTRIES_SHOWN];
    struct pick_text rows[ENTRIES_SHOWN + 1];
    size_t n = entries_here(v, here, ENTRIES_SHOWN);
    struct arena *a = &v->app->ui.frame;
    rows[0] = (struct pick_text){"新增一次记载", NULL};
    for (size_t i = 0; i < n; i++) {
        const struct record *r = here[i];
        rows[i + 1] = (struct pick_text){
            arena_printf(
                a, "%s %s", record_text(r, STEP_ENTRY_ON),
                codes_name("step_entry", record_text(r, STEP_ENTRY_KIND))),
            record_text(r, STEP_ENTRY_CONCLUSION)};
    }
    pick_texts(v->app, row_of(v)->name, rows, n + 1, n > 0 ? 1 : 0,
               entry_answer, v);
}

/* Also where the row waits to be put on by the branch itself. */
static bool is_announced(const struct pipeline_view *v)
{
    const struct pipeline_rules *r = book_pipeline(v->app->book);
    for (size_t i = 0; i < r->n_guards; i++) {
        if (r->guards[i].kind == GUARD_NOTICE &&
            r->guards[i].step == pipeline_view_step(v)) {
            return true;
        }
    }
    return false;
}

static void new_notice(struct pipeline_view *v)
{
    struct record r = pipeline_part_of(v, &ledger_publicity);
    record_set_int(&r, PUBLICITY_NO, pipeline_view_step(v));
    ledger_publicity.typed(v->app->book, &v->arena, &r, PUBLICITY_FROM);
    pipeline_open_new(v, &r);
}

void pipeline_new_part(struct pipeline_view *v)
{
    const struct pipeline_step *s = row_of(v);
    if (v->f.head.id == 0) {
        ask_origin(v);
    } else if (is_over(v)) {
        return;
    } else if (s->running) {
        ask_kind(v);
    } else if (pipeline_role_here(v) != NULL) {
        pipeline_ask_helper(v);
    } else if (is_announced(v)) {
        new_notice(v);
    } else {
        pipeline_papers_open(v->app, v->file, pipeline_view_step(v));
    }
}

/* ---- a step ----------------------------------------------------------- */

void pipeline_open_step(struct pipeline_view *v)
{
    int no = pipeline_view_step(v);
    const struct record *step = &v->f.steps[no];
    if (v->f.head.id == 0) {
        ask_origin(v);
    } else if (row_of(v)->running) {
        show_entries(v);
    } else if (pipeline_resume_step(v, no)) {
        return;
    } else if (step->ledger != NULL && step->id != 0) {
        open_part(v, &ledger_step, step->id);
    } else if (!is_over(v)) {
        struct record r = pipeline_step_new(&v->f, no);
        pipeline_open_new(v, &r);
    }
}

void pipeline_fill_step(struct pipeline_view *v, const char *kind)
{
    const struct pipeline_step *s = row_of(v);
    if (v->f.head.id != 0 && s->running && codes_find("step_entry", kind)) {
        if (!is_over(v)) {
            new_entry(v, kind);
        }
    } else {
        pipeline_open_step(v);
    }
}

/* ---- all that is in the file -------------------------------------------- */

static const struct {
    const char *text;
    const struct ledger *ledger; /* NULL: the file itself */
} parts[] = {
    {"档案信息（来源、拟离开日期、备注）", NULL},
    {"联系人和介绍人", &ledger_helper},
    {"考察记载", &ledger_step_entry},
    {"公示", &ledger_publicity},
    {"材料", &ledger_paper},
    {"全部步骤（连同不再计算的）", &ledger_step},
};

static void parts_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct pipeline_view *v = ctx;
    (void)ui;
    if (id <= 0 || (size_t)id > ARRAY_LEN(parts)) {
        return;
    }
    const struct ledger *l = parts[id - 1].ledger;
    if (l == NULL) {
        record_view_open(v->app, &ledger_candidacy, v->file, 0);
    } else {
        book_view_open(v->app, l, v->file, v->f.person.name);
    }
}

void pipeline_open_parts(struct pipeline_view *v)
{
    struct pick_text rows[ARRAY_LEN(parts)];
    const size_t counts[] = {
        0, v->f.n_helpers, v->f.n_entries, v->f.n_publicities, v->f.n_papers,
        0};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        rows[i] = (struct pick_text){
            parts[i].text,
            counts[i] > 0 ? arena_printf(&v->app->ui.frame, "%zu 条", counts[i])
                          : NULL};
    }
    pick_texts(v->app, "档案里的记录", rows, ARRAY_LEN(parts),
               pipeline_role_here(v) != NULL ? 1
               : row_of(v)->running          ? 2
                                             : 3,
               parts_answer, v);
}
