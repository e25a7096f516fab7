/* Files beside a ledger: found missing or changed, taken along by a backup. */
#include "support.h"

#include "unit.h"

#include "pbtui/base/file.h"
#include "pbtui/ledger/attachments.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/org.h"
#include "pbtui/store/attach.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void open_on_disk(struct fixture *f, char path[256], const char *name)
{
    struct org_first first = {"中共示例县商务局支部委员会（示例）",
                              date_of(2015, 6, 1), true, 2};
    struct err err = ERR_INIT;
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    memset(f, 0, sizeof *f);
    snprintf(path, 256, "%s/%s", unit_tmp(), name);
    if (!session_create(&f->session, path, "测试", &first, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    f->book = &f->session.book;
}

TEST(attachments_are_checked_and_go_along)
{
    struct fixture f;
    char path[256];
    char photo[256];
    char to[300];
    struct meeting m;
    struct err err = ERR_INIT;
    open_on_disk(&f, path, "files.db");
    fixture_member(&f, "张示例", "1980-01-01", "2005-07-01", "2006-07-01");
    snprintf(photo, sizeof photo, "%s/照片.jpg", unit_tmp());
    assert_true(file_write(photo, "abc", 3, FILE_NEW, &err));
    assert_true(meeting_new(&m, f.book, &f.arena, "themeday", 0,
                            date_of(2026, 5, 7), &err));
    assert_non_null(meeting_add_file(&m, photo, &err));
    if (!meeting_save(&m, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_string_equal(record_text(&m.files.v[0].now, ATTACHMENT_KIND), "2");

    struct attachment_fault *faults;
    size_t n;
    assert_true(attachments_check(f.book, &f.arena, &faults, &n, &err));
    assert_int_equal(n, 0);

    snprintf(to, sizeof to, "%s.copy", path);
    assert_true(db_backup(f.session.db, to, &err));
    if (!attachments_copy(f.book, to, &n, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_int_equal(n, 1);
    struct session copy;
    assert_true(session_open(&copy, to, DB_READ, "测试", &err));
    assert_true(attachments_check(&copy.book, &f.arena, &faults, &n, &err));
    assert_int_equal(n, 0);
    session_close(&copy);

    struct strbuf kept;
    sb_init(&kept);
    assert_true(attach_path(
        f.session.db, record_text(&m.files.v[0].now, ATTACHMENT_HASH), &kept));
    assert_int_equal(unlink(kept.s), 0);
    sb_clear(&kept);
    assert_true(attachments_check(f.book, &f.arena, &faults, &n, &err));
    assert_int_equal(n, 1);
    assert_non_null(strstr(faults[0].text, "照片.jpg"));

    /* Taken out of the record: it is asked for no more. */
    meeting_drop(&m.files, 0);
    assert_true(meeting_save(&m, NULL, &err));
    assert_true(attachments_check(f.book, &f.arena, &faults, &n, &err));
    assert_int_equal(n, 0);
    fixture_close(&f);
}
