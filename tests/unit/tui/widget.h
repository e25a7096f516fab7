/* For the tests of the widgets: keys, commands by key, and a canvas compared
   with what it should show. */
#ifndef PBTUI_TESTS_WIDGET_H
#define PBTUI_TESTS_WIDGET_H

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"
#include "pbtui/tui/canvas.h"
#include "pbtui/tui/key.h"
#include "pbtui/tui/keymap.h"

#define UNUSED __attribute__((unused))

static UNUSED struct key key_char(uint32_t cp)
{
    return (struct key){.kind = K_CHAR, .code = cp};
}

static UNUSED struct key key_named(uint32_t code)
{
    return (struct key){.kind = K_NAMED, .code = code};
}

static UNUSED struct key key_paste(const char *s)
{
    return (struct key){.kind = K_PASTE, .text = s, .n_bytes = strlen(s)};
}

/* Whole lines of `want` against the canvas; says what is there instead. */
static UNUSED void expect_canvas(const struct canvas *c, const char *what,
                                 const char *want)
{
    struct strbuf have;
    sb_init(&have);
    canvas_dump(c, &have, false);
    while (have.len > 0 && have.s[have.len - 1] == '\n') {
        sb_cut(&have, have.len - 1);
    }
    if (strcmp(have.s, want) != 0) {
        /* cmocka's own printing cuts at 1,024 bytes */
        fprintf(stderr, "%s: wanted\n%s\nbut it shows\n%s\n", what, want,
                have.s);
        sb_clear(&have);
        fail();
    }
    sb_clear(&have);
}

static UNUSED bool canvas_has(const struct canvas *c, const char *text)
{
    struct strbuf have;
    sb_init(&have);
    canvas_dump(c, &have, false);
    bool found = strstr(have.s, text) != NULL;
    if (!found) {
        print_message("not shown: %s in\n%s\n", text, have.s);
    }
    sb_clear(&have);
    return found;
}

/* Every wide character has its right half, every right half its character. */
static UNUSED void expect_whole_cells(const struct canvas *c)
{
    for (int row = 0; row < c->rows; row++) {
        const struct cell *cells = &c->cells[row * c->cols];
        for (int col = 0; col < c->cols; col++) {
            if (cells[col].cols == 2) {
                assert_true(col + 1 < c->cols && cells[col + 1].cols == 0);
            } else if (cells[col].cols == 0) {
                assert_true(col > 0 && cells[col - 1].cols == 2);
            }
        }
    }
}

#endif
