/* What the sources of 发展党员 tell: which papers are offered when, who is in
   which register, 时间要求 out of the rules, what a past day does not know yet,
   and what there is to say of nobody. */
#include "unit.h"

#include <string.h>

#include "../../../src/report/source_pipeline.h"
#include "form_ground.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/report/bound.h"
#include "pbtui/report/paper_text.h"
#include "pbtui/store/stmt.h"
#include "pipeline_rig.h"

static struct span year(int y)
{
    return span_of_year(y);
}

static void look_on(struct rig *r, const char *day)
{
    assert_true(date_read(day, &r->b->day));
}

/* ---- which papers ---------------------------------------------------------
 */

TEST(a_letter_is_offered_from_the_step_before_it_on)
{
    static const struct {
        enum rig_who who;
        const char *day;
        const char *form;
        bool fits;
    } rows[] = {
        {CHEN, "2022-09-19", "pipeline-record", false},
        {CHEN, "2022-09-20", "pipeline-record", true},
        {CHEN, "2023-09-19", "pipeline-candidate", false},
        {CHEN, "2023-09-20", "pipeline-candidate", true},
        {CHEN, "2023-12-11", "pipeline-preview", false},
        {CHEN, "2023-12-12", "pipeline-preview", true},
        {CHEN, "2024-01-25", "pipeline-approve", false},
        {CHEN, "2024-01-26", "pipeline-approve", true},
        {CHEN, "2024-01-25", "pipeline-votes", false},
        {CHEN, "2024-01-26", "pipeline-votes", true},
        {CHEN, "2024-04-19", "pipeline-admitted", false},
        {CHEN, "2024-04-20", "pipeline-admitted", true},
        {CHEN, "2024-04-19", "pipeline-probation-review", false},
        {CHEN, "2024-04-20", "pipeline-probation-review", true},
        {CHEN, "2025-01-25", "pipeline-convert", false},
        {CHEN, "2025-01-26", "pipeline-convert", true},
        {CHEN, "2022-12-14", "pipeline-review", false},
        {CHEN, "2022-12-15", "pipeline-review", true},
        /* What was done elsewhere is none of this branch's letters. */
        {MA, "2026-11-20", "pipeline-record", false},
        {MA, "2026-11-20", "pipeline-candidate", true},
        /* The extension that took effect still has its letter. */
        {ABDU, "2026-11-20", "pipeline-convert", true},
        {HE, "2026-11-20", "pipeline-track", true},
        {HE, "2026-11-20", "pipeline-handover", false},
        {HE, "2026-11-20", "pipeline-publicity", false},
        {MA, "2026-11-20", "pipeline-publicity", true},
    };
    struct rig r;
    int bad = 0;
    rig_open(&r);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        look_on(&r, rows[i].day);
        struct form_data d = rig_of(&r, rows[i].form, r.file[rows[i].who]);
        if (form_fits(forms_find(&r.forms, rows[i].form), &d) != rows[i].fits) {
            form_row_wrong(&bad, "%s on %s: «%s»", rows[i].form, rows[i].day,
                           form_get(&d, "kinds"));
        }
    }
    assert_int_equal(bad, 0);
    rig_close(&r);
}

/* ---- a past day -----------------------------------------------------------
 */

static const char *step_cell(const struct form_data *d, const char *no,
                             const char *column)
{
    const struct form_list *l = form_list_of(d, "steps");
    for (size_t i = 0; i < l->n_rows; i++) {
        if (strcmp(form_list_cell(l, i, "no"), no) == 0) {
            return form_list_cell(l, i, column);
        }
    }
    return "(no row)";
}

TEST(a_past_day_knows_nothing_of_later_steps)
{
    struct rig r;
    rig_open(&r);
    look_on(&r, "2023-10-11");
    struct form_data d = rig_of(&r, "pipeline-track", r.file[CHEN]);
    assert_int_equal(people_ground_rows(&d, "steps"), PIPELINE_STEPS);
    assert_string_equal(step_cell(&d, "7", "on"), "2023-09-20");
    assert_string_equal(step_cell(&d, "8", "on"), "");
    assert_string_equal(step_cell(&d, "8", "who"), "");
    assert_string_equal(form_get(&d, "introducers"), "");
    assert_string_equal(form_get(&d, "ended"), "");
    assert_string_equal(form_get(&d, "probation_to"), "____年__月__日");
    look_on(&r, "2023-10-12");
    d = rig_of(&r, "pipeline-track", r.file[CHEN]);
    assert_string_equal(step_cell(&d, "8", "on"), "2023-10-12");
    assert_string_equal(form_get(&d, "introducers"), "李敏、王伟");
    rig_close(&r);
}

TEST(an_attempt_that_no_longer_counts_keeps_its_row)
{
    struct rig r;
    rig_open(&r);
    struct form_data d = rig_of(&r, "pipeline-track", r.file[ABDU]);
    assert_int_equal(people_ground_rows(&d, "steps"), PIPELINE_STEPS + 3);
    assert_non_null(strstr(step_cell(&d, "23", "what"), "延长预备期"));
    assert_non_null(strstr(step_cell(&d, "23", "note"), "不再计算"));
    assert_string_equal(form_get(&d, "probation_to"), "2026年12月26日");
    assert_string_equal(form_get(&d, "admitted_to"), "2026年6月26日");
    assert_string_equal(form_get(&d, "conversion"), "延长预备期6个月");
    rig_close(&r);
}

/* Written down once more with the same day: no attempt of its own. */
TEST(a_step_taken_over_from_the_roster_and_typed_again_is_one_row)
{
    struct rig r;
    rig_bare(&r);
    int64_t who = rig_person(&r, "石磊", "1994-06-12", "2026-03-15");
    int64_t file = rig_file(&r, who, ORIGIN_HERE);
    rig_step(&r, file, 1, (const char *const[]){"on_day", "2026-03-15", NULL});
    struct form_data d = rig_of(&r, "pipeline-track", file);
    assert_int_equal(people_ground_rows(&d, "steps"), PIPELINE_STEPS);
    assert_string_equal(step_cell(&d, "1", "note"), "");
    rig_step(&r, file, 1, (const char *const[]){"on_day", "2026-03-16", NULL});
    d = rig_of(&r, "pipeline-track", file);
    assert_true(people_ground_rows(&d, "steps") > PIPELINE_STEPS);
    rig_close(&r);
}

TEST(what_was_done_before_he_came_was_done_elsewhere)
{
    static const struct {
        const char *no, *note;
    } rows[] = {{"2", "外单位转入"}, {"4", "外单位转入"}, {"7", ""}};
    struct rig r;
    rig_open(&r);
    struct form_data d = rig_of(&r, "pipeline-track", r.file[MA]);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_string_equal(step_cell(&d, rows[i].no, "note"), rows[i].note);
    }
    assert_non_null(strstr(step_cell(&d, "1", "note"), "外单位转入"));
    assert_non_null(strstr(step_cell(&d, "5", "what"),
                           "高远（至 2026-03-02，转入本支部）"));
    rig_close(&r);
}

/* ---- 时间要求 -------------------------------------------------------------
 */

TEST(limits_say_what_the_rows_say)
{
    static const struct {
        int no;
        const char *says;
    } rows[] = {
        {1, "年满 18 周岁"},
        {2, "申请后 1 个月内"},
        {3, "当地：申请满 6 个月"},
        {5, "培养联系人 1—2 名"},
        {6, "半年考察每 6 个月一次；当地：思想汇报每 3 个月一次"},
        {9, "入党介绍人 2 名"},
        {11, "不少于 24 学时或 3 天"},
        {12, "当地：政治审查 1 年内有效"},
        {13, "当地：报送后 1 个月内"},
        {17, "接收大会后 3 个月内；接收大会后 6 个月内"},
        {18, ""},
        {22, "当地：预备期满前 1 个月起；预备期满前 7 天"},
        {25, "当地：转正审批后 7 天内"},
    };
    struct rig r;
    int bad = 0;
    rig_bare(&r);
    const struct track t = {
        .a = r.a, .day = r.b->day, .rules = book_pipeline(r.b)};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *got = track_limit(&t, rows[i].no);
        if (strcmp(got, rows[i].says) != 0) {
            form_row_wrong(&bad, "%d: «%s»", rows[i].no, got);
        }
    }
    assert_int_equal(bad, 0);
    rig_close(&r);
}

/* ---- registers ------------------------------------------------------------
 */

static bool names_are(const struct form_data *d, const char *list,
                      const char *names)
{
    const struct form_list *l = form_list_of(d, list);
    const char *all = "";
    for (size_t i = 0; i < l->n_rows; i++) {
        all = track_join(d->arena, all, " ", form_list_cell(l, i, "name"));
    }
    return strcmp(all, names) == 0;
}

TEST(a_register_has_who_was_in_that_stage_in_its_year)
{
    static const struct {
        int year;
        const char *applicants, *candidates, *probation;
    } rows[] = {
        {2021, "", "", ""},
        {2022, "陈方", "", ""},
        {2023, "陈方 阿不都热合曼·买买提江", "陈方", ""},
        {2024, "阿不都热合曼·买买提江 马晓燕", "陈方 阿不都热合曼·买买提江",
         "陈方"},
        {2025, "马晓燕 刘洋", "阿不都热合曼·买买提江",
         "陈方 阿不都热合曼·买买提江"},
        {2026, "马晓燕 刘洋 孟雪 何平", "马晓燕", "阿不都热合曼·买买提江"},
    };
    struct rig r;
    int bad = 0;
    rig_open(&r);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct form_data d =
            rig_span(&r, "pipeline-applicants", year(rows[i].year));
        if (!names_are(&d, "applicants", rows[i].applicants) ||
            !names_are(&d, "candidates", rows[i].candidates) ||
            !names_are(&d, "probation", rows[i].probation)) {
            form_row_wrong(&bad, "%d", rows[i].year);
        }
    }
    assert_int_equal(bad, 0);
    rig_close(&r);
}

TEST(a_register_shows_votes_of_the_meetings)
{
    struct rig r;
    rig_open(&r);
    struct form_data d = rig_span(&r, "pipeline-probation", year(2025));
    assert_string_equal(people_ground_cell(&d, "probation", 0, "vote"),
                        "7/7\n6/0/1");
    assert_string_equal(people_ground_cell(&d, "probation", 0, "convert"),
                        "2025-01-26\n7/6\n7/0/0");
    assert_string_equal(people_ground_cell(&d, "probation", 0, "result"),
                        "按期转正\n2025-04-22");
    assert_string_equal(people_ground_cell(&d, "probation", 0, "archive"),
                        "2025-04-22");
    assert_string_equal(people_ground_cell(&d, "probation", 1, "result"), "");
    d = rig_span(&r, "pipeline-probation", year(2026));
    assert_string_equal(people_ground_cell(&d, "probation", 0, "result"),
                        "2026-06-29 延长 6 个月");
    rig_close(&r);
}

/* A meeting that voted on somebody of a longer name first, in vain, then on
   陈方, by a show of hands; neither topic says whom it is about. */
static int64_t namesakes_meeting(struct rig *r)
{
    struct meeting m;
    struct err err = ERR_INIT;
    int day;
    static const char *const topics[] = {"讨论接收陈方舟为预备党员",
                                         "讨论接收陈方为预备党员"};
    assert_true(date_read("2024-01-27", &day));
    assert_true(meeting_new(&m, r->b, r->a, "branch.meeting", 0, day, &err));
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "16:00");
    for (size_t i = 0; i < ARRAY_LEN(topics); i++) {
        struct record *t = &meeting_add_agenda(&m, topics[i])->now;
        int came = meeting_counts(&m).voters, yes = i == 0 ? 1 : came;
        record_set_text(t, AGENDA_VOTE_RULE, "admission");
        record_set_text(t, AGENDA_VOTE_WAY, i == 0 ? "1" : "2");
        record_set_int(t, AGENDA_ISSUED, came);
        record_set_int(t, AGENDA_RETURNED, came);
        record_set_int(t, AGENDA_YES, yes);
        record_set_int(t, AGENDA_NO, came - yes);
        record_set_int(t, AGENDA_ABSTAIN, 0);
    }
    if (!meeting_save(&m, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return m.event.id;
}

TEST(a_vote_is_that_of_the_topic_that_the_rules_took)
{
    struct rig r;
    struct track t;
    struct track_vote v;
    struct form_data d;
    struct err err = ERR_INIT;
    rig_open(&r);
    rig_person(&r, "陈方舟", "1995-03-01", "2022-03-15");
    form_data_init(&d, r.a);
    struct form_ask ask = {.book = r.b, .span = {DATE_NONE, DATE_NONE}};
    assert_true(track_read(&t, &ask, &d, r.file[CHEN], &err));
    struct record step = record_copy(track_step(&t, AT_ACCEPT), r.a);
    record_set_int(&step, STEP_EVENT, namesakes_meeting(&r));
    assert_true(track_vote(&t, &step, &v, &err));
    assert_string_equal(v.no, "0");
    assert_string_equal(v.way, "举手");
    rig_close(&r);
}

/* The letter says how it was voted, and that it should have been otherwise. */
TEST(a_letter_says_the_way_that_was_voted)
{
    static const struct {
        const char *way, *says;
    } rows[] = {
        {"1", "名，采用无记名投票方式表决，赞成"},
        {"2", "名，采用举手方式表决（应当无记名投票，请核对），赞成"},
        {NULL, "名，采用____方式表决，赞成"},
    };
    struct rig r;
    rig_open(&r);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct stmt st;
        struct err err = ERR_INIT;
        stmt_open(&st, r.b->db,
                  SQL("update agenda set vote_way = :way"
                      " where vote_rule = 'admission'"));
        stmt_text(&st, ":way", rows[i].way);
        stmt_row(&st);
        if (!stmt_done(&st, &err)) {
            fail_msg("%s", err.text);
        }
        struct form_data d = rig_of(&r, "pipeline-approve", r.file[CHEN]);
        if (strstr(form_get(&d, "accept_vote"), rows[i].says) == NULL) {
            fail_msg("%zu: %s", i, form_get(&d, "accept_vote"));
        }
    }
    rig_close(&r);
}

/* ---- names of files -------------------------------------------------------
 */

/* What a paper is kept as says the day once. */
TEST(a_file_of_the_pipeline_is_named_with_one_day)
{
    struct rig r;
    int bad = 0;
    rig_open(&r);
    look_on(&r, "2026-11-20");
    for (size_t i = 0; i < r.forms.n; i++) {
        const struct form *f = &r.forms.list[i];
        if (strncmp(f->name, "pipeline-", 9) != 0) {
            continue;
        }
        struct form_data d =
            f->source->asks == ASKS_RECORD
                ? rig_of(&r, f->name, r.file[CHEN])
                : rig_span(&r, f->name,
                           (struct span){date_of(2026, 1, 1),
                                         date_of(2026, 11, 20)});
        const char *name = form_fill(r.a, f->file, &d);
        const char *first = strstr(name, "2026");
        if (first != NULL && strstr(first + 4, "2026-11-20") != NULL) {
            form_row_wrong(&bad, "%s: %s", f->name, name);
        }
    }
    assert_int_equal(bad, 0);
    rig_close(&r);
}

/* ---- a month --------------------------------------------------------------
 */

TEST(a_month_has_what_was_done_here_in_it)
{
    static const struct {
        int year, month;
        size_t n;
    } rows[] = {{2022, 2, 0}, {2022, 3, 1},  {2024, 4, 4}, {2024, 9, 0},
                {2025, 4, 3}, {2026, 3, 1},  {2026, 6, 2}, {2026, 7, 1},
                {2026, 8, 0}, {2026, 11, 3}, {2026, 12, 0}};
    struct rig r;
    int bad = 0;
    rig_open(&r);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct form_data d =
            rig_span(&r, "pipeline-month",
                     span_of_month(month_make(rows[i].year, rows[i].month)));
        size_t n = people_ground_rows(&d, "steps");
        if (n != rows[i].n) {
            form_row_wrong(&bad, "%d-%d: %zu", rows[i].year, rows[i].month, n);
        }
    }
    assert_int_equal(bad, 0);
    rig_close(&r);
}

TEST(the_ledger_of_a_month_has_a_section_of_it)
{
    static const struct {
        int month;
        const char *says;
    } rows[] = {{8, "2026年8月没有办理发展党员的步骤。"},
                {10, "1 递交入党申请书"}};
    struct rig r;
    struct err err = ERR_INIT;
    rig_open(&r);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct binding b;
        struct document doc;
        struct strbuf sb;
        const struct bound_footer footer = {"", "", ""};
        const struct form_ask ask = {
            .book = r.b,
            .span = span_of_month(month_make(2026, rows[i].month))};
        if (!bound_gather(&b, r.a, bound_find("month"), &r.forms, &ask, NULL,
                          &err)) {
            fail_msg("%s %s", err.code, err.text);
        }
        bound_lay(&b, r.a, "台账", &footer, &doc);
        sb_init(&sb);
        paper_text(&sb, &doc);
        if (strstr(sb.s, rows[i].says) == NULL) {
            fail_msg("%d月 does not say %s", rows[i].month, rows[i].says);
        }
        sb_clear(&sb);
    }
    rig_close(&r);
}

/* ---- notices --------------------------------------------------------------
 */

TEST(a_notice_of_the_file_is_on_the_letter)
{
    struct rig r;
    rig_open(&r);
    struct form_data d = rig_of(&r, "publicity", r.who[MA]);
    assert_string_equal(form_get(&d, "kinds"), "publicity candidate");
    assert_string_equal(form_get(&d, "from"), "2026年11月2日");
    assert_string_equal(form_get(&d, "to"), "2026年11月6日");
    assert_string_equal(form_get(&d, "workdays"), "5");
    assert_string_equal(form_get(&d, "place"), "一楼党务公开栏");
    assert_string_equal(form_get(&d, "phone"), "010-00000000");
    assert_string_equal(form_get(&d, "introducers"), "周立");
    assert_string_equal(form_get(&d, "dated"), "2026年11月2日");
    /* In 预备期, without a notice for 转正: of the person what comes next, of
       the file the one it has. */
    d = rig_of(&r, "publicity", r.who[ABDU]);
    assert_string_equal(form_get(&d, "kinds"), "publicity conversion");
    assert_string_equal(form_get(&d, "from"), "____年__月__日");
    assert_string_equal(form_get(&d, "introducers"), "李敏、王伟");
    assert_string_equal(form_get(&d, "dated"), "2026年11月20日");
    d = rig_of(&r, "pipeline-publicity", r.file[ABDU]);
    assert_string_equal(form_get(&d, "kinds"), "publicity candidate");
    assert_string_equal(form_get(&d, "from"), "2024年10月8日");
    d = rig_of(&r, "publicity", r.who[HE]);
    assert_string_equal(form_get(&d, "kinds"), "");
    rig_part(&r, r.file[HE], &ledger_publicity,
             (const char *const[]){"no", "3", "from_on", "2026-11-20", "to_on",
                                   "2026-11-26", NULL});
    d = rig_of(&r, "publicity", r.who[HE]);
    assert_string_equal(form_get(&d, "kinds"), "publicity activist");
    assert_string_equal(form_get(&d, "workdays"), "5");
    rig_close(&r);
}

/* ---- papers, findings, board ----------------------------------------------
 */

TEST(papers_are_ticked_and_counted)
{
    struct rig r;
    rig_open(&r);
    struct form_data d = rig_of(&r, "pipeline-archive", r.file[CHEN]);
    assert_int_equal(people_ground_rows(&d, "handed"), 10);
    assert_string_equal(form_get(&d, "n_copies"), "10");
    assert_string_equal(form_get(&d, "n_pages"), "20");
    assert_string_equal(people_ground_cell(&d, "papers", 0, "tick"), "■");
    assert_string_equal(people_ground_cell(&d, "papers", 0, "missing"), "");
    assert_string_equal(people_ground_cell(&d, "papers", 1, "missing"),
                        "当地要求的才有");
    assert_string_equal(people_ground_cell(&d, "papers", 8, "missing"), "缺");
    assert_true(people_ground_shows(&d, "支部留存，未移交"));
    assert_true(people_ground_shows(&d, "本人思想小结"));
    /* Of a step that was not taken yet nothing is missing. */
    d = rig_of(&r, "pipeline-archive", r.file[HE]);
    assert_string_equal(form_get(&d, "n_lacking"), "2");
    rig_close(&r);
}

TEST(an_examination_says_rule_and_remedy)
{
    struct rig r;
    rig_open(&r);
    struct form_data d = rig_of(&r, "pipeline-audit", r.file[HE]);
    const struct form_list *l = form_list_of(&d, "findings");
    assert_true(l->n_rows >= 2);
    for (size_t i = 0; i < l->n_rows; i++) {
        assert_true(form_list_cell(l, i, "text")[0] != '\0');
        assert_true(form_list_cell(l, i, "rule")[0] != '\0');
        assert_true(form_list_cell(l, i, "remedy")[0] != '\0');
    }
    assert_string_equal(form_get(&d, "n_grave"), "2");
    rig_close(&r);
}

TEST(a_board_counts_people_and_the_years_plan)
{
    struct rig r;
    rig_open(&r);
    people_ground_add(
        &r.g, &ledger_quota,
        (const char *const[]){"for_year", "2026", "n", "2", NULL});
    struct form_data d =
        rig_span(&r, "pipeline-board", (struct span){DATE_NONE, DATE_NONE});
    assert_string_equal(form_get(&d, "n"), "4");
    assert_string_equal(form_get(&d, "quota"), "2");
    assert_string_equal(form_get(&d, "used"), "0");
    assert_string_equal(form_get(&d, "left"), "2");
    assert_string_equal(people_ground_cell(&d, "stages", 0, "n"), "2");
    assert_string_equal(people_ground_cell(&d, "stages", 0, "names"),
                        "孟雪、何平");
    assert_string_equal(people_ground_cell(&d, "people", 0, "state"),
                        "入党申请人（未建档）");
    assert_true(strstr(people_ground_cell(&d, "people", 3, "papers"), "等 ") !=
                NULL);
    rig_close(&r);
}

/* ---- nobody, long names ----------------------------------------------------
 */

TEST(forms_of_the_pipeline_of_nobody_say_so)
{
    static const struct {
        const char *form, *says;
    } rows[] = {
        {"pipeline-applicants", "没有入党申请人和入党积极分子"},
        {"pipeline-candidates", "没有发展对象"},
        {"pipeline-probation", "没有预备党员"},
        {"pipeline-month", "没有办理发展党员的步骤"},
        {"pipeline-board", "没有正在办理的发展档案"},
        {"pipeline-calendar", "没有到期的事项"},
    };
    struct rig r;
    rig_bare(&r);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct form_data d = rig_span(&r, rows[i].form, year(2026));
        if (strstr(rig_text(&r, rows[i].form, &d, 132), rows[i].says) == NULL) {
            fail_msg("%s does not say %s", rows[i].form, rows[i].says);
        }
    }
    rig_close(&r);
}

TEST(names_of_sixty_characters_are_whole_on_every_register)
{
    static const char *const forms[] = {"pipeline-applicants", "pipeline-board",
                                        "pipeline-calendar", "pipeline-month"};
    struct rig r;
    struct strbuf name;
    rig_bare(&r);
    sb_init(&name);
    sb_repeat(&name, "鑫·", 30);
    int64_t who = rig_person(&r, name.s, "1994-06-12", "2026-03-15");
    rig_file(&r, who, ORIGIN_HERE);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        struct form_data d = rig_span(&r, forms[i], year(2026));
        const char *text = rig_text(&r, forms[i], &d, 0);
        int n = 0;
        for (const char *s = text; (s = strstr(s, "鑫")) != NULL; s++) {
            n++;
        }
        if (n == 0 || n % 30 != 0) {
            fail_msg("%s has %d of 30", forms[i], n);
        }
    }
    sb_clear(&name);
    rig_close(&r);
}

/* A letter that cannot be written says which step is missing. */
TEST(a_letter_says_which_step_it_lacks)
{
    struct rig r;
    rig_open(&r);
    struct form_data chen = rig_of(&r, "pipeline-track", r.file[CHEN]);
    struct form_data ma = rig_of(&r, "pipeline-track", r.file[MA]);
    assert_string_equal(form_get(&chen, "lacks_preview"), "");
    assert_string_equal(form_get(&chen, "lacks_approve"), "");
    assert_string_equal(form_get(&ma, "lacks_preview"),
                        "第 12 步支部委员会审查还没有办");
    assert_string_equal(form_get(&ma, "lacks_record"),
                        "第 3 步推荐和确定入党积极分子是在外单位办的");
    rig_close(&r);
}
