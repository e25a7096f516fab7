/* Payments from a file: taken into the sitting that is open, as drafts, the way
   `collect` takes them; counting and posting stay with the clerk.

   A row says who pays, when, how and how much, and for which months; where no
   amount stands beside a month it is what the month lacks, when that is what
   was paid, or the same for each.  Without months it goes where money goes that
   is typed as a record: to what is owed longest. */
#include <string.h>

#include "dues_parts.h"
#include "import_doors.h"
#include "import_months.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

static const struct field extras[] = {
    {.column = "months",
     .label = "所属月份",
     .kind = &import_field_months,
     .hint = "例如 2026-09—2026-11；替别人交的写“李敏 2026-09”；空着的从欠得"
             "最早的月份记起"},
};

static const char *const leaves[] = {"month", NULL};

static bool is_large(const struct record *r)
{
    return strcmp(record_text(r, PAYMENT_KIND), PAYMENT_LARGE) == 0;
}

/* ---- what the book has
 * -------------------------------------------------------
 */

static bool read_parts(const struct import_item *item, int64_t id,
                       struct import_months *out, struct err *err)
{
    struct stmt st;
    *out = (struct import_months){
        arena_array(item->arena, IMPORT_MONTHS_MAX, sizeof *out->list), 0};
    stmt_open(&st, item->book->db,
              SQL("select person_id, month, abs(fen) from payment_part"
                  " where payment_id = :id and voided_on is null order by id"));
    stmt_int(&st, ":id", id);
    while (out->n < IMPORT_MONTHS_MAX && stmt_row(&st)) {
        struct import_month *m = &out->list[out->n];
        m->person = stmt_col_int(&st, 0);
        m->fen = stmt_col_int(&st, 2);
        out->n += month_read(stmt_col_text(&st, 1), &m->month);
    }
    return stmt_done(&st, err) || err_doing(err, "读取收款明细");
}

/* The same months of the same people, and no other amount where one is said. */
static bool same_months(const struct import_item *item,
                        const struct import_months *has,
                        const struct import_months *file)
{
    size_t found = 0;
    for (size_t i = 0; i < has->n; i++) {
        for (size_t k = 0; k < file->n; k++) {
            const struct import_month *x = &has->list[i], *y = &file->list[k];
            int64_t person = y->person != 0
                                 ? y->person
                                 : record_int(item->record, PAYMENT_PERSON);
            found += x->person == person && x->month == y->month &&
                     (y->fen < 0 || x->fen == y->fen);
        }
    }
    return has->n == file->n && found == has->n;
}

/* Does the payment pay what the row says?  A row that says nothing: yes. */
static bool pays_that(const struct import_item *item, int64_t id, bool *out,
                      struct err *err)
{
    struct import_months has, file;
    *out = true;
    if (!import_has(&item->given[0])) {
        return true;
    }
    if (!read_parts(item, id, &has, err) ||
        !import_months_read(&file, item->book, item->arena, item->given[0].s,
                            err)) {
        return false;
    }
    *out = same_months(item, &has, &file);
    return true;
}

/* ---- which one it is -------------------------------------------------------
 */

#define LIKE_MAX 40

static void open_like(struct stmt *st, const struct import_item *item)
{
    const struct record *r = item->record;
    stmt_open(st, item->book->db,
              SQL("select id from payment where branch_id = :branch"
                  " and paid_on = :day and way = :way and fen = :fen"
                  " and kind = :kind and coalesce(person_id, 0) = :person"
                  " and coalesce(proof, '') = :proof and voided_on is null"
                  " order by id limit :max"));
    stmt_int(st, ":branch", item->book->branch);
    stmt_text(st, ":day", record_text(r, PAYMENT_ON));
    stmt_text(st, ":way", record_text(r, PAYMENT_WAY));
    stmt_int(st, ":fen", record_int(r, PAYMENT_FEN));
    stmt_text(st, ":kind", record_text(r, PAYMENT_KIND));
    stmt_int(st, ":person", record_int(r, PAYMENT_PERSON));
    stmt_text(st, ":proof", record_text(r, PAYMENT_PROOF));
    stmt_int(st, ":max", LIKE_MAX);
}

/* Two of a day that pay other months are two payments. */
static bool find(const struct import_item *item, int64_t *id, struct err *err)
{
    struct stmt st;
    int64_t like[LIKE_MAX];
    size_t n = 0;
    *id = 0;
    open_like(&st, item);
    while (n < LIKE_MAX && stmt_row(&st)) {
        like[n++] = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return err_doing(err, "查找已有的收款");
    }
    for (size_t i = 0; *id == 0 && i < n; i++) {
        bool it;
        if (!pays_that(item, like[i], &it, err)) {
            return false;
        }
        *id = it ? like[i] : 0;
    }
    return true;
}

/* ---- how much for which month -----------------------------------------------
 */

struct paying {
    struct dues_take take;
    struct dues_pay *parts;
};

/* Several months of one payment, some by an amount of their own. */
static bool read_months(const struct import_item *item, struct paying *p,
                        bool *said, struct err *err)
{
    struct import_months m;
    size_t n_said = 0;
    if (!import_months_read(&m, item->book, item->arena, item->extras[0].s,
                            err)) {
        return false;
    }
    for (size_t i = 0; i < m.n; i++) {
        int64_t person = m.list[i].person != 0
                             ? m.list[i].person
                             : record_int(item->record, PAYMENT_PERSON);
        if (person == 0) {
            return err_set(err, ERR_RULE, "E-DOOR-050",
                           "没有写是谁交的党费，请写交款党员，或在所属月份前"
                           "写姓名。");
        }
        p->parts[i] = (struct dues_pay){person, m.list[i].month, m.list[i].fen};
        n_said += m.list[i].fen >= 0;
    }
    p->take.n = m.n;
    *said = n_said > 0;
    return n_said == 0 || n_said == m.n ||
           err_set(err, ERR_RULE, "E-DOOR-051",
                   "所属月份里有的写了金额、有的没写；请都写，或都不写。");
}

static bool lacking(const struct import_item *item, struct paying *p,
                    int64_t *sum, struct err *err)
{
    *sum = 0;
    for (size_t i = 0; i < p->take.n; i++) {
        if (!dues_lacking(item->book, item->arena, p->parts[i].person,
                          p->parts[i].month, &p->parts[i].fen, err)) {
            return false;
        }
        if (p->parts[i].fen == 0 || !money_add(sum, p->parts[i].fen)) {
            *sum = -1; /* it cannot be spread by what is lacking */
            return true;
        }
    }
    return true;
}

/* Where nothing says what the months lack, each is the same; what they lack and
   is not what was paid is nobody's guess. */
static bool spread_evenly(const struct import_item *item, struct paying *p,
                          bool known, struct err *err)
{
    int64_t fen = record_int(item->record, PAYMENT_FEN);
    int64_t n = (int64_t)p->take.n;
    if (n > 1 && (known || fen % n != 0)) {
        char text[32];
        return err_set(err, ERR_RULE, "E-DOOR-052",
                       "%s 元与这 %zu 个月应交的合计不一致，说不出各月交了多"
                       "少；请写明各月金额，例如“2026-09 82.97、2026-10 80”。",
                       money_text(fen, text), p->take.n);
    }
    for (size_t i = 0; i < p->take.n; i++) {
        p->parts[i].fen = fen / n;
    }
    return true;
}

static bool check_sum(const struct import_item *item, const struct paying *p,
                      struct err *err)
{
    int64_t sum = 0;
    char text[32], paid[32];
    for (size_t i = 0; i < p->take.n; i++) {
        if (p->parts[i].fen < 0 || !money_add(&sum, p->parts[i].fen)) {
            sum = -1;
            break;
        }
    }
    return sum == record_int(item->record, PAYMENT_FEN) ||
           err_set(err, ERR_RULE, "E-DOOR-053",
                   "各月金额合计 %s，与金额 %s 不一致，请核对。",
                   money_text(sum, text),
                   money_text(record_int(item->record, PAYMENT_FEN), paid));
}

static bool put_months(const struct import_item *item, struct paying *p,
                       struct err *err)
{
    bool said = false;
    int64_t sum;
    if (!read_months(item, p, &said, err)) {
        return false;
    }
    if (said) {
        return check_sum(item, p, err);
    }
    if (!lacking(item, p, &sum, err)) {
        return false;
    }
    return sum == record_int(item->record, PAYMENT_FEN) || p->take.n == 0 ||
           spread_evenly(item, p, sum >= 0, err);
}

static bool build(const struct import_item *item, struct paying *p,
                  struct err *err)
{
    const struct record *r = item->record;
    bool months = import_has(&item->extras[0]);
    *p = (struct paying){
        .take = {.kind = record_text(r, PAYMENT_KIND),
                 .on = record_day(r, PAYMENT_ON),
                 .way = record_text(r, PAYMENT_WAY),
                 .by = record_int(r, PAYMENT_PERSON),
                 .payer = record_text(r, PAYMENT_PAYER),
                 .proof = record_text(r, PAYMENT_PROOF),
                 .note = record_text(r, PAYMENT_NOTE),
                 .fen = record_int(r, PAYMENT_FEN),
                 .reason = record_is_null(r, PAYMENT_REASON)
                               ? item->reason
                               : record_text(r, PAYMENT_REASON)},
        .parts = arena_array(item->arena, IMPORT_MONTHS_MAX, sizeof *p->parts)};
    if (is_large(r)) {
        return !months || err_set(err, ERR_RULE, "E-DOOR-054",
                                  "大额党费不分月份，请清空所属月份。");
    }
    p->take.parts = p->parts;
    if (months) {
        return put_months(item, p, err);
    }
    if (p->take.by == 0) {
        return err_set(err, ERR_RULE, "E-DOOR-055",
                       "没有写交款党员，也没有写交谁哪个月的，请补上。");
    }
    return dues_spread(item->book, p->take.by, p->take.fen, p->parts,
                       IMPORT_MONTHS_MAX, &p->take.n, err);
}

static bool here(const struct import_item *item, size_t extra,
                 struct value *out, struct err *err)
{
    struct import_months has;
    bool same = false;
    int64_t own = record_int(item->old, PAYMENT_PERSON);
    *out = (struct value){.type = VALUE_NULL};
    if (!read_parts(item, item->old->id, &has, err) ||
        !pays_that(item, item->old->id, &same, err) || has.n == 0) {
        return has.n == 0;
    }
    if (same && import_has(&item->given[extra])) {
        *out = item->given[extra];
        return true;
    }
    /* Who pays needs no name, until another was named. */
    bool named = false;
    for (size_t i = 0; i < has.n; i++) {
        named = named || has.list[i].person != own;
        has.list[i].person = named ? has.list[i].person : 0;
    }
    *out = value_text(item->arena,
                      import_months_write(item->book, item->arena, &has));
    return true;
}

/* ---- rules and saving
 * --------------------------------------------------------
 */

/* What a reason answers is refused without one, as taking money does. */
static void check_new(const struct import_item *item, struct issues *is)
{
    struct paying p;
    struct err err = ERR_INIT;
    struct issues all = {.arena = is->arena};
    if (!build(item, &p, &err)) {
        issue_add_err(is, "fen", &err);
        return;
    }
    dues_take_check(item->book, &p.take, &all);
    bool reason = p.take.reason != NULL && p.take.reason[0] != '\0';
    for (size_t i = 0; i < all.n; i++) {
        const struct issue *x = &all.list[i];
        issue_add(is, x->column, x->blocks || !reason, x->code, "%s", x->text);
    }
}

static void check(const struct import_item *item, struct issues *is)
{
    static const int needed[] = {PAYMENT_ON, PAYMENT_WAY, PAYMENT_FEN};
    if (item->old != NULL) {
        record_check(item->record, item->book, item->old, is);
        if (import_has(&item->extras[0])) {
            issue_add(is, "months", true, "E-DOOR-056",
                      "这笔收款已经登记，所属月份不能由导入改；请在收缴屏幕撤回"
                      "或冲销以后再收。");
        }
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
        const struct field *f = &ledger_payment.fields[needed[i]];
        if (record_is_null(item->record, needed[i])) {
            issue_add(is, f->column, true, "E-DOOR-057", "%s不能空着，请填写。",
                      f->label);
        }
    }
    if (!issues_block(is)) {
        check_new(item, is);
    }
}

static bool save(struct import_item *item, struct err *err)
{
    struct paying p;
    int64_t id;
    if (item->old != NULL) {
        return ledger_apply(item->book, item->arena, item->record, item->old,
                            item->reason, err);
    }
    return build(item, &p, err) &&
           dues_take(item->book, item->arena, &p.take, 1, &id, err) &&
           record_read(item->record, &ledger_payment, item->book, item->arena,
                       id, err);
}

const struct import_door import_door_payments = {
    .book = "payments",
    .extras = extras,
    .n_extras = ARRAY_LEN(extras),
    .leaves = leaves,
    .find = find,
    .here = here,
    .check = check,
    .checks_instead = true,
    .save = save,
    .in_order = true,
};
