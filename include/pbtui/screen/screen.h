/* The terminal program: everything between an opened ledger and the end of the
   session.  The only layer that knows both the tui and the ledgers. */
#ifndef PBTUI_SCREEN_SCREEN_H
#define PBTUI_SCREEN_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/ledger/session.h"
#include "pbtui/tui/keymap.h"
#include "pbtui/tui/term.h"
#include "pbtui/tui/view.h"

struct press_fonts;

struct screen_binding {
    const char *command;
    const char *keys;
};

struct screen_options {
    struct term_options term;
    const struct screen_binding *keys; /* the INI file's [keys] */
    size_t n_keys;
    int draft_days;
    const char *path; /* of the ledger */
    const char *actor;
    const struct press_fonts *fonts; /* of paper; NULL: the known list */
    bool read_only;
    bool first_start; /* there is no ledger yet: ask for the first three */
    /* Writes the sample branch to a path; the layer above knows how. */
    bool (*make_sample)(const char *path, struct err *err);
    const char *const *complaints; /* about the configuration; shown once */
    size_t n_complaints;
};

/* Opens the ledger (or asks on a first start), runs until the clerk leaves.
   False: err says why, the terminal is clean again. */
bool screen_run(const struct screen_options *opt, struct err *err);

/* The key map with the screens' commands and the overrides; complaints about
   the overrides are appended to `complaints`, one line each. */
struct keymap *screen_keymap(struct arena *a, const struct screen_binding *keys,
                             size_t n, struct strbuf *complaints);

#endif
