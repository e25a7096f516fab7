/* malloc that dies instead of returning NULL, and checked sizes. */
#ifndef PBTUI_BASE_MEM_H
#define PBTUI_BASE_MEM_H

#include <stddef.h>

#define MEM_ALWAYS __attribute__((returns_nonnull))

void *mem_new(size_t n) MEM_ALWAYS; /* zeroed */
/* realloc n*size, checked */
void *mem_grow(void *p, size_t n, size_t size) MEM_ALWAYS;
char *mem_str(const char *s) MEM_ALWAYS;
void mem_free(void *p);

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Room for one more in a vector {ptr, count, cap}. */
#define MEM_PUSH(ptr, count, cap)                                              \
    do {                                                                       \
        if ((count) == (cap)) {                                                \
            (cap) = (cap) == 0 ? 16 : 2 * (cap);                               \
            (ptr) = mem_grow((ptr), (cap), sizeof *(ptr));                     \
        }                                                                      \
    } while (0)

#endif
