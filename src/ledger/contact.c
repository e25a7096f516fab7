/* 联系记录: when somebody away was reached; the last one dates 失联. */
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

#define CONTACT_FIELDS(X)                                                      \
    X(PERSON, "person_id", "姓名", person,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_SEARCHED, 0, 16, "roster", NULL)     \
    X(ON, "on_day", "日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12, NULL,   \
      NULL)                                                                    \
    X(WAY, "way", "方式", choice, FIELD_NEEDED, 0, 10, "contact_way", NULL)    \
    X(BY, "by_id", "联系人", person, FIELD_NEW_ROW, 0, 16, "roster",           \
      "谁去联系的")                                                            \
    X(REACHED, "reached", "联系上", flag, FIELD_NOT_NULL, 0, 4, NULL,          \
      "没联系上的也要记，作为查找的凭据")                                      \
    X(NOTE, "note", "情况", memo, FIELD_NEW_ROW, 0, 60, NULL, NULL)

enum contact_field {
#define X(id, ...) CONTACT_##id,
    CONTACT_FIELDS(X)
#undef X
};

static const struct field fields[] = {CONTACT_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {CONTACT_PERSON, 8, 16, 1}, {CONTACT_ON, 10, 10, 1},
    {CONTACT_WAY, 6, 8, 2},     {CONTACT_REACHED, 6, 6, 2},
    {CONTACT_BY, 8, 12, 4},     {CONTACT_NOTE, 10, 40, 3},
};

static const struct ledger_view views[] = {VIEWS_PLAIN("联系记录", columns)};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_day(r, a, CONTACT_ON, b->today);
    record_set_int(r, CONTACT_REACHED, 1);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)old;
    if (record_day(r, CONTACT_ON) > b->today) {
        issue_add(is, "on_day", true, "E-CONTACT-001",
                  "联系日期在今天之后，请核对。");
    }
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, CONTACT_PERSON), out);
    sb_addf(out, " %s", record_text(r, CONTACT_ON));
}

const struct ledger ledger_contact = {
    .name = "contacts",
    .aliases = "contact 联系 联系记录",
    .title = "联系记录",
    .noun = "联系",
    .table = "contact",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "contact t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = CONTACT_PERSON,
    .day_column = "on_day",
    .defaults = defaults,
    .check = check,
    .label = label,
    .link_column = "on_day",
};
