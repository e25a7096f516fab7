/* The press run with its own limits and files, poppler asked about what it
   made, and tables as large as a bound year. */
#include "rig.h"

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

const char *const rig_zenhei[] = {"/usr/share/fonts/truetype/wqy", NULL};
const char *const rig_both[] = {"/usr/share/fonts/truetype/wqy",
                                "/usr/share/fonts/opentype/noto", NULL};
const char *const rig_none[] = {NULL};
const char *const rig_noto[] = {"/usr/share/fonts/opentype/noto", NULL};
const char *const rig_uming[] = {"/usr/share/fonts/truetype/arphic",
                                 "/usr/share/fonts/truetype/wqy", NULL};
const char *const rig_latin[] = {"/usr/share/fonts/truetype/dejavu",
                                 "/usr/share/fonts/truetype/wqy", NULL};
const char *const rig_plain[] = {"/usr/share/fonts/opentype/urw-base35",
                                 "/usr/share/fonts/truetype/wqy", NULL};

bool rig_have(const char *const *folders)
{
    for (; *folders != NULL; folders++) {
        if (access(*folders, R_OK) != 0) {
            print_message("no fonts in %s: not tested\n", *folders);
            return false;
        }
    }
    return true;
}

const char *rig_file(const char *name)
{
    static char paths[16][320];
    static unsigned turn;
    char *path = paths[turn++ % 16];
    snprintf(path, sizeof paths[0], "%s/%s", unit_tmp(), name);
    return path;
}

void rig_fonts(const char *const *folders)
{
    setenv("PBTUI_PRESS", BUILD_DIR "/pbtui-press", 1);
    if (folders == NULL) {
        unsetenv("FONTCONFIG_FILE");
        return;
    }
    FILE *f = fopen(rig_file("fonts.conf"), "w");
    assert_non_null(f);
    fprintf(f, "<?xml version=\"1.0\"?><fontconfig>\n");
    for (; *folders != NULL; folders++) {
        assert_int_equal(access(*folders, R_OK), 0);
        fprintf(f, "<dir>%s</dir>\n", *folders);
    }
    fprintf(f, "<cachedir>%s</cachedir></fontconfig>\n",
            rig_file("font-cache"));
    fclose(f);
    setenv("FONTCONFIG_FILE", rig_file("fonts.conf"), 1);
}

static char *slurp(const char *path)
{
    struct strbuf sb;
    sb_init(&sb);
    (void)file_read(&sb, path, 1u << 26, NULL);
    char *all = sb_take(&sb);
    sb_clear(&sb);
    return all;
}

static void redirect(int fd, const char *path, int flags)
{
    int from = open(path, flags, 0600);
    if (from < 0 || dup2(from, fd) < 0) {
        _exit(126);
    }
    close(from);
}

struct rig_said rig_press(const char *wire, size_t n, const char *to)
{
    const char *in = rig_file("wire");
    assert_true(file_write(in, wire, n, FILE_REPLACE, NULL));
    return rig_press_file(in, to);
}

struct rig_said rig_press_file(const char *in, const char *to)
{
    return rig_job_file("pages", in, to);
}

struct rig_said rig_job(const char *job, const char *wire, const char *to)
{
    const char *in = rig_file("wire");
    assert_true(file_write(in, wire, strlen(wire), FILE_REPLACE, NULL));
    return rig_job_file(job, in, to);
}

struct rig_said rig_job_file(const char *job, const char *in, const char *to)
{
    const char *err = rig_file("said");
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        redirect(0, in, O_RDONLY);
        redirect(1, to, O_WRONLY | O_CREAT | O_TRUNC);
        redirect(2, err, O_WRONLY | O_CREAT | O_TRUNC);
        execl(BUILD_DIR "/pbtui-press", "pbtui-press", job, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    struct rusage use;
    while (wait4(pid, &status, 0, &use) < 0 && errno == EINTR) {
    }
    return (struct rig_said){WIFEXITED(status) ? WEXITSTATUS(status)
                                               : 128 + WTERMSIG(status),
                             use.ru_maxrss, slurp(err)};
}

pid_t rig_press_waiting(int *in, const char *shorter)
{
    int fd[2];
    assert_int_equal(pipe2(fd, O_CLOEXEC), 0);
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        if (dup2(fd[0], 0) != 0) {
            _exit(126);
        }
        redirect(1, "/dev/null", O_WRONLY);
        redirect(2, "/dev/null", O_WRONLY);
        if (shorter != NULL) {
            setenv("PBTUI_PRESS_SECONDS", shorter, 1);
        }
        execl(BUILD_DIR "/pbtui-press", "pbtui-press", (char *)NULL);
        _exit(127);
    }
    close(fd[0]);
    *in = fd[1];
    return pid;
}

/* What a command line says; it must end well. */
static char *run(const char *line)
{
    FILE *f = popen(line, "r");
    assert_non_null(f);
    struct strbuf sb;
    sb_init(&sb);
    char part[8192];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0) {
        sb_addn(&sb, part, n);
    }
    if (pclose(f) != 0) {
        fail_msg("%s: %s", line, sb.s);
    }
    char *all = sb_take(&sb);
    sb_clear(&sb);
    return all;
}

char *rig_poppler(const char *command, const char *pdf)
{
    char line[1024];
    /* pdftotext is told to write here; pdfinfo does so anyway. */
    snprintf(line, sizeof line, "LC_ALL=C.UTF-8 %s '%s' %s 2>&1", command, pdf,
             strstr(command, "pdftotext") != NULL ? "-" : "");
    return run(line);
}

char *rig_unzip(const char *zip, const char *entry)
{
    char line[1024];
    snprintf(line, sizeof line, "unzip -p '%s' '%s' 2>&1", zip, entry);
    return run(line);
}

bool rig_find(const char *pdf, const char *word, struct rig_box *out)
{
    char *all = rig_poppler("pdftotext -bbox", pdf);
    char tail[256];
    snprintf(tail, sizeof tail, "\">%s</word>", word);
    const char *at = strstr(all, tail);
    double n[4] = {0};
    bool ok = at != NULL;
    while (ok && at > all && *at != '<') {
        at--;
    }
    ok = ok && sscanf(at,
                      "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" "
                      "yMax=\"%lf\"",
                      &n[0], &n[1], &n[2], &n[3]) == 4;
    free(all);
    *out = (struct rig_box){(long)(n[0] * 100), (long)(n[1] * 100),
                            (long)(n[2] * 100), (long)(n[3] * 100)};
    return ok;
}

/* ---- documents ------------------------------------------------------------
 */

const struct sheet rig_portrait = {.name = "竖",
                                   .width = 21000,
                                   .height = 29700,
                                   .top = 2000,
                                   .left = 2000,
                                   .area_width = 17000,
                                   .area_height = 25000,
                                   .bind = -300,
                                   .cols = 92,
                                   .lines = 50,
                                   .size = 1050};
const struct sheet rig_landscape = {.name = "横",
                                    .landscape = true,
                                    .width = 29700,
                                    .height = 21000,
                                    .top = 1500,
                                    .left = 1500,
                                    .area_width = 26700,
                                    .area_height = 17700,
                                    .cols = 168,
                                    .lines = 44,
                                    .size = 900};

static const char *cell(struct arena *a, size_t row, int column)
{
    static const char *const names[] = {"张建国", "李敏", "𠮷田志", "陈月华",
                                        "欧阳雪峰"};
    static const char *const words[] = {"汉族", "大学本科", "正科级", "一组"};
    switch (column % 4) {
    case 0:
        return arena_printf(a, "%zu", row + 1);
    case 1:
        return names[row % 5];
    case 2:
        return arena_printf(a, "2026-%02zu-%02zu", row % 12 + 1, row % 28 + 1);
    default:
        return words[row % 4];
    }
}

enum { TABLE_ROWS = 40 };

static void fill_page(struct arena *a, struct page *p, size_t first,
                      size_t rows, int columns)
{
    const int wide = (rig_landscape.cols - 1) / columns;
    const size_t n_texts = (rows + 1) * (size_t)columns;
    struct page_text *t = arena_array(a, n_texts, sizeof *t);
    struct page_rule *r = arena_array(a, rows + 3 + (size_t)columns, sizeof *r);
    *p = (struct page){&rig_landscape, t, n_texts, r,
                       rows + 3 + (size_t)columns};
    for (size_t i = 0; i <= rows; i++) {
        for (int c = 0; c < columns; c++) {
            *t++ = (struct page_text){
                .line = (int)i,
                .col = wide * c + 1,
                .lines = 1,
                .cols = wide - 1,
                .align = c % 4 == 0 ? PAGE_RIGHT : PAGE_LEFT,
                .face = i == 0 ? FACE_HEAD : FACE_BODY,
                .size = 100,
                .text = i == 0 ? arena_printf(a, "栏目%d", c + 1)
                               : cell(a, first + i - 1, c)};
        }
    }
    for (size_t i = 0; i <= rows + 1; i++) {
        bool edge = i == 0 || i == rows + 1;
        *r++ = (struct page_rule){false, (int)i, 0, wide * columns + 1,
                                  edge ? RULE_THICK : RULE_THIN};
    }
    for (int c = 0; c <= columns; c++) {
        *r++ = (struct page_rule){true, 0, wide * c, (int)rows + 1, RULE_THIN};
    }
}

struct document rig_table(struct arena *a, size_t rows, int columns)
{
    size_t n = (rows + TABLE_ROWS - 1) / TABLE_ROWS;
    struct page *pages = arena_array(a, n, sizeof *pages);
    for (size_t i = 0; i < n; i++) {
        size_t left = rows - i * TABLE_ROWS;
        fill_page(a, &pages[i], i * TABLE_ROWS,
                  left < TABLE_ROWS ? left : TABLE_ROWS, columns);
    }
    return (struct document){"试验表", pages, n};
}

struct document rig_text(struct arena *a, const struct page_text *t)
{
    struct page *page = arena_alloc(a, sizeof *page);
    struct page_text *copy = arena_alloc(a, sizeof *copy);
    *copy = *t;
    *page = (struct page){&rig_portrait, copy, 1, NULL, 0};
    return (struct document){"一行", page, 1};
}
