/* The book of the steps that were taken: all of them as a list over the branch,
   by day; written through pipeline_step_save, which checks the whole file. */
#include "pipeline_parts.h"

#include "pbtui/ledger/events.h"
#include "people_links.h"
#include "rows.h"
#include "step_form.h"

#define BY_PROGRAM "程序自己填"

#define STEP_FIELDS(X)                                                         \
    X(FILE, "candidacy_id", "发展档案", link,                                  \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 16, "pipeline", NULL)     \
    X(NO, "no", "步骤", step, FIELD_NEEDED | FIELD_FACET, 0, 24, NULL, NULL)   \
    X(ROUND, "round", "第几轮", count, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 4,    \
      NULL, BY_PROGRAM)                                                        \
    X(ON, "on_day", "日期", date, FIELD_NEW_ROW, 0, 12, NULL,                  \
      "写实际办理的日期；只是报送、还没有批复的空着")                          \
    X(ASKED, "asked_on", "报送日期", date, 0, 0, 12, NULL, NULL)               \
    X(FROM, "from_on", "开始日期", date, FIELD_NEW_ROW, 0, 12, NULL, NULL)     \
    X(TO, "to_on", "结束日期", date, 0, 0, 12, NULL, NULL)                     \
    X(BY, "by_id", "责任人", person, FIELD_NEW_ROW, 0, 16, "roster",           \
      "谈话人、经办人；不是本支部的写在后一栏")                                \
    X(BY_TEXT, "by_text", "外单位责任人", text, FIELD_SEARCHED, 0, 20, NULL,   \
      "上级党委委员、组织员等，写姓名职务")                                    \
    X(PLACE, "place", "地点", text, 0, 0, 24, NULL, NULL)                      \
    X(EVENT, "event_id", "会议", link, FIELD_NEW_ROW, 0, 42, "events",         \
      "票数取自会议里关于本人的议题")                                          \
    X(RESULT, "result", "结果", choice, FIELD_FACET, 0, 16, "step_result",     \
      NULL)                                                                    \
    X(WAY, "way", "推荐方式", choice, 0, 0, 12, "recommend_way", NULL)         \
    X(NUMBER, "number", "文号、编号", voucher, FIELD_NEW_ROW | FIELD_SEARCHED, \
      0, 30, NULL, "批复文号、志愿书编号、结业证号")                           \
    X(CONCLUSION, "conclusion", "结论", text, FIELD_SEARCHED, 0, 40, NULL,     \
      NULL)                                                                    \
    X(HOURS, "hours", "学时", count, FIELD_NEW_ROW, 0, 6, NULL, NULL)          \
    X(DAYS, "days", "天数", count, 0, 0, 6, NULL, NULL)                        \
    X(MONTHS, "months", "延长月数", count, 0, 0, 6, NULL, NULL)                \
    X(GRP, "grp_id", "党小组", link, 0, 0, 16, "groups", NULL)

#define STEP_LAST_FIELDS(X)                                                    \
    X(ELSEWHERE, "elsewhere", "外单位办理", flag,                              \
      FIELD_NOT_NULL | FIELD_NEW_ROW, 0, 4, NULL,                              \
      "转入前在外单位办的，会议和人员不再核对")                                \
    X(REASON, "reason", "原因说明", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0,   \
      50, NULL, "不合一般做法、超过期限的，写明原因")                          \
    X(DROPPED, "dropped", "不再计算", text, FIELD_HIDDEN, 0, 30, NULL,         \
      BY_PROGRAM)                                                              \
    X(DROPPED_NO, "dropped_no", "因重办的步骤", count, FIELD_HIDDEN, 0, 4,     \
      NULL, BY_PROGRAM)                                                        \
    X(DROPPED_ROUND, "dropped_round", "重办的轮次", count, FIELD_HIDDEN, 0, 4, \
      NULL, BY_PROGRAM)                                                        \
    X(ENTERED, "entered_on", "登记日期", date, FIELD_NOT_NULL | FIELD_HIDDEN,  \
      0, 12, NULL, BY_PROGRAM)                                                 \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 50, NULL, \
      NULL)

/* Whom the step named, out of the helpers that began with it. */
#define NAMED_WITH(what, role, nth)                                            \
    "select " what " from helper h where h.candidacy_id = t.candidacy_id"      \
    " and h.voided_on is null and h.role = '" role "'"                         \
    " and h.from_on = t.on_day and t.no ="                                     \
    " case h.role when '" ROLE_CONTACT "' then 5 else 9 end and " nth
#define NAMED_PERSON(role, nth)                                                \
    NAMED_WITH("h.person_id", role,                                            \
               "h.person_id is not null order by h.id limit 1 offset " nth)
#define NAMED_OUTSIDE(role)                                                    \
    NAMED_WITH("group_concat(h.name_text, '、')", role,                        \
               "h.name_text is not null")

/* Saved as records of their own, together with the new step. */
#define HELPER_ROW(col, lab, fl, role, nth, hi)                                \
    {                                                                          \
        .column = (col), .label = (lab), .kind = &field_person,                \
        .flags = FIELD_NEW_ONLY | (fl), .cols = 16, .of = "roster",            \
        .sql = NAMED_PERSON(role, nth), .sort = "", .hint = (hi)               \
    }
#define OUTSIDERS                                                              \
    "不在本支部名册里的党员写姓名，"                            \
    "两名用顿号隔开"
#define OUTSIDER_ROW(col, lab, role)                                           \
    {                                                                          \
        .column = (col), .label = (lab), .kind = &field_text,                  \
        .flags = FIELD_NEW_ONLY, .cols = 20, .sql = NAMED_OUTSIDE(role),       \
        .sort = "", .hint = OUTSIDERS                                          \
    }

static const struct field fields[] = {
    STEP_FIELDS(FIELD_AS_ROW)
        HELPER_ROW("contact_1", "培养联系人", FIELD_NEW_ROW, ROLE_CONTACT, "0",
                   "有表决权的正式党员，一至两名"),
    HELPER_ROW("contact_2", "另一联系人", 0, ROLE_CONTACT, "1", "可以不填"),
    OUTSIDER_ROW("contact_out", "外单位联系人", ROLE_CONTACT),
    HELPER_ROW("introducer_1", "入党介绍人", FIELD_NEW_ROW, ROLE_INTRODUCER,
               "0", "正式党员，一般由培养联系人担任"),
    HELPER_ROW("introducer_2", "另一介绍人", 0, ROLE_INTRODUCER, "1",
               "介绍人应有两名"),
    OUTSIDER_ROW("introducer_out", "外单位介绍人", ROLE_INTRODUCER),
    STEP_LAST_FIELDS(FIELD_AS_ROW) PIPELINE_WHOSE,
};
_Static_assert(ARRAY_LEN(fields) == STEP_PERSON + 1, "enum step_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {STEP_ON, 10, 10, 1},     {STEP_PERSON, 8, 14, 1}, {STEP_NO, 14, 26, 1},
    {STEP_RESULT, 6, 16, 2},  {STEP_BY, 8, 12, 4},     {STEP_NUMBER, 8, 20, 5},
    {STEP_REASON, 10, 30, 3},
};

static const struct ledger_view views[] = {
    VIEWS_OF(PIPELINE_ROWS, "发展步骤", columns),
    {"reasoned", "有原因说明", NULL,
     PIPELINE_ROWS "null and t.reason is not null", columns,
     ARRAY_LEN(columns)},
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_day(r, a, STEP_ON, b->today);
    record_set_day(r, a, STEP_ENTERED, b->today);
    record_set_int(r, STEP_ROUND, 1);
    record_set_int(r, STEP_ELSEWHERE, 0);
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    pipeline_whose(b, record_int(r, STEP_FILE), out);
    sb_addc(out, ' ');
    record_show(r, b, STEP_NO, out);
}

const struct ledger ledger_step = {
    .name = "steps",
    .aliases = "step 发展步骤 步骤",
    .title = "发展步骤",
    .noun = "发展步骤",
    .table = "step",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "step t",
    .order = "coalesce(t.on_day, t.asked_on)",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = STEP_FILE,
    .day_column = "on_day",
    .defaults = defaults,
    .typed = step_typed,
    .asks = step_asks,
    .offers = step_offers,
    .judge = step_judge,
    .explain = step_explain,
    .effects = step_effects,
    .check = step_check,
    .save = step_save,
    .may_void = step_may_void,
    .label = label,
    .link_column = "on_day",
    .many = true,
};
