/* The index for searching: whatever a text holds is found, after any order of
   saving, undoing and redoing; the check notices when it is wrong; opening
   makes it anew. */
#include "ground.h"

#include <inttypes.h>

#include "../../../src/store/searching.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/search.h"
#include "pbtui/text/utf8.h"
#include "sample.h"

/* ---- a ledger with texts ------------------------------------------------ */

static const char texts_sql[] =
    "CREATE TABLE note (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL,"
    " title TEXT, body TEXT, pages INTEGER) STRICT;"
    "CREATE TABLE act (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL,"
    " what TEXT, who TEXT) STRICT;";
static const char fields_sql[] =
    "INSERT INTO search_field VALUES ('note','title'),('note','body'),"
    "('act','what');";
static const char more_sql[] = "INSERT INTO search_field VALUES ('act','who');";

#define STEPS_MAX 6

/* The first n steps: store, texts, index, fields, one more field. */
static const struct embed_file *steps(size_t n, struct embed_file *out)
{
    const struct embed_file all[] = {
        *embed_find("schema/0001_store.sql"),
        {"schema/0002_texts.sql", texts_sql, sizeof texts_sql - 1},
        *embed_find("schema/0003_search.sql"),
        {"schema/0004_fields.sql", fields_sql, sizeof fields_sql - 1},
        {"schema/0005_more.sql", more_sql, sizeof more_sql - 1}};
    memset(out, 0, STEPS_MAX * sizeof *out);
    memcpy(out, all, n * sizeof *out);
    return out;
}

static struct db *open_texts(const char *path, enum db_mode mode, size_t n)
{
    struct embed_file own[STEPS_MAX];
    struct db_options opt = {
        .mode = mode, .schema = steps(n, own), .actor = "测试员"};
    struct err err = ERR_INIT;
    struct db *db = NULL;
    if (!db_open(&db, path, &opt, &err)) {
        fail_msg("%s %s (%s)", err.code, err.text, err.detail);
    }
    return db;
}

static void apply(struct db *db, struct change *c)
{
    struct err err = ERR_INIT;
    if (!change_apply(db, c, NULL, &err)) {
        fail_msg("%s %s (%s)", err.code, err.text, err.detail);
    }
}

static int64_t add(struct db *db, const char *table, const char *column,
                   const char *text)
{
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "登记");
    struct change_row *r = change_insert(c, table);
    change_text(r, column, text);
    apply(db, c);
    int64_t id = change_row_id(r);
    arena_clear(&a);
    return id;
}

static void set_text(struct db *db, const char *table, int64_t id,
                     const char *column, const char *text)
{
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "修改");
    struct change_row *r =
        change_update(c, table, id, sample_ver(db, table, id));
    change_text(r, column, text);
    apply(db, c);
    arena_clear(&a);
}

#define HITS_MAX 4000

struct hits {
    struct arena a;
    struct search_hit list[HITS_MAX];
    size_t n;
};

static void page(struct db *db, const char *const *words, const char *table,
                 int64_t below, size_t max, struct hits *out)
{
    struct err err = ERR_INIT;
    arena_reset(&out->a);
    if (!search_page(db, &out->a, words, table, below, out->list, max, &out->n,
                     &err)) {
        fail_msg("%s %s (%s)", err.code, err.text, err.detail);
    }
}

/* All that one word gives, as "note1 act2 ", newest first. */
static const char *found(struct db *db, const char *word)
{
    static char text[200];
    struct hits *h = mem_new(sizeof *h);
    page(db, (const char *const[]){word, NULL}, NULL, 0, HITS_MAX, h);
    text[0] = '\0';
    for (size_t i = 0; i < h->n; i++) {
        size_t at = strlen(text);
        snprintf(text + at, sizeof text - at, "%s%" PRId64 " ",
                 h->list[i].table, h->list[i].row_id);
    }
    arena_clear(&h->a);
    mem_free(h);
    return text;
}

/* ---- words -------------------------------------------------------------- */

TEST(search_finds_words_of_any_length_and_script)
{
    struct db *db = open_texts(NULL, DB_MEMORY, 4);
    add(db, "note", "body", "支部委员会讨论了发展对象的政治审查，一致同意。");
    add(db, "act", "what", "报送政审材料");
    add(db, "note", "title", "Ｐ２Ｐ 借贷风险提示 PBTUI-3.5版");
    add(db, "note", "body", "审\n查");
    add(db, "note", "body", "");
    add(db, "act", "who", "审查组"); /* not a searched column */
    const struct {
        const char *word;
        const char *hits;
    } rows[] = {
        {"审查", "note1 "},
        {"审", "note3 act1 note1 "},
        {"查", "note3 note1 "}, /* once the last, once alone */
        {"意", "note1 "},
        {"。", "act2 note4 note3 note2 act1 note1 "}, /* narrows nothing */
        {"", "act2 note4 note3 note2 act1 note1 "},
        {"政治审查，一致", "note1 "},
        {"政治审查一致", ""},
        {"政审材料", "act1 "},
        {"p2p", "note2 "},
        {"P2P", "note2 "},
        {"ｐ２ｐ", "note2 "},
        {"pbtui", "note2 "},
        {"3.5", "note2 "},
        {"5版", "note2 "},
        {"\"审查\"", "note1 "}, /* no syntax gets through */
        {"审* OR x", ""},
        {"查审", ""},
        {"没有", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (strcmp(found(db, rows[i].word), rows[i].hits) != 0) {
            fail_msg("«%s»: %s, not %s", rows[i].word, found(db, rows[i].word),
                     rows[i].hits);
        }
    }
    struct hits *h = mem_new(sizeof *h);
    page(db, (const char *const[]){"审", "同意", NULL}, NULL, 0, 9, h);
    assert_int_equal(h->n, 1); /* all words */
    page(db, (const char *const[]){"审", NULL}, "act", 0, 9, h);
    assert_int_equal(h->n, 1); /* of one table */
    assert_string_equal(h->list[0].table, "act");
    arena_clear(&h->a);
    mem_free(h);
    db_close(db);
}

TEST(search_folds_one_character_for_one)
{
    struct arena a = ARENA_INIT;
    static const char text[] = "Ａb　Ｃ党，“Ｄ”";
    assert_string_equal(search_fold(&a, text), "ab c党,\"d\"");
    assert_int_equal(utf8_chars(text, strlen(text)), 9);
    assert_string_equal(search_fold(&a, "x\xff党"), "x\xff党");
    assert_string_equal(search_fold(&a, ""), "");
    arena_clear(&a);
}

TEST(search_follows_undo_and_redo)
{
    struct db *db = open_texts(NULL, DB_MEMORY, 4);
    int64_t id = add(db, "note", "body", "发展党员");
    add(db, "note", "body", "收缴党费");
    set_text(db, "note", id, "body", "发展对象");
    assert_string_equal(found(db, "党员"), "");
    assert_string_equal(found(db, "对象"), "note1 ");
    assert_true(change_undo(db, NULL, NULL));
    assert_string_equal(found(db, "党员"), "note1 ");
    assert_string_equal(found(db, "对象"), "");
    assert_true(change_redo(db, NULL, NULL));
    assert_string_equal(found(db, "对象"), "note1 ");
    assert_true(change_undo(db, NULL, NULL));
    assert_true(change_undo(db, NULL, NULL)); /* 收缴党费 */
    assert_string_equal(found(db, "党"), "note1 ");
    assert_true(change_undo(db, NULL, NULL));
    assert_string_equal(found(db, ""), "");
    assert_int_equal(sample_int(db, "select count(*) from search_doc"), 0);
    assert_true(change_redo(db, NULL, NULL));
    assert_true(change_redo(db, NULL, NULL));
    assert_string_equal(found(db, "党"), "note2 note1 ");
    sample_expect_sound(db);
    db_close(db);
}

/* A save that fails leaves the index as it was. */
TEST(search_goes_back_with_the_transaction)
{
    struct db *db = open_texts(NULL, DB_MEMORY, 4);
    int64_t id = add(db, "note", "body", "发展党员");
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "修改");
    change_text(change_update(c, "note", id, 1), "body", "收缴党费");
    change_text(change_update(c, "note", 77, 1), "body", "没有这一条");
    struct err err = ERR_INIT;
    assert_false(change_apply(db, c, NULL, &err));
    assert_true(err_is(&err, "E-SAVE-002"));
    assert_string_equal(found(db, "党员"), "note1 ");
    assert_string_equal(found(db, "党费"), "");
    sample_expect_sound(db);
    arena_clear(&a);
    db_close(db);
}

TEST(search_pages_go_on_below)
{
    struct db *db = open_texts(NULL, DB_MEMORY, 4);
    for (int i = 0; i < 25; i++) {
        add(db, i % 3 == 0 ? "act" : "note", i % 3 == 0 ? "what" : "title",
            i % 2 == 0 ? "主题党日" : "其他");
    }
    struct hits *all = mem_new(sizeof *all);
    struct hits *h = mem_new(sizeof *h);
    static const char *const asked[][2] = {
        {"党日", NULL}, {"题", NULL}, {NULL, NULL}};
    for (size_t w = 0; w < ARRAY_LEN(asked); w++) {
        page(db, asked[w], NULL, 0, HITS_MAX, all);
        assert_int_equal(all->n, asked[w][0] != NULL ? 13 : 25);
        size_t at = 0;
        for (int64_t below = 0;; below = h->list[h->n - 1].doc) {
            page(db, asked[w], NULL, below, 4, h);
            for (size_t i = 0; i < h->n; i++, at++) {
                assert_int_equal(h->list[i].doc, all->list[at].doc);
                assert_int_equal(h->list[i].row_id, all->list[at].row_id);
                assert_true(at == 0 ||
                            all->list[at].doc < all->list[at - 1].doc);
            }
            if (h->n < 4) {
                break;
            }
        }
        assert_int_equal(at, all->n);
    }
    arena_clear(&all->a);
    arena_clear(&h->a);
    mem_free(all);
    mem_free(h);
    db_close(db);
}

/* ---- against reading every text ----------------------------------------- */

/* Often the same few characters, so that pairs meet; some signs, digits and
   wide forms. */
static void random_text(uint64_t *rnd, size_t chars, struct strbuf *out)
{
    static const char *const others[] = {"，", "。", "\n", " ", "a", "B",
                                         "7",  "Ａ", "７", "-", "𠮷"};
    sb_reset(out);
    for (size_t i = 0; i < chars; i++) {
        uint64_t kind = unit_below(rnd, 12);
        if (kind == 0) {
            sb_add(out, others[unit_below(rnd, ARRAY_LEN(others))]);
        } else {
            uint64_t range = kind < 6 ? 20 : 300;
            utf8_add(out, 0x4E00 + (uint32_t)unit_below(rnd, range) * 7);
        }
    }
}

/* Some characters out of the middle of a text. */
static void random_word(uint64_t *rnd, const char *text, struct strbuf *out)
{
    size_t n_bytes = strlen(text);
    size_t n = utf8_chars(text, n_bytes);
    size_t skip = n == 0 ? 0 : unit_below(rnd, n);
    size_t want = 1 + unit_below(rnd, 6);
    sb_reset(out);
    for (size_t at = 0, i = 0; at < n_bytes && i < skip + want; i++) {
        uint32_t cp;
        size_t step = utf8_next(text + at, n_bytes - at, &cp);
        if (i >= skip) {
            sb_addn(out, text + at, step);
        }
        at += step;
    }
}

struct truth {
    size_t hits;
    size_t candidates;
};

static bool is_among(const struct hits *h, const char *table, int64_t id)
{
    for (size_t i = 0; i < h->n; i++) {
        if (h->list[i].row_id == id && strcmp(h->list[i].table, table) == 0) {
            return true;
        }
    }
    return false;
}

/* Every row whose text holds the word is a candidate. */
static void compare_word(struct db *db, const char *word, struct truth *sum)
{
    struct arena a = ARENA_INIT;
    struct hits *h = mem_new(sizeof *h);
    page(db, (const char *const[]){word, NULL}, NULL, 0, HITS_MAX, h);
    const char *folded = search_fold(&a, word);
    size_t hits = 0;
    struct stmt st;
    stmt_open(&st, db,
              SQL("select 'note', id, title, body from note "
                  "union all select 'act', id, what, null from act"));
    while (stmt_row(&st)) {
        bool holds = false;
        for (int i = 2; i < 4; i++) {
            const char *text = search_fold(&a, stmt_col_text(&st, i));
            holds = holds || strstr(text, folded) != NULL;
        }
        if (holds &&
            !is_among(h, stmt_col_text(&st, 0), stmt_col_int(&st, 1))) {
            fail_msg("«%s» is in %s %d and was not found", word,
                     stmt_col_text(&st, 0), (int)stmt_col_int(&st, 1));
        }
        hits += holds;
    }
    assert_true(stmt_done(&st, NULL));
    struct strbuf match;
    sb_init(&match);
    if (search_match(&match, (const char *const[]){word, NULL})) {
        sum->hits += hits;
        sum->candidates += h->n;
    } /* else every row is one */
    sb_clear(&match);
    arena_clear(&h->a);
    mem_free(h);
    arena_clear(&a);
}

static void random_step(struct db *db, uint64_t *rnd, struct strbuf *text)
{
    random_text(rnd, unit_below(rnd, 120), text);
    int64_t notes = sample_int(db, "select coalesce(max(id), 0) from note");
    int64_t id = notes == 0 ? 0 : 1 + (int64_t)unit_below(rnd, (uint64_t)notes);
    char sql[80];
    snprintf(sql, sizeof sql, "select count(*) from note where id = %d",
             (int)id);
    switch (unit_below(rnd, 6)) {
    case 0:
        change_undo(db, NULL, NULL); /* may have nothing to do */
        break;
    case 1:
        change_redo(db, NULL, NULL);
        break;
    case 2:
        add(db, "act", "what", text->s);
        break;
    case 3:
        if (sample_int(db, sql) == 1) {
            set_text(db, "note", id, unit_below(rnd, 2) ? "title" : "body",
                     text->s);
        }
        break;
    default:
        add(db, "note", unit_below(rnd, 2) ? "title" : "body", text->s);
    }
}

static char *dump_docs(struct db *db)
{
    struct strbuf out;
    sb_init(&out);
    struct stmt st;
    stmt_open(&st, db,
              SQL("select id, tbl, row_id from search_doc order by id"));
    while (stmt_row(&st)) {
        sb_addf(&out, "%d %s%d\n", (int)stmt_col_int(&st, 0),
                stmt_col_text(&st, 1), (int)stmt_col_int(&st, 2));
    }
    assert_true(stmt_done(&st, NULL));
    return out.s;
}

static void expect_same_anew(struct db *db, const char *word)
{
    struct hits *before = mem_new(sizeof *before);
    struct hits *after = mem_new(sizeof *after);
    const char *const words[] = {word, NULL};
    char *docs = dump_docs(db);
    page(db, words, NULL, 0, HITS_MAX, before);
    assert_true(search_rebuild(db, NULL, NULL, NULL));
    page(db, words, NULL, 0, HITS_MAX, after);
    char *again = dump_docs(db);
    assert_string_equal(again, docs);
    assert_int_equal(before->n, after->n);
    for (size_t i = 0; i < after->n; i++) {
        assert_int_equal(before->list[i].doc, after->list[i].doc);
    }
    mem_free(docs);
    mem_free(again);
    arena_clear(&before->a);
    arena_clear(&after->a);
    mem_free(before);
    mem_free(after);
}

PROPERTY(search_candidates_hold_every_hit)
{
    uint64_t rnd = unit_seed();
    struct strbuf text;
    struct strbuf word;
    sb_init(&text);
    sb_init(&word);
    struct truth sum = {0, 0};
    for (int round = 0; round < 3; round++) {
        struct db *db = open_texts(NULL, DB_MEMORY, 4);
        for (int i = 0; i < 150; i++) {
            random_step(db, &rnd, &text);
            /* half the words are of texts that are there */
            random_word(&rnd, text.s, &word);
            compare_word(db, word.s, &sum);
            random_text(&rnd, 1 + unit_below(&rnd, 3), &word);
            compare_word(db, word.s, &sum);
        }
        for (int i = 0; i < 3; i++) {
            random_text(&rnd, 1 + unit_below(&rnd, 2), &word);
            expect_same_anew(db, word.s);
        }
        sample_expect_sound(db);
        db_close(db);
    }
    print_message("%zu hits, %zu candidates\n", sum.hits, sum.candidates);
    assert_true(sum.hits > 1000);
    assert_true(sum.candidates - sum.hits < sum.hits / 3);
    sb_clear(&text);
    sb_clear(&word);
}

/* ---- made anew ---------------------------------------------------------- */

static const char *ledger_with(size_t n)
{
    const char *path = ground_path(ground_dir(), "账本.db");
    struct db *db = open_texts(path, DB_CREATE, n);
    add(db, "note", "body", "支部委员会");
    add(db, "act", "what", "报送材料");
    add(db, "note", "title", "主题党日");
    add(db, "act", "who", "组织委员");
    add(db, "note", "body", "党课讲稿");
    assert_true(change_undo(db, NULL, NULL));
    db_close(db);
    return path;
}

TEST(search_takes_in_old_rows_when_a_step_names_their_columns)
{
    const char *path = ledger_with(2);
    struct db *db = open_texts(path, DB_WRITE, 3);
    assert_true(search_usable(db));
    assert_string_equal(found(db, ""), "");
    db_close(db);
    db = open_texts(path, DB_WRITE, 4);
    assert_string_equal(found(db, "委员"), "note1 ");
    assert_string_equal(found(db, ""), "act2 note2 act1 note1 ");
    sample_expect_sound(db);
    db_close(db);
    db = open_texts(path, DB_WRITE, 5); /* a column more of a known table */
    assert_string_equal(found(db, "委员"), "act2 note1 ");
    sample_expect_sound(db);
    db_close(db);
    db = open_texts(path, DB_READ, 5);
    assert_true(search_usable(db));
    assert_string_equal(found(db, "委员"), "act2 note1 ");
    db_close(db);
}

/* What a stranger does to the index, and what the check says. */
static const struct {
    const char *what;
    const char *sql;
    const char *code;
} wrongs[] = {
    {"mark gone", "delete from meta where key = 'search_fields'",
     "E-CHECK-070"},
    {"columns changed", "delete from search_field where col = 'body'",
     "E-CHECK-070"},
    {"number gone", "delete from search_doc where tbl = 'note' and row_id = 2",
     "E-CHECK-071"},
    {"number too many", "insert into search_doc values (900, 'act', 90)",
     "E-CHECK-072"},
    {"words gone",
     "insert into search_pair (search_pair) values ('delete-all')",
     "E-CHECK-073"},
    {"words of one row gone",
     "insert into search_pair (search_pair, rowid, pairs) "
     "values ('delete', 1, '部委')",
     "E-CHECK-073"},
    {"pages destroyed",
     "update search_pair_data set block = x'ffff' "
     "where id > 10",
     "E-CHECK-074"},
};

static bool has_finding(const struct check_report *r, const char *code)
{
    for (size_t i = 0; i < r->n; i++) {
        if (strcmp(r->findings[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

TEST(search_that_is_wrong_is_noticed_and_made_anew)
{
    for (size_t i = 0; i < ARRAY_LEN(wrongs); i++) {
        const char *path = ledger_with(4);
        const char *copy = ground_path(ground_dir(), "备份.db");
        sample_plant(path, wrongs[i].sql);
        struct arena a = ARENA_INIT;
        struct err err = ERR_INIT;
        struct db *db = open_texts(path, DB_READ, 4);
        struct check_report report = sample_check(db, &a);
        if (!has_finding(&report, wrongs[i].code)) {
            fail_msg("«%s»: no %s among %zu", wrongs[i].what, wrongs[i].code,
                     report.n);
        }
        assert_int_equal(report.n_search, report.n); /* and nothing else */
        if (!db_backup(db, copy, &err)) {            /* the records are sound */
            fail_msg("%s: %s (%s)", wrongs[i].what, err.code, err.detail);
        }
        db_close(db);
        db = open_texts(path, DB_WRITE, 4);
        report = sample_check(db, &a); /* writable: marks what it found */
        assert_int_equal(report.n_search, report.n);
        assert_true(report.n == 0 || !search_usable(db));
        db_close(db);
        db = open_texts(path, DB_WRITE, 4);
        assert_true(search_usable(db));
        sample_expect_sound(db);
        assert_true(i == 1 || strcmp(found(db, "委员"), "note1 ") == 0);
        arena_clear(&a);
        db_close(db);
    }
}

/* A stranger's rows are found, too, and their numbers stand in nobody's way. */
TEST(search_numbers_rows_that_nobody_saved_below_all_others)
{
    const char *path = ledger_with(4);
    sample_plant(path, "insert into note values (50, 1, '外来', null, null), "
                       "(51, 1, '外来党日', null, null); "
                       "delete from meta where key = 'search_fields'");
    struct db *db = open_texts(path, DB_WRITE, 4);
    assert_string_equal(found(db, "外来"), "note50 note51 ");
    assert_string_equal(found(db, "党日"), "note2 note51 ");
    for (int i = 0; i < 20; i++) {
        add(db, "note", "body", "新的");
    }
    set_text(db, "note", 50, "title", "外来的"); /* saved by now */
    assert_int_equal(
        sample_int(db, "select count(*) from search_doc where id < 0"), 1);
    assert_string_equal(found(db, "外来"), "note50 note51 ");
    db_close(db);
}

/* A text changed behind the program's back is two things at once. */
TEST(search_notices_a_text_that_a_stranger_changed)
{
    const char *path = ledger_with(4);
    sample_plant(path, "update note set body = '别的内容' where id = 1");
    struct arena a = ARENA_INIT;
    struct db *db = open_texts(path, DB_WRITE, 4);
    struct check_report report = sample_check(db, &a);
    assert_true(has_finding(&report, "E-CHECK-050"));
    assert_true(has_finding(&report, "E-CHECK-073"));
    assert_int_equal(report.n, 2);
    assert_int_equal(report.n_search, 1);
    arena_clear(&a);
    db_close(db);
}

TEST(search_that_is_destroyed_does_not_stop_all_writing)
{
    const char *path = ledger_with(4);
    sample_plant(path, "update search_pair_data set block = x'ffff' "
                       "where id > 10");
    struct db *db = open_texts(path, DB_WRITE, 4);
    struct hits *h = mem_new(sizeof *h);
    struct err err = ERR_INIT;
    assert_false(search_page(db, &h->a, (const char *const[]){"党日", NULL},
                             NULL, 0, h->list, 9, &h->n, &err));
    assert_true(err_is(&err, "E-DB-058"));
    assert_true(search_rebuild(db, NULL, NULL, &err));
    assert_string_equal(found(db, "党日"), "note2 ");
    add(db, "note", "body", "党日");
    assert_string_equal(found(db, "党日"), "note4 note2 ");
    mem_free(h);
    db_close(db);
}

/* The check names what is missing and goes on; so does the clerk. */
TEST(search_tables_that_were_dropped_do_not_stop_the_work)
{
    static const char *const tables[] = {"search_field", "search_doc",
                                         "search_pair"};
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        const char *path = ledger_with(4);
        char sql[64];
        snprintf(sql, sizeof sql, "drop table %s", tables[i]);
        sample_plant(path, sql);
        struct arena a = ARENA_INIT;
        struct db *db = open_texts(path, DB_WRITE, 4);
        struct check_report report = sample_check(db, &a);
        assert_true(has_finding(&report, "E-CHECK-030"));
        assert_int_equal(report.n_search, 0);
        assert_false(search_usable(db));
        add(db, "note", "body", "党日");
        arena_clear(&a);
        db_close(db);
    }
}

struct watch {
    int calls;
    int last;
    int stop_at;
};

static bool watch_step(void *ctx, int percent)
{
    struct watch *w = ctx;
    assert_true(percent >= w->last && percent <= 100);
    w->last = percent;
    return ++w->calls != w->stop_at;
}

TEST(search_rebuild_tells_its_progress_and_stops_when_asked)
{
    struct db *db = open_texts(NULL, DB_MEMORY, 4);
    for (int i = 0; i < 300; i++) {
        add(db, "note", "body", "支部委员会");
    }
    struct watch w = {0, 0, -1};
    assert_true(search_rebuild(db, watch_step, &w, NULL));
    assert_int_equal(w.last, 100);
    assert_int_equal(w.calls, 4);
    for (int stop = 1; stop <= 3; stop++) {
        struct watch again = {0, 0, stop};
        struct err err = ERR_INIT;
        assert_false(search_rebuild(db, watch_step, &again, &err));
        assert_true(err_is(&err, "E-SEARCH-001"));
        assert_true(search_usable(db)); /* as it was */
        sample_expect_sound(db);
    }
    db_close(db);
}

TEST(search_rebuild_needs_a_ledger_that_can_be_written)
{
    const char *path = ledger_with(4);
    sample_plant(path, "delete from meta where key = 'search_fields'");
    struct ground_print print;
    ground_print_take(&print, path);
    struct db *db = open_texts(path, DB_READ, 4);
    assert_false(search_usable(db));
    struct arena a = ARENA_INIT;
    sample_check(db, &a);
    struct err err = ERR_INIT;
    assert_false(search_rebuild(db, NULL, NULL, &err));
    assert_true(err_is(&err, "E-TX-001"));
    db_close(db);
    assert_true(ground_print_same(&print, path));
    arena_clear(&a);
}

/* Neither the audit nor a change may have to do with the index's tables. */
TEST(search_tables_are_not_records)
{
    struct db *db = open_texts(NULL, DB_MEMORY, 4);
    static const char *const names[][2] = {{"search_field", "tbl"},
                                           {"search_doc", "tbl"},
                                           {"search_pair", "pairs"}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct arena a = ARENA_INIT;
        struct err err = ERR_INIT;
        struct change *c = change_new(&a, "x");
        change_text(change_insert(c, names[i][0]), names[i][1], "x");
        assert_false(change_apply(db, c, NULL, &err));
        assert_true(err_is(&err, "E-SAVE-003"));
        arena_clear(&a);
    }
    db_close(db);
}
