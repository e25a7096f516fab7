/* What is typed in the items of an event's form into the meeting. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/ledger/rulebook.h"

static bool take_also(struct meeting_view *v, struct form_item *item)
{
    const char *codes[16];
    size_t n = 0;
    struct err err = ERR_INIT;
    const char *s = formbox_get(item);
    while (*s != '\0') {
        size_t skip = strspn(s, " ,+");
        size_t len = strcspn(s + skip, " ,+");
        if (len > 0 && n < 16) {
            const char *word = arena_strn(&v->arena, s + skip, len);
            const struct kind *k = kinds_find(book_kinds(v->app->book), word);
            if (k == NULL) {
                formbox_error(item, arena_printf(&v->arena,
                                                 "“%s”不是会议、活动类型，"
                                                 "请按 F4 选。",
                                                 word));
                return false;
            }
            codes[n++] = k->code;
        }
        s += skip + len;
    }
    if (!meeting_also(&v->m, codes, n, &err)) {
        formbox_error(item, err.text);
        return false;
    }
    return true;
}

static void take_open(struct meeting_view *v, struct form_item *item,
                      struct target t)
{
    struct record *r = &v->m.open.v[t.at].now;
    if (formbox_get(item)[0] == '\0') {
        r->values[ACTION_DONE] = v->m.open.v[t.at].was.values[ACTION_DONE];
    } else {
        r->values[ACTION_DONE] = v->m.event.values[EVENT_ON];
    }
}

/* A topic or an action is there as long as something stands in it. */
static void set_there(struct meeting_view *v, struct target t)
{
    if (t.what == TARGET_TOPIC) {
        struct meeting_part *p = &v->m.agenda.v[t.at];
        p->gone = record_is_null(&p->now, AGENDA_TOPIC) &&
                  record_is_null(&p->now, AGENDA_RESOLUTION);
        if (!p->gone && record_is_null(&p->now, AGENDA_TOPIC)) {
            /* A decision without a topic is its own. */
            p->now.values[AGENDA_TOPIC] = p->now.values[AGENDA_RESOLUTION];
        }
    } else if (t.what == TARGET_ACTION) {
        struct meeting_part *p = &v->m.actions.v[t.at];
        p->gone = record_is_null(&p->now, ACTION_TEXT) &&
                  record_is_null(&p->now, ACTION_OWNER) &&
                  record_is_null(&p->now, ACTION_DUE);
    }
}

/* What other things depend on: who should come, which items there are. */
static bool moves_others(struct target t)
{
    return t.what == TARGET_ALSO ||
           (t.what == TARGET_EVENT &&
            (t.field == EVENT_KIND || t.field == EVENT_GRP ||
             t.field == EVENT_ON || t.field == EVENT_STATE));
}

static bool changes_habits(const struct meeting_view *v, struct target t)
{
    return v->m.was.ledger == NULL && t.what == TARGET_EVENT &&
           (t.field == EVENT_KIND || t.field == EVENT_GRP);
}

static bool take_field(struct meeting_view *v, struct form_item *item,
                       struct target t)
{
    struct err err = ERR_INIT;
    const char *text = formbox_get(item);
    struct record *r = meeting_record(v, t, text[0] != '\0');
    if (r == NULL) {
        return true;
    }
    int64_t lead =
        t.what == TARGET_KIND ? record_int(r, EK_LEAD) : 0; /* before */
    if (t.what == TARGET_KIND && t.field == EK_SUB) {
        record_set_text(r, EK_SUB, arena_str(&v->arena, text));
    } else if (!record_type(r, v->app->book, &v->arena, t.field, text, &err)) {
        formbox_error(item, err.text);
        return false;
    }
    if (t.what == TARGET_KIND && t.field == EK_LEAD) {
        meeting_suggest_sub(&v->m, t.at, lead);
    }
    set_there(v, t);
    return true;
}

static bool follow(struct meeting_view *v, struct form_item *item,
                   struct target t)
{
    struct err err = ERR_INIT;
    bool held = t.what == TARGET_EVENT && t.field != EVENT_STATE;
    bool ok = meeting_follow(&v->m, held || !meeting_was_held(&v->m), &err) &&
              (!changes_habits(v, t) || meeting_take_habits(&v->m, &err));
    if (!ok) {
        formbox_error(item, err.text);
    }
    v->rebuild = true; /* later: the form may have the items in its hands */
    return ok;
}

bool meeting_items_take(struct meeting_view *v, struct form_item *item)
{
    struct target t = meeting_target(v, item);
    bool ok = true;
    switch (t.what) {
    case TARGET_HEADING:
    case TARGET_ROLL:
    case TARGET_FILES:
        return true;
    case TARGET_ALSO:
        ok = take_also(v, item);
        break;
    case TARGET_OPEN:
        take_open(v, item, t);
        break;
    case TARGET_EVENT:
    case TARGET_KIND:
    case TARGET_TOPIC:
    case TARGET_ACTION:
        ok = take_field(v, item, t);
        break;
    }
    if (ok && moves_others(t)) {
        ok = follow(v, item, t);
    }
    if (ok) {
        formbox_error(item, "");
        item->touched = false;
    }
    return ok;
}

bool meeting_items_take_all(struct meeting_view *v)
{
    bool ok = true;
    const char *first = NULL;
    for (size_t i = 0; i < v->form.n_items; i++) {
        struct form_item *item = &v->form.items[i];
        if (item->touched && !item->hidden && !meeting_items_take(v, item)) {
            first = first == NULL ? item->name : first;
            ok = false;
        }
    }
    meeting_items_refresh(v); /* what was typed stands there in full */
    if (first != NULL) {
        formbox_focus(&v->form, first);
    }
    return ok;
}
