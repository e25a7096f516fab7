/* The books of 党费 and 经费.  What is posted is written through the rooms
   that give numbers (dues_post, handover, funds), never as a plain record. */
#ifndef PBTUI_LEDGER_DUES_BOOKS_H
#define PBTUI_LEDGER_DUES_BOOKS_H

#include "pbtui/ledger/ledger.h"

extern const struct ledger ledger_due;          /* dues 党费台账 */
extern const struct ledger ledger_dues_month;   /* dues-months 党费月份 */
extern const struct ledger ledger_payment;      /* payments 收款 */
extern const struct ledger ledger_payment_part; /* payment-parts 收款明细 */
extern const struct ledger ledger_sitting;      /* sittings 收缴单 */
extern const struct ledger ledger_number;       /* numbers 编号 */
extern const struct ledger ledger_assess;       /* assessments 党费核定 */
extern const struct ledger ledger_assess_item;  /* assess-items 核定项目 */
extern const struct ledger ledger_handover;     /* handovers 党费上缴 */
extern const struct ledger ledger_reminder;     /* reminders 催交记录 */
extern const struct ledger ledger_dues_notice;  /* dues-notices 党费公示 */
extern const struct ledger ledger_fund;         /* funds 经费 */
extern const struct ledger ledger_fund_entry;   /* fund-entries 经费收支 */

/* Kinds of fields that stand on rows of dues.ini. */
extern const struct field_kind field_dues_category;
extern const struct field_kind field_dues_item;
extern const struct field_kind field_dues_use;
extern const struct field_kind field_dues_rate; /* 1/10000, shown as 1.5% */

/* Codes as stored. */
#define PAY_CASH     "1"
#define PAY_TRANSFER "2"
#define PAY_ONLINE   "3"

#define PAYMENT_MONTHLY "1"
#define PAYMENT_LARGE   "2"

#define DUE_OWED       "1" /* 应交 */
#define DUE_EXEMPT     "2" /* 免交 */
#define DUE_ELSEWHERE  "3" /* 流入地交 */
#define DUE_UNASSESSED "4" /* 未核定 */
#define DUE_LEFT       "5" /* 已离开: paid, and does not pay here after all */

#define SITTING_TAKEN    "1"
#define SITTING_REVERSED "2"

#define DUES_HERE         "1" /* dues_place */
#define DUES_OUTSIDE      "2"
#define RELIEF_LESS       "1"
#define RELIEF_NOTHING    "2"
#define ASSESSED_YEARLY   "01" /* assess_reason */
#define ASSESSED_ADMITTED "02"
#define ASSESSED_MOVED    "03"
#define ASSESSED_RETIRED  "04"
#define ASSESSED_CATEGORY "05"
#define ASSESSED_RELIEF   "06"
#define ASSESSED_WRONG    "07"
#define ASSESSED_WAGE     "08"
#define FUND_DUES         "1" /* fund_kind: 留用党费 */
#define FUND_IN           "1"
#define FUND_OUT          "2"

enum due_field {
    DUE_BRANCH,
    DUE_MONTH,
    DUE_ORD,
    DUE_PERSON,
    DUE_CATEGORY,
    DUE_BASE,
    DUE_RATE,
    DUE_FEN,
    DUE_STATE,
    DUE_DELAYED,
    DUE_ASSESS,
    DUE_NOTE,
    DUE_PAID, /* computed */
    DUE_LACK,
    DUE_PAID_ON
};
enum dues_month_field {
    DUES_MONTH_BRANCH,
    DUES_MONTH_MONTH,
    DUES_MONTH_OPENED,
    DUES_MONTH_CLOSED,
    DUES_MONTH_BY,
    DUES_MONTH_MEMBERS,
    DUES_MONTH_PAYERS,
    DUES_MONTH_DUE,
    DUES_MONTH_N_PAID,
    DUES_MONTH_PAID,
    DUES_MONTH_N_UNPAID,
    DUES_MONTH_UNPAID,
    DUES_MONTH_N_OWED,
    DUES_MONTH_OWED,
    DUES_MONTH_N_LATE,
    DUES_MONTH_LATE,
    DUES_MONTH_EARLY,
    DUES_MONTH_CASH,
    DUES_MONTH_TRANSFER,
    DUES_MONTH_ONLINE,
    DUES_MONTH_LARGE,
    DUES_MONTH_HANDED,
    DUES_MONTH_HAND,
    DUES_MONTH_HAND_CASH,
    DUES_MONTH_COUNTED,
    DUES_MONTH_NOTES,
    DUES_MONTH_HEAD,
    DUES_MONTH_HEAD_SEQ,
    DUES_MONTH_DIGEST,
    DUES_MONTH_STATE /* computed */
};
enum payment_field {
    PAYMENT_BRANCH,
    PAYMENT_MONTH,
    PAYMENT_KIND,
    PAYMENT_ON,
    PAYMENT_WAY,
    PAYMENT_PERSON,
    PAYMENT_PAYER,
    PAYMENT_FEN,
    PAYMENT_PROOF,
    PAYMENT_NOTE,
    PAYMENT_SITTING,
    PAYMENT_YEAR,
    PAYMENT_NO,
    PAYMENT_REVERSES,
    PAYMENT_REASON,
    PAYMENT_NUMBER, /* computed: 2026-0012; "" not posted */
    PAYMENT_FOR,    /* computed: whose months it pays */
    PAYMENT_STATE   /* computed: 待入账 已入账 已冲销 冲销 */
};
enum payment_part_field {
    PART_PAYMENT,
    PART_BRANCH,
    PART_PERSON,
    PART_MONTH,
    PART_FEN
};
enum sitting_field {
    SITTING_BRANCH,
    SITTING_MONTH,
    SITTING_ON,
    SITTING_YEAR,
    SITTING_NO,
    SITTING_KIND,
    SITTING_BY,
    SITTING_N,
    SITTING_CASH,
    SITTING_TRANSFER,
    SITTING_ONLINE,
    SITTING_COUNTED,
    SITTING_NOTES,
    SITTING_NOTE,
    SITTING_NUMBER, /* computed */
    SITTING_FEN     /* computed: all of it */
};
enum number_field { NUMBER_BRANCH, NUMBER_SERIES, NUMBER_YEAR, NUMBER_LAST };
enum assess_field {
    ASSESS_BRANCH,
    ASSESS_PERSON,
    ASSESS_YEAR,
    ASSESS_FROM,
    ASSESS_TO,
    ASSESS_CATEGORY,
    ASSESS_BASE,
    ASSESS_FEN,
    ASSESS_REASON,
    ASSESS_REASON_TEXT,
    ASSESS_DECIDED,
    ASSESS_EVENT,
    ASSESS_SIGNED,
    ASSESS_QUARTERLY,
    ASSESS_PLACE,
    ASSESS_RELIEF,
    ASSESS_RELIEF_WHY,
    ASSESS_RELIEF_BY,
    ASSESS_RELIEF_ON,
    ASSESS_RELIEF_PAPER,
    ASSESS_NOTE,
    ASSESS_NO,
    ASSESS_RATE
};
enum assess_item_field {
    ASSESS_ITEM_ASSESS,
    ASSESS_ITEM_ORD,
    ASSESS_ITEM_ITEM,
    ASSESS_ITEM_FEN,
    ASSESS_ITEM_NOTE
};
enum handover_field {
    HANDOVER_BRANCH,
    HANDOVER_KIND,
    HANDOVER_FROM,
    HANDOVER_TO,
    HANDOVER_ON,
    HANDOVER_MEMBERS,
    HANDOVER_DUE,
    HANDOVER_PAID,
    HANDOVER_LATE,
    HANDOVER_FEN,
    HANDOVER_KEPT,
    HANDOVER_FUND,
    HANDOVER_CASH,
    HANDOVER_VOUCHER,
    HANDOVER_VOUCHER_ON,
    HANDOVER_HANDLER,
    HANDOVER_RECEIVER,
    HANDOVER_YEAR,
    HANDOVER_NO,
    HANDOVER_REVERSES,
    HANDOVER_REASON,
    HANDOVER_NOTE,
    HANDOVER_NUMBER, /* computed */
    HANDOVER_STATE   /* computed */
};
enum fund_field {
    FUND_BRANCH,
    FUND_NAME,
    FUND_KIND,
    FUND_YEAR,
    FUND_BUDGET,
    FUND_SOURCE,
    FUND_ORD,
    FUND_NOTE,
    FUND_INCOME, /* computed */
    FUND_SPENT,
    FUND_BALANCE,
    FUND_LEFT /* of the budget */
};
enum fund_entry_field {
    ENTRY_BRANCH,
    ENTRY_FUND,
    ENTRY_ON,
    ENTRY_IO,
    ENTRY_FEN,
    ENTRY_USE,
    ENTRY_WHAT,
    ENTRY_VOUCHER,
    ENTRY_HANDLER,
    ENTRY_APPROVER,
    ENTRY_EVENT,
    ENTRY_DECIDED,
    ENTRY_HANDOVER,
    ENTRY_YEAR,
    ENTRY_NO,
    ENTRY_REVERSES,
    ENTRY_REASON,
    ENTRY_NOTE,
    ENTRY_NUMBER, /* computed */
    ENTRY_STATE   /* computed */
};
enum reminder_field {
    REMINDER_BRANCH,
    REMINDER_PERSON,
    REMINDER_ON,
    REMINDER_WAY,
    REMINDER_BY,
    REMINDER_MONTHS,
    REMINDER_FEN,
    REMINDER_UNTIL,
    REMINDER_ANSWER,
    REMINDER_NOTE
};
enum dues_notice_field {
    DUES_NOTICE_BRANCH,
    DUES_NOTICE_FROM,
    DUES_NOTICE_TO,
    DUES_NOTICE_FROM_ON,
    DUES_NOTICE_TO_ON,
    DUES_NOTICE_PLACE,
    DUES_NOTICE_PHONE,
    DUES_NOTICE_RESULT,
    DUES_NOTICE_NOTE
};

#endif
