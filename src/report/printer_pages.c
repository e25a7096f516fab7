/* Page numbers as people type them: 3, 1-3，5, 8-.  They become a list in
   rising order, each page once, because that is all that printers understand.

   Not here: which pages a document has. */
#include <string.h>

#include "pbtui/report/printer.h"
#include "pbtui/text/clean.h"

#define DIGITS_MAX 6

struct reading {
    const char *at;
    size_t of;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void skip_blanks(struct reading *r)
{
    r->at += strspn(r->at, " ");
}

/* 0: no number stands here, or one that is too long. */
static size_t read_number(struct reading *r)
{
    size_t n = 0;
    int digits = 0;
    skip_blanks(r);
    while (is_digit(*r->at) && digits < DIGITS_MAX) {
        n = 10 * n + (size_t)(*r->at++ - '0');
        digits++;
    }
    if (is_digit(*r->at)) {
        return 0;
    }
    skip_blanks(r);
    return n;
}

/* One of «3», «1-3», «8-», «-3»; false: something else. */
static bool read_range(struct reading *r, size_t *from, size_t *to)
{
    bool named = is_digit(*(r->at + strspn(r->at, " ")));
    *from = named ? read_number(r) : 1;
    *to = *from;
    skip_blanks(r);
    if (*r->at == '-' || *r->at == '~') {
        r->at += strspn(r->at, "-~"); /* —— is one key of an input method */
        bool ends = is_digit(*(r->at + strspn(r->at, " ")));
        if (!named && !ends) {
            return false;
        }
        *to = ends ? read_number(r) : r->of;
    } else if (!named) {
        return false;
    }
    skip_blanks(r);
    return *from > 0 && *to >= *from;
}

/* What separates: the folded ，、；and blanks. */
static bool read_all(struct reading *r, bool *wanted, size_t *beyond)
{
    while (*(r->at += strspn(r->at, " ,/;")) != '\0') {
        size_t from;
        size_t to;
        if (!read_range(r, &from, &to) ||
            (*r->at != '\0' && strchr(",/;", *r->at) == NULL &&
             r->at[-1] != ' ')) {
            return false;
        }
        if (to > r->of) {
            *beyond = from > r->of ? from : to;
            return true;
        }
        memset(wanted + from, 1, to - from + 1);
    }
    return true;
}

static const char *list_of(struct arena *a, const bool *wanted, size_t of)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 1; i <= of; i++) {
        size_t from = i;
        while (i < of && wanted[i] && wanted[i + 1]) {
            i++;
        }
        if (!wanted[i]) {
            continue;
        }
        sb_addf(&sb, sb.len > 0 ? ",%zu" : "%zu", from);
        if (i > from) {
            sb_addf(&sb, "-%zu", i);
        }
        if (from == 1 && i == of) {
            sb_reset(&sb);
        }
    }
    const char *list = arena_str(a, sb.s);
    sb_clear(&sb);
    return list;
}

bool printer_pages(const char *typed, size_t of, struct arena *a,
                   const char **out, struct err *err)
{
    struct strbuf folded;
    bool *wanted = arena_array(a, of + 2, sizeof *wanted);
    size_t beyond = 0;
    sb_init(&folded);
    text_fold(&folded, typed);
    struct reading r = {folded.s, of};
    bool ok = read_all(&r, wanted, &beyond);
    sb_clear(&folded);
    if (!ok) {
        return err_set(err, ERR_USAGE, "E-LP-010",
                       "看不懂要打印的页“%s”。请写成 1-3,5 这样，全部打印就空"
                       "着。",
                       typed);
    }
    if (beyond > 0) {
        return err_set(err, ERR_USAGE, "E-LP-011",
                       "没有第 %zu 页，一共 %zu 页。请改要打印的页。", beyond,
                       of);
    }
    *out = list_of(a, wanted, of);
    return true;
}
