/* Private to input.c: what a sequence of bytes that begins with ESC means.
   Pure: no terminal, no clock. */
#ifndef PBTUI_TUI_SEQ_H
#define PBTUI_TUI_SEQ_H

#include <stddef.h>
#include <stdint.h>

#include "pbtui/tui/key.h"

struct seq_entry {
    char bytes[15];
    uint8_t n_bytes;
    uint32_t code; /* enum key_code */
};

enum seq_result {
    SEQ_KEY,   /* *key; *used bytes are taken */
    SEQ_PASTE, /* a paste begins behind *used */
    SEQ_SKIP,  /* a whole sequence that means nothing to us */
    SEQ_MORE,  /* could go on */
    SEQ_NOT    /* ESC itself, and then something else */
};

/* s[0] is ESC.  `table` holds what terminfo says of this terminal. */
enum seq_result seq_decode(const struct seq_entry *table, size_t n_table,
                           const unsigned char *s, size_t n_bytes, size_t *used,
                           struct key *key);

#endif
