/* Commands about the program itself: keys, config, help. */
#include "cmds.h"

#include <string.h>

#include "job.h"
#include "pbtui/app/tables.h"
#include "pbtui/base/file.h"
#include "pbtui/screen/screen.h"

/* --format man and man-en are for making the manual pages, and therefore not
   in the help. */
static bool wants_manual(const struct job *job, enum tables_manual *language)
{
    const char *format = job->args.value[OPT_FORMAT];
    if (format == NULL || strncmp(format, "man", 3) != 0) {
        return false;
    }
    *language = MANUAL_CHINESE;
    if (strcmp(format, "man-en") == 0) {
        *language = MANUAL_ENGLISH;
    }
    return *language == MANUAL_ENGLISH || format[3] == '\0';
}

/* ---- keys ------------------------------------------------------------- */

static void tell_complaints(char *complaints)
{
    for (char *line = complaints; *line != '\0';) {
        size_t n = strcspn(line, "\n");
        char *next = line + n + (line[n] == '\n');
        line[n] = '\0';
        job_notice(line);
        line = next;
    }
}

static struct keymap *own_keymap(struct job *job)
{
    const struct config *c = &job->config;
    struct screen_binding *keys =
        arena_array(&job->arena, c->n_keys, sizeof *keys);
    for (size_t i = 0; i < c->n_keys; i++) {
        keys[i] = (struct screen_binding){c->keys[i].command, c->keys[i].keys};
    }
    struct strbuf complaints;
    sb_init(&complaints);
    struct keymap *km =
        screen_keymap(&job->arena, keys, c->n_keys, &complaints);
    tell_complaints(complaints.s);
    sb_clear(&complaints);
    return km;
}

bool cmd_keys(struct job *job, struct err *err)
{
    enum tables_manual language;
    struct table t;
    if (wants_manual(job, &language)) {
        /* Of the program as it comes, not of somebody's settings. */
        struct strbuf none;
        sb_init(&none);
        tables_keys_roff(&job->out, screen_keymap(&job->arena, NULL, 0, &none),
                         language);
        sb_clear(&none);
        return true;
    }
    tables_keys(&t, &job->arena, own_keymap(job));
    return job_table(job, &t, err);
}

/* ---- config ----------------------------------------------------------- */

bool cmd_config(struct job *job, struct err *err)
{
    enum tables_manual language;
    struct table t;
    if (wants_manual(job, &language)) {
        tables_config_roff(&job->out, language);
        return true;
    }
    struct strbuf own;
    sb_init(&own);
    file_place(&own, PLACE_CONFIG, "pbtui.ini");
    tables_config(&t, &job->arena, &job->config);
    t.foot =
        arena_printf(&job->arena, "账本：%s  您的设置文件：%s%s", job->path,
                     own.s, file_exists(own.s) ? "" : "（还没有）");
    sb_clear(&own);
    return job_table(job, &t, err);
}

/* ---- help ------------------------------------------------------------- */

bool cmd_help(struct job *job, struct err *err)
{
    if (job->args.n_words == 0) {
        command_overview(&job->out);
        return true;
    }
    const struct cli_command *c = command_find(job->args.words[0], err);
    if (c != NULL) {
        command_help(&job->out, c);
    }
    return c != NULL;
}
