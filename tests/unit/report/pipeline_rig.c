/* The branch with people on the way, and looking at its forms. */
#include "pipeline_rig.h"

#include "unit.h"

#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/report/paper_text.h"

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

static void type_all(struct rig *r, struct record *to, const char *const *pairs)
{
    struct err err = ERR_INIT;
    for (size_t i = 0; pairs != NULL && pairs[i] != NULL; i += 2) {
        int field = ledger_field(to->ledger, pairs[i]);
        if (field < 0 ||
            !record_type(to, r->b, r->a, field, pairs[i + 1], &err)) {
            fail_msg("%s=%s: %s", pairs[i], pairs[i + 1], err.text);
        }
    }
}

/* ---- the members -------------------------------------------------------- */

void rig_bare(struct rig *r)
{
    static const char *const names[] = {"张建国", "李敏", "周立", "王伟",
                                        "赵新",   "钱多", "孙立"};
    static const char *const posts[] = {"书记", "组织委员", "宣传委员"};
    struct err err = ERR_INIT;
    memset(r, 0, sizeof *r);
    people_ground_open(&r->g);
    r->b = r->g.book;
    r->a = &r->g.arena;
    must(date_load_holidays(embed_find("rules/holidays.txt")->text, &err),
         &err);
    must(forms_read(&r->forms, r->a, NULL, &err), &err);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        people_ground_member(&r->g, names[i], "2012-07-01", "2013-07-01",
                             i < 4 ? "一" : "二");
    }
    for (size_t i = 0; i < ARRAY_LEN(posts); i++) {
        people_ground_add(&r->g, &ledger_post,
                          (const char *const[]){"person_id", names[i], "kind",
                                                posts[i], "from_on",
                                                "2021-04-20", NULL});
    }
}

void rig_close(struct rig *r)
{
    date_load_holidays("", NULL);
    people_ground_close(&r->g);
}

int64_t rig_person(struct rig *r, const char *name, const char *birth,
                   const char *apply)
{
    return people_ground_add(
        &r->g, &ledger_people,
        (const char *const[]){"name", name, "birth_on", birth, "sex", "女",
                              "nation", "汉族", "education", "大学本科", "unit",
                              "示例县商务局办公室科员", "apply_on", apply,
                              NULL});
}

int64_t rig_file(struct rig *r, int64_t person, const char *origin)
{
    struct pipeline_file f;
    struct err err = ERR_INIT;
    must(pipeline_read_person(&f, r->b, r->a, person, &err), &err);
    must(pipeline_file_open(&f, origin, &err), &err);
    if (strcmp(origin, ORIGIN_ELSEWHERE) == 0) {
        people_ground_put(
            &r->g, &ledger_candidacy, f.head.id,
            (const char *const[]){"came_from", "中共示例市第一中学支部委员会",
                                  "came_on", "2026-03-02", "examined_on",
                                  "2026-03-09", "examined_by", "李敏", NULL});
    }
    return f.head.id;
}

/* ---- what is put down ---------------------------------------------------- */

void rig_step(struct rig *r, int64_t file, int no, const char *const *pairs)
{
    struct pipeline_file f;
    struct err err = ERR_INIT;
    struct issues is = {.arena = r->a};
    must(pipeline_read(&f, r->b, r->a, file, &err), &err);
    struct record step = pipeline_step_new(&f, no);
    type_all(r, &step, pairs);
    pipeline_step_check(&f, &step, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (is.list[i].blocks) {
            fail_msg("step %d: %s %s", no, is.list[i].code, is.list[i].text);
        }
    }
    must(pipeline_step_save(&f, &step, NULL, &err), &err);
}

void rig_part(struct rig *r, int64_t file, const struct ledger *l,
              const char *const *pairs)
{
    struct err err = ERR_INIT;
    struct record part = record_new(l, r->b, r->a);
    record_set_int(&part, 0, file);
    type_all(r, &part, pairs);
    must(ledger_apply(r->b, r->a, &part, NULL, NULL, &err), &err);
}

int64_t rig_meeting(struct rig *r, const char *kind, const char *on,
                    int64_t person, const char *topic, const char *rule,
                    int against)
{
    int day;
    struct meeting m;
    struct err err = ERR_INIT;
    assert_true(date_read(on, &day));
    must(meeting_new(&m, r->b, r->a, kind, 0, day, &err), &err);
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "16:00");
    struct record *t = &meeting_add_agenda(&m, topic)->now;
    record_set_int(t, AGENDA_SUBJECT, person);
    if (strcmp(rule, "conversion") == 0) {
        must(meeting_mark_word(&m, "钱多=请假:病假", &err), &err);
        record_set_int(t, AGENDA_WRITTEN_YES, 1);
    }
    if (rule[0] != '\0') {
        int came = meeting_counts(&m).voters;
        record_set_text(t, AGENDA_VOTE_RULE, rule);
        record_set_text(t, AGENDA_VOTE_WAY, "1");
        record_set_int(t, AGENDA_ISSUED, came);
        record_set_int(t, AGENDA_RETURNED, came);
        record_set_int(t, AGENDA_YES, came - against);
        record_set_int(t, AGENDA_NO, 0);
        record_set_int(t, AGENDA_ABSTAIN, against);
        record_set_text(t, AGENDA_RESOLUTION, "同意。");
    }
    must(meeting_save(&m, NULL, &err), &err);
    return m.event.id;
}

/* ---- looking ------------------------------------------------------------ */

static struct form_data gather(struct rig *r, const char *form,
                               struct form_ask ask)
{
    const struct form *f = forms_find(&r->forms, form);
    if (f == NULL) {
        fail_msg("there is no form %s", form);
    }
    ask.book = r->b;
    return people_ground_gather(&r->g, f->source, &ask);
}

struct form_data rig_of(struct rig *r, const char *form, int64_t id)
{
    return gather(r, form,
                  (struct form_ask){.span = {DATE_NONE, DATE_NONE}, .id = id});
}

struct form_data rig_span(struct rig *r, const char *form, struct span span)
{
    return gather(r, form, (struct form_ask){.span = span});
}

struct document rig_lay(struct rig *r, const char *form,
                        const struct form_data *data, int cols)
{
    struct document doc;
    const struct form *f = forms_find(&r->forms, form);
    const struct sheet *sheet = cols > 0
                                    ? paper_text_sheet(r->a, cols)
                                    : sheet_find(&r->forms.sheets, f->paper);
    struct flow *flow = flow_new(r->a, sheet);
    form_put(f, flow, data);
    flow_finish(flow, f->title, &doc);
    return doc;
}

const char *rig_text(struct rig *r, const char *form,
                     const struct form_data *data, int cols)
{
    struct strbuf sb;
    struct document doc = rig_lay(r, form, data, cols);
    sb_init(&sb);
    paper_text(&sb, &doc);
    const char *out = arena_strn(r->a, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}
