/* The choice of fonts.  For a face: the user's own, then those an office has
   under this name, then what comes near it, which is told, then anything with
   Chinese.  A face is looked for when the first text in it comes.

   For a character: the font of its face, then the usual fonts with many
   characters, then any font.  The place of a character never depends on which
   font it came from; see layout.c. */
#include "faces.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/wire.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"
#include "say.h"

struct wish {
    const char *name; /* as the office calls it */
    const char *use;
    int weight;
    const char *known[12];
    const char *near[8];
};

static const struct wish wishes[FACE_COUNT] = {
    [FACE_BODY] = {"仿宋",
                   "正文",
                   WEIGHT_REGULAR,
                   {"FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋",
                    "STFangsong", "华文仿宋", "FZFangSong-Z02S", "方正仿宋_GBK",
                    "方正仿宋简体", "FandolFang"},
                   {"Noto Serif CJK SC", "Source Han Serif SC", "SimSun",
                    "AR PL UMing CN", "Noto Sans CJK SC"}},
    [FACE_SONG] = {"宋体",
                   "表格和页码",
                   WEIGHT_REGULAR,
                   {"SimSun", "宋体", "NSimSun", "新宋体", "STSong",
                    "FZShuSong-Z01S", "Noto Serif CJK SC",
                    "Source Han Serif SC", "AR PL UMing CN"},
                   {"AR PL SungtiL GB", "Noto Sans CJK SC"}},
    [FACE_HEAD] = {"黑体",
                   "小标题",
                   WEIGHT_MEDIUM,
                   {"SimHei", "黑体", "STHeiti", "FZHei-B01S",
                    "Noto Sans CJK SC", "Source Han Sans SC",
                    "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
                    "Microsoft YaHei"},
                   {"Noto Serif CJK SC"}},
    [FACE_KAI] = {"楷体",
                  "二级标题",
                  WEIGHT_REGULAR,
                  {"KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti",
                   "FZKai-Z03S", "AR PL UKai CN", "AR PL KaitiM GB",
                   "LXGW WenKai", "FandolKai"},
                  {"Noto Serif CJK SC", "Source Han Serif SC", "SimSun",
                   "AR PL UMing CN"}},
    [FACE_TITLE] = {"小标宋",
                    "标题",
                    WEIGHT_BOLD,
                    {"FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05",
                     "方正小标宋简体", "方正小标宋_GBK", "小标宋",
                     "STZhongsong", "华文中宋"},
                    {"Noto Serif CJK SC", "Source Han Serif SC",
                     "Noto Sans CJK SC", "SimSun", "WenQuanYi Zen Hei"}},
};

/* Asked first for a character that the face itself lacks. */
static const char *const wide_fonts[] = {
    "Noto Serif CJK SC", "Noto Sans CJK SC",  "SimSun",
    "AR PL UMing CN",    "WenQuanYi Zen Hei", "Source Han Serif SC"};

void faces_begin(struct faces *f)
{
    memset(f->chosen, -1, sizeof f->chosen);
    catalog_read(&f->catalog);
    width_set_ambiguous(WIDTH_WIDE);
}

void faces_clear(struct faces *f)
{
    for (int i = 0; i < f->n_fonts; i++) {
        font_clear(&f->fonts[i]);
    }
    for (int face = 0; face < FACE_COUNT; face++) {
        mem_free(f->wanted[face]);
        for (int i = 0; i < PLANES; i++) {
            mem_free(f->glyphs[face][i]);
        }
    }
    catalog_clear(&f->catalog);
}

/* In f->fonts, opened if it was not; -1: it cannot be used. */
static int open_font(struct faces *f, const struct catalog_font *from)
{
    for (int i = 0; from != NULL && i < f->n_fonts; i++) {
        if (f->fonts[i].from == from) {
            return i;
        }
    }
    if (from == NULL || f->n_fonts == FONTS_MAX ||
        !font_open(&f->fonts[f->n_fonts], from)) {
        return -1;
    }
    return f->n_fonts++;
}

static int open_first(struct faces *f, const char *const *families, size_t n,
                      int weight)
{
    int got = -1;
    for (size_t i = 0; i < n && families[i] != NULL && got < 0; i++) {
        got = open_font(f, catalog_find(&f->catalog, families[i], weight));
    }
    return got;
}

static int open_any(struct faces *f)
{
    int got = -1;
    for (size_t i = 0; i < f->catalog.n && got < 0; i++) {
        const struct catalog_font *from = &f->catalog.fonts[i];
        got = from->chinese ? open_font(f, from) : -1;
    }
    return got;
}

static int choose(struct faces *f, enum page_face face)
{
    static const char *const faces[FACE_COUNT] = WIRE_FACES;
    const struct wish *w = &wishes[face];
    const char *own = f->wanted[face];
    int got = own == NULL ? -1 : open_first(f, &own, 1, w->weight);
    bool told = false;
    if (own != NULL && got < 0) {
        told = true;
        say_note("没有找到设置的%s字体“%s”", w->name, own);
    }
    if (got < 0) {
        got = open_first(f, w->known, ARRAY_LEN(w->known), w->weight);
    }
    bool known = got >= 0;
    if (!known) {
        got = open_first(f, w->near, ARRAY_LEN(w->near), w->weight);
    }
    if (got < 0) {
        got = open_any(f);
    }
    if (got < 0) {
        refuse(WIRE_NO_FONT,
               "这台电脑上没有中文字体，不能生成 PDF；请安装一种（如软件包 "
               "fonts-noto-cjk 或 fonts-wqy-zenhei），或改用文本打印。");
    }
    const char *family = f->fonts[got].from->family;
    if (!known) {
        say_note("没有找到%s，%s改用 %s", w->name, w->use, family);
    } else if (told) {
        say_note("%s改用 %s", w->use, family);
    }
    say_font(faces[face], family);
    return got;
}

/* ---- characters ------------------------------------------------------------
 */

static bool is_selector(uint32_t cp)
{
    return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF) ||
           (cp >= 0x180B && cp <= 0x180F) || (cp >= 0x200B && cp <= 0x200D);
}

/* Letters with accents, Greek and Cyrillic run on like Latin, however many
   cells a terminal gives them. */
static enum glyph_kind kind_of(uint32_t cp, int cells)
{
    if (is_selector(cp)) {
        return GLYPH_NOTHING;
    }
    if (cp == ' ' || cp == 0xA0) {
        return GLYPH_BLANK;
    }
    if (cells == 0) {
        return GLYPH_MARK;
    }
    bool letter = cp >= 0xC0 && cp < 0x530 && cp != 0xD7 && cp != 0xF7;
    if (cells == 2 && !letter) {
        return GLYPH_WHOLE;
    }
    return cp >= 0x2010 ? GLYPH_SYMBOL : GLYPH_LATIN;
}

/* A font that has the character; -1: none. */
static int find_font(struct faces *f, enum page_face face, uint32_t cp)
{
    if (font_glyph(&f->fonts[f->chosen[face]], cp) != 0) {
        return f->chosen[face];
    }
    for (size_t i = 0; i < ARRAY_LEN(wide_fonts); i++) {
        const struct catalog_font *from =
            catalog_find(&f->catalog, wide_fonts[i], wishes[face].weight);
        if (from == NULL || !catalog_has(from, cp)) {
            continue;
        }
        int got = open_font(f, from);
        if (got >= 0 && font_glyph(&f->fonts[got], cp) != 0) {
            return got;
        }
    }
    for (size_t i = 0; i < f->catalog.n; i++) {
        if (!catalog_has(&f->catalog.fonts[i], cp)) {
            continue;
        }
        int got = open_font(f, &f->catalog.fonts[i]);
        if (got >= 0 && font_glyph(&f->fonts[got], cp) != 0) {
            return got;
        }
    }
    return -1;
}

/* Digits of one width, so that numbers stand below each other; a dash or a dot
   as wide as its place. */
static hb_codepoint_t glyph_of(const struct font *font, uint32_t cp,
                               enum glyph_kind kind)
{
    hb_codepoint_t glyph = font_glyph(font, cp);
    int advance = font_advance(font, glyph);
    if (cp >= '0' && cp <= '9' && advance != 500) {
        return font_form(font, cp, HB_TAG('h', 'w', 'i', 'd'), 500);
    }
    if (kind == GLYPH_WHOLE && advance != 1000) {
        return font_form(font, cp, HB_TAG('f', 'w', 'i', 'd'), 1000);
    }
    return glyph;
}

static void look_up(struct faces *f, enum page_face face, uint32_t cp,
                    size_t page, struct glyph *g)
{
    int cells = width_cp_cols(cp);
    g->kind = (uint8_t)kind_of(cp, cells);
    g->cells = (uint8_t)cells;
    if (g->kind == GLYPH_NOTHING) {
        return;
    }
    int at = find_font(f, face, cp);
    if (at < 0 && g->kind == GLYPH_BLANK) {
        return; /* a gap needs no glyph */
    }
    if (at < 0) {
        char s[4];
        refuse(
            WIRE_NO_GLYPH,
            "第 %zu 页的“%.*s”（U+%04X）在这台电脑的字体里都没有，没有生成 PDF；"
            "请安装含有这个字的字体（如 fonts-noto-cjk），或改用文本打印。",
            page, (int)utf8_put(s, cp), s, (unsigned)cp);
    }
    struct font *font = &f->fonts[at];
    hb_codepoint_t glyph = glyph_of(font, cp, (enum glyph_kind)g->kind);
    g->font = (uint8_t)at;
    g->id = font->ids[glyph];
    g->advance = (uint16_t)font_advance(font, glyph);
    g->foreign = !font_draw(font, glyph, cp);
}

const struct glyph *faces_glyph(struct faces *f, enum page_face face,
                                uint32_t cp, size_t page)
{
    if (f->chosen[face] < 0) {
        f->chosen[face] = choose(f, face);
    }
    struct glyph **plane = &f->glyphs[face][cp >> 8];
    if (*plane == NULL) {
        *plane = mem_new(256 * sizeof **plane);
    }
    struct glyph *g = &(*plane)[cp & 0xFF];
    if (g->kind == GLYPH_UNKNOWN) {
        look_up(f, face, cp, page, g);
    }
    return g;
}
