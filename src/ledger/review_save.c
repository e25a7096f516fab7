/* Checking and saving a review: the head's own rules, then every row's sum, the
   share of 优秀, who may be graded; then head and lines as one change, checked
   and written under one lock. */
#include "review_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* ---- rules over the whole --------------------------------------------- */

static void check_row(const struct review *r, size_t i, struct issues *is)
{
    const struct review_row *row = &r->rows[i];
    const struct record *line = &row->now;
    const char *fault = review_row_fault(r, i, r->arena);
    size_t known = 0;
    for (int f = REVIEW_LINE_BEST; f <= REVIEW_LINE_BAD; f++) {
        known += !record_is_null(line, f);
    }
    if (fault != NULL) {
        issue_add(is, "best", true, "E-REVIEW-030", "%s：%s", row->name, fault);
    } else if (known > 0 && known < 4) {
        issue_add(is, "best", false, "E-REVIEW-031",
                  "%s的票没有填全，请补上，或以后再填。", row->name);
    }
    bool none =
        strcmp(record_text(line, REVIEW_LINE_GRADE), REVIEW_NONE_CODE) == 0;
    if (record_int(line, REVIEW_LINE_GRADED) == 0 && !none) {
        issue_add(is, "grade", true, "E-REVIEW-032",
                  "%s那天是预备党员，不定等次，请改为“不定等次”。", row->name);
    }
}

static void check_share(const struct review *r, struct issues *is)
{
    const struct vote_rule *rule = vote_rule(book_votes(r->book), "review",
                                             record_day(&r->now, REVIEW_ON));
    const char *over = review_over(r, r->arena);
    struct review_sums s = review_sums(r);
    if (over != NULL) {
        issue_add(is, "grade", !rule->local, "E-REVIEW-033", "%s", over);
    }
    if (s.open > 0 && !record_is_null(&r->now, REVIEW_DECIDED)) {
        issue_add(is, "decided_on", false, "E-REVIEW-034",
                  "填了定等日期，还有 %" PRId64 " 人没有评定等次。", s.open);
    }
}

void review_check(const struct review *r, struct issues *is)
{
    const struct record *old = r->now.id != 0 ? &r->was : NULL;
    record_check(&r->now, r->book, old, is);
    for (size_t i = 0; i < r->n; i++) {
        if (!r->rows[i].gone) {
            check_row(r, i, is);
        }
    }
    if (record_day(&r->now, REVIEW_ON) != DATE_NONE) {
        check_share(r, is);
    }
}

static bool refuse_first(const struct issues *is, struct err *err)
{
    for (size_t i = 0; i < is->n; i++) {
        if (is->list[i].blocks) {
            return err_set(err, ERR_RULE, is->list[i].code, "%s",
                           is->list[i].text);
        }
    }
    return true;
}

/* ---- saving ----------------------------------------------------------- */

static bool save(struct review *r, const char *reason, struct err *err)
{
    struct issues is = {.arena = r->arena};
    bool is_new = r->now.id == 0;
    if (r->was.voided_on[0] != '\0') {
        return err_set(err, ERR_RULE, "E-REVIEW-035",
                       "这次民主评议已在 %s 作废，不能再改；作废错了请撤销"
                       "那次作废。",
                       r->was.voided_on);
    }
    review_check(r, &is);
    if (!refuse_first(&is, err)) {
        return false;
    }
    struct apply_part *parts = arena_array(r->arena, r->n + 1, sizeof *parts);
    size_t n = 0;
    parts[n++] = (struct apply_part){
        .r = &r->now, .old = is_new ? NULL : &r->was, APPLY_ALONE};
    for (size_t i = 0; i < r->n; i++) {
        struct review_row *row = &r->rows[i];
        if (row->gone && row->now.id == 0) {
            continue;
        }
        struct apply_part p = {
            .r = &row->now,
            .old = row->now.id != 0 ? &row->was : NULL,
            APPLY_ALONE,
            .void_reason = row->gone ? "那天不在评议名单上" : NULL,
        };
        p.under = is_new ? 0 : -1;
        parts[n++] = p;
    }
    const char *label = arena_printf(r->arena, "%s民主评议 %" PRId64 " 年度",
                                     is_new ? "登记" : "修改",
                                     record_int(&r->now, REVIEW_YEAR));
    return ledger_apply_parts(r->book, r->arena, parts, n, label, reason, err);
}

/* Another review of the year, a month that is sealed: what was looked at still
   holds when it is written. */
bool review_save(struct review *r, const char *reason, struct err *err)
{
    if (!tx_begin(r->book->db, TX_WRITE, err)) {
        return false;
    }
    struct record head = r->now;
    struct review_row *rows = arena_array(r->arena, r->n + 1, sizeof *rows);
    if (r->n > 0) {
        memcpy(rows, r->rows, r->n * sizeof *rows);
    }
    if (!tx_end(r->book->db, save(r, reason, err), err)) {
        /* None of the numbers that were given stands. */
        r->now = head;
        r->rows = rows;
        return false;
    }
    return true;
}

bool review_save_head(struct book *b, struct arena *a, struct record *r,
                      const struct record *old, const char *reason,
                      struct err *err)
{
    struct review whole;
    if (old == NULL) {
        whole = (struct review){.book = b, .arena = a, .now = *r, .was = *r};
        struct record typed = record_copy(r, a);
        if (!review_follow(&whole, err)) {
            return false;
        }
        whole.now = typed; /* the counts as they were given */
    } else {
        if (!review_read(&whole, b, a, r->id, err)) {
            return false;
        }
        whole.now = *r;
        whole.was = *old;
    }
    return review_save(&whole, reason, err) &&
           record_read(r, &ledger_review, b, a, whole.now.id, err);
}

bool review_save_line(struct book *b, struct arena *a, struct record *r,
                      const struct record *old, const char *reason,
                      struct err *err)
{
    struct review whole;
    const struct ledger *asked = r->ledger;
    if (old == NULL) {
        return err_set(err, ERR_RULE, "E-REVIEW-036",
                       "评议名单按那天的名册列出，不能单独加人；请核对他（她）"
                       "的组织关系，再改评议日期重新列名单。");
    }
    if (!review_read(&whole, b, a, record_int(old, REVIEW_LINE_REVIEW), err)) {
        return false;
    }
    for (size_t i = 0; i < whole.n; i++) {
        if (whole.rows[i].now.id == r->id) {
            whole.rows[i].now = *r;
            whole.rows[i].was = *old;
            whole.rows[i].now.ledger = &ledger_review_line;
            whole.rows[i].was.ledger = &ledger_review_line;
        }
    }
    return review_save(&whole, reason, err) &&
           record_read(r, asked, b, a, r->id, err);
}
