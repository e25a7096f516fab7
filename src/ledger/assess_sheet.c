/* One assessment with its worksheet while it is filled in: opening, typing,
   what it comes to.  The base is the sum of the lines as soon as one of them is
   filled.  Saving is assess_save.c. */
#include "assess_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- lines ------------------------------------------------------------ */

static int sheet_day(const struct assess_sheet *s)
{
    int from = assess_month(&s->now, ASSESS_FROM);
    return from != MONTH_NONE ? month_first_day(from) : s->book->today;
}

static struct assess_line *line_of(const struct assess_sheet *s,
                                   const char *item)
{
    for (size_t i = 0; i < s->n; i++) {
        if (strcmp(s->lines[i].item->code, item) == 0) {
            return &s->lines[i];
        }
    }
    return NULL;
}

/* What is in the book though no rule knows it any more: shown as it is. */
static const struct dues_item *lost_item(struct arena *a, const char *code)
{
    struct dues_item *item = arena_alloc(a, sizeof *item);
    item->code = item->title = arena_str(a, code);
    item->kind = ITEM_OUT;
    item->rule = item->basis = "";
    item->to = DATE_NONE;
    return item;
}

static struct assess_line *add_line(struct assess_sheet *s, const char *code)
{
    const struct dues_item *item =
        dues_item(book_dues(s->book), code, sheet_day(s));
    struct assess_line *lines = arena_array(s->arena, s->n + 1, sizeof *lines);
    if (s->n > 0) {
        memcpy(lines, s->lines, s->n * sizeof *lines);
    }
    lines[s->n] = (struct assess_line){
        .item = item != NULL ? item : lost_item(s->arena, code),
        .fen = -1,
        .was = -1,
    };
    s->lines = lines;
    return &s->lines[s->n++];
}

/* The items of the day, with what the lines there are say; those that are not
   asked any more stay while something stands in them. */
void assess_lay_out(struct assess_sheet *s)
{
    struct assess_sheet old = *s;
    const struct dues_item **items;
    size_t n = dues_items(book_dues(s->book), s->arena, sheet_day(s), &items);
    s->lines = arena_array(s->arena, n + old.n + 1, sizeof *s->lines);
    s->n = 0;
    for (size_t i = 0; i < n; i++) {
        const struct assess_line *was = line_of(&old, items[i]->code);
        s->lines[s->n] = (struct assess_line){.fen = -1, .was = -1};
        if (was != NULL) {
            s->lines[s->n] = *was;
        }
        s->lines[s->n++].item = items[i];
    }
    for (size_t i = 0; i < old.n; i++) {
        const struct assess_line *l = &old.lines[i];
        if ((l->id != 0 || l->fen >= 0) && line_of(s, l->item->code) == NULL) {
            s->lines[s->n++] = *l;
        }
    }
}

/* The lines of a row; `keep`: they are this sheet's own, else only what is
   still asked is taken over. */
static bool read_lines(struct assess_sheet *s, int64_t id, bool keep,
                       struct err *err)
{
    struct stmt st;
    stmt_open(&st, s->book->db,
              SQL("select item, fen, id, ver from assess_item"
                  " where assess_id = :id and voided_on is null"
                  " order by ord, id"));
    stmt_int(&st, ":id", id);
    while (stmt_row(&st)) {
        const char *item = stmt_col_text(&st, 0);
        struct assess_line *l = line_of(s, item);
        if (l == NULL && !keep) {
            continue;
        }
        if (l == NULL) {
            l = add_line(s, item);
        }
        l->fen = stmt_col_int(&st, 1);
        if (keep) {
            l->was = l->fen;
            l->id = stmt_col_int(&st, 2);
            l->ver = stmt_col_int(&st, 3);
        }
    }
    return stmt_done(&st, err) || err_doing(err, "读取核定项目");
}

bool assess_has_lines(const struct assess_sheet *s)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->lines[i].fen >= 0) {
            return true;
        }
    }
    return false;
}

bool assess_lines_sum(const struct assess_sheet *s, int64_t *base,
                      struct err *err)
{
    size_t n = 0;
    struct dues_line *v = arena_array(s->arena, s->n + 1, sizeof *v);
    for (size_t i = 0; i < s->n; i++) {
        if (s->lines[i].fen >= 0) {
            v[n++] =
                (struct dues_line){s->lines[i].item->code, s->lines[i].fen};
        }
    }
    return dues_base(book_dues(s->book), sheet_day(s), v, n, base, err);
}

/* The base is what the lines come to, the amount what the base does. */
static bool follow_lines(struct assess_sheet *s, struct err *err)
{
    int64_t base;
    if (!assess_has_lines(s)) {
        return true;
    }
    if (!assess_lines_sum(s, &base, err)) {
        return false;
    }
    record_set_int(&s->now, ASSESS_BASE, base);
    assess_follow(s->book, &s->now);
    return true;
}

/* ---- opening ---------------------------------------------------------- */

/* Why there is a row in the middle of a year: somebody came. */
bool assess_set_reason(struct assess_sheet *s, int64_t person, int month,
                       struct err *err)
{
    struct dues_payer *p;
    size_t n;
    if (!dues_payers_one(s->book, s->arena, person, month, month, &p, &n,
                         err)) {
        return false;
    }
    bool came = n > 0 && p[n - 1].months.first / 12 == month / 12;
    const char *reason = NULL;
    if (came && p[n - 1].admitted) {
        reason = ASSESSED_ADMITTED;
    } else if (came && p[n - 1].spell.moved_in) {
        reason = ASSESSED_MOVED;
    } else if (month % 12 == 0) {
        reason = ASSESSED_YEARLY;
    }
    record_set_text(&s->now, ASSESS_REASON, reason);
    return true;
}

bool assess_sheet_new(struct assess_sheet *s, struct book *b, struct arena *a,
                      int64_t person, int month, struct err *err)
{
    int64_t last;
    *s = (struct assess_sheet){.book = b, .arena = a, .closed = MONTH_NONE};
    s->now = record_new(&ledger_assess, b, a);
    record_set_int(&s->now, ASSESS_PERSON, person);
    record_set_int(&s->now, ASSESS_YEAR, month / 12);
    assess_set_month(&s->now, a, ASSESS_FROM, month);
    assess_lay_out(s);
    if (!assess_set_reason(s, person, month, err) ||
        !assess_take_over(b, a, &s->now, &last, err) ||
        (last != 0 && !read_lines(s, last, false, err))) {
        return false;
    }
    if (!follow_lines(s, err)) {
        return false;
    }
    for (size_t i = 0; i < s->n; i++) {
        s->lines[i].was = s->lines[i].fen;
    }
    s->was = record_copy(&s->now, a);
    return true;
}

/* The last closed month of those it holds for. */
static bool read_closed(struct assess_sheet *s, struct err *err)
{
    int from = assess_month(&s->now, ASSESS_FROM);
    int to = assess_month(&s->now, ASSESS_TO);
    int last = to != MONTH_NONE ? to : from - from % 12 + 11;
    return assess_closed(s->book, record_int(&s->now, ASSESS_BRANCH), from,
                         last, &s->closed, err);
}

bool assess_sheet_read(struct assess_sheet *s, struct book *b, struct arena *a,
                       int64_t id, struct err *err)
{
    *s = (struct assess_sheet){.book = b, .arena = a, .closed = MONTH_NONE};
    if (!record_read(&s->now, &ledger_assess, b, a, id, err)) {
        return false;
    }
    assess_lay_out(s);
    s->was = record_copy(&s->now, a);
    return read_closed(s, err) && read_lines(s, id, true, err);
}

/* ---- typing ----------------------------------------------------------- */

bool assess_fixed_ok(const struct dues_category *c, int64_t fen,
                     struct err *err)
{
    struct err why = ERR_INIT;
    if (c == NULL || c->basis_kind != DUES_FIXED ||
        dues_fixed_ok(c, fen, &why)) {
        return true;
    }
    if (fen >= c->least) {
        return dues_fixed_ok(c, fen, err);
    }
    return err_set(err, ERR_RULE, "E-ASSESS-056",
                   "%s确有困难要少交、免交的，先在他的核定单里填“减免”和批准"
                   "情况，再填数额。",
                   why.text);
}

static void clear_lines(struct assess_sheet *s)
{
    for (size_t i = 0; i < s->n; i++) {
        s->lines[i].fen = -1;
    }
}

bool assess_sheet_put(struct assess_sheet *s, int field, const char *typed,
                      struct err *err)
{
    struct record now = record_copy(&s->now, s->arena);
    if (!record_type(&now, s->book, s->arena, field, typed, err)) {
        return false;
    }
    if (field == ASSESS_BASE && assess_has_lines(s) &&
        !value_same(&now.values[ASSESS_BASE], &s->now.values[ASSESS_BASE])) {
        return err_set(err, ERR_RULE, "E-ASSESS-030",
                       "基数是下面各项的合计，不能直接改；请改各项的金额，或"
                       "把各项清空后再填。");
    }
    const struct dues_category *c = assess_category(s->book, &now);
    if (field == ASSESS_FEN && !record_is_null(&now, ASSESS_FEN) &&
        record_is_null(&now, ASSESS_RELIEF) &&
        !assess_fixed_ok(c, record_int(&now, ASSESS_FEN), err)) {
        return false;
    }
    s->now = now;
    if (field == ASSESS_CATEGORY && c != NULL && c->basis_kind == DUES_FIXED) {
        clear_lines(s);
    } else if (field == ASSESS_FROM || field == ASSESS_YEAR) {
        /* Another month may ask other items; what does not add up is told when
           it is checked. */
        assess_lay_out(s);
        follow_lines(s, NULL);
    }
    return true;
}

bool assess_sheet_line(struct assess_sheet *s, size_t i, const char *typed,
                       struct err *err)
{
    struct assess_line *l = &s->lines[i];
    int64_t before = l->fen;
    const struct dues_category *c = assess_category(s->book, &s->now);
    struct value v;
    if (!field_parse(&ledger_assess_item.fields[ASSESS_ITEM_FEN], s->book,
                     s->arena, typed, &v, err)) {
        return false;
    }
    if (v.type != VALUE_NULL && c != NULL && c->basis_kind == DUES_FIXED) {
        return err_set(err, ERR_RULE, "E-ASSESS-031",
                       "%s按定额交纳，不算基数，不用填各项；要填请先改缴费"
                       "类别。",
                       c->title);
    }
    l->fen = v.type == VALUE_NULL ? -1 : v.i;
    if (l->fen == before) {
        return true;
    }
    if (!follow_lines(s, err)) {
        l->fen = before;
        return false;
    }
    if (!assess_has_lines(s)) {
        record_set_null(&s->now, ASSESS_BASE);
        assess_follow(s->book, &s->now);
    }
    return true;
}

void assess_sheet_decide(struct assess_sheet *s, int day, int64_t event)
{
    if (s->now.id != 0) {
        return;
    }
    if (day != DATE_NONE && record_is_null(&s->now, ASSESS_DECIDED)) {
        record_set_day(&s->now, s->arena, ASSESS_DECIDED, day);
        s->was.values[ASSESS_DECIDED] = s->now.values[ASSESS_DECIDED];
    }
    if (event != 0 && record_is_null(&s->now, ASSESS_EVENT)) {
        record_set_int(&s->now, ASSESS_EVENT, event);
        s->was.values[ASSESS_EVENT] = s->now.values[ASSESS_EVENT];
    }
}

bool assess_sheet_changed(const struct assess_sheet *s)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->lines[i].fen != s->lines[i].was) {
            return true;
        }
    }
    for (size_t i = 0; i < s->now.ledger->n_fields; i++) {
        if (!value_same(&s->now.values[i], &s->was.values[i])) {
            return true;
        }
    }
    return false;
}

const char *assess_sheet_why(const struct assess_sheet *s, struct arena *a)
{
    const struct record *r = &s->now;
    const struct dues_reason why = {
        .category = record_text(r, ASSESS_CATEGORY),
        .base =
            record_is_null(r, ASSESS_BASE) ? -1 : record_int(r, ASSESS_BASE),
        .kept = record_is_null(r, ASSESS_FEN) ? -1 : record_int(r, ASSESS_FEN),
        .day = sheet_day(s),
        .relief = assess_relief(a, r),
        .place = assess_place(a, r),
    };
    return record_is_null(r, ASSESS_CATEGORY)
               ? ""
               : dues_why(book_dues(s->book), a, &why);
}
