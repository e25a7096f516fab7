/* From a topic to the items of its form and back.

   Two pages: what was said, what was voted.  Points have a row of items each
   and one more that is empty; a row's place in the meeting is made when
   something is typed in it, and counts as gone while nothing stands there. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "record_items.h"
#include "topic_parts.h"

#define WHOLE_ROW       999 /* as wide as the screen is */
#define DISCUSSION_ROWS 4
#define ITEMS_A_POINT   3
#define SPEAKER_COLS    22

enum { PAGE_TALK, PAGE_VOTE };

/* The topic's own items, in the form's order; points come before the memo. */
static const struct place_of {
    int field;
    int page;
    bool whole;        /* as wide as can be */
    const char *joint; /* behind the one before it */
} places[] = {
    {AGENDA_TOPIC, PAGE_TALK, true, NULL},
    {AGENDA_SUBJECT, PAGE_TALK, false, NULL},
    {AGENDA_DISCUSSION, PAGE_TALK, false, NULL},
    {AGENDA_DISSENT, PAGE_TALK, true, NULL},
    {AGENDA_VOTE_RULE, PAGE_VOTE, false, NULL},
    {AGENDA_VOTE_WAY, PAGE_VOTE, false, NULL},
    {AGENDA_ENTITLED, PAGE_VOTE, false, NULL},
    {AGENDA_PRESENT, PAGE_VOTE, false, NULL},
    {AGENDA_WRITTEN_YES, PAGE_VOTE, false, NULL},
    {AGENDA_WRITTEN_NO, PAGE_VOTE, false, "  反对 "},
    {AGENDA_WRITTEN_ABSTAIN, PAGE_VOTE, false, "  弃权 "},
    {AGENDA_ISSUED, PAGE_VOTE, false, NULL},
    {AGENDA_RETURNED, PAGE_VOTE, false, NULL},
    {AGENDA_YES, PAGE_VOTE, false, NULL},
    {AGENDA_NO, PAGE_VOTE, false, "  反对 "},
    {AGENDA_ABSTAIN, PAGE_VOTE, false, "  弃权 "},
    {AGENDA_SPOILED, PAGE_VOTE, false, "  废票 "},
    {AGENDA_RESOLUTION, PAGE_VOTE, true, NULL},
};

static const char *const page_titles[] = {"讨论", "表决、决议"};

struct topic_target topic_target(const struct topic_view *v,
                                 const struct form_item *item)
{
    return v->targets[item - v->form.items];
}

struct record *topic_record(const struct topic_view *v)
{
    return &v->m->agenda.v[v->agenda].now;
}

struct record *topic_point(struct topic_view *v, size_t row, bool make)
{
    if (v->points[row] == TOPIC_NO_POINT && make) {
        meeting_add_point(v->m, v->agenda)->gone = true;
        v->points[row] = v->m->points.n - 1;
    }
    return v->points[row] == TOPIC_NO_POINT
               ? NULL
               : &v->m->points.v[v->points[row]].now;
}

/* ---- making ------------------------------------------------------------- */

static struct form_item item_of(struct record_items *all,
                                const struct ledger *l, int field)
{
    return *record_items_find(all, l, l->fields[field].column);
}

static void put_target(struct topic_view *v, size_t at, struct topic_target t)
{
    MEM_PUSH(v->targets, v->n_targets, v->cap_targets);
    memmove(&v->targets[at + 1], &v->targets[at],
            (v->n_targets - at) * sizeof *v->targets);
    v->targets[at] = t;
    v->n_targets++;
}

/* Titles of the rules that are in force. */
static const char *const *rule_titles(struct topic_view *v)
{
    const struct field *f = &ledger_agenda.fields[AGENDA_VOTE_RULE];
    const struct field_option *list;
    size_t n = f->kind->options(f, v->app->book, &v->arena, &list);
    const char **titles = arena_array(&v->arena, n + 1, sizeof *titles);
    for (size_t i = 0; i < n; i++) {
        titles[i] = list[i].text;
    }
    return titles;
}

static void make_topic(struct topic_view *v)
{
    struct record_items all;
    struct form_item *items =
        arena_array(&v->arena, ARRAY_LEN(places), sizeof *items);
    record_items_make(&all, &v->arena, v->app->book, topic_record(v), true);
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        items[i] = item_of(&all, &ledger_agenda, places[i].field);
        items[i].page = places[i].page;
        items[i].cols = places[i].whole ? WHOLE_ROW : items[i].cols;
        items[i].joint = places[i].joint;
        if (places[i].field == AGENDA_VOTE_RULE) {
            items[i].editor = FORM_CHOICE;
            items[i].choices = rule_titles(v);
        } else if (places[i].field == AGENDA_DISCUSSION) {
            items[i].rows = DISCUSSION_ROWS;
        }
        put_target(v, i,
                   (struct topic_target){TOPIC_FIELD, 0, places[i].field});
    }
    formbox_init(&v->form, items, ARRAY_LEN(places), page_titles,
                 ARRAY_LEN(page_titles), topic_hooks(v));
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        topic_show(v, &v->form.items[i]);
    }
}

/* A row of items before the discussion. */
static void add_row(struct topic_view *v, size_t point)
{
    static const struct topic_target targets[ITEMS_A_POINT] = {
        {TOPIC_SPEAKER, 0, POINT_PERSON},
        {TOPIC_POINT, 0, POINT_DIFFERS},
        {TOPIC_POINT, 0, POINT_TEXT}};
    struct record blank = record_new(&ledger_point, v->app->book, &v->arena);
    struct record_items all;
    record_items_make(&all, &v->arena, v->app->book, &blank, true);
    size_t row = v->n_points;
    MEM_PUSH(v->points, v->n_points, v->cap_points);
    v->points[v->n_points++] = point;
    for (size_t i = 0; i < ITEMS_A_POINT; i++) {
        struct topic_target t = targets[i];
        struct form_item made = item_of(&all, &ledger_point, t.field);
        t.row = row;
        made.name = arena_printf(&v->arena, "point.%zu.%s", row,
                                 ledger_point.fields[t.field].column);
        made.required = false;
        made.new_row = t.field != POINT_DIFFERS;
        made.joint = t.field == POINT_DIFFERS ? "  不同意见 " : NULL;
        made.cols = t.field == POINT_TEXT ? WHOLE_ROW : made.cols;
        if (t.what == TOPIC_SPEAKER) {
            made.kind = TEXT_LINE; /* a guest's name stays as it is typed */
            made.cols = SPEAKER_COLS;
            made.hint = "姓名的拼音首字母或姓名；列席的写姓名和单位";
        }
        size_t at =
            (size_t)(formbox_item(&v->form, "discussion") - v->form.items);
        struct form_item *item = formbox_insert(&v->form, &v->arena, at, &made);
        put_target(v, at, t);
        topic_show(v, item);
    }
}

void topic_make(struct topic_view *v, bool read_only)
{
    make_topic(v);
    v->form.read_only = read_only;
    for (size_t i = 0; i < v->m->points.n; i++) {
        const struct meeting_part *p = &v->m->points.v[i];
        if (!p->gone && p->under == (int)v->agenda) {
            add_row(v, i);
        }
    }
    topic_settle(v);
}

/* ---- rows of points ----------------------------------------------------- */

static struct form_item *row_item(struct topic_view *v, size_t row, int field)
{
    size_t i = 0;
    for (; i + 1 < v->form.n_items; i++) {
        const struct topic_target *t = &v->targets[i];
        if (t->what != TOPIC_FIELD && t->row == row && t->field == field) {
            break;
        }
    }
    return &v->form.items[i]; /* every row has every field */
}

static bool row_is_empty(struct topic_view *v, size_t row)
{
    return formbox_get(row_item(v, row, POINT_PERSON))[0] == '\0' &&
           formbox_get(row_item(v, row, POINT_TEXT))[0] == '\0';
}

void topic_settle(struct topic_view *v)
{
    size_t n = v->n_points;
    bool taken = n == 0 || !row_is_empty(v, n - 1) ||
                 row_item(v, n - 1, POINT_TEXT)->hidden;
    if (taken && !v->form.read_only) {
        add_row(v, TOPIC_NO_POINT);
    }
}

void topic_focus_empty(struct topic_view *v)
{
    formbox_focus(&v->form, row_item(v, v->n_points - 1, POINT_PERSON)->name);
}

/* While nothing stands in it, it is not there. */
static void settle_point(struct topic_view *v, size_t row)
{
    const struct meeting_list *points = &v->m->points;
    if (v->points[row] == TOPIC_NO_POINT || points->v == NULL) {
        return;
    }
    struct meeting_part *p = &points->v[v->points[row]];
    p->gone = record_is_null(&p->now, POINT_PERSON) &&
              record_is_null(&p->now, POINT_SPEAKER) &&
              record_is_null(&p->now, POINT_TEXT);
}

bool topic_drop_point(struct topic_view *v)
{
    const struct form_item *item = formbox_focused(&v->form);
    struct topic_target t = topic_target(v, item);
    static const int fields[] = {POINT_PERSON, POINT_DIFFERS, POINT_TEXT};
    if (t.what == TOPIC_FIELD || row_is_empty(v, t.row)) {
        return false;
    }
    struct record *r = topic_point(v, t.row, false);
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        struct form_item *x = row_item(v, t.row, fields[i]);
        formbox_set(x, "");
        x->hidden = true;
    }
    if (r != NULL) {
        v->m->points.v[v->points[t.row]].gone = true;
    }
    return true;
}

/* ---- to and fro --------------------------------------------------------- */

static void show_value(struct topic_view *v, struct form_item *item,
                       const struct record *r, int field)
{
    struct strbuf sb;
    sb_init(&sb);
    if (r->ledger->fields[field].kind == &field_person &&
        !record_is_null(r, field)) {
        sb_add(&sb, people_whole_name(v->app->book, &v->app->ui.frame,
                                      record_int(r, field)));
    } else {
        record_show(r, v->app->book, field, &sb);
    }
    formbox_set(item, sb.s);
    sb_clear(&sb);
}

/* 未到 of somebody who is said to have spoken. */
static const char *not_there(const struct topic_view *v, int64_t person)
{
    for (size_t i = 0; i < v->m->roll.n; i++) {
        const struct meeting_part *p = &v->m->roll.v[i];
        const char *state = record_text(&p->now, ATTEND_STATE);
        if (!p->gone && record_int(&p->now, ATTEND_PERSON) == person) {
            return strcmp(state, ATTEND_LEAVE) == 0    ? "点名记了请假"
                   : strcmp(state, ATTEND_ABSENT) == 0 ? "点名记了缺席"
                                                       : "";
        }
    }
    return "列席";
}

static void show_speaker(struct topic_view *v, struct form_item *item,
                         const struct record *r)
{
    bool guest = record_is_null(r, POINT_PERSON);
    const char *echo =
        guest ? "列席" : not_there(v, record_int(r, POINT_PERSON));
    if (guest) {
        formbox_set(item, record_text(r, POINT_SPEAKER));
        echo = record_is_null(r, POINT_SPEAKER) ? "" : echo;
    } else {
        show_value(v, item, r, POINT_PERSON);
    }
    memcpy(item->echo, echo, strlen(echo) + 1);
}

void topic_show(struct topic_view *v, struct form_item *item)
{
    struct topic_target t = topic_target(v, item);
    const struct record *r =
        t.what == TOPIC_FIELD ? topic_record(v) : topic_point(v, t.row, false);
    if (r == NULL) {
        return;
    }
    if (t.what == TOPIC_SPEAKER) {
        show_speaker(v, item, r);
    } else {
        show_value(v, item, r, t.field);
    }
}

/* Who is not in the roster and is not written in letters is a guest. */
static bool is_name(const char *typed)
{
    for (const char *p = typed; *p != '\0'; p++) {
        if (((unsigned char)*p & 0x80u) == 0 && *p != ' ') {
            return strchr("()/-,", *p) != NULL && p > typed;
        }
    }
    return true;
}

static bool take_speaker(struct topic_view *v, struct record *r,
                         const char *typed, struct err *err)
{
    struct err own = ERR_INIT;
    if (record_type(r, v->app->book, v->m->arena, POINT_PERSON, typed, &own)) {
        record_set_null(r, POINT_SPEAKER);
        return true;
    }
    if (!err_is(&own, "E-FIELD-007") || !is_name(typed)) {
        if (err != NULL) {
            *err = own;
        }
        return false;
    }
    record_set_null(r, POINT_PERSON);
    return record_type(r, v->app->book, v->m->arena, POINT_SPEAKER, typed, err);
}

static bool same_text(const struct record *r, int field, const char *typed)
{
    return r->values[field].type == VALUE_TEXT &&
           strcmp(r->values[field].s, typed) == 0;
}

bool topic_take(struct topic_view *v, const struct form_item *item,
                struct err *err)
{
    struct topic_target t = topic_target(v, item);
    const char *typed = formbox_get(item);
    bool field = t.what == TOPIC_FIELD;
    struct record *r = field ? topic_record(v)
                             : topic_point(v, t.row, !row_is_empty(v, t.row));
    bool ok = true;
    if (r != NULL && t.what == TOPIC_SPEAKER) {
        ok = take_speaker(v, r, typed, err);
    } else if (r != NULL && !same_text(r, t.field, typed)) {
        /* A long text is not copied for nothing. */
        ok = record_type(r, v->app->book, v->m->arena, t.field, typed, err);
    }
    if (!field) {
        settle_point(v, t.row);
    }
    return ok;
}

bool topic_is_text(const struct topic_view *v, const struct form_item *item)
{
    struct topic_target t = topic_target(v, item);
    const struct ledger *l =
        t.what == TOPIC_FIELD ? &ledger_agenda : &ledger_point;
    const struct field_kind *k = l->fields[t.field].kind;
    return k == &field_memo || k == &field_long;
}

void topic_take_texts(struct topic_view *v)
{
    v->untaken = false;
    for (size_t i = 0; i < v->form.n_items; i++) {
        const struct form_item *item = &v->form.items[i];
        if (item->touched && !item->hidden && topic_is_text(v, item)) {
            topic_take(v, item, NULL);
        }
    }
}
