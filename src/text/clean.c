/* The two doors for text.

   Stages: utf8_next takes a code point, judge() says what it is whatever its
   neighbours are, and the few marks that are good only behind the right
   character (variation selectors, the emoji joiner) are settled by looking at
   the base before and the character after.  text_in acts on the verdict by
   keeping, replacing, dropping or refusing; text_out by keeping or by writing a
   visible token.  What text_in lets in, text_out shows unchanged.

   Not here: normalisation, because a name stays as on the identity card (for
   finding it there is text_compare_key in fold.c), and limits of length, which
   belong to the field. */
#include "pbtui/text/clean.h"

#include <string.h>

#include "clean_judge.h"
#include "pbtui/text/utf8.h"

/* ---- marks that need the right neighbours ---- */

/* Blocks in which emoji stand; enough to tell a joiner with a meaning from a
   stray one. */
static bool is_emoji(uint32_t cp)
{
    return (cp >= 0x1F000 && cp <= 0x1FAFF) || (cp >= 0x2600 && cp <= 0x27BF) ||
           (cp >= 0x2300 && cp <= 0x23FF) || (cp >= 0x2190 && cp <= 0x21FF) ||
           (cp >= 0x25A0 && cp <= 0x25FF) || (cp >= 0x2900 && cp <= 0x297F) ||
           (cp >= 0x2B00 && cp <= 0x2BFF) || cp == 0xA9 || cp == 0xAE ||
           cp == 0x203C || cp == 0x2049 || cp == 0x2122 || cp == 0x2139 ||
           cp == 0x24C2 || cp == 0x3030 || cp == 0x303D || cp == 0x3297 ||
           cp == 0x3299;
}

static bool is_mongolian_letter(uint32_t cp)
{
    return cp >= 0x1820 && cp <= 0x18AA;
}

/* What has been let through, as far as the next mark needs to know. */
struct neighbours {
    uint32_t base; /* last character that is no such mark */
    bool marked;   /* a mark stands after it already */
};

/* True when the mark is good at this place; `rest` follows it. */
static bool mark_belongs(const struct neighbours *before, uint32_t mark,
                         const char *rest, size_t n_bytes)
{
    if (mark == CP_JOINER) {
        uint32_t after = 0;
        utf8_next(rest, n_bytes, &after);
        return is_emoji(before->base) && is_emoji(after);
    }
    if (before->marked) {
        return false;
    }
    if (mark >= 0x180B && mark <= 0x180F) {
        return is_mongolian_letter(before->base);
    }
    return judge_is_han(before->base) ||
           (is_emoji(before->base) && mark <= 0xFE0F);
}

static void pass(struct neighbours *n, uint32_t cp, enum verdict v)
{
    if (v == CP_MARK) {
        n->marked = true;
    } else {
        n->base = cp;
        n->marked = false;
    }
}

/* ---- in ---- */

bool text_cp_allowed(uint32_t cp, enum text_kind kind)
{
    switch (judge(cp)) {
    case CP_KEEP:
    case CP_MARK:
        return true;
    case CP_NEWLINE:
        return cp == '\n' && kind == TEXT_MEMO;
    default:
        return false;
    }
}

/* The way in, with what it needs from one character to the next. */
struct entry {
    struct strbuf *out;
    size_t start; /* where this text begins in out */
    enum text_kind kind;
    struct neighbours before;
};

static void enter(struct entry *e, uint32_t cp, enum verdict v)
{
    if (e->kind == TEXT_NUMBER) {
        cp = text_fold_cp(cp);
    }
    bool blank = cp == ' ' || cp == 0x3000;
    if (blank && e->kind != TEXT_MEMO && e->out->len == e->start) {
        return; /* trimmed */
    }
    utf8_add(e->out, cp);
    pass(&e->before, cp, v);
}

/* Takes in one character; false when it must be refused. */
static bool take(struct entry *e, uint32_t cp, const char *rest, size_t n_bytes)
{
    enum verdict v = judge(cp);
    switch (v) {
    case CP_KEEP:
        enter(e, cp, v);
        return true;
    case CP_MARK:
        if (mark_belongs(&e->before, cp, rest, n_bytes)) {
            enter(e, cp, v);
        }
        return true;
    case CP_BLANK:
        enter(e, ' ', CP_KEEP);
        return true;
    case CP_TAB:
        enter(e, ' ', CP_KEEP);
        if (e->kind == TEXT_MEMO) {
            enter(e, ' ', CP_KEEP);
        }
        return true;
    case CP_NEWLINE:
        if (cp != '\r' || n_bytes == 0 || rest[0] != '\n') {
            enter(e, e->kind == TEXT_MEMO ? '\n' : ' ', CP_KEEP);
        }
        return true;
    case CP_DROP:
        return true;
    default:
        return false;
    }
}

static void trim_end(struct entry *e)
{
    if (e->kind == TEXT_MEMO) {
        return;
    }
    struct strbuf *out = e->out;
    while (out->len > e->start) {
        uint32_t cp;
        size_t step = utf8_prev(out->s + e->start, out->len - e->start, &cp);
        if (cp != ' ' && cp != 0x3000) {
            break;
        }
        sb_cut(out, out->len - step);
    }
}

static bool refuse(const char *s, size_t at_bytes, uint32_t cp, struct err *err)
{
    size_t nth = utf8_chars(s, at_bytes) + 1;
    unsigned u = (unsigned)cp;
    switch (judge(cp)) {
    case CP_INVALID:
        return err_set(
            err, ERR_RULE, "E-TEXT-001",
            "第 %zu 个字节起不是 UTF-8 文字，可能是 GBK 编码或已损坏，"
            "请转换成 UTF-8 后再录入或导入",
            at_bytes + 1);
    case CP_BIDI:
        return err_set(err, ERR_RULE, "E-TEXT-002",
                       "第 %zu 个字符（U+%04X）会改变文字的显示方向，"
                       "台账中不允许使用，请删去后重新录入",
                       nth, u);
    case CP_INVISIBLE:
        return err_set(err, ERR_RULE, "E-TEXT-003",
                       "第 %zu 个字符（U+%04X）看不见，"
                       "台账中不允许使用，请删去后重新录入",
                       nth, u);
    case CP_NONCHAR:
        return err_set(err, ERR_RULE, "E-TEXT-004",
                       "第 %zu 个字符（U+%04X）不是文字，"
                       "台账中不允许使用，请删去后重新录入",
                       nth, u);
    default:
        return err_set(err, ERR_RULE, "E-TEXT-005",
                       "第 %zu 个字符（U+%04X）是控制字符，"
                       "台账中不允许使用，请删去后重新录入",
                       nth, u);
    }
}

bool text_in(struct strbuf *out, const char *s, size_t n_bytes,
             enum text_kind kind, struct err *err)
{
    struct entry e = {.out = out, .start = out->len, .kind = kind};
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        size_t next = at + utf8_next(s + at, n_bytes - at, &cp);
        if (!take(&e, cp, s + next, n_bytes - next)) {
            sb_cut(out, e.start);
            return refuse(s, at, cp, err);
        }
        at = next;
    }
    trim_end(&e);
    return true;
}

size_t text_in_lossy(struct strbuf *out, const char *s, size_t n_bytes,
                     enum text_kind kind)
{
    struct entry e = {.out = out, .start = out->len, .kind = kind};
    size_t n_dropped = 0;
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        at += utf8_next(s + at, n_bytes - at, &cp);
        n_dropped += !take(&e, cp, s + at, n_bytes - at);
    }
    trim_end(&e);
    return n_dropped;
}

/* ---- out ---- */

static bool may_show(const struct neighbours *before, uint32_t cp,
                     enum verdict v, enum text_kind kind, const char *rest,
                     size_t n_bytes)
{
    switch (v) {
    case CP_KEEP:
        return true;
    case CP_MARK:
        return mark_belongs(before, cp, rest, n_bytes);
    case CP_NEWLINE:
        return cp == '\n' && kind == TEXT_MEMO;
    default:
        return false;
    }
}

void text_out(struct strbuf *out, const char *s, size_t n_bytes,
              enum text_kind kind)
{
    struct neighbours before = {0};
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        size_t step = utf8_next(s + at, n_bytes - at, &cp);
        size_t next = at + step;
        enum verdict v = judge(cp);
        if (may_show(&before, cp, v, kind, s + next, n_bytes - next)) {
            sb_addn(out, s + at, step);
            pass(&before, cp, v);
        } else {
            if (v == CP_BLANK) {
                sb_addc(out, ' ');
            } else if (v == CP_INVALID) {
                sb_addf(out, "⟨0x%02X⟩", (unsigned)(unsigned char)s[at]);
            } else {
                sb_addf(out, "⟨U+%04X⟩", (unsigned)cp);
            }
            before = (struct neighbours){0};
        }
        at = next;
    }
}

/* ---- questions ---- */

size_t text_visible_chars(const char *s)
{
    size_t n = 0;
    size_t n_bytes = strlen(s);
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        at += utf8_next(s + at, n_bytes - at, &cp);
        n += judge_is_visible(cp);
    }
    return n;
}

bool text_visible(const char *s)
{
    return text_visible_chars(s) > 0;
}

bool text_has_private(const char *s)
{
    size_t n_bytes = strlen(s);
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        at += utf8_next(s + at, n_bytes - at, &cp);
        if ((cp >= 0xE000 && cp <= 0xF8FF) ||
            (cp >= 0xF0000 && cp <= 0xFFFFD) ||
            (cp >= 0x100000 && cp <= 0x10FFFD)) {
            return true;
        }
    }
    return false;
}
