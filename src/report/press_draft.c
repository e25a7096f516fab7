/* Where a file of the press goes while it is made: beside its place, or, for
   standard output, into memory, because that gets nothing before all is
   there. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "press_parts.h"

bool press_draft_begin(struct press_draft *d, const char *path,
                       enum file_flags flags, const char *what, struct err *err)
{
    d->standard = strcmp(path, "-") == 0;
    d->memory = -1;
    d->what = what;
    if (!d->standard) {
        return file_draft_begin(&d->file, path, flags, err);
    }
    d->memory = memfd_create("pbtui-draft", MFD_CLOEXEC);
    return d->memory >= 0
               ? true
               : err_set(err, ERR_IO, "E-PRESS-003",
                         "内存不足，没有生成 %s；请关掉一些程序再试。", what);
}

bool press_draft_add(void *to, const char *bytes, size_t n, struct err *err)
{
    struct press_draft *d = to;
    if (!d->standard) {
        return file_draft_add(&d->file, bytes, n, err);
    }
    return file_put(d->memory, bytes, n)
               ? true
               : err_set(err, ERR_IO, "E-PRESS-004",
                         "内存不足，%s 没有写完；请写到文件。", d->what);
}

static bool copy_out(int from)
{
    char part[65536];
    off_t at = 0;
    ssize_t n;
    while ((n = pread(from, part, sizeof part, at)) > 0) {
        if (!file_put(STDOUT_FILENO, part, (size_t)n)) {
            return false;
        }
        at += n;
    }
    return n == 0;
}

bool press_draft_keep(struct press_draft *d, struct err *err)
{
    if (!d->standard) {
        return file_draft_keep(&d->file, err);
    }
    return copy_out(d->memory)
               ? true
               : err_set(err, ERR_IO, "E-PRESS-005",
                         "标准输出写不进去（磁盘已满，或接收的程序已退出），"
                         "%s 没有写完。",
                         d->what);
}

void press_draft_drop(struct press_draft *d)
{
    if (!d->standard) {
        file_draft_drop(&d->file);
    } else if (d->memory >= 0) {
        close(d->memory);
        d->memory = -1;
    }
}
