/* Labels of whole books: all records in force, read once, sorted. */
#include "labels.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/stmt.h"

#define OPEN "〔"
#define SHUT "〕"

void labels_clear(struct labels_set *s)
{
    arena_clear(&s->arena);
    s->first = NULL;
}

/* ---- reading ------------------------------------------------------------ */

static int by_text(const void *a, const void *b)
{
    const struct label *x = a;
    const struct label *y = b;
    int order = strcmp(x->text, y->text);
    return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

/* Of the branch in view, where the book is of branches. */
static const char *tail_of(const struct ledger *l)
{
    return l->by_branch && ledger_field(l, "branch_id") >= 0
               ? "where t.voided_on is null and t.branch_id = :branch"
                 " and :day is not null"
               : "where t.voided_on is null and :branch is not null"
                 " and :day is not null";
}

static bool read_all(struct labels *x, struct labels_set *s, struct book *b,
                     struct err *err)
{
    struct arena a = ARENA_INIT;
    struct record *list;
    struct strbuf sb;
    sb_init(&sb);
    bool ok = record_read_all(&list, &x->n, x->ledger, b, &a,
                              tail_of(x->ledger), 0, err);
    x->list = arena_array(&s->arena, ok ? x->n : 0, sizeof *x->list);
    for (size_t i = 0; ok && i < x->n; i++) {
        sb_reset(&sb);
        x->ledger->label(b, &list[i], &sb);
        x->list[i] =
            (struct label){arena_strn(&s->arena, sb.s, sb.len), list[i].id};
    }
    if (ok) {
        qsort(x->list, x->n, sizeof *x->list, by_text);
    }
    sb_clear(&sb);
    arena_clear(&a);
    return ok;
}

bool labels_of(struct labels_set *s, struct book *b, const struct ledger *l,
               const struct labels **out, struct err *err)
{
    for (const struct labels *x = s->first; x != NULL; x = x->next) {
        if (x->ledger == l) {
            *out = x;
            return true;
        }
    }
    struct labels *x = arena_array(&s->arena, 1, sizeof *x);
    *x = (struct labels){.ledger = l, .next = s->first};
    if (!read_all(x, s, b, err)) {
        return false;
    }
    s->first = x;
    *out = x;
    return true;
}

/* ---- finding ------------------------------------------------------------ */

static size_t find(const struct labels *x, const char *text,
                   const struct label **first)
{
    size_t low = 0;
    size_t high = x->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (strcmp(x->list[mid].text, text) < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    *first = &x->list[low];
    size_t n = 0;
    while (low + n < x->n && strcmp(x->list[low + n].text, text) == 0) {
        n++;
    }
    return n;
}

/* The k of 〔k〕 at the end, and where it begins; 0: there is none. */
static size_t which(const char *text, size_t *end)
{
    const char *open = NULL;
    for (const char *at = text; (at = strstr(at, OPEN)) != NULL;
         at += strlen(OPEN)) {
        open = at;
    }
    if (open == NULL) {
        return 0;
    }
    const char *digits = open + strlen(OPEN);
    size_t n = strspn(digits, "0123456789");
    *end = (size_t)(open - text);
    return n > 0 && n < 7 && strcmp(digits + n, SHUT) == 0
               ? (size_t)strtoul(digits, NULL, 10)
               : 0;
}

size_t labels_find(const struct labels *x, const char *text, int64_t *id)
{
    const struct label *first;
    size_t end = 0;
    size_t n = find(x, text, &first);
    size_t k = n == 0 ? which(text, &end) : 0;
    if (k > 0) {
        char *whole = mem_str(text);
        whole[end] = '\0';
        n = find(x, whole, &first);
        mem_free(whole);
        first += k <= n ? k - 1 : 0;
        n = k <= n;
    }
    *id = n > 0 ? first->id : 0;
    return n;
}

bool labels_add(struct labels_set *s, struct book *b, const struct ledger *l,
                int64_t id, struct strbuf *out, struct err *err)
{
    const struct labels *x;
    const struct label *first;
    struct record r;
    struct arena a = ARENA_INIT;
    struct strbuf label;
    sb_init(&label);
    bool ok = labels_of(s, b, l, &x, err) && record_read(&r, l, b, &a, id, err);
    if (ok) {
        l->label(b, &r, &label);
        sb_add(out, label.s);
        size_t n = find(x, label.s, &first);
        for (size_t k = 0; n > 1 && k < n; k++) {
            if (first[k].id == id) {
                sb_addf(out, OPEN "%zu" SHUT, k + 1);
            }
        }
    }
    sb_clear(&label);
    arena_clear(&a);
    return ok;
}
