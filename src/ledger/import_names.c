/* People in one cell, as minutes and attendance sheets write them.

   Stages: the cell is cut at its marks (never inside brackets) → what stands in
   the last brackets is a note, unless it is a day of birth → each name is that
   of one person.  "Begins with" and pinyin, which forms take, are no names
   here: nobody looks at what a file of a hundred rows picks. */
#include "import_names.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/ledger.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/utf8.h"

#define NAMES_MAX 2000

/* ---- cutting ------------------------------------------------------------ */

static size_t starts(const char *s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(words[i]);
        if (strncmp(s, words[i], len) == 0) {
            return len;
        }
    }
    return 0;
}

static size_t opens(const char *s)
{
    static const char *const words[] = {"（", "("};
    return starts(s, words, ARRAY_LEN(words));
}

static size_t closes(const char *s)
{
    static const char *const words[] = {"）", ")"};
    return starts(s, words, ARRAY_LEN(words));
}

static size_t parts(const char *s)
{
    static const char *const words[] = {"、", "，", ",", "；", ";", "\n", "。"};
    return starts(s, words, ARRAY_LEN(words));
}

static size_t one(const char *s)
{
    uint32_t cp;
    return utf8_next(s, strlen(s), &cp);
}

/* Up to the next mark outside brackets; *s goes behind it. */
static char *next_piece(struct arena *a, const char **s)
{
    const char *at = *s;
    int deep = 0;
    while (*at != '\0' && (deep > 0 || parts(at) == 0)) {
        size_t in = opens(at), out = closes(at);
        deep += in > 0 ? 1 : out > 0 && deep > 0 ? -1 : 0;
        at += in > 0 ? in : out > 0 ? out : one(at);
    }
    char *piece = arena_strn(a, *s, (size_t)(at - *s));
    *s = at + parts(at);
    return piece;
}

static bool is_blank(const char *s, size_t *n)
{
    static const char *const words[] = {" ", "\t", "　"};
    *n = starts(s, words, ARRAY_LEN(words));
    return *n > 0;
}

/* 张　三 is 张三. */
static char *without_blanks(struct arena *a, const char *s)
{
    char *out = arena_str(a, s);
    char *to = out;
    size_t n;
    while (*s != '\0') {
        if (is_blank(s, &n)) {
            s += n;
            continue;
        }
        n = one(s);
        memcpy(to, s, n);
        to += n;
        s += n;
    }
    *to = '\0';
    return out;
}

/* A day of birth tells namesakes apart; anything else says why. */
static bool is_birth(const char *inner)
{
    size_t n = strspn(inner, "0123456789-");
    return n >= 4 && closes(inner + n) > 0;
}

/* The brackets at the end of a piece that are no day of birth: cut off, what
   stands in them is the note. */
static const char *cut_note(struct arena *a, char *piece)
{
    for (char *at = piece; *at != '\0'; at += one(at)) {
        size_t n = opens(at);
        size_t len = strlen(at);
        if (n == 0 || is_birth(at + n)) {
            continue;
        }
        size_t end = len > 3 && closes(at + len - 3) == 3 ? 3 : 1;
        bool closed = closes(at + len - end) == end && len >= n + end;
        const char *note = arena_strn(a, at + n, len - n - (closed ? end : 0));
        *at = '\0';
        return note;
    }
    return "";
}

/* ---- who it is ----------------------------------------------------------- */

/* The name alone, without birth and number. */
static const char *bare(struct arena *a, const char *typed)
{
    const char *at = typed;
    while (*at != '\0' && *at != '#' && opens(at) == 0) {
        at += one(at);
    }
    return without_blanks(a, arena_strn(a, typed, (size_t)(at - typed)));
}

/* What stands behind the name: the day of birth, or the record's number. */
static const char *birth_in(struct arena *a, const char *typed)
{
    for (const char *at = typed; *at != '\0'; at += one(at)) {
        const char *inner = at + opens(at);
        if (opens(at) > 0 && is_birth(inner)) {
            return arena_strn(a, inner, strspn(inner, "0123456789-"));
        }
    }
    return "";
}

static size_t find(struct book *b, struct arena *a, const char *typed,
                   int64_t *id)
{
    const char *mark = strchr(typed, '#');
    size_t n = 0;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select id from person where name = :name"
                  " and voided_on is null and (:number = 0 or id = :number)"
                  " and (:birth = ''"
                  " or substr(birth_on, 1, length(:birth)) = :birth)"));
    stmt_text(&st, ":name", bare(a, typed));
    stmt_int(&st, ":number", mark != NULL ? strtoll(mark + 1, NULL, 10) : 0);
    stmt_text(&st, ":birth", birth_in(a, typed));
    while (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
        n++;
    }
    return stmt_done(&st, NULL) ? n : 0;
}

static bool add(struct import_names *out, struct book *b, struct arena *a,
                const char *typed, const char *note, struct err *err)
{
    int64_t id = 0;
    size_t n = find(b, a, typed, &id);
    if (n == 0) {
        return err_set(err, ERR_RULE, "E-DOOR-001",
                       "名册里没有“%s”，请核对姓名，或先登记此人；不是本支部的"
                       "写在“列席”里。",
                       typed);
    }
    if (n > 1) {
        return err_set(err, ERR_RULE, "E-DOOR-002",
                       "“%s”不止一个人，请在姓名后面用括号写上出生日期。",
                       typed);
    }
    if (out->n == NAMES_MAX) {
        return err_set(err, ERR_RULE, "E-DOOR-003",
                       "一格里最多写 %d 个人，请核对。", NAMES_MAX);
    }
    out->list[out->n++] = (struct import_name){id, note};
    return true;
}

/* Names apart by blanks, when the piece as a whole is nobody: 张三 李四. */
static bool add_piece(struct import_names *out, struct book *b, struct arena *a,
                      const char *piece, const char *note, struct err *err)
{
    int64_t id;
    const char *whole = without_blanks(a, piece);
    if (find(b, a, whole, &id) > 0 || strcmp(whole, piece) == 0) {
        return add(out, b, a, whole, note, err);
    }
    for (const char *s = piece; *s != '\0';) {
        size_t n;
        const char *at = s;
        while (*at != '\0' && !is_blank(at, &n)) {
            at += one(at);
        }
        if (at > s &&
            !add(out, b, a, arena_strn(a, s, (size_t)(at - s)), "", err)) {
            return false;
        }
        s = *at == '\0' ? at : at + n;
    }
    if (out->n > 0) {
        out->list[out->n - 1].note = note;
    }
    return true;
}

/* ---- a cell ---------------------------------------------------------------
 */

/* 23, 23人: so many, without names. */
static bool is_count(const char *text, int64_t *count)
{
    size_t n = strspn(text, "0123456789");
    const char *rest = text + n + strspn(text + n, " ");
    if (n == 0 || n > 6 || (*rest != '\0' && strcmp(rest, "人") != 0)) {
        return false;
    }
    *count = strtoll(text, NULL, 10);
    return true;
}

static bool is_nobody(const char *text)
{
    static const char *const words[] = {"无", "没有", "-", "—", "——", "/", "0"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(words[i], text) == 0) {
            return true;
        }
    }
    return false;
}

static size_t count_parts(const char *text)
{
    size_t n = 1;
    for (const char *s = text; *s != '\0'; s += one(s)) {
        size_t blank;
        n += parts(s) > 0 || is_blank(s, &blank);
    }
    return n < NAMES_MAX ? n : NAMES_MAX;
}

static bool refuse_twice(const struct import_names *names, struct book *b,
                         struct arena *a, struct err *err)
{
    for (size_t i = 0; i < names->n; i++) {
        for (size_t k = 0; k < i; k++) {
            if (names->list[i].person == names->list[k].person) {
                return err_set(err, ERR_RULE, "E-DOOR-004",
                               "“%s”在这一格里写了两次，请去掉一个。",
                               people_name(b, a, names->list[i].person));
            }
        }
    }
    return true;
}

bool import_names_read(struct import_names *out, struct book *b,
                       struct arena *a, const char *text, struct err *err)
{
    *out = (struct import_names){.count = -1};
    if (is_nobody(text) || is_count(text, &out->count)) {
        return true;
    }
    out->list = arena_array(a, count_parts(text), sizeof *out->list);
    for (const char *s = text; *s != '\0';) {
        char *piece = next_piece(a, &s);
        const char *note = cut_note(a, piece);
        if (piece[strspn(piece, " ")] != '\0' &&
            !add_piece(out, b, a, piece, note, err)) {
            return false;
        }
    }
    return refuse_twice(out, b, a, err);
}

/* ---- written --------------------------------------------------------------
 */

struct placed {
    struct import_name name;
    int64_t ord;
};

static int by_ord(const void *pa, const void *pb)
{
    const struct placed *x = pa, *y = pb;
    if (x->ord != y->ord) {
        return x->ord < y->ord ? -1 : 1;
    }
    return x->name.person < y->name.person ? -1
                                           : x->name.person > y->name.person;
}

static int64_t ord_of(struct book *b, int64_t person)
{
    int64_t ord = 0;
    struct stmt st;
    stmt_open(&st, b->db, SQL("select ord from person where id = :id"));
    stmt_int(&st, ":id", person);
    if (stmt_row(&st)) {
        ord = stmt_col_int(&st, 0);
    }
    stmt_done(&st, NULL);
    return ord;
}

const char *import_names_write(struct book *b, struct arena *a,
                               const struct import_names *names)
{
    struct strbuf sb;
    struct placed *v = arena_array(a, names->n + 1, sizeof *v);
    for (size_t i = 0; i < names->n; i++) {
        v[i] =
            (struct placed){names->list[i], ord_of(b, names->list[i].person)};
    }
    if (names->n > 1) {
        qsort(v, names->n, sizeof *v, by_ord);
    }
    sb_init(&sb);
    for (size_t i = 0; i < names->n; i++) {
        sb_addf(&sb, "%s%s", i > 0 ? "、" : "",
                people_dated_name(b, a, v[i].name.person));
        if (v[i].name.note[0] != '\0') {
            sb_addf(&sb, "（%s）", v[i].name.note);
        }
    }
    const char *text = names->count >= 0
                           ? arena_printf(a, "%" PRId64, names->count)
                           : arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}
