/* The one door to iniparser.

   Stages: the whole text is checked (size, NUL, UTF-8) → ini_lines.c splits it
   into keys and complaints → the values of the good lines go to iniparser as a
   text of our own making (line number = value as typed) → what iniparser read
   is compared with what the line says and complained about when it differs.
   So its quoting rules hold, while order, letter case, line numbers, repeated
   keys and everything it would reject or cut stay with us.

   Not here: which keys exist and what their values mean. */
#include "pbtui/base/ini.h"

#include <iniparser/iniparser.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ini_lines.h"
#include "pbtui/base/file.h"
#include "pbtui/base/log.h"

#define USER_FILE_BYTES_MAX ((size_t)64 * 1024)

/* ---- the whole text -------------------------------------------------- */

/* text/utf8 lies above this layer, hence these few lines of our own. */
static size_t utf8_length(const unsigned char *s, size_t n)
{
    size_t want = s[0] < 0x80   ? 1
                  : s[0] < 0xC2 ? 0
                  : s[0] < 0xE0 ? 2
                  : s[0] < 0xF0 ? 3
                  : s[0] < 0xF5 ? 4
                                : 0;
    if (want == 0 || want > n) {
        return 0;
    }
    for (size_t i = 1; i < want; i++) {
        if ((s[i] & 0xC0u) != 0x80u) {
            return 0;
        }
    }
    bool overlong =
        (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xF0 && s[1] < 0x90);
    bool surrogate = s[0] == 0xED && s[1] > 0x9F;
    bool too_high = s[0] == 0xF4 && s[1] > 0x8F;
    return overlong || surrogate || too_high ? 0 : want;
}

/* The line of the first byte that is no UTF-8, 0 when there is none. */
static int first_bad_line(const char *text, size_t n)
{
    int line = 1;
    for (size_t i = 0; i < n;) {
        size_t step = utf8_length((const unsigned char *)text + i, n - i);
        if (step == 0) {
            return line;
        }
        line += text[i] == '\n';
        i += step;
    }
    return 0;
}

static bool check_text(const char *text, size_t n, size_t limit,
                       struct err *err)
{
    if (n > limit) {
        return err_set(err, ERR_USAGE, "E-INI-001",
                       "配置文件太大，最多 %zu KiB，没有采用；"
                       "请删去多余的内容。",
                       limit / 1024);
    }
    if (memchr(text, '\0', n) != NULL) {
        return err_set(err, ERR_USAGE, "E-INI-002",
                       "配置文件里有空字节，不是文本文件，没有采用；"
                       "请确认选对了文件。");
    }
    int bad = first_bad_line(text, n);
    if (bad != 0) {
        return err_set(err, ERR_USAGE, "E-INI-003",
                       "配置文件第 %d 行不是 UTF-8 编码，没有采用；"
                       "请在编辑器里另存为 UTF-8。",
                       bad);
    }
    return true;
}

/* ---- iniparser ------------------------------------------------------- */

/* iniparser would print to standard error, over the screen. */
static int to_diary(const char *fmt, ...)
{
    char what[160];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    log_line("ini: iniparser: %s", what);
    return 0;
}

/* iniparser opens files by path only, so the text lies in a file in memory. */
static dictionary *load(const struct strbuf *text)
{
    int fd = memfd_create("pbtui-ini", MFD_CLOEXEC);
    if (fd < 0) {
        return NULL;
    }
    dictionary *d = NULL;
    if (write(fd, text->s, text->len) == (ssize_t)text->len) {
        char path[40];
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        iniparser_set_error_callback(to_diary);
        d = iniparser_load(path);
    }
    close(fd);
    return d;
}

/* Drops the keys whose value iniparser reads otherwise than we do. */
static void compare_values(struct ini_reader *r, const dictionary *d)
{
    struct ini *out = r->out;
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++) {
        const struct ini_key k = out->keys[i];
        char name[24];
        snprintf(name, sizeof name, "v:%d", k.line);
        const char *got = iniparser_getstring(d, name, NULL);
        if (got == NULL || strcmp(got, k.value) != 0) {
            ini_complain(r, k.line,
                         "：值读不明白，没有采用；"
                         "请把整个值放进英文双引号里。");
            continue;
        }
        out->keys[kept++] = k;
    }
    out->n = kept;
}

static bool check_values(struct ini_reader *r, struct err *err)
{
    dictionary *d = load(&r->values);
    if (d == NULL) {
        return err_set(err, ERR_IO, "E-INI-004",
                       "配置文件内容无误，但系统不让读取（/proc 不可用），"
                       "没有采用；请联系管理员。");
    }
    compare_values(r, d);
    iniparser_freedict(d);
    return true;
}

/* ---- the door -------------------------------------------------------- */

static bool parse(struct ini *out, struct arena *a, const char *text, size_t n,
                  bool check, struct err *err)
{
    struct ini_reader r = {
        .out = out, .arena = a, .section = "", .checks = check};
    sb_init(&r.values);
    sb_add(&r.values, "[v]\n");
    ini_read_lines(&r, text, n);
    bool ok = !check || check_values(&r, err);
    sb_clear(&r.values);
    return ok;
}

bool ini_parse(struct ini *out, struct arena *a, const char *text, size_t n,
               size_t limit, struct err *err)
{
    memset(out, 0, sizeof *out);
    return check_text(text, n, limit, err) && parse(out, a, text, n, true, err);
}

bool ini_parse_builtin(struct ini *out, struct arena *a, const char *text,
                       size_t n, struct err *err)
{
    memset(out, 0, sizeof *out);
    return parse(out, a, text, n, false, err);
}

bool ini_load(struct ini *out, struct arena *a, const char *path,
              struct err *err)
{
    memset(out, 0, sizeof *out);
    struct strbuf text;
    sb_init(&text);
    bool ok = file_read_trusted(&text, path, USER_FILE_BYTES_MAX, err) &&
              ini_parse(out, a, text.s, text.len, USER_FILE_BYTES_MAX, err);
    sb_clear(&text);
    return ok || err_doing(err, "读取配置文件 %s", path);
}

const char *ini_get(const struct ini *ini, const char *section, const char *key)
{
    for (size_t i = ini->n; i > 0; i--) {
        const struct ini_key *k = &ini->keys[i - 1];
        if (strcasecmp(k->section, section) == 0 &&
            strcasecmp(k->key, key) == 0) {
            return k->value;
        }
    }
    return NULL;
}
