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

/* ---- state and dates ---------------------------------------------------- */

static void check_state(const struct meeting *m, struct issues *is)
{
    int day = meeting_day(m);
    bool held = meeting_state_is(m, EVENT_HELD);
    bool undone = meeting_state_is(m, EVENT_FAILED) ||
                  meeting_state_is(m, EVENT_CANCELLED);
    if (meeting_was_held(m) && !held) {
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
    meeting_check_people(m, is);
    meeting_check_steps(m, is);
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
