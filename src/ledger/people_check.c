/* The rules over a person record: the order of the dates, the ID number against
   the file, namesakes, when the person came. */
#include "people_fields.h"
#include "people_links.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/ledger/record.h"
#include "pbtui/rules/idno.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

struct person_dates people_dates(const struct record *r)
{
    return (struct person_dates){
        .birth = record_day(r, PEOPLE_BIRTH),
        .apply = record_day(r, PEOPLE_APPLY),
        .activist = record_day(r, PEOPLE_ACTIVIST),
        .candidate = record_day(r, PEOPLE_CANDIDATE),
        .join = record_day(r, PEOPLE_JOIN),
        .full = record_day(r, PEOPLE_FULL),
        .probation_until = record_day(r, PEOPLE_PROBATION),
        .work = record_day(r, PEOPLE_WORK),
        .league = record_day(r, PEOPLE_LEAGUE),
    };
}

static const char *idno_of(const struct record *r, struct book *b,
                           struct arena *a)
{
    const struct value *v = &r->values[PEOPLE_IDNO];
    return v->type == VALUE_INT    ? pii_read(b->db, a, v->i)
           : v->type == VALUE_TEXT ? v->s
                                   : "";
}

static void check_idno(struct book *b, const struct record *r,
                       struct issues *is)
{
    const char *number = idno_of(r, b, is->arena);
    struct idno id;
    if (number[0] == '\0' || !idno_parse(number, b->today, &id, NULL)) {
        return;
    }
    int birth = record_day(r, PEOPLE_BIRTH);
    if (birth != DATE_NONE && birth != id.birth) {
        char file[24];
        char card[24];
        issue_add(is, "birth_on", false, "E-PEOPLE-001",
                  "出生日期 %s 与身份证的 %s "
                  "不一致，以人事档案为准；确认无误可照存。",
                  date_text_long(birth, file), date_text_long(id.birth, card));
    }
    const char *sex = record_text(r, PEOPLE_SEX);
    if (sex[0] != '\0' && strcmp(sex, id.sex == 1 ? "1" : "2") != 0) {
        issue_add(is, "sex", false, "E-PEOPLE-002",
                  "性别与身份证号不一致（身份证为%s），请核对。",
                  id.sex == 1 ? "男" : "女");
    }
    int64_t holders[2];
    size_t n = pii_find(b->db, "person", "idno", id.text, holders, 2);
    for (size_t i = 0; i < n; i++) {
        if (holders[i] != r->id) {
            issue_add(is, "idno", true, "E-PEOPLE-003",
                      "这个身份证号已登记给%s（第 %lld 号），请核对后再填。",
                      people_name(b, is->arena, holders[i]),
                      (long long)holders[i]);
        }
    }
}

static void check_namesake(struct book *b, const struct record *r,
                           struct issues *is)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select id from person where name = :name"
                  " and (birth_on = :birth or birth_on is null"
                  " or :birth = '') and id <> :id"
                  " and voided_on is null limit 1"));
    stmt_text(&st, ":name", record_text(r, PEOPLE_NAME));
    stmt_text(&st, ":birth", record_text(r, PEOPLE_BIRTH));
    stmt_int(&st, ":id", r->id);
    if (stmt_row(&st)) {
        issue_add(is, "name", false, "E-PEOPLE-004",
                  "名册里已有同名的人（第 %lld 号），请确认不是重复登记。",
                  (long long)stmt_col_int(&st, 0));
    }
    stmt_done(&st, NULL);
}

/* Past the end of the probation, but still without 转正日期. */
/* What comes next is said by his file, and its dates are not typed here. */
static bool has_file(struct book *b, int64_t person)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select 1 from candidacy where person_id = :id"
                  " and ended_on is null and voided_on is null"));
    stmt_int(&st, ":id", person);
    bool found = stmt_row(&st);
    return stmt_done(&st, NULL) && found;
}

static void check_overdue(struct book *b, int64_t person,
                          const struct person_dates *d, struct issues *is)
{
    if (d->join == DATE_NONE || d->full != DATE_NONE || has_file(b, person)) {
        return;
    }
    int due = standing_full_from(book_rules(b), d);
    if (due != DATE_NONE && due <= b->today) {
        char text[24];
        issue_add(is, "full_on", false, "E-PEOPLE-006",
                  "预备期到 %s 已满，转正日期还空着；已转正的请补填，延长预备"
                  "期的请在“党内”页填“延长至”。",
                  date_text_long(due, text));
    }
}

/* When the person came, as far as it is typed with a new record. */
static void check_entry(struct book *b, const struct record *r,
                        struct issues *is)
{
    int from = record_day(r, PEOPLE_FROM);
    if (from == DATE_NONE) {
        return;
    }
    if (from > b->today) {
        issue_add(is, "from_on", true, "E-PEOPLE-007",
                  "进入日期在今天之后，请核对。");
    } else if (from < record_day(r, PEOPLE_JOIN)) {
        issue_add(is, "from_on", true, "E-PEOPLE-008",
                  "进入日期早于入党日期，请核对。");
    }
}

void people_check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    struct person_dates d = people_dates(r);
    check_overdue(b, r->id, &d, is);
    if (old != NULL) {
        pipeline_check_roster(b, r, old, is);
    }
    struct standing_issue found[STANDING_ISSUES_MAX];
    size_t n = standing_check_dates(book_rules(b), is->arena, &d, b->today,
                                    found, ARRAY_LEN(found));
    for (size_t i = 0; i < n; i++) {
        issue_add(is, found[i].column, found[i].blocks, found[i].code, "%s",
                  found[i].text);
    }
    if (old == NULL ||
        !value_same(&r->values[PEOPLE_IDNO], &old->values[PEOPLE_IDNO])) {
        check_idno(b, r, is);
    }
    if (old != NULL && strcmp(record_text(r, PEOPLE_NAME),
                              record_text(old, PEOPLE_NAME)) != 0) {
        issue_add(is, "name", false, "E-PEOPLE-009",
                  "姓名由“%s”改成“%s”，请确认不是改到了别人的资料上。",
                  record_text(old, PEOPLE_NAME), record_text(r, PEOPLE_NAME));
    }
    if (old == NULL) {
        check_namesake(b, r, is);
        check_entry(b, r, is);
        if (record_is_null(r, PEOPLE_JOIN) && record_is_null(r, PEOPLE_APPLY)) {
            issue_add(is, "join_on", true, "E-PEOPLE-005",
                      "请填入党日期；还不是党员的，请在“党内”页填申请入党日期"
                      "，才知道归入哪本名册。");
        }
    }
}
