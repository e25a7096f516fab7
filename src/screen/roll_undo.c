/* Ctrl+Z and Ctrl+Y on the roll: what was marked is taken back mark by mark,
   and marked again.

   Stages: before a place of the roll changes it is remembered as it was → all
   that is remembered until the roll is told of a change is one step → going
   back and forth exchanges what is remembered with what stands there.  The
   steps live as long as the view; what is saved is undone in the lists. */
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "roll_parts.h"

void roll_remember(struct roll_view *v, size_t at)
{
    const struct meeting_part *p = &v->m->roll.v[at];
    if (!v->step_open) { /* what was taken back before can come no more */
        v->n_past = v->past_at;
        v->step++;
        v->step_open = true;
    }
    MEM_PUSH(v->past, v->n_past, v->cap_past);
    v->past[v->n_past++] = (struct roll_past){
        .step = v->step,
        .at = at,
        .was = record_copy(&p->now, v->m->arena),
        .gone = p->gone,
    };
    v->past_at = v->n_past;
}

static void exchange(struct roll_view *v, struct roll_past *past)
{
    struct meeting_part *p = &v->m->roll.v[past->at];
    struct roll_past now = {past->step, past->at, p->now, p->gone};
    p->now = past->was;
    p->gone = past->gone;
    *past = now;
}

static void go_to(struct roll_view *v, size_t at)
{
    for (size_t i = 0; i < v->n; i++) {
        v->cursor = v->rows[i].at == at ? i : v->cursor;
    }
}

static void say(struct roll_view *v, bool redo, size_t n, size_t at)
{
    const char *done = redo ? "已重做" : "已撤销";
    const struct record *r = &v->m->roll.v[at].now;
    if (n > 1) {
        ui_note(&v->app->ui, ROLE_OK, "%s：%zu 个人的点名。", done, n);
    } else {
        ui_note(&v->app->ui, ROLE_OK, "%s：%s。", done,
                people_name(v->m->book, &v->app->ui.frame,
                            record_int(r, ATTEND_PERSON)));
    }
}

/* The next one to exchange; NULL: there is none. */
static struct roll_past *next_of(struct roll_view *v, bool redo)
{
    if (redo) {
        return v->past_at < v->n_past ? &v->past[v->past_at] : NULL;
    }
    return v->past_at > 0 ? &v->past[v->past_at - 1] : NULL;
}

void roll_go_back(struct roll_view *v, bool redo)
{
    struct roll_past *past = next_of(v, redo);
    if (past == NULL) {
        ui_note(&v->app->ui, ROLE_WARN,
                redo ? "点名里没有可以重做的。"
                     : "点名里没有可以撤销的了；撤销已保存的请先回到列表。");
        return;
    }
    size_t step = past->step;
    size_t at = past->at;
    size_t n = 0;
    for (; past != NULL && past->step == step; past = next_of(v, redo)) {
        exchange(v, past);
        v->past_at = redo ? v->past_at + 1 : v->past_at - 1;
        n++;
    }
    roll_order(v);
    go_to(v, at);
    roll_told(v);
    say(v, redo, n, at);
}
