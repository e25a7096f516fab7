/* The program without a terminal, and its goldens. */
#include "rig.h"

#include "unit.h"

#include "pbtui/base/file.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOLDEN_MAX (1 << 20)

/* Invented people; the names cover what breaks screens. */
static const char *const cast[][6] = {
    {"张建国", "男", "1971-03-15", "1995-06-20", "1996-06-20", "第一党小组"},
    {"李敏", "女", "1985-09-02", "2008-05-12", "2009-05-12", "第一党小组"},
    {"周立", "男", "1979-12-30", "2003-11-08", "2004-11-08", "第二党小组"},
    {"吴桂芳", "女", "1956-07-01", "1982-07-01", "1983-07-01", "第二党小组"},
    {"郑凯", "男", "1990-01-21", "2014-12-26", "2015-12-26", "第一党小组"},
    {"买买提·艾力", "男", "1988-04-05", "2012-06-30", "2013-06-30",
     "第二党小组"},
    {"欧阳𠮷", "男", "1993-10-10", "2016-03-18", "2017-03-18", "第一党小组"},
    {"刘晓", "女", "1996-02-29", "2025-12-03", NULL, "第二党小组"},
};

static void type(struct rig *r, struct record *rec, const char *column,
                 const char *text)
{
    struct err err = ERR_INIT;
    int f = ledger_field(rec->ledger, column);
    if (!record_type(rec, r->app.book, &r->arena, f, text, &err)) {
        fail_msg("%s: %s", column, err.text);
    }
}

static void add_person(struct rig *r, const char *const *who, const char *name)
{
    struct record rec = record_new(&ledger_people, r->app.book, &r->arena);
    struct err err = ERR_INIT;
    type(r, &rec, "name", name);
    type(r, &rec, "sex", who[1]);
    type(r, &rec, "birth_on", who[2]);
    type(r, &rec, "join_on", who[3]);
    if (who[4] != NULL) {
        type(r, &rec, "full_on", who[4]);
    }
    type(r, &rec, "grp", who[5]);
    if (!ledger_apply(r->app.book, &r->arena, &rec, NULL, NULL, &err)) {
        fail_msg("%s: %s", name, err.text);
    }
    arena_reset(&r->arena);
}

static void fix_environment(const char *config)
{
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    setenv("PBTUI_NOW", "14:05:31", 1);
    setenv("CUPS_SERVER", "/nonexistent/cups.sock",
           1); /* no queue of this machine */
    setenv("XDG_CONFIG_HOME", config, 1);
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    setenv("XDG_DATA_HOME", unit_tmp(), 1);
    width_set_ambiguous(WIDTH_NARROW);
}

static void init(struct rig *r, int rows, int cols, bool first,
                 const char *config)
{
    struct err err = ERR_INIT;
    memset(r, 0, sizeof *r);
    fix_environment(config);
    r->rows = rows;
    r->cols = cols;
    struct screen_options opt = {.actor = "测试", .first_start = true};
    if (!app_init(&r->app, &opt, &err)) {
        fail_msg("%s", err.text);
    }
    r->app.opt.first_start = first;
}

#define NO_CONFIG "/nonexistent"

static void open_at(struct rig *r, int rows, int cols, size_t people,
                    const char *path, const char *config)
{
    struct err err = ERR_INIT;
    struct org_first first = {"中共示例县商务局支部委员会（示例）",
                              date_of(2015, 6, 1), true, 2};
    init(r, rows, cols, false, config);
    if (!session_create(&r->app.session, path, "测试", &first, &err)) {
        fail_msg("%s", err.text);
    }
    r->app.opt.path = path != NULL ? arena_str(&r->app.arena, path) : NULL;
    r->app.book = &r->app.session.book;
    size_t n = sizeof cast / sizeof cast[0];
    for (size_t i = 0; i < people; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s%.0zu", cast[i % n][0], i / n);
        add_person(r, cast[i % n], name);
    }
    app_start(&r->app);
    book_view_open(&r->app, &ledger_people, 0, NULL);
}

void rig_open(struct rig *r, int rows, int cols, size_t people)
{
    open_at(r, rows, cols, people, NULL, NO_CONFIG);
}

void rig_open_with(struct rig *r, int rows, int cols, size_t people,
                   const char *config)
{
    open_at(r, rows, cols, people, NULL, config);
}

void rig_open_file(struct rig *r, int rows, int cols, size_t people)
{
    static int files;
    char path[128];
    snprintf(path, sizeof path, "%s/rig%d.db", unit_tmp(), files++);
    open_at(r, rows, cols, people, path, NO_CONFIG);
}

void rig_restart(struct rig *r)
{
    struct key gone = {.kind = K_GONE};
    struct err err = ERR_INIT;
    char path[128];
    ui_key(&r->app.ui, &gone);
    snprintf(path, sizeof path, "%s", r->app.opt.path);
    app_clear(&r->app);
    struct screen_options opt = {.actor = "测试", .path = path};
    if (!app_init(&r->app, &opt, &err)) {
        fail_msg("%s", err.text);
    }
    r->app.opt.path = arena_str(&r->app.arena, path);
    app_start(&r->app);
}

void rig_open_first(struct rig *r, int rows, int cols)
{
    init(r, rows, cols, true, NO_CONFIG);
    app_start(&r->app);
}

void rig_close(struct rig *r)
{
    app_clear(&r->app);
    arena_clear(&r->arena);
}

void rig_size(struct rig *r, int rows, int cols)
{
    struct key k = {.kind = K_RESIZE};
    r->rows = rows;
    r->cols = cols;
    ui_key(&r->app.ui, &k);
}

/* Painted after every key, as the program does when none is waiting. */
static void press(struct rig *r, const struct key *k)
{
    ui_key(&r->app.ui, k);
    ui_draw(&r->app.ui, r->rows, r->cols);
}

void rig_keys(struct rig *r, const char *names)
{
    ui_draw(&r->app.ui, r->rows, r->cols);
    while (*names != '\0') {
        char name[32];
        size_t n = strcspn(names, " ");
        assert_true(n < sizeof name);
        memcpy(name, names, n);
        name[n] = '\0';
        struct key k;
        if (!key_parse(name, &k)) {
            fail_msg("no key: %s", name);
        }
        press(r, &k);
        names += n + (names[n] == ' ');
    }
}

void rig_type(struct rig *r, const char *text)
{
    size_t n = strlen(text);
    ui_draw(&r->app.ui, r->rows, r->cols);
    while (n > 0) {
        struct key k = {.kind = K_CHAR};
        size_t used = utf8_next(text, n, &k.code);
        press(r, &k);
        text += used;
        n -= used;
    }
}

const char *rig_screen(struct rig *r)
{
    struct strbuf sb;
    sb_init(&sb);
    ui_draw(&r->app.ui, r->rows, r->cols);
    canvas_dump(&r->app.ui.canvas, &sb, false);
    const char *s = arena_str(&r->arena, sb.s);
    sb_clear(&sb);
    return s;
}

void rig_sees(struct rig *r, const char *text)
{
    const char *screen = rig_screen(r);
    if (strstr(screen, text) == NULL) {
        fail_msg("not on the screen: %s\n%s", text, screen);
    }
}

void rig_sees_not(struct rig *r, const char *text)
{
    const char *screen = rig_screen(r);
    if (strstr(screen, text) != NULL) {
        fail_msg("on the screen: %s\n%s", text, screen);
    }
}

void rig_golden(struct rig *r, const char *name)
{
    char path[128];
    struct strbuf now;
    struct strbuf golden;
    struct err err = ERR_INIT;
    sb_init(&now);
    sb_init(&golden);
    snprintf(path, sizeof path, "tests/screen/golden/%s.txt", name);
    ui_draw(&r->app.ui, r->rows, r->cols);
    canvas_dump(&r->app.ui.canvas, &now, true);
    const char *how = getenv("GOLDEN");
    if (how != NULL && strcmp(how, "write") == 0) {
        if (!file_write(path, now.s, now.len, FILE_REPLACE, &err)) {
            fail_msg("%s", err.text);
        }
    } else if (!file_read(&golden, path, GOLDEN_MAX, &err)) {
        fail_msg("%s: %s (make golden)", path, err.text);
    } else if (strcmp(now.s, golden.s) != 0) {
        fail_msg("%s differs.\n--- golden\n%s--- now\n%s", path, golden.s,
                 now.s);
    }
    sb_clear(&now);
    sb_clear(&golden);
}

int64_t rig_ask(struct rig *r, const char *sql)
{
    struct stmt st;
    int64_t n = -1;
    stmt_open(&st, r->app.book->db, sql);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    return n;
}
