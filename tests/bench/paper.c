/* One table as PDF by the way a form goes: flow, page model, press.

       paper TABLE.tsv OUT.pdf

   The first line of the table holds the heads of the columns.

       paper --peak PRESS LINES

   says how much memory a press takes for these lines, in KB.  A child's peak is
   never below that of who started it, so a small program has to. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/flow.h"
#include "pbtui/report/press.h"

struct table {
    struct flow_column columns[32];
    size_t n_columns;
    const char *const **rows;
    size_t n_rows, cap;
};

static void take_row(struct table *t, struct arena *a, char *line)
{
    const char **cells = arena_array(a, ARRAY_LEN(t->columns), sizeof *cells);
    size_t n = 0;
    while (line != NULL && n < ARRAY_LEN(t->columns)) {
        cells[n++] = strsep(&line, "\t");
    }
    if (t->n_columns == 0) {
        t->n_columns = n;
        for (size_t i = 0; i < n; i++) {
            t->columns[i] = (struct flow_column){cells[i], 6, 1, PAGE_LEFT};
        }
        return;
    }
    MEM_PUSH(t->rows, t->n_rows, t->cap);
    t->rows[t->n_rows++] = (const char *const *)cells;
}

static bool print(char *text, const char *to, struct arena *a, struct err *err)
{
    struct table t = {.n_columns = 0};
    struct sheets sheets;
    if (!sheets_read(&sheets, a, NULL, err)) {
        return false;
    }
    while (text != NULL && *text != '\0') {
        take_row(&t, a, strsep(&text, "\n"));
    }
    const struct flow_table table = {.columns = t.columns,
                                     .n_columns = t.n_columns,
                                     .rows = t.rows,
                                     .n_rows = t.n_rows};
    struct document doc;
    struct press_result r;
    struct flow *f = flow_new(a, sheet_find(&sheets, "横排小五"));
    flow_title(f, "党员名册");
    flow_put_table(f, &table);
    flow_footer(f, "", "第 {n} 页 共 {N} 页", "");
    flow_finish(f, "党员名册", &doc);
    bool ok = press_pdf(&doc, NULL, to, FILE_REPLACE, a, &r, err);
    mem_free(t.rows);
    if (ok) {
        printf("%zu pages\n", r.pages);
    }
    return ok;
}

static int say_peak(const char *press, const char *wire)
{
    pid_t pid = fork();
    if (pid == 0) {
        int in = open(wire, O_RDONLY);
        int out = open("/dev/null", O_WRONLY);
        if (in >= 0 && out >= 0 && dup2(in, 0) == 0 && dup2(out, 1) == 1) {
            execl(press, press, (char *)NULL);
        }
        _exit(127);
    }
    struct rusage use;
    int status = -1;
    if (pid < 0 || wait4(pid, &status, 0, &use) != pid || status != 0) {
        fprintf(stderr, "%s: status %d\n", press, status);
        return 1;
    }
    printf("%ld\n", use.ru_maxrss);
    return 0;
}

int main(int argc, char **argv)
{
    struct arena a = ARENA_INIT;
    struct strbuf text;
    struct err err = ERR_INIT;
    if (argc == 4 && strcmp(argv[1], "--peak") == 0) {
        return say_peak(argv[2], argv[3]);
    }
    if (argc != 3) {
        fputs("paper TABLE.tsv OUT.pdf\n", stderr);
        return 2;
    }
    sb_init(&text);
    bool ok = file_read(&text, argv[1], (size_t)1 << 26, &err) &&
              print(text.s, argv[2], &a, &err);
    if (!ok) {
        fprintf(stderr, "%s %s %s\n", err.code, err.text, err.detail);
    }
    sb_clear(&text);
    arena_clear(&a);
    return ok ? 0 : 1;
}
