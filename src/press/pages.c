/* Pages in, PDF out (pbtui/report/wire.h says in which form).

   Stages: the head of the document → page by page, each written as
   soon as its last line is read → fonts, cut down to what was drawn → the lists
   that a PDF ends with.  Only the fonts' tables grow with the document.

   It believes nothing it reads, and makes no page layout: where things stand
   was decided before. */
#include "pages.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "embed.h"
#include "faces.h"
#include "layout.h"
#include "limits.h"
#include "pbtui/base/mem.h"
#include "pdf.h"
#include "read.h"
#include "say.h"

struct press {
    struct reader in;
    struct pdf pdf;
    struct faces faces;
    struct content content;
    struct strbuf stream;
    struct strbuf kids; /* objects of the pages */
    char *title;
    size_t pages;
};

/* ---- one page --------------------------------------------------------------
 */

static void add_rule(struct strbuf *out, const struct wire_line *rule,
                     int height, enum rule_weight *set, bool *any)
{
    static const char *const words[] = {
        [RULE_THIN] = "0.4 w 2 J[]0 d\n",
        [RULE_THICK] = "1 w 2 J[]0 d\n",
        [RULE_DASHED] = "0.4 w 0 J[3 2]0 d\n",
    };
    if (!*any || *set != rule->weight) {
        sb_add(out, words[rule->weight]);
        *set = rule->weight;
        *any = true;
    }
    const int length = rule->width;
    content_add_length(out, rule->x);
    content_add_length(out, height - rule->y);
    sb_add(out, " m");
    content_add_length(out, rule->x + (rule->down ? 0 : length));
    content_add_length(out, height - rule->y - (rule->down ? length : 0));
    sb_add(out, " l S\n");
}

static void finish_page(struct press *p, const struct wire_line *page)
{
    struct strbuf body;
    sb_init(&body);
    if (p->content.texts.len > 0) {
        sb_add(&p->stream, "BT\n");
        sb_addn(&p->stream, p->content.texts.s, p->content.texts.len);
        sb_add(&p->stream, "ET\n");
    }
    size_t stream = pdf_number(&p->pdf);
    pdf_stream(&p->pdf, stream, "", p->stream.s, p->stream.len);
    size_t number = pdf_number(&p->pdf);
    sb_addf(&body, "<</Type/Page/Parent %d 0 R/Resources %d 0 R/MediaBox[0 0",
            PDF_PAGES, PDF_RESOURCES);
    content_add_length(&body, page->width);
    content_add_length(&body, page->height);
    sb_addf(&body, "]/Contents %zu 0 R>>", stream);
    pdf_object(&p->pdf, number, body.s);
    sb_addf(&p->kids, "%zu 0 R\n", number);
    sb_clear(&body);
}

static void draw_text(struct press *p, const struct wire_line *style,
                      const struct wire_line *text, int height)
{
    const struct line line = {.face = style->face,
                              .align = text->align,
                              .size = style->size,
                              .cell = style->cell,
                              .x = text->x,
                              .y = height - text->y,
                              .width = text->width,
                              .text = text->text,
                              .n_bytes = text->n_text};
    content_line(&p->content, &line);
}

/* Reads up to the line that begins the next page, or ends all. */
static void draw_page(struct press *p, const struct wire_line *page,
                      struct wire_line *line)
{
    struct wire_line style = {.size = 0};
    enum rule_weight weight = RULE_THIN;
    bool any = false;
    sb_reset(&p->stream);
    for (;;) {
        read_line(&p->in, line);
        switch (line->word) {
        case WORD_STYLE:
            style = *line;
            break;
        case WORD_TEXT:
            if (style.size == 0) {
                read_refuse(&p->in);
            }
            draw_text(p, &style, line, page->height);
            break;
        case WORD_RULE:
            add_rule(&p->stream, line, page->height, &weight, &any);
            break;
        case WORD_PAGE:
        case WORD_END:
            return;
        case WORD_TITLE:
        case WORD_FONT:
        case WORD_PAGES:
            read_refuse(&p->in);
        }
    }
}

/* ---- the document ----------------------------------------------------------
 */

static void read_head(struct press *p)
{
    struct wire_line line;
    do {
        read_line(&p->in, &line);
        switch (line.word) {
        case WORD_TITLE:
            mem_free(p->title);
            p->title = mem_str(line.text);
            break;
        case WORD_FONT:
            mem_free(p->faces.wanted[line.face]);
            p->faces.wanted[line.face] = mem_str(line.text);
            break;
        case WORD_PAGES:
            p->pages = line.pages;
            limits_set_pages(p->pages);
            break;
        default:
            read_refuse(&p->in);
        }
    } while (line.word != WORD_PAGES);
}

static void read_pages(struct press *p)
{
    struct wire_line line;
    read_line(&p->in, &line);
    for (size_t i = 1; i <= p->pages; i++) {
        if (line.word != WORD_PAGE) {
            read_refuse(&p->in);
        }
        const struct wire_line page = line;
        content_begin(&p->content, &p->faces, i);
        draw_page(p, &page, &line);
        finish_page(p, &page);
    }
    if (line.word != WORD_END) {
        read_refuse(&p->in);
    }
    read_nothing(&p->in);
}

static void finish_document(struct press *p)
{
    struct strbuf body;
    sb_init(&body);
    sb_add(&body, "<</ProcSet[/PDF/Text]/Font<<");
    for (int i = 0; i < p->faces.n_fonts; i++) {
        if (font_is_drawn(&p->faces.fonts[i])) {
            size_t number = embed_font(&p->pdf, &p->faces.fonts[i]);
            sb_addf(&body, "/F%d %zu 0 R", i, number);
        }
    }
    sb_add(&body, ">>>>");
    pdf_object(&p->pdf, PDF_RESOURCES, body.s);
    sb_reset(&body);
    sb_addf(&body, "<</Type/Pages/Count %zu/Kids[\n%s]>>", p->pages, p->kids.s);
    pdf_object(&p->pdf, PDF_PAGES, body.s);
    sb_reset(&body);
    sb_addf(&body, "<</Type/Catalog/Pages %d 0 R/Lang(zh-CN)>>", PDF_PAGES);
    pdf_object(&p->pdf, PDF_CATALOG, body.s);
    sb_reset(&body);
    sb_add(&body, "<</Creator(pbtui)/Producer(pbtui-press)/Title");
    pdf_add_text(&body, p->title == NULL ? "" : p->title);
    sb_add(&body, ">>");
    pdf_object(&p->pdf, PDF_INFO, body.s);
    sb_clear(&body);
    pdf_end(&p->pdf);
}

int pages_run(const char *const *words)
{
    (void)words;
    struct press *p = mem_new(sizeof *p);
    sb_init(&p->stream);
    sb_init(&p->kids);
    read_begin(&p->in, STDIN_FILENO);
    read_head(p);
    faces_begin(&p->faces);
    pdf_begin(&p->pdf, STDOUT_FILENO);
    read_pages(p);
    faces_refuse_missing(&p->faces);
    finish_document(p);
    say_pages(p->pages);
    faces_clear(&p->faces);
    content_clear(&p->content);
    sb_clear(&p->stream);
    sb_clear(&p->kids);
    mem_free(p->title);
    mem_free(p);
    return close(STDOUT_FILENO) == 0 ? WIRE_DONE : WIRE_NO_OUTPUT;
}
