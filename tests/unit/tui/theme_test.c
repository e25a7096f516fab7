/* Roles on every kind of terminal. */
#include <string.h>

#include "pbtui/tui/theme.h"
#include "unit.h"

TEST(theme_mono_uses_no_colour)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct look look = theme_look(THEME_MONO, (enum role)role);
        assert_int_equal(look.fg, -1);
        assert_int_equal(look.bg, -1);
    }
}

TEST(theme_never_hard_codes_a_background_or_black_and_white)
{
    for (int theme = THEME_AUTO; theme <= THEME_MONO; theme++) {
        for (int role = 0; role < ROLE_COUNT; role++) {
            struct look look =
                theme_look((enum theme_name)theme, (enum role)role);
            assert_int_equal(look.bg, -1);
            assert_true(look.fg != 0 && look.fg != 7);
        }
    }
}

/* Yellow on white and blue on black cannot be read. */
TEST(theme_auto_reads_on_both_backgrounds)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct look look = theme_look(THEME_AUTO, (enum role)role);
        assert_true(look.fg != 3 && look.fg != 4);
        assert_true(theme_look(THEME_LIGHT, (enum role)role).fg != 3);
        assert_true(theme_look(THEME_DARK, (enum role)role).fg != 4);
    }
}

TEST(theme_what_must_stand_out_does_in_mono)
{
    static const enum role rows[] = {
        ROLE_TITLE,     ROLE_FIELD,  ROLE_FOCUS, ROLE_SELECTED,
        ROLE_MATCH,     ROLE_ERROR,  ROLE_WARN,  ROLE_KEY,
        ROLE_BUTTON_ON, ROLE_MARKED, ROLE_RULED, ROLE_RULED_HEAD};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_not_equal(theme_look(THEME_MONO, rows[i]).attrs, 0);
    }
    assert_int_not_equal(theme_look(THEME_MONO, ROLE_FIELD).attrs,
                         theme_look(THEME_MONO, ROLE_FOCUS).attrs);
    assert_int_not_equal(theme_look(THEME_MONO, ROLE_BUTTON).attrs,
                         theme_look(THEME_MONO, ROLE_BUTTON_ON).attrs);
}

/* The rules of a table must be seen on every terminal, and a head on them. */
TEST(theme_what_is_ruled_is_underlined)
{
    for (int theme = THEME_AUTO; theme <= THEME_MONO; theme++) {
        struct look text = theme_look((enum theme_name)theme, ROLE_RULED);
        struct look head = theme_look((enum theme_name)theme, ROLE_RULED_HEAD);
        struct look title = theme_look((enum theme_name)theme, ROLE_TITLE);
        struct look found = theme_look((enum theme_name)theme, ROLE_MATCH);
        assert_int_equal(text.attrs, LOOK_UNDERLINE);
        assert_int_equal(head.attrs, title.attrs | LOOK_UNDERLINE);
        assert_int_equal(head.fg, title.fg);
        assert_true((found.attrs & LOOK_UNDERLINE) != 0);
    }
}

TEST(theme_names)
{
    enum theme_name got;
    assert_true(theme_parse("auto", &got) && got == THEME_AUTO);
    assert_true(theme_parse("Light", &got) && got == THEME_LIGHT);
    assert_true(theme_parse("mono", &got) && got == THEME_MONO);
    assert_false(theme_parse("solarized", &got));
    assert_false(theme_parse("", &got));
}
