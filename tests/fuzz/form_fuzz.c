/* A user's description of a form: whatever stands in it, it is either used,
   and then lays out on data of any shape, or told with file and line. */
#include "pbtui/report/form.h"
#include "pbtui/text/utf8.h"

#include "fuzz.h"

static const char *const values[] = {"kind", "n", "memo", "nothing", NULL};
static const char *const people[] = {"name", "grp", "mark*", NULL};
static const char *const events[] = {"day", NULL};
static const struct source_list lists[] = {{"people", people},
                                           {"events", events}};
static const struct source source = {
    .name = "test", .values = values, .lists = lists, .n_lists = 2};
static const struct source *const only[] = {&source, NULL};

static void gather(struct form_data *d, struct arena *a)
{
    static const char *const columns[] = {"name", "grp", "mark1", "mark2"};
    static const char *const rows[][4] = {{"张建国", "甲", "✓", "假"},
                                          {"李敏", "乙", "✓", NULL}};
    static const char *const days[] = {"10-22", "11-05"};
    form_data_init(d, a);
    form_set(d, "org", "示例支部委员会");
    form_set(d, "kind", "党课");
    form_set(d, "memo", "第一段\n{kind} | 第二段");
    form_list_begin(d, "people", columns, 4);
    form_list_row(d, rows[0]);
    form_list_row(d, rows[1]);
    form_list_begin(d, "events", events, 1);
    form_list_row(d, &days[0]);
    form_list_row(d, &days[1]);
}

static void lay_out(const struct forms *f, struct arena *a,
                    const struct form_data *d)
{
    struct document doc;
    const struct form *form = &f->list[0];
    struct flow *flow = flow_new(a, sheet_find(&f->sheets, form->paper));
    form_put(form, flow, d);
    flow_finish(flow, form->title, &doc);
    FUZZ_CHECK(doc.n >= 1);
    FUZZ_CHECK(form_fill(a, form->file, d) != NULL);
}

FUZZ(form)
{
    struct arena arena = {0};
    struct forms f;
    struct form_data d;
    struct err err = ERR_INIT;
    char *text = fuzz_string(data, n_bytes);
    const struct embed_file files[] = {{"forms/x.ini", text, strlen(text)},
                                       {NULL, NULL, 0}};
    const struct forms_from from = {files, only, NULL};
    /* Compiled-in texts are UTF-8 for sure; a user's is checked on the way. */
    if (!utf8_valid(text, strlen(text), NULL)) {
        free(text);
        return;
    }
    bool ok = forms_read_from(&f, &arena, &from, &err);
    FUZZ_CHECK(ok == (f.n == 1) && ok == (f.n_complaints == 0));
    for (size_t i = 0; i < f.n_complaints; i++) {
        const char *s = f.complaints[i];
        FUZZ_CHECK(strncmp(s, "forms/x.ini:", 12) == 0);
        FUZZ_CHECK(utf8_valid(s, strlen(s), NULL));
    }
    if (ok) {
        gather(&d, &arena);
        lay_out(&f, &arena, &d);
        form_data_init(&d, &arena);
        lay_out(&f, &arena, &d);
    }
    arena_clear(&arena);
    free(text);
}
