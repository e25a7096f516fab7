/* A strange statement is asked about three times: by the authorizer, table by
   table, while SQLite reads it; whether it is one that only reads; and, while
   it runs, how much it has done. */
#include "pbtui/store/guest.h"

#include <string.h>

#include "internal.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

/* Steps of SQLite's machine between two looks, and looks until it is stopped:
   a figure of ten years of a hundred branches takes a thousandth of it. */
#define STEPS_A_LOOK 100000
#define LOOKS_MAX    20000

static bool is_closed(const char *table)
{
    static const char *const closed[] = {"pii", "meta", "audit"};
    for (size_t i = 0; i < ARRAY_LEN(closed); i++) {
        if (strcmp(table, closed[i]) == 0) {
            return true;
        }
    }
    return strncmp(table, "search_", 7) == 0;
}

static int authorize(void *ctx, int action, const char *first,
                     const char *second, const char *schema,
                     const char *trigger)
{
    (void)ctx;
    (void)schema;
    (void)trigger;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return strcmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_READ:
        return first == NULL || is_closed(first) ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

static int look(void *ctx)
{
    struct db *db = ctx;
    return ++db->guest_looks > LOOKS_MAX;
}

/* months_on('2025-08-31', 6) is 2026-02-28: months end with the month, which
   date(…, '+6 months') does not know. */
static void months_on(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    (void)n;
    int day;
    char text[11];
    const char *from = (const char *)sqlite3_value_text(args[0]);
    if (from == NULL || !date_read(from, &day)) {
        return; /* null */
    }
    int on = date_add_months(day, sqlite3_value_int(args[1]));
    if (on != DATE_NONE) {
        sqlite3_result_text(ctx, date_text(on, text), -1, SQLITE_TRANSIENT);
    }
}

/* A table-valued function declares its columns when it is first used, and the
   authorizer would take that for a write. */
static void prepare_once(struct db *db)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    if (!db->guest_ready) {
        db->guest_ready = sqlite3_exec(db->raw, "SELECT 1 FROM json_each('[]')",
                                       NULL, NULL, NULL) == SQLITE_OK &&
                          sqlite3_create_function_v2(
                              db->raw, "months_on", 2, flags, NULL, months_on,
                              NULL, NULL, NULL) == SQLITE_OK;
    }
}

void guests_in(struct db *db)
{
    prepare_once(db);
    db->guest_looks = 0;
    sqlite3_set_authorizer(db->raw, authorize, NULL);
    sqlite3_progress_handler(db->raw, STEPS_A_LOOK, look, db);
}

void guests_out(struct db *db)
{
    sqlite3_set_authorizer(db->raw, NULL, NULL);
    sqlite3_progress_handler(db->raw, 0, NULL, NULL);
}

static bool refuse(struct db *db, int rc, struct err *err)
{
    if ((rc & 0xff) == SQLITE_AUTH) {
        return err_set(err, ERR_USAGE, "E-GUEST-001",
                       "查询只能读台账里的记录，不能写，也不能读个人信息、"
                       "审计和设置（%s）；请改成只读的查询。",
                       sqlite3_errmsg(db->raw));
    }
    return err_set(err, ERR_USAGE, "E-GUEST-002",
                   "查询写得不对（%s）；请改正后再用。",
                   sqlite3_errmsg(db->raw));
}

bool guest_open(struct stmt *st, struct db *db, const char *sql,
                struct err *err)
{
    sqlite3_stmt *raw = NULL;
    const char *tail = NULL;
    memset(st, 0, sizeof *st);
    st->db = db;
    db->guest_looks = 0;
    int rc = sqlite3_prepare_v2(db->raw, sql, -1, &raw, &tail);
    if (rc != SQLITE_OK) {
        return refuse(db, rc, err);
    }
    if (raw == NULL || tail[strspn(tail, " \t\r\n;")] != '\0' ||
        !sqlite3_stmt_readonly(raw)) {
        sqlite3_finalize(raw);
        return err_set(err, ERR_USAGE, "E-GUEST-003",
                       "要写正好一条只读的查询（select）；请改正后再用。");
    }
    st->raw = raw;
    return true;
}

bool guest_wants(const struct stmt *st, const char *name)
{
    return sqlite3_bind_parameter_index(st->raw, name) != 0;
}
