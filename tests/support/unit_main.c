/* Runs the registered cases of one layer through cmocka. */
#include "unit.h"

#include <fnmatch.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MAX_CASES 1024

static struct CMUnitTest cases[MAX_CASES];
static size_t n_cases;
static size_t n_properties;
static char tmp_path[64];

void unit_register(const char *name, const char *kind, unit_fn fn)
{
    if (n_cases == MAX_CASES) {
        fprintf(stderr, "unit: more than %d cases\n", MAX_CASES);
        abort();
    }
    cases[n_cases].name = name;
    cases[n_cases].test_func = fn;
    n_cases++;
    n_properties += strcmp(kind, "property") == 0;
}

uint64_t unit_seed(void)
{
    static uint64_t seed;
    if (seed == 0) {
        const char *given = getenv("SEED");
        seed = given != NULL ? strtoull(given, NULL, 0)
                             : (uint64_t)time(NULL) * 1000003u + 1u;
    }
    return seed;
}

uint64_t unit_random(uint64_t *stream)
{
    *stream += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = *stream;
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

uint64_t unit_below(uint64_t *stream, uint64_t n)
{
    return unit_random(stream) % n;
}

static int remove_one(const char *path, const struct stat *st, int type,
                      struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

static void remove_tmp(void)
{
    if (tmp_path[0] != '\0') {
        nftw(tmp_path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    }
}

const char *unit_tmp(void)
{
    if (tmp_path[0] == '\0') {
        strcpy(tmp_path, "/tmp/pbtui-unit.XXXXXX");
        if (mkdtemp(tmp_path) == NULL) {
            perror("mkdtemp");
            abort();
        }
        atexit(remove_tmp);
    }
    return tmp_path;
}

static void keep_matching(const char *pattern)
{
    size_t kept = 0;
    for (size_t i = 0; i < n_cases; i++) {
        if (fnmatch(pattern, cases[i].name, 0) == 0) {
            cases[kept++] = cases[i];
        }
    }
    n_cases = kept;
}

/* The argument is a pattern of names; without one, or with "", all run. */
int main(int argc, char **argv)
{
    printf("seed %llu, %zu cases, %zu of them properties\n",
           (unsigned long long)unit_seed(), n_cases, n_properties);
    if (argc > 1 && argv[1][0] != '\0') {
        keep_matching(argv[1]);
    }
    /* cmocka is content with nothing; whoever mistypes a name is not. */
    if (n_cases == 0) {
        fprintf(stderr, "unit: no case to run\n");
        return 1;
    }
    return _cmocka_run_group_tests(UNIT_LAYER, cases, n_cases, NULL, NULL);
}
