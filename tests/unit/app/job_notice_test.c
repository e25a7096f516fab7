/* What is told beside a result: one line each, whatever the text holds. */
#include "unit.h"

#include <string.h>
#include <unistd.h>

#include "../../../src/app/job.h"
#include "pbtui/base/mem.h"

#define SAID_MAX 400

static const char *said(const char *text, char out[SAID_MAX])
{
    int ends[2];
    int kept = dup(STDERR_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
    job_notice(text);
    assert_true(dup2(kept, STDERR_FILENO) >= 0);
    close(kept);
    close(ends[1]);
    ssize_t n = read(ends[0], out, SAID_MAX - 1);
    close(ends[0]);
    out[n < 0 ? 0 : n] = '\0';
    return out;
}

TEST(a_notice_is_one_line)
{
    static const struct {
        const char *text, *line;
    } rows[] = {
        {"下一步已经到期", "注意：下一步已经到期\n"},
        {"第一句。\n第二句。", "注意：第一句。 第二句。\n"},
        {"第一句。\n第二句。\n", "注意：第一句。 第二句。\n"},
        {"一\n二\n三\n", "注意：一 二 三\n"},
        {"只有一句\n", "注意：只有一句\n"},
    };
    char out[SAID_MAX];
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_string_equal(said(rows[i].text, out), rows[i].line);
    }
}

/* What a terminal would obey is not passed on to it. */
TEST(a_notice_does_not_command_the_terminal)
{
    char out[SAID_MAX];
    said("名字\x1b[2J完", out);
    assert_null(strchr(out, '\x1b'));
    assert_non_null(strstr(out, "完\n"));
}
