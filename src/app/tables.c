/* Keys and settings, written out.  One source for the commands keys and
   config and for the manual: what the program does is what it says. */
#include "pbtui/app/tables.h"

#include <string.h>

#include "pbtui/base/mem.h"

/* ---- tables ----------------------------------------------------------- */

void tables_keys(struct table *out, struct arena *a, const struct keymap *km)
{
    static const struct table_column columns[] = {
        {.name = "command", .title = "命令", .kind = CELL_TEXT},
        {.name = "keys", .title = "按键", .kind = CELL_TEXT, .min_cols = 16},
        {.name = "help", .title = "说明", .kind = CELL_MEMO},
    };
    size_t n = keymap_count(km);
    const char *const **rows = arena_array(a, n, sizeof *rows);
    struct strbuf keys;
    sb_init(&keys);
    for (size_t i = 0; i < n; i++) {
        const struct command *c = keymap_at(km, i);
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        sb_reset(&keys);
        keymap_keys(km, c->id, &keys);
        cells[0] = c->name;
        cells[1] = arena_strn(a, keys.s, keys.len);
        cells[2] = c->help;
        rows[i] = cells;
    }
    sb_clear(&keys);
    *out = (struct table){.columns = columns,
                          .n_columns = ARRAY_LEN(columns),
                          .rows = rows,
                          .n_rows = n};
}

void tables_config(struct table *out, struct arena *a, const struct config *c)
{
    static const struct table_column columns[] = {
        {.name = "setting", .title = "设置", .kind = CELL_TEXT, .min_cols = 18},
        {.name = "value", .title = "值", .kind = CELL_MEMO},
        {.name = "source", .title = "来自", .kind = CELL_MEMO},
        {.name = "help", .title = "说明", .kind = CELL_MEMO},
    };
    const char *const **rows = arena_array(a, CONFIG_COUNT, sizeof *rows);
    for (size_t i = 0; i < CONFIG_COUNT; i++) {
        const struct config_setting *s = &config_settings[i];
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = arena_printf(a, "%s.%s", s->section, s->key);
        cells[1] = c->value[i];
        cells[2] = c->source[i];
        cells[3] = s->help;
        rows[i] = cells;
    }
    *out = (struct table){.columns = columns,
                          .n_columns = ARRAY_LEN(columns),
                          .rows = rows,
                          .n_rows = CONFIG_COUNT};
}

/* ---- roff ------------------------------------------------------------- */

static void add_roff(struct strbuf *out, const char *s)
{
    if (*s == '.' || *s == '\'') {
        sb_add(out, "\\&");
    }
    for (; *s != '\0'; s++) {
        switch (*s) {
        case '\\':
            sb_add(out, "\\e");
            break;
        case '-':
            sb_add(out, "\\-");
            break;
        case '~':
            sb_add(out, "\\(ti");
            break;
        case '^':
            sb_add(out, "\\(ha");
            break;
        case '`':
            sb_add(out, "\\(ga");
            break;
        default:
            sb_addc(out, *s);
        }
    }
}

static void add_term(struct strbuf *out, const char *term)
{
    sb_add(out, ".TP\n.B ");
    add_roff(out, term);
    sb_addc(out, '\n');
}

void tables_keys_roff(struct strbuf *out, const struct keymap *km,
                      enum tables_manual language)
{
    bool chinese = language == MANUAL_CHINESE;
    struct strbuf keys;
    sb_init(&keys);
    for (size_t i = 0; i < keymap_count(km); i++) {
        const struct command *c = keymap_at(km, i);
        sb_reset(&keys);
        keymap_keys(km, c->id, &keys);
        if (keys.len == 0) {
            sb_add(&keys, chinese ? "（没有按键，从命令面板找）"
                                  : "(no key; in the command palette)");
        }
        add_term(out, c->name);
        add_roff(out, keys.s);
        sb_addc(out, '\n');
        if (chinese) {
            sb_add(out, ".br\n");
            add_roff(out, c->help);
            sb_addc(out, '\n');
        }
    }
    sb_clear(&keys);
}

static void add_choices(struct strbuf *out, const struct config_setting *s,
                        bool chinese)
{
    struct strbuf words;
    sb_init(&words);
    if (s->words != NULL) {
        for (const char *c = s->words; *c != '\0'; c++) {
            if (*c == '|') {
                sb_add(&words, chinese ? "、" : ", ");
            } else {
                sb_addc(&words, *c);
            }
        }
        sb_add(&words, chinese ? "；" : "; ");
    } else if (s->most > 0) {
        sb_addf(&words, "%d%s%d%s", s->least, chinese ? " 到 " : " to ",
                s->most, chinese ? "；" : "; ");
    }
    sb_addf(&words, chinese ? "默认 %s。" : "default %s.",
            s->fallback[0] != '\0' ? s->fallback
            : chinese              ? "空着"
                                   : "empty");
    add_roff(out, words.s);
    sb_addc(out, '\n');
    sb_clear(&words);
}

void tables_config_roff(struct strbuf *out, enum tables_manual language)
{
    bool chinese = language == MANUAL_CHINESE;
    const char *section = "";
    for (size_t i = 0; i < CONFIG_COUNT; i++) {
        const struct config_setting *s = &config_settings[i];
        if (strcmp(section, s->section) != 0) {
            section = s->section;
            sb_addf(out, ".SS [%s]\n", section);
        }
        add_term(out, s->key);
        add_roff(out, chinese ? s->help : s->about);
        sb_add(out, "\n.br\n");
        add_choices(out, s, chinese);
    }
}
