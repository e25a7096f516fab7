/* A chain of blocks; the newest is filled first. */
#include "pbtui/base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"

#define BLOCK_BYTES 16384

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t cap;
    alignas(max_align_t) unsigned char bytes[];
};

void *arena_alloc(struct arena *a, size_t n)
{
    const size_t align = alignof(max_align_t);
    assert(n < SIZE_MAX / 2);
    n = (n + align - 1) / align * align;
    struct arena_block *b = a->head;
    if (b == NULL || b->cap - b->used < n) {
        size_t cap = n > BLOCK_BYTES ? n : BLOCK_BYTES;
        b = mem_grow(NULL, sizeof *b + cap, 1);
        b->next = a->head;
        b->used = 0;
        b->cap = cap;
        a->head = b;
    }
    void *p = b->bytes + b->used;
    b->used += n;
    return memset(p, 0, n);
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
    assert(size == 0 || n <= SIZE_MAX / 2 / size);
    return arena_alloc(a, n * size);
}

char *arena_strn(struct arena *a, const char *s, size_t n)
{
    char *copy = arena_alloc(a, n + 1);
    memcpy(copy, s, n);
    return copy;
}

char *arena_str(struct arena *a, const char *s)
{
    return arena_strn(a, s, strlen(s));
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    va_list again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    char *s = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
    if (n > 0) {
        vsnprintf(s, (size_t)n + 1, fmt, again);
    }
    va_end(again);
    va_end(ap);
    return s;
}

void arena_reset(struct arena *a)
{
    struct arena_block *b = a->head;
    while (b != NULL && b->next != NULL) {
        struct arena_block *next = b->next;
        mem_free(b);
        b = next;
    }
    if (b != NULL) {
        b->used = 0;
    }
    a->head = b;
}

void arena_clear(struct arena *a)
{
    while (a->head != NULL) {
        struct arena_block *next = a->head->next;
        mem_free(a->head);
        a->head = next;
    }
}
