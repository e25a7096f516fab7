/* A step of a person's file begun once more from F8, a file that was ended
   opened again, and what stands on the screen of one that is over. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/screen/pipeline_view.h"

struct again_rig {
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

static struct pipeline_file file_of(struct again_rig *d)
{
    struct pipeline_file f;
    struct err err = ERR_INIT;
    must(pipeline_read_person(&f, d->r.app.book, &d->r.arena, d->person, &err),
         &err);
    return f;
}

static void step(struct again_rig *d, int no, const char *day,
                 const char *column, const char *text)
{
    struct pipeline_file f = file_of(d);
    struct err err = ERR_INIT;
    struct record s = pipeline_step_new(&f, no);
    type(&d->r, &s, "on_day", day);
    type(&d->r, &s, column, text);
    type(&d->r, &s, "reason", "测试：当地没有这样规定");
    must(pipeline_step_save(&f, &s, NULL, &err), &err);
}

/* An applicant with whom was talked, and twice so by the last day. */
static void start(struct again_rig *d)
{
    struct err err = ERR_INIT;
    rig_open(&d->r, 24, 80, 7);
    struct record p = record_new(&ledger_people, d->r.app.book, &d->r.arena);
    type(&d->r, &p, "name", "陈方");
    type(&d->r, &p, "sex", "男");
    type(&d->r, &p, "birth_on", "1994-06-12");
    type(&d->r, &p, "politic", "群众");
    type(&d->r, &p, "apply_on", "2026-03-10");
    must(ledger_apply(d->r.app.book, &d->r.arena, &p, NULL, NULL, &err), &err);
    d->person = p.id;
    struct pipeline_file f = file_of(d);
    must(pipeline_file_open(&f, ORIGIN_HERE, &err), &err);
    step(d, 2, "2026-04-02", "by_id", "张建国");
}

TEST(pipeline_step_is_begun_again_with_a_reason)
{
    struct again_rig d;
    start(&d);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "Home F8");
    rig_type(&d.r, "重新");
    rig_golden(&d.r, "pipeline-again");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "第 2 步谈话"); /* it goes along */
    rig_type(&d.r, "错");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "至少");
    rig_type(&d.r, "申请书的日期不对");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "申请书的日期不对");
    assert_int_equal(1,
                     rig_ask(&d.r, "select count(*) from step where no = 1"));
    rig_keys(&d.r, "F2");
    rig_golden(&d.r, "pipeline-again-saved");
    rig_close(&d.r);
}

TEST(pipeline_file_that_was_ended_is_opened_again)
{
    struct again_rig d;
    start(&d);
    pipeline_view_open(&d.r.app, d.person);
    rig_keys(&d.r, "F8");
    rig_type(&d.r, "撤回");
    rig_keys(&d.r, "Enter Enter");
    rig_type(&d.r, "本人书面提出撤回");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "已终止");
    rig_sees_not(&d.r, "现在可以办");
    rig_sees(&d.r, "按 F8 恢复档案");
    rig_keys(&d.r, "F8");
    rig_sees(&d.r, "陈方：恢复档案");
    rig_type(&d.r, "本人收回了申请");
    rig_keys(&d.r, "Enter");
    rig_sees(&d.r, "已恢复 陈方 的发展档案");
    rig_sees(&d.r, "现在可以办");
    assert_int_equal(0, rig_ask(&d.r, "select count(*) from candidacy"
                                      " where ended_on is not null"));
    rig_close(&d.r);
}
