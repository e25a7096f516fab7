/* Values of the items of an event's form out of the meeting; rows for one more
   topic and one more action appear as the ones before are filled.  Which items
   there are: meeting_layout.c; back into the meeting: meeting_take.c. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"

/* ---- targets ------------------------------------------------------------ */

struct target meeting_target(const struct meeting_view *v,
                             const struct form_item *item)
{
    return v->targets[item - v->form.items];
}

static struct meeting_list *list_of(struct meeting *m, enum target_what what)
{
    switch (what) {
    case TARGET_KIND:
        return &m->kinds;
    case TARGET_TOPIC:
        return &m->agenda;
    case TARGET_ACTION:
        return &m->actions;
    case TARGET_OPEN:
        return &m->open;
    case TARGET_HEADING:
    case TARGET_EVENT:
    case TARGET_ALSO:
    case TARGET_ROLL:
    case TARGET_FILES:
        break;
    }
    return NULL;
}

struct record *meeting_record(struct meeting_view *v, struct target t,
                              bool make)
{
    struct meeting_list *l = list_of(&v->m, t.what);
    if (t.what == TARGET_EVENT) {
        return &v->m.event;
    }
    if (l == NULL) {
        return NULL;
    }
    while (make && t.at >= l->n) {
        struct meeting_part *p = t.what == TARGET_TOPIC
                                     ? meeting_add_agenda(&v->m, NULL)
                                     : meeting_add_action(&v->m, -1);
        p->gone = true; /* until something stands in it */
    }
    return t.at < l->n ? &l->v[t.at].now : NULL;
}

/* ---- texts -------------------------------------------------------------- */

static void show_also(const struct meeting_view *v, struct strbuf *out)
{
    for (size_t i = 0; i < v->m.kinds.n; i++) {
        const struct record *r = &v->m.kinds.v[i].now;
        const struct kind *k =
            kinds_by_code(book_kinds(v->app->book), record_text(r, EK_KIND));
        if (!v->m.kinds.v[i].gone && record_int(r, EK_ORD) != 1) {
            sb_addf(out, "%s%s", out->len > 0 ? " " : "",
                    k != NULL ? k->abbr : record_text(r, EK_KIND));
        }
    }
}

static void show_field(struct meeting_view *v, struct target t,
                       struct strbuf *out)
{
    struct record *r = meeting_record(v, t, false);
    if (r == NULL) {
        return;
    }
    if (r->ledger->fields[t.field].kind == &field_person &&
        !record_is_null(r, t.field)) {
        sb_add(out, people_whole_name(v->app->book, &v->items_arena,
                                      record_int(r, t.field)));
    } else {
        record_show(r, v->app->book, t.field, out);
    }
}

static void fill(struct meeting_view *v, struct form_item *item)
{
    struct target t = meeting_target(v, item);
    struct strbuf sb;
    sb_init(&sb);
    switch (t.what) {
    case TARGET_ALSO:
        show_also(v, &sb);
        break;
    case TARGET_OPEN: {
        const struct record *r = &v->m.open.v[t.at].now;
        sb_add(&sb, record_is_null(r, ACTION_DONE) ? "" : item->choices[0]);
        break;
    }
    case TARGET_EVENT:
    case TARGET_KIND:
    case TARGET_TOPIC:
    case TARGET_ACTION:
        show_field(v, t, &sb);
        break;
    case TARGET_HEADING:
    case TARGET_ROLL:
    case TARGET_FILES:
        sb_clear(&sb);
        return;
    }
    if (strcmp(sb.s, formbox_get(item)) != 0) {
        formbox_set(item, sb.s);
    }
    const struct record *r = meeting_record(v, t, false);
    const struct field *f = r != NULL ? &r->ledger->fields[t.field] : NULL;
    item->echo[0] = '\0';
    if (t.what != TARGET_ACTION && f != NULL && f->kind->echo != NULL &&
        !record_is_null(r, t.field)) {
        sb_reset(&sb);
        f->kind->echo(f, v->app->book, &r->values[t.field], &sb);
        size_t n = sb.len < sizeof item->echo ? sb.len : 0;
        memcpy(item->echo, sb.s, n);
        item->echo[n] = '\0';
    }
    sb_clear(&sb);
}

static bool has_topic(const struct meeting_view *v, size_t at)
{
    for (size_t i = 0; i < v->form.n_items; i++) {
        struct target t = v->targets[i];
        if (t.what == TARGET_TOPIC && t.field == AGENDA_TOPIC && t.at == at) {
            return formbox_get(&v->form.items[i])[0] != '\0';
        }
    }
    return false;
}

/* Topics that are there, and one to come; their resolutions. */
void meeting_items_rows(struct meeting_view *v)
{
    size_t topics = 0;
    size_t last = 0; /* behind the last that is filled */
    size_t actions = 0;
    for (size_t i = 0; i < v->form.n_items; i++) {
        struct target t = v->targets[i];
        bool there = formbox_get(&v->form.items[i])[0] != '\0';
        if (there && t.what == TARGET_ACTION) {
            actions = t.at + 1 > actions ? t.at + 1 : actions;
        } else if (there && t.what == TARGET_TOPIC && t.field == AGENDA_TOPIC) {
            topics++;
            last = t.at + 1;
        }
    }
    size_t no = 0;
    size_t res = 0;
    for (size_t i = 0; i < v->form.n_items; i++) {
        struct form_item *item = &v->form.items[i];
        struct target t = v->targets[i];
        bool there = formbox_get(item)[0] != '\0';
        if (t.what == TARGET_ACTION) {
            item->hidden = t.at > actions;
        } else if (t.what == TARGET_TOPIC && t.field == AGENDA_TOPIC) {
            item->hidden = !there && t.at != last;
            item->label = v->labels[no].topic;
            no += !item->hidden;
            item->trail = there ? "F4 发言、表决" : NULL;
        } else if (t.what == TARGET_TOPIC) {
            bool asked = has_topic(v, t.at) || (topics == 0 && t.at == 0);
            item->hidden = !there && !asked;
            item->label = topics > 1 ? v->labels[res].resolution : "决议";
            res += !item->hidden;
        }
    }
}

void meeting_items_refresh(struct meeting_view *v)
{
    /* Made anew as soon as the form has let go of them: till then they stand
       for parts that the meeting may not have any more. */
    if (v->rebuild) {
        return;
    }
    for (size_t i = 0; i < v->form.n_items; i++) {
        struct form_item *item = &v->form.items[i];
        if (item->error[0] == '\0' && !item->touched) {
            fill(v, item);
        }
    }
    meeting_items_rows(v);
    meeting_set_title(v);
}

/* Texts that could not be read: they are not in the meeting. */
struct kept {
    const char *name;
    const char *text;
    const char *error;
    bool touched;
};

static size_t keep(const struct meeting_view *v, struct arena *a,
                   struct kept **out)
{
    size_t n = 0;
    *out = arena_array(a, v->form.n_items + 1, sizeof **out);
    for (size_t i = 0; i < v->form.n_items; i++) {
        const struct form_item *item = &v->form.items[i];
        if (item->touched || item->error[0] != '\0') {
            (*out)[n++] = (struct kept){
                arena_str(a, item->name), arena_str(a, formbox_get(item)),
                arena_str(a, item->error), item->touched};
        }
    }
    return n;
}

void meeting_items_make(struct meeting_view *v, const char *focus)
{
    static const char *const pages[] = {"会议", "更多", NULL};
    struct arena before = v->items_arena;
    struct kept *kept;
    struct arena a = ARENA_INIT;
    bool first = v->form.items == NULL;
    v->rebuild = false;
    size_t n_kept = first ? 0 : keep(v, &a, &kept);
    const char *at = focus == NULL ? NULL : arena_str(&a, focus);
    if (!first) {
        if (at == NULL && formbox_focused(&v->form) != NULL) {
            at = arena_str(&a, formbox_focused(&v->form)->name);
        }
        formbox_clear(&v->form);
    }
    v->items_arena = (struct arena)ARENA_INIT;
    size_t n;
    struct form_item *items = meeting_layout(v, &n);
    struct form_hooks hooks = {
        .ctx = v,
        .check = meeting_on_check,
        .pick = meeting_on_pick,
        .save = meeting_on_save,
        .changed = meeting_on_changed,
        .block_rows = meeting_block_rows,
        .block_draw = meeting_block_draw,
    };
    formbox_init(&v->form, items, n, pages, 2, hooks);
    v->form.read_only = v->sealed || v->m.event.voided_on[0] != '\0' ||
                        db_is_read_only(v->app->session.db);
    for (size_t i = 0; i < n_kept; i++) {
        struct form_item *item = formbox_item(&v->form, kept[i].name);
        if (item != NULL && kept[i].touched) {
            formbox_type(item, kept[i].text);
        }
    }
    meeting_items_refresh(v);
    for (size_t i = 0; i < n_kept; i++) {
        struct form_item *item = formbox_item(&v->form, kept[i].name);
        if (item != NULL) {
            formbox_error(item, kept[i].error);
        }
    }
    if (at != NULL) {
        formbox_focus(&v->form, at);
    }
    arena_clear(&before);
    arena_clear(&a);
}
