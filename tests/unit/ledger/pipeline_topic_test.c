/* Several votes in one meeting: each step takes that of its own topic. */
#include "unit.h"

#include <string.h>

#include "meeting_fixture.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

struct vote {
    const char *rule; /* "" none */
    bool passes;
    bool named; /* in the words of the topic alone */
};

static int64_t begin(struct file_desk *d)
{
    file_desk_open(d);
    int64_t p = desk_applicant(d, "陈方", "2022-03-15");
    desk_worked(d, p, 22);
    return p;
}

static void put_vote(struct file_desk *d, struct meeting *m, int64_t person,
                     const struct vote *v)
{
    struct record *topic = &meeting_add_agenda(m, "研究陈方的事")->now;
    if (!v->named) {
        record_set_int(topic, AGENDA_SUBJECT, person);
    }
    if (v->rule[0] != '\0') {
        int n = meeting_counts(m).voters;
        record_set_text(topic, AGENDA_VOTE_RULE, v->rule);
        record_set_int(topic, AGENDA_YES, v->passes ? n : 1);
        record_set_int(topic, AGENDA_NO, v->passes ? 0 : n - 1);
        record_set_int(topic, AGENDA_ABSTAIN, 0);
    }
    (void)d;
}

static int64_t meet(struct file_desk *d, int64_t person, const struct vote *v,
                    size_t n)
{
    struct meeting m =
        meeting_make(&d->f, "branch.meeting", desk_day(worked_days[23]));
    for (size_t i = 0; i < n && v[i].rule != NULL; i++) {
        put_vote(d, &m, person, &v[i]);
    }
    meeting_saved(&m);
    return m.event.id;
}

TEST(each_result_takes_the_vote_on_itself)
{
    static const struct {
        struct vote votes[3];
        const char *offered, *result;
        const char *code; /* of saving that result */
        int topic;        /* the one taken, from 1 */
    } rows[] = {
        /* Another thing about him, before or after. */
        {{{"general", true, false}, {"conversion", true, false}},
         RESULT_CONVERTED,
         RESULT_CONVERTED,
         "",
         2},
        {{{"conversion", true, false}, {"general", true, false}},
         RESULT_CONVERTED,
         RESULT_CONVERTED,
         "",
         1},
        {{{"general", true, false}, {"conversion", false, false}},
         "",
         RESULT_CONVERTED,
         "E-PIPE-020",
         2},
        /* The conversion failed, then the extension went through. */
        {{{"conversion", false, false}, {"extension", true, false}},
         RESULT_EXTENDED,
         RESULT_EXTENDED,
         "",
         2},
        {{{"conversion", false, false}, {"extension", true, false}},
         RESULT_EXTENDED,
         RESULT_CONVERTED,
         "E-PIPE-020",
         1},
        {{{"extension", true, false}, {"conversion", true, false}},
         RESULT_EXTENDED,
         RESULT_CONVERTED,
         "",
         2},
        {{{"conversion", true, false}, {"extension", true, false}},
         RESULT_CONVERTED,
         RESULT_EXTENDED,
         "",
         2},
        /* About another, who is its subject; named with him in the words. */
        {{{"", false, true}, {"conversion", true, false}},
         RESULT_CONVERTED,
         RESULT_CONVERTED,
         "",
         2},
        {{{"conversion", false, true}, {"conversion", true, false}},
         RESULT_CONVERTED,
         RESULT_CONVERTED,
         "",
         2},
        {{{"conversion", true, true}, {"conversion", false, false}},
         "",
         RESULT_CONVERTED,
         "E-PIPE-020",
         2},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        struct err err = ERR_INIT;
        int64_t p = begin(&d), topic = 0;
        int64_t event = meet(&d, p, rows[i].votes, ARRAY_LEN(rows[i].votes));
        struct pipeline_file f = desk_file(&d, p);
        struct record r =
            desk_step(&d, &f, 23, desk_day(worked_days[23]), rows[i].result);
        pipeline_step_meeting(&f, &r, event);
        print_message("%zu\n", i);
        assert_string_equal(record_text(&r, STEP_RESULT), rows[i].offered);
        record_set_text(&r, STEP_RESULT, rows[i].result);
        assert_true(pipeline_topic(&f, &r, &topic, &err));
        assert_int_equal(topic, desk_int(&d,
                                         SQL("select id from agenda where"
                                             " event_id = :id order by id"),
                                         event) +
                                    rows[i].topic - 1);
        if (!pipeline_step_save(&f, &r, NULL, &err)) {
            assert_string_equal(err.code, rows[i].code);
        } else {
            assert_string_equal("", rows[i].code);
        }
        file_desk_close(&d);
    }
}

/* Two people in one meeting, one converted and one put off. */
TEST(two_people_of_one_meeting_come_to_what_was_voted_on_each)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = begin(&d), q = desk_applicant(&d, "李禾", "2022-03-15");
    desk_worked(&d, q, 22);
    struct meeting m =
        meeting_make(&d.f, "branch.meeting", desk_day(worked_days[23]));
    put_vote(&d, &m, q, &(struct vote){"conversion", false, false});
    put_vote(&d, &m, q, &(struct vote){"extension", true, false});
    put_vote(&d, &m, p, &(struct vote){"conversion", true, false});
    meeting_saved(&m);
    const int64_t who[] = {p, q};
    const char *const came[] = {RESULT_CONVERTED, RESULT_EXTENDED};
    for (size_t i = 0; i < ARRAY_LEN(who); i++) {
        struct pipeline_file f = desk_file(&d, who[i]);
        struct record r =
            desk_step(&d, &f, 23, desk_day(worked_days[23]), came[i]);
        pipeline_step_meeting(&f, &r, m.event.id);
        assert_string_equal(record_text(&r, STEP_RESULT), came[i]);
        if (!pipeline_step_save(&f, &r, NULL, &err)) {
            fail_msg("%s %s", err.code, err.text);
        }
    }
    file_desk_close(&d);
}
