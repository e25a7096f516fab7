/* Private to printing: a paper that is in the preview, and how it leaves. */
#ifndef PBTUI_SCREEN_PRINT_LEAVING_H
#define PBTUI_SCREEN_PRINT_LEAVING_H

#include "pbtui/base/file.h"
#include "pbtui/report/paper.h"
#include "pbtui/screen/app.h"

/* Lives in the preview's arena. */
struct print_leaving {
    struct paper paper;
    struct app *app;
};
/* For preview_what: `leaving` is one of those. */
bool print_leaves(void *leaving, struct err *err);
bool print_xlsx(void *leaving, const char *path, enum file_flags flags,
                struct err *err);

#endif
