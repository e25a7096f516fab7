/* The frame of a PDF 1.5 file: objects, packed streams, the table of places at
   the end.  Nothing in it depends on the day, so the same pages are the same
   bytes.

   Not here: what the objects mean. */
#include "pdf.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/err.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "say.h"

enum { OUT_BYTES = 1 << 16, DEFLATE_LEVEL = 3 };

static void flush(struct pdf *p)
{
    if (!file_put(p->fd, p->out.s, p->out.len)) {
        refuse(WIRE_NO_OUTPUT,
               "排版程序写不出 PDF（可能磁盘已满，或接收的程序已退出）。");
    }
    sb_reset(&p->out);
}

static void put(struct pdf *p, const char *s, size_t n)
{
    p->written += n;
    sb_addn(&p->out, s, n);
    if (p->out.len >= OUT_BYTES) {
        flush(p);
    }
}

static void put_text(struct pdf *p, const char *s)
{
    put(p, s, strlen(s));
}

void pdf_begin(struct pdf *p, int fd)
{
    memset(p, 0, sizeof *p);
    p->fd = fd;
    p->n = PDF_INFO + 1;
    p->cap = 64;
    p->places = mem_new(p->cap * sizeof *p->places);
    sb_init(&p->out);
    if (deflateInit(&p->deflate, DEFLATE_LEVEL) != Z_OK) {
        die("zlib cannot begin");
    }
    /* Four bytes over 127 say that this is no text. */
    put_text(p, "%PDF-1.5\n%\xE2\xE3\xCF\xD3\n");
}

size_t pdf_number(struct pdf *p)
{
    MEM_PUSH(p->places, p->n, p->cap);
    p->places[p->n] = 0;
    return p->n++;
}

static void open_object(struct pdf *p, size_t number)
{
    struct strbuf head;
    sb_init(&head);
    p->places[number] = p->written;
    sb_addf(&head, "%zu 0 obj\n", number);
    put(p, head.s, head.len);
    sb_clear(&head);
}

void pdf_object(struct pdf *p, size_t number, const char *body)
{
    open_object(p, number);
    put_text(p, body);
    put_text(p, "\nendobj\n");
}

/* Bytes packed into p->packed. */
static size_t pack(struct pdf *p, const char *bytes, size_t n)
{
    size_t most = deflateBound(&p->deflate, n);
    if (n > UINT32_MAX / 2 || deflateReset(&p->deflate) != Z_OK) {
        die("a stream of %zu bytes cannot be packed", n);
    }
    if (most > p->packed_cap) {
        p->packed = mem_grow(p->packed, most, 1);
        p->packed_cap = most;
    }
    p->deflate.next_in = (unsigned char *)(uintptr_t)bytes;
    p->deflate.avail_in = (unsigned)n;
    p->deflate.next_out = p->packed;
    p->deflate.avail_out = (unsigned)most;
    if (deflate(&p->deflate, Z_FINISH) != Z_STREAM_END) {
        die("zlib cannot pack %zu bytes", n);
    }
    return most - p->deflate.avail_out;
}

void pdf_stream(struct pdf *p, size_t number, const char *extra,
                const char *bytes, size_t n)
{
    size_t packed = pack(p, bytes, n);
    struct strbuf head;
    sb_init(&head);
    sb_addf(&head, "<</Filter/FlateDecode/Length %zu%s>>\nstream\n", packed,
            extra);
    open_object(p, number);
    put(p, head.s, head.len);
    sb_clear(&head);
    put(p, (const char *)p->packed, packed);
    put_text(p, "\nendstream\nendobj\n");
}

void pdf_end(struct pdf *p)
{
    uint64_t place = p->written;
    struct strbuf table;
    sb_init(&table);
    sb_addf(&table, "xref\n0 %zu\n0000000000 65535 f \n", p->n);
    for (size_t i = 1; i < p->n; i++) {
        sb_addf(&table, "%010" PRIu64 " 00000 n \n", p->places[i]);
    }
    sb_addf(&table,
            "trailer\n<</Size %zu/Root %d 0 R/Info %d 0 R>>\n"
            "startxref\n%" PRIu64 "\n%%%%EOF\n",
            p->n, PDF_CATALOG, PDF_INFO, place);
    put(p, table.s, table.len);
    sb_clear(&table);
    flush(p);
    deflateEnd(&p->deflate);
    mem_free(p->packed);
    mem_free(p->places);
    sb_clear(&p->out);
}

void pdf_add_utf16(struct strbuf *out, uint32_t cp)
{
    if (cp < 0x10000) {
        sb_addf(out, "%04X", (unsigned)cp);
        return;
    }
    unsigned rest = (unsigned)(cp - 0x10000);
    sb_addf(out, "%04X%04X", 0xD800u + (rest >> 10), 0xDC00u + (rest & 0x3FFu));
}

void pdf_add_text(struct strbuf *out, const char *s)
{
    size_t n = strlen(s);
    sb_add(out, "<FEFF");
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        at += utf8_next(s + at, n - at, &cp);
        pdf_add_utf16(out, cp);
    }
    sb_addc(out, '>');
}
