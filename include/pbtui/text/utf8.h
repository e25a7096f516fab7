/* UTF-8: decoding, encoding, clusters.  A *cluster* is a base character with
   the combining marks and variation selectors that follow it: what a clerk
   takes for one character.  Cursors stand between clusters. */
#ifndef PBTUI_TEXT_UTF8_H
#define PBTUI_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/strbuf.h"

#define UTF8_INVALID UINT32_C(0xFFFFFFFF)
#define UTF8_REPLACE UINT32_C(0xFFFD)

/* Bytes taken from s (0 at the end).  A byte that is no UTF-8 is taken alone
   and gives UTF8_INVALID (overlong, surrogate, over 10FFFF, cut off). */
size_t utf8_next(const char *s, size_t n_bytes, uint32_t *cp);
/* Bytes of the code point that ends at `at_bytes` (0 at the start). */
size_t utf8_prev(const char *s, size_t at_bytes, uint32_t *cp);
/* Bytes written; a surrogate or a value above 10FFFF becomes U+FFFD. */
size_t utf8_put(char out[4], uint32_t cp);
void utf8_add(struct strbuf *out, uint32_t cp);
bool utf8_valid(const char *s, size_t n_bytes, size_t *bad_at_bytes);
size_t utf8_chars(const char *s, size_t n_bytes);

size_t utf8_cluster_next(const char *s, size_t n_bytes); /* its bytes */
size_t utf8_cluster_prev(const char *s, size_t at_bytes);

/* Bytes as they come from a keyboard, one at a time. */
struct utf8_decoder {
    unsigned char held[4];
    int have;
    int want;
};
enum utf8_fed { UTF8_MORE, UTF8_ONE, UTF8_BAD, UTF8_BAD_RETRY };
/* UTF8_BAD: *cp is U+FFFD, the byte is used up.  UTF8_BAD_RETRY: what was held
   is bad, *cp is U+FFFD, and the same byte must be fed again. */
enum utf8_fed utf8_feed(struct utf8_decoder *d, unsigned char byte,
                        uint32_t *cp);

#endif
