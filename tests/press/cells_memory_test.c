/* A hundred thousand rows take no more memory than a thousand, on either
   side. */
#include "cells_ground.h"
#include "rig.h"
#include "unit.h"
#include "xlsx_build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/mem.h"

enum { SLACK_KB = 1024 };

static long peak_of(pid_t pid)
{
    int status = 0;
    struct rusage use;
    assert_true(pid > 0);
    while (wait4(pid, &status, 0, &use) < 0 && errno == EINTR) {
    }
    assert_int_equal(status, 0);
    return use.ru_maxrss;
}

/* Of pbtui's side; what the press takes is not counted, it is another's
   child. */
static long peak_of_reading(const char *path)
{
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        char *s = cells_last_word(path);
        _exit(s[0] == '\0' ? 0 : 1);
    }
    return peak_of(pid);
}

static long peak_of_press(const char *path)
{
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        int in = open(path, O_RDONLY);
        int out = open("/dev/null", O_WRONLY);
        if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0) {
            _exit(126);
        }
        execl(BUILD_DIR "/pbtui-press", "pbtui-press", "cells", "", "",
              (char *)NULL);
        _exit(127);
    }
    return peak_of(pid);
}

static const char *csv_of(size_t rows)
{
    const char *path = rig_file("long.csv");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (size_t i = 0; i < rows; i++) {
        fprintf(f, "张建国%zu,男,汉族,大学本科,1980-01-01,2001-07-01,%zu\n", i,
                i * 7);
    }
    fclose(f);
    return path;
}

static const char *xlsx_of(size_t rows)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < rows; i++) {
        sb_addf(&sb,
                "<row><c t=\"inlineStr\"><is><t>张建国%zu</t></is></c>"
                "<c><v>%zu</v></c><c><v>45000</v></c></row>",
                i, i * 7);
    }
    const char *path = xlsx_of_rows("read-long.xlsx", sb.s, NULL, NULL);
    sb_clear(&sb);
    return path;
}

static void grows_not(const char *(*of)(size_t rows),
                      long (*peak)(const char *path))
{
    const long few = peak(of(1000));
    const long many = peak(of(100000));
    if (many > few + SLACK_KB) {
        fail_msg("1,000 rows %ld KB, 100,000 rows %ld KB", few, many);
    }
}

TEST(cells_of_a_hundred_thousand_rows_take_no_more_memory)
{
    grows_not(csv_of, peak_of_reading);
    grows_not(csv_of, peak_of_press);
    grows_not(xlsx_of, peak_of_reading);
    grows_not(xlsx_of, peak_of_press);
}
