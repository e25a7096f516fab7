/* The line editor: tables of keys, what it shows, and random keys against a
   model that is nothing but an array of clusters. */
#include "widget.h"

#include "pbtui/text/clean.h"
#include "pbtui/tui/editline.h"

/* Keys as words: <l> left, <r> right, <h> home, <e> end, <b> backspace,
   <d> delete, <w> erase word, <u> erase all, <k> erase to end, <[> <]> by
   words, <z> undo, <y> redo, <p:…> paste; all else is typed. */
static const struct {
    const char *word;
    int cmd;
} words[] = {
    {"<l>", CMD_LEFT},       {"<r>", CMD_RIGHT},      {"<h>", CMD_LINE_HOME},
    {"<e>", CMD_LINE_END},   {"<b>", CMD_ERASE},      {"<d>", CMD_ERASE_NEXT},
    {"<w>", CMD_ERASE_WORD}, {"<u>", CMD_ERASE_ALL},  {"<k>", CMD_ERASE_END},
    {"<[>", CMD_WORD_LEFT},  {"<]>", CMD_WORD_RIGHT}, {"<z>", CMD_EDIT_UNDO},
    {"<y>", CMD_EDIT_REDO},
};

static size_t press_word(struct editline *e, const char *s)
{
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        size_t n = strlen(words[i].word);
        if (strncmp(s, words[i].word, n) == 0) {
            editline_command(e, words[i].cmd);
            return n;
        }
    }
    if (strncmp(s, "<p:", 3) == 0) {
        size_t n = strcspn(s + 3, ">");
        struct key k = {.kind = K_PASTE, .text = s + 3, .n_bytes = n};
        editline_key(e, &k);
        return n + 4;
    }
    uint32_t cp;
    size_t n = utf8_next(s, strlen(s), &cp);
    struct key k = key_char(cp);
    editline_key(e, &k);
    return n;
}

static void press(struct editline *e, const char *keys)
{
    for (const char *s = keys; *s != '\0';) {
        s += press_word(e, s);
    }
}

TEST(editline_keys)
{
    static const struct {
        const char *initial;
        enum text_kind kind;
        const char *keys;
        const char *want; /* | is the caret */
    } rows[] = {
        {"", TEXT_LINE, "张三", "张三|"},
        {"", TEXT_LINE, "张三<l>李", "张李|三"},
        {"", TEXT_LINE, "张三李四<b><b>", "张三|"},
        {"", TEXT_LINE, "预置中文<h><e>啊", "预置中文啊|"},
        {"张三", TEXT_LINE, "李", "李|"},        /* fresh: replaced */
        {"张三", TEXT_LINE, "<e>李", "张三李|"}, /* moved: kept */
        {"张三", TEXT_LINE, "<b>李", "张李|"},   /* erased: kept */
        {"张三", TEXT_LINE, "李四<z>", "张三|"}, /* and it comes back */
        {"张三", TEXT_LINE, "李四<z><y>", "李四|"},
        {"张三", TEXT_LINE, "<p:李四>", "李四|"},
        {"", TEXT_LINE, "ab<l><d>", "a|"},
        {"", TEXT_LINE, "ab<h><d>", "|b"},
        {"", TEXT_LINE, "e\u0301x<l><l>", "|e\u0301x"}, /* one cluster */
        {"", TEXT_LINE, "e\u0301x<l><b>", "|x"},
        {"", TEXT_LINE, "\U00020BB7野<l><b>", "|野"}, /* 𠮷 */
        {"", TEXT_NUMBER, "２０２６－１１－２０", "2026-11-20|"},
        {"", TEXT_NUMBER, "８２。９７", "82.97|"},
        {"", TEXT_LINE, "２０", "２０|"}, /* names stay as typed */
        {"", TEXT_LINE, "<p:一\n二\r\n三\n>", "一；二；三|"},
        {"", TEXT_LINE, "<p:\n一\t二>", "一 二|"},
        {"", TEXT_LINE, "<p:a\u202Eb\u200Bc\x1b[31m>", "abc[31m|"},
        {"", TEXT_LINE, "局三楼，会议室<[>", "局三楼，|会议室"},
        {"", TEXT_LINE, "局三楼，会议室<[><[>", "|局三楼，会议室"},
        {"", TEXT_LINE, "hello 世界<w>", "hello |"},
        {"", TEXT_LINE, "hello 世界<h><]>", "hello |世界"},
        {"", TEXT_LINE, "张三李四<l><l><k>", "张三|"},
        {"", TEXT_LINE, "张三<u>", "|"},
        {"", TEXT_LINE, "张三<u><z>", "张三|"},
        {"", TEXT_LINE, "张三<b>李<z>", "张|"}, /* the last run only */
        {"", TEXT_LINE, "a\uFE0Fb", "ab|"},     /* a selector behind a letter */
        {"", TEXT_LINE, "字\uFE00<l>", "|字\uFE00"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct editline e;
        editline_init(&e, rows[i].kind, 0);
        editline_set(&e, rows[i].initial);
        press(&e, rows[i].keys);
        struct strbuf have;
        sb_init(&have);
        sb_addn(&have, e.text.s, e.caret_bytes);
        sb_addc(&have, '|');
        sb_add(&have, e.text.s + e.caret_bytes);
        if (strcmp(have.s, rows[i].want) != 0) {
            print_error("row %zu: [%s] %s gives %s, not %s\n", i,
                        rows[i].initial, rows[i].keys, have.s, rows[i].want);
            fail();
        }
        sb_clear(&have);
        editline_clear(&e);
    }
}

TEST(editline_caps_and_says_so)
{
    struct editline e;
    editline_init(&e, TEXT_LINE, 4);
    press(&e, "<p:一二三四五六>");
    assert_string_equal(e.text.s, "一二三四");
    assert_string_equal(e.complaint, "粘贴内容过长，已保留前 4 字");
    press(&e, "七");
    assert_string_equal(e.text.s, "一二三四");
    assert_string_equal(e.complaint, "这一项最多 4 字，已满");
    press(&e, "<l>");
    assert_string_equal(e.complaint, "");
    press(&e, "<b><p:八九>");
    assert_string_equal(e.text.s, "一二八四");
    press(&e, "<u>\u202E");
    assert_string_equal(e.text.s, "");
    assert_string_equal(e.complaint, "这个字符（U+202E）不能录入");
    editline_clear(&e);
}

TEST(editline_set_is_untouched_and_undo_passes_when_there_is_none)
{
    struct editline e;
    editline_init(&e, TEXT_LINE, 0);
    editline_set(&e, "张三");
    assert_false(e.touched);
    assert_true(e.fresh);
    assert_false(editline_command(&e, CMD_EDIT_UNDO));
    press(&e, "李");
    assert_true(e.touched);
    assert_true(editline_command(&e, CMD_EDIT_UNDO));
    assert_false(editline_command(&e, CMD_EDIT_UNDO));
    struct key enter = key_named(KC_ENTER);
    assert_false(editline_key(&e, &enter));
    editline_clear(&e);
}

TEST(editline_shows)
{
    static const struct {
        const char *keys;
        int cols;
        const char *want; /* drawn at column 1, between ! and ! */
        int caret;
    } rows[] = {
        {"张三", 8, "!张三    !", 4},
        {"张三李四", 8, "!<三李四 !", 7},
        {"一二三四五六", 8, "!<四五六 !", 7},
        {"一二三四五六", 11, "!<三四五六  !", 9},
        {"一二三四五六<h>", 8, "!一二三 >!", 0},
        {"一二三四五六<h>", 11, "!一二三四五>!", 0},
        {"一二三四五六<h><r><r><r><r>", 8, "!<三四五>!", 5},
        {"abcdefgh<b><b>", 8, "!abcdef  !", 6}, /* pulled back */
        {"abc", 3, "!bc !", 2},
        {"一二", 1, "! !", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct editline e;
        struct canvas c;
        editline_init(&e, TEXT_LINE, 0);
        canvas_init(&c, 1, rows[i].cols + 2);
        for (const char *s = rows[i].keys; *s != '\0';) {
            s += press_word(&e, s);
            editline_draw(&e, &c, 0, 1, rows[i].cols, true);
        }
        canvas_put(&c, 0, 0, ROLE_TEXT, "!");
        canvas_put(&c, 0, rows[i].cols + 1, ROLE_TEXT, "!");
        expect_canvas(&c, rows[i].keys, rows[i].want);
        assert_int_equal(c.caret_col, rows[i].caret + 1);
        expect_whole_cells(&c);
        canvas_clear_memory(&c);
        editline_clear(&e);
    }
}

TEST(editline_out_of_focus_shows_the_beginning)
{
    struct editline e;
    struct canvas c;
    editline_init(&e, TEXT_LINE, 0);
    canvas_init(&c, 1, 8);
    editline_set(&e, "一二三四五六");
    editline_draw(&e, &c, 0, 0, 8, true);
    editline_draw(&e, &c, 0, 0, 8, false);
    expect_canvas(&c, "unfocused", "一二三 >");
    editline_set(&e, "一二三四"); /* exactly as wide: no room for a caret */
    editline_draw(&e, &c, 0, 0, 8, false);
    expect_canvas(&c, "unfocused, full", "一二三四");
    canvas_clear_memory(&c);
    editline_clear(&e);
}

/* ---- against a model ---- */

static const char *const pieces[] = {"a",          "Z",  "9",  " ",
                                     "张",         "。", "、", "e\u0301",
                                     "\U00020BB7", "—",  "·",  "Ａ"};

struct model {
    const char *clusters[256];
    size_t n, caret;
};

static void model_insert(struct model *m, const char *piece)
{
    memmove(m->clusters + m->caret + 1, m->clusters + m->caret,
            (m->n - m->caret) * sizeof *m->clusters);
    m->clusters[m->caret++] = piece;
    m->n++;
}

static void model_erase(struct model *m, size_t at)
{
    memmove(m->clusters + at, m->clusters + at + 1,
            (m->n - at - 1) * sizeof *m->clusters);
    m->n--;
}

static void model_step(struct model *m, struct editline *e, uint64_t *stream)
{
    switch (unit_below(stream, 9)) {
    case 0:
        m->caret -= m->caret > 0;
        editline_command(e, CMD_LEFT);
        break;
    case 1:
        m->caret += m->caret < m->n;
        editline_command(e, CMD_RIGHT);
        break;
    case 2:
        m->caret = 0;
        editline_command(e, CMD_LINE_HOME);
        break;
    case 3:
        m->caret = m->n;
        editline_command(e, CMD_LINE_END);
        break;
    case 4:
        if (m->caret > 0) {
            model_erase(m, --m->caret);
        }
        editline_command(e, CMD_ERASE);
        break;
    case 5:
        if (m->caret < m->n) {
            model_erase(m, m->caret);
        }
        editline_command(e, CMD_ERASE_NEXT);
        break;
    default:
        if (m->n < 60) {
            const char *piece = pieces[unit_below(stream, ARRAY_LEN(pieces))];
            model_insert(m, piece);
            press(e, piece);
        }
        break;
    }
}

static void expect_model(const struct model *m, const struct editline *e)
{
    struct strbuf want;
    sb_init(&want);
    size_t caret = 0;
    for (size_t i = 0; i < m->n; i++) {
        caret = i == m->caret ? want.len : caret;
        sb_add(&want, m->clusters[i]);
    }
    caret = m->caret == m->n ? want.len : caret;
    assert_string_equal(e->text.s, want.s);
    assert_int_equal(e->caret_bytes, caret);
    sb_clear(&want);
}

/* What the drawn line must keep to, at any width. */
static void expect_drawn(struct editline *e, int cols)
{
    struct canvas c;
    canvas_init(&c, 1, cols + 4);
    canvas_put(&c, 0, 0, ROLE_TEXT, "##");
    canvas_put(&c, 0, cols + 2, ROLE_TEXT, "##");
    editline_draw(e, &c, 0, 2, cols, true);
    expect_whole_cells(&c);
    assert_int_equal(c.cells[1].cp, '#');
    assert_int_equal(c.cells[cols + 2].cp, '#');
    int mark = cols >= 4 && e->scroll_bytes > 0 ? 1 : 0;
    int caret = width_n_cols(e->text.s, e->caret_bytes) -
                width_n_cols(e->text.s, e->scroll_bytes);
    assert_in_range(c.caret_col, 2, cols + 1);
    if (cols >= 4) {
        assert_int_equal(c.caret_col, 2 + mark + caret);
        assert_int_equal(c.cells[2].cp == '<', mark == 1);
    }
    canvas_clear_memory(&c);
}

PROPERTY(editline_is_an_array_of_clusters)
{
    uint64_t stream = unit_seed();
    for (int round = 0; round < 200; round++) {
        struct model m = {.n = 0};
        struct editline e;
        editline_init(&e, TEXT_LINE, 0);
        width_set_ambiguous(round % 2 == 0 ? WIDTH_NARROW : WIDTH_WIDE);
        int cols = 1 + (int)unit_below(&stream, 24);
        for (int i = 0; i < 60; i++) {
            model_step(&m, &e, &stream);
            expect_model(&m, &e);
            expect_drawn(&e, cols);
        }
        editline_clear(&e);
    }
    width_set_ambiguous(WIDTH_NARROW);
}

PROPERTY(editline_text_stays_clean_whatever_comes)
{
    static const uint32_t odd[] = {0x200D, 0xFE0F, 0xFE00, 0x1F468, 0x1F469,
                                   0x301,  0x5B57, 'a',    0x202E,  0x3164,
                                   0xA0,   0x180B, 0x1820, 0xE000,  0x7};
    static const int cmds[] = {CMD_LEFT,       CMD_RIGHT,     CMD_ERASE,
                               CMD_ERASE_NEXT, CMD_EDIT_UNDO, CMD_EDIT_REDO,
                               CMD_WORD_LEFT,  CMD_ERASE_WORD};
    uint64_t stream = unit_seed();
    for (int round = 0; round < 300; round++) {
        struct editline e;
        editline_init(&e, TEXT_LINE, 30);
        for (int i = 0; i < 50; i++) {
            if (unit_below(&stream, 3) == 0) {
                editline_command(&e,
                                 cmds[unit_below(&stream, ARRAY_LEN(cmds))]);
            } else {
                struct key k =
                    key_char(odd[unit_below(&stream, ARRAY_LEN(odd))]);
                editline_key(&e, &k);
            }
            struct strbuf shown;
            sb_init(&shown);
            text_out(&shown, e.text.s, e.text.len, TEXT_LINE);
            assert_string_equal(shown.s, e.text.s);
            sb_clear(&shown);
            /* the caret is where a walk over the clusters stops, too */
            size_t at = 0;
            while (at < e.caret_bytes) {
                at += utf8_cluster_next(e.text.s + at, e.text.len - at);
            }
            assert_int_equal(at, e.caret_bytes);
        }
        editline_clear(&e);
    }
}
