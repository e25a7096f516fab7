/* BAD: functions, but no room. */
int ghost_count(const char *s,
                int n);
