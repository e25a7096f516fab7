/* Who pays what, as written on the command line and in the sample:
     张建国            what is lacking of the month
     张建国=100        so much of the month; 张建国=全 as without
     张建国=50@2026-09             another month
     张建国=300@2026-09..2026-11   several, each what it lacks; what is left
                                   goes to the last
     张建国=@2026-09..2026-11      what each of them lacks: refused as a whole
                                   when one lacks nothing */
#ifndef PBTUI_APP_COLLECT_WORDS_H
#define PBTUI_APP_COLLECT_WORDS_H

#include "pbtui/ledger/dues.h"

struct collect_word {
    const char *name;
    int64_t fen;  /* -1: what is lacking */
    int from, to; /* MONTH_NONE: the month that is collected */
};

/* `near` stands for a month's missing year.  E-COLLECT-00x, always
   ERR_USAGE. */
bool collect_word_read(struct arena *a, const char *word, int near,
                       struct collect_word *out, struct err *err);
/* The months it pays of that person, in *parts; `open` is collected. */
bool collect_word_parts(struct book *b, struct arena *a,
                        const struct collect_word *w, int64_t person, int open,
                        const struct dues_pay **parts, size_t *n,
                        struct err *err);

#endif
