/* The foot of a person's file: what holds the step under the cursor up, what
   its vote came to, and what is due.

   Stages: what there is to say of the step → wrapped → as many rows as there
   are.  Their number is that of the window, not of the step: the list above
   does not jump while the cursor goes through it.  What has no room is counted
   in the last row, and stands whole in F1 with the rules of the step.
 */
#include "pipeline_screen.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/fit.h"

#include <string.h>

#define SAID_MAX 40
#define ROWS_MAX 7

struct foot {
    struct arena *arena;
    bool whole; /* issues with what to do about them */
    struct {
        enum role role;
        const char *text;
    } said[SAID_MAX];
    size_t n;
};

static void say(struct foot *f, enum role role, const char *text)
{
    if (f->n < SAID_MAX) {
        f->said[f->n].role = role;
        f->said[f->n++].text = text;
    }
}

/* ---- what there is to say ---------------------------------------------- */

static void say_issue(struct foot *f, int no, const struct step_issue *s)
{
    const char *word = s->reasoned  ? "已写明原因"
                       : s->refuses ? "不能办"
                                    : "要写原因";
    say(f,
        s->reasoned  ? ROLE_DIM
        : s->refuses ? ROLE_ERROR
                     : ROLE_WARN,
        f->whole ? arena_printf(f->arena, "%s：%s", word, s->text)
                 : arena_printf(f->arena, "第 %d 步%s：%s（%s）", no, word,
                                s->brief, s->guard->basis));
}

static void say_done(const struct pipeline_view *v, struct foot *f, int no)
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

static void say_open(const struct pipeline_view *v, struct foot *f, int no)
{
    const struct step_view *view = &v->f.now.steps[no];
    const struct pipeline_step *s = &book_pipeline(v->app->book)->steps[no];
    int asked = v->f.facts.steps[no].asked_on;
    if (asked != DATE_NONE) {
        char day[11];
        say(f, ROLE_TEXT,
            arena_printf(f->arena, "第 %d 步%s：已于 %s 报送，批复来了再登记。",
                         no, s->name, date_text(asked, day)));
    } else if (view->n_issues > 0) {
        return;
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

static void say_notices(const struct pipeline_view *v, struct foot *f, int no)
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

static void say_all(const struct pipeline_view *v, struct foot *f)
{
    int no = pipeline_view_step(v);
    const struct pipeline_verdict *now = &v->f.now;
    const struct step_view *view = &now->steps[no];
    if (v->f.notice[0] != '\0') {
        say(f, ROLE_WARN, v->f.notice);
    }
    if (v->f.head.id == 0) {
        say(f, ROLE_WARN,
            arena_printf(f->arena,
                         "%s还没有发展档案。按 Enter 建档，名册里已有的日期会"
                         "转成步骤。",
                         v->f.person.name));
        return;
    }
    if (pipeline_is_stopped(&v->f)) {
        say(f, ROLE_WARN,
            "这份档案已经终止，不再办理；结束错了按 F8 恢复档案。");
    }
    if (v->f.facts.steps[no].done) {
        say_done(v, f, no);
    } else if (!pipeline_is_stopped(&v->f)) {
        say_open(v, f, no);
    }
    for (size_t i = 0; i < view->n_issues; i++) {
        say_issue(f, no, &view->issues[i]);
    }
    say_notices(v, f, no);
    for (size_t i = 0; i < now->n_warnings; i++) {
        say(f, now->warnings[i].over ? ROLE_ERROR : ROLE_WARN,
            now->warnings[i].text);
    }
}

/* ---- rows -------------------------------------------------------------- */

/* As far as the area has rows; NULL canvas: none of it.  Returns the rows that
   all of it takes. */
static int put_rows(const struct foot *f, struct canvas *c, struct rect area)
{
    int row = 0;
    for (size_t i = 0; i < f->n; i++) {
        const char *text = f->said[i].text;
        size_t len = strlen(text), at = 0;
        struct fit_line line;
        while (at < len && fit_wrap_line(text, len, at, area.cols, &line)) {
            if (c != NULL && row < area.rows) {
                canvas_putn(c, area.row + row, area.col, f->said[i].role,
                            text + line.at_bytes, line.n_bytes);
            }
            row++;
            at = line.next_bytes;
        }
    }
    return row;
}

static struct rect text_of(struct rect area)
{
    return (struct rect){area.row, area.col + 1, area.rows, area.cols - 2};
}

/* A third of what the head leaves, with the line above it. */
int pipeline_foot_rows(struct rect area)
{
    int rows = (area.rows - pipeline_head_rows(area)) / 3;
    return rows < ROWS_MAX ? rows : ROWS_MAX;
}

void pipeline_draw_foot(const struct pipeline_view *v, struct canvas *c,
                        struct rect area)
{
    struct foot f = {.arena = &v->app->ui.frame};
    struct rect text = text_of(area);
    text.row++;
    text.rows--;
    say_all(v, &f);
    int all = put_rows(&f, NULL, text);
    int left = all - text.rows;
    if (left > 0) {
        text.rows--;
        left++;
        canvas_putf(c, text.row + text.rows, text.col, ROLE_WARN,
                    "还有 %d 行，按 F1 看全部。", left);
    }
    canvas_hline(c, area.row, area.col, area.cols);
    put_rows(&f, c, text);
}

/* ---- F1 --------------------------------------------------------------- */

void pipeline_help(const struct pipeline_view *v, struct strbuf *out)
{
    struct foot f = {.arena = &v->app->ui.frame, .whole = true};
    say_all(v, &f);
    sb_add(out, f.n > 0 ? "【现在】\n" : "");
    for (size_t i = 0; i < f.n; i++) {
        sb_addf(out, "· %s\n", f.said[i].text);
    }
    sb_add(out, f.n > 0 ? "\n" : "");
    pipeline_step_rules(v->app->book, pipeline_view_step(v), out);
}
