/* Settings.

   Stages: defaults → /etc/pbtui.ini → the user's file → environment; each
   later one replaces what the earlier said, value by value.  A line that means
   nothing, or a value out of its range, is a complaint with file and line and
   changes nothing, so that a typo never keeps a clerk out of the ledger.

   Not here: which commands and keys exist; the key map says that of [keys]. */
#include "pbtui/app/config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "pbtui/base/file.h"
#include "pbtui/base/ini.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"

#define SYSTEM_FILE "/etc/pbtui.ini"

const struct config_setting config_settings[CONFIG_COUNT] = {
    [CONFIG_LEDGER] =
        {"ledger", "file", "",
         "账本文件；空着是数据文件夹里的 ledger.db，开头的 ~/ 指主目录。",
         "The ledger file; empty: ledger.db in the data folder."
         " A leading ~/ means the home folder.",
         NULL, 0, 0},
    [CONFIG_CLERK] = {"ledger", "clerk", "",
                      "经手人姓名，记入每一次保存；空着用系统登录名。",
                      "Name of the clerk, written into every saved change;"
                      " empty: the login name.",
                      NULL, 0, 0},
    [CONFIG_AMBIGUOUS] = {"screen", "ambiguous", "auto",
                          "“”…—这类字符占一列还是两列，auto 由程序问终端。",
                          "Columns of characters of ambiguous width;"
                          " auto asks the terminal.",
                          "auto|narrow|wide", 0, 0},
    [CONFIG_BORDERS] = {"screen", "borders", "auto",
                        "框线用线条还是 + - | 拼成。",
                        "Borders as lines or made of + - |.", "auto|line|ascii",
                        0, 0},
    [CONFIG_THEME] = {"screen", "theme", "auto",
                      "配色：深色底、浅色底或不用颜色。",
                      "Colours for a dark or light background, or none.",
                      "auto|dark|light|mono", 0, 0},
    [CONFIG_MOUSE] = {"screen", "mouse", "off",
                      "打开后可用鼠标点选，终端自己的选字复制要按住 Shift。",
                      "With on, a click selects; copying text by mouse then"
                      " needs Shift.",
                      "off|on", 0, 0},
    [CONFIG_ESC_DELAY] = {"screen", "esc_delay", "50",
                          "按 Esc 后等多少毫秒才算数；网络慢的远程终端可调大。",
                          "Milliseconds to wait after Esc; more for slow remote"
                          " terminals.",
                          NULL, 10, 1000},
    [CONFIG_DRAFT_DAYS] = {"draft", "keep_days", "30", "没保存的草稿留多少天。",
                           "Days for which unsaved drafts are kept.", NULL, 1,
                           3650},
    [CONFIG_FONT_BODY] = {"paper", "font_body", "",
                          "正文字体，空着依次找 仿宋、宋体。",
                          "Font of body text; empty: a list of known ones.",
                          NULL, 0, 0},
    [CONFIG_FONT_SONG] = {"paper", "font_song", "",
                          "表格和页码字体，空着找宋体。",
                          "Font of tables and page numbers; empty: a list of"
                          " known ones.",
                          NULL, 0, 0},
    [CONFIG_FONT_HEAD] = {"paper", "font_head", "",
                          "表头和一级标题字体，空着找黑体。",
                          "Font of heads; empty: a list of known ones.", NULL,
                          0, 0},
    [CONFIG_FONT_KAI] = {"paper", "font_kai", "", "二级标题字体，空着找楷体。",
                         "Font of second headings; empty: a list of known"
                         " ones.",
                         NULL, 0, 0},
    [CONFIG_FONT_TITLE] = {"paper", "font_title", "",
                           "标题字体，空着找小标宋、宋体。",
                           "Font of titles; empty: a list of known ones.", NULL,
                           0, 0},
};

/* What is being read, and what is collected on the way. */
struct loading {
    struct config *out;
    struct arena *arena;
    const char *path;
    size_t cap_keys;
    size_t cap_complaints;
};

static const char *where(struct loading *l, int line)
{
    return arena_printf(l->arena, "%s:%d", l->path, line);
}

static void complain(struct loading *l, const char *text)
{
    struct config *c = l->out;
    MEM_PUSH(c->complaints, c->n_complaints, l->cap_complaints);
    c->complaints[c->n_complaints++] = text;
}

/* ---- one value -------------------------------------------------------- */

static bool is_one_of(const char *words, const char *value)
{
    size_t n = strlen(value);
    for (const char *s = words; *s != '\0';) {
        size_t len = strcspn(s, "|");
        if (len == n && strncasecmp(s, value, n) == 0) {
            return true;
        }
        s += len + (s[len] == '|');
    }
    return false;
}

static bool is_between(const char *value, int least, int most)
{
    size_t n = strlen(value);
    if (n == 0 || n > 6 || strspn(value, "0123456789") != n) {
        return false;
    }
    long number = strtol(value, NULL, 10);
    return number >= least && number <= most;
}

/* NULL when the value will do, else what would. */
static const char *objection(struct loading *l, const struct config_setting *s,
                             const char *value)
{
    struct err err = ERR_INIT;
    struct strbuf clean;
    sb_init(&clean);
    bool good = text_in(&clean, value, strlen(value), TEXT_LINE, &err);
    sb_clear(&clean);
    if (!good) {
        return arena_str(l->arena, err.text);
    }
    if (s->words != NULL && !is_one_of(s->words, value)) {
        return arena_printf(l->arena, "只能写 %s", s->words);
    }
    if (s->most > 0 && !is_between(value, s->least, s->most)) {
        return arena_printf(l->arena, "应是 %d 到 %d 的整数", s->least,
                            s->most);
    }
    return NULL;
}

static void set_value(struct loading *l, size_t key, const char *value,
                      const char *source)
{
    const struct config_setting *s = &config_settings[key];
    const char *wrong = objection(l, s, value);
    if (wrong != NULL) {
        complain(l, arena_printf(l->arena,
                                 "%s：%s 的值“%s”不能用，%s；这一行没有采用。",
                                 source, s->key, value, wrong));
        return;
    }
    char *kept = arena_str(l->arena, value);
    for (char *c = kept; s->words != NULL && *c != '\0'; c++) {
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    }
    l->out->value[key] = kept;
    l->out->source[key] = source;
}

/* ---- one file --------------------------------------------------------- */

static void add_binding(struct loading *l, const struct ini_key *k)
{
    struct config *c = l->out;
    MEM_PUSH(c->keys, c->n_keys, l->cap_keys);
    c->keys[c->n_keys++] = (struct config_binding){
        .command = k->key, .keys = k->value, .line = k->line};
}

static void take_key(struct loading *l, const struct ini_key *k)
{
    if (strcasecmp(k->section, "keys") == 0) {
        add_binding(l, k);
        return;
    }
    bool section_known = false;
    for (size_t i = 0; i < CONFIG_COUNT; i++) {
        const struct config_setting *s = &config_settings[i];
        if (strcasecmp(s->section, k->section) != 0) {
            continue;
        }
        section_known = true;
        if (strcasecmp(s->key, k->key) == 0) {
            set_value(l, i, k->value, where(l, k->line));
            return;
        }
    }
    complain(l, section_known
                    ? arena_printf(l->arena,
                                   "%s：[%s] 里没有“%s”这项设置，没有采用。",
                                   where(l, k->line), k->section, k->key)
                    : arena_printf(l->arena,
                                   "%s：没有 [%s] 这一节，“%s”没有采用。",
                                   where(l, k->line), k->section, k->key));
}

static void load_file(struct loading *l, const char *path)
{
    struct ini ini;
    struct err err = ERR_INIT;
    l->path = arena_str(l->arena, path);
    if (!file_exists(path)) {
        return;
    }
    if (!ini_load(&ini, l->arena, path, &err)) {
        complain(l, arena_printf(l->arena, "%s（%s）", err.text, err.code));
        return;
    }
    for (size_t i = 0; i < ini.n_complaints; i++) {
        complain(l, arena_printf(l->arena, "%s：%s", l->path,
                                 ini.complaints[i].text));
    }
    for (size_t i = 0; i < ini.n; i++) {
        take_key(l, &ini.keys[i]);
    }
}

/* ---- all -------------------------------------------------------------- */

static void move_to_arena(struct config *c, struct arena *a)
{
    struct config_binding *keys = arena_array(a, c->n_keys, sizeof *keys);
    const char **complaints =
        arena_array(a, c->n_complaints, sizeof *complaints);
    for (size_t i = 0; i < c->n_keys; i++) {
        keys[i] = c->keys[i];
    }
    for (size_t i = 0; i < c->n_complaints; i++) {
        complaints[i] = c->complaints[i];
    }
    mem_free(c->keys);
    mem_free(c->complaints);
    c->keys = keys;
    c->complaints = complaints;
}

void config_load(struct config *out, struct arena *a)
{
    struct loading l = {.out = out, .arena = a};
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < CONFIG_COUNT; i++) {
        out->value[i] = config_settings[i].fallback;
        out->source[i] = "默认";
    }
    struct strbuf own;
    sb_init(&own);
    file_place(&own, PLACE_CONFIG, "pbtui.ini");
    load_file(&l, SYSTEM_FILE);
    load_file(&l, own.s);
    sb_clear(&own);
    const char *ledger = getenv("PBTUI_DB");
    if (ledger != NULL && ledger[0] != '\0') {
        set_value(&l, CONFIG_LEDGER, ledger, "环境变量 PBTUI_DB");
    }
    move_to_arena(out, a);
}

int config_number(const struct config *c, enum config_key key)
{
    return (int)strtol(c->value[key], NULL, 10);
}

static int place_of(const char *words, const char *value)
{
    int n = 0;
    size_t wanted = strlen(value);
    for (const char *s = words; *s != '\0'; n++) {
        size_t len = strcspn(s, "|");
        if (len == wanted && strncmp(s, value, len) == 0) {
            return n;
        }
        s += len + (s[len] == '|');
    }
    return 0;
}

void config_term(const struct config *c, struct term_options *out)
{
    /* The words stand in the order of the enums. */
    int at[CONFIG_COUNT] = {0};
    for (size_t i = 0; i < CONFIG_COUNT; i++) {
        if (config_settings[i].words != NULL) {
            at[i] = place_of(config_settings[i].words, c->value[i]);
        }
    }
    bool delay_is_set = strcmp(c->source[CONFIG_ESC_DELAY], "默认") != 0;
    *out = (struct term_options){
        .ambiguous = (enum term_ambiguous)at[CONFIG_AMBIGUOUS],
        .borders = (enum term_borders)at[CONFIG_BORDERS],
        .theme = (enum theme_name)at[CONFIG_THEME],
        .mouse = at[CONFIG_MOUSE] == 1,
        /* 0 lets ESCDELAY in the environment speak. */
        .esc_delay_ms = delay_is_set ? config_number(c, CONFIG_ESC_DELAY) : 0,
    };
}

void config_fonts(const struct config *c, const char *family[FACE_COUNT])
{
    static const enum config_key keys[FACE_COUNT] = {
        [FACE_BODY] = CONFIG_FONT_BODY,   [FACE_SONG] = CONFIG_FONT_SONG,
        [FACE_HEAD] = CONFIG_FONT_HEAD,   [FACE_KAI] = CONFIG_FONT_KAI,
        [FACE_TITLE] = CONFIG_FONT_TITLE,
    };
    for (size_t i = 0; i < FACE_COUNT; i++) {
        family[i] = c->value[keys[i]];
    }
}
