/* People: who they are, and the roster as lists over them.

   A person is one row for life.  Whether and where somebody is a member on a
   day is said by the dated rows of member.c; category, age and standing are
   worked out from dates.  A new person brings the first membership and the
   first group along in the same save. */
#include "pbtui/ledger/people.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/derived.h"
#include "pbtui/ledger/record.h"
#include "pbtui/rules/idno.h"
#include "pbtui/store/change.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/pinyin.h"
#include "people_fields.h"
#include "people_links.h"

static const struct field fields[] = {
#define X(id, col, lab, kd, fl, pg, w, of_, sq, so, hi)                        \
    {.column = (col),                                                          \
     .label = (lab),                                                           \
     .kind = &field_##kd,                                                      \
     .flags = (fl),                                                            \
     .page = (pg),                                                             \
     .cols = (w),                                                              \
     .of = (of_),                                                              \
     .sql = (sq),                                                              \
     .sort = (so),                                                             \
     .hint = (hi)},
    PEOPLE_FIELDS(X)
#undef X
};

static const char *const pages[] = {"基本", "经历", "党内", "其他", NULL};

/* ---- views ------------------------------------------------------------ */

static const struct ledger_column roster_columns[] = {
    {PEOPLE_ORD, 4, 4, 9},         {PEOPLE_NAME, 11, 16, 1},
    {PEOPLE_SEX, 4, 4, 5},         {PEOPLE_NATION, 6, 10, 9},
    {PEOPLE_BIRTH, 10, 10, 7},     {PEOPLE_AGE, 4, 4, 11},
    {PEOPLE_EDUCATION, 8, 12, 10}, {PEOPLE_CATEGORY, 8, 12, 2},
    {PEOPLE_GRP_NOW, 10, 14, 3},   {PEOPLE_POSTS, 10, 20, 4},
    {PEOPLE_JOIN, 10, 10, 8},      {PEOPLE_STANDING, 4, 4, 8},
    {PEOPLE_AWAY, 8, 10, 12},      {PEOPLE_UNIT, 12, 30, 13},
};

static const struct ledger_column stage_columns[] = {
    {PEOPLE_NAME, 11, 16, 1},      {PEOPLE_SEX, 4, 4, 5},
    {PEOPLE_BIRTH, 10, 10, 6},     {PEOPLE_CATEGORY, 12, 12, 2},
    {PEOPLE_APPLY, 10, 10, 3},     {PEOPLE_ACTIVIST, 10, 10, 3},
    {PEOPLE_CANDIDATE, 10, 10, 4}, {PEOPLE_UNIT, 12, 30, 7},
};

static const struct ledger_column away_columns[] = {
    {PEOPLE_NAME, 11, 16, 1},         {PEOPLE_CATEGORY, 8, 12, 5},
    {PEOPLE_AWAY, 8, 12, 2},          {PEOPLE_GRP_NOW, 10, 14, 6},
    {PEOPLE_LAST_CONTACT, 10, 10, 3}, {PEOPLE_LOST_ON, 10, 10, 4},
};

static const struct ledger_column birthday_columns[] = {
    {PEOPLE_NAME, 11, 16, 1},     {PEOPLE_JOIN, 10, 10, 2},
    {PEOPLE_BIRTHDAY, 10, 10, 2}, {PEOPLE_JOINED_YEARS, 8, 8, 3},
    {PEOPLE_CATEGORY, 8, 12, 4},  {PEOPLE_GRP_NOW, 10, 14, 5},
};

static const struct ledger_column left_columns[] = {
    {PEOPLE_NAME, 8, 16, 1},     {PEOPLE_SEX, 4, 4, 6},
    {PEOPLE_CATEGORY, 8, 12, 5}, {PEOPLE_OUT_KIND, 12, 16, 2},
    {PEOPLE_LEFT, 10, 10, 3},    {PEOPLE_OUT_TO, 12, 32, 4},
};

static const struct ledger_column letter_columns[] = {
    {PEOPLE_NAME, 8, 16, 1},       {PEOPLE_CATEGORY, 8, 12, 5},
    {PEOPLE_OUT_TO, 12, 32, 4},    {PEOPLE_OUT_LETTER_ON, 10, 10, 2},
    {PEOPLE_OUT_VALID, 10, 10, 3},
};

static const struct ledger_column all_columns[] = {
    {PEOPLE_NAME, 11, 16, 1},     {PEOPLE_STATE, 8, 8, 2},
    {PEOPLE_SEX, 4, 4, 6},        {PEOPLE_BIRTH, 10, 10, 5},
    {PEOPLE_CATEGORY, 12, 12, 3}, {PEOPLE_JOIN, 10, 10, 4},
    {PEOPLE_BRANCH, 12, 30, 7},
};

static const struct ledger_column missing_columns[] = {
    {PEOPLE_NAME, 8, 16, 1},
    {PEOPLE_CATEGORY, 8, 12, 3},
    {PEOPLE_MISSING, 20, 60, 2},
};

#define COLUMNS(a) (a), ARRAY_LEN(a)

static const struct ledger_view views[] = {
    {"current", "在册党员", JOIN_CURRENT, "t.voided_on is null",
     COLUMNS(roster_columns)},
    {"stage", "申请培养", NULL,
     "t.home_id = :branch and t.voided_on is null and t.apply_on <= :day"
     " and (t.join_on is null or t.join_on > :day)",
     COLUMNS(stage_columns)},
    {"away", "流动请假", JOIN_CURRENT,
     "t.voided_on is null and exists (" AWAY_SQL ")", COLUMNS(away_columns)},
    {"birthday", "政治生日", JOIN_CURRENT,
     "t.voided_on is null and substr(t.join_on, 6, 2) = substr(:day, 6, 2)",
     COLUMNS(birthday_columns)},
    {"transfer", "转出途中",
     "cross join member m on m.person_id = t.id and m.branch_id = :branch"
     " and " IN_TRANSFER_SQL,
     "t.voided_on is null", COLUMNS(letter_columns)},
    {"left", "已离开",
     "cross join member m on m.person_id = t.id and m.branch_id = :branch"
     " and m.voided_on is null and m.to_on <= :day",
     "t.voided_on is null and not exists (select 1 from member n"
     " where n.person_id = t.id and n.branch_id = :branch"
     " and n.voided_on is null and n.from_on > m.from_on)",
     COLUMNS(left_columns)},
    {"missing", "缺资料", JOIN_CURRENT,
     "t.voided_on is null and (" MISSING_SQL ") is not null",
     COLUMNS(missing_columns)},
    {"all", "全部", NULL, "1", COLUMNS(all_columns)},
    {"voided", "已作废", NULL, "t.voided_on is not null", COLUMNS(all_columns)},
};

/* ---- a new record ----------------------------------------------------- */

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    (void)a;
    int64_t ord = 1;
    struct stmt st;
    stmt_open(&st, b->db, SQL("select coalesce(max(ord), 0) + 1 from person"));
    if (stmt_row(&st)) {
        ord = stmt_col_int(&st, 0);
    }
    stmt_done(&st, NULL);
    record_set_int(r, PEOPLE_ORD, ord);
    record_set_text(r, PEOPLE_NATION, codes_find("nation", "汉族"));
    record_set_text(r, PEOPLE_IN_KIND, codes_find("in_kind", "初始登记"));
}

/* What an ID number says fills what is still empty, never what is there. */
static void typed(struct book *b, struct arena *a, struct record *r, int field)
{
    struct idno id;
    if (field != PEOPLE_IDNO ||
        !idno_parse(record_text(r, PEOPLE_IDNO), b->today, &id, NULL)) {
        return;
    }
    if (record_is_null(r, PEOPLE_BIRTH)) {
        record_set_day(r, a, PEOPLE_BIRTH, id.birth);
    }
    if (record_is_null(r, PEOPLE_SEX)) {
        record_set_text(r, PEOPLE_SEX, id.sex == 1 ? "1" : "2");
    }
}

/* ---- what else a new person brings along ------------------------------ */

/* An applicant whose 入党日期 is filled in becomes a member of the branch that
   trained him, in the same save. */
static bool joins_now(struct book *b, const struct record *r,
                      const struct record *old, bool *joins, struct err *err)
{
    struct stmt st;
    *joins =
        record_is_null(old, PEOPLE_JOIN) && !record_is_null(r, PEOPLE_JOIN);
    if (!*joins) {
        return true;
    }
    stmt_open(&st, b->db,
              SQL("select 1 from member where person_id = :id"
                  " and voided_on is null"));
    stmt_int(&st, ":id", r->id);
    *joins = !stmt_row(&st);
    return stmt_done(&st, err);
}

static void enter_by_admission(struct book *b, struct arena *a,
                               const struct record *r, struct change *c)
{
    int64_t home = record_int(r, PEOPLE_HOME);
    struct people_entry entry = {
        .person_id = r->id,
        .branch = home != 0 ? home : b->branch,
        .joined = record_day(r, PEOPLE_JOIN),
        .from = DATE_NONE,
        .kind = codes_find("in_kind", "发展入党"),
        .from_unit = "",
    };
    people_enter(b, a, c, &entry);
}

static bool expand(struct book *b, struct arena *a, const struct record *r,
                   const struct record *old, struct change *c,
                   struct change_row *row, struct err *err)
{
    bool joins;
    struct strbuf key;
    sb_init(&key);
    pinyin_key(&key, record_text(r, PEOPLE_NAME));
    if (old == NULL || strcmp(record_text(r, PEOPLE_NAME),
                              record_text(old, PEOPLE_NAME)) != 0) {
        change_text(row, "name_key", key.s);
    }
    sb_clear(&key);
    if (old != NULL) {
        if (!joins_now(b, r, old, &joins, err)) {
            return false;
        }
        if (joins) {
            enter_by_admission(b, a, r, c);
        }
        return true;
    }
    if (record_is_null(r, PEOPLE_JOIN)) {
        if (record_is_null(r, PEOPLE_HOME)) {
            change_int(row, "home_id", b->branch);
        }
        return true;
    }
    struct people_entry entry = {
        .person = row,
        .branch = b->branch,
        .joined = record_day(r, PEOPLE_JOIN),
        .from = record_day(r, PEOPLE_FROM),
        .kind = record_text(r, PEOPLE_IN_KIND),
        .from_unit = record_text(r, PEOPLE_IN_FROM),
        .grp = record_int(r, PEOPLE_GRP),
    };
    people_enter(b, a, c, &entry);
    return true;
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    (void)b;
    sb_add(out, record_text(r, PEOPLE_NAME));
}

/* 正式党员  54 岁  党龄 29 年  第一党小组  书记  政治生日 2027-06-28 */
static void summary(struct book *b, const struct record *r, struct strbuf *out)
{
    struct person_dates d = people_dates(r);
    char day[11];
    sb_add(out, category_text(standing_category(&d, b->day)));
    if (d.birth != DATE_NONE) {
        sb_addf(out, "  %d 岁", standing_age(&d, b->day));
    }
    int years =
        standing_party_years(&d, (int)record_int(r, PEOPLE_ADJUST), b->day);
    if (years >= 0) {
        sb_addf(out, "  党龄 %d 年", years);
    }
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select (" GROUP_SQL "), (" POSTS_SQL "), (" AWAY_SQL ")"
                  " from person t where t.id = :id"));
    stmt_text(&st, ":day", date_text(b->day, day));
    stmt_int(&st, ":id", r->id);
    if (stmt_row(&st)) {
        static const int shown[] = {PEOPLE_GRP_NOW, PEOPLE_POSTS, PEOPLE_AWAY};
        for (int i = 0; i < 3; i++) {
            struct value v = {VALUE_TEXT, 0, stmt_col_text(&st, i)};
            if (v.s[0] != '\0') {
                sb_add(out, "  ");
                field_format(&fields[shown[i]], b, &v, out);
            }
        }
    }
    stmt_done(&st, NULL);
    int birthday = standing_next_birthday(&d, b->day);
    if (birthday != DATE_NONE) {
        sb_addf(out, "  政治生日 %s", date_text(birthday, day));
    }
}

const struct ledger ledger_people = {
    .name = "roster",
    .aliases = "people person 名册 党员 党员名册",
    .title = "党员名册",
    .noun = "党员",
    .table = "person",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "person t",
    .order = "t.ord",
    .order_is_int = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = -1,
    .defaults = defaults,
    .typed = typed,
    .check = people_check,
    .expand = expand,
    .label = label,
    .summary = summary,
    .link_column = "name",
    .void_children = true,
    .in_use = SQL("select (select count(*) from attend where person_id = :id"
                  " and voided_on is null) + (select count(*) from talk"
                  " where voided_on is null and (by_id = :id or with_id = :id))"
                  " + (select count(*) from review_line where person_id = :id"
                  " and voided_on is null)"
                  " + (select count(*) from assess where person_id = :id"
                  " and voided_on is null) + (select count(*) from due"
                  " where person_id = :id and voided_on is null)"
                  " + (select count(*) from payment where person_id = :id"
                  " and voided_on is null) + (select count(*) from payment_part"
                  " where person_id = :id and voided_on is null)"
                  " + (select count(*) from candidacy where person_id = :id"
                  " and voided_on is null) + (select count(*) from helper h"
                  " join candidacy c on c.id = h.candidacy_id"
                  " and c.voided_on is null where h.person_id = :id"
                  " and h.voided_on is null)"),
};
