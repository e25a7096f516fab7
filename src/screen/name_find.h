/* Finding a name in a list that is shown whole. */
#ifndef PBTUI_SCREEN_NAME_FIND_H
#define PBTUI_SCREEN_NAME_FIND_H

#include <stdbool.h>
#include <stddef.h>

struct name_list {
    const void *ctx;
    size_t n;
    const char *(*name)(const void *ctx, size_t i);
};

/* From *at on, around: letters of its pinyin or Chinese, half or full width.
   False: nobody fits, or nothing is typed; *at stays. */
bool name_find(const struct name_list *l, const char *typed, size_t *at,
               bool backward);

/* The same forward, as a name is usually read before any other reading: where
   nothing goes on to the next one. */
bool name_find_usual(const struct name_list *l, const char *typed, size_t *at);

#endif
