/* 核定单 and 减免审批表: one assessment as its worksheet and, when it has a
   relief, as the paper that is sent up for approval. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_assess.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_dues_sheet.h"
#include "source_say.h"

static const char *const line_columns[] = {"title", "fen", "kind", "rule",
                                           NULL};
enum { N_LINE = ARRAY_LEN(line_columns) - 1 };

/* ---- a worksheet -------------------------------------------------------- */

void sheet_sums(const struct assess_sheet *s, int64_t *counted,
                int64_t *deducted)
{
    *counted = *deducted = 0;
    for (size_t i = 0; i < s->n; i++) {
        const struct assess_line *l = &s->lines[i];
        if (l->fen > 0 && l->item->kind == ITEM_COUNTS) {
            *counted += l->fen;
        } else if (l->fen > 0 && l->item->kind == ITEM_DEDUCTS) {
            *deducted += l->fen;
        }
    }
}

const struct dues_category *sheet_category(const struct assess_sheet *s)
{
    int from;
    int day = month_read(record_text(&s->now, ASSESS_FROM), &from)
                  ? month_first_day(from)
                  : s->book->day;
    return dues_category(book_dues(s->book),
                         record_text(&s->now, ASSESS_CATEGORY), day);
}

const char *sheet_brief(const struct assess_sheet *s)
{
    const struct dues_category *c = sheet_category(s);
    return c != NULL ? c->brief : record_text(&s->now, ASSESS_CATEGORY);
}

static void put_lines(struct form_data *d, const struct assess_sheet *s)
{
    static const char *const kinds[] = {
        [ITEM_COUNTS] = "计入", [ITEM_DEDUCTS] = "扣除", [ITEM_OUT] = "不计入"};
    form_list_begin(d, "lines", line_columns, N_LINE);
    for (size_t i = 0; i < s->n; i++) {
        const struct assess_line *l = &s->lines[i];
        const char *const cells[N_LINE] = {l->item->title,
                                           say_money(d->arena, l->fen),
                                           kinds[l->item->kind], l->item->rule};
        if (l->fen >= 0) {
            form_list_row(d, cells);
        }
    }
}

/* 3,000.00 以上（不含）至 5,000.00（含） */
static const char *bracket_text(struct arena *a, const struct dues_category *c,
                                int64_t base)
{
    if (c == NULL || base < 0) {
        return "";
    }
    for (size_t i = 0; i < c->n_brackets; i++) {
        if (base > c->brackets[i].up_to) {
            continue;
        }
        bool last = i + 1 == c->n_brackets;
        const char *low = i == 0 ? "" : say_money(a, c->brackets[i - 1].up_to);
        return i == 0 ? arena_printf(a, "%s（含）以下",
                                     say_money(a, c->brackets[i].up_to))
               : last ? arena_printf(a, "%s 以上（不含）", low)
                      : arena_printf(a, "%s 以上（不含）至 %s（含）", low,
                                     say_money(a, c->brackets[i].up_to));
    }
    return "";
}

static void put_amount(struct form_data *d, const struct assess_sheet *s)
{
    struct arena *a = d->arena;
    const struct record *r = &s->now;
    const struct dues_category *c = sheet_category(s);
    bool has_base = !record_is_null(r, ASSESS_BASE);
    int64_t base = has_base ? record_int(r, ASSESS_BASE) : -1;
    int64_t counted, deducted;
    sheet_sums(s, &counted, &deducted);
    form_set(d, "counted", say_some(a, counted));
    form_set(d, "deducted", say_some(a, deducted));
    form_set(d, "base", say_base(a, base));
    form_set(d, "base_is", c == NULL ? "" : c->base);
    form_set(d, "bracket", bracket_text(a, c, base));
    form_set(d, "rate",
             record_is_null(r, ASSESS_RATE)
                 ? "定额"
                 : say_rate(a, record_int(r, ASSESS_RATE)));
    dues_set_words(d, "fen", record_int(r, ASSESS_FEN));
    form_set(d, "why", assess_sheet_why(s, a));
    form_set(d, "rule", c == NULL ? "" : c->rule);
    form_set(d, "basis", c == NULL ? "" : c->basis);
}

/* What the rules ask for without the relief; "" when they cannot tell. */
static const char *usual_fen(struct arena *a, const struct assess_sheet *s)
{
    int64_t fen;
    int from;
    struct err err = ERR_INIT;
    const struct record *r = &s->now;
    if (record_is_null(r, ASSESS_BASE) ||
        !month_read(record_text(r, ASSESS_FROM), &from) ||
        !dues_amount(book_dues(s->book), record_text(r, ASSESS_CATEGORY),
                     record_int(r, ASSESS_BASE), month_first_day(from), &fen,
                     &err)) {
        return "";
    }
    return say_money(a, fen);
}

static void put_relief(struct form_data *d, const struct assess_sheet *s)
{
    struct arena *a = d->arena;
    struct book *b = s->book;
    const struct record *r = &s->now;
    bool relieved = !record_is_null(r, ASSESS_RELIEF);
    form_set(d, "kinds", relieved ? "assess relief" : "assess");
    form_set(d, "relief", say_field(a, b, r, ASSESS_RELIEF));
    form_set(d, "relief_why", record_text(r, ASSESS_RELIEF_WHY));
    form_set(d, "relief_by", record_text(r, ASSESS_RELIEF_BY));
    form_set(d, "relief_on", say_day(a, record_day(r, ASSESS_RELIEF_ON)));
    form_set(d, "relief_paper", record_text(r, ASSESS_RELIEF_PAPER));
    form_set(d, "usual", usual_fen(a, s));
    form_set(d, "until",
             record_is_null(r, ASSESS_TO)
                 ? arena_printf(a, "%s年12月", say_field(a, b, r, ASSESS_YEAR))
                 : say_month(a, record_text(r, ASSESS_TO)));
}

static bool put_person(struct form_data *d, const struct assess_sheet *s,
                       struct err *err)
{
    struct record p;
    struct arena *a = d->arena;
    struct book *b = s->book;
    if (!record_read(&p, &ledger_people, b, a,
                     record_int(&s->now, ASSESS_PERSON), err)) {
        return false;
    }
    form_set(d, "name", say_column(a, b, &p, "name"));
    form_set(d, "sex", say_column(a, b, &p, "sex"));
    form_set(d, "join", say_column(a, b, &p, "join_on"));
    form_set(d, "unit", say_column(a, b, &p, "unit"));
    return true;
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct assess_sheet s;
    struct arena *a = d->arena;
    struct book *b = ask->book;
    if (!assess_sheet_read(&s, b, a, ask->id, err) || !put_person(d, &s, err)) {
        return false;
    }
    const struct record *r = &s.now;
    form_set(d, "for_year", say_field(a, b, r, ASSESS_YEAR));
    form_set(d, "line", say_field(a, b, r, ASSESS_NO));
    form_set(d, "from", say_month(a, record_text(r, ASSESS_FROM)));
    form_set(d, "from_iso", record_text(r, ASSESS_FROM));
    form_set(d, "category", say_field(a, b, r, ASSESS_CATEGORY));
    form_set(d, "reason", say_field(a, b, r, ASSESS_REASON));
    form_set(d, "reason_text", record_text(r, ASSESS_REASON_TEXT));
    form_set(d, "place", say_field(a, b, r, ASSESS_PLACE));
    form_set(d, "quarterly",
             record_int(r, ASSESS_QUARTERLY) != 0 ? "按季交" : "按月交");
    form_set(d, "decided", say_day(a, record_day(r, ASSESS_DECIDED)));
    form_set(d, "meeting", say_link(a, b, r, ASSESS_EVENT));
    form_set(d, "signed", say_day(a, record_day(r, ASSESS_SIGNED)));
    form_set(d, "note", record_text(r, ASSESS_NOTE));
    put_lines(d, &s);
    put_amount(d, &s);
    put_relief(d, &s);
    return true;
}

static bool records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    return dues_papers(ask->book, a, DUES_PAPER_ASSESS, &ask->span, ids, n,
                       err);
}

static const char *const values[] = {
    "kinds",     "name",       "sex",       "join",
    "unit",      "for_year",   "line",      "from",
    "category",  "reason",     "place",     "reason_text",
    "decided",   "quarterly",  "meeting",   "signed",
    "note",      "counted",    "deducted",  "base",
    "base_is",   "bracket",    "rate",      "fen",
    "fen_words", "why",        "rule",      "basis",
    "relief",    "relief_why", "relief_by", "relief_paper",
    "relief_on", "usual",      "until",     "from_iso",
    NULL};

static const struct source_list lists[] = {{"lines", line_columns}};

const struct source source_dues_assess_one = {
    .name = "dues_assess_one",
    .asks = ASKS_RECORD,
    .period = "year",
    .ledger = &ledger_assess,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
    .records = records,
};
