/* A fuzz target, one a file tests/fuzz/<target>_fuzz.c:

       FUZZ(money) { ... data, n_bytes ...  FUZZ_CHECK(sum >= 0); }

   `make fuzz` builds it with libFuzzer; the test run builds the same file into
   fuzz-replay, which feeds it tests/fuzz/seeds/<target>/ and needs no clang.
   data is not terminated and exactly n_bytes long. */
#ifndef PBTUI_TESTS_FUZZ_H
#define PBTUI_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void (*fuzz_fn)(const char *data, size_t n_bytes);

#ifdef FUZZ_ENGINE
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes);
#define FUZZ(name)                                                             \
    static void name##_fuzz(const char *data, size_t n_bytes);                 \
    int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)            \
    {                                                                          \
        name##_fuzz((const char *)data, n_bytes);                              \
        return 0;                                                              \
    }                                                                          \
    static void name##_fuzz(const char *data, size_t n_bytes)
#else
void fuzz_register(const char *name, fuzz_fn fn);
#define FUZZ(name)                                                             \
    static void name##_fuzz(const char *data, size_t n_bytes);                 \
    __attribute__((constructor)) static void register_##name(void)             \
    {                                                                          \
        fuzz_register(#name, name##_fuzz);                                     \
    }                                                                          \
    static void name##_fuzz(const char *data, size_t n_bytes)
#endif

/* A promise of the code under test; abort is what both runners notice. */
#define FUZZ_CHECK(promise)                                                    \
    do {                                                                       \
        if (!(promise)) {                                                      \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__,         \
                    #promise);                                                 \
            abort();                                                           \
        }                                                                      \
    } while (0)

/* For functions that take a string: the bytes up to the first NUL, copied into
   a block of just that size so that a read past the end is seen. */
static inline char *fuzz_string(const char *data, size_t n_bytes)
{
    size_t n = strnlen(data, n_bytes);
    char *s = malloc(n + 1);
    if (s == NULL) {
        abort();
    }
    memcpy(s, data, n);
    s[n] = '\0';
    return s;
}

#endif
