/* What the rooms of the hand-over sheets share: a field's text taken apart, and
   the way to a value. */
#ifndef PBTUI_REPORT_PLATFORM_PARTS_H
#define PBTUI_REPORT_PLATFORM_PARTS_H

#include "pbtui/base/folder.h"
#include "pbtui/base/ini.h"
#include "pbtui/ledger/record.h"
#include "pbtui/report/platform_sheet.h"
#include "pbtui/report/source.h"

enum { PLATFORM_PATH_MOST = 4 };

/* From the book's record through links to a field. */
struct platform_path {
    int fields[PLATFORM_PATH_MOST];
    size_t n;                  /* 0: it is no path */
    const struct ledger *last; /* whose field the last one is */
};
/* A piece of a text: as it stands, or a value. */
struct platform_piece {
    const char *text;  /* as it stands; NULL: a value */
    const char *value; /* of the source; NULL: by the path */
    struct platform_path path;
    const char *without; /* stands where the value is empty */
};
struct platform_word {
    const char *ours, *theirs;
};
struct platform_line {
    const char *label;
    const struct platform_piece *pieces;
    size_t n_pieces;
    int most;
    const struct platform_word *words;
    size_t n_words;
};
struct platform_when {
    struct platform_path path;
    bool absent;              /* it must have none */
    const char *const *words; /* NULL-ended; none: it must have some */
};

/* How dates are written. */
enum platform_style {
    STYLE_DASHES,  /* 2026-11-05 */
    STYLE_DIGITS,  /* 20261105 */
    STYLE_DOTS,    /* 2026.11.05 */
    STYLE_SLASHES, /* 2026/11/05 */
    STYLE_WORDS    /* 2026年11月5日 */
};
/* A text that is just a date or a month, in that style; else as it is. */
const char *platform_date(struct arena *a, int style, const char *text);

/* While a file is read. */
struct platform_maker {
    struct complaints *to;
    struct arena *arena;
    struct book *book;
    const char *file;
    struct platform_sheet *sheet;
    bool bad;
};
/* `life.ini 第 3 行：…，这张录入单没有采用。` */
void platform_complain(struct platform_maker *m, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Blanks of both ends taken off. */
const char *platform_trim(struct arena *a, const char *s, size_t n);
/* {a}…{b?无} into pieces; false: it has complained. */
bool platform_pieces(struct platform_maker *m, int line, const char *text,
                     struct platform_line *out);
/* grp_id, or person_id.idno; n 0 and a complaint when there is none such. */
struct platform_path platform_path_of(struct platform_maker *m, int line,
                                      const char *word);

/* While a record is filled in. */
struct platform_filling {
    struct book *book;
    struct arena *arena;
    const struct platform_sheet *sheet;
    struct record record;
    struct form_data data; /* of the source */
};
bool platform_begin(struct platform_filling *f, struct book *b, struct arena *a,
                    const struct platform_sheet *s, int64_t id,
                    struct err *err);
bool platform_lines(struct platform_filling *f, struct platform_page *out,
                    struct err *err);
/* What stands at the end of a path: for eyes, and whole.  False: reading
   failed. */
bool platform_value_at(struct platform_filling *f,
                       const struct platform_path *path, const char **shown,
                       const char **whole, bool *secret, struct err *err);
/* Does the record fulfil all conditions of its sheet? */
bool platform_meets(struct platform_filling *f, bool *out, struct err *err);
/* Reveals one secret value; "" stays "". */
bool platform_reveal_at(struct platform_filling *f,
                        const struct platform_path *path, const char *reason,
                        const char **whole, struct err *err);

#endif
