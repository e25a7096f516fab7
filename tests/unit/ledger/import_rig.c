/* Tables of tests, read as files are. */
#include "import_rig.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/export_rows.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"

enum { COLS_MAX = 64 };

static const char *with_lines(struct arena *a, const char *s, size_t n)
{
    char *text = arena_strn(a, s, n);
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        bool line = strncmp(from, "\\n", 2) == 0;
        *to++ = line ? '\n' : *from;
        from += line;
    }
    *to = '\0';
    return text;
}

static struct import_cell cell_of(struct arena *a, const char *s, size_t n)
{
    static const struct {
        const char *mark;
        enum import_kind kind;
    } kinds[] = {
        {"n:", IMPORT_NUMBER}, {"d:", IMPORT_DAY}, {"e:", IMPORT_FAULT}};
    struct import_cell c = {.kind = n == 0 ? IMPORT_EMPTY : IMPORT_TEXT};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (n >= 2 && strncmp(s, kinds[i].mark, 2) == 0) {
            c.kind = kinds[i].kind;
            s += 2;
            n -= 2;
            break;
        }
    }
    c.text = with_lines(a, s, n);
    return c;
}

static bool give_row(struct arena *a, const struct import_taker *taker,
                     size_t number, const char *s, size_t n, struct err *err)
{
    struct import_cell cells[COLS_MAX];
    struct import_row row = {.number = number, .cells = cells};
    const char *stop = s + n;
    size_t filled = 0;
    while (row.n < COLS_MAX) {
        const char *end = memchr(s, '|', (size_t)(stop - s));
        size_t len = (size_t)((end == NULL ? stop : end) - s);
        cells[row.n++] = cell_of(a, s, len);
        filled = len > 0 ? row.n : filled;
        if (end == NULL) {
            break;
        }
        s = end + 1;
    }
    row.n = filled;
    return filled == 0 || taker->row(taker->to, &row, err);
}

static bool read_text(void *from, const struct import_taker *taker,
                      struct err *err)
{
    struct import_rig *r = from;
    const char *s = r->text;
    if (++r->reads > 1 && r->changes_on_second) {
        return err_set(err, ERR_IO, "another", "文件变了。");
    }
    if (!taker->merges(taker->to, r->merges, r->n_merges, err)) {
        return false;
    }
    /* As a reader does: a row is only lent. */
    for (size_t number = 1; *s != '\0'; number++) {
        struct arena a = ARENA_INIT;
        size_t n = strcspn(s, "\n");
        bool ok = give_row(&a, taker, number, s, n, err);
        arena_clear(&a);
        if (!ok) {
            return false;
        }
        s += n + (s[n] == '\n');
    }
    return true;
}

void import_rig_open(struct import_rig *r)
{
    memset(r, 0, sizeof *r);
    setenv("XDG_STATE_HOME", unit_tmp(), 1); /* where maps are kept */
    fixture_open(&r->f);
    r->source = (struct import_source){
        .name = "名册.csv", .read = read_text, .from = r, .marks_text = true};
}

void import_rig_close(struct import_rig *r)
{
    fixture_close(&r->f);
    arena_clear(&r->arena);
}

static bool run(struct import_rig *r, const struct ledger *l, const char *text,
                bool save)
{
    r->text = text;
    r->reads = 0;
    r->wish.ledger = l;
    r->wish.source = &r->source;
    r->wish.save = save;
    memset(&r->err, 0, sizeof r->err);
    bool ok = import_run(&r->report, r->f.book, &r->arena, &r->wish, &r->err);
    memset(&r->wish, 0, sizeof r->wish);
    return ok;
}

bool table_look(struct import_rig *r, const struct ledger *l, const char *text)
{
    return run(r, l, text, false);
}

bool table_save(struct import_rig *r, const struct ledger *l, const char *text)
{
    return run(r, l, text, true);
}

const struct import_line *table_line(const struct import_rig *r, size_t row)
{
    for (size_t i = 0; i < r->report.n_lines; i++) {
        if (r->report.lines[i].row == row) {
            return &r->report.lines[i];
        }
    }
    return NULL;
}

const struct import_fault *table_fault(const struct import_rig *r, size_t row,
                                       bool mended)
{
    const struct import_line *l = table_line(r, row);
    for (size_t i = 0; l != NULL && i < l->n_faults; i++) {
        if (l->faults[i].mended == mended && !l->faults[i].warns) {
            return &l->faults[i];
        }
    }
    return NULL;
}

const char *table_reason(const struct import_rig *r, size_t row, bool mended)
{
    const struct import_fault *f = table_fault(r, row, mended);
    return f == NULL ? "" : f->reason;
}

const char *table_code(const struct import_rig *r, size_t row)
{
    const struct import_fault *f = table_fault(r, row, false);
    return f == NULL ? "" : f->code;
}

const char *table_value(struct import_rig *r, const struct ledger *l,
                        int64_t id, const char *column)
{
    struct record rec;
    struct strbuf sb;
    assert_true(record_read(&rec, l, r->f.book, &r->arena, id, NULL));
    sb_init(&sb);
    record_show(&rec, r->f.book, ledger_field(l, column), &sb);
    const char *s = arena_str(&r->arena, sb.s);
    sb_clear(&sb);
    return s;
}

int64_t table_count(struct import_rig *r, const char *sql)
{
    struct stmt st;
    stmt_open(&st, r->f.book->db, sql);
    int64_t n = stmt_row(&st) ? stmt_col_int(&st, 0) : -1;
    assert_true(stmt_done(&st, NULL));
    return n;
}

int64_t table_person(struct import_rig *r, const char *name)
{
    struct stmt st;
    int64_t id = 0;
    stmt_open(&st, r->f.book->db, SQL("select id from person where name = :n"));
    stmt_text(&st, ":n", name);
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    return id;
}

static void dump_rows(struct import_rig *r, const char *table,
                      struct strbuf *out)
{
    struct sql sql;
    struct stmt st;
    sql_init(&sql);
    sql_lit(&sql, SQL("select * from "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL(" order by id"));
    stmt_open_built(&st, r->f.book->db, &sql);
    sb_addf(out, "%s\n", table);
    while (stmt_row(&st)) {
        for (int c = 0; c < stmt_cols(&st); c++) {
            if (strcmp(stmt_col_name(&st, c), "ver") != 0) {
                sb_addf(out, "%s\t", stmt_col_text(&st, c));
            }
        }
        sb_addc(out, '\n');
    }
    assert_true(stmt_done(&st, NULL));
    sql_clear(&sql);
}

struct leaving {
    struct strbuf text;
    size_t n;
};

static bool put_row(void *ctx, const char *const *cells, struct err *err)
{
    struct leaving *x = ctx;
    (void)err;
    for (size_t i = 0; i < x->n; i++) {
        sb_add(&x->text, i > 0 ? "|" : "");
        for (const char *s = cells[i]; *s != '\0'; s++) {
            if (*s == '\n') {
                sb_add(&x->text, "\\n");
            } else {
                sb_addc(&x->text, *s);
            }
        }
    }
    sb_addc(&x->text, '\n');
    return true;
}

const char *table_export(struct import_rig *r, const struct ledger *l)
{
    const struct export_column *columns;
    struct leaving x = {.n = 0};
    struct err err = ERR_INIT;
    struct export_wish wish = {.query = query_of(l, ledger_view(l, "all"))};
    assert_true(
        export_columns(r->f.book, &r->arena, l, false, &columns, &x.n, &err));
    sb_init(&x.text);
    for (size_t i = 0; i < x.n; i++) {
        sb_addf(&x.text, "%s%s", i > 0 ? "|" : "", columns[i].title);
    }
    sb_addc(&x.text, '\n');
    if (!export_each(r->f.book, &wish, put_row, &x, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    const char *text = arena_str(&r->arena, x.text.s);
    sb_clear(&x.text);
    return text;
}

const char *table_dump(struct import_rig *r)
{
    const char *tables[256];
    size_t n = 0;
    struct stmt st;
    struct strbuf out;
    stmt_open(&st, r->f.book->db,
              SQL("select m.name from sqlite_schema m where m.type = 'table'"
                  " and exists (select 1 from pragma_table_info(m.name) c"
                  " where c.name = 'ver') order by m.name"));
    while (stmt_row(&st)) {
        assert_true(n < ARRAY_LEN(tables));
        tables[n++] = arena_str(&r->arena, stmt_col_text(&st, 0));
    }
    assert_true(stmt_done(&st, NULL));
    assert_true(n > 40);
    sb_init(&out);
    for (size_t i = 0; i < n; i++) {
        dump_rows(r, tables[i], &out);
    }
    const char *s = arena_str(&r->arena, out.s);
    sb_clear(&out);
    return s;
}

bool table_notes(const struct import_rig *r, const char *part)
{
    for (size_t i = 0; i < r->report.n_notes; i++) {
        if (strstr(r->report.notes[i], part) != NULL) {
            return true;
        }
    }
    return false;
}
