/* What a meeting counts as, and what each of these kinds has of its own:
   党课题目, 授课人, 活动基地, 学习篇目, ticked boxes.  Which fields a kind has
   and what they are called stands in kinds.ini. */
#include "source_meeting_parts.h"

#include <string.h>

#include "form_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"

const char *const meeting_kind_columns[] = {
    "kind", "no",       "sub",   "title", "lead",  "form",
    "base", "readings", "boxes", "hours", "extra", NULL};

/* Fields of ledger_event_kind behind the parts of a kind, in their order, and
   the end of the value's name. */
static const struct {
    enum kind_part part;
    int field;
    const char *name;
} parts[] = {
    {PART_TITLE, EK_TITLE, "title"},
    {PART_LEAD, EK_LEAD, "lead"},
    {PART_LEAD_OUT, EK_LEAD_OUT, NULL}, /* stands with the lead */
    {PART_FORM, EK_FORM, "form"},
    {PART_BASE, EK_BASE, "base"},
    {PART_READINGS, EK_READINGS, "readings"},
    {PART_BOXES, EK_BOXES, "boxes"},
    {PART_HOURS, EK_HOURS, "hours"},
    {PART_EXTRA, EK_EXTRA, "extra"},
};

/* Kinds with values of their own, for forms made for them. */
static const struct {
    const char *prefix;
    const char *kind;
} named[] = {
    {"lecture", "lecture"},   {"theme", "themeday"}, {"centre", "centre.study"},
    {"first", "first.topic"}, {"study", "study"},
};

/* The boxes that the printed form of a 主题党日 has. */
static const struct {
    const char *name;
    const char *word;
} boxes[] = {
    {"box_theme", "有主题"},      {"box_speaker", "有主讲"},
    {"box_discussion", "有讨论"}, {"box_harvest", "有收获"},
    {"box_dues", "缴纳党费"},     {"box_oath", "重温誓词"},
    {"box_reread", "重温志愿书"}, {"box_badge", "戴徽章"},
};

static const struct kind *kind_of(const struct telling *t,
                                  const struct record *r)
{
    return kinds_by_code(book_kinds(t->book), record_text(r, EK_KIND));
}

static const char *kind_name(const struct telling *t, const struct record *r)
{
    const struct kind *k = kind_of(t, r);
    return k != NULL ? k->name : record_text(r, EK_KIND);
}

static const char *shown(struct telling *t, const struct record *r, int field)
{
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, t->book, field, &sb);
    const char *text = arena_str(t->d->arena, sb.s);
    sb_clear(&sb);
    return text;
}

/* From here and from outside in one: 李敏、省委党校 王教授. */
static const char *lead_of(struct telling *t, const struct record *r)
{
    const char *own = telling_name(t, record_int(r, EK_LEAD));
    const char *out = record_text(r, EK_LEAD_OUT);
    bool both = own[0] != '\0' && out[0] != '\0';
    return arena_printf(t->d->arena, "%s%s%s", own, both ? "、" : "", out);
}

static const char *part_text(struct telling *t, const struct record *r,
                             int field)
{
    return field == EK_LEAD    ? lead_of(t, r)
           : field == EK_HOURS ? shown(t, r, EK_HOURS)
                               : record_text(r, field);
}

/* Lines of label and text, as many as the kind asks for and were filled in. */
static void add_particulars(struct telling *t, const struct record *r,
                            struct strbuf *sb)
{
    const struct kind *k = kind_of(t, r);
    for (size_t i = 0; k != NULL && i < ARRAY_LEN(parts); i++) {
        const char *label = k->part[parts[i].part];
        const char *text = parts[i].part == PART_LEAD
                               ? telling_name(t, record_int(r, EK_LEAD))
                               : part_text(t, r, parts[i].field);
        if (label != NULL && text[0] != '\0') {
            sb_addf(sb, "%s：%s\n", label, text);
        }
    }
}

/* Particulars of all kinds but one, NULL: of all. */
static void put_particulars(struct telling *t, const char *name,
                            const struct record *but)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < t->m.kinds.n; i++) {
        const struct record *r = &t->m.kinds.v[i].now;
        if (!t->m.kinds.v[i].gone && r != but) {
            add_particulars(t, r, &sb);
        }
    }
    telling_put(t, name, &sb);
}

/* ---- values of one kind ------------------------------------------------- */

static void tell_kind(struct telling *t, const char *prefix,
                      const struct record *r)
{
    form_setf(t->d, arena_printf(t->d->arena, "%s_no", prefix), "%s",
              telling_number(t, r, EK_NO));
    form_set(t->d, arena_printf(t->d->arena, "%s_sub", prefix),
             record_text(r, EK_SUB));
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (parts[i].name != NULL) {
            form_set(t->d,
                     arena_printf(t->d->arena, "%s_%s", prefix, parts[i].name),
                     part_text(t, r, parts[i].field));
        }
    }
    put_particulars(t, arena_printf(t->d->arena, "%s_others", prefix), r);
}

static const struct record *find_kind(const struct telling *t, const char *code)
{
    for (size_t i = 0; i < t->m.kinds.n; i++) {
        const struct record *r = &t->m.kinds.v[i].now;
        if (!t->m.kinds.v[i].gone &&
            strcmp(record_text(r, EK_KIND), code) == 0) {
            return r;
        }
    }
    return NULL;
}

static void tell_named(struct telling *t)
{
    const struct record *main =
        find_kind(t, record_text(&t->m.event, EVENT_KIND));
    if (main != NULL) {
        tell_kind(t, "main", main);
    }
    for (size_t i = 0; i < ARRAY_LEN(named); i++) {
        const struct record *r = find_kind(t, named[i].kind);
        if (r != NULL) {
            tell_kind(t, named[i].prefix, r);
        }
    }
}

static void tell_boxes(struct telling *t)
{
    for (size_t i = 0; i < ARRAY_LEN(boxes); i++) {
        bool ticked = false;
        for (size_t k = 0; k < t->m.kinds.n; k++) {
            ticked |= form_has_word(record_text(&t->m.kinds.v[k].now, EK_BOXES),
                                    boxes[i].word);
        }
        form_set(t->d, boxes[i].name, ticked ? "1" : "");
    }
}

/* ---- all of them -------------------------------------------------------- */

static void tell_names(struct telling *t)
{
    struct strbuf names;
    struct strbuf codes;
    sb_init(&names);
    sb_init(&codes);
    for (size_t i = 0; i < t->m.kinds.n; i++) {
        const struct record *r = &t->m.kinds.v[i].now;
        if (t->m.kinds.v[i].gone) {
            continue;
        }
        sb_addf(&names, "%s%s", names.len > 0 ? "、" : "", kind_name(t, r));
        sb_addf(&codes, "%s%s", codes.len > 0 ? " " : "",
                record_text(r, EK_KIND));
    }
    const struct kind *k = meeting_kind(&t->m);
    form_set(t->d, "kind",
             k != NULL ? k->name : record_text(&t->m.event, EVENT_KIND));
    telling_put(t, "kinds", &names);
    telling_put(t, "kind_codes", &codes);
    put_particulars(t, "particulars", NULL);
}

static void tell_list(struct telling *t)
{
    form_list_begin(t->d, "kinds", meeting_kind_columns,
                    source_columns(meeting_kind_columns));
    for (size_t i = 0; i < t->m.kinds.n; i++) {
        const struct record *r = &t->m.kinds.v[i].now;
        const char *const cells[] = {
            kind_name(t, r),
            telling_number(t, r, EK_NO),
            record_text(r, EK_SUB),
            record_text(r, EK_TITLE),
            lead_of(t, r),
            record_text(r, EK_FORM),
            record_text(r, EK_BASE),
            record_text(r, EK_READINGS),
            record_text(r, EK_BOXES),
            shown(t, r, EK_HOURS),
            record_text(r, EK_EXTRA),
        };
        if (!t->m.kinds.v[i].gone) {
            form_list_row(t->d, cells);
        }
    }
}

void tell_kinds(struct telling *t)
{
    tell_names(t);
    tell_named(t);
    tell_boxes(t);
    tell_list(t);
}
