/* The press as a program, what stands in its PDF, and documents to print. */
#ifndef PBTUI_TESTS_PRESS_RIG_H
#define PBTUI_TESTS_PRESS_RIG_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/report/press.h"

/* In the folder of the tests; lent until the sixteenth after it. */
const char *rig_file(const char *name);

/* From now on only the fonts of these folders (NULL-ended) are there; none of
   them NULL: those of the computer. */
void rig_fonts(const char *const *folders);
extern const char *const rig_zenhei[]; /* fonts-wqy-zenhei alone */
extern const char *const rig_both[];   /* and fonts-noto-cjk */
extern const char *const rig_none[];
extern const char *const rig_noto[];  /* fonts-noto-cjk alone */
extern const char *const rig_uming[]; /* fonts-arphic-uming and wqy-zenhei */
extern const char *const rig_latin[]; /* fonts-dejavu and wqy-zenhei */
/* Fonts as PostScript draws them (fonts-urw-base35), and wqy-zenhei. */
extern const char *const rig_plain[];
/* False, with a word about it, when such a font is not installed. */
bool rig_have(const char *const *folders);

/* The real press, given lines as they are. */
struct rig_said {
    int status; /* exit status, 128 + n for signal n */
    long peak_kb;
    char *err;
};
struct rig_said rig_press(const char *wire, size_t n, const char *to);
/* The same from a file: the peak of a child is never below ours. */
struct rig_said rig_press_file(const char *in, const char *to);

/* Another job of it. */
struct rig_said rig_job(const char *job, const char *wire, const char *to);
struct rig_said rig_job_file(const char *job, const char *in, const char *to);

/* A press that waits for more on its standard input, which is *in; its limits
   are `shorter` seconds when that is not NULL. */
pid_t rig_press_waiting(int *in, const char *shorter);

/* What a command of poppler says; owned by the caller. */
char *rig_poppler(const char *command, const char *pdf);
/* An entry of an xlsx; owned by the caller. */
char *rig_unzip(const char *zip, const char *entry);
/* Where a word stands, 1/100 pt; false when it is not there. */
struct rig_box {
    long left, top, right, bottom;
};
bool rig_find(const char *pdf, const char *word, struct rig_box *out);

extern const struct sheet rig_portrait, rig_landscape;
/* Pages of a table of so many columns, 40 rows each, as report/flow makes
   them. */
struct document rig_table(struct arena *a, size_t rows, int columns);
/* One page with one text from (line, col). */
struct document rig_text(struct arena *a, const struct page_text *t);

#endif
