/* Times what the board of 发展党员, the first screen and the papers of a month
   and a year wait for, on a ledger in memory with so many files, each with most
   of its steps, a dozen entries, twenty papers and two helpers; and the search
   for the topics about one of them in a meeting of thousands.

   Lines as timing.h says.  Time is the processor's. */
#include <stdio.h>

#include "timing.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/outlook.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/ledger/session.h"
#include "pbtui/report/source.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#define LEAST_STEPS 5
#define MORE_STEPS  20
#define DAYS_APART  21
#define ENTRIES     12
#define PAPERS      20
#define TOPICS      3000

struct bench {
    struct session s;
    struct arena arena; /* reset before each time */
    size_t rows;
};

/* ---- files ------------------------------------------------------------ */

static bool put(struct db *db, const char *sql, int64_t file, int n,
                const char *day, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db, sql);
    stmt_int(&st, ":file", file);
    stmt_int(&st, ":n", n);
    stmt_text(&st, ":day", day);
    return stmt_run(&st, err);
}

static bool put_parts(struct db *db, int64_t file, int first, int last,
                      struct err *err)
{
    char day[11];
    bool ok = true;
    for (int no = 1; ok && no <= last; no++) {
        ok = put(db,
                 SQL("insert into step (ver, candidacy_id, no, round, on_day,"
                     " result, elsewhere, entered_on) values (1, :file, :n, 1,"
                     " :day, case :n when 8 then '01' when 10 then '03'"
                     " when 13 then '03' when 15 then '05' when 17 then '07'"
                     " end, 0, :day)"),
                 file, no, date_text(first + no * DAYS_APART, day), err);
    }
    for (int i = 1; ok && i <= ENTRIES; i++) {
        ok = put(db,
                 SQL("insert into step_entry (ver, candidacy_id, kind, on_day)"
                     " values (1, :file, case :n % 3 when 0 then '2'"
                     " else '1' end, :day)"),
                 file, i, date_text(first + i * 3 * DAYS_APART, day), err);
    }
    for (int i = 1; ok && i <= PAPERS; i++) {
        ok = put(
            db,
            SQL("insert into paper (ver, candidacy_id, no, name, copies,"
                " round, on_day) values (1, :file, :n, '材料', 1, 1, :day)"),
            file, i, date_text(first, day), err);
    }
    for (int i = 1; ok && i <= 2; i++) {
        ok = put(db,
                 SQL("insert into helper (ver, candidacy_id, role, person_id,"
                     " from_on, kin) values (1, :file, '1', 1, :day, :n * 0)"),
                 file, i, date_text(first, day), err);
    }
    return ok;
}

static bool put_file(struct db *db, int i, struct err *err)
{
    char day[11];
    int first = date_of(2024, 1 + i % 12, 5);
    date_text(first, day);
    return put(db,
               SQL("insert into person (ver, name, name_key, ord, birth_on,"
                   " home_id, apply_on) values (:file, '甲' || :n, '', 1,"
                   " '1994-06-12', 1, :day)"),
               1, i, day, err) &&
           put(db,
               SQL("insert into candidacy (ver, branch_id, person_id, origin,"
                   " note) values (:file, 1, (select max(id) from person),"
                   " '1', :day || :n)"),
               1, i, day, err) &&
           put_parts(db, stmt_last_id(db), first, LEAST_STEPS + i % MORE_STEPS,
                     err);
}

static bool put_files(struct db *db, int from, int n, struct err *err)
{
    bool ok = tx_begin(db, TX_WRITE, err);
    for (int i = from; ok && i < n; i++) {
        ok = put_file(db, i, err);
    }
    return ok && tx_commit(db, err);
}

/* One meeting of thousands of topics, all of which name 甲100. */
static bool put_meeting(struct db *db, struct err *err)
{
    bool ok = tx_begin(db, TX_WRITE, err) &&
              put(db,
                  SQL("insert into event (ver, branch_id, kind, state, on_day,"
                      " title, for_year, entered_on, n_due, n_present,"
                      " n_online, n_leave, n_absent, valid) values (1, 1,"
                      " 'branch.meeting', '2', :day, 'file ' || :file, 2026,"
                      " :day, :n, 0, 0, 0, 0, 1)"),
                  0, 0, "2026-11-02", err) &&
              put(db,
                  SQL("insert into event_kind (ver, event_id, ord, kind,"
                      " branch_id, on_day, for_year, counted, late)"
                      " select 1, max(id), 1 + :n, 'branch.meeting',"
                      " 1 + :file, :day, 2026, 1, 0"
                      " from event"),
                  0, 0, "2026-11-02", err);
    for (int i = 0; ok && i < TOPICS; i++) {
        ok = put(db,
                 SQL("insert into agenda (ver, event_id, ord, topic) select 1,"
                     " max(id), :n, '听取甲100的汇报' || :day || :file"
                     " from event"),
                 0, i, "2026-11-02", err);
    }
    return ok && tx_commit(db, err);
}

/* ---- work ------------------------------------------------------------- */

static bool read_board(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct pipeline_board board;
    arena_reset(&b->arena);
    bool ok = pipeline_board(&board, &b->s.book, &b->arena, err);
    b->rows = ok ? board.n : 0;
    return ok;
}

static bool read_outlook(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct outlook o;
    arena_reset(&b->arena);
    bool ok = outlook_of(&b->s.book, &b->arena, &o, err);
    b->rows = ok ? o.n_due : 0;
    return ok;
}

static bool hold(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct pipeline_board board;
    const struct pipeline_if *list;
    arena_reset(&b->arena);
    bool ok = pipeline_board(&board, &b->s.book, &b->arena, err);
    b->rows = ok ? pipeline_if_held(&board, &b->s.book, &b->arena,
                                    b->s.book.today, &list)
                 : 0;
    return ok;
}

static bool gather(struct bench *b, const char *source, struct span span,
                   struct err *err)
{
    struct form_data d;
    struct form_ask ask = {.book = &b->s.book, .span = span};
    arena_reset(&b->arena);
    form_data_init(&d, &b->arena);
    bool ok = source_gather(source_find(source), &ask, &d, err);
    b->rows = ok;
    return ok;
}

static bool read_month(void *ctx, struct err *err)
{
    return gather(ctx, "pipeline_month", span_of_month(month_make(2026, 2)),
                  err);
}

static bool read_rolls(void *ctx, struct err *err)
{
    return gather(ctx, "pipeline_rolls", span_of_year(2025), err);
}

static bool find_topics(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct pipeline_file f;
    const struct pipeline_choice *list;
    arena_reset(&b->arena);
    bool ok = pipeline_read(&f, &b->s.book, &b->arena, 101, err);
    b->rows = ok ? pipeline_meetings(&f, AT_ACCEPT, &list) : 0;
    return ok;
}

static void tell(struct bench *b, const char *what, int target,
                 bool (*work)(void *, struct err *))
{
    const struct timing t = {
        what, TIMING_MOST, target, CLOCK_PROCESS_CPUTIME_ID,
        work, NULL,        b,      &b->rows};
    timing_tell(&t);
}

int main(void)
{
    struct bench b = {0};
    struct err err = ERR_INIT;
    const struct org_first first = {"示例党支部（示例）", date_of(2015, 6, 1),
                                    true, 2};
    if (!session_create(&b.s, NULL, "bench", &first, &err) ||
        !put_files(b.s.db, 0, 30, &err)) {
        fprintf(stderr, "board: %s %s %s\n", err.code, err.text, err.detail);
        return 1;
    }
    tell(&b, "first screen, 30 files", 16, read_outlook);
    tell(&b, "board, 30 files", 16, read_board);
    if (!put_files(b.s.db, 30, 200, &err) || !put_meeting(b.s.db, &err)) {
        fprintf(stderr, "board: %s %s %s\n", err.code, err.text, err.detail);
        return 1;
    }
    tell(&b, "first screen, 200 files", 100, read_outlook);
    tell(&b, "board, 200 files", 100, read_board);
    tell(&b, "if a meeting is held, 200 files", 200, hold);
    tell(&b, "a month on paper, 200 files", 16, read_month);
    tell(&b, "the books of a year on paper, 200 files", 150, read_rolls);
    tell(&b, "a meeting to link, of 3000 topics", 16, find_topics);
    session_close(&b.s);
    arena_clear(&b.arena);
    return 0;
}
