/* Private to the preview: its state, the sheet on the screen, moving over it,
   and what becomes of it. */
#ifndef PBTUI_SCREEN_PREVIEW_PARTS_H
#define PBTUI_SCREEN_PREVIEW_PARTS_H

#include "pbtui/screen/preview_view.h"

enum { PREVIEW_GO_DIGITS = 6, PREVIEW_FIND_CHARS = 40 };

struct preview_view {
    struct view view;
    struct app *app;
    struct preview_what what;
    size_t page;
    int top, left; /* rows and columns scrolled away */
    /* Rules across the page: on rows of their own instead of underlines. */
    bool own_rows;
    int seen_rows, seen_cols;       /* of the sheet, at the last draw */
    char go[PREVIEW_GO_DIGITS + 1]; /* page number being typed */
    char *find;                     /* "": nothing is looked for */
    size_t found_page, found_text;  /* found_page == doc.n: none yet */
    bool issued;
    char *written; /* path of the file this view wrote last; NULL */
};

static inline const struct page *preview_page(const struct preview_view *v)
{
    return &v->what.doc.pages[v->page];
}

/* ---- the sheet, preview_draw.c ---- */

/* Rows and columns of the page, with a blank row above and below.  row_of[n] is
   where line n of the grid stands, up to and with the one behind the last; what
   runs along its upper edge is on the row before. */
struct preview_sheet {
    int rows, cols;
    int lines;
    const int *row_of;
};
struct preview_sheet preview_sheet(const struct preview_view *v,
                                   struct arena *a);
void preview_draw(struct preview_view *v, struct canvas *c, struct rect area);
/* Role and column of each text are told to tests by the canvas alone. */

/* ---- moving, preview_move.c ---- */

void preview_go(struct preview_view *v, size_t page);
void preview_scroll(struct preview_view *v, int rows, int cols);
void preview_screenful(struct preview_view *v, bool down);
void preview_next(struct preview_view *v, bool forward);
/* Digits of a page number; false: not such a key. */
bool preview_go_key(struct preview_view *v, const struct key *k);
void preview_go_take(struct preview_view *v);

/* ---- finding, preview_find.c ---- */

/* Bytes of s that match `find` at its beginning; 0: none. */
size_t preview_match(const char *find, const char *s);
void preview_find_ask(struct preview_view *v);
void preview_find_next(struct preview_view *v);

/* ---- where it goes, preview_send.c asks, preview_keep.c does ---- */

enum keep_as { KEEP_PDF, KEEP_TEXT, KEEP_XLSX, KEEP_CSV, KEEP_COUNT };
struct preview_wish {
    enum keep_as as;
    const char *path;    /* whole */
    const char *printer; /* NULL: only the file */
    int copies;
    bool duplex;
    const char *pages;
};
/* Opens the form; csv: with that chosen. */
void preview_send_open(struct preview_view *v, bool csv);
const char *keep_ending(enum keep_as as);
bool keep_ends(const char *path, const char *ending);
/* ~/x, a folder, a bare name without its ending: what a clerk means by it. */
const char *keep_path(const struct preview_view *v, struct arena *a,
                      const char *typed, enum keep_as as);
/* Asks first when the file is there.  done: nothing is left to do, the form may
   go; else what went wrong has been told. */
void preview_keep(struct preview_view *v, const struct preview_wish *wish,
                  void (*done)(void *ctx), void *ctx);

#endif
