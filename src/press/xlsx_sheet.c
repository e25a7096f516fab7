/* The rows of a sheet as its file tells them.

   A cell is a number, unless it says that it is the number of a shared text, a
   text, a truth, a fault; a number is a day or a time when its style shows it
   as one.  Of a formula its stored result is taken, nothing is worked out.
   What says no place stands beside the one before it.

   Only what stands exactly where it should is looked at: extensions, comments
   and drawings hide values elsewhere. */
#include "xlsx_sheet.h"

#include <string.h>

#include "xlsx_serial.h"
#include "xlsx_xml.h"

enum { ROWS_OF_EXCEL = 1048576 };

enum value_type {
    TYPE_NUMBER,
    TYPE_SHARED,
    TYPE_TEXT,
    TYPE_INLINE,
    TYPE_FLAG,
    TYPE_FAULT,
    TYPE_ISO
};

struct reading {
    struct xml_events events;
    struct cells_out *out;
    const struct sheet_means *means;
    struct sheet_met *met;
    struct err *err;
    bool in_data, in_columns;
    bool hidden[CELLS_COLS]; /* columns */
    size_t row, next_col;
    /* the cell at hand */
    size_t col, style;
    enum value_type type;
    bool formula;
    bool in_run, in_value; /* text now is its value */
    struct strbuf value;
};

static void stop(struct reading *r)
{
    r->events.stop = true;
}

static void refuse_order(struct reading *r)
{
    (void)archive_refuse(r->err, "rows or cells out of order");
    stop(r);
}

/* ---- cells -----------------------------------------------------------------
 */

static enum value_type type_of(const char *t)
{
    static const struct {
        const char *name;
        enum value_type is;
    } types[] = {{"s", TYPE_SHARED},         {"str", TYPE_TEXT},
                 {"inlineStr", TYPE_INLINE}, {"b", TYPE_FLAG},
                 {"e", TYPE_FAULT},          {"d", TYPE_ISO}};
    for (size_t i = 0; t != NULL && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(t, types[i].name) == 0) {
            return types[i].is;
        }
    }
    return TYPE_NUMBER;
}

static void begin_cell(struct reading *r, const char *const *attributes)
{
    const char *place = xml_attribute(attributes, "r");
    size_t row;
    r->col = r->next_col;
    if (place != NULL && !sheet_place(place, &r->col, &row)) {
        refuse_order(r);
    }
    r->style = 0;
    (void)xml_number(xml_attribute(attributes, "s"), STYLES_MAX - 1, &r->style);
    r->type = type_of(xml_attribute(attributes, "t"));
    r->formula = false;
    sb_reset(&r->value);
}

/* Blanks around a number are of whoever wrote the XML. */
static void trim(struct strbuf *sb)
{
    size_t from = strspn(sb->s, " \t\r\n");
    size_t to = sb->len;
    while (to > from && strchr(" \t\r\n", sb->s[to - 1]) != NULL) {
        to--;
    }
    sb_cut(sb, to);
    sb_splice(sb, 0, from, "", 0);
}

static bool put(struct reading *r, enum cell_letter letter, const char *s,
                size_t n)
{
    char name[8];
    if (n == 0 && !r->formula) {
        return true;
    }
    if (r->col >= CELLS_COLS) {
        return err_set(r->err, ERR_RULE, "E-CELLS-183",
                       "第 %zu 行在 %s 列还有内容，最多读 %d 列（到 %s 列）；"
                       "请删去多余的列再试。",
                       r->row, column_name(r->col, name), CELLS_COLS,
                       column_name(CELLS_COLS - 1, (char[8]){0}));
    }
    if (r->col < r->out->next_col) {
        return archive_refuse(r->err, "cells out of order");
    }
    r->met->hidden_columns = r->met->hidden_columns || r->hidden[r->col];
    return out_cell(r->out, r->col, n == 0 ? CELL_EMPTY : letter, r->formula, s,
                    n, r->err);
}

static bool put_shared(struct reading *r)
{
    size_t i;
    size_t n = 0;
    trim(&r->value);
    if (r->value.len == 0) {
        return put(r, CELL_TEXT, "", 0);
    }
    const char *s = xml_number(r->value.s, STRINGS_COUNT, &i)
                        ? strings_at(r->means->strings, i, &n)
                        : NULL;
    return s != NULL ? put(r, CELL_TEXT, s, n)
                     : archive_refuse(r->err, "no such shared text");
}

static bool is_number(const char *s)
{
    return s[strspn(s, "0123456789+-.eE")] == '\0';
}

static bool put_number(struct reading *r)
{
    char text[SERIAL_TEXT];
    trim(&r->value);
    if (!is_number(r->value.s)) {
        return put(r, CELL_TEXT, r->value.s, r->value.len);
    }
    const enum cell_letter letter =
        serial_text(r->value.s, styles_look(r->means->styles, r->style),
                    r->means->base_1904, text);
    return letter == CELL_NUMBER ? put(r, letter, r->value.s, r->value.len)
                                 : put(r, letter, text, strlen(text));
}

static bool put_iso(struct reading *r)
{
    char text[SERIAL_TEXT];
    trim(&r->value);
    const enum cell_letter letter = serial_text_iso(r->value.s, text);
    return letter == CELL_TEXT ? put(r, letter, r->value.s, r->value.len)
                               : put(r, letter, text, strlen(text));
}

static bool put_cell(struct reading *r)
{
    switch (r->type) {
    case TYPE_SHARED:
        return put_shared(r);
    case TYPE_TEXT:
    case TYPE_INLINE:
        strings_unescape(&r->value, 0);
        return put(r, CELL_TEXT, r->value.s, r->value.len);
    case TYPE_FLAG:
        trim(&r->value);
        return r->value.len == 0
                   ? put(r, CELL_FLAG, "", 0)
                   : put(r, CELL_FLAG, xml_is_true(r->value.s) ? "1" : "0", 1);
    case TYPE_FAULT:
        trim(&r->value);
        return put(r, CELL_FAULT, r->value.s, r->value.len);
    case TYPE_ISO:
        return put_iso(r);
    case TYPE_NUMBER:
        break;
    }
    return put_number(r);
}

static void end_cell(struct reading *r)
{
    r->met->formulas += r->formula;
    r->met->without_result += r->formula && r->value.len == 0;
    r->next_col = r->col + 1;
    if (!put_cell(r)) {
        stop(r);
    }
}

/* ---- rows ------------------------------------------------------------------
 */

static void begin_row(struct reading *r, const char *const *attributes)
{
    const char *said = xml_attribute(attributes, "r");
    const bool hidden = xml_is_true(xml_attribute(attributes, "hidden"));
    size_t row = r->row + 1;
    if ((said != NULL && !xml_number(said, ROWS_OF_EXCEL, &row)) ||
        row <= r->row) {
        refuse_order(r);
        return;
    }
    r->row = row;
    r->next_col = 0;
    out_row(r->out, row, hidden);
    r->met->hidden_rows += hidden;
}

/* <col min="3" max="5" hidden="1"/>, counted from 1. */
static void see_column(struct reading *r, const char *const *attributes)
{
    size_t from = 0;
    size_t to = 0;
    if (!xml_is_true(xml_attribute(attributes, "hidden")) ||
        !xml_number(xml_attribute(attributes, "min"), ROWS_OF_EXCEL, &from) ||
        !xml_number(xml_attribute(attributes, "max"), ROWS_OF_EXCEL, &to)) {
        return;
    }
    for (; from > 0 && from <= to && from <= CELLS_COLS; from++) {
        r->hidden[from - 1] = true;
    }
}

static void on_start(void *to, const char *name, const char *const *attributes,
                     int depth)
{
    struct reading *r = to;
    if (depth == 2) {
        r->in_data = strcmp(name, "sheetData") == 0;
        r->in_columns = strcmp(name, "cols") == 0;
        return;
    }
    if (r->in_columns && depth == 3 && strcmp(name, "col") == 0) {
        see_column(r, attributes);
    }
    if (!r->in_data) {
        return;
    }
    r->in_value = false;
    if (depth == DEPTH_ROW && strcmp(name, "row") == 0) {
        begin_row(r, attributes);
    } else if (depth == DEPTH_CELL && strcmp(name, "c") == 0) {
        begin_cell(r, attributes);
    } else if (depth == DEPTH_VALUE) {
        r->formula = r->formula || strcmp(name, "f") == 0;
        r->in_value = strcmp(name, "v") == 0 && r->type != TYPE_INLINE;
    } else if (depth == DEPTH_INLINE && r->type == TYPE_INLINE) {
        r->in_run = strcmp(name, "r") == 0;
        r->in_value = strcmp(name, "t") == 0;
    } else if (depth == DEPTH_RUN && r->type == TYPE_INLINE) {
        r->in_value = r->in_run && strcmp(name, "t") == 0;
    }
}

static void on_end(void *to, const char *name, int depth)
{
    struct reading *r = to;
    r->in_value = false;
    if (!r->in_data) {
        return;
    }
    if (depth == DEPTH_CELL && strcmp(name, "c") == 0) {
        end_cell(r);
    } else if (depth == DEPTH_ROW && strcmp(name, "row") == 0 &&
               !out_row_end(r->out, r->err)) {
        stop(r);
    }
}

static void on_text(void *to, const char *s, int n)
{
    struct reading *r = to;
    /* What is longer is refused when the cell ends. */
    if (r->in_value && r->value.len <= CELLS_TEXT_BYTES) {
        sb_addn(&r->value, s, (size_t)n);
    }
}

bool sheet_put_rows(struct cells_out *out, struct archive *a, const char *part,
                    const struct sheet_means *means, struct sheet_met *met,
                    struct err *err)
{
    struct reading r = {.events = {on_start, on_end, on_text, NULL, false},
                        .out = out,
                        .means = means,
                        .met = met,
                        .err = err};
    r.events.to = &r;
    *met = (struct sheet_met){.formulas = 0};
    sb_init(&r.value);
    const bool ok = xml_read(a, part, &r.events, err);
    sb_clear(&r.value);
    return ok;
}
