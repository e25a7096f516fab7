/* A branch that collects 党费, on the screen: members with assessments, a month
   open or not. */
#ifndef PBTUI_TESTS_SCREEN_DUES_RIG_H
#define PBTUI_TESTS_SCREEN_DUES_RIG_H

#include "rig.h"

#include "pbtui/ledger/dues.h"

/* n members of the rig's cast; each but `unassessed` of the last ones is
   assessed for 2026. */
void dues_rig_open(struct rig *r, int rows, int cols, size_t n,
                   size_t unassessed);
void dues_rig_open_file(struct rig *r, int rows, int cols, size_t n);
/* Opens a month, and closes it with nothing taken but what is in the list. */
void dues_rig_month(struct rig *r, int year, int month);
void dues_rig_close_month(struct rig *r, int year, int month);
/* Everything that is taken is posted. */
void dues_rig_post(struct rig *r);
/* The person of that number pays a month in cash. */
void dues_rig_pay(struct rig *r, int64_t person, int year, int month,
                  int64_t fen);
/* January to October 2026 are closed: all have paid but person 3, who stopped
   with July, and person 8, who paid half of October.  November is open. */
void dues_rig_year(struct rig *r);
/* Such a year with eight members, and November on the screen. */
void dues_rig_november(struct rig *r, int rows, int cols);
/* On a file, at 80 by 24. */
void dues_rig_november_file(struct rig *r);

/* What is taken and not posted yet, for rig_ask. */
#define DUES_DRAFTS                                                            \
    "select coalesce(sum(fen), 0) from payment where no is null"               \
    " and voided_on is null"

#endif
