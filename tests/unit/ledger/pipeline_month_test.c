/* Which files a span of days has to do with. */
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

/* Numbers of the people whose files were touched, apart by blanks. */
static const char *touched(struct file_desk *d, const char *from,
                           const char *to)
{
    int64_t *ids = NULL;
    size_t n = 0;
    struct err err = ERR_INIT;
    const char *all = "";
    struct span days = {from == NULL ? DATE_NONE : desk_day(from),
                        desk_day(to)};
    assert_true(pipeline_touched(d->b, d->a, days, &ids, &n, &err));
    for (size_t i = 0; i < n; i++) {
        all = arena_printf(
            d->a, "%s%s%s", all, i > 0 ? " " : "",
            desk_text(d,
                      SQL("select n.name from candidacy c join person n"
                          " on n.id = c.person_id where c.id = :id"),
                      ids[i]));
    }
    return all;
}

TEST(only_files_in_which_something_happened_are_touched)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    file_desk_open(&d);
    int64_t one = desk_applicant(&d, "陈方", worked_days[1]);
    int64_t other = desk_applicant(&d, "何平", "2026-10-09");
    desk_worked(&d, one, 10);
    struct pipeline_file f = desk_file(&d, other);
    struct record r = desk_step(&d, &f, 1, desk_day("2026-10-09"), "");
    assert_true(pipeline_step_save(&f, &r, NULL, &err));
    assert_string_equal(touched(&d, NULL, "2026-11-20"), "陈方 何平");
    assert_string_equal(touched(&d, worked_days[7], worked_days[7]), "陈方");
    assert_string_equal(touched(&d, "2026-10-09", "2026-10-09"), "何平");
    assert_string_equal(touched(&d, "2026-10-10", "2026-11-20"), "");
    assert_string_equal(touched(&d, "2026-10-01", "2026-10-08"), "");
    /* Its end touches a file. */
    f = desk_file(&d, other);
    assert_true(pipeline_end(&f, desk_day("2026-11-11"), END_WITHDRAWN,
                             "本人撤回申请", &err));
    assert_string_equal(touched(&d, "2026-11-11", "2026-11-11"), "何平");
    assert_string_equal(touched(&d, "2026-11-12", "2026-11-20"), "");
    file_desk_close(&d);
}

TEST(a_file_that_came_from_elsewhere_is_touched_on_that_day)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    file_desk_open(&d);
    int64_t one = desk_applicant(&d, "马晓燕", "2025-03-10");
    struct record head = record_new(&ledger_candidacy, d.b, d.a);
    record_set_int(&head, CANDIDACY_PERSON, one);
    record_set_text(&head, CANDIDACY_ORIGIN, ORIGIN_ELSEWHERE);
    record_set_text(&head, CANDIDACY_FROM, "邻县某局党支部（示例）");
    record_set_text(&head, CANDIDACY_CAME, "2026-11-02");
    record_set_text(&head, CANDIDACY_EXAMINED_ON, "2026-11-03");
    record_set_int(&head, CANDIDACY_EXAMINED_BY, d.member[0]);
    if (!ledger_apply(d.b, d.a, &head, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_string_equal(touched(&d, "2026-11-02", "2026-11-02"), "马晓燕");
    assert_string_equal(touched(&d, "2026-11-03", "2026-11-20"), "");
    file_desk_close(&d);
}

static void take_to(struct file_desk *d, int64_t person, int64_t branch,
                    const char *on)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, person);
    struct record head = record_copy(&f.head, d->a);
    struct apply_part part = {.r = &head, .old = &f.head, APPLY_ALONE};
    record_set_int(&head, CANDIDACY_BRANCH, branch);
    record_set_text(&head, CANDIDACY_MOVED, on);
    if (!ledger_apply_parts(d->b, d->a, &part, 1, "转来", NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static const char *touched_of(struct file_desk *d, int64_t branch,
                              const char *from, const char *to)
{
    int64_t was = d->b->branch;
    d->b->branch = branch;
    const char *all = touched(d, from, to);
    d->b->branch = was;
    return all;
}

/* Of the first branch to 2023-06-01, of the second to 2024-02-01, then of the
   first again. */
TEST(what_happened_stays_with_the_branch_of_its_day)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    struct pipeline_stays stays;
    file_desk_open(&d);
    int64_t first = d.b->branch;
    int64_t p = desk_applicant(&d, "陈方", worked_days[1]);
    desk_worked(&d, p, 18);
    struct record second = record_new(&ledger_branch, d.b, d.a);
    fixture_type(&d.f, &second, "name", "第二支部委员会（示例）");
    fixture_type(&d.f, &second, "founded_on", "2015-06-01");
    assert_true(ledger_apply(d.b, d.a, &second, NULL, NULL, &err));
    take_to(&d, p, second.id, "2023-06-01");
    assert_string_equal(touched_of(&d, first, NULL, "2023-05-31"), "陈方");
    assert_string_equal(touched_of(&d, first, "2023-06-01", "2026-11-20"), "");
    assert_string_equal(touched_of(&d, second.id, NULL, "2023-05-31"), "");
    assert_string_equal(touched_of(&d, second.id, "2023-06-01", "2026-11-20"),
                        "陈方");
    take_to(&d, p, first, "2024-02-01");
    int64_t file = desk_file(&d, p).head.id;
    assert_true(pipeline_read_stays(d.b, d.a, file, &stays, &err));
    assert_int_equal(stays.n, 3);
    assert_int_equal(pipeline_branch_on(&stays, desk_day("2023-05-31")), first);
    assert_int_equal(pipeline_branch_on(&stays, desk_day("2023-06-01")),
                     second.id);
    assert_int_equal(pipeline_branch_on(&stays, desk_day("2024-01-31")),
                     second.id);
    assert_int_equal(pipeline_branch_on(&stays, desk_day("2024-02-01")), first);
    /* A move that was undone was none. */
    take_to(&d, p, second.id, "2023-06-01");
    assert_true(pipeline_read_stays(d.b, d.a, file, &stays, &err));
    assert_int_equal(stays.n, 2);
    file_desk_close(&d);
}
