/* Feeds every fuzz target its stored inputs, whole and cut off after each
   byte: a torn input is what a crash or a full disk leaves behind.  A target
   without stored inputs fails, or nobody would notice a misspelt folder. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "fuzz.h"

#define MAX_TARGETS 64
/* Cuts beyond this many bytes no longer find anything new, only take time. */
#define MAX_CUTS 2048

struct target {
    const char *name;
    fuzz_fn fn;
};

static struct target targets[MAX_TARGETS];
static size_t n_targets;

void fuzz_register(const char *name, fuzz_fn fn)
{
    if (n_targets == MAX_TARGETS) {
        abort();
    }
    targets[n_targets++] = (struct target){name, fn};
}

/* The input in a block of exactly its size: the sanitizers then see a read one
   byte too far. */
static void feed(const struct target *t, const char *bytes, size_t n)
{
    char *copy = malloc(n == 0 ? 1 : n);
    assert_non_null(copy);
    memcpy(copy, bytes, n);
    t->fn(copy, n);
    free(copy);
}

/* Returns how many inputs the file gave. */
static size_t feed_file(const struct target *t, const char *path)
{
    struct stat st;
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(fstat(fileno(f), &st), 0);
    size_t n = (size_t)st.st_size;
    char *bytes = malloc(n + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, n, f), n);
    fclose(f);

    size_t cuts = n < MAX_CUTS ? n : MAX_CUTS;
    for (size_t cut = 0; cut < cuts; cut++) {
        feed(t, bytes, cut);
    }
    feed(t, bytes, n);
    free(bytes);
    return cuts + 1;
}

static void replay(void **state)
{
    const struct target *t = *state;
    char folder[128];
    snprintf(folder, sizeof folder, "tests/fuzz/seeds/%s", t->name);
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        fail_msg("%s is missing", folder);
    }
    size_t n_files = 0;
    size_t n_inputs = 0;
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.') {
            continue;
        }
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        n_inputs += feed_file(t, path);
        n_files++;
    }
    closedir(dir);
    printf("%s: %zu files, %zu inputs\n", t->name, n_files, n_inputs);
    assert_true(n_files > 0);
}

int main(void)
{
    static struct CMUnitTest cases[MAX_TARGETS];
    for (size_t i = 0; i < n_targets; i++) {
        cases[i].name = targets[i].name;
        cases[i].test_func = replay;
        cases[i].initial_state = &targets[i];
    }
    printf("seed 0, %zu cases, 0 of them properties\n", n_targets);
    return _cmocka_run_group_tests("fuzz-replay", cases, n_targets, NULL, NULL);
}
