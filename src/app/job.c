/* The ground every command stands on: where the ledger is, opening it, saying
   things.  What goes to standard output is collected and written by cli.c when
   the command has succeeded, so nothing ever reads as done that was not. */
#include "job.h"

#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "pbtui/app/sample.h"
#include "pbtui/base/file.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/report/press.h"
#include "pbtui/screen/screen.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"
#include "resolve.h"

#define DEFAULT_COLS 80
#define NARROWEST    40

void job_init(struct job *job)
{
    memset(job, 0, sizeof *job);
    sb_init(&job->out);
}

void job_clear(struct job *job)
{
    if (job->is_open) {
        session_close(&job->session);
    }
    sb_clear(&job->out);
    arena_clear(&job->arena);
}

/* ---- where and who ---------------------------------------------------- */

static const char *ledger_path(struct job *job)
{
    const char *said = job->args.value[OPT_DB];
    if (said == NULL || said[0] == '\0') {
        said = job->config.value[CONFIG_LEDGER];
    }
    struct strbuf sb;
    sb_init(&sb);
    const char *home = getenv("HOME");
    if (said[0] == '\0') {
        file_place(&sb, PLACE_DATA, "ledger.db");
    } else if (strncmp(said, "~/", 2) == 0 && home != NULL) {
        sb_addf(&sb, "%s%s", home, said + 1);
    } else {
        sb_add(&sb, said);
    }
    const char *path = arena_strn(&job->arena, sb.s, sb.len);
    sb_clear(&sb);
    return path;
}

void job_prepare(struct job *job)
{
    config_load(&job->config, &job->arena);
    job->path = ledger_path(job);
    if (strcmp(job->config.value[CONFIG_AMBIGUOUS], "wide") == 0) {
        width_set_ambiguous(WIDTH_WIDE);
    }
}

const char *job_actor(struct job *job)
{
    const char *clerk = job->config.value[CONFIG_CLERK];
    if (clerk[0] != '\0') {
        return clerk;
    }
    const struct passwd *pw = getpwuid(getuid());
    return pw != NULL && utf8_valid(pw->pw_name, strlen(pw->pw_name), NULL)
               ? arena_str(&job->arena, pw->pw_name)
               : "";
}

/* ---- saying ----------------------------------------------------------- */

void job_notice(const char *text)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "注意：");
    /* One sentence after another, on one line. */
    for (size_t n; *text != '\0'; text += n + (text[n] == '\n')) {
        n = strcspn(text, "\n");
        text_out(&sb, text, n, TEXT_LINE);
        sb_addc(&sb, text[n] == '\n' && text[n + 1] != '\0' ? ' ' : '\n');
    }
    /* Nowhere to complain to when this fails. */
    ssize_t written = write(STDERR_FILENO, sb.s, sb.len);
    (void)written;
    sb_clear(&sb);
}

void job_say(struct job *job, const char *fmt, ...)
{
    struct strbuf sb;
    sb_init(&sb);
    va_list ap;
    va_start(ap, fmt);
    sb_addv(&sb, fmt, ap);
    va_end(ap);
    text_out(&job->out, sb.s, sb.len, TEXT_MEMO);
    sb_clear(&sb);
}

bool job_bad_option(enum cli_option_id id, struct err *err)
{
    if (err != NULL && err->kind != ERR_NONE) {
        err->kind = ERR_USAGE;
    }
    return err_doing(err, "--%s", cli_options[id].name);
}

/* COLUMNS of a pipe, where there is no terminal to ask; 0: not said. */
static int said_cols(void)
{
    const char *said = getenv("COLUMNS");
    size_t n = said != NULL ? strlen(said) : 0;
    return n > 0 && n < 5 && strspn(said, "0123456789") == n
               ? (int)strtol(said, NULL, 10)
               : 0;
}

int job_cols(void)
{
    struct winsize size;
    int cols = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
    cols = cols > 0 ? cols : said_cols();
    return cols == 0 ? DEFAULT_COLS : cols < NARROWEST ? NARROWEST : cols;
}

/* ---- opening ---------------------------------------------------------- */

static bool look_as_of(struct job *job, struct err *err)
{
    const char *typed = job->args.value[OPT_AS_OF];
    struct book *b = &job->session.book;
    return typed == NULL || date_parse(typed, b->today, &b->day, err) ||
           job_bad_option(OPT_AS_OF, err);
}

static bool look_at_branch(struct job *job, struct err *err)
{
    const char *typed = job->args.value[OPT_BRANCH];
    return typed == NULL ||
           resolve_branch(&job->session.book, &job->arena, typed, err);
}

bool job_open(struct job *job, bool to_write, struct err *err)
{
    bool read_only = args_given(&job->args, OPT_READONLY);
    if (to_write && read_only) {
        return err_set(err, ERR_USAGE, "E-APP-010",
                       "写了 --readonly，这个命令又要往账本里写；"
                       "请去掉 --readonly 再试。");
    }
    if (job->is_open) {
        return true; /* its books were asked for: see job_book */
    }
    if (!file_exists(job->path)) {
        return err_set(err, ERR_USAGE, "E-APP-011",
                       "还没有账本（%s），请先运行 pbtui init 或 pbtui。",
                       job->path);
    }
    if (!session_open(&job->session, job->path, to_write ? DB_WRITE : DB_READ,
                      job_actor(job), err)) {
        return false;
    }
    job->is_open = true;
    for (int i = 0; i < db_warnings(job->session.db); i++) {
        job_notice(db_warning(job->session.db, i));
    }
    return look_as_of(job, err) && look_at_branch(job, err);
}

bool job_book(struct job *job, const char *word, bool to_write,
              const struct ledger **out, struct err *err)
{
    *out = registry_programmed(word, word);
    if (*out == NULL && job_open(job, to_write, err)) {
        *out = resolve_ledger(&job->session.book, word, err);
    }
    return *out != NULL;
}

/* ---- the terminal program --------------------------------------------- */

bool job_has_terminal(void)
{
    return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

bool job_screen(struct job *job, const char *path, bool first, struct err *err)
{
    const struct config *c = &job->config;
    struct screen_binding *keys =
        arena_array(&job->arena, c->n_keys, sizeof *keys);
    for (size_t i = 0; i < c->n_keys; i++) {
        keys[i] = (struct screen_binding){c->keys[i].command, c->keys[i].keys};
    }
    struct press_fonts fonts;
    config_fonts(c, fonts.family);
    struct screen_options opt = {
        .fonts = &fonts,
        .keys = keys,
        .n_keys = c->n_keys,
        .draft_days = config_number(c, CONFIG_DRAFT_DAYS),
        .path = path,
        .actor = job_actor(job),
        .read_only = args_given(&job->args, OPT_READONLY),
        .first_start = first,
        .make_sample = sample_write,
        .complaints = c->complaints,
        .n_complaints = c->n_complaints,
    };
    config_term(c, &opt.term);
    return screen_run(&opt, err);
}
