/* Records of a csv (RFC 4180): fields divided by one character, a field in
   quotes may hold it, ends of lines and doubled quotes.  Lines end by CR LF, LF
   or CR.

   Taken as Excel takes it: a quote elsewhere than at the beginning of a field
   is a character, and what follows a closing quote belongs to the field.  A
   quote that is never closed would swallow the rest of the file; it is told
   with the line where it was opened, at the latest when the field has grown
   longer than any cell.

   Text may be cut anywhere between two pieces. */
#include "csv_rows.h"

#include <string.h>

void csv_begin(struct csv_rows *c, char separator, size_t line,
               bool (*record)(void *to, const struct csv_record *r,
                              struct err *err),
               void *to)
{
    *c = (struct csv_rows){.separator = separator,
                           .record = record,
                           .to = to,
                           .line = line,
                           .first = line};
    sb_init(&c->text);
}

void csv_clear(struct csv_rows *c)
{
    sb_clear(&c->text);
}

static size_t field_begin(const struct csv_rows *c)
{
    if (c->n == 0) {
        return 0;
    }
    return c->ends[(c->n < CELLS_COLS ? c->n : CELLS_COLS) - 1];
}

/* Fields past the last that is kept are counted and forgotten. */
static void end_field(struct csv_rows *c)
{
    if (c->n < CELLS_COLS) {
        c->ends[c->n] = c->text.len;
    } else {
        sb_cut(&c->text, c->ends[CELLS_COLS - 1]);
    }
    c->n++;
    c->state = CSV_BEGIN;
}

static bool end_record(struct csv_rows *c, struct err *err)
{
    end_field(c);
    const struct csv_record r = {c->first, c->n, c->text.s, c->ends};
    const bool taken = c->record(c->to, &r, err);
    sb_reset(&c->text);
    c->n = 0;
    c->first = c->line;
    return taken;
}

static bool refuse_quote(const struct csv_rows *c, struct err *err)
{
    return err_set(err, ERR_RULE, "E-CELLS-130",
                   "第 %zu 行有一个引号 \" 没有配对，从这里起分不清格子，"
                   "没有读；请在 Excel 或记事本里改好这一行再试。",
                   c->quoted);
}

static bool refuse_length(const struct csv_rows *c, struct err *err)
{
    char quoted = c->state == CSV_QUOTED;
    return quoted ? refuse_quote(c, err)
                  : err_set(err, ERR_RULE, "E-CELLS-131",
                            "第 %zu 行第 %zu 格的文字太长（Excel 一格最多 "
                            "32767 字），没有读；请检查这一行。",
                            c->line, c->n + 1);
}

static bool refuse_zero(const struct csv_rows *c, struct err *err)
{
    return err_set(err, ERR_RULE, "E-CELLS-132",
                   "第 %zu 行有空字节，这不是文本表格；"
                   "请在 Excel 里另存为 .xlsx 或 CSV 再试。",
                   c->line);
}

static bool add(struct csv_rows *c, const char *s, size_t n, struct err *err)
{
    if (n > 0 && memchr(s, '\0', n) != NULL) {
        return refuse_zero(c, err);
    }
    sb_addn(&c->text, s, n);
    return c->text.len - field_begin(c) <= CELLS_TEXT_BYTES ||
           refuse_length(c, err);
}

/* Of a text without quotes, up to what ends it. */
static size_t plain_length(const struct csv_rows *c, const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && s[i] != c->separator && s[i] != '\n' && s[i] != '\r') {
        i++;
    }
    return i;
}

/* The text of a field in quotes, its lines counted. */
static bool add_quoted(struct csv_rows *c, const char *s, size_t n,
                       struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\r' || (s[i] == '\n' && !c->after_cr)) {
            c->line++;
        }
        c->after_cr = s[i] == '\r';
    }
    return add(c, s, n, err);
}

static bool end_line(struct csv_rows *c, char how, struct err *err)
{
    c->line++;
    c->after_cr = how == '\r';
    return end_record(c, err);
}

/* One character that means something where it stands; 0 bytes taken: it
   means nothing there. */
static bool take_sign(struct csv_rows *c, char sign, bool *taken,
                      struct err *err)
{
    const bool after_cr = c->after_cr;
    *taken = true;
    c->after_cr = false;
    if (sign == '\n' && after_cr && c->state == CSV_BEGIN && c->n == 0) {
        return true;
    }
    if (sign == '\n' || sign == '\r') {
        return end_line(c, sign, err);
    }
    if (sign == c->separator) {
        end_field(c);
        return true;
    }
    if (sign == '"' && c->state == CSV_BEGIN) {
        c->state = CSV_QUOTED;
        c->quoted = c->line;
        return true;
    }
    if (sign == '"' && c->state == CSV_QUOTE) {
        c->state = CSV_QUOTED;
        return add(c, "\"", 1, err);
    }
    c->state = CSV_PLAIN;
    *taken = false;
    return true;
}

bool csv_feed(struct csv_rows *c, const char *s, size_t n, struct err *err)
{
    for (size_t i = 0; i < n;) {
        if (c->state == CSV_QUOTED) {
            const char *quote = memchr(s + i, '"', n - i);
            const size_t some = (quote != NULL ? (size_t)(quote - s) : n) - i;
            if (!add_quoted(c, s + i, some, err)) {
                return false;
            }
            i += some;
            if (quote != NULL) {
                c->state = CSV_QUOTE;
                c->after_cr = false;
                i++;
            }
            continue;
        }
        bool taken = false;
        const bool sign = c->state != CSV_PLAIN || s[i] == c->separator ||
                          s[i] == '\n' || s[i] == '\r';
        if (sign && !take_sign(c, s[i], &taken, err)) {
            return false;
        }
        if (taken) {
            i++;
            continue;
        }
        const size_t some = plain_length(c, s + i, n - i);
        if (!add(c, s + i, some, err)) {
            return false;
        }
        i += some;
    }
    return true;
}

bool csv_finish(struct csv_rows *c, struct err *err)
{
    if (c->state == CSV_QUOTED) {
        return refuse_quote(c, err);
    }
    return (c->n == 0 && c->text.len == 0 && c->state == CSV_BEGIN) ||
           end_record(c, err);
}
