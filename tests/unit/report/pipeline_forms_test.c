/* The forms of 发展党员 laid out over the branch with people on the way: as the
   golden files have them on paper and on 80 and 132 columns.

   Goldens are tests/unit/report/golden/NAME.txt; GOLDEN=write rewrites them:
   read the diff. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow_look.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/width.h"
#include "pipeline_rig.h"

#define GOLDEN_MAX (1 << 20)

static const struct wanted {
    const char *form;
    enum { BY_MONTH, BY_YEAR, BY_DAY, OF_FILE } by;
    enum rig_who who;
    const char *name; /* of its golden; NULL: the form's */
} all[] = {
    {"pipeline-track", OF_FILE, CHEN, NULL},
    {"pipeline-track", OF_FILE, ABDU, "pipeline-track-extended"},
    {"pipeline-track", OF_FILE, LIU, "pipeline-track-stopped"},
    {"pipeline-track", OF_FILE, MA, "pipeline-track-moved"},
    {"pipeline-archive", OF_FILE, CHEN, NULL},
    {"pipeline-handover", OF_FILE, CHEN, NULL},
    {"pipeline-audit", OF_FILE, CHEN, NULL},
    {"pipeline-audit", OF_FILE, MA, "pipeline-audit-moved"},
    {"pipeline-review", OF_FILE, CHEN, NULL},
    {"pipeline-probation-review", OF_FILE, ABDU, NULL},
    {"pipeline-votes", OF_FILE, CHEN, NULL},
    {"pipeline-publicity", OF_FILE, MA, NULL},
    {"pipeline-publicity", OF_FILE, ABDU, "pipeline-publicity-blank"},
    {"pipeline-record", OF_FILE, LIU, NULL},
    {"pipeline-candidate", OF_FILE, MA, NULL},
    {"pipeline-preview", OF_FILE, CHEN, NULL},
    {"pipeline-approve", OF_FILE, CHEN, NULL},
    {"pipeline-admitted", OF_FILE, ABDU, NULL},
    {"pipeline-convert", OF_FILE, CHEN, NULL},
    {"pipeline-convert", OF_FILE, ABDU, "pipeline-convert-extended"},
    {"pipeline-applicants", BY_YEAR, 0, NULL},
    {"pipeline-candidates", BY_YEAR, 0, NULL},
    {"pipeline-probation", BY_YEAR, 0, NULL},
    {"pipeline-board", BY_DAY, 0, NULL},
    {"pipeline-calendar", BY_DAY, 0, NULL},
    {"pipeline-month", BY_MONTH, 0, NULL},
};

static struct form_data gather(struct rig *r, const struct wanted *w)
{
    return w->by == BY_MONTH
               ? rig_span(r, w->form, span_of_month(month_make(2026, 11)))
           : w->by == BY_YEAR ? rig_span(r, w->form, span_of_year(2026))
           : w->by == BY_DAY
               ? rig_span(r, w->form, (struct span){DATE_NONE, DATE_NONE})
               : rig_of(r, w->form, r->file[w->who]);
}

static void compare(const char *path, const char *now)
{
    struct strbuf golden;
    struct err err = ERR_INIT;
    const char *how = getenv("GOLDEN");
    if (how != NULL && strcmp(how, "write") == 0) {
        if (!file_write(path, now, strlen(now), FILE_REPLACE, &err)) {
            fail_msg("%s", err.text);
        }
        return;
    }
    sb_init(&golden);
    if (!file_read(&golden, path, GOLDEN_MAX, &err)) {
        fail_msg("%s: %s (GOLDEN=write)", path, err.text);
    }
    if (strcmp(now, golden.s) != 0) {
        fail_msg("%s differs.\n--- golden\n%s--- now\n%s", path, golden.s, now);
    }
    sb_clear(&golden);
}

TEST(forms_of_the_pipeline_are_as_they_were)
{
    char path[128];
    struct rig r;
    rig_open(&r);
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct form_data data = gather(&r, &all[i]);
        const char *text =
            arena_printf(r.a, "== 纸面\n%s\n== 80 列\n%s\n== 132 列\n%s",
                         rig_text(&r, all[i].form, &data, 0),
                         rig_text(&r, all[i].form, &data, 80),
                         rig_text(&r, all[i].form, &data, 132));
        snprintf(path, sizeof path, "tests/unit/report/golden/%s.txt",
                 all[i].name != NULL ? all[i].name : all[i].form);
        compare(path, text);
    }
    rig_close(&r);
}

/* ---- lines -------------------------------------------------------------- */

static bool is_framed(const char *line)
{
    return line[0] == '+' || line[0] == '|';
}

/* No line is wider than the sheet, and a frame is as wide as the line above. */
static void look_lines(struct rig *r, const char *form, const char *text,
                       int cols)
{
    int frame = 0;
    for (const char *s = text; *s != '\0';) {
        size_t n = strcspn(s, "\n");
        const char *line = arena_strn(r->a, s, n);
        int width = width_cols(line);
        if (width > cols || (is_framed(line) && frame != 0 && width != frame)) {
            fail_msg("%s on %d columns: «%s» is %d wide", form, cols, line,
                     width);
        }
        frame = is_framed(line) ? width : 0;
        s += n + (s[n] == '\n');
    }
}

TEST(frames_of_the_pipeline_are_in_line_at_every_width)
{
    static const int widths[] = {80, 132};
    struct rig r;
    rig_open(&r);
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct form_data data = gather(&r, &all[i]);
        struct document doc = rig_lay(&r, all[i].form, &data, 0);
        look_sound(&doc);
        for (size_t k = 0; k < ARRAY_LEN(widths); k++) {
            look_lines(&r, all[i].form,
                       rig_text(&r, all[i].form, &data, widths[k]), widths[k]);
        }
    }
    rig_close(&r);
}
