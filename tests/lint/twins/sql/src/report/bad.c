/* A report that goes to the tables itself. */
void bad(void)
{
    stmt_open(st, db, SQL("SELECT name FROM person")); /* BAD */
    canvas_put("请选择：SELECT ");
}
