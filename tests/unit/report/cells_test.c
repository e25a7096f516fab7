/* The door to spreadsheets as pbtui sees it: the file, its stamp, and a press
   that says what it should not, too much, or nothing. */
#include "pbtui/report/cells.h"

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "press_ground.h"

struct got {
    struct strbuf text;
    size_t stop_at;    /* row whose taking fails */
    const char *spoil; /* a file to write to when the first row comes */
    bool no_merges;
};

static bool take_merges(void *to, const struct import_merge *list, size_t n,
                        struct err *err)
{
    struct got *g = to;
    if (g->no_merges) {
        return err_set(err, ERR_RULE, "E-TEST-001", "不要");
    }
    sb_addf(&g->text, "%zu merges", n);
    for (size_t i = 0; i < n; i++) {
        sb_addf(&g->text, " %zu-%zu %zu-%zu", list[i].row, list[i].last_row,
                list[i].col, list[i].last_col);
    }
    sb_addc(&g->text, '\n');
    return true;
}

static bool take_row(void *to, const struct import_row *row, struct err *err)
{
    struct got *g = to;
    if (g->spoil != NULL) {
        assert_true(file_write(g->spoil, "other", 5, FILE_REPLACE, NULL));
        g->spoil = NULL;
    }
    if (row->number == g->stop_at) {
        return err_set(err, ERR_RULE, "E-TEST-002", "停");
    }
    sb_addf(&g->text, "%zu%s", row->number, row->hidden ? "h" : "");
    for (size_t i = 0; i < row->n; i++) {
        const struct import_cell *c = &row->cells[i];
        sb_addf(&g->text, " %d%s<%s>", (int)c->kind, c->formula ? "f" : "",
                c->text);
    }
    sb_addc(&g->text, '\n');
    return true;
}

static const char *table_file(void)
{
    const char *path = press_path("table.csv");
    assert_true(file_write(path, "a,b\n", 4, FILE_REPLACE, NULL));
    return path;
}

static bool read_by(const char *script, struct got *g, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct cells_file f;
    *err = (struct err)ERR_INIT;
    press_be(script);
    sb_reset(&g->text);
    const struct cells_wish wish = {.path = table_file()};
    const struct import_taker taker = {take_merges, take_row, g};
    assert_true(cells_open(&f, &a, &wish, err));
    assert_string_equal(f.source.name, "table.csv");
    bool ok = f.source.read(f.source.from, &taker, err);
    assert_true(ok == (err->kind == ERR_NONE));
    arena_clear(&a);
    return ok;
}

static void script_refused(const char *script, const char *code)
{
    struct got g = {.stop_at = 0};
    struct err err;
    sb_init(&g.text);
    if (read_by(script, &g, &err) || strcmp(err.code, code) != 0) {
        fail_msg("expected %s, got %s %s of: %s", code, err.code, err.text,
                 script);
    }
    sb_clear(&g.text);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

#define CSV  "pbtui-press cells 1\\nfile csv\\nencoding UTF-8\\nseparator ,\\n"
#define XLSX "pbtui-press cells 1\\nfile xlsx\\nsheet 名册\\n"

/* ---- what keeps to the form ------------------------------------------------
 */

TEST(cells_lines_that_keep_to_the_form)
{
    static const struct {
        const char *lines, *is;
    } rows[] = {
        {CSV "rows\\nend 0\\n", "0 merges\n"},
        {CSV "rows\\nr 1\\tTa\\tTb\\nend 1\\n", "0 merges\n1 1<a> 1<b>\n"},
        {XLSX
         "merge 1 2 0 3\\nmerge 60 99 0 255\\nrows\\nr 7 h\\tN1\\nend 1\\n",
         "2 merges 1-2 0-3 60-99 0-255\n7h 2<1>\n"},
        {XLSX "rows\\nr 2\\t\\te\\tn1\\tD2\\th3\\tB1\\tx#\\t\\nend 1\\n",
         "0 merges\n2 0<> 0f<> 2f<1> 3<2> 4f<3> 5<1> 6f<#> 0<>\n"},
        {CSV "rows\\nr 1\\tT\\\\\\\\\\\\n\\\\t\\\\r\\nend 1\\n",
         "0 merges\n1 1<\\\n\t\r>\n"},
        {CSV "note 一\\nrows\\nr 1\\tT1\\nnote 二\\nr 3\\tT2\\nend 2\\n",
         "0 merges\n1 1<1>\n3 1<2>\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct got g = {.stop_at = 0};
        struct err err;
        char script[512];
        sb_init(&g.text);
        snprintf(script, sizeof script, "printf '%s'", rows[i].lines);
        if (!read_by(script, &g, &err) || strcmp(g.text.s, rows[i].is) != 0) {
            fail_msg("%s: %s %s", rows[i].lines, err.code, g.text.s);
        }
        sb_clear(&g.text);
    }
}

static void lines_refused(const char *lines, const char *code)
{
    char script[512];
    snprintf(script, sizeof script, "printf '%s'", lines);
    script_refused(script, code);
}

TEST(cells_lines_that_end_too_soon)
{
    static const char *const rows[] = {
        "",  "x",           "pbtui-press cells 1",
        CSV, CSV "rows\\n", CSV "rows\\nr 1\\tTa\\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        lines_refused(rows[i], "E-CELLS-014");
    }
}

TEST(cells_lines_that_do_not)
{
    static const char *const rows[] = {
        "pbtui-press cells 2\\nfile csv\\n",
        CSV "rows\\nr 1\\tTa\\nend 2\\n",
        CSV "rows\\nend 0\\nend 0\\n",
        CSV "rows\\nend 0\\nr 1\\tTa\\n",
        CSV "rows\\nend x\\n",
        CSV "rows\\nr 1\\tTa\\nr 1\\tTa\\nend 2\\n",
        CSV "rows\\nr 2\\tTa\\nr 1\\tTa\\nend 2\\n",
        CSV "rows\\nr 0\\tTa\\nend 1\\n",
        CSV "rows\\nr 99999999999\\tTa\\nend 1\\n",
        CSV "rows\\nr -1\\tTa\\nend 1\\n",
        CSV "rows\\nr 1\\nend 1\\n",
        CSV "rows\\nr 1 x\\tTa\\nend 1\\n",
        CSV "rows\\nr 1 h h\\tTa\\nend 1\\n",
        CSV "rows\\nr 1\\tQa\\nend 1\\n",
        CSV "rows\\nr 1\\tT\\nend 1\\n",
        CSV "rows\\nr 1\\tEa\\nend 1\\n",
        CSV "rows\\nr 1\\tTa\\\\x\\nend 1\\n",
        CSV "rows\\nr 1\\tTa\\\\\\nend 1\\n",
        CSV "rows\\nr 1\\tT\\377\\nend 1\\n",
        CSV "rows\\nr 1\\tTa\\000b\\nend 1\\n",
        CSV "rows\\nrows\\nend 0\\n",
        CSV "sheet x\\nrows\\nend 0\\n",
        CSV "merge 61 61 0 0\\nrows\\nend 0\\n",
        CSV "merge 0 1 0 0\\nrows\\nend 0\\n",
        CSV "merge 2 1 0 0\\nrows\\nend 0\\n",
        CSV "merge 1 1 3 2\\nrows\\nend 0\\n",
        CSV "merge 1 1 0 256\\nrows\\nend 0\\n",
        CSV "merge 1 1 0\\nrows\\nend 0\\n",
        CSV "merge 1 1 0 0 0\\nrows\\nend 0\\n",
        CSV "rows\\nmerge 1 1 0 0\\nend 0\\n",
        CSV "r 1\\tTa\\nrows\\nend 1\\n",
        "pbtui-press cells 1\\nfile ods\\nsheet x\\nrows\\nend 0\\n",
        "pbtui-press cells 1\\nfile csv\\nencoding KOI8-R\\nrows\\nend 0\\n",
        "pbtui-press cells 1\\nfile csv\\nencoding UTF-8\\nseparator ab\\n",
        "pbtui-press cells 1\\nsheet x\\n",
        CSV "no 1 E-CELLS-130\\n",
        CSV "no 1 E-PRESS-001 x\\n",
        CSV "no 1 E-CELLS-1 x\\n",
        CSV "no 0 E-CELLS-130 x\\n",
        CSV "no 9 E-CELLS-130 x\\n",
        CSV "no 1 E-CELLS-130 \\n",
        CSV "no 1 E-CELLS-130 x\\nrows\\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        lines_refused(rows[i], "E-CELLS-012");
    }
    /* Too many columns, notes, merges; a line without end. */
    script_refused("printf '" CSV "rows\\nr 1'; i=0; while [ $i -lt 257 ]; do "
                   "printf '\\tTa'; i=$((i+1)); done; printf '\\nend 1\\n'",
                   "E-CELLS-012");
    script_refused("printf '" CSV "'; i=0; while [ $i -lt 17 ]; do "
                   "printf 'note x\\n'; i=$((i+1)); done; exec sleep 60",
                   "E-CELLS-012");
    script_refused("printf '" CSV "rows\\nr 1\\tT'; head -c 3000000 /dev/zero "
                   "| tr '\\0' x; exec sleep 60",
                   "E-CELLS-012");
    script_refused("printf '" CSV "rows\\n'; exec yes 'note x'", "E-CELLS-012");
}

TEST(cells_says_what_the_press_says)
{
    struct got g = {.stop_at = 0};
    struct err err;
    sb_init(&g.text);
    assert_false(read_by("printf '" CSV "rows\\nr 1\\tTa\\nno 1 E-CELLS-130 "
                         "第 2 行\\\\t\\342\\200\\256。\\n'",
                         &g, &err));
    assert_string_equal(err.code, "E-CELLS-130");
    assert_int_equal(err.kind, ERR_RULE);
    assert_string_equal(err.text, "第 2 行⟨U+0009⟩⟨U+202E⟩。");
    assert_string_equal(g.text.s, "0 merges\n1 1<a>\n");
    sb_clear(&g.text);
}

/* ---- the press as a process ------------------------------------------------
 */

TEST(cells_of_a_press_that_fails)
{
    script_refused("exit 3", "E-CELLS-014");
    script_refused("printf '" CSV "rows\\nend 0\\n'; exit 1", "E-CELLS-014");
    script_refused("kill -SEGV $$", "E-CELLS-013");
    script_refused("printf '" CSV "rows\\nend 0\\n'; kill -KILL $$",
                   "E-CELLS-013");
    script_refused("kill -XCPU $$", "E-CELLS-011");
    script_refused("kill -ALRM $$", "E-CELLS-011");
    setenv("PBTUI_PRESS", press_path("nowhere"), 1);
    struct arena a = ARENA_INIT;
    struct cells_file f;
    struct err err = ERR_INIT;
    struct got g = {.stop_at = 0};
    const struct cells_wish wish = {.path = table_file()};
    const struct import_taker taker = {take_merges, take_row, &g};
    assert_true(cells_open(&f, &a, &wish, &err));
    assert_false(f.source.read(f.source.from, &taker, &err));
    assert_string_equal(err.code, "E-PRESS-001");
    assert_non_null(strstr(err.text, "不能读表格"));
    arena_clear(&a);
}

TEST(cells_of_a_press_that_hangs)
{
    static const char *const ways[] = {
        "exec sleep 60",
        "sleep 60 & exit 0",
        "printf '" CSV "rows\\nr 1\\tTa\\n'; exec sleep 60",
        "exec >&- 2>&-; sleep 60",
    };
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        struct got g = {.stop_at = 0};
        struct err err;
        const int64_t began = clock_monotonic_ms();
        sb_init(&g.text);
        /* press_be sets it longer, so it is set in between. */
        press_be(ways[i]);
        setenv("PBTUI_PRESS_SECONDS", "1", 1);
        struct arena a = ARENA_INIT;
        struct cells_file f;
        const struct cells_wish wish = {.path = table_file()};
        const struct import_taker taker = {take_merges, take_row, &g};
        err = (struct err)ERR_INIT;
        assert_true(cells_open(&f, &a, &wish, &err));
        assert_false(f.source.read(f.source.from, &taker, &err));
        assert_string_equal(err.code, "E-CELLS-011");
        assert_true(clock_monotonic_ms() - began < 5000);
        assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
        arena_clear(&a);
        sb_clear(&g.text);
    }
}

/* It talks without end on standard error, reads its words and its file. */
TEST(cells_press_gets_the_file_and_the_words)
{
    struct arena a = ARENA_INIT;
    struct cells_file f;
    struct err err = ERR_INIT;
    struct got g = {.stop_at = 0};
    sb_init(&g.text);
    press_be("head -c 300000 /dev/zero >&2\n"
             "printf '" XLSX "rows\\nr 1\\tT%s\\tT%s\\tT%s\\tT%s\\nend 1\\n' "
             "\"$1\" \"$2\" \"$3\" \"$(cat)\"");
    const struct cells_wish wish = {
        .path = table_file(), .sheet = "名 册", .encoding = "gbk"};
    const struct import_taker taker = {take_merges, take_row, &g};
    assert_true(cells_open(&f, &a, &wish, &err));
    for (int i = 0; i < 2; i++) {
        sb_reset(&g.text);
        assert_true(f.source.read(f.source.from, &taker, &err));
        assert_string_equal(g.text.s,
                            "0 merges\n1 1<cells> 1<名 册> 1<gbk> 1<a,b>\n");
        assert_string_equal(f.sheet, "名册");
        assert_int_equal(f.rows, 1);
    }
    sb_clear(&g.text);
    arena_clear(&a);
}

/* ---- whoever takes the rows ------------------------------------------------
 */

#define ENDLESS                                                                \
    "printf '" CSV "rows\\n'; i=1; while :; do printf 'r %d\\tTa\\n' $i; "     \
    "i=$((i+1)); done"

TEST(cells_stop_when_the_taker_says_so)
{
    struct got g = {.stop_at = 3};
    struct err err;
    sb_init(&g.text);
    assert_false(read_by(ENDLESS, &g, &err));
    assert_string_equal(err.code, "E-TEST-002");
    assert_string_equal(g.text.s, "0 merges\n1 1<a>\n2 1<a>\n");
    g.no_merges = true;
    assert_false(read_by(ENDLESS, &g, &err));
    assert_string_equal(err.code, "E-TEST-001");
    assert_string_equal(g.text.s, "");
    sb_clear(&g.text);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

struct watch {
    size_t asked, rows;
};

static bool go_on(void *ctx, size_t rows)
{
    struct watch *w = ctx;
    w->rows = rows;
    return ++w->asked < 4;
}

TEST(cells_stop_when_the_watch_says_so)
{
    struct arena a = ARENA_INIT;
    struct cells_file f;
    struct err err = ERR_INIT;
    struct got g = {.stop_at = 0};
    struct watch w = {0, 0};
    sb_init(&g.text);
    press_be("printf '" CSV "rows\\nr 1\\tTa\\n'; exec sleep 60");
    const struct cells_wish wish = {
        .path = table_file(), .go_on = go_on, .ctx = &w};
    const struct import_taker taker = {take_merges, take_row, &g};
    assert_true(cells_open(&f, &a, &wish, &err));
    const int64_t began = clock_monotonic_ms();
    assert_false(f.source.read(f.source.from, &taker, &err));
    const int64_t took = clock_monotonic_ms() - began;
    assert_string_equal(err.code, "E-CELLS-015");
    assert_int_equal(w.asked, 4);
    assert_int_equal(w.rows, 1);
    assert_true(took >= 350 && took < 3000);
    sb_clear(&g.text);
    arena_clear(&a);
}

/* ---- the file --------------------------------------------------------------
 */

static void open_refused(const char *path, const char *code)
{
    struct arena a = ARENA_INIT;
    struct cells_file f;
    struct err err = ERR_INIT;
    const struct cells_wish wish = {.path = path};
    if (cells_open(&f, &a, &wish, &err) || strcmp(err.code, code) != 0) {
        fail_msg("%s: %s %s", path, err.code, err.text);
    }
    arena_clear(&a);
}

TEST(cells_only_of_plain_files)
{
    open_refused(press_path("missing.csv"), "E-CELLS-001");
    open_refused("", "E-CELLS-001");
    char inside[600];
    snprintf(inside, sizeof inside, "%s/x", table_file());
    open_refused(inside, "E-CELLS-001");
    open_refused(unit_tmp(), "E-CELLS-004");
    const char *pipe = press_path("pipe.csv");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    open_refused(pipe, "E-CELLS-005");
    open_refused("/dev/zero", "E-CELLS-005");
    const char *empty = press_path("empty.csv");
    assert_true(file_write(empty, "", 0, FILE_REPLACE, NULL));
    open_refused(empty, "E-CELLS-006");
    const char *large = press_path("large.csv");
    assert_true(file_write(large, "", 0, FILE_REPLACE, NULL));
    assert_int_equal(truncate(large, (128 << 20) + 1), 0);
    open_refused(large, "E-CELLS-007");
    const char *loop = press_path("loop.csv");
    assert_int_equal(symlink(loop, loop), 0);
    open_refused(loop, "E-CELLS-003");
    if (geteuid() != 0) {
        const char *closed = press_path("closed.csv");
        assert_true(file_write(closed, "x", 1, FILE_REPLACE, NULL));
        assert_int_equal(chmod(closed, 0), 0);
        open_refused(closed, "E-CELLS-002");
    }
    unlink(pipe);
    unlink(large);
}

TEST(cells_follow_a_link_to_a_plain_file)
{
    struct arena a = ARENA_INIT;
    struct cells_file f;
    struct err err = ERR_INIT;
    const char *link = press_path("link.csv");
    unlink(link);
    assert_int_equal(symlink(table_file(), link), 0);
    const struct cells_wish wish = {.path = link};
    assert_true(cells_open(&f, &a, &wish, &err));
    assert_string_equal(f.source.name, "link.csv");
    arena_clear(&a);
}

/* Whatever the press says of it: half of it may be another file's. */
TEST(cells_of_a_file_that_changes_meanwhile)
{
    static const char *const scripts[] = {
        "printf '" CSV "rows\\nr 1\\tTa\\nend 1\\n'",
        "printf '" CSV "rows\\nr 1\\tTa\\nno 1 E-CELLS-170 x\\n'",
        "printf '" CSV "rows\\nr 1\\tTa\\nx\\n'",
    };
    for (size_t i = 0; i < ARRAY_LEN(scripts); i++) {
        struct got g = {.spoil = press_path("table.csv")};
        struct err err;
        sb_init(&g.text);
        assert_false(read_by(scripts[i], &g, &err));
        assert_string_equal(err.code, "E-CELLS-010");
        sb_clear(&g.text);
    }
}

TEST(cells_of_a_file_that_has_changed)
{
    struct arena a = ARENA_INIT;
    struct cells_file f;
    struct err err = ERR_INIT;
    struct got g = {.stop_at = 0};
    sb_init(&g.text);
    press_be("printf '" CSV "rows\\nr 1\\tTa\\nend 1\\n'");
    const char *path = table_file();
    const struct cells_wish wish = {.path = path};
    const struct import_taker taker = {take_merges, take_row, &g};
    assert_true(cells_open(&f, &a, &wish, &err));
    assert_true(f.source.read(f.source.from, &taker, &err));
    /* Another file of the same size and time. */
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_true(file_write(path, "c,d\n", 4, FILE_REPLACE, NULL));
    const struct timespec times[2] = {st.st_atim, st.st_mtim};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    assert_false(f.source.read(f.source.from, &taker, &err));
    assert_string_equal(err.code, "E-CELLS-016");
    sb_clear(&g.text);
    arena_clear(&a);
}
