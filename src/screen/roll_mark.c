/* Marking the roll: states by the space bar, reasons by one digit.

   What a person was marked with is remembered for each state, so that going
   round once too often, or marking all as here, can be taken back. */
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/tui/dialog.h"
#include "roll_parts.h"

#define OTHER_REASON     "z" /* needs a text; typed as 0 */
#define REASON_MAX_CHARS 60
#define IDLE_MS          300 /* the owner is told once marking pauses */

static const int marks[] = {ATTEND_STATE,       ATTEND_REASON,
                            ATTEND_REASON_TEXT, ATTEND_MAKEUP_ON,
                            ATTEND_MAKEUP_FORM, ATTEND_MAKEUP_BY};

struct record *roll_record(const struct roll_view *v, size_t row)
{
    return &v->m->roll.v[v->rows[row].at].now;
}

bool roll_is_away(const struct record *r)
{
    const char *state = record_text(r, ATTEND_STATE);
    return strcmp(state, ATTEND_LEAVE) == 0 ||
           strcmp(state, ATTEND_ABSENT) == 0;
}

bool roll_lacks_reason(const struct record *r)
{
    return roll_is_away(r) && record_is_null(r, ATTEND_REASON) &&
           record_is_null(r, ATTEND_REASON_TEXT);
}

void roll_told(struct roll_view *v)
{
    v->asked = false;
    v->step_open = false;
    v->untold = true;
    v->view.tick_at = clock_monotonic_ms() + IDLE_MS;
}

void roll_tell(struct roll_view *v)
{
    if (v->untold && v->changed != NULL) {
        v->changed(v->ctx);
    }
    v->untold = false;
}

/* ---- what was marked before --------------------------------------------- */

static struct record *kept_of(const struct roll_view *v, int64_t person,
                              const char *state)
{
    for (size_t i = 0; i < v->n_kept; i++) {
        if (record_int(&v->kept[i], ATTEND_PERSON) == person &&
            strcmp(record_text(&v->kept[i], ATTEND_STATE), state) == 0) {
            return &v->kept[i];
        }
    }
    return NULL;
}

static void keep(struct roll_view *v, const struct record *r)
{
    if (!roll_is_away(r)) {
        return;
    }
    struct record *slot =
        kept_of(v, record_int(r, ATTEND_PERSON), record_text(r, ATTEND_STATE));
    if (slot == NULL) {
        MEM_PUSH(v->kept, v->n_kept, v->cap_kept);
        assert(v->kept != NULL);
        slot = &v->kept[v->n_kept++];
    }
    *slot = record_copy(r, v->m->arena);
}

static void take_marks(struct record *r, const struct record *from)
{
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        r->values[marks[i]] = from->values[marks[i]];
    }
}

static void forget_makeup(struct record *r)
{
    record_set_null(r, ATTEND_MAKEUP_ON);
    record_set_null(r, ATTEND_MAKEUP_FORM);
    record_set_null(r, ATTEND_MAKEUP_BY);
}

/* ---- states ------------------------------------------------------------- */

void roll_cycle(struct roll_view *v)
{
    struct record *r = roll_record(v, v->cursor);
    bool was_away = roll_is_away(r);
    roll_remember(v, v->rows[v->cursor].at);
    keep(v, r);
    meeting_cycle(v->m, v->rows[v->cursor].at);
    const struct record *before =
        kept_of(v, record_int(r, ATTEND_PERSON), record_text(r, ATTEND_STATE));
    if (!roll_is_away(r)) {
        forget_makeup(r); /* who was there has nothing to make up for */
    } else if (before != NULL) {
        take_marks(r, before);
    } else if (was_away) {
        record_set_null(r, ATTEND_REASON_TEXT); /* the other state's */
    }
    roll_told(v);
}

static const struct record *before_of(const struct roll_view *v, int64_t person)
{
    for (size_t i = 0; i < v->n_before; i++) {
        if (record_int(&v->before[i], ATTEND_PERSON) == person) {
            return &v->before[i];
        }
    }
    return NULL;
}

static bool any_not_present(const struct roll_view *v)
{
    for (size_t i = 0; i < v->n; i++) {
        if (strcmp(record_text(roll_record(v, i), ATTEND_STATE),
                   ATTEND_PRESENT) != 0) {
            return true;
        }
    }
    return false;
}

static void mark_all(struct roll_view *v)
{
    v->before = arena_array(v->m->arena, v->n, sizeof *v->before);
    v->n_before = v->n;
    for (size_t i = 0; i < v->n; i++) {
        struct record *r = roll_record(v, i);
        v->before[i] = record_copy(r, v->m->arena);
        roll_remember(v, v->rows[i].at);
        keep(v, r);
        meeting_mark(v->m, v->rows[i].at, ATTEND_PRESENT, NULL);
        forget_makeup(r);
    }
    ui_note(&v->app->ui, ROLE_OK, "全部记为出席；再按一次 Ctrl+A 恢复原样。");
}

void roll_all_present(struct roll_view *v)
{
    if (any_not_present(v)) {
        mark_all(v);
    } else if (v->n_before == 0) {
        ui_note(&v->app->ui, ROLE_DIM, "已经全部是出席。");
        return;
    } else {
        for (size_t i = 0; i < v->n; i++) {
            const struct record *old = before_of(v, v->rows[i].person);
            if (old != NULL) {
                roll_remember(v, v->rows[i].at);
                take_marks(roll_record(v, i), old);
            }
        }
        v->n_before = 0;
    }
    roll_told(v);
}

/* ---- reasons ------------------------------------------------------------ */

/* 借调、挂职、驻村 as 借调: there is one line for ten of them. */
static size_t short_bytes(const char *name)
{
    size_t n = strcspn(name, "(");
    const char *comma = strstr(name, "、");
    return comma != NULL && (size_t)(comma - name) < n ? (size_t)(comma - name)
                                                       : n;
}

size_t roll_reasons(struct arena *a, const char ***out)
{
    const struct code_table *t = codes_table("absence_reason");
    const char **words = arena_array(a, t->n + 1, sizeof *words);
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct code *c = &t->codes[i];
        if (isdigit((unsigned char)c->code[0])) {
            words[n++] = arena_printf(a, "%s %.*s", c->code,
                                      (int)short_bytes(c->name), c->name);
        }
    }
    words[n++] = arena_printf(a, "0 %s", codes_name(t->name, OTHER_REASON));
    *out = words;
    return n;
}

const char *roll_reason(struct arena *a, const struct record *r)
{
    const char *code = record_text(r, ATTEND_REASON);
    const char *text = record_text(r, ATTEND_REASON_TEXT);
    const char *name = codes_name("absence_reason", code);
    name = name[0] != '\0' ? name : code;
    if (!roll_is_away(r) || text[0] == '\0') {
        return roll_is_away(r) ? name : "";
    }
    if (name[0] == '\0' || strcmp(code, OTHER_REASON) == 0) {
        return text;
    }
    return arena_printf(a, "%s %s", name, text);
}

/* Reasons are asked only where one is due. */
static bool reason_is_due(struct roll_view *v)
{
    if (v->n > 0 && roll_is_away(roll_record(v, v->cursor))) {
        return true;
    }
    ui_note(&v->app->ui, ROLE_WARN, "先按空格改成请假或缺席，再选原因。");
    return false;
}

static void put_reason(struct roll_view *v, const char *code, const char *text)
{
    struct record *r = roll_record(v, v->cursor);
    roll_remember(v, v->rows[v->cursor].at);
    record_set_text(r, ATTEND_REASON, arena_str(v->m->arena, code));
    record_set_text(r, ATTEND_REASON_TEXT,
                    text != NULL ? arena_str(v->m->arena, text) : NULL);
    roll_told(v);
}

static void other_answer(void *ctx, struct ui *ui, const char *text)
{
    struct roll_view *v = ctx;
    struct strbuf clean;
    if (text == NULL) {
        return;
    }
    sb_init(&clean);
    text_in_lossy(&clean, text, strlen(text), TEXT_LINE);
    if (clean.len > 0) {
        put_reason(v, OTHER_REASON, clean.s);
    } else {
        ui_note(ui, ROLE_WARN, "没有写原因，还是原来的。");
    }
    sb_clear(&clean);
}

static void ask_other(struct roll_view *v)
{
    const struct record *r = roll_record(v, v->cursor);
    char title[96];
    snprintf(title, sizeof title, "%.80s：原因", v->rows[v->cursor].name);
    dialog_input(&v->app->ui, title, "", record_text(r, ATTEND_REASON_TEXT),
                 REASON_MAX_CHARS, other_answer, v);
}

void roll_digit(struct roll_view *v, int digit)
{
    if (!reason_is_due(v)) {
        return;
    }
    if (digit == 0) {
        ask_other(v);
        return;
    }
    char code[2] = {(char)('0' + digit), '\0'};
    put_reason(v, code, NULL);
}

static void picked_reason(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct roll_view *v = ctx;
    const struct code_table *t = codes_table("absence_reason");
    if (id <= 0 || (size_t)id > t->n) {
        return;
    }
    const char *code = t->codes[id - 1].code;
    if (strcmp(code, OTHER_REASON) == 0) {
        ask_other(v);
    } else {
        put_reason(v, code, NULL);
    }
}

void roll_pick_reason(struct roll_view *v)
{
    if (!reason_is_due(v)) {
        return;
    }
    const struct code_table *t = codes_table("absence_reason");
    const char *now = record_text(roll_record(v, v->cursor), ATTEND_REASON);
    struct pick_text *rows = arena_array(&v->app->ui.frame, t->n, sizeof *rows);
    size_t at = 0;
    for (size_t i = 0; i < t->n; i++) {
        rows[i] = (struct pick_text){t->codes[i].name, NULL};
        at = strcmp(t->codes[i].code, now) == 0 ? i : at;
    }
    pick_texts(v->app, v->rows[v->cursor].name, rows, t->n, at, picked_reason,
               v);
}
