/* Cutting, padding and wrapping by columns, always at cluster boundaries.

   Wrapping takes one line at a time and looks no further than the line's end,
   so a long memo costs what is visible of it.  Walking through the clusters it
   remembers two places to break: the last one where reading is not disturbed
   (after a blank, between ideographs), and the last one inside a word that
   still keeps punctuation where it belongs.  The first wins; a run in which
   neither exists is cut at the edge.

   The rules are those of Chinese typesetting (GB/T 15834 on which marks may
   begin or end a line), not all of Unicode's UAX #14. */
#include "pbtui/text/fit.h"

#include <string.h>

#include "pbtui/text/utf8.h"

#define ELLIPSIS    "…"
#define ELLIPSIS_CP UINT32_C(0x2026)

static size_t cut_at(const char *s, size_t n_bytes, int cols,
                     enum width_ambiguous how, int *taken_cols)
{
    size_t at = 0;
    *taken_cols = 0;
    while (at < n_bytes) {
        size_t step = utf8_cluster_next(s + at, n_bytes - at);
        int more = width_n_cols_as(s + at, step, how);
        if (more > cols - *taken_cols) {
            break;
        }
        *taken_cols += more;
        at += step;
    }
    return at;
}

size_t fit_prefix_bytes_as(const char *s, size_t n_bytes, int cols,
                           enum width_ambiguous how)
{
    int taken_cols;
    return cut_at(s, n_bytes, cols, how, &taken_cols);
}

size_t fit_prefix_bytes(const char *s, size_t n_bytes, int cols)
{
    return fit_prefix_bytes_as(s, n_bytes, cols, width_ambiguous());
}

static void pad(struct strbuf *out, int cols)
{
    for (int i = 0; i < cols; i++) {
        sb_addc(out, ' ');
    }
}

/* s without its end, then …, together at most cols; returns the columns. */
static int cut_with_ellipsis(struct strbuf *out, const char *s, size_t n_bytes,
                             int cols)
{
    int mark_cols = width_cp_cols(ELLIPSIS_CP);
    int taken_cols = 0;
    if (cols >= mark_cols) {
        sb_addn(out, s,
                cut_at(s, n_bytes, cols - mark_cols, width_ambiguous(),
                       &taken_cols));
    }
    if (mark_cols > 1 && (cols - taken_cols) % 2 != 0) {
        sb_repeat(out, ".", (size_t)(cols - taken_cols));
        return cols;
    }
    sb_add(out, ELLIPSIS);
    return taken_cols + mark_cols;
}

void fit_text(struct strbuf *out, const char *s, int cols, enum fit_align align)
{
    if (cols <= 0) {
        return;
    }
    size_t start = out->len;
    size_t n_bytes = strlen(s);
    int taken_cols;
    size_t fits = cut_at(s, n_bytes, cols, width_ambiguous(), &taken_cols);
    if (fits == n_bytes) {
        sb_addn(out, s, n_bytes);
    } else {
        taken_cols = cut_with_ellipsis(out, s, n_bytes, cols);
    }
    int left = cols - taken_cols;
    int before = align == FIT_RIGHT ? left : align == FIT_CENTRE ? left / 2 : 0;
    pad(out, left);
    /* the padding that belongs in front moves there */
    if (before > 0) {
        size_t text_bytes = out->len - start - (size_t)left;
        memmove(out->s + start + before, out->s + start, text_bytes);
        memset(out->s + start, ' ', (size_t)before);
    }
}

void fit_number(struct strbuf *out, const char *s, int cols)
{
    if (cols > 0 && width_cols(s) > cols) {
        sb_repeat(out, "#", (size_t)cols);
        return;
    }
    fit_text(out, s, cols, FIT_RIGHT);
}

/* ---- wrapping ---- */

enum line_rule {
    NEVER_FIRST = 1, /* may not begin a line */
    NEVER_LAST = 2,  /* may not end one */
    IN_WORD = 4,     /* sticks to another of its kind */
    BLANK = 8,
    DIGIT = 16,
    UNIT = 32,    /* stays with the number before it */
    SCALE = 64,   /* 万 in 3万元 */
    PAIRED = 128, /* half of —— */
    BRACKET = 256 /* 〕 before the number of a paper */
};

/* 2026年11月20日, 〔2026〕112号: narrower lines may tear one. */
#define DATE_COLS 14

static unsigned rules_of_ascii(uint32_t cp)
{
    switch (cp) {
    case ' ':
        return BLANK;
    case '(':
    case '[':
    case '{':
    case '$':
        return IN_WORD | NEVER_LAST;
    case ')':
    case ']':
    case '}':
    case ',':
    case '.':
    case ';':
    case ':':
    case '!':
    case '?':
    case '%':
        return IN_WORD | NEVER_FIRST;
    default:
        return cp >= '0' && cp <= '9' ? IN_WORD | DIGIT : IN_WORD;
    }
}

/* What stands in Chinese text besides ideographs. */
static unsigned rules_of_mark(uint32_t cp)
{
    static const char first[] = /* never begin a line */
        "，。、；：？！）」』》】〉〕〗〙〛｝］”’…％‰℃°′″·・•～〜／－–々ー"
        "︒﹐﹑﹒﹔﹕﹖﹗､｡｣ヽヾゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ";
    static const char last[] = /* never end a line */
        "（「『《【〈〔〖〘〚｛［“‘￥¥￡£＄№＃·・•～〜／－–｢";
    char mark[4];
    size_t n = utf8_put(mark, cp);
    unsigned rules = 0;
    rules |= memmem(first, sizeof first - 1, mark, n) ? NEVER_FIRST : 0u;
    rules |= memmem(last, sizeof last - 1, mark, n) ? NEVER_LAST : 0u;
    return rules;
}

static unsigned rules_of_ideograph(uint32_t cp)
{
    switch (cp) {
    case 0x5143: /* 元 */
    case 0x89D2: /* 角 */
    case 0x5206: /* 分 */
    case 0x5E74: /* 年 */
    case 0x6708: /* 月 */
    case 0x65E5: /* 日 */
    case 0x65F6: /* 时 */
    case 0x53F7: /* 号 */
    case 0x4EBA: /* 人 */
    case 0x540D: /* 名 */
    case 0x4E2A: /* 个 */
    case 0x6B21: /* 次 */
    case 0x5C81: /* 岁 */
    case 0x6761: /* 条 */
    case 0x9879: /* 项 */
    case 0x5C4A: /* 届 */
    case 0x7968: /* 票 */
    case 0x4EFD: /* 份 */
    case 0x5929: /* 天 */
    case 0x5B66: /* 学 of 学时 */
    case 0x5468: /* 周 */
    case 0x9875: /* 页 */
    case 0x79CD: /* 种 */
    case 0x4F4D: /* 位 */
        return UNIT;
    case 0x4E07: /* 万 */
    case 0x4EBF: /* 亿 */
        return UNIT | SCALE;
    default:
        return 0;
    }
}

static unsigned rules_of(uint32_t cp)
{
    if (cp < 0x80) {
        return rules_of_ascii(cp);
    }
    if (cp >= 0x4E00 && cp <= 0x9FFF) {
        return rules_of_ideograph(cp);
    }
    if (cp == 0x3000) {
        return BLANK;
    }
    if (cp == 0x3015) {
        return NEVER_FIRST | BRACKET;
    }
    if (cp == 0x2014 || cp == 0x2015 || cp == 0x2500) {
        return PAIRED;
    }
    if (cp >= 0xFF10 && cp <= 0xFF19) {
        return IN_WORD | DIGIT;
    }
    if ((cp >= 0xFF21 && cp <= 0xFF3A) || (cp >= 0xFF41 && cp <= 0xFF5A)) {
        return IN_WORD;
    }
    unsigned rules = rules_of_mark(cp);
    return rules == 0 && cp < 0x2000 ? IN_WORD : rules; /* other alphabets */
}

/* Punctuation allows to break between a and b, whatever it costs a word. */
static bool may_split(unsigned a, unsigned b)
{
    return (a & NEVER_LAST) == 0 && (b & NEVER_FIRST) == 0 &&
           (a & b & PAIRED) == 0;
}

/* Nothing that belongs together is torn, either. */
static bool may_break(unsigned a, unsigned b)
{
    return may_split(a, b) && (a & b & IN_WORD) == 0 &&
           !((a & (DIGIT | SCALE)) != 0 && (b & UNIT) != 0);
}

/* Inside a date: after the 年 of a number and before 12月, after the 月 of one
   and before 5日? */
static bool is_in_date(const char *s, size_t n_bytes, size_t at)
{
    uint32_t before = 0, cp = 0;
    size_t back = at - utf8_prev(s, at, &before);
    if (back == 0 || (before != 0x5E74 && before != 0x6708)) {
        return false;
    }
    utf8_prev(s, back, &cp);
    bool numbered = (rules_of(cp) & DIGIT) != 0;
    for (cp = '0'; at < n_bytes && (rules_of(cp) & DIGIT) != 0;) {
        at += utf8_next(s + at, n_bytes - at, &cp);
    }
    return numbered && (before == 0x5E74 ? cp == 0x6708 : cp == 0x65E5);
}

/* Would a date, or the number of a paper, 〔2026〕3号, be torn? */
static bool is_torn(const char *s, size_t n_bytes, size_t at, unsigned a,
                    unsigned b)
{
    return (b & DIGIT) != 0 &&
           ((a & BRACKET) != 0 ||
            ((a & UNIT) != 0 && is_in_date(s, n_bytes, at)));
}

static size_t without_blanks(const char *s, size_t from, size_t to)
{
    while (to > from) {
        uint32_t cp;
        size_t step = utf8_prev(s, to, &cp);
        if ((rules_of(cp) & BLANK) == 0) {
            break;
        }
        to -= step;
    }
    return to;
}

static bool end_line(const char *s, struct fit_line *line, size_t end,
                     size_t next, bool hard, enum width_ambiguous how)
{
    line->n_bytes = without_blanks(s, line->at_bytes, end) - line->at_bytes;
    line->next_bytes = next;
    line->cols = width_n_cols_as(s + line->at_bytes, line->n_bytes, how);
    line->hard = hard;
    return true;
}

/* Where the line breaks when the cluster at `at` does not fit any more. */
static size_t break_of(size_t start, size_t soft, size_t split, size_t at,
                       size_t step)
{
    if (soft > start) {
        return soft;
    }
    if (split > start) {
        return split;
    }
    return at > start ? at : at + step; /* one cluster always: progress */
}

bool fit_wrap_line(const char *s, size_t n_bytes, size_t at_bytes, int cols,
                   struct fit_line *line)
{
    return fit_wrap_line_as(s, n_bytes, at_bytes, cols, width_ambiguous(),
                            line);
}

bool fit_wrap_line_as(const char *s, size_t n_bytes, size_t at_bytes, int cols,
                      enum width_ambiguous how, struct fit_line *line)
{
    if (at_bytes > n_bytes ||
        (at_bytes == n_bytes && n_bytes > 0 && s[n_bytes - 1] != '\n')) {
        return false;
    }
    line->at_bytes = at_bytes;
    if (at_bytes == n_bytes) {
        return end_line(s, line, at_bytes, n_bytes + 1, true, how);
    }
    size_t soft = at_bytes;
    size_t split = at_bytes;
    unsigned ink = 0;     /* rules of the last cluster that is no blank */
    bool has_ink = false; /* blanks before the first word are its indent */
    bool after_blank = false;
    int taken_cols = 0;
    for (size_t at = at_bytes; at < n_bytes;) {
        if (s[at] == '\n') {
            return end_line(s, line, at, at + 1, true, how);
        }
        uint32_t cp;
        utf8_next(s + at, n_bytes - at, &cp);
        size_t step = utf8_cluster_next(s + at, n_bytes - at);
        unsigned rules = rules_of(cp);
        taken_cols += width_n_cols_as(s + at, step, how);
        if ((rules & BLANK) != 0) {
            after_blank = true; /* hangs over the edge, is not shown there */
            at += step;
            continue;
        }
        if (has_ink && may_split(ink, rules)) {
            split = at;
            bool apart =
                after_blank ||
                (may_break(ink, rules) &&
                 (cols < DATE_COLS || !is_torn(s, n_bytes, at, ink, rules)));
            soft = apart ? at : soft;
        }
        if (taken_cols > cols) {
            size_t next = break_of(at_bytes, soft, split, at, step);
            return end_line(s, line, next, next, next == n_bytes, how);
        }
        ink = rules;
        has_ink = true;
        after_blank = false;
        at += step;
    }
    return end_line(s, line, n_bytes, n_bytes, true, how);
}
