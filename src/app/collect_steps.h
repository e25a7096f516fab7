/* One call of `collect`: what was asked for, and its steps. */
#ifndef PBTUI_APP_COLLECT_STEPS_H
#define PBTUI_APP_COLLECT_STEPS_H

#include "job.h"
#include "pbtui/ledger/dues.h"

struct collecting {
    struct job *job;
    struct book *book;
    struct arena *arena;
    int month;
    int on;
    const char *way; /* code */
    const char *reason;
    int64_t by;                     /* 0: each himself */
    const struct dues_sheet *sheet; /* of the month, once it was asked for */
    struct strbuf notes;            /* what was done, a line each */
    struct dues_count count;
};

bool collect_given(const struct collecting *c, enum cli_option_id id);
/* "" when it was not given. */
const char *collect_value(const struct collecting *c, enum cli_option_id id);
bool collect_has_names(const struct collecting *c);
/* Something is taken, which opens the month. */
bool collect_takes(const struct collecting *c);

/* All that was asked for, in its order; called with the write lock held. */
bool collect_steps(struct collecting *c, struct err *err);

#endif
