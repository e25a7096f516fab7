/* Finding a word in what will be printed: text by text from the page that is
   seen, around once.  Case and full-width forms do not matter.  A word that is
   wrapped in the middle is not found: each line is a text of its own. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"
#include "pbtui/tui/dialog.h"
#include "preview_parts.h"

static uint32_t next_folded(const char **s)
{
    uint32_t cp;
    size_t n = utf8_next(*s, strlen(*s), &cp);
    *s += n;
    cp = text_fold_cp(cp);
    return cp >= 'A' && cp <= 'Z' ? cp - 'A' + 'a' : cp;
}

size_t preview_match(const char *find, const char *s)
{
    const char *at = s;
    if (*find == '\0' || ((unsigned char)*s & 0xC0u) == 0x80u) {
        return 0;
    }
    while (*find != '\0') {
        if (*at == '\0' || next_folded(&find) != next_folded(&at)) {
            return 0;
        }
    }
    return (size_t)(at - s);
}

static bool holds(const char *find, const char *s)
{
    while (*s != '\0' && preview_match(find, s) == 0) {
        s++;
    }
    return *s != '\0';
}

/* From this text of this page on to the end of it. */
static bool find_on(struct preview_view *v, size_t page, size_t from)
{
    const struct page *p = &v->what.doc.pages[page];
    for (size_t i = from; i < p->n_texts; i++) {
        if (holds(v->find, p->texts[i].text)) {
            v->found_page = page;
            v->found_text = i;
            return true;
        }
    }
    return false;
}

/* In the middle of the screen, unless it is in sight. */
static void show_found(struct preview_view *v)
{
    const struct page_text *t =
        &v->what.doc.pages[v->found_page].texts[v->found_text];
    if (v->page != v->found_page) {
        preview_go(v, v->found_page);
    }
    struct preview_sheet s = preview_sheet(v, &v->app->ui.frame);
    int row = s.row_of[t->line < s.lines ? t->line : s.lines];
    if (row < v->top || row >= v->top + v->seen_rows) {
        preview_scroll(v, row - v->seen_rows / 2 - v->top, 0);
    }
    if (t->col < v->left || t->col + t->cols > v->left + v->seen_cols) {
        preview_scroll(v, 0, t->col - 2 - v->left);
    }
}

void preview_find_next(struct preview_view *v)
{
    size_t n = v->what.doc.n;
    if (v->find[0] == '\0') {
        preview_find_ask(v);
        return;
    }
    bool again = v->found_page == v->page;
    if (again && find_on(v, v->page, v->found_text + 1)) {
        show_found(v);
        return;
    }
    for (size_t i = again ? 1 : 0; i <= n; i++) {
        if (find_on(v, (v->page + i) % n, 0)) {
            show_found(v);
            return;
        }
    }
    ui_note(&v->app->ui, ROLE_WARN, "没有找到“%s”。", v->find);
}

static void find_answer(void *ctx, struct ui *ui, const char *text)
{
    struct preview_view *v = ctx;
    (void)ui;
    if (text == NULL) {
        return;
    }
    mem_free(v->find);
    v->find = mem_str(text);
    v->found_page = v->what.doc.n;
    if (text[0] != '\0') {
        preview_find_next(v);
    }
}

void preview_find_ask(struct preview_view *v)
{
    dialog_input(&v->app->ui, "查找", "要打印的内容里找什么？", v->find,
                 PREVIEW_FIND_CHARS, find_answer, v);
}
