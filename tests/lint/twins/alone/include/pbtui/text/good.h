/* Brings what it needs. */
#include <stddef.h>
int good_count(const char *s, size_t n);
