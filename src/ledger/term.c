/* 届次: the terms of a branch's committee, with the end they are due at. */
#include "pbtui/ledger/org.h"

#include "pbtui/ledger/election.h"

#include "pbtui/ledger/record.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "rows.h"

#define TERM_FIELDS(X)                                                         \
    X(BRANCH, "branch_id", "党支部", link, FIELD_NEEDED | FIELD_PARENT, 0, 40, \
      "branches", NULL)                                                        \
    X(NO, "no", "第几届", count, FIELD_NEEDED | FIELD_NEW_ROW, 0, 6, NULL,     \
      NULL)                                                                    \
    X(ELECTED, "elected_on", "选举日期", date, FIELD_NEEDED, 0, 12, NULL,      \
      "任期从这天算起")                                                        \
    X(YEARS, "years", "任期年数", count, FIELD_NEEDED | FIELD_NEW_ROW, 0, 6,   \
      NULL, "支部委员会每届任期三年")                                          \
    X(EXTENDED, "extended_to", "延期至", date, 0, 0, 12, NULL,                 \
      "经上级批准延期换届的写延到哪天")                                        \
    X(ENDED, "ended_on", "届满日期", date, FIELD_NEW_ROW, 0, 12, NULL,         \
      "已换届的写换届那天")                                                    \
    X(BASIS, "basis", "批复", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)          \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

enum term_field {
#define X(id, ...) TERM_##id,
    TERM_FIELDS(X)
#undef X
};

static const struct field fields[] = {
    TERM_FIELDS(FIELD_AS_ROW){.column = "left",
                              .label = "还有多久",
                              .kind = &field_term_left,
                              .flags = FIELD_COMPUTED,
                              .cols = 12,
                              .sql = TERM_LEFT_SQL("t"),
                              .sort = ""},
};

enum { TERM_LEFT = TERM_NOTE + 1 };

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {TERM_NO, 6, 6, 1},         {TERM_ELECTED, 10, 10, 1},
    {TERM_LEFT, 10, 16, 1},     {TERM_YEARS, 8, 8, 3},
    {TERM_EXTENDED, 10, 10, 4}, {TERM_ENDED, 10, 10, 2},
    {TERM_BRANCH, 12, 36, 5},
};

static const struct ledger_view views[] = {
    {"current", "现任届次", NULL,
     "t.voided_on is null and t.branch_id = :branch"
     " and t.elected_on <= :day and (t.ended_on is null or t.ended_on > :day)",
     columns, ARRAY_LEN(columns)},
    VIEWS_PLAIN("全部届次", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    (void)a;
    record_set_int(r, TERM_BRANCH, b->branch);
    const struct standing_limit *years =
        standing_limit(book_rules(b), "term.branch_years", b->today);
    record_set_int(r, TERM_YEARS, years->value);
    int64_t no = 1;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select coalesce(max(no), 0) + 1 from term"
                  " where branch_id = :branch and voided_on is null"));
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        no = stmt_col_int(&st, 0);
    }
    stmt_done(&st, NULL);
    record_set_int(r, TERM_NO, no);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)old;
    int elected = record_day(r, TERM_ELECTED);
    int years = (int)record_int(r, TERM_YEARS);
    if (elected == DATE_NONE) {
        return;
    }
    if (years < 1) {
        issue_add(is, "years", true, "E-TENURE-001",
                  "任期年数应是大于零的整数，请核对。");
        return;
    }
    int due = standing_term_end(book_rules(b), elected, years);
    int extended = record_day(r, TERM_EXTENDED);
    if (extended != DATE_NONE && extended <= due) {
        char text[24];
        issue_add(is, "extended_to", true, "E-TENURE-002",
                  "延期后的日期应晚于原届满日 %s，请核对。",
                  date_text_long(due, text));
    }
    int ended = record_day(r, TERM_ENDED);
    if (ended != DATE_NONE && ended < elected) {
        issue_add(is, "ended_on", true, "E-TENURE-003",
                  "届满日期早于选举日期，请核对。");
    }
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    (void)b;
    sb_addf(out, "第 %lld 届", (long long)record_int(r, TERM_NO));
}

const struct ledger ledger_term = {
    .name = "terms",
    .aliases = "term 届次 换届",
    .title = "支委会届次",
    .noun = "届次",
    .table = "term",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "term t",
    .order = "t.elected_on",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = TERM_BRANCH,
    .by_branch = true,
    .day_column = "elected_on",
    .defaults = defaults,
    .check = check,
    .label = label,
    .link_column = "no",
    .in_use = SQL("select count(*) from post where term_id = :id"
                  " and voided_on is null"),
};
