/* The command that marks who came: roll. */
#include "cmds.h"

#include <inttypes.h>
#include <string.h>

#include "job.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "resolve.h"

static bool is_planned(const struct meeting *m)
{
    return strcmp(record_text(&m->event, EVENT_STATE), EVENT_PLANNED) == 0;
}

/* Of a meeting to come everybody stands as present until somebody is marked:
   that says nothing yet. */
static const char *state_shown(const struct meeting *m, const struct record *r)
{
    const char *state = record_text(r, ATTEND_STATE);
    return is_planned(m) && strcmp(state, ATTEND_PRESENT) == 0
               ? ""
               : codes_name("attend_state", state);
}

static void add_sums(struct meeting *m, struct strbuf *out)
{
    if (is_planned(m)) {
        sb_add(out, "计划，还没有点名");
        return;
    }
    meeting_roll_line(m, out);
    sb_addf(out, "  %s", meeting_verdict(m).text);
}

/* The roll as a table, with what it comes to below. */
static bool show_roll(struct job *job, struct meeting *m, struct err *err)
{
    static const struct table_column columns[] = {
        {.name = "person", .title = "姓名", .kind = CELL_TEXT},
        {.name = "state", .title = "到会", .kind = CELL_TEXT},
        {.name = "reason", .title = "原因", .kind = CELL_TEXT},
        {.name = "vote", .title = "表决权", .kind = CELL_TEXT},
        {.name = "makeup", .title = "补学", .kind = CELL_TEXT},
    };
    struct arena *a = &job->arena;
    struct strbuf title;
    struct strbuf foot;
    const char *const **rows = arena_array(a, m->roll.n + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < m->roll.n; i++) {
        const struct record *r = &m->roll.v[i].now;
        const char *text = record_text(r, ATTEND_REASON_TEXT);
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] =
            people_name(&job->session.book, a, record_int(r, ATTEND_PERSON));
        cells[1] = state_shown(m, r);
        cells[2] = text[0] != '\0' ? text
                                   : codes_name("absence_reason",
                                                record_text(r, ATTEND_REASON));
        cells[3] = record_int(r, ATTEND_VOTE) != 0 ? "有" : "";
        cells[4] = record_text(r, ATTEND_MAKEUP_ON);
        rows[n++] = cells;
    }
    sb_init(&title);
    sb_init(&foot);
    meeting_title(m, &title);
    sb_addf(&title, " %s", record_text(&m->event, EVENT_ON));
    add_sums(m, &foot);
    struct table t = {.title = arena_str(a, title.s),
                      .columns = columns,
                      .n_columns = ARRAY_LEN(columns),
                      .rows = rows,
                      .n_rows = n,
                      .foot = arena_str(a, foot.s)};
    sb_clear(&title);
    sb_clear(&foot);
    return job_table(job, &t, err);
}

static void tell_warnings(struct job *job, struct meeting *m)
{
    struct issues is = {.arena = &job->arena};
    meeting_check(m, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (!is.list[i].blocks) {
            job_notice(arena_printf(&job->arena, "%s（%s）", is.list[i].text,
                                    is.list[i].code));
        }
    }
}

bool cmd_roll(struct job *job, struct err *err)
{
    struct meeting m;
    int64_t id;
    bool marks = job->args.n_words > 1;
    if (!job_open(job, marks, err)) {
        return false;
    }
    struct book *b = &job->session.book;
    if (!resolve_record(b, &job->arena, &ledger_event, job->args.words[0], &id,
                        err) ||
        !meeting_read(&m, b, &job->arena, id, err)) {
        return false;
    }
    for (int i = 1; i < job->args.n_words; i++) {
        if (!meeting_mark_word(&m, job->args.words[i], err)) {
            return false;
        }
    }
    if (marks) {
        tell_warnings(job, &m);
        if (!meeting_save(&m, NULL, err)) {
            return false;
        }
        job->saved = true;
    }
    return show_roll(job, &m, err);
}
