/* The choice of fonts.  For a face: the user's own, then those an office has
   under this name, then what comes near it, which is told, then anything with
   Chinese.  A face is looked for when the first text in it comes.

   For a character: glyphs.c. */
#include "faces.h"

#include <stdlib.h>
#include <string.h>

#include "faces_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/wire.h"
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

int faces_open(struct faces *f, const struct catalog_font *from)
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
        got = faces_open(f, catalog_find(&f->catalog, families[i], weight));
    }
    return got;
}

static int open_any(struct faces *f)
{
    int got = -1;
    for (size_t i = 0; i < f->catalog.n && got < 0; i++) {
        const struct catalog_font *from = &f->catalog.fonts[i];
        got = from->chinese ? faces_open(f, from) : -1;
    }
    return got;
}

int faces_weight(enum page_face face)
{
    return wishes[face].weight;
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

int faces_chosen(struct faces *f, enum page_face face)
{
    if (f->chosen[face] < 0) {
        f->chosen[face] = choose(f, face);
    }
    return f->chosen[face];
}
