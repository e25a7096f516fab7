/* Which items the form of an event has, and how they stand: the head, what each
   of its kinds asks for, topics and minutes, what is seldom needed on a second
   page. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/derived.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"

#define SPARE_ROWS 12 /* topics and actions that can be added at a time */

struct making {
    struct meeting_view *v;
    struct arena *a;
    struct form_item *items;
    struct target *targets;
    size_t n, cap;
};

/* ---- making ------------------------------------------------------------- */

static struct form_item *add(struct making *k, const char *name,
                             const char *label, struct target t,
                             enum form_editor editor)
{
    if (k->n == k->cap) {
        size_t cap = k->cap == 0 ? 64 : k->cap * 2;
        struct form_item *items = arena_array(k->a, cap, sizeof *items);
        struct target *targets = arena_array(k->a, cap, sizeof *targets);
        if (k->n > 0) {
            memcpy(items, k->items, k->n * sizeof *items);
            memcpy(targets, k->targets, k->n * sizeof *targets);
        }
        k->items = items;
        k->targets = targets;
        k->cap = cap;
    }
    k->targets[k->n] = t;
    struct form_item *item = &k->items[k->n++];
    *item = (struct form_item){.name = name, .label = label, .editor = editor};
    return item;
}

static const char *const *names_of(struct arena *a, const char *table)
{
    const struct code_table *t = codes_table(table);
    const char **names = arena_array(a, t->n + 1, sizeof *names);
    for (size_t i = 0; i < t->n; i++) {
        names[i] = t->codes[i].name;
    }
    return names;
}

/* An item of a field, looking as the field's row says. */
static struct form_item *add_field(struct making *k, const char *name,
                                   const struct ledger *l, struct target t,
                                   bool new_row)
{
    const struct field *f = &l->fields[t.field];
    enum form_editor editor = FORM_LINE;
    if (f->kind->editor == EDIT_MEMO) {
        editor = FORM_MEMO;
    } else if (f->kind->editor == EDIT_FLAG) {
        editor = FORM_FLAG;
    } else if (f->kind == &field_choice ||
               (f->kind == &field_link && strcmp(f->of, "groups") == 0)) {
        editor = FORM_CHOICE;
    }
    struct form_item *item = add(k, name, f->label, t, editor);
    item->hint = f->hint;
    item->kind = field_text_kind(f);
    item->cols = f->cols;
    item->max_chars = field_max_chars(f);
    item->new_row = new_row;
    item->required = (f->flags & FIELD_REQUIRED) != 0;
    if (f->kind == &field_choice) {
        item->choices = names_of(k->a, f->of);
    } else if (editor == FORM_CHOICE) {
        item->choices = derived_link_names(k->v->app->book, k->a, &ledger_grp);
    }
    return item;
}

static struct form_item *add_event(struct making *k, const char *name,
                                   int field, bool new_row)
{
    struct target t = {TARGET_EVENT, 0, field};
    return add_field(k, name, &ledger_event, t, new_row);
}

/* ---- the head ----------------------------------------------------------- */

static void add_head(struct making *k)
{
    const struct kind *kind = meeting_kind(&k->v->m);
    add_event(k, "kind", EVENT_KIND, true);
    struct form_item *also = add(k, "also", "同时记为",
                                 (struct target){TARGET_ALSO, 0, 0}, FORM_LINE);
    also->cols = 28;
    also->joint = "  同时记为 ";
    also->hint = "一次活动可以同时记为几种，按 F4 选，也可写拼音首字母";
    struct form_item *grp = add_event(k, "grp", EVENT_GRP, true);
    grp->hidden = kind == NULL || kind->body != BODY_GROUP;
    add_event(k, "on", EVENT_ON, true);
    add_event(k, "from", EVENT_TIME_FROM, false)->joint = " ";
    add_event(k, "to", EVENT_TIME_TO, false)->joint = "—";
    struct form_item *place = add_event(k, "place", EVENT_PLACE, false);
    place->joint = "  地点 ";
    place->cols = 16;
    add_event(k, "host", EVENT_HOST, true);
    add_event(k, "recorder", EVENT_RECORDER, false)->joint = "  记录人 ";
    struct form_item *guests = add_event(k, "guests", EVENT_GUESTS, false);
    guests->joint = "  列席 ";
    guests->cols = 16;
    struct form_item *roll =
        add(k, "roll", "", (struct target){TARGET_ROLL, 0, 0}, FORM_BLOCK);
    roll->hint = "按 F4 点名：空格切换出席、请假、缺席、线上";
    roll->new_row = true;
}

/* ---- what each kind asks for -------------------------------------------- */

/* 学时 of two kinds: each says whose it is. */
static const char *label_of(struct making *k, size_t at, enum kind_part part)
{
    const struct meeting_list *kinds = &k->v->m.kinds;
    const struct kinds *rules = book_kinds(k->v->app->book);
    const struct kind *kind =
        kinds_by_code(rules, record_text(&kinds->v[at].now, EK_KIND));
    for (size_t i = 0; i < kinds->n; i++) {
        const struct kind *other =
            kinds_by_code(rules, record_text(&kinds->v[i].now, EK_KIND));
        if (i != at && !kinds->v[i].gone && other != NULL &&
            other->part[part] != NULL &&
            strcmp(other->part[part], kind->part[part]) == 0) {
            return arena_printf(k->a, "%s%s", kind->abbr, kind->part[part]);
        }
    }
    return kind->part[part];
}

static void add_kind_parts(struct making *k, size_t at)
{
    static const struct {
        enum kind_part part;
        int field;
        const char *name;
        int cols;
        bool new_row; /* else right behind the one before */
    } parts[] = {
        {PART_TITLE, EK_TITLE, "title", 34, true},
        {PART_LEAD, EK_LEAD, "lead", 12, false},
        {PART_LEAD_OUT, EK_LEAD_OUT, "lead_out", 24, true},
        {PART_FORM, EK_FORM, "form", 16, true},
        {PART_BASE, EK_BASE, "base", 16, false},
        {PART_HOURS, EK_HOURS, "hours", 6, false},
        {PART_READINGS, EK_READINGS, "readings", 50, true},
        {PART_BOXES, EK_BOXES, "boxes", 64, true},
        {PART_EXTRA, EK_EXTRA, "extra", 50, true},
    };
    const struct meeting_part *p = &k->v->m.kinds.v[at];
    const struct kind *kind = kinds_by_code(book_kinds(k->v->app->book),
                                            record_text(&p->now, EK_KIND));
    if (kind == NULL || p->gone) {
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (kind->part[parts[i].part] == NULL) {
            continue;
        }
        struct target t = {TARGET_KIND, at, parts[i].field};
        const char *name = arena_printf(k->a, "k%zu.%s", at, parts[i].name);
        struct form_item *item =
            add_field(k, name, &ledger_event_kind, t, parts[i].new_row);
        item->label = label_of(k, at, parts[i].part);
        item->cols = parts[i].cols;
        if (!parts[i].new_row) {
            item->joint = arena_printf(k->a, "  %s ", item->label);
        }
        if (parts[i].part == PART_BOXES) {
            item->editor = FORM_TICKS;
            item->choices = kind->boxes;
        }
    }
    if (kind->subs != NULL && kind->subs[0] != NULL) {
        struct target t = {TARGET_KIND, at, EK_SUB};
        const char *name = arena_printf(k->a, "k%zu.sub", at);
        struct form_item *item =
            add_field(k, name, &ledger_event_kind, t, false);
        item->label = arena_printf(k->a, "%s细类", kind->abbr);
        item->editor = FORM_CHOICE;
        item->choices = kind->subs;
    }
}

/* ---- topics, minutes, actions ------------------------------------------- */

static bool has_agenda(const struct meeting_view *v)
{
    for (size_t i = 0; i < v->m.kinds.n; i++) {
        const struct kind *k =
            kinds_by_code(book_kinds(v->app->book),
                          record_text(&v->m.kinds.v[i].now, EK_KIND));
        if (!v->m.kinds.v[i].gone && k != NULL && k->agenda) {
            return true;
        }
    }
    return meeting_count(&v->m.agenda) > 0;
}

static void add_open(struct making *k)
{
    for (size_t i = 0; i < k->v->m.open.n; i++) {
        const struct record *r = &k->v->m.open.v[i].now;
        const char **words = arena_array(k->a, 2, sizeof *words);
        struct strbuf sb;
        sb_init(&sb);
        sb_add(&sb, record_text(r, ACTION_TEXT));
        for (size_t c = 0; c < sb.len; c++) {
            sb.s[c] = sb.s[c] == ' ' ? '_' : sb.s[c]; /* one word to tick */
        }
        if (!record_is_null(r, ACTION_OWNER)) {
            sb_addf(&sb, "（%s）",
                    people_name(k->v->app->book, k->a,
                                record_int(r, ACTION_OWNER)));
        }
        words[0] = arena_str(k->a, sb.s);
        sb_clear(&sb);
        struct form_item *item =
            add(k, arena_printf(k->a, "open%zu", i), i == 0 ? "上次决定" : " ",
                (struct target){TARGET_OPEN, i, ACTION_DONE}, FORM_TICKS);
        item->choices = words;
        item->new_row = true;
        item->hint = "已办结的按空格打勾；没有办结的下次会议再列出";
    }
}

static void add_topics(struct making *k, bool resolutions)
{
    size_t n = k->v->m.agenda.n + SPARE_ROWS;
    for (size_t i = 0; i < n; i++) {
        struct target t = {TARGET_TOPIC, i,
                           resolutions ? AGENDA_RESOLUTION : AGENDA_TOPIC};
        const char *name =
            arena_printf(k->a, resolutions ? "res%zu" : "topic%zu", i);
        struct form_item *item = add_field(k, name, &ledger_agenda, t, true);
        item->required = false;
        item->looks = true; /* F4 shows the topic, sealed or not */
        item->cols = 50;
        item->hint = resolutions ? "F5 填入表决结果；没有形成决议的空着"
                                 : "按 F4 记每个人的发言、不同意见和表决";
    }
}

static void add_actions(struct making *k)
{
    size_t n = k->v->m.actions.n + SPARE_ROWS;
    for (size_t i = 0; i < n; i++) {
        struct target due = {TARGET_ACTION, i, ACTION_DUE};
        struct target owner = {TARGET_ACTION, i, ACTION_OWNER};
        struct target text = {TARGET_ACTION, i, ACTION_TEXT};
        struct form_item *item = add_field(
            k, arena_printf(k->a, "act%zu.due", i), &ledger_action, due, true);
        item->label = "待办";
        item->cols = 10;
        item->hint = "先写时限（如 11-27），再写责任人和要做的事";
        item = add_field(k, arena_printf(k->a, "act%zu.owner", i),
                         &ledger_action, owner, false);
        item->joint = " ";
        item->cols = 8;
        item = add_field(k, arena_printf(k->a, "act%zu.text", i),
                         &ledger_action, text, false);
        item->joint = " ";
        item->cols = 40;
        item->required = false;
    }
}

static void add_more(struct making *k)
{
    size_t from = k->n;
    add_event(k, "state", EVENT_STATE, true);
    add_event(k, "state_reason", EVENT_STATE_REASON, true);
    add_event(k, "for_year", EVENT_FOR_YEAR, true);
    if (k->v->m.kinds.n > 0) {
        for (size_t i = 0; i < k->v->m.kinds.n; i++) {
            const struct record *r = &k->v->m.kinds.v[i].now;
            if (k->v->m.kinds.v[i].gone || record_is_null(r, EK_NO)) {
                continue;
            }
            const struct kind *kind = kinds_by_code(book_kinds(k->v->app->book),
                                                    record_text(r, EK_KIND));
            struct target t = {TARGET_KIND, i, EK_NO};
            struct form_item *item =
                add_field(k, arena_printf(k->a, "k%zu.no", i),
                          &ledger_event_kind, t, true);
            item->label =
                arena_printf(k->a, "%s第几次", kind != NULL ? kind->abbr : "");
        }
    }
    add_event(k, "campaign", EVENT_CAMPAIGN, true);
    add_event(k, "host_note", EVENT_HOST_NOTE, true);
    add_event(k, "dissent", EVENT_DISSENT, true);
    add_event(k, "note", EVENT_NOTE, true);
    struct form_item *files = add(
        k, "files", "附件", (struct target){TARGET_FILES, 0, 0}, FORM_BLOCK);
    files->new_row = true;
    files->hint = "按 F4 加附件（签到表、照片、讲稿……），文件会拷进账本旁边";
    for (size_t i = from; i < k->n; i++) {
        k->items[i].page = 1;
    }
}

static bool title_asked(const struct meeting_view *v)
{
    for (size_t i = 0; i < v->m.kinds.n; i++) {
        const struct kind *k =
            kinds_by_code(book_kinds(v->app->book),
                          record_text(&v->m.kinds.v[i].now, EK_KIND));
        if (!v->m.kinds.v[i].gone && k != NULL && k->part[PART_TITLE] != NULL) {
            return true;
        }
    }
    return false;
}

static void make_labels(struct making *k)
{
    size_t n = k->v->m.agenda.n + SPARE_ROWS + 1;
    k->v->labels = arena_array(k->a, n, sizeof *k->v->labels);
    for (size_t i = 0; i < n; i++) {
        k->v->labels[i].topic = arena_printf(k->a, "议题 %zu", i + 1);
        k->v->labels[i].resolution = arena_printf(k->a, "决议 %zu", i + 1);
    }
}

struct form_item *meeting_layout(struct meeting_view *v, size_t *n)
{
    struct making making = {.v = v, .a = &v->items_arena};
    struct making *k = &making;
    bool agenda = has_agenda(k->v);
    make_labels(k);
    add_head(k);
    for (size_t i = 0; i < k->v->m.kinds.n; i++) {
        add_kind_parts(k, i);
    }
    if (!agenda && !title_asked(k->v)) {
        add_event(k, "title", EVENT_TITLE, true);
    }
    if (agenda) {
        add_open(k);
        add_topics(k, false);
    }
    struct form_item *minutes = add_event(k, "minutes", EVENT_MINUTES, true);
    minutes->rows = 4;
    if (agenda) {
        add_topics(k, true);
        add_actions(k);
    }
    add_more(k);
    v->targets = k->targets;
    *n = k->n;
    return k->items;
}
