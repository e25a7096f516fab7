/* lp and lpstat as scripts. */
#include "printer_shop.h"

#include "unit.h"

#include <string.h>
#include <sys/stat.h>

#include "pbtui/base/file.h"

const char *shop_path(struct shop *s, const char *name)
{
    return arena_printf(&s->arena, "%s/%s", s->folder, name);
}

void shop_file(struct shop *s, const char *name, const char *text, mode_t mode)
{
    const char *path = shop_path(s, name);
    struct err err = ERR_INIT;
    if (!file_write(path, text, strlen(text), FILE_REPLACE, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(chmod(path, mode), 0);
}

void shop_program(struct shop *s, const char *name, const char *script)
{
    shop_file(
        s, name,
        arena_printf(&s->arena, "#!/bin/sh\nD='%s'\n%s\n", s->folder, script),
        0755);
}

#define SAYS_LIST                                                              \
    "case $1 in\n"                                                             \
    "-r) printf '%s\\n' 'scheduler is running' "                               \
    "'system default destination: HP' Alpha HP Zebra;;\n"                      \
    "*) echo 'printer HP is idle.  enabled since today';;\n"                   \
    "esac"
#define TAKES_ALL                                                              \
    "printf '%s\\n' \"$@\" > \"$D/argv\"\n"                                    \
    "env > \"$D/env\"\n"                                                       \
    "cat > \"$D/doc\"\n"                                                       \
    "echo 'request id is HP-12 (1 file(s))'"

void shop_open(struct shop *s)
{
    static int shops;
    *s = (struct shop){0};
    s->folder = arena_printf(&s->arena, "%s/shop%d", unit_tmp(), shops++);
    assert_int_equal(mkdir(s->folder, 0755), 0);
    s->folders[0] = s->folder;
    s->way = (struct printer_way){.folders = s->folders, .limit_ms = 20000};
    s->pdf = shop_path(s, "a.pdf");
    shop_file(s, "a.pdf", SHOP_PDF, 0600);
    shop_program(s, "lpstat", SAYS_LIST);
    shop_program(s, "lp", TAKES_ALL);
}

void shop_close(struct shop *s)
{
    arena_clear(&s->arena);
}

const char *shop_seen(struct shop *s, const char *name)
{
    struct strbuf sb;
    sb_init(&sb);
    bool there = file_read(&sb, shop_path(s, name), 1 << 20, NULL);
    const char *text = there ? arena_str(&s->arena, sb.s) : NULL;
    sb_clear(&sb);
    return text;
}

const struct print_wish shop_plain = {
    .printer = "HP", .copies = 1, .pages = "", .of = 9};

bool shop_send(struct shop *s, struct print_wish wish, struct print_job *job)
{
    err_clear(&s->err);
    return printer_send(s->pdf, &wish, &s->arena, &s->way, job, &s->err);
}

void shop_refusal(struct shop *s, struct print_wish wish, const char *code)
{
    struct print_job job;
    if (shop_send(s, wish, &job) || !err_is(&s->err, code)) {
        fail_msg("%s, not %s: %s", s->err.code, code, s->err.text);
    }
}
