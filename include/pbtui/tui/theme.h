/* Roles instead of colours: what a piece of text means, and how a terminal
   with 8 colours, none, a light or a dark background shows it. */
#ifndef PBTUI_TUI_THEME_H
#define PBTUI_TUI_THEME_H

#include <stdbool.h>

enum role {
    ROLE_TEXT,     /* plain */
    ROLE_DIM,      /* units, hints, what does not apply */
    ROLE_TITLE,    /* top line, column heads */
    ROLE_BORDER,   /* frames and rules */
    ROLE_LABEL,    /* in front of a field */
    ROLE_FIELD,    /* the inside of an editable field */
    ROLE_FOCUS,    /* the field that has the caret */
    ROLE_SELECTED, /* the list row the cursor is on */
    ROLE_MARKED,   /* a marked row */
    ROLE_MATCH,    /* found text */
    ROLE_OK,       /* ● done */
    ROLE_RUNNING,  /* ○ running */
    ROLE_WARN,
    ROLE_ERROR, /* ✗ missing, a refused field */
    ROLE_KEY,   /* the key in the key bar */
    ROLE_BAR,   /* its word, the status line */
    ROLE_DIALOG,
    ROLE_BUTTON,
    ROLE_BUTTON_ON,
    ROLE_RULED,      /* on a sheet of paper: a line runs below it */
    ROLE_RULED_HEAD, /* the same of a head or title */
    ROLE_COUNT
};

enum theme_name { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_MONO };

enum { LOOK_BOLD = 1, LOOK_REVERSE = 2, LOOK_UNDERLINE = 4, LOOK_DIM = 8 };

struct look {
    signed char fg; /* 0–7, -1: the terminal's own */
    signed char bg;
    unsigned char attrs; /* LOOK_… */
};

/* In THEME_MONO no role relies on colour; every light has a sign, too. */
struct look theme_look(enum theme_name theme, enum role role);
bool theme_parse(const char *word, enum theme_name *out);

#endif
