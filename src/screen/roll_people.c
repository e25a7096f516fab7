/* Who stands on the roll, in what order; putting somebody on it and taking
   somebody off, which only a list made by hand allows. */
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"
#include "roll_parts.h"

/* ---- the body ----------------------------------------------------------- */

void roll_read_people(struct roll_view *v)
{
    const struct meeting *m = v->m;
    const struct kind *k = meeting_kind(m);
    int day = record_day(&m->event, EVENT_ON);
    struct err err = ERR_INIT;
    if (k != NULL && day != DATE_NONE &&
        !body_on(m->book, &v->arena, k, record_int(&m->event, EVENT_BRANCH),
                 record_int(&m->event, EVENT_GRP), day, &v->body, &v->n_body,
                 &err)) {
        ui_note_err(&v->app->ui, &err);
    }
    v->by_hand = k == NULL || k->body == BODY_NAMED ||
                 (k->body == BODY_POSTS && v->n_body == 0);
}

const struct body_person *roll_of_body(const struct roll_view *v,
                                       int64_t person)
{
    for (size_t i = 0; i < v->n_body; i++) {
        if (v->body[i].id == person) {
            return &v->body[i];
        }
    }
    return NULL;
}

/* ---- order -------------------------------------------------------------- */

static const struct roll_row *known(const struct roll_row *rows, size_t n,
                                    int64_t person)
{
    for (size_t i = 0; i < n; i++) {
        if (rows[i].person == person) {
            return &rows[i];
        }
    }
    return NULL;
}

/* Those who were missing last time before the others, each in the roll's own
   order. */
static int by_missed(const void *a, const void *b)
{
    const struct roll_row *x = a;
    const struct roll_row *y = b;
    if (x->missed != y->missed) {
        return x->missed ? -1 : 1;
    }
    return x->at < y->at ? -1 : x->at > y->at;
}

void roll_order(struct roll_view *v)
{
    const struct meeting_list *roll = &v->m->roll;
    int64_t on = v->n > 0 ? v->rows[v->cursor].person : 0;
    struct roll_row *old = v->rows;
    size_t n_old = v->n;
    v->rows = NULL;
    v->n = 0;
    v->cap = 0;
    for (size_t i = 0; i < roll->n; i++) {
        int64_t person = record_int(&roll->v[i].now, ATTEND_PERSON);
        if (roll->v[i].gone) {
            continue;
        }
        const struct roll_row *before = known(old, n_old, person);
        MEM_PUSH(v->rows, v->n, v->cap);
        v->rows[v->n++] = (struct roll_row){
            .at = i,
            .person = person,
            .name = before != NULL ? before->name
                                   : people_name(v->m->book, &v->arena, person),
            .missed = before != NULL && before->missed,
        };
    }
    mem_free(old);
    if (v->missed_first && v->n > 1) {
        qsort(v->rows, v->n, sizeof *v->rows, by_missed);
    }
    size_t last = v->n > 0 ? v->n - 1 : 0;
    v->cursor = v->cursor < last ? v->cursor : last;
    for (size_t i = 0; i < v->n; i++) {
        v->cursor = v->rows[i].person == on ? i : v->cursor;
    }
}

/* Who was on leave or absent at the last one of this kind. */
static bool read_missed(struct roll_view *v)
{
    struct arena a = ARENA_INIT;
    struct meeting last;
    struct err err = ERR_INIT;
    int64_t id = meeting_last_id(v->m);
    bool ok = id != 0 && meeting_read(&last, v->m->book, &a, id, &err);
    if (!ok) {
        if (id == 0) {
            ui_note(&v->app->ui, ROLE_DIM, "没有上一次的记录，不能按它排。");
        } else {
            ui_note_err(&v->app->ui, &err);
        }
    }
    for (size_t i = 0; ok && i < last.roll.n; i++) {
        const struct record *r = &last.roll.v[i].now;
        for (size_t k = 0; roll_is_away(r) && k < v->n; k++) {
            if (v->rows[k].person == record_int(r, ATTEND_PERSON)) {
                v->rows[k].missed = true;
            }
        }
    }
    arena_clear(&a);
    v->missed_known = ok;
    return ok;
}

void roll_turn_order(struct roll_view *v)
{
    if (!v->missed_known && !read_missed(v)) {
        return;
    }
    v->missed_first = !v->missed_first;
    roll_order(v);
    if (v->missed_first) {
        v->cursor = 0;
        ui_note(&v->app->ui, ROLE_DIM,
                "上一次未到的排在前面；再按一次恢复名册顺序。");
    }
}

/* ---- putting on, taking off --------------------------------------------- */

static void refuse_guest(struct roll_view *v, const char *name,
                         const struct body_person *who)
{
    char day[24];
    if (who != NULL) { /* left out by approval */
        ui_note(&v->app->ui, ROLE_ERROR,
                "%s经批准不计入应到会，不能加进名单；到场的写进列席。", name);
        return;
    }
    ui_note(&v->app->ui, ROLE_ERROR,
            "%s在 %s 不是应到的人，不能加进名单；旁听、列席的写进“列席”一栏。",
            name, date_text_long(record_day(&v->m->event, EVENT_ON), day));
}

static void picked_person(void *ctx, struct ui *ui, int64_t id)
{
    struct roll_view *v = ctx;
    const struct body_person *who = roll_of_body(v, id);
    if (id == 0) {
        return;
    }
    const char *name = people_name(v->m->book, &v->arena, id);
    bool there = known(v->rows, v->n, id) != NULL;
    if (!there && !v->by_hand && (who == NULL || who->out)) {
        refuse_guest(v, name, who);
        return;
    }
    if (there) {
        ui_note(ui, ROLE_DIM, "%s已经在名单上。", name);
    } else {
        struct meeting_part *p = meeting_add_person(v->m, id);
        p->gone = true; /* as it was */
        roll_remember(v, (size_t)(p - v->m->roll.v));
        p->gone = false;
        if (who != NULL) {
            record_set_int(&p->now, ATTEND_VOTE, who->vote);
            record_set_int(&p->now, ATTEND_LEADER, who->leader);
        }
        roll_order(v);
        roll_told(v);
    }
    for (size_t i = 0; i < v->n; i++) {
        v->cursor = v->rows[i].person == id ? i : v->cursor;
    }
}

void roll_add(struct roll_view *v)
{
    pick_person(v->app, "加进名单", picked_person, v);
}

void roll_drop(struct roll_view *v)
{
    if (v->n == 0) {
        return;
    }
    const struct roll_row *row = &v->rows[v->cursor];
    const struct body_person *who = roll_of_body(v, row->person);
    if (!v->by_hand && who != NULL && !who->out) {
        ui_note(&v->app->ui, ROLE_ERROR,
                "应到的人由名册算出，%s不能去掉；没有来的按空格记请假或缺席。",
                row->name);
        return;
    }
    ui_note(&v->app->ui, ROLE_OK, "%s已从名单中去掉；要加回来按 F3。",
            row->name);
    roll_remember(v, row->at);
    meeting_drop(&v->m->roll, row->at);
    roll_order(v);
    roll_told(v);
}
