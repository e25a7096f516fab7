/* A hexadecimal dump may pad. */
void good(void)
{
    sb_addf(out, "%-4s", "ab");
}
