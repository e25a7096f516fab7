/* The rows of the platform's list, understood as an import understands them:
   the head found among titles and merged cells, columns by the same words, each
   cell by the kind of its field.

   What the ledger works out (人员类别, 党籍状态, 党小组) an import leaves out;
   here it is compared, by the words of data/import/platform.tsv. */
#include "compare_parts.h"

#include <string.h>

#include "import_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/pii.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "people_fields.h"

enum { ASK_EVERY = 64 };

struct reading {
    struct compare_work *work;
    struct import_job job;
    struct import_report report;
    struct compare_word words[COMPARE_WORDS_MOST];
    size_t n_words;
    bool has_head;
};

/* ---- columns ------------------------------------------------------------- */

static void find_own(struct reading *r)
{
    struct import_job *j = &r->job;
    for (size_t c = 0; c < j->n_cols; c++) {
        sb_reset(&j->scratch);
        import_key(&j->scratch, j->columns[c].head, true);
        const char *key = arena_printf(&j->kept, " %s ", j->scratch.s);
        for (size_t i = 0; i < r->n_words; i++) {
            struct compare_word *w = &r->words[i];
            if (w->col < 0 && j->scratch.len > 0 &&
                strstr(w->heads, key) != NULL) {
                w->col = (int)c;
                r->work->has[w->field] = true;
            }
        }
    }
}

/* Columns by which nothing can be compared: whose they are is not asked. */
static bool is_compared(int field)
{
    const struct field *f = &ledger_people.fields[field];
    return (f->flags & (FIELD_NEW_ONLY | FIELD_COMPUTED | FIELD_HIDDEN)) == 0 &&
           field != PEOPLE_HOME && field != PEOPLE_ORD && field != PEOPLE_NOTE;
}

static bool is_own(const struct reading *r, size_t col)
{
    for (size_t i = 0; i < r->n_words; i++) {
        if (r->words[i].col == (int)col) {
            return true;
        }
    }
    return false;
}

static void note_unused(struct reading *r)
{
    const struct import_job *j = &r->job;
    struct strbuf names;
    size_t n = 0;
    sb_init(&names);
    for (size_t c = 0; c < j->n_cols; c++) {
        int target = j->cols[c].target;
        if ((target < 0 || !is_compared(target)) && !is_own(r, c) &&
            target != TARGET_LINE && target != PEOPLE_ORD &&
            j->columns[c].head[0] != '\0') {
            sb_addf(&names, "%s%s", n++ > 0 ? "、" : "", j->columns[c].head);
        }
    }
    if (n > 0) {
        compare_note(r->work, "有 %zu 列不比对：%s。", n, names.s);
    }
    sb_clear(&names);
}

static bool take_head(struct reading *r, struct err *err)
{
    struct import_job *j = &r->job;
    if (!import_head_find(j, err)) {
        return false;
    }
    r->has_head = true;
    find_own(r);
    for (size_t c = 0; c < j->n_cols; c++) {
        int target = j->cols[c].target;
        if (target >= 0 && is_compared(target) && !is_own(r, c)) {
            r->work->has[target] = true;
        }
    }
    note_unused(r);
    if (!r->work->has[PEOPLE_NAME]) {
        return err_set(
            err, ERR_RULE, "E-COMPARE-002",
            "没有找到写姓名的那一列，认不出是谁；请在表头上写“姓名”，"
            "或用列对应写明是哪一列。");
    }
    return true;
}

/* ---- a row --------------------------------------------------------------- */

static const char *fault_of(const struct import_job *j, size_t col)
{
    for (size_t i = 0; i < j->n_faults; i++) {
        if (j->faults[i].col == col && !j->faults[i].mended &&
            !j->faults[i].warns) {
            return j->faults[i].reason;
        }
    }
    return NULL;
}

static struct value kept_value(struct arena *a, const struct value *v)
{
    return v->type == VALUE_TEXT ? value_text(a, v->s) : *v;
}

/* As the ledger would show it; a number whole. */
static const char *shown(struct reading *r, int field, const struct value *v)
{
    struct arena *a = r->work->arena;
    const struct field *f = &ledger_people.fields[field];
    struct strbuf sb;
    if (v->type == VALUE_NULL) {
        return "";
    }
    if (f->kind->secret) {
        return arena_str(a, v->s);
    }
    sb_init(&sb);
    field_format(f, r->work->book, v, &sb);
    const char *text = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return text;
}

static void say_field(struct reading *r, const struct import_row *row,
                      struct compare_row *out, size_t col)
{
    struct import_job *j = &r->job;
    struct arena *a = r->work->arena;
    int field = j->cols[col].target;
    const struct import_typed *t = &j->typed[field];
    struct compare_said *said = &out->said[field];
    const char *why = fault_of(j, col);
    said->given = true;
    said->v = why == NULL ? kept_value(a, &t->v)
                          : (struct value){VALUE_NULL, 0, NULL};
    said->starred = t->masked != NULL ? arena_str(a, t->masked) : NULL;
    said->why = why != NULL ? arena_str(a, why) : NULL;
    said->text = why != NULL && col < row->n
                     ? arena_str(a, row->cells[col].text)
                     : shown(r, field, &said->v);
}

static void say_own(struct reading *r, const struct import_row *row,
                    struct compare_row *out)
{
    struct arena *a = r->work->arena;
    for (size_t i = 0; i < r->n_words; i++) {
        const struct compare_word *w = &r->words[i];
        struct strbuf sb;
        if (w->col < 0) {
            continue;
        }
        sb_init(&sb);
        const char *text =
            (size_t)w->col < row->n ? row->cells[w->col].text : "";
        text_in_lossy(&sb, text, strlen(text), TEXT_LINE);
        struct compare_said *said = &out->said[w->field];
        said->given = true;
        said->text = compare_word_of(a, w, arena_strn(a, sb.s, sb.len));
        said->v = said->text[0] == '\0' ? (struct value){VALUE_NULL, 0, NULL}
                                        : value_text(a, said->text);
        sb_clear(&sb);
    }
}

static void say_all(struct reading *r, const struct import_row *row,
                    struct compare_row *out)
{
    struct import_job *j = &r->job;
    for (size_t i = 0; i < ledger_people.n_fields; i++) {
        out->said[i].text = "";
    }
    for (size_t c = 0; c < j->n_cols; c++) {
        int target = j->cols[c].target;
        if (target >= 0 && r->work->has[target] && is_compared(target)) {
            say_field(r, row, out, c);
        }
    }
    say_own(r, row, out);
}

static bool take_person(struct reading *r, const struct import_row *row)
{
    struct compare_work *w = r->work;
    struct import_job *j = &r->job;
    arena_reset(&j->row);
    if (row->number <= j->out->head_row || import_skips(j, row) != NULL) {
        return true;
    }
    import_type_row(j, row);
    struct compare_row x = {.row = row->number, .birth = DATE_NONE};
    x.said = arena_array(w->arena, ledger_people.n_fields, sizeof *x.said);
    say_all(r, row, &x);
    x.name = x.said[PEOPLE_NAME].text;
    x.key = compare_key(w->arena, x.name);
    const struct compare_said *number = &x.said[PEOPLE_IDNO];
    x.idno = number->v.type == VALUE_TEXT ? number->v.s : "";
    const struct compare_said *birth = &x.said[PEOPLE_BIRTH];
    if (birth->v.type == VALUE_TEXT) {
        date_read(birth->v.s, &x.birth);
    }
    if (x.name[0] == '\0') {
        compare_note(w, "第 %zu 行没有姓名，没有比对。", row->number);
        return true;
    }
    MEM_PUSH(w->rows, w->n_rows, w->cap_rows);
    w->rows[w->n_rows++] = x;
    return true;
}

/* ---- rows as they come --------------------------------------------------- */

static void hold(struct import_job *j, const struct import_row *row)
{
    struct import_held *h = &j->held[j->n_held++];
    h->cells = arena_array(&j->kept, row->n + 1, sizeof *h->cells);
    for (size_t c = 0; c < row->n; c++) {
        h->cells[c] = row->cells[c];
        h->cells[c].text = arena_str(&j->kept, row->cells[c].text);
    }
    h->row = *row;
    h->row.cells = h->cells;
}

/* The head is among the rows held; those below it are people. */
static bool release(struct reading *r, struct err *err)
{
    struct import_job *j = &r->job;
    if (r->has_head) {
        return true;
    }
    if (!take_head(r, err)) {
        return false;
    }
    for (size_t i = 0; i < j->n_held; i++) {
        take_person(r, &j->held[i].row);
    }
    return true;
}

static bool take_row(void *to, const struct import_row *row, struct err *err)
{
    struct reading *r = to;
    const struct compare_wish *wish = r->work->wish;
    size_t n = ++r->report.rows;
    if (wish->go_on != NULL && n % ASK_EVERY == 0 &&
        !wish->go_on(wish->ctx, n)) {
        return err_set(err, ERR_RULE, "E-COMPARE-003", "比对已停下。");
    }
    if (r->has_head) {
        return take_person(r, row);
    }
    hold(&r->job, row);
    return r->job.n_held < IMPORT_HELD_ROWS || release(r, err);
}

static bool take_merges(void *to, const struct import_merge *list, size_t n,
                        struct err *err)
{
    struct reading *r = to;
    struct import_merge *copy = arena_array(&r->job.kept, n + 1, sizeof *copy);
    (void)err;
    if (n > 0) {
        memcpy(copy, list, n * sizeof *copy);
    }
    r->job.merges = copy;
    r->job.n_merges = n;
    return true;
}

/* ---- the file ------------------------------------------------------------ */

static void begin(struct reading *r)
{
    struct import_job *j = &r->job;
    const struct ledger *l = &ledger_people;
    j->n_fields = l->n_fields;
    j->fields = arena_array(j->a, j->n_fields, sizeof(const struct field *));
    for (size_t i = 0; i < l->n_fields; i++) {
        j->fields[i] = &l->fields[i];
    }
    j->typed = arena_array(&j->kept, j->n_fields + 2, sizeof *j->typed);
    j->held = arena_array(&j->kept, IMPORT_HELD_ROWS, sizeof *j->held);
    sb_init(&j->scratch);
    sb_init(&j->scratch2);
    sb_init(&j->digest);
    r->n_words = compare_words_load(r->words, &j->kept);
}

static void end(struct import_job *j)
{
    mem_free(j->words.list);
    mem_free(j->words.totals.keys);
    mem_free(j->words.notes.keys);
    mem_free(j->words.samples.keys);
    mem_free(j->words.others.keys);
    mem_free(j->titles.keys);
    mem_free(j->faults);
    mem_free(j->lines);
    mem_free(j->notes);
    sb_clear(&j->scratch);
    sb_clear(&j->scratch2);
    sb_clear(&j->digest);
    arena_clear(&j->row);
    arena_clear(&j->kept);
}

bool compare_read(struct compare_work *w, struct err *err)
{
    const struct import_wish wish = {.ledger = &ledger_people,
                                     .source = w->wish->source,
                                     .map = w->wish->map};
    struct reading r = {.work = w};
    r.job = (struct import_job){.wish = &wish,
                                .out = &r.report,
                                .a = w->arena,
                                .b = w->book,
                                .l = &ledger_people,
                                .map = wish.map};
    const struct import_taker taker = {take_merges, take_row, &r};
    const struct import_source *s = wish.source;
    begin(&r);
    bool ok = import_words_load(&r.job, err) && s->read(s->from, &taker, err) &&
              release(&r, err);
    w->out->columns = r.report.columns;
    w->out->n_columns = r.report.n_columns;
    end(&r.job);
    return ok;
}
