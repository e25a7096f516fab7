/* What the tests of 发展党员 share: the worked file of domain.md 2.7, carried
   on to 归档, in which no row is broken. */
#ifndef PBTUI_TESTS_RULES_PIPELINE_SCENE_H
#define PBTUI_TESTS_RULES_PIPELINE_SCENE_H

#include "pbtui/rules/pipeline.h"

struct file_scene {
    struct arena a;
    struct pipeline_rules r;
    struct pipeline_facts f;
    struct pipeline_helper helpers[8];
    struct pipeline_entry entries[64]; /* oldest first */
    struct pipeline_notice notices[8];
    struct pipeline_paper_fact papers[80];
    struct pipeline_round rounds[4];
    struct pipeline_helper by; /* of no step */
};

int day_of(const char *iso);
/* Rules, and nothing else. */
void file_open(struct file_scene *s, const char *own);
/* The worked file, whole. */
void file_worked(struct file_scene *s);
void file_close(struct file_scene *s);
/* Another day for a step, its meeting with it. */
void file_move(struct file_scene *s, int no, int day);
/* Steps from `no` on are not done. */
void file_cut(struct file_scene *s, int no);
/* Entries are put where their day belongs. */
void file_entry(struct file_scene *s, const char *kind, const char *iso);
void file_drop_entries(struct file_scene *s, const char *kind);
void file_drop_paper(struct file_scene *s, int no, const char *name);
/* The issue of that code when the step is checked as it stands; NULL: none. */
const struct step_issue *file_issue(struct file_scene *s, int no,
                                    const char *code, int today);
const struct step_issue *issue_of(const struct step_issue *list, size_t n,
                                  const char *code);
const struct pipeline_warning *warning_of(const struct pipeline_verdict *v,
                                          const char *code);

#endif
