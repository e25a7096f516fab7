/* What becomes of a paper when it leaves the preview: noted as an edition, or,
   as a spreadsheet, not.  The arena that it was made in has moved with the
   preview, so both bring one of their own. */
#include "print_leaving.h"

bool print_leaves(void *leaving, struct err *err)
{
    struct print_leaving *l = leaving;
    struct arena scratch = ARENA_INIT;
    l->paper.arena = &scratch;
    bool ok = paper_issue(&l->paper, l->app->book, err);
    arena_clear(&scratch);
    return ok;
}

bool print_xlsx(void *leaving, const char *path, enum file_flags flags,
                struct err *err)
{
    struct print_leaving *l = leaving;
    struct arena scratch = ARENA_INIT;
    l->paper.arena = &scratch;
    bool ok = paper_xlsx(&l->paper, l->app->book, path, flags, err);
    arena_clear(&scratch);
    return ok;
}
