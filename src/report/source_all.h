/* The sources there are, one file source_NAME.c each.  A new one is declared
   here and gets its row in the table of source.c. */
#ifndef PBTUI_REPORT_SOURCE_ALL_H
#define PBTUI_REPORT_SOURCE_ALL_H

#include "pbtui/base/mem.h"
#include "pbtui/report/source.h"

extern const struct source source_meeting, source_rolls, source_year,
    source_rates, source_duties, source_duties_month, source_plan, source_talk,
    source_talks;
extern const struct source source_roster, source_flow_out, source_transfer,
    source_review, source_election, source_letters;
extern const struct source source_birthdays, source_birthday, source_milestones;
extern const struct source source_moves, source_vote, source_publicity;

extern const struct source source_month, source_actions, source_changes,
    source_registers;

/* 党费 and 经费. */
extern const struct source source_dues_year, source_dues_check,
    source_dues_month, source_dues_close, source_payment, source_sitting,
    source_dues_large, source_dues_card, source_dues_arrears,
    source_dues_reminders, source_dues_assess, source_dues_assess_one,
    source_handover, source_dues_notice, source_funds, source_fund,
    source_accounts;

/* 发展党员. */
extern const struct source source_pipeline, source_pipeline_notice,
    source_pipeline_rolls, source_pipeline_board, source_pipeline_month;

/* 党内统计. */
extern const struct source source_stats_change, source_stats_members,
    source_stats_conversion, source_stats_review;

/* The rest of a source that shows lists of a period, after its name: what the
   file calls values, lists and gather. */
#define SOURCE_OF_PERIOD(usual)                                                \
    .asks = ASKS_PERIOD, .period = (usual), .values = values, .lists = lists,  \
    .n_lists = ARRAY_LEN(lists), .gather = gather

#endif
