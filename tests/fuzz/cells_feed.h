/* Bytes read as a table, here in this process, and what comes of it taken as
   pbtui takes it: whatever the bytes, the lines keep to their form and end in
   all rows or in a sentence. */
#ifndef PBTUI_TESTS_FUZZ_CELLS_FEED_H
#define PBTUI_TESTS_FUZZ_CELLS_FEED_H

#include <sys/mman.h>
#include <unistd.h>

#include "../../src/press/cells.h"
#include "../../src/report/cells_parts.h"
#include "fuzz.h"

static bool feed_merges(void *to, const struct import_merge *list, size_t n,
                        struct err *err)
{
    (void)to;
    (void)list;
    (void)n;
    (void)err;
    return true;
}

static bool feed_row(void *to, const struct import_row *row, struct err *err)
{
    (void)to;
    (void)err;
    FUZZ_CHECK(row->n > 0 && row->n <= CELLS_COLS);
    for (size_t i = 0; i < row->n; i++) {
        FUZZ_CHECK((row->cells[i].kind == IMPORT_EMPTY) ==
                   (row->cells[i].text[0] == '\0'));
    }
    return true;
}

static bool feed_put(void *to, const char *s, size_t n)
{
    struct cells_lines *lines = to;
    while (n > 0) {
        size_t room;
        char *into = cells_lines_room(lines, &room);
        const size_t some = n < room ? n : room;
        memcpy(into, s, some);
        FUZZ_CHECK(cells_lines_take(lines, some));
        s += some;
        n -= some;
    }
    return true;
}

static int feed_file(const char *data, size_t n)
{
    int fd = memfd_create("table", MFD_CLOEXEC);
    FUZZ_CHECK(fd >= 0 && write(fd, data, n) == (ssize_t)n);
    FUZZ_CHECK(lseek(fd, 0, SEEK_SET) == 0);
    return fd;
}

static void feed_table(int fd, const char *sheet, const char *encoding)
{
    struct arena arena = ARENA_INIT;
    struct cells_file file = {.arena = &arena};
    struct cells_lines lines;
    struct cells_out out;
    struct err err = ERR_INIT;
    struct err taker_err = ERR_INIT;
    const struct import_taker taker = {feed_merges, feed_row, NULL};
    cells_lines_begin(&lines, &file, &taker, &taker_err);
    out_begin(&out, feed_put, &lines);
    const bool ok = cells_read(fd, sheet, encoding, &out, &err);
    FUZZ_CHECK(ok == (err.kind == ERR_NONE));
    out_end(&out, &err);
    FUZZ_CHECK(lines.stage == LINES_OVER && lines.n == 0);
    FUZZ_CHECK(strcmp(lines.no.code, err.code) == 0);
    FUZZ_CHECK(ok || lines.no.text[0] != '\0');
    out_clear(&out);
    cells_lines_clear(&lines);
    arena_clear(&arena);
    close(fd);
}

#endif
