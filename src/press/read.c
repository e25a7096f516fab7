/* Pages as lines: which parts each word asks for, and their bounds. */
#include "read.h"

#include <string.h>

#include "pbtui/base/mem.h"

static void rest(struct parts *p, struct wire_line *out, size_t least)
{
    out->text = parts_rest(p, least, &out->n_text);
}

static const char *const faces[FACE_COUNT] = WIRE_FACES;
static const char *const aligns[] = {"l", "c", "r"};
static const char *const weights[] = {"thin", "thick", "dashed"};
static const char *const ways[] = {"h", "v"};

static void read_parts(struct parts *p, struct wire_line *out)
{
    const int longest = WIRE_LENGTH;
    switch (out->word) {
    case WORD_TITLE:
        rest(p, out, 0);
        break;
    case WORD_FONT:
        out->face = (enum page_face)parts_choice(p, faces, FACE_COUNT);
        rest(p, out, 1);
        break;
    case WORD_PAGES:
        out->pages = (size_t)parts_number(p, 1, WIRE_PAGES);
        break;
    case WORD_PAGE:
        out->width = parts_number(p, 100, longest);
        out->height = parts_number(p, 100, longest);
        break;
    case WORD_STYLE:
        out->face = (enum page_face)parts_choice(p, faces, FACE_COUNT);
        out->size = parts_number(p, 100, 20000);
        out->cell = parts_number(p, 100, 200000);
        break;
    case WORD_TEXT:
        out->x = parts_number(p, -longest, longest);
        out->y = parts_number(p, -longest, longest);
        out->width = parts_number(p, 1, longest);
        out->align =
            (enum page_align)parts_choice(p, aligns, ARRAY_LEN(aligns));
        rest(p, out, 1);
        break;
    case WORD_RULE:
        out->weight =
            (enum rule_weight)parts_choice(p, weights, ARRAY_LEN(weights));
        out->x = parts_number(p, -longest, longest);
        out->y = parts_number(p, -longest, longest);
        out->width = parts_number(p, 0, longest);
        out->down = parts_choice(p, ways, ARRAY_LEN(ways)) == 1;
        break;
    case WORD_END:
        break;
    }
    parts_end(p);
}

void read_line(struct lines *in, struct wire_line *out)
{
    static const char *const words[] = {
        [WORD_TITLE] = "title", [WORD_FONT] = "font",   [WORD_PAGES] = "pages",
        [WORD_PAGE] = "page",   [WORD_STYLE] = "style", [WORD_TEXT] = "text",
        [WORD_RULE] = "rule",   [WORD_END] = "end"};
    struct parts p = lines_next(in);
    memset(out, 0, sizeof *out);
    out->word = (enum wire_word)parts_choice(&p, words, ARRAY_LEN(words));
    read_parts(&p, out);
}
