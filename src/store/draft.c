/* Drafts: one text file a form, so that a closed window or a power cut costs
   the clerk one second of typing and no more.

       pbtui-draft 1
       form people
       title 新增党员 张三
       at 2026-11-20 13:45:01
       row 0
       ver 0
       parent 0
       field name 张三
       sum 0123…            BLAKE2b-128 of everything above, in hex

   A backslash stands before n (newline) and before itself; so a value is one
   line.  What is read back goes through the text door like anything typed.  A
   file that is not exactly this is offered as text to copy from. */
#include "pbtui/store/draft.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "draft_read.h"
#include "pbtui/base/clock.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

#define SUFFIX ".draft"

/* ---- names -------------------------------------------------------------- */

/* A file of ours: no folder, no dots but those of the suffix. */
static bool is_id(const char *id)
{
    size_t n = strlen(id);
    const size_t tail = sizeof SUFFIX - 1;
    return n > tail && strcmp(id + n - tail, SUFFIX) == 0 &&
           draft_name_ok(id, n - tail);
}

static void path_of(struct strbuf *out, const char *dir, const char *id)
{
    sb_init(out);
    sb_addf(out, "%s/drafts", dir);
    if (id != NULL) {
        sb_addf(out, "/%s", id);
    }
}

/* people-20261120134501-5f3a9c01.draft: the time for people who look into the
   folder, the random part against two windows in one second. */
static const char *new_id(struct arena *a, const struct draft *d)
{
    char digits[15];
    size_t n = 0;
    for (const char *p = d->at; *p != '\0' && n < sizeof digits - 1; p++) {
        if (isdigit((unsigned char)*p)) {
            digits[n++] = *p;
        }
    }
    digits[n] = '\0';
    return arena_printf(a, "%s-%s-%08" PRIx32 SUFFIX, d->form, digits,
                        randombytes_random());
}

/* ---- writing ------------------------------------------------------------ */

static void put_line(struct strbuf *out, const char *key, const char *value)
{
    sb_addf(out, "%s ", key);
    for (const char *p = value == NULL ? "" : value; *p != '\0'; p++) {
        if (*p == '\n') {
            sb_add(out, "\\n");
        } else if (*p == '\\') {
            sb_add(out, "\\\\");
        } else {
            sb_addc(out, *p);
        }
    }
    sb_addc(out, '\n');
}

static void put_draft(struct strbuf *out, const struct draft *d)
{
    sb_add(out, DRAFT_HEADER);
    put_line(out, "form", d->form);
    put_line(out, "title", d->title);
    put_line(out, "at", d->at);
    sb_addf(out, "row %" PRId64 "\nver %" PRId64 "\nparent %" PRId64 "\n",
            d->row_id, d->base_ver, d->parent_id);
    for (size_t i = 0; i < d->n_fields; i++) {
        sb_add(out, "field ");
        put_line(out, d->fields[i].name, d->fields[i].value);
    }
    char hex[DRAFT_SUM_HEX + 1];
    draft_sum(out->s, out->len, hex);
    sb_addf(out, "sum %s\n", hex);
}

/* What draft_list would refuse is refused here, while it can still be told. */
static bool may_save(const char *dir, const struct draft *d, size_t n_bytes,
                     struct err *err)
{
    if (dir == NULL) {
        return err_set(err, ERR_IO, "E-DRAFT-001",
                       "没有存放草稿的文件夹，草稿没有存下。请尽快保存。");
    }
    bool names_ok = draft_name_ok(d->form, strlen(d->form)) &&
                    (d->id == NULL || is_id(d->id));
    for (size_t i = 0; i < d->n_fields; i++) {
        const char *name = d->fields[i].name;
        names_ok = names_ok && draft_field_name_ok(name, strlen(name));
    }
    if (!names_ok || d->n_fields > DRAFT_FIELDS_MAX ||
        n_bytes > DRAFT_LIMIT_BYTES) {
        return err_set(err, ERR_RULE, "E-DRAFT-002",
                       "内容太长或表单不合规格，草稿没有存下。请尽快保存。");
    }
    return true;
}

bool draft_save(const char *dir, struct arena *a, struct draft *d,
                struct err *err)
{
    char now[20];
    clock_now(now);
    d->at = arena_str(a, now);
    struct strbuf text;
    struct strbuf path;
    sb_init(&text);
    put_draft(&text, d);
    bool ok = may_save(dir, d, text.len, err);
    if (ok) {
        path_of(&path, dir, NULL);
        ok = file_make_dirs(path.s, err);
        sb_clear(&path);
    }
    if (ok) {
        const char *id = d->id != NULL ? d->id : new_id(a, d);
        path_of(&path, dir, id);
        ok = file_write(path.s, text.s, text.len,
                        d->id != NULL ? FILE_REPLACE : FILE_NEW, err);
        sb_clear(&path);
        d->id = ok ? id : d->id;
    }
    sb_clear(&text);
    return ok || err_doing(err, "保存草稿");
}

/* When the file was written, as draft.at has it; "" when out of range. */
static void time_of(const struct stat *file, char at[20])
{
    struct tm tm;
    if (localtime_r(&file->st_mtime, &tm) == NULL ||
        strftime(at, 20, "%Y-%m-%d %H:%M:%S", &tm) == 0) {
        at[0] = '\0';
    }
}

/* Shown as it is, made harmless; the time is that of the file. */
static void show_raw(struct arena *a, const struct strbuf *text,
                     const struct stat *file, struct draft *d)
{
    const char *id = d->id;
    char at[20];
    time_of(file, at);
    struct strbuf shown;
    sb_init(&shown);
    text_out(&shown, text->s, text->len, TEXT_MEMO);
    *d = (struct draft){.id = id,
                        .form = "",
                        .title = "损坏的草稿",
                        .at = arena_str(a, at),
                        .raw = arena_strn(a, shown.s, shown.len)};
    sb_clear(&shown);
}

/* False when there is no such file, or it is none of ours (a link). */
static bool load(const char *dir, struct arena *a, const char *id,
                 struct draft *d)
{
    struct strbuf path;
    struct stat st;
    path_of(&path, dir, id);
    bool ok = lstat(path.s, &st) == 0 && S_ISREG(st.st_mode);
    if (ok) {
        *d = (struct draft){.id = arena_str(a, id)};
        struct strbuf text;
        sb_init(&text);
        if (!file_read(&text, path.s, DRAFT_LIMIT_BYTES, NULL) ||
            !draft_read(a, &text, d)) {
            show_raw(a, &text, &st, d);
        }
        sb_clear(&text);
    }
    sb_clear(&path);
    return ok;
}

/* ---- the folder --------------------------------------------------------- */

static int newest_first(const void *x, const void *y)
{
    const struct draft *a = x;
    const struct draft *b = y;
    int by_time = strcmp(b->at, a->at);
    return by_time != 0 ? by_time : strcmp(b->id, a->id);
}

bool draft_list(const char *dir, struct arena *a, struct draft **out, size_t *n,
                struct err *err)
{
    *out = NULL;
    *n = 0;
    if (dir == NULL) {
        return true;
    }
    struct strbuf path;
    path_of(&path, dir, NULL);
    DIR *folder = file_exists(path.s) ? opendir(path.s) : NULL;
    bool ok = folder != NULL || !file_exists(path.s);
    sb_clear(&path);
    if (!ok) {
        return err_set(err, ERR_IO, "E-DRAFT-003",
                       "打不开存放草稿的文件夹，未保存的草稿暂时看不到。"
                       "请检查它的权限。");
    }
    struct draft *found = NULL;
    size_t count = 0;
    size_t cap = 0;
    const struct dirent *e;
    while (folder != NULL && (e = readdir(folder)) != NULL) {
        struct draft d;
        if (is_id(e->d_name) && load(dir, a, e->d_name, &d)) {
            MEM_PUSH(found, count, cap);
            found[count++] = d;
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    *out = arena_array(a, count, sizeof **out);
    *n = count;
    if (count > 0) {
        qsort(found, count, sizeof *found, newest_first);
        memcpy(*out, found, count * sizeof *found);
    }
    mem_free(found);
    return true;
}

void draft_remove(const char *dir, const char *id)
{
    if (dir == NULL || !is_id(id)) {
        return;
    }
    struct strbuf path;
    path_of(&path, dir, id);
    unlink(path.s);
    sb_clear(&path);
}

/* From `at` to today, in days; 0 when `at` is no time. */
static int days_since(const char *at)
{
    char day_text[11];
    int day;
    snprintf(day_text, sizeof day_text, "%.10s", at);
    return date_read(day_text, &day) ? date_today() - day : 0;
}

/* What a process that died left half-written holds what was typed, too, and
   nobody would ever take it away.  One of today may be another window's. */
static void sweep_torsos(const char *dir)
{
    struct strbuf path;
    path_of(&path, dir, NULL);
    DIR *folder = opendir(path.s);
    sb_clear(&path);
    const struct dirent *e;
    while (folder != NULL && (e = readdir(folder)) != NULL) {
        struct stat st;
        char at[20];
        if (!file_is_torso(e->d_name) ||
            fstatat(dirfd(folder), e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
            continue;
        }
        time_of(&st, at);
        if (days_since(at) > 0) {
            unlinkat(dirfd(folder), e->d_name, 0);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
}

int draft_expire(const char *dir, int days)
{
    struct arena a = ARENA_INIT;
    struct draft *list;
    size_t n;
    int gone = 0;
    if (dir == NULL) {
        return 0;
    }
    if (draft_list(dir, &a, &list, &n, NULL)) {
        for (size_t i = 0; i < n; i++) {
            if (days_since(list[i].at) > days) {
                draft_remove(dir, list[i].id);
                gone++;
            }
        }
    }
    sweep_torsos(dir);
    arena_clear(&a);
    return gone;
}
