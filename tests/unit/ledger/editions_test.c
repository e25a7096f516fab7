/* Editions: the same pages are the same edition, others the next one; what has
   changed since the first is counted; pages are kept, checked and taken along
   by a backup; nothing is undone. */
#include "meeting_fixture.h"

#include "unit.h"

#include "pbtui/ledger/attachments.h"
#include "pbtui/ledger/editions.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/attach.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct edition_of october = {
    .form = "month",
    .ask = "2026-10-01..2026-10-31",
    .title = "2026 年 10 月台账",
    .span = {20727, 20757},
};

static void open_on_disk(struct fixture *f, const char *name)
{
    char path[256];
    struct org_first first = {"中共示例县商务局支部委员会（示例）",
                              date_of(2015, 6, 1), true, 2};
    struct err err = ERR_INIT;
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    memset(f, 0, sizeof *f);
    snprintf(path, sizeof path, "%s/%s", unit_tmp(), name);
    if (!session_create(&f->session, path, "测试", &first, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    f->book = &f->session.book;
}

/* Prints pages that say this; the edition they became. */
static struct edition print(struct fixture *f, const struct edition_of *of,
                            const char *says, bool *is_new)
{
    char digest[ATTACH_HASH_CHARS + 1];
    struct edition e;
    struct err err = ERR_INIT;
    struct edition head;
    attach_digest(says, strlen(says), digest);
    if (!edition_head(f->book, &f->arena, &head, &err) ||
        !edition_next(f->book, &f->arena, of, &head, digest, is_new, &e,
                      &err) ||
        (*is_new &&
         !edition_put(f->book, &f->arena, of, &e, says, strlen(says), &err))) {
        fail_msg("%s %s", err.code, err.text);
    }
    return e;
}

static struct meeting hold(struct fixture *f, int day)
{
    struct meeting m = meeting_make(f, "themeday", day);
    meeting_saved(&m);
    return m;
}

TEST(edition_is_new_when_it_says_something_else)
{
    struct fixture f;
    bool is_new;
    assert_int_equal(october.span.from, date_of(2026, 10, 1));
    assert_int_equal(october.span.to, date_of(2026, 10, 31));
    open_on_disk(&f, "editions.db");
    meeting_members(&f, 3);
    struct meeting m = hold(&f, date_of(2026, 10, 20));
    struct edition one = print(&f, &october, "第一份", &is_new);
    assert_true(is_new);
    assert_int_equal(one.nr, 1);
    assert_int_equal(one.corrections, 0);
    assert_string_equal(one.on, "2026-11-20");
    /* Something else moves the head of the audit; the paper stays. */
    hold(&f, date_of(2026, 9, 10));
    struct edition same = print(&f, &october, "第一份", &is_new);
    assert_false(is_new);
    assert_int_equal(same.nr, 1);
    assert_int_equal(same.seq, one.seq);
    assert_string_equal(same.code, one.code);
    assert_string_equal(same.on, one.on);
    assert_string_equal(same.by, "测试");
    /* September's is no correction of October. */
    fixture_type(&f, &m.event, "place", "县委党校");
    meeting_saved(&m);
    struct edition two = print(&f, &october, "第二份", &is_new);
    assert_true(is_new);
    assert_int_equal(two.nr, 2);
    assert_int_equal(two.corrections, 1);
    assert_string_not_equal(two.code, one.code);
    /* The first is still there, as it was. */
    bool found;
    struct edition first;
    struct strbuf pages;
    struct err err = ERR_INIT;
    assert_true(
        edition_read(f.book, &f.arena, &october, 1, &found, &first, &err));
    assert_true(found);
    sb_init(&pages);
    assert_true(edition_pages(f.book, &first, &pages, &err));
    assert_string_equal(pages.s, "第一份");
    sb_clear(&pages);
    assert_true(
        edition_read(f.book, &f.arena, &october, 3, &found, &first, &err));
    assert_false(found);
    fixture_close(&f);
}

/* ---- corrections ----------------------------------------------------------
 */

/* Prints once more, something else each time. */
static int corrections(struct fixture *f, const struct edition_of *of)
{
    static int n;
    char says[24];
    bool is_new;
    snprintf(says, sizeof says, "第 %d 份", ++n);
    return print(f, of, says, &is_new).corrections;
}

static void set_day(struct fixture *f, struct meeting *m, const char *day)
{
    fixture_type(f, &m->event, "on_day", day);
    meeting_saved(m);
}

TEST(edition_counts_a_meeting_that_left_or_came)
{
    struct fixture f;
    open_on_disk(&f, "left.db");
    meeting_members(&f, 3);
    struct meeting here = hold(&f, date_of(2026, 10, 20));
    struct meeting there = hold(&f, date_of(2026, 9, 10));
    assert_int_equal(corrections(&f, &october), 0);
    set_day(&f, &here, "2026-09-29");
    assert_int_equal(corrections(&f, &october), 1);
    /* Still no part of October, but it was. */
    fixture_type(&f, &here.event, "place", "县委党校");
    meeting_saved(&here);
    assert_int_equal(corrections(&f, &october), 2);
    fixture_type(&f, &there.event, "place", "县委党校");
    meeting_saved(&there);
    assert_int_equal(corrections(&f, &october), 2);
    /* Now it is part of October, with all that was done to it. */
    set_day(&f, &there, "2026-10-30");
    assert_int_equal(corrections(&f, &october), 4);
    fixture_close(&f);
}

static void set_person(struct fixture *f, int64_t id, const char *column,
                       const char *text)
{
    struct record old;
    struct err err = ERR_INIT;
    if (!record_read(&old, &ledger_people, f->book, &f->arena, id, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    struct record r = record_copy(&old, &f->arena);
    fixture_type(f, &r, column, text);
    if (!ledger_apply(f->book, &f->arena, &r, &old, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

TEST(edition_counts_changes_of_people_by_what_is_told)
{
    struct fixture f;
    open_on_disk(&f, "told.db");
    int64_t id = fixture_member(&f, "张示例", "1980-01-01", "2026-10-09", "");
    assert_int_equal(corrections(&f, &october), 0);
    set_person(&f, id, "unit", "县商务局");
    assert_int_equal(corrections(&f, &october), 0);
    set_person(&f, id, "join_on", "2026-10-12");
    assert_int_equal(corrections(&f, &october), 1);
    set_person(&f, id, "join_on", "2026-08-12");
    assert_int_equal(corrections(&f, &october), 2);
    fixture_close(&f);
}

TEST(edition_of_records_counts_theirs)
{
    struct fixture f;
    open_on_disk(&f, "theirs.db");
    meeting_members(&f, 3);
    struct meeting one = hold(&f, date_of(2026, 10, 20));
    struct meeting two = hold(&f, date_of(2026, 10, 10));
    struct meeting other = hold(&f, date_of(2026, 10, 11));
    const int64_t ids[] = {one.event.id, two.event.id};
    struct edition_of of = {.form = "meeting",
                            .ask = "id-1,2",
                            .title = "会议记录",
                            .table = "event",
                            .ids = ids,
                            .n_ids = 2};
    assert_int_equal(corrections(&f, &of), 0);
    fixture_type(&f, &other.event, "place", "县委党校");
    meeting_saved(&other);
    assert_int_equal(corrections(&f, &of), 0);
    fixture_type(&f, &two.event, "place", "县委党校");
    meeting_saved(&two);
    assert_int_equal(corrections(&f, &of), 1);
    fixture_close(&f);
}

/* ---- what they are ---------------------------------------------------------
 */

TEST(edition_code_is_the_head_it_was_printed_on)
{
    struct fixture f;
    bool is_new;
    struct audit_head head;
    char code[24];
    struct err err = ERR_INIT;
    open_on_disk(&f, "head.db");
    assert_true(audit_head(f.session.db, &head, &err));
    struct edition e = print(&f, &october, "x", &is_new);
    audit_code(&head, code);
    assert_string_equal(e.code, code);
    assert_int_equal(e.seq, head.seq);
    /* The note itself stands behind it. */
    assert_true(audit_head(f.session.db, &head, &err));
    assert_int_equal(head.seq, e.seq + 1);
    fixture_close(&f);
}

TEST(edition_of_another_month_branch_or_form_is_another)
{
    struct fixture f;
    bool is_new;
    open_on_disk(&f, "others.db");
    print(&f, &october, "x", &is_new);
    struct edition_of other = october;
    other.ask = "2026-09-01..2026-09-30";
    assert_int_equal(print(&f, &other, "x", &is_new).nr, 1);
    assert_true(is_new);
    other = october;
    other.form = "meeting";
    assert_int_equal(print(&f, &other, "x", &is_new).nr, 1);
    assert_true(is_new);
    f.book->branch += 1;
    print(&f, &october, "x", &is_new);
    assert_true(is_new);
    fixture_close(&f);
}

TEST(edition_is_refused_when_the_ledger_moved_on)
{
    struct fixture f;
    bool is_new;
    struct edition head;
    struct edition e;
    struct err err = ERR_INIT;
    open_on_disk(&f, "moved.db");
    assert_true(edition_head(f.book, &f.arena, &head, &err));
    assert_true(edition_next(f.book, &f.arena, &october, &head, "abc", &is_new,
                             &e, &err));
    fixture_member(&f, "张示例", "1980-01-01", "2005-07-01", "2006-07-01");
    assert_false(edition_put(f.book, &f.arena, &october, &e, "x", 1, &err));
    assert_string_equal(err.code, "E-PAPER-002");
    fixture_close(&f);
}

TEST(edition_is_never_undone)
{
    struct fixture f;
    bool is_new;
    struct change_info info;
    struct err err = ERR_INIT;
    open_on_disk(&f, "undo.db");
    fixture_member(&f, "张示例", "1980-01-01", "2005-07-01", "2006-07-01");
    print(&f, &october, "x", &is_new);
    assert_true(change_next_undo(f.session.db, &info));
    assert_non_null(strstr(info.label, "张示例"));
    assert_true(change_undo(f.session.db, &info, &err));
    print(&f, &october, "x", &is_new);
    assert_false(is_new);
    fixture_close(&f);
}

TEST(edition_pages_are_checked_and_go_along)
{
    struct fixture f;
    bool is_new;
    char to[300];
    size_t n;
    struct attachment_fault *faults;
    struct session copy;
    struct strbuf kept;
    struct err err = ERR_INIT;
    open_on_disk(&f, "kept.db");
    struct edition e = print(&f, &october, "留底", &is_new);
    assert_true(attachments_check(f.book, &f.arena, &faults, &n, &err));
    assert_int_equal(n, 0);
    snprintf(to, sizeof to, "%s/kept.copy", unit_tmp());
    assert_true(db_backup(f.session.db, to, &err));
    assert_true(attachments_copy(f.book, to, &n, &err));
    assert_int_equal(n, 1);
    assert_true(session_open(&copy, to, DB_READ, "测试", &err));
    assert_true(attachments_check(&copy.book, &f.arena, &faults, &n, &err));
    assert_int_equal(n, 0);
    session_close(&copy);
    sb_init(&kept);
    assert_true(attach_path(f.session.db, e.file, &kept));
    assert_int_equal(unlink(kept.s), 0);
    sb_reset(&kept);
    assert_true(attachments_check(f.book, &f.arena, &faults, &n, &err));
    assert_int_equal(n, 1);
    assert_non_null(strstr(faults[0].text, "印发"));
    assert_false(edition_pages(f.book, &e, &kept, &err));
    sb_clear(&kept);
    fixture_close(&f);
}
