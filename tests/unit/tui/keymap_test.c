/* The table of commands: lookup, overrides, conflicts, what it must keep to. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/tui/keymap.h"
#include "unit.h"

enum { SCREEN_NEW = CMD_SCREEN, SCREEN_UNDO, SCREEN_MEET, SCREEN_PAY };

static const struct command screens[] = {
    {SCREEN_NEW, "record.new", CTX_ALL, "F3 Ctrl+N Insert", "新建", "新建。",
     50},
    {SCREEN_UNDO, "app.undo", CTX_ALL, "Ctrl+Z", NULL, "撤销。", 0},
    {SCREEN_MEET, "home.meetings", CTX_SCREEN, "1", NULL, "组织生活。", 0},
    {SCREEN_PAY, "dues.pay", CTX_SCREEN, "Space", "收本月", "收本月。", 5},
    {0},
};

static int look(const struct keymap *km, uint64_t contexts, const char *name)
{
    struct key k;
    assert_true(key_parse(name, &k));
    return keymap_lookup(km, contexts, &k);
}

TEST(keymap_most_particular_context_wins)
{
    static const struct {
        uint64_t contexts;
        const char *key;
        int want;
    } rows[] = {
        {CTX_ALL | CTX_LIST, "Home", CMD_FIRST},
        {CTX_ALL | CTX_LIST | CTX_EDIT, "Home", CMD_LINE_HOME},
        {CTX_ALL | CTX_FORM | CTX_EDIT, "Ctrl+Z", CMD_EDIT_UNDO},
        {CTX_ALL | CTX_FORM, "Ctrl+Z", SCREEN_UNDO},
        {CTX_ALL | CTX_LIST | CTX_SCREEN, "Space", SCREEN_PAY},
        {CTX_ALL | CTX_LIST, "Space", CMD_MARK},
        {CTX_ALL | CTX_FORM | CTX_MEMO, "Enter", CMD_NEW_LINE},
        {CTX_ALL | CTX_FORM | CTX_EDIT, "Enter", CMD_NONE},
        {CTX_ALL | CTX_DIALOG | CTX_EDIT, "Enter", CMD_OPEN},
        {CTX_ALL | CTX_FORM | CTX_EDIT, "F2", CMD_SAVE},
        {CTX_ALL | CTX_FORM | CTX_EDIT, "Ctrl+S", CMD_SAVE},
        {CTX_ALL | CTX_LIST, "F2", CMD_NONE},
        {CTX_ALL, "Esc", CMD_BACK},
        {CTX_ALL | CTX_CALENDAR, "PgDn", CMD_PAGE_DOWN},
        {CTX_ALL | CTX_DIALOG | CTX_LIST, "Down", CMD_DOWN},
    };
    struct arena a = ARENA_INIT;
    struct keymap *km = keymap_new(&a, screens);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int got = look(km, rows[i].contexts, rows[i].key);
        if (got != rows[i].want) {
            fail_msg("row %zu, %s: %d", i, rows[i].key, got);
        }
    }
    arena_clear(&a);
}

TEST(keymap_full_width_keys_are_folded)
{
    struct arena a = ARENA_INIT;
    struct keymap *km = keymap_new(&a, screens);
    uint64_t list = CTX_ALL | CTX_LIST | CTX_SCREEN;
    assert_int_equal(look(km, list, "："), CMD_PALETTE);
    assert_int_equal(look(km, list, "１"), SCREEN_MEET);
    assert_int_equal(look(km, list, "／"), CMD_FIND);
    assert_int_equal(look(km, list, "、"), CMD_FIND);
    struct key wide_space = {.kind = K_CHAR, .code = 0x3000};
    assert_int_equal(keymap_lookup(km, list, &wide_space), SCREEN_PAY);
    arena_clear(&a);
}

TEST(keymap_no_character_is_a_command_while_typing)
{
    struct arena a = ARENA_INIT;
    struct keymap *km = keymap_new(&a, screens);
    static const uint64_t typing[] = {CTX_EDIT, CTX_MEMO};
    for (size_t t = 0; t < 2; t++) {
        for (uint32_t cp = 0x20; cp < 0x3100; cp++) {
            struct key k = {.kind = K_CHAR, .code = cp};
            assert_int_equal(keymap_lookup(km, ~0u & ~(typing[1 - t]), &k),
                             CMD_NONE);
        }
    }
    arena_clear(&a);
}

/* Characters of the widest tables are no arrows: numbers alone do not tell. */
TEST(keymap_a_polish_letter_is_no_arrow)
{
    struct arena a = ARENA_INIT;
    struct keymap *km = keymap_new(&a, screens);
    for (uint32_t cp = 1; cp < 0x300; cp++) {
        struct key k = {.kind = K_CHAR, .code = cp};
        int id = keymap_lookup(km, CTX_ALL | CTX_LIST, &k);
        assert_true(id != CMD_UP && id != CMD_DOWN && id != CMD_OPEN);
    }
    arena_clear(&a);
}

TEST(keymap_own_table_keeps_its_rules)
{
    struct arena a = ARENA_INIT;
    struct keymap *km = keymap_new(&a, NULL);
    struct strbuf out;
    sb_init(&out);
    assert_int_equal(keymap_conflicts(km, &out), 0);
    for (size_t i = 0; i < keymap_count(km); i++) {
        const struct command *cmd = keymap_at(km, i);
        sb_reset(&out);
        keymap_keys(km, cmd->id, &out);
        /* An input method cannot swallow at least one of them. */
        bool safe = false;
        bool stolen = false;
        bool twin = false;
        char *save = NULL;
        for (char *w = strtok_r(out.s, " ", &save); w != NULL;
             w = strtok_r(NULL, " ", &save)) {
            struct key k;
            assert_true(key_parse(w, &k));
            safe = safe || k.kind != K_CHAR || k.code == ' ';
            stolen = stolen || (k.kind == K_NAMED && k.code >= KC_F1);
            twin = twin || k.kind == K_CTRL;
        }
        if (!safe || (stolen && !twin) || cmd->help == NULL ||
            (cmd->bar != NULL) != (cmd->bar_order != 0)) {
            fail_msg("%s", cmd->name);
        }
    }
    sb_clear(&out);
    arena_clear(&a);
}

TEST(keymap_every_widget_command_is_in_the_table)
{
    struct arena a = ARENA_INIT;
    struct keymap *km = keymap_new(&a, NULL);
    for (int id = CMD_NONE + 1; id <= CMD_MENU; id++) {
        if (keymap_command(km, id) == NULL) {
            fail_msg("command %d has no row", id);
        }
    }
    assert_null(keymap_command(km, CMD_MENU + 1));
    arena_clear(&a);
}

TEST(keymap_override_replaces_all_keys)
{
    struct arena a = ARENA_INIT;
    struct keymap *km = keymap_new(&a, screens);
    struct err err = ERR_INIT;
    assert_true(keymap_override(km, "form.save", "F12 Ctrl+V", &err));
    uint64_t form = CTX_ALL | CTX_FORM;
    assert_int_equal(look(km, form, "F12"), CMD_SAVE);
    assert_int_equal(look(km, form, "F2"), CMD_NONE);
    struct strbuf out;
    sb_init(&out);
    keymap_keys(km, CMD_SAVE, &out);
    assert_string_equal(out.s, "F12 Ctrl+V");
    sb_reset(&out);
    keymap_first_key(km, CMD_SAVE, &out);
    assert_string_equal(out.s, "F12");
    assert_true(keymap_override(km, "form.save", "", &err));
    sb_reset(&out);
    assert_false(keymap_key_in(km, CMD_SAVE, form, &out));
    sb_clear(&out);
    arena_clear(&a);
}

TEST(keymap_override_refuses_and_changes_nothing)
{
    static const struct {
        const char *name, *keys, *code;
    } rows[] = {
        {"form.sav", "F12", "E-KEY-001"},
        {"form.save", "F13", "E-KEY-002"},
        {"form.save", "Alt+S", "E-KEY-002"},
        {"form.save", "F11 F12 Ctrl+V Ctrl+_ Ctrl+^ a b", "E-KEY-002"},
        {"form.save", "F12 Tab", "E-KEY-003"},
        {"app.help", "F3", "E-KEY-003"},
        {"edit.undo", "u", "E-KEY-004"},
    };
    struct arena a = ARENA_INIT;
    struct keymap *km = keymap_new(&a, screens);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        if (keymap_override(km, rows[i].name, rows[i].keys, &err) ||
            !err_is(&err, rows[i].code)) {
            fail_msg("%s = %s: %s", rows[i].name, rows[i].keys, err.code);
        }
    }
    assert_int_equal(look(km, CTX_FORM, "F2"), CMD_SAVE);
    arena_clear(&a);
}

TEST(keymap_conflicts_are_found)
{
    static const struct command clashing[] = {
        {CMD_SCREEN, "a.one", CTX_FORM, "F2", NULL, "一。", 0},
        {CMD_SCREEN + 1, "a.two", CTX_SCREEN, "F2", NULL, "二。", 0},
        {0},
    };
    struct arena a = ARENA_INIT;
    struct keymap *km = keymap_new(&a, clashing);
    struct strbuf out;
    sb_init(&out);
    assert_int_equal(keymap_conflicts(km, &out), 1);
    assert_string_equal(out.s, "F2: form.save, a.one\n");
    sb_clear(&out);
    arena_clear(&a);
}
