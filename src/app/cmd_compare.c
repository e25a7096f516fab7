/* Comparing with the platform on the command line: what is only here, only
   there, different; taking the platform's values, passing differences over; the
   headcount.  Status 1 when something is left. */
#include "cmds.h"

#include <string.h>

#include "job.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/compare.h"
#include "pbtui/report/cells.h"
#include "pbtui/report/compare_table.h"

/* The person, no field of his. */
#define PERSON "person"

#define MAP_BYTES_MAX ((size_t)64 * 1024)

struct comparing {
    struct cells_file file;
    struct compare_report report;
    size_t *at; /* lines that are chosen */
    size_t n;
    size_t skipped; /* could not be taken, and were not named */
};

static bool read_map(struct job *job, const struct import_map **map,
                     struct err *err)
{
    const char *path = job->args.value[OPT_MAP];
    struct strbuf text;
    if (path == NULL) {
        return true;
    }
    sb_init(&text);
    bool ok = file_read(&text, path, MAP_BYTES_MAX, err) &&
              import_map_read(map, &job->arena, text.s, text.len, err);
    sb_clear(&text);
    return ok;
}

static bool read_all(struct job *job, struct comparing *c, struct err *err)
{
    const struct cells_wish cells = {.path = job->args.words[0],
                                     .sheet = job->args.value[OPT_SHEET],
                                     .encoding = job->args.value[OPT_ENCODING]};
    const struct import_map *map = NULL;
    struct arena *a = &job->arena;
    if (!read_map(job, &map, err)) {
        return false;
    }
    if (!cells_open(&c->file, a, &cells, err)) {
        return false;
    }
    const struct compare_wish wish = {.source = &c->file.source, .map = map};
    if (!compare_run(&c->report, &job->session.book, a, &wish, err)) {
        return false;
    }
    for (size_t i = 0; i < c->file.n_notes; i++) {
        job_notice(c->file.notes[i]);
    }
    job->found = compare_open(&c->report) > 0;
    return true;
}

/* ---- which lines --------------------------------------------------------- */

static bool is_named(const struct job *job, const struct compare_line *line)
{
    for (int i = 1; i < job->args.n_words; i++) {
        if (strcmp(job->args.words[i], line->name) == 0) {
            return true;
        }
    }
    return job->args.n_words < 2;
}

/* Only what is of the people who are named. */
static bool narrow(const struct job *job, struct compare_report *r,
                   struct err *err)
{
    size_t n = 0;
    if (job->args.n_words < 2) {
        return true;
    }
    memset(r->counts, 0, sizeof r->counts);
    for (size_t i = 0; i < r->n_lines; i++) {
        if (is_named(job, &r->lines[i])) {
            r->lines[n++] = r->lines[i];
            r->counts[r->lines[n - 1].group]++;
        }
    }
    r->n_lines = n;
    return n > 0 ||
           err_set(
               err, ERR_RULE, "E-APP-162",
               "没有与“%s”有关的不一致：两边一样，或者名册和平台的表里都没有"
               "这个人，请核对姓名。",
               job->args.words[1]);
}

/* all, or columns and labels apart by commas; *named: by its own name. */
static bool is_listed(const char *fields, const struct compare_line *line,
                      bool *named)
{
    *named = false;
    if (strcmp(fields, "all") == 0) {
        return line->field[0] != '\0';
    }
    for (const char *s = fields; *s != '\0';) {
        size_t n = strcspn(s, ",");
        const char *const words[] = {
            line->field[0] == '\0' ? PERSON : line->field, line->label};
        for (size_t i = 0; i < ARRAY_LEN(words); i++) {
            *named = *named || (strlen(words[i]) == n && n > 0 &&
                                strncmp(words[i], s, n) == 0);
        }
        s += n + (s[n] == ',');
    }
    return *named;
}

static bool choose(struct job *job, struct comparing *c, const char *fields,
                   bool takes, struct err *err)
{
    const struct compare_report *r = &c->report;
    c->at = arena_array(&job->arena, r->n_lines + 1, sizeof *c->at);
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct compare_line *line = &r->lines[i];
        bool named;
        bool open = line->group == COMPARE_DIFFERS ||
                    (!takes && (line->group == COMPARE_HERE ||
                                line->group == COMPARE_THERE));
        if (!open || !is_named(job, line) || !is_listed(fields, line, &named)) {
            continue;
        }
        if (takes && line->refusal != NULL && !named) {
            c->skipped++;
        } else {
            c->at[c->n++] = i;
        }
    }
    return c->n > 0 || c->skipped > 0 ||
           err_set(err, ERR_RULE, "E-APP-160",
                   "没有“%s”这样的不一致；先不写 --accept、--ignore "
                   "看看有哪些。",
                   fields);
}

/* ---- doing --------------------------------------------------------------- */

/* Read anew, so that what is said is what is so. */
static bool tell(struct job *job, const char *what, const struct comparing *c,
                 struct err *err)
{
    struct comparing after = {.n = 0};
    if (!read_all(job, &after, err)) {
        return false;
    }
    job_say(job, "%s %zu 处", what, c->n);
    if (c->skipped > 0) {
        job_say(job, "，另有 %zu 处不能采用", c->skipped);
    }
    job_say(job, "。%s\n", compare_summary(&job->arena, &after.report));
    return true;
}

static bool accept(struct job *job, struct comparing *c, struct err *err)
{
    size_t done;
    if (!choose(job, c, job->args.value[OPT_ACCEPT], true, err) ||
        !compare_take(&job->session.book, &job->arena, &c->report, c->at, c->n,
                      &done, err)) {
        return false;
    }
    job->saved = done > 0;
    return tell(job, "已采用平台的", c, err);
}

static bool ignore(struct job *job, struct comparing *c, struct err *err)
{
    if (!choose(job, c, job->args.value[OPT_IGNORE], false, err) ||
        !compare_pass(&job->session.book, &job->arena, &c->report, c->at, c->n,
                      job->args.value[OPT_REASON], err)) {
        return false;
    }
    job->saved = true;
    return tell(job, "已忽略", c, err);
}

static bool take_back(struct job *job, struct comparing *c, struct err *err)
{
    const struct compare_report *r = &c->report;
    c->at = arena_array(&job->arena, r->n_lines + 1, sizeof *c->at);
    for (size_t i = 0; i < r->n_lines; i++) {
        if (r->lines[i].group == COMPARE_PASSED &&
            is_named(job, &r->lines[i])) {
            c->at[c->n++] = i;
        }
    }
    if (!compare_unpass(&job->session.book, &job->arena, r, c->at, c->n, err)) {
        return false;
    }
    job->saved = c->n > 0;
    return tell(job, "不再忽略", c, err);
}

static bool show(struct job *job, struct comparing *c, struct err *err)
{
    struct table t;
    job->found = compare_open(&c->report) > 0;
    struct book *b = &job->session.book;
    if (args_given(&job->args, OPT_HEADCOUNT)) {
        job->found = false;
        for (size_t i = 0; i < c->report.n_heads; i++) {
            job->found = job->found || c->report.heads[i].n_here > 0 ||
                         c->report.heads[i].n_there > 0;
        }
        compare_table_heads(&t, b, &job->arena, &c->report);
    } else {
        compare_table(&t, b, &job->arena, &c->report, -1);
    }
    return job_table(job, &t, err);
}

bool cmd_compare(struct job *job, struct err *err)
{
    struct comparing c = {.n = 0};
    bool accepts = args_given(&job->args, OPT_ACCEPT);
    bool ignores = args_given(&job->args, OPT_IGNORE);
    bool back = args_given(&job->args, OPT_BACK);
    if (accepts + ignores + back > 1) {
        return err_set(err, ERR_USAGE, "E-APP-161",
                       "--accept、--ignore、--back 只能写一个。");
    }
    return job_open(job, accepts || ignores || back, err) &&
           read_all(job, &c, err) && narrow(job, &c.report, err) &&
           (accepts   ? accept(job, &c, err)
            : ignores ? ignore(job, &c, err)
            : back    ? take_back(job, &c, err)
                      : show(job, &c, err));
}
