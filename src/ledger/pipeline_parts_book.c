/* What hangs on a file of 发展党员: repeated entries, helpers, public notices,
   papers.  Each is a book of its own; what a step that is done stands on is not
   changed or voided under it (pipeline_part_save, pipeline_part_may_void). */
#include "pipeline_parts.h"

#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"
#include "step_form.h"

static const char *const pages[] = {"内容", NULL};

#define OF_FILE(X)                                                             \
    X(FILE, "candidacy_id", "发展档案", link,                                  \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 16, "pipeline", NULL)

#define PART_OF_FILE                                                           \
    .pages = pages, .parent = 0, .check = pipeline_part_check,                 \
    .save = pipeline_part_save, .may_void = pipeline_part_may_void

/* ---- 思想汇报, 半年考察 … ------------------------------------------------ */

#define STEP_ENTRY_FIELDS(X)                                                   \
    OF_FILE(X)                                                                 \
    X(KIND, "kind", "种类", choice, FIELD_NEEDED | FIELD_FACET, 0, 12,         \
      "step_entry", NULL)                                                      \
    X(ON, "on_day", "日期", date, FIELD_NEEDED, 0, 12, NULL, NULL)             \
    X(BY, "by_id", "考察人", person, FIELD_NEW_ROW, 0, 16, "roster",           \
      "培养联系人、党小组长、支部委员")                                        \
    X(BY_TEXT, "by_text", "外单位考察人", text, FIELD_SEARCHED, 0, 20, NULL,   \
      NULL)                                                                    \
    X(CONCLUSION, "conclusion", "结论", text, FIELD_NEW_ROW | FIELD_SEARCHED,  \
      0, 50, NULL, NULL)                                                       \
    X(CONTENT, "content", "内容", memo, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 60, \
      NULL, NULL)

static const struct field entry_fields[] = {
    STEP_ENTRY_FIELDS(FIELD_AS_ROW) PIPELINE_WHOSE,
};
_Static_assert(ARRAY_LEN(entry_fields) == STEP_ENTRY_PERSON + 1,
               "enum step_entry_field");

static const struct ledger_column entry_columns[] = {
    {STEP_ENTRY_ON, 10, 10, 1},         {STEP_ENTRY_PERSON, 8, 14, 1},
    {STEP_ENTRY_KIND, 8, 10, 1},        {STEP_ENTRY_BY, 8, 12, 3},
    {STEP_ENTRY_CONCLUSION, 10, 40, 2},
};

static const struct ledger_view entry_views[] = {
    VIEWS_OF(PIPELINE_ROWS, "考察记载", entry_columns)};

static void entry_defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_day(r, a, STEP_ENTRY_ON, b->today);
    record_set_text(r, STEP_ENTRY_KIND, codes_find("step_entry", "思想汇报"));
}

static void entry_label(struct book *b, const struct record *r,
                        struct strbuf *out)
{
    pipeline_whose(b, record_int(r, STEP_ENTRY_FILE), out);
    sb_addc(out, ' ');
    record_show(r, b, STEP_ENTRY_KIND, out);
    sb_addf(out, " %s", record_text(r, STEP_ENTRY_ON));
}

const struct ledger ledger_step_entry = {
    .name = "step-entries",
    .aliases = "step-entry 考察记载 思想汇报",
    .title = "考察记载",
    .noun = "考察记载",
    .table = "step_entry",
    .fields = entry_fields,
    .n_fields = ARRAY_LEN(entry_fields),
    .from = "step_entry t",
    .order = "t.on_day",
    .order_descending = true,
    .views = entry_views,
    .n_views = ARRAY_LEN(entry_views),
    .day_column = "on_day",
    .defaults = entry_defaults,
    .offers = step_entry_offers,
    .label = entry_label,
    .link_column = "on_day",
    PART_OF_FILE,
};

/* ---- 培养联系人, 入党介绍人 --------------------------------------------- */

#define HELPER_FIELDS(X)                                                       \
    OF_FILE(X)                                                                 \
    X(ROLE, "role", "担任", choice, FIELD_NEEDED | FIELD_FACET, 0, 12,         \
      "pipeline_role", NULL)                                                   \
    X(PERSON, "person_id", "党员", person, 0, 0, 16, "roster",                 \
      "有表决权的正式党员")                                                    \
    X(NAME, "name_text", "外单位党员", text, FIELD_NAME | FIELD_SEARCHED, 0,   \
      16, NULL, "不在本支部名册里的写姓名")                                    \
    X(FROM, "from_on", "从哪天起", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,  \
      NULL, NULL)                                                              \
    X(TO, "to_on", "到哪天止", date, 0, 0, 12, NULL,                           \
      "不再担任的第一天；还在担任的空着")                                      \
    X(REASON, "reason", "更换原因", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0,   \
      40, NULL, NULL)                                                          \
    X(KIN, "kin", "近亲属", flag, FIELD_NOT_NULL, 0, 4, NULL,                  \
      "配偶和近亲属一般应回避")

static const struct field helper_fields[] = {
    HELPER_FIELDS(FIELD_AS_ROW) PIPELINE_WHOSE,
};
_Static_assert(ARRAY_LEN(helper_fields) == HELPER_OF + 1, "enum helper_field");

static const struct ledger_column helper_columns[] = {
    {HELPER_OF, 8, 14, 1},     {HELPER_ROLE, 10, 12, 1},
    {HELPER_PERSON, 8, 14, 1}, {HELPER_NAME, 8, 14, 3},
    {HELPER_FROM, 10, 10, 2},  {HELPER_TO, 10, 10, 2},
    {HELPER_REASON, 8, 24, 4},
};

static const struct ledger_view helper_views[] = {
    {"current", "现任", NULL,
     PIPELINE_ROWS "null and t.from_on <= :day"
                   " and (t.to_on is null or t.to_on > :day)",
     helper_columns, ARRAY_LEN(helper_columns)},
    VIEWS_OF(PIPELINE_ROWS, "联系人和介绍人", helper_columns),
};

static void helper_defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_day(r, a, HELPER_FROM, b->today);
    record_set_text(r, HELPER_ROLE, ROLE_CONTACT);
    record_set_int(r, HELPER_KIN, 0);
}

static void helper_label(struct book *b, const struct record *r,
                         struct strbuf *out)
{
    pipeline_whose(b, record_int(r, HELPER_FILE), out);
    sb_add(out, " 的");
    record_show(r, b, HELPER_ROLE, out);
    sb_addc(out, ' ');
    record_show(r, b,
                record_is_null(r, HELPER_PERSON) ? HELPER_NAME : HELPER_PERSON,
                out);
}

const struct ledger ledger_helper = {
    .name = "helpers",
    .aliases = "helper 联系人 介绍人 培养联系人 入党介绍人",
    .title = "联系人和介绍人",
    .noun = "联系人",
    .table = "helper",
    .fields = helper_fields,
    .n_fields = ARRAY_LEN(helper_fields),
    .from = "helper t",
    .order = "t.from_on",
    .order_descending = true,
    .views = helper_views,
    .n_views = ARRAY_LEN(helper_views),
    .defaults = helper_defaults,
    .label = helper_label,
    .link_column = "from_on",
    PART_OF_FILE,
};

/* ---- 公示 ---------------------------------------------------------------- */

#define PUBLICITY_FIELDS(X)                                                    \
    OF_FILE(X)                                                                 \
    X(NO, "no", "哪一步", step, FIELD_NEEDED | FIELD_FACET, 0, 24, NULL,       \
      "第 7 步列为发展对象，第 15 步接收，第 23 步转正")                       \
    X(FROM, "from_on", "公示开始", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,  \
      NULL, "头尾两天都算")                                                    \
    X(TO, "to_on", "公示结束", date, FIELD_NEEDED, 0, 12, NULL, NULL)          \
    X(PLACE, "place", "公示地点", text, FIELD_NEW_ROW, 0, 30, NULL, NULL)      \
    X(PHONE, "phone", "联系电话", text, 0, 0, 20, NULL,                        \
      "受理意见的电话，会印在公示上")                                          \
    X(OBJECTIONS, "objections", "收到的意见", memo,                            \
      FIELD_NEW_ROW | FIELD_SEARCHED, 0, 60, NULL, NULL)                       \
    X(STANDS, "stands", "意见成立", flag, FIELD_NOT_NULL | FIELD_NEW_ROW, 0,   \
      4, NULL, "经调查属实、影响入党的")

static const struct field publicity_fields[] = {
    PUBLICITY_FIELDS(FIELD_AS_ROW) PIPELINE_WHOSE,
};
_Static_assert(ARRAY_LEN(publicity_fields) == PUBLICITY_PERSON + 1,
               "enum publicity_field");

static const struct ledger_column publicity_columns[] = {
    {PUBLICITY_FROM, 10, 10, 1},  {PUBLICITY_TO, 10, 10, 1},
    {PUBLICITY_PERSON, 8, 14, 1}, {PUBLICITY_NO, 12, 24, 1},
    {PUBLICITY_PLACE, 8, 24, 3},  {PUBLICITY_STANDS, 8, 8, 2},
};

static const struct ledger_view publicity_views[] = {
    VIEWS_OF(PIPELINE_ROWS, "公示", publicity_columns)};

static void publicity_defaults(struct book *b, struct arena *a,
                               struct record *r)
{
    record_set_day(r, a, PUBLICITY_FROM, b->today);
    record_set_int(r, PUBLICITY_STANDS, 0);
}

static void publicity_label(struct book *b, const struct record *r,
                            struct strbuf *out)
{
    pipeline_whose(b, record_int(r, PUBLICITY_FILE), out);
    sb_addf(out, " 公示 %s", record_text(r, PUBLICITY_FROM));
}

/* How long it is. */
static void publicity_echo(const struct record *r, int field,
                           struct strbuf *out)
{
    int from = record_day(r, PUBLICITY_FROM), to = record_day(r, PUBLICITY_TO);
    if (field == PUBLICITY_TO && from != DATE_NONE && to != DATE_NONE &&
        from <= to) {
        sb_addf(out, "%s，%d 个工作日", date_weekday_text(to),
                date_count_workdays(from - 1, to));
    }
}

const struct ledger ledger_publicity = {
    .name = "publicities",
    .aliases = "publicity 发展公示 公示",
    .title = "发展公示",
    .noun = "公示",
    .table = "publicity",
    .fields = publicity_fields,
    .n_fields = ARRAY_LEN(publicity_fields),
    .from = "publicity t",
    .order = "t.from_on",
    .order_descending = true,
    .views = publicity_views,
    .n_views = ARRAY_LEN(publicity_views),
    .day_column = "from_on",
    .defaults = publicity_defaults,
    .typed = publicity_typed,
    .echo = publicity_echo,
    .label = publicity_label,
    .link_column = "from_on",
    PART_OF_FILE,
};

/* ---- 材料 ---------------------------------------------------------------- */

#define PAPER_FIELDS(X)                                                        \
    OF_FILE(X)                                                                 \
    X(NO, "no", "哪一步", step, FIELD_NEEDED | FIELD_FACET, 0, 24, NULL, NULL) \
    X(NAME, "name", "材料名称", text, FIELD_NEEDED | FIELD_SEARCHED, 0, 30,    \
      NULL, NULL)                                                              \
    X(COPIES, "copies", "份数", count, FIELD_NEEDED | FIELD_NEW_ROW, 0, 4,     \
      NULL, "还没有收到的写 0，并在缺失说明里写原因")                          \
    X(PAGES, "pages", "页数", count, 0, 0, 4, NULL, NULL)                      \
    X(ON, "on_day", "形成时间", date, 0, 0, 12, NULL, NULL)                    \
    X(AT, "file", "存放处", file, FIELD_NEW_ROW, 0, 50, NULL,                  \
      "电子件的文件名，或纸质件放在哪里")                                      \
    X(MISSING, "missing", "缺失说明", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, \
      50, NULL, NULL)                                                          \
    X(ROUND, "round", "第几次", count, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 4,    \
      NULL, "程序自己填")

static const struct field paper_fields[] = {
    PAPER_FIELDS(FIELD_AS_ROW) PIPELINE_WHOSE,
};
_Static_assert(ARRAY_LEN(paper_fields) == PAPER_PERSON + 1, "enum paper_field");

static const struct ledger_column paper_columns[] = {
    {PAPER_PERSON, 8, 14, 1},  {PAPER_NO, 12, 24, 2},  {PAPER_NAME, 12, 30, 1},
    {PAPER_COPIES, 4, 4, 1},   {PAPER_PAGES, 4, 4, 4}, {PAPER_ON, 10, 10, 3},
    {PAPER_MISSING, 8, 30, 3},
};

static const struct ledger_view paper_views[] = {
    VIEWS_OF(PIPELINE_ROWS, "入党材料", paper_columns),
    {"missing", "注明缺失的", NULL, PIPELINE_ROWS "null and t.copies = 0",
     paper_columns, ARRAY_LEN(paper_columns)},
};

static void paper_defaults(struct book *b, struct arena *a, struct record *r)
{
    (void)b;
    (void)a;
    record_set_int(r, PAPER_COPIES, 1);
    record_set_int(r, PAPER_ROUND, 0);
}

static void paper_label(struct book *b, const struct record *r,
                        struct strbuf *out)
{
    pipeline_whose(b, record_int(r, PAPER_FILE), out);
    sb_addf(out, " %s", record_text(r, PAPER_NAME));
}

const struct ledger ledger_paper = {
    .name = "papers",
    .aliases = "paper 入党材料 材料",
    .title = "入党材料",
    .noun = "材料",
    .table = "paper",
    .fields = paper_fields,
    .n_fields = ARRAY_LEN(paper_fields),
    .from = "paper t",
    .order = "t.id",
    .order_is_int = true,
    .views = paper_views,
    .n_views = ARRAY_LEN(paper_views),
    .day_column = "on_day",
    .defaults = paper_defaults,
    .label = paper_label,
    .link_column = "name",
    PART_OF_FILE,
};
