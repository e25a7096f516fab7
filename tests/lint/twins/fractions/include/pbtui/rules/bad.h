/* A door for what must stay outside. */
double dues_bad(long fen); /* BAD */
