/* `collect` and the books of 党费: words, refusals, and that the command line
   says what the sitting says. */
#include "unit.h"

#include <sqlite3.h>
#include <stdio.h>
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
        fail_msg("pbtui %s %s %s %s: status %d\nstdout: %s\nstderr: %s",
                 p.args[0], p.args[1] != NULL ? p.args[1] : "",
                 p.args[1] != NULL && p.args[2] != NULL ? p.args[2] : "",
                 p.args[2] != NULL && p.args[3] != NULL ? p.args[3] : "",
                 s.status, s.out, s.err);
    }
    said_clear(&s);
}

/* A sample of its own to write to. */
static const char *sample(const char *name)
{
    const char *db = program_file(name);
    struct row demo = {{"demo", db}, 0, "", ""};
    expect(NULL, &demo);
    return db;
}

static struct said say(const char *db, const char *const *args)
{
    struct program p = {.db = db};
    for (size_t i = 0; args[i] != NULL; i++) {
        p.args[i] = args[i];
    }
    return program_run(&p);
}

/* ---- reading ---------------------------------------------------------- */

TEST(dues_cli_reading_writes_nothing)
{
    static const struct row rows[] = {
        {{"collect", "2026-11"}, 1, "应交 28 人 1,842.30；已交 19 人", ""},
        {{"collect", "2026-11"}, 1, "现金 410.50、转账 800.00", ""},
        {{"collect", "2026-11"}, 1, "未交 9 人 631.80", ""},
        {{"collect", "2026-11"}, 1, "结存在手 3,050.83", ""},
        {{"collect", "11月"}, 1, "2026 年 11 月党费，正在收缴", ""},
        {{"collect", "2026-06"}, 0, "2026-07-01 已结账", ""},
        {{"collect", "2026-11", "--format", "json"},
         1,
         "{\"name\": \"周立\", \"category\": \"在职\", \"base\": 4980.00,"
         " \"rate\": \"1%\", \"due\": 49.80, \"paid\": 0.00, \"lack\": 49.80,"
         " \"paid_on\": null, \"method\": null, \"by\": null,"
         " \"state\": \"未交\", \"unpaid_before\": 3, \"owed_before\": 149.40,"
         " \"delayed\": null}",
         ""},
        {{"collect", "2026-11", "--format", "csv"},
         1,
         "何长顺,离退休,6283.45,1%,62.83,62.83,0.00,2026-10-08,现金,赵敏",
         ""},
        {{"collect", "2026-12"}, 1, "", "E-COLLECT-018"},
        {{"collect", "2025-11"}, 1, "", "E-COLLECT-018"},
        {{"list", "dues", "--month", "2026-11"}, 0, "共 28 条", ""},
        {{"list", "dues", "--month", "2026-11", "--find", "zl"},
         0,
         "49.80",
         ""},
        {{"list", "dues", "--view", "unpaid"}, 0, "共 12 条", ""},
        {{"list", "党费", "--year", "2026", "--find", "徐光明"},
         0,
         "共 2 条",
         ""},
        {{"list", "payments", "--view", "reversed"}, 0, "-45.60", ""},
        {{"list", "payments", "--view", "large"}, 0, "1,500.00", ""},
        {{"list", "handovers"}, 0, "5,773.21", ""},
        {{"list", "funds"}, 0, "5,360.00", ""},
        {{"list", "assessments", "--find", "罗春生"}, 0, "减免", ""},
        {{"list", "reminders"}, 0, "99.60", ""},
        {{"list", "dues-notices"}, 0, "2026-07-06", ""},
        {{"list", "dues-months"}, 0, "正在收缴", ""},
        {{"duties", "--month", "2026-10"}, 1, "党费收缴", ""},
        {{"check"}, 0, "没有差异", ""},
        /* wrong usage */
        {{"collect"}, 2, "", "E-APP-007"},
        {{"collect", "2026-13"}, 2, "", "E-DATE-004"},
        {{"collect", "2026-11", "--cash", "5"}, 2, "", "E-COLLECT-010"},
        {{"collect", "2026-11", "--post", "--close"}, 2, "", "E-COLLECT-011"},
        {{"collect", "2026-11", "--by", "李敏"}, 2, "", "E-COLLECT-012"},
        {{"collect", "2026-11", "--on", "2026-11-19"}, 2, "", "E-COLLECT-013"},
        {{"collect", "2026-11", "--proof", "8812"}, 2, "", "E-COLLECT-013"},
        /* by the number that is on paper */
        {{"show", "payments", "2026-0278"}, 0, "罗春生", ""},
        {{"show", "payments", "2026-278"}, 0, "罗春生", ""},
        {{"show", "payments", "2026-9999"}, 2, "", "E-APP-028"},
        {{"show", "sittings", "2026-0001"}, 0, "2026-0001", ""},
        {{"show", "handovers", "2026-0001"}, 0, "2026-0001", ""},
        {{"show", "roster", "2026-0001"}, 2, "", "E-APP-024"},
        {{"list", "arrears"}, 2, "", "pbtui print arrears"},
        {{"collect", "2026-11", "周立", "--method", "扣工资"},
         2,
         "",
         "E-COLLECT-014"},
        {{"collect", "2026-11", "--format", "xml"}, 2, "", "E-REPORT-001"},
        {{"collect", "2026-11", "--post", "--cash", "1.005"},
         2,
         "",
         "E-MONEY-004"},
    };
    const char *db = sample("dues-read.db");
    struct stat before;
    struct stat after;
    assert_int_equal(stat(db, &before), 0);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        expect(db, &rows[i]);
    }
    assert_int_equal(stat(db, &after), 0);
    assert_int_equal(before.st_size, after.st_size);
    assert_int_equal(
        memcmp(&before.st_mtim, &after.st_mtim, sizeof before.st_mtim), 0);
}

/* The value of a JSON field in a line, up to the comma. */
static size_t json_value(const char *line, const char *field, const char **at)
{
    char key[32];
    snprintf(key, sizeof key, "\"%s\": ", field);
    *at = strstr(line, key);
    assert_non_null(*at);
    *at += strlen(key);
    return strcspn(*at, ",}\n");
}

TEST(dues_cli_list_says_what_the_sheet_says)
{
    const char *db = sample("dues-same.db");
    struct said sheet = say(
        db, (const char *[]){"collect", "2026-11", "--format", "json", NULL});
    struct said list =
        say(db, (const char *[]){"list", "dues", "--month", "2026-11",
                                 "--format", "json", NULL});
    static const char *const pairs[][2] = {
        {"name", "person_id"}, {"base", "base"}, {"rate", "rate"},
        {"due", "amount"},     {"paid", "paid"}, {"lack", "lack"},
        {"paid_on", "paid_on"}};
    const char *a = sheet.out;
    const char *b = list.out;
    int n = 0;
    for (; *a != '\0' && *b != '\0'; n++) {
        for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
            const char *x;
            const char *y;
            size_t xn = json_value(a, pairs[i][0], &x);
            size_t yn = json_value(b, pairs[i][1], &y);
            if (xn != yn || memcmp(x, y, xn) != 0) {
                fail_msg("%s: %.60s / %.60s", pairs[i][0], x, y);
            }
        }
        a += strcspn(a, "\n") + 1;
        b += strcspn(b, "\n") + 1;
    }
    assert_int_equal(n, 28);
    said_clear(&sheet);
    said_clear(&list);
}

/* ---- taking ----------------------------------------------------------- */

TEST(dues_cli_taking_step_by_step)
{
    static const struct row rows[] = {
        /* refused: nothing of the call is written */
        {{"collect", "2026-11", "周立", "郑凯=100"}, 1, "", "E-DUES-053"},
        {{"collect", "2026-11", "周立=0"}, 1, "", "E-COLLECT-003"},
        {{"collect", "2026-11", "张建国"}, 1, "", "E-COLLECT-006"},
        /* what cannot be taken is named, and the rest is not taken either */
        {{"collect", "2026-11", "罗春生=@2026-11..2027-01"},
         1,
         "",
         "罗春生有的月份没有要收的：2026-11 已交清；整条没有收"},
        {{"collect", "2026-11", "何长顺=@2026-10..2027-01"},
         1,
         "",
         "2026-10 至 2026-12 已交清；"},
        {{"collect", "2026-11", "wx=@2026-11..2028-01"}, 1, "", "E-DUES-054"},
        {{"collect", "2026-11", "张建国=1"}, 1, "", "E-DUES-052"},
        {{"collect", "2026-11", "周立=1", "周立=2"}, 1, "", "E-DUES-061"},
        {{"collect", "2026-11", "周立=1.005"}, 2, "", "E-MONEY-004"},
        {{"collect", "2026-11", "周立=1e9"}, 2, "", "E-MONEY-001"},
        {{"collect", "2026-11", "周立=-5"}, 2, "", "E-MONEY-006"},
        {{"collect", "2026-11", "=5"}, 2, "", "E-COLLECT-002"},
        {{"collect", "2026-11", "周立=@12..8"}, 2, "", "E-COLLECT-001"},
        {{"collect", "2026-11", "查无此人"}, 2, "", "E-APP-024"},
        {{"collect", "2026-11", "周立", "--on", "2026-11-21"},
         1,
         "",
         "E-DUES-041"},
        {{"collect", "2026-11", "周立", "--on", "2026-10-31"},
         1,
         "",
         "E-DUES-042"},
        {{"collect", "2026-11", "徐光明=22.10"}, 1, "", "E-DUES-047"},
        {{"collect", "2026-11", "唐浩=75.83@2026-06"}, 1, "", ""},
        {{"collect", "2026-10", "周立"}, 1, "", "E-DUES-013"},
        {{"collect", "2026-10", "周立"},
         1,
         "",
         "pbtui collect 2026-11 姓名=金额@2026-10"},
        /* who, by number; a number nobody has is nobody */
        {{"collect", "2026-11", "9999"}, 1, "", "E-RECORD-001"},
        {{"collect", "2026-11", "周立="}, 2, "", "E-COLLECT-005"},
        {{"collect", "2026-11", "周立", "--proof", "8812"},
         2,
         "",
         "E-COLLECT-019"},
        {{"collect", "2026-11", "郑凯=100", "--reason", "　　 　"},
         1,
         "",
         "E-DUES-053"},
        {{"collect", "2026-11", "张建国"},
         1,
         "",
         "张建国 2026-11 没有要收的：已交清；没有收"},
        {{"collect", "2026-12", "--all-due"}, 1, "", "E-DUES-012"},
        {{"collect", "2026-10", "--close"}, 1, "", "E-COLLECT-015"},
        {{"collect", "2026-11", "--post"}, 1, "", "E-DUES-077"},
        {{"collect", "2026-11", "--large", "李敏=1000"}, 1, "", "E-DUES-046"},
        {{"collect", "2026-11", "--large", "李敏"}, 2, "", "E-COLLECT-016"},
        {{"collect", "2026-11", "--delay", "周立"}, 2, "", "E-COLLECT-017"},
        {{"collect", "2026-11"}, 1, "未交 9 人 631.80", ""},
        /* one change, one undo */
        {{"collect", "2026-11", "周立=@2026-08..2026-11", "zk", "--method",
          "转账", "--proof", "8812"},
         0,
         "已收 2 笔 274.20（转账）",
         ""},
        {{"list", "payments", "--view", "drafts"}, 0, "共 2 条", ""},
        {{"set", "payments", "279", "备注=改"}, 0, "已修改", ""},
        {{"set", "payments", "279", "备注=改"}, 0, "内容相同，没有改动", ""},
        {{"undo"}, 0, "修改收款", ""},
        {{"undo"}, 0, "收党费 2 笔 274.20", ""},
        {{"list", "payments", "--view", "drafts"}, 0, "共 0 条", ""},
        {{"collect", "2026-11"}, 1, "未交 9 人 631.80", ""},
        /* an amount over several months */
        {{"collect", "2026-11", "周立=70@8..11"}, 0, "已收 1 笔 70.00", ""},
        {{"list", "payment-parts", "--find", "周立", "--month", "2026-09",
          "--format", "json"},
         0,
         "\"amount\": 20.20",
         ""},
        {{"undo"}, 0, "收党费 周立 70.00", ""},
        /* a voucher for all that is due: each payment carries it */
        {{"collect", "2026-11", "--all-due", "--proof", "8813", "--method",
          "转账"},
         0,
         "已收 9 人 631.80（转账）",
         ""},
        {{"list", "payments", "--find", "8813"}, 0, "共 9 条", ""},
        {{"undo"}, 0, "党费 9 人 631.80", ""},
        /* letters that fit a payer and somebody who pays nothing: 万长林 is an
           applicant; two payers stay two */
        {{"collect", "2026-11", "zl=49.80"}, 0, "已收 1 笔 49.80", ""},
        {{"undo"}, 0, "收党费 周立 49.80", ""},
        {{"collect", "2026-11", "lx"}, 2, "", "“lx”不止一个人：#9 刘晓"},
        {{"collect", "2026-11", "wcl"}, 1, "", "E-COLLECT-006"},
        /* beyond a limit */
        {{"collect", "2026-11", "郑凯=100", "--reason", "本人自愿多交"},
         0,
         "已收 1 笔 100.00",
         "E-DUES-053"},
        {{"undo"}, 0, "收党费 郑凯", ""},
        /* brought by another: one payment */
        {{"collect", "2026-11", "周立", "郑凯", "--by", "李敏"},
         0,
         "已收 1 笔 124.80（现金）",
         ""},
        {{"list", "payments", "--view", "drafts"}, 0, "李敏", ""},
        {{"collect", "2026-11", "--delay", "王㐂=下乡未归"},
         0,
         "已记下王㐂迟交的原因",
         ""},
        {{"collect", "2026-11", "--delay", "张建国=出差"}, 1, "", "E-DUES-122"},
        {{"list", "dues", "--month", "2026-11", "--find", "下乡"},
         0,
         "共 1 条",
         ""},
        {{"collect", "2026-11", "--all-due", "--method", "线上", "--on",
          "2026-11-19"},
         0,
         "已收 7 人 507.00（线上）",
         ""},
        {{"collect", "2026-11", "--all-due"}, 1, "", "E-DUES-064"},
        {{"collect", "2026-11", "--large", "李敏=1500", "--method", "转账"},
         0,
         "已收 1 笔 1,500.00（转账）",
         ""},
        {{"collect", "2026-11", "--post"}, 1, "", "E-DUES-075"},
        {{"collect", "2026-11", "--post", "--cash", "124.70"},
         1,
         "",
         "E-DUES-076"},
        {{"collect", "2026-11", "--post", "--notes", "100×1 20×1 1×4 0.5×1"},
         1,
         "",
         "E-DUES-076"},
        {{"collect", "2026-11", "--post", "--notes",
          "100×1 20×1 1×4 0.5×1 0.1×3"},
         0,
         "已入账：收缴单 2026-0019，9 笔，现金 124.80、转账 1,500.00、线上"
         " 507.00",
         ""},
        {{"undo"}, 1, "", "E-UNDO-003"},
        {{"collect", "2026-11"}, 0, "未交 0 人 0.00", ""},
        {{"set", "payments", "278", "备注=改"}, 1, "", "E-DUES-031"},
        {{"void", "payments", "278", "--reason", "记错了人名"},
         0,
         "已冲销收款 罗春生",
         ""},
        {{"void", "payments", "278", "--reason", "记错了人名"},
         1,
         "",
         "E-DUES-082"},
        {{"collect", "2026-11"}, 1, "未交 1 人 10.00", ""},
        {{"add", "payments", "交款党员=罗春生", "amount=10"}, 0, "已登记", ""},
        {{"collect", "2026-11", "--post", "--cash", "10"}, 0, "2026-0021", ""},
        {{"collect", "2026-11", "--close", "--cash", "1"}, 1, "", "E-DUES-076"},
        {{"seal", "2026-03"}, 0, "已封账", ""},
        {{"check"}, 0, "没有差异", ""},
    };
    const char *db = sample("dues-take.db");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        expect(db, &rows[i]);
    }
}

TEST(dues_cli_undo_gives_back_the_same_rows)
{
    const char *db = sample("dues-undo.db");
    const char *const args[] = {"list",     "dues", "--year", "2026",
                                "--format", "json", NULL};
    struct said before = say(db, args);
    struct row take = {{"collect", "2026-11", "--all-due"}, 0, "9 人", ""};
    struct row undo = {{"undo"}, 0, "党费 9 人 631.80", ""};
    expect(db, &take);
    struct said taken = say(db, args);
    assert_string_not_equal(before.out, taken.out);
    expect(db, &undo);
    struct said after = say(db, args);
    assert_string_equal(before.out, after.out);
    said_clear(&before);
    said_clear(&taken);
    said_clear(&after);
}

/* ---- meddled with ----------------------------------------------------- */

static int put(const char *db, const char *sql)
{
    sqlite3 *raw;
    assert_int_equal(sqlite3_open(db, &raw), SQLITE_OK);
    int rc = sqlite3_exec(raw, sql, NULL, NULL, NULL);
    assert_int_equal(sqlite3_close(raw), SQLITE_OK);
    return rc;
}

TEST(dues_cli_check_names_what_was_changed_behind_it)
{
    const char *db = sample("dues-bad.db");
    struct row row = {{"check"}, 1, "E-DUES-107", ""};
    /* refused by the file */
    assert_int_not_equal(put(db, "update payment set fen = 1 where id = 1"),
                         SQLITE_OK);
    assert_int_not_equal(put(db, "delete from payment where id = 1"),
                         SQLITE_OK);
    assert_int_not_equal(put(db, "update sitting set cash_fen = 0"), SQLITE_OK);
    expect(db, &(struct row){{"check"}, 0, "没有差异", ""});
    /* derived, no record: only the accounts see it */
    assert_int_equal(put(db, "update dues_balance set paid_fen = 0"
                             " where month = '2026-03' and person_id = 1"),
                     SQLITE_OK);
    expect(db, &row);
    row.out = "党费各月应交实交";
    expect(db, &row);
    row.out = "有差异，见上";
    expect(db, &row);
}

/* A closed month whose name is none, and a table that is gone: everything else
   that was changed is named all the same, and the status says so. */
TEST(dues_cli_check_tells_all_it_has_found)
{
    static const char *const attacks[] = {
        "drop trigger dues_month_closed_update",
        "update dues_month set month = '2026-1x' where month = '2026-05'",
        "update dues_balance set paid_fen = 0 where month = '2026-03'"
        " and person_id = 1",
    };
    static const char *const told[] = {"E-DUES-107", "E-DUES-113",
                                       "E-CHECK-050", "有差异，见上"};
    const char *db = sample("dues-name.db");
    for (size_t i = 0; i < ARRAY_LEN(attacks); i++) {
        assert_int_equal(put(db, attacks[i]), SQLITE_OK);
    }
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        expect(db, &(struct row){{"check"}, 1, told[i], ""});
    }
    assert_int_equal(put(db, "drop table dues_taken"), SQLITE_OK);
    expect(db, &(struct row){{"check"}, 1, "党费账目没有核对完", ""});
    expect(db, &(struct row){{"check"}, 1, "E-DUES-107", ""});
    expect(db, &(struct row){{"check"}, 1, "E-CHECK-030", ""});
}
