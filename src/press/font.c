/* A font through HarfBuzz, which maps the file: only the pages that are touched
   take memory.  Glyphs come from the font's character map, and its half- and
   full-width forms; Chinese in forms needs no other shaping. */
#include "font.h"

#include <harfbuzz/hb-ot.h>

#include "cff.h"
#include "pbtui/base/mem.h"

static bool read_cff(struct font *f, const hb_blob_t *table)
{
    unsigned n = 0;
    const char *bytes = hb_blob_get_data((hb_blob_t *)(uintptr_t)table, &n);
    switch (
        cff_read_cids((const unsigned char *)bytes, n, f->ids, f->n_glyphs)) {
    case CFF_PLAIN:
        f->kind = FONT_CFF_PLAIN;
        return true;
    case CFF_CID:
        f->kind = FONT_CFF_CID;
        return true;
    case CFF_BROKEN:
        break;
    }
    return false;
}

static bool read_outlines(struct font *f)
{
    hb_blob_t *glyf =
        hb_face_reference_table(f->face, HB_TAG('g', 'l', 'y', 'f'));
    hb_blob_t *cff =
        hb_face_reference_table(f->face, HB_TAG('C', 'F', 'F', ' '));
    bool ok = true;
    f->kind = FONT_TRUETYPE;
    if (hb_blob_get_length(glyf) == 0) {
        ok = hb_blob_get_length(cff) > 0 && read_cff(f, cff);
    }
    hb_blob_destroy(glyf);
    hb_blob_destroy(cff);
    return ok;
}

static bool open_file(struct font *out, const struct catalog_font *from)
{
    *out = (struct font){.from = from};
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(from->file);
    if (blob == NULL) {
        return false;
    }
    out->face = hb_face_create(blob, from->index);
    hb_blob_destroy(blob);
    out->n_glyphs = hb_face_get_glyph_count(out->face);
    out->units = (int)hb_face_get_upem(out->face);
    if (out->n_glyphs < 2 || out->n_glyphs > 65536 || out->units < 16) {
        return false;
    }
    out->hb = hb_font_create(out->face);
    out->ids = mem_grow(NULL, out->n_glyphs, sizeof *out->ids);
    for (size_t i = 0; i < out->n_glyphs; i++) {
        out->ids[i] = (uint16_t)i;
    }
    out->drawn_for = mem_new(out->n_glyphs * sizeof *out->drawn_for);
    return read_outlines(out);
}

bool font_open(struct font *out, const struct catalog_font *from)
{
    if (!open_file(out, from)) {
        font_clear(out);
        return false;
    }
    return true;
}

void font_clear(struct font *f)
{
    hb_font_destroy(f->hb);
    hb_face_destroy(f->face);
    mem_free(f->ids);
    mem_free(f->drawn_for);
}

hb_codepoint_t font_glyph(const struct font *f, uint32_t cp)
{
    hb_codepoint_t glyph = 0;
    bool got = hb_font_get_nominal_glyph(f->hb, cp, &glyph) != 0;
    return got && glyph < f->n_glyphs ? glyph : 0;
}

hb_codepoint_t font_form(const struct font *f, uint32_t cp, hb_tag_t feature,
                         int advance)
{
    const hb_feature_t on = {feature, 1, HB_FEATURE_GLOBAL_START,
                             HB_FEATURE_GLOBAL_END};
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add(buffer, cp, 0);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
    hb_shape(f->hb, buffer, &on, 1);
    unsigned n = 0;
    const hb_glyph_info_t *shaped = hb_buffer_get_glyph_infos(buffer, &n);
    hb_codepoint_t form = n == 1 ? shaped[0].codepoint : 0;
    hb_buffer_destroy(buffer);
    return form != 0 && form < f->n_glyphs && font_advance(f, form) == advance
               ? form
               : font_glyph(f, cp);
}

static int thousandths(const struct font *f, hb_position_t n)
{
    /* Four ems either way are more than any character of ours. */
    const hb_position_t most = 4 * f->units;
    n = n < -most ? -most : n > most ? most : n;
    return (int)(1000L * n / f->units);
}

int font_middle(const struct font *f, hb_codepoint_t glyph)
{
    hb_glyph_extents_t box = {.x_bearing = 0};
    if (hb_font_get_glyph_extents(f->hb, glyph, &box) == 0) {
        return 0;
    }
    return thousandths(f, box.x_bearing) + thousandths(f, box.width) / 2;
}

int font_advance(const struct font *f, hb_codepoint_t glyph)
{
    /* Four ems are more than any character of ours. */
    hb_position_t n = hb_font_get_glyph_h_advance(f->hb, glyph);
    const hb_position_t most = 4 * f->units;
    n = n < 0 ? 0 : n > most ? most : n;
    return (int)((2000L * n + f->units) / (2L * f->units));
}

bool font_draw(struct font *f, hb_codepoint_t glyph, uint32_t cp)
{
    if (f->drawn_for[glyph] == 0) {
        f->drawn_for[glyph] = cp;
    }
    return f->drawn_for[glyph] == cp;
}

bool font_is_drawn(const struct font *f)
{
    for (size_t i = 0; i < f->n_glyphs; i++) {
        if (f->drawn_for[i] != 0) {
            return true;
        }
    }
    return false;
}
