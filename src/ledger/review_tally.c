/* A review while it is filled in: its roster, what is typed.

   The lines come from the roster of the review's day: full members are graded,
   probationary members take part only.  What it comes to is review_sums.c. */
#include "review_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- the roster ------------------------------------------------------- */

static bool is_full(struct review *r, int64_t person, int day, bool *full,
                    struct err *err)
{
    char text[11];
    struct stmt st;
    stmt_open(&st, r->book->db,
              SQL("select 1 from person where id = :id and full_on <= :day"));
    stmt_int(&st, ":id", person);
    stmt_text(&st, ":day", date_text(day, text));
    *full = stmt_row(&st);
    return stmt_done(&st, err);
}

static struct review_row row_new(struct review *r, const char *name,
                                 int64_t person)
{
    struct review_row row = {
        .now = record_new(&ledger_review_line, r->book, r->arena),
        .name = name,
    };
    record_set_int(&row.now, REVIEW_LINE_REVIEW, r->now.id);
    record_set_int(&row.now, REVIEW_LINE_PERSON, person);
    return row;
}

static const struct review_row *row_of(const struct review *r, int64_t person)
{
    for (size_t i = 0; i < r->n; i++) {
        if (record_int(&r->rows[i].now, REVIEW_LINE_PERSON) == person) {
            return &r->rows[i];
        }
    }
    return NULL;
}

/* One who is not graded has no ballots, but a word for it. */
static void set_graded(struct review_row *row, bool graded)
{
    bool was = record_int(&row->now, REVIEW_LINE_GRADED) != 0;
    bool none = strcmp(record_text(&row->now, REVIEW_LINE_GRADE),
                       REVIEW_NONE_CODE) == 0;
    record_set_int(&row->now, REVIEW_LINE_GRADED, graded);
    if (!graded) {
        record_set_text(&row->now, REVIEW_LINE_GRADE, REVIEW_NONE_CODE);
        record_set_null(&row->now, REVIEW_LINE_SPOILED);
        for (size_t i = 0; i < REVIEW_BALLOTS; i++) {
            record_set_null(&row->now, REVIEW_LINE_BEST + (int)i);
        }
    } else if (!was && none) {
        record_set_null(&row->now, REVIEW_LINE_GRADE);
    }
}

static bool add_row(struct review *r, struct review_row *rows, size_t *n,
                    const struct body_person *who, int day, struct err *err)
{
    bool full;
    if (!is_full(r, who->id, day, &full, err)) {
        return false;
    }
    const struct review_row *old = row_of(r, who->id);
    struct review_row row = old != NULL ? *old : row_new(r, who->name, who->id);
    row.gone = false;
    record_set_int(&row.now, REVIEW_LINE_ORD, (int64_t)*n + 1);
    set_graded(&row, full);
    if (old == NULL) {
        row.was = record_copy(&row.now, r->arena);
    }
    rows[(*n)++] = row;
    return true;
}

/* Saved lines of people who were not there that day are taken out; others are
   forgotten. */
static void keep_gone(const struct review *r, struct review_row *rows,
                      size_t *n, size_t n_here)
{
    for (size_t i = 0; i < r->n; i++) {
        int64_t person = record_int(&r->rows[i].now, REVIEW_LINE_PERSON);
        bool here = r->rows[i].now.id == 0;
        for (size_t k = 0; k < n_here && !here; k++) {
            here = record_int(&rows[k].now, REVIEW_LINE_PERSON) == person;
        }
        if (!here) {
            rows[*n] = r->rows[i];
            rows[(*n)++].gone = true;
        }
    }
}

/* A count, and those behind it that said the same: 应参加 → 实参加 → 发出 →
   收回. */
static void set_count(struct record *head, int field, int64_t n)
{
    bool fresh = record_is_null(head, field);
    int64_t before = record_int(head, field);
    record_set_int(head, field, n);
    if (field < REVIEW_RETURNED &&
        (record_is_null(head, field + 1) ||
         (!fresh && record_int(head, field + 1) == before))) {
        set_count(head, field + 1, n);
    }
}

bool review_follow(struct review *r, struct err *err)
{
    const struct kind *kind = kinds_by_code(book_kinds(r->book), "review");
    int day = record_day(&r->now, REVIEW_ON);
    struct body_person *list;
    size_t n_list;
    if (day == DATE_NONE) {
        return true;
    }
    if (!body_on(r->book, r->arena, kind, record_int(&r->now, REVIEW_BRANCH), 0,
                 day, &list, &n_list, err)) {
        return false;
    }
    struct review_row *rows =
        arena_array(r->arena, n_list + r->n + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < n_list; i++) {
        if (!list[i].out && !add_row(r, rows, &n, &list[i], day, err)) {
            return false;
        }
    }
    set_count(&r->now, REVIEW_DUE, (int64_t)n);
    keep_gone(r, rows, &n, n);
    r->rows = rows;
    r->n = n;
    return true;
}

/* ---- opening ---------------------------------------------------------- */

bool review_new(struct review *r, struct book *b, struct arena *a,
                struct err *err)
{
    *r = (struct review){.book = b, .arena = a};
    r->now = record_new(&ledger_review, b, a);
    if (!review_follow(r, err)) {
        return false;
    }
    r->was = record_copy(&r->now, a);
    return true;
}

static bool read_rows(struct review *r, struct err *err)
{
    struct stmt st;
    size_t n = 0;
    size_t cap = 0;
    int64_t *ids = NULL;
    stmt_open(&st, r->book->db,
              SQL("select id from review_line where review_id = :review"
                  " and voided_on is null order by ord, id"));
    stmt_int(&st, ":review", r->now.id);
    while (stmt_row(&st)) {
        MEM_PUSH(ids, n, cap);
        ids[n++] = stmt_col_int(&st, 0);
    }
    bool ok = stmt_done(&st, err);
    r->rows = arena_array(r->arena, n + 1, sizeof *r->rows);
    for (size_t i = 0; ok && i < n; i++) {
        struct review_row *row = &r->rows[i];
        ok = record_read(&row->now, &ledger_review_line, r->book, r->arena,
                         ids[i], err);
        if (ok) {
            row->was = record_copy(&row->now, r->arena);
            row->name = people_name(r->book, r->arena,
                                    record_int(&row->now, REVIEW_LINE_PERSON));
            r->n++;
        }
    }
    mem_free(ids);
    return ok;
}

bool review_read(struct review *r, struct book *b, struct arena *a, int64_t id,
                 struct err *err)
{
    *r = (struct review){.book = b, .arena = a};
    if (!record_read(&r->now, &ledger_review, b, a, id, err) ||
        !read_rows(r, err)) {
        return false;
    }
    r->was = record_copy(&r->now, a);
    return true;
}

/* ---- typing ----------------------------------------------------------- */

static bool refuse_negative(const struct record *rec, int field,
                            struct err *err)
{
    return err_set(err, ERR_RULE, "E-REVIEW-020", "%s不能是负数，请核对。",
                   rec->ledger->fields[field].label);
}

bool review_put(struct review *r, int field, const char *typed, struct err *err)
{
    struct record now = record_copy(&r->now, r->arena);
    if (!record_type(&now, r->book, r->arena, field, typed, err)) {
        return false;
    }
    if (field >= REVIEW_DUE && field <= REVIEW_RETURNED &&
        !record_is_null(&now, field)) {
        int64_t n = record_int(&now, field);
        if (n < 0) {
            return refuse_negative(&now, field, err);
        }
        set_count(&r->now, field, n);
        return true;
    }
    bool moved = field == REVIEW_ON &&
                 !value_same(&now.values[REVIEW_ON], &r->now.values[REVIEW_ON]);
    r->now = now;
    return !moved || review_follow(r, err);
}

int64_t review_ballots(const struct record *line, size_t *n_known)
{
    int64_t sum = 0;
    *n_known = 0;
    for (size_t i = 0; i < REVIEW_BALLOTS; i++) {
        sum += record_int(line, REVIEW_LINE_BEST + (int)i);
        *n_known += !record_is_null(line, REVIEW_LINE_BEST + (int)i);
    }
    return sum;
}

/* All ballots are accounted for: what is still empty got none. */
static void fill_noughts(struct review *r, size_t i)
{
    struct record *line = &r->rows[i].now;
    size_t known;
    if (review_ballots(line, &known) != review_valid(r, i) || known == 0) {
        return;
    }
    for (size_t k = 0; k < REVIEW_BALLOTS; k++) {
        if (record_is_null(line, REVIEW_LINE_BEST + (int)k)) {
            record_set_int(line, REVIEW_LINE_BEST + (int)k, 0);
        }
    }
}

bool review_row_put(struct review *r, size_t i, int field, const char *typed,
                    struct err *err)
{
    struct review_row *row = &r->rows[i];
    bool ballots = field >= REVIEW_LINE_SPOILED && field <= REVIEW_LINE_BAD;
    struct record now = record_copy(&row->now, r->arena);
    if (record_int(&now, REVIEW_LINE_GRADED) == 0 &&
        (ballots || field == REVIEW_LINE_GRADE)) {
        return err_set(err, ERR_RULE, "E-REVIEW-021",
                       "%s那天是预备党员，参加评议，不定等次。", row->name);
    }
    if (!record_type(&now, r->book, r->arena, field, typed, err)) {
        return false;
    }
    if (ballots && record_int(&now, field) < 0) {
        return refuse_negative(&now, field, err);
    }
    row->now = now;
    if (ballots) {
        fill_noughts(r, i);
    }
    return true;
}

void review_drop(struct review *r, size_t i)
{
    if (r->rows[i].now.id != 0 || r->now.id == 0) {
        r->rows[i].gone = true;
        return;
    }
    memmove(&r->rows[i], &r->rows[i + 1], (r->n - i - 1) * sizeof *r->rows);
    r->n--;
}

static bool differs(const struct record *a, const struct record *b)
{
    for (size_t i = 0; i < a->ledger->n_fields; i++) {
        if (!value_same(&a->values[i], &b->values[i])) {
            return true;
        }
    }
    return false;
}

bool review_changed(const struct review *r)
{
    bool changed = differs(&r->now, &r->was);
    for (size_t i = 0; i < r->n && !changed; i++) {
        const struct review_row *row = &r->rows[i];
        changed = row->gone || differs(&row->now, &row->was) ||
                  (r->now.id != 0 && row->now.id == 0);
    }
    return changed;
}
