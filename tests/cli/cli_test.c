/* The contract of the command line: words in, words out, exit status. */
#include "unit.h"

#include <ctype.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "program.h"

#define PERSON                                                                 \
    "add", "roster", "姓名=钱守诚", "birth_on=1980-02-03",                     \
        "join_on=2005-07-01", "full_on=2006-07-01"

static struct said run(const struct program *p)
{
    return program_run(p);
}

/* Runs, compares, and names what differs. */
static void expect(const struct program *p, int status, const char *out,
                   const char *err)
{
    struct said s = run(p);
    if (s.status != status || strstr(s.out, out) == NULL ||
        strstr(s.err, err) == NULL ||
        (status >= 2 && (s.out_bytes > 0 || s.err[0] == '\0'))) {
        fail_msg("pbtui %s %s %s: status %d\nstdout: %s\nstderr: %s",
                 p->args[0], p->args[1] != NULL ? p->args[1] : "",
                 p->args[1] != NULL && p->args[2] != NULL ? p->args[2] : "",
                 s.status, s.out, s.err);
    }
    said_clear(&s);
}

/* ---- many words, one ledger ------------------------------------------- */

struct row {
    const char *args[ARGS_MAX];
    int status;
    const char *out; /* a part of it */
    const char *err;
};

static const struct row rows[] = {
    /* help and version */
    {{"--version"}, 0, "pbtui ", ""},
    {{"-V"}, 0, "pbtui ", ""},
    {{"--help"}, 0, "命令：", ""},
    {{"help"}, 0, "list [BOOK]", ""},
    {{"help", "list"}, 0, "--as-of", ""},
    {{"list", "--help"}, 0, "例：", ""},
    {{"help", "lst"}, 2, "", "E-APP-006"},
    {{"help", "a", "b"}, 2, "", "E-APP-008"},
    /* wrong usage */
    {{"frob"}, 2, "", "E-APP-006"},
    {{"lst"}, 2, "", "相近的有 list"},
    {{"--frob"}, 2, "", "E-APP-004"},
    {{"-x"}, 2, "", "E-APP-002"},
    {{"list", "--find"}, 2, "", "E-APP-005"},
    {{"list", "--force=yes"}, 2, "", "E-APP-003"},
    {{"list"}, 2, "", "E-APP-057"},
    {{"list", "rooster"}, 2, "", "roster"},
    {{"list", "roster", "extra"}, 2, "", "E-APP-008"},
    {{"list", "roster", "--view", "x"}, 2, "", "current（在册党员）"},
    {{"list", "roster", "--format", "xml"}, 2, "", "E-REPORT-001"},
    {{"list", "roster", "--sort", "nix"}, 2, "", "E-APP-022"},
    {{"list", "roster", "--sort", "name:up"}, 2, "", "E-APP-055"},
    {{"list", "roster", "--sort", "idno"}, 2, "", "E-APP-056"},
    {{"list", "roster", "--month", "2026-11"}, 2, "", "E-APP-053"},
    {{"list", "posts", "--month", "2026-13"}, 2, "", "--month"},
    {{"list", "posts", "--quarter", "2026-Q5"}, 2, "", "E-DATE-012"},
    {{"list", "posts", "--year", "26"}, 2, "", "E-APP-051"},
    {{"list", "posts", "--year", "2026", "--month", "2026-1"},
     2,
     "",
     "E-APP-052"},
    {{"list", "posts", "--from", "2026-02-01", "--to", "2026-01-01"},
     2,
     "",
     "E-APP-054"},
    {{"list", "roster", "--as-of", "2026-02-30"}, 2, "", "--as-of"},
    {{"list", "roster", "--branch", "无此支部"}, 2, "", "E-APP-027"},
    {{"list", "roster", "--reveal"}, 2, "", "E-APP-050"},
    {{"list", "roster", "--reveal", "--reason", "看看"}, 2, "", "E-APP-050"},
    {{"list", "roster", "--readonly", "--reveal", "--reason", "核对名册信息"},
     2,
     "",
     "E-APP-010"},
    {{"list", "\xB5\xB3\xD4\xB1"}, 2, "", "E-APP-001"},
    {{"show", "roster"}, 2, "", "E-APP-007"},
    {{"show", "roster", "无此人"}, 2, "", "E-APP-024"},
    {{"show", "roster", "9999"}, 1, "", "E-RECORD-001"},
    {{"show", "posts", "nix"}, 2, "", "E-APP-02"},
    {{"add", "roster", "姓名"}, 2, "", "E-APP-062"},
    {{"add", "roster", "nme=张三"}, 2, "", "name"},
    {{"add", "roster", "age=30"}, 2, "", "E-APP-060"},
    {{"add", "roster", "name=缺日期"}, 1, "", "E-"},
    {{"add", "roster", "birth_on=1980-02-30"}, 1, "", "出生日期"},
    {{"--readonly", "add", "roster", "name=某"}, 2, "", "E-APP-010"},
    {{"set", "roster", "1", "grp=一"}, 2, "", "E-APP-061"},
    {{"void", "roster", "1"}, 1, "", "E-SAVE-021"},
    {{"void", "roster", "1", "--reason", "错"}, 1, "", "E-SAVE-021"},
    {{"init"}, 2, "", "E-APP-041"},
    {{"init", "--org", "甲", "--groups", "x"}, 2, "", "E-APP-040"},
    {{"init", "--org", "甲", "--committee", "--no-committee"},
     2,
     "",
     "E-APP-042"},
    {{"init", "--org", "甲", "--founded", "2099-01-01"}, 2, "", "E-APP-044"},
    {{"check", "--anchor", "abc"}, 2, "", "E-APP-073"},
    {{"seal"}, 2, "", "E-APP-007"},
    {{"seal", "2026-13"}, 2, "", "E-DATE-004"},
    {{"seal", "2099-01"}, 1, "", "E-PERIOD-002"},
    {{"unseal", "2001-01"}, 1, "", "E-PERIOD-014"},
    {{"unseal", "2001-01", "--reason", "漏记活动", "--second", "李敏"},
     1,
     "",
     "E-PERIOD-014"},
    {{"seal", "2026-10", "--second", "李敏"}, 2, "", "E-APP-004"},
    {{"check", "--anchor", "7K3M-Q9TD-XW20-4HBN-0@1"}, 2, "", "E-APP-074"},
    {{"duties", "2026"}, 2, "", "E-APP-008"},
    {{"duties", "--year", "26"}, 2, "", "E-APP-090"},
    {{"duties", "--year", "9999"}, 2, "", "E-APP-090"},
    {{"duties", "--month", "13"}, 2, "", "--month"},
    {{"duties", "--year", "2026", "--month", "1"}, 2, "", "E-APP-091"},
    {{"duties", "--format", "xml"}, 2, "", "E-REPORT-001"},
    /* reading */
    {{"list", "--books"}, 0, "党员名册", ""},
    {{"list", "roster"}, 0, "张建国", ""},
    {{"list", "党员名册"}, 0, "张建国", ""},
    {{"list", "名册", "--find", "zjg"}, 0, "共 1 条", ""},
    {{"list", "roster", "--find", "查无此人"}, 0, "共 0 条", ""},
    {{"list", "roster", "--view", "已离开"}, 0, "已离开", ""},
    {{"list", "roster", "--as-of", "2026-01-01"}, 0, "截至 2026-01-01", ""},
    {{"list", "roster", "--branch", "离退休"}, 0, "共", ""},
    {{"list", "honours", "--year", "2021"}, 0, "优秀党务工作者", ""},
    {{"list", "events", "--kind", "党课", "--year", "2026"}, 0, "党课", ""},
    {{"list", "events", "--kind", "无此类"}, 2, "", "无此类"},
    {{"find"}, 2, "", "E-APP-111"},
    {{"find", "查无此词"}, 0, "共 0 处", ""},
    {{"find", "张建国"}, 0, "roster", ""},
    {{"roll"}, 2, "", "E-APP-007"},
    {{"list", "roster", "--sort", "birth_on:desc", "-F", "json"},
     0,
     "\"name\": ",
     ""},
    {{"show", "roster", "张建国"}, 0, "支部", ""},
    {{"show", "roster", "#1", "-F", "json"}, 0, "\"name\": \"张建国\"", ""},
    {{"undo", "--list"}, 0, "登记党员", ""},
    {{"check"}, 0, "账本完好", ""},
    {{"keys"}, 0, "Ctrl+Z", ""},
    {{"keys", "-F", "json"}, 0, "{\"command\": ", ""},
    {{"config"}, 0, "环境变量 PBTUI_DB", ""},
};

TEST(cli_words_and_answers)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct program p = {.db = program_sample()};
        memcpy(p.args, rows[i].args, sizeof p.args);
        expect(&p, rows[i].status, rows[i].out, rows[i].err);
    }
}

/* ---- the ledger itself ------------------------------------------------ */

TEST(cli_without_a_ledger_says_what_to_do)
{
    static const char *const commands[][4] = {
        {"list", "roster"}, {"show", "roster", "1"},
        {"undo"},           {"redo"},
        {"check"},          {"backup"},
    };
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        struct program p = {.db = program_file("none.db")};
        memcpy(p.args, commands[i], sizeof commands[i]);
        expect(&p, 2, "", "pbtui init");
    }
    struct stat st;
    assert_int_not_equal(stat(program_file("none.db"), &st), 0);
}

TEST(cli_init_refuses_to_overwrite_and_leaves_nothing_behind)
{
    const char *db = program_ledger("init.db");
    struct stat st;
    expect(&(struct program){.args = {"init", "--org", "乙"}, .db = db}, 2, "",
           "E-APP-044");
    const char *other = program_file("refused.db");
    expect(&(struct program){.args = {"init", "--org", "乙", "--founded",
                                      "2099-01-01"},
                             .db = other},
           1, "", "E-BRANCH-001");
    assert_int_not_equal(stat(other, &st), 0);
    expect(&(struct program){.args = {"list", "groups"}, .db = db}, 0,
           "第二党小组", "");
}

TEST(cli_default_place_is_the_data_folder)
{
    struct stat st;
    expect(&(struct program){.args = {"init", "--org", "丙支部"}}, 0,
           "data/pbtui/ledger.db", "");
    assert_int_equal(stat(program_file("data/pbtui/ledger.db"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    expect(&(struct program){.args = {"list", "branches"}}, 0, "丙支部", "");
}

TEST(cli_demo_twice_names_the_same_file)
{
    const char *path = program_sample();
    expect(&(struct program){.args = {"demo", path}}, 0, "早已写好", "");
    const char *own = program_ledger("own.db");
    expect(&(struct program){.args = {"demo", own}}, 2, "", "E-APP-045");
}

TEST(cli_reading_never_touches_the_ledger)
{
    static const char *const commands[][4] = {
        {"list", "roster"},
        {"show", "roster", "1"},
        {"undo", "--list"},
        {"check"},
        {"--readonly", "list", "posts"},
        {"config"},
        {"duties", "--month", "2026-12"},
        {"duties", "--year", "2027"},
    };
    const char *db = program_sample();
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        struct stat before;
        struct stat after;
        struct program p = {.db = db};
        memcpy(p.args, commands[i], sizeof commands[i]);
        assert_int_equal(stat(db, &before), 0);
        expect(&p, 0, "", "");
        assert_int_equal(stat(db, &after), 0);
        if (memcmp(&before.st_mtim, &after.st_mtim, sizeof before.st_mtim) !=
                0 ||
            before.st_size != after.st_size) {
            fail_msg("%s wrote the ledger", commands[i][0]);
        }
    }
}

TEST(cli_add_set_void_undo_redo)
{
    const char *db = program_ledger("edit.db");
    expect(&(struct program){.args = {PERSON}, .db = db}, 0,
           "已登记党员 钱守诚，编号 1", "");
    expect(&(struct program){.args = {"set", "roster", "钱守诚",
                                      "单位职务=档案科科长"},
                             .db = db},
           0, "已修改党员 钱守诚", "");
    expect(&(struct program){.args = {"show", "roster", "qsc"}, .db = db}, 0,
           "档案科科长", "");
    expect(&(struct program){.args = {"set", "roster", "1", "unit=档案科科长"},
                             .db = db},
           0, "没有改动", "");
    expect(&(struct program){.args = {"undo"}, .db = db}, 0,
           "已撤销：修改党员 钱守诚", "");
    expect(&(struct program){.args = {"redo"}, .db = db}, 0,
           "已重做：修改党员 钱守诚", "");
    expect(&(struct program){.args = {"redo"}, .db = db}, 1, "", "E-UNDO-010");
    expect(
        &(struct program){
            .args = {"void", "roster", "1", "--reason", "重复登记"}, .db = db},
        0, "已作废党员 钱守诚", "");
    expect(
        &(struct program){.args = {"set", "roster", "1", "unit=x"}, .db = db},
        1, "", "E-APP-063");
    expect(&(struct program){.args = {"list", "roster"}, .db = db}, 0,
           "共 0 条", "");
    expect(&(struct program){.args = {"check"}, .db = db}, 0, "账本完好", "");
}

TEST(cli_seal_and_unseal_a_month)
{
    const char *db = program_ledger("seal.db");
    expect(&(struct program){.args = {"seal", "2026-03"}, .db = db}, 0,
           "已封账：2026 年 3 月，会议和活动 0 次", "");
    expect(&(struct program){.args = {"seal", "2026-03"}, .db = db}, 1, "",
           "E-PERIOD-003");
    expect(&(struct program){.args = {"list", "periods"}, .db = db}, 0,
           "2026-03", "");
    expect(&(struct program){.args = {"unseal", "2026-03"}, .db = db}, 1, "",
           "E-PERIOD-012");
    expect(&(struct program){.args = {"list", "periods"}, .db = db}, 0,
           "2026-03", "");
    expect(&(struct program){.args = {"unseal", "2026-03", "--second", "李敏"},
                             .db = db},
           1, "", "E-PERIOD-012");
    expect(&(struct program){.args = {"unseal", "2026-03", "--reason",
                                      "漏记主题党日"},
                             .db = db},
           1, "", "E-PERIOD-010");
    /* A seal is taken back with two, not by undo. */
    expect(&(struct program){.args = {"undo"}, .db = db}, 1, "", "请启封");
    expect(&(struct program){.args = {"unseal", "2026-03", "--reason",
                                      "漏记主题党日", "--second", "李敏"},
                             .db = db},
           0, "已启封：2026 年 3 月（第 1 次启封）", "");
    expect(&(struct program){.args = {"list", "封账", "--view", "opened"},
                             .db = db},
           0, "漏记主题党日", "");
    expect(&(struct program){.args = {"check"}, .db = db}, 0, "账本完好", "");
}

TEST(cli_a_sealed_month_refuses_with_the_way_to_correct)
{
    const char *db = program_ledger("sealed.db");
    expect(&(struct program){.args = {PERSON}, .db = db}, 0, "编号 1", "");
    expect(
        &(struct program){.args = {"add", "roster", "姓名=李敏",
                                   "birth_on=1985-09-02", "join_on=2008-05-12",
                                   "full_on=2009-05-12"},
                          .db = db},
        0, "编号 2", "");
    expect(&(struct program){.args = {"add", "talks", "谈话日期=2026-03-05",
                                      "谈话人=李敏", "谈话对象=钱守诚"},
                             .db = db},
           0, "已登记谈话 李敏与钱守诚 2026-03-05", "");
    expect(&(struct program){.args = {"seal", "2026-03"}, .db = db}, 0,
           "谈心谈话 1 次", "");
    expect(&(struct program){.args = {"set", "talks", "1", "topic=家里的事"},
                             .db = db},
           1, "", "请先启封（pbtui unseal 2026-03");
    expect(
        &(struct program){
            .args = {"void", "talks", "1", "--reason", "重复登记"}, .db = db},
        1, "", "E-PERIOD-001");
    expect(&(struct program){.args = {"add", "谈心谈话", "on_day=2026-03-31",
                                      "by_id=#1", "with_id=#2"},
                             .db = db},
           1, "", "E-PERIOD-001");
}

TEST(cli_warnings_are_told_and_saved)
{
    const char *db = program_ledger("warn.db");
    expect(&(struct program){.args = {PERSON}, .db = db}, 0, "编号 1", "");
    expect(&(struct program){.args = {PERSON}, .db = db}, 0, "编号 2",
           "注意：");
}

TEST(cli_namesakes_are_asked_for_their_number)
{
    const char *db = program_ledger("same.db");
    expect(&(struct program){.args = {PERSON}, .db = db}, 0, "", "");
    expect(&(struct program){.args = {PERSON}, .db = db}, 0, "", "");
    expect(&(struct program){.args = {"show", "roster", "钱守诚"}, .db = db}, 2,
           "", "E-APP-023");
}

/* ---- personal data ---------------------------------------------------- */

TEST(cli_numbers_are_masked_and_revealing_is_logged)
{
    const char *db = program_ledger("pii.db");
    expect(&(struct program){.args = {PERSON, "phone=13800000001"}, .db = db},
           0, "", "");
    struct said s =
        run(&(struct program){.args = {"show", "roster", "1"}, .db = db});
    assert_non_null(strstr(s.out, "138****0001"));
    assert_null(strstr(s.out, "13800000001"));
    said_clear(&s);
    expect(&(struct program){.args = {"show", "roster", "1", "--reveal",
                                      "--reason", "联系本人核对"},
                             .db = db},
           0, "13800000001", "");
    sqlite3 *raw;
    sqlite3_stmt *st;
    assert_int_equal(sqlite3_open_v2(db, &raw, SQLITE_OPEN_READONLY, NULL),
                     SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(raw, "select reason from audit where op = 'reveal'",
                           -1, &st, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(st, 0),
                        "联系本人核对");
    assert_int_equal(sqlite3_step(st), SQLITE_DONE);
    sqlite3_finalize(st);
    sqlite3_close(raw);
    expect(&(struct program){.args = {"list", "roster", "--reveal", "--reason",
                                      "报送名册核对"},
                             .db = db},
           0, "13800000001", "");
}

TEST(cli_numbers_can_come_by_standard_input)
{
    const char *db = program_ledger("stdin.db");
    const char *input = program_file("numbers");
    FILE *f = fopen(input, "w");
    assert_non_null(f);
    fputs("13800000002\n0571-8123456\n", f);
    fclose(f);
    expect(&(struct program){.args = {PERSON, "phone=-", "tel=-"},
                             .db = db,
                             .input = input},
           0, "编号 1", "");
    expect(&(struct program){.args = {"show", "roster", "1"}, .db = db}, 0,
           "138****0002", "");
    expect(&(struct program){.args = {"show", "roster", "1", "--reveal",
                                      "--reason", "联系本人核对"},
                             .db = db},
           0, "0571-8123456", "");
}

/* ---- check ------------------------------------------------------------ */

static void edit_outside(const char *db, const char *sql)
{
    sqlite3 *raw;
    assert_int_equal(sqlite3_open(db, &raw), SQLITE_OK);
    if (sqlite3_exec(raw, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s", sqlite3_errmsg(raw));
    }
    sqlite3_close(raw);
}

TEST(cli_check_names_a_row_that_was_edited_outside)
{
    const char *db = program_ledger("tamper.db");
    expect(&(struct program){.args = {PERSON}, .db = db}, 0, "", "");
    edit_outside(db, "update person set birth_on = '1981-02-03' where id = 1");
    expect(&(struct program){.args = {"check"}, .db = db}, 1, "党员名册 #1",
           "");
    expect(&(struct program){.args = {"check"}, .db = db}, 1, "E-CHECK-", "");
}

TEST(cli_check_compares_the_printed_code)
{
    const char *db = program_ledger("anchor.db");
    struct said s = run(&(struct program){.args = {"check"}, .db = db});
    assert_int_equal(s.status, 0);
    const char *at = strstr(s.out, "校验码 ");
    assert_non_null(at);
    char code[64] = "";
    sscanf(at + strlen("校验码 "), "%63s", code);
    said_clear(&s);
    expect(&(struct program){.args = {"check", "--anchor", code}, .db = db}, 0,
           "与纸质台账一致", "");
    /* still after more was written, and typed carelessly */
    expect(&(struct program){.args = {PERSON}, .db = db}, 0, "", "");
    for (char *c = code; *c != '\0'; c++) {
        *c = (char)tolower((unsigned char)*c);
    }
    expect(&(struct program){.args = {"check", "--anchor", code}, .db = db}, 0,
           "与纸质台账一致", "");
    /* the code of another entry, and of one that is not there */
    char other[80];
    size_t n = strcspn(code, "@");
    snprintf(other, sizeof other, "%.*s@1", (int)n, code);
    expect(&(struct program){.args = {"check", "--anchor", other}, .db = db}, 1,
           "E-APP-072", "");
    snprintf(other, sizeof other, "%.*s@99999", (int)n, code);
    expect(&(struct program){.args = {"check", "--anchor", other}, .db = db}, 1,
           "E-APP-071", "");
}

TEST(cli_backup_is_a_ledger_and_never_overwrites)
{
    const char *db = program_sample();
    char to[320];
    snprintf(to, sizeof to, "%s", program_file("备份.db"));
    expect(&(struct program){.args = {"backup", to}, .db = db}, 0, "已核对",
           "");
    expect(&(struct program){.args = {"backup", to}, .db = db}, 3, "", "E-");
    expect(&(struct program){.args = {"list", "roster"}, .db = to}, 0, "张建国",
           "");
}

/* ---- output ----------------------------------------------------------- */

/* ---- duties ----------------------------------------------------------- */

/* Rows put in below the program: what is looked at is how they are counted. */
static void put_event(const char *db, const char *kind, const char *day,
                      int late)
{
    char sql[1024];
    sqlite3 *raw;
    assert_int_equal(sqlite3_open(db, &raw), SQLITE_OK);
    snprintf(sql, sizeof sql,
             "insert into event (ver, branch_id, kind, state, on_day, for_year,"
             " entered_on, n_due, n_present, n_online, n_leave, n_absent,"
             " valid) values (1, 1, '%s', '2', '%s', substr('%s', 1, 4),"
             " '%s', 0, 0, 0, 0, 0, 1);"
             "insert into event_kind (ver, event_id, ord, kind, branch_id,"
             " on_day, for_year, counted, late) values (1,"
             " last_insert_rowid(), 1, '%s', 1, '%s', substr('%s', 1, 4), 1,"
             " %d);",
             kind, day, day, day, kind, day, day, late);
    assert_int_equal(sqlite3_exec(raw, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(raw), SQLITE_OK);
}

TEST(cli_duties_count_in_their_month_and_never_last_years)
{
    const char *db = program_ledger("duties.db");
    struct program march = {
        .args = {"duties", "--month", "2026-03", "--format", "json"}, .db = db};
    put_event(db, "themeday", "2025-03-12", 0);
    expect(&march, 1,
           "\"duty\": \"M06\", \"name\": \"主题党日\", \"group\": null,"
           " \"period\": \"3 月\", \"state\": \"missing\", \"count\": 0",
           "");
    put_event(db, "themeday", "2026-03-12", 1);
    expect(&march, 1,
           "\"duty\": \"M06\", \"name\": \"主题党日\", \"group\": null,"
           " \"period\": \"3 月\", \"state\": \"done\", \"count\": 1,"
           " \"min\": 1, \"late\": 1",
           "");
    expect(&(struct program){.args = {"duties", "--year", "2026"}, .db = db}, 1,
           "●补", "");
}

/* The line of the first group in the matrix, from its name on. */
static void first_group_is(const char *db, const char *wanted)
{
    struct said s =
        run(&(struct program){.args = {"duties", "--year", "2026"}, .db = db});
    const char *line = strstr(s.out, "党小组会 一组");
    if (line == NULL || strncmp(line, wanted, strlen(wanted)) != 0) {
        fail_msg("%s is not in\n%s", wanted, s.out);
    }
    said_clear(&s);
}

/* What the whole is for: a month that was forgotten is entered later, and the
   year stands; last year's March is no answer to this one's. */
TEST(cli_a_forgotten_meeting_fills_its_month)
{
    const char *db = program_file("march.db");
    struct program demo = {.args = {"demo", db}};
    expect(&demo, 0, "march.db", "");
    first_group_is(db, "党小组会 一组  ●  ●  ✗  ●");
    expect(&(struct program){.args = {"add", "events", "类型=党小组会",
                                      "党小组=第一党小组", "日期=2025-03-11",
                                      "议题=学习全国两会精神"},
                             .db = db},
           0, "2025-03-11", "");
    first_group_is(db, "党小组会 一组  ●  ●  ✗  ●");
    expect(&(struct program){.args = {"add", "events", "类型=党小组会",
                                      "党小组=第一党小组", "日期=2026-03-11",
                                      "议题=学习全国两会精神"},
                             .db = db},
           0, "2026-03-11", "");
    first_group_is(db, "党小组会 一组  ●  ●  ●补  ●");
    expect(&(struct program){.args = {"undo"}, .db = db}, 0, "2026-03-11", "");
    first_group_is(db, "党小组会 一组  ●  ●  ✗  ●");
}

/* The part of a JSON line is followed by its number; "" when there is none. */
static const char *number_in(const char *json, const char *part, char out[16])
{
    static const char key[] = "\"id\": ";
    const char *line = strstr(json, part);
    while (line != NULL && line > json && line[-1] != '\n') {
        line--;
    }
    const char *id = line == NULL ? NULL : strstr(line, key);
    size_t n = id == NULL ? 0 : strspn(id + strlen(key), "0123456789");
    if (n == 0 || n > 15) {
        fail_msg("no %s in\n%s", part, json);
        return out;
    }
    memcpy(out, id + strlen(key), n);
    out[n] = '\0';
    return out;
}

TEST(cli_roll_of_a_planned_meeting_says_nothing_yet)
{
    char id[16];
    const char *db = program_file("roll.db");
    struct program demo = {.args = {"demo", db}};
    expect(&demo, 0, "roll.db", "");
    struct program list = {.args = {"list", "events", "--kind", "主题党日",
                                    "--from", "2026-11-01", "-F", "json"},
                           .db = db};
    struct said s = run(&list);
    number_in(s.out, "\"state\": \"计划\"", id);
    said_clear(&s);
    struct program roll = {.args = {"roll", id}, .db = db};
    expect(&roll, 0, "主题党日 2026-12-03", "");
    expect(&roll, 0, "计划，还没有点名", "");
    s = run(&roll);
    assert_null(strstr(s.out, "出席"));
    said_clear(&s);
}

TEST(cli_roll_marks_and_shows)
{
    char id[16];
    const char *db = program_file("marks.db");
    struct program demo = {.args = {"demo", db}};
    expect(&demo, 0, "marks.db", "");
    struct said s =
        run(&(struct program){.args = {"list", "events", "--kind", "主题党日",
                                       "--month", "2026-11", "-F", "json"},
                              .db = db});
    number_in(s.out, "\"state\": \"已召开\"", id);
    said_clear(&s);
    expect(&(struct program){.args = {"roll", id}, .db = db}, 0, "张建国", "");
    expect(&(struct program){.args = {"roll", id, "张建国=请假:因公出差"},
                             .db = db},
           0, "请假", "");
    expect(&(struct program){.args = {"roll", id, "查无此人=请假"}, .db = db},
           1, "", "E-EVENT-042");
    expect(&(struct program){.args = {"roll", "99999"}, .db = db}, 1, "",
           "E-RECORD-001");
    expect(&(struct program){.args = {"undo"}, .db = db}, 0, "已撤销", "");
}

/* Columns go rather than that a date is cut. */
TEST(cli_find_shows_whole_dates)
{
    struct said s = run(
        &(struct program){.args = {"find", "学习"}, .db = program_sample()});
    assert_int_equal(s.status, 0);
    assert_non_null(strstr(s.out, "2026-10-08"));
    assert_null(strstr(s.out, "2026-1…"));
    assert_non_null(strstr(s.out, " 处"));
    said_clear(&s);
}

TEST(cli_duties_are_missing_only_when_they_are_over)
{
    const char *db = program_ledger("running.db");
    struct program p = {.args = {"duties", "--month", "2026-12"}, .db = db};
    expect(&p, 0, "进行中", "");
    p = (struct program){.args = {"duties", "--month", "2026-10"}, .db = db};
    expect(&p, 1, "缺", "");
    /* before the branch there was nothing to hold */
    p = (struct program){.args = {"duties", "--year", "2017"}, .db = db};
    expect(&p, 0, "", "");
    /* as it stood on a day */
    p = (struct program){
        .args = {"duties", "--year", "2018", "--as-of", "2018-06-30"},
        .db = db};
    expect(&p, 0, "截至 2018-06-30", "");
}

TEST(cli_full_disk_is_no_success)
{
    const char *db = program_ledger("full.db");
    expect(&(struct program){.args = {"--version"}, .to = "/dev/full"}, 3, "",
           "E-APP-030");
    expect(&(struct program){.args = {"list", "roster"},
                             .db = db,
                             .to = "/dev/full"},
           3, "", "E-APP-030");
    /* what was saved is said to be saved */
    expect(&(struct program){.args = {PERSON}, .db = db, .to = "/dev/full"}, 3,
           "", "请勿重复登记");
    expect(&(struct program){.args = {"list", "roster"}, .db = db}, 0, "钱守诚",
           "");
}

TEST(cli_gone_reader_is_quiet)
{
    struct said s = run(&(struct program){.args = {"list", "roster"},
                                          .db = program_sample(),
                                          .gone_reader = true});
    assert_int_equal(s.status, 3);
    assert_string_equal(s.err, "");
    said_clear(&s);
}

TEST(cli_closed_files_harm_nothing)
{
    const char *db = program_sample();
    for (unsigned closed = 0; closed < 8; closed++) {
        struct said s = run(&(struct program){
            .args = {"list", "roster"}, .db = db, .closed = closed});
        int wanted = (closed & 2) != 0 ? 3 : 0;
        if (s.status != wanted ||
            (wanted == 0) != (strstr(s.out, "张建国") != NULL)) {
            fail_msg("closed %u: status %d", closed, s.status);
        }
        said_clear(&s);
    }
    expect(&(struct program){.args = {"check"}, .db = db}, 0, "账本完好", "");
}

TEST(cli_json_is_one_object_a_line)
{
    struct said s = run(&(struct program){
        .args = {"list", "roster", "-F", "json"}, .db = program_sample()});
    assert_int_equal(s.status, 0);
    int lines = 0;
    for (char *line = strtok(s.out, "\n"); line != NULL;
         line = strtok(NULL, "\n")) {
        char sql[8192];
        sqlite3 *db;
        sqlite3_stmt *st;
        /* SQLite's own parser is the judge. */
        assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
        snprintf(sql, sizeof sql,
                 "select json_type(?1), json_type(?1,"
                 " '$.id'), json_type(?1, '$.name')");
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
        sqlite3_bind_text(st, 1, line, -1, SQLITE_TRANSIENT);
        assert_int_equal(sqlite3_step(st), SQLITE_ROW);
        assert_string_equal((const char *)sqlite3_column_text(st, 0), "object");
        assert_string_equal((const char *)sqlite3_column_text(st, 1),
                            "integer");
        assert_string_equal((const char *)sqlite3_column_text(st, 2), "text");
        sqlite3_finalize(st);
        sqlite3_close(db);
        lines++;
    }
    assert_true(lines >= 20);
    said_clear(&s);
}

static char *slurp_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *text = calloc(1, 65536);
    (void)fread(text, 1, 65535, f);
    fclose(f);
    return text;
}

TEST(cli_csv_file_has_a_bom_and_is_not_overwritten)
{
    const char *db = program_sample();
    char to[320];
    snprintf(to, sizeof to, "%s", program_file("名册.csv"));
    expect(&(struct program){.args = {"list", "roster", "-F", "csv", "-o", to},
                             .db = db},
           0, "已写入", "");
    char *text = slurp_file(to);
    assert_memory_equal(text, "\xEF\xBB\xBF编号,", 3 + strlen("编号,"));
    assert_non_null(strstr(text, "\r\n"));
    assert_true(utf8_valid(text, strlen(text), NULL));
    free(text);
    expect(&(struct program){.args = {"list", "posts", "-F", "csv", "-o", to},
                             .db = db},
           3, "", "--force");
    expect(&(struct program){.args = {"list", "posts", "-F", "csv", "-o", to,
                                      "--force"},
                             .db = db},
           0, "已写入", "");
    expect(&(struct program){.args = {"list", "posts", "-F", "csv", "-o", "-"},
                             .db = db},
           0, "编号,", "");
}

TEST(cli_names_cannot_steer_the_terminal)
{
    struct said s = run(
        &(struct program){.args = {"list", "roster", "--view", "\x1b]0;x\x07"},
                          .db = program_sample()});
    assert_int_equal(s.status, 2);
    assert_null(strchr(s.err, '\x1b'));
    assert_null(strchr(s.err, '\x07'));
    said_clear(&s);
}

TEST(cli_complaints_of_the_configuration_are_told)
{
    char path[320];
    snprintf(path, sizeof path, "%s", program_file("config/pbtui"));
    mkdir(program_file("config"), 0700);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s", program_file("config/pbtui/pbtui.ini"));
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("[screen]\ntheme = pink\n[keys]\nno.such = F3\n", f);
    fclose(f);
    chmod(path, 0600);
    expect(&(struct program){.args = {"config"}}, 0, "screen.theme",
           "pbtui.ini:2");
    expect(&(struct program){.args = {"keys"}}, 0, "Ctrl+Z", "no.such");
    remove(path);
}

TEST(cli_without_a_terminal_the_screens_do_not_start)
{
    struct said s =
        run(&(struct program){.args = {NULL}, .db = program_sample()});
    assert_true(s.status == 2 || s.status == 3);
    assert_int_equal(s.out_bytes, 0);
    assert_non_null(strstr(s.err, "E-TERM-"));
    said_clear(&s);
}
