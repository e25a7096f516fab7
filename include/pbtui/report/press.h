/* PDF through pbtui-press, a program of its own: fonts and their libraries are
   heavy, and whatever happens to them must not happen to the ledger.

   Pages go to it over a pipe as text (pbtui/report/wire.h), the PDF comes back
   over another and is put in place at once or not at all.  It has 60 s (a
   second more for every fifty pages) and 512 MiB, and none of our files. */
#ifndef PBTUI_REPORT_PRESS_H
#define PBTUI_REPORT_PRESS_H

#include "pbtui/base/file.h"
#include "pbtui/report/page.h"

/* From pbtui.ini [paper]; "" or NULL: the known list. */
struct press_fonts {
    const char *family[FACE_COUNT];
};

struct press_result {
    size_t pages;
    const char *fonts[FACE_COUNT]; /* family used; NULL: no text in that face */
    const char *const *notes; /* Chinese: 没有找到仿宋，正文改用 … */
    size_t n_notes;
};

/* `path` "-" is standard output, which gets all or nothing.  `fonts` may be
   NULL.  E-PRESS-…: no press, no Chinese font, characters that no font has
   (named, each with its page), too long; E-FILE-…: target not writable, full, a
   link, exists (FILE_NEW).

   The press is looked for beside the running program, then in
   ../libexec/pbtui; PBTUI_PRESS names another one (tests). */
bool press_pdf(const struct document *doc, const struct press_fonts *fonts,
               const char *path, enum file_flags flags, struct arena *a,
               struct press_result *out, struct err *err);

struct press_watch {
    /* Asked some times a second with the pages given to the press so far;
       false: it is stopped, nothing is put in place, E-PRESS-019.  NULL. */
    bool (*go_on)(void *ctx, size_t pages);
    void *ctx;
    /* Before the PDF, whole, gets its name: an edition is noted here, so that
       none is noted of a paper that there is not. */
    struct file_gate gate;
};
bool press_pdf_watched(const struct document *doc,
                       const struct press_fonts *fonts, const char *path,
                       enum file_flags flags, const struct press_watch *watch,
                       struct arena *a, struct press_result *out,
                       struct err *err);

#endif
