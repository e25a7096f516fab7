/* Tables for other programs: CSV for spreadsheets, JSON lines for scripts.
   The layout for eyes is in table_text.c.

   Spreadsheets run text that begins like a formula and turn long numbers and
   leading zeros into something else, so such text goes out behind a '. */
#include "pbtui/report/table.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"
#include "table_text.h"

#define UTF8_BOM "\xEF\xBB\xBF"

/* More digits than these a spreadsheet shows as 3.2E+17. */
#define SHEET_DIGITS 11

bool table_format_parse(const char *word, enum table_format *out,
                        struct err *err)
{
    static const char *const words[] = {
        [TABLE_TEXT] = "text", [TABLE_CSV] = "csv", [TABLE_JSON] = "json"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i], word) == 0) {
            *out = (enum table_format)i;
            return true;
        }
    }
    return err_set(err, ERR_USAGE, "E-REPORT-001",
                   "没有“%s”这种格式，可以写 text、csv 或 json。", word);
}

/* ---- numbers ---------------------------------------------------------- */

/* 1,842.30 → 1842.30 when it is a number as JSON writes one; false: no. */
static bool plain_number(struct strbuf *out, const char *s)
{
    size_t start = out->len;
    for (const char *p = s; *p != '\0'; p++) {
        if (*p != ',') {
            sb_addc(out, *p);
        }
    }
    const char *n = out->s + start;
    n += n[0] == '-';
    size_t whole = strspn(n, "0123456789");
    bool good = whole > 0 && (n[0] != '0' || whole == 1);
    n += whole;
    if (good && n[0] == '.') {
        size_t part = strspn(n + 1, "0123456789");
        good = part > 0;
        n += 1 + part;
    }
    if (!good || n[0] != '\0') {
        sb_cut(out, start);
        return false;
    }
    return true;
}

/* ---- CSV -------------------------------------------------------------- */

/* Letters and signs that begin a formula, full-width ones included: some
   spreadsheets fold them. */
static bool begins_formula(const char *s)
{
    static const char *const starts[] = {"=",  "+",  "-",  "@",  "\t",
                                         "\r", "\n", "＝", "＋", "－",
                                         "＠", "﹢", "﹣", "﹦", "﹫"};
    for (;;) {
        if (*s == ' ' || *s == '"') {
            s++;
        } else if (strncmp(s, "　", strlen("　")) == 0) {
            s += strlen("　");
        } else {
            break;
        }
    }
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (strncmp(s, starts[i], strlen(starts[i])) == 0) {
            return true;
        }
    }
    return false;
}

static bool loses_digits(const char *s)
{
    size_t digits = strspn(s, "0123456789");
    return s[digits] == '\0' &&
           (digits > SHEET_DIGITS || (digits > 1 && s[0] == '0'));
}

void table_csv_guard(struct strbuf *out, const char *text)
{
    if (text[0] == '\'' || begins_formula(text) || loses_digits(text)) {
        sb_addc(out, '\'');
    }
    sb_add(out, text);
}

const char *table_csv_unguard(const char *cell)
{
    return cell[0] == '\'' ? cell + 1 : cell;
}

static void add_quoted(struct strbuf *out, const char *s)
{
    if (strpbrk(s, ",\"\r\n") == NULL && s[0] != ' ') {
        sb_add(out, s);
        return;
    }
    sb_addc(out, '"');
    for (; *s != '\0'; s++) {
        if (*s == '"') {
            sb_addc(out, '"');
        }
        sb_addc(out, *s);
    }
    sb_addc(out, '"');
}

static void csv_cell(struct strbuf *out, const struct table_column *c,
                     const char *cell, struct strbuf *scratch)
{
    if (c->kind == CELL_NUMBER && plain_number(out, cell)) {
        return;
    }
    sb_reset(scratch);
    table_csv_guard(scratch, cell);
    add_quoted(out, scratch->s);
}

void table_csv_row(struct strbuf *out, const struct table_column *columns,
                   const char *const *cells, size_t n)
{
    struct strbuf shown;
    struct strbuf scratch;
    sb_init(&shown);
    sb_init(&scratch);
    for (size_t c = 0; c < n; c++) {
        sb_add(out, c > 0 ? "," : "");
        sb_reset(&shown);
        text_out(&shown, cells[c], strlen(cells[c]), TEXT_MEMO);
        csv_cell(out, &columns[c], shown.s, &scratch);
    }
    sb_add(out, "\r\n");
    sb_clear(&scratch);
    sb_clear(&shown);
}

void table_csv_head(struct strbuf *out, const struct table_column *columns,
                    size_t n, bool bom)
{
    sb_add(out, bom ? UTF8_BOM : "");
    for (size_t c = 0; c < n; c++) {
        sb_add(out, c > 0 ? "," : "");
        add_quoted(out, columns[c].title);
    }
    sb_add(out, "\r\n");
}

static void write_csv(struct strbuf *out, const struct table *t, bool bom)
{
    table_csv_head(out, t->columns, t->n_columns, bom);
    for (size_t r = 0; r < t->n_rows; r++) {
        table_csv_row(out, t->columns, t->rows[r], t->n_columns);
    }
}

/* ---- JSON ------------------------------------------------------------- */

/* Behind text_out only the newline is left of what must be escaped, but for
   the two signs of the notation itself. */
static void json_string(struct strbuf *out, const char *s)
{
    sb_addc(out, '"');
    for (; *s != '\0'; s++) {
        if (*s == '"' || *s == '\\') {
            sb_addc(out, '\\');
            sb_addc(out, *s);
        } else if (*s == '\n') {
            sb_add(out, "\\n");
        } else {
            sb_addc(out, *s);
        }
    }
    sb_addc(out, '"');
}

static void json_value(struct strbuf *out, const struct table_column *c,
                       const char *cell)
{
    if (cell[0] == '\0') {
        sb_add(out, "null");
    } else if (c->kind == CELL_FLAG) {
        sb_add(out, strcmp(cell, "是") == 0 ? "true" : "false");
    } else if (c->kind != CELL_NUMBER || !plain_number(out, cell)) {
        json_string(out, cell);
    }
}

static void write_json(struct strbuf *out, const struct table *t)
{
    struct strbuf shown;
    sb_init(&shown);
    for (size_t r = 0; r < t->n_rows; r++) {
        for (size_t c = 0; c < t->n_columns; c++) {
            sb_add(out, c > 0 ? ", " : "{");
            json_string(out, t->columns[c].name);
            sb_add(out, ": ");
            sb_reset(&shown);
            const char *cell = t->rows[r][c];
            text_out(&shown, cell, strlen(cell), TEXT_MEMO);
            json_value(out, &t->columns[c], shown.s);
        }
        sb_add(out, "}\n");
    }
    sb_clear(&shown);
}

/* ---- all -------------------------------------------------------------- */

void table_write(struct strbuf *out, const struct table *t,
                 enum table_format format, int cols, bool bom)
{
    switch (format) {
    case TABLE_TEXT:
        table_text(out, t, cols);
        break;
    case TABLE_CSV:
        write_csv(out, t, bom);
        break;
    case TABLE_JSON:
        write_json(out, t);
        break;
    }
}

/* ---- paper --------------------------------------------------------------
 */

const char *table_paper_signs(struct arena *a, const char *text)
{
    static const struct {
        const char *screen, *paper;
    } signs[] = {{"✓", "√"}, {"✗", "×"}};
    struct strbuf sb;
    sb_init(&sb);
    while (*text != '\0') {
        size_t i = 0;
        while (i < ARRAY_LEN(signs) &&
               strncmp(text, signs[i].screen, strlen(signs[i].screen)) != 0) {
            i++;
        }
        if (i < ARRAY_LEN(signs)) {
            sb_add(&sb, signs[i].paper);
            text += strlen(signs[i].screen);
        } else {
            sb_addc(&sb, *text++);
        }
    }
    const char *out = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}
