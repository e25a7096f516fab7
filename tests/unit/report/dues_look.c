/* What the forms of 党费 tell and look like over the branch that collects. */
#include "dues_ground.h"

#include "unit.h"

#include <string.h>

#include "form_ground.h"
#include "pbtui/report/paper_text.h"

static const char *look_up(struct dues_ground *d, const struct form_data *data,
                           const char *what)
{
    const char *dot = strchr(what, '.');
    if (dot == NULL) {
        return form_get(data, what);
    }
    const char *list = arena_strn(d->a, what, (size_t)(dot - what));
    return strcmp(dot, ".n") == 0
               ? arena_printf(d->a, "%zu", people_ground_rows(data, list))
               : people_ground_cell(data, list, (size_t)(dot[1] - '0'),
                                    dot + strlen(".0."));
}

void dues_ground_expect(struct dues_ground *d, const struct form_data *data,
                        const struct dues_told *rows)
{
    int bad = 0;
    for (size_t i = 0; rows[i].what != NULL; i++) {
        const char *got = look_up(d, data, rows[i].what);
        if (strcmp(got, rows[i].says) != 0) {
            form_row_wrong(&bad, "%s: «%s», not «%s»", rows[i].what, got,
                           rows[i].says);
        }
    }
    assert_int_equal(bad, 0);
}

/* ---- paper -------------------------------------------------------------- */

static struct form_data gather(struct dues_ground *d, const char *form,
                               struct form_ask *ask)
{
    const struct form *f = forms_find(&d->forms, form);
    if (f == NULL) {
        fail_msg("there is no form %s", form);
    }
    ask->book = d->b;
    return people_ground_gather(&d->g, f->source, ask);
}

struct form_data dues_ground_month(struct dues_ground *d, const char *form,
                                   int month)
{
    struct form_ask ask = {.span = span_of_month(month)};
    return gather(d, form, &ask);
}

struct form_data dues_ground_year(struct dues_ground *d, const char *form,
                                  int year)
{
    struct form_ask ask = {.span = span_of_year(year)};
    return gather(d, form, &ask);
}

struct form_data dues_ground_of(struct dues_ground *d, const char *form,
                                int64_t id)
{
    struct form_ask ask = {.span = {DATE_NONE, DATE_NONE}, .id = id};
    return gather(d, form, &ask);
}

struct document dues_ground_lay(struct dues_ground *d, const char *form,
                                const struct form_data *data, int cols)
{
    struct document doc;
    const struct form *f = forms_find(&d->forms, form);
    const struct sheet *sheet = cols > 0
                                    ? paper_text_sheet(d->a, cols)
                                    : sheet_find(&d->forms.sheets, f->paper);
    struct flow *flow = flow_new(d->a, sheet);
    form_put(f, flow, data);
    flow_finish(flow, f->title, &doc);
    return doc;
}

const char *dues_ground_text(struct dues_ground *d, const char *form,
                             const struct form_data *data, int cols)
{
    struct strbuf sb;
    struct document doc = dues_ground_lay(d, form, data, cols);
    sb_init(&sb);
    paper_text(&sb, &doc);
    const char *out = arena_strn(d->a, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}
