/* Finding people by what is typed, and counting them. */
#include "pbtui/ledger/people.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_fields.h"

const char *people_name(struct book *b, struct arena *a, int64_t id)
{
    const char *name = "";
    struct stmt st;
    stmt_open(&st, b->db, SQL("select name from person where id = :id"));
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        name = arena_str(a, stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
    return name;
}

/* Whether somebody else has this name, and when this one was born. */
static bool is_shared(struct book *b, struct arena *a, const char *name,
                      int64_t id, const char **birth)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select (select birth_on from person where id = :id) from"
                  " person where name = :name and id <> :id"
                  " and voided_on is null"));
    stmt_text(&st, ":name", name);
    stmt_int(&st, ":id", id);
    bool shared = stmt_row(&st);
    *birth = shared ? arena_str(a, stmt_col_text(&st, 0)) : "";
    stmt_done(&st, NULL);
    return shared;
}

const char *people_whole_name(struct book *b, struct arena *a, int64_t id)
{
    const char *birth;
    const char *name = people_name(b, a, id);
    return is_shared(b, a, name, id, &birth)
               ? arena_printf(a, "%s #%lld", name, (long long)id)
               : name;
}

const char *people_dated_name(struct book *b, struct arena *a, int64_t id)
{
    const char *birth;
    const char *name = people_name(b, a, id);
    return is_shared(b, a, name, id, &birth) && birth[0] != '\0'
               ? arena_printf(a, "%s（%s）", name, birth)
               : name;
}

/* 张三（1980-02-03） and 张三（1980）: the day, or what is said of it. */
static const char *birth_of(struct arena *a, const char *typed,
                            const char **name)
{
    static const char *const opens[] = {"(", "（"};
    *name = typed;
    for (size_t i = 0; i < ARRAY_LEN(opens); i++) {
        const char *at = strstr(typed, opens[i]);
        const char *birth = at == NULL ? "" : at + strlen(opens[i]);
        size_t n = strspn(birth, "0123456789-");
        if (at != NULL && at > typed && n >= 4) {
            *name = arena_strn(a, typed, (size_t)(at - typed));
            return arena_strn(a, birth, n);
        }
    }
    return "";
}

size_t people_find(struct book *b, struct arena *a, const char *typed,
                   struct person_hit *out, size_t max)
{
    const char *mark = strchr(typed, '#');
    int64_t number = mark != NULL ? strtoll(mark + 1, NULL, 10) : 0;
    const char *name;
    const char *birth = birth_of(a, typed, &name);
    char day[11];
    size_t n = 0;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select t.id, t.name, t.sex, substr(t.birth_on, 1, 7),"
                  " (" GROUP_SQL ") from person t"
                  " where t.voided_on is null"
                  " and (t.id = :number or (py_match(t.name, :typed)"
                  "  and (:birth = '' or t.name = :typed"
                  "  and substr(t.birth_on, 1, length(:birth)) = :birth)))"
                  " order by exists (select 1 from member m"
                  "  where m.person_id = t.id and m.branch_id = :branch"
                  "  and " ON_DAY("m") ") desc, t.ord limit :max"));
    stmt_int(&st, ":number", number);
    stmt_text(&st, ":typed", name);
    stmt_text(&st, ":birth", birth);
    stmt_text(&st, ":day", date_text(b->day, day));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":max", (int64_t)max);
    while (n < max && stmt_row(&st)) {
        out[n].id = stmt_col_int(&st, 0);
        out[n].name = arena_str(a, stmt_col_text(&st, 1));
        const char *sex = codes_name("sex", stmt_col_text(&st, 2));
        const char *born = arena_str(a, stmt_col_text(&st, 3));
        out[n].about =
            arena_printf(a, "%s %s %s", sex, born, stmt_col_text(&st, 4));
        n++;
    }
    stmt_done(&st, NULL);
    return n;
}

bool people_count(struct book *b, struct people_counts *out, struct err *err)
{
    char day[11];
    memset(out, 0, sizeof *out);
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select sum(t.full_on <= :day),"
                  " sum(t.full_on is null or t.full_on > :day),"
                  " sum(exists (" AWAY_SQL ")),"
                  " sum(" IN_TRANSFER_SQL ")"
                  " from person t " JOIN_CURRENT " where t.voided_on is null"));
    stmt_text(&st, ":day", date_text(b->day, day));
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        out->full = (int)stmt_col_int(&st, 0);
        out->probation = (int)stmt_col_int(&st, 1);
        out->away = (int)stmt_col_int(&st, 2);
        out->in_transfer = (int)stmt_col_int(&st, 3);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    stmt_open(&st, b->db,
              SQL("select " CATEGORY_RANK_SQL ", count(*) from person t"
                  " where t.home_id = :branch and t.voided_on is null"
                  " and t.apply_on <= :day and (t.join_on is null"
                  " or t.join_on > :day) group by 1"));
    stmt_text(&st, ":day", date_text(b->day, day));
    stmt_int(&st, ":branch", b->branch);
    while (stmt_row(&st)) {
        int n = (int)stmt_col_int(&st, 1);
        switch (stmt_col_text(&st, 0)[0]) {
        case '3':
            out->candidate = n;
            break;
        case '4':
            out->activist = n;
            break;
        default:
            out->applicant = n;
            break;
        }
    }
    return stmt_done(&st, err);
}
