/* 党费 in words, for paper: amounts, shares, months, who brought it.  Nothing
   is looked up here; what is put where is the sources' business. */
#include "source_dues.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/rules/dues.h"
#include "pbtui/text/money.h"
#include "source_say.h"

enum { MONTHS_A_YEAR = 12 };

/* ---- amounts ------------------------------------------------------------ */

const char *say_money(struct arena *a, int64_t fen)
{
    char text[32];
    return arena_str(a, money_text(fen, text));
}

const char *say_base(struct arena *a, int64_t fen)
{
    return fen < 0 ? "" : say_money(a, fen);
}

const char *say_some(struct arena *a, int64_t fen)
{
    return fen == 0 ? "" : say_money(a, fen);
}

const char *say_rate(struct arena *a, int64_t rate)
{
    char text[16];
    return arena_str(a, dues_rate_text(rate, text));
}

const char *say_words(struct arena *a, int64_t fen)
{
    struct strbuf sb;
    sb_init(&sb);
    money_words(&sb, fen);
    const char *s = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return s;
}

void dues_set(struct form_data *d, const char *name, int64_t fen)
{
    form_set(d, name, say_money(d->arena, fen));
}

void dues_set_words(struct form_data *d, const char *name, int64_t fen)
{
    dues_set(d, name, fen);
    form_set(d, arena_printf(d->arena, "%s_words", name),
             say_words(d->arena, fen));
}

void dues_set_number(struct form_data *d, const char *name, int64_t n)
{
    form_set(d, name, say_number(d->arena, n));
}

/* ---- months ------------------------------------------------------------- */

const char *say_month_iso(struct arena *a, int month)
{
    char text[8];
    return month == MONTH_NONE ? "" : arena_str(a, month_text(month, text));
}

const char *say_month_of(struct arena *a, int month)
{
    return month == MONTH_NONE
               ? ""
               : arena_printf(a, "%d年%d月", month / MONTHS_A_YEAR,
                              month % MONTHS_A_YEAR + 1);
}

const char *say_months(struct arena *a, int from, int to)
{
    if (from == MONTH_NONE || to == MONTH_NONE || from == to) {
        return say_month_of(a, from);
    }
    return from / MONTHS_A_YEAR == to / MONTHS_A_YEAR
               ? arena_printf(a, "%s至%d月", say_month_of(a, from),
                              to % MONTHS_A_YEAR + 1)
               : arena_printf(a, "%s至%s", say_month_of(a, from),
                              say_month_of(a, to));
}

/* ---- payments ----------------------------------------------------------- */

const char *say_way(const char *code)
{
    return say_code("pay_way", code);
}

const char *say_by(struct arena *a, const struct dues_line_of *l,
                   int64_t person)
{
    bool own = l->payer == person && person != 0;
    return own || l->by[0] == '\0' ? "本人" : arena_printf(a, "%s代", l->by);
}

const char *say_taker(const char *noted)
{
    const char *s = noted;
    while (*s > 0 && *s < 0x7f) {
        s++;
    }
    return *s == '\0' ? "" : noted;
}

enum dues_share dues_share_of(const struct dues_line_of *l)
{
    return l->month < l->came   ? DUES_SHARE_LATE
           : l->month > l->came ? DUES_SHARE_EARLY
                                : DUES_SHARE_OWN;
}

const char *say_share(const struct dues_line_of *l)
{
    static const char *const words[] = {[DUES_SHARE_OWN] = "本月",
                                        [DUES_SHARE_LATE] = "补缴",
                                        [DUES_SHARE_EARLY] = "预交"};
    return l->month == MONTH_NONE ? "" : words[dues_share_of(l)];
}

struct dues_shares dues_shares_of(const struct dues_line_of *v, size_t n)
{
    struct dues_shares s = {0};
    for (size_t i = 0; i < n; i++) {
        bool large = v[i].month == MONTH_NONE;
        *(large ? &s.large : &s.fen[dues_share_of(&v[i])]) += v[i].fen;
        s.monthly = s.monthly || !large;
    }
    return s;
}

void dues_set_shares(struct form_data *d, const struct dues_shares *s)
{
    struct arena *a = d->arena;
    form_set(d, "share_own", say_some(a, s->fen[DUES_SHARE_OWN]));
    form_set(d, "share_late", say_some(a, s->fen[DUES_SHARE_LATE]));
    form_set(d, "share_early", say_some(a, s->fen[DUES_SHARE_EARLY]));
    form_set(d, "share_large", say_some(a, s->large));
    form_set(d, "monthly", s->monthly ? "yes" : "");
}

static const char *reversal_words(struct arena *a, const char *reverses,
                                  const char *reversed, bool by_then)
{
    return reverses[0] != '\0' ? arena_printf(a, "冲销 %s", reverses)
           : reversed[0] != '\0' && by_then
               ? arena_printf(a, "被 %s 冲销", reversed)
               : "";
}

const char *say_entry_state(struct arena *a, const struct fund_line *l, int day)
{
    return reversal_words(a, l->reverses_number, l->reversed_number,
                          l->reversed_on <= day);
}

const char *say_state(struct arena *a, const struct dues_line_of *l, int day)
{
    return l->number[0] == '\0'
               ? "待入账"
               : reversal_words(a, l->reverses_number, l->reversed_number,
                                l->reversed_on <= day);
}

bool dues_stands_in(const struct dues_line_of *l, int month, int until)
{
    bool reversed = l->reversed_number[0] != '\0' &&
                    l->reversed_month <= month &&
                    (until == DATE_NONE || l->reversed_on <= until);
    return l->reverses == 0 && !reversed;
}

/* A field shows " #12" behind the label, for typing; paper has no use for it.
 */
const char *say_link(struct arena *a, struct book *b, const struct record *r,
                     int field)
{
    const char *text = say_field(a, b, r, field);
    const char *mark = strrchr(text, '#');
    bool number = mark != NULL && mark > text && mark[-1] == ' ' &&
                  mark[1] != '\0' &&
                  strspn(mark + 1, "0123456789") == strlen(mark + 1);
    return number ? arena_strn(a, text, (size_t)(mark - text - 1)) : text;
}

/* ---- which day ---------------------------------------------------------- */

int dues_month_of(const struct form_ask *ask)
{
    return month_of(ask->span.from);
}

int dues_year_of_ask(const struct form_ask *ask)
{
    int day = ask->span.from != DATE_NONE ? ask->span.from : ask->book->day;
    return month_of(day) / MONTHS_A_YEAR;
}

bool dues_only_now(const struct form_ask *ask, struct err *err)
{
    const struct book *b = ask->book;
    return b->day >= b->today ||
           (ask->span.to != DATE_NONE && b->day >= ask->span.to) ||
           err_set(err, ERR_RULE, "E-SOURCE-060",
                   "这张表按现在入账的情况算，不能按过去的日期印；"
                   "请去掉 --as-of，或者把查看日期换回今天。");
}
