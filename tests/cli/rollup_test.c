/* All branches of a ledger, and parts of a year, on the command line. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "program.h"

/* Runs, compares, and names what differs. */
static void expect(const struct program *p, int status, const char *out,
                   const char *err)
{
    struct said s = program_run(p);
    if (s.status != status || strstr(s.out, out) == NULL ||
        strstr(s.err, err) == NULL) {
        fail_msg("pbtui %s %s %s: status %d\nstdout: %s\nstderr: %s",
                 p->args[0], p->args[1], p->args[2] != NULL ? p->args[2] : "",
                 s.status, s.out, s.err);
    }
    said_clear(&s);
}

static const struct {
    const char *args[ARGS_MAX];
    int status;
    const char *out, *err;
} rows[] = {
    {{"figures", "R56", "--all-branches", "--branch", "离退休"},
     2,
     "",
     "E-APP-141"},
    {{"duties", "--all-branches", "--branch", "离退休"}, 2, "", "E-APP-141"},
    {{"list", "visits", "--all-branches", "--branch", "离退休"},
     2,
     "",
     "E-APP-141"},
    {{"figures", "--all-branches"}, 0, "各支部年终数字", ""},
    {{"figures", "R56", "--all-branches"},
     0,
     "2 个支部，1 个还没有，排在前面；其余按支部序号，不排名次。",
     ""},
    {{"figures", "R56", "--all-branches", "--rows"}, 0, "各支部 R56", ""},
    {{"figures", "R56", "--all-branches", "-F", "json"},
     0,
     "{\"branch\": \"离退休干部党支部（示例）\", \"code\": \"R56\","
     " \"name\": \"走访慰问\", \"item\": \"次数\", \"value\": 0,",
     ""},
    {{"figures", "R99", "--all-branches"}, 2, "", "E-APP-130"},
    {{"figures", "--all-branches", "--rows"}, 2, "", "E-APP-131"},
    {{"duties", "--all-branches"}, 1, "有缺，排在前面", ""},
    {{"duties", "--all-branches", "--year", "2026", "-F", "csv"},
     1,
     "离退休干部党支部（示例）,",
     ""},
    {{"duties", "--all-branches", "--year", "2010"},
     0,
     "这段时间账本里没有支部",
     ""},
    {{"list", "visits", "--all-branches"}, 0, "没有记录", ""},
    {{"list", "visits", "--all-branches", "-F", "json"},
     0,
     "\"branch\": \"离退休",
     ""},
    {{"list", "branches", "--all-branches"}, 0, "这本台账不分支部。", ""},
    {{"list", "roster", "--all-branches"}, 0, "2 个支部", ""},
    {{"list", "events", "--half", "1"}, 0, "2026-01-01至2026-06-30", ""},
    {{"list", "events", "--half", "2025-H2"}, 0, "2025-07-01至2025-12-31", ""},
    {{"list", "events", "--half", "3"}, 2, "", "E-DATE-017"},
    {{"list", "events", "--half", "1", "--year", "2026"}, 2, "", "E-APP-052"},
    {{"rates", "--half", "下半年"}, 0, "2026-07-01 至 2026-12-31", ""},
    {{"report", "half-year"}, 0, "2026年下半年党建工作小结", ""},
    {{"report", "half-year", "--half", "1"}, 0, "2026年上半年", ""},
    {{"report", "半年小结", "--quarter", "2026-Q2"}, 0, "2026年二季度", ""},
    {{"report", "half-year", "--from", "2026-02-01", "--to", "2026-05-31"},
     0,
     "2026年2月1日至2026年5月31日",
     ""},
    {{"report", "half-year", "--as-of", "2026-05-20"}, 0, "2026年上半年", ""},
    {{"report", "half-year", "--year", "2026"}, 2, "", "E-OUTLINE-003"},
    {{"report", "half-year", "--half", "1", "--quarter", "2026-Q1"},
     2,
     "",
     "E-APP-052"},
    {{"report", "half-year", "--from", "2025-11-01", "--to", "2026-02-01"},
     2,
     "",
     "E-OUTLINE-001"},
    {{"report", "annual-summary", "--half", "1"}, 2, "", "E-OUTLINE-002"},
    {{"report", "annual-summary", "--year", "2026"}, 0, "2026年度", ""},
};

TEST(cli_of_all_branches_and_parts_of_a_year)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct program p = {.db = program_sample()};
        memcpy(p.args, rows[i].args, sizeof p.args);
        expect(&p, rows[i].status, rows[i].out, rows[i].err);
    }
}
