/* Five objects a font: the font as pages use it (two bytes a glyph), its widths
   and measures, the cut-down file, for TrueType a table from the numbers the
   pages use to those in the file, and the text layer: which character each
   glyph stands for.

   HarfBuzz cuts.  A CFF font keeps its character ids when it is cut; one
   without ids keeps its glyph numbers; a TrueType font is numbered anew, which
   the table undoes. */
#include "embed.h"

#include <string.h>

#include <harfbuzz/hb-ot.h>
#include <harfbuzz/hb-subset.h>

#include "pbtui/base/mem.h"
#include "say.h"

enum { CMAP_LINES = 100 }; /* a CMap has no more in one block */

/* ---- cutting ---------------------------------------------------------------
 */

/* A printer needs the outlines and what measures them. */
static void drop_tables(hb_subset_input_t *input, hb_face_t *face)
{
    static const hb_tag_t kept[] = {
        HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
        HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
        HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
        HB_TAG('C', 'F', 'F', ' ')};
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    hb_tag_t tags[64];
    for (unsigned at = 0;;) {
        unsigned n = ARRAY_LEN(tags);
        unsigned all = hb_face_get_table_tags(face, at, &n, tags);
        for (unsigned i = 0; i < n; i++) {
            hb_set_add(drop, tags[i]);
        }
        at += n;
        if (n == 0 || at >= all) {
            break;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
        hb_set_del(drop, kept[i]);
    }
}

/* What is cut, which knows for each glyph its number in the result; NULL when
   it cannot be. */
static hb_subset_plan_t *plan_cut(const struct font *f)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL) {
        return NULL;
    }
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    hb_set_add(glyphs, 0);
    for (size_t i = 1; i < f->n_glyphs; i++) {
        if (f->drawn_for[i] != 0) {
            hb_set_add(glyphs, (hb_codepoint_t)i);
        }
    }
    drop_tables(input, f->face);
    unsigned flags =
        HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
    if (f->kind == FONT_CFF_PLAIN) {
        flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
    }
    hb_subset_input_set_flags(input, flags);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(f->face, input);
    hb_subset_input_destroy(input);
    return plan;
}

static size_t put_file(struct pdf *p, const struct font *f,
                       hb_subset_plan_t *plan)
{
    hb_face_t *face =
        plan == NULL ? NULL : hb_subset_plan_execute_or_fail(plan);
    hb_blob_t *blob =
        face == NULL ? NULL
        : f->kind == FONT_TRUETYPE
            ? hb_face_reference_blob(face)
            : hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    unsigned n = 0;
    const char *bytes = blob == NULL ? NULL : hb_blob_get_data(blob, &n);
    if (n == 0) {
        refuse(WIRE_BAD_FONT,
               "字体“%s”的文件有问题，不能放进 PDF；请重新安装这个字体，"
               "或在设置的 [paper] 里换一个。",
               f->from->family);
    }
    size_t number = pdf_number(p);
    struct strbuf extra;
    sb_init(&extra);
    if (f->kind == FONT_TRUETYPE) {
        sb_addf(&extra, "/Length1 %u", n);
    } else {
        sb_add(&extra, "/Subtype/CIDFontType0C");
    }
    pdf_stream(p, number, extra.s, bytes, n);
    sb_clear(&extra);
    hb_blob_destroy(blob);
    hb_face_destroy(face);
    return number;
}

/* ---- tables ----------------------------------------------------------------
 */

static size_t put_numbers(struct pdf *p, const struct font *f,
                          const hb_subset_plan_t *plan)
{
    const hb_map_t *numbers = hb_subset_plan_old_to_new_glyph_mapping(plan);
    struct strbuf table;
    sb_init(&table);
    for (size_t i = 0; i < f->n_glyphs; i++) {
        hb_codepoint_t to =
            f->drawn_for[i] != 0 ? hb_map_get(numbers, (hb_codepoint_t)i) : 0;
        to = to == HB_MAP_VALUE_INVALID ? 0 : to;
        sb_addc(&table, (char)(to >> 8));
        sb_addc(&table, (char)(to & 0xFF));
    }
    size_t number = pdf_number(p);
    pdf_stream(p, number, "", table.s, table.len);
    sb_clear(&table);
    return number;
}

static size_t put_characters(struct pdf *p, const struct font *f)
{
    struct strbuf map;
    struct strbuf lines;
    sb_init(&map);
    sb_init(&lines);
    sb_add(&map, "/CIDInit/ProcSet findresource begin\n12 dict begin\n"
                 "begincmap\n/CMapName/pbtui def\n/CMapType 2 def\n"
                 "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>"
                 "def\n"
                 "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    int n = 0;
    for (size_t i = 0; i <= f->n_glyphs; i++) {
        bool last = i == f->n_glyphs;
        if (!last && f->drawn_for[i] != 0) {
            sb_addf(&lines, "<%04X><", (unsigned)f->ids[i]);
            pdf_add_utf16(&lines, f->drawn_for[i]);
            sb_add(&lines, ">\n");
            n++;
        }
        if (n == CMAP_LINES || (last && n > 0)) {
            sb_addf(&map, "%d beginbfchar\n%sendbfchar\n", n, lines.s);
            sb_reset(&lines);
            n = 0;
        }
    }
    sb_add(&map, "endcmap\nCMapName currentdict/CMap defineresource pop\n"
                 "end\nend\n");
    size_t number = pdf_number(p);
    pdf_stream(p, number, "", map.s, map.len);
    sb_clear(&map);
    sb_clear(&lines);
    return number;
}

/* ---- the font --------------------------------------------------------------
 */

static int of_em(const struct font *f, int units)
{
    return units * 1000 / f->units;
}

/* Six letters say that this is a part of a font; which part, by its glyphs. */
static void add_name(struct strbuf *out, const struct font *f)
{
    uint64_t sum = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < f->n_glyphs; i++) {
        if (f->drawn_for[i] != 0) {
            sum = (sum ^ i) * UINT64_C(1099511628211);
        }
    }
    for (int i = 0; i < 6; i++, sum /= 26) {
        sb_addc(out, (char)('A' + (int)(sum % 26)));
    }
    sb_addc(out, '+');
    size_t before = out->len;
    for (const char *s = f->from->family; *s != '\0'; s++) {
        bool plain = (*s >= 'A' && *s <= 'Z') || (*s >= 'a' && *s <= 'z') ||
                     (*s >= '0' && *s <= '9');
        if (plain) {
            sb_addc(out, *s);
        }
    }
    sb_add(out, out->len == before ? "Font" : "");
}

static size_t put_measures(struct pdf *p, const struct font *f,
                           const char *name, size_t file)
{
    hb_blob_t *blob =
        hb_face_reference_table(f->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned n = 0;
    const unsigned char *head =
        (const unsigned char *)hb_blob_get_data(blob, &n);
    int box[4] = {0, -200, 1000, 900};
    for (size_t i = 0; i < 4 && n >= 54; i++) {
        int16_t v = (int16_t)(head[36 + 2 * i] << 8 | head[37 + 2 * i]);
        box[i] = of_em(f, v);
    }
    hb_blob_destroy(blob);
    hb_font_extents_t e = {.ascender = 0};
    hb_font_get_h_extents(f->hb, &e);
    struct strbuf body;
    sb_init(&body);
    sb_addf(&body,
            "<</Type/FontDescriptor/FontName/%s/Flags 4"
            "/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
            "/CapHeight 700/StemV 80/FontFile%d %zu 0 R>>",
            name, box[0], box[1], box[2], box[3], of_em(f, e.ascender),
            of_em(f, e.descender), f->kind == FONT_TRUETYPE ? 2 : 3, file);
    size_t number = pdf_number(p);
    pdf_object(p, number, body.s);
    sb_clear(&body);
    return number;
}

/* Most glyphs are one em wide, which needs no word. */
static void add_widths(struct strbuf *out, const struct font *f)
{
    sb_add(out, "/DW 1000/W[");
    for (size_t i = 0; i < f->n_glyphs; i++) {
        int width =
            f->drawn_for[i] == 0 ? 1000 : font_advance(f, (hb_codepoint_t)i);
        if (width != 1000) {
            sb_addf(out, "%u[%d]", (unsigned)f->ids[i], width);
        }
    }
    sb_add(out, "]");
}

size_t embed_font(struct pdf *p, const struct font *f)
{
    struct strbuf name;
    struct strbuf body;
    sb_init(&name);
    sb_init(&body);
    add_name(&name, f);
    hb_subset_plan_t *plan = plan_cut(f);
    size_t file = put_file(p, f, plan);
    size_t measures = put_measures(p, f, name.s, file);
    const bool truetype = f->kind == FONT_TRUETYPE;
    sb_addf(&body,
            "<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            "/FontDescriptor %zu 0 R",
            truetype ? 2 : 0, name.s, measures);
    if (truetype) {
        sb_addf(&body, "/CIDToGIDMap %zu 0 R", put_numbers(p, f, plan));
    }
    hb_subset_plan_destroy(plan);
    add_widths(&body, f);
    sb_add(&body, ">>");
    size_t inner = pdf_number(p);
    pdf_object(p, inner, body.s);
    size_t characters = put_characters(p, f);
    sb_reset(&body);
    sb_addf(&body,
            "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
            "/DescendantFonts[%zu 0 R]/ToUnicode %zu 0 R>>",
            name.s, inner, characters);
    size_t number = pdf_number(p);
    pdf_object(p, number, body.s);
    sb_clear(&name);
    sb_clear(&body);
    return number;
}
