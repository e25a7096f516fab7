/* A csv: what it is written in → what divides it → its records, as rows.

   The separator is found in the first piece of text: of , ; and tab the one
   that divides most records alike, quotes minded; "sep=;" on the first line,
   which Excel writes and hides, says it.  A field is text or nothing; Excel's
   two ways of forcing text, ="001" and a tab before it, are taken off. */
#include "csv.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "csv_rows.h"
#include "csv_text.h"
#include "pbtui/base/mem.h"

/* ---- the separator ---------------------------------------------------------
 */

enum { SAMPLE_RECORDS = 200, SAMPLE_FIELDS = 64 };

struct sample {
    size_t records;
    size_t divided[SAMPLE_FIELDS]; /* records with so many fields, and one */
};

static bool count_record(void *to, const struct csv_record *r, struct err *err)
{
    struct sample *s = to;
    (void)err;
    s->divided[(r->n < SAMPLE_FIELDS ? r->n : SAMPLE_FIELDS) - 1]++;
    return ++s->records < SAMPLE_RECORDS;
}

/* How well it divides: the records that have equally many, squared because one
   text full of commas is no column, times how many. */
static size_t weigh(char separator, const char *s, size_t n, bool whole)
{
    struct sample sample = {.records = 0};
    struct csv_rows *c = mem_new(sizeof *c);
    csv_begin(c, separator, 1, count_record, &sample);
    if (csv_feed(c, s, n, NULL) && whole) {
        (void)csv_finish(c, NULL);
    }
    csv_clear(c);
    mem_free(c);
    size_t best = 0;
    for (size_t i = 1; i < SAMPLE_FIELDS; i++) {
        const size_t same = sample.divided[i];
        const size_t weight = i * same * same;
        best = weight > best ? weight : best;
    }
    return best;
}

/* "sep=;" as the first line: its length, 0 when there is none. */
static size_t said_separator(const char *s, size_t n, char *out)
{
    size_t at = n > 0 && s[0] == '"' ? 1 : 0;
    const bool quoted = at == 1;
    if (n < at + 5 || strncasecmp(s + at, "sep=", 4) != 0) {
        return 0;
    }
    const char separator = s[at + 4];
    at += 5;
    if (quoted && at < n && s[at] == '"') {
        at++;
    }
    const size_t text = at;
    at += at < n && s[at] == '\r';
    at += at < n && s[at] == '\n';
    if (separator == '\0' || strchr(",;\t|", separator) == NULL ||
        (at == text && at < n)) {
        return 0;
    }
    *out = separator;
    return at;
}

/* *most: how well it divides; 0: nothing does. */
static char find_separator(const char *s, size_t n, bool whole, size_t *most)
{
    static const char candidates[] = {',', '\t', ';'};
    char best = ',';
    *most = 0;
    for (size_t i = 0; i < ARRAY_LEN(candidates); i++) {
        const size_t weight = weigh(candidates[i], s, n, whole);
        if (weight > *most) {
            *most = weight;
            best = candidates[i];
        }
    }
    return best;
}

/* Most lines divided by the comma of an input method: Excel does not divide
   there either, and a text may hold it. */
static bool has_wide_commas(const char *s, size_t n)
{
    static const char comma[] = "，";
    size_t lines = 0;
    size_t with = 0;
    while (n > 0) {
        const char *end = memchr(s, '\n', n);
        const size_t some = end != NULL ? (size_t)(end - s) + 1 : n;
        lines++;
        with += memmem(s, some, comma, sizeof comma - 1) != NULL;
        s += some;
        n -= some;
    }
    return with >= 2 && 2 * with > lines;
}

/* ---- rows ------------------------------------------------------------------
 */

/* What Excel was told with to take it as text. */
static void strip_marks(const char **s, size_t *n, struct strbuf *own)
{
    while (*n > 0 && **s == '\t') {
        (*s)++;
        (*n)--;
    }
    if (*n < 3 || memcmp(*s, "=\"", 2) != 0 || (*s)[*n - 1] != '"') {
        return;
    }
    sb_reset(own);
    for (size_t i = 2; i < *n - 1; i++) {
        sb_addc(own, (*s)[i]);
        i += (*s)[i] == '"' && (*s)[i + 1] == '"' && i + 1 < *n - 1;
    }
    *s = own->s;
    *n = own->len;
}

struct taker {
    struct cells_out *out;
    struct strbuf own;
};

static bool take_record(void *to, const struct csv_record *r, struct err *err)
{
    struct taker *t = to;
    char name[8];
    if (r->n > CELLS_COLS) {
        return err_set(err, ERR_RULE, "E-CELLS-140",
                       "第 %zu 行有 %zu 列，最多读 %d 列（到 %s 列）；"
                       "请检查分隔符，或删去多余的列再试。",
                       r->line, r->n, CELLS_COLS,
                       column_name(CELLS_COLS - 1, name));
    }
    out_row(t->out, r->line, false);
    for (size_t i = 0; i < r->n; i++) {
        const size_t from = i == 0 ? 0 : r->ends[i - 1];
        const char *s = r->text + from;
        size_t n = r->ends[i] - from;
        strip_marks(&s, &n, &t->own);
        if (n > 0 && !out_cell(t->out, i, CELL_TEXT, false, s, n, err)) {
            return false;
        }
    }
    return out_row_end(t->out, err);
}

static bool refuse_bytes(const struct csv_text *t, size_t line, struct err *err)
{
    if (t->guessed && t->encoding == CSV_GB18030) {
        return err_set(err, ERR_RULE, "E-CELLS-141",
                       "第 %zu 行的文字既不是 UTF-8 也不是 GB18030 编码，"
                       "没有读；请在 Excel 里打开，另存为 .xlsx 再试。",
                       line);
    }
    return err_set(err, ERR_RULE, "E-CELLS-142",
                   "第 %zu 行有不合 %s 编码的字节（文件可能损坏或没有下载完）"
                   "，没有读；请换一种编码，或在 Excel 里另存为 .xlsx 再试。",
                   line, csv_encoding_name(t->encoding));
}

static bool feed_all(struct csv_text *t, struct csv_rows *c, struct err *err)
{
    const char *s;
    size_t n;
    for (;;) {
        switch (csv_text_next(t, &s, &n)) {
        case CSV_SOME:
            if (!csv_feed(c, s, n, err)) {
                return false;
            }
            break;
        case CSV_OVER:
            return csv_finish(c, err);
        case CSV_BAD:
            return refuse_bytes(t, c->line, err);
        case CSV_FAILED:
            return err_set(err, ERR_IO, "E-CELLS-143",
                           "读到第 %zu 行时文件读不下去了（磁盘或网络盘"
                           "有问题）；请复制到本机再试。",
                           c->line);
        }
    }
}

/* What is said of the file, and how many bytes of its text say "sep=". */
static size_t tell_head(struct csv_text *t, char *separator,
                        struct cells_out *out)
{
    const char *s = "";
    size_t n = 0;
    size_t most = 1;
    const bool some = csv_text_next(t, &s, &n) == CSV_SOME;
    const size_t skip = some ? said_separator(s, n, separator) : 0;
    if (skip == 0) {
        /* The first piece of a longer file has more than that. */
        *separator = find_separator(s, n, n < 16384, &most);
    }
    const char text[] = {*separator, '\0'};
    out_word(out, "file", "csv");
    out_word(out, "encoding", csv_encoding_name(t->encoding));
    out_word(out, "separator", text);
    if (most == 0 && has_wide_commas(s, n)) {
        out_note(out, "看来是用中文逗号“，”分列的，分不开；"
                      "请把它换成英文逗号，或存成 .xlsx 再读。");
    }
    out_word(out, "rows", NULL);
    csv_text_again(t);
    return skip;
}

static bool skip_text(struct csv_text *t, struct csv_rows *c, size_t skip,
                      struct err *err)
{
    const char *s;
    size_t n;
    /* It was there a moment ago, in one piece. */
    return skip == 0 || csv_text_next(t, &s, &n) != CSV_SOME || n < skip ||
           csv_feed(c, s + skip, n - skip, err);
}

bool csv_read(int fd, const char *encoding, struct cells_out *out,
              struct err *err)
{
    struct csv_text *t = mem_new(sizeof *t);
    struct csv_rows *c = mem_new(sizeof *c);
    struct taker taker = {.out = out};
    sb_init(&taker.own);
    bool ok = csv_text_open(t, fd, encoding, err);
    if (ok) {
        char separator = ',';
        const size_t skip = tell_head(t, &separator, out);
        csv_begin(c, separator, skip > 0 ? 2 : 1, take_record, &taker);
        ok = skip_text(t, c, skip, err) && feed_all(t, c, err);
        csv_clear(c);
    }
    csv_text_close(t);
    sb_clear(&taker.own);
    mem_free(c);
    mem_free(t);
    return ok;
}
