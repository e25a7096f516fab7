/* What the sources of 党费 and 经费 share: amounts and months as paper writes
   them, and which day they speak for. */
#ifndef PBTUI_REPORT_SOURCE_DUES_H
#define PBTUI_REPORT_SOURCE_DUES_H

#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/dues_list.h"
#include "pbtui/ledger/record.h"
#include "pbtui/report/source.h"

/* 1,842.30; -1, which stands for nothing assessed, is "". */
const char *say_money(struct arena *a, int64_t fen);
const char *say_base(struct arena *a, int64_t fen);
/* The same, "" for 0. */
const char *say_some(struct arena *a, int64_t fen);
/* 1.5%; "" for a fixed amount. */
const char *say_rate(struct arena *a, int64_t rate);
/* 人民币捌拾贰元玖角柒分 */
const char *say_words(struct arena *a, int64_t fen);
/* 2026年10月, 2026-10; "" for MONTH_NONE. */
const char *say_month_of(struct arena *a, int month);
const char *say_month_iso(struct arena *a, int month);
/* 2026年1月, 2026年1月至3月, 2025年11月至2026年1月 */
const char *say_months(struct arena *a, int from, int to);
/* 现金 */
const char *say_way(const char *code);
/* 本人; 李敏代; whose month it is, is `person`. */
const char *say_by(struct arena *a, const struct dues_line_of *l,
                   int64_t person);
/* Who took money in, as the ledger noted it; "" for a login name, which is what
   it notes where no name is set: then there is room to sign. */
const char *say_taker(const char *noted);
/* 本月, 补缴, 预交: a month against the one it was booked in; what takes a
   payment back is of that one's share, so that both come to nothing; 大额 is
   "". */
enum dues_share { DUES_SHARE_OWN, DUES_SHARE_LATE, DUES_SHARE_EARLY };
enum dues_share dues_share_of(const struct dues_line_of *l);
const char *say_share(const struct dues_line_of *l);
/* The three of some lines, each apart, and 大额. */
struct dues_shares {
    int64_t fen[3];
    int64_t large;
    bool monthly; /* there is a line that is not 大额 */
};
struct dues_shares dues_shares_of(const struct dues_line_of *v, size_t n);
/* As share_own, share_late, share_early and share_large, each "" for 0, and
   monthly. */
void dues_set_shares(struct form_data *d, const struct dues_shares *s);
/* 冲销 2026-0012; 被 2026-0013 冲销, when that was up to the day; 待入账; "" */
const char *say_state(struct arena *a, const struct dues_line_of *l, int day);
/* The same of an entry; never 待入账. */
const char *say_entry_state(struct arena *a, const struct fund_line *l,
                            int day);

/* A linked record without its number: 留用党费（2026） */
const char *say_link(struct arena *a, struct book *b, const struct record *r,
                     int field);

/* form_set of an amount, and in words with _words behind the name. */
void dues_set(struct form_data *d, const char *name, int64_t fen);
void dues_set_words(struct form_data *d, const char *name, int64_t fen);
void dues_set_number(struct form_data *d, const char *name, int64_t n);

/* The month, the year that is asked for. */
int dues_month_of(const struct form_ask *ask);
int dues_year_of_ask(const struct form_ask *ask);
/* What is worked out of all that is posted stands as it is now: false
   (E-SOURCE-060) for a day in view that is past, unless the period was over by
   then. */
bool dues_only_now(const struct form_ask *ask, struct err *err);
/* What a payment was taken in by: does it hold in the month's sheet, where what
   was taken back in a later month still stands? */
bool dues_stands_in(const struct dues_line_of *l, int month, int until);

#endif
