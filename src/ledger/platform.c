/* 比对忽略: a difference between the roster and the platform's list that the
   clerk knows of and wants to hear no more of, of one person and one field.

   It is remembered by digests of what both sides said: when either says
   something else the difference is there again, and passing it over once more
   writes over the old pair. */
#include "pbtui/ledger/platform.h"

#include <string.h>

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/db.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "rows.h"

#define BY_PROGRAM "程序自己填"
#define WHOLE      "*" /* the person, no field of his */

#define PAIR_FIELDS(X)                                                         \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(PERSON, "person_id", "党员", person, FIELD_HIDDEN, 0, 16, "roster",      \
      BY_PROGRAM)                                                              \
    X(NAME, "name", "姓名", text,                                              \
      FIELD_NOT_NULL | FIELD_SEARCHED | FIELD_NAME, 0, 16, NULL, BY_PROGRAM)   \
    X(FIELD, "field", "项目", people_column, FIELD_NOT_NULL | FIELD_FACET, 0,  \
      20, NULL, BY_PROGRAM)                                                    \
    X(HERE, "here", "本账摘要", text, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 20,    \
      NULL, BY_PROGRAM)                                                        \
    X(THERE, "there", "平台摘要", text, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 20,  \
      NULL, BY_PROGRAM)                                                        \
    X(ON, "on_day", "忽略日期", date, FIELD_NOT_NULL | FIELD_NEW_ROW, 0, 12,   \
      NULL, BY_PROGRAM)                                                        \
    X(BY, "by_name", "经手人", text, 0, 0, 16, NULL, BY_PROGRAM)               \
    X(REASON, "reason", "原因", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 40,   \
      NULL, BY_PROGRAM)

enum pair_field {
#define X(id, ...) PAIR_##id,
    PAIR_FIELDS(X)
#undef X
};

/* ---- the book ------------------------------------------------------------ */

static bool parse_column(const struct field *f, struct book *b, struct arena *a,
                         const char *typed, struct value *out, struct err *err)
{
    (void)f;
    (void)b;
    (void)err;
    *out = value_text(a, typed);
    return true;
}

/* What the column is called in the roster. */
static void format_column(const struct field *f, struct book *b,
                          const struct value *v, struct strbuf *out)
{
    int at = ledger_field(&ledger_people, v->s);
    (void)f;
    (void)b;
    sb_add(out, strcmp(v->s, WHOLE) == 0 ? "整个人"
                : at < 0                 ? v->s
                                         : ledger_people.fields[at].label);
}

static const struct field_kind field_people_column = {
    .name = "people_column",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = parse_column,
    .format = format_column,
};

static const struct field fields[] = {PAIR_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {PAIR_NAME, 8, 16, 1}, {PAIR_FIELD, 10, 20, 1},  {PAIR_ON, 10, 10, 2},
    {PAIR_BY, 8, 16, 3},   {PAIR_REASON, 10, 40, 4},
};

static const struct ledger_view views[] = {
    VIEWS_OF(ROWS_OF_BRANCH, "比对忽略", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, PAIR_BRANCH, b->branch);
    record_set_day(r, a, PAIR_ON, b->today);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)b;
    if (old != NULL && record_same(r, old)) {
        return;
    }
    issue_add(is, "name", true, "E-PAIR-001",
              "这本台账由“与平台比对”登记，不能手填；请在比对时忽略那一项，"
              "不再忽略的在这里作废。");
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    sb_addf(out, "%s ", record_text(r, PAIR_NAME));
    record_show(r, b, PAIR_FIELD, out);
}

const struct ledger ledger_platform_pair = {
    .name = "passed-over",
    .aliases = "ignored 比对忽略 忽略",
    .title = "比对忽略",
    .noun = "比对忽略",
    .table = "platform_pair",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "platform_pair t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = PAIR_BRANCH,
    .by_branch = true,
    .day_column = "on_day",
    .defaults = defaults,
    .check = check,
    .label = label,
    .link_column = "name",
    .many = true,
};

/* ---- reading ------------------------------------------------------------- */

bool platform_pairs(struct book *b, struct arena *a, struct platform_pair **out,
                    size_t *n, struct err *err)
{
    struct platform_pair *v = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select id, ver, person_id, name, field, here, there"
                  " from platform_pair where branch_id = :branch"
                  " and voided_on is null order by id"));
    stmt_int(&st, ":branch", b->branch);
    while (stmt_row(&st)) {
        MEM_PUSH(v, *n, cap);
        const char *field = stmt_col_text(&st, 4);
        v[(*n)++] = (struct platform_pair){
            .id = stmt_col_int(&st, 0),
            .ver = stmt_col_int(&st, 1),
            .person = stmt_col_int(&st, 2),
            .name = arena_str(a, stmt_col_text(&st, 3)),
            .field = arena_str(a, strcmp(field, WHOLE) == 0 ? "" : field),
            .here = arena_str(a, stmt_col_text(&st, 5)),
            .there = arena_str(a, stmt_col_text(&st, 6)),
        };
    }
    *out = arena_array(a, *n + 1, sizeof **out);
    if (*n > 0) {
        memcpy(*out, v, *n * sizeof **out);
    }
    mem_free(v);
    return stmt_done(&st, err) || err_doing(err, "读取比对忽略");
}

static const struct platform_pair *find(const struct platform_pair *pairs,
                                        size_t n,
                                        const struct platform_difference *d)
{
    for (size_t i = 0; i < n; i++) {
        if (pairs[i].person == d->person &&
            strcmp(pairs[i].field, d->field) == 0 &&
            (d->person != 0 || strcmp(pairs[i].name, d->name) == 0)) {
            return &pairs[i];
        }
    }
    return NULL;
}

bool platform_passed(struct book *b, const struct platform_pair *pairs,
                     size_t n, const struct platform_difference *d,
                     const struct platform_pair **pair, struct err *err)
{
    char here[PII_PRINT_CHARS + 1];
    char there[PII_PRINT_CHARS + 1];
    const struct platform_pair *p = find(pairs, n, d);
    *pair = NULL;
    if (p == NULL) {
        return true;
    }
    if (!pii_print(b->db, d->here, here, err) ||
        !pii_print(b->db, d->there, there, err)) {
        return false;
    }
    if (strcmp(here, p->here) == 0 && strcmp(there, p->there) == 0) {
        *pair = p;
    }
    return true;
}

/* ---- writing ------------------------------------------------------------- */

static bool fill(struct book *b, struct arena *a,
                 const struct platform_difference *d, const char *reason,
                 struct record *r, struct err *err)
{
    char here[PII_PRINT_CHARS + 1];
    char there[PII_PRINT_CHARS + 1];
    if (!pii_print(b->db, d->here, here, err) ||
        !pii_print(b->db, d->there, there, err)) {
        return false;
    }
    if (d->person != 0) {
        record_set_int(r, PAIR_PERSON, d->person);
    }
    record_set_text(r, PAIR_NAME, d->name);
    record_set_text(r, PAIR_FIELD, d->field[0] == '\0' ? WHOLE : d->field);
    record_set_text(r, PAIR_HERE, arena_str(a, here));
    record_set_text(r, PAIR_THERE, arena_str(a, there));
    record_set_day(r, a, PAIR_ON, b->today);
    record_set_text(r, PAIR_BY, arena_str(a, db_actor(b->db)));
    if (reason != NULL && reason[0] != '\0') {
        record_set_text(r, PAIR_REASON, reason);
    } else {
        record_set_null(r, PAIR_REASON);
    }
    return true;
}

static bool part_of(struct book *b, struct arena *a,
                    const struct platform_difference *d,
                    const struct platform_pair *pair, const char *reason,
                    struct apply_part *out, struct err *err)
{
    struct record *now = arena_alloc(a, sizeof *now);
    struct record *old = NULL;
    if (pair == NULL) {
        *now = record_new(&ledger_platform_pair, b, a);
    } else {
        old = arena_alloc(a, sizeof *old);
        if (!record_read(old, &ledger_platform_pair, b, a, pair->id, err)) {
            return false;
        }
        *now = record_copy(old, a);
    }
    *out =
        (struct apply_part){APPLY_ALONE, .r = now, .old = old, .follows = true};
    return fill(b, a, d, reason, now, err);
}

static const char *label_of(struct arena *a, const char *verb, const char *name,
                            size_t n)
{
    return n == 1 ? arena_printf(a, "%s %s", verb, name)
                  : arena_printf(a, "%s %s 等 %zu 处", verb, name, n);
}

bool platform_pass(struct book *b, struct arena *a,
                   const struct platform_difference *list, size_t n,
                   const char *reason, struct err *err)
{
    struct platform_pair *pairs;
    size_t n_pairs;
    struct apply_part *parts = arena_array(a, n + 1, sizeof *parts);
    if (n == 0) {
        return true;
    }
    if (!platform_pairs(b, a, &pairs, &n_pairs, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!part_of(b, a, &list[i], find(pairs, n_pairs, &list[i]), reason,
                     &parts[i], err)) {
            return false;
        }
    }
    return ledger_apply_parts(
        b, a, parts, n, label_of(a, "比对忽略", list[0].name, n), reason, err);
}

bool platform_unpass(struct book *b, struct arena *a, const int64_t *ids,
                     size_t n, struct err *err)
{
    static const char why[] = "不再忽略";
    struct apply_part *parts = arena_array(a, n + 1, sizeof *parts);
    const char *name = "";
    for (size_t i = 0; i < n; i++) {
        struct record *r = arena_alloc(a, sizeof *r);
        if (!record_read(r, &ledger_platform_pair, b, a, ids[i], err)) {
            return false;
        }
        name = i == 0 ? record_text(r, PAIR_NAME) : name;
        parts[i] = (struct apply_part){APPLY_ALONE, .r = r, .old = r,
                                       .void_reason = why};
    }
    return n == 0 || ledger_apply_parts(b, a, parts, n,
                                        label_of(a, why, name, n), why, err);
}
