/* 年度登记: who joined, became a full member, came and left in a span of days;
   the registers of domain.md 4.5 that stand beside the roster. */
#include "source_all.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rolls.h"
#include "source_say.h"

static const char *const admitted_columns[] = {
    "no",       "name",      "sex",  "nation", "birth",       "unit", "apply",
    "activist", "candidate", "join", "full",   "introducers", NULL};
_Static_assert(ARRAY_LEN(admitted_columns) == ADMITTED_N + 2, "a name a cell");

static const char *const moved_columns[] = {
    "no",     "name",      "sex",     "category", "on",     "kind", "unit",
    "letter", "letter_on", "dues_to", "back",     "reason", NULL};
_Static_assert(ARRAY_LEN(moved_columns) == MOVED_N + 2, "a name a cell");

struct putting {
    struct form_data *d;
    const char *of_kind; /* code table of MOVED_KIND */
    int64_t no;
};

static void put_admitted(void *ctx, const char *const *cells)
{
    struct putting *p = ctx;
    const char *row[ADMITTED_N + 1];
    row[0] = say_number(p->d->arena, ++p->no);
    memcpy(row + 1, cells, ADMITTED_N * sizeof *cells);
    row[1 + ADMITTED_SEX] = say_code("sex", cells[ADMITTED_SEX]);
    row[1 + ADMITTED_NATION] = say_code("nation", cells[ADMITTED_NATION]);
    row[1 + ADMITTED_BIRTH] = say_birth(p->d->arena, cells[ADMITTED_BIRTH]);
    form_list_row(p->d, row);
}

static void put_moved(void *ctx, const char *const *cells)
{
    struct putting *p = ctx;
    const char *row[MOVED_N + 1];
    row[0] = say_number(p->d->arena, ++p->no);
    memcpy(row + 1, cells, MOVED_N * sizeof *cells);
    row[1 + MOVED_SEX] = say_code("sex", cells[MOVED_SEX]);
    row[1 + MOVED_KIND] = say_code(p->of_kind, cells[MOVED_KIND]);
    form_list_row(p->d, row);
}

/* A list for each register. */
static const struct {
    const char *list;
    const char *of_kind; /* NULL: of those who were admitted */
} registers[] = {
    [ROLL_JOINED] = {"joined", NULL},
    [ROLL_CONFIRMED] = {"confirmed", NULL},
    [ROLL_CAME] = {"came", "in_kind"},
    [ROLL_LEFT] = {"left", "out_kind"},
};

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(registers); i++) {
        bool moved = registers[i].of_kind != NULL;
        struct putting p = {d, registers[i].of_kind, 0};
        form_list_begin(d, registers[i].list,
                        moved ? moved_columns : admitted_columns,
                        moved ? MOVED_N + 1 : ADMITTED_N + 1);
        if (!rolls_each(ask->book, (enum roll_kind)i, &ask->span,
                        moved ? put_moved : put_admitted, &p, err)) {
            return false;
        }
    }
    return true;
}

static const char *const values[] = {NULL};

static const struct source_list lists[] = {
    {"joined", admitted_columns},
    {"confirmed", admitted_columns},
    {"came", moved_columns},
    {"left", moved_columns},
};

const struct source source_moves = {
    .name = "moves",
    .ledger = &ledger_people,
    SOURCE_OF_PERIOD("year"),
};
