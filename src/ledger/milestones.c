/* The coming months: one walk over the members, then the term that runs; each
   row of the rules is asked for its day, and what lies in the span is kept.

   What somebody has already (a full membership, the medal, a day of
   retirement) is no milestone any more. */
#include "pbtui/ledger/milestones.h"

#include <stdlib.h>
#include <string.h>

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "people_fields.h"

struct person {
    int64_t id;
    const char *name, *sex, *job;
    int retired;
    struct person_dates dates;
};
struct looking {
    struct book *book;
    struct arena *arena;
    struct span span;
    const struct milestone_rules *rules;
    struct person *people;
    size_t n_people, cap_people;
    struct milestones *out;
    size_t cap;
};

struct span milestones_ahead(struct book *b, int months)
{
    int n = months > 0 ? months : book_milestones(b)->months;
    return (struct span){b->day, date_add_months(b->day, n)};
}

/* ---- keeping ------------------------------------------------------------ */

static bool is_told(const struct looking *k, const struct milestone_rule *x,
                    int day)
{
    int from = k->span.from;
    if (from == k->book->day) {
        from = date_add_months(from, -x->late);
    }
    return day != DATE_NONE && day >= from && day <= k->span.to &&
           milestone_holds(k->rules, x, day);
}

static void keep(struct looking *k, const struct milestone_rule *x, int day,
                 const struct person *p, const char *text)
{
    struct milestones *out = k->out;
    MEM_PUSH(out->list, out->n, k->cap);
    out->list[out->n++] = (struct milestone){.kind = x->kind,
                                             .day = day,
                                             .id = p->id,
                                             .name = p->name,
                                             .text = text,
                                             .rule = x,
                                             .over = day < k->book->day};
}

/* ---- people ------------------------------------------------------------- */

static struct person read_person(struct looking *k, struct stmt *st)
{
    struct arena *a = k->arena;
    const char *sex = stmt_col_text(st, 2);
    return (struct person){
        .id = stmt_col_int(st, 0),
        .name = arena_str(a, stmt_col_text(st, 1)),
        .sex = sex[0] == '\0' ? "" : codes_name("sex", sex),
        .job = arena_str(a, stmt_col_text(st, 3)),
        .retired = life_day(st, 4),
        .dates = {.birth = life_day(st, 5),
                  .apply = DATE_NONE,
                  .activist = DATE_NONE,
                  .candidate = DATE_NONE,
                  .join = life_day(st, 6),
                  .full = life_day(st, 7),
                  .probation_until = life_day(st, 8),
                  .work = DATE_NONE,
                  .league = DATE_NONE},
    };
}

static bool read_people(struct looking *k, struct err *err)
{
    char day[11];
    struct stmt st;
    stmt_open(&st, k->book->db,
              SQL("select t.id, t.name, t.sex, t.job, t.retired_on,"
                  " t.birth_on, t.join_on, t.full_on, t.probation_until"
                  " from member m cross join person t on t.id = m.person_id"
                  " where m.branch_id = :branch and " ON_DAY(
                      "m") " and t.voided_on is null order by t.ord, t.id"));
    stmt_int(&st, ":branch", k->book->branch);
    stmt_text(&st, ":day", date_text(k->book->day, day));
    while (stmt_row(&st)) {
        MEM_PUSH(k->people, k->n_people, k->cap_people);
        k->people[k->n_people++] = read_person(k, &st);
    }
    return stmt_done(&st, err);
}

/* ---- each kind ---------------------------------------------------------- */

static void see_birthdays(struct looking *k, const struct milestone_rule *x,
                          const struct person *p)
{
    int join = p->dates.join;
    int first = date_year(date_add_months(k->span.from, -x->late));
    if (join == DATE_NONE) {
        return;
    }
    for (int y = first; y <= date_year(k->span.to); y++) {
        int day = date_anniversary(join, y, true);
        if (y > date_year(join) && is_told(k, x, day)) {
            keep(k, x, day, p,
                 arena_printf(k->arena, "入党 %d 周年", y - date_year(join)));
        }
    }
}

static bool has_honour(struct looking *k, const struct milestone_rule *x,
                       const struct person *p, bool *has, struct err *err)
{
    struct stmt st;
    *has = false;
    if (x->honour[0] == '\0') {
        return true;
    }
    stmt_open(&st, k->book->db,
              SQL("select 1 from honour where person_id = :person"
                  " and voided_on is null and instr(title, :honour) > 0"));
    stmt_int(&st, ":person", p->id);
    stmt_text(&st, ":honour", x->honour);
    *has = stmt_row(&st);
    return stmt_done(&st, err);
}

static bool see_party(struct looking *k, const struct milestone_rule *x,
                      const struct person *p, struct err *err)
{
    bool has;
    int join = p->dates.join;
    /* As every political birthday: not put off to March. */
    int day = join == DATE_NONE
                  ? DATE_NONE
                  : date_anniversary(join, date_year(join) + x->years, true);
    if (!is_told(k, x, day)) {
        return true;
    }
    if (!has_honour(k, x, p, &has, err)) {
        return false;
    }
    if (!has) {
        keep(k, x, day, p, arena_printf(k->arena, "在党满 %d 年", x->years));
    }
    return true;
}

static void see_retirement(struct looking *k, const struct milestone_rule *x,
                           const struct person *p)
{
    int years;
    int months;
    if (p->retired != DATE_NONE || p->dates.birth == DATE_NONE ||
        !milestone_means(x, p->sex, p->job)) {
        return;
    }
    int day = milestone_retires(x, p->dates.birth, &years, &months);
    if (is_told(k, x, day)) {
        keep(k, x, day, p,
             months == 0
                 ? arena_printf(k->arena, "满 %d 岁", years)
                 : arena_printf(k->arena, "满 %d 岁 %d 个月", years, months));
    }
}

static void see_probation(struct looking *k, const struct milestone_rule *x,
                          const struct person *p)
{
    if (p->dates.full != DATE_NONE || p->dates.join == DATE_NONE) {
        return;
    }
    int day = standing_full_from(book_rules(k->book), &p->dates);
    if (is_told(k, x, day)) {
        keep(k, x, day, p, "预备期到这一天");
    }
}

/* An age that is asked of two rows (worker, cadre) is the first one's. */
static bool comes_before(const struct looking *k, size_t row,
                         const struct person *p)
{
    for (size_t i = 0; i < row; i++) {
        const struct milestone_rule *x = &k->rules->list[i];
        if (x->kind == MILESTONE_RETIRE &&
            strcmp(x->name, k->rules->list[row].name) != 0 &&
            milestone_means(x, p->sex, p->job)) {
            return true;
        }
    }
    return false;
}

/* Would a day of retirement be known if the roster said more? */
static bool is_unknown(const struct looking *k, const struct person *p)
{
    bool lacks = p->dates.birth == DATE_NONE || p->sex[0] == '\0';
    bool asked = p->job[0] == '\0';
    for (size_t i = 0; lacks && i < k->rules->n; i++) {
        const struct milestone_rule *x = &k->rules->list[i];
        asked = asked || (x->kind == MILESTONE_RETIRE &&
                          milestone_means(x, x->sex, p->job));
    }
    return asked;
}

static bool see_person(struct looking *k, const struct person *p,
                       struct err *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < k->rules->n; i++) {
        const struct milestone_rule *x = &k->rules->list[i];
        switch (x->kind) {
        case MILESTONE_BIRTHDAY:
            see_birthdays(k, x, p);
            break;
        case MILESTONE_PARTY:
            ok = see_party(k, x, p, err);
            break;
        case MILESTONE_RETIRE:
            if (!comes_before(k, i, p)) {
                see_retirement(k, x, p);
            }
            break;
        case MILESTONE_PROBATION:
            see_probation(k, x, p);
            break;
        case MILESTONE_AHEAD:
        case MILESTONE_TERM:
            break;
        }
    }
    k->out->n_unknown += p->retired == DATE_NONE && is_unknown(k, p);
    return ok;
}

/* ---- the term ----------------------------------------------------------- */

static bool read_term(struct looking *k, struct err *err)
{
    char day[11];
    struct stmt st;
    struct person term = {.name = ""};
    int ends = DATE_NONE;
    stmt_open(&st, k->book->db,
              SQL("select id, elected_on, years, extended_to from term"
                  " where branch_id = :branch and voided_on is null"
                  " and elected_on <= :day"
                  " and (ended_on is null or ended_on > :day)"
                  " order by elected_on desc limit 1"));
    stmt_int(&st, ":branch", k->book->branch);
    stmt_text(&st, ":day", date_text(k->book->day, day));
    if (stmt_row(&st)) {
        int extended = life_day(&st, 3);
        term.id = stmt_col_int(&st, 0);
        ends = extended != DATE_NONE
                   ? extended
                   : standing_term_end(book_rules(k->book), life_day(&st, 1),
                                       (int)stmt_col_int(&st, 2));
    }
    for (size_t i = 0; i < k->rules->n; i++) {
        const struct milestone_rule *x = &k->rules->list[i];
        if (x->kind == MILESTONE_TERM && is_told(k, x, ends)) {
            keep(k, x, ends, &term, "本届到这一天");
        }
    }
    return stmt_done(&st, err);
}

/* ---- all ---------------------------------------------------------------- */

/* As they were found, when of one day. */
static void sort_by_day(struct milestone *v, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct milestone x = v[i];
        size_t at = i;
        while (at > 0 && v[at - 1].day > x.day) {
            v[at] = v[at - 1];
            at--;
        }
        v[at] = x;
    }
}

bool milestones_of(struct book *b, struct arena *a, const struct span *span,
                   struct milestones *out, struct err *err)
{
    *out = (struct milestones){.n = 0};
    struct looking k = {.book = b,
                        .arena = a,
                        .span = *span,
                        .rules = book_milestones(b),
                        .out = out};
    bool ok = read_people(&k, err);
    for (size_t i = 0; ok && i < k.n_people; i++) {
        ok = see_person(&k, &k.people[i], err);
    }
    ok = ok && read_term(&k, err);
    struct milestone *list = out->list;
    out->list = arena_array(a, out->n + 1, sizeof *list);
    if (out->n > 0) {
        memcpy(out->list, list, out->n * sizeof *list);
        sort_by_day(out->list, out->n);
    }
    mem_free(list);
    mem_free(k.people);
    return ok || err_doing(err, "查看近期大事");
}
