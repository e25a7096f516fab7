/* There is one terminal. */
static struct term *current;
