/* A small branch that has collected 党费 in October and collects in November
   2026, for the sources of 党费 and 经费:

   张建国  worksheet of domain.md 1.11, 82.97; October paid, taken back in
           November; November not posted yet
   李敏    5,000.00 → 50.00; October brought by 张建国, taken back and paid
   again 周立    retired, 6,283.45 → 62.83; October paid in November 王伟
   12,345.67 → 246.91; October and November ahead; 大额 1,500.00 赵新 2,999.99,
   exempt; 钱多 60,000.00 → 1,200.00, nothing paid */
#ifndef PBTUI_TESTS_REPORT_DUES_GROUND_H
#define PBTUI_TESTS_REPORT_DUES_GROUND_H

#include "people_ground.h"

#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/report/form.h"

enum dues_who { ZHANG, LI, ZHOU, WANG, ZHAO, QIAN, DUES_WHO };

struct dues_ground {
    struct people_ground g;
    struct book *b;
    struct arena *a;
    struct forms forms;
    int64_t who[DUES_WHO];
    int64_t sheet[DUES_WHO];             /* assessments */
    int64_t taken_back, reversal, large; /* payments */
    int64_t ahead;                       /* 王伟, October and November */
    int64_t draft;
    int64_t sitting, slip, notice, fund;
};

void dues_ground_open(struct dues_ground *d);
/* The same in a file, for what is kept beside it. */
void dues_ground_disk(struct dues_ground *d, const char *name);
/* Up to the slip of October; nothing of the kept money is spent. */
void dues_ground_slip(struct dues_ground *d);
void dues_ground_close(struct dues_ground *d);
/* The branch with its people assessed, nothing opened; then October. */
void dues_ground_bare(struct dues_ground *d);
void dues_ground_today(struct dues_ground *d, int month, int day);
/* Cash, today, by the member; the payment. */
int64_t dues_ground_take(struct dues_ground *d, int64_t person, int month,
                         int64_t fen, const char *reason);
void dues_ground_post(struct dues_ground *d, int64_t *sitting);
/* A value, list.row.column (row of one digit) or list.n, and what it says;
   fails after naming all that differ.  Ends with NULL. */
struct dues_told {
    const char *what, *says;
};
void dues_ground_expect(struct dues_ground *d, const struct form_data *data,
                        const struct dues_told *rows);
/* Gathers a form's source; of a month or a year, or of a record. */
struct form_data dues_ground_month(struct dues_ground *d, const char *form,
                                   int month);
struct form_data dues_ground_year(struct dues_ground *d, const char *form,
                                  int year);
struct form_data dues_ground_of(struct dues_ground *d, const char *form,
                                int64_t id);
/* Laid on the form's paper, or on so many columns of text (0: paper). */
struct document dues_ground_lay(struct dues_ground *d, const char *form,
                                const struct form_data *data, int cols);
/* The same as text. */
const char *dues_ground_text(struct dues_ground *d, const char *form,
                             const struct form_data *data, int cols);

#endif
