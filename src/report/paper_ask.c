/* What is asked for: the period that is meant, whether form, period, kind and
   records go together, and the words that name the wish in the notes of
   editions.

   A title says what is in the paper: a ledger of a month is bound of a whole
   month, a form that knows only years is not printed of a week. */
#include <inttypes.h>
#include <string.h>

#include "paper_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/record.h"
#include "pbtui/text/date.h"

enum { MONTHS_A_QUARTER = 3, MONTHS_A_YEAR = 12 };

static bool has_span(const struct span *s)
{
    return s->from != DATE_NONE || s->to != DATE_NONE;
}

static const char *title_of(const struct paper_wish *w)
{
    return w->bound != NULL ? w->bound->title : w->form->title;
}

/* ---- periods --------------------------------------------------------------
 */

static const struct period {
    const char *name;
    const char *title;
    const char *typed;
    int months;
} periods[] = {
    {"month", "一个月", "--month 2026-10", 1},
    {"quarter", "一个季度", "--quarter 2026-Q3", MONTHS_A_QUARTER},
    {"year", "一年", "--year 2026", MONTHS_A_YEAR},
};

static const struct period *period_of(const char *name)
{
    for (size_t i = 0; name != NULL && i < ARRAY_LEN(periods); i++) {
        if (strcmp(periods[i].name, name) == 0) {
            return &periods[i];
        }
    }
    return &periods[0];
}

static bool is_whole(const struct span *s, const struct period *p)
{
    if (s->from == DATE_NONE || s->to == DATE_NONE) {
        return false;
    }
    int first = month_of(s->from);
    return first % p->months == 0 && s->from == month_first_day(first) &&
           s->to == month_last_day(first + p->months - 1);
}

static bool check_whole(const struct paper_wish *w, const char *name,
                        const struct span *span, struct err *err)
{
    const struct period *p = period_of(name);
    return is_whole(span, p) ||
           err_set(err, ERR_USAGE, "E-PAPER-005",
                   "“%s”只能印整%s的，请写成 %s 这样。", title_of(w),
                   p->title + strlen("一"), p->typed);
}

static bool check_begun(const struct paper_wish *w, const struct form_ask *ask,
                        struct err *err)
{
    char day[24];
    return ask->span.from <= ask->book->today ||
           err_set(err, ERR_USAGE, "E-PAPER-014",
                   "“%s”要从 %s 起，还没有到，不能装订。", title_of(w),
                   date_text_long(ask->span.from, day));
}

/* Records without a period are not all there ever were. */
static struct span span_of_form(const struct source *s,
                                const struct form_ask *ask)
{
    struct source like = {
        .asks = s->asks, .period = s->period, .usual = s->usual};
    if ((s->asks & ASKS_RECORD) != 0) {
        like.asks = ASKS_PERIOD;
    }
    return source_span(&like, ask);
}

static bool fill_span(const struct paper_wish *w, struct form_ask *ask,
                      struct err *err)
{
    if (w->bound != NULL) {
        const struct source like = {.asks = ASKS_PERIOD,
                                    .period = w->bound->period};
        ask->span = source_span(&like, ask);
        return check_whole(w, w->bound->period, &ask->span, err) &&
               check_begun(w, ask, err);
    }
    const struct source *s = w->form->source;
    if ((s->asks & ASKS_DAY) != 0 && has_span(&ask->span)) {
        return err_set(err, ERR_USAGE, "E-PAPER-006",
                       "“%s”是一天的情况，不按时间段印；"
                       "要别的日期请写 --as-of 2026-10-31 这样。",
                       title_of(w));
    }
    ask->span = span_of_form(s, ask);
    return (s->asks & ASKS_WHOLE) == 0 ||
           check_whole(w, s->period, &ask->span, err);
}

/* ---- all that is asked ----------------------------------------------------
 */

bool paper_ask(const struct paper_wish *w, struct form_ask *out,
               struct err *err)
{
    *out = w->ask;
    out->id = 0;
    if (w->ask.kind != NULL &&
        (w->bound != NULL || (w->form->source->asks & ASKS_KIND) == 0)) {
        return err_set(err, ERR_USAGE, "E-PAPER-007",
                       "“%s”不能只印一类会议、活动，请去掉 --kind。",
                       title_of(w));
    }
    if (w->ask.copies > 0 &&
        (w->bound != NULL || (w->form->source->asks & ASKS_COPIES) == 0)) {
        return err_set(err, ERR_USAGE, "E-PAPER-015",
                       "“%s”写成文件只有一份，请去掉 --copies。", title_of(w));
    }
    if (w->n_ids == 0) {
        return fill_span(w, out, err);
    }
    return !has_span(&w->ask.span) ||
           err_set(err, ERR_USAGE, "E-PAPER-008",
                   "写了编号就只印这些记录，请去掉 --month、--from 这类时间。");
}

const char *paper_ask_words(struct arena *a, const struct paper_wish *w,
                            const struct form_ask *ask)
{
    char from[11];
    char to[11];
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < w->n_ids; i++) {
        sb_addf(&sb, "%s%" PRId64, i == 0 ? "id-" : ",", w->ids[i]);
    }
    if (w->n_ids == 0 && has_span(&ask->span)) {
        sb_addf(&sb, "%s..%s", date_text(ask->span.from, from),
                date_text(ask->span.to, to));
    } else if (w->n_ids == 0) {
        sb_addf(&sb, "day-%s", date_text(ask->book->day, from));
    }
    if (ask->kind != NULL) {
        sb_addf(&sb, "/%s", ask->kind);
    }
    if (ask->grp != 0) {
        sb_addf(&sb, "/group-%" PRId64, ask->grp);
    }
    /* Other lines and pages than on paper: counted for itself. */
    if (w->text != NULL) {
        sb_addf(&sb, "/text-%d", w->text->cols);
    }
    const char *out = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}

/* ---- records --------------------------------------------------------------
 */

static const char *branch_name(struct book *b, struct arena *a, int64_t id)
{
    struct book there = *b;
    there.branch = id;
    const char *name = org_current(&there, a).short_name;
    return name[0] != '\0' ? name : "别的支部";
}

bool paper_takes_record(const struct form *f, struct book *b, struct arena *a,
                        int64_t id, struct err *err)
{
    struct record r;
    int64_t branch;
    if (!record_read(&r, f->source->ledger, b, a, id, err) ||
        !record_branch(&r, b, a, &branch, err)) {
        return false;
    }
    if (branch != 0 && branch != b->branch) {
        return err_set(err, ERR_USAGE, "E-PAPER-009",
                       "%s #%" PRId64 " 是%s的，请先换到那个支部（--branch）。",
                       f->source->ledger->noun, id, branch_name(b, a, branch));
    }
    /* Letters and ballots have no place to say it. */
    if (r.voided_on[0] != '\0' && f->footer != FOOTER_FULL) {
        return err_set(err, ERR_RULE, "E-PAPER-010",
                       "%s #%" PRId64 " 已经作废，不能印“%s”。",
                       f->source->ledger->noun, id, f->title);
    }
    return true;
}
