/* What the press does with lines that are wrong, on purpose or by accident, and
   how much memory long books take. */
#include "rig.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/wire.h"

#define HEAD  "pbtui-press 1\ntitle 题\npages 1\n"
#define PAGE  HEAD "page 59528 84189\n"
#define STYLE PAGE "style body 1050 5264\n"

static int status_of(const char *wire, size_t n)
{
    struct rig_said said = rig_press(wire, n, rig_file("out.pdf"));
    mem_free(said.err);
    return said.status;
}

TEST(wire_that_keeps_to_the_form_is_printed)
{
    static const char *const rows[] = {
        PAGE "end\n",
        STYLE "end\n",
        STYLE "text 100 200 5000 l 张三\nend\n",
        STYLE "text -1000000 1000000 1 r 张三\nend\n",
        PAGE "rule dashed 0 0 0 v\nend\n",
        "pbtui-press 1\nfont kai Some Font\npages 1\npage 100 100\nend\n",
        "pbtui-press 1\npages 2\npage 100 100\npage 1000000 1000000\nend\n",
    };
    rig_fonts(rig_zenhei);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (status_of(rows[i], strlen(rows[i])) != WIRE_DONE) {
            fail_msg("refused: %s", rows[i]);
        }
        free(rig_poppler("pdftotext", rig_file("out.pdf")));
    }
}

TEST(wire_that_does_not_is_refused)
{
    static const char *const rows[] = {
        "",
        "pbtui-press",
        "pbtui-press 2\npages 1\npage 100 100\nend\n",
        "%PDF-1.5\n",
        HEAD,
        PAGE,
        PAGE "end",
        PAGE "end\nend\n",
        PAGE "end\n\n",
        PAGE "page 100 100\nend\n",
        "pbtui-press 1\npages 2\npage 100 100\nend\n",
        "pbtui-press 1\npages 0\nend\n",
        "pbtui-press 1\npages 20001\nend\n",
        "pbtui-press 1\npages -1\nend\n",
        "pbtui-press 1\npages 1 1\npage 100 100\nend\n",
        "pbtui-press 1\npages 99999999999999999999\nend\n",
        "pbtui-press 1\nfont nobody X\npages 1\npage 100 100\nend\n",
        "pbtui-press 1\nfont body\npages 1\npage 100 100\nend\n",
        HEAD "page 99 100\nend\n",
        HEAD "page 100 1000001\nend\n",
        HEAD "page 100\nend\n",
        HEAD "page  100 100\nend\n",
        HEAD "text 1 1 1 l x\nend\n",
        PAGE "text 1 1 1 l x\nend\n", /* no style yet */
        PAGE "style body 99 5000\nend\n",
        PAGE "style body 20001 5000\nend\n",
        PAGE "style body 1050 99\nend\n",
        PAGE "style 仿宋 1050 5000\nend\n",
        PAGE "title later\nend\n",
        PAGE "unknown\nend\n",
        PAGE "\nend\n",
        STYLE "text 1 1 1 l\nend\n",
        STYLE "text 1 1 1 l \nend\n",
        STYLE "text 1 1 1 x 张\nend\n",
        STYLE "text 1 1 0 l 张\nend\n",
        STYLE "text 1 1 -5 l 张\nend\n",
        STYLE "text 1000001 1 1 l 张\nend\n",
        STYLE "text 1.5 1 1 l 张\nend\n",
        STYLE "text 1 1 1 l 张\t三\nend\n",
        STYLE "text 1 1 1 l \x1b[2J\nend\n",
        STYLE "text 1 1 1 l \xFF\nend\n",
        STYLE "text 1 1 1 l 张\x7F三\nend\n",
        STYLE "text 1 1 1 l 张\xC2\x85三\nend\n",     /* C1 */
        STYLE "text 1 1 1 l 张\xE2\x80\xAE三\nend\n", /* bidi */
        STYLE "text 1 1 1 l \xED\xA0\x80\nend\n",     /* a surrogate */
        PAGE "rule thin 0 0 0 x\nend\n",
        PAGE "rule fat 0 0 0 h\nend\n",
        PAGE "rule thin 0 0 -1 h\nend\n",
    };
    rig_fonts(rig_zenhei);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct rig_said said =
            rig_press(rows[i], strlen(rows[i]), rig_file("out.pdf"));
        if (said.status != WIRE_BAD_INPUT ||
            strstr(said.err, "press\tno\t") == NULL) {
            fail_msg("status %d (%s) for: %s", said.status, said.err, rows[i]);
        }
        mem_free(said.err);
    }
}

TEST(wire_lines_have_a_longest)
{
    rig_fonts(rig_zenhei);
    for (int over = 0; over <= 1; over++) {
        struct strbuf sb;
        sb_init(&sb);
        sb_add(&sb, STYLE);
        size_t before = sb.len;
        sb_add(&sb, "text 100 100 50000 l ");
        sb_repeat(&sb, "x", WIRE_LINE_BYTES - 1 - (sb.len - before));
        sb_repeat(&sb, "x", (size_t)over);
        sb_add(&sb, "\nend\n");
        assert_int_equal(status_of(sb.s, sb.len),
                         over ? WIRE_BAD_INPUT : WIRE_DONE);
        sb_clear(&sb);
    }
    struct strbuf nul;
    sb_init(&nul);
    sb_add(&nul, STYLE "text 1 1 1 l x");
    sb_addn(&nul, "\0\nend\n", 6);
    assert_int_equal(status_of(nul.s, nul.len), WIRE_BAD_INPUT);
    sb_clear(&nul);
}

TEST(wire_output_that_cannot_be_written_is_told)
{
    rig_fonts(rig_zenhei);
    struct rig_said said =
        rig_press(PAGE "end\n", strlen(PAGE "end\n"), "/dev/full");
    assert_int_equal(said.status, WIRE_NO_OUTPUT);
    mem_free(said.err);
}

static const char seed_wire[] =
    "pbtui-press 1\ntitle 二〇二六年十月台账\nfont body 文泉驿正黑\npages 2\n"
    "page 59528 84189\nrule thick 100 100 5000 h\nrule dashed 1 1 99 v\n"
    "style title 1800 9000\ntext 100 200 50000 c 党员名册\n"
    "style body 1050 5264\ntext 100 900 5000 l 张三 2026-10-01\n"
    "text 100 900 300 r 12,345.67\ntext 1 1 9 l “①”——e\xCC\x81\xE2\x80\x8D𠮷\n"
    "page 84189 59528\nstyle song 900 4500\ntext 9 9 999 c — 2 —\nend\n";

/* Whatever comes in, the press ends by itself with a status of its own. */
PROPERTY(wire_mutated_never_harms_the_press)
{
    uint64_t r = unit_seed();
    rig_fonts(rig_zenhei);
    for (int i = 0; i < 150; i++) {
        char wire[2 * sizeof seed_wire];
        size_t n = sizeof seed_wire - 1;
        memcpy(wire, seed_wire, n);
        for (uint64_t k = unit_below(&r, 6); k > 0 || i % 3 == 0; k--) {
            size_t at = (size_t)unit_below(&r, n);
            switch (unit_below(&r, 4)) {
            case 0:
                wire[at] = (char)unit_below(&r, 256);
                break;
            case 1: /* cut off */
                n = at + 1;
                break;
            case 2: /* a digit more */
                memmove(wire + at + 1, wire + at, n - at);
                wire[at] = (char)('0' + unit_below(&r, 10));
                n += n + 1 < sizeof wire ? 1 : 0;
                break;
            default:
                wire[at] = " \n-09lcr"[unit_below(&r, 8)];
            }
            if (k == 0) {
                break;
            }
        }
        int status = status_of(wire, n);
        if (status != WIRE_DONE && status != WIRE_BAD_INPUT &&
            status != WIRE_NO_GLYPH) {
            fail_msg("status %d for:\n%.*s", status, (int)n, wire);
        }
    }
}

/* The only font there is, with bytes changed or its end missing. */
PROPERTY(wire_broken_font_never_harms_the_press)
{
    static const char *folders[] = {NULL, NULL};
    struct strbuf font;
    uint64_t r = unit_seed();
    sb_init(&font);
    folders[0] = rig_file("broken");
    assert_true(file_make_dirs(folders[0], NULL));
    assert_true(file_read(&font, "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
                          1u << 26, NULL));
    for (int i = 0; i < 6; i++) {
        /* Mostly in the front, where the tables are described. */
        size_t within = i % 2 == 0 ? 40000 : font.len;
        for (int k = 0; k < 200; k++) {
            font.s[unit_below(&r, within)] = (char)unit_below(&r, 256);
        }
        size_t n = i == 5 ? (size_t)unit_below(&r, font.len) : font.len;
        const char *path = rig_file("broken/font.ttc");
        assert_true(file_write(path, font.s, n, FILE_REPLACE, NULL));
        rig_fonts(folders);
        int status = status_of(seed_wire, sizeof seed_wire - 1);
        if (status != WIRE_DONE && status != WIRE_NO_FONT &&
            status != WIRE_NO_GLYPH && status != WIRE_BAD_FONT) {
            fail_msg("status %d", status);
        }
    }
    sb_clear(&font);
}

/* ---- memory ----------------------------------------------------------------
 */

static long peak_of(size_t pages)
{
    const char *in = rig_file("long.wire");
    FILE *f = fopen(in, "w");
    assert_non_null(f);
    fprintf(f, "pbtui-press 1\npages %zu\n", pages);
    for (size_t p = 0; p < pages; p++) {
        fprintf(f, "page 59528 84189\nstyle body 1050 5264\n");
        for (size_t i = 0; i < 480; i++) {
            fprintf(f, "text %zu %zu 4000 l 张建国%zu\n", i % 12 * 4500 + 3000,
                    i / 12 * 1500 + 6000, p * 480 + i);
        }
    }
    fprintf(f, "end\n");
    fclose(f);
    struct rig_said said = rig_press_file(in, rig_file("long.pdf"));
    assert_int_equal(said.status, WIRE_DONE);
    mem_free(said.err);
    return said.peak_kb;
}

TEST(wire_a_thousand_pages_take_the_memory_of_a_hundred)
{
    rig_fonts(rig_zenhei);
    long hundred = peak_of(100);
    long thousand = peak_of(1000);
    if (thousand > hundred + 1024) {
        fail_msg("100 pages %ld KB, 1,000 pages %ld KB", hundred, thousand);
    }
}
