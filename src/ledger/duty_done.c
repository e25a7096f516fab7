/* 完成情况: a duty that no other book shows (a plan made, a report sent) is
   written down here when it is done. */
#include "pbtui/ledger/events.h"

#include <string.h>

#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "rows.h"

/* Duties with this book in data/rules/duties.ini are counted here. */
#define BY_HAND "done"

#define DUTY_DONE_FIELDS(X)                                                    \
    X(DUTY, "duty", "规定动作", duty, FIELD_NEEDED | FIELD_SEARCHED, 0, 30,    \
      NULL, "编号或名称；会议、党课、谈话等自动计的不用在这里写")              \
    X(ON, "on_day", "完成日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,     \
      NULL, NULL)                                                              \
    X(YEAR, "for_year", "所属年度", year, FIELD_NEEDED, 0, 6, NULL,            \
      "算哪一年的，例如年初做的上年总结算上年")                                \
    X(PERSON, "person_id", "责任人", person, FIELD_NEW_ROW | FIELD_SEARCHED,   \
      0, 16, "roster", NULL)                                                   \
    X(TEXT, "text", "做了什么", memo, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 60,   \
      NULL, NULL)                                                              \
    X(PROOF, "proof", "材料", text, FIELD_NEW_ROW, 0, 60, NULL,                \
      "文号、存放的地方")                                                      \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_NEW_ROW, 0, 40, "branches", NULL)

enum duty_done_field {
#define X(id, ...) DONE_##id,
    DUTY_DONE_FIELDS(X)
#undef X
};

static const struct field fields[] = {DUTY_DONE_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {DONE_ON, 10, 10, 1},    {DONE_DUTY, 12, 26, 1}, {DONE_YEAR, 8, 8, 3},
    {DONE_PERSON, 8, 16, 4}, {DONE_TEXT, 12, 40, 2}, {DONE_PROOF, 10, 30, 5},
};

static const struct ledger_view views[] = {
    {"current", "本年完成", NULL,
     "t.voided_on is null and t.branch_id = :branch"
     " and t.for_year = cast(substr(:day, 1, 4) as integer)",
     columns, ARRAY_LEN(columns)},
    VIEWS_PLAIN("全部", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, DONE_BRANCH, b->branch);
    record_set_day(r, a, DONE_ON, b->today);
    record_set_int(r, DONE_YEAR, date_year(b->today));
}

static void check_duty(struct book *b, const struct record *r, int day,
                       struct issues *is)
{
    const char *code = record_text(r, DONE_DUTY);
    const struct duty *d = duty_find(book_duties(b), code, day);
    if (code[0] == '\0') {
        return;
    }
    if (d == NULL) {
        issue_add(is, "duty", true, "E-DUTYDONE-001",
                  "那天还没有“%s”这一项规定，请核对日期。", code);
    } else if (strcmp(d->book, BY_HAND) != 0) {
        const struct kind *k = kinds_by_code(book_kinds(b), d->kind);
        issue_add(is, "duty", true, "E-DUTYDONE-002",
                  "“%s”由程序从%s里自动计，不用在这里写；请登记到那里。",
                  d->name, k != NULL ? k->name : "相应的台账");
    }
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    int day = record_day(r, DONE_ON);
    if (old != NULL) {
        period_check(b, record_int(old, DONE_BRANCH), record_day(old, DONE_ON),
                     "on_day", is);
    }
    if (day == DATE_NONE) {
        return;
    }
    if (day > b->today) {
        issue_add(is, "on_day", true, "E-DUTYDONE-003",
                  "完成日期在今天之后；做完了再登记。");
    }
    period_check(b, record_int(r, DONE_BRANCH), day, "on_day", is);
    check_duty(b, r, day, is);
    int64_t apart = record_int(r, DONE_YEAR) - date_year(day);
    if (apart < -1 || apart > 1) {
        issue_add(is, "for_year", false, "E-DUTYDONE-004",
                  "所属年度与完成日期差了一年以上，请核对。");
    }
}

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    return period_is_open(b, record_int(r, DONE_BRANCH), record_day(r, DONE_ON),
                          err);
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    record_show(r, b, DONE_DUTY, out);
    sb_addf(out, " %s", record_text(r, DONE_ON));
}

const struct ledger ledger_duty_done = {
    .name = "duty-done",
    .aliases = "duty_done 完成情况 规定动作完成情况",
    .title = "完成情况",
    .noun = "完成情况",
    .table = "duty_done",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "duty_done t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = DONE_BRANCH,
    .by_branch = true,
    .day_column = "on_day",
    .defaults = defaults,
    .check = check,
    .label = label,
    .may_void = may_void,
    .link_column = "on_day",
};
