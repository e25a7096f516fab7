/* The items of the form of one payment, and what they show: a row for each
   person, in which months and amount follow each other. */
#include "dues_pay.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

static const char *const kinds[] = {"月党费", "大额党费", NULL};
static const char *const ways[] = {"现金", "转账", "线上", NULL};

/* ---- the items --------------------------------------------------------- */

static const struct form_item heads[] = {
    [PAY_KIND] = {.name = "kind",
                  .label = "种类",
                  .hint = "空格换；大额党费在月党费之外，自愿一次多交",
                  .editor = FORM_CHOICE,
                  .cols = 10,
                  .choices = kinds},
    [PAY_LARGE] = {.name = "large",
                   .label = "金额",
                   .hint = "自愿一次多交的数",
                   .editor = FORM_LINE,
                   .kind = TEXT_NUMBER,
                   .cols = 14},
};

static const struct form_item line_items[LINE_ITEMS] = {
    [LINE_PERSON] = {.label = "交的是",
                     .hint = "交的是谁的党费：打姓名或拼音首字母，回车；F4 选",
                     .editor = FORM_LINE,
                     .cols = 12,
                     .new_row = true},
    [LINE_FROM] = {.label = "从",
                   .joint = "从",
                   .hint = "从哪个月起：8、2026-08；欠得最早的在前",
                   .editor = FORM_LINE,
                   .kind = TEXT_NUMBER,
                   .cols = 7},
    [LINE_N] = {.label = "几个月",
                .joint = "起",
                .hint = "交几个月，包括以后的；替别人也交的，接着打他的姓名",
                .editor = FORM_LINE,
                .kind = TEXT_NUMBER,
                .cols = 2,
                .max_chars = 12}, /* none is dropped: 5000 is refused */
    [LINE_FEN] = {.label = "金额",
                  .joint = "个月",
                  .hint = "打一个数，就从最早的月份摊下去",
                  .editor = FORM_LINE,
                  .kind = TEXT_NUMBER,
                  .cols = 10},
};

static const struct form_item tails[PAY_ITEMS - PAY_BY] = {
    {.name = "by",
     .label = "交款人",
     .hint = "谁来交的：姓名或拼音首字母，F4 选；不是党员的照写姓名",
     .editor = FORM_LINE,
     .cols = 20,
     .max_chars = 40,
     .new_row = true},
    {.name = "way",
     .label = "方式",
     .hint = "空格换一种",
     .editor = FORM_CHOICE,
     .cols = 8,
     .choices = ways,
     .new_row = true},
    {.name = "on",
     .label = "交纳日期",
     .hint = "钱交到手的那一天；F4 日历",
     .editor = FORM_LINE,
     .kind = TEXT_NUMBER,
     .cols = 10},
    {.name = "proof",
     .label = "凭证号",
     .hint = "转账、线上交的流水号",
     .editor = FORM_LINE,
     .kind = TEXT_NUMBER,
     .cols = 20,
     .max_chars = 60},
    {.name = "reason",
     .label = "原因",
     .hint = "超过期限或多交的，写明原因",
     .editor = FORM_LINE,
     .cols = 40,
     .max_chars = 60,
     .new_row = true,
     .hidden = true},
    {.name = "note",
     .label = "备注",
     .editor = FORM_LINE,
     .cols = 40,
     .max_chars = 60,
     .new_row = true},
};

void pay_make_items(struct pay_form *f)
{
    static const char *const names[LINE_ITEMS] = {"p", "m", "n", "f"};
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        f->items[i] = heads[i];
    }
    for (size_t i = 0; i < PAY_LINES_MAX; i++) {
        for (size_t k = 0; k < LINE_ITEMS; k++) {
            struct form_item *item = pay_line_item(f, i, (enum pay_line_item)k);
            *item = line_items[k];
            item->name = arena_printf(&f->arena, "%s%zu", names[k], i);
            item->label = i == 0 || k != LINE_PERSON ? item->label : "还有";
            item->hidden = true;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
        f->items[PAY_BY + i] = tails[i];
    }
}

/* ---- showing ----------------------------------------------------------- */

/* What is being typed, or could not be read, is left as it is. */
static void show(struct pay_form *f, struct form_item *item, const char *text)
{
    if (item->error[0] != '\0' || (formbox_focused(&f->form) == item &&
                                   item->touched && !item->line.fresh)) {
        return;
    }
    if (strcmp(formbox_get(item), text) != 0) {
        bool touched = item->touched;
        formbox_set(item, text);
        item->touched = touched;
    }
}

static void show_line(struct pay_form *f, size_t i)
{
    const struct pay_line *l = &f->lines[i];
    char text[32];
    bool more = i == f->n_lines && i > 0 && f->lines[i - 1].person != 0;
    bool there = (i < f->n_lines || more) && !pay_is_large(f);
    bool seen = there && l->person != 0;
    for (int k = 0; k < LINE_ITEMS; k++) {
        pay_line_item(f, i, (enum pay_line_item)k)->hidden =
            k == LINE_PERSON ? !there : !seen;
    }
    if (!seen) {
        return;
    }
    show(f, pay_line_item(f, i, LINE_PERSON), l->name);
    show(f, pay_line_item(f, i, LINE_FROM), month_text(l->from, text));
    bool good = l->bad == LINE_ITEMS; /* else neither is known */
    show(f, pay_line_item(f, i, LINE_N),
         good ? arena_printf(&f->app->ui.frame, "%zu", l->n) : "");
    show(f, pay_line_item(f, i, LINE_FEN),
         good ? money_text(l->fen, text) : "");
    struct form_item *fen = pay_line_item(f, i, LINE_FEN);
    fen->echo[0] = '\0';
    if (l->n > 0) {
        snprintf(fen->echo, sizeof fen->echo, "到 %s",
                 month_text(l->parts[l->n - 1].month, text));
    }
}

void pay_show(struct pay_form *f)
{
    for (size_t i = 0; i < PAY_LINES_MAX; i++) {
        show_line(f, i);
    }
    pay_item(f, PAY_LARGE)->hidden = !pay_is_large(f);
    if (!f->by_typed) {
        f->by = f->lines[0].person;
    }
    if (f->by != 0 || !f->by_typed) { /* else it stands as it was typed */
        show(f, pay_item(f, PAY_BY),
             f->by != 0
                 ? people_whole_name(f->app->book, &f->app->ui.frame, f->by)
                 : "");
    }
    pay_show_by(f);
}

void pay_add_line(struct pay_form *f, int64_t person)
{
    if (f->n_lines == PAY_LINES_MAX) {
        ui_note(&f->app->ui, ROLE_WARN, "一笔最多替 %d 个人交，请分成两笔。",
                PAY_LINES_MAX);
        return;
    }
    pay_line_start(f, &f->lines[f->n_lines++], person);
}
