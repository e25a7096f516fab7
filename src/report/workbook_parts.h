/* The parts of report/workbook: what is written, and the talk with the
   press. */
#ifndef PBTUI_REPORT_WORKBOOK_PARTS_H
#define PBTUI_REPORT_WORKBOOK_PARTS_H

#include "pbtui/report/workbook.h"
#include "pbtui/report/workbook_wire.h"
#include "press_parts.h"

/* ---- workbook_talk.c ----------------------------------------------------- */

enum { WORKBOOK_END_BYTES = 22 }; /* of a zip */
struct workbook_talk {
    struct arena *a;
    struct child press;
    struct press_draft draft;
    struct press_news news;
    struct strbuf wire; /* lines that have not gone yet */
    size_t sent;        /* of them */
    bool failed;        /* for the reason in: */
    struct err err;
    uint64_t got;
    char head[4];
    char tail[WORKBOOK_END_BYTES];
    size_t rows;     /* as the press has said itself */
    const char *no;  /* why not, NULL when it did not say */
    int64_t idle_at; /* nothing has moved since */
    bool late;
};
bool workbook_talk_begin(struct workbook_talk *t, struct arena *a,
                         const char *path, enum file_flags flags,
                         struct err *err);
/* Hands over what has gathered in `wire`, when it is worth while. */
void workbook_talk_send(struct workbook_talk *t);
/* Hands over the rest and takes the xlsx; `rows` are those that went there.
   False: t->err says why. */
bool workbook_talk_end(struct workbook_talk *t, size_t rows,
                       const struct file_gate *gate);

/* ---- workbook_text.c: what may stand in a cell --------------------------- */

/* A cell as the press takes it: text_out, numbers and days that are none are
   texts, texts that look like formulas stay texts.  Lent until the next. */
struct workbook_said {
    struct strbuf sb;
    enum workbook_kind kind;
    unsigned look;
};
/* False: the text is longer than a cell takes. */
bool workbook_say(struct workbook_said *said, const struct workbook_cell *c);
/* How many points its row has to be high, 0: as usual; `cols` wide. */
int workbook_points(const struct workbook_said *said, int cols);
int workbook_points_of_lines(int lines);
/* Appends it so that it stands on one line. */
void workbook_escape(struct strbuf *out, const char *s);
/* A name for a sheet: no sign that is not allowed, no longer than allowed,
   not among those of `taken`. */
void workbook_name(struct strbuf *out, const char *name,
                   const char *const *taken, size_t n_taken);

#endif
