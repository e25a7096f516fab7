/* What the roster said of somebody before his file did, out of the audit: it
   stands there again when the step that spoke is taken back. */
#include "pipeline_parts.h"

#include "pbtui/store/audit.h"
#include "pbtui/text/date.h"

/* ---- days ---------------------------------------------------------------- */

/* The change in which the file was opened; 0: it is not in the books. */
static bool opening_of(struct pipeline_file *f, int64_t *change,
                       struct err *err)
{
    struct audit_entry *list = NULL;
    size_t n = 0;
    bool ok = audit_history(f->book->db, f->arena, "candidacy", f->head.id,
                            &list, &n, err);
    *change = ok && n > 0 ? list[0].change : 0;
    return ok;
}

bool pipeline_before(struct pipeline_file *f, const char *column, int *day,
                     struct err *err)
{
    struct audit_entry *list = NULL;
    size_t n = 0;
    int64_t opening = 0;
    const char *text = NULL;
    *day = DATE_NONE;
    if (!opening_of(f, &opening, err) ||
        !audit_history(f->book->db, f->arena, "person", f->person.id, &list, &n,
                       err)) {
        return false;
    }
    for (size_t i = 0; i < n && list[i].change < opening; i++) {
        text = list[i].after == NULL
                   ? NULL
                   : audit_image_get(f->arena, list[i].after, column);
    }
    date_read(text == NULL ? "" : text, day);
    return true;
}

/* ---- 政治面貌 -------------------------------------------------------------
 */

/* The last one that was none of a Party member; "" when it cannot be told. */
bool pipeline_politic_before(struct pipeline_file *f, const char **out,
                             struct err *err)
{
    struct audit_entry *list = NULL;
    size_t n = 0;
    *out = "";
    if (!audit_history(f->book->db, f->arena, "person", f->person.id, &list, &n,
                       err)) {
        return false;
    }
    while (n-- > 0) {
        const char *code =
            list[n].after == NULL
                ? NULL
                : audit_image_get(f->arena, list[n].after, "politic");
        if (code != NULL && !pipeline_is_partys(code)) {
            *out = code;
            return true;
        }
    }
    return true;
}
