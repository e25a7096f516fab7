/* F6 on the collection screen: what can be printed of the row under the cursor
   and of the month in view.

   Stages: the posted payments of the row (a slip each), the sitting they were
   posted in → the sheet as it stands → the forms of a month of 党费 → the rest
   of what there is to print.  A record is laid as its own paper at once;
   how, print_menu knows. */
#include "dues_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/dues_list.h"
#include "pbtui/report/form.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/tui/dialog.h"

struct paper_row {
    const char *text;
    const char *about;
    const struct ledger *ledger; /* of a record; else: */
    int64_t id;
    const char *form; /* name; NULL: */
    struct span span;
    void (*other)(struct dues_view *v);
    int rank;
};

struct papers {
    struct dues_view *view;
    struct arena arena;
    struct paper_row *v;
    size_t n, cap;
};

static struct paper_row *add(struct papers *p, const char *text,
                             const char *about)
{
    MEM_PUSH(p->v, p->n, p->cap);
    p->v[p->n] = (struct paper_row){.text = text, .about = about};
    return &p->v[p->n++];
}

/* ---- records ----------------------------------------------------------- */

static void add_record(struct papers *p, const struct ledger *l, int64_t id,
                       const char *text, const char *about)
{
    struct paper_row *row = add(p, text, about);
    row->ledger = l;
    row->id = id;
}

static void add_slip(struct papers *p, const struct dues_paid *paid)
{
    struct arena *a = &p->arena;
    char day[11];
    char fen[32];
    add_record(p, &ledger_payment, paid->id,
               arena_printf(a, "收款凭单 %s", paid->number),
               arena_printf(a, "%s %s %s：%s", date_text(paid->on, day),
                            codes_name("pay_way", paid->way),
                            money_text(paid->fen, fen), paid->pays_for));
}

/* That of a payment of the row; without one the last of the month. */
static bool find_sitting(struct papers *p, int64_t payment, int64_t *id,
                         struct err *err)
{
    struct book *b = p->view->app->book;
    struct record r;
    int64_t *ids;
    size_t n;
    *id = 0;
    if (payment != 0) {
        if (!record_read(&r, &ledger_payment, b, &p->arena, payment, err)) {
            return false;
        }
        *id = record_int(&r, PAYMENT_SITTING);
        return true;
    }
    struct span span = span_of_month(p->view->sheet.month);
    if (!dues_papers(b, &p->arena, DUES_PAPER_SITTING, &span, &ids, &n, err)) {
        return false;
    }
    *id = n > 0 ? ids[n - 1] : 0;
    return true;
}

static bool add_sitting(struct papers *p, int64_t payment, struct err *err)
{
    struct arena *a = &p->arena;
    struct record r;
    char number[16];
    char day[11];
    int64_t id;
    if (!find_sitting(p, payment, &id, err)) {
        return false;
    }
    if (id == 0) {
        return true;
    }
    if (!record_read(&r, &ledger_sitting, p->view->app->book, a, id, err)) {
        return false;
    }
    add_record(p, &ledger_sitting, id,
               arena_printf(a, "收缴单 %s",
                            number_text((int)record_int(&r, SITTING_YEAR),
                                        record_int(&r, SITTING_NO), number)),
               arena_printf(a, "%s 结账的",
                            date_text(record_day(&r, SITTING_ON), day)));
    return true;
}

/* *newest: the payment posted last; 0: none is. */
static bool add_slips(struct papers *p, int64_t *newest, struct err *err)
{
    struct dues_view *v = p->view;
    const struct dues_row *r = dues_view_row(v);
    struct dues_paid *paid = NULL;
    size_t n = 0;
    *newest = 0;
    if (r != NULL && !dues_payments_of(v->app->book, &p->arena, r->person,
                                       v->sheet.month, &paid, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (paid[i].posted) {
            add_slip(p, &paid[i]);
            *newest = *newest != 0 ? *newest : paid[i].id;
        }
    }
    return true;
}

/* ---- the month --------------------------------------------------------- */

static bool is_of_month(const struct form *f)
{
    const struct ledger *l = f->source->ledger;
    return (l == &ledger_due || l == &ledger_dues_month) &&
           (f->source->asks & ASKS_RECORD) == 0 &&
           (f->source->asks & ASKS_PERIOD) != 0 && !f->part;
}

/* Of the month in view, or the year around it. */
static struct span span_of(const struct papers *p, const struct form *f)
{
    struct book then = *p->view->app->book;
    then.day = month_first_day(p->view->sheet.month);
    struct form_ask ask = {.book = &then, .span = {DATE_NONE, DATE_NONE}};
    return source_span(f->source, &ask);
}

static void add_form(struct papers *p, const struct form *f, size_t first)
{
    struct paper_row row = {.text = f->title,
                            .about = f->about,
                            .form = f->name,
                            .span = span_of(p, f),
                            .rank = f->rank};
    add(p, "", "");
    size_t i = p->n - 1;
    for (; i > first && p->v[i - 1].rank > row.rank; i--) {
        p->v[i] = p->v[i - 1];
    }
    p->v[i] = row;
}

static bool add_forms(struct papers *p, struct err *err)
{
    struct forms forms = {0};
    size_t first = p->n;
    if (!forms_read(&forms, &p->arena, NULL, err)) {
        return false;
    }
    for (size_t i = 0; i < forms.n; i++) {
        if (is_of_month(&forms.list[i])) {
            add_form(p, &forms.list[i], first);
        }
    }
    return true;
}

static void print_seen(struct dues_view *v)
{
    dues_print_sheet(v);
}

static void print_more(struct dues_view *v)
{
    print_menu_open_month(v->app, &ledger_due, v->sheet.month, dues_print_sheet,
                          v);
}

/* ---- choosing ---------------------------------------------------------- */

static void papers_free(struct papers *p)
{
    mem_free(p->v);
    arena_clear(&p->arena);
    mem_free(p);
}

static void chosen(void *ctx, struct ui *ui, int64_t id)
{
    struct papers *p = ctx;
    struct dues_view *v = p->view;
    (void)ui;
    if (id > 0 && (size_t)id <= p->n) {
        const struct paper_row *row = &p->v[id - 1];
        if (row->ledger != NULL) {
            print_menu_open_likeliest(v->app, row->ledger, row->id);
        } else if (row->form != NULL) {
            print_menu_open_form(v->app, row->form, row->span);
        } else {
            row->other(v);
        }
    }
    papers_free(p);
}

/* The likeliest first: what is of the row, else the sheet. */
static bool collect(struct papers *p, struct err *err)
{
    int64_t newest;
    if (!add_slips(p, &newest, err) ||
        (newest != 0 && !add_sitting(p, newest, err))) {
        return false;
    }
    add(p, "这张列表", "照屏幕上的样子")->other = print_seen;
    if ((newest == 0 && !add_sitting(p, 0, err)) || !add_forms(p, err)) {
        return false;
    }
    add(p, "别的表、台账…", "组织生活、名册、本月台账")->other = print_more;
    return true;
}

void dues_print(struct dues_view *v)
{
    struct ui *ui = &v->app->ui;
    struct err err = ERR_INIT;
    struct papers *p = mem_new(sizeof *p);
    p->view = v;
    if (!collect(p, &err)) {
        dialog_error(ui, &err);
        papers_free(p);
        return;
    }
    struct pick_text *rows = arena_array(&ui->frame, p->n, sizeof *rows);
    for (size_t i = 0; i < p->n; i++) {
        rows[i] = (struct pick_text){p->v[i].text, p->v[i].about};
    }
    pick_texts(v->app, "打印哪一种", rows, p->n, 0, chosen, p);
}
