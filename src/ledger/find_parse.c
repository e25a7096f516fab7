/* A line to find by, read: cut at blanks and quotes, then each piece is a word,
   a -word, @who, 类型：…, 状态：… or a time.  What cannot be read is told in
   one sentence and left out; the rest holds. */
#include "find_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/search.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

#define WHO_MAX 64

struct piece {
    const char *text;   /* without quotes and the mark before it */
    const char *folded; /* by text_fold: for marks, numbers, names */
    bool minus;
    bool quoted;
};

struct reader {
    struct find_query *q;
    struct book *b;
    struct arena *a;
    const char *at;
    struct strbuf kinds;
    int year; /* that a month without a year belongs to; 0: this one */
};

static void complain(struct reader *r, const char *sentence)
{
    struct find_query *q = r->q;
    if (q->n_complaints < FIND_TERMS) {
        q->complaints[q->n_complaints++] = sentence;
    }
}

/* ---- cutting ---------------------------------------------------------- */

static uint32_t peek(const char *s, size_t *n)
{
    uint32_t cp = 0;
    *n = utf8_next(s, strlen(s), &cp);
    return *n == 0 ? 0 : cp;
}

static bool is_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\n' || cp == 0x3000;
}

/* " “ ” ＂ 「 」 『 』: an input method gives now the one, now the other. */
static bool is_quote(uint32_t cp)
{
    return cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0xFF02 ||
           (cp >= 0x300C && cp <= 0x300F);
}

/* Up to the closing quote, which is taken, too. */
static const char *quoted(struct reader *r)
{
    const char *start = r->at;
    size_t n;
    uint32_t cp;
    while ((cp = peek(r->at, &n)) != 0 && !is_quote(cp)) {
        r->at += n;
    }
    const char *text = arena_strn(r->a, start, (size_t)(r->at - start));
    if (cp == 0) {
        complain(r, "引号没有成对，引号后面的都算作要找的原话。");
    }
    r->at += n;
    return text;
}

static const char *bare(struct reader *r)
{
    const char *start = r->at;
    size_t n;
    uint32_t cp;
    while ((cp = peek(r->at, &n)) != 0 && !is_blank(cp) && !is_quote(cp)) {
        r->at += n;
    }
    return arena_strn(r->a, start, (size_t)(r->at - start));
}

static const char *folded(struct arena *a, const char *text)
{
    struct strbuf sb;
    sb_init(&sb);
    text_fold(&sb, text);
    for (size_t i = 0; i < sb.len; i++) {
        char c = sb.s[i];
        sb.s[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    const char *s = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return s;
}

static bool next_piece(struct reader *r, struct piece *p)
{
    size_t n;
    uint32_t cp;
    while (is_blank(cp = peek(r->at, &n))) {
        r->at += n;
    }
    *p = (struct piece){"", "", false, false};
    if (cp == 0) {
        return false;
    }
    if (cp == '-' || cp == 0xFF0D) {
        p->minus = true;
        r->at += n;
        cp = peek(r->at, &n);
    }
    p->quoted = is_quote(cp);
    if (p->quoted) {
        r->at += n;
        p->text = quoted(r);
    } else if (!is_blank(cp)) {
        p->text = bare(r);
    }
    p->folded = folded(r->a, p->text);
    return true;
}

/* ---- words ------------------------------------------------------------ */

static bool is_same_word(const struct find_word *list, size_t n,
                         const char *word)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].folded, word) == 0) {
            return true;
        }
    }
    return false;
}

static void add_word(struct reader *r, const struct piece *p)
{
    struct find_query *q = r->q;
    struct find_word *list = p->minus ? q->without : q->words;
    size_t *n = p->minus ? &q->n_without : &q->n_words;
    const char *word = search_fold(r->a, p->text);
    if (!text_visible(p->text) || is_same_word(list, *n, word)) {
        return; /* a minus or a quote just typed, the same word again */
    }
    if (*n == FIND_TERMS) {
        complain(r, "要找的词太多了，后面的没有用上。");
        return;
    }
    list[(*n)++] = find_word_of(r->b, r->a, p->text);
}

/* ---- marks ------------------------------------------------------------ */

static void add_who(struct reader *r, const char *name)
{
    struct find_query *q = r->q;
    if (name[0] == '\0') {
        complain(r, "@ 后面请写姓名或拼音，例如 @张三、@zs。");
        return;
    }
    struct person_hit *hits = arena_array(r->a, WHO_MAX, sizeof *hits);
    size_t n = people_find(r->b, r->a, name, hits, WHO_MAX);
    if (n == 0) {
        complain(r, arena_printf(r->a,
                                 "名册里没有“%s”，没有按这个人找；"
                                 "可以写姓名或拼音首字母。",
                                 name));
        return;
    }
    if (n == WHO_MAX) {
        complain(r, arena_printf(r->a,
                                 "叫“%s”的人太多，只按前 %d 人找；"
                                 "请把姓名写全些。",
                                 name, WHO_MAX));
    }
    if (q->n_who == FIND_TERMS) {
        complain(r, "@ 的人太多了，后面的没有用上。");
        return;
    }
    struct strbuf ids;
    sb_init(&ids);
    for (size_t i = 0; i < n; i++) {
        sb_addf(&ids, "%c%lld", i == 0 ? '[' : ',', (long long)hits[i].id);
    }
    sb_addc(&ids, ']');
    q->who[q->n_who++] = (struct find_who){name, arena_str(r->a, ids.s)};
    sb_clear(&ids);
}

static void add_kind(struct reader *r, const char *name)
{
    const struct kind *k =
        name[0] != '\0' ? kinds_find(book_kinds(r->b), name) : NULL;
    if (k != NULL) {
        sb_add(&r->kinds, r->kinds.len == 0 ? "," : "");
        sb_addf(&r->kinds, "%s,", k->code);
        return;
    }
    complain(r, name[0] == '\0'
                    ? "“类型：”后面请写类型，例如 类型：党课。"
                    : arena_printf(r->a,
                                   "没有“%s”这种类型，或者不止一种，"
                                   "没有按类型找；可以写党课、支委会……",
                                   name));
}

static void add_state(struct reader *r, const char *name)
{
    if (strcmp(name, "作废") == 0) {
        r->q->voided = true;
        return;
    }
    const char *code = name[0] != '\0' ? codes_find("event_state", name) : NULL;
    if (code != NULL) {
        r->q->state = code;
    } else {
        complain(r, "“状态：”后面请写计划、已召开、流会、取消或作废。");
    }
}

/* False: no such mark. */
static bool add_marked(struct reader *r, const struct piece *p)
{
    static const struct {
        const char *mark;
        void (*add)(struct reader *r, const char *value);
    } marks[] = {{"@", add_who},
                 {"kind:", add_kind},
                 {"类型:", add_kind},
                 {"state:", add_state},
                 {"状态:", add_state}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t n = strlen(marks[i].mark);
        if (strncmp(p->folded, marks[i].mark, n) != 0) {
            continue;
        }
        const char *value = p->folded + n;
        size_t quote;
        if (*value == '\0' && is_quote(peek(r->at, &quote))) {
            r->at += quote;
            value = folded(r->a, quoted(r));
        }
        if (p->minus) {
            complain(r, arena_printf(
                            r->a, "减号只能放在要排除的词前面，“%s”没有用上。",
                            p->text));
        } else {
            marks[i].add(r, value);
        }
        return true;
    }
    return false;
}

/* ---- times ------------------------------------------------------------ */

static int later(int one, int other)
{
    return one == DATE_NONE || (other != DATE_NONE && other > one) ? other
                                                                   : one;
}

static int earlier(int one, int other)
{
    return one == DATE_NONE || (other != DATE_NONE && other < one) ? other
                                                                   : one;
}

/* False: a word. */
static bool add_time(struct reader *r, const struct piece *p)
{
    struct find_query *q = r->q;
    struct span span;
    switch (find_when(p->folded, r->year, &span)) {
    case WHEN_NOT:
        return false;
    case WHEN_BAD:
        complain(r, arena_printf(r->a,
                                 "“%s”不是日期或月份，没有按它找；"
                                 "要找的就是这几个字，请加引号。",
                                 p->text));
        return true;
    case WHEN_SPAN:
        break;
    }
    int from = later(q->from, span.from);
    int to = earlier(q->to, span.to);
    if (from != DATE_NONE && to != DATE_NONE && from > to) {
        complain(r, arena_printf(r->a,
                                 "“%s”和前面的时间没有共同的日子，没有用上；"
                                 "一段时间请写成 2026-03..2026-05。",
                                 p->text));
        return true;
    }
    q->from = from;
    q->to = to;
    return true;
}

/* 2025 3月 means March of that year, in whatever order. */
static int year_meant(struct reader r)
{
    struct find_query unused = {0};
    struct piece p;
    int year = 0;
    r.q = &unused;
    while (next_piece(&r, &p)) {
        if (!p.minus && !p.quoted && year == 0) {
            year = find_when_year(p.folded);
        }
    }
    return year;
}

/* ---- the line --------------------------------------------------------- */

void find_parse(struct find_query *out, struct book *b, struct arena *a,
                const char *typed)
{
    *out = (struct find_query){.from = DATE_NONE, .to = DATE_NONE};
    struct reader r = {.q = out, .b = b, .a = a, .at = typed};
    struct piece p;
    sb_init(&r.kinds);
    r.year = year_meant(r);
    while (next_piece(&r, &p)) {
        bool special = !p.quoted && add_marked(&r, &p);
        if (!special && !p.quoted && !p.minus) {
            special = add_time(&r, &p);
        }
        if (!special) {
            add_word(&r, &p);
        }
    }
    if (r.kinds.len > 0) {
        out->kinds = arena_str(a, r.kinds.s);
    }
    sb_clear(&r.kinds);
}

bool find_is_empty(const struct find_query *q)
{
    return q->n_words + q->n_without + q->n_who == 0 && q->kinds == NULL &&
           q->state == NULL && !q->voided && q->from == DATE_NONE &&
           q->to == DATE_NONE;
}
