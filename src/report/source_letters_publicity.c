/* 公示: somebody who is to become a 发展对象, a probationary or a full member,
   as the public notice says it.

   Which of the three it is follows from the dates as of the day in view.  The
   period is the span that was asked for; without one it is left to be written
   in, because how long it must be is a local rule that this program does not
   keep.  Working days are only told where the arrangement of holidays is known.
 */
#include "source_all.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "source_say.h"

/* What is published of whom, by what the person is now. */
struct matter {
    enum category now;
    const char *word;     /* for `when` */
    const char *title;    /* 关于…的公示 */
    const char *sentence; /* behind 支部委员会研究， */
    const char *helpers;  /* whose names stand in the list */
};
static const struct matter matters[] = {
    {CATEGORY_ACTIVIST, "publicity candidate", "拟列为发展对象人选",
     "拟将%s同志列为发展对象", "培养联系人"},
    {CATEGORY_CANDIDATE, "publicity admission", "拟接收预备党员",
     "拟接收%s同志为中共预备党员", "入党介绍人"},
    {CATEGORY_PROBATION, "publicity conversion", "预备党员转正",
     "拟同意预备党员%s同志按期转为中共正式党员", "入党介绍人"},
};

static int day_of(const struct record *p, const char *column)
{
    return say_column_day(p, column);
}

static enum category category_of(const struct record *p, int day)
{
    struct person_dates d = {
        .birth = DATE_NONE,
        .apply = day_of(p, "apply_on"),
        .activist = day_of(p, "activist_on"),
        .candidate = day_of(p, "candidate_on"),
        .join = day_of(p, "join_on"),
        .full = day_of(p, "full_on"),
        .probation_until = day_of(p, "probation_until"),
        .work = DATE_NONE,
        .league = DATE_NONE,
    };
    return standing_category(&d, day);
}

static const struct matter *matter_of(const struct record *p, int day)
{
    enum category now = category_of(p, day);
    for (size_t i = 0; i < ARRAY_LEN(matters); i++) {
        if (matters[i].now == now) {
            return &matters[i];
        }
    }
    return NULL;
}

static void put_matter(struct form_data *d, const struct record *p,
                       const struct matter *m)
{
    const char *name = record_text(p, ledger_field(&ledger_people, "name"));
    struct strbuf sb;
    sb_init(&sb);
    if (m != NULL) {
        const char *hole = strstr(m->sentence, "%s");
        sb_addn(&sb, m->sentence, (size_t)(hole - m->sentence));
        sb_add(&sb, name);
        sb_add(&sb, hole + strlen("%s"));
    }
    form_set(d, "matter", say_or(sb.s, SAY_LINE));
    form_set(d, "title", m == NULL ? SAY_LINE : m->title);
    form_set(d, "kinds", m == NULL ? "" : m->word);
    form_set(d, "helpers", m == NULL ? "入党介绍人" : m->helpers);
    sb_clear(&sb);
}

/* ---- the period --------------------------------------------------------- */

static bool holidays_known(int from, int to)
{
    int first, last, month, mday;
    date_split(from, &first, &month, &mday);
    date_split(to, &last, &month, &mday);
    for (int year = first; year <= last; year++) {
        if (!date_holidays_known(year)) {
            return false;
        }
    }
    return true;
}

/* Both the first day and the last are counted. */
static void put_period(struct form_data *d, const struct form_ask *ask)
{
    int from = ask->span.from;
    int to = ask->span.to;
    bool known =
        from != DATE_NONE && to != DATE_NONE && holidays_known(from, to);
    form_set(d, "from", say_day(d->arena, from));
    form_set(d, "to", say_day(d->arena, to));
    form_set(d, "workdays",
             known ? say_number(d->arena, date_count_workdays(from - 1, to))
                   : SAY_SHORT);
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    static const char *const shown[] = {"name",      "sex",  "nation",
                                        "education", "unit", "introducers"};
    struct record p;
    struct book *b = ask->book;
    struct arena *a = d->arena;
    if (!record_read(&p, &ledger_people, b, a, ask->id, err)) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(shown); i++) {
        form_set(d, shown[i], say_or(say_column(a, b, &p, shown[i]), SAY_LINE));
    }
    form_set(d, "birth",
             say_month(a, say_birth(a, say_column(a, b, &p, "birth_on"))));
    form_set(d, "apply", say_day(a, day_of(&p, "apply_on")));
    form_set(d, "activist", say_day(a, day_of(&p, "activist_on")));
    form_set(d, "candidate", say_day(a, day_of(&p, "candidate_on")));
    form_set(d, "join", say_day(a, day_of(&p, "join_on")));
    form_set(d, "upper", say_or(say_upper(a, b), SAY_LINE));
    put_matter(d, &p, matter_of(&p, b->day));
    put_period(d, ask);
    return true;
}

static const char *const values[] = {
    "name",        "sex",   "nation", "education", "unit",
    "introducers", "birth", "apply",  "activist",  "candidate",
    "join",        "upper", "kinds",  "title",     "matter",
    "helpers",     "from",  "to",     "workdays",  NULL};

const struct source source_publicity = {
    .name = "publicity",
    .asks = ASKS_RECORD,
    .ledger = &ledger_people,
    .values = values,
    .gather = gather,
};
