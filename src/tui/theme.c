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

static const struct role_looks {
    struct look automatic, dark, light, mono;
} looks[ROLE_COUNT] = {
    [ROLE_TEXT] = {{OWN, OWN, 0},                          {OWN, OWN, 0}, {OWN, OWN, 0}, {OWN, OWN, 0}},
    [ROLE_DIM] = {{OWN, OWN, LOOK_DIM},
                   {OWN, OWN, LOOK_DIM},
                   {OWN, OWN, LOOK_DIM},
                   {OWN, OWN, 0}                                                                      },
    [ROLE_TITLE] = {{OWN, OWN, LOOK_BOLD},
                   {CYAN, OWN, LOOK_BOLD},
                   {BLUE, OWN, LOOK_BOLD},
                   {OWN, OWN, LOOK_BOLD}                                                              },
    [ROLE_BORDER] = {{OWN, OWN, LOOK_DIM},
                   {OWN, OWN, LOOK_DIM},
                   {OWN, OWN, LOOK_DIM},
                   {OWN, OWN, 0}                                                                      },
    [ROLE_LABEL] = {{OWN, OWN, 0},
                   {CYAN, OWN, 0},
                   {BLUE, OWN, 0},
                   {OWN, OWN, 0}                                                                      },
    [ROLE_FIELD] = {{OWN, OWN, LOOK_UNDERLINE},
                   {OWN, OWN, LOOK_UNDERLINE},
                   {OWN, OWN, LOOK_UNDERLINE},
                   {OWN, OWN, LOOK_UNDERLINE}                                                         },
    [ROLE_FOCUS] = {{OWN, OWN, LOOK_REVERSE},
                   {OWN, OWN, LOOK_REVERSE},
                   {OWN, OWN, LOOK_REVERSE},
                   {OWN, OWN, LOOK_REVERSE}                                                           },
    [ROLE_SELECTED] = {{OWN, OWN, LOOK_REVERSE},
                   {OWN, OWN, LOOK_REVERSE},
                   {OWN, OWN, LOOK_REVERSE},
                   {OWN, OWN, LOOK_REVERSE}                                                           },
    [ROLE_MARKED] = {{MAGENTA, OWN, LOOK_BOLD},
                   {YELLOW, OWN, LOOK_BOLD},
                   {MAGENTA, OWN, LOOK_BOLD},
                   {OWN, OWN, LOOK_BOLD}                                                              },
    [ROLE_MATCH] = {{OWN, OWN, LOOK_BOLD | LOOK_UNDERLINE},
                   {YELLOW, OWN, LOOK_BOLD | LOOK_UNDERLINE},
                   {RED, OWN, LOOK_BOLD | LOOK_UNDERLINE},
                   {OWN, OWN, LOOK_BOLD | LOOK_UNDERLINE}                                             },
    [ROLE_OK] = {{GREEN, OWN, 0},
                   {GREEN, OWN, 0},
                   {GREEN, OWN, LOOK_BOLD},
                   {OWN, OWN, 0}                                                                      },
    [ROLE_RUNNING] = {{CYAN, OWN, 0},
                   {CYAN, OWN, 0},
                   {BLUE, OWN, 0},
                   {OWN, OWN, 0}                                                                      },
    [ROLE_WARN] = {{MAGENTA, OWN, 0},
                   {YELLOW, OWN, 0},
                   {MAGENTA, OWN, 0},
                   {OWN, OWN, LOOK_UNDERLINE}                                                         },
    [ROLE_ERROR] = {{RED, OWN, LOOK_BOLD},
                   {RED, OWN, LOOK_BOLD},
                   {RED, OWN, LOOK_BOLD},
                   {OWN, OWN, LOOK_BOLD | LOOK_UNDERLINE}                                             },
    [ROLE_KEY] = {{OWN, OWN, LOOK_REVERSE},
                   {OWN, OWN, LOOK_REVERSE},
                   {OWN, OWN, LOOK_REVERSE},
                   {OWN, OWN, LOOK_REVERSE}                                                           },
    [ROLE_BAR] = {{OWN, OWN, 0},                          {OWN, OWN, 0}, {OWN, OWN, 0}, {OWN, OWN, 0}},
    [ROLE_DIALOG] = {{OWN, OWN, 0},
                   {OWN, OWN, 0},
                   {OWN, OWN, 0},
                   {OWN, OWN, 0}                                                                      },
    [ROLE_BUTTON] = {{OWN, OWN, LOOK_UNDERLINE},
                   {OWN, OWN, LOOK_UNDERLINE},
                   {OWN, OWN, LOOK_UNDERLINE},
                   {OWN, OWN, LOOK_UNDERLINE}                                                         },
    [ROLE_BUTTON_ON] = {{OWN, OWN, LOOK_REVERSE | LOOK_BOLD},
                   {OWN, OWN, LOOK_REVERSE | LOOK_BOLD},
                   {OWN, OWN, LOOK_REVERSE | LOOK_BOLD},
                   {OWN, OWN, LOOK_REVERSE | LOOK_BOLD}                                               },
};

struct look theme_look(enum theme_name theme, enum role role)
{
    assert(role >= 0 && role < ROLE_COUNT);
    switch (theme) {
    case THEME_DARK:
        return looks[role].dark;
    case THEME_LIGHT:
        return looks[role].light;
    case THEME_MONO:
        return looks[role].mono;
    case THEME_AUTO:
        break;
    }
    return looks[role].automatic;
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
