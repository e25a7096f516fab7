/* Columns counted in bytes. */
void bad(void)
{
    sb_addf(out, "%-10s|", name); /* BAD */
    sb_addf(out, "%8s|", name); /* BAD */
    sb_addf(out, "%-*s|", 8, name); /* BAD */
    sb_addf(out, "%5.3s|", name); /* BAD */
    sb_addf(out, "%.*s %s %3d %-4d", n, name, name, 1, 2);
}
