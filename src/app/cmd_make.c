/* Commands that make a ledger: init and demo. */
#include "cmds.h"

#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "pbtui/app/sample.h"
#include "pbtui/base/file.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"

#define GROUPS_MAX  99
#define SAMPLE_FILE "示例支部.db"
#define SAMPLE_MARK "（示例）" /* in the name of every branch of it */

/* ---- init ------------------------------------------------------------- */

static bool read_groups(const struct cli_args *args, int *groups,
                        struct err *err)
{
    const char *typed = args->value[OPT_GROUPS];
    *groups = 0;
    if (typed == NULL) {
        return true;
    }
    size_t n = strlen(typed);
    if (n == 0 || n > 2 || strspn(typed, "0123456789") != n) {
        return err_set(err, ERR_USAGE, "E-APP-040",
                       "党小组个数“%s”不对，请写 0 到 %d。", typed, GROUPS_MAX);
    }
    *groups = (int)strtol(typed, NULL, 10);
    return true;
}

static bool read_first(const struct cli_args *args, struct org_first *out,
                       struct err *err)
{
    const char *name = args->value[OPT_ORG];
    const char *founded = args->value[OPT_FOUNDED];
    if (name == NULL || name[0] == '\0') {
        return err_set(err, ERR_USAGE, "E-APP-041",
                       "请用 --org 写明党支部全称，例如：%s",
                       "pbtui init --org 中共示例县商务局支部委员会");
    }
    if (args_given(args, OPT_COMMITTEE) && args_given(args, OPT_NO_COMMITTEE)) {
        return err_set(err, ERR_USAGE, "E-APP-042",
                       "--committee 和 --no-committee 只能写一个。");
    }
    *out = (struct org_first){
        .name = name,
        .founded = date_today(),
        .committee = !args_given(args, OPT_NO_COMMITTEE),
    };
    if (founded != NULL &&
        !date_parse(founded, date_today(), &out->founded, err)) {
        return job_bad_option(OPT_FOUNDED, err);
    }
    return read_groups(args, &out->groups, err);
}

/* The rules are asked in memory first: what they refuse leaves no file. */
static bool rehearse(struct job *job, const struct org_first *first,
                     struct err *err)
{
    struct session trial;
    if (!session_create(&trial, NULL, job_actor(job), first, err)) {
        return false;
    }
    session_close(&trial);
    return true;
}

bool cmd_init(struct job *job, struct err *err)
{
    struct org_first first = {.founded = DATE_NONE};
    char founded[24];
    if (!read_first(&job->args, &first, err)) {
        return false;
    }
    if (args_given(&job->args, OPT_READONLY)) {
        return err_set(err, ERR_USAGE, "E-APP-043",
                       "--readonly 不能新建账本，请去掉它再试。");
    }
    if (file_exists(job->path)) {
        return err_set(
            err, ERR_USAGE, "E-APP-044",
            "%s 已经有了，没有覆盖；要另建一个请用 --db 换个文件名。",
            job->path);
    }
    if (!rehearse(job, &first, err) ||
        !session_create(&job->session, job->path, job_actor(job), &first,
                        err)) {
        return false;
    }
    job->is_open = true;
    job->saved = true;
    job_say(job, "已建好账本：%s\n党支部：%s，%s成立，%s，党小组 %d 个\n",
            job->path, first.name, date_text_long(first.founded, founded),
            first.committee ? "设支委会" : "不设支委会", first.groups);
    return true;
}

/* ---- demo ------------------------------------------------------------- */

static const char *sample_path(struct job *job)
{
    if (job->args.n_words > 0) {
        return job->args.words[0];
    }
    struct strbuf sb;
    sb_init(&sb);
    file_place(&sb, PLACE_DATA, SAMPLE_FILE);
    const char *path = arena_strn(&job->arena, sb.s, sb.len);
    sb_clear(&sb);
    return path;
}

/* Whatever else lies there is not to be opened as if it were the sample. */
static bool is_sample(struct job *job, const char *path, struct err *err)
{
    if (!session_open(&job->session, path, DB_READ, job_actor(job), err)) {
        return err_doing(err, "打开已有的 %s", path);
    }
    struct org_branch branch = org_current(&job->session.book, &job->arena);
    bool sample = strstr(branch.name, SAMPLE_MARK) != NULL;
    session_close(&job->session);
    return sample || err_set(err, ERR_USAGE, "E-APP-045",
                             "%s 已经有了，又不是示例账本，没有动它；"
                             "请换个文件名。",
                             path);
}

bool cmd_demo(struct job *job, struct err *err)
{
    const char *path = sample_path(job);
    bool there = file_exists(path);
    if (there) {
        if (!is_sample(job, path, err)) {
            return false;
        }
    } else if (!sample_write(path, err)) {
        return err_doing(err, "写示例支部");
    }
    if (job_has_terminal()) {
        return job_screen(job, path, false, err);
    }
    job->saved = !there;
    job_say(job, "%s：%s\n",
            there ? "示例支部早已写好，在" : "示例支部写好了，在", path);
    return true;
}
