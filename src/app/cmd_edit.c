/* Commands that change records: add, set, void, undo, redo.  The same checks,
   audit and undo as on the screens; what a rule only warns of is told and
   saved, because nobody is there to be asked. */
#include "cmds.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "job.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/store/change.h"
#include "resolve.h"

enum { CHANGES_SHOWN = 30, SECRET_BYTES = 256 };

/* ---- FIELD=VALUE ------------------------------------------------------ */

static bool may_type(const struct field *f, bool is_new, struct err *err)
{
    if ((f->flags & FIELD_COMPUTED) != 0) {
        return err_set(err, ERR_USAGE, "E-APP-060",
                       "“%s”是算出来的，不能填写；请改它依据的日期。",
                       f->label);
    }
    if ((f->flags & FIELD_NEW_ONLY) != 0 && !is_new) {
        return err_set(err, ERR_USAGE, "E-APP-061",
                       "“%s”只在新登记时填写；以后的变动请登记到相应的台账"
                       "（pbtui list --books）。",
                       f->label);
    }
    return true;
}

/* One line of standard input: a number in the arguments could be read by
   everybody who lists the processes. */
static const char *read_secret(struct arena *a)
{
    char line[SECRET_BYTES];
    size_t n = 0;
    while (n < sizeof line && read(STDIN_FILENO, line + n, 1) == 1 &&
           line[n] != '\n') {
        n++;
    }
    return arena_strn(a, line, n);
}

bool cmd_type_word(struct book *b, struct arena *a, struct record *r,
                   const char *word, struct err *err)
{
    size_t n = strcspn(word, "=");
    if (word[n] != '=' || n == 0) {
        return err_set(err, ERR_USAGE, "E-APP-062",
                       "“%s”应写成 名称=内容，例如 姓名=张三。", word);
    }
    const char *name = arena_strn(a, word, n);
    const char *typed = word + n + 1;
    int field = resolve_field(r->ledger, name, err);
    if (field < 0 || !may_type(&r->ledger->fields[field], r->id == 0, err)) {
        return false;
    }
    const struct field *f = &r->ledger->fields[field];
    if (f->kind->secret && strcmp(typed, "-") == 0) {
        typed = read_secret(a);
    }
    return record_type(r, b, a, field, typed, err) ||
           err_doing(err, "%s", f->label);
}

static bool type_all(struct job *job, struct record *r, int first,
                     struct err *err)
{
    for (int i = first; i < job->args.n_words; i++) {
        if (!cmd_type_word(&job->session.book, &job->arena, r,
                           job->args.words[i], err)) {
            return false;
        }
    }
    return true;
}

/* ---- saving ----------------------------------------------------------- */

static void tell_warnings(struct job *job, const struct record *r,
                          const struct record *old)
{
    struct issues is = {.arena = &job->arena};
    record_check(r, &job->session.book, old, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (!is.list[i].blocks) {
            job_notice(arena_printf(&job->arena, "%s（%s）", is.list[i].text,
                                    is.list[i].code));
        }
    }
}

static void tell_saved(struct job *job, const char *what,
                       const struct record *r)
{
    struct strbuf label;
    sb_init(&label);
    r->ledger->label(&job->session.book, r, &label);
    job_say(job, "%s%s %s，编号 %" PRId64 "\n", what, r->ledger->noun, label.s,
            r->id);
    sb_clear(&label);
}

static bool save(struct job *job, struct record *r, const struct record *old,
                 struct err *err)
{
    tell_warnings(job, r, old);
    if (!ledger_apply(&job->session.book, &job->arena, r, old,
                      job->args.value[OPT_REASON], err)) {
        return false;
    }
    job->saved = true;
    return true;
}

bool cmd_add(struct job *job, struct err *err)
{
    const struct ledger *l;
    if (!job_book(job, job->args.words[0], true, &l, err) ||
        !job_open(job, true, err)) {
        return false;
    }
    struct record r = record_new(l, &job->session.book, &job->arena);
    if (!type_all(job, &r, 1, err) || !save(job, &r, NULL, err)) {
        return false;
    }
    tell_saved(job, "已登记", &r);
    return true;
}

/* Reads the record that BOOK ID names. */
static bool open_record(struct job *job, struct record *out, struct err *err)
{
    int64_t id;
    const struct ledger *l;
    return job_book(job, job->args.words[0], true, &l, err) &&
           job_open(job, true, err) &&
           resolve_record(&job->session.book, &job->arena, l,
                          job->args.words[1], &id, err) &&
           record_read(out, l, &job->session.book, &job->arena, id, err);
}

bool cmd_set(struct job *job, struct err *err)
{
    struct record old;
    if (!open_record(job, &old, err)) {
        return false;
    }
    if (old.voided_on[0] != '\0') {
        return err_set(err, ERR_RULE, "E-APP-063",
                       "这条记录已在 %s 作废，不能修改；"
                       "如果作废错了，请用 pbtui undo。",
                       old.voided_on);
    }
    struct record r = record_copy(&old, &job->arena);
    struct record now; /* a door that saves a whole leaves r as it was typed */
    if (!type_all(job, &r, 2, err) || !save(job, &r, &old, err) ||
        !record_read(&now, r.ledger, &job->session.book, &job->arena, r.id,
                     err)) {
        return false;
    }
    tell_saved(job, now.ver == old.ver ? "内容相同，没有改动：" : "已修改",
               &now);
    return true;
}

/* What is posted is not voided but reversed, and stays. */
static bool is_voided(struct job *job, const struct record *r, bool *out,
                      struct err *err)
{
    struct record now;
    if (!record_read(&now, r->ledger, &job->session.book, &job->arena, r->id,
                     err)) {
        return false;
    }
    *out = now.voided_on[0] != '\0';
    return true;
}

bool cmd_void(struct job *job, struct err *err)
{
    struct record r;
    const char *reason = job->args.value[OPT_REASON];
    if (!open_record(job, &r, err) ||
        !ledger_void(&job->session.book, &job->arena, r.ledger, r.id, reason,
                     err)) {
        return false;
    }
    job->saved = true;
    bool gone;
    if (!is_voided(job, &r, &gone, err)) {
        return false;
    }
    tell_saved(job, gone ? "已作废" : "已冲销", &r);
    return true;
}

/* ---- undo ------------------------------------------------------------- */

static bool list_changes(struct job *job, struct err *err)
{
    static const struct table_column columns[] = {
        {.name = "change", .title = "次序", .kind = CELL_NUMBER},
        {.name = "at", .title = "时间", .kind = CELL_TEXT, .min_cols = 19},
        {.name = "actor", .title = "经手人", .kind = CELL_TEXT, .priority = 3},
        {.name = "label", .title = "内容", .kind = CELL_TEXT},
        {.name = "rows", .title = "行数", .kind = CELL_NUMBER, .priority = 4},
        {.name = "undone", .title = "已撤销", .kind = CELL_FLAG},
    };
    struct change_info changes[CHANGES_SHOWN];
    struct arena *a = &job->arena;
    size_t n = change_list(job->session.db, changes, CHANGES_SHOWN);
    const char *const **rows = arena_array(a, n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = arena_printf(a, "%" PRId64, changes[i].number);
        cells[1] = arena_str(a, changes[i].at);
        cells[2] = arena_str(a, changes[i].actor);
        cells[3] = arena_str(a, changes[i].label);
        cells[4] = arena_printf(a, "%d", changes[i].rows);
        cells[5] = changes[i].undone ? "是" : "否";
        rows[i] = cells;
    }
    const struct table t = {.columns = columns,
                            .n_columns = ARRAY_LEN(columns),
                            .rows = rows,
                            .n_rows = n};
    return job_table(job, &t, err);
}

bool cmd_undo(struct job *job, struct err *err)
{
    struct change_info done;
    bool only_list = args_given(&job->args, OPT_LIST);
    if (!job_open(job, !only_list, err)) {
        return false;
    }
    if (only_list) {
        return list_changes(job, err);
    }
    if (!change_undo(job->session.db, &done, err)) {
        return false;
    }
    job->saved = true;
    job_say(job, "已撤销：%s\n", done.label);
    return true;
}

bool cmd_redo(struct job *job, struct err *err)
{
    struct change_info done;
    if (!job_open(job, true, err) ||
        !change_redo(job->session.db, &done, err)) {
        return false;
    }
    job->saved = true;
    job_say(job, "已重做：%s\n", done.label);
    return true;
}
