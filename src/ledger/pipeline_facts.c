/* Records of a file → facts for the rules: what each step says, the meeting it
   stands on with the vote of the topic about this person, who helps and whether
   he may. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

static int number_of(const struct record *r, int field)
{
    return record_is_null(r, field) ? -1 : (int)record_int(r, field);
}

static int day_of(struct stmt *st, int column)
{
    int day = DATE_NONE;
    date_read(stmt_col_text(st, column), &day);
    return day;
}

/* ---- the meeting ------------------------------------------------------ */

bool pipeline_names(struct pipeline_file *f, const char *topic, bool *out,
                    struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db, SQL("select " PIPELINE_NAMES(":topic")));
    stmt_text(&st, ":topic", topic);
    stmt_text(&st, ":name", f->person.name);
    stmt_int(&st, ":person", f->person.id);
    *out = stmt_row(&st) && stmt_col_int(&st, 0) != 0;
    return stmt_done(&st, err);
}

/* By hand and in writing; NULL: neither was counted. */
#define VOTES(of) "coalesce(" of " + written_" of ", " of ", written_" of ")"

#define WRITTEN                                                                \
    "nullif(coalesce(written_yes, 0) + coalesce(written_no, 0)"                \
    " + coalesce(written_abstain, 0), 0)"
#define COUNTED VOTES("yes") ", " VOTES("no") ", " VOTES("abstain") ", " WRITTEN
#define NAMED   PIPELINE_NAMES("topic")
/* Columns of read_topic: rule, verdict, tally, id. */
enum { TALLY = 2, N_TALLY = 6, TOPIC_ID = TALLY + N_TALLY };

/* What is known of 应到, 实到 and the votes. */
static const char *tally_of(struct pipeline_file *f, struct stmt *st, int first)
{
    static const char *const words[N_TALLY] = {"应到", "实到", "赞成",
                                               "反对", "弃权", "其中书面"};
    const char *all = "";
    for (int i = 0; i < (int)ARRAY_LEN(words); i++) {
        if (!stmt_col_is_null(st, first + i)) {
            all = arena_printf(f->arena, "%s%s%s %d", all,
                               all[0] == '\0' ? "" : " ", words[i],
                               (int)stmt_col_int(st, first + i));
        }
    }
    return all;
}

/* The topic about this person: a vote that passed (an extension after the
   conversion failed) before one that did not, and any before none. */
static bool read_topic(struct pipeline_file *f, int64_t event,
                       struct pipeline_meeting *out, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select coalesce(vote_rule, ''), coalesce(verdict, ''),"
                  " entitled, present, " COUNTED ", id from agenda"
                  " where event_id = :event and voided_on is null"
                  " and (subject_id = :person or (subject_id is null"
                  " and " NAMED "))"
                  " order by vote_rule is null,"
                  " coalesce(verdict, '') <> '1', ord limit 1"));
    stmt_int(&st, ":event", event);
    stmt_int(&st, ":person", f->person.id);
    stmt_text(&st, ":name", f->person.name);
    if (stmt_row(&st)) {
        out->about = true;
        out->topic = stmt_col_int(&st, TOPIC_ID);
        out->rule = arena_str(f->arena, stmt_col_text(&st, 0));
        out->passed = strcmp(stmt_col_text(&st, 1), "1") == 0;
        if (out->rule[0] != '\0') {
            out->tally = tally_of(f, &st, TALLY);
        }
    }
    return stmt_done(&st, err);
}

bool pipeline_meeting_of(struct pipeline_file *f, int64_t event,
                         struct pipeline_meeting *out, struct err *err)
{
    *out = (struct pipeline_meeting){
        .kind = "", .on = DATE_NONE, .rule = "", .tally = ""};
    if (event == 0) {
        return true;
    }
    struct stmt st;
    stmt_open(
        &st, f->book->db,
        SQL("select on_day, valid, state, (select group_concat(k.kind, ' ')"
            " from event_kind k where k.event_id = e.id"
            " and k.voided_on is null) from event e where id = :id"
            " and voided_on is null"));
    stmt_int(&st, ":id", event);
    if (stmt_row(&st)) {
        out->event = event;
        out->on = day_of(&st, 0);
        out->valid = stmt_col_int(&st, 1) != 0 &&
                     strcmp(stmt_col_text(&st, 2), EVENT_HELD) == 0;
        out->kind = arena_str(f->arena, stmt_col_text(&st, 3));
    }
    return stmt_done(&st, err) &&
           (out->event == 0 || read_topic(f, event, out, err));
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
    return pipeline_meeting_of(f, record_int(r, STEP_EVENT), &out->meeting,
                               err);
}

static bool make_steps(struct pipeline_file *f, struct err *err)
{
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        f->facts.steps[no] = pipeline_open();
        if (f->steps[no].ledger != NULL &&
            !pipeline_done_of(f, &f->steps[no], &f->facts.steps[no], err)) {
            return false;
        }
    }
    return true;
}

/* ---- who helps -------------------------------------------------------- */

static bool read_barred(struct pipeline_file *f, int64_t person,
                        struct pipeline_helper *h, struct err *err)
{
    struct pipeline_span *spans = arena_array(f->arena, 8, sizeof *spans);
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select from_on, to_on from rights where person_id = :person"
                  " and kind in ('6', '7') and voided_on is null"
                  " order by from_on desc limit 8"));
    stmt_int(&st, ":person", person);
    while (stmt_row(&st)) {
        spans[h->n_barred++] =
            (struct pipeline_span){day_of(&st, 0), day_of(&st, 1)};
    }
    h->barred = spans;
    return stmt_done(&st, err);
}

/* From 转正 to the end of the spell in the branch of the file that holds when
   he begins to help; else of his last one. */
static bool read_full(struct pipeline_file *f, int64_t person,
                      struct pipeline_helper *h, struct err *err)
{
    char text[11];
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select p.full_on, m.from_on, m.to_on from person p"
                  " left join member m on m.person_id = p.id"
                  " and m.voided_on is null where p.id = :person"
                  " order by m.branch_id = :branch and m.from_on <= :day"
                  " and (m.to_on is null or m.to_on > :day) desc,"
                  " m.branch_id = :branch desc, m.from_on desc limit 1"));
    stmt_int(&st, ":person", person);
    stmt_int(&st, ":branch", record_int(&f->head, CANDIDACY_BRANCH));
    stmt_text(&st, ":day", date_text(h->holds.from, text));
    if (stmt_row(&st) && !stmt_col_is_null(&st, 1)) {
        h->full.from = day_of(&st, 0);
        h->full.to = day_of(&st, 2);
    }
    return stmt_done(&st, err);
}

static bool read_helper(struct pipeline_file *f, const struct record *r,
                        struct pipeline_helper *h, struct err *err)
{
    int64_t person = record_int(r, HELPER_PERSON);
    struct strbuf name;
    sb_init(&name);
    record_show(r, f->book, person != 0 ? HELPER_PERSON : HELPER_NAME, &name);
    *h = (struct pipeline_helper){
        .role = strcmp(record_text(r, HELPER_ROLE), ROLE_INTRODUCER) == 0
                    ? "introducer"
                    : "contact",
        .name = arena_str(f->arena, name.s != NULL ? name.s : ""),
        .holds = {record_day(r, HELPER_FROM), record_day(r, HELPER_TO)},
        .self = person != 0 && person == f->person.id,
        .person = person,
        .outside = person == 0,
        .kin = record_int(r, HELPER_KIN) != 0,
        .full = {DATE_NONE, DATE_NONE},
    };
    sb_clear(&name);
    return person == 0 ||
           (read_full(f, person, h, err) && read_barred(f, person, h, err));
}

static bool make_helpers(struct pipeline_file *f, struct err *err)
{
    struct pipeline_helper *list =
        arena_array(f->arena, f->n_helpers + 1, sizeof *list);
    for (size_t i = 0; i < f->n_helpers; i++) {
        if (!read_helper(f, &f->helpers[i], &list[i], err)) {
            return false;
        }
    }
    f->facts.helpers = list;
    f->facts.n_helpers = f->n_helpers;
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

/* An extension counts when the superior has approved it. */
static void make_rounds(struct pipeline_file *f)
{
    struct pipeline_round *list =
        arena_array(f->arena, f->n_earlier + 1, sizeof *list);
    for (size_t i = 0; i < f->n_earlier; i++) {
        const struct record *r = &f->earlier[i];
        list[i] = (struct pipeline_round){
            (int)record_int(r, STEP_NO),
            codes_name("step_result", record_text(r, STEP_RESULT)),
            record_day(r, STEP_ON),
            strcmp(record_text(r, STEP_DROPPED), PIPELINE_EXTENDED) != 0};
        if (record_int(r, STEP_NO) == AT_CONVERT &&
            strcmp(record_text(r, STEP_RESULT), RESULT_EXTENDED) == 0 &&
            !list[i].failed) {
            f->facts.extended_months += (int)record_int(r, STEP_MONTHS);
        }
    }
    f->facts.rounds = list;
    f->facts.n_rounds = f->n_earlier;
}

static bool make_person(struct pipeline_file *f, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select birth_on, politic from person where id = :id"));
    stmt_int(&st, ":id", f->person.id);
    if (stmt_row(&st)) {
        f->facts.birth = day_of(&st, 0);
        f->facts.league = strcmp(codes_name("politic", stmt_col_text(&st, 1)),
                                 "共青团员") == 0;
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
    if (strcmp(origin, ORIGIN_ELSEWHERE) == 0 && came != DATE_NONE) {
        return came;
    }
    return strcmp(origin, ORIGIN_ELSEWHERE) == 0 ||
                   strcmp(origin, ORIGIN_HISTORY) == 0
               ? pipeline_opened_on(f)
               : DATE_NONE;
}

bool pipeline_facts_make(struct pipeline_file *f, struct err *err)
{
    f->facts = (struct pipeline_facts){
        .theirs_before = theirs_before(f),
        .birth = DATE_NONE,
        .leave_on = record_day(&f->head, CANDIDACY_LEAVE),
        .ended_on = record_day(&f->head, CANDIDACY_ENDED),
    };
    make_entries(f);
    make_notices(f);
    make_papers(f);
    make_rounds(f);
    if (!make_steps(f, err) || !make_person(f, err) || !make_helpers(f, err)) {
        return false;
    }
    pipeline_judge(&f->now, f->arena, book_pipeline(f->book), &f->facts,
                   f->book->day);
    return true;
}

bool pipeline_topic(const struct pipeline_file *f, int64_t event,
                    int64_t *topic, struct err *err)
{
    struct pipeline_file same = *f;
    struct pipeline_meeting m;
    bool ok = pipeline_meeting_of(&same, event, &m, err);
    *topic = ok ? m.topic : 0;
    return ok;
}
