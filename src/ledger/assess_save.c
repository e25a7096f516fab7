/* Saving an assessment: its rules, base and worksheet agreeing, its line of the
   year's sheet; head and worksheet as one change, checked, numbered and written
   under one lock. */
#include "assess_parts.h"

#include <inttypes.h>

#include "dues_parts.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/money.h"

/* ---- rules over the whole --------------------------------------------- */

void assess_sheet_check(const struct assess_sheet *s, struct issues *is)
{
    struct err err = ERR_INIT;
    char text[32];
    int64_t base;
    record_check(&s->now, s->book, s->now.id != 0 ? &s->was : NULL, is);
    if (!assess_has_lines(s)) {
        return;
    }
    if (!assess_lines_sum(s, &base, &err)) {
        issue_add_err(is, "base_fen", &err);
    } else if (record_is_null(&s->now, ASSESS_BASE) ||
               record_int(&s->now, ASSESS_BASE) != base) {
        issue_add(is, "base_fen", true, "E-ASSESS-032",
                  "计算基数与核定项目的合计 %s 元不一致，基数要由各项算出；请"
                  "打开这次核定改各项的金额。",
                  money_text(base, text));
    }
}

bool assess_next_no(struct book *b, int64_t branch, int year, int64_t *no,
                    struct err *err)
{
    struct stmt st;
    *no = 1;
    stmt_open(&st, b->db,
              SQL("select max(no) + 1 from assess"
                  " where branch_id = :branch and for_year = :year"));
    stmt_int(&st, ":branch", branch);
    stmt_int(&st, ":year", year);
    if (stmt_row(&st) && !stmt_col_is_null(&st, 0)) {
        *no = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err) || err_doing(err, "取核定表的行号");
}

/* Another year has another sheet, so another line. */
static bool give_no(struct assess_sheet *s, struct err *err)
{
    int64_t no;
    struct record *r = &s->now;
    int64_t branch = record_int(r, ASSESS_BRANCH);
    int year = (int)record_int(r, ASSESS_YEAR);
    if (r->id != 0 && record_int(&s->was, ASSESS_BRANCH) == branch &&
        record_int(&s->was, ASSESS_YEAR) == year) {
        record_set_int(r, ASSESS_NO, record_int(&s->was, ASSESS_NO));
        return true;
    }
    if (!assess_next_no(s->book, branch, year, &no, err)) {
        return false;
    }
    record_set_int(r, ASSESS_NO, no);
    return true;
}

/* ---- rows ------------------------------------------------------------- */

/* A line's row; the note in it is kept. */
static bool line_part(struct assess_sheet *s, size_t i, struct apply_part *part,
                      struct err *err)
{
    const struct assess_line *l = &s->lines[i];
    struct record *r = arena_alloc(s->arena, sizeof *r);
    struct record *old = arena_alloc(s->arena, sizeof *old);
    *part = (struct apply_part){.r = r, APPLY_ALONE};
    if (l->id == 0) {
        *r = record_new(&ledger_assess_item, s->book, s->arena);
        record_set_int(r, ASSESS_ITEM_ASSESS, s->now.id);
        record_set_text(r, ASSESS_ITEM_ITEM, l->item->code);
        part->under = s->now.id == 0 ? 0 : -1;
    } else {
        if (!record_read(r, &ledger_assess_item, s->book, s->arena, l->id,
                         err)) {
            return false;
        }
        r->ver = l->ver;
        *old = record_copy(r, s->arena);
        part->old = old;
    }
    record_set_int(r, ASSESS_ITEM_ORD, (int64_t)i + 1);
    record_set_int(r, ASSESS_ITEM_FEN, l->fen);
    part->void_reason = l->fen < 0 ? "核定表里清空了这一项" : NULL;
    return true;
}

static const char *label_of(const struct assess_sheet *s)
{
    const struct record *r = s->now.id != 0 ? &s->was : &s->now;
    return arena_printf(
        s->arena, "%s党费核定 %s %s 起", s->now.id == 0 ? "登记" : "修改",
        people_name(s->book, s->arena, record_int(r, ASSESS_PERSON)),
        record_text(r, ASSESS_FROM));
}

static bool write(struct assess_sheet *s, const char *reason, struct err *err)
{
    size_t n = 1;
    struct apply_part *parts = arena_array(s->arena, s->n + 1, sizeof *parts);
    const char *label = label_of(s);
    /* Whoever else has the sheet open meets the conflict, whichever line was
       changed. */
    parts[0] = (struct apply_part){.r = &s->now,
                                   .old = s->now.id != 0 ? &s->was : NULL,
                                   APPLY_ALONE,
                                   .touch = true};
    for (size_t i = 0; i < s->n; i++) {
        if ((s->lines[i].fen < 0 && s->lines[i].id == 0) ||
            (s->lines[i].id != 0 && s->lines[i].fen == s->lines[i].was)) {
            continue;
        }
        if (!line_part(s, i, &parts[n++], err)) {
            return false;
        }
    }
    return ledger_apply_parts(s->book, s->arena, parts, n, label, reason, err);
}

static bool save(struct assess_sheet *s, const char *reason, struct err *err)
{
    struct issues is = {.arena = s->arena};
    if (s->was.voided_on[0] != '\0') {
        return err_set(err, ERR_RULE, "E-ASSESS-033",
                       "这次党费核定已在 %s 作废，不能再改；作废错了请撤销那次"
                       "作废。",
                       s->was.voided_on);
    }
    assess_sheet_check(s, &is);
    /* The clerk has seen the warnings. */
    return dues_refuse(&is, "已看过", err) && give_no(s, err) &&
           write(s, reason, err);
}

/* Months that are closed, who pays, the next line: what was looked at still
   holds when it is written. */
bool assess_sheet_save(struct assess_sheet *s, const char *reason,
                       struct err *err)
{
    struct assess_sheet before = *s;
    before.now = record_copy(&s->now, s->arena);
    if (!tx_begin(s->book->db, TX_WRITE, err)) {
        return false;
    }
    if (!tx_end(s->book->db, save(s, reason, err), err)) {
        *s = before;
        return false;
    }
    return assess_sheet_read(s, before.book, before.arena, s->now.id, err);
}

/* ---- saved by itself -------------------------------------------------- */

bool assess_save_head(struct book *b, struct arena *a, struct record *r,
                      const struct record *old, const char *reason,
                      struct err *err)
{
    struct assess_sheet s = {.book = b, .arena = a};
    if (old == NULL) {
        s.was = record_copy(r, a);
    } else if (!assess_sheet_read(&s, b, a, r->id, err)) {
        return false;
    } else {
        s.was = *old;
    }
    s.now = record_copy(r, a);
    return assess_sheet_save(&s, reason, err) &&
           record_read(r, &ledger_assess, b, a, s.now.id, err);
}

bool assess_save_item(struct book *b, struct arena *a, struct record *r,
                      const struct record *old, const char *reason,
                      struct err *err)
{
    (void)b;
    (void)a;
    (void)r;
    (void)old;
    (void)reason;
    return err_set(err, ERR_RULE, "E-ASSESS-034",
                   "核定项目不能单独登记或修改，不然基数就不对了；请打开那次"
                   "党费核定，在核定表里填这一项。");
}
