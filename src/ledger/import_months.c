/* The months of a payment: each piece of the cell is a month or a run of them,
   a name before it when it is another's, an amount behind it when it is not
   what would be worked out. */
#include "import_months.h"

#include <string.h>

#include "import_names.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/ledger.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/text/utf8.h"

/* ---- reading --------------------------------------------------------------
 */

/* Where the first of some marks stands; *skip: how long it is. */
static const char *first_of(const char *s, const char *const *marks, size_t n,
                            size_t *skip)
{
    const char *first = NULL;
    for (size_t i = 0; i < n; i++) {
        const char *at = strstr(s, marks[i]);
        if (at != NULL && (first == NULL || at < first)) {
            first = at;
            *skip = strlen(marks[i]);
        }
    }
    return first;
}

/* The - that stands between two months, not inside of one: the second one of
   2026-09-2026-11 and of 2026-09-11, the only one of 9-11, 9月-11月 and
   2026.9-2026.11; NULL: 2026-09 is one month. */
static const char *dash_of(const char *s)
{
    const char *one = strchr(s, '-');
    const char *two = one != NULL ? strchr(one + 1, '-') : NULL;
    size_t before = one != NULL ? (size_t)(one - s) : 0;
    bool plain = strspn(s, "0123456789") == before;
    return two != NULL ? two : one != NULL && plain && before > 2 ? NULL : one;
}

/* The two ends of a run. */
static bool split_run(struct arena *a, const char *s, const char **from,
                      const char **to)
{
    static const char *const marks[] = {"——", "—",  "–",  "～",
                                        "~",  "至", "到", ".."};
    size_t skip = 0;
    const char *at = first_of(s, marks, ARRAY_LEN(marks), &skip);
    if (at == NULL) {
        at = dash_of(s);
        skip = 1;
    }
    if (at == NULL || at == s || at[skip] == '\0') {
        *from = *to = s;
        return false;
    }
    *from = arena_strn(a, s, (size_t)(at - s));
    *to = at + skip;
    return true;
}

static bool read_run(struct book *b, struct arena *a, const char *s, int *first,
                     int *last, struct err *err)
{
    const char *from, *to;
    bool run = split_run(a, s, &from, &to);
    /* 9-11月: the month's word stands behind the last one only. */
    if (run && from[strspn(from, "0123456789")] == '\0' && strlen(from) <= 2) {
        from = arena_printf(a, "%s月", from);
    }
    if (!month_parse(from, month_of(b->today), first, err)) {
        return false;
    }
    *last = *first;
    if (run && !month_parse(to, *first, last, err)) {
        return false;
    }
    return (*last >= *first && *last - *first < IMPORT_MONTHS_MAX) ||
           err_set(err, ERR_RULE, "E-DOOR-040",
                   "“%s”的截止月份早于起始月份，请核对。", s);
}

/* A word of digits and marks of months is one; a name is none. */
static bool is_month_word(const char *s)
{
    uint32_t cp;
    utf8_next(s, strlen(s), &cp);
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

struct piece {
    int64_t person;
    int first, last;
    int64_t fen;
};

static bool read_person(struct book *b, struct arena *a, const char *word,
                        int64_t *person, struct err *err)
{
    struct import_names names;
    if (!import_names_read(&names, b, a, word, err)) {
        return false;
    }
    if (names.n != 1) {
        return err_set(err, ERR_RULE, "E-DOOR-041",
                       "“%s”不是一个人的姓名，请写成“张三 2026-09”这样。",
                       word);
    }
    *person = names.list[0].person;
    return true;
}

static bool read_piece(struct piece *p, struct book *b, struct arena *a,
                       const char *s, struct err *err)
{
    const char *words[3];
    size_t n = 0;
    *p = (struct piece){.fen = -1};
    while (*s != '\0' && n < ARRAY_LEN(words)) {
        size_t len = strcspn(s, " ");
        words[n] = arena_strn(a, s, len);
        n += len > 0;
        s += len + strspn(s + len, " ");
    }
    size_t at = n > 1 && !is_month_word(words[0]) ? 1 : 0;
    if (n == 0 || n - at > 2 || *s != '\0') {
        return err_set(err, ERR_RULE, "E-DOOR-042",
                       "月份里的“%s”读不懂，请写成 2026-09、2026-09—2026-11，"
                       "或“张三 2026-09 82.97”。",
                       n > 0 ? words[0] : s);
    }
    return (at == 0 || read_person(b, a, words[0], &p->person, err)) &&
           read_run(b, a, words[at], &p->first, &p->last, err) &&
           (n - at < 2 || money_parse(words[at + 1], &p->fen, err));
}

static bool add(struct import_months *out, const struct piece *p,
                struct err *err)
{
    for (int m = p->first; m <= p->last; m++) {
        if (out->n == IMPORT_MONTHS_MAX) {
            return err_set(err, ERR_RULE, "E-DOOR-043",
                           "一笔收款最多写 %d 个月，请分成几笔。",
                           IMPORT_MONTHS_MAX);
        }
        out->list[out->n++] = (struct import_month){p->person, m, p->fen};
    }
    return true;
}

bool import_months_read(struct import_months *out, struct book *b,
                        struct arena *a, const char *text, struct err *err)
{
    static const char *const marks[] = {"、", "，", ",", "；", ";", "\n"};
    struct piece p;
    int64_t person = 0;
    *out = (struct import_months){
        arena_array(a, IMPORT_MONTHS_MAX, sizeof *out->list), 0};
    while (*text != '\0') {
        size_t skip = 0;
        const char *at = first_of(text, marks, ARRAY_LEN(marks), &skip);
        size_t len = at != NULL ? (size_t)(at - text) : strlen(text);
        const char *piece = arena_strn(a, text, len);
        text += len + skip;
        if (piece[strspn(piece, " ")] == '\0') {
            continue;
        }
        if (!read_piece(&p, b, a, piece, err)) {
            return false;
        }
        /* 李敏 2026-08、2026-10: both are 李敏's. */
        person = p.person != 0 ? p.person : person;
        p.person = person;
        if (!add(out, &p, err)) {
            return false;
        }
    }
    return true;
}

/* ---- written ---------------------------------------------------------------
 */

const char *import_months_write(struct book *b, struct arena *a,
                                const struct import_months *m)
{
    struct strbuf sb;
    char text[32];
    int64_t person = 0;
    sb_init(&sb);
    for (size_t i = 0; i < m->n;) {
        size_t k = i + 1;
        const struct import_month *x = &m->list[i];
        while (k < m->n && m->list[k].person == x->person &&
               m->list[k].fen == x->fen &&
               m->list[k].month == m->list[k - 1].month + 1) {
            k++;
        }
        sb_add(&sb, i > 0 ? "、" : "");
        if (x->person != person) {
            sb_addf(&sb, "%s ", people_dated_name(b, a, x->person));
            person = x->person;
        }
        sb_add(&sb, month_text(x->month, text));
        if (k > i + 1) {
            sb_addf(&sb, "—%s", month_text(m->list[k - 1].month, text));
        }
        if (x->fen >= 0) {
            sb_addf(&sb, " %s", money_plain(x->fen, text));
        }
        i = k;
    }
    const char *out = arena_str(a, sb.s);
    sb_clear(&sb);
    return out;
}

/* ---- the kind of field ------------------------------------------------------
 */

static bool parse(const struct field *f, struct book *b, struct arena *a,
                  const char *typed, struct value *out, struct err *err)
{
    struct import_months months;
    (void)f;
    if (!import_months_read(&months, b, a, typed, err)) {
        return false;
    }
    *out = value_text(a, import_months_write(b, a, &months));
    return true;
}

static void format(const struct field *f, struct book *b, const struct value *v,
                   struct strbuf *out)
{
    (void)f;
    (void)b;
    sb_add(out, v->s);
}

const struct field_kind import_field_months = {
    .name = "months",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = parse,
    .format = format,
};
