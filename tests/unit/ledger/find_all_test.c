/* Finding against looking at every row, on random ledgers; and snippets. */
#include "find_rows.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/find.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/search.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "pbtui/text/pinyin.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- against all rows ------------------------------------------------- */

static const char *const vocabulary[] = {
    "党费", "积极分子", "备案", "PPT",  "ｐｐｔ", "支",    "会",
    "学习", "张三",     "李敏", "1",    "%",      "党 课", "𠮷",
    "é",    "。",       "党课", "ＡＢ", "ab",     "\n",    "支委会",
    "-",    "_",        "廉政", "体会", "实事",
};

static const char *random_text(struct arena *a, uint64_t *s)
{
    struct strbuf sb;
    sb_init(&sb);
    for (uint64_t n = unit_below(s, 6); n > 0; n--) {
        sb_add(&sb, vocabulary[unit_below(s, ARRAY_LEN(vocabulary))]);
        sb_add(&sb, unit_below(s, 3) == 0 ? "，" : "");
    }
    const char *text = sb.len > 0 ? arena_strn(a, sb.s, sb.len) : NULL;
    sb_clear(&sb);
    return text;
}

static const char *one_of(uint64_t *s, const char *const *list, size_t n)
{
    return list[unit_below(s, n)];
}

static const char *const days[] = {"2025-12-31", "2026-01-01", "2026-03-10",
                                   "2026-03-31", "2026-04-01", "2026-11-20"};
static const char *const kinds[] = {"lecture", "committee.meeting", "study",
                                    "themeday"};
static const char *const states[] = {"1", "2", "3", "4"};

static void random_event(struct fixture *f, uint64_t *s)
{
    struct arena *a = &f->arena;
    const char *day = one_of(s, days, ARRAY_LEN(days));
    const char *kind = one_of(s, kinds, ARRAY_LEN(kinds));
    bool gone = unit_below(s, 6) == 0;
    int64_t e = rows_add_event(
        f, &(struct event_row){.day = day,
                               .kind = kind,
                               .state = one_of(s, states, ARRAY_LEN(states)),
                               .title = random_text(a, s),
                               .place = random_text(a, s),
                               .guests = random_text(a, s),
                               .minutes = random_text(a, s),
                               .host = (int64_t)unit_below(s, 4),
                               .recorder = (int64_t)unit_below(s, 4),
                               .voided = gone});
    rows_add_kind(f, e, day, kind, 1, random_text(a, s), random_text(a, s),
                  (int64_t)unit_below(s, 4), gone);
    for (uint64_t n = unit_below(s, 3); n > 0; n--) {
        const char *topic = random_text(a, s);
        const char *text = random_text(a, s);
        int64_t who = (int64_t)unit_below(s, 4);
        bool out = gone || unit_below(s, 4) == 0;
        rows_add_topic(f, e, topic != NULL ? topic : "议题", text, who, out);
        rows_add_point(f, e, who, text != NULL ? text : "同意", out);
        rows_add_action(f, e, who, topic != NULL ? topic : "办理", out);
        rows_add_attend(f, e, (int64_t)n, one_of(s, states, ARRAY_LEN(states)),
                        out);
    }
}

/* What an essay is called by is its author, too; who does a good deed is only
   found by @; a talk on clean hands is not found at all. */
static void random_records(struct fixture *f, uint64_t *s)
{
    struct arena *a = &f->arena;
    rows_add_record(
        f, &(struct record_row){.table = "r_essays",
                                .day = one_of(s, days, ARRAY_LEN(days)),
                                .whose = "person_id",
                                .person = 1 + (int64_t)unit_below(s, 3),
                                .texts = {{"title", random_text(a, s)},
                                          {"topic", random_text(a, s)},
                                          {"usage", "党费"}},
                                .voided = unit_below(s, 4) == 0});
    rows_add_record(
        f, &(struct record_row){.table = "r_good_deeds",
                                .day = one_of(s, days, ARRAY_LEN(days)),
                                .whose = "owner_id",
                                .person = (int64_t)unit_below(s, 4),
                                .texts = {{"title", random_text(a, s)},
                                          {"served", random_text(a, s)},
                                          {"result", random_text(a, s)}},
                                .voided = unit_below(s, 4) == 0});
    rows_add_record(
        f, &(struct record_row){.table = "r_clean_talks",
                                .day = one_of(s, days, ARRAY_LEN(days)),
                                .whose = "person_id",
                                .person = 1 + (int64_t)unit_below(s, 3),
                                .texts = {{"content", random_text(a, s)}}});
}

static void random_ledger(struct fixture *f, uint64_t *s)
{
    struct arena *a = &f->arena;
    fixture_open(f);
    fixture_member(f, "张三", "1980-01-01", "2005-07-01", "2006-07-01");
    fixture_member(f, "张三丰", "1981-01-01", "2005-07-01", "2006-07-01");
    fixture_member(f, "李敏", "1982-01-01", "2005-07-01", "2006-07-01");
    for (int i = 0; i < 30; i++) {
        random_event(f, s);
    }
    for (int i = 0; i < 6; i++) {
        rows_add_talk(f, one_of(s, days, ARRAY_LEN(days)),
                      1 + (int64_t)unit_below(s, 3),
                      1 + (int64_t)unit_below(s, 3), random_text(a, s),
                      random_text(a, s), unit_below(s, 4) == 0);
        const char *day = one_of(s, days, ARRAY_LEN(days));
        rows_add_plan(f, arena_strn(a, day, 7),
                      one_of(s, kinds, ARRAY_LEN(kinds)), random_text(a, s),
                      (int64_t)unit_below(s, 4), unit_below(s, 4) == 0);
        random_records(f, s);
    }
}

static const char *random_query(struct arena *a, uint64_t *s)
{
    static const char *const filters[] = {
        "2026",         "3月",        "2026-Q1",    "2026-01..2026-03-10",
        "@张三",        "@lm",        "@张三丰",    "类型：党课",
        "类型：支委会", "状态：作废", "state:计划", "状态：流会"};
    struct strbuf sb;
    sb_init(&sb);
    for (uint64_t n = unit_below(s, 4); n > 0; n--) {
        const char *word = one_of(s, vocabulary, ARRAY_LEN(vocabulary));
        sb_addf(&sb, "%s\"%s\" ", unit_below(s, 4) == 0 ? "-" : "", word);
    }
    for (uint64_t n = unit_below(s, 3); n > 0; n--) {
        sb_addf(&sb, "%s ", one_of(s, filters, ARRAY_LEN(filters)));
    }
    const char *typed = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return typed;
}

/* Everything that belongs to a record: texts (folded) and codes of kinds, one
   after the other; whom it concerns. */
struct whole {
    struct strbuf text, kinds, who;
};

static void gather(struct fixture *f, struct whole *w, const char *sql,
                   int64_t id)
{
    struct stmt st;
    stmt_open(&st, f->session.db, sql);
    stmt_int(&st, ":id", id);
    while (stmt_row(&st)) {
        sb_addf(&w->text, "\x01%s",
                search_fold(&f->arena, stmt_col_text(&st, 0)));
        sb_addf(&w->kinds, " %s ", stmt_col_text(&st, 1));
        sb_addf(&w->who, " %lld ", (long long)stmt_col_int(&st, 2));
    }
    assert_true(stmt_done(&st, NULL));
}

/* Bar, not comma, apart: the texts hold everything else. */
#define TEXT(a, b, c, d)                                                       \
    "coalesce(" a ", '') || char(1) || coalesce(" b ", '') || char(1) ||"      \
    " coalesce(" c ", '') || char(1) || coalesce(" d ", '')"
#define LIVE                                                                   \
    " where event_id = :id and (voided_on is null or exists (select 1"         \
    " from event v where v.id = :id and v.voided_on is not null))"

static void add_title(struct fixture *f, struct whole *w,
                      const struct ledger *l)
{
    sb_addf(&w->text, "\x01%s", search_fold(&f->arena, l->title));
}

static void gather_record(struct fixture *f, struct whole *w,
                          const struct ledger *l, int64_t id)
{
    add_title(f, w, l);
    if (strcmp(l->name, "essays") == 0) {
        gather(f, w,
               SQL("select " TEXT(
                   "title", "topic", "null",
                   "null") ", '',"
                           " person_id from r_essays where id = :id"),
               id);
        gather(f, w,
               SQL("select p.name, '', p.id from r_essays t join person p"
                   " on p.id = t.person_id where t.id = :id"),
               id);
    } else {
        gather(f, w,
               SQL("select " TEXT(
                   "title", "served", "result",
                   "null") ", '',"
                           " owner_id from r_good_deeds where id = :id"),
               id);
    }
}

static void gather_all(struct fixture *f, struct whole *w, enum find_what what,
                       int64_t id)
{
    if (what == FIND_TALK) {
        gather(f, w,
               SQL("select " TEXT("topic", "content", "follow",
                                  "null") ", '',"
                                          " by_id from talk where id = :id"),
               id);
        gather(f, w, SQL("select '', '', with_id from talk where id = :id"),
               id);
        return;
    }
    if (what == FIND_PLAN) {
        gather(f, w,
               SQL("select coalesce(topic, ''), kind, owner_id"
                   " from plan where id = :id"),
               id);
        return;
    }
    gather(f, w,
           SQL("select " TEXT("title", "place", "guests",
                              "minutes") ", '',"
                                         " host_id from event where id = :id"),
           id);
    gather(f, w,
           SQL("select " TEXT("dissent", "campaign", "null",
                              "null") ", '',"
                                      " recorder_id from event where id = :id"),
           id);
    gather(f, w,
           SQL("select " TEXT("title", "readings", "lead_out",
                              "base") ","
                                      " kind, lead_id from event_kind" LIVE),
           id);
    gather(
        f, w,
        SQL("select " TEXT("topic", "discussion", "dissent",
                           "resolution") ", '', subject_id from agenda" LIVE),
        id);
    gather(f, w, SQL("select text, '', person_id from point" LIVE), id);
    gather(f, w,
           SQL("select " TEXT("text", "done_note", "null",
                              "null") ", '',"
                                      " owner_id from action" LIVE),
           id);
    gather(f, w,
           SQL("select '', '', case when state in ('1', '2') then person_id"
               " end from attend" LIVE),
           id);
}

static bool has_word(struct fixture *f, const struct whole *w,
                     const struct find_word *word)
{
    const struct kinds *all = book_kinds(f->book);
    for (size_t i = 0; i < all->n; i++) {
        const struct kind *k = &all->list[i];
        char code[64];
        snprintf(code, sizeof code, " %s ", k->code);
        if (strstr(w->kinds.s, code) != NULL &&
            (strstr(k->name, word->folded) != NULL ||
             strstr(k->abbr, word->folded) != NULL)) {
            return true;
        }
    }
    return strstr(w->text.s, word->folded) != NULL;
}

/* ids: [1,2] */
static bool concerns(const struct whole *w, const char *ids)
{
    for (const char *p = ids; *p != '\0'; p++) {
        char id[32];
        if (*p >= '0' && *p <= '9') {
            snprintf(id, sizeof id, " %ld ", strtol(p, NULL, 10));
            if (strstr(w->who.s, id) != NULL) {
                return true;
            }
            p += strspn(p, "0123456789") - 1;
        }
    }
    return false;
}

static bool should_find(struct fixture *f, const struct find_query *q,
                        const struct find_hit *hit)
{
    struct whole w;
    bool good = true;
    sb_init(&w.text);
    sb_init(&w.kinds);
    sb_init(&w.who);
    if (hit->what == FIND_ROW) {
        gather_record(f, &w, hit->ledger, hit->id);
    } else {
        gather_all(f, &w, hit->what, hit->id);
    }
    for (size_t i = 0; i < q->n_words; i++) {
        good = good && has_word(f, &w, &q->words[i]);
    }
    for (size_t i = 0; i < q->n_without; i++) {
        good = good && !has_word(f, &w, &q->without[i]);
    }
    for (size_t i = 0; i < q->n_who; i++) {
        good = good && concerns(&w, q->who[i].ids);
    }
    if (q->kinds != NULL) {
        bool any = false;
        for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
            char mine[64];
            char asked[64];
            snprintf(mine, sizeof mine, " %s ", kinds[i]);
            snprintf(asked, sizeof asked, ",%s,", kinds[i]);
            any = any || (strstr(w.kinds.s, mine) != NULL &&
                          strstr(q->kinds, asked) != NULL);
        }
        good = good && any;
    }
    sb_clear(&w.text);
    sb_clear(&w.kinds);
    sb_clear(&w.who);
    return good;
}

static size_t brute(struct fixture *f, const struct find_query *q,
                    enum find_what what, const struct ledger *l,
                    const char *sql, struct find_hit *out)
{
    int64_t ids[HITS_MAX];
    size_t n_ids = 0;
    size_t n = 0;
    char day[11];
    struct stmt st;
    stmt_open(&st, f->session.db, sql);
    while (stmt_row(&st)) {
        const char *from = stmt_col_text(&st, 1);
        const char *to = stmt_col_text(&st, 2);
        const char *state = stmt_col_text(&st, 3);
        bool gone = stmt_col_int(&st, 4) != 0;
        if (gone == q->voided &&
            (q->state == NULL || strcmp(q->state, state) == 0) &&
            (q->from == DATE_NONE ||
             strcmp(to, date_text(q->from, day)) >= 0) &&
            (q->to == DATE_NONE || strcmp(from, date_text(q->to, day)) <= 0)) {
            ids[n_ids++] = stmt_col_int(&st, 0);
        }
    }
    assert_true(stmt_done(&st, NULL));
    for (size_t i = 0; i < n_ids; i++) {
        out[n] = (struct find_hit){what, ids[i], 0, l};
        n += should_find(f, q, &out[n]);
    }
    return n;
}

static size_t brute_people(struct fixture *f, const struct find_query *q,
                           struct find_hit *out)
{
    static const char *const names[] = {"张三", "张三丰", "李敏"};
    size_t n = 0;
    (void)f;
    if (q->n_words == 0 || q->n_who > 0 || q->kinds != NULL ||
        q->state != NULL || q->voided || q->from != DATE_NONE ||
        q->to != DATE_NONE) {
        return 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        bool good = true;
        for (size_t j = 0; j < q->n_words; j++) {
            good = good && pinyin_match(names[i], q->words[j].folded);
        }
        for (size_t j = 0; j < q->n_without; j++) {
            good = good && strstr(names[i], q->without[j].folded) == NULL;
        }
        if (good) {
            out[n++] = (struct find_hit){FIND_PERSON, (int64_t)i + 1, 0, NULL};
        }
    }
    return n;
}

static size_t brute_all(struct fixture *f, const struct find_query *q,
                        struct find_hit *out)
{
    if (find_is_empty(q)) {
        return 0;
    }
    size_t n = brute_people(f, q, out);
    n += brute(f, q, FIND_EVENT, NULL,
               SQL("select id, on_day, on_day, state, voided_on is not null"
                   " from event"),
               out + n);
    n += brute(f, q, FIND_TALK, NULL,
               SQL("select id, on_day, on_day, '-', voided_on is not null"
                   " from talk"),
               out + n);
    n += brute(f, q, FIND_PLAN, NULL,
               SQL("select id, month || '-01', month || '-31', '-',"
                   " voided_on is not null from plan"),
               out + n);
    n += brute(f, q, FIND_ROW, registry_find(f->book, "essays"),
               SQL("select id, on_day, on_day, '-', voided_on is not null"
                   " from r_essays"),
               out + n);
    n += brute(f, q, FIND_ROW, registry_find(f->book, "good_deeds"),
               SQL("select id, on_day, on_day, '-', voided_on is not null"
                   " from r_good_deeds"),
               out + n);
    return n;
}

static void check_shown(struct fixture *f, const struct find_query *q,
                        const struct find_hit *hit, int cols)
{
    struct find_shown s;
    struct err err = ERR_INIT;
    if (!find_show(f->book, &f->arena, q, hit, cols, &s, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    size_t bad;
    size_t end = 0;
    assert_true(utf8_valid(s.snippet, strlen(s.snippet), &bad));
    assert_null(strpbrk(s.snippet, "\n\t"));
    for (size_t i = 0; i < s.n_spans; i++) {
        bool some = false;
        assert_true(s.spans[i].at_bytes >= end);
        end = s.spans[i].at_bytes + s.spans[i].n_bytes;
        assert_true(end <= strlen(s.snippet));
        const char *marked = search_fold(
            &f->arena, arena_strn(&f->arena, s.snippet + s.spans[i].at_bytes,
                                  s.spans[i].n_bytes));
        for (size_t j = 0; j < q->n_words; j++) {
            some = some || strcmp(q->words[j].folded, marked) == 0;
        }
        assert_true(some);
    }
}

PROPERTY(finds_what_looking_at_every_row_finds)
{
    uint64_t s = unit_seed();
    for (int round = 0; round < 4; round++) {
        struct fixture f;
        random_ledger(&f, &s);
        if (round % 2 == 1) { /* found without the index as with it */
            struct stmt st;
            stmt_open(&st, f.session.db,
                      SQL("delete from meta where key = 'search_fields'"));
            assert_true(stmt_run(&st, NULL));
            assert_false(search_usable(f.session.db));
        }
        for (int i = 0; i < 150; i++) {
            struct find_hit hits[HITS_MAX];
            struct find_hit want[HITS_MAX];
            struct find_query q;
            const char *typed = random_query(&f.arena, &s);
            find_parse(&q, f.book, &f.arena, typed);
            size_t n = rows_find_all(&f, &q, hits, HITS_MAX,
                                     1 + (int)unit_below(&s, 100));
            size_t n_want = brute_all(&f, &q, want);
            for (size_t j = 0; j < n; j++) {
                check_shown(&f, &q, &hits[j], 8 + (int)unit_below(&s, 60));
            }
            qsort(hits, n, sizeof hits[0], rows_by_what_and_id);
            qsort(want, n_want, sizeof want[0], rows_by_what_and_id);
            for (size_t j = 0; j < n || j < n_want; j++) {
                if (j >= n || j >= n_want ||
                    rows_by_what_and_id(&hits[j], &want[j]) != 0) {
                    fail_msg("%s: %zu hits, not %zu; differs at %zu: %c%lld,"
                             " %c%lld",
                             typed, n, n_want, j,
                             j < n ? "petlfr"[hits[j].what] : '-',
                             j < n ? (long long)hits[j].id : 0,
                             j < n_want ? "petlfr"[want[j].what] : '-',
                             j < n_want ? (long long)want[j].id : 0);
                }
            }
        }
        fixture_close(&f);
    }
}

PROPERTY(a_snippet_never_cuts_a_character)
{
    uint64_t s = unit_seed();
    struct fixture f;
    fixture_open(&f);
    for (int i = 0; i < 300; i++) {
        struct strbuf text;
        sb_init(&text);
        for (uint64_t n = 1 + unit_below(&s, 60); n > 0; n--) {
            sb_add(&text, one_of(&s, vocabulary, ARRAY_LEN(vocabulary)));
            sb_add(&text, unit_below(&s, 9) == 0 ? "e\xCC\x81" : "");
        }
        struct find_query q;
        struct strbuf typed;
        sb_init(&typed);
        for (uint64_t n = 1 + unit_below(&s, 3); n > 0; n--) {
            sb_addf(&typed, "\"%s\" ",
                    one_of(&s, vocabulary, ARRAY_LEN(vocabulary)));
        }
        find_parse(&q, f.book, &f.arena, typed.s);
        sb_clear(&typed);
        int64_t e = rows_add_event(&f, &(struct event_row){.day = "2026-03-10",
                                                           .kind = "study",
                                                           .minutes = text.s});
        struct find_hit hit = {FIND_EVENT, e, 0, NULL};
        struct find_shown shown;
        int cols = 24 + (int)unit_below(&s, 60);
        check_shown(&f, &q, &hit, cols);
        assert_true(find_show(f.book, &f.arena, &q, &hit, cols, &shown, NULL));
        assert_true(width_cols(shown.snippet) <= cols);
        sb_clear(&text);
    }
    fixture_close(&f);
}
