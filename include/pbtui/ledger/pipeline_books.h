/* The books of 发展党员: a person's file, the steps taken, and what hangs on
   them.  Steps and files are written through ledger/pipeline.h, which checks
   the whole; the small ones through doors that will not let them undo what a
   step already stands on. */
#ifndef PBTUI_LEDGER_PIPELINE_BOOKS_H
#define PBTUI_LEDGER_PIPELINE_BOOKS_H

#include "pbtui/ledger/ledger.h"

extern const struct ledger ledger_candidacy;  /* pipeline 发展党员 */
extern const struct ledger ledger_step;       /* steps 发展步骤 */
extern const struct ledger ledger_step_entry; /* step-entries 考察记载 */
extern const struct ledger ledger_helper;    /* helpers 联系人和介绍人 */
extern const struct ledger ledger_publicity; /* publicities 公示 */
extern const struct ledger ledger_paper;     /* papers 材料 */
extern const struct ledger ledger_quota;     /* quotas 发展计划 */

/* A step by its number in pipeline.ini; shown as its name. */
extern const struct field_kind field_step;

/* Codes as stored. */
#define ORIGIN_HERE      "1"
#define ORIGIN_ELSEWHERE "2"
#define ORIGIN_HISTORY   "3"
#define END_WITHDRAWN    "1" /* pipeline_end */
#define END_MOVED        "4"
#define END_DIED         "5"
#define END_CANCELLED    "6"
#define END_NOT_KNOWN    "7"
#define END_ARCHIVED     "8"
#define ROLE_CONTACT     "1"
#define ROLE_INTRODUCER  "2"
#define RESULT_AGREED    "01" /* step_result */
#define RESULT_FIT       "03"
#define RESULT_PASSED    "05"
#define RESULT_APPROVED  "07"
#define RESULT_CONVERTED "09"
#define RESULT_EXTENDED  "10"
#define RESULT_CANCELLED "11"

enum candidacy_field {
    CANDIDACY_BRANCH,
    CANDIDACY_PERSON,
    CANDIDACY_ORIGIN,
    CANDIDACY_FROM,
    CANDIDACY_CAME,
    CANDIDACY_MOVED, /* along with the person from another branch here */
    CANDIDACY_EXAMINED_ON,
    CANDIDACY_EXAMINED_BY,
    CANDIDACY_LEAVE,
    CANDIDACY_ENDED,
    CANDIDACY_END_KIND,
    CANDIDACY_END_REASON,
    CANDIDACY_NOTE,
    CANDIDACY_STEP, /* computed: the furthest step taken */
    CANDIDACY_SINCE
};
enum step_field {
    STEP_FILE,
    STEP_NO,
    STEP_ROUND,
    STEP_ON,
    STEP_ASKED,
    STEP_FROM,
    STEP_TO,
    STEP_BY,
    STEP_BY_TEXT,
    STEP_PLACE,
    STEP_EVENT,
    STEP_RESULT,
    STEP_WAY,
    STEP_NUMBER,
    STEP_CONCLUSION,
    STEP_HOURS,
    STEP_DAYS,
    STEP_MONTHS,
    STEP_GRP,
    STEP_CONTACT_1, /* typed on a new step that names helpers, saved with it */
    STEP_CONTACT_2,
    STEP_CONTACT_OUT, /* names of another branch's */
    STEP_INTRODUCER_1,
    STEP_INTRODUCER_2,
    STEP_INTRODUCER_OUT,
    STEP_ELSEWHERE,
    STEP_REASON,
    STEP_DROPPED,
    STEP_DROPPED_NO,    /* the step whose new attempt took it along … */
    STEP_DROPPED_ROUND, /* … and which attempt of that */
    STEP_ENTERED,
    STEP_NOTE,
    STEP_PERSON /* computed */
};
enum step_entry_field {
    STEP_ENTRY_FILE,
    STEP_ENTRY_KIND,
    STEP_ENTRY_ON,
    STEP_ENTRY_BY,
    STEP_ENTRY_BY_TEXT,
    STEP_ENTRY_CONCLUSION,
    STEP_ENTRY_CONTENT,
    STEP_ENTRY_PERSON /* computed */
};
enum helper_field {
    HELPER_FILE,
    HELPER_ROLE,
    HELPER_PERSON,
    HELPER_NAME,
    HELPER_FROM,
    HELPER_TO,
    HELPER_REASON,
    HELPER_KIN,
    HELPER_OF /* computed: whose */
};
enum publicity_field {
    PUBLICITY_FILE,
    PUBLICITY_NO,
    PUBLICITY_FROM,
    PUBLICITY_TO,
    PUBLICITY_PLACE,
    PUBLICITY_PHONE,
    PUBLICITY_OBJECTIONS,
    PUBLICITY_STANDS,
    PUBLICITY_PERSON /* computed */
};
enum paper_field {
    PAPER_FILE,
    PAPER_NO,
    PAPER_NAME,
    PAPER_COPIES,
    PAPER_PAGES,
    PAPER_ON,
    PAPER_AT,
    PAPER_MISSING,
    PAPER_ROUND, /* of the step; 0: not told yet, the attempt in hand */
    PAPER_PERSON /* computed */
};
enum quota_field { QUOTA_BRANCH, QUOTA_YEAR, QUOTA_N, QUOTA_BASIS, QUOTA_NOTE };

#endif
