/* Whether an event, a talk, a plan, a file, a person is what is asked for:
   conditions by SQL, then who it concerns, then the words in all of its texts.

   The texts are those that table search_field names: an event with the parts
   that are in force (of a voided one, all), the kinds it counts as by name. */
#include "find_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/store/stmt.h"
#include "pbtui/text/pinyin.h"

/* ---- binding ---------------------------------------------------------- */

void find_bind_times(struct stmt *st, const struct find_query *q)
{
    char day[11];
    stmt_int(st, ":live", !q->voided);
    stmt_text(st, ":from",
              q->from != DATE_NONE ? date_text(q->from, day) : "0000");
    stmt_text(st, ":to", q->to != DATE_NONE ? date_text(q->to, day) : "9999");
}

void find_bind_kinds(struct stmt *st, const struct find_query *q)
{
    stmt_text(st, ":kinds", q->kinds);
}

/* ---- words ------------------------------------------------------------ */

/* Looking for the words in one text after the other. */
struct seeker {
    const struct find_query *q;
    unsigned found; /* a bit a word */
    bool unwanted;  /* one of `without` is there */
};

static bool is_settled(const struct seeker *s)
{
    unsigned all = (1u << s->q->n_words) - 1;
    return s->unwanted || (s->found == all && s->q->n_without == 0);
}

static bool is_good(const struct seeker *s)
{
    return !s->unwanted && s->found == (1u << s->q->n_words) - 1;
}

static void seek_text(struct seeker *s, const char *text)
{
    for (size_t i = 0; i < s->q->n_words && *text != '\0'; i++) {
        if ((s->found >> i & 1u) == 0 && find_word_in(&s->q->words[i], text)) {
            s->found |= 1u << i;
        }
    }
    for (size_t i = 0; i < s->q->n_without && !s->unwanted; i++) {
        s->unwanted = find_word_in(&s->q->without[i], text);
    }
}

static bool is_of(const struct find_word *w, const char *kind)
{
    for (const char *const *k = w->kinds; *k != NULL; k++) {
        if (strcmp(*k, kind) == 0) {
            return true;
        }
    }
    return false;
}

static void seek_kind(struct seeker *s, const char *kind)
{
    for (size_t i = 0; i < s->q->n_words; i++) {
        s->found |= is_of(&s->q->words[i], kind) ? 1u << i : 0;
    }
    for (size_t i = 0; i < s->q->n_without; i++) {
        s->unwanted = s->unwanted || is_of(&s->q->without[i], kind);
    }
}

static void seek_columns(struct seeker *s, struct stmt *st, int from)
{
    for (int i = from; i < stmt_cols(st) && !is_settled(s); i++) {
        seek_text(s, stmt_col_text(st, i));
    }
}

/* ---- whom it concerns ------------------------------------------------- */

/* Mostly it is one person: then no list has to be taken apart for each row. */
#define MANY "in (select value from json_each(:ids))"

#define CONCERNS_EVENT(who) SQL("select " FIND_EVENT_CONCERNS(":id", who))
#define CONCERNS_TALK(who)                                                     \
    SQL("select exists (select 1 from talk x where x.id = :id"                 \
        " and (x.by_id " who " or x.with_id " who "))")
#define CONCERNS_PLAN(who)                                                     \
    SQL("select exists (select 1 from plan x where x.id = :id"                 \
        " and x.owner_id " who ")")

#define IN_FILE(part, who)                                                     \
    " or exists (select 1 from " part " x where x.candidacy_id = :id"          \
    " and x." who " and x.voided_on is null)"
#define CONCERNS_FILE(who)                                                     \
    SQL("select exists (select 1 from candidacy x where x.id = :id"            \
        " and x.person_id " who ")" IN_FILE("helper", "person_id " who)        \
            IN_FILE("step", "by_id " who) IN_FILE("step_entry", "by_id " who))

/* By what, and whether there are several. */
static const char *const concerns[][2] = {
    [FIND_EVENT] = {CONCERNS_EVENT(FIND_ONE), CONCERNS_EVENT(MANY)},
    [FIND_TALK] = {CONCERNS_TALK(FIND_ONE), CONCERNS_TALK(MANY)},
    [FIND_PLAN] = {CONCERNS_PLAN(FIND_ONE), CONCERNS_PLAN(MANY)},
    [FIND_FILE] = {CONCERNS_FILE(FIND_ONE), CONCERNS_FILE(MANY)},
};

/* [37] → 37; 0 for any other list. */
static int64_t only_one(const char *ids)
{
    char *end;
    int64_t id = ids[0] == '[' ? strtoll(ids + 1, &end, 10) : 0;
    return id > 0 && *end == ']' ? id : 0;
}

int64_t find_first_one(const struct find_query *q)
{
    return q->n_who > 0 ? only_one(q->who[0].ids) : 0;
}

/* Those before `first` are known to be. */
static bool concerns_all(struct book *b, const struct find_query *q,
                         enum find_what what, int64_t id, size_t first,
                         bool *yes, struct err *err)
{
    *yes = true;
    for (size_t i = first; i < q->n_who && *yes; i++) {
        int64_t one = only_one(q->who[i].ids);
        struct stmt st;
        stmt_open(&st, b->db, concerns[what][one == 0]);
        stmt_int(&st, ":id", id);
        if (one != 0) {
            stmt_int(&st, ":one", one);
        } else {
            stmt_text(&st, ":ids", q->who[i].ids);
        }
        if (what == FIND_EVENT) {
            stmt_int(&st, ":live", !q->voided);
        }
        *yes = stmt_row(&st) && stmt_col_int(&st, 0) != 0;
        if (!stmt_done(&st, err)) {
            return false;
        }
    }
    return true;
}

/* ---- one of each ------------------------------------------------------ */

/* Without words no text is read. */
static void open_event(struct stmt *st, struct book *b,
                       const struct find_query *q)
{
    bool texts = q->n_words + q->n_without > 0;
    stmt_open(
        st, b->db,
        !texts ? SQL("select e.on_day from event e where e.id = :id"
                     " and " FIND_EVENT_PASSES)
               : SQL("select e.on_day, e.title, e.place, e.guests, e.campaign,"
                     " e.dissent, e.minutes from event e where e.id = :id"
                     " and " FIND_EVENT_PASSES));
    stmt_text(st, ":state", q->state);
    find_bind_kinds(st, q);
}

static void open_talk(struct stmt *st, struct book *b)
{
    stmt_open(st, b->db,
              SQL("select t.on_day, t.topic, t.content, t.follow from talk t"
                  " where t.id = :id and " FIND_TALK_PASSES));
}

static void open_plan(struct stmt *st, struct book *b,
                      const struct find_query *q)
{
    stmt_open(st, b->db,
              SQL("select p.month || '-01', p.topic, p.kind from plan p"
                  " where p.id = :id and " FIND_PLAN_PASSES));
    find_bind_kinds(st, q);
}

/* The row itself; *there: it meets the conditions. */
static bool seek_row(struct seeker *s, struct book *b, enum find_what what,
                     int64_t id, int *day, bool *there, struct err *err)
{
    struct stmt st;
    if (what == FIND_EVENT) {
        open_event(&st, b, s->q);
    } else if (what == FIND_TALK) {
        open_talk(&st, b);
    } else {
        open_plan(&st, b, s->q);
    }
    stmt_int(&st, ":id", id);
    find_bind_times(&st, s->q);
    *there = stmt_row(&st);
    if (*there) {
        *there = date_read(stmt_col_text(&st, 0), day);
        if (what == FIND_PLAN) {
            seek_text(s, stmt_col_text(&st, 1));
            seek_kind(s, stmt_col_text(&st, 2));
        } else {
            seek_columns(s, &st, 1);
        }
    }
    return stmt_done(&st, err);
}

#define IN_FORCE " where event_id = :id and (voided_on is null or not :live)"

static bool seek_parts(struct seeker *s, struct book *b, int64_t id,
                       struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select kind, title, readings, lead_out, base"
                  " from event_kind" IN_FORCE
                  " union all select null, topic, resolution, discussion,"
                  " dissent from agenda" IN_FORCE
                  " union all select null, text, null, null, null"
                  " from point" IN_FORCE
                  " union all select null, text, done_note, null, null"
                  " from action" IN_FORCE));
    stmt_int(&st, ":id", id);
    stmt_int(&st, ":live", !s->q->voided);
    while (!is_settled(s) && stmt_row(&st)) {
        if (!stmt_col_is_null(&st, 0)) {
            seek_kind(s, stmt_col_text(&st, 0));
        }
        seek_columns(s, &st, 1);
    }
    return stmt_done(&st, err);
}

/* ---- a file ------------------------------------------------------------ */

static void seek_name(struct seeker *s, const char *name)
{
    for (size_t i = 0; i < s->q->n_words; i++) {
        s->found |= pinyin_match(name, s->q->words[i].folded) ? 1u << i : 0;
    }
    seek_text(s, name);
}

static bool seek_file(struct seeker *s, struct book *b, int64_t id, int *day,
                      bool *there, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select coalesce((select max(x.on_day) from step x"
                  " where x.candidacy_id = c.id and x.on_day is not null"
                  " and x.on_day <= :to and (x.voided_on is null or not :live)"
                  "), ''), p.name, c.came_from, c.end_reason, c.note"
                  " from candidacy c join person p on p.id = c.person_id"
                  " where c.id = :id and " FIND_FILE_PASSES));
    stmt_int(&st, ":id", id);
    find_bind_times(&st, s->q);
    *day = DATE_NONE;
    *there = stmt_row(&st);
    if (*there) {
        date_read(stmt_col_text(&st, 0), day);
        seek_name(s, stmt_col_text(&st, 1));
        seek_columns(s, &st, 2);
    }
    return stmt_done(&st, err);
}

static bool seek_file_parts(struct seeker *s, struct book *b, int64_t id,
                            struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select by_text, place, number, conclusion, reason, note"
                  " from step" FIND_OF_FILE
                  " union all select by_text, conclusion, content, null, null,"
                  " null from step_entry" FIND_OF_FILE
                  " union all select name_text, reason, null, null, null, null"
                  " from helper" FIND_OF_FILE
                  " union all select place, objections, null, null, null, null"
                  " from publicity" FIND_OF_FILE
                  " union all select file, missing, null, null, null, null"
                  " from paper" FIND_OF_FILE));
    stmt_int(&st, ":id", id);
    stmt_int(&st, ":live", !s->q->voided);
    while (!is_settled(s) && stmt_row(&st)) {
        seek_columns(s, &st, 0);
    }
    return stmt_done(&st, err);
}

/* Words find people by pinyin, too; what is excluded is excluded as written. */
static bool verify_person(struct book *b, const struct find_query *q,
                          int64_t id, bool *holds, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select name from person"
                  " where id = :id and voided_on is null"));
    stmt_int(&st, ":id", id);
    *holds = stmt_row(&st);
    if (*holds) {
        const char *name = stmt_col_text(&st, 0);
        for (size_t i = 0; i < q->n_words && *holds; i++) {
            *holds = pinyin_match(name, q->words[i].folded);
        }
        for (size_t i = 0; i < q->n_without && *holds; i++) {
            *holds = !find_word_in(&q->without[i], name);
        }
    }
    return stmt_done(&st, err);
}

bool find_verify(struct book *b, const struct find_query *q,
                 const struct find_candidate *c, int64_t id, int *day,
                 bool *holds, struct err *err)
{
    struct seeker s = {.q = q};
    enum find_what what = c->what;
    bool there;
    *holds = false;
    if (what == FIND_PERSON) {
        *day = DATE_NONE;
        return verify_person(b, q, id, holds, err);
    }
    if (q->state != NULL && what != FIND_EVENT) {
        return true;
    }
    if (q->kinds != NULL &&
        (what == FIND_TALK || what == FIND_FILE || what == FIND_ROW)) {
        return true;
    }
    if (what == FIND_ROW) {
        return find_register_verify(b, q, c, day, holds, err);
    }
    if (*day != DATE_NONE && q->n_words + q->n_without == 0) {
        bool known = what == FIND_EVENT && find_first_one(q) != 0;
        return concerns_all(b, q, what, id, known ? 1 : 0, holds, err);
    }
    bool file = what == FIND_FILE;
    if (!(file ? seek_file(&s, b, id, day, &there, err)
               : seek_row(&s, b, what, id, day, &there, err))) {
        return false;
    }
    bool parts = there && !is_settled(&s) && (file || what == FIND_EVENT);
    if (parts && !(file ? seek_file_parts(&s, b, id, err)
                        : seek_parts(&s, b, id, err))) {
        return false;
    }
    *holds = there && is_good(&s);
    return !*holds || concerns_all(b, q, what, id, 0, holds, err);
}
