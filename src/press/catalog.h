/* The fonts of this computer that can go into a PDF, as fontconfig knows
   them.  fontconfig is only asked what there is: its own choice puts another
   font in place of a missing one without a word. */
#ifndef PBTUI_PRESS_CATALOG_H
#define PBTUI_PRESS_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalog_font {
    const char *file;
    unsigned index; /* in a collection */
    const char *family;
    int weight;
    bool chinese;
    void *pattern; /* of fontconfig */
};

struct catalog {
    struct catalog_font *fonts; /* by family, weight, file, index */
    size_t n;
    void *config; /* of fontconfig */
};

void catalog_read(struct catalog *out);
void catalog_clear(struct catalog *c);
/* The font of that family (any of its names, in any language, or the full name
   of the font itself) whose weight is nearest, and that can write Chinese; NULL
   when there is none. */
const struct catalog_font *catalog_find(const struct catalog *c,
                                        const char *family, int weight);
bool catalog_has(const struct catalog_font *font, uint32_t cp);

/* Weights, as fontconfig counts. */
enum { WEIGHT_REGULAR = 80, WEIGHT_MEDIUM = 100, WEIGHT_BOLD = 200 };

#endif
