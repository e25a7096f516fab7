/* The book of the files of 发展党员 and the yearly plan.  A file is opened and
   closed through ledger/pipeline; as a plain record only what is told about it
   (where from, when he leaves, remarks) can be changed. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

#define BY_PROGRAM "程序自己填"

#define CANDIDACY_FIELDS(X)                                                    \
    X(BRANCH, "branch_id", "党支部", link, FIELD_NEEDED | FIELD_HIDDEN, 0, 40, \
      "branches", NULL)                                                        \
    X(PERSON, "person_id", "姓名", person,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_SEARCHED, 0, 16, "roster", NULL)     \
    X(ORIGIN, "origin", "来源", choice, FIELD_NEEDED | FIELD_FACET, 0, 12,     \
      "pipeline_origin", "外单位转入的，前面各步写原来的日期")                 \
    X(FROM, "came_from", "转入前党组织", text, FIELD_NEW_ROW, 0, 40, NULL,     \
      "转入的写原单位和党组织全称")                                            \
    X(CAME, "came_on", "转入日期", date, 0, 0, 12, NULL, NULL)                 \
    X(MOVED, "moved_on", "随本人转来日期", date, FIELD_HIDDEN, 0, 12, NULL,    \
      BY_PROGRAM)                                                              \
    X(EXAMINED_ON, "examined_on", "材料审核日期", date, FIELD_NEW_ROW, 0, 12,  \
      NULL, "转入的培养材料要认真审查，培养教育时间可以连续计算")              \
    X(EXAMINED_BY, "examined_by", "审核人", person, 0, 0, 16, "roster", NULL)  \
    X(LEAVE, "leave_on", "拟离开单位日期", date, FIELD_NEW_ROW, 0, 12, NULL,   \
      "三个月内将离开的，一般不办理接收手续")                                  \
    X(ENDED, "ended_on", "终止日期", date, FIELD_NEW_ROW, 0, 12, NULL,         \
      BY_PROGRAM)                                                              \
    X(END_KIND, "end_kind", "终止方式", choice, FIELD_FACET, 0, 16,            \
      "pipeline_end", BY_PROGRAM)                                              \
    X(END_REASON, "end_reason", "终止原因", text, 0, 0, 40, NULL, BY_PROGRAM)  \
    X(NOTE, "note", "备注", memo, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 60, NULL, \
      NULL)

#define FURTHEST PIPELINE_FURTHEST("t.id")

static const struct field fields[] = {
    CANDIDACY_FIELDS(FIELD_AS_ROW){
        .column = "step",
        .label = "已到步骤",
        .kind = &field_step,
        .flags = FIELD_COMPUTED,
        .cols = 18,
        .sql = FURTHEST,
    },
    {
        .column = "since",
        .label = "办成日期",
        .kind = &field_date,
        .flags = FIELD_COMPUTED,
        .cols = 12,
        .sql = "select max(s.on_day) from step s where s.candidacy_id = t.id"
               " and s.dropped is null and s.voided_on is null"
               " and s.no = (" FURTHEST ")",
    },
};
_Static_assert(ARRAY_LEN(fields) == CANDIDACY_SINCE + 1,
               "enum candidacy_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {CANDIDACY_PERSON, 8, 14, 1},   {CANDIDACY_STEP, 12, 22, 1},
    {CANDIDACY_SINCE, 10, 10, 2},   {CANDIDACY_ORIGIN, 8, 10, 4},
    {CANDIDACY_END_KIND, 8, 14, 3}, {CANDIDACY_ENDED, 10, 10, 5},
    {CANDIDACY_NOTE, 8, 30, 6},
};

static const struct ledger_view views[] = {
    {"current", "正在办理", NULL,
     ROWS_OF_BRANCH "null and (t.ended_on is null or t.ended_on > :day)",
     columns, ARRAY_LEN(columns)},
    {"ended", "已终止和归档", NULL,
     ROWS_OF_BRANCH "null and t.ended_on <= :day", columns, ARRAY_LEN(columns)},
    VIEWS_OF(ROWS_OF_BRANCH, "全部档案", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    (void)a;
    record_set_int(r, CANDIDACY_BRANCH, b->branch);
    record_set_text(r, CANDIDACY_ORIGIN, ORIGIN_HERE);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)old;
    bool moved =
        strcmp(record_text(r, CANDIDACY_ORIGIN), ORIGIN_ELSEWHERE) == 0;
    if (moved && record_is_null(r, CANDIDACY_FROM)) {
        issue_add(is, "came_from", true, "E-PIPE-010",
                  "外单位转入的，请写转入前的单位和党组织。");
    }
    if (moved && record_is_null(r, CANDIDACY_EXAMINED_ON)) {
        issue_add(
            is, "examined_on", false, "W-PIPE-011",
            "转入的培养材料还没有审核（细则第十二条），审核后请补填日期。");
    }
    static const int past[] = {CANDIDACY_CAME, CANDIDACY_EXAMINED_ON};
    for (size_t i = 0; i < ARRAY_LEN(past); i++) {
        if (record_day(r, past[i]) != DATE_NONE &&
            record_day(r, past[i]) > b->today) {
            issue_add(is, fields[past[i]].column, true, "E-PIPE-012",
                      "%s在今天之后，请核对。", fields[past[i]].label);
        }
    }
}

/* How it ended is asked by the screen of the file; here it is only shown. */
static bool asks(struct book *b, const struct record *r, int field)
{
    (void)b;
    bool end = field == CANDIDACY_ENDED || field == CANDIDACY_END_KIND ||
               field == CANDIDACY_END_REASON;
    return !end || !record_is_null(r, field);
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, CANDIDACY_PERSON), out);
}

const struct ledger ledger_candidacy = {
    .name = "pipeline",
    .aliases = "candidacy 发展党员 发展档案",
    .title = "发展党员",
    .noun = "发展档案",
    .table = "candidacy",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "candidacy t",
    .order = "t.id",
    .order_is_int = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = CANDIDACY_PERSON,
    .by_branch = true,
    .defaults = defaults,
    .asks = asks,
    .check = check,
    .save = candidacy_save,
    .may_void = candidacy_may_void,
    .label = label,
    .link_column = "id",
    .many = true,
    .void_children = true,
};

/* ---- the yearly plan ---------------------------------------------------- */

#define QUOTA_FIELDS(X)                                                        \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(YEAR, "for_year", "年度", year, FIELD_NEEDED, 0, 6, NULL, NULL)          \
    X(N, "n", "计划人数", count, FIELD_NEEDED, 0, 6, NULL,                     \
      "上级下达的发展党员计划数")                                              \
    X(BASIS, "basis", "依据", text, FIELD_NEW_ROW, 0, 40, NULL,                \
      "下达计划的文件和文号")                                                  \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 50, NULL, NULL)

static const struct field quota_fields[] = {QUOTA_FIELDS(FIELD_AS_ROW)};
_Static_assert(ARRAY_LEN(quota_fields) == QUOTA_NOTE + 1, "enum quota_field");

static const struct ledger_column quota_columns[] = {{QUOTA_YEAR, 6, 6, 1},
                                                     {QUOTA_N, 8, 8, 1},
                                                     {QUOTA_BASIS, 10, 40, 2},
                                                     {QUOTA_NOTE, 8, 30, 3}};

static const struct ledger_view quota_views[] = {
    VIEWS_OF(ROWS_OF_BRANCH, "发展计划", quota_columns)};

static void quota_defaults(struct book *b, struct arena *a, struct record *r)
{
    int year, month, mday;
    (void)a;
    date_split(b->today, &year, &month, &mday);
    record_set_int(r, QUOTA_BRANCH, b->branch);
    record_set_int(r, QUOTA_YEAR, year);
}

static void quota_check(struct book *b, const struct record *r,
                        const struct record *old, struct issues *is)
{
    (void)old;
    struct stmt st;
    struct err err = ERR_INIT;
    stmt_open(&st, b->db,
              SQL("select 1 from quota where branch_id = :branch"
                  " and for_year = :year and id <> :id"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", record_int(r, QUOTA_BRANCH));
    stmt_int(&st, ":year", record_int(r, QUOTA_YEAR));
    stmt_int(&st, ":id", r->id);
    if (stmt_row(&st)) {
        issue_add(is, "for_year", true, "E-PIPE-013",
                  "%d 年的发展计划已经登记，请打开那一条修改。",
                  (int)record_int(r, QUOTA_YEAR));
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "for_year", &err);
    }
}

static void quota_label(struct book *b, const struct record *r,
                        struct strbuf *out)
{
    (void)b;
    sb_addf(out, "%d 年", (int)record_int(r, QUOTA_YEAR));
}

const struct ledger ledger_quota = {
    .name = "quotas",
    .aliases = "quota 发展计划 发展党员计划",
    .title = "发展计划",
    .noun = "发展计划",
    .table = "quota",
    .fields = quota_fields,
    .n_fields = ARRAY_LEN(quota_fields),
    .pages = pages,
    .from = "quota t",
    .order = "t.for_year",
    .order_is_int = true,
    .order_descending = true,
    .views = quota_views,
    .n_views = ARRAY_LEN(quota_views),
    .parent = QUOTA_BRANCH,
    .by_branch = true,
    .defaults = quota_defaults,
    .check = quota_check,
    .label = quota_label,
    .link_column = "for_year",
};
