/* The rules over the people of a meeting: who leads, who should come, who came,
   whether that is enough. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"
#include "people_links.h"

static const char *name_of(const struct meeting *m, int64_t person)
{
    return people_name(m->book, m->arena, person);
}

static void check_host(const struct meeting *m, struct issues *is)
{
    int64_t host = record_int(&m->event, EVENT_HOST);
    bool held = meeting_state_is(m, EVENT_HELD);
    if (held && host == 0 && record_is_null(&m->event, EVENT_HOST_NOTE)) {
        issue_add(is, "host_id", false, "E-EVENT-017",
                  "没有写主持人；记录应写明由谁主持。");
    }
    if (host != 0 &&
        !people_is_member(m->book, host, meeting_branch(m), meeting_day(m))) {
        issue_add(is, "host_id", true, "E-EVENT-018",
                  "%s那天不在本支部，不能主持；请核对日期或主持人，上级来人主持"
                  "的写在主持说明里。",
                  name_of(m, host));
    }
}

static const char *join(struct arena *a, const char *const *names)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; names[i] != NULL; i++) {
        sb_addf(&sb, "%s%s", i > 0 ? "、" : "", names[i]);
    }
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

/* Something that says who should come is other than in the file. */
static bool asks_anew(const struct meeting *m)
{
    static const int fields[] = {EVENT_ON, EVENT_KIND, EVENT_GRP};
    if (!meeting_was_held(m)) {
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (!value_same(&m->event.values[fields[i]],
                        &m->was.values[fields[i]])) {
            return true;
        }
    }
    for (size_t i = 0; i < m->roll.n; i++) {
        const struct meeting_part *p = &m->roll.v[i];
        if (!p->gone && (p->was.ledger == NULL ||
                         !value_same(&p->now.values[ATTEND_PERSON],
                                     &p->was.values[ATTEND_PERSON]))) {
            return true;
        }
    }
    return false;
}

/* The roll of a held meeting stays as it was; a new one, or one that is moved,
   is that of its day, nobody less and nobody more. */
static void check_body(struct meeting *m, struct issues *is)
{
    struct meeting_gap gap;
    char day[24];
    struct err err = ERR_INIT;
    bool called =
        meeting_state_is(m, EVENT_HELD) || meeting_state_is(m, EVENT_FAILED);
    if (!called || !asks_anew(m)) {
        return;
    }
    if (!meeting_gaps(m, &gap, &err)) {
        issue_add(is, "roll", true, "E-EVENT-019",
                  "读不出那天的名册，不能核对应到的人，本次没有保存；请稍后再"
                  "试。");
        return;
    }
    if (gap.extra[0] != NULL) {
        issue_add(is, "roll", true, "E-EVENT-020",
                  "%s在 %s 不是应到的人（那天还没有来、已经离开、不在这个组，"
                  "或经批准不计入应到会）；请从名单中去掉，旁听的写进列席。",
                  join(m->arena, gap.extra),
                  date_text_long(meeting_day(m), day));
    }
    /* Taking somebody out of a held roll on purpose is a correction. */
    if (gap.missing[0] != NULL) {
        issue_add(is, "roll", true, "E-EVENT-027",
                  "名单里少了%s：%s 应到；请按 F4 点名补上。",
                  join(m->arena, gap.missing),
                  date_text_long(meeting_day(m), day));
    }
}

static void check_twice(const struct meeting *m, size_t at, struct issues *is)
{
    int64_t person = record_int(&m->roll.v[at].now, ATTEND_PERSON);
    for (size_t i = 0; i < at; i++) {
        if (!m->roll.v[i].gone &&
            record_int(&m->roll.v[i].now, ATTEND_PERSON) == person) {
            issue_add(is, "person_id", true, "E-EVENT-028",
                      "%s已经在名单里，一个人只记一次；请改原来的那一行。",
                      name_of(m, person));
        }
    }
}

static void check_reason(const struct meeting *m, const struct meeting_part *p,
                         struct issues *is)
{
    const struct record *r = &p->now;
    const char *state = record_text(r, ATTEND_STATE);
    bool here =
        strcmp(state, ATTEND_PRESENT) == 0 || strcmp(state, ATTEND_ONLINE) == 0;
    if (!here && record_is_null(r, ATTEND_REASON) &&
        record_is_null(r, ATTEND_REASON_TEXT)) {
        issue_add(is, "roll", true, "E-EVENT-021", "%s%s，要写原因。",
                  name_of(m, record_int(r, ATTEND_PERSON)),
                  codes_name("attend_state", state));
    }
    if (here && !record_is_null(r, ATTEND_MAKEUP_ON)) {
        issue_add(is, "roll", true, "E-EVENT-022",
                  "%s到会了，不用补学；请去掉补学或改到会情况。",
                  name_of(m, record_int(r, ATTEND_PERSON)));
    }
    int makeup = record_day(r, ATTEND_MAKEUP_ON);
    if (makeup != DATE_NONE &&
        (makeup < meeting_day(m) || makeup > m->book->today)) {
        issue_add(is, "roll", true, "E-EVENT-023",
                  "%s的补学日期应在开会以后、今天以前，请核对。",
                  name_of(m, record_int(r, ATTEND_PERSON)));
    }
}

static void check_roll(struct meeting *m, struct issues *is)
{
    check_body(m, is);
    for (size_t i = 0; i < m->roll.n; i++) {
        const struct meeting_part *p = &m->roll.v[i];
        if (!p->gone) {
            check_twice(m, i, is);
            check_reason(m, p, is);
        }
    }
    if (meeting_state_is(m, EVENT_HELD) && meeting_count(&m->roll) == 0) {
        issue_add(is, "roll", true, "E-EVENT-024",
                  "名单是空的：那天没有应到的人；请核对日期、党小组，或按 F4 "
                  "点名加人。");
    }
}

/* Only then anybody can be in two places who was not before. */
static bool moves_people(const struct meeting *m)
{
    static const int times[] = {EVENT_TIME_FROM, EVENT_TIME_TO};
    bool moved = asks_anew(m);
    for (size_t i = 0; !moved && i < ARRAY_LEN(times); i++) {
        moved =
            !value_same(&m->event.values[times[i]], &m->was.values[times[i]]);
    }
    for (size_t i = 0; !moved && i < m->roll.n; i++) {
        moved = !value_same(&m->roll.v[i].now.values[ATTEND_STATE],
                            &m->roll.v[i].was.values[ATTEND_STATE]);
    }
    return moved;
}

/* Who leads or writes it down is there. */
static void check_there(const struct meeting *m, int field, const char *what,
                        struct issues *is)
{
    int64_t person = record_int(&m->event, field);
    for (size_t i = 0; person != 0 && i < m->roll.n; i++) {
        const struct record *r = &m->roll.v[i].now;
        const char *state = record_text(r, ATTEND_STATE);
        bool away = strcmp(state, ATTEND_LEAVE) == 0 ||
                    strcmp(state, ATTEND_ABSENT) == 0;
        if (!m->roll.v[i].gone && away &&
            record_int(r, ATTEND_PERSON) == person) {
            issue_add(is, m->event.ledger->fields[field].column, false,
                      "E-EVENT-048", "%s点名时记了%s，不能又%s；请核对。",
                      name_of(m, person), codes_name("attend_state", state),
                      what);
        }
    }
}

static void check_enough(struct meeting *m, struct issues *is)
{
    struct strbuf clashes;
    if (!meeting_state_is(m, EVENT_HELD)) {
        return;
    }
    for (size_t i = 0; i < m->kinds.n; i++) {
        const struct kind *k = meeting_kind_of(m, &m->kinds.v[i].now);
        struct vote_verdict v = meeting_enough(m, k);
        if (k != NULL && !m->kinds.v[i].gone && v.state == VOTE_NOT_ENOUGH) {
            issue_add(is, "roll", false, "E-EVENT-025",
                      "%s：%s。人数不够，照样登记但不计次数；没有开成的请把状态"
                      "改成流会。",
                      k->name, v.text);
        }
    }
    if (!moves_people(m)) {
        return;
    }
    sb_init(&clashes);
    if (meeting_clashes(m, &clashes, NULL) > 0) {
        sb_cut(&clashes, clashes.len - 1);
        issue_add(is, "roll", false, "E-EVENT-026", "%s", clashes.s);
    }
    sb_clear(&clashes);
}

void meeting_check_people(struct meeting *m, struct issues *is)
{
    check_host(m, is);
    if (meeting_state_is(m, EVENT_HELD)) {
        check_there(m, EVENT_HOST, "主持", is);
        check_there(m, EVENT_RECORDER, "记录", is);
    }
    check_roll(m, is);
    check_enough(m, is);
}
