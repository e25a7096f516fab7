/* Commands that close a month and open it again: seal and unseal. */
#include "cmds.h"

#include <inttypes.h>

#include "job.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/periods.h"
#include "pbtui/text/date.h"

/* A word that is no month is a wrong command line, not a rule of the data. */
static bool month_word(struct job *job, int *month, struct err *err)
{
    int near = month_of(job->session.book.today);
    if (month_parse(job->args.words[0], near, month, err)) {
        return true;
    }
    if (err != NULL) {
        err->kind = ERR_USAGE;
    }
    return false;
}

bool cmd_seal(struct job *job, struct err *err)
{
    int month;
    char words[32];
    struct period_info info;
    const char *gaps;
    struct book *b = &job->session.book;
    if (!job_open(job, true, err) || !month_word(job, &month, err) ||
        !period_seal(b, &job->arena, month, err)) {
        return false;
    }
    job->saved = true;
    if (!period_info(b, &job->arena, month, &info, err) ||
        !period_gaps(b, &job->arena, month, &gaps, err)) {
        return false;
    }
    job_say(job,
            "已封账：%s，会议和活动 %" PRId64 " 次，谈心谈话 %" PRId64
            " 次。\n封账前审计第 %" PRId64 " 号，校验码 %s@%" PRId64
            "，请抄在纸质台账上。\n",
            period_words(month, words), info.events, info.talks, info.head_seq,
            info.head, info.head_seq);
    if (gaps[0] != '\0') {
        job_say(job, "到这个月底应办没办：%s。\n", gaps);
    }
    return true;
}

bool cmd_unseal(struct job *job, struct err *err)
{
    int month;
    char words[32];
    char text[8];
    struct period_info info;
    struct book *b = &job->session.book;
    if (!job_open(job, true, err) || !month_word(job, &month, err) ||
        !period_unseal(b, &job->arena, month, job->args.value[OPT_REASON],
                       job->args.value[OPT_SECOND], err)) {
        return false;
    }
    job->saved = true;
    if (!period_info(b, &job->arena, month, &info, err)) {
        return false;
    }
    job_say(job,
            "已启封：%s（第 %" PRId64 " 次启封）。"
            "改完请重新封账：pbtui seal %s\n",
            period_words(month, words), info.times, month_text(month, text));
    return true;
}
