/* What stands out in a year's assessment, as bits and as words, and its sums.
   Against last December: new, another bracket, much more or less; by itself:
   no base, near the end of a bracket, beyond the cap. */
#include "assess_year_parts.h"

#include <inttypes.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

/* Looked at again when an amount moves by more than one part in so many. */
#define MOVED_PART 5

static bool has_moved(const struct assess_row *row)
{
    int64_t more = row->fen - row->last_fen;
    int64_t by = more < 0 ? -more : more;
    return row->fen >= 0 && row->last_fen > 0 && row->relief[0] == '\0' &&
           row->last_relief[0] == '\0' && by > row->last_fen / MOVED_PART;
}

static bool is_working(const struct dues_category *c)
{
    return c->basis_kind == DUES_WAGE || c->basis_kind == DUES_PAID;
}

unsigned assess_row_remarks(const struct assess_year *y,
                            const struct assess_row *row)
{
    const struct dues_rules *rules = book_dues(y->book);
    int day = month_first_day(row->first);
    const struct dues_category *c = assess_row_category(y, row);
    unsigned m = 0;
    m |= row->last_id == 0 ? ASSESS_NEW : 0;
    m |= row->fen < 0 ? ASSESS_MISSING : 0;
    m |= row->rate >= 0 && row->last_rate >= 0 && row->rate != row->last_rate
             ? ASSESS_BRACKET
             : 0;
    m |= row->retired_on != DATE_NONE && row->retired_on < day && c != NULL &&
                 is_working(c)
             ? ASSESS_RETIRED
             : 0;
    m |= row->base >= 0 && row->relief[0] == '\0' &&
                 dues_cliff(rules, row->category, row->base, day) != 0
             ? ASSESS_CLIFF
             : 0;
    m |= row->last_relief[0] != '\0' || row->relief[0] != '\0' ? ASSESS_RELIEVED
                                                               : 0;
    m |= row->fen > dues_limit(rules, DUES_CAP, day)->value ? ASSESS_CAP : 0;
    m |= has_moved(row) ? ASSESS_MOVED : 0;
    m |= row->later != MONTH_NONE ? ASSESS_LATER : 0;
    return m;
}

/* ---- words ------------------------------------------------------------ */

struct words {
    struct strbuf *out;
    const struct assess_year *y;
    const struct assess_row *row;
};

static void between(struct strbuf *out)
{
    sb_add(out, out->len > 0 ? "；" : "");
}

static void add_bracket(struct words *w)
{
    char before[16];
    char now[16];
    between(w->out);
    sb_addf(w->out, "比例 %s → %s", dues_rate_text(w->row->last_rate, before),
            dues_rate_text(w->row->rate, now));
}

static void add_cliff(struct words *w)
{
    char text[32];
    int64_t more = dues_cliff(book_dues(w->y->book), w->row->category,
                              w->row->base, month_first_day(w->row->first));
    between(w->out);
    sb_addf(w->out, "临近分档：基数再%s一点，每月%s交 %s 元",
            more > 0 ? "多" : "少", more > 0 ? "多" : "少",
            money_text(more > 0 ? more : -more, text));
}

static void add_relief(struct words *w)
{
    const struct assess_row *row = w->row;
    between(w->out);
    if (row->relief[0] != '\0') {
        sb_addf(w->out, "%s，按批准的数额",
                codes_name("dues_relief", row->relief));
    } else {
        sb_addf(w->out, "上年%s，要继续减免的须再报批",
                codes_name("dues_relief", row->last_relief));
    }
}

static void add_moved(struct words *w)
{
    char before[32];
    char now[32];
    between(w->out);
    sb_addf(w->out, "比上年%s不少：%s → %s",
            w->row->fen > w->row->last_fen ? "多" : "少",
            money_text(w->row->last_fen, before), money_text(w->row->fen, now));
}

static void add_later(struct words *w)
{
    char month[8];
    char fen[32];
    between(w->out);
    sb_addf(w->out, "从 %s 起另行核定，每月交 %s",
            month_text(w->row->later, month),
            money_text(w->row->later_fen, fen));
}

static void add_plain(struct words *w, unsigned bit, const char *text)
{
    if ((w->row->remarks & bit) != 0) {
        between(w->out);
        sb_add(w->out, text);
    }
}

const char *assess_year_remark(const struct assess_year *y, size_t i,
                               struct arena *a)
{
    char day[11];
    struct strbuf sb;
    const struct assess_row *row = &y->rows[i];
    struct words w = {.out = &sb, .y = y, .row = row};
    sb_init(&sb);
    if ((row->remarks & ASSESS_GONE) != 0) {
        sb_add(&sb, "已不在本支部交党费，不再核定");
    } else {
        if ((row->remarks & ASSESS_LATER) != 0) {
            add_later(&w);
        }
        add_plain(&w, ASSESS_NEW, "上年没有核定");
        const struct dues_category *c = assess_row_category(y, row);
        add_plain(&w, ASSESS_MISSING,
                  c == NULL                     ? "缺类别"
                  : c->basis_kind == DUES_FIXED ? "缺数额"
                                                : "缺基数");
        if ((row->remarks & ASSESS_RETIRED) != 0) {
            between(&sb);
            sb_addf(&sb, "已于 %s 退休，应改按离退休交",
                    date_text(row->retired_on, day));
        }
        if ((row->remarks & ASSESS_BRACKET) != 0) {
            add_bracket(&w);
        }
        if ((row->remarks & ASSESS_CLIFF) != 0) {
            add_cliff(&w);
        }
        if ((row->remarks & ASSESS_RELIEVED) != 0) {
            add_relief(&w);
        }
        if ((row->remarks & ASSESS_MOVED) != 0) {
            add_moved(&w);
        }
        add_plain(&w, ASSESS_CAP, "超过每月一般的限额，多交须本人自愿");
    }
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

/* ---- sums ------------------------------------------------------------- */

struct assess_sums assess_year_sums(const struct assess_year *y)
{
    struct assess_sums s = {0};
    for (size_t i = 0; i < y->n; i++) {
        const struct assess_row *row = &y->rows[i];
        if ((row->remarks & ASSESS_GONE) != 0) {
            continue;
        }
        s.last_fen += row->last_fen > 0 ? row->last_fen : 0;
        s.n++;
        s.n_ready += row->fen >= 0;
        s.n_missing += row->fen < 0;
        s.fen += row->fen > 0 ? row->fen : 0;
    }
    return s;
}

bool assess_year_changed(const struct assess_year *y)
{
    for (size_t i = 0; i < y->n; i++) {
        if (y->rows[i].typed && (y->rows[i].remarks & ASSESS_GONE) == 0) {
            return true;
        }
    }
    return false;
}
