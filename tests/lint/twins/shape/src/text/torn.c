/* The last line has no end. */
int a; /* BAD */