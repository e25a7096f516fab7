/* Forms: the columns of a list of cells → names kept, statements put together.
   Names have been looked up in the schema by then (rowio.c). */
#include "rowio_form.h"

#include <string.h>

/* Both are no cells of a change. */
static bool is_given_by_itself(const char *column)
{
    return strcmp(column, "id") == 0 || strcmp(column, "ver") == 0;
}

struct rowio_form *rowio_form_new(struct arena *a, const struct image *cells,
                                  const struct image *row)
{
    struct rowio_form *f = arena_alloc(a, sizeof *f);
    f->n = cells->n;
    f->columns = arena_array(a, f->n, sizeof *f->columns);
    f->params = arena_array(a, f->n, sizeof *f->params);
    f->now = arena_array(a, f->n, sizeof(const struct image_value *));
    for (size_t i = 0; i < f->n; i++) {
        const char *name = arena_str(a, cells->cols[i].name);
        f->columns[i] = name;
        f->now[i] = image_find(row, name);
        f->params[i] =
            is_given_by_itself(name) ? NULL : arena_printf(a, ":%s", name);
    }
    return f;
}

void rowio_form_clear(struct rowio_form *f)
{
    for (size_t i = 0; i < WRITINGS; i++) {
        sql_clear(&f->sql[i]);
    }
}

bool rowio_form_fits(const struct rowio_form *f, const struct image *cells)
{
    if (f->n != cells->n) {
        return false;
    }
    for (size_t i = 0; i < f->n; i++) {
        const char *name = cells->cols[i].name;
        if (f->columns[i] != name && strcmp(f->columns[i], name) != 0) {
            return false;
        }
    }
    return true;
}

/* ---- statements --------------------------------------------------------- */

/* Each column as `before name`, or `before name = :name` for an update. */
static void add_columns(struct sql *sql, const struct rowio_form *f,
                        const char *before, bool assign)
{
    for (size_t i = 0; i < f->n; i++) {
        if (f->params[i] == NULL) {
            continue;
        }
        sql_lit(sql, before);
        sql_name(sql, f->columns[i]);
        if (assign) {
            sql_lit(sql, SQL(" = :"));
            sql_name(sql, f->columns[i]);
        }
    }
}

static void make_sql(struct sql *sql, const char *table,
                     const struct rowio_form *f, enum writing how)
{
    sql_init(sql);
    switch (how) {
    case WRITE_INSERT:
        sql_lit(sql, SQL("insert into "));
        sql_name(sql, table);
        sql_lit(sql, SQL(" (id, ver"));
        add_columns(sql, f, SQL(", "), false);
        sql_lit(sql, SQL(") values (:id, :ver"));
        add_columns(sql, f, SQL(", :"), false);
        sql_lit(sql, SQL(")"));
        return;
    case WRITE_UPDATE:
        sql_lit(sql, SQL("update "));
        sql_name(sql, table);
        sql_lit(sql, SQL(" set ver = ver + 1"));
        add_columns(sql, f, SQL(", "), true);
        break;
    case WRITE_DELETE:
    case WRITINGS:
        sql_lit(sql, SQL("delete from "));
        sql_name(sql, table);
        break;
    }
    sql_lit(sql, SQL(" where id = :id and ver = :ver"));
}

const struct sql *rowio_form_sql(struct rowio_form *f, const char *table,
                                 enum writing how)
{
    struct sql *sql = &f->sql[how];
    if (sql->text.s == NULL) {
        make_sql(sql, table, f, how);
    }
    return sql;
}
