/* Records of a file → facts for the rules: what each step says, with the
   meeting it stands on (pipeline_meeting), who helps and whether he may
   (pipeline_helpers), entries, notices, papers, rounds. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

static int number_of(const struct record *r, int field)
{
    return record_is_null(r, field) ? -1 : (int)record_int(r, field);
}

int pipeline_stmt_day(struct stmt *st, int column)
{
    int day = DATE_NONE;
    date_read(stmt_col_text(st, column), &day);
    return day;
}

/* ---- a step ----------------------------------------------------------- */

bool pipeline_done_of(struct pipeline_file *f, const struct record *r,
                      struct pipeline_done *out, struct err *err)
{
    *out = (struct pipeline_done){
        .done = record_day(r, STEP_ON) != DATE_NONE,
        .id = r->id,
        .on = record_day(r, STEP_ON),
        .asked_on = record_day(r, STEP_ASKED),
        .from_on = record_day(r, STEP_FROM),
        .to_on = record_day(r, STEP_TO),
        .hours = number_of(r, STEP_HOURS),
        .days = number_of(r, STEP_DAYS),
        .months = number_of(r, STEP_MONTHS),
        .result = codes_name("step_result", record_text(r, STEP_RESULT)),
        .way = codes_name("recommend_way", record_text(r, STEP_WAY)),
        .number = record_text(r, STEP_NUMBER),
        .conclusion = record_text(r, STEP_CONCLUSION),
        .who = !record_is_null(r, STEP_BY) || !record_is_null(r, STEP_BY_TEXT),
        .elsewhere = record_int(r, STEP_ELSEWHERE) != 0,
        .reason = record_text(r, STEP_REASON),
    };
    return pipeline_meeting_of(f, r, &out->meeting, err) &&
           pipeline_read_talker(f, r, &out->by, err);
}

/* Of who came, what the roster's dates say of the time before. */
static bool is_of_roster(const struct pipeline_file *f, int no)
{
    return pipeline_is_assumed(f, no) ||
           (f->assumed != DATE_NONE && no < AT_APPROVE && f->head.id == 0 &&
            f->steps[no].ledger != NULL);
}

static bool make_steps(struct pipeline_file *f, struct err *err)
{
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        f->facts.steps[no] = pipeline_open();
        if (f->steps[no].ledger != NULL &&
            !pipeline_done_of(f, &f->steps[no], &f->facts.steps[no], err)) {
            return false;
        }
        f->facts.steps[no].assumed = is_of_roster(f, no);
    }
    return true;
}

/* ---- the rest --------------------------------------------------------- */

static void make_entries(struct pipeline_file *f)
{
    struct pipeline_entry *list =
        arena_array(f->arena, f->n_entries + 1, sizeof *list);
    for (size_t i = 0; i < f->n_entries; i++) {
        const struct record *r = &f->entries[i];
        list[i] = (struct pipeline_entry){
            codes_name("step_entry", record_text(r, STEP_ENTRY_KIND)),
            record_day(r, STEP_ENTRY_ON)};
    }
    f->facts.entries = list;
    f->facts.n_entries = f->n_entries;
}

static void make_notices(struct pipeline_file *f)
{
    struct pipeline_notice *list =
        arena_array(f->arena, f->n_publicities + 1, sizeof *list);
    for (size_t i = 0; i < f->n_publicities; i++) {
        const struct record *r = &f->publicities[i];
        list[i] = (struct pipeline_notice){
            (int)record_int(r, PUBLICITY_NO), record_day(r, PUBLICITY_FROM),
            record_day(r, PUBLICITY_TO), record_int(r, PUBLICITY_STANDS) != 0};
    }
    f->facts.notices = list;
    f->facts.n_notices = f->n_publicities;
}

/* What is about to be saved belongs to the attempt in hand. */
bool pipeline_paper_counts(const struct pipeline_file *f,
                           const struct record *paper)
{
    int no = (int)record_int(paper, PAPER_NO);
    return paper->id == 0 ||
           record_int(paper, PAPER_ROUND) == pipeline_round(f, no);
}

/* A paper of which there is no copy yet is not there. */
static void make_papers(struct pipeline_file *f)
{
    struct pipeline_paper_fact *list =
        arena_array(f->arena, f->n_papers + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < f->n_papers; i++) {
        const struct record *r = &f->papers[i];
        if (record_int(r, PAPER_COPIES) > 0 && pipeline_paper_counts(f, r)) {
            list[n++] = (struct pipeline_paper_fact){
                (int)record_int(r, PAPER_NO), record_text(r, PAPER_NAME),
                record_day(r, PAPER_ON)};
        }
    }
    f->facts.papers = list;
    f->facts.n_papers = n;
}

/* 预备期 that the roster alone knows to be put off; in months, as the rules
   count it. */
static int extended_to(const struct pipeline_file *f, int until)
{
    int joined = pipeline_on_of(pipeline_step_at(f, AT_ACCEPT));
    int months = 0;
    const struct pipeline_rules *r = book_pipeline(f->book);
    if (f->extends || until == DATE_NONE || !pipeline_admitted(f)) {
        return 0;
    }
    while (pipeline_probation(r, joined, months).full_from < until) {
        months++;
    }
    return months;
}

/* An extension counts when the superior has approved it; one of which only the
   roster tells was approved elsewhere. */
static void make_rounds(struct pipeline_file *f, int until)
{
    struct pipeline_round *list =
        arena_array(f->arena, f->n_earlier + 2, sizeof *list);
    size_t n = 0;
    for (; n < f->n_earlier; n++) {
        const struct record *r = &f->earlier[n];
        list[n] = (struct pipeline_round){
            (int)record_int(r, STEP_NO),
            codes_name("step_result", record_text(r, STEP_RESULT)),
            record_day(r, STEP_ON),
            strcmp(record_text(r, STEP_DROPPED), PIPELINE_EXTENDED) != 0};
    }
    f->facts.extended_months = pipeline_extended(f);
    int known = f->facts.extended_months == 0 ? extended_to(f, until) : 0;
    if (known > 0) {
        f->facts.extended_months = known;
        list[n++] = (struct pipeline_round){
            AT_CONVERT, codes_name("step_result", RESULT_EXTENDED), DATE_NONE,
            false};
    }
    f->facts.rounds = list;
    f->facts.n_rounds = n;
}

static bool make_person(struct pipeline_file *f, int *until, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select birth_on, politic, probation_until from person"
                  " where id = :id"));
    stmt_int(&st, ":id", f->person.id);
    if (stmt_row(&st)) {
        f->facts.birth = pipeline_stmt_day(&st, 0);
        f->facts.league = strcmp(codes_name("politic", stmt_col_text(&st, 1)),
                                 "共青团员") == 0;
        *until = pipeline_stmt_day(&st, 2);
    }
    return stmt_done(&st, err);
}

static int entered_before(const struct record *r, int day)
{
    int on = r->ledger == NULL || r->id == 0 ? DATE_NONE
                                             : record_day(r, STEP_ENTERED);
    return on != DATE_NONE && on < day ? on : day;
}

int pipeline_opened_on(const struct pipeline_file *f)
{
    int day = f->book->today;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        day = entered_before(&f->steps[no], day);
    }
    for (size_t i = 0; i < f->n_earlier; i++) {
        day = entered_before(&f->earlier[i], day);
    }
    return day;
}

static int theirs_before(const struct pipeline_file *f)
{
    const char *origin = record_text(&f->head, CANDIDACY_ORIGIN);
    int came = record_day(&f->head, CANDIDACY_CAME);
    bool moved = strcmp(origin, ORIGIN_ELSEWHERE) == 0;
    bool member = f->assumed != DATE_NONE; /* admitted elsewhere, whatever it
                                              is called */
    if (!moved && !member && strcmp(origin, ORIGIN_HISTORY) != 0) {
        return DATE_NONE;
    }
    int until = moved && came != DATE_NONE ? came : pipeline_opened_on(f);
    return member && until <= f->assumed ? f->assumed + 1 : until;
}

bool pipeline_facts_make(struct pipeline_file *f, struct err *err)
{
    int until = DATE_NONE;
    f->facts = (struct pipeline_facts){
        .theirs_before = theirs_before(f),
        .birth = DATE_NONE,
        .leave_on = record_day(&f->head, CANDIDACY_LEAVE),
        .ended_on = record_day(&f->head, CANDIDACY_ENDED),
    };
    make_entries(f);
    make_notices(f);
    make_papers(f);
    if (!make_person(f, &until, err)) {
        return false;
    }
    make_rounds(f, until);
    if (!make_steps(f, err) || !pipeline_facts_helpers(f, err)) {
        return false;
    }
    pipeline_judge(&f->now, f->arena, book_pipeline(f->book), &f->facts,
                   f->book->day);
    return true;
}
