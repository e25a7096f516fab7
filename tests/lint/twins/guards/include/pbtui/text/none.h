/* No guard. */
int a;
int b; /* BAD */
