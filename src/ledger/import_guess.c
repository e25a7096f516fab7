/* What a column is by what stands in it: ID numbers and phones look like
   nothing else.  A guess is only made where one column and one field are
   left. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/rules/idno.h"

static bool is_phone(const char *s)
{
    return strlen(s) == 11 && s[0] == '1' && strspn(s, "0123456789") == 11;
}

static bool looks_like(struct import_job *j, size_t col,
                       const struct field_kind *kind)
{
    size_t n = 0;
    for (size_t i = 0; i < j->n_held; i++) {
        const char *s = import_column_sample(j, i, col);
        struct idno id;
        if (s[0] == '\0') {
            continue;
        }
        bool is = kind == &field_idno ? idno_parse(s, j->b->today, &id, NULL)
                                      : is_phone(s);
        if (!is) {
            return false;
        }
        n++;
    }
    return n > 0;
}

/* The only column that looks so, and the only field of the kind still free:
   taken where there is no head, else only told. */
void import_column_guess(struct import_job *j, const struct import_heads *h,
                         struct import_found *f, const struct field_kind *kind)
{
    int field = TARGET_NONE;
    int col = -1;
    size_t n = 0;
    for (size_t i = 0; i < j->n_fields; i++) {
        if (j->fields[i]->kind == kind && !f->taken[i] && field < 0) {
            field = (int)i;
        }
    }
    for (size_t c = 0; c < h->n_cols; c++) {
        if (f->hows[c] == IMPORT_HOW_NONE && looks_like(j, c, kind)) {
            col = (int)c;
            n++;
        }
    }
    if (field < 0 || n != 1) {
        return;
    }
    const char *label = j->fields[field]->label;
    const char *head = import_head_joined(j, h, (size_t)col, &j->row);
    if (head[0] == '\0') {
        import_column_put(f, (size_t)col, field, IMPORT_HOW_CONTENT);
        import_note(j, "第 %d 列没有表头，看内容像%s，就当作%s导入。", col + 1,
                    label, label);
    } else {
        import_note(j,
                    "“%s”列没有用上，看内容像%s；是的话，请在列对应里写"
                    "“%s = %s”。",
                    head, label, head, label);
    }
}
