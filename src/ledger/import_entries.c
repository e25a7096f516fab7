/* Reviews and reports of a file of 发展党员 as columns of days, a column a
   kind: for files of years ago, of which the days are what is left.  A row adds
   days and takes none away. */
#include "import_entries.h"

#include <assert.h>
#include <string.h>

#include "import_days.h"
#include "import_doors.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

static const struct code *entry_kind(size_t i)
{
    const struct code_table *t = codes_table("step_entry");
    assert(i < t->n); /* IMPORT_ENTRY_KINDS of them are compiled in */
    return &t->codes[i];
}

void import_entries_columns(struct field *list, struct arena *a)
{
    for (size_t i = 0; i < IMPORT_ENTRY_KINDS; i++) {
        const struct code *kind = entry_kind(i);
        list[i] =
            (struct field){.column = arena_printf(a, "entries_%s", kind->code),
                           .label = arena_printf(a, "%s日期", kind->name),
                           .kind = &import_field_days,
                           .hint = "几次用顿号隔开"};
    }
}

/* ---- what is here -----------------------------------------------------------
 */

static struct import_days days_of(const struct pipeline_file *f, size_t nth)
{
    struct import_days d = {.n = 0};
    const char *kind = entry_kind(nth)->code;
    for (size_t i = 0; i < f->n_entries; i++) {
        const struct record *r = &f->entries[i];
        if (strcmp(record_text(r, STEP_ENTRY_KIND), kind) == 0) {
            import_days_add(&d, record_day(r, STEP_ENTRY_ON));
        }
    }
    return d;
}

/* A row adds days and takes none away: who names some of them says the same. */
void import_entries_here(const struct pipeline_file *f, size_t nth,
                         const struct value *given, struct value *out)
{
    struct import_days has = days_of(f, nth);
    struct import_days file = {.n = 0};
    bool same = import_has(given) &&
                import_days_read(&file, f->book, f->arena, given->s, NULL);
    for (size_t i = 0; same && i < file.n; i++) {
        same = import_days_have(&has, file.list[i]);
    }
    if (same) {
        *out = *given;
    } else if (has.n > 0) {
        *out = value_text(f->arena, import_days_write(f->arena, &has));
    }
}

/* ---- reviews and reports ----------------------------------------------------
 */

/* Those of the row up to a day that are not in the file; each is handed on. */
static bool each_entry(struct pipeline_file *f,
                       const struct import_entries *row, int until,
                       bool (*put)(struct pipeline_file *, struct record *,
                                   struct err *),
                       struct err *err)
{
    for (size_t x = 0; x < IMPORT_ENTRY_KINDS; x++) {
        struct import_days given = {.n = 0};
        struct import_days has = days_of(f, x);
        if (import_has(&row->columns[x]) &&
            !import_days_read(&given, f->book, f->arena, row->columns[x].s,
                              err)) {
            return false;
        }
        for (size_t i = 0; i < given.n && given.list[i] <= until; i++) {
            struct record r = record_new(&ledger_step_entry, f->book, f->arena);
            record_set_int(&r, STEP_ENTRY_FILE, f->head.id);
            record_set_text(&r, STEP_ENTRY_KIND, entry_kind(x)->code);
            record_set_day(&r, f->arena, STEP_ENTRY_ON, given.list[i]);
            r.values[STEP_ENTRY_CONTENT] = *row->note;
            if (!import_days_have(&has, given.list[i]) && !put(f, &r, err)) {
                return false;
            }
        }
    }
    return true;
}

static bool look_at_entry(struct pipeline_file *f, struct record *r,
                          struct err *err)
{
    struct issues is = {.arena = f->arena};
    record_check(r, f->book, NULL, &is);
    return (issues_refuse(&is, err) ||
            err_doing(err, "导入时写在“补录说明”一列")) &&
           pipeline_refuse_entry(f, r, NULL, err) && pipeline_put(f, r, err);
}

static bool save_entry(struct pipeline_file *f, struct record *r,
                       struct err *err)
{
    return ledger_apply(f->book, f->arena, r, NULL, NULL, err) &&
           pipeline_read_whole(f, f->book, f->arena, f->head.id, err);
}

bool import_entries_look(struct pipeline_file *f,
                         const struct import_entries *row, int until,
                         struct err *err)
{
    return each_entry(f, row, until, look_at_entry, err);
}

bool import_entries_save(struct pipeline_file *f,
                         const struct import_entries *row, int until,
                         struct err *err)
{
    return each_entry(f, row, until, save_entry, err);
}
