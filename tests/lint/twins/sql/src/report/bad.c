/* A report that goes to the tables itself. */
void bad(void)
{
    stmt_open(st, db, SQL("SELECT name FROM person")); /* BAD */
    stmt_open(st, db, SQL("update person set name = :name")); /* BAD */
    canvas_put("请选择：select from");
    log_line("update of the list");
}
