/* A report's outline with its holes filled: text to paste, or a PDF.  Status 1
   when a hole could not be filled; which, stands on standard error. */
#include "cmds.h"

#include <string.h>

#include "job.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/report/outline.h"
#include "pbtui/text/date.h"

#define SHEET "公文"

static bool list_outlines(struct job *job, const struct outline_set *set,
                          struct err *err)
{
    static const struct table_column columns[] = {
        {.name = "outline", .title = "提纲", .kind = CELL_TEXT},
        {.name = "title", .title = "标题", .kind = CELL_TEXT},
        {.name = "about", .title = "说明", .kind = CELL_MEMO},
    };
    struct arena *a = &job->arena;
    const char *const **rows = arena_array(a, set->n + 1, sizeof *rows);
    for (size_t i = 0; i < set->n; i++) {
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = set->list[i].name;
        cells[1] = set->list[i].title;
        cells[2] = set->list[i].about;
        rows[i] = cells;
    }
    const struct table t = {.columns = columns,
                            .n_columns = ARRAY_LEN(columns),
                            .rows = rows,
                            .n_rows = set->n};
    return job_table(job, &t, err);
}

static bool write_pdf(struct job *job, const struct outline_text *text,
                      struct err *err)
{
    struct sheets sheets;
    struct document doc;
    struct arena *a = &job->arena;
    if (!sheets_read(&sheets, a, NULL, err)) {
        return false;
    }
    outline_lay(text, a, sheet_find(&sheets, SHEET),
                org_current(&job->session.book, a).name, &doc);
    return job_pdf(job, &doc, err);
}

/* Paragraphs begin with two blanks and are not wrapped: they are to be pasted.
 */
static bool write_text(struct job *job, const struct outline_text *text,
                       struct err *err)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s\n\n", text->title);
    for (size_t i = 0; i < text->n; i++) {
        sb_addf(&sb, "　　%s\n", text->lines[i].text);
    }
    bool ok = job_output(job, &sb, err);
    sb_clear(&sb);
    return ok;
}

static void tell_missing(struct job *job, const struct outline_text *text)
{
    for (size_t i = 0; i < text->n_missing; i++) {
        job_notice(text->missing[i]);
    }
    job->found = text->n_missing > 0;
}

bool cmd_report(struct job *job, struct err *err)
{
    struct outline_set set;
    struct outline_text text;
    struct span asked, span;
    struct arena *a = &job->arena;
    struct book *b = &job->session.book;
    outlines_read(&set, a);
    for (size_t i = 0; i < set.n_complaints; i++) {
        job_notice(set.complaints[i]);
    }
    if (args_given(&job->args, OPT_LIST)) {
        return list_outlines(job, &set, err);
    }
    const char *word = job->args.n_words > 0 ? job->args.words[0] : "";
    const struct outline *o = outlines_find(&set, word);
    if (o == NULL || word[0] == '\0') {
        return err_set(err, ERR_USAGE, "E-APP-133",
                       "没有“%s”这份提纲，请用 pbtui report --list 看有哪些。",
                       word);
    }
    bool notes = args_given(&job->args, OPT_ROWS);
    if (!cmd_read_times(&job->args, &asked, err) ||
        !job_open(job, false, err) || !outline_span(o, b, &asked, &span, err) ||
        !cmd_times_begun(b, &span, err) ||
        !outline_fill(b, a, o, &span, notes, &text, err)) {
        return false;
    }
    tell_missing(job, &text);
    return job_wants(job, ".pdf") ? write_pdf(job, &text, err)
                                  : write_text(job, &text, err);
}
