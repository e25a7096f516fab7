/* What the sources about people share: who is on the roster on the day in view,
   and what a list shows of them. */
#ifndef PBTUI_REPORT_SOURCE_ROSTER_H
#define PBTUI_REPORT_SOURCE_ROSTER_H

#include "pbtui/report/source.h"

/* Fields of ledger_people that are asked for, in this order. */
#define ROSTER_ASKED(X)                                                        \
    X(NAME, "name")                                                            \
    X(SEX, "sex")                                                              \
    X(NATION, "nation")                                                        \
    X(BIRTH, "birth_on")                                                       \
    X(NATIVE, "native_place")                                                  \
    X(EDUCATION, "education")                                                  \
    X(WORK, "work_on")                                                         \
    X(APPLY, "apply_on")                                                       \
    X(ACTIVIST, "activist_on")                                                 \
    X(CANDIDATE, "candidate_on")                                               \
    X(JOIN, "join_on")                                                         \
    X(FULL, "full_on")                                                         \
    X(EXTENDED, "probation_until")                                             \
    X(INTRODUCERS, "introducers")                                              \
    X(YEARS, "party_years")                                                    \
    X(CATEGORY, "category")                                                    \
    X(POSTS, "posts")                                                          \
    X(UNIT, "unit")                                                            \
    X(JOB, "job")                                                              \
    X(GRP, "grp_now")                                                          \
    X(PHONE, "phone")                                                          \
    X(AWAY, "away")                                                            \
    X(NOTE, "note")

enum roster_cell {
#define X(id, column) ROSTER_##id,
    ROSTER_ASKED(X)
#undef X
        ROSTER_N_CELLS
};

struct roster_person {
    int64_t id;
    const char *cell[ROSTER_N_CELLS]; /* as shown; secrets masked */
    /* Of the spell in the branch that holds on the day. */
    const char *from_on, *in_kind, *in_from;
    bool in_transfer; /* a letter is out, its receipt has not come back */
};

/* Members of the branch in view on b->day, in the clerk's order; grp "" all,
   else the name of a 党小组. */
bool roster_read(struct book *b, struct arena *a, const char *grp,
                 struct roster_person **out, size_t *n, struct err *err);
bool roster_is_probation(const struct roster_person *p);
/* The name of a 党小组; "" for 0. */
bool roster_grp_name(struct book *b, struct arena *a, int64_t grp,
                     const char **out, struct err *err);

#endif
