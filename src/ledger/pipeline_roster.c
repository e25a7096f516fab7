/* The roster held against the files of 发展党员: before a person is saved by
   hand, and when the whole ledger is checked.  The newest file of a person
   speaks for him; one that ended before he was admitted leaves the roster free
   (he may come back as a member from elsewhere). */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"

/* ---- what is typed ------------------------------------------------------- */

static bool is_free(const struct pipeline_file *f)
{
    return f->head.id == 0 || (!record_is_null(&f->head, CANDIDACY_ENDED) &&
                               !pipeline_admitted(f));
}

static bool is_changed(const struct record *r, const struct record *old,
                       int field)
{
    return field >= 0 && !value_same(&r->values[field], &old->values[field]);
}

static void refuse_typed(const struct pipeline_file *f,
                         const struct pipeline_dated *d,
                         const struct pipeline_said *said, struct issues *is)
{
    char day[11];
    const char *says = !said->said             ? "还没有登记这一步"
                       : said->on == DATE_NONE ? "没有这个日期"
                                               : date_text(said->on, day);
    issue_add(
        is, d->column, true, "E-PIPE-220",
        "%s有发展档案（%s），%s由第 %d 步%s得出，不能在名册里手工改，请打开"
        "发展党员的这一步登记或修改。",
        f->person.name, says, d->label, d->step,
        book_pipeline(f->book)->steps[d->step].abbr);
}

static void check_dates(struct book *b, const struct record *r,
                        const struct record *old, struct issues *is)
{
    struct pipeline_file f = {.book = NULL};
    struct pipeline_said said[PIPELINE_DATES];
    struct err err = ERR_INIT;
    for (int i = 0; i < PIPELINE_DATES; i++) {
        const struct pipeline_dated *d = &pipeline_dated[i];
        int field = ledger_field(&ledger_people, d->column);
        if (!is_changed(r, old, field)) {
            continue;
        }
        if (f.book == NULL) {
            if (!pipeline_read_whole_person(&f, b, is->arena, r->id, &err)) {
                issue_add_err(is, d->column, &err);
                return;
            }
            pipeline_says(&f, said);
        }
        if (is_free(&f)) {
            return;
        }
        /* What the file has of the roster alone is typed there. */
        bool own =
            f.assumed != DATE_NONE && (i == DATED_JOIN || i == DATED_UNTIL);
        if (!own && (!said[i].said || said[i].on != record_day(r, field))) {
            refuse_typed(&f, d, &said[i], is);
        }
    }
}

/* ---- 政治面貌 ------------------------------------------------------------ */

static int column(const char *name)
{
    return ledger_field(&ledger_people, name);
}

/* What it must be, as a code; "" anything but a Party member's; NULL: whatever
   is typed.  A full member of long whose file is typed in late is one by the
   roster; who left the Party, or for another unit, is out of the file's
   hands. */
static const char *politic_asked(struct book *b, const struct pipeline_file *f,
                                 const struct record *r)
{
    bool member = people_is_member(b, r->id, 0, b->today);
    bool full = !record_is_null(r, column("full_on"));
    if (pipeline_is_over(f)) {
        return member ? NULL : "";
    }
    if (!member) {
        return pipeline_admitted(f) ? NULL : "";
    }
    return codes_find("politic", full || pipeline_decided(f, RESULT_CONVERTED)
                                     ? "中共党员"
                                     : "中共预备党员");
}

static int politic_step(const struct pipeline_file *f, const char *typed)
{
    bool full = strcmp(codes_name("politic", typed), "中共党员") == 0;
    bool decided = pipeline_step_at(f, AT_CONFIRM) != NULL;
    return pipeline_admitted(f) && (full || decided) ? AT_CONFIRM : AT_APPROVE;
}

static void check_politic(struct book *b, const struct record *r,
                          const struct record *old, struct issues *is)
{
    struct pipeline_file f;
    struct err err = ERR_INIT;
    const char *typed = record_text(r, column("politic"));
    if (!is_changed(r, old, column("politic"))) {
        return;
    }
    if (!pipeline_read_whole_person(&f, b, is->arena, r->id, &err)) {
        issue_add_err(is, "politic", &err);
        return;
    }
    const char *asked = is_free(&f) ? NULL : politic_asked(b, &f, r);
    if (asked == NULL || strcmp(asked, typed) == 0 ||
        (asked[0] == '\0' && !pipeline_is_partys(typed))) {
        return;
    }
    int no = politic_step(&f, typed);
    issue_add(is, "politic", true, "E-PIPE-243",
              "%s有发展档案（%s），政治面貌由第 %d 步%s得出，不能在名册里手工"
              "改成“%s”，请打开发展党员的这一步登记或修改。",
              f.person.name, f.now.state, no, book_pipeline(b)->steps[no].abbr,
              codes_name("politic", typed));
}

void pipeline_check_roster(struct book *b, const struct record *r,
                           const struct record *old, struct issues *is)
{
    check_dates(b, r, old, is);
    check_politic(b, r, old, is);
}

/* ---- what stands there --------------------------------------------------- */

struct looking {
    struct book *book;
    void (*found)(void *ctx, const char *code, const char *table, int64_t id,
                  const char *text);
    void *ctx;
};

static const char *day_or_empty(struct arena *a, int day)
{
    char text[11];
    return day == DATE_NONE ? "空着" : arena_str(a, date_text(day, text));
}

static void tell_date(struct looking *l, struct pipeline_file *f,
                      const struct record *person,
                      const struct pipeline_dated *d,
                      const struct pipeline_said *said)
{
    struct arena *a = f->arena;
    int stands = record_day(person, ledger_field(&ledger_people, d->column));
    if (said->said && stands != said->on) {
        l->found(l->ctx, "E-PIPE-221", "person", f->person.id,
                 arena_printf(a,
                              "%s的%s在名册里是 %s，发展档案第 %d 步得出的是 "
                              "%s，请打开那一步核对后重新保存。",
                              f->person.name, d->label, day_or_empty(a, stands),
                              d->step, day_or_empty(a, said->on)));
    }
}

/* Whoever was admitted is, or was, a member of some branch since then. */
static bool look_at_spell(struct looking *l, struct pipeline_file *f,
                          struct err *err)
{
    const char *joined = record_text(pipeline_step_at(f, AT_ACCEPT), STEP_ON);
    struct stmt st;
    stmt_open(&st, l->book->db,
              SQL("select 1 from member where person_id = :person"
                  " and voided_on is null"
                  " and (to_on is null or to_on > :joined)"));
    stmt_int(&st, ":person", f->person.id);
    stmt_text(&st, ":joined", joined);
    if (!stmt_row(&st)) {
        l->found(l->ctx, "E-PIPE-223", "person", f->person.id,
                 arena_printf(f->arena,
                              "%s已经批准入党（%s），名册里却没有从那天起的组织"
                              "关系，请核对是不是误作废了。",
                              f->person.name, joined));
    }
    return stmt_done(&st, err);
}

static bool look_at(struct looking *l, struct arena *a, int64_t file,
                    struct err *err)
{
    struct pipeline_file f;
    struct record person;
    struct pipeline_said said[PIPELINE_DATES];
    if (!pipeline_read_whole(&f, l->book, a, file, err) ||
        !record_read(&person, &ledger_people, l->book, a, f.person.id, err)) {
        return false;
    }
    if (is_free(&f)) {
        return true;
    }
    pipeline_says(&f, said);
    for (int i = 0; i < PIPELINE_DATES; i++) {
        tell_date(l, &f, &person, &pipeline_dated[i], &said[i]);
    }
    return !pipeline_admitted(&f) || look_at_spell(l, &f, err);
}

bool pipeline_verify(struct book *b,
                     void (*found)(void *ctx, const char *code,
                                   const char *table, int64_t id,
                                   const char *text),
                     void *ctx, struct err *err)
{
    struct looking l = {b, found, ctx};
    struct stmt st;
    bool ok = true;
    stmt_open(&st, b->db,
              SQL("select max(id) from candidacy where voided_on is null"
                  " group by person_id"));
    while (ok && stmt_row(&st)) {
        struct arena one = ARENA_INIT;
        ok = look_at(&l, &one, stmt_col_int(&st, 0), err);
        arena_clear(&one);
    }
    return stmt_done(&st, ok ? err : NULL) && ok;
}
