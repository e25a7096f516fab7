/* Collecting 党费: a month is opened (who pays what is written down), money is
   taken in sittings, a sitting is closed (counted, numbered, posted), the month
   is closed (nothing in it moves any more).  All of the branch in view.

   Until its sitting is closed a payment can be taken back or undone like any
   change; afterwards only reversed. */
#ifndef PBTUI_LEDGER_DUES_H
#define PBTUI_LEDGER_DUES_H

#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/record.h"
#include "pbtui/rules/dues.h"

/* ---- months ----------------------------------------------------------- */

/* The month that is collected now; MONTH_NONE: none is open. */
bool dues_month_now(struct book *b, int *month, struct err *err);
/* What may be opened: behind the last one, or, for the first, any month up to
   the present one (then the present one is proposed).  MONTH_NONE: one is open
   or the next has not come yet. */
bool dues_month_next(struct book *b, int *month, struct err *err);
bool dues_month_is_closed(struct book *b, int64_t branch, int month, bool *out,
                          struct err *err);

/* What opening, or looking again, did. */
struct dues_opening {
    size_t n;                             /* who pays */
    size_t n_added, n_changed, n_dropped; /* looking again */
    int64_t fen;
    const char *unassessed; /* 周立、吴桂芳; "" none */
    const char *gaps;       /* 孙立 2026-05: nobody has collected it; "" */
    const char *left;       /* paid, but does not pay here after all; "" */
    const char *leaving; /* 王勇 2026-10: on the way out, the letter says to
                            which month it is paid here; "" */
};
/* Opens the month, or brings an open one up to date with roster and
   assessments: never twice the same, what is paid stays.  One change. */
bool dues_month_open(struct book *b, struct arena *a, int month,
                     struct dues_opening *out, struct err *err);

/* ---- the sheet -------------------------------------------------------- */

enum dues_mark {
    DUES_MARK_NONE, /* nothing was due */
    DUES_MARK_PAID, /* in full, or more */
    DUES_MARK_PART,
    DUES_MARK_UNPAID,
    DUES_MARK_FREE /* exempt, or paid elsewhere */
};
struct dues_row {
    int64_t id; /* of the due */
    int64_t person;
    const char *name;
    int ord;
    const char *state;    /* code due_state */
    const char *category; /* code; "" */
    const char *brief;    /* 在职 */
    int64_t base, rate;   /* -1: none */
    int64_t due;
    int64_t paid;            /* for this month, from whatever payment */
    int64_t draft;           /* of it in the open sitting */
    int paid_on;             /* the last; DATE_NONE */
    const char *way;         /* code; "" */
    const char *by;          /* who brought it, when somebody else; "" */
    enum dues_mark past[12]; /* January … of the month's year, before it */
    int run;                 /* consecutive unpaid months before this one */
    int64_t owed;            /* of them and all others before */
    const char *delayed;     /* reason; "" */
    bool quarterly;
    int64_t assess; /* what it goes by; 0: nothing is assessed */
    bool relieved;  /* less, or nothing, was approved */
};
struct dues_sums {
    size_t n_due; /* rows with something to pay */
    int64_t due;
    size_t n_paid;                  /* in full */
    int64_t paid;                   /* for this month */
    int64_t cash, transfer, online; /* of what the sheet's month was paid */
    size_t n_open;                  /* still lacking something */
    int64_t open;
    /* The sitting that is not closed yet: everything in it, whatever month. */
    size_t n_draft;
    int64_t draft_cash, draft_transfer, draft_online;
    int64_t hand; /* received less handed up, ever */
};
struct dues_sheet {
    int month;
    bool open;
    int opened_on, closed_on; /* DATE_NONE */
    struct dues_row *rows;
    size_t n;
    struct dues_sums sums;
};
/* In the roster's order.  A month that was never opened: no rows. */
bool dues_sheet_read(struct book *b, struct arena *a, int month,
                     struct dues_sheet *out, struct err *err);
/* After something was saved for one person: that row and the sums again. */
bool dues_sheet_again(struct book *b, struct arena *a, struct dues_sheet *sheet,
                      int64_t person, struct err *err);
/* «为什么是这个数» of a row. */
const char *dues_row_why(struct book *b, struct arena *a,
                         const struct dues_row *row, int month);

/* ---- taking money ----------------------------------------------------- */

struct dues_pay {
    int64_t person;
    int month;
    int64_t fen;
};
struct dues_take {
    const char *kind; /* code payment_kind; NULL: 月党费 */
    int on;
    const char *way;   /* code pay_way */
    int64_t by;        /* the member who brought it; 0 */
    const char *payer; /* or somebody else; "" */
    const char *proof, *note;
    const struct dues_pay *parts; /* what it pays; 大额: none */
    size_t n;
    int64_t fen;        /* 大额: how much; else the parts' sum is taken */
    const char *reason; /* for what goes beyond a limit; "" */
    /* So much of its only part's month is taken back in the same change. */
    int64_t instead;
};
/* What the rules say to it: blocking, or warnings that a reason answers. */
void dues_take_check(struct book *b, const struct dues_take *t,
                     struct issues *is);
/* Several payments as one change, named after them; E-DUES-… for the first
   blocking issue, or for a warning without a reason.  ids may be NULL. */
bool dues_take(struct book *b, struct arena *a, const struct dues_take *t,
               size_t n, int64_t *ids, struct err *err);
/* Everybody who lacks something of the open month, by what is lacking: exactly
   so many people and so much as was confirmed, else E-DUES-… and nothing is
   written. */
struct dues_all {
    int on;
    const char *way;
    const char *proof; /* voucher of each; "" */
    size_t n;
    int64_t fen;
};
bool dues_take_all(struct book *b, struct arena *a, const struct dues_all *all,
                   struct err *err);
/* What a month lacks of one person; of one that was not opened what is assessed
   for it (a year that is not assessed: the nearest amount that is known), less
   what was paid.  Never below 0. */
bool dues_lacking(struct book *b, struct arena *a, int64_t person, int month,
                  int64_t *fen, struct err *err);
/* Why a month lacks nothing: 已交清, 免交, 未核定 …; "" when it lacks some. */
bool dues_lacking_why(struct book *b, struct arena *a, int64_t person,
                      int month, const char **why, struct err *err);
/* What one person still has to pay, oldest first, to the open month and then
   what every month ahead will ask for: how an amount would be spread; what no
   month is left for goes to the last.  *n: how many of max; 0 when no month is
   open. */
bool dues_spread(struct book *b, int64_t person, int64_t fen,
                 struct dues_pay *out, size_t max, size_t *n, struct err *err);
/* The payments of the open sitting for that person's month are taken back;
   *fen: how much.  One that pays others, or other months, too: E-DUES-… says
   to take it back as a whole. */
bool dues_untake(struct book *b, struct arena *a, int64_t person, int month,
                 int64_t *fen, struct err *err);
/* Another amount in place of what the open sitting holds of the only part's
   month: one change, so that nothing is lost when the new one is refused. */
bool dues_retake(struct book *b, struct arena *a, const struct dues_take *t,
                 struct err *err);
/* Why a month stays open for somebody (延迟缴费的原因); "" takes it out.  Of
   whoever lacks nothing of it: E-DUES-122. */
bool dues_delay(struct book *b, struct arena *a, int64_t person, int month,
                const char *reason, struct err *err);

/* ---- a sitting -------------------------------------------------------- */

/* The notes and coins there are, the greatest first. */
struct dues_face {
    int64_t fen;
    const char *text;  /* as notes are written down: 0.5 */
    const char *title; /* 5 角 */
};
enum { DUES_FACES = 13 };
extern const struct dues_face dues_faces[DUES_FACES];
/* 100×3 50×1 0.5×4: sum in fen; E-DUES-… when it cannot be read. */
bool dues_notes_read(const char *notes, int64_t *fen, struct err *err);
struct dues_count {
    int64_t counted;   /* cash; -1: there was none to count */
    const char *notes; /* "" */
    const char *note;
};
/* Counted cash must be what was taken.  One change that cannot be undone: the
   sitting gets its number, every payment its own. */
bool dues_sitting_close(struct book *b, struct arena *a,
                        const struct dues_count *c, int64_t *sitting,
                        struct err *err);
/* 冲销 of a posted payment: an opposite one, posted at once in a sitting of its
   own.  One that is not posted yet is taken back. */
bool dues_reverse(struct book *b, struct arena *a, int64_t payment,
                  const char *reason, int64_t *reversal, struct err *err);

/* A payment that still stands: it pays that month of somebody, or was booked in
   it and pays another one. */
struct dues_paid {
    int64_t id;
    bool posted;
    const char *number; /* 2026-0012; "" not posted */
    int on;
    const char *way; /* code */
    int64_t fen;     /* all of it */
    int64_t part;    /* of it for that person */
    int64_t here;    /* of that for that month */
    size_t n_people; /* for how many it pays */
    const char *pays_for; /* 张建国 2026-09—2026-11、李敏 2026-08、2026-11 */
};
/* The newest first. */
bool dues_payments_of(struct book *b, struct arena *a, int64_t person,
                      int month, struct dues_paid **out, size_t *n,
                      struct err *err);

/* What came in while a month was collected, whatever month it pays and 大额,
   too: with what is not posted yet. */
struct dues_came {
    int64_t cash, transfer, online;
};
bool dues_came_in(struct book *b, int month, struct dues_came *out,
                  struct err *err);

/* ---- closing a month -------------------------------------------------- */

/* domain.md 1.12; of a closed month as stored, of an open one as it stands. */
struct dues_figures {
    int64_t n_members, n_payers, due;
    int64_t n_paid, paid;                  /* of this month, in time */
    int64_t n_unpaid, unpaid;              /* 延迟 */
    int64_t n_owed, owed;                  /* 应补缴往月 */
    int64_t n_late, late;                  /* 实补缴往月 */
    int64_t early;                         /* 预交 */
    int64_t cash, transfer, online, large; /* taken in in this month */
    int64_t handed;                        /* in this month */
    int64_t hand, hand_cash;               /* in hand at its end */
};
bool dues_figures(struct book *b, struct arena *a, int month,
                  struct dues_figures *out, struct err *err);
/* What keeps the month from being closed, and what should be known before. */
void dues_close_check(struct book *b, struct arena *a, int month,
                      struct issues *is);
/* Cash as counted must be what is in hand by the book.  Final. */
bool dues_month_close(struct book *b, struct arena *a, int month,
                      const struct dues_count *c, struct err *err);

/* Digest of everything posted in the month, in key order, as 64 hex digits. */
bool dues_month_digest(struct book *b, int64_t branch, int month, char out[65],
                       struct err *err);
/* What `check` asks beside the replay: numbers without holes, parts that sum
   up, balances, closed months that still are what they were.  Finds are told
   one by one. */
bool dues_verify(struct book *b, struct arena *a,
                 void (*found)(void *ctx, const char *code, const char *table,
                               int64_t id, const char *text),
                 void *ctx, struct err *err);

#endif
