/* 票决: one topic that was put to the vote, as its ballot and its summary show
   it.  Counts that were not typed come from the roll, and the verdict from the
   rules of votes, as everywhere (ledger/meeting). */
#include "source_all.h"

#include <inttypes.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rolls.h"
#include "pbtui/ledger/rulebook.h"
#include "source_say.h"

static const char *const ballot_columns[] = {"no", NULL};

/* What an untyped count is once the votes are counted: nobody, or, of a show
   of hands, no ballots at all. */
static const struct counts {
    const char *name;
    int field;
    bool of_ballots;
} counts[] = {
    {"issued", AGENDA_ISSUED, true},   {"returned", AGENDA_RETURNED, true},
    {"spoiled", AGENDA_SPOILED, true}, {"yes", AGENDA_YES, false},
    {"no", AGENDA_NO, false},          {"abstain", AGENDA_ABSTAIN, false},
};

static const char *count_text(struct arena *a, struct book *b,
                              const struct record *t, const struct counts *c)
{
    bool hands =
        record_is_null(t, AGENDA_ISSUED) && record_is_null(t, AGENDA_RETURNED);
    const char *none = record_is_null(t, AGENDA_YES) ? ""
                       : c->of_ballots && hands      ? "—"
                                                     : "0";
    return say_or(say_field(a, b, t, c->field), none);
}

static int64_t typed_or(const struct record *t, int field, int64_t otherwise)
{
    return record_is_null(t, field) ? otherwise : record_int(t, field);
}

/* Formal opinions sent in before the meeting. */
static const char *written(struct arena *a, const struct record *t)
{
    int64_t yes = record_int(t, AGENDA_WRITTEN_YES);
    int64_t no = record_int(t, AGENDA_WRITTEN_NO);
    int64_t abstain = record_int(t, AGENDA_WRITTEN_ABSTAIN);
    return yes + no + abstain == 0
               ? "无"
               : arena_printf(a,
                              "%" PRId64 " 份（赞成 %" PRId64 "，反对 %" PRId64
                              "，弃权 %" PRId64 "）",
                              yes + no + abstain, yes, no, abstain);
}

static void put_topic(struct form_data *d, struct meeting *m, size_t i)
{
    struct arena *a = d->arena;
    struct book *b = m->book;
    const struct record *t = &m->agenda.v[i].now;
    int64_t subject = record_int(t, AGENDA_SUBJECT);
    const char *name = subject == 0 ? "" : people_name(b, a, subject);
    const char *code = record_text(t, AGENDA_VOTE_RULE);
    const struct vote_rule *rule =
        vote_rule(book_votes(b), code, record_day(&m->event, EVENT_ON));
    form_set(d, "topic", record_text(t, AGENDA_TOPIC));
    form_set(d, "name", name);
    form_set(d, "subject", say_or(name, record_text(t, AGENDA_TOPIC)));
    form_setf(d, "kinds", "%s%s%s", code[0] != '\0' ? "vote " : "",
              rule != NULL && rule->ballots ? "ballots " : "", code);
    form_set(d, "matter", rule == NULL ? "" : rule->title);
    form_set(d, "rule", rule == NULL ? "" : rule->rule);
    form_set(d, "basis", rule == NULL ? "" : rule->basis);
    form_set(d, "who", rule == NULL ? "" : rule->who);
    form_set(d, "way", say_field(a, b, t, AGENDA_VOTE_WAY));
    form_set(d, "resolution", record_text(t, AGENDA_RESOLUTION));
    form_set(d, "result", say_field(a, b, t, AGENDA_VERDICT));
}

static void put_counts(struct form_data *d, struct meeting *m, size_t i,
                       int copies)
{
    struct arena *a = d->arena;
    const struct record *t = &m->agenda.v[i].now;
    struct meeting_counts roll = meeting_voters(m, t);
    struct vote_verdict v = meeting_vote(m, i);
    int64_t entitled = typed_or(t, AGENDA_ENTITLED, roll.entitled);
    form_set(d, "entitled", say_number(a, entitled));
    form_set(d, "present",
             say_number(a, typed_or(t, AGENDA_PRESENT, roll.voters)));
    for (size_t k = 0; k < ARRAY_LEN(counts); k++) {
        form_set(d, counts[k].name, count_text(a, m->book, t, &counts[k]));
    }
    form_set(d, "written", written(a, t));
    form_set(d, "verdict", v.text);
    form_set(d, "min_yes",
             v.min_yes <= 0 ? SAY_SHORT : say_number(a, v.min_yes));
    form_list_begin(d, "ballots", ballot_columns, 1);
    for (int64_t k = 1; k <= (copies > 0 ? copies : entitled); k++) {
        const char *const cells[] = {say_number(a, k)};
        form_list_row(d, cells);
    }
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct record topic;
    struct meeting m;
    struct strbuf sb;
    struct arena *a = d->arena;
    if (!record_read(&topic, &ledger_agenda, ask->book, a, ask->id, err) ||
        !meeting_read(&m, ask->book, a, record_int(&topic, AGENDA_EVENT),
                      err)) {
        return false;
    }
    size_t i = 0;
    while (i < m.agenda.n && m.agenda.v[i].now.id != ask->id) {
        i++;
    }
    if (i == m.agenda.n) {
        return err_set(err, ERR_RULE, "E-SOURCE-050",
                       "这项议题已不在会议里（作废了），请从会议里重新选。");
    }
    sb_init(&sb);
    meeting_title(&m, &sb);
    form_set(d, "meeting", sb.s);
    sb_clear(&sb);
    form_set(d, "on", say_iso(a, record_day(&m.event, EVENT_ON)));
    form_set(d, "on_long", say_day(a, record_day(&m.event, EVENT_ON)));
    put_topic(d, &m, i);
    put_counts(d, &m, i, ask->copies);
    return true;
}

/* Only what was put to the vote. */
static bool records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    return rolls_papers(ask->book, a, PAPER_VOTE, &ask->span, ids, n, err);
}

static const char *const values[] = {
    "topic",   "name",    "subject",  "kinds",      "matter",  "rule",
    "basis",   "who",     "way",      "resolution", "result",  "entitled",
    "present", "issued",  "returned", "yes",        "no",      "abstain",
    "spoiled", "written", "verdict",  "min_yes",    "meeting", "on",
    "on_long", NULL};

static const struct source_list lists[] = {{"ballots", ballot_columns}};

const struct source source_vote = {
    .name = "vote",
    .asks = ASKS_RECORD | ASKS_COPIES,
    .period = "year",
    .ledger = &ledger_agenda,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
    .records = records,
};
