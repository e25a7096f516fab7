/* Each fault planted in the sample is named by its rule, and nothing else is:
   what the sample itself has is taken off. */
#include "inspect_seeds.h"

#include "sample_ground.h"
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/inspect.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/tx.h"

#include <string.h>

static const struct inspect_seeds *const tables[] = {
    &seeds_meetings, &seeds_people, &seeds_dues, &seeds_pipeline,
    &seeds_registers};

/* Years of the sample that are asked for. */
#define YEAR_FIRST 2025
#define YEAR_LAST  2026

/* ---- what is found ------------------------------------------------------ */

static struct inspect_sheet inspected(struct ground *g, int year)
{
    struct inspect_sheet out;
    struct err err = ERR_INIT;
    struct span span = span_of_year(year);
    if (!inspect_sheet(g->book, &g->arena, &span, NULL, &out, NULL, NULL,
                       &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    if (out.n_failed > 0) {
        fail_msg("%s", out.failed[0]);
    }
    for (size_t i = 0; i < out.n; i++) {
        const struct inspect_finding *f = &out.list[i];
        bool opens = f->book[0] == '\0'
                         ? f->id == 0
                         : f->id > 0 && registry_find(g->book, f->book) != NULL;
        if (!opens) {
            fail_msg("%s opens no %s %lld", f->rule->code, f->book,
                     (long long)f->id);
        }
    }
    return out;
}

static bool is_same(const struct inspect_finding *x,
                    const struct inspect_finding *y)
{
    return x->rule == y->rule && x->id == y->id &&
           strcmp(x->book, y->book) == 0 && strcmp(x->date, y->date) == 0 &&
           strcmp(x->text, y->text) == 0;
}

static bool stands_in(const struct inspect_sheet *s,
                      const struct inspect_finding *f)
{
    for (size_t i = 0; i < s->n; i++) {
        if (is_same(&s->list[i], f)) {
            return true;
        }
    }
    return false;
}

/* One thing may break two rules; the table says so. */
static bool is_also(const struct inspect_seed *seed,
                    const struct inspect_finding *f)
{
    return seed->also != NULL && strstr(seed->also, f->rule->code) != NULL;
}

static void compare(struct ground *g, const struct inspect_seed *seed,
                    const struct inspect_sheet *before,
                    const struct inspect_sheet *after)
{
    size_t n = 0;
    for (size_t i = 0; i < after->n; i++) {
        const struct inspect_finding *f = &after->list[i];
        if (stands_in(before, f)) {
            continue;
        }
        bool named = strcmp(f->rule->code, seed->rule) == 0;
        bool said = seed->says == NULL || strstr(f->text, seed->says) != NULL;
        n += named && said;
        if ((!named || !said) && !is_also(seed, f)) {
            print_error("%s: %s says %s\n", seed->fault, f->rule->code,
                        f->text);
            g->wrong++;
        }
    }
    if (n != (seed->n == 0 ? 1 : seed->n)) {
        print_error("%s: %s finds %zu\n", seed->fault, seed->rule, n);
        g->wrong++;
    }
}

static void plant_and_look(struct ground *g, const struct inspect_seed *seed,
                           const struct inspect_sheet *before)
{
    int year = seed->year == 0 ? YEAR_LAST : seed->year;
    assert_in_range(year, YEAR_FIRST, YEAR_LAST);
    assert_true(tx_begin(g->book->db, TX_WRITE, NULL));
    seeds_plant(g, seed->sql);
    struct inspect_sheet after = inspected(g, year);
    compare(g, seed, &before[year - YEAR_FIRST], &after);
    tx_rollback(g->book->db);
}

TEST(each_planted_fault_is_named_and_nothing_else)
{
    struct ground g;
    struct inspect_sheet before[YEAR_LAST - YEAR_FIRST + 1];
    ground_open(&g);
    seeds_drop_triggers(&g);
    for (size_t i = 0; i < ARRAY_LEN(before); i++) {
        before[i] = inspected(&g, YEAR_FIRST + (int)i);
    }
    size_t n = 0;
    for (size_t t = 0; t < ARRAY_LEN(tables); t++) {
        for (size_t i = 0; i < tables[t]->n; i++) {
            const struct inspect_seed *seed = &tables[t]->list[i];
            if (seed->fault == NULL) {
                continue;
            }
            plant_and_look(&g, seed, before);
            n++;
        }
    }
    assert_int_equal(g.wrong, 0);
    assert_true(n >= 30);
    ground_close(&g);
}

/* A rule that nothing breaks would say nothing for ever. */
TEST(every_rule_is_broken_by_a_planted_fault)
{
    struct ground g;
    ground_open(&g);
    const struct inspect_set *set = book_inspect(g.book);
    assert_int_equal(set->n_complaints, 0);
    for (size_t k = 0; k < set->n; k++) {
        bool broken = false;
        for (size_t t = 0; t < ARRAY_LEN(tables); t++) {
            for (size_t i = 0; i < tables[t]->n; i++) {
                const struct inspect_seed *seed = &tables[t]->list[i];
                broken = broken || (seed->fault != NULL &&
                                    strcmp(seed->rule, set->list[k].code) == 0);
            }
        }
        if (!broken) {
            print_error("%s %s is never broken\n", set->list[k].code,
                        set->list[k].name);
            g.wrong++;
        }
    }
    assert_int_equal(g.wrong, 0);
    ground_close(&g);
}
