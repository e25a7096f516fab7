/* The roll of a meeting on the screen: keys, reasons, who may stand on it, what
   stands where. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/meeting_view.h"
#include "pbtui/screen/roll_view.h"
#include "pbtui/store/change.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define TWENTY_EIGHT 28

static const char *const names[TWENTY_EIGHT] = {
    "张建国",         "赵敏",     "李敏",
    "王海燕",         "孙立",     "周立",
    "吴桂芳",         "郑凯",     "刘晓",
    "买买提·艾力",    "欧阳文静", "乌云其其格",
    "尉迟明远",       "仇志远",   "单雪梅",
    "解立新",         "曾宪义",   "陈\xf0\xa0\xae\xb7祥",
    "王\xe3\x90\x82", "何长顺",   "黄志强",
    "林婉清",         "钱卫东",   "冯丽华",
    "唐浩",           "高磊",     "罗春生",
    "顾一诺"};

struct hall {
    struct rig r;
    struct arena arena;
    struct meeting m;
    int changes;
};

static void set(struct rig *r, struct record *rec, const char *column,
                const char *text)
{
    struct err err = ERR_INIT;
    if (!record_type(rec, r->app.book, &r->arena,
                     ledger_field(rec->ledger, column), text, &err)) {
        fail_msg("%s: %s", column, err.text);
    }
}

static int64_t save(struct rig *r, struct record *rec)
{
    struct err err = ERR_INIT;
    if (!ledger_apply(r->app.book, &r->arena, rec, NULL, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    return rec->id;
}

/* joined NULL: an applicant */
static int64_t add(struct rig *r, const char *name, const char *joined)
{
    struct record rec = record_new(&ledger_people, r->app.book, &r->arena);
    set(r, &rec, "name", name);
    set(r, &rec, "sex", "男");
    set(r, &rec, "birth_on", "1980-05-06");
    if (joined != NULL) {
        set(r, &rec, "join_on", joined);
        set(r, &rec, "full_on", "2011-07-01");
    } else {
        set(r, &rec, "apply_on", "2026-07-01");
    }
    return save(r, &rec);
}

static void note_change(void *ctx)
{
    ((struct hall *)ctx)->changes++;
}

static void show(struct hall *h, bool read_only)
{
    roll_view_open(&h->r.app, &h->m, read_only, note_change, h);
}

static void begin(struct hall *h, int rows, int cols, size_t people)
{
    memset(h, 0, sizeof *h);
    rig_open(&h->r, rows, cols, 0);
    for (size_t i = 0; i < people; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s%.0zu", names[i % TWENTY_EIGHT],
                 i / TWENTY_EIGHT);
        add(&h->r, name, "2010-07-01");
    }
}

static void call(struct hall *h, const char *kind, int day)
{
    struct err err = ERR_INIT;
    if (!meeting_new(&h->m, h->r.app.book, &h->arena, kind, 0, day, &err)) {
        fail_msg("%s", err.text);
    }
}

static void open_hall(struct hall *h, int rows, int cols, size_t people)
{
    begin(h, rows, cols, people);
    call(h, "themeday", date_of(2026, 11, 20));
    show(h, false);
}

static void close_hall(struct hall *h)
{
    rig_close(&h->r);
    arena_clear(&h->arena);
}

static bool is_open(const struct hall *h)
{
    return strcmp(h->r.app.ui.top->cls->name, "roll") == 0;
}

/* An exercise for goldens: two on leave, one absent, one online. */
static void mark_some(struct hall *h)
{
    rig_type(&h->r, "zm");
    rig_keys(&h->r, "Space 1");
    rig_type(&h->r, "gl");
    rig_keys(&h->r, "Space 2");
    rig_type(&h->r, "zhl");
    rig_keys(&h->r, "Space Space");
    rig_type(&h->r, "wgf");
    rig_keys(&h->r, "Space Space Space");
}

static const struct record *of(const struct hall *h, const char *name)
{
    struct arena a = ARENA_INIT;
    const struct record *found = NULL;
    for (size_t i = 0; i < h->m.roll.n; i++) {
        const struct record *r = &h->m.roll.v[i].now;
        if (!h->m.roll.v[i].gone &&
            strcmp(people_name(h->r.app.book, &a, record_int(r, ATTEND_PERSON)),
                   name) == 0) {
            found = r;
        }
    }
    arena_clear(&a);
    return found;
}

static void assert_counts(const struct hall *h, int due, int present,
                          int online, int leave, int absent)
{
    struct meeting_counts c = meeting_counts(&h->m);
    assert_int_equal(c.due, due);
    assert_int_equal(c.present, present);
    assert_int_equal(c.online, online);
    assert_int_equal(c.leave, leave);
    assert_int_equal(c.absent, absent);
}

/* ---- what stands where -------------------------------------------------- */

static void golden_at(int rows, int cols, const char *name)
{
    struct hall h;
    open_hall(&h, rows, cols, TWENTY_EIGHT);
    mark_some(&h);
    rig_type(&h.r, "sun");
    rig_golden(&h.r, name);
    close_hall(&h);
}

TEST(roll_at_80x24)
{
    golden_at(24, 80, "roll-80x24");
}

TEST(roll_at_60x16)
{
    golden_at(16, 60, "roll-60x16");
}

TEST(roll_at_120x36)
{
    golden_at(36, 120, "roll-120x36");
}

TEST(roll_where_ambiguous_is_wide)
{
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    mark_some(&h);
    width_set_ambiguous(WIDTH_WIDE);
    h.r.app.ui.canvas.ascii = true;
    rig_golden(&h.r, "roll-wide");
    width_set_ambiguous(WIDTH_NARROW);
    close_hall(&h);
}

TEST(twenty_eight_names_are_on_one_page)
{
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    for (size_t i = 0; i < TWENTY_EIGHT; i++) {
        rig_sees(&h.r, names[i]);
    }
    rig_sees_not(&h.r, "1/");
    close_hall(&h);
}

TEST(a_committee_shows_whether_enough_came_and_who_lives_twice)
{
    struct hall h;
    begin(&h, 24, 80, 8);
    static const struct {
        const char *name, *post;
    } posts[] = {{"张建国", "书记"},
                 {"李敏", "组织委员"},
                 {"王海燕", "宣传委员"},
                 {"孙立", "纪检委员"},
                 {"张建国", "党组成员"}};
    for (size_t i = 0; i < sizeof posts / sizeof posts[0]; i++) {
        struct record p = record_new(&ledger_post, h.r.app.book, &h.r.arena);
        set(&h.r, &p, "person_id", posts[i].name);
        set(&h.r, &p, "kind", posts[i].post);
        set(&h.r, &p, "from_on", "2024-04-18");
        save(&h.r, &p);
    }
    call(&h, "committee.meeting", date_of(2026, 11, 20));
    show(&h, false);
    rig_sees(&h.r, "需 2 人，已到 4 人");
    rig_sees(&h.r, "双");
    rig_keys(&h.r, "Space 1 Down Space 2 Down Space 3");
    rig_golden(&h.r, "roll-committee-short");
    close_hall(&h);
}

TEST(an_empty_roll_says_what_to_do)
{
    struct hall h;
    begin(&h, 24, 80, 1);
    call(&h, "volunteer", date_of(2026, 11, 20));
    show(&h, false);
    rig_golden(&h.r, "roll-empty");
    rig_keys(&h.r, "Space Down PgDn Tab F8 F5 Home End Ctrl+A 1 F4 Left Right");
    close_hall(&h);
}

/* ---- keys --------------------------------------------------------------- */

/* ux.md: 28 members, 2 on leave with reasons, 1 absent. */
TEST(two_on_leave_and_one_absent_take_thirteen_keys)
{
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    int keys = 0;
    static const char *const typed[] = {"zm", "gl", "zhl"};
    static const char *const marks[] = {"Space 1", "Space 2", "Space Space"};
    for (size_t i = 0; i < 3; i++) {
        rig_type(&h.r, typed[i]);
        rig_keys(&h.r, marks[i]);
        keys += (int)strlen(typed[i]) + 2;
    }
    rig_keys(&h.r, "F2");
    keys++;
    assert_false(is_open(&h));
    assert_counts(&h, 28, 25, 0, 2, 1);
    assert_string_equal(record_text(of(&h, "赵敏"), ATTEND_REASON), "1");
    assert_string_equal(record_text(of(&h, "高磊"), ATTEND_REASON), "2");
    assert_string_equal(record_text(of(&h, "周立"), ATTEND_REASON), "b");
    print_message("roll: %d keys\n", keys);
    assert_true(keys <= 14);
    assert_int_equal(h.changes, 1);
    close_hall(&h);
}

TEST(names_are_found_by_letters_and_by_chinese)
{
    static const struct {
        const char *typed, *name;
    } rows[] = {{"zm", "赵敏"},   {"sxm", "单雪梅"},      {"qiu", "仇志远"},
                {"周立", "周立"}, {"其格", "乌云其其格"}, {"zengxy", "曾宪义"},
                {"ＬＭ", "李敏"}};
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        rig_type(&h.r, rows[i].typed);
        rig_keys(&h.r, "Space");
        if (record_is_null(of(&h, rows[i].name), ATTEND_STATE) ||
            strcmp(record_text(of(&h, rows[i].name), ATTEND_STATE),
                   ATTEND_LEAVE) != 0) {
            fail_msg("%s does not find %s", rows[i].typed, rows[i].name);
        }
        rig_keys(&h.r, "Ctrl+A Home");
    }
    close_hall(&h);
}

TEST(what_nobody_is_called_moves_nothing_and_says_so)
{
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    rig_type(&h.r, "zmq");
    rig_sees(&h.r, "名单里没有");
    rig_keys(&h.r, "Space 2 F4 F5 F8"); /* nobody is meant */
    rig_sees(&h.r, "名单里没有");
    rig_sees(&h.r, "缺席 0");
    rig_keys(&h.r, "Backspace");
    rig_sees_not(&h.r, "名单里没有");
    rig_sees(&h.r, "赵敏 出席");
    rig_keys(&h.r, "Enter");
    assert_true(is_open(&h)); /* the name was meant */
    rig_keys(&h.r, "Enter");
    assert_false(is_open(&h));
    close_hall(&h);
}

TEST(tab_goes_to_the_next_of_the_same_letters_and_to_who_is_not_here)
{
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    mark_some(&h);
    rig_keys(&h.r, "Home Tab");
    rig_sees(&h.r, "赵敏 请假");
    rig_keys(&h.r, "Tab");
    rig_sees(&h.r, "周立 缺席");
    rig_keys(&h.r, "Tab Tab");
    rig_sees(&h.r, "赵敏 请假");
    rig_keys(&h.r, "Shift+Tab");
    rig_sees(&h.r, "高磊 请假");
    rig_keys(&h.r, "Home");
    rig_type(&h.r, "w");
    rig_sees(&h.r, "王海燕 出席");
    rig_keys(&h.r, "Tab");
    rig_sees(&h.r, "吴桂芳 线上");
    rig_keys(&h.r, "Shift+Tab");
    rig_sees(&h.r, "王海燕 出席");
    close_hall(&h);
}

TEST(full_width_blank_and_digits_do_the_same)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_type(&h.r, "　３");
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_REASON), "3");
    assert_counts(&h, 8, 7, 0, 1, 0);
    close_hall(&h);
}

TEST(a_digit_before_somebody_is_away_is_no_reason)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_type(&h.r, "1");
    rig_sees(&h.r, "先按空格");
    assert_counts(&h, 8, 8, 0, 0, 0);
    assert_int_equal(h.changes, 0);
    close_hall(&h);
}

TEST(another_reason_asks_for_its_text)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_keys(&h.r, "Space 0 Enter");
    rig_sees(&h.r, "没有写原因");
    rig_keys(&h.r, "0");
    rig_type(&h.r, "送孩子上学");
    rig_keys(&h.r, "Enter");
    rig_sees(&h.r, "张建国 请假 送孩子上学");
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_REASON), "z");
    rig_keys(&h.r, "2");
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_REASON_TEXT));
    rig_keys(&h.r, "F4");
    rig_type(&h.r, "年老");
    rig_keys(&h.r, "Enter");
    rig_sees(&h.r, "年老体弱");
    close_hall(&h);
}

TEST(a_missing_reason_is_asked_for_before_going_back)
{
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    rig_type(&h.r, "zm");
    rig_keys(&h.r, "Space End F2");
    assert_true(is_open(&h));
    rig_sees(&h.r, "赵敏请假，还没有写原因");
    rig_golden(&h.r, "roll-no-reason");
    rig_keys(&h.r, "1");
    assert_string_equal(record_text(of(&h, "赵敏"), ATTEND_REASON), "1");
    rig_keys(&h.r, "Esc");
    assert_false(is_open(&h));
    close_hall(&h);
}

TEST(a_second_esc_goes_back_all_the_same)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_keys(&h.r, "Space Esc");
    assert_true(is_open(&h));
    rig_keys(&h.r, "Esc");
    assert_false(is_open(&h));
    close_hall(&h);
}

TEST(once_round_with_the_space_bar_keeps_the_reason)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_keys(&h.r, "Space 0");
    rig_type(&h.r, "搬家");
    rig_keys(&h.r, "Enter Space");
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_REASON_TEXT));
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_REASON), "b");
    rig_keys(&h.r, "Space Space");
    assert_counts(&h, 8, 8, 0, 0, 0);
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_REASON));
    rig_keys(&h.r, "Space");
    rig_sees(&h.r, "张建国 请假 搬家");
    close_hall(&h);
}

TEST(all_as_present_and_back_again)
{
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    mark_some(&h);
    assert_counts(&h, 28, 24, 1, 2, 1);
    rig_keys(&h.r, "Ctrl+A");
    assert_counts(&h, 28, 28, 0, 0, 0);
    rig_sees(&h.r, "再按一次 Ctrl+A");
    rig_keys(&h.r, "Ctrl+A");
    assert_counts(&h, 28, 24, 1, 2, 1);
    assert_string_equal(record_text(of(&h, "高磊"), ATTEND_REASON), "2");
    close_hall(&h);
}

/* ---- taking back -------------------------------------------------------- */

static const char *state_of(const struct hall *h, const char *name)
{
    const struct record *r = of(h, name);
    return r != NULL ? record_text(r, ATTEND_STATE) : "";
}

TEST(the_last_mark_is_taken_back_and_not_what_is_saved)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_keys(&h.r, "Space 1 Down Space");
    rig_keys(&h.r, "Home Ctrl+Z");
    rig_sees(&h.r, "已撤销：赵敏。");
    assert_string_equal(state_of(&h, "赵敏"), ATTEND_PRESENT);
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_REASON), "1");
    rig_keys(&h.r, "Ctrl+Z");
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_REASON));
    assert_string_equal(state_of(&h, "张建国"), ATTEND_LEAVE);
    rig_keys(&h.r, "Ctrl+Z");
    assert_counts(&h, 8, 8, 0, 0, 0);
    rig_keys(&h.r, "Ctrl+Z"); /* the people would be next in the ledger */
    rig_sees(&h.r, "点名里没有可以撤销的了");
    rig_keys(&h.r, "Ctrl+Y Ctrl+Y Ctrl+Y");
    assert_counts(&h, 8, 6, 0, 2, 0);
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_REASON), "1");
    rig_keys(&h.r, "Ctrl+Y");
    rig_sees(&h.r, "点名里没有可以重做的");
    rig_keys(&h.r, "Ctrl+Z Down Space Ctrl+Y"); /* another way was taken */
    rig_sees(&h.r, "点名里没有可以重做的");
    assert_string_equal(state_of(&h, "赵敏"), ATTEND_PRESENT);
    assert_string_equal(state_of(&h, "李敏"), ATTEND_LEAVE);
    rig_keys(&h.r, "Ctrl+Z Ctrl+Z");
    assert_string_equal(state_of(&h, "赵敏"), ATTEND_PRESENT);
    assert_string_equal(state_of(&h, "李敏"), ATTEND_PRESENT);
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_REASON));
    close_hall(&h);
}

TEST(all_at_once_is_taken_back_at_once)
{
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    mark_some(&h);
    rig_keys(&h.r, "Ctrl+A Ctrl+Z");
    rig_sees(&h.r, "28 个人");
    assert_counts(&h, 28, 24, 1, 2, 1);
    assert_string_equal(record_text(of(&h, "高磊"), ATTEND_REASON), "2");
    rig_keys(&h.r, "Ctrl+Y");
    assert_counts(&h, 28, 28, 0, 0, 0);
    close_hall(&h);
}

TEST(who_was_put_on_and_taken_off_is_taken_back)
{
    struct hall h;
    begin(&h, 24, 80, 8);
    call(&h, "volunteer", date_of(2026, 11, 20));
    show(&h, false);
    rig_keys(&h.r, "F3");
    rig_type(&h.r, "zl");
    rig_keys(&h.r, "Enter Space F8");
    assert_counts(&h, 0, 0, 0, 0, 0);
    rig_keys(&h.r, "Ctrl+Z");
    assert_string_equal(state_of(&h, "周立"), ATTEND_LEAVE);
    rig_keys(&h.r, "Ctrl+Z Ctrl+Z");
    assert_null(of(&h, "周立"));
    rig_keys(&h.r, "Ctrl+Y");
    assert_string_equal(state_of(&h, "周立"), ATTEND_PRESENT);
    close_hall(&h);
}

TEST(a_makeup_is_taken_back_but_no_mark_under_its_form)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_keys(&h.r, "Space 1 F5");
    rig_keys(&h.r, "Ctrl+Z");
    rig_sees(&h.r, "撤销点名请先返回");
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_REASON), "1");
    rig_type(&h.r, "11.20");
    rig_keys(&h.r, "F2 Ctrl+Z");
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_MAKEUP_ON));
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_REASON), "1");
    close_hall(&h);
}

TEST(nothing_saved_is_undone_under_an_open_roll)
{
    struct hall h;
    struct change_info before;
    struct change_info after;
    open_hall(&h, 24, 80, 8);
    struct db *db = h.r.app.session.db;
    assert_true(change_next_undo(db, &before));
    rig_keys(&h.r, "Space Ctrl+_");
    assert_string_equal(h.r.app.ui.top->cls->name, "search");
    rig_keys(&h.r, "Ctrl+Z");
    rig_sees(&h.r, "请先保存或关闭打开着的表单");
    assert_true(change_next_undo(db, &after));
    assert_int_equal(before.number, after.number);
    rig_keys(&h.r, "Esc");
    assert_counts(&h, 8, 7, 0, 1, 0);
    close_hall(&h);
}

TEST(the_owner_is_told_when_marking_pauses_and_on_going_back)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_keys(&h.r, "Space 1 Down Space 2");
    assert_int_equal(h.changes, 0);
    struct view *v = h.r.app.ui.top;
    assert_true(v->cls->unsaved(v));
    assert_true(v->tick_at > 0);
    v->cls->tick(v, &h.r.app.ui, v->tick_at);
    assert_int_equal(h.changes, 1);
    assert_false(v->cls->unsaved(v));
    rig_keys(&h.r, "F2");
    assert_int_equal(h.changes, 1);
    close_hall(&h);
}

/* ---- who stands on it --------------------------------------------------- */

TEST(who_is_not_of_the_body_belongs_into_the_guests)
{
    struct hall h;
    begin(&h, 24, 80, 8);
    add(&h.r, "陈方", NULL);
    call(&h, "themeday", date_of(2026, 11, 20));
    show(&h, false);
    rig_keys(&h.r, "F3");
    rig_type(&h.r, "cf");
    rig_keys(&h.r, "Enter");
    rig_sees(&h.r, "陈方在 2026年11月20日 不是应到的人");
    rig_sees(&h.r, "列席");
    assert_null(of(&h, "陈方"));
    rig_keys(&h.r, "F8");
    rig_sees(&h.r, "应到的人由名册算出");
    assert_counts(&h, 8, 8, 0, 0, 0);
    assert_int_equal(h.changes, 0);
    close_hall(&h);
}

TEST(a_list_made_by_hand_takes_anybody_and_gives_them_up)
{
    struct hall h;
    begin(&h, 24, 80, 8);
    call(&h, "volunteer", date_of(2026, 11, 20));
    show(&h, false);
    rig_keys(&h.r, "F3");
    rig_type(&h.r, "zl");
    rig_keys(&h.r, "Enter F3");
    rig_type(&h.r, "lm");
    rig_keys(&h.r, "Enter");
    assert_counts(&h, 2, 2, 0, 0, 0);
    rig_sees(&h.r, "李敏 出席");
    rig_keys(&h.r, "F3");
    rig_type(&h.r, "zl");
    rig_keys(&h.r, "Enter");
    rig_sees(&h.r, "周立已经在名单上");
    rig_keys(&h.r, "Delete");
    rig_sees(&h.r, "周立已从名单中去掉");
    assert_counts(&h, 1, 1, 0, 0, 0);
    assert_non_null(of(&h, "李敏"));
    close_hall(&h);
}

TEST(those_missing_last_time_come_first_on_demand)
{
    struct hall h;
    struct err err = ERR_INIT;
    begin(&h, 24, 80, 8);
    call(&h, "themeday", date_of(2026, 10, 16));
    show(&h, false);
    rig_keys(&h.r, "F7");
    rig_sees(&h.r, "没有上一次的记录");
    rig_type(&h.r, "zhl");
    rig_keys(&h.r, "Space Space F2");
    if (!meeting_save(&h.m, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    call(&h, "themeday", date_of(2026, 11, 20));
    show(&h, false);
    rig_keys(&h.r, "F7");
    rig_sees(&h.r, "上一次未到的排在前面");
    rig_keys(&h.r, "Home");
    rig_sees(&h.r, "周立 出席");
    rig_keys(&h.r, "Space Down Space 1 F7 Home");
    rig_sees(&h.r, "张建国 请假 因公出差");
    close_hall(&h);
}

/* ---- 补学 --------------------------------------------------------------- */

TEST(what_was_missed_is_made_up_for)
{
    struct hall h;
    begin(&h, 24, 80, 8);
    call(&h, "themeday", date_of(2026, 11, 10));
    show(&h, false);
    rig_keys(&h.r, "F5");
    rig_sees(&h.r, "不用补学");
    rig_keys(&h.r, "Space 1 F5");
    rig_type(&h.r, "11.9");
    rig_keys(&h.r, "Enter");
    rig_sees(&h.r, "补学应在开会以后");
    rig_keys(&h.r, "Up Ctrl+U");
    rig_type(&h.r, "11.18");
    rig_keys(&h.r, "Enter");
    rig_type(&h.r, "送学");
    rig_keys(&h.r, "Enter");
    rig_type(&h.r, "lm");
    rig_keys(&h.r, "Up Down");
    rig_sees(&h.r, "[李敏 ");
    rig_golden(&h.r, "roll-makeup");
    rig_keys(&h.r, "Enter");
    assert_true(is_open(&h));
    rig_sees(&h.r, "补 11-18 因公出差");
    rig_sees(&h.r, "2026-11-18 补学 送学上门 李敏");
    rig_keys(&h.r, "Space Space");
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_MAKEUP_ON));
    rig_keys(&h.r, "Space Space");
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_MAKEUP_ON),
                        "2026-11-18");
    rig_keys(&h.r, "F5 Ctrl+U F2");
    assert_true(is_open(&h));
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_MAKEUP_ON));
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_MAKEUP_BY));
    close_hall(&h);
}

TEST(giving_up_the_makeup_form_changes_nothing)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_keys(&h.r, "Space 1 F5");
    rig_type(&h.r, "11.20");
    rig_keys(&h.r, "Tab Esc");
    rig_sees(&h.r, "补学填过，还没有记下");
    rig_keys(&h.r, "3");
    rig_sees(&h.r, "2026-11-20");
    rig_keys(&h.r, "Esc 2");
    assert_true(is_open(&h));
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_MAKEUP_ON));
    rig_keys(&h.r, "F5 Esc"); /* nothing typed, nothing asked */
    assert_true(is_open(&h));
    rig_keys(&h.r, "F5");
    rig_type(&h.r, "11.20");
    rig_keys(&h.r, "Esc 1");
    assert_true(is_open(&h));
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_MAKEUP_ON),
                        "2026-11-20");
    close_hall(&h);
}

TEST(quitting_over_the_makeup_form_keeps_it_and_going_back_gives_it_up)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_keys(&h.r, "Space 1 F5");
    rig_type(&h.r, "11.20");
    rig_keys(&h.r, "F10");
    rig_sees(&h.r, "还没有保存");
    assert_false(h.r.app.ui.quit);
    assert_int_equal(h.changes, 1); /* in time for the meeting's draft */
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_MAKEUP_ON),
                        "2026-11-20");
    rig_keys(&h.r, "2 Tab");
    rig_type(&h.r, "送学");
    rig_keys(&h.r, "Esc 2");
    assert_true(is_open(&h));
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_MAKEUP_ON));
    assert_true(record_is_null(of(&h, "张建国"), ATTEND_MAKEUP_FORM));
    close_hall(&h);
}

TEST(a_lost_terminal_loses_no_makeup_and_no_mark)
{
    struct hall h;
    struct key gone = {.kind = K_GONE};
    open_hall(&h, 24, 80, 8);
    rig_keys(&h.r, "Space 1 F5 Tab Tab");
    rig_type(&h.r, "李敏");
    ui_key(&h.r.app.ui, &gone);
    assert_int_equal(h.changes, 1);
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_REASON), "1");
    assert_string_equal(record_text(of(&h, "张建国"), ATTEND_MAKEUP_BY),
                        "李敏");
    close_hall(&h);
}

/* Quitting counts on it: what is not saved goes into a draft first. */
TEST(every_view_that_may_be_unsaved_can_hang_up)
{
    static const char head[] = "struct view_class ";
    DIR *dir = opendir("src/screen");
    size_t n = 0;
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        char path[300];
        static char text[100000];
        snprintf(path, sizeof path, "src/screen/%s", e->d_name);
        FILE *f = strstr(path, ".c") != NULL ? fopen(path, "r") : NULL;
        if (f == NULL) {
            continue;
        }
        text[fread(text, 1, sizeof text - 1, f)] = '\0';
        fclose(f);
        for (char *at = text; (at = strstr(at, head)) != NULL;) {
            char *end = strstr(at, "};");
            char *next = end != NULL ? end + 1 : at + sizeof head;
            if (end != NULL) {
                *end = '\0';
            }
            if (strstr(at, ".unsaved =") != NULL) {
                n++;
                if (strstr(at, ".hang_up =") == NULL) {
                    fail_msg("%s has no .hang_up", path);
                }
            }
            at = next;
        }
    }
    closedir(dir);
    assert_true(n >= 7);
}

/* ---- large, sealed ------------------------------------------------------ */

TEST(hundreds_are_walked_through_page_by_page)
{
    struct hall h;
    open_hall(&h, 16, 60, 130);
    rig_golden(&h.r, "roll-hundreds");
    rig_keys(&h.r, "PgDn");
    rig_sees(&h.r, "2/");
    rig_keys(&h.r, "End");
    rig_sees(&h.r, "陈\xf0\xa0\xae\xb7祥4 出席");
    rig_sees(&h.r, "✓  陈\xf0\xa0\xae\xb7祥4"); /* in the grid, too */
    for (int i = 0; i < 129; i++) {
        rig_keys(&h.r, "Space Up");
    }
    rig_keys(&h.r, "Space");
    assert_counts(&h, 130, 0, 0, 130, 0);
    close_hall(&h);
}

TEST(arrows_go_through_columns)
{
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    rig_keys(&h.r, "Right");
    rig_sees(&h.r, "单雪梅 出席");
    rig_keys(&h.r, "Right");
    rig_sees(&h.r, "单雪梅 出席");
    rig_keys(&h.r, "Left Left Down");
    rig_sees(&h.r, "赵敏 出席");
    rig_keys(&h.r, "Up Up");
    rig_sees(&h.r, "张建国 出席");
    close_hall(&h);
}

TEST(what_is_sealed_is_only_looked_at)
{
    struct hall h;
    begin(&h, 24, 80, 8);
    call(&h, "themeday", date_of(2026, 11, 20));
    show(&h, true);
    rig_keys(&h.r, "Space");
    rig_sees(&h.r, "只能看");
    rig_keys(&h.r, "Down 1 F5 F3 F8 F4 Ctrl+A");
    assert_int_equal(h.changes, 0);
    assert_counts(&h, 8, 8, 0, 0, 0);
    rig_sees_not(&h.r, "空格");
    rig_sees_not(&h.r, "F2");
    rig_sees_not(&h.r, "F5");
    rig_golden(&h.r, "roll-sealed");
    rig_keys(&h.r, "Esc");
    assert_false(is_open(&h));
    close_hall(&h);
}

TEST(help_of_the_roll)
{
    struct hall h;
    open_hall(&h, 24, 80, 8);
    rig_keys(&h.r, "F1");
    rig_sees(&h.r, "应到 = 出席 + 线上 + 请假 + 缺席");
    close_hall(&h);
}

/* ---- whatever is pressed ------------------------------------------------ */

static void assert_sound(const struct hall *h)
{
    struct meeting_counts c = meeting_counts(&h->m);
    assert_int_equal(c.due, c.present + c.online + c.leave + c.absent);
    assert_int_equal(c.came, c.present + c.online);
    assert_int_equal(c.due, TWENTY_EIGHT);
    for (size_t i = 0; i < h->m.roll.n; i++) {
        const struct record *r = &h->m.roll.v[i].now;
        const char *state = record_text(r, ATTEND_STATE);
        if (strcmp(state, ATTEND_PRESENT) == 0 ||
            strcmp(state, ATTEND_ONLINE) == 0) {
            assert_true(record_is_null(r, ATTEND_REASON));
            assert_true(record_is_null(r, ATTEND_REASON_TEXT));
            assert_true(record_is_null(r, ATTEND_MAKEUP_ON));
        }
    }
}

/* It, or something over it. */
static bool is_there(const struct hall *h)
{
    const struct view *v = h->r.app.ui.top;
    while (v != NULL && strcmp(v->cls->name, "roll") != 0) {
        v = v->below;
    }
    return v != NULL;
}

PROPERTY(who_should_come_is_who_came_and_who_did_not)
{
    static const char *const keys[] = {
        "Space", "Space", "Space",     "1",      "5",      "0",
        "Tab",   "Down",  "Up",        "Left",   "Right",  "z",
        "l",     "m",     "Enter",     "Esc",    "Ctrl+A", "F2",
        "F3",    "F4",    "F5",        "F7",     "F8",     "PgDn",
        "Home",  "End",   "Backspace", "Ctrl+Z", "Ctrl+Z", "Ctrl+Y"};
    static const int sizes[][2] = {{24, 80}, {16, 60}, {36, 120}};
    uint64_t stream = unit_seed();
    struct hall h;
    open_hall(&h, 24, 80, TWENTY_EIGHT);
    for (int i = 0; i < 1500; i++) {
        if (unit_below(&stream, 40) == 0) {
            const int *s = sizes[unit_below(&stream, 3)];
            rig_size(&h.r, s[0], s[1]);
        }
        if (!is_there(&h)) {
            show(&h, false);
        }
        rig_keys(&h.r, keys[unit_below(&stream, sizeof keys / sizeof keys[0])]);
        assert_sound(&h);
    }
    /* A picker frees its rows with its answer; a form asks, 2 is no. */
    for (int i = 0; i < 50 && is_there(&h) && !is_open(&h); i++) {
        rig_keys(&h.r, i % 3 == 2 ? "Esc 2" : "Esc");
    }
    close_hall(&h);
}
