/* Hand-over sheets and the comparison with the platform on the command line. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "program.h"

/* A sample of its own, in which nothing has been printed. */
static const char *sample_copy(const char *name)
{
    const char *path = program_file(name);
    struct said s = program_run(&(struct program){.args = {"demo", path}});
    assert_int_equal(s.status, 0);
    said_clear(&s);
    return path;
}

struct row {
    const char *args[ARGS_MAX];
    int status;
    const char *out, *err;
};

static void play_rows(const char *db, const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct program p = {.db = db};
        memcpy(p.args, rows[i].args, sizeof p.args);
        struct said s = program_run(&p);
        if (s.status != rows[i].status || strstr(s.out, rows[i].out) == NULL ||
            strstr(s.err, rows[i].err) == NULL) {
            fail_msg("row %zu, pbtui %s %s %s: status %d\nstdout: %s\n"
                     "stderr: %s",
                     i, p.args[0], p.args[1] != NULL ? p.args[1] : "",
                     p.args[1] != NULL && p.args[2] != NULL ? p.args[2] : "",
                     s.status, s.out, s.err);
        }
        said_clear(&s);
    }
}

/* ---- hand-over sheets ---------------------------------------------------- */

static const struct row upload_rows[] = {
    {{"upload"}, 1, "党费收缴          10       0       0", ""},
    {{"upload", "-F", "json"},
     1,
     "{\"sheet\": \"dues\", \"title\": \"党费收缴\", \"open\": 10,",
     ""},
    {{"upload", "没有的"}, 2, "", "E-APP-150"},
    {{"upload", "lif"}, 2, "", "相近的有 life"},
    {{"upload", "--done"}, 2, "", "E-APP-153"},
    {{"upload", "dues", "--done"}, 2, "", "E-APP-151"},
    {{"upload", "dues", "1", "--done", "--back"}, 2, "", "E-APP-152"},
    {{"upload", "dues", "999", "--done"}, 1, "", "E-RECORD-001"},
    {{"upload", "dues"}, 0, "月份                2026-01", ""},
    {{"upload", "dues"}, 0, "本月应交党费数      1931.77", ""},
    {{"upload", "dues", "2"}, 0, "月份                2026-02", ""},
    {{"upload", "党费收缴", "2", "-F", "csv"}, 0, "月份,2026-02,", ""},
    {{"upload", "life", "61"}, 0, "【活动内容】", ""},
    {{"upload", "members"}, 0, "公民身份号码      **************1037", ""},
    {{"upload", "members", "--reveal"}, 2, "", "E-APP-154"},
    {{"upload", "members", "--reveal", "--reason", "录入上级平台"},
     0,
     "公民身份号码      990101197204161037",
     ""},
    {{"upload", "dues", "1", "2", "--done"},
     0,
     "已打勾 2 条。党费收缴：还有 8 条没有录入。",
     ""},
    {{"upload", "dues"}, 0, "月份                2026-03", ""},
    {{"figures", "R44", "--rows", "--month", "2026-11"},
     0,
     "经费　录入单打勾 2 条",
     ""},
    {{"upload", "dues", "1", "--back"}, 0, "已撤去 1 条的勾。", ""},
    {{"upload", "dues", "--done", "--to", "2026-06-30"},
     0,
     "已打勾 5 条。",
     ""},
    {{"upload", "dues", "--list"}, 1, "还有 4 条没有录入。", ""},
    {{"upload", "dues", "3", "--done", "--on", "2027-01-01"},
     1,
     "",
     "E-UPLOAD-002"},
    {{"upload", "members", "1", "--done"}, 0, "还有 27 条没有录入", ""},
    {{"set", "roster", "1", "手机=13900000000"}, 0, "", ""},
    {{"upload", "members", "--list"}, 1, "改过：联系电话", ""},
    {{"upload", "dues", "--done", "--year", "2026"}, 0, "10 条全部录入", ""},
    {{"upload", "dues"}, 0, "党费收缴：10 条全部录入。", ""},
    {{"upload", "dues", "--list"}, 0, "10 条全部录入。", ""},
    {{"undo"}, 0, "已撤销：录入平台 党费收缴：", ""},
    {{"add", "uploads", "said=x"}, 1, "", "E-UPLOAD-001"},
    {{"check"}, 0, "没有差异，账本完好", ""},
};

TEST(cli_upload_from_the_first_sheet_to_the_last_tick)
{
    play_rows(sample_copy("upload.db"), upload_rows, ARRAY_LEN(upload_rows));
}

/* ---- the comparison ------------------------------------------------------ */

#define LIST "tests/fixtures/tables/platform-roster.csv"

static const struct row compare_rows[] = {
    {{"compare", "nothing.csv"}, 2, "", "E-CELLS-001"},
    {{"compare", LIST, "--accept", "all", "--ignore", "all"},
     2,
     "",
     "E-APP-161"},
    {{"compare", LIST}, 1, "只在这里  罗春生", ""},
    {{"compare", LIST, "-F", "csv"},
     1,
     "蒋文波,,,在册,2026-06-25 转出组织关系，去往",
     ""},
    {{"compare", LIST},
     1,
     "平台 29 行，名册 28 人，全部一样的 22 人；只在这里 1 人；只在平台 2 人；"
     "不一致 6 处。",
     ""},
    {{"compare", LIST, "-F", "json"},
     1,
     "{\"group\": \"不一致\", \"name\": \"李敏\", \"label\": \"学历\","
     " \"here\": \"硕士研究生毕业\", \"there\": \"大学专科毕业\"",
     ""},
    {{"compare", LIST, "-F", "csv"},
     1,
     "不一致,赵敏,手机,138****0174,138****0999,",
     ""},
    {{"compare", LIST, "--as-of", "2026-05-01", "-F", "csv"},
     1,
     "唐浩,,,在册,2026-05-01 以后才进入本支部",
     ""},
    {{"compare", LIST, "--headcount"}, 1, "党员总数    28    29  1", ""},
    {{"compare", LIST, "--headcount"}, 1, "只在本账  罗春生：平台上没有", ""},
    {{"compare", LIST, "没有此人"}, 1, "", "E-APP-162"},
    {{"compare", LIST, "没有此人", "--accept", "all"}, 1, "", "E-APP-162"},
    {{"compare", LIST, "罗春生"}, 1, "罗春生", ""},
    {{"compare", LIST, "--accept", "nothing"}, 1, "", "E-APP-160"},
    {{"compare", LIST, "刘晓", "--accept", "category"}, 1, "", "E-COMPARE-010"},
    {{"compare", LIST, "--accept", "phone,学历"},
     1,
     "已采用平台的 2 处。平台 29 行，名册 28 人，全部一样的 24 人",
     ""},
    {{"show", "roster", "李敏"}, 0, "大学专科毕业", ""},
    {{"undo"}, 0, "已撤销：平台比对：采用 赵敏 等 2 人的 2 项", ""},
    {{"compare", LIST, "--accept", "all"},
     1,
     "已采用平台的 2 处，另有 4 处不能采用。",
     ""},
    {{"compare", LIST, "--ignore", "all", "--reason", "平台还没有更新"},
     1,
     "已忽略 4 处。",
     ""},
    {{"list", "ignored"}, 0, "平台还没有更新", ""},
    {{"compare", LIST, "罗春生", "蒋文波", "周启明", "--ignore", "person"},
     0,
     "已忽略 3 处。平台 29 行，名册 28 人，全部一样的 24 人；已忽略 7 处。"
     "没有要处理的。",
     ""},
    {{"compare", LIST}, 0, "没有要处理的。", ""},
    {{"set", "roster", "王海燕", "住址=示例县城关镇明珠路3号"}, 0, "", ""},
    {{"compare", LIST}, 1, "不一致 1 处；已忽略 6 处", ""},
    {{"compare", LIST, "罗春生", "--back"}, 1, "不再忽略 1 处。", ""},
    {{"check"}, 0, "没有差异，账本完好", ""},
};

TEST(cli_compare_takes_and_passes_over)
{
    play_rows(sample_copy("compare.db"), compare_rows, ARRAY_LEN(compare_rows));
}

/* Without a right to write nothing but looking is possible. */
TEST(cli_compare_of_a_ledger_that_is_only_read)
{
    static const struct row rows[] = {
        {{"--readonly", "compare", LIST}, 1, "不一致 6 处", ""},
        {{"--readonly", "compare", LIST, "--accept", "phone"},
         2,
         "",
         "E-APP-010"},
        {{"--readonly", "upload", "dues", "1", "--done"}, 2, "", "E-APP-010"},
        {{"--readonly", "upload", "dues"}, 0, "2026-01", ""},
    };
    play_rows(sample_copy("seen.db"), rows, ARRAY_LEN(rows));
}
