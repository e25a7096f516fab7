/* What is typed into a year's assessment: a base, a category, an amount.  Who
   is gone is not typed into; a base that a worksheet adds up stays the sheet's.
 */
#include "assess_year_parts.h"

#include "pbtui/text/date.h"

static bool parse(struct assess_year *y, size_t i, int field, const char *typed,
                  struct value *v, struct err *err)
{
    if ((y->rows[i].remarks & ASSESS_GONE) != 0) {
        return err_set(err, ERR_RULE, "E-ASSESS-035",
                       "%s已不在本支部交党费，不用核定。", y->rows[i].name);
    }
    return field_parse(&ledger_assess.fields[field], y->book, y->arena, typed,
                       v, err);
}

bool assess_year_base(struct assess_year *y, size_t i, const char *typed,
                      struct err *err)
{
    struct value v = {VALUE_NULL, 0, NULL};
    struct assess_row *row = &y->rows[i];
    if (!parse(y, i, ASSESS_BASE, typed, &v, err)) {
        return false;
    }
    const struct dues_category *c = assess_row_category(y, row);
    if (v.type != VALUE_NULL && c != NULL && c->basis_kind == DUES_FIXED) {
        return err_set(err, ERR_RULE, "E-ASSESS-036",
                       "%s是“%s”，按定额交纳，没有计算基数。", row->name,
                       c->title);
    }
    int64_t base = v.type == VALUE_NULL ? -1 : v.i;
    if (row->itemised && base != row->base) {
        return err_set(err, ERR_RULE, "E-ASSESS-043",
                       "%s的基数由核定单的各项算出，不能直接改；请打开他的核定"
                       "单，改各项的金额。",
                       row->name);
    }
    row->base = base;
    assess_row_work_out(y, row);
    assess_row_mark(y, row);
    return true;
}

bool assess_year_category(struct assess_year *y, size_t i, const char *typed,
                          struct err *err)
{
    struct value v = {VALUE_NULL, 0, NULL};
    struct assess_row *row = &y->rows[i];
    if (!parse(y, i, ASSESS_CATEGORY, typed, &v, err)) {
        return false;
    }
    const struct dues_category *c =
        v.type == VALUE_NULL ? NULL
                             : dues_category(book_dues(y->book), v.s,
                                             month_first_day(row->first));
    if (row->itemised && c != NULL && c->basis_kind == DUES_FIXED) {
        return err_set(err, ERR_RULE, "E-ASSESS-044",
                       "%s的核定单里填有工资项目，改按定额交的，请打开他的核定"
                       "单改类别。",
                       row->name);
    }
    row->category = v.type == VALUE_NULL ? "" : v.s;
    assess_row_work_out(y, row);
    assess_row_mark(y, row);
    return true;
}

bool assess_year_amount(struct assess_year *y, size_t i, const char *typed,
                        struct err *err)
{
    struct value v = {VALUE_NULL, 0, NULL};
    struct assess_row *row = &y->rows[i];
    if (!parse(y, i, ASSESS_FEN, typed, &v, err)) {
        return false;
    }
    if (v.type == VALUE_NULL) {
        assess_row_work_out(y, row);
    } else if (row->relief[0] == '\0' &&
               !assess_fixed_ok(assess_row_category(y, row), v.i, err)) {
        return false;
    } else {
        row->fen = v.i;
    }
    assess_row_mark(y, row);
    return true;
}
