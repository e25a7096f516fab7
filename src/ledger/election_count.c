/* An election while it is counted: opening, typing, the verdict. */
#include "election_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define POST_MEMBER "29" /* 委员 */

static bool is_kind(const struct election *e, const char *kind)
{
    return strcmp(record_text(&e->now, ELECTION_KIND), kind) == 0;
}

bool election_within_committee(const struct election *e)
{
    return is_kind(e, ELECTION_SECRETARY) && e->committee;
}

const struct vote_rule *election_rule(const struct election *e)
{
    return vote_rule(book_votes(e->book),
                     election_within_committee(e) ? "election.secretary"
                                                  : "election",
                     record_day(&e->now, ELECTION_ON));
}

/* ---- opening ---------------------------------------------------------- */

bool election_electors(const struct election *e, bool committee,
                       struct body_person **list, size_t *n, struct err *err)
{
    const struct kind *kind =
        kinds_by_code(book_kinds(e->book),
                      committee ? "committee.meeting" : "branch.meeting");
    return body_on(e->book, e->arena, kind,
                   record_int(&e->now, ELECTION_BRANCH), 0,
                   record_day(&e->now, ELECTION_ON), list, n, err);
}

int64_t election_count_voters(const struct body_person *list, size_t n)
{
    int64_t voters = 0;
    for (size_t i = 0; i < n; i++) {
        voters += list[i].vote && !list[i].out;
    }
    return voters;
}

bool election_look_committee(struct election *e, struct err *err)
{
    int day = record_day(&e->now, ELECTION_ON);
    return day == DATE_NONE ||
           election_had_committee(e->book, record_int(&e->now, ELECTION_BRANCH),
                                  day, &e->committee, err);
}

bool election_follow(struct election *e, struct err *err)
{
    struct body_person *list;
    size_t n;
    if (record_is_null(&e->now, ELECTION_ON)) {
        return true;
    }
    if (!election_look_committee(e, err) ||
        !election_electors(e, election_within_committee(e), &list, &n, err)) {
        return false;
    }
    int64_t roll = election_count_voters(list, n);
    if (record_is_null(&e->now, ELECTION_ENTITLED) ||
        record_int(&e->now, ELECTION_ENTITLED) == e->roll) {
        record_set_int(&e->now, ELECTION_ENTITLED, roll);
    }
    e->roll = roll;
    return true;
}

bool election_new(struct election *e, struct book *b, struct arena *a,
                  struct err *err)
{
    *e = (struct election){.book = b, .arena = a};
    e->now = record_new(&ledger_election, b, a);
    if (!election_follow(e, err)) {
        return false;
    }
    e->was = record_copy(&e->now, a);
    return true;
}

static struct election_row *push_row(struct election *e)
{
    if (e->n == e->cap) {
        size_t cap = e->cap == 0 ? 16 : 2 * e->cap;
        struct election_row *more = arena_array(e->arena, cap, sizeof *more);
        if (e->rows != NULL) {
            memcpy(more, e->rows, e->n * sizeof *more);
        }
        e->rows = more;
        e->cap = cap;
    }
    return &e->rows[e->n++];
}

static bool read_rows(struct election *e, struct err *err)
{
    struct stmt st;
    int64_t *ids = NULL;
    size_t n = 0;
    size_t cap = 0;
    stmt_open(&st, e->book->db,
              SQL("select id from candidate where election_id = :election"
                  " and voided_on is null order by ord, id"));
    stmt_int(&st, ":election", e->now.id);
    while (stmt_row(&st)) {
        MEM_PUSH(ids, n, cap);
        ids[n++] = stmt_col_int(&st, 0);
    }
    bool ok = stmt_done(&st, err);
    for (size_t i = 0; ok && i < n; i++) {
        struct election_row *row = push_row(e);
        *row = (struct election_row){0};
        ok = record_read(&row->now, &ledger_candidate, e->book, e->arena,
                         ids[i], err);
        if (ok) {
            row->was = record_copy(&row->now, e->arena);
            row->name = people_name(e->book, e->arena,
                                    record_int(&row->now, CANDIDATE_PERSON));
        }
    }
    mem_free(ids);
    return ok;
}

bool election_read(struct election *e, struct book *b, struct arena *a,
                   int64_t id, struct err *err)
{
    *e = (struct election){.book = b, .arena = a};
    if (!record_read(&e->now, &ledger_election, b, a, id, err) ||
        !read_rows(e, err)) {
        return false;
    }
    e->was = record_copy(&e->now, a);
    e->roll = record_int(&e->now, ELECTION_ENTITLED);
    return election_look_committee(e, err);
}

static bool differs(const struct record *a, const struct record *b)
{
    for (size_t i = 0; i < a->ledger->n_fields; i++) {
        if (!value_same(&a->values[i], &b->values[i])) {
            return true;
        }
    }
    return false;
}

bool election_changed(const struct election *e)
{
    bool changed = differs(&e->now, &e->was);
    for (size_t i = 0; i < e->n && !changed; i++) {
        const struct election_row *row = &e->rows[i];
        changed = row->gone || row->fresh || differs(&row->now, &row->was);
    }
    return changed;
}

/* ---- typing ----------------------------------------------------------- */

static bool refuse_negative(const struct record *r, int field, struct err *err)
{
    return err_set(err, ERR_RULE, "E-ELECT-041", "%s不能是负数，请核对。",
                   r->ledger->fields[field].label);
}

/* 发出 follows 实到, 收回 follows 发出, as long as they say the same. */
static void follow_ballots(struct record *head, int field, int64_t before,
                           bool was_null)
{
    int next = field + 1;
    if (field < ELECTION_PRESENT || next > ELECTION_RETURNED ||
        record_is_null(head, field)) {
        return;
    }
    bool next_null = record_is_null(head, next);
    int64_t next_before = record_int(head, next);
    if (next_null || (!was_null && next_before == before)) {
        record_set_int(head, next, record_int(head, field));
        follow_ballots(head, next, next_before, next_null);
    }
}

bool election_put(struct election *e, int field, const char *typed,
                  struct err *err)
{
    struct record now = record_copy(&e->now, e->arena);
    if (!record_type(&now, e->book, e->arena, field, typed, err)) {
        return false;
    }
    if (now.ledger->fields[field].kind == &field_count &&
        record_int(&now, field) < 0) {
        return refuse_negative(&now, field, err);
    }
    bool moved = (field == ELECTION_ON || field == ELECTION_KIND) &&
                 !value_same(&now.values[field], &e->now.values[field]);
    bool was_null = record_is_null(&e->now, field);
    int64_t before = record_int(&e->now, field);
    e->now = now;
    follow_ballots(&e->now, field, before, was_null);
    return !moved || election_follow(e, err);
}

bool election_row_put(struct election *e, size_t i, int field,
                      const char *typed, struct err *err)
{
    struct election_row *row = &e->rows[i];
    struct record now = record_copy(&row->now, e->arena);
    if (field == CANDIDATE_POST && record_int(&now, CANDIDATE_ELECTED) == 0) {
        return err_set(err, ERR_RULE, "E-ELECT-042", "%s没有当选，不能分工。",
                       row->name);
    }
    if (!record_type(&now, e->book, e->arena, field, typed, err)) {
        return false;
    }
    if (now.ledger->fields[field].kind == &field_count &&
        record_int(&now, field) < 0) {
        return refuse_negative(&now, field, err);
    }
    row->now = now;
    return true;
}

static struct election_row *row_of(struct election *e, int64_t person)
{
    for (size_t i = 0; i < e->n; i++) {
        if (record_int(&e->rows[i].now, CANDIDATE_PERSON) == person) {
            return &e->rows[i];
        }
    }
    return NULL;
}

bool election_add(struct election *e, const char *typed, struct err *err)
{
    struct record r = record_new(&ledger_candidate, e->book, e->arena);
    if (!record_type(&r, e->book, e->arena, CANDIDATE_PERSON, typed, err)) {
        return false;
    }
    int64_t person = record_int(&r, CANDIDATE_PERSON);
    struct election_row *row = row_of(e, person);
    if (row != NULL && !row->gone) {
        return err_set(err, ERR_RULE, "E-ELECT-043", "%s已在名单里。",
                       row->name);
    }
    if (row != NULL) {
        row->gone = false;
        return true;
    }
    record_set_int(&r, CANDIDATE_ELECTION, e->now.id);
    record_set_int(&r, CANDIDATE_ORD, (int64_t)e->n + 1);
    row = push_row(e);
    *row = (struct election_row){
        .now = r,
        .was = record_copy(&r, e->arena),
        .name = people_name(e->book, e->arena, person),
        .fresh = true,
    };
    return true;
}

/* One that is in the book is taken out on saving; another is just forgotten. */
void election_drop(struct election *e, size_t i)
{
    if (e->rows[i].now.id != 0) {
        e->rows[i].gone = true;
        return;
    }
    memmove(&e->rows[i], &e->rows[i + 1], (e->n - i - 1) * sizeof *e->rows);
    e->n--;
}

/* ---- the verdict ------------------------------------------------------ */

static int64_t known_or_not(const struct record *r, int field)
{
    return record_is_null(r, field) ? VOTE_UNKNOWN : record_int(r, field);
}

static bool post_taken(const struct election *e, const char *name)
{
    for (size_t i = 0; i < e->n; i++) {
        const struct record *r = &e->rows[i].now;
        if (!e->rows[i].gone &&
            strcmp(codes_name("post", record_text(r, CANDIDATE_POST)), name) ==
                0) {
            return true;
        }
    }
    return false;
}

/* Where the division of work begins: 委员; the secretary's election fills the
   two posts in their order. */
static void mark_row(struct election *e, size_t i, bool elected, bool again)
{
    struct election_row *row = &e->rows[i];
    row->again = again;
    record_set_int(&row->now, CANDIDATE_ELECTED, elected);
    if (!elected) {
        record_set_null(&row->now, CANDIDATE_POST);
    } else if (record_is_null(&row->now, CANDIDATE_POST)) {
        const char *code = POST_MEMBER;
        if (is_kind(e, ELECTION_SECRETARY)) {
            code =
                codes_find("post", post_taken(e, "书记") ? "副书记" : "书记");
        }
        record_set_text(&row->now, CANDIDATE_POST, code);
    }
}

static const char *verdict_code(const struct election_verdict *v)
{
    if (v->state == VOTE_PASSED || v->state == VOTE_FAILED) {
        return v->n_elected > 0 ? ELECTION_PASSED : ELECTION_FAILED;
    }
    return NULL;
}

struct election_verdict election_judge_now(struct election *e)
{
    struct election_candidate *list =
        arena_array(e->arena, e->n + 1, sizeof *list);
    size_t *rows = arena_array(e->arena, e->n + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < e->n; i++) {
        const struct record *r = &e->rows[i].now;
        if (!e->rows[i].gone) {
            rows[n] = i;
            list[n++] = (struct election_candidate){
                .name = e->rows[i].name,
                .yes = known_or_not(r, CANDIDATE_YES),
                .no = known_or_not(r, CANDIDATE_NO),
                .abstain = known_or_not(r, CANDIDATE_ABSTAIN),
                .other = record_int(r, CANDIDATE_ADDED) != 0,
            };
        }
    }
    struct election_count c = {
        .entitled = known_or_not(&e->now, ELECTION_ENTITLED),
        .present = known_or_not(&e->now, ELECTION_PRESENT),
        .issued = known_or_not(&e->now, ELECTION_ISSUED),
        .returned = known_or_not(&e->now, ELECTION_RETURNED),
        .spoiled = known_or_not(&e->now, ELECTION_SPOILED),
        .seats = known_or_not(&e->now, ELECTION_SEATS),
    };
    struct election_verdict v =
        election_judge(e->arena, election_rule(e), &c, list, n,
                       is_kind(e, ELECTION_SECRETARY));
    for (size_t i = 0; i < n; i++) {
        mark_row(e, rows[i], list[i].elected, list[i].again);
    }
    record_set_text(&e->now, ELECTION_VERDICT, verdict_code(&v));
    return v;
}
