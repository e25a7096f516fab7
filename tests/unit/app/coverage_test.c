/* Every row of what a year's report needs (tests/fixtures/coverage.txt): it
   has a place in the ledger of the sample, and figures that read that place.

   That a record put there is counted is proved in coverage_counts_test.c. */
#include "sample_ground.h"

#include "unit.h"

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/register.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/report/outline.h"
#include "pbtui/store/stmt.h"

#include <stdio.h>
#include <string.h>

#define FIXTURE     "tests/fixtures/coverage.txt"
#define FIXTURE_MAX (1 << 20)

struct coverage {
    struct ground ground;
    struct book *book;
    struct arena arena;
    struct outline_set outlines;
    struct strbuf text;
    const char *at; /* of the line to come */
};
/* A01 配档表 | plan.month … | R01 */
struct need {
    const char *code, *places, *figures;
};

static void coverage_open(struct coverage *c)
{
    struct err err = ERR_INIT;
    memset(c, 0, sizeof *c);
    ground_open(&c->ground);
    c->book = c->ground.book;
    sb_init(&c->text);
    if (!file_read(&c->text, FIXTURE, FIXTURE_MAX, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    outlines_read(&c->outlines, &c->arena);
    c->at = c->text.s;
}

static void coverage_close(struct coverage *c)
{
    sb_clear(&c->text);
    arena_clear(&c->arena);
    ground_close(&c->ground);
}

/* Names a row and goes on: all are told in one run. */
static void wrong(struct coverage *c, const char *code, const char *what,
                  const char *which)
{
    print_error("%s: %s %s\n", code, what, which);
    c->ground.wrong++;
}

/* Up to the bar or the end of the line, without the blanks around it. */
static const char *take_cell(struct coverage *c)
{
    c->at += strspn(c->at, " |");
    size_t n = strcspn(c->at, "|\n");
    size_t m = n;
    while (m > 0 && c->at[m - 1] == ' ') {
        m--;
    }
    const char *cell = arena_strn(&c->arena, c->at, m);
    c->at += n;
    return cell;
}

static bool next_need(struct coverage *c, struct need *out)
{
    while (*c->at == '#' || *c->at == '\n') {
        c->at += strcspn(c->at, "\n");
        c->at += *c->at == '\n';
    }
    if (*c->at == '\0') {
        return false;
    }
    const char *name = take_cell(c);
    out->code = arena_strn(&c->arena, name, strcspn(name, " "));
    out->places = take_cell(c);
    out->figures = take_cell(c);
    return true;
}

/* The next word of a cell; NULL: no more. */
static const char *take_word(struct coverage *c, const char **cell)
{
    *cell += strspn(*cell, " ");
    size_t n = strcspn(*cell, " ");
    const char *word = n == 0 ? NULL : arena_strn(&c->arena, *cell, n);
    *cell += n;
    return word;
}

/* ---- places ------------------------------------------------------------- */

struct place {
    const char *table, *column;
    const char *word; /* that the column holds; NULL: any */
};

static struct place place_of(struct coverage *c, const char *typed)
{
    struct arena *a = &c->arena;
    size_t dot = strcspn(typed, ".");
    size_t is = strcspn(typed, "=");
    if (typed[dot] != '.' || dot > is) {
        fail_msg("%s is no place", typed);
    }
    return (struct place){
        arena_strn(a, typed, dot), arena_strn(a, typed + dot + 1, is - dot - 1),
        typed[is] == '=' ? arena_str(a, typed + is + 1) : NULL};
}

static bool column_exists(struct coverage *c, const struct place *p)
{
    struct stmt st;
    stmt_open(&st, c->book->db,
              SQL("select 1 from pragma_table_info(:t) where name = :c"));
    stmt_text(&st, ":t", p->table);
    stmt_text(&st, ":c", p->column);
    bool is = stmt_row(&st);
    assert_true(stmt_done(&st, NULL));
    return is;
}

static const struct field *field_of(struct coverage *c, const struct place *p)
{
    const struct ledger *l;
    for (size_t i = 0; (l = registry_at(c->book, i)) != NULL; i++) {
        int field =
            strcmp(l->table, p->table) == 0 ? ledger_field(l, p->column) : -1;
        if (field >= 0) {
            return &l->fields[field];
        }
    }
    return NULL;
}

/* A sub-kind stands in the rules, a word in the field's own, a code in its
   table. */
static bool word_exists(struct coverage *c, const struct place *p)
{
    const struct kinds *kinds = book_kinds(c->book);
    if (strcmp(p->table, "event_kind") == 0) {
        bool sub = strcmp(p->column, "sub") == 0;
        for (size_t i = 0; i < kinds->n; i++) {
            const struct kind *k = &kinds->list[i];
            if (sub ? k->subs != NULL && kinds_among(k->subs, p->word)
                    : strcmp(k->code, p->word) == 0) {
                return true;
            }
        }
        return false;
    }
    const struct field *f = field_of(c, p);
    return f != NULL && (f->words != NULL ? kinds_among(f->words, p->word)
                         : f->of != NULL  ? codes_find(f->of, p->word) != NULL
                                          : false);
}

static void check_place(struct coverage *c, const char *code, const char *typed)
{
    static const char report[] = "report:";
    if (strncmp(typed, report, strlen(report)) == 0) {
        if (outlines_find(&c->outlines, typed + strlen(report)) == NULL) {
            wrong(c, code, "there is no outline", typed);
        }
        return;
    }
    struct place p = place_of(c, typed);
    if (!column_exists(c, &p)) {
        wrong(c, code, "the ledger has no", typed);
    }
    if (p.word != NULL && !word_exists(c, &p)) {
        wrong(c, code, "cannot be written:", typed);
    }
}

/* ---- figures ------------------------------------------------------------ */

/* Does the query name the table as a word? */
static bool reads(const struct figure *f, const char *table)
{
    static const char word[] = "abcdefghijklmnopqrstuvwxyz_";
    size_t n = strlen(table);
    for (const char *s = f->sql; (s = strstr(s, table)) != NULL; s += n) {
        if (strchr(word, s[n]) == NULL && strchr(word, s[-1]) == NULL) {
            return true;
        }
    }
    return false;
}

static bool reads_any(struct coverage *c, const struct figure *f,
                      const char *places)
{
    for (const char *typed; (typed = take_word(c, &places)) != NULL;) {
        if (reads(f, place_of(c, typed).table)) {
            return true;
        }
    }
    return false;
}

static void check_figures(struct coverage *c, const struct need *need)
{
    const struct figure_set *set = book_figures(c->book);
    const char *cell = need->figures;
    const char *code;
    if (strcmp(cell, "all") == 0) {
        assert_true(set->n > 0);
        return;
    }
    if (*cell == '\0') {
        wrong(c, need->code, "no figure", "");
    }
    while ((code = take_word(c, &cell)) != NULL) {
        const struct figure *f = figures_find(set, code);
        if (f == NULL) {
            wrong(c, need->code, "there is no figure", code);
        } else if (!reads_any(c, f, need->places)) {
            wrong(c, need->code, "its places are not read by", code);
        }
    }
}

/* ---- all ---------------------------------------------------------------- */

TEST(every_need_of_a_report_has_a_place_and_a_figure)
{
    struct coverage c;
    struct need need;
    coverage_open(&c);
    while (next_need(&c, &need)) {
        const char *cell = need.places;
        const char *typed;
        if (*cell == '\0') {
            wrong(&c, need.code, "no place", "");
        }
        while ((typed = take_word(&c, &cell)) != NULL) {
            check_place(&c, need.code, typed);
        }
        check_figures(&c, &need);
    }
    assert_int_equal(c.ground.wrong, 0);
    coverage_close(&c);
}

/* None is left out, none is there twice. */
TEST(needs_of_a_report_are_all_there)
{
    static const struct {
        char part;
        int n;
    } parts[] = {{'A', 25}, {'B', 16}, {'C', 17}, {'D', 12},
                 {'E', 5},  {'F', 13}, {'G', 12}, {'H', 6},
                 {'I', 6},  {'J', 4},  {'K', 3}};
    struct coverage c;
    struct need need;
    coverage_open(&c);
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        for (int n = 1; n <= parts[i].n; n++) {
            char code[16];
            snprintf(code, sizeof code, "%c%02d", parts[i].part, n);
            assert_true(next_need(&c, &need));
            assert_string_equal(need.code, code);
        }
    }
    assert_false(next_need(&c, &need));
    coverage_close(&c);
}

/* Does a cell of some row hold the text? */
static bool is_needed(struct coverage *c, const char *text, bool place)
{
    struct need need;
    c->at = c->text.s;
    while (next_need(c, &need)) {
        const char *cell = place ? need.places : need.figures;
        for (const char *word; (word = take_word(c, &cell)) != NULL;) {
            size_t n = strlen(text);
            if (strncmp(word, text, n) == 0 &&
                (word[n] == '\0' || word[n] == '.')) {
                return true;
            }
        }
    }
    return false;
}

TEST(every_figure_and_small_register_is_needed)
{
    /* No report asks for it: relief is counted where it is paid. */
    static const char hardship[] = "hardship";
    struct coverage c;
    coverage_open(&c);
    const struct figure_set *set = book_figures(c.book);
    for (size_t i = 0; i < set->n; i++) {
        if (!is_needed(&c, set->list[i].code, false)) {
            wrong(&c, set->list[i].code, "nobody needs it", "");
        }
    }
    const struct register_set *regs = book_registers(c.book);
    assert_true(regs->n > 60);
    for (size_t i = 0; i < regs->n; i++) {
        const struct ledger *l = &regs->list[i]->ledger;
        if (strcmp(l->name, hardship) != 0 && !is_needed(&c, l->table, true)) {
            wrong(&c, l->name, "nobody needs it", "");
        }
    }
    assert_int_equal(c.ground.wrong, 0);
    coverage_close(&c);
}
