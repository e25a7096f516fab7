/* 本支部规定: a branch's own word on a duty, with its basis: more often than
   the rule, asked for where it is optional, dropped where it is local.  What
   the centre asks of every branch cannot be switched off here. */
#include "pbtui/ledger/events.h"

#include "pbtui/ledger/record.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

#define DUTY_OWN_FIELDS(X)                                                     \
    X(DUTY, "duty", "规定动作", duty, FIELD_NEEDED | FIELD_SEARCHED, 0, 30,    \
      NULL, "编号或名称，例如 M10、书记讲党课")                                \
    X(ASKED, "asked", "要求做", flag, FIELD_NOT_NULL | FIELD_NEW_ROW, 0, 4,    \
      NULL, "勾上：本支部要做；不勾：本支部不要求（中央规定的不能停）")        \
    X(LEAST, "least", "每期至少", count, 0, 0, 6, NULL,                        \
      "空着：照规定的次数；可以写得更多")                                      \
    X(FROM, "from_on", "从哪天起", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,  \
      NULL, NULL)                                                              \
    X(TO, "to_on", "到哪天止", date, 0, 0, 12, NULL,                           \
      "从这天起不再照这条；一直有效的空着")                                    \
    X(BASIS, "basis", "依据", text, FIELD_NEEDED | FIELD_NEW_ROW, 0, 60, NULL, \
      "上级文件、批复的名称和文号，或支部会议决议")                            \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)            \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_NEW_ROW, 0, 40, "branches", NULL)

enum duty_own_field {
#define X(id, ...) OWN_##id,
    DUTY_OWN_FIELDS(X)
#undef X
};

static const struct field fields[] = {DUTY_OWN_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {OWN_DUTY, 12, 26, 1}, {OWN_ASKED, 6, 6, 1}, {OWN_LEAST, 8, 8, 2},
    {OWN_FROM, 10, 10, 3}, {OWN_TO, 10, 10, 3},  {OWN_BASIS, 12, 40, 2},
};

static const struct ledger_view views[] = {
    {"current", "现行规定", NULL,
     "t.voided_on is null and t.branch_id = :branch and t.from_on <= :day"
     " and (t.to_on is null or t.to_on > :day)",
     columns, ARRAY_LEN(columns)},
    VIEWS_PLAIN("全部", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, OWN_BRANCH, b->branch);
    record_set_int(r, OWN_ASKED, 1);
    record_set_day(r, a, OWN_FROM, b->today);
}

static void check_span(const struct record *r, struct issues *is)
{
    int to = record_day(r, OWN_TO);
    if (to != DATE_NONE && to < record_day(r, OWN_FROM)) {
        issue_add(is, "to_on", true, "E-DUTYOWN-001", FROM_TO_CHECK_TEXT);
    }
}

/* One word at a time. */
static void check_overlap(struct book *b, const struct record *r,
                          struct issues *is)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select from_on from duty_own where branch_id = :branch"
                  " and duty = :duty and id <> :id and voided_on is null"
                  " and from_on < coalesce(:to, '9999')"
                  " and coalesce(to_on, '9999') > :from limit 1"));
    stmt_int(&st, ":branch", record_int(r, OWN_BRANCH));
    stmt_text(&st, ":duty", record_text(r, OWN_DUTY));
    stmt_int(&st, ":id", r->id);
    people_bind_span(&st, r, OWN_FROM, OWN_TO);
    if (stmt_row(&st)) {
        issue_add(is, "from_on", true, "E-DUTYOWN-002",
                  "这段时间与 %s 起的那条规定重叠，请先填那一条的截止日期。",
                  stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
}

static void check_off(const struct record *r, const struct duty *d,
                      struct issues *is)
{
    if (!d->local && !d->off) {
        issue_add(is, "asked", true, "E-DUTYOWN-003",
                  "“%s”是中央规定（%s），支部不能停；可以写得更严。"
                  "有的期确实没法做，请在完成情况或会议记录里写明原因。",
                  d->name, d->basis);
    } else if (!record_is_null(r, OWN_LEAST)) {
        issue_add(is, "least", true, "E-DUTYOWN-004",
                  "不要求做的不用写次数，请清空“每期至少”。");
    }
}

static void check_least(const struct record *r, const struct duty *d,
                        struct issues *is)
{
    int64_t least = record_int(r, OWN_LEAST);
    if (record_is_null(r, OWN_LEAST)) {
        return;
    }
    if (least < 1) {
        issue_add(is, "least", true, "E-DUTYOWN-005",
                  "次数应是大于零的整数；不要求做请去掉“要求做”的勾。");
    } else if (least < d->min && !d->local) {
        issue_add(is, "least", false, "E-DUTYOWN-006",
                  "“%s”规定每期至少 %d 次（%s），写得更少须经上级党组织批准，"
                  "请在依据里写明批复。",
                  d->name, d->min, d->basis);
    }
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)old;
    int from = record_day(r, OWN_FROM);
    const char *code = record_text(r, OWN_DUTY);
    if (from == DATE_NONE || code[0] == '\0') {
        return;
    }
    check_span(r, is);
    check_overlap(b, r, is);
    const struct duty *d = duty_find(book_duties(b), code, from);
    if (d == NULL) {
        issue_add(is, "duty", true, "E-DUTYOWN-007",
                  "那天还没有“%s”这一项规定，请核对日期。", code);
    } else if (record_int(r, OWN_ASKED) == 0) {
        check_off(r, d, is);
    } else {
        check_least(r, d, is);
    }
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    record_show(r, b, OWN_DUTY, out);
    sb_add(out, record_int(r, OWN_ASKED) != 0 ? " 要求做" : " 不要求");
}

const struct ledger ledger_duty_own = {
    .name = "duty-own",
    .aliases = "duty_own 本支部规定 支部规定",
    .title = "本支部规定",
    .noun = "规定",
    .table = "duty_own",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "duty_own t",
    .order = "t.duty",
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = OWN_BRANCH,
    .by_branch = true,
    .day_column = "from_on",
    .defaults = defaults,
    .check = check,
    .label = label,
    .link_column = "duty",
};
