/* `collect`: 党费 of a month.  Without further words what everybody owes and
   has paid; with them money is taken, a sitting or the month is closed.

   Stages: the words are looked at (wrong ones cost no look into the ledger) →
   under one lock the month is opened when it has to be, and every step done
   through the doors of the screen → the sheet as it then is.  When one step is
   refused nothing of the call is written. */
#include "cmds.h"

#include "collect_sheet.h"
#include "collect_steps.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/periods.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

static bool writes(const struct collecting *c)
{
    return collect_takes(c) || collect_given(c, OPT_POST) ||
           collect_given(c, OPT_CLOSE);
}

/* ---- the words -------------------------------------------------------- */

static bool check_combination(const struct collecting *c, struct err *err)
{
    bool counts = collect_given(c, OPT_POST) || collect_given(c, OPT_CLOSE);
    bool pays = collect_has_names(c) || collect_given(c, OPT_LARGE);
    if ((collect_given(c, OPT_CASH) || collect_given(c, OPT_NOTES)) &&
        !counts) {
        return err_set(err, ERR_USAGE, "E-COLLECT-010",
                       "--cash 和 --notes 是点钞的数，要和 --post（本次入账）或"
                       " --close（本月结账）一起写。");
    }
    if (collect_given(c, OPT_POST) && collect_given(c, OPT_CLOSE)) {
        return err_set(err, ERR_USAGE, "E-COLLECT-011",
                       "--post 点的是本次收的现金，--close 点的是全部结存，两个"
                       "数不一样，请分两次写。");
    }
    if (collect_given(c, OPT_BY) && !pays) {
        return err_set(err, ERR_USAGE, "E-COLLECT-012",
                       "--by 是替写了姓名的人交款，请写出姓名。");
    }
    if ((collect_given(c, OPT_ON) || collect_given(c, OPT_METHOD) ||
         collect_given(c, OPT_PROOF)) &&
        !pays && !collect_given(c, OPT_ALL_DUE)) {
        return err_set(err, ERR_USAGE, "E-COLLECT-013",
                       "--on、--method 和 --proof 是收款的日期、方式和凭证号，"
                       "请写出收谁的（姓名或 --all-due）。");
    }
    if (collect_given(c, OPT_PROOF) && !collect_given(c, OPT_METHOD)) {
        return err_set(err, ERR_USAGE, "E-COLLECT-019",
                       "写了凭证号，还要用 --method 写明是转账还是线上；没有写"
                       "就是现金。");
    }
    return true;
}

static bool read_count(struct collecting *c, struct err *err)
{
    c->count = (struct dues_count){
        .counted = -1, .notes = collect_value(c, OPT_NOTES), .note = ""};
    return !collect_given(c, OPT_CASH) ||
           money_parse(collect_value(c, OPT_CASH), &c->count.counted, err) ||
           job_bad_option(OPT_CASH, err);
}

static bool read_way(struct collecting *c, struct err *err)
{
    const char *typed =
        collect_given(c, OPT_METHOD) ? collect_value(c, OPT_METHOD) : PAY_CASH;
    c->way = codes_find("pay_way", typed);
    return c->way != NULL ||
           err_set(err, ERR_USAGE, "E-COLLECT-014",
                   "没有“%s”这种交款方式，请写现金、转账或线上。", typed);
}

/* A word that is no month is a wrong command line, not a rule of the data. */
static bool read_days(struct collecting *c, struct err *err)
{
    c->on = c->book->today;
    if (!month_parse(c->job->args.words[0], month_of(c->book->today), &c->month,
                     err)) {
        if (err != NULL) {
            err->kind = ERR_USAGE;
        }
        return false;
    }
    return !collect_given(c, OPT_ON) ||
           date_parse(collect_value(c, OPT_ON), c->book->today, &c->on, err) ||
           job_bad_option(OPT_ON, err);
}

/* ---- all of it -------------------------------------------------------- */

static bool run_steps(struct collecting *c, struct err *err)
{
    if (!writes(c)) {
        return true;
    }
    if (!tx_begin(c->book->db, TX_WRITE, err)) {
        return false;
    }
    if (!tx_end(c->book->db, collect_steps(c, err), err)) {
        return false;
    }
    c->job->saved = true;
    return true;
}

/* Programs read the rows only; what was done is for the clerk. */
static bool show(struct collecting *c, enum table_format format,
                 struct err *err)
{
    struct dues_sheet sheet;
    struct table t;
    char words[32];
    if (!dues_sheet_read(c->book, c->arena, c->month, &sheet, err)) {
        return false;
    }
    if (sheet.opened_on == DATE_NONE) {
        return err_set(err, ERR_RULE, "E-COLLECT-018",
                       "%s的党费还没有启动收缴；收款时自动启动，只启动用"
                       " --refresh。",
                       period_words(c->month, words));
    }
    if (format == TABLE_TEXT) {
        job_say(c->job, "%s", c->notes.s);
    }
    c->job->found = !writes(c) && sheet.sums.n_open > 0;
    collect_sheet_table(&t, c->arena, &sheet);
    return job_table(c->job, &t, err);
}

bool cmd_collect(struct job *job, struct err *err)
{
    struct collecting c = {.job = job,
                           .book = &job->session.book,
                           .arena = &job->arena,
                           .reason = ""};
    enum table_format format;
    if (!job_format(job, &format, err) || !check_combination(&c, err) ||
        !read_count(&c, err) || !read_way(&c, err) ||
        !job_open(job, writes(&c), err) || !read_days(&c, err)) {
        return false;
    }
    c.reason = collect_value(&c, OPT_REASON);
    sb_init(&c.notes);
    bool ok = run_steps(&c, err) && show(&c, format, err);
    sb_clear(&c.notes);
    return ok;
}
