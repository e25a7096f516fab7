/* Kinds of fields that are worked out, not stored: SQL gives raw dates or
   codes, the rules of rules/standing make of them what holds on the day that is
   looked at.  So no legal arithmetic stands in SQL. */
#include "pbtui/ledger/derived.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"

static bool never_typed(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    (void)b;
    (void)a;
    (void)typed;
    (void)out;
    return err_set(err, ERR_RULE, "E-FIELD-012",
                   "%s是算出来的，不能填写；请改它所依据的日期。", f->label);
}

static void format_choices(const struct field *f, struct book *b,
                           const struct value *v, struct strbuf *out)
{
    (void)b;
    const char *s = v->s;
    while (*s != '\0') {
        size_t n = strcspn(s, ",");
        char code[16];
        if (n < sizeof code) {
            memcpy(code, s, n);
            code[n] = '\0';
            const char *name = codes_name(f->of, code);
            sb_addf(out, "%s%s", s == v->s ? "" : "、",
                    name[0] != '\0' ? name : code);
        }
        s += n + (s[n] == ',');
    }
}

const struct field_kind field_choices = {
    .name = "choices",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = never_typed,
    .format = format_choices,
};

/* SQL gives a date; shown are the full years from it to b->day. */
static void format_age(const struct field *f, struct book *b,
                       const struct value *v, struct strbuf *out)
{
    (void)f;
    int from;
    if (v->type == VALUE_TEXT && date_read(v->s, &from)) {
        sb_addf(out, "%d", date_full_years(from, b->day, false));
    }
}

const struct field_kind field_age = {
    .name = "age",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .right = true,
    .parse = never_typed,
    .format = format_age,
};

/* SQL gives 转正日期, a blank, the correction in months. */
static void format_party_years(const struct field *f, struct book *b,
                               const struct value *v, struct strbuf *out)
{
    (void)f;
    char iso[11] = "";
    int full;
    if (v->type != VALUE_TEXT || strlen(v->s) < 10) {
        return;
    }
    memcpy(iso, v->s, 10);
    if (!date_read(iso, &full)) {
        return;
    }
    struct person_dates d = {.full = full};
    int adjust = (int)strtol(v->s + 10, NULL, 10);
    int years = standing_party_years(&d, adjust, b->day);
    if (years >= 0) {
        sb_addf(out, "%d", years);
    }
}

const struct field_kind field_party_years = {
    .name = "party_years",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .right = true,
    .parse = never_typed,
    .format = format_party_years,
};

static void format_birthday(const struct field *f, struct book *b,
                            const struct value *v, struct strbuf *out)
{
    (void)f;
    char text[11];
    struct person_dates d = {.join = DATE_NONE};
    if (v->type == VALUE_TEXT && date_read(v->s, &d.join)) {
        int next = standing_next_birthday(&d, b->day);
        sb_add(out, date_text(next, text));
    }
}

const struct field_kind field_birthday = {
    .name = "birthday",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = never_typed,
    .format = format_birthday,
};

/* Shown only once it has come: until then nobody is lost. */
static void format_lost(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    (void)f;
    int last;
    char text[11];
    if (v->type == VALUE_TEXT && date_read(v->s, &last)) {
        struct lost_dates lost = standing_lost(book_rules(b), last, DATE_NONE);
        sb_add(out, b->day >= lost.lost_on ? date_text(lost.lost_on, text)
                    : b->day >= lost.warn1 ? "将满，请联系"
                                           : "");
    }
}

const struct field_kind field_lost = {
    .name = "lost",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = never_typed,
    .format = format_lost,
};
