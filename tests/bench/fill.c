/* Makes the bench's ledgers:

       fill people LEDGER N     a roster of so many
       fill events LEDGER N     28 people, so many events of ten years
       fill dues LEDGER N       so many people, ten years of their 党费
       fill dues-year LEDGER N  so many people, their 党费 of this year
       fill branches LEDGER N   so many branches, ten years of all books

   The first thousand people are entered as any other; from then on all rows,
   those of the audit as well, are multiplied below the program's feet.  The
   copies' audit entries are of the right size and number, but prove nothing:
   such a ledger is for timing, not for use.  Events: see fill_events.c, 党费:
   fill_dues.c, branches: fill_branches.c. */
#include "fill.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/app/sample.h"
#include "pbtui/ledger/org.h"
#include "pbtui/text/date.h"

#define ENTERED 1000

static bool enter(const char *path, long people)
{
    const struct org_first first = {"大名册党支部（示例）", date_of(2015, 6, 1),
                                    true, 3};
    struct session s;
    struct err err = ERR_INIT;
    if (!session_create(&s, path, "示例", &first, &err)) {
        fprintf(stderr, "fill: %s %s %s\n", err.code, err.text, err.detail);
        return false;
    }
    s.book.today = sample_today();
    s.book.day = s.book.today;
    bool ok = sample_fill(&s, (size_t)people, &err);
    session_close(&s);
    if (!ok) {
        fprintf(stderr, "fill: %s %s %s\n", err.code, err.text, err.detail);
    }
    return ok;
}

/* Temporary copies, moved on by a block each time and put back. */
static const char *const take_copies =
    "begin;"
    "create temp table p as select * from person;"
    "create temp table m as select * from member;"
    "create temp table g as select * from placement;"
    "create temp table q as select * from pii;"
    "create temp table a as select * from audit;"
    "create temp table n as select (select max(id) from person) as people,"
    " (select max(id) from pii) as secrets, (select max(seq) from audit) as"
    " entries, (select max(change) from audit) as changes;";

static const char *const put_copies =
    "update p set id = id + n.people, ord = ord + n.people,"
    " idno = idno + n.secrets, phone = phone + n.secrets from n;"
    "update m set id = id + n.people, person_id = person_id + n.people from n;"
    "update g set id = id + n.people, person_id = person_id + n.people from n;"
    "update q set id = id + n.secrets from n;"
    "update a set seq = seq + n.entries, change = change + n.changes,"
    " row_id = row_id + n.people from n;"
    "insert into pii select * from q;"
    "insert into person select * from p;"
    "insert into member select * from m;"
    "insert into placement select * from g;"
    "insert into audit select * from a;";

static bool run(sqlite3 *db, const char *sql)
{
    char *why = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &why) == SQLITE_OK) {
        return true;
    }
    fprintf(stderr, "fill: %s\n", why);
    sqlite3_free(why);
    return false;
}

static bool multiply(const char *path, long blocks)
{
    sqlite3 *db;
    bool ok = sqlite3_open(path, &db) == SQLITE_OK && run(db, take_copies);
    for (long i = 0; ok && i < blocks; i++) {
        ok = run(db, put_copies);
    }
    ok = ok && run(db, "commit");
    sqlite3_close(db);
    return ok;
}

static bool make_people(const char *path, long people)
{
    if (people > ENTERED && people % ENTERED != 0) {
        fputs("fill: above 1000 people only whole thousands\n", stderr);
        return false;
    }
    long entered = people < ENTERED ? people : ENTERED;
    return enter(path, entered) &&
           (people == entered || multiply(path, people / ENTERED - 1));
}

static bool make_events(const char *path, long events)
{
    struct session s;
    struct err err = ERR_INIT;
    bool ok =
        enter(path, 28) && session_open(&s, path, DB_WRITE, "bench", &err);
    if (ok) {
        ok = fill_events(&s, events, &err);
        session_close(&s);
    }
    if (!ok) {
        fprintf(stderr, "fill: %s %s %s\n", err.code, err.text, err.detail);
    }
    return ok;
}

static bool make_dues(const char *path, long people, int first)
{
    struct session s;
    struct err err = ERR_INIT;
    bool ok = make_people(path, people) &&
              session_open(&s, path, DB_WRITE, "bench", &err);
    if (ok) {
        ok = fill_dues(&s, first, &err);
        session_close(&s);
    }
    if (!ok) {
        fprintf(stderr, "fill: %s %s %s\n", err.code, err.text, err.detail);
    }
    return ok;
}

static bool make_branches(const char *path, long branches)
{
    struct err err = ERR_INIT;
    bool ok = fill_branches(path, branches, &err);
    if (!ok) {
        fprintf(stderr, "fill: %s %s %s\n", err.code, err.text, err.detail);
    }
    return ok;
}

int main(int argc, char **argv)
{
    long n = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
    if (n > 0 && strcmp(argv[1], "people") == 0) {
        return make_people(argv[2], n) ? 0 : 1;
    }
    if (n > 0 && strcmp(argv[1], "events") == 0) {
        return make_events(argv[2], n) ? 0 : 1;
    }
    if (n > 0 && strcmp(argv[1], "dues") == 0) {
        return make_dues(argv[2], n, month_make(2016, 12)) ? 0 : 1;
    }
    if (n > 0 && strcmp(argv[1], "dues-year") == 0) {
        return make_dues(argv[2], n, month_make(2026, 1)) ? 0 : 1;
    }
    if (n > 0 && strcmp(argv[1], "branches") == 0) {
        return make_branches(argv[2], n) ? 0 : 1;
    }
    fputs("usage: fill people|events|dues|dues-year|branches LEDGER N\n",
          stderr);
    return 2;
}
