/* Which printers there are: lpstat -r -d -e says in one go whether anybody
   prints, which queue is usual and what all are called. */
#include "pbtui/report/printer.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"
#include "printer_parts.h"

#define NAME_MAX_BYTES 127
#define NAMES_SHOWN    6

/* ---- the list ----------------------------------------------------------- */

/* The line at *at without its end; NULL behind the last one. */
static const char *next_line(struct arena *a, const char **at)
{
    if (**at == '\0') {
        return NULL;
    }
    size_t n = strcspn(*at, "\n");
    const char *line = arena_strn(a, *at, n);
    *at += n + ((*at)[n] == '\n');
    return line;
}

static const char *behind(const char *line, const char *words)
{
    size_t n = strlen(words);
    return strncmp(line, words, n) == 0 ? line + n : NULL;
}

/* CUPS makes no others; whatever a network printer calls itself, nothing that
   could be taken for an option or would not show is offered. */
static bool is_queue(const char *name)
{
    size_t n = strlen(name);
    size_t bad;
    if (n == 0 || n > NAME_MAX_BYTES || name[0] == '-' ||
        !utf8_valid(name, n, &bad)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        unsigned char b = (unsigned char)name[i];
        if (b <= ' ' || b == 0x7F) {
            return false;
        }
    }
    return true;
}

static void usual_first(const char **names, size_t n, const char *usual,
                        struct printers *out)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(names[i], usual) == 0) {
            memmove(names + 1, names, i * sizeof *names);
            names[0] = usual;
            out->usual = true;
            return;
        }
    }
}

/* False: this is not how lpstat speaks. */
static bool read_list(struct printers *out, struct arena *a, const char *said)
{
    const char *usual = "";
    const char *line;
    size_t room = 0;
    size_t n = 0;
    for (const char *at = said; *at != '\0'; at++) {
        room += *at == '\n';
    }
    const char **names = arena_array(a, room + 1, sizeof *names);
    line = next_line(a, &said);
    if (line == NULL || strcmp(line, "scheduler is running") != 0) {
        return false;
    }
    while ((line = next_line(a, &said)) != NULL) {
        const char *name = behind(line, "system default destination: ");
        if (name != NULL) {
            usual = name;
        } else if (is_queue(line)) {
            names[n++] = line;
        }
    }
    *out = (struct printers){.names = names, .n = n};
    usual_first(names, n, usual, out);
    return true;
}

static bool list(struct printers *out, struct arena *a, const struct errand *e,
                 struct err *err)
{
    char *argv[] = {arena_str(a, "lpstat"), arena_str(a, "-r"),
                    arena_str(a, "-d"), arena_str(a, "-e"), NULL};
    struct run_said said;
    run_said_init(&said);
    bool ok = program_ended(program_ask(argv, e, &said), argv[0], &said, err);
    /* It says so with status 0. */
    if (ok && behind(said.out.s, "scheduler is not running") != NULL) {
        ok = err_set(err, ERR_IO, "E-LP-004",
                     "打印服务（CUPS）没有运行，现在不能打印。请让管理员启动它"
                     "（systemctl start cups），或先存成 PDF。");
    } else if (ok && !read_list(out, a, said.out.s)) {
        ok = err_set(err, ERR_IO, "E-LP-014",
                     "打印程序 lpstat 的回答看不懂，不知道有哪些打印机。请先存"
                     "成 PDF，再从别的程序打印。");
        err_detail(err, "status %d, %.*s", said.status,
                   run_said_bytes(said.errors.s), said.errors.s);
    }
    run_said_clear(&said);
    return ok;
}

bool printers_list(struct printers *out, struct arena *a,
                   const struct printer_way *way, struct err *err)
{
    const struct errand e = errand_begin(way);
    return list(out, a, &e, err);
}

/* ---- the one that is wanted --------------------------------------------- */

static const char *names_shown(struct arena *a, const struct printers *list)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < list->n && i < NAMES_SHOWN; i++) {
        sb_addf(&sb, "%s%s", i > 0 ? "、" : "", list->names[i]);
    }
    sb_add(&sb, list->n > NAMES_SHOWN ? "……" : "");
    const char *names = arena_str(a, sb.s);
    sb_clear(&sb);
    return names;
}

bool printer_find(const char **out, struct arena *a, const char *wanted,
                  const struct errand *e, struct err *err)
{
    struct printers there = {0};
    *out = NULL;
    if (!list(&there, a, e, err)) {
        return false;
    }
    if (there.n == 0) {
        return err_set(err, ERR_IO, "E-LP-002",
                       "这台电脑还没有装打印机。请让管理员添加一台，或先存成 "
                       "PDF。");
    }
    if (wanted == NULL && !there.usual) {
        return err_set(err, ERR_USAGE, "E-LP-016",
                       "没有设过常用打印机，请写明用哪一台：%s。",
                       names_shown(a, &there));
    }
    if (wanted == NULL) {
        *out = there.names[0];
        return true;
    }
    for (size_t i = 0; i < there.n && *out == NULL; i++) {
        *out = strcmp(there.names[i], wanted) == 0 ? there.names[i] : NULL;
    }
    if (*out == NULL) {
        return err_set(err, ERR_USAGE, "E-LP-003",
                       "没有叫“%s”的打印机。现有的是：%s。", wanted,
                       names_shown(a, &there));
    }
    return true;
}
