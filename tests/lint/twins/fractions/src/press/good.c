/* Measures paper. */
static double points(int mm);
