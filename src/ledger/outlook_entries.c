/* What is due in the small registers: problems, measures, tasks, promises,
   responsibilities to be signed.  A few are named, the rest is counted.

   Reading the registers' files takes longer than all the rest of a first
   screen.  So a line on each register that has due days is laid down in the
   ledger when its table is made:

     due_on done_on title owner_id! = 问题

   the columns of the day by which and of the day when it was done, the columns
   that name a record (! a person's), what it is called.  All of them are asked
   in one statement, each table through its index of what is not done; then the
   few that are named, one by one.

   What is restricted is not told. */
#include "outlook_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define NAMED_MAX  5
#define LOOKED_MAX 10000 /* of all tables */
#define TABLES_MAX 200   /* SQLite takes 500 of them in one statement */
#define PERSON     '!'
#define NOUN       " = "

/* ---- laid down ---------------------------------------------------------- */

static bool is_word(const struct field *f)
{
    return f->kind->stored == VALUE_TEXT && f->kind != &field_choice;
}

const char *outlook_told(const struct small_register *reg, struct arena *a)
{
    const struct field *fields = reg->ledger.fields;
    if (reg->due < 0 || reg->restricted) {
        return NULL;
    }
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s %s", fields[reg->due].column, fields[reg->done].column);
    for (size_t i = 0; reg->label[i] >= 0; i++) {
        const struct field *f = &fields[reg->label[i]];
        if (f->kind == &field_person) {
            sb_addf(&sb, " %s%c", f->column, PERSON);
        } else if (reg->label[i] != reg->day && is_word(f)) {
            sb_addf(&sb, " %s", f->column);
        }
    }
    sb_addf(&sb, "%s%s", NOUN, reg->ledger.noun);
    const char *told = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return told;
}

/* ---- asked -------------------------------------------------------------- */

struct told {
    const char *table;
    const char *noun;
    char *words; /* the columns, cut while they are read: then those of names */
};

/* The next word of the line, which it cuts; "" behind the last. */
static char *next_word(char **line)
{
    char *word = *line;
    size_t n = strcspn(word, " ");
    *line = word + n + (word[n] == ' ');
    word[n] = '\0';
    return word;
}

static bool read_told(struct outlook_work *w, struct told *list, size_t *n,
                      struct err *err)
{
    struct stmt st;
    *n = 0;
    stmt_open(&st, w->book->db,
              SQL("select substr(key, 5), value from meta"
                  " where key between 'due:' and 'due:~' order by key"));
    while (*n < TABLES_MAX && stmt_row(&st)) {
        char *words = arena_str(w->arena, stmt_col_text(&st, 1));
        char *noun = strstr(words, NOUN);
        if (noun != NULL) {
            *noun = '\0';
            list[(*n)++] =
                (struct told){arena_str(w->arena, stmt_col_text(&st, 0)),
                              noun + strlen(NOUN), words};
        }
    }
    return stmt_done(&st, err);
}

/* Without the names: a subquery in each would cost more than all the rest. */
static void put_table(struct sql *sql, struct told *t)
{
    const char *due = next_word(&t->words);
    const char *done = next_word(&t->words);
    sql_lit(sql, SQL("select '"));
    sql_name(sql, t->table);
    sql_lit(sql, SQL("', id, "));
    sql_name(sql, due);
    sql_lit(sql, SQL(" from "));
    sql_name(sql, t->table);
    sql_lit(sql, SQL(" where branch_id = :branch and "));
    sql_name(sql, done);
    sql_lit(sql, SQL(" is null and voided_on is null and "));
    sql_name(sql, due);
    sql_lit(sql, SQL(" <= :soon"));
}

static const struct told *told_of(const struct told *list, const char *table)
{
    while (strcmp(list->table, table) != 0) {
        list++;
    }
    return list;
}

/* The soonest of all, to be named; the rest is counted. */
static bool read_soonest(struct outlook_work *w, struct told *list, size_t n,
                         int *more, struct err *err)
{
    struct sql sql;
    struct stmt st;
    char soon[11];
    sql_init(&sql);
    for (size_t i = 0; i < n; i++) {
        sql_lit(&sql, i > 0 ? SQL(" union all ") : SQL(""));
        put_table(&sql, &list[i]);
    }
    sql_lit(&sql, SQL(" order by 3 limit :max"));
    stmt_open_built(&st, w->book->db, &sql);
    stmt_int(&st, ":branch", w->book->branch);
    stmt_text(&st, ":soon", date_text(w->book->day + SOON_DAYS, soon));
    stmt_int(&st, ":max", LOOKED_MAX);
    for (int i = 0; stmt_row(&st); i++) {
        if (i >= NAMED_MAX) {
            (*more)++;
            continue;
        }
        const struct told *t = told_of(list, stmt_col_text(&st, 0));
        int day = outlook_day(&st, 2);
        outlook_add(w, (struct due){.kind = DUE_ENTRY,
                                    .id = stmt_col_int(&st, 1),
                                    .day = day,
                                    .urgent = day < w->book->day,
                                    .about = t->table + strlen("r_"),
                                    .what = t->noun});
    }
    bool ok = stmt_done(&st, err);
    sql_clear(&sql);
    return ok;
}

/* ---- named -------------------------------------------------------------- */

/* Its words, one behind the other. */
static void put_name(struct sql *sql, char *words)
{
    sql_lit(sql, SQL("select trim(''"));
    while (words[0] != '\0') {
        char *word = next_word(&words);
        size_t n = strlen(word);
        bool person = n > 0 && word[n - 1] == PERSON;
        word[n - person] = '\0';
        sql_lit(sql, SQL(" || ' ' || coalesce("));
        sql_lit(sql, person ? SQL("(select name from person where id = t.")
                            : SQL("t."));
        sql_name(sql, word);
        sql_lit(sql, person ? SQL("), '')") : SQL(", '')"));
    }
    sql_lit(sql, SQL(")"));
}

static bool give_name(struct outlook_work *w, const struct told *t,
                      struct due *due, struct err *err)
{
    struct sql sql;
    struct stmt st;
    sql_init(&sql);
    put_name(&sql, arena_str(w->arena, t->words));
    sql_lit(&sql, SQL(" from "));
    sql_name(&sql, t->table);
    sql_lit(&sql, SQL(" t where t.id = :id"));
    stmt_open_built(&st, w->book->db, &sql);
    stmt_int(&st, ":id", due->id);
    due->name = stmt_row(&st) ? arena_str(w->arena, stmt_col_text(&st, 0)) : "";
    bool ok = stmt_done(&st, err);
    sql_clear(&sql);
    return ok;
}

bool outlook_entries(struct outlook_work *w, struct outlook *out,
                     struct err *err)
{
    struct told *list = arena_array(w->arena, TABLES_MAX, sizeof *list);
    size_t n;
    size_t first = w->n;
    if (!read_told(w, list, &n, err)) {
        return false;
    }
    bool ok = n == 0 || read_soonest(w, list, n, &out->more_entries, err);
    for (size_t i = first; ok && i < w->n; i++) {
        const char *table = arena_printf(w->arena, "r_%s", w->due[i].about);
        ok = give_name(w, told_of(list, table), &w->due[i], err);
    }
    return ok;
}
