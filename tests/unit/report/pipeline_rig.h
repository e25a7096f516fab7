/* A branch of seven with files of 发展党员, put down through the doors that the
   screens use:

   陈方                    all twenty-five steps, 2022-03-15 to 2025-04-22
   阿不都热合曼·买买提江   extended by six months, in 预备期 again
   刘洋                    activist, 停止培养 in 2026-11
   马晓燕                  came in with steps 1 to 6 taken elsewhere; 发展对象
                           in 2026-11, with a notice
   何平                    applied in 2026-10, talked with in 2026-11
   孟雪                    on the roster as an applicant, without a file */
#ifndef PBTUI_TESTS_REPORT_PIPELINE_RIG_H
#define PBTUI_TESTS_REPORT_PIPELINE_RIG_H

#include "people_ground.h"

#include "pbtui/ledger/pipeline.h"
#include "pbtui/report/form.h"

enum rig_who { CHEN, ABDU, LIU, MA, HE, MENG, RIG_WHO };

struct rig {
    struct people_ground g;
    struct book *b;
    struct arena *a;
    struct forms forms;
    int64_t who[RIG_WHO];
    int64_t file[RIG_WHO]; /* 0 for MENG */
};

void rig_open(struct rig *r);
/* The members, nobody on the way. */
void rig_bare(struct rig *r);
void rig_close(struct rig *r);
/* Somebody who applied on that day; fields of the roster. */
int64_t rig_person(struct rig *r, const char *name, const char *birth,
                   const char *apply);
int64_t rig_file(struct rig *r, int64_t person, const char *origin);
/* Columns and texts as typed, ended by NULL. */
void rig_step(struct rig *r, int64_t file, int no, const char *const *pairs);
/* A helper, an entry, a notice or a paper. */
void rig_part(struct rig *r, int64_t file, const struct ledger *l,
              const char *const *pairs);
/* A meeting with a topic about somebody; `rule` "" without a vote, else all who
   came but `against` vote for it; at a conversion one sends a written opinion
   instead of coming. */
int64_t rig_meeting(struct rig *r, const char *kind, const char *on,
                    int64_t person, const char *topic, const char *rule,
                    int against);

/* ---- looking ------------------------------------------------------------ */
struct form_data rig_of(struct rig *r, const char *form, int64_t id);
struct form_data rig_span(struct rig *r, const char *form, struct span span);
struct document rig_lay(struct rig *r, const char *form,
                        const struct form_data *data, int cols);
const char *rig_text(struct rig *r, const char *form,
                     const struct form_data *data, int cols);

#endif
