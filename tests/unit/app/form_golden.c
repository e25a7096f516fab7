/* Forms of the sample branch as text files. */
#include "form_golden.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/app/sample.h"
#include "pbtui/base/embed.h"
#include "pbtui/base/file.h"
#include "pbtui/report/paper_text.h"
#include "pbtui/text/date.h"

#define GOLDEN_MAX (1 << 20)

void form_golden_open(struct form_golden *g)
{
    char day[11];
    struct err err = ERR_INIT;
    memset(g, 0, sizeof *g);
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    setenv("XDG_CONFIG_HOME", unit_tmp(), 1);
    setenv("PBTUI_TODAY", date_text(sample_today(), day), 1);
    if (!date_load_holidays(embed_find("rules/holidays.txt")->text, &err) ||
        !sample_open(&g->session, NULL, &err) ||
        !forms_read(&g->forms, &g->arena, NULL, &err)) {
        for (size_t i = 0; i < g->forms.n_complaints; i++) {
            print_error("%s\n", g->forms.complaints[i]);
        }
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    g->book = &g->session.book;
}

void form_golden_close(struct form_golden *g)
{
    session_close(&g->session);
    arena_clear(&g->arena);
}

static const struct form *find(struct form_golden *g, const char *form)
{
    const struct form *f = forms_find(&g->forms, form);
    if (f == NULL) {
        fail_msg("there is no form %s", form);
    }
    return f;
}

struct form_data form_golden_data(struct form_golden *g, const char *form,
                                  const struct form_ask *ask)
{
    struct form_data d;
    struct strbuf differs;
    struct err err = ERR_INIT;
    const struct form *f = find(g, form);
    form_data_init(&d, &g->arena);
    if (!source_gather(f->source, ask, &d, &err)) {
        fail_msg("%s: %s %s", form, err.code, err.text);
    }
    sb_init(&differs);
    if (source_check(f->source, &d, &differs) != 0) {
        fail_msg("%s:\n%s", f->source->name, differs.s);
    }
    sb_clear(&differs);
    return d;
}

static void compare(const char *path, const struct strbuf *now)
{
    struct strbuf golden;
    struct err err = ERR_INIT;
    sb_init(&golden);
    const char *how = getenv("GOLDEN");
    if (how != NULL && strcmp(how, "write") == 0) {
        if (!file_write(path, now->s, now->len, FILE_REPLACE, &err)) {
            fail_msg("%s", err.text);
        }
    } else if (!file_read(&golden, path, GOLDEN_MAX, &err)) {
        fail_msg("%s: %s (GOLDEN=write)", path, err.text);
    } else if (strcmp(now->s, golden.s) != 0) {
        fail_msg("%s differs.\n--- golden\n%s--- now\n%s", path, golden.s,
                 now->s);
    }
    sb_clear(&golden);
}

/* Signs that Noto Serif CJK or WenQuanYi Zen Hei has not. */
static void refuse_rare_signs(const char *form, const char *text)
{
    static const char *const rare[] = {"✓", "✔", "✗", "✘", "☑", "☐", "✂"};
    for (size_t i = 0; i < sizeof rare / sizeof *rare; i++) {
        if (strstr(text, rare[i]) != NULL) {
            fail_msg("%s prints %s", form, rare[i]);
        }
    }
}

void form_golden(struct form_golden *g, const char *form,
                 const struct form_ask *ask, const char *name)
{
    char path[128];
    struct strbuf now;
    struct document doc;
    const struct form *f = find(g, form);
    struct form_data d = form_golden_data(g, form, ask);
    assert_true(form_fits(f, &d));
    struct flow *flow =
        flow_new(&g->arena, sheet_find(&g->forms.sheets, f->paper));
    form_put(f, flow, &d);
    flow_finish(flow, f->title, &doc);
    sb_init(&now);
    paper_text(&now, &doc);
    refuse_rare_signs(form, now.s);
    snprintf(path, sizeof path, "tests/unit/app/golden/%s.txt", name);
    compare(path, &now);
    sb_clear(&now);
}
