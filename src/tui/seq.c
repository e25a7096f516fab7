/* Key sequences: first what terminfo says of the terminal, then the grammar
   that all terminals of today share (xterm's, with the older rxvt and Linux
   forms), because terminfo does not know the keys of a terminal that lies about
   its name.  Whatever follows that grammar and is no key (late answers, keys
   with Alt, F13 and above) is swallowed whole: none of it may be typed into a
   field. */
#include "seq.h"

#include <stdbool.h>
#include <string.h>

#define ESC 0x1B

static enum seq_result named(struct key *key, uint32_t code)
{
    if (code == 0) {
        return SEQ_SKIP;
    }
    *key = (struct key){.kind = K_NAMED, .code = code};
    return SEQ_KEY;
}

/* ---- terminfo ---- */

static enum seq_result find_entry(const struct seq_entry *table, size_t n_table,
                                  const unsigned char *s, size_t n,
                                  size_t *used, struct key *key)
{
    const struct seq_entry *best = NULL;
    bool more = false;
    for (size_t i = 0; i < n_table; i++) {
        const struct seq_entry *e = &table[i];
        size_t common = e->n_bytes < n ? e->n_bytes : n;
        if (memcmp(e->bytes, s, common) != 0) {
            continue;
        }
        if (e->n_bytes > n) {
            more = true;
        } else if (best == NULL || e->n_bytes > best->n_bytes) {
            best = e;
        }
    }
    if (best != NULL) {
        *used = best->n_bytes;
        return named(key, best->code);
    }
    return more ? SEQ_MORE : SEQ_NOT;
}

/* ---- the common grammar ---- */

enum modifier { PLAIN, SHIFT, CTRL, OTHER };

static enum modifier modifier_of(int param)
{
    /* The parameter is 1 + shift 1 + alt 2 + ctrl 4. */
    switch (param) {
    case 0:
    case 1:
        return PLAIN;
    case 2:
        return SHIFT;
    case 5:
    case 6:
        return CTRL;
    default:
        return OTHER;
    }
}

static uint32_t modified(uint32_t code, enum modifier mod)
{
    static const struct {
        uint32_t plain, shift, ctrl;
    } rows[] = {
        {KC_UP, KC_SHIFT_UP, KC_CTRL_UP},
        {KC_DOWN, KC_SHIFT_DOWN, KC_CTRL_DOWN},
        {KC_LEFT, KC_LEFT, KC_CTRL_LEFT},
        {KC_RIGHT, KC_RIGHT, KC_CTRL_RIGHT},
        {KC_HOME, KC_HOME, KC_CTRL_HOME},
        {KC_END, KC_END, KC_CTRL_END},
        {KC_PGUP, KC_PGUP, KC_CTRL_PGUP},
        {KC_PGDN, KC_PGDN, KC_CTRL_PGDN},
        {KC_DELETE, 0, KC_CTRL_DELETE},
    };
    if (mod == PLAIN) {
        return code;
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].plain == code && mod != OTHER) {
            return mod == SHIFT ? rows[i].shift : rows[i].ctrl;
        }
    }
    return 0;
}

/* The letter that ends ESC O x and ESC [ 1 ; m x. */
static uint32_t code_of_letter(unsigned char letter)
{
    static const char letters[] = "ABCDHFPQRSZMabcd";
    static const uint32_t codes[] = {
        KC_UP,      KC_DOWN,      KC_RIGHT,      KC_LEFT,
        KC_HOME,    KC_END,       KC_F1,         KC_F1 + 1,
        KC_F1 + 2,  KC_F1 + 3,    KC_BACKTAB,    KC_ENTER,
        KC_CTRL_UP, KC_CTRL_DOWN, KC_CTRL_RIGHT, KC_CTRL_LEFT,
    };
    const char *at = strchr(letters, letter);
    return letter == '\0' || at == NULL ? 0 : codes[at - letters];
}

/* The number of ESC [ n ~. */
static uint32_t code_of_number(int n)
{
    static const uint8_t codes[] = {
        [1] = KC_HOME,     [2] = KC_INSERT,   [3] = KC_DELETE,
        [4] = KC_END,      [5] = KC_PGUP,     [6] = KC_PGDN,
        [7] = KC_HOME,     [8] = KC_END,      [11] = KC_F1,
        [12] = KC_F1 + 1,  [13] = KC_F1 + 2,  [14] = KC_F1 + 3,
        [15] = KC_F1 + 4,  [17] = KC_F1 + 5,  [18] = KC_F1 + 6,
        [19] = KC_F1 + 7,  [20] = KC_F1 + 8,  [21] = KC_F1 + 9,
        [23] = KC_F1 + 10, [24] = KC_F1 + 11,
    };
    if (n < 0 || (size_t)n >= sizeof codes) {
        return 0;
    }
    return codes[n];
}

struct csi {
    int params[3];
    int n_params;
    char private_mark; /* < = > ? or 0 */
    unsigned char final;
};

/* False when the bytes end before the sequence does.  *used is set. */
static bool parse_csi(const unsigned char *s, size_t n, size_t *used,
                      struct csi *csi)
{
    memset(csi, 0, sizeof *csi);
    for (size_t i = 2; i < n; i++) {
        unsigned char b = s[i];
        *used = i + 1;
        if (b >= '0' && b <= '9') {
            int *p = &csi->params[csi->n_params];
            *p = *p < 10000 ? *p * 10 + (b - '0') : *p;
        } else if (b == ';' || b == ':') {
            csi->n_params += csi->n_params < 2;
        } else if (b >= '<' && b <= '?') {
            csi->private_mark = (char)b;
        } else if (b >= 0x40 && b <= 0x7E) {
            csi->final = b;
            return true;
        } else if (b < 0x20 || b > 0x7E) {
            *used = i; /* broken off by something else */
            return true;
        }
    }
    return false;
}

static enum seq_result mouse_of(const struct csi *csi, struct key *key)
{
    int button = csi->params[0];
    uint32_t code = button == 0 ? 1 : button == 64 ? 4 : button == 65 ? 5 : 0;
    if (csi->final != 'M' || code == 0) {
        return SEQ_SKIP; /* released, moved, another button */
    }
    *key = (struct key){.kind = K_MOUSE,
                        .code = code,
                        .row = csi->params[2] - 1,
                        .col = csi->params[1] - 1};
    return SEQ_KEY;
}

static enum seq_result decode_csi(const unsigned char *s, size_t n,
                                  size_t *used, struct key *key)
{
    if (n >= 3 && s[2] == '[') { /* ESC [ [ A … E: F1 … F5 of a console */
        *used = 4;
        bool known = n >= 4 && s[3] >= 'A' && s[3] <= 'E';
        return n < 4 ? SEQ_MORE
                     : named(key, known ? KC_F1 + (uint32_t)(s[3] - 'A') : 0);
    }
    struct csi csi;
    if (!parse_csi(s, n, used, &csi)) {
        return SEQ_MORE;
    }
    if (csi.private_mark == '<') {
        return mouse_of(&csi, key);
    }
    if (csi.private_mark != 0) {
        return SEQ_SKIP;
    }
    if (csi.final == '~' && csi.params[0] == 200) {
        return SEQ_PASTE;
    }
    enum modifier mod = modifier_of(csi.params[1]);
    if (csi.final == '~' || csi.final == '^') {
        return named(key, modified(code_of_number(csi.params[0]),
                                   csi.final == '^' ? CTRL : mod));
    }
    /* ESC [ 24 ; 3 R is the answer to "where is the cursor", not F3. */
    if (csi.params[0] > 1 || csi.final == 'M' || csi.final >= 'a') {
        return SEQ_SKIP;
    }
    return named(key, modified(code_of_letter(csi.final), mod));
}

static enum seq_result decode_ss3(const unsigned char *s, size_t n,
                                  size_t *used, struct key *key)
{
    if (n < 3) {
        return SEQ_MORE;
    }
    bool broken = s[2] < 0x20 || s[2] > 0x7E;
    *used = broken ? 2 : 3;
    return named(key, broken ? 0 : code_of_letter(s[2]));
}

/* Titles and other long answers: swallowed when they are here whole.  Alt+P
   begins in the same way and must not swallow what is typed next. */
static enum seq_result decode_string(const unsigned char *s, size_t n,
                                     size_t *used)
{
    for (size_t i = 2; i < n; i++) {
        if (s[i] == 0x07) {
            *used = i + 1;
            return SEQ_SKIP;
        }
        if (s[i] == ESC && i + 1 < n && s[i + 1] == '\\') {
            *used = i + 2;
            return SEQ_SKIP;
        }
        if (s[i] < 0x20 || s[i] >= 0x7F) {
            break;
        }
    }
    return SEQ_NOT;
}

enum seq_result seq_decode(const struct seq_entry *table, size_t n_table,
                           const unsigned char *s, size_t n_bytes, size_t *used,
                           struct key *key)
{
    if (n_bytes < 2) {
        return SEQ_MORE;
    }
    enum seq_result r = find_entry(table, n_table, s, n_bytes, used, key);
    if (r == SEQ_KEY || r == SEQ_SKIP) {
        return r;
    }
    switch (s[1]) {
    case '[':
        return decode_csi(s, n_bytes, used, key);
    case 'O':
        return decode_ss3(s, n_bytes, used, key);
    case ']':
    case 'P':
    case '_':
    case '^':
    case 'X':
        return decode_string(s, n_bytes, used);
    default:
        return r; /* SEQ_MORE: the terminal's own begins so */
    }
}
