/* Rows in, xlsx out (pbtui/report/workbook_wire.h says in which form).

   Stages: sheet by sheet, its columns, then its rows, each given to the library
   as it is read; the library keeps them in temporary files that have no name →
   the xlsx, in memory → a look whether all of it is there → standard output.
   Only the lists to choose from and merged cells grow with the workbook.

   It believes nothing it reads.  The same lines give the same bytes. */
#include "book.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "book_parts.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "say.h"

enum {
    CREATED = 946684800, /* 2000-01-01, always */
    COPY = 65536
};

/* A \n is a newline, \\ a backslash, nothing else may follow a backslash. */
static void unescape(const struct book *b, char *s)
{
    char *to = s;
    for (; *s != '\0'; s++) {
        if (*s == '\\') {
            s++;
            if (*s != 'n' && *s != '\\') {
                lines_refuse(&b->in);
            }
            *to++ = *s == 'n' ? '\n' : '\\';
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
}

char *book_text(const struct book *b, struct parts *p)
{
    size_t n;
    char *s = parts_rest(p, 0, &n);
    unescape(b, s);
    return s;
}

void book_must(const struct book *b, lxw_error why)
{
    if (why == LXW_ERROR_CREATING_TMPFILE) {
        refuse(WORKBOOK_WIRE_NO_ROOM, "临时文件夹不能写入。");
    }
    if (why != LXW_NO_ERROR) {
        lines_refuse(&b->in);
    }
}

static void book_begin(struct book *b)
{
    char path[40];
    struct parts p;
    lines_begin(&b->in, STDIN_FILENO, WORKBOOK_WIRE_LINE, WORKBOOK_WIRE_BEGIN);
    b->fd = memfd_create("pbtui-xlsx", MFD_CLOEXEC);
    if (b->fd < 0) {
        refuse(WORKBOOK_WIRE_NO_ROOM, "内存不足。");
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", b->fd);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    b->file = workbook_new_opt(path, &options);
    if (b->file == NULL) {
        refuse(WORKBOOK_WIRE_NO_ROOM, "内存不足。");
    }
    b->formats.file = b->file;
    p = lines_next(&b->in);
    static const char *const words[] = {"title"};
    (void)parts_choice(&p, words, ARRAY_LEN(words));
    lxw_doc_properties about = {.title = book_text(b, &p), .created = CREATED};
    book_must(b, workbook_set_properties(b->file, &about));
}

static void read_book(struct book *b)
{
    enum word { SHEET, COLUMN, HINT, CHOICE, ROW, CELL, END };
    static const char *const words[] = {
        [SHEET] = "sheet",   [COLUMN] = "column", [HINT] = "hint",
        [CHOICE] = "choice", [ROW] = "row",       [CELL] = "cell",
        [END] = "end"};
    for (;;) {
        struct parts p = lines_next(&b->in);
        switch ((enum word)parts_choice(&p, words, ARRAY_LEN(words))) {
        case SHEET:
            book_read_sheet(b, &p);
            break;
        case COLUMN:
            book_read_column(b, &p);
            break;
        case HINT:
            book_read_hint(b, &p);
            break;
        case CHOICE:
            book_read_choice(b, &p);
            break;
        case ROW:
            book_read_row(b, &p);
            break;
        case CELL:
            book_read_cell(b, &p);
            break;
        case END:
            parts_end(&p);
            lines_nothing(&b->in);
            return;
        }
        parts_end(&p);
    }
}

/* Closes the library's file, which is freed by that. */
static void pack(struct book *b)
{
    book_finish_sheet(b);
    if (b->n_sheets == 0) {
        lines_refuse(&b->in);
    }
    const bool begun =
        book_choices_end(&b->choices, b->file, &b->counts[b->n_sheets]);
    const size_t n = b->n_sheets + (b->choices.n > 0);
    if (!begun || workbook_close(b->file) != LXW_NO_ERROR ||
        !book_is_whole(b->fd, b->counts, n)) {
        refuse(WORKBOOK_WIRE_NO_ROOM,
               "临时文件没有写全（临时文件夹已满，或表太大）。");
    }
}

static void copy_out(int fd)
{
    char part[COPY];
    off_t at = 0;
    ssize_t n;
    while ((n = pread(fd, part, sizeof part, at)) > 0) {
        if (!file_put(STDOUT_FILENO, part, (size_t)n)) {
            refuse(WIRE_NO_OUTPUT, "标准输出写不进去。");
        }
        at += n;
    }
}

int book_run(const char *const *words)
{
    (void)words;
    struct book *b = mem_new(sizeof *b);
    book_begin(b);
    read_book(b);
    pack(b);
    copy_out(b->fd);
    say_count("rows", b->rows);
    if (close(STDOUT_FILENO) != 0) {
        refuse(WIRE_NO_OUTPUT, "标准输出写不进去。");
    }
    /* The library never gives back some of its memory: nothing is put in order
       here, and nobody shall look for it. */
    _exit(WIRE_DONE);
}
