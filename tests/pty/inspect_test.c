/* An inspection that takes long enough for its progress bar to be painted: what
   was found before is painted below it. */
#include "desk.h"

#include "unit.h"

#include "pbtui/base/file.h"

#include <string.h>

/* Counts for longer than a progress bar waits. */
static const char rule[] =
    "-- A1 慢的规则\n-- group = 试验\n-- weight = 轻\n-- basis = 试验\n"
    "-- remedy = 等一等\n"
    "with recursive n (i) as (select 1 union all select i + 1 from n"
    " where i < 2000000)\n"
    "select '' as book, 0 as id, '2026-01-01' as date,"
    " '数到 ' || (select max(i) from n) as text\n";

TEST(an_inspection_that_takes_long_is_painted_and_can_be_stopped)
{
    struct desk d;
    struct strbuf path;
    desk_open(&d);
    sb_init(&path);
    sb_addf(&path, "%s/config/pbtui/inspect", d.home);
    assert_true(file_make_dirs(path.s, NULL));
    sb_add(&path, "/A1.sql");
    assert_true(file_write(path.s, rule, strlen(rule), FILE_NEW, NULL));
    sb_clear(&path);
    desk_sample(&d);
    struct pty *p = desk_start(&d, 24, 80);
    pty_expect(p, "F8 体检");
    pty_key(p, "kf8");
    pty_expect(p, "数到 2000000");
    for (int i = 0; i < 3; i++) {
        pty_key(p, "kend");
        pty_key(p, "kf5");
        pty_expect(p, "逐条检查");
        pty_expect(p, "90 条规则");
    }
    pty_key(p, "kf5");
    pty_expect(p, "逐条检查");
    pty_type(p, "\x1b");
    pty_expect(p, "没有做完就停止了");
    pty_key(p, "kf6"); /* nothing that could pass for a clean bill */
    pty_expect(p, "不能打印");
    pty_key(p, "kf5");
    pty_expect(p, "90 条规则");
    desk_quit(p);
}
