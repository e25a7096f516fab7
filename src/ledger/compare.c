/* The comparison as a whole; its stages stand in the rooms beside. */
#include "pbtui/ledger/compare.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "compare_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"

void compare_note(struct compare_work *w, const char *fmt, ...)
{
    char text[640];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    MEM_PUSH(w->notes, w->n_notes, w->cap_notes);
    w->notes[w->n_notes++] = arena_str(w->arena, text);
}

static void keep_notes(struct compare_work *w)
{
    const char **list = arena_array(w->arena, w->n_notes + 1, sizeof *list);
    if (w->n_notes > 0) {
        memcpy(list, w->notes, w->n_notes * sizeof *list);
    }
    w->out->notes = list;
    w->out->n_notes = w->n_notes;
}

static bool refuse_empty(struct err *err)
{
    return err_set(err, ERR_RULE, "E-COMPARE-001",
                   "文件里没有一行党员，没有可比对的；请确认导出的是党员名册，"
                   "选对了工作表。");
}

bool compare_run(struct compare_report *out, struct book *b, struct arena *a,
                 const struct compare_wish *wish, struct err *err)
{
    struct compare_work w = {.book = b, .arena = a, .wish = wish, .out = out};
    *out = (struct compare_report){.file = wish->source->name, .day = b->day};
    w.has = arena_array(a, ledger_people.n_fields, sizeof *w.has);
    bool ok = compare_read(&w, err) && (w.n_rows > 0 || refuse_empty(err)) &&
              compare_match(&w, err);
    out->n_rows = w.n_rows;
    out->n_people = w.n_here;
    ok = ok && compare_fields(&w, err) && compare_count(&w, err);
    keep_notes(&w);
    mem_free(w.rows);
    mem_free(w.people);
    mem_free(w.lines);
    mem_free(w.notes);
    return ok || err_doing(err, "比对 %s", wish->source->name);
}

size_t compare_open(const struct compare_report *r)
{
    return r->n_lines - r->counts[COMPARE_PASSED];
}
