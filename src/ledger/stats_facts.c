/* Members on the closing day as table 2 of 党内统计 sees them. */
#include "stats_facts.h"

#include <stdlib.h>
#include <string.h>

#include "life_parts.h"
#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"

/* ---- reading ------------------------------------------------------------- */

static struct stats_facts *facts_of(struct stats_facts *v, size_t n,
                                    int64_t person)
{
    for (size_t i = 0; i < n; i++) {
        if (v[i].person == person) {
            return &v[i];
        }
    }
    return NULL;
}

static void bind(struct stmt *st, const struct stats_work *w)
{
    char day[11];
    stmt_int(st, ":branch", w->book->branch);
    stmt_text(st, ":day", date_text(w->closing, day));
}

/* The first level whose word stands in the title. */
static const char *level_of(const struct stats_work *w, const char *title)
{
    if (title[0] == '\0' || strcmp(title, "无") == 0) {
        return "";
    }
    for (size_t i = 0; i < w->plan.n_titles; i++) {
        const char *s = w->plan.titles[i].words;
        while (*s != '\0') {
            size_t n = strcspn(s, " ");
            const char *word = arena_strn(w->arena, s, n);
            if (strstr(title, word) != NULL) {
                return w->plan.titles[i].level;
            }
            s += n + strspn(s + n, " ");
        }
    }
    return NULL;
}

/* Who has retired by then is a pensioner, whatever the job field still says. */
static const char *job_of(struct stmt *st, struct arena *a, int closing)
{
    int retired = life_day(st, 6);
    return retired != DATE_NONE && retired <= closing
               ? codes_find("job", "离退休人员")
               : life_text(st, a, 5);
}

static bool read_people(struct stats_work *w, struct stats_facts *v, size_t n)
{
    struct stmt st;
    stmt_open(
        &st, w->book->db,
        SQL("select p.id, p.sex, p.nation, p.birth_on, p.native_place, p.job,"
            " p.retired_on, p.tech_title, (select group_concat(r.kind)"
            " from rights r where r.person_id = p.id and r.voided_on is null"
            " and r.from_on <= :day and (r.to_on is null or r.to_on > :day))"
            " from person p where p.id in (select person_id from member"
            " where branch_id = :branch and voided_on is null)"));
    bind(&st, w);
    while (stmt_row(&st)) {
        struct stats_facts *f = facts_of(v, n, stmt_col_int(&st, 0));
        if (f == NULL) {
            continue;
        }
        f->sex = life_text(&st, w->arena, 1);
        f->nation = life_text(&st, w->arena, 2);
        f->birth = life_day(&st, 3);
        f->native = life_text(&st, w->arena, 4);
        f->job = job_of(&st, w->arena, w->closing);
        f->tech_title = life_text(&st, w->arena, 7);
        f->level = level_of(w, f->tech_title);
        f->rights = life_text(&st, w->arena, 8);
        f->age = f->birth == DATE_NONE || f->birth > w->closing
                     ? -1
                     : date_full_years(f->birth, w->closing, false);
    }
    return stmt_done(&st, w->err) || err_doing(w->err, "读取党员情况");
}

/* In time: booked in the month itself or before; who pays by the quarter, in
   the month of it that the rules name.  :due is that one of the three. */
#define IN_TIME                                                                \
    "(select coalesce(sum(x.fen), 0) from payment_part x"                      \
    " join payment p on p.id = x.payment_id where x.person_id = d.person_id"   \
    " and x.month = d.month and x.branch_id = d.branch_id"                     \
    " and x.voided_on is null and p.voided_on is null and p.no is not null"    \
    " and p.month <= max(d.month, iif(coalesce(q.quarterly, 0) = 0, d.month,"  \
    " substr(d.month, 1, 5) || printf('%02d', (cast(substr(d.month, 6)"        \
    " as integer) - 1) / 3 * 3 + :due))))"

static bool read_dues(struct stats_work *w, struct stats_facts *v, size_t n)
{
    struct stmt st;
    char month[8];
    const struct dues_limit *due =
        dues_limit(book_dues(w->book), DUES_QUARTER_DUE, w->closing);
    stmt_open(&st, w->book->db,
              SQL("select d.person_id, sum(d.state = '1' and d.fen > 0),"
                  " sum(d.state = '1' and d.fen > 0 and " IN_TIME
                  " >= d.fen), sum(d.state = '1' and q.relief = '1'),"
                  " sum(d.state = '2'), count(*) from due d join dues_month m"
                  " on m.branch_id = d.branch_id and m.month = d.month"
                  " and m.voided_on is null and m.closed_on <= :day"
                  " left join assess q on q.id = d.assess_id"
                  " where d.branch_id = :branch and d.voided_on is null"
                  " and d.month between :first and substr(:day, 1, 7)"
                  " group by d.person_id"));
    bind(&st, w);
    stmt_text(&st, ":first", month_text(month_of(w->from), month));
    stmt_int(&st, ":due", due == NULL ? 0 : due->value);
    while (stmt_row(&st)) {
        struct stats_facts *f = facts_of(v, n, stmt_col_int(&st, 0));
        if (f != NULL) {
            f->owed = (int)stmt_col_int(&st, 1);
            f->in_time = (int)stmt_col_int(&st, 2);
            f->reduced = (int)stmt_col_int(&st, 3);
            f->exempt = (int)stmt_col_int(&st, 4);
            f->months = (int)stmt_col_int(&st, 5);
        }
    }
    return stmt_done(&st, w->err) || err_doing(w->err, "统计党费交纳");
}

static bool read_large(struct stats_work *w, struct stats_facts *v, size_t n)
{
    struct stmt st;
    char from[11];
    stmt_open(&st, w->book->db,
              SQL("select p.person_id, max(p.fen) from payment p"
                  " where p.branch_id = :branch and p.kind = :large"
                  " and p.voided_on is null and p.no is not null"
                  " and p.reverses is null and p.paid_on between :from and :day"
                  " and not exists (select 1 from payment r"
                  " where r.reverses = p.id and r.voided_on is null)"
                  " group by p.person_id"));
    bind(&st, w);
    stmt_text(&st, ":large", PAYMENT_LARGE);
    stmt_text(&st, ":from", date_text(w->from, from));
    while (stmt_row(&st)) {
        struct stats_facts *f = facts_of(v, n, stmt_col_int(&st, 0));
        if (f != NULL) {
            f->large = stmt_col_int(&st, 1);
        }
    }
    return stmt_done(&st, w->err) || err_doing(w->err, "统计大额党费");
}

bool stats_facts_read(struct stats_work *w, struct stats_facts **out, size_t *n)
{
    struct stats_facts *v = arena_array(w->arena, w->n_spells + 1, sizeof *v);
    *n = 0;
    for (size_t i = 0; i < w->n_spells; i++) {
        const struct stats_spell *s = &w->spells[i];
        if (stats_there(s, w->closing)) {
            v[(*n)++] = (struct stats_facts){
                .spell = s,
                .person = s->person,
                .birth = DATE_NONE,
                .age = -1,
                .probation = s->full == DATE_NONE || s->full > w->closing,
            };
        }
    }
    *out = v;
    return read_people(w, v, *n) && read_dues(w, v, *n) && read_large(w, v, *n);
}

/* ---- conditions ---------------------------------------------------------- */

static bool is_woman(const struct stats_facts *f)
{
    return strcmp(codes_name("sex", f->sex), "女") == 0;
}

/* Neither 汉族 nor one of those that are no nation (其他, 外国血统中国籍). */
static bool is_minority(const struct stats_facts *f)
{
    const char *name = codes_name("nation", f->nation);
    return name[0] != '\0' && strcmp(name, "汉族") != 0 &&
           strcmp(name, "其他") != 0 && strcmp(name, "外国血统中国籍人士") != 0;
}

static bool has_right(const struct stats_facts *f, const char *name)
{
    const char *code = codes_find("rights", name);
    size_t n = code == NULL ? 0 : strlen(code);
    for (const char *s = f->rights; n > 0 && *s != '\0';
         s += strcspn(s, ","), s += *s == ',') {
        if (strncmp(s, code, n) == 0 && (s[n] == ',' || s[n] == '\0')) {
            return true;
        }
    }
    return false;
}

/* One class a person: exempt before reduced before paid. */
static bool pays(const struct stats_work *w, const struct stats_facts *f,
                 const char *how)
{
    if (strcmp(how, "large") == 0) {
        const struct dues_limit *least =
            dues_limit(book_dues(w->book), DUES_LARGE, w->closing);
        return f->large > 0 && (least == NULL || f->large > least->value);
    }
    if (strcmp(how, "exempt") == 0) {
        return f->exempt > 0;
    }
    if (strcmp(how, "reduced") == 0) {
        return f->exempt == 0 && f->reduced > 0;
    }
    if (strcmp(how, "full") == 0) {
        return f->exempt == 0 && f->reduced == 0 && f->owed > 0 &&
               f->in_time == f->owed;
    }
    die("stats/members.ini: dues %s", how);
}

/* From the first to the second number, both in; without a second: and above. */
static bool is_aged(const struct stats_facts *f, const char **rest)
{
    char *next;
    long least = strtol(*rest, &next, 10);
    const char *second = next;
    long most = strtol(second, &next, 10);
    *rest = next;
    return f->age >= least && f->age >= 0 && (next == second || f->age <= most);
}

static const char *take_word(struct arena *a, const char **rest)
{
    const char *s = *rest + strspn(*rest, " ");
    size_t n = strcspn(s, " ");
    *rest = s + n;
    return arena_strn(a, s, n);
}

bool stats_facts_fit(const struct stats_work *w, const struct stats_facts *f,
                     const char *rule)
{
    struct arena *a = w->arena;
    bool fits = true;
    for (const char *s = rule; *(s += strspn(s, " ")) != '\0';) {
        const char *word = take_word(a, &s);
        bool is = true;
        if (strcmp(word, "probation") == 0) {
            is = f->probation;
        } else if (strcmp(word, "woman") == 0) {
            is = is_woman(f);
        } else if (strcmp(word, "minority") == 0) {
            is = is_minority(f);
        } else if (strcmp(word, "age") == 0) {
            is = is_aged(f, &s);
        } else if (strcmp(word, "native") == 0) {
            const char *place = take_word(a, &s);
            is = strncmp(f->native, place, strlen(place)) == 0;
        } else if (strcmp(word, "title") == 0) {
            const char *level = take_word(a, &s);
            is = f->level != NULL && strcmp(f->level, level) == 0;
        } else if (strcmp(word, "dues") == 0) {
            is = pays(w, f, take_word(a, &s));
        } else if (strcmp(word, "rights") == 0) {
            is = has_right(f, take_word(a, &s));
        } else if (strcmp(word, "all") != 0) {
            die("stats/members.ini: %s", rule);
        }
        fits = fits && is;
    }
    return fits;
}

const char *stats_facts_words(struct arena *a, const struct stats_facts *f)
{
    const char *nation = codes_name("nation", f->nation);
    return arena_printf(
        a, "%s%s%s %s%s%s%s", codes_name("sex", f->sex),
        nation[0] != '\0' ? " " : "", nation,
        f->age < 0 ? "没有出生日期" : stats_day(a, f->birth),
        f->age < 0 ? "" : arena_printf(a, " 生，%d岁", f->age),
        f->tech_title[0] != '\0' ? arena_printf(a, "，%s", f->tech_title) : "",
        f->probation ? "，预备党员" : "");
}
