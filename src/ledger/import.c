/* An import: the run and its passes.

   The first pass holds back the first rows until the head is known, then looks
   at every row.  With `save`, and when nothing stands against it, a second one
   reads the file anew and writes, both under the write lock; all that it writes
   is one change. */
#include "pbtui/ledger/import.h"

#include <string.h>

#include "apply_parts.h"
#include "import_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/change.h"
#include "pbtui/store/db.h"
#include "pbtui/store/digest.h"
#include "pbtui/store/tx.h"

enum { ASK_EVERY = 64 };

/* ---- rows as they come --------------------------------------------------- */

static bool asked_to_stop(struct import_job *j, struct err *err)
{
    const struct import_wish *w = j->wish;
    if (w->go_on == NULL || j->out->rows % ASK_EVERY != 0 ||
        w->go_on(w->ctx, j->out->rows)) {
        return false;
    }
    return !err_set(err, ERR_RULE, "E-IMPORT-060",
                    "导入已停下，什么也没有写进账本。");
}

static void digest_row(struct import_job *j, const struct import_row *row)
{
    sb_reset(&j->digest);
    sb_addf(&j->digest, "%s%zu", j->hex, row->number);
    for (size_t c = 0; c < row->n; c++) {
        sb_addn(&j->digest, row->cells[c].text, strlen(row->cells[c].text) + 1);
    }
    digest_sha256(j->digest.s, j->digest.len, j->hex);
}

static void hold(struct import_job *j, const struct import_row *row)
{
    struct import_held *h = &j->held[j->n_held++];
    struct arena *a = &j->kept;
    h->cells = arena_array(a, row->n, sizeof *h->cells);
    for (size_t c = 0; c < row->n; c++) {
        h->cells[c] = row->cells[c];
        h->cells[c].text = arena_str(a, row->cells[c].text);
    }
    h->row = *row;
    h->row.cells = h->cells;
}

static bool take_record(struct import_job *j, const struct import_row *row,
                        struct err *err)
{
    if (row->number <= j->out->head_row) {
        return true;
    }
    j->n_hidden += row->hidden;
    return import_row_done(j, row, err);
}

/* The head is among the rows held; those below it are records. */
static bool release(struct import_job *j, struct err *err)
{
    if (j->has_head) {
        return true;
    }
    if (!import_head_find(j, err)) {
        return false;
    }
    j->has_head = true;
    for (size_t i = 0; i < j->n_held; i++) {
        if (!take_record(j, &j->held[i].row, err)) {
            return false;
        }
    }
    return true;
}

static bool take_row(void *to, const struct import_row *row, struct err *err)
{
    struct import_job *j = to;
    if (asked_to_stop(j, err)) {
        return false;
    }
    j->out->rows++;
    digest_row(j, row);
    if (j->has_head) {
        return take_record(j, row, err);
    }
    hold(j, row);
    return j->n_held < IMPORT_HELD_ROWS || release(j, err);
}

static bool take_merges(void *to, const struct import_merge *list, size_t n,
                        struct err *err)
{
    struct import_job *j = to;
    (void)err;
    if (j->has_head || n == 0) {
        return true;
    }
    struct import_merge *copy = arena_array(&j->kept, n, sizeof *copy);
    memcpy(copy, list, n * sizeof *copy);
    j->merges = copy;
    j->n_merges = n;
    return true;
}

/* ---- passes -------------------------------------------------------------- */

static bool pass(struct import_job *j, struct err *err)
{
    const struct import_taker taker = {take_merges, take_row, j};
    const struct import_source *s = j->wish->source;
    j->pass++;
    import_lines_begin(j);
    memset(j->hex, 0, sizeof j->hex);
    import_known_clear(j);
    return import_known_load(j, err) && s->read(s->from, &taker, err) &&
           release(j, err);
}

static bool refuse_bad(const struct import_job *j, struct err *err)
{
    return err_set(err, ERR_RULE, "E-IMPORT-061",
                   "有 %zu 行不能导入，所以一行也没有写；第一处是第 %zu 行：%s"
                   "改好后重新导入，或只导入其余各行（--skip-bad）。",
                   j->n_refused, j->first_bad, j->first_why);
}

static bool write_all(struct import_job *j, int64_t *number, struct err *err)
{
    j->writes = true;
    if (!pass(j, err)) {
        return false;
    }
    /* A rule that sees the rows above may find what the first pass did not. */
    if (j->n_refused > 0 && !j->wish->skip_bad) {
        return refuse_bad(j, err);
    }
    return import_runs_put(j, number, err);
}

static bool save(struct import_job *j, struct err *err)
{
    int64_t number = 0;
    int64_t change;
    if (j->n_refused > 0 && !j->wish->skip_bad) {
        return refuse_bad(j, err);
    }
    if (j->n_writes == 0) {
        import_note(j, "没有要写进账本的内容。");
        return true;
    }
    if (!change_join(j->b->db, import_runs_label(j), j->wish->reason, err)) {
        return false;
    }
    bool ok = write_all(j, &number, err);
    if (!change_join_end(j->b->db, ok, &change, err)) {
        return false;
    }
    j->out->number = number;
    return true;
}

/* Rows that stand on the rows above them are looked at by being written, all of
   which is taken back. */
static bool rehearse(struct import_job *j, struct err *err)
{
    if (!change_join(j->b->db, import_runs_label(j), NULL, err)) {
        return false;
    }
    j->writes = j->rehearses = true;
    bool ok = pass(j, err);
    j->writes = j->rehearses = false;
    change_join_end(j->b->db, false, NULL, NULL);
    return ok;
}

static bool rehearse_and_save(struct import_job *j, struct err *err)
{
    if (!rehearse(j, err)) {
        return false;
    }
    if (!j->wish->save) {
        return true;
    }
    return tx_begin(j->b->db, TX_WRITE, err) &&
           tx_end(j->b->db, save(j, err), err);
}

static bool look_and_save(struct import_job *j, struct err *err)
{
    bool saves = j->wish->save;
    if (import_rehearses(j->l) && !db_is_read_only(j->b->db)) {
        return rehearse_and_save(j, err);
    }
    if (!tx_begin(j->b->db, saves ? TX_WRITE : TX_READ, err)) {
        return false;
    }
    bool ok = pass(j, err) && (!saves || save(j, err));
    return tx_end(j->b->db, ok, err);
}

/* ---- the run ------------------------------------------------------------- */

static bool list_fields(struct import_job *j, struct err *err)
{
    const struct ledger *l = j->l;
    const struct field *extras = j->door == NULL ? NULL : j->door->extras;
    size_t n = j->door == NULL ? 0 : j->door->n_extras;
    if (j->door != NULL && j->door->more != NULL &&
        !j->door->more(j->b, j->a, &extras, &n, err)) {
        return false;
    }
    j->n_fields = l->n_fields + n;
    j->fields = arena_array(j->a, j->n_fields, sizeof(const struct field *));
    for (size_t i = 0; i < l->n_fields; i++) {
        j->fields[i] = &l->fields[i];
    }
    for (size_t i = 0; i < n; i++) {
        j->fields[l->n_fields + i] = &extras[i];
    }
    j->typed = arena_array(&j->kept, j->n_fields + 2, sizeof *j->typed);
    return true;
}

static void job_clear(struct import_job *j)
{
    import_known_clear(j);
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

static bool run(struct import_job *j, struct err *err)
{
    const char *refusal = import_refusal(j->b, j->l);
    if (refusal != NULL) {
        return err_set(err, ERR_RULE, "E-IMPORT-062", "%s", refusal);
    }
    if (j->wish->save && db_is_read_only(j->b->db)) {
        return apply_refuse_read_only(j->b, err);
    }
    j->held = arena_array(&j->kept, IMPORT_HELD_ROWS, sizeof *j->held);
    return list_fields(j, err) && import_words_load(j, err) &&
           import_map_check(j, j->map, err) && look_and_save(j, err);
}

bool import_run(struct import_report *out, struct book *b, struct arena *a,
                const struct import_wish *wish, struct err *err)
{
    struct import_job j = {
        .wish = wish,
        .out = out,
        .a = a,
        .b = b,
        .l = wish->ledger,
        .door = import_door_of(wish->ledger),
        .map = wish->map,
    };
    memset(out, 0, sizeof *out);
    out->ledger = wish->ledger;
    sb_init(&j.scratch);
    sb_init(&j.scratch2);
    sb_init(&j.digest);
    bool ok = run(&j, err);
    import_report_fill(&j);
    if (ok && out->number != 0 && wish->map != NULL) {
        import_map_save(&j);
    }
    job_clear(&j);
    return ok;
}
