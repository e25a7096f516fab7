/* Names of keys: what the key bar shows and what the INI file may say. */
#include "pbtui/tui/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "pbtui/text/utf8.h"

/* The first row of a code is the name that is shown. */
static const struct named_key {
    uint32_t code;
    const char *name;
} named_keys[] = {
    {KC_ENTER, "Enter"},
    {KC_ESC, "Esc"},
    {KC_TAB, "Tab"},
    {KC_BACKTAB, "Shift+Tab"},
    {KC_BACKSPACE, "Backspace"},
    {KC_DELETE, "Delete"},
    {KC_INSERT, "Insert"},
    {KC_UP, "↑"},
    {KC_DOWN, "↓"},
    {KC_LEFT, "←"},
    {KC_RIGHT, "→"},
    {KC_HOME, "Home"},
    {KC_END, "End"},
    {KC_PGUP, "PgUp"},
    {KC_PGDN, "PgDn"},
    {KC_CTRL_LEFT, "Ctrl+←"},
    {KC_CTRL_RIGHT, "Ctrl+→"},
    {KC_CTRL_UP, "Ctrl+↑"},
    {KC_CTRL_DOWN, "Ctrl+↓"},
    {KC_CTRL_HOME, "Ctrl+Home"},
    {KC_CTRL_END, "Ctrl+End"},
    {KC_SHIFT_UP, "Shift+↑"},
    {KC_SHIFT_DOWN, "Shift+↓"},
    {KC_CTRL_DELETE, "Ctrl+Delete"},
    {KC_CTRL_PGUP, "Ctrl+PgUp"},
    {KC_CTRL_PGDN, "Ctrl+PgDn"},
    {KC_UP, "Up"},
    {KC_DOWN, "Down"},
    {KC_LEFT, "Left"},
    {KC_RIGHT, "Right"},
    {KC_CTRL_LEFT, "Ctrl+Left"},
    {KC_CTRL_RIGHT, "Ctrl+Right"},
    {KC_CTRL_UP, "Ctrl+Up"},
    {KC_CTRL_DOWN, "Ctrl+Down"},
    {KC_SHIFT_UP, "Shift+Up"},
    {KC_SHIFT_DOWN, "Shift+Down"},
    {KC_ENTER, "Return"},
    {KC_ENTER, "回车"},
    {KC_ESC, "Escape"},
    {KC_DELETE, "Del"},
    {KC_INSERT, "Ins"},
    {KC_PGUP, "PageUp"},
    {KC_PGDN, "PageDown"},
    {KC_BACKSPACE, "退格"},
};
#define N_NAMED (sizeof named_keys / sizeof named_keys[0])

static const char *name_of_code(uint32_t code)
{
    for (size_t i = 0; i < N_NAMED; i++) {
        if (named_keys[i].code == code) {
            return named_keys[i].name;
        }
    }
    return "";
}

static void name_char(uint32_t cp, char out[24])
{
    if (cp == ' ') {
        memcpy(out, "空格", sizeof "空格");
        return;
    }
    out[utf8_put(out, cp)] = '\0';
}

const char *key_label(const struct key *k, char out[24])
{
    out[0] = '\0';
    if (k->kind == K_CHAR) {
        name_char(k->code, out);
    } else if (k->kind == K_CTRL && k->code == '@') {
        snprintf(out, 24, "Ctrl+空格");
    } else if (k->kind == K_CTRL) {
        char c = (char)k->code;
        snprintf(out, 24, "Ctrl+%c", c >= 'a' && c <= 'z' ? c - 32 : c);
    } else if (k->kind == K_NAMED && k->code >= KC_F1 && k->code <= KC_F12) {
        snprintf(out, 24, "F%u", (unsigned)(k->code - KC_F1 + 1));
    } else if (k->kind == K_NAMED) {
        snprintf(out, 24, "%s", name_of_code(k->code));
    }
    return out;
}

static bool parse_function_key(const char *name, struct key *out)
{
    if (name[0] != 'F' && name[0] != 'f') {
        return false;
    }
    for (uint32_t i = 1; i <= 12; i++) {
        char want[4];
        snprintf(want, sizeof want, "%u", (unsigned)i);
        if (strcmp(name + 1, want) == 0) {
            *out = (struct key){.kind = K_NAMED, .code = KC_F1 + i - 1};
            return true;
        }
    }
    return false;
}

/* What follows "Ctrl+", "C-" or "^"; NULL when the name begins otherwise. */
static const char *behind_ctrl(const char *name)
{
    static const char *const prefixes[] = {"Ctrl+", "Ctrl-", "C-", "^"};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t n = strlen(prefixes[i]);
        if (strncasecmp(name, prefixes[i], n) == 0 && name[n] != '\0') {
            return name + n;
        }
    }
    return NULL;
}

static bool is_space_name(const char *name)
{
    return strcasecmp(name, "Space") == 0 || strcmp(name, "空格") == 0;
}

/* Ctrl+I, Ctrl+M, Ctrl+[ … arrive as Tab, Enter and Esc: no keys of their own.
   Ctrl+H and Ctrl+J are Backspace and Enter on some terminals. */
static bool parse_ctrl_key(const char *rest, struct key *out)
{
    char c = rest[0];
    if (is_space_name(rest)) {
        c = '@';
    } else if (rest[1] != '\0') {
        return false;
    }
    if (c >= 'A' && c <= 'Z') {
        c = (char)(c + 32);
    }
    bool letter = c >= 'a' && c <= 'z' && strchr("hijm", c) == NULL;
    if (!letter && strchr("\\]^_@", c) == NULL) {
        return false;
    }
    *out = (struct key){.kind = K_CTRL, .code = (uint32_t)c};
    return true;
}

static bool parse_char(const char *name, struct key *out)
{
    if (is_space_name(name)) {
        *out = (struct key){.kind = K_CHAR, .code = ' '};
        return true;
    }
    uint32_t cp;
    size_t n = strlen(name);
    if (n == 0 || utf8_next(name, n, &cp) != n || cp == UTF8_INVALID ||
        cp <= 0x20 || (cp >= 0x7F && cp < 0xA0)) {
        return false;
    }
    *out = (struct key){.kind = K_CHAR, .code = cp};
    return true;
}

bool key_parse(const char *name, struct key *out)
{
    for (size_t i = 0; i < N_NAMED; i++) {
        if (strcasecmp(name, named_keys[i].name) == 0) {
            *out = (struct key){.kind = K_NAMED, .code = named_keys[i].code};
            return true;
        }
    }
    if (parse_function_key(name, out)) {
        return true;
    }
    const char *rest = behind_ctrl(name);
    return rest != NULL ? parse_ctrl_key(rest, out) : parse_char(name, out);
}

/* Only presses have a sameness: no paste or resize equals another. */
bool key_same(const struct key *a, const struct key *b)
{
    return a->kind == b->kind && a->code == b->code &&
           (a->kind == K_CHAR || a->kind == K_NAMED || a->kind == K_CTRL);
}
