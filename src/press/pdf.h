/* Objects of a PDF file, written one after the other to standard output: what
   is written needs no memory any more, but for its place in the file. */
#ifndef PBTUI_PRESS_PDF_H
#define PBTUI_PRESS_PDF_H

#include <stddef.h>
#include <stdint.h>

#include <zlib.h>

#include "pbtui/base/strbuf.h"

/* Objects that others point to before they are written. */
enum pdf_fixed { PDF_CATALOG = 1, PDF_PAGES, PDF_RESOURCES, PDF_INFO };

struct pdf {
    int fd;
    uint64_t written;
    uint64_t *places; /* of each object; 0: not written */
    size_t n, cap;    /* n: the next number */
    struct strbuf out;
    z_stream deflate;
    unsigned char *packed;
    size_t packed_cap;
};

void pdf_begin(struct pdf *p, int fd);
size_t pdf_number(struct pdf *p); /* for an object to come */
/* `body` is all between obj and endobj. */
void pdf_object(struct pdf *p, size_t number, const char *body);
/* A stream, packed; `extra` are entries of its dictionary. */
void pdf_stream(struct pdf *p, size_t number, const char *extra,
                const char *bytes, size_t n);
void pdf_end(struct pdf *p);

/* A text of the file itself, as <FEFF…>, and the digits alone. */
void pdf_add_text(struct strbuf *out, const char *s);
void pdf_add_utf16(struct strbuf *out, uint32_t cp);

#endif
