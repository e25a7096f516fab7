/* Pages as lines of text: a word that says what the line is, numbers, and last
   a text where there is one (a text of a page has no line end).

       pbtui-pages 1
       title  …
       sheet  3 flags, 12 numbers, then its name
       page   the sheet's number, from 0
       text   7 numbers, then the text
       rule   5 numbers

   Reading back believes nothing: the file lay beside the ledger. */
#include "pbtui/report/page_pack.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"

#define MARK    "pbtui-pages 1"
#define NUMBERS (SHEET_FLAGS + SHEET_NUMBERS)
#define MOST    1000000 /* no number of a page is larger */

enum { SHEET_FLAGS = 3, SHEET_NUMBERS = 12 };
/* Of a sheet, and below its type area. */
enum { CELLS_MAX = 400, FOOT_LINES_MAX = 8 };

/* ---- out ------------------------------------------------------------------
 */

/* In the order they are written. */
static void sheet_numbers(struct sheet *s, int *out[SHEET_NUMBERS])
{
    int *const list[SHEET_NUMBERS] = {
        &s->width,      &s->height,      &s->top,  &s->left,
        &s->area_width, &s->area_height, &s->bind, &s->foot,
        &s->cols,       &s->lines,       &s->size, &s->title};
    memcpy(out, list, sizeof list);
}

static void pack_sheet(struct strbuf *out, const struct sheet *s)
{
    struct sheet copy = *s;
    int *number[SHEET_NUMBERS];
    sheet_numbers(&copy, number);
    sb_addf(out, "sheet %d %d %d", s->landscape, s->dashes, s->terminal);
    for (size_t i = 0; i < SHEET_NUMBERS; i++) {
        sb_addf(out, " %d", *number[i]);
    }
    sb_addf(out, " %s\n", s->name);
}

static void pack_page(struct strbuf *out, const struct page *p, size_t sheet)
{
    sb_addf(out, "page %zu\n", sheet);
    for (size_t i = 0; i < p->n_texts; i++) {
        const struct page_text *t = &p->texts[i];
        sb_addf(out, "text %d %d %d %d %d %d %d %s\n", t->line, t->col,
                t->lines, t->cols, (int)t->align, (int)t->face, t->size,
                t->text);
    }
    for (size_t i = 0; i < p->n_rules; i++) {
        const struct page_rule *r = &p->rules[i];
        sb_addf(out, "rule %d %d %d %d %d\n", r->down, r->line, r->col,
                r->length, (int)r->weight);
    }
}

/* Pages share their sheets. */
struct sheet_used {
    const struct sheet *sheet;
};

void page_pack(struct strbuf *out, const struct document *doc)
{
    struct sheet_used *seen = NULL;
    size_t n = 0;
    size_t cap = 0;
    sb_addf(out, MARK "\ntitle %s\n", doc->title);
    for (size_t i = 0; i < doc->n; i++) {
        const struct sheet *s = doc->pages[i].sheet;
        size_t at = 0;
        while (at < n && seen[at].sheet != s) {
            at++;
        }
        if (at == n) {
            MEM_PUSH(seen, n, cap);
            seen[n++].sheet = s;
            pack_sheet(out, s);
        }
        pack_page(out, &doc->pages[i], at);
    }
    mem_free(seen);
}

/* ---- back -----------------------------------------------------------------
 */

struct unpacking {
    struct arena *arena;
    const char *at, *end;
    struct sheet_used *sheets;
    size_t n_sheets, cap_sheets;
    struct page *pages;
    size_t n_pages, cap_pages;
    struct page_text *texts; /* of the page that is being read */
    size_t n_texts, cap_texts;
    struct page_rule *rules;
    size_t n_rules, cap_rules;
};

struct line {
    const char *word;
    size_t n_word;
    long number[NUMBERS];
    size_t n;
    const char *rest; /* behind the numbers and one blank */
};

struct place {
    long line, col, lines, cols;
};

static bool next_line(struct unpacking *u, const char **line)
{
    const char *stop = memchr(u->at, '\n', (size_t)(u->end - u->at));
    if (stop == NULL) {
        return false;
    }
    *line = arena_strn(u->arena, u->at, (size_t)(stop - u->at));
    u->at = stop + 1;
    return true;
}

static void split(struct line *l, const char *s, size_t numbers)
{
    *l = (struct line){.word = s, .n_word = strcspn(s, " ")};
    const char *p = s + l->n_word;
    while (l->n < numbers && *p == ' ') {
        char *stop;
        long v = strtol(p + 1, &stop, 10);
        if (stop == p + 1 || v < -MOST || v > MOST) {
            break;
        }
        l->number[l->n++] = v;
        p = stop;
    }
    l->rest = *p == ' ' ? p + 1 : p;
}

static bool is_line(const struct line *l, const char *word)
{
    return l->n_word == strlen(word) && strncmp(l->word, word, l->n_word) == 0;
}

static void *keep(struct arena *a, const void *from, size_t n, size_t size)
{
    void *to = arena_alloc(a, n * size);
    if (n > 0) {
        memcpy(to, from, n * size);
    }
    return to;
}

static bool is_sheet(const struct sheet *s)
{
    return s->width > 0 && s->height > 0 && s->area_width > 0 &&
           s->area_height > 0 && s->cols > 0 && s->cols <= CELLS_MAX &&
           s->lines > 0 && s->lines <= CELLS_MAX && s->size > 0;
}

/* On the page that is being read, with room for its footer. */
static bool is_on_page(const struct unpacking *u, const struct place *p)
{
    if (u->n_pages == 0) {
        return false;
    }
    const struct sheet *s = u->pages[u->n_pages - 1].sheet;
    return p->line >= 0 && p->lines >= 0 && p->col >= 0 && p->cols >= 0 &&
           p->line + p->lines <= s->lines + FOOT_LINES_MAX &&
           p->col + p->cols <= s->cols;
}

static bool take_sheet(struct unpacking *u, const char *s)
{
    struct line l;
    split(&l, s, SHEET_FLAGS + SHEET_NUMBERS);
    struct sheet sheet = {.name = l.rest,
                          .basis = "",
                          .landscape = l.number[0] != 0,
                          .dashes = l.number[1] != 0,
                          .terminal = l.number[2] != 0};
    int *number[SHEET_NUMBERS];
    sheet_numbers(&sheet, number);
    for (size_t i = 0; i < SHEET_NUMBERS; i++) {
        *number[i] = (int)l.number[SHEET_FLAGS + i];
    }
    if (l.n != SHEET_FLAGS + SHEET_NUMBERS || !is_sheet(&sheet)) {
        return false;
    }
    MEM_PUSH(u->sheets, u->n_sheets, u->cap_sheets);
    u->sheets[u->n_sheets++].sheet = keep(u->arena, &sheet, 1, sizeof sheet);
    return true;
}

static bool take_text(struct unpacking *u, const char *s)
{
    struct line l;
    split(&l, s, 7);
    const long *v = l.number;
    const struct place at = {v[0], v[1], v[2], v[3]};
    if (l.n != 7 || !is_on_page(u, &at) || v[4] < 0 || v[4] > PAGE_RIGHT ||
        v[5] < 0 || v[5] >= FACE_COUNT || v[6] <= 0) {
        return false;
    }
    MEM_PUSH(u->texts, u->n_texts, u->cap_texts);
    u->texts[u->n_texts++] = (struct page_text){
        .line = (int)v[0],
        .col = (int)v[1],
        .lines = (int)v[2],
        .cols = (int)v[3],
        .align = (enum page_align)v[4],
        .face = (enum page_face)v[5],
        .size = (int)v[6],
        .text = l.rest,
    };
    return true;
}

static bool take_rule(struct unpacking *u, const char *s)
{
    struct line l;
    split(&l, s, 5);
    const long *v = l.number;
    const bool down = v[0] != 0;
    const struct place at = {v[1], v[2], down ? v[3] : 0, down ? 0 : v[3]};
    if (l.n != 5 || !is_on_page(u, &at) || v[4] < 0 || v[4] > RULE_DASHED) {
        return false;
    }
    MEM_PUSH(u->rules, u->n_rules, u->cap_rules);
    u->rules[u->n_rules++] = (struct page_rule){
        .down = down,
        .line = (int)v[1],
        .col = (int)v[2],
        .length = (int)v[3],
        .weight = (enum rule_weight)v[4],
    };
    return true;
}

static void end_page(struct unpacking *u)
{
    if (u->n_pages == 0) {
        return;
    }
    struct page *p = &u->pages[u->n_pages - 1];
    p->texts = keep(u->arena, u->texts, u->n_texts, sizeof *u->texts);
    p->n_texts = u->n_texts;
    p->rules = keep(u->arena, u->rules, u->n_rules, sizeof *u->rules);
    p->n_rules = u->n_rules;
    u->n_texts = 0;
    u->n_rules = 0;
}

static bool take_page(struct unpacking *u, const char *s)
{
    struct line l;
    split(&l, s, 1);
    if (l.n != 1 || l.number[0] < 0 || (size_t)l.number[0] >= u->n_sheets) {
        return false;
    }
    end_page(u);
    MEM_PUSH(u->pages, u->n_pages, u->cap_pages);
    u->pages[u->n_pages++] = (struct page){
        .sheet = u->sheets[l.number[0]].sheet,
    };
    return true;
}

static bool take_line(struct unpacking *u, const char *s)
{
    static const struct {
        const char *word;
        bool (*take)(struct unpacking *u, const char *s);
    } kinds[] = {
        {"text", take_text},
        {"rule", take_rule},
        {"page", take_page},
        {"sheet", take_sheet},
    };
    struct line l;
    split(&l, s, 0);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (is_line(&l, kinds[i].word)) {
            return kinds[i].take(u, s);
        }
    }
    return false;
}

static bool unpack(struct unpacking *u, struct document *out)
{
    const char *s;
    if (!next_line(u, &s) || strcmp(s, MARK) != 0 || !next_line(u, &s) ||
        strncmp(s, "title ", 6) != 0) {
        return false;
    }
    out->title = s + 6;
    while (u->at < u->end) {
        if (!next_line(u, &s) || !take_line(u, s)) {
            return false;
        }
    }
    end_page(u);
    out->pages = keep(u->arena, u->pages, u->n_pages, sizeof *u->pages);
    out->n = u->n_pages;
    return true;
}

bool page_unpack(struct document *out, struct arena *a, const char *bytes,
                 size_t n, struct err *err)
{
    struct unpacking u = {.arena = a, .at = bytes, .end = bytes + n};
    bool ok = utf8_valid(bytes, n, NULL) && memchr(bytes, '\0', n) == NULL &&
              unpack(&u, out);
    mem_free(u.sheets);
    mem_free(u.pages);
    mem_free(u.texts);
    mem_free(u.rules);
    return ok || err_set(err, ERR_IO, "E-PAPER-001",
                         "存下的已印页面读不出来，可能被改动过；"
                         "请从备份里找回账本旁边的附件文件夹再试。");
}
