/* A step before it is saved: what can be known goes in by itself (today, the
   last meeting about the person, what its vote came to), the meetings that may
   be linked, and what saving will also do. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* Meetings offered at most; who looks further back types the day. */
#define MEETINGS_MAX 40
#define NAMED        PIPELINE_NAMES("a.topic")

static bool asks_for(const struct pipeline_step *s, const char *field)
{
    for (size_t i = 0; s->fields[i] != NULL; i++) {
        if (strcmp(s->fields[i], field) == 0) {
            return true;
        }
    }
    return false;
}

/* Kinds of meeting that a row of this step names; "" any. */
static const char *kinds_of(struct pipeline_file *f, int no)
{
    const struct pipeline_rules *r = book_pipeline(f->book);
    for (size_t i = 0; i < r->n_guards; i++) {
        if (r->guards[i].step == no && r->guards[i].kind == GUARD_MEETING &&
            !r->guards[i].off) {
            return r->guards[i].what;
        }
    }
    return "";
}

/* kinds: words apart by blanks; in SQL each is looked for between blanks. */
static void open_meetings(struct stmt *st, struct pipeline_file *f, int no)
{
    char day[11];
    stmt_open(st, f->book->db,
              SQL("select e.id, e.on_day, coalesce(k.no, 0), k.kind, a.topic"
                  " from event e join event_kind k on k.event_id = e.id"
                  " and k.voided_on is null"
                  " and (:kinds = '' or instr(' ' || :kinds || ' ',"
                  " ' ' || k.kind || ' ') > 0)"
                  " left join agenda a on a.event_id = e.id"
                  " and a.voided_on is null and (a.subject_id = :person or"
                  " (a.subject_id is null and " NAMED "))"
                  " where e.branch_id = :branch and e.on_day <= :day"
                  " and e.state = '2' and e.voided_on is null"
                  " group by e.id"
                  " order by a.id is null, e.on_day desc, e.id desc"
                  " limit :max"));
    stmt_text(st, ":kinds", kinds_of(f, no));
    stmt_int(st, ":person", f->person.id);
    stmt_text(st, ":name", f->person.name);
    stmt_int(st, ":branch",
             f->head.id != 0 ? record_int(&f->head, CANDIDACY_BRANCH)
                             : f->book->branch);
    stmt_text(st, ":day", date_text(f->book->today, day));
    stmt_int(st, ":max", MEETINGS_MAX);
}

static const char *title_of(struct pipeline_file *f, const char *kind, int no)
{
    const struct kind *k = kinds_by_code(book_kinds(f->book), kind);
    const char *title = k != NULL ? k->abbr : arena_str(f->arena, kind);
    return no > 0 ? arena_printf(f->arena, "第 %d 次%s", no, title) : title;
}

const char *pipeline_meeting_title(struct pipeline_file *f, int no)
{
    const char *title = "";
    struct stmt st;
    if (f->steps[no].ledger == NULL || f->facts.steps[no].meeting.event == 0) {
        return "";
    }
    stmt_open(&st, f->book->db,
              SQL("select kind, coalesce(no, 0) from event_kind"
                  " where event_id = :event and voided_on is null"
                  " order by instr(' ' || :kinds || ' ', ' ' || kind || ' ')"
                  " = 0, id limit 1"));
    stmt_int(&st, ":event", f->facts.steps[no].meeting.event);
    stmt_text(&st, ":kinds", kinds_of(f, no));
    if (stmt_row(&st)) {
        title = title_of(f, stmt_col_text(&st, 0), (int)stmt_col_int(&st, 1));
    }
    return stmt_done(&st, NULL) ? title : "";
}

static const char *meeting_text(struct pipeline_file *f, struct stmt *st)
{
    const char *on = arena_str(f->arena, stmt_col_text(st, 1));
    const char *title =
        title_of(f, stmt_col_text(st, 3), (int)stmt_col_int(st, 2));
    return arena_printf(f->arena, "%s %s  %s", on, title, stmt_col_text(st, 4));
}

size_t pipeline_meetings(struct pipeline_file *f, int no,
                         const struct pipeline_choice **out)
{
    struct pipeline_choice *list =
        arena_array(f->arena, MEETINGS_MAX, sizeof *list);
    size_t n = 0;
    struct stmt st;
    open_meetings(&st, f, no);
    while (n < MEETINGS_MAX && stmt_row(&st)) {
        list[n].event = stmt_col_int(&st, 0);
        list[n].text = meeting_text(f, &st);
        list[n++].about = !stmt_col_is_null(&st, 4);
    }
    *out = list;
    return stmt_done(&st, NULL) ? n : 0;
}

/* ---- a new one -------------------------------------------------------- */

/* Is this meeting spoken for by an earlier step of the same kind? */
static bool is_used(const struct pipeline_file *f, int64_t event)
{
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        if (f->steps[no].ledger != NULL &&
            record_int(&f->steps[no], STEP_EVENT) == event) {
            return true;
        }
    }
    return false;
}

/* The result that goes on, when the vote by one of the step's rows passed;
   what another meeting came to does not stay. */
static void put_vote(struct pipeline_file *f, struct record *r, int no,
                     const struct pipeline_meeting *m)
{
    const struct pipeline_rules *rules = book_pipeline(f->book);
    for (size_t i = 0; i < rules->n_guards; i++) {
        const struct pipeline_guard *g = &rules->guards[i];
        if (g->step != no || g->kind != GUARD_VOTE) {
            continue;
        }
        record_set_null(r, STEP_RESULT);
        if (m->passed && strcmp(g->what, m->rule) == 0) {
            record_set_text(r, STEP_RESULT, codes_find("step_result", g->only));
            return;
        }
    }
}

void pipeline_step_meeting(struct pipeline_file *f, struct record *r,
                           int64_t event)
{
    struct pipeline_meeting m;
    int no = (int)record_int(r, STEP_NO);
    record_set_int(r, STEP_EVENT, event);
    /* Whatever it came to: the result follows from the vote. */
    struct record open = record_copy(r, f->arena);
    record_set_null(&open, STEP_RESULT);
    if (pipeline_meeting_of(f, &open, &m, NULL) && m.event != 0) {
        record_set_day(r, f->arena, STEP_ON, m.on);
        put_vote(f, r, no, &m);
    }
}

static void put_meeting(struct pipeline_file *f, struct record *r, int no)
{
    const struct pipeline_choice *list = NULL;
    size_t n = pipeline_meetings(f, no, &list);
    for (size_t i = 0; i < n && list[i].about; i++) {
        if (!is_used(f, list[i].event)) {
            pipeline_step_meeting(f, r, list[i].event);
            return;
        }
    }
}

/* Where only one good result can be meant it is offered; a conversion is
   decided, not assumed. */
static void put_result(struct pipeline_file *f, struct record *r,
                       const struct pipeline_step *s)
{
    (void)f;
    const char *code =
        s->usual[0] != '\0' ? codes_find("step_result", s->usual) : NULL;
    if (code != NULL) {
        record_set_text(r, STEP_RESULT, code);
    }
}

/* Young people of the League are recommended by it. */
static void put_way(struct pipeline_file *f, struct record *r, int no)
{
    const struct pipeline_rules *rules = book_pipeline(f->book);
    int on = record_day(r, STEP_ON);
    if (!f->facts.league || f->facts.birth == DATE_NONE || on == DATE_NONE) {
        return;
    }
    for (size_t i = 0; i < rules->n_of_step[no]; i++) {
        const struct pipeline_guard *g = &rules->guards[rules->of_step[no][i]];
        if (g->kind == GUARD_LEAGUE &&
            pipeline_guard(rules, g->code, on) == g &&
            on < date_add_years(f->facts.birth, g->most.n)) {
            const char *code = codes_find("recommend_way", g->what);
            if (code != NULL) {
                record_set_text(r, STEP_WAY, code);
            }
            return;
        }
    }
}

void pipeline_step_day_typed(struct pipeline_file *f, struct record *r)
{
    int no = (int)record_int(r, STEP_NO);
    const struct pipeline_step *s = &book_pipeline(f->book)->steps[no];
    if (record_is_null(r, STEP_ON)) {
        record_set_null(r, STEP_RESULT);
    } else if (record_is_null(r, STEP_RESULT) && asks_for(s, "result") &&
               !asks_for(s, "event")) {
        put_result(f, r, s);
    }
}

/* ---- helpers named in it ---------------------------------------------- */

static const struct {
    int field;
    const char *role;
    bool outside; /* names, not people of the roster */
} helper_fields[] = {
    {STEP_CONTACT_1, ROLE_CONTACT, false},
    {STEP_CONTACT_2, ROLE_CONTACT, false},
    {STEP_CONTACT_OUT, ROLE_CONTACT, true},
    {STEP_INTRODUCER_1, ROLE_INTRODUCER, false},
    {STEP_INTRODUCER_2, ROLE_INTRODUCER, false},
    {STEP_INTRODUCER_OUT, ROLE_INTRODUCER, true},
};

static struct record new_helper(struct pipeline_file *f, const char *role,
                                int on)
{
    struct record r = record_new(&ledger_helper, f->book, f->arena);
    record_set_text(&r, HELPER_ROLE, role);
    record_set_day(&r, f->arena, HELPER_FROM, on);
    return r;
}

/* Bytes of the mark between two names that stands there; 0: none does. */
static size_t between_names(const char *text)
{
    static const char *const marks[] = {"、", "，", ",", "；", ";"};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (strncmp(text, marks[i], strlen(marks[i])) == 0) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

bool pipeline_put_outsiders(struct pipeline_file *f, const char *names,
                            const char *role, int on, struct err *err)
{
    while (names[0] != '\0') {
        size_t n = 0;
        while (names[n] != '\0' && between_names(names + n) == 0) {
            n++;
        }
        struct record r = new_helper(f, role, on);
        const char *name = arena_strn(f->arena, names, n);
        if (n > 0 &&
            (!record_type(&r, f->book, f->arena, HELPER_NAME, name, err) ||
             !pipeline_put(f, &r, err))) {
            return false;
        }
        names += n + between_names(names + n);
    }
    return true;
}

bool pipeline_step_helpers(struct pipeline_file *f, const struct record *step,
                           struct err *err)
{
    int on = record_day(step, STEP_ON);
    bool ok = true;
    for (size_t i = 0; ok && i < ARRAY_LEN(helper_fields); i++) {
        int field = helper_fields[i].field;
        const char *role = helper_fields[i].role;
        if (step->id != 0 || record_is_null(step, field)) {
            continue;
        }
        if (helper_fields[i].outside) {
            ok = pipeline_put_outsiders(f, record_text(step, field), role, on,
                                        err);
        } else {
            struct record r = new_helper(f, role, on);
            record_set_int(&r, HELPER_PERSON, record_int(step, field));
            ok = pipeline_put(f, &r, err);
        }
    }
    return ok;
}

static bool has_introducer(const struct pipeline_file *f)
{
    for (size_t i = 0; i < f->n_helpers; i++) {
        if (strcmp(record_text(&f->helpers[i], HELPER_ROLE), ROLE_INTRODUCER) ==
            0) {
            return true;
        }
    }
    return false;
}

/* Whoever has been the contact usually introduces. */
static void put_introducers(struct pipeline_file *f, struct record *r)
{
    static const int into[] = {STEP_INTRODUCER_1, STEP_INTRODUCER_2};
    size_t n = 0;
    for (size_t i = 0; i < f->n_helpers && !has_introducer(f); i++) {
        const struct record *h = &f->helpers[i];
        if (n < ARRAY_LEN(into) && record_is_null(h, HELPER_TO) &&
            !record_is_null(h, HELPER_PERSON)) {
            record_set_int(r, into[n++], record_int(h, HELPER_PERSON));
        }
    }
}

struct record pipeline_step_new(struct pipeline_file *f, int no)
{
    const struct pipeline_step *s = &book_pipeline(f->book)->steps[no];
    struct record r = record_new(&ledger_step, f->book, f->arena);
    record_set_int(&r, STEP_FILE, f->head.id);
    record_set_int(&r, STEP_NO, no);
    record_set_int(&r, STEP_ROUND, f->round[no] + 1);
    if (asks_for(s, "event")) {
        put_meeting(f, &r, no);
    } else if (asks_for(s, "result")) {
        put_result(f, &r, s);
    }
    if (asks_for(s, "way")) {
        put_way(f, &r, no);
    }
    if (no == AT_INTRODUCERS) {
        put_introducers(f, &r);
    }
    return r;
}

bool pipeline_step_effects(struct pipeline_file *f, const struct record *step,
                           struct strbuf *out, struct err *err)
{
    struct pipeline_follow w;
    struct record copy = record_copy(step, f->arena);
    bool ok = pipeline_follow_make(&w, f, &copy, 0, err);
    if (ok && w.text.len > 0) {
        sb_add(out, w.text.s);
    }
    pipeline_follow_clear(&w);
    return ok;
}
