/* F4 in the event form: days, people, kinds, places, files; the views of the
   roll and of a topic. */
#include "meeting_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/habits.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/roll_view.h"
#include "pbtui/screen/topic_view.h"
#include "pbtui/store/attach.h"
#include "pbtui/text/date.h"

/* ---- picking ------------------------------------------------------------ */

static void take(struct meeting_view *v, const char *text)
{
    formbox_put(&v->form, v->picking, text);
    meeting_settle(v);
}

static void picked_day(void *ctx, struct ui *ui, int day)
{
    (void)ui;
    char text[11];
    if (day != DATE_NONE) {
        take(ctx, date_text(day, text));
    }
}

static void picked_person(void *ctx, struct ui *ui, int64_t id)
{
    struct meeting_view *v = ctx;
    if (id != 0) {
        take(v, arena_printf(&ui->frame, "#%" PRId64, id));
    }
}

static const struct field *field_of(const struct meeting_view *v,
                                    struct target t)
{
    struct meeting_view *own = (struct meeting_view *)(uintptr_t)v;
    const struct record *r = meeting_record(own, t, false);
    const struct ledger *l = r != NULL                 ? r->ledger
                             : t.what == TARGET_TOPIC  ? &ledger_agenda
                             : t.what == TARGET_ACTION ? &ledger_action
                                                       : NULL;
    return l != NULL ? &l->fields[t.field] : NULL;
}

static void picked_option(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct meeting_view *v = ctx;
    const struct field_option *list = NULL;
    const struct field *f = field_of(v, meeting_target(v, v->picking));
    size_t n = f != NULL
                   ? field_options(f, v->app->book, &v->app->ui.frame, &list)
                   : 0;
    if (id > 0 && (size_t)id <= n) {
        take(v, list[id - 1].text);
    }
}

static void pick_option(struct meeting_view *v, const struct field *f)
{
    const struct field_option *list = NULL;
    size_t at = 0;
    size_t n = field_options(f, v->app->book, &v->app->ui.frame, &list);
    struct pick_text *rows = arena_array(&v->app->ui.frame, n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct pick_text){list[i].text, list[i].about};
        at = strcmp(list[i].text, formbox_get(v->picking)) == 0 ? i : at;
    }
    pick_texts(v->app, f->label, rows, n, at, picked_option, v);
}

/* ---- the other kinds ---------------------------------------------------- */

struct other_kind {
    const struct kind *kind;
};

static size_t combinable(const struct meeting_view *v, struct arena *a,
                         struct other_kind **out)
{
    const struct kinds *k = book_kinds(v->app->book);
    const struct kind *first = meeting_kind(&v->m);
    size_t n = 0;
    *out = arena_array(a, k->n + 1, sizeof **out);
    for (size_t i = 0; first != NULL && i < k->n; i++) {
        if (kinds_combine(first, &k->list[i])) {
            (*out)[n++].kind = &k->list[i];
        }
    }
    return n;
}

static bool has_kind(const struct meeting_view *v, const char *code)
{
    for (size_t i = 0; i < v->m.kinds.n; i++) {
        const struct meeting_part *p = &v->m.kinds.v[i];
        if (!p->gone && strcmp(record_text(&p->now, EK_KIND), code) == 0) {
            return true;
        }
    }
    return false;
}

/* Put in, or taken out again. */
static void picked_also(void *ctx, struct ui *ui, int64_t id)
{
    struct meeting_view *v = ctx;
    struct other_kind *list;
    size_t n = combinable(v, &ui->frame, &list);
    struct strbuf sb;
    if (id <= 0 || (size_t)id > n) {
        return;
    }
    sb_init(&sb);
    for (size_t i = 0; i < n; i++) {
        if (has_kind(v, list[i].kind->code) != ((size_t)id == i + 1)) {
            sb_addf(&sb, "%s%s", sb.len > 0 ? " " : "", list[i].kind->abbr);
        }
    }
    take(v, sb.s);
    sb_clear(&sb);
}

static void pick_also(struct meeting_view *v)
{
    struct other_kind *list;
    struct arena *a = &v->app->ui.frame;
    size_t n = combinable(v, a, &list);
    struct pick_text *rows = arena_array(a, n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        rows[i].text = list[i].kind->name;
        rows[i].about = has_kind(v, list[i].kind->code) ? "已记" : NULL;
    }
    if (n == 0) {
        ui_note(&v->app->ui, ROLE_DIM, "这一类单独记，不能同时记为别的。");
        return;
    }
    pick_texts(v->app, "同时记为（再选一次是去掉）", rows, n, 0, picked_also,
               v);
}

/* ---- places used before ------------------------------------------------- */

static void picked_place(void *ctx, struct ui *ui, int64_t id)
{
    struct meeting_view *v = ctx;
    struct used_place list[HABITS_PLACES];
    size_t n = habits_places(v->app->book, &ui->frame, list);
    if (id > 0 && (size_t)id <= n) {
        take(v, list[id - 1].name);
    }
}

static void pick_place(struct meeting_view *v)
{
    struct used_place list[HABITS_PLACES];
    struct pick_text rows[HABITS_PLACES];
    struct arena *a = &v->app->ui.frame;
    size_t n = habits_places(v->app->book, a, list);
    for (size_t i = 0; i < n; i++) {
        rows[i].text = list[i].name;
        rows[i].about =
            arena_printf(a, "用过 %lld 次", (long long)list[i].times);
    }
    if (n == 0) {
        ui_note(&v->app->ui, ROLE_DIM, "还没有用过的地点，直接填写。");
        return;
    }
    pick_texts(v->app, "地点", rows, n, 0, picked_place, v);
}

/* ---- files -------------------------------------------------------------- */

static void file_answer(void *ctx, struct ui *ui, const char *path)
{
    struct meeting_view *v = ctx;
    struct err err = ERR_INIT;
    if (path == NULL || path[0] == '\0') {
        return;
    }
    const struct meeting_part *p = meeting_add_file(&v->m, path, &err);
    if (p == NULL) {
        dialog_error(ui, &err);
        return;
    }
    ui_note(ui, ROLE_OK, "已拷入：%s，保存后生效。",
            record_text(&p->now, ATTACHMENT_NAME));
    meeting_changed(v);
}

static void ask_path(struct meeting_view *v)
{
    dialog_input(&v->app->ui, "加附件",
                 "文件的位置（照片、签到表、讲稿……，可从文件管理器拖进来）：",
                 "", 500, file_answer, v);
}

/* The n-th file that is there. */
static size_t file_at(const struct meeting_view *v, size_t wanted)
{
    size_t i = 0;
    for (; i < v->m.files.n; i++) {
        if (!v->m.files.v[i].gone && wanted-- == 0) {
            break;
        }
    }
    return i;
}

static void files_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct meeting_view *v = ctx;
    if (id == 1) {
        ask_path(v);
    } else if (id > 1) {
        size_t at = file_at(v, (size_t)id - 2);
        if (at < v->m.files.n) {
            meeting_drop(&v->m.files, at);
            ui_note(ui, ROLE_OK, "已去掉这份附件，保存后生效。");
            meeting_changed(v);
        }
    }
}

/* Where each lies, to be opened with the office's own programs. */
static void show_files(struct meeting_view *v)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < v->m.files.n; i++) {
        const struct record *f = &v->m.files.v[i].now;
        if (!v->m.files.v[i].gone) {
            sb_addf(&sb, "%s：", record_text(f, ATTACHMENT_NAME));
            if (!attach_path(v->app->session.db,
                             record_text(f, ATTACHMENT_HASH), &sb)) {
                sb_addf(&sb, "拷贝不见了（pbtui check 可查）");
            }
            sb_addf(&sb, "\n");
        }
    }
    if (sb.len > 0) {
        dialog_message(&v->app->ui, "附件", sb.s);
    } else {
        ui_note(&v->app->ui, ROLE_DIM, "没有附件。");
    }
    sb_clear(&sb);
}

/* One more, or one less. */
static void ask_file(struct meeting_view *v)
{
    size_t n = meeting_count(&v->m.files);
    struct arena *a = &v->app->ui.frame;
    struct pick_text *rows = arena_array(a, n + 1, sizeof *rows);
    if (n == 0) {
        ask_path(v);
        return;
    }
    rows[0].text = "加一份附件";
    for (size_t i = 0; i < n; i++) {
        const struct record *r = &v->m.files.v[file_at(v, i)].now;
        rows[i + 1].text =
            arena_printf(a, "去掉 %s", record_text(r, ATTACHMENT_NAME));
    }
    pick_texts(v->app, "附件", rows, n + 1, 0, files_answer, v);
}

/* ---- F4 ----------------------------------------------------------------- */

static bool pick_by_kind(struct meeting_view *v, struct form_item *item,
                         const struct field *f)
{
    int day;
    switch (f->kind->picker) {
    case PICK_CALENDAR:
        if (!date_parse(formbox_get(item), v->app->book->today, &day, NULL)) {
            day = v->app->book->today;
        }
        dialog_calendar(&v->app->ui, item->label, day, picked_day, v);
        return true;
    case PICK_CODE:
        pick_option(v, f);
        return true;
    case PICK_ROW:
        if (f->kind == &field_person) {
            pick_person(v->app, item->label, picked_person, v);
            return true;
        }
        return false; /* the form shows the choices itself */
    case PICK_NONE:
        break;
    }
    return false;
}

static void open_topic(struct meeting_view *v, struct form_item *item,
                       struct target t)
{
    if (item->touched && !meeting_items_take(v, item)) {
        return;
    }
    if (t.at >= v->m.agenda.n || v->m.agenda.v[t.at].gone) {
        ui_note(&v->app->ui, ROLE_DIM, "先写议题，再记发言和表决。");
        return;
    }
    topic_view_open(v->app, &v->m, t.at, v->form.read_only, meeting_changed, v);
}

bool meeting_on_pick(void *ctx, struct ui *ui, struct formbox *f,
                     struct form_item *item)
{
    (void)ui;
    (void)f;
    struct meeting_view *v = ctx;
    struct target t = meeting_target(v, item);
    v->picking = item;
    switch (t.what) {
    case TARGET_ROLL:
        roll_view_open(v->app, &v->m, v->form.read_only, meeting_changed, v);
        return true;
    case TARGET_FILES:
        if (v->form.read_only) {
            show_files(v);
        } else {
            ask_file(v);
        }
        return true;
    case TARGET_ALSO:
        if (item->touched && !meeting_items_take(v, item)) {
            return true;
        }
        pick_also(v);
        return true;
    case TARGET_TOPIC:
        open_topic(v, item, t);
        return true;
    case TARGET_EVENT:
        if (t.field == EVENT_PLACE) {
            pick_place(v);
            return true;
        }
        break;
    case TARGET_HEADING:
    case TARGET_KIND:
    case TARGET_ACTION:
    case TARGET_OPEN:
        break;
    }
    const struct field *x = field_of(v, t);
    return x != NULL && item->editor != FORM_TICKS && pick_by_kind(v, item, x);
}
