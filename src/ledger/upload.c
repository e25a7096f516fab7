/* 平台已录: which record was typed into the upper platform, when, by whom, and
   a digest of each line as it was typed, so that what is other by now is known
   by its name.

   Written by a hand-over sheet, never by hand; voiding a row takes the mark
   off.  What a sheet is and what stands in its lines is not known here. */
#include "pbtui/ledger/platform.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/apply.h"
#include "pbtui/store/db.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "rows.h"

#define BY_PROGRAM "程序自己填"

#define UPLOAD_FIELDS(X)                                                       \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(SHEET, "sheet", "录入单", text, FIELD_NOT_NULL | FIELD_FACET, 0, 20,     \
      NULL, BY_PROGRAM)                                                        \
    X(SYSTEM, "system", "平台", text, FIELD_NOT_NULL, 0, 30, NULL, BY_PROGRAM) \
    X(MODULE, "module", "模块", text, FIELD_FACET, 0, 10, NULL, BY_PROGRAM)    \
    X(BOOK, "book", "台账", text, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 20, NULL,  \
      BY_PROGRAM)                                                              \
    X(ROW, "row_id", "记录编号", count, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 8,   \
      NULL, BY_PROGRAM)                                                        \
    X(SAID, "said", "哪一条", text, FIELD_NOT_NULL | FIELD_SEARCHED, 0, 50,    \
      NULL, BY_PROGRAM)                                                        \
    X(ON, "on_day", "录入日期", date, FIELD_NOT_NULL | FIELD_NEW_ROW, 0, 12,   \
      NULL, BY_PROGRAM)                                                        \
    X(BY, "by_name", "录入人", text, 0, 0, 16, NULL, BY_PROGRAM)               \
    X(LINES, "lines", "录入时的摘要", memo, FIELD_NOT_NULL | FIELD_HIDDEN, 0,  \
      60, NULL, BY_PROGRAM)

enum upload_field {
#define X(id, ...) UPLOAD_##id,
    UPLOAD_FIELDS(X)
#undef X
};

static const struct field fields[] = {UPLOAD_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {UPLOAD_ON, 10, 10, 1},     {UPLOAD_SAID, 20, 60, 1},
    {UPLOAD_MODULE, 4, 8, 3},   {UPLOAD_BY, 8, 16, 2},
    {UPLOAD_SYSTEM, 10, 30, 4},
};

static const struct ledger_view views[] = {
    VIEWS_OF(ROWS_OF_BRANCH, "平台已录", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, UPLOAD_BRANCH, b->branch);
    record_set_day(r, a, UPLOAD_ON, b->today);
}

/* Marks come out of a sheet, which does not ask here. */
static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)b;
    if (old != NULL && record_same(r, old)) {
        return;
    }
    issue_add(is, "said", true, "E-UPLOAD-001",
              "这本台账由录入单打勾时登记，不能手填；请在“平台录入单”里打勾，"
              "打错的在这里作废。");
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    (void)b;
    sb_add(out, record_text(r, UPLOAD_SAID));
}

const struct ledger ledger_upload = {
    .name = "uploads",
    .aliases = "upload 平台已录 已录入 录入标记",
    .title = "平台已录",
    .noun = "平台已录",
    .table = "upload",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "upload t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = UPLOAD_BRANCH,
    .by_branch = true,
    .day_column = "on_day",
    .defaults = defaults,
    .check = check,
    .label = label,
    .link_column = "said",
    .many = true,
};

/* ---- reading ------------------------------------------------------------- */

bool upload_marks(struct book *b, struct arena *a, const char *sheet,
                  struct upload_mark **out, size_t *n, struct err *err)
{
    struct upload_mark *v = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select id, ver, row_id, on_day, by_name, lines from upload"
                  " where branch_id = :branch and sheet = :sheet"
                  " and voided_on is null order by row_id"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":sheet", sheet);
    while (stmt_row(&st)) {
        MEM_PUSH(v, *n, cap);
        v[(*n)++] = (struct upload_mark){
            .id = stmt_col_int(&st, 0),
            .ver = stmt_col_int(&st, 1),
            .row = stmt_col_int(&st, 2),
            .on = arena_str(a, stmt_col_text(&st, 3)),
            .by = arena_str(a, stmt_col_text(&st, 4)),
            .lines = arena_str(a, stmt_col_text(&st, 5)),
        };
    }
    *out = arena_array(a, *n + 1, sizeof **out);
    if (*n > 0) {
        memcpy(*out, v, *n * sizeof **out);
    }
    mem_free(v);
    return stmt_done(&st, err) || err_doing(err, "读取平台已录");
}

static int by_row(const void *key, const void *mark)
{
    int64_t row = *(const int64_t *)key;
    int64_t other = ((const struct upload_mark *)mark)->row;
    return (row > other) - (row < other);
}

const struct upload_mark *upload_mark_of(const struct upload_mark *marks,
                                         size_t n, int64_t row)
{
    return n == 0 ? NULL : bsearch(&row, marks, n, sizeof *marks, by_row);
}

/* ---- lines --------------------------------------------------------------- */

static bool print_lines(struct book *b, const struct upload_item *item,
                        struct strbuf *out, struct err *err)
{
    char print[PII_PRINT_CHARS + 1];
    for (size_t i = 0; i < item->n_lines; i++) {
        if (!pii_print(b->db, item->lines[i].text, print, err)) {
            return false;
        }
        sb_addf(out, "%s%s %s", i > 0 ? "\n" : "", print, item->lines[i].label);
    }
    return true;
}

/* The digest that stands for a label; NULL: the sheet had no such line. */
static const char *print_of(const char *lines, const char *label)
{
    size_t n_label = strlen(label);
    for (const char *s = lines; *s != '\0';) {
        size_t n = strcspn(s, "\n");
        if (n == PII_PRINT_CHARS + 1 + n_label &&
            strncmp(s + PII_PRINT_CHARS + 1, label, n_label) == 0) {
            return s;
        }
        s += n + (s[n] == '\n');
    }
    return NULL;
}

bool upload_changed(struct book *b, struct arena *a,
                    const struct upload_mark *mark,
                    const struct upload_line *lines, size_t n, const char **out,
                    struct err *err)
{
    char print[PII_PRINT_CHARS + 1];
    struct strbuf sb;
    bool ok = true;
    sb_init(&sb);
    for (size_t i = 0; i < n && ok; i++) {
        const char *was = print_of(mark->lines, lines[i].label);
        ok = was == NULL || pii_print(b->db, lines[i].text, print, err);
        if (ok && was != NULL && strncmp(was, print, PII_PRINT_CHARS) != 0) {
            sb_addf(&sb, "%s%s", sb.len > 0 ? "、" : "", lines[i].label);
        }
    }
    *out = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return ok;
}

/* ---- ticking ------------------------------------------------------------- */

static bool fill(struct book *b, struct arena *a, const struct upload_sheet *s,
                 const struct upload_item *item, int day, struct record *r,
                 struct err *err)
{
    struct strbuf sb;
    sb_init(&sb);
    bool ok = print_lines(b, item, &sb, err);
    record_set_int(r, UPLOAD_BRANCH, b->branch);
    record_set_text(r, UPLOAD_SHEET, s->name);
    record_set_text(r, UPLOAD_SYSTEM, s->system);
    record_set_text(r, UPLOAD_MODULE, s->module);
    record_set_text(r, UPLOAD_BOOK, s->ledger->name);
    record_set_int(r, UPLOAD_ROW, item->row);
    record_set_text(r, UPLOAD_SAID, item->said);
    record_set_day(r, a, UPLOAD_ON, day);
    record_set_text(r, UPLOAD_BY, arena_str(a, db_actor(b->db)));
    record_set_text(r, UPLOAD_LINES, arena_strn(a, sb.s, sb.len));
    sb_clear(&sb);
    return ok;
}

/* A new row, or the row that is there with what it says by now. */
static bool part_of(struct book *b, struct arena *a,
                    const struct upload_sheet *s,
                    const struct upload_item *item,
                    const struct upload_mark *mark, int day,
                    struct apply_part *out, struct err *err)
{
    struct record *now = arena_alloc(a, sizeof *now);
    struct record *old = NULL;
    if (mark == NULL) {
        *now = record_new(&ledger_upload, b, a);
    } else {
        old = arena_alloc(a, sizeof *old);
        if (!record_read(old, &ledger_upload, b, a, mark->id, err)) {
            return false;
        }
        *now = record_copy(old, a);
    }
    *out =
        (struct apply_part){APPLY_ALONE, .r = now, .old = old, .follows = true};
    return fill(b, a, s, item, day, now, err);
}

static const char *label_of(struct arena *a, const char *verb,
                            const struct upload_item *items, size_t n)
{
    return n == 1 ? arena_printf(a, "%s %s", verb, items[0].said)
                  : arena_printf(a, "%s %s 等 %zu 条", verb, items[0].said, n);
}

bool upload_tick(struct book *b, struct arena *a, const struct upload_sheet *s,
                 const struct upload_item *items, size_t n, int day,
                 struct err *err)
{
    struct upload_mark *marks;
    size_t n_marks;
    struct apply_part *parts = arena_array(a, n + 1, sizeof *parts);
    if (n == 0) {
        return true;
    }
    if (day > b->today) {
        return err_set(err, ERR_RULE, "E-UPLOAD-002",
                       "录入日期在今天之后；录进平台以后再打勾。");
    }
    if (!upload_marks(b, a, s->name, &marks, &n_marks, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!part_of(b, a, s, &items[i],
                     upload_mark_of(marks, n_marks, items[i].row), day,
                     &parts[i], err)) {
            return false;
        }
    }
    return ledger_apply_parts(b, a, parts, n, label_of(a, "录入平台", items, n),
                              NULL, err);
}

bool upload_untick(struct book *b, struct arena *a,
                   const struct upload_sheet *s, const int64_t *rows, size_t n,
                   const char *reason, size_t *done, struct err *err)
{
    struct upload_mark *marks;
    size_t n_marks;
    struct apply_part *parts = arena_array(a, n + 1, sizeof *parts);
    *done = 0;
    if (!upload_marks(b, a, s->name, &marks, &n_marks, err)) {
        return false;
    }
    struct upload_item first = {.said = ""};
    for (size_t i = 0; i < n; i++) {
        const struct upload_mark *m = upload_mark_of(marks, n_marks, rows[i]);
        struct record *r = arena_alloc(a, sizeof *r);
        if (m == NULL) {
            continue;
        }
        if (!record_read(r, &ledger_upload, b, a, m->id, err)) {
            return false;
        }
        first.said = *done == 0 ? record_text(r, UPLOAD_SAID) : first.said;
        parts[(*done)++] = (struct apply_part){APPLY_ALONE, .r = r, .old = r,
                                               .void_reason = reason};
    }
    return *done == 0 ||
           ledger_apply_parts(b, a, parts, *done,
                              label_of(a, "撤去录入标记", &first, *done),
                              reason, err);
}
