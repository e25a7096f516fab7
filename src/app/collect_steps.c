/* The steps of a call of `collect`, each through the door of the screen: the
   month is opened when it has to be, names, all that is due, 大额, a reason for
   being late, the sitting posted, the month closed. */
#include "collect_steps.h"

#include <inttypes.h>
#include <string.h>

#include "collect_words.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/periods.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "resolve.h"

bool collect_given(const struct collecting *c, enum cli_option_id id)
{
    return args_given(&c->job->args, id);
}

const char *collect_value(const struct collecting *c, enum cli_option_id id)
{
    const char *s = c->job->args.value[id];
    return s == NULL ? "" : s;
}

bool collect_has_names(const struct collecting *c)
{
    return c->job->args.n_words > 1;
}

/* What may open the month. */
bool collect_takes(const struct collecting *c)
{
    return collect_has_names(c) || collect_given(c, OPT_ALL_DUE) ||
           collect_given(c, OPT_LARGE) || collect_given(c, OPT_DELAY) ||
           collect_given(c, OPT_REFRESH);
}

/* Read once, for who pays does not change within a call. */
static bool read_sheet(struct collecting *c, struct err *err)
{
    struct dues_sheet *sheet = arena_array(c->arena, 1, sizeof *sheet);
    if (c->sheet == NULL) {
        if (!dues_sheet_read(c->book, c->arena, c->month, sheet, err)) {
            return false;
        }
        c->sheet = sheet;
    }
    return true;
}

static bool is_payer(void *ctx, int64_t person)
{
    const struct collecting *c = ctx;
    const struct dues_sheet *sheet = c->sheet;
    for (size_t i = 0; i < sheet->n; i++) {
        if (sheet->rows[i].person == person) {
            return true;
        }
    }
    return false;
}

/* Of several that a few letters fit, it is the one who pays that month. */
static bool find_person(struct collecting *c, const char *name, int64_t *id,
                        struct err *err)
{
    const struct resolve_among payers = {is_payer, c};
    return read_sheet(c, err) &&
           resolve_person(c->book, c->arena, name, &payers, id, err);
}

/* ---- telling ---------------------------------------------------------- */

static const char *yuan(const struct collecting *c, int64_t fen)
{
    char text[32];
    return arena_str(c->arena, money_text(fen, text));
}

static void tell_issues(const struct issues *is)
{
    for (size_t i = 0; i < is->n; i++) {
        if (!is->list[i].blocks) {
            job_notice(arena_printf(is->arena, "%s（%s）", is->list[i].text,
                                    is->list[i].code));
        }
    }
}

/* ---- the month -------------------------------------------------------- */

static bool open_month(struct collecting *c, struct err *err)
{
    struct dues_opening o;
    char words[32];
    int now;
    if (!dues_month_now(c->book, &now, err)) {
        return false;
    }
    if (now == c->month && !collect_given(c, OPT_REFRESH)) {
        return true;
    }
    if (!dues_month_open(c->book, c->arena, c->month, &o, err)) {
        return false;
    }
    period_words(c->month, words);
    if (now == c->month) {
        sb_addf(&c->notes,
                "已更新%s应交名单：加 %zu 人，改 %zu 人，去 %zu 人。\n", words,
                o.n_added, o.n_changed, o.n_dropped);
    } else {
        sb_addf(&c->notes, "已启动%s收缴：%zu 人，应交 %s。\n", words, o.n,
                yuan(c, o.fen));
    }
    if (o.unassessed[0] != '\0') {
        job_notice(arena_printf(c->arena, "%s还没有核定党费。", o.unassessed));
    }
    if (o.left[0] != '\0') {
        job_notice(arena_printf(
            c->arena, "交过本月、却不在本支部交了：%s，要退的请冲销。",
            o.left));
    }
    if (o.leaving[0] != '\0') {
        job_notice(arena_printf(
            c->arena,
            "正在转出、还没有回执，介绍信写明党费交到这个月，不再应交：%s。",
            o.leaving));
    }
    if (o.gaps[0] != '\0') {
        job_notice(arena_printf(
            c->arena, "有几个月没有收过，请补交；转来的也可问原支部：%s。",
            o.gaps));
    }
    return true;
}

static bool need_month(struct collecting *c, struct err *err)
{
    char words[32];
    int now;
    if (!dues_month_now(c->book, &now, err)) {
        return false;
    }
    return now == c->month || err_set(err, ERR_RULE, "E-COLLECT-015",
                                      "%s不在收缴中，不能入账或结账。",
                                      period_words(c->month, words));
}

/* ---- taking ----------------------------------------------------------- */

static struct dues_take new_take(const struct collecting *c, int64_t by)
{
    return (struct dues_take){.on = c->on,
                              .way = c->way,
                              .by = by,
                              .payer = "",
                              .proof = collect_value(c, OPT_PROOF),
                              .note = "",
                              .reason = c->reason};
}

/* One payment for all that one member brought. */
static struct dues_take merge(const struct collecting *c,
                              const struct dues_take *takes, size_t n)
{
    struct dues_take one = new_take(c, c->by);
    size_t all = 0;
    for (size_t i = 0; i < n; i++) {
        all += takes[i].n;
    }
    struct dues_pay *parts = arena_array(c->arena, all + 1, sizeof *parts);
    for (size_t i = 0; i < n; i++) {
        memcpy(parts + one.n, takes[i].parts, takes[i].n * sizeof *parts);
        one.n += takes[i].n;
    }
    one.parts = parts;
    return one;
}

static bool save_takes(struct collecting *c, const struct dues_take *takes,
                       size_t n, struct err *err)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        struct issues is = {.arena = c->arena};
        if (c->reason[0] != '\0') {
            dues_take_check(c->book, &takes[i], &is);
            tell_issues(&is);
        }
        for (size_t k = 0; k < takes[i].n; k++) {
            sum += takes[i].parts[k].fen;
        }
        sum += takes[i].n == 0 ? takes[i].fen : 0;
    }
    if (!dues_take(c->book, c->arena, takes, n, NULL, err)) {
        return false;
    }
    sb_addf(&c->notes, "已收 %zu 笔 %s（%s）。\n", n, yuan(c, sum),
            codes_name("pay_way", c->way));
    return true;
}

static bool take_names(struct collecting *c, struct err *err)
{
    size_t n = (size_t)c->job->args.n_words - 1;
    struct dues_take *takes = arena_array(c->arena, n, sizeof *takes);
    for (size_t i = 0; i < n; i++) {
        struct collect_word w;
        int64_t person;
        const char *word = c->job->args.words[i + 1];
        if (!collect_word_read(c->arena, word, c->month, &w, err) ||
            !find_person(c, w.name, &person, err)) {
            return false;
        }
        takes[i] = new_take(c, person);
        if (!collect_word_parts(c->book, c->arena, &w, person, c->month,
                                &takes[i].parts, &takes[i].n, err)) {
            return false;
        }
    }
    if (c->by != 0) {
        takes[0] = merge(c, takes, n);
        n = 1;
    }
    return save_takes(c, takes, n, err);
}

/* What is confirmed is what is there: nobody was asked, and the lock is held
   already. */
static bool take_all(struct collecting *c, struct err *err)
{
    struct dues_sheet sheet;
    if (!dues_sheet_read(c->book, c->arena, c->month, &sheet, err)) {
        return false;
    }
    const struct dues_all all = {.on = c->on,
                                 .way = c->way,
                                 .proof = collect_value(c, OPT_PROOF),
                                 .n = sheet.sums.n_open,
                                 .fen = sheet.sums.open};
    if (!dues_take_all(c->book, c->arena, &all, err)) {
        return false;
    }
    sb_addf(&c->notes, "已收 %zu 人 %s（%s）。\n", sheet.sums.n_open,
            yuan(c, sheet.sums.open), codes_name("pay_way", c->way));
    return true;
}

static bool take_large(struct collecting *c, struct err *err)
{
    struct collect_word w;
    int64_t person;
    if (!collect_word_read(c->arena, collect_value(c, OPT_LARGE), c->month, &w,
                           err)) {
        return job_bad_option(OPT_LARGE, err);
    }
    if (w.fen < 0 || w.from != MONTH_NONE) {
        return err_set(err, ERR_USAGE, "E-COLLECT-016",
                       "--large 应写成 姓名=金额，例如 --large 李敏=1500；大额"
                       "党费不分月份。");
    }
    if (!find_person(c, w.name, &person, err)) {
        return false;
    }
    struct dues_take t = new_take(c, person);
    t.kind = PAYMENT_LARGE;
    t.fen = w.fen;
    return save_takes(c, &t, 1, err);
}

static bool delay(struct collecting *c, struct err *err)
{
    int64_t person;
    const char *typed = collect_value(c, OPT_DELAY);
    size_t n = strcspn(typed, "=");
    if (typed[n] != '=' || n == 0 || typed[n + 1] == '\0') {
        return err_set(
            err, ERR_USAGE, "E-COLLECT-017",
            "--delay 应写成 姓名=原因，例如 --delay 周立=出差未归。");
    }
    if (!find_person(c, arena_strn(c->arena, typed, n), &person, err) ||
        !dues_delay(c->book, c->arena, person, c->month, typed + n + 1, err)) {
        return false;
    }
    sb_addf(&c->notes, "已记下%s迟交的原因。\n",
            people_name(c->book, c->arena, person));
    return true;
}

/* ---- closing ---------------------------------------------------------- */

static bool post(struct collecting *c, struct err *err)
{
    int64_t sitting;
    struct record r;
    if (!dues_sitting_close(c->book, c->arena, &c->count, &sitting, err) ||
        !record_read(&r, &ledger_sitting, c->book, c->arena, sitting, err)) {
        return false;
    }
    sb_add(&c->notes, "已入账：收缴单 ");
    ledger_sitting.label(c->book, &r, &c->notes);
    sb_addf(&c->notes, "，%" PRId64 " 笔，现金 %s、转账 %s、线上 %s。\n",
            record_int(&r, SITTING_N), yuan(c, record_int(&r, SITTING_CASH)),
            yuan(c, record_int(&r, SITTING_TRANSFER)),
            yuan(c, record_int(&r, SITTING_ONLINE)));
    return true;
}

static bool close_month(struct collecting *c, struct err *err)
{
    char words[32];
    struct issues is = {.arena = c->arena};
    dues_close_check(c->book, c->arena, c->month, &is);
    if (!dues_month_close(c->book, c->arena, c->month, &c->count, err)) {
        return false;
    }
    tell_issues(&is);
    sb_addf(&c->notes, "已结账：%s党费，以后收到的记到下个月。\n",
            period_words(c->month, words));
    return true;
}

/* ---- all of it -------------------------------------------------------- */

/* Who brings the money need not pay here: nobody is meant before others. */
static bool find_bringer(struct collecting *c, struct err *err)
{
    return !collect_given(c, OPT_BY) ||
           resolve_person(c->book, c->arena, collect_value(c, OPT_BY), NULL,
                          &c->by, err) ||
           job_bad_option(OPT_BY, err);
}

bool collect_steps(struct collecting *c, struct err *err)
{
    return (collect_takes(c) ? open_month(c, err) : need_month(c, err)) &&
           find_bringer(c, err) &&
           (!collect_has_names(c) || take_names(c, err)) &&
           (!collect_given(c, OPT_ALL_DUE) || take_all(c, err)) &&
           (!collect_given(c, OPT_LARGE) || take_large(c, err)) &&
           (!collect_given(c, OPT_DELAY) || delay(c, err)) &&
           (!collect_given(c, OPT_POST) || post(c, err)) &&
           (!collect_given(c, OPT_CLOSE) || close_month(c, err));
}
