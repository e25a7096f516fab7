/* An outline filled: read → holes looked up as they come → paragraphs.

   A figure is asked once and kept.  What stands in the text is what the sheet
   of figures shows; nothing is worked out here but the difference to last year.
 */
#include "pbtui/report/outline.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "outline_parts.h"
#include "pbtui/base/folder.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/flow.h"

/* ---- the set ------------------------------------------------------------ */

/* # title = … */
static const char *head_value(struct arena *a, const char *line, size_t n,
                              const char *key)
{
    size_t m = strlen(key);
    const char *s = line + 1;
    const char *end = line + n;
    while (s < end && *s == ' ') {
        s++;
    }
    if ((size_t)(end - s) <= m || strncmp(s, key, m) != 0) {
        return NULL;
    }
    s += m;
    while (s < end && (*s == ' ' || *s == '=')) {
        s++;
    }
    return arena_strn(a, s, (size_t)(end - s));
}

static void take_period(struct folder *files, const struct folder_file *file,
                        const char *word, struct outline *o)
{
    static const char *const words[] = {
        [OUTLINE_YEAR] = "year",
        [OUTLINE_HALF] = "half",
    };
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(words[i], word) == 0) {
            o->period = (enum outline_period)i;
            return;
        }
    }
    folder_complain(files, file->name,
                    arena_printf(files->arena,
                                 "第 %d 行：period 只能是 year 或 half，不能是"
                                 "“%s”，按 year 写。",
                                 o->first_line, word));
}

static struct outline read_one(struct folder *files,
                               const struct folder_file *file)
{
    struct arena *a = files->arena;
    struct outline o = {.own = file->own, .about = "", .first_line = 1};
    const char *s = file->text;
    o.name = arena_strn(a, file->name, strcspn(file->name, "."));
    o.title = o.name;
    while (*s == '#') {
        size_t n = strcspn(s, "\n");
        const char *title = head_value(a, s, n, "title");
        const char *about = head_value(a, s, n, "about");
        o.title = title != NULL ? title : o.title;
        const char *period = head_value(a, s, n, "period");
        o.about = about != NULL ? about : o.about;
        if (period != NULL) {
            take_period(files, file, period, &o);
        }
        o.first_line++;
        s += n + (s[n] == '\n');
    }
    o.body = s;
    return o;
}

void outlines_read(struct outline_set *out, struct arena *a)
{
    struct folder files;
    folder_read(&files, a, "reports", ".txt");
    struct outline *list = arena_array(a, files.n + 1, sizeof *list);
    for (size_t i = 0; i < files.n; i++) {
        list[i] = read_one(&files, &files.files[i]);
    }
    *out = (struct outline_set){list, files.n, files.complaints.list,
                                files.complaints.n};
    folder_clear(&files);
}

const struct outline *outlines_find(const struct outline_set *set,
                                    const char *word)
{
    for (size_t i = 0; i < set->n; i++) {
        const struct outline *o = &set->list[i];
        if (strcmp(o->name, word) == 0 || strstr(o->title, word) != NULL ||
            strncmp(o->about, word, strlen(word)) == 0) {
            return o;
        }
    }
    return NULL;
}

/* ---- its days ----------------------------------------------------------- */

static bool is_whole_year(const struct span *s)
{
    struct span whole = span_of_year(date_year(s->from));
    return s->from == whole.from && s->to == whole.to;
}

static struct span half_of(int day)
{
    int year, month, mday;
    date_split(day, &year, &month, &mday);
    int first = month_make(year, month > 6 ? 7 : 1);
    return (struct span){month_first_day(first), month_last_day(first + 5)};
}

/* Open ends go to the end of the year. */
static struct span closed(const struct span *asked)
{
    struct span s = *asked;
    struct span whole =
        span_of_year(date_year(s.from != DATE_NONE ? s.from : s.to));
    s.from = s.from == DATE_NONE ? whole.from : s.from;
    s.to = s.to == DATE_NONE ? whole.to : s.to;
    return s;
}

bool outline_span(const struct outline *o, const struct book *b,
                  const struct span *asked, struct span *out, struct err *err)
{
    if (asked->from == DATE_NONE && asked->to == DATE_NONE) {
        *out = o->period == OUTLINE_HALF ? half_of(b->day)
                                         : span_of_year(date_year(b->day));
        return true;
    }
    *out = closed(asked);
    if (date_year(out->from) != date_year(out->to)) {
        return err_set(err, ERR_USAGE, "E-OUTLINE-001",
                       "报告写的日子要在同一年里，%d 年到 %d 年请分开写。",
                       date_year(out->from), date_year(out->to));
    }
    bool whole = is_whole_year(out);
    if (o->period == OUTLINE_YEAR && !whole) {
        return err_set(err, ERR_USAGE, "E-OUTLINE-002",
                       "提纲 %s 按整年写，请写 --year %d 这样的年份；"
                       "半年、季度的用 half-year。",
                       o->name, date_year(out->to));
    }
    if (o->period == OUTLINE_HALF && whole) {
        return err_set(err, ERR_USAGE, "E-OUTLINE-003",
                       "提纲 %s 写半年或一年里的一段，不写整年；请写 --half 1、"
                       "--half 2 或 --quarter，整年的用 annual-summary。",
                       o->name);
    }
    return true;
}

/* ---- lines -------------------------------------------------------------- */

static bool begins(const char *s, const char *const *heads, size_t n,
                   const char *then)
{
    for (size_t i = 0; i < n; i++) {
        size_t m = strlen(heads[i]);
        if (strncmp(s, heads[i], m) == 0 &&
            strncmp(s + m, then, strlen(then)) == 0) {
            return true;
        }
    }
    return false;
}

/* 一、 in 黑体, （一） in 楷体, the rest in 仿宋. */
static enum page_face face_of(const char *s)
{
    static const char *const first[] = {"一", "二", "三", "四", "五",
                                        "六", "七", "八", "九", "十"};
    static const char *const second[] = {"（一", "（二", "（三", "（四",
                                         "（五", "（六", "（七", "（八",
                                         "（九", "（十"};
    return begins(s, first, ARRAY_LEN(first), "、")     ? FACE_HEAD
           : begins(s, second, ARRAY_LEN(second), "）") ? FACE_KAI
                                                        : FACE_BODY;
}

static void add_line(struct filling *f, const char *text)
{
    size_t blank = strspn(text, " \t");
    text += blank;
    while (strncmp(text, "　", strlen("　")) == 0) {
        text += strlen("　");
    }
    if (*text != '\0') {
        MEM_PUSH(f->lines, f->n_lines, f->cap_lines);
        f->lines[f->n_lines++] = (struct outline_line){face_of(text), text};
    }
}

/* The text of a line with its holes filled. */
static const char *fill_line(struct filling *f, const char *line, size_t n)
{
    struct strbuf sb;
    sb_init(&sb);
    for (const char *s = line, *end = line + n; s < end;) {
        const char *open = strstr(s, "{{");
        const char *shut =
            open == NULL || open >= end ? NULL : strstr(open, "}}");
        if (shut == NULL || shut >= end) {
            sb_addn(&sb, s, (size_t)(end - s));
            break;
        }
        sb_addn(&sb, s, (size_t)(open - s));
        sb_add(&sb, outline_hole(f, arena_strn(f->arena, open + 2,
                                               (size_t)(shut - open - 2))));
        s = shut + 2;
    }
    const char *text = arena_str(f->arena, sb.s);
    sb_clear(&sb);
    return text;
}

/* ---- conditions --------------------------------------------------------- */

enum { DEEP = 8 };
struct branch {
    bool outer; /* what is around it is shown */
    bool yes;   /* its condition */
};

static bool is_word(const char *line, size_t n, const char *word)
{
    size_t m = strlen(word);
    return n >= m && strncmp(line, word, m) == 0 &&
           (n == m || line[m] == ' ' || line[m] == '\r');
}

static bool holds(struct filling *f, const char *line, size_t n)
{
    const char *s = arena_strn(f->arena, line + 3, n - 3);
    s += strspn(s, " ");
    bool not = strncmp(s, "not ", 4) == 0;
    return outline_is_true(f, not ? s + 4 : s) != not ;
}

static void fill_body(struct filling *f, const char *body)
{
    struct branch stack[DEEP];
    size_t deep = 0;
    bool shown = true;
    for (const char *s = body; *s != '\0'; f->line++) {
        size_t n = strcspn(s, "\n");
        if (is_word(s, n, "@if") && deep < DEEP) {
            stack[deep++] = (struct branch){shown, shown && holds(f, s, n)};
            shown = stack[deep - 1].yes;
        } else if (is_word(s, n, "@else") && deep > 0) {
            shown = stack[deep - 1].outer && !stack[deep - 1].yes;
        } else if (is_word(s, n, "@end") && deep > 0) {
            shown = stack[--deep].outer;
        } else if (*s == '@') {
            outline_miss(f, "@if、@else、@end 没有对上");
        } else if (shown) {
            add_line(f, fill_line(f, s, n));
        }
        s += n + (s[n] == '\n');
    }
    if (deep > 0) {
        outline_miss(f, "@if 没有用 @end 结束");
    }
}

/* ---- all ---------------------------------------------------------------- */

static void *kept(struct arena *a, void *list, size_t n, size_t size)
{
    void *copy = arena_array(a, n + 1, size);
    if (n > 0) {
        memcpy(copy, list, n * size);
    }
    mem_free(list);
    return copy;
}

static void add_notes(struct filling *f)
{
    for (size_t i = 0; i < f->n_notes; i++) {
        add_line(f, f->notes[i]);
    }
}

bool outline_fill(struct book *b, struct arena *a, const struct outline *o,
                  const struct span *span, bool notes, struct outline_text *out,
                  struct err *err)
{
    struct filling f = {.book = b,
                        .arena = a,
                        .outline = o,
                        .span = *span,
                        .year = date_year(span->to),
                        .whole_year = is_whole_year(span),
                        .with_notes = notes,
                        .line = 1};
    if (!outline_begin(&f, err)) {
        return false;
    }
    const char *title = fill_line(&f, o->title, strlen(o->title));
    f.line = o->first_line;
    fill_body(&f, o->body);
    bool ok = outline_end(&f, err);
    add_notes(&f);
    *out = (struct outline_text){
        .title = title,
        .n = f.n_lines,
        .n_missing = f.n_missing,
        .n_filled = f.n_filled,
    };
    out->lines = kept(a, f.lines, f.n_lines, sizeof *f.lines);
    out->missing = kept(a, f.missing, f.n_missing, sizeof *f.missing);
    mem_free(f.notes);
    return ok;
}

void outline_lay(const struct outline_text *t, struct arena *a,
                 const struct sheet *sheet, const char *branch,
                 struct document *out)
{
    struct flow *f = flow_new(a, sheet);
    struct flow_style right = flow_body;
    right.align = PAGE_RIGHT;
    right.indent = 0;
    right.right = 4;
    flow_title(f, t->title);
    for (size_t i = 0; i < t->n; i++) {
        struct flow_style style = flow_body;
        style.face = t->lines[i].face;
        flow_para(f, &style, t->lines[i].text);
    }
    flow_space(f, 1);
    flow_para(f, &right, branch);
    flow_finish(f, t->title, out);
}
