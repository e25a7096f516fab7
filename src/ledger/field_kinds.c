/* The kinds of fields: each a row of functions (parse, format, echo).

   A kind knows how a value is written and read, nothing of the record it is
   in; rules over several fields belong to the ledger. */
#include "pbtui/ledger/field.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/ledger.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/text/utf8.h"

static void format_text(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    (void)f;
    (void)b;
    if (v->type == VALUE_INT) {
        sb_addf(out, "%" PRId64, v->i);
    } else {
        sb_add(out, v->s);
    }
}

/* ---- text, memo, file ------------------------------------------------- */

/* The dot between the parts of a name, however the input method writes it. */
static void add_name(struct strbuf *out, const char *typed)
{
    static const uint32_t dots[] = {0x2022, 0x2027, 0x2219,
                                    0x22C5, 0x30FB, 0xFF65};
    size_t n = strlen(typed);
    while (n > 0) {
        uint32_t cp;
        size_t used = utf8_next(typed, n, &cp);
        for (size_t i = 0; i < sizeof dots / sizeof dots[0]; i++) {
            cp = cp == dots[i] ? 0xB7 : cp;
        }
        utf8_add(out, cp);
        typed += used;
        n -= used;
    }
}

static bool parse_text(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)b;
    size_t max = field_max_chars(f);
    if (utf8_chars(typed, strlen(typed)) > max) {
        return err_set(err, ERR_RULE, "E-FIELD-001",
                       "内容超过 %zu 字，请删短后再保存。", max);
    }
    if ((f->flags & FIELD_NAME) != 0 && !text_visible(typed)) {
        return err_set(err, ERR_RULE, "E-FIELD-002",
                       "姓名看不见（全是空白或不可见字符），请重新录入。");
    }
    if ((f->flags & FIELD_NAME) != 0) {
        struct strbuf name;
        sb_init(&name);
        add_name(&name, typed);
        *out = value_text(a, name.s);
        sb_clear(&name);
        return true;
    }
    *out = value_text(a, typed);
    return true;
}

const struct field_kind field_text = {
    .name = "text",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = parse_text,
    .format = format_text,
};

/* A number of somebody else's paper: as on it, but always half width. */
const struct field_kind field_voucher = {
    .name = "voucher",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .fold = true,
    .parse = parse_text,
    .format = format_text,
};

const struct field_kind field_long = {
    .name = "long",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = parse_text,
    .format = format_text,
};

const struct field_kind field_memo = {
    .name = "memo",
    .stored = VALUE_TEXT,
    .editor = EDIT_MEMO,
    .parse = parse_text,
    .format = format_text,
};

const struct field_kind field_file = {
    .name = "file",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = parse_text,
    .format = format_text,
};

/* ---- tags: words apart by blanks or commas, stored sorted ------------- */

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool parse_tags(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)f;
    (void)b;
    const char *words[32] = {NULL};
    size_t n = 0;
    for (const char *s = typed; *s != '\0';) {
        size_t skip = strspn(s, " ,;");
        s += skip;
        size_t len = strcspn(s, " ,;");
        if (len == 0) {
            continue;
        }
        if (n == sizeof words / sizeof words[0]) {
            return err_set(err, ERR_RULE, "E-FIELD-003",
                           "标签最多 %zu 个，请删去几个。", n);
        }
        words[n++] = arena_strn(a, s, len);
        s += len;
    }
    qsort(words, n, sizeof words[0], by_bytes);
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || strcmp(words[i], words[i - 1]) != 0) {
            sb_addf(&sb, "%s%s", sb.len > 0 ? " " : "", words[i]);
        }
    }
    *out = value_text(a, sb.s);
    sb_clear(&sb);
    return true;
}

const struct field_kind field_tags = {
    .name = "tags",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .fold = true,
    .parse = parse_tags,
    .format = format_text,
};

/* ---- dates and months ------------------------------------------------- */

static bool parse_date(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)f;
    int day;
    if (!date_parse(typed, b->today, &day, err)) {
        return false;
    }
    char text[11];
    *out = value_text(a, date_text(day, text));
    return true;
}

static void echo_date(const struct field *f, struct book *b,
                      const struct value *v, struct strbuf *out)
{
    (void)f;
    (void)b;
    int day;
    if (v->type == VALUE_TEXT && date_read(v->s, &day)) {
        sb_add(out, date_weekday_text(day));
    }
}

const struct field_kind field_date = {
    .name = "date",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .picker = PICK_CALENDAR,
    .fold = true,
    .parse = parse_date,
    .format = format_text,
    .echo = echo_date,
};

static bool parse_month(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    (void)f;
    int month;
    if (!month_parse(typed, month_of(b->today), &month, err)) {
        return false;
    }
    char text[8];
    *out = value_text(a, month_text(month, text));
    return true;
}

const struct field_kind field_month = {
    .name = "month",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .fold = true,
    .parse = parse_month,
    .format = format_text,
};

/* ---- numbers ---------------------------------------------------------- */

static bool parse_money(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    (void)f;
    (void)b;
    (void)a;
    int64_t fen;
    if (!money_parse(typed, &fen, err)) {
        return false;
    }
    *out = value_int(fen);
    return true;
}

static void format_money(const struct field *f, struct book *b,
                         const struct value *v, struct strbuf *out)
{
    (void)f;
    (void)b;
    char text[32];
    sb_add(out, money_text(v->i, text));
}

const struct field_kind field_money = {
    .name = "money",
    .stored = VALUE_INT,
    .editor = EDIT_LINE,
    .fold = true,
    .right = true,
    .parse = parse_money,
    .format = format_money,
};

static bool parse_count(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    (void)f;
    (void)b;
    (void)a;
    const char *digits = typed + (typed[0] == '-');
    size_t n = strlen(digits);
    if (n == 0 || n > 9 || strspn(digits, "0123456789") != n) {
        return err_set(err, ERR_RULE, "E-FIELD-004",
                       "“%s”不是整数，请只写数字。", typed);
    }
    *out = value_int(strtoll(typed, NULL, 10));
    return true;
}

const struct field_kind field_count = {
    .name = "count",
    .stored = VALUE_INT,
    .editor = EDIT_LINE,
    .fold = true,
    .right = true,
    .parse = parse_count,
    .format = format_text,
};

static bool parse_flag(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)f;
    (void)b;
    (void)a;
    static const char *const yes[] = {"1", "是", "有", "y", "yes", "x", "√"};
    static const char *const no[] = {"0", "否", "无", "n", "no"};
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        if (strcmp(typed, yes[i]) == 0) {
            *out = value_int(1);
            return true;
        }
    }
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
        if (strcmp(typed, no[i]) == 0) {
            *out = value_int(0);
            return true;
        }
    }
    return err_set(err, ERR_RULE, "E-FIELD-005", "请填“是”或“否”。");
}

static void format_flag(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    (void)f;
    (void)b;
    sb_add(out, v->i != 0 ? "是" : "否");
}

const struct field_kind field_flag = {
    .name = "flag",
    .stored = VALUE_INT,
    .editor = EDIT_FLAG,
    .parse = parse_flag,
    .format = format_flag,
};

/* ---- codes ------------------------------------------------------------ */

static bool parse_choice(const struct field *f, struct book *b, struct arena *a,
                         const char *typed, struct value *out, struct err *err)
{
    (void)b;
    const char *code = codes_find(f->of, typed);
    if (code == NULL) {
        return err_set(err, ERR_RULE, "E-FIELD-006",
                       "没有“%s”这一项，请从表中选一项（屏幕上按 F4）。",
                       typed);
    }
    *out = value_text(a, code);
    return true;
}

static void format_choice(const struct field *f, struct book *b,
                          const struct value *v, struct strbuf *out)
{
    (void)b;
    const char *name = codes_name(f->of, v->s);
    sb_add(out, name[0] != '\0' ? name : v->s);
}

const struct field_kind field_choice = {
    .name = "choice",
    .stored = VALUE_TEXT,
    .editor = EDIT_CHOICE,
    .picker = PICK_CODE,
    .parse = parse_choice,
    .format = format_choice,
};
