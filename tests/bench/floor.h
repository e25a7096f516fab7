/* Private to the floor: the roster and the keys are in floor.c, the first
   screen in floor_home.c. */
#ifndef PBTUI_TESTS_BENCH_FLOOR_H
#define PBTUI_TESTS_BENCH_FLOOR_H

#include <sqlite3.h>
#include <stdbool.h>

/* Ends the program with a word why. */
void give_up(const char *what);
/* `day` is bound to :day, branch 1 to :branch. */
sqlite3_stmt *floor_prepare(sqlite3 *db, const char *sql, const char *day);

/* Gathers the first screen and writes it, without refresh. */
void floor_home(sqlite3 *db, const char *day, bool naive);

#endif
