/* pbtui-press: what needs heavy libraries, or reads what nobody can vouch for,
   done in a process of its own under limits.  One job a run, named by the first
   argument; without one it is pages.  What follows it is the job's. */
#include <string.h>
#include <unistd.h>

#include "cells.h"
#include "limits.h"
#include "pages.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"

static const struct press_job {
    const char *name;
    int n_words; /* that follow the name */
    int (*run)(const char *const *words);
} jobs[] = {
    {"pages", 0, pages_run},
    {"cells", 2, cells_run},
};

static int usage(void)
{
    static const char words[] =
        "pbtui-press " PBTUI_VERSION
        ": 由 pbtui 调用，排 PDF、读表格，不单独使用。\n";
    ssize_t n = write(STDERR_FILENO, words, sizeof words - 1);
    return n < 0 ? 3 : 2;
}

int main(int argc, char **argv)
{
    const char *wanted = argc > 1 ? argv[1] : "pages";
    const int n_words = argc > 2 ? argc - 2 : 0;
    file_guard_std();
    limits_set();
    for (size_t i = 0; i < ARRAY_LEN(jobs); i++) {
        if (strcmp(jobs[i].name, wanted) == 0 && jobs[i].n_words == n_words) {
            return jobs[i].run((const char *const *)argv + argc - n_words);
        }
    }
    return usage();
}
