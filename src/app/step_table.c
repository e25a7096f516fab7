/* A file of 发展党员 as a table: every step with its state, its day, from and
   until when it may be done; below it where the person stands and what holds
   the next step up.  And the whole of it looked over (一步一审). */
#include "step_table.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

enum column {
    COL_NO,
    COL_STEP,
    COL_STATE,
    COL_ON,
    COL_RESULT,
    COL_EARLIEST,
    COL_LATEST,
    COL_PAPERS,
    COL_WHO,
    COL_ISSUES,
    COLUMNS
};

static const struct table_column columns[COLUMNS] = {
    [COL_NO] = {"no", "步", CELL_NUMBER, 0, 2, 0},
    [COL_STEP] = {"step", "步骤", CELL_TEXT, 26, 12, 0},
    [COL_STATE] = {"state", "情况", CELL_TEXT, 14, 6, 1},
    [COL_ON] = {"on_day", "日期", CELL_TEXT, 10, 10, 1},
    [COL_RESULT] = {"result", "结果", CELL_TEXT, 16, 6, 4},
    [COL_EARLIEST] = {"earliest", "最早", CELL_TEXT, 10, 10, 2},
    [COL_LATEST] = {"latest", "最迟", CELL_TEXT, 10, 10, 2},
    [COL_PAPERS] = {"papers", "材料", CELL_TEXT, 5, 5, 3},
    [COL_WHO] = {"who", "由谁办", CELL_TEXT, 24, 10, 6},
    [COL_ISSUES] = {"issues", "问题", CELL_TEXT, 60, 10, 5},
};

static const char *word_of(enum step_state s)
{
    static const char *const words[] = {
        [STEP_AHEAD] = "未到",      [STEP_BLOCKED] = "不能办",
        [STEP_POSSIBLE] = "可以办", [STEP_DUE] = "快到期",
        [STEP_RUNNING] = "进行中",  [STEP_DONE] = "已办",
        [STEP_FAULTY] = "有问题",
    };
    return words[s];
}

/* 快到期, or 已超期 12 天. */
static const char *state_word(struct pipeline_file *f,
                              const struct step_view *v)
{
    int day = f->book->day;
    return v->state == STEP_DUE && v->latest != DATE_NONE && v->latest < day
               ? arena_printf(f->arena, "已超期 %d 天", day - v->latest)
               : word_of(v->state);
}

static const char *day_cell(struct arena *a, int day)
{
    char text[11];
    return day == DATE_NONE ? "" : arena_str(a, date_text(day, text));
}

/* What was handed in and has no answer yet comes first. */
static const char *issues_cell(struct arena *a, const struct step_view *v,
                               int asked_on)
{
    const char *all = asked_on == DATE_NONE
                          ? ""
                          : arena_printf(a, "已报送 %s", day_cell(a, asked_on));
    for (size_t i = 0; i < v->n_issues; i++) {
        all = all[0] == '\0'
                  ? v->issues[i].brief
                  : arena_printf(a, "%s；%s", all, v->issues[i].brief);
    }
    return all;
}

/* Of what the roster alone tells, only 入党日期 is known. */
static int known_day(const struct pipeline_file *f, int no)
{
    bool known = no == AT_ACCEPT || !pipeline_is_assumed(f, no);
    return known ? f->facts.steps[no].on : DATE_NONE;
}

static const char *const *cells_of(struct pipeline_file *f, int no)
{
    struct arena *a = f->arena;
    const struct pipeline_step *s = &book_pipeline(f->book)->steps[no];
    const struct step_view *v = &f->now.steps[no];
    const struct pipeline_done *d = &f->facts.steps[no];
    const char **c = arena_array(a, COLUMNS, sizeof *c);
    bool open = v->state != STEP_DONE && v->state != STEP_FAULTY;
    c[COL_NO] = arena_printf(a, "%d", no);
    c[COL_STEP] = s->name;
    c[COL_STATE] = s->running && v->want > 0 && open
                       ? arena_printf(a, "%d/%d", v->have, v->want)
                       : state_word(f, v);
    /* Looked at as of an earlier day a later step is not there yet. */
    c[COL_ON] = open ? "" : day_cell(a, known_day(f, no));
    c[COL_RESULT] = open                         ? ""
                    : pipeline_is_assumed(f, no) ? "按名册"
                                                 : d->result;
    c[COL_EARLIEST] = open ? day_cell(a, v->earliest) : "";
    c[COL_LATEST] =
        open ? day_cell(a, s->running ? v->next_entry : v->latest) : "";
    c[COL_PAPERS] = v->papers_asked > 0
                        ? arena_printf(a, "%d/%d", v->papers, v->papers_asked)
                        : "";
    c[COL_WHO] = s->who;
    c[COL_ISSUES] = issues_cell(
        a, v, open && d->asked_on <= f->book->day ? d->asked_on : DATE_NONE);
    return c;
}

static const char *foot_of(struct pipeline_file *f)
{
    const struct pipeline_verdict *v = &f->now;
    const char *foot = arena_printf(f->arena, "现在：%s", v->state);
    if (f->head.id == 0) {
        foot = arena_printf(f->arena, "%s（还没有建立发展档案）", foot);
    }
    if (f->notice[0] != '\0') {
        foot = arena_printf(f->arena, "%s\n注意：%s", foot, f->notice);
    }
    if (pipeline_is_stopped(f)) {
        return arena_printf(
            f->arena, "%s（%s %s），结束错了写 --reopen --reason 原因 恢复档案",
            foot, record_text(&f->head, CANDIDACY_ENDED),
            codes_name("pipeline_end",
                       record_text(&f->head, CANDIDACY_END_KIND)));
    }
    if (v->next == 0) {
        return foot;
    }
    const struct pipeline_step *s = &book_pipeline(f->book)->steps[v->next];
    const struct step_view *view = &v->steps[v->next];
    int asked = f->facts.steps[v->next].asked_on;
    foot = arena_printf(f->arena, "%s\n下一步：第 %d 步%s，%s办", foot, v->next,
                        s->name, s->who);
    if (asked != DATE_NONE && view->state < STEP_DONE) {
        foot = arena_printf(f->arena, "%s（已于 %s 报送）", foot,
                            day_cell(f->arena, asked));
    }
    for (size_t i = 0; i < view->n_issues; i++) {
        foot = arena_printf(f->arena, "%s\n  %s%s", foot,
                            view->issues[i].refuses ? "不能办：" : "注意：",
                            view->issues[i].text);
    }
    for (size_t i = 0; i < v->n_warnings; i++) {
        foot = arena_printf(f->arena, "%s\n  %s", foot, v->warnings[i].text);
    }
    return foot;
}

void step_table(struct table *out, struct pipeline_file *f)
{
    const char *const **rows =
        arena_array(f->arena, PIPELINE_STEPS, sizeof *rows);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        rows[no - 1] = cells_of(f, no);
    }
    *out = (struct table){
        .of = f->person.name,
        .title = "发展党员",
        .when = f->now.state,
        .columns = columns,
        .n_columns = COLUMNS,
        .rows = rows,
        .n_rows = PIPELINE_STEPS,
        .foot = foot_of(f),
    };
}

/* ---- one of them ------------------------------------------------------ */

enum one_column { ONE_FIELD, ONE_LABEL, ONE_VALUE, ONE_HINT, ONES };

static const struct table_column one_columns[ONES] = {
    [ONE_FIELD] = {"field", "FIELD", CELL_TEXT, 12, 8, 0},
    [ONE_LABEL] = {"label", "名称", CELL_TEXT, 14, 8, 0},
    [ONE_VALUE] = {"value", "内容", CELL_TEXT, 40, 8, 0},
    [ONE_HINT] = {"hint", "说明", CELL_TEXT, 50, 10, 1},
};

struct one_rows {
    struct pipeline_file *f;
    const struct record *r;
    const char *const **rows;
    size_t n;
};

static void add_row(struct one_rows *o, const char *field, const char *label,
                    const char *text, const char *hint)
{
    const char **c = arena_array(o->f->arena, ONES, sizeof *c);
    c[ONE_FIELD] = field;
    c[ONE_LABEL] = label;
    c[ONE_VALUE] = text;
    c[ONE_HINT] = hint != NULL ? hint : "";
    o->rows[o->n++] = c;
}

static void add_field(struct one_rows *o, const char *column)
{
    int i = ledger_field(o->r->ledger, column);
    if (i < 0) {
        return;
    }
    const struct field *field = &o->r->ledger->fields[i];
    struct strbuf text;
    sb_init(&text);
    record_show(o->r, o->f->book, i, &text);
    add_row(o, field->column, field->label,
            text.s != NULL ? arena_str(o->f->arena, text.s) : "", field->hint);
    sb_clear(&text);
}

/* A step that is done is shown with its day; a new one has none yet. */
static void add_step_rows(struct one_rows *o, const struct pipeline_step *s)
{
    static const char *const entry[] = {"kind", "on_day", "by_id", "conclusion",
                                        NULL};
    const char *const *fields = s->running ? entry : s->fields;
    if (!s->running) {
        add_field(o, "on_day");
    }
    for (size_t i = 0; fields[i] != NULL; i++) {
        add_field(o, fields[i]);
    }
    for (size_t i = 0; i < s->n_papers; i++) {
        add_row(o, "paper", "材料", s->papers[i].name, "");
    }
}

/* What is still to be filled in; what stands against it otherwise. */
static const char *word_of_issue(const struct record *r, const struct issue *s)
{
    int field = s->blocks ? ledger_field(r->ledger, s->column) : -1;
    bool open = field >= 0 && field != STEP_ON && record_is_null(r, field);
    return !s->blocks ? "注意：" : open ? "还缺：" : "不能办：";
}

/* What would be said of it if it were done today; `against`: something stands
   against it. */
static const char *lacks(struct pipeline_file *f, const struct record *r,
                         bool *against)
{
    const char *foot = "";
    struct record today = record_copy(r, f->arena);
    struct issues is = {.arena = f->arena};
    if (record_is_null(&today, STEP_ON)) {
        record_set_day(&today, f->arena, STEP_ON, f->book->today);
    }
    pipeline_step_check(f, &today, &is);
    for (size_t i = 0; i < is.n; i++) {
        foot =
            arena_printf(f->arena, "%s\n  %s%s", foot,
                         word_of_issue(&today, &is.list[i]), is.list[i].text);
        *against = *against || is.list[i].blocks;
    }
    return foot;
}

static struct record shown_of(struct pipeline_file *f, int no)
{
    const struct pipeline_step *s = &book_pipeline(f->book)->steps[no];
    if (s->running) {
        return record_new(&ledger_step_entry, f->book, f->arena);
    }
    if (f->steps[no].ledger != NULL) {
        return record_copy(&f->steps[no], f->arena);
    }
    struct record r = pipeline_step_new(f, no);
    if (record_is_null(&r, STEP_EVENT)) {
        record_set_null(&r, STEP_ON);
        record_set_null(&r, STEP_RESULT);
    }
    return r;
}

void one_step_table(struct table *out, struct pipeline_file *f, int no)
{
    const struct pipeline_step *s = &book_pipeline(f->book)->steps[no];
    const struct step_view *v = &f->now.steps[no];
    struct record r = shown_of(f, no);
    bool open = v->state != STEP_DONE && v->state != STEP_FAULTY;
    struct one_rows o = {.f = f, .r = &r};
    o.rows =
        arena_array(f->arena, r.ledger->n_fields + s->n_papers, sizeof *o.rows);
    add_step_rows(&o, s);
    bool against = false;
    const char *said = s->running ? "" : lacks(f, &r, &against);
    const char *foot = arena_printf(
        f->arena, "情况：%s%s",
        against && v->state == STEP_POSSIBLE ? "还没有办" : state_word(f, v),
        said);
    *out = (struct table){
        .of = f->person.name,
        .title = arena_printf(f->arena, "第 %d 步%s", no, s->name),
        .when = f->now.state,
        .columns = one_columns,
        .n_columns = ONES,
        .rows = o.rows,
        .n_rows = o.n,
        .foot = arena_printf(f->arena,
                             "%s\n只是查看，什么都没有登记。%s请写 --on 日期，"
                             "或 FIELD=内容。",
                             foot, open ? "要登记" : "要修改"),
    };
}

/* ---- looked over ------------------------------------------------------ */

enum audit_column { AUDIT_STEP, AUDIT_GRAVE, AUDIT_TEXT, AUDIT_REMEDY, AUDITS };

static const struct table_column audit_columns[AUDITS] = {
    [AUDIT_STEP] = {"no", "步", CELL_NUMBER, 0, 2, 0},
    [AUDIT_GRAVE] = {"grave", "轻重", CELL_TEXT, 4, 4, 0},
    [AUDIT_TEXT] = {"text", "问题", CELL_TEXT, 70, 20, 0},
    [AUDIT_REMEDY] = {"remedy", "怎样办", CELL_TEXT, 50, 14, 1},
};

void audit_table(struct table *out, struct pipeline_file *f)
{
    struct file_finding *found = NULL;
    struct arena *a = f->arena;
    size_t grave = 0;
    size_t n = pipeline_audit(a, book_pipeline(f->book), &f->facts,
                              f->book->day, &found);
    const char *const **rows = arena_array(a, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const char **c = arena_array(a, AUDITS, sizeof *c);
        grave += found[i].grave;
        c[AUDIT_STEP] = arena_printf(a, "%d", found[i].step);
        c[AUDIT_GRAVE] = found[i].grave ? "问题" : "提示";
        c[AUDIT_TEXT] = found[i].text;
        c[AUDIT_REMEDY] = found[i].remedy;
        rows[i] = c;
    }
    *out = (struct table){
        .of = f->person.name,
        .title = "发展档案检查",
        .when = f->now.state,
        .columns = audit_columns,
        .n_columns = AUDITS,
        .rows = rows,
        .n_rows = n,
        .foot = n == 0 ? "没有发现问题"
                       : arena_printf(a, "问题 %zu 处，提示 %zu 处", grave,
                                      n - grave),
    };
}
