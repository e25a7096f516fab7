/* The command table, and that help, manual and completion say what it says. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/app/command.h"
#include "pbtui/app/tables.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/screen.h"
#include "pbtui/text/width.h"

#define PAGE_MAX 262144

static void load(struct strbuf *out, const char *path)
{
    struct err err = ERR_INIT;
    sb_init(out);
    if (!file_read(out, path, PAGE_MAX, &err)) {
        fail_msg("%s: %s (run from the top of the tree)", path, err.text);
    }
}

/* A word that stands alone: `set` is not in `settings`. */
static bool has_word(const char *text, const char *word)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    size_t n = strlen(word);
    for (const char *at = text; (at = strstr(at, word)) != NULL; at += n) {
        bool begins = at == text || strchr(letters, at[-1]) == NULL;
        if (begins && (at[n] == '\0' || strchr(letters, at[n]) == NULL)) {
            return true;
        }
    }
    return false;
}

TEST(command_each_has_help_and_an_example_that_parses)
{
    for (size_t i = 0; cli_commands[i].name != NULL; i++) {
        const struct cli_command *c = &cli_commands[i];
        struct strbuf sb;
        sb_init(&sb);
        command_help(&sb, c);
        assert_non_null(strstr(sb.s, "用法"));
        assert_non_null(strstr(sb.s, c->help));
        assert_non_null(strstr(sb.s, c->example));
        char begin[64];
        snprintf(begin, sizeof begin, "pbtui %s", c->name);
        if (strncmp(c->example, begin, strlen(begin)) != 0) {
            fail_msg("the example of %s is of another command", c->name);
        }
        char *argv[32] = {NULL};
        char *rest = strdup(c->example + strlen("pbtui "));
        int argc = 0;
        for (char *s = strtok(rest, " "); s != NULL; s = strtok(NULL, " ")) {
            argv[argc++] = s;
        }
        struct cli_args args = {{NULL}, NULL, 0};
        struct err err = ERR_INIT;
        if (!args_parse(&args, argc, argv, c->options, false, &err)) {
            fail_msg("the example of %s: %s", c->name, err.text);
        }
        assert_true(args.n_words >= c->min_words);
        assert_true(c->max_words < 0 || args.n_words <= c->max_words);
        free(rest);
        sb_clear(&sb);
    }
}

TEST(command_overview_names_all)
{
    struct strbuf sb;
    sb_init(&sb);
    command_overview(&sb);
    for (size_t i = 0; cli_commands[i].name != NULL; i++) {
        assert_true(has_word(sb.s, cli_commands[i].name));
    }
    for (const char *s = sb.s; *s != '\0';) {
        size_t n = strcspn(s, "\n");
        if (width_n_cols(s, n) > 80) {
            fail_msg("%.*s", (int)n, s);
        }
        s += n + 1;
    }
    sb_clear(&sb);
}

TEST(command_unknown_names_what_is_near)
{
    struct err err = ERR_INIT;
    assert_null(command_find("lst", &err));
    assert_string_equal(err.code, "E-APP-006");
    assert_non_null(strstr(err.text, "list"));
    assert_null(strstr(err.text, "backup"));
    assert_null(command_find("", &err));
}

TEST(command_all_stand_in_manual_and_completion)
{
    static const char *const pages[] = {"man/pbtui.1", "man/zh_CN/pbtui.1",
                                        "data/pbtui.bash"};
    for (size_t p = 0; p < ARRAY_LEN(pages); p++) {
        struct strbuf page;
        load(&page, pages[p]);
        for (size_t i = 0; cli_commands[i].name != NULL; i++) {
            if (!has_word(page.s, cli_commands[i].name)) {
                fail_msg("%s: no %s", pages[p], cli_commands[i].name);
            }
        }
        sb_clear(&page);
    }
}

TEST(command_options_all_stand_in_manual_and_completion)
{
    static const char *const pages[] = {"man/pbtui.1", "man/zh_CN/pbtui.1",
                                        "data/pbtui.bash"};
    for (size_t p = 0; p < ARRAY_LEN(pages); p++) {
        struct strbuf page;
        struct strbuf plain;
        load(&page, pages[p]);
        sb_init(&plain);
        for (const char *s = page.s; *s != '\0'; s++) {
            if (s[0] == '\\' && s[1] == '-') {
                s++;
            }
            sb_addc(&plain, *s);
        }
        for (size_t i = 0; i < OPT_COUNT; i++) {
            char option[32];
            snprintf(option, sizeof option, "--%s", cli_options[i].name);
            if (strstr(plain.s, option) == NULL) {
                fail_msg("%s: no %s", pages[p], option);
            }
        }
        sb_clear(&plain);
        sb_clear(&page);
    }
}

static void expect_between(const char *path, const char *mark,
                           const struct strbuf *table)
{
    struct strbuf page;
    char begin[32];
    char end[32];
    load(&page, path);
    snprintf(begin, sizeof begin, ".\\\" %s BEGIN\n", mark);
    snprintf(end, sizeof end, ".\\\" %s END\n", mark);
    const char *from = strstr(page.s, begin);
    const char *to = strstr(page.s, end);
    assert_non_null(from);
    assert_non_null(to);
    from += strlen(begin);
    if ((size_t)(to - from) != table->len ||
        memcmp(from, table->s, table->len) != 0) {
        fail_msg("%s is behind the tables: run make man", path);
    }
    sb_clear(&page);
}

TEST(manual_has_the_keys_of_the_program)
{
    struct arena a = ARENA_INIT;
    struct strbuf sb;
    sb_init(&sb);
    struct keymap *km = screen_keymap(&a, NULL, 0, &sb);
    assert_int_equal(sb.len, 0);
    tables_keys_roff(&sb, km, MANUAL_ENGLISH);
    expect_between("man/pbtui.1", "KEYS", &sb);
    sb_reset(&sb);
    tables_keys_roff(&sb, km, MANUAL_CHINESE);
    expect_between("man/zh_CN/pbtui.1", "KEYS", &sb);
    sb_clear(&sb);
    arena_clear(&a);
}

TEST(manual_has_the_settings_of_the_program)
{
    struct strbuf sb;
    sb_init(&sb);
    tables_config_roff(&sb, MANUAL_ENGLISH);
    expect_between("man/pbtui.ini.5", "SETTINGS", &sb);
    sb_reset(&sb);
    tables_config_roff(&sb, MANUAL_CHINESE);
    expect_between("man/zh_CN/pbtui.ini.5", "SETTINGS", &sb);
    sb_clear(&sb);
}

TEST(manual_escapes_what_roff_would_eat)
{
    struct arena a = ARENA_INIT;
    struct strbuf sb;
    struct strbuf none;
    sb_init(&sb);
    sb_init(&none);
    tables_keys_roff(&sb, screen_keymap(&a, NULL, 0, &none), MANUAL_CHINESE);
    for (const char *s = sb.s; *s != '\0';) {
        size_t n = strcspn(s, "\n");
        /* A line that begins with a dot is one of ours. */
        if (s[0] == '.' && strncmp(s, ".TP", 3) != 0 &&
            strncmp(s, ".B ", 3) != 0 && strncmp(s, ".br", 3) != 0) {
            fail_msg("%.*s", (int)n, s);
        }
        s += n + (s[n] == '\n');
    }
    sb_clear(&none);
    sb_clear(&sb);
    arena_clear(&a);
}
