/* Has its room. */
int fit_cols(const char *s);
