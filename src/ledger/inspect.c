/* The rules asked one after the other, in one look at the ledger; a rule that
   cannot be asked says why and stops no other. */
#include "pbtui/ledger/inspect.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "guest_file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/session.h"
#include "pbtui/store/tx.h"

/* ---- the rules ---------------------------------------------------------- */

static const void *read_one(struct complaints *to,
                            const struct folder_file *file)
{
    return inspect_read(to, file->name, file->text, file->own);
}

static struct guest_id id_of(const void *thing)
{
    const struct inspect_rule *r = thing;
    return (struct guest_id){r->code, r->name, r->file};
}

static const struct inspect_set *load(struct arena *a)
{
    static const struct guest_kind kind = {
        "inspect", sizeof(struct inspect_rule), read_one, id_of};
    struct inspect_set *set = arena_alloc(a, sizeof *set);
    struct complaints complaints;
    set->list = guest_files_load(a, &kind, &set->n, &complaints);
    set->complaints = complaints.list;
    set->n_complaints = complaints.n;
    return set;
}

const struct inspect_set *book_inspect(struct book *b)
{
    struct session *s = b->session;
    if (s->inspect == NULL) {
        s->inspect = load(&s->arena);
    }
    return s->inspect;
}

const struct inspect_rule *inspect_find(const struct inspect_set *set,
                                        const char *word)
{
    for (size_t i = 0; i < set->n; i++) {
        if (strcasecmp(set->list[i].code, word) == 0 ||
            strcmp(set->list[i].name, word) == 0) {
            return &set->list[i];
        }
    }
    return NULL;
}

/* ---- findings ----------------------------------------------------------- */

struct asking {
    struct book *book;
    struct arena *arena;
    const struct inspect_only *only;
    struct inspect_sheet *out;
    size_t cap, cap_failed;
    struct guest_facts facts; /* worked out once for all rules */
};

static const char *own_word(const struct guest_rows *rows,
                            const struct guest_row *row, const char *column,
                            const char *otherwise)
{
    int at = guest_rows_column(rows, column);
    return at < 0 || row->cells[at][0] == '\0' ? otherwise : row->cells[at];
}

static void add_finding(struct asking *k, const struct inspect_rule *r,
                        const struct guest_rows *rows,
                        const struct guest_row *row)
{
    struct inspect_sheet *out = k->out;
    if (k->only->book != NULL && strcmp(k->only->book, row->book) != 0) {
        return;
    }
    MEM_PUSH(out->list, out->n, k->cap);
    out->list[out->n++] = (struct inspect_finding){
        .rule = r,
        .book = row->book,
        .id = row->id,
        .date = row->date,
        .text = row->text,
        .basis = own_word(rows, row, "basis", r->basis),
        .remedy = own_word(rows, row, "remedy", r->remedy),
        .step = (int)strtol(own_word(rows, row, "step", "0"), NULL, 10),
    };
    out->n_grave += r->grave;
}

static bool ask(struct asking *k, const struct inspect_rule *r, struct err *err)
{
    struct guest_rows rows;
    if (!guest_rows_ask_again(k->book, k->arena, r->sql, &k->out->span,
                              &k->facts, &rows, err)) {
        return err_doing(err, "检查 %s %s", r->code, r->name);
    }
    if (rows.lacks != NULL) {
        return err_set(err, ERR_USAGE, "E-INSPECT-001",
                       "规则 %s（%s）的查询缺少“%s”这一列；前四列要是 book、"
                       "id、date、text。",
                       r->code, r->file, rows.lacks);
    }
    for (size_t i = 0; i < rows.n; i++) {
        add_finding(k, r, &rows, &rows.list[i]);
    }
    return true;
}

static void ask_or_tell(struct asking *k, const struct inspect_rule *r)
{
    struct err why = ERR_INIT;
    struct inspect_sheet *out = k->out;
    out->n_rules++;
    if (!ask(k, r, &why)) {
        MEM_PUSH(out->failed, out->n_failed, k->cap_failed);
        out->failed[out->n_failed++] =
            arena_printf(k->arena, "%s（%s）", why.text, why.code);
    }
}

static bool is_asked(const struct inspect_only *only,
                     const struct inspect_rule *r)
{
    return (only->rule == NULL || only->rule == r) &&
           (only->group == NULL || strcmp(only->group, r->group) == 0);
}

static bool ask_all(struct asking *k, bool (*step)(void *ctx, int percent),
                    void *ctx, struct err *err)
{
    const struct inspect_set *set = book_inspect(k->book);
    for (size_t i = 0; i < set->n; i++) {
        if (step != NULL && !step(ctx, (int)(i * 100 / set->n))) {
            return err_set(err, ERR_RULE, "E-INSPECT-002",
                           "体检没有做完就停止了，要看结果请重新做一次。");
        }
        if (is_asked(k->only, &set->list[i])) {
            ask_or_tell(k, &set->list[i]);
        }
    }
    return true;
}

static int grave_first(const void *x, const void *y)
{
    const struct inspect_finding *a = x;
    const struct inspect_finding *b = y;
    int order = (int)b->rule->grave - (int)a->rule->grave;
    order = order != 0 ? order : strcmp(a->rule->code, b->rule->code);
    order = order != 0 ? order : strcmp(a->date, b->date);
    order = order != 0 ? order : (a->id > b->id) - (a->id < b->id);
    return order != 0 ? order : strcmp(a->text, b->text);
}

/* Lists that grew, into the memory of the asker. */
static void *kept(struct arena *a, void *list, size_t n, size_t size)
{
    void *all = arena_array(a, n + 1, size);
    if (n > 0) {
        memcpy(all, list, n * size);
    }
    mem_free(list);
    return all;
}

bool inspect_sheet(struct book *b, struct arena *a, const struct span *span,
                   const struct inspect_only *only, struct inspect_sheet *out,
                   bool (*step)(void *ctx, int percent), void *ctx,
                   struct err *err)
{
    static const struct inspect_only all = {.rule = NULL};
    struct asking k = {
        .book = b, .arena = a, .only = only == NULL ? &all : only, .out = out};
    *out =
        (struct inspect_sheet){.branch = org_current(b, a).name, .span = *span};
    if (!tx_begin(b->db, TX_READ, err)) {
        return false;
    }
    bool ok = tx_end(b->db, ask_all(&k, step, ctx, err), err);
    out->list = kept(a, out->list, out->n, sizeof *out->list);
    out->failed = kept(a, out->failed, out->n_failed, sizeof(void *));
    qsort(out->list, out->n, sizeof *out->list, grave_first);
    return ok;
}
