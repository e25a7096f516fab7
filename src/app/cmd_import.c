/* pbtui import: rows of a file into a book, the list of what was imported, and
   taking one of them back.

   The report goes to standard output also when nothing could be saved: that is
   when it is needed.  Ctrl+C stops between two rows, and nothing is written. */
#include "cmds.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "import_sheet.h"
#include "job.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/import.h"
#include "pbtui/report/cells.h"

#define MAP_BYTES_MAX ((size_t)64 * 1024)
enum { TAKE_MAX = 64 };

/* ---- words
 * ------------------------------------------------------------------- */

static bool read_number(const char *typed, int64_t *out, struct err *err)
{
    char *end;
    *out = strtoll(typed, &end, 10);
    return (*out > 0 && *end == '\0' && strlen(typed) < 12) ||
           err_set(err, ERR_USAGE, "E-APP-181",
                   "--undo 后面写第几次导入（pbtui import --list），“%s”不是。",
                   typed);
}

static bool read_map(struct job *job, const struct import_map **out,
                     struct err *err)
{
    const char *path = job->args.value[OPT_MAP];
    struct strbuf text;
    *out = NULL;
    if (path == NULL) {
        return true;
    }
    sb_init(&text);
    bool ok = file_read(&text, path, MAP_BYTES_MAX, err) &&
              import_map_read(out, &job->arena, text.s, text.len, err);
    sb_clear(&text);
    return ok;
}

/* all, or fields apart by commas, by label or column. */
static bool read_take(struct job *job, struct import_wish *wish,
                      struct err *err)
{
    const char *typed = job->args.value[OPT_TAKE];
    if (typed == NULL) {
        return true;
    }
    if (strcmp(typed, "all") == 0) {
        wish->take_all = true;
        return true;
    }
    const char **list = arena_array(&job->arena, TAKE_MAX + 1, sizeof *list);
    size_t n = 0;
    for (const char *s = typed; *s != '\0';) {
        size_t len = strcspn(s, ",");
        const char *word = arena_strn(&job->arena, s, len);
        if (n == TAKE_MAX || ledger_field_typed(wish->ledger, word) < 0) {
            return err_set(err, ERR_USAGE, "E-APP-182",
                           "--take 里的“%s”不是%s的字段；写 all，或写字段名，用"
                           "逗号隔开。",
                           word, wish->ledger->title);
        }
        list[n++] = word;
        s += len + (s[len] == ',');
    }
    wish->take = list;
    return true;
}

/* ---- stopping
 * ----------------------------------------------------------------- */

struct watch {
    bool shows; /* somebody sits there */
    size_t told;
};

/* Held back while rows are read, so that Ctrl+C comes between two of them. */
static void hold_interrupt(sigset_t *before)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, before);
}

static void release_interrupt(const sigset_t *before)
{
    const struct timespec now = {0, 0};
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    while (sigtimedwait(&set, NULL, &now) > 0) {
    }
    sigprocmask(SIG_SETMASK, before, NULL);
}

static bool was_interrupted(void)
{
    sigset_t set;
    return sigpending(&set) == 0 && sigismember(&set, SIGINT) == 1;
}

static bool go_on(void *ctx, size_t rows)
{
    struct watch *w = ctx;
    if (w->shows && rows >= w->told + 500) {
        char text[64];
        int n = snprintf(text, sizeof text, "\r读了 %zu 行……", rows);
        ssize_t written = write(STDERR_FILENO, text, (size_t)n);
        (void)written;
        w->told = rows;
    }
    return !was_interrupted();
}

static void end_progress(const struct watch *w)
{
    if (w->told > 0) {
        ssize_t written = write(STDERR_FILENO, "\r\033[K", 4);
        (void)written;
    }
}

/* ---- what is said -------------------------------------------------------- */

static bool is_text(const struct job *job)
{
    const char *format = job->args.value[OPT_FORMAT];
    return format == NULL || strcmp(format, "text") == 0;
}

static void tell_counts(struct job *job, const struct import_report *r)
{
    struct strbuf sb;
    sb_init(&sb);
    import_sheet_counts(&sb, r);
    if (is_text(job)) {
        job_say(job, "%s：%s。\n", r->ledger->title, sb.s);
    } else {
        job_notice(
            arena_printf(&job->arena, "%s：%s。", r->ledger->title, sb.s));
    }
    sb_clear(&sb);
}

static void tell_notes(struct job *job, const struct import_report *r,
                       const struct cells_file *f)
{
    for (size_t i = 0; i < f->n_notes; i++) {
        job_notice(f->notes[i]);
    }
    for (size_t i = 0; i < r->n_notes; i++) {
        job_notice(r->notes[i]);
    }
    if (r->more > 0 && !is_text(job)) {
        job_notice(arena_printf(&job->arena, "另有 %zu 行没有列出。", r->more));
    }
}

/* A look shows what was made of each column; a file whose heads are the book's
   own words needs no telling. */
static bool columns_need_telling(const struct job *job,
                                 const struct import_report *r)
{
    bool all_same = true;
    for (size_t i = 0; i < r->n_columns; i++) {
        all_same = all_same && r->columns[i].how == IMPORT_HOW_SAME;
    }
    return args_given(&job->args, OPT_DRY_RUN) || !all_same;
}

static bool tell(struct job *job, const struct import_report *r,
                 const struct cells_file *f, struct err *err)
{
    struct table t;
    struct arena *a = &job->arena;
    tell_notes(job, r, f);
    if (is_text(job) && columns_need_telling(job, r)) {
        import_sheet_columns(&t, a, r);
        table_write(&job->out, &t, TABLE_TEXT, job_cols(), false);
        job_say(job, "\n");
    }
    tell_counts(job, r);
    import_sheet_lines(&t, a, r, !is_text(job));
    if (is_text(job) && t.n_rows == 0) {
        return true;
    }
    return job_table(job, &t, err);
}

static void tell_saved(struct job *job, const struct import_report *r)
{
    if (r->number == 0) {
        return;
    }
    const char *text = arena_printf(
        &job->arena,
        "已导入，这是第 %lld 次导入；要全部撤销：pbtui import --undo %lld。",
        (long long)r->number, (long long)r->number);
    if (is_text(job)) {
        job_say(job, "%s\n", text);
    } else {
        job_notice(text);
    }
}

/* ---- the run ------------------------------------------------------------- */

static bool is_refused(const struct import_report *r)
{
    return r->counts[IMPORT_FATE_BAD] > 0 ||
           r->counts[IMPORT_FATE_CONFLICT] > 0;
}

static bool run(struct job *job, struct import_wish *wish,
                struct cells_file *file, struct err *err)
{
    struct import_report r;
    const char *bad = job->args.value[OPT_BAD];
    bool ok = import_run(&r, &job->session.book, &job->arena, wish, err);
    end_progress(wish->ctx);
    /* Bad rows are what the report is for; all else that fails is an error. */
    bool refused = !ok && err_is(err, "E-IMPORT-061");
    if (!ok && !refused) {
        return false;
    }
    job->saved = r.number != 0;
    job->found = refused || is_refused(&r);
    struct err other = ERR_INIT;
    if (!tell(job, &r, file, &other)) {
        *err = other;
        return false;
    }
    if (bad != NULL &&
        !import_sheet_bad(job, &r, wish->source, bad,
                          args_given(&job->args, OPT_FORCE), &other)) {
        if (!job->saved) {
            *err = other;
            return false;
        }
        /* What is in the ledger is told whatever became of the other file. */
        job_notice(other.text);
        job->found = true;
    }
    if (refused) {
        job_notice(err->text);
        memset(err, 0, sizeof *err);
    }
    tell_saved(job, &r);
    return true;
}

static bool rehearses(const struct job *job, const struct ledger *l)
{
    return import_rehearses(l) && !args_given(&job->args, OPT_READONLY);
}

static bool import_file(struct job *job, struct err *err)
{
    struct import_wish wish = {.save = !args_given(&job->args, OPT_DRY_RUN)};
    struct watch watch = {.shows = isatty(STDERR_FILENO) == 1};
    struct cells_file file;
    const struct cells_wish cells = {
        .path = job->args.words[1],
        .sheet = job->args.value[OPT_SHEET],
        .encoding = job->args.value[OPT_ENCODING],
        .go_on = go_on,
        .ctx = &watch,
    };
    if (!job_book(job, job->args.words[0], wish.save, &wish.ledger, err) ||
        !read_map(job, &wish.map, err) || !read_take(job, &wish, err) ||
        !cells_open(&file, &job->arena, &cells, err) ||
        !job_open(job, wish.save || rehearses(job, wish.ledger), err)) {
        return false;
    }
    wish.source = &file.source;
    wish.skip_bad = args_given(&job->args, OPT_SKIP_BAD);
    wish.reason = job->args.value[OPT_REASON];
    wish.go_on = go_on;
    wish.ctx = &watch;
    sigset_t before;
    hold_interrupt(&before);
    bool ok = run(job, &wish, &file, err);
    release_interrupt(&before);
    return ok;
}

static bool list_imports(struct job *job, struct err *err)
{
    struct import_done *list;
    size_t n;
    struct table t;
    struct book *b = &job->session.book;
    if (!job_open(job, false, err) ||
        !import_list(b, &job->arena, &list, &n, err)) {
        return false;
    }
    import_sheet_done(&t, &job->arena, b, list, n);
    return job_table(job, &t, err);
}

static bool undo_import(struct job *job, struct err *err)
{
    int64_t number;
    if (!read_number(job->args.value[OPT_UNDO], &number, err) ||
        !job_open(job, true, err) ||
        !import_undo(&job->session.book, number, err)) {
        return false;
    }
    job->saved = true;
    job_say(job, "第 %lld 次导入已全部撤销。\n", (long long)number);
    return true;
}

bool cmd_import(struct job *job, struct err *err)
{
    bool lists = args_given(&job->args, OPT_LIST);
    bool undoes = args_given(&job->args, OPT_UNDO);
    if ((lists || undoes) && job->args.n_words == 0 && lists != undoes) {
        return lists ? list_imports(job, err) : undo_import(job, err);
    }
    if (lists || undoes || job->args.n_words != 2) {
        return err_set(
            err, ERR_USAGE, "E-APP-183",
            "应写成：pbtui import 台账 文件，或 pbtui import --list，"
            "或 pbtui import --undo 次数。");
    }
    return import_file(job, err);
}
