/* SQL put together from literals and names: see stmt.h.  A name that is not
   made of a-z, 0-9 and _ marks the whole text as bad, and stmt_open_built
   refuses it: the error then comes out at the one place callers look at. */
#include "pbtui/store/stmt.h"

static bool is_name(const char *s)
{
    if (*s < 'a' || *s > 'z') {
        return false;
    }
    for (; *s != '\0'; s++) {
        bool ok =
            (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || *s == '_';
        if (!ok) {
            return false;
        }
    }
    return true;
}

void sql_init(struct sql *sql)
{
    sb_init(&sql->text);
    sql->bad = false;
}

void sql_clear(struct sql *sql)
{
    sb_clear(&sql->text);
}

void sql_lit(struct sql *sql, const char *literal)
{
    sb_add(&sql->text, literal);
}

void sql_name(struct sql *sql, const char *name)
{
    if (!is_name(name)) {
        sql->bad = true;
        return;
    }
    sb_add(&sql->text, name);
}
