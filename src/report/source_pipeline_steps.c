/* 全程纪实表: the twenty-five steps of one person, each with what it asks for,
   when it was done, by whom, what came of it and which papers there are.  An
   attempt that no longer counts keeps its row, in front of the next one. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "source_pipeline.h"
#include "source_say.h"

const char *const track_step_columns[] = {
    "no", "step", "limit", "on", "who", "what", "papers", "note", NULL};
enum { N_STEP = 8 };

/* ---- what came of it ---------------------------------------------------- */

static const char *labelled(const struct track *t, const char *label,
                            const char *text, const char *unit)
{
    return text[0] == '\0' ? ""
                           : arena_printf(t->a, "%s%s%s", label, text, unit);
}

static const char *number_label(int no)
{
    return no == TRACK_BOOKLET ? "志愿书编号 "
           : no == AT_TRAINING ? "结业证号 "
           : no == AT_ARCHIVE  ? "编号 "
                               : "文号 ";
}

static const char *add(const struct track *t, const char *all,
                       const char *label, const struct record *r, int field,
                       const char *unit)
{
    return track_join(t->a, all, "；",
                      labelled(t, label, track_field(t, r, field), unit));
}

static const char *helpers_of(const struct track *t, int no)
{
    return no == TRACK_CONTACTS   ? track_helpers_ever(t, ROLE_CONTACT)
           : no == AT_INTRODUCERS ? track_helpers_ever(t, ROLE_INTRODUCER)
                                  : "";
}

static const char *span_of(const struct track *t, const struct record *r)
{
    const char *from = record_text(r, STEP_FROM), *to = record_text(r, STEP_TO);
    return from[0] == '\0' && to[0] == '\0'
               ? ""
               : arena_printf(t->a, "%s 至 %s", from, to);
}

static bool what_of(const struct track *t, const struct record *r, bool last,
                    const char **out, struct err *err)
{
    struct track_vote v;
    struct arena *a = t->a;
    int no = (int)record_int(r, STEP_NO);
    if (!track_vote(t, r, &v, err)) {
        return false;
    }
    const char *all = track_field(t, r, STEP_WAY);
    all = track_join(a, all, "；", last ? track_notice_said(t, no) : "");
    all = track_join(a, all, "；", track_meeting(t, r));
    all = track_join(a, all, "；", track_tally(t, &v));
    all = track_join(a, all, "；", track_field(t, r, STEP_RESULT));
    all = add(t, all, "延长 ", r, STEP_MONTHS, " 个月");
    all = track_join(a, all, "；", track_field(t, r, STEP_CONCLUSION));
    all = track_join(a, all, "；", last ? helpers_of(t, no) : "");
    all = track_join(a, all, "；", span_of(t, r));
    all = add(t, all, "", r, STEP_HOURS, " 学时");
    all = add(t, all, "", r, STEP_DAYS, " 天");
    all = add(t, all, "报送 ", r, STEP_ASKED, "");
    all = add(t, all, number_label(no), r, STEP_NUMBER, "");
    all = add(t, all, "编入", r, STEP_GRP, "");
    *out = add(t, all, "地点：", r, STEP_PLACE, "");
    return true;
}

/* ---- the other columns --------------------------------------------------- */

static bool is_there(const struct track *t, int no, const char *name,
                     int64_t *copies)
{
    for (size_t i = 0; i < t->f.n_papers; i++) {
        const struct record *r = &t->f.papers[i];
        int on = record_day(r, PAPER_ON);
        if (record_int(r, PAPER_NO) == no && record_int(r, PAPER_COPIES) > 0 &&
            pipeline_paper_counts(&t->f, r) &&
            (on == DATE_NONE || on <= t->day) &&
            (name == NULL || strcmp(record_text(r, PAPER_NAME), name) == 0)) {
            *copies += record_int(r, PAPER_COPIES);
        }
    }
    return *copies > 0;
}

/* How many copies, and of a step that was taken how many kinds are missing. */
static const char *papers_of(const struct track *t, int no, bool taken)
{
    int64_t copies = 0, missing = 0;
    const struct pipeline_step *s = &t->rules->steps[no];
    is_there(t, no, NULL, &copies);
    for (size_t i = 0; taken && i < s->n_papers; i++) {
        int64_t n = 0;
        missing += !s->papers[i].local &&
                   track_paper_belongs(t, no, &s->papers[i]) &&
                   !is_there(t, no, s->papers[i].name, &n);
    }
    return track_join(t->a, copies > 0 ? say_number(t->a, copies) : "", "\n",
                      missing > 0 ? arena_printf(t->a, "缺 %d 种", (int)missing)
                                  : "");
}

/* 第几次: those before it that were attempts, and itself. */
static int which_time(const struct track *t, const struct record *r)
{
    int n = 1;
    for (size_t i = 0; i < t->f.n_earlier; i++) {
        const struct record *e = &t->f.earlier[i];
        n += record_int(e, STEP_NO) == record_int(r, STEP_NO) &&
             record_int(e, STEP_ROUND) < record_int(r, STEP_ROUND) &&
             track_is_attempt(t, e);
    }
    return n;
}

static const char *note_of(const struct track *t, const struct record *r)
{
    struct arena *a = t->a;
    int round = which_time(t, r);
    const char *all = track_elsewhere(t, r);
    all = track_join(a, all, "；",
                     round > 1 ? arena_printf(a, "第 %d 次", round) : "");
    all =
        track_join(a, all, "；",
                   labelled(t, "不再计算：", record_text(r, STEP_DROPPED), ""));
    all = track_join(a, all, "；",
                     labelled(t, "原因：", record_text(r, STEP_REASON), ""));
    return track_join(a, all, "；", record_text(r, STEP_NOTE));
}

/* ---- rows --------------------------------------------------------------- */

static void put(struct track *t, int no, const char *const *cells)
{
    const char *row[N_STEP] = {say_number(t->a, no), t->rules->steps[no].name,
                               track_limit(t, no)};
    memcpy(row + 3, cells, (N_STEP - 3) * sizeof *cells);
    form_list_row(t->d, row);
}

/* Only 入党日期 is known of what the roster alone tells. */
static void put_assumed(struct track *t, int no)
{
    const char *const cells[] = {
        track_iso(t, no), "", "", papers_of(t, no, true),
        no == AT_ACCEPT ? "入党日期按名册，没有补录"
                        : "按名册已是预备党员，没有补录"};
    put(t, no, cells);
}

static bool put_step(struct track *t, const struct record *r, bool last,
                     struct err *err)
{
    const char *what;
    int no = (int)record_int(r, STEP_NO);
    if (!what_of(t, r, last, &what, err)) {
        return false;
    }
    const char *const cells[] = {
        say_iso(t->a, record_day(r, STEP_ON)),
        say_or(track_by(t, r), t->rules->steps[no].who), what,
        last ? papers_of(t, no, true) : "", note_of(t, r)};
    put(t, no, cells);
    return true;
}

struct gathered {
    const char *what;
    int n, first, last;
};

/* 半年考察 2 次；思想汇报 4 次, between the two steps that bound it. */
static struct gathered entries_of(const struct track *t,
                                  const struct pipeline_step *s)
{
    struct gathered g = {"", 0, DATE_NONE, DATE_NONE};
    int since = track_on(t, s->since), until = track_on(t, s->until);
    for (size_t k = 0; since != DATE_NONE && s->entries[k] != NULL; k++) {
        int n = 0;
        for (size_t i = 0; i < t->f.facts.n_entries; i++) {
            const struct pipeline_entry *e = &t->f.facts.entries[i];
            if (strcmp(e->kind, s->entries[k]) == 0 && e->on >= since &&
                e->on <= t->day && (until == DATE_NONE || e->on <= until)) {
                g.first = n + g.n == 0 || e->on < g.first ? e->on : g.first;
                g.last = n + g.n == 0 || e->on > g.last ? e->on : g.last;
                n++;
            }
        }
        g.n += n;
        g.what = track_join(
            t->a, g.what, "；",
            n > 0 ? arena_printf(t->a, "%s %d 次", s->entries[k], n) : "");
    }
    return g;
}

static const char *days_of(const struct track *t, const struct gathered *g)
{
    return g->n == 0 ? ""
           : g->first == g->last
               ? say_iso(t->a, g->first)
               : arena_printf(t->a, "%s 至\n%s", say_iso(t->a, g->first),
                              say_iso(t->a, g->last));
}

static void put_running(struct track *t, int no)
{
    const struct pipeline_step *s = &t->rules->steps[no];
    struct gathered g = entries_of(t, s);
    const char *contacts =
        no < AT_CANDIDATE ? track_helpers(t, ROLE_CONTACT) : "";
    const char *const cells[] = {
        days_of(t, &g),
        g.n == 0 ? "" : say_or(track_in_lines(t->a, contacts), s->who), g.what,
        papers_of(t, no, track_on(t, s->until) != DATE_NONE), ""};
    put(t, no, cells);
}

static bool put_earlier(struct track *t, int no, struct err *err)
{
    for (size_t i = 0; i < t->f.n_earlier; i++) {
        const struct record *r = &t->f.earlier[i];
        if (record_int(r, STEP_NO) == no && track_is_attempt(t, r) &&
            !put_step(t, r, false, err)) {
            return false;
        }
    }
    return true;
}

bool track_put_steps(struct track *t, struct err *err)
{
    static const char *const none[] = {"", "", "", "", ""};
    form_list_begin(t->d, "steps", track_step_columns, N_STEP);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct record *r = track_step(t, no);
        if (!put_earlier(t, no, err)) {
            return false;
        }
        if (t->rules->steps[no].running) {
            put_running(t, no);
        } else if (r == NULL) {
            put(t, no, none);
        } else if (track_is_assumed(t, no)) {
            put_assumed(t, no);
        } else if (!put_step(t, r, true, err)) {
            return false;
        }
    }
    return true;
}
