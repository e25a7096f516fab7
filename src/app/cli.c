/* One run of the program.

   Stages: arguments are text → global options → settings → the command's own
   options → the command → its words to standard output → exit status.  Without
   a command the terminal program runs instead of the last three.

   Standard output is written once, at the end and only after success; when
   that fails, so has the command. */
#include "pbtui/app/cli.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "job.h"
#include "pbtui/base/embed.h"
#include "pbtui/base/file.h"
#include "pbtui/base/log.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "pbtui/text/utf8.h"

/* ---- saying how it ended ---------------------------------------------- */

static void say_error(const struct err *err)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "pbtui: ");
    text_out(&sb, err->text, strlen(err->text), TEXT_LINE);
    sb_addf(&sb, "（%s）\n", err->code);
    /* Nowhere to complain to when this fails. */
    ssize_t written = write(STDERR_FILENO, sb.s, sb.len);
    (void)written;
    sb_clear(&sb);
    log_line("cli: %s %s", err->code, err->detail);
}

static bool write_out(const struct strbuf *out)
{
    size_t at = 0;
    while (at < out->len) {
        ssize_t n = write(STDOUT_FILENO, out->s + at, out->len - at);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        at += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* The reader of a pipe that has gone wants no words about it. */
static int hand_over(const struct job *job)
{
    struct err err = ERR_INIT;
    if (write_out(&job->out)) {
        return job->found ? ERR_RULE : ERR_NONE;
    }
    if (errno != EPIPE) {
        err_set(&err, ERR_IO, "E-APP-030",
                job->saved ? "事情已经办好并存入，但结果没能写到标准输出"
                             "（磁盘已满或已关闭）；请勿重复登记。"
                           : "结果没能写到标准输出（磁盘已满或已关闭），"
                             "请换个地方输出。");
        say_error(&err);
    }
    return ERR_IO;
}

static int end(struct job *job, bool ok, const struct err *err)
{
    int status = err->kind;
    const char *complaint = job->session.complaint;
    if (complaint != NULL && complaint[0] != '\0') {
        job_notice(complaint);
    }
    if (ok) {
        status = hand_over(job);
    } else {
        say_error(err);
    }
    job_clear(job);
    return status;
}

/* ---- getting there ---------------------------------------------------- */

static bool check_text(int argc, char **argv, struct err *err)
{
    for (int i = 1; i < argc; i++) {
        if (!utf8_valid(argv[i], strlen(argv[i]), NULL)) {
            return err_set(err, ERR_USAGE, "E-APP-001",
                           "第 %d 个参数不是 UTF-8 文字，可能是 GBK 编码；"
                           "请在 UTF-8 的终端里运行。",
                           i);
        }
    }
    return true;
}

static bool check_words(const struct cli_command *c,
                        const struct cli_args *args, struct err *err)
{
    if (args->n_words < c->min_words) {
        return err_set(err, ERR_USAGE, "E-APP-007",
                       "参数不够，应写成：pbtui %s %s", c->name, c->words);
    }
    if (c->max_words >= 0 && args->n_words > c->max_words) {
        return err_set(err, ERR_USAGE, "E-APP-008",
                       "多出了“%s”，应写成：pbtui %s%s%s",
                       args->words[c->max_words], c->name,
                       c->words[0] != '\0' ? " " : "", c->words);
    }
    return true;
}

static bool run_command(struct job *job, const struct cli_command *c,
                        struct err *err)
{
    for (size_t i = 0; i < job->config.n_complaints; i++) {
        job_notice(job->config.complaints[i]);
    }
    return c->run(job, err);
}

static bool run_words(struct job *job, struct err *err)
{
    int argc = job->args.n_words;
    char **argv = job->args.words;
    if (argc == 0) {
        job_prepare(job);
        return job_screen(job, job->path, !file_exists(job->path), err);
    }
    const struct cli_command *c = command_find(argv[0], err);
    if (c == NULL ||
        !args_parse(&job->args, argc, argv, c->options, false, err)) {
        return false;
    }
    if (args_given(&job->args, OPT_HELP)) {
        command_help(&job->out, c);
        return true;
    }
    if (!check_words(c, &job->args, err)) {
        return false;
    }
    job_prepare(job);
    return run_command(job, c, err);
}

static bool run(struct job *job, int argc, char **argv, struct err *err)
{
    const struct embed_file *holidays = embed_find("rules/holidays.txt");
    if (!date_load_holidays(holidays->text, err) ||
        !check_text(argc, argv, err) ||
        !args_parse(&job->args, argc, argv, cli_global_options, true, err)) {
        return false;
    }
    if (args_given(&job->args, OPT_VERSION)) {
        job_say(job, "pbtui %s\n", PBTUI_VERSION);
        return true;
    }
    if (args_given(&job->args, OPT_HELP)) {
        command_overview(&job->out);
        return true;
    }
    return run_words(job, err);
}

int cli_main(int argc, char **argv)
{
    struct job job;
    struct err err = ERR_INIT;
    /* A pipe that closes is an error of write(), not the end of us. */
    signal(SIGPIPE, SIG_IGN);
    /* Whoever started us may ignore it; then the end of a child is lost. */
    signal(SIGCHLD, SIG_DFL);
    job_init(&job);
    bool ok = run(&job, argc, argv, &err);
    return end(&job, ok, &err);
}
