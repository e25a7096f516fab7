/* Commands that look after the file: check and backup. */
#include "cmds.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "anchor.h"
#include "job.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/attachments.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/verify.h"
#include "pbtui/text/date.h"

enum { BACKUPS_A_DAY = 100 };

/* ---- check ------------------------------------------------------------ */

/* What is kept beside the books and is no record itself. */
static const char *kept_beside(const char *table)
{
    static const char *const names[][2] = {
        {"dues_balance", "党费各月应交实交"},
        {"dues_taken", "党费各日收款"},
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (strcmp(names[i][0], table) == 0) {
            return names[i][1];
        }
    }
    return NULL;
}

/* 党员名册 #3, so that the clerk finds it; a table without a book by its own
   name. */
static const char *place_of(struct job *job, const struct check_finding *f)
{
    if (f->table[0] == '\0') {
        return "账本文件";
    }
    const char *beside = kept_beside(f->table);
    if (beside != NULL) {
        return beside;
    }
    const char *name = f->table;
    const struct ledger *l;
    for (size_t i = 0; (l = registry_at(&job->session.book, i)) != NULL; i++) {
        if (strcmp(l->table, f->table) == 0) {
            name = l->title;
            break;
        }
    }
    return f->row_id == 0
               ? name
               : arena_printf(&job->arena, "%s #%" PRId64, name, f->row_id);
}

static void add_finding(struct job *job, const char *code, const char *place,
                        const char *text)
{
    job_say(job, "%s  %s  %s\n", code, place, text);
    job->found = true;
}

/* Descriptors and schema say different things: a fault of the program, not of
   the ledger, but figures from it must not be trusted. */
static void check_program(struct job *job)
{
    struct strbuf sb;
    sb_init(&sb);
    if (registry_check(&job->session.book, &sb) > 0) {
        add_finding(job, "E-APP-070", "程序",
                    arena_printf(&job->arena,
                                 "程序与账本格式不一致，请换用匹配的版本：%s",
                                 sb.s));
    }
    sb_clear(&sb);
}

/* Files that could not be looked at cost nothing of what was found. */
static void check_files(struct job *job)
{
    struct attachment_fault *list;
    size_t n;
    struct err err = ERR_INIT;
    if (!attachments_check(&job->session.book, &job->arena, &list, &n, &err)) {
        add_finding(job, err.code, "附件",
                    arena_printf(&job->arena, "没有核对完：%s", err.text));
        return;
    }
    for (size_t i = 0; i < n; i++) {
        add_finding(job, list[i].code,
                    arena_printf(&job->arena, "附件 #%" PRId64, list[i].id),
                    list[i].text);
    }
}

/* Refused before the long work. */
static bool read_anchor(struct job *job, struct anchor *out, struct err *err)
{
    const char *typed = job->args.value[OPT_ANCHOR];
    return typed == NULL || anchor_parse(typed, out, err);
}

static void check_anchor(struct job *job, const struct anchor *anchor)
{
    struct audit_head then;
    char code[24];
    struct err err = ERR_INIT;
    if (job->args.value[OPT_ANCHOR] == NULL) {
        return;
    }
    if (!audit_at(job->session.db, anchor->seq, &then, &err)) {
        add_finding(job, err.code, "审计链", err.text);
        return;
    }
    audit_code(&then, code);
    if (then.seq == 0) {
        add_finding(job, "E-APP-071", "审计链",
                    arena_printf(&job->arena,
                                 "账本里没有第 %" PRId64 " 号，"
                                 "可能是较早的副本，请与备份核对。",
                                 anchor->seq));
    } else if (strcmp(code, anchor->code) != 0) {
        add_finding(job, "E-APP-072", "审计链",
                    arena_printf(&job->arena,
                                 "与纸质台账不一致：第 %" PRId64
                                 " 号的校验码是 %s，此前的记录被改写过，"
                                 "请用备份核对。",
                                 anchor->seq, code));
    } else {
        job_say(job, "与纸质台账一致：第 %" PRId64 " 号及以前没有改动。\n",
                anchor->seq);
    }
}

static void tell_end(struct job *job, const struct check_report *report)
{
    struct audit_head head = {0};
    char code[24];
    struct err err = ERR_INIT;
    if (!audit_head(job->session.db, &head, &err)) {
        add_finding(job, err.code, "审计链", err.text);
    }
    job_say(job, "核对 %" PRId64 " 条审计、%" PRId64 " 行记录，%s\n",
            report->entries, report->rows,
            job->found ? "有差异，见上。" : "没有差异，账本完好。");
    if (head.seq > 0) {
        audit_code(&head, code);
        job_say(job, "审计第 %" PRId64 " 号，校验码 %s@%" PRId64 "\n", head.seq,
                code, head.seq);
    }
}

/* What is found is written only when this ends well: once the ledger was looked
   at, nothing more may fail, only be found. */
static bool check_all(struct job *job, struct err *err)
{
    struct check_report report;
    struct anchor anchor = {0};
    if (!read_anchor(job, &anchor, err) || !job_open(job, false, err) ||
        !ledger_check(&job->session.book, &job->arena, &report, NULL, NULL,
                      err)) {
        return false;
    }
    for (size_t i = 0; i < report.n; i++) {
        const struct check_finding *f = &report.findings[i];
        add_finding(job, f->code, place_of(job, f), f->text);
    }
    check_program(job);
    check_files(job);
    check_anchor(job, &anchor);
    tell_end(job, &report);
    return true;
}

/* A check that failed without a word must not look like a sound ledger. */
bool cmd_check(struct job *job, struct err *err)
{
    if (check_all(job, err)) {
        return true;
    }
    if (err->kind == ERR_NONE || err->text[0] == '\0') {
        err_set(err, ERR_IO, "E-APP-075",
                "核对没有做完，不能说明账本是否完好；请再做一次，仍不行请从"
                "备份恢复。");
    }
    return false;
}

/* ---- backup ----------------------------------------------------------- */

static const char *backup_path(struct job *job)
{
    char day[11];
    if (job->args.n_words > 0) {
        return job->args.words[0];
    }
    date_text(job->session.book.today, day);
    const char *path = arena_printf(&job->arena, "%s.备份-%s", job->path, day);
    const char *free_path = path;
    for (int i = 2; file_exists(free_path) && i < BACKUPS_A_DAY; i++) {
        free_path = arena_printf(&job->arena, "%s-%d", path, i);
    }
    return free_path;
}

bool cmd_backup(struct job *job, struct err *err)
{
    if (!job_open(job, false, err)) {
        return false;
    }
    const char *path = backup_path(job);
    size_t files;
    if (!db_backup(job->session.db, path, err)) {
        return false;
    }
    job->saved = true;
    if (!attachments_copy(&job->session.book, path, &files, err)) {
        return false;
    }
    job_say(job, "备份做好了，已核对：%s\n", path);
    if (files > 0) {
        job_say(job, "附件 %zu 份也拷了，在 %s.附件；要一起带走。\n", files,
                path);
    }
    return true;
}
