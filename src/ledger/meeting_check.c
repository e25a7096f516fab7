/* The rules over a whole meeting, each as one sentence: what is wrong, by which
   rule, what to do. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/utf8.h"
#include "people_links.h"

#define REASON_MIN_CHARS 2

static const char *name_of(const struct meeting *m, int64_t person)
{
    return people_name(m->book, m->arena, person);
}

static bool was_held(const struct meeting *m)
{
    return m->was.ledger != NULL &&
           strcmp(record_text(&m->was, EVENT_STATE), EVENT_HELD) == 0;
}

/* ---- state and dates ---------------------------------------------------- */

static void check_state(const struct meeting *m, struct issues *is)
{
    int day = meeting_day(m);
    bool held = meeting_state_is(m, EVENT_HELD);
    bool undone = meeting_state_is(m, EVENT_FAILED) ||
                  meeting_state_is(m, EVENT_CANCELLED);
    if (was_held(m) && !held) {
        issue_add(is, "state", true, "E-EVENT-010",
                  "已召开的会不能改成计划、流会或取消（到会记录要一直保存）；"
                  "登记错了请作废这条记录，并写明原因。");
    }
    if (held && day > m->book->today) {
        issue_add(is, "on_day", true, "E-EVENT-011",
                  "日期在今天之后，还没有开；请核对日期，或把状态写成计划。");
    }
    if (undone &&
        utf8_chars(record_text(&m->event, EVENT_STATE_REASON),
                   strlen(record_text(&m->event, EVENT_STATE_REASON))) <
            REASON_MIN_CHARS) {
        issue_add(is, "state_reason", true, "E-EVENT-012",
                  "流会、取消要写明原因。");
    }
}

static void check_times(const struct meeting *m, struct issues *is)
{
    const char *from = record_text(&m->event, EVENT_TIME_FROM);
    const char *to = record_text(&m->event, EVENT_TIME_TO);
    if (from[0] != '\0' && to[0] != '\0' && strcmp(to, from) <= 0) {
        issue_add(is, "time_to", true, "E-EVENT-013",
                  "结束时间 %s 不晚于开始时间 %s，请核对。", to, from);
    }
}

static void check_sealed(const struct meeting *m, struct issues *is)
{
    if (meeting_only_later(m)) {
        return;
    }
    period_check(m->book, meeting_branch(m), meeting_day(m), "on_day", is);
    if (m->was.ledger != NULL &&
        month_of(record_day(&m->was, EVENT_ON)) != month_of(meeting_day(m))) {
        period_check(m->book, meeting_branch(m), record_day(&m->was, EVENT_ON),
                     "on_day", is);
    }
}

static void check_numbers(const struct meeting *m, struct issues *is)
{
    for (size_t i = 0; i < m->kinds.n; i++) {
        const struct meeting_part *p = &m->kinds.v[i];
        if (!p->gone && meeting_number_is_taken(m, &p->now)) {
            issue_add(is, "no", false, "E-EVENT-029",
                      "这一年已经有第 %lld 次了，请核对次数。",
                      (long long)record_int(&p->now, EK_NO));
        }
    }
}

/* ---- kinds -------------------------------------------------------------- */

static void check_kinds(const struct meeting *m, struct issues *is)
{
    const struct kind *first = meeting_kind(m);
    if (first == NULL) {
        issue_add(is, "kind", true, "E-EVENT-014",
                  "没有这种会议、活动类型，请按 F4 选。");
        return;
    }
    if (first->body == BODY_GROUP && record_is_null(&m->event, EVENT_GRP)) {
        issue_add(is, "grp_id", true, "E-EVENT-015", "%s要写明是哪个党小组。",
                  first->name);
    }
    for (size_t i = 0; i < m->kinds.n; i++) {
        for (size_t j = i + 1; j < m->kinds.n; j++) {
            const struct kind *a = meeting_kind_of(m, &m->kinds.v[i].now);
            const struct kind *b = meeting_kind_of(m, &m->kinds.v[j].now);
            if (m->kinds.v[i].gone || m->kinds.v[j].gone || a == NULL ||
                b == NULL || kinds_combine(a, b)) {
                continue;
            }
            issue_add(is, "also", true, "E-EVENT-016",
                      "%s和%s参加的人不同，不能记成一次活动；请分两次登记。",
                      a->name, b->name);
        }
    }
}

/* ---- people ------------------------------------------------------------- */

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
    if (!was_held(m)) {
        return true;
    }
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
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
    for (size_t i = 0; !moved && i < sizeof times / sizeof times[0]; i++) {
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

/* ---- topics, votes, actions --------------------------------------------- */

static const char *without_stop(struct arena *a, const char *text)
{
    static const char stop[] = "。";
    size_t n = strlen(text);
    size_t k = sizeof stop - 1;
    return n >= k && strcmp(text + n - k, stop) == 0
               ? arena_strn(a, text, n - k)
               : text;
}

/* The roll says who may vote; another number has to have its reason. */
static void check_entitled(struct meeting *m, const struct record *r,
                           struct issues *is)
{
    struct meeting_counts c = meeting_voters(m, r);
    const struct vote_rule *rule = vote_rule(
        book_votes(m->book), record_text(r, AGENDA_VOTE_RULE), meeting_day(m));
    if (rule == NULL) {
        return;
    }
    int64_t due = rule->members ? c.entitled : c.due;
    int64_t came = rule->members ? c.voters : c.came;
    bool other = (!record_is_null(r, AGENDA_ENTITLED) &&
                  record_int(r, AGENDA_ENTITLED) != due) ||
                 (!record_is_null(r, AGENDA_PRESENT) &&
                  record_int(r, AGENDA_PRESENT) != came);
    if (other) {
        issue_add(is, "agenda", false, "E-EVENT-037",
                  "议题“%s”填的有表决权人数与点名的不一致：按名单应到 %lld、"
                  "实到 %lld；请核对。",
                  record_text(r, AGENDA_TOPIC), (long long)due,
                  (long long)came);
    }
}

static void check_vote(struct meeting *m, size_t i, struct issues *is)
{
    const struct record *r = &m->agenda.v[i].now;
    struct vote_verdict v = meeting_vote(m, i);
    if (record_is_null(r, AGENDA_VOTE_RULE)) {
        return;
    }
    check_entitled(m, r, is);
    if (v.state == VOTE_BAD_SUM) {
        issue_add(is, "agenda", true, "E-EVENT-030", "议题“%s”：%s",
                  record_text(r, AGENDA_TOPIC), v.text);
    } else if (v.state == VOTE_BAD_BALLOTS || v.state == VOTE_NOT_ENOUGH) {
        issue_add(is, "agenda", false, "E-EVENT-031",
                  "议题“%s”：%s；这次表决无效，应重新表决。",
                  record_text(r, AGENDA_TOPIC), without_stop(m->arena, v.text));
    } else if (v.state == VOTE_OPEN && meeting_state_is(m, EVENT_HELD)) {
        issue_add(is, "agenda", false, "E-EVENT-032",
                  "议题“%s”要表决，还没有填票数（%s）。",
                  record_text(r, AGENDA_TOPIC), v.text);
    }
}

static void check_actions(const struct meeting *m,
                          const struct meeting_list *list, struct issues *is)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct record *r = &list->v[i].now;
        int due = record_day(r, ACTION_DUE);
        int done = record_day(r, ACTION_DONE);
        if (list->v[i].gone) {
            continue;
        }
        if (list == &m->actions && due != DATE_NONE && due < meeting_day(m)) {
            issue_add(is, "actions", true, "E-EVENT-033",
                      "待办“%s”的时限早于开会日期，请核对。",
                      record_text(r, ACTION_TEXT));
        }
        if (done != DATE_NONE && done > m->book->today) {
            issue_add(is, "actions", true, "E-EVENT-034",
                      "待办“%s”的办结日期在今天之后，请核对。",
                      record_text(r, ACTION_TEXT));
        }
    }
}

static void check_required(const struct meeting_list *list, const char *column,
                           struct issues *is)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct record *r = &list->v[i].now;
        for (size_t f = 0; !list->v[i].gone && f < r->ledger->n_fields; f++) {
            const struct field *x = &r->ledger->fields[f];
            if ((x->flags & FIELD_REQUIRED) != 0 &&
                (int)f != r->ledger->parent && record_is_null(r, (int)f)) {
                issue_add(is, column, true, "E-EVENT-035",
                          "%s的%s不能空着，请填写或去掉这一行。",
                          r->ledger->noun, x->label);
            }
        }
    }
}

void meeting_check(struct meeting *m, struct issues *is)
{
    const struct field *fields = m->event.ledger->fields;
    for (size_t i = 0; i < m->event.ledger->n_fields; i++) {
        if ((fields[i].flags & FIELD_REQUIRED) != 0 &&
            record_is_null(&m->event, (int)i)) {
            issue_add(is, fields[i].column, true, "E-EVENT-036",
                      "%s不能空着，请填写。", fields[i].label);
        }
    }
    if (meeting_day(m) == DATE_NONE) {
        return;
    }
    check_sealed(m, is);
    check_state(m, is);
    check_times(m, is);
    check_kinds(m, is);
    check_numbers(m, is);
    check_host(m, is);
    if (meeting_state_is(m, EVENT_HELD)) {
        check_there(m, EVENT_HOST, "主持", is);
        check_there(m, EVENT_RECORDER, "记录", is);
    }
    check_roll(m, is);
    check_enough(m, is);
    for (size_t i = 0; i < m->agenda.n; i++) {
        if (!m->agenda.v[i].gone) {
            check_vote(m, i, is);
        }
    }
    check_actions(m, &m->actions, is);
    check_actions(m, &m->open, is);
    check_required(&m->roll, "roll", is);
    check_required(&m->agenda, "agenda", is);
    check_required(&m->points, "agenda", is);
    check_required(&m->actions, "actions", is);
    check_required(&m->files, "files", is);
}
