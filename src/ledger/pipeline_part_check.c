/* What the small books of 发展党员 (entries, helpers, notices, papers) ask of a
   single record, before the file it belongs to is looked at. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

static void not_ahead(struct book *b, const struct record *r, int field,
                      struct issues *is)
{
    if (record_day(r, field) != DATE_NONE && record_day(r, field) > b->today) {
        issue_add(is, r->ledger->fields[field].column, true, "E-PIPE-035",
                  "%s在今天之后，请核对；办了再登记。",
                  r->ledger->fields[field].label);
    }
}

static void check_helper(struct book *b, const struct record *r,
                         struct issues *is)
{
    int from = record_day(r, HELPER_FROM), to = record_day(r, HELPER_TO);
    not_ahead(b, r, HELPER_FROM, is);
    if (record_is_null(r, HELPER_PERSON) == record_is_null(r, HELPER_NAME)) {
        issue_add(is, "person_id", true, "E-PIPE-036",
                  "请选一名本支部党员，或写外单位党员的姓名，两者写一项。");
    }
    if (to != DATE_NONE && to < from) {
        issue_add(is, "to_on", true, "E-PIPE-037",
                  "不再担任的日期不能早于开始的日期，请核对。");
    }
    if (to != DATE_NONE && record_is_null(r, HELPER_REASON)) {
        issue_add(is, "reason", false, "W-PIPE-038",
                  "更换联系人或介绍人，请写更换原因。");
    }
}

/* Of a member of the roster more is known than his name. */
static void check_name(struct book *b, const struct record *r,
                       const struct record *old, struct issues *is)
{
    struct stmt st;
    struct err err = ERR_INIT;
    if (record_is_null(r, HELPER_NAME) ||
        (old != NULL &&
         value_same(&r->values[HELPER_NAME], &old->values[HELPER_NAME]))) {
        return;
    }
    stmt_open(&st, b->db,
              SQL("select 1 from person p join member m on m.person_id = p.id"
                  " and m.branch_id = :branch and m.voided_on is null"
                  " where p.name = :name and p.voided_on is null"
                  " and m.from_on <= :day"
                  " and (m.to_on is null or m.to_on > :day)"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":name", record_text(r, HELPER_NAME));
    stmt_text(&st, ":day", record_text(r, HELPER_FROM));
    if (stmt_row(&st)) {
        issue_add(is, "name_text", true, "E-PIPE-236",
                  "%s是本支部名册里的党员，请在“党员”一栏选他（她），不写在"
                  "外单位一栏；同名的外单位党员，请在姓名后写单位。",
                  record_text(r, HELPER_NAME));
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "name_text", &err);
    }
}

static void check_publicity(const struct record *r, struct issues *is)
{
    int from = record_day(r, PUBLICITY_FROM), to = record_day(r, PUBLICITY_TO);
    if (from != DATE_NONE && to != DATE_NONE && to < from) {
        issue_add(is, "to_on", true, "E-PIPE-039",
                  "公示结束日期不能早于开始日期，请核对。");
    } else if (from != DATE_NONE && to != DATE_NONE) {
        int days = date_count_workdays(from - 1, to);
        int year, month, mday;
        date_split(to, &year, &month, &mday);
        if (!date_holidays_known(year)) {
            issue_add(is, "to_on", false, "W-PIPE-040",
                      "这一年的放假安排还没有收入，按周一至周五算是 %d 个"
                      "工作日，请核对。",
                      days);
        }
    }
}

/* The same paper of the same attempt is one row. */
static void check_twice(struct book *b, const struct record *r,
                        struct issues *is)
{
    struct stmt st;
    struct err err = ERR_INIT;
    int round = (int)record_int(r, PAPER_ROUND);
    if (round == 0 &&
        !pipeline_read_round(b, record_int(r, PAPER_FILE),
                             (int)record_int(r, PAPER_NO), &round, &err)) {
        issue_add_err(is, "name", &err);
        return;
    }
    stmt_open(&st, b->db,
              SQL("select 1 from paper where candidacy_id = :file"
                  " and no = :no and name = :name and id <> :id"
                  " and round = :round and voided_on is null"));
    stmt_int(&st, ":round", round);
    stmt_int(&st, ":file", record_int(r, PAPER_FILE));
    stmt_int(&st, ":no", record_int(r, PAPER_NO));
    stmt_text(&st, ":name", record_text(r, PAPER_NAME));
    stmt_int(&st, ":id", r->id);
    if (stmt_row(&st)) {
        issue_add(is, "name", true, "E-PIPE-216",
                  "这一步的“%s”已经登记，请打开那一条改份数。",
                  record_text(r, PAPER_NAME));
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "name", &err);
    }
}

static void check_paper(struct book *b, const struct record *r,
                        struct issues *is)
{
    not_ahead(b, r, PAPER_ON, is);
    check_twice(b, r, is);
    if (record_int(r, PAPER_COPIES) == 0 && record_is_null(r, PAPER_MISSING)) {
        issue_add(is, "missing", true, "E-PIPE-041",
                  "份数是 0，请在缺失说明里写为什么没有。");
    }
}

/* What nothing was to be said about is no entry; a report names at least who
   read it. */
static void check_content(const struct record *r, struct issues *is)
{
    const char *kind =
        codes_name("step_entry", record_text(r, STEP_ENTRY_KIND));
    bool empty = record_is_null(r, STEP_ENTRY_CONCLUSION) &&
                 record_is_null(r, STEP_ENTRY_CONTENT);
    if (strcmp(kind, "半年考察") == 0 && empty) {
        issue_add(is, "conclusion", true, "E-PIPE-247",
                  "半年考察要写考察的结论或者内容，请补上。");
    }
    if (strcmp(kind, "思想汇报") == 0 && empty &&
        record_is_null(r, STEP_ENTRY_BY_TEXT) &&
        record_is_null(r, STEP_ENTRY_BY)) {
        issue_add(is, "content", true, "E-PIPE-287",
                  "思想汇报要写内容、结论或者考察人，请至少写一项。");
    }
}

void pipeline_part_check(struct book *b, const struct record *r,
                         const struct record *old, struct issues *is)
{
    if (r->ledger == &ledger_helper) {
        check_helper(b, r, is);
        check_name(b, r, old, is);
        pipeline_helper_asks(b, r, old, is);
    } else if (r->ledger == &ledger_publicity) {
        check_publicity(r, is);
    } else if (r->ledger == &ledger_paper) {
        check_paper(b, r, is);
    } else {
        not_ahead(b, r, STEP_ENTRY_ON, is);
        check_content(r, is);
    }
}
