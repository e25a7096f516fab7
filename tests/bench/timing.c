/* Medians, with half the distance of the quartiles as noise. */
#include "timing.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

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

static void must(const struct timing *t, bool ok, const struct err *err)
{
    if (!ok) {
        fprintf(stderr, "%s: %s %s %s\n", t->what, err->code, err->text,
                err->detail);
        exit(1);
    }
}

void timing_tell(const struct timing *t)
{
    int64_t took[TIMING_MOST];
    for (int i = -1; i < t->times; i++) {
        struct err err = ERR_INIT;
        int64_t start = now_us(t->clock);
        must(t, t->work(t->ctx, &err), &err);
        if (i >= 0) {
            took[i] = now_us(t->clock) - start;
        }
        must(t, t->after == NULL || t->after(t->ctx, &err), &err);
    }
    qsort(took, (size_t)t->times, sizeof *took, by_size);
    printf("%s\t%lld\t%lld\t%d\t%zu\n", t->what, (long long)took[t->times / 2],
           (long long)(took[t->times * 3 / 4] - took[t->times / 4]) / 2,
           t->target_ms * 1000, *t->rows);
}
