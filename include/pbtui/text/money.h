/* Money is whole fen in an int64_t.  No floating point anywhere. */
#ifndef PBTUI_TEXT_MONEY_H
#define PBTUI_TEXT_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"

#define MONEY_MAX INT64_C(99999999999999) /* 999,999,999,999.99 yuan */

/* 82.97  1,500  １，５００．５  ¥20  20元  20元5角  5角, folded here.  More
   than two decimals, a sign, or grouping in the wrong place is refused, never
   rounded.  *fen is untouched on failure. */
bool money_parse(const char *s, int64_t *fen, struct err *err);
const char *money_text(int64_t fen, char out[32]);  /* 1,842.30 */
const char *money_plain(int64_t fen, char out[32]); /* 1842.30 */
void money_words(struct strbuf *out, int64_t fen); /* 人民币…, 人民币负… */
bool money_add(int64_t *sum, int64_t fen);         /* false: over MONEY_MAX */
/* Part of an amount: fen * permyriad / 10000, rounded half up to `unit` fen
   (1, 10 or 100), away from zero for a negative amount.  False when it leaves
   the range; *out is untouched then. */
bool money_share(int64_t fen, int64_t permyriad, int64_t unit, int64_t *out);

#endif
