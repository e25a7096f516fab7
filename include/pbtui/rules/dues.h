/* 党费: categories, brackets and the limits around them, out of
   data/rules/dues.ini; what a base comes to and why; from which month to which
   somebody pays; how long nothing was paid.  Pure: facts and rules in, verdict
   and sentence out.  Money is whole fen, shares are whole 1/10000. */
#ifndef PBTUI_RULES_DUES_H
#define PBTUI_RULES_DUES_H

#include <stdint.h>

#include "pbtui/rules/rule_file.h"

/* ---- the rules -------------------------------------------------------- */

enum dues_basis {
    DUES_WAGE,    /* after-tax items of a month: the worksheet's sum */
    DUES_PENSION, /* 基本离退休费, 基本养老金 */
    DUES_PAID,    /* 年薪制: what was really paid in the month */
    DUES_QUARTER, /* monthly average of the quarter before */
    DUES_FIXED    /* no base: an amount within `least` and `most` */
};

struct dues_bracket {
    int64_t up_to; /* fen, inclusive; MONEY_MAX: the last one */
    int64_t rate;  /* 1/10000 of the whole base */
};

struct dues_category {
    const char *code;  /* job */
    const char *title; /* 在职（按月领取工资） */
    const char *brief; /* 在职: in narrow columns */
    const char *base;  /* what the base is called: 税后工资收入 */
    enum dues_basis basis_kind;
    struct dues_bracket *brackets; /* none when DUES_FIXED */
    size_t n_brackets;
    int64_t least, most; /* DUES_FIXED, both inclusive */
    const char *rule;    /* in one sentence */
    const char *basis;   /* 《…》第…条 */
    bool local;
    int from; /* in force since */
    int own_line;
};

/* What goes into a base and what does not. */
enum dues_item_kind { ITEM_COUNTS, ITEM_DEDUCTS, ITEM_OUT /* shown only */ };
struct dues_item {
    const char *code;  /* post-wage */
    const char *title; /* 职务工资 */
    enum dues_item_kind kind;
    const char *const *staff; /* 机关 工人 事业 企业 离退休; NULL-ended, none:
                                 everybody */
    const char *rule;
    const char *basis;
    bool local;
    int from;
    int to; /* last day in force; DATE_NONE: still is */
};

enum dues_setting {
    DUES_ROUND_UNIT,    /* fen: 1, 10, 100 */
    DUES_ROUND_UP,      /* 0: half up, 1: always up */
    DUES_CAP,           /* fen a month; more is voluntary: a warning */
    DUES_LARGE,         /* fen at once; more than this is 大额党费 */
    DUES_MOST,          /* fen at once, of whatever kind: more is a slip */
    DUES_PREPAY_MONTHS, /* at most so many months ahead */
    DUES_LATE_MONTHS,   /* 补交 reaches back so many months: a warning */
    DUES_FIRST_FROM,    /* 0: month of the branch meeting, 1: of approval */
    DUES_MOVED_FROM, /* transfer in: 0 month after 党费交至, 1 of arrival */
    DUES_REMIT,      /* 1/10000 of what was collected goes up */
    DUES_WARN_NOTICE, /* consecutive unpaid months from which … */
    DUES_WARN_YELLOW,
    DUES_WARN_REPORT,
    DUES_WARN_RED,
    DUES_WARN_LIMIT,  /* … the branch has to look into it */
    DUES_CLIFF,       /* fen: a base this near above or below a bracket's end
                         is told */
    DUES_SHOWN_DAYS,  /* 公示 at least so many days */
    DUES_REMIT_LARGE, /* 1/10000 of 大额党费 goes up */
    DUES_IN_YEAR,     /* 1: an amount stays for its year, 0: follows the wage */
    DUES_RELIEF_FROM, /* 1: from the month of the approval, 0: from that of the
                         branch's own decision */
    DUES_QUARTER_DUE, /* month of a quarter in which who pays by it owes it all
                       */
    DUES_SPEND, /* 1: spending is decided together before, 0: afterwards */
    DUES_SETTINGS
};
struct dues_limit {
    int64_t value;
    const char *text; /* the rule in one sentence, number filled in */
    const char *basis;
    bool local;
    int from;
    int own_line;
};

/* The uses dues may be spent on. */
struct dues_use {
    const char *code, *title, *rule, *basis;
    bool local;
    int from;
};

struct dues_rules;

/* `own` may be NULL; as in rules/duties.h: an own row says its basis and what
   differs, central rows change only from a day of its own on.  A broken row is
   named and left out, the rest loads.  E-DUESRULE-001 when what is compiled in
   is missing or broken. */
bool dues_load(struct dues_rules **out, struct arena *a, const char *builtin,
               const char *own, struct err *err);
const struct ini_complaint *dues_complaints(const struct dues_rules *r,
                                            size_t *n);

/* All that are in force on a day, in the order of the file; before the first
   day of a compiled-in row, its first one.  A code of the branch's own is not
   there before its day.  An item that is over is not listed, but is found. */
size_t dues_categories(const struct dues_rules *r, struct arena *a, int day,
                       const struct dues_category ***out);
/* NULL: no such code. */
const struct dues_category *dues_category(const struct dues_rules *r,
                                          const char *code, int day);
size_t dues_items(const struct dues_rules *r, struct arena *a, int day,
                  const struct dues_item ***out);
const struct dues_item *dues_item(const struct dues_rules *r, const char *code,
                                  int day);
size_t dues_uses(const struct dues_rules *r, struct arena *a, int day,
                 const struct dues_use ***out);
const struct dues_use *dues_use(const struct dues_rules *r, const char *code,
                                int day);
const struct dues_limit *dues_limit(const struct dues_rules *r,
                                    enum dues_setting s, int day);
/* The first month that who pays by the quarter does not owe yet, asked about in
   `month`: its quarter's first, or the next one's once the quarter is due. */
int dues_quarter_open(const struct dues_rules *r, int month);

/* ---- an amount -------------------------------------------------------- */

/* The bracket of a base; NULL for a fixed category or a negative base. */
const struct dues_bracket *dues_bracket(const struct dues_category *c,
                                        int64_t base);
/* fen · rate ÷ 10000, rounded to the unit; exact.  False: out of range.
   Away from zero for a negative amount. */
bool dues_round(int64_t base, int64_t rate, int64_t unit, bool up,
                int64_t *out);
/* What a base comes to in a month of that day.  A fixed category has no
   base (-1) and gives its amount when there is only one.  E-DUESRULE-010…: no
   such category, a negative base, an amount that must be given. */
bool dues_amount(const struct dues_rules *r, const char *category, int64_t base,
                 int day, int64_t *fen, struct err *err);
/* A fixed amount: within what the category allows; else why not. */
bool dues_fixed_ok(const struct dues_category *c, int64_t fen, struct err *err);
/* The limit that so much a month goes beyond; NULL: it does not. */
const struct dues_limit *dues_over_cap(const struct dues_rules *r, int64_t fen,
                                       int day);
/* How near a base is to the end of a bracket: 0 not near, else what the amount
   would be beyond it, less what it is (negative: a bit less base would cost so
   much less). */
int64_t dues_cliff(const struct dues_rules *r, const char *category,
                   int64_t base, int day);

/* Why an amount is what it is: sentences, the rule's own last.
     基数 5,531.50，在 5,000.00 以上（不含）、10,000.00 以下（含）一档，
     全额 × 1.5% ＝ 82.9725，四舍五入到分：82.97。《…》第一条：按月领取……
   `kept` is the amount in the book, -1: none; when the rules would give another
   one, it says so. */
struct dues_reason {
    const char *category; /* code */
    int64_t base;         /* -1: none */
    int64_t kept;
    int day;
    const char *relief; /* 少交 or 免交 with its approval; NULL */
    const char *place;  /* 在流入地交; NULL */
};
const char *dues_why(const struct dues_rules *r, struct arena *a,
                     const struct dues_reason *why);
/* 0.5%  1%  1.5%; "" for what is no share. */
const char *dues_rate_text(int64_t rate, char out[16]);
/* 1.5%  1.5  100%: at most two decimals, no more than the whole. */
bool dues_rate_read(const char *s, int64_t *rate);

/* ---- a base ----------------------------------------------------------- */

/* Counted less deducted, never below 0; what is only shown is not counted.
   E-DUESRULE-020…: no such item on that day, a negative amount, out of
   range. */
struct dues_line {
    const char *item; /* code */
    int64_t fen;
};
bool dues_base(const struct dues_rules *r, int day, const struct dues_line *l,
               size_t n, int64_t *base, struct err *err);
/* Monthly average of a quarter's income, half up to the fen. */
int64_t dues_quarter_base(int64_t income);

/* ---- who pays which months -------------------------------------------- */

/* One spell in a branch; DATE_NONE, MONTH_NONE where nothing is known. */
struct dues_spell {
    int joined;   /* branch meeting that accepted, when it was this branch */
    int approved; /* by the committee above */
    int from, to; /* first day here; first day no longer here */
    bool moved_in, moved_out; /* by a transfer */
    int in_paid_to;           /* month 党费交至 of the letter */
    int out_paid_to;
};
struct dues_months {
    int first, last; /* MONTH_NONE for last: no end known */
    int gap_from;    /* months nobody has collected, up to first - 1 */
    int n_gap;
    int n_twice; /* months after the arrival that the letter says are paid;
                    with DUES_MOVED_FROM 1 that of the arrival, too */
};
/* MONTH_NONE for first: nothing is known of how it began.  A last before the
   first: nothing is to be paid here. */
struct dues_months dues_months(const struct dues_rules *r,
                               const struct dues_spell *s);

/* Is a payment on a day for that month early or late beyond the limits?  0: no;
   else by how many months it is over.  `open` is the month that is collected
   now. */
int dues_too_early(const struct dues_rules *r, int open, int month);
int dues_too_late(const struct dues_rules *r, int open, int month);

/* ---- unpaid ----------------------------------------------------------- */

enum dues_alarm {
    DUES_FINE,
    DUES_NOTICE,
    DUES_YELLOW,
    DUES_REPORT,
    DUES_RED,
    DUES_LIMIT /* 需支部调查处理 */
};
/* Months in order, true: something was due and less was paid; months without
   anything due are not in the list.  The longest run, and the run at the end.
 */
struct dues_run {
    int longest, last;
    int from; /* index where the last run begins; -1 */
};
struct dues_run dues_run(const int *months, const bool *unpaid, size_t n);
enum dues_alarm dues_alarm(const struct dues_rules *r, int run, int day);
/* 提醒, 黄色预警 …; "" when fine. */
const char *dues_alarm_word(enum dues_alarm alarm);
/* One sentence with its rule; "" when fine. */
const char *dues_alarm_text(const struct dues_rules *r, struct arena *a,
                            int run, int day);

#endif
