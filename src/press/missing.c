/* What is said when characters are in no font: all of them at once, so that
   nobody has to try ten times, and what would help, if anything would. */
#include <string.h>

#include "faces_parts.h"
#include "pbtui/text/utf8.h"
#include "say.h"

static bool is_there(const struct faces *f, const char *family)
{
    for (size_t i = 0; i < f->catalog.n; i++) {
        if (strcmp(f->catalog.fonts[i].family, family) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_usual_ideograph(uint32_t cp)
{
    return (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF);
}

/* Extension B to F, all of which are in fonts-hanazono. */
static bool is_rare_ideograph(uint32_t cp)
{
    return cp >= 0x20000 && cp <= 0x2EBE0;
}

static bool is_emoji(uint32_t cp)
{
    return (cp >= 0x1F000 && cp <= 0x1FAFF) || (cp >= 0x2600 && cp <= 0x27BF);
}

static bool any_is(const struct faces *f, bool (*kind)(uint32_t))
{
    for (size_t i = 0; i < f->n_missing; i++) {
        if (kind(f->missing[i].cp)) {
            return true;
        }
    }
    return false;
}

static void add_advice(struct strbuf *out, const struct faces *f)
{
    const bool noto =
        is_there(f, "Noto Serif CJK SC") || is_there(f, "Noto Sans CJK SC");
    if (!noto && any_is(f, is_usual_ideograph)) {
        sb_add(out, "请安装字体（软件包 fonts-noto-cjk），");
    }
    if (any_is(f, is_rare_ideograph) && !is_there(f, "HanaMinB")) {
        sb_add(out, "这样的生僻字请安装字体（软件包 fonts-hanazono），");
    }
    if (any_is(f, faces_is_private)) {
        sb_add(out, "自造字请在设置的 [paper] 里写明含有它的字体，");
    }
    if (any_is(f, is_emoji)) {
        sb_add(out, "表情符号请从记录里去掉，");
    }
}

void faces_refuse_missing(const struct faces *f)
{
    struct strbuf advice;
    struct strbuf list;
    if (f->n_missing == 0) {
        return;
    }
    sb_init(&advice);
    sb_init(&list);
    add_advice(&advice, f);
    for (size_t i = 0; i < f->n_missing; i++) {
        char s[4];
        const struct missing *m = &f->missing[i];
        sb_addf(&list, "%s第 %zu 页的“%.*s”（U+%04X）", i > 0 ? "、" : "",
                m->page, (int)utf8_put(s, m->cp), s, (unsigned)m->cp);
    }
    refuse(WIRE_NO_GLYPH,
           "有的字在这台电脑的字体里都没有，没有生成 PDF；%s或改用文本打印；"
           "缺的是%s%s。",
           advice.len > 0 ? advice.s : "请换个写法，", list.s,
           f->more_missing ? "等" : "");
}
