/* The upper platform, seen from the books: what of them has been typed into it,
   and which differences from its list are passed over.  Both are records like
   any other: audited, undone, listed, voided. */
#ifndef PBTUI_LEDGER_PLATFORM_H
#define PBTUI_LEDGER_PLATFORM_H

#include "pbtui/ledger/ledger.h"

extern const struct ledger ledger_upload;        /* uploads 平台已录 */
extern const struct ledger ledger_platform_pair; /* passed-over 比对忽略 */

/* ---- what has been typed into it ----------------------------------------- */

/* A line of a hand-over sheet; text is whole, also of an ID number. */
struct upload_line {
    const char *label;
    const char *text;
};
struct upload_item {
    int64_t row;      /* the record */
    const char *said; /* how it is called */
    const struct upload_line *lines;
    size_t n_lines;
};
struct upload_sheet {
    const char *name, *system, *module;
    const struct ledger *ledger;
};
/* That one has been uploaded, in force. */
struct upload_mark {
    int64_t id, ver, row;
    const char *on, *by, *lines;
};

/* Of one sheet and the branch in view, by record. */
bool upload_marks(struct book *b, struct arena *a, const char *sheet,
                  struct upload_mark **out, size_t *n, struct err *err);
/* NULL: not uploaded. */
const struct upload_mark *upload_mark_of(const struct upload_mark *marks,
                                         size_t n, int64_t row);
/* Labels of those lines that are other than when it was uploaded, joined by 、;
   "" when there are none.  A line that the sheet did not have then is no
   difference. */
bool upload_changed(struct book *b, struct arena *a,
                    const struct upload_mark *mark,
                    const struct upload_line *lines, size_t n, const char **out,
                    struct err *err);
/* Marks them as uploaded on a day, one that is marked already anew: one change,
   undone as one.  E-UPLOAD-…. */
bool upload_tick(struct book *b, struct arena *a, const struct upload_sheet *s,
                 const struct upload_item *items, size_t n, int day,
                 struct err *err);
/* Takes the marks of these records off again, as one change; *done: how many
   there were. */
bool upload_untick(struct book *b, struct arena *a,
                   const struct upload_sheet *s, const int64_t *rows, size_t n,
                   const char *reason, size_t *done, struct err *err);

/* ---- differences that are passed over ------------------------------------ */

/* person 0: somebody who is only on the platform, known by `name`.  field "":
   the person as a whole.  here, there: what both sides say, whole. */
struct platform_difference {
    int64_t person;
    const char *name;
    const char *field;
    const char *here, *there;
};
struct platform_pair {
    int64_t id, ver, person;
    const char *name, *field;
    const char *here, *there; /* digests */
};
/* All that the branch passes over, in force. */
bool platform_pairs(struct book *b, struct arena *a, struct platform_pair **out,
                    size_t *n, struct err *err);
/* Is it passed over, both sides saying what they said?  *pair: the row; NULL:
   there is none, or what they say has changed since. */
bool platform_passed(struct book *b, const struct platform_pair *pairs,
                     size_t n, const struct platform_difference *d,
                     const struct platform_pair **pair, struct err *err);
/* As one change; a pair whose values were others is written over. */
bool platform_pass(struct book *b, struct arena *a,
                   const struct platform_difference *list, size_t n,
                   const char *reason, struct err *err);
/* Takes pairs back, as one change. */
bool platform_unpass(struct book *b, struct arena *a, const int64_t *ids,
                     size_t n, struct err *err);

#endif
