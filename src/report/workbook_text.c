/* What stands in a cell of a workbook, how high that makes its row, and what a
   sheet may be called.

   A spreadsheet fits the height of a row to its text only where nothing is
   merged, and some programs not even then: it is reckoned here, with the widths
   of paper. */
#include <string.h>
#include <strings.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"
#include "workbook_parts.h"

enum {
    LINE_POINTS = 15,
    TITLE_POINTS = 25,
    SMALL_POINTS = 12,
    AIR_POINTS = 3,
    BODY_SIZE = 11,
    TITLE_SIZE = 18,
    SMALL_SIZE = 9
};

/* ---- cells -----------------------------------------------------------------
 */

/* Characters as spreadsheets count them: those beyond U+FFFF are two. */
static size_t units(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t at = 0; at < n; count++) {
        uint32_t cp;
        at += utf8_next(s + at, n - at, &cp);
        count += cp > 0xFFFF && cp != UTF8_INVALID;
    }
    return count;
}

/* -?[0-9]+(.[0-9]+)? that comes back as it was: no 007, not too long. */
static bool is_number(const char *s)
{
    s += s[0] == '-';
    const size_t whole = strspn(s, "0123456789");
    size_t decimals = 0;
    if (s[whole] == '.') {
        decimals = strspn(s + whole + 1, "0123456789");
        if (decimals == 0) {
            return false;
        }
        decimals++;
    }
    return whole > 0 && (whole == 1 || s[0] != '0') &&
           whole + decimals <= WORKBOOK_DIGITS && s[whole + decimals] == '\0';
}

/* 1,234.50 → 1234.50 */
static void drop_commas(struct strbuf *sb)
{
    size_t to = 0;
    for (size_t i = 0; i < sb->len; i++) {
        if (sb->s[i] != ',') {
            sb->s[to++] = sb->s[i];
        }
    }
    sb_cut(sb, to);
}

static bool is_day(const char *s)
{
    int day;
    return date_read(s, &day) && day >= date_of(WORKBOOK_FIRST_YEAR, 3, 1);
}

static bool keeps_kind(const char *s, enum workbook_kind kind)
{
    switch (kind) {
    case WORKBOOK_NUMBER:
    case WORKBOOK_MONEY:
        return is_number(s);
    case WORKBOOK_DAY:
        return is_day(s);
    default:
        return true;
    }
}

bool workbook_say(struct workbook_said *said, const struct workbook_cell *c)
{
    struct strbuf *sb = &said->sb;
    const char *text = c->text != NULL ? c->text : "";
    sb_reset(sb);
    said->kind = c->kind;
    said->look = c->look;
    if (c->kind == WORKBOOK_EMPTY || text[0] == '\0') {
        said->kind = WORKBOOK_EMPTY;
        return true;
    }
    text_out(sb, text, strlen(text), TEXT_MEMO);
    if (c->kind == WORKBOOK_MONEY) {
        drop_commas(sb);
    }
    if (!keeps_kind(sb->s, c->kind)) {
        said->kind = WORKBOOK_TEXT;
        sb_reset(sb);
        text_out(sb, text, strlen(text), TEXT_MEMO);
    }
    if (said->kind != WORKBOOK_TEXT) {
        said->look &= ~(unsigned)WORKBOOK_WRAP; /* a number stays in one */
    }
    if (said->kind == WORKBOOK_TEXT && strchr("=+-@", sb->s[0]) != NULL) {
        /* Typed again, or only entered and left, it would be a formula. */
        said->look |= WORKBOOK_AS_TEXT;
    }
    return sb->len <= WORKBOOK_TEXT_CHARS ||
           units(sb->s, sb->len) <= WORKBOOK_TEXT_CHARS;
}

void workbook_escape(struct strbuf *out, const char *s)
{
    for (;;) {
        const size_t plain = strcspn(s, "\\\n");
        sb_addn(out, s, plain);
        s += plain;
        if (*s == '\0') {
            return;
        }
        sb_add(out, *s == '\n' ? "\\n" : "\\\\");
        s++;
    }
}

/* ---- what a text is --------------------------------------------------------
 */

enum { WORD_DIGITS = 11 };

/* Groups of three behind each comma. */
static bool is_grouped(const char *s)
{
    s += s[0] == '-';
    size_t digits = strspn(s, "0123456789");
    if (digits == 0 || digits > 3 || s[digits] != ',') {
        return false;
    }
    for (s += digits; *s == ','; s += 4) {
        if (strspn(s + 1, "0123456789") != 3) {
            return false;
        }
    }
    return *s == '\0' || *s == '.';
}

enum workbook_kind workbook_kind_of(const char *text)
{
    const char *point = strchr(text, '.');
    struct strbuf sb;
    if (is_day(text)) {
        return WORKBOOK_DAY;
    }
    if (workbook_is_word(text)) {
        return WORKBOOK_TEXT;
    }
    if (is_number(text)) {
        return point != NULL && strlen(point) == 3 ? WORKBOOK_MONEY
                                                   : WORKBOOK_NUMBER;
    }
    if (!is_grouped(text)) {
        return WORKBOOK_TEXT;
    }
    sb_init(&sb);
    sb_add(&sb, text);
    drop_commas(&sb);
    const bool number = is_number(sb.s);
    sb_clear(&sb);
    return number ? WORKBOOK_MONEY : WORKBOOK_TEXT;
}

bool workbook_is_word(const char *text)
{
    const size_t digits = strspn(text, "0123456789");
    const bool person = digits == 17 && (text[17] == 'X' || text[17] == 'x');
    return (text[digits] == '\0' || person) &&
           (digits >= WORD_DIGITS || (digits > 1 && text[0] == '0'));
}

/* ---- heights ---------------------------------------------------------------
 */

static int count_lines(const char *s, size_t n, int cols)
{
    int lines = 0;
    struct fit_line line;
    for (size_t at = 0; fit_wrap_line_as(s, n, at, cols, WIDTH_WIDE, &line);
         at = line.next_bytes) {
        lines++;
    }
    return lines;
}

int workbook_cols(enum workbook_kind kind, const char *text)
{
    const int cols = width_n_cols_as(text, strlen(text), WIDTH_WIDE);
    const size_t digits = strspn(text + (text[0] == '-'), "0123456789");
    const bool plain = kind == WORKBOOK_MONEY && strchr(text, ',') == NULL;
    return plain && digits > 3 ? cols + (int)(digits - 1) / 3 : cols;
}

int workbook_lines(const char *text, int cols)
{
    const size_t n = strlen(text);
    return n <= (size_t)cols && strchr(text, '\n') == NULL
               ? 1
               : count_lines(text, n, cols > 0 ? cols : 1);
}

int workbook_points_of_lines(int lines)
{
    const int points = lines * LINE_POINTS + AIR_POINTS;
    return lines <= 1                 ? 0
           : points > WORKBOOK_POINTS ? (int)WORKBOOK_POINTS
                                      : points;
}

int workbook_points(const struct workbook_said *said, int cols)
{
    const bool title = (said->look & WORKBOOK_TITLE) != 0;
    const bool small = !title && (said->look & WORKBOOK_SMALL) != 0;
    const int size = title ? TITLE_SIZE : small ? SMALL_SIZE : BODY_SIZE;
    const int point = title ? TITLE_POINTS : small ? SMALL_POINTS : LINE_POINTS;
    const int room = cols * BODY_SIZE / size;
    int lines = 1;
    /* No text has more columns than bytes. */
    if ((said->look & WORKBOOK_WRAP) != 0 &&
        (said->sb.len > (size_t)room || strchr(said->sb.s, '\n') != NULL)) {
        lines = count_lines(said->sb.s, said->sb.len, room > 0 ? room : 1);
    }
    const int points = lines * point + AIR_POINTS;
    return points <= LINE_POINTS + AIR_POINTS ? 0
           : points > WORKBOOK_POINTS         ? (int)WORKBOOK_POINTS
                                              : points;
}

/* ---- names of sheets -------------------------------------------------------
 */

/* What must not stand in a name, and what stands there instead. */
static const struct {
    char is;
    const char *becomes;
} signs[] = {{'[', "［"}, {']', "］"}, {':', "："},  {'*', "＊"},
             {'?', "？"}, {'/', "／"}, {'\\', "＼"}, {'\'', "’"}};

static const char *instead(char c)
{
    for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
        if (signs[i].is == c) {
            return signs[i].becomes;
        }
    }
    return NULL;
}

/* The longest beginning, of whole clusters, that has so many units. */
static size_t fitting(const char *s, size_t most)
{
    const size_t n = strlen(s);
    size_t at = 0;
    while (at < n) {
        const size_t next = at + utf8_cluster_next(s + at, n - at);
        if (units(s, next) > most) {
            break;
        }
        at = next;
    }
    return at;
}

static bool is_taken(const char *name, const char *const *taken, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcasecmp(name, taken[i]) == 0) {
            return true;
        }
    }
    /* Which Excel keeps for itself. */
    return strcasecmp(name, "history") == 0;
}

void workbook_name(struct strbuf *out, const char *name,
                   const char *const *taken, size_t n_taken)
{
    struct strbuf plain;
    struct strbuf fit;
    char number[16] = "";
    sb_init(&plain);
    sb_init(&fit);
    text_out(&plain, name, strlen(name), TEXT_LINE);
    for (const char *s = plain.s; *s != '\0'; s++) {
        const char *other = instead(*s);
        if (other != NULL) {
            sb_add(&fit, other);
        } else {
            sb_addc(&fit, *s);
        }
    }
    if (!text_visible(fit.s)) {
        sb_reset(&fit);
        sb_add(&fit, "表");
    }
    for (int i = 2;; i++) {
        sb_reset(out);
        sb_addn(out, fit.s,
                fitting(fit.s, WORKBOOK_NAME_CHARS - strlen(number)));
        sb_add(out, number);
        if (!is_taken(out->s, taken, n_taken)) {
            break;
        }
        struct strbuf next;
        sb_init(&next);
        sb_addf(&next, " (%d)", i);
        memcpy(number, next.s, next.len + 1);
        sb_clear(&next);
    }
    sb_clear(&plain);
    sb_clear(&fit);
}
