/* A text file of data/sample as blocks of "key: value" lines, apart by empty
   lines; a line that begins with a blank goes on with the value above it, # is
   for the reader. */
#ifndef PBTUI_APP_SAMPLE_BLOCKS_H
#define PBTUI_APP_SAMPLE_BLOCKS_H

#include "pbtui/ledger/record.h"

#define SAMPLE_BLOCK_LINES 96

struct sample_line {
    const char *key;
    const char *value; /* lines of its own apart by \n */
};
struct sample_block {
    struct sample_line lines[SAMPLE_BLOCK_LINES];
    size_t n;
};

/* Saves each block of a file, in its order, each with an arena of its own. */
bool sample_blocks_save(struct book *b, const char *file,
                        bool (*save)(struct book *b, struct arena *a,
                                     const struct sample_block *block,
                                     struct err *err),
                        struct err *err);

/* The next word of a value, up to a blank; "" at the end. */
const char *sample_word(struct arena *a, const char **s);
/* A date as the next word. */
int sample_day(struct arena *a, const char **s);
/* The field with this label that can be typed; -1 none. */
int sample_field(const struct ledger *l, const char *label);
/* The one record of a ledger that goes by this name. */
int64_t sample_id(struct book *b, struct arena *a, const struct ledger *l,
                  const char *name);

#endif
