/* What the rest of the books becomes when a step is saved or taken back: the
   dates and words of the roster out of the steps, the membership, the 党小组,
   the end of the file; and the same in words, before it is saved. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/audit.h"
#include "pbtui/text/date.h"

/* ---- the roster ------------------------------------------------------- */

static int column(const char *name)
{
    return ledger_field(&ledger_people, name);
}

static void put_day(struct pipeline_follow *w, const struct pipeline_dated *d,
                    int day)
{
    char text[11];
    int field = column(d->column);
    if (record_day(&w->person, field) == day) {
        return;
    }
    if (day == DATE_NONE) {
        record_set_null(&w->person, field);
    } else {
        record_set_day(&w->person, w->now.arena, field, day);
    }
    sb_addf(&w->text, "%s %s\n", d->label,
            day == DATE_NONE ? "清空" : date_text(day, text));
}

static void put_word(struct pipeline_follow *w, const char *name,
                     const char *table, const char *code, const char *label)
{
    int field = column(name);
    if (strcmp(record_text(&w->person, field), code) == 0) {
        return;
    }
    if (code[0] == '\0') {
        record_set_null(&w->person, field);
    } else {
        record_set_text(&w->person, field, code);
    }
    sb_addf(&w->text, "%s：%s\n", label,
            code[0] == '\0' ? "清空" : codes_name(table, code));
}

/* Dates that the file does not speak of stay as the roster has them. */
static void put_dates(struct pipeline_follow *w, struct pipeline_file *f)
{
    struct pipeline_said was[PIPELINE_DATES], is[PIPELINE_DATES];
    pipeline_says(f, was);
    pipeline_says(&w->now, is);
    for (int i = 0; i < PIPELINE_DATES; i++) {
        if (is[i].said) {
            put_day(w, &pipeline_dated[i], is[i].on);
        } else if (was[i].said) {
            put_day(w, &pipeline_dated[i], DATE_NONE);
        }
    }
}

/* ---- words of the roster ----------------------------------------------- */

static bool ended_as(const struct pipeline_file *f, const char *kind)
{
    return strcmp(record_text(&f->head, CANDIDACY_END_KIND), kind) == 0;
}

/* He is no longer a member by this file. */
static bool is_over(const struct pipeline_file *f)
{
    return ended_as(f, END_CANCELLED) || ended_as(f, END_NOT_KNOWN);
}

/* NULL: the file says nothing of it. */
static const char *politic_of(const struct pipeline_file *f)
{
    if (!pipeline_admitted(f)) {
        return NULL;
    }
    if (is_over(f)) {
        return codes_find("politic", "群众");
    }
    return codes_find("politic", pipeline_decided(f, RESULT_CONVERTED)
                                     ? "中共党员"
                                     : "中共预备党员");
}

/* What stood there before he was admitted; "" when it cannot be told. */
static bool read_politic(struct pipeline_file *f, const char **out,
                         struct err *err)
{
    struct audit_entry *list = NULL;
    size_t n = 0;
    *out = "";
    if (!audit_history(f->book->db, f->arena, "person", f->person.id, &list, &n,
                       err)) {
        return false;
    }
    while (n-- > 0) {
        const char *code =
            list[n].after == NULL
                ? NULL
                : audit_image_get(f->arena, list[n].after, "politic");
        const char *name = codes_name("politic", code == NULL ? "" : code);
        if (code != NULL && strncmp(name, "中共", strlen("中共")) != 0) {
            *out = code;
            return true;
        }
    }
    return true;
}

/* A file that goes as far as 预备党员 only says nothing against the roster, in
   which he has been a full member for long. */
static bool is_beyond(const struct pipeline_follow *w,
                      const struct pipeline_file *f, const char *was)
{
    const char *full = codes_find("politic", "中共党员");
    return strcmp(record_text(&w->person, column("politic")), full) == 0 &&
           (was == NULL || strcmp(was, full) != 0) && !is_over(&w->now) &&
           !pipeline_decided(f, RESULT_CONVERTED);
}

static bool put_politic(struct pipeline_follow *w, struct pipeline_file *f,
                        struct err *err)
{
    const char *was = politic_of(f);
    const char *is = politic_of(&w->now);
    if (is_beyond(w, f, was)) {
        return true;
    }
    if (is == NULL && (was == NULL || !read_politic(f, &is, err))) {
        return was == NULL;
    }
    put_word(w, "politic", "politic", is, "政治面貌");
    return true;
}

static const char *introducers(const struct pipeline_file *f)
{
    struct strbuf s;
    sb_init(&s);
    for (size_t i = 0; i < f->facts.n_helpers; i++) {
        const struct pipeline_helper *h = &f->facts.helpers[i];
        if (strcmp(h->role, "introducer") == 0 && h->holds.to == DATE_NONE) {
            sb_addf(&s, "%s%s", s.len > 0 ? "、" : "", h->name);
        }
    }
    const char *text = arena_str(f->arena, s.s != NULL ? s.s : "");
    sb_clear(&s);
    return text;
}

/* Filled in by the approval where nothing stands; taken out with it as long as
   it is what the approval put there. */
static void put_filled(struct pipeline_follow *w, const char *name,
                       const char *text, bool in)
{
    int field = column(name);
    if (in && text[0] != '\0' && record_is_null(&w->person, field)) {
        record_set_text(&w->person, field, text);
    } else if (!in && strcmp(record_text(&w->person, field), text) == 0) {
        record_set_null(&w->person, field);
    }
}

bool pipeline_put_roster(struct pipeline_follow *w, struct pipeline_file *f,
                         struct err *err)
{
    bool was = pipeline_admitted(f), is = pipeline_admitted(&w->now);
    put_dates(w, f);
    if (was != is) {
        put_filled(w, "join_kind", codes_find("join_kind", "发展入党"), is);
        if (!is) {
            put_filled(w, "join_kind", codes_find("join_kind", "重新入党"), is);
        }
        put_filled(w, "introducers", introducers(&w->now), is);
    }
    return put_politic(w, f, err);
}

/* ---- the end of the file ----------------------------------------------- */

static const char *end_of(const struct pipeline_file *f, int *on)
{
    bool cancelled = pipeline_decided(f, RESULT_CANCELLED);
    int no = cancelled ? AT_CONFIRM : AT_ARCHIVE;
    *on = pipeline_on_of(pipeline_step_at(f, no));
    return cancelled ? END_CANCELLED : *on != DATE_NONE ? END_ARCHIVED : NULL;
}

static void put_end(struct pipeline_follow *w, struct pipeline_file *f)
{
    int on_was, on;
    const char *was = end_of(f, &on_was);
    const char *is = end_of(&w->now, &on);
    if (is != NULL && (was == NULL || on != on_was || strcmp(is, was) != 0)) {
        record_set_day(&w->head, f->arena, CANDIDACY_ENDED, on);
        record_set_text(&w->head, CANDIDACY_END_KIND, is);
        sb_addf(&w->text, "发展档案结束：%s\n", codes_name("pipeline_end", is));
    }
    if (is == NULL && was != NULL) {
        record_set_null(&w->head, CANDIDACY_ENDED);
        record_set_null(&w->head, CANDIDACY_END_KIND);
        sb_add(&w->text, "发展档案恢复为正在办理\n");
    }
    w->now.head = w->head;
}

/* ---- all of it -------------------------------------------------------- */

bool pipeline_follow_begin(struct pipeline_follow *w, struct pipeline_file *f,
                           struct err *err)
{
    *w = (struct pipeline_follow){.head = record_copy(&f->head, f->arena)};
    sb_init(&w->text);
    if (!record_read(&w->person, &ledger_people, f->book, f->arena,
                     f->person.id, err)) {
        return false;
    }
    w->person_was = record_copy(&w->person, f->arena);
    return true;
}

static bool put_branch(struct pipeline_follow *w, struct pipeline_file *f,
                       struct err *err)
{
    bool moves;
    if (!pipeline_may_write(f, &moves, err)) {
        return false;
    }
    if (moves) {
        record_set_int(&w->head, CANDIDACY_BRANCH, f->book->branch);
        sb_add(&w->text, "发展档案随本人转到本支部\n");
    }
    return true;
}

bool pipeline_follow_make(struct pipeline_follow *w, struct pipeline_file *f,
                          struct record *step, int gone, struct err *err)
{
    if (!pipeline_follow_begin(w, f, err) || !put_branch(w, f, err) ||
        !pipeline_after(w, f, step, gone, err)) {
        return false;
    }
    put_end(w, f);
    return pipeline_put_roster(w, f, err) &&
           pipeline_put_membership(w, f, err) &&
           pipeline_put_placement(w, f, step, err);
}

void pipeline_follow_clear(struct pipeline_follow *w)
{
    sb_clear(&w->text);
}
