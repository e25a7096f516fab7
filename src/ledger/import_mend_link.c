/* Words for records of other books: by the label that an export writes, whole,
   and otherwise as a form understands them.

   A number behind the label (… #12) is that of the ledger the file came from:
   it only counts where the label is the same here. */
#include <stdlib.h>
#include <string.h>

#include "import_parts.h"
#include "pbtui/ledger/registry.h"

/* The label before " #12", and the number; NULL: there is none. */
static const char *before_number(struct import_ask *q, int64_t *number)
{
    const char *mark = strrchr(q->s, '#');
    size_t n = mark == NULL ? 0 : strspn(mark + 1, "0123456789");
    if (n == 0 || mark[1 + n] != '\0' || mark == q->s) {
        return NULL;
    }
    size_t end = (size_t)(mark - q->s);
    while (end > 0 && q->s[end - 1] == ' ') {
        end--;
    }
    *number = strtoll(mark + 1, NULL, 10);
    return end > 0 ? arena_strn(&q->job->row, q->s, end) : NULL;
}

static bool refuse_other(const struct ledger *l, const char *label, size_t n,
                         struct err *err)
{
    return n == 0 ? err_set(err, ERR_RULE, "E-IMPORT-070",
                            "没有叫“%s”的%s；请先登记（或导入）它，也看看名称"
                            "有没有写错。",
                            label, l->noun)
                  : err_set(err, ERR_RULE, "E-IMPORT-071",
                            "叫“%s”的%s有 %zu 条；请在后面写明是第几条，"
                            "例如“%s〔1〕”。",
                            label, l->noun, n, label);
}

bool import_mend_link(struct import_ask *q, struct err *err)
{
    struct import_job *j = q->job;
    const struct ledger *l = registry_find(j->b, q->f->of);
    const struct labels *x;
    int64_t id;
    int64_t number = 0;
    if (l == NULL || !l->many) {
        return import_mend_other(q, err);
    }
    if (!labels_of(&j->labels, j->b, l, &x, err)) {
        return false;
    }
    const char *label = before_number(q, &number);
    size_t n = labels_find(x, label != NULL ? label : q->s, &id);
    if (n == 1) {
        q->v = value_int(id);
        return true;
    }
    for (size_t i = 0; label != NULL && i < x->n; i++) {
        if (x->list[i].id == number && strcmp(x->list[i].text, label) == 0) {
            q->v = value_int(number);
            return true;
        }
    }
    return label != NULL || n > 1
               ? refuse_other(l, label != NULL ? label : q->s, n, err)
               : import_mend_other(q, err);
}
