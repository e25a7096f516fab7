/* What is bound: for a month its sections, one after the other; for a quarter
   or a year the months in order, each with a page of its figures in front.

   Everything speaks for the last day of the period (today, when that has not
   come): what was made up or settled later belongs to a later month, and the
   ledger of a month that is over stays what it is. */
#include "pbtui/report/bound.h"

#include <string.h>

#include "bound_parts.h"
#include "pbtui/base/mem.h"

const struct bound bounds[] = {
    {"month", "月度台账",
     "封面、目录、会议活动记录、出勤、谈话、应办、待办、变动、发展、事项、党费、"
     "签字",
     "month"},
    {"quarter", "季度台账", "三个月的台账按月装订，加季度出勤和应办",
     "quarter"},
    {"year", "年度台账", "十二个月的台账按月装订，加年度统计、出勤和应办",
     "year"},
    {NULL, NULL, NULL, NULL},
};

const struct bound *bound_find(const char *word)
{
    for (const struct bound *b = bounds; b->name != NULL; b++) {
        if (strcmp(b->name, word) == 0 || strcmp(b->title, word) == 0) {
            return b;
        }
    }
    return NULL;
}

/* ---- the sections ---------------------------------------------------------
 */

/* A new book adds its row here.  Without a form: the records of the period, as
   single_forms say.  A form that does not fit what was gathered (its `when`) is
   left out: a branch that does not collect 党费 has no section of it. */
struct section {
    const char *title;
    const char *form;
};

static const struct section month_sections[] = {
    {"会议和活动记录", NULL},       {"出勤情况", "attendance-people"},
    {"谈心谈话", "talks"},          {"应办事项", "duties-month"},
    {"待办事项", "actions"},        {"党员变动", "changes"},
    {"发展党员", "pipeline-month"}, {"事项台账", "register-month"},
    {"党费收缴", "dues-month"},     {"党费上缴和经费收支", "accounts"},
    {"签字", "month-sign"},
};
static const struct section quarter_sections[] = {
    {"季度出勤情况", "attendance-people"},
    {"签字", "month-sign"},
};
static const struct section year_sections[] = {
    {"年度统计", "year-table"}, {"年度出勤情况", "attendance-people"},
    {"年度应办事项", "duties"}, {"计划", "plan"},
    {"签字", "month-sign"},
};

/* Which form a record is bound in: the first that fits it. */
static const char *const single_forms[] = {"themeday", "lecture", "centre",
                                           "first-topic", "meeting"};

/* ---- putting together ------------------------------------------------------
 */

/* The day a period speaks for: its last, or today when that has not come. */
static int day_of(const struct form_ask *ask)
{
    return ask->span.to < ask->book->day ? ask->span.to : ask->book->day;
}

static bool gather_part(struct binding *b, const struct form *form,
                        const struct form_ask *ask, struct err *err)
{
    struct bound_part *p = binding_add(b);
    p->form = form;
    form_data_init(&p->data, b->arena);
    return source_gather(form->source, ask, &p->data, err);
}

static void say_nothing_there(struct binding *b, const char *title,
                              const struct form_ask *ask)
{
    struct bound_part *p = binding_add(b);
    p->title = title;
    p->says = arena_printf(b->arena, "%s没有%s。",
                           source_span_text(b->arena, &ask->span), title);
}

bool binding_add_form(struct binding *b, const struct form *form,
                      const struct form_ask *ask, struct err *err)
{
    int64_t *ids;
    size_t n;
    struct form_ask one = *ask;
    if ((form->source->asks & ASKS_RECORD) == 0 || ask->id != 0) {
        return gather_part(b, form, ask, err);
    }
    if (!form->source->records(ask, b->arena, &ids, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        one.id = ids[i];
        if (!gather_part(b, form, &one, err)) {
            return false;
        }
        if (!form_fits(form, &b->parts[b->n - 1].data)) {
            b->n--;
        }
    }
    if (b->n == 0) {
        say_nothing_there(b, form->title, ask);
    }
    return true;
}

static const struct form *form_of_record(const struct binding *b,
                                         const struct form_data *d)
{
    const struct form *f = NULL;
    for (size_t i = 0; i < ARRAY_LEN(single_forms); i++) {
        f = forms_find(b->forms, single_forms[i]);
        if (f != NULL && form_fits(f, d)) {
            break;
        }
    }
    return f;
}

static bool add_records(struct binding *b, const char *title,
                        const struct form_ask *ask, struct err *err)
{
    const struct form *any = forms_find(b->forms, "meeting");
    struct form_ask one = *ask;
    int64_t *ids;
    size_t n;
    if (!any->source->records(ask, b->arena, &ids, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        one.id = ids[i];
        if (!gather_part(b, any, &one, err)) {
            return false;
        }
        struct bound_part *p = &b->parts[b->n - 1];
        p->form = form_of_record(b, &p->data);
        p->title = form_get(&p->data, "title");
        p->day = form_get(&p->data, "on");
    }
    if (n == 0) {
        say_nothing_there(b, title, ask);
    }
    return true;
}

static bool add_sections(struct binding *b, const struct section *list,
                         size_t n, const struct form_ask *ask, struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        const struct section *s = &list[i];
        if (s->form == NULL) {
            if (!add_records(b, s->title, ask, err)) {
                return false;
            }
            continue;
        }
        const struct form *form = forms_find(b->forms, s->form);
        if (form == NULL) {
            continue;
        }
        if (!gather_part(b, form, ask, err)) {
            return false;
        }
        if (form_fits(form, &b->parts[b->n - 1].data)) {
            b->parts[b->n - 1].title = s->title;
        } else {
            b->n--;
        }
    }
    return true;
}

static bool add_head(struct binding *b, const char *form,
                     const struct form_ask *ask, bool in_index, struct err *err)
{
    if (!gather_part(b, forms_find(b->forms, form), ask, err)) {
        return false;
    }
    struct bound_part *p = &b->parts[b->n - 1];
    p->title = in_index ? form_get(&p->data, "period") : NULL;
    return true;
}

static bool add_month(struct binding *b, const struct form_ask *ask,
                      struct err *err)
{
    return add_sections(b, month_sections, ARRAY_LEN(month_sections), ask, err);
}

/* The months of the span that have begun, each as of its own last day. */
static bool add_months(struct binding *b, const struct form_ask *ask,
                       struct err *err)
{
    bool ok = true;
    const int day = ask->book->day;
    for (int m = month_of(ask->span.from); ok && m <= month_of(day); m++) {
        struct form_ask one = *ask;
        one.span = span_of_month(m);
        ask->book->day = day_of(&one);
        ok = add_head(b, "month-head", &one, true, err);
        size_t first = b->n;
        ok = ok && add_month(b, &one, err);
        for (size_t i = first; i < b->n; i++) {
            b->parts[i].inner = true;
        }
        ask->book->day = day;
    }
    return ok;
}

static bool add_all(struct binding *b, const char *period,
                    const struct form_ask *ask, struct err *err)
{
    if (!add_head(b, "cover", ask, false, err)) {
        return false;
    }
    if (strcmp(period, "month") == 0) {
        return add_month(b, ask, err);
    }
    bool year = strcmp(period, "year") == 0;
    return add_months(b, ask, err) &&
           (year ? add_sections(b, year_sections, ARRAY_LEN(year_sections), ask,
                                err)
                 : add_sections(b, quarter_sections,
                                ARRAY_LEN(quarter_sections), ask, err));
}

bool bound_gather(struct binding *out, struct arena *a, const struct bound *b,
                  const struct forms *forms, const struct form_ask *ask,
                  const struct sheet *text, struct err *err)
{
    struct book *book = ask->book;
    const int day = book->day;
    *out = (struct binding){
        .forms = forms, .text = text, .arena = a, .index = true};
    book->day = day_of(ask);
    bool ok = add_all(out, b->period, ask, err);
    book->day = day;
    return ok;
}
