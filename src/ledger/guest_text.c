/* Braces with two names and a dot between are replaced; others are the query's
   own. */
#include "pbtui/ledger/guest_text.h"

#include <string.h>

#include "pbtui/ledger/register.h"
#include "pbtui/ledger/registry.h"

#define OPENS      "{"[0]
#define CLOSES     "}"[0]
#define NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789_"

/* Length of {book.field} at s, braces included; 0: it is none. */
static size_t hole_at(const char *s)
{
    size_t book = strspn(s + 1, NAME_CHARS);
    if (book == 0 || s[1 + book] != '.') {
        return 0;
    }
    size_t field = strspn(s + 2 + book, NAME_CHARS);
    return field > 0 && s[2 + book + field] == CLOSES ? book + field + 3 : 0;
}

/* The expression of book.field; NULL after an error. */
static const char *worked_out(struct book *b, struct arena *a, const char *name,
                              struct err *err)
{
    size_t n = strcspn(name, ".");
    const struct ledger *l = registry_find(b, arena_strn(a, name, n));
    int at = l == NULL || register_of(l) == NULL
                 ? -1
                 : ledger_field(l, name + n + 1);
    if (at < 0 || (l->fields[at].flags & FIELD_COMPUTED) == 0) {
        err_set(err, ERR_USAGE, "E-GUEST-004",
                "查询要用 {%s}，台账里没有这个算出来的项目；请核对台账和查询的"
                "写法。",
                name);
        return NULL;
    }
    return l->fields[at].sql;
}

bool guest_text(struct book *b, struct arena *a, const char *sql,
                const char **out, struct err *err)
{
    struct strbuf sb;
    bool ok = true;
    sb_init(&sb);
    while (ok && *sql != '\0') {
        size_t n = *sql == OPENS ? hole_at(sql) : 0;
        if (n == 0) {
            n = 1 + strcspn(sql + 1, "{");
            sb_addn(&sb, sql, n);
        } else {
            const char *put =
                worked_out(b, a, arena_strn(a, sql + 1, n - 2), err);
            ok = put != NULL;
            sb_addf(&sb, "(%s)", ok ? put : "");
        }
        sql += n;
    }
    *out = arena_str(a, sb.s);
    sb_clear(&sb);
    return ok;
}
