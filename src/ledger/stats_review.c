/* 民主评议党员情况: what the book of 民主评议 has of a year, and who left
   because of one.  A review is begun on its day and over when the committee has
   fixed the grades; one begun last year and over this year has a column of its
   own.
 */
#include "stats_parts.h"

#include <string.h>

#include "life_parts.h"
#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"

struct line {
    int64_t id, review, person;
    const char *name, *grade;
    int64_t for_year;
    int on, decided;
};
struct reviews {
    struct line *v; /* of one review after the other; a review without lines
                       has one of person 0 */
    size_t n;
};

static bool read(struct stats_work *w, struct reviews *all)
{
    struct stmt st;
    char day[11];
    size_t cap = 0;
    struct line *v = NULL;
    stmt_open(&st, w->book->db,
              SQL("select r.id, r.on_day, r.decided_on, r.for_year, l.id,"
                  " l.person_id, p.name, l.grade from review r"
                  " left join review_line l on l.review_id = r.id"
                  " and l.voided_on is null"
                  " left join person p on p.id = l.person_id"
                  " where r.branch_id = :branch and r.voided_on is null"
                  " and r.on_day <= :day"
                  " and (r.on_day >= :from or r.decided_on >= :from)"
                  " order by r.on_day, r.id, l.ord"));
    stmt_int(&st, ":branch", w->book->branch);
    stmt_text(&st, ":from", date_text(w->from, day));
    stmt_text(&st, ":day", date_text(w->closing, day));
    while (stmt_row(&st)) {
        MEM_PUSH(v, all->n, cap);
        v[all->n++] = (struct line){.review = stmt_col_int(&st, 0),
                                    .on = life_day(&st, 1),
                                    .decided = life_day(&st, 2),
                                    .for_year = stmt_col_int(&st, 3),
                                    .id = stmt_col_int(&st, 4),
                                    .person = stmt_col_int(&st, 5),
                                    .name = life_text(&st, w->arena, 6),
                                    .grade = life_text(&st, w->arena, 7)};
    }
    all->v = life_keep(w->arena, v, all->n, sizeof *v);
    return stmt_done(&st, w->err) || err_doing(w->err, "读取民主评议");
}

/* ---- entries ------------------------------------------------------------- */

static bool is_over(const struct stats_work *w, const struct line *l)
{
    return stats_in_year(w, l->decided);
}

static const char *words_of(struct stats_work *w, const struct line *l)
{
    struct arena *a = w->arena;
    bool over = l->decided != DATE_NONE && l->decided <= w->closing;
    const char *grade =
        over && l->person != 0 ? codes_name("review_grade", l->grade) : "";
    return arena_printf(
        a, "%lld年度，%s 评议会，%s%s%s%s", (long long)l->for_year,
        stats_day(a, l->on), over ? stats_day(a, l->decided) : "还没有",
        over ? " 定等次" : "定等次", grade[0] != '\0' ? "：" : "", grade);
}

static struct stats_entry entry_of(struct stats_work *w, const struct line *l,
                                   bool whole)
{
    return (struct stats_entry){
        .book = whole ? "reviews" : "grades",
        .id = whole ? l->review : l->id,
        .person = whole ? 0 : l->person,
        .name = whole ? arena_printf(w->arena, "%lld年度民主评议",
                                     (long long)l->for_year)
                      : l->name,
        .on = l->on,
        .why = words_of(w, l),
        .sign = 1,
        .key = whole ? -l->review : l->id,
    };
}

/* A review's own branch once; people line by line. */
static bool is_counted(const struct stats_work *w, const struct reviews *all,
                       size_t i, const char *rule)
{
    const struct line *l = &all->v[i];
    bool first = i == 0 || all->v[i - 1].review != l->review;
    const char *grade = stats_rule_is(rule, "grade");
    if (stats_rule_is(rule, "held") != NULL) {
        return first && (stats_in_year(w, l->on) || is_over(w, l));
    }
    if (stats_rule_is(rule, "ended") != NULL) {
        return first && is_over(w, l);
    }
    if (l->person == 0) {
        return false;
    }
    if (stats_rule_is(rule, "took") != NULL) {
        return stats_in_year(w, l->on) || is_over(w, l);
    }
    if (stats_rule_is(rule, "done") != NULL) {
        return is_over(w, l);
    }
    if (grade == NULL) {
        die("stats/review.ini: %s", rule);
    }
    return is_over(w, l) &&
           strcmp(codes_name("review_grade", l->grade), grade) == 0;
}

/* Who left that way; of a review of last year nothing is known. */
static struct stats_cell left(struct stats_work *w, const char *kind)
{
    struct stats_list l = {.n = 0};
    for (size_t i = 0; i < w->n_spells; i++) {
        const struct stats_spell *s = &w->spells[i];
        if (stats_in_year(w, s->left) &&
            stats_is_kind("out_kind", s->out_kind, kind)) {
            struct stats_entry e =
                stats_entry_of(s, s->left,
                               arena_printf(w->arena, "%s，%s 离开",
                                            codes_name("out_kind", s->out_kind),
                                            stats_day(w->arena, s->left)));
            e.book = "membership";
            e.id = s->id;
            stats_list_add(&l, &e);
        }
    }
    return stats_list_close(&l, w->arena);
}

/* All of the year, and of these what was begun before it. */
static bool fill(struct stats_work *w, const char *rule,
                 struct stats_cell *cells, void *ctx)
{
    const struct reviews *all = ctx;
    const char *out = stats_rule_is(rule, "out");
    if (out != NULL) {
        cells[0] = left(w, out);
        cells[1].blank = true;
        return true;
    }
    if (stats_rule_is(rule, "hand") != NULL) {
        cells[0].blank = cells[1].blank = true;
        return true;
    }
    bool whole = stats_rule_is(rule, "held") != NULL ||
                 stats_rule_is(rule, "ended") != NULL;
    struct stats_list both = {.n = 0}, before = {.n = 0};
    for (size_t i = 0; i < all->n; i++) {
        if (!is_counted(w, all, i, rule)) {
            continue;
        }
        struct stats_entry e = entry_of(w, &all->v[i], whole);
        stats_list_add(&both, &e);
        if (all->v[i].on < w->from) {
            stats_list_add(&before, &e);
        }
    }
    cells[0] = stats_list_close(&both, w->arena);
    cells[1] = stats_list_close(&before, w->arena);
    return true;
}

/* ---- beside the numbers -------------------------------------------------- */

static void note_open(struct stats_work *w, const struct reviews *all)
{
    struct stats_list l = {.n = 0};
    for (size_t i = 0; i < all->n; i++) {
        bool first = i == 0 || all->v[i - 1].review != all->v[i].review;
        bool over =
            all->v[i].decided != DATE_NONE && all->v[i].decided <= w->closing;
        if (first && !over) {
            struct stats_entry e = entry_of(w, &all->v[i], true);
            stats_list_add(&l, &e);
        }
    }
    struct stats_cell c = stats_list_close(&l, w->arena);
    if (c.n > 0) {
        stats_note_add(w, "open", c,
                       arena_printf(w->arena,
                                    "%lld 次评议到截止日还没有结束（支委会还"
                                    "没有确定等次）。",
                                    (long long)c.n));
    }
}

bool stats_review(struct stats_work *w, struct stats_table *out)
{
    struct reviews all = {.n = 0};
    if (!read(w, &all) || !stats_rows(w, fill, NULL, &all, out)) {
        return false;
    }
    note_open(w, &all);
    stats_note_add(w, "hand", (struct stats_cell){.n = 0},
                   "受表彰、限期改正台账不登记，请手工填写。");
    return true;
}
