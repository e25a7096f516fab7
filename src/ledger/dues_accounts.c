/* What posting a slip and posting an entry of a fund have in common. */
#include "pbtui/ledger/dues_accounts.h"

#include <string.h>

#include "accounts_parts.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/utf8.h"

#define REASON_MIN_CHARS 4

bool accounts_refuse(const struct issues *is, struct err *err)
{
    for (size_t i = 0; i < is->n; i++) {
        if (is->list[i].blocks) {
            return err_set(err, ERR_RULE, is->list[i].code, "%s",
                           is->list[i].text);
        }
    }
    return true;
}

bool accounts_reason_is_short(const char *reason)
{
    return reason == NULL ||
           utf8_chars(reason, strlen(reason)) < REASON_MIN_CHARS;
}

int accounts_year(int day)
{
    int year;
    int month;
    int mday;
    date_split(day, &year, &month, &mday);
    return year;
}

bool accounts_reversed_by(struct book *b, const char *sql, int64_t id,
                          char out[16], struct err *err)
{
    struct stmt st;
    out[0] = '\0';
    stmt_open(&st, b->db, sql);
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        number_text((int)stmt_col_int(&st, 0), stmt_col_int(&st, 1), out);
    }
    return stmt_done(&st, err);
}

const char *accounts_number(const struct record *r, int year, int no,
                            char out[16])
{
    return number_text((int)record_int(r, year), record_int(r, no), out);
}
