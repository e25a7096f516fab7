/* 谈心谈话 of a year as one fact: done on the day its last gap was closed.

   Who has to be talked with are the members of the last day that counts (today
   or the year's end); a talk counts for a member when the other one was of the
   committee on the day of the talk. */
#include "duty_facts_parts.h"

#include <stdlib.h>
#include <string.h>

#include "election_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define MEMBERS_ALL 1000000

/* Dates are compared as the text they are stored as. */
struct seat {
    int64_t person;
    char from[11], to[11]; /* "9999" when still held */
};
struct talker {
    int64_t person;
    int day; /* first talk with one of the committee */
};
struct talks {
    char until[11]; /* the last day that counts */
    struct seat *seats;
    size_t n_seats, seats_cap;
    int64_t *committee; /* on that day */
    size_t n_committee;
    int *pairs; /* n_committee × n_committee: first talk, or DATE_NONE */
    struct talker *members;
    size_t n_members, members_cap;
};

static void copy_day(char out[11], const char *text, const char *otherwise)
{
    const char *s = text[0] != '\0' ? text : otherwise;
    size_t n = strnlen(s, 10);
    memcpy(out, s, n);
    out[n] = '\0';
}

static bool holds(const struct seat *s, const char *day)
{
    return strcmp(s->from, day) <= 0 && strcmp(s->to, day) > 0;
}

static bool is_committee(const struct talks *t, int64_t person, const char *day)
{
    for (size_t i = 0; i < t->n_seats; i++) {
        if (t->seats[i].person == person && holds(&t->seats[i], day)) {
            return true;
        }
    }
    return false;
}

/* n when there is none. */
static size_t place_of(const int64_t *ids, size_t n, int64_t id)
{
    size_t i = 0;
    while (i < n && ids[i] != id) {
        i++;
    }
    return i;
}

static bool read_seats(struct talks *t, const struct duty_gather *g,
                       struct err *err)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select person_id, from_on, to_on, kind from post"
                  " where branch_id = :branch and from_on < :behind"
                  " and voided_on is null"
                  " and (to_on is null or to_on > :from)"));
    duty_gather_bind(g, &st);
    while (stmt_row(&st)) {
        if (!election_is_committee_post(stmt_col_text(&st, 3))) {
            continue;
        }
        MEM_PUSH(t->seats, t->n_seats, t->seats_cap);
        struct seat *s = &t->seats[t->n_seats++];
        s->person = stmt_col_int(&st, 0);
        copy_day(s->from, stmt_col_text(&st, 1), "");
        copy_day(s->to, stmt_col_text(&st, 2), "9999");
    }
    return stmt_done(&st, err);
}

static void sit_committee(struct talks *t)
{
    t->committee = mem_new((t->n_seats + 1) * sizeof *t->committee);
    for (size_t i = 0; i < t->n_seats; i++) {
        int64_t id = t->seats[i].person;
        if (holds(&t->seats[i], t->until) &&
            place_of(t->committee, t->n_committee, id) == t->n_committee) {
            t->committee[t->n_committee++] = id;
        }
    }
    size_t cells = t->n_committee * t->n_committee;
    t->pairs = mem_new((cells + 1) * sizeof *t->pairs);
    for (size_t i = 0; i < cells; i++) {
        t->pairs[i] = DATE_NONE;
    }
}

/* At most so many, which stand in no order yet. */
static bool read_members(struct talks *t, const struct duty_gather *g,
                         int64_t most, struct err *err)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select p.id from member m"
                  " cross join person p on p.id = m.person_id"
                  " where m.branch_id = :branch and m.voided_on is null"
                  " and m.from_on <= :until"
                  " and (m.to_on is null or m.to_on > :until)"
                  " and p.voided_on is null and p.join_on <= :until"
                  " limit :most"));
    stmt_int(&st, ":branch", g->book->branch);
    stmt_text(&st, ":until", t->until);
    stmt_int(&st, ":most", most);
    while (stmt_row(&st)) {
        int64_t id = stmt_col_int(&st, 0);
        if (place_of(t->committee, t->n_committee, id) == t->n_committee) {
            MEM_PUSH(t->members, t->n_members, t->members_cap);
            t->members[t->n_members++] = (struct talker){id, DATE_NONE};
        }
    }
    return stmt_done(&st, err);
}

static int compare_members(const void *one, const void *other)
{
    int64_t a = ((const struct talker *)one)->person;
    int64_t b = ((const struct talker *)other)->person;
    return a < b ? -1 : a > b;
}

/* Each once, by their ids. */
static void order_members(struct talks *t)
{
    size_t kept = 0;
    if (t->n_members > 0) {
        qsort(t->members, t->n_members, sizeof *t->members, compare_members);
    }
    for (size_t i = 0; i < t->n_members; i++) {
        if (kept == 0 || t->members[kept - 1].person != t->members[i].person) {
            t->members[kept++] = t->members[i];
        }
    }
    t->n_members = kept;
}

static int by_person(const void *key, const void *at)
{
    int64_t id = *(const int64_t *)key;
    int64_t other = ((const struct talker *)at)->person;
    return id < other ? -1 : id > other;
}

static void first_talk(struct talks *t, int64_t member, int64_t with,
                       const char *text, int day)
{
    struct talker *m = t->n_members == 0
                           ? NULL
                           : bsearch(&member, t->members, t->n_members,
                                     sizeof *t->members, by_person);
    if (m != NULL && m->day == DATE_NONE && is_committee(t, with, text)) {
        m->day = day;
    }
}

/* In the order of their days, so that the first one stays. */
static bool read_talks(struct talks *t, const struct duty_gather *g,
                       struct err *err)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select by_id, with_id, on_day from talk"
                  " where branch_id = :branch and voided_on is null"
                  " and on_day >= :from and on_day < :behind"
                  " order by on_day, id"));
    duty_gather_bind(g, &st);
    while (stmt_row(&st)) {
        int64_t by = stmt_col_int(&st, 0);
        int64_t with = stmt_col_int(&st, 1);
        const char *text = stmt_col_text(&st, 2);
        int day = DATE_NONE;
        date_read(text, &day);
        size_t one = place_of(t->committee, t->n_committee, by);
        size_t two = place_of(t->committee, t->n_committee, with);
        if (one < t->n_committee && two < t->n_committee) {
            int *pair = one < two ? &t->pairs[one * t->n_committee + two]
                                  : &t->pairs[two * t->n_committee + one];
            *pair = *pair == DATE_NONE ? day : *pair;
        }
        first_talk(t, by, with, text, day);
        first_talk(t, with, by, text, day);
    }
    return stmt_done(&st, err);
}

static void tally(const struct talks *t, struct talk_gaps *out)
{
    int last = DATE_NONE;
    for (size_t i = 0; i < t->n_committee; i++) {
        for (size_t j = i + 1; j < t->n_committee; j++) {
            int day = t->pairs[i * t->n_committee + j];
            out->pairs++;
            out->pairs_done += day != DATE_NONE;
            last = day > last ? day : last;
        }
    }
    for (size_t i = 0; i < t->n_members; i++) {
        int day = t->members[i].day;
        out->members++;
        out->members_done += day != DATE_NONE;
        last = day > last ? day : last;
    }
    /* Where there is nobody, `last` is none. */
    bool complete =
        out->pairs == out->pairs_done && out->members == out->members_done;
    out->complete_on = complete ? last : DATE_NONE;
}

static bool find_gaps(const struct duty_gather *g, int64_t most,
                      struct talk_gaps *out, struct err *err)
{
    struct talks t;
    memset(&t, 0, sizeof t);
    *out = (struct talk_gaps){.complete_on = DATE_NONE};
    int behind;
    bool ok = date_read(g->behind, &behind);
    date_text(behind - 1, t.until);
    ok = ok && read_seats(&t, g, err);
    sit_committee(&t);
    ok = ok && read_members(&t, g, most + (int64_t)t.n_committee, err);
    order_members(&t);
    ok = ok && read_talks(&t, g, err);
    if (ok) {
        tally(&t, out);
    }
    mem_free(t.seats);
    mem_free(t.committee);
    mem_free(t.pairs);
    mem_free(t.members);
    return ok;
}

static bool count_talks(const struct duty_gather *g, int64_t *n,
                        struct err *err)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select count(*) from talk where branch_id = :branch"
                  " and voided_on is null and on_day >= :from"
                  " and on_day < :behind"));
    duty_gather_bind(g, &st);
    *n = stmt_row(&st) ? stmt_col_int(&st, 0) : 0;
    return stmt_done(&st, err);
}

bool duty_gather_talks(struct duty_gather *g, struct err *err)
{
    struct talk_gaps gaps;
    int64_t n;
    if (!count_talks(g, &n, err)) {
        return false;
    }
    if (n == 0) {
        return true;
    }
    /* A talk covers two members at most: with one more there is a gap, however
       many others there are. */
    if (!find_gaps(g, 2 * n + 1, &gaps, err)) {
        return false;
    }
    if (gaps.complete_on != DATE_NONE) {
        duty_gather_add(g, (struct duty_fact){.what = "talks",
                                              .sub = "",
                                              .day = gaps.complete_on,
                                              .year = g->year});
    }
    return true;
}

bool duty_talk_gaps(struct book *b, struct arena *a, int year,
                    struct talk_gaps *out, struct err *err)
{
    struct duty_gather g;
    duty_gather_begin(&g, b, a, year);
    return find_gaps(&g, MEMBERS_ALL, out, err) ||
           err_doing(err, "统计谈心谈话");
}
