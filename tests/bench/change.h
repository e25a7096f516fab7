/* Private to `change`: the program's side is change.c, the floor's
   change_floor.c. */
#ifndef PBTUI_TESTS_BENCH_CHANGE_H
#define PBTUI_TESTS_BENCH_CHANGE_H

#include <stdint.h>

enum { MEMBERS = 5000 };

/* What is written: MEMBERS rows (payments: with a part each) about these. */
struct big_change {
    int64_t people[MEMBERS];
    char month[16];
    int64_t sitting;       /* its id; of a sitting that is closed */
    int64_t first_payment; /* they follow each other */
};

struct floor;
struct floor *floor_open(const char *path);
void floor_end(struct floor *f);

void floor_month(struct floor *f, const struct big_change *what);
void floor_payments(struct floor *f, const struct big_change *what);
void floor_close(struct floor *f, const struct big_change *what);
void floor_honours(struct floor *f, const struct big_change *what);
/* The sitting itself, which both sides need. */
void floor_sitting(struct floor *f, const struct big_change *what);

#endif
