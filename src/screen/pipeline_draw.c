/* Head, stages and foot of a person's file.  The stages stand side by side with
   a dot for each step, the day each was reached, and below the next one the
   first day on which it can be; the foot says what holds the step under the
   cursor up, what its vote came to, and what is due. */
#include "pipeline_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/width.h"

#define FOOT_MAX 8

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

int pipeline_foot_rows(struct rect area)
{
    return is_low(area) ? 2 : area.rows < 30 ? 4 : 5;
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

/* ---- the foot --------------------------------------------------------- */

struct foot {
    struct arena *arena;
    struct {
        enum role role;
        const char *text;
    } lines[FOOT_MAX];
    int n, max;
    int cols;
};

/* Wrapped; what has no room any more is left out, the last line says so. */
static void say(struct foot *f, enum role role, const char *text)
{
    size_t len = strlen(text), at = 0;
    struct fit_line line;
    while (f->n < f->max && fit_wrap_line(text, len, at, f->cols, &line)) {
        f->lines[f->n].role = role;
        f->lines[f->n++].text =
            arena_strn(f->arena, text + line.at_bytes, line.n_bytes);
        at = line.next_bytes;
        if (at >= len) {
            return;
        }
    }
}

static void say_issue(struct foot *f, int no, const struct step_issue *s)
{
    const char *word = s->reasoned  ? "已写明原因"
                       : s->refuses ? "不能办"
                                    : "要写原因";
    say(f,
        s->reasoned  ? ROLE_DIM
        : s->refuses ? ROLE_ERROR
                     : ROLE_WARN,
        arena_printf(f->arena, "第 %d 步%s：%s（%s）", no, word, s->brief,
                     s->guard->basis));
}

static void say_done(struct pipeline_view *v, struct foot *f, int no)
{
    const struct pipeline_done *d = &v->f.facts.steps[no];
    const struct record *r = &v->f.steps[no];
    if (d->meeting.tally != NULL && d->meeting.tally[0] != '\0') {
        say(f, d->meeting.passed ? ROLE_OK : ROLE_ERROR,
            arena_printf(f->arena, "表决：%s → %s", d->meeting.tally,
                         d->meeting.passed ? "通过" : "未通过"));
    }
    if (d->conclusion != NULL && d->conclusion[0] != '\0') {
        say(f, ROLE_TEXT, arena_printf(f->arena, "结论：%s", d->conclusion));
    }
    if (record_text(r, STEP_REASON)[0] != '\0') {
        say(f, ROLE_TEXT,
            arena_printf(f->arena, "原因说明：%s",
                         record_text(r, STEP_REASON)));
    }
}

static void say_open(struct pipeline_view *v, struct foot *f, int no)
{
    const struct step_view *view = &v->f.now.steps[no];
    const struct pipeline_step *s = &book_pipeline(v->app->book)->steps[no];
    if (view->n_issues > 0) {
        return;
    }
    int asked = v->f.facts.steps[no].asked_on;
    if (asked != DATE_NONE) {
        char day[11];
        say(f, ROLE_TEXT,
            arena_printf(f->arena, "第 %d 步%s：已于 %s 报送，批复来了再登记。",
                         no, s->name, date_text(asked, day)));
    } else if (view->state == STEP_AHEAD && v->f.now.next > 0 &&
               v->f.now.next < no) {
        say(f, ROLE_DIM,
            arena_printf(
                f->arena, "第 %d 步还没有到：先办第 %d 步%s。", no,
                v->f.now.next,
                book_pipeline(v->app->book)->steps[v->f.now.next].abbr));
    } else {
        say(f, ROLE_OK,
            arena_printf(f->arena, "第 %d 步%s：%s，由%s办。", no, s->name,
                         s->running ? "按时记载" : "现在可以办", s->who));
    }
}

static void say_notices(struct pipeline_view *v, struct foot *f, int no)
{
    for (size_t i = 0; i < v->f.n_publicities; i++) {
        const struct record *r = &v->f.publicities[i];
        int from = record_day(r, PUBLICITY_FROM);
        int to = record_day(r, PUBLICITY_TO);
        if (record_int(r, PUBLICITY_NO) == no && from != DATE_NONE &&
            from <= v->app->book->day && to != DATE_NONE) {
            say(f, ROLE_TEXT,
                arena_printf(f->arena, "公示 %s 至 %s，%d 个工作日%s",
                             record_text(r, PUBLICITY_FROM),
                             record_text(r, PUBLICITY_TO),
                             date_count_workdays(from - 1, to),
                             record_int(r, PUBLICITY_STANDS) != 0
                                 ? "，有成立的意见"
                                 : ""));
        }
    }
}

static void fill_foot(struct pipeline_view *v, struct foot *f)
{
    int no = pipeline_view_step(v);
    const struct pipeline_verdict *now = &v->f.now;
    const struct step_view *view = &now->steps[no];
    int max = f->max;
    if (v->f.head.id == 0) {
        say(f, ROLE_WARN,
            arena_printf(f->arena,
                         "%s还没有发展档案。按 Enter 建档，名册里已有的日期会"
                         "转成步骤。",
                         v->f.person.name));
        return;
    }
    /* What is due in the whole file keeps a line of its own. */
    f->max = now->n_warnings > 0 && max > 2 ? max - 1 : max;
    if (v->f.facts.steps[no].done) {
        say_done(v, f, no);
    } else {
        say_open(v, f, no);
    }
    for (size_t i = 0; i < view->n_issues; i++) {
        if (f->max - f->n <= 1 && view->n_issues - i > 1) {
            say(f, ROLE_WARN,
                arena_printf(f->arena, "还有 %zu 条，按 F1 看全部。",
                             view->n_issues - i));
            break;
        }
        say_issue(f, no, &view->issues[i]);
    }
    say_notices(v, f, no);
    f->max = max;
    for (size_t i = 0; i < now->n_warnings; i++) {
        say(f, now->warnings[i].over ? ROLE_ERROR : ROLE_WARN,
            now->warnings[i].text);
    }
}

void pipeline_draw_foot(struct pipeline_view *v, struct canvas *c,
                        struct rect area)
{
    struct foot f = {
        .arena = &v->app->ui.frame,
        .max = area.rows - 1 < FOOT_MAX ? area.rows - 1 : FOOT_MAX,
        .cols = area.cols - 2,
    };
    canvas_hline(c, area.row, area.col, area.cols);
    fill_foot(v, &f);
    for (int i = 0; i < f.n; i++) {
        canvas_put(c, area.row + 1 + i, area.col + 1, f.lines[i].role,
                   f.lines[i].text);
    }
}

/* ---- F1 --------------------------------------------------------------- */

void pipeline_help(const struct pipeline_view *v, struct strbuf *out)
{
    int no = pipeline_view_step(v);
    const struct step_view *view = &v->f.now.steps[no];
    pipeline_step_rules(v->app->book, no, out);
    for (size_t i = 0; i < view->n_issues; i++) {
        sb_addf(out, "现在：%s\n%s", view->issues[i].text,
                i + 1 == view->n_issues ? "\n" : "");
    }
}
