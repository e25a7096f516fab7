/* Head and stages of a person's file.  The stages stand side by side with a dot
   for each step, the day each was reached, and below the next one the first
   day on which it can be. */
#include "pipeline_screen.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

/* A stage, and the step whose day is the day it was reached. */
static const struct {
    const char *name, *brief;
    int key;
} stages[PIPELINE_STAGES] = {
    {"申请入党", "申请", AT_APPLY}, {"积极分子", "积极", AT_ACTIVIST},
    {"发展对象", "发展", AT_REPLY}, {"预备党员", "预备", AT_ACCEPT},
    {"转正", "转正", AT_CONVERT},
};

static bool is_low(struct rect area)
{
    return area.rows < 20;
}

int pipeline_head_rows(struct rect area)
{
    return is_low(area) ? 3 : 5;
}

/* ---- stages ----------------------------------------------------------- */

static enum role dot_role(enum step_state state)
{
    switch (state) {
    case STEP_DONE:
        return ROLE_OK;
    case STEP_FAULTY:
    case STEP_BLOCKED:
        return ROLE_ERROR;
    case STEP_DUE:
        return ROLE_WARN;
    case STEP_AHEAD:
        return ROLE_DIM;
    case STEP_POSSIBLE:
    case STEP_RUNNING:
        return ROLE_RUNNING;
    }
    return ROLE_TEXT;
}

static int draw_dots(struct pipeline_view *v, struct canvas *c, int row,
                     int col, enum pipeline_stage stage, const char *joint)
{
    const struct pipeline_rules *r = book_pipeline(v->app->book);
    bool first = true;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        enum step_state state = v->f.now.steps[no].state;
        if (r->steps[no].stage != stage) {
            continue;
        }
        if (!first) {
            col = canvas_put(c, row, col, ROLE_BORDER, joint);
        }
        first = false;
        col = canvas_put(c, row, col, dot_role(state),
                         state == STEP_FAULTY ? "!" : pipeline_mark(state));
    }
    return col;
}

static bool reached(const struct pipeline_view *v, int stage)
{
    return v->f.facts.steps[stages[stage].key].done;
}

/* The day below a stage: reached, or of the next one the first possible. */
static const char *stage_day(const struct pipeline_view *v, struct arena *a,
                             int stage, int cols)
{
    const struct step_view *view = &v->f.now.steps[stages[stage].key];
    char day[11];
    if (reached(v, stage)) {
        bool whole =
            stage == PIPELINE_STAGES - 1 && v->f.now.full_from != DATE_NONE;
        int on =
            whole ? v->f.now.full_from : v->f.facts.steps[stages[stage].key].on;
        return arena_str(a, date_text(on, day));
    }
    if (stage == 0 || !reached(v, stage - 1)) {
        return "";
    }
    int on = view->earliest != DATE_NONE ? view->earliest : view->soonest;
    if (on == DATE_NONE) {
        return "";
    }
    if (on <= v->app->book->day) {
        return view->state == STEP_POSSIBLE || view->state == STEP_DUE
                   ? "现在可以办"
                   : "";
    }
    date_text(on, day);
    return cols >= 16 ? arena_printf(a, "最早 %s", day)
                      : arena_printf(a, "≥%s", day);
}

static void draw_stages(struct pipeline_view *v, struct canvas *c,
                        struct rect area)
{
    int cols = (area.cols - 1) / PIPELINE_STAGES;
    struct arena *a = &v->app->ui.frame;
    const char *joint = cols >= 15 && !c->ascii ? "─" : "";
    for (int i = 0; i < PIPELINE_STAGES; i++) {
        int col = area.col + 1 + i * cols;
        bool here = (int)v->f.now.stage == i;
        canvas_put_fit(c, area.row + 2, col, cols,
                       here ? ROLE_TITLE : ROLE_LABEL, FIT_LEFT,
                       stages[i].name);
        draw_dots(v, c, area.row + 3, col, (enum pipeline_stage)i, joint);
        canvas_put_fit(c, area.row + 4, col, cols,
                       reached(v, i) ? ROLE_DIM : ROLE_WARN, FIT_LEFT,
                       stage_day(v, a, i, cols));
    }
}

static void draw_stages_low(struct pipeline_view *v, struct canvas *c,
                            struct rect area)
{
    int col = area.col + 1;
    for (int i = 0; i < PIPELINE_STAGES; i++) {
        bool here = (int)v->f.now.stage == i;
        col = canvas_put(c, area.row + 2, col, here ? ROLE_TITLE : ROLE_LABEL,
                         stages[i].brief);
        col =
            draw_dots(v, c, area.row + 2, col, (enum pipeline_stage)i, "") + 1;
    }
}

static const char *state_text(const struct pipeline_view *v, struct arena *a)
{
    const struct record *head = &v->f.head;
    if (head->id == 0) {
        return "还没有建立发展档案";
    }
    if (head->voided_on[0] != '\0') {
        return arena_printf(a, "档案已于 %s 作废", head->voided_on);
    }
    if (!record_is_null(head, CANDIDACY_ENDED) &&
        record_day(head, CANDIDACY_ENDED) <= v->app->book->day) {
        return arena_printf(
            a, "%s %s", record_text(head, CANDIDACY_ENDED),
            codes_name("pipeline_end", record_text(head, CANDIDACY_END_KIND)));
    }
    return arena_printf(a, "现在：%s", v->f.now.state);
}

void pipeline_draw_head(struct pipeline_view *v, struct canvas *c,
                        struct rect area)
{
    struct arena *a = &v->app->ui.frame;
    const char *state = state_text(v, a);
    int cols = width_cols(state);
    int room = area.cols - cols - 4;
    if (room > 0) {
        canvas_put_fit(c, area.row + 1, area.col + 1, room, ROLE_DIM, FIT_LEFT,
                       v->f.person.about + strspn(v->f.person.about, " "));
    }
    canvas_put(c, area.row + 1, area.cols - cols - 1,
               v->f.head.id == 0 ? ROLE_WARN : ROLE_TITLE, state);
    if (is_low(area)) {
        draw_stages_low(v, c, area);
    } else {
        draw_stages(v, c, area);
    }
}
