/* domain.md 2.1 to 2.7 as rows, and what they say of a file. */
#include "pipeline_oracle.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "unit.h"

/* ---- the document ---------------------------------------------------------
 */

#define CONVERTS "按期转正"
#define CANCELS  "取消预备党员资格"

/* A central row refuses.  A row asks for a reason when the document marks it
   LOCAL, or when it is a time for something that must be booked as it was:
   2.1 #2 and #17 (“special cases longer”), #24. */
const struct oracle_row oracle_rows[] = {
    {"2.1 #1, 2.6 apply", "apply.age", 1, NOT_BEFORE, OF_BIRTH, 18 * 12, 0,
     false, "", ""},
    {"2.6 order rule", "talk.order", 2, NOT_BEFORE, 1, 0, 0, false, "", ""},
    {"2.1 #2, 2.7 W01", "talk.within", 2, AT_LATEST, 1, 1, 0, true, "", ""},
    {"2.1 #3, 2.6 A→B", "activist.order", 3, NOT_BEFORE, 2, 0, 0, false, "",
     ""},
    {"2.1 #3 LOCAL, 2.6 A→B LOCAL", "activist.wait", 3, NOT_BEFORE, 1, 6, 0,
     true, "", ""},
    {"2.1 #4, 2.6 支委会+备案", "record.order", 4, NOT_BEFORE, 3, 0, 0, false,
     "", ""},
    {"2.1 #4 LOCAL", "record.within", 4, AT_LATEST, 3, 1, 0, true, "", ""},
    {"2.1 #5", "contact.order", 5, NOT_BEFORE, 3, 0, 0, false, "", ""},
    {"2.6 支委会+备案→ B →C0", "candidate.order", 7, NOT_BEFORE, 4, 0, 0, false,
     "", ""},
    {"2.1 #6 #7, 2.6 B→C0, 2.7 W04", "candidate.year", 7, NOT_BEFORE, 3, 12, 0,
     false, "", ""},
    {"2.1 #8, 2.6 C0→C", "reply.order", 8, NOT_BEFORE, 7, 0, 0, false, "", ""},
    {"2.1 #9 in stage 三", "introducer.order", 9, NOT_BEFORE, 8, 0, 0, false,
     "", ""},
    {"2.1 #8, 2.6 备案同意→ C", "introducer.reply", 9, NEEDS, 8, 0, 0, false,
     "", ""},
    {"2.6 order rule", "vetting.order", 10, NOT_BEFORE, 8, 0, 0, false, "", ""},
    {"2.1 #8, 2.6 备案同意→ C", "vetting.reply", 10, NEEDS, 8, 0, 0, false, "",
     ""},
    {"2.6 order rule", "training.order", 11, NOT_BEFORE, 8, 0, 0, false, "",
     ""},
    {"2.1 #8, 2.6 备案同意→ C", "training.reply", 11, NEEDS, 8, 0, 0, false, "",
     ""},
    {"2.6 C→C2 介绍人", "board.introducers", 12, NOT_BEFORE, 9, 0, 0, false, "",
     ""},
    {"2.6 C→C2 政审", "board.vetting", 12, NOT_BEFORE, 10, 0, 0, false, "", ""},
    {"2.1 #10 no pass → no admission", "board.vetted", 12, NEEDS, 10, 0, 0,
     false, "", ""},
    {"2.6 C→C2 training", "board.training", 12, NOT_BEFORE, 11, 0, 0, false, "",
     ""},
    {"2.1 #10 LOCAL, 2.7 W05", "board.valid", 12, AT_LATEST, 10, 12, 0, true,
     "", ""},
    {"2.1 #13, 2.6 C2→D1", "preview.order", 13, NOT_BEFORE, 12, 0, 0, false, "",
     ""},
    {"2.7 W06 from submit", "date.asked", 13, NOT_BEFORE, OF_ASKED, 0, 0, false,
     "", ""},
    {"2.1 #13 LOCAL, 2.7 W06", "preview.within", 13, AT_LATEST, OF_ASKED, 1, 0,
     true, "", ""},
    {"2.1 #14, 2.6 C2→D1", "booklet.order", 14, NOT_BEFORE, 13, 0, 0, false, "",
     ""},
    {"2.1 #14, 2.6 C2→D1", "booklet.preview", 14, NEEDS, 13, 0, 0, false, "",
     ""},
    {"2.6 D1→D2", "accept.order", 15, NOT_BEFORE, 14, 0, 0, false, "", ""},
    {"2.1 #15 LOCAL, 2.7 W07", "accept.within", 15, AT_LATEST, 13, 1, 0, true,
     "", ""},
    {"2.1 #10 LOCAL, 2.7 W05", "accept.valid", 15, AT_LATEST, 10, 12, 0, true,
     "", ""},
    {"2.1 #16", "interview.order", 16, NOT_BEFORE, 15, 0, 0, false, "", ""},
    {"2.6 大会通过→ D2", "interview.passed", 16, NEEDS, 15, 0, 0, false, "",
     ""},
    {"2.6 D2→P", "approve.order", 17, NOT_BEFORE, 15, 0, 0, false, "", ""},
    {"2.6 大会通过→ D2", "approve.passed", 17, NEEDS, 15, 0, 0, false, "", ""},
    {"2.1 #16 before approval", "approve.interview", 17, NOT_BEFORE, 16, 0, 0,
     false, "", ""},
    {"2.1 #17, 2.7 W08 yellow", "approve.within", 17, AT_LATEST, 15, 3, 0, true,
     "", ""},
    {"2.1 #17, 2.4, 2.7 W08 red", "approve.limit", 17, AT_LATEST, 15, 6, 0,
     false, "批准", ""},
    {"2.1 #18 with step 17", "filed.order", 18, NOT_BEFORE, 17, 0, 0, false, "",
     ""},
    {"2.6 党委批准→ P", "filed.approved", 18, NEEDS, 17, 0, 0, false, "", ""},
    {"2.1 #19", "placed.order", 19, NOT_BEFORE, 17, 0, 0, false, "", ""},
    {"2.6 党委批准→ P", "placed.approved", 19, NEEDS, 17, 0, 0, false, "", ""},
    {"2.1 #20", "oath.order", 20, NOT_BEFORE, 17, 0, 0, false, "", ""},
    {"2.6 党委批准→ P", "oath.approved", 20, NEEDS, 17, 0, 0, false, "", ""},
    {"2.1 #20 LOCAL, 2.7 W14", "oath.within", 20, AT_LATEST, 17, 1, 0, true, "",
     ""},
    {"2.1 #22 in stage 五", "request.order", 22, NOT_BEFORE, 17, 0, 0, false,
     "", ""},
    {"2.6 党委批准→ P", "request.approved", 22, NEEDS, 17, 0, 0, false, "", ""},
    {"2.1 #22 LOCAL, 2.7 W10", "request.early", 22, NOT_BEFORE, OF_PERIOD, -1,
     0, true, "", ""},
    {"2.1 #22 LOCAL, 2.7 W10", "request.within", 22, AT_LATEST, OF_PERIOD, 0,
     -7, true, "", ""},
    {"2.6 application on file (F0)", "convert.order", 23, NOT_BEFORE, 22, 0, 0,
     false, CONVERTS, ""},
    {"2.6 order rule", "convert.admitted", 23, NOT_BEFORE, 17, 0, 0, false, "",
     ""},
    {"2.6 党委批准→ P", "convert.approved", 23, NEEDS, 17, 0, 0, false, "", ""},
    {"2.1 #23, 2.6 X0 may be earlier", "convert.probation", 23, NOT_BEFORE,
     OF_PERIOD, 0, 0, false, "", CANCELS},
    {"2.7 W11 yellow LOCAL", "convert.soon", 23, AT_LATEST, OF_PERIOD, 0, 15,
     true, "", ""},
    {"2.7 W11 red LOCAL", "convert.within", 23, AT_LATEST, OF_PERIOD, 1, 0,
     true, "", ""},
    {"2.6 F0→M", "confirm.order", 24, NOT_BEFORE, 23, 0, 0, false, "", ""},
    {"2.6 大会→ F0, E0, X0", "confirm.passed", 24, NEEDS, 23, 0, 0, false, "",
     ""},
    {"2.1 #24, 2.7 W12", "confirm.within", 24, AT_LATEST, 23, 3, 0, true, "",
     ""},
    {"2.1 #25", "archive.order", 25, NOT_BEFORE, 24, 0, 0, false, "", ""},
    {"2.6 党委批准→ M", "archive.approved", 25, NEEDS, 24, 0, 0, false, "", ""},
    {"2.1 #25 LOCAL, 2.7 W13", "archive.within", 25, AT_LATEST, 24, 0, 7, true,
     "", ""},
};
const size_t n_oracle_rows = ARRAY_LEN(oracle_rows);

/* 2.6: the results by which the way goes on; of what was done elsewhere only
   the day may be known (2.5). */
static bool went_through(const struct story *t, int no)
{
    const char *const *all = story_results(no);
    const char *result = t->result[no];
    bool sent_back = strcmp(result, "未形成决议") == 0;
    return t->on[no] != DATE_NONE &&
           (all[0] == NULL || strcmp(result, all[0]) == 0 ||
            (no == 23 && result[0] != '\0' && !sent_back) ||
            (t->theirs[no] && result[0] == '\0'));
}

/* ---- a row of the document ------------------------------------------------
 */

static int from_of(const struct oracle_row *r, const struct story *t)
{
    switch (r->of) {
    case OF_BIRTH:
        return t->birth;
    case OF_ASKED:
        return t->asked;
    case OF_PERIOD:
        /* 2.4: from the meeting, effective only after the approval. */
        return went_through(t, 15) && went_through(t, 17) ? story_full_from(t)
                                                          : DATE_NONE;
    default:
        return r->kind != AT_LATEST || went_through(t, r->of) ? t->on[r->of]
                                                              : DATE_NONE;
    }
}

static bool holds(const struct oracle_row *r, const struct story *t)
{
    const char *result = t->result[r->step];
    if (result[0] == '\0' && story_results(r->step)[0] != NULL) {
        result = story_results(r->step)[0];
    }
    return t->on[r->step] != DATE_NONE &&
           (r->only[0] == '\0' || strcmp(r->only, result) == 0) &&
           (r->unless[0] == '\0' || strcmp(r->unless, result) != 0);
}

int oracle_limit(const struct oracle_row *r, const struct story *t)
{
    int from = holds(r, t) && r->kind != NEEDS ? from_of(r, t) : DATE_NONE;
    return from == DATE_NONE ? DATE_NONE
                             : story_plus(from, r->months) + r->days;
}

static bool is_broken(const struct oracle_row *r, const struct story *t)
{
    int limit = oracle_limit(r, t);
    if (!holds(r, t)) {
        return false;
    }
    switch (r->kind) {
    case NOT_BEFORE:
        return limit == DATE_NONE ? r->of <= PIPELINE_STEPS
                                  : t->on[r->step] < limit;
    case AT_LATEST:
        return limit != DATE_NONE && t->on[r->step] > limit;
    case NEEDS:
        return !went_through(t, r->of);
    }
    return false;
}

static void hit(struct oracle_hits *h, int step, const char *code, bool asks,
                bool broken)
{
    if (broken) {
        assert_true(h->n < ARRAY_LEN(h->list));
        h->list[h->n++] = (struct oracle_hit){step, code, asks};
    }
}

/* ---- counts and notices (2.1 #6 #7, 2.6 B→C0) ------------------------------
 */

static int entries_in(const struct file_scene *f, const char *kind, int from,
                      int to)
{
    int n = 0;
    for (size_t i = 0; i < f->f.n_entries; i++) {
        const struct pipeline_entry *e = &f->entries[i];
        n += e->on >= from && e->on <= to && strcmp(e->kind, kind) == 0;
    }
    return n;
}

/* More than half a year without one. */
static bool gap_in(const struct file_scene *f, const char *kind, int from,
                   int to)
{
    int due = story_plus(from, 6);
    bool gap = false;
    for (size_t i = 0; i < f->f.n_entries; i++) {
        const struct pipeline_entry *e = &f->entries[i];
        if (e->on >= from && e->on <= to && strcmp(e->kind, kind) == 0) {
            gap = gap || e->on > due;
            due = story_plus(e->on, 6);
        }
    }
    return gap || to > due;
}

static void look_at_cultivation(struct oracle_hits *h,
                                const struct file_scene *f,
                                const struct story *t, bool theirs)
{
    int from = t->on[3];
    int to = t->on[7];
    const struct pipeline_notice *n = &f->notices[0];
    hit(h, 7, "candidate.reviews", false,
        entries_in(f, "半年考察", from, to) < 2);
    hit(h, 7, "candidate.spread", true, gap_in(f, "半年考察", from, to));
    hit(h, 7, "candidate.thoughts", true,
        entries_in(f, "思想汇报", from, to) < 4);
    hit(h, 7, "candidate.notice", true,
        !theirs && (to <= n->to || n->from < from));
}

/* ---- extensions (2.4, 2.6 E0) ---------------------------------------------
 */

static void look_at_extension(struct oracle_hits *h, const struct story *t)
{
    if (t->on[23] == DATE_NONE || strcmp(t->result[23], "延长预备期") != 0) {
        return;
    }
    hit(h, 23, "extend.months", false, t->months < 6 || t->months > 12);
    hit(h, 23, "extend.once", false, t->extended > 0);
}

/* ---- elsewhere (2.5) ------------------------------------------------------
 */

/* What a step of one's own must say, and one of another branch need not. */
static const struct {
    int step;
    const char *code;
    bool asks, result;
} told[] = {
    {2, "talk.by", false, false},
    {3, "activist.way", false, false},
    {3, "activist.meeting", false, false},
    {7, "candidate.meeting", false, false},
    {8, "reply.result", false, true},
    {10, "vetting.result", false, true},
    {12, "board.meeting", false, false},
    {13, "preview.result", false, true},
    {14, "booklet.number", true, false},
    {15, "accept.meeting", false, false},
    {15, "accept.result", false, true},
    {16, "interview.by", false, false},
    {17, "approve.result", false, true},
    {23, "convert.meeting", false, false},
    {23, "convert.result", false, true},
    {24, "confirm.result", false, true},
};

static bool is_theirs(const struct story *t, int no)
{
    return t->theirs[no] && t->theirs_before != DATE_NONE &&
           t->on[no] < t->theirs_before;
}

static void look_at_told(struct oracle_hits *h, const struct story *t, int no)
{
    if (!t->theirs[no] || t->on[no] == DATE_NONE || is_theirs(t, no)) {
        return;
    }
    hit(h, no, "date.elsewhere", false, true);
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        bool missing = !told[i].result || t->result[no][0] == '\0';
        hit(h, no, told[i].code, told[i].asks, told[i].step == no && missing);
    }
}

/* ---- all ------------------------------------------------------------------
 */

struct oracle_hits oracle(const struct file_scene *f, const struct story *t)
{
    struct oracle_hits h = {.n = 0};
    for (size_t i = 0; i < n_oracle_rows; i++) {
        const struct oracle_row *r = &oracle_rows[i];
        hit(&h, r->step, r->code, r->asks, is_broken(r, t));
    }
    if (t->on[7] != DATE_NONE) {
        look_at_cultivation(&h, f, t, is_theirs(t, 7));
    }
    look_at_extension(&h, t);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        look_at_told(&h, t, no);
    }
    return h;
}

const struct oracle_hit *oracle_hit_of(const struct oracle_hits *h, int step,
                                       const char *code)
{
    for (size_t i = 0; i < h->n; i++) {
        if (h->list[i].step == step && strcmp(h->list[i].code, code) == 0) {
            return &h->list[i];
        }
    }
    return NULL;
}
