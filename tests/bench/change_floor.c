/* The floor of `change`: the least that puts the same rows into the same
   tables, with a row of audit for each of them.  No check, no name looked up,
   nothing read back, and where the hashes stand, zeros: such a ledger is for
   timing. */
#include "change.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "pbtui/base/mem.h"

enum { JSON_BYTES = 600 };

struct floor {
    sqlite3 *db;
    int64_t seq;
    int64_t change;
    sqlite3_stmt *audit;
};

static void check(struct floor *f, int rc)
{
    if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW) {
        fprintf(stderr, "change: floor: %s\n", sqlite3_errmsg(f->db));
        exit(1);
    }
}

static void run(struct floor *f, const char *sql)
{
    check(f, sqlite3_exec(f->db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(struct floor *f, const char *sql)
{
    sqlite3_stmt *st;
    check(f, sqlite3_prepare_v2(f->db, sql, -1, &st, NULL));
    return st;
}

static int64_t ask(struct floor *f, const char *sql)
{
    sqlite3_stmt *st = prepare(f, sql);
    check(f, sqlite3_step(st));
    int64_t v = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return v;
}

/* The settings of the program's own connection. */
struct floor *floor_open(const char *path)
{
    struct floor *f = mem_new(sizeof *f);
    check(f, sqlite3_open_v2(path, &f->db, SQLITE_OPEN_READWRITE, NULL));
    run(f, "pragma journal_mode = delete; pragma synchronous = extra;"
           "pragma foreign_keys = on; pragma secure_delete = on;"
           "pragma cell_size_check = on; pragma temp_store = memory;");
    f->audit = prepare(
        f, "insert into audit (seq, change, at, suspect, actor, op, label,"
           " tbl, row_id, after, reason, scheme, prev, hash) values (?1, ?2,"
           " '2026-11-20 09:00:00', 0, 'bench', 'do', '一次登记很多行', ?3,"
           " ?4, ?5, '', 1, zeroblob(32), zeroblob(32))");
    return f;
}

void floor_end(struct floor *f)
{
    sqlite3_finalize(f->audit);
    sqlite3_close(f->db);
    mem_free(f);
}

static void begin(struct floor *f)
{
    run(f, "begin immediate");
    f->seq = ask(f, "select max(seq) from audit");
    f->change = 1 + ask(f, "select max(change) from audit");
}

static void write_entry(struct floor *f, const char *table, int64_t id,
                        const char *json, int n)
{
    sqlite3_stmt *st = f->audit;
    sqlite3_bind_int64(st, 1, ++f->seq);
    sqlite3_bind_int64(st, 2, f->change);
    sqlite3_bind_text(st, 3, table, -1, SQLITE_STATIC);
    sqlite3_bind_int64(st, 4, id);
    sqlite3_bind_text(st, 5, json, n, SQLITE_STATIC);
    check(f, sqlite3_step(st));
    check(f, sqlite3_reset(st));
}

/* The columns ?1 id, ?2 person, ?3 month, ?4 place in the list, ?5 the id of
   the row it belongs to. */
static void write_row(struct floor *f, sqlite3_stmt *st,
                      const struct big_change *what, int i, int64_t id,
                      int64_t of)
{
    int n = sqlite3_bind_parameter_count(st);
    sqlite3_bind_int64(st, 1, id);
    sqlite3_bind_int64(st, 2, what->people[i]);
    sqlite3_bind_text(st, 3, what->month, -1, SQLITE_STATIC);
    sqlite3_bind_int64(st, 4, i);
    if (n >= 5) {
        sqlite3_bind_int64(st, 5, of);
    }
    check(f, sqlite3_step(st));
    check(f, sqlite3_reset(st));
}

void floor_month(struct floor *f, const struct big_change *what)
{
    begin(f);
    int64_t id = ask(f, "select coalesce(max(id), 0) from due");
    sqlite3_stmt *st = prepare(
        f, "insert into due (id, ver, branch_id, person_id, month, ord, state,"
           " category, base_fen, rate, fen) values (?1, 1, 1, ?2, ?3, ?4, '1',"
           " 'salaried', 500000, 100, 5000)");
    for (int i = 0; i < MEMBERS; i++) {
        char json[JSON_BYTES];
        write_row(f, st, what, i, ++id, 0);
        int n = snprintf(
            json, sizeof json,
            "{\"id\":%lld,\"ver\":1,\"branch_id\":1,\"person_id\":%lld,"
            "\"month\":\"%s\",\"ord\":%d,\"assess_id\":null,\"state\":\"1\","
            "\"category\":\"salaried\",\"base_fen\":500000,\"rate\":100,"
            "\"fen\":5000,\"delayed\":null,\"note\":null,\"voided_on\":null,"
            "\"void_reason\":null}",
            (long long)id, (long long)what->people[i], what->month, i);
        write_entry(f, "due", id, json, n);
    }
    sqlite3_finalize(st);
    run(f, "commit");
}

static int payment_json(char *json, const struct big_change *what, int64_t id,
                        int i, const char *posted)
{
    return snprintf(
        json, JSON_BYTES,
        "{\"id\":%lld,\"ver\":1,\"branch_id\":1,\"month\":\"%s\","
        "\"kind\":\"1\",\"paid_on\":\"2026-11-20\",\"way\":\"1\","
        "\"person_id\":%lld,\"payer\":null,\"fen\":5000,\"proof\":null,"
        "\"note\":null,%s,\"reverses\":null,\"reason\":null,"
        "\"voided_on\":null,\"void_reason\":null}",
        (long long)id, what->month, (long long)what->people[i], posted);
}

void floor_payments(struct floor *f, const struct big_change *what)
{
    begin(f);
    int64_t id = ask(f, "select coalesce(max(id), 0) from payment");
    int64_t part = ask(f, "select coalesce(max(id), 0) from payment_part");
    sqlite3_stmt *payments = prepare(
        f, "insert into payment (id, ver, branch_id, month, kind, paid_on, way,"
           " person_id, fen) values (?1, 1, 1, ?3, '1', '2026-11-20', '1', ?2,"
           " 5000 + 0 * ?4)");
    sqlite3_stmt *parts =
        prepare(f, "insert into payment_part (id, ver, payment_id, branch_id,"
                   " person_id, month, fen) values (?1, 1, ?5, 1, ?2, ?3,"
                   " 5000 + 0 * ?4)");
    for (int i = 0; i < MEMBERS; i++) {
        char json[JSON_BYTES];
        write_row(f, payments, what, i, ++id, 0);
        int n = payment_json(json, what, id, i,
                             "\"sitting_id\":null,\"year\":null,\"no\":null");
        write_entry(f, "payment", id, json, n);
        write_row(f, parts, what, i, ++part, id);
        n = snprintf(json, sizeof json,
                     "{\"id\":%lld,\"ver\":1,\"payment_id\":%lld,"
                     "\"branch_id\":1,\"person_id\":%lld,\"month\":\"%s\","
                     "\"fen\":5000,\"voided_on\":null,\"void_reason\":null}",
                     (long long)part, (long long)id, (long long)what->people[i],
                     what->month);
        write_entry(f, "payment_part", part, json, n);
    }
    sqlite3_finalize(payments);
    sqlite3_finalize(parts);
    run(f, "commit");
}

void floor_sitting(struct floor *f, const struct big_change *what)
{
    char sql[400];
    snprintf(sql, sizeof sql,
             "insert into sitting (id, ver, branch_id, month, on_day, year, no,"
             " kind, taken_by, n, cash_fen, transfer_fen, online_fen) values"
             " (%lld, 1, 1, '%s', '2026-11-20', %lld, 1, '1', '陈文书', 5000,"
             " 0, 0, 0)",
             (long long)what->sitting, what->month, (long long)what->sitting);
    run(f, sql);
}

void floor_close(struct floor *f, const struct big_change *what)
{
    begin(f);
    sqlite3_stmt *st = prepare(
        f, "update payment set ver = ver + 1, sitting_id = ?2, year = ?2,"
           " no = ?3 where id = ?1 and ver = 1");
    for (int i = 0; i < MEMBERS; i++) {
        char json[JSON_BYTES];
        char posted[80];
        int64_t id = what->first_payment + i;
        sqlite3_bind_int64(st, 1, id);
        sqlite3_bind_int64(st, 2, what->sitting);
        sqlite3_bind_int64(st, 3, i + 1);
        check(f, sqlite3_step(st));
        check(f, sqlite3_reset(st));
        snprintf(posted, sizeof posted,
                 "\"sitting_id\":%lld,\"year\":%lld,\"no\":%d",
                 (long long)what->sitting, (long long)what->sitting, i + 1);
        int n = payment_json(json, what, id, i, posted);
        write_entry(f, "payment", id, json, n);
    }
    sqlite3_finalize(st);
    run(f, "commit");
}

void floor_honours(struct floor *f, const struct big_change *what)
{
    begin(f);
    int64_t id = ask(f, "select coalesce(max(id), 0) from honour");
    sqlite3_stmt *st = prepare(
        f, "insert into honour (id, ver, person_id, on_day, title, giver)"
           " values (?1, 1, ?2, '2026-11-20', '优秀共产党员', '镇党委')");
    for (int i = 0; i < MEMBERS; i++) {
        char json[JSON_BYTES];
        sqlite3_bind_int64(st, 1, ++id);
        sqlite3_bind_int64(st, 2, what->people[i]);
        check(f, sqlite3_step(st));
        check(f, sqlite3_reset(st));
        int n =
            snprintf(json, sizeof json,
                     "{\"id\":%lld,\"ver\":1,\"person_id\":%lld,"
                     "\"on_day\":\"2026-11-20\",\"title\":\"优秀共产党员\","
                     "\"level\":null,\"giver\":\"镇党委\",\"paper\":null,"
                     "\"note\":null,\"voided_on\":null,\"void_reason\":null}",
                     (long long)id, (long long)what->people[i]);
        write_entry(f, "honour", id, json, n);
    }
    sqlite3_finalize(st);
    run(f, "commit");
}
