/* One record as its sheet asks for it: values at the ends of paths and out of
   the source, put together, dates and words as the platform has them.

   A number of a person is masked in what is shown and whole in what is
   compared; the one way to see it leaves an entry in the audit. */
#include "platform_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/pii.h"
#include "pbtui/text/utf8.h"

/* ---- dates --------------------------------------------------------------- */

static const char *month_in(struct arena *a, int style, int year, int month)
{
    switch (style) {
    case STYLE_DIGITS:
        return arena_printf(a, "%04d%02d", year, month);
    case STYLE_DOTS:
        return arena_printf(a, "%04d.%02d", year, month);
    case STYLE_SLASHES:
        return arena_printf(a, "%04d/%02d", year, month);
    case STYLE_WORDS:
        return arena_printf(a, "%d年%d月", year, month);
    default:
        return arena_printf(a, "%04d-%02d", year, month);
    }
}

const char *platform_date(struct arena *a, int style, const char *text)
{
    int day, month, year, mday;
    if (month_read(text, &month)) {
        return month_in(a, style, month / 12, month % 12 + 1);
    }
    if (!date_read(text, &day)) {
        return text;
    }
    date_split(day, &year, &month, &mday);
    const char *head = month_in(a, style, year, month);
    switch (style) {
    case STYLE_DIGITS:
        return arena_printf(a, "%s%02d", head, mday);
    case STYLE_DOTS:
        return arena_printf(a, "%s.%02d", head, mday);
    case STYLE_SLASHES:
        return arena_printf(a, "%s/%02d", head, mday);
    case STYLE_WORDS:
        return arena_printf(a, "%s%d日", head, mday);
    default:
        return arena_printf(a, "%s-%02d", head, mday);
    }
}

/* ---- the end of a path --------------------------------------------------- */

/* The record whose field the path's last one is; id 0: it leads nowhere. */
static bool walk(struct platform_filling *f, const struct platform_path *path,
                 struct record *out, struct err *err)
{
    *out = f->record;
    for (size_t i = 0; i + 1 < path->n; i++) {
        const struct field *field = &out->ledger->fields[path->fields[i]];
        int64_t id = record_int(out, path->fields[i]);
        const struct ledger *l = field->kind == &field_person
                                     ? &ledger_people
                                     : registry_find(f->book, field->of);
        if (id == 0) {
            out->id = 0;
            return true;
        }
        if (!record_read(out, l, f->book, f->arena, id, err)) {
            return false;
        }
    }
    return true;
}

/* What a list would show in a column that is worked out. */
static bool computed(struct platform_filling *f, const struct record *r,
                     int field, const char **out, struct err *err)
{
    const struct ledger_column column = {.field = field};
    const struct ledger_view view = {.name = "one",
                                     .title = "",
                                     .where = "1",
                                     .columns = &column,
                                     .n_columns = 1};
    struct query q = query_of(r->ledger, &view);
    struct query_row row;
    size_t n = 0;
    q.only_id = r->id;
    q.limit = 1;
    if (!query_page(f->book, f->arena, &q, &row, &n, err)) {
        return false;
    }
    *out = n == 1 ? row.cells[0] : "";
    return true;
}

/* 1,931.77 is 1931.77 to a field that takes a number. */
static const char *without_commas(struct arena *a, const char *amount)
{
    char *text = arena_str(a, amount);
    size_t n = 0;
    for (const char *s = amount; *s != '\0'; s++) {
        if (*s != ',') {
            text[n++] = *s;
        }
    }
    text[n] = '\0';
    return text;
}

bool platform_value_at(struct platform_filling *f,
                       const struct platform_path *path, const char **shown,
                       const char **whole, bool *secret, struct err *err)
{
    struct record r;
    int at = path->fields[path->n - 1];
    const struct field *field = &path->last->fields[at];
    *shown = *whole = "";
    *secret = false;
    if (!walk(f, path, &r, err)) {
        return false;
    }
    if (r.id == 0) {
        return true;
    }
    if ((field->flags & FIELD_COMPUTED) != 0) {
        bool ok = computed(f, &r, at, shown, err);
        *whole = *shown;
        return ok;
    }
    struct strbuf sb;
    sb_init(&sb);
    record_show(&r, f->book, at, &sb);
    *shown = *whole = arena_strn(f->arena, sb.s, sb.len);
    sb_clear(&sb);
    if (field->kind == &field_money) {
        *shown = *whole = without_commas(f->arena, *shown);
    }
    if (field->kind->secret && !record_is_null(&r, at)) {
        *secret = true;
        *whole = pii_read(f->book->db, f->arena, record_int(&r, at));
    }
    return true;
}

bool platform_reveal_at(struct platform_filling *f,
                        const struct platform_path *path, const char *reason,
                        const char **whole, struct err *err)
{
    struct record r;
    int at = path->fields[path->n - 1];
    const struct field *field = &path->last->fields[at];
    *whole = "";
    if (!walk(f, path, &r, err)) {
        return false;
    }
    return r.id == 0 || record_is_null(&r, at) ||
           pii_reveal(f->book->db, f->arena, path->last->table, r.id,
                      field->column, reason, whole, err);
}

/* ---- conditions ---------------------------------------------------------- */

static bool meets_one(const struct platform_when *w, const char *text)
{
    bool has = text[0] != '\0' && strcmp(text, "否") != 0;
    if (w->absent) {
        return !has;
    }
    if (w->words[0] == NULL) {
        return has;
    }
    for (size_t i = 0; w->words[i] != NULL; i++) {
        if (strcmp(w->words[i], text) == 0) {
            return true;
        }
    }
    return false;
}

bool platform_meets(struct platform_filling *f, bool *out, struct err *err)
{
    const struct platform_sheet *s = f->sheet;
    int branch = ledger_field(s->ledger, "branch_id");
    *out = f->record.voided_on[0] == '\0' &&
           (branch < 0 || record_int(&f->record, branch) == f->book->branch);
    for (size_t i = 0; i < s->n_whens && *out; i++) {
        const char *shown, *whole;
        bool secret;
        if (!platform_value_at(f, &s->whens[i].path, &shown, &whole, &secret,
                               err)) {
            return false;
        }
        *out = meets_one(&s->whens[i], shown);
    }
    return true;
}

/* ---- a line -------------------------------------------------------------- */

static const char *in_their_words(const struct platform_line *line,
                                  const char *text)
{
    for (size_t i = 0; i < line->n_words; i++) {
        if (strcmp(line->words[i].ours, text) == 0) {
            return line->words[i].theirs;
        }
    }
    return text;
}

static size_t chars_of(const char *text)
{
    size_t ends = 0;
    for (const char *s = text; *s != '\0'; s++) {
        ends += *s == '\n';
    }
    return utf8_chars(text, strlen(text)) - ends;
}

static bool add_piece(struct platform_filling *f,
                      const struct platform_piece *p, struct strbuf *shown,
                      struct strbuf *whole, bool *secret, struct err *err)
{
    const char *text = p->text;
    const char *all = p->text;
    bool is_secret = false;
    if (p->value != NULL) {
        text = all = form_get(&f->data, p->value);
    } else if (p->text == NULL &&
               !platform_value_at(f, &p->path, &text, &all, &is_secret, err)) {
        return false;
    }
    if (p->text == NULL && text[0] == '\0') {
        text = all = p->without;
    }
    *secret = *secret || is_secret;
    sb_add(shown, platform_date(f->arena, f->sheet->style, text));
    sb_add(whole, platform_date(f->arena, f->sheet->style, all));
    return true;
}

/* Blanks and line ends around it are nothing to paste. */
static const char *taken(struct arena *a, struct strbuf *sb)
{
    const char *s = sb->s + strspn(sb->s, " \n");
    size_t n = strlen(s);
    while (n > 0 && (s[n - 1] == '\n' || s[n - 1] == ' ')) {
        n--;
    }
    const char *text = arena_strn(a, s, n);
    sb_clear(sb);
    return text;
}

static bool fill_line(struct platform_filling *f,
                      const struct platform_line *line,
                      struct platform_value *out, struct err *err)
{
    struct strbuf shown, whole;
    bool ok = true;
    bool secret = false;
    sb_init(&shown);
    sb_init(&whole);
    for (size_t i = 0; i < line->n_pieces && ok; i++) {
        ok = add_piece(f, &line->pieces[i], &shown, &whole, &secret, err);
    }
    *out = (struct platform_value){
        .label = line->label,
        .text = in_their_words(line, taken(f->arena, &shown)),
        .whole = in_their_words(line, taken(f->arena, &whole)),
        .secret = secret,
        .most = line->most};
    out->chars = chars_of(out->whole);
    return ok;
}

/* ---- a record ------------------------------------------------------------ */

bool platform_begin(struct platform_filling *f, struct book *b, struct arena *a,
                    const struct platform_sheet *s, int64_t id, struct err *err)
{
    *f = (struct platform_filling){.book = b, .arena = a, .sheet = s};
    return record_read(&f->record, s->ledger, b, a, id, err);
}

static bool gather(struct platform_filling *f, struct err *err)
{
    const struct source *s = f->sheet->source;
    struct form_ask ask = {
        .book = f->book, .span = {DATE_NONE, DATE_NONE}, .id = f->record.id};
    form_data_init(&f->data, f->arena);
    return s == NULL || source_gather(s, &ask, &f->data, err);
}

bool platform_lines(struct platform_filling *f, struct platform_page *out,
                    struct err *err)
{
    const struct platform_sheet *s = f->sheet;
    struct strbuf name;
    *out = (struct platform_page){.sheet = s, .id = f->record.id, .day = ""};
    out->values = arena_array(f->arena, s->n_lines + 1, sizeof *out->values);
    if (!gather(f, err)) {
        return false;
    }
    for (; out->n < s->n_lines; out->n++) {
        struct platform_value *v = &out->values[out->n];
        if (!fill_line(f, &s->lines[out->n], v, err)) {
            return false;
        }
        out->n_over += v->most > 0 && v->chars > (size_t)v->most;
    }
    sb_init(&name);
    s->ledger->label(f->book, &f->record, &name);
    out->name = arena_strn(f->arena, name.s, name.len);
    sb_clear(&name);
    int day = s->ledger->day_column == NULL
                  ? -1
                  : ledger_field(s->ledger, s->ledger->day_column);
    out->day = day < 0 ? "" : record_text(&f->record, day);
    return true;
}

bool platform_fill(struct platform_page *out, struct book *b, struct arena *a,
                   const struct platform_sheet *s, int64_t id, struct err *err)
{
    struct platform_filling f;
    return (platform_begin(&f, b, a, s, id, err) &&
            platform_lines(&f, out, err)) ||
           err_doing(err, "填写录入单“%s”", s->title);
}

/* Each value by itself, as they stand in the line. */
static bool reveal_line(struct platform_filling *f,
                        const struct platform_line *line,
                        struct platform_value *v, const char *reason,
                        struct err *err)
{
    for (size_t i = 0; i < line->n_pieces; i++) {
        const struct platform_piece *p = &line->pieces[i];
        const char *whole;
        bool is_secret =
            p->path.n > 0 &&
            p->path.last->fields[p->path.fields[p->path.n - 1]].kind->secret;
        if (is_secret &&
            !platform_reveal_at(f, &p->path, reason, &whole, err)) {
            return false;
        }
    }
    v->text = v->whole;
    v->secret = false;
    return true;
}

bool platform_reveal(struct platform_page *p, struct book *b, struct arena *a,
                     const char *reason, struct err *err)
{
    struct platform_filling f;
    if (!platform_begin(&f, b, a, p->sheet, p->id, err)) {
        return false;
    }
    for (size_t i = 0; i < p->n; i++) {
        if (p->values[i].secret &&
            !reveal_line(&f, &p->sheet->lines[i], &p->values[i], reason, err)) {
            return false;
        }
    }
    return true;
}
