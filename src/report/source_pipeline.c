/* 发展党员, one person: everything that the papers of a file tell.  Which paper
   is offered follows from how far the file has come (`kinds`): the letter of a
   step from the day on that the step before it was taken here.

   The parts are put by source_pipeline_steps, _papers, _entries, _votes and
   _letters; here stands who it is and where he is. */
#include "source_pipeline.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "source_all.h"
#include "source_say.h"

/* ---- who ---------------------------------------------------------------- */

static void put_person(struct track *t)
{
    static const char *const columns[] = {"name",      "sex",    "nation",
                                          "education", "unit",   "native_place",
                                          "phone",     "politic"};
    struct form_data *d = t->d;
    for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
        form_set(d, columns[i],
                 say_column(t->a, t->book, &t->person, columns[i]));
    }
    const char *birth =
        say_birth(t->a, say_column(t->a, t->book, &t->person, "birth_on"));
    form_set(d, "birth", birth);
    form_set(d, "birth_long", say_month(t->a, birth));
    form_set(d, "upper", say_or(say_upper(t->a, t->book), SAY_LINE));
}

static void put_head(struct track *t)
{
    const struct record *h = &t->f.head;
    struct form_data *d = t->d;
    int over = record_day(h, CANDIDACY_ENDED);
    bool ended = over != DATE_NONE && over <= t->day;
    bool stopped =
        ended && strcmp(record_text(h, CANDIDACY_END_KIND), END_ARCHIVED) != 0;
    form_set(d, "state", track_state(t));
    form_set(d, "origin", track_field(t, h, CANDIDACY_ORIGIN));
    form_set(d, "came_from", record_text(h, CANDIDACY_FROM));
    form_set(d, "came_on", record_text(h, CANDIDACY_CAME));
    form_set(d, "examined_on_file", record_text(h, CANDIDACY_EXAMINED_ON));
    form_set(
        d, "examined_by",
        record_is_null(h, CANDIDACY_EXAMINED_BY)
            ? ""
            : people_name(t->book, t->a, record_int(h, CANDIDACY_EXAMINED_BY)));
    form_set(d, "ended", ended ? say_iso(t->a, over) : "");
    form_set(d, "stopped", stopped ? "yes" : "");
    form_set(d, "ended_long", say_day(t->a, ended ? over : DATE_NONE));
    form_set(d, "end_kind", ended ? track_field(t, h, CANDIDACY_END_KIND) : "");
    form_set(d, "end_reason",
             ended ? record_text(h, CANDIDACY_END_REASON) : "");
    form_set(d, "file_note", record_text(h, CANDIDACY_NOTE));
    form_set(d, "apply_on", track_iso(t, AT_APPLY));
    form_set(d, "activist_on", track_iso(t, AT_ACTIVIST));
    form_set(d, "candidate_on", track_iso(t, AT_REPLY));
    form_set(d, "join_on", track_iso(t, AT_ACCEPT));
    form_set(d, "contacts", track_helpers(t, ROLE_CONTACT));
    form_set(d, "introducers", track_helpers(t, ROLE_INTRODUCER));
}

static void put_next(struct track *t)
{
    int next = t->f.now.next;
    form_set(t->d, "next",
             next == 0 ? ""
                       : arena_printf(t->a, "第 %d 步%s", next,
                                      t->rules->steps[next].name));
    form_set(t->d, "next_who", next == 0 ? "" : t->rules->steps[next].who);
}

/* ---- which papers ---------------------------------------------------------
 */

/* What a letter to the superior stands on: the step that must have been taken
   here, in the attempt in hand, and come to what goes on. */
static const struct {
    const char *word, *lacks; /* the value that says why it is not there */
    int no;
    const char *result; /* NULL: whatever it came to */
    bool last;          /* an attempt that an extension closed will do */
} letters[] = {
    {"record", "lacks_record", AT_ACTIVIST, NULL, false},
    {"candidate", "lacks_candidate", AT_CANDIDATE, NULL, false},
    {"preview", "lacks_preview", AT_BOARD, NULL, false},
    {"approve", "lacks_approve", AT_ACCEPT, RESULT_PASSED, false},
    {"admitted", "lacks_admitted", AT_APPROVE, RESULT_APPROVED, false},
    {"convert", "lacks_convert", AT_CONVERT, NULL, true},
};

/* Why that letter cannot be written; "" it can. */
static const char *lacks(const struct track *t, size_t i)
{
    int no = letters[i].no;
    const char *name = t->rules->steps[no].name;
    const struct record *r =
        letters[i].last ? track_last(t, no) : track_step(t, no);
    const struct pipeline_meeting *m = &t->f.facts.steps[no].meeting;
    if (r == NULL) {
        return arena_printf(t->a, "第 %d 步%s还没有办", no, name);
    }
    if (track_is_elsewhere(t, r)) {
        return arena_printf(t->a, "第 %d 步%s是在外单位办的", no, name);
    }
    if (letters[i].result != NULL && !track_came_to(r, letters[i].result)) {
        return arena_printf(t->a, "第 %d 步%s的结果不是“%s”", no, name,
                            codes_name("step_result", letters[i].result));
    }
    return r == track_step(t, no) && m->topic != 0 && m->rule[0] != '\0' &&
                   !m->passed
               ? arena_printf(t->a, "第 %d 步%s关联的表决没有通过，请核对票数",
                              no, name)
               : "";
}

/* The letter that the next step waits for. */
static const char *likely(const struct track *t)
{
    switch (t->f.now.next) {
    case AT_ACTIVIST + 1:
        return "record";
    case AT_REPLY:
        return "candidate";
    case AT_PREVIEW:
        return "preview";
    case AT_APPROVE - 1: /* the interview goes before it */
    case AT_APPROVE:
        return "approve";
    case AT_APPROVE + 1:
    case AT_PLACE:
        return "admitted";
    case AT_CONFIRM:
        return "convert";
    default:
        return "";
    }
}

static bool has_rows(const struct track *t, const char *list)
{
    return form_list_of(t->d, list)->n_rows > 0;
}

static void put_kinds(struct track *t)
{
    const struct record *convert = track_last(t, AT_CONVERT);
    const struct {
        const char *word;
        bool is;
    } words[] = {
        {"extended", track_came_to(convert, RESULT_EXTENDED)},
        {"cancelled", track_came_to(convert, RESULT_CANCELLED)},
        {"confirmed", track_came_to(convert, RESULT_CONVERTED)},
        {"moved", track_has_moved(t)},
        {"votes", has_rows(t, "votes")},
        {"cultivation", has_rows(t, "cultivation")},
        {"probation", track_on(t, AT_APPROVE) != DATE_NONE},
        {"handed", has_rows(t, "handed")},
    };
    const char *all = "file";
    for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
        const char *why = lacks(t, i);
        form_set(t->d, letters[i].lacks, why);
        all = track_join(t->a, all, " ", why[0] == '\0' ? letters[i].word : "");
    }
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        all = track_join(t->a, all, " ", words[i].is ? words[i].word : "");
    }
    form_set(t->d, "kinds", all);
    form_set(t->d, "likely", likely(t));
}

/* ---- the source -----------------------------------------------------------
 */

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct track t;
    if (!track_read(&t, ask, d, ask->id, err)) {
        return false;
    }
    put_person(&t);
    put_head(&t);
    put_next(&t);
    track_put_papers(&t);
    track_put_entries(&t);
    track_put_audit(&t);
    if (!track_put_steps(&t, err) || !track_put_votes(&t, err) ||
        !track_put_letters(&t, err)) {
        return false;
    }
    put_kinds(&t);
    return true;
}

/* Files in which something happened by the end of the span, and that were not
   over before it. */
bool track_records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                   size_t *n, struct err *err)
{
    struct form_data d;
    struct track *all = NULL;
    size_t n_all;
    form_data_init(&d, a);
    *n = 0;
    if (!track_read_all(ask, &d, ask->book->day, &all, &n_all, err)) {
        return false;
    }
    *ids = arena_array(a, n_all + 1, sizeof **ids);
    for (size_t i = 0; i < n_all; i++) {
        if (all[i].f.head.id != 0 && track_is_in(&all[i], &ask->span)) {
            (*ids)[(*n)++] = all[i].f.head.id;
        }
    }
    return true;
}

static const char *const values[] = {"kinds",
                                     "likely",
                                     "lacks_record",
                                     "lacks_candidate",
                                     "lacks_preview",
                                     "lacks_approve",
                                     "lacks_admitted",
                                     "lacks_convert",
                                     "name",
                                     "sex",
                                     "nation",
                                     "education",
                                     "unit",
                                     "native_place",
                                     "phone",
                                     "politic",
                                     "birth",
                                     "birth_long",
                                     "upper",
                                     "state",
                                     "origin",
                                     "came_from",
                                     "came_on",
                                     "examined_on_file",
                                     "examined_by",
                                     "ended",
                                     "stopped",
                                     "ended_long",
                                     "end_kind",
                                     "end_reason",
                                     "file_note",
                                     "apply_on",
                                     "activist_on",
                                     "candidate_on",
                                     "join_on",
                                     "contacts",
                                     "introducers",
                                     "next",
                                     "next_who",
                                     "n_copies",
                                     "n_pages",
                                     "n_lacking",
                                     "n_findings",
                                     "n_grave",
                                     "apply",
                                     "talked",
                                     "activist",
                                     "recorded",
                                     "recorded_asked",
                                     "studied",
                                     "candidate",
                                     "candidate_asked",
                                     "vetted",
                                     "examined",
                                     "previewed",
                                     "previewed_asked",
                                     "accepted",
                                     "approved",
                                     "approved_asked",
                                     "placed",
                                     "sworn",
                                     "archived",
                                     "activist_by",
                                     "studied_by",
                                     "examined_by_board",
                                     "trained_from",
                                     "trained",
                                     "trained_for",
                                     "trained_number",
                                     "way",
                                     "vetting",
                                     "vetting_said",
                                     "booklet",
                                     "talker",
                                     "interviewer",
                                     "grp",
                                     "notice_said",
                                     "reviews",
                                     "conversion",
                                     "converted",
                                     "requested",
                                     "confirmed_asked",
                                     "probation_from",
                                     "probation_to",
                                     "full_from",
                                     "admitted_to",
                                     "accept_vote",
                                     "convert_vote",
                                     NULL};

static const struct source_list lists[] = {
    {"steps", track_step_columns},        {"stages", track_stage_columns},
    {"papers", track_paper_columns},      {"handed", track_paper_columns},
    {"cultivation", track_entry_columns}, {"probation", track_entry_columns},
    {"findings", track_audit_columns},    {"votes", track_vote_columns},
};

const struct source source_pipeline = {
    .name = "pipeline",
    .asks = ASKS_RECORD,
    .period = "year",
    .ledger = &ledger_candidacy,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
    .records = track_records,
};
