/* fontconfig's list → fonts with outlines of TrueType or CFF, upright, not
   coloured, not variable (whose default is often the thinnest).  In a fixed
   order, so that two runs choose alike. */
#include "catalog.h"

#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "pbtui/base/mem.h"

/* Without these a font is not for Chinese. */
static const uint32_t sample[] = {0x4E2D, 0x56FD, 0x5171, 0x4EA7, 0x515A,
                                  0x652F, 0x90E8, 0x4F1A, 0x8BAE, 0x8BB0,
                                  0x5F55, 0x5F20, 0xFF0C, 0x3002};

static const char *text_of(const FcPattern *p, const char *object, int n)
{
    FcChar8 *s = NULL;
    return FcPatternGetString(p, object, n, &s) == FcResultMatch
               ? (const char *)s
               : NULL;
}

static int number_of(const FcPattern *p, const char *object, int otherwise)
{
    int n = 0;
    return FcPatternGetInteger(p, object, 0, &n) == FcResultMatch ? n
                                                                  : otherwise;
}

static bool truth_of(const FcPattern *p, const char *object)
{
    FcBool b = FcFalse;
    return FcPatternGetBool(p, object, 0, &b) == FcResultMatch && b == FcTrue;
}

static bool is_usable(const FcPattern *p)
{
    const char *format = text_of(p, FC_FONTFORMAT, 0);
    return format != NULL &&
           (strcmp(format, "TrueType") == 0 || strcmp(format, "CFF") == 0) &&
           text_of(p, FC_FILE, 0) != NULL && text_of(p, FC_FAMILY, 0) != NULL &&
           number_of(p, FC_SLANT, FC_SLANT_ROMAN) == FC_SLANT_ROMAN &&
           /* The upper half of the index is an instance of a variable one. */
           number_of(p, FC_INDEX, 0) >> 16 == 0 && !truth_of(p, FC_VARIABLE) &&
           !truth_of(p, FC_COLOR);
}

bool catalog_has(const struct catalog_font *font, uint32_t cp)
{
    FcCharSet *set = NULL;
    return FcPatternGetCharSet(font->pattern, FC_CHARSET, 0, &set) ==
               FcResultMatch &&
           FcCharSetHasChar(set, cp) == FcTrue;
}

static bool is_chinese(const struct catalog_font *font)
{
    for (size_t i = 0; i < ARRAY_LEN(sample); i++) {
        if (!catalog_has(font, sample[i])) {
            return false;
        }
    }
    return true;
}

static int compare(const void *left, const void *right)
{
    const struct catalog_font *a = left;
    const struct catalog_font *b = right;
    int by = strcmp(a->family, b->family);
    by = by != 0 ? by : a->weight - b->weight;
    by = by != 0 ? by : strcmp(a->file, b->file);
    return by != 0 ? by : (a->index > b->index) - (a->index < b->index);
}

void catalog_read(struct catalog *out)
{
    FcConfig *config = FcInitLoadConfigAndFonts();
    *out = (struct catalog){.config = config};
    const FcFontSet *set =
        config == NULL ? NULL : FcConfigGetFonts(config, FcSetSystem);
    if (set == NULL || set->nfont <= 0) {
        return;
    }
    out->fonts = mem_grow(NULL, (size_t)set->nfont, sizeof *out->fonts);
    for (int i = 0; i < set->nfont; i++) {
        FcPattern *p = set->fonts[i];
        if (!is_usable(p)) {
            continue;
        }
        struct catalog_font *font = &out->fonts[out->n++];
        *font = (struct catalog_font){
            .file = text_of(p, FC_FILE, 0),
            .index = (unsigned)number_of(p, FC_INDEX, 0),
            .family = text_of(p, FC_FAMILY, 0),
            .weight = number_of(p, FC_WEIGHT, WEIGHT_REGULAR),
            .pattern = p};
        font->chinese = is_chinese(font);
    }
    qsort(out->fonts, out->n, sizeof *out->fonts, compare);
}

void catalog_clear(struct catalog *c)
{
    mem_free(c->fonts);
    if (c->config != NULL) {
        FcConfigDestroy(c->config);
    }
    FcFini();
}

static bool is_named(const struct catalog_font *font, const char *family)
{
    static const char *const objects[] = {FC_FAMILY, FC_FULLNAME};
    for (size_t i = 0; i < ARRAY_LEN(objects); i++) {
        const char *name;
        for (int n = 0; (name = text_of(font->pattern, objects[i], n)) != NULL;
             n++) {
            if (strcasecmp(name, family) == 0) {
                return true;
            }
        }
    }
    return false;
}

const struct catalog_font *catalog_find(const struct catalog *c,
                                        const char *family, int weight)
{
    const struct catalog_font *best = NULL;
    for (size_t i = 0; i < c->n; i++) {
        const struct catalog_font *font = &c->fonts[i];
        if (!font->chinese || !is_named(font, family)) {
            continue;
        }
        if (best == NULL ||
            abs(font->weight - weight) < abs(best->weight - weight)) {
            best = font;
        }
    }
    return best;
}
