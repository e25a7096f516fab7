/* An xlsx: what the archive is → its workbook → the sheet that is wanted → its
   texts and styles → its rows, and what somebody should know of the rest.

   The rows of one sheet are read; that there are others, hidden ones, formulas,
   other files that they name, is said and left alone. */
#include "xlsx.h"

#include <string.h>

#include "xlsx_book.h"
#include "xlsx_sheet.h"

struct xlsx {
    struct archive archive;
    struct arena arena;
    struct xlsx_book book;
    struct xlsx_strings strings;
    struct xlsx_styles styles;
};

/* ---- what the archive is ---------------------------------------------------
 */

static bool is_open_document(struct archive *a)
{
    char type[64] = "";
    struct part p;
    if (archive_find(a, "mimetype") < 0 ||
        !part_open(&p, a, "mimetype", NULL)) {
        return false;
    }
    (void)part_read(&p, type, sizeof type - 1, NULL);
    part_close(&p);
    return strstr(type, "opendocument") != NULL;
}

static bool refuse_others(struct archive *a, struct err *err)
{
    if (archive_has(a, "word/")) {
        return err_set(err, ERR_RULE, "E-CELLS-184",
                       "这是 Word 文档，不是表格；请把里面的表复制到 Excel，"
                       "存为 .xlsx 再试。");
    }
    if (archive_has(a, "ppt/")) {
        return err_set(err, ERR_RULE, "E-CELLS-185",
                       "这是演示文稿，不是表格；请把里面的表复制到 Excel，"
                       "存为 .xlsx 再试。");
    }
    if (is_open_document(a)) {
        return err_set(err, ERR_RULE, "E-CELLS-186",
                       "这是 .ods 一类的 OpenDocument 文件，读不了；"
                       "请另存为 .xlsx 再试。");
    }
    if (archive_find(a, "xl/workbook.bin") >= 0) {
        return err_set(err, ERR_RULE, "E-CELLS-187",
                       "这是 .xlsb 二进制表格，读不了；请在 Excel 里"
                       "另存为 .xlsx 再试。");
    }
    if (archive_find(a, "OFD.xml") >= 0) {
        return err_set(err, ERR_RULE, "E-CELLS-188",
                       "这是 OFD 版式文件，不是表格；请要来原来的表格文件。");
    }
    if (archive_find(a, "_rels/.rels") < 0 &&
        archive_find(a, "xl/workbook.xml") < 0) {
        return err_set(err, ERR_RULE, "E-CELLS-189",
                       "这是压缩包，不是表格；请先解压，再选里面的表格。");
    }
    return true;
}

/* ---- which sheet -----------------------------------------------------------
 */

enum { NAMES_SAID = 5 };

/* Names for a sentence: those that are hidden, or those that are not, without
   the one of that number. */
static const char *names_of(struct xlsx *x, bool hidden, size_t but, size_t *n)
{
    struct strbuf sb;
    sb_init(&sb);
    *n = 0;
    for (size_t i = 0; i < x->book.n; i++) {
        const struct book_sheet *s = &x->book.sheets[i];
        if (s->hidden != hidden || i == but) {
            continue;
        }
        if (++*n <= NAMES_SAID) {
            sb_addf(&sb, "%s%s", *n > 1 ? "、" : "", s->name);
        }
    }
    sb_add(&sb, *n > NAMES_SAID ? "等" : "");
    const char *all = arena_str(&x->arena, sb.s);
    sb_clear(&sb);
    return all;
}

static bool first_digits(const char *s, size_t *n)
{
    *n = 0;
    for (; *s >= '0' && *s <= '9' && *n <= BOOK_SHEETS; s++) {
        *n = 10 * *n + (size_t)(*s - '0');
    }
    return *s == '\0' && *n > 0;
}

static const struct book_sheet *find_wanted(const struct xlsx_book *b,
                                            const char *wanted)
{
    size_t number;
    for (size_t i = 0; i < b->n; i++) {
        if (strcmp(b->sheets[i].name, wanted) == 0) {
            return &b->sheets[i];
        }
    }
    if (!first_digits(wanted, &number)) {
        return NULL;
    }
    for (size_t i = 0; i < b->n; i++) {
        if (!b->sheets[i].hidden && --number == 0) {
            return &b->sheets[i];
        }
    }
    return NULL;
}

static const struct book_sheet *refuse_none(struct xlsx *x, struct err *err)
{
    size_t n;
    const char *hidden = names_of(x, true, x->book.n, &n);
    if (n == 0) {
        err_set(err, ERR_RULE, "E-CELLS-190",
                "这个文件里没有填了内容的工作表；请检查是不是选错了文件。");
    } else {
        err_set(err, ERR_RULE, "E-CELLS-191",
                "看得见的工作表都是空的，另有 %zu 个隐藏的：%s；"
                "请取消隐藏，或指明要读哪一个。",
                n, hidden);
    }
    return NULL;
}

static const struct book_sheet *choose(struct xlsx *x, const char *wanted,
                                       struct err *err)
{
    const struct xlsx_book *b = &x->book;
    if (wanted[0] != '\0') {
        const struct book_sheet *s = find_wanted(b, wanted);
        size_t n;
        if (s == NULL) {
            err_set(err, ERR_USAGE, "E-CELLS-192",
                    "没有“%s”这个工作表；看得见的有：%s。", wanted,
                    names_of(x, false, x->book.n, &n));
        }
        return s;
    }
    for (size_t i = 0; i < b->n; i++) {
        bool has = false;
        if (!b->sheets[i].hidden &&
            !sheet_has_cells(&has, &x->archive, b->sheets[i].part, err)) {
            return NULL;
        }
        if (has) {
            return &b->sheets[i];
        }
    }
    return refuse_none(x, err);
}

/* ---- what is said besides --------------------------------------------------
 */

static void note_sheets(struct xlsx *x, const struct book_sheet *read,
                        struct cells_out *out)
{
    size_t shown;
    size_t hidden;
    const char *shown_names =
        names_of(x, false, (size_t)(read - x->book.sheets), &shown);
    const char *hidden_names =
        names_of(x, true, (size_t)(read - x->book.sheets), &hidden);
    if (shown > 0) {
        out_note(out, "另有 %zu 个工作表没有读：%s。", shown, shown_names);
    }
    if (hidden > 0) {
        out_note(out, "有 %zu 个隐藏的工作表没有读：%s。", hidden,
                 hidden_names);
    }
    if (read->hidden) {
        out_note(out, "工作表“%s”是隐藏的。", read->name);
    }
    if (x->book.linked) {
        out_note(out, "表里引用了别的文件，没有去读，用的是存下的结果。");
    }
    if (x->book.macros) {
        out_note(out, "文件带有宏，没有运行。");
    }
}

static void note_rows(const struct sheet_met *met, struct cells_out *out)
{
    if (met->formulas > met->without_result) {
        out_note(out, "有 %zu 格是公式，用的是存下的结果。",
                 met->formulas - met->without_result);
    }
    if (met->without_result > 0) {
        out_note(out,
                 "有 %zu 格公式没有存下结果，当作空的；"
                 "请在 Excel 里打开存一次再读。",
                 met->without_result);
    }
    if (met->hidden_rows > 0) {
        out_note(out, "有 %zu 行是隐藏的（可能是筛选掉的），也读了。",
                 met->hidden_rows);
    }
    if (met->hidden_columns) {
        out_note(out, "有隐藏的列，也读了。");
    }
}

/* ---- reading ---------------------------------------------------------------
 */

static bool read_means(struct xlsx *x, struct err *err)
{
    const struct xlsx_book *b = &x->book;
    struct archive *a = &x->archive;
    return (b->strings == NULL || archive_find(a, b->strings) < 0 ||
            strings_read(&x->strings, a, b->strings, err)) &&
           (b->styles == NULL || archive_find(a, b->styles) < 0 ||
            styles_read(&x->styles, a, b->styles, err));
}

static bool read_sheet(struct xlsx *x, const struct book_sheet *s,
                       struct cells_out *out, struct err *err)
{
    const struct sheet_means means = {&x->strings, &x->styles,
                                      x->book.base_1904};
    struct sheet_met met;
    out_word(out, "file", "xlsx");
    out_word(out, "sheet", s->name);
    note_sheets(x, s, out);
    if (!sheet_put_merges(out, &x->archive, s->part, err)) {
        return false;
    }
    out_word(out, "rows", NULL);
    /* A row that was refused has no end that a note could follow. */
    if (!sheet_put_rows(out, &x->archive, s->part, &means, &met, err)) {
        return false;
    }
    note_rows(&met, out);
    return true;
}

bool xlsx_read(int fd, const char *sheet, struct cells_out *out,
               struct err *err)
{
    struct xlsx x = {.arena = ARENA_INIT};
    const struct book_sheet *s = NULL;
    strings_init(&x.strings);
    styles_init(&x.styles);
    bool ok = archive_open(&x.archive, fd, err) &&
              refuse_others(&x.archive, err) &&
              book_read(&x.book, &x.arena, &x.archive, err);
    s = ok ? choose(&x, sheet, err) : NULL;
    ok = s != NULL && read_means(&x, err) && read_sheet(&x, s, out, err);
    archive_close(&x.archive);
    book_clear(&x.book);
    strings_clear(&x.strings);
    styles_clear(&x.styles);
    arena_clear(&x.arena);
    return ok;
}
