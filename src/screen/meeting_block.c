/* The blocks in the event form: who comes, and the files. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/tui/dialog.h"

#define NAMES_ALL 12 /* a roll up to this is shown whole */

/* ---- blocks ------------------------------------------------------------- */

static const struct sign {
    const char *state;
    const char *text;
    enum role role;
} signs[] = {
    {ATTEND_PRESENT, "✓", ROLE_OK},
    {ATTEND_ONLINE, "线", ROLE_RUNNING},
    {ATTEND_LEAVE, "假", ROLE_WARN},
    {ATTEND_ABSENT, "缺", ROLE_ERROR},
};

static const struct sign *sign_of(const char *state)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (strcmp(signs[i].state, state) == 0) {
            return &signs[i];
        }
    }
    return &signs[0];
}

static const char *why_text(struct arena *a, const struct record *r)
{
    const char *reason =
        codes_name("absence_reason", record_text(r, ATTEND_REASON));
    const char *text = record_text(r, ATTEND_REASON_TEXT);
    if (text[0] != '\0') {
        return arena_printf(a, "（%s）", text);
    }
    return reason[0] != '\0' ? arena_printf(a, "（%s）", reason) : "";
}

/* Everybody of a small body; of a large one who is not simply there.  Draws
   when c is not NULL; returns the rows it takes. */
static int roll_rows(struct meeting_view *v, struct canvas *c, struct rect r)
{
    if (meeting_is_planned(&v->m)) {
        return 1;
    }
    struct arena *a = &v->app->ui.frame;
    size_t n = meeting_count(&v->m.roll);
    int row = 1;
    int col = 0;
    size_t plain = 0;
    for (size_t i = 0; i < v->m.roll.n; i++) {
        const struct meeting_part *p = &v->m.roll.v[i];
        const struct sign *s = sign_of(record_text(&p->now, ATTEND_STATE));
        if (p->gone) {
            continue;
        }
        if (n > NAMES_ALL && s == &signs[0]) {
            plain++;
            continue;
        }
        const char *text = arena_printf(
            a, "%s%s",
            people_name(v->app->book, a, record_int(&p->now, ATTEND_PERSON)),
            why_text(a, &p->now));
        int sign = width_cols(s->text) + 1;
        int cols = sign + width_cols(text);
        if (col > 0 && col + cols > r.cols) {
            row++;
            col = 0;
        }
        if (c != NULL) {
            canvas_put(c, r.row + row, r.col + col, s->role, s->text);
            canvas_put(c, r.row + row, r.col + col + sign, ROLE_TEXT, text);
        }
        col += cols + 2;
    }
    if (plain > 0) {
        const char *text = arena_printf(a, "其余 %zu 人出席", plain);
        if (col > 0 && col + width_cols(text) > r.cols) {
            row++;
            col = 0;
        }
        if (c != NULL) {
            canvas_put(c, r.row + row, r.col + col, ROLE_DIM, text);
        }
        col += 1;
    }
    return row + (col > 0);
}

static int file_rows(struct meeting_view *v, struct canvas *c, struct rect r)
{
    int row = 0;
    for (size_t i = 0; i < v->m.files.n; i++) {
        const struct record *f = &v->m.files.v[i].now;
        if (v->m.files.v[i].gone) {
            continue;
        }
        if (c != NULL) {
            canvas_putf(
                c, r.row + row, r.col, ROLE_TEXT, "%s  %s",
                codes_name("attachment_kind", record_text(f, ATTACHMENT_KIND)),
                record_text(f, ATTACHMENT_NAME));
        }
        row++;
    }
    if (row == 0 && c != NULL) {
        canvas_put(c, r.row, r.col, ROLE_DIM,
                   v->form.read_only ? "（没有）" : "（没有，按 F4 加）");
    }
    return row > 0 ? row : 1;
}

int meeting_block_rows(void *ctx, const struct form_item *item, int cols)
{
    struct meeting_view *v = ctx;
    struct rect r = {0, 0, 0, cols};
    return meeting_target(v, item).what == TARGET_FILES ? file_rows(v, NULL, r)
                                                        : roll_rows(v, NULL, r);
}

void meeting_block_draw(void *ctx, const struct form_item *item,
                        struct canvas *c, struct rect r, bool focused)
{
    (void)focused;
    struct meeting_view *v = ctx;
    if (meeting_target(v, item).what == TARGET_FILES) {
        file_rows(v, c, r);
        return;
    }
    struct strbuf sb;
    sb_init(&sb);
    if (meeting_is_planned(&v->m)) {
        canvas_putf(c, r.row, r.col, ROLE_DIM, "计划，还没有点名（应到 %d）",
                    meeting_counts(&v->m).due);
        sb_clear(&sb);
        return;
    }
    meeting_roll_line(&v->m, &sb);
    int col = canvas_put(c, r.row, r.col, ROLE_LABEL, sb.s) + 2;
    struct vote_verdict verdict = meeting_verdict(&v->m);
    canvas_put(c, r.row, col,
               verdict.state == VOTE_NOT_ENOUGH ? ROLE_ERROR : ROLE_OK,
               verdict.text);
    sb_clear(&sb);
    roll_rows(v, c, r);
}
