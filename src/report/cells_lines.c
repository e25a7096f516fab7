/* The lines of pbtui/report/cells_wire.h as they come from the press.

   Stages: bytes into a room that holds the longest line → a line, which is
   UTF-8 → what its word asks for, in the order of the head, then rows.  The
   press reads what nobody can vouch for and may have been led astray by it: a
   line too long, a number that does not grow, a column too many, a letter that
   is none, and it is believed no more.

   Texts are taken apart where they lie; a row lives until the next. */
#include "cells_parts.h"

#include <stdint.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"
#include "press_parts.h"

enum { ROOM = 2 * CELLS_ROW_BYTES };

void cells_lines_begin(struct cells_lines *l, struct cells_file *f,
                       const struct import_taker *taker, struct err *err)
{
    *l = (struct cells_lines){.file = f, .taker = taker, .err = err};
    l->room = mem_new(ROOM);
    f->rows = 0;
    f->n_notes = 0;
    f->notes = NULL;
}

void cells_lines_clear(struct cells_lines *l)
{
    mem_free(l->room);
    mem_free(l->merges);
}

/* ---- parts of a line -------------------------------------------------------
 */

/* Up to `most`, which is far from the end of size_t; then a blank or the
   end. */
static bool take_number(char **s, size_t most, size_t *out)
{
    size_t n = 0;
    char *at = *s;
    while (*at >= '0' && *at <= '9' && n <= most) {
        n = 10 * n + (size_t)(*at++ - '0');
    }
    if (at == *s || n > most || (*at != ' ' && *at != '\0')) {
        return false;
    }
    *s = at + (*at == ' ');
    *out = n;
    return true;
}

/* In place: it only gets shorter.  False: \ before something else. */
static bool unescape(char *s)
{
    char *from = strchr(s, '\\');
    if (from == NULL) {
        return true;
    }
    char *to = from;
    while (*from != '\0') {
        char c = *from++;
        if (c == '\\') {
            c = *from++;
            c = c == 'n'    ? '\n'
                : c == 't'  ? '\t'
                : c == 'r'  ? '\r'
                : c == '\\' ? '\\'
                            : '\0';
            if (c == '\0') {
                return false;
            }
        }
        *to++ = c;
    }
    *to = '\0';
    return true;
}

/* ---- the head --------------------------------------------------------------
 */

static bool read_file_kind(struct cells_lines *l, const char *s)
{
    l->file->is_csv = strcmp(s, "csv") == 0;
    l->file->source.marks_text = l->file->is_csv;
    l->stage = l->file->is_csv ? LINES_ENCODING : LINES_SHEET;
    l->file->sheet = "";
    l->file->encoding = "";
    l->file->separator = '\0';
    return l->file->is_csv || strcmp(s, "xlsx") == 0;
}

static bool read_encoding(struct cells_lines *l, const char *s)
{
    static const char *const names[] = {"UTF-8", "GB18030", "UTF-16LE",
                                        "UTF-16BE"};
    l->stage = LINES_SEPARATOR;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (strcmp(s, names[i]) == 0) {
            l->file->encoding = names[i];
            return true;
        }
    }
    return false;
}

static bool read_separator(struct cells_lines *l, char *s)
{
    l->stage = LINES_MERGES;
    if (!unescape(s) || strlen(s) != 1) {
        return false;
    }
    l->file->separator = s[0];
    return true;
}

static bool read_sheet(struct cells_lines *l, char *s)
{
    l->stage = LINES_MERGES;
    if (!unescape(s)) {
        return false;
    }
    l->file->sheet = press_shown(l->file->arena, s);
    return true;
}

static bool read_merge(struct cells_lines *l, char *s)
{
    struct import_merge m;
    if (l->n_merges == CELLS_MERGES ||
        !take_number(&s, CELLS_MERGE_ROWS, &m.row) ||
        !take_number(&s, CELLS_ROW_LAST, &m.last_row) ||
        !take_number(&s, CELLS_COLS - 1, &m.col) ||
        !take_number(&s, CELLS_COLS - 1, &m.last_col) || *s != '\0' ||
        m.row < 1 || m.last_row < m.row || m.last_col < m.col) {
        return false;
    }
    MEM_PUSH(l->merges, l->n_merges, l->cap_merges);
    l->merges[l->n_merges++] = m;
    return true;
}

static bool end_head(struct cells_lines *l)
{
    l->stage = LINES_ROWS;
    l->failed = !l->taker->merges(l->taker->to, l->merges, l->n_merges, l->err);
    return true;
}

/* ---- rows ------------------------------------------------------------------
 */

static bool read_cell(struct import_cell *c, char *s)
{
    static const char letters[] = CELLS_LETTERS;
    if (*s == '\0') {
        *c = (struct import_cell){.kind = IMPORT_EMPTY, .text = ""};
        return true;
    }
    const bool formula = (*s & 0x20) != 0;
    const char *letter = strchr(letters, *s & ~0x20);
    if (letter == NULL || *letter == '\0') {
        return false;
    }
    *c = (struct import_cell){.kind = (enum import_kind)(letter - letters),
                              .formula = formula,
                              .text = s + 1};
    return unescape(s + 1) && (c->kind == IMPORT_EMPTY) == (s[1] == '\0');
}

static bool read_row(struct cells_lines *l, char *s)
{
    struct import_row row = {.cells = l->cells};
    char *cell = strchr(s, '\t');
    if (cell != NULL) {
        *cell++ = '\0';
    }
    if (!take_number(&s, CELLS_ROW_LAST, &row.number) ||
        row.number <= l->last_row || cell == NULL) {
        return false;
    }
    row.hidden = strcmp(s, "h") == 0;
    if (!row.hidden && *s != '\0') {
        return false;
    }
    while (cell != NULL) {
        char *next = strchr(cell, '\t');
        if (next != NULL) {
            *next++ = '\0';
        }
        if (row.n == CELLS_COLS || !read_cell(&l->cells[row.n++], cell)) {
            return false;
        }
        cell = next;
    }
    if (l->file->rows == CELLS_ROWS) {
        return false;
    }
    l->last_row = row.number;
    l->file->rows++;
    l->failed = !l->taker->row(l->taker->to, &row, l->err);
    return true;
}

static bool end_rows(struct cells_lines *l, char *s)
{
    size_t n;
    l->stage = LINES_OVER;
    return take_number(&s, CELLS_ROWS, &n) && *s == '\0' && n == l->file->rows;
}

/* ---- at any place ----------------------------------------------------------
 */

static bool read_note(struct cells_lines *l, char *s)
{
    if (l->n_notes == CELLS_NOTES || !unescape(s)) {
        return false;
    }
    l->notes[l->n_notes++] = press_shown(l->file->arena, s);
    return true;
}

/* Only its own: an error is told by whoever it happened to. */
static bool is_code(const char *s)
{
    return s[0] == 'E' && strncmp(s + 1, "-CELLS-", 7) == 0 &&
           strspn(s + 8, "0123456789") == 3 && s[11] == '\0';
}

static bool read_no(struct cells_lines *l, char *s)
{
    size_t kind;
    l->stage = LINES_OVER;
    if (!take_number(&s, ERR_IO, &kind) || kind == ERR_NONE) {
        return false;
    }
    char *text = strchr(s, ' ');
    if (text == NULL) {
        return false;
    }
    *text++ = '\0';
    if (!is_code(s) || !unescape(text) || *text == '\0') {
        return false;
    }
    struct arena a = ARENA_INIT;
    err_set(&l->no, (enum err_kind)kind, s, "%s", press_shown(&a, text));
    arena_clear(&a);
    return true;
}

/* ---- lines -----------------------------------------------------------------
 */

static bool read_word(struct cells_lines *l, const char *word, char *rest)
{
    static const struct {
        enum cells_stage stage;
        const char *word;
    } stages[] = {{LINES_FILE, "file"},           {LINES_ENCODING, "encoding"},
                  {LINES_SEPARATOR, "separator"}, {LINES_SHEET, "sheet"},
                  {LINES_MERGES, "merge"},        {LINES_ROWS, "end"}};
    bool here = false;
    for (size_t i = 0; i < ARRAY_LEN(stages); i++) {
        here = here || (stages[i].stage == l->stage &&
                        strcmp(stages[i].word, word) == 0);
    }
    if (!here) {
        return false;
    }
    switch (l->stage) {
    case LINES_FILE:
        return read_file_kind(l, rest);
    case LINES_ENCODING:
        return read_encoding(l, rest);
    case LINES_SEPARATOR:
        return read_separator(l, rest);
    case LINES_SHEET:
        return read_sheet(l, rest);
    case LINES_MERGES:
        return read_merge(l, rest);
    default:
        return end_rows(l, rest);
    }
}

static bool read_line(struct cells_lines *l, char *s, size_t n)
{
    if (memchr(s, '\0', n) != NULL || !utf8_valid(s, n, NULL) ||
        l->stage == LINES_OVER) {
        return false;
    }
    if (l->stage == LINES_ROWS && s[0] == 'r' && s[1] == ' ') {
        return read_row(l, s + 2);
    }
    if (l->stage == LINES_VERSION) {
        l->stage = LINES_FILE;
        return strcmp(s, CELLS_BEGIN) == 0;
    }
    if (l->stage == LINES_MERGES && strcmp(s, "rows") == 0) {
        return end_head(l);
    }
    char *rest = strchr(s, ' ');
    if (rest == NULL) {
        return false;
    }
    *rest++ = '\0';
    if (strcmp(s, "note") == 0) {
        return read_note(l, rest);
    }
    return strcmp(s, "no") == 0 ? read_no(l, rest) : read_word(l, s, rest);
}

char *cells_lines_room(struct cells_lines *l, size_t *n)
{
    *n = ROOM - l->n;
    return l->room + l->n;
}

bool cells_lines_take(struct cells_lines *l, size_t n)
{
    char *s = l->room;
    char *end;
    size_t left = l->n + n;
    l->bytes += n;
    l->bad = l->bad || l->bytes > CELLS_WIRE_BYTES + CELLS_ROW_BYTES;
    while (!l->bad && !l->failed && (end = memchr(s, '\n', left)) != NULL) {
        const size_t length = (size_t)(end - s);
        *end = '\0';
        l->bad = length > CELLS_ROW_BYTES || !read_line(l, s, length);
        s = end + 1;
        left -= length + 1;
    }
    l->bad = l->bad || left > CELLS_ROW_BYTES;
    memmove(l->room, s, left);
    l->n = left;
    return !l->bad && !l->failed;
}
