/* Every call that is not made here.  In a comment strcpy(a, b) is allowed. */
void bad(void)
{
    system("ls"); /* BAD */
    popen("ls", "r"); /* BAD */
    strcpy(a, b); /* BAD */
    strcat(a, b); /* BAD */
    sprintf(a, "%d", 1); /* BAD */
    vsprintf(a, "%d", ap); /* BAD */
    gets(a); /* BAD */
    n = atoi(a); /* BAD */
    n = strtod(a, NULL); /* BAD */
    p = strtok(a, ","); /* BAD */
    sscanf(a, "%d", &n); /* BAD */
    p = alloca(n); /* BAD */
    mktemp(a); /* BAD */
    p = malloc(3); /* BAD */
    free(p); /* BAD */
    now = time(NULL); /* BAD */
    setlocale(LC_ALL, ""); /* BAD */
    sql = sqlite3_mprintf("%Q", a); /* BAD */
    log_line("strcpy(a, b)");
    snprintf(a, 3, "%d", n);
    n = strtol(a, NULL, 10);
    mem_free(p);
    sb->free(p);
    date_time(p);
    setlocale(LC_CTYPE, "");
    mkstemp(a);
}
