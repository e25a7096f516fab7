/* Export → import into a new ledger → export: the same, for every book that
   takes imports, of the sample branch and of random records beside it.

   Books go in the order in which they need each other: a record's people and
   links must be there.  What takes no imports must say so. */
#include "figures_crowd.h"
#include "inspect_seeds.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/export_rows.h"
#include "pbtui/ledger/import.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#include <string.h>

enum { BOOKS_MAX = 256 };

/* A book as it left: cells of rows, the head first. */
struct sheet {
    struct arena *arena;
    const struct export_column *columns;
    size_t n_columns;
    const char ***rows;
    size_t n, cap;
    bool typed; /* as an xlsx would have it, with numbers and days */
};

static bool keep_row(void *ctx, const char *const *cells, struct err *err)
{
    struct sheet *s = ctx;
    (void)err;
    const char **row = arena_array(s->arena, s->n_columns, sizeof *row);
    for (size_t i = 0; i < s->n_columns; i++) {
        row[i] = arena_str(s->arena, cells[i]);
    }
    MEM_PUSH(s->rows, s->n, s->cap);
    s->rows[s->n++] = row;
    return true;
}

static void sheet_fill(struct sheet *s, struct book *b, struct arena *a,
                       const struct ledger *l)
{
    struct err err = ERR_INIT;
    const struct ledger_view *all = ledger_view(l, "all");
    const struct export_wish wish = {.query = query_of(l, all),
                                     .reveal = "来回核对"};
    *s = (struct sheet){.arena = a};
    assert_true(
        export_columns(b, a, l, false, &s->columns, &s->n_columns, &err));
    if (!tx_begin(b->db, TX_WRITE, &err) ||
        !export_each(b, &wish, keep_row, s, &err) || !tx_commit(b->db, &err)) {
        fail_msg("%s: %s %s %s", l->name, err.code, err.text, err.detail);
    }
}

/* ---- as a file ------------------------------------------------------------
 */

static enum import_kind kind_of(const struct sheet *s, size_t column,
                                const char *text)
{
    if (text[0] == '\0') {
        return IMPORT_EMPTY;
    }
    switch (s->typed ? s->columns[column].kind : EXPORT_TEXT) {
    case EXPORT_NUMBER:
    case EXPORT_MONEY:
        return IMPORT_NUMBER;
    case EXPORT_DAY:
        return IMPORT_DAY;
    case EXPORT_TEXT:
        break;
    }
    return IMPORT_TEXT;
}

static bool hand_row(const struct sheet *s, const struct import_taker *taker,
                     size_t number, const char *const *texts, struct err *err)
{
    struct import_cell cells[BOOKS_MAX];
    assert_true(s->n_columns <= BOOKS_MAX);
    for (size_t i = 0; i < s->n_columns; i++) {
        bool head = number == 1;
        cells[i] = (struct import_cell){.kind = head ? IMPORT_TEXT
                                                     : kind_of(s, i, texts[i]),
                                        .text = texts[i]};
    }
    const struct import_row row = {
        .number = number, .cells = cells, .n = s->n_columns};
    return taker->row(taker->to, &row, err);
}

static bool read_sheet(void *from, const struct import_taker *taker,
                       struct err *err)
{
    const struct sheet *s = from;
    const char *heads[BOOKS_MAX];
    for (size_t i = 0; i < s->n_columns; i++) {
        heads[i] = s->columns[i].title;
    }
    if (!taker->merges(taker->to, NULL, 0, err) ||
        !hand_row(s, taker, 1, heads, err)) {
        return false;
    }
    for (size_t i = 0; i < s->n; i++) {
        if (!hand_row(s, taker, i + 2, s->rows[i], err)) {
            return false;
        }
    }
    return true;
}

/* ---- there and back -------------------------------------------------------
 */

struct trip {
    struct ground here;
    struct session there;
    struct arena arena;
    const struct ledger *books[BOOKS_MAX];
    bool done[BOOKS_MAX];
    struct sheet left[BOOKS_MAX];
    size_t n, wrong, rows, taken;
};

/* What belongs to another branch does not go with this one. */
static void leave_others(struct ground *g)
{
    static const char sql[] =
        "update member set voided_on = '2026-11-20' where branch_id <> 1;\n"
        "update person set voided_on = '2026-11-20' where voided_on is null"
        " and not exists (select 1 from member m where m.person_id = person.id"
        " and m.branch_id = 1) and coalesce(home_id, 1) <> 1;\n"
        "update person set voided_on = '2026-11-20' where join_on is not null"
        " and not exists (select 1 from member m where m.person_id = person.id"
        " and m.branch_id = 1);\n"
        "update attend set voided_on = '2026-11-20' where event_id in"
        " (select id from event where branch_id <> 1);\n"
        "update post set voided_on = '2026-11-20' where branch_id <> 1";
    seeds_drop_triggers(g);
    seeds_plant(g, sql);
}

static void trip_begin(struct trip *t)
{
    struct err err = ERR_INIT;
    struct org_first first = {.committee = true};
    const struct ledger *l;
    memset(t, 0, sizeof *t);
    ground_open(&t->here);
    leave_others(&t->here);
    const struct org_branch branch = org_current(t->here.book, &t->arena);
    first.name = branch.name;
    first.founded = branch.founded;
    if (!session_create(&t->there, NULL, "测试", &first, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    while ((l = registry_at(&t->there.book, t->n)) != NULL) {
        assert_true(t->n < BOOKS_MAX);
        t->books[t->n++] = l;
    }
}

static void trip_end(struct trip *t)
{
    session_close(&t->there);
    ground_close(&t->here);
    arena_clear(&t->arena);
}

static bool is_done(const struct trip *t, const char *book)
{
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->books[i]->name, book) == 0) {
            return t->done[i];
        }
    }
    return true;
}

/* Who has to come to a meeting, and who has to pay, follows from these. */
static bool has_people(const struct trip *t, const struct ledger *l)
{
    static const char *const first[] = {"membership", "placement", "posts",
                                        "away",       "rights",    "terms"};
    static const char *const after[] = {"events", "assessments", "pipeline"};
    bool waits = false;
    for (size_t i = 0; i < ARRAY_LEN(after); i++) {
        waits = waits || strcmp(l->name, after[i]) == 0;
    }
    for (size_t i = 0; waits && i < ARRAY_LEN(first); i++) {
        if (!is_done(t, first[i])) {
            return false;
        }
    }
    return true;
}

/* All that its records point to has gone over already. */
static bool is_ready(const struct trip *t, const struct ledger *l)
{
    if (!has_people(t, l)) {
        return false;
    }
    for (size_t i = 0; i < l->n_fields; i++) {
        const struct field *f = &l->fields[i];
        const char *of = f->kind == &field_person ? "roster"
                         : f->kind == &field_link ? f->of
                                                  : NULL;
        for (size_t k = 0; of != NULL && k < t->n; k++) {
            if (strcmp(t->books[k]->name, of) == 0 && t->books[k] != l &&
                !t->done[k]) {
                return false;
            }
        }
    }
    return true;
}

static void tell_refusal(struct trip *t, const struct ledger *l,
                         const struct import_report *r, const struct err *err)
{
    print_error("%s: %s %s\n", l->name, err->code, err->text);
    for (size_t i = 0; i < r->n_lines && i < 3; i++) {
        const struct import_line *x = &r->lines[i];
        for (size_t k = 0; k < x->n_faults; k++) {
            print_error("  %zu %s “%s” %s\n", x->row, x->faults[k].head,
                        x->faults[k].value, x->faults[k].reason);
        }
    }
    t->wrong++;
}

static bool same_rows(const struct sheet *a, const struct sheet *b, size_t *row,
                      size_t *column)
{
    for (*row = 0; *row < a->n && *row < b->n; (*row)++) {
        for (*column = 0; *column < a->n_columns; (*column)++) {
            if (strcmp(a->rows[*row][*column], b->rows[*row][*column]) != 0) {
                return false;
            }
        }
    }
    return a->n == b->n;
}

static void compare(struct trip *t, const struct ledger *l,
                    const struct sheet *left, const struct sheet *back)
{
    size_t row, column;
    if (same_rows(left, back, &row, &column)) {
        return;
    }
    t->wrong++;
    if (left->n != back->n) {
        print_error("%s: %zu rows left, %zu came back\n", l->name, left->n,
                    back->n);
    } else {
        print_error("%s row %zu %s: “%s” came back as “%s”\n", l->name, row + 1,
                    left->columns[column].title, left->rows[row][column],
                    back->rows[row][column]);
    }
}

/* Money goes into a month that is being collected, which a new ledger has not
   opened: there the rows are refused with that sentence, and here they are what
   is in the books already. */
static const char *const asks_for_a_month = "payments";

/* What was taken back stands there as an amount below zero, which is never
   typed; it is made by reversing. */
static size_t count_reversals(const struct sheet *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        bool below = false;
        for (size_t c = 0; c < s->n_columns; c++) {
            below = below || (s->columns[c].kind == EXPORT_MONEY &&
                              s->rows[i][c][0] == '-');
        }
        n += below;
    }
    return n;
}

static void run_import(struct trip *t, struct book *b, size_t i,
                       const char *refusal)
{
    struct err err = ERR_INIT;
    struct import_report report = {.rows = 0};
    const struct import_source source = {
        .name = t->books[i]->name, .read = read_sheet, .from = &t->left[i]};
    const struct import_wish wish = {.ledger = t->books[i],
                                     .source = &source,
                                     .take_all = true,
                                     .save = true,
                                     .skip_bad = b == t->here.book,
                                     .reason = "来回核对"};
    bool ok = import_run(&report, b, &t->arena, &wish, &err);
    if (ok != (refusal == NULL) || (!ok && strstr(err.text, refusal) == NULL)) {
        tell_refusal(t, t->books[i], &report, &err);
    }
    const size_t known =
        report.counts[IMPORT_FATE_SAME] + count_reversals(&t->left[i]);
    if (b == t->here.book && known != t->left[i].n) {
        print_error("%s: %zu of %zu rows are known here\n", t->books[i]->name,
                    report.counts[IMPORT_FATE_SAME], t->left[i].n);
        t->wrong++;
    }
}

static void take_over(struct trip *t, size_t i, bool typed)
{
    struct sheet *left = &t->left[i];
    sheet_fill(left, t->here.book, &t->arena, t->books[i]);
    left->typed = typed;
    t->done[i] = true;
    if (left->n == 0) {
        return;
    }
    if (strcmp(t->books[i]->name, asks_for_a_month) == 0) {
        run_import(t, &t->there.book, i, "请先启动一个月的收缴");
        run_import(t, t->here.book, i, NULL);
        mem_free(left->rows);
        *left = (struct sheet){.arena = NULL};
        return;
    }
    run_import(t, &t->there.book, i, NULL);
    t->rows += left->n;
    t->taken++;
}

/* When all are over: some books show what others hold. */
static void compare_all(struct trip *t)
{
    for (size_t i = 0; i < t->n; i++) {
        if (t->left[i].n > 0) {
            struct sheet back;
            sheet_fill(&back, &t->there.book, &t->arena, t->books[i]);
            compare(t, t->books[i], &t->left[i], &back);
            mem_free(back.rows);
        }
        mem_free(t->left[i].rows);
    }
}

static void take_all_over(struct trip *t, bool typed)
{
    bool moved = true;
    while (moved) {
        moved = false;
        for (size_t i = 0; i < t->n; i++) {
            if (t->done[i] || !is_ready(t, t->books[i])) {
                continue;
            }
            moved = true;
            if (import_refusal(&t->there.book, t->books[i]) != NULL) {
                t->done[i] = true;
            } else {
                take_over(t, i, typed);
            }
        }
    }
    for (size_t i = 0; i < t->n; i++) {
        assert_true(t->done[i]);
    }
}

static void there_and_back(bool typed, size_t each)
{
    struct trip t;
    trip_begin(&t);
    if (each > 0) {
        struct crowd c = {.ground = &t.here, .stream = unit_seed()};
        crowd_records(&c, each);
        assert_true(c.n_saved > 100);
    }
    take_all_over(&t, typed);
    compare_all(&t);
    print_message("%zu books, %zu rows\n", t.taken, t.rows);
    assert_int_equal(t.wrong, 0);
    assert_true(t.taken > 60);
    trip_end(&t);
}

TEST(sheets_of_the_sample_come_back_as_they_left)
{
    there_and_back(false, 0);
}

TEST(sheets_with_numbers_and_days_come_back_as_they_left)
{
    there_and_back(true, 0);
}

PROPERTY(sheets_of_random_records_come_back_as_they_left)
{
    there_and_back(true, 6);
}
