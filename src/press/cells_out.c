/* Lines of a table, put together and handed on in pieces of 64 KiB.

   Stages of a row: its beginning → cells, the empty ones before them as tabs →
   its end, where it is kept, or forgotten when it has no cell.  What is too
   much for the other side (rows, bytes of a row, of all) is refused here, so
   that it is told in a sentence.

   Not here: what is read, and from where. */
#include "cells_out.h"

#include <stdarg.h>
#include <string.h>

enum { PIECE = 65536 };

void out_begin(struct cells_out *o,
               bool (*put)(void *to, const char *s, size_t n), void *to)
{
    *o = (struct cells_out){.put = put, .to = to};
    sb_init(&o->lines);
    out_word(o, CELLS_BEGIN, NULL);
}

void out_clear(struct cells_out *o)
{
    sb_clear(&o->lines);
}

static void add_number(struct strbuf *sb, size_t n)
{
    char s[24];
    size_t at = sizeof s;
    do {
        s[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    sb_addn(sb, s + at, sizeof s - at);
}

static void add_text(struct strbuf *sb, const char *s, size_t n)
{
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        const char c = s[i];
        if (c != '\\' && c != '\t' && c != '\n' && c != '\r') {
            continue;
        }
        sb_addn(sb, s + from, i - from);
        sb_addc(sb, '\\');
        sb_addc(sb, c == '\\' ? '\\' : c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
        from = i + 1;
    }
    sb_addn(sb, s + from, n - from);
}

void out_word(struct cells_out *o, const char *word, const char *text)
{
    sb_add(&o->lines, word);
    if (text != NULL) {
        sb_addc(&o->lines, ' ');
        add_text(&o->lines, text, strlen(text));
    }
    sb_addc(&o->lines, '\n');
}

void out_merge(struct cells_out *o, const size_t edges[4])
{
    sb_add(&o->lines, "merge");
    for (int i = 0; i < 4; i++) {
        sb_addc(&o->lines, ' ');
        add_number(&o->lines, edges[i]);
    }
    sb_addc(&o->lines, '\n');
}

void out_note(struct cells_out *o, const char *fmt, ...)
{
    if (o->notes == CELLS_NOTES) {
        return;
    }
    o->notes++;
    struct strbuf text;
    sb_init(&text);
    va_list ap;
    va_start(ap, fmt);
    sb_addv(&text, fmt, ap);
    va_end(ap);
    out_word(o, "note", text.s);
    sb_clear(&text);
}

/* ---- rows ------------------------------------------------------------------
 */

void out_row(struct cells_out *o, size_t number, bool hidden)
{
    o->number = number;
    o->begun = o->lines.len;
    o->next_col = 0;

    sb_add(&o->lines, "r ");
    add_number(&o->lines, number);
    if (hidden) {
        sb_add(&o->lines, " h");
    }
}

bool out_cell(struct cells_out *o, size_t col, enum cell_letter letter,
              bool formula, const char *text, size_t n, struct err *err)
{
    char name[8];
    if (n > CELLS_TEXT_BYTES) {
        return err_set(err, ERR_RULE, "E-CELLS-110",
                       "第 %zu 行 %s 列的文字太长（Excel 一格最多 32767 字），"
                       "没有读；请把这一格改短再试。",
                       o->number, column_name(col, name));
    }
    sb_repeat(&o->lines, "\t", col - o->next_col + 1);
    sb_addc(&o->lines, (char)(formula ? (char)letter | 0x20 : (char)letter));
    add_text(&o->lines, text, n);
    o->next_col = col + 1;
    if (o->lines.len - o->begun >= CELLS_ROW_BYTES) {
        return err_set(err, ERR_RULE, "E-CELLS-111",
                       "第 %zu 行的文字合起来超过 1 MB，不像是一张表的一行，"
                       "没有读；请检查这一行。",
                       o->number);
    }
    return true;
}

static bool hand_on(struct cells_out *o, struct err *err)
{
    o->bytes += o->lines.len;
    if (o->bytes > CELLS_WIRE_BYTES) {
        return err_set(err, ERR_RULE, "E-CELLS-112",
                       "这个表格的文字太多（超过 512 MB），没有读；"
                       "请分成几个文件再导入。");
    }
    bool taken = o->put(o->to, o->lines.s, o->lines.len);
    sb_reset(&o->lines);
    return taken ? true
                 : err_set(err, ERR_IO, "E-CELLS-113",
                           "读出的内容送不回台账程序，没有读完；请再试一次。");
}

bool out_row_end(struct cells_out *o, struct err *err)
{
    if (o->next_col == 0) {
        sb_cut(&o->lines, o->begun);
        return true;
    }
    sb_addc(&o->lines, '\n');
    o->rows++;
    if (o->rows > CELLS_ROWS) {
        sb_cut(&o->lines, o->begun);
        return err_set(err, ERR_RULE, "E-CELLS-114",
                       "这个表格超过 %d 行，一次读不了这么多；"
                       "请分成几个文件再导入。",
                       CELLS_ROWS);
    }
    return o->lines.len < PIECE || hand_on(o, err);
}

/* ---- the end ---------------------------------------------------------------
 */

bool out_end(struct cells_out *o, const struct err *err)
{
    if (err->kind == ERR_NONE) {
        sb_add(&o->lines, "end ");
        add_number(&o->lines, o->rows);
        sb_addc(&o->lines, '\n');
    } else {
        /* A line that was begun must not run into the sentence. */
        while (o->lines.len > 0 && o->lines.s[o->lines.len - 1] != '\n') {
            sb_cut(&o->lines, o->lines.len - 1);
        }
        sb_addf(&o->lines, "no %d %s ", (int)err->kind, err->code);
        add_text(&o->lines, err->text, strlen(err->text));
        sb_addc(&o->lines, '\n');
    }
    bool taken = o->put(o->to, o->lines.s, o->lines.len);
    sb_reset(&o->lines);
    return taken;
}

const char *column_name(size_t col, char out[8])
{
    char s[8];
    size_t at = sizeof s;
    s[--at] = '\0';
    for (size_t n = col + 1; n > 0 && at > 0; n = (n - 1) / 26) {
        s[--at] = (char)('A' + (n - 1) % 26);
    }
    return memcpy(out, s + at, sizeof s - at);
}
