/* What the result of an election makes of terms and posts.

   换届: a new term from that day, the old one ended, the old committee's posts
   ended, a post for each who was elected.  补选: posts within the term.  书记:
   the post, the predecessor's ended.  A result that is corrected takes back the
   posts it gave to others.  Terms are election_renew.c.  Nothing is written
   here: the deeds are handed to whoever saves the election, in the same change.
 */
#include "election_making.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

bool election_is_committee_post(const char *code)
{
    const struct code_table *t = codes_table("post");
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->codes[i].code, code) == 0) {
            return strcmp(t->codes[i].group, "支部委员会") == 0;
        }
    }
    return false;
}

static bool is_post(const char *code, const char *name)
{
    return strcmp(codes_name("post", code), name) == 0;
}

bool election_is_secretary_post(const char *code)
{
    return is_post(code, "书记") || is_post(code, "副书记");
}

static bool is_kind(const struct making *m, const char *kind)
{
    return strcmp(record_text(&m->e->now, ELECTION_KIND), kind) == 0;
}

/* ---- posts ------------------------------------------------------------ */

static void say(struct making *m, struct strbuf *sb, int64_t person,
                const char *kind)
{
    sb_addf(sb, "%s%s %s", sb->len > 0 ? "、" : "",
            people_name(m->e->book, m->a, person), codes_name("post", kind));
}

static bool end_post(struct making *m, int64_t id, struct err *err)
{
    struct record old;
    if (!record_read(&old, m->of_post, m->e->book, m->a, id, err)) {
        return false;
    }
    struct record r = record_copy(&old, m->a);
    record_set_text(&r, ledger_field(m->of_post, "to_on"), m->day);
    election_push(m,
                  (struct election_deed){.r = election_keep_record(m, r),
                                         .old = election_keep_record(m, old)});
    say(m, &m->ended, record_int(&r, ledger_field(m->of_post, "person_id")),
        record_text(&r, ledger_field(m->of_post, "kind")));
    return true;
}

/* Who else holds a post of the branch before that day: all of the committee, or
   (kind) the one post, which has one holder. */
static bool end_posts(struct making *m, const char *kind, int64_t but,
                      struct err *err)
{
    struct stmt st;
    int64_t *ids;
    size_t n;
    stmt_open(&st, m->e->book->db,
              SQL("select id from post where branch_id = :branch"
                  " and voided_on is null and from_on < :day"
                  " and (to_on is null or to_on > :day)"
                  " and (:kind is null or kind = :kind)"
                  " and person_id <> :but order by kind, id"));
    stmt_int(&st, ":branch", m->branch);
    stmt_text(&st, ":day", m->day);
    stmt_text(&st, ":kind", kind);
    stmt_int(&st, ":but", but);
    bool ok = election_collect(&st, m, &ids, &n, err);
    for (size_t i = 0; ok && i < n; i++) {
        struct record r;
        ok = record_read(&r, m->of_post, m->e->book, m->a, ids[i], err);
        if (ok && election_is_committee_post(
                      record_text(&r, ledger_field(m->of_post, "kind")))) {
            ok = end_post(m, ids[i], err);
        }
    }
    return ok;
}

/* The post a person holds from that day on (exact), or on that day. */
static bool find_post(struct making *m, int64_t person, const char *kind,
                      bool exact, int64_t *id, struct err *err)
{
    struct stmt st;
    *id = 0;
    stmt_open(&st, m->e->book->db,
              SQL("select id from post where branch_id = :branch"
                  " and person_id = :person and kind = :kind"
                  " and voided_on is null and from_on <= :day"
                  " and (:exact = 0 or from_on = :day)"
                  " and (to_on is null or to_on > :day) limit 1"));
    stmt_int(&st, ":branch", m->branch);
    stmt_int(&st, ":person", person);
    stmt_text(&st, ":kind", kind);
    stmt_text(&st, ":day", m->day);
    stmt_int(&st, ":exact", exact);
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

static void begin_post(struct making *m, int64_t person, const char *kind)
{
    const struct ledger *l = m->of_post;
    struct record r = record_new(l, m->e->book, m->a);
    record_set_int(&r, ledger_field(l, "person_id"), person);
    record_set_int(&r, ledger_field(l, "branch_id"), m->branch);
    record_set_text(&r, ledger_field(l, "kind"), kind);
    record_set_text(&r, ledger_field(l, "from_on"), m->day);
    record_set_text(&r, ledger_field(l, "to_on"), m->until);
    record_set_text(&r, ledger_field(l, "basis"), election_basis(m));
    record_set_null(&r, ledger_field(l, "term_id"));
    if (m->out->term != 0) {
        record_set_int(&r, ledger_field(l, "term_id"), m->out->term);
    }
    election_push(m, (struct election_deed){.r = election_keep_record(m, r),
                                            .of_new_term = m->out->new_term});
    say(m, &m->begun, person, kind);
}

/* What the last save of this election gave is not given again: the posts may
   have been put right by hand since. */
static bool given_before(const struct election_row *row)
{
    return row->now.id != 0 && record_int(&row->was, CANDIDATE_ELECTED) != 0 &&
           strcmp(record_text(&row->was, CANDIDATE_POST),
                  record_text(&row->now, CANDIDATE_POST)) == 0;
}

static bool begin_posts(struct making *m, struct err *err)
{
    bool whole = is_kind(m, ELECTION_WHOLE);
    for (size_t i = 0; i < m->e->n; i++) {
        const struct election_row *row = &m->e->rows[i];
        int64_t person = record_int(&row->now, CANDIDATE_PERSON);
        const char *kind = record_text(&row->now, CANDIDATE_POST);
        int64_t held;
        if (row->gone || record_int(&row->now, CANDIDATE_ELECTED) == 0 ||
            given_before(row)) {
            continue;
        }
        if (!find_post(m, person, kind, whole, &held, err)) {
            return false;
        }
        if (held == 0) {
            begin_post(m, person, kind);
        }
        if (!whole && is_post(kind, "书记") &&
            !end_posts(m, kind, person, err)) {
            return false;
        }
    }
    return true;
}

/* Posts this election gave when it was saved before, and no longer gives. */
static bool take_back(struct making *m, struct err *err)
{
    for (size_t i = 0; i < m->e->n; i++) {
        const struct election_row *row = &m->e->rows[i];
        const char *kind = record_text(&row->was, CANDIDATE_POST);
        int64_t person = record_int(&row->was, CANDIDATE_PERSON);
        bool gave = row->now.id != 0 && kind[0] != '\0' &&
                    record_int(&row->was, CANDIDATE_ELECTED) != 0;
        bool gives = !row->gone &&
                     strcmp(kind, record_text(&row->now, CANDIDATE_POST)) == 0;
        int64_t id;
        if (!gave || gives) {
            continue;
        }
        if (!find_post(m, person, kind, true, &id, err)) {
            return false;
        }
        if (id != 0) {
            struct record r;
            if (!record_read(&r, m->of_post, m->e->book, m->a, id, err)) {
                return false;
            }
            election_push(
                m, (struct election_deed){.r = election_keep_record(m, r),
                                          .void_reason = "选举结果更正"});
            say(m, &m->back, person, kind);
        }
    }
    return true;
}

static bool make_all(struct making *m, struct strbuf *text, struct err *err)
{
    const struct record *e = &m->e->now;
    bool ok = true;
    if (!record_is_null(&m->e->was, ELECTION_TERM)) {
        m->out->term = record_int(&m->e->was, ELECTION_TERM);
    } else if (is_kind(m, ELECTION_WHOLE)) {
        ok = election_renew_term(m, text, err) && end_posts(m, NULL, 0, err);
    } else {
        ok = election_term_on(m->e->book, m->branch, record_day(e, ELECTION_ON),
                              &m->out->term, err);
    }
    return ok && begin_posts(m, err) && take_back(m, err);
}

static void add_line(struct strbuf *text, const char *head,
                     const struct strbuf *names)
{
    if (names->len > 0) {
        sb_addf(text, "%s：%s\n", head, names->s);
    }
}

bool election_deeds_make(struct election_deeds *out, struct election *e,
                         struct err *err)
{
    *out = (struct election_deeds){.text = ""};
    if (strcmp(record_text(&e->now, ELECTION_VERDICT), ELECTION_PASSED) != 0) {
        return true;
    }
    struct making m = {
        .e = e,
        .out = out,
        .a = e->arena,
        .branch = record_int(&e->now, ELECTION_BRANCH),
        .day = record_text(&e->now, ELECTION_ON),
    };
    /* What these posts ask of a person is asked of the candidates; that the
       old post is held until that day is no hindrance here. */
    m.of_post = arena_alloc(e->arena, sizeof *m.of_post);
    *m.of_post = ledger_post;
    m.of_post->check = NULL;
    struct strbuf text;
    sb_init(&text);
    sb_init(&m.ended);
    sb_init(&m.begun);
    sb_init(&m.back);
    bool ok = make_all(&m, &text, err);
    add_line(&text, "职务到那天为止", &m.ended);
    add_line(&text, "任职", &m.begun);
    add_line(&text, "收回上次登记的职务", &m.back);
    out->text = arena_str(e->arena, text.s);
    sb_clear(&m.back);
    sb_clear(&m.begun);
    sb_clear(&m.ended);
    sb_clear(&text);
    return ok;
}

bool election_effects(struct election *e, struct strbuf *out, struct err *err)
{
    struct election_deeds deeds;
    if (!election_deeds_make(&deeds, e, err)) {
        return false;
    }
    sb_add(out, deeds.text);
    return true;
}
