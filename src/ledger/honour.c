/* 表彰荣誉: what a person was praised for, by whom, with which paper. */
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

#define HONOUR_FIELDS(X)                                                       \
    X(PERSON, "person_id", "姓名", person,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_SEARCHED, 0, 16, "roster", NULL)     \
    X(ON, "on_day", "日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12, NULL,   \
      "表彰文件的日期")                                                        \
    X(LEVEL, "level", "级别", choice, FIELD_FACET, 0, 14, "honour_level",      \
      NULL)                                                                    \
    X(TITLE, "title", "荣誉名称", text,                                        \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_SEARCHED, 0, 40, NULL,              \
      "例如：优秀共产党员")                                                    \
    X(GIVER, "giver", "授予单位", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)      \
    X(PAPER, "paper", "文号", text, FIELD_NEW_ROW, 0, 30, NULL, NULL)          \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

enum honour_field {
#define X(id, ...) HONOUR_##id,
    HONOUR_FIELDS(X)
#undef X
};

static const struct field fields[] = {HONOUR_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {HONOUR_PERSON, 8, 16, 1}, {HONOUR_ON, 10, 10, 2},
    {HONOUR_LEVEL, 6, 14, 3},  {HONOUR_TITLE, 12, 36, 1},
    {HONOUR_GIVER, 10, 30, 4}, {HONOUR_PAPER, 10, 24, 5},
};

static const struct ledger_view views[] = {VIEWS_PLAIN("表彰荣誉", columns)};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_day(r, a, HONOUR_ON, b->today);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)old;
    if (record_day(r, HONOUR_ON) > b->today) {
        issue_add(is, "on_day", true, "E-HONOUR-001",
                  "表彰日期在今天之后，请核对。");
    }
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, HONOUR_PERSON), out);
    sb_addf(out, " %s", record_text(r, HONOUR_TITLE));
}

const struct ledger ledger_honour = {
    .name = "honours",
    .aliases = "honour 荣誉 表彰 表彰荣誉",
    .title = "表彰荣誉",
    .noun = "荣誉",
    .table = "honour",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "honour t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = HONOUR_PERSON,
    .day_column = "on_day",
    .defaults = defaults,
    .check = check,
    .label = label,
    .link_column = "title",
};
