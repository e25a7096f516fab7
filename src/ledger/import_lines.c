/* What an import tells: lines of rows, notes of the whole.

   Of a hundred thousand rows only those are kept that somebody must look at,
   and the first hundred of the others; numbers of people are masked. */
#include <stdarg.h>
#include <string.h>

#include "import_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/pii.h"
#include "pbtui/text/utf8.h"

enum {
    LINES_MAX = 10000,
    OTHERS_MAX = 100,
    MENDS_MAX = 20, /* of one column: the rest is only counted */
    SHOWN_CHARS = 40
};

/* ---- values -------------------------------------------------------------- */

const char *import_shown(struct import_job *j, struct arena *a,
                         const struct field *f, const char *text)
{
    text += j->wish->source->marks_text && *text == '\'';
    if (f != NULL && f->kind->secret) {
        return pii_mask(a, text);
    }
    text = import_masked(a, text);
    size_t n = strlen(text);
    size_t at = 0;
    for (size_t i = 0; i < SHOWN_CHARS && at < n; i++) {
        uint32_t cp;
        at += utf8_next(text + at, n - at, &cp);
    }
    return at == n ? arena_str(a, text)
                   : arena_printf(a, "%.*s…", (int)at, text);
}

/* ---- faults of the row --------------------------------------------------- */

static void add_fault(struct import_job *j, size_t col, const char *value,
                      struct import_fault x)
{
    if (j->n_faults == j->cap_faults) {
        j->cap_faults = j->cap_faults == 0 ? 32 : j->cap_faults * 2;
        j->faults = mem_grow(j->faults, j->cap_faults, sizeof *j->faults);
    }
    bool has = col < j->n_cols;
    int target = has ? j->cols[col].target : TARGET_NONE;
    bool secret = target == TARGET_IDNO ||
                  (target >= 0 && j->fields[target]->kind->secret);
    x.col = has ? col : SIZE_MAX;
    x.head = has ? j->columns[col].head : "";
    x.value = secret ? pii_mask(&j->row, value)
                     : import_shown(j, &j->row, NULL, value);
    x.code = arena_str(&j->row, x.code);
    x.reason = import_masked(&j->row, x.reason);
    j->faults[j->n_faults++] = x;
}

void import_fault(struct import_job *j, size_t col, const char *value,
                  const char *code, const char *reason)
{
    j->bad = true;
    add_fault(j, col, value,
              (struct import_fault){.code = code, .reason = reason});
}

void import_mended(struct import_job *j, size_t col, const char *value,
                   const char *why, bool again)
{
    if (again) {
        j->cols[col].mends_more++;
        return;
    }
    if (col < j->n_cols && j->cols[col].mends++ >= MENDS_MAX) {
        return;
    }
    add_fault(j, col, value,
              (struct import_fault){.code = "", .reason = why, .mended = true});
}

/* A rule that warns of every second row is told a few times. */
static bool is_told_enough(struct import_job *j, const char *code)
{
    size_t i = 0;
    while (i < j->n_warned && strcmp(j->warned[i].code, code) != 0) {
        i++;
    }
    if (i == j->n_warned) {
        if (i == IMPORT_WARNED) {
            return false;
        }
        j->warned[j->n_warned++].code = arena_str(&j->kept, code);
    }
    return ++j->warned[i].n > MENDS_MAX;
}

void import_warns(struct import_job *j, size_t col, const char *value,
                  const char *code, const char *why)
{
    if (is_told_enough(j, code)) {
        return;
    }
    add_fault(
        j, col, value,
        (struct import_fault){.code = code, .reason = why, .warns = true});
}

/* ---- notes --------------------------------------------------------------- */

void import_note(struct import_job *j, const char *fmt, ...)
{
    struct strbuf sb;
    va_list ap;
    sb_init(&sb);
    va_start(ap, fmt);
    sb_addv(&sb, fmt, ap);
    va_end(ap);
    MEM_PUSH(j->notes, j->n_notes, j->cap_notes);
    j->notes[j->n_notes++] = arena_str(j->a, sb.s);
    sb_clear(&sb);
}

/* ---- lines --------------------------------------------------------------- */

static bool must_be_seen(const struct import_job *j, enum import_fate fate)
{
    return fate == IMPORT_FATE_CONFLICT || fate == IMPORT_FATE_TWICE ||
           fate == IMPORT_FATE_BAD || j->n_faults > 0;
}

bool import_line_wanted(const struct import_job *j, enum import_fate fate)
{
    return must_be_seen(j, fate) ? j->n_lines < LINES_MAX
                                 : j->shown_others < OTHERS_MAX;
}

static struct import_fault *copy_faults(struct arena *a,
                                        const struct import_line *l)
{
    struct import_fault *list = arena_array(a, l->n_faults, sizeof *list);
    for (size_t i = 0; i < l->n_faults; i++) {
        list[i] = l->faults[i];
        list[i].value = arena_str(a, list[i].value);
        list[i].reason = arena_str(a, list[i].reason);
        list[i].code = arena_str(a, list[i].code);
    }
    return list;
}

static struct import_difference *copy_differences(
    struct arena *a, const struct import_difference *from, size_t n)
{
    struct import_difference *list = arena_array(a, n, sizeof *list);
    for (size_t i = 0; i < n; i++) {
        list[i] = from[i];
        list[i].label = arena_str(a, list[i].label);
        list[i].column = arena_str(a, list[i].column);
        list[i].here = arena_str(a, list[i].here);
        list[i].there = arena_str(a, list[i].there);
    }
    return list;
}

void import_line_add(struct import_job *j, const struct import_line *line)
{
    bool skipped = line->fate == IMPORT_FATE_SKIPPED;
    bool seen = must_be_seen(j, line->fate) && !skipped;
    if (!import_line_wanted(j, line->fate)) {
        j->more++;
        return;
    }
    j->shown_others += !seen;
    MEM_PUSH(j->lines, j->n_lines, j->cap_lines);
    struct import_line *copy = &j->lines[j->n_lines++];
    *copy = *line;
    copy->name = arena_str(j->a, line->name);
    copy->by = arena_str(j->a, line->by);
    copy->faults = copy_faults(j->a, line);
    copy->differences =
        copy_differences(j->a, line->differences, line->n_differences);
    copy->fills = copy_differences(j->a, line->fills, line->n_fills);
}

void import_lines_begin(struct import_job *j)
{
    j->n_lines = j->more = j->shown_others = 0;
    j->n_taken = j->n_writes = j->n_refused = j->first_bad = 0;
    memset(j->warned, 0, sizeof j->warned);
    j->n_warned = 0;
    j->n_dashes = j->n_hidden = j->n_new_only = 0;
    memset(j->out->counts, 0, sizeof j->out->counts);
    j->out->rows = 0;
    for (size_t c = 0; c < j->n_cols; c++) {
        j->cols[c].mends = j->cols[c].mends_more = 0;
    }
}

/* ---- the report ---------------------------------------------------------- */

static void note_counts(struct import_job *j)
{
    for (size_t c = 0; c < j->n_cols; c++) {
        const struct import_col *x = &j->cols[c];
        size_t more = x->mends > MENDS_MAX ? x->mends - MENDS_MAX : 0;
        if (more + x->mends_more > 0) {
            import_note(j, "“%s”列另有 %zu 格同样改写过，没有一一列出。",
                        j->columns[c].head, more + x->mends_more);
        }
    }
    for (size_t i = 0; i < j->n_warned; i++) {
        if (j->warned[i].n > MENDS_MAX) {
            const char *code = j->warned[i].code;
            import_note(j, "同样的提醒%s%s%s另有 %zu 处，没有一一列出。",
                        code[0] != '\0' ? "（" : "", code,
                        code[0] != '\0' ? "）" : "",
                        j->warned[i].n - MENDS_MAX);
        }
    }
    if (j->n_dashes > 0) {
        import_note(j, "有 %zu 格写的是“无”“—”一类，当作空着。", j->n_dashes);
    }
    if (j->n_hidden > 0) {
        import_note(j, "有 %zu 行在表里是隐藏的，也读了。", j->n_hidden);
    }
    if (j->n_new_only > 0) {
        struct strbuf names;
        sb_init(&names);
        for (size_t c = 0; c < j->n_cols; c++) {
            int t = j->cols[c].target;
            if (t >= 0 && (j->fields[t]->flags & FIELD_NEW_ONLY) != 0) {
                sb_addf(&names, "%s%s", names.len > 0 ? "、" : "",
                        j->fields[t]->label);
            }
        }
        import_note(j,
                    "%s只用于新登记的；账本里已有的没有改，要改请登记到相应的台"
                    "账。",
                    names.s);
        sb_clear(&names);
    }
}

void import_report_fill(struct import_job *j)
{
    struct import_report *out = j->out;
    note_counts(j);
    struct import_line *lines = arena_array(j->a, j->n_lines, sizeof *lines);
    const char **notes = arena_array(j->a, j->n_notes, sizeof *notes);
    if (j->n_lines > 0) {
        memcpy(lines, j->lines, j->n_lines * sizeof *lines);
    }
    if (j->n_notes > 0) {
        memcpy(notes, j->notes, j->n_notes * sizeof *notes);
    }
    out->fields = j->fields;
    out->n_fields = j->n_fields;
    out->lines = lines;
    out->n_lines = j->n_lines;
    out->more = j->more;
    out->notes = notes;
    out->n_notes = j->n_notes;
}
