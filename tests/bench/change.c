/* Times the saving of changes of thousands of rows, on a ledger of
   `fill people` with 5,000 people at least:

       change LEDGER     (it is written to: give it a copy)

   What a clerk does at once: a month is opened for 5,000 members, 5,000
   payments are entered with what they pay, a sitting of 5,000 is closed, 5,000
   records go through the ledger's checks.  Each stands against a floor, in
   change_floor.c: the same rows by plain prepared statements, with the same
   indexes and triggers, in one transaction with the same sync, and a row of
   audit each that holds the row as JSON; nothing is read back, nothing is
   hashed.  Program, floor and floor again take turns on one file.

   Prints a line for each measure: what, median of program ÷ floor, noise (of
   floor ÷ floor), target, in thousandths; then medians of the program, of the
   floor and of the program by the clock, in microseconds of the processor;
   tab-separated. */
#include "change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/session.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

enum { TIMES = 7, FIRST_YEAR = 1800 };

struct bench {
    struct session s;
    struct arena arena; /* reset before each time */
    struct floor *floor;
    struct big_change what; /* the one that is written now */
    int months;
};

static void fail(const char *what, const struct err *err)
{
    fprintf(stderr, "change: %s: %s %s %s\n", what, err->code, err->text,
            err->detail);
    exit(1);
}

/* ---- the program -------------------------------------------------------- */

static void put_due(struct change *c, const struct big_change *what, size_t i)
{
    struct change_row *r = change_insert(c, "due");
    change_int(r, "branch_id", 1);
    change_int(r, "person_id", what->people[i]);
    change_text(r, "month", what->month);
    change_int(r, "ord", (int64_t)i);
    change_text(r, "state", "1");
    change_text(r, "category", "salaried");
    change_int(r, "base_fen", 500000);
    change_int(r, "rate", 100);
    change_int(r, "fen", 5000);
}

static void put_payment(struct change *c, const struct big_change *what,
                        size_t i)
{
    struct change_row *p = change_insert(c, "payment");
    change_int(p, "branch_id", 1);
    change_text(p, "month", what->month);
    change_text(p, "kind", "1");
    change_text(p, "paid_on", "2026-11-20");
    change_text(p, "way", "1");
    change_int(p, "person_id", what->people[i]);
    change_int(p, "fen", 5000);
    struct change_row *part = change_insert(c, "payment_part");
    change_ref(part, "payment_id", p);
    change_int(part, "branch_id", 1);
    change_int(part, "person_id", what->people[i]);
    change_text(part, "month", what->month);
    change_int(part, "fen", 5000);
}

static void post_payment(struct change *c, const struct big_change *what,
                         size_t i)
{
    struct change_row *r =
        change_update(c, "payment", what->first_payment + (int64_t)i, 1);
    change_int(r, "sitting_id", what->sitting);
    change_int(r, "year", what->sitting);
    change_int(r, "no", (int64_t)i + 1);
}

static void by_rows(struct bench *b,
                    void (*put)(struct change *c, const struct big_change *what,
                                size_t i))
{
    struct err err = ERR_INIT;
    struct change *c = change_new(&b->arena, "一次登记很多行");
    for (size_t i = 0; i < MEMBERS; i++) {
        put(c, &b->what, i);
    }
    if (!change_apply(b->s.db, c, NULL, &err)) {
        fail("change_apply", &err);
    }
}

static void open_month(struct bench *b)
{
    by_rows(b, put_due);
}

static void take_payments(struct bench *b)
{
    by_rows(b, put_payment);
}

static void close_sitting(struct bench *b)
{
    by_rows(b, post_payment);
}

static int field_of(const struct ledger *l, const char *column)
{
    int i = 0;
    while (strcmp(l->fields[i].column, column) != 0) {
        i++;
    }
    return i;
}

static void save_honours(struct bench *b)
{
    struct err err = ERR_INIT;
    const struct ledger *l = &ledger_honour;
    struct record *r = arena_array(&b->arena, MEMBERS, sizeof *r);
    struct apply_part *parts = arena_array(&b->arena, MEMBERS, sizeof *parts);
    for (size_t i = 0; i < MEMBERS; i++) {
        r[i] = record_new(l, &b->s.book, &b->arena);
        record_set_int(&r[i], l->parent, b->what.people[i]);
        record_set_text(&r[i], field_of(l, "title"), "优秀共产党员");
        record_set_text(&r[i], field_of(l, "giver"), "镇党委");
        parts[i] = (struct apply_part){.r = &r[i], APPLY_ALONE};
    }
    if (!ledger_apply_parts(&b->s.book, &b->arena, parts, MEMBERS,
                            "一次登记很多行", NULL, &err)) {
        fail("ledger_apply_parts", &err);
    }
}

/* ---- taking turns ------------------------------------------------------- */

static int64_t now_us(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int by_size(const void *one, const void *other)
{
    int64_t a = *(const int64_t *)one;
    int64_t b = *(const int64_t *)other;
    return a < b ? -1 : a > b;
}

static int64_t median(int64_t *of)
{
    qsort(of, TIMES, sizeof *of, by_size);
    return of[TIMES / 2];
}

static int64_t ask(struct bench *b, const char *sql)
{
    struct stmt st;
    stmt_open(&st, b->s.db, sql);
    int64_t v = stmt_row(&st) ? stmt_col_int(&st, 0) : 0;
    return stmt_done(&st, NULL) ? v : 0;
}

/* Nothing of it is there yet, but what a sitting closes. */
static void make_ready(struct bench *b, bool payments)
{
    int n = b->months++;
    snprintf(b->what.month, sizeof b->what.month, "%04d-%02d",
             FIRST_YEAR + n / 12, n % 12 + 1);
    arena_reset(&b->arena);
    if (!payments) {
        return;
    }
    b->what.first_payment = 1 + ask(b, SQL("select max(id) from payment"));
    take_payments(b);
    arena_reset(&b->arena);
    b->what.sitting = 1 + ask(b, SQL("select max(id) from sitting"));
    floor_sitting(b->floor, &b->what);
}

struct turn {
    int64_t cpu;
    int64_t clock;
};

struct measure {
    const char *what;
    int target; /* program ÷ floor, in thousandths */
    void (*program)(struct bench *b);
    void (*floor)(struct floor *f, const struct big_change *what);
    bool payments; /* it closes a sitting */
};

static struct turn take(struct bench *b, const struct measure *m, bool floor)
{
    make_ready(b, m->payments);
    int64_t clock = now_us(CLOCK_MONOTONIC);
    int64_t cpu = now_us(CLOCK_PROCESS_CPUTIME_ID);
    if (floor) {
        m->floor(b->floor, &b->what);
    } else {
        m->program(b);
    }
    return (struct turn){now_us(CLOCK_PROCESS_CPUTIME_ID) - cpu,
                         now_us(CLOCK_MONOTONIC) - clock};
}

/* The first round is not counted: it compiles the statements. */
static void measure(struct bench *b, const struct measure *m)
{
    int64_t ratio[TIMES];
    int64_t itself[TIMES];
    int64_t program[TIMES];
    int64_t floor[TIMES];
    int64_t clock[TIMES];
    for (int i = -1; i < TIMES; i++) {
        struct turn one = take(b, m, true);
        struct turn ours = take(b, m, false);
        struct turn other = take(b, m, true);
        if (i < 0) {
            continue;
        }
        int64_t both = (one.cpu + other.cpu) / 2;
        ratio[i] = ours.cpu * 1000 / both;
        itself[i] = llabs(one.cpu - other.cpu) * 1000 / both;
        program[i] = ours.cpu;
        floor[i] = both;
        clock[i] = ours.clock;
    }
    printf("%s\t%lld\t%lld\t%d\t%lld\t%lld\t%lld\n", m->what,
           (long long)median(ratio), (long long)median(itself), m->target,
           (long long)median(program), (long long)median(floor),
           (long long)median(clock));
    fflush(stdout);
}

static void find_people(struct bench *b)
{
    struct stmt st;
    size_t n = 0;
    stmt_open(&st, b->s.db, SQL("select id from person order by id limit :n"));
    stmt_int(&st, ":n", MEMBERS);
    while (stmt_row(&st)) {
        b->what.people[n++] = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, NULL) || n < MEMBERS) {
        fputs("change: too few people\n", stderr);
        exit(1);
    }
}

int main(int argc, char **argv)
{
    static const struct measure measures[] = {
        {"open a month of 5,000", 1800, open_month, floor_month, false},
        {"take 5,000 payments", 1900, take_payments, floor_payments, false},
        {"close a sitting of 5,000", 2200, close_sitting, floor_close, true},
        /* The floor has no records to make and check. */
        {"5,000 records checked and saved", 2500, save_honours, floor_honours,
         false},
    };
    static struct bench b;
    struct err err = ERR_INIT;
    if (argc != 2) {
        fputs("usage: change LEDGER\n", stderr);
        return 2;
    }
    if (!session_open(&b.s, argv[1], DB_WRITE, "bench", &err)) {
        fail("open", &err);
    }
    b.s.book.today = date_of(2026, 11, 20);
    find_people(&b);
    b.floor = floor_open(argv[1]);
    for (size_t i = 0; i < ARRAY_LEN(measures); i++) {
        measure(&b, &measures[i]);
    }
    floor_end(b.floor);
    session_close(&b.s);
    arena_clear(&b.arena);
    return 0;
}
