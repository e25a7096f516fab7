/* A table that somebody sent: what it is → its reader → the end, good or with a
   sentence.

   It comes from outside and is believed in nothing.  What goes wrong is told in
   the lines themselves, so the status says only whether they are all there. */
#include "cells.h"

#include <unistd.h>

#include "cells_kind.h"
#include "csv.h"
#include "limits.h"
#include "pbtui/base/file.h"
#include "pbtui/report/wire.h"
#include "xlsx.h"

bool cells_read(int fd, const char *sheet, const char *encoding,
                struct cells_out *out, struct err *err)
{
    enum cells_kind kind = KIND_TEXT;
    if (!kind_find(fd, &kind, err)) {
        return false;
    }
    return kind == KIND_ZIP ? xlsx_read(fd, sheet, out, err)
                            : csv_read(fd, encoding, out, err);
}

static bool put_out(void *to, const char *s, size_t n)
{
    (void)to;
    return file_put(STDOUT_FILENO, s, n);
}

int cells_run(const char *const *words)
{
    struct cells_out out;
    struct err err = ERR_INIT;
    limits_set_seconds(CELLS_SECONDS_BUSY, CELLS_SECONDS);
    out_begin(&out, put_out, NULL);
    (void)cells_read(STDIN_FILENO, words[0], words[1], &out, &err);
    const bool taken = out_end(&out, &err);
    out_clear(&out);
    return taken ? WIRE_DONE : WIRE_NO_OUTPUT;
}
