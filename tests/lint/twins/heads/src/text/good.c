/* Says what it does. */
int a;
