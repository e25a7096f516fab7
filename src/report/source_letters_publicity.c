/* 公示: somebody who is to become an activist, a 发展对象, a probationary or a
   full member, as the public notice says it.

   Of a person, which of them it is follows from the dates as of the day in
   view; of a file, from the step its last notice is for.  A notice that the
   file has for that step gives the period, the place and the phone, and the
   file says who helps.  Without one the period is the span that was asked for,
   or left to be written in, because how long it must be is a local rule.
   Working days are only told where the arrangement of holidays is known. */
#include "source_all.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "source_pipeline.h"
#include "source_say.h"

/* What is published of whom, by what the person is now and the steps that the
   notice is for: from the decision until the superior has answered. */
struct matter {
    enum category now;
    int step, until;
    const char *word;     /* for `when` */
    const char *title;    /* 关于…的公示 */
    const char *sentence; /* behind 支部委员会研究， */
    const char *helpers;  /* whose names stand in the list */
    const char *role;
};
static const struct matter matters[] = {
    {CATEGORY_APPLICANT, AT_ACTIVIST, AT_ACTIVIST, "publicity activist",
     "拟确定入党积极分子人选", "拟确定%s同志为入党积极分子", "培养联系人",
     ROLE_CONTACT},
    {CATEGORY_ACTIVIST, AT_CANDIDATE, AT_REPLY, "publicity candidate",
     "拟列为发展对象人选", "拟将%s同志列为发展对象", "培养联系人",
     ROLE_CONTACT},
    {CATEGORY_CANDIDATE, AT_ACCEPT, AT_APPROVE, "publicity admission",
     "拟接收预备党员", "拟接收%s同志为中共预备党员", "入党介绍人",
     ROLE_INTRODUCER},
    {CATEGORY_PROBATION, AT_CONVERT, AT_CONFIRM, "publicity conversion",
     "预备党员转正", "拟同意预备党员%s同志按期转为中共正式党员", "入党介绍人",
     ROLE_INTRODUCER},
};

/* One letter: about whom, out of which file (NULL: none), which notice of it
   (NULL: none). */
struct publicity {
    const struct form_ask *ask;
    struct form_data *d;
    const struct record *person;
    const struct track *file;
    const struct matter *matter;
    const struct record *notice;
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

static const struct matter *matter_of_step(int64_t no)
{
    for (size_t i = 0; i < ARRAY_LEN(matters); i++) {
        if (no >= matters[i].step && no <= matters[i].until) {
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

static int notice_day(const struct publicity *x, int field, int asked)
{
    return asked != DATE_NONE || x->notice == NULL
               ? asked
               : record_day(x->notice, field);
}

/* Both the first day and the last are counted. */
static void put_period(const struct publicity *x)
{
    struct form_data *d = x->d;
    int from = notice_day(x, PUBLICITY_FROM, x->ask->span.from);
    int to = notice_day(x, PUBLICITY_TO, x->ask->span.to);
    bool known =
        from != DATE_NONE && to != DATE_NONE && holidays_known(from, to);
    form_set(d, "from", say_day(d->arena, from));
    form_set(d, "to", say_day(d->arena, to));
    form_set(d, "workdays",
             known ? say_number(d->arena, date_count_workdays(from - 1, to))
                   : SAY_SHORT);
}

/* 公示地点, 联系电话: of the notice; "" leaves room to write. */
static void put_notice(const struct publicity *x)
{
    const struct record *n = x->notice;
    form_set(x->d, "place", n == NULL ? "" : record_text(n, PUBLICITY_PLACE));
    form_set(x->d, "phone",
             n == NULL ? ""
                       : say_column(x->d->arena, x->ask->book, n, "phone"));
    form_set(x->d, "dated",
             n == NULL ? say_day(x->d->arena, x->ask->book->day)
                       : say_day(x->d->arena, record_day(n, PUBLICITY_FROM)));
}

/* ---- the letter --------------------------------------------------------- */

/* What the file says of who helps; else what the roster does. */
static const char *helpers_of(const struct publicity *x)
{
    const char *known = x->file == NULL || x->matter == NULL
                            ? ""
                            : track_helpers(x->file, x->matter->role);
    return known[0] != '\0' ? known
                            : say_column(x->d->arena, x->ask->book, x->person,
                                         "introducers");
}

static void put_letter(const struct publicity *x)
{
    static const char *const shown[] = {"name", "sex", "nation", "education",
                                        "unit"};
    struct book *b = x->ask->book;
    struct form_data *d = x->d;
    struct arena *a = d->arena;
    const struct record *p = x->person;
    for (size_t i = 0; i < ARRAY_LEN(shown); i++) {
        form_set(d, shown[i], say_or(say_column(a, b, p, shown[i]), SAY_LINE));
    }
    form_set(d, "introducers", say_or(helpers_of(x), SAY_LINE));
    form_set(d, "birth",
             say_month(a, say_birth(a, say_column(a, b, p, "birth_on"))));
    form_set(d, "apply", say_day(a, day_of(p, "apply_on")));
    form_set(d, "activist", say_day(a, day_of(p, "activist_on")));
    form_set(d, "candidate", say_day(a, day_of(p, "candidate_on")));
    form_set(d, "join", say_day(a, day_of(p, "join_on")));
    form_set(d, "upper", say_or(say_upper(a, b), SAY_LINE));
    put_matter(d, p, x->matter);
    put_period(x);
    put_notice(x);
}

/* An activist is announced beforehand only where somebody has done so. */
static const struct matter *next_matter(const struct record *p, int day)
{
    const struct matter *m = matter_of(p, day);
    return m != NULL && m->step == AT_ACTIVIST ? NULL : m;
}

/* The last one of those that are about it, or about anything (NULL). */
static const struct record *last_about(const struct track *t,
                                       const struct matter *m)
{
    const struct record *last = NULL;
    for (size_t i = 0; i < t->f.n_publicities; i++) {
        const struct record *r = &t->f.publicities[i];
        const struct matter *of = matter_of_step(record_int(r, PUBLICITY_NO));
        last = of != NULL && (m == NULL || of == m) ? r : last;
    }
    return last;
}

/* The one for what comes next; for who has only applied, that about becoming an
   activist. */
static const struct record *notice_of(const struct track *t,
                                      const struct matter **m)
{
    const struct matter *early = matter_of_step(AT_ACTIVIST);
    if (*m == NULL && last_about(t, early) != NULL &&
        matter_of(&t->person, t->day) == early) {
        *m = early;
    }
    return *m == NULL ? NULL : last_about(t, *m);
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct record p;
    struct track t;
    struct pipeline_file f;
    struct publicity x = {.ask = ask, .d = d, .person = &p};
    if (!record_read(&p, &ledger_people, ask->book, d->arena, ask->id, err) ||
        !pipeline_read_person(&f, ask->book, d->arena, ask->id, err)) {
        return false;
    }
    x.matter = next_matter(&p, ask->book->day);
    if (f.head.id != 0) {
        if (!track_read(&t, ask, d, f.head.id, err)) {
            return false;
        }
        x.file = &t;
        x.notice = notice_of(&t, &x.matter);
    }
    put_letter(&x);
    return true;
}

/* The last notice that a file has, or the one that would come next.  Of steps
   of which nothing is published there is no letter. */
static bool gather_file(const struct form_ask *ask, struct form_data *d,
                        struct err *err)
{
    struct track t;
    struct publicity x = {.ask = ask, .d = d, .file = &t, .person = &t.person};
    if (!track_read(&t, ask, d, ask->id, err)) {
        return false;
    }
    x.notice = last_about(&t, NULL);
    if (x.notice != NULL) {
        x.matter = matter_of_step(record_int(x.notice, PUBLICITY_NO));
    } else if (t.f.n_publicities == 0) {
        x.matter = next_matter(&t.person, ask->book->day);
    }
    put_letter(&x);
    return true;
}

static const char *const values[] = {
    "name",     "sex",   "nation",   "education", "unit", "introducers",
    "birth",    "apply", "activist", "candidate", "join", "upper",
    "kinds",    "title", "matter",   "helpers",   "from", "to",
    "workdays", "place", "phone",    "dated",     NULL};

const struct source source_publicity = {
    .name = "publicity",
    .asks = ASKS_RECORD,
    .ledger = &ledger_people,
    .values = values,
    .gather = gather,
};

const struct source source_pipeline_notice = {
    .name = "pipeline_notice",
    .asks = ASKS_RECORD,
    .period = "year",
    .ledger = &ledger_candidacy,
    .values = values,
    .gather = gather_file,
    .records = track_records,
};
