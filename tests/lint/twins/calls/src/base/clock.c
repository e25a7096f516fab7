/* The door to time. */
void now(void)
{
    time(NULL);
    strcpy(a, b); /* BAD: a door to something else */
}
