/* How each role looks.  Eight colours only; the background is the terminal's
   own, so a role that needs one uses reverse.  THEME_AUTO uses the colours
   that can be read on dark and on light; DARK and LIGHT may go further. */
#include "pbtui/tui/theme.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

enum {
    OWN = -1,
    RED = 1,
    GREEN = 2,
    YELLOW = 3,
    BLUE = 4,
    MAGENTA = 5,
    CYAN = 6,
};

enum {
    BOLD = LOOK_BOLD,
    UNDERLINE = LOOK_UNDERLINE,
    REVERSE = LOOK_REVERSE,
    DIM = LOOK_DIM,
};

struct paint {
    signed char fg;
    unsigned char attrs;
};

/* One line a role. */
/* clang-format off */
static const struct paint automatic[ROLE_COUNT] = {
    [ROLE_TEXT] = {OWN, 0},
    [ROLE_DIM] = {OWN, DIM},
    [ROLE_TITLE] = {OWN, BOLD},
    [ROLE_BORDER] = {OWN, DIM},
    [ROLE_LABEL] = {OWN, 0},
    [ROLE_FIELD] = {OWN, UNDERLINE},
    [ROLE_FOCUS] = {OWN, REVERSE},
    [ROLE_SELECTED] = {OWN, REVERSE},
    [ROLE_MARKED] = {MAGENTA, BOLD},
    [ROLE_MATCH] = {OWN, BOLD | UNDERLINE},
    [ROLE_OK] = {GREEN, 0},
    [ROLE_RUNNING] = {CYAN, 0},
    [ROLE_WARN] = {MAGENTA, 0},
    [ROLE_ERROR] = {RED, BOLD},
    [ROLE_KEY] = {OWN, REVERSE},
    [ROLE_BAR] = {OWN, 0},
    [ROLE_DIALOG] = {OWN, 0},
    [ROLE_BUTTON] = {OWN, UNDERLINE},
    [ROLE_BUTTON_ON] = {OWN, REVERSE | BOLD},
    [ROLE_RULED] = {OWN, UNDERLINE},
    [ROLE_RULED_HEAD] = {OWN, BOLD | UNDERLINE},
};

static const struct paint dark[ROLE_COUNT] = {
    [ROLE_TEXT] = {OWN, 0},
    [ROLE_DIM] = {OWN, DIM},
    [ROLE_TITLE] = {CYAN, BOLD},
    [ROLE_BORDER] = {OWN, DIM},
    [ROLE_LABEL] = {CYAN, 0},
    [ROLE_FIELD] = {OWN, UNDERLINE},
    [ROLE_FOCUS] = {OWN, REVERSE},
    [ROLE_SELECTED] = {OWN, REVERSE},
    [ROLE_MARKED] = {YELLOW, BOLD},
    [ROLE_MATCH] = {YELLOW, BOLD | UNDERLINE},
    [ROLE_OK] = {GREEN, 0},
    [ROLE_RUNNING] = {CYAN, 0},
    [ROLE_WARN] = {YELLOW, 0},
    [ROLE_ERROR] = {RED, BOLD},
    [ROLE_KEY] = {OWN, REVERSE},
    [ROLE_BAR] = {OWN, 0},
    [ROLE_DIALOG] = {OWN, 0},
    [ROLE_BUTTON] = {OWN, UNDERLINE},
    [ROLE_BUTTON_ON] = {OWN, REVERSE | BOLD},
    [ROLE_RULED] = {OWN, UNDERLINE},
    [ROLE_RULED_HEAD] = {CYAN, BOLD | UNDERLINE},
};

static const struct paint light[ROLE_COUNT] = {
    [ROLE_TEXT] = {OWN, 0},
    [ROLE_DIM] = {OWN, DIM},
    [ROLE_TITLE] = {BLUE, BOLD},
    [ROLE_BORDER] = {OWN, DIM},
    [ROLE_LABEL] = {BLUE, 0},
    [ROLE_FIELD] = {OWN, UNDERLINE},
    [ROLE_FOCUS] = {OWN, REVERSE},
    [ROLE_SELECTED] = {OWN, REVERSE},
    [ROLE_MARKED] = {MAGENTA, BOLD},
    [ROLE_MATCH] = {RED, BOLD | UNDERLINE},
    [ROLE_OK] = {GREEN, BOLD},
    [ROLE_RUNNING] = {BLUE, 0},
    [ROLE_WARN] = {MAGENTA, 0},
    [ROLE_ERROR] = {RED, BOLD},
    [ROLE_KEY] = {OWN, REVERSE},
    [ROLE_BAR] = {OWN, 0},
    [ROLE_DIALOG] = {OWN, 0},
    [ROLE_BUTTON] = {OWN, UNDERLINE},
    [ROLE_BUTTON_ON] = {OWN, REVERSE | BOLD},
    [ROLE_RULED] = {OWN, UNDERLINE},
    [ROLE_RULED_HEAD] = {BLUE, BOLD | UNDERLINE},
};

static const unsigned char mono[ROLE_COUNT] = {
    [ROLE_TEXT] = 0,
    [ROLE_DIM] = 0,
    [ROLE_TITLE] = BOLD,
    [ROLE_BORDER] = 0,
    [ROLE_LABEL] = 0,
    [ROLE_FIELD] = UNDERLINE,
    [ROLE_FOCUS] = REVERSE,
    [ROLE_SELECTED] = REVERSE,
    [ROLE_MARKED] = BOLD,
    [ROLE_MATCH] = BOLD | UNDERLINE,
    [ROLE_OK] = 0,
    [ROLE_RUNNING] = 0,
    [ROLE_WARN] = UNDERLINE,
    [ROLE_ERROR] = BOLD | UNDERLINE,
    [ROLE_KEY] = REVERSE,
    [ROLE_BAR] = 0,
    [ROLE_DIALOG] = 0,
    [ROLE_BUTTON] = UNDERLINE,
    [ROLE_BUTTON_ON] = REVERSE | BOLD,
    [ROLE_RULED] = UNDERLINE,
    [ROLE_RULED_HEAD] = BOLD | UNDERLINE,
};
/* clang-format on */

struct look theme_look(enum theme_name theme, enum role role)
{
    assert(role >= 0 && role < ROLE_COUNT);
    if (theme == THEME_MONO) {
        return (struct look){OWN, OWN, mono[role]};
    }
    const struct paint *p = theme == THEME_DARK    ? &dark[role]
                            : theme == THEME_LIGHT ? &light[role]
                                                   : &automatic[role];
    return (struct look){p->fg, OWN, p->attrs};
}

bool theme_parse(const char *word, enum theme_name *out)
{
    static const char *const words[] = {
        [THEME_AUTO] = "auto",
        [THEME_DARK] = "dark",
        [THEME_LIGHT] = "light",
        [THEME_MONO] = "mono",
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcasecmp(word, words[i]) == 0) {
            *out = (enum theme_name)i;
            return true;
        }
    }
    return false;
}
