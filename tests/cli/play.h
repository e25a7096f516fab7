/* A story told in calls of the program, each on a day of its own. */
#ifndef PBTUI_TESTS_CLI_PLAY_H
#define PBTUI_TESTS_CLI_PLAY_H

#include <stddef.h>

struct act {
    const char *day;  /* today; NULL: that of the act before */
    const char *line; /* words apart by blanks */
    int status;
    const char *out; /* a part of it; NULL: nothing is asked */
    const char *err;
};

/* Stops at the first that says something else, with all it said. */
void play(const char *db, const struct act *acts, size_t n);
/* The same with a folder of settings of its own (see program.h). */
void play_with(const char *db, const char *config, const struct act *acts,
               size_t n);
#define PLAY(db, acts) play(db, acts, sizeof(acts) / sizeof((acts)[0]))
/* What one call says; to be freed. */
char *play_says(const char *db, const char *day, const char *line);

/* Every record of 发展党员, the roster and the memberships, for before and
   after; to be freed. */
char *play_books(const char *db, const char *day);

/* A branch in which five full members and an applicant, 己六, are; the first
   three are the committee.  The day is 2022-03-15, nothing of a file yet. */
const char *play_branch(const char *name);
/* Her file from behind one step (0: nothing yet) to another, in the order of
   their days, all of it lawful: 1 2 3 5 4 6 … 17 19 18 20 22 21 23 24 25. */
void play_way(const char *db, int after, int step);
/* The day of a step. */
const char *play_day(int step);

#endif
