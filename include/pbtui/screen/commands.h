/* The screens' commands: one table, see tui/keymap. */
#ifndef PBTUI_SCREEN_COMMANDS_H
#define PBTUI_SCREEN_COMMANDS_H

#include "pbtui/tui/keymap.h"

#define CTX_BOOK         CTX_SCREEN        /* a list of records */
#define CTX_RECORD       (CTX_SCREEN << 1) /* a record's form */
#define CTX_CONFLICT     (CTX_SCREEN << 2)
#define CTX_FIRST        (CTX_SCREEN << 3) /* first start */
#define CTX_PREVIEW      (CTX_SCREEN << 4) /* pages as they will print */
#define CTX_OWNER        (CTX_SCREEN << 5) /* a record that others belong to */
#define CTX_HOME         (CTX_SCREEN << 6)
#define CTX_MATRIX       (CTX_SCREEN << 7)  /* duties of a year */
#define CTX_MEETING      (CTX_SCREEN << 8)  /* an event's form */
#define CTX_ROLL         (CTX_SCREEN << 9)  /* its roll */
#define CTX_TOPIC        (CTX_SCREEN << 10) /* a topic, its points, its vote */
#define CTX_SEARCH       (CTX_SCREEN << 11) /* find over everything */
#define CTX_TALKS        (CTX_SCREEN << 12) /* who has talked with whom */
#define CTX_PLAN         (CTX_SCREEN << 13) /* the year's plan */
#define CTX_REVIEW       (CTX_SCREEN << 14) /* tally of a 民主评议 */
#define CTX_ELECTION     (CTX_SCREEN << 15) /* counts of an election */
#define CTX_RATES        (CTX_SCREEN << 16) /* attendance of a span */
#define CTX_MEETING_SEEN (CTX_SCREEN << 17) /* where nothing may be changed */
#define CTX_ROLL_SEEN    (CTX_SCREEN << 18)
#define CTX_SEND         (CTX_SCREEN << 19) /* a small form, Enter answers */
#define CTX_DUES         (CTX_SCREEN << 20) /* collecting 党费 */
#define CTX_DUES_PAY     (CTX_SCREEN << 21) /* its form of one payment */
#define CTX_ASSESS       (CTX_SCREEN << 22) /* 党费核定 of a year */
#define CTX_ARREARS      (CTX_SCREEN << 23) /* who owes 党费 */
#define CTX_BOARD        (CTX_SCREEN << 24) /* files of 发展党员 */
#define CTX_VOIDED       (CTX_SCREEN << 25) /* a list: F8 voids */
#define CTX_POSTED       (CTX_SCREEN << 26) /* a list: F8 takes back */
#define CTX_PIPELINE     (CTX_SCREEN << 27) /* a person's file */
#define CTX_PAPERS       (CTX_SCREEN << 28) /* its papers, to tick */
#define CTX_FILE_AUDIT   (CTX_SCREEN << 29) /* what was found in it */
#define CTX_FIGURES      (CTX_SCREEN << 30) /* 年终数字 */
#define CTX_FIGURE_ROWS  (CTX_SCREEN << 31) /* what one of them counts */
#define CTX_REGISTERS    (CTX_SCREEN << 32) /* 事项台账 */
#define CTX_INSPECT      (CTX_SCREEN << 33) /* 迎检体检 */
#define CTX_SHEETED      (CTX_SCREEN << 34) /* a list with a sheet of its own */
#define CTX_TALLY        (CTX_SCREEN << 35) /* what everybody comes to */
#define CTX_STATS        (CTX_SCREEN << 36) /* 党内统计 */
#define CTX_STATS_NAMES  (CTX_SCREEN << 37) /* the people behind a number */
#define CTX_BIRTHDAYS    (CTX_SCREEN << 38) /* 政治生日 of a month */
#define CTX_MILESTONES   (CTX_SCREEN << 39) /* what comes up */
#define CTX_BRANCHES     (CTX_SCREEN << 40) /* all branches side by side */
#define CTX_UPLOAD       (CTX_SCREEN << 41) /* hand-over sheets */
#define CTX_UPLOAD_LIST  (CTX_SCREEN << 42) /* the records of one */
#define CTX_UPLOAD_PAGE  (CTX_SCREEN << 43) /* a record, field by field */
#define CTX_COMPARE      (CTX_SCREEN << 44) /* the platform's list of members */
#define CTX_COMPARE_HEAD (CTX_SCREEN << 51) /* its headcount */
#define CTX_FILES        (CTX_SCREEN << 45) /* choosing a file */
#define CTX_IMPORT_HEADS (CTX_SCREEN << 46) /* what each column of it is */
#define CTX_IMPORT       (CTX_SCREEN << 47) /* what becomes of its rows */
#define CTX_IMPORT_ROW   (CTX_SCREEN << 48) /* one of them */
#define CTX_IMPORT_PICK  (CTX_SCREEN << 49) /* … that differs from ours */
#define CTX_IMPORTS      (CTX_SCREEN << 50) /* what was imported */

enum screen_command {
    CMD_OPEN_RECORD = CMD_SCREEN,
    CMD_NEW,
    CMD_NEW_LATER, /* asked for while a form is open */
    CMD_FILTER,
    CMD_PRINT,
    CMD_VOID,
    CMD_REVERSE, /* the same where what is posted is taken back */
    CMD_RELATED,
    CMD_UNDO,
    CMD_REDO,
    CMD_UNDO_LIST,
    CMD_QUIT,
    CMD_REVEAL,
    CMD_HISTORY,
    CMD_EXPORT,
    CMD_AS_OF,
    CMD_VIEW_NEXT,
    CMD_VIEW_PREVIOUS,
    CMD_BRANCH,
    CMD_DRAFTS,
    CMD_CHECK,
    CMD_BACKUP,
    CMD_ABOUT,
    CMD_SAMPLE,
    CMD_ROLL,
    CMD_OUTLINE,
    CMD_COPY_LAST,
    CMD_HOME_OPEN,
    CMD_HOME_NEW,
    CMD_HOME_DUTIES,
    CMD_HOME_REFRESH,
    CMD_HOME_PRINT,
    CMD_HOME_FIND,
    CMD_HOME_INSPECT,
    CMD_HOME_SIDE,
    CMD_CELL_OPEN,
    CMD_CELL_NEW,
    CMD_CELL_ADJUST,
    CMD_CELL_BASIS,
    CMD_MATRIX_ALL,
    CMD_MATRIX_REFRESH,
    CMD_MATRIX_PRINT,
    CMD_DUTIES,
    CMD_TALKS, /* the screen itself */
    CMD_TALKS_OPEN,
    CMD_TALKS_NEW,
    CMD_TALKS_PANE,
    CMD_TALKS_BEFORE,
    CMD_TALKS_AFTER,
    CMD_TALKS_PRINT,
    CMD_PLAN,
    CMD_PLAN_OPEN,
    CMD_PLAN_NEW,
    CMD_PLAN_LINK,
    CMD_PLAN_COPY,
    CMD_PLAN_MEET,
    CMD_PLAN_BEFORE,
    CMD_PLAN_AFTER,
    CMD_PLAN_PRINT,
    CMD_SEAL,
    CMD_UNSEAL,
    CMD_FIND_ALL,
    CMD_ROLL_DONE,
    CMD_ROLL_TAKE,
    CMD_ROLL_CYCLE,
    CMD_ROLL_NEXT,
    CMD_ROLL_PREVIOUS,
    CMD_ROLL_ADD,
    CMD_ROLL_REASON,
    CMD_ROLL_MAKEUP,
    CMD_ROLL_ORDER,
    CMD_ROLL_DROP,
    CMD_ROLL_ALL,
    CMD_TOPIC_DONE,
    CMD_TOPIC_POINT,
    CMD_TOPIC_RESOLVE,
    CMD_TOPIC_REST,
    CMD_TOPIC_DROP,
    CMD_SHEET_PRINT, /* of a review or an election */
    CMD_SHEET_DROP,
    CMD_REVIEW_TAKE,
    CMD_REVIEW_FORM,
    CMD_ELECTION_ADD,
    CMD_ELECTION_PAPERS,
    CMD_RATES, /* the screen itself */
    CMD_RATES_OPEN,
    CMD_RATES_PANE,
    CMD_RATES_BEFORE,
    CMD_RATES_AFTER,
    CMD_RATES_SCOPE,
    CMD_RATES_PRINT,
    CMD_PREVIEW_SEND,
    CMD_PREVIEW_NEXT,
    CMD_PREVIEW_BEFORE,
    CMD_PREVIEW_ON,
    CMD_PREVIEW_BACK,
    CMD_PREVIEW_UP,
    CMD_PREVIEW_DOWN,
    CMD_PREVIEW_FIRST,
    CMD_PREVIEW_LAST,
    CMD_PREVIEW_LEFT,
    CMD_PREVIEW_RIGHT,
    CMD_PREVIEW_GO,
    CMD_PREVIEW_FIND,
    CMD_PREVIEW_FIND_NEXT,
    CMD_PREVIEW_RULES,
    CMD_SEND_GO,
    CMD_DUES, /* the screen itself */
    CMD_DUES_TAKE,
    CMD_DUES_PAYMENTS,
    CMD_DUES_CLOSE,
    CMD_DUES_OPEN,
    CMD_DUES_PAY,
    CMD_DUES_ALL,
    CMD_DUES_PRINT,
    CMD_DUES_BOOKS,
    CMD_DUES_BACK,
    CMD_DUES_WAY,
    CMD_DUES_DELAY,
    CMD_DUES_NEXT,
    CMD_DUES_PREVIOUS,
    CMD_DUES_BEFORE,
    CMD_DUES_AFTER,
    CMD_DUES_ADD,
    CMD_REGISTERS, /* the screen itself */
    CMD_REGISTERS_OPEN,
    CMD_REGISTERS_NEW,
    CMD_BOOK_SHEET, /* what a list comes to */
    CMD_TALLY_ITEMS,
    CMD_TALLY_ORDER,
    CMD_TALLY_PRINT,
    CMD_TALLY_BEFORE,
    CMD_TALLY_AFTER,
    CMD_BIRTHDAYS, /* the screen itself */
    CMD_BIRTHDAYS_OPEN,
    CMD_BIRTHDAYS_CARD,
    CMD_BIRTHDAYS_SPAN,
    CMD_BIRTHDAYS_PRINT,
    CMD_BIRTHDAYS_BEFORE,
    CMD_BIRTHDAYS_AFTER,
    CMD_MILESTONES, /* the screen itself */
    CMD_HOME_MILESTONES,
    CMD_MILESTONES_OPEN,
    CMD_MILESTONES_SPAN,
    CMD_MILESTONES_PRINT,
    CMD_FIGURES, /* the screen itself */
    CMD_FIGURES_ROWS,
    CMD_FIGURES_BEFORE,
    CMD_FIGURES_AFTER,
    CMD_FIGURES_SPAN,
    CMD_FIGURES_PRINT,
    CMD_INSPECT, /* the screen itself */
    CMD_INSPECT_OPEN,
    CMD_INSPECT_GROUP,
    CMD_INSPECT_AGAIN,
    CMD_INSPECT_PRINT,
    CMD_INSPECT_BEFORE,
    CMD_INSPECT_AFTER,
    CMD_FIGURES_STATS,
    CMD_STATS, /* the screen itself */
    CMD_STATS_NAMES,
    CMD_STATS_NEXT,
    CMD_STATS_PREVIOUS,
    CMD_STATS_BEFORE,
    CMD_STATS_AFTER,
    CMD_STATS_HALF,
    CMD_STATS_PRINT,
    CMD_STATS_GAP,
    CMD_STATS_COLUMN_BEFORE,
    CMD_STATS_COLUMN_AFTER,
    CMD_BRANCHES_ALL, /* from one branch to all */
    CMD_BRANCHES_ONE, /* and back */
    CMD_BRANCHES_OPEN,
    CMD_BRANCHES_PRINT,
    CMD_UPLOAD, /* the screen itself */
    CMD_UPLOAD_OPEN,
    CMD_UPLOAD_TICK,
    CMD_UPLOAD_ALL,
    CMD_UPLOAD_WHICH,
    CMD_UPLOAD_PRINT,
    CMD_UPLOAD_ALONE,
    CMD_UPLOAD_COPY,
    CMD_UPLOAD_REVEAL,
    CMD_UPLOAD_RECORD,
    CMD_UPLOAD_NEXT,
    CMD_UPLOAD_BEFORE,
    CMD_COMPARE, /* the screen itself */
    CMD_COMPARE_OPEN,
    CMD_COMPARE_TAKE,
    CMD_COMPARE_PASS,
    CMD_COMPARE_GROUP,
    CMD_COMPARE_HEADS,
    CMD_COMPARE_AGAIN,
    CMD_COMPARE_PRINT,
    CMD_ARREARS, /* the screen itself */
    CMD_ARREARS_MONTHS,
    CMD_ARREARS_REMIND,
    CMD_ARREARS_REMINDED,
    CMD_ARREARS_PRINT,
    CMD_ASSESS, /* the screen itself */
    CMD_ASSESS_OPEN,
    CMD_ASSESS_NEW,
    CMD_ASSESS_NEXT,
    CMD_ASSESS_PRINT,
    CMD_ASSESS_BEFORE,
    CMD_ASSESS_AFTER,
    CMD_BOARD, /* the screen itself */
    CMD_BOARD_OPEN,
    CMD_BOARD_NEW,
    CMD_BOARD_DAY,
    CMD_BOARD_STAGE,
    CMD_BOARD_PRINT,
    CMD_BOARD_QUOTA,
    CMD_BOARD_NEXT,
    CMD_BOARD_PREVIOUS,
    CMD_PIPELINE_OPEN,
    CMD_PIPELINE_NEW,
    CMD_PIPELINE_PARTS,
    CMD_PIPELINE_PAPERS,
    CMD_PIPELINE_PRINT,
    CMD_PIPELINE_AUDIT,
    CMD_PIPELINE_END,
    CMD_PIPELINE_HISTORY,
    CMD_PAPERS_TICK,
    CMD_PAPERS_OPEN,
    CMD_PAPERS_NEW,
    CMD_PAPERS_WHOLE,
    CMD_PAPERS_PRINT,
    CMD_FILE_AUDIT_GO,
    CMD_FILES_OPEN,
    CMD_FILES_PLACES,
    CMD_FILES_AGAIN,
    CMD_IMPORT,      /* the screen itself, into the list in view */
    CMD_IMPORT_INTO, /* the same, the book is asked for */
    CMD_IMPORT_HEAD,
    CMD_IMPORT_UNUSED,
    CMD_IMPORT_LOOK,
    CMD_IMPORT_AGAIN,
    CMD_IMPORT_SHEET,
    CMD_IMPORT_SAVE,
    CMD_IMPORT_LEAVE,
    CMD_IMPORT_ROW,
    CMD_IMPORT_NEXT,
    CMD_IMPORT_PREVIOUS,
    CMD_IMPORT_TAKE_ALL,
    CMD_IMPORT_BAD,
    CMD_IMPORT_TAKE,
    CMD_IMPORT_TAKE_ROW,
    CMD_IMPORT_ROW_AFTER,
    CMD_IMPORT_ROW_BEFORE,
    CMD_EXPORT_EMPTY,
    CMD_IMPORTS, /* the screen itself */
    CMD_IMPORTS_OPEN,
    CMD_IMPORTS_UNDO
};

extern const struct command screen_commands[];

#endif
