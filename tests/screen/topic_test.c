/* One topic of a meeting on the screen: points, vote, resolution. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/meeting_view.h"
#include "pbtui/screen/topic_view.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

#include <string.h>

#define PEOPLE 8 /* seven of them with a vote */

struct desk {
    struct rig r;
    struct arena arena;
    struct meeting m;
    int changes;
};

static void note_change(void *ctx)
{
    ((struct desk *)ctx)->changes++;
}

static void show(struct desk *d, bool read_only)
{
    topic_view_open(&d->r.app, &d->m, 0, read_only, note_change, d);
}

static void begin_on(struct desk *d, int rows, int cols, int day)
{
    struct err err = ERR_INIT;
    memset(d, 0, sizeof *d);
    rig_open(&d->r, rows, cols, PEOPLE);
    if (!meeting_new(&d->m, d->r.app.book, &d->arena, "branch.meeting", 0, day,
                     &err)) {
        fail_msg("%s", err.text);
    }
    meeting_add_agenda(&d->m, "讨论接收刘晓为预备党员");
}

static void begin(struct desk *d, int rows, int cols)
{
    begin_on(d, rows, cols, date_of(2026, 11, 20));
}

static void open_desk(struct desk *d, int rows, int cols)
{
    begin(d, rows, cols);
    show(d, false);
}

static void close_desk(struct desk *d)
{
    rig_close(&d->r);
    arena_clear(&d->arena);
}

static bool is_open(const struct desk *d)
{
    return strcmp(d->r.app.ui.top->cls->name, "topic") == 0;
}

static const struct record *topic(const struct desk *d)
{
    return &d->m.agenda.v[0].now;
}

static size_t points(const struct desk *d)
{
    return meeting_count(&d->m.points);
}

/* Two who speak, one of them from outside. */
static void talk(struct desk *d)
{
    rig_keys(&d->r, "Tab Tab");
    rig_type(&d->r, "zjg");
    rig_keys(&d->r, "Tab Tab");
    rig_type(&d->r, "介绍发展过程");
    rig_keys(&d->r, "Enter");
    rig_type(&d->r, "王芳（机关党委）");
    rig_keys(&d->r, "Tab Space Tab");
    rig_type(&d->r, "建议再补一份政审材料");
}

/* The subject by its first letters, then what is asked for. */
static void vote(struct desk *d)
{
    rig_keys(&d->r, "Ctrl+PgDn");
    rig_type(&d->r, "接收");
    rig_keys(&d->r, "Tab");
}

/* ---- what stands where -------------------------------------------------- */

static void golden_at(int rows, int cols, const char *talk_name,
                      const char *vote_name)
{
    struct desk d;
    open_desk(&d, rows, cols);
    talk(&d);
    rig_golden(&d.r, talk_name);
    vote(&d);
    rig_keys(&d.r, "F7");
    rig_golden(&d.r, vote_name);
    close_desk(&d);
}

TEST(topic_at_80x24)
{
    golden_at(24, 80, "topic-80x24", "topic-vote-80x24");
}

TEST(topic_at_60x16)
{
    golden_at(16, 60, "topic-60x16", "topic-vote-60x16");
}

TEST(topic_at_120x36)
{
    golden_at(36, 120, "topic-120x36", "topic-vote-120x36");
}

TEST(topic_where_ambiguous_is_wide)
{
    struct desk d;
    open_desk(&d, 24, 80);
    talk(&d);
    vote(&d);
    width_set_ambiguous(WIDTH_WIDE);
    d.r.app.ui.canvas.ascii = true;
    rig_golden(&d.r, "topic-vote-wide");
    width_set_ambiguous(WIDTH_NARROW);
    close_desk(&d);
}

/* ---- points ------------------------------------------------------------- */

TEST(points_are_taken_speaker_by_speaker)
{
    struct desk d;
    open_desk(&d, 24, 80);
    talk(&d);
    rig_keys(&d.r, "F2");
    assert_false(is_open(&d));
    assert_int_equal(points(&d), 2);
    const struct record *first = &d.m.points.v[0].now;
    const struct record *second = &d.m.points.v[1].now;
    assert_string_equal(
        people_name(d.r.app.book, &d.arena, record_int(first, POINT_PERSON)),
        "张建国");
    assert_string_equal(record_text(first, POINT_TEXT), "介绍发展过程");
    assert_int_equal(record_int(first, POINT_DIFFERS), 0);
    assert_true(record_is_null(second, POINT_PERSON));
    assert_string_equal(record_text(second, POINT_SPEAKER), "王芳（机关党委）");
    assert_int_equal(record_int(second, POINT_DIFFERS), 1);
    assert_int_equal(d.m.points.v[1].under, 0);
    assert_true(d.changes > 0);
    close_desk(&d);
}

TEST(a_row_appears_behind_the_last_one_and_is_kept_for_the_next_time)
{
    struct desk d;
    open_desk(&d, 36, 120);
    talk(&d);
    rig_keys(&d.r, "F2");
    show(&d, false);
    rig_sees(&d.r, "王芳（机关党委）");
    rig_keys(&d.r, "F3");
    rig_type(&d.r, "zhl");
    rig_keys(&d.r, "Tab Tab");
    rig_type(&d.r, "同意");
    rig_keys(&d.r, "Esc");
    assert_int_equal(points(&d), 3);
    close_desk(&d);
}

TEST(letters_that_nobody_has_are_no_guest)
{
    struct desk d;
    open_desk(&d, 24, 80);
    rig_keys(&d.r, "Tab Tab");
    rig_type(&d.r, "xyzq");
    rig_keys(&d.r, "Tab");
    rig_sees(&d.r, "名册里没有");
    rig_keys(&d.r, "Esc");
    assert_true(is_open(&d));
    rig_sees(&d.r, "再按一次 Esc");
    rig_keys(&d.r, "Esc");
    assert_false(is_open(&d));
    assert_int_equal(points(&d), 0);
    close_desk(&d);
}

TEST(half_a_name_is_nobody_yet)
{
    struct desk d;
    open_desk(&d, 24, 80);
    rig_keys(&d.r, "Tab Tab");
    rig_type(&d.r, "zl"); /* 周立 */
    struct view *v = d.r.app.ui.top;
    v->cls->tick(v, &d.r.app.ui, v->tick_at);
    rig_type(&d.r, "q");
    rig_keys(&d.r, "Esc Esc");
    assert_false(is_open(&d));
    assert_int_equal(points(&d), 0);
    close_desk(&d);
}

TEST(who_is_on_leave_and_speaks_is_pointed_out)
{
    struct desk d;
    begin(&d, 24, 80);
    meeting_mark(&d.m, 1, ATTEND_LEAVE, "2"); /* 李敏 */
    show(&d, false);
    rig_keys(&d.r, "Tab Tab");
    rig_type(&d.r, "lm");
    rig_keys(&d.r, "Tab");
    rig_sees(&d.r, "点名记了请假");
    close_desk(&d);
}

TEST(a_speaker_without_words_is_asked_for_them)
{
    struct desk d;
    open_desk(&d, 24, 80);
    rig_keys(&d.r, "Tab Tab");
    rig_type(&d.r, "zjg");
    rig_keys(&d.r, "Tab F2");
    assert_true(is_open(&d));
    rig_sees(&d.r, "写发言要点");
    rig_type(&d.r, "同意");
    rig_keys(&d.r, "F2");
    assert_false(is_open(&d));
    close_desk(&d);
}

TEST(a_point_is_dropped_and_not_saved)
{
    struct desk d;
    struct err err = ERR_INIT;
    open_desk(&d, 24, 80);
    talk(&d);
    rig_keys(&d.r, "F8");
    rig_sees_not(&d.r, "王芳");
    rig_keys(&d.r, "F3 F8");
    rig_sees(&d.r, "光标放在一条发言上");
    rig_keys(&d.r, "F2");
    assert_false(is_open(&d));
    assert_int_equal(points(&d), 1);
    record_set_text(&d.m.event, EVENT_STATE, EVENT_HELD);
    if (!meeting_save(&d.m, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    struct meeting again;
    assert_true(
        meeting_read(&again, d.r.app.book, &d.arena, d.m.event.id, &err));
    assert_int_equal(again.points.n, 1);
    assert_string_equal(record_text(&again.points.v[0].now, POINT_TEXT),
                        "介绍发展过程");
    assert_int_equal(again.points.v[0].under, 0);
    close_desk(&d);
}

TEST(a_person_may_be_picked)
{
    struct desk d;
    open_desk(&d, 24, 80);
    rig_keys(&d.r, "Tab F4");
    rig_type(&d.r, "lx");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "刘晓  ");
    rig_keys(&d.r, "F2");
    assert_string_equal(people_name(d.r.app.book, &d.arena,
                                    record_int(topic(&d), AGENDA_SUBJECT)),
                        "刘晓");
    close_desk(&d);
}

/* ---- texts -------------------------------------------------------------- */

TEST(a_long_text_is_in_the_meeting_after_a_second_and_when_the_window_goes)
{
    struct desk d;
    open_desk(&d, 24, 80);
    rig_keys(&d.r, "Tab Tab Tab Tab Tab");
    rig_type(&d.r, "先由介绍人汇报");
    assert_true(record_is_null(topic(&d), AGENDA_DISCUSSION) ||
                record_text(topic(&d), AGENDA_DISCUSSION)[0] == '\0');
    struct view *v = d.r.app.ui.top;
    assert_true(v->tick_at > 0);
    v->cls->tick(v, &d.r.app.ui, v->tick_at);
    assert_string_equal(record_text(topic(&d), AGENDA_DISCUSSION),
                        "先由介绍人汇报");
    int before = d.changes;
    rig_type(&d.r, "。");
    struct key gone = {.kind = K_GONE};
    ui_key(&d.r.app.ui, &gone);
    assert_string_equal(record_text(topic(&d), AGENDA_DISCUSSION),
                        "先由介绍人汇报。");
    assert_true(d.changes > before);
    close_desk(&d);
}

TEST(the_owner_is_told_of_a_field_and_not_of_every_key)
{
    struct desk d;
    open_desk(&d, 24, 80);
    rig_type(&d.r, "讨论转正");
    assert_int_equal(d.changes, 0);
    rig_keys(&d.r, "Tab");
    assert_int_equal(d.changes, 1);
    assert_string_equal(record_text(topic(&d), AGENDA_TOPIC), "讨论转正");
    rig_keys(&d.r, "Tab Tab"); /* nothing typed */
    assert_int_equal(d.changes, 1);
    vote(&d);
    int before = d.changes;
    rig_keys(&d.r, "F7");
    assert_int_equal(d.changes, before);
    struct view *v = d.r.app.ui.top;
    v->cls->tick(v, &d.r.app.ui, v->tick_at);
    assert_int_equal(d.changes, before + 1);
    rig_keys(&d.r, "F7 F2");
    assert_false(is_open(&d));
    assert_int_equal(d.changes, before + 2);
    close_desk(&d);
}

/* A field of a draft, as the meeting's form keeps it. */
struct kept {
    struct arena *arena;
    struct meeting_value v[40];
    size_t n;
};

static void keep(void *ctx, const char *name, const char *value)
{
    struct kept *k = ctx;
    assert_true(k->n < 40);
    k->v[k->n++] = (struct meeting_value){arena_str(k->arena, name),
                                          arena_str(k->arena, value)};
}

TEST(half_a_name_is_in_the_draft_when_the_window_goes)
{
    struct desk d;
    struct kept k = {.arena = &d.arena};
    struct key gone = {.kind = K_GONE};
    open_desk(&d, 24, 80);
    topic_view_pack(&d.r.app.ui, &d.m, keep, &k);
    assert_int_equal(k.n, 0);
    talk(&d);
    rig_keys(&d.r, "F8 F3"); /* the second has gone, the third is begun */
    rig_type(&d.r, "zhoul");
    ui_key(&d.r.app.ui, &gone);
    topic_view_pack(&d.r.app.ui, &d.m, keep, &k);
    assert_int_equal(k.n, 2);
    assert_int_equal(points(&d), 1); /* it is nobody yet */
    ui_pop(&d.r.app.ui);

    topic_view_resume(&d.r.app, &d.m, k.v, k.n, note_change, &d);
    assert_true(is_open(&d));
    rig_sees(&d.r, "[zhoul ");
    rig_keys(&d.r, "Tab Tab");
    rig_type(&d.r, "同意");
    rig_keys(&d.r, "F2");
    assert_false(is_open(&d));
    assert_int_equal(points(&d), 2);
    const struct meeting_list *list = &d.m.points;
    const struct record *last = &list->v[list->n - 1].now;
    assert_string_equal(
        people_name(d.r.app.book, &d.arena, record_int(last, POINT_PERSON)),
        "周立");
    close_desk(&d);
}

TEST(what_was_left_without_fault_is_not_typed_again)
{
    struct desk d;
    struct kept k = {.arena = &d.arena};
    open_desk(&d, 24, 80);
    talk(&d);
    rig_keys(&d.r, "Tab");
    topic_view_pack(&d.r.app.ui, &d.m, keep, &k);
    assert_int_equal(k.n, 0);
    const struct view *top = d.r.app.ui.top;
    topic_view_resume(&d.r.app, &d.m, k.v, k.n, note_change, &d);
    keep(&k, "topicform.title", "没有这个议题");
    keep(&k, "topicform.item.subject_id", "刘");
    topic_view_resume(&d.r.app, &d.m, k.v, k.n, note_change, &d);
    assert_ptr_equal(d.r.app.ui.top, top);
    close_desk(&d);
}

/* ---- the vote ----------------------------------------------------------- */

TEST(what_the_roll_says_is_filled_in_and_not_stored)
{
    struct desk d;
    begin(&d, 24, 80);
    meeting_mark(&d.m, 0, ATTEND_LEAVE, "1");
    show(&d, false);
    vote(&d);
    rig_sees(&d.r, "按点名");
    rig_sees(&d.r, "有表决权 7，到会 6");
    assert_true(record_is_null(topic(&d), AGENDA_ENTITLED));
    assert_true(record_is_null(topic(&d), AGENDA_PRESENT));
    assert_string_equal(record_text(topic(&d), AGENDA_VOTE_RULE), "admission");
    assert_string_equal(record_text(topic(&d), AGENDA_VOTE_WAY), "1");
    rig_keys(&d.r, "F2");
    assert_true(record_is_null(topic(&d), AGENDA_PRESENT));
    close_desk(&d);
}

TEST(the_verdict_lives_and_the_rest_is_one_key)
{
    struct desk d;
    open_desk(&d, 24, 80);
    vote(&d);
    rig_sees_not(&d.r, "→ 通过");
    rig_keys(&d.r, "F7");
    rig_sees(&d.r, "→ 通过（须超过 3 票）");
    assert_int_equal(record_int(topic(&d), AGENDA_YES), 7);
    rig_keys(&d.r, "F7"); /* 反对 */
    assert_int_equal(record_int(topic(&d), AGENDA_NO), 0);
    rig_keys(&d.r, "F7 F7");
    rig_sees(&d.r, "没有空着的");
    rig_keys(&d.r, "F5");
    rig_sees(&d.r, "表决通过，同意接收刘晓为预备党员。");
    rig_keys(&d.r, "F5 F2");
    assert_false(is_open(&d));
    const char *said = record_text(topic(&d), AGENDA_RESOLUTION);
    assert_non_null(strstr(said, "应到会有表决权的正式党员7名"));
    const char *once = strstr(said, "表决通过");
    assert_non_null(once);
    assert_string_equal(once, "表决通过，同意接收刘晓为预备党员。");
    close_desk(&d);
}

TEST(the_clerks_own_words_stay_behind_the_count)
{
    struct desk d;
    begin(&d, 24, 80);
    record_set_text(&d.m.agenda.v[0].now, AGENDA_RESOLUTION,
                    "同意接收，报机关党委审批。");
    show(&d, false);
    vote(&d);
    rig_keys(&d.r, "F7 F5 F2");
    const char *said = record_text(topic(&d), AGENDA_RESOLUTION);
    const char *words = "表决通过，同意接收，报机关党委审批。";
    assert_non_null(strstr(said, words));
    assert_string_equal(strstr(said, words), words);
    close_desk(&d);
}

TEST(too_many_votes_are_told_at_once)
{
    struct desk d;
    open_desk(&d, 24, 80);
    vote(&d);
    rig_keys(&d.r, "F7 Down Down Down Down Down Down Down");
    record_set_int(&d.m.agenda.v[0].now, AGENDA_YES, 70);
    rig_sees(&d.r, "不符");
    record_set_null(&d.m.agenda.v[0].now, AGENDA_YES);
    record_set_int(&d.m.agenda.v[0].now, AGENDA_NO, 70);
    rig_keys(&d.r, "F7");
    rig_sees(&d.r, "多出 63 票");
    close_desk(&d);
}

TEST(without_a_subject_there_are_no_counts)
{
    struct desk d;
    open_desk(&d, 24, 80);
    rig_keys(&d.r, "F7");
    rig_sees(&d.r, "先选表决事项");
    rig_keys(&d.r, "F5");
    rig_sees(&d.r, "先在“表决”页");
    vote(&d);
    rig_keys(&d.r, "F7 Ctrl+PgUp Ctrl+PgDn");
    while (strcmp(record_text(topic(&d), AGENDA_VOTE_RULE), "") != 0) {
        rig_keys(&d.r, "Up Up Up Up Up Up Up Up Up Up Ctrl+PgUp Ctrl+PgDn");
        rig_keys(&d.r, "Ctrl+U Tab");
    }
    rig_sees_not(&d.r, "弃权");
    rig_keys(&d.r, "F2");
    assert_true(record_is_null(topic(&d), AGENDA_YES));
    assert_true(record_is_null(topic(&d), AGENDA_VOTE_WAY));
    close_desk(&d);
}

TEST(the_subject_is_picked_with_its_basis)
{
    struct desk d;
    open_desk(&d, 24, 80);
    rig_keys(&d.r, "Ctrl+PgDn F4");
    rig_golden(&d.r, "topic-pick-rule");
    rig_type(&d.r, "yb");
    rig_keys(&d.r, "Enter");
    assert_string_not_equal(record_text(topic(&d), AGENDA_VOTE_RULE), "");
    close_desk(&d);
}

/* ---- sealed, empty, whatever -------------------------------------------- */

TEST(a_sealed_topic_is_only_looked_at)
{
    struct desk d;
    open_desk(&d, 24, 80);
    talk(&d);
    vote(&d);
    rig_keys(&d.r, "F7 F2");
    int before = d.changes;
    show(&d, true);
    rig_golden(&d.r, "topic-sealed");
    rig_sees_not(&d.r, "F5");
    rig_sees_not(&d.r, "F2");
    rig_keys(&d.r, "Tab");
    rig_type(&d.r, "zl");
    rig_sees(&d.r, "只能看");
    rig_keys(&d.r, "F8 F5 F3 F4 Esc");
    assert_false(is_open(&d));
    assert_int_equal(d.changes, before);
    assert_int_equal(points(&d), 2);
    close_desk(&d);
}

/* To the place where F4 opens something, from the first field on. */
static void look(struct rig *r, int which)
{
    for (int i = 0; i < 60; i++) {
        rig_keys(r, "Tab");
        if (strstr(rig_screen(r), "F4 查看") != NULL && which-- == 0) {
            rig_keys(r, "F4");
            return;
        }
    }
    fail_msg("nothing to look at");
}

TEST(a_sealed_meeting_shows_its_roll_and_its_topics)
{
    struct desk d;
    struct err err = ERR_INIT;
    begin_on(&d, 24, 80, date_of(2026, 10, 20));
    record_set_text(&d.m.event, EVENT_STATE, EVENT_HELD);
    struct meeting_part *p = meeting_add_point(&d.m, 0);
    record_set_text(&p->now, POINT_SPEAKER, "王芳（机关党委）");
    record_set_text(&p->now, POINT_TEXT, "同意");
    meeting_mark(&d.m, 1, ATTEND_LEAVE, "2"); /* 李敏 */
    if (!meeting_save(&d.m, NULL, &err) ||
        !period_seal(d.r.app.book, &d.arena, month_make(2026, 10), &err)) {
        fail_msg("%s", err.text);
    }
    meeting_view_open(&d.r.app, d.m.event.id);
    rig_sees_not(&d.r, "F2 保存");
    rig_sees_not(&d.r, "F5 提纲");
    rig_sees_not(&d.r, "F7 照上次");
    look(&d.r, 0);
    assert_string_equal(d.r.app.ui.top->cls->name, "roll");
    rig_sees(&d.r, "病假");
    rig_keys(&d.r, "Space");
    rig_sees(&d.r, "只能看");
    rig_keys(&d.r, "Esc");
    look(&d.r, 0);
    assert_true(is_open(&d));
    rig_sees(&d.r, "王芳（机关党委）");
    rig_keys(&d.r, "Esc Esc");
    assert_int_equal(d.changes, 0);
    close_desk(&d);
}

TEST(help_of_the_topic)
{
    struct desk d;
    open_desk(&d, 24, 80);
    rig_keys(&d.r, "F1");
    rig_sees(&d.r, "第一页记讨论");
    close_desk(&d);
}

static void assert_sound(const struct desk *d)
{
    struct meeting_counts c = meeting_counts(&d->m);
    assert_int_equal(c.due, c.present + c.online + c.leave + c.absent);
    assert_int_equal(c.due, PEOPLE);
    for (size_t i = 0; i < d->m.points.n; i++) {
        const struct meeting_part *p = &d->m.points.v[i];
        bool empty = record_is_null(&p->now, POINT_PERSON) &&
                     record_is_null(&p->now, POINT_SPEAKER) &&
                     record_is_null(&p->now, POINT_TEXT);
        assert_true(p->gone || !empty);
        assert_true(record_is_null(&p->now, POINT_PERSON) ||
                    record_is_null(&p->now, POINT_SPEAKER));
    }
}

/* It, or something over it. */
static bool is_there(const struct desk *d)
{
    const struct view *v = d->r.app.ui.top;
    while (v != NULL && strcmp(v->cls->name, "topic") != 0) {
        v = v->below;
    }
    return v != NULL;
}

PROPERTY(whatever_is_pressed_leaves_a_topic_that_makes_sense)
{
    static const char *const keys[] = {
        "Tab",  "Tab",  "Shift+Tab", "Down",      "Up",        "Enter",
        "1",    "5",    "z",         "l",         "Space",     "Backspace",
        "F2",   "F3",   "F4",        "F5",        "F7",        "F8",
        "Esc",  "PgDn", "PgUp",      "Ctrl+PgDn", "Ctrl+PgUp", "Ctrl+U",
        "Left", "Home", "Delete"};
    static const int sizes[][2] = {{24, 80}, {16, 60}, {36, 120}};
    uint64_t stream = unit_seed();
    struct desk d;
    open_desk(&d, 24, 80);
    for (int i = 0; i < 1500; i++) {
        if (unit_below(&stream, 40) == 0) {
            const int *s = sizes[unit_below(&stream, 3)];
            rig_size(&d.r, s[0], s[1]);
        }
        if (!is_there(&d)) {
            show(&d, false);
        }
        if (unit_below(&stream, 12) == 0) {
            rig_type(&d.r, "张建国说");
        }
        rig_keys(&d.r, keys[unit_below(&stream, sizeof keys / sizeof keys[0])]);
        assert_sound(&d);
    }
    /* A picker frees its rows with its answer; a form asks, 2 is no. */
    for (int i = 0; i < 50 && is_there(&d) && !is_open(&d); i++) {
        rig_keys(&d.r, i % 3 == 2 ? "Esc 2" : "Esc");
    }
    close_desk(&d);
}
