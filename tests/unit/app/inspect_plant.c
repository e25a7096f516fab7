/* Statements run as they stand, past the doors. */
#include "inspect_seeds.h"

#include "sample_ground.h"
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"

#include <string.h>

static void run(struct ground *g, const char *sql)
{
    struct stmt st;
    struct err err = ERR_INIT;
    stmt_open(&st, g->book->db, sql);
    while (stmt_row(&st)) {
    }
    if (!stmt_done(&st, &err)) {
        fail_msg("%s: %s %s", sql, err.text, err.detail);
    }
}

void seeds_plant(struct ground *g, const char *sql)
{
    while (*sql != '\0') {
        const char *end = strstr(sql, ";\n");
        size_t n = end == NULL ? strlen(sql) : (size_t)(end - sql);
        run(g, arena_strn(&g->arena, sql, n));
        sql += n + (end != NULL ? 2 : 0);
    }
}

void seeds_drop_triggers(struct ground *g)
{
    struct stmt st;
    const char *names[128];
    size_t n = 0;
    stmt_open(&st, g->book->db,
              SQL("select name from sqlite_master where type = 'trigger'"));
    while (stmt_row(&st) && n < ARRAY_LEN(names)) {
        names[n++] = arena_str(&g->arena, stmt_col_text(&st, 0));
    }
    assert_true(stmt_done(&st, NULL) && n > 0);
    for (size_t i = 0; i < n; i++) {
        run(g, arena_printf(&g->arena, "drop trigger %s", names[i]));
    }
}
