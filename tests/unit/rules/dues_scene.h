/* What the tests of 党费 rules share. */
#ifndef PBTUI_TESTS_RULES_DUES_SCENE_H
#define PBTUI_TESTS_RULES_DUES_SCENE_H

#include "pbtui/rules/dues.h"

const char *dues_scene_builtin(void);
/* Compiled-in rows with own text over them (NULL: none). */
struct dues_rules *dues_scene_load(struct arena *a, const char *own);
/* The same; fails when there is a complaint. */
struct dues_rules *dues_scene_clean(struct arena *a, const char *own);
/* Complaints of the last load. */
size_t dues_scene_complaints(const struct dues_rules *r);
void dues_scene_must_say(const char *text, const char *what);
/* The amount, -1 when refused. */
int64_t dues_scene_fen(const struct dues_rules *r, const char *category,
                       int64_t base, int day);

#endif
