/* 选举: one election as its ballot, its return and its letters show it.

   The ballot has the candidates that were put up, in the order they were
   entered (the branch settles it; stroke order is not worked out here); who was
   written in comes into the return only.  Ballots are as many as were asked
   for, else one for everybody who may vote. */
#include "source_election.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rolls.h"
#include "source_all.h"
#include "source_say.h"

static const char *const row_columns[] = {
    "no",        "name",  "sex",    "nation", "birth",
    "education", "join",  "unit",   "yes",    "no_votes",
    "abstain",   "added", "result", "post",   NULL};
enum { N_ROW = ARRAY_LEN(row_columns) - 1 };

static const char *const ballot_columns[] = {"no", NULL};

/* ---- rows --------------------------------------------------------------- */

static bool put_row(struct form_data *d, struct election *e,
                    const struct election_row *row, int64_t no, struct err *err)
{
    struct record p;
    struct arena *a = d->arena;
    struct book *b = e->book;
    const struct record *c = &row->now;
    if (!record_read(&p, &ledger_people, b, a, record_int(c, CANDIDATE_PERSON),
                     err)) {
        return false;
    }
    const char *const cells[N_ROW] = {
        say_number(a, no),
        row->name,
        say_column(a, b, &p, "sex"),
        say_column(a, b, &p, "nation"),
        say_birth(a, say_column(a, b, &p, "birth_on")),
        say_column(a, b, &p, "education"),
        say_column(a, b, &p, "join_on"),
        say_column(a, b, &p, "unit"),
        say_field(a, b, c, CANDIDATE_YES),
        say_field(a, b, c, CANDIDATE_NO),
        say_field(a, b, c, CANDIDATE_ABSTAIN),
        record_int(c, CANDIDATE_ADDED) != 0 ? "另选人" : "",
        record_int(c, CANDIDATE_ELECTED) != 0 ? "当选"
        : row->again                          ? "再投"
                                              : "",
        say_field(a, b, c, CANDIDATE_POST)};
    form_list_row(d, cells);
    return true;
}

enum which { PUT_UP, EVERYBODY, ELECTED };

static bool is_one(const struct election_row *row, enum which which)
{
    return !row->gone &&
           (which == EVERYBODY ||
            (which == PUT_UP && record_int(&row->now, CANDIDATE_ADDED) == 0) ||
            (which == ELECTED &&
             record_int(&row->now, CANDIDATE_ELECTED) != 0));
}

static bool put_rows(struct form_data *d, struct election *e, const char *list,
                     enum which which, struct err *err)
{
    int64_t no = 0;
    form_list_begin(d, list, row_columns, N_ROW);
    for (size_t i = 0; i < e->n; i++) {
        if (is_one(&e->rows[i], which) &&
            !put_row(d, e, &e->rows[i], ++no, err)) {
            return false;
        }
    }
    return true;
}

/* Names with 、 between them, each with its post when `posts`. */
static const char *names_of(struct form_data *d, const char *list, bool posts)
{
    const struct form_list *l = form_list_of(d, list);
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < l->n_rows; i++) {
        const char *post = form_list_cell(l, i, "post");
        sb_addf(&sb, "%s%s",
                i == 0  ? ""
                : posts ? "，"
                        : "、",
                form_list_cell(l, i, "name"));
        if (posts) {
            sb_addf(&sb, "任%s", say_or(post, SAY_SHORT));
        }
    }
    const char *names = arena_strn(d->arena, sb.s, sb.len);
    sb_clear(&sb);
    return say_or(names, SAY_LINE);
}

static void put_ballots(struct form_data *d, int64_t n)
{
    form_list_begin(d, "ballots", ballot_columns, 1);
    for (int64_t i = 1; i <= n; i++) {
        const char *const cells[] = {say_number(d->arena, i)};
        form_list_row(d, cells);
    }
}

/* ---- counts ------------------------------------------------------------- */

static const char *valid_votes(struct form_data *d, const struct record *e)
{
    return record_is_null(e, ELECTION_RETURNED)
               ? ""
               : say_number(d->arena, record_int(e, ELECTION_RETURNED) -
                                          record_int(e, ELECTION_SPOILED));
}

/* What the rules say of the counts, and who is to be voted on again; who was
   elected stays as it is on file. */
static struct election_verdict judge_copy(struct election *e)
{
    struct election judged = *e;
    judged.now = record_copy(&e->now, e->arena);
    judged.rows = arena_array(e->arena, e->n + 1, sizeof *judged.rows);
    for (size_t i = 0; i < e->n; i++) {
        judged.rows[i] = e->rows[i];
        judged.rows[i].now = record_copy(&e->rows[i].now, e->arena);
    }
    struct election_verdict v = election_judge_now(&judged);
    for (size_t i = 0; i < e->n; i++) {
        e->rows[i].again = judged.rows[i].again;
    }
    return v;
}

static void put_counts(struct form_data *d, struct election *e)
{
    struct arena *a = d->arena;
    const struct record *r = &e->now;
    const struct vote_rule *rule = election_rule(e);
    struct election_verdict v = judge_copy(e);
    bool valid = v.state == VOTE_PASSED || v.state == VOTE_FAILED;
    form_set(d, "verdict", v.text);
    form_set(d, "attendance", valid ? "符合规定人数" : SAY_LINE);
    form_set(d, "min_yes",
             v.min_yes <= 0 ? SAY_SHORT : say_number(a, v.min_yes));
    form_set(d, "rule", rule == NULL ? "" : rule->rule);
    form_set(d, "basis", rule == NULL ? "" : rule->basis);
    form_set(d, "who", rule == NULL ? "" : rule->who);
    form_set(d, "kind", say_field(a, e->book, r, ELECTION_KIND));
    form_set(d, "on", say_field(a, e->book, r, ELECTION_ON));
    form_set(d, "on_long", say_day(a, record_day(r, ELECTION_ON)));
    form_set(d, "seats",
             say_or(say_field(a, e->book, r, ELECTION_SEATS), SAY_SHORT));
    form_set(d, "entitled", say_field(a, e->book, r, ELECTION_ENTITLED));
    form_set(d, "present", say_field(a, e->book, r, ELECTION_PRESENT));
    form_set(d, "issued", say_field(a, e->book, r, ELECTION_ISSUED));
    form_set(d, "returned", say_field(a, e->book, r, ELECTION_RETURNED));
    form_set(d, "valid", valid_votes(d, r));
    form_set(d, "spoiled",
             say_or(say_field(a, e->book, r, ELECTION_SPOILED),
                    record_is_null(r, ELECTION_RETURNED) ? "" : "0"));
    form_set(d, "tellers", say_field(a, e->book, r, ELECTION_TELLERS));
}

/* 换届 and 补选 choose a committee's members, where there is one; the third
   kind its secretary. */
static void put_words(struct form_data *d, const struct election *e)
{
    const char *kind = record_text(&e->now, ELECTION_KIND);
    bool secretary = strcmp(kind, ELECTION_SECRETARY) == 0;
    form_set(d, "kinds",
             secretary                           ? "secretary"
             : strcmp(kind, ELECTION_WHOLE) == 0 ? "whole"
                                                 : "vacancy");
    form_set(d, "office",
             secretary      ? "书记、副书记"
             : e->committee ? "支部委员会委员"
                            : "支部书记、副书记");
    form_set(d, "board", e->committee ? "支部委员会" : "支部书记");
    form_set(d, "held_as",
             election_within_committee(e) ? "新一届支部委员会第一次会议"
                                          : "党员大会");
    form_set(d, "studied_by", e->committee ? "支部委员会" : "党员大会");
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct election e;
    if (!election_read(&e, ask->book, d->arena, ask->id, err)) {
        return false;
    }
    put_words(d, &e);
    put_counts(d, &e);
    if (!put_rows(d, &e, "candidates", PUT_UP, err) ||
        !put_rows(d, &e, "all", EVERYBODY, err) ||
        !put_rows(d, &e, "elected", ELECTED, err) ||
        !election_put_papers(d, &e, err)) {
        return false;
    }
    form_set(d, "candidate_names", names_of(d, "candidates", false));
    form_set(d, "elected_names", names_of(d, "elected", false));
    form_set(d, "elected_posts", names_of(d, "elected", true));
    form_set(
        d, "n_candidates",
        say_number(d->arena, (int64_t)form_list_of(d, "candidates")->n_rows));
    put_ballots(d, ask->copies > 0 ? ask->copies
                                   : record_int(&e.now, ELECTION_ENTITLED));
    return true;
}

static bool records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    return rolls_papers(ask->book, a, PAPER_ELECTION, &ask->span, ids, n, err);
}

static const char *const values[] = {ELECTION_PAPER_VALUES,
                                     "kinds",
                                     "kind",
                                     "office",
                                     "board",
                                     "studied_by",
                                     "held_as",
                                     "attendance",
                                     "on",
                                     "on_long",
                                     "seats",
                                     "n_candidates",
                                     "entitled",
                                     "present",
                                     "issued",
                                     "returned",
                                     "valid",
                                     "spoiled",
                                     "tellers",
                                     "verdict",
                                     "min_yes",
                                     "rule",
                                     "basis",
                                     "who",
                                     "candidate_names",
                                     "elected_names",
                                     "elected_posts",
                                     NULL};

static const struct source_list lists[] = {
    {"candidates", row_columns},
    {"all", row_columns},
    {"elected", row_columns},
    {"ballots", ballot_columns},
};

const struct source source_election = {
    .name = "election",
    .asks = ASKS_RECORD | ASKS_COPIES,
    .period = "year",
    .ledger = &ledger_election,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
    .records = records,
};
