/* The forms of 党费 and 经费 laid out: as the golden files have them on paper
   and on 80 and 132 columns, twice the same; amounts on the right; frames in
   line; nobody there, 300 people, names of sixty characters.

   Goldens are tests/unit/report/golden/dues-NAME.txt; GOLDEN=write rewrites
   them: read the diff. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../src/report/form_parts.h"
#include "dues_ground.h"
#include "flow_look.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/paper_text.h"
#include "pbtui/text/width.h"

#define GOLDEN_MAX (1 << 20)
#define NOVEMBER   month_make(2026, 11)

/* Every form, over the branch that collects. */
static const struct wanted {
    const char *form;
    enum {
        BY_MONTH,
        BY_YEAR,
        OF_SHEET,
        OF_RELIEF,
        OF_NOTICE,
        OF_SLIP,
        OF_LARGE,
        OF_REVERSAL,
        OF_SITTING,
        OF_CARD,
        OF_FUND
    } by;
    const char *name; /* of its golden; NULL: the form's */
} all[] = {
    {"dues-month", BY_MONTH, NULL},
    {"dues-close", BY_MONTH, NULL},
    {"arrears", BY_MONTH, NULL},
    {"accounts", BY_MONTH, NULL},
    {"dues-year", BY_YEAR, NULL},
    {"dues-year-base", BY_YEAR, NULL},
    {"dues-check", BY_YEAR, NULL},
    {"dues-assess", BY_YEAR, NULL},
    {"dues-large", BY_YEAR, NULL},
    {"reminders", BY_YEAR, NULL},
    {"funds", BY_YEAR, NULL},
    {"fund-balance", BY_YEAR, NULL},
    {"dues-assess-one", OF_SHEET, NULL},
    {"dues-relief", OF_RELIEF, NULL},
    {"dues-notice", OF_NOTICE, NULL},
    {"handover", OF_SLIP, NULL},
    {"payment", OF_LARGE, NULL},
    {"payment", OF_REVERSAL, "payment-reversal"},
    {"sitting", OF_SITTING, NULL},
    {"dues-card", OF_CARD, NULL},
    {"fund", OF_FUND, NULL},
};

static struct form_data gather(struct dues_ground *d, const struct wanted *w)
{
    const int64_t ids[] = {
        [OF_SHEET] = d->sheet[ZHANG], [OF_RELIEF] = d->sheet[ZHAO],
        [OF_NOTICE] = d->notice,      [OF_SLIP] = d->slip,
        [OF_LARGE] = d->large,        [OF_REVERSAL] = d->reversal,
        [OF_SITTING] = d->sitting,    [OF_CARD] = d->who[ZHOU],
        [OF_FUND] = d->fund};
    return w->by == BY_MONTH  ? dues_ground_month(d, w->form, NOVEMBER)
           : w->by == BY_YEAR ? dues_ground_year(d, w->form, 2026)
                              : dues_ground_of(d, w->form, ids[w->by]);
}

/* ---- goldens ------------------------------------------------------------ */

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

/* Three widths, one below the other. */
static const char *all_widths(struct dues_ground *d, const struct wanted *w,
                              const struct form_data *data)
{
    return arena_printf(d->a, "== 纸面\n%s\n== 80 列\n%s\n== 132 列\n%s",
                        dues_ground_text(d, w->form, data, 0),
                        dues_ground_text(d, w->form, data, 80),
                        dues_ground_text(d, w->form, data, 132));
}

TEST(forms_of_dues_are_as_they_were)
{
    char path[128];
    struct dues_ground d;
    dues_ground_open(&d);
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct form_data data = gather(&d, &all[i]);
        struct form_data again = gather(&d, &all[i]);
        const char *text = all_widths(&d, &all[i], &data);
        assert_string_equal(text, all_widths(&d, &all[i], &again));
        snprintf(path, sizeof path, "tests/unit/report/golden/%s.txt",
                 all[i].name != NULL ? all[i].name : all[i].form);
        compare(path, text);
    }
    dues_ground_close(&d);
}

/* ---- lines -------------------------------------------------------------- */

static bool is_framed(const char *line)
{
    return line[0] == '+' || line[0] == '|';
}

/* No line is wider than the sheet, and a frame is as wide as the line above. */
static void look_lines(struct dues_ground *d, const char *form,
                       const char *text, int cols)
{
    int frame = 0;
    for (const char *s = text; *s != '\0';) {
        size_t n = strcspn(s, "\n");
        const char *line = arena_strn(d->a, s, n);
        int width = width_cols(line);
        if (width > cols || (is_framed(line) && frame != 0 && width != frame)) {
            fail_msg("%s on %d columns: «%s» is %d wide", form, cols, line,
                     width);
        }
        frame = is_framed(line) ? width : 0;
        s += n + (s[n] == '\n');
    }
}

static void look_widths(struct dues_ground *d, const struct wanted *w,
                        const struct form_data *data)
{
    static const int widths[] = {80, 132};
    struct document doc = dues_ground_lay(d, w->form, data, 0);
    look_sound(&doc);
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        look_lines(d, w->form, dues_ground_text(d, w->form, data, widths[i]),
                   widths[i]);
    }
}

TEST(frames_of_dues_are_in_line_at_every_width)
{
    struct dues_ground d;
    dues_ground_open(&d);
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct form_data data = gather(&d, &all[i]);
        look_widths(&d, &all[i], &data);
    }
    dues_ground_close(&d);
}

/* 1,842.30  -50.00 */
static bool is_amount(const char *text)
{
    const char *s = text + (text[0] == '-');
    size_t n = strlen(s);
    return n > 3 && s[n - 3] == '.' && strspn(s, "0123456789,.") == n;
}

static void look_columns(const struct wanted *w, const struct form_table *t,
                         const struct form_data *data, size_t *seen)
{
    const struct form_list *l = form_list_of(data, t->list);
    for (size_t c = 0; c < t->n; c++) {
        for (size_t r = 0; t->columns[c].column != NULL && r < l->n_rows; r++) {
            const char *cell = form_list_cell(l, r, t->columns[c].column);
            if (is_amount(cell) && t->columns[c].align != PAGE_RIGHT) {
                fail_msg("%s: %s is not on the right", w->form,
                         t->columns[c].column);
            }
            *seen += is_amount(cell);
        }
    }
}

TEST(amounts_of_dues_stand_on_the_right)
{
    struct dues_ground d;
    size_t seen = 0;
    dues_ground_open(&d);
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct form_data data = gather(&d, &all[i]);
        const struct form *f = forms_find(&d.forms, all[i].form);
        for (size_t k = 0; k < f->n_items; k++) {
            if (f->items[k].table != NULL) {
                look_columns(&all[i], f->items[k].table, &data, &seen);
            }
        }
    }
    assert_true(seen > 150);
    dues_ground_close(&d);
}

/* ---- nobody, many, long ------------------------------------------------- */

TEST(forms_of_dues_of_nobody_say_so)
{
    static const struct {
        const char *form;
        bool year;
        const char *says;
    } rows[] = {
        {"dues-month", false, "没有应交党费的党员"},
        {"dues-close", false, "这个月还没有开始收缴"},
        {"arrears", false, "没有欠交党费的党员"},
        {"accounts", false, "没有经费收支"},
        {"dues-year", true, "没有党费收缴记录"},
        {"dues-year-base", true, "没有党费收缴记录"},
        {"dues-check", true, "没有党费收缴记录"},
        {"dues-large", true, "没有大额党费"},
        {"reminders", true, "没有催交记录"},
        {"funds", true, "没有登记经费"},
        {"fund-balance", true, "没有登记经费"},
    };
    struct dues_ground d;
    dues_ground_bare(&d);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct form_data data =
            rows[i].year ? dues_ground_year(&d, rows[i].form, 2026)
                         : dues_ground_month(&d, rows[i].form, NOVEMBER - 1);
        if (strstr(dues_ground_text(&d, rows[i].form, &data, 132),
                   rows[i].says) == NULL) {
            fail_msg("%s does not say %s", rows[i].form, rows[i].says);
        }
    }
    struct form_data data = dues_ground_year(&d, "dues-assess", 2030);
    assert_non_null(strstr(dues_ground_text(&d, "dues-assess", &data, 132),
                           "还没有核定党费"));
    dues_ground_close(&d);
}

/* So many more, all of them with November due. */
static void crowd(struct dues_ground *d, int n, const char *name)
{
    struct dues_opening o;
    struct err err = ERR_INIT;
    dues_ground_bare(d);
    dues_ground_today(d, 11, 10);
    for (int i = 0; i < n; i++) {
        int64_t id =
            people_ground_member(&d->g, name, "2012-07-01", "2013-07-01", NULL);
        people_ground_add(&d->g, &ledger_assess,
                          (const char *const[]){
                              "person_id", arena_printf(d->a, "#%d", (int)id),
                              "from_month", "2026-01", "category", "在职",
                              "base_fen", "12345.67", NULL});
    }
    if (!dues_month_open(d->b, d->a, NOVEMBER, &o, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_int_equal(o.n, DUES_WHO + n);
}

static int pages_with(const struct document *doc, const char *text)
{
    int n = 0;
    for (size_t p = 0; p < doc->n; p++) {
        bool has = false;
        for (size_t i = 0; i < doc->pages[p].n_texts && !has; i++) {
            has = strcmp(doc->pages[p].texts[i].text, text) == 0;
        }
        n += has;
    }
    return n;
}

TEST(three_hundred_payers_go_over_pages_with_head_and_one_total)
{
    enum { MANY = 300 };
    static const struct {
        const char *form;
        bool year;
        const char *head;  /* on every page that has rows */
        const char *total; /* what only the last row says */
        int totals;
    } rows[] = {
        {"dues-month", false, "交纳日期", "75,730.71", 1},
        {"dues-year", true, "姓名", "75,730", 1},
        {"dues-year-base", true, "党员姓名", "合计", 1},
        {"dues-assess", true, "扣除项", "合计", 0},
    };
    struct dues_ground d;
    crowd(&d, MANY, "张建国");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct form_data data =
            rows[i].year ? dues_ground_year(&d, rows[i].form, 2026)
                         : dues_ground_month(&d, rows[i].form, NOVEMBER);
        struct document doc = dues_ground_lay(&d, rows[i].form, &data, 0);
        look_sound(&doc);
        assert_true(doc.n > 5);
        if (pages_with(&doc, rows[i].head) < (int)doc.n - 1 ||
            pages_with(&doc, rows[i].total) != rows[i].totals) {
            fail_msg("%s: head on %d of %d pages, total on %d", rows[i].form,
                     pages_with(&doc, rows[i].head), (int)doc.n,
                     pages_with(&doc, rows[i].total));
        }
        assert_int_equal(people_ground_rows(&data, "rows"), DUES_WHO + MANY);
    }
    dues_ground_close(&d);
}

/* A branch of usual size on one sheet, with a line of 4.6 mm or more to sign
   on. */
TEST(a_months_sheet_of_twenty_eight_is_one_page)
{
    static const struct {
        int people;
        size_t pages;
    } rows[] = {{DUES_WHO, 1}, {28, 1}, {50, 2}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct dues_ground d;
        crowd(&d, rows[i].people - DUES_WHO, "买买提·艾力");
        struct form_data data = dues_ground_month(&d, "dues-month", NOVEMBER);
        struct document doc = dues_ground_lay(&d, "dues-month", &data, 0);
        assert_int_equal(doc.n, rows[i].pages);
        dues_ground_close(&d);
    }
}

TEST(names_of_sixty_characters_are_whole)
{
    static const char *const forms[] = {"dues-month", "dues-year",
                                        "dues-year-base", "dues-assess",
                                        "dues-check"};
    struct dues_ground d;
    struct strbuf name;
    sb_init(&name);
    sb_repeat(&name, "鑫·", 30);
    crowd(&d, 1, name.s);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        struct form_data data = i == 0
                                    ? dues_ground_month(&d, forms[i], NOVEMBER)
                                    : dues_ground_year(&d, forms[i], 2026);
        const char *text = dues_ground_text(&d, forms[i], &data, 0);
        int n = 0;
        for (const char *s = text; (s = strstr(s, "鑫")) != NULL; s++) {
            n++;
        }
        if (n != 30) {
            fail_msg("%s has %d of 30", forms[i], n);
        }
        look_lines(&d, forms[i], dues_ground_text(&d, forms[i], &data, 80), 80);
    }
    sb_clear(&name);
    dues_ground_close(&d);
}
