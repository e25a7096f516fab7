/* Random files of 发展党员 for the property tests: days, results and what was
   done elsewhere, and the same as facts. */
#ifndef PBTUI_TESTS_RULES_PIPELINE_STORY_H
#define PBTUI_TESTS_RULES_PIPELINE_STORY_H

#include "pipeline_scene.h"

/* How a file comes to its end. */
enum story_end {
    END_FULL,
    END_EXTENDED,
    END_CANCELLED,
    END_NOT_APPROVED, /* 17 */
    END_NOT_PASSED,   /* 15 */
    END_NOT_FIT,      /* 13 */
    END_NOT_VETTED,   /* 10 */
    END_NOT_AGREED,   /* 8 */
    STORY_ENDS
};

struct story {
    enum story_end end;
    int on[PIPELINE_STEPS + 1]; /* DATE_NONE: not done; 6 and 21 unused */
    const char *result[PIPELINE_STEPS + 1]; /* "" where there is none */
    /* Done elsewhere, and so without meeting, talker, number, way. */
    bool theirs[PIPELINE_STEPS + 1];
    int theirs_before;
    int birth, asked; /* 报送预审 */
    int extended;     /* months that took effect */
    int months;       /* of an extension decided in 23 */
};

/* Lawful by domain.md 2, with the days on their boundaries as often as not. */
void story_random(struct story *t, uint64_t *s);
/* n months on; the last day of a shorter month. */
int story_plus(int day, int n);
/* The day after 预备期, were he approved. */
int story_full_from(const struct story *t);
bool story_has_day(int no);
/* The results that step may have, NULL-ended; none: the list is empty. */
const char *const *story_results(int no);

struct pipeline_done story_done(const struct story *t, int no);
/* Everything but the steps; entries as far apart as may be, or nearer. */
void story_set_beside(struct file_scene *f, const struct story *t, uint64_t *s);
/* The steps. */
void story_set_steps(struct file_scene *f, const struct story *t);

#endif
