/* Forgets stddef.h. */
int bad_count(const char *s, size_t n); /* BAD */
