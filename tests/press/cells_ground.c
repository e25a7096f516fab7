/* Reading by the real press, and writing down what came. */
#include "cells_ground.h"

#include "rig.h"
#include "unit.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/cells_wire.h"
#include "pbtui/text/utf8.h"

static bool take_merges(void *to, const struct import_merge *list, size_t n,
                        struct err *err)
{
    (void)err;
    for (size_t i = 0; i < n; i++) {
        sb_addf(to, "merge %zu-%zu %zu-%zu\n", list[i].row, list[i].last_row,
                list[i].col, list[i].last_col);
    }
    return true;
}

static void add_cell(struct strbuf *sb, const struct import_cell *c)
{
    const char letter = CELLS_LETTERS[c->kind];
    if (c->kind == IMPORT_EMPTY) {
        assert_string_equal(c->text, "");
        sb_addc(sb, c->formula ? '=' : '-');
        return;
    }
    sb_addc(sb, (char)(c->formula ? letter | 0x20 : letter));
    for (const char *s = c->text; *s != '\0'; s++) {
        if (*s == '\n') {
            sb_add(sb, "\\n");
        } else if (*s == '\t') {
            sb_add(sb, "\\t");
        } else {
            sb_addc(sb, *s);
        }
    }
}

static bool take_row(void *to, const struct import_row *row, struct err *err)
{
    (void)err;
    sb_addf(to, "%zu%s ", row->number, row->hidden ? "h" : "");
    for (size_t i = 0; i < row->n; i++) {
        sb_add(to, i > 0 ? "|" : "");
        add_cell(to, &row->cells[i]);
    }
    sb_addc(to, '\n');
    return true;
}

char *cells_of_file(const struct cells_wish *wish)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct cells_file f;
    struct strbuf rows;
    struct strbuf all;
    setenv("PBTUI_PRESS", BUILD_DIR "/pbtui-press", 1);
    sb_init(&rows);
    sb_init(&all);
    const struct import_taker taker = {take_merges, take_row, &rows};
    bool ok = cells_open(&f, &a, wish, &err) &&
              f.source.read(f.source.from, &taker, &err);
    if (f.encoding[0] != '\0' || f.sheet[0] != '\0') {
        sb_addf(&all, "%s %s", f.is_csv ? "csv" : "xlsx",
                f.is_csv ? f.encoding : f.sheet);
        sb_addf(&all, f.is_csv ? " %c\n" : "\n", f.separator);
    }
    for (size_t i = 0; i < f.n_notes; i++) {
        sb_addf(&all, "note %s\n", f.notes[i]);
    }
    sb_add(&all, rows.s);
    if (!ok) {
        assert_true(err.kind != ERR_NONE && err.text[0] != '\0');
        assert_true(utf8_valid(err.text, strlen(err.text), NULL));
        sb_addf(&all, "%s %s\n", err.code, err.text);
    }
    sb_clear(&rows);
    arena_clear(&a);
    char *s = sb_take(&all);
    sb_clear(&all);
    return s;
}

char *cells_of(const char *name, const char *bytes, size_t n)
{
    const char *path = rig_file(name);
    assert_true(file_write(path, bytes, n, FILE_REPLACE, NULL));
    return cells_of_file(&(struct cells_wish){.path = path});
}

void cells_expect(char *s, const char *expected)
{
    if (strcmp(s, expected) != 0) {
        fail_msg("expected:\n%s\nread:\n%s", expected, s);
    }
    mem_free(s);
}

void cells_expect_end(char *s, const char *expected)
{
    const size_t n = strlen(s);
    const char *last = s + (n > 0 ? n - 1 : 0);
    while (last > s && last[-1] != '\n') {
        last--;
    }
    if (strncmp(last, expected, strlen(expected)) != 0) {
        fail_msg("expected: %s\nread: %s", expected, last);
    }
    mem_free(s);
}

char *cells_encoded(const char *text, const char *encoding, size_t *n)
{
    iconv_t to = iconv_open(encoding, "UTF-8");
    assert_true(to != (iconv_t)-1);
    size_t in_left = strlen(text);
    size_t out_left = 4 * in_left + 16;
    char *in = mem_str(text);
    char *all = mem_new(out_left);
    char *in_at = in;
    char *out = all;
    assert_int_equal(iconv(to, &in_at, &in_left, &out, &out_left), 0);
    iconv_close(to);
    mem_free(in);
    *n = (size_t)(out - all);
    return all;
}
