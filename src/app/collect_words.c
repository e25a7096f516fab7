/* From a word to the months it pays.

   Stages: the word is cut at = and @ → amount and months are read as typed →
   each month takes what it lacks by the book.  Where all that is lacking was
   asked for and some month lacks nothing, nothing is taken: it is told which
   ones, and why. */
#include "collect_words.h"

#include <string.h>

#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

#define ALL        "全"
#define MONTHS_MAX 24 /* of one word: two years, more is a slip of the pen */

/* ---- reading ---------------------------------------------------------- */

static bool usage(struct err *err)
{
    if (err != NULL) {
        err->kind = ERR_USAGE;
    }
    return false;
}

static bool read_months(struct arena *a, const char *word, const char *typed,
                        int near, struct collect_word *out, struct err *err)
{
    const char *dots = strstr(typed, "..");
    const char *first =
        dots == NULL ? typed : arena_strn(a, typed, (size_t)(dots - typed));
    if (!month_parse(first, near, &out->from, err)) {
        return usage(err);
    }
    out->to = out->from;
    if (dots != NULL && !month_parse(dots + 2, near, &out->to, err)) {
        return usage(err);
    }
    if (out->to < out->from || out->to - out->from >= MONTHS_MAX) {
        return err_set(err, ERR_USAGE, "E-COLLECT-001",
                       "“%s”的月份不对：后一个月要晚于前一个月，最多 %d 个月。",
                       word, MONTHS_MAX);
    }
    return true;
}

bool collect_word_read(struct arena *a, const char *word, int near,
                       struct collect_word *out, struct err *err)
{
    size_t n = strcspn(word, "=@");
    *out = (struct collect_word){arena_strn(a, word, n), -1, MONTH_NONE,
                                 MONTH_NONE};
    if (n == 0) {
        return err_set(err, ERR_USAGE, "E-COLLECT-002",
                       "“%s”应写成 姓名=金额，例如 周立=49.80。", word);
    }
    const char *s = word + n + (word[n] == '=');
    size_t n_sum = word[n] == '=' ? strcspn(s, "@") : 0;
    const char *sum = arena_strn(a, s, n_sum);
    if (word[n] == '=' && s[0] == '\0') {
        return err_set(err, ERR_USAGE, "E-COLLECT-005",
                       "“%s”没有写金额；收全部要交的写姓名就行，或写 %s=全。",
                       word, out->name);
    }
    if (sum[0] != '\0' && strcmp(sum, ALL) != 0 &&
        !money_parse(sum, &out->fen, err)) {
        usage(err);
        return err_doing(err, "%s", word);
    }
    return s[n_sum] != '@' ||
           read_months(a, word, s + n_sum + 1, near, out, err) ||
           err_doing(err, "%s", word);
}

/* ---- parts ------------------------------------------------------------ */

struct spreading {
    struct dues_pay *parts;
    size_t n;
    int64_t left; /* -1: everything that is lacking */
};

static void put(struct spreading *s, int64_t person, int month, int64_t fen)
{
    if (s->left >= 0) {
        fen = fen < s->left ? fen : s->left;
        s->left -= fen;
    }
    if (fen > 0) {
        s->parts[s->n++] = (struct dues_pay){person, month, fen};
    }
}

/* What no month is left for goes to the last one, where the rules see it. */
static void put_rest(struct spreading *s, int64_t person, int month)
{
    if (s->left <= 0) {
        return;
    }
    if (s->n == 0 || s->parts[s->n - 1].month != month) {
        s->parts[s->n++] = (struct dues_pay){person, month, 0};
    }
    s->parts[s->n - 1].fen += s->left;
}

/* 2026-11 已交清；2027-01 至 2027-03 未核定: the months that lack nothing. */
struct passing {
    struct strbuf sb;
    int from, to;
    const char *why; /* of from … to; "" none */
};

static void tell_passed(struct passing *p)
{
    char text[8];
    if (p->why[0] == '\0') {
        return;
    }
    sb_addf(&p->sb, "%s%s", p->sb.len > 0 ? "；" : "",
            month_text(p->from, text));
    if (p->to > p->from) {
        sb_addf(&p->sb, " 至 %s", month_text(p->to, text));
    }
    sb_addf(&p->sb, " %s", p->why);
}

static void pass(struct passing *p, int month, const char *why)
{
    if (strcmp(why, p->why) != 0) {
        tell_passed(p);
        *p = (struct passing){.sb = p->sb, .from = month, .why = why};
    }
    p->to = month;
}

static bool refuse_months(const char *name, int from, int to,
                          const struct passing *p, struct err *err)
{
    char text[8];
    if (from == to) {
        return err_set(err, ERR_RULE, "E-COLLECT-006",
                       "%s %s 没有要收的：%s；没有收。要收别的月份的写 "
                       "姓名=金额@月份。",
                       name, month_text(from, text), p->why);
    }
    return err_set(err, ERR_RULE, "E-COLLECT-004",
                   "%s有的月份没有要收的：%s；整条没有收，请改写月份（姓名=@"
                   "月份..月份），或写明金额（姓名=金额@月份）。",
                   name, p->sb.s);
}

static bool refuse_passed(struct book *b, struct arena *a, int64_t person,
                          int from, int to, struct err *err)
{
    struct passing p = {.why = ""};
    bool ok = true;
    sb_init(&p.sb);
    for (int month = from; ok && month <= to; month++) {
        const char *why;
        ok = dues_lacking_why(b, a, person, month, &why, err);
        if (ok) {
            pass(&p, month, why);
        }
    }
    tell_passed(&p);
    if (ok && p.sb.len > 0) {
        ok = refuse_months(people_name(b, a, person), from, to, &p, err);
    }
    sb_clear(&p.sb);
    return ok;
}

bool collect_word_parts(struct book *b, struct arena *a,
                        const struct collect_word *w, int64_t person, int open,
                        const struct dues_pay **parts, size_t *n,
                        struct err *err)
{
    int from = w->from == MONTH_NONE ? open : w->from;
    int to = w->to == MONTH_NONE ? open : w->to;
    struct spreading s = {.left = w->fen};
    s.parts = arena_array(a, (size_t)(to - from) + 2, sizeof *s.parts);
    if (w->fen == 0) {
        return err_set(err, ERR_RULE, "E-COLLECT-003",
                       "%s的金额是 0；不用收的不写，退钱请用冲销"
                       "（pbtui void payments 编号 --reason …）。",
                       people_name(b, a, person));
    }
    for (int month = from; month <= to; month++) {
        int64_t fen;
        if (!dues_lacking(b, a, person, month, &fen, err)) {
            return false;
        }
        put(&s, person, month, fen);
    }
    put_rest(&s, person, to);
    *parts = s.parts;
    *n = s.n;
    return w->fen >= 0 || refuse_passed(b, a, person, from, to, err);
}
