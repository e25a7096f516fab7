/* Ten years of organisational life for the bench: a committee; events of one
   branch spread evenly over 2017–2026, each with one to three kinds, the roll
   of all its members, a topic, now and then an action, and minutes of about 2
   KB.

   In stages: a vocabulary; the rows, written by plain SQL in one transaction
   of the store; the index for finding, made anew.  The audit gets one entry
   for each row that can be found, because by it the index knows the order in
   which rows were entered; these entries prove nothing, so such a ledger is
   for timing, not for use.

   Texts are a few thousand words, drawn so that the k-th is about k times
   rarer than the first, as words are in a language.  Some words stand only
   where the bench looks for them (see plant). */
#include "fill.h"

#include <stdint.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/store/search.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"
#include "pbtui/text/utf8.h"

#define WORDS         4096 /* a power of two, see draw_word */
#define WORD_BITS     12
#define CHARS_MAX     1500
#define MINUTES_BYTES 2000
#define MEMBERS_MAX   64
#define GROUPS        3 /* as fill.c makes them */

struct writer {
    struct db *db;
    uint64_t random;
    char words[WORDS][16];
    int64_t branch;
    int64_t members[MEMBERS_MAX];
    size_t n_members;
    int64_t group; /* the first of GROUPS */
    int64_t seq;   /* of the audit */
    int64_t change;
    struct strbuf text;
};

/* ---- words -------------------------------------------------------------- */

static uint64_t draw(struct writer *w, uint64_t below)
{
    w->random += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = w->random;
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (z ^ (z >> 31)) % below;
}

/* Every doubling of the rank is as likely as the one before. */
static const char *draw_word(struct writer *w)
{
    uint64_t step = UINT64_C(1) << draw(w, WORD_BITS);
    return w->words[step - 1 + draw(w, step)];
}

/* The distinct characters of the program's own Chinese texts. */
static size_t harvest(uint32_t out[CHARS_MAX])
{
    static const char *const files[] = {"rules/kinds.ini", "rules/duties.ini",
                                        "rules/votes.ini"};
    static bool seen[0x5200];
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        const struct embed_file *f = embed_find(files[i]);
        for (size_t at = 0; at < f->n && n < CHARS_MAX;) {
            uint32_t cp;
            at += utf8_next(f->text + at, f->n - at, &cp);
            if (cp >= 0x4E00 && cp < 0xA000 && !seen[cp - 0x4E00]) {
                seen[cp - 0x4E00] = true;
                out[n++] = cp;
            }
        }
    }
    return n;
}

static void make_words(struct writer *w)
{
    static const char *const common[] = {
        "工作", "支部", "党员", "学习", "会议", "同志", "要求", "落实",
        "开展", "进行", "问题", "组织", "建设", "发展", "服务", "群众",
        "情况", "计划", "活动", "加强", "精神", "认真", "制度", "讨论",
        "研究", "推进", "整改", "汇报", "责任", "思想", "企业", "市场"};
    uint32_t chars[CHARS_MAX];
    size_t n = harvest(chars);
    for (size_t i = 0; i < WORDS; i++) {
        char *at = w->words[i];
        if (i < ARRAY_LEN(common)) {
            memcpy(at, common[i], strlen(common[i]) + 1);
            continue;
        }
        uint64_t len = 2 + draw(w, 5) / 3;
        for (uint64_t k = 0; k < len; k++) {
            at += utf8_put(at, chars[draw(w, n)]);
        }
        *at = '\0';
    }
}

static void add_words(struct writer *w, int n)
{
    for (int i = 0; i < n; i++) {
        sb_add(&w->text, draw_word(w));
    }
}

static const char *short_text(struct writer *w, int words)
{
    sb_reset(&w->text);
    add_words(w, words);
    return w->text.s;
}

/* What the bench looks for: 3, some 150 and 3,000 of 30,000 minutes. */
static void plant(struct writer *w, long i)
{
    sb_add(&w->text, i % 10000 == 4999 ? "榆林湾渡口，" : "");
    sb_add(&w->text, i % 200 == 7 ? "驻村帮扶，" : "");
    sb_add(&w->text, i % 10 == 3 ? "资金拨付，" : "");
}

static const char *minutes(struct writer *w, long i)
{
    size_t half = MINUTES_BYTES / 2 + draw(w, MINUTES_BYTES) / 2;
    bool planted = false;
    sb_reset(&w->text);
    while (w->text.len < MINUTES_BYTES) {
        add_words(w, 3 + (int)draw(w, 4));
        sb_add(&w->text, draw(w, 3) > 0 ? "，" : "。\n");
        if (!planted && w->text.len >= half) {
            plant(w, i);
            planted = true;
        }
    }
    return w->text.s;
}

/* ---- rows --------------------------------------------------------------- */

static bool enter(struct writer *w, const char *table, int64_t id,
                  struct err *err)
{
    struct stmt st;
    stmt_open(&st, w->db,
              SQL("insert into audit (seq, change, at, suspect, actor, op,"
                  " label, tbl, row_id, after, reason, scheme, prev, hash)"
                  " values (:seq, :change, '2026-11-20T09:00:00', 0, 'bench',"
                  " 'do', 'bench', :tbl, :row, '{}', '', 1, zeroblob(32),"
                  " zeroblob(32))"));
    stmt_int(&st, ":seq", ++w->seq);
    stmt_int(&st, ":change", w->change);
    stmt_text(&st, ":tbl", table);
    stmt_int(&st, ":row", id);
    return stmt_run(&st, err);
}

struct kind_share {
    const char *code;
    const char *sub;
    unsigned share; /* of 100 */
};

static const struct kind_share shares[] = {
    {"committee.meeting", NULL, 22},
    {"themeday", NULL, 18},
    {"group.meeting", NULL, 20},
    {"branch.meeting", NULL, 10},
    {"lecture", "书记", 4},
    {"lecture", "普通", 6},
    {"study", NULL, 12},
    {"integrity", NULL, 3},
    {"life.branch", NULL, 1},
    {"volunteer", NULL, 4},
};

static const struct kind_share *draw_kind(struct writer *w)
{
    uint64_t at = draw(w, 100);
    for (size_t i = 0; i < ARRAY_LEN(shares); i++) {
        if (at < shares[i].share) {
            return &shares[i];
        }
        at -= shares[i].share;
    }
    return &shares[0];
}

struct event_row {
    long i;
    int64_t id;
    const struct kind_share *kind;
    char day[11];
    char entered[11];
    int year;
    bool held;
    bool late;
    int came[5]; /* by state */
};

/* The same sum as in put_rolls. */
static int state_of(int64_t event, int64_t person)
{
    int64_t at = (event * 7919 + person * 104729) % 100;
    return at < 88 ? 1 : at < 91 ? 2 : at < 97 ? 3 : 4;
}

static int64_t group_of(const struct writer *w, const struct event_row *r,
                        const struct kind_share *k)
{
    return strcmp(k->code, "group.meeting") == 0 ? w->group + r->i % GROUPS : 0;
}

static void bind_group(struct stmt *st, int64_t group)
{
    if (group != 0) {
        stmt_int(st, ":grp", group);
    } else {
        stmt_null(st, ":grp");
    }
}

static bool put_event(struct writer *w, struct event_row *r, struct err *err)
{
    struct stmt st;
    stmt_open(
        &st, w->db,
        SQL("insert into event (id, ver, branch_id, kind, grp_id, state,"
            " on_day, time_from, time_to, place, host_id, recorder_id, title,"
            " minutes, for_year, entered_on, n_due, n_present, n_online,"
            " n_leave, n_absent, valid) values (:id, 1, :branch, :kind, :grp,"
            " :state, :day, '14:30', '16:00', '三楼会议室', :host, :recorder,"
            " :title, :minutes, :year, :entered, :due, :present, :online,"
            " :leave, :absent, :valid)"));
    stmt_int(&st, ":id", r->id);
    stmt_int(&st, ":branch", w->branch);
    stmt_text(&st, ":kind", r->kind->code);
    bind_group(&st, group_of(w, r, r->kind));
    stmt_text(&st, ":state", r->held ? "2" : "3");
    stmt_text(&st, ":day", r->day);
    stmt_int(&st, ":host", w->members[draw(w, 3)]);
    stmt_int(&st, ":recorder", w->members[3 + draw(w, 3)]);
    if (draw(w, 2) > 0) {
        stmt_text(&st, ":title", short_text(w, 5));
    } else {
        stmt_null(&st, ":title");
    }
    stmt_text(&st, ":minutes", minutes(w, r->i));
    stmt_int(&st, ":year", r->year);
    stmt_text(&st, ":entered", r->entered);
    stmt_int(&st, ":due", (int64_t)w->n_members);
    stmt_int(&st, ":present", r->came[1]);
    stmt_int(&st, ":online", r->came[2]);
    stmt_int(&st, ":leave", r->came[3]);
    stmt_int(&st, ":absent", r->came[4]);
    stmt_int(&st, ":valid", r->held);
    return stmt_run(&st, err) && enter(w, "event", r->id, err);
}

static bool put_kind(struct writer *w, const struct event_row *r, int ord,
                     const struct kind_share *k, struct err *err)
{
    struct stmt st;
    stmt_open(
        &st, w->db,
        SQL("insert into event_kind (ver, event_id, ord, kind, sub, no, title,"
            " lead_id, branch_id, grp_id, on_day, for_year, counted, late)"
            " values (1, :event, :ord, :kind, :sub, :no, :title, :lead,"
            " :branch, :grp, :day, :year, :counted, :late)"));
    stmt_int(&st, ":event", r->id);
    stmt_int(&st, ":ord", ord);
    stmt_text(&st, ":kind", k->code);
    stmt_text(&st, ":sub", k->sub);
    stmt_int(&st, ":no", 1 + r->i % 3000 / 10);
    stmt_text(&st, ":title", k->sub != NULL ? short_text(w, 4) : NULL);
    stmt_int(&st, ":lead", w->members[draw(w, w->n_members)]);
    stmt_int(&st, ":branch", w->branch);
    bind_group(&st, group_of(w, r, k));
    stmt_text(&st, ":day", r->day);
    stmt_int(&st, ":year", r->year);
    stmt_int(&st, ":counted", r->held);
    stmt_int(&st, ":late", r->late);
    return stmt_run(&st, err) &&
           enter(w, "event_kind", stmt_last_id(w->db), err);
}

/* The kind itself, for a third of the events a second, for some a third. */
static bool put_kinds(struct writer *w, const struct event_row *r,
                      struct err *err)
{
    if (!put_kind(w, r, 0, r->kind, err)) {
        return false;
    }
    const struct kind_share *before = r->kind;
    for (int ord = 1; ord < 3 && draw(w, 3) == 0; ord++) {
        const struct kind_share *k = draw_kind(w);
        if (k != before && k != r->kind && !put_kind(w, r, ord, k, err)) {
            return false;
        }
        before = k;
    }
    return true;
}

static bool put_topic(struct writer *w, const struct event_row *r,
                      struct err *err)
{
    struct stmt st;
    stmt_open(&st, w->db,
              SQL("insert into agenda (ver, event_id, ord, topic, resolution)"
                  " values (1, :event, 0, :topic, '同意，按计划办理。')"));
    stmt_int(&st, ":event", r->id);
    sb_reset(&w->text);
    sb_add(&w->text, r->i % 30 == 13 ? "验收办法：" : "");
    add_words(w, 5);
    stmt_text(&st, ":topic", w->text.s);
    return stmt_run(&st, err) && enter(w, "agenda", stmt_last_id(w->db), err);
}

static bool put_action(struct writer *w, const struct event_row *r, bool done,
                       struct err *err)
{
    struct stmt st;
    stmt_open(&st, w->db,
              SQL("insert into action (ver, event_id, branch_id, ord, text,"
                  " owner_id, due_on, done_on) values (1, :event, :branch, 0,"
                  " :text, :owner, :due, :done)"));
    stmt_int(&st, ":event", r->id);
    stmt_int(&st, ":branch", w->branch);
    stmt_text(&st, ":text", short_text(w, 5));
    stmt_int(&st, ":owner", w->members[draw(w, w->n_members)]);
    stmt_text(&st, ":due", r->entered);
    stmt_text(&st, ":done", done ? r->entered : NULL);
    return stmt_run(&st, err) && enter(w, "action", stmt_last_id(w->db), err);
}

/* The rolls of all events from the first number on. */
static bool put_rolls(struct writer *w, int64_t first, struct err *err)
{
    struct stmt st;
    stmt_open(
        &st, w->db,
        SQL("insert into attend (ver, event_id, person_id, state, reason,"
            " vote, leader) select 1, id, person_id, state,"
            " case state when '3' then '1' when '4' then 'b' end, 1, 0"
            " from (select e.id, m.person_id, case"
            "  when (e.id * 7919 + m.person_id * 104729) % 100 < 88 then '1'"
            "  when (e.id * 7919 + m.person_id * 104729) % 100 < 91 then '2'"
            "  when (e.id * 7919 + m.person_id * 104729) % 100 < 97 then '3'"
            "  else '4' end as state from event e cross join member m"
            "  where e.id >= :first and m.branch_id = :branch"
            "  and m.to_on is null and m.voided_on is null order by e.id)"));
    stmt_int(&st, ":first", first);
    stmt_int(&st, ":branch", w->branch);
    return stmt_run(&st, err);
}

static bool put_all(struct writer *w, long i, long events, int64_t first,
                    struct err *err)
{
    int begin = date_of(2017, 1, 1);
    int days = date_of(2026, 11, 20) - begin;
    int day = begin + (int)(i * days / events);
    struct event_row r = {.i = i,
                          .id = first + i,
                          .kind = draw_kind(w),
                          .held = i % 500 != 499,
                          .late = i % 40 == 11};
    date_text(day, r.day);
    date_text(day + (r.late ? 40 : 1), r.entered);
    int month;
    int day_of_month;
    date_split(day, &r.year, &month, &day_of_month);
    for (size_t k = 0; k < w->n_members; k++) {
        r.came[state_of(r.id, w->members[k])]++;
    }
    w->change++;
    return put_event(w, &r, err) && put_kinds(w, &r, err) &&
           put_topic(w, &r, err) &&
           (i % 3 != 0 || put_action(w, &r, i < events - 60, err));
}

/* ---- the branch --------------------------------------------------------- */

/* A committee of three, elected two years ago. */
static bool put_committee(struct writer *w, struct err *err)
{
    static const char *const posts[] = {"01", "11", "13"};
    struct stmt st;
    stmt_open(&st, w->db,
              SQL("insert into term (ver, branch_id, no, elected_on, years)"
                  " values (1, :branch, 4, '2024-06-20', 3)"));
    stmt_int(&st, ":branch", w->branch);
    bool ok = stmt_run(&st, err);
    for (size_t i = 0; ok && i < ARRAY_LEN(posts); i++) {
        stmt_open(&st, w->db,
                  SQL("insert into post (ver, person_id, branch_id, kind,"
                      " from_on) values (1, :person, :branch, :kind,"
                      " '2017-01-01')"));
        stmt_int(&st, ":person", w->members[i]);
        stmt_int(&st, ":branch", w->branch);
        stmt_text(&st, ":kind", posts[i]);
        ok = stmt_run(&st, err);
    }
    return ok;
}

/* ---- all ---------------------------------------------------------------- */

static int64_t ask(struct writer *w, const char *sql)
{
    struct stmt st;
    stmt_open(&st, w->db, sql);
    int64_t n = stmt_row(&st) ? stmt_col_int(&st, 0) : 0;
    return stmt_done(&st, NULL) ? n : 0;
}

static bool read_members(struct writer *w, struct err *err)
{
    struct stmt st;
    stmt_open(&st, w->db,
              SQL("select person_id from member where branch_id = :branch"
                  " and to_on is null and voided_on is null"
                  " order by person_id"));
    stmt_int(&st, ":branch", w->branch);
    while (w->n_members < MEMBERS_MAX && stmt_row(&st)) {
        w->members[w->n_members++] = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

static bool write_all(struct writer *w, long events, struct err *err)
{
    int64_t first = 1 + ask(w, SQL("select max(id) from event"));
    w->group = ask(w, SQL("select min(id) from grp"));
    w->seq = ask(w, SQL("select max(seq) from audit"));
    w->change = ask(w, SQL("select max(change) from audit"));
    bool ok = read_members(w, err) && put_committee(w, err);
    for (long i = 0; ok && i < events; i++) {
        ok = put_all(w, i, events, first, err);
    }
    return ok && put_rolls(w, first, err);
}

bool fill_events(struct session *s, long events, struct err *err)
{
    struct writer *w = mem_new(sizeof *w);
    w->db = s->db;
    w->branch = s->book.branch;
    w->random = 2026;
    sb_init(&w->text);
    make_words(w);
    bool ok = tx_begin(s->db, TX_WRITE, err);
    if (ok && !write_all(w, events, err)) {
        tx_rollback(s->db);
        ok = false;
    }
    ok = ok && tx_commit(s->db, err) && search_rebuild(s->db, NULL, NULL, err);
    sb_clear(&w->text);
    mem_free(w);
    return ok;
}
