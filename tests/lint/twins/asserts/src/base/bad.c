/* Without assert this program does something else. */
void bad(void)
{
    assert(n++ < 3); /* BAD */
    assert(step = next(s)); /* BAD */
    assert(n == 3 && m <= 4 && k != 5);
    assert(s != NULL);
}
