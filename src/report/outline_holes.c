/* A hole → a word or a figure, of this year or the year before → its text. */
#include "outline_parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/report/source.h"

#define TITLES_MOST 12
#define WIDE_BLANK  "\u3000"

enum when { NOW, BEFORE, COMPARED };
enum what { A_VALUE, A_PART, ITS_TEXTS };
struct hole {
    enum when when;
    enum what what;
    const char *code, *name; /* R09, 听课 */
};

void outline_miss(struct filling *f, const char *what)
{
    MEM_PUSH(f->missing, f->n_missing, f->cap_missing);
    f->missing[f->n_missing++] = arena_printf(f->arena, "%s.txt 第 %d 行：%s。",
                                              f->outline->name, f->line, what);
}

bool outline_begin(struct filling *f, struct err *err)
{
    const struct figure_set *set = book_figures(f->book);
    f->asked = arena_array(f->arena, set->n + 1, sizeof *f->asked);
    return figures_hold(f->book, err);
}

bool outline_end(struct filling *f, struct err *err)
{
    return figures_let_go(f->book, err);
}

/* ---- figures ------------------------------------------------------------ */

/* NULL: there is none of that code. */
static const struct figures_line *figure_of(struct filling *f, const char *code)
{
    const struct figure_set *set = book_figures(f->book);
    const struct figure *x = figures_find(set, code);
    if (x == NULL) {
        return NULL;
    }
    struct figures_line *line = &f->asked[x - set->list];
    if (line->figure == NULL) {
        figures_line(f->book, f->arena, x, &f->span, line);
    }
    return line;
}

/* -1: there is none of that name. */
static int value_of(const struct figure *x, const char *name)
{
    for (size_t i = 0; i < x->n_values; i++) {
        if (name[0] == '\0' || strcmp(x->values[i].label, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static int part_of(const struct figure *x, const char *name)
{
    for (size_t i = 0; i < x->n_parts; i++) {
        if (name[0] == '\0' || strcmp(x->parts[i].label, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* ---- texts -------------------------------------------------------------- */

static const char *part_text(struct filling *f, const struct figure_answer *x,
                             int part)
{
    struct figure_count *list;
    size_t n = figure_counts(x, f->arena, (size_t)part, &list);
    const char *unit = figure_part_unit(x->figure);
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < n; i++) {
        sb_addf(&sb, "%s%s %" PRId64 " %s", i > 0 ? "、" : "", list[i].name,
                list[i].n, unit);
    }
    const char *text = arena_str(f->arena, sb.s);
    sb_clear(&sb);
    return text;
}

/* The list says of what kind it is: its rows need not say so again. */
static const char *without_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    bool begins = n > 0 && strncmp(text, word, n) == 0 &&
                  strncmp(text + n, WIDE_BLANK, strlen(WIDE_BLANK)) == 0;
    return begins ? text + n + strlen(WIDE_BLANK) : text;
}

/* One of the words that a part tells apart; "" is what all rows are of. */
static bool is_of(const struct figure_answer *x, const struct guest_row *row,
                  const char *word)
{
    const struct figure *fig = x->figure;
    bool is = word[0] == '\0';
    for (size_t p = 0; p < fig->n_parts && !is; p++) {
        int column = guest_rows_column(&x->rows, fig->parts[p].column);
        is = column >= 0 && strcmp(row->cells[column], word) == 0;
    }
    return is;
}

static int64_t count_of(const struct figure_answer *x, const char *word)
{
    int64_t n = 0;
    for (size_t i = 0; i < x->rows.n; i++) {
        n += is_of(x, &x->rows.list[i], word);
    }
    return n;
}

/* A word that no row of either year has may be one all the same: a value counts
   it. */
static bool is_word(const struct figures_line *line, const char *word)
{
    const struct figure *x = line->figure;
    bool is = count_of(&line->now, word) + count_of(&line->before, word) > 0;
    for (size_t i = 0; i < x->n_values && !is; i++) {
        is = x->values[i].how == FIGURE_COUNT_IS &&
             strcmp(x->values[i].other, word) == 0;
    }
    return is || word[0] == '\0';
}

static const char *texts(struct filling *f, const struct figure_answer *x,
                         const char *word)
{
    struct strbuf sb;
    int64_t all = count_of(x, word);
    int64_t n = 0;
    sb_init(&sb);
    for (size_t i = 0; i < x->rows.n && n < TITLES_MOST; i++) {
        if (is_of(x, &x->rows.list[i], word)) {
            sb_addf(&sb, "%s%s", n++ > 0 ? "、" : "",
                    without_word(x->rows.list[i].text, word));
        }
    }
    if (all > TITLES_MOST) {
        sb_addf(&sb, "等 %" PRId64 " 条", all);
    }
    const char *text = arena_str(f->arena, sb.s);
    sb_clear(&sb);
    return text;
}

/* A value, or without one the rows of a word. */
static const char *compared(struct filling *f, const struct figures_line *line,
                            int value, const char *word)
{
    int64_t now =
        value < 0 ? count_of(&line->now, word) : line->now.numbers[value];
    int64_t before =
        value < 0 ? count_of(&line->before, word) : line->before.numbers[value];
    const struct figure_rule *v = &line->figure->values[value < 0 ? 0 : value];
    const char *then = f->whole_year ? "上年" : "上年同期";
    if (now == before) {
        return arena_printf(f->arena, "与%s持平", then);
    }
    int64_t by = now > before ? now - before : before - now;
    const char *how = now > before ? "增加" : "减少";
    return value < 0 ? arena_printf(f->arena, "比%s%s %" PRId64 " %s", then,
                                    how, by, figure_part_unit(line->figure))
                     : arena_printf(f->arena, "比%s%s %s %s", then, how,
                                    figure_shown(f->arena, v, by), v->unit);
}

/* 〔3〕, with what it is at the end of the text. */
static const char *noted(struct filling *f, const struct hole *h,
                         const struct figures_line *line, const char *text)
{
    const struct figure *x = line->figure;
    const struct figure_answer *of =
        h->when == BEFORE ? &line->before : &line->now;
    bool word = h->what == ITS_TEXTS ||
                (h->what == A_VALUE && value_of(x, h->name) < 0);
    f->n_filled++;
    if (!f->with_notes) {
        return text;
    }
    MEM_PUSH(f->notes, f->n_notes, f->cap_notes);
    size_t no = f->n_notes + 1;
    f->notes[f->n_notes++] =
        arena_printf(f->arena, "〔%zu〕%s %s%s%s：按%s算，%s %zu 条依据。", no,
                     x->code, x->name, h->name[0] != '\0' ? "，" : "", h->name,
                     x->counts, source_span_text(f->arena, &of->span),
                     word ? (size_t)count_of(of, h->name) : of->rows.n);
    return arena_printf(f->arena, "%s〔%zu〕", text, no);
}

/* ---- the hole ----------------------------------------------------------- */

static const char *word_of(struct filling *f, const char *hole)
{
    char day[24];
    if (strcmp(hole, "year") == 0) {
        return arena_printf(f->arena, "%d", f->year);
    }
    if (strcmp(hole, "last_year") == 0) {
        return arena_printf(f->arena, "%d", f->year - 1);
    }
    if (strcmp(hole, "next_year") == 0) {
        return arena_printf(f->arena, "%d", f->year + 1);
    }
    if (strcmp(hole, "period") == 0) {
        return source_span_text(f->arena, &f->span);
    }
    if (strcmp(hole, "today") == 0) {
        return arena_str(f->arena, date_text_long(f->book->today, day));
    }
    struct org_branch branch = org_current(f->book, f->arena);
    return strcmp(hole, "org") == 0      ? branch.name
           : strcmp(hole, "branch") == 0 ? branch.short_name
                                         : NULL;
}

static bool taken(const char **s, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(*s, word, n) != 0) {
        return false;
    }
    *s += n;
    *s += strspn(*s, " ");
    return true;
}

static struct hole parse(struct filling *f, const char *s)
{
    struct hole h = {NOW, A_VALUE, "", ""};
    s += strspn(s, " ");
    h.when = taken(&s, "比上年") ? COMPARED : taken(&s, "上年") ? BEFORE : NOW;
    size_t n = strcspn(s, "./:");
    h.code = arena_strn(f->arena, s, n);
    h.what = s[n] == '/' ? A_PART : s[n] == ':' ? ITS_TEXTS : A_VALUE;
    h.name = s[n] == '\0' ? "" : arena_str(f->arena, s + n + 1);
    return h;
}

/* NULL: what is wrong has been noted. */
static const char *figure_text(struct filling *f, const struct hole *h,
                               const char *hole)
{
    struct arena *a = f->arena;
    const struct figures_line *line = figure_of(f, h->code);
    if (line == NULL) {
        outline_miss(f, arena_printf(a, "没有“%s”这个数字", hole));
        return NULL;
    }
    if (line->why != NULL) {
        outline_miss(f, arena_printf(a, "“%s”算不出：%s", hole, line->why));
        return NULL;
    }
    const struct figure_answer *x =
        h->when == BEFORE ? &line->before : &line->now;
    int value = value_of(line->figure, h->name);
    int part = part_of(line->figure, h->name);
    bool word = h->what != A_PART && is_word(line, h->name);
    if (h->what == A_PART ? part < 0 : value < 0 && !word) {
        outline_miss(f, arena_printf(a, "%s %s 没有“%s”这一项", h->code,
                                     line->figure->name, h->name));
        return NULL;
    }
    switch (h->what) {
    case A_PART:
        return part_text(f, x, part);
    case ITS_TEXTS:
        return texts(f, x, word ? h->name : "");
    case A_VALUE:
        break;
    }
    if (h->when == COMPARED) {
        return compared(f, line, value, h->name);
    }
    return value >= 0 ? x->values[value]
                      : arena_printf(a, "%" PRId64, count_of(x, h->name));
}

const char *outline_hole(struct filling *f, const char *hole)
{
    const char *word = word_of(f, hole);
    if (word != NULL) {
        return word;
    }
    struct hole h = parse(f, hole);
    const char *text = figure_text(f, &h, hole);
    if (text == NULL) {
        return arena_printf(f->arena, "（缺：%s）", hole);
    }
    return noted(f, &h, figure_of(f, h.code), text);
}

/* Nothing of a kind is no mistake where it is asked whether there is any: what
   kinds there are is known from the rows alone. */
static bool has_none_of_kind(struct filling *f, const struct hole *h)
{
    const struct figures_line *line = figure_of(f, h->code);
    return line != NULL && line->why == NULL && line->figure->n_parts > 0 &&
           h->what != A_PART && value_of(line->figure, h->name) < 0 &&
           !is_word(line, h->name);
}

bool outline_is_true(struct filling *f, const char *hole)
{
    struct hole h = parse(f, hole);
    if (has_none_of_kind(f, &h)) {
        return false;
    }
    const char *text = figure_text(f, &h, hole);
    return text != NULL && text[0] != '\0' && strcmp(text, "0") != 0 &&
           strcmp(text, "0.00") != 0 && strcmp(text, "—") != 0;
}
