/* Commands by key.  Two tables, the widgets' and the screens', are joined into
   one; each row's key words are parsed once into bindings, which the INI file
   may replace row by row.

   A single character is a command only where no text is typed, and is looked
   up first as typed, then folded: an input method that is on sends ： for :
   and １ for 1. */
#include "pbtui/tui/keymap.h"

#include <assert.h>
#include <string.h>

#include "pbtui/text/clean.h"

#define KEYS_A_COMMAND 6

struct binding {
    const struct command *cmd;
    struct key keys[KEYS_A_COMMAND];
    size_t n;
};

struct keymap {
    struct binding *rows;
    size_t n;
};

#define CTX_TYPING (CTX_EDIT | CTX_MEMO)

/* ---- tables ---- */

/* Next word of a list that blanks divide; false at its end. */
static bool next_word(const char **at, char *word, size_t size)
{
    const char *s = *at + strspn(*at, " \t");
    size_t n = strcspn(s, " \t");
    *at = s + n;
    if (n == 0) {
        return false;
    }
    /* A word too long for a key's name is cut, and then is no key's name. */
    size_t keep = n < size ? n : size - 1;
    memcpy(word, s, keep);
    word[keep] = '\0';
    return true;
}

/* False with the word that is no key, or that is one too many, in `word`. */
static bool parse_keys(struct binding *b, const char *keys, char word[32])
{
    b->n = 0;
    while (next_word(&keys, word, 32)) {
        struct key k;
        if (b->n == KEYS_A_COMMAND || !key_parse(word, &k)) {
            return false;
        }
        b->keys[b->n++] = k;
    }
    return true;
}

static size_t table_rows(const struct command *table)
{
    size_t n = 0;
    while (table != NULL && table[n].id != 0) {
        n++;
    }
    return n;
}

static void add_row(struct keymap *km, const struct command *cmd)
{
    for (size_t i = 0; i < km->n; i++) {
        assert(km->rows[i].cmd->id != cmd->id);
        assert(strcmp(km->rows[i].cmd->name, cmd->name) != 0);
    }
    struct binding *b = &km->rows[km->n++];
    b->cmd = cmd;
    char word[32];
    bool known = parse_keys(b, cmd->keys == NULL ? "" : cmd->keys, word);
    assert(known);
    (void)known;
}

struct keymap *keymap_new(struct arena *a, const struct command *screens)
{
    size_t n_own = table_rows(tui_commands);
    size_t n_screens = table_rows(screens);
    struct keymap *km = arena_alloc(a, sizeof *km);
    km->rows = arena_array(a, n_own + n_screens, sizeof *km->rows);
    for (size_t i = 0; i < n_own; i++) {
        add_row(km, &tui_commands[i]);
    }
    for (size_t i = 0; i < n_screens; i++) {
        add_row(km, &screens[i]);
    }
    return km;
}

size_t keymap_count(const struct keymap *km)
{
    return km->n;
}

const struct command *keymap_at(const struct keymap *km, size_t i)
{
    assert(i < km->n);
    return km->rows[i].cmd;
}

static const struct binding *row_of(const struct keymap *km, int id)
{
    for (size_t i = 0; i < km->n; i++) {
        if (km->rows[i].cmd->id == id) {
            return &km->rows[i];
        }
    }
    return NULL;
}

const struct command *keymap_command(const struct keymap *km, int id)
{
    const struct binding *b = row_of(km, id);
    return b == NULL ? NULL : b->cmd;
}

/* ---- lookup ---- */

static bool binds(const struct binding *b, const struct key *k)
{
    for (size_t i = 0; i < b->n; i++) {
        if (key_same(&b->keys[i], k)) {
            return true;
        }
    }
    return false;
}

static int lookup_exact(const struct keymap *km, uint64_t contexts,
                        const struct key *k)
{
    for (uint64_t bit = CTX_HIGHEST; bit != 0; bit >>= 1) {
        if ((contexts & bit) == 0) {
            continue;
        }
        for (size_t i = 0; i < km->n; i++) {
            const struct binding *b = &km->rows[i];
            if ((b->cmd->contexts & bit) != 0 && binds(b, k)) {
                return b->cmd->id;
            }
        }
    }
    return CMD_NONE;
}

int keymap_lookup(const struct keymap *km, uint64_t contexts,
                  const struct key *k)
{
    if (k->kind != K_CHAR) {
        return lookup_exact(km, contexts, k);
    }
    if ((contexts & CTX_TYPING) != 0) {
        return CMD_NONE;
    }
    int id = lookup_exact(km, contexts, k);
    if (id == CMD_NONE) {
        struct key folded = *k;
        folded.code = k->code == 0x3000 ? ' ' : text_fold_cp(k->code);
        id = lookup_exact(km, contexts, &folded);
    }
    return id;
}

/* ---- what is bound ---- */

static void add_key_name(struct strbuf *out, const struct key *k)
{
    char name[24];
    sb_add(out, key_label(k, name));
}

void keymap_keys(const struct keymap *km, int id, struct strbuf *out)
{
    const struct binding *b = row_of(km, id);
    for (size_t i = 0; b != NULL && i < b->n; i++) {
        if (i > 0) {
            sb_addc(out, ' ');
        }
        add_key_name(out, &b->keys[i]);
    }
}

void keymap_first_key(const struct keymap *km, int id, struct strbuf *out)
{
    const struct binding *b = row_of(km, id);
    if (b != NULL && b->n > 0) {
        add_key_name(out, &b->keys[0]);
    }
}

bool keymap_key_in(const struct keymap *km, int id, uint64_t contexts,
                   struct strbuf *out)
{
    const struct binding *b = row_of(km, id);
    for (size_t i = 0; b != NULL && i < b->n; i++) {
        if (keymap_lookup(km, contexts, &b->keys[i]) == id) {
            add_key_name(out, &b->keys[i]);
            return true;
        }
    }
    return false;
}

/* ---- conflicts and overrides ---- */

/* The other command that the key would also mean, NULL when none. */
static const struct command *taken_by(const struct keymap *km, size_t from,
                                      const struct command *cmd,
                                      const struct key *k)
{
    for (size_t i = from; i < km->n; i++) {
        const struct command *other = km->rows[i].cmd;
        if (other != cmd && (other->contexts & cmd->contexts) != 0 &&
            binds(&km->rows[i], k)) {
            return other;
        }
    }
    return NULL;
}

size_t keymap_conflicts(const struct keymap *km, struct strbuf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < km->n; i++) {
        const struct binding *b = &km->rows[i];
        for (size_t j = 0; j < b->n; j++) {
            const struct command *other =
                taken_by(km, i + 1, b->cmd, &b->keys[j]);
            if (other == NULL) {
                continue;
            }
            add_key_name(out, &b->keys[j]);
            sb_addf(out, ": %s, %s\n", b->cmd->name, other->name);
            n++;
        }
    }
    return n;
}

static struct binding *row_named(struct keymap *km, const char *name)
{
    for (size_t i = 0; i < km->n; i++) {
        if (strcmp(km->rows[i].cmd->name, name) == 0) {
            return &km->rows[i];
        }
    }
    return NULL;
}

static bool check_keys(const struct keymap *km, const struct binding *b,
                       struct err *err)
{
    for (size_t i = 0; i < b->n; i++) {
        const struct key *k = &b->keys[i];
        char key[24];
        const struct command *other = taken_by(km, 0, b->cmd, k);
        if (other != NULL) {
            return err_set(err, ERR_USAGE, "E-KEY-003",
                           "按键设置 %s：%s 已经用于“%s”（%s），请换一个键。",
                           b->cmd->name, key_label(k, key), other->help,
                           other->name);
        }
        if (k->kind == K_CHAR && (b->cmd->contexts & ~CTX_TYPING) == 0) {
            return err_set(err, ERR_USAGE, "E-KEY-004",
                           "按键设置 %s：%s 在打字的地方只能是文字，请用功能键"
                           "或 Ctrl 组合键。",
                           b->cmd->name, key_label(k, key));
        }
    }
    return true;
}

bool keymap_override(struct keymap *km, const char *name, const char *keys,
                     struct err *err)
{
    struct binding *b = row_named(km, name);
    if (b == NULL) {
        return err_set(
            err, ERR_USAGE, "E-KEY-001",
            "按键设置里没有名为 %s 的命令，请对照帮助里的命令名改正。", name);
    }
    struct binding wanted = {.cmd = b->cmd};
    char word[32];
    if (!parse_keys(&wanted, keys, word)) {
        return err_set(err, ERR_USAGE, "E-KEY-002",
                       "按键设置 %s：%s 不是能用的键，或一个命令多于 %d 个键；"
                       "请写成 F2、Ctrl+S、Enter 这样。",
                       name, word, KEYS_A_COMMAND);
    }
    if (!check_keys(km, &wanted, err)) {
        return false;
    }
    *b = wanted;
    return true;
}
