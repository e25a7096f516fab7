/* The machine's clock in the ledger. */
void bad(void)
{
    stmt_open(st, db, SQL("SELECT date('now')")); /* BAD */
    stmt_open(st, db, SQL("INSERT INTO t VALUES (current_date)")); /* BAD */
    stmt_open(st, db, SQL("SELECT date(:day, '+0 days')"));
}
