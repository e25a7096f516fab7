/* `rates`: who came, who is still to make something up. */
#include "unit.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pbtui/base/mem.h"
#include "program.h"

struct row {
    const char *args[ARGS_MAX];
    int status;
    const char *out; /* a part of it */
    const char *err;
};

static void expect(const char *db, const struct row *row)
{
    struct program p = {.db = db};
    memcpy(p.args, row->args, sizeof p.args);
    struct said s = program_run(&p);
    if (s.status != row->status || strstr(s.out, row->out) == NULL ||
        strstr(s.err, row->err) == NULL) {
        fail_msg("pbtui %s %s %s: status %d\nstdout: %s\nstderr: %s", p.args[0],
                 p.args[1] != NULL ? p.args[1] : "",
                 p.args[1] != NULL && p.args[2] != NULL ? p.args[2] : "",
                 s.status, s.out, s.err);
    }
    said_clear(&s);
}

static void add(const char *db, const char *name)
{
    char field[64];
    strcpy(field, "name=");
    strcat(field, name);
    struct row row = {{"add", "roster", field, "birth_on=1980-02-03",
                       "join_on=2005-07-01", "full_on=2006-07-01"},
                      0,
                      "已登记",
                      ""};
    expect(db, &row);
}

static void put(const char *db, const char *sql)
{
    sqlite3 *raw;
    assert_int_equal(sqlite3_open(db, &raw), SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(raw), SQLITE_OK);
}

/* Two people, a meeting in March (one on leave, made up) and one in May (the
   same absent). */
static const char *ledger(void)
{
    const char *db = program_ledger("rates.db");
    add(db, "钱守诚");
    add(db, "李敏");
    for (const char *const *s =
             (const char *const[]){
                 "insert into event (id, ver, branch_id, kind, state, on_day,"
                 " for_year, entered_on, n_due, n_present, n_online, n_leave,"
                 " n_absent, valid) values"
                 " (1, 1, 1, 'themeday', '2', '2026-03-05', 2026,"
                 " '2026-03-05', 2, 1, 0, 1, 0, 1),"
                 " (2, 1, 1, 'branch.meeting', '2', '2026-05-14', 2026,"
                 " '2026-05-14', 2, 1, 0, 0, 1, 1)",
                 "insert into event_kind (ver, event_id, ord, kind, branch_id,"
                 " on_day, for_year, counted, late) select 1, id, 1, kind,"
                 " branch_id, on_day, for_year, 1, 0 from event",
                 "insert into attend (ver, event_id, person_id, state, reason,"
                 " vote, leader, makeup_on, makeup_form) values"
                 " (1, 1, 1, '1', null, 1, 0, null, null),"
                 " (1, 1, 2, '3', '2', 1, 0, '2026-03-09', '1'),"
                 " (1, 2, 1, '1', null, 1, 0, null, null),"
                 " (1, 2, 2, '4', 'b', 1, 0, null, null)",
                 NULL};
         *s != NULL; s++) {
        put(db, *s);
    }
    return db;
}

TEST(rates_cli_words_and_answers)
{
    static const struct row rows[] = {
        {{"rates"}, 0, "2026 年出勤统计  截至 2026-11-20", ""},
        {{"rates"}, 0, "出勤率 50.0%，补学后 75.0%", ""},
        {{"rates", "--month", "2026-03"}, 0, "补学后 100.0%", ""},
        {{"rates", "--quarter", "2026Q2"}, 0, "2026 年二季度出勤统计", ""},
        {{"rates", "--year", "2025"}, 0, "会议、活动 0 次，0 人", ""},
        {{"rates", "--year", "2025"}, 0, "出勤率 —", ""},
        {{"rates", "--from", "2026-03-06", "--to", "2026-05-14"},
         0,
         "会议、活动 1 次",
         ""},
        {{"rates", "--from", "2026-05-15"}, 0, "2026-05-15 以来", ""},
        {{"rates", "--to", "2026-03-05"}, 0, "会议、活动 1 次", ""},
        {{"rates", "--as-of", "2026-03-08"}, 0, "补学后 50.0%", ""},
        {{"rates", "--kind", "三会一课"}, 0, "会议、活动 1 次", ""},
        {{"rates", "--kind", "ztdr"}, 0, "2026 年 主题党日出勤统计", ""},
        {{"rates", "--format", "json"},
         0,
         "\"name\": \"李敏\", \"due\": 2, \"present\": 0, \"online\": 0,"
         " \"leave\": 1, \"absent\": 1, \"made_up\": 1, \"owed\": 1,"
         " \"rate_permille\": 0, \"rate_after_permille\": 500,"
         " \"leader\": 0, \"last_away\": \"2026-05-14\"",
         ""},
        {{"rates", "--format", "csv"}, 0, "2,李敏,2,0,0,1,1,1,1,0.0%", ""},
        {{"rates", "--absent"}, 0, "待补 190 天", ""},
        {{"rates", "--absent", "--kind", "主题党日"}, 0, "2026-03-09 自学", ""},
        {{"rates", "--absent", "--format", "json"},
         0,
         "\"on\": \"2026-05-14\", \"name\": \"李敏\", \"meeting\":"
         " \"支部党员大会\", \"state\": \"缺席\", \"reason\": \"无故\","
         " \"made_up_on\": null, \"made_up_form\": null, \"made_up_by\": null,"
         " \"owed_days\": 190",
         ""},
        /* wrong usage */
        {{"rates", "2026"}, 2, "", "E-APP-008"},
        {{"rates", "--kind", "查无此会"}, 2, "", "E-APP-095"},
        {{"rates", "--year", "26"}, 2, "", "E-APP-051"},
        {{"rates", "--year", "2026", "--month", "1"}, 2, "", "E-APP-052"},
        {{"rates", "--from", "2026-02-01", "--to", "2026-01-01"},
         2,
         "",
         "E-APP-054"},
        {{"rates", "--format", "xml"}, 2, "", "E-REPORT-001"},
        {{"rates", "--branch", "查无此支部"}, 2, "", ""},
    };
    const char *db = ledger();
    struct stat before;
    struct stat after;
    assert_int_equal(stat(db, &before), 0);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        expect(db, &rows[i]);
    }
    /* Reading only. */
    assert_int_equal(stat(db, &after), 0);
    assert_int_equal(before.st_size, after.st_size);
    assert_int_equal(
        memcmp(&before.st_mtim, &after.st_mtim, sizeof before.st_mtim), 0);
}
