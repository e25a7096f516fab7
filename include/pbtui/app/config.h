/* Settings: defaults, /etc/pbtui.ini, the user's pbtui.ini, the environment,
   in that order; each remembers where it came from. */
#ifndef PBTUI_APP_CONFIG_H
#define PBTUI_APP_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/report/page.h"
#include "pbtui/tui/term.h"

enum config_key {
    CONFIG_LEDGER,     /* [ledger] file */
    CONFIG_CLERK,      /* [ledger] clerk: the actor of audit entries */
    CONFIG_AMBIGUOUS,  /* [screen] ambiguous = auto|narrow|wide */
    CONFIG_BORDERS,    /* [screen] borders = auto|line|ascii */
    CONFIG_THEME,      /* [screen] theme = auto|dark|light|mono */
    CONFIG_MOUSE,      /* [screen] mouse = off|on */
    CONFIG_ESC_DELAY,  /* [screen] esc_delay = 10 … 1000 ms */
    CONFIG_DRAFT_DAYS, /* [draft] keep_days */
    CONFIG_FONT_BODY,  /* [paper] 仿宋 … families, see report/press.h */
    CONFIG_FONT_SONG,
    CONFIG_FONT_HEAD,
    CONFIG_FONT_KAI,
    CONFIG_FONT_TITLE,
    CONFIG_COUNT
};

struct config_setting {
    const char *section;
    const char *key;
    const char *fallback;
    const char *help;  /* Chinese sentence, for `config` and the manual */
    const char *about; /* the same in English, for the English manual */
    const char *words; /* "auto|narrow|wide": nothing else; NULL: any text */
    int least, most;   /* a number between these; 0, 0: no number */
};
extern const struct config_setting config_settings[CONFIG_COUNT];

struct config_binding { /* a row of [keys] */
    const char *command;
    const char *keys;
    int line;
};

struct config {
    const char *value[CONFIG_COUNT];
    const char *source[CONFIG_COUNT]; /* "默认", a path with line, "环境变量" */
    struct config_binding *keys;
    size_t n_keys;
    const char **complaints; /* Chinese, with file and line */
    size_t n_complaints;
};

/* Never fails: what cannot be read is a complaint and the default holds. */
void config_load(struct config *out, struct arena *a);
void config_term(const struct config *c, struct term_options *out);
int config_number(const struct config *c, enum config_key key);
/* Families for report/press, in the order of its faces. */
void config_fonts(const struct config *c, const char *family[FACE_COUNT]);

#endif
