/* 培养考察写实: the entries of one person, those before the meeting that
   admitted him and those of 预备期; and 档案审核: what the rules find in the
   whole file. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "source_pipeline.h"
#include "source_say.h"

const char *const track_entry_columns[] = {
    "no", "on", "kind", "by", "conclusion", "content", NULL};
enum { N_ENTRY = 6 };
const char *const track_audit_columns[] = {"no",   "step",   "grave", "text",
                                           "rule", "remedy", NULL};
enum { N_AUDIT = 6 };

/* ---- entries ------------------------------------------------------------ */

/* From one day on, before another; returns how many. */
static int put_entries(struct track *t, const char *list, int from, int before)
{
    int no = 0;
    form_list_begin(t->d, list, track_entry_columns, N_ENTRY);
    for (size_t i = 0; i < t->f.n_entries; i++) {
        const struct record *r = &t->f.entries[i];
        int on = record_day(r, STEP_ENTRY_ON);
        if (on > t->day || (from != DATE_NONE && on < from) ||
            (before != DATE_NONE && on >= before)) {
            continue;
        }
        const char *const cells[N_ENTRY] = {
            say_number(t->a, ++no),
            say_iso(t->a, on),
            track_field(t, r, STEP_ENTRY_KIND),
            track_entry_by(t, r),
            record_text(r, STEP_ENTRY_CONCLUSION),
            record_text(r, STEP_ENTRY_CONTENT)};
        form_list_row(t->d, cells);
    }
    return no;
}

void track_put_entries(struct track *t)
{
    int accept = track_on(t, AT_ACCEPT);
    put_entries(t, "cultivation", DATE_NONE, accept);
    put_entries(t, "probation", accept == DATE_NONE ? t->day + 1 : accept,
                DATE_NONE);
}

/* ---- the whole file looked over ----------------------------------------- */

static const char *rule_of(struct arena *a, const struct pipeline_guard *g,
                           const struct pipeline_step *s)
{
    return g == NULL ? s->basis
                     : arena_printf(a, "%s（%s%s）", g->text, g->basis,
                                    g->local ? "，当地要求" : "");
}

void track_put_audit(struct track *t)
{
    struct file_finding *list = NULL;
    int grave = 0;
    size_t n = pipeline_audit(t->a, t->rules, &t->f.facts, t->day, &list);
    form_list_begin(t->d, "findings", track_audit_columns, N_AUDIT);
    for (size_t i = 0; i < n; i++) {
        const struct file_finding *x = &list[i];
        const struct pipeline_step *s = &t->rules->steps[x->step];
        const char *const cells[N_AUDIT] = {
            say_number(t->a, (int64_t)i + 1),
            arena_printf(t->a, "%d %s", x->step, s->abbr),
            x->grave ? "必须整改" : "提示",
            x->text,
            rule_of(t->a, x->guard, s),
            x->remedy};
        form_list_row(t->d, cells);
        grave += x->grave;
    }
    form_set(t->d, "n_findings", say_number(t->a, (int64_t)n));
    form_set(t->d, "n_grave", say_number(t->a, grave));
}
