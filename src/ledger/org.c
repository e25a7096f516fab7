/* The organisation: which branches the file keeps, and the first start. */
#include "pbtui/ledger/org.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"
#include "rows.h"

#define BRANCH_FIELDS(X)                                                       \
    X(NAME, "name", "名称", text, FIELD_NEEDED | FIELD_SEARCHED, 0, 48, NULL,  \
      "支部全称，与印章一致：中共＋单位＋支部委员会（支部）")                  \
    X(SHORT, "short", "简称", text, FIELD_NEW_ROW, 0, 24, NULL,                \
      "屏幕上方显示")                                                          \
    X(KIND, "kind", "类型", choice, FIELD_NEEDED, 0, 18, "branch_kind", NULL)  \
    X(FOUNDED, "founded_on", "成立日期", date, FIELD_NEEDED | FIELD_NEW_ROW,   \
      0, 12, NULL, "此前的月份不算应开的会")                                   \
    X(CLOSED, "closed_on", "撤销日期", date, 0, 0, 12, NULL, NULL)             \
    X(COMMITTEE, "committee", "设支委会", flag,                                \
      FIELD_NOT_NULL | FIELD_NEW_ROW, 0, 4, NULL,                              \
      "正式党员七人以上应设支部委员会")                                        \
    X(UPPER, "upper", "上级党组织", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)    \
    X(ORD, "ord", "序号", count, FIELD_NEEDED | FIELD_NEW_ROW, 0, 6, NULL,     \
      NULL)                                                                    \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

enum branch_field {
#define X(id, ...) BRANCH_##id,
    BRANCH_FIELDS(X)
#undef X
};

static const struct field branch_fields[] = {BRANCH_FIELDS(FIELD_AS_ROW)};

static const char *const one_page[] = {"内容", NULL};

static const struct ledger_column branch_columns[] = {
    {BRANCH_ORD, 4, 4, 4},      {BRANCH_NAME, 16, 48, 1},
    {BRANCH_KIND, 8, 14, 2},    {BRANCH_FOUNDED, 10, 10, 3},
    {BRANCH_CLOSED, 10, 10, 5}, {BRANCH_COMMITTEE, 8, 8, 6},
};

static const struct ledger_view branch_views[] = {
    {"current", "现有支部", NULL,
     "t.voided_on is null and (t.closed_on is null"
     " or t.closed_on > :day)",
     branch_columns, ARRAY_LEN(branch_columns)},
    VIEWS_PLAIN("全部支部", branch_columns),
};

static int64_t next_number(struct book *b, const char *sql)
{
    int64_t n = 1;
    struct stmt st;
    stmt_open(&st, b->db, sql);
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    stmt_done(&st, NULL);
    return n;
}

static void branch_defaults(struct book *b, struct arena *a, struct record *r)
{
    (void)a;
    record_set_text(r, BRANCH_KIND, codes_find("branch_kind", "党支部"));
    record_set_int(
        r, BRANCH_ORD,
        next_number(b, SQL("select coalesce(max(ord), 0) + 1 from branch"
                           " where :branch >= 0")));
    record_set_int(r, BRANCH_COMMITTEE, 1);
}

static void branch_check(struct book *b, const struct record *r,
                         const struct record *old, struct issues *is)
{
    (void)old;
    int founded = record_day(r, BRANCH_FOUNDED);
    int closed = record_day(r, BRANCH_CLOSED);
    if (founded != DATE_NONE && founded > b->today) {
        issue_add(is, "founded_on", true, "E-BRANCH-001",
                  "成立日期在今天之后，请核对。");
    }
    if (closed != DATE_NONE && closed <= founded) {
        issue_add(is, "closed_on", true, "E-BRANCH-002",
                  "撤销日期应在成立日期之后，请核对。");
    }
}

static void branch_label(struct book *b, const struct record *r,
                         struct strbuf *out)
{
    (void)b;
    sb_add(out, record_text(r, BRANCH_NAME));
}

const struct ledger ledger_branch = {
    .name = "branches",
    .aliases = "branch 支部 党支部",
    .title = "党支部",
    .noun = "党支部",
    .table = "branch",
    .fields = branch_fields,
    .n_fields = ARRAY_LEN(branch_fields),
    .pages = one_page,
    .from = "branch t",
    .order = "t.ord",
    .order_is_int = true,
    .views = branch_views,
    .n_views = ARRAY_LEN(branch_views),
    .parent = -1,
    .defaults = branch_defaults,
    .check = branch_check,
    .label = branch_label,
    .link_column = "name",
    .in_use = SQL("select (select count(*) from person where home_id = :id"
                  " and voided_on is null) + (select count(*) from post"
                  " where branch_id = :id and voided_on is null)"
                  " + (select count(*) from term where branch_id = :id"
                  " and voided_on is null)"
                  " + (select count(*) from member where branch_id = :id"
                  " and voided_on is null) + (select count(*) from grp"
                  " where branch_id = :id and voided_on is null)"
                  " + (select count(*) from event where branch_id = :id"
                  " and voided_on is null)"),
};

/* ---- 党小组 ------------------------------------------------------------ */

#define GRP_FIELDS(X)                                                          \
    X(BRANCH, "branch_id", "党支部", link, FIELD_NEEDED | FIELD_PARENT, 0, 40, \
      "branches", NULL)                                                        \
    X(NAME, "name", "名称", text,                                              \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_SEARCHED, 0, 24, NULL,              \
      "例如：第一党小组")                                                      \
    X(FOUNDED, "founded_on", "成立日期", date, FIELD_NEEDED | FIELD_NEW_ROW,   \
      0, 12, NULL, "成立当月不满一个月的不计小组会")                           \
    X(CLOSED, "closed_on", "撤销日期", date, 0, 0, 12, NULL, NULL)             \
    X(ORD, "ord", "序号", count, FIELD_NEEDED | FIELD_NEW_ROW, 0, 6, NULL,     \
      NULL)                                                                    \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

enum grp_field {
#define X(id, ...) GRP_##id,
    GRP_FIELDS(X)
#undef X
};

static const struct field grp_fields[] = {GRP_FIELDS(FIELD_AS_ROW)};

static const struct ledger_column grp_columns[] = {
    {GRP_ORD, 4, 4, 3},      {GRP_NAME, 12, 24, 1},   {GRP_FOUNDED, 10, 10, 2},
    {GRP_CLOSED, 10, 10, 4}, {GRP_BRANCH, 12, 36, 5},
};

static const struct ledger_view grp_views[] = {
    {"current", "现有党小组", NULL,
     "t.voided_on is null and t.branch_id = :branch"
     " and (t.closed_on is null or t.closed_on > :day)",
     grp_columns, ARRAY_LEN(grp_columns)},
    VIEWS_PLAIN("全部党小组", grp_columns),
};

static void grp_defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, GRP_BRANCH, b->branch);
    record_set_day(r, a, GRP_FOUNDED, b->today);
    record_set_int(r, GRP_ORD,
                   next_number(b, SQL("select coalesce(max(ord), 0) + 1"
                                      " from grp where branch_id = :branch")));
}

static void grp_check(struct book *b, const struct record *r,
                      const struct record *old, struct issues *is)
{
    (void)b;
    (void)old;
    int founded = record_day(r, GRP_FOUNDED);
    int closed = record_day(r, GRP_CLOSED);
    if (closed != DATE_NONE && closed <= founded) {
        issue_add(is, "closed_on", true, "E-GRP-001",
                  "撤销日期应在成立日期之后，请核对。");
    }
}

static void grp_label(struct book *b, const struct record *r,
                      struct strbuf *out)
{
    (void)b;
    sb_add(out, record_text(r, GRP_NAME));
}

const struct ledger ledger_grp = {
    .name = "groups",
    .aliases = "group grp 党小组 小组",
    .title = "党小组",
    .noun = "党小组",
    .table = "grp",
    .fields = grp_fields,
    .n_fields = ARRAY_LEN(grp_fields),
    .pages = one_page,
    .from = "grp t",
    .order = "t.ord",
    .order_is_int = true,
    .views = grp_views,
    .n_views = ARRAY_LEN(grp_views),
    .parent = GRP_BRANCH,
    .by_branch = true,
    .defaults = grp_defaults,
    .check = grp_check,
    .label = grp_label,
    .link_column = "name",
    .in_use = SQL("select (select count(*) from placement where grp_id = :id"
                  " and voided_on is null) + (select count(*) from event"
                  " where grp_id = :id and voided_on is null)"),
};

/* ---- first start ------------------------------------------------------ */

/* 1 … 99 as in 第十二党小组. */
static void add_ordinal(struct strbuf *out, int n)
{
    static const char *const digits[] = {"",   "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    if (n >= 20) {
        sb_add(out, digits[n / 10 % 10]);
    }
    if (n >= 10) {
        sb_add(out, "十");
    }
    sb_add(out, digits[n % 10]);
}

static bool create_groups(struct book *b, struct arena *a,
                          const struct org_first *f, struct err *err)
{
    for (int i = 1; i <= f->groups; i++) {
        struct record g = record_new(&ledger_grp, b, a);
        struct strbuf name;
        sb_init(&name);
        sb_add(&name, "第");
        add_ordinal(&name, i);
        sb_add(&name, "党小组");
        record_set_text(&g, GRP_NAME, arena_str(a, name.s));
        sb_clear(&name);
        record_set_day(&g, a, GRP_FOUNDED, f->founded);
        if (!ledger_apply(b, a, &g, NULL, NULL, err)) {
            return false;
        }
    }
    return true;
}

static bool create_all(struct book *b, struct arena *a,
                       const struct org_first *f, struct err *err)
{
    struct record r = record_new(&ledger_branch, b, a);
    if (!record_type(&r, b, a, BRANCH_NAME, f->name, err)) {
        return false;
    }
    record_set_day(&r, a, BRANCH_FOUNDED, f->founded);
    record_set_int(&r, BRANCH_COMMITTEE, f->committee);
    if (!ledger_apply(b, a, &r, NULL, NULL, err)) {
        return false;
    }
    b->branch = r.id;
    return create_groups(b, a, f, err);
}

bool org_create(struct book *b, struct arena *a, const struct org_first *f,
                struct err *err)
{
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(b->db, create_all(b, a, f, err), err);
}

/* Columns of a branch. */
#define BRANCH "id, name, coalesce(short, name), founded_on, committee"

static struct org_branch read_branch(struct stmt *st, struct arena *a)
{
    struct org_branch o = {.id = stmt_col_int(st, 0),
                           .name = arena_str(a, stmt_col_text(st, 1)),
                           .short_name = arena_str(a, stmt_col_text(st, 2)),
                           .committee = stmt_col_int(st, 4) != 0};
    if (!date_read(stmt_col_text(st, 3), &o.founded)) {
        o.founded = DATE_NONE;
    }
    return o;
}

size_t org_branches(struct book *b, struct arena *a, struct org_branch *out,
                    size_t max)
{
    char day[11];
    size_t n = 0;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select " BRANCH " from branch where voided_on is null"
                  " and (closed_on is null or closed_on > :day)"
                  " order by ord, id limit :max"));
    stmt_text(&st, ":day", date_text(b->day, day));
    stmt_int(&st, ":max", (int64_t)max);
    while (n < max && stmt_row(&st)) {
        out[n++] = read_branch(&st, a);
    }
    stmt_done(&st, NULL);
    return n;
}

size_t org_list_of(struct book *b, struct arena *a, int from, int to,
                   struct org_branch **out)
{
    char first[11];
    char last[11];
    struct stmt st;
    struct org_branch *list = NULL;
    size_t n = 0;
    size_t cap = 0;
    stmt_open(&st, b->db,
              SQL("select " BRANCH " from branch where voided_on is null"
                  " and founded_on <= :to"
                  " and (closed_on is null or closed_on > :from)"
                  " order by ord, id"));
    stmt_text(&st, ":from", date_text(from, first));
    stmt_text(&st, ":to", date_text(to, last));
    while (stmt_row(&st)) {
        MEM_PUSH(list, n, cap);
        list[n++] = read_branch(&st, a);
    }
    stmt_done(&st, NULL);
    *out = arena_array(a, n + 1, sizeof **out);
    if (n > 0) {
        memcpy(*out, list, n * sizeof *list);
    }
    mem_free(list);
    return n;
}

size_t org_list(struct book *b, struct arena *a, struct org_branch **out)
{
    return org_list_of(b, a, b->day, date_of(2199, 12, 31), out);
}

struct org_branch org_current(struct book *b, struct arena *a)
{
    char day[11];
    struct stmt st;
    struct org_branch o = {0, "", "", DATE_NONE, false};
    stmt_open(&st, b->db,
              SQL("select " BRANCH " from branch where id = :branch"
                  " and voided_on is null"
                  " and (closed_on is null or closed_on > :day)"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":day", date_text(b->day, day));
    if (stmt_row(&st)) {
        o = read_branch(&st, a);
    }
    stmt_done(&st, NULL);
    return o;
}
