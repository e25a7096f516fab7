/* 党费 of the sample: each step through the door that the screens use, on its
   day.  Counted cash is what the book says: the sample counts right. */
#include "sample_dues.h"

#include <assert.h>
#include <string.h>

#include "collect_words.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/dues_assess.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

static int64_t person_of(struct book *b, struct arena *a, const char *name)
{
    return sample_id(b, a, &ledger_people, name);
}

static int month_word(struct arena *a, const char **s)
{
    int month = MONTH_NONE;
    bool ok = month_read(sample_word(a, s), &month);
    assert(ok);
    (void)ok;
    return month;
}

static int open_month(struct book *b)
{
    int month = MONTH_NONE;
    bool ok = dues_month_now(b, &month, NULL);
    assert(ok && month != MONTH_NONE);
    (void)ok;
    return month;
}

/* ---- assessments ------------------------------------------------------ */

static size_t item_of(const struct assess_sheet *s, const char *title)
{
    size_t i = 0;
    while (i < s->n && strcmp(s->lines[i].item->title, title) != 0) {
        i++;
    }
    return i;
}

static bool fill_line(struct assess_sheet *s, const struct sample_line *line,
                      struct err *err)
{
    size_t item = item_of(s, line->key);
    if (item < s->n) {
        return assess_sheet_line(s, item, line->value, err);
    }
    int field = sample_field(&ledger_assess, line->key);
    assert(field >= 0);
    return assess_sheet_put(s, field, line->value, err);
}

static bool save_assessment(struct book *b, struct arena *a,
                            const struct sample_block *block, struct err *err)
{
    struct assess_sheet s;
    const char *value = block->lines[0].value;
    int64_t person = person_of(b, a, sample_word(a, &value));
    int month = month_word(a, &value);
    size_t first = 1;
    if (block->n > 1 && strcmp(block->lines[1].key, "登记") == 0) {
        const char *day = block->lines[1].value;
        b->today = b->day = sample_day(a, &day);
        first = 2;
    }
    bool ok = assess_sheet_new(&s, b, a, person, month, err) &&
              assess_sheet_put(&s, ASSESS_CATEGORY, value, err);
    for (size_t i = first; ok && i < block->n; i++) {
        ok = fill_line(&s, &block->lines[i], err);
    }
    return ok && assess_sheet_save(&s, NULL, err);
}

/* ---- taking ----------------------------------------------------------- */

struct basket {
    struct dues_take *takes;
    size_t n, cap;
};

static struct dues_take *basket_add(struct basket *k, struct book *b,
                                    const char *way, int64_t by)
{
    MEM_PUSH(k->takes, k->n, k->cap);
    struct dues_take *t = &k->takes[k->n++];
    *t = (struct dues_take){.on = b->today,
                            .way = codes_find("pay_way", way),
                            .by = by,
                            .payer = "",
                            .proof = "",
                            .note = "",
                            .reason = ""};
    return t;
}

static bool basket_save(struct basket *k, struct book *b, struct arena *a,
                        struct err *err)
{
    bool ok = k->n == 0 || dues_take(b, a, k->takes, k->n, NULL, err);
    mem_free(k->takes);
    return ok;
}

/* by: 0, whoever pays brings it, too. */
static bool take_words(struct book *b, struct arena *a, const char *way,
                       int64_t by, const char *s, struct err *err)
{
    struct basket k = {NULL, 0, 0};
    bool ok = true;
    int open = open_month(b);
    while (ok && *s != '\0') {
        struct collect_word w;
        ok = collect_word_read(a, sample_word(a, &s), open, &w, err);
        if (ok) {
            int64_t person = person_of(b, a, w.name);
            struct dues_take *t = basket_add(&k, b, way, by != 0 ? by : person);
            ok = collect_word_parts(b, a, &w, person, open, &t->parts, &t->n,
                                    err);
        }
    }
    if (!ok) {
        mem_free(k.takes);
        return false;
    }
    return basket_save(&k, b, a, err);
}

static bool take_cash(struct book *b, struct arena *a, const char *s,
                      struct err *err)
{
    return take_words(b, a, "现金", 0, s, err);
}

static bool take_transfer(struct book *b, struct arena *a, const char *s,
                          struct err *err)
{
    return take_words(b, a, "转账", 0, s, err);
}

static bool take_online(struct book *b, struct arena *a, const char *s,
                        struct err *err)
{
    return take_words(b, a, "线上", 0, s, err);
}

static bool take_for_others(struct book *b, struct arena *a, const char *s,
                            struct err *err)
{
    int64_t by = person_of(b, a, sample_word(a, &s));
    return take_words(b, a, "现金", by, s, err);
}

/* Is -name among the words? */
static bool is_left_out(struct arena *a, const char *s, const char *name)
{
    while (*s != '\0') {
        const char *word = sample_word(a, &s);
        if (word[0] == '-' && strcmp(word + 1, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool take_rest(struct book *b, struct arena *a, const char *s,
                      struct err *err)
{
    struct basket k = {NULL, 0, 0};
    struct dues_sheet sheet;
    const char *way = sample_word(a, &s);
    int open = open_month(b);
    if (!dues_sheet_read(b, a, open, &sheet, err)) {
        return false;
    }
    for (size_t i = 0; i < sheet.n; i++) {
        const struct dues_row *row = &sheet.rows[i];
        if (row->paid < row->due && !is_left_out(a, s, row->name)) {
            struct dues_pay *pay = arena_alloc(a, sizeof *pay);
            *pay = (struct dues_pay){row->person, open, row->due - row->paid};
            struct dues_take *t = basket_add(&k, b, way, row->person);
            t->parts = pay;
            t->n = 1;
        }
    }
    return basket_save(&k, b, a, err);
}

static bool take_large(struct book *b, struct arena *a, const char *s,
                       struct err *err)
{
    struct basket k = {NULL, 0, 0};
    int64_t by = person_of(b, a, sample_word(a, &s));
    int64_t fen = 0;
    bool ok = money_parse(sample_word(a, &s), &fen, err);
    assert(ok);
    (void)ok;
    struct dues_take *t = basket_add(&k, b, s, by);
    t->kind = PAYMENT_LARGE;
    t->fen = fen;
    return basket_save(&k, b, a, err);
}

/* ---- the rest --------------------------------------------------------- */

static bool open_dues(struct book *b, struct arena *a, const char *s,
                      struct err *err)
{
    struct dues_opening o;
    return dues_month_open(b, a, month_word(a, &s), &o, err);
}

static bool delay(struct book *b, struct arena *a, const char *s,
                  struct err *err)
{
    int64_t person = person_of(b, a, sample_word(a, &s));
    return dues_delay(b, a, person, open_month(b), s, err);
}

/* The newest one of that person. */
static bool reverse(struct book *b, struct arena *a, const char *s,
                    struct err *err)
{
    int64_t reversal;
    struct query_row newest;
    size_t n;
    struct query q =
        query_of(&ledger_payment, ledger_view(&ledger_payment, "all"));
    q.parent = person_of(b, a, sample_word(a, &s));
    q.limit = 1;
    if (!query_page(b, a, &q, &newest, &n, err)) {
        return false;
    }
    assert(n == 1);
    return dues_reverse(b, a, newest.id, s, &reversal, err);
}

static bool close_sitting(struct book *b, struct arena *a, const char *s,
                          struct err *err)
{
    struct dues_sheet sheet;
    int64_t sitting;
    (void)s;
    if (!dues_sheet_read(b, a, open_month(b), &sheet, err)) {
        return false;
    }
    struct dues_count c = {.counted = sheet.sums.draft_cash};
    return dues_sitting_close(b, a, &c, &sitting, err);
}

static bool close_dues(struct book *b, struct arena *a, const char *s,
                       struct err *err)
{
    struct dues_figures f;
    int month = month_word(a, &s);
    if (!dues_figures(b, a, month, &f, err)) {
        return false;
    }
    struct dues_count c = {.counted = f.hand_cash};
    return dues_month_close(b, a, month, &c, err);
}

static bool hand_up(struct book *b, struct arena *a, const char *kind,
                    const char *s, struct err *err)
{
    struct record r;
    if (!handover_propose(b, a, kind, &r, err)) {
        return false;
    }
    if (strcmp(kind, PAYMENT_LARGE) == 0) {
        record_set_text(&r, HANDOVER_FROM, record_text(&r, HANDOVER_TO));
    }
    record_set_text(&r, HANDOVER_VOUCHER, sample_word(a, &s));
    record_set_day(&r, a, HANDOVER_VOUCHER_ON, b->today);
    record_set_text(&r, HANDOVER_RECEIVER, s);
    record_set_int(&r, HANDOVER_HANDLER, person_of(b, a, "李敏"));
    return handover_post(b, a, &r, err);
}

static bool hand_up_monthly(struct book *b, struct arena *a, const char *s,
                            struct err *err)
{
    return hand_up(b, a, PAYMENT_MONTHLY, s, err);
}

static bool hand_up_large(struct book *b, struct arena *a, const char *s,
                          struct err *err)
{
    return hand_up(b, a, PAYMENT_LARGE, s, err);
}

/* ---- a day ------------------------------------------------------------ */

static const struct {
    const char *key;
    bool (*take)(struct book *b, struct arena *a, const char *value,
                 struct err *err);
} takers[] = {
    {"启动", open_dues},       {"更新", open_dues},
    {"现金", take_cash},       {"转账", take_transfer},
    {"线上", take_online},     {"代交", take_for_others},
    {"其余", take_rest},       {"大额", take_large},
    {"迟交", delay},           {"冲销", reverse},
    {"入账", close_sitting},   {"结账", close_dues},
    {"上缴", hand_up_monthly}, {"大额上缴", hand_up_large},
};

static bool take_step(struct book *b, struct arena *a,
                      const struct sample_line *line, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(takers); i++) {
        if (strcmp(line->key, takers[i].key) == 0) {
            return takers[i].take(b, a, line->value, err) ||
                   err_doing(err, "%s", line->key);
        }
    }
    assert(!"a key that is no step");
    return false;
}

bool sample_dues_save(struct book *b, struct arena *a,
                      const struct sample_block *block, struct err *err)
{
    if (strcmp(block->lines[0].key, "核定") == 0) {
        return save_assessment(b, a, block, err);
    }
    const char *day = block->lines[0].value;
    assert(strcmp(block->lines[0].key, "日期") == 0);
    b->today = b->day = sample_day(a, &day);
    for (size_t i = 1; i < block->n; i++) {
        if (!take_step(b, a, &block->lines[i], err)) {
            return false;
        }
    }
    return true;
}
