/* The bytes of a csv as UTF-8, whatever they were written in. */
#ifndef PBTUI_PRESS_CSV_TEXT_H
#define PBTUI_PRESS_CSV_TEXT_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/err.h"

enum csv_encoding { CSV_UTF8, CSV_GB18030, CSV_UTF16LE, CSV_UTF16BE };

struct csv_text {
    int fd;
    enum csv_encoding encoding;
    bool guessed; /* by its bytes: nobody said it, nor a mark in the file */
    uint64_t at;  /* of the next byte to read */
    uint64_t bad; /* of UTF-8: where it ends being that; UINT64_MAX: nowhere */
    iconv_t to_utf8;
    size_t held; /* bytes of `raw` not yet converted */
    char raw[32768];
    char text[65536 + 8];
};

enum csv_got { CSV_SOME, CSV_OVER, CSV_BAD, CSV_FAILED };

/* Finds the encoding: `wish` ("" for none), a mark, the bytes.  fd can be
   read from any place. */
bool csv_text_open(struct csv_text *t, int fd, const char *wish,
                   struct err *err);
void csv_text_close(struct csv_text *t);
/* The next piece, lent until the one after it.  CSV_BAD: what stands here is
   not of that encoding; CSV_FAILED: it cannot be read, errno. */
enum csv_got csv_text_next(struct csv_text *t, const char **s, size_t *n);
/* Back to the beginning. */
void csv_text_again(struct csv_text *t);

const char *csv_encoding_name(enum csv_encoding e);

#endif
