/* Codes that lead nowhere or to two places. */
void bad(struct err *err)
{
    err_set(err, ERR_IO, "E-DB-001", "一"); /* BAD */
    err_set(err, ERR_IO, "E-DB-001", "二"); /* BAD */
    err_set(err, ERR_IO, "E-DB-2", "三"); /* BAD */
    err_set(err, ERR_IO, "E-db-003", "四"); /* BAD */
    err_set(err, ERR_IO, "E-DB-004", "五"); /* BAD */
    die("E-DB-004 六"); /* BAD */
    if (err_is(err, "E-DB-005")) { /* BAD: nobody raises it */
        log_line("E-DB-001 seven");
    }
    if (err_is(err, "E-DB-004")) {
        return;
    }
}
