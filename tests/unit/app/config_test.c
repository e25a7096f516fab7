/* Settings: where they come from, and what happens to bad ones. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pbtui/app/config.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"

/* The user's file with that text, or none when NULL. */
static void write_own(const char *text)
{
    char path[256];
    setenv("XDG_CONFIG_HOME", unit_tmp(), 1);
    unsetenv("PBTUI_DB");
    snprintf(path, sizeof path, "%s/pbtui", unit_tmp());
    assert_true(file_make_dirs(path, NULL));
    snprintf(path, sizeof path, "%s/pbtui/pbtui.ini", unit_tmp());
    remove(path);
    if (text != NULL) {
        assert_true(file_write(path, text, strlen(text), FILE_NEW, NULL));
    }
}

TEST(config_without_files_is_the_defaults)
{
    struct arena a = ARENA_INIT;
    struct config c;
    write_own(NULL);
    config_load(&c, &a);
    for (size_t i = 0; i < CONFIG_COUNT; i++) {
        assert_string_equal(c.value[i], config_settings[i].fallback);
        assert_string_equal(c.source[i], "默认");
        assert_true(strlen(config_settings[i].help) > 0);
        assert_true(strlen(config_settings[i].about) > 0);
    }
    assert_int_equal(c.n_complaints, 0);
    assert_int_equal(c.n_keys, 0);
    arena_clear(&a);
}

TEST(config_values_and_where_they_stand)
{
    struct arena a = ARENA_INIT;
    struct config c;
    struct term_options term;
    write_own("[ledger]\nclerk = 李敏\n[screen]\nambiguous = WIDE\n"
              "theme = mono\nmouse = on\nesc_delay = 200\nborders = ascii\n");
    config_load(&c, &a);
    assert_int_equal(c.n_complaints, 0);
    assert_string_equal(c.value[CONFIG_CLERK], "李敏");
    assert_non_null(strstr(c.source[CONFIG_CLERK], "/pbtui/pbtui.ini:2"));
    config_term(&c, &term);
    assert_int_equal(term.ambiguous, TERM_WIDE);
    assert_int_equal(term.borders, TERM_BORDERS_ASCII);
    assert_int_equal(term.theme, THEME_MONO);
    assert_true(term.mouse);
    assert_int_equal(term.esc_delay_ms, 200);
    arena_clear(&a);
}

TEST(config_words_stand_in_the_order_of_the_enums)
{
    static const struct {
        const char *theme;
        enum theme_name wanted;
    } rows[] = {{"auto", THEME_AUTO},
                {"dark", THEME_DARK},
                {"light", THEME_LIGHT},
                {"mono", THEME_MONO}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct config c;
        struct term_options term;
        char text[64];
        snprintf(text, sizeof text, "[screen]\ntheme = %s\n", rows[i].theme);
        write_own(text);
        config_load(&c, &a);
        config_term(&c, &term);
        assert_int_equal(term.theme, rows[i].wanted);
        assert_int_equal(term.ambiguous, TERM_AMBIGUOUS_AUTO);
        assert_int_equal(term.esc_delay_ms, 0);
        arena_clear(&a);
    }
}

TEST(config_bad_lines_are_told_and_the_default_holds)
{
    static const struct {
        const char *text;
        const char *told; /* part of the first complaint */
    } rows[] = {
        {"[screen]\nambiguous = sometimes\n", "pbtui.ini:2"},
        {"[screen]\nambiguous = sometimes\n", "auto|narrow|wide"},
        {"[screen]\nesc_delay = 5\n", "10 到 1000"},
        {"[screen]\nesc_delay = 1e2\n", "10 到 1000"},
        {"[screen]\nesc_delay = -20\n", "10 到 1000"},
        {"[draft]\nkeep_days = 0\n", "1 到 3650"},
        {"[screen]\n\ncolour = red\n", "pbtui.ini:3"},
        {"[printer]\nname = hp\n", "[printer]"},
        {"[screen\ntheme = dark\n", "第 1 行"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct config c;
        write_own(rows[i].text);
        config_load(&c, &a);
        if (c.n_complaints != 1 ||
            strstr(c.complaints[0], rows[i].told) == NULL) {
            fail_msg("row %zu: %zu complaints, %s", i, c.n_complaints,
                     c.n_complaints > 0 ? c.complaints[0] : "");
        }
        for (size_t k = 0; k < CONFIG_COUNT; k++) {
            assert_string_equal(c.value[k], config_settings[k].fallback);
        }
        arena_clear(&a);
    }
}

TEST(config_keys_are_collected_in_order)
{
    struct arena a = ARENA_INIT;
    struct config c;
    write_own("[keys]\nrecord.new = F3 Ctrl+N\napp.quit = F10\n");
    config_load(&c, &a);
    assert_int_equal(c.n_keys, 2);
    assert_string_equal(c.keys[0].command, "record.new");
    assert_string_equal(c.keys[0].keys, "F3 Ctrl+N");
    assert_int_equal(c.keys[0].line, 2);
    assert_string_equal(c.keys[1].command, "app.quit");
    arena_clear(&a);
}

TEST(config_environment_stands_above_files)
{
    struct arena a = ARENA_INIT;
    struct config c;
    write_own("[ledger]\nfile = /a.db\n");
    setenv("PBTUI_DB", "/b.db", 1);
    config_load(&c, &a);
    assert_string_equal(c.value[CONFIG_LEDGER], "/b.db");
    assert_string_equal(c.source[CONFIG_LEDGER], "环境变量 PBTUI_DB");
    unsetenv("PBTUI_DB");
    arena_clear(&a);
}

TEST(config_of_others_is_not_trusted)
{
    struct arena a = ARENA_INIT;
    struct config c;
    char path[256];
    write_own("[ledger]\nclerk = 别人\n");
    snprintf(path, sizeof path, "%s/pbtui/pbtui.ini", unit_tmp());
    assert_int_equal(chmod(path, 0666), 0);
    config_load(&c, &a);
    assert_string_equal(c.value[CONFIG_CLERK], "");
    assert_int_equal(c.n_complaints, 1);
    assert_non_null(strstr(c.complaints[0], "E-FILE-012"));
    arena_clear(&a);
}
