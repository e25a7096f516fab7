/* Several words of which some are ticked: [x]有主题 [ ]有主讲.

   The text of the item is what is ticked, the words apart by one blank; which
   word is ticked is looked up there, so that the value is kept in one place
   only.  The words flow over as many rows as the width asks for; none is ever
   cut.  Keys are formbox_keys.c's. */
#include <string.h>

#include "formbox_parts.h"
#include "pbtui/text/width.h"

#define BOX_COLS 3 /* [x] */
#define GAP_COLS 1

/* ---- value ---- */

static int count(const struct form_item *item)
{
    int n = 0;
    while (item->choices != NULL && item->choices[n] != NULL) {
        n++;
    }
    return n;
}

static bool has_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    const char *at = text;
    while (n > 0 && (at = strstr(at, word)) != NULL) {
        bool begins = at == text || at[-1] == ' ';
        if (begins && (at[n] == ' ' || at[n] == '\0')) {
            return true;
        }
        at += n;
    }
    return false;
}

/* The words ticked in `value`, but the n-th the other way round; -1: none. */
static void set_toggled(struct form_item *item, const char *value, int n)
{
    struct strbuf text;
    sb_init(&text);
    for (int i = 0; item->choices != NULL && item->choices[i] != NULL; i++) {
        const char *word = item->choices[i];
        if (has_word(value, word) != (i == n)) {
            sb_add(&text, text.len > 0 ? " " : "");
            sb_add(&text, word);
        }
    }
    editline_set(&item->line, text.s);
    sb_clear(&text);
}

void ticks_set(struct form_item *item, const char *value)
{
    set_toggled(item, value, -1);
}

bool ticks_toggle(struct form_item *item, int n)
{
    if (n < 0 || n >= count(item)) {
        return false;
    }
    item->at = n;
    set_toggled(item, item->line.text.s, n);
    return true;
}

/* The choices may have become fewer since. */
static int cursor(const struct form_item *item)
{
    int last = count(item) - 1;
    return item->at < last ? item->at : last;
}

void ticks_step(struct form_item *item, int by)
{
    int to = cursor(item) + by;
    if (to >= 0 && to < count(item)) {
        item->at = to;
    }
}

/* ---- where the words stand ---- */

struct spot {
    int row, col, cols;
};

/* The next word's, behind `s`; the first's behind an empty one. */
static void go_on(struct spot *s, const char *word, int cols)
{
    int at = s->cols > 0 ? s->col + s->cols + GAP_COLS : 0;
    s->cols = BOX_COLS + width_cols(word);
    if (at > 0 && at + s->cols > cols) {
        s->row++;
        at = 0;
    }
    s->col = at;
}

int ticks_cols(const struct form_item *item)
{
    int cols = 0;
    for (int i = 0; i < count(item); i++) {
        cols +=
            BOX_COLS + width_cols(item->choices[i]) + (i > 0 ? GAP_COLS : 0);
    }
    return cols;
}

int ticks_rows(const struct form_item *item, int cols)
{
    struct spot s = {0};
    for (int i = 0; i < count(item); i++) {
        go_on(&s, item->choices[i], cols);
    }
    return s.row + 1;
}

int ticks_word_at(const struct form_item *item, int cols, int row, int col)
{
    struct spot s = {0};
    for (int i = 0; i < count(item); i++) {
        go_on(&s, item->choices[i], cols);
        if (s.row == row && col >= s.col && col < s.col + s.cols) {
            return i;
        }
    }
    return -1;
}

/* ---- look ---- */

void ticks_draw(const struct form_item *item, struct canvas *c, struct rect r,
                bool focused)
{
    struct spot s = {0};
    for (int i = 0; i < count(item); i++) {
        const char *word = item->choices[i];
        bool here = focused && i == cursor(item);
        bool on = has_word(item->line.text.s, word);
        go_on(&s, word, r.cols);
        int row = r.row + s.row;
        int col = canvas_put(c, row, r.col + s.col, ROLE_DIM, "[");
        if (here) {
            canvas_caret(c, row, col);
        }
        col = canvas_put(c, row, col, here ? ROLE_FOCUS : ROLE_FIELD,
                         on ? "x" : " ");
        col = canvas_put(c, row, col, ROLE_DIM, "]");
        canvas_put(c, row, col, here ? ROLE_FOCUS : ROLE_TEXT, word);
    }
}
