/* A person's file of 发展党员 on the screen: the picture at three sizes, a step
   filled in with few keys, what is said before saving, papers, the audit,
   taking back and ending. */
#include "rig.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/pipeline_view.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

#include <string.h>

struct file_rig {
    struct rig r;
    int64_t person;
};

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s", err->code, err->text);
    }
}

static void type(struct rig *r, struct record *rec, const char *column,
                 const char *text)
{
    struct err err = ERR_INIT;
    must(record_type(rec, r->app.book, &r->arena,
                     ledger_field(rec->ledger, column), text, &err),
         &err);
}

static int64_t add_applicant(struct rig *r, const char *name,
                             const char *applied)
{
    struct err err = ERR_INIT;
    struct record rec = record_new(&ledger_people, r->app.book, &r->arena);
    type(r, &rec, "name", name);
    type(r, &rec, "sex", "男");
    type(r, &rec, "nation", "汉族");
    type(r, &rec, "birth_on", "1994-06-12");
    type(r, &rec, "education", "大学本科毕业");
    type(r, &rec, "politic", "共青团员");
    type(r, &rec, "apply_on", applied);
    must(ledger_apply(r->app.book, &r->arena, &rec, NULL, NULL, &err), &err);
    return rec.id;
}

/* A branch meeting with a topic about the person; rule "" is no vote. */
static int64_t hold(struct file_rig *d, const char *day, const char *topic,
                    const char *rule, int against)
{
    struct rig *r = &d->r;
    struct meeting m;
    struct err err = ERR_INIT;
    int on;
    assert_true(date_read(day, &on));
    must(meeting_new(&m, r->app.book, &r->arena, "branch.meeting", 0, on, &err),
         &err);
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "15:40");
    struct record *a = &meeting_add_agenda(&m, topic)->now;
    record_set_int(a, AGENDA_SUBJECT, d->person);
    if (rule[0] != '\0') {
        record_set_text(a, AGENDA_VOTE_RULE, rule);
        record_set_int(a, AGENDA_YES, meeting_counts(&m).voters - against);
        record_set_int(a, AGENDA_NO, against);
        record_set_int(a, AGENDA_ABSTAIN, 0);
    }
    must(meeting_save(&m, NULL, &err), &err);
    return m.event.id;
}

static struct pipeline_file file_of(struct file_rig *d)
{
    struct pipeline_file f;
    struct err err = ERR_INIT;
    must(pipeline_read_person(&f, d->r.app.book, &d->r.arena, d->person, &err),
         &err);
    return f;
}

/* A step done on that day, with what its form begins with. */
static void step(struct file_rig *d, int no, const char *day,
                 const char *const *fields)
{
    struct pipeline_file f = file_of(d);
    struct err err = ERR_INIT;
    struct record s = pipeline_step_new(&f, no);
    type(&d->r, &s, "on_day", day);
    for (size_t i = 0; fields != NULL && fields[i] != NULL; i += 2) {
        type(&d->r, &s, fields[i], fields[i + 1]);
    }
    must(pipeline_step_save(&f, &s, NULL, &err), &err);
}

static void start(struct file_rig *d, int rows, int cols, bool on_file)
{
    static const char *const talked[] = {"by_id", "张建国", NULL};
    struct err err = ERR_INIT;
    (on_file ? rig_open_file : rig_open)(&d->r, rows, cols, 7);
    d->person = add_applicant(&d->r, "陈方", "2026-03-10");
    struct pipeline_file f = file_of(d);
    must(pipeline_file_open(&f, ORIGIN_HERE, &err), &err);
    step(d, 2, "2026-04-02", talked);
}

/* With the meeting that made him an activist, in which nothing was saved yet.
 */
static void start_met(struct file_rig *d, bool on_file)
{
    start(d, 24, 80, on_file);
    hold(d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    pipeline_view_open(&d->r.app, d->person);
}

static void add_helper(struct file_rig *d, const char *name, const char *from)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = file_of(d);
    struct record h = record_new(&ledger_helper, d->r.app.book, &d->r.arena);
    record_set_int(&h, HELPER_FILE, f.head.id);
    type(&d->r, &h, "person_id", name);
    type(&d->r, &h, "from_on", from);
    must(ledger_apply(d->r.app.book, &d->r.arena, &h, NULL, NULL, &err), &err);
}

/* ---- the picture -------------------------------------------------------- */

TEST(pipeline_file_at_three_sizes)
{
    static const char *const way[] = {"way", "团组织推优", NULL};
    struct file_rig d;
    start(&d, 24, 80, false);
    hold(&d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    step(&d, 3, "2026-11-12", way);
    pipeline_view_open(&d.r.app, d.person);
    rig_golden(&d.r, "pipeline-80x24");
    rig_sees(&d.r, "现在：入党积极分子");
    rig_sees(&d.r, "≤ 2026-04-10 ✓");
    rig_sees(&d.r, "正式党员 1–2 人");
    rig_sees(&d.r, "≥2027-11-12");
    rig_size(&d.r, 36, 120);
    rig_golden(&d.r, "pipeline-120x36");
    rig_sees(&d.r, "最早 2027-11-12");
    rig_size(&d.r, 16, 60);
    rig_golden(&d.r, "pipeline-60x16");
    rig_close(&d.r);
}

TEST(pipeline_file_of_a_long_name)
{
    static const char *const name =
        "阿卜杜热依木江·买买提艾力吾拉木丁·吐尔逊江";
    struct file_rig d;
    rig_open(&d.r, 24, 80, 3);
    d.person = add_applicant(&d.r, name, "2026-03-10");
    struct pipeline_file f = file_of(&d);
    struct err err = ERR_INIT;
    must(pipeline_file_open(&f, ORIGIN_HERE, &err), &err);
    pipeline_view_open(&d.r.app, d.person);
    rig_sees(&d.r, name);
    rig_sees(&d.r, "现在：入党申请人");
    rig_sees(&d.r, "已过 2026-04-10");
    rig_size(&d.r, 16, 60);
    rig_golden(&d.r, "pipeline-long-60x16");
    rig_sees(&d.r, "现在：入党申请人");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "阿卜杜热");
    rig_close(&d.r);
}

TEST(pipeline_file_where_ambiguous_is_wide)
{
    struct file_rig d;
    start_met(&d, false);
    width_set_ambiguous(WIDTH_WIDE);
    d.r.app.ui.canvas.ascii = true;
    rig_golden(&d.r, "pipeline-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&d.r);
}

/* Who looks back sees no day, no result, no helper of a later step. */
TEST(pipeline_file_as_it_was_on_a_past_day)
{
    static const char *const way[] = {"way", "团组织推优", NULL};
    struct file_rig d;
    start(&d, 24, 80, false);
    hold(&d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    step(&d, 3, "2026-11-12", way);
    add_helper(&d, "李敏", "2026-11-16");
    d.r.app.book->day = date_of(2026, 11, 11);
    pipeline_view_open(&d.r.app, d.person);
    rig_sees(&d.r, "现在：入党申请人");
    rig_sees(&d.r, "2026-04-02");
    rig_sees_not(&d.r, "2026-11-12");
    rig_sees_not(&d.r, "2026-11-16");
    rig_sees_not(&d.r, "团组织推优");
    rig_sees_not(&d.r, "李敏");
    rig_golden(&d.r, "pipeline-past");
    rig_keys(&d.r, "Down Down F1 Esc");
    d.r.app.book->day = date_of(2026, 11, 12);
    rig_keys(&d.r, "Esc");
    pipeline_view_open(&d.r.app, d.person);
    rig_sees(&d.r, "现在：入党积极分子");
    rig_sees_not(&d.r, "李敏");
    rig_close(&d.r);
}

TEST(pipeline_foot_says_what_holds_a_step_up)
{
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "Down Down Down Down"); /* 7 */
    rig_sees(&d.r, "第 7 步不能办：第 4 步备案还没有办");
    rig_sees(&d.r, "按 F1 看全部");
    rig_golden(&d.r, "pipeline-ahead");
    rig_keys(&d.r, "F1");
    rig_sees(&d.r, "【现在】");
    rig_sees(&d.r, "《中国共产党发展党员工作细则》");
    rig_keys(&d.r, "PgDn");
    rig_sees(&d.r, "【第 7 步 确定发展对象】");
    rig_close(&d.r);
}

/* The row of the screen in which a line goes all across. */
static int foot_at(struct file_rig *d)
{
    int row = 0;
    for (const char *s = rig_screen(&d->r); *s != '\0'; row++) {
        if (strncmp(s, "────────", strlen("────────")) == 0) {
            return row;
        }
        s += strcspn(s, "\n");
        s += *s == '\n';
    }
    return -1;
}

/* From step to step, be it blocked or not. */
TEST(pipeline_list_keeps_its_rows)
{
    static const struct {
        int rows, cols, list;
    } sizes[] = {{16, 60, 6}, {24, 80, 10}, {36, 120, 21}};
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "Up Up Up");
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        rig_size(&d.r, sizes[i].rows, sizes[i].cols);
        rig_keys(&d.r, "Home");
        /* Behind the head of the file and of the list, before its counter. */
        int head = sizes[i].rows < 20 ? 4 : 6, want = head + sizes[i].list + 1;
        for (int no = 1; no <= PIPELINE_STEPS; no++) {
            if (foot_at(&d) != want) {
                fail_msg("%dx%d step %d: %d", sizes[i].cols, sizes[i].rows, no,
                         foot_at(&d));
            }
            rig_keys(&d.r, "Down");
        }
    }
    rig_close(&d.r);
}

/* Without blanks and line ends, so that a wrapped sentence is one. */
static void squeeze(struct strbuf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text != ' ' && *text != '\n') {
            sb_addc(out, *text);
        }
    }
}

static bool stands_whole(const char *screen, const char *text)
{
    struct strbuf all, one;
    sb_init(&all);
    sb_init(&one);
    squeeze(&all, screen);
    squeeze(&one, text);
    bool stands = strstr(all.s, one.s) != NULL;
    sb_clear(&all);
    sb_clear(&one);
    return stands;
}

/* Also before the first key. */
TEST(pipeline_opened_at_a_step_says_all_of_it)
{
    struct file_rig d;
    start(&d, 24, 80, false);
    const struct pipeline_file f = file_of(&d);
    pipeline_view_open_file(&d.r.app, f.head.id, 23);
    const char *first = arena_str(&d.r.arena, rig_screen(&d.r));
    assert_string_equal(first, rig_screen(&d.r));
    rig_close(&d.r);
}

/* A form has room for a refusal of three lines below its fields. */
TEST(pipeline_refusal_in_the_form_can_be_read_whole)
{
    struct file_rig d;
    start(&d, 24, 80, false);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Enter F2");
    rig_golden(&d.r, "pipeline-refused-whole");
    assert_true(stands_whole(rig_screen(&d.r), "请关联当天讨论本人的会议"));
    rig_close(&d.r);
}

TEST(pipeline_every_reason_can_be_read_whole_at_80_by_24)
{
    struct file_rig d;
    int counted = 0;
    start_met(&d, false);
    rig_keys(&d.r, "Up Up Up");
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct pipeline_file f = file_of(&d);
        const struct step_view *s = &f.now.steps[no];
        bool cut = strstr(rig_screen(&d.r), "按 F1 看全部") != NULL;
        for (size_t i = 0; i < s->n_issues; i++) {
            if (!stands_whole(rig_screen(&d.r), s->issues[i].brief) && !cut) {
                fail_msg("%d: %s", no, s->issues[i].brief);
            }
        }
        for (size_t i = 0; i < f.now.n_warnings; i++) {
            if (!stands_whole(rig_screen(&d.r), f.now.warnings[i].text) &&
                !cut) {
                fail_msg("%d: %s", no, f.now.warnings[i].text);
            }
        }
        counted += cut;
        rig_keys(&d.r, "Down");
    }
    assert_true(counted <= 2);
    rig_close(&d.r);
}

TEST(pipeline_tally_of_the_linked_vote)
{
    struct file_rig d;
    start(&d, 24, 80, false);
    int64_t event =
        hold(&d, "2026-11-12", "讨论接收陈方为预备党员", "admission", 1);
    struct pipeline_file f = file_of(&d);
    struct record s = pipeline_step_new(&f, AT_ACCEPT);
    assert_int_equal(event, record_int(&s, STEP_EVENT));
    assert_string_equal(RESULT_PASSED, record_text(&s, STEP_RESULT));
    rig_close(&d.r);
}

/* ---- filling in --------------------------------------------------------- */

/* 14 keys are the budget of the specification; these are five. */
TEST(pipeline_applicant_becomes_activist_in_five_keys)
{
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "陈方 3 确定积极分子");
    rig_sees(&d.r, "2026-11-12");
    rig_golden(&d.r, "pipeline-step3");
    rig_keys(&d.r, "Space Space"); /* the second way: 团组织推优 */
    rig_keys(&d.r, "F2");
    rig_golden(&d.r, "pipeline-step3-effects");
    rig_sees(&d.r, "保存时同时");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "现在：入党积极分子");
    rig_sees(&d.r, "已保存");
    assert_int_equal(1, rig_ask(&d.r, "select count(*) from step where no = 3"
                                      " and way = '2' and event_id > 0"));
    assert_int_equal(1, rig_ask(&d.r, "select count(*) from person where"
                                      " activist_on = '2026-11-12'"));
    /* On the next step, and all of it is one change. */
    rig_sees(&d.r, "第 4 步");
    rig_keys(&d.r, "Ctrl+Z");
    rig_sees(&d.r, "现在：入党申请人");
    assert_int_equal(0, rig_ask(&d.r, "select count(*) from person where"
                                      " activist_on = '2026-11-12'"));
    rig_close(&d.r);
}

TEST(pipeline_contacts_are_named_in_the_form_of_their_step)
{
    static const char *const way[] = {"way", "团组织推优", NULL};
    struct file_rig d;
    start(&d, 24, 80, false);
    hold(&d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    step(&d, 3, "2026-11-12", way);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Down Enter F4");
    rig_golden(&d.r, "pipeline-contacts");
    rig_sees(&d.r, "李敏");
    rig_type(&d.r, "lm");
    rig_keys(&d.r, "Enter Tab");
    rig_type(&d.r, "zl");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "李敏 周立");
    assert_int_equal(2, rig_ask(&d.r, "select count(*) from helper where"
                                      " role = '1' and from_on ="
                                      " '2026-11-20'"));
    /* One is replaced: until when and why, then another. */
    rig_keys(&d.r, "F3");
    rig_golden(&d.r, "pipeline-helper-replace");
    rig_sees(&d.r, "更换 李敏");
    rig_keys(&d.r, "Down Enter"); /* the cursor stands where he ends */
    rig_type(&d.r, "2026-11-20");
    rig_keys(&d.r, "Tab");
    rig_type(&d.r, "工作调动");
    rig_keys(&d.r, "F2");
    rig_golden(&d.r, "pipeline-successor");
    rig_close(&d.r);
}

/* At step 5, which names the contacts. */
static void open_contacts(struct file_rig *d)
{
    static const char *const way[] = {"way", "团组织推优", NULL};
    start(d, 24, 80, false);
    hold(d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    step(d, 3, "2026-11-12", way);
    pipeline_view_open(&d->r.app, d->person);
    rig_keys(&d->r, "Down Enter");
}

TEST(pipeline_initials_of_several_give_a_choice)
{
    struct file_rig d;
    open_contacts(&d);
    rig_type(&d.r, "z");
    rig_keys(&d.r, "Tab");
    rig_sees(&d.r, "“z”是哪一位");
    rig_sees(&d.r, "张建国");
    rig_sees(&d.r, "周立");
    rig_sees(&d.r, "郑凯");
    rig_sees_not(&d.r, "买买提");
    rig_type(&d.r, "zl");
    rig_keys(&d.r, "Enter");
    rig_sees_not(&d.r, "不止一个人");
    rig_type(&d.r, "z"); /* the cursor has gone on */
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "“z”是哪一位");
    rig_keys(&d.r, "Esc");
    rig_sees(&d.r, "不止一个人");
    rig_keys(&d.r, "F2");
    rig_type(&d.r, "zk");
    rig_keys(&d.r, "Enter F2");
    rig_sees(&d.r, "周立 郑凯");
    rig_close(&d.r);
}

/* Whom the field does not offer is not asked about. */
TEST(pipeline_initials_mean_who_may_be_named)
{
    struct file_rig d;
    open_contacts(&d);
    add_applicant(&d.r, "黎明", "2026-10-10");
    rig_type(&d.r, "lm");
    rig_keys(&d.r, "Tab");
    rig_sees_not(&d.r, "哪一位");
    rig_sees(&d.r, "李敏");
    rig_close(&d.r);
}

TEST(pipeline_helpers_of_another_branch_are_named_in_the_form)
{
    struct file_rig d;
    open_contacts(&d);
    rig_keys(&d.r, "Tab Tab");
    rig_type(&d.r, "刘远、王在外");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "刘远 王在外");
    assert_int_equal(2, rig_ask(&d.r, "select count(*) from helper where"
                                      " role = '1' and person_id is null"
                                      " and name_text in ('刘远', '王在外')"));
    rig_close(&d.r);
}

/* The meeting brings its day; a day typed by hand stays what it is. */
TEST(pipeline_meeting_brings_its_day)
{
    struct file_rig d;
    start(&d, 24, 80, false);
    hold(&d, "2026-10-20", "学习文件", "", 0);
    hold(&d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Enter Up F4");
    rig_sees(&d.r, "关于本人");
    rig_keys(&d.r, "Down Enter");
    rig_sees(&d.r, "[2026-10-20");
    rig_keys(&d.r, "F4 Home Enter");
    rig_sees(&d.r, "[2026-11-12");
    rig_keys(&d.r, "Up");
    rig_keys(&d.r, "Ctrl+U");
    rig_type(&d.r, "11-13");
    rig_keys(&d.r, "Down Down");
    rig_keys(&d.r, "Space Space");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "[2026-11-13");
    rig_sees_not(&d.r, "保存时同时"); /* refused: the meeting was before */
    assert_int_equal(0,
                     rig_ask(&d.r, "select count(*) from step where no = 3"));
    rig_close(&d.r);
}

/* Half a year has not gone by: a local row, a reason is enough. */
TEST(pipeline_local_row_asks_for_a_reason)
{
    struct file_rig d;
    start(&d, 24, 80, false);
    hold(&d, "2026-06-12", "研究确定陈方为入党积极分子", "", 0);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Enter");
    rig_keys(&d.r, "Space Space");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "原因说明");
    rig_golden(&d.r, "pipeline-reason");
    rig_type(&d.r, "县里组织培训班前集中研究");
    rig_keys(&d.r, "F2 Enter");
    rig_sees(&d.r, "现在：入党积极分子");
    rig_sees(&d.r, "有原因说明");
    rig_close(&d.r);
}

TEST(pipeline_refusal_names_the_rule)
{
    struct file_rig d;
    start(&d, 24, 80, false);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Enter Tab Space Space F2");
    rig_golden(&d.r, "pipeline-refused");
    rig_sees(&d.r, "第八条");
    rig_sees(&d.r, "没有关联会议");
    /* What was typed is a draft; Esc asks. */
    rig_keys(&d.r, "Esc");
    rig_sees(&d.r, "还没有保存");
    rig_close(&d.r);
}

/* All at once, not one field after another. */
TEST(pipeline_all_refusals_are_said_together)
{
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "Enter Up Up Ctrl+U");
    rig_type(&d.r, "2026-04-01");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "谈话");
    rig_sees(&d.r, "没有填推荐方式");
    rig_close(&d.r);
}

/* What was refused for the sake of one field is asked anew when another one has
   changed: done elsewhere, no meeting of ours is looked for. */
TEST(pipeline_refusal_goes_with_its_cause)
{
    struct file_rig d;
    start(&d, 24, 80, false);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Enter F2");
    rig_sees(&d.r, "没有关联会议");
    hold(&d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    rig_keys(&d.r, "F4 Home Enter");
    rig_sees_not(&d.r, "没有关联会议");
    rig_keys(&d.r, "Tab Space Space F2 Enter");
    rig_sees(&d.r, "现在：入党积极分子");
    rig_close(&d.r);
}

TEST(pipeline_results_are_those_of_the_step)
{
    static const char *const way[] = {"way", "团组织推优", NULL};
    struct file_rig d;
    start(&d, 24, 80, false);
    hold(&d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    step(&d, 3, "2026-11-12", way);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Down Down Down Down Enter"); /* 8 */
    rig_sees(&d.r, "陈方 8 上级备案");
    rig_sees(&d.r, "[同意");
    rig_sees_not(&d.r, "推荐方式");
    rig_sees_not(&d.r, "党小组");
    rig_keys(&d.r, "Tab Tab F4");
    rig_sees(&d.r, "不同意");
    rig_sees_not(&d.r, "合格");
    rig_golden(&d.r, "pipeline-results");
    rig_close(&d.r);
}

/* ---- nothing typed is lost ---------------------------------------------- */

TEST(pipeline_form_comes_back_as_a_draft)
{
    struct file_rig d;
    start_met(&d, true);
    rig_keys(&d.r, "Enter");
    rig_keys(&d.r, "Space Space");
    rig_keys(&d.r, "Tab");
    rig_restart(&d.r);
    rig_sees(&d.r, "陈方 3 确定积极分子");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "陈方 3 确定积极分子");
    rig_sees(&d.r, "团组织推优");
    rig_sees(&d.r, "2026-11-12");
    rig_sees_not(&d.r, "学时"); /* only what this step asks for */
    rig_keys(&d.r, "F2 Enter");
    assert_int_equal(1, rig_ask(&d.r, "select count(*) from step where no = 3"
                                      " and way = '2' and event_id > 0"));
    rig_close(&d.r);
}

/* Not offered again at the start only: Enter on the step goes on with it. */
TEST(pipeline_step_goes_on_with_its_draft)
{
    struct file_rig d;
    start_met(&d, true);
    rig_keys(&d.r, "Enter");
    rig_keys(&d.r, "Space Space");
    rig_keys(&d.r, "Tab");
    rig_restart(&d.r);
    rig_sees(&d.r, "陈方 3 确定积极分子");
    rig_keys(&d.r, "Esc");
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Down Enter"); /* of another step nothing was begun */
    rig_sees_not(&d.r, "接着填");
    rig_keys(&d.r, "Esc Up Enter");
    rig_sees(&d.r, "接着填 2026-11-20");
    rig_sees(&d.r, "陈方 3 确定积极分子");
    rig_sees(&d.r, "团组织推优");
    rig_keys(&d.r, "Esc Right Enter"); /* given up */
    rig_sees(&d.r, "现在：入党申请人");
    rig_keys(&d.r, "Enter");
    rig_sees_not(&d.r, "团组织推优");
    rig_sees_not(&d.r, "接着填");
    rig_close(&d.r);
}

/* ---- entries, papers, audit --------------------------------------------- */

TEST(pipeline_entries_of_a_running_step)
{
    static const char *const way[] = {"way", "团组织推优", NULL};
    struct file_rig d;
    start(&d, 24, 80, false);
    hold(&d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    step(&d, 3, "2026-11-12", way);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Down Down F3");
    rig_sees(&d.r, "思想汇报");
    rig_sees_not(&d.r, "季度考察");
    rig_keys(&d.r, "Down Enter");
    rig_golden(&d.r, "pipeline-entry");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "思想汇报要写内容、结论或者考察人");
    rig_type(&d.r, "学习党章的体会");
    rig_keys(&d.r, "F2");
    assert_int_equal(1, rig_ask(&d.r, "select count(*) from step_entry"
                                      " where kind = '1'"));
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "新增一次记载");
    rig_sees(&d.r, "2026-11-20 思想汇报");
    rig_golden(&d.r, "pipeline-entries");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "考察记载 ›");
    rig_close(&d.r);
}

TEST(pipeline_papers_are_ticked)
{
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "F5");
    rig_golden(&d.r, "pipeline-papers");
    rig_keys(&d.r, "Space Space");
    rig_sees(&d.r, "已有 2");
    assert_int_equal(2, rig_ask(&d.r, "select count(*) from paper where"
                                      " copies = 1 and no = 3 and on_day ="
                                      " '2026-11-20' and voided_on is null"));
    rig_keys(&d.r, "Up Space");
    rig_sees(&d.r, "已有 1");
    rig_keys(&d.r, "Tab");
    rig_sees(&d.r, "全部步骤");
    rig_golden(&d.r, "pipeline-papers-all");
    rig_keys(&d.r, "Home Space"); /* of a step that is done: of its day */
    assert_int_equal(1, rig_ask(&d.r, "select count(*) from paper where"
                                      " no = 1 and on_day = '2026-03-10'"));
    rig_keys(&d.r, "Esc");
    rig_sees(&d.r, "1/3");
    rig_close(&d.r);
}

TEST(pipeline_audit_goes_to_the_step)
{
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "F7");
    rig_golden(&d.r, "pipeline-audit");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "填写本步");
    rig_close(&d.r);
}

/* A step that nothing is announced of has its papers added. */
TEST(pipeline_new_part_of_a_plain_step_is_a_paper)
{
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "Up F3");
    rig_sees(&d.r, "谈话记录");
    rig_close(&d.r);
}

TEST(pipeline_notice_of_five_working_days)
{
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "Down Down Down Down F3");
    rig_sees(&d.r, "公示开始");
    rig_sees(&d.r, "星期四，5 个工作日");
    rig_golden(&d.r, "pipeline-notice");
    rig_keys(&d.r, "Tab Tab Ctrl+U");
    rig_type(&d.r, "2026-11-23"); /* while it is typed */
    rig_sees(&d.r, "星期一，2 个工作日");
    rig_keys(&d.r, "Ctrl+U");
    rig_type(&d.r, "2026-11-26");
    rig_keys(&d.r, "F2");
    rig_sees(&d.r, "5 个工作日");
    rig_close(&d.r);
}

/* ---- on paper ------------------------------------------------------------ */

/* Where the words stand in what is seen. */
static const char *place_of(const char *screen, const char *words)
{
    const char *at = strstr(screen, words);
    if (at == NULL) {
        fail_msg("not on the screen: %s\n%s", words, screen);
    }
    return at;
}

/* The whole way, the list of papers, what is announced, and the letter that
   the next step waits for stand in front. */
TEST(pipeline_papers_to_print_begin_with_what_is_wanted)
{
    static const char *const way[] = {"way", "团组织推优", NULL};
    struct file_rig d;
    start(&d, 24, 80, false);
    hold(&d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    step(&d, 3, "2026-11-12", way);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "F6");
    rig_golden(&d.r, "pipeline-print");
    const char *s = rig_screen(&d.r);
    assert_true(place_of(s, "全程纪实表") < place_of(s, "归档目录"));
    assert_true(place_of(s, "归档目录") < place_of(s, "备案报告"));
    assert_true(place_of(s, "备案报告") < place_of(s, "档案审核表"));
    rig_close(&d.r);
}

/* ---- taking back, ending ------------------------------------------------- */

TEST(pipeline_what_was_only_sent_is_taken_back)
{
    static const char *const way[] = {"way", "团组织推优", NULL};
    struct file_rig d;
    start(&d, 24, 80, false);
    hold(&d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    step(&d, 3, "2026-11-12", way);
    struct pipeline_file f = file_of(&d);
    struct err err = ERR_INIT;
    struct record s = pipeline_step_new(&f, 4);
    record_set_null(&s, STEP_ON);
    type(&d.r, &s, "asked_on", "2026-11-16");
    must(pipeline_step_save(&f, &s, NULL, &err), &err);
    pipeline_view_open(&d.r.app, d.person);
    rig_sees(&d.r, "已报送 2026-11-16");
    rig_keys(&d.r, "F8");
    rig_sees(&d.r, "收回第 4 步的报送");
    rig_sees(&d.r, "收回第 3 步");
    rig_keys(&d.r, "Enter");
    rig_type(&d.r, "登记到别人名下了");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "已收回第 4 步备案");
    rig_sees_not(&d.r, "已报送");
    rig_sees(&d.r, "现在：入党积极分子"); /* step 3 stands */
    rig_close(&d.r);
}

TEST(pipeline_last_step_is_taken_back_with_a_reason)
{
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "F8");
    rig_golden(&d.r, "pipeline-end");
    rig_keys(&d.r, "Enter");
    rig_type(&d.r, "错");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "至少");
    rig_type(&d.r, "了，谈话人写错");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "已收回第 2 步");
    assert_int_equal(0, rig_ask(&d.r, "select count(*) from step where no = 2"
                                      " and voided_on is null"));
    rig_keys(&d.r, "Ctrl+Z");
    assert_int_equal(1, rig_ask(&d.r, "select count(*) from step where no = 2"
                                      " and voided_on is null"));
    rig_close(&d.r);
}

TEST(pipeline_file_is_ended_with_kind_day_and_reason)
{
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "F8");
    rig_type(&d.r, "撤回");
    rig_keys(&d.r, "Enter Enter");
    rig_type(&d.r, "本人书面提出撤回");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "2026-11-20 本人撤回申请");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "已经终止");
    rig_close(&d.r);
}

/* What else changes stands above the reason; what was refused stays typed. */
TEST(pipeline_end_says_what_follows_and_keeps_the_reason)
{
    static const char *const way[] = {"way", "团组织推优", NULL};
    struct file_rig d;
    start(&d, 24, 80, false);
    hold(&d, "2026-11-12", "研究确定陈方为入党积极分子", "", 0);
    step(&d, 3, "2026-11-12", way);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "F8 Enter");
    rig_sees(&d.r, "确定为入党积极分子 清空");
    rig_keys(&d.r, "Esc F8");
    rig_type(&d.r, "撤回");
    rig_keys(&d.r, "Enter PageUp Enter");
    rig_type(&d.r, "本人书面提出撤回");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "没有办成");
    rig_keys(&d.r, "Enter F8");
    rig_type(&d.r, "撤回");
    rig_keys(&d.r, "Enter Enter");
    rig_sees(&d.r, "本人书面提出撤回");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "2026-11-20 本人撤回申请");
    rig_close(&d.r);
}

/* A reason is told of where a row asked for one; what the roster brought has
   words as well, which nobody asked for. */
TEST(pipeline_reason_is_told_where_a_row_asked_for_it)
{
    static const char *const why[] = {"way", "团组织推优", "reason",
                                      "表现突出，经研究提前确定", NULL};
    struct file_rig d;
    start(&d, 24, 80, false);
    pipeline_view_open(&d.r.app, d.person);
    rig_sees_not(&d.r, "有原因说明");
    rig_keys(&d.r, "Esc");
    hold(&d, "2026-06-12", "研究确定陈方为入党积极分子", "", 0);
    step(&d, 3, "2026-06-12", why);
    pipeline_view_open(&d.r.app, d.person);
    rig_sees(&d.r, "有原因说明");
    rig_close(&d.r);
}

/* ---- without a file ------------------------------------------------------ */

TEST(pipeline_file_is_opened_with_its_origin)
{
    struct file_rig d;
    rig_open(&d.r, 24, 80, 3);
    d.person = add_applicant(&d.r, "石磊", "2026-05-06");
    pipeline_view_open(&d.r.app, d.person);
    rig_sees(&d.r, "还没有建立发展档案");
    rig_golden(&d.r, "pipeline-none");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "外单位转入");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "现在：入党申请人");
    assert_int_equal(1, rig_ask(&d.r, "select count(*) from step where no = 1"
                                      " and on_day = '2026-05-06'"));
    rig_close(&d.r);
}

TEST(pipeline_opens_from_the_roster)
{
    struct file_rig d;
    start_met(&d, false);
    rig_keys(&d.r, "Esc"); /* the roster is below */
    opening_record(&d.r.app, &ledger_people, d.person);
    rig_keys(&d.r, "F7");
    rig_type(&d.r, "fzdy");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "发展党员 › 陈方");
    rig_sees(&d.r, "现在：入党申请人");
    rig_close(&d.r);
}

/* Of another unit: where from is asked in the form of the file. */
TEST(pipeline_file_from_elsewhere)
{
    struct file_rig d;
    rig_open(&d.r, 24, 80, 3);
    d.person = add_applicant(&d.r, "石磊", "2026-05-06");
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Enter 2");
    rig_sees(&d.r, "转入前党组织");
    rig_sees(&d.r, "外单位转入");
    rig_golden(&d.r, "pipeline-elsewhere");
    rig_close(&d.r);
}

/* The roster says when he joined, not when that was approved. */
TEST(pipeline_of_one_who_came_as_a_probationary_member)
{
    struct file_rig d;
    struct err err = ERR_INIT;
    rig_open(&d.r, 24, 80, 3);
    struct record rec = record_new(&ledger_people, d.r.app.book, &d.r.arena);
    type(&d.r, &rec, "name", "石磊");
    type(&d.r, &rec, "birth_on", "1994-06-12");
    type(&d.r, &rec, "politic", "中共预备党员");
    type(&d.r, &rec, "join_on", "2026-03-01");
    type(&d.r, &rec, "in_kind", "转入组织关系");
    type(&d.r, &rec, "from_on", "2026-09-01");
    must(ledger_apply(d.r.app.book, &d.r.arena, &rec, NULL, NULL, &err), &err);
    pipeline_view_open(&d.r.app, rec.id);
    rig_sees(&d.r, "15  接收大会      2026-03-01  按名册 ");
    rig_sees(&d.r, "17  党委审批                  按名册 ");
    rig_sees_not(&d.r, "批准");
    rig_close(&d.r);
}

TEST(pipeline_opens_from_its_books)
{
    struct file_rig d;
    start_met(&d, false);
    struct pipeline_file f = file_of(&d);
    opening_record(&d.r.app, &ledger_candidacy, f.head.id);
    rig_sees(&d.r, "现在：入党申请人");
    opening_record(&d.r.app, &ledger_step, f.steps[2].id);
    rig_sees(&d.r, "发展党员 › 陈方");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "陈方 2 谈话");
    rig_close(&d.r);
}
