/* A file between branches: whose spell of membership makes a helper, who may
   write on when the person has left, and what reading shows then. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

static bool begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

static int64_t worked(struct file_desk *d, int to)
{
    file_desk_open(d);
    int64_t p = desk_applicant(d, "陈方", "2022-03-15");
    desk_worked(d, p, to);
    return p;
}

static int64_t other_branch(struct file_desk *d)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_branch, d->b, d->a);
    fixture_type(&d->f, &r, "name", "中共示例县商务局第二支部委员会（示例）");
    fixture_type(&d->f, &r, "founded_on", "2015-06-01");
    if (!ledger_apply(d->b, d->a, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r.id;
}

static void leave(struct file_desk *d, int64_t person, const char *on,
                  const char *kind)
{
    struct stmt st;
    stmt_open(&st, d->b->db,
              SQL("update member set to_on = :day, out_kind = :kind"
                  " where person_id = :id and to_on is null"));
    stmt_text(&st, ":day", on);
    stmt_text(&st, ":kind", codes_find("out_kind", kind));
    stmt_int(&st, ":id", person);
    assert_true(stmt_run(&st, NULL));
}

static void come(struct file_desk *d, int64_t person, int64_t branch,
                 const char *on)
{
    struct stmt st;
    stmt_open(&st, d->b->db,
              SQL("insert into member (ver, person_id, branch_id, from_on,"
                  " in_kind) values (1, :id, :branch, :day, '31')"));
    stmt_int(&st, ":id", person);
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":day", on);
    assert_true(stmt_run(&st, NULL));
}

static void move(struct file_desk *d, int64_t person, int64_t branch,
                 const char *on)
{
    leave(d, person, on, "转出组织关系");
    come(d, person, branch, on);
}

/* ---- who helps ------------------------------------------------------------
 */

static const char *name_contact(struct file_desk *d, int64_t p, int64_t who,
                                const char *on)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    struct record h = record_new(&ledger_helper, d->b, d->a);
    record_set_text(&h, HELPER_ROLE, ROLE_CONTACT);
    record_set_int(&h, HELPER_PERSON, who);
    record_set_text(&h, HELPER_FROM, on);
    assert_true(pipeline_put(&f, &h, &err));
    struct record r = desk_step(d, &f, 5, desk_day("2022-10-10"), "");
    return pipeline_step_save(&f, &r, NULL, &err)
               ? ""
               : arena_printf(d->a, "%s %s", err.code, err.text);
}

TEST(a_helper_is_a_member_here_on_that_day)
{
    static const struct {
        const char *left, *back; /* of this branch; in the other in between */
        const char *from, *said;
    } rows[] = {
        {NULL, NULL, "2022-10-10", ""},
        {"2022-10-11", NULL, "2022-10-10", ""},
        {"2022-10-10", NULL, "2022-10-10", "已经不在本支部"},
        {"2020-01-10", NULL, "2022-10-10", "已经不在本支部"},
        {"2020-01-10", "2022-10-10", "2022-10-10", ""},
        {"2020-01-10", "2022-10-11", "2022-10-10", "已经不在本支部"},
        {"2020-01-10", "2023-10-11", "2019-10-10", "已经不在本支部"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = worked(&d, 4), second = other_branch(&d);
        if (rows[i].left != NULL) {
            move(&d, d.member[3], second, rows[i].left);
        }
        if (rows[i].back != NULL) {
            move(&d, d.member[3], d.b->branch, rows[i].back);
        }
        const char *said = name_contact(&d, p, d.member[3], rows[i].from);
        if (rows[i].said[0] == '\0' ? said[0] != '\0'
                                    : strstr(said, rows[i].said) == NULL) {
            fail_msg("%zu: %s", i, said);
        }
        file_desk_close(&d);
    }
}

TEST(a_member_of_another_branch_does_not_help_here)
{
    struct file_desk d;
    int64_t p = worked(&d, 4), second = other_branch(&d);
    struct stmt st;
    stmt_open(&st, d.b->db,
              SQL("update member set branch_id = :branch where person_id ="
                  " :id"));
    stmt_int(&st, ":branch", second);
    stmt_int(&st, ":id", d.member[3]);
    assert_true(stmt_run(&st, NULL));
    const char *said = name_contact(&d, p, d.member[3], "2022-10-10");
    assert_non_null(strstr(said, "当日不是本支部的正式党员"));
    file_desk_close(&d);
}

/* Left and taken in again on the same day he never stopped. */
TEST(spells_that_meet_are_one)
{
    struct file_desk d;
    int64_t p = worked(&d, 4);
    move(&d, d.member[3], d.b->branch, "2022-10-09");
    assert_string_equal(name_contact(&d, p, d.member[3], "2022-01-10"), "");
    file_desk_close(&d);
}

TEST(steps_of_the_old_branch_stand_in_the_new_one_and_its_helpers_go)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 5), second = other_branch(&d);
    struct stmt st;
    stmt_open(&st, d.b->db,
              SQL("update person set home_id = :branch where id = :id"));
    stmt_int(&st, ":branch", second);
    stmt_int(&st, ":id", p);
    assert_true(stmt_run(&st, &err));
    d.b->branch = second;
    struct pipeline_file f = desk_file(&d, p);
    struct record r = record_copy(&f.head, d.a), was = f.head;
    record_set_text(&r, CANDIDACY_NOTE, "接着培养");
    assert_true(ledger_apply(d.b, d.a, &r, &was, NULL, &err));
    f = desk_file(&d, p);
    assert_int_equal(record_int(&f.head, CANDIDACY_BRANCH), second);
    assert_string_equal(record_text(&f.head, CANDIDACY_MOVED), "2026-11-20");
    assert_int_equal(f.now.steps[5].state, STEP_DONE);
    assert_int_equal(f.facts.helpers[0].full.to, desk_day("2026-11-20"));
    file_desk_close(&d);
}

/* ---- who writes on --------------------------------------------------------
 */

TEST(the_old_branch_writes_no_more_and_the_new_one_goes_on)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 18);
    int64_t first = d.b->branch, second = other_branch(&d);
    move(&d, p, second, "2024-06-01");
    const char *said = desk_take_step(&d, p, 20, desk_day("2024-05-10"), "");
    assert_true(begins(said, "E-PIPE-241"));
    assert_non_null(strstr(said, "第二支部"));
    assert_true(begins(desk_back(&d, p, 18), "E-PIPE-241"));
    struct pipeline_file f = desk_file(&d, p);
    assert_false(pipeline_end(&f, desk_day("2024-07-01"), END_MOVED,
                              "组织关系转出", &err));
    assert_string_equal(err.code, "E-PIPE-241");
    struct record r = record_copy(&f.head, d.a);
    record_set_text(&r, CANDIDACY_NOTE, "已转走");
    assert_false(ledger_apply(d.b, d.a, &r, &f.head, NULL, &err));
    assert_string_equal(err.code, "E-PIPE-241");
    struct record e = record_new(&ledger_step_entry, d.b, d.a);
    record_set_int(&e, STEP_ENTRY_FILE, f.head.id);
    record_set_text(&e, STEP_ENTRY_KIND, codes_find("step_entry", "思想汇报"));
    record_set_text(&e, STEP_ENTRY_ON, "2024-05-30");
    record_set_text(&e, STEP_ENTRY_CONTENT, "学习党章的体会");
    assert_false(ledger_apply(d.b, d.a, &e, NULL, NULL, &err));
    assert_string_equal(err.code, "E-PIPE-241");
    /* Read it may, and the new one write. */
    assert_int_equal(f.steps[18].id != 0, true);
    d.b->branch = second;
    assert_string_equal(desk_take_step(&d, p, 20, desk_day("2024-06-10"), ""),
                        "");
    f = desk_file(&d, p);
    assert_string_equal(record_text(&f.head, CANDIDACY_MOVED), "2024-06-01");
    d.b->branch = first;
    assert_true(begins(desk_back(&d, p, 20), "E-PIPE-206"));
    file_desk_close(&d);
}

/* Gone to a unit that is not in this ledger. */
TEST(what_happened_after_he_left_is_not_written_here)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 18);
    leave(&d, p, "2024-06-01", "转出组织关系");
    assert_true(begins(desk_take_step(&d, p, 20, desk_day("2024-06-01"), ""),
                       "E-PIPE-242"));
    assert_string_equal(desk_take_step(&d, p, 20, desk_day("2024-05-31"), ""),
                        "");
    struct pipeline_file f = desk_file(&d, p);
    assert_true(pipeline_end(&f, desk_day("2024-06-01"), END_MOVED,
                             "组织关系转出", &err));
    file_desk_close(&d);
}

/* The spell that ends with the cancellation is that of the branch. */
TEST(the_new_branch_cancels_in_its_own_spell)
{
    struct file_desk d;
    int64_t p = worked(&d, 18), second = other_branch(&d);
    move(&d, p, second, "2024-06-01");
    d.b->branch = second;
    for (int i = 0; i < 3; i++) {
        int64_t id = fixture_member(&d.f, arena_printf(d.a, "另%c", 'A' + i),
                                    "1980-01-01", "2005-07-01", "2006-07-01");
        assert_true(id != 0);
    }
    assert_string_equal(
        desk_take_step(&d, p, 23, desk_day("2024-09-05"), RESULT_CANCELLED),
        "");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2024-10-08"), ""),
                        "");
    assert_string_equal(
        desk_text(&d,
                  SQL("select group_concat(branch_id || ':' || to_on || ':'"
                      " || out_kind, ' ') from (select * from member"
                      " where person_id = :id order by from_on)"),
                  p),
        arena_printf(d.a, "1:2024-06-01:41 %lld:2024-10-08:76",
                     (long long)second));
    file_desk_close(&d);
}

static struct record thought(struct file_desk *d, int64_t file, const char *on)
{
    struct record e = record_new(&ledger_step_entry, d->b, d->a);
    record_set_int(&e, STEP_ENTRY_FILE, file);
    record_set_text(&e, STEP_ENTRY_KIND, codes_find("step_entry", "思想汇报"));
    record_set_text(&e, STEP_ENTRY_ON, on);
    record_set_text(&e, STEP_ENTRY_CONTENT, "学习党章的体会");
    return e;
}

static bool save_plain(struct file_desk *d, struct pipeline_file *f,
                       struct err *err)
{
    struct record e = thought(d, f->head.id, "2024-06-30");
    return ledger_apply(d->b, d->a, &e, NULL, NULL, err);
}

static bool save_with_papers(struct file_desk *d, struct pipeline_file *f,
                             struct err *err)
{
    struct record e = thought(d, f->head.id, "2024-06-30");
    return pipeline_entry_save(f, &e, err);
}

/* Whatever is written first by the new branch takes the file along. */
TEST(a_part_of_the_file_takes_it_along)
{
    static bool (*const ways[])(struct file_desk * d, struct pipeline_file * f,
                                struct err * err) = {save_plain,
                                                     save_with_papers};
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        struct file_desk d;
        struct err err = ERR_INIT;
        struct pipeline_board board;
        int64_t p = worked(&d, 18), first = d.b->branch;
        int64_t second = other_branch(&d);
        move(&d, p, second, "2024-06-01");
        d.b->branch = second;
        struct pipeline_file f = desk_file(&d, p);
        if (!ways[i](&d, &f, &err)) {
            fail_msg("%zu: %s %s", i, err.code, err.text);
        }
        f = desk_file(&d, p);
        assert_int_equal(record_int(&f.head, CANDIDACY_BRANCH), second);
        assert_string_equal(record_text(&f.head, CANDIDACY_MOVED),
                            "2024-06-01");
        assert_true(pipeline_board(&board, d.b, d.a, &err));
        assert_int_equal(board.n, 1);
        d.b->branch = first;
        assert_true(pipeline_board(&board, d.b, d.a, &err));
        assert_int_equal(board.n, 0);
        file_desk_close(&d);
    }
}
