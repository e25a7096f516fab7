/* What letters about a person say: the days of the steps as letters write them,
   meetings with their votes, the notice; a line to write on where the file does
   not know. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "source_pipeline.h"
#include "source_say.h"

/* Names of the days of steps. */
static const struct {
    int no;
    const char *name, *asked;
} days[] = {
    {AT_APPLY, "apply", NULL},
    {TRACK_TALK, "talked", NULL},
    {AT_ACTIVIST, "activist", NULL},
    {TRACK_RECORD, "recorded", "recorded_asked"},
    {AT_CANDIDATE, "studied", NULL},
    {AT_REPLY, "candidate", "candidate_asked"},
    {AT_VETTING, "vetted", NULL},
    {AT_BOARD, "examined", NULL},
    {AT_PREVIEW, "previewed", "previewed_asked"},
    {AT_ACCEPT, "accepted", NULL},
    {AT_APPROVE, "approved", "approved_asked"},
    {AT_PLACE, "placed", NULL},
    {TRACK_OATH, "sworn", NULL},
    {AT_ARCHIVE, "archived", NULL},
};

static void put_days(struct track *t)
{
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        const struct record *r = track_step(t, days[i].no);
        form_set(t->d, days[i].name, track_long(t, days[i].no));
        if (days[i].asked != NULL) {
            form_set(t->d, days[i].asked,
                     say_day(t->a, r == NULL ? DATE_NONE
                                             : record_day(r, STEP_ASKED)));
        }
    }
}

/* What body it was, not which number the meeting had. */
static const char *body_of(const struct track *t, int no)
{
    const char *kinds = t->f.facts.steps[no].meeting.kind;
    bool linked = track_step(t, no) != NULL && kinds != NULL;
    return linked && strstr(kinds, "branch.meeting") != NULL &&
                   strstr(kinds, "committee.meeting") == NULL
               ? "支部党员大会"
               : "支部委员会会议";
}

static void put_meetings(struct track *t)
{
    form_set(t->d, "activist_by", body_of(t, AT_ACTIVIST));
    form_set(t->d, "studied_by", body_of(t, AT_CANDIDATE));
    form_set(t->d, "examined_by_board", body_of(t, AT_BOARD));
}

/* 采用无记名投票方式表决, or as it really was, and then that this is not how it
   is to be done; what is yet to be voted will be. */
static const char *way_of(const struct track *t, const struct track_vote *v)
{
    static const char secret[] = "无记名投票";
    const char *way = v->topic == 0 ? secret : v->way;
    bool wrong = v->ballots && way[0] != '\0' && strcmp(way, secret) != 0;
    const char *remark = wrong ? "（应当无记名投票，请核对）" : "";
    return arena_printf(t->a, "%s方式表决%s", say_or(way, SAY_SHORT), remark);
}

/* 应到会有表决权的正式党员20名 …, with lines where no vote is known. */
static bool put_vote(struct track *t, const char *name, const struct record *r,
                     struct err *err)
{
    struct track_vote v;
    if (!track_vote(t, r, &v, err)) {
        return false;
    }
    form_setf(t->d, name,
              "应到会有表决权的正式党员%s名，实到会%s名，采用%s，"
              "赞成%s票，反对%s票，弃权%s票%s",
              say_or(v.entitled, SAY_SHORT), say_or(v.present, SAY_SHORT),
              way_of(t, &v), say_or(v.yes, SAY_SHORT), say_or(v.no, SAY_SHORT),
              say_or(v.abstain, SAY_SHORT),
              v.written == 0 ? ""
                             : arena_printf(t->a, "（含会前书面意见%s份）",
                                            say_number(t->a, v.written)));
    return true;
}

/* ---- what was found ------------------------------------------------------ */

static void put_training(struct track *t)
{
    const struct record *r = track_step(t, AT_TRAINING);
    const char *hours = track_field(t, r, STEP_HOURS);
    const char *length = track_field(t, r, STEP_DAYS);
    struct arena *a = t->a;
    const char *time = track_join(
        a, hours[0] != '\0' ? arena_printf(a, "%s学时", hours) : "", "、",
        length[0] != '\0' ? arena_printf(a, "%s天", length) : "");
    form_set(t->d, "trained_from",
             say_day(a, r == NULL ? DATE_NONE : record_day(r, STEP_FROM)));
    form_set(t->d, "trained",
             say_day(a, r == NULL                    ? DATE_NONE
                        : record_is_null(r, STEP_TO) ? record_day(r, STEP_ON)
                                                     : record_day(r, STEP_TO)));
    form_set(t->d, "trained_for", say_or(time, SAY_SHORT));
    form_set(t->d, "trained_number", track_field(t, r, STEP_NUMBER));
}

/* 半年考察 between becoming an activist and the day. */
static int reviews(const struct track *t)
{
    int n = 0, since = track_on(t, AT_ACTIVIST);
    for (size_t i = 0; i < t->f.facts.n_entries; i++) {
        const struct pipeline_entry *e = &t->f.facts.entries[i];
        n += strcmp(e->kind, "半年考察") == 0 && since != DATE_NONE &&
             e->on >= since && e->on <= t->day;
    }
    return n;
}

static const char *notice_said(const struct track *t)
{
    const struct record *r = track_notice(t, AT_CANDIDATE);
    if (r == NULL || record_day(r, PUBLICITY_TO) > t->day) {
        return "";
    }
    const char *came = record_text(r, PUBLICITY_OBJECTIONS);
    return arena_printf(t->a, "%s至%s进行了公示，%s%s",
                        say_day(t->a, record_day(r, PUBLICITY_FROM)),
                        say_day(t->a, record_day(r, PUBLICITY_TO)),
                        came[0] != '\0' ? "收到的反映：" : "没有收到意见",
                        came);
}

static void put_facts(struct track *t)
{
    const struct record *vetting = track_step(t, AT_VETTING);
    form_set(
        t->d, "way",
        say_or(track_field(t, track_step(t, AT_ACTIVIST), STEP_WAY), SAY_LINE));
    form_set(t->d, "vetting",
             say_or(track_field(t, vetting, STEP_RESULT), SAY_SHORT));
    form_set(t->d, "vetting_said", track_field(t, vetting, STEP_CONCLUSION));
    form_set(t->d, "booklet",
             say_or(track_field(t, track_step(t, TRACK_BOOKLET), STEP_NUMBER),
                    SAY_LINE));
    form_set(t->d, "talker",
             say_or(track_by(t, track_step(t, TRACK_TALK)), SAY_LINE));
    form_set(t->d, "interviewer",
             say_or(track_by(t, track_step(t, TRACK_INTERVIEW)), SAY_LINE));
    form_set(
        t->d, "grp",
        say_or(track_field(t, track_step(t, AT_PLACE), STEP_GRP), SAY_LINE));
    form_set(t->d, "notice_said", notice_said(t));
    form_set(t->d, "reviews", say_number(t->a, reviews(t)));
}

/* ---- 转正 ---------------------------------------------------------------- */

static const char *conversion(const struct track *t, const struct record *r)
{
    return r == NULL ? "转为中共正式党员"
           : track_came_to(r, RESULT_EXTENDED)
               ? arena_printf(t->a, "延长预备期%s个月",
                              say_or(track_field(t, r, STEP_MONTHS), SAY_SHORT))
           : track_came_to(r, RESULT_CANCELLED) ? "取消预备党员资格"
                                                : "按期转为中共正式党员";
}

static void put_conversion(struct track *t)
{
    const struct record *r = track_last(t, AT_CONVERT);
    const struct record *asked = track_last(t, AT_REQUEST);
    const struct record *confirm = track_last(t, AT_CONFIRM);
    struct probation p = track_probation(t);
    struct probation first =
        p.from == DATE_NONE ? p : pipeline_probation(t->rules, p.from, 0);
    form_set(t->d, "conversion", conversion(t, r));
    form_set(t->d, "converted",
             say_day(t->a, r == NULL ? DATE_NONE : record_day(r, STEP_ON)));
    form_set(
        t->d, "requested",
        say_day(t->a, asked == NULL ? DATE_NONE : record_day(asked, STEP_ON)));
    form_set(t->d, "confirmed_asked",
             say_day(t->a, confirm == NULL ? track_asked(t, AT_CONFIRM)
                                           : record_day(confirm, STEP_ASKED)));
    form_set(t->d, "probation_from", say_day(t->a, p.from));
    form_set(t->d, "probation_to", say_day(t->a, p.to));
    form_set(t->d, "admitted_to", say_day(t->a, first.to));
    form_set(t->d, "full_from", say_day(t->a, p.full_from));
}

bool track_put_letters(struct track *t, struct err *err)
{
    put_days(t);
    put_meetings(t);
    put_training(t);
    put_facts(t);
    put_conversion(t);
    return put_vote(t, "accept_vote", track_step(t, AT_ACCEPT), err) &&
           put_vote(t, "convert_vote", track_last(t, AT_CONVERT), err);
}
