/* 催交记录: who was reminded of what was unpaid, when, and what was said to it.
   The program writes down how much it was then and never changes anybody's
   status. */
#include "pbtui/ledger/dues_accounts.h"

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/change.h"
#include "pbtui/text/money.h"
#include "people_links.h"
#include "rows.h"

#define REMINDER_FIELDS(X)                                                     \
    X(BRANCH, "branch_id", "党支部", link, FIELD_NEEDED | FIELD_HIDDEN, 0, 40, \
      "branches", NULL)                                                        \
    X(PERSON, "person_id", "姓名", person,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_SEARCHED, 0, 16, "roster", NULL)     \
    X(ON, "on_day", "催交日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,     \
      NULL, NULL)                                                              \
    X(WAY, "way", "方式", choice, FIELD_NEEDED | FIELD_FACET, 0, 10,           \
      "contact_way", NULL)                                                     \
    X(BY, "by_id", "催交人", person, FIELD_SEARCHED, 0, 16, "roster", NULL)    \
    X(MONTHS, "months", "连续未交月数", count, FIELD_NOT_NULL | FIELD_NEW_ROW, \
      0, 5, NULL, "空着就由程序按台账填：到上一个结账月为止")                  \
    X(FEN, "fen", "欠交金额", money, FIELD_NOT_NULL, 0, 14, NULL,              \
      "空着就由程序按台账填")                                                  \
    X(UNTIL, "until_on", "限期", date, 0, 0, 12, NULL, "约定最迟哪天补交")     \
    X(ANSWER, "answer", "本人说明", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0,   \
      40, NULL, "没有按时交的原因；有没有正当理由，以后认定时要看")            \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

static const struct field fields[] = {REMINDER_FIELDS(FIELD_AS_ROW)};
_Static_assert(ARRAY_LEN(fields) == REMINDER_NOTE + 1, "enum reminder_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {REMINDER_ON, 10, 10, 1},     {REMINDER_PERSON, 8, 16, 1},
    {REMINDER_MONTHS, 12, 12, 2}, {REMINDER_FEN, 9, 12, 2},
    {REMINDER_WAY, 6, 8, 3},      {REMINDER_BY, 8, 16, 4},
    {REMINDER_UNTIL, 10, 10, 3},  {REMINDER_ANSWER, 10, 40, 5},
};

static const struct ledger_view views[] = {
    {"current", "本年催交", NULL,
     ROWS_OF_BRANCH "null"
                    " and t.on_day between substr(:day, 1, 4) || '-01-01'"
                    " and :day",
     columns, ARRAY_LEN(columns)},
    VIEWS_OF(ROWS_OF_BRANCH, "全部催交", columns),
};

static void put_owed(struct record *r, const struct arrear *who)
{
    record_set_int(r, REMINDER_MONTHS, who->longest);
    record_set_int(r, REMINDER_FEN, who->fen);
}

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, REMINDER_BRANCH, b->branch);
    record_set_day(r, a, REMINDER_ON, b->today);
}

static void typed(struct book *b, struct arena *a, struct record *r, int field)
{
    struct arrear who;
    if (field == REMINDER_PERSON && r->id == 0 &&
        record_int(r, REMINDER_PERSON) != 0 &&
        arrears_of(b, a, record_int(r, REMINDER_PERSON), MONTH_NONE, MONTH_NONE,
                   &who, NULL)) {
        put_owed(r, &who);
    }
}

struct record arrears_reminder(struct book *b, struct arena *a,
                               const struct arrear *who)
{
    struct record r = record_new(&ledger_reminder, b, a);
    record_set_int(&r, REMINDER_PERSON, who->person);
    put_owed(&r, who);
    return r;
}

static void check_person(struct book *b, const struct record *r,
                         struct issues *is)
{
    struct err err = ERR_INIT;
    struct arrear who;
    if (record_int(r, REMINDER_PERSON) == record_int(r, REMINDER_BY)) {
        issue_add(is, "by_id", true, "E-REMIND-004",
                  "催交人不能是本人，请改成另一位。");
    }
    if (!arrears_of(b, is->arena, record_int(r, REMINDER_PERSON), MONTH_NONE,
                    MONTH_NONE, &who, &err)) {
        issue_add_err(is, "person_id", &err);
    } else if (who.n == 0) {
        issue_add(is, "person_id", false, "E-REMIND-003",
                  "台账上%s没有欠交的党费，请核对是不是这个人。",
                  people_name(b, is->arena, record_int(r, REMINDER_PERSON)));
    }
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    int day = record_day(r, REMINDER_ON);
    int until = record_day(r, REMINDER_UNTIL);
    if (old != NULL) {
        period_check(b, record_int(old, REMINDER_BRANCH),
                     record_day(old, REMINDER_ON), "on_day", is);
    }
    if (day == DATE_NONE || record_is_null(r, REMINDER_PERSON)) {
        return;
    }
    if (day > b->today) {
        issue_add(is, "on_day", true, "E-REMIND-001",
                  "催交日期在今天之后，催过了再登记。");
    }
    if (until != DATE_NONE && until < day) {
        issue_add(is, "until_on", true, "E-REMIND-002",
                  "限期早于催交日期，请核对。");
    }
    if (record_int(r, REMINDER_MONTHS) < 0 || record_int(r, REMINDER_FEN) < 0) {
        issue_add(is, "months", true, "E-REMIND-005",
                  "未交月数和欠交金额不能是负数，请核对。");
    }
    period_check(b, record_int(r, REMINDER_BRANCH), day, "on_day", is);
    if (old == NULL) {
        check_person(b, r, is);
    }
}

/* What nobody typed is taken from the books. */
static bool expand(struct book *b, struct arena *a, const struct record *r,
                   const struct record *old, struct change *c,
                   struct change_row *row, struct err *err)
{
    struct arrear who;
    bool months = record_is_null(r, REMINDER_MONTHS);
    bool fen = record_is_null(r, REMINDER_FEN);
    (void)c;
    if (!months && !fen) {
        return true;
    }
    /* Emptied: as it was, or, with somebody else's name, as it is. */
    if (!arrears_of(b, a, record_int(r, REMINDER_PERSON), MONTH_NONE,
                    MONTH_NONE, &who, err)) {
        return false;
    }
    bool same = old != NULL && record_int(old, REMINDER_PERSON) == who.person;
    if (months) {
        change_int(row, "months",
                   same ? record_int(old, REMINDER_MONTHS) : who.run);
    }
    if (fen) {
        change_int(row, "fen", same ? record_int(old, REMINDER_FEN) : who.fen);
    }
    return true;
}

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    return period_is_open(b, record_int(r, REMINDER_BRANCH),
                          record_day(r, REMINDER_ON), err);
}

/* 周立 2026-11-05 */
static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, REMINDER_PERSON), out);
    sb_addf(out, " %s", record_text(r, REMINDER_ON));
}

static void summary(struct book *b, const struct record *r, struct strbuf *out)
{
    char text[32];
    (void)b;
    if (r->id != 0) {
        sb_addf(out, "连续 %d 个月未交，欠 %s 元",
                (int)record_int(r, REMINDER_MONTHS),
                money_text(record_int(r, REMINDER_FEN), text));
    }
}

const struct ledger ledger_reminder = {
    .name = "reminders",
    .aliases = "reminder 催交 催交记录",
    .title = "催交记录",
    .noun = "催交记录",
    .table = "reminder",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "reminder t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = REMINDER_PERSON,
    .by_branch = true,
    .day_column = "on_day",
    .defaults = defaults,
    .typed = typed,
    .check = check,
    .expand = expand,
    .label = label,
    .summary = summary,
    .may_void = may_void,
    .link_column = "on_day",
};
