/* Unit tests: one program a layer, made of all files of tests/unit/<layer>/.
   A case registers itself:

       TEST(width_of_planes_2_and_3) { assert_int_equal(...); }

   Table tests loop over rows and name the row that failed with
   row_fail("%s", ...), which counts and goes on. */
#ifndef PBTUI_TESTS_UNIT_H
#define PBTUI_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef void (*unit_fn)(void **state);

void unit_register(const char *name, const char *kind, unit_fn fn);

#define UNIT_CASE(kind, name)                                                  \
    static void name(void **state);                                            \
    __attribute__((constructor)) static void register_##name(void)             \
    {                                                                          \
        unit_register(#name, kind, name);                                      \
    }                                                                          \
    static void name(void **state __attribute__((unused)))

#define TEST(name) UNIT_CASE("unit", name)
/* A property: seeded, many random cases; see unit_seed. */
#define PROPERTY(name) UNIT_CASE("property", name)

/* Seed from SEED= in the environment or the clock; printed by main. */
uint64_t unit_seed(void);
/* splitmix64: next number of a stream that starts at the seed. */
uint64_t unit_random(uint64_t *stream);
/* 0 … n-1 */
uint64_t unit_below(uint64_t *stream, uint64_t n);

/* A folder for this test program's files, removed at its end. */
const char *unit_tmp(void);

#endif
