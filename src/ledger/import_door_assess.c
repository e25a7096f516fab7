/* Assessments from a file, with the items of the worksheet as columns by their
   names: head and lines are saved together, as the form does.

   With items the base is their sum, the amount follows from base and category;
   what the file says of them besides must agree.  Nothing is taken over from
   the last assessment: a file tells what was decided. */
#include <string.h>

#include "assess_parts.h"
#include "import_doors.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/money.h"

static const char *const key[] = {"person_id", "from_month", "to_month", NULL};

static bool more(struct book *b, struct arena *a, const struct field **extras,
                 size_t *n, struct err *err)
{
    const struct dues_item **items;
    *n = dues_items(book_dues(b), a, b->today, &items);
    struct field *list = arena_array(a, *n + 1, sizeof *list);
    (void)err;
    for (size_t i = 0; i < *n; i++) {
        list[i] = (struct field){.column = items[i]->code,
                                 .label = items[i]->title,
                                 .kind = &field_money,
                                 .hint = "每月金额；没有这一项的空着"};
    }
    *extras = list;
    return true;
}

/* Of that person from that month on; two of a month (减免) are told apart by
   how long they hold. */
static bool find(const struct import_item *item, int64_t *id, struct err *err)
{
    const struct record *r = item->record;
    struct stmt st;
    *id = 0;
    stmt_open(&st, item->book->db,
              SQL("select id from assess where branch_id = :branch"
                  " and person_id = :person and from_month = :from"
                  " and voided_on is null"
                  " order by coalesce(to_month, '') <> :to,"
                  " coalesce(relief, '') <> :relief, id limit 1"));
    stmt_int(&st, ":branch", item->book->branch);
    stmt_int(&st, ":person", record_int(r, ASSESS_PERSON));
    stmt_text(&st, ":from", record_text(r, ASSESS_FROM));
    stmt_text(&st, ":to", record_text(r, ASSESS_TO));
    stmt_text(&st, ":relief", record_text(r, ASSESS_RELIEF));
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err) || err_doing(err, "查找已有的核定");
}

static bool list_items(const struct import_item *item,
                       const struct field **list, size_t *n, struct err *err)
{
    return more(item->book, item->arena, list, n, err);
}

static bool here(const struct import_item *item, size_t extra,
                 struct value *out, struct err *err)
{
    const struct field *list;
    size_t n;
    struct stmt st;
    *out = (struct value){.type = VALUE_NULL};
    if (!list_items(item, &list, &n, err)) {
        return false;
    }
    stmt_open(&st, item->book->db,
              SQL("select fen from assess_item where assess_id = :id"
                  " and item = :item and voided_on is null"));
    stmt_int(&st, ":id", item->old->id);
    stmt_text(&st, ":item", list[extra].column);
    if (stmt_row(&st)) {
        *out = value_int(stmt_col_int(&st, 0));
    }
    return stmt_done(&st, err) || err_doing(err, "读取核定项目");
}

/* ---- a sheet out of a row --------------------------------------------------
 */

static bool begin(const struct import_item *item, struct assess_sheet *s,
                  struct err *err)
{
    if (item->old == NULL) {
        return assess_sheet_of(s, item->book, item->arena, item->record, err);
    }
    if (!assess_sheet_read(s, item->book, item->arena, item->old->id, err)) {
        return false;
    }
    s->was = *item->old;
    s->now = record_copy(item->record, item->arena);
    return true;
}

static bool put_items(const struct import_item *item, struct assess_sheet *s,
                      bool *any, struct err *err)
{
    const struct field *list;
    size_t n;
    *any = false;
    if (!list_items(item, &list, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!import_has(&item->extras[i])) {
            continue;
        }
        *any = true;
        if (!assess_sheet_item(s, list[i].column, item->extras[i].i)) {
            return err_set(err, ERR_RULE, "E-DOOR-060",
                           "%s 那时的核定表里没有“%s”这一项，请核对起始月份。",
                           record_text(&s->now, ASSESS_FROM), list[i].label);
        }
    }
    return true;
}

/* Base and amount follow where the file does not say them. */
static bool follow(const struct import_item *item, struct assess_sheet *s,
                   bool items, struct err *err)
{
    struct record *r = &s->now;
    struct value base = r->values[ASSESS_BASE], fen = r->values[ASSESS_FEN];
    bool new_base = item->old == NULL ||
                    !value_same(&base, &item->old->values[ASSESS_BASE]);
    bool new_fen =
        item->old == NULL || !value_same(&fen, &item->old->values[ASSESS_FEN]);
    bool category =
        item->old != NULL && !value_same(&r->values[ASSESS_CATEGORY],
                                         &item->old->values[ASSESS_CATEGORY]);
    int64_t sum;
    if (items && !assess_lines_sum(s, &sum, err)) {
        return false;
    }
    if (items && (!new_base || base.type == VALUE_NULL)) {
        record_set_int(r, ASSESS_BASE, sum);
        new_base = true;
    }
    if (item->old != NULL && !new_base && !category) {
        return true;
    }
    assess_follow(item->book, r);
    if (new_fen && fen.type != VALUE_NULL) {
        r->values[ASSESS_FEN] = fen;
    }
    return true;
}

static bool build(const struct import_item *item, struct assess_sheet *s,
                  struct err *err)
{
    bool items;
    return begin(item, s, err) && put_items(item, s, &items, err) &&
           follow(item, s, items, err);
}

static void check(const struct import_item *item, struct issues *is)
{
    struct assess_sheet s;
    struct err err = ERR_INIT;
    if (!build(item, &s, &err)) {
        issue_add_err(is, "base_fen", &err);
        return;
    }
    assess_sheet_check(&s, is);
}

static bool save(struct import_item *item, struct err *err)
{
    struct assess_sheet s;
    if (!build(item, &s, err) || !assess_sheet_save(&s, item->reason, err)) {
        return false;
    }
    *item->record = s.now;
    return true;
}

const struct import_door import_door_assess = {
    .book = "assessments",
    .more = more,
    .key = key,
    .find = find,
    .here = here,
    .check = check,
    .checks_instead = true,
    .save = save,
    .untyped = true,
};
