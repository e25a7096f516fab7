/* Memory that is released all at once.  Never returns NULL: no memory is a
   die().  Pointers stay valid until arena_reset or arena_clear. */
#ifndef PBTUI_BASE_ARENA_H
#define PBTUI_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *head;
};

#define ARENA_INIT                                                             \
    {                                                                          \
        NULL                                                                   \
    }

#define ARENA_ALWAYS __attribute__((returns_nonnull))

/* zeroed, aligned for all */
void *arena_alloc(struct arena *a, size_t n) ARENA_ALWAYS;
char *arena_str(struct arena *a, const char *s) ARENA_ALWAYS;
char *arena_strn(struct arena *a, const char *s, size_t n) ARENA_ALWAYS;
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3))) ARENA_ALWAYS;
/* checked n*size */
void *arena_array(struct arena *a, size_t n, size_t size) ARENA_ALWAYS;
void arena_reset(struct arena *a); /* forgets all, keeps one block */
void arena_clear(struct arena *a);

#endif
